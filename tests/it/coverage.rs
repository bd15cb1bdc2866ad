//! The library's own coverage: every rule set at 100 % of provisions and of sides, and what no case can exercise with its reason.

use gravamen::session::{Files, NoFiles, Session};
use gravamen::suite::{Coverage, Ledger, Side};
use std::collections::BTreeMap;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The rules of the theft example and of the suites.
struct Examples;

impl Files for Examples {
    fn module(&self, name: &str) -> Option<(String, String)> {
        let path = format!("{}.grv", name.replace('.', "/"));
        let folders = ["examples/theft/rules", "tests/suite/rules"];
        folders
            .iter()
            .find_map(|f| Some((path.clone(), std::fs::read_to_string(format!("{ROOT}/{f}/{path}")).ok()?)))
    }
    fn names(&self) -> Vec<String> {
        ["theft.facts", "theft.law", "theft.province", "processing"].map(str::to_owned).to_vec()
    }
}

/// Every suite of the library, run.
fn sheets() -> Vec<Coverage> {
    let mut session = Session::new(Box::new(Examples));
    let mut ledger = Ledger::default();
    let mut paths: Vec<_> = std::fs::read_dir(format!("{ROOT}/tests/suite/library"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    let mut answers = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let tested = session.test(path.to_str().unwrap(), &text, &mut ledger);
        assert_eq!(tested.faults, 0, "{path:?}: {:?}", session.sink.found);
        if let Some(answer) = tested.unmet().next() {
            panic!("{path:?}: {} answers {:?}", answer.verdict.case, answer.verdict.outcome);
        }
        answers += tested.answers.len();
    }
    assert!(answers > 1000, "{answers}");
    ledger.sheets
}

fn rules(sheets: &[Coverage]) -> Vec<&str> {
    sheets.iter().map(|s| s.rules.en.as_str()).collect()
}

#[test]
fn the_library_is_covered_in_full() {
    let sheets = sheets();
    for sheet in &sheets {
        let (met, of) = sheet.provisions_met();
        assert_eq!(met, of, "{}: {:?}", sheet.rules.en, sheet.provisions);
        let left: Vec<String> = sheet
            .boundaries
            .iter()
            .flat_map(|b| b.missing().map(move |s| format!("{} {} {s:?}", b.provision.en, b.names.en)))
            .collect();
        assert_eq!(left, [""; 0], "{}", sheet.rules.en);
    }
    // the smallest sheet is a statute's, whose circumstances nobody has evaluated
    let sides: BTreeMap<&str, usize> =
        sheets.iter().map(|s| (s.rules.en.as_str(), s.sides_met().1)).collect();
    assert!(sides["cn.pi.interpretation_2017"] >= 150, "{sides:?}");
    assert!(sides["cn.pi.reform.thesis"] >= 150, "{sides:?}");
    assert!(sides["theft.law"] >= 80, "{sides:?}");
}

/// A module that states rules and stands in no covered rule set fails here.
#[test]
fn every_module_with_rules_is_in_a_covered_rule_set() {
    let sheets = sheets();
    let covered = rules(&sheets);
    // these two are read by others: the first by the thesis, the second through the module of the suites
    let through =
        [("cn.pi.definitions.sensitivity", "cn.pi.reform.thesis"), ("cn.pi.pipl_2021", "processing")];
    let session = Session::new(Box::new(NoFiles));
    for module in session.module_names() {
        // vocabularies have no rules; what chooses among modules has none of its own
        if module.ends_with(".facts") || ["current", "lenient"].contains(&module.as_str()) {
            continue;
        }
        let by = through.iter().find(|t| t.0 == module).map_or(module.as_str(), |t| t.1);
        let named = |rules: &&&str| rules.split([' ', ',']).any(|word| word == by);
        assert!(covered.iter().find(named).is_some(), "{module} is not covered: {covered:?}");
    }
}

/// What is counted as impossible is named here, side by side with its reason: nothing joins the list unseen.
#[test]
fn what_cannot_be_exercised_is_known_and_why() {
    let mut found: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for sheet in sheets() {
        for b in &sheet.boundaries {
            for (side, why) in &b.cannot {
                assert!(!why.en.is_empty() && !why.zh.is_empty());
                let stands = b.sides.iter().find(|s| s.0 == *side).unwrap().1;
                assert_eq!(stands, 0, "{}: {} {side:?} is exercised after all", sheet.rules.en, b.names.en);
                let key = (format!("{} {side:?}", b.names.en), why.en.clone());
                found.entry(key).or_default().push(sheet.rules.en.clone());
            }
        }
        for p in &sheet.provisions {
            assert_eq!(p.cannot, [], "{}", sheet.rules.en);
        }
    }
    let mut told: Vec<String> = found.keys().map(|(side, why)| format!("{side}: {why}")).collect();
    told.sort();
    assert_eq!(told, CANNOT);
    // an interest that no theory denies: the interpretation presumes it, public order affirms it
    let interest = ("interest Fails".to_owned(), "the rules say that it always holds".to_owned());
    assert!(found[&interest].iter().all(|r| !r.contains("self_determination") && !r.contains("thesis")));
}

/// A statute alone leaves its open terms to others; a presumed interest is never denied by the rules that presume it.
const CANNOT: [&str; 10] = [
    "breach Fails: nobody has made the evaluation breach_of_rules",
    "breach Holds: nobody has made the evaluation breach_of_rules",
    "conduct Fails: nobody has made the evaluation obtain",
    "conduct Fails: nobody has made the evaluation sell",
    "conduct Holds: nobody has made the evaluation obtain",
    "conduct Holds: nobody has made the evaluation sell",
    "heavier within the bracket Holds: nobody has made the evaluation sell",
    "interest Fails: the rules say that it always holds",
    "object Fails: nobody has made the evaluation personal_information",
    "object Holds: nobody has made the evaluation personal_information",
];

/// One case less, and its side is missing again: the measure is not blind.
#[test]
fn a_case_that_is_taken_away_is_missed() {
    let text = std::fs::read_to_string(format!("{ROOT}/tests/suite/library/thesis.md")).unwrap();
    let without = text.replace("count 499 items", "count 498 items");
    assert_ne!(text, without);
    let mut session = Session::new(Box::new(NoFiles));
    let mut ledger = Ledger::default();
    session.test("thesis.md", &without, &mut ledger);
    let missing: Vec<(String, Side)> = ledger.sheets[0]
        .boundaries
        .iter()
        .flat_map(|b| b.missing().map(move |s| (b.names.en.clone(), s)))
        .collect();
    assert_eq!(missing, [("sensitive".to_owned(), Side::Below)]);
}
