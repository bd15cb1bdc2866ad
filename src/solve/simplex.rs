//! Exact bounds on sums: the general simplex, which says which bounds clash.

use crate::val::Ratio;
use std::rc::Rc;

/// Why a bound holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    /// It always does.
    Always,
    /// This literal says so.
    Literal(u32),
    /// It is tried.
    Tried,
}

/// A bound and its cause.
pub(super) type Bound = Option<(Ratio, Cause)>;

/// A column: a whole number, or the value of a row.
#[derive(Debug, Clone)]
struct Column {
    value: Ratio,
    low: Bound,
    high: Bound,
    /// The row that defines it now, if any does.
    row: Option<usize>,
    /// What it was made as: a sum of whole numbers, if it is not one itself.
    definition: Option<Rc<[(usize, Ratio)]>>,
}

/// A row: its column is the sum of the parts, ascending columns that no row defines.
#[derive(Debug, Clone)]
struct Row {
    column: usize,
    parts: Vec<(usize, Ratio)>,
}

/// What a bound was before it was narrowed.
#[derive(Debug, Clone)]
struct Undo {
    column: usize,
    is_low: bool,
    before: Bound,
}

/// Columns, rows and bounds; bounds are taken back in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Simplex {
    columns: Vec<Column>,
    rows: Vec<Row>,
    undo: Vec<Undo>,
    /// Pivots made since the start.
    pub pivots: u64,
}

/// `a + by * b`, ascending columns, none nought.
fn add_scaled(a: &[(usize, Ratio)], by: &Ratio, b: &[(usize, Ratio)]) -> Vec<(usize, Ratio)> {
    let mut sum = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    loop {
        let (first, second) = (a.peek().map(|p| p.0), b.peek().map(|p| p.0));
        let (left, right) = match (first, second) {
            (None, None) => return sum,
            (Some(_), None) => (a.next(), None),
            (None, Some(_)) => (None, b.next()),
            (Some(x), Some(y)) => {
                (if x <= y { a.next() } else { None }, if y <= x { b.next() } else { None })
            }
        };
        let (column, value) = match (left, right) {
            (Some((column, n)), Some((_, m))) => (*column, n.plus(&by.times(m))),
            (Some((column, n)), None) => (*column, n.clone()),
            (None, Some((column, m))) => (*column, by.times(m)),
            (None, None) => return sum,
        };
        if !value.is_zero() {
            sum.push((column, value));
        }
    }
}

