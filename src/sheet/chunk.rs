//! Some rows of a file: the wanted cells as texts one behind the other, or in columns that have types; and lists of rows.

use super::column::{Cells, Column};
use std::borrow::Cow;
use std::ops::Range;

/// What is wanted of a file: columns, and lists with columns of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The columns.
    pub columns: Vec<String>,
    /// The lists, each with the columns of its items.
    pub lists: Vec<(String, Vec<String>)>,
    /// The lists, by position, that come from a file of their own.
    pub apart: Vec<usize>,
}

impl Wanted {
    /// The lists that the file itself holds, with their position.
    pub(super) fn own(&self) -> impl Iterator<Item = (usize, &(String, Vec<String>))> {
        self.lists.iter().enumerate().filter(|l| !self.apart.contains(&l.0))
    }
}

impl From<&[String]> for Wanted {
    fn from(columns: &[String]) -> Wanted {
        Wanted { columns: columns.to_vec(), ..Wanted::default() }
    }
}

/// Rows of as many cells each.
#[derive(Debug, Clone, Default)]
pub struct Chunk {
    text: String,
    /// Where in it each cell begins and ends.
    cells: Vec<(u32, u32)>,
    lines: Vec<u64>,
    width: usize,
    /// The columns, if the file has types; then there are no texts.
    columns: Vec<Column>,
    /// The wanted lists.
    pub(super) lists: Vec<Items>,
}

/// Where in the text of a row a cell stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cut {
    pub from: usize,
    pub to: usize,
    /// Whether it does not say what stands there, for it has signs that mean others.
    pub quotes: bool,
}

/// A text of a row no longer than this is always taken whole.
const WHOLE: usize = 256;

/// A list of each row, the items of all one behind the other.
#[derive(Debug, Clone, Default)]
pub struct Items {
    /// The items.
    pub rows: Chunk,
    ends: Vec<u32>,
    unknown: Vec<bool>,
}

impl Items {
    /// For lists whose items have so many cells.
    pub(super) fn new(width: usize) -> Items {
        Items { rows: Chunk::new(width), ..Items::default() }
    }
    /// Of items that have types, and where the list of each row ends.
    #[cfg(feature = "batch")]
    pub(super) fn typed(rows: Chunk, ends: Vec<u32>, unknown: Vec<bool>) -> Items {
        Items { rows, ends, unknown }
    }
    /// Ends the list of a row; whether what is in it is known.
    pub(super) fn end(&mut self, known: bool) {
        self.ends.push(self.rows.rows() as u32);
        self.unknown.push(!known);
    }
    /// The items of a row; none if it is not known which there are.
    pub fn of(&self, row: usize) -> Option<Range<usize>> {
        let end = |at: usize| self.ends.get(at).map_or(0, |e| *e as usize);
        let known = !self.unknown.get(row).copied().unwrap_or(false);
        known.then(|| row.checked_sub(1).map_or(0, end)..end(row))
    }
    fn clear(&mut self) {
        self.rows.clear();
        self.ends.clear();
        self.unknown.clear();
    }
}

