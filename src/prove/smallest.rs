//! The smallest case: fewest findings, then fewest facts off the baseline, then least amounts, then the first by the order
//! of the vocabulary.

use super::analysis::{Analysis, Scale};
use super::encode::{Source, Var};
use super::order::{Settling, open_of};
use super::result::{Exchange, Found, Unsound, Witness};
use super::witness::baseline;
use crate::ir::facts::{Facts, Known, Slot};
use crate::ir::program::Program;
use crate::ir::schema::{Names, Type, Value};
use crate::solve::{Answer, Budget, Model, Objective, Term};
use crate::val::{Members, Ratio};
use std::collections::BTreeMap;

/// The steps that the search for a smallest case may take, and each of its refinements.
const SMALL: Budget = Budget { steps: 20_000 };
const STEP: Budget = Budget { steps: 2_000 };

impl Analysis<'_> {
    /// A smallest case in which the terms hold.
    pub fn smallest(&mut self, terms: &[Term]) -> Result<Found<Witness>, Unsound> {
        match self.solver.check(&self.main.problem, terms, self.budget) {
            Answer::Model(_) => {}
            Answer::Impossible(_) => return Ok(Found::Impossible),
            Answer::NotDecided(_) => return Ok(Found::NotDecided),
        }
        let scale = self.scale();
        let goals = [
            Objective::Count(scale.judged.clone()),
            Objective::Count(scale.off.clone()),
            Objective::Sum(scale.amounts.clone()),
        ];
        let mut fixed = terms.to_vec();
        let (mut is_smallest, mut is_first) = (true, false);
        let problem = &mut self.main.problem;
        let mut model = match self.solver.minimise(problem, terms, &goals, SMALL) {
            Answer::Model(model) => model,
            Answer::Impossible(_) | Answer::NotDecided(_) => {
                is_smallest = false;
                match self.solver.check(problem, terms, self.budget) {
                    Answer::Model(model) => model,
                    Answer::Impossible(_) => return Ok(Found::Impossible),
                    Answer::NotDecided(_) => return Ok(Found::NotDecided),
                }
            }
        };
        if is_smallest {
            for terms in [&scale.judged, &scale.off] {
                let count = problem.truths(terms, &model).into_iter().filter(|holds| *holds).count();
                fixed.push(problem.count_at_most(count, terms));
            }
            let sum = model.sum(&scale.amounts);
            fixed.push(problem.at_most(&scale.amounts, sum));
            is_first = self.ordered(&scale, fixed, &mut model) && !self.is_unsettled;
        }
        let witness = self.witness(&model, is_smallest)?;
        Ok(Found::Possible(Witness { is_first: is_first && witness.is_smallest, ..witness }))
    }

    /// A case in which the terms hold, as it was found.
    pub fn any_case(&mut self, terms: &[Term]) -> Result<Found<Witness>, Unsound> {
        match self.solver.check(&self.main.problem, terms, self.budget) {
            Answer::Model(model) => self.witness(&model, false).map(Found::Possible),
            Answer::Impossible(_) => Ok(Found::Impossible),
            Answer::NotDecided(_) => Ok(Found::NotDecided),
        }
    }

    fn witness(&mut self, model: &Model, is_smallest: bool) -> Result<Witness, Unsound> {
        let case = self.case(model);
        let mut facts = self.replay(&case, model)?;
        self.unstate(&mut facts);
        self.exchanged(&mut facts);
        let outcomes = facts.iter().zip(&self.programs).map(|(f, p)| crate::eval::outcome(p, f).lo).collect();
        let exchangeable = self.exchangeable(&facts).into_iter().map(|e| e.1).collect();
        let stated = facts.first().map_or(0, stated);
        let opens = self.settled(&case);
        let is_smallest = is_smallest && !case.is_dealt;
        Ok(Witness { facts, outcomes, opens, exchangeable, stated, is_smallest, is_first: false })
    }

    /// What counts when cases are made small; made once.
    fn scale(&mut self) -> Scale {
        if let Some(scale) = &self.scale {
            return scale.clone();
        }
        let mut off = Vec::new();
        let mut judged = Vec::new();
        let mut amounts = Vec::new();
        let mut open = Vec::new();
        let vars: Vec<((usize, Source), Var)> = self.main.vars.iter().map(|(k, v)| (*k, *v)).collect();
        for ((frame, source), var) in vars {
            if frame > 0 {
                continue;
            }
            let base = match source {
                Source::Fact(f) => self.joint.schema.facts.get(f).and_then(baseline),
                Source::Finding(_) | Source::Open(_) | Source::Field(..) => Some(Value::Truth(false)),
            };
            let is_off = Analysis::off(&mut self.main.problem, var, base.as_ref());
            off.extend(is_off);
            // a truth is settled by whether it stands off
            if !matches!(var, Var::Bool(_)) {
                open.push((is_off, var));
            }
            if matches!(source, Source::Finding(_) | Source::Open(_)) {
                judged.extend(is_off);
            }
            if let Var::Int(i, parts) = var {
                amounts.push((Ratio::new(1, parts).unwrap_or_else(Ratio::one), i));
            }
        }
        let cells = self.ranked();
        for cell in cells.iter().copied() {
            let variants = self.cells.get(cell).map_or(0, |p| p.cell.variants.len());
            let mut by_cost: BTreeMap<usize, Vec<Term>> = BTreeMap::new();
            for variant in 0..variants {
                let term = self.variant_term(cell, variant);
                let cost = self.sample(cell, variant).map_or(1, |s| s.cost);
                by_cost.entry(cost).or_default().push(term);
            }
            let Some(placed) = self.cells.get(cell) else { continue };
            let problem = &mut self.main.problem;
            let has = problem.truth(placed.has);
            let mut cheaper = Term::FALSE;
            let mut before = 0;
            for (cost, terms) in by_cost {
                let here = problem.all([has, cheaper.not()]);
                off.extend(std::iter::repeat_n(here, cost - before));
                before = cost;
                cheaper = problem.any(terms.into_iter().chain([cheaper]));
            }
            for (total, parts) in placed.totals.values() {
                off.push(problem.at_least(&[(Ratio::one(), *total)], Ratio::one()));
                amounts.push((Ratio::new(1, *parts).unwrap_or_else(Ratio::one), *total));
            }
            amounts.extend(placed.count.map(|n| (Ratio::one(), n)));
            amounts.extend(placed.products.values().map(|n| (Ratio::one(), *n)));
        }
        off.retain(|t| *t != Term::FALSE);
        let scale = Scale { judged, off, amounts, open, cells };
        self.scale = Some(scale.clone());
        scale
    }

    /// Among equals the one that comes first by the vocabulary: in which facts stand off the baseline, then in their values.
    /// Whether that was found.
    fn ordered(&mut self, scale: &Scale, fixed: Vec<Term>, model: &mut Model) -> bool {
        let mut settling = Settling {
            problem: &mut self.main.problem,
            solver: &mut self.solver,
            fixed,
            model: model.clone(),
            steps: STEP,
        };
        let mut settled = settling.earliest(&scale.off);
        let mut open = Vec::new();
        for (off, var) in &scale.open {
            if off.is_none_or(|off| settling.problem.holds(off, &settling.model)) {
                open.push(*var);
            }
        }
        for cell in &scale.cells {
            if let Some(placed) = self.cells.get(*cell).filter(|p| settling.model.truth(p.has)) {
                open.extend(open_of(placed, self.main.vars.iter()));
            }
        }
        for var in open {
            // where one is too hard, what is left has no order
            settled = settled.and_then(|()| settling.value(var));
        }
        *model = settling.model;
        settled.is_some()
    }

    /// Leaves out what need not be said: kinds and days that change no truth that was asked for.
    fn unstate(&self, facts: &mut [Facts]) {
        let Some((program, schema)) = self.programs.first().map(|p| (0, &p.schema)) else { return };
        let wanted = self.truths(facts);
        for (f, field) in schema.facts.iter().enumerate() {
            if baseline(field).is_some() || matches!(field.ty, Type::List(_)) {
                continue;
            }
            let before = facts.to_vec();
            for (p, own) in facts.iter_mut().enumerate() {
                let place = self.programs.get(p).and_then(|q| {
                    q.schema.facts.iter().position(|g| g.names == field.names).map(|at| (q, at))
                });
                if let Some((q, at)) = place
                    && let (Some(slot), Some(own_field)) = (own.slots.get_mut(at), q.schema.facts.get(at))
                {
                    *slot = Slot::unstated(own_field, true, &q.schema);
                }
            }
            if facts.get(program).map(|x| x.slots.get(f)) == before.get(program).map(|x| x.slots.get(f))
                || self.truths(facts) != wanted
            {
                facts.clone_from_slice(&before);
            }
        }
    }

    /// Of members that may stand for each other, the first of the kind is stated.
    fn exchanged(&self, facts: &mut [Facts]) {
        for n in 0.. {
            // one at a time: what may be exchanged can depend on what stands beside it
            let found = self.exchangeable(facts);
            let Some((list, exchange)) = found.get(n) else { break };
            let Some(first) = exchange.members.first() else { continue };
            let at = exchange.record.as_ref().map(|(_, row)| (*row, &exchange.fact));
            for (own, program) in facts.iter_mut().zip(&self.programs) {
                self::exchange(own, program, list, at, first);
            }
        }
    }

    /// Members for which others may stand, found by exchanging them and grading again; each with its fact or list.
    fn exchangeable(&self, facts: &[Facts]) -> Vec<(Names, Exchange)> {
        let mut found = Vec::new();
        let Some(first) = self.programs.first() else { return found };
        let schema = &first.schema;
        let wanted = self.truths(facts);
        let mut places: Vec<(usize, Option<(usize, usize)>)> = Vec::new();
        for (f, slot) in facts.first().map(|x| x.slots.as_slice()).unwrap_or_default().iter().enumerate() {
            match &slot.value {
                Known::Member(m) if m.len() == 1 && slot.origin == crate::ir::facts::Origin::Stated => {
                    places.push((f, None));
                }
                Known::List(Some(rows)) => {
                    for (r, row) in rows.iter().enumerate() {
                        let of = row.slots.iter().enumerate();
                        let members = of.filter(|(_, s)| {
                            matches!(&s.value, Known::Member(m) if m.len() == 1)
                                && s.origin == crate::ir::facts::Origin::Stated
                        });
                        places.extend(members.map(|(c, _)| (f, Some((r, c)))));
                    }
                }
                _ => {}
            }
        }
        for (f, at) in places {
            let Some(list) = schema.facts.get(f) else { continue };
            let field = match (at, list.ty) {
                (Some((_, c)), Type::List(record)) => {
                    schema.records.get(record).and_then(|r| r.fields.get(c))
                }
                _ => Some(list),
            };
            let Some(field) = field else { continue };
            let Type::Member(kind) = field.ty else { continue };
            let Some(kind) = schema.kinds.get(kind) else { continue };
            let fits = |member: &Names| {
                let mut tried = facts.to_vec();
                let put = tried.iter_mut().zip(&self.programs).all(|(own, program)| {
                    exchange(own, program, &list.names, at.map(|a| (a.0, &field.names)), member).is_some()
                });
                put && self.truths(&tried) == wanted
            };
            let members: Vec<_> = kind.members.iter().filter(|m| fits(m)).cloned().collect();
            if members.len() > 1 {
                let record = at.map(|(row, _)| (list.names.clone(), row));
                let any = members.len() == kind.members.len();
                found
                    .push((list.names.clone(), Exchange { record, fact: field.names.clone(), any, members }));
            }
        }
        found
    }
}

