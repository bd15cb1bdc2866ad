//! Who cites what, and how citations are dropped: ranges close up, operands go, an exception without a condition goes.

use super::text::{Order, both};
use crate::hir::Module;
use crate::syntax::ast::{
    Body, Entry, Exception, Expr, ExprKind, Item, ItemKind, Operation, Provision, ProvisionRange, Quantifier,
    expressions,
};
use crate::text::Span;

/// What states a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// a provision of a module
    Provision(usize, Provision),
    /// a named item, with both names `english | 中文`
    Name(String),
}

impl Owner {
    /// For people, `english | 中文`.
    pub fn both(&self) -> String {
        match self {
            Owner::Provision(_, number) => format!("{number} | {}", number.chinese()),
            Owner::Name(names) => names.clone(),
        }
    }
}

/// A citation of something.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    /// Who cites.
    pub owner: Owner,
    /// Where.
    pub span: Span,
    /// Whether it takes what it cites at a multiple or in proportion.
    pub multiplied: bool,
}

/// What goes away: provisions by position, and names in either spelling.
#[derive(Debug, Clone, Default)]
pub(super) struct Gone {
    /// Provisions.
    pub provisions: Vec<usize>,
    /// Provisions that stay for some who cite them: ranges around them are split, not closed.
    pub kept: bool,
    /// Names.
    pub names: Vec<String>,
}

