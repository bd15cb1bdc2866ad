//! The graph read as affine forms of the moving numbers: every line on which some condition of the outcome may turn.
//!
//! A number of the graph is, at each point, one of a few affine forms: sums, greatest and least, conditions that let
//! a number through. Which of them it is never matters: `max(f, g)` reaches h just where f or g does. So the lines
//! `f = h` of all forms cut the plane into cells in which every condition, hence the outcome, stays the same.

use super::line::{Form, Line};
use crate::eval::{Path, Trace, Val, called, run, slot_mut, ty};
use crate::ir::facts::{Facts, Known};
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::program::Program;
use crate::ir::schema::{Names, Type};
use crate::val::{End, Interval, Ratio, Truth, Unit};
use std::collections::BTreeSet;

/// A node may have so many forms; beyond it no map is drawn.
const MOST_FORMS: usize = 4000;

/// The numbers that move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axes {
    /// The first.
    pub x: Path,
    /// The second; none for a sweep of one.
    pub y: Option<Path>,
}

/// A module and a case, as that module reads it.
#[derive(Debug, Clone, Copy)]
pub struct Layer<'a> {
    /// The rules.
    pub program: &'a Program,
    /// The case.
    pub facts: &'a Facts,
    /// What moves.
    pub axes: Axes,
}

/// Why there is no exact map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is no number of this case.
    NotANumber(Names),
    /// The two are multiplied with each other: the border is no line.
    Curved,
    /// More lines than are drawn.
    TooMany,
}

impl<'a> Layer<'a> {
    /// The case with its moving numbers at these values.
    pub(super) fn facts_at(&self, x: &Ratio, y: &Ratio) -> Facts {
        let mut moved = self.facts.clone();
        for (path, n) in [(Some(self.axes.x), x), (self.axes.y, y)] {
            if let Some(slot) = path.and_then(|p| slot_mut(p, &mut moved)) {
                slot.value = Known::Number(Interval::point(n.clone()), Vec::new());
            }
        }
        moved
    }
    /// The lines of this module.
    pub(super) fn lines(&self) -> Result<BTreeSet<Line>, Refusal> {
        let movable = numbers(self.program, self.facts);
        for path in [Some(self.axes.x), self.axes.y].into_iter().flatten() {
            if !movable.iter().any(|m| m.0 == path) {
                return Err(Refusal::NotANumber(called(path, self.program)));
            }
        }
        let base = self.facts_at(&Ratio::zero(), &Ratio::zero());
        let mut pass = Pass { layer: self, trace: run(self.program, &base), facts: &base, known: Vec::new() };
        pass.forward();
        pass.backward()
    }
}

/// The numbers of a case that can move: facts, and fields of the records that are there.
pub fn numbers(program: &Program, facts: &Facts) -> Vec<(Path, Names, Unit)> {
    let mut paths = Vec::new();
    for (i, slot) in facts.slots.iter().enumerate() {
        match &slot.value {
            Known::Number(..) => paths.push(Path::Fact(i)),
            Known::List(Some(rows)) => {
                let row = |(r, row): (usize, &crate::ir::facts::Row)| {
                    (0..row.slots.len()).map(move |f| Path::Field(i, r, f)).collect::<Vec<Path>>()
                };
                paths.extend(rows.iter().enumerate().flat_map(row));
            }
            Known::Truth(_) | Known::Member(_) | Known::Date(_) | Known::List(None) => {}
        }
    }
    let one = |p: Path| match ty(p, program) {
        Some(Type::Number(unit)) => Some((p, called(p, program), unit)),
        _ => None,
    };
    paths.into_iter().filter_map(one).collect()
}

/// A number as it may be at some point.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Below,
    At(Form),
    Above,
}

type Pieces = BTreeSet<Piece>;

/// What is known of a node over the whole plane.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Abstract {
    /// as in the trace, wherever the numbers go
    Same,
    /// a truth that may turn
    Turns,
    /// a number that is one of these
    Number(Pieces),
    /// a number that no line bounds
    Refused(Refusal),
}

struct Pass<'a> {
    layer: &'a Layer<'a>,
    trace: Trace,
    facts: &'a Facts,
    known: Vec<Vec<Abstract>>,
}

