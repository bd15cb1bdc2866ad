//! One condition or number more, asked beside a program that is ready.

use super::{Ctx, Lower, Ty, degrees};
use crate::diag::{Code, Sink};
use crate::hir::Scope;
use crate::ir::node::NodeId;
use crate::ir::program::Program;
use crate::syntax::ast::{Entry, ExprKind};
use crate::val::Unit;

/// What sort of thing was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// a condition
    Truth,
    /// a number with its unit
    Number(Option<Unit>),
    /// a day
    Date,
    /// a member of a kind, by position
    Member(usize),
}

/// A question made ready: the program with the nodes that answer it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The program, grown by what was asked.
    pub program: Program,
    /// What answers it.
    pub node: NodeId,
    /// What it is.
    pub sort: Sort,
    /// The record that it speaks of; none if it speaks of the case.
    pub record: Option<usize>,
    /// How many times its standard is reached, where it has one.
    pub degree: Option<NodeId>,
    /// Of a class of records: the total it is counted by.
    pub total: Option<(NodeId, Option<Unit>)>,
}

/// Makes a question ready, for the case or else for a record; provisions are read over the records in question of
/// the first offence. Faults go to the sink.
pub fn ask(scope: &Scope, program: &Program, entry: &Entry, sink: &mut Sink) -> Option<Asked> {
    let mut first = Sink::default();
    if let Some(asked) = attempt(scope, program, entry, None, &mut first) {
        return Some(asked);
    }
    let of_record = |d: &crate::diag::Diagnostic| d.code == Code::NeedsSome;
    if first.found.iter().any(of_record) {
        for record in 0..program.schema.records.len() {
            let mut quiet = Sink::default();
            if let Some(asked) = attempt(scope, program, entry, Some(record), &mut quiet) {
                return Some(asked);
            }
        }
    }
    first.found.into_iter().for_each(|d| sink.push(d));
    None
}

fn attempt(
    scope: &Scope,
    program: &Program,
    entry: &Entry,
    record: Option<usize>,
    sink: &mut Sink,
) -> Option<Asked> {
    let mut low = Lower::beside(scope, program, sink);
    let module = (0..scope.modules.len()).rev().find(|m| scope.takes_part(*m))?;
    let lots = program.offences.first().and_then(|o| o.record.zip(o.in_question));
    let ctx = Ctx { module, record, lots: lots.filter(|_| record.is_none()), outcome: None, every: false };
    let plain = entry.exceptions.is_empty();
    let found = match plain {
        true => low.lowered(&entry.condition, ctx),
        false => Some((low.entry(entry, ctx), Ty::Truth)),
    };
    if low.sink.has_errors() {
        return None;
    }
    let (node, ty) = found?;
    let sort = match ty {
        Ty::Truth => Sort::Truth,
        Ty::Number(unit) => Sort::Number(unit),
        Ty::Date => Sort::Date,
        Ty::Member(kind) => Sort::Member(kind),
    };
    let mut degree = None;
    if plain && record.is_none() && sort == Sort::Truth {
        let found: degrees::Degree = low.degree(&entry.condition, ctx);
        degree = found.standard.then_some(found.id);
    }
    let mut total = None;
    if let (Some(_), Sort::Truth, ExprKind::Name(_)) = (record, sort, &entry.condition.kind) {
        let outer = std::mem::take(low.sink);
        total = low.number(&entry.condition, Ctx { record: None, lots, ..ctx });
        if low.sink.has_errors() {
            total = None;
        }
        *low.sink = outer;
    }
    Some(Asked { program: low.program, node, sort, record, degree, total })
}
