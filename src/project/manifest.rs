//! The manifest `gravamen.toml`: who a project is, where its parts lie, what it depends on.

use super::contents::is_hash;
use super::names;
use super::tables::{Entry, Table, read};
use crate::diag::{Code, Diagnostic, Sink};
use crate::text::{FileId, Span};

/// The file that makes a folder a project.
pub const MANIFEST: &str = "gravamen.toml";
/// The folder in which a project keeps the packages that it uses.
pub const PACKAGES: &str = "packages";
/// The language that this version reads.
pub const LANGUAGE: &str = "0.1";

const KEYS: [&str; 11] = [
    "name",
    "version",
    "authors",
    "license",
    "description",
    "jurisdiction",
    "language_version",
    "modules",
    "cases",
    "sources",
    "dependencies",
];

/// What a manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// `name`
    pub name: String,
    /// `version`, three numbers: `1.0.0`
    pub version: String,
    /// `authors`
    pub authors: Vec<String>,
    /// `license`
    pub license: String,
    /// `description`
    pub description: String,
    /// `jurisdiction`, as `cn`
    pub jurisdiction: String,
    /// `language_version`
    pub language_version: String,
    /// `modules`: the folder of the modules
    pub modules: String,
    /// `cases`: the folder of the cases
    pub cases: String,
    /// `[sources]`: short names and titles, `English | 中文` where there are two
    pub sources: Vec<(String, String)>,
    /// `[dependencies]`
    pub dependencies: Vec<Dependency>,
}

/// A package that a project is built on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// Its name.
    pub name: String,
    /// Its exact version.
    pub version: String,
    /// The hash of its contents.
    pub sha256: String,
    /// Where it is named.
    pub span: Span,
}

impl Manifest {
    /// Reads a manifest; nothing if anything is wrong with it.
    pub fn from_text(file: FileId, text: &str, sink: &mut Sink) -> Option<Manifest> {
        let mut found = Sink::default();
        let manifest = read(file, text, &mut found, from_table);
        let sound = !found.has_errors();
        found.found.into_iter().for_each(|d| sink.push(d));
        sound.then_some(manifest)
    }
}

fn from_table(table: &Table<'_>, sink: &mut Sink) -> Manifest {
    let mut m = Manifest {
        name: String::new(),
        version: String::new(),
        authors: Vec::new(),
        license: String::new(),
        description: String::new(),
        jurisdiction: String::new(),
        language_version: LANGUAGE.to_owned(),
        modules: "rules".to_owned(),
        cases: "cases".to_owned(),
        sources: Vec::new(),
        dependencies: Vec::new(),
    };
    let entries = table.known(&KEYS, sink);
    for (key, example) in [("name", "\"my-reform\""), ("version", "\"0.1.0\"")] {
        missing(&entries, key, example, table.span, Some(table.span), sink);
    }
    for entry in &entries {
        match entry.key {
            "name" => m.name = name(entry, sink),
            "version" => m.version = version(entry, sink),
            "authors" => m.authors = entry.texts(sink),
            "license" => m.license = entry.text(sink).unwrap_or_default(),
            "description" => m.description = entry.text(sink).unwrap_or_default(),
            "jurisdiction" => m.jurisdiction = entry.text(sink).unwrap_or_default(),
            "language_version" => {
                if entry.text(sink).is_some_and(|v| v != LANGUAGE) {
                    entry.takes(&format!("`{LANGUAGE}` | “{LANGUAGE}”"), sink);
                }
            }
            "modules" => m.modules = folder(entry, sink),
            "cases" => m.cases = folder(entry, sink),
            "sources" => m.sources = sources(entry, sink),
            _ => m.dependencies = dependencies(entry, sink),
        }
    }
    let (modules, cases) = (names::folded(&m.modules), names::folded(&m.cases));
    let within = |a: &str, b: &str| a == b || a.strip_prefix(b).is_some_and(|rest| rest.starts_with('/'));
    if (within(&modules, &cases) || within(&cases, &modules))
        && let Some(entry) = entries.iter().rev().find(|e| matches!(e.key, "modules" | "cases"))
    {
        entry.takes("a folder of its own | 单独的目录", sink);
    }
    m
}

