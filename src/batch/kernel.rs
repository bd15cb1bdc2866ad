//! The steps of a plan over a block of rows: plain loops over columns, which the compiler makes wide.

use super::block::{Block, ends};
use super::input::{Input, Sort};
use super::logic::Leaf;
use super::plan::{Add, Plan, Slot, Step};

/// So many rows are graded at a time: what they need stays in the nearest memory.
pub(super) const ROWS: usize = 1024;

/// One input of the block at hand.
#[derive(Debug, Clone, Default)]
struct Lane {
    /// The numbers, if all are small.
    small: Vec<i32>,
    /// The most, where it is not the least.
    high: Vec<i64>,
    /// Where the most is without bound.
    endless: Vec<u8>,
    /// No number is greater than this.
    most: u64,
}

/// What the steps write.
#[derive(Debug, Clone, Default)]
pub(super) struct Work {
    bits: Vec<Vec<u8>>,
    lanes: Vec<Lane>,
    small: Vec<i32>,
    wide: Vec<i64>,
}

impl Work {
    /// The truths of a slot.
    pub(super) fn bits(&self, slot: Slot) -> &[u8] {
        self.bits.get(slot).map(Vec::as_slice).unwrap_or_default()
    }

    /// Runs a plan; whether every sum fits a machine integer, else nothing is said. `open` if some number is not known.
    pub(super) fn run(
        &mut self,
        plan: &Plan,
        inputs: &[Input],
        block: &Block,
        (from, to): (usize, usize),
        open: bool,
    ) -> bool {
        let rows = to - from;
        self.bits.resize(plan.slots.max(2), Vec::new());
        for bits in &mut self.bits {
            bits.resize(rows, 0);
        }
        if let [no, yes, ..] = self.bits.as_mut_slice() {
            no.fill(0);
            yes.fill(1);
        }
        self.lanes.resize(inputs.len(), Lane::default());
        for number in &plan.numbers {
            if let (Some(lane), Some(input)) = (self.lanes.get_mut(*number), inputs.get(*number)) {
                lane.load(block, *number, input, (from, to), open);
            }
        }
        for step in &plan.steps {
            if !self.step(step, block, (from, to)) {
                return false;
            }
        }
        true
    }

    fn take(&mut self, slot: Slot) -> Vec<u8> {
        self.bits.get_mut(slot).map(std::mem::take).unwrap_or_default()
    }
    fn give(&mut self, slot: Slot, bits: Vec<u8>) {
        if let Some(place) = self.bits.get_mut(slot) {
            *place = bits;
        }
    }

    fn step(&mut self, step: &Step, block: &Block, (from, to): (usize, usize)) -> bool {
        match step {
            Step::Among { to: slot, input, ranges } => {
                let mut out = self.take(*slot);
                let codes = block.columns.get(*input).and_then(|c| c.codes.get(from..to));
                among(&mut out, codes.unwrap_or_default(), ranges);
                self.give(*slot, out);
            }
            Step::Endless { to: slot, input } => {
                let mut out = self.take(*slot);
                match self.lanes.get(*input).map(|l| l.endless.as_slice()) {
                    Some(endless) if endless.len() == out.len() => out.copy_from_slice(endless),
                    _ => out.fill(0),
                }
                self.give(*slot, out);
            }
            Step::Not { to: slot, of } => {
                let mut out = self.take(*slot);
                out.iter_mut().zip(self.bits(*of)).for_each(|(o, b)| *o = b ^ 1);
                self.give(*slot, out);
            }
            Step::All { to: slot, of } => {
                let mut out = self.take(*slot);
                self.join(&mut out, of, |a, b| a & b);
                self.give(*slot, out);
            }
            Step::Any { to: slot, of } => {
                let mut out = self.take(*slot);
                self.join(&mut out, of, |a, b| a | b);
                self.give(*slot, out);
            }
            Step::Sum { adds, bounds } => return self.sum(adds, bounds, block, (from, to)),
        }
        true
    }

    #[inline(always)]
    fn join(&self, out: &mut [u8], of: &[Slot], f: impl Fn(u8, u8) -> u8) {
        let mut rest = match of {
            [a, b, rest @ ..] => {
                let both = self.bits(*a).iter().zip(self.bits(*b));
                out.iter_mut().zip(both).for_each(|(o, (a, b))| *o = f(*a, *b));
                rest
            }
            [a] => {
                out.copy_from_slice(self.bits(*a));
                return;
            }
            [] => return,
        };
        while let [a, more @ ..] = rest {
            if let [b, more @ ..] = more {
                let both = self.bits(*a).iter().zip(self.bits(*b));
                out.iter_mut().zip(both).for_each(|(o, (a, b))| *o = f(*o, f(*a, *b)));
                rest = more;
            } else {
                out.iter_mut().zip(self.bits(*a)).for_each(|(o, a)| *o = f(*o, *a));
                rest = more;
            }
        }
    }

