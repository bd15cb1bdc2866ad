//! Numbers and order of provisions, and the time in which texts are in force.

use super::subject::{BESIDE, Subject, called, told};
use crate::diag::{Code, Diagnostic, Sink};
use crate::syntax::ast::{
    Article, Body, Compare, ExprKind, ItemKind, Limb, Name, Number, Provision, ProvisionRange, Quantifier,
    entries, expressions,
};
use crate::val::Date;

pub(super) fn lint(subject: &Subject<'_>, sink: &mut Sink) {
    let mut before: Option<&Article> = None;
    for item in &subject.module.items {
        let ItemKind::Article(article) = &item.kind else { continue };
        if let Some(earlier) = before.filter(|b| b.number.part == article.number.part)
            && place(&article.number) < place(&earlier.number)
        {
            let args = [called(&article.number), called(&earlier.number)];
            let d = told(Code::ArticlesOutOfOrder, article.span, &args);
            sink.push(d.also_because(earlier.span, BESIDE));
        }
        before = Some(article);
        if let Body::Limbs { all, limbs, .. } = &article.body {
            limb_numbers(limbs, sink);
            if let ([only], false) = (limbs.as_slice(), *all) {
                sink.push(Diagnostic::new(Code::OneLimb, only.span, &[&called(&article.number)]));
            }
        }
    }
    skipped(subject, sink);
    in_force(subject, sink);
}

/// What the order of provisions goes by; a missing paragraph comes first.
type Position = ((u32, u32), (u32, u32), (u32, u32));

fn place(p: &Provision) -> Position {
    let one = |n: Option<Number>| n.map_or((0, 0), |n| (n.main, n.inserted.unwrap_or(0)));
    (one(Some(p.article)), one(p.paragraph), one(p.item))
}

fn limb_numbers(limbs: &[Limb], sink: &mut Sink) {
    let called = |n: Number| format!("({n}) | {}", n.chinese("项"));
    for pair in limbs.windows(2) {
        let [a, b] = pair else { continue };
        let key = |n: Number| (n.main, n.inserted.unwrap_or(0));
        // what only stands elsewhere is not missing
        let stands = |n: &u32| limbs.iter().any(|l| l.number.main == *n);
        if key(b.number) < key(a.number) {
            let args = [called(b.number), called(a.number)];
            sink.push(told(Code::LimbsOutOfOrder, b.span, &args).also_because(a.span, BESIDE));
        } else if let Some(main) = (a.number.main + 1..b.number.main).find(|n| !stands(n)) {
            let args = [Number { main, inserted: None }, a.number, b.number].map(called);
            sink.push(told(Code::LimbMissing, b.span, &args).also_because(a.span, BESIDE));
        }
    }
}

/// `any of 5(1)(3), (5)`, where (4) stands between and could be taken so too.
fn skipped(subject: &Subject<'_>, sink: &mut Sink) {
    for item in &subject.module.items {
        entries(&item.kind, &mut |e| {
            let ExprKind::Quantified { quantifier, provisions, at: Some(_) } = &e.kind else { return };
            if *quantifier == Quantifier::None {
                return;
            }
            for pair in provisions.windows(2) {
                let [a, b] = pair else { continue };
                if let Some(missing) = between(subject, a, b, provisions) {
                    sink.push(
                        Diagnostic::new(Code::RangeSkips, b.span, &[&called(&missing)])
                            .also_because(a.span, BESIDE),
                    );
                }
            }
        });
    }
}

/// The first limb with a standard that lies between two cited places of one list and is cited nowhere in it.
fn between(
    subject: &Subject<'_>,
    a: &ProvisionRange,
    b: &ProvisionRange,
    cited: &[ProvisionRange],
) -> Option<Provision> {
    let (from, to) = (a.to.unwrap_or(a.from), b.from);
    let same = from.article == to.article && from.paragraph == to.paragraph && a.source == b.source;
    if !same || a.source.is_some() {
        return None;
    }
    let articles = subject.module.items.iter().filter_map(|i| match &i.kind {
        ItemKind::Article(article) => Some(article),
        _ => None,
    });
    let article = articles
        .into_iter()
        .find(|x| x.number.article == from.article && x.number.paragraph == from.paragraph)?;
    let Body::Limbs { limbs, .. } = &article.body else { return None };
    let position = |n: Option<Number>| limbs.iter().position(|l| Some(l.number) == n);
    let (x, y) = (position(from.item)?, position(to.item)?);
    let is_cited = |at: usize| {
        cited.iter().any(|r| {
            let ends = (position(r.from.item), position(r.to.unwrap_or(r.from).item));
            matches!(ends, (Some(first), Some(last)) if first <= at && at <= last)
        })
    };
    let has_standard = |l: &Limb| {
        let mut found = false;
        expressions(&l.entry.condition, &mut |e| {
            found |= subject.amount(e).is_some_and(|b| b.op == Compare::Reaches);
        });
        found
    };
    let inside = limbs.iter().enumerate().take(y).skip(x + 1);
    let missing = inside.into_iter().find(|(at, l)| !is_cited(*at) && has_standard(l))?.1;
    Some(Provision { item: Some(missing.number), ..article.number })
}

fn in_force(subject: &Subject<'_>, sink: &mut Sink) {
    let header = &subject.module.header;
    let Some((from, to)) = header.in_force else { return };
    if to.is_some_and(|t| t < from) {
        sink.push(Diagnostic::new(Code::ForceBackwards, header.name.name.span, &[]));
    }
    let day = |d: Date| {
        let (year, month, day) = (d.year(), d.month(), d.day());
        format!("{year:04}-{month:02}-{day:02} | {year}年{month}月{day}日")
    };
    let named = header.uses.iter().chain(&header.interprets).chain(&header.amends);
    for name in named {
        let meant = |n: &Name| {
            let found = subject.related.iter().find(|m| {
                m.header.name.spellings().any(|s| s == n.text || s.rsplit('.').next() == Some(&n.text))
            });
            found.and_then(|m| m.header.in_force)
        };
        let Some((other_from, other_to)) = meant(name) else { continue };
        if let Some(end) = other_to.filter(|end| *end < from) {
            sink.push(Diagnostic::new(
                Code::NoLongerInForce,
                name.span,
                &[&name.text, &day(end), &day(from)],
            ));
        } else if to.is_some_and(|t| other_from > t) {
            let to = to.map(day).unwrap_or_default();
            sink.push(Diagnostic::new(Code::NotYetInForce, name.span, &[&name.text, &day(other_from), &to]));
        }
    }
}
