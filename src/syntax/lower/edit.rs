//! Edits of amendments, and claims.

use super::{Lower, child, children, has};
use crate::syntax::ast::{Action, Claim, Edit, Ending, Entry, Expr, ExprKind, ItemKind, Name, Target};
use crate::syntax::parser::{P, Rule};

impl Lower<'_> {
    /// An edit with its reason and citations.
    pub(super) fn edit(&mut self, p: &P<'_>) -> Option<ItemKind> {
        let inner = p.clone().into_inner().next()?;
        let action = self.action(&inner)?;
        let because = child(p, Rule::because).and_then(|b| self.titles_in(&b));
        let chinese = !p.as_str().starts_with(|c: char| c.is_ascii());
        Some(ItemKind::Edit(Edit { action, because, cites: self.cites(p), chinese }))
    }
    fn action(&mut self, p: &P<'_>) -> Option<Action> {
        if p.as_rule() == Rule::adopt {
            return Some(Action::Adopt(self.name_in(p)?));
        }
        let mut targets = self.targets(p);
        if p.as_rule() == Rule::repeal {
            let endings = children(p, Rule::ending).map(|e| self.ending(&e)).collect();
            return (!targets.is_empty()).then_some(Action::Repeal { targets, endings });
        }
        let target = targets.pop()?;
        Some(match p.as_rule() {
            Rule::replace => match child(p, Rule::punish) {
                Some(punish) => {
                    let grade = Name { text: String::new(), span: target.span() };
                    let with = self.punishment(grade, &punish, Vec::new());
                    Action::Punish { target, with }
                }
                None => Action::Replace { target, with: self.text_in(p)? },
            },
            Rule::after => {
                let prov = child(p, Rule::prov)?;
                let (number, span) = (self.provision(&prov)?, self.span(&prov));
                Action::Insert { after: target, number, span, text: self.text_in(p)? }
            }
            Rule::set => Action::Set { target, value: self.set_value(p)? },
            _ => {
                let list = child(p, Rule::alternative).and_then(|a| child(&a, Rule::list));
                let alternative = list.map(|l| self.list(&l));
                Action::Add { target, alternative, exceptions: self.exceptions(p) }
            }
        })
    }
    fn text_in(&mut self, p: &P<'_>) -> Option<Entry> {
        child(p, Rule::wording).map(|t| self.entry(&t))
    }
    fn set_value(&mut self, p: &P<'_>) -> Option<Expr> {
        match child(p, Rule::literal) {
            Some(l) => Some(Expr { span: self.span(&l), kind: ExprKind::Literal(self.literal(&l)?) }),
            None => {
                let name = self.name_in(p)?;
                Some(Expr { span: name.span, kind: ExprKind::Name(name) })
            }
        }
    }
    fn ending(&mut self, p: &P<'_>) -> Ending {
        let places = child(p, Rule::places).map(|l| self.targets(&l)).unwrap_or_default();
        Ending { keeping: has(p, Rule::kw_keeping), places, span: self.span(p) }
    }
    /// What stands directly inside; first parts that are left out come from the one before.
    fn targets(&mut self, p: &P<'_>) -> Vec<Target> {
        let mut out: Vec<Target> = Vec::new();
        for target in children(p, Rule::target) {
            let before = out.iter().rev().find_map(|t| match t {
                Target::Provision(range) => Some(range.clone()),
                Target::Name(_) => None,
            });
            match child(&target, Rule::name) {
                Some(name) => out.push(Target::Name(self.name(&name))),
                None => {
                    let inner = child(&target, Rule::src_range).unwrap_or_else(|| target.clone());
                    out.extend(self.range(&inner, before).map(Target::Provision));
                }
            }
        }
        out
    }

    /// A claim.
    pub(super) fn claim(&mut self, p: &P<'_>) -> Option<ItemKind> {
        let (name, cites) = (self.alias_in(p)?, self.cites(p));
        let inner = p.clone().into_inner().find(|c| {
            matches!(
                c.as_rule(),
                Rule::raising | Rule::same | Rule::never | Rule::bound | Rule::apart | Rule::general
            )
        })?;
        let mut lists = Vec::new();
        for list in children(&inner, Rule::list) {
            lists.push(self.list(&list));
        }
        let mut lists = lists.into_iter();
        let says = match inner.as_rule() {
            Rule::raising => Claim::Raising { names: self.names(&inner), condition: lists.next() },
            Rule::same => Claim::SameOutcome { module: self.name_in(&inner)?, condition: lists.next() },
            Rule::never => Claim::NoOffence(lists.next()?),
            Rule::bound => {
                let least = has(&inner, Rule::kw_at_least);
                Claim::Bound { least, grade: self.name_in(&inner)?, condition: lists.next() }
            }
            Rule::apart => Claim::NeverTogether(self.provisions(&child(&inner, Rule::provs)?)),
            _ => match self.name_in(&inner) {
                Some(other) => Claim::Within(lists.next()?, other),
                None => Claim::Implies(lists.next()?, lists.next()?),
            },
        };
        Some(ItemKind::Claim { name, says, cites })
    }
}
