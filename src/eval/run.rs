//! One pass over the nodes; truths are three-valued, numbers intervals.

use crate::ir::facts::{Facts, Known, Row, Slot};
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::Schema;
use crate::val::{DateRange, End, Interval, Members, Ratio, Truth};

/// A value of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Val {
    /// a truth
    Truth(Truth),
    /// a number
    Number(Interval),
    /// a member
    Member(Members),
    /// a day
    Date(DateRange),
}

/// The value of a node for the case, or one for each record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// of the case
    One(Val),
    /// of each record, truths
    Truths(Vec<Truth>),
    /// of each record, other values
    Each(Vec<Val>),
}

impl Cell {
    pub(super) fn each(vals: impl ExactSizeIterator<Item = Val>) -> Cell {
        let mut truths = Vec::new();
        let mut each = Vec::new();
        let n = vals.len();
        for (row, val) in vals.enumerate() {
            match val {
                Val::Truth(t) if each.is_empty() => {
                    truths.reserve_exact(if row == 0 { n } else { 0 });
                    truths.push(t);
                }
                val => {
                    each.reserve_exact(if each.is_empty() { n } else { 0 });
                    each.extend(truths.drain(..).map(Val::Truth));
                    each.push(val);
                }
            }
        }
        if each.is_empty() { Cell::Truths(truths) } else { Cell::Each(each) }
    }
}

/// All values of a run.
#[derive(Debug, Clone)]
pub struct Trace {
    pub(super) cells: Vec<Cell>,
}

impl Trace {
    /// The truth of a node of the case; unknown if it is none.
    pub fn truth(&self, id: NodeId) -> Truth {
        match self.cells.get(id.0 as usize) {
            Some(Cell::One(Val::Truth(t))) => *t,
            _ => Truth::Unknown,
        }
    }
    /// The number of a node of the case.
    pub fn number(&self, id: NodeId) -> Option<Interval> {
        match self.cells.get(id.0 as usize) {
            Some(Cell::One(Val::Number(i))) => Some(i.clone()),
            _ => None,
        }
    }
    /// The truths of a node of a record, one a record.
    pub fn truths(&self, id: NodeId) -> Vec<Truth> {
        let truth = |v: &Val| match v {
            Val::Truth(t) => *t,
            _ => Truth::Unknown,
        };
        match self.cells.get(id.0 as usize) {
            Some(Cell::Truths(truths)) => truths.clone(),
            Some(Cell::Each(vals)) => vals.iter().map(truth).collect(),
            Some(Cell::One(v)) => vec![truth(v)],
            None => Vec::new(),
        }
    }
    /// The value of a node for a record; of a node of the case, whichever the record.
    pub fn at(&self, id: NodeId, row: usize) -> Val {
        let unknown = Val::Truth(Truth::Unknown);
        match self.cells.get(id.0 as usize) {
            Some(Cell::One(v)) => v.clone(),
            Some(Cell::Truths(truths)) => truths.get(row).map_or(unknown, |t| Val::Truth(*t)),
            Some(Cell::Each(vals)) => vals.get(row).cloned().unwrap_or(unknown),
            None => unknown,
        }
    }
    pub(super) fn truth_at(&self, id: NodeId, row: usize) -> Truth {
        match self.cells.get(id.0 as usize) {
            Some(Cell::Truths(truths)) => truths.get(row).copied().unwrap_or(Truth::Unknown),
            Some(Cell::One(Val::Truth(t))) => *t,
            Some(Cell::Each(_) | Cell::One(_)) | None => Truth::Unknown,
        }
    }
    pub(super) fn number_at(&self, id: NodeId, row: usize) -> Interval {
        match self.at(id, row) {
            Val::Number(i) => i,
            _ => Interval::new(End::Below, End::Above),
        }
    }
}

/// Where the records of each kind stand among the facts.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    rows: Vec<Rows>,
}

/// The records of one kind.
#[derive(Debug, Clone)]
enum Rows {
    /// the fact that lists them, and how many they are
    Listed(usize, usize),
    /// one of which nothing is known, standing for any number of them
    Open(Row),
}

