//! Source texts, spans and places; counts columns in characters, knows no Gravamen.

pub mod limits;
mod hash;
mod initials;

pub use hash::sha256;
pub use initials::initials;

use std::sync::Arc;

/// A text that was read, by its position in the [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of one source text, in bytes, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// One text with the name under which people know it.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name to print, as given.
    pub name: String,
    /// The whole text.
    pub text: Arc<str>,
}

/// A line and a column, both from 1; columns count characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name of the text.
    pub name: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// All texts read so far.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Takes a text in and gives it an identity.
    pub fn add(&mut self, name: &str, text: &str) -> FileId {
        self.files.push(Source { name: name.to_owned(), text: Arc::from(text) });
        FileId(self.files.len() as u32 - 1)
    }

    /// The text of an identity; an empty one if it is unknown.
    pub fn get(&self, file: FileId) -> Source {
        self.files
            .get(file.0 as usize)
            .cloned()
            .unwrap_or_else(|| Source { name: String::new(), text: Arc::from("") })
    }

    /// Every reading of a text of that name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = FileId> {
        let all = self.files.iter().enumerate().filter(move |(_, f)| f.name == name);
        all.map(|(i, _)| FileId(i as u32))
    }

    /// The text inside a span.
    pub fn slice(&self, span: Span) -> String {
        let source = self.get(span.file);
        source.text.get(span.start as usize..span.end as usize).unwrap_or("").to_owned()
    }

    /// Whether what stands around a place is written in Chinese: the line that leads it, not indented, tells.
    pub fn is_chinese_at(&self, span: Span) -> bool {
        let source = self.get(span.file);
        let mut end = (span.start as usize).min(source.text.len());
        loop {
            let start = source.text.get(..end).and_then(|t| t.rfind('\n')).map_or(0, |n| n + 1);
            let first = source.text.get(start..).and_then(|t| t.chars().next());
            match first.filter(|c| !c.is_whitespace() && *c != '#') {
                Some(leads) => return !leads.is_ascii(),
                None if start == 0 => return false,
                None => end = start - 1,
            }
        }
    }

    /// Where a span begins, for people.
    pub fn place(&self, span: Span) -> Place {
        let source = self.get(span.file);
        let mut at = (span.start as usize).min(source.text.len());
        while !source.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = source.text.get(..at).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let head = before.rsplit('\n').next().unwrap_or("");
        Place { name: source.name, line, column: head.chars().count() + 1 }
    }
}
