//! A bar on standard error for what lasts longer than a second; only at a terminal, and only if it is wanted.

use super::run::Work;
use crate::diag::{Lang, fill};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

/// It is drawn so many times a second at most.
const TIMES: u8 = 8;
/// It appears after so long.
const PATIENCE: Duration = Duration::from_secs(1);
/// Where it is not known how much there is to do, a sign turns.
const WORKING: &str = "  {spinner} {elapsed}";
const COUNTED: &str = "  [{bar:30}] {pos}/{len}  {eta}";

/// Whether a bar is wanted, and somebody would see it.
pub(super) fn is_wanted(work: &Work<'_>) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    let unwanted = work.is_set("plain") || work.is_set("no-progress") || set("NO_PROGRESS");
    !unwanted && !super::repl::is_dumb() && std::io::stderr().is_terminal()
}

/// How far long work is.
pub(super) struct Bar {
    bar: ProgressBar,
    form: &'static str,
    /// Its end is the end of what waits to show the bar.
    done: Option<Sender<()>>,
    waiting: Option<JoinHandle<()>>,
}

impl Bar {
    /// A bar for a command, unless nobody would see it.
    pub(super) fn of(work: &Work<'_>) -> Option<Bar> {
        is_wanted(work).then(Bar::begun)
    }

    /// A bar of work that begins now.
    pub(super) fn begun() -> Bar {
        let bar = ProgressBar::hidden();
        let (done, is_done) = channel();
        let drawn = bar.clone();
        // work that tells nothing for a while is shown too
        let waiting = spawn(move || {
            if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                drawn.set_draw_target(ProgressDrawTarget::stderr_with_hz(TIMES));
                drawn.enable_steady_tick(Duration::from_secs(1) / u32::from(TIMES));
            }
        });
        let mut bar = Bar { bar, form: "", done: Some(done), waiting: Some(waiting) };
        bar.shape(WORKING);
        bar
    }

    fn shape(&mut self, form: &'static str) {
        if self.form == form {
            return;
        }
        if let Ok(style) = ProgressStyle::with_template(form) {
            // signs of one column in every terminal
            self.bar.set_style(style.progress_chars("=> ").tick_chars("-\\|/ "));
        }
        self.form = form;
    }

    /// So many parts of all are done.
    pub(super) fn tell(&mut self, done: usize, all: usize) {
        self.shape(COUNTED);
        self.bar.set_length(all as u64);
        self.bar.set_position(done as u64);
    }

    /// So many rows of a table are done; with it, how much of how much was read, if that is known.
    pub(super) fn rows(&mut self, rows: u64, far: Option<(u64, u64)>, lang: Lang) {
        const ROWS: [&str; 2] = ["{0} rows, {1} a second", "{0} 行，每秒 {1} 行"];
        let seconds = self.bar.elapsed().as_millis().max(1);
        let rate = u128::from(rows) * 1000 / seconds;
        self.bar.set_message(fill(lang.pick(&ROWS), &[rows.to_string(), rate.to_string()]));
        match far {
            Some((done, all)) => {
                self.bar.set_length(all);
                self.bar.set_position(done);
                self.shape("  [{bar:30}] {msg}  {eta}");
            }
            None => self.shape("  {msg}"),
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.done = None;
        if let Some(waiting) = self.waiting.take() {
            let _ = waiting.join();
        }
        self.bar.finish_and_clear();
    }
}

impl Work<'_> {
    /// The session tells a bar how far it is, until `told_enough`.
    pub(super) fn shows_progress(&mut self) {
        if let Some(mut bar) = Bar::of(self) {
            self.session.progress = Some(Box::new(move |done, all| bar.tell(done, all)));
        }
    }

    /// Does work that may last: it is shown how far it is, and the bar is gone before anything is printed.
    pub(super) fn long<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.shows_progress();
        let done = work(self);
        self.told_enough();
        done
    }

    /// Does work on one file after the other: files are counted; of a single one the session itself knows how far it is.
    pub(super) fn each<T>(&mut self, files: &[T], mut work: impl FnMut(&mut Self, &T)) {
        if let [file] = files {
            return self.long(|here| work(here, file));
        }
        let mut bar = Bar::of(self);
        for (n, file) in files.iter().enumerate() {
            if let Some(bar) = &mut bar {
                bar.tell(n, files.len());
            }
            work(self, file);
        }
    }

    /// The bar goes, before anything is printed.
    pub(super) fn told_enough(&mut self) {
        self.session.progress = None;
    }
}
