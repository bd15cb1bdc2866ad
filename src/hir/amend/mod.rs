//! Amendments: a base text and an edit script give the consolidated text. Edits apply in order, each to the text as edited so far.

mod text;
mod references;
mod repeal;
mod change;
mod label;

pub use label::label;

use crate::diag::{Code, Diagnostic, Edit as Replacement, Sink, nearest};
use crate::hir::Module;
use crate::syntax::ast::{
    Action, Cite, Edit, Entry, Item, ItemKind, Name, Provision, ProvisionRange, Target,
};
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::Arc;
use text::{Home, Order, Sort, both, editable, named};

/// What is amended, and by what.
pub struct Amendment<'a> {
    /// The base with all it uses, used modules first.
    pub base: &'a [Arc<Module>],
    /// The amending module.
    pub by: &'a Module,
    /// For each theory adopted, as its name is written, the modules that it needs, itself last.
    pub theories: &'a BTreeMap<String, Vec<Arc<Module>>>,
    /// Whether the item at that position of the amending module takes part; asked of units only.
    pub keep: &'a dyn Fn(usize) -> bool,
}

/// Whether an item changes the text by being there: a unit of attribution.
pub fn is_unit(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Edit(_) | ItemKind::Article(_) | ItemKind::Appraisal(_) | ItemKind::Offence { .. }
    )
}

/// The consolidated text: the base as edited, the theories adopted, and what the amending module adds.
pub fn amend(amendment: &Amendment<'_>, sink: &mut Sink) -> Vec<Arc<Module>> {
    let mut work = Work {
        modules: amendment.base.iter().map(|m| unclaimed(m)).collect(),
        by: amendment.by,
        sink: Sink::default(),
        done: Vec::new(),
    };
    let kept = |i: usize, kind: &ItemKind| !is_unit(kind) || (amendment.keep)(i);
    for (i, item) in amendment.by.items.iter().enumerate() {
        if let ItemKind::Edit(edit) = &item.kind
            && kept(i, &item.kind)
        {
            work.edit(edit, amendment.theories);
        }
    }
    let items = amendment.by.items.iter().enumerate();
    let own = items.filter(|(i, item)| !matches!(item.kind, ItemKind::Edit(_)) && kept(*i, &item.kind));
    let by = Module { items: own.map(|(_, item)| item.clone()).collect(), ..amendment.by.clone() };
    work.modules.push(by);
    work.sink.found.into_iter().for_each(|d| sink.push(d));
    work.modules.into_iter().map(Arc::new).collect()
}

/// A module without its claims: what it claims of its own rules it does not claim of them as amended.
pub fn unclaimed(module: &Module) -> Module {
    let stays = |item: &&Item| !matches!(item.kind, ItemKind::Claim { .. });
    Module { items: module.items.iter().filter(stays).cloned().collect(), ..module.clone() }
}

/// What an edit of this module has changed already.
#[derive(Debug, Clone)]
struct Done {
    key: String,
    span: Span,
    /// Whether it only added an exception, which a later exception does not disturb.
    added: bool,
    /// Whether it took the thing away.
    repealed: bool,
}

/// The text as edited so far.
#[derive(Clone)]
struct Work<'a> {
    modules: Vec<Module>,
    by: &'a Module,
    sink: Sink,
    done: Vec<Done>,
}

/// What an edit is aimed at, found.
#[derive(Debug, Clone)]
struct Found {
    /// Where it stands.
    home: Home,
    /// What it is; none if it is a provision.
    sort: Option<Sort>,
    /// For people, `english | 中文`.
    shown: String,
    /// What tells it from all else.
    key: String,
    /// Its number and source, if it is a provision.
    number: Option<(String, Provision)>,
}

