//! Tables: found by name, read against the vocabulary of a rule set, and the engine that grades their rows.

use super::modules::Session;
use super::texts::RuleSet;
use crate::batch::Engine;
use crate::case::Mapping;
use crate::diag::{Code, Diagnostic, nearest};
use crate::ir::program::Program;
use crate::ir::schema::{Names, Schema};
use crate::syntax::ast::{ItemKind, Table};
use std::sync::Arc;

impl Session {
    /// The tables of a module.
    fn tables_of(&mut self, module: &str) -> Vec<Table> {
        let items = self.module(module).map(|m| m.items.clone()).unwrap_or_default();
        let table = |kind| match kind {
            ItemKind::Table(table) => Some(table),
            _ => None,
        };
        items.into_iter().filter_map(|i| table(i.kind)).collect()
    }

    /// Checks the tables of a module against its vocabulary.
    pub(super) fn check_tables(&mut self, module: &str, schema: &Schema) -> bool {
        let tables = self.tables_of(module);
        let unsound = tables.iter().filter(|t| Mapping::from_ast(t, schema, &mut self.sink).is_none());
        unsound.count() == 0
    }

    /// The table that is called so: `TABLE`, `MODULE.TABLE`, or a module that has only one. Reports one that is not there.
    pub fn table(&mut self, name: &str) -> Option<Table> {
        let (module, own) = match (self.resolve(name), name.rsplit_once('.')) {
            (Some(module), _) => (Some(module), None),
            (None, Some((module, table))) => (self.resolve(module), Some(table)),
            (None, None) => (None, Some(name)),
        };
        let modules = module.map_or_else(|| self.module_names(), |m| vec![m]);
        let mut all: Vec<Table> = Vec::new();
        for module in modules {
            all.extend(self.tables_of(&module));
        }
        let wanted = |t: &&Table| own.is_none_or(|own| t.name.spellings().any(|s| s == own));
        let mut found = all.iter().filter(wanted);
        match (found.next(), found.next()) {
            (Some(table), None) => Some(table.clone()),
            (first, _) => {
                let words = all.iter().flat_map(|t| t.name.spellings());
                let near = if first.is_some() { None } else { nearest(own.unwrap_or(name), words) };
                let near = near.unwrap_or_else(|| "-".to_owned());
                self.sink.push(Diagnostic::without_place(Code::NoTable, &[name, &near]));
                None
            }
        }
    }

    /// The engine that grades rows of a table under rule sets; nothing if one of them is not there or is faulty.
    pub fn engine(&mut self, table: &Table, sets: &[RuleSet], grounds: bool) -> Option<Engine> {
        let mut wired = Vec::new();
        for set in sets {
            let program = self.batch_program(set)?;
            let mapping = Mapping::from_ast(table, &program.schema, &mut self.sink)?;
            wired.push((program, mapping));
        }
        Some(Engine::new(wired, grounds))
    }

    /// How a table is read by the vocabulary of a rule set.
    pub fn mapping(&mut self, table: &Table, set: &RuleSet) -> Option<(Mapping, Arc<Program>)> {
        let program = self.batch_program(set)?;
        let mapping = Mapping::from_ast(table, &program.schema, &mut self.sink)?;
        Some((mapping, program))
    }

    /// The vocabulary of a rule set, be it one that picks by date.
    pub fn vocabulary(&mut self, set: &RuleSet) -> Option<Schema> {
        let set = self.resolved(set)?;
        Some(self.vocabulary_program(&set)?.schema.clone())
    }

    /// The modules that declare the kinds, records, facts and findings of a rule set.
    pub fn vocabulary_modules(&mut self, set: &RuleSet) -> Vec<String> {
        let Some(set) = self.resolved(set) else { return Vec::new() };
        let selects = self.header(&set.module).and_then(|h| h.selects);
        let last = selects.and_then(|s| s.among.last().map(|n| n.text.clone()));
        let set = last.and_then(|m| self.resolve(&m)).map_or(set, |m| RuleSet::of(&m));
        let states = |kind: &ItemKind| {
            matches!(
                kind,
                ItemKind::Facts(_) | ItemKind::Record { .. } | ItemKind::Findings(_) | ItemKind::Kind { .. }
            )
        };
        let modules = self.text_of_run(&set, None, None);
        let with = modules.iter().filter(|m| m.items.iter().any(|i| states(&i.kind)));
        with.map(|m| m.header.name.english().to_owned()).collect()
    }

    /// The module that states a table.
    pub fn module_of(&mut self, table: &Table) -> Option<String> {
        let file = table.name.name.span.file;
        self.module_names().into_iter().find(|name| self.module(name).is_some_and(|m| m.file == file))
    }

    /// What rule sets are called.
    pub fn names_of(&mut self, sets: &[RuleSet]) -> Vec<Names> {
        let full: Vec<RuleSet> = sets.iter().filter_map(|s| self.resolved(s)).collect();
        full.iter().map(|s| self.called(s)).collect()
    }

    /// The program of a rule set; one that picks by date for each case is told so.
    fn batch_program(&mut self, set: &RuleSet) -> Option<Arc<Program>> {
        let set = self.resolved(set)?;
        if let Some(selects) = self.header(&set.module).and_then(|h| h.selects) {
            let among = selects.among.iter().map(|n| n.text.as_str()).collect::<Vec<_>>().join(", ");
            self.sink.push(Diagnostic::without_place(Code::PicksByDate, &[&set.module, &among]));
            return None;
        }
        self.program_of(&set, None, None)
    }
}
