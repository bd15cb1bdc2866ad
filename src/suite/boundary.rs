//! The boundaries of a rule set: standards with their sides, conditions with their limbs, and how a side is read off a run.

use super::attainable::Attainable;
use crate::eval::{Trace, Val, children};
use crate::ir::node::{NodeId, Op};
use crate::ir::program::{Ground, Program, Term};
use crate::ir::schema::{Field, Names, Type};
use crate::val::{DateRange, End, Interval, Members, Period, PeriodUnit, Ratio, Truth, Unit, add_period};
use std::collections::BTreeSet;

/// Where a case stands to a standard or to a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// the number is one unit below the standard; of a proportional sum, above nought and below it; of a period, within it
    Below,
    /// the number is the standard, or the first that can reach it; of a period, its last day
    At,
    /// the number is above it; of a period, the day after it
    Above,
    /// the condition holds
    Holds,
    /// the condition does not hold
    Fails,
}

/// A standard or condition, with how many cases stand on each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// The ground, or the element, article or term that reads it.
    pub provision: Names,
    /// What is measured or asked; of a proportional sum the ground again.
    pub names: Names,
    /// The standard; none for a plain condition.
    pub standard: Option<(Ratio, Option<Unit>)>,
    /// How many cases stand on each side.
    pub sides: Vec<(Side, usize)>,
    /// The sides on which no case whatever can stand, with the reason.
    pub cannot: Vec<(Side, Names)>,
}

impl Boundary {
    /// The sides on which a case could stand and none does.
    pub fn missing(&self) -> impl Iterator<Item = Side> {
        self.within().filter(|s| s.1 == 0).map(|s| s.0)
    }
    /// The sides on which a case could stand.
    pub fn within(&self) -> impl Iterator<Item = &(Side, usize)> {
        self.sides.iter().filter(|s| !self.cannot.iter().any(|c| c.0 == s.0))
    }
    pub(super) fn is_like(&self, other: &Boundary) -> bool {
        (&self.provision, &self.names, &self.standard) == (&other.provision, &other.names, &other.standard)
    }
}

/// How a side is read off a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Probe {
    /// a number against the least number that reaches the standard; idle unless the gate is open
    Standard { node: NodeId, first: Ratio, unit: Ratio, gate: Option<NodeId> },
    /// a proportional sum against the number that it must reach
    Sum { node: NodeId, at: Ratio, gate: Option<NodeId> },
    /// a truth
    Condition(NodeId),
    /// whether a value is this one, of those that are named together
    Member(NodeId, Members, Members),
    /// two days against the longest distance that is asked
    Period { from: NodeId, to: NodeId, period: Period },
    /// a finding, while one of these grounds holds
    Move { finding: NodeId, grounds: Vec<NodeId> },
}

impl Probe {
    /// Whether a run stands on a side.
    pub(super) fn stands(&self, side: Side, trace: &Trace, rows: &dyn Fn(NodeId) -> usize) -> bool {
        let open = |gate: &Option<NodeId>| gate.is_none_or(|g| trace.truth(g) == Truth::Yes);
        let some = |node: &NodeId, is: &dyn Fn(Val) -> bool| (0..rows(*node)).any(|r| is(trace.at(*node, r)));
        match self {
            Probe::Standard { node, first, unit, gate } => {
                open(gate)
                    && some(node, &|v| {
                        point(&v).is_some_and(|n| match side {
                            Side::Below => n == first.minus(unit),
                            Side::At => n == *first,
                            Side::Above => n > *first,
                            Side::Holds | Side::Fails => false,
                        })
                    })
            }
            Probe::Sum { node, at, gate } => {
                open(gate)
                    && some(node, &|v| {
                        point(&v).is_some_and(|n| match side {
                            Side::Below => n > Ratio::zero() && n < *at,
                            Side::At => n == *at,
                            Side::Above => n > *at,
                            Side::Holds | Side::Fails => false,
                        })
                    })
            }
            Probe::Condition(node) => {
                let wanted = if side == Side::Holds { Truth::Yes } else { Truth::No };
                trace.truths(*node).contains(&wanted)
            }
            Probe::Member(node, set, _) => some(node, &|v| match v {
                Val::Member(m) if side == Side::Holds => !m.is_empty() && m.0 & !set.0 == 0,
                Val::Member(m) => !m.is_empty() && m.0 & set.0 == 0,
                _ => false,
            }),
            Probe::Period { from, to, period } => {
                let n = rows(*from).max(rows(*to));
                (0..n).any(|r| match (trace.at(*from, r), trace.at(*to, r)) {
                    (Val::Date(DateRange { lo: a, hi }), Val::Date(DateRange { lo: b, hi: end }))
                        if a == hi && b == end =>
                    {
                        let last = add_period(a, *period);
                        match side {
                            Side::Below => a <= b && b < last,
                            Side::At => b == last,
                            Side::Above => last.tomorrow().is_ok_and(|d| d == b),
                            Side::Holds | Side::Fails => false,
                        }
                    }
                    _ => false,
                })
            }
            Probe::Move { finding, grounds } => {
                let made = trace.truth(*finding) == Truth::Yes;
                made == (side == Side::Holds) && grounds.iter().any(|g| trace.truth(*g) == Truth::Yes)
            }
        }
    }

