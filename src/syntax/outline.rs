//! Cuts a text into items at the characters of column 0; knows no grammar.

/// One item's text and the byte at which it begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    /// Its text, without blank lines after it.
    pub text: &'a str,
    /// Its first byte in the whole text.
    pub start: usize,
}

/// A text cut into items.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    /// The items, in order.
    pub chunks: Vec<Chunk<'a>>,
    /// The first indented words before any item, if there are some.
    pub stray: Option<(usize, usize)>,
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{3000}')
}

/// Whether a text holds a Han character.
pub(super) fn is_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
}

/// The word with which a text begins.
pub(super) fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// Cuts at every character in column 0 that is neither blank nor `#`.
pub(super) fn cut(text: &str) -> Outline<'_> {
    let mut starts = Vec::new();
    let mut stray = None;
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let body = text.get(at..).unwrap_or("");
    for line in body.split_inclusive('\n') {
        if line.chars().next().is_some_and(|c| !is_blank(c) && c != '#') {
            starts.push(at);
        } else if starts.is_empty() && stray.is_none() {
            let words = line.trim_matches(is_blank);
            if !words.is_empty() && !words.starts_with('#') {
                let start = at + (line.len() - line.trim_start_matches(is_blank).len());
                stray = Some((start, start + words.len()));
            }
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(text.len()));
    let chunks = starts
        .iter()
        .zip(ends)
        .filter_map(|(&start, end)| {
            text.get(start..end).map(|t| Chunk { text: t.trim_end_matches(is_blank), start })
        })
        .collect();
    Outline { chunks, stray }
}

/// Where a text has a line too many (`false`), or a line a character too many (`true`).
pub(super) fn beyond(text: &str, lines: usize, columns: usize) -> Option<(usize, bool)> {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number >= lines {
            return Some((at, false));
        }
        if line.len() > columns
            && let Some((over, _)) = line.trim_end().char_indices().nth(columns)
        {
            return Some((at + over, true));
        }
        at += line.len();
    }
    None
}

/// The place of the bracket that opens one level too many.
pub(super) fn too_deep(text: &str, most: usize) -> Option<usize> {
    scan(text, most).0
}

/// Whether a bracket is still open at the end of a text.
pub(super) fn is_open(text: &str) -> bool {
    scan(text, usize::MAX).1 > 0
}

fn scan(text: &str, most: usize) -> (Option<usize>, usize) {
    let mut depth = 0usize;
    let mut closing: Option<char> = None;
    let mut comment = false;
    for (at, c) in text.char_indices() {
        if c == '\n' {
            comment = false;
            closing = None;
            continue;
        }
        if comment {
            continue;
        }
        if let Some(end) = closing {
            if c == end {
                closing = None;
            }
            continue;
        }
        match c {
            '#' => comment = true,
            '"' => closing = Some('"'),
            '“' => closing = Some('”'),
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return (Some(at), depth);
        }
    }
    (None, depth)
}

/// The fenced `gravamen` blocks of a Markdown text: the bytes between the fences.
pub(super) fn fenced(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut fence: Option<(usize, bool)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let ticks = words.len() - words.trim_start_matches('`').len();
        let end = at + line.len();
        match fence {
            None if ticks >= 3 => {
                let info = words.trim_start_matches('`').split_whitespace().next().unwrap_or("");
                fence = Some((ticks, info == "gravamen"));
                if info == "gravamen" {
                    out.push((end, end));
                }
            }
            Some((open, _)) if ticks >= open && words.trim_start_matches('`').is_empty() => fence = None,
            Some((_, true)) => {
                if let Some(last) = out.last_mut() {
                    last.1 = end;
                }
            }
            Some((_, false)) | None => {}
        }
        at = end;
    }
    out
}

/// See [`super::markdown`].
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let blank = |part: &str, out: &mut String| {
        out.extend(part.bytes().map(|b| if b == b'\n' || b == b'\r' { char::from(b) } else { ' ' }));
    };
    let mut at = 0;
    for (start, end) in fenced(text) {
        blank(text.get(at..start).unwrap_or(""), &mut out);
        out.push_str(text.get(start..end).unwrap_or(""));
        at = end;
    }
    blank(text.get(at..).unwrap_or(""), &mut out);
    out
}
