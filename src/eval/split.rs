//! Undecided facts taken apart: kinds and truths by value, numbers and days at the points where rules read them.

use super::run::Trace;
use crate::ir::facts::{Facts, Known, Row, Slot};
use crate::ir::node::{NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::{Names, Type};
use crate::text::limits;
use crate::val::{Date, DateRange, End, Interval, Members, Period, Ratio, Truth, Unit};
use std::collections::BTreeSet;

/// Where an undecided value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Path {
    /// an unmade evaluation, of that row
    Open(usize, usize),
    /// a fact of the case
    Fact(usize),
    /// list fact, row, field
    Field(usize, usize, usize),
}

/// What a program reads, and where it cuts.
pub struct Cuts {
    facts: BTreeSet<usize>,
    fields: BTreeSet<(usize, usize)>,
    opens: BTreeSet<(usize, Option<usize>)>,
    numbers: BTreeSet<(Option<Unit>, Ratio)>,
    periods: BTreeSet<Period>,
    dates: BTreeSet<Date>,
    sets: BTreeSet<(Op, Members)>,
}

impl Cuts {
    /// The cuts of a program.
    pub fn of(program: &Program) -> Cuts {
        let mut c = Cuts {
            facts: BTreeSet::new(),
            fields: BTreeSet::new(),
            opens: BTreeSet::new(),
            numbers: BTreeSet::new(),
            periods: BTreeSet::new(),
            dates: BTreeSet::new(),
            sets: BTreeSet::new(),
        };
        let op = |id: &NodeId| program.nodes.get(id.0 as usize).map(|n| n.op.clone());
        for node in &program.nodes {
            match &node.op {
                Op::Fact(f) => drop(c.facts.insert(*f)),
                Op::Field(r, f) => drop(c.fields.insert((*r, *f))),
                Op::Open(o) => drop(c.opens.insert((*o, node.scope))),
                Op::Number(n) => drop(c.numbers.insert((None, n.clone()))),
                Op::Within(_, _, p) => drop(c.periods.insert(*p)),
                Op::Date(d) => drop(c.dates.insert(*d)),
                Op::IsMember(a, set) => {
                    if let Some(op) = op(a) {
                        c.sets.insert((op, *set));
                    }
                }
                _ => {}
            }
        }
        for ground in program.offences.iter().flat_map(|o| &o.grounds) {
            for term in &ground.terms {
                c.numbers.extend(term.standard.iter().map(|s| (term.unit, s.clone())));
            }
        }
        c
    }

    /// The undecided values that the program reads, cheapest to split first.
    pub fn undecided(&self, program: &Program, facts: &Facts) -> Vec<Path> {
        let mut out = Vec::new();
        for (i, slot) in facts.slots.iter().enumerate() {
            let Known::List(list) = &slot.value else {
                if self.facts.contains(&i) && !slot.value.is_known() {
                    out.push((cost(&slot.value), Path::Fact(i)));
                }
                continue;
            };
            let Some(record) = program.schema.record_of(i) else { continue };
            match list {
                None if self.fields.iter().any(|f| f.0 == record) => out.push((9, Path::Fact(i))),
                None => {}
                Some(rows) => {
                    for (r, row) in rows.iter().enumerate() {
                        for (f, slot) in row.slots.iter().enumerate() {
                            if self.fields.contains(&(record, f)) && !slot.value.is_known() {
                                out.push((cost(&slot.value), Path::Field(i, r, f)));
                            }
                        }
                    }
                }
            }
        }
        for (open, record) in &self.opens {
            let rows = match record.and_then(|r| program.schema.list_of(r)) {
                None => 1,
                Some(f) => match facts.slots.get(f).map(|s| &s.value) {
                    Some(Known::List(Some(rows))) => rows.len(),
                    _ => 1,
                },
            };
            for row in 0..rows {
                if !facts.opens.contains_key(&(*open, row)) {
                    out.push((0, Path::Open(*open, row)));
                }
            }
        }
        out.sort();
        out.into_iter().map(|(_, p)| p).collect()
    }

    /// The parts of an undecided value; together they cover it, save for an unknown list.
    pub fn parts(&self, path: Path, program: &Program, facts: &Facts, known: &BTreeSet<Date>) -> Vec<Known> {
        if let Path::Open(..) = path {
            return vec![Known::Truth(Truth::No), Known::Truth(Truth::Yes)];
        }
        let Some(slot) = at(path, facts) else { return Vec::new() };
        let parts = match &slot.value {
            Known::Truth(_) => vec![Known::Truth(Truth::No), Known::Truth(Truth::Yes)],
            Known::Member(set) => self.member_parts(path, program, *set),
            Known::Number(_, choices) if !choices.is_empty() => {
                choices.iter().map(|c| Known::Number(Interval::point(c.clone()), Vec::new())).collect()
            }
            Known::Number(i, _) => self.number_parts(ty(path, program), i),
            Known::Date(range) => self.date_parts(known, *range),
            Known::List(_) => match ty(path, program) {
                Some(Type::List(r)) => {
                    let row = Row::unstated(r, false, &program.schema);
                    vec![Known::List(Some(Vec::new())), Known::List(Some(vec![row]))]
                }
                _ => Vec::new(),
            },
        };
        if parts.len() == 1 && parts.first() == Some(&slot.value) { Vec::new() } else { parts }
    }

