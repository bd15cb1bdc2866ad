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
    /// Pivots made since the start; one on great numbers counts for as many as it costs.
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
    /// The one of the least column, so that repairs do not go round in circles.
    fn out_of_bounds(&self) -> Option<(usize, bool, (Ratio, Cause))> {
        let out = |(at, row): (usize, &Row)| {
            let c = self.columns.get(row.column)?;
            let low = c.low.as_ref().filter(|(n, _)| c.value < *n);
            let high = c.high.as_ref().filter(|(n, _)| c.value > *n);
            Some((row.column, at, low.is_some(), low.or(high)?))
        };
        let found = self.rows.iter().enumerate().filter_map(out).min_by_key(|(column, ..)| *column)?;
        Some((found.1, found.2, found.3.clone()))
    }
    /// Finds values within all bounds, or names the causes that clash.
    pub fn check(&mut self) -> Result<(), Vec<Cause>> {
        loop {
            let Some((at, is_low, (to, why))) = self.out_of_bounds() else { return Ok(()) };
            let Some(row) = self.rows.get(at) else { return Ok(()) };
            let blocking = |column: usize, by: &Ratio| {
                let c = self.columns.get(column)?;
                let grows = by.is_positive() == is_low;
                let bound = if grows { c.high.as_ref() } else { c.low.as_ref() };
                bound.filter(|(n, _)| if grows { c.value >= *n } else { c.value <= *n }).map(|(_, why)| *why)
            };
            let entering = row.parts.iter().find(|(column, by)| blocking(*column, by).is_none());
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
        let Some(row) = self.rows.get(at) else { return };
        let words: u64 = row.parts.iter().map(|(_, n)| n.words()).chain([to.words()]).sum();
        self.pivots += 1 + words * self.rows.len() as u64 / 4;
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
    /// From values within all bounds, moves a column as far down (or up) as bounds and so many pivots let it.
    pub fn push(&mut self, column: usize, is_down: bool, pivots: u64) {
        let start = self.pivots;
        while self.pivots - start < pivots {
            let Some(at) = self.columns.get(column).and_then(|c| c.row).or_else(|| self.enter(column)) else {
                return;
            };
            // the first column that can move the right way: no cycling
            let Some(row) = self.rows.get(at) else { return };
            let moves = |(part, by): &(usize, Ratio)| {
                let c = self.columns.get(*part)?;
                let grows = by.is_positive() != is_down;
                let end = if grows { &c.high } else { &c.low };
                let is_free = end.as_ref().is_none_or(|(n, _)| c.value != *n);
                is_free.then_some((*part, grows))
            };
            let Some((part, grows)) = row.parts.iter().find_map(moves) else { return };
            let Some((room, limit)) = self.limit(part, grows) else { return };
            match limit {
                Some((at, to)) if self.rows.get(at).is_some_and(|row| row.column != column) => {
                    self.pivot(at, part, &to);
                }
                _ => {
                    let by = if grows { room } else { room.negated() };
                    let to = self.value(part).plus(&by);
                    self.shift(part, &to);
                    self.pivots += 1;
                    if limit.is_some() {
                        return;
                    }
                }
            }
        }
    }
    /// How far a column that no row defines can move, and the row with its bound that stops it first, if one does.
    fn limit(&self, column: usize, grows: bool) -> Option<(Ratio, Option<(usize, Ratio)>)> {
        let own = self.columns.get(column)?;
        let end = if grows { &own.high } else { &own.low };
        let mut best = end.as_ref().map(|(n, _)| (n.minus(&own.value).magnitude(), usize::MAX, None));
        for (at, row) in self.rows.iter().enumerate() {
            let Ok(place) = row.parts.binary_search_by_key(&column, |p| p.0) else { continue };
            let (Some((_, by)), Some(c)) = (row.parts.get(place), self.columns.get(row.column)) else {
                continue;
            };
            let bound = if by.is_positive() == grows { &c.high } else { &c.low };
            let Some((to, _)) = bound else { continue };
            let room = to.minus(&c.value).times(&by.inverse()?).magnitude();
            let is_nearer = |(least, least_column, _): &(Ratio, usize, Option<(usize, Ratio)>)| {
                (&room, row.column) < (least, *least_column)
            };
            if best.as_ref().is_none_or(is_nearer) {
                best = Some((room, row.column, Some((at, to.clone()))));
            }
        }
        best.map(|(room, _, limit)| (room, limit))
    }
    /// Has a row define a column, without a change of values; the row, if there is one.
    fn enter(&mut self, column: usize) -> Option<usize> {
        let has = |row: &Row| row.parts.binary_search_by_key(&column, |p| p.0).is_ok();
        let at = self.rows.iter().position(has)?;
        let now = self.value(self.rows.get(at)?.column);
        self.pivot(at, column, &now);
        Some(at)
    }
}