/// Tells a key that is missing; where its line can be put in, with the edit that does it.
fn missing(entries: &[Entry<'_>], key: &str, example: &str, at: Span, insert: Option<Span>, sink: &mut Sink) {
    if !entries.iter().any(|e| e.key == key) {
        let fault = Diagnostic::new(Code::NoManifestKey, at, &[key, example]);
        sink.push(match insert {
            Some(span) => fault.mend(span, &format!("{key} = {example}\n")),
            None => fault,
        });
    }
}

fn name(entry: &Entry<'_>, sink: &mut Sink) -> String {
    let Some(text) = entry.text(sink) else { return String::new() };
    if let Err(why) = names::part(&text) {
        sink.push(Diagnostic::new(Code::UnsafeName, entry.value_span(), &[&text, why]));
    }
    text
}

fn folder(entry: &Entry<'_>, sink: &mut Sink) -> String {
    let Some(text) = entry.text(sink) else { return String::new() };
    let reserved = || text.split('/').next().is_some_and(|first| names::folded(first) == PACKAGES);
    if let Err(why) = names::path(&text) {
        sink.push(Diagnostic::new(Code::UnsafeName, entry.value_span(), &[&text, why]));
    } else if reserved() {
        let why = "packages are installed there | 该目录用于安装包";
        sink.push(Diagnostic::new(Code::UnsafeName, entry.value_span(), &[&text, why]));
    }
    text
}

/// Three numbers without leading noughts: a version is exact, and sorts one way only.
fn version(entry: &Entry<'_>, sink: &mut Sink) -> String {
    let Some(text) = entry.text(sink) else { return String::new() };
    let number = |p: &str| {
        (1..=6).contains(&p.len())
            && p.chars().all(|c| c.is_ascii_digit())
            && (p == "0" || !p.starts_with('0'))
    };
    if text.split('.').count() != 3 || !text.split('.').all(number) {
        entry.takes("three numbers, as 1.0.0 | 三个数，如 1.0.0", sink);
    }
    text
}

fn sources(entry: &Entry<'_>, sink: &mut Sink) -> Vec<(String, String)> {
    let Some(table) = entry.table(sink) else { return Vec::new() };
    let mut out = Vec::new();
    for source in table.entries() {
        if !names::is_module(source.key) || source.key.contains(['.', '-']) {
            let why = "a short name has letters, figures and Han characters | 简称由字母、数字、汉字组成";
            sink.push(Diagnostic::new(Code::UnsafeName, source.span, &[source.key, why]));
        }
        out.extend(source.text(sink).map(|title| (source.key.to_owned(), title)));
    }
    out
}

fn dependencies(entry: &Entry<'_>, sink: &mut Sink) -> Vec<Dependency> {
    let Some(table) = entry.table(sink) else { return Vec::new() };
    let mut out = Vec::new();
    for entry in table.entries() {
        if let Err(why) = names::part(entry.key) {
            sink.push(Diagnostic::new(Code::UnsafeName, entry.span, &[entry.key, why]));
        }
        let Some(table) = entry.table(sink) else { continue };
        let mut d = Dependency {
            name: entry.key.to_owned(),
            version: String::new(),
            sha256: String::new(),
            span: entry.span,
        };
        let parts = table.known(&["version", "sha256"], sink);
        for (key, example) in [("version", "\"1.0.0\""), ("sha256", "\"…\"")] {
            missing(&parts, key, example, entry.span, None, sink);
        }
        for part in &parts {
            match part.key {
                "version" => d.version = version(part, sink),
                _ => d.sha256 = hash_of(part, sink),
            }
        }
        out.push(d);
    }
    out
}

/// A hash that is given as text.
pub(super) fn hash_of(entry: &Entry<'_>, sink: &mut Sink) -> String {
    let Some(text) = entry.text(sink) else { return String::new() };
    if !is_hash(&text) {
        entry.takes("64 figures of base 16 | 64 位十六进制数", sink);
    }
    text
}

/// The manifest's text with one dependency more; nothing if it cannot be added without rewriting what is there.
pub fn with_dependency(text: &str, name: &str, version: &str, sha256: &str) -> Option<String> {
    let line = format!("\"{name}\" = {{ version = \"{version}\", sha256 = \"{sha256}\" }}\n");
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let new = match lines.iter().position(|l| l.trim() == "[dependencies]") {
        Some(at) => {
            lines.insert(at + 1, &line);
            lines.concat()
        }
        None => {
            let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            format!("{text}{gap}\n[dependencies]\n{line}")
        }
    };
    let again = Manifest::from_text(FileId(0), &new, &mut Sink::default())?;
    let there = |d: &Dependency| d.name == name && d.version == version && d.sha256 == sha256;
    again.dependencies.iter().any(there).then_some(new)
}
