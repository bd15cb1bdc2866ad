//! The JSON contract of `compare` and `prove`; a witness is a case object, as `run` reads it.

use super::json::{Ground, ground, pretty};
use super::refusal::refused;
use super::together::{Ways, margin_json};
use crate::diag::Lang;
use crate::ir::facts::{Known, Origin, Row};
use crate::ir::schema::{Names, Schema, Type};
use crate::prove::{Found, Limit, Refused, Relation};
use crate::session::{Answered, Contrast, Exhibit, Settled};
use crate::text::Sources;
use crate::val::{End, Truth};
use serde::Serialize;
use serde_json::{Map, Value, json};

#[derive(Serialize)]
struct All {
    modules: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#where: Option<String>,
    relation: &'static str,
    complete: bool,
    pairs: Vec<Pair>,
    definitions: Vec<Definition>,
    penalties: Vec<Penalty>,
    bounds: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

#[derive(Serialize)]
struct Pair {
    from: String,
    to: String,
    /// None where it is not decided.
    possible: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    smallest: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exchangeable: Vec<Exchange>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grounds: Vec<Under>,
}

#[derive(Serialize)]
struct Exchange {
    fact: String,
    members: Vec<String>,
}

#[derive(Serialize)]
struct Under {
    module: String,
    #[serde(flatten)]
    ground: Ground,
}

#[derive(Serialize)]
struct Definition {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<String>,
    relation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    only_first: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    only_second: Option<Value>,
}

#[derive(Serialize)]
struct Penalty {
    bound: &'static str,
    relation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    heavier_first: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heavier_second: Option<Value>,
}

pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "equivalent",
        Relation::Within => "stricter",
        Relation::Contains => "more_lenient",
        Relation::Overlapping => "incomparable",
        Relation::Disjoint => "disjoint",
        Relation::NotDecided => "not_decided",
    }
}

/// How the first lies to the second.
fn coverage(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "equal",
        Relation::Within => "contained",
        Relation::Contains => "containing",
        Relation::Overlapping => "overlapping",
        Relation::Disjoint => "disjoint",
        Relation::NotDecided => "not_decided",
    }
}

pub(super) fn bounds(limits: &[Limit]) -> Vec<String> {
    let one = |limit: &Limit| match limit {
        Limit::Years(from, to) => format!("years {from}..{to}"),
        Limit::Member(kind, member) => format!("without {} {}", kind.en, member.en),
    };
    limits.iter().map(one).collect()
}

/// `compare A B -f json`.
pub fn contrast_json(c: &Contrast, sources: &Sources) -> String {
    let word = |g: usize| c.scale.get(g).map(|n| n.en.clone()).unwrap_or_default();
    let pair = |(from, to, found): &(usize, usize, Found<Box<Exhibit>>)| {
        let shown = found.witness();
        Pair {
            from: word(*from),
            to: word(*to),
            possible: match found {
                Found::Possible(_) => Some(true),
                Found::Impossible => Some(false),
                Found::NotDecided => None,
            },
            witness: shown.map(|e| case(e)),
            smallest: shown.map(|e| e.witness.is_smallest),
            exchangeable: shown.map(|e| exchanges(e)).unwrap_or_default(),
            grounds: shown.map(|e| grounds(e, sources)).unwrap_or_default(),
        }
    };
    let definition = |(d, both): &(crate::prove::Definition, [Option<Box<Exhibit>>; 2])| {
        let [first, second] = both;
        Definition {
            name: d.names.en.clone(),
            record: d.record.as_ref().map(|r| r.en.clone()),
            relation: d.relation.as_ref().map_or("refused", |r| coverage(*r)),
            only_first: first.as_ref().map(|e| case(e)),
            only_second: second.as_ref().map(|e| case(e)),
        }
    };
    let penalty = |(p, both): &(crate::prove::Penalties, [Option<Box<Exhibit>>; 2])| {
        let [first, second] = both;
        Penalty {
            bound: match p.reach {
                crate::prove::Reach::Most => "longest",
                crate::prove::Reach::Least => "shortest",
                crate::prove::Reach::Fine => "fine",
            },
            relation: relation(p.relation),
            heavier_first: first.as_ref().map(|e| case(e)),
            heavier_second: second.as_ref().map(|e| case(e)),
        }
    };
    pretty(&All {
        modules: c.modules.iter().map(|m| m.en.clone()).collect(),
        r#where: c.within.clone(),
        relation: relation(c.relation),
        complete: c.complete(),
        pairs: c.pairs.iter().map(pair).collect(),
        definitions: c.definitions.iter().map(definition).collect(),
        penalties: c.penalties.iter().flatten().map(penalty).collect(),
        bounds: bounds(&c.limits),
        refused: None,
    })
}

/// The same where nothing can be said, because an expression cannot be put exactly.
pub fn refused_json(modules: &[Names], only: Option<&str>, why: &Refused) -> String {
    pretty(&All {
        modules: modules.iter().map(|m| m.en.clone()).collect(),
        r#where: only.map(str::to_owned),
        relation: "not_decided",
        complete: false,
        pairs: Vec::new(),
        definitions: Vec::new(),
        penalties: Vec::new(),
        bounds: Vec::new(),
        refused: Some(refused(why, Lang::En)),
    })
}

fn grounds(e: &Exhibit, sources: &Sources) -> Vec<Under> {
    let of = |v: &crate::explain::Verdict| {
        let decisive = v.grounds.iter().filter(|g| g.decisive);
        let under = |g| Under { module: v.module.en.clone(), ground: ground(v, g, sources) };
        decisive.map(under).collect::<Vec<_>>()
    };
    e.verdicts.iter().flat_map(of).collect()
}

