//! The block of a report that lets anyone run it again: version, command, hashes and every outcome, as JSON in the page.

use crate::diag::steers;
use crate::ir::schema::Names;
use crate::session::{Report, Seal};
use serde::{Deserialize, Serialize};

const OPEN: &str = "<pre id=\"reproduction\">";
const CLOSE: &str = "</pre>";

/// What a report was made of, and what came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reproduction {
    /// The version of the program.
    pub gravamen: String,
    /// The command, word by word.
    pub command: Vec<String>,
    /// The rule sets.
    pub rule_sets: Vec<String>,
    /// Each module with the hash of its text.
    pub modules: Vec<(String, String)>,
    /// Each case file with the hash of its text.
    pub case_files: Vec<(String, String)>,
    /// Each case with its outcome under each rule set: least, greatest.
    pub verdicts: Vec<(String, Vec<[String; 2]>)>,
}

impl Reproduction {
    /// The block of a report.
    pub fn of(report: &Report, command: &[String]) -> Reproduction {
        let seals =
            |all: &[Seal]| all.iter().map(|s| (s.name.clone(), format!("sha256:{}", s.sha256))).collect();
        let scale = &report.diff.scale;
        let word = |g: usize| scale.get(g).map_or_else(|| g.to_string(), |n: &Names| n.en.clone());
        let verdict = |row: &crate::compare::Row| {
            let outcomes = row.verdicts.iter().map(|v| [word(v.outcome.0), word(v.outcome.1)]).collect();
            (row.case.clone(), outcomes)
        };
        Reproduction {
            gravamen: env!("CARGO_PKG_VERSION").to_owned(),
            command: command.to_vec(),
            rule_sets: report.sheets.iter().map(|s| s.name.clone()).collect(),
            modules: seals(&report.modules),
            case_files: seals(&report.cases),
            verdicts: report.diff.rows.iter().map(verdict).collect(),
        }
    }

    /// As JSON, a line an entry.
    pub(super) fn json(&self) -> String {
        let line = |v: &dyn Fn() -> serde_json::Result<String>| v().unwrap_or_default();
        let one = |key: &str, value: String| format!("  \"{key}\": {value}");
        let list = |key: &str, lines: Vec<String>| match lines.is_empty() {
            true => format!("  \"{key}\": []"),
            false => format!("  \"{key}\": [\n    {}\n  ]", lines.join(",\n    ")),
        };
        let rows =
            |all: &[(String, String)]| all.iter().map(|m| line(&|| serde_json::to_string(m))).collect();
        let parts = [
            one("gravamen", line(&|| serde_json::to_string(&self.gravamen))),
            one("command", line(&|| serde_json::to_string(&self.command))),
            one("rule_sets", line(&|| serde_json::to_string(&self.rule_sets))),
            list("modules", rows(&self.modules)),
            list("case_files", rows(&self.case_files)),
            list("verdicts", self.verdicts.iter().map(|v| line(&|| serde_json::to_string(v))).collect()),
        ];
        let text = format!("{{\n{}\n}}", parts.join(",\n"));
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            // what would turn the direction of the text stands as JSON may write it
            if c != '\n' && steers(c) {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            } else {
                out.push(c);
            }
        }
        out
    }
}

/// The block of a page; none if there is none or it cannot be read.
pub fn reproduction(page: &str) -> Option<Reproduction> {
    let (_, tail) = page.split_once(OPEN)?;
    let (block, _) = tail.split_once(CLOSE)?;
    let mut text = block.to_owned();
    for (written, meant) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")]
    {
        text = text.replace(written, meant);
    }
    serde_json::from_str(&text).ok()
}
