//! The outcome where intervals are too wide: undecided facts are split, the outcomes joined, each end shown attained.

use super::run::run;
use super::split::{Cuts, bounds, called, complete};
use crate::ir::facts::{Facts, Known};
use crate::ir::program::Program;
use crate::ir::schema::Names;

/// The outcomes that are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The least; 0 is no offence.
    pub lo: usize,
    /// The greatest.
    pub hi: usize,
    /// Whether a completion of the facts attains the least.
    pub lo_attained: bool,
    /// Whether a completion of the facts attains the greatest.
    pub hi_attained: bool,
}

/// How many runs one answer may take: fewer for larger cases, counted in values computed, never in seconds.
fn budget(program: &Program, facts: &Facts) -> usize {
    let rows: usize = facts
        .slots
        .iter()
        .map(|s| match &s.value {
            Known::List(Some(rows)) => rows.len(),
            _ => 0,
        })
        .sum();
    (1_000_000 / (program.nodes.len().max(1) * (1 + rows))).clamp(24, 1500)
}

/// The outcome of a case.
pub fn outcome(program: &Program, facts: &Facts) -> Outcome {
    let (lo, hi) = bounds(program, &run(program, facts));
    if lo == hi {
        return Outcome { lo, hi, lo_attained: true, hi_attained: true };
    }
    bounded(program, facts, &Cuts::of(program), budget(program, facts))
}

fn bounded(program: &Program, facts: &Facts, cuts: &Cuts, budget: usize) -> Outcome {
    let (lo, hi) = bounds(program, &run(program, facts));
    if lo == hi {
        return Outcome { lo, hi, lo_attained: true, hi_attained: true };
    }
    let (lo, lo_attained) = extreme(program, facts, cuts, budget, false);
    let (hi, hi_attained) = extreme(program, facts, cuts, budget, true);
    Outcome { lo, hi, lo_attained, hi_attained }
}

/// Branch and bound for the greatest or least outcome.
fn extreme(program: &Program, facts: &Facts, cuts: &Cuts, budget: usize, greatest: bool) -> (usize, bool) {
    let better = |a: usize, b: usize| if greatest { a > b } else { a < b };
    let mut left = budget;
    let mut best: Option<usize> = None;
    let mut open: Option<usize> = None;
    let mut stack = vec![facts.clone()];
    while let Some(here) = stack.pop() {
        let (lo, hi) = bounds(program, &run(program, &here));
        let bound = if greatest { hi } else { lo };
        if best.is_some_and(|b| !better(bound, b)) {
            continue;
        }
        if lo == hi && cuts.undecided(program, &here).is_empty() {
            best = Some(bound);
            continue;
        }
        for high in [greatest, !greatest] {
            let point = complete(cuts, program, &here, high);
            let (a, b) = bounds(program, &run(program, &point));
            left = left.saturating_sub(1);
            if a == b && best.is_none_or(|x| better(a, x)) {
                best = Some(a);
            }
        }
        if best.is_some_and(|b| !better(bound, b)) {
            continue;
        }
        left = left.saturating_sub(1);
        let parts = cuts
            .undecided(program, &here)
            .into_iter()
            .map(|p| cuts.parts(p, program, &here))
            .find(|parts| parts.len() > 1 || (parts.len() == 1 && parts.first() != Some(&here)));
        match parts {
            Some(parts) if left > 0 => {
                if open_list(&here, &parts) {
                    open = Some(open.map_or(bound, |o| if better(bound, o) { bound } else { o }));
                }
                stack.extend(parts);
            }
            _ => open = Some(open.map_or(bound, |o| if better(bound, o) { bound } else { o })),
        }
    }
    match (best, open) {
        (Some(b), Some(o)) if better(o, b) => (o, false),
        (Some(b), _) => (b, true),
        (None, Some(o)) => (o, false),
        (None, None) => (0, false),
    }
}

/// Whether the parts stand for an unknown list, which they do not exhaust.
fn open_list(here: &Facts, parts: &[Facts]) -> bool {
    here.slots.iter().enumerate().any(|(i, s)| {
        matches!(s.value, Known::List(None))
            && parts
                .first()
                .and_then(|p| p.slots.get(i))
                .is_some_and(|p| !matches!(p.value, Known::List(None)))
    })
}

/// The undecided facts that could change the outcome, most informative first, with what each alone could settle.
pub fn missing(program: &Program, facts: &Facts, whole: Outcome) -> Vec<(Names, Vec<usize>)> {
    if whole.lo == whole.hi {
        return Vec::new();
    }
    let cuts = Cuts::of(program);
    let mut found = Vec::new();
    let mut left = budget(program, facts);
    for path in cuts.undecided(program, facts) {
        if left == 0 {
            break;
        }
        let parts = cuts.parts(path, program, facts);
        let share = (left / parts.len().max(1)).clamp(1, 6);
        left = left.saturating_sub(parts.len() * share);
        let each: Vec<Outcome> = parts.iter().take(24).map(|p| bounded(program, p, &cuts, share)).collect();
        let matters = each.iter().any(|o| (o.lo, o.hi) != (whole.lo, whole.hi));
        if !matters {
            continue;
        }
        let mut gives: Vec<usize> = each.iter().filter(|o| o.lo == o.hi).map(|o| o.lo).collect();
        gives.sort();
        gives.dedup();
        let width: usize = each.iter().map(|o| o.hi - o.lo).sum();
        let order = (width * 100 / each.len().max(1), path);
        found.push((order, (called(path, program), gives)));
    }
    found.sort_by_key(|f| f.0);
    found.into_iter().map(|(_, f)| f).collect()
}
