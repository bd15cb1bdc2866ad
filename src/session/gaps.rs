//! Gaps of a module, over all cases: numbers of which more lightens before yet more weighs again, classes that leave a record
//! out, offences that change no outcome beside another. Each is shown by a case, or proved.

use super::health::{Health, Reading, provisions};
use super::modules::Session;
use super::overall::Bench as Shown;
use super::texts::RuleSet;
use crate::diag::{Code, Diagnostic, Lang};
use crate::eval::{children, run};
use crate::hir::Module;
use crate::ir::facts::{Facts, Known};
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::{Offence, Program};
use crate::ir::schema::{Field, Names, Type};
use crate::prove::{Bench, Found, Hole, Stopped, Unsound, Witness, hole};
use crate::syntax::ast::ItemKind;
use crate::text::Span;
use crate::val::{End, Interval, Ratio, Truth};
use std::collections::BTreeSet;

impl Session {
    /// What the rules of a module leave out, under every statute alike.
    pub(super) fn gaps(
        &mut self,
        module: &Module,
        readings: &[Reading],
        benches: &mut [Bench<'_>],
        health: &mut Health,
        found: &mut Vec<Diagnostic>,
    ) -> Result<(), Unsound> {
        self.holes(module, readings, health, found)?;
        self.left_out(module, readings, benches, health, found)?;
        covered(module, readings, benches, health, found)
    }

    /// Numbers that the outcome depends on: more of one, and yet more.
    fn holes(
        &mut self,
        module: &Module,
        readings: &[Reading],
        health: &mut Health,
        found: &mut Vec<Diagnostic>,
    ) -> Result<(), Unsound> {
        let Some(first) = readings.first() else { return Ok(()) };
        for number in numbers(&first.program) {
            let mut shown: Option<Hole> = None;
            let mut everywhere = true;
            for reading in readings {
                health.asked += 1;
                let same = reading.program.schema == first.program.schema;
                match if same { hole(&reading.program, number) } else { Ok(Found::NotDecided) } {
                    Ok(Found::Possible(hole)) => shown = shown.or(Some(hole)),
                    Ok(Found::Impossible) => everywhere = false,
                    Ok(Found::NotDecided) | Err(Stopped::Refused(_)) => {
                        health.open += 1;
                        everywhere = false;
                    }
                    Err(Stopped::Unsound(fault)) => return Err(fault),
                }
            }
            let Some(hole) = shown.filter(|_| everywhere) else { continue };
            let Some((at, beside)) = around(module, first, &hole) else { continue };
            let schema = &first.program.schema;
            let Some(field) = schema.facts.get(number) else { continue };
            let mut args = vec![said(&field.names)];
            for (facts, outcome) in hole.cases.iter().zip(hole.outcomes) {
                args.extend([amount(field, number, facts), said(&schema.outcome(outcome))]);
            }
            args.push(self.in_words(first, &hole.between));
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let mut d = Diagnostic::new(Code::LadderHole, at, &args);
            if let Some(beside) = beside {
                d = d.also_because(beside, "it holds with less | 数额较少时成立");
            }
            found.push(d);
        }
        Ok(())
    }

    /// Classes into which a record in question need not fall.
    fn left_out(
        &mut self,
        module: &Module,
        readings: &[Reading],
        benches: &mut [Bench<'_>],
        health: &mut Health,
        found: &mut Vec<Diagnostic>,
    ) -> Result<(), Unsound> {
        for item in &module.items {
            let ItemKind::Classification { name, classes, .. } = &item.kind else { continue };
            if classes.iter().any(|class| class.when.is_none()) {
                continue;
            }
            let mut shown: Option<(usize, Witness)> = None;
            let mut everywhere = true;
            for (at, (reading, bench)) in readings.iter().zip(benches.iter_mut()).enumerate() {
                let own = |class: &crate::syntax::ast::Class| {
                    let named = reading.program.named.iter();
                    let mut named = named.filter(|n| n.names.en == class.name.english());
                    named.find_map(|n| Some((n.record?, n.node)))
                };
                let own: Option<Vec<(usize, NodeId)>> = classes.iter().map(own).collect();
                let Some(own) = own else { return Ok(()) };
                let mut here = false;
                for offence in &reading.program.offences {
                    let (Some(record), Some(meets)) = (offence.record, offence.in_question) else { continue };
                    if own.iter().any(|(of, _)| *of != record) {
                        continue;
                    }
                    health.asked += 1;
                    let none_of: Vec<NodeId> = own.iter().map(|(_, node)| *node).collect();
                    match bench.beside(meets, &none_of)? {
                        Found::Possible(witness) => {
                            here = true;
                            shown = shown.or(Some((at, witness)));
                        }
                        Found::Impossible => {}
                        Found::NotDecided => health.open += 1,
                    }
                }
                everywhere &= here;
            }
            let Some((at, witness)) = shown.filter(|_| everywhere) else { continue };
            let Some(reading) = readings.get(at) else { continue };
            let args =
                [format!("`{}` | “{}”", name.english(), name.chinese()), self.in_words(reading, &witness)];
            let [named, case] = &args;
            found.push(Diagnostic::new(Code::LeftOut, name.name.span, &[named, case]));
        }
        Ok(())
    }

    /// What a case states, in a line: `English | 中文`.
    fn in_words(&mut self, reading: &Reading, witness: &Witness) -> String {
        let set = RuleSet { module: reading.program.module.en.clone(), with: Vec::new() };
        let Some(law) = self.law_under(&set, reading.statute.clone()) else { return String::new() };
        let mut bench = Shown::of(self, &[law]);
        bench.usual = false;
        let exhibit = bench.exhibit(witness, "between");
        let [en, zh] = [Lang::En, Lang::Zh].map(|lang| exhibit.stated(lang).replace(" | ", "/"));
        format!("{en} | {zh}")
    }
}

/// Offences that are made out only where another is, and no heavier.
fn covered(
    module: &Module,
    readings: &[Reading],
    benches: &mut [Bench<'_>],
    health: &mut Health,
    found: &mut Vec<Diagnostic>,
) -> Result<(), Unsound> {
    let mut all: Option<BTreeSet<(String, String)>> = None;
    for (reading, bench) in readings.iter().zip(benches.iter_mut()) {
        let offences = &reading.program.offences;
        if offences.len() < 2 {
            return Ok(());
        }
        let nodes: Vec<NodeId> = offences.iter().flat_map(|o| o.at_least.iter().copied()).collect();
        let lie = bench.lie(&nodes)?;
        health.asked += nodes.len() * nodes.len();
        health.open += lie.open;
        let first = |at: usize| offences.iter().take(at).map(|o| o.at_least.len()).sum::<usize>();
        let met = |at: usize| lie.met.get(at).is_some_and(|met| !met.is_impossible());
        let within = |a: usize, b: usize| {
            let grades = offences.get(a).map_or(0, |o| o.at_least.len());
            let under = |g: usize| !met(first(a) + g) || lie.implied.contains(&(first(a) + g, first(b) + g));
            grades > 0 && met(first(a)) && (0..grades).all(under)
        };
        let name = |o: &Offence| o.names.en.clone();
        let mut now = BTreeSet::new();
        for (a, x) in offences.iter().enumerate() {
            for (b, y) in offences.iter().enumerate() {
                // of two that coincide the later one is told
                if a != b && within(a, b) && (a > b || !within(b, a)) {
                    now.insert((name(x), name(y)));
                }
            }
        }
        all = Some(match all {
            None => now,
            Some(before) => before.intersection(&now).cloned().collect(),
        });
    }
    let placed = |name: &str| {
        let items = readings.iter().flat_map(|r| &r.order).flat_map(|m| &m.items);
        items.into_iter().find_map(|item| match &item.kind {
            ItemKind::Offence { name: own, .. } if own.english() == name => {
                Some((own.name.span, format!("`{}` | “{}”", own.english(), own.chinese())))
            }
            _ => None,
        })
    };
    for (inner, outer) in all.unwrap_or_default() {
        let (Some((at, a)), Some((other, b))) = (placed(&inner), placed(&outer)) else { continue };
        if at.file == module.file {
            let d = Diagnostic::new(Code::OffenceCovered, at, &[&a, &b]);
            found.push(d.also_because(other, "it is made out too | 此罪同时成立"));
        }
    }
    Ok(())
}

/// Which way a number moves what reads it: up with it, down with it.
type Ways = [bool; 2];

/// The facts of the case of whose number more may both raise and lower an outcome. Of any other the outcome only rises, or only
/// falls, so that there is no hole.
fn numbers(program: &Program) -> Vec<usize> {
    let mut ways: Vec<Ways> = vec![[false; 2]; program.nodes.len()];
    let add = |ways: &mut Vec<Ways>, id: &NodeId, [up, down]: Ways| {
        if let Some(known) = ways.get_mut(id.0 as usize) {
            *known = [known[0] || up, known[1] || down];
        }
    };
    for id in &program.at_least {
        add(&mut ways, id, [true, false]);
    }
    let above = never_below_nought(program);
    let above = |id: &NodeId| above.get(id.0 as usize).copied().unwrap_or(false);
    // what reads a node stands after it
    for (at, node) in program.nodes.iter().enumerate().rev() {
        let Some([up, down]) = ways.get(at).copied().filter(|w| *w != [false; 2]) else { continue };
        let (same, turned, both) = ([up, down], [down, up], [true; 2]);
        match &node.op {
            Op::And(_)
            | Op::Or(_)
            | Op::Plus(_)
            | Op::Max(_)
            | Op::Min(_)
            | Op::Plain(_)
            | Op::Indicator(_)
            | Op::Some(..)
            | Op::Count(..) => children(&node.op).iter().for_each(|c| add(&mut ways, c, same)),
            Op::Not(a) => add(&mut ways, a, turned),
            Op::Reaches(a, b) | Op::Exceeds(a, b) | Op::Minus(a, b) => {
                add(&mut ways, a, same);
                add(&mut ways, b, turned);
            }
            Op::Times(a, b) if above(a) && above(b) => {
                [a, b].into_iter().for_each(|c| add(&mut ways, c, same));
            }
            Op::Gate(number, condition)
            | Op::Total(_, condition, number)
            | Op::Greatest(_, condition, number)
                if above(number) =>
            {
                [condition, number].into_iter().for_each(|c| add(&mut ways, c, same));
            }
            // a condition, and a number that may be below nought
            _ => children(&node.op).iter().for_each(|c| add(&mut ways, c, both)),
        }
    }
    let fact = |(node, ways): (&Node, &Ways)| match node.op {
        Op::Fact(f) if *ways == [true; 2] => Some(f),
        _ => None,
    };
    let facts: BTreeSet<usize> = program.nodes.iter().zip(&ways).filter_map(fact).collect();
    let is_number = |f: &usize| program.schema.facts.get(*f).is_some_and(|f| matches!(f.ty, Type::Number(_)));
    facts.into_iter().filter(is_number).collect()
}

/// Of each node whether it is a number that is never below nought, as those that a case states are.
fn never_below_nought(program: &Program) -> Vec<bool> {
    let mut all: Vec<bool> = Vec::new();
    for node in &program.nodes {
        let of = |id: &NodeId| all.get(id.0 as usize).copied().unwrap_or(false);
        let is_above = match &node.op {
            Op::Number(n) => *n >= Ratio::zero(),
            Op::Fact(_) | Op::Field(..) | Op::Indicator(_) | Op::Plain(_) | Op::Count(..) => true,
            Op::Plus(parts) | Op::Min(parts) => parts.iter().all(of),
            Op::Max(parts) => parts.iter().any(of),
            Op::Times(a, b) => of(a) && of(b),
            Op::Gate(number, _) | Op::Total(_, _, number) => of(number),
            Op::Greatest(_, _, number) | Op::Least(_, _, number) => of(number),
            _ => false,
        };
        all.push(is_above);
    }
    all
}

/// The provision of the module beside a hole, above it or else below, and the one below where there are both.
fn around(module: &Module, reading: &Reading, hole: &Hole) -> Option<(Span, Option<Span>)> {
    let [below, between, above] = hole.cases.each_ref().map(|facts| run(&reading.program, facts));
    let all = provisions(&reading.order);
    let grounds = reading.program.offences.iter().flat_map(|o| &o.grounds).filter(|g| g.at.is_some());
    let gone: Vec<_> = grounds.filter(|g| between.truth(g.holds) == Truth::No).collect();
    let own = |trace: &crate::eval::Trace| {
        let mut lost = gone.iter().filter(|g| trace.truth(g.holds) == Truth::Yes);
        lost.find_map(|g| all.iter().find(|p| p.number == g.provision.en && p.at.file == module.file))
            .map(|p| p.at)
    };
    match (own(&below), own(&above)) {
        (below, Some(above)) => Some((above, below.filter(|b| *b != above))),
        (below, None) => Some((below?, None)),
    }
}

fn said(names: &Names) -> String {
    format!("{} | {}", names.en, names.zh)
}

/// What a case says of a number: `50 yuan | 50元`.
fn amount(field: &Field, fact: usize, facts: &Facts) -> String {
    let n = match facts.slots.get(fact).map(|slot| &slot.value) {
        Some(Known::Number(Interval { lo: End::At(n), .. }, _)) => n.clone(),
        _ => Ratio::zero(),
    };
    match field.ty {
        Type::Number(unit) => {
            let [en, zh] = unit.after(&n);
            format!("{} {en} | {}{zh}", n.decimal(), n.decimal())
        }
        _ => n.decimal(),
    }
}
