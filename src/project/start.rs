//! The files of a new project, from `templates/` beside this file.

use super::contents::Contents;
use super::manifest::MANIFEST;
use crate::diag::{Lang, Sink};
use crate::syntax;
use crate::text::FileId;

macro_rules! template {
    ($file:literal) => {
        [include_str!(concat!("templates/en/", $file)), include_str!(concat!("templates/zh/", $file))]
    };
}

/// The files of a project with a first amendment and two cases.
pub fn first_project(name: &str, lang: Lang) -> Contents {
    let last = lang.pick(&["reform", "改革"]);
    let (stem, module) = (stem(name), first_module(name, lang));
    let files = [
        (MANIFEST.to_owned(), template!("gravamen.toml")),
        (format!("rules/{stem}/{last}.grv"), template!("reform.grv")),
        (format!("cases/{}.case", lang.pick(&["below", "低于新标准"])), template!("below.case")),
        (format!("cases/{}.case", lang.pick(&["above", "高于新标准"])), template!("above.case")),
        ("README.md".to_owned(), [include_str!("templates/README.md"); 2]),
        ("README.zh.md".to_owned(), [include_str!("templates/README.zh.md"); 2]),
    ];
    let filled = |text: &str| text.replace("{name}", name).replace("{module}", &module);
    files.into_iter().map(|(path, text)| (path, filled(lang.pick(&text)).into_bytes())).collect()
}

/// The module that a new project begins with.
pub fn first_module(name: &str, lang: Lang) -> String {
    format!("{}.{}", stem(name), lang.pick(&["reform", "改革"]))
}

/// A project's name as the first part of a module's name.
fn stem(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '_' }).collect();
    let header = format!("module {plain}.a\n");
    let fits = syntax::parse_header(FileId(0), &header, &mut Sink::default()).is_some();
    if fits { plain } else { format!("project_{plain}") }
}
