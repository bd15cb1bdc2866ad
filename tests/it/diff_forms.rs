//! What a comparison looks like in each form of output, and that nothing from a case gets out of its cell.

use crate::diff::{BASE, Reform, case, compared, reform, registered, session};
use gravamen::compare::{Bound, Diff};
use gravamen::diag::Lang;
use gravamen::render;
use gravamen::session::{Compared, RuleSet, Session};

fn sample() -> (Session, Diff) {
    let cases = case("plain", &["illegal_gains 5200 yuan", "lot trajectory, 1 items, theft"])
        + &case("open", &["lot trajectory, at least 60 items, theft"])
        + &case("heavier", &["lot health, 60 items, theft"])
        + &case("same", &["lot trajectory, 9000 items, theft"]);
    let edits: Reform = &[
        ("repeal 5(1)(7), dropping references because \"gains | do not\"", ""),
        ("set 5(1)(3) at 100 items because \"=HYPERLINK(1)\"", ""),
        ("set 5(1)(4) at 50 items because \"x\"", ""),
    ];
    let mut session = session();
    let module = registered(&mut session, &reform("mine", BASE, edits, |_| true));
    let asked = Compared {
        sets: vec![RuleSet::of(BASE), module],
        cases: vec![("x.case".into(), cases)],
        by: Some("kind".into()),
        bound: None,
    };
    let diff = session.diff(&asked).unwrap();
    (session, diff)
}

#[test]
fn json_is_the_contract_and_nothing_else() {
    let (_, mut diff) = sample();
    diff.by = None;
    diff.rows.iter_mut().for_each(|row| row.group = None);
    let json: serde_json::Value = serde_json::from_str(&render::diff_json(&diff)).unwrap();
    let expected = serde_json::json!({
        "modules": ["cn.pi.interpretation_2017", "mine"],
        "cases": 4,
        "outcomes": ["no_offence", "serious", "especially_serious"],
        "matrix": [[0, 1, 0], [1, 0, 0], [0, 0, 1]],
        "undetermined": 1,
        "changed": [
            {"case": "plain", "from": ["serious", "serious"], "to": ["no_offence", "no_offence"], "due_to": [["repeal 5(1)(7)"]]},
            {"case": "open", "from": ["serious", "especially_serious"], "to": ["no_offence", "especially_serious"], "due_to": [["set 5(1)(3)"]]},
            {"case": "heavier", "from": ["no_offence", "no_offence"], "to": ["serious", "serious"], "due_to": [["set 5(1)(4)"]]},
        ],
    });
    assert_eq!(json, expected);
}

#[test]
fn the_screen_shows_counts_matrix_reasons_cases_and_an_example() {
    let (session, diff) = sample();
    let text = render::diff_text(&diff, &session.sources, Lang::En);
    let expected = "\
cn.pi.interpretation_2017 → mine
4 cases    unchanged 1    heavier 1    lighter 1    not decided, facts being unknown 1

 cn.pi.interpretation_2017 \\ mine │ no offence  serious  especially serious  not decided │ sum
──────────────────────────────────┼──────────────────────────────────────────────────────┼─────
 no offence                       │          0        1                   0            0 │   1
 serious                          │          1        0                   0            0 │   1
 especially serious               │          0        0                   1            0 │   1
 not decided                      │          0        0                   0            1 │   1
──────────────────────────────────┼──────────────────────────────────────────────────────┼─────
 sum                              │          1        1                   1            1 │   4

which edits make the difference (every least set that alone does)
  repeal 5(1)(7)  1 lighter      ████████████████████
  set 5(1)(3)     1 not decided  ████████████████████
  set 5(1)(4)     1 heavier      ████████████████████
";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("  plain    serious → no offence"), "{text}");
    assert!(text.contains("    due to repeal 5(1)(7)\n"), "{text}");
    assert!(text.contains("plainest example\n  heavier  cn.pi.interpretation_2017  no offence"), "{text}");
    let chinese = render::diff_text(&diff, &session.sources, Lang::Zh);
    assert!(
        chinese.starts_with("现行解释 → mine\n4 件    不变 1    加重 1    减轻 1    因事实不明不能断定 1\n"),
        "{chinese}"
    );
    assert!(chinese.contains("按 种类 分组") && chinese.contains("删去 第五条第一款第七项"), "{chinese}");
}

