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
mod boundary;
mod asked;
mod formatted;
mod linted;
mod entries;
mod documented;
mod claims;
mod vary;
mod overall;
mod health;

pub use asked::{Asked, Reply};
pub use boundary::{Boundary, Made};
pub use diff::Compared;
pub use documented::{Documented, Exercise, Volume};
pub use entries::{Entry, Place};
pub use health::Health;
pub use modules::{Files, NoFiles, Session};
pub use overall::{Answered, Contrast, Exhibit, Question, Settled};
pub use passages::Passage;
pub use report::{Measure, Plan, Reading, Report, Rung, Seal, Sheet, Text, Wishes};
pub use scratch::{Law, Layer, add};
pub use shown::Redline;
pub use tested::{Answer, Tested};
pub use texts::{EditInfo, Kept, RuleSet};
pub use vary::Varied;
