//! Claims settled: proved of all cases, or refuted by a smallest case.

use super::analysis::Analysis;
use super::compare::Questions;
use super::raised::Twice;
use super::result::{ClaimAnswer, Found, Refused, Stopped, Unsound, Witness};
use crate::eval::outcome;
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::{Program, Says};
use crate::solve::Term;
use crate::val::Truth;

/// Settles a claim of a program; a claim on another module needs that module's program.
pub fn settle(program: &Program, says: &Says, other: Option<&Program>) -> Result<ClaimAnswer, Stopped> {
    posed(program, says, other, |analysis, terms, twice| {
        let witness = match analysis.smallest(terms)? {
            Found::Possible(witness) => witness,
            Found::Impossible => return Ok(ClaimAnswer::Proved(analysis.limits())),
            Found::NotDecided => return Ok(ClaimAnswer::NotDecided),
        };
        match twice {
            None => Ok(ClaimAnswer::Refuted(Box::new(witness), None)),
            Some(twice) => lightened(program, twice, &witness),
        }
    })?
}

/// The question whether a claim can fail: it holds of all cases if the answer is `unsat`.
pub fn claim_smtlib(
    program: &Program,
    says: &Says,
    other: Option<&Program>,
) -> Result<Questions<String>, Refused> {
    posed(program, says, other, |analysis, terms, _| Questions {
        asked: analysis.smtlib(terms),
        lists: analysis.lists_smtlib(),
    })
}

/// Puts the question whether a claim can fail; for a claim on raising with the two readings.
fn posed<R>(
    program: &Program,
    says: &Says,
    other: Option<&Program>,
    then: impl FnOnce(&mut Analysis<'_>, &[Term], Option<&Twice>) -> R,
) -> Result<R, Refused> {
    match says {
        Says::Implies { record, from, to } => {
            let (grown, fails) = failing(program, *record, *from, *to);
            let programs = [&grown];
            let mut analysis = Analysis::with(&programs, &[(0, fails)])?;
            let terms: Vec<Term> = analysis.truth(0, fails).into_iter().collect();
            Ok(then(&mut analysis, &terms, None))
        }
        Says::SameOutcome { condition, .. } => {
            let programs = [program, other.unwrap_or(program)];
            let mut roots = outcomes(&programs);
            roots.push((0, *condition));
            let mut analysis = Analysis::with(&programs, &roots)?;
            let mut differ = Vec::new();
            let top = programs.iter().map(|p| p.at_least.len()).max().unwrap_or(0);
            for grade in 1..=top {
                let (a, b) = (analysis.outcome_at_least(0, grade), analysis.outcome_at_least(1, grade));
                differ.push(analysis.all(&[a, b.not()]));
                differ.push(analysis.all(&[a.not(), b]));
            }
            let differ = analysis.any(&differ);
            let terms: Vec<Term> = analysis.truth(0, *condition).into_iter().chain([differ]).collect();
            Ok(then(&mut analysis, &terms, None))
        }
        Says::Raising { what, condition } => {
            let twice = Twice::of(program, what, *condition);
            let programs = [&twice.lesser, &twice.greater];
            let mut roots = outcomes(&programs);
            let conditions = twice.conditions;
            roots.extend(conditions.iter().enumerate().map(|(p, node)| (p, *node)));
            let mut analysis = Analysis::with(&programs, &roots)?;
            let mut lower = Vec::new();
            for grade in 1..=program.at_least.len() {
                let (before, after) =
                    (analysis.outcome_at_least(0, grade), analysis.outcome_at_least(1, grade));
                lower.push(analysis.all(&[before, after.not()]));
            }
            let mut terms = vec![analysis.any(&lower)];
            terms.extend(conditions.iter().enumerate().filter_map(|(p, node)| analysis.truth(p, *node)));
            Ok(then(&mut analysis, &terms, Some(&twice)))
        }
    }
}

/// The program with a truth of the case more: the first holds without the second, in the case or in a record.
fn failing(program: &Program, record: Option<usize>, from: NodeId, to: NodeId) -> (Program, NodeId) {
    let mut grown = program.clone();
    let mut put = |scope, op| {
        let id = NodeId(grown.nodes.len() as u32);
        grown.nodes.push(Node { scope, op });
        id
    };
    let fails = put(record, Op::Not(to));
    let fails = put(record, Op::And(vec![from, fails]));
    let fails = record.map_or(fails, |r| put(None, Op::Some(r, fails)));
    (grown, fails)
}

/// The two cases as they will be shown, graded by the program itself.
fn lightened(program: &Program, twice: &Twice, witness: &Witness) -> Result<ClaimAnswer, Stopped> {
    let facts = witness.facts.first().cloned();
    let Some([lesser, greater]) = facts.map(|facts| twice.cases(program, &facts)) else {
        return Ok(ClaimAnswer::NotDecided);
    };
    let (before, after) = (outcome(program, &lesser).lo, outcome(program, &greater).lo);
    if before <= after {
        let asked = "raising never lightens".to_owned();
        return Err(Unsound { expected: vec![Truth::Yes], asked }.into());
    }
    let shown =
        |facts, grade| Box::new(Witness { facts: vec![facts], outcomes: vec![grade], ..witness.clone() });
    Ok(ClaimAnswer::Refuted(shown(lesser, before), Some(shown(greater, after))))
}

/// The outcomes of programs, as truths to be named.
fn outcomes(programs: &[&Program]) -> Vec<(usize, NodeId)> {
    let each = programs.iter().enumerate();
    each.flat_map(|(p, program)| program.at_least.iter().map(move |n| (p, *n))).collect()
}
