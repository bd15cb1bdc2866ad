//! Days, ranges of days and distances between them.

use super::{Date, Truth};

/// The days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    /// The earliest possible day.
    pub lo: Date,
    /// The latest possible day.
    pub hi: Date,
}

/// What a period is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodUnit {
    /// `years` | `年`
    Years,
    /// `months` | `个月`
    Months,
    /// `days` | `日`
    Days,
}

/// A length of time, as `2 years` | `二年`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

/// Reads `2017-06-01`; `None` if there is no such day or the year lies outside 1800 to 2999.
pub fn parse_iso(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || y.len() != 4 || m.len() != 2 || d.len() != 2 {
        return None;
    }
    let year: i16 = y.parse().ok()?;
    if !(1800..=2999).contains(&year) {
        return None;
    }
    Date::new(year, m.parse().ok()?, d.parse().ok()?).ok()
}

fn span(period: Period) -> Option<jiff::Span> {
    let n = i64::from(period.count);
    match period.unit {
        PeriodUnit::Years => jiff::Span::new().try_years(n),
        PeriodUnit::Months => jiff::Span::new().try_months(n),
        PeriodUnit::Days => jiff::Span::new().try_days(n),
    }
    .ok()
}

/// The day that much later; 29 February counts as 28 February in other years.
pub fn add_period(day: Date, period: Period) -> Date {
    span(period).and_then(|s| day.checked_add(s).ok()).unwrap_or(Date::MAX)
}

/// The day that much earlier, if the calendar reaches so far.
pub fn subtract_period(day: Date, period: Period) -> Option<Date> {
    day.checked_sub(span(period)?).ok()
}

impl DateRange {
    /// A known day.
    pub fn point(day: Date) -> DateRange {
        DateRange { lo: day, hi: day }
    }
    /// Any day.
    pub fn any() -> DateRange {
        DateRange { lo: Date::MIN, hi: Date::MAX }
    }
    /// Whether just one day is possible.
    pub fn is_point(&self) -> bool {
        self.lo == self.hi
    }
    /// On or after the other.
    pub fn reaches(&self, o: &DateRange) -> Truth {
        Truth::from_bounds(self.lo >= o.hi, self.hi >= o.lo)
    }
    /// After the other.
    pub fn exceeds(&self, o: &DateRange) -> Truth {
        Truth::from_bounds(self.lo > o.hi, self.hi > o.lo)
    }
    /// From this day to the later one at most the period; no if the second precedes the first.
    pub fn within(&self, later: &DateRange, period: Period) -> Truth {
        let surely = self.hi <= later.lo && later.hi <= add_period(self.lo, period);
        let possibly = self.lo <= later.hi && later.lo <= add_period(self.hi, period);
        Truth::from_bounds(surely, possibly)
    }
}
