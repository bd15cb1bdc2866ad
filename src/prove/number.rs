//! Linear numbers, told apart by cases where a condition decides which number is meant.

use crate::solve::{IntVar, Problem, Term};
use crate::val::Ratio;
use std::collections::BTreeMap;

/// A constant and multiples of whole-number variables.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Linear {
    pub constant: Ratio,
    pub parts: BTreeMap<IntVar, Ratio>,
}

/// A number, or what lies above every number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Num {
    /// a linear number
    Fin(Linear),
    /// the degree of a plain condition that holds
    Above,
}

/// Numbers under conditions of which exactly one holds.
pub(super) type Cases = Vec<(Term, Num)>;

impl Linear {
    /// A constant.
    pub fn constant(n: Ratio) -> Linear {
        Linear { constant: n, parts: BTreeMap::new() }
    }
    /// A multiple of a variable.
    pub fn var(var: IntVar, by: Ratio) -> Linear {
        Linear { constant: Ratio::zero(), parts: BTreeMap::from([(var, by)]) }
    }
    /// The sum.
    pub fn plus(&self, other: &Linear) -> Linear {
        let mut sum = self.clone();
        sum.constant = sum.constant.plus(&other.constant);
        for (var, by) in &other.parts {
            let all = sum.parts.get(var).map_or_else(|| by.clone(), |old| old.plus(by));
            if all == Ratio::zero() {
                sum.parts.remove(var);
            } else {
                sum.parts.insert(*var, all);
            }
        }
        sum
    }
    /// The multiple.
    pub fn times(&self, by: &Ratio) -> Linear {
        if *by == Ratio::zero() {
            return Linear::constant(Ratio::zero());
        }
        let parts = self.parts.iter().map(|(v, b)| (*v, b.times(by))).collect();
        Linear { constant: self.constant.times(by), parts }
    }
    /// The difference.
    pub fn minus(&self, other: &Linear) -> Linear {
        self.plus(&other.times(&Ratio::int(-1)))
    }
    /// The constant, if it is nothing else.
    pub fn as_constant(&self) -> Option<&Ratio> {
        self.parts.is_empty().then_some(&self.constant)
    }
    /// The parts as the problem takes them.
    pub fn terms(&self) -> Vec<(Ratio, IntVar)> {
        self.parts.iter().map(|(v, b)| (b.clone(), *v)).collect()
    }
    /// At least so much; more, if strict.
    pub fn reaches(&self, problem: &mut Problem, number: &Ratio, strict: bool) -> Term {
        let rest = number.minus(&self.constant);
        if strict {
            // more than the number: not at most
            problem.at_most(&self.terms(), rest).not()
        } else {
            problem.at_least(&self.terms(), rest)
        }
    }
    /// Just the number.
    pub fn equals(&self, problem: &mut Problem, number: &Ratio) -> Term {
        let rest = number.minus(&self.constant);
        problem.equals(&self.terms(), rest)
    }
    /// The least whole number by which it must be multiplied for whole coefficients.
    pub fn scale(&self) -> Ratio {
        let all = self.parts.values().chain([&self.constant]);
        let measure = all.fold(Ratio::one(), |measure, by| measure.common_measure(by));
        measure.inverse().unwrap_or_else(Ratio::one)
    }
}
