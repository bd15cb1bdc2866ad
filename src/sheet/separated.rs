//! CSV: a head with the names of the columns, then a row a case.

use super::{Bytes, Chunk, Fault, Head};
use csv::{ByteRecord, Reader, ReaderBuilder};

/// The rows of a CSV file.
pub(super) struct Separated {
    reader: Reader<Bytes>,
    record: ByteRecord,
    /// The position of each wanted column.
    at: Vec<usize>,
    width: usize,
    /// Where lines end in two characters, the second is counted only with the next row.
    behind: u64,
}

const NOT_UTF8: &str = "it is not UTF-8; for GB18030 or GBK say --encoding gb18030 | 不是 UTF-8；GB18030 或者 GBK 请加 --encoding gb18030";

const MEND: &str = "a row has as many cells as the head; a cell with a comma or a line break stands in quotation marks | 一行的格数与首行相同；含逗号或者换行的格须加引号";

fn fault(error: &csv::Error) -> Fault {
    let line = error.position().map_or(1, csv::Position::line);
    let says = match error.kind() {
        csv::ErrorKind::Io(e) => format!("{e} | {e}"),
        csv::ErrorKind::Utf8 { .. } => NOT_UTF8.to_owned(),
        _ => error.to_string(),
    };
    Fault { line, says, mend: MEND }
}

impl Separated {
    /// Reads the head; the wanted columns that it has not, and all that it has.
    pub(super) fn open(bytes: Bytes, wanted: &[String]) -> Result<(Separated, Head), Fault> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 18)
            .from_reader(bytes);
        let mut record = ByteRecord::new();
        reader.read_byte_record(&mut record).map_err(|e| fault(&e))?;
        let mut head = Vec::new();
        for (i, name) in record.iter().enumerate() {
            let name = std::str::from_utf8(name).map_err(|_| Fault {
                line: 1,
                says: NOT_UTF8.to_owned(),
                mend: "",
            })?;
            let name = if i == 0 { name.trim_start_matches('\u{feff}') } else { name };
            head.push(name.trim().to_owned());
        }
        let (mut at, mut missing) = (Vec::new(), Vec::new());
        for column in wanted {
            match head.iter().position(|h| h == column) {
                Some(position) => at.push(position),
                None => missing.push(column.clone()),
            }
        }
        let width = head.len();
        let inside = record.as_slice().iter().filter(|b| **b == b'\n').count() as u64;
        let behind = (inside + 2).saturating_sub(reader.position().line());
        Ok((Separated { reader, record, at, width, behind }, (missing, head)))
    }

    /// Adds the next row; whether there is one.
    pub(super) fn next(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        if !self.reader.read_byte_record(&mut self.record).map_err(|e| fault(&e))? {
            return Ok(false);
        }
        let line = self.record.position().map_or(0, csv::Position::line) + self.behind;
        if self.record.len() != self.width {
            let (n, width) = (self.record.len(), self.width);
            let says = format!("it has {n} cells, the head {width} | 有 {n} 格，首行有 {width} 格");
            return Err(Fault { line, says, mend: MEND });
        }
        for position in &self.at {
            let cell = self.record.get(*position).unwrap_or_default();
            match std::str::from_utf8(cell) {
                Ok(cell) => chunk.put(cell),
                Err(_) => return Err(Fault { line, says: NOT_UTF8.to_owned(), mend: "" }),
            }
        }
        chunk.end(line);
        Ok(true)
    }

    /// The position of a wanted column in the file.
    pub(super) fn position(&self, wanted: usize) -> usize {
        self.at.get(wanted).copied().unwrap_or_default()
    }
}
