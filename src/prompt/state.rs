//! What a prompt remembers: rules, typed layers, cases, options; and what it made of them.

use super::complete::Index;
use super::picture::Ink;
use crate::case::CaseFile;
use crate::diag::{Code, Diagnostic, Lang, Sink, Style, clean, report};
use crate::explain::Verdict;
use crate::render::fitted;
use crate::session::{Files, Law, Layer, RuleSet, Session};
use crate::syntax::ast::Case;
use crate::text::Sources;
use crate::val::{Date, DateRange};
use std::sync::Arc;

/// What lies outside: files, and an editor.
pub trait Desk: Send + Sync {
    /// The files of a path, each with its name and its text: a file, or the cases of a folder.
    fn read(&self, path: &str) -> Result<Vec<(String, String)>, Diagnostic>;
    /// Writes a file.
    fn write(&self, path: &str, text: &str) -> Result<(), Diagnostic>;
    /// Lets a person edit a text.
    fn edit(&self, text: &str) -> Result<String, Diagnostic>;
    /// Where modules outside the library come from.
    fn modules(&self) -> Box<dyn Files>;
    /// On how many threads long work is done.
    fn threads(&self) -> usize {
        1
    }
    /// A line begins to be answered: should it last, a person sees that it is worked on.
    fn begins(&self) {}
    /// The line is answered, or given up.
    fn ends(&self) {}
}

/// What a line led to.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The answer; empty, or ends with a line end.
    pub text: String,
    /// What was wrong, as the compiler says it.
    pub faults: String,
    /// Whether something was wrong.
    pub wrong: bool,
    /// Whether an answer did not bear checking, which is our own fault.
    pub unsound: bool,
    /// Whether an assertion failed.
    pub failed: bool,
    /// Whether the session ends.
    pub ends: bool,
    /// Whether a history is kept from now on, if that was said.
    pub history: Option<bool>,
}

/// What can be taken back.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) lang: Lang,
    /// The rule set as it was asked for, without typed layers.
    pub(super) base: RuleSet,
    pub(super) layers: Vec<Layer>,
    pub(super) day: Option<Date>,
    /// The rules and their typed layers that apply again when no day is chosen any more.
    pub(super) aside: Option<(RuleSet, Vec<Layer>)>,
    pub(super) cases: Vec<Case>,
    pub(super) current: Option<usize>,
    /// The paths that were loaded, with the files read there.
    pub(super) loaded: Vec<(String, Vec<(String, String)>)>,
    pub(super) brief: bool,
    pub(super) watch: bool,
    /// With which signs pictures are drawn.
    pub(super) ink: Ink,
    /// The cells of a line.
    pub(super) width: usize,
}

/// An outcome that was shown, for a test: the case as it stood, the rule set, the outcome.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) case: Case,
    pub(super) set: RuleSet,
    pub(super) typed: bool,
    pub(super) outcome: (String, String),
}

/// Enough to begin again where a computation was stopped.
#[derive(Debug, Clone)]
pub struct Saved {
    state: State,
    undo: Vec<(String, State)>,
    journal: Vec<String>,
    shown: Vec<Shown>,
    last: Option<(String, String)>,
    sources: Sources,
    typed: usize,
}

/// A session at the prompt.
pub struct Prompt {
    pub(super) session: Session,
    pub(super) desk: Arc<dyn Desk>,
    pub(super) state: State,
    pub(super) undo: Vec<(String, State)>,
    /// The lines that led here.
    pub(super) journal: Vec<String>,
    pub(super) shown: Vec<Shown>,
    /// What could not be done, each in a line.
    pub(super) refused: Vec<String>,
    /// The last question with its answer, asked again when a file changes.
    pub(super) last: Option<(String, String)>,
    /// How many lines were typed.
    pub(super) typed: usize,
    /// The rule set with its typed layers.
    pub(super) set: RuleSet,
    law: Option<Arc<Law>>,
    verdict: Option<Verdict>,
    index: Option<Arc<Index>>,
}

