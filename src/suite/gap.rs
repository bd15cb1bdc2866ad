//! The sides on which no case of a suite stands, and a case made for each.

use super::boundary::{Boundary, Probe, Side, boundaries, grounds};
use super::coverage::{Coverage, provisions, stands};
use super::draft::{Drafts, Wish};
use crate::eval::run;
use crate::ir::facts::Facts;
use crate::ir::node::{NodeId, Op};
use crate::ir::program::{Ground, Offence, Program};
use crate::ir::schema::Names;
use crate::val::{DateRange, Members, Ratio};

/// A side on which no case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The ground, or the element, article or term that reads it.
    pub provision: Names,
    /// The boundary, as it stands in the sheet; none if the ground itself never held or never failed.
    pub boundary: Option<Boundary>,
    /// The side.
    pub side: Side,
    probe: Probe,
}

/// The gaps of a sheet, the grounds first.
pub fn gaps(program: &Program, sheet: &Coverage) -> Vec<Gap> {
    let mut out = Vec::new();
    for (provision, (_, holds)) in sheet.provisions.iter().zip(provisions(program)) {
        out.extend(provision.missing().map(|side| Gap {
            provision: provision.provision.clone(),
            boundary: None,
            side,
            probe: Probe::Condition(holds),
        }));
    }
    for (boundary, (_, probe)) in sheet.boundaries.iter().zip(boundaries(program)) {
        out.extend(boundary.missing().map(|side| Gap {
            provision: boundary.provision.clone(),
            boundary: Some(boundary.clone()),
            side,
            probe: probe.clone(),
        }));
    }
    out
}

/// Whether a case stands on the side of a gap.
pub fn closes(gap: &Gap, program: &Program, facts: &Facts) -> bool {
    stands(&gap.probe, gap.side, &run(program, facts), program, facts)
}

