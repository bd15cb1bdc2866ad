//! Region tables against evaluation: every case lies in one part, and what was proved of the part holds of the case.

use crate::prove_random::{Dice, case, program};
use gravamen::diag::Lang;
use gravamen::eval::{outcome, run};
use gravamen::ir::facts::{Facts, Known};
use gravamen::ir::node::{Node, NodeId, Op};
use gravamen::ir::program::Program;
use gravamen::ir::schema::{Schema, Type};
use gravamen::prove::{Area, Axis, Band, Halted, Regions, Split, Status, Stopped, regions};
use gravamen::render;
use gravamen::session::{Chart, NoFiles, RuleSet, Session};
use gravamen::val::{End, Interval, Members, Ratio, Truth, Unit};
use std::time::{Duration, Instant};

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
            let witness = pair.witness.as_ref().expect("a witness");
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
    let before = Instant::now();
    let c = chart(None, &["illegal_gains", "class_one"]);
    // development builds take about fifteen times as long; the machine may be loaded
    let bar = if cfg!(debug_assertions) { 240 } else { 5 };
    assert!(before.elapsed() < Duration::from_secs(bar), "{:?}", before.elapsed());
    assert!(!c.found.areas.iter().any(|a| a.is_open), "every pair of outcomes is settled");
    let unsettled: Vec<&str> =
        c.found.areas.iter().flat_map(|a| &a.perhaps_by).map(|m| m.names.en.as_str()).collect();
    assert!(
        unsettled.iter().all(|m| ["count", "not_genuine", "sold_to", "provided_to"].contains(m)),
        "{unsettled:?}"
    );
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

/// The numbers of one fact at which a table is cut.
fn cuts(c: &Chart, axis: usize) -> Vec<String> {
    let starts = c.found.axes[axis].iter().filter_map(|b| match b {
        Band::Number { from, .. } => from.as_ref().map(Ratio::decimal),
        _ => None,
    });
    starts.collect()
}

#[test]
fn facts_are_cut_where_the_rules_are() {
    let c = chart(Some("breach"), &["illegal_gains"]);
    assert_eq!(cuts(&c, 0), ["0", "2500", "5000", "25000", "50000"], "5(1)(7), its half and ten times");
    let c = chart(Some("not breach"), &["illegal_gains"]);
    assert_eq!(c.found.axes[0], [Band::Number { from: Some(Ratio::zero()), to: None }], "one band is left");
    let [only] = c.found.areas.as_slice() else { panic!("{:?}", c.found.areas) };
    assert_eq!(only.status, Status::Same, "who breaks no rule commits no crime under either");
    assert_eq!((only.pairs[0].from, only.pairs[0].to), (0, 0));
    assert!(c.found.complete());
}

#[test]
fn yes_or_no_members_and_conditions_on_records_tell_cases_apart() {
    let c = chart(None, &["breach", "victim_harm"]);
    assert_eq!(c.found.axes[0], [Band::Truth(vec![false]), Band::Truth(vec![true])]);
    let Band::Members(harms) = &c.found.axes[1][1] else { panic!("{:?}", c.found.axes[1]) };
    assert_eq!(harms.len(), 5, "all harms but none are one band: {harms:?}");
    let programs = pair();
    let [a, b] = [programs[0].as_ref(), programs[1].as_ref()];
    shown(&c.found, &c.axes, [a, b]);
    let mut dice = Dice(5);
    for _ in 0..300 {
        holds(&c.found, &c.axes, [a, b], &case(&a.schema, &mut dice, &AMOUNTS), "harm");
    }
    let c = chart(Some("breach"), &["acquired_in_duty"]);
    assert_eq!(c.facts[0].how, gravamen::session::How::Number);
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
    let c = chart(None, &["illegal_gains"]);
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
    let en = render::chart(&c, Lang::En, true);
    assert_eq!(
        en,
        "A = cn.pi.interpretation_2017\nB = cn.pi.reform.thesis\n\
         over all cases in which A has it that not breach; 5 parts, every one settled by proof\n\n\
         illegal_gains (yuan)\n  any  = a\n\n\
         = a  always the same\n  A: no offence; B: no offence\n"
    );
    let zh = render::chart(&c, Lang::Zh, false);
    assert_eq!(
        zh,
        "甲 = 现行解释\n乙 = 论文改革方案\n\
         就甲之下符合“not breach”的一切案件；共 5 个区域，逐一证明\n\n\
         违法所得（元） 不论：结论总相同 a\n\n\
         a  结论总相同\n  甲：不构成犯罪；乙：不构成犯罪\n"
    );
    let c = chart(None, &["breach", "illegal_gains"]);
    let en = render::chart(&c, Lang::En, true);
    assert!(en.contains("down: breach; across: illegal_gains (yuan)\n"), "{en}");
    assert!(en.contains("2500 to under 5000"), "{en}");
    let zh = render::chart(&c, Lang::Zh, true);
    assert!(zh.contains("2500以上不满5000"), "{zh}");
    let json = render::chart_json(&c);
    for part in ["\"complete\"", "\"depends_on\"", "\"always_by\"", "\"status\": \"same\"", "\"witness\""] {
        assert!(json.contains(part), "{part} in {json}");
    }
}
