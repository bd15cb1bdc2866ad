//! Facts and numbers cut into bands at the values at which rules change their mind, found in the rules themselves.

use super::analysis::Analysis;
use super::encode::Sum;
use super::number::{Linear, Num};
use super::result::Refused;
use crate::eval::children;
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::{Names, Type};
use crate::solve::{IntVar, Node as Part, Term};
use crate::val::{Date, Members, Ratio, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// A fact or number of the case by which all cases are told apart.
#[derive(Debug, Clone)]
pub struct Axis {
    /// The first program, with the node that is asked.
    pub program: Program,
    /// What is asked: of the case.
    pub node: NodeId,
    /// What it is.
    pub split: Split,
}

/// What tells cases apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// yes or no
    Truth,
    /// a number with its unit
    Number(Option<Unit>),
    /// a day
    Date,
    /// a member of a kind, by position in the schema of the program
    Member(usize),
}

/// Some values of a fact or number, next to each other; ends are included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Band {
    /// yes, no, or either
    Truth(Vec<bool>),
    /// from a number to a number; without end if none
    Number {
        /// The least.
        from: Option<Ratio>,
        /// The greatest.
        to: Option<Ratio>,
    },
    /// from a day to a day; without end if none
    Date {
        /// The first.
        from: Option<Date>,
        /// The last.
        to: Option<Date>,
    },
    /// any of these members
    Members(Vec<Names>),
}

/// An axis with its bands, each with the nodes that say that a case lies in it.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub program: Program,
    pub bands: Vec<(Band, Vec<(NodeId, bool)>)>,
}

impl Band {
    /// Both together, if the second goes on where the first ends; members go on anywhere.
    pub fn with(&self, next: &Band) -> Option<Band> {
        Some(match (self, next) {
            (Band::Truth(a), Band::Truth(b)) => Band::Truth([a.as_slice(), b].concat()),
            (Band::Number { from, .. }, Band::Number { to, .. }) => {
                Band::Number { from: from.clone(), to: to.clone() }
            }
            (Band::Date { from, .. }, Band::Date { to, .. }) => Band::Date { from: *from, to: *to },
            (Band::Members(a), Band::Members(b)) => Band::Members([a.as_slice(), b].concat()),
            _ => return None,
        })
    }
    /// Whether bands of this sort stand in an order, so that only neighbours go together.
    pub fn is_ordered(&self) -> bool {
        matches!(self, Band::Number { .. } | Band::Date { .. })
    }
}

impl Axis {
    /// Cuts an axis at the values that matter to two programs, or to a condition.
    pub(super) fn cut(
        &self,
        programs: &[&Program],
        roots: &[(usize, NodeId)],
        other: &Program,
    ) -> Result<Cut, Refused> {
        let mut program = Program { at_least: Vec::new(), ..self.program.clone() };
        let mut bands = Vec::new();
        match self.split {
            Split::Truth => {
                bands.push((Band::Truth(vec![false]), vec![(self.node, false)]));
                bands.push((Band::Truth(vec![true]), vec![(self.node, true)]));
            }
            Split::Member(kind) => {
                let own = program.schema.kinds.get(kind).cloned();
                let Some(own) = own else { return Ok(Cut { program, bands: Vec::new() }) };
                let theirs = other.schema.kinds.iter().find(|k| k.names == own.names);
                for (m, names) in own.members.iter().enumerate() {
                    if theirs.is_none_or(|k| k.members.contains(names)) {
                        let is = put(&mut program, Op::IsMember(self.node, Members::one(m)));
                        bands.push((Band::Members(vec![names.clone()]), vec![(is, true)]));
                    }
                }
            }
            Split::Number(unit) => {
                let marks = self.numbers(programs, roots, &mut program, unit)?;
                let (from, step) = (marks.low, marks.step);
                let mut low: Option<(Ratio, NodeId)> = None;
                for value in marks.values {
                    let at = put(&mut program, Op::Number(value.clone()));
                    let reaches = put(&mut program, Op::Reaches(self.node, at));
                    let mut held: Vec<(NodeId, bool)> = low.iter().map(|l| (l.1, true)).collect();
                    held.push((reaches, false));
                    let start = low.as_ref().map(|l| l.0.clone()).or(from.clone());
                    bands.push((Band::Number { from: start, to: Some(value.minus(&step)) }, held));
                    low = Some((value, reaches));
                }
                let held = low.iter().map(|l| (l.1, true)).collect();
                bands.push((Band::Number { from: low.map(|l| l.0).or(from), to: None }, held));
            }
            Split::Date => {
                let days = self.days(programs, roots);
                let mut low: Option<(Date, NodeId)> = None;
                for day in days {
                    let at = put(&mut program, Op::Date(day));
                    let reaches = put(&mut program, Op::Reaches(self.node, at));
                    let mut held: Vec<(NodeId, bool)> = low.iter().map(|l| (l.1, true)).collect();
                    held.push((reaches, false));
                    let before = day.yesterday().ok();
                    bands.push((Band::Date { from: low.map(|l| l.0), to: before }, held));
                    low = Some((day, reaches));
                }
                let held = low.iter().map(|l| (l.1, true)).collect();
                bands.push((Band::Date { from: low.map(|l| l.0), to: None }, held));
            }
        }
        let nodes: Vec<NodeId> = bands.iter().flat_map(|b| &b.1).map(|(node, _)| *node).collect();
        let (program, at) = slim(&program, &nodes);
        for (node, _) in bands.iter_mut().flat_map(|b| &mut b.1) {
            *node = at.get(node).copied().unwrap_or(*node);
        }
        Ok(Cut { program, bands })
    }

