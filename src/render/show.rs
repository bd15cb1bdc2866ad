//! Modules for people: the list of them, the consolidated text, and the choices that are ours.

use super::columns::listed;
use super::json::pretty;
use crate::diag::Lang;
use crate::hir::{Module, Twins};
use crate::syntax::ast::{
    Alias, Article, Body, Cite, Entry, Exception, Header, Item, ItemKind, Literal, Provision, Titles,
};
use crate::syntax::print::{AsWritten, Printer};
use crate::text::{Sources, Span};
use crate::val::Date;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct Listed {
    modules: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    name_zh: String,
    title: String,
    title_zh: String,
    in_force: [Option<String>; 2],
}

fn spelled(alias: &Alias, lang: Lang) -> &str {
    match lang {
        Lang::En => alias.english(),
        Lang::Zh => alias.chinese(),
    }
}

fn titled(titles: &Titles, lang: Lang) -> &str {
    match lang {
        Lang::En => titles.english(),
        Lang::Zh => titles.chinese(),
    }
}

/// All modules, a line each: the name and the title.
pub fn modules(heads: &[Header], lang: Lang) -> String {
    let row = |h: &Header| {
        let (en, zh) = (h.name.english(), h.name.chinese());
        let title = h.title.as_ref().map(|t| titled(t, lang)).unwrap_or_default();
        let twin = (lang == Lang::Zh).then_some(if en == zh { "" } else { zh });
        std::iter::once(en).chain(twin).chain([title]).map(str::to_owned).collect()
    };
    let rows: Vec<Vec<String>> = heads.iter().map(row).collect();
    listed(&rows, 0, usize::MAX, usize::MAX).concat()
}

/// All modules, as `show -f json` has them.
pub fn modules_json(heads: &[Header]) -> String {
    let row = |h: &Header| {
        let title = |lang| h.title.as_ref().map(|t| titled(t, lang).to_owned()).unwrap_or_default();
        Row {
            name: h.name.english().to_owned(),
            name_zh: h.name.chinese().to_owned(),
            title: title(Lang::En),
            title_zh: title(Lang::Zh),
            in_force: [
                h.in_force.map(|f| f.0.to_string()),
                h.in_force.and_then(|f| f.1).map(|to| to.to_string()),
            ],
        }
    };
    pretty(&Listed { modules: heads.iter().map(row).collect() })
}

/// What stands above a module: its title, its source and its time in force.
pub(super) fn heading(head: &Header, lang: Lang) -> String {
    let date = |d: Date| Printer::new(lang, &AsWritten).value(&Literal::Date(d));
    let mut parts = vec![spelled(&head.name, lang).to_owned()];
    parts.extend(head.title.as_ref().map(|t| titled(t, lang).to_owned()));
    parts.extend(head.sources.first().map(|s| titled(&s.titles, lang).to_owned()));
    let in_force = head.in_force.map(|(from, to)| (date(from), to.map(date)));
    match (in_force, lang) {
        (Some((from, Some(to))), Lang::En) => parts.push(format!("in force from {from} to {to}")),
        (Some((from, None)), Lang::En) => parts.push(format!("in force from {from}")),
        (Some((from, Some(to))), Lang::Zh) => parts.push(format!("自{from}至{to}施行")),
        (Some((from, None)), Lang::Zh) => parts.push(format!("自{from}起施行")),
        (None, _) => {}
    }
    let sign = lang.pick(&["; ", "；"]);
    parts.join(sign)
}

/// The consolidated text, used modules first, each under a line that says what it is; with a day, of the law of that day.
pub fn show(modules: &[Arc<Module>], twins: &Twins, day: Option<Date>, lang: Lang) -> String {
    let names = twins.in_language(lang);
    let printer = Printer::new(lang, &names);
    let mut parts: Vec<String> = day.and_then(|d| not_in_force(modules, d, lang)).into_iter().collect();
    for m in modules {
        parts.push(format!("# {}\n{}", heading(&m.header, lang), printer.module(&m.header, &m.items)));
    }
    parts.join("\n")
}

/// Says that a text was not in force on a day, or that there was none.
fn not_in_force(modules: &[Arc<Module>], day: Date, lang: Lang) -> Option<String> {
    let says = match (modules.last(), lang) {
        (None, Lang::En) => format!("no statute was in force on {day}"),
        (None, Lang::Zh) => format!("{day} 没有施行中的法律"),
        (Some(last), _) => {
            let (from, to) = last.header.in_force?;
            if from <= day && to.is_none_or(|to| day <= to) {
                return None;
            }
            let name = spelled(&last.header.name, lang);
            match lang {
                Lang::En => format!("{name} was not in force on {day}"),
                Lang::Zh => format!("{name} 于 {day} 不在施行期间"),
            }
        }
    };
    Some(format!("# {says}\n"))
}

