//! A redline as a page shows it: headings, and passages with what is deleted and inserted.

use super::lines::close_after;
use crate::diag::clean;
use crate::render::redline::{Change, Piece};
use serde::Serialize;

/// A heading, or a passage with why it is changed.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView {
    module: String,
    reasons: Vec<String>,
    runs: Vec<(&'static str, String)>,
}

/// A part of a redline as the page shows it.
pub(super) fn change(piece: Piece) -> ChangeView {
    match piece {
        Piece::Module(heading) => {
            ChangeView { module: clean(&heading), reasons: Vec::new(), runs: Vec::new() }
        }
        Piece::Passage(reasons, runs) => {
            let mut before = String::new();
            let run = |(change, text): (Change, String)| {
                let mark = match change {
                    Change::Same => "",
                    Change::Gone => "del",
                    Change::New => "ins",
                };
                let closed = close_after(&before, &text);
                before.push_str(&text);
                (mark, clean(&closed))
            };
            ChangeView {
                module: String::new(),
                reasons: reasons.iter().map(|r| clean(r)).collect(),
                runs: runs.into_iter().filter(|r| !r.1.is_empty()).map(run).collect(),
            }
        }
    }
}
