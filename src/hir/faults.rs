//! Faults of names and provisions, in words.

use crate::diag::{Code, Diagnostic};
use crate::syntax::ast::{Alias, Name, Provision};
use crate::text::Span;

/// The fault with the nearest name in the place of the wrong one, if any is near.
pub(super) fn mended(d: Diagnostic, span: Span, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => d.mend(span, near),
        None => d,
    }
}

/// Two modules define one term; the first does so elsewhere.
pub(super) fn two_definitions(name: &Name, module: &Alias, first: &Alias, at: Span) -> Diagnostic {
    let en = format!("`{}` and `{}`", first.english(), module.english());
    let both = format!("{en} | `{}`与`{}`", first.chinese(), module.chinese());
    let says = format!("`{}` defines it here | `{}` 在此处定义", first.english(), first.chinese());
    Diagnostic::new(Code::TwoDefinitions, name.span, &[&name.text, &both]).also_because(at, &says)
}

/// What the source has near a provision that it has not, in both languages; `-` if it has nothing.
pub(super) fn neighbours(n: Provision, all: impl Iterator<Item = Provision>) -> String {
    let all: Vec<Provision> = all.collect();
    let siblings = |p: &&Provision| p.article == n.article && p.paragraph == n.paragraph && p.item.is_some();
    let limbs: Vec<Provision> = all.iter().filter(siblings).copied().collect();
    // the same limb of another paragraph is what a slip of one number leads to
    let twin = all.iter().find(|p| n.item.is_some() && p.article == n.article && p.item == n.item);
    let heading = Provision { item: None, ..n };
    let (en, zh) = match (limbs.is_empty(), n.item) {
        (false, Some(_)) => {
            let en: Vec<String> = limbs.iter().filter_map(|p| Some(format!("({})", p.item?))).collect();
            let stem = heading.chinese();
            let zh: Vec<String> = limbs.iter().map(|p| p.chinese().replacen(&stem, "", 1)).collect();
            (format!("article {heading} has {}", en.join(", ")), format!("{stem}有{}", zh.join("、")))
        }
        _ => {
            let whole: Vec<Provision> = all.iter().filter(|p| p.item.is_none()).copied().collect();
            if whole.is_empty() {
                return "-".to_owned();
            }
            let [en, zh]: [Vec<String>; 2] = [
                whole.iter().take(12).map(|p| p.to_string()).collect(),
                whole.iter().take(12).map(|p| p.chinese()).collect(),
            ];
            (format!("this source has {}", en.join(", ")), format!("此渊源有{}", zh.join("、")))
        }
    };
    match twin {
        Some(t) => format!("{en}; did you mean {t}? | {zh}；相近：{}", t.chinese()),
        None => format!("{en} | {zh}"),
    }
}
