//! What a report needs beside the verdicts: the cases as the rules read them, sources, standards, texts and their hashes.

use super::chart::Chart;
use super::modules::Session;
use super::passages::{Passage, passages};
use super::texts::RuleSet;
use crate::case::CaseFile;
use crate::compare::Diff;
use crate::diag::Sink;
use crate::eval::Path;
use crate::hir::Module;
use crate::ir::facts::{Facts, Known};
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::map::{Axes, Layer, Map, map, numbers, sweep};
use crate::syntax::ast::{Action, Edit, Header, ItemKind};
use crate::text::sha256;
use crate::val::{Date, DateRange, Ratio, Unit};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many cases are looked at for the map.
const LOOKED_AT: usize = 12;
/// So many of its numbers are tried, those first on which most depends.
const MOVED: usize = 4;

/// A case, and the rules that apply to it: none where that depends on a date that is not known.
pub type Reading = (CaseFile, Option<Arc<Program>>);

/// The comparison of two rule sets with all that a reader needs to judge it.
#[derive(Debug, Clone)]
pub struct Report {
    /// The question it answers, in the author's words.
    pub question: Option<String>,
    /// The outcomes.
    pub diff: Diff,
    /// The rule sets.
    pub sheets: Vec<Sheet>,
    /// The standards of both.
    pub measures: Vec<Measure>,
    /// The texts in which they differ.
    pub passages: Vec<Passage>,
    /// The decision map, where two numbers of a case allow one.
    pub plan: Option<Plan>,
    /// The same over all cases, told apart by facts, if that is asked for.
    pub chart: Option<Chart>,
    /// Cases in which silence means absent, and cases in which it means unknown.
    pub silence: (usize, usize),
    /// The modules that take part, with the hash of each text.
    pub modules: Vec<Seal>,
    /// The case files, with the hash of each text.
    pub cases: Vec<Seal>,
}

/// A text and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// What it is called.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// A rule set as a reader wants it introduced.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// As it was asked for.
    pub name: String,
    /// The modules whose text was put together for it, each with its title.
    pub texts: Vec<Text>,
}

/// A module of a rule set.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its names.
    pub name: Names,
    /// Its title.
    pub title: Option<Names>,
    /// From when to when it is in force.
    pub in_force: Option<(Date, Option<Date>)>,
    /// What it amends.
    pub amends: Option<String>,
    /// Its sources: short name, full name.
    pub sources: Vec<(Names, Names)>,
}

/// A number that standards are set for.
#[derive(Debug, Clone)]
pub struct Measure {
    /// What is measured.
    pub names: Names,
    /// Its unit.
    pub unit: Option<Unit>,
    /// The standards, a list a rule set, the least first.
    pub sides: Vec<Vec<Rung>>,
}

/// A standard.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rung {
    /// The number that must be reached.
    pub standard: Ratio,
    /// The outcome it gives.
    pub grade: usize,
    /// Whether it is read over a part of the records only.
    pub part: bool,
    /// How many times the base it is: the least standard of the least grade that is read over all records.
    pub times: Option<Ratio>,
    /// Where it stands.
    pub provision: Names,
}

/// A decision map with the case that it stands on.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The case, in either language.
    pub case: Names,
    /// The two facts that move.
    pub axes: [(Names, Unit); 2],
    /// The map; the first layer is the first rule set.
    pub map: Map,
}

/// What the author asks for.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// The question.
    pub question: Option<String>,
    /// The case of the map; else one whose outcome changes.
    pub case: Option<String>,
    /// The two facts of the map; else those on which most depends.
    pub axes: Option<(String, String)>,
}

impl Session {
    /// The cases of a text as a rule set reads them. Faults of the cases were reported when they were graded.
    pub fn read(&mut self, set: &RuleSet, name: &str, text: &str) -> Vec<Reading> {
        let Some(any) = self.vocabulary_program(set) else { return Vec::new() };
        let outer = std::mem::take(&mut self.sink);
        let cases = self.case_text(name, text).cases(&any.schema, &mut Sink::default());
        self.sink = outer;
        let mut reading = |case: CaseFile| {
            let rules = self.rules_for(set, &case);
            (case, rules)
        };
        cases.into_iter().map(&mut reading).collect()
    }

