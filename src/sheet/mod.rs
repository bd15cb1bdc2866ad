//! Files of rows: CSV, XLSX, JSON Lines, Parquet and Arrow to cells, a chunk at a time; knows no vocabulary.

mod column;
mod chunk;
mod places;
mod decoded;
mod ahead;
mod cells;
mod separated;
mod lines;
mod book;
mod joined;
#[cfg(feature = "batch")]
mod typed;
#[cfg(feature = "batch")]
mod written;

pub use cells::word;
pub use chunk::{Chunk, Items, Wanted};
pub use column::{Cells, Column, Words};
pub use places::Places;
#[cfg(feature = "batch")]
pub use written::parquet;

/// What is said of a form that this build has not.
#[cfg(not(feature = "batch"))]
const NOT_BUILT: &str = "this build does not know the form: build with --features batch | 此构建没有该格式：请以 --features batch 构建";

/// A whole Parquet file with these columns, in a build that knows the form.
#[cfg(not(feature = "batch"))]
pub fn parquet(_head: &[String], _columns: &[Column]) -> Result<Vec<u8>, String> {
    Err(NOT_BUILT.to_owned())
}

use crate::diag::{Code, Diagnostic, nearest};
use decoded::Decoded;
use std::io::{Read, Seek};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// cells with commas between them, a head first
    Csv,
    /// a JSON object a line
    JsonLines,
    /// a sheet of a workbook, a head first
    Xlsx,
    /// columns with types, in row groups
    Parquet,
    /// columns with types, in batches: a file or a stream
    Arrow,
}

impl Form {
    /// By the ending of a name.
    pub fn of(name: &str) -> Option<Form> {
        let ending = name.rsplit_once('.').map(|n| n.1.to_ascii_lowercase());
        match ending.as_deref() {
            Some("csv") => Some(Form::Csv),
            Some("jsonl" | "ndjson") => Some(Form::JsonLines),
            Some("xlsx") => Some(Form::Xlsx),
            Some("parquet") => Some(Form::Parquet),
            Some("arrow" | "arrows" | "feather" | "ipc") => Some(Form::Arrow),
            _ => None,
        }
    }
}

/// What can be read from any place.
pub trait Seekable: Read + Seek + Send {}
impl<T: Read + Seek + Send> Seekable for T {}

/// Where bytes come from.
type Bytes = Box<dyn Read + Send>;

/// Where rows come from.
pub enum Source {
    /// one byte after the other
    Pipe(Box<dyn Read + Send>),
    /// a file that can be read from any place
    File(Box<dyn Seekable>),
}

impl Source {
    fn bytes(self, gb18030: bool) -> Bytes {
        let bytes: Bytes = match self {
            Source::Pipe(pipe) => pipe,
            Source::File(file) => Box::new(file),
        };
        if gb18030 { Box::new(Decoded::gb18030(bytes)) } else { bytes }
    }
}

/// How a file is read besides.
#[derive(Debug, Clone, Copy, Default)]
pub struct How<'h> {
    /// Whether its texts are GB18030, not UTF-8.
    pub gb18030: bool,
    /// The sheet of a workbook; the first if none is named.
    pub sheet: Option<&'h str>,
}

/// The wanted columns that a file has not, and all that it has.
type Head = (Vec<String>, Vec<String>);

/// The rows of a file, read one after the other.
pub struct Rows {
    form: Inner,
    /// How the file is called.
    name: String,
    wanted: Wanted,
    /// Files whose rows are items of a list, with its position.
    joined: Vec<(usize, joined::Joined)>,
    /// The column that names a case, to which such rows belong.
    case: usize,
}

enum Inner {
    Csv(Box<separated::Separated>),
    JsonLines(Box<lines::Lines>),
    Xlsx(Box<book::Book>),
    #[cfg(feature = "batch")]
    Typed(Box<typed::Typed>),
}

