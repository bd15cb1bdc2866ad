//! Texts of cases, read as far as can be without a vocabulary, then against one.

use super::modules::Session;
use crate::case::{
    CaseFile, Expectation, expected_in_ast, expected_in_json, from_ast, from_json_if, is_json,
};
use crate::diag::{Code, Diagnostic, Sink};
use crate::ir::schema::Schema;
use crate::syntax;
use crate::syntax::ast::{Case, ItemKind};
use crate::text::{FileId, limits};

/// A text of cases.
pub(super) struct CaseText {
    file: FileId,
    plain: String,
    json: bool,
    items: Vec<Case>,
}

impl CaseText {
    /// Its cases as written; none if they are JSON.
    pub(super) fn items(&self) -> Option<&[Case]> {
        (!self.json).then_some(self.items.as_slice())
    }
    /// Its cases against a vocabulary; a faulty one is reported and the others are still read.
    pub(super) fn cases(&self, schema: &Schema, sink: &mut Sink) -> Vec<CaseFile> {
        self.cases_if(schema, &|_| true, sink)
    }
    /// Its cases whose expectations are wanted; the others may need another vocabulary.
    pub(super) fn cases_if(
        &self,
        schema: &Schema,
        wanted: &dyn Fn(&[Expectation]) -> bool,
        sink: &mut Sink,
    ) -> Vec<CaseFile> {
        let asked = self.items.iter().filter(|c| wanted(&expected_in_ast(c)));
        match self.json {
            true => from_json_if(self.file, &self.plain, schema, wanted, sink),
            false => asked.filter_map(|c| from_ast(c, schema, sink)).collect(),
        }
    }
    /// What each of its cases expects; needs no vocabulary.
    pub(super) fn expectations(&self, sink: &mut Sink) -> Vec<Vec<Expectation>> {
        match self.json {
            true => expected_in_json(self.file, &self.plain, sink),
            false => self.items.iter().map(expected_in_ast).collect(),
        }
    }
}

impl Session {
    /// Takes in a text of cases.
    pub(super) fn case_text(&mut self, name: &str, text: &str) -> CaseText {
        let (file, plain) = self.take_in(name, text);
        let mut items = Vec::new();
        if syntax::too_large(file, &plain, limits::CASE_BYTES, &mut self.sink) {
            return CaseText { file, plain: String::new(), json: false, items };
        }
        let json = is_json(&plain);
        if !json {
            let mut found = Sink::default();
            let mut rules = None;
            for item in syntax::parse_cases(file, &plain, &mut found) {
                match item.kind {
                    ItemKind::Case(case) => items.push(case),
                    _ => rules = rules.or(Some(item.span)),
                }
            }
            // a file of rules is one fault, however many it holds
            if let Some(span) = rules {
                if items.is_empty() {
                    found.found.clear();
                }
                found.push(Diagnostic::new(Code::WrongValue, span, &[name, "cases | 案件", "rules | 规则"]));
            } else if items.is_empty() && !found.has_errors() {
                found.push(Diagnostic::without_place(Code::NoCase, &[&format!("`{name}`")]));
            }
            found.found.into_iter().for_each(|d| self.sink.push(d));
        }
        CaseText { file, plain, json, items }
    }
}
