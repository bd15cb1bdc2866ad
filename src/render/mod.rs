//! Verdicts for people and for machines; computes nothing that could change an answer.

mod citation;
mod json;
mod phrases;
mod text;
mod why;

pub use citation::{bibtex, csl_json};
pub use json::{diagnostics_json, json};
pub use text::{pad, text};
pub use why::why;