fn zero() -> Piece {
    Piece::At(Form::constant(Ratio::zero()))
}

fn piece(end: &End) -> Piece {
    match end {
        End::Below => Piece::Below,
        End::At(n) => Piece::At(Form::constant(n.clone())),
        End::Above => Piece::Above,
    }
}

fn plus(a: &Piece, b: &Piece) -> Piece {
    match (a, b) {
        (Piece::At(f), Piece::At(g)) => Piece::At(f.plus(g)),
        (Piece::Below, _) | (_, Piece::Below) => Piece::Below,
        _ => Piece::Above,
    }
}

fn negated(a: &Piece) -> Piece {
    match a {
        Piece::Below => Piece::Above,
        Piece::At(f) => Piece::At(f.times(&Ratio::int(-1))),
        Piece::Above => Piece::Below,
    }
}

fn times(a: &Piece, b: &Piece) -> Option<Piece> {
    match (a, b) {
        (Piece::At(f), Piece::At(g)) if g.is_constant() => Some(Piece::At(f.times(&g.c))),
        (Piece::At(f), Piece::At(g)) if f.is_constant() => Some(Piece::At(g.times(&f.c))),
        (Piece::At(_), Piece::At(_)) => None,
        (Piece::At(f), end) | (end, Piece::At(f)) => f.is_constant().then(|| match f.c.cmp(&Ratio::zero()) {
            std::cmp::Ordering::Less => negated(end),
            std::cmp::Ordering::Equal => zero(),
            std::cmp::Ordering::Greater => end.clone(),
        }),
        (a, b) => Some(if a == b { Piece::Above } else { Piece::Below }),
    }
}

fn each(a: &Pieces, b: &Pieces, op: impl Fn(&Piece, &Piece) -> Option<Piece>) -> Result<Pieces, Refusal> {
    let mut out = Pieces::new();
    for p in a {
        for q in b {
            out.insert(op(p, q).ok_or(Refusal::Curved)?);
        }
        if out.len() > MOST_FORMS {
            return Err(Refusal::TooMany);
        }
    }
    Ok(out)
}

