//! One-change variants of the library over all cases: each is told apart by a case that evaluation bears out, or proved
//! equivalent; what is only written otherwise is proved equivalent.
//!
//! A development build takes every 23rd variant, a release build all, `GRAVAMEN_VARIANTS=N` every N-th. Run with
//! `--nocapture` to see the equivalent ones, each as the lines that were changed.

use gravamen::diag::{Lang, Sink};
use gravamen::eval::outcome;
use gravamen::hir::{Module, Twins};
use gravamen::ir::program::Program;
use gravamen::prove::{Found, Relation, Stopped, compare};
use gravamen::session::{NoFiles, RuleSet, Session};
use gravamen::stdlib::LIBRARY;
use gravamen::syntax::ast::{Body, Compare, Expr, ExprKind, Item, ItemKind, Literal, entries_mut};
use gravamen::syntax::parse;
use gravamen::syntax::print::{AsWritten, Printer};
use gravamen::text::FileId;
use gravamen::val::Ratio;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is changed, and the rule set that is graded by it; of one without grades the definitions are told apart.
const RULES: [(&str, &str); 20] = [
    ("cn.pi.facts", "cn.pi.interpretation_2017"),
    ("cn.pi.pipl_2021", "cn.pi.pipl_2021"),
    ("cn.pi.definitions.association", "cn.pi.interpretation_2017 with cn.pi.definitions.association"),
    ("cn.pi.definitions.privacy", "cn.pi.interpretation_2017 with cn.pi.definitions.privacy"),
    ("cn.pi.definitions.mixed_2017", "cn.pi.interpretation_2017 with cn.pi.definitions.mixed_2017"),
    ("cn.pi.definitions.pipl", "cn.pi.interpretation_2017 with cn.pi.definitions.pipl"),
    ("cn.pi.interest.public_order", "cn.pi.interpretation_2017 with cn.pi.interest.public_order"),
    ("cn.pi.interpretation_2017", "cn.pi.interpretation_2017"),
    ("cn.pi.statute_2015", "cn.pi.interpretation_2017"),
    ("cn.pi.reform.thesis", "cn.pi.reform.thesis"),
    ("cn.pi.definitions.sensitivity", "cn.pi.reform.thesis"),
    ("cn.pi.reform.liu_lu", "cn.pi.reform.liu_lu"),
    ("cn.pi.reform.gains_fallback", "cn.pi.reform.gains_fallback"),
    ("cn.pi.definitions.identification", "cn.pi.reform.thesis"),
    ("cn.pi.interest.self_determination", "cn.pi.reform.thesis"),
    ("cn.computer.interpretation_2011", "cn.computer.interpretation_2011"),
    ("cn.computer.statute_2009", "cn.computer.interpretation_2011"),
    ("cn.pi.statute_2009", "cn.pi.interpretation_2017"),
    ("cn.network.statute_2015", "cn.network.interpretation_2019"),
    ("cn.network.interpretation_2019", "cn.network.interpretation_2019"),
];

const NOW: &str = "cn.pi.interpretation_2017";

pub(crate) fn text(module: &str) -> &'static str {
    LIBRARY.iter().find(|e| e.module == module).expect(module).text
}

fn items(text: &str) -> Vec<Item> {
    let mut sink = Sink::default();
    let items = parse(FileId(0), text, &mut sink);
    assert!(!sink.has_errors(), "{:?}", sink.found);
    items
}

/// A rule set read with these texts in the place of the library's; none if they are no valid rules.
fn program(set: &str, texts: &[&str]) -> Option<Arc<Program>> {
    under(set, None, texts)
}

fn under(set: &str, statute: Option<&str>, texts: &[&str]) -> Option<Arc<Program>> {
    let mut session = Session::new(Box::new(NoFiles));
    for text in texts {
        session.register("variant.grv", text)?;
    }
    session.program_of(&RuleSet::parse(set), statute, None)
}

/// Makes the change of this number, counting down over the places where one can be made.
struct Chooser(usize);

