//! A part of a table: its rows graded by several threads, told in lines, and counted.

use super::block::Block;
use super::grade::{Engine, Graded, Scratch};
use super::nested::MOST;
use crate::case::BadCell;
use crate::sheet::{Cells as Typed, Chunk, Column, Words};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::resume_unwind;

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
            self.group(group, |all| plus(all, cells));
        }
    }
    fn group(&mut self, group: &str, add: impl FnOnce(&mut Cells)) {
        if let Some(cells) = self.groups.get_mut(group) {
            return add(cells);
        }
        let group = if self.groups.len() < GROUPS { group } else { "…" };
        let n = self.cells.len();
        add(self.groups.entry(group.to_owned()).or_insert_with(|| vec![vec![0; n]; n]));
    }
    fn count(&mut self, from: usize, to: usize, group: Option<&str>, id: impl FnOnce() -> String) {
        let one = |cells: &mut Cells| {
            if let Some(cell) = cells.get_mut(from).and_then(|r| r.get_mut(to)) {
                *cell += 1;
            }
        };
        self.rows += 1;
        one(&mut self.cells);
        if let Some(cell) = self.examples.get_mut(from).and_then(|r| r.get_mut(to))
            && cell.len() < EXAMPLES
        {
            cell.push(id());
        }
        if let Some(group) = group {
            self.group(group, one);
        }
    }
}

/// Where a row stands in the matrix: its outcome, or `open` if it is not decided.
fn outcome((low, high): (&u8, &u8), open: usize) -> usize {
    if low == high { usize::from(*low) } else { open }
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
    /// What is told of each row.
    pub form: Form,
}

/// What is told of each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// nothing: rows are counted only
    Counted,
    /// a line of CSV
    Lines,
    /// a row of columns
    Columns,
}

