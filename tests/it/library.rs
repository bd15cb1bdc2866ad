//! The other families of the library and the worked example: one below, at and above each standard.

use crate::law::grade;
use gravamen::session::{Files, NoFiles, Session};
use std::path::PathBuf;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const NONE: (usize, usize) = (0, 0);
const FIRST: (usize, usize) = (1, 1);
const SECOND: (usize, usize) = (2, 2);

/// The outcome under a module of the library, each end shown attained.
fn outcome(module: &str, lines: &str) -> (usize, usize) {
    let verdict = grade(module, lines);
    assert_eq!(verdict.attained, (true, true), "{lines}");
    verdict.outcome
}

/// One below, at and above a line: `lines` makes the case for a number.
fn edge(module: &str, line: u32, expected: [(usize, usize); 2], lines: impl Fn(u32) -> String) {
    for (n, want) in [(line - 1, expected[0]), (line, expected[1]), (line + 1, expected[1])] {
        let text = lines(n);
        assert_eq!(outcome(module, &text), want, "{module}\n{text}");
    }
}

const NETWORK: &str = "cn.network.interpretation_2019";

fn provider(lines: &str) -> String {
    format!(
        "unstated facts are absent\nnetwork_service_provider yes\norder_refused yes\nconduct_from 2020-01-01\nconduct_to 2020-06-30\n{lines}"
    )
}

fn network_user(lines: &str) -> String {
    format!("unstated facts are absent\nconduct_from 2020-01-01\nconduct_to 2020-06-30\n{lines}")
}

#[test]
fn a_leak_of_user_data_at_its_edges() {
    for (kind, line) in [
        ("trajectory", 500),
        ("communication_content", 500),
        ("credit", 500),
        ("property", 500),
        ("accommodation", 5000),
        ("communication_record", 5000),
        ("health", 5000),
        ("transaction", 5000),
        ("other_user_data", 50_000),
    ] {
        edge(NETWORK, line, [NONE, FIRST], |n| {
            provider(&format!("matter leaked_data, {kind}, {n} items, done 2020-06-30"))
        });
    }
    edge(NETWORK, 5000, [NONE, FIRST], |n| {
        provider(&format!("matter leaked_data, other_user_data, {n} items, affects_safety, done 2020-06-30"))
    });
    // shares of two classes: 250 of 500 and the rest of 5,000
    edge(NETWORK, 2500, [NONE, FIRST], |n| {
        provider(&format!(
            "matter leaked_data, credit, 250 items, done 2020-06-30\nmatter leaked_data, health, {n} items, done 2020-06-30"
        ))
    });
}

#[test]
fn a_leak_needs_a_provider_an_order_and_a_leak() {
    let leak = "matter leaked_data, trajectory, 500 items, done 2020-06-30";
    assert_eq!(outcome(NETWORK, &provider(leak)), FIRST);
    assert_eq!(outcome(NETWORK, &provider(leak).replace("order_refused yes\n", "")), NONE);
    assert_eq!(outcome(NETWORK, &provider(leak).replace("network_service_provider yes\n", "")), NONE);
    let one = "matter leaked_data, other_user_data, 1 items, done 2020-06-30";
    for grave in ["victim_harm death", "major_economic_loss yes", "social_order_disrupted yes"] {
        assert_eq!(outcome(NETWORK, &provider(&format!("{grave}\n{one}"))), FIRST, "{grave}");
        assert_eq!(outcome(NETWORK, &provider(grave)), NONE, "{grave}, but no leak");
    }
    // the gains and the earlier fine of art. 10 are no grounds of this offence
    let gains = format!("illegal_gains 10000 yuan\nprior administrative, 2019-06-01\n{one}");
    assert_eq!(outcome(NETWORK, &provider(&gains)), NONE);
}

#[test]
fn acts_within_two_years_are_added_up() {
    let two = |day: &str, more: &str| {
        provider(&format!(
            "matter leaked_data, credit, 250 items, done 2020-06-30\nmatter leaked_data, credit, 250 items, done {day}{more}"
        ))
    };
    assert_eq!(outcome(NETWORK, &two("2018-06-30", "")), FIRST, "two years to the day, included");
    assert_eq!(outcome(NETWORK, &two("2018-06-29", "")), NONE);
    assert_eq!(outcome(NETWORK, &two("2018-06-29", ", prosecutable_alone")), FIRST);
    assert_eq!(outcome(NETWORK, &two("2018-06-30", ", dealt_with")), NONE);
}

