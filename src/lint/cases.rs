//! Case files: what they state, and what they expect.

use super::subject::{BESIDE, Subject};
use crate::diag::{Code, Diagnostic, Lang, Sink};
use crate::syntax::ast::{
    Case, Expect, Field, FieldType, Given, Item, ItemKind, Leaves, Literal, Name, leaves_mut,
};
use crate::syntax::print::{Place, Spelling};
use std::collections::BTreeSet;

pub(super) fn lint(subject: &Subject<'_>, sink: &mut Sink) {
    let cases: Vec<&Case> = subject
        .module
        .items
        .iter()
        .filter_map(|i| match &i.kind {
            ItemKind::Case(case) => Some(case),
            _ => None,
        })
        .collect();
    let read = if cases.is_empty() { BTreeSet::new() } else { read_names(subject) };
    for (i, case) in cases.iter().enumerate() {
        let name = case.names.first().map_or("", String::as_str);
        let earlier = |c: &&&Case| c.names.iter().any(|n| case.names.contains(n));
        if let Some(first) = cases.iter().take(i).find(earlier) {
            sink.push(
                Diagnostic::new(Code::CaseNameTwice, case.span, &[name]).also_because(first.span, BESIDE),
            );
        }
        if case.absent.is_none() {
            sink.push(Diagnostic::new(Code::UnstatedUnsaid, case.span, &[name]));
        }
        expectations(subject, case, name, sink);
        stated(subject, case, &read, sink);
    }
}

fn expectations(subject: &Subject<'_>, case: &Case, name: &str, sink: &mut Sink) {
    if case.expects.is_empty() {
        sink.push(Diagnostic::new(Code::NoExpectation, case.span, &[name]));
    }
    for (i, expect) in case.expects.iter().enumerate() {
        let top = subject.grades().len();
        let high = expect.high.as_ref().and_then(|h| subject.grade(&h.text));
        if matches!(expect.low.text.as_str(), "no_offence" | "不构成犯罪") && top > 0 && high == Some(top)
        {
            sink.push(Diagnostic::new(Code::ExpectsAnything, expect.low.span, &[]));
        }
        let same = |o: &&Expect| {
            let with = |e: &Expect| -> Vec<String> { e.with.iter().map(|w| w.text.clone()).collect() };
            subject.same_name(&o.module.text, &expect.module.text) && with(o) == with(expect)
        };
        if let Some(first) = case.expects.iter().take(i).find(same) {
            let d = Diagnostic::new(Code::ExpectedTwice, expect.module.span, &[&expect.module.text]);
            sink.push(d.also_because(first.module.span, BESIDE));
        }
    }
}

fn stated(subject: &Subject<'_>, case: &Case, read: &BTreeSet<String>, sink: &mut Sink) {
    let facts: Vec<&Field> = subject
        .family()
        .flat_map(|m| &m.items)
        .filter_map(|i| match &i.kind {
            ItemKind::Facts(fields) => Some(fields),
            _ => None,
        })
        .flatten()
        .collect();
    let mut sums: Vec<&Name> = Vec::new();
    for line in &case.lines {
        let fact = facts.iter().find(|f| f.name.spellings().any(|s| s == line.name.text));
        let Some(fact) = fact else { continue };
        if !fact.name.spellings().any(|s| read.contains(s)) {
            let d = Diagnostic::new(Code::StatedUnread, line.name.span, &[&line.name.text]);
            sink.push(d.also_because(fact.name.name.span, BESIDE));
        }
        let amount = line.parts.iter().any(|p| {
            let stated = !matches!(&p.value, Some(Given::Value(Literal::Number { value, .. })) if value.decimal() == "0");
            stated && !matches!(p.value, Some(Given::Unknown) | None)
        });
        if matches!(fact.ty, FieldType::Number(_)) && amount && line.evidence.is_none() {
            sums.push(&line.name);
        }
    }
    for name in sums {
        sink.push(Diagnostic::new(Code::NoEvidence, name.span, &[&name.text]));
    }
}

/// The names that the rules under which outcomes are expected read, in all spellings.
fn read_names(subject: &Subject<'_>) -> BTreeSet<String> {
    struct Names(Vec<String>);
    impl Leaves for Names {
        fn name(&mut self, name: &mut Name) {
            self.0.push(name.text.rsplit('.').next().unwrap_or(&name.text).to_owned());
        }
    }
    let rules = |i: &&Item| {
        !matches!(
            i.kind,
            ItemKind::Case(_) | ItemKind::Facts(_) | ItemKind::Record { .. } | ItemKind::Kind { .. }
        )
    };
    let mut names = Names(Vec::new());
    for item in subject.related.iter().flat_map(|m| &m.items).filter(rules) {
        leaves_mut(&mut item.clone(), &mut names);
    }
    // the day of the act picks the law, whether or not its rules read it
    for selects in subject.all.iter().filter_map(|m| m.header.selects.as_ref()) {
        names.0.push(selects.by.text.clone());
    }
    let mut out: BTreeSet<String> = names.0.iter().map(|n| subject.canonical(n)).collect();
    let chinese = subject.twins.in_language(Lang::Zh);
    for name in &names.0 {
        out.insert(chinese.spell(name, Place::Term));
    }
    out.extend(names.0);
    out
}
