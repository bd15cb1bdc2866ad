//! Finds every cell of a space by asking for records until none is left, and says what bounds its numbers.

use super::cells::{Cell, Form, Quantity, Space, Variant};
use super::joint::Joint;
use super::number::Num;
use super::result::{Refused, Why};
use crate::ir::node::NodeId;
use crate::solve::{Answer, Budget, Model, Node, Problem, Solver, Term};
use crate::val::Ratio;
use std::collections::{BTreeMap, BTreeSet};

/// Most combinations of answers that are looked at, of one kind of record.
const MOST: usize = 6_000;

impl Space {
    /// All cells in which some condition is met, in a fixed order.
    pub fn cells(&mut self, joint: &Joint, sums: &BTreeSet<(NodeId, NodeId)>) -> Result<Vec<Cell>, Refused> {
        let mut problem = self.encoder.problem.clone();
        let met: Vec<Term> = self.filters.iter().map(|f| f.1).collect();
        let any = problem.any(met);
        problem.require(any);
        // where a scaled number is totalled its factor is one: any other record has a twin of that sort
        let mut ones = Vec::new();
        for (q, quantity) in &self.quantities {
            if let Quantity::Scaled(_, factor) = quantity {
                let needed = self.needed(&mut problem, *q, sums);
                ones.push((needed, problem.implies(needed, factor.is_one)));
            }
        }
        let mut guards = Vec::new();
        for (_, quantity) in &self.quantities {
            if let Quantity::Linear(cases) = quantity
                && cases.len() > 1
            {
                guards.extend(cases.iter().map(|c| c.0));
            }
        }
        let mut all: Vec<Term> = Vec::new();
        all.extend(self.inputs.iter().map(|i| i.1));
        all.extend(self.atoms.iter().map(|a| a.1));
        let free = all.len();
        all.extend(self.bands.iter().map(|b| b.1));
        all.extend(guards);
        all.extend(self.filters.iter().map(|f| f.1));
        let assume: Vec<Term> = ones.iter().map(|o| o.1).collect();
        let mut solver = Solver::new(&problem);
        let mut found: BTreeMap<Vec<bool>, Cell> = BTreeMap::new();
        let mut count = 0;
        let blamed = self.filters.first().map_or(NodeId(0), |f| f.0);
        for assume in [assume, Vec::new()] {
            let as_one = !assume.is_empty() || ones.is_empty();
            loop {
                let model = match solver.check(&problem, &assume, Budget::default()) {
                    Answer::Model(model) => model,
                    Answer::Impossible(_) => break,
                    Answer::NotDecided(_) => return Err(joint.refused(blamed, Why::TooMany)),
                };
                count += 1;
                if count > MOST {
                    return Err(joint.refused(blamed, Why::TooMany));
                }
                let values: Vec<bool> = all.iter().map(|t| problem.holds(*t, &model)).collect();
                let mut kept: Vec<Term> = all.iter().zip(&values).map(|(t, v)| t.if_not(!v)).collect();
                let vector = problem.all(kept.clone());
                problem.require(vector.not());
                let mut by = BTreeMap::new();
                for (q, quantity) in &self.quantities {
                    let Quantity::Scaled(_, factor) = quantity else { continue };
                    let needed = self.totalled(*q, sums, &problem, &model);
                    if as_one && needed {
                        kept.push(factor.is_one);
                    }
                    let value = factor.cases.iter().find(|(g, _)| problem.holds(*g, &model));
                    let Some((_, Num::Fin(linear))) = value else { continue };
                    let n = linear
                        .parts
                        .iter()
                        .fold(linear.constant.clone(), |sum, (v, b)| sum.plus(&b.times(&model.int(*v))));
                    if needed && !as_one && !self.is_fixed(&kept, factor, &n) {
                        return Err(joint.refused(*q, Why::Factor));
                    }
                    by.insert(*q, n);
                }
                let inputs = self.inputs.iter().map(|i| i.0).chain(self.atoms.iter().map(|a| a.0));
                let inputs = inputs.zip(values.iter().copied()).collect();
                let key: Vec<bool> = values.iter().skip(free).copied().collect();
                let cell = self.cell(&problem, &model, &by);
                let variant = Variant { inputs, record: model, kept };
                match found.get_mut(&key) {
                    Some(cell) => cell.variants.push(variant),
                    None => {
                        found.insert(key, Cell { variants: vec![variant], ..cell });
                    }
                }
            }
            if ones.is_empty() {
                break;
            }
        }
        for cell in found.values_mut() {
            cell.variants.sort_by(|a, b| a.inputs.cmp(&b.inputs));
        }
        Ok(found.into_values().collect())
    }

