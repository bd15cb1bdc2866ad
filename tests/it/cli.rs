//! The command line: exit codes, where data and diagnostics go, both languages.

use std::process::Output;

fn gravamen(args: &[&str]) -> Output {
    crate::binary::start().args(args).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_main_job_in_both_languages() {
    let english = gravamen(&["run", "examples/b-001.case"]);
    assert_eq!(english.status.code(), Some(0));
    assert!(out(&english).contains("total 28/25 ≥ 1"), "{}", out(&english));
    assert!(out(&english).contains("5(1)(7)  illegal_gains  short by 0.01 yuan"));
    let chinese = gravamen(&["run", "examples/甲案.case", "--lang", "zh"]);
    assert!(out(&chinese).contains("合计 28/25 ≥ 1"), "{}", out(&chinese));
    assert!(out(&chinese).contains("证据：勘验笔录"));
}

#[test]
fn json_follows_the_contract() {
    let output =
        gravamen(&["run", "examples/b-001.case", "--module", "cn.pi.interpretation_2017", "-f", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let verdict = &json["verdicts"][0];
    assert_eq!(verdict["module"], "cn.pi.interpretation_2017");
    assert_eq!(verdict["outcome"], serde_json::json!(["serious", "serious"]));
    assert_eq!(verdict["grounds"][0]["provision"], "5(1)(6)");
    assert_eq!(verdict["grounds"][0]["degree"], serde_json::json!(["28/25", "28/25"]));
    assert_eq!(verdict["missed"][0]["provision"], "5(1)(7)");
    assert_eq!(verdict["missed"][0]["short_by"], "0.01 yuan");
    assert_eq!(verdict["penalty"]["imprisonment_months"], serde_json::json!([0, 36]));
    assert_eq!(verdict["penalty"]["fine"], "with or alone");
}

#[test]
fn exit_codes() {
    let folder = std::env::temp_dir().join("gravamen-exit-codes");
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let missed =
        file("missed.case", "case a\n  breach no\n  expect serious under cn.pi.interpretation_2017\n");
    let output = gravamen(&["run", &missed, "--module", "cn.pi.interpretation_2017"]);
    assert_eq!(output.status.code(), Some(1), "an expectation failed");
    let wrong = file("wrong.case", "case a\n  braech no\n");
    let output = gravamen(&["run", &wrong]);
    assert_eq!(output.status.code(), Some(2), "the input has errors");
    assert!(output.stdout.is_empty() && String::from_utf8_lossy(&output.stderr).contains("E0404"));
    let deep =
        file("deep.grv", &format!("module m\ndefinition d\n  means {}a{}\n", "(".repeat(80), ")".repeat(80)));
    assert_eq!(gravamen(&["check", &deep]).status.code(), Some(3), "a limit was reached");
    assert_eq!(gravamen(&["run", "no/such/file.case"]).status.code(), Some(2));
    assert_eq!(gravamen(&["check"]).status.code(), Some(0));
    assert_eq!(gravamen(&["explain", "E0305"]).status.code(), Some(0));
    assert_eq!(gravamen(&["show", "cn.pi.statute_2015"]).status.code(), Some(0));
    assert_eq!(
        gravamen(&["why", "examples/b-001.case", "--not", "especially_serious"]).status.code(),
        Some(0)
    );
}

/// What a mend uncovers is mended too; a choice is taken only where it was seen before.
#[test]
fn fix_goes_on_until_nothing_offers_an_edit() {
    let folder = std::env::temp_dir().join("gravamen-fix");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("mine.grv");
    let wrong = "module mine\n  amends cn.pi.interpretation_2017\n\nrepeal 5(1)(7)\nset 5(1)(3) at 100 persons\n\
         adopt cn.pi.definitions.identfication\n";
    std::fs::write(&path, wrong).unwrap();
    let path = path.to_str().unwrap();
    let said = |words: &[&str]| {
        let output = gravamen(&[&["fix", path, "--lang", "en"], words].concat());
        let last = String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or("").to_owned();
        (output.status.code(), last, out(&output))
    };
    let (code, told, text) = said(&["--dry-run"]);
    assert_eq!((code, told.as_str()), (Some(2), "2 mended, 1 left, 1 offer a choice (--choice N)"));
    // the unit is told once the theory is found
    assert!(text.contains("repeal 5(1)(7)\nset 5(1)(3) at 100 items\n"), "{text}");
    assert!(text.contains("adopt cn.pi.definitions.identification\n"), "{text}");
    assert_eq!(std::fs::read_to_string(path).unwrap(), wrong, "a dry run writes nothing");
    let (code, told, _) = said(&["--choice", "1"]);
    assert_eq!((code, told.as_str()), (Some(0), "3 mended, 0 left, 0 offer a choice (--choice N)"));
    let mended = std::fs::read_to_string(path).unwrap();
    assert!(mended.contains("repeal 5(1)(7), dropping references\nset 5(1)(3) at 100 items\n"), "{mended}");
    assert_eq!(gravamen(&["check", path]).status.code(), Some(0));
    assert_eq!(said(&[]).1, "0 mended, 0 left, 0 offer a choice (--choice N)");
}

/// A reason with a twin is given in the reader's language; one without, as it stands.
#[test]
fn reasons_are_read_in_the_readers_language() {
    let folder = std::env::temp_dir().join(format!("gravamen-reasons-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("mine.grv");
    let text = "module mine\n  source TH \"A thesis\"\n  amends cn.pi.interpretation_2017\n\n\
                set 5(1)(3) at 100 items by TH 1 because \"fifty points are one day\" | \"五十条不过一日\"\n\
                set 5(1)(4) at 600 items by TH 2 because \"一种语言\" ours \"mine\" | \"我的\"\n";
    std::fs::write(&file, text).unwrap();
    let file = file.to_string_lossy();
    let show = |more: &[&str]| out(&gravamen(&[&["show", &file], more].concat()));
    let [en, zh] = ["en", "zh"].map(|l| show(&["--redline", "--lang", l]));
    assert!(en.contains("because \"fifty points are one day\"") && !en.contains("一日"), "{en}");
    assert!(zh.contains("理由 “五十条不过一日”") && !zh.contains("one day"), "{zh}");
    assert!(en.contains("because \"一种语言\"; ") && zh.contains("理由 “一种语言”"), "{en}{zh}");
    let [en, zh] = ["en", "zh"].map(|l| show(&["--ours", "--lang", l]));
    assert!(en.contains("\"mine\"") && zh.contains("“我的”"), "{en}{zh}");
    let both = show(&["--lang", "zh"]);
    assert!(both.contains("自拟 “我的” | “mine”"), "{both}");
    for (lang, reason) in [("en", "fifty points are one day"), ("zh", "五十条不过一日")] {
        let case = folder.join("a.case");
        std::fs::write(
            &case,
            "case a-1\n  unstated facts are absent\n  breach yes\n  lot trajectory, 60 items, purchase\n",
        )
        .unwrap();
        let case = case.to_string_lossy();
        let args = ["why", &case, "--both", "-m", "cn.pi.interpretation_2017", "-m", &file, "--lang", lang];
        let diff = out(&gravamen(&args));
        assert!(diff.contains(reason), "{diff}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// What stands in a Chinese page of help in Latin letters because it is typed so, or has no other name.
const TYPED: &[&str] = &[
    "parquet",
    "arrow",
    "gravamen",
    "case",
    "cases",
    "cn",
    "csv",
    "current",
    "default",
    "grv",
    "html",
    "json",
    "jsonl",
    "md",
    "rules",
    "report",
    "text",
    "txt",
    "xlsx",
    "en",
    "zh",
    "best",
    "worst",
    "template",
    "check",
    "spark",
    "duckdb",
    "postgres",
    "utf",
    "gb18030",
    "z3",
    "cvc5",
    "smt",
    "bash",
    "elvish",
    "fish",
    "powershell",
    "zsh",
    "junit",
    "xml",
    "markdown",
    "sql",
    "svg",
    "lib",
    "ctrl",
    "no",
    "progress",
    "my",
    "reform",
    "thesis",
    "repl",
];

#[test]
fn every_word_of_the_chinese_help_is_chinese() {
    let root = out(&gravamen(&["--lang", "zh", "--help"]));
    let names: Vec<&str> = root
        .lines()
        .skip_while(|l| !l.starts_with("命令"))
        .skip(1)
        .map_while(|l| l.split_whitespace().next())
        .collect();
    assert!(names.len() > 25, "{root}");
    let pages = names.iter().map(|n| out(&gravamen(&["--lang", "zh", n, "--help"])));
    let asked = names.iter().take(2).map(|n| out(&gravamen(&["--lang", "zh", "help", n])));
    let mut wrong = Vec::new();
    for page in pages.chain(asked).chain([root.clone()]) {
        assert!(page.contains("用法："), "{page}");
        // examples are typed as they stand
        for line in page.lines().filter(|l| !l.contains("gravamen ") || l.contains("用法")) {
            let words = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
            let bare = words.filter(|w| !w.starts_with('-')).flat_map(|w| w.split('-'));
            for word in bare.filter(|w| w.len() > 1 && w.contains(|c: char| c.is_ascii_alphabetic())) {
                let low = word.to_lowercase();
                let code = word.starts_with('E') && word[1..].parse::<u32>().is_ok();
                if !code && !TYPED.contains(&low.as_str()) && !names.contains(&low.as_str()) {
                    wrong.push(format!("{word}: {line}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
