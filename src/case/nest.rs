//! Records of which a row holds any number: `lot each of column "lots": kind column "kind"`; spread out to so many places.

use super::cell::Source;
use super::table::{Mapping, Target, Test};
use crate::ir::facts::Known;

/// A list that a row holds, and the record that each of its items becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nest {
    /// The column that holds the list.
    pub column: String,
    /// The columns of an item.
    pub columns: Vec<String>,
    /// The fact that is the list, and the place in it of the record from which all are made.
    pub record: (usize, usize),
    /// Whether a list that is not stated holds nothing, instead of being unknown.
    pub absent: bool,
}

impl Mapping {
    /// So many cells a place of the lists takes: whether there is an item, then its columns, list by list.
    pub fn stride(&self) -> usize {
        self.nests.iter().map(|n| n.columns.len() + 1).sum()
    }

    /// What a cell behind those of the row itself is: the list, the item, and the column of the item; none for the cell that
    /// says whether the item is there.
    pub fn inner(&self, column: usize) -> Option<(usize, usize, Option<usize>)> {
        let behind = column.checked_sub(self.columns.len())?;
        let (item, mut at) = (behind.checked_div(self.stride())?, behind.checked_rem(self.stride())?);
        for (list, nest) in self.nests.iter().enumerate() {
            match at.checked_sub(nest.columns.len() + 1) {
                None => return Some((list, item, at.checked_sub(1))),
                Some(rest) => at = rest,
            }
        }
        None
    }

    /// The same for rows whose lists have at most so many items: each item has cells of its own, behind those of the row.
    pub fn flat(&self, many: usize) -> Mapping {
        let (mut out, fixed, stride) = (self.clone(), self.columns.len(), self.stride());
        out.nests = Vec::new();
        out.columns.extend((0..many * stride).map(|_| String::new()));
        let starts = self.nests.iter().scan(0, |next, nest| {
            let start = *next;
            *next += nest.columns.len() + 1;
            Some(start)
        });
        let starts: Vec<usize> = starts.collect();
        // from the last on, so that places of earlier records hold
        for (nest, start) in self.nests.iter().zip(starts).rev() {
            let (list, row) = nest.record;
            let at = |item: usize, column: usize| fixed + item * stride + start + 1 + column;
            let moved = |target: Target| match target {
                Target::Record(l, r) if l == list && r > row => Target::Record(l, r + many - 1),
                Target::Field(l, r, f) if l == list && r > row => Target::Field(l, r + many - 1, f),
                other => other,
            };
            let own = |target: &Target| match target {
                Target::Record(l, r) | Target::Field(l, r, _) => (*l, *r) == (list, row),
                Target::Fact(_) | Target::Finding(_) => false,
            };
            let cells: Vec<(Target, Source)> = std::mem::take(&mut out.cells);
            for (target, source) in cells {
                match target {
                    Target::Field(l, r, f) if own(&target) => out.cells.extend((0..many).map(|item| {
                        let source = Source { column: at(item, source.column), ..source.clone() };
                        (Target::Field(l, r + item, f), source)
                    })),
                    other => out.cells.push((moved(other), source)),
                }
            }
            let tests: Vec<(Target, Vec<Test>)> = std::mem::take(&mut out.only_if);
            let further = tests.iter().filter(|t| own(&t.0)).flat_map(|t| t.1.clone()).collect::<Vec<_>>();
            out.only_if.extend(tests.into_iter().filter(|t| !own(&t.0)).map(|(t, tests)| (moved(t), tests)));
            for item in 0..many {
                let there = fixed + item * stride + start;
                // a list of which nothing is stated holds nothing, or what it holds is not known
                let texts: &[&str] = if nest.absent { &["0", ""] } else { &["1"] };
                let texts = texts.iter().map(|t| (*t).to_owned()).collect();
                let mut tests = vec![Test { column: there, negated: nest.absent, texts }];
                tests.extend(further.iter().map(|t| Test { column: at(item, t.column), ..t.clone() }));
                out.only_if.push((Target::Record(list, row + item), tests));
            }
            if let Some(Known::List(Some(rows))) = out.template.slots.get_mut(list).map(|s| &mut s.value)
                && row < rows.len()
            {
                let record = rows.remove(row);
                let copies = std::iter::repeat_n(record, many);
                rows.splice(row..row, copies);
            }
        }
        // records are taken out from the end, so they stand in order
        out.only_if.sort_by_key(|t| t.0);
        out
    }
}
