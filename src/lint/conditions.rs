//! Conditions that say a thing twice, cancel themselves, or never matter.

use super::logic::{MANY, excludes, implies, parts};
use super::subject::{BESIDE, Subject, entries_of};
use crate::diag::{Code, Diagnostic, Sink};
use crate::syntax::ast::{Cite, Entry, Expr, ExprKind, ItemKind, Literal, Quantifier, entries};
use crate::text::Span;

pub(super) fn lint(subject: &Subject<'_>, sink: &mut Sink) {
    for item in &subject.module.items {
        for entry in entries_of(&item.kind) {
            exceptions(subject, entry, sink);
        }
        entries(&item.kind, &mut |e| {
            lists(subject, e, sink);
            forms(subject, e, sink);
        });
        if let ItemKind::Measure { condition: Some(condition), .. } = &item.kind {
            any_record(condition, condition.span, sink);
        }
        reasons(subject, &item.kind, item.span, sink);
    }
}

fn lists(subject: &Subject<'_>, e: &Expr, sink: &mut Sink) {
    let (all, and) = match &e.kind {
        ExprKind::And(all) => (all, true),
        ExprKind::Or(all) => (all, false),
        _ => return,
    };
    if all.len() > MANY {
        return;
    }
    let bare: Vec<Expr> = all.iter().map(|p| subject.bare(p)).collect();
    for (i, (a, x)) in all.iter().zip(&bare).enumerate() {
        for (b, y) in all.iter().zip(&bare).skip(i + 1) {
            if x == y {
                sink.push(Diagnostic::new(Code::SaidTwice, b.span, &[]).also_because(a.span, BESIDE));
            } else if and && excludes(x, y) {
                sink.push(Diagnostic::new(Code::NeverHolds, b.span, &[]).also_because(a.span, BESIDE));
            } else if !and && (is_negation(x, y) || is_negation(y, x)) {
                sink.push(Diagnostic::new(Code::AlwaysHolds, b.span, &[]).also_because(a.span, BESIDE));
            } else if and && implies(x, y) || !and && implies(y, x) {
                sink.push(Diagnostic::new(Code::AddsNothing, b.span, &[]).also_because(a.span, BESIDE));
            } else if and && implies(y, x) || !and && implies(x, y) {
                sink.push(Diagnostic::new(Code::AddsNothing, a.span, &[]).also_because(b.span, BESIDE));
            }
        }
    }
}

fn is_negation(a: &Expr, b: &Expr) -> bool {
    matches!(&a.kind, ExprKind::Not(inner) if **inner == *b)
}

fn forms(subject: &Subject<'_>, e: &Expr, sink: &mut Sink) {
    let words = |s: Span| subject.words(s.start, s.end);
    match &e.kind {
        ExprKind::Not(inner) => match &inner.kind {
            ExprKind::Not(core) => {
                sink.push(Diagnostic::new(Code::DoubleNegation, e.span, &[]).mend(e.span, words(core.span)));
            }
            ExprKind::Is { negated: true, .. } | ExprKind::Some { negated: true, .. } => {
                sink.push(Diagnostic::new(Code::DoubleNegation, e.span, &[]));
            }
            _ => {}
        },
        ExprKind::Compare { left, right, .. } => {
            if let (ExprKind::Literal(_), ExprKind::Literal(_)) = (&left.kind, &right.kind) {
                sink.push(Diagnostic::new(Code::ConstantComparison, e.span, &[]));
            } else if subject.bare(left) == subject.bare(right) {
                sink.push(Diagnostic::new(Code::ConstantComparison, e.span, &[]));
            }
        }
        ExprKind::Some { condition, .. } => any_record(condition, e.span, sink),
        ExprKind::Is { values, .. } => {
            for (i, value) in values.iter().enumerate() {
                if values.iter().take(i).any(|v| subject.same_name(&v.text, &value.text)) {
                    sink.push(Diagnostic::new(Code::SaidTwice, value.span, &[]));
                }
            }
        }
        ExprKind::Quantified { quantifier, provisions, .. } => {
            let one = provisions.iter().all(|r| r.to.is_none_or(|to| to == r.from));
            if let (Quantifier::Any | Quantifier::All | Quantifier::Together, [only], true) =
                (quantifier, provisions.as_slice(), one)
            {
                sink.push(Diagnostic::new(Code::RangeOfOne, only.span, &[]));
            }
        }
        _ => {}
    }
}

/// `where yes`: said of any record, or of none.
fn any_record(condition: &Expr, span: Span, sink: &mut Sink) {
    if let ExprKind::Literal(Literal::Truth(_)) = &condition.kind {
        sink.push(Diagnostic::new(Code::AnyRecord, span, &[]));
    }
}

fn exceptions(subject: &Subject<'_>, entry: &Entry, sink: &mut Sink) {
    let condition = subject.bare(&entry.condition);
    for e in &entry.exceptions {
        let (taken, span) = (subject.bare(&e.condition), e.condition.span);
        let never = parts(&condition).iter().any(|p| parts(&taken).iter().any(|t| excludes(p, t)));
        if implies(&condition, &taken) && e.unless.is_none() {
            sink.push(
                Diagnostic::new(Code::ExceptsAll, span, &[]).also_because(entry.condition.span, BESIDE),
            );
        } else if never {
            sink.push(
                Diagnostic::new(Code::ExceptsNothing, span, &[]).also_because(entry.condition.span, BESIDE),
            );
        }
        if let Some(unless) = &e.unless
            && implies(&taken, &subject.bare(unless))
        {
            sink.push(Diagnostic::new(Code::ExceptsNothing, span, &[]).also_because(unless.span, BESIDE));
        }
    }
}

/// `ours ""`: a choice of one's own without the reason.
fn reasons(subject: &Subject<'_>, item: &ItemKind, span: Span, sink: &mut Sink) {
    if item.citations().iter().any(|c| matches!(c, Cite::Ours(reason) if reason.is_empty())) {
        sink.push(Diagnostic::new(Code::OursWithoutReason, subject.first_line(span), &[]));
    }
}
