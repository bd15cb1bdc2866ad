//! The texts that people are shown: every module's head, the consolidated text of a rule set, and what each edit changes.

use super::modules::Session;
use super::texts::{EditInfo, RuleSet};
use crate::hir::amend::unclaimed;
use crate::hir::{Module, Twins};
use crate::syntax::ast::Header;
use crate::val::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A text before it is amended, and after each edit in turn.
pub struct Redline {
    /// The text that is amended, used modules first.
    pub base: Vec<Arc<Module>>,
    /// With what the amending module adds besides its edits.
    pub start: Vec<Arc<Module>>,
    /// Each edit with the text that it leaves.
    pub steps: Vec<(EditInfo, Vec<Arc<Module>>)>,
}

impl Session {
    /// The heads of all modules that can be read, the library first.
    pub fn heads(&mut self) -> Vec<Header> {
        let names = self.module_names();
        names.iter().filter_map(|n| self.header(n)).collect()
    }

    /// The consolidated text of a rule set, used modules first; with a day, of the law that applies to it.
    /// None if a module is not there; no module at all if no law was in force.
    pub fn consolidated(&mut self, set: &RuleSet, day: Option<Date>) -> Option<Vec<Arc<Module>>> {
        let set = self.resolved(set)?;
        let selects = self.header(&set.module).and_then(|h| h.selects);
        let (Some(selection), Some(day)) = (selects, day) else {
            return Some(self.text_of_run(&set, None, None));
        };
        Some(match self.law_of(&selection, day)? {
            Some((module, statute)) => self.text_of_run(&RuleSet { module, ..set }, statute.as_deref(), None),
            None => Vec::new(),
        })
    }

    /// Both spellings of the names that the modules of a text use.
    pub fn twins(&mut self, modules: &[Arc<Module>]) -> Twins {
        let mut twins = Twins::from_modules(modules.iter().map(Arc::as_ref));
        for head in self.heads() {
            twins.module(&head);
        }
        twins
    }

    /// What each edit of a rule set changes, against the text that its module amends.
    pub fn redline(&mut self, set: &RuleSet) -> Option<Redline> {
        let set = self.resolved(set)?;
        let amends = self.header(&set.module).and_then(|h| h.amends);
        let amended = amends.and_then(|base| self.resolve(&base.text));
        let before = amended.as_ref().map_or(0, |base| self.edits(&RuleSet::of(base)).len());
        let edits = self.edits(&set);
        // the whole text reports its faults; the steps on the way need not make sense
        self.text_of_run(&set, None, None);
        let outer = std::mem::take(&mut self.sink);
        let mut kept: BTreeSet<usize> = (0..before).collect();
        let base = self.text_of_run(&RuleSet::of(amended.as_ref().unwrap_or(&set.module)), None, None);
        let base = base.iter().map(|m| Arc::new(unclaimed(m))).collect();
        let start = self.text_of_run(&set, None, Some(&kept));
        let mut steps = Vec::new();
        for (n, edit) in edits.into_iter().enumerate().skip(before) {
            kept.insert(n);
            steps.push((edit, self.text_of_run(&set, None, Some(&kept))));
        }
        self.sink = outer;
        Some(Redline { base, start, steps })
    }
}
