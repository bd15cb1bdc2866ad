//! The sides on which no case of a suite stands, and a case made for each.

use super::boundary::{Boundary, Probe, Side, boundaries, grounds};
use super::coverage::{Coverage, provisions, stands};
use super::draft::{Drafts, Wish};
use crate::eval::{Path, at, bounds, children, run, slot_mut, ty};
use crate::ir::facts::{Facts, Known, Origin};
use crate::ir::node::{NodeId, Op};
use crate::ir::program::{Ground, Offence, Program};
use crate::ir::schema::{Names, Type};
use crate::val::{DateRange, Interval, Members, Ratio, Truth};
use std::collections::BTreeSet;

/// A side on which no case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The ground, or the element, article or term that reads it.
    pub provision: Names,
    /// The boundary, as it stands in the sheet; none if the ground itself never held or never failed.
    pub boundary: Option<Boundary>,
    /// The side.
    pub side: Side,
    probes: Vec<Probe>,
}

/// The gaps of a sheet: the grounds, standards, conditions; of a standard the number itself before its neighbours.
pub fn gaps(program: &Program, sheet: &Coverage) -> Vec<Gap> {
    let mut out = Vec::new();
    for (provision, (_, holds)) in sheet.provisions.iter().zip(provisions(program)) {
        out.extend(provision.missing().map(|side| Gap {
            provision: provision.provision.clone(),
            boundary: None,
            side,
            probes: holds.iter().map(|h| Probe::Condition(*h)).collect(),
        }));
    }
    let mut all: Vec<_> = sheet.boundaries.iter().zip(boundaries(program)).collect();
    all.sort_by_key(|(b, _)| b.standard.is_none());
    for (boundary, (_, probes)) in all {
        let mut sides: Vec<Side> = boundary.missing().collect();
        sides.sort_by_key(|s| *s != Side::At);
        out.extend(sides.into_iter().map(|side| Gap {
            provision: boundary.provision.clone(),
            boundary: Some(boundary.clone()),
            side,
            probes: probes.clone(),
        }));
    }
    out
}

/// Whether a case stands on the side of a gap.
pub fn closes(gap: &Gap, program: &Program, facts: &Facts) -> bool {
    let trace = run(program, facts);
    // a ground fails if it fails in every offence
    let all = gap.boundary.is_none() && gap.side == Side::Fails;
    let one = |p: &Probe| stands(p, gap.side, &trace, program, facts);
    if all { gap.probes.iter().all(one) } else { gap.probes.iter().any(one) }
}

/// A case that closes a gap, its conduct within a stretch of time if one is given; none if none was found.
/// Where one change of a case that is there closes it and turns the outcome, that is the case.
pub fn close(
    gap: &Gap,
    program: &Program,
    day: Option<(usize, DateRange)>,
    because: &str,
    known: &[Facts],
) -> Option<Facts> {
    if let Some(varied) = varied(gap, program, known) {
        return Some(varied);
    }
    let drafts = Drafts::of(program, because);
    for probe in &gap.probes {
        for around in surroundings(gap, probe, program) {
            for wished in wishes(probe, gap.side, program) {
                let mut all: Vec<Wish> = day.iter().map(|(f, range)| Wish::Day(*f, *range)).collect();
                all.extend(wished);
                all.extend(around.wishes.iter().cloned());
                let found = drafts.make(&all, &mut |facts| {
                    let turns = around
                        .look
                        .is_none_or(|(node, yes)| run(program, facts).truth(node) == Truth::from(yes));
                    turns && closes(gap, program, facts)
                });
                if found.is_some() {
                    return found;
                }
            }
        }
    }
    None
}

