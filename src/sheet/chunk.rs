//! Some rows of a file: the wanted cells one behind the other.

/// Rows of as many cells each.
#[derive(Debug, Clone, Default)]
pub struct Chunk {
    text: String,
    ends: Vec<u32>,
    lines: Vec<u64>,
    width: usize,
}

impl Chunk {
    /// For rows of so many cells.
    pub fn new(width: usize) -> Chunk {
        Chunk { width, ..Chunk::default() }
    }
    /// Takes all rows out.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.lines.clear();
    }
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.lines.len()
    }
    /// The line of the file on which a row begins.
    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or_default()
    }
    /// A cell; empty if there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.width + column;
        let end = |at: usize| self.ends.get(at).map_or(0, |e| *e as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.text.get(start..end(at)).unwrap_or_default()
    }
    /// All cells and where each ends, for a fingerprint.
    pub fn bytes(&self) -> (&[u8], impl Iterator<Item = [u8; 4]>) {
        (self.text.as_bytes(), self.ends.iter().map(|e| e.to_le_bytes()))
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
