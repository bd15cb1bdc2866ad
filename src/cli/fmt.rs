//! `fmt`: lays out modules and case files, in their own spelling or in that of a language.

use super::args::{operand, sub};
use super::exit::Exit;
use super::files::{CASE_LIMIT, RULES_LIMIT, has_ending, list, read};
use super::project::write_over;
use super::run::Work;
use crate::diag::{Code, Diagnostic, Lang};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, Command};
use std::path::{Path, PathBuf};

/// The command line of `fmt`.
pub(super) fn command(lang: Lang) -> Command {
    let switch = |id: &'static str, says: [&'static str; 2]| {
        Arg::new(id).long(id).action(ArgAction::SetTrue).help(lang.pick(&says))
    };
    sub(
        lang,
        "fmt",
        [
            "Lay out modules and cases; with --lang, rewrite them in that spelling",
            "整理模块与案件的格式；加 --lang 则改写为该语言",
        ],
        ["Example: gravamen fmt rules/ --check", "例：gravamen fmt rules/ --check"],
    )
    .arg(
        operand(lang, "PATH", ["Files (.grv, .case, .md) or folders", "文件（.grv、.case、.md）或者目录"])
            .required(true)
            .num_args(1..),
    )
    .arg(switch("check", ["List what would change, change no file", "只列出需要改动的文件，不改文件"]))
    .arg(switch("dry-run", ["Print the texts, change no file", "只输出结果，不改文件"]))
}

/// `fmt`
pub(super) fn fmt(mut work: Work<'_>) -> Exit {
    let asked = work.matches.value_source("lang") == Some(ValueSource::CommandLine);
    let rewrite = asked.then_some(work.lang);
    let mut files = Vec::new();
    for path in work.values("PATH") {
        let before = files.len();
        if let Err(fault) = gather(Path::new(&path), &["grv", "case", "md"], &mut files) {
            work.fault(fault);
        } else if files.len() == before {
            work.fault(Diagnostic::without_place(Code::NoCase, &[&path]));
        }
    }
    let (check, dry) = (work.is_set("check"), work.is_set("dry-run"));
    let mut changed = 0usize;
    for path in &files {
        let shown = path.to_string_lossy().into_owned();
        let limit = if has_ending(path, &["case"]) { CASE_LIMIT } else { RULES_LIMIT };
        let text = match read(path, limit) {
            Ok(text) => text,
            Err(fault) => {
                work.fault(fault);
                continue;
            }
        };
        let Some(laid) = work.session.formatted(&shown, &text, rewrite) else { continue };
        if dry {
            work.hand_out(&laid);
        }
        if laid == text {
            continue;
        }
        changed += 1;
        if check {
            work.print(&format!("{shown}\n"));
        } else if !dry && let Err(fault) = write_over(path, laid.as_bytes()) {
            work.fault(fault);
        }
    }
    let all = files.len();
    super::warn(&match (work.lang, check || dry) {
        (Lang::En, true) => format!("{changed} of {all} files would change\n"),
        (Lang::En, false) => format!("{changed} of {all} files changed\n"),
        (Lang::Zh, true) => format!("{all} 个文件中 {changed} 个需要改动\n"),
        (Lang::Zh, false) => format!("{all} 个文件中已改 {changed} 个\n"),
    });
    work.end(check && changed > 0)
}

/// Folders are searched so deep.
const DEPTH: usize = 8;

/// A file that was named, or those of a folder with such endings; hidden ones and links are left out.
pub(super) fn gather(path: &Path, endings: &[&str], found: &mut Vec<PathBuf>) -> Result<(), Diagnostic> {
    below(path, endings, DEPTH, found)
}

fn below(path: &Path, endings: &[&str], depth: usize, found: &mut Vec<PathBuf>) -> Result<(), Diagnostic> {
    if !path.is_dir() {
        found.push(path.to_path_buf());
        return Ok(());
    }
    for entry in list(path)? {
        let hidden = entry.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if hidden || entry.is_symlink() {
            continue;
        }
        if entry.is_dir() && depth > 0 {
            below(&entry, endings, depth - 1, found)?;
        } else if has_ending(&entry, endings) {
            found.push(entry);
        }
    }
    Ok(())
}
