//! `number reaches bound`, taken apart: sums of inputs are compared once, everything else becomes truths.

use super::logic::{Leaf, Logic, Term};
use super::value::{Bit, Made, Num, Tri};
use crate::val::{End, Interval, Ratio};
use std::collections::BTreeSet;

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

/// So many times a number where a truth holds, still to be taken apart.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub times: Ratio,
    pub only: Tri,
    pub each: Option<usize>,
    pub num: Num,
}

/// What is left of it: so many times a leaf where a truth holds.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub times: Ratio,
    pub only: Bit,
    pub each: Option<usize>,
    pub leaf: Leaf,
    /// How many of the leaf's steps make a one.
    pub steps: i64,
}

/// What is collected on the way down.
#[derive(Debug, Clone, Default)]
pub(super) struct Way {
    pub todo: Vec<Part>,
    pub pieces: Vec<Piece>,
    /// Where the sum is without bound.
    pub endless: Vec<Bit>,
    /// Where it may be below every number.
    pub bottomless: Vec<Bit>,
}

impl Way {
    /// That begins with one number, so many times.
    pub(super) fn of(times: i64, num: Num) -> Way {
        let part = Part { times: Ratio::int(times), only: Tri::always(true), each: None, num };
        Way { todo: vec![part], ..Way::default() }
    }
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
    left: usize,
    /// What could not be taken apart, `english | 中文`.
    pub left_for: BTreeSet<&'static str>,
}

/// What does not fit.
pub(super) const TOO_GREAT: &str = "a number that passes 64 bits | 超过 64 位的数目";

impl<'a> Reach<'a> {
    /// For one question.
    pub(super) fn new(logic: &'a mut Logic, made: &'a [Made], open: bool) -> Reach<'a> {
        Reach { logic, made, open, left: WAYS, left_for: BTreeSet::new() }
    }

    /// `a` minus `b` reaches the bound; `b` may be left out.
    pub(super) fn difference(&mut self, a: Num, b: Option<Num>, goal: &Goal) -> Bit {
        let mut way = Way::of(1, a);
        way.todo.extend(b.into_iter().flat_map(|b| Way::of(-1, b).todo));
        self.follow(way, goal)
    }

    fn follow(&mut self, mut way: Way, goal: &Goal) -> Bit {
        while let Some(part) = way.todo.pop() {
            let made = part.num.made(self.made);
            match made {
                // which is the greatest differs by item: such a one is a figure
                Made::Max(all) | Made::Min(all) if part.each.is_none() && all.len() <= self.left => {
                    let up = part.times > Ratio::zero();
                    let any = matches!(made, Made::Max(_)) == up;
                    let mut ways = Vec::new();
                    for inner in all {
                        self.left = self.left.saturating_sub(1);
                        let mut branch = way.clone();
                        branch.todo.push(Part { num: *inner, ..part.clone() });
                        ways.push(self.follow(branch, goal));
                    }
                    return if any { self.logic.any(ways) } else { self.logic.all(ways) };
                }
                _ => {
                    if self.take(&mut way, part, goal.side).is_none() {
                        return goal.open();
                    }
                }
            }
        }
        self.close(way, goal)
    }

    /// Takes a part one step further apart; none where nothing can be said of it.
    pub(super) fn take(&mut self, way: &mut Way, part: Part, side: Side) -> Option<()> {
        let Part { times, only, each, num } = part;
        let up = times > Ratio::zero();
        if times == Ratio::zero() || only.may == Bit::NO {
            return Some(());
        }
        // the end of each part that decides this side, and where it counts
        let low = (side == Side::Sure) == up;
        let at = if low { only.sure } else { only.may };
        match num.made(self.made) {
            Made::Open => return None,
            Made::Same(i) => self.put(way, &times, (only, each), i, (low, side)),
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
                    self.put(way, &times, (Tri { sure, may }, each), value, (low, side));
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
            Made::Times(..) | Made::Max(_) | Made::Min(_) => {
                let end = self.figure(num, low)?;
                let beyond = self.logic.all([only.may, end.beyond]);
                let beyond = self.logic.some(each, beyond);
                // a lower end below all bounds lowers, and a greater above all raises
                if low != up {
                    way.endless.push(beyond)
                } else {
                    way.bottomless.push(beyond)
                }
                for piece in end.pieces {
                    let times = times.times(&piece.times);
                    let raises = (times > Ratio::zero()) == (side == Side::Sure);
                    let only = self.logic.all([if raises { only.sure } else { only.may }, piece.only]);
                    way.pieces.push(Piece { times, only, each, ..piece });
                }
            }
        }
        Some(())
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

    /// That the sum reaches the bound.
    pub(super) fn sum(&mut self, pieces: Vec<Piece>, goal: &Goal) -> Bit {
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
            kept.push(piece);
        }
        let mut kept = merged(kept);
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
        self.compare(&kept, &goal).unwrap_or_else(|| {
            self.left_for.insert(TOO_GREAT);
            goal.open()
        })
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
        let (mut sum, scale) = whole(kept)?;
        let common = sum.iter().fold(0i64, |g, t| greatest_common(g, t.times)).max(1);
        let bound = goal.bound.times(&Ratio::new(scale, common)?);
        let floor = bound.floor().as_i64()?;
        let reached = if goal.above || !bound.is_integer() { floor.checked_add(1)? } else { floor };
        sum.iter_mut().for_each(|t| t.times /= common);
        Some(self.logic.least(sum, reached))
    }
}

/// Pieces of the same leaf put together; what comes to nothing is left out.
pub(super) fn merged(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::new();
    for piece in pieces.into_iter().filter(|p| p.only != Bit::NO) {
        match kept.iter_mut().find(|k| (k.only, k.each, k.leaf) == (piece.only, piece.each, piece.leaf)) {
            Some(same) => same.times = same.times.plus(&piece.times),
            None => kept.push(piece),
        }
    }
    kept.retain(|k| k.times != Ratio::zero());
    kept
}

/// A sum in whole numbers, so many of which make a one; none if they do not fit a machine integer.
pub(super) fn whole(pieces: &[Piece]) -> Option<(Vec<Term>, i64)> {
    let mut times: Vec<Ratio> = Vec::new();
    for piece in pieces {
        times.push(piece.times.times(&Ratio::new(1, piece.steps)?));
    }
    let mut scale = 1i64;
    for n in &times {
        scale = least_common(scale, n.denominator()?)?;
    }
    let mut sum = Vec::new();
    for (p, n) in pieces.iter().zip(&times) {
        let times = n.times(&Ratio::int(scale)).as_i64()?;
        sum.push(Term { times, only: p.only, each: p.each, leaf: p.leaf });
    }
    sum.sort();
    Some((sum, scale))
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
