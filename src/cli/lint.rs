//! `lint`: what runs, yet a careful author would look at again.

use super::args::{format, operand, sub};
use super::exit::Exit;
use super::files::{CASE_LIMIT, RULES_LIMIT, has_ending, read};
use super::fmt::gather;
use super::run::Work;
use crate::diag::{Lang, Level};
use crate::render::diagnostics_json;
use clap::Command;
use std::path::Path;

/// The command line of `lint`.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "lint",
        ["Point out what a careful author would look at again", "指出值得再看一眼之处"],
        [
            "Example: gravamen lint rules/mine.grv cases/a.case",
            "例：gravamen lint rules/改革甲.grv 案件/甲案.case",
        ],
    )
    .arg(
        operand(
            lang,
            "MODULE",
            [
                "Modules, files (.grv, .md, .case) or folders (default: every module)",
                "模块、文件（.grv、.md、.case）或者目录（默认全部模块）",
            ],
        )
        .num_args(0..),
    )
    .arg(format(lang))
}

/// `lint`
pub(super) fn lint(mut work: Work<'_>) -> Exit {
    let mut wanted = work.values("MODULE");
    if wanted.is_empty() {
        wanted = work.session.module_names();
    }
    let mut files = Vec::new();
    wanted.retain(|asked| {
        let folder = Path::new(asked).is_dir()
            && (asked.contains(['/', '\\']) || work.session.resolve(asked).is_none());
        if folder && let Err(fault) = gather(Path::new(asked), &["grv", "case"], &mut files) {
            work.session.sink.push(fault);
        }
        !folder
    });
    wanted.extend(files.iter().map(|f| f.to_string_lossy().into_owned()));
    // the files may use each other, whatever their order
    let mut texts: Vec<(&String, Option<String>)> = Vec::new();
    for asked in &wanted {
        let path = Path::new(asked);
        let case = has_ending(path, &["case"]);
        if !case && !has_ending(path, &["grv", "md"]) {
            texts.push((asked, None));
            continue;
        }
        match read(path, if case { CASE_LIMIT } else { RULES_LIMIT }) {
            Ok(text) => {
                // what is no module was told when it was registered
                if case || work.session.register(asked, &text).is_some() {
                    texts.push((asked, Some(text)));
                }
            }
            Err(fault) => work.fault(fault),
        }
    }
    work.long(|Work { session, .. }| {
        let all = texts.len();
        for (n, (asked, text)) in texts.into_iter().enumerate() {
            session.tell(n, all);
            match text {
                None => session.lint(asked),
                Some(text) if has_ending(Path::new(asked), &["case"]) => session.lint_cases(asked, &text),
                Some(text) => session.lint_text(asked, &text),
            };
        }
    });
    let found = &work.session.sink.found;
    let of = |level| found.iter().filter(|d| d.code.level() == level).count();
    let (errors, warnings, notes) = (of(Level::Error), of(Level::Warning), of(Level::Note));
    if work.json {
        work.print(&diagnostics_json(found, &work.session.sources));
        return Exit::of(&work.session.sink, warnings > 0);
    }
    work.print(&match work.lang {
        Lang::En => {
            let some = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
            let (errors, warnings) = (some(errors, "error"), some(warnings, "warning"));
            format!("{} looked at: {errors}, {warnings}, {}\n", wanted.len(), some(notes, "note"))
        }
        Lang::Zh => format!("已查 {} 个：错误 {errors}，警告 {warnings}，提示 {notes}\n", wanted.len()),
    });
    work.end(warnings > 0)
}
