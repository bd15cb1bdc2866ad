//! `test`: what cases expect, each under the rule set that it names, and what no case exercises.

use super::args::{format, module, operand, sub};
use super::boundary;
use super::exit::Exit;
use super::files::{CASE_LIMIT, cases, has_ending, list, read};
use super::progress::Bar;
use super::project::write_over;
use super::run::Work;
use crate::diag::{Diagnostic, Lang};
use crate::render;
use crate::session::{RuleSet, Tested};
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
    .arg(Arg::new("make-boundary").long("make-boundary").action(ArgAction::SetTrue).help(lang.pick(&[
        "Write a case for every side of a standard or condition on which none stands",
        "对没有案件触及的每一侧生成案件",
    ])))
    .arg(Arg::new("output").short('o').long("output").value_name("DIR").requires("make-boundary").help(
        lang.pick(&[
            "Where to: a folder, a .case or an .md file (default: printed)",
            "写入目录、.case 或者 .md 文件（默认直接输出）",
        ]),
    ))
    .arg(module(lang).requires("make-boundary").help(lang.pick(&[
        "Make cases for this module too, even if no case names it; may be repeated",
        "另为此模块生成案件，即使没有案件提到它；可多次使用",
    ])))
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
    let making = work.is_set("make-boundary");
    // for a module that is named, no case need be there
    let alone = making && paths.is_empty() && !work.values("module").is_empty();
    if paths.is_empty() && !alone {
        paths = match &work.project {
            Some(_) => work.paths(),
            None => vec![".".to_owned()],
        };
    }
    let mut ledger = Ledger::default();
    let mut files: Vec<Tested> = Vec::new();
    let mut sets: Vec<RuleSet> = Vec::new();
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
            Ok(text) => {
                let name = file.to_string_lossy();
                if making {
                    sets.extend(work.session.named_sets(&name, &text));
                }
                files.push(work.session.test(&name, &text, &mut ledger));
            }
            Err(fault) => work.fault(fault),
        }
    }
    drop(bar);
    work.told_enough();
    if making {
        for asked in work.values("module") {
            sets.extend(work.rule_set(&asked).and_then(|set| work.session.resolved(&set)));
        }
        let mut once: Vec<RuleSet> = Vec::new();
        sets.into_iter().for_each(|s| {
            if !once.contains(&s) {
                once.push(s)
            }
        });
        return boundary::make(work, &once, ledger);
    }
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
