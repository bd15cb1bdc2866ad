//! The law in force at its edges: one below, at and above each standard, hand-written from the text.

use gravamen::explain::Verdict;
use gravamen::session::{NoFiles, Session};

const LAW: &str = "cn.pi.interpretation_2017";

/// Grades a case given by its lines.
pub fn grade(module: &str, lines: &str) -> Verdict {
    let mut text = String::from("case x\n");
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        text.push_str(&format!("  {line}\n"));
    }
    let mut session = Session::new(Box::new(NoFiles));
    let verdicts = session.grade("x.case", &text, &[module.to_owned()]);
    assert!(!session.sink.has_errors(), "{lines}\n{:?}", session.sink.found);
    verdicts.into_iter().next().expect("one verdict")
}

fn outcome(module: &str, lines: &str) -> (usize, usize) {
    let verdict = grade(module, lines);
    assert_eq!(verdict.attained, (true, true), "{lines}");
    verdict.outcome
}

/// A case in which everything unstated is absent, done on a day under the present text.
fn absent(lines: &str) -> (usize, usize) {
    let head = "unstated facts are absent\nbreach yes\nconduct_from 2020-06-01\nconduct_to 2020-06-30\n";
    outcome(LAW, &format!("{head}{lines}"))
}

const NONE: (usize, usize) = (0, 0);
const SERIOUS: (usize, usize) = (1, 1);
const ESPECIALLY: (usize, usize) = (2, 2);

#[test]
fn counts_at_their_edges() {
    for (kind, line) in [("trajectory", 50), ("health", 500), ("other", 5000)] {
        for (count, expected) in [
            (line - 1, NONE),
            (line, SERIOUS),
            (line + 1, SERIOUS),
            (line * 10 - 1, SERIOUS),
            (line * 10, ESPECIALLY),
            (line * 10 + 1, ESPECIALLY),
        ] {
            let lot = format!("lot {kind}, {count} items, purchase");
            assert_eq!(absent(&lot), expected, "{lot}");
        }
    }
}

#[test]
fn every_kind_stands_in_its_class() {
    for (kind, line) in [
        ("communication_content", 50),
        ("credit", 50),
        ("property", 50),
        ("accommodation", 500),
        ("communication_record", 500),
        ("transaction", 500),
        ("biometric", 5000),
        ("contact", 5000),
        ("identity_document", 5000),
    ] {
        assert_eq!(absent(&format!("lot {kind}, {} items, theft", line - 1)), NONE, "{kind}");
        assert_eq!(absent(&format!("lot {kind}, {line} items, theft")), SERIOUS, "{kind}");
    }
    assert_eq!(absent("lot contact, 499 items, theft, affects_safety"), NONE);
    assert_eq!(absent("lot contact, 500 items, theft, affects_safety"), SERIOUS);
}

#[test]
fn gains_at_their_edges_once_a_lot_is_in_question() {
    let lot = "lot other, 1 items, purchase, sold_to 1 person";
    for (gains, expected) in [
        ("4999.99", NONE),
        ("5000", SERIOUS),
        ("5000.01", SERIOUS),
        ("49999.99", SERIOUS),
        ("50000", ESPECIALLY),
    ] {
        assert_eq!(absent(&format!("illegal_gains {gains} yuan\n{lot}")), expected, "{gains}");
    }
    assert_eq!(absent("illegal_gains 900000 yuan"), NONE, "no lot in question: no limb holds");
}

#[test]
fn in_duty_halves_and_only_for_sale_or_provision() {
    let duty = |count: u32, kind: &str| {
        absent(&format!("lot {kind}, {count} items, lawfully, acquired_in_duty, sold_to 1 person"))
    };
    for (kind, half) in [("trajectory", 25), ("health", 250), ("other", 2500)] {
        assert_eq!(duty(half - 1, kind), NONE, "{kind}");
        assert_eq!(duty(half, kind), SERIOUS, "{kind}");
        assert_eq!(duty(half * 10 - 1, kind), SERIOUS, "{kind}");
        assert_eq!(duty(half * 10, kind), ESPECIALLY, "{kind}");
    }
    let gains = |g: &str| {
        absent(&format!(
            "illegal_gains {g} yuan\nlot other, 1 items, lawfully, acquired_in_duty, sold_to 1 person"
        ))
    };
    assert_eq!(gains("2499.99"), NONE);
    assert_eq!(gains("2500"), SERIOUS);
    assert_eq!(gains("24999.99"), SERIOUS);
    assert_eq!(gains("25000"), ESPECIALLY);
    let obtained = "lot trajectory, 25 items, collection_in_service, acquired_in_duty";
    assert_eq!(absent(obtained), NONE, "who only obtains is not halved");
}

