//! The matrix of transitions: how many cases go from which outcome to which; undetermined ones stand apart.

/// An outcome, its least and greatest grade; 0 is no offence.
type Outcome = (usize, usize);

/// To which side a case moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// the same decided outcome
    Same,
    /// a greater outcome, both decided
    Heavier,
    /// a lesser outcome, both decided
    Lighter,
    /// one of the two is not decided
    Undetermined,
}

/// To which side a case moves; a range is never read as one of its ends.
pub fn side(from: Outcome, to: Outcome) -> Side {
    if from.0 != from.1 || to.0 != to.1 {
        return Side::Undetermined;
    }
    match to.0.cmp(&from.0) {
        std::cmp::Ordering::Equal => Side::Same,
        std::cmp::Ordering::Greater => Side::Heavier,
        std::cmp::Ordering::Less => Side::Lighter,
    }
}

/// Numbers of cases by outcome before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// A row an outcome before, a column an outcome after; the last of each is "not decided".
    pub cells: Vec<Vec<usize>>,
}

impl Matrix {
    /// Counts pairs of outcomes on a scale of so many outcomes.
    pub fn of(outcomes: usize, pairs: impl Iterator<Item = (Outcome, Outcome)>) -> Matrix {
        let mut cells = vec![vec![0; outcomes + 1]; outcomes + 1];
        let place = |o: Outcome| if o.0 == o.1 { o.0.min(outcomes) } else { outcomes };
        for (from, to) in pairs {
            if let Some(cell) = cells.get_mut(place(from)).and_then(|row| row.get_mut(place(to))) {
                *cell += 1;
            }
        }
        Matrix { cells }
    }
    /// The decided part alone.
    pub fn decided(&self) -> Vec<Vec<usize>> {
        let n = self.cells.len().saturating_sub(1);
        self.cells.iter().take(n).map(|row| row.iter().take(n).copied().collect()).collect()
    }
    /// All cases.
    pub fn total(&self) -> usize {
        self.cells.iter().flatten().sum()
    }
    /// How many cases move to a side.
    pub fn count(&self, side: Side) -> usize {
        let last = self.cells.len().saturating_sub(1);
        let mut sum = 0;
        for (from, row) in self.cells.iter().enumerate() {
            for (to, n) in row.iter().enumerate() {
                let here = match (from == last || to == last, to.cmp(&from)) {
                    (true, _) => Side::Undetermined,
                    (false, std::cmp::Ordering::Equal) => Side::Same,
                    (false, std::cmp::Ordering::Greater) => Side::Heavier,
                    (false, std::cmp::Ordering::Less) => Side::Lighter,
                };
                sum += if here == side { *n } else { 0 };
            }
        }
        sum
    }
}
