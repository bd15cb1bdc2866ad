//! A case made to order: facts narrowed step by step until nodes of a rule set have the values that are wanted.
//!
//! What is wanted of a node is wanted of its children, down to facts; where there is a choice, the first that leads to
//! a whole case is taken. What nobody asks for stays as silence leaves it. A case is only ever as good as its run:
//! the caller looks at that.

use super::whole::{common, exactly, finished, usual};
use crate::eval::{Path, Val, at, run, slot_mut};
use crate::ir::facts::{Facts, Known, Origin, Row, Slot};
use crate::ir::node::{NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::Type;
use crate::val::{
    Date, DateRange, End, Interval, Members, Period, PeriodUnit, Ratio, Truth, Unit, add_period,
    subtract_period,
};
use std::collections::BTreeMap;

/// How many steps one case may take.
const STEPS: usize = 6000;
/// How many whole cases are looked at.
const CANDIDATES: usize = 60;
/// How many records of a kind a case may have.
const ROWS: usize = 6;

/// What is wanted of a node, for a record if it speaks of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// it holds, or fails
    Truth(NodeId, usize, bool),
    /// the number is this
    Is(NodeId, usize, Ratio),
    /// the number is at least this
    AtLeast(NodeId, usize, Ratio),
    /// the number is below this
    Below(NodeId, usize, Ratio),
    /// the value is one of these
    Member(NodeId, usize, Members),
    /// the second day is so many days after the last of the period (before it, if negative)
    Apart(NodeId, NodeId, usize, Period, i64),
    /// there is a record
    Row(usize),
    /// the day of a fact lies in this range
    Day(usize, DateRange),
}

/// A case under way.
#[derive(Debug, Clone)]
struct State {
    facts: Facts,
    found: BTreeMap<usize, bool>,
    wishes: Vec<Wish>,
}

/// Makes cases for one rule set.
pub(super) struct Drafts<'a> {
    program: &'a Program,
    /// Why a finding is made.
    because: String,
}

/// The alternatives of a step, the best first; none if the wish contradicts what stands.
type Ways = Vec<State>;

impl<'a> Drafts<'a> {
    /// Cases of a rule set.
    pub(super) fn of(program: &'a Program, because: &str) -> Drafts<'a> {
        Drafts { program, because: because.to_owned() }
    }

    /// The first case that grants the wishes and passes the look.
    pub(super) fn make(&self, wishes: &[Wish], good: &mut dyn FnMut(&Facts) -> bool) -> Option<Facts> {
        let schema = &self.program.schema;
        let open = |f: &crate::ir::schema::Field| Slot {
            value: match f.ty {
                Type::List(_) => Known::List(Some(Vec::new())),
                _ => Known::unknown(f.ty, schema),
            },
            origin: Origin::Unstated,
            span: None,
            evidence: None,
        };
        let facts = Facts {
            slots: schema.facts.iter().map(open).collect(),
            findings: schema.findings.iter().map(|_| None).collect(),
            opens: BTreeMap::new(),
        };
        let wishes = wishes.iter().rev().cloned().collect();
        let mut stack = vec![State { facts, found: BTreeMap::new(), wishes }];
        let mut seen = 0;
        for _ in 0..STEPS {
            let mut state = stack.pop()?;
            let Some(wish) = state.wishes.pop() else {
                for full in [true, false] {
                    let case = self.finished(&state, full);
                    if good(&case) {
                        return Some(case);
                    }
                }
                seen += 1;
                if seen >= CANDIDATES {
                    return None;
                }
                continue;
            };
            let mut ways = self.ways(state, wish);
            ways.reverse();
            stack.extend(ways);
        }
        None
    }

    fn op(&self, id: NodeId) -> Option<&'a Op> {
        self.program.nodes.get(id.0 as usize).map(|n| &n.op)
    }

    fn path(&self, op: &Op, row: usize) -> Option<Path> {
        match op {
            Op::Fact(f) => Some(Path::Fact(*f)),
            Op::Field(r, f) => Some(Path::Field(self.program.schema.list_of(*r)?, row, *f)),
            _ => None,
        }
    }

