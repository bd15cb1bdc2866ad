//! Claims settled: proved of all cases, or refuted by a smallest case.

use super::analysis::Analysis;
use super::compare::Stopped;
use super::raised::Twice;
use super::result::{ClaimAnswer, Found, Unsound, Witness};
use crate::eval::outcome;
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::{Program, Raised, Says};
use crate::solve::Term;
use crate::val::Truth;

/// Settles a claim of a program; a claim on another module needs that module's program.
pub fn settle(program: &Program, says: &Says, other: Option<&Program>) -> Result<ClaimAnswer, Stopped> {
    match says {
        Says::Implies { record, from, to } => implied(program, *record, *from, *to),
        Says::SameOutcome { condition, .. } => match other {
            Some(other) => same(program, other, *condition),
            None => Ok(ClaimAnswer::NotDecided),
        },
        Says::Raising { what, condition } => raising(program, what, *condition),
    }
}

fn answered(found: Found<Witness>, analysis: &Analysis<'_>) -> ClaimAnswer {
    match found {
        Found::Possible(witness) => ClaimAnswer::Refuted(Box::new(witness), None),
        Found::Impossible => ClaimAnswer::Proved(analysis.limits()),
        Found::NotDecided => ClaimAnswer::NotDecided,
    }
}

/// The second holds wherever the first does: no case, and no record of one, has the first without the second.
fn implied(
    program: &Program,
    record: Option<usize>,
    from: NodeId,
    to: NodeId,
) -> Result<ClaimAnswer, Stopped> {
    let mut grown = program.clone();
    let mut put = |scope, op| {
        let id = NodeId(grown.nodes.len() as u32);
        grown.nodes.push(Node { scope, op });
        id
    };
    let fails = put(record, Op::Not(to));
    let fails = put(record, Op::And(vec![from, fails]));
    let fails = record.map_or(fails, |r| put(None, Op::Some(r, fails)));
    let programs = [&grown];
    let mut analysis = Analysis::with(&programs, &[(0, fails)])?;
    let Some(term) = analysis.truth(0, fails) else { return Ok(ClaimAnswer::NotDecided) };
    let found = analysis.smallest(&[term])?;
    Ok(answered(found, &analysis))
}

/// Both programs give the same outcome wherever a condition of the first holds.
fn same(program: &Program, other: &Program, condition: NodeId) -> Result<ClaimAnswer, Stopped> {
    let programs = [program, other];
    let mut roots = outcomes(&programs);
    roots.push((0, condition));
    let mut analysis = Analysis::with(&programs, &roots)?;
    let mut differ = Vec::new();
    for grade in 1..=program.at_least.len().max(other.at_least.len()) {
        let (a, b) = (analysis.outcome_at_least(0, grade), analysis.outcome_at_least(1, grade));
        differ.push(analysis.all(&[a, b.not()]));
        differ.push(analysis.all(&[a.not(), b]));
    }
    let differ = analysis.any(&differ);
    let terms: Vec<Term> = analysis.truth(0, condition).into_iter().chain([differ]).collect();
    let found = analysis.smallest(&terms)?;
    Ok(answered(found, &analysis))
}

/// No case with something more has a lower outcome than the same case without.
fn raising(program: &Program, what: &[Raised], condition: NodeId) -> Result<ClaimAnswer, Stopped> {
    let twice = Twice::of(program, what, condition);
    let programs = [&twice.lesser, &twice.greater];
    let mut roots = outcomes(&programs);
    let conditions = twice.conditions;
    roots.extend(conditions.iter().enumerate().map(|(p, node)| (p, *node)));
    let mut analysis = Analysis::with(&programs, &roots)?;
    let mut lower = Vec::new();
    for grade in 1..=program.at_least.len() {
        let (before, after) = (analysis.outcome_at_least(0, grade), analysis.outcome_at_least(1, grade));
        lower.push(analysis.all(&[before, after.not()]));
    }
    let mut terms = vec![analysis.any(&lower)];
    terms.extend(conditions.iter().enumerate().filter_map(|(p, node)| analysis.truth(p, *node)));
    let found = analysis.smallest(&terms)?;
    let Found::Possible(witness) = found else { return Ok(answered(found, &analysis)) };
    let facts = witness.facts.first().cloned();
    let Some(cases) = facts.map(|facts| twice.cases(program, &facts)) else {
        return Ok(ClaimAnswer::NotDecided);
    };
    // the two cases as they will be shown, graded by the program itself
    let grades = cases.each_ref().map(|facts| outcome(program, facts).lo);
    if grades.first() <= grades.last() {
        let asked = "raising never lightens".to_owned();
        return Err(Unsound { expected: vec![Truth::Yes], asked }.into());
    }
    let [lesser, greater] = cases;
    let shown =
        |facts, grade| Box::new(Witness { facts: vec![facts], outcomes: vec![grade], ..witness.clone() });
    let [before, after] = grades;
    Ok(ClaimAnswer::Refuted(shown(lesser, before), Some(shown(greater, after))))
}

/// The outcomes of programs, as truths to be named.
fn outcomes(programs: &[&Program]) -> Vec<(usize, NodeId)> {
    let each = programs.iter().enumerate();
    each.flat_map(|(p, program)| program.at_least.iter().map(move |n| (p, *n))).collect()
}
