//! Nodes become terms. Comparisons are pushed down to linear numbers, so that no degree need ever be computed.

use super::dates::{Day, DayVar};
use super::joint::Joint;
use super::number::{Cases, Linear, Num};
use super::result::{Refused, Why};
pub(super) use super::source::{Frame, Source, Sum, Var};
use crate::ir::node::{Node, NodeId, Op};
use crate::ir::schema::{Field, Type};
use crate::solve::{BoolVar, IntVar, Problem, Term};
use crate::val::{Members, Ratio, Unit};
use std::collections::BTreeMap;

/// Most cases that a number is told apart by; beyond, it becomes a variable of its own.
const CASES: usize = 24;

/// Makes terms of one problem from the nodes of a graph.
#[derive(Debug, Clone)]
pub(super) struct Encoder {
    pub problem: Problem,
    /// Whether truths of the case are left open, as seen from one record.
    pub opaque: bool,
    /// The record at hand.
    pub frame: Frame,
    /// The variables of facts (frame 0) and of the fields of records at hand.
    pub vars: BTreeMap<(Frame, Source), Var>,
    /// Truths of the case left open.
    pub inputs: BTreeMap<NodeId, BoolVar>,
    /// Whether some record meets a condition.
    pub some: BTreeMap<(usize, NodeId), BoolVar>,
    /// Sums over records, and in which parts of their unit they are kept.
    pub sums: BTreeMap<Sum, (IntVar, i64)>,
    truths: BTreeMap<(Frame, NodeId), Term>,
    numbers: BTreeMap<(Frame, NodeId), Cases>,
}

type Put<T> = Result<T, Refused>;

impl Encoder {
    /// Nothing encoded yet.
    pub fn new(opaque: bool) -> Encoder {
        Encoder {
            problem: Problem::new(),
            opaque,
            frame: usize::from(opaque),
            vars: BTreeMap::new(),
            inputs: BTreeMap::new(),
            some: BTreeMap::new(),
            sums: BTreeMap::new(),
            truths: BTreeMap::new(),
            numbers: BTreeMap::new(),
        }
    }

    fn frame_of(&self, node: &Node) -> Frame {
        if node.scope.is_some() { self.frame } else { 0 }
    }

    /// The variable of a fact or field, made when first asked for.
    pub fn var(&mut self, joint: &Joint, source: Source) -> Option<Var> {
        let (field, frame, name): (Option<&Field>, Frame, String) = match source {
            Source::Fact(f) => {
                let field = joint.schema.facts.get(f);
                (field, 0, field.map(|f| f.names.en.clone()).unwrap_or_default())
            }
            Source::Field(r, f) => {
                let field = joint.field(r, f);
                let record = joint.schema.records.get(r).map(|r| r.names.en.as_str()).unwrap_or_default();
                let name = field.map(|f| f.names.en.as_str()).unwrap_or_default();
                (field, self.frame, format!("{record}{}.{name}", self.frame))
            }
            Source::Finding(f) => {
                (None, 0, joint.schema.findings.get(f).map(|n| n.en.clone()).unwrap_or_default())
            }
            Source::Open(o) => {
                let open = joint.opens.get(o);
                let frame = if open.is_some_and(|o| o.1.is_some()) { self.frame } else { 0 };
                (None, frame, open.map(|o| o.0.en.clone()).unwrap_or_default())
            }
        };
        if let Some(var) = self.vars.get(&(frame, source)) {
            return Some(*var);
        }
        let var = match field.map(|f| f.ty) {
            None | Some(Type::YesNo) => Var::Bool(self.problem.add_bool(&name)),
            Some(Type::Number(unit)) => {
                let parts = if unit == Unit::Yuan { 100 } else { 1 };
                Var::Int(self.problem.add_int(&name, Some(Ratio::zero()), None), parts)
            }
            Some(Type::Member(kind)) => {
                let members = joint.schema.kinds.get(kind).map_or(0, |k| k.members.len());
                let choice = self.problem.add_choice(&name, members);
                for excluded in joint.excluded.get(&kind).map(|m| m.iter()).into_iter().flatten() {
                    let is = self.problem.is(choice, excluded);
                    self.problem.require(is.not());
                }
                Var::Choice(choice, members)
            }
            Some(Type::Date) => Var::Day(DayVar::new(&mut self.problem, &name)),
            Some(Type::List(_)) => return None,
        };
        self.vars.insert((frame, source), var);
        Some(var)
    }

