//! All values of a case, kept up to date while facts change: only what depends on a change is computed again.

use super::run::{Cell, Lists, Trace, Val, run, value};
use super::split::{Path, at, slot_mut};
use crate::ir::facts::{Facts, Known};
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::val::{End, Interval, Ratio, Truth};
use std::collections::{BTreeMap, BTreeSet};

/// Which nodes read which: computed once for a program.
pub struct Readers {
    nodes: Vec<Vec<u32>>,
    facts: BTreeMap<usize, Vec<u32>>,
    fields: BTreeMap<(usize, usize), Vec<u32>>,
    opens: BTreeMap<usize, Vec<u32>>,
    outcome: BTreeSet<u32>,
}

impl Readers {
    /// The readers of every node and fact of a program.
    pub fn of(program: &Program) -> Readers {
        let mut r = Readers {
            nodes: vec![Vec::new(); program.nodes.len()],
            facts: BTreeMap::new(),
            fields: BTreeMap::new(),
            opens: BTreeMap::new(),
            outcome: program.at_least.iter().map(|n| n.0).collect(),
        };
        for (id, node) in (0u32..).zip(&program.nodes) {
            match &node.op {
                Op::Fact(f) => r.facts.entry(*f).or_default().push(id),
                Op::Field(k, f) => r.fields.entry((*k, *f)).or_default().push(id),
                Op::Open(o) => r.opens.entry(*o).or_default().push(id),
                op => {
                    for child in children(op) {
                        if let Some(readers) = r.nodes.get_mut(child.0 as usize)
                            && readers.last() != Some(&id)
                        {
                            readers.push(id);
                        }
                    }
                }
            }
        }
        r
    }
}

/// The nodes that a node reads.
pub fn children(op: &Op) -> Vec<NodeId> {
    match op {
        Op::And(ids) | Op::Or(ids) | Op::Plus(ids) | Op::Max(ids) | Op::Min(ids) => ids.clone(),
        Op::Not(a) | Op::IsMember(a, _) | Op::Indicator(a) | Op::Plain(a) => vec![*a],
        Op::Some(_, a) | Op::Count(_, a) => vec![*a],
        Op::Reaches(a, b)
        | Op::Exceeds(a, b)
        | Op::Within(a, b, _)
        | Op::Minus(a, b)
        | Op::Times(a, b)
        | Op::Gate(a, b)
        | Op::Total(_, a, b)
        | Op::Greatest(_, a, b)
        | Op::Least(_, a, b) => vec![*a, *b],
        Op::Fact(_)
        | Op::Field(..)
        | Op::Finding(_)
        | Op::Open(_)
        | Op::Truth(_)
        | Op::Number(_)
        | Op::Date(_) => Vec::new(),
    }
}

/// One end of a sum: how many of its parts are without bound, and the rest.
#[derive(Debug, Clone)]
struct Sum {
    below: usize,
    above: usize,
    rest: Ratio,
}

impl Sum {
    fn new() -> Sum {
        Sum { below: 0, above: 0, rest: Ratio::zero() }
    }
    fn put(&mut self, end: &End, more: bool) {
        let step = |n: usize| if more { n + 1 } else { n.saturating_sub(1) };
        match end {
            End::Below => self.below = step(self.below),
            End::Above => self.above = step(self.above),
            End::At(n) if more => self.rest = self.rest.plus(n),
            End::At(n) => self.rest = self.rest.minus(n),
        }
    }
    fn end(&self, first: usize, first_end: End, second: usize, second_end: End) -> End {
        match (first, second) {
            (0, 0) => End::At(self.rest.clone()),
            (0, _) => second_end,
            _ => first_end,
        }
    }
}

/// What a node over all records has taken together.
#[derive(Debug, Clone)]
struct Tally {
    surely: usize,
    perhaps: usize,
    lo: Sum,
    hi: Sum,
}

impl Tally {
    fn put(&mut self, met: Truth, one: &Interval, more: bool) {
        let step = |n: usize| if more { n + 1 } else { n.saturating_sub(1) };
        match met {
            Truth::No => return,
            Truth::Unknown => self.perhaps = step(self.perhaps),
            Truth::Yes => self.surely = step(self.surely),
        }
        let one = one.gated(met);
        self.lo.put(&one.lo, more);
        self.hi.put(&one.hi, more);
    }
    fn some(&self) -> Truth {
        Truth::from_bounds(self.surely > 0, self.surely + self.perhaps > 0)
    }
    fn sum(&self) -> Interval {
        let lo = self.lo.end(self.lo.below, End::Below, self.lo.above, End::Above);
        let hi = self.hi.end(self.hi.above, End::Above, self.hi.below, End::Below);
        Interval::new(lo, hi)
    }
}