#[test]
fn a_projection_is_labelled_and_folds_nothing_else() {
    let cases = case("open", &["lot trajectory, at least 60 items, theft"]);
    let edits: Reform = &[("set 5(1)(3) at 100 items because \"x\"", "")];
    for (bound, expected, label) in [
        (Bound::Best, ((1, 1), (0, 0)), "the least outcome is taken"),
        (Bound::Worst, ((2, 2), (2, 2)), "the greatest outcome is taken"),
    ] {
        let mut session = session();
        let module = registered(&mut session, &reform("r", BASE, edits, |_| true));
        let asked = Compared {
            sets: vec![RuleSet::of(BASE), module],
            cases: vec![("x.case".into(), cases.clone())],
            by: None,
            bound: Some(bound),
        };
        let diff = session.diff(&asked).unwrap();
        assert_eq!(diff.rows[0].pair(1), Some(expected));
        assert_eq!(diff.rows[0].verdicts[0].outcome, (1, 2), "the verdict itself stands");
        assert_eq!(diff.rows[0].due_to(1).len(), usize::from(bound == Bound::Best));
        let text = render::diff_text(&diff, &session.sources, Lang::En);
        assert!(text.contains("a projection, not the answer") && text.contains(label), "{text}");
        assert!(render::diff_json(&diff).contains("\"projection\""));
    }
}

/// Diffs whose case is called so.
fn called(name: &str) -> (Session, Diff) {
    let (session, mut diff) = sample();
    diff.rows[0].case = name.to_owned();
    diff.rows[0].verdicts.iter_mut().for_each(|v| v.case = name.to_owned());
    (session, diff)
}

#[test]
fn no_cell_of_csv_is_a_formula_and_no_output_steers_the_terminal() {
    for start in ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'] {
        let (session, diff) = called(&format!("{start}cmd|' /C calc'!A0"));
        let csv = render::diff_csv(&diff, &session.sources, Lang::En);
        let line = csv.lines().nth(1).unwrap();
        assert!(line.trim_start_matches('"').starts_with('\''), "{line}");
    }
    let (session, diff) = called("a\"b,\u{1b}[31m\u{202e}c\nd");
    for lang in [Lang::En, Lang::Zh] {
        let sources = &session.sources;
        let all = [
            render::diff_csv(&diff, sources, lang),
            render::diff_text(&diff, sources, lang),
            render::diff_markdown(&diff, sources, lang),
            render::diff_json(&diff),
            render::both(&diff, sources, lang, None, 0),
        ];
        for text in &all {
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
        }
        assert!(all[0].contains("\"a\"\"b,\\u{1b}[31m\\u{202e}c d\""), "{}", all[0]);
        assert_eq!(all[0].lines().count(), 5, "a head and a line a case");
    }
}

#[test]
fn markdown_from_cases_stays_text() {
    let (session, diff) = called("a|b<img src=x>`[x](y)");
    let text = render::diff_markdown(&diff, &session.sources, Lang::En);
    assert!(text.contains("| a\\|b\\<img src=x\\>\\`\\[x\\](y) |"), "{text}");
    assert!(text.contains("### edits") && text.contains("gains \\| do not"), "{text}");
}

