//! Pairs of cases between which one condition alone turns the outcome: one fact apart, of numbers one unit; or the proof
//! that no condition of the kind ever does.

use super::boundary::{Boundary, Probe, boundaries};
use super::gap::read;
use crate::eval::{Path, Trace, Val, at, bounds, called, run, ty};
use crate::ir::facts::{Facts, Known};
use crate::ir::node::{NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::{Names, Type};
use crate::prove::{Atom, Nearest, Turns, Unsound, closest_among, offence_with, turns};
use crate::val::{DateRange, End, Interval, Ratio, Truth};

/// So many changes of one fact are looked at.
const MOST: usize = 12;

/// Two cases that differ in one fact, with different outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The fact.
    pub fact: Names,
    /// The cases: first where the condition holds, then where it does not.
    pub cases: [Facts; 2],
    /// Their outcomes.
    pub outcomes: [usize; 2],
    /// Whether all other conditions of the provision are the same in both.
    pub alone: bool,
    /// Whether the fact is a number or a day: then no lesser step of it does.
    pub amounts: bool,
}

/// What was found of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paired {
    /// It turns the outcome, as here.
    Pair(Box<Pair>),
    /// It never turns the outcome alone: proved.
    Never,
    /// Neither was found.
    Open,
}

/// For each standard and condition of a rule set a pair, or the proof that there is none; the conduct lies within a
/// stretch of time if one is given. The reason is that of findings made.
pub fn pairs(
    program: &Program,
    day: Option<(usize, DateRange)>,
    because: &str,
    tell: &mut dyn FnMut(usize, usize),
) -> Result<Vec<(Boundary, Paired)>, Unsound> {
    let all = boundaries(program);
    let mut out = Vec::new();
    for (n, (boundary, probes)) in all.iter().enumerate() {
        tell(n, all.len());
        let others: Vec<&Probe> = all
            .iter()
            .filter(|(b, _)| b.provision == boundary.provision && !std::ptr::eq(b, boundary))
            .flat_map(|(_, probes)| probes)
            .collect();
        let mut found = Paired::Never;
        for probe in probes {
            match paired(program, probe, &others, day, because)? {
                pair @ Paired::Pair(_) => {
                    found = pair;
                    break;
                }
                Paired::Never => {}
                Paired::Open => found = Paired::Open,
            }
        }
        out.push((boundary.clone(), found));
    }
    Ok(out)
}

fn paired(
    program: &Program,
    probe: &Probe,
    others: &[&Probe],
    day: Option<(usize, DateRange)>,
    because: &str,
) -> Result<Paired, Unsound> {
    let Some(atom) = atom(program, probe) else { return Ok(Paired::Open) };
    let mut sought = vec![atom.clone()];
    if let Atom::Truth(id, true) = atom {
        sought.push(Atom::Truth(id, false));
    }
    let mut best: Option<Pair> = None;
    for (n, atom) in sought.iter().enumerate() {
        let mut first = match turns(program, atom, day)? {
            // a pair would have a case in which the condition holds and decides
            Turns::Never if n == 0 => return Ok(Paired::Never),
            Turns::Never => continue,
            // where the contrary cannot be put, any offence with it may do
            Turns::Open => match offence_with(program, atom, day)? {
                Some(facts) => facts,
                None => continue,
            },
            Turns::Here(facts) => *facts,
        };
        for made in first.findings.iter_mut().flatten() {
            made.1 = because.to_owned();
        }
        let work = Work { program, probe, others };
        let found = match finding(program, probe) {
            Some(finding) => work.by_finding(finding, first, because),
            None => work.by_fact(first)?,
        };
        if found.as_ref().map(Pair::rank) > best.as_ref().map(Pair::rank) {
            best = found;
        }
        if best.as_ref().is_some_and(|b| b.alone) {
            break;
        }
    }
    Ok(best.map_or(Paired::Open, |pair| Paired::Pair(Box::new(pair))))
}

impl Pair {
    /// One unit of a number or one day apart before all else, then with nothing else turning.
    fn rank(&self) -> (bool, bool) {
        (self.amounts, self.alone)
    }
}

/// The outcome, if it is decided.
fn decided(program: &Program, facts: &Facts) -> Option<usize> {
    let (lo, hi) = bounds(program, &run(program, facts));
    (lo == hi).then_some(lo)
}

/// What a probe supposes to be otherwise.
fn atom(program: &Program, probe: &Probe) -> Option<Atom> {
    Some(match probe {
        Probe::Standard { node, first, unit, .. } => Atom::Number(*node, first.clone(), first.minus(unit)),
        // of a sum any that is short of it
        Probe::Sum { node, at, .. } => Atom::Number(*node, at.clone(), at.times(&Ratio::new(999, 1000)?)),
        Probe::Condition(node) => Atom::Truth(*node, true),
        Probe::Member(of, set, _) => Atom::Member(*of, *set),
        Probe::Period { from, to, period } => {
            let is = |op: &Op| *op == Op::Within(*from, *to, *period);
            Atom::Truth(NodeId(program.nodes.iter().position(|n| is(&n.op))? as u32), true)
        }
        Probe::Move { finding, .. } => Atom::Truth(*finding, true),
    })
}

/// The finding that a probe asks for.
fn finding(program: &Program, probe: &Probe) -> Option<usize> {
    let (Probe::Condition(node) | Probe::Move { finding: node, .. }) = probe else { return None };
    match program.nodes.get(node.0 as usize)?.op {
        Op::Finding(f) => Some(f),
        _ => None,
    }
}

