//! Rule sets on cases: the matrix, and the edits that make the difference, each checked by ablation.

use gravamen::compare::{Diff, Matrix, Side, minimal_sets};
use gravamen::diag::Lang;
use gravamen::render;
use gravamen::session::{Compared, NoFiles, RuleSet, Session};

struct Lcg(u64);

impl Lcg {
    fn pick(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// All minimal sets by brute force over a table of outcomes by set (bits).
fn brute(table: &[Option<(usize, usize)>], target: (usize, usize)) -> Vec<Vec<usize>> {
    let gives = |set: usize| table[set] == Some(target);
    let is_minimal = |set: usize| gives(set) && (0..set).all(|s| s & set != s || !gives(s));
    let mut all: Vec<Vec<usize>> = (0..table.len()).filter(|s| is_minimal(*s)).map(members).collect();
    all.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    all
}

fn members(set: usize) -> Vec<usize> {
    (0..usize::BITS as usize).filter(|i| set >> i & 1 == 1).collect()
}

fn bits(set: &[usize]) -> usize {
    set.iter().fold(0, |bits, e| bits | 1 << e)
}

#[test]
fn the_search_agrees_with_brute_force_on_any_function() {
    let mut random = Lcg(20_170_601);
    let mut several = 0;
    for round in 0..400 {
        let n = 1 + random.pick(7);
        let table: Vec<Option<(usize, usize)>> = (0..1usize << n)
            .map(|_| match random.pick(8) {
                0 => None,
                1 => Some((1, 2)),
                k => Some((k % 3, k % 3)),
            })
            .collect();
        let target = [(1, 1), (2, 2), (1, 2)][round % 3];
        let mut runs = 0;
        let found = minimal_sets(n, target, 1 << n, &mut |sets| {
            runs += sets.len();
            sets.iter().map(|set| table[bits(set)]).collect()
        });
        assert_eq!(found.due_to, brute(&table, target), "{table:?}");
        assert!(found.complete && runs <= 1 << n);
        several += usize::from(found.due_to.len() > 1);
    }
    assert!(several > 100, "{several} rounds had several sets");
}

#[test]
fn where_edits_only_add_up_leaving_out_misses_nothing() {
    let mut random = Lcg(7);
    let mut deep = 0;
    for _ in 0..200 {
        let n = 14;
        let kernels: Vec<usize> = (0..1 + random.pick(4))
            .map(|_| (0..1 + random.pick(5)).fold(0, |set, _| set | 1 << random.pick(n)))
            .collect();
        let gives = |s: usize| kernels.iter().any(|k| s & k == *k);
        let mut runs = 0;
        let found = minimal_sets(n, (1, 1), 400, &mut |sets| {
            runs += sets.len();
            let outcome = |set: &Vec<usize>| Some(if gives(bits(set)) { (1, 1) } else { (0, 0) });
            sets.iter().map(outcome).collect()
        });
        let is_least = |k: &usize| !kernels.iter().any(|other| other != k && other & k == *other);
        let mut expected: Vec<Vec<usize>> = kernels.iter().copied().filter(is_least).map(members).collect();
        expected.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        expected.dedup();
        deep += usize::from(expected.iter().any(|s| s.len() > 3));
        assert_eq!(found.due_to, expected, "{kernels:?}");
        assert!(!found.complete, "16,384 sets were not all tried");
        assert!(runs <= 400, "{runs}");
    }
    assert!(deep > 60, "{deep} rounds had a set of more than three");
}

#[test]
fn what_a_spent_budget_leaves_is_still_true() {
    let mut random = Lcg(11);
    for budget in [1, 5, 20, 60] {
        for _ in 0..60 {
            let n = 8;
            let table: Vec<Option<(usize, usize)>> =
                (0..1usize << n).map(|_| random.pick(3)).map(|g| Some((g, g))).collect();
            let mut runs = 0;
            let found = minimal_sets(n, (2, 2), budget, &mut |sets| {
                runs += sets.len();
                sets.iter().map(|set| table[bits(set)]).collect()
            });
            let expected = brute(&table, (2, 2));
            assert!(runs <= budget && !found.complete);
            for set in found.due_to {
                assert!(expected.contains(&set), "{set:?} is not minimal");
            }
        }
    }
}

#[test]
fn the_undecided_are_never_folded_into_a_grade() {
    let pairs = [((0, 0), (1, 1)), ((2, 2), (2, 2)), ((2, 2), (0, 0)), ((1, 2), (1, 2)), ((0, 1), (2, 2))];
    let matrix = Matrix::of(3, pairs.into_iter());
    assert_eq!(matrix.decided(), [[0, 1, 0], [0, 0, 0], [1, 0, 1]]);
    let counts = [Side::Same, Side::Heavier, Side::Lighter, Side::Undetermined].map(|s| matrix.count(s));
    assert_eq!(counts, [1, 1, 1, 2]);
    assert_eq!(matrix.total(), 5);
}

// ---- real amendments, each answer held against brute force on texts cut down by hand

/// The edits of a reform, one a line, as they are written and as they are called.
pub type Reform<'a> = &'a [(&'a str, &'a str)];

pub fn reform(name: &str, base: &str, edits: Reform, kept: impl Fn(usize) -> bool) -> String {
    let mut text = format!("module {name}\n  source FS \"Fa Shi [2017] No. 10\"\n  amends {base}\n\n");
    for (i, (written, _)) in edits.iter().enumerate() {
        if kept(i) {
            text.push_str(&format!("{written}\n"));
        }
    }
    text
}

pub fn session() -> Session {
    Session::new(Box::new(NoFiles))
}

pub fn registered(session: &mut Session, text: &str) -> RuleSet {
    let name = session.register("x.grv", text).expect("a header");
    RuleSet::of(&name)
}

pub fn compared(session: &mut Session, sets: Vec<RuleSet>, cases: &str) -> Diff {
    let asked = Compared { sets, cases: vec![("x.case".into(), cases.into())], ..Compared::default() };
    let diff = session.diff(&asked);
    assert!(!session.sink.has_errors(), "{:?}", session.sink.found);
    diff.expect("a comparison")
}

fn outcomes(session: &mut Session, set: &RuleSet, cases: &str) -> Option<Vec<(usize, usize)>> {
    let verdicts = session.grade("x.case", cases, &[set.shown()]);
    (!session.sink.has_errors()).then(|| verdicts.iter().map(|v| v.outcome).collect())
}

pub const BASE: &str = "cn.pi.interpretation_2017";

/// Cases near the lines of the law, some with facts that are not known.
fn generated(random: &mut Lcg, n: usize) -> String {
    let mut text = String::new();
    for i in 0..n {
        let mut one = |values: &[&'static str]| values[random.pick(values.len())];
        text.push_str(&format!("case g-{i}\n  unstated facts are absent\n  breach yes\n"));
        text.push_str("  conduct_from 2020-06-01\n  conduct_to 2020-06-30\n");
        let gains = one(&["0", "2600", "5200", "5200", "60000"]);
        text.push_str(&format!("  illegal_gains {gains} yuan\n"));
        if one(&["prior", "", "", ""]) == "prior" {
            text.push_str("  prior administrative, 2019-01-05\n");
        }
        for _ in 0..2 {
            let kind = one(&["trajectory", "health", "other", "kind unknown"]);
            let count =
                one(&["1 items", "30 items", "60 items", "300 items", "600 items", "at least 60 items"]);
            let how = one(&["theft", "purchase", "lawfully, acquired_in_duty, sold_to 1 person"]);
            text.push_str(&format!("  lot {kind}, {count}, {how}\n"));
        }
    }
    text
}

/// Every minimal set, found by writing the amendment with each subset of its edits and grading under that.
fn by_ablation(base: &str, edits: Reform, cases: &str) -> Vec<Vec<Vec<usize>>> {
    let graded: Vec<Option<Vec<(usize, usize)>>> = (0..1usize << edits.len())
        .map(|set| {
            let mut session = session();
            let module = registered(&mut session, &reform("r", base, edits, |i| set >> i & 1 == 1));
            outcomes(&mut session, &module, cases)
        })
        .collect();
    let (before, after) = (graded[0].as_ref().unwrap(), graded.last().unwrap().as_ref().unwrap());
    (0..before.len())
        .map(|case| {
            let table: Vec<Option<(usize, usize)>> =
                graded.iter().map(|g| g.as_ref().map(|g| g[case])).collect();
            if before[case] == after[case] { Vec::new() } else { brute(&table, after[case]) }
        })
        .collect()
}

const REFORMS: [Reform; 3] = [
    &[
        ("repeal 5(1)(7), dropping references because \"x\"", "repeal 5(1)(7)"),
        ("set 5(1)(3) at 100 items because \"x\"", "set 5(1)(3)"),
        ("set 5(1)(4) at 1000 items because \"x\"", "set 5(1)(4)"),
        ("repeal 5(1)(9) because \"x\"", "repeal 5(1)(9)"),
        ("set prior_window at 1 year because \"x\"", "set prior_window"),
    ],
    // each enough alone, and one that undoes another
    &[
        ("set 5(1)(4) at 50 items because \"x\"", "set 5(1)(4)"),
        ("after 5(1)(10) insert 5(1)(11): class_two reaches 60 items because \"x\"", "insert 5(1)(11)"),
        ("add to obtain except health because \"x\"", "add to obtain"),
        ("repeal 5(1)(8), dropping references because \"x\"", "repeal 5(1)(8)"),
    ],
    // the second and the third only mean something together
    &[
        ("set 5(1)(7) at 10000 yuan because \"x\"", "set 5(1)(7)"),
        ("repeal 5(1)(3), keeping its standard where cited because \"x\"", "repeal 5(1)(3)"),
        ("replace 5(1)(6) with class_one reaches 2000 items because \"x\"", "replace 5(1)(6)"),
        ("replace 5(2)(3) with any of 5(1)(4) to (5) reaches 10 times because \"x\"", "replace 5(2)(3)"),
    ],
];

#[test]
fn causes_agree_with_amendments_cut_down_by_hand() {
    let mut random = Lcg(253);
    let cases = generated(&mut random, 24);
    let (mut changes, mut together, mut either, mut undecided) = (0, 0, 0, 0);
    for edits in REFORMS {
        let by_hand = by_ablation(BASE, edits, &cases);
        // any number of threads finds the same
        let [diff, abreast] = [1, 3].map(|threads| {
            let mut session = session();
            session.threads = threads;
            let module = registered(&mut session, &reform("r", BASE, edits, |_| true));
            compared(&mut session, vec![RuleSet::of(BASE), module], &cases)
        });
        assert_eq!(format!("{diff:?}"), format!("{abreast:?}"));
        assert_eq!(diff.edits.len(), edits.len());
        for (edit, (_, called)) in diff.edits.iter().zip(edits) {
            assert!(edit.label.en.starts_with(called), "{} is called {}", called, edit.label.en);
        }
        for (row, expected) in diff.rows.iter().zip(by_hand) {
            assert_eq!(row.due_to(1), expected, "{}\n{cases}", row.case);
            assert!(row.causes[0].complete);
            changes += usize::from(!expected.is_empty());
            together += usize::from(expected.iter().any(|s| s.len() > 1));
            either += usize::from(expected.len() > 1);
            undecided += usize::from(!expected.is_empty() && row.outcomes.iter().any(|o| o.0 != o.1));
        }
    }
    assert!(
        changes > 30 && together > 5 && either > 2 && undecided > 5,
        "{changes}, {together}, {either}, {undecided}"
    );
}

const FACTS: &str =
    "  unstated facts are absent\n  breach yes\n  conduct_from 2020-06-01\n  conduct_to 2020-06-30\n";

pub fn case(name: &str, lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|l| format!("  {l}\n")).collect();
    format!("case {name}\n{FACTS}{lines}")
}

/// The labels of each minimal set, in English.
fn labels(diff: &Diff, row: usize, to: usize) -> Vec<Vec<String>> {
    let of = |set: &Vec<usize>| set.iter().map(|e| diff.edits[*e].label.en.clone()).collect();
    diff.rows[row].due_to(to).iter().map(of).collect()
}

#[test]
fn two_edits_that_are_needed_together_and_two_of_which_each_is_enough() {
    let cases = case("together", &["illegal_gains 5200 yuan", "lot trajectory, 60 items, theft"])
        + &case("gains", &["illegal_gains 5200 yuan", "lot trajectory, 1 items, theft"])
        + &case("either", &["lot trajectory, 40 items, theft"]);
    let mut session = session();
    let lenient: Reform = &[
        ("repeal 5(1)(7), dropping references because \"x\"", ""),
        ("set 5(1)(3) at 100 items because \"x\"", ""),
    ];
    let strict: Reform = &[
        ("set 5(1)(3) at 40 items because \"x\"", ""),
        ("after 5(1)(10) insert 5(1)(11): class_one reaches 30 items because \"x\"", ""),
    ];
    let sets = vec![
        RuleSet::of(BASE),
        registered(&mut session, &reform("lenient_reform", BASE, lenient, |_| true)),
        registered(&mut session, &reform("strict_reform", BASE, strict, |_| true)),
    ];
    let diff = compared(&mut session, sets, &cases);
    assert_eq!(labels(&diff, 0, 1), [["repeal 5(1)(7)", "set 5(1)(3)"]]);
    assert_eq!(labels(&diff, 1, 1), [["repeal 5(1)(7)"]]);
    assert_eq!(labels(&diff, 2, 2), [["set 5(1)(3)"], ["insert 5(1)(11)"]]);
    assert_eq!(diff.matrix(1).count(Side::Lighter), 2);
    assert_eq!(diff.matrix(2).count(Side::Heavier), 1);
}

#[test]
fn the_way_back_takes_edits_back() {
    let cases = case("gains", &["illegal_gains 5200 yuan", "lot trajectory, 1 items, theft"]);
    let mut session = session();
    let edits: Reform = &[("repeal 5(1)(7), dropping references because \"x\"", "")];
    let reform = registered(&mut session, &reform("r", BASE, edits, |_| true));
    let diff = compared(&mut session, vec![reform, RuleSet::of(BASE)], &cases);
    assert_eq!(diff.rows[0].pair(1), Some(((0, 0), (1, 1))));
    assert_eq!(labels(&diff, 0, 1), [["repeal 5(1)(7)"]]);
    assert!(diff.edits[0].undone);
    assert!(
        render::diff_text(&diff, &session.sources, Lang::En, usize::MAX)
            .contains("due to not: repeal 5(1)(7)")
    );
}

#[test]
fn a_chain_is_traced_to_the_edits_of_its_last_links() {
    let cases = case("a", &["illegal_gains 5200 yuan", "lot trajectory, 60 items, theft"]);
    let mut session = session();
    let first: Reform = &[("repeal 5(1)(7), dropping references because \"x\"", "")];
    let second: Reform =
        &[("set 5(1)(3) at 100 items because \"x\"", ""), ("set 5(1)(4) at 700 items because \"x\"", "")];
    let one = registered(&mut session, &reform("one", BASE, first, |_| true));
    let two = registered(&mut session, &reform("two", "one", second, |_| true));
    let diff = compared(&mut session, vec![one, two.clone()], &cases);
    assert_eq!(diff.edits.len(), 2);
    assert_eq!(labels(&diff, 0, 1), [["set 5(1)(3)"]]);
    let whole = compared(&mut session, vec![RuleSet::of(BASE), two], &cases);
    assert_eq!(labels(&whole, 0, 1), [["repeal 5(1)(7)", "set 5(1)(3)"]]);
}

#[test]
fn two_reforms_of_one_text_are_traced_through_it() {
    let cases = case("a", &["illegal_gains 5200 yuan", "lot trajectory, 1 items, theft"])
        + &case("b", &["lot trajectory, 60 items, theft"])
        + &case("c", &["illegal_gains 5200 yuan", "lot trajectory, 60 items, theft"]);
    let mut session = session();
    let one: Reform = &[("repeal 5(1)(7), dropping references because \"x\"", "")];
    let two: Reform = &[("set 5(1)(3) at 100 items because \"x\"", "")];
    let one = registered(&mut session, &reform("one", BASE, one, |_| true));
    let two = registered(&mut session, &reform("two", BASE, two, |_| true));
    let diff = compared(&mut session, vec![one, two], &cases);
    assert_eq!(diff.rows[0].pair(1), Some(((0, 0), (1, 1))));
    assert_eq!(labels(&diff, 0, 1), [["repeal 5(1)(7)"]], "taken back");
    assert_eq!(diff.rows[1].pair(1), Some(((1, 1), (0, 0))));
    assert_eq!(labels(&diff, 1, 1), [["set 5(1)(3)"]]);
    assert!(diff.changed(1).count() == 2, "the third is serious under both");
    let undone: Vec<bool> = diff.edits.iter().map(|e| e.undone).collect();
    assert_eq!(undone, [true, false]);
}

#[test]
fn theories_for_one_run_are_edits_too() {
    let theory = "module theory.narrow\n  source TH \"A theory\"\n\ndefinition personal_information (lot) by TH 1\n  means identifies is alone\n";
    let other =
        "module theory.none\n  source TH \"A theory\"\n\nbehaviour obtain (lot) by TH 2\n  means theft\n";
    let cases =
        case("a", &["lot trajectory, 60 items, theft"]) + &case("b", &["lot health, 600 items, purchase"]);
    let mut session = session();
    registered(&mut session, theory);
    registered(&mut session, other);
    let with = |theories: &[&str]| RuleSet {
        module: BASE.into(),
        with: theories.iter().map(|t| (*t).to_owned()).collect(),
    };
    let sets = vec![
        with(&[]),
        with(&["theory.narrow"]),
        with(&["theory.none"]),
        with(&["theory.none", "theory.narrow"]),
    ];
    let diff = compared(&mut session, sets, &cases);
    assert_eq!(labels(&diff, 0, 1), [["adopt theory.narrow"]]);
    assert_eq!(labels(&diff, 0, 2), Vec::<Vec<String>>::new());
    assert_eq!(labels(&diff, 1, 2), [["adopt theory.none"]]);
    assert_eq!(labels(&diff, 1, 3), [["adopt theory.none"], ["adopt theory.narrow"]]);
    assert_eq!(diff.modules[3].en, "cn.pi.interpretation_2017 with theory.none, theory.narrow");
    let sets = vec![with(&["theory.narrow"]), with(&["theory.none"])];
    let diff = compared(&mut session, sets, &cases);
    assert_eq!(labels(&diff, 0, 1), [["adopt theory.narrow"]], "no longer adopted");
    assert!(diff.edits.iter().any(|e| e.undone && e.label.zh == "采用 theory.narrow"));
}

#[test]
fn rule_sets_without_a_common_text_are_only_held_against_each_other() {
    let mut session = session();
    let cases = case("a", &["lot trajectory, 60 items, theft"]);
    let diff = compared(&mut session, vec![RuleSet::of("cn.pi.statute_2015"), RuleSet::of(BASE)], &cases);
    assert!(diff.edits.is_empty() && diff.rows[0].due_to(1).is_empty());
    assert_eq!(diff.matrix(1).count(Side::Undetermined), 1);
    let text = render::diff_text(&diff, &session.sources, Lang::En, usize::MAX);
    assert!(text.contains("neither rule set amends the other"), "{text}");
}

#[test]
fn published_decisions_change_for_the_reasons_that_ablation_finds() {
    let mut text = String::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/published");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    for file in files {
        text.push_str(&std::fs::read_to_string(file).unwrap());
    }
    let edits: Reform = &[
        ("repeal 5(1)(7), dropping references because \"x\"", ""),
        ("set 5(1)(4) at 5000000 items because \"x\"", ""),
        ("set 5(1)(5) at 5000000 items because \"x\"", ""),
    ];
    let mut session = session();
    let module = registered(&mut session, &reform("r", BASE, edits, |_| true));
    let diff = compared(&mut session, vec![RuleSet::of(BASE), module], &text);
    let changed = diff.changed(1).count();
    for (row, expected) in diff.rows.iter().zip(by_ablation(BASE, edits, &text)) {
        assert_eq!(row.due_to(1), expected, "{}", row.case);
    }
    assert!(diff.rows.len() >= 15 && changed >= 3, "{changed} of {} change", diff.rows.len());
}

#[test]
fn many_edits_are_searched_as_far_as_stated() {
    let kinds = ["5(1)(3)", "5(1)(4)", "5(1)(5)", "5(1)(7)", "6(1)(1)"];
    let mut text = reform("many", BASE, &[], |_| true);
    for (i, provision) in kinds.iter().enumerate() {
        let unit = if i < 3 { "items" } else { "yuan" };
        text.push_str(&format!("set {provision} at {} {unit} because \"x\"\n", 200_000 + i));
    }
    for i in 1..11 {
        text.push_str(&format!(
            "after 5(1)(10) insert 5(1)({}): illegal_gains reaches 9000{i} yuan because \"x\"\n",
            10 + i
        ));
    }
    let cases = case("a", &["illegal_gains 5200 yuan", "lot trajectory, 60 items, theft"])
        + &case(
            "b",
            &[
                "illegal_gains 5200 yuan",
                "lot trajectory, 60 items, theft",
                "lot health, 600 items, theft",
                "lot other, 6000 items, theft",
            ],
        );
    let mut session = session();
    let many = registered(&mut session, &text);
    let diff = compared(&mut session, vec![RuleSet::of(BASE), many], &cases);
    assert_eq!(diff.edits.len(), 15);
    assert_eq!(labels(&diff, 0, 1), [["set 5(1)(3)", "set 5(1)(7)"]]);
    assert_eq!(
        labels(&diff, 1, 1),
        [["set 5(1)(3)", "set 5(1)(4)", "set 5(1)(5)", "set 5(1)(7)"]],
        "found by leaving out"
    );
    let reach = diff.cut_short(1).expect("32,768 sets are more than the budget");
    assert!(reach >= 2, "{reach}");
    let text = render::diff_text(&diff, &session.sources, Lang::En, usize::MAX);
    assert!(text.contains(&format!("every set of at most {reach} was tried")), "{text}");
    let json: serde_json::Value = serde_json::from_str(&render::diff_json(&diff)).unwrap();
    assert_eq!(json["all_sets_up_to"], reach);
}

/// With thirteen edits and few cases that change, no set is left untried.
#[test]
fn the_thesis_is_traced_through_all_its_sets() {
    let cases = case("a", &["illegal_gains 5200 yuan", "lot trajectory, 60 items, theft"]);
    let mut session = session();
    let sets = vec![RuleSet::of(BASE), RuleSet::of("cn.pi.reform.thesis")];
    let diff = compared(&mut session, sets, &cases);
    assert_eq!(diff.cut_short(1), None);
    assert_eq!(labels(&diff, 0, 1), [["replace 5(1)(3)", "repeal 5(1)(7)"]]);
}

#[test]
fn the_law_of_the_day_is_traced_where_it_answers_as_the_amended_text_does() {
    let day = |name: &str, day: &str| {
        format!(
            "case {name}\n  unstated facts are absent\n  breach yes\n  conduct_from {day}\n  conduct_to {day}\n  illegal_gains 5200 yuan\n  lot trajectory, 1 items, lawfully, sold_to 1 person\n"
        )
    };
    // before November 2015 only special subjects sold unlawfully: no offence then
    let cases = day("now", "2020-06-01") + &day("then", "2014-06-01");
    let mut session = session();
    let less: Reform = &[("repeal 5(1)(7), dropping references because \"x\"", "")];
    let more: Reform = &[("set 5(1)(3) at 1 items because \"x\"", "")];
    let less = registered(&mut session, &reform("less", BASE, less, |_| true));
    let more = registered(&mut session, &reform("more", BASE, more, |_| true));
    let diff = compared(&mut session, vec![RuleSet::of("current"), less.clone(), more], &cases);
    assert_eq!(labels(&diff, 0, 1), [["repeal 5(1)(7)"]]);
    assert_eq!(diff.rows[1].pair(2), Some(((0, 0), (1, 1))));
    assert!(diff.rows[1].due_to(2).is_empty(), "it is the statute that differs, not the edit");
    let text = render::diff_text(&diff, &session.sources, Lang::En, usize::MAX);
    assert!(text.contains("changes not traced to edits: 1;"), "{text}");
    let back = compared(&mut session, vec![less, RuleSet::of("current")], &cases);
    assert_eq!(labels(&back, 0, 1), [["repeal 5(1)(7)"]]);
    assert!(back.edits[0].undone);
}
