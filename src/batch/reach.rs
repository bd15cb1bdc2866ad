//! `number reaches bound`, taken apart: sums of inputs are compared once, everything else becomes truths.

use super::logic::{Leaf, Logic, Term};
use super::value::{Bit, Made, Num, Tri};
use crate::val::{End, Interval, Ratio};

/// Which side of a truth is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// surely
    Sure,
    /// possibly
    May,
}

/// A bound that a number reaches, or exceeds.
#[derive(Debug, Clone)]
pub(super) struct Goal {
    /// The bound.
    pub bound: Ratio,
    /// Whether it must be exceeded.
    pub above: bool,
    /// The side.
    pub side: Side,
}

impl Goal {
    fn met(&self, n: &Ratio) -> bool {
        if self.above { *n > self.bound } else { *n >= self.bound }
    }
    /// What is said where nothing can be.
    fn open(&self) -> Bit {
        if self.side == Side::Sure { Bit::NO } else { Bit::YES }
    }
}

#[derive(Debug, Clone)]
struct Part {
    times: Ratio,
    only: Tri,
    each: Option<usize>,
    num: Num,
}

#[derive(Debug, Clone)]
struct Piece {
    times: Ratio,
    only: Bit,
    each: Option<usize>,
    leaf: Leaf,
    /// How many of the leaf's steps make a one.
    steps: i64,
}

/// What is collected on the way down.
#[derive(Debug, Clone)]
struct Way {
    todo: Vec<Part>,
    pieces: Vec<Piece>,
    /// Where the sum is without bound.
    endless: Vec<Bit>,
    /// Where it may be below every number.
    bottomless: Vec<Bit>,
}

/// So many ways of choosing among greatest and least are followed.
const WAYS: usize = 512;

/// Takes numbers apart.
pub(super) struct Reach<'a> {
    /// The truths.
    pub logic: &'a mut Logic,
    /// How numbers are made.
    pub made: &'a [Made],
    /// Whether numbers may be open; if not, both ends of an input are one.
    pub open: bool,
    /// Ways still to be followed.
    pub left: usize,
}

