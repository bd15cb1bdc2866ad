//! Pictures of a comparison as SVG, each with its caption and the table behind it; legible without colour.

mod words;
mod svg;
mod matrix;
mod bars;
mod ladder;
mod plan;

pub use bars::bars;
pub use ladder::ladder;
pub use matrix::matrix;
pub use plan::plan;
pub use words::Words;

/// A picture.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The name of its files, without an ending.
    pub name: &'static str,
    /// What it shows.
    pub caption: String,
    /// The picture; every text in it is escaped.
    pub svg: String,
    /// The numbers behind it.
    pub table: Table,
}

/// Rows under a head.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// As comma-separated values; a cell that a spreadsheet would take for a formula begins with an apostrophe.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        for row in std::iter::once(&self.head).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|c| cell(c)).collect();
            out.push_str(&cells.join(","));
            out.push('\n');
        }
        out
    }
}

fn cell(text: &str) -> String {
    let number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "./".contains(c));
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let text = if formula && !number { format!("'{text}") } else { text.to_owned() };
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}
