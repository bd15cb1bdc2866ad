//! What can move the answer within a part: found by changing one thing of a case and grading again, else by proof over
//! all two cases that differ in that one thing only.

use super::analysis::Analysis;
use super::encode::{Source, Var};
use super::region::{Area, Sample, Setting};
use super::result::Unsound;
use super::things::{Thing, Things, is_multiplied};
use super::witness::JointCase;
use crate::eval::run;
use crate::ir::facts::Known;
use crate::ir::node::NodeId;
use crate::ir::program::Program;
use crate::solve::{Answer, Term};
use crate::val::{DateRange, Interval, Members, Ratio, Truth};
use std::collections::{BTreeMap, BTreeSet};

/// Most changes of one thing in one case that are graded before a proof is sought, and where there is none.
const TRIES: (usize, usize) = (2, 40);

/// Cases with records of so few sorts are looked through first.
const FEW: usize = 2;

/// Most records that are added to cases, and most values that a field of theirs is given.
const BESIDE: (usize, usize) = (120, 8);

/// A record and the unmade evaluations of it.
type Added = (BTreeMap<usize, Known>, BTreeMap<usize, bool>);

/// Finds out what moves.
pub(super) struct Movers<'p> {
    things: &'p Things,
    doubles: BTreeMap<usize, Option<Analysis<'p>>>,
    /// The records of the cases that were seen, with what nobody evaluates of them.
    seen: Vec<(usize, Added)>,
    /// For each thing that moved an answer in a record that was added, the last such record.
    moved: BTreeMap<usize, Added>,
    /// What moves nothing anywhere, and what may somewhere.
    anywhere: BTreeMap<usize, bool>,
}

impl Setting<'_> {
    /// Whether a case lies in a part, and its outcomes differ; none if it does not lie there. Where it is another case of the
    /// part but for one thing, programs that do not read it answer as they did.
    fn differs(
        &self,
        analysis: &Analysis<'_>,
        case: &JointCase,
        held: &[(usize, NodeId, bool)],
        before: Option<(&[bool], (usize, usize))>,
    ) -> Option<bool> {
        let mut grades = Vec::new();
        for p in (2..self.programs.len()).chain([0, 1]) {
            let program = self.programs.get(p)?;
            if let Some((read, pair)) = before
                && read.get(p) == Some(&false)
            {
                match p {
                    0 => grades.push(pair.0),
                    1 => grades.push(pair.1),
                    _ => {}
                }
                continue;
            }
            let trace = run(program, &analysis.facts(p, case)?);
            let own = held.iter().filter(|h| h.0 == p);
            if own.into_iter().any(|(_, node, holds)| trace.truth(*node) != Truth::from(*holds)) {
                return None;
            }
            if p < 2 {
                if program.at_least.iter().any(|n| trace.truth(*n) == Truth::Unknown) {
                    return None;
                }
                let reached = program.at_least.iter().rposition(|n| trace.truth(*n) == Truth::Yes);
                grades.push(reached.map_or(0, |g| g + 1));
            }
        }
        Some(grades.first() != grades.get(1))
    }
}

/// Whether an unmade evaluation is one of the records of a list.
fn is_of(analysis: &Analysis<'_>, open: usize, record: usize) -> bool {
    analysis.joint.opens.get(open).is_some_and(|o| o.1 == Some(record))
}

/// The variable of a field in the records of a list.
fn field_var(analysis: &Analysis<'_>, record: usize, field: Source) -> Option<Var> {
    let vars = &analysis.spaces.iter().find(|s| s.record == record)?.encoder.vars;
    vars.iter().find(|((frame, source), _)| *frame > 0 && *source == field).map(|(_, var)| *var)
}

