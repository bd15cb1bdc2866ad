//! The one test crate.

mod architecture;
