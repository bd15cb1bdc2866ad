//! Rows of a second file that belong to those of the first: found by an index as long as they are few, else read along.

use super::chunk::Chunk;
use super::{Fault, Rows, bad_row};
use crate::diag::Diagnostic;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

const MEND: &str = "each case once in the first file; the rows of the second stand together by case, in the order of the first | 第一个文件每案一行；第二个文件的行按案件相连，次序同第一个文件";

/// So many rows are read at a time.
const READ: usize = 1 << 13;

/// A file whose rows are the items of a list.
pub(super) struct Joined {
    rows: Rows,
    /// The columns of an item; behind them stands the one that names the case.
    width: usize,
    /// All rows so far, or of a large file those that are at hand.
    at_hand: Chunk,
    /// The rows of each case that was not met yet, if all are at hand.
    index: Option<BTreeMap<String, Vec<u32>>>,
    /// How many of the rows at hand were taken.
    taken: usize,
    /// The case before, with which both files must be in order.
    before: Option<String>,
    /// The cases met that have rows.
    met: BTreeSet<String>,
}

/// Names that are numbers come first, by size; then others, by their letters.
fn order(a: &str, b: &str) -> Ordering {
    let number = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    match (number(a), number(b)) {
        (true, true) => {
            let (x, y) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
            x.len().cmp(&y.len()).then_with(|| x.cmp(y)).then(a.cmp(b))
        }
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => a.cmp(b),
    }
}

impl Joined {
    /// Reads as much as may be kept: so many bytes of cells. Of a larger file both must be in the order of the cases.
    pub(super) fn open(mut rows: Rows, width: usize, kept: usize) -> Result<Joined, Diagnostic> {
        let mut at_hand = Chunk::new(width + 1);
        let mut chunk = Chunk::new(width + 1);
        let mut whole = false;
        while at_hand.size() < kept {
            if !rows.fill(&mut chunk, READ)? {
                whole = true;
                break;
            }
            (0..chunk.rows()).for_each(|row| at_hand.copy(&chunk, row, width + 1));
        }
        let index = whole.then(|| {
            let mut index: BTreeMap<String, Vec<u32>> = BTreeMap::new();
            for row in 0..at_hand.rows() {
                index.entry(at_hand.cell(row, width).trim().to_owned()).or_default().push(row as u32);
            }
            index
        });
        Ok(Joined { rows, width, at_hand, index, taken: 0, before: None, met: BTreeSet::new() })
    }

    /// The file of the rows.
    pub(super) fn rows(&self) -> &Rows {
        &self.rows
    }

    /// Adds the rows of a case to the items of a list.
    pub(super) fn take(
        &mut self,
        main: &str,
        case: &str,
        line: u64,
        to: &mut Chunk,
    ) -> Result<(), Diagnostic> {
        let faulty = |says: &str| bad_row(main, &Fault { line, says: says.replace("{}", case), mend: MEND });
        if let Some(index) = &mut self.index {
            match index.remove(case) {
                Some(rows) => {
                    rows.iter().for_each(|row| to.copy(&self.at_hand, *row as usize, self.width));
                    self.met.insert(case.to_owned());
                }
                None if self.met.contains(case) => {
                    return Err(faulty("the case `{}` stands there twice | 案件 {} 重复"));
                }
                None => {}
            }
            return Ok(());
        }
        if let Some(before) = &self.before
            && order(before, case) != Ordering::Less
        {
            const SAYS: &str = "the case `{}` is not behind the one before it, as it must be if the joined file is large | 案件 {} 不在前一案件之后；合并的文件较大时须依次排列";
            return Err(faulty(SAYS));
        }
        self.before = Some(case.to_owned());
        while let Some(row) = self.next()? {
            match order(self.at_hand.cell(row, self.width).trim(), case) {
                Ordering::Equal => to.copy(&self.at_hand, row, self.width),
                Ordering::Greater => break,
                Ordering::Less => return Err(self.orphan(row)),
            }
            self.taken += 1;
        }
        Ok(())
    }

    /// After the last case: a row that belongs to none.
    pub(super) fn end(&mut self) -> Result<(), Diagnostic> {
        let left = match &self.index {
            Some(index) => index.values().filter_map(|rows| rows.first()).min().map(|row| *row as usize),
            None => self.next()?,
        };
        left.map_or(Ok(()), |row| Err(self.orphan(row)))
    }

    /// The next row that was not taken.
    fn next(&mut self) -> Result<Option<usize>, Diagnostic> {
        if self.taken == self.at_hand.rows() {
            self.taken = 0;
            self.at_hand.clear();
            let mut chunk = Chunk::new(self.width + 1);
            if self.rows.fill(&mut chunk, READ)? {
                (0..chunk.rows()).for_each(|row| self.at_hand.copy(&chunk, row, self.width + 1));
            }
        }
        Ok((self.taken < self.at_hand.rows()).then_some(self.taken))
    }

    fn orphan(&self, row: usize) -> Diagnostic {
        let case = self.at_hand.cell(row, self.width).trim();
        let says = format!(
            "it belongs to the case `{case}`, which is not there, or not in this place | 属于案件 {case}，而该案件不存在，或者不在此处"
        );
        bad_row(&self.rows.name, &Fault { line: self.at_hand.line(row), says, mend: MEND })
    }
}
