//! Cases: reads `.case` items, case JSON and rows of tables against a vocabulary; knows no rules.

mod cause;
mod guard;
mod from_ast;
mod from_json;
mod value;
mod to_ast;
mod cell;
mod table;
mod nest;

pub use cell::{BadCell, Source, Takes};
pub use from_ast::{expected_in_ast, field_of, from_ast};
pub use from_json::{expected_in_json, from_json, from_json_if};
pub use nest::Nest;
pub use table::{Mapping, Target, Test};
pub use to_ast::to_ast;

use crate::ir::facts::Facts;
use crate::ir::schema::Names;
use crate::text::{FileId, Span};

/// A case read against a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// Its first name.
    pub id: String,
    /// What it is called in either language.
    pub called: Names,
    /// Where the name stands.
    pub span: Span,
    /// What it states.
    pub facts: Facts,
    /// Whether what it does not state is absent.
    pub absent: bool,
    /// What it expects.
    pub expects: Vec<Expectation>,
}

/// An expected outcome; names as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// The least outcome.
    pub low: String,
    /// The greatest outcome; the least one again if only one is given.
    pub high: String,
    /// The module to apply.
    pub module: String,
    /// The theories to apply with it.
    pub with: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

impl CaseFile {
    /// A case that no file holds, called so in both languages, expecting nothing; what it does not state is absent.
    pub fn made(id: &str, facts: Facts) -> CaseFile {
        CaseFile {
            id: id.to_owned(),
            called: Names { en: id.to_owned(), zh: id.to_owned() },
            span: Span { file: FileId(0), start: 0, end: 0 },
            facts,
            absent: true,
            expects: Vec::new(),
        }
    }
}

/// Whether a text is meant as JSON: its first character that is not blank is `{` or `[`.
pub fn is_json(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.trim_start().starts_with(['{', '['])
}
