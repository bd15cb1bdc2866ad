//! Builds the answer: grounds with their numbers and places, near misses, what is unknown and matters, what was assumed.

use super::{Because, GroundResult, Missed, Verdict, weighing};
use crate::eval::{Outcome, Trace, missing, outcome, run};
use crate::ir::facts::{Facts, Known, Origin, Slot};
use crate::ir::node::{NodeId, Op};
use crate::ir::program::{Ground, Program, Term};
use crate::ir::schema::{Names, Type};
use crate::text::Span;
use crate::val::{End, Interval, Ratio, Truth};
use std::collections::BTreeSet;

/// The answer for one case.
pub fn explain(program: &Program, facts: &Facts, case: &str) -> Verdict {
    explain_as(program, facts, case, outcome(program, facts))
}

/// The answer for one case of which the outcome is known.
pub fn explain_as(program: &Program, facts: &Facts, case: &str, whole: Outcome) -> Verdict {
    let trace = run(program, facts);
    let schema = &program.schema;
    let mut verdict = Verdict {
        case: case.to_owned(),
        called: Names { en: case.to_owned(), zh: case.to_owned() },
        module: program.module.clone(),
        applied: Vec::new(),
        outcome: (whole.lo, whole.hi),
        attained: (whole.lo_attained, whole.hi_attained),
        settled: false,
        scale: (0..=schema.scale.len()).map(|g| schema.outcome(g)).collect(),
        elements: Vec::new(),
        grounds: Vec::new(),
        missed: Vec::new(),
        missing: Vec::new(),
        open_findings: Vec::new(),
        weighed: weighing::weighed(program, facts),
        moved: weighing::moved(program, facts, &|g| trace.truth(g.holds)),
        unmade: program.opens.iter().map(|o| o.0.clone()).collect(),
        assumed: Vec::new(),
        penalty: None,
        notes: Vec::new(),
        expected: Vec::new(),
    };
    for offence in &program.offences {
        for element in &offence.elements {
            verdict.elements.push((offence.names.clone(), element.names.clone(), trace.truth(element.holds)));
        }
        for ground in &offence.grounds {
            let holds = trace.truth(ground.holds);
            if holds == Truth::No {
                verdict.missed.extend(missed(ground, &trace));
                continue;
            }
            let result = result(program, facts, &trace, ground, whole.lo);
            if !verdict.grounds.iter().any(|g| g.provision == result.provision && g.grade == result.grade) {
                verdict.grounds.push(result);
            }
        }
        for note in &offence.notes {
            let applies = note.holds.map_or(Truth::Yes, |h| trace.truth(h));
            let line = (note.provision.clone(), note.says.clone(), applies);
            if !verdict.notes.contains(&line) {
                verdict.notes.push(line);
            }
        }
    }
    // the offence that gives the outcome states the bracket
    if whole.lo == whole.hi && whole.lo > 0 {
        let gives = program
            .offences
            .iter()
            .find(|o| o.at_least.get(whole.lo - 1).is_some_and(|n| trace.truth(*n) != Truth::No));
        verdict.penalty = gives.and_then(|o| o.penalties.get(whole.lo - 1)).cloned().flatten();
    }
    verdict.grounds.sort_by_key(|g| (!g.decisive, g.holds != Truth::Yes, std::cmp::Reverse(g.grade)));
    verdict.missed.sort_by(|a, b| (a.grade, &b.share).cmp(&(b.grade, &a.share)));
    let mut seen: BTreeSet<(Names, Names)> = BTreeSet::new();
    verdict.missing = missing(program, facts, whole)
        .into_iter()
        .map(|(fact, could_give)| {
            let mut facts = program.schema.facts.iter();
            let is_list = facts.any(|f| f.names == fact && matches!(f.ty, Type::List(_)));
            super::Missing { fact, could_give, is_list }
        })
        .collect();
    verdict.missed.retain(|m| seen.insert((m.provision.clone(), m.names.clone())));
    findings(program, facts, &mut verdict);
    assumed(program, facts, &mut verdict);
    verdict
}

/// A ground with its numbers, whether it holds or not; `grade` is the least outcome.
pub(super) fn result(
    program: &Program,
    facts: &Facts,
    trace: &Trace,
    ground: &Ground,
    grade: usize,
) -> GroundResult {
    let holds = trace.truth(ground.holds);
    GroundResult {
        provision: ground.provision.clone(),
        grade: ground.grade,
        holds,
        decisive: holds == Truth::Yes
            && weighing::grade_of(ground, facts, program.schema.scale.len()) == grade,
        cites: ground.cites.clone(),
        degree: trace.number(ground.degree).unwrap_or_else(Interval::natural),
        because: because(program, facts, trace, ground),
    }
}

fn findings(program: &Program, facts: &Facts, verdict: &mut Verdict) {
    let reads = |f: usize| program.nodes.iter().any(|n| n.op == Op::Finding(f));
    for (i, name) in program.schema.findings.iter().enumerate() {
        if facts.findings.get(i).is_some_and(Option::is_none) && reads(i) {
            verdict.open_findings.push(name.clone());
        }
    }
}

