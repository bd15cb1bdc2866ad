//! Claims to what is to be shown of every case: kept beside the rules, in a program of their own.

use super::{Ctx, Lower, degrees, names};
use crate::diag::{Code, Diagnostic, Sink, nearest};
use crate::hir::{Decl, Module, ProvisionKind, Scope};
use crate::ir::node::NodeId;
use crate::ir::program::{Claim, Program, Raised, Says};
use crate::ir::schema::Type;
use crate::syntax::ast::{self, Expr, ExprKind, ItemKind, Name, ProvisionRange};
use crate::text::Span;
use std::collections::BTreeMap;

/// The program with the claims of its module, and the nodes they need after its own. Provisions and totals are read
/// over the records in question of the offences; `some RECORD where` speaks of every record. Faults go to the sink.
pub fn with_claims(scope: &Scope, program: &Program, module: &Module, sink: &mut Sink) -> Option<Program> {
    let stated = |kind: &ItemKind| matches!(kind, ItemKind::Claim { .. });
    if !module.items.iter().any(|item| stated(&item.kind)) {
        return None;
    }
    let at = (0..scope.modules.len()).rev().find(|m| scope.takes_part(*m))?;
    let mut low = Lower::beside(scope, program, sink);
    let lots = low.in_question();
    let ctx = Ctx { module: at, record: None, lots, outcome: None, every: true };
    let mut claims: Vec<Claim> = Vec::new();
    for item in &module.items {
        let ItemKind::Claim { name, says, cites } = &item.kind else { continue };
        if let Some(twice) = claims.iter().find(|c| name.spellings().any(|s| c.names.is(s))) {
            let d = Diagnostic::new(Code::Duplicate, name.name.span, &[&name.name.text]);
            let there = twice.at;
            low.sink.push(d.also(there));
        }
        let cites = low.citations(at, cites);
        if let Some(says) = low.claim(says, ctx) {
            claims.push(Claim { names: names(name), cites, at: name.name.span, says });
        }
    }
    Some(Program { claims, ..low.program })
}

