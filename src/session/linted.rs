//! Lints over a module or a case file, with what the modules around it say.

use super::formatted::named_modules;
use super::modules::Session;
use crate::diag::{Diagnostic, Sink};
use crate::hir::Module;
use crate::lint::{Subject, lint};
use crate::stdlib::DEFAULT_MODULE;
use crate::syntax::ast::{Header, ItemKind, Name};
use crate::syntax::parse;
use crate::text::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Session {
    /// What the check warns of and the lints find in a module, by its name; what they find goes to the sink.
    /// False if the module has errors: then only these are told.
    pub fn lint(&mut self, name: &str) -> bool {
        let outer = std::mem::take(&mut self.sink);
        let sound = self.check(name);
        let mut own = std::mem::replace(&mut self.sink, outer);
        let module = self.resolve(name).and_then(|full| self.module(&full));
        let (true, false, Some(module)) = (sound, own.has_errors(), module) else {
            own.found.drain(..).for_each(|d| self.sink.push(d));
            return false;
        };
        let here = |d: &Diagnostic| d.span.is_some_and(|s| s.file == module.file);
        let warned: Vec<Diagnostic> = own.found.into_iter().filter(here).collect();
        self.judge(&module, &warned);
        true
    }

    /// Lints a module given as text.
    pub fn lint_text(&mut self, shown: &str, text: &str) -> bool {
        match self.register(shown, text) {
            Some(module) => self.lint(&module),
            None => false,
        }
    }

    /// Lints a case file. False if it has errors.
    pub fn lint_cases(&mut self, shown: &str, text: &str) -> bool {
        let (file, plain) = self.take_in(shown, text);
        let mut found = Sink::default();
        let items = parse(file, &plain, &mut found);
        let sound = !found.has_errors();
        found.found.into_iter().for_each(|d| self.sink.push(d));
        if sound {
            let name = Name { text: String::new(), span: Span { file, start: 0, end: 0 } };
            self.judge(&Module { file, header: Header::empty(&name), items }, &[]);
        }
        sound
    }

    fn judge(&mut self, module: &Module, warned: &[Diagnostic]) {
        let found = self.with_subject(module, |subject| lint(subject, warned));
        found.into_iter().for_each(|d| self.sink.push(d));
    }

    /// Looks at a module with what the modules around it say.
    pub(super) fn with_subject<R>(&mut self, module: &Module, look: impl FnOnce(&Subject<'_>) -> R) -> R {
        let mut wanted: Vec<String> = Vec::new();
        named_modules(&ItemKind::Module(module.header.clone()), &mut wanted);
        module.items.iter().for_each(|i| named_modules(&i.kind, &mut wanted));
        if wanted.is_empty() && module.header.name.name.text.is_empty() {
            wanted.push(DEFAULT_MODULE.to_owned());
        }
        // the faults of other modules are told when those are asked about
        let outer = std::mem::take(&mut self.sink);
        let related = self.gathered(wanted, module);
        let names: Vec<String> = self.module_names();
        let mut all: Vec<Arc<Module>> = names.iter().filter_map(|n| self.module(n)).collect();
        let mut seen = BTreeSet::new();
        all.retain(|m| seen.insert(m.file));
        let around: Vec<Arc<Module>> =
            std::iter::once(Arc::new(module.clone())).chain(related.iter().cloned()).collect();
        let twins = self.twins(&around);
        self.sink = outer;
        let text = self.sources.get(module.file).text;
        let subject = Subject { module, related: &related, all: &all, text: &text, twins: &twins };
        look(&subject)
    }

    /// The modules of these names and all that they name in turn; one of them left out.
    pub(super) fn gathered(&mut self, mut wanted: Vec<String>, but: &Module) -> Vec<Arc<Module>> {
        let mut modules = Vec::new();
        let mut seen = BTreeSet::new();
        while let Some(name) = wanted.pop() {
            let Some(full) = self.resolve(&name).filter(|f| seen.insert(f.clone())) else { continue };
            let Some(module) = self.module(&full).filter(|m| m.file != but.file) else { continue };
            named_modules(&ItemKind::Module(module.header.clone()), &mut wanted);
            module.items.iter().for_each(|i| named_modules(&i.kind, &mut wanted));
            modules.push(module);
        }
        modules
    }
}