#[test]
fn sites_groups_and_posts_at_their_edges() {
    for (line, matter) in [
        (3, "site, how_many N pieces"),
        (2000, "site, accounts N pieces"),
        (5, "chat_group, how_many N pieces"),
        (1000, "chat_group, accounts N pieces"),
        (100, "post, N items"),
        (2000, "post, accounts N pieces"),
        (30_000, "post, followers N pieces"),
    ] {
        edge(NETWORK, line, [NONE, FIRST], |n| {
            network_user(&format!("matter {}, done 2020-06-30", matter.replace('N', &n.to_string())))
        });
    }
    let with = |line: &str| network_user(&format!("{line}\nmatter site, done 2020-06-30"));
    assert_eq!(outcome(NETWORK, &with("illegal_gains 9999.99 yuan")), NONE);
    assert_eq!(outcome(NETWORK, &with("illegal_gains 10000 yuan")), FIRST);
    assert_eq!(outcome(NETWORK, &with("prior administrative, 2018-01-01")), FIRST);
    assert_eq!(outcome(NETWORK, &with("prior administrative, 2017-12-31")), NONE);
    assert_eq!(outcome(NETWORK, &with("prior criminal, 2019-01-01")), NONE, "art. 10 names fines only");
    let bank = network_user("matter site, poses_as_authority, done 2020-06-30");
    assert_eq!(outcome(NETWORK, &bank), FIRST);
    let lawful = network_user("matter site, how_many 9 pieces, not for_unlawful_activity, done 2020-06-30");
    assert_eq!(outcome(NETWORK, &lawful), NONE);
}

#[test]
fn clearly_minor_is_no_offence_and_minor_may_be_exempted() {
    let leak = "matter leaked_data, trajectory, 500 items, done 2020-06-30";
    let minor = provider(&format!("{leak}\nclearly_minor yes because \"mended the next day\""));
    assert_eq!(outcome(NETWORK, &minor), NONE);
    let verdict = grade(NETWORK, &provider(&format!("{leak}\nminor yes because \"mended in a week\"")));
    assert_eq!(verdict.outcome, FIRST);
    assert_eq!(verdict.notes.iter().filter(|n| n.2 == gravamen::val::Truth::Yes).count(), 1);
    let penalty = verdict.penalty.unwrap();
    assert_eq!((penalty.imprisonment, penalty.detention, penalty.control), (Some((0, 36)), true, true));
}

const COMPUTER: &str = "cn.computer.interpretation_2011";

fn intruder(lines: &str) -> String {
    format!("unstated facts are absent\nbreach_of_state_rules yes\nintrusion_or_technical_means yes\n{lines}")
}

#[test]
fn computer_data_and_control_five_times_is_especially_serious() {
    for (line, target) in [
        (10, "financial_credentials, N groups"),
        (500, "other_credentials, N groups"),
        (20, "controlled_system, N machines"),
        (20, "controlled_system, N machines, taken_by_another, knew_of_control"),
    ] {
        let case = |n: u32| intruder(&format!("target {}", target.replace('N', &n.to_string())));
        edge(COMPUTER, line, [NONE, FIRST], case);
        edge(COMPUTER, line * 5, [FIRST, SECOND], case);
        assert_eq!(outcome(COMPUTER, &case(line * 10)), SECOND, "nothing above five times");
    }
    for (fact, line) in [("illegal_gains", 5000), ("economic_loss", 10_000)] {
        let case = |n: u32| intruder(&format!("{fact} {n} yuan\ntarget other_data"));
        edge(COMPUTER, line, [NONE, FIRST], case);
        edge(COMPUTER, line * 5, [FIRST, SECOND], case);
    }
    let cent = |x: &str| outcome(COMPUTER, &intruder(&format!("illegal_gains {x} yuan\ntarget other_data")));
    assert_eq!([cent("4999.99"), cent("24999.99"), cent("25000")], [NONE, FIRST, SECOND]);
}

#[test]
fn computer_kinds_are_not_added_and_elements_are_needed() {
    let both = "target financial_credentials, 9 groups\ntarget other_credentials, 499 groups";
    assert_eq!(outcome(COMPUTER, &intruder(both)), NONE, "no proportional sum in this text");
    let ten = "target financial_credentials, 10 groups";
    assert_eq!(outcome(COMPUTER, &intruder(ten).replace("breach_of_state_rules yes\n", "")), NONE);
    assert_eq!(outcome(COMPUTER, &intruder(&format!("{ten}, authorised"))), NONE);
    let another = "target controlled_system, 20 machines, taken_by_another";
    assert_eq!(outcome(COMPUTER, &intruder(another)), NONE, "who does not know of the control is not meant");
    let penalty = grade(COMPUTER, &intruder("target financial_credentials, 50 groups")).penalty.unwrap();
    assert_eq!(penalty.imprisonment, Some((36, 84)));
}

/// Modules below a folder: `a.b` is `a/b.grv`.
struct Below(PathBuf);

impl Files for Below {
    fn module(&self, name: &str) -> Option<(String, String)> {
        let path = self.0.join(format!("{}.grv", name.replace('.', "/")));
        std::fs::read_to_string(&path).ok().map(|text| (name.to_owned(), text))
    }
    fn names(&self) -> Vec<String> {
        let mut found = Vec::new();
        for folder in std::fs::read_dir(&self.0).unwrap() {
            let folder = folder.unwrap().path();
            for file in std::fs::read_dir(&folder).unwrap() {
                let stem = |p: &PathBuf| p.file_stem().unwrap().to_str().unwrap().to_owned();
                found.push(format!("{}.{}", stem(&folder), stem(&file.unwrap().path())));
            }
        }
        found.sort();
        found
    }
}

