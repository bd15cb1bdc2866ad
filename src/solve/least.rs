//! The least values: one objective after the other, each fixed at its least before the next.

use super::answer::{Answer, Budget, Objective, Reason};
use super::formula::{IntVar, Model, Problem, Term};
use super::solver::Solver;
use crate::val::Ratio;

/// What is known of an objective: terms that say that it is at most so much.
struct Scale<'a> {
    objective: &'a Objective,
}

impl Scale<'_> {
    fn value(&self, problem: &Problem, model: &Model) -> Ratio {
        match self.objective {
            Objective::Count(terms) => {
                let held = problem.truths(terms, model).into_iter().filter(|holds| *holds).count();
                Ratio::int(i64::try_from(held).unwrap_or(i64::MAX))
            }
            Objective::Sum(parts) => model.sum(parts),
        }
    }
    fn at_most(&self, problem: &mut Problem, number: &Ratio) -> Term {
        match self.objective {
            Objective::Count(terms) => match number.as_i64().map(usize::try_from) {
                Some(Ok(count)) => problem.count_at_most(count, terms),
                Some(Err(_)) | None => Term::FALSE,
            },
            Objective::Sum(parts) => problem.at_most(parts, number.clone()),
        }
    }
    /// The distance between neighbouring values.
    fn unit(&self) -> Ratio {
        match self.objective {
            Objective::Count(_) => Ratio::one(),
            Objective::Sum(parts) => {
                parts.iter().fold(Ratio::zero(), |unit, (by, _)| unit.common_measure(by))
            }
        }
    }
    /// A number that no value is below, if the declared bounds give one.
    fn floor(&self, problem: &Problem) -> Option<Ratio> {
        match self.objective {
            Objective::Count(_) => Some(Ratio::zero()),
            Objective::Sum(parts) => {
                let linear: Vec<(IntVar, Ratio)> = parts.iter().map(|(by, var)| (*var, by.clone())).collect();
                problem.range(&linear).0
            }
        }
    }
}

impl Solver {
    /// As `check`, with values that make the first objective least, among these the second, and so on.
    /// Adds terms to the problem.
    pub fn minimise(
        &mut self,
        problem: &mut Problem,
        assume: &[Term],
        objectives: &[Objective],
        budget: Budget,
    ) -> Answer {
        self.steps().set(budget.steps);
        let mut assumed = assume.to_vec();
        let mut best = match self.ask(problem, &assumed) {
            Answer::Model(model) => model,
            answer @ (Answer::Impossible(_) | Answer::NotDecided(_)) => return answer,
        };
        for objective in objectives {
            let scale = Scale { objective };
            let found = self.least(problem, &mut assumed, &scale, best);
            self.want(problem, None);
            match found {
                Ok(model) => best = model,
                Err(reason) => return Answer::NotDecided(reason),
            }
        }
        Answer::Model(best)
    }
    /// Makes one objective least and fixes it there.
    fn least(
        &mut self,
        problem: &mut Problem,
        assumed: &mut Vec<Term>,
        scale: &Scale<'_>,
        mut best: Model,
    ) -> Result<Model, Reason> {
        let unit = scale.unit();
        let mut value = scale.value(problem, &best);
        // no value is below the floor; while there is none, steps grow
        let mut floor = scale.floor(problem);
        let mut stride = unit.clone();
        while !unit.is_zero() && floor.as_ref().is_none_or(|floor| *floor < value) {
            if matches!(scale.objective, Objective::Sum(_)) {
                let near = scale.at_most(problem, &value.minus(&unit));
                self.want(problem, Some(near));
            }
            let goal = match &floor {
                Some(floor) => {
                    let half = value.minus(floor).times(&Ratio::new(1, 2).unwrap_or_default());
                    let steps = half.times(&unit.inverse().unwrap_or_default()).floor();
                    floor.plus(&steps.times(&unit))
                }
                None => value.minus(&stride),
            };
            // endless: beyond any bound that whole coefficients of this size can need
            if floor.is_none() && stride > Ratio::int(i64::MAX) {
                return Err(Reason::Endless);
            }
            let below = scale.at_most(problem, &goal);
            assumed.push(below);
            let answer = self.ask(problem, assumed);
            assumed.pop();
            match answer {
                Answer::Model(model) => {
                    value = scale.value(problem, &model);
                    best = model;
                    stride = stride.times(&Ratio::int(1024));
                }
                Answer::Impossible(_) => floor = Some(goal.plus(&unit)),
                Answer::NotDecided(reason) => return Err(reason),
            }
        }
        let fixed = scale.at_most(problem, &value);
        assumed.push(fixed);
        Ok(best)
    }
}
