//! JSON Lines: an object a line, its values texts, numbers, `true`, `false` or `null`; a list has objects of the same form.

use super::{Bytes, Chunk, Fault, Head, Wanted};
use std::io::{BufRead, BufReader};

const MEND: &str = "a line holds one object in braces, a key and a value for each column | 每行一个对象，以大括号括起，每列一键一值";

/// The rows of a file of JSON Lines.
pub(super) struct Lines {
    reader: BufReader<Bytes>,
    line: Vec<u8>,
    number: u64,
    /// The first row, read to learn the keys.
    first: bool,
    keys: Keys,
    lists: Vec<List>,
}

/// What is wanted of objects, and what the last of them said.
#[derive(Debug, Clone, Default)]
struct Keys {
    wanted: Vec<String>,
    /// The wanted column that each value of the object before went to: objects mostly have the same keys in the same order.
    order: Vec<(String, Option<usize>)>,
    cells: Vec<String>,
    given: Vec<bool>,
}

/// A wanted list, and the items that the last row had in it.
#[derive(Debug, Clone, Default)]
struct List {
    /// Its position among all that are wanted.
    place: usize,
    key: String,
    keys: Keys,
    items: Vec<Vec<String>>,
    /// Whether the list is stated.
    known: bool,
    /// Whether an item was seen, whose keys were looked at.
    seen: bool,
}

impl Keys {
    fn of(wanted: &[String]) -> Keys {
        let n = wanted.len();
        Keys {
            wanted: wanted.to_vec(),
            order: Vec::new(),
            cells: vec![String::new(); n],
            given: vec![false; n],
        }
    }
    fn row(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().zip(&self.given).map(|(cell, given)| if *given { cell.as_str() } else { "" })
    }
    fn missing(&self) -> Vec<&String> {
        self.wanted.iter().filter(|w| !self.order.iter().any(|o| o.0 == **w)).collect()
    }
}

impl Lines {
    /// Reads the first row; the wanted columns that it has not, and all that it has.
    pub(super) fn open(bytes: Bytes, wanted: &Wanted) -> Result<(Lines, Head), Fault> {
        let list = |(place, (key, columns)): (usize, &(String, Vec<String>))| List {
            place,
            key: key.clone(),
            keys: Keys::of(columns),
            ..List::default()
        };
        let mut lines = Lines {
            reader: BufReader::with_capacity(1 << 18, bytes),
            line: Vec::new(),
            number: 0,
            first: false,
            keys: Keys::of(&wanted.columns),
            lists: wanted.own().map(list).collect(),
        };
        lines.first = lines.read()?;
        if !lines.first {
            return Ok((lines, (Vec::new(), Vec::new())));
        }
        let head: Vec<String> = lines.keys.order.iter().map(|o| o.0.clone()).collect();
        let lists = wanted.own().map(|l| &l.1.0);
        let missing = wanted.columns.iter().chain(lists).filter(|w| !head.contains(w)).cloned().collect();
        Ok((lines, (missing, head)))
    }

    /// Adds the next row; whether there is one.
    pub(super) fn next(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        if !std::mem::take(&mut self.first) && !self.read()? {
            return Ok(false);
        }
        self.keys.row().for_each(|cell| chunk.put(cell));
        chunk.end(self.number);
        for list in &self.lists {
            let Some(out) = chunk.lists.get_mut(list.place) else { continue };
            for item in &list.items {
                item.iter().for_each(|cell| out.rows.put(cell));
                out.rows.end(self.number);
            }
            out.end(list.known);
        }
        Ok(true)
    }

    /// The key of a wanted column.
    pub(super) fn key(&self, wanted: usize) -> &str {
        self.keys.wanted.get(wanted).map(String::as_str).unwrap_or_default()
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
                Err(e) => return Err(Fault { line, says: format!("{e} | {e}"), mend: "" }),
            }
            let bytes = std::mem::take(&mut self.line);
            let text = std::str::from_utf8(&bytes);
            let done = match text {
                Err(_) => Err("it is not UTF-8 | 不是 UTF-8".to_owned()),
                Ok(text) if text.trim_start_matches('\u{feff}').trim().is_empty() => Ok(false),
                Ok(text) => self.row(text.trim_start_matches('\u{feff}').trim()).map(|()| true),
            };
            self.line = bytes;
            match done {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(says) => return Err(Fault { line, says, mend: MEND }),
            }
        }
    }

    fn row(&mut self, text: &str) -> Result<(), String> {
        for list in &mut self.lists {
            list.items.clear();
            list.known = false;
        }
        match object(&mut self.keys, &mut self.lists, text)? {
            "" => Ok(()),
            _ => Err(FORM.to_owned()),
        }
    }
}