    /// The one program that applies to a case.
    pub(super) fn rules_for(&mut self, set: &RuleSet, case: &CaseFile) -> Option<Arc<Program>> {
        let Some(selection) = self.header(&set.module).and_then(|h| h.selects) else {
            return self.program_of(set, None, None);
        };
        let any = self.vocabulary_program(set)?;
        let fact = any.schema.fact(&selection.by.text).and_then(|f| case.facts.slots.get(f));
        let days = match fact.map(|s| &s.value) {
            Some(Known::Date(d)) => *d,
            _ => DateRange::any(),
        };
        match self.candidates(&selection, days, &set.with, None)?.as_slice() {
            [(program, _)] if !selection.lenient => program.clone(),
            _ => None,
        }
    }

    /// Puts a report together; the texts of the cases are those that were graded.
    pub fn report(
        &mut self,
        sets: &[RuleSet],
        diff: Diff,
        cases: &[(String, String)],
        wishes: &Wishes,
    ) -> Report {
        let mut modules: BTreeMap<String, String> = BTreeMap::new();
        let mut sheets = Vec::new();
        let mut programs = Vec::new();
        let mut orders = Vec::new();
        for set in sets {
            let order = self.texts_of(set);
            if let Some((_, text)) = self.text_of(&set.module) {
                modules.insert(set.module.clone(), sha256(text.as_bytes()));
            }
            let mut texts: Vec<Text> = order.iter().map(|m| introduced(&m.header)).collect();
            for theory in self.theories_of(set) {
                let text = introduced(&theory);
                if !texts.iter().any(|t| t.name == text.name) {
                    texts.insert(texts.len().saturating_sub(1), text);
                }
            }
            orders.push(order.clone());
            sheets.push(Sheet { name: set.shown(), texts });
            programs.push(self.latest(set));
        }
        modules.extend(self.read_so_far());
        let mut silence = (0, 0);
        let mut readings: Vec<Vec<Reading>> = vec![Vec::new(); sets.len()];
        for (name, text) in cases {
            for (set, into) in sets.iter().zip(&mut readings) {
                into.extend(self.read(set, name, text));
            }
        }
        for (case, _) in readings.first().into_iter().flatten() {
            match case.absent {
                true => silence.0 += 1,
                false => silence.1 += 1,
            }
        }
        let seal = |(name, sha256): (String, String)| Seal { name, sha256 };
        Report {
            question: wishes.question.clone(),
            measures: measures(&programs),
            passages: match orders.as_slice() {
                [before, after] => passages(before, after),
                _ => Vec::new(),
            },
            plan: planned(&diff, &readings, wishes),
            chart: None,
            diff,
            sheets,
            silence,
            modules: modules.into_iter().map(seal).collect(),
            cases: cases.iter().map(|(name, text)| seal((name.clone(), sha256(text.as_bytes())))).collect(),
        }
    }

    /// The heads of the theories that a rule set adopts, for this run or in its amendments.
    fn theories_of(&mut self, set: &RuleSet) -> Vec<Header> {
        let mut names = Vec::new();
        for module in self.chain(&set.module) {
            for item in &module.items {
                if let ItemKind::Edit(Edit { action: Action::Adopt(name), .. }) = &item.kind {
                    names.push(name.text.clone());
                }
            }
        }
        names.extend(set.with.iter().cloned());
        let full: Vec<String> = names.iter().filter_map(|n| self.resolve(n)).collect();
        full.iter().filter_map(|n| self.header(n)).collect()
    }

