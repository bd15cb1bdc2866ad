//! The command line: the only room that reads files, arguments and the environment.

mod add;
mod amend;
mod args;
mod ask;
mod batch;
mod cases;
mod results;
mod rows;
mod commands;
mod compare;
mod diff;
mod doc;
mod exit;
mod files;
mod fix;
mod lock;
mod new;
mod outside;
mod pack;
mod progress;
mod project;
mod report;
mod fmt;
mod lint;
mod run;
mod start;
mod sql;
mod boundary;
mod watch;
mod test;
mod repl;
mod tour;
mod verify;
mod vary;

use crate::diag::{Code, Diagnostic, Lang, Style, report as messages};
use crate::render::{Marks, fitted};
use crate::text::Sources;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

pub use exit::Exit;

/// The command line.
pub fn main() -> ExitCode {
    let given: Vec<OsString> = std::env::args_os().collect();
    let lang = language(&given);
    // the place of an internal fault, never the facts of a case
    std::panic::set_hook(Box::new(|fault| {
        if let Some(at) = fault.location() {
            warn(&format!("{}:{}: ", at.file(), at.line()));
        }
    }));
    let outcome = std::panic::catch_unwind(|| start_with(&given, lang));
    let exit = outcome.unwrap_or_else(|_| {
        const SORRY: [&str; 2] = [
            "internal error; please report the command and the files that led to it",
            "内部错误；请报告所用的命令与文件",
        ];
        warn(&format!("{}\n", lang.pick(&SORRY)));
        Exit::Internal
    });
    exit.into()
}

fn start_with(given: &[OsString], lang: Lang) -> Exit {
    if given.len() <= 1 {
        print(&start::screen(lang, cells()));
        return Exit::Done;
    }
    match args::command(lang).try_get_matches_from(given) {
        Ok(matches) => run::dispatch(&matches, lang),
        Err(e) => usage(&e, lang),
    }
}

/// `--lang`, else `GRAVAMEN_LANG`, else a Chinese locale.
#[expect(clippy::disallowed_methods, reason = "the environment is read here only")]
fn language(given: &[OsString]) -> Lang {
    let mut words = given.iter().filter_map(|a| a.to_str());
    while let Some(word) = words.next() {
        let value = if word == "--lang" { words.next() } else { word.strip_prefix("--lang=") };
        match value {
            Some("zh") => return Lang::Zh,
            Some("en") => return Lang::En,
            _ => {}
        }
    }
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    match set("GRAVAMEN_LANG").or_else(|| set("LC_ALL")).or_else(|| set("LANG")) {
        Some(v) if v.starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// Colours for a terminal that has them, unless `NO_COLOR` asks for none.
fn marks() -> Marks {
    if std::io::stdout().is_terminal() && repl::colour() { Marks::Colour } else { Marks::Brackets }
}

/// The cells of a line, if the shell says how many there are or there is a terminal.
#[expect(clippy::disallowed_methods, reason = "the environment is read here only")]
fn width() -> Option<usize> {
    let said = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c > 0);
    said.or_else(|| console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns)))
}

/// A text in lines of the terminal.
fn in_lines(text: &str) -> String {
    fitted(text, cells())
}

/// The cells of a line; where nobody says how many, as many as it takes.
fn cells() -> usize {
    width().unwrap_or(usize::MAX)
}

/// On how many threads work is done, unless told.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Data; a reader that has gone away is no fault.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Everything else.
fn warn(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Help and version are data; anything else is a fault of the command line.
fn usage(e: &clap::Error, lang: Lang) -> Exit {
    if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        print(&args::page(&e.to_string(), lang, cells()));
        return Exit::Done;
    }
    if e.kind() == ErrorKind::MissingSubcommand {
        print(&start::screen(lang, cells()));
        return Exit::Done;
    }
    if e.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        warn(&args::page(&e.to_string(), lang, cells()));
        return Exit::Input;
    }
    let value = |kind| match e.get(kind) {
        Some(ContextValue::String(s)) => s.clone(),
        Some(ContextValue::Strings(s)) => s.join(lang.pick(&[", ", "、"])),
        _ => String::new(),
    };
    let argument = value(ContextKind::InvalidArg);
    let mut says = match (e.kind(), lang) {
        (ErrorKind::UnknownArgument, Lang::En) => format!("there is no option `{argument}`"),
        (ErrorKind::UnknownArgument, Lang::Zh) => format!("没有选项 {argument}"),
        (ErrorKind::InvalidSubcommand, _) => {
            let command = value(ContextKind::InvalidSubcommand);
            lang.pick(&["there is no command `{}`", "没有命令 {}"]).replace("{}", &command)
        }
        (ErrorKind::MissingRequiredArgument, Lang::En) => format!("{argument} is missing"),
        (ErrorKind::MissingRequiredArgument, Lang::Zh) => format!("缺少 {argument}"),
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, _) => {
            let given = value(ContextKind::InvalidValue);
            match lang {
                Lang::En => format!("`{given}` is no value of {argument}"),
                Lang::Zh => format!("{argument} 不能取“{given}”"),
            }
        }
        (_, Lang::En) => format!("the arguments do not fit together: {argument}"),
        (_, Lang::Zh) => format!("参数有误：{argument}"),
    };
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let near = value(kind);
        if !near.is_empty() {
            says.push_str(&lang.pick(&["; did you mean `{}`?", "；相近：{}"]).replace("{}", &near));
        }
    }
    let valid = value(ContextKind::ValidValue);
    if !valid.is_empty() {
        says.push_str(lang.pick(&["; it takes ", "；可取："]));
        says.push_str(&valid);
    }
    let fault = Diagnostic::without_place(Code::Usage, &[&says]);
    warn(&in_lines(&messages(&[fault], &Sources::default(), lang, Style::Plain)));
    Exit::Input
}
