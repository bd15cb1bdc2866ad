//! The steps by which a block of rows is graded, in order, and where each keeps its result.

use super::logic::{Figure, Leaf, Logic, Op, Roots, Term};
use super::value::Bit;

/// Where the truths of a step are kept; 0 holds no for every row, 1 yes.
pub(super) type Slot = usize;

/// A member of a sum.
#[derive(Debug, Clone)]
pub(super) struct Add {
    pub times: i64,
    pub only: Option<Slot>,
    pub leaf: Leaf,
}

/// A step.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// the code is in one of these ranges, both ends included
    Among { to: Slot, input: usize, ranges: Vec<(u8, u8)> },
    /// the greater end is without bound
    Endless { to: Slot, input: usize },
    /// a sum, and the bounds that it is held against
    Sum { adds: Vec<Add>, bounds: Vec<(Slot, i64)> },
    /// what a sum has above nought
    Above { figure: usize, adds: Vec<Add> },
    /// the product of two sums
    Times { figure: usize, a: Vec<Add>, b: Vec<Add> },
    /// it does not hold
    Not { to: Slot, of: Slot },
    /// all hold
    All { to: Slot, of: Vec<Slot> },
    /// one holds
    Any { to: Slot, of: Vec<Slot> },
}

/// The steps, and where the answers stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub steps: Vec<Step>,
    pub slots: usize,
    /// Of each program: for each grade, surely at least that.
    pub sure: Vec<Vec<Slot>>,
    /// Of each program: for each grade, possibly; empty if it is the same.
    pub may: Vec<Vec<Slot>>,
    /// Of each program: for each ground, whether it surely holds.
    pub grounds: Vec<Vec<Slot>>,
    /// Of each program: for each ground, whether it may hold; empty if it is the same.
    pub grounds_may: Vec<Vec<Slot>>,
    /// The inputs that are numbers or days and are added up.
    pub numbers: Vec<usize>,
}

impl Plan {
    /// The steps that the answers need.
    pub(super) fn of(logic: &Logic, roots: &[Roots]) -> Plan {
        let mut needed = vec![false; logic.ops.len()];
        let mut todo: Vec<Bit> = roots.iter().flat_map(Roots::bits).collect();
        while let Some(bit) = todo.pop() {
            let Some(mark) = needed.get_mut(bit.0 as usize) else { continue };
            if !std::mem::replace(mark, true) {
                todo.extend(parts(logic, bit));
            }
        }
        let (slot, figured) = (vec![None; logic.ops.len()], vec![false; logic.figures.len()]);
        let mut layout = Layout { logic, needed, slot, figured, plan: Plan::default() };
        layout.plan.slots = 2;
        for (bit, slot) in [(Bit::NO, 0), (Bit::YES, 1)] {
            if let Some(place) = layout.slot.get_mut(bit.0 as usize) {
                *place = Some(slot);
            }
        }
        for bit in 0..logic.ops.len() {
            layout.step(Bit(bit as u32));
        }
        let slots = |bits: &[Bit]| bits.iter().map(|b| layout.at(*b)).collect::<Vec<Slot>>();
        let sure = roots.iter().map(|r| slots(&r.sure)).collect();
        let may = roots.iter().map(|r| if r.may == r.sure { Vec::new() } else { slots(&r.may) }).collect();
        let grounds = roots.iter().map(|r| slots(&r.grounds)).collect();
        let same = |r: &Roots| r.grounds == r.grounds_may;
        let grounds_may =
            roots.iter().map(|r| if same(r) { Vec::new() } else { slots(&r.grounds_may) }).collect();
        let mut plan = layout.plan;
        (plan.sure, plan.may, plan.grounds, plan.grounds_may) = (sure, may, grounds, grounds_may);
        plan.reuse();
        plan
    }

    /// Lets steps write where nothing that is still needed stands, so that a block stays close at hand.
    fn reuse(&mut self) {
        let mut last = vec![0usize; self.slots];
        for (at, step) in self.steps.iter().enumerate() {
            for slot in step.reads() {
                if let Some(l) = last.get_mut(slot) {
                    *l = at;
                }
            }
        }
        let answers =
            [&self.sure, &self.may, &self.grounds, &self.grounds_may].into_iter().flatten().flatten();
        for slot in answers.copied().chain([0, 1]) {
            if let Some(l) = last.get_mut(slot) {
                *l = usize::MAX;
            }
        }
        let mut place: Vec<Slot> = (0..self.slots).collect();
        let (mut free, mut count): (Vec<Slot>, usize) = (Vec::new(), 2);
        for (at, step) in self.steps.iter_mut().enumerate() {
            let reads = step.reads();
            step.each_read(&mut |slot| *slot = place.get(*slot).copied().unwrap_or(*slot));
            step.each_write(&mut |slot| {
                let new = free.pop().unwrap_or_else(|| {
                    count += 1;
                    count - 1
                });
                if let Some(p) = place.get_mut(*slot) {
                    *p = new;
                }
                *slot = new;
            });
            let mut done: Vec<Slot> = reads.into_iter().filter(|s| last.get(*s) == Some(&at)).collect();
            done.sort_unstable();
            done.dedup();
            free.extend(done.into_iter().filter_map(|s| place.get(s).copied()));
        }
        let map = |all: &mut Vec<Vec<Slot>>| {
            all.iter_mut().flatten().for_each(|s| *s = place.get(*s).copied().unwrap_or(*s));
        };
        [&mut self.sure, &mut self.may, &mut self.grounds, &mut self.grounds_may].into_iter().for_each(map);
        self.slots = count;
    }
}