/// A part of a table, graded.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// A line a row, without head.
    pub text: String,
    /// A column for each cell of the head; none unless they were asked for.
    pub columns: Vec<Column>,
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
        if starts.len() == 1 {
            return self.share(chunk, (0, rows), wording);
        }
        let parts: Vec<Part> = std::thread::scope(|scope| {
            let work = |from: usize| {
                let to = (from + share).min(rows);
                scope.spawn(move || self.share(chunk, (from, to), wording))
            };
            let handles: Vec<_> = starts.iter().map(|from| work(*from)).collect();
            // rows are never left out: a fault in one thread is a fault of all
            handles.into_iter().map(|h| h.join().unwrap_or_else(|fault| resume_unwind(fault))).collect()
        });
        let mut out = Part { tally: Tally::new(wording.outcomes.len()), ..Part::default() };
        for part in parts {
            out.text.push_str(&part.text);
            if out.columns.is_empty() {
                out.columns = part.columns;
            } else {
                out.columns.iter_mut().zip(&part.columns).for_each(|(all, more)| all.append(more));
            }
            out.tally.add(&part.tally);
            let room = BAD.saturating_sub(out.bad.len());
            out.bad.extend(part.bad.into_iter().take(room));
        }
        out
    }

    fn share(&self, chunk: &Chunk, (from, to): (usize, usize), wording: &Wording<'_>) -> Part {
        let sets = self.programs().count();
        let mut out = Part { tally: Tally::new(wording.outcomes.len()), ..Part::default() };
        let (mut room, mut bad) = ((self.block(), Scratch::default()), Vec::new());
        let mut graded = vec![Graded::default(); sets];
        let mut kept = Columns::new(wording);
        let mut start = from;
        while start < to {
            let end = (start + 4096).min(to);
            self.answer(chunk, (start, end), &mut room, &mut graded, &mut bad);
            out.tally.bad += bad.len() as u64;
            let room = BAD.saturating_sub(out.bad.len());
            out.bad.extend(bad.drain(..).take(room));
            bad.clear();
            self.told(chunk, (start, end), &graded, wording, &mut kept, &mut out);
            start = end;
        }
        if wording.form == Form::Columns {
            out.columns = kept.all();
        }
        out
    }

    /// Grades rows of a chunk anew, be it that they hold lists; bad cells are told with their row and count as unknown.
    pub fn answer(
        &self,
        chunk: &Chunk,
        rows: (usize, usize),
        room: &mut (Block, Scratch),
        graded: &mut [Graded],
        bad: &mut Vec<(usize, BadCell)>,
    ) {
        let (from, to) = rows;
        // where rows hold lists, the engine is the one for as many items as these have
        let (engine, many) = self.sized(chunk.most(rows, MOST));
        let flat = (many > 0).then(|| chunk.flat(rows, self.columns().len(), many));
        let told = bad.len();
        match &flat {
            None => {
                room.0.clear();
                engine.take(&mut room.0, chunk, rows, bad);
            }
            Some(flat) => {
                *room = (engine.block(), Scratch::default());
                engine.take(&mut room.0, flat, (0, to - from), bad);
                bad.iter_mut().skip(told).for_each(|b| b.0 += from);
            }
        }
        for g in graded.iter_mut() {
            g.clear();
        }
        engine.grade(&room.0, 0, to - from, &mut room.1, graded);
        self.long(chunk, rows, graded, bad);
    }

    fn told(
        &self,
        chunk: &Chunk,
        (from, to): (usize, usize),
        graded: &[Graded],
        wording: &Wording<'_>,
        kept: &mut Columns,
        out: &mut Part,
    ) {
        if wording.form == Form::Counted && wording.by.is_none() {
            return self.counted(chunk, (from, to), graded, &mut out.tally);
        }
        for row in 0..to - from {
            let at = from + row;
            match wording.form {
                Form::Counted => {}
                Form::Lines => self.line(chunk, at, row, graded, wording, &mut out.text),
                Form::Columns => kept.row(self.name(chunk, at), chunk, at, row, graded, wording),
            }
            let open = wording.outcomes.len();
            let place = |g: &Graded| g.low.get(row).zip(g.high.get(row)).map_or(open, |g| outcome(g, open));
            let (from, to) = (graded.first().map_or(open, place), graded.last().map_or(open, place));
            let group = wording.by.map(|c| chunk.said(at, c));
            out.tally.count(from, to, group.as_deref(), || self.name(chunk, at).into_owned());
        }
    }

    /// Counts rows of which nothing else is told.
    fn counted(&self, chunk: &Chunk, (from, to): (usize, usize), graded: &[Graded], tally: &mut Tally) {
        let (Some(first), Some(last)) = (graded.first(), graded.last()) else { return };
        let width = tally.cells.len();
        let mut counts = vec![0u64; width * width];
        let before = first.low.iter().zip(&first.high);
        for (row, (before, after)) in before.zip(last.low.iter().zip(&last.high)).enumerate().take(to - from)
        {
            let (a, b) = (outcome(before, width - 1), outcome(after, width - 1));
            let Some(count) = counts.get_mut(a * width + b) else { continue };
            *count += 1;
            if *count <= EXAMPLES as u64
                && let Some(cell) = tally.examples.get_mut(a).and_then(|r| r.get_mut(b))
                && cell.len() < EXAMPLES
            {
                cell.push(self.name(chunk, from + row).into_owned());
            }
        }
        tally.rows += (to - from) as u64;
        tally.cells.iter_mut().flatten().zip(counts).for_each(|(all, more)| *all += more);
    }

    /// What the case of a row is called; its line, if it has no name.
    fn name<'c>(&self, chunk: &'c Chunk, at: usize) -> Cow<'c, str> {
        self.stated(chunk, at).unwrap_or_else(|| Cow::Owned(chunk.line(at).to_string()))
    }
    fn stated<'c>(&self, chunk: &'c Chunk, at: usize) -> Option<Cow<'c, str>> {
        self.id().map(|c| chunk.said(at, c)).filter(|name| !name.is_empty())
    }

    fn line(
        &self,
        chunk: &Chunk,
        at: usize,
        row: usize,
        graded: &[Graded],
        wording: &Wording<'_>,
        text: &mut String,
    ) {
        let line = chunk.line(at).to_string();
        match self.stated(chunk, at) {
            Some(name) => text.push_str(&(wording.escape)(&name)),
            None => text.push_str(&line),
        }
        text.push(',');
        text.push_str(&line);
        for (graded, grounds) in graded.iter().zip(wording.grounds) {
            let (low, high, mask) = graded.at(row);
            text.push(',');
            text.push_str(wording.outcome(low));
            text.push(',');
            text.push_str(wording.outcome(high));
            text.push(',');
            decisive(grounds, low, mask, text);
        }
        if let Some(by) = wording.by {
            text.push(',');
            text.push_str(&(wording.escape)(&chunk.said(at, by)));
        }
        text.push_str("\r\n");
    }
}

