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
mod batch;
mod batch_command;
mod cascade;
mod cli;
mod diff;
mod diff_forms;
mod law;
mod library;
mod limits;
mod map;
mod packages;
mod fmt;
mod lint;
mod print;
mod project;
mod reform;
mod repl;
mod report;
mod robust;
mod suite;
mod suite_command;
mod syntax;
mod theories;
mod ui;
mod unknowns;
