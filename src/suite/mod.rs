//! What cases exercise of a rule set: provisions that held and that failed, standards met from both sides; the cases
//! that are missing; what to ask where facts are unknown, and which change of one fact changes the outcome.

mod attainable;
mod boundary;
mod coverage;
mod whole;
mod draft;
mod gap;
mod question;
mod vary;

pub use boundary::{Boundary, Side};
pub use coverage::{Coverage, Ledger, Plan, Provision};
pub use gap::{Gap, close, closes, gaps};
pub use question::{Question, Turn, What, questions};
pub use vary::{Change, Joined, Step, To, Variation, joined_change, meant, variations};
