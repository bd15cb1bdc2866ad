//! The fewest facts that change an outcome together, margins and break points: random rules, by trying every change.

use crate::prove_random::{Dice, case, program, shown};
use crate::prove_vary::{gravamen, kept};
use gravamen::eval::{Path, outcome, run, slot_mut};
use gravamen::ir::facts::{Facts, Known};
use gravamen::ir::program::Program;
use gravamen::ir::schema::Type;
use gravamen::prove::{Altered, Nearest, Span, closest, stays};
use gravamen::val::{Date, DateRange, End, Interval, Members, Ratio, Truth};
use std::collections::BTreeSet;
use std::fs;

/// Every stated fact with the values that it is tried at, none of them its own.
fn changes(program: &Program, facts: &Facts) -> Vec<(Path, Vec<Known>)> {
    let schema = &program.schema;
    let mut out = Vec::new();
    let values = |ty: Type, now: &Known| -> Vec<Known> {
        let all: Vec<Known> = match ty {
            Type::YesNo => vec![Known::Truth(Truth::Yes), Known::Truth(Truth::No)],
            Type::Member(k) => {
                (0..schema.kinds[k].members.len()).map(|m| Known::Member(Members::one(m))).collect()
            }
            Type::Number(_) => {
                (0..9).map(|n| Known::Number(Interval::point(Ratio::int(n)), Vec::new())).collect()
            }
            Type::Date => {
                [(2018, 1, 1), (2020, 1, 30), (2020, 2, 29), (2021, 2, 28), (2021, 3, 1), (2024, 1, 1)]
                    .map(|(y, m, d)| Known::Date(DateRange::point(Date::new(y, m, d).unwrap())))
                    .to_vec()
            }
            Type::List(_) => Vec::new(),
        };
        all.into_iter().filter(|v| v != now).collect()
    };
    for (f, slot) in facts.slots.iter().enumerate() {
        match &slot.value {
            Known::List(Some(rows)) => {
                for (r, row) in rows.iter().enumerate() {
                    for (c, (slot, field)) in row.slots.iter().zip(&schema.records[0].fields).enumerate() {
                        out.push((Path::Field(f, r, c), values(field.ty, &slot.value)));
                    }
                }
            }
            now => out.push((Path::Fact(f), values(schema.facts[f].ty, now))),
        }
    }
    out
}

fn with(facts: &Facts, all: &[(Path, &Known)]) -> Facts {
    let mut facts = facts.clone();
    for (path, known) in all {
        slot_mut(*path, &mut facts).unwrap().value = (*known).clone();
    }
    facts
}

fn amount(a: &Known, b: &Known) -> Ratio {
    let n = |k: &Known| match k {
        Known::Number(Interval { lo: End::At(n), .. }, _) => n.clone(),
        _ => Ratio::zero(),
    };
    n(a).minus(&n(b)).magnitude()
}

/// What an altered case changes together, in numbers.
fn cost(set: &Altered) -> Ratio {
    set.moved.iter().fold(Ratio::zero(), |sum, m| sum.plus(&amount(&m.from, &m.to)))
}

#[test]
fn fewest_facts_are_those_that_trying_every_change_finds() {
    let (mut found, mut never, mut pairs) = (0, 0, 0);
    let seeds = if cfg!(debug_assertions) { 24 } else { 300 };
    for seed in 0..seeds {
        let mut dice = Dice(seed * 104_729 + 17);
        let program = program(&mut dice);
        let mut facts = case(&program.schema, &mut dice, &[0, 1, 2, 3, 4, 5]);
        if let Known::List(Some(rows)) = &mut facts.slots[0].value {
            rows.truncate(2);
        }
        let now = outcome(&program, &facts);
        assert_eq!(now.lo, now.hi);
        let wanted = match now.lo {
            0 => (program.at_least[0], true),
            g => (program.at_least[g - 1], false),
        };
        let good = |facts: &Facts| run(&program, facts).truth(wanted.0) == Truth::from(wanted.1);
        let all = changes(&program, &facts);
        // every change of one fact, and of two if one is not enough
        let mut best: Vec<(BTreeSet<Path>, Ratio)> = Vec::new();
        let note = |best: &mut Vec<(BTreeSet<Path>, Ratio)>, paths: &[Path], cost: Ratio| {
            let set: BTreeSet<Path> = paths.iter().copied().collect();
            match best.iter_mut().find(|b| b.0 == set) {
                Some(known) => known.1 = known.1.clone().min(cost),
                None => best.push((set, cost)),
            }
        };
        let now_of = |path: Path| gravamen::eval::at(path, &facts).unwrap().value.clone();
        for (path, values) in &all {
            for v in values.iter().filter(|v| good(&with(&facts, &[(*path, *v)]))) {
                note(&mut best, &[*path], amount(&now_of(*path), v));
            }
        }
        let answer = match closest(&program, &facts, &[wanted], 100) {
            Ok(answer) => answer,
            Err(fault) => panic!("seed {seed}: {fault:?}\n{}\n{facts:?}", shown(&program)),
        };
        let size = match &answer {
            Nearest::Found(closest) => closest.sets[0].moved.len(),
            _ => 2,
        };
        if best.is_empty() && size >= 2 {
            for (i, (a, of_a)) in all.iter().enumerate() {
                for (b, of_b) in &all[i + 1..] {
                    for x in of_a {
                        for y in of_b.iter().filter(|y| good(&with(&facts, &[(*a, x), (*b, *y)]))) {
                            note(&mut best, &[*a, *b], amount(&now_of(*a), x).plus(&amount(&now_of(*b), y)));
                        }
                    }
                }
            }
        }
        let say = || format!("seed {seed}: {answer:?}\n{best:?}\n{}\n{facts:?}", shown(&program));
        match &answer {
            Nearest::Found(closest) => {
                found += 1;
                pairs += usize::from(size == 2);
                for set in &closest.sets {
                    assert_eq!(set.moved.len(), size, "{}", say());
                    assert!(good(&set.facts), "{}", say());
                }
                if closest.none_fewer {
                    assert!(best.iter().all(|b| b.0.len() >= size), "{}", say());
                }
                for (paths, least) in best.iter().filter(|b| b.0.len() == size) {
                    let same =
                        |s: &&Altered| s.moved.iter().map(|m| m.path).collect::<BTreeSet<_>>() == *paths;
                    let known = closest.sets.iter().find(same);
                    assert!(known.is_some() || !closest.all, "{paths:?} is not listed: {}", say());
                    if let Some(known) = known.filter(|k| k.is_least) {
                        assert!(cost(known) <= *least, "{paths:?} for {least:?}: {}", say());
                    }
                }
            }
            Nearest::Never => {
                never += 1;
                assert!(best.is_empty(), "{}", say());
            }
            Nearest::NotDecided | Nearest::Refused(_) => {}
        }
    }
    assert!(found * 2 > seeds as usize && never > 0, "{found} found ({pairs} pairs), {never} never");
}

