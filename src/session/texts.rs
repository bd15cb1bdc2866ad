//! Consolidated texts: the modules of a run, amendments applied, theories adopted; and the programs made of them.

use super::modules::Session;
use crate::diag::{Code, Diagnostic, Sink};
use crate::hir::amend::{Amendment, amend, is_unit, label};
use crate::hir::{Looked, Module, Scope};
use crate::ir::from_hir::{lower, with_claims};
use crate::ir::program::Program;
use crate::ir::schema::Names;
use crate::syntax::ast::{Action, Claim, Edit, ExprKind, Header, Item, ItemKind, Name, entries};
use crate::text::{Span, limits};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is run: a module, and theories adopted for the one run: `BASE with M, N` | `BASE 采用 M、N`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleSet {
    /// The module.
    pub module: String,
    /// The theories.
    pub with: Vec<String>,
}

impl RuleSet {
    /// A module alone.
    pub fn of(module: &str) -> RuleSet {
        RuleSet { module: module.to_owned(), with: Vec::new() }
    }

    /// Reads `BASE with M, N` or `BASE 采用 M、N`.
    pub fn parse(text: &str) -> RuleSet {
        let cut = [" with ", " 采用 "].iter().find_map(|w| text.split_once(w));
        let (module, with) = cut.unwrap_or((text, ""));
        let with = with.split([',', '，', '、']).map(str::trim).filter(|t| !t.is_empty());
        RuleSet { module: module.trim().to_owned(), with: with.map(str::to_owned).collect() }
    }

    /// For people and as a key: `BASE with M, N`.
    pub fn shown(&self) -> String {
        match self.with.is_empty() {
            true => self.module.clone(),
            false => format!("{} with {}", self.module, self.with.join(", ")),
        }
    }
}

/// An edit, or another item by which an amendment changes the text: a unit of attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditInfo {
    /// What people call it: `repeal 5(1)(7)`.
    pub label: Names,
    /// The amending module.
    pub module: String,
    /// Its reason.
    pub because: Option<Names>,
    /// Its citations.
    pub cites: Vec<Names>,
    /// Where it stands.
    pub span: Span,
}

/// Which units of an amendment take part, by number; none means all.
pub type Kept<'a> = Option<&'a BTreeSet<usize>>;

impl Session {
    /// The program of a rule set with the chosen statute; faults go to the sink once.
    pub fn program_of(
        &mut self,
        set: &RuleSet,
        statute: Option<&str>,
        kept: Kept<'_>,
    ) -> Option<Arc<Program>> {
        // without another choice it is the first statute that the module interprets: the same program
        let statute = self.statute_of(set, statute);
        let key = self.key_of(set, statute.as_deref(), kept);
        let statute = statute.as_deref();
        self.lowered(key, kept.is_some(), |session| session.text_of_run(set, statute, kept))
    }

    /// The statute that a rule set interprets: as chosen, else the first.
    fn statute_of(&mut self, set: &RuleSet, chosen: Option<&str>) -> Option<String> {
        let first = self.header(&set.module).and_then(|h| h.interprets.into_iter().next());
        let first = first.and_then(|name| self.resolve(&name.text));
        chosen.map(str::to_owned).or(first)
    }

    /// What tells a program from all others.
    pub(super) fn key_of(&mut self, set: &RuleSet, statute: Option<&str>, kept: Kept<'_>) -> String {
        let statute = self.statute_of(set, statute);
        let chosen = kept.map(|k| k.iter().map(usize::to_string).collect::<Vec<_>>().join(","));
        format!("{}+{}+{}", set.shown(), statute.as_deref().unwrap_or("-"), chosen.as_deref().unwrap_or("*"))
    }

