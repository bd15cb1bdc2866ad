//! Source text to syntax tree; the only room that names pest.

pub mod ast;
pub mod print;
mod habits;
mod lower;
mod outline;
mod parser;
mod lexemes;
mod format;

pub use format::{format, format_markdown};

use crate::diag::{Code, Diagnostic, Sink};
use crate::text::{FileId, Span};
use lower::Lower;
use std::collections::BTreeSet;

/// The greatest text that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// Reads a whole text: every item is parsed alone, so that a fault in one does not hide the others.
pub fn parse(file: FileId, text: &str, sink: &mut Sink) -> Vec<ast::Item> {
    if too_large(file, text, sink) {
        return Vec::new();
    }
    let outline = outline::cut(text);
    if let Some((start, end)) = outline.stray {
        let span = span_of(file, start, end);
        sink.push(Diagnostic::new(Code::Syntax, span, &["an item in column 0 | 顶格书写的条目"]));
    }
    outline.chunks.iter().filter_map(|c| item(file, c, sink)).collect()
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
    if too_large(file, text, sink) {
        return None;
    }
    let outline = outline::cut(text);
    let chunk = outline.chunks.iter().find(|c| matches!(outline::first_word(c.text), "module" | "模块"))?;
    match item(file, chunk, sink)?.kind {
        ast::ItemKind::Module(header) => Some(header),
        _ => None,
    }
}

/// The words of the items in which a fault was found; `第` for a provision at the head.
pub fn unread_words(text: &str, found: &[Diagnostic]) -> BTreeSet<String> {
    let starts: Vec<usize> = found.iter().filter_map(|d| Some(d.span?.start as usize)).collect();
    let mut words = BTreeSet::new();
    for chunk in outline::cut(text).chunks {
        let inside = chunk.start..=chunk.start + chunk.text.len();
        if starts.iter().any(|s| inside.contains(s)) {
            // a head that is misspelt may be that of an article
            let head = outline::first_word(chunk.text);
            if chunk.text.starts_with('第') || !parser::ITEM_WORDS.contains(&head) {
                words.insert("第".to_owned());
            }
            let parts = chunk.text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            words.extend(parts.filter(|p| !p.is_empty()).map(str::to_owned));
        }
    }
    words
}

/// Keeps the fenced `gravamen` blocks of a Markdown text and blanks all else with as many bytes,
/// so that places stay what they were.
pub fn markdown(text: &str) -> String {
    outline::markdown(text)
}

fn item(file: FileId, chunk: &outline::Chunk<'_>, sink: &mut Sink) -> Option<ast::Item> {
    let pair = match parser::item(file, chunk) {
        Ok(pair) => pair,
        Err(faults) => {
            faults.into_iter().for_each(|fault| sink.push(fault));
            return None;
        }
    };
    Lower::new(file, chunk.start, sink).item(pair)
}

fn too_large(file: FileId, text: &str, sink: &mut Sink) -> bool {
    let over = text.len() > LARGEST;
    if over {
        sink.push(Diagnostic::new(Code::TooLarge, span_of(file, 0, 0), &["1 MiB"]));
    }
    over
}

fn span_of(file: FileId, start: usize, end: usize) -> Span {
    Span { file, start: start as u32, end: end as u32 }
}
