//! A set of modules as a reader looks things up in it: every name and number, who speaks of it, which cases exercise it.

use super::entries::{Entry, Place, Sheet, link};
use super::modules::Session;
use super::shown::Redline;
use super::texts::RuleSet;
use crate::explain::Verdict;
use crate::hir::{Module, Twins};
use crate::ir::schema::Names;
use crate::stdlib::DEFAULT_MODULE;
use crate::suite::Ledger;
use crate::syntax::ast::{Case, Header};
use crate::text::{Span, sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A set of modules with the cases that exercise them.
#[derive(Default)]
pub struct Documented {
    /// The modules, in the order in which they are listed.
    pub modules: Vec<Volume>,
    /// The cases, each with its verdicts.
    pub cases: Vec<Exercise>,
}

/// A module of the set.
pub struct Volume {
    /// As it was written.
    pub module: Arc<Module>,
    /// What it states, in order.
    pub entries: Vec<Entry>,
    /// The spellings of the names that it uses.
    pub twins: Twins,
    /// The name of its text.
    pub file: String,
    /// The hash of its text.
    pub sha256: String,
    /// What it changes in the text that it amends.
    pub redline: Option<Redline>,
    /// The modules of the set that its head names, by position: uses, interprets, amends, selects.
    pub names: [Vec<usize>; 4],
}

/// A case with what each rule set makes of it.
pub struct Exercise {
    /// The file that holds it.
    pub file: String,
    /// The case as it is stated.
    pub case: Case,
    /// The spellings of the names that it uses.
    pub twins: Arc<Twins>,
    /// The verdicts, each with the grounds that hold or may hold, as far as a module of the set states them.
    pub verdicts: Vec<(Verdict, Vec<Option<Place>>)>,
}

impl Session {
    /// The modules of those names with all that they are built on; faults go to the sink.
    pub fn documented(&mut self, wanted: &[String], texts: &[(String, String)]) -> Documented {
        let mut names: Vec<String> = Vec::new();
        let mut open: Vec<String> = wanted.iter().rev().cloned().collect();
        while let Some(name) = open.pop() {
            let Some(full) = self.resolve(&name) else {
                self.no_module(&name, None);
                continue;
            };
            if names.contains(&full) {
                continue;
            }
            let Some(module) = self.module(&full) else { continue };
            names.push(full);
            let named: Vec<String> = named(&module.header).into_iter().flatten().collect();
            open.extend(named.into_iter().rev());
        }
        // in the order of the library and the folder, whatever was asked first
        let order = self.module_names();
        names.sort_by_key(|n| order.iter().position(|o| o == n));
        let mut sheets = Vec::new();
        for name in &names {
            let Some(module) = self.module(name) else { continue };
            let edits = match module.header.amends {
                Some(_) => self.edits(&RuleSet::of(name)),
                None => Vec::new(),
            };
            let labels: BTreeMap<Span, Names> = edits.into_iter().map(|e| (e.span, e.label)).collect();
            sheets.push(Sheet::of(&module, &labels));
        }
        let heads: Vec<[Vec<usize>; 4]> = sheets
            .iter()
            .map(|s| {
                named(&s.module.header).map(|all| {
                    let full = all.iter().filter_map(|n| self.resolve(n));
                    full.filter_map(|n| names.iter().position(|o| *o == n)).collect()
                })
            })
            .collect();
        for (at, sheet) in sheets.iter_mut().enumerate() {
            let mut next = 0;
            sheet.sees = vec![at];
            while let Some(m) = sheet.sees.get(next).copied() {
                let more = heads.get(m).into_iter().flatten().flatten().copied();
                let more: Vec<usize> = more.filter(|n| !sheet.sees.contains(n)).collect();
                sheet.sees.extend(more.iter().copied().collect::<BTreeSet<_>>());
                next += 1;
            }
        }
        link(&mut sheets);
        let mut modules = Vec::new();
        for ((name, sheet), names) in names.iter().zip(sheets).zip(heads) {
            let set = RuleSet::of(name);
            let redline = match sheet.module.header.amends {
                Some(_) => self.redline(&set),
                None => None,
            };
            let steps = redline.iter().flat_map(|l| l.base.iter().chain(l.steps.iter().flat_map(|s| &s.1)));
            let mut known: Vec<Arc<Module>> = steps.cloned().collect();
            known.extend(self.consolidated(&set, None).unwrap_or_default());
            known.push(sheet.module.clone());
            // what is only looked at, as `M.x`, has its spellings too
            let looked = self.looked(&known);
            known.extend(looked.into_iter().flat_map(|l| l.modules));
            let (file, text) = self.text_of(name).unwrap_or_default();
            modules.push(Volume {
                twins: self.twins(&known),
                module: sheet.module,
                entries: sheet.entries,
                file,
                sha256: sha256(text.as_bytes()),
                redline,
                names,
            });
        }
        let cases = self.exercises(&modules, texts);
        Documented { modules, cases }
    }

    fn exercises(&mut self, modules: &[Volume], texts: &[(String, String)]) -> Vec<Exercise> {
        let mut by_citation: BTreeMap<&str, Place> = BTreeMap::new();
        for (m, volume) in modules.iter().enumerate() {
            for (at, entry) in volume.entries.iter().enumerate() {
                if let Some(citation) = &entry.citation {
                    by_citation.entry(&citation.en).or_insert((m, at));
                }
            }
        }
        let mut out: Vec<Exercise> = Vec::new();
        for (name, text) in texts {
            let mut verdicts: Vec<Verdict> = Vec::new();
            let tested = self.test(name, text, &mut Ledger::default());
            verdicts.extend(tested.answers.into_iter().map(|a| a.verdict));
            if tested.silent > 0 {
                let known: BTreeSet<String> = verdicts.iter().map(|v| v.case.clone()).collect();
                let graded = self.grade(name, text, &[DEFAULT_MODULE.to_owned()]);
                verdicts.extend(graded.into_iter().filter(|v| !known.contains(&v.case)));
            }
            let mut shown: BTreeMap<String, (Case, Arc<Twins>)> = BTreeMap::new();
            let sets: BTreeSet<String> = verdicts.iter().map(|v| v.module.en.clone()).collect();
            for set in sets {
                let Some(set) = self.resolved(&RuleSet::parse(&set)) else { continue };
                let outer = std::mem::take(&mut self.sink);
                let known = self.consolidated(&set, None).unwrap_or_default();
                let twins = Arc::new(self.twins(&known));
                for case in self.case_items(&set, name, text) {
                    for called in case.names.clone() {
                        shown.entry(called).or_insert_with(|| (case.clone(), twins.clone()));
                    }
                }
                self.sink = outer;
            }
            for verdict in verdicts {
                let places = verdict.grounds.iter().map(|g| {
                    g.cites.iter().find_map(|c| by_citation.get(c.en.as_str()).copied()).filter(|p| {
                        let entry = modules.get(p.0).and_then(|v| v.entries.get(p.1));
                        entry.is_some_and(|e| e.names == g.provision || g.cites.len() == 1)
                    })
                });
                let places: Vec<Option<Place>> = places.collect();
                let same = |e: &&mut Exercise| e.file == *name && e.case.names.contains(&verdict.case);
                if let Some(known) = out.iter_mut().find(same) {
                    known.verdicts.push((verdict, places));
                } else if let Some((case, twins)) = shown.get(&verdict.case) {
                    let (case, twins) = (case.clone(), twins.clone());
                    out.push(Exercise { file: name.clone(), case, twins, verdicts: vec![(verdict, places)] });
                }
            }
        }
        out
    }
}

/// The modules that a head names: uses, interprets, amends, selects.
fn named(head: &Header) -> [Vec<String>; 4] {
    let text = |n: &crate::syntax::ast::Name| n.text.clone();
    [
        head.uses.iter().map(text).collect(),
        head.interprets.iter().map(text).collect(),
        head.amends.iter().map(text).collect(),
        head.selects.iter().flat_map(|s| &s.among).map(text).collect(),
    ]
}
