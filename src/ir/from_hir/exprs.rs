//! Conditions and numbers: names resolved from the inside out, units checked.

use super::{Ctx, Lower, Ty, shown};
use crate::diag::{Code, Diagnostic, nearest};
use crate::hir::{Decl, Term, TermKind};
use crate::ir::node::{NodeId, Op};
use crate::ir::schema::{Names, Type};
use crate::syntax::ast::{Entry, Exception, Expr, ExprKind, Literal, MeasureKind, Name, Operation};
use crate::text::Span;
use crate::val::{Members, Unit};

impl Term {
    /// Whether a rule of this sort must say where it comes from.
    pub(super) fn needs_citation(&self) -> bool {
        match &self.kind {
            TermKind::Predicate(entry) => entry.cites.is_empty(),
            TermKind::Class(..) | TermKind::Quantity(..) | TermKind::Parameter(_) => true,
            TermKind::Measure { .. } | TermKind::Open(_) => false,
        }
    }
}

impl Lower<'_> {
    /// An entry as a truth: its condition, less what its exceptions take away.
    pub(super) fn entry(&mut self, entry: &Entry, ctx: Ctx) -> NodeId {
        let body = self.truth(&entry.condition, ctx);
        let less = self.exceptions(&entry.exceptions, ctx);
        let kept = self.not(less);
        self.and(vec![body, kept])
    }

    /// Whether some exception applies.
    pub(super) fn exceptions(&mut self, exceptions: &[Exception], ctx: Ctx) -> NodeId {
        let mut out = Vec::new();
        for e in exceptions {
            self.citations(ctx.module, &e.cites);
            let mut applies = self.truth(&e.condition, ctx);
            if let Some(unless) = &e.unless {
                let back = self.truth(unless, ctx);
                let stays = self.not(back);
                applies = self.and(vec![applies, stays]);
            }
            out.push(applies);
        }
        self.or(out)
    }

    /// A condition as a truth.
    pub(super) fn truth(&mut self, expr: &Expr, ctx: Ctx) -> NodeId {
        match self.lowered(expr, ctx) {
            Some((id, Ty::Truth)) => id,
            Some((_, ty)) => {
                let what = match ty {
                    Ty::Number(_) => "a number | 数",
                    Ty::Date => "a date | 日期",
                    Ty::Member(_) => "one of several members | 多项之一",
                    Ty::Truth => "",
                };
                self.error(Code::NotACondition, expr.span, &[&shown(expr), what]);
                self.truth_node(false)
            }
            None => self.truth_node(false),
        }
    }

    fn junctions(&mut self, all: bool, parts: &[Expr], ctx: Ctx) -> (NodeId, Ty) {
        let ids = parts.iter().map(|p| self.truth(p, ctx)).collect();
        (self.junction(all, ids), Ty::Truth)
    }

    pub(super) fn lowered(&mut self, expr: &Expr, ctx: Ctx) -> Option<(NodeId, Ty)> {
        match &expr.kind {
            ExprKind::Name(name) => self.name(name, ctx),
            ExprKind::Literal(Literal::Truth(b)) => Some((self.truth_node(*b), Ty::Truth)),
            ExprKind::Literal(Literal::Number { value, unit }) => {
                Some((self.number_node(value.clone()), Ty::Number(*unit)))
            }
            ExprKind::Literal(Literal::Multiple(r)) => Some((self.number_node(r.clone()), Ty::Number(None))),
            ExprKind::Literal(Literal::Date(d)) => Some((self.node(None, Op::Date(*d)), Ty::Date)),
            ExprKind::And(parts) => Some(self.junctions(true, parts, ctx)),
            ExprKind::Or(parts) => Some(self.junctions(false, parts, ctx)),
            ExprKind::Not(inner) => {
                let inner = self.truth(inner, ctx);
                Some((self.not(inner), Ty::Truth))
            }
            ExprKind::Compare { op, left, right } => self.comparison(*op, left, right, ctx),
            ExprKind::Is { left, negated, values } => self.is(left, *negated, values, ctx),
            ExprKind::Some { record, negated, condition } => {
                let record = self.record_named(record, ctx)?;
                let inner = self.truth(condition, Ctx { record: Some(record), ..ctx });
                let inner = if ctx.every { inner } else { self.within_lots(record, inner, ctx) };
                let some = self.node(None, Op::Some(record, inner));
                Some((if *negated { self.not(some) } else { some }, Ty::Truth))
            }
            ExprKind::Filtered { .. } | ExprKind::Provision(_) | ExprKind::Quantified { .. } => {
                // a provision speaks of the case, also where a record cites it
                let degree = self.degree(expr, Ctx { record: None, ..ctx }).id;
                Some((self.holds(degree), Ty::Truth))
            }
            ExprKind::Arithmetic { .. } | ExprKind::Clamp { .. } => {
                let (id, unit) = self.number(expr, ctx)?;
                Some((id, Ty::Number(unit)))
            }
            ExprKind::Except { body, exceptions } => {
                let body = self.truth(body, ctx);
                let less = self.exceptions(exceptions, ctx);
                let kept = self.not(less);
                Some((self.and(vec![body, kept]), Ty::Truth))
            }
            ExprKind::Between { .. } => {
                self.error(Code::NotACondition, expr.span, &["…", "a length of time | 时间长度"]);
                None
            }
            ExprKind::Wrong => None,
        }
    }

    /// Keeps a condition on records inside the lots in question.
    pub(super) fn within_lots(&mut self, record: usize, condition: NodeId, ctx: Ctx) -> NodeId {
        match ctx.lots {
            Some((r, lots)) if r == record => self.and(vec![lots, condition]),
            _ => condition,
        }
    }

    fn name(&mut self, name: &Name, ctx: Ctx) -> Option<(NodeId, Ty)> {
        if let Some(record) = ctx.record {
            if let Some(found) = self.field_of(record, name) {
                return Some(found);
            }
            let term = matches!(self.scope.get(ctx.module, &name.text), Some(Decl::Term(t))
                if self.scope.terms.get(t).is_some_and(|t| t.record == Some(record)));
            if !term && let Some(found) = self.member_of(record, name) {
                return found;
            }
        }
        match self.scope.get(ctx.module, &name.text) {
            Some(Decl::Fact(i)) => {
                let ty = self.program.schema.facts.get(i).map(|f| f.ty)?;
                let id = self.node(None, Op::Fact(i));
                self.typed(id, ty, name)
            }
            Some(Decl::Finding(i)) => Some((self.node(None, Op::Finding(i)), Ty::Truth)),
            Some(Decl::Term(i)) => self.term_named(i, name, ctx),
            Some(Decl::Scale | Decl::Grade(_) | Decl::Offence(_)) => {
                self.error(
                    Code::NotACondition,
                    name.span,
                    &[&name.text, "a grade, scale or offence | 等级或者罪名"],
                );
                None
            }
            None => {
                self.unknown(name, ctx);
                None
            }
        }
    }

    /// The record of that name; a fact that lists records is another thing.
    fn record_named(&mut self, name: &Name, ctx: Ctx) -> Option<usize> {
        let schema = &self.program.schema;
        let listed = match self.scope.get(ctx.module, &name.text) {
            Some(Decl::Fact(fact)) => schema.record_of(fact).and_then(|r| schema.records.get(r)),
            _ => None,
        };
        let Some(record) = listed.filter(|r| !r.names.is(&name.text)) else {
            return self.scope.record(Some(name), self.sink);
        };
        let d = Diagnostic::new(Code::NotARecord, name.span, &[&name.text, &record.names.both()]);
        self.sink.push(d.mend_as_around(name.span, [&record.names.en, &record.names.zh]));
        None
    }

    /// Reports a member of a kind that stands alone where no record is spoken of.
    fn member_alone(&mut self, name: &Name) -> bool {
        let schema = &self.program.schema;
        let Some(k) = schema.kinds.iter().position(|k| k.members.iter().any(|m| m.is(&name.text))) else {
            return false;
        };
        let kind = schema.kinds.get(k).map(|k| k.names.both()).unwrap_or_default();
        let d = Diagnostic::new(Code::MemberAlone, name.span, &[&name.text, &kind]);
        let facts = schema.facts.iter().filter(|f| f.ty == Type::Member(k));
        self.sink.push(facts.fold(d, |d, f| {
            let [en, zh] = [&f.names.en, &f.names.zh];
            let [en, zh] = [format!("({en} is {})", name.text), format!("（{zh} 为 {}）", name.text)];
            d.mend_as_around(name.span, [&en, &zh])
        }));
        true
    }

    pub(super) fn unknown(&mut self, name: &Name, ctx: Ctx) {
        let schema = &self.program.schema;
        let mut all: Vec<String> = self.scope.all_names().map(str::to_owned).collect();
        for (i, record) in schema.records.iter().enumerate() {
            let here = ctx.record.is_none_or(|r| r == i);
            all.extend(
                record.fields.iter().filter(|_| here).flat_map(|f| [f.names.en.clone(), f.names.zh.clone()]),
            );
        }
        all.extend(
            schema.kinds.iter().flat_map(|k| k.members.iter()).flat_map(|m| [m.en.clone(), m.zh.clone()]),
        );
        let owner = schema.records.iter().find(|r| {
            let member = |t: Type| {
                matches!(t, Type::Member(k) if schema.kinds.get(k)
                .is_some_and(|k| k.members.iter().any(|m| m.is(&name.text))))
            };
            r.fields.iter().any(|f| f.names.is(&name.text) || member(f.ty))
        });
        if let Some(owner) = owner {
            let here = ctx.record.and_then(|r| schema.records.get(r)).map(|r| r.names.both());
            let owner = owner.names.clone();
            match here {
                Some(here) => self.error(Code::WrongRecord, name.span, &[&name.text, &here]),
                None => self.needs_some(name, &owner),
            }
            return;
        }
        if self.member_alone(name) {
            return;
        }
        const WORDS: [&str; 16] = [
            "且",
            "或者",
            "或",
            "达到",
            "超过",
            "不满",
            "不超过",
            "符合",
            "任一",
            "均",
            "为",
            "加",
            "减",
            "除非",
            "不包括",
            "非",
        ];
        let known = |part: &str| all.iter().any(|n| n == part);
        let glued = WORDS.iter().find(|w| {
            name.text
                .split_once(**w)
                .is_some_and(|(a, b)| (a.is_empty() || known(a)) && (known(b) || b.is_empty()))
        });
        if let Some(word) = glued {
            let (a, b) = name.text.split_once(*word).unwrap_or_default();
            let spaced = format!("{a} {word} {b}");
            let d = Diagnostic::new(Code::GluedKeyword, name.span, &[&name.text, word]);
            self.sink.push(d.mend(name.span, spaced.trim()));
            return;
        }
        let near = nearest(&name.text, all.iter().map(String::as_str));
        let mut d =
            Diagnostic::new(Code::UnknownName, name.span, &[&name.text, near.as_deref().unwrap_or("-")]);
        if let Some(near) = near {
            d = d.mend(name.span, &near);
        }
        self.sink.push(d);
    }

    /// Reports a predicate of a record that stands where no record is spoken of.
    fn needs_some(&mut self, name: &Name, record: &Names) {
        let d = Diagnostic::new(Code::NeedsSome, name.span, &[&name.text, &record.both()]);
        let [en, zh] = [
            format!("some {} where {}", record.en, name.text),
            format!("有 {} 符合 {}", record.zh, name.text),
        ];
        self.sink.push(d.mend_as_around(name.span, [&en, &zh]));
    }

    fn field_of(&mut self, record: usize, name: &Name) -> Option<(NodeId, Ty)> {
        let fields = &self.program.schema.records.get(record)?.fields;
        let i = fields.iter().position(|f| f.names.is(&name.text))?;
        let ty = fields.get(i)?.ty;
        let id = self.node(Some(record), Op::Field(record, i));
        self.typed(id, ty, name)
    }

    /// A member alone: the record's field of that kind has it.
    fn member_of(&mut self, record: usize, name: &Name) -> Option<Option<(NodeId, Ty)>> {
        let schema = &self.program.schema;
        let mut found = Vec::new();
        for (i, field) in schema.records.get(record)?.fields.iter().enumerate() {
            if let Type::Member(k) = field.ty {
                let kind = schema.kinds.get(k)?;
                if let Some(m) = kind.members.iter().position(|m| m.is(&name.text)) {
                    found.push((i, m, field.names.en.clone()));
                }
            }
        }
        match found.as_slice() {
            [] => None,
            [(field, member, _)] => {
                let (field, member) = (*field, *member);
                let id = self.node(Some(record), Op::Field(record, field));
                let is = self.node(Some(record), Op::IsMember(id, Members::one(member)));
                Some(Some((is, Ty::Truth)))
            }
            several => {
                let fields = several.iter().map(|s| s.2.clone()).collect::<Vec<_>>().join(", ");
                self.error(Code::Ambiguous, name.span, &[&name.text, &fields]);
                Some(None)
            }
        }
    }

    fn typed(&mut self, id: NodeId, ty: Type, name: &Name) -> Option<(NodeId, Ty)> {
        match ty {
            Type::YesNo => Some((id, Ty::Truth)),
            Type::Number(unit) => Some((id, Ty::Number(Some(unit)))),
            Type::Date => Some((id, Ty::Date)),
            Type::Member(kind) => Some((id, Ty::Member(kind))),
            Type::List(_) => {
                self.error(Code::NotACondition, name.span, &[&name.text, "a list | 列表"]);
                None
            }
        }
    }

    fn term_named(&mut self, i: usize, name: &Name, ctx: Ctx) -> Option<(NodeId, Ty)> {
        let term = self.scope.terms.get(i)?;
        match (term.record, ctx.record) {
            (Some(r), Some(at)) if r != at => {
                let here = self.program.schema.records.get(at).map(|r| r.names.both()).unwrap_or_default();
                self.error(Code::WrongRecord, name.span, &[&name.text, &here]);
                None
            }
            (Some(r), None) => {
                let record = self.program.schema.records.get(r).map(|r| r.names.clone()).unwrap_or_default();
                self.needs_some(name, &record);
                None
            }
            _ => self.term(i, ctx),
        }
    }

    /// A term as a node; each is lowered once for the lots over which it is read.
    pub(super) fn term(&mut self, i: usize, ctx: Ctx) -> Option<(NodeId, Ty)> {
        let scope = self.scope;
        let term = scope.terms.get(i)?;
        let lots = if term.record.is_some() { None } else { ctx.lots };
        if let Some(done) = self.terms.get(&(i, lots)) {
            return *done;
        }
        let span = term.name.name.span;
        if self.stack.contains(&span) {
            self.circle(term.name.name.span, &term.name.both());
            return None;
        }
        self.stack.push(span);
        let inner = Ctx { module: term.module, record: term.record, lots, outcome: None, every: false };
        let out = self.term_body(i, term, inner);
        self.stack.pop();
        self.terms.insert((i, lots), out);
        out
    }

    fn term_body(&mut self, i: usize, term: &Term, ctx: Ctx) -> Option<(NodeId, Ty)> {
        match &term.kind {
            TermKind::Predicate(entry) => {
                self.citations(term.module, &entry.cites);
                Some((self.entry(entry, ctx), Ty::Truth))
            }
            TermKind::Class(classification, place) => {
                let lines = self.scope.classifications.get(*classification)?;
                let mut parts = Vec::new();
                for (n, line) in lines.iter().enumerate().take(place + 1) {
                    let here = line.when.as_ref().map(|w| self.entry(w, ctx));
                    match (n == *place, here) {
                        (true, Some(id)) => parts.push(id),
                        (true, None) => {}
                        (false, Some(id)) => parts.push(self.not(id)),
                        (false, None) => parts.push(self.truth_node(false)),
                    }
                }
                Some((self.and(parts), Ty::Truth))
            }
            TermKind::Quantity(unit, expr) => {
                let (id, found) = self.number(expr, ctx)?;
                if let Some(found) = found.filter(|f| f != unit) {
                    self.error(Code::UnitMix, expr.span, &[&unit.both(), &found.both()]);
                }
                Some((id, Ty::Number(Some(*unit))))
            }
            TermKind::Measure { how, of, over, condition } => {
                let record = self.record_named(over, ctx)?;
                let inner = match condition {
                    Some(c) => self.truth(c, Ctx { record: Some(record), ..ctx }),
                    None => self.truth_node(true),
                };
                let inner = self.within_lots(record, inner, ctx);
                let Some(of) = of else {
                    return Some((self.node(None, Op::Count(record, inner)), Ty::Number(None)));
                };
                let expr = Expr { kind: ExprKind::Name(of.clone()), span: of.span };
                let (quantity, unit) = self.number(&expr, Ctx { record: Some(record), ..ctx })?;
                let op = match how {
                    MeasureKind::Total => Op::Total(record, inner, quantity),
                    MeasureKind::Greatest => Op::Greatest(record, inner, quantity),
                    MeasureKind::Least => Op::Least(record, inner, quantity),
                    MeasureKind::Number => Op::Count(record, inner),
                };
                Some((self.node(None, op), Ty::Number(unit)))
            }
            TermKind::Parameter(value) => {
                let expr = Expr { kind: ExprKind::Literal(value.clone()), span: term.name.name.span };
                self.lowered(&expr, ctx)
            }
            TermKind::Open(Some(presumed)) => {
                let presumed_names = super::names(&term.name);
                if *presumed && !self.program.presumed.contains(&presumed_names) {
                    self.program.presumed.push(presumed_names);
                }
                Some((self.truth_node(*presumed), Ty::Truth))
            }
            TermKind::Open(None) => {
                let next = self.program.opens.len();
                let open = *self.open_ids.entry(i).or_insert(next);
                if open == next {
                    self.program.opens.push((super::names(&term.name), term.record));
                }
                Some((self.node(term.record, Op::Open(open)), Ty::Truth))
            }
        }
    }

    /// An expression as a number with its unit; a class of records as the total it is counted by.
    pub(super) fn number(&mut self, expr: &Expr, ctx: Ctx) -> Option<(NodeId, Option<Unit>)> {
        match &expr.kind {
            ExprKind::Name(name) => {
                if let Some(Decl::Term(i)) = self.scope.get(ctx.module, &name.text)
                    && let Some(record) = self.scope.terms.get(i).and_then(|t| t.record)
                    && ctx.record.is_none()
                    && !matches!(self.scope.terms.get(i).map(|t| &t.kind), Some(TermKind::Quantity(..)))
                {
                    return self.class_total(i, record, name, ctx);
                }
                match self.name(name, ctx)? {
                    (id, Ty::Number(unit)) => Some((id, unit)),
                    (id, Ty::Truth) => Some((self.node(self.scope_of(&[id]), Op::Indicator(id)), None)),
                    (_, Ty::Date | Ty::Member(_)) => {
                        self.error(Code::NotANumber, name.span, &[&name.text]);
                        None
                    }
                }
            }
            ExprKind::Arithmetic { op, terms } => self.arithmetic(*op, terms, ctx),
            ExprKind::Clamp { body, at_least, bound } => {
                let (a, unit) = self.number(body, ctx)?;
                let (b, other) = self.number(bound, ctx)?;
                let unit = self.same_unit(unit, other, bound.span)?;
                let scope = self.scope_of(&[a, b]);
                Some((
                    self.node(scope, if *at_least { Op::Max(vec![a, b]) } else { Op::Min(vec![a, b]) }),
                    unit,
                ))
            }
            _ => match self.lowered(expr, ctx)? {
                (id, Ty::Number(unit)) => Some((id, unit)),
                (id, Ty::Truth) => Some((self.node(self.scope_of(&[id]), Op::Indicator(id)), None)),
                (_, Ty::Date | Ty::Member(_)) => {
                    self.error(Code::NotANumber, expr.span, &[&shown(expr)]);
                    None
                }
            },
        }
    }

    fn class_total(
        &mut self,
        i: usize,
        record: usize,
        name: &Name,
        ctx: Ctx,
    ) -> Option<(NodeId, Option<Unit>)> {
        let counted = self.scope.records.get(record).and_then(|r| r.2.clone());
        let Some(counted) = counted else {
            self.error(Code::NotANumber, name.span, &[&name.text]);
            return None;
        };
        let inside = Ctx { record: Some(record), ..ctx };
        let (class, _) = self.term(i, inside)?;
        let condition = self.within_lots(record, class, ctx);
        let expr = Expr { kind: ExprKind::Name(counted.clone()), span: counted.span };
        let (quantity, unit) = self.number(&expr, inside)?;
        Some((self.node(None, Op::Total(record, condition, quantity)), unit))
    }

    pub(super) fn same_unit(&mut self, a: Option<Unit>, b: Option<Unit>, span: Span) -> Option<Option<Unit>> {
        match (a, b) {
            (Some(x), Some(y)) if x != y => {
                self.error(Code::UnitMix, span, &[&x.both(), &y.both()]);
                None
            }
            (x, y) => Some(x.or(y)),
        }
    }

    fn arithmetic(&mut self, op: Operation, terms: &[Expr], ctx: Ctx) -> Option<(NodeId, Option<Unit>)> {
        let mut parts = Vec::new();
        for term in terms {
            parts.push((self.number(term, ctx)?, term.span));
        }
        let ids: Vec<NodeId> = parts.iter().map(|((id, _), _)| *id).collect();
        let scope = self.scope_of(&ids);
        let mut parts = parts.into_iter();
        let ((mut id, mut unit), _) = parts.next()?;
        if op == Operation::Plus {
            for ((_, u), span) in parts {
                unit = self.same_unit(unit, u, span)?;
            }
            return Some((self.node(scope, Op::Plus(ids)), unit));
        }
        // persons and occasions say how many times something is counted
        let times = |u: Option<Unit>| matches!(u, None | Some(Unit::Persons | Unit::Occasions));
        for ((next, u), span) in parts {
            match op {
                Operation::Minus | Operation::Plus => {
                    unit = self.same_unit(unit, u, span)?;
                    id = self.node(scope, Op::Minus(id, next));
                }
                Operation::Times => {
                    unit = match (unit, u) {
                        (a, b) if times(b) => a.or(b),
                        (a, b) if times(a) => b,
                        (Some(a), Some(b)) => {
                            self.error(Code::UnitMix, span, &[&a.both(), &b.both()]);
                            return None;
                        }
                        (a, b) => a.or(b),
                    };
                    id = self.node(scope, Op::Times(id, next));
                }
                Operation::Divided => {
                    let by = match self.op(next).map(|n| n.op.clone()) {
                        Some(Op::Number(n)) => n.inverse(),
                        _ => None,
                    };
                    let Some(by) = by else {
                        self.error(Code::BadStandard, span, &[]);
                        return None;
                    };
                    let by = self.number_node(by);
                    unit = if unit == u { None } else { unit };
                    id = self.node(scope, Op::Times(id, by));
                }
            }
        }
        Some((id, unit))
    }
}
