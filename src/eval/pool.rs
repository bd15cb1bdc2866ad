//! Many programs over one vocabulary in one graph: what they share is computed once a case.
//!
//! Made for asking the same case of hundreds of programs that differ in a few nodes. Gives the same outcomes as
//! [`outcome`]; a case that a program cannot decide in one pass is handed to it.

use super::refine::outcome;
use super::run::{Cell, Lists, Trace, Val, value};
use super::sheet::children;
use crate::ir::facts::Facts;
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::Schema;
use crate::val::Truth;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Programs in one graph, nodes that are equal standing there once.
#[derive(Debug, Default)]
pub struct Pool {
    nodes: Vec<Node>,
    known: BTreeMap<Node, NodeId>,
}

/// A program of a pool.
#[derive(Debug, Clone)]
pub struct Pooled {
    /// None if it was laid aside, to be made again should it be needed whole.
    program: Option<Arc<Program>>,
    /// For each grade: the outcome is at least that.
    at_least: Vec<NodeId>,
}

/// What was computed for one case.
pub struct Memo {
    facts: Facts,
    lists: Lists,
    trace: Trace,
    done: Vec<bool>,
    split: BTreeMap<Vec<Left>, (usize, usize)>,
    left: BTreeMap<NodeId, Left>,
    rest: BTreeMap<Node, Left>,
}

/// What a node amounts to once the decided parts of a case are put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Left {
    /// a truth that is decided
    Truth(Truth),
    /// another value that is decided: that of the node
    Value(NodeId),
    /// a condition or number that is not, by its number
    Open(usize),
}

impl Pool {
    /// Takes a program in; all programs of a pool share one vocabulary.
    pub fn add(&mut self, program: Arc<Program>) -> Pooled {
        let mut needed = vec![false; program.nodes.len()];
        let mut todo = program.at_least.clone();
        while let Some(id) = todo.pop() {
            let Some(here) = needed.get_mut(id.0 as usize).filter(|n| !**n) else { continue };
            *here = true;
            todo.extend(program.nodes.get(id.0 as usize).into_iter().flat_map(|n| children(&n.op)));
        }
        let mut here: Vec<NodeId> = Vec::with_capacity(program.nodes.len());
        for (node, needed) in program.nodes.iter().zip(needed) {
            let id = match needed {
                false => NodeId(0),
                true => {
                    let at = |id: NodeId| here.get(id.0 as usize).copied().unwrap_or(NodeId(0));
                    self.intern(Node { scope: node.scope, op: node.op.over(&at) })
                }
            };
            here.push(id);
        }
        let at_least = program.at_least.iter().filter_map(|id| here.get(id.0 as usize)).copied().collect();
        Pooled { program: Some(program), at_least }
    }

    fn intern(&mut self, node: Node) -> NodeId {
        if let Some(known) = self.known.get(&node) {
            return *known;
        }
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(node.clone());
        self.known.insert(node, id);
        id
    }

    /// The least and greatest outcome of the case under a program of the pool; one that was laid aside may have to be made
    /// `again`.
    pub fn outcome(
        &self,
        pooled: &Pooled,
        memo: &mut Memo,
        again: impl FnOnce() -> Option<Arc<Program>>,
    ) -> Option<(usize, usize)> {
        self.compute(pooled, memo);
        let grade = |wanted: fn(Truth) -> bool| {
            let reached = pooled.at_least.iter().rposition(|n| wanted(memo.trace.truth(*n)));
            reached.map_or(0, |g| g + 1)
        };
        let (lo, hi) = (grade(|t| t == Truth::Yes), grade(|t| t != Truth::No));
        if lo == hi {
            return Some((lo, hi));
        }
        // programs that leave the same open have the same outcome
        let left: Vec<Left> = pooled.at_least.iter().map(|id| self.left(*id, memo)).collect();
        if let Some(known) = memo.split.get(&left) {
            return Some(*known);
        }
        let program = pooled.program.clone().or_else(again)?;
        let whole = outcome(&program, &memo.facts);
        memo.split.insert(left, (whole.lo, whole.hi));
        Some((whole.lo, whole.hi))
    }

