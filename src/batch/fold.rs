//! A program over a mapping, folded: what is the same in each row is worked out once, records become as many copies of
//! their nodes, and what is left are sums and tests of inputs.

use super::input::{Input, Sort, Wiring, steps};
use super::logic::{Logic, Op as Made_, Roots};
use super::reach::{Goal, Reach, Side};
use super::value::{Bit, Cells, Made, Num, Sym, Tri, Which, anything, at, bit, day_range, tri};
use crate::case::{Mapping, Target};
use crate::ir::facts::Known;
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::Type;
use crate::val::{DateRange, End, Interval, Members, Ratio, Truth};
use std::collections::{BTreeMap, BTreeSet};

/// The records of a list, as far as they are the same in each row.
enum Records {
    /// those of a fact, each there where the truth holds; which stands for every item of which list
    Listed(usize, Vec<Tri>, Vec<Option<usize>>),
    /// nothing is known of the list
    Open,
}

/// Folds programs into one set of truths.
pub(super) struct Fold<'a> {
    inputs: &'a [Input],
    /// Whether every cell is known.
    exact: bool,
    /// The truths.
    pub logic: Logic,
    made: Vec<Made>,
    ids: BTreeMap<Made, Num>,
    /// What is left to the reference, `english | 中文`.
    pub left: BTreeSet<&'static str>,
}

/// A program and how its facts are read.
pub(super) struct Wired<'a> {
    pub program: &'a Program,
    pub mapping: &'a Mapping,
    pub wiring: &'a Wiring,
    /// The records, by fact and place, each of which stands for every item of a list; none if all are spread out.
    pub each: &'a [(usize, usize)],
}

