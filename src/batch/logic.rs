//! Truths of a row: made once each, simplified as they are made; what another says already is left out.

use super::value::Bit;
use std::collections::BTreeMap;

/// What a sum adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Leaf {
    /// one
    One,
    /// the least that an input may be
    Low(usize),
    /// the most that an input may be
    High(usize),
    /// what is made of other sums, by its number
    Figure(usize),
}

/// A number of a row that is no sum; never negative.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Figure {
    /// what a sum has above nought
    Above(Vec<Term>),
    /// the product of two sums, none negative
    Times(Vec<Term>, Vec<Term>),
}

impl Figure {
    /// The sums that it is made of.
    pub(super) fn sums(&self) -> impl Iterator<Item = &Vec<Term>> {
        let (a, b) = match self {
            Figure::Above(sum) => (sum, None),
            Figure::Times(a, b) => (a, Some(b)),
        };
        std::iter::once(a).chain(b)
    }
}

/// A member of a sum: so many times the leaf where the truth holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    /// How many times.
    pub times: i64,
    /// Where; elsewhere it adds nothing.
    pub only: Bit,
    /// The list over whose items it is added up, if it speaks of one.
    pub each: Option<usize>,
    /// What.
    pub leaf: Leaf,
}

/// How a truth is made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Op {
    /// never
    No,
    /// always
    Yes,
    /// the code of an input is one of these
    Among(usize, u128),
    /// the greater end of an input is without bound
    Endless(usize),
    /// the sum, by its number, is at least so much
    Least(usize, i64),
    /// it does not hold
    Not(Bit),
    /// all hold
    All(Vec<Bit>),
    /// one holds
    Any(Vec<Bit>),
    /// it holds for an item of a list
    Some(usize, Bit),
}

/// All truths made so far, each after those it is made of.
#[derive(Debug, Clone)]
pub(super) struct Logic {
    /// The truths.
    pub ops: Vec<Op>,
    /// The sums, each sorted.
    pub sums: Vec<Vec<Term>>,
    /// The figures, each after those it is made of.
    pub figures: Vec<Figure>,
    known: BTreeMap<Op, Bit>,
    /// For each input held as codes, the codes that may occur.
    pub codes: Vec<u128>,
}

/// What a program comes to.
#[derive(Debug, Clone, Default)]
pub(super) struct Roots {
    /// For each grade: the outcome is surely at least that.
    pub sure: Vec<Bit>,
    /// For each grade: it may be.
    pub may: Vec<Bit>,
    /// For each ground: it surely holds.
    pub grounds: Vec<Bit>,
    /// For each ground: it may hold.
    pub grounds_may: Vec<Bit>,
}

impl Roots {
    /// All of them.
    pub(super) fn bits(&self) -> impl Iterator<Item = Bit> {
        [&self.sure, &self.may, &self.grounds, &self.grounds_may].into_iter().flatten().copied()
    }
}

impl Logic {
    /// None but the two constants.
    pub(super) fn new(codes: Vec<u128>) -> Logic {
        let known = BTreeMap::from([(Op::No, Bit::NO), (Op::Yes, Bit::YES)]);
        Logic { ops: vec![Op::No, Op::Yes], sums: Vec::new(), figures: Vec::new(), known, codes }
    }
    fn put(&mut self, op: Op) -> Bit {
        if let Some(bit) = self.known.get(&op) {
            return *bit;
        }
        let bit = Bit(self.ops.len() as u32);
        self.ops.push(op.clone());
        self.known.insert(op, bit);
        bit
    }
    /// How it is made.
    pub(super) fn op(&self, bit: Bit) -> &Op {
        self.ops.get(bit.0 as usize).unwrap_or(&Op::No)
    }
    /// The code is one of these.
    pub(super) fn among(&mut self, input: usize, mask: u128) -> Bit {
        let all = self.codes.get(input).copied().unwrap_or(u128::MAX);
        match mask & all {
            0 => Bit::NO,
            some if some == all => Bit::YES,
            some => self.put(Op::Among(input, some)),
        }
    }
    /// The greater end is without bound.
    pub(super) fn endless(&mut self, input: usize) -> Bit {
        self.put(Op::Endless(input))
    }
    /// The sum is at least so much.
    pub(super) fn least(&mut self, sum: Vec<Term>, bound: i64) -> Bit {
        let at = self.sums.iter().position(|s| *s == sum).unwrap_or_else(|| {
            self.sums.push(sum);
            self.sums.len() - 1
        });
        self.put(Op::Least(at, bound))
    }
    /// A number that is no sum, as what a sum may count.
    pub(super) fn figure(&mut self, figure: Figure) -> Leaf {
        let at = self.figures.iter().position(|f| *f == figure).unwrap_or_else(|| {
            self.figures.push(figure);
            self.figures.len() - 1
        });
        Leaf::Figure(at)
    }
    /// The truths on which a sum hangs, by way of its figures too.
    pub(super) fn hangs(&self, sum: &[Term], on: &mut Vec<Bit>) {
        for term in sum {
            on.push(term.only);
            if let Leaf::Figure(at) = term.leaf {
                self.figures.get(at).into_iter().flat_map(Figure::sums).for_each(|s| self.hangs(s, on));
            }
        }
    }
    /// It does not hold.
    pub(super) fn not(&mut self, bit: Bit) -> Bit {
        match self.op(bit).clone() {
            Op::No => Bit::YES,
            Op::Yes => Bit::NO,
            Op::Not(inner) => inner,
            Op::Among(input, mask) => self.among(input, !mask),
            Op::Endless(_) | Op::Least(..) | Op::All(_) | Op::Any(_) | Op::Some(..) => self.put(Op::Not(bit)),
        }
    }
    /// It holds for an item of a list; what speaks of no list is as it is.
    pub(super) fn some(&mut self, each: Option<usize>, bit: Bit) -> Bit {
        match each {
            Some(list) if bit != Bit::NO => self.put(Op::Some(list, bit)),
            _ => bit,
        }
    }
    /// All hold.
    pub(super) fn all(&mut self, bits: impl IntoIterator<Item = Bit>) -> Bit {
        self.junction(true, bits.into_iter().collect())
    }
    /// One holds.
    pub(super) fn any(&mut self, bits: impl IntoIterator<Item = Bit>) -> Bit {
        self.junction(false, bits.into_iter().collect())
    }

