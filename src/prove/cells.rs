//! What is asked of a record, and the cells: one for each combination of answers that some record can give.

use super::encode::{Encoder, Frame, Source, Sum, Var};
use super::joint::Joint;
use super::number::{Cases, Linear, Num};
use super::result::{Refused, Why};
use crate::eval::children;
use crate::ir::node::{NodeId, Op};
use crate::solve::{IntVar, Model, Node, Problem, Term};
use crate::val::Ratio;
use std::collections::{BTreeMap, BTreeSet};

/// A number of a record as it is totalled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    pub constant: Ratio,
    /// Multiples of fields.
    pub fields: BTreeMap<usize, Ratio>,
    /// Multiples of products: the field that is scaled, and a field of its factor.
    pub products: BTreeMap<(usize, usize), Ratio>,
}

/// A sum of multiples of fields, and what it is at least.
pub(super) type Bound = (BTreeMap<usize, Ratio>, Ratio);

/// Records that answer every question alike.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// The conditions that such a record meets.
    pub meets: BTreeSet<NodeId>,
    /// The numbers that are totalled of it.
    pub forms: BTreeMap<NodeId, Form>,
    /// The bounds of fields that are totalled, or in a factor, and also held against constants.
    pub bounds: BTreeMap<usize, (Ratio, Option<Ratio>)>,
    /// The same of sums of several such fields.
    pub mixed: Vec<Bound>,
    /// The truths of the case under which there can be such records, each with a record.
    pub variants: Vec<Variant>,
}

/// Truths of the case, and of a record against the case, under which a cell can have records.
#[derive(Debug, Clone)]
pub(super) struct Variant {
    /// What must hold, or not, if the cell has a record.
    pub inputs: Vec<(NodeId, bool)>,
    /// A record in the variables of the space.
    pub record: Model,
    /// What the record must keep to stay in the cell.
    pub kept: Vec<Term>,
}

/// All that is asked of the records of one kind.
#[derive(Debug, Clone)]
pub(super) struct Space {
    pub record: usize,
    /// The variables of one record at hand.
    pub encoder: Encoder,
    /// The conditions, with their terms.
    pub filters: Vec<(NodeId, Term)>,
    /// The numbers that are totalled.
    pub quantities: Vec<(NodeId, Quantity)>,
    /// Fields that are totalled.
    pub summed: BTreeSet<usize>,
    /// Fields that are held against facts of the case that vary.
    pub tied: BTreeSet<usize>,
    /// Questions that read them.
    pub atoms: Vec<(NodeId, Term)>,
    /// Questions that bound totalled fields.
    pub bands: Vec<Term>,
    /// Questions on the fields of factors that can be taken as one, asked only where one is not.
    pub spare: Vec<Term>,
    /// Truths of the case that conditions on records read.
    pub inputs: Vec<(NodeId, Term)>,
    /// Fields that are scaled; nothing else reads them.
    pub scaled: BTreeSet<usize>,
    /// Fields that are held against one another.
    pub groups: Vec<BTreeSet<usize>>,
    /// The question whether some record falls in none of the cells; it has the answer no.
    pub closing: Option<Problem>,
    /// Numbers that are not let fall below nought: what each adds, and what it takes away.
    floors: Vec<(Linear, Linear)>,
}

/// How a number of a record is totalled.
#[derive(Debug, Clone)]
pub(super) enum Quantity {
    /// multiples of fields, by cases
    Linear(Cases),
    /// such a number times a factor
    Scaled(Linear, Factor),
}

/// A factor of a number of which any multiple can be had.
#[derive(Debug, Clone)]
pub(super) struct Factor {
    /// It is one, where that loses nothing: it is whole and never negative, and nothing is scaled otherwise.
    pub one: Option<Term>,
    /// Its values, by cases.
    pub cases: Cases,
}

/// What the numbers of a record that are totalled read.
#[derive(Debug, Default)]
struct Reads {
    /// Fields that are totalled as they are, with what is held against them.
    plain: BTreeSet<usize>,
    /// Numbers in factors, with what is held against them.
    factors: BTreeSet<usize>,
    /// All that factors read.
    all_of_factors: BTreeSet<usize>,
    /// Conditions and numbers to look into.
    roots: BTreeSet<NodeId>,
}

