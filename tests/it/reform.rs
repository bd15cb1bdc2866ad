//! The reforms: one below, at and above each standard, and the proposals one by one.

use crate::law::grade;
use gravamen::session::{NoFiles, RuleSet, Session};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const LAW: &str = "cn.pi.interpretation_2017";
const THESIS: &str = "cn.pi.reform.thesis";
const NONE: (usize, usize) = (0, 0);
const SERIOUS: (usize, usize) = (1, 1);
const ESPECIALLY: (usize, usize) = (2, 2);

/// The outcome of a case in which everything unstated is absent, each end shown attained.
pub fn under(rules: &str, lines: &str) -> (usize, usize) {
    let head = "unstated facts are absent\nbreach yes\nconduct_from 2022-06-01\nconduct_to 2022-06-30\n";
    let verdict = grade(rules, &format!("{head}{lines}"));
    assert_eq!(verdict.attained, (true, true), "{rules}\n{lines}");
    verdict.outcome
}

fn thesis(lines: &str) -> (usize, usize) {
    under(THESIS, lines)
}

const SENSITIVE: [&str; 11] = [
    "trajectory",
    "biometric",
    "religious_belief",
    "specific_identity",
    "health",
    "financial_account",
    "communication_content",
    "credit",
    "property",
    "accommodation",
    "transaction",
];
const GENERAL: [&str; 5] =
    ["communication_record", "identity_document", "account_credential", "contact", "other"];

#[test]
fn two_classes_at_their_edges() {
    for (kinds, line) in [(SENSITIVE.as_slice(), 500), (GENERAL.as_slice(), 5000)] {
        for kind in kinds {
            let lot = |n: u32| thesis(&format!("lot {kind}, {n} items, purchase"));
            assert_eq!([lot(line - 1), lot(line), lot(line + 1)], [NONE, SERIOUS, SERIOUS], "{kind}");
            assert_eq!([lot(line * 10 - 1), lot(line * 10)], [SERIOUS, ESPECIALLY], "{kind}");
        }
    }
    for more in ["affects_safety", "subject_under_14"] {
        let lot = |n: u32| thesis(&format!("lot contact, {n} items, purchase, {more}"));
        assert_eq!([lot(499), lot(500), lot(5000)], [NONE, SERIOUS, ESPECIALLY], "{more}");
    }
}

#[test]
fn what_the_general_clause_reaches_is_a_parameter() {
    let text = "module t.narrow\n  source A \"A\"\n  amends cn.pi.reform.thesis\n\nset general_clause_kinds at no  by A 1\n";
    let mut session = Session::new(Box::new(NoFiles));
    assert!(session.check_text("narrow.grv", text), "{:?}", session.sink.found);
    let mut grade = |kind: &str, n: u32| {
        let case =
            format!("case x\n  unstated facts are absent\n  breach yes\n  lot {kind}, {n} items, purchase\n");
        session.grade("x.case", &case, &["t.narrow".to_owned()])[0].outcome
    };
    for kind in ["communication_content", "credit", "property", "accommodation", "transaction"] {
        assert_eq!([grade(kind, 4999), grade(kind, 5000)], [NONE, SERIOUS], "{kind}");
    }
    assert_eq!(grade("health", 500), SERIOUS);
}

#[test]
fn proportional_sums_and_halves_in_duty_stay() {
    let both = |a: u32, b: u32| {
        thesis(&format!("lot health, {a} items, purchase\nlot contact, {b} items, purchase"))
    };
    assert_eq!([both(250, 2499), both(250, 2500)], [NONE, SERIOUS]);
    assert_eq!([both(4500, 4999), both(4500, 5000)], [SERIOUS, ESPECIALLY], "ten times by the sum");
    for (kind, half) in [("health", 250), ("contact", 2500)] {
        let duty =
            |n: u32| thesis(&format!("lot {kind}, {n} items, lawfully, acquired_in_duty, sold_to 1 person"));
        assert_eq!([duty(half - 1), duty(half)], [NONE, SERIOUS], "{kind}");
        assert_eq!([duty(half * 10 - 1), duty(half * 10)], [SERIOUS, ESPECIALLY], "{kind}");
    }
    let gains = "illegal_gains 2500 yuan\nlot contact, 1 items, lawfully, acquired_in_duty, sold_to 1 person";
    assert_eq!(under(LAW, gains), SERIOUS);
    assert_eq!(thesis(gains), NONE, "no half of gains either");
}

