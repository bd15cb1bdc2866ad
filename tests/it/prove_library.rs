//! The library over all cases: what its modules have to do with each other, with the smallest case for each difference.

use crate::prove_random::{Dice, case};
use gravamen::eval::outcome;
use gravamen::ir::facts::{Facts, Known, Origin, Row, Slot};
use gravamen::ir::program::Program;
use gravamen::ir::schema::{Schema, Type};
use gravamen::prove::{Comparison, Found, Relation, compare};
use gravamen::session::{NoFiles, RuleSet, Session};
use gravamen::stdlib::LIBRARY;
use gravamen::val::{End, Interval, Ratio};
use std::sync::Arc;

const LAW: &str = "cn.pi.interpretation_2017";
const THESIS: &str = "cn.pi.reform.thesis";

fn program(name: &str) -> Arc<Program> {
    Session::new(Box::new(NoFiles)).program_of(&RuleSet::of(name), None, None).expect(name)
}

fn compared(a: &str, b: &str) -> Comparison {
    compare(&program(a), &program(b), None).unwrap_or_else(|e| panic!("{a}, {b}: {e:?}"))
}

fn stated(found: &Comparison, from: usize, to: usize) -> Option<usize> {
    found.pairs.iter().find(|p| (p.from, p.to) == (from, to))?.found.witness().map(|w| w.stated)
}

#[test]
fn every_module_is_equal_to_itself() {
    let mut graded = 0;
    for entry in LIBRARY.iter().filter(|e| !["current", "lenient"].contains(&e.module)) {
        let Some(program) =
            Session::new(Box::new(NoFiles)).program_of(&RuleSet::of(entry.module), None, None)
        else {
            continue;
        };
        if program.offences.is_empty() {
            continue;
        }
        graded += 1;
        let found = compare(&program, &program, None).unwrap_or_else(|e| panic!("{}: {e:?}", entry.module));
        assert_eq!(found.relation, Relation::Equal, "{}", entry.module);
        for pair in found.pairs.iter().filter(|p| p.from != p.to) {
            assert_eq!(pair.found, Found::Impossible, "{}: {} {}", entry.module, pair.from, pair.to);
        }
        assert!(found.definitions.iter().all(|d| d.relation == Ok(Relation::Equal)), "{}", entry.module);
    }
    assert!(graded >= 8, "{graded}");
}

#[test]
fn the_thesis_and_the_law_in_force_meet_in_every_pair_of_outcomes() {
    let found = compared(LAW, THESIS);
    assert_eq!(found.relation, Relation::Overlapping);
    for pair in &found.pairs {
        let witness = pair.found.witness().unwrap_or_else(|| panic!("{} {}", pair.from, pair.to));
        assert_eq!(witness.outcomes, [pair.from, pair.to], "graded by evaluation");
        assert!(witness.is_smallest);
        assert!(witness.stated <= 5, "{} facts", witness.stated);
    }
    let of = |name: &str| found.definitions.iter().find(|d| d.names.en == name).unwrap().relation.clone();
    assert_eq!(of("personal_information"), Ok(Relation::Contains), "the notion becomes narrower");
    assert_eq!(of("obtain"), Ok(Relation::Equal));
    assert_eq!(of("business_purchase"), Ok(Relation::Overlapping));
}

#[test]
fn no_random_case_is_called_impossible() {
    let mut dice = Dice(5);
    for name in [THESIS, "cn.pi.reform.liu_lu", "cn.pi.reform.gains_fallback", "cn.pi.statute_2009"] {
        let (a, b) = (program(LAW), program(name));
        let found = compare(&a, &b, None).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        assert_eq!(a.schema, b.schema, "one vocabulary, so that each case can be graded by both");
        for _ in 0..400 {
            let facts = case(&a.schema, &mut dice, &[0, 0, 1, 49, 50, 250, 499, 500, 2500, 5000, 50000]);
            let (from, to) = (outcome(&a, &facts), outcome(&b, &facts));
            // an evaluation that nobody has made leaves an outcome open: some pair between its ends is there
            let mut pairs = (from.lo..=from.hi).flat_map(|from| (to.lo..=to.hi).map(move |to| (from, to)));
            let is_there = pairs.any(|(from, to)| stated(&found, from, to).is_some());
            assert!(is_there, "{name}: {from:?} {to:?}\n{facts:?}");
        }
    }
}

