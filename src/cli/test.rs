//! `test`: what cases expect, each under the rule set that it names, and what no case exercises.

use super::args::{format, operand, sub};
use super::exit::Exit;
use super::files::{CASE_LIMIT, cases, has_ending, list, read};
use super::progress::Bar;
use super::project::write_over;
use super::run::Work;
use crate::diag::{Diagnostic, Lang};
use crate::render;
use crate::session::Tested;
use crate::suite::Ledger;
use crate::syntax;
use clap::{Arg, ArgAction, Command};
use std::path::{Path, PathBuf};

/// The command line of `test`.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "test",
        ["Run what cases expect, and say what no case exercises", "核对案件的预期，并列出未被触及之处"],
        ["Example: gravamen test cases/ --coverage", "例：gravamen test 案件/ --coverage"],
    )
    .arg(
        operand(
            lang,
            "PATH",
            [
                "Case files, Markdown suites or folders (default: the project's cases, else this folder)",
                "案件文件、Markdown 测试文件或者目录（默认项目的案件，否则当前目录）",
            ],
        )
        .num_args(0..),
    )
    .arg(Arg::new("coverage").long("coverage").action(ArgAction::SetTrue).help(lang.pick(&[
        "List the provisions and boundaries that no case exercises",
        "列出没有案件触及的条文与边界",
    ])))
    .arg(
        Arg::new("junit")
            .long("junit")
            .value_name("FILE")
            .help(lang.pick(&["Write the outcome as JUnit XML too", "另以 JUnit XML 写出结果"])),
    )
    .arg(format(lang))
}

/// The case files and suites of a path; of a folder those that have cases.
fn suites(path: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut texts = list(path)?;
    for folder in texts.clone().iter().filter(|p| p.is_dir()) {
        texts.extend(list(folder)?);
    }
    let mut found: Vec<PathBuf> =
        texts.into_iter().filter(|p| has_ending(p, &["md"]) && p.is_file() && has_cases(p)).collect();
    match cases(path) {
        Ok(files) => found.extend(files),
        Err(fault) if found.is_empty() => return Err(fault),
        Err(_) => {}
    }
    found.sort();
    Ok(found)
}

/// Whether a Markdown text has cases among its rules, and is no module.
fn has_cases(path: &Path) -> bool {
    let text = read(path, CASE_LIMIT).map(|t| syntax::markdown(&t)).unwrap_or_default();
    let begins = |words: [&str; 2]| text.lines().any(|l| words.iter().any(|w| l.starts_with(w)));
    begins(["case ", "案件 "]) && !begins(["module ", "模块 "])
}

/// `test`
pub(super) fn test(mut work: Work<'_>) -> Exit {
    let mut paths = work.values("PATH");
    if paths.is_empty() {
        paths = match &work.project {
            Some(_) => work.paths(),
            None => vec![".".to_owned()],
        };
    }
    let mut ledger = Ledger::default();
    let mut files: Vec<Tested> = Vec::new();
    let mut found = Vec::new();
    for path in paths {
        found.extend(suites(Path::new(&path)).unwrap_or_else(|fault| {
            work.fault(fault);
            Vec::new()
        }));
    }
    let mut bar = Bar::of(&work);
    if let [_] = found.as_slice() {
        // of a single file the session itself knows how far it is
        bar = None;
        work.shows_progress();
    }
    for (n, file) in found.iter().enumerate() {
        if let Some(bar) = &mut bar {
            bar.tell(n, found.len());
        }
        match read(file, CASE_LIMIT) {
            Ok(text) => files.push(work.session.test(&file.to_string_lossy(), &text, &mut ledger)),
            Err(fault) => work.fault(fault),
        }
    }
    drop(bar);
    work.told_enough();
    let sources = &work.session.sources;
    if work.json {
        work.print(&render::tested_json(&files, &ledger.sheets, sources));
    } else {
        for file in &files {
            work.print(&render::tested(file, sources, work.lang));
        }
        work.print(&format!("\n{}", render::coverage(&ledger.sheets, work.lang, work.is_set("coverage"))));
        work.print(&render::totals(&files, work.lang));
    }
    if let Some(path) = work.value("junit") {
        let xml = render::junit(&files, sources, work.lang);
        if let Err(fault) = write_over(Path::new(&path), xml.as_bytes()) {
            work.fault(fault);
        }
    }
    let failed = files.iter().any(|f| f.unmet().next().is_some());
    work.end(failed)
}
