//! Which least change of one fact changes an outcome: what people read, in both languages.

use std::fs;
use std::path::Path;
use std::process::Output;

/// Runs the binary from the root of the package.
pub(crate) fn gravamen(args: &[&str]) -> Output {
    let mut command = crate::binary::start();
    command.args(args).output().unwrap()
}

/// What a command prints, held against the text kept under `tests/prove/`; `GRAVAMEN_UPDATE=1` rewrites it.
pub(crate) fn kept(name: &str, args: &[&str], code: i32) {
    for lang in ["en", "zh"] {
        let output = gravamen(&[args, &["--lang", lang]].concat());
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!printed.is_empty());
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prove").join(format!("{name}.{lang}.txt"));
        if std::env::var_os("GRAVAMEN_UPDATE").is_some_and(|v| v == "1") {
            fs::write(&path, &printed).unwrap();
        }
        let before = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(before, printed, "{}", path.display());
    }
}

#[test]
fn one_fact_is_varied_up_and_down_with_its_break_points() {
    kept(
        "vary_gains",
        &["vary", "examples/b-001.case", "illegal_gains", "-m", "cn.pi.interpretation_2017"],
        0,
    );
}

#[test]
fn every_fact_that_matters_alone_is_listed_dates_among_them() {
    kept("vary_all", &["vary", "tests/prove/prior.case", "-m", "cn.pi.interpretation_2017"], 0);
}

/// Each change that is named changes the outcome, and one step less does not.
#[test]
fn the_named_change_is_the_least_one() {
    let json = |case: &str, fact: &str| -> serde_json::Value {
        let path = std::env::temp_dir().join(format!("gravamen-vary-{}-{fact}.case", std::process::id()));
        fs::write(&path, case).unwrap();
        let output = gravamen(&[
            "vary",
            path.to_str().unwrap(),
            fact,
            "-m",
            "cn.pi.interpretation_2017",
            "-f",
            "json",
        ]);
        fs::remove_file(&path).unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let case = |items: u32| {
        format!(
            "case c\n  unstated facts are absent\n  breach  yes\n  lot  health, {items} items, purchase\n"
        )
    };
    let up = json(&case(13), "count");
    let change = &up["cases"][0]["facts"][0]["changes"][0];
    assert_eq!((&change["more"], &change["to"]), (&"487".into(), &"500".into()));
    assert_eq!(change["outcome"], serde_json::json!(["serious", "serious"]));
    assert_eq!(change["provisions"], serde_json::json!(["5(1)(4)", "5(1)(6)"]));
    // one less than that is still no offence, and one item more is then enough
    let near = json(&case(499), "count");
    assert_eq!(near["cases"][0]["outcome"], serde_json::json!(["no_offence", "no_offence"]));
    assert_eq!(near["cases"][0]["facts"][0]["changes"][0]["more"], "1");
    let at = json(&case(500), "count");
    let changes = at["cases"][0]["facts"][0]["changes"].as_array().unwrap();
    assert_eq!(changes.iter().map(|c| &c["to"]).collect::<Vec<_>>(), ["499", "5000"]);
}

#[test]
fn a_fact_that_is_not_there_is_told_with_the_nearest() {
    let output = gravamen(&["vary", "examples/b-001.case", "ilegal_gains", "--lang", "en"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("ilegal_gains") && said.contains("illegal_gains"), "{said}");
}
