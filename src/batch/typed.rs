//! Fills a block from columns that have types: what each different cell says is worked out once.

use super::block::{Block, Column, days};
use super::input::{CODES, From, Input, Sort};
use crate::case::{BadCell, Source};
use crate::ir::facts::Known;
use crate::ir::schema::{Schema, Type};
use crate::sheet::{Cells, Column as Typed};
use crate::val::{Date, Truth};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// So many answers are kept for one input.
const KEPT: usize = 1 << 14;
/// Among codes: the cell cannot be read.
const BAD: u8 = u8::MAX;

impl Block {
    /// Adds rows of columns; bad cells are told with their row and count as unknown.
    pub(super) fn fill(
        &mut self,
        inputs: &[Input],
        columns: &[Typed],
        (from, to): (usize, usize),
        schema: &Schema,
        bad: &mut Vec<(usize, BadCell)>,
    ) {
        let told = bad.len();
        let fill = Fill { columns, from, to, before: self.rows, schema };
        for (input, column) in inputs.iter().zip(&mut self.columns) {
            if !fill.numbers(input, column, bad) && !fill.codes(input, column) {
                fill.rows(input, column, &mut self.unsure, bad);
            }
        }
        self.rows += to - from;
        self.unsure.sort_unstable();
        self.unsure.dedup();
        // as rows tell them
        if let Some(own) = bad.get_mut(told..) {
            own.sort_by_key(|b| b.0);
        }
    }
}

/// The rows that are added.
struct Fill<'f> {
    columns: &'f [Typed],
    from: usize,
    to: usize,
    /// So many rows are in the block already.
    before: usize,
    schema: &'f Schema,
}