impl Reach<'_> {
    /// For one question.
    pub(super) fn new<'a>(logic: &'a mut Logic, made: &'a [Made], open: bool) -> Reach<'a> {
        Reach { logic, made, open, left: WAYS }
    }

    /// `a` minus `b` reaches the bound; `b` may be left out.
    pub(super) fn difference(&mut self, a: Num, b: Option<Num>, goal: &Goal) -> Bit {
        let part = |times: i64, num: Num| Part {
            times: Ratio::int(times),
            only: Tri::always(true),
            each: None,
            num,
        };
        let todo = std::iter::once(part(1, a)).chain(b.map(|b| part(-1, b))).collect();
        let way = Way { todo, pieces: Vec::new(), endless: Vec::new(), bottomless: Vec::new() };
        self.follow(way, goal)
    }

    fn follow(&mut self, mut way: Way, goal: &Goal) -> Bit {
        while let Some(Part { times, only, each, num }) = way.todo.pop() {
            let up = times > Ratio::zero();
            if times == Ratio::zero() || only.may == Bit::NO {
                continue;
            }
            // the end of each part that decides this side, and where it counts
            let low = (goal.side == Side::Sure) == up;
            let at = if low { only.sure } else { only.may };
            let Some(made) = self.made.get(num.0 as usize) else { return goal.open() };
            match made {
                Made::Open => return goal.open(),
                Made::Same(i) => self.put(&mut way, &times, (only, each), i, (low, goal.side)),
                Made::Input(input, steps) => {
                    let leaf = if low || !self.open { Leaf::Low(*input) } else { Leaf::High(*input) };
                    way.pieces.push(Piece { times, only: at, each, leaf, steps: *steps });
                    if self.open && !low {
                        let endless = self.logic.endless(*input);
                        let here = self.logic.all([at, endless]);
                        let here = self.logic.some(each, here);
                        if up { way.endless.push(here) } else { way.bottomless.push(here) }
                    }
                }
                Made::ByCode(input, values) => {
                    let mut seen: Vec<(&Interval, u128)> = Vec::new();
                    for (code, value) in values.iter().enumerate() {
                        let bit = 1u128 << code;
                        match seen.iter_mut().find(|s| s.0 == value) {
                            Some(known) => known.1 |= bit,
                            None => seen.push((value, bit)),
                        }
                    }
                    for (value, mask) in seen {
                        let among = self.logic.among(*input, mask);
                        let sure = self.logic.all([only.sure, among]);
                        let may = self.logic.all([only.may, among]);
                        self.put(&mut way, &times, (Tri { sure, may }, each), value, (low, goal.side));
                    }
                }
                Made::Plain(truth) => {
                    let truth = if low { truth.sure } else { truth.may };
                    let here = self.logic.all([at, truth]);
                    let here = self.logic.some(each, here);
                    if up { way.endless.push(here) } else { way.bottomless.push(here) }
                }
                Made::Gate(inner, by) => {
                    let sure = self.logic.all([only.sure, by.sure]);
                    let may = self.logic.all([only.may, by.may]);
                    way.todo.push(Part { times, only: Tri { sure, may }, each, num: *inner });
                }
                Made::Scale(by, inner) => {
                    way.todo.push(Part { times: times.times(by), only, each, num: *inner });
                }
                Made::Sum(all) => {
                    let part = |num: &Num| Part { times: times.clone(), only, each, num: *num };
                    way.todo.extend(all.iter().map(part));
                }
                Made::Each(list, inner) => {
                    way.todo.push(Part { times, only, each: Some(*list), num: *inner });
                }
                // which is the greatest differs by item
                Made::Max(_) | Made::Min(_) if each.is_some() => return goal.open(),
                Made::Max(all) | Made::Min(all) => {
                    let any = matches!(made, Made::Max(_)) == up;
                    let mut ways = Vec::new();
                    for inner in all {
                        let Some(left) = self.left.checked_sub(1) else { return goal.open() };
                        self.left = left;
                        let mut branch = way.clone();
                        branch.todo.push(Part { times: times.clone(), only, each, num: *inner });
                        ways.push(self.follow(branch, goal));
                    }
                    return if any { self.logic.any(ways) } else { self.logic.all(ways) };
                }
            }
        }
        self.close(way, goal)
    }

    /// Adds one end of a number that is the same wherever the truth holds; what lowers the sum counts for this side where it
    /// may hold, if what raises it counts where it surely holds, and the other way round.
    fn put(
        &mut self,
        way: &mut Way,
        times: &Ratio,
        (only, each): (Tri, Option<usize>),
        value: &Interval,
        (low, side): (bool, Side),
    ) {
        let up = *times > Ratio::zero();
        let at = |raises: bool| if raises == (side == Side::Sure) { only.sure } else { only.may };
        match if low { &value.lo } else { &value.hi } {
            End::At(n) => {
                let times = times.times(n);
                let only = at(times > Ratio::zero());
                way.pieces.push(Piece { times, only, each, leaf: Leaf::One, steps: 1 });
            }
            End::Above if up => way.endless.push(self.logic.some(each, at(true))),
            End::Below if !up => way.endless.push(self.logic.some(each, at(true))),
            End::Above | End::Below => way.bottomless.push(self.logic.some(each, at(false))),
        }
    }

    fn close(&mut self, way: Way, goal: &Goal) -> Bit {
        let finite = self.sum(way.pieces, goal);
        let endless = self.logic.any(way.endless);
        let bottomless = self.logic.any(way.bottomless);
        let above = self.logic.any([endless, finite]);
        let not = self.logic.not(bottomless);
        self.logic.all([above, not])
    }

    fn sum(&mut self, pieces: Vec<Piece>, goal: &Goal) -> Bit {
        let mut bound = goal.bound.clone();
        let mut kept: Vec<Piece> = Vec::new();
        for piece in pieces {
            if piece.only == Bit::NO || piece.times == Ratio::zero() {
                continue;
            }
            if piece.leaf == Leaf::One && piece.only == Bit::YES && piece.each.is_none() {
                bound = bound.minus(&piece.times);
                continue;
            }
            match kept.iter_mut().find(|k| (k.only, k.each, k.leaf) == (piece.only, piece.each, piece.leaf)) {
                Some(same) => same.times = same.times.plus(&piece.times),
                None => kept.push(piece),
            }
        }
        kept.retain(|k| k.times != Ratio::zero());
        let goal = Goal { bound, ..goal.clone() };
        let nought = goal.met(&Ratio::zero());
        let Some(first) = kept.first() else { return if nought { Bit::YES } else { Bit::NO } };
        // where nothing counts the sum is nought
        let only = first.only;
        let items = kept.iter().any(|k| k.each.is_some());
        if only != Bit::YES && !items && kept.iter().all(|k| k.only == only) {
            kept.iter_mut().for_each(|k| k.only = Bit::YES);
            let inner = self.sum(kept, &goal);
            return match nought {
                true => {
                    let not = self.logic.not(only);
                    self.logic.any([not, inner])
                }
                false => self.logic.all([only, inner]),
            };
        }
        if !items
            && kept.iter().all(|k| k.leaf == Leaf::One)
            && let Some(bit) = self.by_code(&kept, &goal)
        {
            return bit;
        }
        self.compare(&kept, &goal).unwrap_or_else(|| goal.open())
    }

    /// A sum of ones that hang on the code of a single input.
    fn by_code(&mut self, kept: &[Piece], goal: &Goal) -> Option<Bit> {
        let mut masks = Vec::new();
        let mut of = None;
        for piece in kept {
            let super::logic::Op::Among(input, mask) = self.logic.op(piece.only) else { return None };
            if of.is_some_and(|o| o != *input) {
                return None;
            }
            of = Some(*input);
            masks.push((*mask, &piece.times));
        }
        let mut out = 0u128;
        for code in 0..128 {
            let bit = 1u128 << code;
            let here = masks.iter().filter(|m| m.0 & bit != 0);
            let sum = here.fold(Ratio::zero(), |sum, m| sum.plus(m.1));
            out |= if goal.met(&sum) { bit } else { 0 };
        }
        Some(self.logic.among(of?, out))
    }

    /// The sum in whole numbers against a whole bound; none if they do not fit a machine integer.
    fn compare(&mut self, kept: &[Piece], goal: &Goal) -> Option<Bit> {
        let mut times: Vec<Ratio> = Vec::new();
        for piece in kept {
            times.push(piece.times.times(&Ratio::new(1, piece.steps)?));
        }
        let mut scale = 1i64;
        for n in &times {
            scale = least_common(scale, n.denominator()?)?;
        }
        let whole: Option<Vec<i64>> = times.iter().map(|n| n.times(&Ratio::int(scale)).as_i64()).collect();
        let whole = whole?;
        let common = whole.iter().fold(0i64, |g, n| greatest_common(g, *n)).max(1);
        let bound = goal.bound.times(&Ratio::new(scale, common)?);
        let floor = bound.floor().as_i64()?;
        let reached = if goal.above || !bound.is_integer() { floor.checked_add(1)? } else { floor };
        let mut sum: Vec<Term> = kept
            .iter()
            .zip(whole)
            .map(|(p, n)| Term { times: n / common, only: p.only, each: p.each, leaf: p.leaf })
            .collect();
        sum.sort();
        Some(self.logic.least(sum, reached))
    }
}

fn greatest_common(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i64::try_from(a).unwrap_or(1)
}

fn least_common(a: i64, b: i64) -> Option<i64> {
    a.checked_mul(b / greatest_common(a, b).max(1))
}