    /// The values at and above which a rule may decide otherwise than below.
    fn numbers(
        &self,
        programs: &[&Program],
        roots: &[(usize, NodeId)],
        own: &mut Program,
        unit: Option<Unit>,
    ) -> Result<Marks, Refused> {
        let one = put(own, Op::Number(Ratio::one()));
        let root = put(own, Op::Reaches(self.node, one));
        let at = programs.len();
        let mut all: Vec<&Program> = programs.to_vec();
        all.push(own);
        let mut asked = roots.to_vec();
        asked.push((at, root));
        let mut analysis = Analysis::with(&all, &asked)?;
        let joint_id = |analysis: &Analysis<'_>, id| analysis.joint.programs.get(at).map(|p| p.node(id));
        let (id, root) = (joint_id(&analysis, self.node), joint_id(&analysis, root));
        let number = {
            let Analysis { main, joint, .. } = &mut analysis;
            // the greatest or least of a list is no linear number, and only held against constants
            main.number(joint, id.unwrap_or(NodeId(0))).unwrap_or_default()
        };
        let linear: Vec<Linear> = number
            .into_iter()
            .filter_map(|(_, num)| match num {
                Num::Fin(linear) => Some(linear),
                Num::Above => None,
            })
            .collect();
        let fen = if unit == Some(Unit::Yuan) { Ratio::new(1, 100) } else { None };
        let steps = linear.iter().filter_map(|l| l.scale().inverse());
        let step = steps.fold(fen.unwrap_or_else(Ratio::one), |all, step| all.common_measure(&step));
        let falls = |l: &Linear| l.parts.values().chain([&l.constant]).any(|by| *by < Ratio::zero());
        let low = if linear.iter().any(falls) { None } else { Some(Ratio::zero()) };
        let mut marks = Marks { values: BTreeSet::new(), step, low };
        for linear in &linear {
            analysis.along(linear, roots, &mut marks);
        }
        if let (Some(id), Some(root)) = (id, root) {
            analysis.held_against(id, root, &mut marks);
        }
        let low = marks.low.clone();
        marks.values.retain(|value| low.as_ref().is_none_or(|low| value > low));
        Ok(marks)
    }

    /// The days against which the fact is held.
    fn days(&self, programs: &[&Program], roots: &[(usize, NodeId)]) -> BTreeSet<Date> {
        let mut days = BTreeSet::new();
        let name = match self.program.nodes.get(self.node.0 as usize).map(|n| &n.op) {
            Some(Op::Fact(f)) => self.program.schema.facts.get(*f).map(|f| &f.names),
            _ => None,
        };
        let read: BTreeSet<usize> = roots.iter().map(|r| r.0).collect();
        for program in read.iter().filter_map(|p| programs.get(*p)) {
            let op = |id: &NodeId| program.nodes.get(id.0 as usize).map(|n| &n.op);
            let is_own = |id: &NodeId| match op(id) {
                Some(Op::Fact(f)) => {
                    program.schema.facts.get(*f).is_some_and(|f| f.ty == Type::Date && Some(&f.names) == name)
                }
                _ => false,
            };
            for node in &program.nodes {
                let (a, b, strict) = match &node.op {
                    Op::Reaches(a, b) => (a, b, false),
                    Op::Exceeds(a, b) => (a, b, true),
                    _ => continue,
                };
                match (op(a), op(b)) {
                    (_, Some(Op::Date(day))) if is_own(a) => {
                        days.extend(if strict { day.tomorrow().ok() } else { Some(*day) });
                    }
                    (Some(Op::Date(day)), _) if is_own(b) => {
                        days.extend(if strict { Some(*day) } else { day.tomorrow().ok() });
                    }
                    _ => {}
                }
            }
        }
        days
    }
}

/// A program that does nothing but answer some nodes, and where these are in it.
pub(super) fn slim(program: &Program, nodes: &[NodeId]) -> (Program, BTreeMap<NodeId, NodeId>) {
    let mut read: BTreeSet<NodeId> = BTreeSet::new();
    let mut todo = nodes.to_vec();
    while let Some(id) = todo.pop() {
        if read.insert(id) {
            todo.extend(program.nodes.get(id.0 as usize).into_iter().flat_map(|n| children(&n.op)));
        }
    }
    let mut kept: Vec<Node> = Vec::new();
    let mut at: BTreeMap<NodeId, NodeId> = BTreeMap::new();
    for id in read {
        let Some(node) = program.nodes.get(id.0 as usize) else { continue };
        let op = node.op.over(&|id| at.get(&id).copied().unwrap_or(id));
        at.insert(id, NodeId(kept.len() as u32));
        kept.push(Node { scope: node.scope, op });
    }
    let place = |id: &NodeId| at.get(id).copied();
    let bare = Program {
        nodes: kept,
        at_least: program.at_least.iter().filter_map(place).collect(),
        offences: Vec::new(),
        named: Vec::new(),
        claims: Vec::new(),
        ..program.clone()
    };
    (bare, at)
}

