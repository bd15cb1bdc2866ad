//! Groups of cases: by what they say of a fact, or of a field of their records.

use crate::ir::facts::{Facts, Known, Origin, Row};
use crate::ir::schema::{Names, Schema, Type};
use crate::val::{DateRange, End, Interval, Ratio, Truth, Unit};
use std::collections::BTreeSet;

/// What cases are grouped by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grouping {
    /// a fact of the case, by position
    Fact(usize),
    /// a field of a record, by the positions of the list, the record and the field: all values that occur
    Field(usize, usize, usize),
}

impl Grouping {
    /// The fact of that name, else the only field of that name.
    pub fn named(name: &str, schema: &Schema) -> Option<Grouping> {
        if let Some(fact) = schema.fact(name) {
            return Some(Grouping::Fact(fact));
        }
        let records = schema.records.iter().enumerate();
        let mut found = records.filter_map(|(r, record)| {
            let field = record.fields.iter().position(|f| f.names.is(name))?;
            Some(Grouping::Field(schema.list_of(r)?, r, field))
        });
        let first = found.next();
        if found.next().is_some() { None } else { first }
    }

    /// What it is called.
    pub fn names(&self, schema: &Schema) -> Names {
        let field = match self {
            Grouping::Fact(f) => schema.facts.get(*f),
            Grouping::Field(_, r, f) => schema.records.get(*r).and_then(|r| r.fields.get(*f)),
        };
        field.map(|f| f.names.clone()).unwrap_or_default()
    }

    /// The group of a case.
    pub fn of(&self, facts: &Facts, schema: &Schema) -> Names {
        match self {
            Grouping::Fact(f) => {
                let ty = schema.facts.get(*f).map(|f| f.ty);
                let known = facts.slots.get(*f).map(|s| &s.value);
                known.zip(ty).map_or_else(unknown, |(k, t)| value(k, t, schema))
            }
            Grouping::Field(list, r, f) => {
                let ty = schema.records.get(*r).and_then(|r| r.fields.get(*f)).map(|f| f.ty);
                let Some(ty) = ty else { return unknown() };
                let Some(Known::List(Some(rows))) = facts.slots.get(*list).map(|s| &s.value) else {
                    return unknown();
                };
                let of = |row: &Row| row.slots.get(*f).map(|s| value(&s.value, ty, schema));
                let all: BTreeSet<Names> = rows.iter().filter_map(of).collect();
                joined(all.into_iter(), ["none", "无"])
            }
        }
    }
}

/// How many facts a case states, those of its records included.
pub fn stated(facts: &Facts) -> usize {
    let given = |origin: Origin| usize::from(origin == Origin::Stated);
    let rows = |known: &Known| match known {
        Known::List(Some(rows)) => rows.iter().flat_map(|r| &r.slots).map(|s| given(s.origin)).sum(),
        _ => 0,
    };
    facts.slots.iter().map(|s| given(s.origin) + rows(&s.value)).sum()
}

fn names(en: &str, zh: &str) -> Names {
    Names { en: en.to_owned(), zh: zh.to_owned() }
}

fn unknown() -> Names {
    names("not known", "不明")
}

fn joined(all: impl Iterator<Item = Names>, none: [&str; 2]) -> Names {
    let all: Vec<Names> = all.collect();
    if all.is_empty() {
        return names(none[0], none[1]);
    }
    let [en, zh]: [Vec<&str>; 2] =
        [all.iter().map(|n| n.en.as_str()).collect(), all.iter().map(|n| n.zh.as_str()).collect()];
    names(&en.join(", "), &zh.join("、"))
}

/// A value as the name of a group: a member, yes or no, an exact number, the year of a date, the length of a list.
fn value(known: &Known, ty: Type, schema: &Schema) -> Names {
    match known {
        Known::Truth(Truth::Yes) => names("yes", "是"),
        Known::Truth(Truth::No) => names("no", "否"),
        Known::Truth(Truth::Unknown) => unknown(),
        Known::Number(n, _) => {
            let unit = if let Type::Number(unit) = ty { Some(unit) } else { None };
            number(n, unit)
        }
        Known::Member(m) => {
            let kind = if let Type::Member(k) = ty { schema.kinds.get(k) } else { None };
            let members = kind.map(|k| k.members.as_slice()).unwrap_or_default();
            match m.len() == 1 {
                true => m.iter().filter_map(|i| members.get(i)).next().cloned().unwrap_or_else(unknown),
                false => unknown(),
            }
        }
        Known::Date(d) => year(d),
        Known::List(Some(rows)) => names(&rows.len().to_string(), &rows.len().to_string()),
        Known::List(None) => unknown(),
    }
}

fn number(n: &Interval, unit: Option<Unit>) -> Names {
    let with = |digits: String| {
        let [en, zh] = unit.map(Unit::words).unwrap_or(["", ""]);
        names(format!("{digits} {en}").trim_end(), format!("{digits} {zh}").trim_end())
    };
    match (&n.lo, &n.hi) {
        (End::At(a), End::At(b)) if a == b => with(a.decimal()),
        (End::At(a), End::At(b)) => with(format!("{}..{}", a.decimal(), b.decimal())),
        (End::At(a), _) if *a > Ratio::zero() => with(format!("{}..", a.decimal())),
        _ => unknown(),
    }
}

fn year(d: &DateRange) -> Names {
    let (from, to) = (d.lo.year(), d.hi.year());
    match from == to {
        true => names(&from.to_string(), &from.to_string()),
        false => unknown(),
    }
}
