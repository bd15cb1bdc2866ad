//! What the commands share: the session, its options, and how it ends.

use super::exit::Exit;
use super::files::{Folder, RULES_LIMIT, has_ending, read};
use super::project::Project;
use super::{
    add, amend, ask, batch, cases, commands, compare, diff, doc, fix, fmt, lint, lock, new, pack, print,
    report, sql, test, tour, vary, verify, warn,
};
use crate::diag::{Code, Diagnostic, Lang, Sink, Style, report as messages};
use crate::render::{diagnostics_json, fitted, spoken};
use crate::session::{RuleSet, Session};
use crate::text::Sources;
use clap::ArgMatches;
use std::path::Path;

/// A command under way.
pub(super) struct Work<'a> {
    pub(super) session: Session,
    pub(super) matches: &'a ArgMatches,
    pub(super) lang: Lang,
    pub(super) json: bool,
    /// The project it runs in.
    pub(super) project: Option<Project>,
    /// Whether warnings are shown too.
    pub(super) checks: bool,
}

/// Commands that have nothing to do with the folder they run in.
const ALONE: [&str; 5] = ["new", "tour", "explain", "completions", "help"];

/// Runs the command that was given.
pub(super) fn dispatch(root: &ArgMatches, lang: Lang) -> Exit {
    let Some((name, matches)) = root.subcommand() else { return Exit::Input };
    let work = open(name, matches, lang);
    if work.session.sink.has_errors() {
        return work.end(false);
    }
    match name {
        "new" => new::run(work),
        "tour" => tour::tour(work),
        "amend" => amend::run(work),
        "pack" => pack::run(work),
        "add" => add::run(work),
        "lock" => lock::run(work),
        "run" => commands::run(work),
        "why" => commands::why(work),
        "check" => commands::check(work),
        "show" => commands::show(work),
        "diff" => diff::diff(work),
        "fix" => fix::fix(work),
        "test" => test::test(work),
        "compare" => compare::compare(work),
        "prove" => compare::prove(work),
        "vary" => vary::vary(work),
        "missing" => ask::missing(work),
        "ask" => ask::ask(work),
        "cases" => cases::cases(work),
        "batch" => batch::batch(work),
        "sql" => sql::sql(work),
        "fmt" => fmt::fmt(work),
        "lint" => lint::lint(work),
        "report" => report::report(work),
        "doc" => doc::doc(work),
        "verify" => verify::verify(work),
        "explain" => commands::explain(work),
        "repl" => super::repl::repl(work),
        "completions" => commands::completions(matches, lang),
        _ => commands::help(work),
    }
}

/// A command over the project in which it runs, or over the folder that it names.
pub(super) fn open<'a>(name: &str, matches: &'a ArgMatches, lang: Lang) -> Work<'a> {
    let library = matches.get_one::<String>("library").map(String::as_str);
    let json = matches.try_get_one::<String>("format").ok().flatten().is_some_and(|f| f == "json");
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = match library {
        None if !ALONE.contains(&name) => Project::open(&mut sources, &mut sink),
        _ => None,
    };
    let mending = name == "add";
    let folder = match &project {
        Some(project) if name == "lock" => project.bare(),
        Some(project) => project.folder(mending, &mut sources, &mut sink),
        None => Folder::new(library),
    };
    let mut session = Session::new(Box::new(folder));
    session.threads = super::threads();
    let mut work = Work {
        session,
        matches,
        lang,
        json,
        project,
        checks: matches!(name, "check" | "lint" | "pack" | "add"),
    };
    (work.session.sources, work.session.sink) = (sources, sink);
    work
}

