//! What in a rule set does no work: proved over all cases, or shown by a case to matter.

use super::analysis::{Analysis, Root};
use super::result::{Found, Unsound, Witness};
use crate::eval::{Trace, run};
use crate::ir::facts::Facts;
use crate::ir::node::NodeId;
use crate::ir::program::Program;
use crate::solve::Term;
use crate::val::Truth;
use std::collections::BTreeSet;

/// A program under examination, with the cases found so far: what one of them shows need not be asked again.
pub struct Bench<'p> {
    program: &'p Program,
    cases: Vec<(Facts, Trace)>,
}

/// How some truths of the case lie to one another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lie {
    /// Whether each can hold.
    pub met: Vec<Found<()>>,
    /// The pairs of which the second holds wherever the first does; both can hold.
    pub implied: BTreeSet<(usize, usize)>,
    /// How many questions were not decided.
    pub open: usize,
}

impl<'p> Bench<'p> {
    /// A program of which no case is known.
    pub fn of(program: &'p Program) -> Bench<'p> {
        Bench { program, cases: Vec::new() }
    }

    /// Whether a truth of the case, or of some record, can hold.
    pub fn met(&mut self, record: Option<usize>, node: NodeId) -> Result<Found<()>, Unsound> {
        let root = match record {
            None => Root::Case(0, node),
            Some(_) => Root::Rows(vec![(0, node, true)]),
        };
        let Ok(mut analysis) = Analysis::asked(&[self.program], std::slice::from_ref(&root)) else {
            return Ok(Found::NotDecided);
        };
        let terms: Vec<_> = analysis.roots.get(&root).copied().into_iter().collect();
        self.found(&mut analysis, &terms)
    }

    /// A smallest case with a record that meets the first of some truths and none of the others.
    pub fn beside(&mut self, meets: NodeId, none_of: &[NodeId]) -> Result<Found<Witness>, Unsound> {
        let others = none_of.iter().map(|node| (0, *node, false));
        let root = Root::Rows(std::iter::once((0, meets, true)).chain(others).collect());
        let Ok(mut analysis) = Analysis::asked(&[self.program], std::slice::from_ref(&root)) else {
            return Ok(Found::NotDecided);
        };
        let terms: Vec<_> = analysis.roots.get(&root).copied().into_iter().collect();
        analysis.smallest(&terms)
    }

    /// Which of some truths of the case can hold, and which hold wherever another does.
    pub fn lie(&mut self, nodes: &[NodeId]) -> Result<Lie, Unsound> {
        let roots: Vec<(usize, NodeId)> =
            self.program.at_least.iter().chain(nodes).map(|node| (0, *node)).collect();
        let mut lie = Lie::default();
        let Ok(mut analysis) = Analysis::with(&[self.program], &roots) else {
            lie.met = vec![Found::NotDecided; nodes.len()];
            lie.open = nodes.len();
            return Ok(lie);
        };
        let terms: Vec<_> = nodes.iter().map(|node| analysis.truth(0, *node)).collect();
        for term in &terms {
            let met = match term {
                Some(term) => self.found(&mut analysis, &[*term])?,
                None => Found::NotDecided,
            };
            lie.open += usize::from(met == Found::NotDecided);
            lie.met.push(met);
        }
        let asked = |i: usize| Some((*nodes.get(i)?, (*terms.get(i)?)?, lie.met.get(i)?.witness()?));
        let can: Vec<_> = (0..nodes.len()).filter_map(|i| asked(i).map(|(n, t, _)| (i, n, t))).collect();
        for (i, a, first) in &can {
            for (j, b, second) in &can {
                let apart = |t: &Trace| t.truth(*a) == Truth::Yes && t.truth(*b) == Truth::No;
                if i == j || self.cases.iter().any(|(_, trace)| apart(trace)) {
                    continue;
                }
                match self.found(&mut analysis, &[*first, second.not()])? {
                    Found::Impossible => drop(lie.implied.insert((*i, *j))),
                    Found::NotDecided => lie.open += 1,
                    Found::Possible(()) => {}
                }
            }
        }
        Ok(lie)
    }

    /// Whether another program over the same vocabulary can differ in an outcome, in one of an offence, or in a note.
    pub fn differs(&mut self, other: &Program) -> Result<Found<()>, Unsound> {
        let (own, theirs) = (verdicts(self.program), verdicts(other));
        if own.len() != theirs.len() || self.program.schema != other.schema {
            return Ok(Found::NotDecided);
        }
        let pairs: Vec<(NodeId, NodeId)> = own.iter().copied().zip(theirs.iter().copied()).collect();
        for (facts, trace) in &self.cases {
            let changed = run(other, facts);
            let apart = |(a, b): &(NodeId, NodeId)| {
                let both = (trace.truth(*a), changed.truth(*b));
                matches!(both, (Truth::Yes, Truth::No) | (Truth::No, Truth::Yes))
            };
            if pairs.iter().any(apart) {
                return Ok(Found::Possible(()));
            }
        }
        let roots: Vec<(usize, NodeId)> = pairs.iter().flat_map(|(a, b)| [(0, *a), (1, *b)]).collect();
        let Ok(mut analysis) = Analysis::with(&[self.program, other], &roots) else {
            return Ok(Found::NotDecided);
        };
        let mut any = Vec::new();
        for (a, b) in &pairs {
            let (Some(a), Some(b)) = (analysis.truth(0, *a), analysis.truth(1, *b)) else {
                return Ok(Found::NotDecided);
            };
            any.push(analysis.all(&[a, b.not()]));
            any.push(analysis.all(&[a.not(), b]));
        }
        let differ = analysis.any(&any);
        self.found(&mut analysis, &[differ])
    }

    /// Whether the terms can hold together; the case that shows it is kept.
    fn found(&mut self, analysis: &mut Analysis<'_>, terms: &[Term]) -> Result<Found<()>, Unsound> {
        Ok(match analysis.any_case(terms)? {
            Found::Impossible => Found::Impossible,
            Found::NotDecided => Found::NotDecided,
            Found::Possible(witness) => {
                for facts in witness.facts.into_iter().take(1) {
                    let trace = run(self.program, &facts);
                    self.cases.push((facts, trace));
                }
                Found::Possible(())
            }
        })
    }
}

/// All that a verdict of a program says of the outcome.
fn verdicts(program: &Program) -> Vec<NodeId> {
    let offences = program.offences.iter();
    let own = offences.flat_map(|o| o.at_least.iter().copied().chain(o.notes.iter().filter_map(|n| n.holds)));
    program.at_least.iter().copied().chain(own).collect()
}
