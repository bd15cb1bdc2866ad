//! A fixed order among cases of equal cost, by the order of the vocabulary alone: what is shown depends neither on how the
//! solver works nor on the order in which rules are written.

use super::analysis::{Analysis, Placed, Sample};
use super::dates::DayVar;
use super::encode::{Source, Var};
use super::witness::baseline;
use crate::ir::schema::Value;
use crate::solve::{Answer, Budget, IntVar, Model, Objective, Problem, Solver, Term};
use crate::val::Ratio;
use std::cmp::Ordering;

/// Days of a case are set in these years where nothing else is asked.
const PLAIN: (i64, i64) = (2000, 2020);

/// A model that is settled step by step: each wish that can be had is kept from then on.
pub(super) struct Settling<'a> {
    pub problem: &'a mut Problem,
    pub solver: &'a mut Solver,
    /// What holds of every model from now on.
    pub fixed: Vec<Term>,
    pub model: Model,
    /// The steps that each question may take; where one takes more, no order is promised.
    pub steps: Budget,
}

impl Settling<'_> {
    /// Keeps a wish if it can be had; whether it can. None where that is too hard.
    fn wish(&mut self, term: Term) -> Option<bool> {
        self.fixed.push(term);
        if self.problem.holds(term, &self.model) {
            return Some(true);
        }
        let found = match self.solver.check(self.problem, &self.fixed, self.steps) {
            Answer::Model(better) => {
                self.model = better;
                return Some(true);
            }
            Answer::Impossible(_) => Some(false),
            Answer::NotDecided(_) => None,
        };
        self.fixed.pop();
        found
    }

    /// Of some terms, of which no fewer can hold than do, those hold that come first: from the last on each does not if it
    /// need not.
    pub fn earliest(&mut self, terms: &[Term]) -> Option<()> {
        let held = self.problem.truths(terms, &self.model);
        let apart: Vec<Term> = terms.iter().zip(&held).filter(|(_, h)| **h).map(|(t, _)| t.not()).collect();
        let others = self.problem.any(apart.iter().copied());
        // most often no others can hold in their place
        if apart.is_empty() || !self.wish(others)? {
            self.fixed.extend(terms.iter().zip(held).map(|(t, held)| t.if_not(!held)));
            return Some(());
        }
        // that others can was only asked: what held may still be what comes first
        self.fixed.pop();
        for term in terms.iter().rev() {
            if !self.wish(term.not())? {
                self.fixed.push(*term);
            }
        }
        Some(())
    }

    /// No before yes, the first member, the least number, a plain day.
    pub fn value(&mut self, var: Var) -> Option<()> {
        match var {
            Var::Bool(b) => {
                let yes = self.problem.truth(b);
                self.earliest(&[yes])
            }
            Var::Choice(c, members) => {
                for member in 0..members {
                    let is = self.problem.is(c, member);
                    if self.wish(is)? {
                        break;
                    }
                }
                Some(())
            }
            Var::Int(i, _) => self.least(i),
            Var::Day(day) => self.plain(day),
        }
    }

    fn least(&mut self, var: IntVar) -> Option<()> {
        let parts = [(Ratio::one(), var)];
        let less = self.problem.at_most(&parts, self.model.int(var).minus(&Ratio::one()));
        if less != Term::FALSE && self.wish(less)? {
            let goal = [Objective::Sum(parts.to_vec())];
            match self.solver.minimise(self.problem, &self.fixed, &goal, self.steps) {
                Answer::Model(least) => self.model = least,
                Answer::Impossible(_) | Answer::NotDecided(_) => return None,
            }
        }
        let here = self.problem.at_most(&parts, self.model.int(var));
        self.fixed.push(here);
        Some(())
    }

    /// The first of a year where nothing forbids it, of the last plain year; else the first day there can be.
    fn plain(&mut self, day: DayVar) -> Option<()> {
        let one = |var| [(Ratio::one(), var)];
        let (from, to) = (Ratio::int(PLAIN.0), Ratio::int(PLAIN.1));
        let bounds = [self.problem.at_least(&one(day.year), from), self.problem.at_most(&one(day.year), to)];
        let mut is_plain = true;
        for bound in bounds {
            is_plain &= self.wish(bound)?;
        }
        let mut is_first = Vec::new();
        for var in [day.month, day.day] {
            let first = self.problem.at_most(&one(var), Ratio::one());
            is_first.push(self.wish(first)?);
        }
        match is_plain {
            true => {
                for year in (PLAIN.0..=PLAIN.1).rev() {
                    let late = self.problem.at_least(&one(day.year), Ratio::int(year));
                    if self.wish(late)? {
                        break;
                    }
                }
            }
            false => self.least(day.year)?,
        }
        for (var, is_first) in [day.month, day.day].into_iter().zip(is_first) {
            if !is_first {
                self.least(var)?;
            }
        }
        Some(())
    }
}

