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
mod batch_nested;
mod batch_texts;
mod batch_typed;
mod boundary;
mod browser;
mod cascade;
mod cli;
mod columns;
mod coverage;
mod diff;
mod diff_forms;
mod doc;
mod law;
mod library;
mod limits;
mod map;
mod packages;
mod fmt;
mod journey;
mod mutants;
mod mutants_unseen;
mod lint;
mod print;
mod project;
mod prove_complete;
mod prove_ends;
mod prove_health;
mod prove_library;
mod prove_random;
mod prove_together;
mod prove_region;
mod prove_variants;
mod prove_vary;
mod prove_claims;
mod reform;
mod repl;
mod report;
mod robust;
mod solve_answers;
mod solve_random;
mod suite;
mod suite_command;
mod syntax;
mod theories;
mod ui;
mod unknowns;
