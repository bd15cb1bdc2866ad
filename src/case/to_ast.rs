//! A case as the language states it, from its facts: what was read from JSON is changed and written like any other.

use super::CaseFile;
use crate::ir::facts::{Known, Origin, Row, Slot};
use crate::ir::schema::{Field, Schema, Type};
use crate::syntax::ast::{Case, CaseLine, CasePart, Expect, Given, Literal, Name};
use crate::text::Span;
use crate::val::{Date, DateRange, End, Interval, Members, Ratio, Truth, Unit};

/// The item that states the same; what is not stated is left out.
pub fn to_ast(case: &CaseFile, schema: &Schema) -> Case {
    let at = case.span;
    let mut lines = Vec::new();
    for (slot, field) in case.facts.slots.iter().zip(&schema.facts) {
        if slot.origin != Origin::Stated {
            continue;
        }
        match (&slot.value, field.ty) {
            (Known::List(Some(rows)), Type::List(record)) if !rows.is_empty() => {
                lines.extend(rows.iter().filter_map(|row| self::row(row, record, schema, at)));
            }
            _ => {
                let value = Some(given(slot, field, schema, at));
                let part = CasePart { negated: false, field: None, value, span: at };
                lines.push(line(&field.names.en, vec![part], slot.evidence.clone(), at));
            }
        }
    }
    for (made, name) in case.facts.findings.iter().zip(&schema.findings) {
        if let Some((holds, because)) = made {
            let value = Some(Given::Value(Literal::Truth(*holds)));
            let part = CasePart { negated: false, field: None, value, span: at };
            let because = Some(because.clone()).filter(|b| !b.is_empty());
            lines.push(CaseLine { because, ..line(&name.en, vec![part], None, at) });
        }
    }
    let expects = case.expects.iter().map(|e| {
        let name = |text: &String| Name { text: text.clone(), span: e.span };
        Expect {
            low: name(&e.low),
            high: (e.high != e.low).then(|| name(&e.high)),
            module: name(&e.module),
            with: e.with.iter().map(name).collect(),
        }
    });
    let expects = expects.collect();
    Case { names: vec![case.id.clone()], span: at, absent: Some(case.absent), lines, expects }
}

fn line(name: &str, parts: Vec<CasePart>, evidence: Option<String>, span: Span) -> CaseLine {
    CaseLine { name: Name { text: name.to_owned(), span }, parts, because: None, evidence, span }
}

fn row(row: &Row, record: usize, schema: &Schema, at: Span) -> Option<CaseLine> {
    let shape = schema.records.get(record)?;
    let span = row.span.unwrap_or(at);
    let mut parts = Vec::new();
    for (slot, field) in row.slots.iter().zip(&shape.fields).filter(|(s, _)| s.origin == Origin::Stated) {
        let name = Name { text: field.names.en.clone(), span };
        // a yes or no is said by the name alone
        let (negated, field, value) = match &slot.value {
            Known::Truth(Truth::Yes) => (false, None, Given::Name(name)),
            Known::Truth(Truth::No) => (true, None, Given::Name(name)),
            _ => (false, Some(name), given(slot, field, schema, span)),
        };
        parts.push(CasePart { negated, field, value: Some(value), span });
    }
    let evidence = row.slots.iter().find_map(|s| s.evidence.clone());
    Some(line(&shape.names.en, parts, evidence, span))
}

fn given(slot: &Slot, field: &Field, schema: &Schema, span: Span) -> Given {
    match (&slot.value, field.ty) {
        (Known::Truth(Truth::Yes), _) => Given::Value(Literal::Truth(true)),
        (Known::Truth(Truth::No), _) => Given::Value(Literal::Truth(false)),
        (Known::Number(interval, choices), Type::Number(unit)) => number(interval, choices, unit),
        (Known::Member(members), Type::Member(kind)) => member(*members, kind, schema, span),
        (Known::Date(range), _) => date(range),
        (Known::List(Some(_)), _) => Given::Value(Literal::Truth(false)),
        _ => Given::Unknown,
    }
}

fn number(interval: &Interval, choices: &[Ratio], unit: Unit) -> Given {
    let literal = |n: &Ratio| Literal::Number { value: n.clone(), unit: Some(unit) };
    match (choices, &interval.lo, &interval.hi) {
        ([a, b], ..) => {
            Given::Disputed(Box::new(Given::Value(literal(a))), Box::new(Given::Value(literal(b))))
        }
        (_, End::At(a), End::At(b)) if a == b => Given::Value(literal(a)),
        (_, End::At(a), End::At(b)) => Given::Between(literal(a), literal(b)),
        (_, End::At(a), _) if *a > Ratio::zero() => Given::AtLeast(literal(a)),
        (_, _, End::At(b)) => Given::AtMost(literal(b)),
        _ => Given::Unknown,
    }
}

fn member(members: Members, kind: usize, schema: &Schema, span: Span) -> Given {
    let all = schema.kinds.get(kind).map(|k| k.members.as_slice()).unwrap_or_default();
    let names = members.iter().filter_map(|m| all.get(m));
    let mut names: Vec<Given> = names.map(|n| Given::Name(Name { text: n.en.clone(), span })).collect();
    match (names.pop(), names.pop(), names.is_empty()) {
        (Some(one), None, _) => one,
        (Some(b), Some(a), true) => Given::Disputed(Box::new(a), Box::new(b)),
        _ => Given::Unknown,
    }
}

fn date(range: &DateRange) -> Given {
    let day = |d: Date| Literal::Date(d);
    match (range.lo == Date::MIN, range.hi == Date::MAX) {
        _ if range.lo == range.hi => Given::Value(day(range.lo)),
        (false, false) => Given::Between(day(range.lo), day(range.hi)),
        (false, true) => Given::AtLeast(day(range.lo)),
        (true, false) => Given::AtMost(day(range.hi)),
        (true, true) => Given::Unknown,
    }
}
