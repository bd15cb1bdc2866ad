//! Region tables against evaluation: every case lies in one part, and what was proved of the part holds of the case.

use crate::prove_random::{Dice, case, program};
use gravamen::diag::Lang;
use gravamen::eval::{outcome, run};
use gravamen::ir::facts::{Facts, Known};
use gravamen::ir::node::{Node, NodeId, Op};
use gravamen::ir::program::Program;
use gravamen::ir::schema::{Schema, Type};
use gravamen::prove::{Area, Axis, Band, Halted, Regions, Relation, Split, Status, Stopped, regions};
use gravamen::render;
use gravamen::session::{Chart, How, NoFiles, RuleSet, Session, Stand, Variants};
use gravamen::val::{End, Interval, Members, Ratio, Truth, Unit};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use unicode_width::UnicodeWidthStr;

const LAW: &str = "cn.pi.interpretation_2017";
const THESIS: &str = "cn.pi.reform.thesis";
const AMOUNTS: [i64; 14] = [0, 0, 1, 24, 25, 49, 50, 250, 499, 500, 2500, 5000, 25000, 50000];

fn session() -> Session {
    Session::new(Box::new(NoFiles))
}

fn chart(only: Option<&str>, facts: &[&str]) -> Chart {
    let facts: Vec<String> = facts.iter().map(|f| (*f).to_owned()).collect();
    let mut session = session();
    let found = session.chart(&RuleSet::of(LAW), &RuleSet::of(THESIS), only, &facts);
    found.unwrap_or_else(|| panic!("{:?}", session.sink.found)).unwrap()
}

/// The processor time of this thread, where the system tells it; else the time that passes.
fn clock() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = told.and_then(|t| t.split(' ').next()?.parse().ok()).map(Duration::from_nanos);
    spent.unwrap_or_else(|| START.get_or_init(Instant::now).elapsed())
}

/// The table that several tests look at, made once; how long that took.
fn two_facts() -> &'static (Chart, Duration) {
    static TABLE: OnceLock<(Chart, Duration)> = OnceLock::new();
    TABLE.get_or_init(|| {
        let before = clock();
        let found = chart(None, &["illegal_gains", "class_one"]);
        (found, clock().saturating_sub(before))
    })
}

fn pair() -> [std::sync::Arc<Program>; 2] {
    [LAW, THESIS].map(|name| session().program_of(&RuleSet::of(name), None, None).expect(name))
}

/// The band in which a case lies, by evaluation.
fn band(axis: &Axis, bands: &[Band], facts: &Facts) -> usize {
    let trace = run(&axis.program, facts);
    let fact = match axis.program.nodes[axis.node.0 as usize].op {
        Op::Fact(f) => Some(&facts.slots[f].value),
        _ => None,
    };
    let lies = |b: &Band| match b {
        Band::Truth(values) => values.iter().any(|v| Truth::from(*v) == trace.truth(axis.node)),
        Band::Number { from, to } => {
            let End::At(n) = trace.number(axis.node).expect("a number").lo else { panic!("a number") };
            from.as_ref().is_none_or(|f| *f <= n) && to.as_ref().is_none_or(|t| n <= *t)
        }
        Band::Date { from, to } => match fact {
            Some(Known::Date(d)) => from.is_none_or(|f| f <= d.lo) && to.is_none_or(|t| d.lo <= t),
            other => panic!("{other:?}"),
        },
        Band::Members(all) => match (fact, axis.split) {
            (Some(Known::Member(m)), Split::Member(kind)) => {
                let own = &axis.program.schema.kinds[kind].members;
                m.iter().any(|m| all.contains(&own[m]))
            }
            other => panic!("{other:?}"),
        },
    };
    let found: Vec<usize> = (0..bands.len()).filter(|b| lies(&bands[*b])).collect();
    assert_eq!(found.len(), 1, "one band: {found:?}");
    found[0]
}

fn area<'r>(found: &'r Regions, axes: &[Axis], facts: &Facts) -> (Vec<usize>, &'r Area) {
    let bands: Vec<usize> = axes.iter().zip(&found.axes).map(|(a, b)| band(a, b, facts)).collect();
    let area = found.at(&bands).expect("a part");
    (bands, area)
}

/// What was proved of the part of a case holds of the case.
fn holds(found: &Regions, axes: &[Axis], [a, b]: [&Program; 2], facts: &Facts, note: &str) -> Vec<usize> {
    let (x, y) = (outcome(a, facts), outcome(b, facts));
    assert_eq!((x.lo, y.lo), (x.hi, y.hi), "a case that knows everything is decided");
    let (bands, area) = area(found, axes, facts);
    assert!(
        area.is_open || area.pairs.iter().any(|p| (p.from, p.to) == (x.lo, y.lo)),
        "{note}: {bands:?} {:?}, but {} and {}",
        area.status,
        x.lo,
        y.lo
    );
    let same = x.lo == y.lo;
    assert!(area.status != Status::Same || same, "{note}: {bands:?}");
    assert!(area.status != Status::Differs || !same, "{note}: {bands:?}");
    assert!(area.status != Status::NoCase, "{note}: {bands:?} has a case");
    bands
}