impl Wording<'_> {
    fn outcome(&self, grade: u8) -> &str {
        self.outcomes.get(usize::from(grade)).map(String::as_str).unwrap_or_default()
    }
}

impl Graded {
    fn at(&self, row: usize) -> (u8, u8, u128) {
        let low = self.low.get(row).copied().unwrap_or_default();
        let high = self.high.get(row).copied().unwrap_or_default();
        (low, high, self.grounds.get(row).copied().unwrap_or_default())
    }
}

/// The grounds of the least outcome, by their numbers.
fn decisive(grounds: &[(usize, String)], low: u8, mask: u128, text: &mut String) {
    let mut first = true;
    for (g, (grade, name)) in grounds.iter().enumerate().take(128) {
        if mask & (1u128 << g) != 0 && *grade == usize::from(low) {
            text.push_str(if std::mem::take(&mut first) { "" } else { " " });
            text.push_str(name);
        }
    }
}

/// Rows that are told in columns: name, line, of each rule set least and greatest outcome and grounds, group.
struct Columns {
    names: (Vec<u32>, Words),
    lines: Vec<i64>,
    outcomes: Words,
    /// The outcomes, each by its position among the words.
    places: Vec<u32>,
    sets: Vec<Told>,
    groups: (Vec<u32>, Words),
    by: bool,
}

/// What is told of a rule set, a row each.
#[derive(Default)]
struct Told {
    least: Vec<u32>,
    most: Vec<u32>,
    by: Vec<u32>,
    grounds: Words,
    /// The grounds that were put into words.
    known: BTreeMap<(u8, u128), u32>,
}

impl Columns {
    fn new(wording: &Wording<'_>) -> Columns {
        let mut outcomes = Words::default();
        let places = wording.outcomes.iter().map(|o| outcomes.place(o)).collect();
        let sets = wording.grounds.iter().map(|_| Told::default()).collect();
        let none = || (Vec::new(), Words::default());
        let by = wording.by.is_some();
        Columns { names: none(), lines: Vec::new(), outcomes, places, sets, groups: none(), by }
    }
    fn row(
        &mut self,
        name: Cow<'_, str>,
        chunk: &Chunk,
        at: usize,
        row: usize,
        graded: &[Graded],
        wording: &Wording<'_>,
    ) {
        self.names.0.push(self.names.1.add(name.into_owned()));
        self.lines.push(i64::try_from(chunk.line(at)).unwrap_or(i64::MAX));
        let place = |grade: u8| self.places.get(usize::from(grade)).copied().unwrap_or_default();
        for ((graded, grounds), told) in graded.iter().zip(wording.grounds).zip(&mut self.sets) {
            let (low, high, mask) = graded.at(row);
            told.least.push(place(low));
            told.most.push(place(high));
            let words = &mut told.grounds;
            let in_words = told.known.entry((low, mask)).or_insert_with(|| {
                let mut text = String::new();
                decisive(grounds, low, mask, &mut text);
                words.place(&text)
            });
            told.by.push(*in_words);
        }
        if let Some(by) = wording.by {
            self.groups.0.push(self.groups.1.place(&chunk.said(at, by)));
        }
    }
    fn all(self) -> Vec<Column> {
        let words = |codes, words| Column { cells: Typed::Words(codes, words), empty: Vec::new() };
        let lines = Column { cells: Typed::Whole(self.lines), empty: Vec::new() };
        let mut all = vec![words(self.names.0, self.names.1), lines];
        for told in self.sets {
            let outcomes = [told.least, told.most].map(|codes| words(codes, self.outcomes.clone()));
            all.extend(outcomes);
            all.push(words(told.by, told.grounds));
        }
        all.extend(self.by.then(|| words(self.groups.0, self.groups.1)));
        all
    }
}
