//! Which change of a single fact changes the outcome of a case: the least step of a number or a day, each other answer.

use super::question::{Turn, paths, turns, yes_no};
use crate::eval::{Cuts, Path, at, called, days, outcome, slot_mut, ty};
use crate::ir::facts::{Facts, Known};
use crate::ir::program::Program;
use crate::ir::schema::{Names, Type};
use crate::map::Stretch;
use crate::prove::{Moved, Span, stays};
use crate::val::{Date, DateRange, End, Interval, Ratio, Truth, Unit};

/// A fact with every change of it that changes the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variation {
    /// The fact, as a path.
    pub fact: Names,
    /// What the case says of it.
    pub now: Vec<To>,
    /// The least changes, the lesser numbers and earlier days first.
    pub changes: Vec<Change>,
    /// Of a number: the stretches on which the outcome stays, from nought upwards.
    pub stretches: Option<(Unit, Vec<Stretch>)>,
    /// Whether all changes of it were looked at: not of a number whose borders are no lines.
    pub complete: bool,
    /// Whether it is proved that these changes, and the stretches of a number, are exact and that there are no others.
    pub proved: bool,
}

/// A change and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What the fact would be.
    pub to: To,
    /// How far that is from what it is.
    pub step: Option<Step>,
    /// The outcome then, least and greatest.
    pub outcome: (usize, usize),
    /// The case with the change in it.
    pub facts: Facts,
}

/// What a fact is or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// a yes, a no or a member
    Said(Names),
    /// a number with its unit
    Number(Ratio, Unit),
    /// a day
    Day(Date),
}

/// A distance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// so much more
    More(Ratio, Unit),
    /// so much less
    Less(Ratio, Unit),
}

/// The facts of a case that a text may mean: a path as `lots[0].count`, or its last part.
pub fn meant(program: &Program, facts: &Facts, text: &str) -> Vec<Names> {
    let all: Vec<Names> = paths(facts).into_iter().map(|p| called(p, program)).collect();
    let all: Vec<Names> = all.into_iter().chain(program.schema.findings.iter().cloned()).collect();
    let last = |path: &str| path.rsplit('.').next().unwrap_or(path).to_owned();
    let exact: Vec<Names> = all.iter().filter(|n| n.is(text)).cloned().collect();
    match exact.is_empty() {
        false => exact,
        true => all.into_iter().filter(|n| last(&n.en) == text || last(&n.zh) == text).collect(),
    }
}

/// What each fact of a case, or each of those named, would have to be for the outcome to change, all else as it is.
pub fn variations(program: &Program, facts: &Facts, named: Option<&[Names]>) -> Vec<Variation> {
    let wanted = |names: &Names| named.is_none_or(|all| all.contains(names));
    let work = Work { program, facts, now: answer(program, facts) };
    let mut out = Vec::new();
    for path in paths(facts) {
        let fact = called(path, program);
        if let Some(ty) = ty(path, program).filter(|_| wanted(&fact)) {
            out.push(work.of(path, ty, fact));
        }
    }
    for (i, names) in program.schema.findings.iter().enumerate().filter(|(_, n)| wanted(n)) {
        out.push(work.finding(i, names));
    }
    out
}

fn answer(program: &Program, facts: &Facts) -> (usize, usize) {
    let found = outcome(program, facts);
    (found.lo, found.hi)
}

struct Work<'a> {
    program: &'a Program,
    facts: &'a Facts,
    now: (usize, usize),
}