impl Chooser {
    fn here(&mut self) -> bool {
        let is_here = self.0 == 0;
        self.0 = self.0.wrapping_sub(1);
        is_here
    }
    /// Drops one of several parts.
    fn drop<T>(&mut self, parts: &mut Vec<T>, least: usize) {
        if parts.len() > least {
            for at in 0..parts.len() {
                if self.here() {
                    parts.remove(at);
                    return;
                }
            }
        }
    }
    fn number(&mut self, n: &mut Ratio) {
        if *n >= Ratio::int(1) {
            for by in [-1, 1] {
                if self.here() {
                    *n = n.plus(&Ratio::int(by));
                }
            }
        }
    }
    fn expression(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::And(parts) | ExprKind::Or(parts) => self.drop(parts, 1),
            ExprKind::Is { values, .. } => self.drop(values, 1),
            ExprKind::Except { exceptions, .. } => self.drop(exceptions, 0),
            ExprKind::Compare { op, .. } => {
                let strict = match op {
                    Compare::Reaches => Compare::Exceeds,
                    Compare::AtMost => Compare::Below,
                    Compare::Exceeds | Compare::Below => return,
                };
                if self.here() {
                    *op = strict;
                }
            }
            ExprKind::Literal(Literal::Number { value, .. } | Literal::Multiple(value)) => self.number(value),
            _ => {}
        }
        let alone = match &mut expr.kind {
            ExprKind::And(parts) | ExprKind::Or(parts) if parts.len() == 1 => parts.pop(),
            ExprKind::Except { body, exceptions } if exceptions.is_empty() => Some((**body).clone()),
            _ => None,
        };
        if let Some(alone) = alone {
            *expr = alone;
        }
    }
    fn item(&mut self, kind: &mut ItemKind) {
        match kind {
            ItemKind::Predicate { means, .. } => self.drop(&mut means.exceptions, 0),
            ItemKind::Offence { elements, .. } => {
                elements.iter_mut().for_each(|e| self.drop(&mut e.entry.exceptions, 0));
                self.drop(elements, 1);
            }
            ItemKind::Classification { classes, .. } => self.drop(classes, 1),
            ItemKind::Parameter { value: Literal::Truth(yes), .. } if self.here() => *yes = !*yes,
            ItemKind::Article(article) => match &mut article.body {
                Body::Limbs { lots, limbs, .. } => {
                    limbs.iter_mut().for_each(|limb| self.drop(&mut limb.entry.exceptions, 0));
                    self.drop(lots, 0);
                    self.drop(limbs, 1);
                }
                Body::Empty | Body::Single(_) => {}
            },
            ItemKind::Parameter { value: Literal::Number { value, .. }, .. } => self.number(value),
            _ => {}
        }
        entries_mut(kind, &mut |expr| self.expression(expr));
    }
}

/// Every one-change variant of a module: the lines that were changed, and the whole text.
fn variants(text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let items = items(text);
    let rules: Vec<Item> = items.into_iter().filter(|i| !matches!(i.kind, ItemKind::Claim { .. })).collect();
    let printer = Printer::new(Lang::En, &AsWritten);
    for at in 0..rules.len() {
        let before = printer.item(&rules[at]);
        for number in 0.. {
            let mut changed = rules.clone();
            let mut chooser = Chooser(number);
            chooser.item(&mut changed[at].kind);
            if chooser.0 < usize::MAX / 2 {
                break;
            }
            let after = printer.item(&changed[at]);
            let only = |a: &str, b: &str, sign: &str| -> String {
                let new = a.lines().filter(|line| !b.lines().any(|other| other == *line));
                new.map(|line| format!("    {sign} {}\n", line.trim())).collect()
            };
            let shown = only(&before, &after, "-") + &only(&after, &before, "+");
            let head = before.lines().next().unwrap_or_default();
            all.push((format!("{head}\n{shown}"), printer.items(&changed)));
        }
    }
    all
}

/// Whether two things that lie so are shown to differ by a case.
fn is_apart(relation: Relation) -> bool {
    match relation {
        Relation::Within | Relation::Contains | Relation::Overlapping | Relation::Disjoint => true,
        Relation::Equal | Relation::NotDecided => false,
    }
}

