//! Pairs to syntax tree; what the grammar lets through and the language forbids is refused here.

mod case;
mod edit;
mod expr;
mod item;
mod lexis;
mod table;

use super::ast::Entry;
use super::parser::{P, Rule};
use crate::diag::{Code, Diagnostic, Sink};
use crate::text::{FileId, Span};

/// Turns the pairs of one chunk into the tree.
pub(super) struct Lower<'s> {
    file: FileId,
    base: usize,
    depth: usize,
    sink: &'s mut Sink,
}

impl<'s> Lower<'s> {
    /// For the chunk that begins at byte `base` of the file.
    pub(super) fn new(file: FileId, base: usize, sink: &'s mut Sink) -> Lower<'s> {
        Lower { file, base, depth: 0, sink }
    }
    /// A condition that stands alone.
    pub(super) fn condition(&mut self, p: &P<'_>) -> Option<Entry> {
        match p.as_rule() {
            Rule::entry => Some(self.entry(p)),
            _ => self.entry_in(p),
        }
    }
    fn span(&self, p: &P<'_>) -> Span {
        let s = p.as_span();
        super::span_of(self.file, self.base + s.start(), self.base + s.end())
    }
    fn fault(&mut self, code: Code, span: Span, args: &[&str]) {
        self.sink.push(Diagnostic::new(code, span, args));
    }
}

/// The first part made by a rule.
fn child<'i>(p: &P<'i>, rule: Rule) -> Option<P<'i>> {
    p.clone().into_inner().find(|c| c.as_rule() == rule)
}

/// The parts made by a rule.
fn children<'i>(p: &P<'i>, rule: Rule) -> impl Iterator<Item = P<'i>> {
    p.clone().into_inner().filter(move |c| c.as_rule() == rule)
}

/// Whether a rule made a part.
fn has(p: &P<'_>, rule: Rule) -> bool {
    child(p, rule).is_some()
}
