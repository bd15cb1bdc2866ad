//! Every table that is printed stands in columns, a Han character taking two cells, in lines of 60, 80 and 120 cells.

use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Names of cases beyond forty cells, in both languages, beside short ones.
const CASES: &str = "\
case 甲公司员工出售行踪轨迹信息并提供征信信息一案-二审改判 | a-very-long-name-that-goes-on-well-beyond-forty-columns-001
  unstated facts are absent
  subject        natural_person
  breach         yes
  conduct_from   2020-06-01
  conduct_to     2021-02-28
  illegal_gains  5200 yuan   evidence \"甲 doc 乙\"
  lot other, 60 items, purchase
  lot 行踪轨迹信息, 30 items, purchase
  expect especially_serious under current
  expect serious under cn.pi.reform.gains_fallback

case 乙案 | b
  unstated facts are absent
  subject        natural_person
  conduct_from   2020-06-01
  conduct_to     2021-02-28
  illegal_gains  5200 yuan
  lot other, 30 items, purchase
";
const RULES: &str = "\
module t | 试验
  source CL \"Criminal Law\"

facts
  gains | 所得 yuan
  force_against_persons | 对人使用暴力 yes or no
scale amount | 数额 large | 较大 < especially_large_and_grave | 特别巨大
offence theft | 盗窃罪 by CL 264
  conduct force_against_persons or gains reaches 1 yuan
article 1(1) large if any of the following
  (1) gains reaches 100 yuan
article 1(2) especially_large_and_grave if any of the following
  (1) gains reaches 1000 yuan
";
const CHANGED: &str = "\
module t_with_a_long_name_in_english | 试验之改动
  source CL \"Criminal Law\"
  amends t

set 1(1)(1) at 50 yuan  because \"x\"
";
/// The places of upright lines in a line, in cells.
fn bars(line: &str) -> Vec<usize> {
    let marks = line.char_indices().filter(|(_, c)| matches!(c, '│' | '┼'));
    marks.map(|(at, _)| line[..at].width()).collect()
}

/// The cells of a line that stand apart by two spaces or more: where each begins and ends.
fn cells(line: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    for part in line.split("  ") {
        let lead = part.len() - part.trim_start().len();
        let text = part.trim();
        if !text.is_empty() {
            out.push((at + lead, at + lead + text.width()));
        }
        at += part.width() + 2;
    }
    out
}

/// What is wrong with the tables of a text; how many lines of tables there were.
pub fn faults(text: &str, width: usize) -> (usize, Vec<String>) {
    let (mut lines, mut out) = (0, Vec::new());
    for block in text.split("\n\n") {
        let drawn: Vec<&str> = block.lines().filter(|l| !bars(l).is_empty()).collect();
        // a fault shown in its source has a margin of its own
        if block.contains('╭') {
            continue;
        }
        for line in &drawn {
            lines += 1;
            if bars(line) != bars(drawn[0]) {
                out.push(format!("bars {:?} and {:?}\n{}\n{line}", bars(drawn[0]), bars(line), drawn[0]));
            }
            if line.width() > width {
                out.push(format!("{} cells of {width}: {line}", line.width()));
            }
        }
    }
    (lines, out)
}

/// Whether lines that have as many cells put each of them into one column, to its left or to its right edge.
pub fn apart(lines: &[&str]) -> Result<usize, String> {
    let rows: Vec<Vec<(usize, usize)>> = lines.iter().map(|l| cells(l)).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for c in 0..columns {
        let of: Vec<(usize, usize)> = rows.iter().filter_map(|r| r.get(c).copied()).collect();
        let one = |edge: fn(&(usize, usize)) -> usize| of.iter().all(|cell| edge(cell) == edge(&of[0]));
        if !one(|cell| cell.0) && !one(|cell| cell.1) {
            return Err(format!("column {c}: {of:?}\n{}", lines.join("\n")));
        }
    }
    Ok(rows.len())
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("gravamen-columns-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    for (path, text) in [
        ("cases/a.case", CASES),
        ("rules/t.grv", RULES),
        ("rules/t_with_a_long_name_in_english.grv", CHANGED),
    ] {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    std::fs::write(
        folder.join("t.case"),
        "case 甲 | a\n  gains 75 yuan\n\ncase 第二件案件之名称 | b\n  gains 60 yuan\n",
    )
    .unwrap();
    folder
}

fn said(folder: &Path, width: usize, lang: &str, words: &[&str], typed: &str) -> String {
    let mut command = crate::binary::start();
    command.args(words).args(["--lang", lang]).current_dir(folder).env("COLUMNS", width.to_string());
    let output = crate::binary::typed(&mut command, typed);
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 1)), "{words:?} {code:?} {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn tables_stand_in_columns_in_lines_of_any_width() {
    let folder = folder("tables");
    let asked: &[(&[&str], &str)] = &[
        (&["diff", "current", "cn.pi.reform.gains_fallback", "cases"], ""),
        (
            &[
                "diff",
                "current",
                "cn.pi.reform.gains_fallback",
                "cn.pi.reform.liu_lu",
                "cases",
                "--by",
                "breach",
            ],
            "",
        ),
        (&["diff", "t", "t_with_a_long_name_in_english", "t.case"], ""),
        (&["why", "cases/a.case", "--both", "-m", "current", "-m", "cn.pi.reform.gains_fallback"], ""),
        (&["test", "cases", "--coverage"], ""),
        (&["repl", "cases/a.case"], ":diff current cn.pi.reform.gains_fallback\n:cases\n:help\n"),
    ];
    for (words, typed) in asked {
        for lang in ["en", "zh"] {
            for width in [60, 80, 120] {
                let text = said(&folder, width, lang, words, typed);
                let (lines, wrong) = faults(&text, width);
                assert!(wrong.is_empty(), "{words:?} {lang} {width}\n{}", wrong.join("\n"));
                // arguments side by side stand one under another where a line is short
                let narrow = width == 60 && words[0] != "diff" && words[0] != "repl";
                assert!(lines > 4 || narrow, "{words:?} {lang} {width}: no table\n{text}");
            }
        }
    }
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn lists_stand_in_columns() {
    let folder = folder("lists");
    let mut seen = 0;
    for lang in ["en", "zh"] {
        let shown = said(&folder, 120, lang, &["show"], "");
        let library: Vec<&str> = shown.lines().filter(|l| l.contains("  ")).collect();
        seen += apart(&library).unwrap();
        let asked = said(&folder, 120, lang, &["repl", "cases/a.case"], ":help\n:cases\n");
        let help: Vec<&str> = asked.lines().filter(|l| l.starts_with("  :")).collect();
        // the second command of a line
        let second = help.iter().filter_map(|l| l.rfind(" :").filter(|at| *at > 2).map(|at| l[..at].width()));
        let columns: std::collections::BTreeSet<usize> = second.collect();
        assert!(help.len() > 10 && columns.len() == 1, "{columns:?}\n{asked}");
        // the case at hand has a mark
        let marked = asked.replace('›', " ");
        let cases: Vec<&str> = marked.lines().rev().take(2).collect();
        seen += apart(&cases).unwrap();
        let changes = said(&folder, 120, lang, &["diff", "t", "t_with_a_long_name_in_english", "t.case"], "");
        let rows: Vec<&str> = changes.lines().filter(|l| l.contains("t.case:")).collect();
        seen += apart(&rows).unwrap_or_else(|e| panic!("{e}\n{changes}"));
    }
    assert!(seen > 40, "{seen}");
    let _ = std::fs::remove_dir_all(folder);
}
