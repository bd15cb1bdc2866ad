//! What of a module does no work in its own rule set: each part is left out in turn, and the two compared over all cases.

use super::modules::Session;
use super::texts::RuleSet;
use crate::diag::{Code, Diagnostic, Sink};
use crate::hir::amend::label;
use crate::hir::{Looked, Module, Scope};
use crate::ir::from_hir::lower;
use crate::ir::program::Program;
use crate::lint::unallowed;
use crate::prove::{Bench, Found, Unsound};
use crate::syntax::ast::{
    Article, Body, Effect, Exception, Expr, ExprKind, Item, ItemKind, Leaves, Literal, Name, leaves_mut,
};
use crate::text::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What became of the questions that were put to one module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// How many questions were put.
    pub asked: usize,
    /// How many of them were not decided: beyond what can be put exactly, or beyond the budget of steps.
    pub open: usize,
    /// Where evaluation does not bear the prover out; what was asked.
    pub unsound: Option<String>,
}

/// A module read with one of the statutes that it interprets.
pub(super) struct Reading {
    pub(super) order: Vec<Arc<Module>>,
    looked: Vec<Looked>,
    pub(super) program: Arc<Program>,
    /// The statute, if it is not the usual one.
    pub(super) statute: Option<String>,
}

/// A part that is left out to see what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// a provision that no longer grants its grade, though others may still cite it; where its number stands
    Idle(Span),
    /// a condition that is taken to hold, or not to hold
    Settled(Span, bool),
}

/// A part with what people call it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    change: Change,
    /// Where it is told.
    pub(super) at: Span,
    /// The provision or definition, `English | 中文`.
    of: String,
    /// Its number, if it is a provision.
    pub(super) number: String,
}

/// A provision by its offence and number.
type Key = (usize, String);

/// How the provisions of a module lie, alike under all its statutes.
#[derive(Default)]
struct Order {
    /// Never met.
    never: BTreeSet<Key>,
    /// The second holds wherever the first does.
    implied: BTreeSet<(Key, Key)>,
    /// The grade and the full citation of each.
    told: BTreeMap<Key, (usize, String)>,
}

impl Session {
    /// What of a module does no work: notes go to the sink, but for those allowed in place. Nothing is asked of a module
    /// with errors, or of one that picks others by date.
    pub fn health(&mut self, name: &str) -> Health {
        let mut health = Health::default();
        let Some(module) = self.resolve(name).and_then(|full| self.module(&full)) else { return health };
        if module.header.selects.is_some() {
            return health;
        }
        let outer = std::mem::take(&mut self.sink);
        let readings = self.readings(&module);
        self.sink = outer;
        let Some(readings) = readings else { return health };
        let mut found = Vec::new();
        if let Err(fault) = self.examine(&module, &readings, &mut health, &mut found) {
            health.unsound = Some(fault.asked);
            return health;
        }
        let kept = self.with_subject(&module, |subject| unallowed(subject, found));
        kept.into_iter().for_each(|d| self.sink.push(d));
        health
    }

    /// The module under each statute that it interprets; none if one of them cannot be run.
    fn readings(&mut self, module: &Module) -> Option<Vec<Reading>> {
        let set = RuleSet::of(module.header.name.english());
        let mut statutes: Vec<Option<String>> = Vec::new();
        for statute in &module.header.interprets {
            statutes.push(Some(self.resolve(&statute.text)?));
        }
        if statutes.is_empty() {
            statutes.push(None);
        }
        let mut out = Vec::new();
        for statute in statutes {
            let program = self.program_of(&set, statute.as_deref(), None)?;
            let order = self.text_of_run(&set, statute.as_deref(), None);
            let looked = self.looked(&order);
            out.push(Reading { order, looked, program, statute });
        }
        Some(out)
    }

