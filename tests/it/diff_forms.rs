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
        every_set: false,
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
    let text = render::diff_text(&diff, &session.sources, Lang::En, usize::MAX);
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
    let chinese = render::diff_text(&diff, &session.sources, Lang::Zh, usize::MAX);
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
            every_set: false,
        };
        let diff = session.diff(&asked).unwrap();
        assert_eq!(diff.rows[0].pair(1), Some(expected));
        assert_eq!(diff.rows[0].verdicts[0].outcome, (1, 2), "the verdict itself stands");
        assert_eq!(diff.rows[0].due_to(1).len(), usize::from(bound == Bound::Best));
        let text = render::diff_text(&diff, &session.sources, Lang::En, usize::MAX);
        assert!(text.contains("a projection, not the answer") && text.contains(label), "{text}");
        assert!(render::diff_json(&diff).contains("\"projection\""));
    }
}

/// Diffs whose case is called so.
fn called(name: &str) -> (Session, Diff) {
    let (session, mut diff) = sample();
    diff.rows[0].case = name.to_owned();
    for v in &mut diff.rows[0].verdicts {
        v.case = name.to_owned();
        v.called = gravamen::ir::schema::Names { en: name.to_owned(), zh: name.to_owned() };
    }
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
            render::diff_text(&diff, sources, lang, usize::MAX),
            render::diff_markdown(&diff, sources, lang),
            render::diff_json(&diff),
            render::both(&diff, sources, lang, None, 0, Some(usize::MAX)),
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
    let text = render::diff_text(&diff, &session.sources, Lang::En, usize::MAX);
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
        every_set: false,
    };
    assert_eq!(session.diff(&asked).unwrap().groups(1)[0].0.en, "2020");
    asked.by = Some("illegal_gain".into());
    assert!(session.diff(&asked).is_none());
    assert!(session.sink.found.iter().any(|d| d.args == ["illegal_gain", "illegal_gains"]));
}

// ---- the command

fn gravamen(args: &[&str]) -> (Option<i32>, String, String) {
    let output = crate::binary::start().args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A folder with a reform, a theory and the examples' first case.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("gravamen-diff-{name}"));
    std::fs::create_dir_all(folder.join("cases")).unwrap();
    let edits: Reform = &[("repeal 5(1)(7), dropping references because \"x\"", "")];
    let text = reform("mine", BASE, edits, |_| true);
    std::fs::write(folder.join("mine.grv"), text).unwrap();
    let theory = "module narrow\n  source TH \"A theory\"\n\nbehaviour obtain (lot) by TH 2\n  means theft\n";
    std::fs::write(folder.join("narrow.grv"), theory).unwrap();
    let cases =
        case("gains", &["illegal_gains 5200 yuan", "lot trajectory, 1 items, purchase, sold_to 1 person"])
            + &case("bought", &["lot trajectory, 60 items, purchase"]);
    std::fs::write(folder.join("cases/two.case"), cases).unwrap();
    folder
}

#[test]
fn modules_first_then_cases() {
    let folder = folder("order");
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (mine, narrow, cases, file) = (at("mine.grv"), at("narrow.grv"), at("cases"), at("cases/two.case"));
    let with = format!("{BASE} with {narrow}");
    for args in [
        vec!["diff", BASE, &mine, &cases],
        vec!["diff", BASE, &mine, &file],
        vec!["diff", BASE, &mine, "--cases", &cases],
        vec!["diff", &mine, BASE, &cases],
        vec!["diff", BASE, &mine, &narrow, &cases],
        vec!["diff", BASE, &with, &cases],
        vec!["diff", BASE, BASE, "with", &narrow, &cases],
        vec!["diff", BASE, BASE, "采用", &narrow, "--cases", &file],
    ] {
        let (code, out, err) = gravamen(&args);
        let unrelated = args.len() == 5 && args[3] == narrow;
        assert_eq!(code, Some(if unrelated { 2 } else { 0 }), "{args:?}\n{out}\n{err}");
        assert!(unrelated || out.contains("2 cases    unchanged 1 "), "{args:?}\n{out}");
        assert!(unrelated || out.contains("due to"), "{args:?}\n{out}");
    }
}

