//! What is judged, and what the modules around it say.

use super::logic::{Bound, bound};
use crate::diag::{Code, Diagnostic, Lang};
use crate::hir::{Module, Twins};
use crate::syntax::ast::{
    Alias, Article, Body, Claim, Effect, Entry, Expr, ExprKind, Item, ItemKind, Leaves, Literal, Name,
    Provision, leaves_mut, without_places,
};
use crate::syntax::print::{Place, Spelling};
use crate::text::Span;
use std::sync::Arc;

/// What is said at the other place of a finding.
pub(super) const BESIDE: &str = "compare this | 请与此处比较";

/// One text with its module or its cases.
pub struct Subject<'a> {
    /// The module as written; of a case file a module without a head that says anything.
    pub module: &'a Module,
    /// What it uses, interprets and amends, and they in turn; itself left out.
    pub related: &'a [Arc<Module>],
    /// Every module that can be read, itself among them.
    pub all: &'a [Arc<Module>],
    /// Its text.
    pub text: &'a str,
    /// The spellings of the names of all these modules.
    pub twins: &'a Twins,
}

/// An article of the module that grants a grade, with the grade's place in the scale.
pub(super) struct Granting<'a> {
    /// The article.
    pub article: &'a Article,
    /// 1 is the least grade.
    pub grade: usize,
}

impl<'a> Subject<'a> {
    /// One spelling for all spellings of a name.
    pub(super) fn canonical(&self, name: &str) -> String {
        self.twins.in_language(Lang::En).spell(name, Place::Term)
    }
    /// An expression without places, its names in one spelling: equal for equal wording.
    pub(super) fn bare(&self, expr: &Expr) -> Expr {
        struct Rename<'s, 'a>(&'s Subject<'a>);
        impl Leaves for Rename<'_, '_> {
            fn name(&mut self, name: &mut Name) {
                name.text = self.0.canonical(&name.text);
            }
        }
        let name = Name { text: String::new(), span: expr.span };
        let kind = ItemKind::Claim {
            name: Alias { name, twin: None },
            says: Claim::NoOffence(expr.clone()),
            cites: Vec::new(),
        };
        let mut item = without_places(&Item { kind, span: expr.span });
        leaves_mut(&mut item, &mut Rename(self));
        match item.kind {
            ItemKind::Claim { says: Claim::NoOffence(bare), .. } => bare,
            _ => expr.clone(),
        }
    }
    /// A comparison with a written number, or with a parameter that is one.
    pub(super) fn amount<'e>(&self, expr: &'e Expr) -> Option<Bound<'e>>
    where
        'a: 'e,
    {
        let ExprKind::Compare { op, left, right } = &expr.kind else { return None };
        let ExprKind::Name(name) = &right.kind else { return bound(expr) };
        // an amendment may set it anew
        if self.module.header.amends.is_some() {
            return None;
        }
        let (value, unit) = self.family().flat_map(|m| &m.items).find_map(|i| match &i.kind {
            ItemKind::Parameter { name: own, value: Literal::Number { value, unit }, .. } => {
                self.same_name(&own.name.text, &name.text).then_some((value, *unit))
            }
            _ => None,
        })?;
        Some(Bound { op: *op, left, value, unit, right })
    }
    /// Whether two names mean the same.
    pub(super) fn same_name(&self, a: &str, b: &str) -> bool {
        a == b || self.canonical(a) == self.canonical(b)
    }
    /// The module and those that it builds on.
    pub(super) fn family(&self) -> impl Iterator<Item = &'a Module> {
        std::iter::once(self.module).chain(self.related.iter().map(Arc::as_ref))
    }
    /// The grades of the scale, from the least.
    pub(super) fn grades(&self) -> &'a [Alias] {
        let scales = self.family().flat_map(|m| &m.items).filter_map(|i| match &i.kind {
            ItemKind::Scale { grades, .. } => Some(grades.as_slice()),
            _ => None,
        });
        scales.into_iter().next().unwrap_or(&[])
    }
    /// The place of a grade: 1 is the least.
    pub(super) fn grade(&self, name: &str) -> Option<usize> {
        let found = self.grades().iter().position(|g| self.same_name(&g.name.text, name));
        found.map(|n| n + 1)
    }
    /// Whether a name is that of a finding.
    pub(super) fn is_finding(&self, name: &str) -> bool {
        self.family().flat_map(|m| &m.items).any(|i| match &i.kind {
            ItemKind::Findings(all) => all.iter().any(|f| self.same_name(&f.name.text, name)),
            _ => false,
        })
    }
    /// The articles of the module that grant grades, as they stand in the text.
    pub(super) fn granting(&self) -> Vec<Granting<'a>> {
        let articles = self.module.items.iter().filter_map(|i| match &i.kind {
            ItemKind::Article(article) => Some(article),
            _ => None,
        });
        let graded = articles.filter_map(|article| match &article.effect {
            Effect::Grade(name) => self.grade(&name.text).map(|grade| Granting { article, grade }),
            Effect::Heavier | Effect::Lenient | Effect::MayExempt | Effect::Fine { .. } => None,
        });
        graded.collect()
    }
    /// The first line of a place.
    pub(super) fn first_line(&self, span: Span) -> Span {
        let line = self.words(span.start, span.end).lines().next().unwrap_or("");
        let end = span.start + line.split(" #").next().unwrap_or(line).trim_end().len() as u32;
        Span { end, ..span }
    }
    /// The text of a place.
    pub(super) fn words(&self, start: u32, end: u32) -> &'a str {
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
}

