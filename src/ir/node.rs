//! Nodes of the graph. Children have smaller identities than parents, so evaluation is one loop.

use crate::val::{Date, Members, Period, Ratio};

/// A node, by its position in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// What a node computes. Records and fields are positions in the schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Op {
    /// a fact of the case
    Fact(usize),
    /// a field of the record at hand
    Field(usize, usize),
    /// a finding
    Finding(usize),
    /// an unmade evaluation: unknown in every case
    Open(usize),
    /// a constant truth
    Truth(bool),
    /// a constant number
    Number(Ratio),
    /// a constant day
    Date(Date),
    /// it does not hold
    Not(NodeId),
    /// all hold
    And(Vec<NodeId>),
    /// one holds
    Or(Vec<NodeId>),
    /// the member is one of these
    IsMember(NodeId, Members),
    /// number or day: at or above
    Reaches(NodeId, NodeId),
    /// number or day: above
    Exceeds(NodeId, NodeId),
    /// from the first day to the second at most the period
    Within(NodeId, NodeId, Period),
    /// 1 if it holds, else 0
    Indicator(NodeId),
    /// the sum
    Plus(Vec<NodeId>),
    /// the difference
    Minus(NodeId, NodeId),
    /// the product
    Times(NodeId, NodeId),
    /// the greatest
    Max(Vec<NodeId>),
    /// the least
    Min(Vec<NodeId>),
    /// degree of a plain condition: without bound if it holds, else 0
    Plain(NodeId),
    /// the number if the condition holds, else 0
    Gate(NodeId, NodeId),
    /// some record meets the condition
    Some(usize, NodeId),
    /// how many records meet the condition
    Count(usize, NodeId),
    /// the sum of a number over the records that meet the condition: record, condition, number
    Total(usize, NodeId, NodeId),
    /// the greatest such number, 0 if there is none
    Greatest(usize, NodeId, NodeId),
    /// the least such number, 0 if there is none
    Least(usize, NodeId, NodeId),
}

/// A node with the record it speaks of; none if it speaks of the case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// The record at hand.
    pub scope: Option<usize>,
    /// What it computes.
    pub op: Op,
}

impl Op {
    /// The same operator over other children.
    pub fn over(&self, at: &dyn Fn(NodeId) -> NodeId) -> Op {
        let all = |ids: &[NodeId]| ids.iter().map(|id| at(*id)).collect::<Vec<_>>();
        match self {
            Op::Fact(_)
            | Op::Field(..)
            | Op::Finding(_)
            | Op::Open(_)
            | Op::Truth(_)
            | Op::Number(_)
            | Op::Date(_) => self.clone(),
            Op::Not(a) => Op::Not(at(*a)),
            Op::And(ids) => Op::And(all(ids)),
            Op::Or(ids) => Op::Or(all(ids)),
            Op::IsMember(a, set) => Op::IsMember(at(*a), *set),
            Op::Reaches(a, b) => Op::Reaches(at(*a), at(*b)),
            Op::Exceeds(a, b) => Op::Exceeds(at(*a), at(*b)),
            Op::Within(a, b, period) => Op::Within(at(*a), at(*b), *period),
            Op::Indicator(a) => Op::Indicator(at(*a)),
            Op::Plus(ids) => Op::Plus(all(ids)),
            Op::Minus(a, b) => Op::Minus(at(*a), at(*b)),
            Op::Times(a, b) => Op::Times(at(*a), at(*b)),
            Op::Max(ids) => Op::Max(all(ids)),
            Op::Min(ids) => Op::Min(all(ids)),
            Op::Plain(a) => Op::Plain(at(*a)),
            Op::Gate(a, b) => Op::Gate(at(*a), at(*b)),
            Op::Some(r, a) => Op::Some(*r, at(*a)),
            Op::Count(r, a) => Op::Count(*r, at(*a)),
            Op::Total(r, a, b) => Op::Total(*r, at(*a), at(*b)),
            Op::Greatest(r, a, b) => Op::Greatest(*r, at(*a), at(*b)),
            Op::Least(r, a, b) => Op::Least(*r, at(*a), at(*b)),
        }
    }
}
