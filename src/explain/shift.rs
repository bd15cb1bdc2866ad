//! What a changed fact does: the outcome before and after, and the grounds and elements that moved it.

use super::argument::result;
use super::weighing::grade_of;
use super::{GroundResult, Verdict};
use crate::eval::run;
use crate::ir::facts::Facts;
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::val::Truth;

/// Two answers under the same rules, and what lies between them.
#[derive(Debug, Clone)]
pub struct Shift {
    /// The grounds that tell why, as they stand now.
    pub grounds: Vec<GroundResult>,
    /// Offence, element, whether it held and whether it holds.
    pub elements: Vec<(Names, Names, Truth, Truth)>,
}

/// Why the outcome moved: what bore the old one if it fell, else what bears the new one.
pub fn shifted(program: &Program, old: (&Facts, &Verdict), new: (&Facts, &Verdict)) -> Shift {
    let (before, after) = (run(program, old.0), run(program, new.0));
    let top = program.schema.scale.len();
    let (was, is) = (old.1.outcome, new.1.outcome);
    let mut out = Shift { grounds: Vec::new(), elements: Vec::new() };
    for offence in &program.offences {
        for element in &offence.elements {
            let pair = (before.truth(element.holds), after.truth(element.holds));
            if pair.0 != pair.1 {
                out.elements.push((offence.names.clone(), element.names.clone(), pair.0, pair.1));
            }
        }
        for ground in &offence.grounds {
            let (held, holds) = (before.truth(ground.holds), after.truth(ground.holds));
            let tells = match is.0.cmp(&was.0) {
                // a ground that still holds did not bring the outcome down: an element did
                std::cmp::Ordering::Less => {
                    held == Truth::Yes && grade_of(ground, old.0, top) == was.0 && holds != Truth::Yes
                }
                std::cmp::Ordering::Greater => holds == Truth::Yes && grade_of(ground, new.0, top) == is.0,
                std::cmp::Ordering::Equal if is.1 != was.1 => held != holds,
                std::cmp::Ordering::Equal => {
                    is.0 > 0 && holds == Truth::Yes && grade_of(ground, new.0, top) == is.0
                }
            };
            let known =
                out.grounds.iter().any(|g| g.provision == ground.provision && g.grade == ground.grade);
            if tells && !known {
                out.grounds.push(result(program, new.0, &after, ground, is.0));
            }
        }
    }
    out
}

/// The same where the rules changed, not the facts: what bore the old outcome is looked for under the new rules.
pub fn shifted_by_rules(program: &Program, facts: &Facts, old: &Verdict, new: &Verdict) -> Shift {
    let trace = run(program, facts);
    let top = program.schema.scale.len();
    let fell = new.outcome.0 < old.outcome.0;
    let bore = |provision: &Names| old.grounds.iter().any(|g| g.decisive && g.provision == *provision);
    let mut out = Shift { grounds: Vec::new(), elements: Vec::new() };
    for ground in program.offences.iter().flat_map(|o| &o.grounds) {
        let holds = trace.truth(ground.holds);
        let tells = match fell {
            true => bore(&ground.provision) && holds != Truth::Yes,
            false => {
                new.outcome.0 > 0 && holds == Truth::Yes && grade_of(ground, facts, top) == new.outcome.0
            }
        };
        if tells && !out.grounds.iter().any(|g| g.provision == ground.provision) {
            out.grounds.push(result(program, facts, &trace, ground, new.outcome.0));
        }
    }
    for (offence, element, is) in &new.elements {
        let before = old.elements.iter().find(|(o, e, _)| o == offence && e == element);
        if let Some((.., was)) = before.filter(|(.., was)| was != is) {
            out.elements.push((offence.clone(), element.clone(), *was, *is));
        }
    }
    out
}
