//! Work on a thread of its own with room for deep texts, and what went wrong in it as a Python exception.

use gravamen::case::BadCell;
use gravamen::diag::{Code, Diagnostic, Lang, Style, half, help_of, report, title_of};
use gravamen::session::Session;
use gravamen::text::Sources;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// As much as the main thread of a program has.
const STACK: usize = 16 << 20;

/// What was found while work was done.
pub struct Found {
    lang: Lang,
    all: Vec<Diagnostic>,
    sources: Sources,
    /// The cells among them: the row, from 0, and the column.
    cells: Vec<(usize, u64, String)>,
}

/// `en` or `zh`.
pub fn language(word: &str) -> PyResult<Lang> {
    match word {
        "en" => Ok(Lang::En),
        "zh" => Ok(Lang::Zh),
        _ => Err(PyValueError::new_err("language must be 'en' or 'zh'")),
    }
}

impl Found {
    /// Takes over what a session found.
    pub fn heard(&mut self, session: &Session) {
        self.all.clone_from(&session.sink.found);
        self.sources = session.sources.clone();
    }
    /// A fault of no text.
    pub fn fault(&mut self, fault: Diagnostic) {
        self.all.push(fault);
    }
    /// A cell that cannot be read.
    pub fn cell(&mut self, row: u64, column: &str, bad: &BadCell) {
        self.cells.push((self.all.len(), row, column.to_owned()));
        let en_zh = format!("row {row}, column `{column}` | 第 {row} 行“{column}”列");
        let args = [&*en_zh, &bad.text, &bad.takes, &bad.hint];
        self.all.push(Diagnostic::without_place(Code::BadCell, &args));
    }
    /// What the check warns of in a text.
    pub fn warnings(&self, shown: &str) -> String {
        let here = |d: &&Diagnostic| d.span.is_some_and(|s| self.sources.get(s.file).name == shown);
        let all: Vec<Diagnostic> = self.all.iter().filter(here).cloned().collect();
        report(&all, &self.sources, self.lang, Style::Fancy(usize::MAX))
    }

    fn raised(self, py: Python<'_>) -> PyErr {
        let errors: Vec<(usize, &Diagnostic)> =
            self.all.iter().enumerate().filter(|d| !d.1.is_warning()).collect();
        let shown: Vec<Diagnostic> = errors.iter().map(|d| d.1.clone()).collect();
        let text = report(&shown, &self.sources, self.lang, Style::Fancy(usize::MAX));
        let one = |(at, d): &(usize, &Diagnostic)| -> PyResult<Py<PyDict>> {
            let dict = PyDict::new(py);
            dict.set_item("code", d.code.row().id)?;
            dict.set_item("message", half(&title_of(d, self.lang), self.lang))?;
            dict.set_item("help", help_of(d, self.lang))?;
            let place = d.span.map(|s| self.sources.place(s)).map(|p| (p.name, p.line, p.column));
            dict.set_item("place", place)?;
            let cell = self.cells.iter().find(|c| c.0 == *at).map(|c| (c.1, c.2.as_str()));
            dict.set_item("cell", cell)?;
            Ok(dict.unbind())
        };
        let raised = || -> PyResult<PyErr> {
            let all: PyResult<Vec<Py<PyDict>>> = errors.iter().map(one).collect();
            let class = py.import("gravamen.errors")?.getattr("GravamenError")?;
            Ok(PyErr::from_value(class.call1((text, all?))?))
        };
        raised().unwrap_or_else(|e| e)
    }
}

/// Does the work without holding up other threads of Python; nothing as an answer raises what was found.
pub fn apart<T: Send>(
    py: Python<'_>,
    lang: Lang,
    work: impl FnOnce(&mut Found) -> Option<T> + Send,
) -> PyResult<T> {
    let mut found = Found { lang, all: Vec::new(), sources: Sources::default(), cells: Vec::new() };
    let done = py.detach(|| {
        std::thread::scope(|scope| {
            let work = || work(&mut found);
            let started = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            started.ok().and_then(|handle| handle.join().ok())
        })
    });
    match done {
        Some(Some(answer)) => Ok(answer),
        Some(None) => Err(found.raised(py)),
        None => Err(PyRuntimeError::new_err("internal error; please report what led to it")),
    }
}