    fn examine(
        &mut self,
        module: &Module,
        readings: &[Reading],
        health: &mut Health,
        found: &mut Vec<Diagnostic>,
    ) -> Result<(), Unsound> {
        let mut benches: Vec<Bench<'_>> = readings.iter().map(|r| Bench::of(&r.program)).collect();
        never_hold(module, readings, &mut benches, health, found)?;
        if readings.iter().all(|r| r.program.offences.is_empty()) {
            return Ok(());
        }
        let order = ordered(readings, &mut benches, health)?;
        let Some(first) = readings.first() else { return Ok(()) };
        let mut told: Vec<Span> = Vec::new();
        let provisions = provisions(&first.order);
        let own = provisions.iter().filter(|p| p.at.file == module.file);
        for part in own {
            if let Some(d) = idle(part, &provisions, &order, |change| {
                without(change, module.file, readings, &mut benches, health)
            })? {
                told.push(part.at);
                found.push(d);
            }
        }
        together(&provisions, &order, module.file, found);
        self.gaps(module, readings, &mut benches, health, found)?;
        let parts = parts(&first.order, module.file);
        for (n, part) in parts.iter().enumerate() {
            self.tell(n, parts.len());
            let within =
                |s: &Span| s.file == part.at.file && s.start <= part.at.start && part.at.end <= s.end;
            if told.iter().any(within) {
                continue;
            }
            if without(part.change, module.file, readings, &mut benches, health)? {
                told.push(part.at);
                let text = self.sources.get(part.at.file).text;
                let words = text.get(part.at.start as usize..part.at.end as usize).unwrap_or_default();
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(Diagnostic::new(Code::IdlePart, part.at, &[&words, &part.of]));
            }
        }
        Ok(())
    }
}

