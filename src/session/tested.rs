//! The expectations of a text of cases, each under the rule set that it names and against that one's own vocabulary.

use super::modules::Session;
use super::texts::RuleSet;
use crate::case::Expectation;
use crate::diag::{Code, Diagnostic, Sink};
use crate::explain::Verdict;
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::suite::{Ledger, Plan};
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What came of the expectations of a text.
#[derive(Debug, Clone)]
pub struct Tested {
    /// The name of the text.
    pub name: String,
    /// How many of its cases expect nothing.
    pub silent: usize,
    /// How many faults kept something of it from being run.
    pub faults: usize,
    /// The answers, in the order of the cases.
    pub answers: Vec<Answer>,
}

/// The answer to a case under a rule set that it names.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The verdict, with what the case expects of it.
    pub verdict: Verdict,
    /// Where the case begins.
    pub span: Span,
}

impl Tested {
    /// How many expectations were met, and how many were not.
    pub fn counts(&self) -> (usize, usize) {
        let all = self.answers.iter().flat_map(|a| &a.verdict.expected);
        let met = all.clone().filter(|e| e.2).count();
        (met, all.count() - met)
    }
    /// The answers that are not as expected.
    pub fn unmet(&self) -> impl Iterator<Item = &Answer> {
        self.answers.iter().filter(|a| a.verdict.expected.iter().any(|e| !e.2))
    }
}

/// The module and the theories, as an expectation spells them.
type Spelling = (String, Vec<String>);

impl Session {
    /// Runs what the cases of a text expect, and enters what they exercise; faulty cases are reported, others still run.
    pub fn test(&mut self, name: &str, text: &str, ledger: &mut Ledger) -> Tested {
        let before = errors(&self.sink);
        let given = self.case_text(name, text);
        let all = given.expectations(&mut self.sink);
        let silent = all.iter().filter(|e| e.is_empty()).count();
        let mut meant: BTreeMap<Spelling, RuleSet> = BTreeMap::new();
        let mut sets: Vec<RuleSet> = Vec::new();
        for expect in all.iter().flatten() {
            let Some(set) = self.meant(expect) else { continue };
            meant.insert((expect.module.clone(), expect.with.clone()), set.clone());
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        let mut answers = Vec::new();
        let mut unusable = 0;
        let mut plans: BTreeMap<usize, (Arc<Program>, Plan)> = BTreeMap::new();
        for set in &sets {
            let earlier = errors(&self.sink);
            let Some(any) = self.vocabulary_program(set) else {
                // what is wrong with a module is told once, at its first use
                unusable += usize::from(errors(&self.sink) == earlier);
                continue;
            };
            let named =
                |e: &Expectation| meant.get(&(e.module.clone(), e.with.clone())).is_some_and(|s| s == set);
            let wanted = |all: &[Expectation]| all.iter().any(named);
            let cases = given.cases_if(&any.schema, &wanted, &mut self.sink);
            for (n, case) in cases.iter().enumerate() {
                self.tell(n, cases.len());
                let Some(verdict) = self.verdict(set, None, case) else { continue };
                if let Some(program) = self.rules_for(set, case) {
                    let rules = self.rules_called(&program.module, &set.with);
                    let rules = verdict.applied.first().map_or(rules.clone(), |a| chosen(&rules, a));
                    let key = Arc::as_ptr(&program) as usize;
                    let (_, plan) = plans.entry(key).or_insert_with(|| (program.clone(), Plan::of(&program)));
                    ledger.note(&rules, plan, &program, &case.facts);
                }
                answers.push(Answer { verdict, span: case.span });
            }
        }
        answers.sort_by_key(|a| a.span.start);
        let faults = errors(&self.sink).saturating_sub(before) + unusable;
        Tested { name: name.to_owned(), silent, faults, answers }
    }

    /// The rule set that an expectation names; reports one that is not there.
    fn meant(&mut self, expect: &Expectation) -> Option<RuleSet> {
        let mut full = |name: &String| {
            let found = self.resolve(name);
            if found.is_none() {
                let near = self.near_module(name);
                let args = [name.as_str(), near.as_str()];
                self.sink.push(Diagnostic::new(Code::UnknownModule, expect.span, &args));
            }
            found
        };
        let module = full(&expect.module)?;
        let with: Option<Vec<String>> = expect.with.iter().map(full).collect();
        Some(RuleSet { module, with: with? })
    }

    /// The name of what was applied, with the theories.
    pub(super) fn rules_called(&mut self, module: &Names, with: &[String]) -> Names {
        let mut called = module.clone();
        for (n, theory) in with.iter().enumerate() {
            let Some(header) = self.header(theory) else { continue };
            let [en, zh] = if n == 0 { [" with ", " 采用 "] } else { [", ", "、"] };
            called.en.push_str(&format!("{en}{}", header.name.english()));
            called.zh.push_str(&format!("{zh}{}", header.name.chinese()));
        }
        called
    }
}

fn errors(sink: &Sink) -> usize {
    sink.found.iter().filter(|d| !d.is_warning()).count()
}

/// What rules chosen by date are called: `interpretation + statute`.
pub(super) fn chosen(rules: &Names, called: &Names) -> Names {
    let with = |name: &str, called: &str| match called.split_once(" + ") {
        Some((_, statute)) => format!("{name} + {statute}"),
        None => name.to_owned(),
    };
    Names { en: with(&rules.en, &called.en), zh: with(&rules.zh, &called.zh) }
}
