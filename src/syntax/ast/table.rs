//! Tables: which columns of a file of cases state which facts and records.

use super::{Alias, CasePart, Given, Name};
use crate::text::Span;
use crate::val::{Ratio, Unit};

/// How the rows of a table become cases, a row a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its names.
    pub name: Alias,
    /// `unstated facts are unknown/absent` | `未载明事实视为 不明/不存在`: facts that no line speaks of
    pub absent: Option<bool>,
    /// `empty cells are unknown/absent` | `空格视为 不明/不存在`
    pub empty_absent: Option<bool>,
    /// `case column "id"` | `案件 列 “编号”`: what each case is called
    pub id: Option<ColumnName>,
    /// The facts and records, a line each.
    pub lines: Vec<TableLine>,
}

/// A line: `lot trajectory, count column "track" if column "act" is "sell"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableLine {
    /// The fact, finding or record.
    pub name: Name,
    /// `each of column "lots":` | `逐项取自 列 “信息”：`: a record for each item of the list that the column holds; the columns
    /// of the line are then those of the item
    pub each: Option<ColumnName>,
    /// Its parts; a fact has one.
    pub cells: Vec<Cell>,
    /// `if column "act" is "sell" and …` | `条件是 列 “act” 为 “sell” 且 ……`: otherwise the line states nothing
    pub tests: Vec<ColumnTest>,
    /// Where.
    pub span: Span,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// the same in each row, as on the line of a case: `30 items`, `trajectory`, `not published`
    Same(CasePart),
    /// read from a column: `count column "track"` | `数量 列 “轨迹”`
    Read(ColumnRead),
}

/// A value read from a column: `illegal_gains column "gains" in fen ("n/a" is unknown)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRead {
    /// The field of a record.
    pub field: Option<Name>,
    /// The column.
    pub column: ColumnName,
    /// What the column counts in.
    pub scale: Option<Scale>,
    /// What certain texts of the column mean.
    pub readings: Vec<Reading>,
    /// Where.
    pub span: Span,
}

/// `column "act"` | `列 “行为”`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnName {
    /// What the head of the file calls it.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// `in fen`, `in 10000 yuan` | `单位 分`, `单位 一万元`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// How many units a one in the column is.
    pub times: Ratio,
    /// The unit, if it is said.
    pub unit: Option<Unit>,
    /// Where.
    pub span: Span,
}

/// `"1" is purchase`, `otherwise is unknown` | `“1” 为 购买`, `其余 为 不明`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The text of the cell; none for every other text.
    pub text: Option<String>,
    /// What it means.
    pub value: Given,
    /// Where.
    pub span: Span,
}

/// `column "act" is not "sell" or "provide"` | `列 “行为” 不为 “出售” 或者 “提供”`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnTest {
    /// The column.
    pub column: ColumnName,
    /// `is not` | `不为`
    pub negated: bool,
    /// The texts.
    pub texts: Vec<String>,
}
