//! Tables of sentences and the figures that are read in them, in our own words.

mod amounts;
mod dates;
mod notations;
mod results;
mod runs;
mod said;
mod told;
mod topic;