impl Lists {
    pub(super) fn of(schema: &Schema, facts: &Facts) -> Lists {
        let rows = (0..schema.records.len())
            .map(|r| {
                let list = schema.list_of(r).unwrap_or(usize::MAX);
                match facts.slots.get(list).map(|s| &s.value) {
                    Some(Known::List(Some(rows))) => Rows::Listed(list, rows.len()),
                    Some(Known::List(None)) => Rows::Open(Row::unknown(r, schema)),
                    _ => Rows::Listed(list, 0),
                }
            })
            .collect();
        Lists { rows }
    }
    /// How many records there are, and whether there may be any number of others like the one given.
    pub(super) fn count(&self, record: usize) -> (usize, bool) {
        match self.rows.get(record) {
            Some(Rows::Listed(_, n)) => (*n, false),
            Some(Rows::Open(_)) => (1, true),
            None => (0, false),
        }
    }
    fn slot<'a>(&'a self, record: usize, row: usize, field: usize, facts: &'a Facts) -> Option<&'a Slot> {
        let row = match self.rows.get(record)? {
            Rows::Listed(list, _) => match &facts.slots.get(*list)?.value {
                Known::List(Some(rows)) => rows.get(row),
                _ => None,
            },
            Rows::Open(one) => Some(one),
        };
        row?.slots.get(field)
    }
}

fn val(known: &Known) -> Val {
    match known {
        Known::Truth(t) => Val::Truth(*t),
        Known::Number(i, _) => Val::Number(i.clone()),
        Known::Member(m) => Val::Member(*m),
        Known::Date(d) => Val::Date(*d),
        Known::List(_) => Val::Truth(Truth::Unknown),
    }
}

/// Runs a program on a case.
pub fn run(program: &Program, facts: &Facts) -> Trace {
    let lists = Lists::of(&program.schema, facts);
    let mut trace = Trace { cells: Vec::with_capacity(program.nodes.len()) };
    for node in &program.nodes {
        let cell = match node.scope {
            None => Cell::One(value(node, 0, facts, &lists, &trace)),
            Some(r) => {
                let n = lists.count(r).0;
                Cell::each((0..n).map(|row| value(node, row, facts, &lists, &trace)))
            }
        };
        trace.cells.push(cell);
    }
    trace
}

/// The value of a node, of one record if it speaks of records.
pub(super) fn value(node: &Node, row: usize, facts: &Facts, lists: &Lists, t: &Trace) -> Val {
    let truth = Val::Truth;
    let numbers = |ids: &[NodeId], f: fn(&Interval, &Interval) -> Interval| {
        let mut all = ids.iter().map(|i| t.number_at(*i, row));
        let first = all.next().unwrap_or_else(|| Interval::point(Ratio::zero()));
        Val::Number(all.fold(first, |a, b| f(&a, &b)))
    };
    match &node.op {
        Op::Fact(f) => facts.slots.get(*f).map_or(truth(Truth::Unknown), |s| val(&s.value)),
        Op::Field(r, f) => lists.slot(*r, row, *f, facts).map_or(truth(Truth::Unknown), |s| val(&s.value)),
        Op::Finding(f) => {
            truth(Truth::from(facts.findings.get(*f).and_then(|f| f.as_ref()).is_some_and(|f| f.0)))
        }
        Op::Open(o) => {
            let at = if node.scope.is_some() { row } else { 0 };
            truth(facts.opens.get(&(*o, at)).map_or(Truth::Unknown, |yes| Truth::from(*yes)))
        }
        Op::Truth(b) => truth(Truth::from(*b)),
        Op::Number(n) => Val::Number(Interval::point(n.clone())),
        Op::Date(d) => Val::Date(DateRange::point(*d)),
        Op::Not(a) => truth(t.truth_at(*a, row).not()),
        Op::And(ids) => truth(ids.iter().fold(Truth::Yes, |x, i| x.and(t.truth_at(*i, row)))),
        Op::Or(ids) => truth(ids.iter().fold(Truth::No, |x, i| x.or(t.truth_at(*i, row)))),
        Op::IsMember(a, set) => truth(match t.at(*a, row) {
            Val::Member(m) => Truth::from_bounds(m.0 & !set.0 == 0, m.0 & set.0 != 0),
            _ => Truth::Unknown,
        }),
        Op::Reaches(a, b) => truth(match (t.at(*a, row), t.at(*b, row)) {
            (Val::Number(a), Val::Number(b)) => a.reaches(&b),
            (Val::Date(a), Val::Date(b)) => a.reaches(&b),
            _ => Truth::Unknown,
        }),
        Op::Exceeds(a, b) => truth(match (t.at(*a, row), t.at(*b, row)) {
            (Val::Number(a), Val::Number(b)) => a.exceeds(&b),
            (Val::Date(a), Val::Date(b)) => a.exceeds(&b),
            _ => Truth::Unknown,
        }),
        Op::Within(a, b, period) => truth(match (t.at(*a, row), t.at(*b, row)) {
            (Val::Date(a), Val::Date(b)) => a.within(&b, *period),
            _ => Truth::Unknown,
        }),
        Op::Indicator(a) => Val::Number(Interval::point(Ratio::one()).gated(t.truth_at(*a, row))),
        Op::Plus(ids) => numbers(ids, Interval::plus),
        Op::Minus(a, b) => Val::Number(t.number_at(*a, row).minus(&t.number_at(*b, row))),
        Op::Times(a, b) => Val::Number(t.number_at(*a, row).times(&t.number_at(*b, row))),
        Op::Max(ids) => numbers(ids, Interval::greater),
        Op::Min(ids) => numbers(ids, Interval::lesser),
        Op::Plain(a) => Val::Number(Interval::plain(t.truth_at(*a, row))),
        Op::Gate(n, by) => Val::Number(t.number_at(*n, row).gated(t.truth_at(*by, row))),
        Op::Some(r, c) => truth(some(*r, *c, lists, t)),
        Op::Count(r, c) => Val::Number(total(*r, *c, None, lists, t)),
        Op::Total(r, c, q) => Val::Number(total(*r, *c, Some(*q), lists, t)),
        Op::Greatest(r, c, q) => Val::Number(extreme(*r, *c, *q, true, lists, t)),
        Op::Least(r, c, q) => Val::Number(extreme(*r, *c, *q, false, lists, t)),
    }
}