impl Cell {
    /// Whether a field is held against others here.
    pub fn is_mixed(&self, field: usize) -> bool {
        self.mixed.iter().any(|(row, _)| row.contains_key(&field))
    }

    /// Sums over so many keep so many times the bounds of one; fields without a sum are left alone.
    pub fn confine(&self, problem: &mut Problem, times: IntVar, sum: &dyn Fn(usize) -> Option<IntVar>) {
        let single = |field: usize, by: i64| BTreeMap::from([(field, Ratio::int(by))]);
        let mut bounds = self.mixed.clone();
        for (field, (lo, hi)) in &self.bounds {
            bounds.push((single(*field, 1), lo.clone()));
            bounds.extend(hi.iter().map(|hi| (single(*field, -1), hi.negated())));
        }
        for (row, least) in bounds {
            let parts = row.into_iter().map(|(field, by)| Some((by, sum(field)?)));
            if let Some(mut parts) = parts.collect::<Option<Vec<(Ratio, IntVar)>>>() {
                parts.push((least.negated(), times));
                let kept = problem.at_least(&parts, Ratio::zero());
                problem.require(kept);
            }
        }
    }
}

impl Space {
    /// What is asked of a record by conditions and sums of the case.
    pub fn of(
        joint: &mut Joint,
        record: usize,
        filters: &BTreeSet<NodeId>,
        sums: &BTreeSet<Sum>,
    ) -> Result<Space, Refused> {
        let mut encoder = Encoder::new(true);
        let mut space_filters = Vec::new();
        for filter in filters {
            space_filters.push((*filter, encoder.truth(joint, *filter)?));
        }
        let quantities: BTreeSet<NodeId> = sums.iter().filter_map(|s| s.2).collect();
        let mut space = Space {
            record,
            encoder,
            filters: space_filters,
            quantities: Vec::new(),
            summed: BTreeSet::new(),
            tied: BTreeSet::new(),
            atoms: Vec::new(),
            bands: Vec::new(),
            spare: Vec::new(),
            inputs: Vec::new(),
            scaled: BTreeSet::new(),
            groups: Vec::new(),
            closing: None,
            floors: Vec::new(),
        };
        let mut reads = Reads { roots: filters.clone(), ..Reads::default() };
        for q in quantities {
            let quantity = space.quantity(joint, q, &mut reads)?;
            space.quantities.push((q, quantity));
        }
        space.unlike();
        space.questions(joint, reads)?;
        let inputs: Vec<(NodeId, _)> = space.encoder.inputs.iter().map(|(id, var)| (*id, *var)).collect();
        for (id, var) in inputs {
            space.inputs.push((id, space.encoder.problem.truth(var)));
        }
        Ok(space)
    }

    fn field_of(&self, var: IntVar) -> Option<usize> {
        self.encoder.vars.iter().find_map(|((frame, source), v)| match (source, v) {
            (Source::Field(_, f), Var::Int(i, _)) if *i == var && *frame > 0 => Some(*f),
            _ => None,
        })
    }

