//! Rows of a table as typed columns, a column an input.

use super::input::{From, Input, Sort, Then};
use super::numbers::Numbers;
use crate::case::{BadCell, Source, Test};
use crate::ir::facts::Known;
use crate::ir::schema::{Schema, Type};
use crate::val::{Date, DateRange, End, Interval, Ratio, Truth};

/// The rows of one input.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Positions among the values that the input may have; empty for numbers and days.
    pub codes: Vec<u8>,
    /// Steps or days, none negative; the least possible where the value is not known. Empty for codes.
    pub low: Numbers,
    /// The rows whose number or day is not known, with what is known of it.
    pub open: Vec<(u32, Known)>,
}

/// Rows of a table.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// How many rows there are.
    pub rows: usize,
    /// A column an input.
    pub columns: Vec<Column>,
    /// The rows of which it is open whether some record is there.
    pub unsure: Vec<u32>,
}

/// Days since the first that can be written.
pub(super) fn days(day: Date) -> i64 {
    day.duration_since(Date::MIN).as_hours() / 24
}

impl Sort {
    /// Whether only the first so many codes are values that are known; the others are partly open.
    pub(super) fn is_known(&self, code: usize) -> bool {
        match self {
            Sort::Codes(all) => all.get(code).is_some_and(Known::is_known),
            Sort::Steps(_) | Sort::Days => true,
        }
    }
}

fn passes<'c>(tests: &[Test], cell: &dyn Fn(usize) -> &'c str) -> Truth {
    tests.iter().fold(Truth::Yes, |t, test| t.and(test.of(cell(test.column))))
}

fn read<'c>(
    source: &Source,
    cell: &dyn Fn(usize) -> &'c str,
    schema: &Schema,
    bad: &mut Vec<BadCell>,
) -> Known {
    source.read(cell(source.column), schema).unwrap_or_else(|fault| {
        bad.push(fault);
        Known::unknown(source.field.ty, schema)
    })
}

impl Block {
    /// No rows yet of so many inputs.
    pub fn new(inputs: usize) -> Block {
        Block { rows: 0, columns: vec![Column::default(); inputs], unsure: Vec::new() }
    }
    /// Takes all rows out.
    pub fn clear(&mut self) {
        self.rows = 0;
        self.unsure.clear();
        for column in &mut self.columns {
            column.codes.clear();
            column.low.clear();
            column.open.clear();
        }
    }
}

impl Input {
    /// What a row of cells says of it; a bad cell is told and counts as unknown.
    pub(super) fn read<'c>(
        &self,
        cell: &dyn Fn(usize) -> &'c str,
        schema: &Schema,
        bad: &mut Vec<BadCell>,
    ) -> Known {
        match &self.from {
            From::Cell(source) => {
                let told = bad.len();
                let known = read(source, cell, schema, bad);
                // what is said of a record that is not there says nothing
                if bad.len() > told && self.needed.iter().all(|t| passes(t, cell) == Truth::No) {
                    bad.truncate(told);
                }
                known
            }
            From::Tests(tests) => Known::Truth(passes(tests, cell)),
            From::Some { then, tests, els, open } => match passes(tests, cell) {
                Truth::Yes => match then {
                    Then::Same(known) => known.clone(),
                    Then::Cell(source) => read(source, cell, schema, bad),
                },
                Truth::No => els.clone(),
                Truth::Unknown => open.clone(),
            },
        }
    }
}

impl Column {
    pub(super) fn put(&mut self, row: u32, known: Known, sort: &Sort) {
        match sort {
            Sort::Codes(all) => {
                let code = all.iter().position(|k| *k == known).unwrap_or(all.len().saturating_sub(1));
                self.codes.push(code as u8);
            }
            Sort::Steps(_) | Sort::Days => {
                let ends = self::ends(&known, sort);
                self.low.push(ends.map_or(0, |e| e.0));
                if !matches!(ends, Some((lo, Some(hi))) if lo == hi) {
                    self.open.push((row, known));
                }
            }
        }
    }
    /// What is known of a row.
    pub(super) fn known(&self, row: usize, sort: &Sort, ty: Type, schema: &Schema) -> Known {
        let low = self.low.get(row).unwrap_or_default();
        match sort {
            Sort::Codes(all) => {
                let code = self.codes.get(row).map_or(usize::MAX, |c| usize::from(*c));
                all.get(code).cloned().unwrap_or_else(|| Known::unknown(ty, schema))
            }
            Sort::Steps(_) | Sort::Days => {
                if let Ok(at) = self.open.binary_search_by_key(&(row as u32), |o| o.0)
                    && let Some((_, known)) = self.open.get(at)
                {
                    return known.clone();
                }
                match sort {
                    Sort::Days => Known::Date(DateRange::point(day_of(low))),
                    Sort::Steps(per) => Known::Number(
                        Interval::point(Ratio::new(low, (*per).max(1)).unwrap_or_else(Ratio::zero)),
                        Vec::new(),
                    ),
                    Sort::Codes(_) => Known::unknown(ty, schema),
                }
            }
        }
    }
}

fn day_of(n: i64) -> Date {
    Date::MIN.checked_add(jiff::Span::new().days(n.clamp(0, 7_304_483))).unwrap_or(Date::MIN)
}

/// Both ends as machine integers; the greater one none if it has no end. None if they do not fit.
pub(super) fn ends(known: &Known, sort: &Sort) -> Option<(i64, Option<i64>)> {
    match (known, sort) {
        (Known::Number(i, _), Sort::Steps(per)) => {
            let whole = |end: &End| match end {
                End::At(n) => n.times(&Ratio::int(*per)).as_i64(),
                End::Below | End::Above => None,
            };
            let lo = whole(&i.lo).filter(|lo| *lo >= 0)?;
            match &i.hi {
                End::Above => Some((lo, None)),
                hi => Some((lo, Some(whole(hi)?))),
            }
        }
        (Known::Date(d), Sort::Days) => Some((days(d.lo), Some(days(d.hi)))),
        _ => None,
    }
}
