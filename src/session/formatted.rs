//! A text laid out anew, in its own spelling or in that of a language.

use super::modules::Session;
use crate::diag::{Lang, Sink};
use crate::hir::{Module, Twins};
use crate::stdlib::DEFAULT_MODULE;
use crate::syntax::ast::{Action, Claim, Edit, ExprKind, Header, Item, ItemKind, Name, entries};
use crate::syntax::{format, format_markdown, parse};
use crate::text::{FileId, Span};
use std::sync::Arc;

impl Session {
    /// A module, case file or Markdown text laid out; in the spelling of a language if one is given.
    /// None if it cannot be read: the faults are in the sink.
    pub fn formatted(&mut self, shown: &str, text: &str, rewrite: Option<Lang>) -> Option<String> {
        let (file, plain) = self.take_in(shown, text);
        let mut found = Sink::default();
        let items = parse(file, &plain, &mut found);
        let sound = !found.has_errors();
        found.found.into_iter().for_each(|d| self.sink.push(d));
        if !sound {
            return None;
        }
        let laid = if shown.ends_with(".md") { format_markdown } else { format };
        let Some(lang) = rewrite else { return Some(laid(text, None)) };
        let twins = self.spellings(file, items);
        Some(laid(text, Some((lang, &twins.in_language(lang)))))
    }

    /// Both spellings of the names that these items declare or can use.
    fn spellings(&mut self, file: FileId, items: Vec<Item>) -> Twins {
        let mut wanted: Vec<String> = Vec::new();
        let mut own = Module {
            file,
            header: Header::empty(&Name { text: String::new(), span: Span { file, start: 0, end: 0 } }),
            items: Vec::new(),
        };
        for item in items {
            named_modules(&item.kind, &mut wanted);
            match item.kind {
                ItemKind::Module(header) => own.header = header,
                _ => own.items.push(item),
            }
        }
        if wanted.is_empty() && own.header.name.name.text.is_empty() {
            wanted.push(DEFAULT_MODULE.to_owned());
        }
        let mut modules = self.gathered(wanted, &own);
        modules.insert(0, Arc::new(own));
        self.twins(&modules)
    }
}

/// The modules that an item names; of `M.x` whatever might be one.
pub(super) fn named_modules(item: &ItemKind, out: &mut Vec<String>) {
    let mut add = |name: &Name| out.push(name.text.clone());
    match item {
        ItemKind::Module(h) => {
            h.uses.iter().chain(&h.interprets).chain(&h.amends).for_each(&mut add);
            h.selects.iter().flat_map(|s| &s.among).for_each(add);
        }
        ItemKind::Edit(Edit { action: Action::Adopt(module), .. }) => add(module),
        ItemKind::Claim { says: Claim::SameOutcome { module, .. }, .. } => add(module),
        ItemKind::Case(case) => {
            for expect in &case.expects {
                add(&expect.module);
                expect.with.iter().for_each(&mut add);
            }
        }
        _ => {}
    }
    let mut dotted = |name: &Name| out.extend(name.text.rsplit_once('.').map(|(m, _)| m.to_owned()));
    if let ItemKind::Claim { says: Claim::Within(_, other), .. } = item {
        dotted(other);
    }
    entries(item, &mut |e| {
        if let ExprKind::Name(name) = &e.kind {
            dotted(name);
        }
    });
}
