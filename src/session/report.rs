//! What a report needs beside the verdicts: the case as the rules read it.

use super::modules::Session;
use crate::case::{CaseFile, from_ast, from_json, is_json};
use crate::diag::Sink;
use crate::ir::facts::Known;
use crate::ir::program::Program;
use crate::syntax;
use crate::syntax::ast::ItemKind;
use crate::val::DateRange;
use std::sync::Arc;

impl Session {
    /// The cases of a text as a module reads them, each with the rules that apply to it: none where that depends on
    /// a date that is not known. Faults of the cases were reported when they were graded.
    pub fn read(&mut self, module: &str, name: &str, text: &str) -> Vec<(CaseFile, Option<Arc<Program>>)> {
        let Some(full) = self.resolve(module) else { return Vec::new() };
        let Some(any) = self.vocabulary_program(&full) else { return Vec::new() };
        let (file, plain) = self.take_in(name, text);
        let mut quiet = Sink::default();
        let cases: Vec<CaseFile> = if is_json(&plain) {
            from_json(file, &plain, &any.schema, &mut quiet)
        } else {
            let items = syntax::parse(file, &plain, &mut quiet).into_iter();
            let cases = items.filter_map(|i| match i.kind {
                ItemKind::Case(case) => Some(case),
                _ => None,
            });
            cases.collect::<Vec<_>>().iter().filter_map(|c| from_ast(c, &any.schema, &mut quiet)).collect()
        };
        cases
            .into_iter()
            .map(|case| {
                let rules = self.rules_for(&full, &case);
                (case, rules)
            })
            .collect()
    }

    /// The one program that applies to a case.
    fn rules_for(&mut self, full: &str, case: &CaseFile) -> Option<Arc<Program>> {
        let Some(selection) = self.header(full).and_then(|h| h.selects) else {
            return self.program(full, None);
        };
        let any = self.vocabulary_program(full)?;
        let day =
            match any.schema.fact(&selection.by.text).and_then(|f| case.facts.slots.get(f)).map(|s| &s.value)
            {
                Some(Known::Date(d)) => *d,
                _ => DateRange::any(),
            };
        match self.candidates(&selection, day)?.as_slice() {
            [(program, _)] if !selection.lenient => program.clone(),
            _ => None,
        }
    }
}
