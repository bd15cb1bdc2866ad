//! `fix`: puts the fixes that diagnostics offer into a file.

use super::args::{module, operand, sub};
use super::exit::Exit;
use super::files::{CASE_LIMIT, RULES_LIMIT, has_ending, read};
use super::project::write_over;
use super::run::Work;
use crate::diag::{Lang, Sink, mended};
use crate::text::FileId;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::Path;

/// A text is looked at so often at most, each time with what was mended before.
const ROUNDS: usize = 8;

/// The command line of `fix`.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "fix",
        ["Apply the fixes that messages offer", "按提示修改文件"],
        ["Example: gravamen fix rules/mine.grv --dry-run", "例：gravamen fix rules/改革甲.grv --dry-run"],
    )
    .arg(operand(lang, "PATH", ["A module or case file", "模块或者案件文件"]).required(true))
    .arg(module(lang))
    .arg(
        Arg::new("choice")
            .long("choice")
            .value_name("N")
            .value_parser(value_parser!(usize))
            .help(lang.pick(&["Where several ways are offered, take that one", "有多种改法时采用第几种"])),
    )
    .arg(
        Arg::new("dry-run")
            .long("dry-run")
            .action(ArgAction::SetTrue)
            .help(lang.pick(&["Print the text, change no file", "只输出结果，不改文件"])),
    )
}

/// `fix`
pub(super) fn fix(mut work: Work<'_>) -> Exit {
    let path = work.value("PATH").unwrap_or_default();
    let rules = has_ending(Path::new(&path), &["grv", "md"]);
    let text = match read(Path::new(&path), if rules { RULES_LIMIT } else { CASE_LIMIT }) {
        Ok(text) => text,
        Err(fault) => {
            work.fault(fault);
            return work.end(false);
        }
    };
    let choice = work.matches.get_one::<usize>("choice").copied();
    let (mut text, mut done) = (text, 0);
    let mut round = 1;
    let (left, undecided) = loop {
        if rules {
            work.session.check_text(&path, &text);
        } else {
            let modules = work.modules();
            work.session.grade(&path, &text, &modules);
        }
        let files: Vec<FileId> = work.session.sources.named(&path).collect();
        let found = &work.session.sink.found;
        // the text was read once for each use: each reading has places of its own; a choice is of what was seen before
        let choice = choice.filter(|_| round == 1);
        let best = files.iter().map(|f| mended(found, *f, &text, choice)).max_by_key(|m| m.done);
        let Some(best) = best else { return work.end(false) };
        if best.done == 0 || round == ROUNDS {
            break (found.iter().filter(|d| !d.is_warning()).count(), best.undecided);
        }
        done += best.done;
        text = best.text;
        round += 1;
        // what is mended may have hidden other faults
        work.session.sink = Sink::default();
    };
    if work.is_set("dry-run") {
        work.hand_out(&text);
    } else if done > 0
        && let Err(fault) = write_over(Path::new(&path), text.as_bytes())
    {
        work.fault(fault);
        return work.end(false);
    }
    super::warn(&match work.lang {
        Lang::En => {
            format!("{done} mended, {left} left, {undecided} offer a choice (--choice N)\n")
        }
        Lang::Zh => {
            format!("已改 {done} 处，尚余 {left} 处，其中 {undecided} 处有多种改法（--choice N）\n")
        }
    });
    if left == 0 { Exit::Done } else { Exit::Input }
}