/// A case that is there with one value changed: one that must not turn the outcome first, then one that turns it.
fn varied(gap: &Gap, program: &Program, known: &[Facts]) -> Option<Facts> {
    let at_standard = gap.boundary.as_ref().is_some_and(|b| b.standard.is_some()) && gap.side == Side::At;
    for keeping in [true, false] {
        for probe in &gap.probes {
            let readable = match probe {
                Probe::Member(..) | Probe::Condition(_) | Probe::Period { .. } => true,
                Probe::Standard { node, .. } => scope(*node, program).is_some(),
                Probe::Sum { .. } | Probe::Move { .. } => false,
            };
            let keeps = keeps(probe, gap.side, program);
            if !readable || at_standard || keeping && keeps.is_none() {
                continue;
            }
            let keeps = keeps.filter(|_| keeping);
            for base in known.iter().filter(|b| outcome(program, b).1 > 0) {
                if let Some(facts) = changed(gap, probe, keeps, program, base) {
                    return Some(facts);
                }
            }
        }
    }
    None
}

/// The values that are named together with one that holds: any of them keeps the outcome. All, for a day within a period.
fn keeps(probe: &Probe, side: Side, program: &Program) -> Option<Members> {
    let op = |id: NodeId| program.nodes.get(id.0 as usize).map(|n| &n.op);
    match (probe, side) {
        (Probe::Member(_, _, among), Side::Holds) => Some(*among),
        (Probe::Period { .. }, Side::Below) => Some(Members(u128::MAX)),
        (Probe::Condition(id), Side::Holds) => {
            let Some(Op::IsMember(of, set)) = op(*id) else { return None };
            let like = |n: &NodeId| match op(*n) {
                Some(Op::IsMember(o, s)) if o == of => s.0,
                _ => 0,
            };
            let any = program.nodes.iter().filter_map(|n| match &n.op {
                Op::Or(ids) if ids.contains(id) => Some(ids.iter().map(like).fold(0, |a, b| a | b)),
                _ => None,
            });
            Some(Members(any.fold(0, |a, b| a | b))).filter(|all| all.0 != set.0 && !all.is_empty())
        }
        _ => None,
    }
}

fn changed(
    gap: &Gap,
    probe: &Probe,
    keeps: Option<Members>,
    program: &Program,
    base: &Facts,
) -> Option<Facts> {
    let before = outcome(program, base);
    for path in read(probe, program, base) {
        let swaps = match keeps {
            Some(all) if all.0 != u128::MAX => held_by(path, all, program, base),
            _ => true,
        };
        for value in values(path, probe, program, base).into_iter().filter(|_| swaps) {
            let mut facts = base.clone();
            let Some(slot) = slot_mut(path, &mut facts).filter(|s| s.value != value) else { continue };
            slot.value = value;
            slot.origin = Origin::Stated;
            let after = outcome(program, &facts);
            let good = after.0 == after.1 && (after == before) == keeps.is_some();
            if good && closes(gap, program, &facts) {
                return Some(facts);
            }
        }
    }
    None
}

fn outcome(program: &Program, facts: &Facts) -> (usize, usize) {
    bounds(program, &run(program, facts))
}

/// Whether the outcome of a case turns if the value is none of these.
fn held_by(path: Path, among: Members, program: &Program, base: &Facts) -> bool {
    let before = outcome(program, base);
    let Some(Type::Member(kind)) = ty(path, program) else { return false };
    let count = program.schema.kinds.get(kind).map_or(0, |k| k.members.len());
    let inside = matches!(at(path, base).map(|s| &s.value), Some(Known::Member(m)) if m.0 & !among.0 == 0);
    inside
        && Members(Members::all(count).0 & !among.0).iter().any(|m| {
            let mut facts = base.clone();
            if let Some(slot) = slot_mut(path, &mut facts) {
                slot.value = Known::Member(Members::one(m));
            }
            outcome(program, &facts) != before
        })
}

