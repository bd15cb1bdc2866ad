//! A line is answered on a thread of its own, so that Ctrl-C can give it up: the session begins again where it stood.
//!
//! While a line is typed the session lies in a slot; who looks after changed files takes it from there and lays it back.

use crate::diag::Lang;
use crate::prompt::{Answer, Desk, Index, Prompt, Saved};
use crate::session::STACK;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Builder};
use std::time::Duration;

/// Files are looked at so often while a line is typed.
const LOOK: Duration = Duration::from_millis(300);
/// Who waits for the session asks for it so often.
const WAIT: Duration = Duration::from_millis(10);

/// What came of a line.
pub(super) enum Done {
    /// it was answered
    Answered(Box<Answer>),
    /// it was stopped
    Stopped,
    /// it failed by a fault of ours
    Broken,
}

enum Event {
    Answered(Box<(Prompt, Answer)>),
    Broken,
    Stop,
}

/// The session while nobody works with it.
#[derive(Default)]
struct Slot {
    /// None while it is worked with.
    prompt: Option<Prompt>,
    /// Whether a line is typed.
    typing: bool,
    /// Where the session stood when it was taken to look after files.
    saved: Option<Saved>,
    /// Counts how often such a look was given up.
    given_up: u64,
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is shown before a line. Where files are watched the outcome may open while a line is typed: then a blank keeps
/// the place of the question mark, for an editor wants what it shows to stay as wide.
pub(super) struct Sign {
    decided: String,
    open: String,
    is_open: Arc<AtomicBool>,
}

impl rustyline::Prompt for Sign {
    fn raw(&self) -> &str {
        if self.is_open.load(Ordering::SeqCst) { &self.open } else { &self.decided }
    }
}

/// The session, and what may stop it.
pub(super) struct Work {
    slot: Arc<Mutex<Slot>>,
    desk: Arc<dyn Desk>,
    sender: Arc<Mutex<Option<Sender<Event>>>>,
    lang: Lang,
    /// Whether somebody looks after files while a line is typed.
    watched: bool,
    /// Whether the outcome is open.
    is_open: Arc<AtomicBool>,
}

impl Work {
    /// A session that Ctrl-C can stop.
    pub(super) fn new(prompt: Prompt, desk: Arc<dyn Desk>) -> Work {
        let sender: Arc<Mutex<Option<Sender<Event>>>> = Arc::default();
        let heard = sender.clone();
        // while a line is typed the editor itself reads Ctrl-C
        super::when_interrupted(move || {
            if let Some(to) = open(&heard).as_ref() {
                let _ = to.send(Event::Stop);
            }
        });
        let lang = prompt.lang();
        let slot = Arc::new(Mutex::new(Slot { prompt: Some(prompt), ..Slot::default() }));
        Work { slot, desk, sender, lang, watched: false, is_open: Arc::default() }
    }

    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// Takes the session; a look after files that lasts can be stopped.
    fn take(&mut self) -> Option<Prompt> {
        let (to, events) = channel();
        *open(&self.sender) = Some(to);
        let taken = loop {
            let mut slot = open(&self.slot);
            slot.typing = false;
            if let Some(prompt) = slot.prompt.take() {
                break Some(prompt);
            }
            drop(slot);
            if let Ok(Event::Stop) = events.recv_timeout(WAIT) {
                let mut slot = open(&self.slot);
                slot.given_up += 1;
                break slot.saved.take().map(|saved| Prompt::resumed(self.desk.clone(), &saved));
            }
        };
        *open(&self.sender) = None;
        taken
    }

    fn lay_back(&mut self, prompt: Prompt) {
        self.lang = prompt.lang();
        open(&self.slot).prompt = Some(prompt);
    }

