//! Closed intervals of exact numbers, either end possibly infinite.

use super::{Ratio, Truth};
use std::fmt;

/// One end of an interval; the order of the variants is the order of numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// Below every number.
    Below,
    /// A number.
    At(Ratio),
    /// Above every number; as a degree, a plain condition that holds.
    Above,
}

impl End {
    /// Nought.
    pub fn zero() -> End {
        End::At(Ratio::zero())
    }
    fn plus(&self, other: &End, absorbing: &End) -> End {
        match (self, other) {
            (End::At(a), End::At(b)) => End::At(a.plus(b)),
            _ if self == absorbing || other == absorbing => absorbing.clone(),
            (End::At(_), x) | (x, _) => x.clone(),
        }
    }
    fn negated(&self) -> End {
        match self {
            End::Below => End::Above,
            End::At(a) => End::At(a.negated()),
            End::Above => End::Below,
        }
    }
    fn sign(&self) -> i8 {
        match self {
            End::Below => -1,
            End::At(a) => (*a > Ratio::zero()) as i8 - (*a < Ratio::zero()) as i8,
            End::Above => 1,
        }
    }
    fn times(&self, other: &End) -> End {
        match (self, other) {
            (End::At(a), End::At(b)) => End::At(a.times(b)),
            _ => match self.sign() * other.sign() {
                0 => End::zero(),
                1 => End::Above,
                _ => End::Below,
            },
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Below => f.write_str("-inf"),
            End::At(a) => write!(f, "{a}"),
            End::Above => f.write_str("inf"),
        }
    }
}

/// All numbers from `lo` to `hi`, both included.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The least possible number.
    pub lo: End,
    /// The greatest possible number.
    pub hi: End,
}

impl Interval {
    /// A known number.
    pub fn point(n: Ratio) -> Interval {
        Interval { lo: End::At(n.clone()), hi: End::At(n) }
    }
    /// Both ends.
    pub fn new(lo: End, hi: End) -> Interval {
        Interval { lo, hi }
    }
    /// Nought or more.
    pub fn natural() -> Interval {
        Interval { lo: End::zero(), hi: End::Above }
    }
    /// The degree of a plain condition.
    pub fn plain(truth: Truth) -> Interval {
        match truth {
            Truth::Yes => Interval { lo: End::Above, hi: End::Above },
            Truth::Unknown => Interval::natural(),
            Truth::No => Interval::point(Ratio::zero()),
        }
    }
    /// Whether just one value is possible.
    pub fn is_point(&self) -> bool {
        self.lo == self.hi
    }
    /// The sum.
    pub fn plus(&self, o: &Interval) -> Interval {
        Interval { lo: self.lo.plus(&o.lo, &End::Below), hi: self.hi.plus(&o.hi, &End::Above) }
    }
    /// The difference.
    pub fn minus(&self, o: &Interval) -> Interval {
        self.plus(&Interval { lo: o.hi.negated(), hi: o.lo.negated() })
    }
    /// The product.
    pub fn times(&self, o: &Interval) -> Interval {
        let all = [self.lo.times(&o.lo), self.lo.times(&o.hi), self.hi.times(&o.lo), self.hi.times(&o.hi)];
        let lo = all.iter().min().cloned().unwrap_or(End::Below);
        let hi = all.iter().max().cloned().unwrap_or(End::Above);
        Interval { lo, hi }
    }
    /// The lesser of both.
    pub fn lesser(&self, o: &Interval) -> Interval {
        Interval { lo: self.lo.clone().min(o.lo.clone()), hi: self.hi.clone().min(o.hi.clone()) }
    }
    /// The greater of both.
    pub fn greater(&self, o: &Interval) -> Interval {
        Interval { lo: self.lo.clone().max(o.lo.clone()), hi: self.hi.clone().max(o.hi.clone()) }
    }
    /// The number if the condition holds, else nought.
    pub fn gated(&self, by: Truth) -> Interval {
        match by {
            Truth::Yes => self.clone(),
            Truth::No => Interval::point(Ratio::zero()),
            Truth::Unknown => {
                let zero = End::zero();
                Interval { lo: self.lo.clone().min(zero.clone()), hi: self.hi.clone().max(zero) }
            }
        }
    }
    /// At or above the other.
    pub fn reaches(&self, o: &Interval) -> Truth {
        Truth::from_bounds(self.lo >= o.hi, self.hi >= o.lo)
    }
    /// Above the other.
    pub fn exceeds(&self, o: &Interval) -> Truth {
        Truth::from_bounds(self.lo > o.hi, self.hi > o.lo)
    }
}
