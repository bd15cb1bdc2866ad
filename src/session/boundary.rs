//! The cases that a suite lacks: one for each side on which none stands, with the answer as found.

use super::modules::Session;
use super::tested::chosen;
use super::texts::RuleSet;
use crate::case::{CaseFile, Expectation, to_ast};
use crate::diag::Lang;
use crate::ir::facts::Facts;
use crate::ir::program::Program;
use crate::ir::schema::{Names, Schema};
use crate::prove::Unsound;
use crate::suite::{Boundary as Sides, Gap, Ledger, Paired, Plan, close, closes, gaps, pairs};
use crate::syntax::ast::{Item, ItemKind};
use crate::syntax::print::{AsWritten, Printer};
use crate::val::{Date, DateRange};
use std::sync::Arc;

/// A case made for a side on which none stood.
#[derive(Debug, Clone)]
pub struct Made {
    /// The rule set, as its sheet is called.
    pub rules: Names,
    /// What it exercises.
    pub gap: Gap,
    /// Its text, in English.
    pub text: String,
}

/// What became of the sides on which no case stood.
#[derive(Debug, Clone, Default)]
pub struct Boundary {
    /// The cases that were made.
    pub made: Vec<Made>,
    /// The sides for which none was found.
    pub left: Vec<(Names, Gap)>,
}

/// Two cases between which one condition turns the outcome.
#[derive(Debug, Clone)]
pub struct MadePair {
    /// The rule set, as its sheet is called.
    pub rules: Names,
    /// The condition.
    pub boundary: Sides,
    /// The fact in which they differ.
    pub fact: Names,
    /// Whether all other conditions of the provision are the same in both.
    pub alone: bool,
    /// The texts, in English: first where the condition holds.
    pub texts: [String; 2],
}

/// What became of the conditions of some rule sets.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    /// The pairs.
    pub made: Vec<MadePair>,
    /// The conditions that never turn an outcome alone, as proved.
    pub never: Vec<(Names, Sides)>,
    /// The conditions of which neither was found.
    pub left: Vec<(Names, Sides)>,
}

/// Rules that apply: what they are called, and where the law is chosen by date, the fact and its range.
struct Applied {
    rules: Names,
    program: Arc<Program>,
    day: Option<(usize, DateRange)>,
}

impl Session {
    /// The rule sets that the cases of a text name.
    pub fn named_sets(&mut self, name: &str, text: &str) -> Vec<RuleSet> {
        let given = self.case_text(name, text);
        let mut out: Vec<RuleSet> = Vec::new();
        for expect in given.expectations(&mut self.sink).iter().flatten() {
            let full = |session: &mut Session, name: &str| session.resolve(name);
            let Some(module) = full(self, &expect.module) else { continue };
            let with: Option<Vec<String>> = expect.with.iter().map(|w| full(self, w)).collect();
            let Some(with) = with else { continue };
            let set = RuleSet { module, with };
            if !out.contains(&set) {
                out.push(set);
            }
        }
        out
    }

    /// Makes the cases that the sheets of these rule sets lack, and enters each; the reason is that of findings made.
    pub fn missing_cases(&mut self, sets: &[RuleSet], because: &str, ledger: &mut Ledger) -> Boundary {
        let mut out = Boundary::default();
        for set in sets {
            for applied in self.applied_sets(set) {
                self.missing_of(set, &applied, because, ledger, &mut out);
            }
        }
        out
    }

    /// For each condition of some rule sets a pair of cases that it tells apart, or the proof that there is none.
    pub fn paired_cases(&mut self, sets: &[RuleSet], because: &str) -> Result<Pairs, Unsound> {
        let mut out = Pairs::default();
        for set in sets {
            for applied in self.applied_sets(set) {
                let program = applied.program.clone();
                let rules = &applied.rules;
                let all = pairs(&program, applied.day, because, &mut |done, of| self.tell(done, of))?;
                for (boundary, found) in all {
                    let number = out.made.len() + 1;
                    let texts = match &found {
                        Paired::Never => {
                            out.never.push((rules.clone(), boundary));
                            continue;
                        }
                        Paired::Open => None,
                        Paired::Pair(pair) => {
                            let [with, without] = &pair.cases;
                            let id = |part: &str| format!("{}-{number}-{part}", slug(&rules.en));
                            let with = self.written(set, &id("with"), with, &program.schema);
                            let without = self.written(set, &id("without"), without, &program.schema);
                            with.zip(without).map(|(a, b)| (pair.fact.clone(), pair.alone, [a, b]))
                        }
                    };
                    match texts {
                        None => out.left.push((rules.clone(), boundary)),
                        Some((fact, alone, texts)) => {
                            out.made.push(MadePair { rules: rules.clone(), boundary, fact, alone, texts });
                        }
                    }
                }
            }
        }
        Ok(out)
    }