    fn member_parts(&self, path: Path, program: &Program, set: Members) -> Vec<Known> {
        let field = match path {
            Path::Fact(f) => Op::Fact(f),
            Path::Field(list, _, f) => match program.schema.record_of(list) {
                Some(r) => Op::Field(r, f),
                None => return Vec::new(),
            },
            Path::Open(..) => return Vec::new(),
        };
        let mut parts = vec![set];
        for (_, tested) in self.sets.iter().filter(|s| s.0 == field) {
            parts = parts
                .iter()
                .flat_map(|p| [Members(p.0 & tested.0), Members(p.0 & !tested.0)])
                .filter(|p| !p.is_empty())
                .collect();
        }
        // members that no rule tells apart stay together; a single part is one member for all
        match parts.as_slice() {
            [_] => set.iter().take(1).map(|m| Known::Member(Members::one(m))).collect(),
            _ => parts
                .into_iter()
                .filter_map(|p| p.iter().next())
                .map(|m| Known::Member(Members::one(m)))
                .collect(),
        }
    }

    fn number_parts(&self, ty: Option<Type>, i: &Interval) -> Vec<Known> {
        let unit = match ty {
            Some(Type::Number(u)) => u,
            _ => return Vec::new(),
        };
        let step =
            if unit == Unit::Yuan { Ratio::new(1, 100).unwrap_or_else(Ratio::one) } else { Ratio::one() };
        let inside = |n: &Ratio| End::At(n.clone()) > i.lo && End::At(n.clone()) <= i.hi;
        let lattice = |n: &Ratio| n.is_multiple_of(if unit == Unit::Yuan { 100 } else { 1 });
        let cuts: BTreeSet<Ratio> = self
            .numbers
            .iter()
            .filter(|(u, n)| u.is_none_or(|u| u == unit) && *n > Ratio::zero() && lattice(n) && inside(n))
            .map(|(_, n)| n.clone())
            .collect();
        let mut lo = i.lo.clone();
        let mut out = Vec::new();
        for cut in cuts {
            out.push(Known::Number(Interval::new(lo, End::At(cut.minus(&step))), Vec::new()));
            lo = End::At(cut);
        }
        if !out.is_empty() {
            out.push(Known::Number(Interval::new(lo, i.hi.clone()), Vec::new()));
        }
        out
    }

    fn date_parts(&self, known: &BTreeSet<Date>, range: DateRange) -> Vec<Known> {
        let mut cuts: BTreeSet<Date> = self.dates.clone();
        for day in known {
            cuts.insert(*day);
            cuts.extend(day.tomorrow().ok());
            for p in &self.periods {
                let later = crate::val::add_period(*day, *p);
                cuts.extend(later.tomorrow().ok());
                cuts.extend(crate::val::subtract_period(*day, *p));
            }
        }
        let mut lo = range.lo;
        let mut out = Vec::new();
        for cut in cuts.into_iter().filter(|c| *c > range.lo && *c <= range.hi) {
            if let Ok(end) = cut.yesterday() {
                out.push(Known::Date(DateRange { lo, hi: end }));
                lo = cut;
            }
        }
        if !out.is_empty() {
            out.push(Known::Date(DateRange { lo, hi: range.hi }));
        }
        out
    }
}

fn cost(known: &Known) -> u8 {
    match known {
        Known::Truth(_) => 1,
        Known::Member(_) => 2,
        Known::Number(..) => 3,
        Known::Date(_) => 4,
        Known::List(_) => 9,
    }
}

/// The type of the value there.
pub fn ty(path: Path, program: &Program) -> Option<Type> {
    match path {
        Path::Fact(f) => program.schema.facts.get(f).map(|f| f.ty),
        Path::Field(list, _, f) => match program.schema.facts.get(list).map(|f| f.ty) {
            Some(Type::List(r)) => program.schema.records.get(r).and_then(|r| r.fields.get(f)).map(|f| f.ty),
            _ => None,
        },
        Path::Open(..) => None,
    }
}

