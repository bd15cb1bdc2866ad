//! Affine forms of two numbers, and the lines on which they are nought.

use crate::val::Ratio;

/// A place in the plane of two facts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// The first fact.
    pub x: Ratio,
    /// The second fact.
    pub y: Ratio,
}

/// `x·X + y·Y + c`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    pub(super) x: Ratio,
    pub(super) y: Ratio,
    pub(super) c: Ratio,
}

impl Form {
    pub(super) fn constant(c: Ratio) -> Form {
        Form { x: Ratio::zero(), y: Ratio::zero(), c }
    }
    pub(super) fn is_constant(&self) -> bool {
        self.x == Ratio::zero() && self.y == Ratio::zero()
    }
    pub(super) fn plus(&self, o: &Form) -> Form {
        Form { x: self.x.plus(&o.x), y: self.y.plus(&o.y), c: self.c.plus(&o.c) }
    }
    pub(super) fn times(&self, k: &Ratio) -> Form {
        Form { x: self.x.times(k), y: self.y.times(k), c: self.c.times(k) }
    }
    pub(super) fn minus(&self, o: &Form) -> Form {
        self.plus(&o.times(&Ratio::int(-1)))
    }
}

/// The points where `x·X + y·Y + c` is nought; the first coefficient that is not nought is 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The coefficient of the first fact.
    pub x: Ratio,
    /// The coefficient of the second fact.
    pub y: Ratio,
    /// The constant.
    pub c: Ratio,
}

impl Line {
    /// Where a form is nought; none if it is constant.
    pub(super) fn of(form: &Form) -> Option<Line> {
        let lead = if form.x == Ratio::zero() { &form.y } else { &form.x };
        let scaled = form.times(&lead.inverse()?);
        Some(Line { x: scaled.x, y: scaled.y, c: scaled.c })
    }
    /// The form at a point.
    pub(super) fn at(&self, p: &Point) -> Ratio {
        self.x.times(&p.x).plus(&self.y.times(&p.y)).plus(&self.c)
    }
    /// On which side a point lies: -1, 0 on the line, or 1.
    pub fn side(&self, p: &Point) -> i8 {
        sign(&self.at(p))
    }
}

pub(super) fn sign(n: &Ratio) -> i8 {
    match n.cmp(&Ratio::zero()) {
        std::cmp::Ordering::Less => -1,
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => 1,
    }
}
