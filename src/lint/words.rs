//! Names and signs: both spellings there, each in its language, none easily taken for another.

use super::subject::{BESIDE, Subject, declared};
use crate::diag::{Code, Diagnostic, Lang, Sink, as_read, simplified};
use crate::syntax::ast::{Alias, Item, ItemKind, Leaves, Titles, leaves_mut};
use crate::syntax::print::{Place, Spelling};
use crate::syntax::words_of;
use crate::text::Span;
use std::collections::BTreeMap;

pub(super) fn lint(subject: &Subject<'_>, sink: &mut Sink) {
    let mut names: Vec<&Alias> = Vec::new();
    subject.module.items.iter().for_each(|i| names.extend(declared(i)));
    for alias in &names {
        spelling(subject, alias, sink);
    }
    let mut seen: BTreeMap<String, (&str, Span)> = BTreeMap::new();
    for alias in &names {
        for one in std::iter::once(&alias.name).chain(&alias.twin) {
            let (other, at) = *seen.entry(blurred(&one.text)).or_insert((&one.text, one.span));
            if other != one.text && !subject.same_name(other, &one.text) {
                let d = Diagnostic::new(Code::LookAlike, one.span, &[&one.text, other]);
                sink.push(d.also_because(at, BESIDE));
            }
        }
    }
    title(subject, sink);
    let bilingual = subject.module.header.title.as_ref().is_some_and(|t| t.second.is_some());
    for item in &subject.module.items {
        if bilingual {
            reasons(subject, item, sink);
        }
        signs(subject, item, sink);
    }
}

fn spelling(subject: &Subject<'_>, alias: &Alias, sink: &mut Sink) {
    let name = &alias.name;
    match &alias.twin {
        None => {
            // the twin may be declared where the term is left open, or in the text that is amended
            let known = |n: &str| {
                let lang = if n.is_ascii() { Lang::Zh } else { Lang::En };
                subject.twins.in_language(lang).spell(n, Place::Term) != n
            };
            if !known(&name.text) {
                sink.push(Diagnostic::new(Code::TwinMissing, name.span, &[&name.text]));
            }
        }
        Some(twin) if twin.text.is_ascii() == name.text.is_ascii() => {
            let d = Diagnostic::new(Code::TwinOfOneLanguage, twin.span, &[&twin.text, &name.text]);
            sink.push(d.also_because(name.span, BESIDE));
        }
        Some(_) => {}
    }
    for one in std::iter::once(name).chain(&alias.twin) {
        let plain = simplified(&one.text);
        if plain != one.text {
            let d = Diagnostic::new(Code::TraditionalName, one.span, &[&one.text, &plain]);
            sink.push(d.mend(one.span, &plain));
        }
        if one.text.is_ascii() && one.text.chars().any(|c| c.is_ascii_uppercase()) {
            let small = one.text.to_lowercase();
            sink.push(Diagnostic::new(Code::CapitalName, one.span, &[&one.text, &small]));
        }
    }
}

/// A name as a hasty eye reads it.
fn blurred(name: &str) -> String {
    let pairs = |c: char| match c {
        '0' => 'o',
        '1' | 'i' => 'l',
        '_' => ' ',
        c => c,
    };
    as_read(name).chars().map(pairs).filter(|c| *c != ' ').collect()
}

fn title(subject: &Subject<'_>, sink: &mut Sink) {
    let header = &subject.module.header;
    let name = &header.name.name;
    if name.text.is_empty() {
        return;
    }
    match &header.title {
        None => sink.push(Diagnostic::new(Code::TitleMissing, name.span, &[&name.text])),
        Some(titles) if titles.second.is_none() => {
            sink.push(Diagnostic::new(Code::TitleOfOneLanguage, name.span, &[&name.text]));
        }
        Some(_) => {}
    }
    if header.name.twin.is_none() {
        sink.push(Diagnostic::new(Code::TwinMissing, name.span, &[&name.text]));
    }
}

/// In a module whose title is in both languages, every reason that is not.
fn reasons(subject: &Subject<'_>, item: &Item, sink: &mut Sink) {
    struct Alone(Vec<String>);
    impl Leaves for Alone {
        fn titles(&mut self, reason: &mut Titles) {
            if reason.second.is_none() && !reason.is_empty() {
                self.0.push(reason.first.clone());
            }
        }
    }
    if matches!(item.kind, ItemKind::Module(_)) {
        return;
    }
    let mut alone = Alone(Vec::new());
    leaves_mut(&mut item.clone(), &mut alone);
    for reason in &alone.0 {
        sink.push(Diagnostic::new(Code::ReasonOfOneLanguage, subject.first_line(item.span), &[reason]));
    }
}

/// Full-width signs in an English item, half-width ones in a Chinese one, quotations and comments apart.
fn signs(subject: &Subject<'_>, item: &Item, sink: &mut Sink) {
    let text = subject.words(item.span.start, item.span.end);
    let chinese = text.chars().next().is_some_and(|c| !c.is_ascii());
    for (start, end) in words_of(text) {
        let words = text.get(start..end).unwrap_or("");
        let odd = |c: char| {
            if chinese { matches!(c, ',' | ':' | ';') } else { "，、：；。（）".contains(c) }
        };
        let mut at = start;
        for c in words.chars() {
            if odd(c) {
                let from = item.span.start + at as u32;
                let span = Span { start: from, end: from + c.len_utf8() as u32, ..item.span };
                sink.push(Diagnostic::new(Code::MixedSigns, span, &[&c.to_string()]));
                // one an item: the formatter mends them all
                return;
            }
            at += c.len_utf8();
        }
    }
}