    /// The truth of a node.
    pub fn truth(&mut self, joint: &mut Joint, id: NodeId) -> Put<Term> {
        let Some(node) = joint.node(id).cloned() else { return Ok(Term::FALSE) };
        let key = (self.frame_of(&node), id);
        if let Some(done) = self.truths.get(&key) {
            return Ok(*done);
        }
        let term = match (&node.op, node.scope, self.opaque) {
            (Op::Truth(b), ..) => Term::TRUE.if_not(!b),
            (_, None, true) => {
                let var = match self.inputs.get(&id) {
                    Some(var) => *var,
                    None => {
                        let var = self.problem.add_bool(&format!("case{}", id.0));
                        self.inputs.insert(id, var);
                        var
                    }
                };
                self.problem.truth(var)
            }
            _ => self.truth_of(joint, id, &node.op)?,
        };
        self.truths.insert(key, term);
        Ok(term)
    }

    fn truths(&mut self, joint: &mut Joint, ids: &[NodeId]) -> Put<Vec<Term>> {
        ids.iter().map(|id| self.truth(joint, *id)).collect()
    }

    fn truth_of(&mut self, joint: &mut Joint, id: NodeId, op: &Op) -> Put<Term> {
        let source = match op {
            Op::Fact(f) => Some(Source::Fact(*f)),
            Op::Field(r, f) => Some(Source::Field(*r, *f)),
            Op::Finding(f) => Some(Source::Finding(*f)),
            Op::Open(o) => Some(Source::Open(*o)),
            _ => None,
        };
        if let Some(source) = source {
            return match self.var(joint, source) {
                Some(Var::Bool(var)) => Ok(self.problem.truth(var)),
                _ => Err(joint.refused(id, Why::Vocabulary)),
            };
        }
        match op {
            Op::Truth(b) => Ok(Term::TRUE.if_not(!b)),
            Op::Not(a) => Ok(self.truth(joint, *a)?.not()),
            Op::And(ids) => {
                let terms = self.truths(joint, ids)?;
                Ok(self.problem.all(terms))
            }
            Op::Or(ids) => {
                let terms = self.truths(joint, ids)?;
                Ok(self.problem.any(terms))
            }
            Op::IsMember(a, set) => self.is_member(joint, *a, *set),
            Op::Reaches(a, b) => self.compared(joint, *a, *b, false),
            Op::Exceeds(a, b) => self.compared(joint, *a, *b, true),
            Op::Within(a, b, period) => {
                let (from, to) = (self.day(joint, *a), self.day(joint, *b));
                match (from, to) {
                    (Some(from), Some(to)) => from
                        .within(&mut self.problem, to, *period)
                        .ok_or_else(|| joint.refused(id, Why::Days)),
                    _ => Err(joint.refused(id, Why::Vocabulary)),
                }
            }
            Op::Some(record, condition) => Ok(self.some_meets(*record, *condition)),
            Op::Fact(_)
            | Op::Field(..)
            | Op::Finding(_)
            | Op::Open(_)
            | Op::Number(_)
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
            | Op::Least(..) => Err(joint.refused(id, Why::Vocabulary)),
        }
    }

    fn some_meets(&mut self, record: usize, condition: NodeId) -> Term {
        let problem = &mut self.problem;
        let new = || problem.add_bool(&format!("some{record}.{}", condition.0));
        let var = *self.some.entry((record, condition)).or_insert_with(new);
        self.problem.truth(var)
    }

    fn is_member(&mut self, joint: &mut Joint, of: NodeId, set: Members) -> Put<Term> {
        let source = match joint.node(of).map(|n| &n.op) {
            Some(Op::Fact(f)) => Source::Fact(*f),
            Some(Op::Field(r, f)) => Source::Field(*r, *f),
            _ => return Err(joint.refused(of, Why::Vocabulary)),
        };
        let Some(Var::Choice(choice, members)) = self.var(joint, source) else {
            return Err(joint.refused(of, Why::Vocabulary));
        };
        let is: Vec<Term> = set.iter().filter(|m| *m < members).map(|m| self.problem.is(choice, m)).collect();
        Ok(if is.len() == members { Term::TRUE } else { self.problem.any(is) })
    }

