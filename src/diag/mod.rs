//! One diagnostic type, one catalogue in two languages, one renderer.

mod codes;
mod likeness;
mod mend;
mod report;
mod page;
mod suggest;

pub use codes::{Code, Level, Page, Row};
pub use likeness::{as_read, is_unseen, ordinary, simplified};
pub use mend::{Mended, mended};
pub use page::explain_code;
pub use report::{Style, clean, fill, half, help_of, reason_of, report, steers, title_of};
pub use suggest::nearest;

use crate::text::{FileId, Span};
use std::collections::BTreeMap;

/// The language of what is printed; never guessed from a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// English
    En,
    /// 中文
    Zh,
}

impl Lang {
    /// Picks the half of a pair that is in this language.
    pub fn pick<'a>(self, pair: &[&'a str; 2]) -> &'a str {
        match self {
            Lang::En => pair[0],
            Lang::Zh => pair[1],
        }
    }
}

/// A change of a source text that mends a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What to replace; empty to insert.
    pub span: Span,
    /// What to put there.
    pub text: String,
    /// What to put there instead if the text around it turns out to be Chinese.
    pub chinese: Option<String>,
}

impl Edit {
    /// A text in the place of another, or between two.
    pub fn new(span: Span, text: &str) -> Edit {
        Edit { span, text: text.to_owned(), chinese: None }
    }
}

/// One way to mend a fault: replacements that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What it does, `English | 中文`; empty where the replacement says it all.
    pub says: String,
    /// The replacements; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Another place that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Also {
    /// The place.
    pub span: Span,
    /// Why it matters, `English | 中文`; empty for a declaration it conflicts with.
    pub says: String,
}

/// Something wrong in a source, in the user's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code in the catalogue.
    pub code: Code,
    /// What the templates of the catalogue call `{0}`, `{1}`, ….
    pub args: Vec<String>,
    /// Where.
    pub span: Option<Span>,
    /// Other places that matter: the declaration or provision it conflicts with.
    pub also: Vec<Also>,
    /// The ways to mend it; one is a fix, several are choices.
    pub mends: Vec<Mend>,
}

impl Diagnostic {
    /// A fault at a place.
    pub fn new(code: Code, span: Span, args: &[&str]) -> Diagnostic {
        let args = args.iter().map(|a| (*a).to_owned()).collect();
        Diagnostic { code, args, span: Some(span), also: Vec::new(), mends: Vec::new() }
    }
    /// A fault of a whole file or command.
    pub fn without_place(code: Code, args: &[&str]) -> Diagnostic {
        let args = args.iter().map(|a| (*a).to_owned()).collect();
        Diagnostic { code, args, span: None, also: Vec::new(), mends: Vec::new() }
    }
    /// Adds a place with which it conflicts.
    pub fn also(mut self, span: Span) -> Diagnostic {
        self.also.push(Also { span, says: String::new() });
        self
    }
    /// Adds a place that matters, with the reason, `English | 中文`.
    pub fn also_because(mut self, span: Span, says: &str) -> Diagnostic {
        self.also.push(Also { span, says: says.to_owned() });
        self
    }
    /// Adds the edit that mends it.
    pub fn mend(self, span: Span, text: &str) -> Diagnostic {
        self.choice("", vec![Edit::new(span, text)])
    }
    /// Adds the edit that mends it, in both spellings: the text around it, which who reads a tree does not see, decides.
    pub fn mend_as_around(self, span: Span, [en, zh]: [&str; 2]) -> Diagnostic {
        self.choice("", vec![Edit { chinese: Some(zh.to_owned()), ..Edit::new(span, en) }])
    }
    /// Adds one of several ways to mend it, with what it does, `English | 中文`.
    pub fn choice(mut self, says: &str, edits: Vec<Edit>) -> Diagnostic {
        self.mends.push(Mend { says: says.to_owned(), edits });
        self
    }
    /// Whether it is only a warning or a note.
    pub fn is_warning(&self) -> bool {
        self.code.level() != Level::Error
    }
}

/// So many other places of one fault are told.
const PLACES: usize = 8;

/// Collects diagnostics; reading and checking never stop at the first.
#[derive(Debug, Default, Clone)]
pub struct Sink {
    /// What was found, in order.
    pub found: Vec<Diagnostic>,
    at: BTreeMap<(Code, Option<Span>), Vec<usize>>,
    names: BTreeMap<(Code, Vec<String>, Option<FileId>), usize>,
}

impl Sink {
    /// Takes one in, once. One unknown name in several places of a text is one fault, mended together.
    pub fn push(&mut self, d: Diagnostic) {
        let before = self.at.entry((d.code, d.span)).or_default();
        if before.iter().any(|i| self.found.get(*i) == Some(&d)) {
            return;
        }
        let named = d.code.is_of_a_name().then(|| (d.code, d.args.clone(), d.span.map(|s| s.file)));
        let first = named.as_ref().and_then(|n| self.names.get(n)).and_then(|i| self.found.get_mut(*i));
        match (first, d.span) {
            (Some(first), Some(span)) => {
                if first.span == Some(span) || first.also.iter().any(|o| o.span == span) {
                    return;
                }
                if first.also.len() < PLACES {
                    first.also.push(Also { span, says: "and here | 此处亦然".to_owned() });
                }
                if let (Some(mend), Some(more)) = (first.mends.first_mut(), d.mends.into_iter().next()) {
                    mend.edits.extend(more.edits);
                }
            }
            _ => {
                before.push(self.found.len());
                self.names.extend(named.map(|n| (n, self.found.len())));
                self.found.push(d);
            }
        }
    }
    /// Decides in which spelling edits are made that were offered in both.
    pub fn spell_edits(&mut self, is_chinese: impl Fn(Span) -> bool) {
        for edit in self.found.iter_mut().flat_map(|d| &mut d.mends).flat_map(|m| &mut m.edits) {
            if let Some(zh) = edit.chinese.take_if(|_| is_chinese(edit.span)) {
                edit.text = zh;
            }
        }
    }
    /// Whether anything is an error.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|d| !d.is_warning())
    }
}
