//! What is answered, and how much may be spent on it.

use super::formula::{IntVar, Model, Term};
use crate::val::Ratio;

/// The answer to whether terms can hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// They can: with these values, checked by plain evaluation.
    Model(Model),
    /// They cannot. Ascending positions in the list of assumed terms which by themselves cannot hold.
    Impossible(Vec<usize>),
    /// Neither was found.
    NotDecided(Reason),
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The budget of steps was spent.
    Steps,
    /// What was to be made least has no least value.
    Endless,
    /// The values that were found do not pass plain evaluation: an error of this room.
    Unsound,
}

/// How many steps a question may take: a conflict, a pivot and a branch are a step each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// The greatest number of steps.
    pub steps: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { steps: 2_000_000 }
    }
}

/// What is to be as little as possible. Negative coefficients make an amount as great as possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objective {
    /// How many of the terms hold.
    Count(Vec<Term>),
    /// A sum of whole numbers.
    Sum(Vec<(Ratio, IntVar)>),
}