    fn day(&mut self, joint: &Joint, id: NodeId) -> Option<Day> {
        let source = match joint.node(id).map(|n| &n.op)? {
            Op::Date(d) => return Some(Day::Known(*d)),
            Op::Fact(f) => Source::Fact(*f),
            Op::Field(r, f) => Source::Field(*r, *f),
            _ => return None,
        };
        match self.var(joint, source)? {
            Var::Day(day) => Some(Day::Var(day)),
            Var::Bool(_) | Var::Choice(..) | Var::Int(..) => None,
        }
    }

    fn is_day(&self, joint: &Joint, id: NodeId) -> bool {
        match joint.node(id).map(|n| &n.op) {
            Some(Op::Date(_)) => true,
            Some(Op::Fact(f)) => joint.schema.facts.get(*f).is_some_and(|f| f.ty == Type::Date),
            Some(Op::Field(r, f)) => joint.field(*r, *f).is_some_and(|f| f.ty == Type::Date),
            _ => false,
        }
    }

    fn compared(&mut self, joint: &mut Joint, a: NodeId, b: NodeId, strict: bool) -> Put<Term> {
        if self.is_day(joint, a) || self.is_day(joint, b) {
            return match (self.day(joint, a), self.day(joint, b)) {
                (Some(a), Some(b)) => Ok(a.reaches(&mut self.problem, b, strict)),
                _ => Err(joint.refused(a, Why::Vocabulary)),
            };
        }
        if let Some(Op::Number(n)) = joint.node(b).map(|n| n.op.clone()) {
            return self.reaches(joint, a, &n, strict);
        }
        if let Some(Op::Number(n)) = joint.node(a).map(|n| n.op.clone()) {
            // n reaches b: b does not exceed n
            return Ok(self.reaches(joint, b, &n, !strict)?.not());
        }
        let (left, right) = (self.number(joint, a)?, self.number(joint, b)?);
        let mut any = Vec::new();
        for (x, left) in &left {
            for (y, right) in &right {
                let held = match (left, right) {
                    (Num::Above, Num::Above) => Term::TRUE.if_not(strict),
                    (Num::Above, Num::Fin(_)) => Term::TRUE,
                    (Num::Fin(_), Num::Above) => Term::FALSE,
                    (Num::Fin(l), Num::Fin(r)) => {
                        l.minus(r).reaches(&mut self.problem, &Ratio::zero(), strict)
                    }
                };
                any.push(self.problem.all([*x, *y, held]));
            }
        }
        Ok(self.problem.any(any))
    }

    /// A number is at least a constant; above it, if strict.
    fn reaches(&mut self, joint: &mut Joint, id: NodeId, k: &Ratio, strict: bool) -> Put<Term> {
        let zero = Ratio::zero();
        let nought = if strict { zero > *k } else { zero >= *k };
        let Some(node) = joint.node(id).cloned() else { return Ok(Term::FALSE) };
        if self.opaque && node.scope.is_none() {
            return self.by_cases(joint, id, k, strict);
        }
        match &node.op {
            Op::Max(ids) | Op::Min(ids) => {
                let mut terms = Vec::new();
                for id in ids {
                    terms.push(self.reaches(joint, *id, k, strict)?);
                }
                let greatest = matches!(node.op, Op::Max(_));
                Ok(if greatest { self.problem.any(terms) } else { self.problem.all(terms) })
            }
            Op::Plain(t) => {
                let t = self.truth(joint, *t)?;
                Ok(if nought { Term::TRUE } else { t })
            }
            Op::Indicator(t) => {
                let t = self.truth(joint, *t)?;
                let one = if strict { Ratio::one() > *k } else { Ratio::one() >= *k };
                Ok(self.problem.choose(t, Term::TRUE.if_not(!one), Term::TRUE.if_not(!nought)))
            }
            Op::Gate(n, by) => {
                let by = self.truth(joint, *by)?;
                let held = self.reaches(joint, *n, k, strict)?;
                Ok(self.problem.choose(by, held, Term::TRUE.if_not(!nought)))
            }
            Op::Times(a, b) => {
                let constant = |id: &NodeId| match joint.node(*id).map(|n| &n.op) {
                    Some(Op::Number(n)) => Some(n.clone()),
                    _ => None,
                };
                let (of, by) = match (constant(a), constant(b)) {
                    (_, Some(by)) => (*a, by),
                    (Some(by), None) => (*b, by),
                    (None, None) => return self.by_cases(joint, id, k, strict),
                };
                match by.inverse() {
                    None => Ok(Term::TRUE.if_not(!nought)),
                    Some(inverse) if by > zero => self.reaches(joint, of, &k.times(&inverse), strict),
                    // a negative factor turns the comparison
                    Some(inverse) => Ok(self.reaches(joint, of, &k.times(&inverse), !strict)?.not()),
                }
            }
            Op::Greatest(r, c, q) => {
                let above = self.some_such(joint, *r, *c, *q, k, strict, false);
                let any = self.some_meets(*r, *c);
                Ok(self.problem.choose(any, above, Term::TRUE.if_not(!nought)))
            }
            Op::Least(r, c, q) => {
                let below = self.some_such(joint, *r, *c, *q, k, strict, true);
                let any = self.some_meets(*r, *c);
                Ok(self.problem.choose(any, below.not(), Term::TRUE.if_not(!nought)))
            }
            _ => self.by_cases(joint, id, k, strict),
        }
    }

