//! Standards of one grade against those of another, and of one limb against another of its article.

use super::logic::{MANY, bound, implies, order};
use super::subject::{BESIDE, Subject, called, told};
use crate::diag::{Code, Diagnostic, Sink};
use crate::syntax::ast::{
    Article, Body, Compare, Entry, Expr, ExprKind, Filter, ItemKind, Literal, ProvisionRange, Quantifier,
    entries,
};
use crate::text::Span;
use crate::val::{Ratio, Unit};
use std::cmp::Ordering;

pub(super) fn lint(subject: &Subject<'_>, sink: &mut Sink) {
    excluded_numbers(subject, sink);
    numbers_of_neither(subject, sink);
    grades(subject, sink);
    dead_limbs(subject, sink);
    residual(subject, sink);
}

/// A provision that asks for one amount, `x reaches N` or `x exceeds N`, whatever else it asks for.
struct Standard {
    article: usize,
    grade: usize,
    lots: Vec<(bool, Expr)>,
    left: Expr,
    op: Compare,
    /// What else it asks for.
    rest: Vec<Expr>,
    value: Ratio,
    unit: Option<Unit>,
    span: Span,
    label: String,
}

fn lots_of(subject: &Subject<'_>, lots: &[Filter]) -> Vec<(bool, Expr)> {
    lots.iter().map(|f| (f.keep, subject.bare(&f.condition))).collect()
}

fn label(article: &Article, limb: Option<usize>) -> String {
    let mut number = article.number;
    if let (Some(n), Body::Limbs { limbs, .. }) = (limb, &article.body) {
        number.item = limbs.get(n).map(|l| l.number);
    }
    called(&number)
}

fn standards(subject: &Subject<'_>) -> Vec<Standard> {
    let mut out = Vec::new();
    for (at, granting) in subject.granting().into_iter().enumerate() {
        let (lots, granted): (&[Filter], Vec<(Option<usize>, &Entry)>) = match &granting.article.body {
            Body::Limbs { all: false, lots, limbs } => {
                (lots, limbs.iter().enumerate().map(|(n, l)| (Some(n), &l.entry)).collect())
            }
            Body::Single(entry) => (&[], vec![(None, entry)]),
            Body::Limbs { all: true, .. } | Body::Empty => continue,
        };
        for (n, entry) in granted.into_iter().filter(|g| g.1.exceptions.is_empty()) {
            let mut filters = lots_of(subject, lots);
            let condition = match &entry.condition.kind {
                ExprKind::Filtered { keep, filter, body } => {
                    filters.push((*keep, subject.bare(filter)));
                    body
                }
                _ => &entry.condition,
            };
            let parts = match &condition.kind {
                ExprKind::And(parts) => parts.as_slice(),
                _ => std::slice::from_ref(condition),
            };
            let least = |e: &Expr| {
                subject.amount(e).is_some_and(|b| matches!(b.op, Compare::Reaches | Compare::Exceeds))
            };
            // of two amounts neither is the standard alone
            let (amounts, rest): (Vec<&Expr>, Vec<&Expr>) = parts.iter().partition(|p| least(p));
            let ([one], false) = (amounts.as_slice(), rest.iter().any(|e| subject.amount(e).is_some()))
            else {
                continue;
            };
            let Some(b) = subject.amount(one) else { continue };
            out.push(Standard {
                article: at,
                grade: granting.grade,
                lots: filters,
                left: subject.bare(b.left),
                op: b.op,
                rest: rest.into_iter().map(|e| subject.bare(e)).collect(),
                value: b.value.clone(),
                unit: b.unit,
                span: b.right.span,
                label: label(granting.article, n),
            });
        }
    }
    out
}