/// The facts that a boundary reads.
pub(super) fn read(probe: &Probe, program: &Program, facts: &Facts) -> Vec<Path> {
    let mut work = match probe {
        Probe::Standard { node, .. } | Probe::Condition(node) | Probe::Member(node, ..) => vec![*node],
        Probe::Period { from, to, .. } => vec![*from, *to],
        Probe::Sum { node, .. } => vec![*node],
        Probe::Move { .. } => Vec::new(),
    };
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    while let Some(id) = work.pop() {
        let Some(op) = program.nodes.get(id.0 as usize).map(|n| &n.op).filter(|_| seen.insert(id)) else {
            continue;
        };
        match op {
            Op::Fact(f) => out.push(Path::Fact(*f)),
            Op::Field(r, f) => {
                let list = program.schema.list_of(*r);
                let rows = match list.and_then(|l| facts.slots.get(l)).map(|s| &s.value) {
                    Some(Known::List(Some(rows))) => rows.len(),
                    _ => 0,
                };
                out.extend(list.into_iter().flat_map(|l| (0..rows).map(move |r| Path::Field(l, r, *f))));
            }
            _ => work.extend(children(op)),
        }
    }
    out
}

/// The values that a fact is tried at.
fn values(path: Path, probe: &Probe, program: &Program, facts: &Facts) -> Vec<Known> {
    let number = |n: Ratio| Known::Number(Interval::point(n), Vec::new());
    match (ty(path, program), probe) {
        (Some(Type::YesNo), _) => vec![Known::Truth(Truth::Yes), Known::Truth(Truth::No)],
        (Some(Type::Member(kind)), _) => {
            let count = program.schema.kinds.get(kind).map_or(0, |k| k.members.len());
            (0..count).map(|m| Known::Member(Members::one(m))).collect()
        }
        (Some(Type::Number(_)), Probe::Standard { first, unit, .. }) => {
            [first.minus(unit), first.clone(), first.plus(unit)].into_iter().map(number).collect()
        }
        (Some(Type::Number(_)), _) => vec![number(Ratio::zero()), number(Ratio::one())],
        (Some(Type::Date), Probe::Period { .. }) => match at(path, facts).map(|s| &s.value) {
            Some(Known::Date(d)) if d.is_point() => {
                let days = [d.lo.tomorrow(), d.lo.yesterday()];
                days.into_iter().flatten().map(|d| Known::Date(DateRange::point(d))).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
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
        Probe::Sum { node, at, gate, .. } => {
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
        Probe::Member(node, set, _) => {
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
        Probe::Move { finding, grounds } => {
            grounds.iter().map(|g| vec![Wish::Truth(*finding, 0, yes), Wish::Truth(*g, 0, true)]).collect()
        }
    }
}

/// What should stand around a boundary.
struct Around {
    wishes: Vec<Wish>,
    /// What the case must show beside it, though nothing more is asked for that.
    look: Option<(NodeId, bool)>,
}

/// What should stand around the boundary so that the case turns on it: the most telling first, nothing last.
fn surroundings(gap: &Gap, probe: &Probe, program: &Program) -> Vec<Around> {
    let positive = matches!(gap.side, Side::At | Side::Above | Side::Holds);
    let mut out = Vec::new();
    let mut add = |wishes: Vec<Wish>, look| out.push(Around { wishes, look });
    for ground in grounds(program).filter(|g| g.provision == gap.provision) {
        let guards = guards(ground, program);
        let mut full = guards.clone();
        full.push(Wish::Truth(ground.holds, 0, positive));
        add(guards.clone(), Some((ground.holds, positive)));
        add(full, None);
        add(guards, None);
    }
    for offence in &program.offences {
        let element = offence.elements.iter().position(|e| {
            *probe == Probe::Condition(e.of_record.unwrap_or(e.holds)) && offence.names == gap.provision
        });
        let others = elements(offence, element);
        match element {
            Some(_) if !positive => {}
            _ => {
                let mut full = others.clone();
                full.extend(offence.at_least.first().map(|n| Wish::Truth(*n, 0, true)));
                add(full, None);
            }
        }
        add(others, None);
        let of_case = offence.elements.iter().filter(|e| e.of_record.is_none());
        add(of_case.map(|e| Wish::Truth(e.holds, 0, true)).collect(), None);
    }
    add(Vec::new(), None);
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