fn exchanges(e: &Exhibit) -> Vec<Exchange> {
    let one = |x: &crate::prove::Exchange| Exchange {
        fact: match &x.record {
            Some((list, row)) => format!("{}[{row}].{}", list.en, x.fact.en),
            None => x.fact.en.clone(),
        },
        members: x.members.iter().map(|m| m.en.clone()).collect(),
    };
    e.witness.exchangeable.iter().map(one).collect()
}

/// A case object: `{"id":…,"unstated":"absent","facts":{…},"expect":{…}}`.
pub(super) fn case(e: &Exhibit) -> Value {
    let schema = &e.schema;
    let mut facts = Map::new();
    for (slot, field) in e.case.facts.slots.iter().zip(&schema.facts) {
        if slot.origin == Origin::Stated {
            facts.insert(field.names.en.clone(), value(&slot.value, field.ty, schema));
        }
    }
    let mut findings = Map::new();
    for (made, names) in e.case.facts.findings.iter().zip(&schema.findings) {
        if let Some((yes, because)) = made {
            findings.insert(names.en.clone(), json!({ "value": yes, "because": because }));
        }
    }
    let mut expect = Map::new();
    for one in &e.case.expects {
        let with = if one.with.is_empty() { String::new() } else { format!(" with {}", one.with.join(", ")) };
        expect.insert(format!("{}{with}", one.module), Value::from(one.low.clone()));
    }
    let mut out = Map::new();
    out.insert("id".into(), Value::from(e.case.id.clone()));
    out.insert("unstated".into(), Value::from("absent"));
    out.insert("facts".into(), Value::Object(facts));
    if !findings.is_empty() {
        out.insert("findings".into(), Value::Object(findings));
    }
    out.insert("expect".into(), Value::Object(expect));
    Value::Object(out)
}

fn value(known: &Known, ty: Type, schema: &Schema) -> Value {
    let unknown = || Value::from("unknown");
    match (known, ty) {
        (Known::Truth(Truth::Unknown), _) => unknown(),
        (Known::Truth(t), _) => Value::from(*t == Truth::Yes),
        (Known::Number(n, _), _) => match &n.lo {
            End::At(at) if n.is_point() => match at.as_i64() {
                Some(whole) => Value::from(whole),
                None => Value::from(at.decimal()),
            },
            _ => unknown(),
        },
        (Known::Member(set), Type::Member(kind)) => {
            let all = schema.kinds.get(kind).map(|k| k.members.as_slice()).unwrap_or_default();
            match (set.len(), set.iter().next().and_then(|m| all.get(m))) {
                (1, Some(names)) => Value::from(names.en.clone()),
                _ => unknown(),
            }
        }
        (Known::Date(day), _) if day.is_point() => Value::from(day.lo.to_string()),
        (Known::List(Some(rows)), Type::List(record)) => {
            Value::Array(rows.iter().map(|r| row(r, record, schema)).collect())
        }
        _ => unknown(),
    }
}

fn row(row: &Row, record: usize, schema: &Schema) -> Value {
    let fields = schema.records.get(record).map(|r| r.fields.as_slice()).unwrap_or_default();
    let stated = row.slots.iter().zip(fields).filter(|(slot, _)| slot.origin == Origin::Stated);
    let each = stated.map(|(slot, field)| (field.names.en.clone(), value(&slot.value, field.ty, schema)));
    Value::Object(each.collect())
}

#[derive(Serialize)]
struct Proofs {
    modules: Vec<Proved>,
}

#[derive(Serialize)]
struct Proved {
    module: String,
    claims: Vec<Claim>,
}

#[derive(Serialize)]
struct Claim {
    claim: String,
    says: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<String>,
    cites: Vec<String>,
    answer: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    witnesses: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bounds: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    margin: Option<Ways>,
}

/// `prove -f json`.
pub fn settled_json(all: &[(Names, Vec<Settled>)]) -> String {
    let claim = |s: &Settled| {
        let [en, _] = &s.text;
        let (answer, witnesses, limits, why) = match &s.answer {
            Answered::Proved(limits) => ("proved", Vec::new(), bounds(limits), None),
            Answered::Refuted(first, second) => {
                let both = std::iter::once(first).chain(second).map(|e| case(e)).collect();
                ("refuted", both, Vec::new(), None)
            }
            Answered::NotDecided => ("not_decided", Vec::new(), Vec::new(), None),
            Answered::Refused(why) => ("not_decided", Vec::new(), Vec::new(), Some(refused(why, Lang::En))),
            Answered::Unsound(asked) => ("internal_error", Vec::new(), Vec::new(), Some(asked.clone())),
        };
        Claim {
            claim: s.names.en.clone(),
            says: en.split_whitespace().collect::<Vec<_>>().join(" "),
            under: s.under.as_ref().map(|u| u.en.clone()),
            cites: s.cites.iter().map(|c| c.en.clone()).collect(),
            answer,
            witnesses,
            bounds: limits,
            refused: why,
            margin: s.margin.as_ref().map(margin_json),
        }
    };
    let module = |(names, claims): &(Names, Vec<Settled>)| Proved {
        module: names.en.clone(),
        claims: claims.iter().map(claim).collect(),
    };
    pretty(&Proofs { modules: all.iter().map(module).collect() })
}