/// `exceeds` in a module whose other standards in that unit are reached by the number itself.
fn excluded_numbers(subject: &Subject<'_>, sink: &mut Sink) {
    let mut exceeding: Vec<Expr> = Vec::new();
    let mut reached: Vec<(Unit, Span)> = Vec::new();
    for item in subject.module.items.iter().filter(|i| matches!(i.kind, ItemKind::Article(_))) {
        entries(&item.kind, &mut |e| {
            let Some(b) = bound(e) else { return };
            match (b.op, b.unit) {
                (Compare::Exceeds, Some(_)) => exceeding.push(e.clone()),
                (Compare::Reaches, Some(unit)) => reached.push((unit, e.span)),
                _ => {}
            }
        });
    }
    for e in &exceeding {
        let Some(b) = bound(e) else { continue };
        let Some(other) = reached.iter().find(|r| Some(r.0) == b.unit) else { continue };
        let between = subject.words(b.left.span.end, b.right.span.start);
        let mut found = Diagnostic::new(Code::ExcludesNumber, e.span, &[&written(b.value, b.unit)])
            .also_because(other.1, "here the number itself is enough | 此处包括本数");
        let word = between.trim();
        if let Some(with) = [("exceeds", "reaches"), ("超过", "达到")].iter().find(|w| w.0 == word) {
            let start = b.left.span.end + between.find(word).unwrap_or(0) as u32;
            found = found.mend(Span { start, end: start + word.len() as u32, ..e.span }, with.1);
        }
        sink.push(found);
    }
}

fn written(value: &Ratio, unit: Option<Unit>) -> String {
    match unit {
        Some(unit) => {
            let [en, zh] = unit.after(value);
            format!("{} {en} | {}{zh}", value.decimal(), value.decimal())
        }
        None => value.decimal(),
    }
}

/// `exceeds 50` beside `below 50`: 50 is in neither; `reaches 50` beside `at most 50`: 50 is in both.
fn numbers_of_neither(subject: &Subject<'_>, sink: &mut Sink) {
    let mut all: Vec<(Expr, Span)> = Vec::new();
    for item in &subject.module.items {
        entries(&item.kind, &mut |e| {
            if bound(e).is_some() && all.len() < MANY {
                all.push((subject.bare(e), e.span));
            }
        });
    }
    for (i, (a, at)) in all.iter().enumerate() {
        for (b, other) in all.iter().skip(i + 1) {
            let (Some(x), Some(y)) = (bound(a), bound(b)) else { continue };
            if x.left != y.left || x.unit != y.unit || x.value != y.value {
                continue;
            }
            let pair = (x.op, y.op);
            let ops = |a, b| pair == (a, b) || pair == (b, a);
            let code = if ops(Compare::Exceeds, Compare::Below) {
                Code::NumberInNeither
            } else if ops(Compare::Reaches, Compare::AtMost) {
                Code::NumberInBoth
            } else {
                continue;
            };
            sink.push(Diagnostic::new(code, *other, &[&written(x.value, x.unit)]).also_because(*at, BESIDE));
        }
    }
}

/// What is harder to reach must weigh more.
fn grades(subject: &Subject<'_>, sink: &mut Sink) {
    let mut all = standards(subject);
    all.truncate(MANY);
    let mut ratios: Vec<(usize, usize, Ratio, &Standard, &Standard)> = Vec::new();
    for low in &all {
        let above = all.iter().filter(|h| {
            let no_more = h.rest.iter().all(|e| low.rest.contains(e));
            h.grade > low.grade && h.left == low.left && h.unit == low.unit && h.lots == low.lots && no_more
        });
        for high in above {
            let fewer = high.rest.len() < low.rest.len();
            let mut tell = |code| {
                let d = Diagnostic::new(code, high.span, &[&high.label, &low.label]);
                sink.push(d.also_because(low.span, BESIDE));
            };
            match order(&high.value, &low.value) {
                Ordering::Less => tell(Code::LadderOutOfOrder),
                Ordering::Equal if high.op != low.op => {}
                Ordering::Equal if fewer => tell(Code::LadderOutOfOrder),
                Ordering::Equal => tell(Code::SameStandard),
                Ordering::Greater if fewer => {}
                Ordering::Greater => {
                    if let Some(inverse) = low.value.inverse() {
                        ratios.push((high.article, low.article, high.value.times(&inverse), high, low));
                    }
                }
            }
        }
    }
    for (i, (high, low, ratio, a, _)) in ratios.iter().enumerate() {
        let earlier = ratios.iter().take(i).find(|o| o.0 == *high && o.1 == *low);
        if let Some((_, _, other, b, _)) = earlier.filter(|o| o.2 != *ratio) {
            let args = [a.label.as_str(), &ratio.to_string(), b.label.as_str(), &other.to_string()];
            sink.push(Diagnostic::new(Code::UnevenLadder, a.span, &args).also_because(b.span, BESIDE));
        }
    }
    eased(subject, sink);
}