    fn missing_of(
        &mut self,
        set: &RuleSet,
        applied: &Applied,
        because: &str,
        ledger: &mut Ledger,
        out: &mut Boundary,
    ) {
        let program = applied.program.as_ref();
        let plan = Plan::of(program);
        let sheet = ledger.sheet(&applied.rules, &plan);
        let all = ledger.sheets.get(sheet).map(|s| gaps(program, s)).unwrap_or_default();
        let mut here: Vec<Facts> = Vec::new();
        let count = all.len();
        for (n, gap) in all.into_iter().enumerate() {
            self.tell(n, count);
            // a case made for another side may stand on this one too
            if here.iter().any(|facts| closes(&gap, program, facts)) {
                continue;
            }
            let made = close(&gap, program, applied.day, because, &here);
            let Some(facts) = made else {
                out.left.push((applied.rules.clone(), gap));
                continue;
            };
            let id = format!("{}-{}", slug(&applied.rules.en), out.made.len() + 1);
            let Some(text) = self.written(set, &id, &facts, &program.schema) else {
                out.left.push((applied.rules.clone(), gap));
                continue;
            };
            ledger.note(&applied.rules, &plan, program, &facts);
            out.made.push(Made { rules: applied.rules.clone(), gap, text });
            here.push(facts);
        }
    }

    /// A case as text, with the outcome that it has.
    fn written(&mut self, set: &RuleSet, id: &str, facts: &Facts, schema: &Schema) -> Option<String> {
        let mut case = CaseFile::made(id, facts.clone());
        let span = case.span;
        let verdict = self.verdict(set, None, &case)?;
        let (lo, hi) = verdict.outcome;
        case.expects.push(Expectation {
            low: schema.outcome(lo).en,
            high: schema.outcome(hi).en,
            module: set.module.clone(),
            with: set.with.clone(),
            span,
        });
        let item = Item { kind: ItemKind::Case(to_ast(&case, schema)), span };
        Some(Printer::new(Lang::En, &AsWritten).item(&item))
    }

    /// The rules that a set applies: itself, or one for each stretch of time if it chooses by date.
    fn applied_sets(&mut self, set: &RuleSet) -> Vec<Applied> {
        let Some(selection) = self.header(&set.module).and_then(|h| h.selects) else {
            let program = self.program_of(set, None, None);
            let rules = program.as_ref().map(|p| p.module.clone());
            let one = program.zip(rules).map(|(program, module)| {
                let rules = self.rules_called(&module, &set.with);
                Applied { rules, program, day: None }
            });
            return one.into_iter().collect();
        };
        if selection.lenient {
            return Vec::new();
        }
        let mut days = vec![Date::MIN];
        for name in &selection.among {
            let Some(full) = self.resolve(&name.text) else { continue };
            if let Some((from, to)) = self.header(&full).and_then(|h| h.in_force) {
                days.push(from);
                days.extend(to.and_then(|t| t.tomorrow().ok()));
            }
        }
        days.sort();
        days.dedup();
        let mut out: Vec<Applied> = Vec::new();
        for (i, day) in days.iter().enumerate() {
            let last = days.get(i + 1).and_then(|d| d.yesterday().ok()).unwrap_or(Date::MAX);
            let Some((Some(program), called)) = self.at(&selection, *day, &set.with, None) else { continue };
            let Some(fact) = program.schema.fact(&selection.by.text) else { continue };
            let rules = chosen(&self.rules_called(&program.module, &set.with), &called);
            if !out.iter().any(|a| a.rules == rules) {
                out.push(Applied { rules, program, day: Some((fact, DateRange { lo: *day, hi: last })) });
            }
        }
        out
    }
}

/// The last part of a name, as the beginning of a case's name.
fn slug(name: &str) -> String {
    let last = name.split(" + ").flat_map(|n| n.split(" with ")).map(|n| n.rsplit('.').next().unwrap_or(n));
    let joined = last.collect::<Vec<_>>().join("-");
    joined.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect()
}
