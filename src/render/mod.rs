//! Verdicts for people and for machines; computes nothing that could change an answer.

mod json;
mod phrases;
mod text;
mod why;

pub use json::{diagnostics_json, json};
pub use text::{pad, text};
pub use why::why;
