//! The cases that `test --make-boundary` writes, each under a line that says what it exercises; and what no case was found for.

use super::tested::{limb, pick, side};
use crate::diag::Lang;
use crate::session::{Boundary, Made, MadePair, Pairs};
use crate::suite::{Boundary as Sides, Gap, Side};

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

/// A text of pairs of cases, each under a line that says what tells them apart.
pub fn pairs_suite(found: &Pairs, lang: Lang, markdown: bool) -> String {
    let mut out = String::new();
    let mut under: Option<&MadePair> = None;
    for pair in &found.made {
        if !out.is_empty() {
            out.push('\n');
        }
        if under.is_none_or(|u| u.rules != pair.rules) {
            out.push_str(&format!("# {}\n\n", pick(&pair.rules, lang)));
        }
        let fact = pick(&pair.fact, lang);
        let apart = match (lang, pair.alone) {
            (Lang::En, true) => {
                format!("the two differ in {fact} alone, and no other condition of the provision turns")
            }
            (Lang::En, false) => {
                format!("the two differ in {fact} alone; another condition of the provision turns with it")
            }
            (Lang::Zh, true) => format!("两案仅{fact}不同，该条的其他条件均不变"),
            (Lang::Zh, false) => format!("两案仅{fact}不同；该条另有条件随之改变"),
        };
        let says = format!("{}{}{apart}", condition(&pair.boundary, lang), lang.pick(&[": ", "："]));
        let [with, without] = &pair.texts;
        out.push_str(&match markdown {
            true => format!("{says}\n\n```gravamen\n{with}\n{without}```\n"),
            false => format!("# {says}\n{with}\n{without}"),
        });
        under = Some(pair);
    }
    out
}

/// A condition in words: `5(1)(3) class_one 50 items`.
fn condition(b: &Sides, lang: Lang) -> String {
    let provision = pick(&b.provision, lang);
    let names = if b.names == b.provision { String::new() } else { format!(" {}", pick(&b.names, lang)) };
    let standard = b.standard.as_ref().map_or(String::new(), |_| format!(" {}", side(Side::At, b, lang)));
    format!("{provision}{names}{standard}")
}

/// How many pairs were made, the conditions that never turn an outcome, and those of which neither was found.
pub fn pairs_summary(found: &Pairs, files: &[String], lang: Lang) -> String {
    let (made, alone) = (found.made.len(), found.made.iter().filter(|p| p.alone).count());
    let mut out = match lang {
        Lang::En => format!(
            "{made} pairs of cases made, {alone} of them with nothing else of the provision turning\n"
        ),
        Lang::Zh => format!("生成案件 {made} 对，其中 {alone} 对除该条件外其他条件均不变\n"),
    };
    for file in files {
        out.push_str(&format!("  {}\n", crate::diag::clean(file)));
    }
    let lists = [
        (
            found.never.as_slice(),
            ["never turns an outcome alone; proved over all cases\n", "单独从不改变结论；就一切案件已证明\n"],
        ),
        (
            found.left.as_slice(),
            ["neither a pair nor a proof was found\n", "既未找到成对案件，亦未能证明不存在\n"],
        ),
    ];
    for (all, says) in lists.into_iter().filter(|l| !l.0.is_empty()) {
        out.push_str(lang.pick(&says));
        for (rules, boundary) in all {
            out.push_str(&format!("  {}  {}\n", pick(rules, lang), condition(boundary, lang)));
        }
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