/// Every pair of outcomes that is said to occur in a part does so in a case that lies there.
fn shown(found: &Regions, axes: &[Axis], [a, b]: [&Program; 2]) -> usize {
    let mut seen = 0;
    for area in &found.areas {
        for pair in &area.pairs {
            let Some(witness) = &pair.witness else {
                assert!(area.status == Status::Depends && pair.from == pair.to, "a witness");
                continue;
            };
            let facts = &witness.facts[0];
            assert_eq!(witness.outcomes[..2], [pair.from, pair.to]);
            assert_eq!(outcome(b, &witness.facts[1]).lo, pair.to);
            if witness.opens.is_empty() {
                assert_eq!(outcome(a, facts).lo, pair.from);
            }
            let (_, own) = self::area(found, axes, facts);
            assert_eq!(own, area, "the witness lies in its part");
            seen += 1;
        }
    }
    seen
}

#[test]
fn a_table_on_two_facts_is_complete_and_holds_of_every_case() {
    let (c, took) = two_facts();
    // five seconds; on a machine that is too slow for them no more than thirty times what the comparison itself takes there
    let before = clock();
    session().contrast(&RuleSet::of(LAW), &RuleSet::of(THESIS), None).unwrap().unwrap();
    let bar = Duration::from_secs(5).max(30 * clock().saturating_sub(before));
    assert!(*took < bar, "{took:?} of {bar:?}");
    assert!(!c.found.areas.iter().any(|a| a.is_open), "every pair of outcomes is settled");
    assert!(c.found.areas.iter().all(|a| a.perhaps_by.is_empty()), "and all that can move an answer");
    let programs = pair();
    let [a, b] = [programs[0].as_ref(), programs[1].as_ref()];
    assert!(shown(&c.found, &c.axes, [a, b]) > 20);
    let mut hit = std::collections::BTreeSet::new();
    let mut dice = Dice(17);
    for _ in 0..1500 {
        let facts = case(&a.schema, &mut dice, &AMOUNTS);
        hit.insert(holds(&c.found, &c.axes, [a, b], &facts, "law and thesis"));
    }
    let parts: usize = c.found.axes.iter().map(Vec::len).product();
    assert!(hit.len() * 3 > parts, "{} of {parts} parts were hit", hit.len());
}

#[test]
fn facts_are_cut_where_the_rules_are() {
    let c = chart(Some("not breach"), &["illegal_gains"]);
    assert_eq!(c.found.axes[0], [Band::Number { from: Some(Ratio::zero()), to: None }], "one band is left");
    let [only] = c.found.areas.as_slice() else { panic!("{:?}", c.found.areas) };
    assert_eq!(c.found.settled, 5, "5(1)(7), its half, and ten times both");
    assert_eq!(only.status, Status::Same, "who breaks no rule commits no crime under either");
    assert_eq!((only.pairs[0].from, only.pairs[0].to), (0, 0));
    assert!(c.found.complete());
}

