//! A line is answered on a thread of its own, so that Ctrl-C can give it up: the session begins again where it stood.

use crate::diag::Lang;
use crate::prompt::{Answer, Desk, Index, Prompt};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

/// Deep conditions want a deep stack.
const STACK: usize = 64 << 20;

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

/// The session, and what may stop it.
pub(super) struct Work {
    /// None only while a line is answered.
    prompt: Option<Prompt>,
    desk: Arc<dyn Desk>,
    sender: Arc<Mutex<Option<Sender<Event>>>>,
}

impl Work {
    /// A session that Ctrl-C can stop.
    pub(super) fn new(prompt: Prompt, desk: Arc<dyn Desk>) -> Work {
        let sender: Arc<Mutex<Option<Sender<Event>>>> = Arc::default();
        let heard = sender.clone();
        // while a line is typed the editor itself reads Ctrl-C
        let set = ctrlc::set_handler(move || {
            if let Some(to) = heard.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                let _ = to.send(Event::Stop);
            }
        });
        // without a handler Ctrl-C ends the process, as it does elsewhere
        drop(set);
        Work { prompt: Some(prompt), desk, sender }
    }

    pub(super) fn lang(&self) -> Lang {
        self.prompt.as_ref().map_or(Lang::En, Prompt::lang)
    }

    /// What is shown before a line, and what can be completed in it.
    pub(super) fn ready(&mut self) -> (String, Arc<Index>) {
        match &mut self.prompt {
            Some(prompt) => (prompt.prompt(), prompt.index()),
            None => ("› ".to_owned(), Arc::default()),
        }
    }

    /// Answers a line, unless it is stopped.
    pub(super) fn answer(&mut self, line: &str) -> Done {
        let Some(mut prompt) = self.prompt.take() else { return Done::Broken };
        let saved = prompt.saved();
        let (to, events): (Sender<Event>, Receiver<Event>) = channel();
        *self.sender.lock().unwrap_or_else(PoisonError::into_inner) = Some(to.clone());
        let line = line.to_owned();
        let thread = Builder::new().stack_size(STACK).spawn(move || {
            let answered = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
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
        *self.sender.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let given_up = match event {
            Event::Answered(done) => {
                let (prompt, answer) = *done;
                self.prompt = Some(prompt);
                return Done::Answered(Box::new(answer));
            }
            Event::Stop => Done::Stopped,
            Event::Broken => Done::Broken,
        };
        self.prompt = Some(Prompt::resumed(self.desk.clone(), &saved));
        given_up
    }
}
