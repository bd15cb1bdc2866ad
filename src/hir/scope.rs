//! Who is called what: one list of names in both languages, sources, and provisions by position.

use super::Module;
use super::faults::{mended, neighbours, two_definitions};
use crate::diag::{Code, Diagnostic, Sink, nearest};
use crate::syntax::ast::{
    Alias, Appraisal, Article, Body, Cite, Class, Element, Entry, Expr, ExprKind, Field, ItemKind, Literal,
    MeasureKind, Name, Penalty, Provision, ProvisionRange, Titles,
};
use crate::text::{Span, limits};
use crate::val::Unit;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decl {
    /// a fact of the case
    Fact(usize),
    /// a finding
    Finding(usize),
    /// a definition, class, number, parameter or open term
    Term(usize),
    /// the scale itself
    Scale,
    /// a grade: 1 is the least
    Grade(usize),
    /// an offence
    Offence(usize),
}

/// A named part of the rules.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its names.
    pub name: Alias,
    /// The record it speaks of.
    pub record: Option<usize>,
    /// The module that states it.
    pub module: usize,
    /// What it is.
    pub kind: TermKind,
    /// Its citations.
    pub cites: Vec<Cite>,
    /// Where it is stated; the names of an open term stand elsewhere.
    pub at: Span,
}

/// The sorts of terms.
#[derive(Debug, Clone)]
pub enum TermKind {
    /// a predicate with its meaning
    Predicate(Entry),
    /// a class: the classification and its place in it
    Class(usize, usize),
    /// a number of one record
    Quantity(Unit, Expr),
    /// a number of the case over a list
    Measure { how: MeasureKind, of: Option<Name>, over: Name, condition: Option<Expr> },
    /// a named choice
    Parameter(Literal),
    /// a term left to other modules
    Open(Option<bool>),
}

/// A provision of the consolidated text.
#[derive(Debug, Clone)]
pub struct ProvisionDecl {
    /// Its source, as a position in the sources.
    pub source: usize,
    /// Its number.
    pub number: Provision,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ProvisionKind,
}

/// Article or limb; positions in the articles and their limbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvisionKind {
    /// a whole article
    Article(usize),
    /// a limb of it
    Limb(usize, usize),
}

/// An article with its module and source.
#[derive(Debug, Clone)]
pub struct ArticleDecl {
    /// The article.
    pub article: Article,
    /// Its module.
    pub module: usize,
    /// Its source.
    pub source: usize,
}

impl ArticleDecl {
    /// Whether the article, or a limb of it, still stands as a ground of its own.
    pub fn stands(&self, limb: Option<usize>) -> bool {
        let limb = match (&self.article.body, limb) {
            (Body::Limbs { limbs, .. }, Some(l)) => limbs.get(l).is_some_and(|l| l.standing),
            _ => true,
        };
        self.article.standing && limb
    }
    /// Whether anything of it still grants its effect.
    pub fn grants(&self) -> bool {
        let limbs = match &self.article.body {
            Body::Limbs { limbs, .. } => limbs.iter().any(|l| l.standing),
            Body::Single(_) | Body::Empty => true,
        };
        self.article.standing && limbs
    }
}

/// An offence with its module.
#[derive(Debug, Clone)]
pub struct OffenceDecl {
    /// Its names.
    pub name: Alias,
    /// Its module.
    pub module: usize,
    /// Its elements.
    pub elements: Vec<Element>,
    /// Its brackets.
    pub penalties: Vec<Penalty>,
}

/// What a module that is only looked at declares into its own view.
fn is_term(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Open { .. }
            | ItemKind::Predicate { .. }
            | ItemKind::Classification { .. }
            | ItemKind::Quantity { .. }
            | ItemKind::Measure { .. }
            | ItemKind::Parameter { .. }
    )
}

/// What all modules of a run share.
fn is_vocabulary(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Kind { .. }
            | ItemKind::Record { .. }
            | ItemKind::Facts(_)
            | ItemKind::Findings(_)
            | ItemKind::Scale { .. }
    )
}