impl Fill<'_> {
    /// Numbers and days as the file holds them, if the input reads them as they are.
    fn numbers(&self, input: &Input, out: &mut Column, bad: &mut Vec<(usize, BadCell)>) -> bool {
        let From::Cell(source) = &input.from else { return false };
        let Some(column) = self.columns.get(source.column) else { return false };
        if source.otherwise.is_some() || !source.readings.is_empty() {
            return false;
        }
        match (&input.sort, &column.cells, source.field.ty) {
            (Sort::Steps(_), Cells::Whole(all), Type::Number(unit)) => {
                let Some((per, most)) = source.plain(unit) else { return false };
                let rows = all.get(self.from..self.to).unwrap_or_default();
                if column.empty.is_empty() && out.low.take(rows, per, most) {
                    return true;
                }
                let one = |n: &i64| ((0..=most).contains(n)).then(|| n * per);
                self.each(input, column, all, &one, out, bad)
            }
            (Sort::Steps(_), Cells::Decimal(all, scale), Type::Number(unit)) => {
                let Some((per, most)) = source.plain(unit) else { return false };
                let Some(ten) = 10i64.checked_pow(*scale).map(i128::from) else { return false };
                let (per, most) = (i128::from(per), i128::from(most) * ten);
                let one = |n: &i128| {
                    let steps = n.checked_mul(per).filter(|s| (0..=most).contains(n) && s % ten == 0)?;
                    i64::try_from(steps / ten).ok()
                };
                self.each(input, column, all, &one, out, bad)
            }
            (Sort::Days, Cells::Days(all), Type::Date) => {
                let first = days(Date::constant(1970, 1, 1));
                let most = days(Date::MAX) - first;
                let one = |n: &i32| (0..=most).contains(&i64::from(*n)).then(|| first + i64::from(*n));
                self.each(input, column, all, &one, out, bad)
            }
            _ => false,
        }
    }

    /// Takes numbers over, one by one; what is not plain is read as text would be.
    fn each<T>(
        &self,
        input: &Input,
        column: &Typed,
        all: &[T],
        one: &dyn Fn(&T) -> Option<i64>,
        out: &mut Column,
        bad: &mut Vec<(usize, BadCell)>,
    ) -> bool {
        let mut memo = BTreeMap::new();
        for row in self.from..self.to {
            let plain = if column.is_empty(row) { None } else { all.get(row).and_then(one) };
            match plain {
                Some(n) => out.low.push(n),
                None => {
                    let known = self.known(input, row, &mut memo, bad);
                    out.put((self.before + row - self.from) as u32, known, &input.sort);
                }
            }
        }
        true
    }

    /// Codes of words or of yes and no, by a list of what each says; not if a cell that is there cannot be read.
    fn codes(&self, input: &Input, out: &mut Column) -> bool {
        let (Sort::Codes(all), From::Cell(source)) = (&input.sort, &input.from) else { return false };
        let Some(column) = self.columns.get(source.column) else { return false };
        let code = |text: &str| -> u8 {
            let known = source.read(text, self.schema);
            known.ok().and_then(|k| all.iter().position(|a| *a == k)).map_or(BAD, |at| at as u8)
        };
        debug_assert!(all.len() <= CODES);
        let start = out.codes.len();
        // whether some cell may be one that cannot be read
        let mut doubtful = !column.empty.is_empty();
        match &column.cells {
            Cells::Words(codes, words) if words.count() <= KEPT => {
                let list: Vec<u8> = (0..words.count()).map(|w| code(words.word(w as u32))).collect();
                doubtful |= list.contains(&BAD);
                let rows = codes.get(self.from..self.to).unwrap_or_default();
                out.codes.extend(rows.iter().map(|c| list.get(*c as usize).copied().unwrap_or(BAD)));
            }
            Cells::Bits(bits) => {
                let (no, yes) = (code("false"), code("true"));
                doubtful |= no == BAD || yes == BAD;
                let rows = bits.get(self.from..self.to).unwrap_or_default();
                out.codes.resize(start + rows.len(), no);
                let own = out.codes.get_mut(start..).unwrap_or_default();
                let differ = yes ^ no;
                own.iter_mut().zip(rows).for_each(|(code, b)| *code ^= differ * u8::from(*b));
            }
            Cells::Words(..) | Cells::Whole(_) | Cells::Decimal(..) | Cells::Days(_) => return false,
        }
        if !column.empty.is_empty() {
            let empty = code("");
            let flags = column.empty.get(self.from..self.to).unwrap_or_default();
            let own = out.codes.iter_mut().skip(start);
            own.zip(flags).filter(|(_, e)| **e).for_each(|(c, _)| *c = empty);
        }
        let bad = doubtful && out.codes.iter().skip(start).any(|c| *c == BAD);
        if bad {
            out.codes.truncate(start);
        }
        !bad
    }

    /// One row after the other.
    fn rows(&self, input: &Input, out: &mut Column, unsure: &mut Vec<u32>, bad: &mut Vec<(usize, BadCell)>) {
        let mut memo = BTreeMap::new();
        for row in self.from..self.to {
            let at = (self.before + row - self.from) as u32;
            let known = self.known(input, row, &mut memo, bad);
            if matches!((&input.from, &known), (From::Tests(_), Known::Truth(Truth::Unknown))) {
                unsure.push(at);
            }
            out.put(at, known, &input.sort);
        }
    }

    fn known(
        &self,
        input: &Input,
        row: usize,
        memo: &mut BTreeMap<Vec<i128>, Known>,
        bad: &mut Vec<(usize, BadCell)>,
    ) -> Known {
        let own = input.columns();
        let key: Vec<i128> = own.iter().map(|c| self.key(*c, row)).collect();
        if let Some(known) = memo.get(&key) {
            return known.clone();
        }
        let texts: Vec<(usize, Cow<'_, str>)> = own
            .into_iter()
            .chain(input.needed.iter().flatten().map(|t| t.column))
            .map(|c| (c, self.columns.get(c).map(|column| column.text(row)).unwrap_or_default()))
            .collect();
        let cell =
            |column: usize| texts.iter().find(|t| t.0 == column).map(|t| t.1.as_ref()).unwrap_or_default();
        let mut faults = Vec::new();
        let known = input.read(&cell, self.schema, &mut faults);
        // whether a fault counts depends on the row, so such a cell is read each time
        if faults.is_empty() && !matches!(input.from, From::Cell(_) if self.is_bad(input, &cell)) {
            if memo.len() >= KEPT {
                memo.clear();
            }
            memo.insert(key, known.clone());
        }
        bad.extend(faults.into_iter().map(|f| (row, f)));
        known
    }

    fn is_bad<'c>(&self, input: &Input, cell: &dyn Fn(usize) -> &'c str) -> bool {
        let source = |s: &Source| s.read(cell(s.column), self.schema).is_err();
        matches!(&input.from, From::Cell(s) if source(s))
    }

    /// A cell as a number: different ones of a column have different ones.
    fn key(&self, column: usize, row: usize) -> i128 {
        let Some(column) = self.columns.get(column).filter(|c| !c.is_empty(row)) else { return i128::MIN };
        match &column.cells {
            Cells::Words(codes, _) => codes.get(row).map_or(0, |c| i128::from(*c)),
            Cells::Whole(all) => all.get(row).map_or(0, |n| i128::from(*n)),
            Cells::Decimal(all, _) => all.get(row).copied().unwrap_or_default(),
            Cells::Days(all) => all.get(row).map_or(0, |n| i128::from(*n)),
            Cells::Bits(all) => all.get(row).map_or(0, |b| i128::from(*b)),
        }
    }
}
