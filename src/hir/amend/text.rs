//! The text under amendment: its provisions by position, its sources, and what an edit is aimed at.

use crate::hir::Module;
use crate::syntax::ast::{Alias, Article, Body, Item, ItemKind, Name, Provision, ProvisionRange};

/// Where something stands: module, item and, inside it, limb, class, element or bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Home {
    /// The module, by position.
    pub module: usize,
    /// The item in it.
    pub item: usize,
    /// The part of it; none means the whole item.
    pub part: Option<usize>,
}

/// What a name in an edit means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// a definition, behaviour or interest
    Predicate,
    /// a class of a classification
    Class,
    /// a quantity
    Quantity,
    /// a parameter
    Parameter,
    /// an element of an offence
    Element,
    /// a bracket of an offence
    Penalty,
    /// an item that can only be repealed
    Whole,
    /// a term left open
    Open,
}

/// A provision with its place in the order of the text.
#[derive(Debug, Clone)]
pub(super) struct Stand {
    /// The English title of its source.
    pub source: String,
    /// Its number.
    pub number: Provision,
    /// Where it stands.
    pub home: Home,
    /// Whether it is still there for those who edit.
    pub standing: bool,
}

/// All provisions in order, and what names of sources mean.
#[derive(Debug, Clone)]
pub(super) struct Order {
    /// The provisions.
    pub stands: Vec<Stand>,
    first: Vec<Option<String>>,
    amending: Vec<bool>,
    short: Vec<Vec<(String, String)>>,
}

impl Order {
    /// Of a text; the amending module's sources are known too.
    pub fn of(modules: &[Module], by: &Module) -> Order {
        let mut stands = Vec::new();
        let first: Vec<Option<String>> = modules.iter().map(first_source).collect();
        for (m, module) in modules.iter().enumerate() {
            let Some(Some(source)) = first.get(m) else { continue };
            for (i, item) in module.items.iter().enumerate() {
                let ItemKind::Article(article) = &item.kind else { continue };
                let home = Home { module: m, item: i, part: None };
                let mut add = |number, home, standing| {
                    stands.push(Stand { source: source.clone(), number, home, standing });
                };
                add(article.number, home, article.standing);
                if let Body::Limbs { limbs, .. } = &article.body {
                    for (l, limb) in limbs.iter().enumerate() {
                        let number = Provision { item: Some(limb.number), ..article.number };
                        add(number, Home { part: Some(l), ..home }, limb.standing && article.standing);
                    }
                }
            }
        }
        let short = modules.iter().chain([by]).map(|m| {
            let each = m.header.sources.iter();
            each.flat_map(|s| s.name.spellings().map(|n| (n.to_owned(), s.titles.english().to_owned())))
                .collect()
        });
        let short = short.collect();
        let amending = modules.iter().map(|m| m.header.amends.is_some()).collect();
        Order { stands, first, amending, short }
    }

    /// The title that a short name of a source means, to a module first of all.
    pub fn source(&self, module: usize, name: &str) -> Option<&str> {
        let own = self.short.get(module).into_iter();
        own.chain(&self.short).flatten().find(|(n, _)| n == name).map(|(_, t)| t.as_str())
    }

    /// The provisions, by position, that a citation in a module means: in an amending module a bare number means
    /// the text amended, where its own first source has no such provision.
    pub fn cited(&self, module: usize, range: &ProvisionRange) -> Vec<usize> {
        let own = self.first.get(module).and_then(|f| f.as_deref());
        let there = |source: Option<&str>| {
            let mut same = self.stands.iter().filter(|s| s.number.key() == range.from.key());
            same.find(|s| source.is_none_or(|o| s.source == o)).map(|s| s.source.as_str())
        };
        let source = match &range.source {
            Some(name) => self.source(module, &name.text),
            None if self.amending.get(module) == Some(&true) => {
                own.and_then(|o| there(Some(o))).or_else(|| there(None))
            }
            None => own,
        };
        source.map(|s| self.range(s, range)).unwrap_or_default()
    }

    /// The provisions of a source in a range: limbs only, if it begins with a limb.
    pub fn range(&self, source: &str, range: &ProvisionRange) -> Vec<usize> {
        let find =
            |n: Provision| self.stands.iter().position(|s| s.source == source && s.number.key() == n.key());
        let Some(from) = find(range.from) else { return Vec::new() };
        let Some(to) = range.to else { return vec![from] };
        let Some(end) = find(to) else { return Vec::new() };
        let limb = |i: &usize| self.stands.get(*i).is_some_and(|s| s.home.part.is_some());
        let wants = limb(&from);
        (from.min(end)..=from.max(end)).filter(|i| limb(i) == wants).collect()
    }
}

/// The English title of a module's first source.
pub(super) fn first_source(module: &Module) -> Option<String> {
    module.header.sources.first().map(|s| s.titles.english().to_owned())
}

/// The article of a home.
pub(super) fn article_at(modules: &mut [Module], home: Home) -> Option<&mut Article> {
    match &mut item_at(modules, home)?.kind {
        ItemKind::Article(article) => Some(article),
        _ => None,
    }
}

/// The item of a home.
pub(super) fn item_at(modules: &mut [Module], home: Home) -> Option<&mut Item> {
    modules.get_mut(home.module)?.items.get_mut(home.item)
}

fn called(alias: &Alias, text: &str) -> bool {
    alias.spellings().any(|s| s == text)
}