    /// Some record meets the condition with a number that reaches the constant, or does not.
    #[expect(clippy::too_many_arguments, reason = "the parts of one comparison")]
    fn some_such(
        &mut self,
        joint: &mut Joint,
        record: usize,
        condition: NodeId,
        quantity: NodeId,
        k: &Ratio,
        strict: bool,
        denied: bool,
    ) -> Term {
        let constant = joint.intern(Node { scope: None, op: Op::Number(k.clone()) });
        let op = if strict { Op::Exceeds(quantity, constant) } else { Op::Reaches(quantity, constant) };
        let scope = joint.scope(quantity);
        let mut held = joint.intern(Node { scope, op });
        if denied {
            held = joint.intern(Node { scope, op: Op::Not(held) });
        }
        let mut both = vec![condition, held];
        both.sort();
        let both = joint.intern(Node { scope: Some(record), op: Op::And(both) });
        self.some_meets(record, both)
    }

    fn by_cases(&mut self, joint: &mut Joint, id: NodeId, k: &Ratio, strict: bool) -> Put<Term> {
        let mut any = Vec::new();
        for (guard, num) in self.number(joint, id)? {
            let held = match num {
                Num::Above => Term::TRUE,
                Num::Fin(linear) => linear.reaches(&mut self.problem, k, strict),
            };
            any.push(self.problem.both(guard, held));
        }
        Ok(self.problem.any(any))
    }

    /// A number, by cases of which exactly one holds.
    pub fn number(&mut self, joint: &mut Joint, id: NodeId) -> Put<Cases> {
        let Some(node) = joint.node(id).cloned() else { return Ok(Vec::new()) };
        let key = (self.frame_of(&node), id);
        if let Some(done) = self.numbers.get(&key) {
            return Ok(done.clone());
        }
        let cases = self.number_of(joint, id, &node)?;
        let cases: Cases = cases.into_iter().filter(|(guard, _)| *guard != Term::FALSE).collect();
        self.numbers.insert(key, cases.clone());
        Ok(cases)
    }

