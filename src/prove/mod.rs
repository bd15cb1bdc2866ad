//! Answers over all cases: what outcomes two rule sets can give, with a smallest case for each, and what never happens.
//!
//! Conditions become terms of the room `solve`; lists become cells, one for each combination of what conditions ask of a
//! record. Exact, or refused with the expression named. Each case that is given was graded by `eval` before.

mod result;
mod joint;
mod number;
mod dates;
mod source;
mod encode;
mod cells;
mod enumerate;
mod analysis;
mod share;
mod witness;
mod smallest;
mod penalty;
mod compare;
mod raised;
mod claim;
mod health;

pub use analysis::Analysis;
pub use claim::{claim_smtlib, settle};
pub use compare::{OfPairs, Questions, compare, pairs_smtlib};
pub use health::{Bench, Lie};
pub use result::{
    ClaimAnswer, Comparison, Definition, Exchange, Found, Limit, Pair, Penalties, Reach, Refused, Relation,
    Stopped, Unsound, Why, Witness,
};
