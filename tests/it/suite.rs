//! Suites in Markdown, the manual's examples, and the Chinese twin of the interpretation.

use gravamen::diag::Code;
use gravamen::session::{NoFiles, Session};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{ROOT}/{path}")).unwrap()
}

/// Runs every expectation of a suite; how many were compared.
fn expectations(session: &mut Session, path: &str) -> usize {
    let mut compared = 0;
    for module in ["cn.pi.interpretation_2017", "current", "lenient"] {
        for verdict in session.grade(path, &read(path), &[module.to_owned()]) {
            for (lo, hi, met) in &verdict.expected {
                assert!(met, "{path}: {} expects {lo}..{hi} got {:?}", verdict.case, verdict.outcome);
                compared += 1;
            }
        }
    }
    assert!(!session.sink.has_errors(), "{path}: {:?}", session.sink.found);
    compared
}

#[test]
fn the_markdown_suite_holds() {
    let mut session = Session::new(Box::new(NoFiles));
    assert_eq!(expectations(&mut session, "tests/suite/law_in_force.md"), 10);
}

/// The interpretation written in Chinese takes the library's place and answers alike.
#[test]
fn the_chinese_twin_answers_alike() {
    let mut session = Session::new(Box::new(NoFiles));
    let text = read("examples/zh/interpretation_2017.grv");
    assert!(session.check_text("interpretation_2017.grv", &text), "{:?}", session.sink.found);
    assert_eq!(expectations(&mut session, "tests/suite/law_in_force.md"), 10);
    let mut compared = 0;
    for entry in std::fs::read_dir(format!("{ROOT}/examples/published")).unwrap() {
        let path = format!("examples/published/{}", entry.unwrap().file_name().to_str().unwrap());
        compared += expectations(&mut session, &path);
    }
    assert!(compared >= 15, "{compared}");
}

#[test]
fn the_library_has_no_faults_and_no_warnings() {
    let mut session = Session::new(Box::new(NoFiles));
    for module in session.module_names() {
        assert!(session.check(&module), "{module}: {:?}", session.sink.found);
    }
    assert_eq!(session.sink.found, []);
}

/// Every example of the manual is at least well formed.
#[test]
fn the_manual_can_be_read() {
    let text = read("docs/LANGUAGE.md");
    let blocks = text.matches("```gravamen").count();
    assert!(blocks >= 3, "{blocks} examples");
    let mut session = Session::new(Box::new(NoFiles));
    let file = session.sources.add("LANGUAGE.md", &text);
    let mut sink = gravamen::diag::Sink::default();
    let items = gravamen::syntax::parse(file, &gravamen::syntax::markdown(&text), &mut sink);
    let faults: Vec<_> =
        sink.found.iter().map(|d| (d.code, session.sources.place(d.span.unwrap()))).collect();
    assert!(!faults.iter().any(|f| f.0 == Code::Syntax), "{faults:?}");
    assert!(items.len() >= blocks, "{} items in {blocks} examples", items.len());
}

/// Same input, same answer, to the last character.
#[test]
fn answers_are_the_same_each_time() {
    let run = || {
        let mut session = Session::new(Box::new(NoFiles));
        let modules = ["current", "cn.pi.interpretation_2017"].map(str::to_owned);
        let verdicts = session.grade("published.json", &read("examples/published.json"), &modules);
        gravamen::render::json(&verdicts, &session.sources)
    };
    assert_eq!(run(), run());
}

fn codes(json: &str) -> (usize, Vec<&'static str>) {
    let mut session = Session::new(Box::new(NoFiles));
    let verdicts = session.grade("x.json", json, &["cn.pi.interpretation_2017".to_owned()]);
    (verdicts.len(), session.sink.found.iter().map(|d| d.code.row().id).collect())
}

#[test]
fn bad_json_is_reported_and_the_others_still_run() {
    let good = r#"{"id":"good","unstated":"absent","facts":{"breach":true}}"#;
    for (bad, code) in [
        (r#"{"id":"b","facts":{"braech":true}}"#, "E0404"),
        (r#"{"id":"b","facts":{"breach":true,"breach":false}}"#, "E0405"),
        (r#"{"id":"b","facts":{"breach":1}}"#, "E0402"),
        (r#"{"id":"b","facts":{"illegal_gains":-1}}"#, "E0403"),
        (r#"{"id":"b","facts":{"illegal_gains":"1.005"}}"#, "E0403"),
        (r#"{"id":"b","facts":{"lots":[{"count":1.5}]}}"#, "E0402"),
        (r#"{"id":"b","facts":{"lots":[{"count":{"between":[9,2]}}]}}"#, "E0403"),
        (r#"{"id":"b","facts":{"conduct_from":"2017-02-30"}}"#, "E0110"),
        (r#"{"id":"b","facts":{"lots":[{"kind":"trajectoy"}]}}"#, "E0208"),
        (r#"{"id":"b","facts":{"other_serious":true}}"#, "E0406"),
    ] {
        let (graded, found) = codes(&format!(r#"{{"cases":[{bad},{good}]}}"#));
        assert_eq!(found, [code], "{bad}");
        assert_eq!(graded, 1, "{bad}");
    }
    assert_eq!(codes(r#"{"cases":[{"id":"x","facts":{"illegal_gains":NaN}}]}"#).1, ["E0407"]);
}

/// A fault reported once is a fault every time: a faulty module is never run because its message was seen before.
#[test]
fn a_faulty_module_stays_faulty() {
    let text =
        "module t.faulty\n  source S \"S\"\n  uses cn.pi.facts\n\ndefinition d  by S 1\n  means  brreach\n";
    let user = "module t.user\n  source S \"S\"\n  uses t.faulty\n\ndefinition e  by S 2\n  means  breach\n";
    let mut session = Session::new(Box::new(NoFiles));
    assert!(!session.check_text("faulty.grv", text));
    assert!(!session.check("t.faulty"));
    assert!(!session.check_text("user.grv", user), "what it uses is faulty");
    let broken = text.replace("brreach", "breach and");
    let mut session = Session::new(Box::new(NoFiles));
    assert!(!session.check_text("faulty.grv", &broken));
    assert!(!session.check_text("user.grv", user), "what it uses could not be read");
}
