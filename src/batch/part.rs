//! A part of a table: its rows graded by several threads, told in lines, and counted.

use super::grade::{Engine, Graded, Scratch};
use crate::case::BadCell;
use crate::sheet::Chunk;
use std::collections::BTreeMap;

/// Numbers of rows by outcome before and after; the last outcome is "not decided".
pub type Cells = Vec<Vec<u64>>;

/// What is counted of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// All rows.
    pub rows: u64,
    /// How many go from which outcome of the first rule set to which of the last.
    pub cells: Cells,
    /// The first rows of each cell.
    pub examples: Vec<Vec<Vec<String>>>,
    /// The same counts by what stands in the grouping column.
    pub groups: BTreeMap<String, Cells>,
    /// Cells of the table that could not be read and count as unknown.
    pub bad: u64,
}

/// So many example rows are kept for each cell.
const EXAMPLES: usize = 3;
/// So many groups are told apart; the others count together.
pub const GROUPS: usize = 1000;

impl Tally {
    /// Nothing yet, over so many outcomes, "not decided" not counted.
    pub fn new(outcomes: usize) -> Tally {
        let n = outcomes + 1;
        Tally { cells: vec![vec![0; n]; n], examples: vec![vec![Vec::new(); n]; n], ..Tally::default() }
    }
    /// Adds what was counted of later rows.
    pub fn add(&mut self, later: &Tally) {
        self.rows += later.rows;
        self.bad += later.bad;
        plus(&mut self.cells, &later.cells);
        for (row, more) in self.examples.iter_mut().zip(&later.examples) {
            for (cell, more) in row.iter_mut().zip(more) {
                let room = EXAMPLES.saturating_sub(cell.len());
                cell.extend(more.iter().take(room).cloned());
            }
        }
        for (group, cells) in &later.groups {
            self.group(group, cells);
        }
    }
    fn group(&mut self, group: &str, cells: &Cells) {
        let known = self.groups.contains_key(group) || self.groups.len() < GROUPS;
        let group = if known { group } else { "…" };
        plus(self.groups.entry(group.to_owned()).or_default(), cells);
    }
    fn count(&mut self, from: usize, to: usize, group: Option<&str>, id: impl FnOnce() -> String) {
        self.rows += 1;
        if let Some(cell) = self.cells.get_mut(from).and_then(|r| r.get_mut(to)) {
            *cell += 1;
        }
        if let Some(cell) = self.examples.get_mut(from).and_then(|r| r.get_mut(to))
            && cell.len() < EXAMPLES
        {
            cell.push(id());
        }
        if let Some(group) = group {
            let n = self.cells.len();
            let mut one = vec![vec![0; n]; n];
            if let Some(cell) = one.get_mut(from).and_then(|r| r.get_mut(to)) {
                *cell = 1;
            }
            self.group(group, &one);
        }
    }
}

fn plus(all: &mut Cells, more: &Cells) {
    all.resize(all.len().max(more.len()), Vec::new());
    for (row, more) in all.iter_mut().zip(more) {
        row.resize(row.len().max(more.len()), 0);
        row.iter_mut().zip(more).for_each(|(a, b)| *a += b);
    }
}

/// How answers are told.
pub struct Wording<'w> {
    /// The outcomes in words, "no offence" first.
    pub outcomes: &'w [String],
    /// The grounds of each rule set in words, each with its grade.
    pub grounds: &'w [Vec<(usize, String)>],
    /// Makes a cell of CSV.
    pub escape: &'w (dyn Fn(&str) -> String + Sync),
    /// The column of a chunk by which rows are grouped.
    pub by: Option<usize>,
}

/// A part of a table, graded.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// A line a row, without head.
    pub text: String,
    /// What is counted.
    pub tally: Tally,
    /// The rows with cells that cannot be read, in order; at most so many.
    pub bad: Vec<(usize, BadCell)>,
}

/// So many bad cells of a part are told one by one.
const BAD: usize = 1000;

