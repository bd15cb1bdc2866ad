//! Holes in a ladder: three cases that differ only in that a number is more and yet more, the one between them graded lower
//! than both others.

use super::analysis::Analysis;
use super::raised::Twice;
use super::result::{Found, Stopped, Unsound, Witness};
use crate::eval::outcome;
use crate::ir::facts::Facts;
use crate::ir::node::NodeId;
use crate::ir::program::{Program, Raised};
use crate::solve::Term;
use crate::val::Truth;

/// Three cases from which a hole is seen, least first, each graded by the evaluator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The facts, in the vocabulary of the program.
    pub cases: [Facts; 3],
    /// The outcomes; the one between is the least.
    pub outcomes: [usize; 3],
    /// The case between, as it is shown.
    pub between: Witness,
}

/// Whether more of a number, a fact of the case, can lower the outcome where yet more raises it again.
pub fn hole(program: &Program, fact: usize) -> Result<Found<Hole>, Stopped> {
    let condition = program.at_least.first().copied().unwrap_or(NodeId(0));
    let first = Twice::of(program, &[Raised::Fact(fact)], condition);
    // what was added to the first reading is itself made more for the third
    let Some(more) = first.added() else { return Ok(Found::NotDecided) };
    let second = Twice::of(&first.greater, &[more], condition);
    // the vocabulary with everything in it stands first
    let readings = [&second.lesser, &second.greater, &first.lesser];
    let each = readings.iter().enumerate();
    let roots: Vec<(usize, NodeId)> =
        each.flat_map(|(p, reading)| reading.at_least.iter().map(move |n| (p, *n))).collect();
    let mut analysis = Analysis::with(&readings, &roots)?;
    let grades: Vec<[Term; 3]> =
        (1..=program.at_least.len()).map(|g| [2, 0, 1].map(|p| analysis.outcome_at_least(p, g))).collect();
    let dips: Vec<Term> = grades.into_iter().map(|[a, b, c]| analysis.all(&[a, b.not(), c])).collect();
    let dip = analysis.any(&dips);
    let witness = match analysis.smallest(&[dip])? {
        Found::Possible(witness) => witness,
        Found::Impossible => return Ok(Found::Impossible),
        Found::NotDecided => return Ok(Found::NotDecided),
    };
    let Some(facts) = witness.facts.first() else { return Ok(Found::NotDecided) };
    let [lesser, greater] = second.cases(&first.greater, facts);
    let [least, between] = first.cases(program, &lesser);
    let [_, most] = first.cases(program, &greater);
    let cases = [least, between, most];
    let outcomes = [0, 1, 2].map(|n: usize| cases.get(n).map_or(0, |facts| outcome(program, facts).lo));
    let [low, middle, high] = outcomes;
    if low.min(high) <= middle {
        let asked = "more and yet more of a number".to_owned();
        return Err(Unsound { expected: vec![Truth::Yes], asked }.into());
    }
    let [_, shown, _] = &cases;
    let between = Witness { facts: vec![shown.clone()], outcomes: vec![middle], ..witness };
    Ok(Found::Possible(Hole { cases, outcomes, between }))
}
