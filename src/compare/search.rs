//! Which edits make the difference: every minimal set that alone turns the first outcome into the second.
//!
//! Knows nothing of edits but their number: a set is tried by grading with just that set, and every set that is
//! reported was tried. Sets are tried by size; one that holds a set already found cannot be minimal and is passed over,
//! so what is found is minimal under inclusion whether or not further edits may undo what others did.

use super::Cause;
use std::collections::{BTreeMap, BTreeSet};

/// An outcome, its least and greatest grade; 0 is no offence.
type Outcome = (usize, usize);
/// Positions of edits, ascending.
type Set = Vec<usize>;

/// The sets are all subsets of so few edits that they are tried one and all.
const SMALL: usize = 10;
/// So many sets of one size are handed over at once.
const AT_ONCE: usize = 64;

/// Searches the sets of `edits` edits that alone give the outcome `target`, with at most `runs` gradings.
///
/// `grade` gives the outcome under just the edits of each set, none if they cannot stand alone.
/// Where all sets are too many, those up to the greatest affordable size are tried, and larger ones are found
/// by leaving edits out of the whole; [`Cause::complete`] is then false.
pub fn minimal_sets(
    edits: usize,
    target: Outcome,
    runs: usize,
    grade: &mut dyn FnMut(&[Set]) -> Vec<Option<Outcome>>,
) -> Cause {
    let mut search =
        Search { target, left: runs, spent: false, tried: BTreeMap::new(), found: Vec::new(), grade };
    let up_to;
    let all: Set = (0..edits).collect();
    let affordable = (0..=edits).take_while(|size| sets_up_to(edits, *size) <= runs).last().unwrap_or(0);
    if affordable == edits {
        up_to = search.by_size(&all, edits);
    } else {
        let half = (0..=edits).take_while(|size| sets_up_to(edits, *size) <= runs / 2).last().unwrap_or(0);
        up_to = search.by_size(&all, half);
        search.by_leaving_out(&all);
    }
    let mut due_to = search.found;
    due_to.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    Cause { due_to, complete: affordable == edits && !search.spent, up_to }
}

/// How many sets of so many things have at most so many members.
fn sets_up_to(things: usize, size: usize) -> usize {
    let mut sum = 0usize;
    let mut these = 1usize;
    for k in 0..=size.min(things) {
        sum = sum.saturating_add(these);
        these = these.saturating_mul(things - k) / (k + 1);
    }
    sum
}

/// A search under way.
struct Search<'a> {
    target: Outcome,
    left: usize,
    spent: bool,
    tried: BTreeMap<Set, bool>,
    found: Vec<Set>,
    grade: &'a mut dyn FnMut(&[Set]) -> Vec<Option<Outcome>>,
}

impl Search<'_> {
    /// Tries sets, as far as the budget lasts.
    fn try_these(&mut self, sets: &[Set]) {
        let mut fresh: Vec<Set> = sets.iter().filter(|s| !self.tried.contains_key(*s)).cloned().collect();
        if fresh.len() > self.left {
            fresh.truncate(self.left);
            self.spent = true;
        }
        self.left -= fresh.len();
        let outcomes = if fresh.is_empty() { Vec::new() } else { (self.grade)(&fresh) };
        for (set, outcome) in fresh.into_iter().zip(outcomes) {
            self.tried.insert(set, outcome == Some(self.target));
        }
    }

    /// Whether a set was tried and alone gives the target.
    fn gave(&self, set: &Set) -> bool {
        self.tried.get(set) == Some(&true)
    }

    /// Whether a set alone gives the target; no once the budget is spent.
    fn gives(&mut self, set: &Set) -> bool {
        self.try_these(std::slice::from_ref(set));
        self.gave(set)
    }

    fn holds_a_found_one(&self, set: &[usize]) -> bool {
        self.found.iter().any(|f| f.iter().all(|e| set.contains(e)))
    }

    /// Tries the sets of some edits, the smaller first; gives the greatest size of which all were tried.
    fn by_size(&mut self, edits: &[usize], most: usize) -> usize {
        let most = most.min(edits.len());
        for size in 0..=most {
            let mut sets = Vec::new();
            self.extend(&mut Vec::new(), edits, size, &mut sets);
            self.find_among(&mut sets);
            if self.spent {
                return size.saturating_sub(1);
            }
        }
        most
    }

    /// Tries sets of one size, none of which can hold another.
    fn find_among(&mut self, sets: &mut Vec<Set>) {
        self.try_these(sets);
        for set in sets.drain(..) {
            if self.gave(&set) {
                self.found.push(set);
            }
        }
    }

    fn extend(&mut self, chosen: &mut Set, rest: &[usize], more: usize, sets: &mut Vec<Set>) {
        if self.spent || self.holds_a_found_one(chosen) {
            return;
        }
        if more == 0 {
            sets.push(chosen.clone());
            if sets.len() == AT_ONCE {
                self.find_among(sets);
            }
            return;
        }
        let mut rest = rest;
        while let Some((first, others)) = rest.split_first() {
            if rest.len() < more {
                return;
            }
            chosen.push(*first);
            self.extend(chosen, others, more - 1, sets);
            chosen.pop();
            rest = others;
        }
    }

    /// Takes away from the whole, in turn, edits that break every set found so far: if the rest still gives the target,
    /// it holds a further set. Misses nothing where more edits never undo what fewer did.
    fn by_leaving_out(&mut self, all: &[usize]) {
        let mut done: BTreeSet<Set> = BTreeSet::new();
        while let Some(out) = self.next_break(&mut Vec::new(), &done) {
            done.insert(out.clone());
            let rest: Set = all.iter().copied().filter(|e| !out.contains(e)).collect();
            if self.spent || !self.gives(&rest) {
                continue;
            }
            let least = self.shrunk(rest);
            if self.spent {
                return;
            }
            if least.len() <= SMALL {
                self.by_size(&least, least.len());
            } else if !self.holds_a_found_one(&least) {
                self.found.push(least);
            }
        }
    }

    /// Edits, one at least of every set found, that were not left out together yet.
    fn next_break(&self, chosen: &mut Set, done: &BTreeSet<Set>) -> Option<Set> {
        if self.spent || done.len() > self.tried.len() + self.left {
            return None;
        }
        let Some(unbroken) = self.found.iter().find(|f| !f.iter().any(|e| chosen.contains(e))) else {
            let mut out = chosen.clone();
            out.sort_unstable();
            return (!done.contains(&out)).then_some(out);
        };
        for edit in unbroken {
            chosen.push(*edit);
            let next = self.next_break(chosen, done);
            chosen.pop();
            if next.is_some() {
                return next;
            }
        }
        None
    }

    /// Leaves out one edit after the other as long as the rest gives the target.
    fn shrunk(&mut self, mut set: Set) -> Set {
        let mut at = set.len();
        while at > 0 {
            at -= 1;
            let mut less = set.clone();
            less.remove(at);
            if self.gives(&less) {
                set = less;
            }
        }
        set
    }
}