    fn sum(&mut self, adds: &[Add], bounds: &[(Slot, i64)], block: &Block, at: (usize, usize)) -> bool {
        // no partial sum is greater than this
        let mut most = 0u128;
        let mut high = false;
        for add in adds {
            let leaf = match add.leaf {
                Leaf::One => 1,
                Leaf::Low(input) | Leaf::High(input) => self.lanes.get(input).map_or(u64::MAX, |l| l.most),
            };
            high |= matches!(add.leaf, Leaf::High(_));
            most = most.saturating_add(u128::from(leaf).saturating_mul(add.times.unsigned_abs().into()));
        }
        let fits = |n: i64| i32::try_from(n).is_ok();
        if !high && most <= i32::MAX as u128 && adds.iter().all(|a| fits(a.times)) {
            let mut acc = std::mem::take(&mut self.small);
            acc.resize(at.1 - at.0, 0);
            self.add_small(&mut acc, adds);
            for (slot, bound) in bounds {
                let mut out = self.take(*slot);
                match i32::try_from(*bound) {
                    Ok(bound) => {
                        out.iter_mut().zip(&acc).for_each(|(o, n)| *o = u8::from(*n >= bound));
                    }
                    Err(_) => out.fill(u8::from(*bound < 0)),
                }
                self.give(*slot, out);
            }
            self.small = acc;
            return true;
        }
        if most > i64::MAX as u128 {
            return false;
        }
        let mut acc = std::mem::take(&mut self.wide);
        acc.clear();
        acc.resize(at.1 - at.0, 0);
        self.add_wide(&mut acc, adds, block, at);
        for (slot, bound) in bounds {
            let mut out = self.take(*slot);
            out.iter_mut().zip(&acc).for_each(|(o, n)| *o = u8::from(n >= bound));
            self.give(*slot, out);
        }
        self.wide = acc;
        true
    }

    fn add_small(&self, acc: &mut [i32], adds: &[Add]) {
        let lane = |add: &Add| match add.leaf {
            Leaf::Low(input) if add.only.is_none() => self.lanes.get(input).map(|l| l.small.as_slice()),
            _ => None,
        };
        let mut rest = adds;
        let mut first = true;
        while let [add, more @ ..] = rest {
            let times = i32::try_from(add.times).unwrap_or(0);
            let same = rest.iter().take(4).take_while(|a| a.times == add.times && lane(a).is_some()).count();
            let lanes: Vec<&[i32]> = rest.iter().take(same).filter_map(lane).collect();
            match lanes.as_slice() {
                [] => {
                    if std::mem::take(&mut first) {
                        acc.fill(0);
                    }
                    self.add_where(acc, add, times);
                    rest = more;
                    continue;
                }
                lanes => add_lanes(acc, times, lanes, std::mem::take(&mut first)),
            }
            rest = rest.get(same..).unwrap_or_default();
        }
        if first {
            acc.fill(0);
        }
    }
    fn add_where(&self, acc: &mut [i32], add: &Add, times: i32) {
        let only = self.bits(add.only.unwrap_or(1));
        match add.leaf {
            Leaf::One => {
                acc.iter_mut()
                    .zip(only)
                    .for_each(|(a, o)| *a = a.wrapping_add(times.wrapping_mul((*o).into())));
            }
            Leaf::Low(input) | Leaf::High(input) => {
                let lane = self.lanes.get(input).map(|l| l.small.as_slice()).unwrap_or_default();
                let both = lane.iter().zip(only);
                let one = |n: i32, o: u8| times.wrapping_mul(n).wrapping_mul(o.into());
                acc.iter_mut().zip(both).for_each(|(a, (n, o))| *a = a.wrapping_add(one(*n, *o)));
            }
        }
    }
    fn add_wide(&self, acc: &mut [i64], adds: &[Add], block: &Block, (from, to): (usize, usize)) {
        for add in adds {
            let (times, only) = (add.times, self.bits(add.only.unwrap_or(1)));
            let low = |input: usize| block.columns.get(input).and_then(|c| c.low.get(from..to));
            let column = match add.leaf {
                Leaf::One => None,
                Leaf::Low(input) => low(input),
                Leaf::High(input) => match self.lanes.get(input).map(|l| l.high.as_slice()) {
                    Some(high) if high.len() == to - from => Some(high),
                    _ => low(input),
                },
            };
            match (column, add.only) {
                (None, _) => {
                    acc.iter_mut()
                        .zip(only)
                        .for_each(|(a, o)| *a = a.wrapping_add(times.wrapping_mul((*o).into())));
                }
                (Some(column), None) => {
                    acc.iter_mut().zip(column).for_each(|(a, n)| *a = a.wrapping_add(times.wrapping_mul(*n)));
                }
                (Some(column), Some(_)) => {
                    let both = column.iter().zip(only);
                    let one = |n: i64, o: u8| times.wrapping_mul(n).wrapping_mul(o.into());
                    acc.iter_mut().zip(both).for_each(|(a, (n, o))| *a = a.wrapping_add(one(*n, *o)));
                }
            }
        }
    }
}