fn some(record: usize, condition: NodeId, lists: &Lists, t: &Trace) -> Truth {
    let (n, open) = lists.count(record);
    let found = (0..n).fold(Truth::No, |x, row| x.or(t.truth_at(condition, row)));
    if open && found == Truth::Yes { Truth::Unknown } else { found }
}

/// A record that is not surely among those counted adds nought to its most; an unknown list adds any number.
fn total(record: usize, condition: NodeId, quantity: Option<NodeId>, lists: &Lists, t: &Trace) -> Interval {
    let (n, open) = lists.count(record);
    let mut sum = Interval::point(Ratio::zero());
    for row in 0..n {
        let met = t.truth_at(condition, row);
        if met == Truth::No {
            continue;
        }
        let one = quantity.map_or_else(|| Interval::point(Ratio::one()), |q| t.number_at(q, row));
        let one = one.gated(met);
        sum = if open { Interval::new(End::zero(), End::Above) } else { sum.plus(&one) };
    }
    sum
}

fn extreme(
    record: usize,
    condition: NodeId,
    quantity: NodeId,
    greatest: bool,
    lists: &Lists,
    t: &Trace,
) -> Interval {
    let (n, open) = lists.count(record);
    let met: Vec<Truth> = (0..n).map(|row| t.truth_at(condition, row)).collect();
    if !open && !met.contains(&Truth::Unknown) {
        let mut known = (0..n).filter(|r| met.get(*r) == Some(&Truth::Yes)).map(|r| t.number_at(quantity, r));
        let first = known.next().unwrap_or_else(|| Interval::point(Ratio::zero()));
        return known.fold(first, |a, b| if greatest { a.greater(&b) } else { a.lesser(&b) });
    }
    let zero = Interval::point(Ratio::zero());
    let mut best: Option<Interval> = None;
    let mut sure = false;
    for row in 0..n {
        let met = t.truth_at(condition, row);
        if met == Truth::No {
            continue;
        }
        let one = t.number_at(quantity, row);
        sure |= met == Truth::Yes && !open;
        // sound whichever of the uncertain records are meant: every candidate is inside the hull
        best = Some(match best {
            None => one,
            Some(b) => Interval::new(b.lo.min(one.lo), b.hi.max(one.hi)),
        });
    }
    match best {
        None => zero,
        Some(b) if sure => b,
        Some(b) => Interval::new(b.lo.min(End::zero()), b.hi.max(End::zero())),
    }
}
