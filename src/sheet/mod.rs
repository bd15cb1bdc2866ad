//! Files of rows: CSV and JSON Lines to cells, a chunk at a time; knows no vocabulary.

mod chunk;
mod decoded;
mod separated;
mod lines;

pub use chunk::Chunk;

use crate::diag::{Code, Diagnostic, nearest};
use decoded::Decoded;
use std::io::Read;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// cells with commas between them, a head first
    Csv,
    /// a JSON object a line
    JsonLines,
}

impl Form {
    /// By the ending of a name.
    pub fn of(name: &str) -> Option<Form> {
        let ending = name.rsplit_once('.').map(|n| n.1.to_ascii_lowercase());
        match ending.as_deref() {
            Some("csv") => Some(Form::Csv),
            Some("jsonl" | "ndjson") => Some(Form::JsonLines),
            _ => None,
        }
    }
}

/// Where bytes come from.
pub type Bytes = Box<dyn Read + Send>;

/// The wanted columns that a file has not, and all that it has.
type Head = (Vec<String>, Vec<String>);

/// The rows of a file, read one after the other.
pub struct Rows {
    form: Inner,
    /// How the file is called.
    name: String,
}

enum Inner {
    Csv(Box<separated::Separated>),
    JsonLines(Box<lines::Lines>),
}

/// How a row is at fault, `English | 中文`, with its line.
struct Fault {
    line: u64,
    says: String,
}

impl Rows {
    /// Begins to read; the wanted columns become the cells of each row, in that order. A column that the file has not is
    /// told, with the nearest that it has.
    pub fn open(
        name: &str,
        form: Form,
        bytes: Bytes,
        gb18030: bool,
        wanted: &[String],
    ) -> Result<Rows, Vec<Diagnostic>> {
        let bytes: Bytes = if gb18030 { Box::new(Decoded::gb18030(bytes)) } else { bytes };
        let row = |f: Fault| vec![bad_row(name, &f)];
        let (form, missing) = match form {
            Form::Csv => {
                let (rows, missing) = separated::Separated::open(bytes, wanted).map_err(row)?;
                (Inner::Csv(Box::new(rows)), missing)
            }
            Form::JsonLines => {
                let (rows, missing) = lines::Lines::open(bytes, wanted).map_err(row)?;
                (Inner::JsonLines(Box::new(rows)), missing)
            }
        };
        let (missing, head) = missing;
        if missing.is_empty() {
            return Ok(Rows { form, name: name.to_owned() });
        }
        let near = |m: &String| nearest(m, head.iter().map(String::as_str)).unwrap_or_else(|| "-".to_owned());
        Err(missing.iter().map(|m| Diagnostic::without_place(Code::NoColumn, &[m, &near(m)])).collect())
    }

    /// Fills a chunk with at most so many rows; whether there was one. A row that breaks the form ends the reading.
    pub fn fill(&mut self, chunk: &mut Chunk, rows: usize) -> Result<bool, Diagnostic> {
        chunk.clear();
        while chunk.rows() < rows {
            let more = match &mut self.form {
                Inner::Csv(rows) => rows.next(chunk),
                Inner::JsonLines(rows) => rows.next(chunk),
            };
            match more {
                Ok(true) => {}
                Ok(false) => break,
                Err(fault) => return Err(bad_row(&self.name, &fault)),
            }
        }
        Ok(chunk.rows() > 0)
    }

    /// How a cell is called where people see it: by column letter and row number, or by line and key.
    pub fn place(&self, chunk: &Chunk, row: usize, wanted: usize) -> String {
        let line = chunk.line(row).to_string();
        format!("{}:{}", self.name, self.column_place(wanted).replacen("{}", &line, 1))
    }

    /// How the cells of a wanted column are called, `{}` standing for the line.
    pub fn column_place(&self, wanted: usize) -> String {
        match &self.form {
            Inner::Csv(rows) => format!("{}{{}}", letters(rows.position(wanted))),
            Inner::JsonLines(rows) => format!("{{}}:{}", rows.key(wanted)),
        }
    }
}

fn bad_row(name: &str, fault: &Fault) -> Diagnostic {
    Diagnostic::without_place(Code::BadRow, &[&format!("{name}:{}", fault.line), &fault.says])
}

/// `A`, …, `Z`, `AA`, …
pub fn letters(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    match (at / 26).checked_sub(1) {
        Some(before) => format!("{}{letter}", letters(before)),
        None => letter.to_string(),
    }
}
