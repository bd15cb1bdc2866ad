//! Symbolic values: truths and numbers of a row as they follow from its inputs.

use super::block::days;
use crate::ir::node::NodeId;
use crate::val::{DateRange, End, Interval, Members, Ratio};

/// A truth that a row surely has, or does not: an id in [`super::logic::Logic`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Bit(pub u32);

impl Bit {
    /// Never.
    pub const NO: Bit = Bit(0);
    /// Always.
    pub const YES: Bit = Bit(1);
}

/// A three-valued truth: surely so, possibly so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tri {
    /// Surely.
    pub sure: Bit,
    /// Possibly.
    pub may: Bit,
}

impl Tri {
    /// Nothing is known of it.
    pub const OPEN: Tri = Tri { sure: Bit::NO, may: Bit::YES };
    /// Always or never.
    pub fn always(yes: bool) -> Tri {
        let bit = if yes { Bit::YES } else { Bit::NO };
        Tri { sure: bit, may: bit }
    }
}

/// A number: an id among the numbers of the fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Num(pub u32);

impl Num {
    /// How it is made.
    pub fn made(self, all: &[Made]) -> &Made {
        all.get(self.0 as usize).unwrap_or(&Made::Open)
    }
    /// Whether it may be without bound, whatever the row states.
    pub fn is_endless(self, all: &[Made]) -> bool {
        match self.made(all) {
            Made::Same(i) => i.lo == End::Above || i.hi == End::Above || i.lo == End::Below,
            Made::ByCode(_, values) => values.iter().any(|i| i.lo == End::Above || i.lo == End::Below),
            Made::Input(..) => false,
            Made::Plain(_) | Made::Open => true,
            Made::Gate(n, _) | Made::Scale(_, n) | Made::Each(_, n) => n.is_endless(all),
            Made::Times(a, b) => a.is_endless(all) || b.is_endless(all),
            Made::Sum(some) | Made::Max(some) | Made::Min(some) => some.iter().any(|n| n.is_endless(all)),
        }
    }
    /// Whether it can be added up over the items of a list: something is known of it, and it adds up none itself.
    pub fn is_of_item(self, all: &[Made]) -> bool {
        match self.made(all) {
            Made::Same(_) | Made::Input(..) | Made::ByCode(..) | Made::Plain(_) => true,
            Made::Gate(n, _) | Made::Scale(_, n) => n.is_of_item(all),
            Made::Times(a, b) => a.is_of_item(all) && b.is_of_item(all),
            Made::Sum(some) | Made::Max(some) | Made::Min(some) => some.iter().all(|n| n.is_of_item(all)),
            Made::Each(..) | Made::Open => false,
        }
    }
    /// Whether it is never negative; no input is.
    pub fn is_natural(self, all: &[Made]) -> bool {
        let natural = |i: &Interval| i.lo >= End::zero();
        match self.made(all) {
            Made::Same(i) => natural(i),
            Made::ByCode(_, values) => values.iter().all(natural),
            Made::Input(..) | Made::Plain(_) => true,
            Made::Gate(n, _) | Made::Each(_, n) => n.is_natural(all),
            Made::Scale(by, n) => *by >= Ratio::zero() && n.is_natural(all),
            Made::Times(a, b) => a.is_natural(all) && b.is_natural(all),
            Made::Sum(some) | Made::Min(some) => some.iter().all(|n| n.is_natural(all)),
            Made::Max(some) => some.iter().any(|n| n.is_natural(all)),
            Made::Open => false,
        }
    }
    /// Whether it adds up over the items of a list.
    pub fn is_total(self, all: &[Made]) -> bool {
        match self.made(all) {
            Made::Same(_) | Made::Input(..) | Made::ByCode(..) | Made::Plain(_) | Made::Open => false,
            Made::Gate(n, _) | Made::Scale(_, n) => n.is_total(all),
            Made::Times(a, b) => a.is_total(all) || b.is_total(all),
            Made::Sum(some) | Made::Max(some) | Made::Min(some) => some.iter().any(|n| n.is_total(all)),
            Made::Each(..) => true,
        }
    }
}

/// How a number is made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Made {
    /// the same in each row
    Same(Interval),
    /// an input that counts steps, so many of which make a one
    Input(usize, i64),
    /// as the code of an input says
    ByCode(usize, Vec<Interval>),
    /// without bound if it holds, else nought
    Plain(Tri),
    /// the number if it holds, else nought
    Gate(Num, Tri),
    /// the sum
    Sum(Vec<Num>),
    /// so many times
    Scale(Ratio, Num),
    /// the product; the second is never negative
    Times(Num, Num),
    /// the greatest
    Max(Vec<Num>),
    /// the least
    Min(Vec<Num>),
    /// the sum over the items of a list, by its place among the lists of a row
    Each(usize, Num),
    /// nothing is known of it
    Open,
}

/// A member of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// one of these, in each row
    Same(Members),
    /// as the code of an input says
    Input(usize),
    /// nothing is known of it
    Open,
}

/// A value of the case or of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sym {
    /// a truth
    Truth(Tri),
    /// a number; a day as its number of days
    Number(Num),
    /// a member
    Member(Which),
}

/// The values of a graph: by node, and by record where the node speaks of one.
pub(super) type Cells = Vec<Vec<Sym>>;

/// A truth that is the same in each row.
pub(super) fn bit(yes: bool) -> Bit {
    if yes { Bit::YES } else { Bit::NO }
}

/// The value of a node for a record; of a node of the case, whichever the record.
pub(super) fn at(cells: &Cells, id: NodeId, row: usize) -> Option<&Sym> {
    let each = cells.get(id.0 as usize)?;
    each.get(row).or(if each.len() == 1 { each.first() } else { None })
}

/// The truth of a node, open if it is none.
pub(super) fn tri(cells: &Cells, id: NodeId, row: usize) -> Tri {
    match at(cells, id, row) {
        Some(Sym::Truth(t)) => *t,
        _ => Tri::OPEN,
    }
}

/// Any number.
pub(super) fn anything() -> Interval {
    Interval::new(End::Below, End::Above)
}

/// Days as numbers.
pub(super) fn day_range(range: &DateRange) -> Interval {
    let end = |d| End::At(Ratio::int(days(d)));
    Interval::new(end(range.lo), end(range.hi))
}
