//! The claims of a module, ready to be settled, and the modules that they name.

use super::modules::Session;
use super::texts::RuleSet;
use crate::diag::{Code, Diagnostic};
use crate::hir::Module;
use crate::ir::program::Program;
use crate::syntax::ast::{Claim, ItemKind, Name};
use std::sync::Arc;

impl Session {
    /// The program of a rule set with the claims of its module, the chosen statute in its place; faults go to the sink.
    pub fn claiming(&mut self, set: &RuleSet, statute: Option<&str>) -> Option<Arc<Program>> {
        let program = self.program_of(set, statute, None)?;
        let key = self.key_of(set, statute, None);
        Some(self.claiming.get(&key).cloned().unwrap_or(program))
    }

    /// The modules that state a claim, by name.
    pub fn claimants(&mut self) -> Vec<String> {
        let states = |item: &crate::syntax::ast::Item| matches!(item.kind, ItemKind::Claim { .. });
        let mut names = self.module_names();
        names.retain(|name| self.module(name).is_some_and(|m| m.items.iter().any(states)));
        names
    }

    /// Reports the modules that claims name and that are not there, or that have no text of their own.
    pub(super) fn modules_of_claims(&mut self, module: &Module) {
        for item in &module.items {
            let ItemKind::Claim { says, .. } = &item.kind else { continue };
            match says {
                Claim::SameOutcome { module, .. } => {
                    if let Some(full) = self.found(module) {
                        self.one_text(&full, Some(module));
                    }
                }
                Claim::Within(_, outer) => {
                    if let Some((prefix, _)) = outer.text.rsplit_once('.') {
                        let mut span = outer.span;
                        span.end = span.start + u32::try_from(prefix.len()).unwrap_or_default();
                        self.found(&Name { text: prefix.to_owned(), span });
                    }
                }
                Claim::Raising { .. }
                | Claim::NoOffence(_)
                | Claim::Bound { .. }
                | Claim::NeverTogether(_)
                | Claim::Implies(..) => {}
            }
        }
    }

    fn found(&mut self, name: &Name) -> Option<String> {
        let full = self.resolve(&name.text);
        if full.is_none() {
            self.no_module(&name.text, Some(name));
        }
        full
    }

    /// Whether a module has a text of its own; reports one that chooses among others by date.
    pub(super) fn one_text(&mut self, full: &str, at: Option<&Name>) -> bool {
        let Some(selects) = self.header(full).and_then(|h| h.selects) else { return true };
        let among = selects.among.iter().map(|n| n.text.as_str()).collect::<Vec<_>>().join(", ");
        let shown = at.map_or(full, |n| n.text.as_str());
        self.sink.push(match at {
            Some(at) => Diagnostic::new(Code::ChoosesByDate, at.span, &[shown, &among]),
            None => Diagnostic::without_place(Code::ChoosesByDate, &[shown, &among]),
        });
        false
    }
}