/// Puts another member in the place of one, by names.
fn exchange(
    facts: &mut Facts,
    program: &Program,
    fact: &Names,
    field: Option<(usize, &Names)>,
    member: &Names,
) -> Option<()> {
    let schema = &program.schema;
    // a fact that this vocabulary does not know is nothing to it
    let Some(f) = schema.facts.iter().position(|x| x.names == *fact) else { return Some(()) };
    let slot = facts.slots.get_mut(f)?;
    let ty = schema.facts.get(f)?.ty;
    let (slot, ty) = match (field, ty) {
        (Some((row, name)), Type::List(record)) => {
            let Known::List(Some(rows)) = &mut slot.value else { return None };
            let fields = &schema.records.get(record)?.fields;
            let Some(c) = fields.iter().position(|x| x.names == *name) else { return Some(()) };
            (rows.get_mut(row)?.slots.get_mut(c)?, fields.get(c)?.ty)
        }
        _ => (slot, ty),
    };
    let Type::Member(kind) = ty else { return None };
    let m = schema.kinds.get(kind)?.members.iter().position(|x| x == member)?;
    slot.value = Known::Member(Members::one(m));
    Some(())
}

/// How many facts and fields a case states, each record counting one itself.
fn stated(facts: &Facts) -> usize {
    use crate::ir::facts::Origin;
    let of = |slots: &[Slot]| slots.iter().filter(|s| s.origin == Origin::Stated).count();
    let lists = facts.slots.iter().map(|s| match &s.value {
        Known::List(Some(rows)) if !rows.is_empty() => {
            rows.iter().map(|r| 1 + of(&r.slots)).sum::<usize>() - usize::from(s.origin == Origin::Stated)
        }
        _ => 0,
    });
    let lists: usize = lists.sum();
    lists + of(&facts.slots) + facts.findings.iter().flatten().count()
}
