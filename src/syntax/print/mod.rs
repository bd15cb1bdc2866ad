//! Syntax tree to text, in the English or the Chinese spelling; comments are not part of the tree and are lost.

mod flow;
mod lexis;
mod expr;
mod edit;
mod case;
mod table;
mod item;

pub(super) use flow::{column, pad_to};

use super::ast::{Header, Item, ItemKind, Literal, Name};
use crate::diag::Lang;
use std::mem::discriminant;

/// What sort of thing a name stands for at a place, as far as the place itself says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// a module: `uses M`
    Module,
    /// the short name of a source: `by FS 5`
    Source,
    /// a kind or a record: `list of lot`, `some lot where`
    Type,
    /// a member of this kind
    Member(&'a str),
    /// a value of this field or fact: `acquired is purchase`
    Value(&'a str),
    /// anything else; possibly dotted
    Term,
}

/// Chooses how names are spelled.
pub trait Spelling {
    /// The spelling of a name that stands at such a place; as written if no other is known.
    fn spell(&self, name: &str, at: Place<'_>) -> String;
}

/// Leaves every name as it is written.
pub struct AsWritten;

impl Spelling for AsWritten {
    fn spell(&self, name: &str, _at: Place<'_>) -> String {
        name.to_owned()
    }
}

/// Prints items in one spelling.
#[derive(Clone, Copy)]
pub struct Printer<'a> {
    lang: Lang,
    names: &'a dyn Spelling,
}

impl<'a> Printer<'a> {
    /// A printer with its chooser of names.
    pub fn new(lang: Lang, names: &'a dyn Spelling) -> Printer<'a> {
        Printer { lang, names }
    }

    /// One item, with the line end.
    pub fn item(&self, item: &Item) -> String {
        let mut out = String::new();
        self.item_into(&item.kind, &mut out);
        out.push('\n');
        out
    }

    /// A whole module.
    pub fn module(&self, header: &Header, items: &[Item]) -> String {
        let mut out = String::new();
        self.header(header, &mut out);
        out.push('\n');
        if !items.is_empty() {
            out.push('\n');
            out.push_str(&self.items(items));
        }
        out
    }

    /// Items, a blank line between those that do not belong together.
    pub fn items<'i>(&self, items: impl IntoIterator<Item = &'i Item>) -> String {
        let mut out = String::new();
        let mut before: Option<&ItemKind> = None;
        for item in items {
            if before.is_some_and(|b| !follows(b, &item.kind)) {
                out.push('\n');
            }
            out.push_str(&self.item(item));
            before = Some(&item.kind);
        }
        out
    }

    /// A name that is used, not knowing what for.
    pub fn term(&self, name: &Name) -> String {
        self.names.spell(&name.text, Place::Term)
    }
    /// A literal, as in a rule.
    pub fn value(&self, literal: &Literal) -> String {
        self.literal(literal, lexis::Figures::Han)
    }

    /// The word in the wanted language.
    fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        self.lang.pick(&[en, zh])
    }
    fn is_zh(&self) -> bool {
        self.lang == Lang::Zh
    }
}

/// Whether an item stands right below the one before it.
fn follows(before: &ItemKind, item: &ItemKind) -> bool {
    let short = matches!(
        item,
        ItemKind::Kind { .. }
            | ItemKind::Open { .. }
            | ItemKind::Parameter { .. }
            | ItemKind::Claim { .. }
            | ItemKind::Edit(_)
    );
    short && discriminant(before) == discriminant(item)
}

/// The word of a part that a dotted name may end in, in the wanted spelling: `X.means` | `X.是指`.
pub fn part_word(word: &str, lang: Lang) -> Option<&'static str> {
    const PARTS: [[&str; 2]; 7] = [
        ["means", "是指"],
        ["subject", "犯罪主体"],
        ["breach", "违法前提"],
        ["object", "行为对象"],
        ["conduct", "客观行为"],
        ["interest", "侵害法益"],
        ["penalty", "法定刑"],
    ];
    PARTS.iter().find(|pair| pair.contains(&word)).map(|pair| lang.pick(pair))
}
