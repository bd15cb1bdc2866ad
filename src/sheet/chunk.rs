//! Some rows of a file: the wanted cells as texts one behind the other, or in columns that have types.

use super::column::Column;
use std::borrow::Cow;

/// Rows of as many cells each.
#[derive(Debug, Clone, Default)]
pub struct Chunk {
    text: String,
    ends: Vec<u32>,
    lines: Vec<u64>,
    width: usize,
    /// The columns, if the file has types; then there are no texts.
    columns: Vec<Column>,
}

impl Chunk {
    /// For rows of so many cells.
    pub fn new(width: usize) -> Chunk {
        Chunk { width, ..Chunk::default() }
    }
    /// Of columns of a file that has types, the first row being the one of that number.
    pub fn typed(columns: Vec<Column>, first: u64) -> Chunk {
        let rows = columns.first().map_or(0, Column::rows) as u64;
        Chunk { width: columns.len(), lines: (first..first + rows).collect(), columns, ..Chunk::default() }
    }
    /// Takes all rows out.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.lines.clear();
        self.columns.clear();
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
    /// A cell of a file of texts; empty if there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.width + column;
        let end = |at: usize| self.ends.get(at).map_or(0, |e| *e as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.text.get(start..end(at)).unwrap_or_default()
    }
    /// A cell as text, whatever the file; empty if there is none.
    pub fn said(&self, row: usize, column: usize) -> Cow<'_, str> {
        match self.columns() {
            None => Cow::Borrowed(self.cell(row, column)),
            Some(columns) => columns.get(column).map(|c| c.text(row)).unwrap_or_default(),
        }
    }
    /// All cells, for a fingerprint.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.text.as_bytes().to_vec();
        bytes.extend(self.ends.iter().flat_map(|e| e.to_le_bytes()));
        self.columns.iter().for_each(|c| c.bytes(&mut bytes));
        bytes
    }
    /// Adds the next cell of a row that is being put together.
    pub(super) fn put(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len() as u32);
    }
    /// Ends a row.
    pub(super) fn end(&mut self, line: u64) {
        self.lines.push(line);
    }
}
