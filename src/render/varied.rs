//! What a change of one fact would change, as sentences and for machines.

use super::asked::stretch;
use super::json::{pretty, word};
use super::text::Page;
use super::together::{Ways, name, plain, stepped, to, together, together_json, why};
use crate::diag::Lang;
use crate::explain::Verdict;
use crate::session::Varied;
use crate::suite::{Change, Step, To, Variation};
use crate::text::Sources;
use serde::Serialize;

/// `0.01 yuan more: 5000 yuan`.
fn change(c: &Change, lang: Lang) -> String {
    let to = to(&c.to, lang);
    match &c.step {
        None => to,
        Some(step) => format!("{}{}{to}", stepped(step, lang), lang.pick(&[": ", "，即 "])),
    }
}

/// The case as it is, and each fact with its least changes.
pub fn varied(all: &[Varied], sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    for (i, one) in all.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let page = Page { v: &one.verdict, sources, lang };
        let (lo, hi) = one.verdict.outcome;
        out.push_str(&page.header());
        out.push_str(&format!("  {}\n", page.grades(lo, hi)));
        if one.variations.is_empty() {
            out.push_str(lang.pick(&[
                "\n  No change of a single fact that the case states or leaves open changes the outcome.\n",
                "\n  任何一项事实单独改变，结论都不变。\n",
            ]));
        }
        for (v, then) in one.variations.iter().zip(&one.then) {
            let now: Vec<String> = v.now.iter().map(|t| to(t, lang)).collect();
            let now = match now.is_empty() {
                true => lang.pick(&["not known", "不明"]).to_owned(),
                false => now.join(", "),
            };
            out.push_str(&format!("\n  {}  {now}\n", name(&v.fact, lang)));
            // answers that lead to the same are said in one line
            let mut lines: Vec<(String, String)> = Vec::new();
            for (c, verdict) in v.changes.iter().zip(then) {
                let page = Page { v: verdict, sources, lang };
                let leads =
                    format!("{}{}", page.grades(c.outcome.0, c.outcome.1), why(verdict, sources, lang));
                let leads =
                    if lang == Lang::En { leads.replace('（', "(").replace('）', ")") } else { leads };
                match lines.iter_mut().find(|l| l.1 == leads && c.step.is_none()) {
                    Some(line) => {
                        line.0.push_str(&format!("{}{}", lang.pick(&[", ", "、"]), change(c, lang)))
                    }
                    None => lines.push((change(c, lang), leads)),
                }
            }
            for (says, leads) in &lines {
                out.push_str(&format!("    {says} → {leads}\n"));
            }
            out.push_str(&rest(v, lang));
            if let Some((unit, all)) = v.stretches.as_ref().filter(|_| one.named) {
                for s in all {
                    let says = stretch(s, *unit, lang);
                    out.push_str(&format!(
                        "    {says}{}{}\n",
                        lang.pick(&[": ", "："]),
                        page.grades(s.grade.0, s.grade.1)
                    ));
                }
                if v.proved {
                    let says = ["proved: exact, and there are no others", "已证明：各点精确，别无其他"];
                    out.push_str(&format!("    {}\n", lang.pick(&says)));
                }
            }
        }
        if let Some(all) = &one.together {
            out.push_str(&together(all, sources, lang));
        }
    }
    out
}

/// What does not change the outcome.
fn rest(v: &Variation, lang: Lang) -> String {
    if !v.complete {
        let says = ["its break points are not looked for", "其拐点未予查找"];
        return format!("    {}\n", lang.pick(&says));
    }
    let ordered = matches!(v.now.first(), Some(To::Number(..) | To::Day(_)));
    if v.changes.is_empty() {
        return format!(
            "    {}\n",
            lang.pick(&["no change of it changes the outcome", "其单独改变不影响结论"])
        );
    }
    let is_above = |c: &Change| match (&c.to, v.now.first()) {
        (To::Number(n, _), Some(To::Number(now, _))) => n > now,
        (To::Day(d), Some(To::Day(now))) => d > now,
        _ => false,
    };
    let days = matches!(v.now.first(), Some(To::Day(_)));
    let mut out = String::new();
    if ordered && !v.changes.iter().any(is_above) {
        let says = [
            ["nothing more changes the outcome", "再多也不影响结论"],
            ["no later day changes the outcome", "更晚的日期不影响结论"],
        ];
        let [more, later] = says;
        out.push_str(&format!("    {}\n", lang.pick(if days { &later } else { &more })));
    }
    if ordered && v.changes.iter().all(is_above) {
        let says = [
            ["nothing less changes the outcome", "再少也不影响结论"],
            ["no earlier day changes the outcome", "更早的日期不影响结论"],
        ];
        let [less, earlier] = says;
        out.push_str(&format!("    {}\n", lang.pick(if days { &earlier } else { &less })));
    }
    out
}

#[derive(Serialize)]
struct All {
    cases: Vec<One>,
}

#[derive(Serialize)]
struct One {
    case: String,
    module: String,
    outcome: [String; 2],
    facts: Vec<Fact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    together: Option<Vec<Ways>>,
}

#[derive(Serialize)]
struct Fact {
    fact: String,
    now: Vec<String>,
    complete: bool,
    proved: bool,
    changes: Vec<Turned>,
}

#[derive(Serialize)]
struct Turned {
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    less: Option<String>,
    outcome: [String; 2],
    provisions: Vec<String>,
}

/// The same for machines.
pub fn varied_json(all: &[Varied]) -> String {
    let one = |v: &Varied| {
        let both = |(lo, hi): (usize, usize)| [word(&v.verdict, lo), word(&v.verdict, hi)];
        let turned = |(c, then): (&Change, &Verdict)| Turned {
            to: plain(&c.to),
            more: matches!(c.step, Some(Step::More(..))).then(|| step(c)).flatten(),
            less: matches!(c.step, Some(Step::Less(..))).then(|| step(c)).flatten(),
            outcome: both(c.outcome),
            provisions: then.grounds.iter().filter(|g| g.decisive).map(|g| g.provision.en.clone()).collect(),
        };
        let fact = |(f, then): (&Variation, &Vec<Verdict>)| Fact {
            fact: f.fact.en.clone(),
            now: f.now.iter().map(plain).collect(),
            complete: f.complete,
            proved: f.proved,
            changes: f.changes.iter().zip(then).map(turned).collect(),
        };
        One {
            case: v.verdict.case.clone(),
            module: v.verdict.module.en.clone(),
            outcome: both(v.verdict.outcome),
            facts: v.variations.iter().zip(&v.then).map(fact).collect(),
            together: v.together.as_deref().map(together_json),
        }
    };
    pretty(&All { cases: all.iter().map(one).collect() })
}

fn step(c: &Change) -> Option<String> {
    match &c.step {
        Some(Step::More(n, _) | Step::Less(n, _)) => Some(n.decimal()),
        None => None,
    }
}
