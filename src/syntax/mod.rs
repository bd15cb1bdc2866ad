//! Source text to syntax tree; the only room that names pest.

pub mod ast;
