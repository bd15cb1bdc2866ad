//! Values: three-valued truth, exact numbers and intervals, dates, units. No floats.

mod truth;
mod ratio;
mod interval;
mod date;

pub use date::{DateRange, Period, PeriodUnit, add_period, parse_iso, subtract_period};
pub use interval::{End, Interval};
pub use ratio::Ratio;
pub use truth::Truth;

/// A calendar day.
pub type Date = jiff::civil::Date;

/// What a number counts; a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// `items` | `条`
    Items,
    /// `persons` | `人`
    Persons,
    /// `yuan` | `元`, exact to the fen
    Yuan,
    /// `groups` | `组`
    Groups,
    /// `occasions` | `次`
    Occasions,
    /// `machines` | `台`
    Machines,
    /// `pieces` | `个`: sites, chat groups, accounts
    Pieces,
    /// `years` | `年`
    Years,
    /// `months` | `个月`
    Months,
    /// `days` | `日`
    Days,
}

impl Unit {
    /// All of them.
    pub const ALL: [Unit; 10] = [
        Unit::Items,
        Unit::Persons,
        Unit::Yuan,
        Unit::Groups,
        Unit::Occasions,
        Unit::Machines,
        Unit::Pieces,
        Unit::Years,
        Unit::Months,
        Unit::Days,
    ];
    /// The word in English and in Chinese.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Unit::Items => ["items", "条"],
            Unit::Persons => ["persons", "人"],
            Unit::Yuan => ["yuan", "元"],
            Unit::Groups => ["groups", "组"],
            Unit::Occasions => ["occasions", "次"],
            Unit::Machines => ["machines", "台"],
            Unit::Pieces => ["pieces", "个"],
            Unit::Years => ["years", "年"],
            Unit::Months => ["months", "个月"],
            Unit::Days => ["days", "日"],
        }
    }
    /// The words after a number: `1 item`, `2 items`.
    pub fn after(self, n: &Ratio) -> [&'static str; 2] {
        let [many, zh] = self.words();
        let one = *n == Ratio::one();
        [many.strip_suffix('s').filter(|_| one).unwrap_or(many), zh]
    }
    /// The words for a type that is no kind: `date`, `items`, `是或否`.
    pub fn types() -> Vec<&'static str> {
        ["date", "日期", "是或否"].into_iter().chain(Unit::ALL.iter().flat_map(|u| u.words())).collect()
    }
    /// Both words, for a diagnostic.
    pub fn both(self) -> String {
        self.words().join(" | ")
    }
    /// The period unit, if it measures time.
    pub fn period(self) -> Option<PeriodUnit> {
        match self {
            Unit::Years => Some(PeriodUnit::Years),
            Unit::Months => Some(PeriodUnit::Months),
            Unit::Days => Some(PeriodUnit::Days),
            Unit::Items
            | Unit::Persons
            | Unit::Yuan
            | Unit::Groups
            | Unit::Occasions
            | Unit::Machines
            | Unit::Pieces => None,
        }
    }
}

/// A set of members of one kind, by position; at most 128 of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Members(pub u128);

impl Members {
    /// Just one member.
    pub fn one(position: usize) -> Members {
        Members(1u128.checked_shl(position as u32).unwrap_or(0))
    }
    /// All members of a kind with that many.
    pub fn all(count: usize) -> Members {
        if count >= 128 { Members(u128::MAX) } else { Members((1u128 << count) - 1) }
    }
    /// How many may still be meant.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }
    /// Whether none is left.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// The positions, in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let first = left.trailing_zeros() as usize;
            left &= left.checked_sub(1)?;
            Some(first)
        })
    }
}
