//! What a change is aimed at: a fact, a record of a list, a field of it; `lots[0].count`, or a record by its kind.

use super::state::Prompt;
use crate::case::CaseFile;
use crate::diag::nearest;
use crate::eval::Path;
use crate::ir::facts::Known;
use crate::ir::schema::{Names, Record, Schema, Type};

/// A fact, or a part of one; positions in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Target {
    /// The fact; the list that holds the record, if it is a part of one.
    pub(super) fact: usize,
    /// The record in the list.
    pub(super) row: Option<usize>,
    /// The field of the record.
    pub(super) field: Option<usize>,
}

impl Target {
    /// Where the number lies that may move: of a record without a field, the one that is counted first.
    pub(super) fn path(self, schema: &Schema) -> Option<Path> {
        let Some(row) = self.row else { return Some(Path::Fact(self.fact)) };
        let Type::List(record) = schema.facts.get(self.fact)?.ty else { return None };
        let fields = &schema.records.get(record)?.fields;
        let counted = || fields.iter().position(|f| matches!(f.ty, Type::Number(_)) && f.default.is_none());
        Some(Path::Field(self.fact, row, self.field.or_else(counted)?))
    }
}

/// The record that a list holds.
pub(super) fn record_of(schema: &Schema, fact: usize) -> Option<usize> {
    match schema.facts.get(fact)?.ty {
        Type::List(record) => Some(record),
        _ => None,
    }
}

