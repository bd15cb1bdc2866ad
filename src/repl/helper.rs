//! What helps while a line is typed: completion, hints, colours, and whether it is finished.

use crate::prompt::{Index, Tone, is_unfinished};
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};
use std::borrow::Cow;
use std::sync::Arc;

/// The names at hand, and whether colours are used.
pub(super) struct Assist {
    pub(super) index: Arc<Index>,
    pub(super) colour: bool,
}

fn code(tone: Tone) -> &'static str {
    match tone {
        Tone::Keyword => "\x1b[35m",
        Tone::Name => "\x1b[36m",
        Tone::Number => "\x1b[33m",
        Tone::Command => "\x1b[1m",
        Tone::Text => "\x1b[32m",
        Tone::Comment => "\x1b[2m",
    }
}

impl Helper for Assist {}

impl Completer for Assist {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let (start, found) = self.index.complete(line, pos);
        let pair = |c: crate::prompt::Candidate| Pair { display: c.shown, replacement: c.text };
        Ok((start, found.into_iter().map(pair).collect()))
    }
}

impl Hinter for Assist {
    type Hint = String;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<String> {
        self.index.hint(line, pos)
    }
}

impl Highlighter for Assist {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if !self.colour {
            return Cow::Borrowed(line);
        }
        let mut out = String::new();
        let mut at = 0;
        for (range, tone) in self.index.tones(line) {
            out.push_str(line.get(at..range.start).unwrap_or(""));
            out.push_str(code(tone));
            out.push_str(line.get(range.clone()).unwrap_or(""));
            out.push_str("\x1b[0m");
            at = range.end;
        }
        out.push_str(line.get(at..).unwrap_or(""));
        Cow::Owned(out)
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        match self.colour {
            true => Cow::Owned(format!("\x1b[2m{hint}\x1b[0m")),
            false => Cow::Borrowed(hint),
        }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.colour && kind != CmdKind::MoveCursor
    }
}

impl Validator for Assist {
    fn validate(&self, ctx: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(match is_unfinished(ctx.input()) {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}
