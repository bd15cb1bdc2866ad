//! Rule sets held against each other on the same cases: where they part, and which edits make them part.
//!
//! Reads verdicts only; grades nothing and prints nothing.

mod group;
mod matrix;
mod search;

pub use group::{Grouping, stated};
pub use matrix::{Matrix, Side, side};
pub use search::minimal_sets;

use crate::explain::Verdict;
use crate::ir::schema::Names;
use crate::text::Span;

/// Two or more rule sets on the same cases; the first is the one that the others are held against.
#[derive(Debug, Clone, Default)]
pub struct Diff {
    /// The rule sets as they were named: `cn.x with t`.
    pub modules: Vec<Names>,
    /// The same as they were asked for, for commands to be repeated; may be empty.
    pub asked: Vec<String>,
    /// The outcomes in words, from no offence upwards.
    pub scale: Vec<Names>,
    /// The edits that lead from the first rule set to the others.
    pub edits: Vec<Edit>,
    /// A row a case, in the order of the case files.
    pub rows: Vec<Row>,
    /// Cases that some rule set could not grade.
    pub left_out: Vec<String>,
    /// Which end of an undecided outcome was taken, if it was.
    pub bound: Option<Bound>,
    /// The fact that the cases are grouped by.
    pub by: Option<Names>,
}

/// Takes one end of an undecided outcome: a projection, never an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// the least outcome: whatever is unknown favours the accused
    Best,
    /// the greatest outcome
    Worst,
}

impl Bound {
    /// The end of an outcome.
    pub fn of(self, outcome: (usize, usize)) -> (usize, usize) {
        match self {
            Bound::Best => (outcome.0, outcome.0),
            Bound::Worst => (outcome.1, outcome.1),
        }
    }
}

/// One edit, a unit of attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What it does, as it is written: `repeal 5(1)(7)` | `删去 第五条第一款第七项`.
    pub label: Names,
    /// The reason given for it.
    pub because: Option<Names>,
    /// Its citations in full.
    pub cites: Vec<Names>,
    /// Where it stands.
    pub span: Option<Span>,
    /// Whether the difference lies in its being taken back: the first rule set has it.
    pub undone: bool,
    /// The rule set that it leads to, a position in [`Diff::modules`].
    pub to: usize,
}

/// One case under every rule set.
#[derive(Debug, Clone)]
pub struct Row {
    /// The case, by its first name.
    pub case: String,
    /// Where its name stands.
    pub place: Span,
    /// A verdict a rule set.
    pub verdicts: Vec<Verdict>,
    /// The outcomes that are held against each other: those of the verdicts, or one end of each.
    pub outcomes: Vec<(usize, usize)>,
    /// Why the outcome differs from that of the first rule set; one for each of the others.
    pub causes: Vec<Cause>,
    /// What the case says of the fact that the cases are grouped by.
    pub group: Option<Names>,
    /// How many facts and records the case states.
    pub stated: usize,
}

/// Why the outcome of a case differs between two rule sets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cause {
    /// Every minimal set of edits that alone produces the difference, positions in [`Diff::edits`];
    /// none where the outcomes are equal or the rule sets are not related by edits.
    pub due_to: Vec<Vec<usize>>,
    /// Whether every set was looked at; else the budget ended the search, and sets may be missing.
    pub complete: bool,
    /// Every set of at most so many edits was looked at.
    pub up_to: usize,
}

impl Diff {
    /// The matrix from the first rule set to another.
    pub fn matrix(&self, to: usize) -> Matrix {
        Matrix::of(self.scale.len(), self.rows.iter().filter_map(|row| row.pair(to)))
    }
    /// The counts of each group, sorted.
    pub fn groups(&self, to: usize) -> Vec<(Names, Matrix)> {
        let mut seen: Vec<&Names> = Vec::new();
        for name in self.rows.iter().filter_map(|row| row.group.as_ref()) {
            if !seen.contains(&name) {
                seen.push(name);
            }
        }
        seen.sort();
        let matrix = |name: &Names| {
            let of = self.rows.iter().filter(|row| row.group.as_ref() == Some(name));
            Matrix::of(self.scale.len(), of.filter_map(|row| row.pair(to)))
        };
        seen.into_iter().map(|name| (name.clone(), matrix(name))).collect()
    }
    /// Up to how many edits every set was looked at for each change, where not all were.
    pub fn cut_short(&self, to: usize) -> Option<usize> {
        let causes = self.changed(to).filter_map(|row| row.causes.get(to.checked_sub(1)?));
        causes.filter(|c| !c.complete).map(|c| c.up_to).min()
    }
    /// The plainest change: the fewest edits, then the fewest facts.
    pub fn example(&self, to: usize) -> Option<&Row> {
        let edits = |row: &Row| row.due_to(to).iter().map(Vec::len).min().unwrap_or(usize::MAX);
        let moved = |row: &Row| row.pair(to).map(|(a, b)| side(a, b));
        self.changed(to).min_by_key(|row| (edits(row), moved(row), row.stated))
    }
    /// The rows whose outcome under another rule set differs from that under the first.
    pub fn changed(&self, to: usize) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.pair(to).is_some_and(|(a, b)| a != b))
    }
    /// The outcome in words.
    pub fn outcome(&self, grade: usize) -> Names {
        self.scale.get(grade).cloned().unwrap_or_default()
    }
    /// Each set of edits with the sides to which it moved cases and their number; most cases first.
    /// A case that several sets explain is counted under each.
    pub fn reasons(&self, to: usize) -> Vec<(Vec<usize>, Side, usize)> {
        let mut all: Vec<(Vec<usize>, Side, usize)> = Vec::new();
        for row in self.changed(to) {
            let Some((from, into)) = row.pair(to) else { continue };
            let moved = side(from, into);
            for set in row.due_to(to) {
                match all.iter_mut().find(|(s, m, _)| s == set && *m == moved) {
                    Some(known) => known.2 += 1,
                    None => all.push((set.clone(), moved, 1)),
                }
            }
        }
        all.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)).then_with(|| a.1.cmp(&b.1)));
        all
    }
}

impl Row {
    /// The outcomes under the first rule set and another.
    pub fn pair(&self, to: usize) -> Option<((usize, usize), (usize, usize))> {
        Some((*self.outcomes.first()?, *self.outcomes.get(to)?))
    }
    /// The minimal sets of edits that alone produce the outcome of another rule set.
    pub fn due_to(&self, to: usize) -> &[Vec<usize>] {
        let cause = to.checked_sub(1).and_then(|i| self.causes.get(i));
        cause.map(|c| c.due_to.as_slice()).unwrap_or_default()
    }
}
