//! What runs, yet a careful author would look at again: each lint says exactly what was seen, and guesses nothing.

mod subject;
mod logic;
mod ladder;
mod conditions;
mod penalties;
mod provisions;
mod amendments;
mod usage;
mod words;
mod cases;
mod allowed;

pub use subject::Subject;

use crate::diag::{Diagnostic, Sink};

/// All that the lints find in a module, those allowed in place left out; `found` before is what the check warned of.
pub fn lint(subject: &Subject<'_>, warned: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut sink = Sink::default();
    warned.iter().for_each(|d| sink.push(d.clone()));
    ladder::lint(subject, &mut sink);
    conditions::lint(subject, &mut sink);
    penalties::lint(subject, &mut sink);
    provisions::lint(subject, &mut sink);
    amendments::lint(subject, &mut sink);
    usage::lint(subject, &mut sink);
    words::lint(subject, &mut sink);
    cases::lint(subject, &mut sink);
    allowed::without_allowed(subject, sink.found, false)
}

/// What was proved of a module, without what is allowed in place.
pub fn unallowed(subject: &Subject<'_>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    allowed::without_allowed(subject, found, true)
}
