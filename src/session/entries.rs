//! A module taken apart into what people cite, and what each part of it speaks of, as far as the tree says.

use crate::hir::{Module, citation, declared};
use crate::ir::schema::Names;
use crate::syntax::ast::{
    Action, Alias, Article, Body, Cite, Edit, Effect, ExprKind, Field, Item, ItemKind, Leaves, Limb, Name,
    Provision, ProvisionRange, Role, Source, Target, entries, leaves_mut,
};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A place in a set of modules: the module and the entry, by position.
pub type Place = (usize, usize);

/// Something that has a name or a number of its own.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What an address ends in: `art-5.1.3`, or the English name.
    pub anchor: String,
    /// What sort of thing it is.
    pub sort: [&'static str; 2],
    /// Its names; of a provision the number.
    pub names: Names,
    /// The item that states it, by position.
    pub item: usize,
    /// The entry of which it is a part.
    pub within: Option<usize>,
    /// Its number.
    pub number: Option<Provision>,
    /// The number in full, with its source.
    pub citation: Option<Names>,
    /// What it cites, with the place where that stands if the modules have it.
    pub cites: Vec<(Names, Option<Place>)>,
    /// What it speaks of.
    pub refers: BTreeSet<Place>,
    /// The modules that it names, by position.
    pub modules: BTreeSet<usize>,
    /// Where it is written.
    pub span: Span,
    /// Its text apart, to see what it speaks of.
    part: Option<Item>,
}

/// A module with the names and numbers that it states.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) module: Arc<Module>,
    pub(super) entries: Vec<Entry>,
    /// The modules that it can see, by position: itself, then what it is built on.
    pub(super) sees: Vec<usize>,
    /// The entry of each name, the first that declares it.
    by_name: BTreeMap<String, usize>,
}

impl Sheet {
    /// The entries of a module, without what they speak of. The labels of its edits come from who knows their targets.
    pub(super) fn of(module: &Arc<Module>, labels: &BTreeMap<Span, Names>) -> Sheet {
        let mut filler = Filler { module, labels, entries: Vec::new(), taken: BTreeSet::new() };
        for (at, item) in module.items.iter().enumerate() {
            filler.item(at, item);
        }
        let entries = filler.entries;
        let mut by_name = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate().filter(|(_, e)| e.number.is_none()) {
            for spelling in [&entry.names.en, &entry.names.zh] {
                by_name.entry(spelling.clone()).or_insert(at);
            }
        }
        Sheet { module: module.clone(), entries, sees: Vec::new(), by_name }
    }

    fn source(&self) -> Option<&Source> {
        self.module.header.sources.first()
    }
}

struct Filler<'m> {
    module: &'m Module,
    labels: &'m BTreeMap<Span, Names>,
    entries: Vec<Entry>,
    taken: BTreeSet<String>,
}