    /// The program of a consolidated text, made once a key; quiet where a fault of the text is no fault of its authors.
    pub(super) fn lowered(
        &mut self,
        key: String,
        quiet: bool,
        text: impl FnOnce(&mut Session) -> Vec<Arc<Module>>,
    ) -> Option<Arc<Program>> {
        if let Some(done) = self.programs.get(&key) {
            return done.clone();
        }
        // its own sink: what was reported before must not make a faulty text look sound
        let outer = std::mem::take(&mut self.sink);
        let order = text(self);
        if let Some(last) = order.last().filter(|_| !quiet) {
            self.modules_of_claims(&last.clone());
        }
        let mut program = None;
        let mut unread: Vec<BTreeSet<String>> = Vec::new();
        // a module that is not there leaves too many names unknown to say anything of the rest
        let whole = !self.sink.found.iter().any(|d| d.code == Code::UnknownModule);
        if let Some(last) = order.last().filter(|_| whole).cloned() {
            let looked = self.looked(&order);
            let scope = Scope::from_modules(&order, &looked, &mut self.sink);
            let lowered = lower(&scope, &last.header.name, &mut self.sink);
            // a claim may cite what only a later edit makes
            let with = if quiet { None } else { with_claims(&scope, &lowered, &last, &mut self.sink) };
            let read = order.iter().chain(looked.iter().flat_map(|l| &l.modules));
            unread.extend(read.filter_map(|m| self.faulty.get(&m.file).cloned()));
            let sound = !self.sink.has_errors() && unread.is_empty();
            if let Some(with) = with.filter(|_| sound) {
                self.claiming.insert(key.clone(), Arc::new(with));
            }
            program = sound.then(|| Arc::new(lowered));
        }
        let sources = &self.sources;
        self.sink.spell_edits(|span| sources.is_chinese_at(span));
        let own = std::mem::replace(&mut self.sink, outer);
        // a subset of the edits need not make sense: that is no fault of the module
        if !quiet {
            let follows = |d: &Diagnostic| unread.iter().any(|words| follows_from(d, words));
            let kept: Vec<Diagnostic> = own.found.into_iter().filter(|d| !follows(d)).collect();
            kept.into_iter().for_each(|d| self.sink.push(d));
        }
        self.programs.insert(key, program.clone());
        program
    }

    /// The program of a module alone.
    pub(super) fn program(&mut self, name: &str, statute: Option<&str>) -> Option<Arc<Program>> {
        self.program_of(&RuleSet::of(name), statute, None)
    }

    /// The consolidated text of a rule set, used modules first; faults go to the sink.
    pub(super) fn text_of_run(
        &mut self,
        set: &RuleSet,
        statute: Option<&str>,
        kept: Kept<'_>,
    ) -> Vec<Arc<Module>> {
        let mut order = Vec::new();
        self.closure(&set.module, statute, None, kept, &mut order, &mut Vec::new());
        let first = if set.with.is_empty() { 0 } else { self.units(&set.module).len() };
        self.adopting(order, &set.with, first, kept)
    }

    /// A text with theories put in the place of its own definitions; the first has that number among the edits.
    pub(super) fn adopting(
        &mut self,
        mut order: Vec<Arc<Module>>,
        with: &[String],
        first: usize,
        kept: Kept<'_>,
    ) -> Vec<Arc<Module>> {
        for (n, theory) in with.iter().enumerate() {
            let Some(last) = order.last().cloned() else { break };
            let name = Name { text: theory.clone(), span: last.header.name.name.span };
            let edit = Edit {
                action: Action::Adopt(name.clone()),
                because: None,
                cites: Vec::new(),
                chinese: false,
            };
            let span = name.span;
            let header = Header { name: last.header.name.clone(), ..Header::empty(&name) };
            let items = vec![Item { kind: ItemKind::Edit(edit), span }];
            let by = Module { file: last.file, header, items };
            let theories = self.theories(&by, None);
            if theories.is_empty() {
                return Vec::new();
            }
            let keep = |_: usize| kept.is_none_or(|k| k.contains(&(first + n)));
            let done = Amendment { base: &order, by: &by, theories: &theories, keep: &keep };
            order = amend(&done, &mut self.sink);
            // the module that adopts says nothing else
            order.pop();
            if let Some(at) = order.iter().position(|m| m.file == last.file) {
                let own = order.remove(at);
                order.push(own);
            }
        }
        order
    }