    fn needed(&self, problem: &mut Problem, q: NodeId, sums: &BTreeSet<(NodeId, NodeId)>) -> Term {
        let of = sums.iter().filter(|s| s.1 == q);
        let terms: Vec<Term> =
            of.filter_map(|s| self.filters.iter().find(|f| f.0 == s.0)).map(|f| f.1).collect();
        problem.any(terms)
    }

    fn totalled(
        &self,
        q: NodeId,
        sums: &BTreeSet<(NodeId, NodeId)>,
        problem: &Problem,
        model: &Model,
    ) -> bool {
        let of = sums.iter().filter(|s| s.1 == q);
        let mut terms = of.filter_map(|s| self.filters.iter().find(|f| f.0 == s.0)).map(|f| f.1);
        terms.any(|t| problem.holds(t, model))
    }

    /// Whether a factor has just this value in a cell.
    fn is_fixed(&self, kept: &[Term], factor: &super::cells::Factor, n: &Ratio) -> bool {
        let mut problem = self.encoder.problem.clone();
        let mut others = Vec::new();
        for (guard, num) in &factor.cases {
            let Num::Fin(linear) = num else { return false };
            let same = linear.equals(&mut problem, n);
            others.push(problem.both(*guard, same.not()));
        }
        // terms made after the copy do not exist here: all that is kept is older
        let other = problem.any(others);
        let mut assume: Vec<Term> = kept.to_vec();
        assume.push(other);
        let mut solver = Solver::new(&problem);
        matches!(solver.check(&problem, &assume, Budget::default()), Answer::Impossible(_))
    }

    fn cell(&self, problem: &Problem, model: &Model, by: &BTreeMap<NodeId, Ratio>) -> Cell {
        let met = self.filters.iter().filter(|f| problem.holds(f.1, model));
        let meets = met.map(|f| f.0).collect();
        let mut forms: BTreeMap<NodeId, Form> = BTreeMap::new();
        for (q, quantity) in &self.quantities {
            let form = match quantity {
                Quantity::Scaled(linear, _) => {
                    let factor = by.get(q).cloned().unwrap_or_else(Ratio::one);
                    self.form(linear, &factor)
                }
                Quantity::Linear(cases) => match cases.iter().find(|c| problem.holds(c.0, model)) {
                    Some((_, Num::Fin(linear))) => self.form(linear, &Ratio::one()),
                    _ => continue,
                },
            };
            forms.insert(*q, form);
        }
        let mut bounds: BTreeMap<usize, (Ratio, Option<Ratio>)> = BTreeMap::new();
        for (field, term) in &self.bands {
            let Node::AtLeast(_, least) = problem.node(*term) else { continue };
            let (lo, hi) = bounds.entry(*field).or_insert((Ratio::zero(), None));
            if problem.holds(*term, model) {
                *lo = lo.clone().max(least.clone());
            } else {
                let most = least.minus(&Ratio::one());
                *hi = Some(hi.clone().map_or(most.clone(), |hi| hi.min(most)));
            }
        }
        Cell { meets, forms, bounds, variants: Vec::new() }
    }
}
