//! The one test crate.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)]

mod amend;
mod architecture;
mod cascade;
mod cli;
mod fmt;
mod law;
mod lint;
mod print;
mod robust;
mod suite;
mod syntax;
mod ui;
mod unknowns;
