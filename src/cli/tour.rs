//! `tour`: five minutes at the terminal. Each step runs the commands that it shows, on cases of the library.

use super::args::sub;
use super::exit::Exit;
use super::project::write_folder;
use super::run::Work;
use super::{print, warn};
use crate::diag::{Lang, clean};
use crate::project::first_project;
use crate::repl::when_interrupted;
use clap::{Arg, Command, value_parser};
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// The steps: `# title`, what is said, `$ a command` to run, `› a line` typed at its prompt.
const PAGES: [&str; 2] = [include_str!("tour/en.txt"), include_str!("tour/zh.txt")];
/// The case of the library that the tour looks at: its file and its text.
const CASE: [[&str; 2]; 2] = [
    ["b-001.case", include_str!("../../examples/b-001.case")],
    ["甲案.case", include_str!("../../examples/甲案.case")],
];
/// The project in which the tour takes place.
const PROJECT: [&str; 2] = ["tour", "导览"];

/// A step of the tour.
struct Step<'a> {
    title: &'a str,
    lines: Vec<&'a str>,
}

fn steps(page: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for line in page.lines().filter(|l| !l.is_empty()) {
        match (line.strip_prefix("# "), steps.last_mut()) {
            (Some(title), _) => steps.push(Step { title, lines: Vec::new() }),
            (None, Some(step)) => step.lines.push(line),
            (None, None) => {}
        }
    }
    steps
}

/// The command line of `tour`.
pub(super) fn command(lang: Lang) -> Command {
    let last = steps(PAGES[0]).len() as u64;
    sub(
        lang,
        "tour",
        ["Five minutes: what can be done, shown on cases", "五分钟导览：就案件演示各项功能"],
        ["Example: gravamen tour --step 4", "例：gravamen tour --step 4"],
    )
    .arg(
        Arg::new("step")
            .long("step")
            .value_name("N")
            .value_parser(value_parser!(u64).range(1..=last))
            .help(lang.pick(&["One step only", "只看一步"])),
    )
}

/// The folder of the tour; it goes when the tour ends.
struct Stage(PathBuf);

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// `tour`
pub(super) fn tour(mut work: Work<'_>) -> Exit {
    let lang = work.lang;
    let stage = Stage(std::env::temp_dir().join(format!("gravamen-tour-{}", std::process::id())));
    let [case, text] = if lang == Lang::En { CASE[0] } else { CASE[1] };
    let mut files = first_project(lang.pick(&PROJECT), lang);
    files.insert(format!("cases/{case}"), text.as_bytes().to_vec());
    if let Err(fault) = write_folder(&stage.0, &files) {
        work.fault(fault);
        return work.end(false);
    }
    let folder = stage.0.clone();
    when_interrupted(move || {
        let _ = std::fs::remove_dir_all(&folder);
        print("\n");
        std::process::exit(0);
    });
    let only = work.matches.get_one::<u64>("step").copied();
    let waits = std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && only.is_none();
    let steps = steps(lang.pick(&PAGES));
    for (n, step) in (1..).zip(&steps).filter(|(n, _)| only.is_none_or(|o| o == *n)) {
        print(&format!("{n}/{}  {}\n\n", steps.len(), step.title));
        for line in &step.lines {
            match line.strip_prefix("$ gravamen ") {
                None if line.starts_with("› ") => {}
                None => print(&super::in_lines(&format!("{line}\n"))),
                Some(words) => {
                    print(&format!("\n$ gravamen {words}\n"));
                    if let Err(e) = done(&work, &stage.0, words, &typed(step)) {
                        warn(&format!("{}\n", clean(&e.to_string())));
                        return Exit::Internal;
                    }
                }
            }
        }
        print("\n");
        if waits && (n as usize) < steps.len() && !goes_on(&work) {
            return Exit::Done;
        }
    }
    if only.is_none() {
        print(lang.pick(&[
            "A reform of your own begins with `gravamen new my-reform`; every command has an example: `gravamen help run`.\n",
            "自己的改革方案由 gravamen new 改革甲 开始；每个命令都有例子：gravamen help run。\n",
        ]));
    }
    Exit::Done
}

/// What is typed at the prompt of a step.
fn typed(step: &Step<'_>) -> String {
    step.lines.iter().filter_map(|l| l.strip_prefix("› ")).map(|l| format!("{l}\n")).collect()
}

/// Runs a command as it stands, by this very program.
fn done(work: &Work<'_>, folder: &Path, words: &str, typed: &str) -> std::io::Result<()> {
    let mut command = std::process::Command::new(std::env::current_exe()?);
    command.current_dir(folder).args(words.split(' ')).args(["--lang", work.lang.pick(&["en", "zh"])]);
    if work.is_set("plain") {
        command.arg("--plain");
    }
    if !typed.is_empty() {
        command.arg("--echo");
    }
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    if let Some(mut lines) = child.stdin.take() {
        // a command that reads nothing may have gone
        let _ = lines.write_all(typed.as_bytes());
    }
    child.wait().map(drop)
}

/// Waits for Enter; whether the tour goes on.
fn goes_on(work: &Work<'_>) -> bool {
    print(work.lang.pick(&["Enter goes on, q and Enter leaves ", "回车继续，q 回车离开 "]));
    print(work.sign());
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line).unwrap_or(0);
    // Ctrl-D leaves the line unended
    print(if read == 0 { "\n" } else { "" });
    let leaves = ["q", "ｑ", "quit", "exit", "退出", ":q", ":quit"];
    read > 0 && !leaves.contains(&line.trim().to_lowercase().as_str())
}
