//! The fewest facts that change an outcome together, as sentences and for machines.

use super::answer::{amount, formula};
use super::json::word;
use super::refusal::refused;
use super::text::Page;
use crate::diag::{Lang, clean};
use crate::explain::Verdict;
use crate::ir::schema::Names;
use crate::prove::Toward;
use crate::session::{Bounds, Fewest, Set, Together};
use crate::suite::{Joined, Step, To};
use crate::text::Sources;
use crate::val::{Date, Interval, Ratio, Unit};
use serde::Serialize;

pub(super) fn name(names: &Names, lang: Lang) -> String {
    clean(lang.pick(&[names.en.as_str(), names.zh.as_str()]))
}

fn number(n: &Ratio, unit: Unit, lang: Lang) -> String {
    amount(&Interval::point(n.clone()), Some(unit), lang)
}

fn day(d: Date, lang: Lang) -> String {
    match lang {
        Lang::En => d.to_string(),
        Lang::Zh => format!("{}年{}月{}日", d.year(), d.month(), d.day()),
    }
}

pub(super) fn to(to: &To, lang: Lang) -> String {
    match to {
        To::Said(names) => name(names, lang),
        To::Number(n, unit) => number(n, *unit, lang),
        To::Day(d) => day(*d, lang),
    }
}

/// `0.01 yuan more`.
pub(super) fn stepped(step: &Step, lang: Lang) -> String {
    match (step, lang) {
        (Step::More(n, unit), Lang::En) => format!("{} more", number(n, *unit, lang)),
        (Step::More(n, unit), Lang::Zh) => format!("增加 {}", number(n, *unit, lang)),
        (Step::Less(n, unit), Lang::En) => format!("{} less", number(n, *unit, lang)),
        (Step::Less(n, unit), Lang::Zh) => format!("减少 {}", number(n, *unit, lang)),
    }
}

/// A value for machines.
pub(super) fn plain(to: &To) -> String {
    match to {
        To::Said(names) => names.en.clone(),
        To::Number(n, _) => n.decimal(),
        To::Day(d) => d.to_string(),
    }
}

/// The ground that decides, or what fails.
pub(super) fn why(v: &Verdict, sources: &Sources, lang: Lang) -> String {
    let page = Page { v, sources, lang };
    let ground = v.grounds.iter().find(|g| g.decisive).map(|g| {
        format!("{}  {}", page.name(&g.provision), formula(g, v, sources, lang)).trim_end().to_owned()
    });
    ground
        .or_else(|| page.failed_elements().into_iter().next())
        .map_or(String::new(), |w| format!("  （{w}）"))
}

/// The least changes together, upwards and downwards.
pub(super) fn together(all: &[Together], sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    for one in all {
        let way = match one.heavier {
            true => ["heavier", "加重"],
            false => ["lighter", "减轻"],
        };
        out.push_str(&format!("\n{}", fewest(&one.answer, lang.pick(&way), sources, lang)));
    }
    if all.is_empty() {
        out.push_str(lang.pick(&[
            "\n  The outcome is open: which facts would change it together is asked once it is settled.\n",
            "\n  结论尚未确定：待其确定后，方可求得须一并改变的最少事实。\n",
        ]));
    }
    out
}