#[test]
fn the_workbook_is_a_sound_archive_of_typed_cells() {
    let (session, diff) = called("=1+1 & <b>");
    let bytes = render::diff_xlsx(&diff, &session.sources, Lang::En);
    assert_eq!(bytes, render::diff_xlsx(&diff, &session.sources, Lang::En), "the same each time");
    let files = unzipped(&bytes);
    let names: Vec<&str> = files.iter().map(|f| f.0.as_str()).collect();
    assert!(names.contains(&"[Content_Types].xml") && names.contains(&"xl/workbook.xml"), "{names:?}");
    let cases = &files.iter().find(|f| f.0 == "xl/worksheets/sheet1.xml").unwrap().1;
    assert!(
        cases.contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1 &amp; &lt;b&gt;</t>"),
        "{cases}"
    );
    assert!(!cases.contains("<f>"), "no formula");
    let matrix = &files.iter().find(|f| f.0 == "xl/worksheets/sheet2.xml").unwrap().1;
    assert!(matrix.contains("<v>4</v>"), "numbers are numbers: {matrix}");
}

/// The files of an archive without compression, each checked against the central list.
fn unzipped(bytes: &[u8]) -> Vec<(String, String)> {
    let number =
        |at: usize, n: usize| (0..n).rev().fold(0usize, |sum, i| sum << 8 | usize::from(bytes[at + i]));
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let (count, size, mut at) = (number(end + 10, 2), number(end + 12, 4), number(end + 16, 4));
    assert_eq!(at + size, end);
    let mut files = Vec::new();
    for _ in 0..count {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (length, name) = (number(at + 24, 4), number(at + 28, 2));
        let local = number(at + 42, 4);
        assert_eq!(&bytes[local..local + 4], b"PK\x03\x04");
        assert_eq!(bytes[local + 4..local + 30], bytes[at + 6..at + 32], "both heads agree");
        let from = local + 30 + name;
        let called = String::from_utf8(bytes[local + 30..from].to_vec()).unwrap();
        files.push((called, String::from_utf8(bytes[from..from + length].to_vec()).unwrap()));
        at += 46 + name;
    }
    files
}

#[test]
fn several_rule_sets_stand_in_one_table() {
    let cases = case("a", &["lot trajectory, 60 items, theft"]) + &case("b", &["lot health, 1 items, theft"]);
    let mut session = session();
    let one: Reform = &[("set 5(1)(3) at 100 items because \"x\"", "")];
    let two: Reform = &[("set 5(1)(4) at 1 items because \"x\"", "")];
    let one = registered(&mut session, &reform("one", BASE, one, |_| true));
    let two = registered(&mut session, &reform("two", BASE, two, |_| true));
    let diff = compared(&mut session, vec![RuleSet::of(BASE), one, two], &cases);
    let json: serde_json::Value = serde_json::from_str(&render::diff_json(&diff)).unwrap();
    assert_eq!(json["pairs"].as_array().unwrap().len(), 2);
    assert_eq!(json["pairs"][0]["changed"][0]["due_to"], serde_json::json!([["set 5(1)(3)"]]));
    assert_eq!(json["table"][1]["outcomes"][2], serde_json::json!(["serious", "serious"]));
    let text = render::diff_text(&diff, &session.sources, Lang::En);
    assert!(text.contains("cases on which the rule sets part"), "{text}");
    assert!(text.contains(" a    │ serious                    no offence  serious"), "{text}");
}

#[test]
fn groups_by_fact_and_by_field_of_a_record() {
    let (session, diff) = sample();
    let groups: Vec<(String, usize)> =
        diff.groups(1).into_iter().map(|(name, matrix)| (name.en, matrix.total())).collect();
    assert_eq!(groups, [("health".to_owned(), 1), ("trajectory".to_owned(), 3)]);
    drop(session);
    let mut session = crate::diff::session();
    let cases = case("a", &["lot trajectory, 60 items, theft"]);
    let mut asked = Compared {
        sets: vec![RuleSet::of(BASE), RuleSet::of("cn.pi.statute_2015")],
        cases: vec![("x.case".into(), cases)],
        by: Some("conduct_to".into()),
        bound: None,
    };
    assert_eq!(session.diff(&asked).unwrap().groups(1)[0].0.en, "2020");
    asked.by = Some("illegal_gain".into());
    assert!(session.diff(&asked).is_none());
    assert!(session.sink.found.iter().any(|d| d.args == ["illegal_gain", "illegal_gains"]));
}
