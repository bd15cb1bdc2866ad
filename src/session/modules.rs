//! Modules by name, from the library and an explicit folder; what takes part in a run, used modules first.

use crate::diag::{Code, Diagnostic, Sink, nearest};
use crate::hir::{Module, Scope};
use crate::ir::from_hir::lower;
use crate::ir::program::Program;
use crate::stdlib::LIBRARY;
use crate::syntax;
use crate::syntax::ast::{Header, ItemKind, Name};
use crate::text::{FileId, Sources, Span, limits};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where modules outside the library come from.
pub trait Files {
    /// The shown name and the text of a module.
    fn module(&self, name: &str) -> Option<(String, String)>;
    /// The names of the modules there.
    fn names(&self) -> Vec<String>;
}

/// No folder: only the library.
pub struct NoFiles;

impl Files for NoFiles {
    fn module(&self, _name: &str) -> Option<(String, String)> {
        None
    }
    fn names(&self) -> Vec<String> {
        Vec::new()
    }
}

/// All that is read so far, and what was found wrong.
pub struct Session {
    /// The texts.
    pub sources: Sources,
    /// The diagnostics.
    pub sink: Sink,
    files: Box<dyn Files>,
    given: BTreeMap<String, (String, String)>,
    headers: BTreeMap<String, Option<Header>>,
    modules: BTreeMap<String, Arc<Module>>,
    faulty: BTreeSet<FileId>,
    programs: BTreeMap<String, Option<Arc<Program>>>,
}

impl Session {
    /// A new session over a folder of modules.
    pub fn new(files: Box<dyn Files>) -> Session {
        Session {
            sources: Sources::default(),
            sink: Sink::default(),
            files,
            given: BTreeMap::new(),
            headers: BTreeMap::new(),
            modules: BTreeMap::new(),
            faulty: BTreeSet::new(),
            programs: BTreeMap::new(),
        }
    }

    /// The names of all modules, the library first.
    pub fn module_names(&self) -> Vec<String> {
        let library = LIBRARY.iter().map(|e| e.module.to_owned());
        let mut all: Vec<String> =
            library.chain(self.files.names()).chain(self.given.keys().cloned()).collect();
        let mut seen = BTreeSet::new();
        all.retain(|n| seen.insert(n.clone()));
        all
    }

    /// Takes in a module given as text; its declared name, unless it cannot be read.
    pub fn register(&mut self, name: &str, text: &str) -> Option<String> {
        let (file, plain) = self.take_in(name, text);
        let mut quiet = Sink::default();
        let header = syntax::parse_header(file, &plain, &mut quiet);
        let Some(header) = header else {
            if quiet.has_errors() {
                quiet.found.into_iter().for_each(|d| self.sink.push(d));
            } else {
                self.no_header(file);
            }
            return None;
        };
        let declared = header.name.name.text.clone();
        self.given.insert(declared.clone(), (name.to_owned(), text.to_owned()));
        self.headers.remove(&declared);
        Some(declared)
    }

    fn no_header(&mut self, file: FileId) {
        self.sink.push(Diagnostic::new(Code::NoHeader, Span { file, start: 0, end: 0 }, &[]));
    }

    /// A text among the sources; of Markdown only its rules, each where it stands.
    pub(super) fn take_in(&mut self, shown: &str, text: &str) -> (FileId, String) {
        let plain = if shown.ends_with(".md") { syntax::markdown(text) } else { text.to_owned() };
        (self.sources.add(shown, &plain), plain)
    }

    fn text_of(&self, name: &str) -> Option<(String, String)> {
        if let Some(given) = self.given.get(name) {
            return Some(given.clone());
        }
        let library = LIBRARY.iter().find(|e| e.module == name);
        let library = library.map(|e| (format!("stdlib/{}", e.file), e.text.to_owned()));
        library.or_else(|| self.files.module(name))
    }

    /// The module's full name: as declared, a Chinese name, or a last part that only one module has.
    pub fn resolve(&mut self, name: &str) -> Option<String> {
        let all = self.module_names();
        if all.iter().any(|n| n == name) {
            return Some(name.to_owned());
        }
        if !name.is_ascii() {
            let found = all.iter().find(|n| self.header(n).is_some_and(|h| h.name.chinese() == name));
            return found.cloned();
        }
        let tail = format!(".{name}");
        let mut last = all.iter().filter(|n| n.ends_with(&tail));
        match (last.next(), last.next()) {
            (Some(one), None) => Some(one.clone()),
            _ => None,
        }
    }

    /// Reads only the head of a module, once.
    pub(super) fn header(&mut self, name: &str) -> Option<Header> {
        if let Some(module) = self.modules.get(name) {
            return Some(module.header.clone());
        }
        if let Some(done) = self.headers.get(name) {
            return done.clone();
        }
        let (shown, text) = self.text_of(name)?;
        let (file, plain) = self.take_in(&shown, &text);
        let header = syntax::parse_header(file, &plain, &mut Sink::default());
        self.headers.insert(name.to_owned(), header.clone());
        header
    }

