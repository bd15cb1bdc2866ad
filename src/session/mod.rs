//! The façade: modules found, consolidated and lowered; cases read and graded. No input or output of its own.

mod modules;
mod texts;
mod cases;
mod queries;
mod diff;
mod projects;
mod passages;
mod report;
mod scratch;
mod shown;
mod tested;
mod asked;
mod formatted;
mod linted;
mod tables;

pub use asked::{Asked, Reply};
pub use diff::Compared;
pub use modules::{Files, NoFiles, Session};
pub use passages::Passage;
pub use report::{Measure, Plan, Reading, Report, Rung, Seal, Sheet, Text, Wishes};
pub use scratch::{Law, Layer, add};
pub use shown::Redline;
pub use tested::{Answer, Tested};
pub use texts::{EditInfo, Kept, RuleSet};
