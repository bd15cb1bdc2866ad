//! The outcome of a suite for machines: JSON, and XML as test runners read it.

use super::json::{One, one, place, pretty, word};
use super::tested::difference;
use crate::diag::Lang;
use crate::ir::schema::Names;
use crate::session::Tested;
use crate::suite::{Coverage, Side};
use crate::text::Sources;
use serde::Serialize;

#[derive(Serialize)]
struct All {
    passed: usize,
    failed: usize,
    files: Vec<File>,
    coverage: Vec<Sheet>,
}

#[derive(Serialize)]
struct File {
    file: String,
    passed: usize,
    failed: usize,
    faults: usize,
    cases_without_expectation: usize,
    tests: Vec<Test>,
}

#[derive(Serialize)]
struct Test {
    case: String,
    module: String,
    at: String,
    expected: Vec<[String; 2]>,
    outcome: [String; 2],
    met: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<One>,
}

#[derive(Serialize)]
struct Sheet {
    rules: String,
    cases: usize,
    provisions: Vec<Provision>,
    boundaries: Vec<Boundary>,
}

#[derive(Serialize)]
struct Provision {
    provision: String,
    grade: String,
    held: usize,
    failed: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cannot: Vec<Cannot>,
}

#[derive(Serialize)]
struct Cannot {
    side: &'static str,
    because: String,
}

#[derive(Serialize)]
struct Boundary {
    provision: String,
    fact: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard: Option<String>,
    missing: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cannot: Vec<Cannot>,
}

/// All files and what they exercise; a verdict stands with each difference.
pub fn tested_json(files: &[Tested], sheets: &[Coverage], sources: &Sources) -> String {
    let (mut passed, mut failed) = (0, 0);
    let mut out = Vec::new();
    for file in files {
        let (met, unmet) = file.counts();
        (passed, failed) = (passed + met, failed + unmet);
        let test = |a: &crate::session::Answer| {
            let v = &a.verdict;
            let met = v.expected.iter().all(|e| e.2);
            Test {
                case: v.case.clone(),
                module: v.module.en.clone(),
                at: place(a.span, sources),
                expected: v.expected.iter().map(|e| [word(v, e.0), word(v, e.1)]).collect(),
                outcome: [word(v, v.outcome.0), word(v, v.outcome.1)],
                met,
                verdict: (!met).then(|| one(v, sources)),
            }
        };
        out.push(File {
            file: file.name.clone(),
            passed: met,
            failed: unmet,
            faults: file.faults,
            cases_without_expectation: file.silent,
            tests: file.answers.iter().map(test).collect(),
        });
    }
    pretty(&All { passed, failed, files: out, coverage: sheets.iter().map(sheet).collect() })
}

fn sheet(c: &Coverage) -> Sheet {
    let provision = |p: &crate::suite::Provision| Provision {
        provision: p.provision.en.clone(),
        grade: p.grade.en.clone(),
        held: p.held,
        failed: p.failed,
        cannot: cannot(&p.cannot),
    };
    let boundary = |b: &crate::suite::Boundary| Boundary {
        provision: b.provision.en.clone(),
        fact: b.names.en.clone(),
        standard: b.standard.as_ref().map(|(s, u)| match u {
            Some(u) => format!("{} {}", s.decimal(), Lang::En.pick(&u.after(s))),
            None => s.decimal(),
        }),
        missing: b.missing().map(side).collect(),
        cannot: cannot(&b.cannot),
    };
    Sheet {
        rules: c.rules.en.clone(),
        cases: c.cases,
        provisions: c.provisions.iter().map(provision).collect(),
        boundaries: c.boundaries.iter().map(boundary).collect(),
    }
}

fn cannot(sides: &[(Side, Names)]) -> Vec<Cannot> {
    sides.iter().map(|(s, why)| Cannot { side: side(*s), because: why.en.clone() }).collect()
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Below => "below",
        Side::At => "at",
        Side::Above => "above",
        Side::Holds => "holds",
        Side::Fails => "fails",
    }
}

/// The outcome in the XML that test runners read; a case under a rule set is one test.
pub fn junit(files: &[Tested], sources: &Sources, lang: Lang) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for file in files {
        let (tests, failures) = (file.answers.len(), file.unmet().count());
        let errors = usize::from(file.faults > 0);
        out.push_str(&format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\">\n",
            escaped(&file.name),
            tests + errors
        ));
        for answer in &file.answers {
            let v = &answer.verdict;
            let (class, name) = (escaped(&v.module.en), escaped(&v.case));
            let head = format!("    <testcase classname=\"{class}\" name=\"{name}\"");
            let unmet = v.expected.iter().find(|e| !e.2);
            let Some((lo, hi, _)) = unmet else {
                out.push_str(&format!("{head}/>\n"));
                continue;
            };
            let range = |a: usize, b: usize| match a == b {
                true => word(v, a),
                false => format!("{} .. {}", word(v, a), word(v, b)),
            };
            let says = format!("expected {}, got {}", range(*lo, *hi), range(v.outcome.0, v.outcome.1));
            let text = difference(answer, sources, lang);
            out.push_str(&format!(
                "{head}>\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
                escaped(&says),
                escaped(text.trim())
            ));
        }
        if errors > 0 {
            let says = lang.pick(&["the file has faults", "文件有错误"]);
            out.push_str(&format!(
                "    <testcase classname=\"{}\" name=\"{says}\"><error message=\"{}\"/></testcase>\n",
                escaped(&file.name),
                file.faults
            ));
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// Text inside XML; what XML cannot hold becomes a question mark.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('?'),
            c => out.push(c),
        }
    }
    out
}