    fn rows(&self, state: &State, record: usize) -> usize {
        let list = self.program.schema.list_of(record).and_then(|f| state.facts.slots.get(f));
        match list.map(|s| &s.value) {
            Some(Known::List(Some(rows))) => rows.len(),
            _ => 0,
        }
    }

    /// The same with one more record; its position.
    fn longer(&self, state: &State, record: usize) -> Option<(State, usize)> {
        let mut longer = state.clone();
        let list = self.program.schema.list_of(record)?;
        let Some(Known::List(Some(rows))) = longer.facts.slots.get_mut(list).map(|s| &mut s.value) else {
            return None;
        };
        if rows.len() >= ROWS {
            return None;
        }
        rows.push(Row::unknown(record, &self.program.schema));
        let at = rows.len() - 1;
        Some((longer, at))
    }

    fn ways(&self, state: State, wish: Wish) -> Ways {
        match wish {
            Wish::Truth(id, row, yes) => self.truth(state, id, row, yes),
            Wish::Is(id, row, n) => self.number(state, id, row, &n),
            Wish::AtLeast(id, row, n) => self.at_least(state, id, row, &n),
            Wish::Below(id, row, n) => self.below(state, id, row, &n),
            Wish::Member(id, row, set) => self.narrowed(state, id, row, &Known::Member(set)),
            Wish::Apart(a, b, row, period, days) => self.apart(state, (a, b), row, period, days),
            Wish::Row(record) => match self.rows(&state, record) {
                0 => self.longer(&state, record).map(|l| l.0).into_iter().collect(),
                _ => vec![state],
            },
            Wish::Day(fact, range) => self.put(state, Path::Fact(fact), &Known::Date(range)),
        }
    }

    /// What is known of a leaf, narrowed.
    fn narrowed(&self, state: State, id: NodeId, row: usize, to: &Known) -> Ways {
        match self.op(id).and_then(|op| self.path(op, row)) {
            Some(path) => self.put(state, path, to),
            None => Vec::new(),
        }
    }

    fn put(&self, mut state: State, path: Path, to: &Known) -> Ways {
        let Some(slot) = slot_mut(path, &mut state.facts) else { return Vec::new() };
        let Some(both) = common(&slot.value, to) else { return Vec::new() };
        slot.value = both;
        slot.origin = Origin::Stated;
        vec![state]
    }

    /// The state with further wishes, the first to be looked at first.
    fn wishing(&self, state: &State, wishes: Vec<Wish>) -> State {
        let mut state = state.clone();
        state.wishes.extend(wishes.into_iter().rev());
        state
    }

    fn truth(&self, state: State, id: NodeId, row: usize, yes: bool) -> Ways {
        let Some(op) = self.op(id) else { return Vec::new() };
        let of = |ids: &[NodeId]| ids.iter().map(|i| Wish::Truth(*i, row, yes)).collect::<Vec<_>>();
        match op {
            Op::Truth(b) => {
                if *b == yes {
                    vec![state]
                } else {
                    Vec::new()
                }
            }
            Op::Finding(f) => {
                let mut state = state;
                match *state.found.entry(*f).or_insert(yes) == yes {
                    true => vec![state],
                    false => Vec::new(),
                }
            }
            Op::Not(a) => self.truth(state, *a, row, !yes),
            Op::And(ids) | Op::Or(ids) => {
                let all = matches!(op, Op::And(_)) == yes;
                match all {
                    true => vec![self.wishing(&state, of(ids))],
                    false => {
                        // what silence grants already needs no saying
                        let trace = run(self.program, &self.finished(&state, true));
                        let wanted = Val::Truth(Truth::from(yes));
                        let mut ids = ids.clone();
                        ids.sort_by_key(|i| trace.at(*i, row) != wanted);
                        of(&ids).into_iter().map(|w| self.wishing(&state, vec![w])).collect()
                    }
                }
            }
            Op::IsMember(a, set) => {
                let set = if yes { *set } else { Members(!set.0) };
                self.narrowed(state, *a, row, &Known::Member(set))
            }
            Op::Fact(_) | Op::Field(..) => self.narrowed(state, id, row, &Known::Truth(Truth::from(yes))),
            Op::Reaches(a, b) | Op::Exceeds(a, b) => {
                let strictly = matches!(op, Op::Exceeds(..));
                self.compared(state, (*a, *b), row, strictly, yes)
            }
            Op::Within(a, b, period) => {
                let wish = |days| Wish::Apart(*a, *b, row, *period, days);
                let days: &[i64] = if yes { &[0, -30] } else { &[1, 400] };
                days.iter().map(|d| self.wishing(&state, vec![wish(*d)])).collect()
            }
            Op::Some(record, a) => match yes {
                true => self.in_some(&state, *record, &|r| vec![Wish::Truth(*a, r, true)]),
                false => {
                    let none = (0..self.rows(&state, *record)).map(|r| Wish::Truth(*a, r, false)).collect();
                    vec![self.wishing(&state, none)]
                }
            },
            Op::Open(_)
            | Op::Number(_)
            | Op::Date(_)
            | Op::Indicator(_)
            | Op::Plus(_)
            | Op::Minus(..)
            | Op::Times(..)
            | Op::Max(_)
            | Op::Min(_)
            | Op::Plain(_)
            | Op::Gate(..)
            | Op::Count(..)
            | Op::Total(..)
            | Op::Greatest(..)
            | Op::Least(..) => Vec::new(),
        }
    }

