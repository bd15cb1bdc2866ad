//! The façade: modules found, consolidated and lowered; cases read and graded. No input or output of its own.

mod modules;
mod texts;
mod cases;
mod queries;
mod diff;
mod projects;
mod shown;
mod formatted;
mod linted;

pub use diff::Compared;
pub use modules::{Files, NoFiles, Session};
pub use shown::Redline;
pub use texts::{EditInfo, Kept, RuleSet};