impl Prompt {
    /// A prompt over a module, with theories adopted for the session.
    pub fn new(desk: Arc<dyn Desk>, set: RuleSet, lang: Lang) -> Prompt {
        let mut session = Session::new(desk.modules());
        session.threads = desk.threads();
        // what is not there is said with the first answer
        let set = session.resolved(&set).unwrap_or(set);
        let state = State {
            lang,
            base: set.clone(),
            layers: Vec::new(),
            day: None,
            aside: None,
            cases: Vec::new(),
            current: None,
            loaded: Vec::new(),
            brief: false,
            watch: false,
            ink: Ink::default(),
            width: usize::MAX,
        };
        Prompt {
            session,
            desk,
            state,
            undo: Vec::new(),
            journal: vec![format!(":lang {}", lang.pick(&["en", "zh"]))],
            shown: Vec::new(),
            refused: Vec::new(),
            last: None,
            typed: 0,
            set,
            law: None,
            verdict: None,
            index: None,
        }
    }

    /// Draws pictures with other signs.
    pub fn draw_with(&mut self, ink: Ink) {
        self.state.ink = ink;
    }

    /// Sets tables in lines of so many cells.
    pub fn set_width(&mut self, width: usize) {
        self.state.width = width;
    }

    /// What it takes to begin again here.
    pub fn saved(&self) -> Saved {
        Saved {
            state: self.state.clone(),
            undo: self.undo.clone(),
            journal: self.journal.clone(),
            shown: self.shown.clone(),
            last: self.last.clone(),
            sources: self.session.sources.clone(),
            typed: self.typed,
        }
    }

    /// A prompt that goes on where another was saved.
    pub fn resumed(desk: Arc<dyn Desk>, saved: &Saved) -> Prompt {
        let mut prompt = Prompt::new(desk, saved.state.base.clone(), saved.state.lang);
        prompt.session.sources = saved.sources.clone();
        prompt.undo = saved.undo.clone();
        prompt.journal = saved.journal.clone();
        prompt.shown = saved.shown.clone();
        prompt.last = saved.last.clone();
        prompt.typed = saved.typed;
        let given = saved.state.loaded.iter().flat_map(|(_, files)| files);
        for (name, text) in given.filter(|(name, _)| is_rules(name)) {
            prompt.session.register(name, text);
        }
        prompt.enter(saved.state.clone());
        prompt
    }

    /// The language of answers.
    pub fn lang(&self) -> Lang {
        self.state.lang
    }

    /// Takes another state on.
    pub(super) fn enter(&mut self, state: State) {
        self.state = state;
        self.set = match self.state.layers.is_empty() {
            true => self.state.base.clone(),
            false => self.session.layered(&self.state.base, &self.state.layers),
        };
        self.forget();
    }

    /// What was made of the state is made anew.
    pub(super) fn forget(&mut self) {
        self.law = None;
        self.verdict = None;
        self.index = None;
    }

    /// Takes another case, or the case changed, on; the rules stay.
    pub(super) fn enter_case(&mut self, state: State) {
        let picks = self.session.picks_by_date(&self.set);
        self.state = state;
        self.verdict = None;
        if picks {
            self.law = None;
            self.index = None;
        }
    }

    /// The case at hand.
    pub(super) fn case(&self) -> Option<&Case> {
        self.state.current.and_then(|i| self.state.cases.get(i))
    }

    /// The case at hand as the rules read it.
    pub(super) fn facts(&mut self) -> Option<CaseFile> {
        let case = self.case().cloned()?;
        let set = self.set.clone();
        self.session.case_as(&set, &case)
    }

    /// The rules that apply to the case at hand.
    pub(super) fn law(&mut self) -> Option<Arc<Law>> {
        if self.law.is_none() {
            let case = match self.session.picks_by_date(&self.set) {
                true => self.facts(),
                false => None,
            };
            let set = self.set.clone();
            let days = match (self.state.day, case) {
                (Some(day), _) => DateRange::point(day),
                (None, Some(case)) => self.session.days(&set, &case),
                (None, None) => DateRange::any(),
            };
            self.law = self.session.law(&set, days).map(Arc::new);
        }
        self.law.clone()
    }

    /// The answer for the case at hand.
    pub(super) fn verdict(&mut self) -> Option<Verdict> {
        if self.verdict.is_none() {
            let case = self.facts()?;
            self.verdict = self.graded(&case);
        }
        self.verdict.clone()
    }

    /// The answer for a case.
    pub(super) fn graded(&mut self, case: &CaseFile) -> Option<Verdict> {
        let set = self.set.clone();
        self.session.verdict_on(&set, self.state.day, case)
    }