    /// One record of which this is wanted: one that is there, or a new one.
    fn in_some(&self, state: &State, record: usize, wishes: &dyn Fn(usize) -> Vec<Wish>) -> Ways {
        let mut ways: Ways = (0..self.rows(state, record)).map(|r| self.wishing(state, wishes(r))).collect();
        if let Some((longer, at)) = self.longer(state, record) {
            ways.push(self.wishing(&longer, wishes(at)));
        }
        ways
    }

    fn compared(&self, state: State, of: (NodeId, NodeId), row: usize, strictly: bool, yes: bool) -> Ways {
        let (a, b) = of;
        match (self.op(a), self.op(b)) {
            (_, Some(Op::Number(n))) => {
                let n = if strictly { n.plus(&self.step(a)) } else { n.clone() };
                vec![self.wishing(
                    &state,
                    vec![match yes {
                        true => Wish::AtLeast(a, row, n),
                        false => Wish::Below(a, row, n),
                    }],
                )]
            }
            (Some(_), Some(Op::Date(day))) => {
                let day = if strictly { day.tomorrow().unwrap_or(*day) } else { *day };
                let range = match yes {
                    true => DateRange { lo: day, hi: Date::MAX },
                    false => DateRange { lo: Date::MIN, hi: day.yesterday().unwrap_or(day) },
                };
                self.narrowed(state, a, row, &Known::Date(range))
            }
            _ => Vec::new(),
        }
    }

    fn step(&self, id: NodeId) -> Ratio {
        match self.op(id).and_then(|op| self.path(op, 0)).and_then(|p| crate::eval::ty(p, self.program)) {
            Some(Type::Number(Unit::Yuan)) => Ratio::new(1, 100).unwrap_or_else(Ratio::one),
            _ => Ratio::one(),
        }
    }

