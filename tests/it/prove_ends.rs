//! The ends of an open outcome by proof: random rules and cases with open facts, held against evaluation.

use crate::prove_random::{Dice, case, program, shown};
use gravamen::cli::Exit;
use gravamen::diag::{Lang, Style, report};
use gravamen::eval::{bounds, outcome, run};
use gravamen::ir::facts::{Facts, Known, Slot};
use gravamen::ir::schema::Schema;
use gravamen::prove::{AtOdds, Ends, ends};
use gravamen::session::{NoFiles, Prover, Session};
use std::process::ExitCode;

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

/// Twice the piles that bear a mark are never an odd number: taking the sixteen marks apart does not show it, a proof does.
const RULES: &str = "module piles\n  source CL \"Criminal Law\"\nrecord pile | 堆\n  size | 大小 items\n  mark | 记号 yes or no\n\
    facts\n  taking | 取走 yes or no\n  piles | 各堆 list of pile\nscale amount | 数额 large | 较大 < huge | 巨大\n\
    quantity pairs (pile)  items by CL 264\n  is  size multiplied by 2\nmeasure all_pairs by CL 264\n  total pairs over pile where mark\n\
    offence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) all_pairs reaches 2 items\n\
    article 1(2) huge if any of the following\n  (1) all_pairs reaches 2401 items and all_pairs at most 2401 items\n";

/// One case that only a proof settles, and one that needs none.
fn cases() -> String {
    let piles: String =
        (1..=16).map(|n| format!("  pile size {} items, mark unknown\n", n * 17 + n * n % 13)).collect();
    let head = "  unstated facts are absent\n  taking yes\n";
    format!("case open | 未定\n{head}{piles}case plain | 平常\n{head}  pile size 3 items, mark yes\n")
}

/// A case, its outcomes, and whether both ends are attained.
type Graded = (String, (usize, usize), bool);

/// The outcomes of the two cases under a prover, what is reported in both languages, and how a command ends.
fn under(prover: Option<Prover>) -> (Vec<Graded>, [String; 2], ExitCode) {
    let mut session = Session::new(Box::new(NoFiles));
    let set = session.register("piles.grv", RULES).expect("rules");
    if let Some(prover) = prover {
        session.prover = prover;
    }
    let verdicts = session.grade("piles.case", &cases(), &[set]);
    let told = [Lang::En, Lang::Zh].map(|l| report(&session.sink.found, &session.sources, l, Style::Plain));
    let graded = verdicts.into_iter().map(|v| (v.case, v.outcome, v.settled)).collect();
    (graded, told, ExitCode::from(Exit::of(&session.sink, false)))
}

#[test]
fn a_proof_that_evaluation_does_not_bear_out_is_an_internal_error_and_no_answer() {
    let plain = ("plain".to_owned(), (1, 1), false);
    let (graded, told, exit) = under(None);
    assert_eq!(graded, [("open".to_owned(), (0, 1), true), plain.clone()]);
    assert_eq!((told, exit), ([String::new(), String::new()], ExitCode::SUCCESS));

    let claims = |lo, hi| -> Prover {
        Box::new(move |_, facts| Ok(Some(Ends { lo, hi, cases: [facts.clone(), facts.clone()] })))
    };
    let replayed: Prover = Box::new(|_, _| Err(AtOdds { proved: (2, 2), evaluated: (0, 1) }));
    for (prover, en, zh) in [
        // evaluation has a case without an offence
        (
            claims(1, 1),
            "large by proof, no_offence to huge by evaluation",
            "证明所得为较大，求值所得为不构成犯罪至巨大",
        ),
        // outside all that evaluation leaves open
        (claims(0, 3), "by proof, no_offence to huge by evaluation", "求值所得为不构成犯罪至巨大"),
        (claims(1, 0), "large to no_offence by proof", "证明所得为较大至不构成犯罪"),
        // the completion that was to be huge is not
        (
            replayed,
            "huge by proof, no_offence to large by evaluation",
            "证明所得为巨大，求值所得为不构成犯罪至较大",
        ),
    ] {
        let (graded, told, exit) = under(Some(prover));
        // the other case is answered all the same
        assert_eq!(graded, std::slice::from_ref(&plain));
        for (told, says, place) in [(&told[0], en, "piles.case:1:"), (&told[1], zh, "piles.case:1:")] {
            assert!(told.contains("E0504") && told.contains(says) && told.contains(place), "{told}");
        }
        assert_eq!(exit, ExitCode::from(4));
    }
}