#[test]
fn gains_and_penalties_alone_are_no_offence() {
    for more in ["illegal_gains 5000 yuan", "illegal_gains 50000 yuan", "prior criminal, 2001-01-01"] {
        let case = format!("{more}\nlot contact, 1 items, purchase, sold_to 1 person");
        assert_ne!(under(LAW, &case), NONE, "{more}");
        assert_eq!(thesis(&case), NONE, "{more}");
    }
}

#[test]
fn a_repeater_is_judged_at_half_but_not_at_half_of_ten_times() {
    let repeated =
        |kind: &str, n: u32, prior: &str| thesis(&format!("prior {prior}\nlot {kind}, {n} items, purchase"));
    let long_ago = "criminal, 2001-01-01";
    for (kind, half) in [("health", 250), ("contact", 2500)] {
        assert_eq!(repeated(kind, half - 1, long_ago), NONE, "{kind}");
        assert_eq!(repeated(kind, half, long_ago), SERIOUS, "{kind}");
        assert_eq!(repeated(kind, half * 10, long_ago), SERIOUS, "five times the line is not ten");
        assert_eq!(repeated(kind, half * 20 - 1, long_ago), SERIOUS, "{kind}");
        assert_eq!(repeated(kind, half * 20, long_ago), ESPECIALLY, "{kind}");
    }
    let halves = |a: u32, b: u32| {
        thesis(&format!(
            "prior {long_ago}\nlot health, {a} items, purchase\nlot contact, {b} items, purchase"
        ))
    };
    assert_eq!([halves(125, 1249), halves(125, 1250)], [NONE, SERIOUS], "half of the sum");
    assert_eq!(repeated("health", 250, "administrative, 2021-06-01"), SERIOUS, "one year to the day");
    assert_eq!(repeated("health", 250, "administrative, 2021-05-31"), NONE);
    assert_eq!(repeated("health", 250, "criminal, 2001-01-01, not about_personal_information"), NONE);
    // no quarter: an insider who repeats is judged at half, not at half of half
    let insider = |n: u32| {
        thesis(&format!(
            "prior {long_ago}\nlot health, {n} items, lawfully, acquired_in_duty, sold_to 1 person"
        ))
    };
    assert_eq!([insider(249), insider(250)], [NONE, SERIOUS]);
}

#[test]
fn tampering_and_misuse_are_conduct_and_storage_is_none() {
    for (lot, at) in [
        ("lawfully, tampered", SERIOUS),
        ("lawfully, misused", SERIOUS),
        ("lawfully, stored_unlawfully", NONE),
        ("lawfully", NONE),
    ] {
        assert_eq!(thesis(&format!("lot health, 500 items, {lot}")), at, "{lot}");
        assert_eq!(thesis(&format!("lot health, 499 items, {lot}")), NONE, "{lot}");
        assert_eq!(under(LAW, &format!("lot health, 500 items, {lot}")), NONE, "no conduct today: {lot}");
    }
}

#[test]
fn identification_consent_and_de_identification() {
    for (lot, at) in [
        ("purchase, not_identifying, reflects_activity", NONE),
        ("purchase, identifies alone", SERIOUS),
        ("purchase, anonymised", NONE),
        ("purchase, anonymised, identifies alone", NONE),
        ("purchase, deidentified", NONE),
        ("purchase, deidentified, identifies alone", SERIOUS),
        ("purchase, consent valid", NONE),
        ("purchase, consent limited", SERIOUS),
        ("purchase, consent none", SERIOUS),
        ("lawfully, consent valid, misused", NONE),
        ("lawfully, consent limited, misused", SERIOUS),
        ("purchase, self_published", NONE),
        ("purchase, self_published, misused", SERIOUS),
    ] {
        assert_eq!(thesis(&format!("lot health, 500 items, {lot}")), at, "{lot}");
    }
}