    /// The number is this.
    fn number(&self, state: State, id: NodeId, row: usize, n: &Ratio) -> Ways {
        let Some(op) = self.op(id) else { return Vec::new() };
        let zero = Ratio::zero();
        let all_nought =
            |ids: &[NodeId]| ids.iter().map(|i| Wish::Is(*i, row, Ratio::zero())).collect::<Vec<Wish>>();
        match op {
            Op::Number(c) => {
                if c == n {
                    vec![state]
                } else {
                    Vec::new()
                }
            }
            Op::Fact(_) | Op::Field(..) => {
                let whole = n.times(&self.step(id).inverse().unwrap_or_else(Ratio::one)).is_integer();
                match whole && *n >= zero {
                    true => self.narrowed(state, id, row, &exactly(n)),
                    false => Vec::new(),
                }
            }
            Op::Plus(ids) => {
                if *n == zero {
                    return vec![self.wishing(&state, all_nought(ids))];
                }
                let rest = |taken: &[usize]| {
                    let others = ids.iter().enumerate().filter(|(i, _)| !taken.contains(i));
                    others.map(|(_, id)| Wish::Is(*id, row, Ratio::zero())).collect::<Vec<_>>()
                };
                let mut ways = Vec::new();
                // shares: of two first, as a sum is meant, then of one
                for (i, a) in ids.iter().enumerate() {
                    for (j, b) in ids.iter().enumerate().skip(i + 1) {
                        for part in
                            [Ratio::new(1, 2), Ratio::new(2, 5), Ratio::new(1, 50)].into_iter().flatten()
                        {
                            let some = n.times(&part);
                            let mut wishes =
                                vec![Wish::Is(*a, row, some.clone()), Wish::Is(*b, row, n.minus(&some))];
                            wishes.extend(rest(&[i, j]));
                            ways.push(self.wishing(&state, wishes));
                        }
                    }
                }
                for (i, a) in ids.iter().enumerate() {
                    let mut wishes = vec![Wish::Is(*a, row, n.clone())];
                    wishes.extend(rest(&[i]));
                    ways.push(self.wishing(&state, wishes));
                }
                ways
            }
            Op::Minus(a, b) => {
                vec![self.wishing(&state, vec![Wish::Is(*b, row, zero), Wish::Is(*a, row, n.clone())])]
            }
            Op::Times(a, b) => self.product(&state, (*a, *b), row, n, &|id, n| Wish::Is(id, row, n)),
            Op::Max(ids) => self.extreme(&state, ids, row, n, true),
            Op::Min(ids) => self.extreme(&state, ids, row, n, false),
            Op::Indicator(a) => match (*n == zero, *n == Ratio::one()) {
                (true, _) => self.truth(state, *a, row, false),
                (_, true) => self.truth(state, *a, row, true),
                _ => Vec::new(),
            },
            Op::Plain(a) => {
                if *n == zero {
                    self.truth(state, *a, row, false)
                } else {
                    Vec::new()
                }
            }
            Op::Gate(a, open) => {
                let both = vec![Wish::Is(*a, row, n.clone()), Wish::Truth(*open, row, true)];
                let mut ways = vec![self.wishing(&state, both)];
                if *n == zero {
                    ways.push(self.wishing(&state, vec![Wish::Truth(*open, row, false)]));
                }
                ways
            }
            Op::Total(record, met, num) | Op::Greatest(record, met, num) | Op::Least(record, met, num) => {
                let rows = self.rows(&state, *record);
                let out = |r: usize| Wish::Truth(*met, r, false);
                if *n == zero {
                    let mut ways = vec![self.wishing(&state, (0..rows).map(out).collect())];
                    let nought = (0..rows).map(|r| Wish::Is(*num, r, Ratio::zero())).collect();
                    ways.push(self.wishing(&state, nought));
                    return ways;
                }
                self.in_some(&state, *record, &|r| {
                    // a number that no record can have says so at once
                    let mut wishes = vec![Wish::Is(*num, r, n.clone()), Wish::Truth(*met, r, true)];
                    wishes.extend((0..rows).filter(|o| *o != r).map(out));
                    wishes
                })
            }
            Op::Count(record, met) => self.counted(&state, *record, *met, n, true),
            _ => Vec::new(),
        }
    }

    fn counted(&self, state: &State, record: usize, met: NodeId, n: &Ratio, exactly: bool) -> Ways {
        let Some(wanted) = n.as_i64().and_then(|n| usize::try_from(n).ok()) else { return Vec::new() };
        let mut longer = state.clone();
        while self.rows(&longer, record) < wanted {
            let Some((next, _)) = self.longer(&longer, record) else { return Vec::new() };
            longer = next;
        }
        let all = self.rows(&longer, record);
        let wishes = (0..all).filter(|r| exactly || *r < wanted);
        vec![self.wishing(&longer, wishes.map(|r| Wish::Truth(met, r, r < wanted)).collect())]
    }

