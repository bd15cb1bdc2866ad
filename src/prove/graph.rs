//! A graph of nodes in which equal nodes stand once and what constants settle is settled.

use crate::eval::children;
use crate::ir::node::{Node, NodeId, Op};
use crate::val::Ratio;
use std::collections::BTreeMap;

/// Nodes, children first.
#[derive(Debug, Clone, Default)]
pub(super) struct Graph {
    pub nodes: Vec<Node>,
    ids: BTreeMap<Node, NodeId>,
}

impl Graph {
    /// A node, made once; what reads no field speaks of no record.
    pub fn put(&mut self, scope: Option<usize>, op: Op) -> NodeId {
        if let Some(same) = self.same(&op) {
            return same;
        }
        let op = self.folded(op);
        let of_record = |id: &NodeId| self.nodes.get(id.0 as usize).is_some_and(|n| n.scope.is_some());
        let reads = matches!(op, Op::Field(..)) || children(&op).iter().any(of_record);
        let scope = scope.filter(|_| reads);
        let node = Node { scope, op };
        if let Some(id) = self.ids.get(&node) {
            return *id;
        }
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(node.clone());
        self.ids.insert(node, id);
        id
    }

    /// What a node computes.
    pub fn op(&self, id: NodeId) -> Option<&Op> {
        self.nodes.get(id.0 as usize).map(|n| &n.op)
    }

    fn truth(&self, id: NodeId) -> Option<bool> {
        match self.op(id) {
            Some(Op::Truth(b)) => Some(*b),
            _ => None,
        }
    }

    fn constant(&self, id: NodeId) -> Option<Ratio> {
        match self.op(id) {
            Some(Op::Number(n)) => Some(n.clone()),
            _ => None,
        }
    }

    /// The node that a combination comes down to, if it does.
    fn same(&self, op: &Op) -> Option<NodeId> {
        let single = |ids: &[NodeId], known: &dyn Fn(NodeId) -> bool| {
            let mut rest = ids.iter().copied().filter(|id| !known(*id));
            let first = rest.next()?;
            rest.all(|id| id == first).then_some(first)
        };
        let is = |id: NodeId, n: Ratio| self.constant(id) == Some(n);
        match op {
            Op::Not(a) => match self.op(*a) {
                Some(Op::Not(inner)) => Some(*inner),
                _ => None,
            },
            Op::And(ids) => single(ids, &|id| self.truth(id) == Some(true)),
            Op::Or(ids) => single(ids, &|id| self.truth(id) == Some(false)),
            Op::Gate(n, by) if self.truth(*by) == Some(true) => Some(*n),
            Op::Plus(ids) => {
                let mut rest = ids.iter().filter(|id| !is(**id, Ratio::zero()));
                let first = rest.next()?;
                rest.next().is_none().then_some(*first)
            }
            Op::Minus(a, b) if is(*b, Ratio::zero()) => Some(*a),
            Op::Times(a, b) if is(*a, Ratio::one()) => Some(*b),
            Op::Times(a, b) if is(*b, Ratio::one()) => Some(*a),
            _ => None,
        }
    }

    /// What constants already settle.
    fn folded(&self, op: Op) -> Op {
        let zero = || Op::Number(Ratio::zero());
        match &op {
            Op::Not(a) => self.truth(*a).map_or(op, |b| Op::Truth(!b)),
            Op::And(ids) | Op::Or(ids) => {
                let neutral = matches!(op, Op::And(_));
                if ids.iter().any(|id| self.truth(*id) == Some(!neutral)) {
                    return Op::Truth(!neutral);
                }
                let mut kept: Vec<NodeId> =
                    ids.iter().copied().filter(|id| self.truth(*id).is_none()).collect();
                kept.sort();
                kept.dedup();
                match (kept.is_empty(), neutral) {
                    (true, _) => Op::Truth(neutral),
                    (false, true) => Op::And(kept),
                    (false, false) => Op::Or(kept),
                }
            }
            Op::Indicator(a) => match self.truth(*a) {
                Some(b) => Op::Number(if b { Ratio::one() } else { Ratio::zero() }),
                None => op,
            },
            Op::Gate(n, by) => match (self.truth(*by), self.constant(*n)) {
                (Some(false), _) => zero(),
                (Some(true), Some(n)) => Op::Number(n),
                _ => op,
            },
            Op::Plus(ids) => {
                let constants = ids.iter().filter_map(|id| self.constant(*id));
                let sum = constants.fold(Ratio::zero(), |a, b| a.plus(&b));
                match ids.iter().all(|id| self.constant(*id).is_some()) {
                    true => Op::Number(sum),
                    false => op,
                }
            }
            Op::Minus(a, b) => match (self.constant(*a), self.constant(*b)) {
                (Some(a), Some(b)) => Op::Number(a.minus(&b)),
                _ => op,
            },
            Op::Times(a, b) => match (self.constant(*a), self.constant(*b)) {
                (Some(a), Some(b)) => Op::Number(a.times(&b)),
                (Some(n), None) | (None, Some(n)) if n.is_zero() => zero(),
                _ => op,
            },
            Op::Max(ids) | Op::Min(ids) => {
                let all: Option<Vec<Ratio>> = ids.iter().map(|id| self.constant(*id)).collect();
                let best = all.and_then(|all| match op {
                    Op::Max(_) => all.into_iter().max(),
                    _ => all.into_iter().min(),
                });
                best.map_or(op, Op::Number)
            }
            Op::Reaches(a, b) | Op::Exceeds(a, b) => {
                let strict = matches!(op, Op::Exceeds(..));
                match (self.op(*a), self.op(*b)) {
                    (Some(Op::Number(a)), Some(Op::Number(b))) => Op::Truth(a > b || a == b && !strict),
                    (Some(Op::Date(a)), Some(Op::Date(b))) => Op::Truth(a > b || a == b && !strict),
                    _ => op,
                }
            }
            Op::Within(a, b, period) => match (self.op(*a), self.op(*b)) {
                (Some(Op::Date(a)), Some(Op::Date(b))) => {
                    Op::Truth(a <= b && *b <= crate::val::add_period(*a, *period))
                }
                _ => op,
            },
            Op::Some(_, a) if self.truth(*a) == Some(false) => Op::Truth(false),
            Op::Count(_, a) | Op::Total(_, a, _) | Op::Greatest(_, a, _) | Op::Least(_, a, _)
                if self.truth(*a) == Some(false) =>
            {
                zero()
            }
            Op::Fact(_)
            | Op::Field(..)
            | Op::Finding(_)
            | Op::Open(_)
            | Op::Truth(_)
            | Op::Number(_)
            | Op::Date(_)
            | Op::IsMember(..)
            | Op::Plain(_)
            | Op::Some(..)
            | Op::Count(..)
            | Op::Total(..)
            | Op::Greatest(..)
            | Op::Least(..) => op,
        }
    }
}
