//! Modules by name, from the library and an explicit folder; what takes part in a run, used modules first.

use crate::diag::{Code, Diagnostic, Sink, nearest};
use crate::hir::Module;
use crate::ir::facts::Facts;
use crate::ir::program::Program;
use crate::prove::{AtOdds, Ends, ends};
use crate::stdlib::LIBRARY;
use crate::syntax;
use crate::syntax::ast::{Header, ItemKind, Name};
use crate::text::{FileId, Sources, Span, limits, sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where modules outside the library come from.
pub trait Files: Send + Sync {
    /// The shown name and the text of a module.
    fn module(&self, name: &str) -> Option<(String, String)>;
    /// The names of the modules there.
    fn names(&self) -> Vec<String>;
}

/// Bytes of the stack of a thread on which rules are read or cases graded: deep conditions want a deep one.
pub const STACK: usize = 64 << 20;

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

/// Finds the ends of an open outcome; what it finds is held against evaluation, whoever it is.
pub type Prover = Box<dyn Fn(&Program, &Facts) -> Result<Option<Ends>, AtOdds> + Send>;

/// All that is read so far, and what was found wrong.
pub struct Session {
    /// The texts.
    pub sources: Sources,
    /// The diagnostics.
    pub sink: Sink,
    /// Told how many parts of how many are done, where work may last.
    pub progress: Option<Box<dyn FnMut(usize, usize) + Send>>,
    /// What settles the ends of an open outcome where evaluation does not get so far.
    pub prover: Prover,
    /// On so many threads many programs are made; the answers are the same for any number of them.
    pub threads: usize,
    files: Arc<dyn Files>,
    given: BTreeMap<String, (String, String)>,
    headers: BTreeMap<String, Option<Header>>,
    modules: BTreeMap<String, Arc<Module>>,
    /// The texts with items that could not be read, and the words of those items.
    pub(super) faulty: BTreeMap<FileId, BTreeSet<String>>,
    pub(super) programs: BTreeMap<String, Option<Arc<Program>>>,
    /// The programs of modules that state claims, with their claims, by the same keys.
    pub(super) claiming: BTreeMap<String, Arc<Program>>,
    /// Modules whose declarations take the place of those of that name in what they amend.
    pub(super) retyping: BTreeSet<String>,
}

impl Session {
    /// A new session over a folder of modules.
    pub fn new(files: Box<dyn Files>) -> Session {
        Session {
            sources: Sources::default(),
            sink: Sink::default(),
            progress: None,
            prover: Box::new(ends),
            threads: 1,
            files: Arc::from(files),
            given: BTreeMap::new(),
            headers: BTreeMap::new(),
            modules: BTreeMap::new(),
            faulty: BTreeMap::new(),
            programs: BTreeMap::new(),
            claiming: BTreeMap::new(),
            retyping: BTreeSet::new(),
        }
    }

    /// Another session that has read what this one has read, to work beside it.
    pub(super) fn beside(&self) -> Session {
        Session {
            sources: self.sources.clone(),
            sink: Sink::default(),
            progress: None,
            prover: Box::new(ends),
            threads: 1,
            files: self.files.clone(),
            given: self.given.clone(),
            headers: self.headers.clone(),
            modules: self.modules.clone(),
            faulty: self.faulty.clone(),
            programs: BTreeMap::new(),
            claiming: BTreeMap::new(),
            retyping: self.retyping.clone(),
        }
    }

    /// So many parts of all are done.
    pub fn tell(&mut self, done: usize, all: usize) {
        if let Some(progress) = &mut self.progress {
            progress(done, all);
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
            if !quiet.has_errors() {
                // the word `module` may be misspelt
                syntax::parse(file, &plain, &mut quiet);
                quiet.found.retain(|d| d.args.iter().any(|a| a == "module" || a == "模块"));
            }
            if quiet.has_errors() {
                quiet.found.into_iter().for_each(|d| self.sink.push(d));
            } else {
                self.no_header(file);
            }
            return None;
        };
        let declared = header.name.name.text.clone();
        let known = self.given.get(&declared).is_some_and(|(_, before)| before == text);
        if !known && self.modules.contains_key(&declared) {
            // whatever was made with the former text is made anew
            self.programs.clear();
            self.modules.remove(&declared);
        }
        self.given.insert(declared.clone(), (name.to_owned(), text.to_owned()));
        self.headers.remove(&declared);
        // a later text takes the place of an earlier one
        if self.modules.remove(&declared).is_some() {
            self.programs.clear();
        }
        Some(declared)
    }

    /// Takes in a module that was put together, not read; what was known of that name is forgotten.
    pub(super) fn install(&mut self, module: Module, text: &str) {
        let name = module.header.name.english().to_owned();
        self.programs.retain(|key, _| !key.contains(&name));
        self.headers.insert(name.clone(), Some(module.header.clone()));
        self.given.insert(name.clone(), (name.clone(), text.to_owned()));
        self.modules.insert(name, Arc::new(module));
    }

    /// Forgets a module that was put together or given, and what was made of it.
    pub(super) fn forget(&mut self, name: &str) {
        self.programs.retain(|key, _| !key.contains(name));
        self.headers.remove(name);
        self.given.remove(name);
        self.modules.remove(name);
        self.retyping.remove(name);
    }

    fn no_header(&mut self, file: FileId) {
        self.sink.push(Diagnostic::new(Code::NoHeader, Span { file, start: 0, end: 0 }, &[]));
    }

    /// A text among the sources; of Markdown only its rules, each where it stands.
    pub(super) fn take_in(&mut self, shown: &str, text: &str) -> (FileId, String) {
        let plain = if shown.ends_with(".md") { syntax::markdown(text) } else { text.to_owned() };
        (self.sources.add(shown, &plain), plain)
    }

    pub(super) fn text_of(&self, name: &str) -> Option<(String, String)> {
        if let Some(given) = self.given.get(name) {
            return Some(given.clone());
        }
        let library = LIBRARY.iter().find(|e| e.module == name);
        let library = library.map(|e| (format!("stdlib/{}", e.file), e.text.to_owned()));
        library.or_else(|| self.files.module(name))
    }

    /// The module's full name: as declared, a Chinese name, or a last part that only one module has.
    pub fn resolve(&mut self, name: &str) -> Option<String> {
        // what was read goes by its full name: no folder need be looked through
        if self.modules.contains_key(name) {
            return Some(name.to_owned());
        }
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
            self.faulty.insert(file, syntax::unread_words(&plain, &found.found));
        }
        found.found.into_iter().for_each(|d| self.sink.push(d));
        let Some(header) = header else {
            let unread = self.faulty.get(&file).is_some_and(|w| w.contains("module") || w.contains("模块"));
            if !unread {
                self.no_header(file);
            }
            return None;
        };
        let module = Arc::new(Module { file, header, items });
        self.modules.insert(name.to_owned(), module.clone());
        Some(module)
    }

    /// The hash of each text that was read as a module so far.
    pub(super) fn read_so_far(&self) -> BTreeMap<String, String> {
        let text = |name: &String| Some((name.clone(), sha256(self.text_of(name)?.1.as_bytes())));
        self.modules.keys().filter_map(text).collect()
    }

    /// The module whose name, in full or as people call it in either language, is nearest to one that is not there; else a
    /// dash.
    pub(super) fn near_module(&mut self, name: &str) -> String {
        let mut all = self.module_names();
        // a module at fault is no reason to say so here
        let outer = std::mem::take(&mut self.sink);
        let called: Vec<_> = all.iter().filter_map(|module| self.called_by(module)).flatten().collect();
        self.sink = outer;
        all.extend(called);
        nearest(name, all.iter().map(String::as_str)).unwrap_or_else(|| "-".to_owned())
    }

    /// Reports a module that is not there.
    pub(super) fn no_module(&mut self, name: &str, at: Option<&Name>) {
        let near = self.near_module(name);
        let args = [name, near.as_str()];
        self.sink.push(match at {
            Some(at) => {
                let d = Diagnostic::new(Code::UnknownModule, at.span, &args);
                if near == "-" { d } else { d.mend(at.span, &near) }
            }
            None => Diagnostic::without_place(Code::UnknownModule, &args),
        });
    }
}