#[test]
fn shares_add_up() {
    let both = |track: u32, health: u32, other: u32| {
        absent(&format!(
            "lot trajectory, {track} items, theft\nlot health, {health} items, theft\nlot other, {other} items, theft"
        ))
    };
    assert_eq!(both(25, 250, 0), SERIOUS);
    assert_eq!(both(24, 250, 0), NONE);
    assert_eq!(both(24, 250, 99), NONE);
    assert_eq!(both(24, 250, 100), SERIOUS);
    assert_eq!(both(400, 0, 10_000), ESPECIALLY, "purposive reading: ten times by the sum");
    assert_eq!(both(400, 0, 9_999), SERIOUS);
}

#[test]
fn earlier_punishment() {
    let prior = |line: &str| absent(&format!("prior {line}\nlot other, 1 items, theft"));
    assert_eq!(prior("administrative, 2018-06-01"), SERIOUS, "two years to the day, included");
    assert_eq!(prior("administrative, 2018-05-31"), NONE);
    assert_eq!(prior("administrative, 2020-06-02"), NONE, "not before the conduct");
    assert_eq!(prior("criminal, 2001-01-01"), SERIOUS, "no limit of time");
    assert_eq!(prior("criminal, 2001-01-01, not about_personal_information"), NONE);
    assert_eq!(absent("prior criminal, 2001-01-01"), NONE, "and again: some lot is needed");
}

#[test]
fn leap_days_count_as_the_last_of_february() {
    let case = |day: &str, prior: &str| {
        outcome(
            LAW,
            &format!(
                "unstated facts are absent\nbreach yes\nconduct_from {day}\nconduct_to {day}\nprior administrative, {prior}\nlot other, 1 items, theft"
            ),
        )
    };
    assert_eq!(case("2022-02-28", "2020-02-29"), SERIOUS);
    assert_eq!(case("2022-03-01", "2020-02-29"), NONE);
}

#[test]
fn lawful_business_buys_and_receives() {
    let buyer = |profit: &str, more: &str| {
        absent(&format!(
            "lawful_business yes\nbusiness_profit {profit} yuan\nlot other, 6000 items, purchase{more}"
        ))
    };
    assert_eq!(buyer("49999.99", ""), NONE);
    assert_eq!(buyer("50000", ""), SERIOUS);
    assert_eq!(buyer("9000000", ""), SERIOUS, "no upper bracket");
    assert_eq!(buyer("0", "\nlot credit, 50 items, purchase"), SERIOUS, "art. 5 for the credit lot");
    assert_eq!(buyer("0", ", provided_to 1 person"), SERIOUS, "onward provision leaves art. 6");
    let exchanged = "lawful_business yes\nlot other, 6000 items, exchange";
    assert_eq!(absent(exchanged), SERIOUS, "exchange is outside art. 6");
}

#[test]
fn counting_by_recipients_and_genuine_items() {
    assert_eq!(absent("lot other, 300 items, purchase, sold_to 16 persons"), NONE);
    assert_eq!(absent("lot other, 300 items, purchase, sold_to 17 persons"), SERIOUS);
    assert_eq!(absent("lot other, 3000 items, purchase, sold_to 1 person"), NONE, "not counted twice");
    assert_eq!(absent("lot other, 5000 items, theft, not_genuine 1 items"), NONE);
}

#[test]
fn use_for_crime_and_grave_consequences() {
    assert_eq!(absent("lot trajectory, 1 items, theft, sold_to 1 person, used_for_crime"), SERIOUS);
    assert_eq!(
        absent("lot trajectory, 1 items, theft, used_for_crime"),
        NONE,
        "obtaining alone is not item (1)"
    );
    assert_eq!(absent("knew_crime_use yes\nlot other, 1 items, theft, provided_to 1 person"), SERIOUS);
    assert_eq!(absent("victim_harm death\nlot other, 1 items, theft"), ESPECIALLY);
    assert_eq!(absent("vile_social_impact yes\nlot other, 1 items, theft"), ESPECIALLY);
    assert_eq!(absent("victim_harm death"), NONE);
}

#[test]
fn the_breach_and_the_object_are_needed() {
    let text = "unstated facts are absent\nconduct_from 2020-06-01\nlot trajectory, 500 items, theft";
    assert_eq!(outcome(LAW, text), NONE);
    assert_eq!(absent("lot trajectory, 500 items, theft, anonymised"), NONE);
    let consent = "lot trajectory, 500 items, lawfully, valid, provided_to 1 person";
    assert_eq!(absent(consent), NONE);
}

