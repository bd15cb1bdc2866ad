//! Stated values checked and made known: ranges of numbers and dates, members, what a field takes.

use crate::diag::{Code, Diagnostic, Sink, nearest};
use crate::ir::facts::{Known, Origin, Slot};
use crate::ir::schema::{Names, Schema, Type};
use crate::text::{Span, limits};
use crate::val::{Date, DateRange, End, Interval, Members, Ratio, Truth, Unit};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A value as written, exact or with one or both ends.
#[derive(Debug, Clone)]
pub(super) struct Bounds<T> {
    /// The lesser end, if any.
    pub lo: Option<T>,
    /// The greater end, if any.
    pub hi: Option<T>,
}

impl<T: Clone> Bounds<T> {
    /// Both ends the same.
    pub fn point(value: T) -> Bounds<T> {
        Bounds { lo: Some(value.clone()), hi: Some(value) }
    }
}

/// The words used when something is wrong with a field: it is named as the user did.
pub(super) fn in_chinese(name: &str) -> bool {
    !name.is_ascii()
}

/// The English or the Chinese word, after the name that the user wrote.
pub(super) fn word<'a>(name: &str, pair: [&'a str; 2]) -> &'a str {
    let [en, zh] = pair;
    if in_chinese(name) { zh } else { en }
}

/// A unit in the language of a name.
pub(super) fn unit_word(name: &str, unit: Unit) -> &'static str {
    word(name, unit.words())
}

/// Reads numbers with their ends; the fault is the text that is out of range.
pub(super) fn number(bounds: Bounds<Ratio>, unit: Unit) -> Result<Known, String> {
    for n in [&bounds.lo, &bounds.hi].into_iter().flatten() {
        let whole = if unit == Unit::Yuan { n.is_multiple_of(100) } else { n.is_integer() };
        if *n < Ratio::zero() || *n > Ratio::int(limits::NUMBER) || !whole {
            return Err(written(n));
        }
    }
    let text = match (&bounds.lo, &bounds.hi) {
        (Some(a), Some(b)) if a > b => Some(format!("{}..{}", written(a), written(b))),
        _ => None,
    };
    if let Some(text) = text {
        return Err(text);
    }
    let lo = bounds.lo.map_or_else(End::zero, End::At);
    let hi = bounds.hi.map_or(End::Above, End::At);
    Ok(Known::Number(Interval::new(lo, hi), Vec::new()))
}

/// A number as people write it, with all its decimals.
fn written(n: &Ratio) -> String {
    let places = (0u32..=12).find(|p| n.is_multiple_of(10i64.pow(*p)));
    let digits = places.and_then(|p| n.times(&Ratio::int(10i64.pow(p))).as_i64().zip(Some(p as usize)));
    match digits {
        Some((all, places)) if places > 2 => {
            let sign = if all < 0 { "-" } else { "" };
            let digits = format!("{:0>width$}", all.unsigned_abs(), width = places + 1);
            let (whole, rest) = digits.split_at(digits.len() - places);
            format!("{sign}{whole}.{rest}")
        }
        _ => n.decimal(),
    }
}

/// Reads dates with their ends; the fault is the text that is out of range.
pub(super) fn date(bounds: Bounds<Date>) -> Result<Known, String> {
    match (bounds.lo, bounds.hi) {
        (Some(a), Some(b)) if a > b => Err(format!("{a}..{b}")),
        (lo, hi) => Ok(Known::Date(DateRange { lo: lo.unwrap_or(Date::MIN), hi: hi.unwrap_or(Date::MAX) })),
    }
}

/// One of both values, it is not known which; the same type on both sides.
pub(super) fn either(a: Known, b: Known) -> Known {
    match (a, b) {
        (Known::Truth(x), Known::Truth(y)) => Known::Truth(if x == y { x } else { Truth::Unknown }),
        (Known::Member(x), Known::Member(y)) => Known::Member(Members(x.0 | y.0)),
        (Known::Date(x), Known::Date(y)) => Known::Date(DateRange { lo: x.lo.min(y.lo), hi: x.hi.max(y.hi) }),
        (Known::Number(x, p), Known::Number(y, q)) => {
            let hull = Interval::new(x.lo.clone().min(y.lo.clone()), x.hi.clone().max(y.hi.clone()));
            let choices = match (singles(&x, p), singles(&y, q)) {
                (Some(p), Some(q)) if !hull.is_point() => {
                    let mut all: Vec<Ratio> = p.into_iter().chain(q).collect();
                    all.sort();
                    all.dedup();
                    all
                }
                _ => Vec::new(),
            };
            Known::Number(hull, choices)
        }
        (a, _) => a,
    }
}

fn singles(interval: &Interval, choices: Vec<Ratio>) -> Option<Vec<Ratio>> {
    match (&interval.lo, choices.is_empty()) {
        (_, false) => Some(choices),
        (End::At(n), true) if interval.is_point() => Some(vec![n.clone()]),
        _ => None,
    }
}