impl Filler<'_> {
    fn anchor(&mut self, wanted: &str) -> String {
        let mut anchor = wanted.to_owned();
        let mut n = 1;
        // file systems and readers may not tell small letters from capitals
        while !self.taken.insert(anchor.to_lowercase()) {
            n += 1;
            anchor = format!("{wanted}~{n}");
        }
        anchor
    }
    fn add(&mut self, entry: Entry) -> usize {
        self.entries.push(entry);
        self.entries.len() - 1
    }
    fn named(&mut self, sort: [&'static str; 2], alias: &Alias, item: usize, within: Option<usize>) -> usize {
        let names = Names { en: alias.english().to_owned(), zh: alias.chinese().to_owned() };
        let entry = Entry { within, ..self.blank(&names.en.clone(), sort, names, item, alias.name.span) };
        self.add(entry)
    }
    fn blank(
        &mut self,
        anchor: &str,
        sort: [&'static str; 2],
        names: Names,
        item: usize,
        span: Span,
    ) -> Entry {
        Entry {
            anchor: self.anchor(anchor),
            sort,
            names,
            item,
            within: None,
            number: None,
            citation: None,
            cites: Vec::new(),
            refers: BTreeSet::new(),
            modules: BTreeSet::new(),
            span,
            part: None,
        }
    }
    fn aliases(&mut self, sort: [&'static str; 2], all: &[Alias], item: usize, within: Option<usize>) {
        for alias in all {
            self.named(sort, alias, item, within);
        }
    }
    fn fields(&mut self, sort: [&'static str; 2], all: &[Field], item: usize, within: Option<usize>) {
        for field in all {
            self.named(sort, &field.name, item, within);
        }
    }
    fn provision(&mut self, number: Provision, item: usize, span: Span, part: Item) -> usize {
        let names = Names { en: number.to_string(), zh: number.chinese() };
        let titles = self.module.header.sources.first().map(|s| &s.titles);
        let cited = titles.map(|t| citation(t, number, None)).map(|[en, zh]| Names { en, zh });
        let sort = if number.part { ["part", "部分"] } else { ["article", "条文"] };
        let blank = self.blank(&anchor(&number), sort, names, item, span);
        self.add(Entry { number: Some(number), citation: cited, part: Some(part), ..blank })
    }
    fn item(&mut self, at: usize, item: &Item) {
        let whole = match (&item.kind, declared(&item.kind)) {
            (_, Some(name)) => Some(self.named(sort(&item.kind), name, at, None)),
            (ItemKind::Facts(_) | ItemKind::Findings(_), None) => {
                let [en, zh] = sort(&item.kind);
                let names = Names { en: en.to_owned(), zh: zh.to_owned() };
                let entry = self.blank(&format!("page-{en}"), sort(&item.kind), names, at, item.span);
                Some(self.add(entry))
            }
            (ItemKind::Edit(_), None) => {
                let names = self.labels.get(&item.span).cloned().unwrap_or_default();
                let before = self.entries.iter().filter(|e| e.anchor.starts_with("edit-")).count();
                let entry =
                    self.blank(&format!("edit-{}", before + 1), sort(&item.kind), names, at, item.span);
                Some(self.add(entry))
            }
            (ItemKind::Article(article), None) => {
                self.article(article, at, item);
                None
            }
            _ => None,
        };
        if let Some(entry) = whole.and_then(|w| self.entries.get_mut(w)) {
            entry.part = Some(item.clone());
        }
        match &item.kind {
            ItemKind::Kind { members, .. } => self.aliases(["member", "成员"], members, at, whole),
            ItemKind::Scale { grades, .. } => self.aliases(["grade", "等级"], grades, at, whole),
            ItemKind::Findings(names) => self.aliases(["finding", "认定事项"], names, at, whole),
            ItemKind::Facts(fields) => self.fields(["fact", "事实"], fields, at, whole),
            ItemKind::Record { fields, .. } => self.fields(["field", "字段"], fields, at, whole),
            ItemKind::Classification { classes, .. } => {
                for class in classes {
                    self.named(["class", "类别"], &class.name, at, whole);
                }
            }
            ItemKind::Module(_)
            | ItemKind::Open { .. }
            | ItemKind::Predicate { .. }
            | ItemKind::Quantity { .. }
            | ItemKind::Measure { .. }
            | ItemKind::Offence { .. }
            | ItemKind::Article(_)
            | ItemKind::Appraisal(_)
            | ItemKind::Parameter { .. }
            | ItemKind::Claim { .. }
            | ItemKind::Edit(_)
            | ItemKind::Table(_)
            | ItemKind::Case(_) => {}
        }
    }
    fn article(&mut self, article: &Article, at: usize, item: &Item) {
        let Body::Limbs { all, lots, limbs } = &article.body else {
            self.provision(article.number, at, article.span, item.clone());
            return;
        };
        let only = |limbs: Vec<Limb>, head: bool| {
            let lots = if head { lots.clone() } else { Vec::new() };
            let cites = if head { article.cites.clone() } else { Vec::new() };
            // the grade stands in the heading
            let effect = if head { article.effect.clone() } else { Effect::Heavier };
            let body = Body::Limbs { all: *all, lots, limbs };
            Item {
                kind: ItemKind::Article(Article { body, cites, effect, ..article.clone() }),
                span: item.span,
            }
        };
        let head = self.provision(article.number, at, article.span, only(Vec::new(), true));
        for limb in limbs {
            let number = Provision { item: Some(limb.number), ..article.number };
            let one = self.provision(number, at, limb.span, only(vec![limb.clone()], false));
            if let Some(entry) = self.entries.get_mut(one) {
                entry.within = Some(head);
            }
        }
    }
}

/// `art-5.1.3`, `art-8-1`, `art-5.item3`
fn anchor(number: &Provision) -> String {
    let mut out = format!("{}-{}", if number.part { "part" } else { "art" }, number.article);
    out.extend(number.paragraph.map(|p| format!(".{p}")));
    let item =
        number.item.map(|i| if number.paragraph.is_none() { format!(".item{i}") } else { format!(".{i}") });
    out.extend(item);
    out
}

/// What an item is, in both languages.
fn sort(kind: &ItemKind) -> [&'static str; 2] {
    match kind {
        ItemKind::Module(_) => ["module", "模块"],
        ItemKind::Kind { .. } => ["kind", "种类表"],
        ItemKind::Record { .. } => ["record", "记录"],
        ItemKind::Facts(_) => ["facts", "事实"],
        ItemKind::Findings(_) => ["findings", "认定事项"],
        ItemKind::Open { .. } => ["open term", "待定"],
        ItemKind::Predicate { role: Role::Definition, .. } => ["definition", "定义"],
        ItemKind::Predicate { role: Role::Behaviour, .. } => ["behaviour", "行为"],
        ItemKind::Predicate { role: Role::Interest, .. } => ["interest", "法益"],
        ItemKind::Classification { .. } => ["classification", "分类"],
        ItemKind::Quantity { .. } => ["quantity", "数目"],
        ItemKind::Measure { .. } => ["measure", "计量"],
        ItemKind::Scale { .. } => ["scale", "等级表"],
        ItemKind::Offence { .. } => ["offence", "罪名"],
        ItemKind::Article(_) => ["article", "条文"],
        ItemKind::Appraisal(_) => ["appraisal", "综合评价"],
        ItemKind::Parameter { .. } => ["parameter", "参数"],
        ItemKind::Claim { .. } => ["claim", "命题"],
        ItemKind::Edit(_) => ["edit", "修改"],
        ItemKind::Table(_) => ["table", "表格"],
        ItemKind::Case(_) => ["case", "案件"],
    }
}

/// The names that an item uses, its own left out; and every citation with its place in the item.
#[derive(Default)]
struct Used {
    names: Vec<Name>,
}

impl Leaves for Used {
    fn name(&mut self, name: &mut Name) {
        self.names.push(name.clone());
    }
    fn alias(&mut self, alias: &mut Alias) {
        let declared = 1 + usize::from(alias.twin.is_some());
        self.names.truncate(self.names.len().saturating_sub(declared));
    }
}

/// Fills in what each entry speaks of and cites.
pub(super) fn link(sheets: &mut [Sheet]) {
    let linked: Vec<Vec<Entry>> = (0..sheets.len()).map(|m| Linker { sheets, m }.entries()).collect();
    for (sheet, entries) in sheets.iter_mut().zip(linked) {
        sheet.entries = entries;
    }
}

struct Linker<'s> {
    sheets: &'s [Sheet],
    m: usize,
}

impl Linker<'_> {
    fn entries(&self) -> Vec<Entry> {
        let Some(sheet) = self.sheets.get(self.m) else { return Vec::new() };
        let mut out = sheet.entries.clone();
        for (at, entry) in out.iter_mut().enumerate() {
            let Some(mut part) = entry.part.take() else { continue };
            let mut used = Used::default();
            leaves_mut(&mut part, &mut used);
            for name in &used.names {
                match self.name(&name.text) {
                    Some(Ok(place)) => entry.refers.extend((place != (self.m, at)).then_some(place)),
                    Some(Err(module)) => entry.modules.extend(Some(module)),
                    None => {}
                }
            }
            for range in ranges(&part.kind) {
                entry.refers.extend(self.range(&range).into_iter().filter(|p| *p != (self.m, at)));
            }
            for cite in part.kind.citations() {
                // a choice that is ours stands in the text with its reason
                let Cite::By(range) = cite else { continue };
                let Some(titles) = self.source(&range).map(|s| &s.titles) else { continue };
                let [en, zh] = citation(titles, range.from, range.to);
                let target = self.range(&range).into_iter().next().or_else(|| self.offence(&range));
                let one = (Names { en, zh }, target.filter(|p| *p != (self.m, at)));
                if !entry.cites.contains(&one) {
                    entry.cites.push(one);
                }
            }
        }
        out
    }

    fn sees(&self) -> impl Iterator<Item = (usize, &Sheet)> {
        let sees = self.sheets.get(self.m).map(|s| s.sees.as_slice()).unwrap_or_default();
        sees.iter().filter_map(|m| Some((*m, self.sheets.get(*m)?)))
    }

    /// An entry, or a module; `M.x` and `X.means` too.
    fn name(&self, text: &str) -> Option<Result<Place, usize>> {
        let is = |s: &Sheet, called: &str| s.module.header.name.spellings().any(|n| n == called);
        let module = |called: &str| self.sheets.iter().position(|s| is(s, called));
        let in_sheet = |m: usize, name: &str| Some((m, *self.sheets.get(m)?.by_name.get(name)?));
        let seen = |name: &str| self.sees().find_map(|(m, _)| in_sheet(m, name));
        if let Some(found) = seen(text) {
            return Some(Ok(found));
        }
        if let Some(m) = module(text) {
            return Some(Err(m));
        }
        for (dot, _) in text.rmatch_indices('.') {
            let (head, tail) = text.split_at_checked(dot)?;
            let tail = tail.trim_start_matches('.');
            let first = tail.split('.').next().unwrap_or(tail);
            if let Some(m) = module(head) {
                return Some(in_sheet(m, first).ok_or(m));
            }
        }
        let first = text.split('.').next().filter(|f| *f != text)?;
        seen(first).map(Ok)
    }

    /// The source that a citation names; without one, the first of the module that is cited.
    fn source(&self, range: &ProvisionRange) -> Option<&Source> {
        let Some(name) = &range.source else { return self.sees().find_map(|(_, s)| s.source()) };
        let mut all = self.sees().flat_map(|(_, s)| &s.module.header.sources);
        all.find(|s| s.name.spellings().any(|n| n == name.text))
    }

    /// The provisions of a citation that some module states.
    fn range(&self, range: &ProvisionRange) -> Vec<Place> {
        let title = range.source.as_ref().and_then(|_| self.source(range)).map(|s| s.titles.english());
        if range.source.is_some() && title.is_none() {
            return Vec::new();
        }
        let text_of = |s: &Sheet| title.is_none_or(|t| s.source().is_some_and(|o| o.titles.english() == t));
        for (m, sheet) in self.sees().filter(|(_, s)| text_of(s)) {
            let at = |number: Provision| {
                sheet.entries.iter().position(|e| e.number.is_some_and(|n| n.key() == number.key()))
            };
            let Some(from) = at(range.from) else { continue };
            let to = range.to.and_then(at).unwrap_or(from);
            let depth = |n: usize| sheet.entries.get(n).map(|e| e.within.is_some());
            return (from..=to).filter(|n| depth(*n) == depth(from)).map(|n| (m, n)).collect();
        }
        Vec::new()
    }

    /// The offence that a module states from a cited article of its source.
    fn offence(&self, range: &ProvisionRange) -> Option<Place> {
        let title = self.source(range)?.titles.english();
        let states = |item: &Item| match &item.kind {
            ItemKind::Offence { cites, .. } => {
                cites.iter().any(|c| matches!(c, Cite::By(r) if r.from.article == range.from.article))
            }
            _ => false,
        };
        self.sees().filter(|(_, s)| s.source().is_some_and(|o| o.titles.english() == title)).find_map(
            |(m, s)| {
                let at = s.module.items.iter().position(states)?;
                Some((m, s.entries.iter().position(|e| e.item == at)?))
            },
        )
    }
}

/// The provisions of which an item speaks, its citations left out.
fn ranges(kind: &ItemKind) -> Vec<ProvisionRange> {
    let mut out = Vec::new();
    entries(kind, &mut |e| match &e.kind {
        ExprKind::Provision(range) => out.push(range.clone()),
        ExprKind::Quantified { provisions, .. } => out.extend(provisions.iter().cloned()),
        _ => {}
    });
    if let ItemKind::Edit(Edit { action, .. }) = kind {
        let mut aim = |t: &Target| match t {
            Target::Provision(range) => out.push(range.clone()),
            Target::Name(_) => {}
        };
        match action {
            Action::Adopt(_) => {}
            Action::Repeal { targets, endings } => {
                targets.iter().chain(endings.iter().flat_map(|e| &e.places)).for_each(&mut aim);
            }
            Action::Replace { target, .. }
            | Action::Punish { target, .. }
            | Action::Insert { after: target, .. }
            | Action::Set { target, .. }
            | Action::Add { target, .. } => aim(target),
        }
    }
    out
}
