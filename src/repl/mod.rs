//! The terminal of the prompt: lines edited, completed and coloured; a computation can be stopped, the session goes on.
//!
//! Without a terminal the lines of standard input are answered one after the other.

mod helper;
mod work;

use crate::diag::clean;
use crate::prompt::{Answer, Desk, Prompt, entries, is_unfinished};
use helper::Assist;
use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, CompletionType, Config, Editor, ExternalPrinter};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use work::{Done, Work};

/// How the prompt is shown and what is kept.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where lines are kept between sessions; none keeps nothing.
    pub history: Option<PathBuf>,
    /// Whether colours are used.
    pub colour: bool,
    /// Whether standard input and output are a terminal.
    pub terminal: bool,
    /// Whether a script's lines are printed before their answers.
    pub echo: bool,
    /// Whether lines are read one after the other without editing, colours and moves of the cursor.
    pub plain: bool,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ending {
    /// Whether an assertion failed.
    pub failed: bool,
    /// Whether a line could not be answered.
    pub wrong: bool,
    /// Whether an answer did not bear checking.
    pub unsound: bool,
}

impl Ending {
    /// What an answer adds.
    pub fn take_in(&mut self, answer: &Answer) {
        self.failed |= answer.failed;
        self.wrong |= answer.wrong;
        self.unsound |= answer.unsound;
    }
}

/// What Ctrl-C does from now on; where it cannot be set, Ctrl-C ends the process as it does elsewhere.
pub fn when_interrupted(work: impl FnMut() + Send + 'static) {
    let set = ctrlc::set_handler(work);
    drop(set);
}

/// Runs a session to its end.
pub fn run(prompt: Prompt, desk: Arc<dyn Desk>, options: &Options) -> Ending {
    match (options.terminal, options.plain) {
        (true, false) => at_terminal(prompt, desk, options),
        (true, true) => line_by_line(prompt, desk),
        (false, _) => piped(prompt, options.echo),
    }
}

fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn show(answer: &Answer, ending: &mut Ending) {
    print(&answer.text);
    let _ = std::io::stderr().lock().write_all(answer.faults.as_bytes());
    ending.take_in(answer);
}

/// Answers a script; it goes on after a fault, and the ending tells.
fn piped(mut prompt: Prompt, echo: bool) -> Ending {
    let mut ending = Ending::default();
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        ending.wrong = true;
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let first = text.trim_start_matches(['\u{feff}', '\n', '\r']);
    let whole = first.starts_with("module ") || first.starts_with("模块 ");
    let lines = if whole { vec![text.clone()] } else { entries(&text) };
    for line in lines {
        if echo {
            print(&format!("{}{}\n", prompt.prompt(), clean(line.trim_end())));
        }
        let answer = prompt.answer(&line);
        show(&answer, &mut ending);
        if answer.ends {
            break;
        }
    }
    ending
}

/// Answers a line and shows the answer, or that there is none.
fn answered(work: &mut Work, line: &str, ending: &mut Ending) -> Option<Box<Answer>> {
    match work.answer(line) {
        Done::Answered(answer) => {
            show(&answer, ending);
            return Some(answer);
        }
        Done::Stopped => print(work.lang().pick(&["\nstopped\n", "\n已停止\n"])),
        Done::Broken => print(work.lang().pick(&[
            "internal error: this line was given up; please report it\n",
            "内部错误：已放弃此行，请报告\n",
        ])),
    }
    None
}

/// Tells something while a line is typed that no editor could draw again: what was typed of it still counts.
fn tell_between(told: String, sign: String) {
    print(&format!("\n{told}{sign}"));
}

/// At a terminal that is read aloud: lines as they come, the cursor is never moved.
fn line_by_line(prompt: Prompt, desk: Arc<dyn Desk>) -> Ending {
    let mut ending = Ending::default();
    let mut work = Work::new(prompt, desk);
    loop {
        if work.wants_watcher() {
            work.watch(tell_between);
        }
        print(rustyline::Prompt::raw(&work.ready().0));
        let mut entry = String::new();
        while std::io::stdin().read_line(&mut entry).is_ok_and(|read| read > 0) {
            if !is_unfinished(entry.strip_suffix('\n').unwrap_or(&entry)) {
                break;
            }
        }
        if entry.is_empty() {
            print("\n");
            break;
        }
        if answered(&mut work, entry.trim_end(), &mut ending).is_some_and(|a| a.ends) {
            break;
        }
    }
    Ending { wrong: false, ..ending }
}

fn at_terminal(prompt: Prompt, desk: Arc<dyn Desk>, options: &Options) -> Ending {
    let mut ending = Ending::default();
    let lang = prompt.lang();
    let colours = if options.colour { ColorMode::Enabled } else { ColorMode::Disabled };
    let config = Config::builder()
        .history_ignore_space(true)
        .completion_type(CompletionType::List)
        .color_mode(colours)
        .bracketed_paste(true)
        .build();
    let editor: rustyline::Result<Editor<Assist, FileHistory>> = Editor::with_config(config);
    let Ok(mut editor) = editor else { return piped(prompt, false) };
    let mut history = options.history.clone();
    if let Some(file) = &history {
        // a first session has none
        let _ = editor.load_history(file);
    }
    editor.set_max_history_size(10_000).unwrap_or_default();
    print(lang.pick(&[
        "`:help` shows what can be asked; `:quit` or Ctrl-D leaves\n",
        ":帮助 查看用法；:退出 或者 Ctrl-D 离开\n",
    ]));
    let mut work = Work::new(prompt, desk);
    loop {
        if work.wants_watcher() {
            match editor.create_external_printer() {
                // an editor that is gone has nobody to tell
                Ok(mut printer) => work.watch(move |told, _| drop(printer.print(told))),
                Err(_) => work.watch(tell_between),
            }
        }
        let (sign, index) = work.ready();
        editor.set_helper(Some(Assist { index, colour: options.colour }));
        let line = match editor.readline(&sign) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => break,
            Err(_) => {
                ending.wrong = true;
                break;
            }
        };
        if !line.trim().is_empty() && editor.add_history_entry(line.trim_end()).unwrap_or(false) {
            keep(&mut editor, history.as_ref());
        }
        let Some(answer) = answered(&mut work, &line, &mut ending) else { continue };
        match answer.history {
            Some(true) => history.clone_from(&options.history),
            Some(false) => history = None,
            None => {}
        }
        if answer.ends {
            break;
        }
    }
    // what went wrong was seen and is no fault of the session
    Ending { wrong: false, ..ending }
}

/// Each line is kept at once: a session may end without notice.
fn keep(editor: &mut Editor<Assist, FileHistory>, file: Option<&PathBuf>) {
    if let Some(file) = file {
        let _ = editor.append_history(file);
    }
}