#[test]
fn every_module_that_grades_or_defines_has_variants() {
    let rules = |item: &Item| {
        matches!(
            item.kind,
            ItemKind::Predicate { .. }
                | ItemKind::Classification { .. }
                | ItemKind::Quantity { .. }
                | ItemKind::Measure { .. }
                | ItemKind::Offence { .. }
                | ItemKind::Article(_)
                | ItemKind::Appraisal(_)
                | ItemKind::Parameter { .. }
                | ItemKind::Edit(_)
        )
    };
    let lacks = |module: &str| RULES.iter().all(|(changed, _)| *changed != module);
    let missing: Vec<&str> = LIBRARY
        .iter()
        .filter(|e| lacks(e.module) && items(e.text).iter().any(rules))
        .map(|e| e.module)
        .collect();
    assert!(missing.is_empty(), "no variants of {missing:?}");
}

#[test]
fn every_one_change_variant_is_told_apart_or_proved_equivalent() {
    let wished = std::env::var("GRAVAMEN_VARIANTS").ok().and_then(|n| n.parse().ok());
    let step: usize = wished.unwrap_or(if cfg!(debug_assertions) { 23 } else { 1 });
    let (mut number, mut differ, mut invalid) = (0, 0, 0);
    let mut equivalent = Vec::new();
    let mut open = Vec::new();
    let mut stopped = Vec::new();
    // told apart, but the search for the smallest case ended before it was sure
    let mut large = Vec::new();
    for (module, set) in RULES {
        let statute = Some(module).filter(|m| m.contains("statute"));
        let original = under(set, statute, &[]).expect(set);
        let before = (Instant::now(), number);
        for (what, text) in variants(text(module)) {
            number += 1;
            if number % step != 0 {
                continue;
            }
            // such as a day that is not in a period, or a limb that others cite
            let Some(variant) = under(set, statute, &[&text]) else {
                invalid += 1;
                continue;
            };
            let found = match compare(&original, &variant, None) {
                Ok(found) => found,
                Err(Stopped::Refused(refused)) => {
                    stopped.push(format!(
                        "{module}: {what}    {:?}
",
                        refused.why
                    ));
                    continue;
                }
                Err(Stopped::Unsound(fault)) => panic!("{module}: {what}{fault:?}"),
            };
            let apart: Vec<_> = found.pairs.iter().filter(|p| p.from != p.to).collect();
            for pair in &apart {
                if let Some(witness) = pair.found.witness() {
                    let graded = [&original, &variant].map(Arc::as_ref).into_iter().zip(&witness.facts);
                    let graded = graded.map(|(p, f)| outcome(p, f)).map(|o| (o.lo, o.hi));
                    let graded: Vec<(usize, usize)> = graded.collect();
                    let told = [(pair.from, pair.from), (pair.to, pair.to)];
                    assert_eq!(graded, told, "{module}: {what}");
                }
            }
            let shown: Vec<_> = apart.iter().filter_map(|p| p.found.witness()).collect();
            let graded = !original.offences.is_empty();
            let defined: Vec<_> = found.definitions.iter().filter(|_| !graded).map(|d| &d.relation).collect();
            if !shown.is_empty() || defined.iter().any(|r| matches!(r, Ok(r) if is_apart(*r))) {
                differ += 1;
                if !shown.iter().all(|w| w.is_smallest) {
                    large.push(format!("{module}: {what}"));
                }
            } else if apart.iter().all(|p| p.found == Found::Impossible)
                && defined.iter().all(|r| **r == Ok(Relation::Equal))
            {
                equivalent.push(format!("{module}: {what}"));
            } else {
                open.push(format!("{module}: {what}"));
            }
        }
        println!("{module}: {} variants, {:?}", number - before.1, before.0.elapsed());
    }
    println!(
        "{number} variants: {differ} differ, {} equivalent, {invalid} no valid rules\n{}",
        equivalent.len(),
        equivalent.join("")
    );
    println!("{} not surely with the smallest case\n{}", large.len(), large.join(""));
    println!("{} refused\n{}", stopped.len(), stopped.join(""));
    assert!(stopped.is_empty(), "refused:\n{}", stopped.join(""));
    assert!(open.is_empty(), "not decided:\n{}", open.join(""));
    assert!(number >= 350, "{number} variants");
    assert!(differ * step * 2 > number, "{differ} differ");
}

fn equal(set: &str, other: &str, texts: &[&str]) {
    let a = program(set, &[]).expect(set);
    let b = program(other, texts).unwrap_or_else(|| panic!("{other}: {}", texts.join("\n")));
    let found = compare(&a, &b, None).unwrap_or_else(|e| panic!("{other}: {e:?}"));
    assert_eq!(found.relation, Relation::Equal, "{set} {other}");
}

