//! JSON Lines: an object a line, its values texts, numbers, `true`, `false` or `null`; a list has objects of the same form.

use super::ahead::Ahead;
use super::cells::bare;
use super::chunk::{Cut, Items};
use super::{Bytes, Chunk, Fault, Head, Wanted};
use memchr::{memchr, memchr2};

/// The rows of a file of JSON Lines.
pub(super) struct Lines {
    ahead: Ahead,
    number: u64,
    keys: Keys,
    lists: Vec<List>,
}

/// What is wanted of objects, and where it stands in the last of them.
#[derive(Debug, Clone, Default)]
struct Keys {
    wanted: Vec<String>,
    /// The keys of the object before, each with where its value goes: objects mostly have the same keys in the same order.
    order: Vec<(String, To)>,
    cuts: Vec<Cut>,
    given: Vec<bool>,
    /// Whether some wanted text has escapes.
    escapes: bool,
}

/// Where a value goes.
#[derive(Debug, Clone, Copy)]
enum To {
    /// nowhere
    None,
    /// to a wanted column
    Column(usize),
    /// to a wanted list
    List(usize),
}

/// A wanted list.
#[derive(Debug, Clone, Default)]
struct List {
    /// Its position among all that are wanted.
    place: usize,
    key: String,
    keys: Keys,
    /// Whether the last row states the list, and what is in it.
    given: bool,
    known: bool,
    /// Whether an item was seen, whose keys were looked at.
    seen: bool,
}

impl Keys {
    fn of(wanted: &[String]) -> Keys {
        let n = wanted.len();
        Keys {
            wanted: wanted.to_vec(),
            cuts: vec![Cut::default(); n],
            given: vec![false; n],
            ..Keys::default()
        }
    }
    /// Adds the cells of the last object in a text.
    fn tell(&self, text: &str, whole: bool, chunk: &mut Chunk) {
        let none = Cut::default();
        let cuts = self.cuts.iter().zip(&self.given).map(|(cut, given)| if *given { *cut } else { none });
        if !self.escapes && whole {
            return chunk.cut(text, cuts);
        }
        for cut in cuts {
            let cell = text.get(cut.from..cut.to).unwrap_or_default();
            match cut.quotes {
                false => chunk.put(cell),
                true => {
                    let mut said = String::new();
                    string(text, cut.from, &mut said);
                    chunk.put(&said);
                }
            }
        }
    }
    fn missing(&self) -> Option<&String> {
        self.wanted.iter().find(|w| !self.order.iter().any(|o| o.0 == **w))
    }
}

impl Lines {
    /// Looks at the first row; the wanted columns that it has not, and all that it has.
    pub(super) fn open(bytes: Bytes, wanted: &Wanted) -> Result<(Lines, Head), Fault> {
        let list = |(place, (key, columns)): (usize, &(String, Vec<String>))| List {
            place,
            key: key.clone(),
            keys: Keys::of(columns),
            ..List::default()
        };
        let mut lines = Lines {
            ahead: Ahead::new(bytes),
            number: 0,
            keys: Keys::of(&wanted.columns),
            lists: wanted.own().map(list).collect(),
        };
        let Some(next) = lines.read(&mut Chunk::of(wanted))? else {
            return Ok((lines, (Vec::new(), Vec::new())));
        };
        debug_assert!(next > 0);
        // it is read again as the first row
        lines.number -= 1;
        let head: Vec<String> = lines.keys.order.iter().map(|o| o.0.clone()).collect();
        let lists = wanted.own().map(|l| &l.1.0);
        let missing = wanted.columns.iter().chain(lists).filter(|w| !head.contains(w)).cloned().collect();
        Ok((lines, (missing, head)))
    }

    /// Adds the next row; whether there is one.
    pub(super) fn next(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        let Some(used) = self.read(chunk)? else { return Ok(false) };
        self.ahead.used(used);
        Ok(true)
    }

    /// The key of a wanted column.
    pub(super) fn key(&self, wanted: usize) -> &str {
        self.keys.wanted.get(wanted).map(String::as_str).unwrap_or_default()
    }

    fn fault(&self, says: String) -> Fault {
        Fault { line: self.number, says }
    }

