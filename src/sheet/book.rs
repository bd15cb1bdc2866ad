//! XLSX: a sheet of a workbook, its first row the head; read by a thread of its own, some rows at a time.

use super::{Chunk, Fault, Head, Seekable, Source};
use calamine::{Cell, DataRef, Reader, Xlsx, XlsxError};
use std::io::Cursor;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// So many rows are sent at a time.
const SENT: usize = 512;

/// A row: its number, and the cells from the first column on.
type Row = (u64, Vec<String>);

/// The rows of a sheet.
pub(super) struct Book {
    /// Rows; a last message without any says that all is read.
    rows: Receiver<Result<Vec<Row>, Fault>>,
    ready: std::vec::IntoIter<Row>,
    done: bool,
    sheet: String,
    /// The position of each wanted column.
    at: Vec<usize>,
    last: u64,
}

const MEND: &str =
    "save it again as .xlsx in the program that made it, or as CSV | 请用原程序重新存为 .xlsx，或者存为 CSV";

fn fault(line: u64, e: impl std::fmt::Display) -> Fault {
    Fault {
        line, says: format!("the workbook cannot be read: {e} | 工作簿不能读取：{e}"), mend: MEND
    }
}

impl Book {
    /// Opens a sheet, the first if none is named; the wanted columns that it has not, and all that it has.
    pub(super) fn open(
        source: Source,
        sheet: Option<&str>,
        wanted: &[String],
    ) -> Result<(Book, Head), Fault> {
        let file: Box<dyn Seekable> = match source {
            Source::File(file) => file,
            Source::Pipe(mut pipe) => {
                let mut all = Vec::new();
                std::io::Read::read_to_end(&mut pipe, &mut all).map_err(|e| fault(1, e))?;
                Box::new(Cursor::new(all))
            }
        };
        let book = Xlsx::new(file).map_err(|e| fault(1, e))?;
        let names = book.sheet_names();
        let sheet = match sheet {
            None => names.first().cloned().unwrap_or_default(),
            Some(sheet) if names.iter().any(|n| n == sheet) => sheet.to_owned(),
            Some(sheet) => {
                let all = names.join(", ");
                let says =
                    format!("there is no sheet `{sheet}`; there are {all} | 没有工作表 {sheet}；现有 {all}");
                return Err(Fault { line: 1, says, mend: "" });
            }
        };
        let (send, rows) = sync_channel(2);
        let name = sheet.clone();
        // the cells borrow the workbook, so both live in the thread
        std::thread::spawn(move || {
            let mut book = book;
            if let Err(e) = read(&mut book, &name, &send) {
                let _ = send.send(Err(fault(1, e)));
            }
        });
        let mut book =
            Book { rows, ready: Vec::new().into_iter(), done: false, sheet, at: Vec::new(), last: 0 };
        let head: Vec<String> = match book.row()? {
            Some((_, cells)) => cells.iter().map(|c| c.trim().to_owned()).collect(),
            None => Vec::new(),
        };
        let mut missing = Vec::new();
        for column in wanted {
            match head.iter().position(|h| h == column) {
                Some(at) => book.at.push(at),
                None => missing.push(column.clone()),
            }
        }
        Ok((book, (missing, head)))
    }

    fn row(&mut self) -> Result<Option<Row>, Fault> {
        loop {
            if let Some(row) = self.ready.next() {
                self.last = row.0;
                return Ok(Some(row));
            }
            if self.done {
                return Ok(None);
            }
            match self.rows.recv() {
                Ok(Ok(rows)) if rows.is_empty() => self.done = true,
                Ok(Ok(rows)) => self.ready = rows.into_iter(),
                Ok(Err(fault)) => return Err(fault),
                // the reader has died of what it read
                Err(_) => return Err(fault(self.last + 1, "it is damaged")),
            }
        }
    }

    /// Adds the next row; whether there is one.
    pub(super) fn next(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        let Some((line, cells)) = self.row()? else { return Ok(false) };
        for at in &self.at {
            chunk.put(cells.get(*at).map(String::as_str).unwrap_or_default());
        }
        chunk.end(line);
        Ok(true)
    }

    /// The sheet, and the position in it of a wanted column.
    pub(super) fn place(&self, wanted: usize) -> (&str, usize) {
        (&self.sheet, self.at.get(wanted).copied().unwrap_or_default())
    }
}

/// Sends the rows in which anything stands.
fn read(
    book: &mut Xlsx<Box<dyn Seekable>>,
    sheet: &str,
    send: &SyncSender<Result<Vec<Row>, Fault>>,
) -> Result<(), XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let cell: Option<Cell<DataRef<'_>>> = cells.next_cell()?;
        let number = cell.as_ref().map(|c| u64::from(c.get_position().0) + 1);
        let begins = number.is_none_or(|n| rows.last().is_none_or(|r| r.0 != n));
        if begins && (rows.len() >= SENT || number.is_none() && !rows.is_empty()) {
            // whoever reads has gone away: so do we
            if send.send(Ok(std::mem::take(&mut rows))).is_err() {
                return Ok(());
            }
        }
        let (Some(cell), Some(number)) = (cell, number) else { break };
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if rows.last().is_none_or(|r| r.0 != number) {
            rows.push((number, Vec::new()));
        }
        if let Some((_, row)) = rows.last_mut() {
            let at = cell.get_position().1 as usize;
            row.resize(row.len().max(at + 1), String::new());
            if let Some(place) = row.get_mut(at) {
                *place = text;
            }
        }
    }
    let _ = send.send(Ok(Vec::new()));
    Ok(())
}

/// A cell as a table of texts has it; a number as its shortest decimals.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            match moment.is_datetime() && (hour, minute, second, milli) == (0, 0, 0, 0) {
                true => date,
                false => format!("{date} {hour:02}:{minute:02}:{second:02}.{milli:03}"),
            }
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
