//! Puts the fixes of diagnostics into a text.

use super::{Diagnostic, Edit};
use crate::text::FileId;

/// A text after its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The new text.
    pub text: String,
    /// How many diagnostics were mended.
    pub done: usize,
    /// How many offer several ways, of which none was chosen.
    pub undecided: usize,
}

/// Applies to a text the one fix of each diagnostic, or the choice of that number (from 1) where there are several.
/// A fix that overlaps one applied already is left for the next time.
pub fn mended(found: &[Diagnostic], file: FileId, text: &str, choice: Option<usize>) -> Mended {
    let mut edits: Vec<Edit> = Vec::new();
    let (mut done, mut undecided) = (0, 0);
    for d in found {
        let mend = match (d.mends.as_slice(), choice) {
            ([], _) => continue,
            ([one], _) => one,
            (several, Some(n)) => match n.checked_sub(1).and_then(|n| several.get(n)) {
                Some(mend) => mend,
                None => {
                    undecided += 1;
                    continue;
                }
            },
            (_, None) => {
                undecided += 1;
                continue;
            }
        };
        let fits = |e: &Edit| {
            let whole = text.get(e.span.start as usize..e.span.end as usize).is_some();
            let apart = |o: &Edit| e.span.end < o.span.start || o.span.end < e.span.start;
            e.span.file == file && whole && edits.iter().all(apart)
        };
        if mend.edits.iter().all(fits) {
            edits.extend(mend.edits.iter().cloned());
            done += 1;
        }
    }
    edits.sort_by_key(|e| e.span.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for e in edits {
        out.push_str(text.get(at..e.span.start as usize).unwrap_or(""));
        out.push_str(&e.text);
        at = e.span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    Mended { text: out, done, undecided }
}