fn theft_session() -> Session {
    Session::new(Box::new(Below(PathBuf::from(format!("{ROOT}/examples/theft/rules")))))
}

fn theft(lines: &str) -> (usize, usize) {
    let head = "case x\n  unstated facts are absent\n  conduct_from 2020-06-01\n  conduct_to 2020-06-01\n";
    let body: String = lines.lines().map(|l| format!("  {l}\n")).collect();
    let mut session = theft_session();
    let verdicts = session.grade("x.case", &format!("{head}{body}"), &["theft.law".to_owned()]);
    assert!(!session.sink.has_errors(), "{lines}\n{:?}", session.sink.found);
    verdicts.first().expect("one verdict").outcome
}

#[test]
fn theft_lines_and_halves() {
    let plain = |n: u32| theft(&format!("taking {n} yuan, done 2020-06-01"));
    let disaster = |n: u32| theft(&format!("taking {n} yuan, done 2020-06-01, scene_of_disaster"));
    let repeated = |n: u32| theft(&format!("prior criminal, 2001-01-01\ntaking {n} yuan, done 2020-06-01"));
    for (i, line) in [1000, 30_000, 300_000].into_iter().enumerate() {
        let at = (i + 1, i + 1);
        assert_eq!([plain(line - 1), plain(line)], [(i, i), at], "{line}");
        assert_eq!([disaster(line / 2 - 1), disaster(line / 2)], [(i, i), at], "half of {line}");
    }
    assert_eq!([repeated(499), repeated(500)], [NONE, FIRST]);
    assert_eq!([repeated(29_999), repeated(149_999)], [FIRST, SECOND], "the higher lines are not halved");
    let fined = |day: &str| theft(&format!("prior administrative, {day}\ntaking 500 yuan, done 2020-06-01"));
    assert_eq!(fined("2019-06-01"), FIRST, "one year to the day");
    assert_eq!(fined("2019-05-31"), NONE);
    let burglar = |n: u32| theft(&format!("taking {n} yuan, done 2020-06-01, burglary"));
    assert_eq!([burglar(1), burglar(14_999), burglar(15_000)], [FIRST, FIRST, SECOND]);
}

#[test]
fn a_province_sets_its_figures() {
    let mut session = theft_session();
    assert!(session.check("theft.province"), "{:?}", session.sink.found);
    for (value, grade) in [(1999, 0), (2000, 1), (59_999, 1), (60_000, 2), (399_999, 2), (400_000, 3)] {
        let case = format!(
            "case x\n  unstated facts are absent\n  conduct_to 2020-06-01\n  taking {value} yuan, done 2020-06-01\n"
        );
        let verdicts = session.grade("x.case", &case, &["theft.province".to_owned()]);
        assert_eq!(verdicts[0].outcome, (grade, grade), "{value}");
    }
}

#[test]
fn theft_three_times_in_two_years_and_forgiven_by_the_family() {
    let times = |first: &str| {
        theft(&format!(
            "taking 1 yuan, done {first}\ntaking 1 yuan, done 2019-01-01\ntaking 1 yuan, done 2020-06-01"
        ))
    };
    assert_eq!(times("2018-06-01"), FIRST);
    assert_eq!(times("2018-05-31"), NONE);
    assert_eq!(theft("taking 5000 yuan, done 2020-06-01, from_family, forgiven"), NONE);
    assert_eq!(theft("taking 5000 yuan, done 2020-06-01, from_family"), FIRST);
}

/// Grades a file under each of the modules; how many expectations were compared.
fn expectations(session: &mut Session, path: &str, modules: &[&str]) -> usize {
    let text = std::fs::read_to_string(format!("{ROOT}/{path}")).unwrap();
    let mut compared = 0;
    for module in modules {
        for verdict in session.grade(path, &text, &[(*module).to_owned()]) {
            for (lo, hi, met) in &verdict.expected {
                assert!(met, "{path}: {} expects {lo}..{hi} got {:?}", verdict.case, verdict.outcome);
                compared += 1;
            }
        }
        assert!(!session.sink.has_errors(), "{path}: {:?}", session.sink.found);
    }
    assert_eq!(
        compared,
        text.matches(" under ").count() + text.matches("适用 ").count(),
        "{path}: each is compared"
    );
    compared
}

#[test]
fn the_worked_example_holds() {
    let mut session = theft_session();
    assert!(session.check("theft.law"), "{:?}", session.sink.found);
    assert_eq!(session.sink.found, [], "no warning either");
    let cases = expectations(&mut session, "examples/theft/cases/theft.case", &["theft.law"]);
    assert!(cases >= 8, "{cases}");
}

#[test]
fn the_suites_of_the_other_families_hold() {
    let mut session = Session::new(Box::new(NoFiles));
    assert!(expectations(&mut session, "tests/suite/networks.md", &[NETWORK]) >= 7);
    assert!(expectations(&mut session, "tests/suite/computers.md", &[COMPUTER]) >= 3);
}
