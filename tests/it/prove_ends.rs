//! The ends of an open outcome by proof: random rules and cases with open facts, held against evaluation.

use crate::prove_random::{Dice, case, program, shown};
use gravamen::eval::{bounds, outcome, run};
use gravamen::ir::facts::{Facts, Known, Slot};
use gravamen::ir::schema::Schema;
use gravamen::prove::ends;

/// Leaves a fact open, or bounds it.
fn open(slot: &mut Slot, ty: gravamen::ir::schema::Type, schema: &Schema, dice: &mut Dice) {
    if dice.below(3) == 0 {
        slot.value = Known::unknown(ty, schema);
    }
}

/// A completion by throwing dice: values that the case leaves possible.
fn completed(facts: &Facts, schema: &Schema, dice: &mut Dice) -> Facts {
    let any = case(schema, dice, &[0, 1, 2, 3, 4, 5, 9, 40]);
    let mut out = facts.clone();
    let settle = |slot: &mut Slot, other: &Slot| {
        if !slot.value.is_known() {
            slot.value = other.value.clone();
        }
    };
    for (slot, other) in out.slots.iter_mut().zip(&any.slots) {
        match (&mut slot.value, &other.value) {
            (Known::List(Some(rows)), _) => {
                for row in rows {
                    let donor = loop {
                        let again = case(schema, dice, &[0, 1, 2, 3, 4, 5, 9, 40]);
                        if let Known::List(Some(rows)) = &again.slots[0].value
                            && let Some(first) = rows.first()
                        {
                            break first.clone();
                        }
                    };
                    row.slots.iter_mut().zip(&donor.slots).for_each(|(s, o)| settle(s, o));
                }
            }
            _ => settle(slot, other),
        }
    }
    out
}

#[test]
fn both_ends_are_those_of_evaluation() {
    let (mut settled, mut wide, mut together) = (0, 0, 0);
    let seeds = if cfg!(debug_assertions) { 40 } else { 500 };
    for seed in 0..seeds {
        let mut dice = Dice(seed * 3_571 + 11);
        let program = program(&mut dice);
        let schema = &program.schema;
        let mut facts = case(schema, &mut dice, &[0, 1, 2, 3, 4, 5]);
        for (slot, field) in facts.slots.iter_mut().zip(&schema.facts) {
            match &mut slot.value {
                Known::List(Some(rows)) => {
                    for row in rows.iter_mut() {
                        for (slot, field) in row.slots.iter_mut().zip(&schema.records[0].fields) {
                            open(slot, field.ty, schema, &mut dice);
                        }
                    }
                    // now and then many that say the same
                    if let (Some(first), 0) = (rows.first().cloned(), dice.below(2)) {
                        rows.extend(std::iter::repeat_n(first, 5));
                        together += 1;
                    }
                }
                _ => open(slot, field.ty, schema, &mut dice),
            }
        }
        let say = |what: &str| format!("seed {seed}: {what}\n{}\n{facts:?}", shown(&program));
        let found = match ends(&program, &facts) {
            Ok(Some(found)) => found,
            Ok(None) => continue,
            Err(fault) => panic!("{}", say(&format!("{fault:?}"))),
        };
        settled += 1;
        wide += usize::from(found.lo != found.hi);
        for (case, grade) in found.cases.iter().zip([found.lo, found.hi]) {
            assert_eq!(bounds(&program, &run(&program, case)), (grade, grade), "{}", say("a completion"));
        }
        let split = outcome(&program, &facts);
        if split.lo_attained {
            assert_eq!(found.lo, split.lo, "{}", say("the least"));
        }
        if split.hi_attained {
            assert_eq!(found.hi, split.hi, "{}", say("the greatest"));
        }
        for _ in 0..40 {
            let (lo, hi) = bounds(&program, &run(&program, &completed(&facts, schema, &mut dice)));
            assert!(found.lo <= lo && hi <= found.hi, "{}", say(&format!("{lo} to {hi} of {found:?}")));
        }
    }
    assert!(settled * 3 > seeds as usize && wide > 5 && together > 5, "{settled} settled, {wide} wide");
}