    /// Adds the next row, and says how many bytes it takes; blank lines are passed over.
    fn read(&mut self, chunk: &mut Chunk) -> Result<Option<usize>, Fault> {
        loop {
            let rest = self.ahead.rest();
            let (end, next) = match memchr(b'\n', rest) {
                Some(end) => (end, end + 1),
                None if !self.ahead.over() => {
                    if let Err(e) = self.ahead.more() {
                        self.number += 1;
                        return Err(self.fault(format!("{e} | {e}")));
                    }
                    continue;
                }
                None if rest.is_empty() => return Ok(None),
                None => (rest.len(), rest.len()),
            };
            self.number += 1;
            let line = rest.get(..end).unwrap_or_default();
            let Ok(text) = std::str::from_utf8(line) else {
                return Err(self.fault("it is not UTF-8 | 不是 UTF-8".to_owned()));
            };
            let text = text.trim_start_matches('\u{feff}').trim();
            if text.is_empty() {
                self.ahead.used(next);
                continue;
            }
            self.lists.iter_mut().for_each(|l| (l.given, l.known) = (false, false));
            let lists = &mut Listed { of: &mut self.lists, line: self.number, to: &mut chunk.lists };
            match object(&mut self.keys, lists, text, 0) {
                Ok(end) if end == text.len() => {}
                Ok(_) => return Err(self.fault(FORM.to_owned())),
                Err(says) => return Err(self.fault(says)),
            }
            self.keys.tell(text, true, chunk);
            chunk.end(self.number);
            for list in &self.lists {
                if let Some(out) = chunk.lists.get_mut(list.place) {
                    out.end(list.known);
                }
            }
            return Ok(Some(next));
        }
    }
}

const FORM: &str = "it is not one flat JSON object | 不是一个扁平的 JSON 对象";
const TWICE: &str = "a key stands there twice | 有重复的键";

/// The lists that an object may hold, and where their items go.
struct Listed<'l> {
    of: &'l mut [List],
    line: u64,
    to: &'l mut [Items],
}

/// The place behind blanks.
#[inline(always)]
fn past(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\t' | b'\r') = bytes.get(at) {
        at += 1;
    }
    at
}

/// The place behind a sign and blanks behind it, if it stands here.
#[inline(always)]
fn sign(bytes: &[u8], at: usize, sign: u8) -> Option<usize> {
    (bytes.get(at) == Some(&sign)).then(|| past(bytes, at + 1))
}

/// Reads an object; what place is behind it.
fn object(keys: &mut Keys, lists: &mut Listed<'_>, text: &str, from: usize) -> Result<usize, String> {
    keys.given.fill(false);
    keys.escapes = false;
    let bytes = text.as_bytes();
    let mut at = sign(bytes, from, b'{').ok_or(FORM)?;
    if bytes.get(at) == Some(&b'}') {
        return Ok(at + 1);
    }
    for n in 0.. {
        let inner = at + 1;
        if bytes.get(at) != Some(&b'"') {
            return Err(FORM.to_owned());
        }
        // most objects have the keys of the object before; none of these has an escape
        let known = keys.order.get(n).and_then(|(key, to)| {
            let end = inner + key.len();
            let same = bytes.get(inner..end) == Some(key.as_bytes()) && bytes.get(end) == Some(&b'"');
            same.then_some((*to, end + 1))
        });
        let (to, after) = match known {
            Some(found) => found,
            None => {
                let mut key = String::new();
                let after = string(text, inner, &mut key).ok_or(FORM)?;
                let column = keys.wanted.iter().position(|w| *w == key).map(To::Column);
                let list = lists.of.iter().position(|l| l.key == key).map(To::List);
                let to = list.or(column).unwrap_or(To::None);
                keys.order.truncate(n);
                keys.order.push((key, to));
                (to, after)
            }
        };
        at = sign(bytes, past(bytes, after), b':').ok_or(FORM)?;
        let (cut, after) = match to {
            To::List(list) => (Cut::default(), items(list, lists, text, at)?),
            To::Column(_) | To::None => value(text, at)?,
        };
        if let To::Column(column) = to
            && let (Some(given), Some(own)) = (keys.given.get_mut(column), keys.cuts.get_mut(column))
        {
            if std::mem::replace(given, true) {
                return Err(TWICE.to_owned());
            }
            keys.escapes |= cut.quotes;
            *own = cut;
        }
        at = past(bytes, after);
        match bytes.get(at) {
            Some(b',') => at = past(bytes, at + 1),
            Some(b'}') => return Ok(at + 1),
            _ => return Err(FORM.to_owned()),
        }
    }
    Err(FORM.to_owned())
}

