//! The engine as a Python module: texts of rules and tables of any library in, tables and exceptions out.

mod answers;
mod faults;
mod rules;
mod table;

use arrow_array::RecordBatch;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::FromPyArrow;
use faults::{apart, language};
use gravamen::diag::Lang;
use gravamen::render::coding;
use gravamen::session::RuleSet;
use pyo3::prelude::*;
use rules::{Given, house};
use table::Table;

/// How a module is called in English and in Chinese, and what the check warns of.
type Defined = (String, String, String);

/// Takes a module in beside others, as a check does; raises what is wrong with it.
#[pyfunction]
fn define(
    py: Python<'_>,
    texts: Vec<(String, String)>,
    shown: String,
    text: String,
    lang: &str,
) -> PyResult<Defined> {
    let lang = language(lang)?;
    apart(py, lang, move |out| {
        let mut session = house(&texts, out)?;
        let name = session.register(&shown, &text);
        let sound = name.as_ref().is_some_and(|name| session.check(name));
        let names = name.and_then(|name| session.called_by(&name));
        out.heard(&session);
        let [en, zh] = names.filter(|_| sound)?;
        Some((en, zh, out.warnings(&shown)))
    })
}

/// What a text of rules calls its module.
#[pyfunction]
fn declared(py: Python<'_>, shown: String, text: String, lang: &str) -> PyResult<String> {
    let lang = language(lang)?;
    apart(py, lang, move |out| {
        let mut session = house(&[], out)?;
        let name = session.register(&shown, &text);
        out.heard(&session);
        name
    })
}

/// The names of all modules.
#[pyfunction]
fn modules(py: Python<'_>, texts: Vec<(String, String)>) -> PyResult<Vec<String>> {
    apart(py, Lang::En, move |out| Some(house(&texts, out)?.module_names()))
}

/// The full name of a module, once it and what it adopts are found to be sound.
#[pyfunction]
fn check(py: Python<'_>, given: Given, lang: &str) -> PyResult<String> {
    let lang = language(lang)?;
    apart(py, lang, move |out| {
        let mut session = house(&given.0, out)?;
        let set = session.resolved(&RuleSet { module: given.1.clone(), with: given.2.clone() });
        let sound = set.as_ref().is_some_and(|set| session.vocabulary(set).is_some());
        out.heard(&session);
        set.filter(|_| sound).map(|set| set.module)
    })
}

/// The coding sheet of a rule set: its head and its codebook as CSV, and a module with the table item that reads it.
#[pyfunction]
fn template(py: Python<'_>, given: Given, lang: &str) -> PyResult<(String, String, String)> {
    let lang = language(lang)?;
    apart(py, lang, move |out| {
        let mut session = house(&given.0, out)?;
        let set = RuleSet { module: given.1.clone(), with: given.2.clone() };
        let schema = session.vocabulary(&set);
        let modules = session.vocabulary_modules(&set);
        out.heard(&session);
        let sheet = coding(&schema?, lang);
        let module = match lang {
            Lang::En => format!("module coding_sheet\n  uses  {}\n\n{}", modules.join(", "), sheet.item),
            Lang::Zh => format!("模块 coding_sheet\n  援用  {}\n\n{}", modules.join("、"), sheet.item),
        };
        Some((sheet.csv(), sheet.codebook(), module))
    })
}

/// The columns that the table of each rule set reads.
#[pyfunction]
fn columns(py: Python<'_>, sets: Vec<Given>, lang: &str) -> PyResult<Vec<String>> {
    let lang = language(lang)?;
    apart(py, lang, move |out| {
        let engines = rules::engines(&sets, lang, out)?;
        let mut all: Vec<String> = Vec::new();
        for name in engines.iter().flat_map(|e| e.columns()) {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        Some(all)
    })
}

/// The rows of a table graded under one rule set, or under two and held against each other; and the matrix.
#[pyfunction]
fn grade(
    py: Python<'_>,
    sets: Vec<Given>,
    frame: &Bound<'_, PyAny>,
    head: Option<Vec<String>>,
    threads: usize,
    keep_going: bool,
    lang: &str,
) -> PyResult<(Table, Table)> {
    let lang = language(lang)?;
    let reader = RecordBatchStreamReader::from_pyarrow_bound(frame)?;
    let schema = arrow_array::RecordBatchReader::schema(&reader);
    let batches: Result<Vec<RecordBatch>, _> = reader.collect();
    let batches = batches.map_err(|e| pyo3::exceptions::PyValueError::new_err(e.to_string()))?;
    let own = || schema.fields().iter().map(|f| f.name().clone()).collect();
    let head = head.unwrap_or_else(own);
    apart(py, lang, move |out| {
        let engines = rules::engines(&sets, lang, out)?;
        answers::graded(&engines, &batches, &head, (threads, keep_going), lang, out)
    })
}

/// What `gravamen` is made of.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Table>()?;
    module.add_function(wrap_pyfunction!(define, module)?)?;
    module.add_function(wrap_pyfunction!(declared, module)?)?;
    module.add_function(wrap_pyfunction!(modules, module)?)?;
    module.add_function(wrap_pyfunction!(check, module)?)?;
    module.add_function(wrap_pyfunction!(template, module)?)?;
    module.add_function(wrap_pyfunction!(columns, module)?)?;
    module.add_function(wrap_pyfunction!(grade, module)?)
}
