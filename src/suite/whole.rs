//! A case whose facts are narrowed but open becomes a whole one: one value for what was asked for, silence for the rest.

use crate::ir::facts::{Facts, Known, Origin, Slot};
use crate::ir::schema::{Field, Schema, Type};
use crate::val::{Date, DateRange, End, Interval, Members, Ratio, Truth, parse_iso};
use std::collections::BTreeMap;

/// The case: what nobody asked for stays unsaid, what was asked for is one value.
/// A full record has one of what it first counts, for a batch of nothing is no batch.
pub(super) fn finished(
    open: &Facts,
    found: &BTreeMap<usize, bool>,
    because: &str,
    schema: &Schema,
    full: bool,
) -> Facts {
    let mut facts = open.clone();
    for (slot, field) in facts.slots.iter_mut().zip(&schema.facts) {
        match (&mut slot.value, field.ty) {
            (Known::List(Some(rows)), Type::List(record)) => {
                let fields = schema.records.get(record).map(|r| r.fields.as_slice()).unwrap_or_default();
                let counts = fields
                    .iter()
                    .position(|f| matches!(f.ty, Type::Number(_)) && f.default.is_none())
                    .filter(|_| full);
                for row in rows.iter_mut() {
                    if let Some(slot) = counts.and_then(|c| row.slots.get_mut(c))
                        && let Some(one) = common(&slot.value, &exactly(&Ratio::one()))
                    {
                        slot.value = one;
                    }
                    for (slot, field) in row.slots.iter_mut().zip(fields) {
                        settle(slot, field, true, schema);
                    }
                }
                let empty = rows.is_empty();
                for row in rows.iter_mut() {
                    // a record is written by what it states: at least one thing
                    let said = row.slots.iter().any(|s| s.origin == Origin::Stated);
                    let first = row.slots.iter_mut().find(|s| s.value.is_known()).filter(|_| !said);
                    if let Some(slot) = first {
                        slot.origin = Origin::Stated;
                    }
                }
                slot.origin = if empty { Origin::Silent } else { Origin::Stated };
            }
            _ => settle(slot, field, false, schema),
        }
    }
    for (f, made) in found {
        if let Some(slot) = facts.findings.get_mut(*f).filter(|_| *made) {
            *slot = Some((true, because.to_owned()));
        }
    }
    facts
}

/// A value of what is left, and where it comes from.
fn settle(slot: &mut Slot, field: &Field, of_record: bool, schema: &Schema) {
    let silent = Slot::unstated(field, true, schema);
    let free = common(&slot.value, &silent.value).is_some_and(|both| both == silent.value);
    if free && silent.value.is_known() {
        *slot = silent;
        return;
    }
    let untouched = slot.origin != Origin::Stated;
    slot.value = match &slot.value {
        // the last member is the one for what is left over
        Known::Member(m) => match m.iter().last().filter(|_| of_record || !untouched) {
            Some(last) => {
                Known::Member(Members::one(if untouched { last } else { m.iter().next().unwrap_or(last) }))
            }
            None => slot.value.clone(),
        },
        Known::Number(Interval { lo: End::At(n), .. }, _) => exactly(n),
        Known::Date(range) if !untouched => Known::Date(DateRange::point(usual(range))),
        other => other.clone(),
    };
    slot.origin = if slot.value.is_known() { Origin::Stated } else { Origin::Unstated };
}

pub(super) fn exactly(n: &Ratio) -> Known {
    Known::Number(Interval::point(n.clone()), Vec::new())
}

/// A day of a range: a common one if it lies in it.
pub(super) fn usual(range: &DateRange) -> Date {
    let common = parse_iso("2020-06-01").unwrap_or(range.lo);
    match (range.lo <= common && common <= range.hi, range.lo == Date::MIN) {
        (true, _) => common,
        (false, true) => range.hi,
        (false, false) => range.lo,
    }
}

/// What both allow; none if nothing.
pub(super) fn common(a: &Known, b: &Known) -> Option<Known> {
    match (a, b) {
        (Known::Truth(Truth::Unknown), other) | (other, Known::Truth(Truth::Unknown)) => Some(other.clone()),
        (Known::Truth(x), Known::Truth(y)) => (x == y).then_some(Known::Truth(*x)),
        (Known::Member(x), Known::Member(y)) => {
            let both = Members(x.0 & y.0);
            (!both.is_empty()).then_some(Known::Member(both))
        }
        (Known::Number(x, _), Known::Number(y, _)) => {
            let both = Interval::new(x.lo.clone().max(y.lo.clone()), x.hi.clone().min(y.hi.clone()));
            (both.lo <= both.hi).then_some(Known::Number(both, Vec::new()))
        }
        (Known::Date(x), Known::Date(y)) => {
            let both = DateRange { lo: x.lo.max(y.lo), hi: x.hi.min(y.hi) };
            (both.lo <= both.hi).then_some(Known::Date(both))
        }
        _ => None,
    }
}
