//! A model becomes a case: records for cells, facts off the baseline stated, the rest left out; then it is graded.

use super::analysis::{Analysis, Placed, Sample};
use super::encode::{Source, Var};
use super::order::Settling;
use super::result::Unsound;
use super::share::shares;
use crate::eval::{Trace, run};
use crate::ir::facts::{Facts, Known, Origin, Row, Slot};
use crate::ir::schema::{Field, Names, Type, Value};
use crate::solve::{Answer, Model, Objective, Solver, Term};
use crate::val::{DateRange, Interval, Members, Ratio, Truth};
use std::collections::BTreeMap;

/// A case in the joint vocabulary.
#[derive(Debug, Clone, Default)]
pub(super) struct JointCase {
    pub facts: BTreeMap<usize, Known>,
    pub findings: BTreeMap<usize, bool>,
    /// Unmade evaluations: the evaluation and the record's row.
    pub opens: BTreeMap<(usize, usize), bool>,
    /// The rows of each record, by field.
    pub rows: BTreeMap<usize, Vec<BTreeMap<usize, Known>>>,
    /// Whether one cell is shown by more records than were counted.
    pub is_dealt: bool,
}

/// What silence means of a field: its default, or what is absent; none if it must be stated.
pub(super) fn baseline(field: &Field) -> Option<Value> {
    field.default.clone().or_else(|| field.if_silent.clone()).or_else(|| match field.ty {
        Type::YesNo => Some(Value::Truth(false)),
        Type::Number(_) => Some(Value::Number(Ratio::zero())),
        Type::Member(_) | Type::Date | Type::List(_) => None,
    })
}

fn known(var: Var, model: &Model) -> Option<Known> {
    Some(match var {
        Var::Bool(b) => Known::Truth(Truth::from(model.truth(b))),
        Var::Choice(c, _) => Known::Member(Members::one(model.member(c))),
        Var::Int(i, parts) => {
            let n = model.int(i).times(&Ratio::new(1, parts)?);
            Known::Number(Interval::point(n), Vec::new())
        }
        Var::Day(day) => Known::Date(DateRange::point(day.value(model)?)),
    })
}

fn number(n: Ratio) -> Known {
    Known::Number(Interval::point(n), Vec::new())
}

