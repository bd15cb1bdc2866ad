//! Engine 1, the reference: one case through the graph, exact where facts are unknown.

mod run;
mod split;
mod sheet;
mod refine;
mod pool;

pub use pool::{Memo, Pool, Pooled};
pub use refine::{Outcome, missing, outcome, outcome_within};
pub use run::{Cell, Trace, Val, run};
pub use sheet::children;
pub use split::{Cuts, Path, at, bounds, called, complete, days, slot_mut, ty};
