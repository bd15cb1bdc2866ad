//! Walks through the conditions of items: each expression before its parts.

use super::{Action, Body, Claim, Entry, Exception, Expr, ExprKind, ItemKind};

macro_rules! walker {
    ($each:ident, $exceptions:ident, $($mutable:tt)?) => {
        fn $exceptions(all: &$($mutable)? [Exception], visit: &mut dyn FnMut(&$($mutable)? Expr)) {
            for e in all {
                $each(&$($mutable)? e.condition, visit);
                if let Some(unless) = &$($mutable)? e.unless {
                    $each(unless, visit);
                }
            }
        }

        /// Visits an expression, then its parts.
        pub fn $each(expr: &$($mutable)? Expr, visit: &mut dyn FnMut(&$($mutable)? Expr)) {
            visit(expr);
            match &$($mutable)? expr.kind {
                ExprKind::And(parts) | ExprKind::Or(parts) | ExprKind::Arithmetic { terms: parts, .. } => {
                    for part in parts {
                        $each(part, visit);
                    }
                }
                ExprKind::Not(inner) => $each(inner, visit),
                ExprKind::Compare { left, right, .. } => {
                    $each(left, visit);
                    $each(right, visit);
                }
                ExprKind::Is { left, .. } => $each(left, visit),
                ExprKind::Some { condition, .. } => $each(condition, visit),
                ExprKind::Filtered { filter, body, .. } => {
                    $each(filter, visit);
                    $each(body, visit);
                }
                ExprKind::Clamp { body, bound, .. } => {
                    $each(body, visit);
                    $each(bound, visit);
                }
                ExprKind::Between { from, to } => {
                    $each(from, visit);
                    $each(to, visit);
                }
                ExprKind::Except { body, exceptions } => {
                    $each(body, visit);
                    $exceptions(exceptions, visit);
                }
                ExprKind::Quantified { at: Some(at), .. } => $each(at, visit),
                ExprKind::Quantified { at: None, .. }
                | ExprKind::Name(_)
                | ExprKind::Literal(_)
                | ExprKind::Provision(_)
                | ExprKind::Wrong => {}
            }
        }
    };
}

macro_rules! item_walker {
    ($entries:ident, $each:ident, $exceptions:ident, $($mutable:tt)?) => {
        /// Visits every expression that an item states, its edits and claims included.
        pub fn $entries(item: &$($mutable)? ItemKind, visit: &mut dyn FnMut(&$($mutable)? Expr)) {
            let entry = |e: &$($mutable)? Entry, visit: &mut dyn FnMut(&$($mutable)? Expr)| {
                $each(&$($mutable)? e.condition, visit);
                $exceptions(&$($mutable)? e.exceptions, visit);
            };
            match item {
                ItemKind::Predicate { means, .. } => entry(means, visit),
                ItemKind::Classification { classes, .. } => {
                    for class in classes {
                        if let Some(when) = &$($mutable)? class.when {
                            entry(when, visit);
                        }
                    }
                }
                ItemKind::Quantity { is, .. } => $each(is, visit),
                ItemKind::Measure { condition: Some(condition), .. } => $each(condition, visit),
                ItemKind::Offence { elements, .. } => {
                    for element in elements {
                        entry(&$($mutable)? element.entry, visit);
                    }
                }
                ItemKind::Article(article) => match &$($mutable)? article.body {
                    Body::Empty => {}
                    Body::Single(single) => entry(single, visit),
                    Body::Limbs { lots, limbs, .. } => {
                        for filter in lots {
                            $each(&$($mutable)? filter.condition, visit);
                        }
                        for limb in limbs {
                            entry(&$($mutable)? limb.entry, visit);
                        }
                    }
                },
                ItemKind::Appraisal(appraisal) => {
                    for step in &$($mutable)? appraisal.moves {
                        if let Some(spared) = &$($mutable)? step.spared {
                            $each(spared, visit);
                        }
                    }
                }
                ItemKind::Claim { says, .. } => match says {
                    Claim::SameOutcome { condition: Some(c), .. }
                    | Claim::Raising { condition: Some(c), .. }
                    | Claim::Bound { condition: Some(c), .. }
                    | Claim::NoOffence(c)
                    | Claim::Within(c, _) => $each(c, visit),
                    Claim::Implies(a, b) => {
                        $each(a, visit);
                        $each(b, visit);
                    }
                    Claim::SameOutcome { condition: None, .. }
                    | Claim::Raising { condition: None, .. }
                    | Claim::Bound { condition: None, .. }
                    | Claim::NeverTogether(_) => {}
                },
                ItemKind::Edit(edit) => match &$($mutable)? edit.action {
                    Action::Replace { with: text, .. } | Action::Insert { text, .. } => entry(text, visit),
                    Action::Set { value, .. } => $each(value, visit),
                    Action::Add { alternative, exceptions, .. } => {
                        if let Some(alternative) = alternative {
                            $each(alternative, visit);
                        }
                        $exceptions(exceptions, visit);
                    }
                    Action::Adopt(_) | Action::Repeal { .. } | Action::Punish { .. } => {}
                },
                ItemKind::Measure { condition: None, .. }
                | ItemKind::Module(_)
                | ItemKind::Kind { .. }
                | ItemKind::Record { .. }
                | ItemKind::Facts(_)
                | ItemKind::Findings(_)
                | ItemKind::Open { .. }
                | ItemKind::Scale { .. }
                | ItemKind::Parameter { .. }
                | ItemKind::Table(_)
                | ItemKind::Case(_) => {}
            }
        }
    };
}

walker!(expressions, exceptions,);
walker!(expressions_mut, exceptions_mut, mut);
item_walker!(entries, expressions, exceptions,);
item_walker!(entries_mut, expressions_mut, exceptions_mut, mut);
