//! Rows with lists: an engine for so many items, made when it is needed; a row with more goes to the reference.

use super::grade::{Engine, Graded};
use crate::case::{BadCell, Mapping};
use crate::eval;
use crate::ir::program::Program;
use crate::sheet::{Chunk, Wanted};
use crate::val::Truth;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// There are engines for 1, 2, 4, 8 and 16 items.
const SIZES: usize = 5;
/// Rows with more items in a list go to the reference.
pub(super) const MOST: usize = 1 << (SIZES - 1);

/// The rule sets with the reading of a table whose rows hold lists.
#[derive(Debug, Clone)]
pub(super) struct Nested {
    pub sets: Vec<(Arc<Program>, Mapping)>,
    grounds: bool,
    sizes: Vec<OnceLock<Engine>>,
}

impl Nested {
    /// None if no row holds a list.
    pub(super) fn of(sets: &[(Arc<Program>, Mapping)], grounds: bool) -> Option<Box<Nested>> {
        let some = sets.iter().any(|s| !s.1.nests.is_empty());
        let sizes = vec![OnceLock::new(); SIZES];
        some.then(|| Box::new(Nested { sets: sets.to_vec(), grounds, sizes }))
    }
    /// The rule sets for lists of so many items.
    pub(super) fn flat(&self, many: usize) -> Vec<(Arc<Program>, Mapping)> {
        self.sets.iter().map(|(program, mapping)| (program.clone(), mapping.flat(many))).collect()
    }
}

impl Engine {
    /// What is to be read of a file.
    pub fn wanted(&self) -> Wanted {
        let lists = self.nested.iter().flat_map(|n| n.sets.first()).flat_map(|s| &s.1.nests);
        let lists = lists.map(|n| (n.column.clone(), n.columns.clone())).collect();
        Wanted { columns: self.columns().to_vec(), lists, apart: Vec::new() }
    }

    /// What a cell behind those of the row itself is: the list, the item and the column of the item.
    pub fn inner(&self, column: usize) -> Option<(usize, usize, usize)> {
        let (_, mapping) = self.nested.as_ref()?.sets.first()?;
        mapping.inner(column).and_then(|(list, item, column)| Some((list, item, column?)))
    }

    /// The engine for lists of at most so many items, and for how many it is.
    pub(super) fn sized(&self, many: usize) -> (&Engine, usize) {
        let size = many.clamp(1, MOST).next_power_of_two();
        let own = self.nested.as_ref().and_then(|nested| {
            let place = nested.sizes.get(size.trailing_zeros() as usize)?;
            Some(place.get_or_init(|| Engine::plain(nested.flat(size), nested.grounds)))
        });
        own.map_or((self, 0), |engine| (engine, size))
    }

    /// Grades the rows of a chunk that have more items than any engine takes, one by one; their bad cells are told anew.
    pub(super) fn long(
        &self,
        chunk: &Chunk,
        (from, to): (usize, usize),
        graded: &mut [Graded],
        bad: &mut Vec<(usize, BadCell)>,
    ) {
        let Some(nested) = &self.nested else { return };
        let mut spread: BTreeMap<usize, Vec<(Arc<Program>, Mapping)>> = BTreeMap::new();
        for row in from..to {
            let many = chunk.most((row, row + 1), usize::MAX);
            if many <= MOST {
                continue;
            }
            bad.retain(|b| b.0 != row);
            if !spread.contains_key(&many) {
                spread = BTreeMap::from([(many, nested.flat(many))]);
            }
            let flat = chunk.flat((row, row + 1), self.columns().len(), many);
            let width = self.columns().len() + many * nested.sets.first().map_or(0, |s| s.1.stride());
            let cells: Vec<_> = (0..width).map(|c| flat.said(0, c)).collect();
            let cell = |c: usize| cells.get(c).map(|c| c.as_ref()).unwrap_or_default();
            let sets = spread.get(&many).into_iter().flatten();
            for (i, ((program, mapping), graded)) in sets.zip(graded.iter_mut()).enumerate() {
                let (facts, faults) = mapping.read(&cell, &program.schema);
                if i == 0 {
                    bad.extend(faults.into_iter().map(|f| (row, f)));
                }
                let whole = eval::outcome(program, &facts);
                let at = row - from;
                if let (Some(low), Some(high)) = (graded.low.get_mut(at), graded.high.get_mut(at)) {
                    (*low, *high) = (whole.lo as u8, whole.hi as u8);
                }
                if let Some(mask) = graded.grounds.get_mut(at) {
                    let trace = eval::run(program, &facts);
                    let all = program.offences.iter().flat_map(|o| &o.grounds).enumerate().take(128);
                    let holds = all.filter(|(_, g)| trace.truth(g.holds) == Truth::Yes);
                    *mask = holds.fold(0, |m, (g, _)| m | 1u128 << g);
                }
            }
        }
        bad.sort_by_key(|b| b.0);
    }
}
