//! What a mapping reads from a row: every distinct column with its reading, typed.

use crate::case::{Mapping, Source, Takes, Target, Test};
use crate::ir::facts::{Known, Slot};
use crate::ir::node::Op;
use crate::ir::program::Program;
use crate::ir::schema::{Schema, Type};
use crate::val::Truth;

/// What one input is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum From {
    /// a column
    Cell(Source),
    /// a fact that is stated in some rows only: what it is then, the tests, what it is else
    Some { then: Then, tests: Vec<Test>, els: Known, open: Known },
    /// whether a record is there
    Tests(Vec<Test>),
}

/// What a fact is in rows that pass the tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Then {
    /// the same in each
    Same(Known),
    /// read from a column
    Cell(Box<Source>),
}

/// How an input is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// as the position of one of these
    Codes(Vec<Known>),
    /// as a number of steps, so many of which make a unit
    Steps(i64),
    /// as a number of days
    Days,
}

/// An input of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub(super) from: From,
    /// The tests of the records that it is read for, one of which must be there for a bad cell to count.
    pub(super) needed: Vec<Vec<Test>>,
    /// How it is held.
    pub sort: Sort,
}

/// A code is one of so many.
pub(super) const CODES: usize = 128;

/// The steps of a unit: amounts of money are exact to the fen.
pub(super) fn steps(ty: Type) -> i64 {
    match ty {
        Type::Number(crate::val::Unit::Yuan) => 100,
        Type::Number(_) | Type::YesNo | Type::Date | Type::Member(_) | Type::List(_) => 1,
    }
}

impl Input {
    /// An input, or none if it may hold too many different values to be held as codes.
    fn of(from: From, ty: Type, schema: &Schema) -> Option<Input> {
        let takes = |source: &Source| source.takes(schema);
        let (takes, more) = match &from {
            From::Tests(_) => (
                Takes::Listed([Truth::No, Truth::Yes, Truth::Unknown].map(Known::Truth).to_vec()),
                Vec::new(),
            ),
            From::Cell(source) => (takes(source), vec![source.empty.clone()]),
            From::Some { then: Then::Same(known), els, open, .. } => {
                (Takes::Listed(vec![known.clone()]), vec![els.clone(), open.clone()])
            }
            From::Some { then: Then::Cell(source), els, open, .. } => {
                (takes(source), vec![source.empty.clone(), els.clone(), open.clone()])
            }
        };
        let sort = match takes {
            Takes::Number => Sort::Steps(steps(ty)),
            Takes::Date => Sort::Days,
            Takes::Listed(mut all) => {
                for known in more.into_iter().chain([Known::unknown(ty, schema)]) {
                    if !all.contains(&known) {
                        all.push(known);
                    }
                }
                // what is known comes first
                all.sort_by_key(|k| !k.is_known());
                Sort::Codes(all)
            }
        };
        match &sort {
            Sort::Codes(all) if all.len() > CODES => None,
            Sort::Codes(_) | Sort::Steps(_) | Sort::Days => Some(Input { from, sort, needed: Vec::new() }),
        }
    }

    /// The columns on which it depends what it is.
    pub(super) fn columns(&self) -> Vec<usize> {
        match &self.from {
            From::Cell(source) => vec![source.column],
            From::Tests(tests) => tests.iter().map(|t| t.column).collect(),
            From::Some { then, tests, .. } => {
                let own = match then {
                    Then::Same(_) => None,
                    Then::Cell(source) => Some(source.column),
                };
                own.into_iter().chain(tests.iter().map(|t| t.column)).collect()
            }
        }
    }
}

/// The input of each target of a mapping; none where it cannot be held.
#[derive(Debug, Clone, Default)]
pub(super) struct Wiring {
    /// Values of facts, fields and findings.
    pub values: Vec<(Target, Option<usize>)>,
    /// Whether a record is there.
    pub records: Vec<(Target, Option<usize>)>,
}

impl Wiring {
    /// Wires a mapping, adding the inputs that are not there yet.
    pub(super) fn of(mapping: &Mapping, schema: &Schema, inputs: &mut Vec<Input>) -> Wiring {
        let mut out = Wiring::default();
        let mut add = |from: From, ty: Type, needed: &[Test]| {
            let input = Input::of(from, ty, schema)?;
            let same = |i: &Input| i.from == input.from && i.sort == input.sort;
            let at = inputs.iter().position(same).unwrap_or_else(|| {
                inputs.push(input);
                inputs.len() - 1
            });
            if let Some(input) = inputs.get_mut(at) {
                input.needed.push(needed.to_vec());
            }
            Some(at)
        };
        for (target, source) in &mapping.cells {
            let tests = mapping.only_if.iter().find(|(t, _)| t == target).map(|t| &t.1);
            let from = match (tests, target) {
                (Some(tests), Target::Fact(_) | Target::Finding(_)) => {
                    some(Then::Cell(Box::new(source.clone())), tests, *target, mapping, schema)
                }
                _ => From::Cell(source.clone()),
            };
            let needed = mapping.tests_of_record(*target);
            out.values.push((*target, add(from, source.field.ty, needed)));
        }
        for (target, tests) in &mapping.only_if {
            match target {
                Target::Record(..) => {
                    out.records.push((*target, add(From::Tests(tests.clone()), Type::YesNo, &[])));
                }
                Target::Fact(f) if !mapping.cells.iter().any(|c| c.0 == *target) => {
                    let same = mapping.template.slots.get(*f).map(|s| s.value.clone());
                    let ty = schema.facts.get(*f).map(|f| f.ty);
                    if let (Some(same), Some(ty)) = (same, ty) {
                        let from = some(Then::Same(same), tests, *target, mapping, schema);
                        out.values.push((*target, add(from, ty, &[])));
                    }
                }
                Target::Fact(_) | Target::Finding(_) | Target::Field(..) => {}
            }
        }
        out
    }
    /// The inputs that the rules of a program read.
    pub(super) fn read(&self, program: &Program) -> Vec<usize> {
        let reads = |target: &Target| {
            program.nodes.iter().any(|n| match (&n.op, target) {
                (Op::Fact(f), Target::Fact(t)) | (Op::Finding(f), Target::Finding(t)) => f == t,
                (Op::Field(r, f), Target::Field(list, _, field)) => {
                    program.schema.record_of(*list) == Some(*r) && f == field
                }
                _ => false,
            })
        };
        let values = self.values.iter().filter(|(t, _)| reads(t));
        values.chain(&self.records).filter_map(|(_, input)| *input).collect()
    }
    /// The input of a target: inner none if it cannot be held.
    pub(super) fn value(&self, target: Target) -> Option<Option<usize>> {
        self.values.iter().find(|(t, _)| *t == target).map(|(_, i)| *i)
    }
    /// The input that tells whether a record is there.
    pub(super) fn record(&self, target: Target) -> Option<Option<usize>> {
        self.records.iter().find(|(t, _)| *t == target).map(|(_, i)| *i)
    }
}

fn some(then: Then, tests: &[Test], target: Target, mapping: &Mapping, schema: &Schema) -> From {
    let field = match target {
        Target::Fact(f) => schema.facts.get(f),
        Target::Finding(_) | Target::Record(..) | Target::Field(..) => None,
    };
    let unmade = Known::Truth(Truth::Unknown);
    let (els, open) = match field {
        Some(field) => {
            (Slot::unstated(field, mapping.absent, schema).value, Known::unknown(field.ty, schema))
        }
        None => (unmade.clone(), unmade),
    };
    From::Some { then, tests: tests.to_vec(), els, open }
}
