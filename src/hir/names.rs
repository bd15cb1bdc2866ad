//! The two spellings of every declared name, and which one a reader of a language gets.

use super::Module;
use crate::diag::Lang;
use crate::syntax::ast::{Alias, Field, FieldType, Header, ItemKind};
use crate::syntax::print::{Place, Spelling, part_word};
use std::collections::BTreeMap;

/// English and Chinese; equal if only one was declared.
type Pair = (String, String);

/// Spellings of one sort of name; none where two declarations disagree about the twin.
#[derive(Debug, Default, Clone)]
struct Table(BTreeMap<String, Option<Pair>>);

impl Table {
    fn add(&mut self, alias: &Alias) {
        let pair = (alias.english().to_owned(), alias.chinese().to_owned());
        for spelling in alias.spellings() {
            self.put(spelling, &pair);
        }
    }
    /// A name that means something else elsewhere: without a twin of its own it gets none from there.
    fn add_apart(&mut self, alias: &Alias) {
        let pair = (alias.english().to_owned(), alias.chinese().to_owned());
        for spelling in alias.spellings() {
            let known = self.0.entry(spelling.to_owned()).or_insert_with(|| Some(pair.clone()));
            if known.as_ref() != Some(&pair) {
                *known = None;
            }
        }
    }
    fn put(&mut self, spelling: &str, pair: &Pair) {
        match self.0.get_mut(spelling) {
            None => {
                self.0.insert(spelling.to_owned(), Some(pair.clone()));
            }
            // a name that is defined where it is not declared carries no twin
            Some(Some(known)) if known.0 == known.1 => *known = pair.clone(),
            Some(Some(known)) if known != pair && pair.0 != pair.1 => {
                self.0.insert(spelling.to_owned(), None);
            }
            Some(_) => {}
        }
    }
    /// Outer none: not known here.
    fn find(&self, name: &str, lang: Lang) -> Option<String> {
        self.0.get(name).map(|found| match (found, lang) {
            (None, _) => name.to_owned(),
            (Some((en, _)), Lang::En) => en.clone(),
            (Some((_, zh)), Lang::Zh) => zh.clone(),
        })
    }
}

/// The spellings of all names that the modules of a run declare.
#[derive(Debug, Default, Clone)]
pub struct Twins {
    modules: Table,
    sources: Table,
    types: Table,
    terms: Table,
    fields: Table,
    /// The members of all kinds.
    members: Table,
    /// The members of a kind, by each spelling of its name.
    kinds: BTreeMap<String, Table>,
    /// What may stand as the value of a field or fact, or on the line of a record, by each spelling of its name.
    values: BTreeMap<String, Table>,
}