/// What was changed, with what stood there before.
enum Change {
    Cell(u32, usize, Val),
    Tally(u32, Tally),
    Slot(Path, Known),
    Open(usize, usize),
}

/// The values of a case under its present facts.
pub struct Sheet<'p> {
    program: &'p Program,
    readers: &'p Readers,
    facts: Facts,
    lists: Lists,
    trace: Trace,
    tallies: BTreeMap<u32, Tally>,
    log: Vec<Change>,
    due: BTreeSet<(u32, usize)>,
    /// How many values were computed so far.
    pub work: usize,
}

impl<'p> Sheet<'p> {
    /// Computes every value once.
    pub fn new(program: &'p Program, readers: &'p Readers, facts: Facts) -> Sheet<'p> {
        let trace = run(program, &facts);
        let lists = Lists::of(&program.schema, &facts);
        let mut work = 0;
        let mut tallies = BTreeMap::new();
        for (id, node) in (0u32..).zip(&program.nodes) {
            work += node.scope.map_or(1, |r| lists.count(r).0);
            let Some((record, condition, quantity)) = over_all(node) else { continue };
            let (n, open) = lists.count(record);
            if open {
                continue;
            }
            let mut tally = Tally { surely: 0, perhaps: 0, lo: Sum::new(), hi: Sum::new() };
            for row in 0..n {
                tally.put(trace.truth_at(condition, row), &counted(&trace, quantity, row), true);
            }
            tallies.insert(id, tally);
        }
        let (log, due) = (Vec::new(), BTreeSet::new());
        Sheet { program, readers, facts, lists, trace, tallies, log, due, work }
    }

    /// The present facts.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// What is known of a fact or field.
    pub fn known(&self, path: Path) -> Option<&Known> {
        at(path, &self.facts).map(|slot| &slot.value)
    }

    /// The values.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// A mark to which [`Sheet::undo`] comes back.
    pub fn mark(&self) -> usize {
        self.log.len()
    }

    /// Takes every change after a mark back.
    pub fn undo(&mut self, mark: usize) {
        while self.log.len() > mark {
            match self.log.pop() {
                Some(Change::Cell(id, row, val)) => drop(put(&mut self.trace, id, row, val)),
                Some(Change::Tally(id, tally)) => drop(self.tallies.insert(id, tally)),
                Some(Change::Slot(path, known)) => {
                    if let Some(slot) = slot_mut(path, &mut self.facts) {
                        slot.value = known;
                    }
                }
                Some(Change::Open(o, row)) => drop(self.facts.opens.remove(&(o, row))),
                None => {}
            }
        }
    }

    /// Changes one undecided value, not the length of a list.
    pub fn set(&mut self, path: Path, known: Known) {
        if let Path::Open(o, row) = path {
            self.facts.opens.insert((o, row), known == Known::Truth(Truth::Yes));
            self.log.push(Change::Open(o, row));
        } else if let Some(slot) = slot_mut(path, &mut self.facts) {
            let before = std::mem::replace(&mut slot.value, known);
            self.log.push(Change::Slot(path, before));
        }
        let (readers, row) = self.of_path(path);
        for id in readers {
            self.due(*id, row);
        }
        while let Some((id, row)) = self.due.pop_first() {
            self.again(id, row);
        }
    }

    /// The nodes that read a value, and its row.
    fn of_path(&self, path: Path) -> (&'p [u32], Option<usize>) {
        let (readers, row) = match path {
            Path::Open(o, row) => (self.readers.opens.get(&o), Some(row)),
            Path::Fact(f) => (self.readers.facts.get(&f), None),
            Path::Field(list, row, f) => match self.program.schema.record_of(list) {
                Some(record) => (self.readers.fields.get(&(record, f)), Some(row)),
                None => (None, None),
            },
        };
        (readers.map_or(&[], Vec::as_slice), row)
    }

    /// The rows of a node that a change reaches; `row` is none where the change is of the whole case.
    fn reached(&self, node: &Node, row: Option<usize>) -> std::ops::Range<usize> {
        match (node.scope, row) {
            (None, None | Some(0)) => 0..1,
            (None, Some(_)) => 0..0,
            (Some(record), None) => 0..self.lists.count(record).0,
            (Some(record), Some(row)) => row..(row + 1).min(self.lists.count(record).0),
        }
    }

    fn due(&mut self, id: u32, row: Option<usize>) {
        let Some(node) = self.program.nodes.get(id as usize) else { return };
        // what ranges over all records changes with any of them
        let row = if over_records(&node.op) { None } else { row };
        for row in self.reached(node, row) {
            self.due.insert((id, row));
        }
    }

    fn again(&mut self, id: u32, row: usize) {
        let Some(node) = self.program.nodes.get(id as usize) else { return };
        let val = match (&node.op, self.tallies.get(&id)) {
            (Op::Some(..), Some(tally)) => Val::Truth(tally.some()),
            (_, Some(tally)) => Val::Number(tally.sum()),
            (_, None) => value(node, row, &self.facts, &self.lists, &self.trace),
        };
        self.work += match &node.op {
            Op::Greatest(r, ..) | Op::Least(r, ..) => self.lists.count(*r).0,
            _ => 1,
        };
        if self.trace.at(NodeId(id), row) == val {
            return;
        }
        let of = node.scope.map(|_| row);
        let readers = self.readers.nodes.get(id as usize).map_or(&[][..], Vec::as_slice);
        for reader in readers {
            self.retally(*reader, of, false);
        }
        if let Some(before) = put(&mut self.trace, id, row, val) {
            self.log.push(Change::Cell(id, row, before));
        }
        for reader in readers {
            self.retally(*reader, of, true);
            self.due(*reader, of);
        }
    }

    /// Takes a record out of a tally before it changes, and puts it in again afterwards.
    fn retally(&mut self, id: u32, row: Option<usize>, more: bool) {
        let Some((record, condition, quantity)) = self.program.nodes.get(id as usize).and_then(over_all)
        else {
            return;
        };
        let Some(tally) = self.tallies.get_mut(&id) else { return };
        if !more {
            self.log.push(Change::Tally(id, tally.clone()));
        }
        let rows = row.map_or(0..self.lists.count(record).0, |r| r..r + 1);
        for row in rows {
            tally.put(self.trace.truth_at(condition, row), &counted(&self.trace, quantity, row), more);
        }
    }

    /// Whether a value can still change the outcome: undecided values lead from it to a grade.
    pub fn matters(&mut self, path: Path) -> bool {
        // an unknown list is read through its records
        if matches!(path, Path::Fact(f) if self.program.schema.record_of(f).is_some()) {
            return true;
        }
        let (readers, row) = self.of_path(path);
        let mut seen = BTreeSet::new();
        let mut todo: Vec<(u32, Option<usize>)> = readers.iter().map(|id| (*id, row)).collect();
        while let Some((id, row)) = todo.pop() {
            let Some(node) = self.program.nodes.get(id as usize) else { continue };
            let row = if over_records(&node.op) { None } else { row };
            if !seen.insert((id, row)) {
                continue;
            }
            self.work += 1;
            let open = self.reached(node, row).any(|row| undecided(&self.trace.at(NodeId(id), row)));
            if !open {
                continue;
            }
            if self.readers.outcome.contains(&id) {
                return true;
            }
            let of = node.scope.and(row);
            todo.extend(self.readers.nodes.get(id as usize).into_iter().flatten().map(|id| (*id, of)));
        }
        false
    }
}

