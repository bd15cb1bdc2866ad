//! One number moves: the stretches on which the outcome stays, with their exact ends.

use super::Grade;
use super::lines::{Layer, Refusal};
use crate::eval::{bounds, run};
use crate::val::Ratio;
use std::collections::BTreeSet;

/// A stretch of numbers with one outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The least number.
    pub from: Ratio,
    /// Whether the least number itself belongs to it.
    pub from_included: bool,
    /// The greatest number; none if it has no end.
    pub to: Option<Ratio>,
    /// Whether the greatest number itself belongs to it.
    pub to_included: bool,
    /// The outcome.
    pub grade: Grade,
}

/// The outcome from nought upwards, as the first number of the layer moves and all else stays.
pub fn sweep(layer: &Layer<'_>) -> Result<Vec<Stretch>, Refusal> {
    let lines = layer.lines()?;
    let cuts: BTreeSet<Ratio> = lines
        .iter()
        .filter_map(|l| Some(l.c.negated().times(&l.x.inverse()?)))
        .chain([Ratio::zero()])
        .filter(|n| *n >= Ratio::zero())
        .collect();
    let cuts: Vec<Ratio> = cuts.into_iter().collect();
    let grade = |n: &Ratio| bounds(layer.program, &run(layer.program, &layer.facts_at(n, &Ratio::zero())));
    let half = Ratio::new(1, 2).unwrap_or_else(Ratio::one);
    let mut out: Vec<Stretch> = Vec::new();
    for (i, cut) in cuts.iter().enumerate() {
        let next = cuts.get(i + 1);
        let between = next.map_or_else(|| cut.plus(&Ratio::one()), |n| cut.plus(n).times(&half));
        let point = Stretch {
            from: cut.clone(),
            from_included: true,
            to: Some(cut.clone()),
            to_included: true,
            grade: grade(cut),
        };
        let open = Stretch {
            from: cut.clone(),
            from_included: false,
            to: next.cloned(),
            to_included: false,
            grade: grade(&between),
        };
        for one in [point, open] {
            match out.last_mut().filter(|last| last.grade == one.grade) {
                Some(last) => (last.to, last.to_included) = (one.to, one.to_included),
                None => out.push(one),
            }
        }
    }
    Ok(out)
}
