//! What cases exercise of a rule set: provisions that held and that failed, standards met from both sides.

mod coverage;

pub use coverage::{Boundary, Coverage, Ledger, Provision, Side};