impl Chunk {
    /// For rows of so many cells.
    pub fn new(width: usize) -> Chunk {
        Chunk { width, ..Chunk::default() }
    }
    /// For rows of which this is wanted.
    pub fn of(wanted: &Wanted) -> Chunk {
        let lists = wanted.lists.iter().map(|l| Items::new(l.1.len())).collect();
        Chunk { width: wanted.columns.len(), lists, ..Chunk::default() }
    }
    /// Of columns of a file that has types, the first row being the one of that number.
    pub fn typed(columns: Vec<Column>, first: u64) -> Chunk {
        let rows = columns.first().map_or(0, Column::rows) as u64;
        Chunk { width: columns.len(), lines: (first..first + rows).collect(), columns, ..Chunk::default() }
    }
    /// Of columns of a file that has types, with the line of each row.
    #[cfg(feature = "batch")]
    pub(super) fn lined(columns: Vec<Column>, lines: Vec<u64>) -> Chunk {
        Chunk { width: columns.len(), lines, columns, ..Chunk::default() }
    }
    /// Puts columns of a file that has types in the place of all rows; with them the lists that it holds.
    #[cfg(feature = "batch")]
    pub(super) fn take(&mut self, columns: Vec<Column>, first: u64, lists: Vec<(usize, Items)>) {
        let rows =
            columns.first().map(Column::rows).or(lists.first().map(|l| l.1.ends.len())).unwrap_or(0) as u64;
        self.clear();
        self.lines = (first..first + rows).collect();
        self.columns = columns;
        for (place, items) in lists {
            if let Some(own) = self.lists.get_mut(place) {
                *own = items;
            }
        }
    }
    /// Takes all rows out.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.lines.clear();
        self.columns.clear();
        self.lists.iter_mut().for_each(Items::clear);
    }
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.lines.len()
    }
    /// The line of the file on which a row begins.
    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or_default()
    }
    /// The columns, if the file has types.
    pub fn columns(&self) -> Option<&[Column]> {
        (!self.columns.is_empty()).then_some(&self.columns)
    }
    /// The wanted lists.
    pub fn lists(&self) -> &[Items] {
        &self.lists
    }
    /// A cell of a file of texts; empty if there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.text.get(self.place(row, column)).unwrap_or_default()
    }
    /// The texts of a file of texts; cells stand somewhere in them.
    #[inline]
    pub fn text(&self) -> &str {
        &self.text
    }
    /// Where among the texts a cell stands.
    #[inline]
    pub fn place(&self, row: usize, column: usize) -> Range<usize> {
        let (from, to) = self.cells.get(row * self.width + column).copied().unwrap_or_default();
        from as usize..to as usize
    }
    /// A cell as text, whatever the file; empty if there is none.
    pub fn said(&self, row: usize, column: usize) -> Cow<'_, str> {
        match self.columns() {
            None => Cow::Borrowed(self.cell(row, column)),
            Some(columns) => columns.get(column).map(|c| c.text(row)).unwrap_or_default(),
        }
    }
    /// The most items that one of the rows has in a list, of those that have no more than so many.
    pub fn most(&self, (from, to): (usize, usize), within: usize) -> usize {
        let items = self.lists.iter().flat_map(|l| (from..to).filter_map(|row| l.of(row)));
        items.map(|items| items.len()).filter(|n| *n <= within).max().unwrap_or(0)
    }
    /// Rows without lists: the first so many cells of each, then for each of so many places list by list `1` if there is an
    /// item, `0` if not, nothing if that is not known, and the cells of the item. Further items are left out.
    pub fn flat(&self, (from, to): (usize, usize), fixed: usize, many: usize) -> Chunk {
        let typed = self.columns().is_some()
            && self.lists.iter().all(|l| l.rows.columns().is_some() || l.rows.rows() == 0);
        if typed {
            return self.flat_typed((from, to), fixed, many);
        }
        let width = fixed + many * self.lists.iter().map(|l| l.rows.width + 1).sum::<usize>();
        let mut out = Chunk::new(width);
        for row in from..to {
            (0..fixed).for_each(|column| out.put(&self.said(row, column)));
            for place in 0..many {
                for list in &self.lists {
                    let items = list.of(row);
                    let item = items.as_ref().and_then(|i| i.clone().nth(place));
                    out.put(match (&items, item) {
                        (None, _) => "",
                        (Some(_), None) => "0",
                        (Some(_), Some(_)) => "1",
                    });
                    for column in 0..list.rows.width {
                        match item {
                            Some(item) => out.put(&list.rows.said(item, column)),
                            None => out.put(""),
                        }
                    }
                }
            }
            out.end(self.line(row));
        }
        out
    }
    fn flat_typed(&self, (from, to): (usize, usize), fixed: usize, many: usize) -> Chunk {
        let rows: Vec<Option<usize>> = (from..to).map(Some).collect();
        let mut columns: Vec<Column> = self.columns.iter().take(fixed).map(|c| c.gather(&rows)).collect();
        for place in 0..many {
            for list in &self.lists {
                let items: Vec<Option<Range<usize>>> = (from..to).map(|row| list.of(row)).collect();
                let item = |items: &Option<Range<usize>>| items.clone().and_then(|mut i| i.nth(place));
                let at: Vec<Option<usize>> = items.iter().map(item).collect();
                let there = at.iter().map(|i| i64::from(i.is_some())).collect();
                let empty = items.iter().map(Option::is_none).collect();
                columns.push(Column { cells: Cells::Whole(there), empty });
                let none =
                    Column { cells: Cells::Bits(vec![false; to - from]), empty: vec![true; to - from] };
                let own = |c: usize| list.rows.columns.get(c).map_or_else(|| none.clone(), |c| c.gather(&at));
                columns.extend((0..list.rows.width).map(own));
            }
        }
        let lines = self.lines.get(from..to).unwrap_or_default().to_vec();
        Chunk { width: columns.len(), lines, columns, ..Chunk::default() }
    }
    /// All cells, for a fingerprint.
    pub fn bytes(&self) -> Vec<u8> {
        let typed: usize = self.columns.iter().map(|c| 9 * c.rows()).sum();
        let mut bytes = Vec::with_capacity(self.size() + typed);
        let mut ends = Vec::with_capacity(self.cells.len());
        for (from, to) in &self.cells {
            bytes.extend_from_slice(
                self.text.as_bytes().get(*from as usize..*to as usize).unwrap_or_default(),
            );
            ends.push(bytes.len() as u32);
        }
        bytes.extend(ends.iter().flat_map(|e| e.to_le_bytes()));
        self.columns.iter().for_each(|c| c.bytes(&mut bytes));
        for list in &self.lists {
            bytes.extend(list.rows.bytes());
            bytes.extend(list.ends.iter().flat_map(|e| e.to_le_bytes()));
            bytes.extend(list.unknown.iter().map(|u| u8::from(*u)));
        }
        bytes
    }
    /// How many bytes the texts take.
    pub(super) fn size(&self) -> usize {
        self.text.len() + 8 * self.cells.len()
    }
    /// Adds the first so many cells of a row of another chunk.
    pub(super) fn copy(&mut self, other: &Chunk, row: usize, width: usize) {
        (0..width).for_each(|column| self.put(&other.said(row, column)));
        self.end(other.line(row));
    }
    /// Adds the next cell of a row that is being put together.
    pub(super) fn put(&mut self, cell: &str) {
        let from = self.text.len();
        self.text.push_str(cell);
        self.cells.push((from as u32, self.text.len() as u32));
    }
    /// Adds the cells of a row, which stand in its text as they are. A text that is not much longer than its cells may be is
    /// taken whole.
    pub(super) fn cut(&mut self, text: &str, cuts: impl Iterator<Item = Cut>) {
        if text.len() > WHOLE + 64 * self.width {
            return cuts.for_each(|cut| self.put(text.get(cut.from..cut.to).unwrap_or_default()));
        }
        let from = self.text.len();
        self.text.push_str(text);
        self.cells.extend(cuts.map(|cut| ((from + cut.from) as u32, (from + cut.to) as u32)));
    }
    /// Ends a row.
    pub(super) fn end(&mut self, line: u64) {
        self.lines.push(line);
    }
}
