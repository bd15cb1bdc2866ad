//! Penalties over all cases: the longest and the shortest imprisonment that the brackets of the offences made out allow, and
//! whether there is a fine.

use super::analysis::Analysis;
use super::joint::Joint;
use super::result::{Found, Penalties, Reach, Relation, Stopped};
use crate::ir::node::NodeId;
use crate::ir::program::{Penalty, Program};
use crate::solve::Term;
use std::collections::BTreeSet;

/// What an offence costs at a grade: its place, the grade, and the cost.
type Cost = (usize, usize, u32);

/// What a bracket costs: months, of which life is above all, and nought where another kind of penalty does; one for a fine.
fn cost(penalty: &Penalty, reach: Reach) -> u32 {
    let milder = penalty.detention || penalty.control || penalty.fine == Some("with or alone");
    match (reach, penalty.imprisonment) {
        (Reach::Most, _) if penalty.life => u32::MAX,
        (Reach::Most, Some((_, most))) => most,
        (Reach::Least, Some((least, _))) if !milder => least,
        (Reach::Least, None) if penalty.life && !milder => u32::MAX,
        (Reach::Fine, _) => u32::from(penalty.fine.is_some()),
        (Reach::Most | Reach::Least, _) => 0,
    }
}

/// The cost of each offence at each grade; a grade without a bracket of its own has the next lower one's.
fn costs(program: &Program, reach: Reach) -> Vec<Cost> {
    let mut all = Vec::new();
    for (o, offence) in program.offences.iter().enumerate() {
        let mut last = None;
        for grade in 1..=offence.at_least.len() {
            last = offence.penalties.get(grade - 1).and_then(Option::as_ref).or(last);
            all.extend(last.map(|penalty| (o, grade, cost(penalty, reach))));
        }
    }
    all
}

/// Compares the penalties of two programs; nothing where neither states any.
pub(super) fn penalties(a: &Program, b: &Program, only: Option<NodeId>) -> Result<Vec<Penalties>, Stopped> {
    let mut all = Vec::new();
    let programs = [a, b];
    if programs.iter().all(|p| p.offences.iter().all(|o| o.penalties.iter().all(Option::is_none))) {
        return Ok(all);
    }
    let of_offences = |p: usize, program: &'_ Program| -> Vec<(usize, NodeId)> {
        program.offences.iter().flat_map(|o| o.at_least.iter().map(|n| (p, *n)).collect::<Vec<_>>()).collect()
    };
    let mut roots = of_offences(0, a);
    roots.extend(of_offences(1, b));
    roots.extend(only.map(|n| (0, n)));
    let mut analysis: Option<Analysis<'_>> = None;
    for reach in Reach::ALL {
        if is_same(programs, reach) {
            let relation = Relation::Equal;
            all.push(Penalties { reach, relation, heavier_first: None, heavier_second: None });
            continue;
        }
        let analysis = match &mut analysis {
            Some(analysis) => analysis,
            None => analysis.insert(Analysis::with(&programs, &roots)?),
        };
        let (first, second) = (costs(a, reach), costs(b, reach));
        let levels: BTreeSet<u32> = first.iter().chain(&second).map(|c| c.2).collect();
        let mut heavier = [Vec::new(), Vec::new()];
        for level in levels {
            let x = reached(analysis, 0, a, &first, level);
            let y = reached(analysis, 1, b, &second, level);
            for (side, terms) in heavier.iter_mut().zip([[x, y.not()], [x.not(), y]]) {
                side.push(analysis.all(&terms));
            }
        }
        let condition = only.and_then(|n| analysis.truth(0, n));
        let mut found = Vec::new();
        for side in &heavier {
            let terms: Vec<Term> = std::iter::once(analysis.any(side)).chain(condition).collect();
            found.push(analysis.smallest(&terms)?);
        }
        let side = |at: usize| found.get(at).cloned().unwrap_or(Found::NotDecided);
        let (x, y) = (side(0), side(1));
        let relation = Relation::of(&x, &y);
        let [heavier_first, heavier_second] = [x.witness().cloned(), y.witness().cloned()];
        all.push(Penalties { reach, relation, heavier_first, heavier_second });
    }
    Ok(all)
}

/// Some offence is made out at a grade that costs at least so much.
fn reached(analysis: &mut Analysis<'_>, p: usize, program: &Program, costs: &[Cost], level: u32) -> Term {
    let mut any = Vec::new();
    for (o, grade, _) in costs.iter().filter(|c| c.2 >= level) {
        let Some(offence) = program.offences.get(*o) else { continue };
        let at = |analysis: &Analysis<'_>, grade: usize| {
            offence.at_least.get(grade - 1).and_then(|n| analysis.truth(p, *n)).unwrap_or(Term::FALSE)
        };
        let (own, next) = (at(analysis, *grade), at(analysis, grade + 1));
        any.push(analysis.all(&[own, next.not()]));
    }
    analysis.any(&any)
}

/// Whether both cost the same by the same truths, so that there is nothing to ask.
fn is_same([a, b]: [&Program; 2], reach: Reach) -> bool {
    let Ok(joint) = Joint::of(&[a, b]) else { return false };
    let of = |p: usize, program: &Program| -> Option<BTreeSet<(NodeId, NodeId, u32)>> {
        let placed = joint.programs.get(p)?;
        let one = |(o, grade, cost): &Cost| {
            let all = &program.offences.get(*o)?.at_least;
            let own = placed.node(*all.get(grade - 1)?);
            Some((own, all.get(*grade).map_or(own, |n| placed.node(*n)), *cost))
        };
        costs(program, reach).iter().map(one).collect()
    };
    of(0, a).is_some() && of(0, a) == of(1, b)
}
