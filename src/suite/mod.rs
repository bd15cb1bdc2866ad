//! What cases exercise of a rule set: provisions that held and that failed, standards met from both sides; what to ask
//! where facts are unknown, and which change of one fact changes the outcome.

mod coverage;
mod question;
mod vary;

pub use coverage::{Boundary, Coverage, Ledger, Provision, Side};
pub use question::{Question, Turn, What, questions};
pub use vary::{Change, Step, To, Variation, meant, variations};