/// A witness with one fact less, or one amount a unit less, gives no such pair of outcomes: else it was not the smallest.
#[test]
fn no_witness_can_spare_a_fact_or_a_unit() {
    let (mut tried, mut smaller) = (0, Vec::new());
    for name in [THESIS, "cn.pi.reform.liu_lu", "cn.pi.reform.gains_fallback"] {
        let (a, b) = (program(LAW), program(name));
        let found = compare(&a, &b, None).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        for pair in &found.pairs {
            let Some(witness) = pair.found.witness().filter(|w| w.is_smallest) else { continue };
            let own = &witness.facts[0];
            for (what, less) in lessened(own, &a.schema) {
                let (from, to) = (outcome(&a, &less), outcome(&b, &less));
                tried += 1;
                if (from.lo, from.hi, to.lo, to.hi) == (pair.from, pair.from, pair.to, pair.to) {
                    smaller.push(format!("{name}: {} {}: {what}", pair.from, pair.to));
                }
            }
        }
    }
    assert!(smaller.is_empty(), "{} of {tried}:\n{}", smaller.len(), smaller.join("\n"));
    assert!(tried > 60, "{tried}");
}

/// A case with each stated fact left out, each record left out, and each amount a unit less.
fn lessened(facts: &Facts, schema: &Schema) -> Vec<(String, Facts)> {
    let plain = Facts::unstated(true, schema);
    let mut all = Vec::new();
    let less = |slot: &Slot, silent: &Slot| -> Vec<Slot> {
        let mut out = Vec::new();
        if slot.origin == Origin::Stated {
            out.push(silent.clone());
            if let Known::Number(Interval { lo: End::At(n), .. }, _) = &slot.value
                && *n >= Ratio::int(1)
            {
                let n = Interval::point(n.minus(&Ratio::int(1)));
                out.push(Slot { value: Known::Number(n, Vec::new()), ..slot.clone() });
            }
        }
        out
    };
    for at in 0..facts.slots.len() {
        if let (Type::List(record), Known::List(Some(rows))) = (schema.facts[at].ty, &facts.slots[at].value) {
            let with = |rows: Vec<Row>| {
                let mut out = facts.clone();
                out.slots[at].value = Known::List(Some(rows));
                out
            };
            for row in 0..rows.len() {
                let mut fewer = rows.clone();
                fewer.remove(row);
                all.push((format!("record {row}"), with(fewer)));
                let silent = Row::unstated(record, true, schema);
                for field in 0..rows[row].slots.len() {
                    // a kind or a day of a record without a default must be stated anyway
                    let own = &schema.records[record].fields[field];
                    let is_due = own.default.is_none() && own.if_silent.is_none();
                    if is_due && matches!(own.ty, Type::Member(_) | Type::Date) {
                        continue;
                    }
                    for new in less(&rows[row].slots[field], &silent.slots[field]) {
                        let mut rows = rows.clone();
                        rows[row].slots[field] = new;
                        let name = &schema.records[record].fields[field].names.en;
                        all.push((name.clone(), with(rows)));
                    }
                }
            }
            continue;
        }
        for new in less(&facts.slots[at], &plain.slots[at]) {
            let mut out = facts.clone();
            out.slots[at] = new;
            all.push((schema.facts[at].names.en.clone(), out));
        }
    }
    for at in (0..facts.findings.len()).filter(|at| facts.findings[*at].is_some()) {
        let mut out = facts.clone();
        out.findings[at] = None;
        all.push((schema.findings[at].en.clone(), out));
    }
    all
}