#[test]
fn what_is_renamed_or_put_in_another_order_is_equivalent() {
    let now = text(NOW);
    let renamed =
        now.replace("business_purchase", "bought_for_trade").replace("punished_before", "record_before");
    assert_ne!(renamed, now);
    equal(NOW, NOW, &[&renamed]);

    equal(NOW, NOW, &[&reversed(now)]);
}

/// A module with its items, limbs and the parts of its conditions in the reverse order.
pub(crate) fn reversed(text: &str) -> String {
    let mut reversed = items(text);
    for item in &mut reversed {
        if let ItemKind::Article(article) = &mut item.kind
            && let Body::Limbs { limbs, lots, .. } = &mut article.body
        {
            lots.reverse();
            limbs.reverse();
        }
        entries_mut(&mut item.kind, &mut |expr| match &mut expr.kind {
            ExprKind::And(parts) | ExprKind::Or(parts) => parts.reverse(),
            ExprKind::Is { values, .. } => values.reverse(),
            _ => {}
        });
    }
    reversed[1..].reverse();
    Printer::new(Lang::En, &AsWritten).items(&reversed)
}

#[test]
fn what_is_spelt_in_chinese_is_equivalent() {
    let module = |text: &str| {
        let all = items(text);
        let header = all.iter().find_map(|i| match &i.kind {
            ItemKind::Module(header) => Some(header.clone()),
            _ => None,
        });
        let rest = all.into_iter().filter(|i| !matches!(i.kind, ItemKind::Module(_)));
        Module { file: FileId(0), header: header.unwrap(), items: rest.collect() }
    };
    let modules: Vec<Module> = LIBRARY.iter().map(|e| module(e.text)).collect();
    let twins = Twins::from_modules(&modules);
    let names = twins.in_language(Lang::Zh);
    for (module, set) in RULES {
        let respelt = Printer::new(Lang::Zh, &names).items(&items(text(module)));
        // each statute is graded as the law: else the default one would stand in its place on both sides
        let statute = Some(module).filter(|m| m.contains("statute"));
        let a = under(set, statute, &[]).expect(set);
        let b = under(set, statute, &[&respelt]).unwrap_or_else(|| panic!("{module}: {respelt}"));
        let found = compare(&a, &b, None).unwrap_or_else(|e| panic!("{module}: {e:?}"));
        assert_eq!(found.relation, Relation::Equal, "{module} {set}");
    }
}

/// The interpretation with more limbs, two hundred provisions in all: stairs, so that no limb makes another idle.
fn large(changed: bool) -> String {
    let mut limbs = String::new();
    for n in 11..=190_usize {
        let items = n + usize::from(changed && n == 100);
        let limb = match n % 4 {
            0 => format!("class_two reaches {items} items and illegal_gains reaches {} yuan", 4000 - 20 * n),
            1 => format!(
                "class_three reaches {} items and illegal_gains reaches {} yuan",
                10 * n,
                4500 - 20 * n
            ),
            2 => format!(
                "class_one reaches {} items and business_profit reaches {} yuan",
                n / 4,
                40000 - 100 * n
            ),
            _ => format!("class_two reaches {n} items and business_profit reaches {} yuan", 90000 - 100 * n),
        };
        limbs.push_str(&format!("  ({n}) {limb}\n"));
    }
    text(NOW).replace("  (10) other_serious\n", &format!("  (10) other_serious\n{limbs}"))
}

#[test]
fn two_hundred_provisions_are_compared_with_a_variant() {
    let [a, b] = [false, true].map(|changed| program(NOW, &[&large(changed)]).expect("valid rules"));
    let before = Instant::now();
    let found = compare(&a, &b, None).unwrap();
    let taken = before.elapsed();
    println!("200 provisions against a one-change variant: {taken:?}");
    assert!(found.pairs.iter().all(|p| p.found != Found::NotDecided), "{:?}", found.pairs);
    assert_eq!(found.relation, Relation::Contains, "one line became higher");
    if !cfg!(debug_assertions) {
        assert!(taken < Duration::from_secs(10), "{taken:?}");
    }
}
