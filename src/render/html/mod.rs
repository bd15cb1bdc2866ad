//! A report as one page of HTML without script or outside resource; every text from a case or a rule is escaped.

mod phrases;
mod citation;
mod reproduction;
mod view;
mod sides;
mod site;

pub use reproduction::{Reproduction, reproduction};
pub use site::site;

use super::figure::{self, Figure, Words};
use crate::diag::Lang;
use crate::session::Report;
use crate::text::Sources;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};

const TEMPLATE: &str = include_str!("report.html");
const STYLE: &str = include_str!("report.css");

/// The pictures of a report.
pub fn figures(report: &Report, lang: Lang) -> Vec<Figure> {
    let (words, diff) = (Words { lang }, &report.diff);
    let mut all = vec![figure::matrix(diff, 1, words), figure::bars(diff, 1, words)];
    if let Some(plan) = &report.plan {
        all.push(figure::plan(plan, &diff.modules, &diff.scale, words));
    }
    if let Some(chart) = &report.chart {
        all.push(figure::region(chart, words));
    }
    if !report.measures.is_empty() {
        all.push(figure::ladder(&report.measures, &diff.modules, &diff.scale, words));
    }
    all
}

/// The whole page; the command that made it is printed in it.
///
/// # Errors
/// A fault of the template: ours, never the reader's.
pub fn html(report: &Report, sources: &Sources, lang: Lang, command: &[String]) -> Result<String, String> {
    let page = view::Page::of(report, sources, lang, command);
    let made = environment().and_then(|environment| {
        let template = environment.template_from_named_str("report.html", TEMPLATE)?;
        template.render(Serde(&page))
    });
    made.map_err(|e| format!("{e:#}"))
}

/// What fills templates: every text is escaped, and a name that is not there is a fault.
fn environment<'t>() -> Result<Environment<'t>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    Ok(environment)
}