impl Analysis<'_> {
    /// Whether a variable stands off what silence means; none if it must be stated anyway.
    pub(super) fn off(problem: &mut crate::solve::Problem, var: Var, base: Option<&Value>) -> Option<Term> {
        match (var, base) {
            (Var::Bool(b), Some(Value::Truth(yes))) => Some(problem.truth(b).if_not(*yes)),
            (Var::Bool(b), None) => Some(problem.truth(b)),
            (Var::Choice(c, _), Some(Value::Member(m))) => Some(problem.is(c, *m).not()),
            (Var::Int(i, parts), Some(Value::Number(n))) => {
                Some(problem.equals(&[(Ratio::one(), i)], n.times(&Ratio::int(parts))).not())
            }
            _ => None,
        }
    }

    /// The cheapest record of a cell under one of its variants.
    pub(super) fn sample(&mut self, cell: usize, variant: usize) -> Option<Sample> {
        if let Some(done) = self.samples.get(&(cell, variant)) {
            return Some(done.clone());
        }
        let placed = self.cells.get(cell)?;
        let at = placed.space;
        let kept = placed.cell.variants.get(variant)?.kept.clone();
        let first = placed.cell.variants.get(variant)?.record.clone();
        let space = self.spaces.get_mut(at)?;
        let mut stated = 1;
        let mut off = Vec::new();
        let mut open = Vec::new();
        let vars: Vec<((usize, Source), Var)> = space.encoder.vars.iter().map(|(k, v)| (*k, *v)).collect();
        for ((frame, source), var) in vars {
            let mut is_summed = false;
            let base = match source {
                Source::Field(r, f) => {
                    let is_mixed = placed.cell.is_mixed(f);
                    is_summed = space.summed.contains(&f);
                    if is_summed && !is_mixed || space.tied.contains(&f) {
                        stated += usize::from(space.tied.contains(&f));
                        continue;
                    }
                    self.joint.field(r, f).and_then(baseline)
                }
                Source::Open(_) if frame > 0 => Some(Value::Truth(false)),
                Source::Open(_) | Source::Fact(_) | Source::Finding(_) => continue,
            };
            let is_off = Analysis::off(&mut space.encoder.problem, var, base.as_ref());
            off.extend(is_off);
            stated += usize::from(is_off.is_none());
            if !is_summed && !matches!(var, Var::Bool(_)) {
                open.push((is_off, var));
            }
        }
        let solver = self.space_solvers.entry(at).or_insert_with(|| Solver::new(&space.encoder.problem));
        let goal = [Objective::Count(off.clone())];
        let problem = &mut space.encoder.problem;
        let model = match solver.minimise(problem, &kept, &goal, self.budget) {
            Answer::Model(model) => model,
            Answer::Impossible(_) | Answer::NotDecided(_) => first,
        };
        let cost = problem.truths(&off, &model).into_iter().filter(|holds| *holds).count();
        // a fixed order: of records that cost the same the first by the vocabulary
        let mut fixed = kept;
        fixed.push(problem.count_at_most(cost, &off));
        let mut settling = Settling { problem, solver, fixed, model, steps: self.budget };
        let mut settled = settling.earliest(&off);
        for (off, var) in open {
            if off.is_none_or(|off| settling.problem.holds(off, &settling.model)) {
                settled = settled.and_then(|()| settling.value(var));
            }
        }
        let model = settling.model;
        self.is_unsettled |= settled.is_none();
        let sample = Sample { cost: stated + cost, model };
        self.samples.insert((cell, variant), sample.clone());
        Some(sample)
    }

    /// The term of a variant of a cell: what the case must be like.
    pub(super) fn variant_term(&mut self, cell: usize, variant: usize) -> Term {
        let Some(placed) = self.cells.get(cell) else { return Term::FALSE };
        let Some(variant) = placed.cell.variants.get(variant) else { return Term::FALSE };
        let mut all = Vec::new();
        self.main.frame = placed.frame;
        for (node, holds) in &variant.inputs {
            // encoded when the cell was placed: cannot be refused now
            all.push(self.main.truth(&mut self.joint, *node).map_or(Term::FALSE, |t| t.if_not(!holds)));
        }
        self.main.frame = 0;
        self.main.problem.all(all)
    }

    /// The case that a model describes.
    pub(super) fn case(&mut self, model: &Model) -> JointCase {
        let mut case = JointCase::default();
        for ((frame, source), var) in &self.main.vars {
            match (frame, source) {
                (0, Source::Fact(f)) => {
                    if let Some(known) = known(*var, model) {
                        case.facts.insert(*f, known);
                    }
                }
                (0, Source::Finding(f)) => {
                    case.findings.insert(*f, known(*var, model) == Some(Known::Truth(Truth::Yes)));
                }
                (0, Source::Open(o)) => {
                    case.opens.insert((*o, 0), known(*var, model) == Some(Known::Truth(Truth::Yes)));
                }
                _ => {}
            }
        }
        let in_order = self.scale.as_ref().map(|scale| scale.cells.clone());
        for cell in in_order.unwrap_or_else(|| (0..self.cells.len()).collect()) {
            let Some(has) = self.cells.get(cell).map(|p| p.has) else { continue };
            if model.truth(has) {
                self.rows_of(cell, model, &mut case);
            }
        }
        case
    }

    fn rows_of(&mut self, cell: usize, model: &Model, case: &mut JointCase) {
        let variants = self.cells.get(cell).map_or(0, |p| p.cell.variants.len());
        let terms: Vec<Term> = (0..variants).map(|variant| self.variant_term(cell, variant)).collect();
        let held = self.main.problem.truths(&terms, model);
        let best = self.best(cell, &held);
        let (Some(sample), Some(placed)) = (best, self.cells.get(cell)) else { return };
        let Some(space) = self.spaces.get(placed.space) else { return };
        let mut fields: BTreeMap<usize, Known> = BTreeMap::new();
        let mut opens = Vec::new();
        for ((frame, source), var) in &space.encoder.vars {
            match source {
                Source::Field(_, f) => {
                    let value = if space.tied.contains(f) {
                        let own = self.main.vars.get(&(placed.frame, *source));
                        own.and_then(|var| known(*var, model)).or_else(|| known(*var, &sample.model))
                    } else {
                        known(*var, &sample.model)
                    };
                    if let Some(value) = value {
                        fields.insert(*f, value);
                    }
                }
                Source::Open(o) if *frame > 0 => {
                    opens.push((*o, known(*var, &sample.model) == Some(Known::Truth(Truth::Yes))));
                }
                Source::Open(_) | Source::Fact(_) | Source::Finding(_) => {}
            }
        }
        let each = |field: usize, n: &Ratio| {
            let parts = space.int(field).map_or(1, |int| int.1);
            number(n.times(&Ratio::new(1, parts).unwrap_or_else(Ratio::one)))
        };
        let plain = |f: &usize| !space.scaled.contains(f);
        for f in space.summed.iter().filter(|f| !placed.totals.contains_key(f) && !placed.cell.is_mixed(**f))
        {
            // not totalled here: the least that its bounds allow
            fields.remove(f);
            if let Some((lo, _)) = placed.cell.bounds.get(f) {
                fields.insert(*f, each(*f, lo));
            }
        }
        let mut rows: Vec<BTreeMap<usize, Known>> = Vec::new();
        let mut left: BTreeMap<usize, Ratio> =
            placed.totals.iter().map(|(f, (var, _))| (*f, model.int(*var))).collect();
        let count = placed.count.and_then(|n| model.int(n).as_i64()).unwrap_or(1).max(1);
        if left.keys().filter(|f| plain(f)).any(|f| placed.cell.is_mixed(*f)) {
            let sums = left.iter().filter(|(f, _)| plain(f)).map(|(f, n)| (*f, n.clone())).collect();
            for (times, values) in shares(&placed.cell, &Ratio::int(count), &sums).unwrap_or_default() {
                let mut row = fields.clone();
                row.extend(values.iter().map(|(f, n)| (*f, each(*f, n))));
                rows.extend(std::iter::repeat_n(row, times.as_i64().map_or(0, |n| n as usize)));
            }
            left.retain(|f, _| !plain(f));
        }
        rows.resize(count.try_into().unwrap_or(1), fields.clone());
        let mut others = count;
        for row in &mut rows {
            others -= 1;
            for (f, rest) in &mut left {
                if placed.products.keys().any(|p| p.0 == *f) {
                    row.insert(*f, number(Ratio::zero()));
                    continue;
                }
                let part = Placed::part(placed.cell.bounds.get(f), rest, others);
                *rest = rest.minus(&part);
                row.insert(*f, each(*f, &part));
            }
        }
        // what is scaled: the first record takes the first share, each other share is a record of its own
        let mut is_first = true;
        for (f, times) in left.iter().filter(|(_, n)| n.is_positive()) {
            let own = placed.products.iter().filter(|(p, _)| p.0 == *f);
            let sums: BTreeMap<usize, Ratio> = own.map(|(p, var)| (p.1, model.int(*var))).collect();
            if sums.is_empty() {
                continue;
            }
            for (times, values) in shares(&placed.cell, times, &sums).unwrap_or_default() {
                if !is_first {
                    let mut row = fields.clone();
                    row.extend(left.keys().map(|f| (*f, number(Ratio::zero()))));
                    rows.push(row);
                    case.is_dealt = true;
                }
                if let Some(row) = if is_first { rows.first_mut() } else { rows.last_mut() } {
                    row.insert(*f, each(*f, &times));
                    row.extend(values.iter().map(|(f, n)| (*f, each(*f, n))));
                }
                is_first = false;
            }
        }
        let known = case.rows.entry(space.record).or_default();
        for row in rows {
            for (o, yes) in &opens {
                case.opens.insert((*o, known.len()), *yes);
            }
            known.push(row);
        }
    }

    /// The facts of a case for one program, in its own vocabulary.
    pub(super) fn facts(&self, program: usize, case: &JointCase) -> Option<Facts> {
        let (own, placed) = (self.programs.get(program)?, self.joint.programs.get(program)?);
        let schema = &own.schema;
        let mut facts = Facts::unstated(true, schema);
        for (f, field) in schema.facts.iter().enumerate() {
            let joint = *placed.facts.get(f)?;
            let slot = facts.slots.get_mut(f)?;
            if let Type::List(record) = field.ty {
                let rows = case.rows.get(placed.records.get(record)?);
                let mut list = Vec::new();
                for row in rows.into_iter().flatten() {
                    let mut own = Row::unstated(record, true, schema);
                    let names = placed.fields.get(record)?;
                    let fields = &schema.records.get(record)?.fields;
                    for ((slot, joint), field) in own.slots.iter_mut().zip(names).zip(fields) {
                        if let Some(value) = row.get(joint) {
                            state(slot, self.own_members(program, field.ty, value)?);
                        }
                    }
                    list.push(own);
                }
                state(slot, Known::List(Some(list)));
            } else if let Some(value) = case.facts.get(&joint) {
                state(slot, self.own_members(program, field.ty, value)?);
            }
        }
        for (f, joint) in placed.findings.iter().enumerate() {
            if case.findings.get(joint) == Some(&true) {
                *facts.findings.get_mut(f)? = Some((true, "supposed in this case | 本例所设".to_owned()));
            }
        }
        for (o, joint) in placed.opens.iter().enumerate() {
            for ((open, row), yes) in &case.opens {
                if open == joint {
                    facts.opens.insert((o, *row), *yes);
                }
            }
        }
        Some(facts)
    }

    fn own_members(&self, program: usize, ty: Type, value: &Known) -> Option<Known> {
        let (Type::Member(kind), Known::Member(members)) = (ty, value) else { return Some(value.clone()) };
        let joint = self.joint.programs.get(program)?.kinds.get(kind)?;
        let own = members.iter().filter_map(|m| joint.iter().position(|j| *j == m));
        Some(Known::Member(Members(own.fold(0, |all, m| all | Members::one(m).0))))
    }

    /// Every truth that was named at the start is, by evaluation, what the model says.
    pub(super) fn replay(&self, case: &JointCase, model: &Model) -> Result<Vec<Facts>, Unsound> {
        let mut all = Vec::new();
        for program in 0..self.programs.len() {
            let fault = || Unsound { expected: Vec::new(), asked: format!("facts of program {program}") };
            all.push(self.facts(program, case).ok_or_else(fault)?);
        }
        let found = self.truths(&all);
        let terms: Vec<Term> = self.roots.values().copied().collect();
        let wanted = self.main.problem.truths(&terms, model);
        for ((root, holds), found) in self.roots.keys().zip(wanted).zip(found) {
            let expected = Truth::from(holds);
            if found != expected {
                return Err(Unsound { expected: vec![expected], asked: format!("{root:?}") });
            }
        }
        Ok(all)
    }

    /// The truths that were named at the start, by evaluation.
    pub(super) fn truths(&self, facts: &[Facts]) -> Vec<Truth> {
        let traces: Vec<Trace> = self.programs.iter().zip(facts).map(|(p, f)| run(p, f)).collect();
        self.roots.keys().map(|root| root.evaluated(&traces)).collect()
    }

    /// The names of unmade evaluations that a case settles.
    pub(super) fn settled(&self, case: &JointCase) -> Vec<(Names, Option<usize>, bool)> {
        let of = |((open, row), yes): (&(usize, usize), &bool)| {
            let (names, record) = self.joint.opens.get(*open)?;
            Some((names.clone(), record.map(|_| *row), *yes))
        };
        case.opens.iter().filter_map(of).collect()
    }
}

/// Puts a value in; what silence means anyway stays unsaid.
fn state(slot: &mut Slot, value: Known) {
    if slot.value != value {
        *slot = Slot { value, origin: Origin::Stated, span: None, evidence: None };
    }
}
