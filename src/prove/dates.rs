//! Days as whole numbers: 384 a year, 32 a month; their order is that of days, and years and months add exactly.

use super::number::Linear;
use crate::solve::{IntVar, Model, Problem, Term};
use crate::val::{Date, Period, PeriodUnit, Ratio};

/// The first and last year of the days considered: those that a case can state.
pub(super) const YEARS: (i16, i16) = (1800, 2999);

/// A day that is not known: its year, month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayVar {
    pub year: IntVar,
    pub month: IntVar,
    pub day: IntVar,
}

/// A day: a constant, or one that varies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    Known(Date),
    Var(DayVar),
}

fn int(n: i64) -> Ratio {
    Ratio::int(n)
}

impl DayVar {
    /// A new day, one that the calendar has.
    pub fn new(problem: &mut Problem, name: &str) -> DayVar {
        let bound = |n: i16| Some(int(i64::from(n)));
        let year = problem.add_int(&format!("{name}.year"), bound(YEARS.0), bound(YEARS.1));
        let month = problem.add_int(&format!("{name}.month"), bound(1), bound(12));
        let day = problem.add_int(&format!("{name}.day"), bound(1), bound(31));
        let fourth = problem.add_int(&format!("{name}.fourth"), None, None);
        let is = |problem: &mut Problem, var: IntVar, n: i64| problem.equals(&[(int(1), var)], int(n));
        let at_most = |problem: &mut Problem, var: IntVar, n: i64| problem.at_most(&[(int(1), var)], int(n));
        let short: Vec<Term> = [4, 6, 9, 11].iter().map(|m| is(problem, month, *m)).collect();
        let short = problem.any(short);
        let thirty = at_most(problem, day, 30);
        let rule = problem.implies(short, thirty);
        problem.require(rule);
        let february = is(problem, month, 2);
        let (upto28, upto29) = (at_most(problem, day, 28), at_most(problem, day, 29));
        let divisible = problem.equals(&[(int(1), year), (int(-4), fourth)], int(0));
        let mut leap = vec![upto29, divisible];
        for century in (YEARS.0 / 100..=YEARS.1 / 100).filter(|c| c % 4 != 0) {
            leap.push(is(problem, year, i64::from(century) * 100).not());
        }
        let leap = problem.all(leap);
        let fits = problem.either(upto28, leap);
        let rule = problem.implies(february, fits);
        problem.require(rule);
        DayVar { year, month, day }
    }
    fn key(self) -> Linear {
        let part = |var, by| Linear::var(var, int(by));
        part(self.year, 384).plus(&part(self.month, 32)).plus(&part(self.day, 1))
    }
    /// The day in a model.
    pub fn value(self, model: &Model) -> Option<Date> {
        let n = |var| model.int(var).as_i64();
        let (year, month, day) = (n(self.year)?, n(self.month)?, n(self.day)?);
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

impl Day {
    fn key(self) -> Linear {
        match self {
            Day::Known(d) => {
                let (y, m, d) = (i64::from(d.year()), i64::from(d.month()), i64::from(d.day()));
                Linear::constant(int(384 * y + 32 * m + d))
            }
            Day::Var(var) => var.key(),
        }
    }
    /// On or after the other; after it, if strict.
    pub fn reaches(self, problem: &mut Problem, other: Day, strict: bool) -> Term {
        self.key().minus(&other.key()).reaches(problem, &Ratio::zero(), strict)
    }
    /// From this day to the later one at most the period; none if both vary and it is counted in days.
    pub fn within(self, problem: &mut Problem, later: Day, period: Period) -> Option<Term> {
        let ordered = later.reaches(problem, self, false);
        let step = match period.unit {
            PeriodUnit::Years => Some(384),
            PeriodUnit::Months => Some(32),
            PeriodUnit::Days => None,
        };
        let near = match (step, self, later) {
            // a constant day: the calendar itself adds
            (_, Day::Known(from), _) => {
                Day::Known(crate::val::add_period(from, period)).reaches(problem, later, false)
            }
            (Some(step), ..) => {
                let added = Linear::constant(int(step * i64::from(period.count)));
                let room = self.key().plus(&added).minus(&later.key());
                room.reaches(problem, &Ratio::zero(), false)
            }
            // days alone go back as they go forth
            (None, _, Day::Known(to)) => match crate::val::subtract_period(to, period) {
                Some(first) => self.reaches(problem, Day::Known(first), false),
                None => Term::TRUE,
            },
            (None, Day::Var(_), Day::Var(_)) => return None,
        };
        Some(problem.both(ordered, near))
    }
}
