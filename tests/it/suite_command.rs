//! `test`: each expectation under the rule set it names, the difference explained, and what no case exercises.

use std::path::{Path, PathBuf};
use std::process::Output;

/// A folder of its own with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root = std::env::temp_dir().join(format!("gravamen-suite-{name}"));
    let _ = std::fs::remove_dir_all(&root);
    for (path, text) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    root
}

fn gravamen(root: &Path, args: &[&str]) -> Output {
    crate::binary::start().current_dir(root).args(args).output().unwrap()
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

const WRONG: &str = "case forty-nine
  unstated facts are absent
  breach yes
  lot trajectory, 49 items, sold_to 1 person
  expect serious under cn.pi.interpretation_2017
";

const COMPUTERS: &str = "# Computers

```gravamen
案件 五十组
  未载明事实视为 不存在
  违反国家规定 是
  侵入或采用技术手段 是
  对象 金融身份认证信息，五十组
  预期 情节特别严重，适用 计算机犯罪解释
```
";

const JSON: &str = r#"{"cases":[
 {"id":"none","unstated":"absent","facts":{"breach":false},"expect":{"cn.pi.interpretation_2017":"no_offence"}},
 {"id":"silent","facts":{"nobody_knows_this_fact":1}}
]}"#;

#[test]
fn cases_of_several_vocabularies_lie_in_one_folder() {
    let root = folder(
        "mixed",
        &[("a.case", FIFTY), ("deep/computers.md", COMPUTERS), ("README.md", "# No cases\n")],
    );
    let output = gravamen(&root, &["test"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    let text = out(&output);
    assert!(text.contains("a.case  1 / 1"), "{text}");
    assert!(text.contains("computers.md  1 / 1"), "{text}");
    assert!(text.contains("0 failed · 2 passed · 2 files"), "{text}");
    assert!(!text.contains("README"), "{text}");
}

#[test]
fn a_difference_shows_expected_actual_and_the_argument() {
    let root = folder("difference", &[("a.case", WRONG)]);
    let english = gravamen(&root, &["test", "a.case"]);
    assert_eq!(english.status.code(), Some(1));
    let text = out(&english);
    for part in
        ["✘ a.case  0 / 1", "a.case:1", "expected", "actual", "no offence", "5(1)(3)", "short by 1 item"]
    {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    let chinese = out(&gravamen(&root, &["test", "a.case", "--lang", "zh"]));
    for part in ["预期", "得到", "情节严重", "差 1 条", "1 失败 · 0 通过"] {
        assert!(chinese.contains(part), "{part} is missing in\n{chinese}");
    }
}

#[test]
fn a_faulty_file_does_not_keep_the_others_from_running() {
    let faulty = "case bad\n  braech yes\n  expect serious under cn.pi.interpretation_2017\n";
    let root = folder("faulty", &[("a.case", faulty), ("b.case", FIFTY), ("c.case", WRONG)]);
    let output = gravamen(&root, &["test", "."]);
    assert_eq!(output.status.code(), Some(2), "faulty input weighs more than a difference");
    let text = out(&output);
    assert!(text.contains("a.case  0 / 0 met  faults: 1"), "{text}");
    assert!(text.contains("b.case  1 / 1") && text.contains("c.case  0 / 1"), "{text}");
    assert!(err(&output).contains("breach"), "{}", err(&output));
}

#[test]
fn an_unknown_rule_set_is_a_fault_of_the_case() {
    let root = folder("unknown", &[("a.case", &FIFTY.replace("interpretation_2017", "interpretation_2071"))]);
    let output = gravamen(&root, &["test", "a.case"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("interpretation_2071"), "{}", err(&output));
    assert!(err(&output).contains("a.case"), "{}", err(&output));
}

#[test]
fn json_cases_without_expectations_need_no_vocabulary() {
    let root = folder("json", &[("a.json", JSON)]);
    let output = gravamen(&root, &["test", "a.json", "-f", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["passed"], 1);
    assert_eq!(json["files"][0]["cases_without_expectation"], 1);
    assert_eq!(json["files"][0]["tests"][0]["met"], true);
    assert_eq!(json["coverage"][0]["rules"], "cn.pi.interpretation_2017");
}

#[test]
fn junit_is_escaped() {
    let named = r#"{"id":"a<b> & \"c\"","unstated":"absent","facts":{"breach":false},"expect":{"cn.pi.interpretation_2017":"serious"}}"#;
    let root = folder("junit", &[("a&b.json", named), ("b.case", FIFTY)]);
    let output = gravamen(&root, &["test", ".", "--junit", "out.xml"]);
    assert_eq!(output.status.code(), Some(1));
    let xml = std::fs::read_to_string(root.join("out.xml")).unwrap();
    assert!(xml.contains("a&amp;b.json\" tests=\"1\" failures=\"1\""), "{xml}");
    assert!(xml.contains("<failure message=\"expected serious, got no_offence\">"), "{xml}");
    assert!(
        !xml.replace("&amp;", "")
            .replace("&lt;", "")
            .replace("&gt;", "")
            .replace("&quot;", "")
            .replace("&apos;", "")
            .contains('&')
    );
    assert!(xml.contains("name=\"a&lt;b&gt; &amp; &quot;c&quot;\""), "{xml}");
}

/// One below, exactly at and above a standard: what is not there is listed, what is there is not.
#[test]
fn coverage_lists_the_sides_on_which_no_case_stands() {
    let below = WRONG.replace("expect serious", "expect no_offence");
    let root = folder("coverage", &[("a.case", &format!("{FIFTY}\n{below}"))]);
    let line = |text: &str| {
        text.lines()
            .find(|l| l.trim_start().starts_with("5(1)(3) ") && l.contains("no case with"))
            .unwrap_or("")
            .to_owned()
    };
    let two = out(&gravamen(&root, &["test", "a.case", "--coverage"]));
    assert!(line(&two).contains("more than 50 items"), "{two}");
    assert!(!line(&two).contains("49 items"), "{two}");
    let above = FIFTY.replace("fifty", "fifty-one").replace("50 items", "51 items");
    std::fs::write(root.join("b.case"), above).unwrap();
    let three = out(&gravamen(&root, &["test", "--coverage"]));
    assert!(three.contains("provisions "), "{three}");
    assert!(!line(&three).contains("50 items"), "{three}");
    let chinese = out(&gravamen(&root, &["test", "--coverage", "--lang", "zh"]));
    assert!(chinese.contains("没有案件使其成立"), "{chinese}");
}

fn answering(root: &Path, args: &[&str], answers: &str) -> Output {
    crate::binary::typed(crate::binary::start().current_dir(root).args(args), answers)
}

const OPEN: &str = "# a note that stays
case open
  unstated facts are absent
  breach yes
  lot trajectory, count unknown, sold_to 1 person   evidence \"p. 1\"  # so does this
";

const LAW: [&str; 2] = ["-m", "cn.pi.interpretation_2017"];

#[test]
fn missing_says_who_reads_a_fact_and_what_each_answer_does() {
    let root = folder("missing", &[("a.case", OPEN)]);
    let output = gravamen(&root, &["missing", "a.case", LAW[0], LAW[1], "-f", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let case = &json["cases"][0];
    assert_eq!(case["outcome"], serde_json::json!(["no_offence", "especially_serious"]));
    let first = &case["missing"][0];
    assert_eq!(first["fact"], "lots[0].count");
    assert!(first["read_by"].as_array().unwrap().contains(&"5(1)(3)".into()), "{first}");
    assert_eq!(first["answers"][1]["answer"], "50 items or more, less than 500 items");
    assert_eq!(first["answers"][1]["outcome"], serde_json::json!(["serious", "serious"]));
    assert_eq!(
        first["answers"][2]["outcome"],
        serde_json::json!(["especially_serious", "especially_serious"])
    );
}

#[test]
fn an_answer_is_put_where_the_fact_stands_and_all_else_stays() {
    let root = folder("ask", &[("a.case", OPEN)]);
    let asked = ["ask", "a.case", LAW[0], LAW[1], "--dry-run"];
    let dry = answering(&root, &asked, "w\nmany\n55\n");
    assert_eq!(dry.status.code(), Some(0), "{}", err(&dry));
    let text = out(&dry);
    for part in [
        "? lots[0].count",
        "read by 5(1)(3)",
        "no answer to this question",
        "+   lot trajectory, count 55 items",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    assert_eq!(std::fs::read_to_string(root.join("a.case")).unwrap(), OPEN, "a dry run writes nothing");
    let wet = answering(&root, &asked[..4], "55\n");
    assert_eq!(wet.status.code(), Some(0), "{}", err(&wet));
    let after = std::fs::read_to_string(root.join("a.case")).unwrap();
    assert_eq!(after, OPEN.replace("count unknown", "count 55 items"));
}

#[test]
fn facts_members_and_findings_are_answered_in_the_language_of_the_file() {
    let chinese = "案件 甲\n  违反规定 是\n  信息 行踪轨迹信息，六十条，出售对象 1人  # 附注\n";
    let root = folder("ask-zh", &[("a.case", chinese)]);
    let output = answering(&root, &["ask", "a.case", LAW[0], LAW[1], "--lang", "zh"], "无\n否\nn\n");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let after = std::fs::read_to_string(root.join("a.case")).unwrap();
    assert!(after.contains("\n  后果 无\n"), "{after}");
    assert_eq!(after.lines().count(), 6, "{after}\n{}", out(&output));
    // behind what is stated, in the order of the questions
    assert!(after.starts_with(&format!("{chinese}  后果 无\n")), "{after}");
    let finding =
        "case found\n  unstated facts are absent\n  breach yes\n  lot trajectory, 1 item, sold_to 1 person\n";
    std::fs::write(root.join("b.case"), finding).unwrap();
    let output = answering(&root, &["ask", "b.case", LAW[0], LAW[1]], "y\na second reason \"quoted\"\nq\n");
    let after = std::fs::read_to_string(root.join("b.case")).unwrap();
    assert!(
        after.contains("yes because \"a second reason 'quoted'\""),
        "{after}\n{}{}",
        out(&output),
        err(&output)
    );
    assert_eq!(gravamen(&root, &["run", "b.case", LAW[0], LAW[1]]).status.code(), Some(0), "{after}");
}

#[test]
fn answers_are_written_into_case_files_only() {
    let root = folder("ask-json", &[("a.json", JSON)]);
    let output = answering(&root, &["ask", "a.json"], "y\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains(".case"), "{}", err(&output));
}

/// A word of the evidence is no value; a byte order mark and a range that is narrowed by the answer.
#[test]
fn a_stated_range_is_narrowed_and_its_evidence_stays() {
    let text = "\u{feff}case range\n  unstated facts are absent\n  breach yes\n  lot trajectory, 1 item, sold_to 1 person\n  illegal_gains at least 10 yuan   evidence \"unknown hand\"\n";
    let root = folder("ask-range", &[("a.case", text)]);
    let output = answering(&root, &["ask", "a.case", LAW[0], LAW[1]], "6000.50\nq\n");
    let after = std::fs::read_to_string(root.join("a.case")).unwrap();
    assert_eq!(after, text.replace("at least 10 yuan", "6000.50 yuan"), "{}{}", out(&output), err(&output));
}

/// An answer may be written as a case file has it; what is none is told with what would be one.
#[test]
fn a_bad_answer_is_told_what_a_good_one_is() {
    let zh = "案件 甲\n  未载明事实视为 不存在\n  违反规定 是\n  违法所得 不明\n  后果 不明\n  信息 行踪轨迹信息，1条，出售对象 1人\n";
    let en = "case a\n  unstated facts are absent\n  breach yes\n  illegal_gains unknown\n  victim_harm unknown\n  lot trajectory, 1 item, sold_to 1 person\n";
    for (lang, text, typed, wanted, after) in [
        (
            "zh",
            zh,
            "也许\n９\nＷ\n１\n五千条\n0.001元\n０．６万元\nq\n",
            &[
                "  “也许”不是此问题的回答：1 无，2 死亡",
                "  “９”不是此问题的回答：1 无",
                "  死亡 → 情节特别严重\n",
                "  以元计，不以条计：数目： 元；u 不知道，w 为什么问，q 停止\n",
                "  金额至多两位小数，件数无小数：",
                "已写入 a.case\n",
            ],
            zh.replace("后果 不明", "后果 无").replace("违法所得 不明", "违法所得 6000元"),
        ),
        (
            "en",
            en,
            "maybe\nnone\n5 items\n6,000\n6000 yuan\nq\n",
            &[
                "  `maybe` is no answer to this question: 1 none, 2 death",
                "  it is counted in yuan, not in items: a number of yuan; u not known, w why, q stop\n",
                "  `6,000` is no answer to this question: a number of yuan",
                "written to a.case\n",
            ],
            en.replace("victim_harm unknown", "victim_harm none")
                .replace("illegal_gains unknown", "illegal_gains 6000 yuan"),
        ),
    ] as [(&str, &str, &str, &[&str], String); 2]
    {
        let root = folder(&format!("ask-bad-{lang}"), &[("a.case", text)]);
        let asked = ["ask", "a.case", LAW[0], LAW[1], "--lang", lang];
        let dry = answering(&root, &[&asked[..], &["--dry-run"]].concat(), typed);
        let said = out(&dry);
        let mut rest = said.as_str();
        for part in &wanted[..wanted.len() - 1] {
            let at = rest.find(part).unwrap_or_else(|| panic!("`{part}` is missing in\n{said}"));
            rest = &rest[at + part.len()..];
        }
        assert!(
            said.ends_with(
                ["a.case stays as it is (--dry-run)\n", "a.case 未改动（--dry-run）\n"]
                    [usize::from(lang == "zh")]
            ),
            "{said}"
        );
        assert_eq!(std::fs::read_to_string(root.join("a.case")).unwrap(), text, "a dry run writes nothing");
        let wet = answering(&root, &asked, typed);
        assert!(out(&wet).ends_with(wanted[wanted.len() - 1]), "{}{}", out(&wet), err(&wet));
        assert_eq!(std::fs::read_to_string(root.join("a.case")).unwrap(), after);
    }
}
