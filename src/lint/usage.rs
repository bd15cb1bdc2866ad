//! What is declared and read by none of the modules that can be found.

use super::subject::{Subject, entries_of};
use crate::diag::{Code, Diagnostic, Sink};
use crate::hir::Module;
use crate::syntax::ast::{
    Alias, Body, Cite, Effect, ExprKind, Field, FieldType, Item, ItemKind, Leaves, Name, ProvisionRange,
    entries, leaves_mut,
};
use crate::text::Span;
use std::collections::BTreeSet;

pub(super) fn lint(subject: &Subject<'_>, sink: &mut Sink) {
    let used = used_names(subject);
    let unused = |alias: &Alias| !alias.spellings().any(|s| used.contains(s));
    // a member named alone reads the field of its kind
    let by_member = |field: &Field| match &field.ty {
        FieldType::Kind(kind) => members(subject, kind).iter().any(|m| !unused(m)),
        FieldType::YesNo | FieldType::Number(_) | FieldType::Date | FieldType::List(_) => false,
    };
    let mut report = |code, alias: &Alias| {
        if unused(alias) {
            sink.push(Diagnostic::new(code, alias.name.span, &[&alias.name.text]));
        }
    };
    for item in &subject.module.items {
        match &item.kind {
            ItemKind::Parameter { name, .. } => report(Code::ParameterUnread, name),
            ItemKind::Predicate { name, .. }
            | ItemKind::Quantity { name, .. }
            | ItemKind::Measure { name, .. } => report(Code::DefinitionUnused, name),
            ItemKind::Classification { classes, .. } => {
                // the last takes what is left: it need not be named
                let named = classes.iter().filter(|c| c.when.is_some());
                named.for_each(|c| report(Code::ClassUnused, &c.name));
            }
            ItemKind::Findings(all) => all.iter().for_each(|f| report(Code::FindingUnused, f)),
            ItemKind::Facts(fields) | ItemKind::Record { fields, .. } => {
                let read = fields.iter().filter(|f| !is_list(f) && !by_member(f));
                read.for_each(|f| report(Code::FactUnread, &f.name));
            }
            ItemKind::Kind { name, .. } => report(Code::KindUnused, name),
            ItemKind::Scale { grades, .. } => grades.iter().for_each(|g| report(Code::GradeUnused, g)),
            _ => {}
        }
    }
    open_terms(subject, sink);
    sources(subject, sink);
    modules(subject, sink);
}

fn is_list(field: &Field) -> bool {
    matches!(field.ty, FieldType::List(_))
}

fn members<'a>(subject: &Subject<'a>, kind: &Name) -> &'a [Alias] {
    let kinds = subject.family().flat_map(|m| &m.items).filter_map(|i| match &i.kind {
        ItemKind::Kind { name, members } => {
            name.spellings().any(|s| s == kind.text).then_some(members.as_slice())
        }
        _ => None,
    });
    kinds.into_iter().next().unwrap_or(&[])
}

/// Every name that some module uses, in all its spellings; of `M.x` also x.
fn used_names(subject: &Subject<'_>) -> BTreeSet<String> {
    struct Uses {
        names: BTreeSet<String>,
        declared: Vec<(Span, String)>,
    }
    impl Leaves for Uses {
        fn name(&mut self, name: &mut Name) {
            self.declared.push((name.span, name.text.clone()));
        }
        fn alias(&mut self, alias: &mut Alias) {
            let own = [Some(alias.name.span), alias.twin.as_ref().map(|t| t.span)];
            self.declared.retain(|d| !own.contains(&Some(d.0)));
        }
    }
    let mut uses = Uses { names: BTreeSet::new(), declared: Vec::new() };
    for item in subject.all.iter().flat_map(|m| &m.items).chain(&subject.module.items) {
        // of a case only the facts that it states are read: it is the rules that use names
        if !matches!(item.kind, ItemKind::Case(_)) {
            leaves_mut(&mut item.clone(), &mut uses);
        }
        for (_, name) in std::mem::take(&mut uses.declared) {
            if let Some((_, last)) = name.rsplit_once('.') {
                uses.names.insert(last.to_owned());
            }
            uses.names.insert(name);
        }
    }
    let mut spelled: BTreeSet<String> = BTreeSet::new();
    for name in &uses.names {
        spelled.insert(subject.canonical(name));
        spelled.insert(name.clone());
    }
    // by all spellings of what is used
    let all: Vec<&Module> =
        subject.family().chain(subject.all.iter().map(std::convert::AsRef::as_ref)).collect();
    for alias in all.iter().flat_map(|m| &m.items).flat_map(declared) {
        if alias.spellings().any(|s| spelled.contains(s)) {
            spelled.extend(alias.spellings().map(str::to_owned));
        }
    }
    spelled
}

/// Names that a module declares, its claims among them.
fn declared(item: &Item) -> Vec<&Alias> {
    match &item.kind {
        ItemKind::Claim { name, .. } => vec![name],
        _ => super::subject::declared(item),
    }
}

