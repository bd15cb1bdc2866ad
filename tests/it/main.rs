//! The one test crate.

mod architecture;
mod syntax;
