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

/// A number of a record as it is totalled: multiples of fields.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    pub constant: Ratio,
    pub fields: BTreeMap<usize, Ratio>,
}

/// Records that answer every question alike.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// The conditions that such a record meets.
    pub meets: BTreeSet<NodeId>,
    /// The numbers that are totalled of it.
    pub forms: BTreeMap<NodeId, Form>,
    /// The bounds of fields that are totalled and also held against constants.
    pub bounds: BTreeMap<usize, (Ratio, Option<Ratio>)>,
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
    /// Questions that hold a totalled field against a constant.
    pub bands: Vec<(usize, Term)>,
    /// Truths of the case that conditions on records read.
    pub inputs: Vec<(NodeId, Term)>,
    /// Numbers that are not let fall below nought: what each adds, and what it takes away.
    floors: Vec<(Linear, Linear)>,
}

/// How a number of a record is totalled.
#[derive(Debug, Clone)]
pub(super) enum Quantity {
    /// multiples of fields, by cases
    Linear(Cases),
    /// such a number times a factor that can be taken as one: the first may be any multiple, so nothing is lost
    Scaled(Linear, Factor),
}

/// A factor.
#[derive(Debug, Clone)]
pub(super) struct Factor {
    /// It is one.
    pub is_one: Term,
    /// Its values, by cases.
    pub cases: Cases,
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
            inputs: Vec::new(),
            floors: Vec::new(),
        };
        let mut unread = BTreeSet::new();
        let mut factors = BTreeSet::new();
        let mut roots: BTreeSet<NodeId> = filters.clone();
        for q in quantities {
            let quantity = space.quantity(joint, q, &mut unread, &mut factors, &mut roots)?;
            space.quantities.push((q, quantity));
        }
        space.questions(joint, &roots, &unread, &factors)?;
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

    fn quantity(
        &mut self,
        joint: &mut Joint,
        q: NodeId,
        unread: &mut BTreeSet<usize>,
        factors: &mut BTreeSet<usize>,
        roots: &mut BTreeSet<NodeId>,
    ) -> Result<Quantity, Refused> {
        if let Ok(cases) = self.encoder.number(joint, q) {
            for (guard, num) in &cases {
                let Num::Fin(linear) = num else { return Err(joint.refused(q, Why::Unbounded)) };
                for var in linear.parts.keys() {
                    let field = self.field_of(*var).ok_or_else(|| joint.refused(q, Why::Coupled))?;
                    self.summed.insert(field);
                }
                let reads = ints_of(&self.encoder.problem, *guard);
                if reads.iter().any(|v| linear_reads(&cases, *v)) {
                    return Err(joint.refused(q, Why::Coupled));
                }
            }
            roots.insert(q);
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
            let Some(factor_cases) = self.factor(&right) else { continue };
            // one field scaled in two ways has no twin for both
            let clashes = self.quantities.iter().any(|(_, other)| match other {
                Quantity::Scaled(with, f) => {
                    f.is_one != factor_cases.is_one && with.parts.keys().any(|v| linear.parts.contains_key(v))
                }
                Quantity::Linear(_) => false,
            });
            if clashes {
                return Err(joint.refused(q, Why::Factor));
            }
            self.summed.extend(fields.iter().copied());
            unread.extend(fields);
            factors.extend(joint.fields_read(factor));
            roots.insert(factor);
            let shares = |a: &Linear, b: &Linear| a.parts.keys().any(|v| b.parts.contains_key(v));
            let linear = match left.len() {
                1 if self.floors.iter().any(|(a, b)| shares(a, &linear) || shares(b, &linear)) => {
                    return Err(joint.refused(q, Why::Factor));
                }
                1 => linear,
                _ => self.above(joint, q, &linear)?,
            };
            return Ok(Quantity::Scaled(linear, factor_cases));
        }
        Err(joint.refused(q, Why::Product))
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

    /// A factor that is a whole number and never negative.
    fn factor(&mut self, cases: &Cases) -> Option<Factor> {
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
            crate::solve::Answer::Impossible(_) => Some(Factor { is_one, cases: cases.clone() }),
            crate::solve::Answer::Model(_) | crate::solve::Answer::NotDecided(_) => None,
        }
    }

    /// Finds the questions that tie a record to the case, and those that bound a totalled field.
    fn questions(
        &mut self,
        joint: &mut Joint,
        roots: &BTreeSet<NodeId>,
        unread: &BTreeSet<usize>,
        factors: &BTreeSet<usize>,
    ) -> Result<(), Refused> {
        let mut asked: Vec<(NodeId, BTreeSet<usize>, bool)> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut todo: Vec<NodeId> = roots.iter().copied().collect();
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
        let linear_reads: BTreeSet<usize> = self.linear_fields();
        if !self.tied.is_disjoint(&self.summed)
            || !self.tied.is_disjoint(factors)
            || !self.summed.is_disjoint(factors)
            || !unread.is_disjoint(&linear_reads)
        {
            let to_blame = self.quantities.first().map_or(blamed, |q| q.0);
            return Err(joint.refused(to_blame, Why::Coupled));
        }
        for (id, reads, _) in asked {
            if !reads.is_disjoint(&self.tied) {
                let term = self.encoder.truth(joint, id)?;
                self.atoms.push((id, term));
            } else if !reads.is_disjoint(unread) {
                return Err(joint.refused(id, Why::Coupled));
            } else if !reads.is_disjoint(&self.summed) {
                let (Some(field), 1) = (reads.first(), reads.len()) else {
                    return Err(joint.refused(id, Why::Coupled));
                };
                let term = self.encoder.truth(joint, id)?;
                self.band(*field, term);
            }
        }
        Ok(())
    }

    fn linear_fields(&self) -> BTreeSet<usize> {
        let mut all = BTreeSet::new();
        for (_, quantity) in &self.quantities {
            let Quantity::Linear(cases) = quantity else { continue };
            for (_, num) in cases {
                let Num::Fin(linear) = num else { continue };
                all.extend(linear.parts.keys().filter_map(|v| self.field_of(*v)));
            }
        }
        all
    }

    /// The single bounds that a term on one field is made of.
    fn band(&mut self, field: usize, term: Term) {
        let mut todo = vec![term];
        while let Some(term) = todo.pop() {
            match self.encoder.problem.node(term).clone() {
                Node::AtLeast(..) => {
                    let bare = term.if_not(term.is_denied());
                    if !self.bands.contains(&(field, bare)) {
                        self.bands.push((field, bare));
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
    pub fn form(&self, linear: &Linear, by: &Ratio) -> Form {
        let fields = linear.parts.iter().filter_map(|(v, b)| Some((self.field_of(*v)?, b.times(by))));
        Form { constant: linear.constant.times(by), fields: fields.collect() }
    }
}

fn linear_reads(cases: &Cases, var: IntVar) -> bool {
    cases.iter().any(|(_, num)| matches!(num, Num::Fin(l) if l.parts.contains_key(&var)))
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