    fn sides(&self) -> &'static [Side] {
        match self {
            Probe::Standard { .. } | Probe::Sum { .. } | Probe::Period { .. } => {
                &[Side::Below, Side::At, Side::Above]
            }
            Probe::Condition(_) | Probe::Member(..) | Probe::Move { .. } => &[Side::Holds, Side::Fails],
        }
    }

    /// Why no case can stand on a side; none if one may.
    fn excluded(&self, side: Side, may: &Attainable<'_>) -> Option<Names> {
        let gate = |g: &Option<NodeId>| g.and_then(|g| may.excluded(g, true));
        let above = |node: &NodeId, n: Ratio| match n > Ratio::zero() {
            true => may.excluded(*node, true),
            false => None,
        };
        match self {
            Probe::Standard { node, first, unit, gate: g } => gate(g).or_else(|| match side {
                Side::Below => above(node, first.minus(unit)),
                _ => above(node, first.clone()),
            }),
            Probe::Sum { node, at, gate: g } => gate(g).or_else(|| above(node, at.clone())),
            Probe::Condition(node) => may.excluded(*node, side == Side::Holds),
            Probe::Move { grounds, .. } => {
                let all: Vec<_> = grounds.iter().map(|g| may.excluded(*g, true)).collect();
                all.iter().all(Option::is_some).then(|| all.into_iter().flatten().next()).flatten()
            }
            Probe::Member(..) | Probe::Period { .. } => None,
        }
    }
}

fn point(val: &Val) -> Option<Ratio> {
    match val {
        Val::Number(Interval { lo: End::At(a), hi: End::At(b) }) if a == b => Some(a.clone()),
        _ => None,
    }
}

/// The grounds that somebody decided on, each once.
pub(super) fn grounds(program: &Program) -> impl Iterator<Item = &Ground> {
    program.offences.iter().flat_map(|o| &o.grounds).filter(|g| g.at.is_some())
}

/// All boundaries of a rule set: of its grounds, elements, other articles and appraisals, then of every test that these read.
pub(super) fn boundaries(program: &Program) -> Vec<(Boundary, Vec<Probe>)> {
    let mut found = Found {
        program,
        may: Attainable::of(program),
        out: Vec::new(),
        seen: BTreeSet::new(),
        shared: false,
    };
    for ground in grounds(program) {
        found.ground(ground);
    }
    for offence in &program.offences {
        for element in &offence.elements {
            let probe = Probe::Condition(element.of_record.unwrap_or(element.holds));
            found.enter(&offence.names, &element.names, None, probe, None);
        }
        for note in &offence.notes {
            if let Some(holds) = note.holds {
                found.enter(&note.provision, &note.says, None, Probe::Condition(holds), None);
            }
        }
    }
    found.appraisals();
    found.shared = true;
    for offence in &program.offences {
        for element in &offence.elements {
            found.tests(element.of_record.unwrap_or(element.holds), &element.names);
        }
    }
    for ground in grounds(program) {
        for term in &ground.terms {
            found.tests(term.node, &ground.provision);
        }
        found.tests(ground.holds, &ground.provision);
    }
    for note in program.offences.iter().flat_map(|o| &o.notes) {
        if let Some(holds) = note.holds {
            found.tests(holds, &note.provision);
        }
    }
    found.out
}

struct Found<'a> {
    program: &'a Program,
    may: Attainable<'a>,
    out: Vec<(Boundary, Vec<Probe>)>,
    seen: BTreeSet<NodeId>,
    /// Whether a test that already stands there under another name is left out.
    shared: bool,
}

