//! The house rules, read from the text of `src/`: stairs go one way, each dependency has one room, no law in the engine.
#![expect(clippy::disallowed_methods, reason = "a test may read the house that it tests")]

use std::path::Path;

/// A file: its path from the package root, with `/`, and its text.
type File = (String, String);

type Rule = fn(&[File]) -> Vec<String>;
const RULES: [Rule; 7] = [stairs, doors, outside, shape, back_stairs, library, no_law];

fn faults(files: &[File]) -> Vec<String> {
    RULES.iter().flat_map(|rule| rule(files)).collect()
}

/// The rooms from the ground up; a stroke leads to the next floor.
const FLOORS: &str = "text val stdlib/diag solve/syntax sheet/hir/ir/case eval/explain map lint prove/batch compare suite/session project/render/prompt/repl/cli/main lib";

/// Where alone a dependency may be named.
const DOORS: &[(&str, &str)] = &[
    ("minijinja", "src/render/html/"),
    ("pest pest_derive", "src/syntax/"),
    ("miette", "src/diag/report.rs"),
    ("unicode_normalization", "src/diag/likeness.rs"),
    ("jsonc_parser", "src/case/"),
    ("serde serde_json", "src/render/"),
    // `toml` by its tables: its name is also that of the manifest's file
    ("DeTable DeValue tar", "src/project/"),
    ("clap clap_complete console indicatif", "src/cli/"),
    ("rustyline ctrlc", "src/repl/"),
    ("similar", "src/render/"),
    ("memchr calamine encoding_rs", "src/sheet/"),
    // `parquet` by its types, for the same reason
    ("arrow_array arrow_ipc arrow_schema ArrowWriter ChunkReader", "src/sheet/"),
    ("batsat", "src/solve/"),
];

const LAW: [&str; 5] = ["253", "trajectory", "行踪轨迹", "Fa Shi", "法释"];

fn room(path: &str) -> &str {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs")
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.split('/').position(|rooms| rooms.split_whitespace().any(|name| name == room))
}

fn is_rust(path: &str) -> bool {
    path.starts_with("src/") && path.ends_with(".rs")
}

/// The Rust files without their comments: a comment may give an example, or name a dependency.
fn code(files: &[File]) -> impl Iterator<Item = (&str, String)> {
    files.iter().filter(|(path, _)| is_rust(path)).map(|(path, text)| {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let bare: Vec<&str> = lines.map(|line| line.split(" // ").next().unwrap_or(line)).collect();
        (path.as_str(), bare.join("\n"))
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first names after `root::`, in groups too: `crate::{a, b::c}` gives `a` and `b`.
fn names_after(code: &str, root: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(root) {
        let (before, after) = (code.get(..at).unwrap_or(""), code.get(at + root.len()..).unwrap_or(""));
        let mut depth = 0_i32;
        let group = after.chars().take_while(|c| {
            depth += i32::from(*c == '{') - i32::from(*c == '}');
            depth > 0
        });
        let group: String = group.collect();
        let parts = if group.is_empty() { vec![after] } else { outer_parts(&group) };
        if !before.ends_with(is_word) {
            found.extend(parts.iter().map(|part| part.trim().chars().take_while(|c| is_word(*c)).collect()));
        }
    }
    found
}

/// The parts of `{a, b::{c, d}` that stand between its outermost commas.
fn outer_parts(group: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let cut = |c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth == 1 && (c == ',' || c == '{')
    };
    group.split(cut).filter(|part| !part.trim().is_empty()).collect()
}

fn where_code(files: &[File], is_bad: impl Fn(&str, &str) -> bool, fault: &str) -> Vec<String> {
    let bad = code(files).filter(|(path, code)| is_bad(path, code));
    bad.map(|(path, _)| format!("{path}: {fault}")).collect()
}

fn stairs(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, code) in code(files) {
        let (here, level) = (room(path), floor(room(path)));
        if level.is_none() {
            faults.push(format!("{path}: the room `{here}` has no floor"));
        }
        let is_lower = |name: &str| floor(name).is_some_and(|other| Some(other) < level);
        let wrong = names_after(&code, "crate::").into_iter().filter(|name| name != here && !is_lower(name));
        faults.extend(wrong.map(|name| format!("{path}: imports `{name}`, which is not on a lower floor")));
    }
    faults
}

fn doors(files: &[File]) -> Vec<String> {
    let has = |code: &str, name: &str| code.split(|c| !is_word(c)).any(|word| word == name);
    let behind = |(names, home): (&str, &str)| {
        let is_bad =
            |path: &str, code: &str| !path.starts_with(home) && names.split(' ').any(|name| has(code, name));
        where_code(files, is_bad, &format!("one of `{names}` belongs in {home}"))
    };
    DOORS.iter().copied().flat_map(behind).collect()
}

fn outside(files: &[File]) -> Vec<String> {
    let named = |code: &str| names_after(code, "std::").iter().any(|name| name == "fs" || name == "env");
    where_code(files, |path, code| !path.starts_with("src/cli/") && named(code), "files are for src/cli")
}

fn shape(files: &[File]) -> Vec<String> {
    let fault = |(path, text): &File| match text {
        _ if !is_rust(path) => None,
        text if text.lines().count() > 600 => Some(format!("{path}: longer than 600 lines")),
        text if !text.starts_with("//!") => Some(format!("{path}: does not begin with `//!`")),
        text if text.contains("#[cfg(test)]") => Some(format!("{path}: tests live in tests/")),
        _ => None,
    };
    files.iter().filter_map(fault).collect()
}

fn back_stairs(files: &[File]) -> Vec<String> {
    let is_door = |path: &str| path == format!("src/{}/mod.rs", room(path)) || path.split('/').count() == 2;
    let leaves = |line: &str| line.trim_start_matches("pub ").starts_with("use super::");
    let is_far = |code: &str| code.contains("super::super");
    where_code(files, |p, code| is_far(code) || is_door(p) && code.lines().any(leaves), "leaves by `super`")
}

fn library(files: &[File]) -> Vec<String> {
    let list = files.iter().find(|(path, _)| path == "src/stdlib.rs").map_or("", |(_, text)| text.as_str());
    let modules = files.iter().filter_map(|(path, _)| path.strip_prefix("stdlib/"));
    let lost = modules.filter(|path| path.ends_with(".grv") && !list.contains(&format!("\"{path}\"")));
    lost.map(|path| format!("stdlib/{path}: not named in src/stdlib.rs")).collect()
}

fn no_law(files: &[File]) -> Vec<String> {
    let is_law = |code: &str| LAW.iter().any(|word| code.contains(word));
    where_code(files, |path, code| path != "src/stdlib.rs" && is_law(code), "law in the engine")
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(root, &path, files);
        } else if let (Ok(inner), Ok(text)) = (path.strip_prefix(root), std::fs::read_to_string(&path)) {
            files.push((inner.to_string_lossy().replace('\\', "/"), text));
        }
    }
}

