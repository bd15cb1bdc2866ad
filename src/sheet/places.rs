//! How cells are called where people see them: by column letter and row number, of a workbook with the sheet, or by line and
//! key; of an item of a list with its number.

use super::chunk::Chunk;

/// What the cells of a file are called.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The cells of each column, `{}` standing for the line.
    pub(super) columns: Vec<String>,
    /// The cells of each column of each list, `{#}` standing for the item.
    pub(super) items: Vec<Vec<String>>,
}

impl Places {
    /// A cell of a row; of an item, with the list, the item in it and the column of the item.
    pub fn of(
        &self,
        chunk: &Chunk,
        row: usize,
        column: usize,
        item: Option<(usize, usize, usize)>,
    ) -> String {
        match item {
            None => fill(self.columns.get(column), chunk.line(row), 0),
            Some((list, item, column)) => {
                let name = self.items.get(list).and_then(|l| l.get(column));
                let of = chunk.lists().get(list);
                let at = of.and_then(|l| l.of(row)).map_or(0, |items| items.start + item);
                fill(name, of.map_or(0, |l| l.rows.line(at)), item + 1)
            }
        }
    }
}

fn fill(name: Option<&String>, line: u64, item: usize) -> String {
    let name = name.map(String::as_str).unwrap_or_default();
    name.replacen("{}", &line.to_string(), 1).replacen("{#}", &item.to_string(), 1)
}