/// A condition that an item states.
enum Root<'a> {
    Entry(&'a mut Entry),
    Expr(&'a mut Expr),
    Optional(&'a mut Option<Expr>),
}

fn roots(module: usize, item: &mut Item, visit: &mut dyn FnMut(Owner, Root<'_>)) {
    match &mut item.kind {
        ItemKind::Predicate { name, means, .. } => visit(Owner::Name(both(name)), Root::Entry(means)),
        ItemKind::Classification { classes, .. } => {
            for class in classes {
                if let Some(when) = &mut class.when {
                    visit(Owner::Name(both(&class.name)), Root::Entry(when));
                }
            }
        }
        ItemKind::Quantity { name, is, .. } => visit(Owner::Name(both(name)), Root::Expr(is)),
        ItemKind::Measure { name, condition, .. } => {
            visit(Owner::Name(both(name)), Root::Optional(condition));
        }
        ItemKind::Offence { name, elements, .. } => {
            for element in elements {
                let [en, zh] = element.kind.words();
                let owner = format!("{}.{en} | {}.{zh}", name.english(), name.chinese());
                visit(Owner::Name(owner), Root::Entry(&mut element.entry));
            }
        }
        ItemKind::Article(article) => {
            let number = article.number;
            match &mut article.body {
                Body::Empty => {}
                Body::Single(entry) => visit(Owner::Provision(module, number), Root::Entry(entry)),
                Body::Limbs { lots, limbs, .. } => {
                    for filter in lots {
                        visit(Owner::Provision(module, number), Root::Expr(&mut filter.condition));
                    }
                    for limb in limbs {
                        let number = Provision { item: Some(limb.number), ..number };
                        visit(Owner::Provision(module, number), Root::Entry(&mut limb.entry));
                    }
                }
            }
        }
        ItemKind::Appraisal(appraisal) => {
            for step in &mut appraisal.moves {
                visit(Owner::Name(both(&appraisal.name)), Root::Optional(&mut step.spared));
            }
        }
        ItemKind::Module(_)
        | ItemKind::Kind { .. }
        | ItemKind::Record { .. }
        | ItemKind::Facts(_)
        | ItemKind::Findings(_)
        | ItemKind::Open { .. }
        | ItemKind::Scale { .. }
        | ItemKind::Parameter { .. }
        | ItemKind::Claim { .. }
        | ItemKind::Edit(_)
        | ItemKind::Table(_)
        | ItemKind::Case(_) => {}
    }
}

impl Gone {
    fn hits(&self, order: &Order, module: usize, range: &ProvisionRange) -> bool {
        order.cited(module, range).iter().any(|i| self.provisions.contains(i))
    }

    /// Every citation of what goes, but for those that stand inside it.
    pub fn references(&self, modules: &mut [Module], order: &Order) -> Vec<Reference> {
        let mut out = Vec::new();
        for (m, module) in modules.iter_mut().enumerate() {
            for item in &mut module.items {
                roots(m, item, &mut |owner, root| {
                    if self.holds(order, &owner) {
                        return;
                    }
                    let mut look = |expr: &Expr| self.look(expr, order, m, &owner, &mut out);
                    match root {
                        Root::Expr(e) => expressions(e, &mut look),
                        Root::Optional(e) => e.iter().for_each(|e| expressions(e, &mut look)),
                        Root::Entry(entry) => {
                            expressions(&entry.condition, &mut look);
                            for e in &entry.exceptions {
                                expressions(&e.condition, &mut look);
                                e.unless.iter().for_each(|u| expressions(u, &mut look));
                            }
                        }
                    }
                });
            }
        }
        out
    }

    /// Whether a condition stands inside what goes.
    fn holds(&self, order: &Order, owner: &Owner) -> bool {
        match owner {
            Owner::Provision(module, number) => self.provisions.iter().any(|i| {
                order.stands.get(*i).is_some_and(|s| s.home.module == *module && s.number == *number)
            }),
            Owner::Name(names) => names.split(" | ").any(|n| self.names.iter().any(|g| g == n)),
        }
    }

    fn look(&self, expr: &Expr, order: &Order, module: usize, owner: &Owner, out: &mut Vec<Reference>) {
        let mut add = |span, multiplied| out.push(Reference { owner: owner.clone(), span, multiplied });
        match &expr.kind {
            ExprKind::Provision(range) if self.hits(order, module, range) => add(range.span, false),
            ExprKind::Quantified { quantifier, provisions, at } => {
                let multiplied =
                    at.is_some() && *quantifier != Quantifier::None || *quantifier == Quantifier::Together;
                for range in provisions.iter().filter(|r| self.hits(order, module, r)) {
                    add(range.span, multiplied);
                }
            }
            ExprKind::Name(name) if self.names.contains(&name.text) => add(name.span, false),
            _ => {}
        }
    }

    /// Drops the citations at the places wanted; who is left without a condition.
    pub fn drop(
        &self,
        modules: &mut [Module],
        order: &Order,
        wanted: &dyn Fn(&Owner) -> bool,
    ) -> Vec<(Owner, Span)> {
        let mut empty = Vec::new();
        for (m, module) in modules.iter_mut().enumerate() {
            for item in &mut module.items {
                roots(m, item, &mut |owner, root| {
                    if self.holds(order, &owner) || !wanted(&owner) {
                        return;
                    }
                    let (left, span) = match root {
                        Root::Expr(e) => (self.keep(e, order, m), e.span),
                        Root::Optional(e) => {
                            if e.as_mut().is_some_and(|e| !self.keep(e, order, m)) {
                                *e = None;
                            }
                            return;
                        }
                        Root::Entry(entry) => {
                            self.exceptions(&mut entry.exceptions, order, m);
                            (self.keep(&mut entry.condition, order, m), entry.span)
                        }
                    };
                    if !left {
                        empty.push((owner, span));
                    }
                });
            }
        }
        empty
    }

    fn exceptions(&self, all: &mut Vec<Exception>, order: &Order, m: usize) {
        all.retain_mut(|e| {
            if e.unless.as_mut().is_some_and(|u| !self.keep(u, order, m)) {
                e.unless = None;
            }
            self.keep(&mut e.condition, order, m)
        });
    }

    /// Drops what an expression cites; whether anything of it is left.
    fn keep(&self, expr: &mut Expr, order: &Order, m: usize) -> bool {
        let kind = &mut expr.kind;
        let left = match kind {
            ExprKind::Name(name) => !self.names.contains(&name.text),
            ExprKind::Provision(range) => !self.hits(order, m, range),
            ExprKind::Quantified { provisions, .. } => {
                *provisions = provisions.iter().flat_map(|r| self.closed(r, order, m)).collect();
                !provisions.is_empty()
            }
            ExprKind::And(parts) | ExprKind::Or(parts) => {
                parts.retain_mut(|p| self.keep(p, order, m));
                !parts.is_empty()
            }
            ExprKind::Arithmetic { op: Operation::Plus, terms } => {
                terms.retain_mut(|p| self.keep(p, order, m));
                !terms.is_empty()
            }
            ExprKind::Arithmetic { terms, .. } => {
                let whole = terms.len();
                terms.retain_mut(|p| self.keep(p, order, m));
                terms.len() == whole
            }
            ExprKind::Not(inner) | ExprKind::Some { condition: inner, .. } => self.keep(inner, order, m),
            ExprKind::Compare { left, right, .. } => self.keep(left, order, m) && self.keep(right, order, m),
            ExprKind::Is { left, .. } => self.keep(left, order, m),
            ExprKind::Filtered { filter, body, .. } => {
                self.keep(filter, order, m) && self.keep(body, order, m)
            }
            ExprKind::Clamp { body, bound, .. } => self.keep(body, order, m) && self.keep(bound, order, m),
            ExprKind::Between { from, to } => self.keep(from, order, m) && self.keep(to, order, m),
            ExprKind::Except { body, exceptions } => {
                self.exceptions(exceptions, order, m);
                self.keep(body, order, m)
            }
            ExprKind::Literal(_) | ExprKind::Wrong => true,
        };
        if let ExprKind::And(parts)
        | ExprKind::Or(parts)
        | ExprKind::Arithmetic { op: Operation::Plus, terms: parts } = kind
            && parts.len() == 1
            && let Some(one) = parts.pop()
        {
            *expr = one;
        } else if let ExprKind::Except { body, exceptions } = kind
            && exceptions.is_empty()
        {
            let inner = std::mem::replace(&mut body.kind, ExprKind::Wrong);
            expr.kind = inner;
        }
        left
    }

    /// A cited range without what goes: in one piece if the rest closes up, else in several.
    fn closed(&self, range: &ProvisionRange, order: &Order, m: usize) -> Vec<ProvisionRange> {
        let all = order.cited(m, range);
        if !all.iter().any(|i| self.provisions.contains(i)) {
            return vec![range.clone()];
        }
        let gone = |i: usize| self.provisions.contains(&i) && !self.kept;
        let limb = |i: usize| order.stands.get(i).is_some_and(|s| s.home.part.is_some());
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for i in all.into_iter().filter(|i| !self.provisions.contains(i)) {
            match runs.last_mut() {
                Some((_, end)) if (*end + 1..i).all(|k| gone(k) || limb(k) != limb(i)) => *end = i,
                _ => runs.push((i, i)),
            }
        }
        let number = |i: usize| order.stands.get(i).map(|s| s.number);
        let piece = |(a, b): (usize, usize)| {
            let to = if a == b { None } else { Some(number(b)?) };
            Some(ProvisionRange { from: number(a)?, to, ..range.clone() })
        };
        runs.into_iter().filter_map(piece).collect()
    }
}

/// Every cited range with its owner and what it covers, to see which ones grow.
pub(super) fn ranges(modules: &mut [Module], order: &Order) -> Vec<(Owner, ProvisionRange, Vec<usize>)> {
    let mut out = Vec::new();
    for (m, module) in modules.iter_mut().enumerate() {
        for item in &mut module.items {
            roots(m, item, &mut |owner, root| {
                let mut look = |expr: &Expr| {
                    if let ExprKind::Quantified { provisions, .. } = &expr.kind {
                        let several = provisions.iter().filter(|r| r.to.is_some());
                        out.extend(several.map(|r| (owner.clone(), r.clone(), order.cited(m, r))));
                    }
                };
                match root {
                    Root::Expr(e) => expressions(e, &mut look),
                    Root::Optional(e) => e.iter().for_each(|e| expressions(e, &mut look)),
                    Root::Entry(entry) => {
                        expressions(&entry.condition, &mut look);
                        entry.exceptions.iter().for_each(|e| expressions(&e.condition, &mut look));
                    }
                }
            });
        }
    }
    out
}
