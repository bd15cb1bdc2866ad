//! The degree: how many times a standard is reached, over the lots in question of the citing place.

use super::{Ctx, Lower, names, shown};
use crate::diag::Code;
use crate::hir::{Decl, ProvisionKind, TermKind};
use crate::ir::node::{NodeId, Op};
use crate::ir::program::Term;
use crate::ir::schema::Names;
use crate::syntax::ast::{Body, Compare, Entry, Expr, ExprKind, Literal, ProvisionRange, Quantifier};
use crate::val::Ratio;

/// A degree with what it reads.
#[derive(Debug, Clone)]
pub(super) struct Degree {
    /// The number.
    pub id: NodeId,
    /// Whether every branch has a standard that can be multiplied.
    pub standard: bool,
    /// The standards and conditions inside.
    pub terms: Vec<Term>,
}

impl Lower<'_> {
    fn plain(&mut self, expr: &Expr, ctx: Ctx) -> Degree {
        let truth = self.truth(expr, ctx);
        let term = Term {
            names: self.label(expr, ctx),
            node: truth,
            standard: None,
            unit: None,
            share: false,
            gate: None,
        };
        let terms =
            if matches!(self.op(truth).map(|n| &n.op), Some(Op::Truth(_))) { Vec::new() } else { vec![term] };
        Degree { id: self.node(None, Op::Plain(truth)), standard: false, terms }
    }

    /// What people call an expression: its names, or those inside it.
    fn label(&self, expr: &Expr, ctx: Ctx) -> Names {
        let one = |text: &str| match self.scope.get(ctx.module, text) {
            Some(Decl::Fact(i)) => self.scope.facts.get(i).map(|f| names(&f.name)),
            Some(Decl::Finding(i)) => self.scope.findings.get(i).map(names),
            Some(Decl::Term(i)) => self.scope.terms.get(i).map(|t| names(&t.name)),
            _ => None,
        };
        let plain = |text: &str| {
            let schema = &self.program.schema;
            let fields = schema.records.iter().flat_map(|r| r.fields.iter().map(|f| &f.names));
            let members = schema.kinds.iter().flat_map(|k| k.members.iter());
            fields.chain(members).find(|n| n.is(text)).cloned()
        };
        let name = |text: &str| {
            let same = Names { en: text.to_owned(), zh: text.to_owned() };
            one(text).or_else(|| plain(text)).unwrap_or(same)
        };
        let mut found: Vec<Names> = Vec::new();
        collect(expr, &mut |text| {
            let n = name(text);
            if !found.contains(&n) {
                found.push(n);
            }
        });
        Names {
            en: found.iter().map(|n| n.en.as_str()).collect::<Vec<_>>().join(", "),
            zh: found.iter().map(|n| n.zh.as_str()).collect::<Vec<_>>().join("、"),
        }
    }

    /// The degree of a condition over the lots in question.
    pub(super) fn degree(&mut self, expr: &Expr, ctx: Ctx) -> Degree {
        if ctx.record.is_some() {
            return self.plain(expr, ctx);
        }
        match &expr.kind {
            ExprKind::Compare { op: Compare::Reaches, left, right } => self.ratio(expr, left, right, ctx),
            ExprKind::And(parts) => {
                let parts: Vec<Degree> = parts.iter().map(|p| self.degree(p, ctx)).collect();
                let standard = parts.iter().any(|p| p.standard);
                self.combined(parts, standard, Op::Min)
            }
            ExprKind::Or(parts) => {
                let parts: Vec<Degree> = parts.iter().map(|p| self.degree(p, ctx)).collect();
                let standard = parts.iter().all(|p| p.standard);
                self.combined(parts, standard, Op::Max)
            }
            ExprKind::Except { body, exceptions } => {
                let body = self.degree(body, ctx);
                let less = self.exceptions(exceptions, ctx);
                self.gated_out(body, less)
            }
            ExprKind::Filtered { keep, filter, body } => self.filtered(*keep, filter, body, ctx),
            ExprKind::Provision(range) => match self.scope.cited(ctx.module, range, self.sink).as_slice() {
                [one] => self.provision(*one, ctx),
                _ => self.nothing(),
            },
            ExprKind::Quantified { quantifier, provisions, at } => {
                self.quantified(expr, *quantifier, provisions, at.as_deref(), ctx)
            }
            _ => self.plain(expr, ctx),
        }
    }

    /// The degree of an entry: of its condition if no exception applies, else nought.
    pub(super) fn entry_degree(&mut self, entry: &Entry, ctx: Ctx) -> Degree {
        let body = self.degree(&entry.condition, ctx);
        let less = self.exceptions(&entry.exceptions, ctx);
        self.gated_out(body, less)
    }

    fn nothing(&mut self) -> Degree {
        Degree { id: self.number_node(Ratio::zero()), standard: true, terms: Vec::new() }
    }

    fn gated_out(&mut self, mut body: Degree, less: NodeId) -> Degree {
        let kept = self.not(less);
        body.id = self.gate(body.id, kept);
        body
    }

    fn gate(&mut self, id: NodeId, truth: NodeId) -> NodeId {
        match (self.op(truth).map(|n| n.op.clone()), self.op(id).map(|n| n.op.clone())) {
            (Some(Op::Truth(true)), _) => id,
            (_, Some(Op::Plain(inner))) => {
                let both = self.and(vec![inner, truth]);
                self.node(None, Op::Plain(both))
            }
            _ => self.node(None, Op::Gate(id, truth)),
        }
    }

    fn combined(&mut self, parts: Vec<Degree>, standard: bool, op: fn(Vec<NodeId>) -> Op) -> Degree {
        let ids: Vec<NodeId> = parts.iter().map(|p| p.id).collect();
        let terms = parts.into_iter().flat_map(|p| p.terms).collect();
        let id = match ids.as_slice() {
            [one] => *one,
            _ => self.node(None, op(ids)),
        };
        Degree { id, standard, terms }
    }

    fn ratio(&mut self, expr: &Expr, left: &Expr, right: &Expr, ctx: Ctx) -> Degree {
        let before = self.sink.found.len();
        let Some((standard, right_unit)) = self.number_if_constant(right, ctx) else {
            return self.plain(expr, ctx);
        };
        if standard <= Ratio::zero() {
            self.error(Code::BadStandard, right.span, &[]);
            return self.nothing();
        }
        let Some((measure, unit)) = self.amount(left, ctx) else { return self.nothing() };
        if self.sink.found.len() > before || self.check_units(unit, right_unit, right).is_none() {
            return self.nothing();
        }
        let share = standard.inverse().unwrap_or_else(Ratio::one);
        let share = self.number_node(share);
        let id = self.node(None, Op::Times(measure, share));
        let names = self.label(left, ctx);
        let term = Term {
            names,
            node: measure,
            standard: Some(standard),
            unit: unit.or(right_unit),
            share: false,
            gate: None,
        };
        Degree { id, standard: true, terms: vec![term] }
    }

    /// A literal or parameter as a standard; none if it is a number of the case or a day.
    fn number_if_constant(&mut self, expr: &Expr, ctx: Ctx) -> Option<(Ratio, Option<crate::val::Unit>)> {
        let constant = match &expr.kind {
            ExprKind::Literal(literal) => Some(literal),
            ExprKind::Name(name) => self.parameter(&name.text, ctx),
            _ => None,
        };
        let parameter = matches!(expr.kind, ExprKind::Name(_));
        let constant = match constant {
            Some(Literal::Number { .. }) => true,
            Some(Literal::Multiple(_)) => !parameter,
            _ => false,
        };
        if !constant {
            return None;
        }
        let (id, unit) = self.number(expr, ctx)?;
        match self.op(id).map(|n| n.op.clone()) {
            Some(Op::Number(n)) => Some((n, unit)),
            _ => None,
        }
    }

    /// The value of a parameter.
    fn parameter(&self, name: &str, ctx: Ctx) -> Option<&Literal> {
        match self.scope.get(ctx.module, name) {
            Some(Decl::Term(i)) => match &self.scope.terms.get(i)?.kind {
                TermKind::Parameter(literal) => Some(literal),
                _ => None,
            },
            _ => None,
        }
    }

    /// `half`, `10 times`, `the standard`, or a parameter that holds one.
    fn multiple(&mut self, expr: &Expr, ctx: Ctx) -> Option<Ratio> {
        let literal = match &expr.kind {
            ExprKind::Literal(literal) => Some(literal),
            ExprKind::Name(name) => self.parameter(&name.text, ctx),
            _ => None,
        };
        let Some(Literal::Multiple(times)) = literal.cloned() else {
            self.error(Code::NotATheory, expr.span, &[&shown(expr)]);
            return None;
        };
        if times <= Ratio::zero() {
            self.error(Code::BadStandard, expr.span, &[]);
            return None;
        }
        Some(times)
    }

    fn filtered(&mut self, keep: bool, filter: &Expr, body: &Expr, ctx: Ctx) -> Degree {
        let record = ctx.lots.map(|l| l.0).or_else(|| self.record_in(filter, ctx.module));
        let Some(record) = record else {
            match &filter.kind {
                ExprKind::Name(name) if self.scope.get(ctx.module, &name.text).is_none() => {
                    self.unknown(name, ctx)
                }
                _ => self.error(Code::UnknownName, filter.span, &[&shown(filter), "-"]),
            }
            return self.nothing();
        };
        let inner = self.truth(filter, Ctx { record: Some(record), ..ctx });
        let wanted = if keep { inner } else { self.not(inner) };
        let lots = self.within_lots(record, wanted, ctx);
        let degree = self.degree(body, Ctx { lots: Some((record, lots)), ..ctx });
        let some = self.node(None, Op::Some(record, lots));
        let mut terms = degree.terms;
        for term in &mut terms {
            term.gate = term.gate.or(Some(some));
        }
        Degree { id: self.gate(degree.id, some), standard: degree.standard, terms }
    }

    fn quantified(
        &mut self,
        expr: &Expr,
        quantifier: Quantifier,
        ranges: &[ProvisionRange],
        at: Option<&Expr>,
        ctx: Ctx,
    ) -> Degree {
        let times = at.and_then(|a| self.multiple(a, ctx));
        let multiplied = times.is_some() || quantifier == Quantifier::Together;
        let times = times.unwrap_or_else(Ratio::one);
        let mut parts = Vec::new();
        for range in ranges {
            for i in self.scope.cited(ctx.module, range, self.sink) {
                let mut part = self.provision(i, ctx);
                let plain_at_one = times == Ratio::one() && quantifier != Quantifier::Together;
                if multiplied && !part.standard && !plain_at_one {
                    let number = self.scope.provisions.get(i).map(|p| p.number.both()).unwrap_or_default();
                    self.error(Code::NoStandard, range.span, &[&number]);
                }
                for term in &mut part.terms {
                    term.standard = term.standard.as_ref().map(|s| s.times(&times));
                    term.share |= quantifier == Quantifier::Together;
                }
                parts.push(part);
            }
        }
        let standard = parts.iter().all(|p| p.standard);
        let mut degree = match quantifier {
            Quantifier::Single | Quantifier::Any | Quantifier::None => {
                self.combined(parts, standard, Op::Max)
            }
            Quantifier::All => self.combined(parts, standard, Op::Min),
            Quantifier::Together => self.combined(parts, standard, Op::Plus),
        };
        if times != Ratio::one() {
            let share = times.inverse().unwrap_or_else(Ratio::one);
            let share = self.number_node(share);
            degree.id = self.node(None, Op::Times(degree.id, share));
        }
        if quantifier == Quantifier::None {
            let reached = self.holds(degree.id);
            let none = self.not(reached);
            let id = self.node(None, Op::Plain(none));
            let term = Term {
                names: self.label(expr, ctx),
                node: none,
                standard: None,
                unit: None,
                share: false,
                gate: None,
            };
            return Degree { id, standard: false, terms: vec![term] };
        }
        degree
    }

    /// The degree of a provision over the citing place's lots; specialised once for each such lots.
    pub(super) fn provision(&mut self, i: usize, ctx: Ctx) -> Degree {
        if let Some(done) = self.provisions.get(&(i, ctx.lots)) {
            return done.clone();
        }
        let scope = self.scope;
        let Some(decl) = scope.provisions.get(i) else { return self.nothing() };
        if self.stack.contains(&decl.span) {
            self.circle(decl.span, &decl.number.both());
            return self.nothing();
        }
        self.stack.push(decl.span);
        let degree = match decl.kind {
            ProvisionKind::Limb(a, l) => {
                let found = scope.articles.get(a).and_then(|article| match &article.article.body {
                    Body::Limbs { limbs, .. } => limbs.get(l).map(|limb| (article.module, limb)),
                    Body::Single(_) | Body::Empty => None,
                });
                match found {
                    Some((module, limb)) => {
                        self.citations(module, &limb.entry.cites);
                        self.entry_degree(&limb.entry, Ctx { module, outcome: None, every: false, ..ctx })
                    }
                    None => self.nothing(),
                }
            }
            ProvisionKind::Article(a) => match scope.articles.get(a) {
                Some(article) => match &article.article.body {
                    Body::Single(entry) => {
                        self.entry_degree(entry, Ctx { module: article.module, every: false, ..ctx })
                    }
                    Body::Empty => self.nothing(),
                    Body::Limbs { all, .. } => {
                        let limbs: Vec<usize> = (0..scope.provisions.len())
                            .filter(|p| {
                                matches!(scope.provisions.get(*p).map(|p| p.kind),
                                    Some(ProvisionKind::Limb(x, l)) if x == a && (article.stands(Some(l)) || !article.article.standing))
                            })
                            .collect();
                        let parts: Vec<Degree> = limbs.into_iter().map(|p| self.provision(p, ctx)).collect();
                        let standard = parts.iter().all(|p| p.standard);
                        self.combined(parts, standard, if *all { Op::Min } else { Op::Max })
                    }
                },
                None => self.nothing(),
            },
        };
        self.stack.pop();
        self.provisions.insert((i, ctx.lots), degree.clone());
        degree
    }

    /// The record of which an expression speaks, if it speaks of one.
    pub(super) fn record_in(&self, expr: &Expr, module: usize) -> Option<usize> {
        let schema = &self.program.schema;
        let mut found = None;
        let mut weak = None;
        collect(expr, &mut |text| match self.scope.get(module, text) {
            Some(Decl::Term(i)) => found = found.or(self.scope.terms.get(i).and_then(|t| t.record)),
            Some(_) => {}
            None => {
                let has = |r: &crate::ir::schema::Record| {
                    r.fields.iter().any(|f| {
                        f.names.is(text)
                            || matches!(f.ty, crate::ir::schema::Type::Member(k)
                                if schema.kinds.get(k).is_some_and(|k| k.members.iter().any(|m| m.is(text))))
                    })
                };
                weak = weak.or(schema.records.iter().position(has));
            }
        });
        found.or(weak)
    }
}

