//! What cases exercise of a rule set: provisions that held and that failed, standards met from both sides; and what to ask where facts are unknown.

mod coverage;
mod question;

pub use coverage::{Boundary, Coverage, Ledger, Provision, Side};
pub use question::{Question, Turn, What, questions};