/// All that the modules of a run declare.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Module names, in the order of the run.
    pub modules: Vec<Alias>,
    /// Enumerations.
    pub kinds: Vec<(Alias, Vec<Alias>)>,
    /// Records with their fields and the name they are counted by.
    pub records: Vec<(Alias, Vec<Field>, Option<Name>)>,
    /// Facts.
    pub facts: Vec<Field>,
    /// Findings.
    pub findings: Vec<Alias>,
    /// The scale and its grades.
    pub scale: Option<(Alias, Vec<Alias>)>,
    /// Terms.
    pub terms: Vec<Term>,
    /// Classifications, line by line.
    pub classifications: Vec<Vec<Class>>,
    /// Articles.
    pub articles: Vec<ArticleDecl>,
    /// Offences.
    pub offences: Vec<OffenceDecl>,
    /// Appraisals, each with its module.
    pub appraisals: Vec<(usize, Appraisal)>,
    /// Provisions by position.
    pub provisions: Vec<ProvisionDecl>,
    /// Full names of the sources.
    pub sources: Vec<Titles>,
    names: Names,
    types: BTreeMap<String, (bool, usize, Span)>,
    short: Vec<BTreeMap<String, usize>>,
    first: Vec<Option<usize>>,
    amending: Vec<bool>,
    views: Vec<Names>,
    view_of: Vec<Option<usize>>,
    prefixes: BTreeMap<String, usize>,
}

/// What names stand for, each with the place of its declaration.
type Names = BTreeMap<String, (Decl, Span)>;

/// A module that is only looked at, as `M.x`: the name as written, and the modules it needs, itself last.
pub struct Looked {
    /// What stands before the last dot.
    pub prefix: String,
    /// The modules.
    pub modules: Vec<Arc<Module>>,
}

impl Scope {
    /// Reads the declarations of the modules, those used before those that use them; then what is only looked at.
    pub fn from_modules(modules: &[Arc<Module>], looked: &[Looked], sink: &mut Sink) -> Scope {
        let mut scope = Scope::default();
        for module in modules {
            let m = scope.module(module, None, sink);
            for item in &module.items {
                scope.item(m, &item.kind, item.span, sink);
            }
        }
        for look in looked {
            let view = scope.views.len();
            scope.views.push(Names::new());
            scope.prefixes.insert(look.prefix.clone(), view);
            for module in &look.modules {
                let m = scope.module(module, Some(view), sink);
                let present = modules.iter().any(|o| o.file == module.file);
                for item in &module.items {
                    if is_term(&item.kind) || (is_vocabulary(&item.kind) && !present) {
                        scope.item(m, &item.kind, item.span, sink);
                    }
                }
            }
        }
        scope
    }

    /// Takes a module in, with its sources.
    fn module(&mut self, module: &Module, view: Option<usize>, sink: &mut Sink) -> usize {
        let m = self.modules.len();
        self.modules.push(module.header.name.clone());
        self.view_of.push(view);
        self.amending.push(module.header.amends.is_some());
        let mut first = None;
        let mut short = BTreeMap::new();
        for source in &module.header.sources {
            let known = self.sources.iter().position(|t| *t.english() == *source.titles.english());
            let id = known.unwrap_or(self.sources.len());
            if known.is_none() {
                self.sources.push(source.titles.clone());
            }
            first = first.or(Some(id));
            let taken = |spelling: &&str| {
                let others = self.short.iter().zip(&self.view_of).filter(|(_, v)| v.is_none());
                others.filter_map(|(s, _)| s.get(*spelling)).chain(short.get(*spelling)).any(|o| *o != id)
            };
            if let Some(spelling) = source.name.spellings().find(taken).filter(|_| view.is_none()) {
                sink.push(Diagnostic::new(Code::Duplicate, source.name.name.span, &[spelling]));
            }
            short.extend(source.name.spellings().map(|s| (s.to_owned(), id)));
        }
        self.first.push(first);
        self.short.push(short);
        m
    }

    /// The names that a module declares into: its view's, or those of the run.
    fn table(&mut self, m: usize) -> &mut Names {
        match self.view_of.get(m).copied().flatten().and_then(|v| self.views.get_mut(v)) {
            Some(view) => view,
            None => &mut self.names,
        }
    }

