//! What a project asks: the names that are taken, what its cases expect, the parts that an amendment reaches.

use super::modules::Session;
use super::texts::RuleSet;
use crate::case::{CaseFile, Expectation, from_ast, from_json, is_json};
use crate::diag::Sink;
use crate::hir::Module;
use crate::stdlib::LIBRARY;
use crate::syntax;
use crate::syntax::ast::ItemKind;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Session {
    /// Every name by which a module can be called, with the module's full name; of the library also the last parts.
    pub fn names_taken(&mut self) -> BTreeMap<String, String> {
        let mut taken = BTreeMap::new();
        for entry in LIBRARY {
            let last = entry.module.rsplit('.').next().unwrap_or(entry.module);
            taken.insert(last.to_owned(), entry.module.to_owned());
        }
        for module in self.module_names() {
            if let Some(header) = self.header(&module) {
                taken.extend(header.name.spellings().map(|s| (s.to_owned(), module.clone())));
            }
            taken.insert(module.clone(), module);
        }
        taken
    }

    /// The rule sets that the cases of a text name in their expectations; nothing if the cases cannot be read
    /// against the vocabulary of any of the given modules. Faults go to the sink.
    pub fn expecting(&mut self, name: &str, text: &str, vocabularies: &[String]) -> Option<Vec<String>> {
        let mut first = None;
        for module in vocabularies {
            let outer = std::mem::take(&mut self.sink);
            let cases = self.cases_of(name, text, module);
            let own = std::mem::replace(&mut self.sink, outer);
            if own.has_errors() {
                first.get_or_insert(own);
                continue;
            }
            let expects = cases.iter().flat_map(|c| &c.expects);
            let set = |e: &Expectation| RuleSet { module: e.module.clone(), with: e.with.clone() }.shown();
            let mut modules: Vec<String> = expects.map(set).collect();
            modules.sort();
            modules.dedup();
            return Some(modules);
        }
        first.into_iter().flat_map(|s: Sink| s.found).for_each(|d| self.sink.push(d));
        None
    }

    fn cases_of(&mut self, name: &str, text: &str, module: &str) -> Vec<CaseFile> {
        let Some(full) = self.resolve(module) else {
            self.no_module(module, None);
            return Vec::new();
        };
        let Some(program) = self.vocabulary_program(&RuleSet::of(&full)) else { return Vec::new() };
        let (file, plain) = self.take_in(name, text);
        if is_json(&plain) {
            return from_json(file, &plain, &program.schema, &mut self.sink);
        }
        let items = syntax::parse(file, &plain, &mut self.sink);
        let cases = items.iter().filter_map(|item| match &item.kind {
            ItemKind::Case(case) => Some(case),
            _ => None,
        });
        cases.filter_map(|c| from_ast(c, &program.schema, &mut self.sink)).collect()
    }

    /// The consolidated text of a module, used modules first, itself last; nothing if there are faults.
    pub fn parts(&mut self, module: &str) -> Option<Vec<Arc<Module>>> {
        let Some(full) = self.resolve(module) else {
            self.no_module(module, None);
            return None;
        };
        let order = self.text_of_run(&RuleSet::of(&full), None, None);
        (!self.sink.has_errors()).then_some(order)
    }
}