/// A case that closes a gap, its conduct within a stretch of time if one is given; none if none was found.
pub fn close(
    gap: &Gap,
    program: &Program,
    day: Option<(usize, DateRange)>,
    because: &str,
) -> Option<Facts> {
    let drafts = Drafts::of(program, because);
    let around = surroundings(gap, program);
    for around in &around {
        for wished in wishes(&gap.probe, gap.side, program) {
            let mut all: Vec<Wish> = day.iter().map(|(fact, range)| Wish::Day(*fact, *range)).collect();
            all.extend(wished);
            all.extend(around.iter().cloned());
            let found = drafts.make(&all, &mut |facts| closes(gap, program, facts));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

fn scope(id: NodeId, program: &Program) -> Option<usize> {
    program.nodes.get(id.0 as usize).and_then(|n| n.scope)
}

/// What is wanted of the boundary itself: several ways, the most telling first.
fn wishes(probe: &Probe, side: Side, program: &Program) -> Vec<Vec<Wish>> {
    let there = |node: &NodeId| scope(*node, program).map(Wish::Row).into_iter().collect::<Vec<Wish>>();
    let gated = |gate: &Option<NodeId>| gate.map(|g| Wish::Truth(g, 0, true));
    let yes = side == Side::Holds;
    match probe {
        Probe::Standard { node, first, unit, gate } => {
            let n = match side {
                Side::Below => first.minus(unit),
                Side::At | Side::Holds | Side::Fails => first.clone(),
                Side::Above => first.plus(unit),
            };
            let mut all = there(node);
            all.push(Wish::Is(*node, 0, n));
            all.extend(gated(gate));
            vec![all]
        }
        Probe::Sum { node, at, gate } => {
            let times: &[(i64, i64)] = match side {
                Side::Below => &[(49, 50), (24, 25), (9, 10), (4, 5), (1, 2)],
                Side::At | Side::Holds | Side::Fails => &[(1, 1)],
                Side::Above => &[(51, 50), (26, 25), (11, 10), (6, 5), (3, 2), (2, 1)],
            };
            let some = times.iter().filter_map(|(n, d)| Ratio::new(*n, *d));
            some.map(|k| {
                let wish = Wish::Is(*node, 0, at.times(&k));
                [Some(wish), gated(gate)].into_iter().flatten().collect()
            })
            .collect()
        }
        Probe::Condition(node) => {
            let mut all = there(node);
            all.push(Wish::Truth(*node, 0, yes));
            vec![all]
        }
        Probe::Member(node, set) => {
            let mut all = there(node);
            let set = if yes { *set } else { Members(!set.0) };
            all.push(Wish::Member(*node, 0, set));
            vec![all]
        }
        Probe::Period { from, to, period } => {
            let mut all = there(from);
            all.extend(there(to));
            let days = match side {
                Side::Below => -1,
                Side::At | Side::Holds | Side::Fails => 0,
                Side::Above => 1,
            };
            all.push(Wish::Apart(*from, *to, 0, *period, days));
            vec![all]
        }
        Probe::Move { finding, grounds } => grounds
            .iter()
            .map(|g| vec![Wish::Truth(*finding, 0, yes), Wish::Truth(*g, 0, true)])
            .collect(),
    }
}

/// What should stand around the boundary so that the case turns on it: the fullest first, nothing last.
fn surroundings(gap: &Gap, program: &Program) -> Vec<Vec<Wish>> {
    let positive = matches!(gap.side, Side::At | Side::Above | Side::Holds);
    let mut out = Vec::new();
    if let Some(ground) = ground_of(gap, program) {
        let guards = guards(ground, program);
        let mut full = guards.clone();
        full.push(Wish::Truth(ground.holds, 0, positive));
        out.extend([full, guards]);
    }
    for offence in &program.offences {
        let element = offence.elements.iter().position(|e| {
            gap.probe == Probe::Condition(e.of_record.unwrap_or(e.holds)) && offence.names == gap.provision
        });
        let others = elements(offence, element);
        let reached = grounds(program)
            .find(|g| offence.grounds.iter().any(|o| o.degree == g.degree))
            .map(|g| Wish::AtLeast(g.degree, 0, Ratio::one()));
        match element {
            Some(_) if !positive => {
                let mut full = others.clone();
                full.extend(reached);
                out.extend([full, others]);
            }
            _ => {
                let mut full = others.clone();
                full.extend(offence.at_least.first().map(|n| Wish::Truth(*n, 0, true)));
                out.extend([full, others]);
            }
        }
        let of_case = offence.elements.iter().filter(|e| e.of_record.is_none());
        out.push(of_case.map(|e| Wish::Truth(e.holds, 0, true)).collect());
    }
    out.push(Vec::new());
    out
}

/// The elements of an offence but one, all of the first record.
fn elements(offence: &Offence, but: Option<usize>) -> Vec<Wish> {
    let mut out: Vec<Wish> = offence.record.map(Wish::Row).into_iter().collect();
    for (i, element) in offence.elements.iter().enumerate() {
        if Some(i) != but {
            out.push(Wish::Truth(element.of_record.unwrap_or(element.holds), 0, true));
        }
    }
    out
}

fn ground_of<'a>(gap: &Gap, program: &'a Program) -> Option<&'a Ground> {
    grounds(program).find(|g| g.provision == gap.provision)
}

/// What a ground needs beside its own condition: the elements of the case, and a record in question.
fn guards(ground: &Ground, program: &Program) -> Vec<Wish> {
    let Some(Op::And(all)) = program.nodes.get(ground.holds.0 as usize).map(|n| &n.op) else {
        return Vec::new();
    };
    let own = |id: &&NodeId| match program.nodes.get(id.0 as usize).map(|n| &n.op) {
        Some(Op::Reaches(degree, _)) => *degree != ground.degree,
        Some(Op::Some(..)) => true,
        _ => Some(**id) != condition(ground, program),
    };
    all.iter().filter(own).map(|id| Wish::Truth(*id, 0, true)).collect()
}

/// The condition of a ground that has no standard.
fn condition(ground: &Ground, program: &Program) -> Option<NodeId> {
    match program.nodes.get(ground.degree.0 as usize).map(|n| &n.op) {
        Some(Op::Plain(inner)) => Some(*inner),
        _ => None,
    }
}
