//! What a batch writes and says: the head of its tables, the notes by which it is taken up again, the matrix.

use super::columns::{pad, ruled};
use super::diff_page::thousands;
use super::diff_phrases as say;
use super::diff_sheet::csv;
use crate::batch::{Cells, Tally};
use crate::diag::{Lang, clean, fill};
use crate::ir::schema::Names;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// What a run is: a folder of results belongs to just one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunNote {
    /// The version of this program.
    pub version: String,
    /// The fingerprint of the texts of the rule sets.
    pub rules: String,
    /// The rule sets as asked for.
    pub modules: Vec<String>,
    /// The fingerprint of the table.
    pub table: String,
    /// How the file is called.
    pub input: String,
    /// Rows a part.
    pub part: u64,
    /// The grouping column.
    pub by: Option<String>,
    /// The language of the results.
    pub lang: String,
    /// Whether cells that cannot be read count as unknown.
    pub keep_going: bool,
    /// The form of the results, as their names end.
    pub results: String,
}

/// What a finished part is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartNote {
    /// The fingerprint of the cells that were read.
    pub input: String,
    /// The fingerprint of what was written.
    pub output: String,
    /// What was counted.
    pub tally: TallyNote,
}

/// What is kept of a finished part until the end; its counts stand in its note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartSum {
    /// How its file is called.
    file: String,
    rows: u64,
    input: String,
    output: String,
}

impl PartNote {
    /// What is kept of it, with the name of its file.
    pub fn sum(self, file: String) -> PartSum {
        PartSum { file, rows: self.tally.rows, input: self.input, output: self.output }
    }
}

/// Counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallyNote {
    rows: u64,
    matrix: Cells,
    examples: Vec<Vec<Vec<String>>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    groups: BTreeMap<String, Cells>,
    unreadable_cells: u64,
}

impl From<&Tally> for TallyNote {
    fn from(t: &Tally) -> TallyNote {
        TallyNote {
            rows: t.rows,
            matrix: t.cells.clone(),
            examples: t.examples.clone(),
            groups: t.groups.clone(),
            unreadable_cells: t.bad,
        }
    }
}

impl From<&TallyNote> for Tally {
    fn from(t: &TallyNote) -> Tally {
        Tally {
            rows: t.rows,
            cells: t.matrix.clone(),
            examples: t.examples.clone(),
            groups: t.groups.clone(),
            bad: t.unreadable_cells,
        }
    }
}

/// What a finished run is.
#[derive(Debug, Clone, Serialize)]
struct Manifest<'m> {
    run: &'m RunNote,
    outcomes: Vec<String>,
    parts: &'m [PartSum],
    all: TallyNote,
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).map(|t| t + "\n").unwrap_or_default()
}

/// A run as JSON.
pub fn run_note(run: &RunNote) -> String {
    json(run)
}

/// A part as JSON.
pub fn part_note(part: &PartNote) -> String {
    json(part)
}

/// What JSON says of a run; nothing if it is not all there.
pub fn read_run_note(text: &str) -> Option<RunNote> {
    serde_json::from_str(text).ok()
}

/// What JSON says of a part; nothing if it is not all there.
pub fn read_part_note(text: &str) -> Option<PartNote> {
    serde_json::from_str(text).ok()
}

/// What JSON says of a finished run.
pub fn manifest(run: &RunNote, scale: &[Names], parts: &[PartSum], all: &Tally) -> String {
    let outcomes = scale.iter().map(|n| n.en.clone()).chain(["undetermined".to_owned()]).collect();
    json(&Manifest { run, outcomes, parts, all: all.into() })
}

/// In which way two runs differ, `English | 中文`; nothing if they are one.
pub fn other_run(before: &RunNote, now: &RunNote) -> Option<&'static str> {
    Some(match () {
        () if before == now => return None,
        () if before.version != now.version => "another version of gravamen | 版本不同",
        () if before.rules != now.rules || before.modules != now.modules => {
            "other rule sets, or their text was changed | 规则不同，或者其文本已改动"
        }
        () if before.table != now.table => "the table was changed | 表格条目已改动",
        () if before.input != now.input => "another input | 输入不同",
        () => "other options | 选项不同",
    })
}

/// A cell of CSV that no spreadsheet takes for a formula.
pub fn csv_cell(text: &str) -> String {
    csv(text)
}

/// A line of CSV that begins a file.
pub fn csv_line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|c| csv(c)).collect();
    format!("\u{feff}{}\r\n", cells.join(","))
}