    /// All names that may be completed.
    pub fn index(&mut self) -> Arc<Index> {
        if let Some(known) = &self.index {
            return known.clone();
        }
        let outer = std::mem::take(&mut self.session.sink);
        let law = self.law();
        let modules: Vec<[String; 2]> = self
            .session
            .module_names()
            .iter()
            .map(|name| self.session.called_by(name).unwrap_or([name.clone(), name.clone()]))
            .collect();
        self.session.sink = outer;
        let cases = self.state.cases.iter().flat_map(|c| c.names.clone());
        let index = Arc::new(Index::of(law.as_deref(), &modules, cases, self.state.lang));
        self.index = Some(index.clone());
        index
    }

    /// `interpretation_2017·b-001› `, with a question mark where the outcome is not decided.
    pub fn prompt(&mut self) -> String {
        let (name, open) = self.place();
        format!("{name}{}{} ", if open { "?" } else { "" }, self.sign())
    }

    /// The sign behind which a line is typed.
    pub fn sign(&self) -> char {
        if self.state.ink == Ink::Nothing { '>' } else { '›' }
    }

    /// The rules and the case at hand as the prompt shows them, and whether the outcome is open.
    pub fn place(&mut self) -> (String, bool) {
        let outer = std::mem::take(&mut self.session.sink);
        let module = self.session.called_by(&self.set.module);
        let module = module.map(|names| self.say([&names[0], &names[1]]).to_owned());
        let module = module.unwrap_or_else(|| self.set.module.clone());
        let open = self.verdict().is_some_and(|v| v.outcome.0 != v.outcome.1);
        self.session.sink = outer;
        let mut out = module.rsplit('.').next().unwrap_or(&module).to_owned();
        if !self.set.with.is_empty() {
            out.push('+');
        }
        if let Some(case) = self.case() {
            out.push('·');
            out.push_str(&self.case_name(case));
        }
        let out: String = out.chars().take(60).collect();
        (clean(&out), open)
    }

    /// A case as a reader of the language calls it.
    pub(super) fn case_name(&self, case: &Case) -> String {
        let wanted = |n: &&String| n.is_ascii() == (self.state.lang == Lang::En);
        case.names.iter().find(wanted).or(case.names.first()).cloned().unwrap_or_default()
    }

    /// The half of a pair in the language of answers.
    pub(super) fn say<'a>(&self, pair: [&'a str; 2]) -> &'a str {
        self.state.lang.pick(&pair)
    }

    /// Puts what was found wrong since the last answer into this one, as the compiler says it; whether anything was an error.
    pub(super) fn faults(&mut self, out: &mut Answer) -> bool {
        let found = std::mem::take(&mut self.session.sink);
        let refused: String = std::mem::take(&mut self.refused).iter().map(|r| clean(r) + "\n").collect();
        let wrong = found.has_errors() || !refused.is_empty();
        out.wrong |= wrong;
        out.unsound |= found.found.iter().any(|d| d.code == Code::AtOdds);
        out.faults.push_str(&refused);
        // at a prompt nobody wants to be told that a rule cites nothing
        let kept: Vec<Diagnostic> = found.found.into_iter().filter(|d| d.code != Code::Uncited).collect();
        if !kept.is_empty() {
            let style = match self.state.ink {
                Ink::Nothing => Style::Plain,
                Ink::Ascii | Ink::Dots => Style::Fancy(self.state.width),
            };
            let told = report(&kept, &self.session.sources, self.state.lang, style);
            out.faults.push_str(&fitted(&told, self.state.width));
        }
        wrong
    }

    /// Says that something cannot be done, `[English, 中文]`.
    pub(super) fn refuse(&mut self, says: [&str; 2]) {
        let text = self.say(says).to_owned();
        self.refused.push(text);
    }

    /// Remembers where we are, so that the next change can be taken back.
    pub(super) fn remember(&mut self, line: &str) {
        self.undo.push((line.lines().next().unwrap_or("").to_owned(), self.state.clone()));
    }

    /// Does something whose faults are its own; what was found, and what came of it.
    pub(super) fn apart<T>(&mut self, work: impl FnOnce(&mut Prompt) -> T) -> (T, Sink) {
        let outer = std::mem::take(&mut self.session.sink);
        let done = work(self);
        (done, std::mem::replace(&mut self.session.sink, outer))
    }
}

/// Whether a file holds rules.
pub(super) fn is_rules(name: &str) -> bool {
    name.ends_with(".grv") || name.ends_with(".md")
}