    fn quantity(&mut self, joint: &mut Joint, q: NodeId, reads: &mut Reads) -> Result<Quantity, Refused> {
        if let Ok(cases) = self.encoder.number(joint, q) {
            let fields = self.fields_of(&cases).map_err(|why| joint.refused(q, why))?;
            self.summed.extend(fields.iter().copied());
            reads.plain.extend(fields);
            reads.roots.insert(q);
            return Ok(Quantity::Linear(cases));
        }
        let Some(Op::Times(a, b)) = joint.node(q).map(|n| n.op.clone()) else {
            return Err(joint.refused(q, Why::Product));
        };
        for (whole, factor) in [(a, b), (b, a)] {
            let (Ok(left), Ok(right)) =
                (self.encoder.number(joint, whole), self.encoder.number(joint, factor))
            else {
                continue;
            };
            let single = match left.as_slice() {
                [(_, Num::Fin(linear))] => Some(linear.clone()),
                _ => None,
            };
            let Some(linear) = single.or_else(|| self.floored(joint, whole)) else { continue };
            if linear.constant != Ratio::zero() || linear.parts.is_empty() {
                continue;
            }
            let Some(fields) = linear.parts.keys().map(|v| self.field_of(*v)).collect::<Option<Vec<_>>>()
            else {
                continue;
            };
            let Ok(numbers) = self.fields_of(&right) else { continue };
            let one = self.one(&right);
            self.summed.extend(fields.iter().copied());
            self.scaled.extend(fields);
            reads.factors.extend(numbers);
            reads.all_of_factors.extend(joint.fields_read(factor));
            reads.roots.insert(factor);
            let shares = |a: &Linear, b: &Linear| a.parts.keys().any(|v| b.parts.contains_key(v));
            let linear = match left.len() {
                1 if self.floors.iter().any(|(a, b)| shares(a, &linear) || shares(b, &linear)) => {
                    return Err(joint.refused(q, Why::Factor));
                }
                1 => linear,
                _ => self.above(joint, q, &linear)?,
            };
            return Ok(Quantity::Scaled(linear, Factor { one, cases: right }));
        }
        Err(joint.refused(q, Why::Product))
    }

    /// The fields that linear numbers by cases read, conditions included.
    fn fields_of(&self, cases: &Cases) -> Result<BTreeSet<usize>, Why> {
        let mut all = BTreeSet::new();
        for (guard, num) in cases {
            let Num::Fin(linear) = num else { return Err(Why::Unbounded) };
            let vars = linear.parts.keys().copied().chain(ints_of(&self.encoder.problem, *guard));
            for var in vars {
                all.insert(self.field_of(var).ok_or(Why::Coupled)?);
            }
        }
        Ok(all)
    }

    /// The number inside `(number, at least 0)`.
    fn floored(&mut self, joint: &mut Joint, whole: NodeId) -> Option<Linear> {
        let Some(Op::Max(parts)) = joint.node(whole).map(|n| n.op.clone()) else { return None };
        let is_nought = |id: &NodeId| matches!(joint.node(*id).map(|n| &n.op), Some(Op::Number(n)) if *n == Ratio::zero());
        let (noughts, others): (Vec<NodeId>, Vec<NodeId>) = parts.into_iter().partition(is_nought);
        let ([_], [one]) = (noughts.as_slice(), others.as_slice()) else { return None };
        match self.encoder.number(joint, *one).ok()?.as_slice() {
            [(_, Num::Fin(linear))] => Some(linear.clone()),
            _ => None,
        }
    }

    /// What is added in a number that is not let fall below nought. What is taken away may be left out: whatever the
    /// number is, it is also that of a record from which nothing is taken. With other such numbers of the record that
    /// holds if the same is taken from each, and each adds all that a smaller one adds, once.
    fn above(&mut self, joint: &Joint, q: NodeId, linear: &Linear) -> Result<Linear, Refused> {
        let part = |added: bool| {
            let parts = linear.parts.iter().filter(|(_, by)| (**by > Ratio::zero()) == added);
            Linear { parts: parts.map(|(v, by)| (*v, by.clone())).collect(), constant: Ratio::zero() }
        };
        let (kept, taken) = (part(true), part(false));
        let nested = |a: &Linear, b: &Linear| a.parts.keys().all(|v| b.parts.contains_key(v));
        let fits = |(other, from): &(Linear, Linear)| {
            *from == taken && (nested(other, &kept) || nested(&kept, other))
        };
        let bare = |other: &Quantity| match other {
            Quantity::Scaled(with, _) => {
                with.parts.keys().any(|v| linear.parts.contains_key(v))
                    && !self.floors.iter().any(|(added, _)| added == with)
            }
            Quantity::Linear(_) => false,
        };
        if kept.parts.values().any(|by| *by != Ratio::one())
            || !self.floors.iter().all(fits)
            || self.quantities.iter().any(|(_, other)| bare(other))
        {
            return Err(joint.refused(q, Why::Factor));
        }
        self.floors.push((kept.clone(), taken));
        Ok(kept)
    }