#[test]
fn a_stretch_is_proved_only_if_the_outcome_stays_on_it() {
    let (mut proved, mut broken) = (0, 0);
    for seed in 0..if cfg!(debug_assertions) { 40 } else { 400 } {
        let mut dice = Dice(seed * 7877 + 5);
        let program = program(&mut dice);
        let facts = case(&program.schema, &mut dice, &[0, 1, 2, 3, 4, 5]);
        let path = Path::Fact(5);
        let at = |n: i64| {
            let n = Known::Number(Interval::point(Ratio::int(n)), Vec::new());
            outcome(&program, &with(&facts, &[(path, &n)])).lo
        };
        let grades: Vec<usize> = (0..60).map(at).collect();
        let mut from = 0;
        for n in 1..60_usize {
            if grades[n] == grades[n - 1] {
                continue;
            }
            let span = |a: usize, b: usize| {
                Span::Numbers((Ratio::int(a as i64), true), Some((Ratio::int(b as i64), true)))
            };
            let held = |a, b| stays(&program, &facts, path, &[(span(a, b), grades[a])]);
            assert!(!held(from, n), "seed {seed}: {from} to {n}");
            broken += 1;
            if held(from, n - 1) {
                proved += 1;
            }
            from = n;
        }
        let rest = Span::Numbers((Ratio::int(from as i64), true), None);
        if stays(&program, &facts, path, &[(rest, grades[from])]) {
            proved += 1;
            assert!(dice.below(2) < 2 && at(1_000_003) == grades[from], "seed {seed}");
        }
    }
    assert!(proved > 20 && broken > 3, "{proved} proved, {broken} broken");
}

#[test]
fn two_facts_together_are_told_in_both_languages() {
    kept("vary_together", &["vary", "tests/prove/together.case", "-m", "cn.pi.interpretation_2017"], 0);
}

/// Nothing that a case states is enough where nobody handled anything; and the machine form says the same.
#[test]
fn the_machine_form_names_every_set() {
    let args = [
        "vary",
        "tests/prove/together.case",
        "-m",
        "cn.pi.interpretation_2017",
        "-f",
        "json",
        "--together",
        "9",
    ];
    let output = gravamen(&args);
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let up = &all["cases"][0]["together"][0];
    assert_eq!((&up["way"], &up["facts"], &up["none_fewer"]), (&"heavier".into(), &2.into(), &true.into()));
    for set in up["sets"].as_array().unwrap() {
        assert_eq!(set["changes"].as_array().unwrap().len(), 2, "{set}");
        assert_eq!(set["outcome"][0], set["outcome"][1], "{set}");
    }
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.into_bytes(), gravamen(&args).stdout, "the same again");
    let none = std::env::temp_dir().join(format!("gravamen-together-{}.case", std::process::id()));
    fs::write(&none, "case none\n  unstated facts are absent\n  breach yes\n  illegal_gains 9000 yuan\n")
        .unwrap();
    let output = gravamen(&["vary", none.to_str().unwrap(), "-m", "cn.pi.interpretation_2017", "-f", "json"]);
    fs::remove_file(&none).unwrap();
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(all["cases"][0]["together"][0]["answer"], "never", "no lot, no offence: {all}");
}