    /// Reads a whole module, once.
    pub(super) fn module(&mut self, name: &str) -> Option<Arc<Module>> {
        if let Some(module) = self.modules.get(name) {
            return Some(module.clone());
        }
        let (shown, text) = self.text_of(name)?;
        let (file, plain) = self.take_in(&shown, &text);
        let mut header = None;
        let mut items = Vec::new();
        let mut found = Sink::default();
        for item in syntax::parse(file, &plain, &mut found) {
            if items.len() == limits::RULES {
                let most = format!("{} rules in a module | 一个模块 {0} 条规则", limits::RULES);
                found.push(Diagnostic::new(Code::TooMany, item.span, &[&most]));
                break;
            }
            match item.kind {
                ItemKind::Module(h) if header.is_none() => header = Some(h),
                ItemKind::Module(h) => {
                    let d = Diagnostic::new(Code::Duplicate, h.name.name.span, &[&h.name.name.text]);
                    found.push(d);
                }
                _ => items.push(item),
            }
        }
        if found.has_errors() {
            self.faulty.insert(file);
        }
        found.found.into_iter().for_each(|d| self.sink.push(d));
        let Some(header) = header else {
            self.no_header(file);
            return None;
        };
        let module = Arc::new(Module { file, header, items });
        self.modules.insert(name.to_owned(), module.clone());
        Some(module)
    }

    /// Reports a module that is not there.
    pub(super) fn no_module(&mut self, name: &str, at: Option<&Name>) {
        let all = self.module_names();
        let near = nearest(name, all.iter().map(String::as_str)).unwrap_or_else(|| "-".to_owned());
        let args = [name, near.as_str()];
        self.sink.push(match at {
            Some(at) => Diagnostic::new(Code::UnknownModule, at.span, &args),
            None => Diagnostic::without_place(Code::UnknownModule, &args),
        });
    }

    /// The program of a module with the chosen statute; faults go to the sink once.
    pub(super) fn program(&mut self, name: &str, statute: Option<&str>) -> Option<Arc<Program>> {
        let key = format!("{name}+{}", statute.unwrap_or("-"));
        if let Some(done) = self.programs.get(&key) {
            return done.clone();
        }
        // its own sink: what was reported before must not make a faulty text look sound
        let outer = std::mem::take(&mut self.sink);
        let mut order: Vec<Arc<Module>> = Vec::new();
        self.closure(name, statute, None, &mut order, &mut Vec::new());
        let mut program = None;
        if let Some(last) = order.last().cloned() {
            let modules: Vec<&Module> = order.iter().map(Arc::as_ref).collect();
            let scope = Scope::from_modules(&modules, &mut self.sink);
            let lowered = lower(&scope, &last.header.name, &mut self.sink);
            let sound = !self.sink.has_errors() && !order.iter().any(|m| self.faulty.contains(&m.file));
            program = sound.then(|| Arc::new(lowered));
        }
        let own = std::mem::replace(&mut self.sink, outer);
        own.found.into_iter().for_each(|d| self.sink.push(d));
        self.programs.insert(key, program.clone());
        program
    }

    /// The modules of a run, each after those it uses.
    pub(super) fn closure(
        &mut self,
        name: &str,
        statute: Option<&str>,
        at: Option<&Name>,
        order: &mut Vec<Arc<Module>>,
        path: &mut Vec<String>,
    ) {
        if path.iter().any(|p| p == name) {
            if let Some(at) = at {
                self.sink.push(Diagnostic::new(Code::Cycle, at.span, &[name, &path.join(" → ")]));
            }
            return;
        }
        let Some(full) = self.resolve(name) else { return self.no_module(name, at) };
        let Some(module) = self.module(&full) else { return };
        if order.iter().any(|m| m.file == module.file) {
            return;
        }
        let most = match (path.len() >= limits::MODULE_LEVELS, order.len() + path.len() >= limits::MODULES) {
            (true, _) => Some(format!("{} levels of modules | 模块 {0} 层", limits::MODULE_LEVELS)),
            (false, true) => Some(format!("{} modules in one run | 一次适用 {0} 个模块", limits::MODULES)),
            (false, false) => None,
        };
        if let Some(most) = most {
            self.sink.push(match at {
                Some(at) => Diagnostic::new(Code::TooMany, at.span, &[&most]),
                None => Diagnostic::without_place(Code::TooMany, &[&most]),
            });
            return;
        }
        path.push(full);
        for used in &module.header.uses {
            self.closure(&used.text, None, Some(used), order, path);
        }
        let chosen = statute.map(str::to_owned);
        let chosen = chosen.or_else(|| module.header.interprets.first().map(|n| n.text.clone()));
        if let (Some(chosen), false) = (chosen, module.header.interprets.is_empty()) {
            let at = module.header.interprets.first();
            self.closure(&chosen, None, at, order, path);
        }
        if let Some(amends) = &module.header.amends {
            self.sink.push(Diagnostic::new(Code::NotYet, amends.span, &["amends"]));
        }
        path.pop();
        order.push(module);
    }
}
