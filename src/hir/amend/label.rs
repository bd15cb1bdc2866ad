//! What people call an edit: `repeal 5(1)(7)` | `删去 第五条第一款第七项`.

use super::text::named;
use crate::hir::Module;
use crate::syntax::ast::{Action, ExprKind, Item, ItemKind, Name, ProvisionRange, Target};

/// The name of a unit of attribution in English and in Chinese; names are looked up in the modules given.
pub fn label(item: &Item, modules: &[Module]) -> [String; 2] {
    let target = |t: &Target| match t {
        Target::Provision(range) => provision(range),
        Target::Name(name) => name_of(name, modules),
    };
    let one = |t: &Target, words: [&str; 2]| {
        let [en, zh] = target(t);
        [format!("{} {en}", words[0]), format!("{} {zh}", words[1])]
    };
    match &item.kind {
        ItemKind::Edit(edit) => match &edit.action {
            Action::Adopt(name) => {
                let module = modules.iter().map(|m| &m.header.name);
                let found = module.into_iter().find(|a| a.spellings().any(|s| s == name.text));
                let [en, zh] = match found {
                    Some(a) => [a.english(), a.chinese()],
                    None => [name.text.as_str(), name.text.as_str()],
                };
                [format!("adopt {en}"), format!("采用 {zh}")]
            }
            Action::Repeal { targets, .. } => {
                let all: Vec<[String; 2]> = targets.iter().map(target).collect();
                let join = |k: usize, comma: &str| {
                    let each: Vec<&str> = all.iter().filter_map(|n| n.get(k)).map(String::as_str).collect();
                    each.join(comma)
                };
                [format!("repeal {}", join(0, ", ")), format!("删去 {}", join(1, "、"))]
            }
            Action::Replace { target, .. } | Action::Punish { target, .. } => {
                one(target, ["replace", "修改"])
            }
            Action::Insert { number, .. } => {
                [format!("insert {number}"), format!("增加 {}", number.chinese())]
            }
            Action::Set { target, .. } => one(target, ["set", "重定"]),
            Action::Add { target: t, alternative, .. } => {
                let [en, zh] = target(t);
                let name = match alternative.as_ref().map(|a| &a.kind) {
                    Some(ExprKind::Name(name)) => name_of(name, modules),
                    Some(_) => ["…".to_owned(), "……".to_owned()],
                    None => return [format!("add to {en}"), format!("增列 {zh}")],
                };
                [format!("add to {en} or {}", name[0]), format!("增列 {zh} 或者 {}", name[1])]
            }
        },
        ItemKind::Article(article) => [format!("article {}", article.number), article.number.chinese()],
        ItemKind::Appraisal(appraisal) => {
            let name = &appraisal.name;
            [format!("appraisal {}", name.english()), format!("综合评价 {}", name.chinese())]
        }
        ItemKind::Offence { name, .. } => {
            [format!("offence {}", name.english()), format!("罪名 {}", name.chinese())]
        }
        _ => [String::new(), String::new()],
    }
}

fn provision(range: &ProvisionRange) -> [String; 2] {
    let mut en = range.from.to_string();
    let mut zh = range.from.chinese();
    if let Some(to) = range.to {
        en.push_str(&format!(" to {to}"));
        zh.push_str(&format!("至{}", to.chinese()));
    }
    match &range.source {
        Some(source) => [format!("{} {en}", source.text), format!("{} {zh}", source.text)],
        None => [en, zh],
    }
}

fn name_of(name: &Name, modules: &[Module]) -> [String; 2] {
    let found = named(modules, name).map(|(_, _, both)| both).unwrap_or_else(|| name.text.clone());
    match found.split_once(" | ") {
        Some((en, zh)) => [en.to_owned(), zh.to_owned()],
        None => [found.clone(), found],
    }
}