impl<'p> Movers<'p> {
    /// Nothing found out yet.
    pub fn of(things: &'p Things) -> Movers<'p> {
        Movers {
            things,
            doubles: BTreeMap::new(),
            seen: Vec::new(),
            moved: BTreeMap::new(),
            anywhere: BTreeMap::new(),
        }
    }

    /// Says of a part in which it depends what can move it.
    pub fn settle(
        &mut self,
        setting: &Setting<'p>,
        analysis: &Analysis<'_>,
        bands: &[usize],
        mut area: Area,
        samples: &[Sample],
    ) -> Result<Area, Unsound> {
        let held = setting.held(bands);
        let mut lists: BTreeMap<usize, bool> = BTreeMap::new();
        let mut fields: BTreeSet<usize> = BTreeSet::new();
        let things = self.things;
        for (n, (thing, mover)) in things.all.iter().enumerate() {
            if let Thing::Record(record, _) = thing
                && lists.get(record) == Some(&false)
            {
                continue;
            }
            // putting all twice for a proof costs more than the proof: before that more is tried
            let is_twice = self.doubles.contains_key(&n);
            let tries = if is_twice { TRIES.0 } else { TRIES.1 };
            let is_dear = !is_twice && is_multiplied(analysis, *thing);
            let mut moves = match self.anywhere.get(&n).copied() {
                Some(false) => Some(false),
                _ if self.tried(setting, analysis, n, &held, samples, tries) => Some(true),
                _ if is_dear && self.tried_beside(setting, analysis, n, &held, samples) => Some(true),
                _ => self.proved(setting, n, bands)?,
            };
            // what was tried already is not tried again
            if moves.is_none()
                && (is_twice && self.tried(setting, analysis, n, &held, samples, TRIES.1)
                    || !is_dear && self.tried_beside(setting, analysis, n, &held, samples))
            {
                moves = Some(true);
            }
            match (thing, moves) {
                (Thing::List(record), moves) => drop(lists.insert(*record, moves != Some(false))),
                (Thing::Record(record, _), Some(true)) => drop(fields.insert(*record)),
                _ => {}
            }
            match moves {
                Some(true) => area.moved_by.push(mover.clone()),
                Some(false) => {}
                None => area.perhaps_by.push(mover.clone()),
            }
        }
        // a list is named by itself only where no field of its records is
        for (thing, mover) in &things.all {
            if let Thing::List(record) = thing
                && fields.contains(record)
            {
                area.moved_by.retain(|m| m != mover);
                area.perhaps_by.retain(|m| m != mover);
            }
        }
        Ok(area)
    }

    /// Whether a change of one thing in one of some cases changes the answer.
    fn tried(
        &self,
        setting: &Setting<'_>,
        analysis: &Analysis<'_>,
        thing: usize,
        held: &[(usize, NodeId, bool)],
        samples: &[Sample],
        tries: usize,
    ) -> bool {
        let Some(((thing, _), read)) = self.things.all.get(thing).zip(self.things.read.get(thing)) else {
            return false;
        };
        for sample in samples {
            let differs = sample.pair.0 != sample.pair.1;
            for case in self.changed(analysis, *thing, &sample.case, samples, tries) {
                let before = Some((read.as_slice(), sample.pair));
                if setting.differs(analysis, &case, held, before).is_some_and(|d| d != differs) {
                    return true;
                }
            }
        }
        false
    }

    /// Keeps the records of a case.
    pub fn see(&mut self, analysis: &Analysis<'_>, case: &JointCase) {
        for (record, rows) in &case.rows {
            for (row, fields) in rows.iter().enumerate() {
                let opens = case.opens.iter();
                let opens = opens.filter(|((o, of), _)| *of == row && is_of(analysis, *o, *record));
                let added = (*record, (fields.clone(), opens.map(|((o, _), made)| (*o, *made)).collect()));
                if !self.seen.contains(&added) {
                    self.seen.push(added);
                }
            }
        }
    }

    /// Whether a change of one field of a record that is added to one of some cases changes the answer.
    fn tried_beside(
        &mut self,
        setting: &Setting<'_>,
        analysis: &Analysis<'_>,
        thing: usize,
        held: &[(usize, NodeId, bool)],
        samples: &[Sample],
    ) -> bool {
        let Some((Thing::Record(record, source @ Source::Field(_, f)), _)) = self.things.all.get(thing)
        else {
            return false;
        };
        let (record, source, f) = (*record, *source, *f);
        let Some(var) = field_var(analysis, record, source) else { return false };
        let values = self.values(var, None, std::iter::empty());
        // what did it in another part is tried first; records that differ in the field alone are one
        let mut pool: Vec<Added> = self.moved.get(&thing).cloned().into_iter().collect();
        for (_, (fields, opens)) in self.seen.iter().filter(|(r, _)| *r == record) {
            let mut fields = fields.clone();
            fields.remove(&f);
            let added = (fields, opens.clone());
            if pool.len() < BESIDE.0 && !pool.contains(&added) {
                pool.push(added);
            }
        }
        for (fields, opens) in &pool {
            for sample in samples {
                let mut first = None;
                for value in values.iter().take(BESIDE.1) {
                    let mut other = sample.case.clone();
                    let rows = other.rows.entry(record).or_default();
                    let at = rows.len();
                    let mut row = fields.clone();
                    row.insert(f, value.clone());
                    rows.push(row);
                    other.opens.extend(opens.iter().map(|(o, made)| ((*o, at), *made)));
                    let Some(differs) = setting.differs(analysis, &other, held, None) else { continue };
                    if *first.get_or_insert(differs) != differs {
                        self.moved.insert(thing, (fields.clone(), opens.clone()));
                        return true;
                    }
                }
            }
        }
        false
    }

    /// The same case with one thing otherwise, in at most so many ways.
    fn changed(
        &self,
        analysis: &Analysis<'_>,
        thing: Thing,
        case: &JointCase,
        samples: &[Sample],
        most: usize,
    ) -> Vec<JointCase> {
        let mut out = Vec::new();
        match thing {
            Thing::Case(Source::Finding(f)) => {
                let mut other = case.clone();
                let made = other.findings.entry(f).or_insert(false);
                *made = !*made;
                out.push(other);
            }
            Thing::Case(Source::Open(o)) => {
                let mut other = case.clone();
                let made = other.opens.entry((o, 0)).or_insert(false);
                *made = !*made;
                out.push(other);
            }
            Thing::Case(source @ (Source::Fact(_) | Source::Field(..))) => {
                let Source::Fact(f) = source else { return out };
                let Some(var) = analysis.main.vars.get(&(0, source)) else { return out };
                let pool = samples.iter().filter_map(|s| s.case.facts.get(&f));
                for value in self.values(*var, case.facts.get(&f), pool).into_iter().take(most) {
                    let mut other = case.clone();
                    other.facts.insert(f, value);
                    out.push(other);
                }
            }
            Thing::List(record) => {
                let empty = JointCase::default();
                for from in samples.iter().map(|s| &s.case).chain([&empty]).take(most) {
                    let mut other = case.clone();
                    other.rows.insert(record, from.rows.get(&record).cloned().unwrap_or_default());
                    other.opens.retain(|(o, _), _| !is_of(analysis, *o, record));
                    other.opens.extend(
                        from.opens
                            .iter()
                            .filter(|((o, _), _)| is_of(analysis, *o, record))
                            .map(|(k, v)| (*k, *v)),
                    );
                    out.push(other);
                }
            }
            Thing::Record(record, Source::Open(o)) => {
                for row in (0..case.rows.get(&record).map_or(0, Vec::len)).take(most) {
                    let mut other = case.clone();
                    let made = other.opens.entry((o, row)).or_insert(false);
                    *made = !*made;
                    out.push(other);
                }
            }
            Thing::Record(record, source @ Source::Field(_, f)) => {
                let Some(var) = field_var(analysis, record, source) else { return out };
                let rows = case.rows.get(&record).map_or(0, Vec::len);
                let pool = samples.iter().flat_map(|s| s.case.rows.get(&record).into_iter().flatten());
                let pool: Vec<&Known> = pool.filter_map(|row| row.get(&f)).collect();
                for chosen in (0..rows).map(Some).chain((rows > 1).then_some(None)) {
                    let old = case.rows.get(&record).and_then(|r| r.get(chosen.unwrap_or(0))?.get(&f));
                    let left = most.saturating_sub(out.len());
                    for value in self.values(var, old, pool.iter().copied()).into_iter().take(left) {
                        let mut other = case.clone();
                        for (n, row) in other.rows.entry(record).or_default().iter_mut().enumerate() {
                            if chosen.is_none_or(|c| c == n) {
                                row.insert(f, value.clone());
                            }
                        }
                        out.push(other);
                    }
                }
            }
            Thing::Record(_, Source::Fact(_) | Source::Finding(_)) => {}
        }
        out
    }

    /// Other values than one.
    fn values<'k>(&self, var: Var, old: Option<&Known>, pool: impl Iterator<Item = &'k Known>) -> Vec<Known> {
        let mut all: Vec<Known> = match var {
            Var::Bool(_) => [true, false].map(|b| Known::Truth(Truth::from(b))).to_vec(),
            Var::Choice(choice, members) => {
                let free = (0..members).filter(|m| !self.things.barred.contains(&(choice, *m)));
                free.map(|m| Known::Member(Members::one(m))).collect()
            }
            Var::Int(_, parts) => {
                let fits = |n: &&Ratio| parts > 1 || n.is_integer();
                let point = |n: &Ratio| Known::Number(Interval::point(n.clone()), Vec::new());
                // the least and the greatest first: they change most
                let amounts = self.things.amounts.iter().filter(fits);
                let ends = amounts.clone().take(2).chain(amounts.clone().next_back());
                ends.chain(amounts.clone().rev()).map(point).collect()
            }
            Var::Day(_) => self.things.days.iter().map(|d| Known::Date(DateRange::point(*d))).collect(),
        };
        let mut first: Vec<Known> = all.drain(..all.len().min(3)).collect();
        first.extend(pool.cloned());
        first.append(&mut all);
        let mut out: Vec<Known> = Vec::new();
        for value in first {
            if Some(&value) != old && !out.contains(&value) {
                out.push(value);
            }
        }
        out
    }