/// A choice that the text of the law does not make.
pub(super) struct Choice {
    /// What it concerns.
    pub(super) name: String,
    /// Why.
    pub(super) reason: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// Every choice of a module that is marked `ours`, in order.
pub(super) fn choices(module: &Module, twins: &Twins, lang: Lang) -> Vec<Choice> {
    let names = twins.in_language(lang);
    let mut choices = Vec::new();
    for item in &module.items {
        Found { lang, choices: &mut choices }.item(item, &Printer::new(lang, &names));
    }
    choices
}

/// Every choice marked `ours`, with its reason and where it stands.
pub fn ours(modules: &[Arc<Module>], twins: &Twins, sources: &Sources, lang: Lang) -> String {
    let choices: Vec<Choice> = modules.iter().flat_map(|m| choices(m, twins, lang)).collect();
    let mut out = String::new();
    for choice in &choices {
        let at = sources.place(choice.span);
        let (open, close) = if lang == Lang::En { ("\"", "\"") } else { ("“", "”") };
        out.push_str(&format!(
            "{}\n  {open}{}{close}\n  {}:{}\n",
            choice.name, choice.reason, at.name, at.line
        ));
    }
    out.push_str(&match lang {
        Lang::En => format!("choices that are ours: {}\n", choices.len()),
        Lang::Zh => format!("自拟之处：{}\n", choices.len()),
    });
    out
}

struct Found<'c> {
    lang: Lang,
    choices: &'c mut Vec<Choice>,
}

impl Found<'_> {
    fn cites(&mut self, name: &str, cites: &[Cite], span: Span) {
        for cite in cites {
            if let Cite::Ours(reason) = cite {
                self.choices.push(Choice {
                    name: name.to_owned(),
                    reason: titled(reason, self.lang).to_owned(),
                    span,
                });
            }
        }
    }
    fn exceptions(&mut self, name: &str, all: &[Exception]) {
        for e in all {
            self.cites(name, &e.cites, e.condition.span);
        }
    }
    fn entry(&mut self, name: &str, entry: &Entry) {
        self.cites(name, &entry.cites, entry.span);
        self.exceptions(name, &entry.exceptions);
    }
    fn alias(&self, alias: &Alias, printer: &Printer<'_>) -> String {
        match alias.twin {
            Some(_) => spelled(alias, self.lang).to_owned(),
            None => printer.term(&alias.name),
        }
    }
    fn number(&self, number: &Provision) -> String {
        match self.lang {
            Lang::En => number.to_string(),
            Lang::Zh => number.chinese(),
        }
    }
    fn item(&mut self, item: &Item, printer: &Printer<'_>) {
        match &item.kind {
            ItemKind::Parameter { name, value, cites, .. } => {
                let shown = format!("{} = {}", self.alias(name, printer), printer.value(value));
                self.cites(&shown, cites, item.span);
            }
            ItemKind::Open { name, cites, .. }
            | ItemKind::Quantity { name, cites, .. }
            | ItemKind::Measure { name, cites, .. }
            | ItemKind::Claim { name, cites, .. } => {
                let name = self.alias(name, printer);
                self.cites(&name, cites, item.span);
            }
            ItemKind::Predicate { name, means, cites, .. } => {
                let name = self.alias(name, printer);
                self.cites(&name, cites, item.span);
                self.entry(&name, means);
            }
            ItemKind::Classification { name, classes, cites, .. } => {
                let name = self.alias(name, printer);
                self.cites(&name, cites, item.span);
                for class in classes {
                    let name = self.alias(&class.name, printer);
                    self.cites(&name, &class.cites, class.name.name.span);
                    class.when.iter().for_each(|w| self.entry(&name, w));
                }
            }
            ItemKind::Offence { name, elements, penalties, cites } => {
                let name = self.alias(name, printer);
                self.cites(&name, cites, item.span);
                elements.iter().for_each(|e| self.entry(&name, &e.entry));
                penalties.iter().for_each(|p| self.cites(&name, &p.cites, p.grade.span));
            }
            ItemKind::Article(article) => self.article(article),
            ItemKind::Appraisal(a) => {
                let name = self.alias(&a.name, printer);
                self.cites(&name, &a.cites, item.span);
                a.moves.iter().for_each(|m| self.cites(&name, &m.cites, m.finding.span));
            }
            ItemKind::Edit(edit) => {
                let text = printer.item(item);
                let first = text.lines().next().unwrap_or("").trim_end().to_owned();
                self.cites(&first, &edit.cites, item.span);
            }
            ItemKind::Module(_)
            | ItemKind::Kind { .. }
            | ItemKind::Record { .. }
            | ItemKind::Facts(_)
            | ItemKind::Findings(_)
            | ItemKind::Scale { .. }
            | ItemKind::Table(_)
            | ItemKind::Case(_) => {}
        }
    }
    fn article(&mut self, article: &Article) {
        let name = self.number(&article.number);
        self.cites(&name, &article.cites, article.span);
        match &article.body {
            Body::Empty => {}
            Body::Single(entry) => self.entry(&name, entry),
            Body::Limbs { lots, limbs, .. } => {
                lots.iter().for_each(|l| self.cites(&name, &l.cites, l.condition.span));
                for limb in limbs {
                    let name = self.number(&Provision { item: Some(limb.number), ..article.number });
                    self.entry(&name, &limb.entry);
                }
            }
        }
    }
}