/// The slot of a fact or field, to read.
pub fn at(path: Path, facts: &Facts) -> Option<&Slot> {
    match path {
        Path::Fact(f) => facts.slots.get(f),
        Path::Field(list, row, f) => match facts.slots.get(list).map(|s| &s.value) {
            Some(Known::List(Some(rows))) => rows.get(row).and_then(|r| r.slots.get(f)),
            _ => None,
        },
        Path::Open(..) => None,
    }
}

/// The slot of a fact or field.
pub fn slot_mut(path: Path, facts: &mut Facts) -> Option<&mut Slot> {
    match path {
        Path::Fact(f) => facts.slots.get_mut(f),
        Path::Field(list, row, f) => match facts.slots.get_mut(list).map(|s| &mut s.value) {
            Some(Known::List(Some(rows))) => rows.get_mut(row).and_then(|r| r.slots.get_mut(f)),
            _ => None,
        },
        Path::Open(..) => None,
    }
}

/// The days that the facts state.
pub fn days(facts: &Facts) -> BTreeSet<Date> {
    let rows = facts.slots.iter().filter_map(|s| match &s.value {
        Known::List(Some(rows)) => Some(rows),
        _ => None,
    });
    let all = facts.slots.iter().chain(rows.flatten().flat_map(|r| r.slots.iter()));
    let day = |slot: &Slot| match &slot.value {
        Known::Date(d) if d.is_point() => Some(d.lo),
        _ => None,
    };
    all.filter_map(day).collect()
}

/// The low or the high end of an undecided value: one value that is possible.
pub fn end(known: &Known, high: bool) -> Option<Known> {
    Some(match known {
        Known::Truth(Truth::Unknown) => Known::Truth(Truth::from(high)),
        Known::Truth(t) => Known::Truth(*t),
        Known::Member(m) => {
            let pick = if high { m.iter().next() } else { m.iter().last() };
            Known::Member(pick.map_or(*m, Members::one))
        }
        Known::Number(i, choices) => {
            let large = Ratio::int(limits::NUMBER);
            let end = if high { &i.hi } else { &i.lo };
            let n = match (choices.is_empty(), end, &i.lo) {
                (_, End::At(n), _) => n.clone(),
                (_, _, End::At(n)) => n.clone().max(large),
                _ => large,
            };
            Known::Number(Interval::point(n), Vec::new())
        }
        Known::Date(d) => Known::Date(DateRange::point(if high { d.hi } else { d.lo })),
        Known::List(_) => return None,
    })
}

/// A completion: every undecided value at its low or its high end.
pub fn complete(cuts: &Cuts, program: &Program, facts: &Facts, high: bool) -> Facts {
    let mut out = facts.clone();
    // a record put into an unknown list is itself undecided
    for _ in 0..3 {
        let undecided = cuts.undecided(program, &out);
        if undecided.is_empty() {
            break;
        }
        for path in undecided {
            if let Path::Open(o, row) = path {
                out.opens.insert((o, row), high);
                continue;
            }
            let row = program.schema.record_of(if let Path::Fact(f) = path { f } else { usize::MAX });
            if let Some(slot) = slot_mut(path, &mut out) {
                slot.value = end(&slot.value, high).unwrap_or_else(|| {
                    let one = row.filter(|_| high).map(|r| Row::unstated(r, false, &program.schema));
                    Known::List(Some(one.into_iter().collect()))
                });
            }
        }
    }
    out
}

/// The path in words: `lots[0].kind`.
pub fn called(path: Path, program: &Program) -> Names {
    let schema = &program.schema;
    match path {
        Path::Open(o, _) => program.opens.get(o).map(|o| o.0.clone()).unwrap_or_default(),
        Path::Fact(f) => schema.facts.get(f).map(|f| f.names.clone()).unwrap_or_default(),
        Path::Field(list, row, f) => {
            let name = schema.facts.get(list).map(|f| f.names.clone()).unwrap_or_default();
            let field = match schema.facts.get(list).map(|f| f.ty) {
                Some(Type::List(r)) => schema.records.get(r).and_then(|r| r.fields.get(f)),
                _ => None,
            };
            let field = field.map(|f| f.names.clone()).unwrap_or_default();
            Names {
                en: format!("{}[{row}].{}", name.en, field.en),
                zh: format!("{}[{row}].{}", name.zh, field.zh),
            }
        }
    }
}

/// The outcome interval of a trace.
pub fn bounds(program: &Program, trace: &Trace) -> (usize, usize) {
    let grade = |wanted: fn(Truth) -> bool| {
        program.at_least.iter().rposition(|n| wanted(trace.truth(*n))).map_or(0, |g| g + 1)
    };
    (grade(|t| t == Truth::Yes), grade(|t| t != Truth::No))
}
