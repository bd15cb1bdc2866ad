//! Facts that are not known: the interval holds the outcome of every completion, and refining never widens it.

use crate::law::grade;

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
    let module = "cn.pi.interpretation_2017";
    let mut random = Lcg(20_170_601);
    let (mut wide, mut compared) = (0, 0);
    for _ in 0..60 {
        let open: Vec<bool> = (0..200).map(|_| random.pick(4) == 0).collect();
        let chosen: Vec<usize> = (0..200).map(|_| random.pick(1000)).collect();
        let fixed = |i: usize, values: &[&str]| values[chosen[i] % values.len()].to_owned();
        let whole = text(|i, values| if open[i] { "unknown".into() } else { fixed(i, values) });
        let interval = grade(module, &whole).outcome;
        wide += usize::from(interval.0 != interval.1);
        for _ in 0..12 {
            let complete =
                text(
                    |i, values| {
                        if open[i] { values[random.pick(values.len())].to_owned() } else { fixed(i, values) }
                    },
                );
            let point = grade(module, &complete).outcome;
            assert_eq!(point.0, point.1, "{complete}");
            assert!(
                interval.0 <= point.0 && point.1 <= interval.1,
                "{interval:?} lacks {point:?}\n{whole}\n{complete}"
            );
            compared += 1;
        }
    }
    assert!(wide >= 10 && compared == 720, "{wide} of 60 cases undecided");
}

#[test]
fn stating_a_fact_never_widens() {
    let module = "cn.pi.interpretation_2017";
    let mut random = Lcg(5);
    for _ in 0..30 {
        let chosen: Vec<usize> = (0..200).map(|_| random.pick(1000)).collect();
        let mut open: Vec<bool> = (0..200).map(|_| random.pick(3) == 0).collect();
        let mut before = (0, 2);
        while let Some(next) = {
            let case =
                text(|i, v| if open[i] { "unknown".into() } else { v[chosen[i] % v.len()].to_owned() });
            let now = grade(module, &case).outcome;
            assert!(before.0 <= now.0 && now.1 <= before.1, "{before:?} became {now:?}\n{case}");
            before = now;
            open.iter().position(|o| *o)
        } {
            open[next] = false;
        }
    }
}
