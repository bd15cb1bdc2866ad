//! Sums over the records of a cell dealt out to records, each of which keeps the bounds of the cell.

use super::analysis::Placed;
use super::cells::Cell;
use crate::solve::{Answer, Budget, IntVar, Objective, Problem, Solver};
use crate::val::Ratio;
use std::collections::BTreeMap;

/// The steps that one sum may take.
const STEPS: Budget = Budget { steps: 20_000 };

/// So many records with these numbers, in least units.
pub(super) type Share = (Ratio, BTreeMap<usize, Ratio>);

impl Placed {
    /// What one record takes of a total of a field that is held against constants alone, so many others still to come.
    pub fn part(bounds: Option<&(Ratio, Option<Ratio>)>, rest: &Ratio, others: i64) -> Ratio {
        let Some((lo, hi)) = bounds else {
            return rest.clone();
        };
        // the others need their least; this one takes all else that it may
        let free = rest.minus(&lo.times(&Ratio::int(others)));
        match hi {
            Some(hi) if *hi < free => hi.clone(),
            _ => free,
        }
    }
}

/// The sums of so many records dealt out, to few sorts of records: each takes the mean, one way or the other rounded.
pub(super) fn shares(cell: &Cell, times: &Ratio, sums: &BTreeMap<usize, Ratio>) -> Option<Vec<Share>> {
    let each = times.inverse()?;
    let mut sorts: Vec<BTreeMap<usize, Ratio>> = vec![BTreeMap::new()];
    for (field, sum) in sums {
        let low = sum.times(&each).floor();
        let mut values = vec![low.clone()];
        if low.times(times) != *sum {
            values.push(low.plus(&Ratio::one()));
        }
        sorts = sorts
            .iter()
            .flat_map(|sort| {
                values.iter().map(|value| {
                    let mut sort = sort.clone();
                    sort.insert(*field, value.clone());
                    sort
                })
            })
            .collect();
    }
    sorts.retain(|sort| cell.keeps(sort));
    let mut problem = Problem::new();
    let numbers: Vec<IntVar> =
        sorts.iter().map(|_| problem.add_int("sort", Some(Ratio::zero()), None)).collect();
    let all: Vec<(Ratio, IntVar)> = numbers.iter().map(|n| (Ratio::one(), *n)).collect();
    let mut terms = vec![problem.equals(&all, times.clone())];
    for (field, sum) in sums {
        let of = sorts.iter().map(|sort| sort.get(field).cloned().unwrap_or_default());
        let parts: Vec<(Ratio, IntVar)> = of.zip(numbers.iter().copied()).collect();
        terms.push(problem.equals(&parts, sum.clone()));
    }
    let used = numbers.iter().map(|n| problem.at_least(&[(Ratio::one(), *n)], Ratio::one())).collect();
    let mut solver = Solver::new(&problem);
    let found = match solver.minimise(&mut problem, &terms, &[Objective::Count(used)], STEPS) {
        Answer::Model(model) => model,
        Answer::Impossible(_) => return None,
        Answer::NotDecided(_) => match solver.check(&problem, &terms, STEPS) {
            Answer::Model(model) => model,
            Answer::Impossible(_) | Answer::NotDecided(_) => return None,
        },
    };
    let dealt = numbers.into_iter().map(|n| found.int(n)).zip(sorts);
    Some(dealt.filter(|(n, _)| n.is_positive()).collect())
}

impl Cell {
    /// Whether numbers of one record keep the bounds on them.
    fn keeps(&self, values: &BTreeMap<usize, Ratio>) -> bool {
        let single = self.bounds.iter().all(|(field, (lo, hi))| {
            values.get(field).is_none_or(|n| lo <= n && hi.as_ref().is_none_or(|hi| n <= hi))
        });
        let mixed = self.mixed.iter().all(|(row, least)| {
            let add =
                |sum: Ratio, (field, by): (&usize, &Ratio)| Some(sum.plus(&by.times(values.get(field)?)));
            row.iter().try_fold(Ratio::zero(), add).is_none_or(|sum| sum >= *least)
        });
        single && mixed
    }
}
