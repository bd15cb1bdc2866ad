//! Whole numbers within bounds on sums: branches on the simplex, without recursion.

use super::lazy::Steps;
use super::simplex::{Cause, Simplex};
use crate::val::Ratio;

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

/// Searches whole values for the columns.
pub(super) fn whole(simplex: &Simplex, columns: &[usize], steps: &Steps) -> Whole {
    let mut simplex = simplex.clone();
    let mut causes: Vec<Cause> = Vec::new();
    let mut branches: Vec<Branch> = Vec::new();
    let mut result = simplex.check();
    loop {
        if !steps.take(1) {
            return Whole::Spent;
        }
        let (column, is_low, to) = match result {
            Ok(()) => {
                let values: Vec<Ratio> = columns.iter().map(|column| simplex.value(*column)).collect();
                let open = columns.iter().zip(&values).find(|(_, value)| !value.is_integer());
                let Some((column, value)) = open else {
                    return Whole::Values(values);
                };
                let floor = value.floor();
                let other = Some((*column, true, floor.plus(&Ratio::one())));
                branches.push(Branch { mark: simplex.mark(), other });
                (*column, false, floor)
            }
            Err(clash) => {
                causes.extend(clash);
                loop {
                    let Some(branch) = branches.last_mut() else {
                        causes.sort_unstable();
                        causes.dedup();
                        return Whole::Clash(causes);
                    };
                    simplex.return_to(branch.mark);
                    match branch.other.take() {
                        Some(next) => break next,
                        None => branches.pop(),
                    };
                }
            }
        };
        let before = simplex.pivots;
        result = simplex.narrow(column, is_low, to, Cause::Tried).and_then(|()| simplex.check());
        steps.take(simplex.pivots - before);
    }
}
