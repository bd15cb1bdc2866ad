//! The ledger of a suite: each case run once more under the rules it names, and what it touched.

use super::attainable::Attainable;
use super::boundary::{Boundary, Probe, Side, boundaries, grounds};
use crate::eval::{Trace, run};
use crate::ir::facts::{Facts, Known};
use crate::ir::node::NodeId;
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::val::Truth;

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
    /// Whether no case whatever can make it hold (or fail), with the reason.
    pub cannot: Vec<(Side, Names)>,
}

impl Provision {
    /// What no case does although one could: make it hold, make it fail.
    pub fn missing(&self) -> impl Iterator<Item = Side> {
        let sides = [(Side::Holds, self.held), (Side::Fails, self.failed)];
        let cannot: Vec<Side> = self.cannot.iter().map(|c| c.0).collect();
        sides.into_iter().filter(move |s| s.1 == 0 && !cannot.contains(&s.0)).map(|s| s.0)
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
    /// Grounds that both held and failed in some case, as far as a case can make them; of all.
    pub fn provisions_met(&self) -> (usize, usize) {
        let met = self.provisions.iter().filter(|p| p.missing().next().is_none()).count();
        (met, self.provisions.len())
    }
    /// Sides of standards and conditions on which a case stands, of all on which one can.
    pub fn sides_met(&self) -> (usize, usize) {
        let all: Vec<usize> = self.boundaries.iter().flat_map(Boundary::within).map(|s| s.1).collect();
        (all.iter().filter(|n| **n > 0).count(), all.len())
    }
    /// How many sides no case whatever can stand on.
    pub fn cannot(&self) -> usize {
        let provisions: usize = self.provisions.iter().map(|p| p.cannot.len()).sum();
        provisions + self.boundaries.iter().map(|b| b.cannot.len()).sum::<usize>()
    }
}

/// What all cases of a suite exercise, a sheet a rule set, in the order in which cases named them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The sheets.
    pub sheets: Vec<Coverage>,
}

/// What is to be looked at in a rule set; made once for all its cases.
#[derive(Debug, Clone)]
pub struct Plan {
    provisions: Vec<(Provision, Vec<NodeId>)>,
    boundaries: Vec<(Boundary, Vec<Probe>)>,
}

impl Plan {
    /// Of a rule set.
    pub fn of(program: &Program) -> Plan {
        Plan { provisions: provisions(program), boundaries: boundaries(program) }
    }
}

impl Ledger {
    /// The sheet of a rule set, by position; a new one if there is none.
    pub fn sheet(&mut self, rules: &Names, plan: &Plan) -> usize {
        let same = |c: &Coverage| {
            c.rules == *rules
                && c.provisions.len() == plan.provisions.len()
                && c.boundaries.len() == plan.boundaries.len()
                && c.boundaries.iter().zip(&plan.boundaries).all(|(a, (b, _))| a.is_like(b))
        };
        if let Some(at) = self.sheets.iter().position(same) {
            return at;
        }
        self.sheets.push(Coverage {
            rules: rules.clone(),
            cases: 0,
            provisions: plan.provisions.iter().map(|p| p.0.clone()).collect(),
            boundaries: plan.boundaries.iter().map(|b| b.0.clone()).collect(),
        });
        self.sheets.len() - 1
    }

    /// Enters a case under the rules that apply to it.
    pub fn note(&mut self, rules: &Names, plan: &Plan, program: &Program, facts: &Facts) {
        let at = self.sheet(rules, plan);
        let Some(sheet) = self.sheets.get_mut(at) else { return };
        let trace = run(program, facts);
        sheet.cases += 1;
        for (provision, (_, holds)) in sheet.provisions.iter_mut().zip(&plan.provisions) {
            // each offence reads the article over its own records
            let truths: Vec<Truth> = holds.iter().map(|h| trace.truth(*h)).collect();
            provision.held += usize::from(truths.contains(&Truth::Yes));
            provision.failed += usize::from(truths.iter().all(|t| *t == Truth::No));
        }
        for (boundary, (_, probes)) in sheet.boundaries.iter_mut().zip(&plan.boundaries) {
            for (side, count) in &mut boundary.sides {
                let one = |p: &Probe| stands(p, *side, &trace, program, facts);
                *count += usize::from(probes.iter().any(one));
            }
        }
    }
}

/// Whether a run stands on a side of a boundary.
pub(super) fn stands(probe: &Probe, side: Side, trace: &Trace, program: &Program, facts: &Facts) -> bool {
    let rows = |id: NodeId| match program.nodes.get(id.0 as usize).and_then(|n| n.scope) {
        None => 1,
        Some(record) => {
            let list = program.schema.list_of(record).and_then(|f| facts.slots.get(f));
            match list.map(|s| &s.value) {
                Some(Known::List(Some(rows))) => rows.len(),
                _ => 0,
            }
        }
    };
    probe.stands(side, trace, &rows)
}

/// The grounds of a rule set, each with the nodes that say whether it holds, one an offence.
pub(super) fn provisions(program: &Program) -> Vec<(Provision, Vec<NodeId>)> {
    let may = Attainable::of(program);
    let mut out: Vec<(Provision, Vec<NodeId>)> = Vec::new();
    for ground in grounds(program) {
        let sides = [Side::Holds, Side::Fails];
        let why = |s: &Side| Some((*s, may.excluded(ground.holds, *s == Side::Holds)?));
        let cannot: Vec<(Side, Names)> = sides.iter().filter_map(why).collect();
        let grade = program.schema.outcome(ground.grade);
        match out.iter_mut().find(|(p, _)| p.provision == ground.provision && p.grade == grade) {
            Some((known, holds)) => {
                known.cannot.retain(|c| c.0 == Side::Fails || cannot.iter().any(|d| d.0 == c.0));
                known.cannot.extend(cannot.into_iter().filter(|c| c.0 == Side::Fails));
                holds.push(ground.holds);
            }
            None => {
                let provision = ground.provision.clone();
                out.push((Provision { provision, grade, held: 0, failed: 0, cannot }, vec![ground.holds]));
            }
        }
    }
    out
}