    fn number_of(&mut self, joint: &mut Joint, id: NodeId, node: &Node) -> Put<Cases> {
        let one = |linear: Linear| Ok(vec![(Term::TRUE, Num::Fin(linear))]);
        let zero = || Num::Fin(Linear::constant(Ratio::zero()));
        match &node.op {
            Op::Number(n) => one(Linear::constant(n.clone())),
            Op::Fact(_) | Op::Field(..) => {
                let source = match node.op {
                    Op::Field(r, f) => Source::Field(r, f),
                    Op::Fact(f) => Source::Fact(f),
                    _ => return Err(joint.refused(id, Why::Vocabulary)),
                };
                match self.var(joint, source) {
                    Some(Var::Int(var, parts)) => {
                        one(Linear::var(var, Ratio::new(1, parts).unwrap_or_else(Ratio::one)))
                    }
                    _ => Err(joint.refused(id, Why::Vocabulary)),
                }
            }
            Op::Indicator(t) => {
                let t = self.truth(joint, *t)?;
                Ok(vec![(t, Num::Fin(Linear::constant(Ratio::one()))), (t.not(), zero())])
            }
            Op::Plain(t) => {
                let t = self.truth(joint, *t)?;
                Ok(vec![(t, Num::Above), (t.not(), zero())])
            }
            Op::Gate(n, by) => {
                let by = self.truth(joint, *by)?;
                let mut cases = vec![(by.not(), zero())];
                for (guard, num) in self.number(joint, *n)? {
                    cases.push((self.problem.both(by, guard), num));
                }
                Ok(cases)
            }
            Op::Plus(ids) => self.sum(joint, id, ids),
            Op::Minus(a, b) => {
                let (a, b) = (self.number(joint, *a)?, self.number(joint, *b)?);
                if b.iter().any(|(_, n)| *n == Num::Above) {
                    return Err(joint.refused(id, Why::Unbounded));
                }
                self.paired(&a, &b, |a, b| match (a, b) {
                    (Num::Fin(a), Num::Fin(b)) => Some(Num::Fin(a.minus(b))),
                    _ => Some(Num::Above),
                })
                .ok_or_else(|| joint.refused(id, Why::Product))
            }
            Op::Times(a, b) => {
                let (a, b) = (self.number(joint, *a)?, self.number(joint, *b)?);
                self.paired(&a, &b, |a, b| match (a, b) {
                    (Num::Fin(a), Num::Fin(b)) => match (a.as_constant(), b.as_constant()) {
                        (Some(a), _) => Some(Num::Fin(b.times(a))),
                        (_, Some(b)) => Some(Num::Fin(a.times(b))),
                        (None, None) => None,
                    },
                    (Num::Above, Num::Fin(n)) | (Num::Fin(n), Num::Above) => match n.as_constant() {
                        Some(n) if *n == Ratio::zero() => Some(Num::Fin(Linear::constant(Ratio::zero()))),
                        Some(n) if *n > Ratio::zero() => Some(Num::Above),
                        _ => None,
                    },
                    (Num::Above, Num::Above) => Some(Num::Above),
                })
                .ok_or_else(|| joint.refused(id, Why::Product))
            }
            Op::Max(ids) | Op::Min(ids) => self.extreme(joint, id, ids, matches!(node.op, Op::Max(_))),
            Op::Count(r, c) => one(self.total(joint, (*r, *c, None), id)),
            Op::Total(r, c, q) => one(self.total(joint, (*r, *c, Some(*q)), id)),
            Op::Greatest(..) | Op::Least(..) => Err(joint.refused(id, Why::Extreme)),
            Op::Finding(_)
            | Op::Open(_)
            | Op::Truth(_)
            | Op::Date(_)
            | Op::Not(_)
            | Op::And(_)
            | Op::Or(_)
            | Op::IsMember(..)
            | Op::Reaches(..)
            | Op::Exceeds(..)
            | Op::Within(..)
            | Op::Some(..) => Err(joint.refused(id, Why::Vocabulary)),
        }
    }

    /// A sum over records, in fen if it reads amounts of money: a whole number.
    fn total(&mut self, joint: &Joint, sum: Sum, id: NodeId) -> Linear {
        let is_money =
            |field: usize| joint.field(sum.0, field).is_some_and(|f| f.ty == Type::Number(Unit::Yuan));
        let parts = match sum.2 {
            Some(q) if joint.fields_read(q).into_iter().any(is_money) => 100,
            Some(_) | None => 1,
        };
        let problem = &mut self.problem;
        let new = || (problem.add_int(&format!("total{}", id.0), None, None), parts);
        let (var, parts) = *self.sums.entry(sum).or_insert_with(new);
        Linear::var(var, Ratio::new(1, parts).unwrap_or_else(Ratio::one))
    }

    fn paired(&mut self, a: &Cases, b: &Cases, with: fn(&Num, &Num) -> Option<Num>) -> Option<Cases> {
        let mut cases = Vec::new();
        for (x, a) in a {
            for (y, b) in b {
                let guard = self.problem.both(*x, *y);
                if guard != Term::FALSE {
                    cases.push((guard, with(a, b)?));
                }
            }
        }
        Some(cases)
    }