impl Pass<'_> {
    fn rows(&self, record: usize) -> (usize, bool) {
        let list = self.layer.program.schema.list_of(record).and_then(|f| self.facts.slots.get(f));
        match list.map(|s| &s.value) {
            Some(Known::List(Some(rows))) => (rows.len(), false),
            Some(Known::List(None)) => (1, true),
            _ => (0, false),
        }
    }
    fn forward(&mut self) {
        for node in &self.layer.program.nodes {
            let n = node.scope.map_or(1, |r| self.rows(r).0);
            let all = (0..n).map(|row| self.node(node, row)).collect();
            self.known.push(all);
        }
    }
    fn of(&self, id: NodeId, row: usize) -> &Abstract {
        let all = self.known.get(id.0 as usize).map(Vec::as_slice).unwrap_or_default();
        match self.layer.program.nodes.get(id.0 as usize).and_then(|n| n.scope) {
            None => all.first(),
            Some(_) => all.get(row),
        }
        .unwrap_or(&Abstract::Same)
    }
    fn is_same(&self, id: NodeId, row: usize) -> bool {
        *self.of(id, row) == Abstract::Same
    }
    /// The truth, if it is the same everywhere.
    fn truth(&self, id: NodeId, row: usize) -> Option<Truth> {
        self.is_same(id, row).then(|| match self.trace.at(id, row) {
            Val::Truth(t) => t,
            _ => Truth::Unknown,
        })
    }
    fn pieces(&self, id: NodeId, row: usize) -> Result<Pieces, Refusal> {
        match self.of(id, row) {
            Abstract::Number(pieces) => Ok(pieces.clone()),
            Abstract::Refused(why) => Err(why.clone()),
            Abstract::Same => Ok(match self.trace.at(id, row) {
                Val::Number(i) => [piece(&i.lo), piece(&i.hi)].into(),
                _ => Pieces::new(),
            }),
            Abstract::Turns => Ok(Pieces::new()),
        }
    }
    fn fold(
        &self,
        ids: &[NodeId],
        row: usize,
        join: impl Fn(Pieces, Pieces) -> Result<Pieces, Refusal>,
    ) -> Result<Pieces, Refusal> {
        let mut all = ids.iter().map(|i| self.pieces(*i, row));
        let first = all.next().unwrap_or_else(|| Ok([zero()].into()))?;
        all.try_fold(first, |a, b| join(a, b?))
    }

    fn node(&self, node: &Node, row: usize) -> Abstract {
        let number = |found: Result<Pieces, Refusal>| match found {
            Ok(pieces) => Abstract::Number(pieces),
            Err(why) => Abstract::Refused(why),
        };
        let settled = |ids: &[NodeId], by: Truth| {
            ids.iter().any(|i| self.truth(*i, row) == Some(by)) || ids.iter().all(|i| self.is_same(*i, row))
        };
        let turns = |same: bool| if same { Abstract::Same } else { Abstract::Turns };
        let same = |ids: &[NodeId]| ids.iter().all(|i| self.is_same(*i, row));
        let sum = |a: Pieces, b: Pieces| each(&a, &b, |p, q| Some(plus(p, q)));
        let all = |mut a: Pieces, mut b: Pieces| {
            a.append(&mut b);
            Ok(a)
        };
        match &node.op {
            Op::Fact(f) => self.moved(Path::Fact(*f)),
            Op::Field(r, f) => match self.layer.program.schema.list_of(*r) {
                Some(list) => self.moved(Path::Field(list, row, *f)),
                None => Abstract::Same,
            },
            Op::Finding(_) | Op::Open(_) | Op::Truth(_) | Op::Number(_) | Op::Date(_) => Abstract::Same,
            Op::Not(a) | Op::IsMember(a, _) => turns(self.is_same(*a, row)),
            Op::And(ids) => turns(settled(ids, Truth::No)),
            Op::Or(ids) => turns(settled(ids, Truth::Yes)),
            Op::Reaches(a, b) | Op::Exceeds(a, b) | Op::Within(a, b, _) => turns(same(&[*a, *b])),
            Op::Indicator(a) if self.is_same(*a, row) => Abstract::Same,
            Op::Indicator(_) => Abstract::Number([zero(), Piece::At(Form::constant(Ratio::one()))].into()),
            Op::Plain(a) if self.is_same(*a, row) => Abstract::Same,
            Op::Plain(_) => Abstract::Number([zero(), Piece::Above].into()),
            Op::Plus(ids) | Op::Max(ids) | Op::Min(ids) if same(ids) => Abstract::Same,
            Op::Plus(ids) => number(self.fold(ids, row, sum)),
            Op::Max(ids) | Op::Min(ids) => number(self.fold(ids, row, all)),
            Op::Minus(a, b) | Op::Times(a, b) if same(&[*a, *b]) => Abstract::Same,
            Op::Minus(a, b) => number(self.pair(*a, *b, row, |p, q| Some(plus(p, &negated(q))))),
            Op::Times(a, b) => number(self.pair(*a, *b, row, times)),
            Op::Gate(n, by) => match self.truth(*by, row) {
                Some(Truth::No) => Abstract::Same,
                Some(_) if self.is_same(*n, row) => Abstract::Same,
                Some(Truth::Yes) => number(self.pieces(*n, row)),
                Some(Truth::Unknown) | None => number(self.pieces(*n, row).map(with_zero)),
            },
            Op::Some(r, c) => {
                let (n, open) = self.rows(*r);
                let sure = !open && (0..n).any(|row| self.truth(*c, row) == Some(Truth::Yes));
                turns(sure || (0..n).all(|row| self.is_same(*c, row)))
            }
            Op::Count(r, c) => self.over(*r, *c, None, true),
            Op::Total(r, c, q) => self.over(*r, *c, Some(*q), true),
            Op::Greatest(r, c, q) | Op::Least(r, c, q) => self.over(*r, *c, Some(*q), false),
        }
    }

    fn moved(&self, path: Path) -> Abstract {
        let (one, none) = (Ratio::one(), Ratio::zero());
        let form = match self.layer.axes {
            Axes { x, .. } if x == path => Form { x: one, y: none.clone(), c: none },
            Axes { y, .. } if y == Some(path) => Form { x: none.clone(), y: one, c: none },
            _ => return Abstract::Same,
        };
        Abstract::Number([Piece::At(form)].into())
    }

    fn pair(
        &self,
        a: NodeId,
        b: NodeId,
        row: usize,
        op: impl Fn(&Piece, &Piece) -> Option<Piece>,
    ) -> Result<Pieces, Refusal> {
        each(&self.pieces(a, row)?, &self.pieces(b, row)?, op)
    }

    /// Totals and counts, else the greatest or least, over the records.
    fn over(&self, record: usize, condition: NodeId, quantity: Option<NodeId>, adds: bool) -> Abstract {
        let (n, open) = self.rows(record);
        let counted = |row: &usize| self.truth(condition, *row) != Some(Truth::No);
        let fixed =
            |row: usize| self.is_same(condition, row) && quantity.is_none_or(|q| self.is_same(q, row));
        if (0..n).filter(counted).all(fixed) {
            return Abstract::Same;
        }
        let mut found: Pieces = [zero()].into();
        for row in (0..n).filter(counted) {
            let one = match quantity {
                Some(q) => self.pieces(q, row),
                None => Ok([Piece::At(Form::constant(Ratio::one()))].into()),
            };
            let one = match self.truth(condition, row) {
                Some(Truth::Yes) => one,
                _ => one.map(with_zero),
            };
            let joined = one.and_then(|mut one| match adds {
                true => each(&found, &one, |p, q| Some(plus(p, q))),
                false => {
                    one.append(&mut found);
                    Ok(one)
                }
            });
            match joined {
                Ok(pieces) => found = pieces,
                Err(why) => return Abstract::Refused(why),
            }
        }
        if open {
            found.insert(Piece::Above);
        }
        Abstract::Number(found)
    }

    /// The lines of every comparison that the outcome reads and that may turn.
    fn backward(&self) -> Result<BTreeSet<Line>, Refusal> {
        let mut lines = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut todo: Vec<(NodeId, usize)> = self.layer.program.at_least.iter().map(|n| (*n, 0)).collect();
        while let Some((id, row)) = todo.pop() {
            let Some(node) = self.layer.program.nodes.get(id.0 as usize) else { continue };
            let row = if node.scope.is_some() { row } else { 0 };
            match self.of(id, row) {
                Abstract::Same => continue,
                Abstract::Refused(why) => return Err(why.clone()),
                Abstract::Turns | Abstract::Number(_) => {}
            }
            if !seen.insert((id, row)) {
                continue;
            }
            match &node.op {
                Op::Fact(_)
                | Op::Field(..)
                | Op::Finding(_)
                | Op::Open(_)
                | Op::Truth(_)
                | Op::Number(_)
                | Op::Date(_) => {}
                Op::Not(a) | Op::IsMember(a, _) | Op::Indicator(a) | Op::Plain(a) => todo.push((*a, row)),
                Op::And(ids) | Op::Or(ids) | Op::Plus(ids) | Op::Max(ids) | Op::Min(ids) => {
                    todo.extend(ids.iter().map(|i| (*i, row)));
                }
                Op::Reaches(a, b) | Op::Exceeds(a, b) => {
                    for p in self.pieces(*a, row)? {
                        for q in self.pieces(*b, row)? {
                            if let (Piece::At(f), Piece::At(g)) = (&p, &q) {
                                lines.extend(Line::of(&f.minus(g)));
                            }
                        }
                    }
                    todo.extend([(*a, row), (*b, row)]);
                }
                Op::Within(a, b, _) | Op::Minus(a, b) | Op::Times(a, b) | Op::Gate(a, b) => {
                    todo.extend([(*a, row), (*b, row)]);
                }
                Op::Some(r, c) | Op::Count(r, c) => {
                    todo.extend((0..self.rows(*r).0).map(|row| (*c, row)));
                }
                Op::Total(r, c, q) | Op::Greatest(r, c, q) | Op::Least(r, c, q) => {
                    for row in 0..self.rows(*r).0 {
                        todo.push((*c, row));
                        if self.truth(*c, row) != Some(Truth::No) {
                            todo.push((*q, row));
                        }
                    }
                }
            }
        }
        Ok(lines)
    }
}

fn with_zero(mut pieces: Pieces) -> Pieces {
    pieces.insert(zero());
    pieces
}
