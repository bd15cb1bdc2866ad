//! CSV: a head with the names of the columns, then a row a case.

use super::ahead::Ahead;
use super::cells::Marks;
use super::chunk::Cut;
use super::{Bytes, Chunk, Fault, Head};
use memchr::memchr;

/// The rows of a CSV file.
pub(super) struct Separated {
    ahead: Ahead,
    /// The line on which the next row begins.
    line: u64,
    /// The cells of the row at hand.
    cuts: Vec<Cut>,
    /// The position of each wanted column.
    at: Vec<usize>,
    width: usize,
}

const NOT_UTF8: &str = "it is not UTF-8; for GB18030 or GBK say --encoding gb18030 | 不是 UTF-8；GB18030 或者 GBK 请加 --encoding gb18030";

/// A row of the bytes at hand.
struct Row {
    /// Where it ends, and where the next begins.
    end: usize,
    next: usize,
    /// How many ends of lines its cells hold.
    inside: u64,
    /// Whether some cell holds a quote.
    quotes: bool,
}

impl Separated {
    /// Reads the head; the wanted columns that it has not, and all that it has.
    pub(super) fn open(bytes: Bytes, wanted: &[String]) -> Result<(Separated, Head), Fault> {
        let ahead = Ahead::new(bytes);
        let mut rows = Separated { ahead, line: 1, cuts: Vec::new(), at: Vec::new(), width: 0 };
        while rows.ahead.rest().len() < 3 && !rows.ahead.over() {
            rows.more()?;
        }
        if rows.ahead.rest().starts_with("\u{feff}".as_bytes()) {
            rows.ahead.used(3);
        }
        let mut head = Vec::new();
        if let Some(row) = rows.cut()? {
            let text = rows.ahead.rest().get(..row.end).unwrap_or_default();
            let text = std::str::from_utf8(text).map_err(|_| rows.fault(NOT_UTF8))?;
            head.extend(rows.cuts.iter().map(|cut| said(text, *cut).trim().to_owned()));
            rows.over(&row);
        }
        let mut missing = Vec::new();
        for column in wanted {
            match head.iter().position(|h| h == column) {
                Some(position) => rows.at.push(position),
                None => missing.push(column.clone()),
            }
        }
        rows.width = head.len();
        Ok((rows, (missing, head)))
    }

    /// Adds the next row; whether there is one.
    pub(super) fn next(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        let Some(row) = self.cut()? else { return Ok(false) };
        if self.cuts.len() != self.width {
            let (n, width) = (self.cuts.len(), self.width);
            return Err(
                self.fault(&format!("it has {n} cells, the head {width} | 有 {n} 格，首行有 {width} 格"))
            );
        }
        let bytes = self.ahead.rest().get(..row.end).unwrap_or_default();
        let cuts = self.at.iter().map(|at| self.cuts.get(*at).copied().unwrap_or_default());
        match std::str::from_utf8(bytes) {
            Ok(text) if !row.quotes => chunk.cut(text, cuts),
            Ok(text) => cuts.for_each(|cut| chunk.put(&said(text, cut))),
            // what is not wanted may be anything
            Err(_) => {
                for cut in cuts {
                    let cell = std::str::from_utf8(bytes.get(cut.from..cut.to).unwrap_or_default());
                    let cell = cell.map_err(|_| self.fault(NOT_UTF8))?;
                    chunk.put(&said(cell, Cut { from: 0, to: cell.len(), ..cut }));
                }
            }
        }
        chunk.end(self.line);
        self.over(&row);
        Ok(true)
    }

    /// The position of a wanted column in the file.
    pub(super) fn position(&self, wanted: usize) -> usize {
        self.at.get(wanted).copied().unwrap_or_default()
    }

    fn fault(&self, says: &str) -> Fault {
        Fault { line: self.line, says: says.to_owned() }
    }

    fn more(&mut self) -> Result<(), Fault> {
        self.ahead.more().map_err(|e| self.fault(&format!("{e} | {e}")))
    }

    /// Goes behind a row.
    fn over(&mut self, row: &Row) {
        self.ahead.used(row.next);
        self.line += row.inside + 1;
    }