    /// That a factor is one, if it is always a whole number and never negative.
    fn one(&mut self, cases: &Cases) -> Option<Term> {
        let problem = &mut self.encoder.problem;
        let (mut ones, mut negative) = (Vec::new(), Vec::new());
        for (guard, num) in cases {
            let Num::Fin(linear) = num else { return None };
            if linear.scale() != Ratio::one() {
                return None;
            }
            let is = linear.equals(problem, &Ratio::one());
            ones.push(problem.both(*guard, is));
            let below = linear.reaches(problem, &Ratio::zero(), false).not();
            negative.push(problem.both(*guard, below));
        }
        let (is_one, negative) = (problem.any(ones), problem.any(negative));
        let mut solver = crate::solve::Solver::new(problem);
        match solver.check(problem, &[negative], crate::solve::Budget::default()) {
            crate::solve::Answer::Impossible(_) => Some(is_one),
            crate::solve::Answer::Model(_) | crate::solve::Answer::NotDecided(_) => None,
        }
    }

    /// Factors are not taken as one where something they scale, or read, is also in another factor.
    fn unlike(&mut self) {
        let mut scaled: Vec<(BTreeSet<IntVar>, Option<Cases>)> = Vec::new();
        for (_, quantity) in &self.quantities {
            let Quantity::Scaled(linear, factor) = quantity else { continue };
            let mut reads: BTreeSet<IntVar> = linear.parts.keys().copied().collect();
            for (guard, num) in &factor.cases {
                reads.extend(ints_of(&self.encoder.problem, *guard));
                if let Num::Fin(linear) = num {
                    reads.extend(linear.parts.keys());
                }
            }
            scaled.push((reads, factor.one.map(|_| factor.cases.clone())));
        }
        let mut unlike: BTreeSet<IntVar> = BTreeSet::new();
        loop {
            let before = unlike.len();
            for (reads, factor) in &scaled {
                let clashes = |(other, theirs): &(BTreeSet<IntVar>, Option<Cases>)| {
                    factor != theirs && !reads.is_disjoint(other)
                };
                if factor.is_none() || !reads.is_disjoint(&unlike) || scaled.iter().any(clashes) {
                    unlike.extend(reads);
                }
            }
            if unlike.len() == before {
                break;
            }
        }
        for (_, quantity) in &mut self.quantities {
            if let Quantity::Scaled(linear, factor) = quantity
                && linear.parts.keys().any(|v| unlike.contains(v))
            {
                factor.one = None;
            }
        }
    }

