//! A set of modules as a site of plain files: a page a module in each language, indexes, and a search without a server.

mod phrases;
mod addresses;
mod lines;
mod changes;
mod view;

use super::{STYLE, environment};
use crate::diag::{Lang, steers};
use crate::session::Documented;
use crate::text::initials;
use addresses::Addresses;
use minijinja::value::Serde;
use serde::Serialize;
use std::collections::BTreeMap;
use view::{Maker, Page};

const PAGE: &str = include_str!("site.html");
const START: &str = include_str!("start.html");
const SITE_STYLE: &str = include_str!("site.css");
const SEARCH: &str = include_str!("search.js");

/// What a search looks through.
#[derive(Serialize)]
struct Index {
    /// Each sort in both languages.
    sorts: Vec<[&'static str; 2]>,
    /// Each page: its address in the folder of a language, and its title in both.
    pages: Vec<[String; 3]>,
    /// Page, address on it, sort, name in English and Chinese, pinyin initials, text in both languages.
    entries: Vec<(usize, String, usize, String, String, String, String)>,
}

#[derive(Serialize)]
struct Start {
    version: &'static str,
}

/// The files of the site, by their path in its folder.
///
/// # Errors
/// A fault of the template: ours, never the reader's.
pub fn site(set: &Documented) -> Result<BTreeMap<String, String>, String> {
    let addresses = Addresses::of(set);
    let made = || -> Result<BTreeMap<String, String>, minijinja::Error> {
        let mut environment = environment()?;
        environment.add_template("site.html", PAGE)?;
        environment.add_template("start.html", START)?;
        let page = environment.get_template("site.html")?;
        let mut files = BTreeMap::new();
        for (lang, folder) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
            let maker = Maker::new(set, &addresses, lang);
            let mut put = |path: String, view: &Page| -> Result<(), minijinja::Error> {
                files.insert(format!("{folder}/{path}"), page.render(Serde(view))?);
                Ok(())
            };
            put("index.html".to_owned(), &maker.index())?;
            put("names.html".to_owned(), &maker.names())?;
            put("cases.html".to_owned(), &maker.cases())?;
            for (m, file) in addresses.files.iter().enumerate() {
                if let Some(view) = maker.module(m) {
                    put(format!("module/{file}"), &view)?;
                }
            }
        }
        let start = environment.get_template("start.html")?;
        let version = env!("CARGO_PKG_VERSION");
        files.insert("index.html".to_owned(), start.render(Serde(Start { version }))?);
        Ok(files)
    };
    let mut files = made().map_err(|e| format!("{e:#}"))?;
    files.insert("site.css".to_owned(), format!("{STYLE}{SITE_STYLE}"));
    files.insert("search.js".to_owned(), SEARCH.to_owned());
    files.insert("index.js".to_owned(), index(set, &addresses));
    Ok(files)
}

/// The index as a script: a page that is opened as a file may load a script, but not data.
fn index(set: &Documented, addresses: &Addresses) -> String {
    let mut index = Index { sorts: Vec::new(), pages: Vec::new(), entries: Vec::new() };
    let mut sort_of = |sort: [&'static str; 2]| match index.sorts.iter().position(|s| *s == sort) {
        Some(at) => at,
        None => {
            index.sorts.push(sort);
            index.sorts.len() - 1
        }
    };
    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| Maker::new(set, addresses, lang));
    for (m, (volume, file)) in set.modules.iter().zip(&addresses.files).enumerate() {
        let head = &volume.module.header;
        let title = |lang: Lang| match (&head.title, lang) {
            (Some(t), Lang::En) => t.english().to_owned(),
            (Some(t), Lang::Zh) => t.chinese().to_owned(),
            (None, Lang::En) => head.name.english().to_owned(),
            (None, Lang::Zh) => head.name.chinese().to_owned(),
        };
        index.pages.push([format!("module/{file}"), title(Lang::En), title(Lang::Zh)]);
        let (name, twin) = (head.name.english().to_owned(), head.name.chinese().to_owned());
        let letters = initials(&twin);
        index.entries.push((
            m,
            String::new(),
            sort_of(["module", "模块"]),
            name,
            twin,
            letters,
            String::new(),
        ));
        let (mut en, mut zh) = (en.texts(m), zh.texts(m));
        for (at, entry) in volume.entries.iter().enumerate() {
            let texts = [en.remove(&at), zh.remove(&at)];
            let letters = if entry.number.is_some() { String::new() } else { initials(&entry.names.zh) };
            let text = texts.into_iter().flatten().collect::<Vec<_>>().join("\n");
            let (name, twin) = (entry.names.en.clone(), entry.names.zh.clone());
            index.entries.push((m, entry.anchor.clone(), sort_of(entry.sort), name, twin, letters, text));
        }
    }
    let page = index.pages.len();
    index.pages.push(["cases.html".to_owned(), "Cases".to_owned(), "案件".to_owned()]);
    for (exercise, anchor) in set.cases.iter().zip(&addresses.cases) {
        let name = exercise.case.names.join(" | ");
        let letters = initials(&name);
        let case = sort_of(["case", "案件"]);
        index.entries.push((page, anchor.clone(), case, name.clone(), name, letters, String::new()));
    }
    let json = |v: &dyn Fn() -> serde_json::Result<String>| v().unwrap_or_default();
    let lines: Vec<String> = index.entries.iter().map(|e| json(&|| serde_json::to_string(e))).collect();
    let text = format!(
        "window.GRAVAMEN_INDEX = {{\n\"sorts\": {},\n\"pages\": {},\n\"entries\": [\n{}\n]}};\n",
        json(&|| serde_json::to_string(&index.sorts)),
        json(&|| serde_json::to_string(&index.pages)),
        lines.join(",\n"),
    );
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // what would turn the direction of the text, or end a line of a script, stands as JSON may write it
            _ if (c != '\n' && steers(c)) || matches!(c, '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    out
}