    /// Whether two cases of a part that differ in one thing only can have different answers; none if not settled.
    fn proved(
        &mut self,
        setting: &Setting<'p>,
        thing: usize,
        bands: &[usize],
    ) -> Result<Option<bool>, Unsound> {
        let things = self.things;
        let Some(twins) = things.twins.get(thing) else { return Ok(None) };
        let from = setting.programs.len();
        let made = || {
            let roots = setting.roots(false);
            let twice = roots.iter().copied().chain(roots.iter().map(|(p, n)| (p + from, *n)));
            let twice: Vec<_> = twice.collect();
            let programs: Vec<&Program> = setting.programs.iter().copied().chain(twins).collect();
            Analysis::with(&programs, &twice).ok()
        };
        let analysis = self.doubles.entry(thing).or_insert_with(made);
        let Some(analysis) = analysis else { return Ok(None) };
        let differ = [setting.differ(analysis, 0), setting.differ(analysis, from).not()];
        let few = analysis.sorts_at_most(FEW);
        let ask = |analysis: &mut Analysis<'_>, mut terms: Vec<Term>| {
            terms.extend(differ);
            terms.push(few);
            // cases with few sorts of records are soon looked through, and mostly there is one among them
            let found = analysis.solver.check(&analysis.main.problem, &terms, analysis.budget);
            terms.pop();
            let found = match found {
                Answer::Model(_) => found,
                Answer::Impossible(_) | Answer::NotDecided(_) => {
                    analysis.solver.check(&analysis.main.problem, &terms, analysis.budget)
                }
            };
            match found {
                Answer::Model(model) => {
                    let case = analysis.case(&model);
                    analysis.replay(&case, &model).map(|_| Some(true))
                }
                Answer::Impossible(_) => Ok(Some(false)),
                Answer::NotDecided(_) => Ok(None),
            }
        };
        if let std::collections::btree_map::Entry::Vacant(entry) = self.anywhere.entry(thing) {
            let mut terms = Vec::new();
            if let Some(node) = setting.only {
                let at = setting.cuts.len() + 2;
                terms.extend(analysis.truth(at, node));
                terms.extend(analysis.truth(from + at, node));
            }
            let somewhere = ask(analysis, terms)? != Some(false);
            entry.insert(somewhere);
            if !somewhere {
                return Ok(Some(false));
            }
        }
        let mut terms = setting.within(analysis, 0, bands);
        terms.extend(setting.within(analysis, from, bands));
        ask(analysis, terms)
    }
}
