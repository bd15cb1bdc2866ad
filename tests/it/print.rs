//! What is printed reads back as the same tree, in either spelling, and the printed modules answer alike.

use gravamen::diag::{Lang, Sink};
use gravamen::hir::{Module, Twins};
use gravamen::session::{NoFiles, Session};
use gravamen::stdlib::LIBRARY;
use gravamen::syntax::ast::{
    Alias, Item, ItemKind, Leaves, Name, Titles, eq_but_places, leaves_mut, without_places,
};
use gravamen::syntax::print::Printer;
use gravamen::syntax::{markdown, parse};
use gravamen::text::FileId;
use std::collections::BTreeMap;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CORPUS: &str = include_str!("syntax_accept_reject.txt");

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{ROOT}/{path}")).unwrap()
}

fn tree(name: &str, text: &str) -> Vec<Item> {
    let mut sink = Sink::default();
    let items = parse(FileId(0), text, &mut sink);
    assert!(!sink.has_errors(), "{name}: {:?}\n{text}", sink.found);
    items
}

/// Every text of the project that can be read: modules, cases, accepted items, the blocks of the manual.
fn texts() -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> =
        LIBRARY.iter().map(|e| (e.module.to_owned(), e.text.to_owned())).collect();
    for folder in ["examples", "examples/zh", "examples/published"] {
        for entry in std::fs::read_dir(format!("{ROOT}/{folder}")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".grv") || name.ends_with(".case") {
                out.push((name.clone(), read(&format!("{folder}/{name}"))));
            }
        }
    }
    let mut title: Option<&str> = None;
    for line in CORPUS.lines() {
        if line.starts_with("+ ") || line.starts_with("- ") {
            title = line.strip_prefix("+ ");
            out.extend(title.map(|t| (t.to_owned(), String::new())));
        } else if let (Some(_), Some(last)) = (title, out.last_mut()) {
            last.1.push_str(line);
            last.1.push('\n');
        }
    }
    out.push(("LANGUAGE.md".to_owned(), markdown(&read("docs/LANGUAGE.md"))));
    assert!(out.len() > 90, "{}", out.len());
    out.sort();
    out
}

fn module(text: &str) -> Module {
    let mut header = None;
    let mut items = Vec::new();
    for item in tree("", text) {
        match item.kind {
            ItemKind::Module(h) => header = header.or(Some(h)),
            _ => items.push(item),
        }
    }
    Module { file: FileId(0), header: header.unwrap(), items }
}

fn library() -> Twins {
    let modules: Vec<Module> = LIBRARY.iter().map(|e| module(e.text)).collect();
    Twins::from_modules(&modules)
}

fn printed(twins: &Twins, items: &[Item], lang: Lang) -> String {
    Printer::new(lang, &twins.in_language(lang)).items(items)
}

/// Names without their spelling: all spellings that some alias joins count as one.
#[derive(Default)]
struct Unspelled {
    same: BTreeMap<String, String>,
    gather: bool,
}

const WORDS: [[&str; 2]; 10] = [
    ["yes", "是"],
    ["no", "否"],
    ["unknown", "不明"],
    ["means", "是指"],
    ["subject", "犯罪主体"],
    ["breach", "违法前提"],
    ["object", "行为对象"],
    ["conduct", "客观行为"],
    ["interest", "侵害法益"],
    ["penalty", "法定刑"],
];

impl Unspelled {
    fn over<'i>(items: impl Iterator<Item = &'i Item>) -> Unspelled {
        let mut out = Unspelled { gather: true, ..Unspelled::default() };
        for [a, b] in WORDS {
            out.join(a, b);
        }
        for item in items {
            leaves_mut(&mut item.clone(), &mut out);
        }
        out.gather = false;
        out
    }
    fn root(&self, name: &str) -> String {
        let mut at = name.to_owned();
        while let Some(next) = self.same.get(&at) {
            at.clone_from(next);
        }
        at
    }
    fn join(&mut self, a: &str, b: &str) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.same.insert(a, b);
        }
    }
    fn erase(&mut self, items: &[Item]) -> Vec<Item> {
        items
            .iter()
            .map(|i| {
                let mut item = without_places(i);
                leaves_mut(&mut item, self);
                item
            })
            .collect()
    }
}