    /// The modules of a rule set; of one that selects by date, those of each module it may select.
    fn texts_of(&mut self, set: &RuleSet) -> Vec<Arc<Module>> {
        let among = match self.header(&set.module).and_then(|h| h.selects) {
            None => return self.text_of_run(set, None, None),
            Some(selection) => selection.among,
        };
        let mut out: Vec<Arc<Module>> = Vec::new();
        for name in among {
            let one = RuleSet { module: name.text, with: set.with.clone() };
            for module in self.text_of_run(&one, None, None) {
                if !out.iter().any(|m| m.header.name == module.header.name) {
                    out.push(module);
                }
            }
        }
        out
    }

    /// The program of a rule set; of one that selects by date, the latest.
    fn latest(&mut self, set: &RuleSet) -> Option<Arc<Program>> {
        match self.header(&set.module).and_then(|h| h.selects) {
            None => self.program_of(set, None, None),
            Some(selection) => self.at(&selection, Date::MAX, &set.with, None)?.0,
        }
    }
}

fn introduced(header: &Header) -> Text {
    let both =
        |t: &crate::syntax::ast::Titles| Names { en: t.english().to_owned(), zh: t.chinese().to_owned() };
    let name =
        |a: &crate::syntax::ast::Alias| Names { en: a.english().to_owned(), zh: a.chinese().to_owned() };
    Text {
        name: name(&header.name),
        title: header.title.as_ref().map(both),
        in_force: header.in_force,
        amends: header.amends.as_ref().map(|n| n.text.clone()),
        sources: header.sources.iter().map(|s| (name(&s.name), both(&s.titles))).collect(),
    }
}

/// The standards of each program, measure by measure, in the order in which the rules name them.
fn measures(programs: &[Option<Arc<Program>>]) -> Vec<Measure> {
    let mut out: Vec<Measure> = Vec::new();
    for (side, program) in programs.iter().enumerate().filter_map(|(i, p)| Some((i, p.as_ref()?))) {
        for ground in program.offences.iter().flat_map(|o| &o.grounds) {
            for term in ground.terms.iter().filter(|t| !t.share) {
                let Some(standard) = term.standard.clone() else { continue };
                let rung = Rung {
                    standard,
                    grade: ground.grade,
                    part: term.gate.is_some(),
                    times: None,
                    provision: ground.provision.clone(),
                };
                let known = out.iter().position(|m| m.names == term.names && m.unit == term.unit);
                let at = known.unwrap_or_else(|| {
                    let sides = vec![Vec::new(); programs.len()];
                    out.push(Measure { names: term.names.clone(), unit: term.unit, sides });
                    out.len() - 1
                });
                if let Some(rungs) = out.get_mut(at).and_then(|m| m.sides.get_mut(side))
                    && !rungs.contains(&rung)
                {
                    rungs.push(rung);
                }
            }
        }
    }
    for rungs in out.iter_mut().flat_map(|m| &mut m.sides) {
        rungs.sort();
        let least = rungs.iter().map(|r| r.grade).min();
        let whole = rungs.iter().find(|r| Some(r.grade) == least && !r.part).or(rungs.first());
        let base = whole.and_then(|r| r.standard.inverse());
        for rung in rungs {
            rung.times = base.as_ref().map(|b| rung.standard.times(b));
        }
    }
    out
}