impl Work<'_> {
    /// Takes a fault in.
    pub(super) fn fault(&mut self, fault: Diagnostic) {
        self.session.sink.push(fault);
    }
    /// A fault of the command line, in the language of the output.
    pub(super) fn misused(&mut self, says: &str) {
        self.fault(Diagnostic::without_place(Code::Usage, &[says]));
    }
    /// All values of an option or operand.
    pub(super) fn values(&self, id: &str) -> Vec<String> {
        self.matches.try_get_many::<String>(id).ok().flatten().into_iter().flatten().cloned().collect()
    }
    /// One value.
    pub(super) fn value(&self, id: &str) -> Option<String> {
        self.matches.try_get_one::<String>(id).ok().flatten().cloned()
    }
    /// The case files and folders that were given, else the project's cases.
    pub(super) fn paths(&mut self) -> Vec<String> {
        let given = self.values("PATH");
        match &self.project {
            _ if !given.is_empty() => given,
            Some(project) => match project.case_files() {
                Ok(files) => files.iter().map(|f| f.to_string_lossy().into_owned()).collect(),
                Err(fault) => {
                    self.fault(fault);
                    Vec::new()
                }
            },
            None => {
                let says =
                    self.lang.pick(&["give a case file or a folder of cases", "请写明案件文件或者案件目录"]);
                self.misused(says);
                Vec::new()
            }
        }
    }
    /// Whether a switch is set.
    pub(super) fn is_set(&self, id: &str) -> bool {
        self.matches.try_get_one::<bool>(id).ok().flatten().copied().unwrap_or(false)
    }
    /// The rule sets to apply, `MODULE with THEORY`; files among them are read and registered.
    pub(super) fn modules(&mut self) -> Vec<String> {
        let mut given = self.values("module");
        if given.is_empty() {
            given.push(crate::stdlib::DEFAULT_MODULE.to_owned());
        }
        given.iter().filter_map(|asked| self.rule_set(asked)).map(|set| set.shown()).collect()
    }
    /// What one word of the command line asks for, with the theories of `--with`.
    pub(super) fn rule_set(&mut self, asked: &str) -> Option<RuleSet> {
        let RuleSet { module, mut with } = RuleSet::parse(asked);
        with.extend(self.values("with"));
        let module = self.named(&module);
        let with: Option<Vec<String>> = with.iter().map(|t| self.named(t)).collect();
        module.zip(with).map(|(module, with)| RuleSet { module, with })
    }
    /// The name of a module; of a file, once it is read.
    pub(super) fn named(&mut self, module: &str) -> Option<String> {
        let path = Path::new(module);
        if !has_ending(path, &["grv", "md"]) {
            return Some(module.to_owned());
        }
        match read(path, RULES_LIMIT) {
            Ok(text) => self.session.register(module, &text),
            Err(fault) => {
                self.fault(fault);
                None
            }
        }
    }
    /// Prints the diagnostics and says how the command ended.
    pub(super) fn end(self, failed: bool) -> Exit {
        // warnings are for those who write modules, not for each run of them
        let shown = self.session.sink.found.iter().filter(|d| self.checks || !d.is_warning());
        let found: Vec<Diagnostic> = shown.cloned().collect();
        if !found.is_empty() {
            warn(&self.told(&found));
        }
        Exit::of(&self.session.sink, failed)
    }
    /// Diagnostics as they are printed.
    pub(super) fn told(&self, found: &[Diagnostic]) -> String {
        let sources = &self.session.sources;
        let style = if self.is_set("plain") { Style::Plain } else { Style::Fancy(self.width()) };
        match self.json {
            true => diagnostics_json(found, sources),
            false => fitted(&messages(found, sources, self.lang, style), self.width()),
        }
    }
    /// The cells of a line: as the shell says, or as the terminal is; else, and for those who listen, as many as it takes.
    pub(super) fn width(&self) -> usize {
        if self.is_set("plain") { usize::MAX } else { super::cells() }
    }
    /// The cells of a line for what stands side by side; none for those who listen.
    pub(super) fn beside(&self) -> Option<usize> {
        (!self.is_set("plain")).then(|| self.width())
    }
    /// The sign at which a line is waited for.
    pub(super) fn sign(&self) -> &'static str {
        if self.is_set("plain") { "> " } else { "› " }
    }
    /// Prints an answer.
    pub(super) fn print(&self, text: &str) {
        print(&self.laid(text));
    }
    /// An answer as it is to be read: without drawing, or in lines of the terminal.
    pub(super) fn laid(&self, text: &str) -> String {
        match (self.json, self.is_set("plain")) {
            (true, _) => text.to_owned(),
            (false, true) => spoken(text, self.lang),
            (false, false) => fitted(text, self.width()),
        }
    }
    /// Prints a text that is used as it stands: rules, cases, a query, rows of a table.
    pub(super) fn hand_out(&self, text: &str) {
        print(text);
    }
}
