//! A column of a file that has types: whole numbers, decimals, days, yes or no, words.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// What stands in the rows of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cells {
    /// words, each by its position among the different ones
    Words(Vec<u32>, Words),
    /// whole numbers
    Whole(Vec<i64>),
    /// decimals: the digits, and how many of them stand behind the point
    Decimal(Vec<i128>, u32),
    /// days since 1 January 1970
    Days(Vec<i32>),
    /// yes or no
    Bits(Vec<bool>),
}

/// Different words, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    all: Vec<String>,
    known: BTreeMap<String, u32>,
}

/// So many words are kept apart; later ones may stand there twice.
const APART: usize = 1 << 12;

impl Words {
    /// The position of a word, added if it is not known.
    pub fn place(&mut self, word: &str) -> u32 {
        if let Some(at) = self.known.get(word) {
            return *at;
        }
        let at = self.all.len() as u32;
        self.all.push(word.to_owned());
        if self.known.len() < APART {
            self.known.insert(word.to_owned(), at);
        }
        at
    }
    /// The position of a word of which it is not asked whether it stands there already.
    pub fn add(&mut self, word: String) -> u32 {
        self.all.push(word);
        self.all.len() as u32 - 1
    }
    /// Whether none was looked for, so that each stands there as often as it came.
    pub fn as_they_came(&self) -> bool {
        self.known.is_empty()
    }
    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }
    /// The word at a position.
    pub fn word(&self, at: u32) -> &str {
        self.all.get(at as usize).map(String::as_str).unwrap_or_default()
    }
}

/// A column, and in which of its rows nothing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The cells; of an empty one what stands here says nothing.
    pub cells: Cells,
    /// A flag for each row; none at all where no row is empty.
    pub empty: Vec<bool>,
}

impl Column {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        match &self.cells {
            Cells::Words(codes, _) => codes.len(),
            Cells::Whole(all) => all.len(),
            Cells::Decimal(all, _) => all.len(),
            Cells::Days(all) => all.len(),
            Cells::Bits(all) => all.len(),
        }
    }
    /// Whether nothing stands in a row.
    pub fn is_empty(&self, row: usize) -> bool {
        self.empty.get(row).copied().unwrap_or(false)
    }
    /// The cell as a table of texts has it: a number in digits, a day as 2017-06-01, an empty one as nothing.
    pub fn text(&self, row: usize) -> Cow<'_, str> {
        if self.is_empty(row) {
            return Cow::Borrowed("");
        }
        match &self.cells {
            Cells::Words(codes, words) => {
                Cow::Borrowed(codes.get(row).map(|c| words.word(*c)).unwrap_or_default())
            }
            Cells::Whole(all) => Cow::Owned(all.get(row).map(i64::to_string).unwrap_or_default()),
            Cells::Decimal(all, scale) => {
                Cow::Owned(all.get(row).map(|n| decimal(*n, *scale)).unwrap_or_default())
            }
            Cells::Days(all) => Cow::Owned(all.get(row).map(|n| day(*n)).unwrap_or_default()),
            Cells::Bits(all) => {
                Cow::Borrowed(if all.get(row).copied().unwrap_or(false) { "true" } else { "false" })
            }
        }
    }
    /// The cells of some rows; of none nothing stands there.
    pub(super) fn gather(&self, rows: &[Option<usize>]) -> Column {
        fn of<T: Copy + Default>(all: &[T], rows: &[Option<usize>]) -> Vec<T> {
            rows.iter().map(|r| r.and_then(|r| all.get(r)).copied().unwrap_or_default()).collect()
        }
        let cells = match &self.cells {
            Cells::Words(codes, words) => Cells::Words(of(codes, rows), words.clone()),
            Cells::Whole(all) => Cells::Whole(of(all, rows)),
            Cells::Decimal(all, scale) => Cells::Decimal(of(all, rows), *scale),
            Cells::Days(all) => Cells::Days(of(all, rows)),
            Cells::Bits(all) => Cells::Bits(of(all, rows)),
        };
        let empty: Vec<bool> = rows.iter().map(|r| r.is_none_or(|r| self.is_empty(r))).collect();
        Column { cells, empty: if empty.contains(&true) { empty } else { Vec::new() } }
    }
    /// Adds the rows of a column of the same sort.
    pub fn append(&mut self, more: &Column) {
        let rows = self.rows();
        if !self.empty.is_empty() || !more.empty.is_empty() {
            self.empty.resize(rows, false);
            self.empty.extend(&more.empty);
            self.empty.resize(rows + more.rows(), false);
        }
        match (&mut self.cells, &more.cells) {
            (Cells::Words(codes, words), Cells::Words(others, known)) => {
                let places: Vec<u32> = match known.as_they_came() {
                    true => known.all.iter().map(|w| words.add(w.clone())).collect(),
                    false => known.all.iter().map(|w| words.place(w)).collect(),
                };
                codes.extend(others.iter().map(|c| places.get(*c as usize).copied().unwrap_or_default()));
            }
            (Cells::Whole(all), Cells::Whole(more)) => all.extend(more),
            (Cells::Decimal(all, _), Cells::Decimal(more, _)) => all.extend(more),
            (Cells::Days(all), Cells::Days(more)) => all.extend(more),
            (Cells::Bits(all), Cells::Bits(more)) => all.extend(more),
            (
                Cells::Words(..) | Cells::Whole(_) | Cells::Decimal(..) | Cells::Days(_) | Cells::Bits(_),
                _,
            ) => {}
        }
    }
    /// All that is in it, for a fingerprint.
    pub(super) fn bytes(&self, out: &mut Vec<u8>) {
        match &self.cells {
            Cells::Words(codes, words) => {
                codes.iter().for_each(|c| out.extend_from_slice(&c.to_le_bytes()));
                for word in &words.all {
                    out.extend((word.len() as u64).to_le_bytes());
                    out.extend(word.as_bytes());
                }
            }
            Cells::Whole(all) => all.iter().for_each(|n| out.extend_from_slice(&n.to_le_bytes())),
            Cells::Decimal(all, scale) => {
                out.extend(scale.to_le_bytes());
                all.iter().for_each(|n| out.extend(n.to_le_bytes()));
            }
            Cells::Days(all) => all.iter().for_each(|n| out.extend(n.to_le_bytes())),
            Cells::Bits(all) => out.extend(all.iter().map(|b| u8::from(*b))),
        }
        out.extend(self.empty.iter().map(|e| u8::from(*e)));
    }
}

fn decimal(digits: i128, scale: u32) -> String {
    let (sign, digits) = (if digits < 0 { "-" } else { "" }, digits.unsigned_abs().to_string());
    let scale = scale as usize;
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, part) = digits.split_at_checked(digits.len() - scale).unwrap_or((&digits, ""));
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{part}")
}

fn day(n: i32) -> String {
    let first = jiff::civil::Date::constant(1970, 1, 1);
    let days = jiff::Span::new().try_days(n);
    match days.and_then(|days| first.checked_add(days)) {
        Ok(day) => day.to_string(),
        Err(_) => format!("1970-01-01 + {n}"),
    }
}