    fn item(&mut self, m: usize, kind: &ItemKind, span: Span, sink: &mut Sink) {
        match kind {
            ItemKind::Kind { name, members } => {
                if members.len() > limits::MEMBERS {
                    let most = format!("{} members of a kind | 一个种类表 {0} 个成员", limits::MEMBERS);
                    sink.push(Diagnostic::new(Code::TooMany, name.name.span, &[&most]));
                }
                self.distinct(members.iter(), sink);
                self.declare_type(name, false, self.kinds.len(), sink);
                self.kinds.push((name.clone(), members.clone()));
            }
            ItemKind::Record { name, fields, counted_by } => {
                self.distinct(fields.iter().map(|f| &f.name), sink);
                self.declare_type(name, true, self.records.len(), sink);
                self.records.push((name.clone(), fields.clone(), counted_by.clone()));
            }
            ItemKind::Facts(fields) => {
                for field in fields {
                    self.declare(&field.name, Decl::Fact(self.facts.len()), sink);
                    self.facts.push(field.clone());
                }
            }
            ItemKind::Findings(names) => {
                for name in names {
                    self.declare(name, Decl::Finding(self.findings.len()), sink);
                    self.findings.push(name.clone());
                }
            }
            ItemKind::Scale { name, grades } => {
                if self.scale.is_some() {
                    sink.push(Diagnostic::new(Code::Duplicate, name.name.span, &[&name.name.text]));
                }
                self.declare(name, Decl::Scale, sink);
                for (i, grade) in grades.iter().enumerate() {
                    self.declare(grade, Decl::Grade(i + 1), sink);
                }
                self.scale = Some((name.clone(), grades.clone()));
            }
            ItemKind::Open { name, record, presumed, cites, .. } => {
                let record = self.record(record.as_ref(), sink);
                self.term(m, name, record, TermKind::Open(*presumed), cites, sink);
            }
            ItemKind::Predicate { name, record, means, cites, .. } => {
                let (named, record) = (record.is_some(), self.record(record.as_ref(), sink));
                let mut means = means.clone();
                if named && record.is_none() {
                    means.condition.kind = ExprKind::Wrong;
                    means.exceptions.clear();
                }
                self.term(m, name, record, TermKind::Predicate(means), cites, sink);
            }
            ItemKind::Classification { record, classes, cites, .. } => {
                let (named, record) = (record.is_some(), self.record(record.as_ref(), sink));
                let id = self.classifications.len();
                let mut read = classes.clone();
                if named && record.is_none() {
                    read.iter_mut().for_each(|c| c.when = None);
                }
                self.classifications.push(read);
                for (i, class) in classes.iter().enumerate() {
                    let mut all = class.cites.clone();
                    all.extend(class.when.iter().flat_map(|e| e.cites.iter().cloned()));
                    all.extend(cites.iter().cloned());
                    self.term(m, &class.name, record, TermKind::Class(id, i), &all, sink);
                }
            }
            ItemKind::Quantity { name, record, unit, is, cites } => {
                let (named, record) = (record.is_some(), self.record(record.as_ref(), sink));
                let mut is = is.clone();
                if named && record.is_none() {
                    is.kind = ExprKind::Wrong;
                }
                self.term(m, name, record, TermKind::Quantity(*unit, is), cites, sink);
            }
            ItemKind::Measure { name, how, of, over, condition, cites } => {
                let kind = TermKind::Measure {
                    how: *how,
                    of: of.clone(),
                    over: over.clone(),
                    condition: condition.clone(),
                };
                self.term(m, name, None, kind, cites, sink);
            }
            ItemKind::Parameter { name, value, cites, .. } => {
                self.term(m, name, None, TermKind::Parameter(value.clone()), cites, sink);
            }
            ItemKind::Offence { name, elements, penalties, .. } => {
                self.declare(name, Decl::Offence(self.offences.len()), sink);
                self.offences.push(OffenceDecl {
                    name: name.clone(),
                    module: m,
                    elements: elements.clone(),
                    penalties: penalties.clone(),
                });
            }
            ItemKind::Article(article) => self.article(m, article, sink),
            ItemKind::Appraisal(appraisal) => self.appraisals.push((m, appraisal.clone())),
            ItemKind::Edit(_) => sink.push(Diagnostic::new(Code::NoBase, span, &[])),
            ItemKind::Module(_) | ItemKind::Claim { .. } | ItemKind::Table(_) | ItemKind::Case(_) => {}
        }
    }

    fn article(&mut self, m: usize, article: &Article, sink: &mut Sink) {
        let own = self.first.get(m).copied().flatten();
        // an amendment without a source of its own adds to the text that it amends
        let base = self.amending.get(m) == Some(&true);
        let base = base.then(|| m.checked_sub(1).and_then(|b| self.first.get(b).copied().flatten()));
        let Some(source) = own.or(base.flatten()) else {
            sink.push(Diagnostic::new(Code::UnknownSource, article.span, &["-"]));
            return;
        };
        let id = self.articles.len();
        let mut add = |number: Provision, span, kind, told: bool| {
            let twin = self.provisions.iter().find(|p| p.source == source && p.number.key() == number.key());
            let twin = twin.map(|t| t.span);
            if let Some(other) = twin.filter(|_| told) {
                sink.push(Diagnostic::new(Code::DuplicateProvision, span, &[&number.both()]).also(other));
            }
            self.provisions.push(ProvisionDecl { source, number, span, kind });
            twin.is_none()
        };
        // that an article stands there twice is told once, not of each of its limbs
        let new = add(article.number, article.span, ProvisionKind::Article(id), true);
        if let Body::Limbs { limbs, .. } = &article.body {
            for (i, limb) in limbs.iter().enumerate() {
                let number = Provision { item: Some(limb.number), ..article.number };
                add(number, limb.span, ProvisionKind::Limb(id, i), new);
            }
        }
        self.articles.push(ArticleDecl { article: article.clone(), module: m, source });
    }

