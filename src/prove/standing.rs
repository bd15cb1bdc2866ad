//! How two programs stand to each other in outcome, with a smallest case for each direction in which they differ.

use super::analysis::Analysis;
use super::result::{Found, Limit, Relation, Stopped, Witness};
use crate::ir::node::NodeId;
use crate::ir::program::Program;

/// How two programs stand to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How their outcomes lie.
    pub relation: Relation,
    /// A smallest case in which the second is heavier.
    pub heavier: Found<Witness>,
    /// A smallest case in which the second is lighter.
    pub lighter: Found<Witness>,
    /// Bounds under which that was proved.
    pub limits: Vec<Limit>,
}

/// Holds two programs against each other over all cases.
pub fn standing(a: &Program, b: &Program) -> Result<Standing, Stopped> {
    let programs = [a, b];
    let of = |(p, program): (usize, &&Program)| {
        program.at_least.iter().map(|n| (p, *n)).collect::<Vec<(usize, NodeId)>>()
    };
    let roots: Vec<(usize, NodeId)> = programs.iter().enumerate().flat_map(of).collect();
    let mut analysis = Analysis::with(&programs, &roots)?;
    let top = a.at_least.len().max(b.at_least.len());
    let mut apart = |more: usize, less: usize| {
        let mut any = Vec::new();
        for grade in 1..=top {
            let (x, y) = (analysis.outcome_at_least(more, grade), analysis.outcome_at_least(less, grade));
            any.push(analysis.all(&[x, y.not()]));
        }
        let any = analysis.any(&any);
        analysis.smallest(&[any])
    };
    let (heavier, lighter) = (apart(1, 0)?, apart(0, 1)?);
    let relation = Relation::of(&lighter, &heavier);
    Ok(Standing { relation, heavier, lighter, limits: analysis.limits() })
}