    fn extreme(&self, state: &State, ids: &[NodeId], row: usize, n: &Ratio, most: bool) -> Ways {
        let just = |i: usize| {
            let other = |(j, id): (usize, &NodeId)| match (j == i, most) {
                (true, _) => Wish::Is(*id, row, n.clone()),
                (_, true) => Wish::Below(*id, row, n.plus(&self.step(*id))),
                (_, false) => Wish::AtLeast(*id, row, n.clone()),
            };
            self.wishing(state, ids.iter().enumerate().map(other).collect())
        };
        // a constant says at once whether it is the one
        let constant = ids.iter().position(|i| matches!(self.op(*i), Some(Op::Number(c)) if c == n));
        constant.into_iter().chain((0..ids.len()).filter(|i| Some(*i) != constant)).map(just).collect()
    }

    fn product(
        &self,
        state: &State,
        of: (NodeId, NodeId),
        row: usize,
        n: &Ratio,
        wish: &dyn Fn(NodeId, Ratio) -> Wish,
    ) -> Ways {
        let (a, b) = of;
        match (self.op(a), self.op(b)) {
            (_, Some(Op::Number(k))) => match k.inverse() {
                Some(by) => vec![self.wishing(state, vec![wish(a, n.times(&by))])],
                None => Vec::new(),
            },
            _ => {
                let one = |x, y| vec![Wish::Is(y, row, Ratio::one()), wish(x, n.clone())];
                vec![self.wishing(state, one(a, b)), self.wishing(state, one(b, a))]
            }
        }
    }

    /// The number is at least this.
    fn at_least(&self, state: State, id: NodeId, row: usize, n: &Ratio) -> Ways {
        let Some(op) = self.op(id) else { return Vec::new() };
        let zero = Ratio::zero();
        let each = |ids: &[NodeId]| {
            ids.iter().map(|i| self.wishing(&state, vec![Wish::AtLeast(*i, row, n.clone())])).collect()
        };
        if *n <= zero && !matches!(op, Op::Minus(..)) {
            return vec![state];
        }
        match op {
            Op::Number(c) => {
                if c >= n {
                    vec![state]
                } else {
                    Vec::new()
                }
            }
            Op::Fact(_) | Op::Field(..) => {
                let from = super::boundary::first(n, &self.step(id));
                let range = Interval::new(End::At(from), End::Above);
                self.narrowed(state, id, row, &Known::Number(range, Vec::new()))
            }
            Op::Plus(ids) | Op::Max(ids) => each(ids),
            Op::Min(ids) => {
                let all = ids.iter().map(|i| Wish::AtLeast(*i, row, n.clone())).collect();
                vec![self.wishing(&state, all)]
            }
            Op::Minus(a, b) => {
                vec![self.wishing(&state, vec![Wish::Is(*b, row, zero), Wish::AtLeast(*a, row, n.clone())])]
            }
            Op::Times(a, b) => self.product(&state, (*a, *b), row, n, &|id, n| Wish::AtLeast(id, row, n)),
            Op::Indicator(a) => match *n <= Ratio::one() {
                true => self.truth(state, *a, row, true),
                false => Vec::new(),
            },
            Op::Plain(a) => self.truth(state, *a, row, true),
            Op::Gate(a, open) => {
                let both = vec![Wish::AtLeast(*a, row, n.clone()), Wish::Truth(*open, row, true)];
                vec![self.wishing(&state, both)]
            }
            Op::Total(record, met, num) | Op::Greatest(record, met, num) | Op::Least(record, met, num) => {
                self.in_some(&state, *record, &|r| {
                    vec![Wish::Truth(*met, r, true), Wish::AtLeast(*num, r, n.clone())]
                })
            }
            Op::Count(record, met) => self.counted(&state, *record, *met, n, false),
            _ => Vec::new(),
        }
    }

