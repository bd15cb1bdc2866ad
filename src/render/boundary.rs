//! The cases that `test --make-boundary` writes, each under a line that says what it exercises; and what no case was found for.

use super::tested::{limb, pick, side};
use crate::diag::Lang;
use crate::session::{Boundary, Made};
use crate::suite::Gap;

/// A text of cases; in Markdown, with a heading for each rule set and the remark above each case.
pub fn boundary_suite(made: &[&Made], lang: Lang, markdown: bool) -> String {
    let mut out = String::new();
    let mut under: Option<&Made> = None;
    for one in made {
        let new = under.is_none_or(|u| u.rules != one.rules);
        if !out.is_empty() {
            out.push('\n');
        }
        match (markdown, new) {
            (true, true) => out.push_str(&format!("# {}\n\n", pick(&one.rules, lang))),
            (false, true) => out.push_str(&format!("# {}\n\n", pick(&one.rules, lang))),
            _ => {}
        }
        let says = gap(&one.gap, lang);
        out.push_str(&match markdown {
            true => format!("{says}\n\n```gravamen\n{}```\n", one.text),
            false => format!("# {says}\n{}", one.text),
        });
        under = Some(one);
    }
    out
}

/// A boundary and its side in words: `5(1)(3) class_one: 49 items`.
fn gap(gap: &Gap, lang: Lang) -> String {
    let provision = pick(&gap.provision, lang);
    let colon = lang.pick(&[": ", "："]);
    match &gap.boundary {
        None => format!("{provision}{colon}{}", limb(gap.side, lang)),
        Some(b) if b.names == b.provision => format!("{provision}{colon}{}", side(gap.side, b, lang)),
        Some(b) => format!("{provision} {}{colon}{}", pick(&b.names, lang), side(gap.side, b, lang)),
    }
}

/// What was written, and the sides for which no case was found.
pub fn boundary_summary(found: &Boundary, files: &[String], lang: Lang) -> String {
    let made = found.made.len();
    let mut out = match lang {
        Lang::En => format!("{made} cases made\n"),
        Lang::Zh => format!("生成案件 {made} 件\n"),
    };
    for file in files {
        out.push_str(&format!("  {}\n", crate::diag::clean(file)));
    }
    if !found.left.is_empty() {
        out.push_str(lang.pick(&[
            "not reached: no case was found, which does not prove that there is none\n",
            "未能触及：没有找到案件，但不等于不存在\n",
        ]));
    }
    for (rules, one) in &found.left {
        out.push_str(&format!("  {}  {}\n", pick(rules, lang), gap(one, lang)));
    }
    out
}
