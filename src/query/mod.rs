//! The one query language for articles and notes: read once into a tree, written back the same. What it means in the
//! library is the store's affair.

mod field;
mod lexer;
mod parse;
mod print;
mod sort;
mod tree;

pub use field::{Field, Has, Is, When};
pub use parse::{QueryError, parse};
pub use sort::Sort;
pub use tree::{Compare, Days, Period, Query, Unit, Words};
