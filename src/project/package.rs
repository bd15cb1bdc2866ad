//! A package: a manifest, modules and cases that were looked through, and nothing else.

use super::contents::{Contents, hash};
use super::manifest::{MANIFEST, Manifest};
use super::names;
use crate::diag::{Code, Diagnostic, Sink, steers};
use crate::syntax;
use crate::text::{FileId, Sources, Span};

/// The citation files of a package, which `pack` writes: BibTeX and CSL-JSON.
pub const CITATIONS: [&str; 2] = ["CITATION.bib", "CITATION.json"];
/// Files that may stand beside the manifest.
const BESIDE: [&str; 6] =
    ["README.md", "README.zh.md", "LICENSE.txt", "CHANGELOG.md", CITATIONS[0], CITATIONS[1]];

/// What was found to be a package.
#[derive(Debug, Clone)]
pub struct Package {
    /// Its manifest.
    pub manifest: Manifest,
    /// Its modules, by path.
    pub modules: Vec<PackagedModule>,
    /// The paths of its cases.
    pub cases: Vec<String>,
    /// All its files.
    pub contents: Contents,
}

/// A module in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackagedModule {
    /// Its path.
    pub path: String,
    /// Its name, as its path says.
    pub name: String,
    /// The same in the other language, if it has one.
    pub twin: Option<String>,
    /// Its text.
    pub text: String,
}

/// Whether a file at this path belongs into a package with this manifest.
pub fn belongs(path: &str, manifest: &Manifest) -> bool {
    path == MANIFEST
        || BESIDE.contains(&path)
        || inside(path, &manifest.modules).is_some_and(|p| p.ends_with(".grv") || p.ends_with(".md"))
        || inside(path, &manifest.cases).is_some_and(|p| p.ends_with(".case") || p.ends_with(".json"))
}

/// The rest of a path below a folder.
fn inside<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// The module that a file below a folder of modules must declare: `a/b.grv` is `a.b`.
pub fn module_of<'a>(path: &'a str, folder: &str) -> Option<(String, &'a str)> {
    let inner = inside(path, folder)?;
    let (stem, ending) = inner.rsplit_once('.')?;
    matches!(ending, "grv" | "md").then(|| (stem.replace('/', "."), ending))
}

impl Package {
    /// Looks through the files of a package; faults go to the sink, and then there is none.
    /// `shown` is put before each path where people read it.
    pub fn from_contents(
        contents: Contents,
        shown: &str,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Option<Package> {
        let mut found = Sink::default();
        let package = looked_through(contents, shown, sources, &mut found);
        let sound = !found.has_errors();
        found.found.into_iter().for_each(|d| sink.push(d));
        package.filter(|_| sound)
    }

    /// The hash of its contents.
    pub fn hash(&self) -> String {
        hash(&self.contents)
    }
}

fn looked_through(
    contents: Contents,
    shown: &str,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<Package> {
    let place = |path: &str| format!("{shown}{path}");
    let Some(text) = contents.get(MANIFEST) else {
        let why = format!("it has no `{MANIFEST}` | 其中没有 {MANIFEST}");
        sink.push(Diagnostic::without_place(Code::BadPackage, &[shown.trim_end_matches('/'), &why]));
        return None;
    };
    let text = plain(text, &place(MANIFEST), sources, sink)?;
    let manifest = Manifest::from_text(text.0, &text.1, sink)?;
    let mut modules = Vec::new();
    let mut cases = Vec::new();
    for (path, bytes) in contents.iter().filter(|(path, _)| *path != MANIFEST) {
        if !belongs(path, &manifest) {
            let why = format!("`{path}` is of a kind that no package holds | 包中不应有 `{path}` 这类文件");
            sink.push(Diagnostic::without_place(Code::BadPackage, &[shown.trim_end_matches('/'), &why]));
            continue;
        }
        let Some((file, text)) = plain(bytes, &place(path), sources, sink) else { continue };
        if inside(path, &manifest.cases).is_some() {
            cases.push(path.clone());
        }
        if let Some((name, ending)) = module_of(path, &manifest.modules) {
            modules.extend(module(path, &name, ending, file, text, sink));
        }
    }
    Some(Package { manifest, modules, cases, contents })
}

/// Text without characters that cannot be seen or that turn the direction of writing.
fn plain(bytes: &[u8], shown: &str, sources: &mut Sources, sink: &mut Sink) -> Option<(FileId, String)> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        sink.push(Diagnostic::without_place(Code::NotUtf8, &[shown]));
        return None;
    };
    let file = sources.add(shown, text);
    let hidden = |c: char| {
        steers(c) && !matches!(c, '\n' | '\r' | '\t')
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
            || matches!(c, '\u{e0000}'..='\u{e007f}')
    };
    for (at, c) in text.char_indices().filter(|(_, c)| hidden(*c)) {
        let span = Span { file, start: at as u32, end: (at + c.len_utf8()) as u32 };
        sink.push(Diagnostic::new(Code::BadCharacter, span, &[&format!("U+{:04X}", u32::from(c)), "-"]));
    }
    Some((file, text.to_owned()))
}

/// A module must parse and declare the name of its file; Markdown without rules is no module.
fn module(
    path: &str,
    name: &str,
    ending: &str,
    file: FileId,
    text: String,
    sink: &mut Sink,
) -> Option<PackagedModule> {
    let rules = if ending == "md" { syntax::markdown(&text) } else { text.clone() };
    if rules.trim().is_empty() && ending == "md" {
        return None;
    }
    let start = Span { file, start: 0, end: 0 };
    if !names::is_module(name) {
        let why = "it cannot be the name of a module | 不能作模块名";
        sink.push(Diagnostic::new(Code::UnsafeName, start, &[name, why]));
        return None;
    }
    let mut found = Sink::default();
    syntax::parse(file, &rules, &mut found);
    let sound = !found.has_errors();
    found.found.into_iter().for_each(|d| sink.push(d));
    let Some(header) = syntax::parse_header(file, &rules, &mut Sink::default()) else {
        if sound {
            sink.push(Diagnostic::new(Code::NoHeader, start, &[]));
        }
        return None;
    };
    if !header.name.spellings().any(|s| s == name) {
        sink.push(Diagnostic::new(Code::FileNotModule, header.name.name.span, &[name]));
        return None;
    }
    let twin = header.name.spellings().find(|s| *s != name).map(str::to_owned);
    Some(PackagedModule { path: path.to_owned(), name: name.to_owned(), twin, text })
}
