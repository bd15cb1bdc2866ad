//! Where a point breaks a lattice: equations that no whole numbers solve, shown by one whole form with a broken value.

use crate::val::Ratio;

/// Whole coefficients of some columns, ascending.
pub(super) type Parts = Vec<(usize, Ratio)>;

/// The whole numbers that solve equations, in coordinates: `x = back * t`, `t = there * x`, both whole.
struct Lattice {
    columns: Vec<usize>,
    /// For each coordinate what it adds to each column.
    back: Vec<Vec<Ratio>>,
    /// For each coordinate its form over the columns.
    there: Vec<Vec<Ratio>>,
    /// The values of the first coordinates, as the equations so far settle them.
    settled: Vec<Ratio>,
}

fn dot(a: &[Ratio], b: &[Ratio]) -> Ratio {
    let both = a.iter().zip(b).filter(|(x, y)| !x.is_zero() && !y.is_zero());
    both.fold(Ratio::zero(), |sum, (x, y)| sum.plus(&x.times(y)))
}

fn add(to: &mut [Ratio], by: &Ratio, from: &[Ratio]) {
    for (x, y) in to.iter_mut().zip(from).filter(|(_, y)| !y.is_zero()) {
        *x = x.plus(&by.times(y));
    }
}

impl Lattice {
    fn of(columns: Vec<usize>) -> Lattice {
        let one = |at: usize| -> Vec<Ratio> {
            (0..columns.len()).map(|other| if other == at { Ratio::one() } else { Ratio::zero() }).collect()
        };
        let unit: Vec<Vec<Ratio>> = (0..columns.len()).map(one).collect();
        Lattice { back: unit.clone(), there: unit, settled: Vec::new(), columns }
    }
    /// `back` of coordinate `a` loses `by` times that of `b`; `there` follows, so that the two stay inverse.
    fn turn(&mut self, a: usize, by: &Ratio, b: usize) {
        if let Some(from) = self.back.get(b).cloned()
            && let Some(to) = self.back.get_mut(a)
        {
            add(to, &by.negated(), &from);
        }
        if let Some(from) = self.there.get(a).cloned()
            && let Some(to) = self.there.get_mut(b)
        {
            add(to, by, &from);
        }
    }
    /// Takes in an equation; if no whole numbers solve it with those before, a whole form and its broken value.
    fn settle(&mut self, parts: &[(usize, Ratio)], value: &Ratio) -> Option<(Parts, Ratio)> {
        let coefficient = |column: &usize| {
            let found = parts.binary_search_by_key(column, |p| p.0).ok().and_then(|at| parts.get(at));
            found.map_or(Ratio::zero(), |(_, by)| by.clone())
        };
        let row: Vec<Ratio> = self.columns.iter().map(coefficient).collect();
        let mut turned: Vec<Ratio> = self.back.iter().map(|basis| dot(&row, basis)).collect();
        let first = self.settled.len();
        // Euclid over the open coordinates: all but one become nought
        let pivot = loop {
            let open = turned.iter().enumerate().skip(first).filter(|(_, n)| !n.is_zero());
            let mut open: Vec<(Ratio, usize)> = open.map(|(at, n)| (n.magnitude(), at)).collect();
            open.sort();
            let (_, least) = open.first()?;
            if open.len() == 1 {
                break *least;
            }
            let by = turned.get(*least).and_then(Ratio::inverse)?;
            for (_, other) in open.iter().skip(1) {
                let quotient = turned.get(*other)?.times(&by).floor();
                self.turn(*other, &quotient, *least);
                let less = turned.get(*least)?.times(&quotient);
                let place = turned.get_mut(*other)?;
                *place = place.minus(&less);
            }
        };
        self.back.swap(first, pivot);
        self.there.swap(first, pivot);
        turned.swap(first, pivot);
        let rest = value.minus(&dot(&turned, &self.settled));
        let settled = rest.times(&turned.get(first).and_then(Ratio::inverse)?);
        if settled.is_integer() {
            self.settled.push(settled);
            return None;
        }
        // whole multiples of what is settled change neither that the form is whole nor that it is broken
        let (mut form, mut value) = (self.there.get(first)?.clone(), settled);
        for (other, whole) in self.there.iter().zip(&self.settled) {
            let by = dot(&form, other).times(&dot(other, other).inverse()?);
            let by = by.plus(&Ratio::new(1, 2)?).floor().negated();
            add(&mut form, &by, other);
            value = value.plus(&by.times(whole));
        }
        let parts = self.columns.iter().copied().zip(form);
        Some((parts.filter(|(_, by)| !by.is_zero()).collect(), value))
    }
}

/// The first of the equations that breaks: a whole form over the columns, and its value where all equations hold.
pub(super) fn broken(columns: Vec<usize>, equations: &[(Parts, Ratio)]) -> Option<(Parts, Ratio)> {
    let mut lattice = Lattice::of(columns);
    equations.iter().find_map(|(parts, value)| lattice.settle(parts, value))
}
