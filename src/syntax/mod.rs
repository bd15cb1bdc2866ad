//! Source text to syntax tree; the only room that names pest.

pub mod ast;
pub mod print;
mod habits;
mod lower;
mod outline;
mod lexemes;
mod words;
mod repair;
mod parser;
mod format;

pub use format::{format, format_markdown};
pub use parser::ITEM_WORDS;

use crate::diag::{Code, Diagnostic, Sink};
use crate::text::{FileId, Span, limits};
use lower::Lower;
use std::collections::BTreeSet;

/// In so many faults of a text the edits that mend them are searched for; more are not shown.
const MENDED: usize = 5;

/// Reads a whole text of rules: every item is parsed alone, so that a fault in one does not hide the others.
pub fn parse(file: FileId, text: &str, sink: &mut Sink) -> Vec<ast::Item> {
    let over = too_large(file, text, limits::RULES_BYTES, sink) || too_long(file, text, limits::LINES, sink);
    if over { Vec::new() } else { items(file, text, sink) }
}

/// Reads a whole text of cases, which may be larger.
pub fn parse_cases(file: FileId, text: &str, sink: &mut Sink) -> Vec<ast::Item> {
    let over = too_large(file, text, limits::CASE_BYTES, sink) || too_long(file, text, usize::MAX, sink);
    if over { Vec::new() } else { items(file, text, sink) }
}

fn items(file: FileId, text: &str, sink: &mut Sink) -> Vec<ast::Item> {
    let outline = outline::cut(text);
    if let Some((start, end)) = outline.stray {
        let span = span_of(file, start, end);
        sink.push(Diagnostic::new(
            Code::Syntax,
            span,
            &["an item in column 0 | 顶格书写的条目", parser::LAYOUT],
        ));
    }
    let mut out = Vec::new();
    let mut chunks = outline.chunks.iter().peekable();
    while let Some(chunk) = chunks.next() {
        let next = chunks.peek().filter(|_| sink.found.len() < MENDED);
        match next.and_then(|next| parser::unindented(text, chunk, next)) {
            // both are one item: nothing of it is read until its line is indented
            Some((word, line)) => {
                let end = chunk.start + chunk.text.len();
                let Some(next) = chunks.next() else { break };
                let span = |length| span_of(file, next.start, next.start + length);
                let expected = "an item (its parts are indented) | 条目（其内容须缩进）";
                let d = Diagnostic::new(Code::Syntax, span(word), &[expected, parser::LAYOUT]);
                sink.push(match line {
                    true => d.mend(span(0), "  "),
                    false => d.mend(span_of(file, end, next.start), " "),
                });
            }
            None => out.extend(item(file, chunk, sink)),
        }
    }
    out
}

/// The comments of a text, each from its `#` to the end of the line.
pub fn comments_of(text: &str) -> Vec<(usize, usize)> {
    lexemes::lexemes(text).iter().filter(|l| l.is_comment()).map(lexemes::Lexeme::span).collect()
}

/// The words and signs of a text, comments and quotations left out.
pub fn words_of(text: &str) -> Vec<(usize, usize)> {
    let plain = |l: &&lexemes::Lexeme| matches!(l, lexemes::Lexeme::Words(..));
    lexemes::lexemes(text).iter().filter(plain).map(lexemes::Lexeme::span).collect()
}

/// Reads only the head of a text: enough to know its name, sources and time in force.
pub fn parse_header(file: FileId, text: &str, sink: &mut Sink) -> Option<ast::Header> {
    if too_large(file, text, limits::RULES_BYTES, sink) || too_long(file, text, limits::LINES, sink) {
        return None;
    }
    let outline = outline::cut(text);
    let chunk = outline.chunks.iter().find(|c| matches!(outline::first_word(c.text), "module" | "模块"))?;
    match item(file, chunk, sink)?.kind {
        ast::ItemKind::Module(header) => Some(header),
        _ => None,
    }
}