    /// The modules of a run, each after those it uses; amendments applied.
    fn closure(
        &mut self,
        name: &str,
        statute: Option<&str>,
        at: Option<&Name>,
        kept: Kept<'_>,
        order: &mut Vec<Arc<Module>>,
        path: &mut Vec<String>,
    ) {
        let Some(full) = self.resolve(name) else { return self.no_module(name, at) };
        if path.contains(&full) {
            let code = if at.is_some_and(|a| self.amends_by(path.last(), a)) {
                Code::AmendsCycle
            } else {
                Code::Cycle
            };
            if let Some(at) = at {
                let way = path.iter().skip_while(|p| **p != full).cloned().chain([full.clone()]);
                let way = way.collect::<Vec<_>>().join(" → ");
                self.sink.push(Diagnostic::new(code, at.span, &[&full, &way]));
            }
            return;
        }
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
            self.closure(&used.text, None, Some(used), None, order, path);
        }
        if let Some(base) = &module.header.amends {
            self.amended(&module, base, statute, kept, order, path);
            path.pop();
            return;
        }
        let chosen = statute.map(str::to_owned);
        let chosen = chosen.or_else(|| module.header.interprets.first().map(|n| n.text.clone()));
        if let (Some(chosen), false) = (chosen, module.header.interprets.is_empty()) {
            let at = module.header.interprets.first();
            self.closure(&chosen, None, at, None, order, path);
        }
        path.pop();
        order.push(module);
    }

    /// Whether the last module of a path names another as what it amends.
    fn amends_by(&mut self, last: Option<&String>, at: &Name) -> bool {
        let header = last.cloned().and_then(|l| self.header(&l));
        header.and_then(|h| h.amends).is_some_and(|a| a.span == at.span)
    }

    fn amended(
        &mut self,
        module: &Arc<Module>,
        base: &Name,
        statute: Option<&str>,
        kept: Kept<'_>,
        order: &mut Vec<Arc<Module>>,
        path: &mut Vec<String>,
    ) {
        let full = self.resolve(&base.text);
        let selects = full.as_ref().and_then(|f| self.header(f)).and_then(|h| h.selects);
        if let Some(selects) = selects {
            let among = selects.among.iter().map(|n| n.text.as_str()).collect::<Vec<_>>().join(", ");
            self.sink.push(Diagnostic::new(Code::AmendsChoice, base.span, &[&base.text, &among]));
            return;
        }
        let before = full.map(|f| self.units(&f).len()).unwrap_or_default();
        let mut under = Vec::new();
        self.closure(&base.text, statute, Some(base), kept, &mut under, path);
        if under.is_empty() {
            return;
        }
        if self.retyping.contains(module.header.name.english()) {
            under = crate::hir::without(&under, &module.items);
        }
        let mut done = self.laid_over(&under, module, before, kept, path);
        let used = std::mem::take(order);
        let own = done.pop();
        *order = done;
        for m in used {
            if !order.iter().any(|o| o.file == m.file) {
                order.push(m);
            }
        }
        order.extend(own);
    }

    /// A text with the edits of an amending module, whose first has that number; the module itself comes last.
    pub(super) fn laid_over(
        &mut self,
        under: &[Arc<Module>],
        module: &Arc<Module>,
        before: usize,
        kept: Kept<'_>,
        path: &mut Vec<String>,
    ) -> Vec<Arc<Module>> {
        let theories = self.theories(module, Some(path));
        let numbers = unit_numbers(module, before);
        let keep = |item: usize| kept.is_none_or(|k| numbers.get(&item).is_some_and(|n| k.contains(n)));
        let work = Amendment { base: under, by: module, theories: &theories, keep: &keep };
        amend(&work, &mut self.sink)
    }

    /// The modules that each adopted theory needs, itself last.
    fn theories(
        &mut self,
        module: &Module,
        path: Option<&mut Vec<String>>,
    ) -> BTreeMap<String, Vec<Arc<Module>>> {
        let mut none = Vec::new();
        let path = path.unwrap_or(&mut none);
        let mut out = BTreeMap::new();
        for item in &module.items {
            let ItemKind::Edit(Edit { action: Action::Adopt(name), .. }) = &item.kind else { continue };
            let mut needed = Vec::new();
            self.closure(&name.text, None, Some(name), None, &mut needed, path);
            if !needed.is_empty() {
                out.insert(name.text.clone(), needed);
            }
        }
        out
    }

    /// The modules that are only looked at, as `M.x`.
    pub(super) fn looked(&mut self, order: &[Arc<Module>]) -> Vec<Looked> {
        let mut names: BTreeMap<String, Name> = BTreeMap::new();
        let mut note = |name: &Name| {
            if let Some((prefix, _)) = name.text.rsplit_once('.') {
                names.entry(prefix.to_owned()).or_insert_with(|| name.clone());
            }
        };
        for item in order.iter().flat_map(|m| &m.items) {
            if let ItemKind::Claim { says: Claim::Within(_, other), .. } = &item.kind {
                note(other);
            }
            entries(&item.kind, &mut |e| {
                if let ExprKind::Name(name) = &e.kind {
                    note(name);
                }
            });
        }
        let mut out = Vec::new();
        for (prefix, _) in names {
            let Some(full) = self.resolve(&prefix) else { continue };
            let mut modules = Vec::new();
            self.closure(&full, None, None, None, &mut modules, &mut Vec::new());
            if !modules.is_empty() {
                out.push(Looked { prefix, modules });
            }
        }
        out
    }

    /// The amending modules of a chain, the first to apply first.
    pub(super) fn chain(&mut self, module: &str) -> Vec<Arc<Module>> {
        let mut out: Vec<Arc<Module>> = Vec::new();
        let mut next = self.resolve(module);
        while let Some(name) = next.take() {
            let Some(m) = self.module(&name) else { break };
            if out.len() > 32 || out.iter().any(|o| o.file == m.file) {
                break;
            }
            if let Some(base) = &m.header.amends {
                next = self.resolve(&base.text);
                out.push(m);
            }
        }
        out.reverse();
        out
    }

    /// The units of a module's chain of amendments: the amending module and the item's position in it.
    pub(super) fn units(&mut self, module: &str) -> Vec<(Arc<Module>, usize)> {
        let chain = self.chain(module);
        let units = chain.iter().flat_map(|m| {
            let own = m.items.iter().enumerate().filter(|(_, i)| is_unit(&i.kind));
            own.map(|(i, _)| (m.clone(), i)).collect::<Vec<_>>()
        });
        units.collect()
    }

    /// Every edit by which a rule set differs from the text that it amends, in the order in which they apply.
    pub fn edits(&mut self, set: &RuleSet) -> Vec<EditInfo> {
        let outer = std::mem::take(&mut self.sink);
        let order = self.text_of_run(set, None, None);
        let mut quiet = Sink::default();
        let scope = Scope::from_modules(&order, &[], &mut quiet);
        let mut out = Vec::new();
        let mut known: Vec<Module> = Vec::new();
        let mut base = None;
        for (module, i) in self.units(&set.module) {
            let Some(item) = module.items.get(i) else { continue };
            // names of what was repealed are found in the base
            let amends = module.header.amends.clone().map(|b| b.text);
            if base != amends {
                base = amends;
                let before = base.as_ref().map(|b| self.text_of_run(&RuleSet::of(b), None, None));
                let both = before.into_iter().flatten().chain(order.iter().cloned());
                known = both.map(|m| Module::clone(&m)).collect();
            }
            let label = named(label(item, &known));
            let (because, cites) = match &item.kind {
                ItemKind::Edit(edit) => (edit.because.as_ref().map(|b| named(b.both())), edit.citations()),
                ItemKind::Article(a) => (None, a.cites.clone()),
                ItemKind::Appraisal(a) => (None, a.cites.clone()),
                ItemKind::Offence { cites, .. } => (None, cites.clone()),
                _ => (None, Vec::new()),
            };
            let at = order.iter().position(|m| m.file == module.file).unwrap_or_default();
            let cites = cites.iter().filter_map(|c| scope.cite(at, c, &mut quiet)).map(named).collect();
            out.push(EditInfo {
                label,
                module: module.header.name.english().to_owned(),
                because,
                cites,
                span: item.span,
            });
        }
        self.sink = outer;
        for theory in &set.with {
            let header = self.resolve(theory).and_then(|t| self.header(&t));
            let Some(header) = header else { continue };
            out.push(EditInfo {
                label: Names {
                    en: format!("adopt {}", header.name.english()),
                    zh: format!("采用 {}", header.name.chinese()),
                },
                module: set.shown(),
                because: None,
                cites: Vec::new(),
                span: header.name.name.span,
            });
        }
        out
    }
}

/// The number of each unit of a module, by its item's position.
fn unit_numbers(module: &Module, before: usize) -> BTreeMap<usize, usize> {
    let units = module.items.iter().enumerate().filter(|(_, i)| is_unit(&i.kind));
    units.enumerate().map(|(n, (i, _))| (i, before + n)).collect()
}

/// `[English, 中文]` under its names.
fn named([en, zh]: [String; 2]) -> Names {
    Names { en, zh }
}

/// Whether a fault may only follow from items that could not be read: what they declare is not known.
fn follows_from(d: &Diagnostic, unread: &BTreeSet<String>) -> bool {
    let has = |words: &[&str]| words.iter().any(|w| unread.contains(*w));
    match d.code {
        Code::UnknownProvision => has(&["article", "第"]),
        Code::NoScale => has(&["scale", "等级"]),
        code if code.is_of_a_name() => d.args.first().is_some_and(|name| unread.contains(name)),
        _ => false,
    }
}
