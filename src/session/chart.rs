//! Two rule sets over all cases, told apart by one to three facts: every part with what was proved of it.

use super::modules::Session;
use super::overall::{Bench, Exhibit, Held};
use super::scratch::Law;
use super::texts::RuleSet;
use crate::diag::{Code, Diagnostic, Lang};
use crate::hir::Twins;
use crate::ir::from_hir::{Asked, Sort};
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::prove::{Axis, Halted, Regions, Split, regions};
use crate::syntax::ast::{Entry, ExprKind};
use crate::syntax::parse_condition;
use crate::syntax::print::Printer;
use crate::text::Span;
use crate::val::Unit;

/// Facts that tell cases apart: at most so many.
const MOST_FACTS: usize = 3;

/// The facts that a text names, with commas between them; none if there are too few or too many.
pub fn facts_named(text: &str) -> Option<Vec<String>> {
    let facts: Vec<String> = text.split([',', '，', '、']).map(|f| f.trim().to_owned()).collect();
    (facts.len() <= MOST_FACTS && !facts.iter().any(String::is_empty)).then_some(facts)
}

/// Two rule sets over all cases, told apart by facts.
#[derive(Debug, Clone)]
pub struct Chart {
    /// What was compared.
    pub modules: Vec<Names>,
    /// The condition to which it was confined, as written.
    pub within: Option<String>,
    /// The outcomes in words, from no offence upwards.
    pub scale: Vec<Names>,
    /// What tells cases apart.
    pub facts: Vec<Told>,
    /// The same as nodes, for evaluation.
    pub axes: Vec<Axis>,
    /// What was found.
    pub found: Regions,
    /// For each finding and each pair of outcomes in it a smallest case.
    pub cases: Vec<Vec<Option<Box<Exhibit>>>>,
}

/// What tells cases apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// As it is written in either language.
    pub names: Names,
    /// The unit of a number.
    pub unit: Option<Unit>,
    /// How it was taken.
    pub how: How,
}

/// How what was named tells cases apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// by itself
    Itself,
    /// added up over the records
    Total,
    /// by how many records meet it
    Number,
}

impl Session {
    /// Compares two rule sets over all cases, told apart by facts, numbers or conditions as the first reads them; a class
    /// of records is added up, and of another condition on records it is counted how many meet it. None if a rule set or
    /// a fact is not there or at fault.
    pub fn chart(
        &mut self,
        a: &RuleSet,
        b: &RuleSet,
        only: Option<&str>,
        facts: &[String],
    ) -> Option<Result<Chart, Halted>> {
        let Held { sets, laws, asked } = self.held(a, b, only)?;
        let [first, second] = &laws;
        let twins = self.twins(&first.text);
        let told: Vec<Option<(Axis, Told)>> =
            facts.iter().map(|text| self.told(first, &twins, text)).collect();
        let told: Vec<(Axis, Told)> = told.into_iter().collect::<Option<_>>()?;
        let (axes, facts): (Vec<Axis>, Vec<Told>) = told.into_iter().unzip();
        let only_node = asked.as_ref().map(|(program, node)| (program, *node));
        let found = match regions(&first.program, &second.program, only_node, &axes) {
            Ok(found) => found,
            Err(halted) => return Some(Err(halted)),
        };
        let bench = Bench::of(self, &laws);
        let schema = &first.program.schema;
        let word = |grade: usize| schema.outcome(grade).en;
        let cases = found.areas.iter().enumerate().map(|(n, area)| {
            let shown = area.pairs.iter().map(|pair| {
                let id = format!("part-{}-{}-to-{}", n + 1, word(pair.from), word(pair.to));
                pair.witness.as_ref().map(|w| Box::new(bench.exhibit(w, &id)))
            });
            shown.collect()
        });
        Some(Ok(Chart {
            cases: cases.collect(),
            modules: sets.iter().map(|set| self.called(set)).collect(),
            within: only.map(str::to_owned),
            scale: (0..=schema.scale.len()).map(|g| schema.outcome(g)).collect(),
            facts,
            axes,
            found,
        }))
    }

    /// Something that tells cases apart under a law; faults go to the sink.
    fn told(&mut self, law: &Law, twins: &Twins, text: &str) -> Option<(Axis, Told)> {
        let file = self.typed("--facts", text);
        let entry = parse_condition(file, text, &mut self.sink)?;
        let asked = self.ask(law, &entry)?;
        let names = names(&entry, twins, text);
        match axis(asked) {
            Ok((axis, how)) => {
                let unit = match axis.split {
                    Split::Number(unit) if how != How::Number => unit,
                    _ => None,
                };
                Some((axis, Told { names, unit, how }))
            }
            Err(what) => {
                let span = Span { file, start: 0, end: text.len() as u32 };
                self.sink.push(Diagnostic::new(Code::NotACondition, span, &[text, what]));
                None
            }
        }
    }
}

/// What was asked as something of the case; else why it is none.
fn axis(asked: Asked) -> Result<(Axis, How), &'static str> {
    let Asked { mut program, node, sort, record, total, .. } = asked;
    let Some(record) = record else {
        let split = match sort {
            Sort::Truth => Split::Truth,
            Sort::Number(unit) => Split::Number(unit),
            Sort::Date => Split::Date,
            Sort::Member(kind) => Split::Member(kind),
        };
        let is_fact = matches!(program.nodes.get(node.0 as usize).map(|n| &n.op), Some(Op::Fact(_)));
        return match split {
            Split::Date | Split::Member(_) if !is_fact => Err("no fact of the case | 不是案件事实"),
            Split::Truth | Split::Number(_) | Split::Date | Split::Member(_) => {
                Ok((Axis { program, node, split }, How::Itself))
            }
        };
    };
    if let Some((node, unit)) = total {
        return Ok((Axis { program, node, split: Split::Number(unit) }, How::Total));
    }
    match sort {
        Sort::Truth => {
            let node = put(&mut program, None, Op::Count(record, node));
            Ok((Axis { program, node, split: Split::Number(None) }, How::Number))
        }
        Sort::Number(unit) => {
            let all = put(&mut program, Some(record), Op::Truth(true));
            let node = put(&mut program, None, Op::Total(record, all, node));
            Ok((Axis { program, node, split: Split::Number(unit) }, How::Total))
        }
        Sort::Date => Err("a day of each record | 各条记录的日期"),
        Sort::Member(_) => Err("a choice of each record | 各条记录的选项"),
    }
}

fn put(program: &mut Program, scope: Option<usize>, op: Op) -> NodeId {
    program.nodes.push(Node { scope, op });
    NodeId(program.nodes.len() as u32 - 1)
}

/// What was asked, in English and in Chinese; what is more than a name stays as it was written.
fn names(entry: &Entry, twins: &Twins, text: &str) -> Names {
    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| match &entry.condition.kind {
        ExprKind::Name(name) => Printer::new(lang, &twins.in_language(lang)).term(name),
        _ => text.trim().to_owned(),
    });
    Names { en, zh }
}