impl Work<'_> {
    fn edit(&mut self, edit: &Edit, theories: &BTreeMap<String, Vec<Arc<Module>>>) {
        match &edit.action {
            Action::Adopt(name) => self.adopt(name, theories),
            Action::Repeal { targets, endings } => self.repeal(targets, endings, edit.chinese),
            Action::Replace { target, with } => self.replace(target, with, &edit.cites),
            Action::Punish { target, with } => self.punish(target, with, &edit.cites),
            Action::Insert { after, number, span, text } => {
                self.insert(after, *number, *span, text, &edit.cites);
            }
            Action::Set { target, value } => self.set(target, value, &edit.cites),
            Action::Add { target, alternative, exceptions } => {
                self.add(target, alternative.as_ref(), exceptions, &edit.cites);
            }
        }
    }

    fn order(&self) -> Order {
        Order::of(&self.modules, self.by)
    }

    fn error(&mut self, code: Code, span: Span, args: &[&str]) {
        self.sink.push(Diagnostic::new(code, span, args));
    }

    /// Notes that something is edited; an error if it was edited before in this module.
    fn touch(&mut self, found: &Found, span: Span, added: bool, repealed: bool) -> bool {
        let before = self.done.iter().find(|d| d.key == found.key && !(added && (d.added || !d.repealed)));
        if let Some(before) = before {
            let d = Diagnostic::new(Code::TwoEdits, span, &[&found.shown]);
            self.sink.push(d.also_because(before.span, "edited here too | 此处亦有修正"));
            return false;
        }
        self.done.push(Done { key: found.key.clone(), span, added, repealed });
        true
    }

    /// The one thing that an edit is aimed at.
    fn one(&mut self, target: &Target) -> Option<Found> {
        let mut all = self.find(target)?;
        if all.len() > 1 {
            let says = "write one provision: only `repeal` takes a range | 只写一个条文：范围只用于“删去”";
            let shown = self.shown(target);
            self.error(Code::CannotEdit, target.span(), &[&shown, says]);
            return None;
        }
        all.pop()
    }

    fn shown(&self, target: &Target) -> String {
        match target {
            Target::Name(name) => name.text.clone(),
            Target::Provision(range) => match range.to {
                None => format!("{} | {}", range.from, range.from.chinese()),
                Some(to) => format!("{} to {to} | {}至{}", range.from, range.from.chinese(), to.chinese()),
            },
        }
    }

    /// All that an edit is aimed at; reports what is not there.
    fn find(&mut self, target: &Target) -> Option<Vec<Found>> {
        match target {
            Target::Provision(range) => self.find_provisions(range),
            Target::Name(name) => match named(&self.modules, name) {
                Some((home, sort, shown)) => {
                    Some(vec![Found { home, sort: Some(sort), key: shown.clone(), shown, number: None }])
                }
                None => {
                    self.no_name(name);
                    None
                }
            },
        }
    }

    fn no_name(&mut self, name: &Name) {
        let all = editable(&self.modules);
        let near = nearest(&name.text, all.iter().map(String::as_str));
        let help = match &near {
            Some(near) => format!("did you mean `{near}`? | 相近：{near}"),
            None => "name a provision, a definition, class, number or parameter, or an offence's element | 请写条文，定义、类别、数目、参数，或者罪名的要件".to_owned(),
        };
        let mut d = Diagnostic::new(Code::NoTarget, name.span, &[&name.text, &help]);
        if let Some(before) = self.done.iter().find(|d| d.repealed && is_half(&d.key, &name.text)) {
            d = d.also_because(before.span, "repealed here | 此处已删去");
        }
        self.sink.push(match near {
            Some(near) => d.mend(name.span, &near),
            None => d,
        });
    }

    fn find_provisions(&mut self, range: &ProvisionRange) -> Option<Vec<Found>> {
        let order = self.order();
        let source = match &range.source {
            Some(name) => match order.source(self.modules.len(), &name.text) {
                Some(source) => source.to_owned(),
                None => {
                    self.error(Code::UnknownSource, name.span, &[&name.text]);
                    return None;
                }
            },
            None => {
                let at = |s: &&text::Stand| s.number.key() == range.from.key();
                let mut sources: Vec<&str> =
                    order.stands.iter().filter(at).map(|s| s.source.as_str()).collect();
                sources.sort_unstable();
                sources.dedup();
                match sources.as_slice() {
                    [one] => (*one).to_owned(),
                    [] => {
                        self.no_provision(&order, range, None);
                        return None;
                    }
                    several => {
                        self.which_source(range, several);
                        return None;
                    }
                }
            }
        };
        let positions = order.range(&source, range);
        let standing = positions.iter().filter_map(|i| order.stands.get(*i)).filter(|s| s.standing);
        let found: Vec<Found> = standing
            .map(|s| Found {
                home: s.home,
                sort: None,
                shown: format!("{} | {}", s.number, s.number.chinese()),
                key: format!("{source}#{}", s.number.key()),
                number: Some((source.clone(), s.number)),
            })
            .collect();
        if found.is_empty() {
            self.no_provision(&order, range, Some(&source));
            return None;
        }
        Some(found)
    }

    fn which_source(&mut self, range: &ProvisionRange, sources: &[&str]) {
        let shown = format!("{} | {}", range.from, range.from.chinese());
        let mut d = Diagnostic::new(Code::WhichSource, range.span, &[&shown]);
        let heads = self.modules.iter().flat_map(|m| &m.header.sources);
        for source in heads.filter(|s| sources.contains(&s.titles.english())) {
            let at = Span { end: range.span.start, ..range.span };
            let text = format!("{} ", source.name.name.text);
            let offer = Replacement::new(at, &text);
            if !d.mends.iter().any(|m| m.edits.first() == Some(&offer)) {
                d = d.choice("", vec![offer]);
            }
        }
        self.sink.push(d);
    }

    fn no_provision(&mut self, order: &Order, range: &ProvisionRange, source: Option<&str>) {
        let find = |n: Provision| {
            let here = |s: &&text::Stand| {
                s.standing && s.number.key() == n.key() && source.is_none_or(|x| x == s.source)
            };
            order.stands.iter().any(|s| here(&s))
        };
        let wrong = if find(range.from) { range.to.unwrap_or(range.from) } else { range.from };
        let near = order.stands.iter().filter(|s| {
            s.standing && s.number.article == wrong.article && source.is_none_or(|x| x == s.source)
        });
        let near: Vec<Provision> = near.map(|s| s.number).take(16).collect();
        let english: Vec<String> = near.iter().map(Provision::to_string).collect();
        let chinese: Vec<String> = near.iter().map(Provision::chinese).collect();
        let help = match near.is_empty() {
            true => "the base has no such article | 基础模块没有这一条".to_owned(),
            false => format!("there are {} | 现有{}", english.join(", "), chinese.join("、")),
        };
        let shown = format!("{wrong} | {}", wrong.chinese());
        let mut d = Diagnostic::new(Code::NoTarget, range.span, &[&shown, &help]);
        let key = format!("#{}", wrong.key());
        if let Some(before) = self.done.iter().find(|d| d.repealed && d.key.ends_with(&key)) {
            d = d.also_because(before.span, "repealed here | 此处已删去");
        }
        self.sink.push(d);
    }

    /// Citations that say their source, since they move to another module.
    fn explicit(&self, cites: &[Cite]) -> Vec<Cite> {
        let own = self.by.header.sources.first().map(|s| s.name.name.clone());
        let cite = |c: &Cite| match c {
            Cite::By(range) if range.source.is_none() => {
                Cite::By(ProvisionRange { source: own.clone(), ..range.clone() })
            }
            c => c.clone(),
        };
        cites.iter().map(cite).collect()
    }

    /// A text of the amendment as it stands in the base: with the edit's citations.
    fn moved(&self, text: &Entry, cites: &[Cite]) -> Entry {
        let mut out = text.clone();
        out.cites = self.explicit(&text.cites);
        out.cites.extend(self.explicit(cites));
        for e in &mut out.exceptions {
            e.cites = self.explicit(&e.cites);
        }
        out
    }

    /// Puts a theory's definitions in the place of the base's.
    fn adopt(&mut self, name: &Name, theories: &BTreeMap<String, Vec<Arc<Module>>>) {
        // a theory that is not there was reported when it was looked for
        let Some(needed) = theories.get(&name.text) else { return };
        let Some(theory) = needed.last() else { return };
        let mut defined = Vec::new();
        for item in &theory.items {
            match &item.kind {
                ItemKind::Predicate { name, .. }
                | ItemKind::Quantity { name, .. }
                | ItemKind::Parameter { name, .. }
                | ItemKind::Measure { name, .. } => defined.push(name.clone()),
                ItemKind::Classification { name, classes, .. } => {
                    defined.push(name.clone());
                    defined.extend(classes.iter().map(|c| c.name.clone()));
                }
                _ => {}
            }
        }
        let mut replaced = false;
        for alias in &defined {
            let at = alias
                .spellings()
                .find_map(|s| named(&self.modules, &Name { text: s.to_owned(), span: alias.name.span }));
            let Some((home, sort, shown)) = at else { continue };
            replaced = true;
            let found = Found { home, sort: Some(sort), key: shown.clone(), shown, number: None };
            if !self.touch(&found, name.span, false, false) {
                return;
            }
            if sort != Sort::Open
                && let Some(module) = self.modules.get_mut(home.module)
                && home.item < module.items.len()
            {
                module.items.remove(home.item);
            }
        }
        if !replaced {
            let english: Vec<&str> = defined.iter().map(|a| a.english()).collect();
            let chinese: Vec<&str> = defined.iter().map(|a| a.chinese()).collect();
            let list = match defined.is_empty() {
                true => "nothing | 无".to_owned(),
                false => format!("{} | {}", english.join(", "), chinese.join("、")),
            };
            let base = self.modules.last().map(|m| both(&m.header.name)).unwrap_or_default();
            self.error(Code::NothingAdopted, name.span, &[&name.text, &base, &list]);
            return;
        }
        for module in needed {
            if !self.modules.iter().any(|m| m.file == module.file) {
                self.modules.push(Module::clone(module));
            }
        }
    }
}

fn is_half(names: &str, one: &str) -> bool {
    names.split(" | ").any(|n| n == one)
}