impl Found<'_> {
    fn op(&self, id: NodeId) -> Option<&Op> {
        self.program.nodes.get(id.0 as usize).map(|n| &n.op)
    }

    fn enter(
        &mut self,
        provision: &Names,
        names: &Names,
        standard: Option<(Ratio, Option<Unit>)>,
        probe: Probe,
        only: Option<&[Side]>,
    ) {
        if self.shared && self.out.iter().any(|(_, p)| p.contains(&probe)) {
            return;
        }
        let sides = only.unwrap_or_else(|| probe.sides());
        let why = |side: &Side| probe.excluded(*side, &self.may).map(|why| (*side, why));
        let boundary = Boundary {
            provision: provision.clone(),
            names: names.clone(),
            standard,
            sides: sides.iter().map(|s| (*s, 0)).collect(),
            cannot: sides.iter().filter_map(why).collect(),
        };
        match self.out.iter_mut().find(|(b, _)| b.is_like(&boundary) && b.sides == boundary.sides) {
            // each offence reads the article over its own records: a side can be reached if one of them reaches it
            Some((known, probes)) => {
                known.cannot.retain(|c| boundary.cannot.iter().any(|d| d.0 == c.0));
                if !probes.contains(&probe) {
                    probes.push(probe);
                }
            }
            None => self.out.push((boundary, vec![probe])),
        }
    }

    fn ground(&mut self, ground: &Ground) {
        for term in ground.terms.iter().filter(|t| !t.share) {
            if let Some(probe) = self.of_term(term) {
                let standard = term.standard.clone().map(|s| (s, term.unit));
                let (provision, names) = (&ground.provision, &term.names);
                self.enter(provision, names, standard, probe, None);
            }
        }
        let alone = !ground.terms.is_empty() && ground.terms.iter().all(|t| t.share);
        for (node, at, gate) in self.sums(ground) {
            let names = match alone {
                true => ground.provision.clone(),
                false => Names { en: "the sum of the shares".into(), zh: "按比例合计".into() },
            };
            self.enter(
                &ground.provision,
                &names,
                Some((at.clone(), None)),
                Probe::Sum { node, at, gate },
                None,
            );
        }
    }

    fn of_term(&self, term: &Term) -> Option<Probe> {
        let op = self.op(term.node)?;
        match (&term.standard, is_truth(op, self.program)) {
            (None, true) => Some(Probe::Condition(term.node)),
            (Some(standard), false) => {
                let unit = step(term.unit);
                let first = first(standard, &unit);
                Some(Probe::Standard { node: term.node, first, unit, gate: term.gate })
            }
            (None, false) | (Some(_), true) => None,
        }
    }

    /// The proportional sums in the degree of a ground, each with the number that it must reach there.
    fn sums(&self, ground: &Ground) -> Vec<(NodeId, Ratio, Option<NodeId>)> {
        let measures: BTreeSet<NodeId> = ground.terms.iter().map(|t| t.node).collect();
        let mut out = Vec::new();
        let mut work = vec![(ground.degree, Ratio::one(), None)];
        while let Some((id, at, gate)) = work.pop() {
            if measures.contains(&id) {
                continue;
            }
            match self.op(id) {
                Some(Op::Max(ids) | Op::Min(ids)) => {
                    work.extend(ids.iter().rev().map(|i| (*i, at.clone(), gate)));
                }
                Some(Op::Gate(inner, open)) => work.push((*inner, at, Some(*open))),
                Some(Op::Times(inner, by)) => {
                    if let Some(Op::Number(k)) = self.op(*by)
                        && let Some(more) = k.inverse()
                    {
                        work.push((*inner, at.times(&more), gate));
                    }
                }
                Some(Op::Plus(_)) => out.push((id, at, gate)),
                _ => {}
            }
        }
        out
    }

    fn appraisals(&mut self) {
        let all: Vec<&Ground> = grounds(self.program).collect();
        let findings: BTreeSet<usize> = all.iter().flat_map(|g| g.moved_by.iter().map(|m| m.0)).collect();
        for f in findings {
            let at = self.program.nodes.iter().position(|n| n.op == Op::Finding(f));
            let (Some(at), Some(name)) = (at, self.program.schema.findings.get(f).cloned()) else { continue };
            let finding = NodeId(at as u32);
            let (moved, spared): (Vec<&Ground>, Vec<&Ground>) =
                all.iter().partition(|g| g.moved_by.iter().any(|m| m.0 == f));
            let says = |en: &str, zh: &str| Names { en: en.to_owned(), zh: zh.to_owned() };
            let holds = |grounds: Vec<&Ground>| grounds.into_iter().map(|g| g.holds).collect::<Vec<_>>();
            let moves = Probe::Move { finding, grounds: holds(moved) };
            self.enter(&name, &says("a grade that it moves", "其所升降的等级"), None, moves, None);
            if !spared.is_empty() {
                let stays = Probe::Move { finding, grounds: holds(spared) };
                let names = says("a ground that it leaves alone", "其所不及的事由");
                self.enter(&name, &names, None, stays, Some(&[Side::Holds]));
            }
        }
    }

    /// Every test of a fact that a node reads, once for all who read it.
    fn tests(&mut self, start: NodeId, reader: &Names) {
        let mut work = vec![start];
        while let Some(id) = work.pop() {
            if !self.seen.insert(id) {
                continue;
            }
            let Some(op) = self.op(id).cloned() else { continue };
            match &op {
                Op::Fact(_) | Op::Field(..) if is_truth(&op, self.program) => {
                    let names = self.called(id).unwrap_or_default();
                    self.enter(reader, &names, None, Probe::Condition(id), None);
                }
                Op::Finding(f) => {
                    let names = self.program.schema.findings.get(*f).cloned().unwrap_or_default();
                    self.enter(reader, &names, None, Probe::Condition(id), None);
                }
                Op::IsMember(of, set) => self.members(*of, *set, id, reader),
                Op::Reaches(a, b) | Op::Exceeds(a, b) => {
                    self.comparison(*a, *b, matches!(op, Op::Exceeds(..)), id, reader);
                    work.extend([*b, *a]);
                }
                Op::Within(from, to, period) => {
                    let call = |id: NodeId| self.called(id).unwrap_or_default();
                    let (a, b) = (call(*from), call(*to));
                    let names = Names {
                        en: format!("from {} to {}", a.en, b.en),
                        zh: format!("自{}至{}", a.zh, b.zh),
                    };
                    let unit = match period.unit {
                        PeriodUnit::Years => Unit::Years,
                        PeriodUnit::Months => Unit::Months,
                        PeriodUnit::Days => Unit::Days,
                    };
                    let standard = Some((Ratio::int(i64::from(period.count)), Some(unit)));
                    let probe = Probe::Period { from: *from, to: *to, period: *period };
                    self.enter(reader, &names, standard, probe, None);
                }
                _ => {
                    let mut below = children(&op);
                    below.reverse();
                    work.extend(below);
                }
            }
        }
    }

    /// Each member that is named, and a value that is none of them.
    fn members(&mut self, of: NodeId, set: Members, id: NodeId, reader: &Names) {
        let Some(field) = self.field(of).cloned() else { return };
        let Type::Member(kind) = field.ty else { return };
        let all = self.program.schema.kinds.get(kind).map(|k| k.members.clone()).unwrap_or_default();
        let named = |en: &str, zh: &str| Names {
            en: format!("{} is {en}", field.names.en),
            zh: format!("{}为{zh}", field.names.zh),
        };
        let each: Vec<(usize, Names)> = set.iter().filter_map(|m| Some((m, all.get(m)?.clone()))).collect();
        if let [(_, one)] = each.as_slice() {
            self.enter(reader, &named(&one.en, &one.zh), None, Probe::Condition(id), None);
            return;
        }
        let join = |of: fn(&Names) -> &str, with: &str| {
            each.iter().map(|(_, n)| of(n)).collect::<Vec<_>>().join(with)
        };
        let whole = named(&join(|n| &n.en, ", "), &join(|n| &n.zh, "、"));
        self.enter(reader, &whole, None, Probe::Condition(id), Some(&[Side::Fails]));
        for (m, name) in &each {
            let probe = Probe::Member(of, Members::one(*m), set);
            self.enter(reader, &named(&name.en, &name.zh), None, probe, Some(&[Side::Holds]));
        }
    }

    fn comparison(&mut self, a: NodeId, b: NodeId, strictly: bool, id: NodeId, reader: &Names) {
        // the degree of a ground is read by the standards that make it up
        let degree = matches!(
            self.op(a),
            Some(Op::Times(..) | Op::Max(_) | Op::Min(_) | Op::Plain(_) | Op::Gate(..) | Op::Indicator(_))
        );
        let sum = |p: &Probe| matches!(p, Probe::Sum { node, .. } if *node == a);
        if degree || self.out.iter().any(|(_, p)| p.iter().any(sum)) {
            return;
        }
        let of = |p: &Probe| matches!(p, Probe::Standard { node, .. } if *node == a);
        let known = self.out.iter().find(|(_, p)| p.iter().any(of));
        let names = self.called(a).or_else(|| known.map(|(b, _)| b.names.clone()));
        let names = names.unwrap_or_else(|| self.parts(a));
        match self.op(b) {
            Some(Op::Number(n)) => {
                let unit = self.unit(a);
                let step = step(unit);
                let reach = first(n, &step);
                let first = if strictly && reach == *n { n.plus(&step) } else { reach };
                let standard = Some((first.clone(), unit));
                let probe = Probe::Standard { node: a, first, unit: step, gate: None };
                self.enter(reader, &names, standard, probe, None);
            }
            Some(_) => {
                let other = self.called(b).unwrap_or_default();
                let names = Names {
                    en: format!("{} against {}", names.en, other.en),
                    zh: format!("{}与{}", names.zh, other.zh),
                };
                self.enter(reader, &names, None, Probe::Condition(id), None);
            }
            None => {}
        }
    }

    fn field(&self, id: NodeId) -> Option<&Field> {
        let schema = &self.program.schema;
        match self.op(id)? {
            Op::Fact(f) => schema.facts.get(*f),
            Op::Field(r, f) => schema.records.get(*r).and_then(|r| r.fields.get(*f)),
            _ => None,
        }
    }

    fn called(&self, id: NodeId) -> Option<Names> {
        self.field(id).map(|f| f.names.clone())
    }

    /// The facts that a number is made of.
    fn parts(&self, id: NodeId) -> Names {
        let mut found: Vec<Names> = Vec::new();
        let mut work = vec![id];
        while let Some(id) = work.pop() {
            match self.called(id) {
                Some(names) => found.push(names),
                None => work.extend(self.op(id).map(children).unwrap_or_default().into_iter().rev()),
            }
        }
        found.sort();
        found.dedup();
        let join = |of: fn(&Names) -> &str| found.iter().map(of).collect::<Vec<_>>().join(" + ");
        Names { en: join(|n| &n.en), zh: join(|n| &n.zh) }
    }

    /// The unit of the first number that a node is made of.
    fn unit(&self, id: NodeId) -> Option<Unit> {
        if let Some(Field { ty: Type::Number(unit), .. }) = self.field(id) {
            return Some(*unit);
        }
        children(self.op(id)?).into_iter().rev().find_map(|c| self.unit(c))
    }
}

