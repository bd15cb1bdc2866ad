//! Items that declare again what a text declares already, as at a prompt: the later takes the place of the former.

use super::Module;
use crate::syntax::ast::{Alias, Item, ItemKind};
use std::sync::Arc;

/// The name that an item declares and that may be declared again at a prompt.
pub fn declared(kind: &ItemKind) -> Option<&Alias> {
    match kind {
        ItemKind::Open { name, .. }
        | ItemKind::Predicate { name, .. }
        | ItemKind::Classification { name, .. }
        | ItemKind::Quantity { name, .. }
        | ItemKind::Measure { name, .. }
        | ItemKind::Parameter { name, .. }
        | ItemKind::Offence { name, .. }
        | ItemKind::Claim { name, .. }
        | ItemKind::Kind { name, .. }
        | ItemKind::Record { name, .. }
        | ItemKind::Scale { name, .. } => Some(name),
        ItemKind::Table(table) => Some(&table.name),
        ItemKind::Appraisal(appraisal) => Some(&appraisal.name),
        ItemKind::Module(_)
        | ItemKind::Facts(_)
        | ItemKind::Findings(_)
        | ItemKind::Article(_)
        | ItemKind::Edit(_)
        | ItemKind::Case(_) => None,
    }
}

/// Whether two items declare the same thing: a term left open stays beside what defines it.
pub fn same(a: &ItemKind, b: &ItemKind) -> bool {
    let (Some(x), Some(y)) = (declared(a), declared(b)) else { return false };
    let opens = |k: &ItemKind| matches!(k, ItemKind::Open { .. });
    opens(a) == opens(b) && x.spellings().any(|s| y.spellings().any(|t| s == t))
}

/// A text without what the items declare again.
pub fn without(text: &[Arc<Module>], items: &[Item]) -> Vec<Arc<Module>> {
    let kept = |item: &Item| !items.iter().any(|new| same(&new.kind, &item.kind));
    let module = |m: &Arc<Module>| match m.items.iter().all(kept) {
        true => m.clone(),
        false => {
            let items = m.items.iter().filter(|i| kept(i)).cloned().collect();
            Arc::new(Module { items, ..Module::clone(m) })
        }
    };
    text.iter().map(module).collect()
}