impl Simplex {
    /// A new column without bounds.
    pub fn add_column(&mut self) -> usize {
        self.columns.push(Column {
            value: Ratio::zero(),
            low: None,
            high: None,
            row: None,
            definition: None,
        });
        self.columns.len() - 1
    }
    /// A new column that is the sum of whole numbers, ascending.
    pub fn add_row(&mut self, parts: &[(usize, Ratio)]) -> usize {
        let column = self.add_column();
        let mut open: Vec<(usize, Ratio)> = Vec::new();
        let mut value = Ratio::zero();
        for (part, by) in parts {
            value = value.plus(&by.times(&self.value(*part)));
            match self.columns.get(*part).and_then(|c| c.row).and_then(|row| self.rows.get(row)) {
                Some(row) => open = add_scaled(&open, by, &row.parts),
                None => open = add_scaled(&open, by, &[(*part, Ratio::one())]),
            }
        }
        let row = self.rows.len();
        if let Some(c) = self.columns.get_mut(column) {
            (c.value, c.row, c.definition) = (value, Some(row), Some(parts.into()));
        }
        self.rows.push(Row { column, parts: open });
        column
    }
    /// The present value of a column.
    pub fn value(&self, column: usize) -> Ratio {
        self.columns.get(column).map_or(Ratio::zero(), |c| c.value.clone())
    }
    /// The columns that no row defines now.
    pub fn open_columns(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(|(_, c)| c.row.is_none()).map(|(at, _)| at)
    }
    /// The sum that a column was made as; none for a whole number.
    pub fn definition(&self, column: usize) -> Option<&[(usize, Ratio)]> {
        self.columns.get(column)?.definition.as_deref()
    }
    /// How far a column may move between its bounds, if it has both.
    pub fn room(&self, column: usize) -> Option<Ratio> {
        let c = self.columns.get(column)?;
        Some(c.high.as_ref()?.0.minus(&c.low.as_ref()?.0))
    }
    /// Where to return to.
    pub fn mark(&self) -> usize {
        self.undo.len()
    }
    /// Takes bounds back to a mark.
    pub fn return_to(&mut self, mark: usize) {
        while self.undo.len() > mark {
            let Some(Undo { column, is_low, before }) = self.undo.pop() else { return };
            if let Some(c) = self.columns.get_mut(column) {
                *(if is_low { &mut c.low } else { &mut c.high }) = before;
            }
        }
    }
    /// Narrows a bound; an error names the causes of a clash with the other bound.
    pub fn narrow(&mut self, column: usize, is_low: bool, to: Ratio, cause: Cause) -> Result<(), Vec<Cause>> {
        let Some(c) = self.columns.get_mut(column) else { return Ok(()) };
        let (own, other) = if is_low { (&mut c.low, &c.high) } else { (&mut c.high, &c.low) };
        let is_beyond = |n: &Ratio, bound: &Ratio| if is_low { n > bound } else { n < bound };
        if own.as_ref().is_some_and(|(n, _)| !is_beyond(&to, n)) {
            return Ok(());
        }
        if let Some((_, why)) = other.as_ref().filter(|(n, _)| is_beyond(&to, n)) {
            return Err(vec![cause, *why]);
        }
        let before = own.replace((to.clone(), cause));
        self.undo.push(Undo { column, is_low, before });
        if c.row.is_none() && is_beyond(&to, &c.value) {
            self.shift(column, &to);
        }
        Ok(())
    }
    /// Gives a column that no row defines a new value.
    fn shift(&mut self, column: usize, to: &Ratio) {
        let by = to.minus(&self.value(column));
        for row in &self.rows {
            let Ok(at) = row.parts.binary_search_by_key(&column, |p| p.0) else { continue };
            if let (Some((_, n)), Some(c)) = (row.parts.get(at), self.columns.get_mut(row.column)) {
                c.value = c.value.plus(&n.times(&by));
            }
        }
        if let Some(c) = self.columns.get_mut(column) {
            c.value = to.clone();
        }
    }
    /// The row that a check repairs next: its place, the side that is out of bounds, and the bound with its cause.
    /// The farthest out; once `is_patient`, the least column, which cannot go round in circles.
    fn out_of_bounds(&self, is_patient: bool) -> Option<(usize, bool, (Ratio, Cause))> {
        let mut found: Option<(usize, usize, bool, &(Ratio, Cause), Ratio)> = None;
        for (at, row) in self.rows.iter().enumerate() {
            let Some(c) = self.columns.get(row.column) else { continue };
            let low = c.low.as_ref().filter(|(n, _)| c.value < *n);
            let high = c.high.as_ref().filter(|(n, _)| c.value > *n);
            let Some(bound) = low.or(high) else { continue };
            let by = bound.0.minus(&c.value);
            let by = if low.is_some() { by } else { by.negated() };
            let is_better = |(_, column, .., best): &(usize, usize, bool, &(Ratio, Cause), Ratio)| {
                if is_patient { row.column < *column } else { by > *best }
            };
            if found.as_ref().is_none_or(is_better) {
                found = Some((at, row.column, low.is_some(), bound, by));
            }
        }
        found.map(|(at, _, is_low, bound, _)| (at, is_low, bound.clone()))
    }
    /// Finds values within all bounds, or names the causes that clash.
    pub fn check(&mut self) -> Result<(), Vec<Cause>> {
        const HASTE: u64 = 200;
        let start = self.pivots;
        loop {
            let is_patient = self.pivots - start > HASTE;
            let Some((at, is_low, (to, why))) = self.out_of_bounds(is_patient) else { return Ok(()) };
            let Some(row) = self.rows.get(at) else { return Ok(()) };
            let blocking = |column: usize, by: &Ratio| {
                let c = self.columns.get(column)?;
                let grows = by.is_positive() == is_low;
                let bound = if grows { c.high.as_ref() } else { c.low.as_ref() };
                bound.filter(|(n, _)| if grows { c.value >= *n } else { c.value <= *n }).map(|(_, why)| *why)
            };
            let mut free = row.parts.iter().filter(|(column, by)| blocking(*column, by).is_none());
            // a coefficient of one keeps the rows whole
            let entering = if is_patient { free.next() } else { free.min_by_key(|(_, by)| !by.is_unit()) };
            match entering.map(|part| part.0) {
                Some(entering) => self.pivot(at, entering, &to),
                None => {
                    let causes = row.parts.iter().filter_map(|(column, by)| blocking(*column, by));
                    return Err(causes.chain([why]).collect());
                }
            }
        }
    }
    /// The row's column takes the value and leaves; the other column is defined by the row from now on.
    fn pivot(&mut self, at: usize, entering: usize, to: &Ratio) {
        self.pivots += 1;
        let Some(row) = self.rows.get(at) else { return };
        let leaving = row.column;
        let found = row.parts.binary_search_by_key(&entering, |p| p.0).ok();
        let Some(inverse) = found.and_then(|i| row.parts.get(i)).and_then(|(_, n)| n.inverse()) else {
            return;
        };
        let by = to.minus(&self.value(leaving)).times(&inverse);
        let target = self.value(entering).plus(&by);
        self.shift(entering, &target);
        if let Some(c) = self.columns.get_mut(leaving) {
            c.value = to.clone();
        }
        // entering = (leaving - rest) / n
        let minus = inverse.negated();
        let Some(row) = self.rows.get(at) else { return };
        let mut parts: Vec<(usize, Ratio)> =
            row.parts.iter().filter(|p| p.0 != entering).map(|(c, n)| (*c, n.times(&minus))).collect();
        let place = parts.partition_point(|p| p.0 < leaving);
        parts.insert(place, (leaving, inverse));
        for (_, row) in self.rows.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            let Ok(i) = row.parts.binary_search_by_key(&entering, |p| p.0) else { continue };
            let (_, n) = row.parts.remove(i);
            row.parts = add_scaled(&row.parts, &n, &parts);
        }
        if let Some(row) = self.rows.get_mut(at) {
            *row = Row { column: entering, parts };
        }
        if let Some(c) = self.columns.get_mut(leaving) {
            c.row = None;
        }
        if let Some(c) = self.columns.get_mut(entering) {
            c.row = Some(at);
        }
    }
}
