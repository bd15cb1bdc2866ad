//! Finds every cell of a space by asking for records until none is left, and says what bounds its numbers.

use super::cells::{Bound, Cell, Factor, Form, Quantity, Space, Variant};
use super::joint::Joint;
use super::number::{Cases, Num};
use super::result::{Refused, Why};
use crate::ir::node::NodeId;
use crate::solve::{Answer, Budget, Model, Problem, Solver, Term};
use crate::val::Ratio;
use std::collections::{BTreeMap, BTreeSet};

/// Most combinations of answers that are looked at, of one kind of record.
const MOST: usize = 6_000;

impl Space {
    /// All cells in which some condition is met, in a fixed order.
    pub fn cells(&mut self, joint: &Joint, sums: &BTreeSet<(NodeId, NodeId)>) -> Result<Vec<Cell>, Refused> {
        // where a scaled number is totalled its factor is one, if that loses nothing: any other record has such a twin
        let mut ones = Vec::new();
        for (q, quantity) in &self.quantities {
            if let Quantity::Scaled(_, Factor { one: Some(one), .. }) = quantity {
                let of = sums.iter().filter(|s| s.1 == *q);
                let needed = of.filter_map(|s| self.filters.iter().find(|f| f.0 == s.0)).map(|f| f.1);
                let needed: Vec<Term> = needed.collect();
                let needed = self.encoder.problem.any(needed);
                ones.push(self.encoder.problem.implies(needed, *one));
            }
        }
        let mut all: Vec<Term> = Vec::new();
        all.extend(self.inputs.iter().map(|i| i.1));
        all.extend(self.atoms.iter().map(|a| a.1));
        let free = all.len();
        all.extend(&self.bands);
        let mut spare = self.spare.clone();
        for (_, quantity) in &self.quantities {
            match quantity {
                Quantity::Linear(cases) => all.extend(cases.iter().map(|c| c.0)),
                Quantity::Scaled(_, Factor { one: None, cases }) => all.extend(cases.iter().map(|c| c.0)),
                Quantity::Scaled(_, Factor { one: Some(_), cases }) => {
                    spare.extend(cases.iter().map(|c| c.0));
                }
            }
        }
        all.extend(self.filters.iter().map(|f| f.1));
        let mut problem = self.encoder.problem.clone();
        let any = problem.any(self.filters.iter().map(|f| f.1));
        problem.require(any);
        let mut solver = Solver::new(&problem);
        let mut found: BTreeMap<(bool, Vec<bool>), Cell> = BTreeMap::new();
        let mut count = 0;
        let blamed = self.filters.first().map_or(NodeId(0), |f| f.0);
        for as_one in [true, false] {
            let assume = if as_one { ones.clone() } else { Vec::new() };
            if !as_one {
                all.extend(&spare);
            }
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
                let values = problem.truths(&all, &model);
                let mut kept: Vec<Term> = all.iter().zip(&values).map(|(t, v)| t.if_not(!v)).collect();
                let vector = problem.all(kept.clone());
                problem.require(vector.not());
                kept.extend(&assume);
                let inputs = self.inputs.iter().map(|i| i.0).chain(self.atoms.iter().map(|a| a.0));
                let inputs = inputs.zip(values.iter().copied()).collect();
                let key: Vec<bool> = values.iter().skip(free).copied().collect();
                let cell = self.cell(&problem, &model, as_one);
                let variant = Variant { inputs, record: model, kept };
                found.entry((as_one, key)).or_insert(cell).variants.push(variant);
            }
            if ones.is_empty() {
                break;
            }
        }
        self.closing = Some(problem);
        for cell in found.values_mut() {
            cell.variants.sort_by(|a, b| a.inputs.cmp(&b.inputs));
        }
        Ok(found.into_values().collect())
    }

    fn cell(&self, problem: &Problem, model: &Model, as_one: bool) -> Cell {
        let filters: Vec<Term> = self.filters.iter().map(|f| f.1).collect();
        let met = self.filters.iter().zip(problem.truths(&filters, model)).filter(|(_, holds)| *holds);
        let meets = met.map(|(f, _)| f.0).collect();
        let held = |cases: &Cases| {
            let guards: Vec<Term> = cases.iter().map(|c| c.0).collect();
            let at = problem.truths(&guards, model).into_iter().position(|holds| holds)?;
            match cases.get(at) {
                Some((_, Num::Fin(linear))) => Some(linear.clone()),
                Some((_, Num::Above)) | None => None,
            }
        };
        let mut forms: BTreeMap<NodeId, Form> = BTreeMap::new();
        for (q, quantity) in &self.quantities {
            let form = match quantity {
                Quantity::Scaled(linear, Factor { one: Some(_), .. }) if as_one => Some(self.form(linear)),
                Quantity::Scaled(linear, factor) => held(&factor.cases).map(|by| self.product(linear, &by)),
                Quantity::Linear(cases) => held(cases).map(|linear| self.form(&linear)),
            };
            forms.extend(form.map(|form| (*q, form)));
        }
        let mut bounds: BTreeMap<usize, (Ratio, Option<Ratio>)> = BTreeMap::new();
        let mut mixed: Vec<Bound> = Vec::new();
        let spare: &[Term] = if as_one { &[] } else { &self.spare };
        let bands: Vec<Term> = self.bands.iter().chain(spare).copied().collect();
        for (term, holds) in bands.iter().zip(problem.truths(&bands, model)) {
            let Some((row, least)) = self.sides(*term) else { continue };
            let most = least.minus(&Ratio::one());
            match row.keys().next() {
                Some(field) if row.len() == 1 => {
                    let (lo, hi) = bounds.entry(*field).or_insert((Ratio::zero(), None));
                    if holds {
                        *lo = lo.clone().max(least);
                    } else {
                        *hi = Some(hi.clone().map_or(most.clone(), |hi| hi.min(most)));
                    }
                }
                Some(_) if holds => mixed.push((row, least)),
                Some(_) => {
                    let row = row.into_iter().map(|(field, by)| (field, by.negated())).collect();
                    mixed.push((row, most.negated()));
                }
                None => {}
            }
        }
        Cell { meets, forms, bounds, mixed, variants: Vec::new() }
    }
}
