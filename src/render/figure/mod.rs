//! Pictures of a comparison as SVG, each with its caption and the table behind it; legible without colour.

mod words;
mod svg;
mod matrix;
mod bars;
mod ladder;
mod plan;
mod region;

pub use bars::bars;
pub use ladder::ladder;
pub use matrix::matrix;
pub use plan::plan;
pub use region::region;
pub use words::Words;

use crate::render::diff_sheet::csv;

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
    /// As comma-separated values, in which nothing is taken for a formula.
    pub fn csv(&self) -> String {
        let line = |row: &Vec<String>| row.iter().map(|c| csv(c)).collect::<Vec<_>>().join(",") + "\r\n";
        std::iter::once(&self.head).chain(&self.rows).map(line).collect()
    }
}
