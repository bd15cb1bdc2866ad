//! Printed texts cut into the lines that have an address, and into words that lead somewhere.

use crate::diag::clean;
use serde::Serialize;

/// A stretch of text; with an address it is a link.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Segment {
    text: String,
    href: String,
}

impl Segment {
    /// Its text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// The lines of an article's heading, then those of each limb, told by the labels at the beginning of their lines.
pub(super) fn limbs(printed: &str, labels: &[String]) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = labels.iter().peekable();
    for line in printed.lines() {
        let begins = |label: &str| line.strip_prefix("  ").is_some_and(|l| l.starts_with(label));
        if rest.peek().is_some_and(|label| begins(label)) {
            rest.next();
            parts.push(String::new());
        }
        if let Some(last) = parts.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
    }
    parts.resize(labels.len() + 1, String::new());
    parts
}

/// A text in which the wanted words are links; quotations are left alone, and so is a word inside another.
pub(super) fn linked(text: &str, words: &[(String, String)]) -> Vec<Segment> {
    let text = clean(&close(text.trim_end()));
    let mut words: Vec<&(String, String)> = words.iter().filter(|w| is_plain(&w.0)).collect();
    // the longest first, so that no word hides another
    words.sort_by_key(|w| (std::cmp::Reverse(w.0.len()), &w.0));
    let mut out: Vec<Segment> = Vec::new();
    let mut plain = String::new();
    let mut closing: Option<char> = None;
    let mut rest = text.as_str();
    let mut before: Option<char> = None;
    while let Some(c) = rest.chars().next() {
        let found = match closing {
            Some(_) => None,
            None => words.iter().find(|w| {
                rest.strip_prefix(w.0.as_str())
                    .is_some_and(|after| stands(before, &w.0, after.chars().next()))
            }),
        };
        if let Some((word, href)) = found {
            if !plain.is_empty() {
                out.push(Segment { text: std::mem::take(&mut plain), href: String::new() });
            }
            out.push(Segment { text: word.clone(), href: href.clone() });
            before = word.chars().last();
            rest = rest.strip_prefix(word.as_str()).unwrap_or("");
            continue;
        }
        closing = match (closing, c) {
            (Some(end), c) if end == c => None,
            (Some(end), _) => Some(end),
            (None, '"') => Some('"'),
            (None, '“') => Some('”'),
            (None, _) => None,
        };
        plain.push(c);
        before = Some(c);
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    if !plain.is_empty() {
        out.push(Segment { text: plain, href: String::new() });
    }
    out
}

/// The columns of a text laid out for one width of letter are drawn together; what begins a line stays.
pub(super) fn close(text: &str) -> String {
    close_after("", text)
}

/// The same of a text that goes on behind another.
pub(super) fn close_after(before: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let line = before.rsplit('\n').next().unwrap_or(before);
    let (mut inside, mut blanks) = (!line.trim().is_empty(), line.len() - line.trim_end().len());
    for c in text.chars() {
        inside = c != '\n' && (inside || c != ' ');
        blanks = if c == ' ' { blanks + 1 } else { 0 };
        if !inside || blanks <= 2 {
            out.push(c);
        }
    }
    out
}

/// A bare number says too little to be told from a count.
fn is_plain(word: &str) -> bool {
    word.chars().any(|c| c.is_alphabetic() || c == '(')
}

/// Whether a word ends where it seems to: numbers of provisions go on with brackets, `之` and further steps.
fn stands(before: Option<char>, word: &str, after: Option<char>) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    if word.starts_with('第') {
        return !after.is_some_and(|c| "之第".contains(c)) && before != Some('至');
    }
    !before.is_some_and(|c| inner(c) || c == ')' || c == '.')
        && !after.is_some_and(|c| inner(c) || (c == '(' && word.starts_with(|c: char| c.is_ascii_digit())))
}