impl Leaves for Unspelled {
    fn name(&mut self, name: &mut Name) {
        if self.gather {
            return;
        }
        let whole = self.root(&name.text);
        name.text = if whole == name.text {
            // dotted: the module before it may be spelled with dots or without
            let parts: Vec<String> = name.text.split('.').map(|p| self.root(p)).collect();
            let cut = (1..parts.len()).rev().find_map(|n| {
                let head: Vec<&str> = name.text.split('.').take(n).collect();
                let root = self.root(&head.join("."));
                (n > 1 && root != head.join(".")).then_some((n, root))
            });
            match cut {
                Some((n, root)) => format!("{root}.{}", parts[n..].join(".")),
                None => parts.join("."),
            }
        } else {
            whole
        };
    }
    fn alias(&mut self, alias: &mut Alias) {
        match &mut alias.twin {
            Some(twin) if self.gather => {
                let (a, b) = (alias.name.text.clone(), twin.text.clone());
                self.join(&a, &b);
            }
            Some(twin) if twin.text < alias.name.text => std::mem::swap(twin, &mut alias.name),
            _ => {}
        }
    }
    fn titles(&mut self, titles: &mut Titles) {
        if let Some(second) = &mut titles.second
            && *second < titles.first
        {
            std::mem::swap(second, &mut titles.first);
        }
    }
    fn case_names(&mut self, names: &mut Vec<String>) {
        names.sort();
    }
}

#[test]
fn what_is_printed_reads_back_as_the_same_tree() {
    let twins = library();
    let all: Vec<Item> = LIBRARY.iter().flat_map(|e| tree(e.module, e.text)).collect();
    let mut items_seen = 0;
    let mut wrong = Vec::new();
    for (name, text) in texts() {
        let items = tree(&name, &text);
        items_seen += items.len();
        let mut unspelled = Unspelled::over(all.iter().chain(&items));
        let wanted = unspelled.erase(&items);
        for lang in [Lang::En, Lang::Zh] {
            let out = printed(&twins, &items, lang);
            let again = tree(&name, &out);
            for (a, b) in wanted.iter().zip(unspelled.erase(&again)) {
                if *a != b {
                    wrong.push(format!("{name}\n{out}\n{a:?}\n{b:?}"));
                }
            }
            assert_eq!(again.len(), items.len(), "{name}\n{out}");
            assert_eq!(printed(&twins, &again, lang), out, "{name}: printing twice");
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(items_seen > 190, "{items_seen}");
}

#[test]
fn english_to_chinese_and_back_is_the_same_text() {
    let twins = library();
    for (name, text) in texts() {
        let english = printed(&twins, &tree(&name, &text), Lang::En);
        let chinese = printed(&twins, &tree(&name, &english), Lang::Zh);
        let back = printed(&twins, &tree(&name, &chinese), Lang::En);
        assert_eq!(back, english, "{name}\n{chinese}");
        assert_eq!(printed(&twins, &tree(&name, &back), Lang::Zh), chinese, "{name}");
    }
}

/// The Chinese print of every module of the library takes its place and answers alike.
#[test]
fn the_chinese_print_answers_alike() {
    let twins = library();
    let asked = ["cn.pi.interpretation_2017", "current", "lenient"].map(str::to_owned);
    let chinese: Vec<(String, String)> = LIBRARY
        .iter()
        .map(|e| (format!("{}.grv", e.module), printed(&twins, &tree(e.module, e.text), Lang::Zh)))
        .collect();
    let mut cases: Vec<(String, String)> =
        vec![("law_in_force.md".to_owned(), read("tests/suite/law_in_force.md"))];
    for entry in std::fs::read_dir(format!("{ROOT}/examples/published")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        cases.push((name.clone(), read(&format!("examples/published/{name}"))));
    }
    cases.sort();
    let answers = |printed: bool, case_lang: Option<Lang>| {
        let mut session = Session::new(Box::new(NoFiles));
        if printed {
            for (name, text) in &chinese {
                assert!(session.register(name, text).is_some(), "{name}: {:?}", session.sink.found);
            }
            for module in session.module_names() {
                assert!(session.check(&module), "{module}: {:?}", session.sink.found);
            }
        }
        let mut out = Vec::new();
        for (name, text) in &cases {
            let text = match case_lang.filter(|_| !name.ends_with(".md")) {
                Some(lang) => self::printed(&twins, &tree(name, text), lang),
                None => text.clone(),
            };
            for v in session.grade(name, &text, &asked) {
                assert!(v.expected.iter().all(|e| e.2), "{name}: {:?}", v.expected);
                let scale: Vec<String> = v.scale.iter().map(|n| n.both()).collect();
                out.push(format!("{} {} {scale:?} {:?} {:?}", v.case, v.module.en, v.outcome, v.attained));
            }
        }
        assert!(!session.sink.has_errors(), "{:?}", session.sink.found);
        out
    };
    let original = answers(false, None);
    assert!(original.len() > 60, "{}", original.len());
    assert_eq!(answers(true, None), original);
    assert_eq!(answers(true, Some(Lang::Zh)), original, "cases in Chinese too");
}

#[test]
fn places_do_not_matter_but_words_do() {
    let one = tree("", "definition d\n  means  a and b\n");
    let two = tree("", "\n\ndefinition d\n  means a\n and b\n");
    let three = tree("", "definition d\n  means  a or b\n");
    assert!(one != two && eq_but_places(&one[0], &two[0]) && !eq_but_places(&one[0], &three[0]));
}
