//! The library over all cases: what its modules have to do with each other, with the smallest case for each difference.

use crate::prove_random::{Dice, case};
use gravamen::eval::outcome;
use gravamen::ir::program::Program;
use gravamen::prove::{Comparison, Found, Relation, compare};
use gravamen::session::{NoFiles, RuleSet, Session};
use gravamen::stdlib::LIBRARY;
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
fn no_random_case_is_called_impossible_or_smaller_than_the_smallest() {
    let mut dice = Dice(5);
    for name in [THESIS, "cn.pi.reform.liu_lu", "cn.pi.reform.gains_fallback", "cn.pi.statute_2009"] {
        let (a, b) = (program(LAW), program(name));
        let found = compare(&a, &b, None).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        for _ in 0..400 {
            let facts = case(&a.schema, &mut dice, &[0, 0, 1, 49, 50, 250, 499, 500, 2500, 5000, 50000]);
            if a.schema != b.schema {
                continue;
            }
            let (from, to) = (outcome(&a, &facts).lo, outcome(&b, &facts).lo);
            assert!(stated(&found, from, to).is_some(), "{name}: {from} {to}\n{facts:?}");
        }
    }
}