/// The member of a kind by either name; `no` means the one member that says no: `none`, or `not_…`.
pub(super) fn member(schema: &Schema, kind: usize, name: &str) -> Option<usize> {
    let members = &schema.kinds.get(kind)?.members;
    let found = members.iter().position(|m| m.is(name));
    if found.is_some() || name != "no" {
        return found;
    }
    let says_no = |en: &str| en == "none" || en.starts_with("not_");
    let mut denying = members.iter().enumerate().filter(|(_, m)| says_no(&m.en)).map(|(i, _)| i);
    denying.next().filter(|_| denying.next().is_none())
}

/// All spellings of some names.
pub(super) fn spellings<'a>(names: impl Iterator<Item = &'a Names>) -> impl Iterator<Item = &'a str> {
    names.flat_map(|n| [n.en.as_str(), n.zh.as_str()])
}

/// The first members of a kind, for people.
fn some_members(zh: bool, schema: &Schema, kind: usize) -> String {
    let members = schema.kinds.get(kind).map(|k| k.members.as_slice()).unwrap_or_default();
    let shown: Vec<&str> =
        members.iter().take(5).map(|m| if zh { m.zh.as_str() } else { m.en.as_str() }).collect();
    let [comma, more] = if zh { ["、", "……"] } else { [", ", ", …"] };
    format!("{}{}", shown.join(comma), if members.len() > 5 { more } else { "" })
}

/// No value at all, for a diagnostic in either language.
pub(super) const NOTHING: &str = "nothing | 空";

/// What a field takes, for a diagnostic in either language.
pub(super) fn takes(ty: Type, schema: &Schema) -> String {
    match ty {
        Type::YesNo => "yes or no | 是或否".to_owned(),
        Type::Number(unit) => {
            let [en, zh] = unit.words();
            format!("a number of {en} | 以{zh}计的数")
        }
        Type::Date => "a date | 日期".to_owned(),
        Type::Member(kind) => {
            let [en, zh] = [false, true].map(|zh| some_members(zh, schema, kind));
            format!("{en} | {zh}")
        }
        Type::List(record) => {
            let names = schema.records.get(record).map(|r| r.names.clone()).unwrap_or_default();
            format!("a list of {} | 若干{}", names.en, names.zh)
        }
    }
}

/// The fault that a field takes something else.
pub(super) fn wrong(name: &str, ty: Type, found: &str, span: Span, schema: &Schema) -> Diagnostic {
    Diagnostic::new(Code::WrongValue, span, &[name, &takes(ty, schema), found])
}

/// The fault that a name is not a member; mended where the place of the bare name is known.
pub(super) fn not_a_member(
    field: &str,
    kind: usize,
    found: &str,
    span: Span,
    edit: Option<Span>,
    schema: &Schema,
) -> Diagnostic {
    let Some(k) = schema.kinds.get(kind) else {
        return Diagnostic::new(Code::WrongValue, span, &[field, "", found]);
    };
    let near = nearest(found, spellings(k.members.iter()));
    let hint = match &near {
        Some(near) => format!("did you mean `{near}`? | 相近：{near}"),
        None => {
            let [en, zh] = [false, true].map(|zh| some_members(zh, schema, kind));
            format!("it has {en} | 其中有{zh}")
        }
    };
    let d = Diagnostic::new(Code::NotAMember, span, &[found, &k.names.both(), &hint]);
    match (near, edit) {
        (Some(near), Some(edit)) => d.mend(edit, &near),
        _ => d,
    }
}

/// The fault that nothing is called so, with the nearest name.
pub(super) fn unknown_key<'a>(
    name: &str,
    span: Span,
    edit: Option<Span>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let near = nearest(name, known);
    let d = Diagnostic::new(Code::UnknownKey, span, &[name, near.as_deref().unwrap_or("-")]);
    match (near, edit) {
        (Some(near), Some(edit)) => d.mend(edit, &near),
        _ => d,
    }
}

/// A slot that the case states.
pub(super) fn stated(value: Known, span: Span, evidence: Option<String>) -> Slot {
    Slot { value, origin: Origin::Stated, span: Some(span), evidence }
}

/// What was stated already, and where.
#[derive(Debug)]
pub(super) struct Seen<K>(BTreeMap<K, Span>);

impl<K: Ord> Seen<K> {
    /// Nothing yet.
    pub fn new() -> Seen<K> {
        Seen(BTreeMap::new())
    }
    /// Takes note; reports what stands here a second time.
    pub fn first(&mut self, key: K, name: &str, span: Span, sink: &mut Sink) -> bool {
        match self.0.entry(key) {
            Entry::Occupied(before) => {
                let d = Diagnostic::new(Code::DuplicateKey, span, &[name]);
                sink.push(d.also_because(*before.get(), "stated here too | 此处也载明"));
                false
            }
            Entry::Vacant(place) => {
                place.insert(span);
                true
            }
        }
    }
}

/// A list has more records than are read; the place is that of the first one beyond.
pub(super) fn too_many_records(at: Span) -> Diagnostic {
    let most = format!("{} records of one list | 一个列表 {0} 条记录", limits::RECORDS);
    Diagnostic::new(Code::TooMany, at, &[&most])
}
