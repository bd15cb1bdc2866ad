//! `repl`: the prompt, with its files, its editor and its history.

use super::args::{module, operand, sub, with};
use super::exit::Exit;
use super::files::{CASE_LIMIT, Folder, RULES_LIMIT, cases, has_ending, read};
use super::progress::{self, Bar};
use super::project::{Project, cannot_write, exists};
use super::run::Work;
use super::{print, warn};
use crate::diag::{Code, Diagnostic, Lang, Sink, clean};
use crate::prompt::{Desk, Ink, Prompt, SCRIPT};
use crate::repl::{self, Options};
use crate::session::{Files, RuleSet};
use crate::text::Sources;
use clap::{Arg, ArgAction, Command};
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A prompt's history in a project.
const HISTORY: &str = ".gravamen_history";

/// The command line of `repl`.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "repl",
        [
            "Explore at a prompt: change facts and rules, see what moves",
            "交互探索：改变事实与规则，看结论如何变动",
        ],
        ["Example: gravamen repl my.case -m current", "例：gravamen repl 甲案.case -m current"],
    )
    .arg(operand(lang, "CASE", ["A case file or folder to begin with", "开始时载入的案件文件或者目录"]))
    .arg(module(lang))
    .arg(with(lang))
    .arg(
        Arg::new("no-history")
            .long("no-history")
            .action(ArgAction::SetTrue)
            .help(lang.pick(&["Keep no history of what is typed", "不保留输入历史"])),
    )
    .arg(Arg::new("echo").long("echo").action(ArgAction::SetTrue).help(lang.pick(&[
        "At a pipe: print each line before its answer",
        "经管道输入时：在每个回答之前印出所输入的行",
    ])))
}

/// `repl`
pub(super) fn repl(mut work: Work<'_>) -> Exit {
    if work.values("module").len() > 1 {
        let says = "the prompt has one rule set at a time: name one module | 交互环境一次适用一套规则：请只写一个模块";
        work.misused(crate::diag::half(says, work.lang));
        return work.end(false);
    }
    let work = &work;
    let lang = work.lang;
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let desk: Arc<dyn Desk> = Arc::new(Outside {
        library: work.value("library"),
        written: Mutex::default(),
        shows_work: terminal && progress::is_wanted(work),
        sign: Mutex::default(),
    });
    let theories = work.values("with");
    let asked = work.values("module").into_iter().next();
    let set = RuleSet { module: crate::stdlib::DEFAULT_MODULE.to_owned(), with: theories.clone() };
    let mut prompt = Prompt::new(desk.clone(), set, lang);
    let plain = work.is_set("plain");
    prompt.draw_with(match (plain, terminal && !is_dumb()) {
        (true, _) => Ink::Nothing,
        (false, true) => Ink::Dots,
        (false, false) => Ink::Ascii,
    });
    prompt.set_width(work.width());
    let is_file = |m: &String| has_ending(Path::new(m), &["grv", "md"]);
    let mut first = Vec::new();
    let adopted = |module: &str| match theories.is_empty() {
        true => module.to_owned(),
        false => format!("{module} with {}", theories.join(", ")),
    };
    match asked {
        Some(module) if is_file(&module) => first.push(format!(":load {module}")),
        Some(module) => first.push(format!(":module {}", adopted(&module))),
        None if !theories.is_empty() => {
            first.push(format!(":module {}", adopted(crate::stdlib::DEFAULT_MODULE)));
        }
        None => {}
    }
    first.extend(work.value("CASE").map(|case| format!(":load {case}")));
    let mut before = repl::Ending::default();
    for line in first {
        let answer = prompt.answer(&line);
        print(&answer.text);
        warn(&answer.faults);
        before.take_in(&answer);
    }
    let history = if work.is_set("no-history") || !terminal { None } else { history(work) };
    let echo = work.is_set("echo");
    let options = Options { history, colour: terminal && !plain && colour(), terminal, echo, plain };
    let ending = repl::run(prompt, desk, &options);
    match (before.wrong || ending.wrong, before.failed || ending.failed) {
        _ if before.unsound || ending.unsound => Exit::Internal,
        (true, _) if !terminal => Exit::Input,
        (_, true) => Exit::Failed,
        _ => Exit::Done,
    }
}

#[expect(clippy::disallowed_methods, reason = "the environment is read here only")]
fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