/// Reads a condition or number alone, as it is typed at a prompt.
pub fn parse_condition(file: FileId, text: &str, sink: &mut Sink) -> Option<ast::Entry> {
    if too_large(file, text, limits::RULES_BYTES, sink) || too_long(file, text, limits::LINES, sink) {
        return None;
    }
    let blank = [' ', '\t', '\r', '\n', '\u{3000}'];
    let start = text.len() - text.trim_start_matches(blank).len();
    let chunk = outline::Chunk { text: text.trim_matches(blank), start };
    match parser::condition(file, &chunk) {
        Ok(pair) => Lower::new(file, start, sink).condition(&pair),
        Err(faults) => {
            faults.into_iter().for_each(|d| sink.push(d));
            None
        }
    }
}

/// Whether a bracket is still open at the end of a text.
pub fn is_open(text: &str) -> bool {
    outline::is_open(text)
}

/// The words of the items in which a fault was found; `第` for a provision at the head.
pub fn unread_words(text: &str, found: &[Diagnostic]) -> BTreeSet<String> {
    let starts: Vec<usize> = found.iter().filter_map(|d| Some(d.span?.start as usize)).collect();
    let mut words = BTreeSet::new();
    let chunks = outline::cut(text).chunks;
    let before = std::iter::once(None).chain(chunks.iter().map(|c| Some(c.text)));
    for (chunk, before) in chunks.iter().zip(before) {
        let inside = chunk.start..=chunk.start + chunk.text.len();
        if starts.iter().any(|s| inside.contains(s)) {
            // a head that is misspelt may be that of an article
            let head = outline::first_word(chunk.text);
            let part = !parser::ITEM_WORDS.contains(&head);
            if chunk.text.starts_with('第') || part {
                words.insert("第".to_owned());
            }
            // a line that should be indented spoils the item before it
            words.extend(before.filter(|_| part).into_iter().flat_map(names_of));
            words.extend(names_of(chunk.text));
        }
    }
    words
}

fn names_of(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    parts.filter(|p| !p.is_empty()).map(str::to_owned)
}

/// Keeps the fenced `gravamen` blocks of a Markdown text and blanks all else with as many bytes,
/// so that places stay what they were.
pub fn markdown(text: &str) -> String {
    outline::markdown(text)
}

fn item(file: FileId, chunk: &outline::Chunk<'_>, sink: &mut Sink) -> Option<ast::Item> {
    let pair = match parser::item(file, chunk, sink.found.len() < MENDED) {
        Ok(pair) => pair,
        Err(faults) => {
            faults.into_iter().for_each(|fault| sink.push(fault));
            return None;
        }
    };
    if let Some((start, end)) = parser::long_name(&pair) {
        let most = format!("{} bytes in a name | 名称 {0} 字节", limits::NAME_BYTES);
        let span = span_of(file, chunk.start + start, chunk.start + end);
        sink.push(Diagnostic::new(Code::TooMany, span, &[&most]));
        return None;
    }
    Lower::new(file, chunk.start, sink).item(pair)
}

/// Whether a text has more bytes than may be read.
pub fn too_large(file: FileId, text: &str, most: usize, sink: &mut Sink) -> bool {
    let over = text.len() > most;
    if over {
        let limit = format!("{} MiB", most >> 20);
        sink.push(Diagnostic::new(Code::TooLarge, span_of(file, 0, 0), &[&limit]));
    }
    over
}

/// Whether a text has more lines, or a line more characters, than may be read.
fn too_long(file: FileId, text: &str, lines: usize, sink: &mut Sink) -> bool {
    let over = outline::beyond(text, lines, limits::COLUMNS);
    if let Some((at, line)) = over {
        let most = match line {
            true => format!("{} characters in a line | 一行 {0} 字", limits::COLUMNS),
            false => format!("{lines} lines | {lines} 行"),
        };
        sink.push(Diagnostic::new(Code::TooLarge, span_of(file, at, at), &[&most]));
    }
    over.is_some()
}

fn span_of(file: FileId, start: usize, end: usize) -> Span {
    Span { file, start: start as u32, end: end as u32 }
}