/// `To a heavier outcome: 2 facts together; no fewer do, as proved.`
fn fewest(found: &Fewest, way: &str, sources: &Sources, lang: Lang) -> String {
    match (found, lang) {
        (Fewest::Never, Lang::En) => format!(
            "  To a {way} outcome: no change of the facts that the case states, however many together; proved.\n"
        ),
        (Fewest::Never, Lang::Zh) => format!("  {way}：案件所载事实无论如何改变，均不能致此；已证明。\n"),
        (Fewest::NotDecided, Lang::En) => {
            format!("  To a {way} outcome: not decided within the budget of steps.\n")
        }
        (Fewest::NotDecided, Lang::Zh) => format!("  {way}：在步数限度内未能判定。\n"),
        (Fewest::Refused(refusal), Lang::En) => format!("  To a {way} outcome: {}\n", refused(refusal, lang)),
        (Fewest::Refused(refusal), Lang::Zh) => format!("  {way}：{}\n", refused(refusal, lang)),
        (Fewest::Found(sets, bounds), _) => {
            let count = sets.first().map_or(0, |s| s.changes.len());
            let mut out = format!("  {}\n", headline(count, way, *bounds, lang));
            for (i, set) in sets.iter().enumerate() {
                let next = ["    or else\n", "    或者\n"];
                out.push_str(if i > 0 { lang.pick(&next) } else { "" });
                out.push_str(&shown(set, sources, lang));
            }
            let says = match bounds.all {
                true if sets.len() > 1 => {
                    ["these are all sets of that many facts", "如上即为该数量事实的全部组合"]
                }
                true => ["no other set of that many facts does", "该数量的其他事实组合均不能致此"],
                false => ["there may be other sets of that many facts", "该数量的事实组合或许还有其他"],
            };
            out.push_str(&format!("    {}\n", lang.pick(&says)));
            out
        }
    }
}

fn headline(count: usize, way: &str, bounds: Bounds, lang: Lang) -> String {
    match (lang, count, bounds.none_fewer) {
        (Lang::En, 1, _) => format!("To a {way} outcome one fact suffices:"),
        (Lang::En, _, true) => {
            format!("To a {way} outcome it takes {count} facts together; no fewer do, as proved:")
        }
        (Lang::En, _, false) => {
            format!("To a {way} outcome {count} facts together suffice; fewer were not ruled out:")
        }
        (Lang::Zh, 1, _) => format!("{way}只须改变一项事实："),
        (Lang::Zh, _, true) => format!("{way}须一并改变 {count} 项事实，已证明再少不能："),
        (Lang::Zh, _, false) => format!("{way}可一并改变 {count} 项事实，尚未排除更少者："),
    }
}

/// The facts of a set, a line each, and where they lead.
fn shown(set: &Set, sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    for change in &set.changes {
        let values: Vec<String> = change.to.iter().map(|t| to(t, lang)).collect();
        let values = values.join(lang.pick(&[", ", "、"]));
        let step = change.step.as_ref().map_or(String::new(), |s| stepped(s, lang));
        let step = if step.is_empty() { step } else { format!("{step}{}", lang.pick(&[": ", "，即 "])) };
        let from = to(&change.from, lang);
        out.push_str(&format!("    {}  {from} → {step}{values}\n", name(&change.fact, lang)));
    }
    let page = Page { v: &set.then, sources, lang };
    let leads =
        format!("{}{}", page.grades(set.then.outcome.0, set.then.outcome.1), why(&set.then, sources, lang));
    let leads = if lang == Lang::En { leads.replace('（', "(").replace('）', ")") } else { leads };
    out.push_str(&format!("      → {leads}\n"));
    if !set.is_least {
        let says = ["whether lesser amounts do was not settled", "更小的数额是否亦可，未能判定"];
        out.push_str(&format!("      {}\n", lang.pick(&says)));
    }
    out
}

/// The same for machines.
#[derive(Serialize)]
pub(super) struct Ways {
    #[serde(skip_serializing_if = "Option::is_none")]
    way: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'static str>,
    answer: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    none_fewer: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<bool>,
    sets: Vec<Changes>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reads: Vec<String>,
}

#[derive(Serialize)]
struct Changes {
    changes: Vec<Moved>,
    least: bool,
    outcome: [String; 2],
    provisions: Vec<String>,
}

#[derive(Serialize)]
struct Moved {
    fact: String,
    from: String,
    to: Vec<String>,
}

/// What is written of the least changes together.
pub(super) fn together_json(all: &[Together]) -> Vec<Ways> {
    let way = |one: &Together| Ways {
        way: Some(if one.heavier { "heavier" } else { "lighter" }),
        ..written(&one.answer)
    };
    all.iter().map(way).collect()
}

/// How far a refuted claim is missed, for machines.
pub(super) fn margin_json((to, answer): &(Toward, Fewest)) -> Ways {
    let to = match to {
        Toward::Obeys => "obeys",
        Toward::Outside => "outside",
        Toward::AsHeavy => "as_heavy",
    };
    Ways { to: Some(to), ..written(answer) }
}

