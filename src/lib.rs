//! Gravamen: alternative legal rule sets, applied to cases and compared.
//!
//! The rooms, from the ground up; each imports only rooms above it in this list's lower floors
//! (`docs/ARCHITECTURE.md`, `tests/it/architecture.rs`).
#![forbid(unsafe_code)]

// floor 0
pub mod text;
pub mod val;
pub mod stdlib;
// floor 1
pub mod diag;
pub mod solve;
// floor 2
pub mod syntax;
pub mod sheet;
// floor 3
pub mod hir;
// floor 4
pub mod ir;
// floor 5
pub mod case;
pub mod eval;
// floor 6
pub mod explain;
pub mod map;
pub mod lint;
pub mod prove;
// floor 7
pub mod batch;
pub mod compare;
pub mod suite;
// floor 8
pub mod session;
pub mod project;
// floor 9
pub mod render;
// floor 10
pub mod prompt;
// floor 11
pub mod repl;
// floor 12
pub mod cli;