impl Step {
    fn reads(&self) -> Vec<Slot> {
        let mut out = Vec::new();
        self.clone().each_read(&mut |s| out.push(*s));
        out
    }
    fn each_read(&mut self, f: &mut dyn FnMut(&mut Slot)) {
        match self {
            Step::Among { .. } | Step::Endless { .. } => {}
            Step::Sum { adds, .. } | Step::Above { adds, .. } => {
                adds.iter_mut().filter_map(|a| a.only.as_mut()).for_each(f)
            }
            Step::Times { a, b, .. } => {
                a.iter_mut().chain(b).filter_map(|a| a.only.as_mut()).for_each(f);
            }
            Step::Not { of, .. } => f(of),
            Step::All { of, .. } | Step::Any { of, .. } => of.iter_mut().for_each(f),
        }
    }
    fn each_write(&mut self, f: &mut dyn FnMut(&mut Slot)) {
        match self {
            Step::Sum { bounds, .. } => bounds.iter_mut().for_each(|b| f(&mut b.0)),
            Step::Above { .. } | Step::Times { .. } => {}
            Step::Among { to, .. }
            | Step::Endless { to, .. }
            | Step::Not { to, .. }
            | Step::All { to, .. }
            | Step::Any { to, .. } => f(to),
        }
    }
}

pub(super) fn parts(logic: &Logic, bit: Bit) -> Vec<Bit> {
    match logic.op(bit) {
        Op::No | Op::Yes | Op::Among(..) | Op::Endless(_) => Vec::new(),
        Op::Least(sum, _) => {
            let mut on = Vec::new();
            logic.hangs(logic.sums.get(*sum).map(Vec::as_slice).unwrap_or_default(), &mut on);
            on
        }
        Op::Not(inner) | Op::Some(_, inner) => vec![*inner],
        Op::All(all) | Op::Any(all) => all.clone(),
    }
}

struct Layout<'a> {
    logic: &'a Logic,
    needed: Vec<bool>,
    slot: Vec<Option<Slot>>,
    /// The figures that a step has made already.
    figured: Vec<bool>,
    plan: Plan,
}

impl Layout<'_> {
    fn at(&self, bit: Bit) -> Slot {
        self.slot.get(bit.0 as usize).copied().flatten().unwrap_or(0)
    }
    fn new_slot(&mut self, bit: Bit) -> Slot {
        let slot = self.plan.slots;
        self.plan.slots += 1;
        if let Some(place) = self.slot.get_mut(bit.0 as usize) {
            *place = Some(slot);
        }
        slot
    }
    fn step(&mut self, bit: Bit) {
        let wanted = self.needed.get(bit.0 as usize) == Some(&true);
        if !wanted || self.slot.get(bit.0 as usize).copied().flatten().is_some() {
            return;
        }
        let step = match self.logic.op(bit).clone() {
            Op::No | Op::Yes => return,
            Op::Among(input, mask) => Step::Among { to: self.new_slot(bit), input, ranges: ranges(mask) },
            Op::Endless(input) => {
                self.number(input);
                Step::Endless { to: self.new_slot(bit), input }
            }
            Op::Least(sum, _) => self.sum(sum),
            Op::Not(of) => Step::Not { of: self.at(of), to: self.new_slot(bit) },
            // a plan is made of rows with one place an item
            Op::Some(_, of) => Step::Any { of: vec![self.at(of)], to: self.new_slot(bit) },
            Op::All(of) => {
                let of = of.iter().map(|b| self.at(*b)).collect();
                Step::All { of, to: self.new_slot(bit) }
            }
            Op::Any(of) => {
                let of = of.iter().map(|b| self.at(*b)).collect();
                Step::Any { of, to: self.new_slot(bit) }
            }
        };
        self.plan.steps.push(step);
    }
    fn number(&mut self, input: usize) {
        if !self.plan.numbers.contains(&input) {
            self.plan.numbers.push(input);
        }
    }
    /// What a sum adds up; the figures among it are made before.
    fn adds(&mut self, terms: &[Term]) -> Vec<Add> {
        let mut adds = Vec::new();
        for term in terms {
            match term.leaf {
                Leaf::One => {}
                Leaf::Low(input) | Leaf::High(input) => self.number(input),
                Leaf::Figure(figure) => self.figure(figure),
            }
            let only = (term.only != Bit::YES).then(|| self.at(term.only));
            adds.push(Add { times: term.times, only, leaf: term.leaf });
        }
        adds
    }
    fn figure(&mut self, figure: usize) {
        let logic = self.logic;
        let Some(made) = self.figured.get_mut(figure) else { return };
        if std::mem::replace(made, true) {
            return;
        }
        let step = match logic.figures.get(figure) {
            Some(Figure::Above(sum)) => Step::Above { figure, adds: self.adds(sum) },
            Some(Figure::Times(a, b)) => Step::Times { figure, a: self.adds(a), b: self.adds(b) },
            None => return,
        };
        self.plan.steps.push(step);
    }
    /// A sum with all bounds that it is held against: it is added up once.
    fn sum(&mut self, sum: usize) -> Step {
        let logic = self.logic;
        let adds = self.adds(logic.sums.get(sum).map(Vec::as_slice).unwrap_or_default());
        let mut bounds = Vec::new();
        for bit in 0..self.logic.ops.len() {
            let id = Bit(bit as u32);
            if let (Op::Least(s, bound), Some(true)) = (self.logic.op(id), self.needed.get(bit))
                && *s == sum
            {
                let bound = *bound;
                bounds.push((self.new_slot(id), bound));
            }
        }
        Step::Sum { adds, bounds }
    }
}

fn ranges(mask: u128) -> Vec<(u8, u8)> {
    let mut out: Vec<(u8, u8)> = Vec::new();
    for code in 0..128u8 {
        if mask & (1u128 << code) == 0 {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.1 + 1 == code => last.1 = code,
            _ => out.push((code, code)),
        }
    }
    out
}