    /// Finds the cells of the next row, passing over lines without anything.
    fn cut(&mut self) -> Result<Option<Row>, Fault> {
        loop {
            let rest = self.ahead.rest();
            match rest.first() {
                Some(b'\n' | b'\r') => {
                    if let Some(next) = behind(rest, 0, self.ahead.over()) {
                        self.ahead.used(next);
                        self.line += 1;
                        continue;
                    }
                }
                Some(_) => {
                    if let Some(row) = row(rest, self.ahead.over(), &mut self.cuts) {
                        return Ok(Some(row));
                    }
                }
                None if self.ahead.over() => return Ok(None),
                None => {}
            }
            self.more()?;
        }
    }
}

/// Where the next line begins if one ends here; none if that cannot be told yet.
fn behind(bytes: &[u8], end: usize, over: bool) -> Option<usize> {
    match (bytes.get(end), bytes.get(end + 1)) {
        (Some(b'\r'), Some(b'\n')) => Some(end + 2),
        (Some(b'\r'), None) if !over => None,
        (Some(_), _) => Some(end + 1),
        (None, _) => Some(end),
    }
}

/// The row at the beginning; none if its end is not at hand.
fn row(bytes: &[u8], over: bool, cuts: &mut Vec<Cut>) -> Option<Row> {
    cuts.clear();
    let (mut from, mut inside, mut quotes) = (0, 0, false);
    let mut marks = Marks::from(bytes, 0);
    loop {
        match marks.next() {
            Some((at, b',')) => {
                cuts.push(Cut { from, to: at, quotes: false });
                from = at + 1;
            }
            Some((at, b'\n' | b'\r')) => {
                cuts.push(Cut { from, to: at, quotes: false });
                return Some(Row { end: at, next: behind(bytes, at, over)?, inside, quotes });
            }
            Some((at, b'"')) if at == from => {
                let cut = quoted(bytes, at + 1, over)?;
                let cell = bytes.get(cut.from..cut.to).unwrap_or_default();
                inside += ends(cell);
                quotes |= cut.quotes;
                // the quote that closes the cell, if there is nothing behind it
                let end = if cut.quotes { cut.to } else { cut.to + 1 };
                cuts.push(cut);
                match bytes.get(end) {
                    Some(b',') => {
                        from = end + 1;
                        marks = Marks::from(bytes, from);
                    }
                    _ => return Some(Row { end, next: behind(bytes, end, over)?, inside, quotes }),
                }
            }
            Some(_) => {}
            None if over => {
                cuts.push(Cut { from, to: bytes.len(), quotes: false });
                return Some(Row { end: bytes.len(), next: bytes.len(), inside, quotes });
            }
            None => return None,
        }
    }
}

/// A cell behind its first quote, up to the comma or the end of the line; none if that is not at hand.
fn quoted(bytes: &[u8], from: usize, over: bool) -> Option<Cut> {
    let mut at = from;
    let mut quotes = false;
    loop {
        let Some(more) = memchr(b'"', bytes.get(at..).unwrap_or_default()) else {
            // a quote that is never closed
            return over.then_some(Cut { from, to: bytes.len(), quotes: true });
        };
        at += more + 1;
        match bytes.get(at) {
            Some(b'"') => (at, quotes) = (at + 1, true),
            None if !over => return None,
            Some(b',' | b'\n' | b'\r') | None if !quotes => {
                return Some(Cut { from, to: at - 1, quotes: false });
            }
            // with quotes inside, or with more behind the quote that closes it
            _ => {
                let mut marks = Marks::from(bytes, at);
                let to = loop {
                    match marks.next() {
                        Some((end, b',' | b'\n' | b'\r')) => break end,
                        Some(_) => {}
                        None if over => break bytes.len(),
                        None => return None,
                    }
                };
                return Some(Cut { from, to, quotes: true });
            }
        }
    }
}

/// How many lines end in a cell.
fn ends(cell: &[u8]) -> u64 {
    let feeds = cell.iter().filter(|b| **b == b'\n').count();
    let alone = cell.windows(2).filter(|w| matches!(w, [b'\r', b] if *b != b'\n')).count();
    (feeds + alone + usize::from(cell.last() == Some(&b'\r'))) as u64
}

/// What a cell says. Of one with quotes all behind the first is given: up to the quote that closes it, two stand for one.
fn said(text: &str, cut: Cut) -> std::borrow::Cow<'_, str> {
    let text = text.get(cut.from..cut.to).unwrap_or_default();
    if !cut.quotes {
        return text.into();
    }
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('"') {
        out.push_str(before);
        let Some(after) = after.strip_prefix('"') else {
            out.push_str(after);
            return out.into();
        };
        out.push('"');
        rest = after;
    }
    out.push_str(rest);
    out.into()
}
