//! Edits that do not say why, or change nothing.

use super::subject::{BESIDE, Subject};
use crate::diag::{Code, Diagnostic, Sink};
use crate::syntax::ast::{Action, Body, Compare, Expr, ExprKind, ItemKind, Provision, Target, expressions};

pub(super) fn lint(subject: &Subject<'_>, sink: &mut Sink) {
    for item in &subject.module.items {
        let ItemKind::Edit(edit) = &item.kind else { continue };
        let at = subject.first_line(item.span);
        match &edit.because {
            None => sink.push(Diagnostic::new(Code::EditWithoutReason, at, &[])),
            Some(reason) if reason.is_empty() => {
                sink.push(Diagnostic::new(Code::EditWithoutReason, at, &[]));
            }
            Some(_) => {}
        }
        if edit.citations().is_empty() {
            sink.push(Diagnostic::new(Code::EditWithoutCitation, at, &[]));
        }
        if let Action::Set { target: Target::Provision(range), value } = &edit.action
            && range.to.is_none()
            && let Some(old) = standard_of(subject, &range.from)
            && subject.bare(&old) == subject.bare(value)
        {
            sink.push(Diagnostic::new(Code::SetsTheSame, value.span, &[]).also_because(old.span, BESIDE));
        }
    }
}

/// The only number that a limb of the amended text reaches.
fn standard_of(subject: &Subject<'_>, number: &Provision) -> Option<Expr> {
    let mut found: Vec<Expr> = Vec::new();
    for item in subject.related.iter().flat_map(|m| &m.items) {
        let ItemKind::Article(article) = &item.kind else { continue };
        let (true, Body::Limbs { limbs, .. }) = (
            article.number.article == number.article && article.number.paragraph == number.paragraph,
            &article.body,
        ) else {
            continue;
        };
        for limb in limbs.iter().filter(|l| Some(l.number) == number.item) {
            expressions(&limb.entry.condition, &mut |e| {
                if let ExprKind::Compare { op: Compare::Reaches, right, .. } = &e.kind {
                    found.push((**right).clone());
                }
            });
        }
    }
    match found.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
