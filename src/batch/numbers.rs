//! A column of numbers, held as narrowly as its values allow, and how great they are by runs of rows.

use super::kernel::wide;

/// Rows are looked at in runs of so many.
pub(super) const RUN: usize = 1024;

/// Numbers of a column, none negative. They take four bytes each until one does not fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    narrow: Vec<i32>,
    /// All of them, once one was too great to be narrow; else none.
    wide: Vec<i64>,
    /// Of each run of rows, a bound of what stands there.
    most: Vec<u64>,
}

impl Numbers {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.narrow.len().max(self.wide.len())
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The number of a row.
    pub fn get(&self, row: usize) -> Option<i64> {
        self.wide.get(row).copied().or_else(|| self.narrow.get(row).map(|n| i64::from(*n)))
    }
    /// Takes all out.
    pub fn clear(&mut self) {
        self.narrow.clear();
        self.wide.clear();
        self.most.clear();
    }
    /// Adds one.
    pub fn push(&mut self, n: i64) {
        match (i32::try_from(n), self.wide.is_empty()) {
            (Ok(small), true) => self.narrow.push(small),
            _ => {
                if self.wide.is_empty() {
                    self.wide.extend(self.narrow.drain(..).map(i64::from));
                }
                self.wide.push(n);
            }
        }
        // a negative number, which no input has, would fit nothing
        let n = n as u64;
        let begins = self.len() % RUN == 1;
        match self.most.last_mut() {
            Some(most) if !begins => *most = n.max(*most),
            _ => self.most.push(n),
        }
    }
    /// Adds the numbers of a file, each so many times, if none is negative or greater than that; whether they were added.
    pub(super) fn take(&mut self, more: &[i64], times: i64, most: i64) -> bool {
        wide(
            #[inline(always)]
            || {
                // one that is negative is greater than any
                let beyond = more.iter().fold(false, |b, n| b | (*n as u64 > most as u64));
                if !beyond {
                    self.runs(more, times);
                }
                !beyond
            },
        )
    }
    /// Adds numbers that fit, a run of small ones at once.
    #[inline(always)]
    fn runs(&mut self, mut more: &[i64], times: i64) {
        while !more.is_empty() {
            let begun = self.len() % RUN;
            let (run, rest) = more.split_at(more.len().min(RUN - begun));
            more = rest;
            let most = run.iter().fold(0, |most, n| *n.max(&most)).saturating_mul(times);
            if i32::try_from(most).is_err() || !self.wide.is_empty() {
                run.iter().for_each(|n| self.push(n.saturating_mul(times)));
                continue;
            }
            // what fits was seen to; a loop over what is there already can be made wide
            let start = self.narrow.len();
            self.narrow.resize(start + run.len(), 0);
            let own = self.narrow.get_mut(start..).unwrap_or_default();
            own.iter_mut().zip(run).for_each(|(to, n)| *to = (*n as i32).wrapping_mul(times as i32));
            match self.most.last_mut() {
                Some(before) if begun > 0 => *before = (most as u64).max(*before),
                _ => self.most.push(most as u64),
            }
        }
    }
    /// None of these rows holds more.
    pub(super) fn most(&self, (from, to): (usize, usize)) -> u64 {
        let runs = self.most.get(from / RUN..to.div_ceil(RUN).min(self.most.len()));
        runs.unwrap_or_default().iter().copied().max().unwrap_or(0)
    }
    /// Rows as they are held; none of those that are held otherwise.
    #[inline(always)]
    pub(super) fn held(&self, (from, to): (usize, usize)) -> (&[i32], &[i64]) {
        (self.narrow.get(from..to).unwrap_or_default(), self.wide.get(from..to).unwrap_or_default())
    }
}

impl Extend<i64> for Numbers {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, more: I) {
        more.into_iter().for_each(|n| self.push(n));
    }
}

impl FromIterator<i64> for Numbers {
    fn from_iter<I: IntoIterator<Item = i64>>(all: I) -> Numbers {
        let mut out = Numbers::default();
        out.extend(all);
        out
    }
}
