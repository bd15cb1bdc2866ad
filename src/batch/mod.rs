//! Engine 2: rows of tables, column by column; agrees with the reference, to which every row goes that it cannot decide.

mod input;
mod numbers;
mod block;
mod typed;
mod texts;
mod value;
mod logic;
mod reach;
mod figure;
mod fold;
mod plan;
mod kernel;
mod grade;
mod nested;
mod part;
mod dialect;
mod sql;

pub use block::{Block, Column};
pub use dialect::Dialect;
pub use grade::{Engine, Graded, Scratch};
pub use input::{Input, Sort};
pub use numbers::Numbers;
pub use part::{Cells, Form, GROUPS, Part, Tally, Wording};
pub use sql::{Apart, Query};
