//! Numbers of a row that are no sums: products, and the greatest or least of some where no way can branch. Each end is a
//! sum again, of figures that are never negative; where an end is without bound is told apart.

use super::logic::{Figure, Leaf};
use super::reach::{Goal, Piece, Reach, Side, TOO_GREAT, Way, merged, whole};
use super::value::{Bit, Made, Num};
use crate::val::Ratio;

/// One end of a number: a lower one may be below every number, a greater above every number.
#[derive(Debug, Clone)]
pub(super) struct Ended {
    pub pieces: Vec<Piece>,
    /// Where it is; the sum says nothing there.
    pub beyond: Bit,
}

impl Reach<'_> {
    /// One end of a number; none where nothing can be said of it, or where it lies beyond all numbers on the other side.
    fn end(&mut self, num: Num, low: bool) -> Option<Ended> {
        let side = if low { Side::Sure } else { Side::May };
        let mut way = Way::of(1, num);
        while let Some(part) = way.todo.pop() {
            self.take(&mut way, part, side)?;
        }
        let (endless, bottomless) = (self.logic.any(way.endless), self.logic.any(way.bottomless));
        let (beyond, across) = if low { (bottomless, endless) } else { (endless, bottomless) };
        (across == Bit::NO).then(|| Ended { pieces: merged(way.pieces), beyond })
    }

    /// One end of a number that is no sum.
    pub(super) fn figure(&mut self, num: Num, low: bool) -> Option<Ended> {
        match num.made(self.made) {
            Made::Times(a, b) => self.product(*a, *b, low),
            made @ (Made::Max(all) | Made::Min(all)) => {
                let greatest = matches!(made, Made::Max(_));
                let ends: Option<Vec<Ended>> = all.iter().map(|n| self.end(*n, low)).collect();
                // what is never beyond comes first
                let mut ends = ends?;
                ends.sort_by_key(|e| e.beyond != Bit::NO);
                let mut ends = ends.into_iter();
                let first = ends.next()?;
                ends.try_fold(first, |a, b| self.farther(a, b, greatest, low))
            }
            _ => None,
        }
    }

    /// The greater or the lesser of two ends.
    fn farther(&mut self, a: Ended, b: Ended, greater: bool, low: bool) -> Option<Ended> {
        // the greater is `a` and what `b` has above it, the lesser `a` without what it has above `b`
        let (over, than) = if greater { (&b, &a) } else { (&a, &b) };
        let mut above = self.above(less(over.pieces.clone(), &than.pieces))?;
        let beyond = if greater == low {
            // of the lower end of the greatest, or the greater of the least, one that says nothing does not count
            if a.beyond != Bit::NO {
                return None;
            }
            let says = self.logic.not(b.beyond);
            for piece in &mut above {
                piece.only = self.logic.all([piece.only, says]);
            }
            Bit::NO
        } else {
            self.logic.any([a.beyond, b.beyond])
        };
        let above = if greater { above } else { less(Vec::new(), &above) };
        Some(Ended { pieces: merged(a.pieces.into_iter().chain(above).collect()), beyond })
    }

    /// What a sum has above nought.
    fn above(&mut self, pieces: Vec<Piece>) -> Option<Vec<Piece>> {
        let pieces = merged(pieces);
        if pieces.iter().all(|p| p.times > Ratio::zero()) {
            return Some(pieces);
        }
        if pieces.iter().all(|p| p.times < Ratio::zero()) {
            return Some(Vec::new());
        }
        let (sum, scale) = self.fits(whole(&pieces))?;
        Some(vec![self.piece(Figure::Above(sum), Ratio::new(1, scale)?)])
    }

    /// One end of a product whose second factor is never negative.
    fn product(&mut self, a: Num, b: Num, low: bool) -> Option<Ended> {
        let own = self.end(a, low)?;
        if a.is_natural(self.made) {
            let by = self.end(b, low)?;
            let beyond = self.both_beyond(&own, &by);
            return Some(Ended { pieces: self.times(&own.pieces, &by.pieces)?, beyond });
        }
        // a number is what it has above nought without what it lacks of it: one of both is nought. Where it has, its lower
        // end is that of both; where it lacks, that end times the greater of the other. And so, the other way, the greater.
        let (by, other) = (self.end(b, low)?, self.end(b, !low)?);
        let has = Ended { pieces: self.above(own.pieces.clone())?, beyond: own.beyond };
        let lacks = Ended { pieces: self.above(less(Vec::new(), &own.pieces))?, beyond: own.beyond };
        let (raised, lowered) =
            (self.times(&has.pieces, &by.pieces)?, self.times(&lacks.pieces, &other.pieces)?);
        let (counts, beyond) = if low {
            (raised, self.both_beyond(&lacks, &other))
        } else {
            (raised, self.both_beyond(&has, &by))
        };
        // where the number is beyond, what its end says does not count
        let says = self.logic.not(own.beyond);
        let all = counts.into_iter().chain(less(Vec::new(), &lowered));
        let mut pieces: Vec<Piece> = all.collect();
        for piece in &mut pieces {
            piece.only = self.logic.all([piece.only, says]);
        }
        Some(Ended { pieces, beyond })
    }

    /// Where a product of two ends is beyond all numbers: one factor is, and the other is not nought.
    fn both_beyond(&mut self, a: &Ended, b: &Ended) -> Bit {
        let some = |s: &mut Self, e: &Ended| {
            if a.beyond == Bit::NO && b.beyond == Bit::NO {
                return Bit::NO;
            }
            let goal = Goal { bound: Ratio::zero(), above: true, side: Side::May };
            let some = s.sum(e.pieces.clone(), &goal);
            s.logic.any([some, e.beyond])
        };
        let (some_a, some_b) = (some(self, a), some(self, b));
        let (one, other) = (self.logic.all([a.beyond, some_b]), self.logic.all([b.beyond, some_a]));
        self.logic.any([one, other])
    }

    /// The product of two sums, none negative.
    fn times(&mut self, a: &[Piece], b: &[Piece]) -> Option<Vec<Piece>> {
        for (one, other) in [(a, b), (b, a)] {
            // so many times as is the same in each row
            let times = match one {
                [] => Ratio::zero(),
                [Piece { times, only: Bit::YES, each: None, leaf: Leaf::One, .. }] => times.clone(),
                _ => continue,
            };
            let all = other.iter().map(|p| Piece { times: p.times.times(&times), ..p.clone() });
            return Some(merged(all.collect()));
        }
        let ((a, s), (b, t)) = (self.fits(whole(a))?, self.fits(whole(b))?);
        let scale = self.fits(s.checked_mul(t))?;
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        Some(vec![self.piece(Figure::Times(a, b), Ratio::new(1, scale)?)])
    }
    fn piece(&mut self, figure: Figure, times: Ratio) -> Piece {
        Piece { times, only: Bit::YES, each: None, leaf: self.logic.figure(figure), steps: 1 }
    }
    fn fits<T>(&mut self, made: Option<T>) -> Option<T> {
        if made.is_none() {
            self.left_for.insert(TOO_GREAT);
        }
        made
    }
}

/// A sum without another.
fn less(mut a: Vec<Piece>, b: &[Piece]) -> Vec<Piece> {
    a.extend(b.iter().map(|p| Piece { times: p.times.negated(), ..p.clone() }));
    a
}