    fn term(
        &mut self,
        m: usize,
        name: &Alias,
        record: Option<usize>,
        kind: TermKind,
        cites: &[Cite],
        sink: &mut Sink,
    ) {
        let id = self.terms.len();
        let (cites, at) = (cites.to_vec(), name.name.span);
        let term = Term { name: name.clone(), record, module: m, kind, cites, at };
        let open = name.spellings().find_map(|s| match self.table(m).get(s) {
            Some((Decl::Term(t), _)) => Some(*t),
            _ => None,
        });
        if let Some(there) = open.and_then(|t| self.terms.get_mut(t)) {
            let opens = |k: &TermKind| matches!(k, TermKind::Open(_));
            let defined = !opens(&there.kind);
            let names = self.modules.get(there.module).zip(self.modules.get(m));
            if defined && !opens(&term.kind) {
                let d = Diagnostic::new(Code::Duplicate, name.name.span, &[&name.name.text]);
                sink.push(match names.filter(|_| there.module != m) {
                    None => d.also(there.at),
                    Some((first, second)) => two_definitions(&name.name, second, first, there.at),
                });
            } else if !defined {
                let twin = there.name.clone();
                *there = Term { name: twin, ..term };
            }
            return;
        }
        self.declare_in(m, name, Decl::Term(id), sink);
        self.terms.push(term);
    }

    /// Declares a name of the run.
    fn declare(&mut self, name: &Alias, decl: Decl, sink: &mut Sink) {
        self.declare_in(usize::MAX, name, decl, sink);
    }

    fn declare_in(&mut self, m: usize, name: &Alias, decl: Decl, sink: &mut Sink) {
        let mut told = false; // both spellings taken are one fault
        for each in std::iter::once(&name.name).chain(&name.twin) {
            let table = self.table(m);
            if let Some((_, other)) = table.get(&each.text) {
                let d = Diagnostic::new(Code::Duplicate, each.span, &[&each.text]).also(*other);
                if !std::mem::replace(&mut told, true) {
                    sink.push(d);
                }
            } else {
                table.insert(each.text.clone(), (decl, each.span));
            }
        }
    }

    fn declare_type(&mut self, name: &Alias, record: bool, id: usize, sink: &mut Sink) {
        for spelling in name.spellings() {
            if let Some((_, _, other)) = self.types.get(spelling) {
                return sink.push(Diagnostic::new(Code::Duplicate, name.name.span, &[spelling]).also(*other));
            }
            self.types.insert(spelling.to_owned(), (record, id, name.name.span));
        }
    }