fn written(found: &Fewest) -> Ways {
    let moved = |c: &Joined| Moved {
        fact: c.fact.en.clone(),
        from: plain(&c.from),
        to: c.to.iter().map(|t: &To| plain(t)).collect(),
    };
    let set = |s: &Set| Changes {
        changes: s.changes.iter().map(moved).collect(),
        least: s.is_least,
        outcome: [word(&s.then, s.then.outcome.0), word(&s.then, s.then.outcome.1)],
        provisions: s.then.grounds.iter().filter(|g| g.decisive).map(|g| g.provision.en.clone()).collect(),
    };
    let mut ways = Ways {
        way: None,
        to: None,
        answer: "found",
        facts: None,
        none_fewer: None,
        all: None,
        sets: Vec::new(),
        reads: Vec::new(),
    };
    match found {
        Fewest::Never => ways.answer = "never",
        Fewest::NotDecided => ways.answer = "not_decided",
        Fewest::Refused(refused) => {
            ways.answer = "refused";
            ways.reads = refused.reads.iter().map(|n| n.en.clone()).collect();
        }
        Fewest::Found(sets, bounds) => {
            ways.facts = sets.first().map(|s| s.changes.len());
            ways.none_fewer = Some(bounds.none_fewer);
            ways.all = Some(bounds.all);
            ways.sets = sets.iter().map(set).collect();
        }
    }
    ways
}

/// How far a refuted claim is missed.
pub(super) fn margin(
    (toward, answer): &(Toward, Fewest),
    of_record: bool,
    sources: &Sources,
    lang: Lang,
) -> String {
    let what = match toward {
        Toward::Obeys => ["the nearest case that obeys the claim", "符合命题的最近案件"],
        Toward::Outside => [
            "no case that meets the condition obeys, as proved; the nearest that does not meet it",
            "已证明条件成立的案件均不符合；条件不成立的最近案件",
        ],
        Toward::AsHeavy => ["the second case, to be no lighter than the first", "第二案，欲不轻于第一案"],
    };
    let what = lang.pick(&what);
    let mut out = match (answer, lang) {
        (Fewest::Never, Lang::En) => format!("  margin: {what}: none, whatever its facts; proved\n"),
        (Fewest::Never, Lang::Zh) => format!("  差距：{what}：无论事实如何均无；已证明\n"),
        (Fewest::NotDecided, Lang::En) => {
            format!("  margin: {what}: not decided within the budget of steps\n")
        }
        (Fewest::NotDecided, Lang::Zh) => format!("  差距：{what}：在步数限度内未能判定\n"),
        (Fewest::Refused(why), Lang::En) => format!("  margin: {what}: {}\n", refused(why, lang)),
        (Fewest::Refused(why), Lang::Zh) => format!("  差距：{what}：{}\n", refused(why, lang)),
        (Fewest::Found(sets, bounds), _) => {
            let count = sets.first().map_or(0, |s| s.changes.len());
            let fewer = match (bounds.none_fewer, lang) {
                _ if count == 1 => "",
                (true, Lang::En) => "; no fewer do, as proved",
                (true, Lang::Zh) => "，已证明再少不能",
                (false, Lang::En) => "; fewer were not ruled out",
                (false, Lang::Zh) => "，尚未排除更少者",
            };
            match lang {
                Lang::En if count == 1 => format!("  margin: {what}, one fact changed\n"),
                Lang::En => format!("  margin: {what}, {count} facts changed{fewer}\n"),
                Lang::Zh => format!("  差距：{what}，改变 {count} 项事实{fewer}\n"),
            }
        }
    };
    if let Fewest::Found(sets, _) = answer {
        for set in sets {
            let lines = shown(set, sources, lang);
            let told = lines.lines().filter(|l| !of_record || !l.trim_start().starts_with('→'));
            out.push_str(&told.map(|l| format!("{l}\n")).collect::<String>());
        }
    }
    out
}