#[test]
fn lawful_business_deals_with_the_general_class() {
    let buyer = |profit: &str, more: &str| {
        thesis(&format!(
            "lawful_business yes\nbusiness_profit {profit} yuan\nlot contact, 6000 items, purchase{more}"
        ))
    };
    assert_eq!([buyer("49999.99", ""), buyer("50000", "")], [NONE, SERIOUS]);
    assert_eq!(buyer("9000000", ""), SERIOUS, "no upper bracket");
    assert_eq!(buyer("0", "\nlot credit, 499 items, purchase"), NONE);
    assert_eq!(buyer("0", "\nlot credit, 500 items, purchase"), SERIOUS, "art. 5 for the sensitive lot");
    assert_eq!(buyer("0", ", provided_to 1 person"), SERIOUS, "onward provision leaves art. 6");
    // a record of calls was of the second class; it is general now, so that art. 6 covers it
    let calls = "lawful_business yes\nlot communication_record, 6000 items, receipt";
    assert_eq!([under(LAW, calls), thesis(calls)], [ESPECIALLY, NONE]);
    // an earlier penalty halves the profit, and is nothing by itself
    let again = |profit: &str| buyer(profit, "\nprior criminal, 2001-01-01");
    assert_eq!([again("24999.99"), again("25000")], [NONE, SERIOUS]);
}

#[test]
fn the_whole_can_rebut_a_grade_reached_by_quantity_alone() {
    let minor =
        |lines: &str| thesis(&format!("{lines}\nminor_overall yes because \"kept a week, nobody harmed\""));
    assert_eq!(minor("lot health, 500 items, purchase"), NONE);
    assert_eq!(minor("lot health, 5000 items, purchase"), SERIOUS);
    assert_eq!(minor("lot health, 250 items, lawfully, acquired_in_duty, sold_to 1 person"), NONE);
    for other in [
        "victim_harm death\nlot health, 1 items, purchase",
        "victim_harm death\nlot health, 5000 items, purchase",
        "major_economic_loss yes\nlot health, 5000 items, purchase",
    ] {
        assert_eq!(minor(other), ESPECIALLY, "a ground of another sort stands: {other}");
    }
    for other in [
        "lot trajectory, 1 items, purchase, sold_to 1 person, used_for_crime",
        "lot trajectory, 500 items, purchase, sold_to 1 person, used_for_crime",
        "knew_crime_use yes\nlot other, 1 items, purchase, sold_to 1 person",
        "prior criminal, 2001-01-01\nlot health, 250 items, purchase",
        "other_serious yes because \"lists of children\"\nlot other, 1 items, purchase",
    ] {
        assert_eq!(minor(other), SERIOUS, "a ground of another sort stands: {other}");
    }
    // ten times by quantity goes down one grade, to the one that another ground carries
    let both = "lot trajectory, 5000 items, purchase, sold_to 1 person, used_for_crime";
    assert_eq!([thesis(both), minor(both)], [ESPECIALLY, SERIOUS]);
    // not made, it is open, and changes nothing
    let verdict = grade(THESIS, "unstated facts are absent\nbreach yes\nlot health, 500 items, purchase");
    assert_eq!(verdict.outcome, SERIOUS);
    assert!(verdict.open_findings.iter().any(|n| n.en == "minor_overall"));
}