impl<'a> Fold<'a> {
    /// Over inputs; if exact, only for rows of which every input is known.
    pub(super) fn new(inputs: &'a [Input], exact: bool) -> Fold<'a> {
        let codes = inputs.iter().map(|input| match &input.sort {
            Sort::Codes(all) => {
                let may = (0..all.len()).filter(|c| !exact || input.sort.is_known(*c));
                may.fold(0u128, |mask, c| mask | 1u128 << c)
            }
            Sort::Steps(_) | Sort::Days => 0,
        });
        Fold {
            inputs,
            exact,
            logic: Logic::new(codes.collect()),
            made: Vec::new(),
            ids: BTreeMap::new(),
            left: BTreeSet::new(),
        }
    }

    /// Folds a program in.
    pub(super) fn program(&mut self, wired: &Wired<'_>, grounds: bool) -> Roots {
        let records = self.records(wired);
        let mut cells: Cells = Vec::with_capacity(wired.program.nodes.len());
        for node in &wired.program.nodes {
            let copies = match node.scope.and_then(|r| records.get(r)) {
                None => 1,
                Some(Records::Open) => 1,
                Some(Records::Listed(_, there, _)) => there.len(),
            };
            let each = (0..copies).map(|row| self.value(node, row, wired, &records, &cells)).collect();
            cells.push(each);
        }
        let at = |id: &NodeId| tri(&cells, *id, 0);
        let all = wired.program.offences.iter().flat_map(|o| &o.grounds).filter(|_| grounds);
        let held: Vec<Tri> = all.map(|g| at(&g.holds)).collect();
        Roots {
            sure: wired.program.at_least.iter().map(|n| at(n).sure).collect(),
            may: wired.program.at_least.iter().map(|n| at(n).may).collect(),
            grounds: held.iter().map(|t| t.sure).collect(),
            grounds_may: held.iter().map(|t| t.may).collect(),
        }
    }

    fn records(&mut self, wired: &Wired<'_>) -> Vec<Records> {
        let schema = &wired.program.schema;
        let one = |(record, _): (usize, _)| {
            let Some(list) = schema.list_of(record) else {
                return Records::Listed(usize::MAX, Vec::new(), Vec::new());
            };
            let Some(rows) = wired.mapping.records(list) else { return Records::Open };
            let there = |row: usize| match wired.wiring.record(Target::Record(list, row)) {
                None => Tri::always(true),
                Some(None) => Tri::OPEN,
                Some(Some(input)) => self.truth_of(input, false),
            };
            let each = |row: usize| wired.each.iter().position(|e| *e == (list, row));
            Records::Listed(list, (0..rows.len()).map(there).collect(), (0..rows.len()).map(each).collect())
        };
        schema.records.iter().enumerate().map(one).collect()
    }

    // ---- numbers

    fn num(&mut self, made: Made) -> Num {
        if let Some(num) = self.ids.get(&made) {
            return *num;
        }
        let num = Num(self.made.len() as u32);
        self.made.push(made.clone());
        self.ids.insert(made, num);
        num
    }
    fn leave(&mut self, what: &'static str) -> Num {
        self.left.insert(what);
        self.num(Made::Open)
    }
    fn made(&self, num: Num) -> &Made {
        num.made(&self.made)
    }
    fn same(&mut self, i: Interval) -> Num {
        self.num(Made::Same(i))
    }

    /// What the numbers and the truth are for each code of the one input on which they hang, if they hang on one or none.
    fn by_code(&self, nums: &[Num], truth: Option<Tri>) -> Option<(Option<usize>, usize)> {
        let mut on: Option<(usize, usize)> = None;
        let mut hang = |input: usize, count: usize| match on {
            Some((other, _)) => other == input,
            None => {
                on = Some((input, count));
                true
            }
        };
        for num in nums {
            let fits = match self.made(*num) {
                Made::Same(_) => true,
                Made::ByCode(input, values) => hang(*input, values.len()),
                _ => false,
            };
            if !fits {
                return None;
            }
        }
        for bit in truth.iter().flat_map(|t| [t.sure, t.may]) {
            let fits = match self.logic.op(bit) {
                Made_::No | Made_::Yes => true,
                Made_::Among(input, _) => hang(*input, self.count(*input)),
                _ => false,
            };
            if !fits {
                return None;
            }
        }
        Some((on.map(|o| o.0), on.map_or(1, |o| o.1)))
    }
    fn count(&self, input: usize) -> usize {
        match self.inputs.get(input).map(|i| &i.sort) {
            Some(Sort::Codes(all)) => all.len(),
            _ => 0,
        }
    }
    fn at_code(&self, num: Num, code: usize) -> Interval {
        match self.made(num) {
            Made::Same(i) => i.clone(),
            Made::ByCode(_, values) => values.get(code).cloned().unwrap_or_else(anything),
            _ => anything(),
        }
    }
    fn truth_at(&self, truth: Tri, code: usize) -> Truth {
        let holds = |bit: Bit| match self.logic.op(bit) {
            Made_::Yes => true,
            Made_::Among(_, mask) => mask & (1u128 << code) != 0,
            _ => false,
        };
        Truth::from_bounds(holds(truth.sure), holds(truth.may))
    }
    fn each_code(
        &mut self,
        (on, count): (Option<usize>, usize),
        value: impl Fn(&Self, usize) -> Interval,
    ) -> Num {
        match on {
            None => {
                let one = value(self, 0);
                self.same(one)
            }
            Some(input) => {
                let values: Vec<Interval> = (0..count).map(|c| value(self, c)).collect();
                self.num(Made::ByCode(input, values))
            }
        }
    }
    fn together(
        &mut self,
        nums: Vec<Num>,
        f: fn(&Interval, &Interval) -> Interval,
        made: fn(Vec<Num>) -> Made,
    ) -> Num {
        if let [one] = nums.as_slice() {
            return *one;
        }
        if let Some(on) = self.by_code(&nums, None) {
            return self.each_code(on, |s, code| {
                let mut all = nums.iter().map(|n| s.at_code(*n, code));
                let first = all.next().unwrap_or_else(|| Interval::point(Ratio::zero()));
                all.fold(first, |a, b| f(&a, &b))
            });
        }
        self.num(made(nums))
    }
    fn gate(&mut self, num: Num, by: Tri) -> Num {
        if by == Tri::always(true) {
            return num;
        }
        if by == Tri::always(false) {
            return self.same(Interval::point(Ratio::zero()));
        }
        if let Some(on) = self.by_code(&[num], Some(by)) {
            return self.each_code(on, |s, code| s.at_code(num, code).gated(s.truth_at(by, code)));
        }
        self.num(Made::Gate(num, by))
    }
    fn plain(&mut self, by: Tri) -> Num {
        match self.by_code(&[], Some(by)) {
            Some(on) => self.each_code(on, |s, code| Interval::plain(s.truth_at(by, code))),
            None => self.num(Made::Plain(by)),
        }
    }
    fn times(&mut self, a: Num, b: Num) -> Num {
        if let Some(on) = self.by_code(&[a, b], None) {
            return self.each_code(on, |s, code| s.at_code(a, code).times(&s.at_code(b, code)));
        }
        let (a, b) = if matches!(self.made(a), Made::Same(_) | Made::ByCode(..)) { (a, b) } else { (b, a) };
        match self.made(a).clone() {
            Made::Same(Interval { lo: End::At(n), hi }) if hi == End::At(n.clone()) => {
                self.num(Made::Scale(n, b))
            }
            Made::ByCode(input, values) => {
                let mut parts = Vec::new();
                let mut seen: Vec<Interval> = Vec::new();
                for value in &values {
                    if seen.contains(value) {
                        continue;
                    }
                    seen.push(value.clone());
                    let codes = values.iter().enumerate().filter(|(_, v)| *v == value);
                    let mask = codes.fold(0u128, |m, (c, _)| m | 1u128 << c);
                    let bit = self.logic.among(input, mask);
                    let same = self.same(value.clone());
                    let one = self.times(same, b);
                    parts.push(self.gate(one, Tri { sure: bit, may: bit }));
                }
                self.num(Made::Sum(parts))
            }
            _ if b.is_natural(&self.made) => self.num(Made::Times(a, b)),
            _ if a.is_natural(&self.made) => self.num(Made::Times(b, a)),
            _ => self.leave("a product of two numbers that may both be negative | 两个均可为负的数目之积"),
        }
    }
    // ---- truths

    /// The truth that an input holds; of a finding that is not made: no.
    fn truth_of(&mut self, input: usize, finding: bool) -> Tri {
        let Some(Sort::Codes(all)) = self.inputs.get(input).map(|i| &i.sort) else { return Tri::OPEN };
        let mask = |wanted: &dyn Fn(Truth) -> bool| {
            all.iter().enumerate().fold(0u128, |m, (c, k)| match k {
                Known::Truth(t) if wanted(*t) => m | 1u128 << c,
                _ => m,
            })
        };
        let (sure, may) = (mask(&|t| t == Truth::Yes), mask(&|t| t != Truth::No));
        let may = if finding { sure } else { may };
        Tri { sure: self.logic.among(input, sure), may: self.logic.among(input, may) }
    }
    fn reaches(&mut self, a: Num, b: Num, above: bool) -> Tri {
        if b.is_endless(&self.made) {
            return Tri::OPEN;
        }
        let (bound, minus) = match self.made(b) {
            Made::Same(Interval { lo: End::At(n), hi }) if *hi == End::At(n.clone()) => (n.clone(), None),
            _ => (Ratio::zero(), Some(b)),
        };
        let mut side = |side: Side| {
            let goal = Goal { bound: bound.clone(), above, side };
            let mut reach = Reach::new(&mut self.logic, &self.made, !self.exact);
            let bit = reach.difference(a, minus, &goal);
            self.left.extend(reach.left_for);
            bit
        };
        Tri { sure: side(Side::Sure), may: side(Side::May) }
    }
    fn not(&mut self, t: Tri) -> Tri {
        Tri { sure: self.logic.not(t.may), may: self.logic.not(t.sure) }
    }
    fn all(&mut self, all: &[Tri]) -> Tri {
        Tri {
            sure: self.logic.all(all.iter().map(|t| t.sure)),
            may: self.logic.all(all.iter().map(|t| t.may)),
        }
    }
    fn any(&mut self, all: &[Tri]) -> Tri {
        Tri {
            sure: self.logic.any(all.iter().map(|t| t.sure)),
            may: self.logic.any(all.iter().map(|t| t.may)),
        }
    }

    // ---- facts

    fn known(&mut self, known: &Known) -> Sym {
        match known {
            Known::Truth(t) => Sym::Truth(Tri { sure: bit(*t == Truth::Yes), may: bit(*t != Truth::No) }),
            Known::Number(i, _) => Sym::Number(self.same(i.clone())),
            Known::Member(m) => Sym::Member(Which::Same(*m)),
            Known::Date(d) => Sym::Number(self.same(day_range(d))),
            Known::List(_) => Sym::Truth(Tri::OPEN),
        }
    }
    fn input(&mut self, input: usize, ty: Type, finding: bool) -> Sym {
        let sort = self.inputs.get(input).map(|i| i.sort.clone());
        match (sort, ty) {
            (Some(Sort::Codes(_)), Type::YesNo) => Sym::Truth(self.truth_of(input, finding)),
            (Some(Sort::Codes(_)), Type::Member(_)) => Sym::Member(Which::Input(input)),
            (Some(Sort::Codes(all)), _) => {
                let value = |k: &Known| match k {
                    Known::Number(i, _) => i.clone(),
                    Known::Date(d) => day_range(d),
                    Known::Truth(_) | Known::Member(_) | Known::List(_) => anything(),
                };
                Sym::Number(self.num(Made::ByCode(input, all.iter().map(value).collect())))
            }
            (Some(Sort::Steps(_)), _) => Sym::Number(self.num(Made::Input(input, steps(ty)))),
            (Some(Sort::Days), _) => Sym::Number(self.num(Made::Input(input, 1))),
            (None, _) => Sym::Truth(Tri::OPEN),
        }
    }
    fn open(&mut self, ty: Type) -> Sym {
        match ty {
            Type::YesNo | Type::List(_) => Sym::Truth(Tri::OPEN),
            Type::Number(_) | Type::Date => Sym::Number(self.num(Made::Open)),
            Type::Member(_) => Sym::Member(Which::Open),
        }
    }

    fn value(
        &mut self,
        node: &Node,
        row: usize,
        wired: &Wired<'_>,
        records: &[Records],
        cells: &Cells,
    ) -> Sym {
        let schema = &wired.program.schema;
        let truth = |id: &NodeId| tri(cells, *id, row);
        match &node.op {
            Op::Fact(f) => {
                let ty = schema.facts.get(*f).map_or(Type::YesNo, |f| f.ty);
                match wired.wiring.value(Target::Fact(*f)) {
                    Some(Some(input)) => self.input(input, ty, false),
                    Some(None) => self.open(ty),
                    None => match wired.mapping.template.slots.get(*f) {
                        Some(slot) => self.known(&slot.value.clone()),
                        None => self.open(ty),
                    },
                }
            }
            Op::Field(r, f) => {
                let ty = schema.records.get(*r).and_then(|r| r.fields.get(*f)).map_or(Type::YesNo, |f| f.ty);
                let Some(Records::Listed(list, ..)) = records.get(*r) else { return self.open(ty) };
                match wired.wiring.value(Target::Field(*list, row, *f)) {
                    Some(Some(input)) => self.input(input, ty, false),
                    Some(None) => self.open(ty),
                    None => {
                        let rows = wired.mapping.records(*list).unwrap_or_default();
                        match rows.get(row).and_then(|r| r.slots.get(*f)) {
                            Some(slot) => self.known(&slot.value.clone()),
                            None => self.open(ty),
                        }
                    }
                }
            }
            Op::Finding(f) => match wired.wiring.value(Target::Finding(*f)) {
                Some(Some(input)) => self.input(input, Type::YesNo, true),
                Some(None) => Sym::Truth(Tri::OPEN),
                None => {
                    let made = wired.mapping.template.findings.get(*f).and_then(|f| f.as_ref());
                    Sym::Truth(Tri::always(made.is_some_and(|m| m.0)))
                }
            },
            Op::Open(_) => Sym::Truth(Tri::OPEN),
            Op::Truth(b) => Sym::Truth(Tri::always(*b)),
            Op::Number(n) => Sym::Number(self.same(Interval::point(n.clone()))),
            Op::Date(d) => Sym::Number(self.same(day_range(&DateRange::point(*d)))),
            Op::Not(a) => Sym::Truth(self.not(truth(a))),
            Op::And(ids) => Sym::Truth(self.all(&ids.iter().map(truth).collect::<Vec<_>>())),
            Op::Or(ids) => Sym::Truth(self.any(&ids.iter().map(truth).collect::<Vec<_>>())),
            Op::IsMember(a, set) => Sym::Truth(self.is_member(cells, *a, row, *set)),
            Op::Reaches(a, b) | Op::Exceeds(a, b) => {
                let above = matches!(node.op, Op::Exceeds(..));
                let item = match node.scope.and_then(|r| records.get(r)) {
                    Some(Records::Listed(_, _, each)) => each.get(row).copied().flatten().is_some(),
                    Some(Records::Open) | None => false,
                };
                Sym::Truth(self.compare(cells, (*a, *b), row, above, item))
            }
            // periods in months and years are no sums of days: the reference counts them
            Op::Within(..) => {
                self.left.insert("a period between two days | 两日之间的期间");
                Sym::Truth(Tri::OPEN)
            }
            Op::Indicator(a) => {
                let one = self.same(Interval::point(Ratio::one()));
                Sym::Number(self.gate(one, truth(a)))
            }
            Op::Plus(ids) => {
                let all = self.numbers(cells, ids, row);
                Sym::Number(self.together(all, Interval::plus, Made::Sum))
            }
            Op::Minus(a, b) => {
                let (a, b) = (self.number(cells, *a, row), self.number(cells, *b, row));
                let minus = self.same(Interval::point(Ratio::int(-1)));
                let out = match a.is_endless(&self.made) || b.is_endless(&self.made) {
                    true => self.leave("a difference of unbounded numbers | 无界数目之差"),
                    false => {
                        let b = self.times(minus, b);
                        self.together(vec![a, b], Interval::plus, Made::Sum)
                    }
                };
                Sym::Number(out)
            }
            Op::Times(a, b) => {
                let (a, b) = (self.number(cells, *a, row), self.number(cells, *b, row));
                Sym::Number(self.times(a, b))
            }
            Op::Max(ids) => {
                let all = self.numbers(cells, ids, row);
                Sym::Number(self.together(all, Interval::greater, Made::Max))
            }
            Op::Min(ids) => {
                let all = self.numbers(cells, ids, row);
                Sym::Number(self.together(all, Interval::lesser, Made::Min))
            }
            Op::Plain(a) => Sym::Number(self.plain(truth(a))),
            Op::Gate(n, by) => {
                let n = self.number(cells, *n, row);
                Sym::Number(self.gate(n, truth(by)))
            }
            Op::Some(r, c) => Sym::Truth(match records.get(*r) {
                Some(Records::Listed(_, there, each)) => {
                    let mut met = self.met(there, *c, cells);
                    for (t, each) in met.iter_mut().zip(each) {
                        *t = Tri { sure: self.logic.some(*each, t.sure), may: self.logic.some(*each, t.may) };
                    }
                    self.any(&met)
                }
                _ if tri(cells, *c, 0).may == Bit::NO => Tri::always(false),
                _ => Tri::OPEN,
            }),
            Op::Count(r, c) => Sym::Number(self.total(*r, *c, None, records, cells)),
            Op::Total(r, c, q) => Sym::Number(self.total(*r, *c, Some(*q), records, cells)),
            Op::Greatest(r, c, q) => Sym::Number(self.extreme(*r, *c, *q, true, records, cells)),
            Op::Least(r, c, q) => Sym::Number(self.extreme(*r, *c, *q, false, records, cells)),
        }
    }

    fn number(&mut self, cells: &Cells, id: NodeId, row: usize) -> Num {
        match at(cells, id, row) {
            Some(Sym::Number(n)) => *n,
            _ => self.num(Made::Open),
        }
    }
    fn numbers(&mut self, cells: &Cells, ids: &[NodeId], row: usize) -> Vec<Num> {
        let mut out = Vec::new();
        for id in ids {
            out.push(self.number(cells, *id, row));
        }
        if out.is_empty() {
            out.push(self.same(Interval::point(Ratio::zero())));
        }
        out
    }
    /// For an item of a list nothing is held against what all come to.
    fn compare(
        &mut self,
        cells: &Cells,
        (a, b): (NodeId, NodeId),
        row: usize,
        above: bool,
        item: bool,
    ) -> Tri {
        match (at(cells, a, row), at(cells, b, row)) {
            (Some(Sym::Number(a)), Some(Sym::Number(b)))
                if item && (a.is_total(&self.made) || b.is_total(&self.made)) =>
            {
                self.left.insert("an item held against the sum of all | 以一项与各项之和相比");
                Tri::OPEN
            }
            (Some(Sym::Number(a)), Some(Sym::Number(b))) => self.reaches(*a, *b, above),
            _ => Tri::OPEN,
        }
    }
    fn is_member(&mut self, cells: &Cells, id: NodeId, row: usize, set: Members) -> Tri {
        match at(cells, id, row) {
            Some(Sym::Member(Which::Same(m))) => {
                Tri { sure: bit(m.0 & !set.0 == 0), may: bit(m.0 & set.0 != 0) }
            }
            Some(Sym::Member(Which::Input(input))) => {
                let Some(Sort::Codes(all)) = self.inputs.get(*input).map(|i| &i.sort) else {
                    return Tri::OPEN;
                };
                let (mut sure, mut may) = (0u128, 0u128);
                for (code, known) in all.iter().enumerate() {
                    let Known::Member(m) = known else { continue };
                    sure |= u128::from(m.0 & !set.0 == 0) << code;
                    may |= u128::from(m.0 & set.0 != 0) << code;
                }
                Tri { sure: self.logic.among(*input, sure), may: self.logic.among(*input, may) }
            }
            _ => Tri::OPEN,
        }
    }
    /// Which records are there and meet the condition.
    fn met(&mut self, there: &[Tri], condition: NodeId, cells: &Cells) -> Vec<Tri> {
        there.iter().enumerate().map(|(row, t)| self.all(&[*t, tri(cells, condition, row)])).collect()
    }
    fn total(
        &mut self,
        record: usize,
        condition: NodeId,
        quantity: Option<NodeId>,
        records: &[Records],
        cells: &Cells,
    ) -> Num {
        let Some(Records::Listed(_, there, each)) = records.get(record) else {
            let none = tri(cells, condition, 0).may == Bit::NO;
            return self.same(if none { Interval::point(Ratio::zero()) } else { Interval::natural() });
        };
        let mut parts = Vec::new();
        for (row, met) in self.met(there, condition, cells).into_iter().enumerate() {
            let one = match quantity {
                None => self.same(Interval::point(Ratio::one())),
                Some(q) => self.number(cells, q, row),
            };
            if met.may != Bit::NO {
                let part = self.gate(one, met);
                parts.push(match each.get(row).copied().flatten() {
                    None => part,
                    Some(list) if part.is_of_item(&self.made) => self.num(Made::Each(list, part)),
                    Some(_) => self
                        .leave("what all items come to, added up again over items | 再次逐项相加的各项之和"),
                });
            }
        }
        if parts.is_empty() {
            parts.push(self.same(Interval::point(Ratio::zero())));
        }
        self.together(parts, Interval::plus, Made::Sum)
    }
    /// Only where it is the same in each row which records count; the reference knows the others.
    fn extreme(
        &mut self,
        record: usize,
        condition: NodeId,
        quantity: NodeId,
        greatest: bool,
        records: &[Records],
        cells: &Cells,
    ) -> Num {
        let Some(Records::Listed(_, there, _)) = records.get(record) else { return self.num(Made::Open) };
        let met = self.met(there, condition, cells);
        let mut all = Vec::new();
        for (row, met) in met.iter().enumerate() {
            match *met {
                t if t == Tri::always(true) => all.push(self.number(cells, quantity, row)),
                t if t == Tri::always(false) => {}
                _ => {
                    self.left.insert(
                        "the greatest or least over lots that vary by row | 各行不同的批次中的最大或者最小",
                    );
                    return self.num(Made::Open);
                }
            }
        }
        match (all.is_empty(), greatest) {
            (true, _) => self.same(Interval::point(Ratio::zero())),
            (false, true) => self.together(all, Interval::greater, Made::Max),
            (false, false) => self.together(all, Interval::lesser, Made::Min),
        }
    }
}