impl<'a> Lower<'a> {
    /// More to be made ready beside a program: what it has keeps its place.
    pub(super) fn beside(scope: &'a Scope, program: &Program, sink: &'a mut Sink) -> Lower<'a> {
        let mut low = Lower {
            scope,
            sink,
            ids: program.nodes.iter().enumerate().map(|(i, n)| (n.clone(), NodeId(i as u32))).collect(),
            program: program.clone(),
            terms: BTreeMap::new(),
            provisions: BTreeMap::<_, degrees::Degree>::new(),
            stack: Vec::new(),
            open_ids: BTreeMap::new(),
        };
        // unmade evaluations keep their places
        for (i, term) in scope.terms.iter().enumerate() {
            let known = program.opens.iter().position(|(n, _)| *n == names(&term.name));
            if let (crate::hir::TermKind::Open(None), Some(known)) = (&term.kind, known) {
                low.open_ids.insert(i, known);
            }
        }
        low
    }

    /// The records in question of any offence, of the first offence's record.
    fn in_question(&mut self) -> super::Lots {
        let of = |o: &crate::ir::program::Offence| o.record.zip(o.in_question);
        let all: Vec<(usize, NodeId)> = self.program.offences.iter().filter_map(of).collect();
        let record = all.first()?.0;
        let any = all.into_iter().filter(|(r, _)| *r == record).map(|(_, lots)| lots).collect();
        Some((record, self.or(any)))
    }

    fn claim(&mut self, says: &ast::Claim, ctx: Ctx) -> Option<Says> {
        let before = self.sink.found.len();
        let out = match says {
            ast::Claim::Raising { names, condition } => {
                let what: Vec<Raised> = names.iter().filter_map(|n| self.raised(n, ctx)).collect();
                Says::Raising { what, condition: self.supposed(condition.as_ref(), ctx) }
            }
            ast::Claim::SameOutcome { module, condition } => {
                let condition = self.supposed(condition.as_ref(), ctx);
                Says::SameOutcome { module: module.text.clone(), condition }
            }
            ast::Claim::NoOffence(condition) => {
                let from = self.truth(condition, ctx);
                self.bounded(from, false, 0)
            }
            ast::Claim::Bound { least, grade, condition } => {
                let from = self.supposed(condition.as_ref(), ctx);
                let grade = self.grade(grade)?;
                self.bounded(from, *least, grade)
            }
            ast::Claim::NeverTogether(ranges) => self.never_together(ranges, ctx),
            ast::Claim::Within(inner, outer) => {
                let outer = Expr { kind: ExprKind::Name(outer.clone()), span: outer.span };
                self.implied(inner, &outer, ctx)
            }
            ast::Claim::Implies(from, to) => self.implied(from, to, ctx),
        };
        let sound = !self.sink.found.iter().skip(before).any(|d| !d.is_warning());
        sound.then_some(out)
    }

    /// A condition, or none: then in every case.
    fn supposed(&mut self, condition: Option<&Expr>, ctx: Ctx) -> NodeId {
        match condition {
            Some(condition) => self.truth(condition, ctx),
            None => self.truth_node(true),
        }
    }

    /// The outcome is at least, or at most, a grade.
    fn bounded(&mut self, from: NodeId, least: bool, grade: usize) -> Says {
        let at = if least { grade.checked_sub(1) } else { Some(grade) };
        let reached = at.and_then(|g| self.program.at_least.get(g)).copied();
        let to = match (reached, least) {
            (Some(reached), true) => reached,
            (Some(reached), false) => self.not(reached),
            (None, _) => self.truth_node(true),
        };
        Says::Implies { record: None, from, to }
    }

    /// One condition follows from another: of the case, or else of one and the same record.
    fn implied(&mut self, from: &Expr, to: &Expr, ctx: Ctx) -> Says {
        let outer = std::mem::take(self.sink);
        let both = (self.truth(from, ctx), self.truth(to, ctx));
        let found = std::mem::replace(self.sink, outer).found;
        let needs_record = found.iter().any(|d| d.code == Code::NeedsSome);
        let record = self.record_in(from, ctx.module).or_else(|| self.record_in(to, ctx.module));
        let (record, (from, to)) = match record.filter(|_| needs_record) {
            Some(record) => {
                let inside = Ctx { record: Some(record), lots: None, ..ctx };
                (Some(record), (self.truth(from, inside), self.truth(to, inside)))
            }
            None => {
                found.into_iter().for_each(|d| self.sink.push(d));
                (None, both)
            }
        };
        Says::Implies { record, from, to }
    }

    /// No two of the provisions ground a grade of one offence in one case.
    fn never_together(&mut self, ranges: &[ProvisionRange], ctx: Ctx) -> Says {
        let mut all: Vec<(usize, Span)> = Vec::new();
        for range in ranges {
            let cited = self.scope.cited(ctx.module, range, self.sink);
            all.extend(cited.into_iter().map(|i| (i, range.span)));
        }
        let kind = |low: &Self, i: usize| low.scope.provisions.get(i).map(|p| p.kind);
        let mut pairs = Vec::new();
        let mut grounded = vec![false; all.len()];
        for o in 0..self.program.offences.len() {
            let mut each = Vec::new();
            for (n, (i, _)) in all.iter().enumerate() {
                let is = |low: &Self, at: usize| {
                    at == *i
                        || matches!((kind(low, *i), kind(low, at)),
                            (Some(ProvisionKind::Article(a)), Some(ProvisionKind::Limb(b, _))) if a == b)
                };
                let grounds = self.program.offences.get(o).map_or(&[][..], |o| o.grounds.as_slice());
                let own = grounds.iter().filter(|g| g.at.is_some_and(|at| is(self, at)));
                let own: Vec<NodeId> = own.map(|g| g.holds).collect();
                if let Some(seen) = grounded.get_mut(n) {
                    *seen |= !own.is_empty();
                }
                each.push(self.or(own));
            }
            for (n, a) in each.iter().enumerate() {
                for b in each.iter().skip(n + 1) {
                    pairs.push(self.and(vec![*a, *b]));
                }
            }
        }
        for ((i, span), _) in all.iter().zip(grounded).filter(|(_, grounded)| !grounded) {
            let number = self.scope.provisions.get(*i).map(|p| p.number.both()).unwrap_or_default();
            self.error(Code::NoGround, *span, &[&number]);
        }
        if let [(_, span)] = all.as_slice() {
            let says = "two provisions or more | 两个以上条文";
            self.error(Code::WrongValue, *span, &["never together | 不同时成立", says, "-"]);
        }
        let from = self.or(pairs);
        let to = self.truth_node(false);
        Says::Implies { record: None, from, to }
    }

    /// What can be more or less: a number, a yes or no, a list or a finding; of the case, or a field of a record.
    fn raised(&mut self, name: &Name, ctx: Ctx) -> Option<Raised> {
        let amount = |ty: Type| matches!(ty, Type::YesNo | Type::Number(_) | Type::List(_));
        let schema = &self.program.schema;
        let found = match self.scope.get(ctx.module, &name.text) {
            Some(Decl::Fact(i)) => schema.facts.get(i).filter(|f| amount(f.ty)).map(|_| Raised::Fact(i)),
            Some(Decl::Finding(i)) => Some(Raised::Finding(i)),
            Some(Decl::Term(_) | Decl::Scale | Decl::Grade(_) | Decl::Offence(_)) => None,
            None => {
                let fields = schema.records.iter().enumerate().flat_map(|(r, record)| {
                    record.fields.iter().enumerate().map(move |(i, field)| (r, i, field))
                });
                let mut called = fields.filter(|(_, _, f)| f.names.is(&name.text));
                let first = called.next();
                if first.is_none() {
                    let fields = schema.records.iter().flat_map(|r| &r.fields);
                    let words = fields.flat_map(|f| [f.names.en.as_str(), f.names.zh.as_str()]);
                    let near = nearest(&name.text, self.scope.all_names().chain(words));
                    let args = [name.text.as_str(), near.as_deref().unwrap_or("-")];
                    let d = Diagnostic::new(Code::UnknownName, name.span, &args);
                    self.sink.push(match &near {
                        Some(near) => d.mend(name.span, near),
                        None => d,
                    });
                    return None;
                }
                if let (Some((a, ..)), Some((b, ..))) = (first, called.next()) {
                    let of =
                        |r: usize| schema.records.get(r).map(|r| r.names.en.as_str()).unwrap_or_default();
                    let both = format!("{}, {}", of(a), of(b));
                    self.error(Code::Ambiguous, name.span, &[&name.text, &both]);
                    return None;
                }
                first.filter(|(_, _, f)| amount(f.ty)).map(|(r, i, _)| Raised::Field(r, i))
            }
        };
        if found.is_none() {
            self.error(Code::CannotRise, name.span, &[&name.text]);
        }
        found
    }
}
