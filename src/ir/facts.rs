//! The facts of one case as engines read them: known, bounded or unknown, each with where it comes from.

use super::schema::{Field, Schema, Type, Value};
use crate::text::Span;
use crate::val::{DateRange, Interval, Members, Ratio, Truth};
use std::collections::BTreeMap;

/// What is known of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// yes, no or unknown
    Truth(Truth),
    /// all numbers in the interval, or only the choices if there are any
    Number(Interval, Vec<Ratio>),
    /// any of these members
    Member(Members),
    /// any of these days
    Date(DateRange),
    /// the records; `None` if the list itself is unknown
    List(Option<Vec<Row>>),
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The case states it.
    Stated,
    /// The vocabulary's default: assumed.
    Default,
    /// Silence means absent in this case.
    Silent,
    /// Not stated: unknown.
    Unstated,
}

/// A value with its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The value.
    pub value: Known,
    /// Why.
    pub origin: Origin,
    /// Where it stands.
    pub span: Option<Span>,
    /// The coder's note of evidence.
    pub evidence: Option<String>,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// A slot a field, in the order of the schema.
    pub slots: Vec<Slot>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// All facts of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// A slot a fact, in the order of the schema.
    pub slots: Vec<Slot>,
    /// A finding made, with its reason; in the order of the schema.
    pub findings: Vec<Option<(bool, String)>>,
    /// Values given to unmade evaluations (and the record's row) while undecided facts are split; empty in a case.
    pub opens: BTreeMap<(usize, usize), bool>,
}

impl Known {
    /// Nothing is known of it.
    pub fn unknown(ty: Type, schema: &Schema) -> Known {
        match ty {
            Type::YesNo => Known::Truth(Truth::Unknown),
            Type::Number(_) => Known::Number(Interval::natural(), Vec::new()),
            Type::Date => Known::Date(DateRange::any()),
            Type::Member(k) => {
                Known::Member(Members::all(schema.kinds.get(k).map_or(0, |k| k.members.len())))
            }
            Type::List(_) => Known::List(None),
        }
    }
    /// Just this value.
    pub fn value(value: &Value) -> Known {
        match value {
            Value::Truth(b) => Known::Truth(Truth::from(*b)),
            Value::Number(n) => Known::Number(Interval::point(n.clone()), Vec::new()),
            Value::Member(m) => Known::Member(Members::one(*m)),
            Value::Date(d) => Known::Date(DateRange::point(*d)),
        }
    }
    /// Whether just one value is possible.
    pub fn is_known(&self) -> bool {
        match self {
            Known::Truth(t) => *t != Truth::Unknown,
            Known::Number(i, _) => i.is_point(),
            Known::Member(m) => m.len() == 1,
            Known::Date(d) => d.is_point(),
            Known::List(l) => l.is_some(),
        }
    }
}

impl Slot {
    /// What an unstated field is: its default, else by the case's rule on silence.
    pub fn unstated(field: &Field, absent: bool, schema: &Schema) -> Slot {
        let (value, origin) = match (&field.default, absent, &field.if_silent, field.ty) {
            (Some(v), ..) => (Known::value(v), Origin::Default),
            (None, true, Some(v), _) => (Known::value(v), Origin::Silent),
            (None, true, None, Type::YesNo) => (Known::Truth(Truth::No), Origin::Silent),
            (None, true, None, Type::Number(_)) => {
                (Known::Number(Interval::point(Ratio::zero()), Vec::new()), Origin::Silent)
            }
            (None, true, None, Type::List(_)) => (Known::List(Some(Vec::new())), Origin::Silent),
            _ => (Known::unknown(field.ty, schema), Origin::Unstated),
        };
        Slot { value, origin, span: None, evidence: None }
    }
}

impl Row {
    /// A record of which nothing is known, defaults not taken.
    pub fn unknown(record: usize, schema: &Schema) -> Row {
        let fields = schema.records.get(record).map(|r| r.fields.as_slice()).unwrap_or_default();
        let slot = |f: &Field| Slot {
            value: Known::unknown(f.ty, schema),
            origin: Origin::Unstated,
            span: None,
            evidence: None,
        };
        Row { slots: fields.iter().map(slot).collect(), span: None }
    }
    /// A record of which nothing is stated.
    pub fn unstated(record: usize, absent: bool, schema: &Schema) -> Row {
        let fields = schema.records.get(record).map(|r| r.fields.as_slice()).unwrap_or_default();
        Row { slots: fields.iter().map(|f| Slot::unstated(f, absent, schema)).collect(), span: None }
    }
}

impl Facts {
    /// A case that states nothing.
    pub fn unstated(absent: bool, schema: &Schema) -> Facts {
        Facts {
            slots: schema.facts.iter().map(|f| Slot::unstated(f, absent, schema)).collect(),
            findings: schema.findings.iter().map(|_| None).collect(),
            opens: BTreeMap::new(),
        }
    }
}