const FORM: &str = "it is not one flat JSON object | 不是一个扁平的 JSON 对象";
const TWICE: &str = "a key stands there twice | 有重复的键";

/// Reads an object; what follows it.
fn object<'t>(keys: &mut Keys, lists: &mut [List], text: &'t str) -> Result<&'t str, String> {
    keys.given.fill(false);
    let mut rest = text.strip_prefix('{').ok_or(FORM)?.trim_start();
    let mut n = 0;
    if let Some(after) = rest.strip_prefix('}') {
        return Ok(after);
    }
    loop {
        let inner = rest.strip_prefix('"').ok_or(FORM)?;
        // most objects have the keys of the object before
        let known = keys.order.get(n).and_then(|(key, to)| {
            let after = inner.strip_prefix(key.as_str())?.strip_prefix('"')?;
            (!key.contains('\\')).then_some((*to, after))
        });
        let (to, after) = match known {
            Some(found) => found,
            None => {
                let mut key = String::new();
                let after = string(inner, Some(&mut key)).ok_or(FORM)?;
                let to = keys.wanted.iter().position(|w| *w == key);
                keys.order.truncate(n);
                keys.order.push((key, to));
                (to, after)
            }
        };
        let name = keys.order.get(n).map(|o| o.0.as_str()).unwrap_or_default();
        n += 1;
        rest = after.trim_start().strip_prefix(':').ok_or(FORM)?.trim_start();
        if let Some(list) = lists.iter_mut().find(|l| l.key == name) {
            if std::mem::replace(&mut list.known, true) {
                return Err(TWICE.to_owned());
            }
            rest = items(list, rest)?.trim_start();
        } else {
            if let Some(given) = to.and_then(|t| keys.given.get_mut(t))
                && std::mem::replace(given, true)
            {
                return Err(TWICE.to_owned());
            }
            let mut cell = to.and_then(|t| keys.cells.get_mut(t));
            if let Some(cell) = &mut cell {
                cell.clear();
            }
            rest = value(rest, cell)?.trim_start();
        }
        match rest.as_bytes() {
            [b',', _, ..] => rest = rest.get(1..).unwrap_or_default().trim_start(),
            [b'}', ..] => return Ok(rest.get(1..).unwrap_or_default()),
            _ => return Err(FORM.to_owned()),
        }
    }
}

/// Reads a list of objects, or `null` for one that is not known; what follows it.
fn items<'t>(list: &mut List, text: &'t str) -> Result<&'t str, String> {
    let of = |en: &str, zh: &str| format!("`{}` {en} | {} {zh}", list.key, list.key);
    let (no_list, no_key) =
        (of("is no list of flat objects", "不是扁平对象的列表"), of("has items without", "各项缺少"));
    if let Some(after) = text.strip_prefix("null") {
        list.known = false;
        return Ok(after);
    }
    let mut rest = text.strip_prefix('[').ok_or(&no_list)?.trim_start();
    if let Some(after) = rest.strip_prefix(']') {
        return Ok(after);
    }
    loop {
        rest = object(&mut list.keys, &mut [], rest)
            .map_err(|e| if e == TWICE { e } else { no_list.clone() })?;
        // a key that no item has is a slip of the mapping, not an empty cell
        if !std::mem::replace(&mut list.seen, true)
            && let Some(key) = list.keys.missing().first()
        {
            let (en, zh) = no_key.split_once(" | ").unwrap_or_default();
            return Err(format!("{en} `{key}` | {zh} {key}"));
        }
        list.items.push(list.keys.row().map(str::to_owned).collect());
        rest = rest.trim_start();
        match rest.as_bytes() {
            [b',', ..] => rest = rest.get(1..).unwrap_or_default().trim_start(),
            [b']', ..] => return Ok(rest.get(1..).unwrap_or_default()),
            _ => return Err(no_list),
        }
    }
}

/// Reads a text, a number, `true`, `false` or `null` into a cell; what follows it.
fn value<'t>(text: &'t str, cell: Option<&mut String>) -> Result<&'t str, String> {
    if let Some(inner) = text.strip_prefix('"') {
        return string(inner, cell).ok_or_else(|| FORM.to_owned());
    }
    let end = text.find([',', '}', ' ', '\t', ']']).ok_or(FORM)?;
    let (word, after) = text.split_at_checked(end).ok_or(FORM)?;
    let number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    match (word, cell) {
        ("null", _) => {}
        (_, cell) if number || word == "true" || word == "false" => {
            if let Some(cell) = cell {
                cell.push_str(word);
            }
        }
        _ => return Err(FORM.to_owned()),
    }
    Ok(after)
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
