//! The steps of a plan over a block of rows: plain loops over columns, which the compiler makes wide.

use super::block::{Block, Column, ends};
use super::input::{Input, Sort};
use super::logic::Leaf;
use super::plan::{Add, Plan, Slot, Step};
use fearless_simd::{Level, dispatch};

/// So many rows are graded at a time: what they need stays in the nearest memory.
pub(super) const ROWS: usize = super::numbers::RUN;

/// Truths of the rows at hand, a byte each; of a last, shorter run the rest says nothing.
type Bits = [u8; ROWS];
/// Numbers of the rows at hand.
type Small = [i32; ROWS];

const NO: &Bits = &[0; ROWS];
const NOUGHT: &Small = &[0; ROWS];

/// Runs loops in the widest form that this machine has; what they call must be inlined to be made wide.
#[inline(always)]
pub(super) fn wide<R>(f: impl FnOnce() -> R) -> R {
    dispatch!(Level::new(), _simd => f())
}

/// One input of the block at hand.
#[derive(Debug, Clone, Default)]
struct Lane {
    /// The codes, where the block ends too early to be read as it is.
    codes: Vec<u8>,
    /// The numbers, where they are not held so narrowly or the block ends too early to be read as it is.
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
    /// The figures, and what none of them passes.
    figures: Vec<(Vec<i64>, u64)>,
}

#[inline(always)]
fn bits(all: &[Vec<u8>], slot: Slot) -> &Bits {
    all.get(slot).and_then(|b| b.first_chunk()).unwrap_or(NO)
}
/// The numbers of the rows at hand.
struct Numbers<'w> {
    lanes: &'w [Lane],
    block: &'w Block,
    at: (usize, usize),
}

impl<'w> Numbers<'w> {
    /// Of an input, all of which are small.
    #[inline(always)]
    fn small(&self, input: usize) -> &'w Small {
        let held = self.block.columns.get(input).map(|c| c.low.held(self.at).0);
        let copied = || self.lanes.get(input).and_then(|l| l.small.first_chunk());
        held.and_then(|h| h.first_chunk()).or_else(copied).unwrap_or(NOUGHT)
    }
}

impl Work {
    /// The truths of a slot, of so many rows.
    #[inline(always)]
    pub(super) fn bits(&self, slot: Slot, rows: usize) -> &[u8] {
        self.bits.get(slot).and_then(|b| b.get(..rows)).unwrap_or_default()
    }

    /// Runs a plan; whether every sum fits a machine integer, else nothing is said. `open` if some number is not known.
    #[inline(always)]
    pub(super) fn run(
        &mut self,
        plan: &Plan,
        inputs: &[Input],
        block: &Block,
        at: (usize, usize),
        open: bool,
    ) -> bool {
        if self.bits.len() < plan.slots.max(2) {
            self.bits.resize(plan.slots.max(2), vec![0; ROWS]);
            self.small.resize(ROWS, 0);
            self.wide.resize(ROWS, 0);
        }
        if let [no, yes, ..] = self.bits.as_mut_slice() {
            no.fill(0);
            yes.fill(1);
        }
        self.lanes.resize(inputs.len(), Lane::default());
        for number in &plan.numbers {
            if let (Some(lane), Some(input)) = (self.lanes.get_mut(*number), inputs.get(*number)) {
                lane.load(block, *number, input, at, open);
            }
        }
        for step in &plan.steps {
            match step {
                Step::Sum { adds, bounds } => {
                    if !self.sum(adds, bounds, block, at) {
                        return false;
                    }
                }
                Step::Above { figure, adds } => {
                    if !self.figure(*figure, adds, None, block, at) {
                        return false;
                    }
                }
                Step::Times { figure, a, b } => {
                    if !self.figure(*figure, a, Some(b), block, at) {
                        return false;
                    }
                }
                Step::Among { to, .. }
                | Step::Endless { to, .. }
                | Step::Not { to, .. }
                | Step::All { to, .. }
                | Step::Any { to, .. } => self.truth(step, *to, block, at),
            }
        }
        true
    }

