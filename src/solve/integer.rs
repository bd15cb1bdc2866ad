//! Whole numbers within bounds on sums: branches on the simplex, without recursion. A branch is not on a number but on
//! a whole form that the rows at hand break, so that a thin band between two rows ends at once.

use super::lattice::{Parts, broken};
use super::lazy::Steps;
use super::simplex::{Cause, Simplex};
use crate::val::Ratio;
use std::collections::BTreeMap;

/// What a search for whole numbers ended with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whole {
    /// Values of the columns.
    Values(Vec<Ratio>),
    /// The causes that clash, ascending.
    Clash(Vec<Cause>),
    /// The steps ran out.
    Spent,
}

/// A branch: the bound still to try, if any, and where the bounds stood.
struct Branch {
    mark: usize,
    other: Option<(usize, bool, Ratio)>,
}

/// One search, on its own copy of the rows.
struct Search<'a> {
    simplex: Simplex,
    /// The whole numbers.
    columns: &'a [usize],
    /// Forms that were branched on.
    forms: BTreeMap<Parts, usize>,
    /// Whether to branch on forms at all.
    has_forms: bool,
}

/// Searches whole values for the columns.
pub(super) fn whole(simplex: &mut Simplex, columns: &[usize], steps: &Steps) -> Whole {
    let before = simplex.pivots;
    let result = simplex.check();
    steps.take(simplex.pivots - before);
    match result {
        Err(mut causes) => {
            causes.sort_unstable();
            causes.dedup();
            Whole::Clash(causes)
        }
        Ok(()) => match values(simplex, columns) {
            Ok(values) => Whole::Values(values),
            Err(_) => {
                // numbers find values, forms end thin bands: in turn, each time longer
                let mut rooms = (0..).map(|round| (round % 2 == 1, 100_u64 << round.min(40)));
                let search = |(has_forms, room): (bool, u64)| {
                    let own = Steps::default();
                    own.set(room.min(steps.left()));
                    let mut search =
                        Search { simplex: simplex.clone(), columns, forms: BTreeMap::new(), has_forms };
                    let found = search.run(&own);
                    let is_left = steps.take(room.min(steps.left()) - own.left());
                    (found != Whole::Spent || !is_left).then_some(found)
                };
                rooms.find_map(search).unwrap_or(Whole::Spent)
            }
        },
    }
}

/// The values, or the first column with a broken one.
fn values(simplex: &Simplex, columns: &[usize]) -> Result<Vec<Ratio>, usize> {
    let value = |column: &usize| Some(simplex.value(*column)).filter(Ratio::is_integer).ok_or(*column);
    columns.iter().map(value).collect()
}

impl Search<'_> {
    fn run(&mut self, steps: &Steps) -> Whole {
        let mut causes: Vec<Cause> = Vec::new();
        let mut branches: Vec<Branch> = Vec::new();
        let mut result = Ok(());
        loop {
            if !steps.take(1) {
                return Whole::Spent;
            }
            let (column, is_low, to) = match result {
                Ok(()) => {
                    let open = match values(&self.simplex, self.columns) {
                        Ok(values) => return Whole::Values(values),
                        Err(column) => column,
                    };
                    let (column, value) = self.broken().unwrap_or((open, self.simplex.value(open)));
                    let low = value.floor();
                    let high = low.plus(&Ratio::one());
                    let is_nearer_low = value.minus(&low) <= high.minus(&value);
                    let (now, later) = if is_nearer_low {
                        ((false, low), (true, high))
                    } else {
                        ((true, high), (false, low))
                    };
                    branches
                        .push(Branch { mark: self.simplex.mark(), other: Some((column, later.0, later.1)) });
                    (column, now.0, now.1)
                }
                Err(clash) => {
                    causes.extend(clash);
                    loop {
                        let Some(branch) = branches.last_mut() else {
                            causes.sort_unstable();
                            causes.dedup();
                            return Whole::Clash(causes.into_iter().filter(|c| *c != Cause::Tried).collect());
                        };
                        self.simplex.return_to(branch.mark);
                        match branch.other.take() {
                            Some(next) => break next,
                            None => branches.pop(),
                        };
                    }
                }
            };
            let before = self.simplex.pivots;
            result =
                self.simplex.narrow(column, is_low, to, Cause::Tried).and_then(|()| self.simplex.check());
            steps.take(self.simplex.pivots - before);
        }
    }

    /// The column of a whole form that is broken at the present values, and its value.
    fn broken(&mut self) -> Option<(usize, Ratio)> {
        const MOST_COLUMNS: usize = 60;
        const MOST_FORMS: usize = 50;
        const MOST_TIMES: i64 = 1000;
        if !self.has_forms || self.forms.len() > MOST_FORMS {
            return None;
        }
        let (columns, equations) = self.at_bounds();
        if columns.len() > MOST_COLUMNS {
            return None;
        }
        let (parts, value) = broken(columns, &equations)?;
        // great coefficients breed greater ones
        let given =
            equations.iter().filter(|(row, _)| !self.forms.contains_key(row)).flat_map(|(row, _)| row);
        let most =
            given.map(|(_, by)| by.magnitude()).max().unwrap_or(Ratio::one()).times(&Ratio::int(MOST_TIMES));
        if parts.iter().any(|(_, by)| by.magnitude() > most) {
            return None;
        }
        let column = match parts.as_slice() {
            [(column, by)] if by.is_unit() => return Some((*column, self.simplex.value(*column))),
            _ => match self.forms.get(&parts) {
                Some(column) => *column,
                None => {
                    let column = self.simplex.add_row(&parts);
                    self.forms.insert(parts, column);
                    column
                }
            },
        };
        Some((column, value))
    }
    /// What fixes the present values: the whole numbers in question, and the rows and numbers that lie at a bound, as
    /// equations. What has little room comes first: a form that breaks there cuts most.
    fn at_bounds(&self) -> (Vec<usize>, Vec<(Parts, Ratio)>) {
        let mut rows: Vec<(u8, Option<Ratio>, usize)> = Vec::new();
        let mut used: Vec<usize> = Vec::new();
        for column in self.simplex.open_columns() {
            let room = self.simplex.room(column);
            match self.simplex.definition(column) {
                Some(parts) => {
                    used.extend(parts.iter().map(|p| p.0));
                    rows.push((0, room, column));
                }
                None => rows.push((1, room, column)),
            }
        }
        used.sort_unstable();
        used.dedup();
        // no room known is much room
        rows.sort_by(|a, b| {
            let room = |r: &Option<Ratio>| (r.is_none(), r.clone().unwrap_or_default());
            (a.0, room(&a.1), a.2).cmp(&(b.0, room(&b.1), b.2))
        });
        let equation = |(_, _, column): (u8, Option<Ratio>, usize)| {
            let value = self.simplex.value(column);
            match self.simplex.definition(column) {
                Some(parts) => Some((parts.to_vec(), value)),
                None => used.binary_search(&column).ok().map(|_| (vec![(column, Ratio::one())], value)),
            }
        };
        let equations = rows.into_iter().filter_map(equation).collect();
        (used, equations)
    }
}