#[test]
fn what_is_missing_or_wrong_is_said() {
    let folder = folder("wrong");
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (mine, cases, json) = (at("mine.grv"), at("cases"), at("one.json"));
    std::fs::write(&json, "{\"cases\":[{\"id\":\"a\",\"facts\":{}}]}").unwrap();
    for (args, says) in [
        (vec!["diff", BASE, &cases], "name two modules or more and then the cases"),
        (vec!["diff", BASE, &mine], "name two modules or more and then the cases"),
        (
            vec!["diff", BASE, "cn.pi.interpretation_2018", &cases],
            "did you mean `cn.pi.interpretation_2017`?",
        ),
        (vec!["diff", BASE, &mine, &cases, "--by", "illegal_gain"], "`illegal_gains`"),
        (vec!["diff", BASE, &mine, &cases, "-o", "x.pdf"], "no form of output ends in `.pdf`"),
        (vec!["diff", BASE, &mine, &cases, "-o", "no/such/folder/x.csv"], "cannot write"),
        (vec!["diff", BASE, &mine, &json, "-o", &json], "is read by this command and is not written over"),
        (vec!["why", &cases, "--both", "-m", BASE], "name the two rule sets"),
    ] {
        let (code, out, err) = gravamen(&args);
        assert_eq!(code, Some(2), "{args:?}");
        assert!(out.is_empty() && err.contains(says), "{args:?}\n{out}\n{err}");
        let mut chinese = args.clone();
        chinese.extend(["--lang", "zh"]);
        let (_, _, err) = gravamen(&chinese);
        assert!(!err.contains(says) || says.starts_with('`'), "{err}");
    }
}

#[test]
fn each_ending_has_its_form() {
    let folder = folder("endings");
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (mine, cases) = (at("mine.grv"), at("cases"));
    for (ending, begins) in [
        ("csv", "case,place,cn.pi.interpretation_2017,mine,"),
        ("md", "## cn.pi.interpretation_2017 → mine"),
        ("json", "{\n  \"modules\""),
        ("txt", "cn.pi.interpretation_2017 → mine\n"),
        ("xlsx", "PK\u{3}\u{4}"),
    ] {
        let path = at(&format!("out.{ending}"));
        let (code, out, err) = gravamen(&["diff", BASE, &mine, &cases, "-o", &path]);
        assert_eq!(code, Some(0), "{err}");
        assert!(out.is_empty() && err.contains("2 cases"), "{out}{err}");
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{}", String::from_utf8_lossy(&bytes));
        if ending != "xlsx" && ending != "txt" {
            let (_, printed, _) = gravamen(&["diff", BASE, &mine, &cases, "-f", ending]);
            assert_eq!(printed.as_bytes(), bytes, "printed and written are the same");
        }
    }
}

#[test]
fn two_arguments_side_by_side_in_both_languages() {
    let folder = folder("both");
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (mine, file) = (at("mine.grv"), at("cases/two.case"));
    for (lang, outcome, why) in [
        ("en", "  outcome      serious (decided)", "change: serious → no offence\ndue to\n  repeal 5(1)(7)"),
        ("zh", "  结论    情节严重（确定）", "变化: 情节严重 → 不构成犯罪\n起因\n  删去 第五条第一款第七项"),
    ] {
        let (code, out, err) = gravamen(&["why", &file, "--both", "-m", BASE, "-m", &mine, "--lang", lang]);
        assert_eq!(code, Some(0), "{err}");
        assert!(out.contains(outcome) && out.contains(why), "{out}");
        assert!(out.contains("the same outcome: serious") || out.contains("结论相同: 情节严重"), "{out}");
        // the line between the two stands in one column, a Han character taking two cells
        let columns: Vec<usize> = out
            .lines()
            .filter_map(|line| line.find('│').map(|at| line.split_at(at).0))
            .map(unicode_width::UnicodeWidthStr::width)
            .collect();
        assert!(columns.len() > 40 && columns.iter().all(|c| *c == 65), "{columns:?}\n{out}");
    }
}