impl Prompt {
    /// What a text means; none if it is no fact and no part of one.
    pub(super) fn target(&mut self, text: &str) -> Option<Target> {
        let set = self.set.clone();
        let schema = self.session.schema(&set)?;
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '\u{3000}')
            .map(|c| match c {
                '［' | '【' => '[',
                '］' | '】' => ']',
                '．' => '.',
                '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
                c => c,
            })
            .collect();
        let (name, rest) = text.split_once('[').map_or((text.as_str(), None), |(n, r)| (n, Some(r)));
        let listed = |n: &str| {
            let record = schema.records.iter().position(|r| r.names.is(n))?;
            schema.list_of(record)
        };
        let Some(rest) = rest else {
            let fact = schema.fact(name).or_else(|| listed(name));
            if let Some(fact) = fact {
                return Some(Target { fact, row: None, field: None });
            }
            let case = self.apart(Prompt::facts).0?;
            return match of_kind(&case, &schema, name).as_slice() {
                [one] => Some(*one),
                _ => None,
            };
        };
        let fact = schema.fact(name).or_else(|| listed(name))?;
        let (row, field) = rest.split_once(']')?;
        let row = row.parse().ok()?;
        let record = record_of(&schema, fact)?;
        let field = match field.strip_prefix('.') {
            None if field.is_empty() => None,
            None => return None,
            Some(field) => Some(schema.records.get(record)?.fields.iter().position(|f| f.names.is(field))?),
        };
        Some(Target { fact, row: Some(row), field })
    }

    /// The same, and says what is wrong if it means nothing.
    pub(super) fn target_or_say(&mut self, text: &str) -> Option<Target> {
        if let Some(target) = self.target(text) {
            return Some(target);
        }
        let set = self.set.clone();
        let schema = self.session.schema(&set)?;
        let found = self.apart(Prompt::facts).0.map(|case| of_kind(&case, &schema, text)).unwrap_or_default();
        if let [first, _, ..] = found.as_slice() {
            let list = schema.facts.get(first.fact).map(|f| f.names.clone()).unwrap_or_default();
            let at = first.row.unwrap_or_default();
            let says = [
                format!("several records are `{text}`: write which, as `{}[{at}]`", list.en),
                format!("有多条记录为“{text}”，请写明其一，如 {}[{at}]", list.zh),
            ];
            self.refuse([&says[0], &says[1]]);
            return None;
        }
        for (record, shape) in schema.records.iter().enumerate() {
            let list = schema.list_of(record).and_then(|f| schema.facts.get(f));
            if let (true, Some(list)) = (shape.fields.iter().any(|f| f.names.is(text)), list) {
                let [en, zh] = [&list.names.en, &list.names.zh];
                let says = [
                    format!("`{text}` is a field of each {}: write `{en}[0].{text}`", shape.names.en),
                    format!("“{text}”是每一{}的字段，请写 {zh}[0].{text}", shape.names.zh),
                ];
                self.refuse([&says[0], &says[1]]);
                return None;
            }
        }
        if let Some((list, field)) = text.split_once('.')
            && let Some(fact) = schema.facts.iter().find(|f| f.names.is(list))
            && matches!(fact.ty, Type::List(_))
        {
            let says = [
                format!("`{list}` are several records: write which, as `{list}[0].{field}`"),
                format!("“{list}”有多条记录，请写明其一，如 {list}[0].{field}"),
            ];
            self.refuse([&says[0], &says[1]]);
            return None;
        }
        let record = text.split_once('[').and_then(|(list, rest)| {
            let (_, field) = rest.split_once("].")?;
            let fact = schema.facts.iter().position(|f| f.names.is(list))?;
            Some((field, schema.records.get(schema.record_of(fact)?)?))
        });
        let spelt = |r: &Record, wrong: &str| {
            let names = r.fields.iter().flat_map(|f| [f.names.en.as_str(), f.names.zh.as_str()]);
            nearest(wrong, names).is_some()
        };
        if let Some((field, record)) = record.filter(|(field, r)| !spelt(r, field)) {
            let all = |of: fn(&Names) -> &str, comma: &str| {
                record.fields.iter().map(|f| of(&f.names)).collect::<Vec<_>>().join(comma)
            };
            let [en, zh] = [all(|n| &n.en, ", "), all(|n| &n.zh, "、")];
            let says = [
                format!("`{}` has no field `{field}`; it has {en}", record.names.en),
                format!("“{}”没有字段“{field}”，只有{zh}", record.names.zh),
            ];
            self.refuse([&says[0], &says[1]]);
            return None;
        }
        let fields = schema.records.iter().flat_map(|r| &r.fields);
        let members = schema.kinds.iter().flat_map(|k| &k.members);
        let names = schema.facts.iter().chain(fields).map(|f| &f.names).chain(members);
        let names = names.flat_map(|n| [n.en.as_str(), n.zh.as_str()]);
        let last = text.rsplit('.').next().unwrap_or(text);
        let near = nearest(last, names);
        let tip = |before: &str| near.as_ref().map_or(String::new(), |n| format!("{before}{n}"));
        let says = [
            format!("`{text}` is no fact of this case{}", tip("; did you mean ")),
            format!("“{text}”不是本案的事实{}", tip("；相近：")),
        ];
        self.refuse([&says[0], &says[1]]);
        None
    }
}

/// The records that surely have that member.
fn of_kind(case: &CaseFile, schema: &Schema, name: &str) -> Vec<Target> {
    let mut found = Vec::new();
    for (fact, slot) in case.facts.slots.iter().enumerate() {
        let (Known::List(Some(rows)), Some(record)) = (&slot.value, record_of(schema, fact)) else {
            continue;
        };
        let fields = schema.records.get(record).map(|r| r.fields.as_slice()).unwrap_or_default();
        for (row, values) in rows.iter().enumerate() {
            let is = |(slot, field): (&crate::ir::facts::Slot, &crate::ir::schema::Field)| {
                let (Known::Member(m), Type::Member(kind)) = (&slot.value, field.ty) else { return false };
                let member = schema.kinds.get(kind).and_then(|k| k.members.iter().position(|n| n.is(name)));
                slot.span.is_some() && m.len() == 1 && m.iter().next() == member
            };
            if values.slots.iter().zip(fields).any(is) {
                found.push(Target { fact, row: Some(row), field: None });
            }
        }
    }
    found
}
