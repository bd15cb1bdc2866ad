//! The outcome where intervals are too wide: undecided facts are split, the outcomes joined, each end shown attained.

use super::run::run;
use super::sheet::{Readers, Sheet};
use super::split::{Cuts, Path, bounds, called, complete, days, end, slot_mut};
use crate::ir::facts::{Facts, Known, Row};
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::val::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The outcomes that are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The least; 0 is no offence.
    pub lo: usize,
    /// The greatest.
    pub hi: usize,
    /// Whether a completion of the facts attains the least.
    pub lo_attained: bool,
    /// Whether a completion of the facts attains the greatest.
    pub hi_attained: bool,
}

/// How many values one end of an outcome may take to find, beyond the first run.
const VALUES: usize = 3_000_000;
/// How many values the facts that matter may take to find, together.
const VALUES_MISSING: usize = 6_000_000;
/// The least that each part of a fact is given of them, and the most.
const SHARE: (usize, usize) = (2_000, 60_000);
/// How many parts of one fact are looked at.
const PARTS: usize = 24;

/// The outcome of a case.
pub fn outcome(program: &Program, facts: &Facts) -> Outcome {
    outcome_within(program, facts, VALUES)
}

/// The outcome of a case, each end sought with so many values.
pub fn outcome_within(program: &Program, facts: &Facts, values: usize) -> Outcome {
    let (lo, hi) = bounds(program, &run(program, facts));
    if lo == hi {
        return Outcome { lo, hi, lo_attained: true, hi_attained: true };
    }
    let (cuts, readers) = (Cuts::of(program), Readers::of(program));
    Search::new(program, &cuts, &readers, facts.clone()).bounded(values)
}

/// The best outcome that a completion attains, and the best that was left open.
#[derive(Debug, Default)]
struct Found {
    best: Option<usize>,
    open: Option<usize>,
}

/// Which end of the outcome is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sought {
    Least,
    Greatest,
}

impl Sought {
    fn better(self, a: usize, b: Option<usize>) -> bool {
        match (self, b) {
            (_, None) => true,
            (Sought::Least, Some(b)) => a < b,
            (Sought::Greatest, Some(b)) => a > b,
        }
    }
}

/// A fact that is taken apart, with the parts still to come.
struct Branch {
    mark: [usize; 3],
    next: usize,
    path: Path,
    parts: Vec<Known>,
}

/// The facts as they are, and two completions of them, all kept up to date while undecided facts are split.
struct Search<'p> {
    program: &'p Program,
    cuts: &'p Cuts,
    readers: &'p Readers,
    whole: Sheet<'p>,
    low: Sheet<'p>,
    high: Sheet<'p>,
    paths: Vec<Path>,
    days: BTreeSet<Date>,
    charged: usize,
}

impl<'p> Search<'p> {
    fn new(program: &'p Program, cuts: &'p Cuts, readers: &'p Readers, facts: Facts) -> Search<'p> {
        let low = Sheet::new(program, readers, complete(cuts, program, &facts, false));
        let high = Sheet::new(program, readers, complete(cuts, program, &facts, true));
        let (paths, days) = (cuts.undecided(program, &facts), days(&facts));
        let whole = Sheet::new(program, readers, facts);
        let charged = low.work + high.work + whole.work;
        Search { program, cuts, readers, whole, low, high, paths, days, charged }
    }

    /// Takes the values computed since the last time from a budget.
    fn charge(&mut self, left: &mut usize) {
        let work = self.whole.work + self.low.work + self.high.work;
        *left = left.saturating_sub(work - self.charged);
        self.charged = work;
    }

    fn mark(&self) -> [usize; 3] {
        [self.whole.mark(), self.low.mark(), self.high.mark()]
    }

    fn undo(&mut self, [whole, low, high]: [usize; 3]) {
        self.whole.undo(whole);
        self.low.undo(low);
        self.high.undo(high);
    }

    fn assign(&mut self, path: Path, known: Known) {
        for (sheet, high) in [(&mut self.low, false), (&mut self.high, true)] {
            if let Some(end) = end(&known, high) {
                sheet.set(path, end);
            }
        }
        self.whole.set(path, known);
    }

    /// A search of its own where a list that was unknown has so many records.
    fn with_list(&self, path: Path, known: Known) -> Search<'p> {
        let mut facts = self.whole.facts().clone();
        if let Some(slot) = slot_mut(path, &mut facts) {
            slot.value = known;
        }
        Search::new(self.program, self.cuts, self.readers, facts)
    }