fn assumed(program: &Program, facts: &Facts, verdict: &mut Verdict) {
    let schema = &program.schema;
    let reads = |op: Op| program.nodes.iter().any(|n| n.op == op);
    for (i, (slot, field)) in facts.slots.iter().zip(&schema.facts).enumerate() {
        if slot.origin == Origin::Default && reads(Op::Fact(i)) {
            verdict.assumed.push(field.names.clone());
        }
        let (Known::List(Some(rows)), Type::List(record)) = (&slot.value, field.ty) else { continue };
        let fields = schema.records.get(record).map(|r| r.fields.as_slice()).unwrap_or_default();
        for (n, row) in rows.iter().enumerate() {
            for (f, (slot, inner)) in row.slots.iter().zip(fields).enumerate() {
                if slot.origin == Origin::Default && reads(Op::Field(record, f)) {
                    verdict.assumed.push(Names {
                        en: format!("{}[{n}].{}", field.names.en, inner.names.en),
                        zh: format!("{}[{n}].{}", field.names.zh, inner.names.zh),
                    });
                }
            }
        }
    }
    verdict.assumed.extend(program.presumed.iter().cloned());
}

fn because(program: &Program, facts: &Facts, trace: &Trace, ground: &Ground) -> Vec<Because> {
    let mut out: Vec<Because> = Vec::new();
    // a standard that surely suffices makes the others, and the shares of a sum, beside the point
    let enough = |term: &Term| {
        !term.share
            && term.gate.is_none_or(|g| trace.truth(g) == Truth::Yes)
            && term
                .standard
                .as_ref()
                .zip(trace.number(term.node))
                .is_some_and(|(s, n)| n.lo >= End::At(s.clone()))
    };
    let settled = ground.terms.iter().any(enough);
    for term in &ground.terms {
        let number = trace.number(term.node);
        let truth = number.is_none().then(|| trace.truth(term.node));
        let narrowed = term.gate.map_or(Truth::Yes, |g| trace.truth(g));
        let idle = narrowed == Truth::No
            || number.as_ref().is_some_and(|n| n.hi == End::zero())
            || truth == Some(Truth::No);
        let beside = settled && term.standard.is_some() && !enough(term);
        if beside || (idle && ground.terms.len() > 1) {
            continue;
        }
        let one = Because {
            names: term.names.clone(),
            number,
            truth,
            standard: term.standard.clone().map(|s| (s, term.unit)),
            share: term.share,
            places: places(program, facts, trace, term.node),
        };
        let same = |b: &Because| b.names == one.names && b.standard == one.standard && b.share == one.share;
        if !out.iter().any(same) {
            out.push(one);
        }
    }
    out
}

/// The places of the stated facts and counted records that a node reads, with the notes of evidence.
fn places(program: &Program, facts: &Facts, trace: &Trace, node: NodeId) -> Vec<(Span, Option<String>)> {
    let mut out = BTreeSet::new();
    let mut todo = vec![node];
    let mut seen = BTreeSet::new();
    let stated = |slot: &Slot| slot.span.map(|at| (at, slot.evidence.clone()));
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(n) = program.nodes.get(id.0 as usize) else { continue };
        match &n.op {
            Op::Fact(f) => out.extend(facts.slots.get(*f).and_then(stated)),
            Op::Some(r, c)
            | Op::Count(r, c)
            | Op::Total(r, c, _)
            | Op::Greatest(r, c, _)
            | Op::Least(r, c, _) => {
                let list = program.schema.list_of(*r).and_then(|f| facts.slots.get(f)).map(|s| &s.value);
                if let Some(Known::List(Some(rows))) = list {
                    for (met, row) in trace.truths(*c).into_iter().zip(rows) {
                        if met != Truth::No {
                            let note = row.slots.iter().find_map(|s| s.evidence.clone());
                            out.extend(row.span.map(|at| (at, note)));
                        }
                    }
                }
            }
            Op::Not(a) | Op::IsMember(a, _) | Op::Indicator(a) | Op::Plain(a) => todo.push(*a),
            Op::And(ids) | Op::Or(ids) | Op::Plus(ids) | Op::Max(ids) | Op::Min(ids) => todo.extend(ids),
            Op::Reaches(a, b)
            | Op::Exceeds(a, b)
            | Op::Within(a, b, _)
            | Op::Minus(a, b)
            | Op::Times(a, b)
            | Op::Gate(a, b) => todo.extend([*a, *b]),
            Op::Field(..) | Op::Finding(_) | Op::Open(_) | Op::Truth(_) | Op::Number(_) | Op::Date(_) => {}
        }
    }
    out.into_iter().collect()
}

/// The standards of a ground that were surely not reached although something was measured.
fn missed(ground: &Ground, trace: &Trace) -> Vec<Missed> {
    let near = |term: &Term| {
        let standard = term.standard.as_ref()?;
        if term.gate.is_some_and(|g| trace.truth(g) == Truth::No) {
            return None;
        }
        let number = trace.number(term.node)?;
        match &number.hi {
            End::At(n) if *n > Ratio::zero() && n < standard && !term.share => Some(Missed {
                provision: ground.provision.clone(),
                names: term.names.clone(),
                short_by: (standard.minus(n), term.unit),
                share: n.times(&standard.inverse()?),
                grade: ground.grade,
            }),
            _ => None,
        }
    };
    ground.terms.iter().filter_map(near).collect()
}