#[test]
fn what_was_weighed_and_what_was_moved_is_said() {
    let text = "unstated facts are absent\nbreach yes\nillegal_gains 300.50 yuan\nvictim_harm disputed none or death\nlot health, 5000 items, purchase\nminor_overall yes because \"kept a week\"";
    let verdict = grade(THESIS, &text.replace("victim_harm disputed none or death\n", ""));
    let provisions: Vec<&str> = verdict.moved[0].provisions.iter().map(|p| p.en.as_str()).collect();
    assert_eq!(provisions, ["5(1)(3)", "5(1)(6)", "5(2)(3)"]);
    assert_eq!((verdict.moved[0].raises, verdict.moved[0].because.as_str()), (false, "kept a week"));
    let decisive: Vec<&str> =
        verdict.grounds.iter().filter(|g| g.decisive).map(|g| g.provision.en.as_str()).collect();
    assert_eq!(decisive, ["5(2)(3)"], "what carries the grade is the ground above it, moved down");
    let disputed = grade(THESIS, text);
    assert_eq!(disputed.outcome, (1, 2));
    let said: Vec<(&str, &str, &str)> = disputed
        .weighed
        .iter()
        .map(|w| (w.names.en.as_str(), w.says.en.as_str(), w.says.zh.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("victim_harm", "none or death", "无或者死亡"),
            ("major_economic_loss", "no", "否"),
            ("vile_social_impact", "no", "否"),
            ("illegal_gains", "300.5 yuan", "300.5元"),
            ("priors", "0", "0"),
            ("first_offender", "no", "否"),
            ("gains_returned", "no", "否"),
            ("repentance", "no", "否"),
        ]
    );
    assert!(grade(LAW, text).weighed.is_empty(), "the text of 2017 has no appraisal");
}

#[test]
fn unknown_is_never_no_under_the_reform() {
    assert_eq!(thesis("lot health, count unknown, purchase"), (0, 2));
    assert_eq!(thesis("lot kind unknown, 5000 items, purchase"), (1, 2));
    assert_eq!(thesis("lot health, 500 items, purchase, consent unknown"), (0, 1));
    assert_eq!(thesis("lot health, 500 items, lawfully, misused unknown"), (0, 1));
    assert_eq!(thesis("prior criminal, date unknown\nlot health, 250 items, purchase"), SERIOUS);
    assert_eq!(thesis("prior administrative, date unknown\nlot health, 250 items, purchase"), (0, 1));
}

#[test]
fn each_of_the_fourteen_proposals_is_an_amendment_of_its_own() {
    let text = std::fs::read_to_string(format!("{ROOT}/stdlib/cn/pi/reform/thesis.grv")).unwrap();
    assert!(text.lines().count() <= 90, "{} lines", text.lines().count());
    let starts = |l: &&str| {
        ["adopt", "add", "repeal", "replace", "claim", "appraisal"].iter().any(|w| l.starts_with(w))
    };
    // each item on one line
    let joined = text.replace("\n  ", "  ");
    for proposal in 1..=14 {
        let cited = format!("by TH {proposal} ");
        let own = joined.lines().map(|l| l.trim_end()).filter(starts);
        let own = own.filter(|l| format!("{l} ").contains(&cited)).count();
        assert!(own >= 1, "proposal {proposal}");
    }
    let mut session = Session::new(Box::new(NoFiles));
    let edits = session.edits(&RuleSet::of(THESIS));
    let mut labels: Vec<&str> = edits.iter().map(|e| e.label.en.as_str()).collect();
    assert_eq!(labels.len(), 13, "{labels:?}");
    labels.sort();
    labels.dedup();
    assert_eq!(labels.len(), 13, "no two are called alike: {labels:?}");
    // each alone, and all but each, is still a text that makes sense: causes can be told apart
    for edit in 0..labels.len() {
        let all_but = (0..labels.len()).filter(|e| *e != edit).collect();
        for kept in [std::iter::once(edit).collect(), all_but] {
            assert!(session.program_of(&RuleSet::of(THESIS), None, Some(&kept)).is_some(), "{kept:?}");
        }
    }
    let claims = text.lines().filter(|l| l.starts_with("claim ")).count();
    assert_eq!(
        claims, 10,
        "five proposals change no rule, of two it is claimed what follows, and three claim that more never lightens"
    );
    assert!(edits.iter().all(|e| !e.cites.is_empty()), "every edit cites its proposal");
}