    fn sum(&mut self, joint: &mut Joint, id: NodeId, ids: &[NodeId]) -> Put<Cases> {
        let mut all: Cases = vec![(Term::TRUE, Num::Fin(Linear::constant(Ratio::zero())))];
        for next in ids {
            let mut cases = self.number(joint, *next)?;
            if all.len() * cases.len() > CASES {
                cases = self.flattened(&cases);
            }
            if all.len() * cases.len() > CASES {
                all = self.flattened(&all);
            }
            let added = self.paired(&all, &cases, |a, b| match (a, b) {
                (Num::Fin(a), Num::Fin(b)) => Some(Num::Fin(a.plus(b))),
                _ => Some(Num::Above),
            });
            all = self.merged(added.ok_or_else(|| joint.refused(id, Why::Product))?);
        }
        Ok(all)
    }

    /// Cases with the same number become one.
    fn merged(&mut self, cases: Cases) -> Cases {
        let mut out: Vec<(Vec<Term>, Num)> = Vec::new();
        for (guard, num) in cases {
            match out.iter_mut().find(|(_, n)| *n == num) {
                Some((guards, _)) => guards.push(guard),
                None => out.push((vec![guard], num)),
            }
        }
        out.into_iter().map(|(guards, num)| (self.problem.any(guards), num)).collect()
    }

    /// At most two cases: without bound, or a variable that is the number in each of the others.
    fn flattened(&mut self, cases: &Cases) -> Cases {
        let above: Vec<Term> = cases.iter().filter(|(_, n)| *n == Num::Above).map(|(g, _)| *g).collect();
        let above = self.problem.any(above);
        let finite: Vec<(Term, Linear)> = cases
            .iter()
            .filter_map(|(g, n)| match n {
                Num::Fin(linear) => Some((*g, linear.clone())),
                Num::Above => None,
            })
            .collect();
        let measure = finite.iter().map(|(_, l)| l.scale()).fold(Ratio::one(), |all, scale| {
            // a common multiple: the product divided by what is common
            let common = all.common_measure(&scale).inverse().unwrap_or_else(Ratio::one);
            all.times(&scale).times(&common)
        });
        let var = self.problem.add_int("part", None, None);
        let step = measure.inverse().unwrap_or_else(Ratio::one);
        let part = Linear::var(var, step);
        for (guard, linear) in &finite {
            let same = part.minus(linear).equals(&mut self.problem, &Ratio::zero());
            let rule = self.problem.implies(*guard, same);
            self.problem.require(rule);
        }
        vec![(above, Num::Above), (above.not(), Num::Fin(part))]
    }

    fn extreme(&mut self, joint: &mut Joint, id: NodeId, ids: &[NodeId], greatest: bool) -> Put<Cases> {
        let Some((first, rest)) = ids.split_first() else {
            return Ok(vec![(Term::TRUE, Num::Fin(Linear::constant(Ratio::zero())))]);
        };
        let mut best = self.number(joint, *first)?;
        for next in rest {
            let mut cases = self.number(joint, *next)?;
            if best.len() * cases.len() > CASES {
                best = self.flattened(&best);
                cases = self.flattened(&cases);
            }
            let mut out: Cases = Vec::new();
            for (x, a) in &best {
                for (y, b) in &cases {
                    let first = match (a, b) {
                        (Num::Above, _) => Term::TRUE.if_not(!greatest),
                        (_, Num::Above) => Term::TRUE.if_not(greatest),
                        (Num::Fin(a), Num::Fin(b)) => {
                            let diff = a.minus(b);
                            let up = diff.reaches(&mut self.problem, &Ratio::zero(), !greatest);
                            up.if_not(!greatest)
                        }
                    };
                    let guard = self.problem.both(*x, *y);
                    out.push((self.problem.both(guard, first), a.clone()));
                    out.push((self.problem.both(guard, first.not()), b.clone()));
                }
            }
            out.retain(|(guard, _)| *guard != Term::FALSE);
            best = self.merged(out);
        }
        if best.is_empty() {
            return Err(joint.refused(id, Why::Product));
        }
        Ok(best)
    }
}