/// How a row is at fault, `English | 中文`, with its line.
struct Fault {
    line: u64,
    says: String,
    /// How a file of its form is mended, `English | 中文`; nothing if what is said tells it.
    mend: &'static str,
}

impl Rows {
    /// Begins to read; the wanted columns become the cells of each row, in that order. A column that the file has not is
    /// told, with the nearest that it has.
    pub fn open(
        name: &str,
        form: Form,
        source: Source,
        how: How<'_>,
        wanted: impl Into<Wanted>,
    ) -> Result<Rows, Vec<Diagnostic>> {
        let wanted: Wanted = wanted.into();
        let row = |f: Fault| vec![bad_row(name, &f)];
        let (form, missing) = match form {
            Form::Csv => {
                let (rows, missing) =
                    separated::Separated::open(source.bytes(how.gb18030), &wanted.columns).map_err(row)?;
                (Inner::Csv(Box::new(rows)), missing)
            }
            Form::JsonLines => {
                let (rows, missing) = lines::Lines::open(source.bytes(how.gb18030), &wanted).map_err(row)?;
                (Inner::JsonLines(Box::new(rows)), missing)
            }
            Form::Xlsx => {
                let (rows, missing) = book::Book::open(source, how.sheet, &wanted.columns).map_err(row)?;
                (Inner::Xlsx(Box::new(rows)), missing)
            }
            #[cfg(feature = "batch")]
            Form::Parquet => {
                let (rows, missing) = typed::Typed::parquet(source, &wanted).map_err(row)?;
                (Inner::Typed(Box::new(rows)), missing)
            }
            #[cfg(feature = "batch")]
            Form::Arrow => {
                let (rows, missing) = typed::Typed::arrow(source, &wanted).map_err(row)?;
                (Inner::Typed(Box::new(rows)), missing)
            }
            #[cfg(not(feature = "batch"))]
            Form::Parquet | Form::Arrow => {
                return Err(row(Fault { line: 1, says: NOT_BUILT.to_owned(), mend: "" }));
            }
        };
        let (mut missing, head) = missing;
        if matches!(form, Inner::Csv(_) | Inner::Xlsx(_)) {
            missing.extend(wanted.own().map(|l| l.1.0.clone()));
        }
        Rows { form, name: name.to_owned(), wanted, joined: Vec::new(), case: 0 }.whole((missing, head))
    }

    /// The rows of a batch that stands in memory, by what is wanted.
    #[cfg(feature = "batch")]
    pub fn of_batch(
        name: &str,
        batch: arrow_array::RecordBatch,
        wanted: impl Into<Wanted>,
    ) -> Result<Rows, Vec<Diagnostic>> {
        let wanted: Wanted = wanted.into();
        let (rows, missing) = typed::Typed::batch(batch, &wanted);
        let form = Inner::Typed(Box::new(rows));
        Rows { form, name: name.to_owned(), wanted, joined: Vec::new(), case: 0 }.whole(missing)
    }

    /// Itself, if no column is missing.
    fn whole(self, (missing, head): Head) -> Result<Rows, Vec<Diagnostic>> {
        let near = |m: &String| nearest(m, head.iter().map(String::as_str)).unwrap_or_else(|| "-".to_owned());
        match missing.is_empty() {
            true => Ok(self),
            false => Err(missing
                .iter()
                .map(|m| Diagnostic::without_place(Code::NoColumn, &[m, &near(m)]))
                .collect()),
        }
    }

    /// Lets the rows of another file be the items of a list: those belong to a case whose last column, behind those of an
    /// item, says what stands in this column of the case. It is kept whole up to so many bytes of cells.
    pub fn join(&mut self, list: usize, rows: Rows, case: usize, kept: usize) -> Result<(), Diagnostic> {
        let width = self.wanted.lists.get(list).map_or(0, |l| l.1.len());
        self.joined.push((list, joined::Joined::open(rows, width, kept)?));
        self.case = case;
        Ok(())
    }