/// Definitions, behaviours and interests of the module that hold in no case.
fn never_hold(
    module: &Module,
    readings: &[Reading],
    benches: &mut [Bench<'_>],
    health: &mut Health,
    found: &mut Vec<Diagnostic>,
) -> Result<(), Unsound> {
    for item in &module.items {
        let ItemKind::Predicate { name, .. } = &item.kind else { continue };
        let mut never = true;
        let mut known = false;
        for (reading, bench) in readings.iter().zip(benches.iter_mut()) {
            let named = reading.program.named.iter();
            for named in named.filter(|n| n.names.en == name.english() && n.names.zh == name.chinese()) {
                (known, health.asked) = (true, health.asked + 1);
                let met = bench.met(named.record, named.node)?;
                health.open += usize::from(met == Found::NotDecided);
                never &= met.is_impossible();
            }
        }
        if known && never {
            let called = format!("`{}` | “{}”", name.english(), name.chinese());
            found.push(Diagnostic::new(Code::NeverMet, name.name.span, &[&called]));
        }
    }
    Ok(())
}

/// How the provisions lie that grant a grade, under every statute alike.
fn ordered(readings: &[Reading], benches: &mut [Bench<'_>], health: &mut Health) -> Result<Order, Unsound> {
    let mut all: Option<Order> = None;
    for (reading, bench) in readings.iter().zip(benches.iter_mut()) {
        let mut now = Order::default();
        let (mut keys, mut nodes): (Vec<Key>, Vec<_>) = (Vec::new(), Vec::new());
        for (o, offence) in reading.program.offences.iter().enumerate() {
            for ground in offence.grounds.iter().filter(|g| g.at.is_some()) {
                let key = (o, ground.provision.en.clone());
                let cited = ground.cites.first().unwrap_or(&ground.provision);
                now.told.insert(key.clone(), (ground.grade, format!("{} | {}", cited.en, cited.zh)));
                keys.push(key);
                nodes.push(ground.holds);
            }
        }
        let lie = bench.lie(&nodes)?;
        health.asked += nodes.len() * nodes.len();
        health.open += lie.open;
        let key = |i: usize| keys.get(i).cloned();
        let never = lie.met.iter().enumerate().filter(|(_, met)| met.is_impossible());
        now.never = never.filter_map(|(i, _)| key(i)).collect();
        now.implied = lie.implied.iter().filter_map(|(a, b)| Some((key(*a)?, key(*b)?))).collect();
        all = Some(match all {
            None => now,
            Some(before) => Order {
                never: before.never.intersection(&now.never).cloned().collect(),
                implied: before.implied.intersection(&now.implied).cloned().collect(),
                told: before.told,
            },
        });
    }
    Ok(all.unwrap_or_default())
}

/// What is to be said of a provision without which every outcome is the same.
fn idle(
    part: &Part,
    all: &[Part],
    order: &Order,
    mut same: impl FnMut(Change) -> Result<bool, Unsound>,
) -> Result<Option<Diagnostic>, Unsound> {
    let mine: Vec<&Key> = order.told.keys().filter(|k| k.1 == part.number).collect();
    let Some((_, cited)) = mine.first().and_then(|k| order.told.get(*k)) else { return Ok(None) };
    if mine.iter().all(|k| order.never.contains(*k)) {
        return Ok(Some(Diagnostic::new(Code::NeverMet, part.at, &[cited])));
    }
    if !same(part.change)? {
        return Ok(None);
    }
    let grade = |k: &Key| order.told.get(k).map_or(0, |t| t.0);
    // the provision that holds wherever this one does: of the highest grade, and not this one in turn
    let covers = order.implied.iter().filter(|(a, b)| mine.contains(&a) && grade(b) >= grade(a));
    let covers = covers.filter(|(a, b)| a.0 == b.0 && !order.implied.contains(&(b.clone(), a.clone())));
    let Some((a, b)) = covers.max_by_key(|(_, b)| grade(b)) else {
        let twin = order.implied.iter().any(|(a, b)| mine.contains(&a) && grade(a) == grade(b));
        let d = Diagnostic::new(Code::NeverDecides, part.at, &[cited]);
        return Ok((!twin).then_some(d));
    };
    let code = if grade(b) > grade(a) { Code::HigherFirst } else { Code::Shadowed };
    let other = order.told.get(b).map_or("", |t| t.1.as_str());
    let mut d = Diagnostic::new(code, part.at, &[cited, other]);
    if let Some(there) = all.iter().find(|p| p.number == b.1) {
        d = d.also_because(there.at, "it always holds too | 此项总是同时成立");
    }
    Ok(Some(d))
}

/// Provisions of one grade that hold in the same cases.
fn together(all: &[Part], order: &Order, own: FileId, found: &mut Vec<Diagnostic>) {
    let place = |key: &Key| all.iter().find(|p| p.number == key.1).map(|p| p.at);
    for (a, b) in &order.implied {
        let both = a < b && a.0 == b.0 && order.implied.contains(&(b.clone(), a.clone()));
        let (Some(x), Some(y), true) = (order.told.get(a), order.told.get(b), both) else { continue };
        let (Some(first), Some(second)) = (place(a), place(b)) else { continue };
        if x.0 == y.0 && second.file == own {
            let d = Diagnostic::new(Code::AlwaysTogether, second, &[&y.1, &x.1]);
            found.push(d.also_because(first, "it holds in the same cases | 二者在同样的案件中成立"));
        }
    }
}

/// Whether a rule set without a part is proved to be the same, under every statute.
fn without(
    change: Change,
    own: FileId,
    readings: &[Reading],
    benches: &mut [Bench<'_>],
    health: &mut Health,
) -> Result<bool, Unsound> {
    for (reading, bench) in readings.iter().zip(benches.iter_mut()) {
        let Some(changed) = changed(reading, change, own) else { return Ok(false) };
        health.asked += 1;
        let differs = bench.differs(&changed)?;
        health.open += usize::from(differs == Found::NotDecided);
        if !differs.is_impossible() {
            return Ok(false);
        }
    }
    Ok(!readings.is_empty())
}

/// The program of a reading with a part left out; none if that text cannot stand.
fn changed(reading: &Reading, change: Change, own: FileId) -> Option<Program> {
    let mut order = reading.order.clone();
    let mut hit = false;
    for module in &mut order {
        let mut next = Module::clone(module);
        let mut leave = Leave { change, done: false };
        for item in &mut next.items {
            if !matches!(item.kind, ItemKind::Claim { .. } | ItemKind::Case(_)) {
                leave.item(item);
            }
        }
        if leave.done {
            hit = true;
            *module = Arc::new(next);
        }
    }
    let last = order.last()?;
    let mut sink = Sink::default();
    let scope = Scope::from_modules(&order, &reading.looked, &mut sink);
    let program = lower(&scope, &last.header.name, &mut sink);
    let (Change::Idle(at) | Change::Settled(at, _)) = change;
    (hit && at.file == own && !sink.has_errors()).then_some(program)
}

/// Leaves a part out.
struct Leave {
    change: Change,
    done: bool,
}

impl Leave {
    fn item(&mut self, item: &mut Item) {
        match (self.change, &mut item.kind) {
            (Change::Idle(at), ItemKind::Article(article)) => {
                let mut idle = |span: Span, standing: &mut bool| {
                    if span == at {
                        (*standing, self.done) = (false, true);
                    }
                };
                if let Body::Limbs { all: false, limbs, .. } = &mut article.body {
                    limbs.iter_mut().for_each(|l| idle(l.span, &mut l.standing));
                }
                idle(article.span, &mut article.standing);
            }
            (Change::Idle(_), _) => {}
            (Change::Settled(..), _) => leaves_mut(item, self),
        }
    }
}

impl Leaves for Leave {
    fn expression(&mut self, expr: &mut Expr) {
        if let Change::Settled(at, holds) = self.change
            && !self.done
            && expr.span == at
        {
            expr.kind = ExprKind::Literal(Literal::Truth(holds));
            self.done = true;
        }
    }
}

/// The provisions that grant a grade: limbs of which one is enough, else whole articles.
pub(super) fn provisions(order: &[Arc<Module>]) -> Vec<Part> {
    let mut out = Vec::new();
    let articles = order.iter().flat_map(|m| &m.items).filter_map(|i| match &i.kind {
        ItemKind::Article(article) if matches!(article.effect, Effect::Grade(_)) => Some(article),
        _ => None,
    });
    for article in articles.filter(|a| a.standing) {
        let part = |span: Span, at: Span, number: crate::syntax::ast::Provision| Part {
            change: Change::Idle(span),
            at,
            of: format!("{number} | {}", number.chinese()),
            number: number.to_string(),
        };
        match &article.body {
            Body::Limbs { all: false, limbs, .. } => {
                for limb in limbs.iter().filter(|l| l.standing) {
                    let mut number = article.number;
                    number.item = Some(limb.number);
                    out.push(part(limb.span, limb.entry.span, number));
                }
            }
            Body::Limbs { .. } | Body::Single(_) => {
                out.push(part(article.span, article.span, article.number));
            }
            Body::Empty => {}
        }
    }
    // of two sources with one number neither is meant
    let count = |number: &str| out.iter().filter(|p| p.number == number).count();
    let alone: Vec<bool> = out.iter().map(|p| count(&p.number) == 1).collect();
    out.into_iter().zip(alone).filter(|(_, alone)| *alone).map(|(p, _)| p).collect()
}

/// Every part of a condition that stands in a file: conjuncts, alternatives, exceptions, and limbs that are all needed.
fn parts(order: &[Arc<Module>], own: FileId) -> Vec<Part> {
    /// Parts that stand beside each other, and whether each is taken to hold when it is left out.
    struct Collect(Vec<(Vec<Span>, bool)>);
    /// Where names of choices stand.
    struct Chosen<'n>(&'n BTreeSet<String>, Vec<Span>);
    impl Leaves for Chosen<'_> {
        fn name(&mut self, name: &mut Name) {
            if self.0.contains(&name.text) {
                self.1.push(name.span);
            }
        }
    }
    impl Leaves for Collect {
        fn expression(&mut self, expr: &mut Expr) {
            match &expr.kind {
                ExprKind::And(all) => self.0.push((all.iter().map(|e| e.span).collect(), true)),
                ExprKind::Or(all) => self.0.push((all.iter().map(|e| e.span).collect(), false)),
                _ => {}
            }
        }
        fn exception(&mut self, exception: &mut Exception) {
            self.0.push((vec![exception.condition.span], false));
        }
    }
    // what a choice switches off or on does its work under the other choice; what a module leaves open, once it is filled
    let mut choices = BTreeSet::new();
    for item in order.iter().flat_map(|m| &m.items) {
        match &item.kind {
            ItemKind::Open { name, .. } if name.name.span.file != own => {}
            ItemKind::Parameter { name, .. } | ItemKind::Open { name, .. } => {
                choices.extend([name.english().to_owned(), name.chinese().to_owned()]);
            }
            _ => {}
        }
    }
    let mut out: Vec<Part> = Vec::new();
    for item in order.iter().flat_map(|m| &m.items) {
        let mut collect = Collect(Vec::new());
        match &item.kind {
            ItemKind::Claim { .. } | ItemKind::Case(_) | ItemKind::Edit(_) => continue,
            ItemKind::Article(Article { body: Body::Limbs { all: true, limbs, .. }, .. }) => {
                collect.0.push((limbs.iter().map(|l| l.entry.condition.span).collect(), true));
            }
            _ => {}
        }
        leaves_mut(&mut item.clone(), &mut collect);
        let mut chosen = Chosen(&choices, Vec::new());
        leaves_mut(&mut item.clone(), &mut chosen);
        let [en, zh] = called(item);
        let choice =
            |at: &Span| chosen.1.iter().any(|s| s.file == at.file && at.start <= s.start && s.end <= at.end);
        for (beside, holds) in collect.0.into_iter().filter(|(beside, _)| !beside.iter().any(choice)) {
            for at in beside {
                if at.file == own && out.iter().all(|p| p.at != at) {
                    let of = format!("{en} | {zh}");
                    out.push(Part { change: Change::Settled(at, holds), at, of, number: String::new() });
                }
            }
        }
    }
    // the wider part first: what stands in it is not told again
    out.sort_by_key(|p| (p.at.start, std::cmp::Reverse(p.at.end)));
    out
}

/// What people call an item: `[English, 中文]`.
fn called(item: &Item) -> [String; 2] {
    match &item.kind {
        ItemKind::Predicate { name, .. }
        | ItemKind::Classification { name, .. }
        | ItemKind::Quantity { name, .. }
        | ItemKind::Measure { name, .. } => [name.english().to_owned(), name.chinese().to_owned()],
        _ => label(item, &[]),
    }
}