    /// Computes what the program needs and no program before it did; children stand before their parents.
    fn compute(&self, pooled: &Pooled, memo: &mut Memo) {
        memo.done.resize(self.nodes.len(), false);
        memo.trace.cells.resize(self.nodes.len(), Cell::Each(Vec::new()));
        let mut todo = pooled.at_least.clone();
        let mut fresh = Vec::new();
        while let Some(id) = todo.pop() {
            let Some(done) = memo.done.get_mut(id.0 as usize).filter(|d| !**d) else { continue };
            *done = true;
            fresh.push(id);
            todo.extend(self.nodes.get(id.0 as usize).into_iter().flat_map(|n| children(&n.op)));
        }
        fresh.sort_unstable();
        for id in fresh {
            let Some(node) = self.nodes.get(id.0 as usize) else { continue };
            let cell = match node.scope {
                None => Cell::One(value(node, 0, &memo.facts, &memo.lists, &memo.trace)),
                Some(r) => {
                    let rows = 0..memo.lists.count(r).0;
                    Cell::each(rows.map(|row| value(node, row, &memo.facts, &memo.lists, &memo.trace)))
                }
            };
            if let Some(slot) = memo.trace.cells.get_mut(id.0 as usize) {
                *slot = cell;
            }
        }
    }

    /// What is left of a node: decided children of `and` and `or` fall away, equal rests are one.
    fn left(&self, id: NodeId, memo: &mut Memo) -> Left {
        if let Some(known) = memo.left.get(&id) {
            return *known;
        }
        let left = match (memo.trace.cells.get(id.0 as usize), self.nodes.get(id.0 as usize)) {
            (Some(Cell::One(Val::Truth(t))), _) if *t != Truth::Unknown => Left::Truth(*t),
            (Some(cell), _) if decided(cell) => Left::Value(id),
            (_, None) => Left::Value(id),
            (_, Some(node)) => {
                let each: BTreeMap<NodeId, Left> =
                    children(&node.op).into_iter().map(|c| (c, self.left(c, memo))).collect();
                let open = |ids: &[NodeId]| {
                    let kept = |c: &&NodeId| !matches!(each.get(c), Some(Left::Truth(_)));
                    ids.iter().filter(kept).copied().collect::<Vec<_>>()
                };
                let op = match &node.op {
                    Op::And(ids) => Op::And(open(ids)),
                    Op::Or(ids) => Op::Or(open(ids)),
                    other => other.clone(),
                };
                // numbers of rests stand above those of nodes, two for the truths between them
                let nodes = u32::MAX / 2;
                let named = |c: NodeId| match each.get(&c) {
                    Some(Left::Open(n)) => NodeId(nodes + 2 + *n as u32),
                    Some(Left::Truth(t)) => NodeId(nodes + u32::from(*t == Truth::Yes)),
                    Some(Left::Value(_)) | None => c,
                };
                let rest = Node { scope: node.scope, op: op.over(&named) };
                let number = memo.rest.len();
                *memo.rest.entry(rest).or_insert(Left::Open(number))
            }
        };
        memo.left.insert(id, left);
        left
    }
}

impl Pooled {
    /// The program is laid aside, for there are many: what the pool has of it is enough for most cases.
    pub fn lay_aside(&mut self) {
        self.program = None;
    }
}

impl Memo {
    /// Nothing computed yet.
    pub fn new(schema: &Schema, facts: &Facts) -> Memo {
        Memo {
            facts: facts.clone(),
            lists: Lists::of(schema, facts),
            trace: Trace { cells: Vec::new() },
            done: Vec::new(),
            split: BTreeMap::new(),
            left: BTreeMap::new(),
            rest: BTreeMap::new(),
        }
    }
}

/// Whether each value is known exactly.
fn decided(cell: &Cell) -> bool {
    let one = |v: &Val| match v {
        Val::Truth(t) => *t != Truth::Unknown,
        Val::Number(n) => n.is_point(),
        Val::Member(m) => m.len() == 1,
        Val::Date(d) => d.is_point(),
    };
    match cell {
        Cell::One(v) => one(v),
        Cell::Truths(all) => all.iter().all(|t| *t != Truth::Unknown),
        Cell::Each(all) => all.iter().all(one),
    }
}