    /// Fills a chunk with at most so many rows; whether there was one. A row that breaks the form ends the reading, as does
    /// one of another file that belongs to no case.
    pub fn fill(&mut self, chunk: &mut Chunk, rows: usize) -> Result<bool, Diagnostic> {
        let some = self.own(chunk, rows)?;
        for (list, joined) in &mut self.joined {
            if !some {
                joined.end()?;
            }
            for row in 0..chunk.rows() {
                let case = chunk.said(row, self.case).trim().to_owned();
                let line = chunk.line(row);
                let Some(items) = chunk.lists.get_mut(*list) else { continue };
                joined.take(&self.name, &case, line, &mut items.rows)?;
                items.end(true);
            }
        }
        Ok(some)
    }

    fn own(&mut self, chunk: &mut Chunk, rows: usize) -> Result<bool, Diagnostic> {
        chunk.clear();
        while chunk.rows() < rows {
            let more = match &mut self.form {
                Inner::Csv(rows) => rows.next(chunk),
                Inner::JsonLines(rows) => rows.next(chunk),
                Inner::Xlsx(rows) => rows.next(chunk),
                #[cfg(feature = "batch")]
                Inner::Typed(typed) => match typed.next(rows) {
                    Ok(Some((columns, first, lists))) => {
                        chunk.take(columns, first, lists);
                        break;
                    }
                    Ok(None) => Ok(false),
                    Err(fault) => Err(fault),
                },
            };
            match more {
                Ok(true) => {}
                Ok(false) => break,
                Err(fault) => return Err(bad_row(&self.name, &fault)),
            }
        }
        Ok(chunk.rows() > 0)
    }

    /// How many rows there are in all, if the file tells.
    pub fn count(&self) -> Option<u64> {
        match &self.form {
            Inner::Csv(_) | Inner::JsonLines(_) | Inner::Xlsx(_) => None,
            #[cfg(feature = "batch")]
            Inner::Typed(rows) => rows.count(),
        }
    }

    /// How cells are called.
    pub fn places(&self) -> Places {
        let columns = (0..self.wanted.columns.len()).map(|c| self.place(c)).collect();
        let items = |(at, (key, columns)): (usize, &(String, Vec<String>))| -> Vec<String> {
            match self.joined.iter().find(|j| j.0 == at) {
                Some((_, joined)) => (0..columns.len()).map(|c| joined.rows().place(c)).collect(),
                None => columns.iter().map(|c| format!("{}:{{}}:{key}[{{#}}].{c}", self.name)).collect(),
            }
        };
        Places { columns, items: self.wanted.lists.iter().enumerate().map(items).collect() }
    }

    /// How the cells of a wanted column are called, `{}` standing for the line.
    fn place(&self, wanted: usize) -> String {
        let name = self.name.replace("{}", "()");
        match &self.form {
            Inner::Csv(rows) => format!("{name}:{}{{}}", letters(rows.position(wanted))),
            Inner::JsonLines(rows) => format!("{name}:{{}}:{}", rows.key(wanted)),
            Inner::Xlsx(rows) => {
                let (sheet, column) = rows.place(wanted);
                format!("{name}:{}!{}{{}}", sheet.replace("{}", "()"), letters(column))
            }
            #[cfg(feature = "batch")]
            Inner::Typed(rows) => format!("{name}:{{}}:{}", rows.name(wanted)),
        }
    }
}

fn bad_row(name: &str, fault: &Fault) -> Diagnostic {
    Diagnostic::without_place(Code::BadRow, &[&format!("{name}:{}", fault.line), &fault.says, fault.mend])
}

/// `A`, …, `Z`, `AA`, …
pub fn letters(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    match (at / 26).checked_sub(1) {
        Some(before) => format!("{}{letter}", letters(before)),
        None => letter.to_string(),
    }
}
