//! Short answers, as a prompt gives them: a number, a truth, an outcome that moved and why.

use super::phrases as say;
use super::text::{Page, against, interval, matters, share, sum_of_shares};
use crate::diag::Lang;
use crate::explain::{GroundResult, Shift, Verdict};
use crate::text::Sources;
use crate::val::{Interval, Ratio, Truth, Unit};

/// So many grounds tell why an outcome moved.
const GROUNDS: usize = 3;

/// A number with its unit: `30 items`, `30 to 50 items`, `30 items or more`.
pub fn amount(n: &Interval, unit: Option<Unit>, lang: Lang) -> String {
    let Some(unit) = unit else { return interval(n, Ratio::to_string, lang) };
    let one = *n == Interval::point(Ratio::one());
    let word = lang.pick(&if one { unit.after(&Ratio::one()) } else { unit.words() });
    let text = interval(n, Ratio::decimal, lang);
    let open = [&say::OR_MORE, &say::OR_LESS].map(|p| lang.pick(p));
    match open.iter().find_map(|end| Some((text.strip_suffix(end)?, end))) {
        Some((number, end)) if lang == Lang::Zh => format!("{number} {word}{}", end.trim_start()),
        Some((number, end)) => format!("{number} {word}{end}"),
        None if text == lang.pick(&say::ANY) => text,
        None => format!("{text} {word}"),
    }
}

/// A truth in words.
pub fn truth(t: Truth, lang: Lang) -> &'static str {
    match t {
        Truth::Yes => lang.pick(&["yes", "是"]),
        Truth::No => lang.pick(&["no", "否"]),
        Truth::Unknown => lang.pick(&["unknown", "不明"]),
    }
}

/// The numbers of a ground in one line: `3/5 + 199/500 = 499/500 < 1`.
pub fn formula(g: &GroundResult, v: &Verdict, sources: &Sources, lang: Lang) -> String {
    let page = Page { v, sources, lang };
    let one = Interval::point(Ratio::one());
    if let Some(sum) = sum_of_shares(g) {
        let shares = g.because.iter().filter(|b| b.share && matters(b));
        let parts = shares.filter_map(|b| {
            let (standard, _) = b.standard.as_ref()?;
            Some(page.fraction(&share(b.number.as_ref()?, standard)?))
        });
        let parts: Vec<String> = parts.collect();
        let total = against(&page.fraction(&sum), "1", sum.reaches(&one));
        return match parts.len() {
            0 | 1 => total,
            _ => format!("{} = {total}", parts.join(" + ")),
        };
    }
    let shown = g.because.iter().filter(|b| matters(b) || g.because.len() == 1);
    let parts = shown.map(|b| match (&b.number, &b.standard) {
        (Some(_), Some(_)) => format!("{} {}", page.name(&b.names), page.value(b)),
        _ => format!("{} {}", page.name(&b.names), truth(b.truth.unwrap_or(Truth::Unknown), lang)),
    });
    parts.take(GROUNDS).collect::<Vec<_>>().join(lang.pick(&["; ", "；"]))
}

/// The outcome, or how it moved, with the grounds that tell why.
pub fn moved(
    old: Option<&Verdict>,
    new: &Verdict,
    why: Option<&Shift>,
    sources: &Sources,
    lang: Lang,
) -> String {
    let page = Page { v: new, sources, lang };
    let now = page.grades(new.outcome.0, new.outcome.1);
    let head = match old {
        Some(old) if old.outcome != new.outcome => {
            let page = Page { v: old, sources, lang };
            format!("{} → {now}", page.grades(old.outcome.0, old.outcome.1))
        }
        Some(_) => format!("{now}{}", lang.pick(&[" (unchanged)", "（不变）"])),
        None => now,
    };
    let decisive = new.grounds.iter().filter(|g| g.decisive);
    let grounds: Vec<&GroundResult> = match why {
        Some(why) => why.grounds.iter().collect(),
        None => decisive.collect(),
    };
    let mut tells: Vec<String> = grounds
        .iter()
        .take(GROUNDS)
        .map(|g| {
            format!("{}  {}", page.name(&g.provision), formula(g, new, sources, lang)).trim_end().to_owned()
        })
        .collect();
    for (_, element, was, is) in why.iter().flat_map(|w| &w.elements) {
        tells.push(format!("{}  {} → {}", page.name(element), truth(*was, lang), truth(*is, lang)));
    }
    if grounds.len() > GROUNDS {
        tells.push(page.fill(&say::MORE, &[&(grounds.len() - GROUNDS).to_string()]));
    }
    match tells.split_first() {
        None => format!("{head}\n"),
        Some((first, rest)) => {
            let mut out = format!("{head}   {first}\n");
            rest.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
            out
        }
    }
}
