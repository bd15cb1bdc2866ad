//! What a case may vary in: facts, findings, unmade evaluations, records and what is said of them, with the programs that read
//! one of these under another name.

use super::analysis::Analysis;
use super::cells::Quantity;
use super::encode::{Source, Var};
use super::joint::Placed;
use super::region::Setting;
use crate::ir::node::{Node, Op};
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::solve::{ChoiceVar, Node as Part, Term};
use crate::val::{Date, Ratio};
use std::collections::BTreeSet;

/// What can move an answer by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mover {
    /// The list, if it is a field of its records, or what nobody evaluates of them.
    pub list: Option<Names>,
    /// The fact, field, finding or evaluation.
    pub names: Names,
}

/// One thing that a case may vary in; positions in the joint vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// a fact of the case that is no list, a finding, or an unmade evaluation
    Case(Source),
    /// all records of a sort
    List(usize),
    /// of each record: a field, or an unmade evaluation
    Record(usize, Source),
}

/// The things that the two programs read, each with the programs for the same case but for that thing.
pub(super) struct Things {
    pub all: Vec<(Thing, Mover)>,
    /// The values that numbers are given.
    pub amounts: BTreeSet<Ratio>,
    /// The days that are given.
    pub days: BTreeSet<Date>,
    /// Members that no case has.
    pub barred: BTreeSet<(ChoiceVar, usize)>,
    /// For each thing the programs, reading it under another name.
    pub twins: Vec<Vec<Program>>,
    /// For each thing, and each program, whether it reads it at all.
    pub read: Vec<Vec<bool>>,
}

impl Things {
    /// What the programs of a problem read.
    pub fn of(setting: &Setting<'_>, analysis: &Analysis<'_>) -> Things {
        let schema = &analysis.joint.schema;
        let mut all: Vec<(Thing, Mover)> = Vec::new();
        for (frame, source) in analysis.main.vars.keys() {
            let names = match source {
                Source::Fact(f) => schema.facts.get(*f).map(|f| f.names.clone()),
                Source::Finding(f) => schema.findings.get(*f).cloned(),
                Source::Open(o) => analysis.joint.opens.get(*o).map(|o| o.0.clone()),
                Source::Field(..) => None,
            };
            if let (0, Some(names)) = (frame, names) {
                all.push((Thing::Case(*source), Mover { list: None, names }));
            }
        }
        for space in &analysis.spaces {
            let list = schema.list_of(space.record).and_then(|f| schema.facts.get(f));
            let Some(list) = list.map(|f| f.names.clone()) else { continue };
            all.push((Thing::List(space.record), Mover { list: None, names: list.clone() }));
            for (frame, source) in space.encoder.vars.keys() {
                let names = match source {
                    Source::Field(r, f) => analysis.joint.field(*r, *f).map(|f| f.names.clone()),
                    Source::Open(o) => analysis.joint.opens.get(*o).map(|o| o.0.clone()),
                    Source::Fact(_) | Source::Finding(_) => None,
                };
                if let (Some(names), true) = (names, *frame > 0) {
                    let mover = Mover { list: Some(list.clone()), names };
                    all.push((Thing::Record(space.record, *source), mover));
                }
            }
        }
        let twins = all.iter().map(|(thing, _)| setting.twins(analysis, *thing)).collect();
        let read = all.iter().map(|(thing, _)| setting.read(analysis, *thing)).collect();
        let problem = &analysis.main.problem;
        let barred = problem.required().iter().filter(|t| t.is_denied());
        let barred = barred.filter_map(|t| match problem.node(*t) {
            Part::Is(choice, member) => Some((*choice, *member)),
            Part::Truth | Part::Bool(_) | Part::AtLeast(..) | Part::All(_) => None,
        });
        Things { all, amounts: amounts(analysis), days: days(setting), barred: barred.collect(), twins, read }
    }
}

/// The thresholds that single numbers are held against, and the numbers just below.
fn amounts(analysis: &Analysis<'_>) -> BTreeSet<Ratio> {
    let mut amounts = BTreeSet::from([Ratio::zero(), Ratio::one()]);
    let mut seen = BTreeSet::new();
    let mut todo: Vec<Term> = analysis.roots.values().copied().collect();
    while let Some(term) = todo.pop() {
        if !seen.insert(term.if_not(term.is_denied())) {
            continue;
        }
        match analysis.main.problem.node(term) {
            Part::AtLeast(form, number) => {
                if let [(var, by)] = analysis.main.problem.form(*form) {
                    let is_fen = |v: &Var| matches!(v, Var::Int(i, 100) if i == var);
                    let fen = analysis.main.vars.values().any(is_fen)
                        || analysis.main.sums.values().any(|(v, parts)| v == var && *parts == 100);
                    let unit = Ratio::new(1, if fen { 100 } else { 1 }).unwrap_or_else(Ratio::one);
                    let value = by.inverse().map_or_else(Ratio::zero, |i| number.times(&i).ceiling());
                    amounts.insert(value.times(&unit));
                    amounts.insert(value.minus(&Ratio::one()).times(&unit));
                }
            }
            Part::All(parts) => todo.extend(parts),
            Part::Truth | Part::Bool(_) | Part::Is(..) => {}
        }
    }
    amounts.retain(|n| *n >= Ratio::zero());
    amounts
}