impl Twins {
    /// From the modules of a run.
    pub fn from_modules<'m>(modules: impl IntoIterator<Item = &'m Module> + Clone) -> Twins {
        let mut out = Twins::default();
        // kinds first: fields refer to them
        for module in modules.clone() {
            for item in &module.items {
                if let ItemKind::Kind { name, members } = &item.kind {
                    out.kind(name, members);
                }
            }
        }
        for module in modules {
            out.module(&module.header);
            module.items.iter().for_each(|item| out.item(&item.kind));
        }
        out
    }

    /// Adds the name and sources of a module of which only the head is known.
    pub fn module(&mut self, header: &Header) {
        self.modules.add(&header.name);
        let pair = (header.name.english().to_owned(), header.name.chinese().to_owned());
        // a module may be called by its last part
        if let Some((_, last)) = pair.0.rsplit_once('.') {
            self.modules.put(last, &pair);
        }
        header.sources.iter().for_each(|s| self.sources.add_apart(&s.name));
    }

    fn kind(&mut self, name: &Alias, members: &[Alias]) {
        self.types.add(name);
        for member in members {
            self.members.add(member);
            for spelling in name.spellings() {
                self.kinds.entry(spelling.to_owned()).or_default().add(member);
            }
        }
    }
    fn field(&mut self, field: &Field, record: Option<&Alias>) {
        let FieldType::Kind(kind) = &field.ty else { return };
        let Some(members) = self.kinds.get(&kind.text) else { return };
        let holders = field.name.spellings().chain(record.into_iter().flat_map(Alias::spellings));
        for holder in holders {
            let table = self.values.entry(holder.to_owned()).or_default();
            for (spelling, pair) in &members.0 {
                match pair {
                    Some(pair) => table.put(spelling, pair),
                    None => {
                        table.0.insert(spelling.clone(), None);
                    }
                }
            }
        }
    }
    fn item(&mut self, item: &ItemKind) {
        match item {
            ItemKind::Record { name, fields, .. } => {
                self.types.add(name);
                for field in fields {
                    self.fields.add(&field.name);
                    self.field(field, Some(name));
                }
            }
            ItemKind::Facts(fields) => {
                for field in fields {
                    self.terms.add(&field.name);
                    self.field(field, None);
                }
            }
            ItemKind::Findings(names) => names.iter().for_each(|n| self.terms.add(n)),
            ItemKind::Classification { name, classes, .. } => {
                self.terms.add(name);
                classes.iter().for_each(|c| self.terms.add(&c.name));
            }
            ItemKind::Scale { name, grades } => {
                self.terms.add(name);
                for grade in grades {
                    self.terms.add(grade);
                    for spelling in name.spellings() {
                        self.values.entry(spelling.to_owned()).or_default().add(grade);
                    }
                }
            }
            ItemKind::Open { name, .. }
            | ItemKind::Predicate { name, .. }
            | ItemKind::Quantity { name, .. }
            | ItemKind::Measure { name, .. }
            | ItemKind::Offence { name, .. }
            | ItemKind::Parameter { name, .. }
            | ItemKind::Claim { name, .. } => self.terms.add(name),
            ItemKind::Appraisal(appraisal) => self.terms.add(&appraisal.name),
            ItemKind::Table(table) => self.terms.add(&table.name),
            ItemKind::Module(header) => self.module(header),
            ItemKind::Kind { .. } | ItemKind::Article(_) | ItemKind::Edit(_) | ItemKind::Case(_) => {}
        }
    }

    /// The chooser of a language.
    pub fn in_language(&self, lang: Lang) -> InLanguage<'_> {
        InLanguage { twins: self, lang }
    }
}

/// Spells names in one language, as far as their twins are declared.
pub struct InLanguage<'t> {
    twins: &'t Twins,
    lang: Lang,
}

impl InLanguage<'_> {
    fn term(&self, name: &str) -> Option<String> {
        let t = self.twins;
        [&t.terms, &t.fields, &t.types, &t.members].iter().find_map(|table| table.find(name, self.lang))
    }
    /// Part by part: a module as long as one is named so, then terms, at the end the word of a part.
    fn dotted(&self, name: &str) -> String {
        let dots: Vec<usize> = name.match_indices('.').map(|(at, _)| at).collect();
        let module = dots.iter().rev().find_map(|at| {
            let (head, tail) = name.split_at_checked(*at)?;
            Some((self.twins.modules.find(head, self.lang)?, tail.trim_start_matches('.')))
        });
        let (mut out, rest) = match module {
            Some((module, rest)) => (vec![module], rest),
            None => (Vec::new(), name),
        };
        for part in rest.split('.') {
            let word = if out.is_empty() { None } else { part_word(part, self.lang) };
            out.push(word.map(str::to_owned).or_else(|| self.term(part)).unwrap_or_else(|| part.to_owned()));
        }
        out.join(".")
    }
}

impl Spelling for InLanguage<'_> {
    fn spell(&self, name: &str, at: Place<'_>) -> String {
        let (t, lang) = (self.twins, self.lang);
        let found = match at {
            Place::Module => t.modules.find(name, lang),
            Place::Source => t.sources.find(name, lang),
            Place::Type => t.types.find(name, lang),
            Place::Member(kind) => t.kinds.get(kind).and_then(|m| m.find(name, lang)),
            Place::Value(of) => {
                let of = of.rsplit('.').next().unwrap_or(of);
                t.values.get(of).and_then(|m| m.find(name, lang))
            }
            Place::Term => None,
        };
        found.unwrap_or_else(|| match at {
            Place::Module | Place::Source => name.to_owned(),
            Place::Type | Place::Member(_) | Place::Value(_) | Place::Term => {
                self.term(name).unwrap_or_else(|| self.dotted(name))
            }
        })
    }
}
