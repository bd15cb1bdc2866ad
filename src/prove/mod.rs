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
mod order;
mod smallest;
mod penalty;
mod compare;
mod raised;
mod claim;
mod health;
mod hole;
mod graph;
mod ground;
mod change;
mod margin;
mod short;
mod ends;
mod turn;
mod bands;
mod things;
mod moves;
mod region;
mod standing;

pub use analysis::Analysis;
pub use bands::{Axis, Band, Split};
pub use change::{Altered, Closest, Moved, Nearest, closest, closest_among};
pub use claim::{claim_smtlib, settle};
pub use compare::{OfPairs, Questions, compare, pairs_smtlib};
pub use ends::{AtOdds, Ends, ends};
pub use health::{Bench, Lie};
pub use hole::{Hole, hole};
pub use margin::{Span, stays};
pub use region::{Area, Halted, Outcomes, Regions, Status, regions};
pub use result::{
    ClaimAnswer, Comparison, Definition, Exchange, Found, Limit, Pair, Penalties, Reach, Refused, Relation,
    Stopped, Unsound, Why, Witness,
};
pub use short::{Margin, Toward, margin};
pub use standing::{Standing, standing};
pub use things::Mover;
pub use turn::{Atom, Turns, offence_with, turns};