/// Open terms without a presumption that no module defines.
fn open_terms(subject: &Subject<'_>, sink: &mut Sink) {
    for item in &subject.module.items {
        let ItemKind::Open { name, presumed: None, .. } = &item.kind else { continue };
        let others = subject.all.iter().flat_map(|m| &m.items).chain(&subject.module.items);
        let mut defined = others.filter_map(|i| match &i.kind {
            ItemKind::Predicate { name, .. } => Some(name),
            _ => None,
        });
        let is = |d: &Alias| d.spellings().any(|s| name.spellings().any(|n| subject.same_name(s, n)));
        if !defined.any(is) {
            sink.push(Diagnostic::new(Code::OpenUndefined, name.name.span, &[&name.name.text]));
        }
    }
}

/// Sources that no citation names; the first is the one that numbers without a source mean.
fn sources(subject: &Subject<'_>, sink: &mut Sink) {
    struct Cited(BTreeSet<String>, bool);
    impl Cited {
        fn range(&mut self, range: &ProvisionRange) {
            match &range.source {
                Some(source) => {
                    self.0.insert(source.text.clone());
                }
                None => self.1 = true,
            }
        }
    }
    let mut cited = Cited(BTreeSet::new(), false);
    let header = &subject.module.header;
    for item in &subject.module.items {
        cited.1 |= matches!(&item.kind, ItemKind::Article(a) if !matches!(a.effect, Effect::Fine { .. }));
        for cite in cites_of(item) {
            if let Cite::By(range) = cite {
                cited.range(range);
            }
        }
        entries(&item.kind, &mut |e| match &e.kind {
            ExprKind::Provision(range) => cited.range(range),
            ExprKind::Quantified { provisions, .. } => {
                provisions.iter().for_each(|r| cited.range(r));
            }
            _ => {}
        });
    }
    for (i, source) in header.sources.iter().enumerate() {
        let first = i == 0 && cited.1;
        if !first && !source.name.spellings().any(|s| cited.0.contains(s)) {
            let d = Diagnostic::new(Code::SourceUnused, source.name.name.span, &[&source.name.name.text]);
            sink.push(d);
        }
    }
}

/// All citations of an item, those of its parts included.
fn cites_of(item: &Item) -> Vec<&Cite> {
    let mut out: Vec<&Cite> = Vec::new();
    match &item.kind {
        ItemKind::Open { cites, .. }
        | ItemKind::Predicate { cites, .. }
        | ItemKind::Quantity { cites, .. }
        | ItemKind::Measure { cites, .. }
        | ItemKind::Parameter { cites, .. }
        | ItemKind::Claim { cites, .. } => out.extend(cites),
        ItemKind::Classification { cites, classes, .. } => {
            out.extend(cites);
            classes.iter().for_each(|c| out.extend(&c.cites));
        }
        ItemKind::Offence { cites, penalties, .. } => {
            out.extend(cites);
            penalties.iter().for_each(|p| out.extend(&p.cites));
        }
        ItemKind::Article(article) => {
            out.extend(&article.cites);
            if let Body::Limbs { lots, .. } = &article.body {
                lots.iter().for_each(|l| out.extend(&l.cites));
            }
        }
        ItemKind::Appraisal(appraisal) => {
            out.extend(&appraisal.cites);
            appraisal.moves.iter().for_each(|m| out.extend(&m.cites));
        }
        ItemKind::Edit(edit) => out.extend(&edit.cites),
        _ => {}
    }
    for entry in entries_of(&item.kind) {
        out.extend(&entry.cites);
        entry.exceptions.iter().for_each(|e| out.extend(&e.cites));
    }
    out
}

/// `uses M` where nothing that M declares is named.
fn modules(subject: &Subject<'_>, sink: &mut Sink) {
    struct Names(BTreeSet<String>);
    impl Leaves for Names {
        fn name(&mut self, name: &mut Name) {
            name.text.split('.').for_each(|part| {
                self.0.insert(part.to_owned());
            });
        }
    }
    let mut names = Names(BTreeSet::new());
    subject.module.items.iter().for_each(|i| leaves_mut(&mut i.clone(), &mut names));
    let mut named: BTreeSet<String> = names.0.iter().map(|n| subject.canonical(n)).collect();
    named.extend(names.0);
    for used in &subject.module.header.uses {
        let meant = subject.related.iter().find(|m| {
            m.header.name.spellings().any(|s| s == used.text || s.rsplit('.').next() == Some(&used.text))
        });
        let Some(meant) = meant else { continue };
        // a module that passes others on, or states claims and articles, works without being named
        let silent = |i: &Item| {
            matches!(i.kind, ItemKind::Article(_) | ItemKind::Appraisal(_) | ItemKind::Offence { .. })
        };
        let passes_on = !meant.header.uses.is_empty() || meant.items.iter().any(silent);
        let named = meant
            .items
            .iter()
            .flat_map(declared)
            .any(|a| a.spellings().any(|s| named.contains(s) || named.contains(&subject.canonical(s))));
        if !named && !passes_on {
            sink.push(Diagnostic::new(Code::UsesUnused, used.span, &[&used.text]));
        }
    }
}
