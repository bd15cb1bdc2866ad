//! The JSON contract of `compare A B --facts …`.

use super::json::pretty;
use super::overall_json::{bounds, case};
use crate::prove::{Area, Band, Mover, Status};
use crate::session::{Chart, Exhibit, How, Told};
use crate::val::Ratio;
use serde::Serialize;
use serde_json::{Value, json};

#[derive(Serialize)]
struct All {
    modules: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#where: Option<String>,
    /// Whether every part was settled.
    complete: bool,
    /// How many parts were settled, before any were merged.
    settled: usize,
    facts: Vec<Fact>,
    findings: Vec<Finding>,
    /// Every part once, in blocks: for each fact the first and the last band, and the finding.
    regions: Vec<Region>,
    bounds: Vec<String>,
}

#[derive(Serialize)]
struct Fact {
    fact: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    /// `itself`, `total` over the records, `number` of records.
    taken: &'static str,
    bands: Vec<Value>,
}

#[derive(Serialize)]
struct Finding {
    status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pairs: Vec<Pair>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    depends_on: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    perhaps_on: Vec<String>,
    complete: bool,
}

#[derive(Serialize)]
struct Pair {
    from: String,
    to: String,
    /// The provisions that decide in every such case, of each rule set.
    always_by: [Vec<String>; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    smallest: Option<bool>,
}

#[derive(Serialize)]
struct Region {
    bands: Vec<[usize; 2]>,
    finding: usize,
}

fn status(status: Status) -> &'static str {
    match status {
        Status::NoCase => "no_case",
        Status::Same => "same",
        Status::Differs => "always_differs",
        Status::Depends => "depends",
        Status::Open => "not_decided",
    }
}

fn number(n: &Ratio) -> Value {
    n.as_i64().map_or_else(|| Value::from(n.decimal()), Value::from)
}

/// Ends are included; one that is not there is null.
fn band(band: &Band) -> Value {
    match band {
        Band::Truth(values) => json!(values),
        Band::Members(all) => json!(all.iter().map(|n| n.en.clone()).collect::<Vec<_>>()),
        Band::Number { from, to } => {
            json!({ "from": from.as_ref().map(number), "to": to.as_ref().map(number) })
        }
        Band::Date { from, to } => {
            json!({ "from": from.map(|d| d.to_string()), "to": to.map(|d| d.to_string()) })
        }
    }
}

fn mover(m: &Mover) -> String {
    match &m.list {
        Some(list) => format!("{}.{}", list.en, m.names.en),
        None => m.names.en.clone(),
    }
}

/// `compare A B --facts … -f json`.
pub fn chart_json(c: &Chart) -> String {
    let word = |g: usize| c.scale.get(g).map(|n| n.en.clone()).unwrap_or_default();
    let fact = |(told, bands): (&Told, &Vec<Band>)| Fact {
        fact: told.names.en.clone(),
        unit: told.unit.map(|u| {
            let [en, _] = u.words();
            en
        }),
        taken: match told.how {
            How::Itself => "itself",
            How::Total => "total",
            How::Number => "number",
        },
        bands: bands.iter().map(band).collect(),
    };
    let finding = |(area, cases): (&Area, &Vec<Option<Box<Exhibit>>>)| Finding {
        status: status(area.status),
        pairs: area
            .pairs
            .iter()
            .zip(cases)
            .map(|(pair, exhibit)| Pair {
                from: word(pair.from),
                to: word(pair.to),
                always_by: pair.always.clone().map(|all| all.into_iter().map(|n| n.en).collect()),
                witness: exhibit.as_ref().map(|e| case(e)),
                smallest: exhibit.as_ref().map(|e| e.witness.is_smallest),
            })
            .collect(),
        depends_on: area.moved_by.iter().map(mover).collect(),
        perhaps_on: area.perhaps_by.iter().map(mover).collect(),
        complete: !area.is_open && area.perhaps_by.is_empty(),
    };
    let region = |(ends, finding): (Vec<(usize, usize)>, usize)| Region {
        bands: ends.into_iter().map(|(from, to)| [from, to]).collect(),
        finding,
    };
    pretty(&All {
        modules: c.modules.iter().map(|m| m.en.clone()).collect(),
        r#where: c.within.clone(),
        complete: c.found.complete(),
        settled: c.found.settled,
        facts: c.facts.iter().zip(&c.found.axes).map(fact).collect(),
        findings: c.found.areas.iter().zip(&c.cases).map(finding).collect(),
        regions: c.found.blocks().into_iter().map(region).collect(),
        bounds: bounds(&c.found.limits),
    })
}