/// The head of the results.
pub fn batch_head(modules: &[Names], by: Option<&str>, lang: Lang) -> Vec<String> {
    let name = |n: &Names| lang.pick(&[&n.en, &n.zh]).to_owned();
    let mut head: Vec<String> = vec![lang.pick(&["case", "案件"]).into(), lang.pick(&["line", "行"]).into()];
    for module in modules {
        head.push(name(module));
        head.push(format!("{} {}", name(module), lang.pick(&["at most", "至多"])));
        head.push(format!("{} {}", name(module), lang.pick(&["by", "依据"])));
    }
    head.extend(by.map(str::to_owned));
    head
}

/// The matrix with example rows, then each group.
pub fn batch_text(tally: &Tally, modules: &[Names], scale: &[Names], lang: Lang, width: usize) -> String {
    let name = |n: &Names| lang.pick(&[&n.en, &n.zh]).to_owned();
    let mut outcomes: Vec<String> = scale.iter().map(name).collect();
    outcomes.push(lang.pick(&say::OPEN).to_owned());
    let cases = if tally.rows == 1 { &say::ONE_CASE } else { &say::CASES };
    let mut out = format!("{}\n", fill(lang.pick(cases), &[thousands(tally.rows)]));
    if tally.bad > 0 {
        const BAD: [&str; 2] =
            ["{0} cells could not be read and count as unknown", "{0} 格不能读取，视为不明"];
        out.push_str(&format!("! {}\n", fill(lang.pick(&BAD), &[thousands(tally.bad)])));
    }
    out.push('\n');
    if let [only] = modules {
        let width = outcomes.iter().map(|o| o.width()).max().unwrap_or(0);
        out.push_str(&format!("  {}\n", name(only)));
        for (i, word) in outcomes.iter().enumerate() {
            let n = tally.cells.get(i).and_then(|r| r.get(i)).copied().unwrap_or(0);
            out.push_str(&format!("  {}  {:>12}\n", pad(word, width), thousands(n)));
        }
        return out;
    }
    let (from, to) =
        (modules.first().map(name).unwrap_or_default(), modules.last().map(name).unwrap_or_default());
    let corner = fill(lang.pick(&say::CORNER), &[from, to]);
    out.push_str(&matrix(&corner, &tally.cells, &outcomes, lang, width));
    if modules.len() > 1 {
        const ROWS: [&str; 2] =
            ["rows that change, the first of each kind", "结论有变化的行（每类所列为最前）"];
        let mut some = false;
        for (i, row) in tally.examples.iter().enumerate() {
            for (j, ids) in row.iter().enumerate() {
                if i == j || ids.is_empty() {
                    continue;
                }
                if !std::mem::replace(&mut some, true) {
                    out.push_str(&format!("\n{}\n", lang.pick(&ROWS)));
                }
                let word = |k: usize| outcomes.get(k).map(String::as_str).unwrap_or_default();
                let ids: Vec<String> = ids.iter().map(|id| clean(id)).collect();
                out.push_str(&format!(
                    "  {} → {}  {}\n",
                    word(i),
                    word(j),
                    ids.join(lang.pick(&[", ", "、"]))
                ));
            }
        }
    }
    for (group, cells) in &tally.groups {
        let group = if group.trim().is_empty() { lang.pick(&["(empty)", "（空白）"]) } else { group };
        out.push_str(&format!("\n  {}\n", clean(group)));
        out.push_str(&matrix(&corner, cells, &outcomes, lang, width));
    }
    out
}

fn matrix(corner: &str, cells: &Cells, outcomes: &[String], lang: Lang, width: usize) -> String {
    let sum = lang.pick(&say::SUM).to_owned();
    let names = outcomes.iter().cloned();
    let head: Vec<String> = [corner.to_owned()].into_iter().chain(names).chain([sum.clone()]).collect();
    let mut lines: Vec<Vec<String>> = Vec::new();
    for (row, word) in cells.iter().zip(outcomes) {
        let mut line = vec![word.clone()];
        line.extend(row.iter().map(|n| thousands(*n)));
        line.push(thousands(row.iter().sum()));
        lines.push(line);
    }
    let columns = (0..outcomes.len()).map(|c| cells.iter().filter_map(|r| r.get(c)).sum::<u64>());
    let mut last = vec![sum];
    last.extend(columns.map(thousands));
    last.push(thousands(cells.iter().flatten().sum()));
    lines.push(last);
    ruled(&head, &lines, true, width)
}
