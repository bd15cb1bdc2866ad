//! What variables stand for: facts, fields of the record at hand, findings, unmade evaluations.

use super::dates::DayVar;
use crate::ir::node::NodeId;
use crate::solve::{BoolVar, ChoiceVar, IntVar};

/// What a variable stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// a fact of the case
    Fact(usize),
    /// a field of the record at hand
    Field(usize, usize),
    /// a finding
    Finding(usize),
    /// an unmade evaluation
    Open(usize),
}

/// The variables of one fact or field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Var {
    Bool(BoolVar),
    Choice(ChoiceVar, usize),
    /// A whole number of least units, and what one of them is in the declared unit.
    Int(IntVar, i64),
    Day(DayVar),
}

/// A sum over the records that meet a condition: record, condition, and the number, or none to count them.
pub(super) type Sum = (usize, NodeId, Option<NodeId>);

/// Which record is at hand: none, or one of several that stand for records.
pub(super) type Frame = usize;
