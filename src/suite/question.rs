//! The unknown facts that can change an outcome as questions: which provisions read each, and what each answer does.

use crate::eval::{Path, at, called, children, missing, outcome, slot_mut, ty};
use crate::ir::facts::{Facts, Known};
use crate::ir::node::{NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::{Names, Type, Value};
use crate::map::{Axes, Layer, Stretch, sweep};
use crate::val::Unit;
use std::collections::BTreeSet;

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// the value of a fact or field
    Value(Path, Type),
    /// whether a person makes a finding, by position
    Finding(usize),
}

/// What an answer leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// of an answer by name: the outcome
    Said(Names, (usize, usize)),
    /// of numbers: the stretches on which the outcome stays
    Numbers(Unit, Vec<Stretch>),
}

/// An unknown fact that can change the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The fact, as a path.
    pub fact: Names,
    /// What is asked for.
    pub what: What,
    /// The provisions and elements that read it.
    pub read_by: Vec<Names>,
    /// What each answer does.
    pub turns: Vec<Turn>,
    /// The members to choose from, if it takes one.
    pub members: Vec<Names>,
}

/// The questions of a case, best first; findings that nobody has made come last, for silence does not leave them open.
pub fn questions(program: &Program, facts: &Facts) -> Vec<Question> {
    let whole = outcome(program, facts);
    let paths = paths(facts);
    let mut out = Vec::new();
    for (fact, _) in missing(program, facts, whole) {
        let path = paths.iter().find(|p| called(**p, program) == fact);
        let Some((path, ty)) = path.and_then(|p| Some((*p, ty(*p, program)?))) else { continue };
        let members = match ty {
            Type::Member(kind) => program.schema.kinds.get(kind).map(|k| k.members.clone()),
            _ => None,
        };
        let what = What::Value(path, ty);
        let turns = turns(program, facts, path, ty);
        out.push(Question {
            fact,
            what,
            read_by: readers(program, what),
            turns,
            members: members.unwrap_or_default(),
        });
    }
    for (i, name) in program.schema.findings.iter().enumerate() {
        if !facts.findings.get(i).is_some_and(Option::is_none) {
            continue;
        }
        let mut made = facts.clone();
        if let Some(slot) = made.findings.get_mut(i) {
            *slot = Some((true, String::new()));
        }
        let then = outcome(program, &made);
        if (then.lo, then.hi) == (whole.lo, whole.hi) {
            continue;
        }
        let what = What::Finding(i);
        let said = |yes: bool, to| Turn::Said(yes_no(yes), to);
        let turns = vec![said(true, (then.lo, then.hi)), said(false, (whole.lo, whole.hi))];
        let read_by = readers(program, what);
        out.push(Question { fact: name.clone(), what, read_by, turns, members: Vec::new() });
    }
    out
}

pub(super) fn paths(facts: &Facts) -> Vec<Path> {
    let mut out = Vec::new();
    for (i, slot) in facts.slots.iter().enumerate() {
        match &slot.value {
            Known::List(Some(rows)) => {
                for (r, row) in rows.iter().enumerate() {
                    out.extend((0..row.slots.len()).map(|f| Path::Field(i, r, f)));
                }
            }
            Known::Truth(_) | Known::Number(..) | Known::Member(_) | Known::Date(_) => {
                out.push(Path::Fact(i))
            }
            Known::List(None) => {}
        }
    }
    out
}

pub(super) fn yes_no(yes: bool) -> Names {
    let (en, zh) = if yes { ("yes", "是") } else { ("no", "否") };
    Names { en: en.to_owned(), zh: zh.to_owned() }
}

pub(super) fn turns(program: &Program, facts: &Facts, path: Path, ty: Type) -> Vec<Turn> {
    let if_so = |known: Known| {
        let mut supposed = facts.clone();
        if let Some(slot) = slot_mut(path, &mut supposed) {
            slot.value = known;
        }
        let then = outcome(program, &supposed);
        (then.lo, then.hi)
    };
    match ty {
        Type::YesNo => {
            [true, false].map(|yes| Turn::Said(yes_no(yes), if_so(Known::value(&Value::Truth(yes))))).to_vec()
        }
        Type::Member(kind) => {
            let all = program.schema.kinds.get(kind).map(|k| k.members.as_slice()).unwrap_or_default();
            let possible = match at(path, facts).map(|s| &s.value) {
                Some(Known::Member(set)) => set.iter().collect(),
                _ => Vec::new(),
            };
            let one =
                |m: usize| Some(Turn::Said(all.get(m)?.clone(), if_so(Known::value(&Value::Member(m)))));
            possible.into_iter().filter_map(one).collect()
        }
        Type::Number(unit) => {
            let layer = Layer { program, facts, axes: Axes { x: path, y: None } };
            sweep(&layer).map(|all| vec![Turn::Numbers(unit, all)]).unwrap_or_default()
        }
        Type::Date | Type::List(_) => Vec::new(),
    }
}

/// The provisions and elements whose condition reads a fact.
fn readers(program: &Program, what: What) -> Vec<Names> {
    let wanted = match what {
        What::Finding(f) => Op::Finding(f),
        What::Value(Path::Fact(f), _) => Op::Fact(f),
        What::Value(Path::Field(list, _, f), _) => match program.schema.record_of(list) {
            Some(record) => Op::Field(record, f),
            None => return Vec::new(),
        },
        What::Value(Path::Open(o, _), _) => Op::Open(o),
    };
    let reads = |from: NodeId| {
        let (mut todo, mut seen) = (vec![from], BTreeSet::new());
        while let Some(id) = todo.pop() {
            let Some(node) = program.nodes.get(id.0 as usize).filter(|_| seen.insert(id)) else { continue };
            if node.op == wanted {
                return true;
            }
            todo.extend(children(&node.op));
        }
        false
    };
    let mut out: Vec<Names> = Vec::new();
    for offence in &program.offences {
        let elements = offence.elements.iter().filter(|e| reads(e.holds)).map(|e| &e.names);
        let moved = |g: &crate::ir::program::Ground| matches!(what, What::Finding(f) if g.moved_by.iter().any(|m| m.0 == f));
        // a ground reads what its own terms read; the lots in question are the elements' concern
        let own = |g: &crate::ir::program::Ground| {
            g.terms.iter().any(|t| reads(t.node)) || (g.terms.is_empty() && reads(g.degree))
        };
        let grounds = offence.grounds.iter().filter(|g| moved(g) || own(g)).map(|g| &g.provision);
        for name in elements.chain(grounds) {
            if !out.contains(name) {
                out.push(name.clone());
            }
        }
    }
    out
}