/// The least amount by which a number of this unit differs from the next.
pub(super) fn step(unit: Option<Unit>) -> Ratio {
    match unit {
        Some(Unit::Yuan) => Ratio::new(1, 100).unwrap_or_else(Ratio::one),
        _ => Ratio::one(),
    }
}

/// The least multiple of a unit that reaches a standard.
pub(super) fn first(standard: &Ratio, unit: &Ratio) -> Ratio {
    let units = standard.times(&unit.inverse().unwrap_or_else(Ratio::one));
    let down = units.rounded(0).parse::<i64>().map(Ratio::int).unwrap_or_else(|_| units.clone());
    let up = if down < units { down.plus(&Ratio::one()) } else { down };
    up.times(unit)
}

/// Whether a node is a truth.
pub(super) fn is_truth(op: &Op, program: &Program) -> bool {
    let yes_no = |field: Option<&Field>| field.is_some_and(|f| f.ty == Type::YesNo);
    match op {
        Op::Fact(f) => yes_no(program.schema.facts.get(*f)),
        Op::Field(r, f) => yes_no(program.schema.records.get(*r).and_then(|r| r.fields.get(*f))),
        Op::Truth(_)
        | Op::Not(_)
        | Op::And(_)
        | Op::Or(_)
        | Op::IsMember(..)
        | Op::Reaches(..)
        | Op::Exceeds(..)
        | Op::Within(..)
        | Op::Some(..)
        | Op::Finding(_)
        | Op::Open(_) => true,
        Op::Number(_)
        | Op::Date(_)
        | Op::Indicator(_)
        | Op::Plus(_)
        | Op::Minus(..)
        | Op::Times(..)
        | Op::Max(_)
        | Op::Min(_)
        | Op::Plain(_)
        | Op::Gate(..)
        | Op::Count(..)
        | Op::Total(..)
        | Op::Greatest(..)
        | Op::Least(..) => false,
    }
}