/// Visits the names of an expression that speak of the record at hand, if there is one.
fn collect(expr: &Expr, visit: &mut dyn FnMut(&str)) {
    match &expr.kind {
        ExprKind::Name(name) => visit(&name.text),
        ExprKind::And(parts) | ExprKind::Or(parts) | ExprKind::Arithmetic { terms: parts, .. } => {
            parts.iter().for_each(|p| collect(p, visit));
        }
        ExprKind::Not(inner) => collect(inner, visit),
        ExprKind::Compare { left, right, .. } => {
            collect(left, visit);
            collect(right, visit);
        }
        ExprKind::Is { left, .. } => collect(left, visit),
        ExprKind::Filtered { body, .. } => collect(body, visit),
        ExprKind::Clamp { body, bound, .. } => {
            collect(body, visit);
            collect(bound, visit);
        }
        ExprKind::Between { from, to } => {
            collect(from, visit);
            collect(to, visit);
        }
        ExprKind::Except { body, exceptions } => {
            collect(body, visit);
            exceptions.iter().for_each(|e| collect(&e.condition, visit));
        }
        ExprKind::Some { condition, .. } => collect(condition, visit),
        ExprKind::Literal(_) | ExprKind::Provision(_) | ExprKind::Quantified { .. } | ExprKind::Wrong => {}
    }
}