#[test]
fn biometrics_reach_the_first_line_and_may_be_misused_or_held() {
    let liu_lu = |lot: &str| under("cn.pi.reform.liu_lu", lot);
    for held in ["purchase", "lawfully, misused", "lawfully, stored_unlawfully"] {
        let lot = |n: u32| liu_lu(&format!("lot biometric, {n} items, {held}"));
        assert_eq!([lot(49), lot(50), lot(499), lot(500)], [NONE, SERIOUS, SERIOUS, ESPECIALLY], "{held}");
        let other = liu_lu(&format!("lot contact, 4999 items, {held}"));
        assert_eq!(other, NONE);
    }
    assert_eq!(liu_lu("lot health, 500 items, lawfully, stored_unlawfully"), NONE, "biometrics only");
    assert_eq!(liu_lu("lot trajectory, 25 items, purchase\nlot biometric, 25 items, purchase"), SERIOUS);
}

#[test]
fn gains_are_the_fallback_where_counts_cannot_be_proved() {
    let fallback = |lines: &str| under("cn.pi.reform.gains_fallback", lines);
    let lot = "lot other, 1 items, purchase, sold_to 1 person";
    let unproved = "count_unproved yes because \"the disk was wiped\"";
    assert_eq!(fallback(&format!("illegal_gains 5000 yuan\n{lot}")), NONE);
    for (gains, at) in [("4999.99", NONE), ("5000", SERIOUS), ("49999.99", SERIOUS), ("50000", ESPECIALLY)] {
        assert_eq!(fallback(&format!("illegal_gains {gains} yuan\n{unproved}\n{lot}")), at, "{gains}");
    }
    let duty = "lot other, 1 items, lawfully, acquired_in_duty, sold_to 1 person";
    assert_eq!(fallback(&format!("illegal_gains 2500 yuan\n{unproved}\n{duty}")), SERIOUS);
}

/// Lots with every combination of what the notions and the conduct ask of one, a thousand a case.
fn every_lot() -> String {
    let mut lots = vec![String::from("\"kind\":\"health\",\"count\":1000000")];
    let fields: [(&str, &[&str]); 12] = [
        ("identifies", &["\"alone\"", "\"combined\"", "\"not_identifying\""]),
        ("reflects_activity", &["true", "false"]),
        ("relates_to_person", &["true", "false"]),
        ("processing", &["\"raw\"", "\"deidentified\"", "\"anonymised\""]),
        ("self_published", &["true", "false"]),
        ("acquired", &["\"lawfully\"", "\"purchase\""]),
        ("sold_to", &["0", "1"]),
        ("provided_to", &["0", "1"]),
        ("published", &["true", "false"]),
        ("tampered", &["true", "false"]),
        ("misused", &["true", "false"]),
        ("consent", &["\"none\"", "\"limited\"", "\"valid\""]),
    ];
    for (field, values) in fields {
        let more = |l: &String| values.iter().map(|v| format!("{l},\"{field}\":{v}")).collect::<Vec<_>>();
        lots = lots.iter().flat_map(more).collect();
    }
    assert_eq!(lots.len(), 13_824);
    let cases = lots.chunks(1000).enumerate().map(|(i, lots)| {
        let rows: Vec<String> = lots.iter().map(|l| format!("{{{l}}}")).collect();
        format!(
            "{{\"id\":\"c{i}\",\"unstated\":\"absent\",\"facts\":{{\"breach\":true,\"lots\":[{}]}}}}",
            rows.join(",")
        )
    });
    format!("{{\"cases\":[{}]}}", cases.collect::<Vec<_>>().join(","))
}