    fn junction(&mut self, all: bool, bits: Vec<Bit>) -> Bit {
        let (absorbing, neutral) = if all { (Bit::NO, Bit::YES) } else { (Bit::YES, Bit::NO) };
        let mut flat = Vec::new();
        for bit in bits {
            match self.op(bit) {
                Op::All(inner) if all => flat.extend(inner.iter().copied()),
                Op::Any(inner) if !all => flat.extend(inner.iter().copied()),
                _ => flat.push(bit),
            }
        }
        // tests of one code are one test
        let mut masks: BTreeMap<usize, u128> = BTreeMap::new();
        flat.retain(|bit| match self.ops.get(bit.0 as usize) {
            Some(Op::Among(input, mask)) => {
                let so_far = masks.entry(*input).or_insert(if all { u128::MAX } else { 0 });
                *so_far = if all { *so_far & mask } else { *so_far | mask };
                false
            }
            _ => true,
        });
        for (input, mask) in masks {
            let one = self.among(input, mask);
            flat.push(one);
        }
        flat.sort();
        flat.dedup();
        if flat.contains(&absorbing) {
            return absorbing;
        }
        flat.retain(|b| *b != neutral);
        let opposite = |b: &Bit| matches!(self.op(*b), Op::Not(inner) if flat.contains(inner));
        if flat.iter().any(opposite) {
            return absorbing;
        }
        // of all: what follows from another; of any: what another follows from
        let mut kept: Vec<Bit> = Vec::new();
        for (i, bit) in flat.iter().enumerate() {
            let said = flat.iter().enumerate().any(|(j, other)| {
                let follows = |a: Bit, b: Bit| self.implies(a, b, 8);
                let by = if all { follows(*other, *bit) } else { follows(*bit, *other) };
                let both = by && if all { follows(*bit, *other) } else { follows(*other, *bit) };
                i != j && by && (!both || j < i)
            });
            if !said {
                kept.push(*bit);
            }
        }
        match kept.as_slice() {
            [] => neutral,
            [one] => *one,
            _ if all => self.put(Op::All(kept)),
            _ => {
                // `a and b` or `a and c` is `a and (b or c)`
                if let Some((common, rest)) = self.common(&kept) {
                    let rest = rest.into_iter().map(|r| self.all(r)).collect::<Vec<_>>();
                    let rest = self.any(rest);
                    return self.all(common.into_iter().chain([rest]));
                }
                self.put(Op::Any(kept))
            }
        }
    }

    /// What all alternatives have in common, and what each has besides.
    fn common(&self, bits: &[Bit]) -> Option<(Vec<Bit>, Vec<Vec<Bit>>)> {
        let parts = |b: &Bit| match self.op(*b) {
            Op::All(inner) => inner.clone(),
            _ => vec![*b],
        };
        let sets: Vec<Vec<Bit>> = bits.iter().map(parts).collect();
        let first = sets.first()?;
        let common: Vec<Bit> = first.iter().copied().filter(|b| sets.iter().all(|s| s.contains(b))).collect();
        if common.is_empty() {
            return None;
        }
        let rest = sets.iter().map(|s| s.iter().copied().filter(|b| !common.contains(b)).collect());
        Some((common.clone(), rest.collect()))
    }

    /// Whether the second surely holds where the first does; inputs and figures are never negative.
    fn implies(&self, a: Bit, b: Bit, depth: usize) -> bool {
        if a == b || a == Bit::NO || b == Bit::YES {
            return true;
        }
        let Some(depth) = depth.checked_sub(1) else { return false };
        match (self.op(a), self.op(b)) {
            (Op::Among(i, m), Op::Among(j, n)) => i == j && m & !n == 0,
            (Op::Some(i, x), Op::Some(j, y)) => i == j && self.implies(*x, *y, depth),
            (Op::Least(s, x), Op::Least(t, y)) => self.outweighs((*s, *x), (*t, *y)),
            (Op::Any(all), _) => all.iter().all(|x| self.implies(*x, b, depth)),
            (_, Op::All(all)) => all.iter().all(|y| self.implies(a, *y, depth)),
            (Op::All(all), _) if all.iter().any(|x| self.implies(*x, b, depth)) => true,
            (_, Op::Any(all)) => all.iter().any(|y| self.implies(a, *y, depth)),
            _ => false,
        }
    }

    /// Whether the second sum reaches its bound wherever the first reaches its own.
    fn outweighs(&self, (s, x): (usize, i64), (t, y): (usize, i64)) -> bool {
        if s == t {
            return x >= y;
        }
        let (Some(a), Some(b)) = (self.sums.get(s), self.sums.get(t)) else { return false };
        if x <= 0 || y <= 0 || a.iter().chain(b).any(|t| t.times < 0) {
            return false;
        }
        a.iter().all(|m| {
            let same = b.iter().find(|n| (n.only, n.each, n.leaf) == (m.only, m.each, m.leaf));
            same.is_some_and(|n| i128::from(n.times) * i128::from(x) >= i128::from(m.times) * i128::from(y))
        })
    }
}
