//! TOML with places and two languages in its faults; the only file that names the crate's tables.

use crate::diag::{Code, Diagnostic, Sink, nearest, steers};
use crate::text::{FileId, Span};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of a text that is being read.
pub(super) struct Table<'a> {
    file: FileId,
    map: &'a DeTable<'a>,
    /// Where it stands.
    pub(super) span: Span,
}

/// An entry of a table.
pub(super) struct Entry<'a> {
    file: FileId,
    /// Its key.
    pub(super) key: &'a str,
    /// Where the key stands.
    pub(super) span: Span,
    value: &'a Spanned<DeValue<'a>>,
}

fn place(file: FileId, range: Range<usize>) -> Span {
    Span { file, start: range.start as u32, end: range.end as u32 }
}

/// Reads a text and hands its outermost table over; every fault of form goes to the sink.
pub(super) fn read<T>(
    file: FileId,
    text: &str,
    sink: &mut Sink,
    with: impl FnOnce(&Table<'_>, &mut Sink) -> T,
) -> T {
    for (at, c) in text.char_indices() {
        if steers(c) && !matches!(c, '\n' | '\r' | '\t') {
            let span = place(file, at..at + c.len_utf8());
            sink.push(Diagnostic::new(Code::BadCharacter, span, &[&format!("U+{:04X}", u32::from(c)), "-"]));
        }
    }
    let (map, faults) = DeTable::parse_recoverable(text);
    for fault in faults {
        let span = place(file, fault.span().unwrap_or(0..0));
        sink.push(match fault.message() {
            "duplicate key" => {
                let key = text.get(span.start as usize..span.end as usize).unwrap_or("");
                Diagnostic::new(Code::ManifestKeyTwice, span, &[key])
            }
            says => {
                let written = text.get(span.start as usize..span.end as usize).unwrap_or("");
                let quoted = format!("\"{written}\"");
                if says.starts_with("string values must be quoted") {
                    Diagnostic::new(Code::BadManifest, span, &["text must be quoted | 文本须加引号"])
                        .mend(span, &quoted)
                } else if says.starts_with("invalid unquoted key") {
                    Diagnostic::new(Code::BadManifest, span, &["this key must be quoted | 此键须加引号"])
                        .mend(span, &quoted)
                } else {
                    Diagnostic::new(Code::BadManifest, span, &[&format!("{says} | 写法有误")])
                }
            }
        });
    }
    with(&Table { file, map: map.get_ref(), span: place(file, 0..0) }, sink)
}

impl<'a> Table<'a> {
    /// Its entries, in the order of the text.
    pub(super) fn entries(&self) -> Vec<Entry<'a>> {
        let mut all: Vec<Entry<'a>> = self.map.iter().map(|(k, v)| self.entry(k, v)).collect();
        all.sort_by_key(|e| e.span.start);
        all
    }

    fn entry(
        &self,
        key: &'a Spanned<std::borrow::Cow<'a, str>>,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Entry<'a> {
        Entry { file: self.file, key: key.get_ref(), span: place(self.file, key.span()), value }
    }

    /// Its entries; a key that is none of these is a fault.
    pub(super) fn known(&self, keys: &[&str], sink: &mut Sink) -> Vec<Entry<'a>> {
        let mut all = self.entries();
        all.retain(|e| {
            let known = keys.contains(&e.key);
            if !known {
                let near = nearest(e.key, keys.iter().copied());
                let near_text = near.clone().unwrap_or_else(|| "-".to_owned());
                let mut fault = Diagnostic::new(Code::UnknownManifestKey, e.span, &[e.key, &near_text]);
                if let Some(near) = near {
                    fault = fault.mend(e.span, &near);
                }
                sink.push(fault);
            }
            known
        });
        all
    }
}

impl<'a> Entry<'a> {
    /// Where the value stands.
    pub(super) fn value_span(&self) -> Span {
        place(self.file, self.value.span())
    }

    /// A fault: the key takes something else than it has.
    pub(super) fn takes(&self, what: &str, sink: &mut Sink) {
        let found = match self.value.get_ref() {
            DeValue::String(s) => format!("`{s}` | “{s}”"),
            DeValue::Integer(_) | DeValue::Float(_) => "a number | 数".to_owned(),
            DeValue::Boolean(_) => "true or false | 真假值".to_owned(),
            DeValue::Datetime(_) => "a date | 日期".to_owned(),
            DeValue::Array(_) => "a list | 列表".to_owned(),
            DeValue::Table(_) => "a table | 表".to_owned(),
        };
        sink.push(Diagnostic::new(Code::WrongValue, self.value_span(), &[self.key, what, &found]));
    }

    /// The text that it has.
    pub(super) fn text(&self, sink: &mut Sink) -> Option<String> {
        match self.value.get_ref() {
            DeValue::String(s) if s.chars().any(char::is_control) => {
                self.takes("text in one line | 一行文本", sink);
                None
            }
            DeValue::String(s) => Some(s.clone().into_owned()),
            _ => {
                self.takes("text in quotation marks | 引号中的文本", sink);
                None
            }
        }
    }

    /// The list of texts that it has.
    pub(super) fn texts(&self, sink: &mut Sink) -> Vec<String> {
        let DeValue::Array(items) = self.value.get_ref() else {
            self.takes("a list of texts, as [\"A\", \"B\"] | 文本的列表，如 [\"甲\", \"乙\"]", sink);
            return Vec::new();
        };
        let entry = |value| Entry { file: self.file, key: self.key, span: self.span, value };
        items.iter().filter_map(|value| entry(value).text(sink)).collect()
    }

    /// The table that it has.
    pub(super) fn table(&self, sink: &mut Sink) -> Option<Table<'a>> {
        match self.value.get_ref() {
            DeValue::Table(map) => Some(Table { file: self.file, map, span: self.span }),
            _ => {
                self.takes("a table | 表", sink);
                None
            }
        }
    }
}
