//! `test --make-boundary` and `--watch`, and a difference side by side.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use unicode_width::UnicodeWidthStr;

/// A folder of its own with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root = std::env::temp_dir().join(format!("gravamen-boundary-{name}"));
    let _ = std::fs::remove_dir_all(&root);
    std::fs::create_dir_all(&root).unwrap();
    for (path, text) in files {
        std::fs::write(root.join(path), text).unwrap();
    }
    root
}

fn command(root: &Path, args: &[&str]) -> Command {
    let mut command = crate::binary::start();
    command.current_dir(root);
    command.args(args);
    command
}

fn gravamen(root: &Path, args: &[&str]) -> Output {
    command(root, args).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const FIFTY: &str = "case fifty
  unstated facts are absent
  breach yes
  lot trajectory, 50 items, sold_to 1 person
  expect serious under cn.pi.interpretation_2017
";

/// What is there is not written again; with what is written nothing is missing.
#[test]
fn the_missing_cases_complete_the_suite() {
    let root = folder("complete", &[("a.case", FIFTY)]);
    let made = gravamen(&root, &["test", "a.case", "--make-boundary", "-o", "made.case"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let text = std::fs::read_to_string(root.join("made.case")).unwrap();
    assert!(text.contains("# 5(1)(3) class_one: 49 items\ncase "), "{text}");
    assert!(text.contains("# 5(1)(8) class_two: 250 items\n"), "half of 500\n{text}");
    assert!(text.contains("# 5(2)(3) class_three: 50000 items\n"), "ten times 5,000\n{text}");
    assert!(text.contains("# 5(1)(6): less than 1\n"), "{text}");
    assert!(text.contains("# 5(1)(8) the sum of the shares: 0.5\n"), "half by a sum\n{text}");
    assert!(!err(&made).contains("not reached"), "{}", err(&made));
    assert!(!text.contains("class_one: 50 items"), "fifty is there already\n{text}");
    let all = gravamen(&root, &["test", ".", "-f", "json"]);
    assert_eq!(all.status.code(), Some(0), "{}", err(&all));
    let json: serde_json::Value = serde_json::from_slice(&all.stdout).unwrap();
    let boundaries = json["coverage"][0]["boundaries"].as_array().unwrap();
    assert!(boundaries.len() > 50);
    let missing: usize = boundaries.iter().map(|b| b["missing"].as_array().unwrap().len()).sum();
    // what could not be reached is told, and nothing else is missing
    let told = err(&made).split_once("not reached").map_or(0, |(_, list)| list.lines().count() - 1);
    assert_eq!(missing, told, "{}", err(&made));
    assert!(told <= 1, "{}", err(&made));
    let interest = boundaries.iter().find(|b| b["fact"] == "interest").unwrap();
    assert_eq!(interest["cannot"][0]["side"], "fails");
    let again = gravamen(&root, &["test", ".", "--make-boundary", "-o", "more.case"]);
    assert!(err(&again).starts_with("0 cases made"), "{}", err(&again));
    assert!(!root.join("more.case").exists());
}

#[test]
fn cases_are_made_in_chinese_and_as_markdown_and_never_over_a_file() {
    let root = folder("markdown", &[]);
    let args =
        ["test", "--make-boundary", "-m", "cn.computer.interpretation_2011", "--lang", "zh", "-o", "a.md"];
    let made = gravamen(&root, &args);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let text = std::fs::read_to_string(root.join("a.md")).unwrap();
    assert!(text.starts_with("# 计算机犯罪解释\n"), "{text}");
    assert!(text.contains("```gravamen\n案件 ") && text.contains("预期  情节特别严重"), "{text}");
    let over = gravamen(&root, &args);
    assert_eq!(over.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(root.join("a.md")).unwrap(), text);
    let tested = gravamen(&root, &["test", "a.md"]);
    assert_eq!(tested.status.code(), Some(0), "{}", out(&tested));
    // the same bytes each time
    let data = |lang: &str| out(&gravamen(&root, &[&args[..4], &["--lang", lang]].concat()));
    assert_eq!(data("en"), data("en"));
    assert!(data("en").starts_with("# cn.computer.interpretation_2011\n"));
}

/// Every border of the columns stands in the same cell, a Han character taking two.
#[test]
fn a_difference_stands_side_by_side() {
    let wrong = FIFTY.replace("50 items", "49 items");
    let root = folder("columns", &[("a.case", &wrong)]);
    for (lang, heads) in [("en", ["expected", "actual", "grounds"]), ("zh", ["预期", "得到", "理由"])] {
        let text = out(&gravamen(&root, &["test", "a.case", "--lang", lang]));
        let rows: Vec<&str> = text.lines().filter(|l| l.contains(['│', '┼'])).collect();
        assert!(rows.len() >= 4, "{text}");
        assert!(heads.iter().all(|h| rows[0].contains(h)), "{text}");
        let borders = |row: &str| {
            let at =
                row.char_indices().filter(|(_, c)| ['│', '┼'].contains(c)).map(|(i, _)| row[..i].width());
            at.collect::<Vec<usize>>()
        };
        for row in &rows {
            assert_eq!(borders(row), borders(rows[0]), "{text}");
            assert!(row.width() <= 80, "{row}");
        }
    }
    let narrow = command(&root, &["test", "a.case"]).env("COLUMNS", "48").output().unwrap();
    let text = out(&narrow);
    assert!(!text.contains('│') && text.contains("  expected     serious\n"), "{text}");
}

#[test]
fn watching_shows_only_what_changed() {
    let root = folder("watch", &[("a.case", FIFTY), ("b.case", &FIFTY.replace("fifty", "other"))]);
    let mut child = command(&root, &["test", ".", "--watch"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut until = |end: &str| {
        let mut seen = Vec::new();
        for line in lines.by_ref() {
            let last = line.contains(end);
            seen.push(line);
            if last {
                break;
            }
        }
        seen.join("\n")
    };
    let first = until("0 failed · 2 passed");
    assert!(first.contains("a.case  1 / 1") && first.contains("b.case  1 / 1"), "{first}");
    std::fs::write(root.join("a.case"), FIFTY.replace("50 items", "49 items")).unwrap();
    let second = until("1 failed · 1 passed");
    assert!(second.contains("✘ ./a.case  0 / 1") || second.contains("✘ a.case  0 / 1"), "{second}");
    assert!(!second.contains("b.case"), "{second}");
    child.kill().unwrap();
    child.wait().unwrap();
}