impl Engine {
    /// Grades a chunk on so many threads; the answer is the same for any number of them.
    pub fn part(&self, chunk: &Chunk, wording: &Wording<'_>, threads: usize) -> Part {
        let rows = chunk.rows();
        let share = rows.div_ceil(threads.max(1)).max(1);
        let starts: Vec<usize> = (0..rows).step_by(share).collect();
        let parts: Vec<Part> = std::thread::scope(|scope| {
            let work = |from: usize| {
                let to = (from + share).min(rows);
                scope.spawn(move || self.share(chunk, (from, to), wording))
            };
            let handles: Vec<_> = starts.iter().map(|from| work(*from)).collect();
            handles.into_iter().filter_map(|h| h.join().ok()).collect()
        });
        let mut out = Part { tally: Tally::new(wording.outcomes.len()), ..Part::default() };
        for part in parts {
            out.text.push_str(&part.text);
            out.tally.add(&part.tally);
            let room = BAD.saturating_sub(out.bad.len());
            out.bad.extend(part.bad.into_iter().take(room));
        }
        out
    }

    fn share(&self, chunk: &Chunk, (from, to): (usize, usize), wording: &Wording<'_>) -> Part {
        let sets = self.programs().count();
        let mut out = Part { tally: Tally::new(wording.outcomes.len()), ..Part::default() };
        let (mut block, mut scratch, mut bad) = (self.block(), Scratch::default(), Vec::new());
        let mut graded = vec![Graded::default(); sets];
        let mut start = from;
        while start < to {
            let end = (start + 4096).min(to);
            block.clear();
            for row in start..end {
                self.push(&mut block, &|column| chunk.cell(row, column), &mut bad);
                out.tally.bad += bad.len() as u64;
                let room = BAD.saturating_sub(out.bad.len());
                out.bad.extend(bad.drain(..).take(room).map(|b| (row, b)));
                bad.clear();
            }
            for g in &mut graded {
                g.clear();
            }
            self.grade(&block, 0, end - start, &mut scratch, &mut graded);
            for row in 0..end - start {
                self.line(chunk, start + row, row, &graded, wording, &mut out);
            }
            start = end;
        }
        out
    }

    fn line(
        &self,
        chunk: &Chunk,
        at: usize,
        row: usize,
        graded: &[Graded],
        wording: &Wording<'_>,
        out: &mut Part,
    ) {
        let line = chunk.line(at).to_string();
        let id = self.id().map(|c| chunk.cell(at, c)).filter(|id| !id.is_empty()).unwrap_or(&line);
        let text = &mut out.text;
        text.push_str(&(wording.escape)(id));
        text.push(',');
        text.push_str(&line);
        let word = |g: u8| wording.outcomes.get(usize::from(g)).map(String::as_str).unwrap_or_default();
        let open = wording.outcomes.len();
        let mut places = Vec::with_capacity(graded.len());
        for (graded, grounds) in graded.iter().zip(wording.grounds) {
            let low = graded.low.get(row).copied().unwrap_or_default();
            let high = graded.high.get(row).copied().unwrap_or_default();
            places.push(if low == high { usize::from(low) } else { open });
            text.push(',');
            text.push_str(word(low));
            text.push(',');
            text.push_str(word(high));
            text.push(',');
            let mask = graded.grounds.get(row).copied().unwrap_or_default();
            let mut first = true;
            for (g, (grade, name)) in grounds.iter().enumerate().take(128) {
                if mask & (1u128 << g) != 0 && *grade == usize::from(low) {
                    text.push_str(if std::mem::take(&mut first) { "" } else { " " });
                    text.push_str(name);
                }
            }
        }
        let group = wording.by.map(|c| chunk.cell(at, c));
        if let Some(group) = group {
            text.push(',');
            text.push_str(&(wording.escape)(group));
        }
        text.push_str("\r\n");
        let (from, to) = (places.first().copied().unwrap_or(open), places.last().copied().unwrap_or(open));
        out.tally.count(from, to, group, || id.to_owned());
    }
}