impl Work<'_> {
    fn with(&self, path: Path, known: Known) -> Facts {
        let mut supposed = self.facts.clone();
        if let Some(slot) = slot_mut(path, &mut supposed) {
            slot.value = known;
        }
        supposed
    }

    /// The change to a value, if it changes the outcome.
    fn change(&self, path: Path, known: Known, to: To, step: Option<Step>) -> Option<Change> {
        let facts = self.with(path, known);
        let outcome = answer(self.program, &facts);
        (outcome != self.now).then_some(Change { to, step, outcome, facts })
    }

    fn of(&self, path: Path, ty: Type, fact: Names) -> Variation {
        let known = at(path, self.facts).map(|slot| slot.value.clone());
        let mut out = Variation {
            fact,
            now: Vec::new(),
            changes: Vec::new(),
            stretches: None,
            complete: true,
            proved: false,
        };
        match (ty, known) {
            (Type::YesNo, Some(Known::Truth(now))) => {
                if now != Truth::Unknown {
                    out.now.push(To::Said(yes_no(now == Truth::Yes)));
                }
                for yes in [true, false].into_iter().filter(|yes| now != Truth::from(*yes)) {
                    let to = To::Said(yes_no(yes));
                    out.changes.extend(self.change(path, Known::Truth(Truth::from(yes)), to, None));
                }
            }
            (Type::Member(kind), Some(Known::Member(now))) => {
                let all =
                    self.program.schema.kinds.get(kind).map(|k| k.members.as_slice()).unwrap_or_default();
                for (m, names) in all.iter().enumerate() {
                    let one = crate::val::Members::one(m);
                    let to = To::Said(names.clone());
                    match now.iter().any(|n| n == m) {
                        true if now.len() == 1 => out.now.push(to),
                        _ => out.changes.extend(self.change(path, Known::Member(one), to, None)),
                    }
                }
            }
            (Type::Number(unit), Some(Known::Number(now, _))) => self.number(path, unit, &now, &mut out),
            (Type::Date, Some(Known::Date(now))) => self.day(path, now, &mut out),
            _ => out.complete = false,
        }
        // every yes, no and member was tried
        out.proved = matches!(ty, Type::YesNo | Type::Member(_)) || self.proved(path, &out);
        out
    }

    fn finding(&self, i: usize, names: &Names) -> Variation {
        let made = self.facts.findings.get(i).and_then(|f| f.as_ref().map(|f| f.0)).unwrap_or(false);
        let mut facts = self.facts.clone();
        if let Some(slot) = facts.findings.get_mut(i) {
            *slot = Some((!made, String::new()));
        }
        let outcome = answer(self.program, &facts);
        let change = Change { to: To::Said(yes_no(!made)), step: None, outcome, facts };
        Variation {
            fact: names.clone(),
            now: vec![To::Said(yes_no(made))],
            changes: Some(change).filter(|c| c.outcome != self.now).into_iter().collect(),
            stretches: None,
            complete: true,
            proved: true,
        }
    }

    /// Whether what was found of a number or day holds of every value, by proof.
    fn proved(&self, path: Path, found: &Variation) -> bool {
        let spans: Option<Vec<(Span, usize)>> = match (&found.stretches, found.now.first()) {
            (Some((_, all)), _) if joined(all) => {
                let span = |s: &Stretch| {
                    let to = s.to.clone().map(|to| (to, s.to_included));
                    let span = Span::Numbers((s.from.clone(), s.from_included), to);
                    (s.grade.0 == s.grade.1).then_some((span, s.grade.0))
                };
                all.iter().map(span).collect()
            }
            (None, Some(To::Day(now))) if self.now.0 == self.now.1 => {
                let day = |c: &Change| match c.to {
                    To::Day(day) => Some(day),
                    To::Said(_) | To::Number(..) => None,
                };
                let days: Vec<Date> = found.changes.iter().filter_map(day).collect();
                let before = days.iter().filter(|d| *d < now).max().and_then(|d| d.tomorrow().ok());
                let after = days.iter().filter(|d| *d > now).min().and_then(|d| d.yesterday().ok());
                let range = DateRange { lo: before.unwrap_or(Date::MIN), hi: after.unwrap_or(Date::MAX) };
                Some(vec![(Span::Days(range), self.now.0)])
            }
            _ => None,
        };
        found.complete && spans.is_some_and(|spans| stays(self.program, self.facts, path, &spans))
    }

    fn number(&self, path: Path, unit: Unit, now: &Interval, out: &mut Variation) {
        let found = turns(self.program, self.facts, path, Type::Number(unit));
        let Some(Turn::Numbers(_, all)) = found.into_iter().next() else {
            out.complete = false;
            return;
        };
        if let (End::At(n), true) = (&now.lo, now.is_point()) {
            out.now.push(To::Number(n.clone(), unit));
            let grain = grain(unit);
            let known = |m: &Ratio| Known::Number(Interval::point(m.clone()), Vec::new());
            let to = |m: &Ratio, step| self.change(path, known(m), To::Number(m.clone(), unit), Some(step));
            let below = all.iter().rev().filter_map(|s| last(s, &grain)).filter(|m| m < n);
            let mut below = below.filter_map(|m| to(&m, Step::Less(n.minus(&m), unit)));
            let above = all.iter().filter_map(|s| first(s, &grain)).filter(|m| m > n);
            let mut above = above.filter_map(|m| to(&m, Step::More(m.minus(n), unit)));
            out.changes.extend(below.next());
            out.changes.extend(above.next());
        }
        out.stretches = Some((unit, all));
    }

    fn day(&self, path: Path, now: DateRange, out: &mut Variation) {
        if !now.is_point() {
            out.complete = false;
            return;
        }
        out.now.push(To::Day(now.lo));
        let open = self.with(path, Known::Date(DateRange::any()));
        let cuts = Cuts::of(self.program);
        let ranges =
            cuts.parts(path, self.program, &open, &days(&open)).into_iter().filter_map(|part| match part {
                Known::Date(range) => Some(range),
                _ => None,
            });
        let ranges: Vec<DateRange> = ranges.collect();
        let to = |day: Date| self.change(path, Known::Date(DateRange::point(day)), To::Day(day), None);
        let mut before: Vec<Date> = ranges.iter().map(|r| r.hi).filter(|d| *d < now.lo).collect();
        let mut after: Vec<Date> = ranges.iter().map(|r| r.lo).filter(|d| *d > now.lo).collect();
        before.sort();
        after.sort();
        out.changes.extend(before.into_iter().rev().find_map(to));
        out.changes.extend(after.into_iter().find_map(to));
    }
}