/// A higher grade for less than the standard of a lower one: `any of 5(1)(3) reaches half`.
fn eased(subject: &Subject<'_>, sink: &mut Sink) {
    let granting = subject.granting();
    for high in &granting {
        let mut find = |e: &Expr| {
            let ExprKind::Quantified { quantifier, provisions, at: Some(at) } = &e.kind else { return };
            let ExprKind::Literal(Literal::Multiple(k)) = &at.kind else { return };
            let less = order(k, &Ratio::one()) == Ordering::Less;
            if !less || matches!(quantifier, Quantifier::None | Quantifier::Together) {
                return;
            }
            let cited = |r: &ProvisionRange| {
                granting.iter().find(|g| {
                    g.grade < high.grade
                        && r.source.is_none()
                        && g.article.number.article == r.from.article
                        && (g.article.number.paragraph == r.from.paragraph)
                })
            };
            if let Some(low) = provisions.iter().find_map(cited) {
                let d = Diagnostic::new(Code::HigherForLess, e.span, &[&label(low.article, None)]);
                sink.push(d.also_because(low.article.span, BESIDE));
            }
        };
        if let Body::Limbs { limbs, .. } = &high.article.body {
            for limb in limbs {
                if !matches!(limb.entry.condition.kind, ExprKind::Filtered { .. }) {
                    find(&limb.entry.condition);
                }
            }
        }
    }
}

/// A limb without which the article grants the same.
fn dead_limbs(subject: &Subject<'_>, sink: &mut Sink) {
    for item in &subject.module.items {
        let ItemKind::Article(article) = &item.kind else { continue };
        let Body::Limbs { all, limbs, .. } = &article.body else { continue };
        if limbs.len() > MANY {
            continue;
        }
        let bare: Vec<Expr> = limbs.iter().map(|l| subject.bare(&l.entry.condition)).collect();
        for (i, (limb, own)) in limbs.iter().zip(&bare).enumerate() {
            for (j, (other, theirs)) in limbs.iter().zip(&bare).enumerate() {
                // an exception of the wider limb may take away what the narrower one keeps
                let wide = if *all { &limb.entry } else { &other.entry };
                if i == j || !wide.exceptions.is_empty() {
                    continue;
                }
                let (same, both) = (own == theirs, limb.entry.exceptions.is_empty());
                if same && both {
                    if i > j {
                        let args = [label(article, Some(i)), label(article, Some(j))];
                        let d = told(Code::SameLimb, limb.entry.span, &args);
                        sink.push(d.also_because(other.entry.span, BESIDE));
                    }
                } else if !*all && implies(own, theirs) || *all && both && implies(theirs, own) {
                    let args = [label(article, Some(i)), label(article, Some(j))];
                    let d = told(Code::DeadLimb, limb.entry.span, &args);
                    sink.push(d.also_because(other.entry.span, BESIDE));
                    break;
                }
            }
        }
    }
}

/// A list of grounds without the finding that closes the others.
fn residual(subject: &Subject<'_>, sink: &mut Sink) {
    let closes = |article: &Article| match &article.body {
        Body::Limbs { all: false, limbs, .. } => limbs.iter().any(|l| match &l.entry.condition.kind {
            ExprKind::Name(name) => subject.is_finding(&name.text),
            _ => false,
        }),
        _ => false,
    };
    let granting = subject.granting();
    let Some(closed) = granting.iter().find(|g| closes(g.article)) else { return };
    for open in granting.iter().filter(|g| !closes(g.article)) {
        if let Body::Limbs { all: false, limbs, .. } = &open.article.body
            && limbs.len() > 2
        {
            let args = [label(open.article, None), label(closed.article, None)];
            sink.push(
                told(Code::NoResidual, open.article.span, &args).also_because(closed.article.span, BESIDE),
            );
        }
    }
}
