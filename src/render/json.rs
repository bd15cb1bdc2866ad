//! The JSON contract: verdicts and diagnostics; outcome words and paths in English, numbers as strings.

use crate::diag::{Diagnostic, Lang, half, help_of, reason_of, steers, title_of};
use crate::explain::{Because, GroundResult, Verdict};
use crate::ir::program::Penalty;
use crate::text::{Sources, Span};
use crate::val::{End, Interval, Ratio, Unit};
use serde::Serialize;

#[derive(Serialize)]
struct All {
    verdicts: Vec<One>,
}

/// A verdict.
#[derive(Serialize)]
pub(super) struct One {
    case: String,
    module: String,
    outcome: [String; 2],
    attained: [bool; 2],
    #[serde(skip_serializing_if = "is_no")]
    settled_by_proof: bool,
    applied: Vec<String>,
    elements: Vec<Element>,
    grounds: Vec<Ground>,
    missed: Vec<Missed>,
    missing: Vec<Missing>,
    open_findings: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    weighed: Vec<Weighed>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    moved: Vec<Moved>,
    unmade: Vec<String>,
    assumed: Vec<String>,
    penalty: Option<Bracket>,
    notes: Vec<Note>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_met: Option<bool>,
}

#[derive(Serialize)]
struct Weighed {
    fact: String,
    says: String,
}

#[derive(Serialize)]
struct Moved {
    finding: String,
    raises: bool,
    because: String,
    provisions: Vec<String>,
}

#[derive(Serialize)]
struct Element {
    offence: String,
    name: String,
    holds: &'static str,
}

#[derive(Serialize)]
pub(super) struct Ground {
    provision: String,
    grade: String,
    holds: &'static str,
    decisive: bool,
    cites: Vec<String>,
    degree: [String; 2],
    because: Vec<Reason>,
}

#[derive(Serialize)]
struct Reason {
    fact: String,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    share: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<String>,
}

#[derive(Serialize)]
struct Missed {
    provision: String,
    fact: String,
    short_by: String,
}

#[derive(Serialize)]
struct Missing {
    fact: String,
    could_give: Vec<String>,
}

#[derive(Serialize)]
struct Bracket {
    imprisonment_months: Option<[u32; 2]>,
    detention: bool,
    fine: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    life: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    control: bool,
    cites: Vec<String>,
}

#[derive(Serialize)]
struct Note {
    provision: String,
    says: String,
    applies: &'static str,
}

/// All verdicts, as the contract of `run -f json` has it.
pub fn json(verdicts: &[Verdict], sources: &Sources) -> String {
    let all = All { verdicts: verdicts.iter().map(|v| one(v, sources)).collect() };
    pretty(&all)
}

