//! What every target does with a text: read it, and look at what was found.

use gravamen::diag::Sink;
use gravamen::explain::Verdict;
use gravamen::session::{NoFiles, Session};
use gravamen::text::Sources;

/// The module under which cases are graded.
pub const MODULE: &str = "cn.pi.interpretation_2017";

/// A text, unless the bytes are none.
pub fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// Checks a text as a module.
pub fn check(name: &str, text: &str) -> Session {
    let mut session = Session::new(Box::new(NoFiles));
    session.check_text(name, text);
    places(&session.sink, &session.sources);
    session
}

/// Grades a text as cases; an outcome is a range of grades in order.
pub fn grade(name: &str, text: &str) -> (Session, Vec<Verdict>) {
    let mut session = Session::new(Box::new(NoFiles));
    let verdicts = session.grade(name, text, &[MODULE.to_owned()]);
    for verdict in &verdicts {
        assert!(verdict.outcome.0 <= verdict.outcome.1 && verdict.outcome.1 < verdict.scale.len());
    }
    places(&session.sink, &session.sources);
    (session, verdicts)
}

/// Every place lies between characters of its text.
fn places(sink: &Sink, sources: &Sources) {
    for d in &sink.found {
        let edits = d.mends.iter().flat_map(|m| m.edits.iter().map(|e| e.span));
        for span in d.span.into_iter().chain(d.also.iter().map(|a| a.span)).chain(edits) {
            let source = sources.get(span.file).text;
            assert!(source.get(span.start as usize..span.end as usize).is_some(), "{:?} {span:?}", d.code);
        }
    }
}