fn undecided(val: &Val) -> bool {
    match val {
        Val::Truth(t) => *t == Truth::Unknown,
        Val::Number(i) => !i.is_point(),
        Val::Member(m) => m.len() != 1,
        Val::Date(d) => !d.is_point(),
    }
}

fn over_records(op: &Op) -> bool {
    matches!(op, Op::Some(..) | Op::Count(..) | Op::Total(..) | Op::Greatest(..) | Op::Least(..))
}

/// Record, condition and quantity of what is kept as a tally.
fn over_all(node: &Node) -> Option<(usize, NodeId, Option<NodeId>)> {
    match &node.op {
        Op::Some(r, c) | Op::Count(r, c) => Some((*r, *c, None)),
        Op::Total(r, c, q) => Some((*r, *c, Some(*q))),
        _ => None,
    }
}

fn counted(trace: &Trace, quantity: Option<NodeId>, row: usize) -> Interval {
    quantity.map_or_else(|| Interval::point(Ratio::one()), |q| trace.number_at(q, row))
}

/// Puts a value in; what stood there before.
fn put(trace: &mut Trace, id: u32, row: usize, val: Val) -> Option<Val> {
    match (trace.cells.get_mut(id as usize)?, val) {
        (Cell::One(old), val) => Some(std::mem::replace(old, val)),
        (Cell::Truths(truths), Val::Truth(t)) => Some(Val::Truth(std::mem::replace(truths.get_mut(row)?, t))),
        (Cell::Each(vals), val) => Some(std::mem::replace(vals.get_mut(row)?, val)),
        (cell @ Cell::Truths(_), val) => {
            // a column of truths that turns out to hold other values
            let Cell::Truths(truths) = cell else { return None };
            let mut vals: Vec<Val> = truths.drain(..).map(Val::Truth).collect();
            let old = std::mem::replace(vals.get_mut(row)?, val);
            *cell = Cell::Each(vals);
            Some(old)
        }
    }
}
