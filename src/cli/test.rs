//! `test`: what cases expect, each under the rule set that it names, and what no case exercises.

use super::args::{format, module, operand, sub};
use super::boundary;
use super::exit::Exit;
use super::files::{CASE_LIMIT, cases, has_ending, list, read};
use super::project::write_over;
use super::run::Work;
use super::watch;
use crate::diag::{Diagnostic, Lang};
use crate::render;
use crate::session::{RuleSet, Tested};
use crate::suite::Ledger;
use crate::syntax;
use clap::{Arg, ArgAction, Command};
use std::path::{Path, PathBuf};

/// The cells of a line where nobody says how many there are.
const WIDTH: usize = 80;

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
    .arg(Arg::new("pairs").long("pairs").action(ArgAction::SetTrue).requires("make-boundary").help(lang.pick(&[
        "With --make-boundary: for every condition two cases that it alone tells apart, or the proof that there are none",
        "与 --make-boundary 同用：就每一条件生成仅因其而结论不同的两案，或者证明不存在",
    ])))
    .arg(Arg::new("watch").long("watch").action(ArgAction::SetTrue).conflicts_with("make-boundary").help(
        lang.pick(&[
            "Run again whenever a file changes, and show what changed (ends on Ctrl-C)",
            "文件一有改动即重新运行，并显示变化之处（Ctrl-C 结束）",
        ]),
    ))
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

/// What was run: the files, what they exercise, and the rule sets that their cases name.
pub(super) struct Ran {
    files: Vec<Tested>,
    ledger: Ledger,
    sets: Vec<RuleSet>,
}

/// `test`
pub(super) fn test(mut work: Work<'_>) -> Exit {
    if work.is_set("watch") {
        return watch::watch(work);
    }
    let ran = ran(&mut work);
    if work.is_set("make-boundary") {
        let mut sets = ran.sets;
        for asked in work.values("module") {
            let set = work.rule_set(&asked).and_then(|set| work.session.resolved(&set));
            sets.extend(set.filter(|s| !sets.contains(s)).into_iter().collect::<Vec<_>>());
        }
        return match work.is_set("pairs") {
            true => boundary::make_pairs(work, &sets),
            false => boundary::make(work, &sets, ran.ledger),
        };
    }
    let sources = &work.session.sources;
    if work.json {
        work.print(&render::tested_json(&ran.files, &ran.ledger.sheets, sources));
    } else {
        for (_, text) in sections(&work, &ran) {
            work.print(&text);
        }
    }
    if let Some(path) = work.value("junit") {
        let xml = render::junit(&ran.files, sources, work.lang);
        if let Err(fault) = write_over(Path::new(&path), xml.as_bytes()) {
            work.fault(fault);
        }
    }
    let failed = ran.files.iter().any(|f| f.unmet().next().is_some());
    work.end(failed)
}

/// The paths that were given, else the project's cases, else this folder.
pub(super) fn given(work: &mut Work<'_>) -> Vec<String> {
    let paths = work.values("PATH");
    // for a module that is named, no case need be there
    let alone = work.is_set("make-boundary") && !work.values("module").is_empty();
    match &work.project {
        _ if !paths.is_empty() || alone => paths,
        Some(_) => work.paths(),
        None => vec![".".to_owned()],
    }
}

/// Runs all files.
pub(super) fn ran(work: &mut Work<'_>) -> Ran {
    let mut ran = Ran { files: Vec::new(), ledger: Ledger::default(), sets: Vec::new() };
    let making = work.is_set("make-boundary");
    let mut found = Vec::new();
    for path in given(work) {
        found.extend(suites(Path::new(&path)).unwrap_or_else(|fault| {
            work.fault(fault);
            Vec::new()
        }));
    }
    work.each(&found, |work, file| {
        let text = match read(file, CASE_LIMIT) {
            Ok(text) => text,
            Err(fault) => return work.fault(fault),
        };
        let name = file.to_string_lossy();
        if making {
            let named = work.session.named_sets(&name, &text);
            let new: Vec<RuleSet> = named.into_iter().filter(|s| !ran.sets.contains(s)).collect();
            ran.sets.extend(new);
        }
        ran.files.push(work.session.test(&name, &text, &mut ran.ledger));
    });
    ran
}

/// What is printed, each part with its name: a file, the coverage, the count.
pub(super) fn sections(work: &Work<'_>, ran: &Ran) -> Vec<(String, String)> {
    let (sources, lang) = (&work.session.sources, work.lang);
    let width = work.beside().map_or(0, |w| if w == usize::MAX { WIDTH } else { w });
    let one = |f: &Tested| (f.name.clone(), render::tested(f, sources, lang, width));
    let mut out: Vec<(String, String)> = ran.files.iter().map(one).collect();
    let coverage = render::coverage(&ran.ledger.sheets, lang, work.is_set("coverage"));
    out.push((":coverage".to_owned(), format!("\n{coverage}")));
    out.push((":totals".to_owned(), render::totals(&ran.files, lang)));
    out
}