#[test]
fn findings_need_a_person() {
    assert_eq!(absent("lot other, 1 items, theft\nother_serious yes because \"lists of children\""), SERIOUS);
    let verdict = grade(LAW, "unstated facts are absent\nbreach yes\nlot other, 1 items, theft");
    let open: Vec<String> = verdict.open_findings.iter().map(|n| n.en.clone()).collect();
    assert_eq!(open, ["other_serious", "other_especially_serious"]);
}

#[test]
fn unknown_is_never_no() {
    assert_eq!(absent("lot other, count unknown, theft"), (0, 2));
    assert_eq!(absent("lot other, at least 5000 items, theft"), (1, 2));
    assert_eq!(absent("lot other, at most 4999 items, theft"), NONE);
    assert_eq!(absent("lot other, 4000 to 60000 items, theft"), (0, 2));
    assert_eq!(absent("lots unknown"), (0, 2));
    assert_eq!(absent("victim_harm unknown\nlot trajectory, 50 items, theft"), (1, 2));
    assert_eq!(absent("victim_harm unknown"), NONE);
    assert_eq!(outcome(LAW, "unstated facts are unknown"), (0, 2));
}

#[test]
fn exact_where_intervals_are_too_wide() {
    assert_eq!(absent("lot kind unknown, at least 81000000 items, theft"), ESPECIALLY);
    assert_eq!(absent("lot kind unknown, 5000 items, theft"), (1, 2), "at least serious, whatever its kind");
    assert_eq!(absent("lot kind unknown, 4999 items, theft"), (0, 2));
    let either = "lot trajectory, 50 items, acquired disputed purchase or lawfully, sold_to 1 person";
    assert_eq!(absent(either), SERIOUS, "bought unlawfully or sold: punishable either way");
}

#[test]
fn the_law_of_the_time() {
    let case = |day: &str, more: &str| {
        grade(
            "current",
            &format!("unstated facts are absent\nbreach yes\nconduct_from {day}\nconduct_to {day}\n{more}"),
        )
    };
    let bought = "lot other, 60000 items, purchase";
    assert_eq!(case("2009-02-27", bought).outcome, NONE);
    let old = case("2015-10-31", bought);
    assert_eq!(old.outcome, SERIOUS);
    assert_eq!(old.penalty.unwrap().imprisonment, Some((0, 36)));
    let new = case("2015-11-01", bought);
    assert_eq!(new.outcome, ESPECIALLY);
    assert_eq!(new.penalty.unwrap().imprisonment, Some((36, 84)));
    let sold = "lot other, 6000 items, lawfully, sold_to 1 person";
    assert_eq!(case("2015-10-31", sold).outcome, NONE, "the old text needs a special subject");
    assert_eq!(case("2015-11-01", sold).outcome, SERIOUS);
    let staff = "subject_role medical\nlot other, 6000 items, lawfully, acquired_in_duty, sold_to 1 person";
    assert_eq!(case("2015-10-31", staff).outcome, SERIOUS);
}

#[test]
fn a_course_of_conduct_follows_the_later_text() {
    let text = "unstated facts are absent\nbreach yes\nconduct_from 2014-01-01\nconduct_to 2015-11-02\nlot other, 60000 items, theft";
    assert_eq!(outcome("current", text), ESPECIALLY);
}

#[test]
fn lenient_keeps_the_lighter_bracket() {
    let text = |day: &str| {
        format!(
            "unstated facts are absent\nbreach yes\nconduct_from {day}\nconduct_to {day}\nlot other, 60000 items, theft"
        )
    };
    assert_eq!(outcome("lenient", &text("2015-10-31")), SERIOUS, "three years then, three to seven now");
    assert_eq!(outcome("lenient", &text("2009-02-27")), NONE);
    assert_eq!(outcome("lenient", &text("2016-01-01")), ESPECIALLY);
}

#[test]
fn a_statute_alone_answers_with_an_interval() {
    let text = "unstated facts are absent\nbreach yes\nlot trajectory, 500 items, theft";
    let verdict = grade("cn.pi.statute_2015", text);
    assert_eq!(verdict.outcome, (0, 2));
    assert!(!verdict.unmade.is_empty());
}

#[test]
fn published_decisions_agree_with_their_expectations() {
    let mut session = Session::new(Box::new(NoFiles));
    let mut met = 0;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/published");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.push(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/published.json").into());
    files.sort();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        for verdict in session.grade(path.to_str().unwrap(), &text, &[LAW.to_owned()]) {
            for (lo, hi, ok) in &verdict.expected {
                assert!(ok, "{} expects {lo}..{hi}, got {:?}", verdict.case, verdict.outcome);
                met += 1;
            }
        }
        assert!(!session.sink.has_errors(), "{:?}", session.sink.found);
    }
    assert!(met >= 30, "{met} expectations were compared");
}