/// A node of the case, made once.
fn put(program: &mut Program, op: Op) -> NodeId {
    let node = Node { scope: None, op };
    if let Some(at) = program.nodes.iter().position(|n| *n == node) {
        return NodeId(at as u32);
    }
    program.nodes.push(node);
    NodeId(program.nodes.len() as u32 - 1)
}

impl Analysis<'_> {
    /// The values of a linear number at which a threshold of the outcomes lies on it, all else being nought: its own,
    /// and those of totals that have records in common with it.
    fn along(&self, linear: &Linear, roots: &[(usize, NodeId)], marks: &mut Marks) {
        let single = match linear.parts.iter().next() {
            Some((var, by)) if linear.parts.len() == 1 => Some((*var, by.clone())),
            _ => None,
        };
        let related = single.as_ref().map(|(var, _)| self.related(*var)).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let mut todo: Vec<Term> = roots.iter().filter_map(|(p, n)| self.truth(*p, *n)).collect();
        while let Some(term) = todo.pop() {
            if !seen.insert(term.if_not(term.is_denied())) {
                continue;
            }
            let (form, number) = match self.main.problem.node(term) {
                Part::AtLeast(form, number) => (*form, number.clone()),
                Part::All(parts) => {
                    todo.extend(parts);
                    continue;
                }
                Part::Truth | Part::Bool(_) | Part::Is(..) => continue,
            };
            let parts: BTreeMap<IntVar, Ratio> = self.main.problem.form(form).iter().cloned().collect();
            match &single {
                Some((_, by)) => {
                    for (_, factor) in parts.iter().filter(|(v, _)| related.contains(v)) {
                        marks.hold(factor, &number, by, &linear.constant);
                    }
                }
                // a threshold on the same combination of numbers
                None => {
                    let share = |(v, by): (&IntVar, &Ratio)| Some(parts.get(v)?.times(&by.inverse()?));
                    let shares: BTreeSet<Option<Ratio>> = linear.parts.iter().map(share).collect();
                    if let (1, Some(Some(factor))) = (shares.len(), shares.first()) {
                        marks.hold(factor, &number, &Ratio::one(), &linear.constant);
                    }
                }
            }
        }
    }

    /// The totals of the same number that may have a record in common with one, itself among them.
    fn related(&self, var: IntVar) -> BTreeSet<IntVar> {
        let mut all = BTreeSet::from([var]);
        let Some((own, _)) = self.main.sums.iter().find(|(_, v)| v.0 == var) else { return all };
        let shares = |other: &Sum| {
            self.cells.iter().any(|placed| {
                self.spaces.get(placed.space).is_some_and(|s| s.record == own.0)
                    && placed.cell.meets.contains(&own.1)
                    && placed.cell.meets.contains(&other.1)
            })
        };
        for (other, v) in &self.main.sums {
            if (other.0, other.2) == (own.0, own.2) && shares(other) {
                all.insert(v.0);
            }
        }
        all
    }

    /// The constants against which just this number is held, but for the node that only asks for it.
    fn held_against(&self, id: NodeId, asking: NodeId, marks: &mut Marks) {
        let number = |id: &NodeId| match self.joint.node(*id).map(|n| &n.op) {
            Some(Op::Number(n)) => Some(n.clone()),
            _ => None,
        };
        for (at, node) in self.joint.nodes.iter().enumerate() {
            let (a, b, strict) = match &node.op {
                _ if asking == NodeId(at as u32) => continue,
                Op::Reaches(a, b) => (a, b, false),
                Op::Exceeds(a, b) => (a, b, true),
                _ => continue,
            };
            match (number(a), number(b)) {
                (None, Some(n)) if *a == id => marks.put(&n, strict),
                (Some(n), None) if *b == id => marks.put(&n, !strict),
                _ => {}
            }
        }
    }
}

/// The values at which an axis is cut.
struct Marks {
    values: BTreeSet<Ratio>,
    /// The distance between neighbouring numbers.
    step: Ratio,
    /// The least number there is.
    low: Option<Ratio>,
}

impl Marks {
    /// The next number from a value on, or above it.
    fn put(&mut self, value: &Ratio, above: bool) {
        let Some(parts) = self.step.inverse() else { return };
        let whole = value.times(&parts);
        let whole = if above { whole.floor().plus(&Ratio::one()) } else { whole.ceiling() };
        self.values.insert(whole.times(&self.step));
    }
    /// Where `factor · v ≥ number` begins or ceases to hold, in the number `by · v + constant`.
    fn hold(&mut self, factor: &Ratio, number: &Ratio, by: &Ratio, constant: &Ratio) {
        let Some(inverse) = factor.inverse() else { return };
        let value = number.times(&inverse).times(by).plus(constant);
        self.put(&value, *factor < Ratio::zero());
    }
}
