//! Citations in full, in both languages: the title of the source and the number, or the reason why a choice is ours.

use super::Scope;
use crate::diag::Sink;
use crate::syntax::ast::{Cite, Provision, Titles};

/// A provision or range of a source with that title: `[English, 中文]`.
pub fn citation(titles: &Titles, from: Provision, to: Option<Provision>) -> [String; 2] {
    let word = if from.part { "part" } else { "art." };
    let (mut en, mut zh) = (from.to_string(), from.chinese());
    if let Some(to) = to {
        en.push_str(&format!(" to {to}"));
        zh.push_str(&format!("至{}", to.chinese()));
    }
    [format!("{} {word} {en}", titles.english()), format!("{}{zh}", titles.chinese())]
}

impl Scope {
    /// A provision or range of a source: `[English, 中文]`.
    pub fn citation(&self, source: usize, from: Provision, to: Option<Provision>) -> [String; 2] {
        citation(&self.sources.get(source).cloned().unwrap_or_default(), from, to)
    }

    /// What a module cites; reports a source that is not there.
    pub fn cite(&self, module: usize, cite: &Cite, sink: &mut Sink) -> Option<[String; 2]> {
        match cite {
            Cite::By(range) => {
                let source = self.source(module, range, sink)?;
                Some(self.citation(source, range.from, range.to))
            }
            Cite::Ours(reason) => {
                Some([format!("ours: {}", reason.english()), format!("自拟：{}", reason.chinese())])
            }
        }
    }
}
