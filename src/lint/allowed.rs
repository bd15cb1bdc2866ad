//! `# allow L1203: reason`: findings that the author has looked at, with the reason why they stay.

use super::subject::Subject;
use crate::diag::{Code, Diagnostic};
use crate::syntax::comments_of;
use crate::text::Span;

/// One code that a comment allows.
struct Allowance {
    code: String,
    /// Whether only a proof finds it.
    proved: bool,
    span: Span,
    /// The lines for which it holds, the last excluded.
    lines: (usize, usize),
    used: bool,
}

/// The findings that no comment allows, and what is wrong with the comments.
pub(super) fn without_allowed(
    subject: &Subject<'_>,
    found: Vec<Diagnostic>,
    proved: bool,
) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut allowances = allowances(subject, &mut out);
    // what is wrong with a comment is told once: by the lints, or by the proofs if it allows what only they find
    if proved {
        out.clear();
    }
    allowances.retain(|a| a.proved == proved);
    for d in found {
        let line = d.span.map(|s| line_of(subject.text, s.start as usize));
        let here = |a: &&mut Allowance| {
            let within = line.is_some_and(|l| a.lines.0 <= l && l < a.lines.1);
            within && a.code == d.code.row().id
        };
        match allowances.iter_mut().find(here) {
            Some(allowance) => allowance.used = true,
            None => out.push(d),
        }
    }
    for a in allowances.iter().filter(|a| !a.used) {
        out.push(Diagnostic::new(Code::AllowUnneeded, a.span, &[&a.code]));
    }
    out.sort_by_key(|d| d.span.map(|s| (s.file, s.start)));
    out
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count()
}

fn allowances(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) -> Vec<Allowance> {
    let mut all = Vec::new();
    for (start, end) in comments_of(subject.text) {
        let words = subject.text.get(start..end).unwrap_or("").trim_start_matches('#').trim_start();
        let Some(rest) = ["allow ", "允许 ", "允许"].iter().find_map(|w| words.strip_prefix(w)) else {
            continue;
        };
        // an ordinary sentence may begin with that word
        if !rest.trim_start().starts_with(['L', 'W', 'E'])
            || !rest.trim_start().chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        {
            continue;
        }
        let span = Span { file: subject.module.file, start: start as u32, end: end as u32 };
        let (codes, reason) = rest.split_once([':', '：']).unwrap_or((rest, ""));
        if reason.trim().is_empty() {
            out.push(Diagnostic::new(Code::AllowWithoutReason, span, &[]));
            continue;
        }
        for code in codes.split([',', '，', '、', ' ']).map(str::trim).filter(|c| !c.is_empty()) {
            let known = Code::ALL.iter().find(|c| c.row().id == code && !code.starts_with('E'));
            if let Some(known) = known {
                let (lines, proved) = (reach(subject.text, start), known.is_proved());
                all.push(Allowance { code: code.to_owned(), proved, span, lines, used: false });
            } else {
                out.push(Diagnostic::new(Code::AllowUnknown, span, &[code]));
            }
        }
    }
    all
}

/// A comment behind a line holds for that line; one on a line of its own for the next line and what is
/// indented under it.
fn reach(text: &str, start: usize) -> (usize, usize) {
    let line = line_of(text, start);
    let lines: Vec<&str> = text.lines().collect();
    let before = lines.get(line).and_then(|l| l.split('#').next()).unwrap_or("");
    if !before.trim().is_empty() {
        return (line, line + 1);
    }
    let indent = |l: &str| l.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{3000}')).count();
    let passive = |l: &str| l.trim().is_empty() || l.trim_start().starts_with('#');
    let Some(first) = (line + 1..lines.len()).find(|i| lines.get(*i).is_some_and(|l| !passive(l))) else {
        return (line, line);
    };
    let own = lines.get(first).map_or(0, |l| indent(l));
    let end =
        (first + 1..lines.len()).find(|i| lines.get(*i).is_some_and(|l| !passive(l) && indent(l) <= own));
    (first, end.unwrap_or(lines.len()))
}
