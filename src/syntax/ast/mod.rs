//! The syntax tree: what was written, in one tree for both spellings.

mod provision;
mod expr;
mod edit;
mod item;
mod table;
mod walk;
mod leaves;

pub use edit::{Action, Edit, Ending, Target};
pub use expr::{Compare, Entry, Exception, Expr, ExprKind, Literal, Operation, Quantifier};
pub use item::*;
pub use leaves::{Leaves, eq_but_places, leaves_mut, without_places};
pub use provision::{Number, Provision, ProvisionRange, han_number};
pub use table::{Cell, ColumnName, ColumnRead, ColumnTest, Reading, Scale, Table, TableLine};
pub use walk::{entries, entries_mut, expressions, expressions_mut};

use crate::text::Span;

/// A name, possibly dotted, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A declared name with its twin in the other language: `sell | 出售`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The first spelling.
    pub name: Name,
    /// The other one.
    pub twin: Option<Name>,
}

impl Alias {
    /// The spelling in ASCII if there is one, else the first.
    pub fn english(&self) -> &str {
        match &self.twin {
            Some(t) if t.text.is_ascii() && !self.name.text.is_ascii() => &t.text,
            _ => &self.name.text,
        }
    }
    /// The spelling in Han if there is one, else the first.
    pub fn chinese(&self) -> &str {
        match &self.twin {
            Some(t) if !t.text.is_ascii() => &t.text,
            _ => &self.name.text,
        }
    }
    /// Both spellings, for a diagnostic.
    pub fn both(&self) -> String {
        format!("{} | {}", self.english(), self.chinese())
    }
    /// Both spellings.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.text.as_str()).chain(self.twin.iter().map(|t| t.text.as_str()))
    }
}

/// A text in quotation marks, with its twin: `"…" | “…”`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Titles {
    /// The first one.
    pub first: String,
    /// The other one.
    pub second: Option<String>,
}

impl Titles {
    /// Whether there is nothing between the quotation marks.
    pub fn is_empty(&self) -> bool {
        std::iter::once(&self.first).chain(&self.second).all(|t| t.trim().is_empty())
    }
    /// `[English, 中文]`; the same twice if there is only one.
    pub fn both(&self) -> [String; 2] {
        [self.english(), self.chinese()].map(str::to_owned)
    }
    /// The one in ASCII letters if there is one, else the first.
    pub fn english(&self) -> &str {
        let han = |s: &str| s.chars().any(|c| c as u32 >= 0x2E80);
        match &self.second {
            Some(s) if han(&self.first) && !han(s) => s,
            _ => &self.first,
        }
    }
    /// The one with Han characters if there is one, else the first.
    pub fn chinese(&self) -> &str {
        let han = |s: &str| s.chars().any(|c| c as u32 >= 0x2E80);
        match &self.second {
            Some(s) if han(s) => s,
            _ => &self.first,
        }
    }
}