pub(super) fn pretty<T: Serialize>(value: &T) -> String {
    let plain = serde_json::to_string_pretty(value).unwrap_or_else(|_| "{}".to_owned());
    let mut out = String::with_capacity(plain.len() + 1);
    for c in plain.chars() {
        // what is left of such characters stands inside strings
        match c {
            '\n' => out.push(c),
            _ if steers(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.push('\n');
    out
}

fn en(names: &[crate::ir::schema::Names]) -> Vec<String> {
    names.iter().map(|n| n.en.clone()).collect()
}

pub(super) fn word(v: &Verdict, grade: usize) -> String {
    v.scale.get(grade).map(|n| n.en.clone()).unwrap_or_else(|| grade.to_string())
}

fn is_no(yes: &bool) -> bool {
    !yes
}

pub(super) fn one(v: &Verdict, sources: &Sources) -> One {
    One {
        case: v.case.clone(),
        module: v.module.en.clone(),
        outcome: [word(v, v.outcome.0), word(v, v.outcome.1)],
        attained: [v.attained.0, v.attained.1],
        settled_by_proof: v.settled,
        applied: v.applied.iter().map(|a| a.en.clone()).collect(),
        elements: v
            .elements
            .iter()
            .map(|(o, e, t)| Element { offence: o.en.clone(), name: e.en.clone(), holds: t.word() })
            .collect(),
        grounds: v.grounds.iter().map(|g| ground(v, g, sources)).collect(),
        missed: v
            .missed
            .iter()
            .map(|m| Missed {
                provision: m.provision.en.clone(),
                fact: m.names.en.clone(),
                short_by: amount(&m.short_by.0, m.short_by.1),
            })
            .collect(),
        missing: v
            .missing
            .iter()
            .map(|m| Missing {
                fact: m.fact.en.clone(),
                could_give: m.could_give.iter().map(|g| word(v, *g)).collect(),
            })
            .collect(),
        open_findings: en(&v.open_findings),
        weighed: v
            .weighed
            .iter()
            .map(|w| Weighed { fact: w.names.en.clone(), says: w.says.en.clone() })
            .collect(),
        moved: v
            .moved
            .iter()
            .map(|m| Moved {
                finding: m.finding.en.clone(),
                raises: m.raises,
                because: m.because.clone(),
                provisions: en(&m.provisions),
            })
            .collect(),
        unmade: en(&v.unmade),
        assumed: en(&v.assumed),
        penalty: v.penalty.as_ref().map(bracket),
        notes: v
            .notes
            .iter()
            .map(|(p, s, t)| Note { provision: p.en.clone(), says: s.en.clone(), applies: t.word() })
            .collect(),
        expected_met: (!v.expected.is_empty()).then(|| v.expected.iter().all(|e| e.2)),
    }
}

fn bracket(p: &Penalty) -> Bracket {
    Bracket {
        imprisonment_months: p.imprisonment.map(|(a, b)| [a, b]),
        detention: p.detention,
        fine: p.fine,
        life: p.life,
        control: p.control,
        cites: en(&p.cites),
    }
}

pub(super) fn ground(v: &Verdict, g: &GroundResult, sources: &Sources) -> Ground {
    Ground {
        provision: g.provision.en.clone(),
        grade: word(v, g.grade),
        holds: g.holds.word(),
        decisive: g.decisive,
        cites: en(&g.cites),
        degree: [g.degree.lo.to_string(), g.degree.hi.to_string()],
        because: g.because.iter().map(|b| reason(b, sources)).collect(),
    }
}

fn reason(b: &Because, sources: &Sources) -> Reason {
    let value = match (&b.number, b.truth) {
        (Some(n), _) => range(n),
        (None, Some(t)) => t.word().to_owned(),
        (None, None) => "unknown".to_owned(),
    };
    Reason {
        fact: b.names.en.clone(),
        value,
        standard: b.standard.as_ref().map(|(n, u)| amount(n, *u)),
        share: b.share,
        places: b.places.iter().map(|(s, _)| place(*s, sources)).collect(),
        evidence: b.places.iter().filter_map(|(_, note)| note.clone()).collect(),
    }
}

pub(super) fn place(span: Span, sources: &Sources) -> String {
    let p = sources.place(span);
    format!("{}:{}", p.name, p.line)
}

fn amount(n: &Ratio, unit: Option<Unit>) -> String {
    match unit.map(|u| u.after(n)) {
        Some([word, _]) => format!("{} {word}", n.decimal()),
        None => n.decimal(),
    }
}

/// `50`, `50..`, `30..50`.
fn range(n: &Interval) -> String {
    let end = |e: &End| match e {
        End::At(r) => r.decimal(),
        End::Below | End::Above => String::new(),
    };
    match n.is_point() {
        true if end(&n.lo).is_empty() => n.lo.to_string(),
        true => end(&n.lo),
        false => format!("{}..{}", end(&n.lo), end(&n.hi)),
    }
}

#[derive(Serialize)]
struct Found {
    diagnostics: Vec<Fault>,
}

#[derive(Serialize)]
struct Pair {
    en: String,
    zh: String,
}

#[derive(Serialize)]
struct At {
    file: String,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Replacement {
    at: At,
    replace: String,
    with: String,
}

#[derive(Serialize)]
struct Fix {
    says: Option<Pair>,
    edits: Vec<Replacement>,
}

#[derive(Serialize)]
struct Other {
    #[serde(flatten)]
    at: At,
    says: Option<Pair>,
}

#[derive(Serialize)]
struct Fault {
    code: &'static str,
    severity: &'static str,
    message: Pair,
    help: Option<Pair>,
    at: Option<At>,
    also: Vec<Other>,
    fixes: Vec<Fix>,
}

/// The diagnostics with places, in both languages.
pub fn diagnostics_json(found: &[Diagnostic], sources: &Sources) -> String {
    let at = |span: Span| {
        let p = sources.place(span);
        At { file: p.name, line: p.line, column: p.column }
    };
    let pair = |says: &str| {
        let part = |lang| half(says, lang).to_owned();
        (!says.is_empty()).then(|| Pair { en: part(Lang::En), zh: part(Lang::Zh) })
    };
    let fault = |d: &Diagnostic| Fault {
        code: d.code.row().id,
        severity: Lang::En.pick(&d.code.level().words()),
        message: Pair { en: title_of(d, Lang::En), zh: title_of(d, Lang::Zh) },
        help: help_of(d, Lang::En).zip(help_of(d, Lang::Zh)).map(|(en, zh)| Pair { en, zh }),
        at: d.span.map(at),
        also: d.also.iter().map(|o| Other { at: at(o.span), says: pair(reason_of(o)) }).collect(),
        fixes: d
            .mends
            .iter()
            .map(|m| Fix {
                says: pair(&m.says),
                edits: m
                    .edits
                    .iter()
                    .map(|e| Replacement {
                        at: at(e.span),
                        replace: sources.slice(e.span),
                        with: e.text.clone(),
                    })
                    .collect(),
            })
            .collect(),
    };
    pretty(&Found { diagnostics: found.iter().map(fault).collect() })
}