/// Whether stretches follow one another from nought without end, nothing left out.
fn joined(all: &[Stretch]) -> bool {
    let begins = all.first().is_some_and(|s| s.from.is_zero() && s.from_included);
    let follows = |pair: &[Stretch]| match pair {
        [a, b] => a.to.as_ref() == Some(&b.from) && a.to_included != b.from_included,
        _ => false,
    };
    begins && all.last().is_some_and(|s| s.to.is_none()) && all.windows(2).all(follows)
}

/// A fact that is changed together with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The fact, as a path.
    pub fact: Names,
    /// What the case says of it.
    pub from: To,
    /// What it is changed to; of members each that does as well.
    pub to: Vec<To>,
    /// How far that is.
    pub step: Option<Step>,
}

/// A change of a fact in words.
pub fn joined_change(program: &Program, moved: &Moved) -> Joined {
    let ty = ty(moved.path, program);
    let said = |known: &Known| -> Vec<To> {
        match (known, ty) {
            (Known::Truth(t), _) => vec![To::Said(yes_no(*t == Truth::Yes))],
            (Known::Member(set), Some(Type::Member(kind))) => {
                let all = program.schema.kinds.get(kind).map(|k| k.members.as_slice()).unwrap_or_default();
                set.iter().filter_map(|m| all.get(m)).map(|names| To::Said(names.clone())).collect()
            }
            (Known::Number(Interval { lo: End::At(n), .. }, _), Some(Type::Number(unit))) => {
                vec![To::Number(n.clone(), unit)]
            }
            (Known::Date(day), _) => vec![To::Day(day.lo)],
            _ => Vec::new(),
        }
    };
    let (from, to) = (said(&moved.from), said(&moved.to));
    let from = from.into_iter().next().unwrap_or_else(|| To::Said(Names::default()));
    let step = match (&from, to.first()) {
        (To::Number(a, unit), Some(To::Number(b, _))) if b > a => Some(Step::More(b.minus(a), *unit)),
        (To::Number(a, unit), Some(To::Number(b, _))) => Some(Step::Less(a.minus(b), *unit)),
        _ => None,
    };
    Joined { fact: moved.fact.clone(), from, to, step }
}

/// The least step of a unit: money goes by the hundredth.
fn grain(unit: Unit) -> Ratio {
    let parts = if unit == Unit::Yuan { 100 } else { 1 };
    Ratio::new(1, parts).unwrap_or_else(Ratio::one)
}

/// Whole steps in a number, rounded down.
fn steps(n: &Ratio, grain: &Ratio) -> Ratio {
    let per = grain.inverse().unwrap_or_else(Ratio::one);
    n.times(&per).floor()
}

/// The least number of a stretch that is a whole number of steps.
fn first(s: &Stretch, grain: &Ratio) -> Option<Ratio> {
    let mut n = steps(&s.from, grain).times(grain);
    while n < s.from || (n == s.from && !s.from_included) {
        n = n.plus(grain);
    }
    let inside = s.to.as_ref().is_none_or(|to| n < *to || (n == *to && s.to_included));
    inside.then_some(n)
}

/// The greatest number of a stretch that is a whole number of steps.
fn last(s: &Stretch, grain: &Ratio) -> Option<Ratio> {
    let to = s.to.as_ref()?;
    let mut n = steps(to, grain).times(grain);
    if n == *to && !s.to_included {
        n = n.minus(grain);
    }
    let inside = n > s.from || (n == s.from && s.from_included);
    inside.then_some(n)
}