struct Work<'a> {
    program: &'a Program,
    probe: &'a Probe,
    others: &'a [&'a Probe],
}

impl Work<'_> {
    /// The case with a finding made or not.
    fn by_finding(&self, finding: usize, first: Facts, because: &str) -> Option<Pair> {
        let mut second = first.clone();
        let slot = second.findings.get_mut(finding)?;
        *slot = match slot {
            Some((true, _)) => None,
            _ => Some((true, because.to_owned())),
        };
        let names = self.program.schema.findings.get(finding).cloned()?;
        self.pair(names, false, first, second)
    }

    /// The case with one fact changed that the condition reads.
    fn by_fact(&self, first: Facts) -> Result<Option<Pair>, Unsound> {
        let program = self.program;
        let Some(grade) = decided(program, &first) else { return Ok(None) };
        let paths = read(self.probe, program, &first);
        let number = |p: &Path| matches!(ty(*p, program), Some(Type::Number(_) | Type::Date));
        let lighter = grade.checked_sub(1).and_then(|g| program.at_least.get(g)).map(|n| (*n, false));
        let heavier = program.at_least.get(grade).map(|n| (*n, true));
        let mut best: Option<Pair> = None;
        for wanted in lighter.into_iter().chain(heavier) {
            for amounts in [true, false] {
                let varies = |p: Path| number(&p) == amounts && paths.contains(&p);
                let found = closest_among(program, &first, &[wanted], MOST, &varies)?;
                let Nearest::Found(found) = found else { continue };
                for set in found.sets {
                    let [moved] = set.moved.as_slice() else { continue };
                    let names = called(moved.path, program);
                    // back again as little as will do: one unit of a number, one day
                    let back = [(wanted.0, !wanted.1)];
                    let only = |p: Path| p == moved.path;
                    let near = match amounts {
                        true => closest_among(program, &set.facts, &back, 1, &only)?,
                        false => Nearest::Never,
                    };
                    let near = match near {
                        Nearest::Found(near) => near.sets.into_iter().next().map(|s| s.facts),
                        Nearest::Never | Nearest::NotDecided | Nearest::Refused(_) => None,
                    };
                    for from in near.into_iter().chain([first.clone()]) {
                        let pair = self.pair(names.clone(), amounts, from, set.facts.clone());
                        if pair.as_ref().map(Pair::rank) > best.as_ref().map(Pair::rank) {
                            best = pair;
                        }
                    }
                }
            }
        }
        Ok(best)
    }

    /// Two cases as a pair, if the condition is otherwise in one place and the outcome with it.
    fn pair(&self, fact: Names, amounts: bool, first: Facts, second: Facts) -> Option<Pair> {
        let outcomes = [decided(self.program, &first)?, decided(self.program, &second)?];
        let traces = [&first, &second].map(|f| run(self.program, f));
        let [a, b] =
            [0, 1].map(|n| self.truths(self.probe, traces.get(n), if n == 0 { &first } else { &second }));
        let apart: Vec<bool> = a.iter().zip(&b).filter(|(x, y)| x != y).map(|(x, _)| *x).collect();
        let [held] = apart.as_slice() else { return None };
        if outcomes.first() == outcomes.last() || a.len() != b.len() {
            return None;
        }
        let same = |probe: &&Probe| {
            self.truths(probe, traces.first(), &first) == self.truths(probe, traces.last(), &second)
        };
        let alone = self.others.iter().all(same);
        let [x, y] = outcomes;
        let (cases, outcomes) = match held {
            true => ([first, second], [x, y]),
            false => ([second, first], [y, x]),
        };
        Some(Pair { fact, cases, outcomes, alone, amounts })
    }

    /// Whether what a probe asks holds, of the case or of each record.
    fn truths(&self, probe: &Probe, trace: Option<&Trace>, facts: &Facts) -> Vec<bool> {
        let Some(trace) = trace else { return Vec::new() };
        let rows = |id: NodeId| match self.program.nodes.get(id.0 as usize).and_then(|n| n.scope) {
            None => 1,
            Some(r) => match self.program.schema.list_of(r).and_then(|l| at(Path::Fact(l), facts)) {
                Some(slot) => match &slot.value {
                    Known::List(Some(rows)) => rows.len(),
                    _ => 0,
                },
                None => 0,
            },
        };
        let reaches = |node: &NodeId, least: &Ratio| {
            let reached = |r| match trace.at(*node, r) {
                Val::Number(Interval { lo: End::At(n), .. }) => n >= *least,
                Val::Number(Interval { lo, .. }) => lo == End::Above,
                _ => false,
            };
            (0..rows(*node)).map(reached).collect::<Vec<bool>>()
        };
        match probe {
            Probe::Standard { node, first, .. } => reaches(node, first),
            Probe::Sum { node, at, .. } => reaches(node, at),
            Probe::Condition(node) => trace.truths(*node).iter().map(|t| *t == Truth::Yes).collect(),
            Probe::Move { finding, .. } => vec![trace.truth(*finding) == Truth::Yes],
            Probe::Member(of, set, _) => {
                let is = |r| matches!(trace.at(*of, r), Val::Member(m) if m.0 & !set.0 == 0);
                (0..rows(*of)).map(is).collect()
            }
            Probe::Period { from, to, period } => {
                let n = rows(*from).max(rows(*to));
                let within = |r| match (trace.at(*from, r), trace.at(*to, r)) {
                    (Val::Date(a), Val::Date(b)) => a.within(&b, *period) == Truth::Yes,
                    _ => false,
                };
                (0..n).map(within).collect()
            }
        }
    }
}