    #[inline(always)]
    fn truth(&mut self, step: &Step, to: Slot, block: &Block, at: (usize, usize)) {
        let Some(mut room) = self.bits.get_mut(to).map(std::mem::take) else { return };
        if let Some(out) = room.first_chunk_mut::<ROWS>() {
            match step {
                Step::Among { input, ranges, .. } => {
                    let codes = block.columns.get(*input).and_then(|c| c.codes.get(at.0..at.1));
                    let codes = codes.unwrap_or_default();
                    match codes.first_chunk() {
                        Some(codes) => among(out, codes, ranges),
                        None => {
                            let Some(lane) = self.lanes.get_mut(*input) else { return };
                            lane.codes.clear();
                            lane.codes.extend_from_slice(codes);
                            lane.codes.resize(ROWS, 0);
                            among(out, lane.codes.first_chunk().unwrap_or(NO), ranges);
                        }
                    }
                }
                Step::Endless { input, .. } => {
                    let endless = self.lanes.get(*input).and_then(|l| l.endless.first_chunk());
                    *out = *endless.unwrap_or(NO);
                }
                Step::Not { of, .. } => {
                    out.iter_mut().zip(bits(&self.bits, *of)).for_each(|(o, b)| *o = b ^ 1);
                }
                Step::All { of, .. } => join(&self.bits, out, of, |a, b| a & b),
                Step::Any { of, .. } => join(&self.bits, out, of, |a, b| a | b),
                Step::Sum { .. } | Step::Above { .. } | Step::Times { .. } => {}
            }
        }
        if let Some(place) = self.bits.get_mut(to) {
            *place = room;
        }
    }

    /// No partial sum is greater than this.
    #[inline(always)]
    fn most(&self, adds: &[Add]) -> u128 {
        adds.iter().fold(0u128, |sum, add| {
            let leaf = match add.leaf {
                Leaf::One => 1,
                Leaf::Low(input) | Leaf::High(input) => self.lanes.get(input).map_or(u64::MAX, |l| l.most),
                Leaf::Figure(figure) => self.figures.get(figure).map_or(u64::MAX, |f| f.1),
            };
            sum.saturating_add(u128::from(leaf).saturating_mul(add.times.unsigned_abs().into()))
        })
    }

    /// What the first sum has above nought, so many times as the second says; whether it fits.
    #[inline(always)]
    fn figure(
        &mut self,
        figure: usize,
        adds: &[Add],
        times: Option<&[Add]>,
        block: &Block,
        at: (usize, usize),
    ) -> bool {
        let second = times.map_or(1, |t| self.most(t));
        let most = self.most(adds).saturating_mul(second.max(1));
        let Some(most) = u64::try_from(most.max(second)).ok().filter(|m| *m <= i64::MAX as u64) else {
            return false;
        };
        if self.figures.len() <= figure {
            self.figures.resize(figure + 1, (vec![0; ROWS], 0));
        }
        let Some((mut out, _)) = self.figures.get_mut(figure).map(std::mem::take) else { return false };
        out.fill(0);
        self.add_wide(&mut out, adds, block, at);
        out.iter_mut().for_each(|n| *n = (*n).max(0));
        if let Some(times) = times {
            let mut by = std::mem::take(&mut self.wide);
            by.fill(0);
            self.add_wide(&mut by, times, block, at);
            // that no product wraps was seen to above
            out.iter_mut().zip(&by).for_each(|(a, b)| *a = a.wrapping_mul(*b));
            self.wide = by;
        }
        if let Some(place) = self.figures.get_mut(figure) {
            *place = (out, most);
        }
        true
    }

    #[inline(always)]
    fn sum(&mut self, adds: &[Add], bounds: &[(Slot, i64)], block: &Block, at: (usize, usize)) -> bool {
        let most = self.most(adds);
        let narrow = |add: &Add| !matches!(add.leaf, Leaf::High(_) | Leaf::Figure(_));
        let fits = |n: i64| i32::try_from(n).is_ok();
        if most <= i32::MAX as u128 && adds.iter().all(|a| narrow(a) && fits(a.times)) {
            let Some(acc) = self.small.first_chunk_mut::<ROWS>() else { return false };
            let numbers = Numbers { lanes: &self.lanes, block, at };
            // a single column that counts once is held against its bounds as it stands
            let acc = match adds {
                [Add { times: 1, only: None, leaf: Leaf::Low(input) }] => numbers.small(*input),
                _ => {
                    add_small(acc, adds, &numbers, &self.bits);
                    acc
                }
            };
            for (slot, bound) in bounds {
                let Some(out) = self.bits.get_mut(*slot) else { continue };
                match i32::try_from(*bound) {
                    Ok(bound) => {
                        out.iter_mut().zip(acc).for_each(|(o, n)| *o = u8::from(*n >= bound));
                    }
                    Err(_) => out.fill(u8::from(*bound < 0)),
                }
            }
            return true;
        }
        if most > i64::MAX as u128 {
            return false;
        }
        let mut acc = std::mem::take(&mut self.wide);
        acc.fill(0);
        self.add_wide(&mut acc, adds, block, at);
        for (slot, bound) in bounds {
            let Some(out) = self.bits.get_mut(*slot) else { continue };
            out.iter_mut().zip(&acc).for_each(|(o, n)| *o = u8::from(n >= bound));
        }
        self.wide = acc;
        true
    }

