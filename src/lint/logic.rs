//! What follows from what by the words alone; where these functions say no, nothing is said.

use crate::syntax::ast::{Compare, Expr, ExprKind, Literal};
use crate::val::{Ratio, Unit};
use std::cmp::Ordering;

/// Brackets in brackets are compared so deep; below that only what is equal follows.
const DEEPEST: usize = 10;

/// Of longer lists no member is compared with every other.
pub(super) const MANY: usize = 300;

/// `x reaches 50 items`: the left side and the number.
pub(super) struct Bound<'e> {
    pub op: Compare,
    pub left: &'e Expr,
    pub value: &'e Ratio,
    pub unit: Option<Unit>,
    pub right: &'e Expr,
}

/// A comparison of something with a written number.
pub(super) fn bound(expr: &Expr) -> Option<Bound<'_>> {
    let ExprKind::Compare { op, left, right } = &expr.kind else { return None };
    match &right.kind {
        ExprKind::Literal(Literal::Number { value, unit }) => {
            Some(Bound { op: *op, left, value, unit: *unit, right })
        }
        _ => None,
    }
}

/// How two written numbers compare.
pub(super) fn order(a: &Ratio, b: &Ratio) -> Ordering {
    a.cmp(b)
}

/// Whether A cannot hold without B, both without places.
pub(super) fn implies(a: &Expr, b: &Expr) -> bool {
    follows(a, b, DEEPEST)
}

fn follows(a: &Expr, b: &Expr, left: usize) -> bool {
    if a == b {
        return true;
    }
    let Some(left) = left.checked_sub(1) else { return false };
    match (&a.kind, &b.kind) {
        (ExprKind::Or(parts), _) => parts.iter().all(|p| follows(p, b, left)),
        (_, ExprKind::And(parts)) => parts.iter().all(|p| follows(a, p, left)),
        (ExprKind::And(parts), _) if parts.iter().any(|p| follows(p, b, left)) => true,
        (_, ExprKind::Or(parts)) => parts.iter().any(|p| follows(a, p, left)),
        _ => match (bound(a), bound(b)) {
            (Some(x), Some(y)) if x.left == y.left && x.unit == y.unit => match (x.op, y.op) {
                (Compare::Reaches, Compare::Reaches)
                | (Compare::Exceeds, Compare::Exceeds | Compare::Reaches) => {
                    order(x.value, y.value) != Ordering::Less
                }
                (Compare::Reaches, Compare::Exceeds) => order(x.value, y.value) == Ordering::Greater,
                (Compare::Below, Compare::Below | Compare::AtMost) | (Compare::AtMost, Compare::AtMost) => {
                    order(x.value, y.value) != Ordering::Greater
                }
                (Compare::AtMost, Compare::Below) => order(x.value, y.value) == Ordering::Less,
                _ => false,
            },
            _ => false,
        },
    }
}

/// Whether A and B cannot both hold, both without places.
pub(super) fn excludes(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Not(inner), _) => implies(b, inner),
        (_, ExprKind::Not(inner)) => implies(a, inner),
        (
            ExprKind::Is { left: x, negated: false, values: v },
            ExprKind::Is { left: y, negated: false, values: w },
        ) => x == y && !v.iter().any(|n| w.iter().any(|m| n.text == m.text)),
        (
            ExprKind::Is { left: x, negated: false, values: v },
            ExprKind::Is { left: y, negated: true, values: w },
        )
        | (
            ExprKind::Is { left: y, negated: true, values: w },
            ExprKind::Is { left: x, negated: false, values: v },
        ) => x == y && v.iter().all(|n| w.iter().any(|m| n.text == m.text)),
        (
            ExprKind::Some { record: r, negated: false, condition: c },
            ExprKind::Some { record: none_of, negated: true, condition: d },
        )
        | (
            ExprKind::Some { record: none_of, negated: true, condition: d },
            ExprKind::Some { record: r, negated: false, condition: c },
        ) => r == none_of && implies(c, d),
        _ => match (bound(a), bound(b)) {
            (Some(x), Some(y)) if x.left == y.left && x.unit == y.unit => apart(&x, &y) || apart(&y, &x),
            _ => false,
        },
    }
}

/// Whether the first is a floor above the ceiling that the second is.
fn apart(floor: &Bound<'_>, ceiling: &Bound<'_>) -> bool {
    let order = order(floor.value, ceiling.value);
    match (floor.op, ceiling.op) {
        (Compare::Reaches, Compare::AtMost) => order == Ordering::Greater,
        (Compare::Reaches, Compare::Below) | (Compare::Exceeds, Compare::AtMost | Compare::Below) => {
            order != Ordering::Less
        }
        _ => false,
    }
}

/// The parts that must all hold.
pub(super) fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::And(parts) => parts.iter().collect(),
        _ => vec![expr],
    }
}
