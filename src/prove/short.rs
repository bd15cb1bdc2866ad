//! By how much a claim is missed: the nearest case to one that refutes it which obeys it.

use super::change::{Nearest, among, closest};
use super::joint::Joint;
use super::result::{Unsound, Witness};
use crate::eval::{Path, at, ty};
use crate::ir::facts::Facts;
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::{Program, Says};
use crate::ir::schema::Type;

/// So many nearest cases are named.
const MOST: usize = 1;

/// How far a case that refutes a claim is from obeying it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Margin {
    /// What the nearest case is like.
    pub to: Toward,
    /// The facts that must change.
    pub nearest: Nearest,
}

/// What a nearest case is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// it meets the condition of the claim, and obeys it
    Obeys,
    /// it does not meet the condition of the claim: none that meets it obeys
    Outside,
    /// of two cases the second, with more, is then no lighter than the first
    AsHeavy,
}

/// The nearest case to a witness that obeys the claim; of a claim on raising, to the second. None where the two rule sets
/// of a claim have not one vocabulary.
pub fn margin(
    program: &Program,
    says: &Says,
    other: Option<&Program>,
    witness: &Witness,
    second: Option<&Witness>,
) -> Result<Option<Margin>, Unsound> {
    let Some(facts) = second.unwrap_or(witness).facts.first() else { return Ok(None) };
    match says {
        Says::Implies { record: None, from, to } => {
            obeying(program, facts, &[(*from, true), (*to, true)], &[(*from, false)]).map(Some)
        }
        Says::Implies { record: Some(record), from, to } => {
            let mut grown = Grown::of(program.clone());
            let not_to = grown.put(Some(*record), Op::Not(*to));
            let fails = grown.put(Some(*record), Op::And(vec![*from, not_to]));
            let fails = grown.put(None, Op::Some(*record, fails));
            let met = grown.put(None, Op::Some(*record, *from));
            let Grown { program } = grown;
            obeying(&program, facts, &[(met, true), (fails, false)], &[(met, false)]).map(Some)
        }
        Says::SameOutcome { condition, .. } => {
            let programs = [program, other.unwrap_or(program)];
            let Ok(joint) = Joint::of(&programs) else { return Ok(None) };
            if joint.schema != program.schema {
                return Ok(None);
            }
            let at = |p: usize, id: NodeId| joint.programs.get(p).map_or(NodeId(0), |q| q.node(id));
            let mut grown = Grown::of(Program {
                schema: joint.schema.clone(),
                nodes: joint.nodes.clone(),
                opens: joint.opens.clone(),
                ..Program::default()
            });
            let mut wanted = vec![(at(0, *condition), true)];
            let top = programs.iter().map(|p| p.at_least.len()).max().unwrap_or(0);
            for grade in 0..top {
                let of = |p: usize| programs.get(p).and_then(|q| q.at_least.get(grade)).map(|id| at(p, *id));
                let never = grown.put(None, Op::Truth(false));
                let (a, b) = (of(0).unwrap_or(never), of(1).unwrap_or(never));
                let both = grown.put(None, Op::And(vec![a, b]));
                let one = grown.put(None, Op::Or(vec![a, b]));
                let none = grown.put(None, Op::Not(one));
                wanted.push((grown.put(None, Op::Or(vec![both, none])), true));
            }
            let Grown { program } = grown;
            obeying(&program, facts, &wanted, &[(at(0, *condition), false)]).map(Some)
        }
        Says::Raising { condition, .. } => {
            let before = witness.outcomes.first().copied().unwrap_or(0);
            let reached = before.checked_sub(1).and_then(|g| program.at_least.get(g));
            let wanted: Vec<(NodeId, bool)> =
                reached.into_iter().chain([condition]).map(|n| (*n, true)).collect();
            let nearest = nearest(program, facts, &wanted)?;
            Ok(Some(Margin { to: Toward::AsHeavy, nearest }))
        }
    }
}

/// The nearest case that meets the condition and obeys; if there is none, the nearest that does not meet it.
fn obeying(
    program: &Program,
    facts: &Facts,
    obeys: &[(NodeId, bool)],
    outside: &[(NodeId, bool)],
) -> Result<Margin, Unsound> {
    let obeying = nearest(program, facts, obeys)?;
    if obeying != Nearest::Never {
        return Ok(Margin { to: Toward::Obeys, nearest: obeying });
    }
    Ok(Margin { to: Toward::Outside, nearest: nearest(program, facts, outside)? })
}

/// The nearest case by amounts alone; if there is none, by any fact.
fn nearest(program: &Program, facts: &Facts, wanted: &[(NodeId, bool)]) -> Result<Nearest, Unsound> {
    let amounts = |path: Path| {
        matches!(ty(path, program), Some(Type::Number(_)))
            && at(path, facts).is_some_and(|s| s.value.is_known())
    };
    match among(program, facts, wanted, MOST, &amounts)? {
        found @ Nearest::Found(_) => Ok(found),
        Nearest::Never | Nearest::NotDecided | Nearest::Refused(_) => closest(program, facts, wanted, MOST),
    }
}

/// A program to which nodes are added.
struct Grown {
    program: Program,
}

impl Grown {
    fn of(program: Program) -> Grown {
        Grown { program }
    }
    fn put(&mut self, scope: Option<usize>, op: Op) -> NodeId {
        self.program.nodes.push(Node { scope, op });
        NodeId(self.program.nodes.len() as u32 - 1)
    }
}
