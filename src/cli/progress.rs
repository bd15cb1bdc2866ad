//! A bar on standard error for what lasts longer than a second; only at a terminal, and only if it is wanted.

use super::run::Work;
use crate::diag::{Lang, fill};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// It is drawn so many times a second at most.
const TIMES: u8 = 8;
/// It appears after so many seconds.
const PATIENCE: u64 = 1;

/// How far long work is.
pub(super) struct Bar {
    bar: ProgressBar,
    shown: bool,
    told_rows: bool,
}

impl Bar {
    /// A bar for a command, unless nobody would see it.
    pub(super) fn of(work: &Work<'_>) -> Option<Bar> {
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let unwanted = work.is_set("plain") || work.is_set("no-progress") || set("NO_PROGRESS");
        if unwanted || super::repl::is_dumb() || !std::io::stderr().is_terminal() {
            return None;
        }
        let bar = ProgressBar::hidden();
        // signs of one column in every terminal
        let style = ProgressStyle::with_template("  [{bar:30}] {pos}/{len}  {eta}").ok()?;
        bar.set_style(style.progress_chars("=> "));
        Some(Bar { bar, shown: false, told_rows: false })
    }

    /// So many parts of all are done.
    pub(super) fn tell(&mut self, done: usize, all: usize) {
        self.bar.set_length(all as u64);
        self.bar.set_position(done as u64);
        self.show();
    }

    /// So many rows of a table are done; with it, how much of how much was read, if that is known.
    pub(super) fn rows(&mut self, rows: u64, far: Option<(u64, u64)>, lang: Lang) {
        const ROWS: [&str; 2] = ["{0} rows, {1} a second", "{0} 行，每秒 {1} 行"];
        let seconds = self.bar.elapsed().as_millis().max(1);
        let rate = u128::from(rows) * 1000 / seconds;
        self.bar.set_message(fill(lang.pick(&ROWS), &[rows.to_string(), rate.to_string()]));
        let form = match far {
            Some((done, all)) => {
                self.bar.set_length(all);
                self.bar.set_position(done);
                "  [{bar:30}] {msg}  {eta}"
            }
            None => "  {msg}",
        };
        if !self.told_rows
            && let Ok(style) = ProgressStyle::with_template(form)
        {
            self.bar.set_style(style.progress_chars("=> "));
            self.told_rows = true;
        }
        self.show();
    }

    fn show(&mut self) {
        if !self.shown && self.bar.elapsed().as_secs() >= PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(TIMES));
            self.shown = true;
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
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

    /// The bar goes, before anything is printed.
    pub(super) fn told_enough(&mut self) {
        self.session.progress = None;
    }
}
