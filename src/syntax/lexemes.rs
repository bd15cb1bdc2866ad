//! Quotations, comments and other words of a text, each by its place; knows no grammar.

/// A stretch of a text: its first byte and one past its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// `"…"` | `“…”`
    Quotation(usize, usize),
    /// `# …`, up to the end of the line
    Comment(usize, usize),
    /// anything else without blanks
    Words(usize, usize),
}

impl Lexeme {
    /// Where.
    pub(super) fn span(&self) -> (usize, usize) {
        match self {
            Lexeme::Quotation(a, b) | Lexeme::Comment(a, b) | Lexeme::Words(a, b) => (*a, *b),
        }
    }
    /// Whether it is a comment.
    pub(super) fn is_comment(&self) -> bool {
        matches!(self, Lexeme::Comment(..))
    }
}

/// All of a text, in order.
pub(super) fn lexemes(text: &str) -> Vec<Lexeme> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(c) = rest.chars().next()
    {
        let line = rest.split('\n').next().unwrap_or(rest);
        if matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{3000}') {
            at += c.len_utf8();
            continue;
        }
        let quoted = |end: char| {
            let inner = line.get(c.len_utf8()..).and_then(|l| l.find(end));
            inner.map_or(line.len(), |n| c.len_utf8() + n + end.len_utf8())
        };
        let (end, lexeme): (usize, fn(usize, usize) -> Lexeme) = match c {
            '#' => (line.trim_end().len(), Lexeme::Comment),
            '"' => (quoted('"'), Lexeme::Quotation),
            '“' => (quoted('”'), Lexeme::Quotation),
            _ => {
                let stop = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{3000}' | '#' | '"' | '“');
                (rest.find(stop).unwrap_or(rest.len()), Lexeme::Words)
            }
        };
        out.push(lexeme(at, at + end));
        at += end.max(1);
    }
    out
}

/// The first byte of each blank line; of several in a row the first.
pub(super) fn blank_lines(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut before = true;
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if blank && !before {
            out.push(at);
        }
        before = blank;
        at += line.len();
    }
    out
}