    #[inline(always)]
    fn add_wide(&self, acc: &mut [i64], adds: &[Add], block: &Block, at: (usize, usize)) {
        for add in adds {
            let only = bits(&self.bits, add.only.unwrap_or(1));
            let times = add.times;
            let (narrow, wide): (&[i32], &[i64]) = match add.leaf {
                Leaf::One => {
                    let all = acc.iter_mut().zip(only);
                    all.for_each(|(a, o)| *a = a.wrapping_add(times.wrapping_mul((*o).into())));
                    continue;
                }
                Leaf::Low(input) => block.columns.get(input).map(|c| c.low.held(at)).unwrap_or_default(),
                Leaf::High(input) => {
                    let high = self.lanes.get(input).map(|l| l.high.as_slice()).unwrap_or_default();
                    (&[], high)
                }
                Leaf::Figure(figure) => {
                    (&[], self.figures.get(figure).map(|f| f.0.as_slice()).unwrap_or_default())
                }
            };
            let held = add.only.map(|_| only);
            add_column(acc, times, held, narrow.iter().map(|n| i64::from(*n)));
            add_column(acc, times, held, wide.iter().copied());
        }
    }
}

#[inline(always)]
fn add_column(acc: &mut [i64], times: i64, only: Option<&Bits>, column: impl Iterator<Item = i64>) {
    match only {
        None => {
            acc.iter_mut().zip(column).for_each(|(a, n)| *a = a.wrapping_add(times.wrapping_mul(n)));
        }
        Some(only) => {
            let one = |n: i64, o: u8| times.wrapping_mul(n).wrapping_mul(o.into());
            let all = acc.iter_mut().zip(column.zip(only));
            all.for_each(|(a, (n, o))| *a = a.wrapping_add(one(n, *o)));
        }
    }
}

#[inline(always)]
fn join(all: &[Vec<u8>], out: &mut Bits, of: &[Slot], f: impl Fn(u8, u8) -> u8) {
    let at = |slot: &Slot| bits(all, *slot).iter();
    let mut rest = match of {
        [a, b, c, d, rest @ ..] => {
            let four = at(a).zip(at(b)).zip(at(c).zip(at(d)));
            out.iter_mut().zip(four).for_each(|(o, ((a, b), (c, d)))| *o = f(f(*a, *b), f(*c, *d)));
            rest
        }
        [a, b, c] => {
            let three = at(a).zip(at(b)).zip(at(c));
            return out.iter_mut().zip(three).for_each(|(o, ((a, b), c))| *o = f(f(*a, *b), *c));
        }
        [a, b] => return out.iter_mut().zip(at(a).zip(at(b))).for_each(|(o, (a, b))| *o = f(*a, *b)),
        [a] => return out.iter_mut().zip(at(a)).for_each(|(o, a)| *o = *a),
        [] => return,
    };
    while let [a, more @ ..] = rest {
        if let [b, more @ ..] = more {
            out.iter_mut().zip(at(a).zip(at(b))).for_each(|(o, (a, b))| *o = f(*o, f(*a, *b)));
            rest = more;
        } else {
            out.iter_mut().zip(at(a)).for_each(|(o, a)| *o = f(*o, *a));
            rest = more;
        }
    }
}

