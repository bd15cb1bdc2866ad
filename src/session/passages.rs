//! The texts of two rule sets held side by side, item by item, in both languages.

use crate::diag::Lang;
use crate::hir::{Module, Twins};
use crate::ir::schema::Names;
use crate::syntax::ast::{Alias, Item, ItemKind};
use crate::syntax::print::Printer;
use std::sync::Arc;

/// An item as it stands under each rule set; none where it does not stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The module that it belongs to.
    pub module: Names,
    /// The text under the first rule set.
    pub before: Option<Names>,
    /// The text under the second.
    pub after: Option<Names>,
}

impl Passage {
    /// Whether the rule sets differ here.
    pub fn differs(&self) -> bool {
        self.before != self.after
    }
}

/// Every article of the modules in which something differs, and every other item that differs.
pub(super) fn passages(before: &[Arc<Module>], after: &[Arc<Module>]) -> Vec<Passage> {
    let twins = Twins::from_modules(before.iter().chain(after).map(Arc::as_ref));
    let print = |item: &Item| {
        let one = |lang| Printer::new(lang, &twins.in_language(lang)).item(item).trim_end().to_owned();
        Names { en: one(Lang::En), zh: one(Lang::Zh) }
    };
    let called = |m: &Module| m.header.name.english().to_owned();
    let mut modules: Vec<&Arc<Module>> = before.iter().collect();
    modules.extend(after.iter().filter(|m| !before.iter().any(|b| called(b) == called(m))));
    let mut out = Vec::new();
    for module in modules {
        let of = |side: &'_ [Arc<Module>]| side.iter().find(|m| called(m) == called(module)).cloned();
        let (old, new) = (of(before), of(after));
        let items = |m: &Option<Arc<Module>>| m.iter().flat_map(|m| m.items.clone()).collect::<Vec<Item>>();
        let (old, new) = (items(&old), items(&new));
        let name = Names {
            en: module.header.name.english().to_owned(),
            zh: module.header.name.chinese().to_owned(),
        };
        let mut found: Vec<(bool, Passage)> = Vec::new();
        let mut add = |a: Option<&Item>, b: Option<&Item>| {
            let article = a.or(b).is_some_and(|i| matches!(i.kind, ItemKind::Article(_)));
            let passage = Passage { module: name.clone(), before: a.map(print), after: b.map(print) };
            found.push((article, passage));
        };
        let mut rest: Vec<&Item> = new.iter().filter(|i| key(&i.kind).is_some()).collect();
        for item in old.iter() {
            let Some(wanted) = key(&item.kind) else { continue };
            let twin = rest.iter().position(|i| key(&i.kind).as_ref() == Some(&wanted));
            // what was inserted before the twin comes first
            for inserted in rest.drain(..twin.unwrap_or(0)) {
                add(None, Some(inserted));
            }
            match twin {
                Some(_) => add(Some(item), Some(rest.remove(0))),
                None => add(Some(item), None),
            }
        }
        rest.into_iter().for_each(|item| add(None, Some(item)));
        if found.iter().any(|(_, p)| p.differs()) {
            out.extend(found.into_iter().filter(|(article, p)| *article || p.differs()).map(|(_, p)| p));
        }
    }
    out
}

/// What identifies an item within its module; none for what is no rule.
fn key(kind: &ItemKind) -> Option<String> {
    let named = |sort: &str, name: &Alias| Some(format!("{sort} {}", name.english()));
    match kind {
        ItemKind::Kind { name, .. } => named("kind", name),
        ItemKind::Record { name, .. } => named("record", name),
        ItemKind::Facts(_) => Some("facts".to_owned()),
        ItemKind::Findings(_) => Some("findings".to_owned()),
        ItemKind::Open { name, .. } | ItemKind::Predicate { name, .. } => named("term", name),
        ItemKind::Classification { name, .. } => named("classification", name),
        ItemKind::Quantity { name, .. } | ItemKind::Measure { name, .. } => named("number", name),
        ItemKind::Scale { name, .. } => named("scale", name),
        ItemKind::Offence { name, .. } => named("offence", name),
        ItemKind::Article(article) => Some(format!("article {:?}", article.number.key())),
        ItemKind::Appraisal(appraisal) => named("appraisal", &appraisal.name),
        ItemKind::Parameter { name, .. } => named("parameter", name),
        ItemKind::Table(table) => named("table", &table.name),
        ItemKind::Module(_) | ItemKind::Claim { .. } | ItemKind::Edit(_) | ItemKind::Case(_) => None,
    }
}
