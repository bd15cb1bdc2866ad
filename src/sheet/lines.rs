//! JSON Lines: an object a line, its values texts, numbers, `true`, `false` or `null`.

use super::{Bytes, Chunk, Fault, Head};
use std::io::{BufRead, BufReader};

/// The rows of a file of JSON Lines.
pub(super) struct Lines {
    reader: BufReader<Bytes>,
    wanted: Vec<String>,
    line: Vec<u8>,
    number: u64,
    /// The first row, read to learn the keys.
    first: bool,
    /// The wanted column that each value of the row before went to: rows mostly have the same keys in the same order.
    order: Vec<(String, Option<usize>)>,
    cells: Vec<String>,
    given: Vec<bool>,
}

impl Lines {
    /// Reads the first row; the wanted columns that it has not, and all that it has.
    pub(super) fn open(bytes: Bytes, wanted: &[String]) -> Result<(Lines, Head), Fault> {
        let mut lines = Lines {
            reader: BufReader::with_capacity(1 << 18, bytes),
            wanted: wanted.to_vec(),
            line: Vec::new(),
            number: 0,
            first: false,
            order: Vec::new(),
            cells: vec![String::new(); wanted.len()],
            given: vec![false; wanted.len()],
        };
        lines.first = lines.read()?;
        if !lines.first {
            return Ok((lines, (Vec::new(), Vec::new())));
        }
        let head: Vec<String> = lines.order.iter().map(|o| o.0.clone()).collect();
        let missing = wanted.iter().filter(|w| !head.contains(w)).cloned().collect();
        Ok((lines, (missing, head)))
    }

    /// Adds the next row; whether there is one.
    pub(super) fn next(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        if !std::mem::take(&mut self.first) && !self.read()? {
            return Ok(false);
        }
        for (cell, given) in self.cells.iter().zip(&self.given) {
            chunk.put(if *given { cell } else { "" });
        }
        chunk.end(self.number);
        Ok(true)
    }

    /// The key of a wanted column.
    pub(super) fn key(&self, wanted: usize) -> &str {
        self.wanted.get(wanted).map(String::as_str).unwrap_or_default()
    }

    /// Reads the next row into the cells; blank lines are passed over.
    fn read(&mut self) -> Result<bool, Fault> {
        loop {
            self.line.clear();
            let read = self.reader.read_until(b'\n', &mut self.line);
            self.number += 1;
            let line = self.number;
            match read {
                Ok(0) => return Ok(false),
                Ok(_) => {}
                Err(e) => return Err(Fault { line, says: format!("{e} | {e}") }),
            }
            let bytes = std::mem::take(&mut self.line);
            let text = std::str::from_utf8(&bytes);
            let done = match text {
                Err(_) => Err("it is not UTF-8 | 不是 UTF-8"),
                Ok(text) if text.trim_start_matches('\u{feff}').trim().is_empty() => Ok(false),
                Ok(text) => self.object(text.trim_start_matches('\u{feff}').trim()).map(|()| true),
            };
            self.line = bytes;
            match done {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(says) => return Err(Fault { line, says: says.to_owned() }),
            }
        }
    }

    fn object(&mut self, text: &str) -> Result<(), &'static str> {
        const FORM: &str = "it is not one flat JSON object | 不是一个扁平的 JSON 对象";
        self.given.fill(false);
        let mut rest = text.strip_prefix('{').ok_or(FORM)?.trim_start();
        let mut n = 0;
        if rest == "}" {
            return Ok(());
        }
        loop {
            let inner = rest.strip_prefix('"').ok_or(FORM)?;
            // most rows have the keys of the row before
            let known = self.order.get(n).and_then(|(key, to)| {
                let after = inner.strip_prefix(key.as_str())?.strip_prefix('"')?;
                (!key.contains('\\')).then_some((*to, after))
            });
            let (to, after) = match known {
                Some(found) => found,
                None => {
                    let mut key = String::new();
                    let after = string(inner, Some(&mut key)).ok_or(FORM)?;
                    let to = self.wanted.iter().position(|w| *w == key);
                    self.order.truncate(n);
                    self.order.push((key, to));
                    (to, after)
                }
            };
            n += 1;
            rest = after.trim_start().strip_prefix(':').ok_or(FORM)?.trim_start();
            if let Some(given) = to.and_then(|t| self.given.get_mut(t))
                && std::mem::replace(given, true)
            {
                return Err("a key stands there twice | 有重复的键");
            }
            let mut cell = to.and_then(|t| self.cells.get_mut(t));
            if let Some(cell) = &mut cell {
                cell.clear();
            }
            rest = match rest.strip_prefix('"') {
                Some(inner) => string(inner, cell).ok_or(FORM)?,
                None => {
                    let end = rest.find([',', '}', ' ', '\t']).ok_or(FORM)?;
                    let (word, after) = rest.split_at_checked(end).ok_or(FORM)?;
                    let number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
                    match word {
                        "null" => {}
                        "true" | "false" => {
                            if let Some(cell) = cell {
                                cell.push_str(word);
                            }
                        }
                        _ if number => {
                            if let Some(cell) = cell {
                                cell.push_str(word);
                            }
                        }
                        _ => return Err(FORM),
                    }
                    after
                }
            }
            .trim_start();
            match rest.as_bytes() {
                [b','] | [] => return Err(FORM),
                [b',', ..] => rest = rest.get(1..).unwrap_or_default().trim_start(),
                [b'}'] => return Ok(()),
                _ => return Err(FORM),
            }
        }
    }
}

/// What follows a text, the text itself put out; none if it never ends or has an escape that JSON does not know.
fn string<'t>(mut rest: &'t str, out: Option<&mut String>) -> Option<&'t str> {
    let mut unwanted = String::new();
    let out = out.unwrap_or(&mut unwanted);
    loop {
        let at = rest.find(['"', '\\'])?;
        let (before, after) = rest.split_at_checked(at)?;
        out.push_str(before);
        if let Some(after) = after.strip_prefix('"') {
            return Some(after);
        }
        let mut escape = after.get(1..)?.chars();
        let c = match escape.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            c @ ('"' | '\\' | '/') => c,
            'u' => {
                let hex = |t: &str| t.get(..4).and_then(|h| u32::from_str_radix(h, 16).ok());
                let tail = escape.as_str();
                let high = hex(tail)?;
                let mut tail = tail.get(4..)?;
                let code = match high {
                    0xd800..=0xdbff => {
                        let low = tail
                            .strip_prefix("\\u")
                            .and_then(hex)
                            .filter(|l| (0xdc00..=0xdfff).contains(l))?;
                        tail = tail.get(6..)?;
                        0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)
                    }
                    code => code,
                };
                out.push(char::from_u32(code)?);
                rest = tail;
                continue;
            }
            _ => return None,
        };
        out.push(c);
        rest = escape.as_str();
    }
}