#[inline(always)]
fn add_small(acc: &mut Small, adds: &[Add], numbers: &Numbers<'_>, truths: &[Vec<u8>]) {
    let plain = |add: &Add| match add.leaf {
        Leaf::Low(input) if add.only.is_none() => Some(numbers.small(input)),
        _ => None,
    };
    let mut rest = adds;
    let mut first = true;
    while let [add, more @ ..] = rest {
        let times = i32::try_from(add.times).unwrap_or(0);
        let like = |at: usize| rest.get(at).filter(|a| a.times == add.times).and_then(plain);
        let Some(a) = like(0) else {
            if std::mem::take(&mut first) {
                acc.fill(0);
            }
            add_where(acc, add, times, numbers, truths);
            rest = more;
            continue;
        };
        let first = std::mem::take(&mut first);
        let taken = match (like(1), like(2), like(3)) {
            (Some(b), Some(c), Some(d)) => {
                let sum = a
                    .iter()
                    .zip(b)
                    .zip(c.iter().zip(d))
                    .map(|((a, b), (c, d))| a.wrapping_add(*b).wrapping_add(c.wrapping_add(*d)));
                add_up(acc, times, sum, first);
                4
            }
            (Some(b), Some(c), None) => {
                let sum = a.iter().zip(b).zip(c).map(|((a, b), c)| a.wrapping_add(*b).wrapping_add(*c));
                add_up(acc, times, sum, first);
                3
            }
            (Some(b), None, _) => {
                add_up(acc, times, a.iter().zip(b).map(|(a, b)| a.wrapping_add(*b)), first);
                2
            }
            (None, ..) => {
                add_up(acc, times, a.iter().copied(), first);
                1
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    if first {
        acc.fill(0);
    }
}

/// Adds so many times each of these; the first of a sum need not be cleared before. That no sum wraps was seen to before.
#[inline(always)]
fn add_up(acc: &mut Small, times: i32, sum: impl Iterator<Item = i32>, first: bool) {
    let all = acc.iter_mut().zip(sum);
    match (first, times) {
        (true, 1) => all.for_each(|(a, n)| *a = n),
        (true, _) => all.for_each(|(a, n)| *a = n.wrapping_mul(times)),
        (false, 1) => all.for_each(|(a, n)| *a = a.wrapping_add(n)),
        (false, _) => all.for_each(|(a, n)| *a = a.wrapping_add(n.wrapping_mul(times))),
    }
}

#[inline(always)]
fn add_where(acc: &mut Small, add: &Add, times: i32, numbers: &Numbers<'_>, truths: &[Vec<u8>]) {
    let only = bits(truths, add.only.unwrap_or(1));
    match add.leaf {
        Leaf::One => {
            let all = acc.iter_mut().zip(only);
            all.for_each(|(a, o)| *a = a.wrapping_add(times.wrapping_mul((*o).into())));
        }
        // no sum that counts a figure is added up here
        Leaf::Figure(_) => {}
        Leaf::Low(input) | Leaf::High(input) => {
            let all = acc.iter_mut().zip(numbers.small(input).iter().zip(only));
            let one = |n: i32, o: u8| times.wrapping_mul(n).wrapping_mul(o.into());
            all.for_each(|(a, (n, o))| *a = a.wrapping_add(one(*n, *o)));
        }
    }
}

#[inline(always)]
fn among(out: &mut Bits, codes: &Bits, ranges: &[(u8, u8)]) {
    let is = |code: u8, (lo, hi): (u8, u8)| u8::from(code.wrapping_sub(lo) <= hi.wrapping_sub(lo));
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
    #[inline(always)]
    fn load(&mut self, block: &Block, number: usize, input: &Input, at: (usize, usize), open: bool) {
        let Some(column) = block.columns.get(number) else { return };
        let (narrow, wide) = column.low.held(at);
        // what does not fit is not used: `most` tells
        self.most = column.low.most(at);
        if narrow.len() < ROWS {
            self.small.clear();
            self.small.extend_from_slice(narrow);
            self.small.extend(wide.iter().map(|n| *n as i32));
            self.small.resize(ROWS, 0);
        }
        self.high.clear();
        self.endless.clear();
        if open && !matches!(input.sort, Sort::Codes(_)) {
            self.open(column, input, at);
        }
    }

    fn open(&mut self, column: &Column, input: &Input, (from, to): (usize, usize)) {
        let (narrow, wide) = column.low.held((from, to));
        self.high.extend(narrow.iter().map(|n| i64::from(*n)).chain(wide.iter().copied()));
        self.endless.resize(ROWS, 0);
        let first = column.open.partition_point(|o| (o.0 as usize) < from);
        for (row, known) in column.open.iter().skip(first).take_while(|o| (o.0 as usize) < to) {
            let at = *row as usize - from;
            let (Some(high), Some(endless)) = (self.high.get_mut(at), self.endless.get_mut(at)) else {
                continue;
            };
            match ends(known, &input.sort) {
                Some((_, Some(hi))) => *high = hi,
                Some((_, None)) | None => *endless = 1,
            }
        }
        let high = self.high.iter().copied().max().unwrap_or(0);
        self.most = self.most.max(high as u64);
    }
}
