//! The ledger of a suite: each case run once more under the rules it names, and what it touched.

use crate::eval::{Trace, run};
use crate::ir::facts::Facts;
use crate::ir::node::{NodeId, Op};
use crate::ir::program::{Ground, Program, Term};
use crate::ir::schema::{Field, Names, Type};
use crate::val::{End, Interval, Ratio, Truth, Unit};

/// Where a case stands to a standard or to a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// the number is one unit below the standard; of a proportional sum, above nought and below one
    Below,
    /// the number is the standard, or the first that can reach it
    At,
    /// the number is above it
    Above,
    /// the condition holds
    Holds,
    /// the condition does not hold
    Fails,
}

/// A ground with the cases in which it was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Its number.
    pub provision: Names,
    /// The outcome it gives.
    pub grade: Names,
    /// In how many cases it held.
    pub held: usize,
    /// In how many cases it surely failed.
    pub failed: usize,
}

/// A standard or condition of a ground, with how many cases stand on each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// The ground.
    pub provision: Names,
    /// What is measured or asked; of a proportional sum the ground again.
    pub names: Names,
    /// The standard; none for a plain condition.
    pub standard: Option<(Ratio, Option<Unit>)>,
    /// How many cases stand on each side.
    pub sides: Vec<(Side, usize)>,
}

impl Boundary {
    /// The sides on which no case stands.
    pub fn missing(&self) -> impl Iterator<Item = Side> {
        self.sides.iter().filter(|s| s.1 == 0).map(|s| s.0)
    }
    fn is_like(&self, other: &Boundary) -> bool {
        (&self.provision, &self.names, &self.standard) == (&other.provision, &other.names, &other.standard)
    }
}

/// What the cases of a suite exercise of one rule set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The rule set: the module that was applied, with its theories.
    pub rules: Names,
    /// How many cases were run.
    pub cases: usize,
    /// The grounds.
    pub provisions: Vec<Provision>,
    /// Their standards and conditions.
    pub boundaries: Vec<Boundary>,
}

impl Coverage {
    /// Grounds that both held and failed in some case, of all.
    pub fn provisions_met(&self) -> (usize, usize) {
        let met = self.provisions.iter().filter(|p| p.held > 0 && p.failed > 0).count();
        (met, self.provisions.len())
    }
    /// Sides of standards and conditions on which a case stands, of all.
    pub fn sides_met(&self) -> (usize, usize) {
        let all = self.boundaries.iter().flat_map(|b| &b.sides);
        (all.clone().filter(|s| s.1 > 0).count(), all.count())
    }
}

/// What all cases of a suite exercise, a sheet a rule set, in the order in which cases named them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The sheets.
    pub sheets: Vec<Coverage>,
}

impl Ledger {
    /// Enters a case under the rules that apply to it.
    pub fn note(&mut self, rules: &Names, program: &Program, facts: &Facts) {
        let (provisions, boundaries) = (provisions(program), boundaries(program));
        let same = |c: &Coverage| {
            c.rules == *rules
                && c.provisions.len() == provisions.len()
                && c.boundaries.len() == boundaries.len()
                && c.boundaries.iter().zip(&boundaries).all(|(a, (b, _))| a.is_like(b))
        };
        let at = self.sheets.iter().position(same).unwrap_or_else(|| {
            self.sheets.push(Coverage {
                rules: rules.clone(),
                cases: 0,
                provisions: provisions.iter().map(|p| p.0.clone()).collect(),
                boundaries: boundaries.iter().map(|b| b.0.clone()).collect(),
            });
            self.sheets.len() - 1
        });
        let Some(sheet) = self.sheets.get_mut(at) else { return };
        let trace = run(program, facts);
        sheet.cases += 1;
        for (provision, (_, holds)) in sheet.provisions.iter_mut().zip(&provisions) {
            match trace.truth(*holds) {
                Truth::Yes => provision.held += 1,
                Truth::No => provision.failed += 1,
                Truth::Unknown => {}
            }
        }
        for (boundary, (_, probe)) in sheet.boundaries.iter_mut().zip(&boundaries) {
            for (side, count) in &mut boundary.sides {
                *count += usize::from(probe.stands(*side, &trace));
            }
        }
    }
}

/// How a side is read off a trace.
enum Probe {
    /// a number against the least number that reaches the standard; idle unless the gate is open
    Standard { node: NodeId, first: Ratio, unit: Ratio, gate: Option<NodeId> },
    /// a proportional sum against one
    Sum(NodeId),
    /// a truth
    Condition(NodeId),
}