    /// Finds the questions that tie a record to the case, and those that bound fields that are totalled or scale.
    fn questions(&mut self, joint: &mut Joint, mut reads: Reads) -> Result<(), Refused> {
        let mut asked: Vec<(NodeId, BTreeSet<usize>, bool)> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut todo: Vec<NodeId> = reads.roots.iter().copied().collect();
        while let Some(id) = todo.pop() {
            let Some(node) = joint.node(id).filter(|n| n.scope.is_some()) else { continue };
            if !seen.insert(id) {
                continue;
            }
            match &node.op {
                Op::Reaches(..) | Op::Exceeds(..) | Op::Within(..) => {
                    asked.push((id, joint.fields_read(id), joint.reads_case(id)));
                }
                Op::IsMember(..) => asked.push((id, joint.fields_read(id), false)),
                Op::Field(r, f) => {
                    let is_truth =
                        joint.field(*r, *f).is_some_and(|f| f.ty == crate::ir::schema::Type::YesNo);
                    if is_truth {
                        asked.push((id, BTreeSet::from([*f]), false));
                    }
                }
                op => todo.extend(children(op)),
            }
        }
        asked.sort();
        for (_, reads, case) in &asked {
            if *case {
                self.tied.extend(reads);
            }
        }
        loop {
            let before = self.tied.len();
            for (_, reads, _) in &asked {
                if !reads.is_disjoint(&self.tied) {
                    self.tied.extend(reads);
                }
            }
            if self.tied.len() == before {
                break;
            }
        }
        let blamed = asked.first().map_or(NodeId(0), |a| a.0);
        let to_blame = self.quantities.first().map_or(blamed, |q| q.0);
        // single bounds, each with the fields that it reads
        let mut bounds: Vec<(Term, BTreeSet<usize>)> = Vec::new();
        for (id, fields, _) in asked {
            let term = self.encoder.truth(joint, id)?;
            if !fields.is_disjoint(&self.tied) {
                self.atoms.push((id, term));
            } else if !fields.is_disjoint(&self.scaled) {
                return Err(joint.refused(id, Why::Coupled));
            } else {
                self.bounds_in(term, &mut bounds);
            }
        }
        let guards = |q: &Quantity| match q {
            Quantity::Linear(cases) => cases.iter().map(|c| c.0).collect::<Vec<Term>>(),
            Quantity::Scaled(_, factor) => factor.cases.iter().map(|c| c.0).collect(),
        };
        for guard in self.quantities.iter().flat_map(|q| guards(&q.1)).collect::<Vec<_>>() {
            self.bounds_in(guard, &mut bounds);
        }
        for list in [&mut reads.plain, &mut reads.factors] {
            loop {
                let before = list.len();
                for (_, fields) in &bounds {
                    if !fields.is_disjoint(list) {
                        list.extend(fields);
                    }
                }
                if list.len() == before {
                    break;
                }
            }
        }
        self.summed.extend(reads.plain.iter().copied());
        let Reads { plain, factors, all_of_factors, .. } = reads;
        if !self.tied.is_disjoint(&self.summed)
            || !self.tied.is_disjoint(&all_of_factors)
            || !plain.is_disjoint(&factors)
            || !self.scaled.is_disjoint(&plain)
            || !self.scaled.is_disjoint(&factors)
        {
            return Err(joint.refused(to_blame, Why::Coupled));
        }
        let is_one = |q: &(NodeId, Quantity)| !matches!(&q.1, Quantity::Scaled(_, f) if f.one.is_none());
        let as_one = self.quantities.iter().all(is_one);
        for (term, fields) in bounds {
            if !fields.is_disjoint(&plain) || !as_one && !fields.is_disjoint(&factors) {
                self.bands.push(term);
            } else if !fields.is_disjoint(&factors) {
                self.spare.push(term);
            }
        }
        for fields in [&plain, &factors] {
            let mut rows: Vec<BTreeMap<usize, Ratio>> = Vec::new();
            for term in self.bands.iter().chain(&self.spare) {
                let row = self.sides(*term).map(|(row, _)| row).unwrap_or_default();
                if row.keys().any(|f| fields.contains(f)) && !rows.contains(&row) {
                    rows.push(row);
                }
            }
            self.group(&rows);
            rows.retain(|row| row.len() > 1);
            if !is_unimodular(&rows) {
                return Err(joint.refused(to_blame, Why::Coupled));
            }
        }
        Ok(())
    }

    /// Fields that rows name together are in one group.
    fn group(&mut self, rows: &[BTreeMap<usize, Ratio>]) {
        for row in rows {
            let mut own: BTreeSet<usize> = row.keys().copied().collect();
            let (near, mut apart): (Vec<_>, Vec<_>) =
                self.groups.drain(..).partition(|group| !group.is_disjoint(&own));
            own.extend(near.into_iter().flatten());
            apart.push(own);
            self.groups = apart;
        }
    }

    /// The fields that are held against a field, itself included.
    pub fn group_of(&self, field: usize) -> BTreeSet<usize> {
        let group = self.groups.iter().find(|group| group.contains(&field));
        group.cloned().unwrap_or_else(|| BTreeSet::from([field]))
    }

    /// The fields of a single bound with their multiples, and the least that their sum is where it holds.
    pub fn sides(&self, term: Term) -> Option<Bound> {
        let Node::AtLeast(form, least) = self.encoder.problem.node(term) else { return None };
        let parts = self.encoder.problem.form(*form).iter();
        let row = parts.map(|(v, by)| Some((self.field_of(*v)?, by.clone()))).collect::<Option<_>>()?;
        Some((row, least.clone()))
    }

