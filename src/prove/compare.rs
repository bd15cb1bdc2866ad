//! Two programs over all cases: which outcomes can meet, and how the rules lie.

use super::analysis::Analysis;
use super::result::{Comparison, Found, Pair, Refused, Relation, Unsound};
use crate::ir::node::NodeId;
use crate::ir::program::Program;

/// What stopped a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// An expression cannot be put exactly.
    Refused(Refused),
    /// Evaluation does not bear an answer out: a fault of the prover.
    Unsound(Unsound),
}

impl From<Refused> for Stopped {
    fn from(refused: Refused) -> Stopped {
        Stopped::Refused(refused)
    }
}

impl From<Unsound> for Stopped {
    fn from(unsound: Unsound) -> Stopped {
        Stopped::Unsound(unsound)
    }
}

/// Compares the outcomes of two programs over all cases, or those in which a condition of the first holds.
pub fn compare(a: &Program, b: &Program, only: Option<NodeId>) -> Result<Comparison, Stopped> {
    let programs = [a, b];
    let mut roots: Vec<(usize, NodeId)> = Vec::new();
    for (p, program) in programs.iter().enumerate() {
        roots.extend(program.at_least.iter().map(|n| (p, *n)));
    }
    roots.extend(only.map(|n| (0, n)));
    let mut analysis = Analysis::with(&programs, &roots)?;
    let condition = only.and_then(|n| analysis.truth(0, n));
    let mut pairs = Vec::new();
    for from in 0..=a.at_least.len() {
        for to in 0..=b.at_least.len() {
            let (x, y) = (analysis.outcome_is(0, from), analysis.outcome_is(1, to));
            let terms: Vec<_> = [x, y].into_iter().chain(condition).collect();
            pairs.push(Pair { from, to, found: analysis.smallest(&terms)? });
        }
    }
    let relation = relation(&pairs);
    Ok(Comparison { pairs, relation, definitions: Vec::new(), limits: analysis.limits() })
}

/// How the outcomes lie: the first lighter wherever they differ, heavier, or now the one and now the other.
fn relation(pairs: &[Pair]) -> Relation {
    let some =
        |wanted: fn(&Pair) -> bool| pairs.iter().any(|p| wanted(p) && matches!(p.found, Found::Possible(_)));
    let open = pairs.iter().any(|p| p.from != p.to && p.found == Found::NotDecided);
    match (some(|p| p.from < p.to), some(|p| p.from > p.to), open) {
        (true, true, _) => Relation::Overlapping,
        (_, _, true) => Relation::NotDecided,
        (true, false, _) => Relation::Within,
        (false, true, _) => Relation::Contains,
        (false, false, _) => Relation::Equal,
    }
}