/// Adds up to four columns, so many times each; the first of a sum need not be cleared before.
fn add_lanes(acc: &mut [i32], times: i32, lanes: &[&[i32]], first: bool) {
    macro_rules! each {
        ($zip:expr, $pat:pat, $($more:expr),*) => {{
            // `most` says that no sum can wrap
            let sum = |first: i32, more: &[i32]| more.iter().fold(first, |s, m| s.wrapping_add(*m));
            match (first, times) {
                (true, 1) => acc.iter_mut().zip($zip).for_each(|(a, $pat)| *a = sum(0, &[$(*$more),*])),
                (true, _) => acc
                    .iter_mut()
                    .zip($zip)
                    .for_each(|(a, $pat)| *a = sum(0, &[$(*$more),*]).wrapping_mul(times)),
                (false, 1) => acc.iter_mut().zip($zip).for_each(|(a, $pat)| *a = sum(*a, &[$(*$more),*])),
                (false, _) => acc
                    .iter_mut()
                    .zip($zip)
                    .for_each(|(a, $pat)| *a = a.wrapping_add(sum(0, &[$(*$more),*]).wrapping_mul(times))),
            }
        }};
    }
    match lanes {
        [a] => each!(a.iter(), a, a),
        [a, b] => each!(a.iter().zip(*b), (a, b), a, b),
        [a, b, c] => each!(a.iter().zip(*b).zip(*c), ((a, b), c), a, b, c),
        [a, b, c, d, ..] => each!(a.iter().zip(*b).zip(c.iter().zip(*d)), ((a, b), (c, d)), a, b, c, d),
        [] => {}
    }
}

fn among(out: &mut [u8], codes: &[u8], ranges: &[(u8, u8)]) {
    let is = |code: u8, (lo, hi): (u8, u8)| u8::from(code.wrapping_sub(lo) <= hi - lo);
    match *ranges {
        [] => out.fill(0),
        [a] => out.iter_mut().zip(codes).for_each(|(o, c)| *o = is(*c, a)),
        [a, b] => out.iter_mut().zip(codes).for_each(|(o, c)| *o = is(*c, a) | is(*c, b)),
        [a, b, ref rest @ ..] => {
            out.iter_mut().zip(codes).for_each(|(o, c)| *o = is(*c, a) | is(*c, b));
            for r in rest {
                out.iter_mut().zip(codes).for_each(|(o, c)| *o |= is(*c, *r));
            }
        }
    }
}

impl Lane {
    fn load(&mut self, block: &Block, number: usize, input: &Input, (from, to): (usize, usize), open: bool) {
        let Some(column) = block.columns.get(number) else { return };
        let low = column.low.get(from..to).unwrap_or_default();
        self.small.resize(low.len(), 0);
        let mut seen = 0i64;
        for (small, n) in self.small.iter_mut().zip(low) {
            // what does not fit is not used: `most` tells
            *small = *n as i32;
            seen |= n;
        }
        // a negative number, which no input has, would fit nothing
        self.most = seen as u64;
        self.most = if self.most == 0 { 0 } else { u64::MAX >> self.most.leading_zeros() };
        self.high.clear();
        self.endless.clear();
        if !open || matches!(input.sort, Sort::Codes(_)) {
            return;
        }
        self.high.extend_from_slice(low);
        self.endless.resize(low.len(), 0);
        for (row, known) in &column.open {
            let Some(at) = (*row as usize).checked_sub(from) else { continue };
            let (Some(high), Some(endless)) = (self.high.get_mut(at), self.endless.get_mut(at)) else {
                continue;
            };
            match ends(known, &input.sort) {
                Some((_, Some(hi))) => *high = hi,
                Some((_, None)) | None => *endless = 1,
            }
        }
        let seen = self.high.iter().fold(0i64, |seen, n| seen | n) as u64 | self.most;
        self.most = if seen == 0 { 0 } else { u64::MAX >> seen.leading_zeros() };
    }
}