/// Whether the terminal knows nothing but text.
pub(super) fn is_dumb() -> bool {
    set("TERM").is_some_and(|t| t == "dumb")
}

/// Whether colours are wanted.
pub(super) fn colour() -> bool {
    set("NO_COLOR").is_none() && !is_dumb()
}

/// In the folder of the project, else among the user's data.
fn history(work: &Work<'_>) -> Option<PathBuf> {
    if let Some(project) = &work.project {
        return Some(project.root.join(HISTORY));
    }
    let data = match cfg!(windows) {
        true => set("APPDATA").map(PathBuf::from),
        false => set("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(PathBuf::from(set("HOME")?).join(".local").join("share"))),
    };
    let folder = data?.join("gravamen");
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}

/// Files and the editor.
struct Outside {
    library: Option<String>,
    /// What was written in this session.
    written: Mutex<BTreeSet<String>>,
    /// Whether a person sees that it is worked.
    shows_work: bool,
    sign: Mutex<Sign>,
}

/// What shows that a line is being answered.
#[derive(Default)]
struct Sign {
    /// Whether one is, and it is to be shown.
    working: bool,
    /// None while the screen is somebody else's.
    bar: Option<Bar>,
}

impl Outside {
    fn sign(&self) -> MutexGuard<'_, Sign> {
        self.sign.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn cannot(path: &str, e: &std::io::Error) -> Diagnostic {
    Diagnostic::without_place(Code::CannotRead, &[path, &e.to_string()])
}

impl Desk for Outside {
    fn read(&self, path: &str) -> Result<Vec<(String, String)>, Diagnostic> {
        let plain = Path::new(path);
        if has_ending(plain, &["grv", "md"]) {
            return Ok(vec![(path.to_owned(), read(plain, RULES_LIMIT)?)]);
        }
        let each = cases(plain)?.into_iter();
        each.map(|file| Ok((file.to_string_lossy().into_owned(), read(&file, CASE_LIMIT)?))).collect()
    }

    fn write(&self, path: &str, text: &str) -> Result<(), Diagnostic> {
        let mut own = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        // a script takes the place of a script; what else stands there is not ours
        let scripted = |old: String| SCRIPT.iter().any(|head| old.starts_with(head));
        let ours = own.contains(path) || read(Path::new(path), RULES_LIMIT).is_ok_and(scripted);
        if !ours && Path::new(path).exists() {
            return Err(exists(Path::new(path)));
        }
        let written = std::fs::File::create(path).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|e| cannot_write(Path::new(path), &e))?;
        own.insert(path.to_owned());
        Ok(())
    }

    fn edit(&self, text: &str) -> Result<String, Diagnostic> {
        let editor = set("VISUAL").or_else(|| set("EDITOR"));
        let editor = editor.unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
        let name = format!("gravamen-{}.grv", std::process::id());
        let file = temp_folder().join(name);
        let shown = clean(&file.to_string_lossy());
        let write = || {
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            options.open(&file)?.write_all(text.as_bytes())
        };
        write().map_err(|e| cannot(&shown, &e))?;
        // the editor may carry its own arguments: `code --wait`
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or("vi");
        // the screen is the editor's
        self.sign().bar = None;
        let status = std::process::Command::new(program).args(words).arg(&file).status();
        let mut sign = self.sign();
        sign.bar = sign.working.then(Bar::begun);
        drop(sign);
        let edited = match status {
            Ok(status) if status.success() => read(&file, RULES_LIMIT),
            Ok(_) => Ok(text.to_owned()),
            Err(e) => Err(cannot(program, &e)),
        };
        let _ = std::fs::remove_file(&file);
        edited
    }

    fn threads(&self) -> usize {
        super::threads()
    }

    fn begins(&self) {
        let bar = self.shows_work.then(Bar::begun);
        *self.sign() = Sign { working: self.shows_work, bar };
    }

    fn ends(&self) {
        *self.sign() = Sign::default();
    }

    fn modules(&self) -> Box<dyn Files> {
        // what is wrong with the project was said when the command began
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = match self.library {
            None => Project::open(&mut sources, &mut sink),
            Some(_) => None,
        };
        Box::new(match project {
            Some(project) => project.folder(false, &mut sources, &mut sink),
            None => Folder::new(self.library.as_deref()),
        })
    }
}

fn temp_folder() -> PathBuf {
    std::env::temp_dir()
}