/// The claims of the thesis speak of one lot at a time: over every lot there can be, none that lies outside
/// what the claim says is in question.
#[test]
fn the_claims_of_the_thesis_hold_for_every_lot() {
    let json = every_lot();
    let mut session = Session::new(Box::new(NoFiles));
    let mut outcomes = |name: &str, edit: &str| {
        let text = format!("module {name}\n  source A \"A\"\n  amends cn.pi.reform.thesis\n\n{edit}\n");
        assert!(session.check_text("t.grv", &text), "{:?}", session.sink.found);
        let found: Vec<_> =
            session.grade("x.json", &json, &[name.to_owned()]).iter().map(|v| v.outcome).collect();
        assert_eq!(found.len(), 14);
        found
    };
    const OBJECT: &str = "add to infringing_personal_information.object except";
    for (name, except) in [
        ("t.within", "cn.pi.pipl_2021.personal_information"),
        ("t.wrong", "cn.pi.pipl_2021.processing_wrong"),
        ("t.personal", "consent is not valid"),
        ("t.conduct", "sell, provide, obtain, tamper or misuse"),
    ] {
        let found = outcomes(name, &format!("{OBJECT} {except}  by A 1"));
        assert!(found.iter().all(|o| *o == NONE), "{except}: {found:?}");
    }
    let found = outcomes("t.none", "set sensitive_line at 501 items  by A 1");
    assert!(found.contains(&ESPECIALLY), "and some lots are in question");
}

/// The thesis in Chinese takes the library's place and answers alike.
#[test]
fn the_chinese_twin_of_the_thesis_answers_alike() {
    let chinese = std::fs::read_to_string(format!("{ROOT}/examples/zh/thesis.grv")).unwrap();
    let mut english = Session::new(Box::new(NoFiles));
    let mut twin = Session::new(Box::new(NoFiles));
    assert!(twin.check_text("thesis.grv", &chinese), "{:?}", twin.sink.found);
    let labels =
        |s: &mut Session| s.edits(&RuleSet::of(THESIS)).into_iter().map(|e| e.label).collect::<Vec<_>>();
    assert_eq!(labels(&mut english), labels(&mut twin));
    let mut compared = 0;
    for file in ["examples/published.json", "tests/suite/reform.md"] {
        let text = std::fs::read_to_string(format!("{ROOT}/{file}")).unwrap();
        let [a, b] = [&mut english, &mut twin].map(|s| s.grade(file, &text, &[THESIS.to_owned()]));
        for (a, b) in a.iter().zip(&b) {
            assert_eq!((&a.case, a.outcome), (&b.case, b.outcome));
            assert_eq!(a.grounds.len(), b.grounds.len(), "{}", a.case);
            compared += 1;
        }
    }
    assert!(compared >= 30, "{compared}");
    assert!(!twin.sink.has_errors(), "{:?}", twin.sink.found);
}

/// The outcome under the interpretation of 2017 with edits of one's own.
pub fn edited(edits: &str, lines: &str) -> (usize, usize) {
    let text = format!("module t.own\n  source A \"A\"\n  amends {LAW}\n\n{edits}\n");
    let mut session = Session::new(Box::new(NoFiles));
    assert!(session.check_text("own.grv", &text), "{edits}\n{:?}", session.sink.found);
    let body: String = lines.lines().map(|l| format!("  {l}\n")).collect();
    let case = format!("case x\n  unstated facts are absent\n  breach yes\n{body}");
    let verdicts = session.grade("x.case", &case, &["t.own".to_owned()]);
    assert!(!session.sink.has_errors(), "{lines}\n{:?}", session.sink.found);
    verdicts[0].outcome
}

#[test]
fn a_finding_may_raise_and_leaves_alone_what_is_named() {
    let appraisal =
        "appraisal whole  by A 1\n  weigh priors\n  minor_overall raises one grade except 5(1)(7)";
    let grave = "minor_overall yes because \"r\"";
    let lot = |n: u32| format!("lot trajectory, {n} items, theft");
    assert_eq!(edited(appraisal, &lot(50)), SERIOUS);
    assert_eq!(edited(appraisal, &format!("{grave}\n{}", lot(50))), ESPECIALLY);
    assert_eq!(edited(appraisal, &format!("{grave}\n{}", lot(500))), ESPECIALLY, "never above the top");
    assert_eq!(edited(appraisal, &format!("{grave}\n{}", lot(49))), NONE, "there is no grade to raise");
    let gains = format!("{grave}\nillegal_gains 5000 yuan\n{}", lot(1));
    assert_eq!(edited(appraisal, &gains), SERIOUS, "named, so left alone");
    let whole = appraisal.replace("5(1)(7)", "5(1)");
    assert_eq!(
        edited(&whole, &format!("{grave}\n{}", lot(50))),
        SERIOUS,
        "an article is named for all its limbs"
    );
}