    fn parts(&self, path: Path) -> Vec<Known> {
        let date = |path: &Path| match self.whole.known(*path) {
            Some(Known::Date(d)) if d.is_point() => Some(d.lo),
            _ => None,
        };
        let days = match self.whole.known(path) {
            Some(Known::Date(_)) => {
                self.days.iter().copied().chain(self.paths.iter().filter_map(date)).collect()
            }
            _ => BTreeSet::new(),
        };
        self.cuts.parts(path, self.program, self.whole.facts(), &days)
    }

    /// The next fact that can still change the outcome and can be taken apart.
    fn next(&mut self, from: usize) -> Option<(usize, Path, Vec<Known>)> {
        // a day that was decided meanwhile may cut other days anew
        let days = (0..from).filter(|i| {
            self.paths
                .get(*i)
                .is_some_and(|p| matches!(self.whole.known(*p), Some(Known::Date(d)) if !d.is_point()))
        });
        let days: Vec<usize> = days.collect();
        for i in (from..self.paths.len()).chain(days) {
            let path = *self.paths.get(i)?;
            if !self.whole.matters(path) {
                continue;
            }
            let parts = self.parts(path);
            if !parts.is_empty() {
                return Some((from.max(i + 1), path, parts));
            }
        }
        None
    }

    /// Both ends of the outcome.
    fn bounded(&mut self, values: usize) -> Outcome {
        let (lo, hi) = bounds(self.program, self.whole.trace());
        if lo == hi {
            return Outcome { lo, hi, lo_attained: true, hi_attained: true };
        }
        let mut extreme = |sought: Sought| {
            let (mut found, mut left) = (Found::default(), values);
            self.extreme(sought, &mut left, &mut found);
            match (found.best, found.open) {
                (best, Some(open)) if sought.better(open, best) => (open, false),
                (Some(best), _) => (best, true),
                (None, _) => (0, false),
            }
        };
        let ((lo, lo_attained), (hi, hi_attained)) = (extreme(Sought::Least), extreme(Sought::Greatest));
        Outcome { lo, hi, lo_attained, hi_attained }
    }

    /// Branch and bound for one end of the outcome.
    fn extreme(&mut self, sought: Sought, left: &mut usize, found: &mut Found) {
        let mut branches: Vec<Branch> = self.visit(0, sought, left, found).into_iter().collect();
        while let Some(branch) = branches.last_mut() {
            let (mark, path, next) = (branch.mark, branch.path, branch.next);
            let part = branch.parts.pop();
            self.undo(mark);
            match part {
                None => drop(branches.pop()),
                Some(part) => {
                    self.assign(path, part);
                    branches.extend(self.visit(next, sought, left, found));
                }
            }
        }
    }

    /// Looks at the present facts; the fact to take apart next, unless nothing better can lie here.
    fn visit(&mut self, from: usize, sought: Sought, left: &mut usize, found: &mut Found) -> Option<Branch> {
        let (lo, hi) = bounds(self.program, self.whole.trace());
        let bound = if sought == Sought::Greatest { hi } else { lo };
        if !sought.better(bound, found.best) {
            return None;
        }
        for sheet in [&self.low, &self.high] {
            let (a, b) = bounds(self.program, sheet.trace());
            if a == b && sought.better(a, found.best) {
                found.best = Some(a);
            }
        }
        if !sought.better(bound, found.best) {
            return None;
        }
        self.charge(left);
        let next = if *left == 0 { None } else { self.next(from) };
        let list = |parts: &[Known]| parts.iter().any(|p| matches!(p, Known::List(_)));
        match next {
            Some((next, path, mut parts)) if !list(&parts) => {
                if sought == Sought::Least {
                    parts.reverse();
                }
                Some(Branch { mark: self.mark(), next, path, parts })
            }
            lists => {
                // what was not taken apart, or not wholly, stays open
                if sought.better(bound, found.open) {
                    found.open = Some(bound);
                }
                for (path, part) in
                    lists.into_iter().flat_map(|(_, path, parts)| parts.into_iter().map(move |p| (path, p)))
                {
                    let mut inner = self.with_list(path, part);
                    *left = left.saturating_sub(inner.charged);
                    inner.extreme(sought, left, found);
                }
                None
            }
        }
    }

