//! Bytes in, articles out: files, saved pages and feeds become a tidy [`Body`](crate::text::Body) and what is known of it.

mod charset;
mod tidy;

pub use charset::{CharsetSource, Decoded, decode};
pub use tidy::{tidy, tidy_line};
