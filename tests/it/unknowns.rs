//! Facts that are not known: the interval holds the outcome of every completion, and refining never widens it.

use gravamen::explain::Verdict;
use gravamen::session::{NoFiles, Session};

const LAW: &str = "cn.pi.interpretation_2017";

/// Grades many cases, each given by its lines, in one session.
fn grades(cases: &[String]) -> Vec<Verdict> {
    let mut text = String::new();
    for (i, case) in cases.iter().enumerate() {
        text.push_str(&format!("case c{i}\n"));
        case.lines().for_each(|line| text.push_str(&format!("  {line}\n")));
    }
    let mut session = Session::new(Box::new(NoFiles));
    let verdicts = session.grade("x.case", &text, &[LAW.to_owned()]);
    assert!(!session.sink.has_errors() && verdicts.len() == cases.len(), "{:?}", session.sink.found);
    verdicts
}

struct Lcg(u64);

impl Lcg {
    fn pick(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// The slots of a generated case: how it is written, and values near the lines of the law.
const SLOTS: [(&str, &[&str]); 9] = [
    ("breach {}", &["yes", "no"]),
    ("illegal_gains {}", &["0 yuan", "2500 yuan", "4999.99 yuan", "5000 yuan", "50000 yuan"]),
    ("victim_harm {}", &["none", "death"]),
    ("knew_crime_use {}", &["yes", "no"]),
    ("conduct_from {}", &["2018-01-01", "2020-06-30", "2020-07-01"]),
    ("lawful_business {}", &["yes", "no"]),
    ("business_profit {}", &["0 yuan", "50000 yuan"]),
    ("major_economic_loss {}", &["yes", "no"]),
    ("prior administrative, date {}", &["2018-06-30", "2016-01-01"]),
];
const FIELDS: [(&str, &[&str]); 6] = [
    ("kind {}", &["trajectory", "health", "other", "contact"]),
    ("count {}", &["0 items", "25 items", "50 items", "499 items", "500 items", "5000 items", "50000 items"]),
    ("acquired {}", &["lawfully", "purchase", "theft", "exchange"]),
    ("sold_to {}", &["0 persons", "1 person", "3 persons"]),
    ("acquired_in_duty {}", &["yes", "no"]),
    ("consent {}", &["none", "valid"]),
];

/// A case text, every slot filled by `value(slot number, values)`.
fn text(mut value: impl FnMut(usize, &[&str]) -> String) -> String {
    let mut out = String::from("unstated facts are absent\n");
    for (i, (form, values)) in SLOTS.iter().enumerate() {
        out.push_str(&format!("{}\n", form.replace("{}", &value(i, values))));
    }
    for lot in 0..2 {
        let parts: Vec<String> = FIELDS
            .iter()
            .enumerate()
            .map(|(f, (form, values))| form.replace("{}", &value(100 + lot * 10 + f, values)))
            .collect();
        out.push_str(&format!("lot {}\n", parts.join(", ")));
    }
    out
}

#[test]
fn every_completion_lies_inside_the_interval() {
    let mut random = Lcg(20_170_601);
    let (mut wide, mut compared) = (0, 0);
    for _ in 0..60 {
        let open: Vec<bool> = (0..200).map(|_| random.pick(4) == 0).collect();
        let chosen: Vec<usize> = (0..200).map(|_| random.pick(1000)).collect();
        let fixed = |i: usize, values: &[&str]| values[chosen[i] % values.len()].to_owned();
        let mut cases = vec![text(|i, values| if open[i] { "unknown".into() } else { fixed(i, values) })];
        for _ in 0..12 {
            cases.push(text(|i, values| match open[i] {
                true => values[random.pick(values.len())].to_owned(),
                false => fixed(i, values),
            }));
        }
        let outcomes: Vec<(usize, usize)> = grades(&cases).iter().map(|v| v.outcome).collect();
        let interval = outcomes[0];
        wide += usize::from(interval.0 != interval.1);
        for (point, complete) in outcomes.iter().zip(&cases).skip(1) {
            assert_eq!(point.0, point.1, "{complete}");
            assert!(
                interval.0 <= point.0 && point.1 <= interval.1,
                "{interval:?} lacks {point:?}\n{}\n{complete}",
                cases[0]
            );
            compared += 1;
        }
    }
    assert!(wide >= 10 && compared == 720, "{wide} of 60 cases undecided");
}

#[test]
fn stating_a_fact_never_widens() {
    let mut random = Lcg(5);
    for _ in 0..30 {
        let chosen: Vec<usize> = (0..200).map(|_| random.pick(1000)).collect();
        let mut open: Vec<bool> = (0..200).map(|_| random.pick(3) == 0).collect();
        let mut cases = Vec::new();
        while let Some(next) = {
            cases.push(text(|i, v| match open[i] {
                true => "unknown".into(),
                false => v[chosen[i] % v.len()].to_owned(),
            }));
            open.iter().position(|o| *o)
        } {
            open[next] = false;
        }
        cases.dedup();
        let mut before = (0, 2);
        for (verdict, case) in grades(&cases).iter().zip(&cases) {
            let now = verdict.outcome;
            assert!(before.0 <= now.0 && now.1 <= before.1, "{before:?} became {now:?}\n{case}");
            before = now;
        }
    }
}

/// Every completion of a case whose slots in `open` are unknown, by the values that rules tell apart.
fn completions(open: &[usize], chosen: &[usize]) -> Vec<String> {
    let values = |i: usize| if i < 100 { SLOTS[i].1 } else { FIELDS[(i - 100) % 10].1 };
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    for slot in open {
        all = all.iter().flat_map(|c| values(*slot).iter().map(|v| [c.as_slice(), &[*v]].concat())).collect();
    }
    let fill = |given: &Vec<&str>| {
        text(|i, values| match open.iter().position(|o| *o == i) {
            Some(at) => given[at].to_owned(),
            None => values[chosen[i] % values.len()].to_owned(),
        })
    };
    all.iter().map(fill).collect()
}

#[test]
fn every_end_is_attained_by_a_completion() {
    let mut random = Lcg(2009);
    let slots: Vec<usize> = (0..9).chain(100..106).chain(110..116).collect();
    let (mut wide, mut exact) = (0, 0);
    for _ in 0..60 {
        let mut open: Vec<usize> = (0..3).map(|_| slots[random.pick(slots.len())]).collect();
        open.sort();
        open.dedup();
        let chosen: Vec<usize> = (0..200).map(|_| random.pick(1000)).collect();
        let whole =
            text(|i, v| if open.contains(&i) { "unknown".into() } else { v[chosen[i] % v.len()].into() });
        let cases = [vec![whole.clone()], completions(&open, &chosen)].concat();
        let verdicts = grades(&cases);
        let verdict = &verdicts[0];
        let points: Vec<usize> = verdicts[1..].iter().map(|v| v.outcome.0).collect();
        let found = (*points.iter().min().unwrap(), *points.iter().max().unwrap());
        assert!(verdict.outcome.0 <= found.0 && found.1 <= verdict.outcome.1, "{whole}");
        if verdict.attained == (true, true) {
            assert_eq!(verdict.outcome, found, "{whole}");
            exact += 1;
        }
        wide += usize::from(found.0 != found.1);
    }
    assert!(wide >= 8 && exact >= 55, "{wide} undecided, {exact} of 60 exact");
}

#[test]
fn many_lots_are_as_exact_as_one() {
    let head = "unstated facts are absent\nbreach yes\nconduct_from 2020-06-01\n";
    for (lots, lot, expected) in [
        // bought or stolen is unlawful either way, one lot or five hundred
        (1, "lot trajectory, 50 items, acquired disputed purchase or theft", (1, 1)),
        (500, "lot trajectory, 1 items, acquired disputed purchase or theft", (2, 2)),
        (49, "lot trajectory, 1 items, acquired disputed purchase or theft", (0, 0)),
        (500, "lot trajectory, 1 items, acquired unknown", (0, 2)),
        (500, "lot trajectory, count unknown, acquired purchase", (0, 2)),
    ] {
        let case = format!("{head}{}", format!("{lot}\n").repeat(lots));
        let verdict = grades(&[case]).remove(0);
        assert_eq!((verdict.outcome, verdict.attained), (expected, (true, true)), "{lots} × {lot}");
    }
}