    /// The outcome if a fact were so.
    fn supposed(&mut self, path: Path, known: Known, values: usize) -> Outcome {
        if matches!(known, Known::List(_)) {
            return self.with_list(path, known).bounded(values);
        }
        let mark = self.mark();
        self.assign(path, known);
        let outcome = self.bounded(values);
        self.undo(mark);
        outcome
    }
}

/// For each record of a list, the first that says the same.
fn alike(rows: &[Row]) -> Vec<usize> {
    let same = |a: &Row, b: &Row| a.slots.iter().map(|s| &s.value).eq(b.slots.iter().map(|s| &s.value));
    let mut firsts: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let first = firsts.iter().copied().find(|f| rows.get(*f).is_some_and(|other| same(other, row)));
        out.push(first.unwrap_or(i));
        if first.is_none() && firsts.len() < 100 {
            firsts.push(i);
        }
    }
    out
}

/// The undecided facts that could change the outcome, most informative first, with what each alone could settle.
pub fn missing(program: &Program, facts: &Facts, whole: Outcome) -> Vec<(Names, Vec<usize>)> {
    if whole.lo == whole.hi {
        return Vec::new();
    }
    let (cuts, readers) = (Cuts::of(program), Readers::of(program));
    let mut search = Search::new(program, &cuts, &readers, facts.clone());
    let first_alike: BTreeMap<usize, Vec<usize>> = (0..)
        .zip(&facts.slots)
        .filter_map(|(i, slot)| match &slot.value {
            Known::List(Some(rows)) => Some((i, alike(rows))),
            _ => None,
        })
        .collect();
    let mut done: BTreeMap<Path, Option<(usize, Vec<usize>)>> = BTreeMap::new();
    let mut found = Vec::new();
    let mut left = VALUES_MISSING;
    let paths = search.paths.clone();
    for (i, path) in paths.iter().enumerate() {
        let first =
            |list: &usize, row: usize| first_alike.get(list).and_then(|f| f.get(row)).copied().unwrap_or(row);
        let like = match path {
            Path::Field(list, row, f) => Path::Field(*list, first(list, *row), *f),
            Path::Fact(_) | Path::Open(..) => *path,
        };
        if left == 0 && !done.contains_key(&like) {
            break;
        }
        let gives = done.entry(like).or_insert_with(|| {
            let parts = if search.whole.matters(like) { search.parts(like) } else { Vec::new() };
            let share = left / ((paths.len() - i) * parts.len().max(1));
            let share = share.clamp(SHARE.0, SHARE.1);
            let each: Vec<(usize, usize)> = parts
                .into_iter()
                .take(PARTS)
                .map(|p| search.supposed(like, p, share))
                // what is supposed lies within the whole
                .map(|o| (o.lo.max(whole.lo), o.hi.min(whole.hi)))
                .collect();
            search.charge(&mut left);
            if each.iter().all(|o| *o == (whole.lo, whole.hi)) {
                return None;
            }
            let mut gives: Vec<usize> = each.iter().filter(|o| o.0 == o.1).map(|o| o.0).collect();
            gives.sort();
            gives.dedup();
            let width: usize = each.iter().map(|o| o.1.saturating_sub(o.0)).sum();
            Some((width * 100 / each.len().max(1), gives))
        });
        if let Some((width, gives)) = gives {
            found.push(((*width, *path), (called(*path, program), gives.clone())));
        }
    }
    found.sort_by_key(|f| f.0);
    found.into_iter().map(|(_, f)| f).collect()
}
