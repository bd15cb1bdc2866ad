//! Days as whole numbers: 384 a year, 32 a month; their order is that of days, and years and months add exactly.

use super::number::Linear;
use crate::solve::{IntVar, Model, Problem, Term};
use crate::val::{Date, Period, PeriodUnit, Ratio};

/// The first and last year of the days considered: those that a case can state.
pub(super) const YEARS: (i16, i16) = (1800, 2999);

/// A day that is not known: its year, month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayVar {
    /// 384 times the year, 32 times the month, and the day.
    pub key: IntVar,
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
        let fourth = problem.add_int(&format!("{name}.fourth"), bound(YEARS.0 / 4), bound(YEARS.1 / 4));
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
        let key = |y: i16, m: i64, d: i64| Some(int(384 * i64::from(y) + 32 * m + d));
        let key = problem.add_int(name, key(YEARS.0, 1, 1), key(YEARS.1, 12, 31));
        let parts = [(int(384), year), (int(32), month), (int(1), day), (int(-1), key)];
        let same = problem.equals(&parts, int(0));
        problem.require(same);
        DayVar { key, year, month, day }
    }
    fn key(self) -> Linear {
        Linear::var(self.key, int(1))
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
    /// The year, and the months since the year nought.
    fn coarse(self) -> [Linear; 2] {
        match self {
            Day::Known(d) => {
                let (y, m) = (i64::from(d.year()), i64::from(d.month()));
                [y, 12 * y + m].map(|n| Linear::constant(int(n)))
            }
            Day::Var(day) => {
                let year = Linear::var(day.year, int(1));
                [year.clone(), year.times(&int(12)).plus(&Linear::var(day.month, int(1)))]
            }
        }
    }
    /// On or after the other; after it, if strict.
    pub fn reaches(self, problem: &mut Problem, other: Day, strict: bool) -> Term {
        if strict { self.upto(problem, other, 0).not() } else { other.upto(problem, self, 0) }
    }
    /// Not after the other with so many months more. Years and months follow: said, since it is hard to find out.
    fn upto(self, problem: &mut Problem, other: Day, months: i64) -> Term {
        let room = other.key().plus(&Linear::constant(int(32 * months))).minus(&self.key());
        let held = room.reaches(problem, &Ratio::zero(), false);
        if held == Term::TRUE || held == Term::FALSE {
            return held;
        }
        let ([year, month], [last_year, last_month]) = (self.coarse(), other.coarse());
        let months_left = last_month.minus(&month).plus(&Linear::constant(int(months)));
        let years = last_year.minus(&year);
        // held: months_left >= 0; not held: months_left <= 0. A year is off by at most eleven months.
        let least = months_left.reaches(problem, &int(0), false);
        let most = months_left.reaches(problem, &int(0), true).not();
        let least_years = years.reaches(problem, &int(-(11 + months).div_euclid(12)), false);
        let most_years = years.reaches(problem, &int((11 - months).div_euclid(12)), true).not();
        for (condition, follows) in
            [(held, least), (held, least_years), (held.not(), most), (held.not(), most_years)]
        {
            let rule = problem.implies(condition, follows);
            problem.require(rule);
        }
        held
    }
    /// From this day to the later one at most the period; none if both vary and it is counted in days.
    pub fn within(self, problem: &mut Problem, later: Day, period: Period) -> Option<Term> {
        let ordered = later.reaches(problem, self, false);
        let step = match period.unit {
            PeriodUnit::Years => Some(12),
            PeriodUnit::Months => Some(1),
            PeriodUnit::Days => None,
        };
        let near = match (step, self, later) {
            // a constant day: the calendar itself adds
            (_, Day::Known(from), _) => {
                Day::Known(crate::val::add_period(from, period)).reaches(problem, later, false)
            }
            (Some(step), ..) => later.upto(problem, self, step * i64::from(period.count)),
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