    /// The single bounds on fields that a term is made of.
    fn bounds_in(&self, term: Term, bounds: &mut Vec<(Term, BTreeSet<usize>)>) {
        let mut todo = vec![term];
        while let Some(term) = todo.pop() {
            match self.encoder.problem.node(term) {
                Node::AtLeast(..) => {
                    let bare = term.if_not(term.is_denied());
                    if let Some((row, _)) = self.sides(bare)
                        && !bounds.iter().any(|(known, _)| *known == bare)
                    {
                        bounds.push((bare, row.into_keys().collect()));
                    }
                }
                Node::All(parts) => todo.extend(parts),
                Node::Truth | Node::Bool(_) | Node::Is(..) => {}
            }
        }
    }

    /// The variable of a field, if it is a number.
    pub fn int(&self, field: usize) -> Option<(IntVar, i64)> {
        let frame: Frame = 1;
        match self.encoder.vars.get(&(frame, Source::Field(self.record, field)))? {
            Var::Int(var, parts) => Some((*var, *parts)),
            Var::Bool(_) | Var::Choice(..) | Var::Day(_) => None,
        }
    }

    /// A linear number as multiples of fields.
    pub fn form(&self, linear: &Linear) -> Form {
        let fields = linear.parts.iter().filter_map(|(v, b)| Some((self.field_of(*v)?, b.clone())));
        Form { constant: linear.constant.clone(), fields: fields.collect(), products: BTreeMap::new() }
    }

    /// A linear number times another.
    pub fn product(&self, linear: &Linear, by: &Linear) -> Form {
        let (of, by) = (self.form(linear), self.form(by));
        let mut products = BTreeMap::new();
        for (field, n) in &of.fields {
            for (factor, m) in &by.fields {
                products.insert((*field, *factor), n.times(m));
            }
        }
        let fields = of.fields.into_iter().map(|(field, n)| (field, n.times(&by.constant)));
        Form { constant: Ratio::zero(), fields: fields.collect(), products }
    }
}

/// Whether every square part of the rows has determinant nought, one or minus one: then whole sums of whole records
/// are just the whole points of the sum of their bounds. Judged of a few columns only.
fn is_unimodular(rows: &[BTreeMap<usize, Ratio>]) -> bool {
    const MOST: usize = 5;
    let columns: BTreeSet<usize> = rows.iter().flat_map(|row| row.keys().copied()).collect();
    let columns: Vec<usize> = columns.into_iter().collect();
    // rows over the columns so far chosen, expanded along the last column
    fn determinants(rows: &[BTreeMap<usize, Ratio>], columns: &[usize]) -> BTreeMap<Vec<usize>, Ratio> {
        let Some((last, rest)) = columns.split_last() else {
            return BTreeMap::from([(Vec::new(), Ratio::one())]);
        };
        let mut all: BTreeMap<Vec<usize>, Ratio> = BTreeMap::new();
        for (chosen, minor) in determinants(rows, rest) {
            for (at, row) in rows.iter().enumerate().filter(|(at, _)| !chosen.contains(at)) {
                let Some(by) = row.get(last) else { continue };
                let place = chosen.partition_point(|c| c < &at);
                let sign = if (chosen.len() - place) % 2 == 0 { Ratio::one() } else { Ratio::int(-1) };
                let mut key = chosen.clone();
                key.insert(place, at);
                let sum = all.entry(key).or_default();
                *sum = sum.plus(&minor.times(by).times(&sign));
            }
        }
        all
    }
    let small = |n: &Ratio| n.magnitude() <= Ratio::one() && n.is_integer();
    columns.len() <= MOST
        && (1..1_usize << columns.len()).all(|set| {
            let own = columns.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            determinants(rows, &own.map(|(_, c)| *c).collect::<Vec<_>>()).values().all(small)
        })
}

/// The whole numbers that a term reads.
fn ints_of(problem: &Problem, term: Term) -> BTreeSet<IntVar> {
    let mut all = BTreeSet::new();
    let mut todo = vec![term];
    let mut seen = BTreeSet::new();
    while let Some(term) = todo.pop() {
        if !seen.insert(term) {
            continue;
        }
        match problem.node(term) {
            Node::AtLeast(form, _) => all.extend(problem.form(*form).iter().map(|p| p.0)),
            Node::All(parts) => todo.extend(parts),
            Node::Truth | Node::Bool(_) | Node::Is(..) => {}
        }
    }
    all
}