/// Both names of an alias, `english | 中文`.
pub(super) fn both(alias: &Alias) -> String {
    let (en, zh) = (alias.english(), alias.chinese());
    if en == zh { en.to_owned() } else { format!("{en} | {zh}") }
}

/// What a name means in a text, with both its names; a definition before an open term of that name.
pub(super) fn named(modules: &[Module], name: &Name) -> Option<(Home, Sort, String)> {
    let text = name.text.as_str();
    let whole = ["means", "是指", "is", "为"].iter().find_map(|w| text.strip_suffix(w)?.strip_suffix('.'));
    let text = whole.unwrap_or(text);
    // a definition may give only one of the names of the term that was left open
    let opened = modules.iter().flat_map(|m| &m.items).find_map(|i| match &i.kind {
        ItemKind::Open { name, .. } if called(name, text) => Some(name),
        _ => None,
    });
    let mut open = None;
    for (module, m) in modules.iter().enumerate() {
        for (item, i) in m.items.iter().enumerate() {
            let home = Home { module, item, part: None };
            match &i.kind {
                ItemKind::Predicate { name, .. }
                    if called(name, text)
                        || opened.is_some_and(|o| o.spellings().any(|s| called(name, s))) =>
                {
                    return Some((home, Sort::Predicate, both(opened.unwrap_or(name))));
                }
                ItemKind::Quantity { name, .. } if called(name, text) => {
                    return Some((home, Sort::Quantity, both(name)));
                }
                ItemKind::Parameter { name, .. } if called(name, text) => {
                    return Some((home, Sort::Parameter, both(name)));
                }
                ItemKind::Measure { name, .. }
                | ItemKind::Claim { name, .. }
                | ItemKind::Appraisal(crate::syntax::ast::Appraisal { name, .. })
                    if called(name, text) =>
                {
                    return Some((home, Sort::Whole, both(name)));
                }
                ItemKind::Classification { name, classes, .. } => {
                    if called(name, text) {
                        return Some((home, Sort::Whole, both(name)));
                    }
                    if let Some(c) = classes.iter().position(|c| called(&c.name, text)) {
                        let both = classes.get(c).map(|c| both(&c.name)).unwrap_or_default();
                        return Some((Home { part: Some(c), ..home }, Sort::Class, both));
                    }
                }
                ItemKind::Offence { name, elements, penalties, .. } => {
                    if called(name, text) {
                        return Some((home, Sort::Whole, both(name)));
                    }
                    let tail = name.spellings().find_map(|s| text.strip_prefix(s)?.strip_prefix('.'));
                    let Some(tail) = tail else { continue };
                    let element = elements.iter().position(|e| e.kind.words().contains(&tail));
                    if let Some((e, kind)) = element.and_then(|e| Some((e, elements.get(e)?.kind))) {
                        let [en, zh] = kind.words();
                        let both = format!("{}.{en} | {}.{zh}", name.english(), name.chinese());
                        return Some((Home { part: Some(e), ..home }, Sort::Element, both));
                    }
                    let grade = penalties
                        .iter()
                        .position(|p| p.grade.text == tail || same_grade(modules, &p.grade.text, tail));
                    if let Some(p) = grade {
                        let both = grade_names(modules, tail);
                        let both =
                            both.map(|(en, zh)| format!("{}.{en} | {}.{zh}", name.english(), name.chinese()));
                        return Some((
                            Home { part: Some(p), ..home },
                            Sort::Penalty,
                            both.unwrap_or_default(),
                        ));
                    }
                }
                ItemKind::Open { name, .. } if called(name, text) => {
                    open = Some((home, Sort::Open, both(name)));
                }
                _ => {}
            }
        }
    }
    open
}

fn grades(modules: &[Module]) -> impl Iterator<Item = &Alias> {
    modules.iter().flat_map(|m| m.items.iter()).flat_map(|i| match &i.kind {
        ItemKind::Scale { grades, .. } => grades.as_slice(),
        _ => &[],
    })
}

fn grade_names(modules: &[Module], text: &str) -> Option<(String, String)> {
    let grade = grades(modules).find(|g| called(g, text))?;
    Some((grade.english().to_owned(), grade.chinese().to_owned()))
}

fn same_grade(modules: &[Module], a: &str, b: &str) -> bool {
    grades(modules).any(|g| called(g, a) && called(g, b))
}

/// Every name that an edit could be aimed at, for suggestions.
pub(super) fn editable(modules: &[Module]) -> Vec<String> {
    let mut out = Vec::new();
    let mut add = |a: &Alias| out.extend(a.spellings().map(str::to_owned));
    for item in modules.iter().flat_map(|m| &m.items) {
        match &item.kind {
            ItemKind::Predicate { name, .. }
            | ItemKind::Quantity { name, .. }
            | ItemKind::Parameter { name, .. }
            | ItemKind::Measure { name, .. }
            | ItemKind::Offence { name, .. } => add(name),
            ItemKind::Classification { name, classes, .. } => {
                add(name);
                classes.iter().for_each(|c| add(&c.name));
            }
            _ => {}
        }
    }
    for item in modules.iter().flat_map(|m| &m.items) {
        if let ItemKind::Offence { name, elements, .. } = &item.kind {
            for (k, spelling) in [name.english(), name.chinese()].iter().enumerate() {
                let words = elements.iter().filter_map(|e| e.kind.words().get(k).copied());
                out.extend(words.map(|w| format!("{spelling}.{w}")));
            }
        }
    }
    out
}