impl Probe {
    fn stands(&self, side: Side, trace: &Trace) -> bool {
        let point = |node: &NodeId| match trace.number(*node) {
            Some(Interval { lo: End::At(a), hi: End::At(b) }) if a == b => Some(a),
            _ => None,
        };
        match self {
            Probe::Standard { node, first, unit, gate } => {
                let open = gate.is_none_or(|g| trace.truth(g) == Truth::Yes);
                open && point(node).is_some_and(|n| match side {
                    Side::Below => n == first.minus(unit),
                    Side::At => n == *first,
                    Side::Above => n > *first,
                    Side::Holds | Side::Fails => false,
                })
            }
            Probe::Sum(node) => point(node).is_some_and(|n| match side {
                Side::Below => n > Ratio::zero() && n < Ratio::one(),
                Side::At => n == Ratio::one(),
                Side::Above => n > Ratio::one(),
                Side::Holds | Side::Fails => false,
            }),
            Probe::Condition(node) => {
                let wanted = if side == Side::Holds { Truth::Yes } else { Truth::No };
                trace.truths(*node).contains(&wanted)
            }
        }
    }
}

/// The grounds that somebody decided on, each once.
fn grounds(program: &Program) -> impl Iterator<Item = &Ground> {
    program.offences.iter().flat_map(|o| &o.grounds).filter(|g| g.at.is_some())
}

fn provisions(program: &Program) -> Vec<(Provision, NodeId)> {
    let mut out: Vec<(Provision, NodeId)> = Vec::new();
    for ground in grounds(program) {
        let grade = program.schema.outcome(ground.grade);
        let one = Provision { provision: ground.provision.clone(), grade, held: 0, failed: 0 };
        if !out.iter().any(|(p, _)| *p == one) {
            out.push((one, ground.holds));
        }
    }
    out
}

fn boundaries(program: &Program) -> Vec<(Boundary, Probe)> {
    let mut out: Vec<(Boundary, Probe)> = Vec::new();
    let mut enter = |boundary: Boundary, probe: Probe| {
        if !out.iter().any(|(b, _)| b.is_like(&boundary)) {
            out.push((boundary, probe));
        }
    };
    for ground in grounds(program) {
        for term in ground.terms.iter().filter(|t| !t.share) {
            let Some(probe) = probe(term, program) else { continue };
            let sides: &[Side] = match probe {
                Probe::Condition(_) => &[Side::Holds, Side::Fails],
                Probe::Standard { .. } | Probe::Sum(_) => &[Side::Below, Side::At, Side::Above],
            };
            let boundary = Boundary {
                provision: ground.provision.clone(),
                names: term.names.clone(),
                standard: term.standard.clone().map(|s| (s, term.unit)),
                sides: sides.iter().map(|s| (*s, 0)).collect(),
            };
            enter(boundary, probe);
        }
        // the sum can be read from the degree where shares are all that the ground has
        if !ground.terms.is_empty() && ground.terms.iter().all(|t| t.share) {
            let sides = [Side::Below, Side::At, Side::Above].map(|s| (s, 0)).to_vec();
            let boundary = Boundary {
                provision: ground.provision.clone(),
                names: ground.provision.clone(),
                standard: Some((Ratio::one(), None)),
                sides,
            };
            enter(boundary, Probe::Sum(ground.degree));
        }
    }
    out
}

fn probe(term: &Term, program: &Program) -> Option<Probe> {
    let op = &program.nodes.get(term.node.0 as usize)?.op;
    // nobody has made the evaluation: no case can stand on either side
    if matches!(op, Op::Open(_)) {
        return None;
    }
    match (&term.standard, is_truth(op, program)) {
        (None, true) => Some(Probe::Condition(term.node)),
        (Some(standard), false) => {
            let unit = match term.unit {
                Some(Unit::Yuan) => Ratio::new(1, 100).unwrap_or_else(Ratio::one),
                _ => Ratio::one(),
            };
            Some(Probe::Standard { node: term.node, first: first(standard, &unit), unit, gate: term.gate })
        }
        (None, false) | (Some(_), true) => None,
    }
}

/// The least multiple of a unit that reaches a standard.
fn first(standard: &Ratio, unit: &Ratio) -> Ratio {
    let units = standard.times(&unit.inverse().unwrap_or_else(Ratio::one));
    let down = units.rounded(0).parse::<i64>().map(Ratio::int).unwrap_or_else(|_| units.clone());
    let up = if down < units { down.plus(&Ratio::one()) } else { down };
    up.times(unit)
}

fn is_truth(op: &Op, program: &Program) -> bool {
    let yes_no = |field: Option<&Field>| field.is_some_and(|f| f.ty == Type::YesNo);
    match op {
        Op::Fact(f) => yes_no(program.schema.facts.get(*f)),
        Op::Field(r, f) => yes_no(program.schema.records.get(*r).and_then(|r| r.fields.get(*f))),
        Op::Truth(_)
        | Op::Not(_)
        | Op::And(_)
        | Op::Or(_)
        | Op::IsMember(..)
        | Op::Reaches(..)
        | Op::Exceeds(..)
        | Op::Within(..)
        | Op::Some(..)
        | Op::Finding(_)
        | Op::Open(_) => true,
        Op::Number(_)
        | Op::Date(_)
        | Op::Indicator(_)
        | Op::Plus(_)
        | Op::Minus(..)
        | Op::Times(..)
        | Op::Max(_)
        | Op::Min(_)
        | Op::Plain(_)
        | Op::Gate(..)
        | Op::Count(..)
        | Op::Total(..)
        | Op::Greatest(..)
        | Op::Least(..) => false,
    }
}