#[test]
fn what_an_appraisal_leaves_alone_must_be_there() {
    let codes = |base: &str, edits: &str| {
        let text = format!("module t.own\n  source A \"A\"\n  amends {base}\n\n{edits}\n");
        let mut session = Session::new(Box::new(NoFiles));
        session.check_text("own.grv", &text);
        session.sink.found.iter().map(|d| d.code.row().id).collect::<Vec<_>>()
    };
    let missing = "appraisal whole  by A 1\n  minor_overall lowers one grade except 5(1)(17)";
    assert_eq!(codes(LAW, missing), ["E0205"]);
    assert_eq!(codes(THESIS, "repeal 5(1)(2)"), ["E0607"], "still named by the appraisal");
    assert_eq!(codes(THESIS, "repeal 5(1)(2), dropping references"), Vec::<&str>::new());
}

/// The published decisions are graded under the reform as their files say, and as the table of the library's page says.
#[test]
fn published_decisions_under_the_reform_are_as_documented() {
    let page = std::fs::read_to_string(format!("{ROOT}/docs/LIBRARY.md")).unwrap();
    let mut session = Session::new(Box::new(NoFiles));
    let mut files: Vec<_> =
        std::fs::read_dir(format!("{ROOT}/examples/published")).unwrap().map(|f| f.unwrap().path()).collect();
    files.extend(["b-001.case", "甲案.case"].map(|f| format!("{ROOT}/examples/{f}").into()));
    files.sort();
    let mut met = 0;
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        for verdict in session.grade(path.to_str().unwrap(), &text, &[THESIS.to_owned()]) {
            assert_eq!(verdict.expected.len(), 1, "{}", verdict.case);
            assert!(verdict.expected[0].2, "{} got {:?}", verdict.case, verdict.outcome);
            met += 1;
        }
    }
    assert!(!session.sink.has_errors(), "{:?}", session.sink.found);
    assert_eq!(met, 17);
    let json = std::fs::read_to_string(format!("{ROOT}/examples/published.json")).unwrap();
    let verdicts = session.grade("published.json", &json, &[LAW.to_owned(), THESIS.to_owned()]);
    for pair in verdicts.chunks(2) {
        let [was, is] = [&pair[0], &pair[1]].map(|v| {
            let word = |g: usize| v.scale[g].en.replace('_', " ");
            let (lo, hi) = v.outcome;
            if lo == hi { word(lo) } else { format!("{} … {}", word(lo), word(hi)) }
        });
        let row = format!("| {} | {was} | {is} |", pair[0].case);
        assert!(page.contains(&row), "the page lacks: {row}");
    }
}

/// Every expectation of the suite, under each rule set that it names.
#[test]
fn the_suite_of_the_reform_holds() {
    let text = std::fs::read_to_string(format!("{ROOT}/tests/suite/reform.md")).unwrap();
    let mut session = Session::new(Box::new(NoFiles));
    let rules = [
        LAW,
        THESIS,
        "cn.pi.interpretation_2017 with cn.pi.interest.self_determination",
        "cn.pi.interpretation_2017 with cn.pi.definitions.identification",
        "cn.pi.reform.liu_lu",
    ];
    let mut compared = 0;
    for rules in rules {
        for verdict in session.grade("reform.md", &text, &[rules.to_owned()]) {
            for (lo, hi, met) in &verdict.expected {
                assert!(met, "{} under {rules} expects {lo}..{hi} got {:?}", verdict.case, verdict.outcome);
                compared += 1;
            }
        }
    }
    assert!(!session.sink.has_errors(), "{:?}", session.sink.found);
    assert_eq!(compared, text.matches(" under ").count() + text.matches("适用 ").count(), "each is compared");
}