/// What a provision is called in both languages.
pub(super) fn called(p: &Provision) -> String {
    let article = if p.paragraph.is_none() && p.item.is_none() && !p.part { "article " } else { "" };
    format!("{article}{p} | {}", p.chinese())
}

/// A finding with what it speaks of.
pub(super) fn told(code: Code, span: Span, args: &[String]) -> Diagnostic {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    Diagnostic::new(code, span, &args)
}

/// Every condition of an item with its exceptions, each as one entry.
pub(super) fn entries_of(item: &ItemKind) -> Vec<&Entry> {
    match item {
        ItemKind::Predicate { means, .. } => vec![means],
        ItemKind::Classification { classes, .. } => classes.iter().filter_map(|c| c.when.as_ref()).collect(),
        ItemKind::Offence { elements, .. } => elements.iter().map(|e| &e.entry).collect(),
        ItemKind::Article(article) => match &article.body {
            Body::Empty => Vec::new(),
            Body::Single(entry) => vec![entry],
            Body::Limbs { limbs, .. } => limbs.iter().map(|l| &l.entry).collect(),
        },
        _ => Vec::new(),
    }
}

/// Names that the module itself declares; those that only define an open term are declared elsewhere.
pub(super) fn declared(item: &Item) -> Vec<&Alias> {
    match &item.kind {
        ItemKind::Kind { name, members } => std::iter::once(name).chain(members).collect(),
        ItemKind::Record { name, fields, .. } => {
            std::iter::once(name).chain(fields.iter().map(|f| &f.name)).collect()
        }
        ItemKind::Facts(fields) => fields.iter().map(|f| &f.name).collect(),
        ItemKind::Findings(all) => all.iter().collect(),
        ItemKind::Scale { name, grades } => std::iter::once(name).chain(grades).collect(),
        ItemKind::Classification { name, classes, .. } => {
            std::iter::once(name).chain(classes.iter().map(|c| &c.name)).collect()
        }
        ItemKind::Open { name, .. }
        | ItemKind::Predicate { name, .. }
        | ItemKind::Quantity { name, .. }
        | ItemKind::Measure { name, .. }
        | ItemKind::Offence { name, .. }
        | ItemKind::Parameter { name, .. } => vec![name],
        ItemKind::Appraisal(appraisal) => vec![&appraisal.name],
        ItemKind::Claim { .. }
        | ItemKind::Table(_)
        | ItemKind::Module(_)
        | ItemKind::Article(_)
        | ItemKind::Edit(_)
        | ItemKind::Case(_) => Vec::new(),
    }
}