/// The days that rules name, and those before.
fn days(setting: &Setting<'_>) -> BTreeSet<Date> {
    let named = setting.programs.iter().flat_map(|p| &p.nodes).filter_map(|n| match &n.op {
        Op::Date(day) => Some(*day),
        _ => None,
    });
    named.flat_map(|day| [Some(day), day.yesterday().ok()]).flatten().collect()
}

impl Setting<'_> {
    /// The programs, which read one thing under another name, so that it may be otherwise.
    fn twins(&self, analysis: &Analysis<'_>, thing: Thing) -> Vec<Program> {
        let programs = self.programs.iter().zip(&analysis.joint.programs);
        let other = |names: &mut Names| {
            names.en.push('\'');
            names.zh.push('\'');
        };
        let at = |list: &[usize], joint: usize| list.iter().position(|j| *j == joint);
        let twin = |(program, placed): (&&Program, &Placed)| {
            let mut twin = (*program).clone();
            let schema = &mut twin.schema;
            let source = match thing {
                Thing::Case(source) => source,
                Thing::Record(record, Source::Field(_, f)) => {
                    let own = at(&placed.records, record);
                    let field = own.and_then(|r| at(placed.fields.get(r)?, f));
                    let field =
                        own.zip(field).and_then(|(r, f)| schema.records.get_mut(r)?.fields.get_mut(f));
                    field.into_iter().for_each(|f| other(&mut f.names));
                    return twin;
                }
                Thing::Record(_, source) => source,
                Thing::List(record) => {
                    let own = at(&placed.records, record);
                    let list = own.and_then(|r| schema.list_of(r));
                    list.and_then(|f| schema.facts.get_mut(f)).into_iter().for_each(|f| other(&mut f.names));
                    own.and_then(|r| schema.records.get_mut(r)).into_iter().for_each(|r| other(&mut r.names));
                    return twin;
                }
            };
            let names = match source {
                Source::Fact(f) => {
                    at(&placed.facts, f).and_then(|f| schema.facts.get_mut(f)).map(|f| &mut f.names)
                }
                Source::Finding(f) => at(&placed.findings, f).and_then(|f| schema.findings.get_mut(f)),
                Source::Open(o) => at(&placed.opens, o).and_then(|o| twin.opens.get_mut(o)).map(|o| &mut o.0),
                Source::Field(..) => None,
            };
            names.into_iter().for_each(other);
            twin
        };
        programs.map(twin).collect()
    }

    /// Which of the programs read a thing.
    fn read(&self, analysis: &Analysis<'_>, thing: Thing) -> Vec<bool> {
        let programs = self.programs.iter().zip(&analysis.joint.programs);
        programs.map(|(program, placed)| program.nodes.iter().any(|n| reads(n, placed, thing))).collect()
    }
}

/// Whether a node of a program reads a thing.
fn reads(node: &Node, placed: &Placed, thing: Thing) -> bool {
    let is = |list: &[usize], own: usize, joint: usize| list.get(own) == Some(&joint);
    match (thing, &node.op) {
        (Thing::Case(Source::Fact(fact)), Op::Fact(f)) => is(&placed.facts, *f, fact),
        (Thing::Case(Source::Finding(finding)), Op::Finding(f)) => is(&placed.findings, *f, finding),
        (Thing::Case(Source::Open(open)) | Thing::Record(_, Source::Open(open)), Op::Open(o)) => {
            is(&placed.opens, *o, open)
        }
        (Thing::Record(record, Source::Field(_, field)), Op::Field(r, f)) => {
            is(&placed.records, *r, record) && placed.fields.get(*r).is_some_and(|own| is(own, *f, field))
        }
        (
            Thing::List(record),
            Op::Some(r, _) | Op::Count(r, _) | Op::Total(r, ..) | Op::Greatest(r, ..) | Op::Least(r, ..),
        ) => is(&placed.records, *r, record),
        (Thing::List(record), _) => node.scope.is_some_and(|r| is(&placed.records, r, record)),
        (Thing::Case(_) | Thing::Record(..), _) => false,
    }
}

/// Whether a thing is a field of a product: put twice, it makes many more kinds of records.
pub(super) fn is_multiplied(analysis: &Analysis<'_>, thing: Thing) -> bool {
    let Thing::Record(record, Source::Field(_, field)) = thing else { return false };
    let quantities = analysis.spaces.iter().filter(|s| s.record == record).flat_map(|s| &s.quantities);
    let products = quantities.filter(|(_, q)| matches!(q, Quantity::Scaled(..)));
    products.into_iter().any(|(node, _)| analysis.joint.fields_read(*node).contains(&field))
}