    /// The number is below this.
    fn below(&self, state: State, id: NodeId, row: usize, n: &Ratio) -> Ways {
        let Some(op) = self.op(id) else { return Vec::new() };
        let all = |ids: &[NodeId], n: &Ratio| {
            ids.iter().map(|i| Wish::Below(*i, row, n.clone())).collect::<Vec<Wish>>()
        };
        match op {
            Op::Number(c) => {
                if c < n {
                    vec![state]
                } else {
                    Vec::new()
                }
            }
            Op::Fact(_) | Op::Field(..) => {
                let last = super::boundary::first(n, &self.step(id)).minus(&self.step(id));
                let range = Interval::new(End::zero(), End::At(last));
                self.narrowed(state, id, row, &Known::Number(range, Vec::new()))
            }
            Op::Plus(ids) => {
                let share = Ratio::int(ids.len() as i64).inverse().unwrap_or_else(Ratio::one);
                vec![self.wishing(&state, all(ids, &n.times(&share)))]
            }
            Op::Max(ids) => vec![self.wishing(&state, all(ids, n))],
            Op::Min(ids) => all(ids, n).into_iter().map(|w| self.wishing(&state, vec![w])).collect(),
            Op::Minus(a, _) => vec![self.wishing(&state, vec![Wish::Below(*a, row, n.clone())])],
            Op::Times(a, b) => match self.op(*b) {
                Some(Op::Number(k)) => match k.inverse() {
                    Some(by) => vec![self.wishing(&state, vec![Wish::Below(*a, row, n.times(&by))])],
                    None => Vec::new(),
                },
                _ => {
                    let once = vec![Wish::Is(*b, row, Ratio::one()), Wish::Below(*a, row, n.clone())];
                    let nought = vec![Wish::Is(*a, row, Ratio::zero())];
                    vec![self.wishing(&state, once), self.wishing(&state, nought)]
                }
            },
            Op::Indicator(a) | Op::Plain(a) => self.truth(state, *a, row, false),
            Op::Gate(a, open) => [Wish::Below(*a, row, n.clone()), Wish::Truth(*open, row, false)]
                .into_iter()
                .map(|w| self.wishing(&state, vec![w]))
                .collect(),
            Op::Total(record, met, num) | Op::Greatest(record, met, num) | Op::Least(record, met, num) => {
                let rows = self.rows(&state, *record);
                let mut ways = vec![];
                let share = Ratio::int(rows.max(1) as i64).inverse().unwrap_or_else(Ratio::one);
                let low = (0..rows).map(|r| Wish::Below(*num, r, n.times(&share))).collect();
                ways.push(self.wishing(&state, low));
                let out = (0..rows).map(|r| Wish::Truth(*met, r, false)).collect();
                ways.push(self.wishing(&state, out));
                ways
            }
            Op::Count(record, met) => {
                let out = (0..self.rows(&state, *record)).map(|r| Wish::Truth(*met, r, false)).collect();
                vec![self.wishing(&state, out)]
            }
            _ => Vec::new(),
        }
    }

    /// Two days, the second so many days after the end of the period that runs from the first.
    fn apart(&self, state: State, of: (NodeId, NodeId), row: usize, period: Period, days: i64) -> Ways {
        let (Some(from), Some(to)) = (self.op(of.0), self.op(of.1)) else { return Vec::new() };
        let (Some(a), Some(b)) = (self.path(from, row), self.path(to, row)) else { return Vec::new() };
        let known = |path: Path| match at(path, &state.facts).map(|s| &s.value) {
            Some(Known::Date(d)) => *d,
            _ => DateRange::any(),
        };
        let (first, second) = (known(a), known(b));
        let extra = Period { count: u32::try_from(days.unsigned_abs()).unwrap_or(0), unit: PeriodUnit::Days };
        let moved = |day: Date| match days >= 0 {
            true => Some(add_period(day, extra)),
            false => subtract_period(day, extra),
        };
        let pair = match (first.is_point(), second.is_point()) {
            (true, _) => moved(add_period(first.lo, period)).map(|end| (first.lo, end)),
            (false, _) => {
                let end = usual(&second);
                let back = match days >= 0 {
                    true => subtract_period(end, extra),
                    false => Some(add_period(end, extra)),
                };
                back.and_then(|d| subtract_period(d, period)).map(|start| (start, end))
            }
        };
        let Some((start, end)) = pair else { return Vec::new() };
        let day = |d| Known::Date(DateRange::point(d));
        self.put(state, a, &day(start)).into_iter().flat_map(|s| self.put(s, b, &day(end))).collect()
    }

    fn finished(&self, state: &State, full: bool) -> Facts {
        finished(&state.facts, &state.found, &self.because, &self.program.schema, full)
    }
}