impl Analysis<'_> {
    /// The cheapest record of a cell under the variants of it that are allowed, the first by the vocabulary among equals.
    pub(super) fn best(&mut self, cell: usize, allowed: &[bool]) -> Option<Sample> {
        let mut best: Option<Sample> = None;
        for (variant, _) in allowed.iter().enumerate().filter(|(_, allowed)| **allowed) {
            let Some(sample) = self.sample(cell, variant) else { continue };
            let before = |b: &Sample| {
                sample.cost.cmp(&b.cost).then_with(|| self.rank(cell, &sample).cmp(&self.rank(cell, b)))
            };
            if best.as_ref().is_none_or(|b| before(b) == Ordering::Less) {
                best = Some(sample);
            }
        }
        best
    }

    /// The cells by the cheapest record of each, in the order of the vocabulary.
    pub(super) fn ranked(&mut self) -> Vec<usize> {
        let mut all = Vec::new();
        for cell in 0..self.cells.len() {
            let variants = self.cells.get(cell).map_or(0, |p| p.cell.variants.len());
            let best = self.best(cell, &vec![true; variants]);
            all.push((best.map(|sample| self.rank(cell, &sample)), cell));
        }
        all.sort();
        all.into_iter().map(|(_, cell)| cell).collect()
    }

    /// What tells a record of a cell from others: its record, which of its fields stand off what silence means, from the last
    /// on, and field by field its value, or the least that it may be.
    fn rank(&self, cell: usize, sample: &Sample) -> (usize, Vec<bool>, Vec<Ratio>) {
        let (mut off, mut values) = (Vec::new(), Vec::new());
        let Some((placed, space)) = self.cells.get(cell).and_then(|p| Some((p, self.spaces.get(p.space)?)))
        else {
            return (0, off, values);
        };
        let model = &sample.model;
        for ((frame, source), var) in &space.encoder.vars {
            let base = match source {
                Source::Field(_, f) if space.tied.contains(f) => continue,
                Source::Field(_, f) if space.summed.contains(f) => {
                    let low = placed.cell.bounds.get(f).map(|(lo, _)| lo.clone());
                    values.push(low.unwrap_or_default());
                    continue;
                }
                Source::Field(r, f) => self.joint.field(*r, *f).and_then(baseline),
                Source::Open(_) if *frame > 0 => Some(Value::Truth(false)),
                Source::Open(_) | Source::Fact(_) | Source::Finding(_) => continue,
            };
            let place = |at: usize| Ratio::int(i64::try_from(at).unwrap_or(i64::MAX));
            let (value, silent) = match (var, base) {
                (Var::Bool(b), Some(Value::Truth(yes))) => {
                    (Ratio::int(i64::from(model.truth(*b))), Some(Ratio::int(i64::from(yes))))
                }
                (Var::Bool(b), _) => (Ratio::int(i64::from(model.truth(*b))), Some(Ratio::zero())),
                (Var::Choice(c, _), Some(Value::Member(m))) => (place(model.member(*c)), Some(place(m))),
                (Var::Choice(c, _), _) => (place(model.member(*c)), None),
                (Var::Int(i, parts), Some(Value::Number(n))) => {
                    (model.int(*i), Some(n.times(&Ratio::int(*parts))))
                }
                (Var::Int(i, _), _) => (model.int(*i), None),
                (Var::Day(day), _) => (model.int(day.key), None),
            };
            off.push(silent.is_some_and(|silent| silent != value));
            values.push(value);
        }
        off.reverse();
        (space.record, off, values)
    }
}

/// The numbers of a cell, and what its records have of their own beside the case.
pub(super) fn open_of<'v>(
    placed: &Placed,
    vars: impl Iterator<Item = (&'v (usize, Source), &'v Var)>,
) -> Vec<Var> {
    let own = vars.filter(|((frame, _), _)| *frame == placed.frame).map(|(_, var)| *var);
    let numbers =
        placed.count.iter().chain(placed.totals.values().map(|t| &t.0)).chain(placed.products.values());
    own.chain(numbers.map(|n| Var::Int(*n, 1))).collect()
}
