//! Diagnostics as people read them; the only file that names miette. (renderer to come)

use super::{Diagnostic, Lang};
use crate::text::Sources;

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// With the source line and a mark under it.
    Fancy,
    /// Sentences only, for screen readers.
    Plain,
}

/// All diagnostics as text.
pub fn report(found: &[Diagnostic], sources: &Sources, lang: Lang, _style: Style) -> String {
    let mut out = String::new();
    for d in found {
        let row = d.code.row();
        let place = d.span.map(|s| sources.place(s));
        if let Some(p) = place {
            out.push_str(&format!("{}:{}:{}: ", p.name, p.line, p.column));
        }
        out.push_str(&format!("[{}] {}\n", row.id, fill(lang.pick(&row.title), &d.args)));
    }
    out
}

/// A template with its arguments put in.
pub fn fill(template: &str, args: &[String]) -> String {
    let mut out = template.to_owned();
    for (i, a) in args.iter().enumerate() {
        out = out.replace(&format!("{{{i}}}"), a);
    }
    out
}