#[test]
fn the_house_keeps_its_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    gather(root, &root.join("src"), &mut files);
    gather(root, &root.join("stdlib"), &mut files);
    assert!(files.len() > 20, "the house was not found");
    assert_eq!(faults(&files), Vec::<String>::new());
}

#[test]
fn each_planted_fault_is_seen() {
    let long = "//! x\n".repeat(601);
    let planted = [
        ("src/ir/a.rs", "//! x\nuse crate::eval::run;"),
        ("src/eval/a.rs", "//! x\nuse crate::case::Row;"),
        ("src/hir/a.rs", "//! x\nuse crate::{\n    text::Span,\n    render::{a, b},\n};"),
        ("src/val/a.rs", "//! x\nfn f(x: crate::diag::Sink) {}"),
        ("src/attic/a.rs", "//! x"),
        ("src/hir/a.rs", "//! x\nuse pest::Parser;"),
        ("src/diag/sink.rs", "//! x\nuse miette::Report;"),
        ("src/cli/a.rs", "//! x\nuse jsonc_parser::ast;"),
        ("src/session/a.rs", "//! x\n#[derive(serde::Serialize)]\nstruct A;"),
        ("src/render/a.rs", "//! x\nuse clap::Arg;"),
        ("src/prompt/a.rs", "//! x\nuse rustyline::Editor;"),
        ("src/repl/a.rs", "//! x\nuse std::fs;"),
        ("src/session/a.rs", "//! x\nuse similar::DiffOp;"),
        ("src/eval/a.rs", "//! x\nuse batsat::Lit;"),
        ("src/session/a.rs", "//! x\nuse std::fs;"),
        ("src/session/a.rs", "//! x\nuse std::{env, fmt};"),
        ("src/val/a.rs", long.as_str()),
        ("src/val/a.rs", "fn f() {}"),
        ("src/val/a.rs", "//! x\n#[cfg(test)]\nmod tests {}"),
        ("src/val/a.rs", "//! x\nuse super::super::eval;"),
        ("src/val/mod.rs", "//! x\nuse super::eval;"),
        ("stdlib/cn/new.grv", "module cn.new"),
        ("src/eval/a.rs", "//! x\nconst LINE: &str = \"trajectory\";"),
    ];
    for (path, text) in planted {
        let found = faults(&[(path.to_owned(), text.to_owned())]);
        assert_eq!(found.len(), 1, "{path}: {text:.60} gave {found:?}");
    }
    let sound = "//! Names pest.\nuse crate::{\n    diag::{Code, Sink},\n    text::Span,\n};\n/// `trajectory`\nstruct A;";
    assert_eq!(faults(&[("src/hir/a.rs".to_owned(), sound.to_owned())]), Vec::<String>::new());
}