/// The map of the first case that allows one: cases whose decided outcome changes come first.
fn planned(diff: &Diff, readings: &[Vec<Reading>], wishes: &Wishes) -> Option<Plan> {
    let [first, second] = readings else { return None };
    let changed: Vec<&str> = diff
        .changed(1)
        .filter(|row| row.pair(1).is_some_and(|(a, b)| a.0 == a.1 && b.0 == b.1))
        .map(|row| row.case.as_str())
        .collect();
    let mut order: Vec<(&Reading, &Reading)> = first.iter().zip(second).collect();
    order.retain(|(a, b)| {
        a.0.id == b.0.id && wishes.case.as_ref().is_none_or(|w| a.0.id == *w || a.0.called.is(w))
    });
    order.sort_by_key(|(a, _)| !changed.contains(&a.0.id.as_str()));
    // a map on which all is decided and the rule sets part, else one on which they part, else any
    let mut best: Option<(bool, bool, Plan)> = None;
    for (a, b) in order.into_iter().take(LOOKED_AT) {
        let Some(plan) = plan(a, b, wishes) else { continue };
        let faces = &plan.map.faces;
        let parts = faces.iter().any(|f| f.grades.first() != f.grades.get(1));
        let decided = faces.iter().flat_map(|f| &f.grades).all(|g| g.0 == g.1);
        if best.as_ref().is_none_or(|b| (parts, decided) > (b.0, b.1)) {
            best = Some((parts, decided, plan));
        }
        if parts && decided {
            break;
        }
    }
    best.map(|b| b.2)
}

fn plan(a: &Reading, b: &Reading, wishes: &Wishes) -> Option<Plan> {
    let programs = [a.1.as_deref()?, b.1.as_deref()?];
    let facts = [&a.0.facts, &b.0.facts];
    let all = moving(programs, facts);
    let named = |wanted: &str| all.iter().find(|m| m.names.is(wanted));
    let pairs: Vec<(&Moving, &Moving)> = match &wishes.axes {
        Some((x, y)) => vec![(named(x)?, named(y)?)],
        None => {
            // two numbers of one record mostly say the same
            let record = |m: &Moving| match m.paths {
                [Path::Field(list, row, _), _] => Some((list, row)),
                _ => None,
            };
            let some: Vec<&Moving> = all.iter().filter(|m| m.weight > 0).take(MOVED).collect();
            let apart = |x: &Moving, y: &Moving| record(x).is_none() || record(x) != record(y);
            let after = some.iter().enumerate();
            let pairs = after.flat_map(|(i, x)| some.iter().skip(i + 1).map(move |y| (*x, *y)));
            pairs.filter(|(x, y)| apart(x, y)).collect()
        }
    };
    let drawn = |(x, y): (&Moving, &Moving)| {
        let layer = |side: usize| {
            Some(Layer {
                program: programs.get(side)?,
                facts: facts.get(side)?,
                axes: Axes { x: *x.paths.get(side)?, y: Some(*y.paths.get(side)?) },
            })
        };
        let map = map(&[layer(0)?, layer(1)?], None).ok()?;
        let axes = [(x.names.clone(), x.unit), (y.names.clone(), y.unit)];
        Some(Plan { case: a.0.called.clone(), axes, map })
    };
    let mut first = None;
    for plan in pairs.into_iter().filter_map(drawn) {
        let strokes = plan.map.strokes(|g| g.to_vec());
        if strokes.iter().any(|s| s.from.x != s.to.x) && strokes.iter().any(|s| s.from.y != s.to.y) {
            return Some(plan);
        }
        first.get_or_insert(plan);
    }
    first
}

/// A number of a case that both rule sets know.
struct Moving {
    names: Names,
    unit: Unit,
    paths: [Path; 2],
    weight: usize,
}

/// The numbers that both rule sets know, those first on which most depends.
fn moving(programs: [&Program; 2], facts: [&Facts; 2]) -> Vec<Moving> {
    let [theirs, ours] = programs;
    let others = numbers(ours, facts[1]);
    let mut all = Vec::new();
    for (path, names, unit) in numbers(theirs, facts[0]) {
        let Some((other, ..)) = others.iter().find(|o| o.1 == names && o.2 == unit) else { continue };
        let swept = |program, facts, x| sweep(&Layer { program, facts, axes: Axes { x, y: None } });
        let (Ok(a), Ok(b)) = (swept(theirs, facts[0], path), swept(ours, facts[1], *other)) else { continue };
        let weight = (a.len() + b.len() - 2) * 2 + usize::from(a != b);
        all.push(Moving { names, unit, paths: [path, *other], weight });
    }
    all.sort_by_key(|m| std::cmp::Reverse(m.weight));
    all
}