/// Reads a list of objects, or `null` for one that is not known; what place is behind it.
fn items(list: usize, lists: &mut Listed<'_>, text: &str, from: usize) -> Result<usize, String> {
    let Some(own) = lists.of.get_mut(list) else { return Err(FORM.to_owned()) };
    if std::mem::replace(&mut own.given, true) {
        return Err(TWICE.to_owned());
    }
    let of = |en: &str, zh: &str| format!("`{}` {en} | {} {zh}", own.key, own.key);
    let (no_list, no_key) =
        (of("is no list of flat objects", "不是扁平对象的列表"), of("has items without", "各项缺少"));
    let bytes = text.as_bytes();
    if bytes.get(from..from + 4) == Some(b"null") {
        return Ok(from + 4);
    }
    own.known = true;
    let mut at = sign(bytes, from, b'[').ok_or(&no_list)?;
    if bytes.get(at) == Some(&b']') {
        return Ok(at + 1);
    }
    let mut to = lists.to.get_mut(own.place);
    let none = &mut Listed { of: &mut [], line: lists.line, to: &mut [] };
    loop {
        at = object(&mut own.keys, none, text, at)
            .map_err(|e| if e == TWICE { e } else { no_list.clone() })?;
        // a key that no item has is a slip of the mapping, not an empty cell
        if !std::mem::replace(&mut own.seen, true)
            && let Some(key) = own.keys.missing()
        {
            let (en, zh) = no_key.split_once(" | ").unwrap_or_default();
            return Err(format!("{en} `{key}` | {zh} {key}"));
        }
        if let Some(to) = &mut to {
            own.keys.tell(text, false, &mut to.rows);
            to.rows.end(lists.line);
        }
        at = past(bytes, at);
        match bytes.get(at) {
            Some(b',') => at = past(bytes, at + 1),
            Some(b']') => return Ok(at + 1),
            _ => return Err(no_list),
        }
    }
}

/// A text, a number, `true`, `false` or `null`: where what it says stands, and what place is behind it.
#[inline(always)]
fn value(text: &str, from: usize) -> Result<(Cut, usize), String> {
    let bytes = text.as_bytes();
    if bytes.get(from) == Some(&b'"') {
        let inner = from + 1;
        let at = memchr2(b'"', b'\\', bytes.get(inner..).unwrap_or_default()).ok_or(FORM)?;
        let (to, quotes) = match bytes.get(inner + at) {
            Some(b'"') => (inner + at, false),
            _ => (string(text, inner, &mut String::new()).ok_or(FORM)? - 1, true),
        };
        return Ok((Cut { from: inner, to, quotes }, to + 1));
    }
    let mut to = bare(bytes, from);
    // of an exponent
    while bytes.get(to) == Some(&b'+') {
        to = bare(bytes, to + 1);
    }
    let cut = |to| Cut { from, to, quotes: false };
    match (bytes.get(from), bytes.get(from..to)) {
        _ if to == bytes.len() => Err(FORM.to_owned()),
        (Some(b'-' | b'0'..=b'9'), _) | (_, Some(b"true" | b"false")) => Ok((cut(to), to)),
        (_, Some(b"null")) => Ok((cut(from), to)),
        _ => Err(FORM.to_owned()),
    }
}

/// The place behind a text that begins here, the text itself put out; none if it never ends or has an escape that JSON does not
/// know.
fn string(text: &str, from: usize, out: &mut String) -> Option<usize> {
    let mut rest = text.get(from..)?;
    loop {
        let at = rest.find(['"', '\\'])?;
        let (before, after) = rest.split_at_checked(at)?;
        out.push_str(before);
        if let Some(after) = after.strip_prefix('"') {
            return Some(text.len() - after.len());
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