    fn distinct<'a>(&self, names: impl Iterator<Item = &'a Alias>, sink: &mut Sink) {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for name in names {
            for spelling in name.spellings() {
                if let Some(other) = seen.insert(spelling.to_owned(), name.name.span) {
                    sink.push(Diagnostic::new(Code::Duplicate, name.name.span, &[spelling]).also(other));
                }
            }
        }
    }

    /// What a name stands for in a module; `M.x` is what M alone declares.
    pub fn get(&self, module: usize, name: &str) -> Option<Decl> {
        if let Some((prefix, last)) = name.rsplit_once('.')
            && let Some(view) = self.prefixes.get(prefix).and_then(|v| self.views.get(*v))
        {
            return view.get(last).map(|(d, _)| *d);
        }
        match self.view_of.get(module).copied().flatten().and_then(|v| self.views.get(v)) {
            None => self.names.get(name).map(|(d, _)| *d),
            Some(view) => match view.get(name) {
                Some((d, _)) => Some(*d),
                None => self.names.get(name).map(|(d, _)| *d).filter(|d| !matches!(d, Decl::Term(_))),
            },
        }
    }

    /// Whether a module takes part in the run; else it is only looked at.
    pub fn takes_part(&self, module: usize) -> bool {
        self.view_of.get(module).is_none_or(Option::is_none)
    }

    /// The record of that name; reports an unknown one.
    pub fn record(&self, name: Option<&Name>, sink: &mut Sink) -> Option<usize> {
        let name = name?;
        match self.types.get(&name.text) {
            Some((true, id, _)) => Some(*id),
            _ => {
                self.unknown(name, self.types.iter().filter(|(_, t)| t.0).map(|(k, _)| k.as_str()), sink);
                None
            }
        }
    }

    /// The kind of that name; reports an unknown one.
    pub fn kind(&self, name: &Name, sink: &mut Sink) -> Option<usize> {
        match self.types.get(&name.text) {
            Some((false, id, _)) => Some(*id),
            _ => {
                let kinds = self.types.iter().filter(|(_, t)| !t.0).map(|(k, _)| k.as_str());
                self.unknown(name, kinds.chain(Unit::types()), sink);
                None
            }
        }
    }

    /// Reports an unknown name with the nearest of the candidates.
    pub fn unknown<'a>(&self, name: &Name, candidates: impl Iterator<Item = &'a str>, sink: &mut Sink) {
        let near = nearest(&name.text, candidates);
        let d = Diagnostic::new(Code::UnknownName, name.span, &[&name.text, near.as_deref().unwrap_or("-")]);
        sink.push(mended(d, name.span, near.as_deref()));
    }

    /// All names of the case, for suggestions.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The source a citation means; reports an unknown one.
    pub fn source(&self, module: usize, range: &ProvisionRange, sink: &mut Sink) -> Option<usize> {
        match &range.source {
            None => self.first.get(module).copied().flatten(),
            Some(name) => {
                let own = self.short.get(module).into_iter();
                let run = self.short.iter().zip(&self.view_of).filter(|(_, v)| v.is_none());
                let found = own.chain(run.map(|(s, _)| s)).find_map(|s| s.get(&name.text)).copied();
                if found.is_none() {
                    let all = self.short.iter().flat_map(|s| s.keys());
                    let near = nearest(&name.text, all.map(String::as_str));
                    let d = Diagnostic::new(Code::UnknownSource, name.span, &[&name.text]);
                    sink.push(mended(d, name.span, near.as_deref()));
                }
                found
            }
        }
    }

    /// The source of a cited provision: in an amendment a bare number means the text that is amended,
    /// where its own first source has no such provision.
    fn source_cited(&self, module: usize, range: &ProvisionRange, sink: &mut Sink) -> Option<usize> {
        let here = |source: usize| {
            self.provisions.iter().any(|p| p.source == source && p.number.key() == range.from.key())
        };
        let bare = range.source.is_none() && self.amending.get(module) == Some(&true);
        let own = self.first.get(module).copied().flatten();
        if bare && !own.is_some_and(here) {
            let mut others = (0..self.sources.len()).filter(|s| here(*s));
            if let (Some(one), None) = (others.next(), others.next()) {
                return Some(one);
            }
        }
        if range.source.is_none() && own.is_none() {
            // nothing says of which source it is
            sink.push(Diagnostic::new(Code::UnknownProvision, range.span, &[&range.from.to_string(), "-"]));
        }
        self.source(module, range, sink)
    }

    /// The provisions a citation means, by position; reports what is not there.
    pub fn cited(&self, module: usize, range: &ProvisionRange, sink: &mut Sink) -> Vec<usize> {
        let Some(source) = self.source_cited(module, range, sink) else { return Vec::new() };
        let find = |n: Provision| {
            self.provisions.iter().position(|p| p.source == source && p.number.key() == n.key())
        };
        let missing = |n: Provision, sink: &mut Sink| {
            let there =
                neighbours(n, self.provisions.iter().filter(|p| p.source == source).map(|p| p.number));
            sink.push(Diagnostic::new(Code::UnknownProvision, range.span, &[&n.both(), &there]));
        };
        let Some(from) = find(range.from) else {
            missing(range.from, sink);
            return Vec::new();
        };
        let Some(to) = range.to else { return vec![from] };
        let Some(end) = find(to) else {
            missing(to, sink);
            return Vec::new();
        };
        let limb =
            |i: &usize| matches!(self.provisions.get(*i).map(|p| p.kind), Some(ProvisionKind::Limb(..)));
        let wants_limbs = limb(&from);
        (from.min(end)..=from.max(end)).filter(|i| limb(i) == wants_limbs).collect()
    }
}
