//! Fills a block from rows of texts, column by column: digits become numbers as they stand, and what each word says is worked
//! out once.

use super::block::{Block, Column};
use super::input::{From, Input, Sort};
use crate::case::{BadCell, Source};
use crate::ir::facts::Known;
use crate::ir::schema::{Schema, Type};
use crate::sheet::{Chunk, word};
use crate::val::Truth;
use std::ops::Range;

/// So many rows are read for one input before the next: their texts stay near.
const RUN: usize = 1024;
/// So many words of a column are kept.
const HEARD: usize = 64;

impl Block {
    /// Adds rows of texts; bad cells are told with their row and count as unknown.
    pub(super) fn hear(
        &mut self,
        inputs: &[Input],
        chunk: &Chunk,
        (from, to): (usize, usize),
        schema: &Schema,
        bad: &mut Vec<(usize, BadCell)>,
    ) {
        let told = bad.len();
        let mut words: Vec<Heard> = inputs.iter().map(|_| Heard::default()).collect();
        for start in (from..to).step_by(RUN) {
            let rows = start..(start + RUN).min(to);
            let run = Run { chunk, before: self.rows, rows: rows.clone(), schema };
            for ((input, column), words) in inputs.iter().zip(&mut self.columns).zip(&mut words) {
                match (&input.from, &input.sort) {
                    (From::Cell(source), Sort::Steps(_)) => run.numbers(input, source, column, bad),
                    (From::Cell(source), Sort::Codes(_)) => run.codes(input, source, words, column, bad),
                    _ => run.rows(input, column, &mut self.unsure, bad),
                }
            }
            self.rows += rows.len();
        }
        self.unsure.sort_unstable();
        self.unsure.dedup();
        // row by row, as they stand in the file
        if let Some(own) = bad.get_mut(told..) {
            own.sort_by_key(|b| b.0);
        }
    }
}

/// The rows that are added.
struct Run<'r> {
    chunk: &'r Chunk,
    rows: Range<usize>,
    /// So many rows are in the block already.
    before: usize,
    schema: &'r Schema,
}

/// The words of a column that were read, with their codes.
#[derive(Default)]
struct Heard {
    words: Vec<(Short, String, u8)>,
}

/// A text by its first eight bytes and its length.
type Short = (u64, usize);

impl Run<'_> {
    fn numbers(&self, input: &Input, source: &Source, out: &mut Column, bad: &mut Vec<(usize, BadCell)>) {
        let (per, most) = match source.field.ty {
            Type::Number(unit) if source.digits() => source.plain(unit).unwrap_or((0, -1)),
            _ => (0, -1),
        };
        let text = self.chunk.text().as_bytes();
        for row in self.rows.clone() {
            match digits(text, self.chunk.place(row, source.column)) {
                Some(n) if n <= most => out.low.push(n * per),
                _ => {
                    self.row(input, row, out, bad);
                }
            }
        }
    }

    fn codes(
        &self,
        input: &Input,
        source: &Source,
        heard: &mut Heard,
        out: &mut Column,
        bad: &mut Vec<(usize, BadCell)>,
    ) {
        let text = self.chunk.text().as_bytes();
        for row in self.rows.clone() {
            let at = self.chunk.place(row, source.column);
            let short = short(text, at.clone());
            let word = |w: &&(Short, String, u8)| {
                w.0 == short && (short.1 <= 8 || text.get(at.clone()) == Some(w.1.as_bytes()))
            };
            if let Some((_, _, code)) = heard.words.iter().find(word) {
                out.codes.push(*code);
                continue;
            }
            self.row(input, row, out, bad);
            let word = self.chunk.cell(row, source.column);
            // a bad cell is bad each time
            if let Some(code) = out.codes.last().copied()
                && heard.words.len() < HEARD
                && source.read(word, self.schema).is_ok()
            {
                heard.words.push((short, word.to_owned(), code));
            }
        }
    }

    fn rows(&self, input: &Input, out: &mut Column, unsure: &mut Vec<u32>, bad: &mut Vec<(usize, BadCell)>) {
        for row in self.rows.clone() {
            let open = self.row(input, row, out, bad);
            if open && matches!(input.from, From::Tests(_)) {
                unsure.push(self.place(row));
            }
        }
    }

    /// Reads a row in full; whether it is an open question.
    fn row(&self, input: &Input, row: usize, out: &mut Column, bad: &mut Vec<(usize, BadCell)>) -> bool {
        let mut faults = Vec::new();
        let known = input.read(&|column| self.chunk.cell(row, column), self.schema, &mut faults);
        bad.extend(faults.into_iter().map(|f| (row, f)));
        let open = known == Known::Truth(Truth::Unknown);
        out.put(self.place(row), known, &input.sort);
        open
    }

    fn place(&self, row: usize) -> u32 {
        (self.before + row - self.rows.start) as u32
    }
}

#[inline(always)]
fn short(text: &[u8], at: Range<usize>) -> Short {
    let (word, length) = (word(text, at.start, 0), at.len());
    let bits = 8 * length.min(8) as u32;
    (if bits == 64 { word } else { word & ((1 << bits) - 1) }, length)
}

/// The number that plain digits are, if there are 1 to 15 of them.
#[inline(always)]
fn digits(text: &[u8], at: Range<usize>) -> Option<i64> {
    let length = at.len();
    match length {
        1..=8 => eight(word(text, at.start, 0), length),
        9..=15 => {
            let last = eight(word(text, at.end - 8, 0), 8)?;
            Some(eight(word(text, at.start, 0), length - 8)? * 100_000_000 + last)
        }
        _ => None,
    }
}

/// The number of the first so many of eight bytes, if all of these are digits. Two bytes, two pairs and two fours are put
/// together at a time, which wraps only above what is kept.
#[inline(always)]
fn eight(word: u64, length: usize) -> Option<i64> {
    const ALL: u64 = 0x0101_0101_0101_0101;
    // noughts in front
    let n = (word ^ (ALL * u64::from(b'0'))) << (64 - 8 * length);
    if (n.wrapping_add(ALL * 0x76) | n) & (ALL << 7) != 0 {
        return None;
    }
    let n = n.wrapping_mul(10 << 8 | 1) >> 8 & 0x00ff_00ff_00ff_00ff;
    let n = n.wrapping_mul(100 << 16 | 1) >> 16 & 0x0000_ffff_0000_ffff;
    Some((n.wrapping_mul(10_000 << 32 | 1) >> 32) as i64)
}