    /// What is shown before a line, and what can be completed in it.
    pub(super) fn ready(&mut self) -> (Sign, Arc<Index>) {
        let is_open = self.is_open.clone();
        let sign = |name: &str, gap: &str, end: char| {
            let [decided, open] = [gap, "?"].map(|mark| format!("{name}{mark}{end} "));
            Sign { decided, open, is_open }
        };
        let Some(mut prompt) = self.take() else { return (sign("", "", '›'), Arc::default()) };
        let (name, open_now) = prompt.place();
        self.is_open.store(open_now, Ordering::SeqCst);
        let ready = (sign(&name, if prompt.is_watching() { " " } else { "" }, prompt.sign()), prompt.index());
        self.lay_back(prompt);
        open(&self.slot).typing = true;
        ready
    }

    /// Whether files are to be watched, and nobody does yet while lines are typed.
    pub(super) fn wants_watcher(&self) -> bool {
        !self.watched && open(&self.slot).prompt.as_ref().is_some_and(Prompt::is_watching)
    }

    /// Looks after files from now on while lines are typed, and tells what their changes lead to and what then stands
    /// before the line.
    pub(super) fn watch(&mut self, mut tell: impl FnMut(String, String) + Send + 'static) {
        let (slot, desk, is_open) = (self.slot.clone(), self.desk.clone(), self.is_open.clone());
        let look = move || {
            let mut seen = None;
            loop {
                thread::sleep(LOOK);
                let mut here = open(&slot);
                let now = here.prompt.as_ref().filter(|_| here.typing).and_then(Prompt::changed_files);
                // a file that is still being written is left until it rests
                let rests = now.is_some() && now == seen;
                seen = now;
                let Some(mut prompt) = here.prompt.take_if(|_| rests) else { continue };
                let (saved, turn) = (prompt.saved(), here.given_up);
                here.saved = Some(saved.clone());
                drop(here);
                let looked = catch_unwind(AssertUnwindSafe(|| {
                    let answer = prompt.look();
                    let (name, open) = prompt.place();
                    is_open.store(open, Ordering::SeqCst);
                    let sign = format!("{name}{}{} ", if open { "?" } else { " " }, prompt.sign());
                    prompt.index();
                    (prompt, answer.text + &answer.faults, sign)
                }));
                let mut here = open(&slot);
                if here.given_up != turn {
                    continue;
                }
                let (prompt, told, sign) = match looked {
                    Ok(looked) => looked,
                    Err(_) => (Prompt::resumed(desk.clone(), &saved), String::new(), String::new()),
                };
                here.prompt = Some(prompt);
                drop(here);
                if !told.is_empty() {
                    tell(told, sign);
                }
            }
        };
        self.watched = Builder::new().stack_size(STACK).spawn(look).is_ok();
    }

    /// Answers a line, unless it is stopped.
    pub(super) fn answer(&mut self, line: &str) -> Done {
        let Some(mut prompt) = self.take() else { return Done::Broken };
        let saved = prompt.saved();
        let (to, events): (Sender<Event>, Receiver<Event>) = channel();
        *open(&self.sender) = Some(to.clone());
        let line = line.to_owned();
        self.desk.begins();
        let thread = Builder::new().stack_size(STACK).spawn(move || {
            let answered = catch_unwind(AssertUnwindSafe(|| {
                let answer = prompt.answer(&line);
                // what the next line is shown with belongs to the work that can be stopped
                prompt.prompt();
                prompt.index();
                (prompt, answer)
            }));
            // nobody listens to what was given up
            let _ = to.send(match answered {
                Ok(done) => Event::Answered(Box::new(done)),
                Err(_) => Event::Broken,
            });
        });
        let event = match thread {
            Ok(_) => events.recv().unwrap_or(Event::Broken),
            Err(_) => Event::Broken,
        };
        self.desk.ends();
        *open(&self.sender) = None;
        let given_up = match event {
            Event::Answered(done) => {
                let (prompt, answer) = *done;
                self.lay_back(prompt);
                return Done::Answered(Box::new(answer));
            }
            Event::Stop => Done::Stopped,
            Event::Broken => Done::Broken,
        };
        self.lay_back(Prompt::resumed(self.desk.clone(), &saved));
        given_up
    }
}
