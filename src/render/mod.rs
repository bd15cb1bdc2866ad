//! Verdicts for people and for machines; computes nothing that could change an answer.

mod citation;
mod json;
mod phrases;
mod text;
mod why;
mod show;
mod redline;

pub use citation::{bibtex, csl_json};
pub use json::{diagnostics_json, json};
pub use redline::{Marks, redline};
pub use show::{modules, modules_json, ours, show};
pub use text::{pad, text};
pub use why::why;