#[test]
fn choices_truths_and_conditions_on_records_tell_cases_apart() {
    let c = chart(Some("breach"), &["victim_harm"]);
    let bands: Vec<usize> = c.found.axes[0]
        .iter()
        .map(|b| match b {
            Band::Members(all) => all.len(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(bands, [1, 5], "all harms but none are one band");
    let programs = pair();
    let [a, b] = [programs[0].as_ref(), programs[1].as_ref()];
    assert!(shown(&c.found, &c.axes, [a, b]) > 4);
    let c = chart(Some("not breach"), &["acquired_in_duty", "breach", "conduct_from"]);
    assert_eq!(c.facts.iter().map(|f| f.how).collect::<Vec<_>>(), [How::Number, How::Itself, How::Itself]);
    assert_eq!(c.found.axes[1], [Band::Truth(vec![false]), Band::Truth(vec![true])]);
    let statuses: Vec<Status> = c.found.areas.iter().map(|a| a.status).collect();
    assert_eq!(statuses, [Status::Same, Status::NoCase], "no case that breaks a rule is left");
}

/// A case with one fact otherwise, where the fact is no list.
fn otherwise(facts: &Facts, schema: &Schema, fact: usize, dice: &mut Dice) -> Facts {
    let mut other = facts.clone();
    other.slots[fact].value = match schema.facts[fact].ty {
        Type::YesNo => match &facts.slots[fact].value {
            Known::Truth(t) => Known::Truth(t.not()),
            known => known.clone(),
        },
        Type::Number(_) => {
            Known::Number(Interval::point(Ratio::int(AMOUNTS[dice.below(AMOUNTS.len())])), Vec::new())
        }
        Type::Member(k) => Known::Member(Members::one(dice.below(schema.kinds[k].members.len()))),
        Type::Date | Type::List(_) => facts.slots[fact].value.clone(),
    };
    other
}

#[test]
fn what_is_not_named_moves_nothing() {
    let (c, _) = two_facts();
    let programs = pair();
    let [a, b] = [programs[0].as_ref(), programs[1].as_ref()];
    let mut dice = Dice(23);
    let (mut idle, mut moved) = (0, 0);
    for _ in 0..400 {
        let facts = case(&a.schema, &mut dice, &AMOUNTS);
        let (bands, part) = area(&c.found, &c.axes, &facts);
        for (f, field) in a.schema.facts.iter().enumerate() {
            let other = otherwise(&facts, &a.schema, f, &mut dice);
            if area(&c.found, &c.axes, &other).0 != bands {
                continue;
            }
            let differs = |facts: &Facts| outcome(a, facts).lo != outcome(b, facts).lo;
            let names = part.moved_by.iter().chain(&part.perhaps_by);
            let is_named = names.into_iter().any(|m| m.list.is_none() && m.names == field.names);
            match (is_named, differs(&facts) == differs(&other)) {
                (false, same) => {
                    assert!(same, "{} moves the answer in {bands:?}", field.names.en);
                    idle += 1;
                }
                (true, same) => moved += usize::from(!same),
            }
        }
    }
    assert!(idle > 500 && moved > 20, "{idle} {moved}");
}

/// An axis of a random program: a fact of the case, or how many records meet a condition.
fn axis(program: &Program, op: Op, split: Split) -> Axis {
    let mut program = program.clone();
    if let Op::Count(record, _) = op {
        program.nodes.push(Node { scope: Some(record), op: Op::Field(record, 3) });
        let sold = NodeId(program.nodes.len() as u32 - 1);
        program.nodes.push(Node { scope: None, op: Op::Count(record, sold) });
    } else {
        program.nodes.push(Node { scope: None, op });
    }
    let node = NodeId(program.nodes.len() as u32 - 1);
    Axis { program, node, split }
}

#[test]
fn tables_of_random_rules_hold_of_random_cases() {
    let seeds = if cfg!(debug_assertions) { 6 } else { 60 };
    let (mut decided, mut parts) = (0, 0);
    for seed in 0..seeds {
        let mut dice = Dice(seed * 104_729 + 3);
        let (a, b) = (program(&mut dice), program(&mut dice));
        let axes = [
            axis(&a, Op::Fact(1), Split::Number(Some(Unit::Yuan))),
            axis(&a, Op::Fact(3), Split::Member(0)),
            axis(&a, Op::Count(0, NodeId(0)), Split::Number(None)),
        ];
        let axes = &axes[dice.below(2)..][..2];
        let found = match regions(&a, &b, None, axes) {
            Ok(found) => found,
            Err(Halted::TooMany(_)) | Err(Halted::Stopped(Stopped::Refused(_))) => continue,
            Err(Halted::Stopped(Stopped::Unsound(fault))) => panic!("seed {seed}: {fault:?}"),
        };
        decided += 1;
        parts += found.parts.len();
        for _ in 0..200 {
            let facts = case(&a.schema, &mut dice, &[0, 1, 2, 3, 4, 5]);
            holds(&found, axes, [&a, &b], &facts, &format!("seed {seed}"));
        }
        let blocks = found.blocks();
        let count: usize =
            blocks.iter().map(|(ends, _)| ends.iter().map(|(x, y)| y - x + 1).product::<usize>()).sum();
        assert_eq!(count, found.parts.len(), "blocks hold every part once");
    }
    assert!(decided * 3 > seeds, "{decided} of {seeds} decided");
    assert!(parts > decided as usize, "{parts} parts");
}

#[test]
fn tables_are_read_in_both_languages_and_aloud() {
    let c = chart(Some("not breach"), &["illegal_gains"]);
    let en = render::chart(&c, Lang::En, Some(usize::MAX));
    assert_eq!(
        en,
        "A = cn.pi.interpretation_2017\nB = cn.pi.reform.thesis\n\
         over all cases that meet this condition, read as A reads it: not breach\n\
         5 parts, every one settled by proof\n\n\
         illegal_gains (yuan)\n  any  = a\n\n\
         = a  always the same\n  A: no offence; B: no offence\n\n\
         bound: days are taken from the years 1800 to 2999\n"
    );
    let zh = render::chart(&c, Lang::Zh, None);
    assert_eq!(
        zh,
        "甲 = 现行解释\n乙 = 论文改革方案\n\
         就符合下列条件（依甲理解）的一切案件：not breach\n\
         共 5 个区域，逐一证明\n\n\
         违法所得（元） 不论：结论总相同 a\n\n\
         a  结论总相同\n  甲：不构成犯罪；乙：不构成犯罪\n\n\
         界限：日期取自 1800 年至 2999 年\n"
    );
    let (c, _) = two_facts();
    let en = render::chart(c, Lang::En, Some(usize::MAX));
    assert!(en.contains("class_one in all (items)"), "{en}");
    assert!(en.contains("5000 to under 50000"), "{en}");
    let zh = render::chart(c, Lang::Zh, Some(usize::MAX));
    assert!(zh.contains("5000以上不满50000"), "{zh}");
    // a table is exact under double width: each sign of a row stands under that of the row above
    let rows: Vec<&str> = zh.lines().skip_while(|l| !l.contains("列：")).skip(2).collect();
    let at = |l: &str| l.find(" ~ ").map(|at| l[..at].width());
    let rows: Vec<_> = rows.into_iter().take_while(|l| !l.is_empty()).map(at).collect();
    assert!(rows.len() > 2 && rows.iter().all(|w| *w == rows[0]), "{zh}");
    let json = render::chart_json(c);
    for part in ["\"complete\"", "\"depends_on\"", "\"always_by\"", "\"status\": \"depends\"", "\"witness\""]
    {
        assert!(json.contains(part), "{part} in {json}");
    }
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    let blocks = read["regions"].as_array().unwrap().len();
    assert!(blocks >= c.found.areas.len());
}

/// The relation of each two choices, as JSON names it.
fn relations(v: &Variants) -> Vec<String> {
    let read: serde_json::Value = serde_json::from_str(&render::variants_json(v)).unwrap();
    let pairs = read["pairs"].as_array().unwrap();
    pairs.iter().map(|p| p["relation"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn choices_of_drafting_are_held_against_each_other() {
    let mut session = session();
    let text = format!(
        "module reform_a | 改革甲\n  amends {LAW}\n\nrepeal 5(1)(7)\n  because \"gains do not measure the harm\"\n"
    );
    session.register("reform_a.grv", &text).expect("a module");
    let found =
        session.variants(&[RuleSet::of("reform_a")]).unwrap_or_else(|| panic!("{:?}", session.sink.found));
    assert_eq!(found.names.len(), 3, "three ways to mend the citations: {:?}", found.names);
    assert_eq!(found.pairs.len(), 3);
    assert!(found.complete());
    let said = relations(&found);
    assert!(said.iter().any(|r| r != "equivalent"), "{said:?}");
    for (i, j, stand) in &found.pairs {
        let Stand::Settled(relation, shown) = stand else { panic!("{i} {j}") };
        assert_eq!(shown.iter().all(Option::is_none), *relation == Relation::Equal);
        for (heavier, exhibit) in [true, false].into_iter().zip(shown) {
            let Some(exhibit) = exhibit else { continue };
            let [a, b] = [exhibit.verdicts[0].outcome, exhibit.verdicts[1].outcome];
            assert!(a.0 == a.1 && b.0 == b.1);
            assert_eq!(b.0 > a.0, heavier, "graded by evaluation: {a:?} {b:?}");
        }
    }
    let page = render::variants(&found, &session.sources, Lang::Zh, Some(usize::MAX));
    assert!(page.starts_with("A = "), "{page}");
}

#[test]
fn the_readings_of_a_module_are_its_parameters() {
    let mut session = session();
    let found = session.variants(&[RuleSet::of(LAW)]).unwrap_or_else(|| panic!("{:?}", session.sink.found));
    let names: Vec<&str> = found.names.iter().map(|n| n.en.as_str()).collect();
    assert_eq!(names[0], "as written");
    assert!(names.contains(&"knowledge_in_item_one yes"), "{names:?}");
    assert!(found.complete());
    let at = |name: &str| names.iter().position(|n| *n == name).unwrap();
    let said = relations(&found);
    let of = |name: &str| &said[found.pairs.iter().position(|p| (p.0, p.1) == (0, at(name))).unwrap()];
    assert_eq!(of("knowledge_in_item_one yes"), "more_lenient", "an element more");
    // more kinds in the second class: but what is bought for a business is then no longer of the third
    assert_ne!(of("guiding_kinds_in_class_two yes"), "equivalent");
}
