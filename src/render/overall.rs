//! What holds over all cases, as sentences: how two rule sets lie, with a smallest case for each difference; claims.

use super::answer::formula;
use super::refusal::refused;
use super::text::Page;
use super::together::margin;
use crate::diag::{Lang, clean, fill};
use crate::explain::Verdict;
use crate::ir::schema::Names;
use crate::prove::{Exchange, Found, Limit, Reach, Relation};
use crate::session::{Answered, Contrast, Exhibit, Settled};
use crate::text::Sources;

pub(super) type Phrase = [&'static str; 2];

/// What the two rule sets are called for short.
pub(super) const SHORT: [Phrase; 2] = [["A", "甲"], ["B", "乙"]];

pub(super) fn name(names: &Names, lang: Lang) -> String {
    clean(lang.pick(&[names.en.as_str(), names.zh.as_str()]))
}

pub(super) fn say(lang: Lang, phrase: &Phrase, args: &[&str]) -> String {
    let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
    fill(lang.pick(phrase), &args)
}

pub(super) fn grade(scale: &[Names], grade: usize, lang: Lang) -> String {
    let word = scale.get(grade).map_or_else(|| grade.to_string(), |n| name(n, lang));
    if lang == Lang::En { word.replace('_', " ") } else { word }
}

/// `compare A B`.
pub fn contrast(c: &Contrast, sources: &Sources, lang: Lang) -> String {
    let mut out = format!("{}\n\n", held(&c.modules, c.within.as_deref(), lang));
    out.push_str(&format!("{}\n", say(lang, &relation(c.relation), &[])));
    let mut never = Vec::new();
    let mut open = Vec::new();
    for (from, to, found) in &c.pairs {
        let (a, b) = (grade(&c.scale, *from, lang), grade(&c.scale, *to, lang));
        match found {
            Found::Possible(exhibit) if from != to => {
                let head = say(lang, &["A: {0}; B: {1}", "甲：{0}；乙：{1}"], &[&a, &b]);
                out.push_str(&format!("\n{head}\n{}", shown(exhibit, &SHORT, sources, lang)));
            }
            Found::Possible(_) => {}
            Found::Impossible => never.push((*from, *to)),
            Found::NotDecided => open.push((*from, *to)),
        }
    }
    let list = |pairs: &[(usize, usize)]| {
        let one = |(from, to): &(usize, usize)| {
            format!("{} → {}", grade(&c.scale, *from, lang), grade(&c.scale, *to, lang))
        };
        pairs.iter().map(one).collect::<Vec<_>>().join(lang.pick(&["; ", "；"]))
    };
    for (pairs, phrase) in [
        (&never, ["proved never to occur (A → B): {0}", "已证明不会出现（甲 → 乙）：{0}"]),
        (&open, ["not decided (A → B): {0}", "未能判定（甲 → 乙）：{0}"]),
    ] {
        if !pairs.is_empty() {
            out.push_str(&format!("\n{}\n", say(lang, &phrase, &[&list(pairs)])));
        }
    }
    out.push_str(&definitions(c, lang));
    out.push_str(&penalties(c, lang));
    out.push_str(&limits(&c.limits, lang));
    out
}

fn relation(relation: Relation) -> Phrase {
    match relation {
        Relation::Equal => {
            ["Equivalent: both give every case the same outcome.", "等价：两者对一切案件结论相同。"]
        }
        Relation::Within => [
            "B is stricter: never lighter than A, and in some cases heavier.",
            "乙更严：从不轻于甲，且有案件更重。",
        ],
        Relation::Contains => [
            "B is more lenient: never heavier than A, and in some cases lighter.",
            "乙更宽：从不重于甲，且有案件更轻。",
        ],
        Relation::Overlapping => [
            "Incomparable: in some cases B is heavier than A, in others lighter.",
            "互有轻重：有的案件乙重于甲，有的案件乙轻于甲。",
        ],
        Relation::Disjoint => ["They never give the same outcome.", "两者结论从不相同。"],
        Relation::NotDecided => ["Not decided which is the stricter.", "何者更严未能判定。"],
    }
}

/// What a case states, line by line: its head and its expectations are for the file.
pub(super) fn stated(e: &Exhibit, lang: Lang) -> Vec<&str> {
    let [en, zh] = &e.text;
    let inner = |line: &&str| {
        let line = line.trim_start();
        !line.is_empty()
            && !["case ", "案件 ", "expect ", "预期 ", "unstated ", "未载明"]
                .iter()
                .any(|w| line.starts_with(w))
    };
    lang.pick(&[en.as_str(), zh.as_str()]).lines().filter(inner).collect()
}

/// A case with what each rule set says of it.
pub(super) fn shown(e: &Exhibit, short: &[Phrase], sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    let lines = stated(e, lang);
    let head = match (e.witness.is_smallest, lines.is_empty()) {
        (true, false) => ["  the smallest such case:", "  最小的此类案件："],
        (false, false) => {
            ["  such a case (a smaller one was not looked for to the end):", "  此类案件（未穷尽更小者）："]
        }
        (_, true) => ["  even in a case that states nothing", "  案件即使一无所载亦然"],
    };
    out.push_str(&format!("{}\n", lang.pick(&head)));
    lines.iter().for_each(|line| out.push_str(&format!("    {}\n", clean(line.trim_end()))));
    for (names, row, yes) in &e.witness.opens {
        let yes = lang.pick(&if *yes { ["yes", "是"] } else { ["no", "否"] });
        let of = row.map_or(String::new(), |r| format!("[{r}]"));
        let says = ["    an evaluation that nobody has made: {0}{1} {2}", "    尚无人作出的评价：{0}{1} {2}"];
        out.push_str(&format!("{}\n", say(lang, &says, &[&name(names, lang), &of, yes])));
    }
    for exchange in &e.witness.exchangeable {
        out.push_str(&format!("    {}\n", exchanged(exchange, lang)));
    }
    for (v, short) in e.verdicts.iter().zip(short) {
        out.push_str(&format!("  {}\n", because(v, lang.pick(short), sources, lang)));
    }
    out
}

/// `kind: any of trajectory, credit, property would do`.
fn exchanged(e: &Exchange, lang: Lang) -> String {
    let fact = match &e.record {
        Some((list, row)) => format!("{}[{row}].{}", name(list, lang), name(&e.fact, lang)),
        None => name(&e.fact, lang),
    };
    let members: Vec<String> = e.members.iter().map(|m| name(m, lang)).collect();
    let phrase = match e.any {
        true => ["{0}: any member would do", "{0}：任何一种均可"],
        false => ["{0}: any of {1} would do", "{0}：{1} 任一均可"],
    };
    say(lang, &phrase, &[&fact, &members.join(lang.pick(&[", ", "、"]))])
}

/// `A: serious — 5(1)(3)  class_one 50 ≥ 50 items (Fa Shi [2017] No. 10 art. 5(1)(3))`.
pub(super) fn because(v: &Verdict, short: &str, sources: &Sources, lang: Lang) -> String {
    let page = Page { v, sources, lang };
    let colon = lang.pick(&[": ", "："]);
    let outcome = page.grades(v.outcome.0, v.outcome.1);
    let decisive: Vec<String> = v
        .grounds
        .iter()
        .filter(|g| g.decisive)
        .map(|g| {
            let cites: Vec<String> = g.cites.iter().map(|c| name(c, lang)).collect();
            let by = cites.join(lang.pick(&["; ", "；"]));
            let numbers = formula(g, v, sources, lang);
            let (open, close) = if lang == Lang::En { ("(", ")") } else { ("（", "）") };
            format!("{}  {numbers} {open}{by}{close}", page.name(&g.provision))
        })
        .collect();
    let why = match decisive.is_empty() {
        false => decisive.join(lang.pick(&["; ", "；"])),
        true => {
            let failed = page.failed_elements();
            let missed = page.missed().into_iter().take(1);
            let all: Vec<String> = if failed.is_empty() { missed.collect() } else { failed };
            let none = lang.pick(&["no ground holds", "没有成立的理由"]).to_owned();
            std::iter::once(none).chain(all).collect::<Vec<_>>().join(lang.pick(&["; ", "；"]))
        }
    };
    format!("{short}{colon}{outcome} — {why}")
}

fn definitions(c: &Contrast, lang: Lang) -> String {
    let mut out = String::new();
    let differing = c.definitions.iter().filter(|d| d.0.relation != Ok(Relation::Equal));
    for (d, both) in differing {
        let of = d.record.as_ref().map_or(String::new(), |r| format!(" ({})", name(r, lang)));
        let says = match &d.relation {
            Ok(Relation::Equal) => continue,
            Ok(Relation::Within) => {
                ["A's is narrower: all that it covers B's covers too", "甲较窄：甲所及乙皆及"]
            }
            Ok(Relation::Contains) => {
                ["B's is narrower: all that it covers A's covers too", "乙较窄：乙所及甲皆及"]
            }
            Ok(Relation::Overlapping) => {
                ["they overlap: each covers something that the other does not", "交叉：各有对方所不及者"]
            }
            Ok(Relation::Disjoint) => ["they have nothing in common", "互不相涉"],
            Ok(Relation::NotDecided) | Err(_) => ["not decided", "未能判定"],
        };
        if out.is_empty() {
            out.push_str(lang.pick(&["\ndefined otherwise:\n", "\n定义不同者：\n"]));
        }
        out.push_str(&format!(
            "  {}{of}{}{}\n",
            name(&d.names, lang),
            lang.pick(&[": ", "："]),
            lang.pick(&says)
        ));
        for (exhibit, only) in both.iter().zip([["only A's", "仅甲所及"], ["only B's", "仅乙所及"]]) {
            if let Some(e) = exhibit {
                let [en, zh] = &e.text;
                let line = lang.pick(&[en.as_str(), zh.as_str()]).lines().nth(2).unwrap_or_default().trim();
                out.push_str(&format!(
                    "    {}{}{}\n",
                    lang.pick(&only),
                    lang.pick(&[": ", "："]),
                    clean(line)
                ));
            }
        }
    }
    let same: Vec<String> = c
        .definitions
        .iter()
        .filter(|d| d.0.relation == Ok(Relation::Equal))
        .map(|d| name(&d.0.names, lang))
        .collect();
    if !same.is_empty() {
        let phrase = ["\nproved to cover the same: {0}\n", "\n已证明所及相同：{0}\n"];
        out.push_str(&say(lang, &phrase, &[&same.join(lang.pick(&[", ", "、"]))]));
    }
    out
}

/// Which rule sets are held against each other, and over which cases.
pub(super) fn held(modules: &[Names], within: Option<&str>, lang: Lang) -> String {
    let mut out = String::new();
    for (short, module) in SHORT.iter().zip(modules) {
        out.push_str(&format!("{} = {}\n", lang.pick(short), name(module, lang)));
    }
    let over: Phrase = match within {
        None => ["over all cases", "就一切可能的案件"],
        Some(_) => [
            "over all cases that meet this condition, read as A reads it: {0}",
            "就符合下列条件（依甲理解）的一切案件：{0}",
        ],
    };
    out + &say(lang, &over, &[&clean(within.unwrap_or_default())])
}

/// How penalties lie, where they do not lie alike.
fn penalties(c: &Contrast, lang: Lang) -> String {
    let Some(all) = &c.penalties else {
        return lang.pick(&["\npenalties: not decided\n", "\n刑罚：未能判定\n"]).to_string();
    };
    let mut out = String::new();
    for (p, both) in all {
        let what = match p.reach {
            Reach::Most => ["longest imprisonment", "最长刑期"],
            Reach::Least => ["shortest imprisonment", "最短刑期"],
            Reach::Fine => ["a fine", "罚金"],
        };
        let says = match (p.relation, p.reach) {
            (Relation::Equal, _) => ["the same in every case", "一切案件相同"],
            (Relation::Within, Reach::Fine) => {
                ["B has one wherever A has, and in some cases more", "凡甲有者乙皆有，且有案件仅乙有"]
            }
            (Relation::Contains, Reach::Fine) => {
                ["A has one wherever B has, and in some cases more", "凡乙有者甲皆有，且有案件仅甲有"]
            }
            (Relation::Overlapping, Reach::Fine) => {
                ["only A has one in some cases, only B in others", "有案件仅甲有，有案件仅乙有"]
            }
            (Relation::Within, _) => {
                ["B's is never shorter, and in some cases longer", "乙从不较短，且有案件更长"]
            }
            (Relation::Contains, _) => {
                ["B's is never longer, and in some cases shorter", "乙从不较长，且有案件更短"]
            }
            (Relation::Overlapping, _) => {
                ["B's is longer in some cases, shorter in others", "乙有案件较长，有案件较短"]
            }
            (Relation::Disjoint | Relation::NotDecided, _) => ["not decided", "未能判定"],
        };
        let more = match p.reach {
            Reach::Most | Reach::Least => [["longer under A", "甲较长"], ["longer under B", "乙较长"]],
            Reach::Fine => [["only under A", "仅甲有"], ["only under B", "仅乙有"]],
        };
        if out.is_empty() {
            out.push_str(lang.pick(&["\npenalties:\n", "\n刑罚：\n"]));
        }
        let colon = lang.pick(&[": ", "："]);
        out.push_str(&format!("  {}{colon}{}\n", lang.pick(&what), lang.pick(&says)));
        for (exhibit, more) in both.iter().zip(more) {
            if let Some(e) = exhibit {
                let facts = clean(&e.stated(lang));
                out.push_str(&format!("    {}{colon}{facts}\n", lang.pick(&more)));
            }
        }
    }
    out
}

/// The bounds under which an answer holds, if there are any.
pub(super) fn limits(limits: &[Limit], lang: Lang) -> String {
    let mut out = String::new();
    for limit in limits {
        let line = match limit {
            Limit::Years(from, to) => say(
                lang,
                &["days are taken from the years {0} to {1}", "日期取自 {0} 年至 {1} 年"],
                &[&from.to_string(), &to.to_string()],
            ),
            Limit::Member(kind, member) => say(
                lang,
                &[
                    "cases with {0} {1} are left out: only one of the vocabularies has it",
                    "{0}为{1}的案件不在内：仅一方词汇有之",
                ],
                &[&name(kind, lang), &name(member, lang)],
            ),
        };
        out.push_str(&format!("{}{line}\n", lang.pick(&["bound: ", "界限："])));
    }
    if out.is_empty() { out } else { format!("\n{out}") }
}

/// `prove`: each claim of a module with its answer.
pub fn settled(module: &Names, all: &[Settled], sources: &Sources, lang: Lang) -> String {
    let mut out = format!("{}\n", name(module, lang));
    if all.is_empty() {
        out.push_str(lang.pick(&["  states no claim\n", "  没有命题\n"]));
    }
    let mut known: Vec<Limit> = Vec::new();
    for s in all {
        let sign = match s.answer {
            Answered::Proved(_) => ["✔ proved", "✔ 已证明"],
            Answered::Refuted(..) => ["✘ refuted", "✘ 不成立"],
            Answered::NotDecided | Answered::Refused(_) => ["? not decided", "? 未能判定"],
            Answered::Unsound(_) => ["! the prover is at fault", "! 证明程序有误"],
        };
        let [en, zh] = &s.text;
        let text = lang.pick(&[en.as_str(), zh.as_str()]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let under = s.under.as_ref().map_or(String::new(), |u| {
            say(lang, &[" (interpreting {0})", "（以{0}为解释对象）"], &[&name(u, lang)])
        });
        out.push_str(&format!("\n  {}{under}  {}\n", lang.pick(&sign), clean(&text)));
        if !s.cites.is_empty() {
            let cites: Vec<String> = s.cites.iter().map(|c| name(c, lang)).collect();
            let line = cites.join(lang.pick(&["; ", "；"]));
            out.push_str(&format!("    {}{line}\n", lang.pick(&["cites: ", "引注："])));
        }
        let indented = |text: &str| text.lines().map(|l| format!("  {l}\n")).collect::<String>();
        match &s.answer {
            Answered::Proved(bounds) => {
                known.extend(bounds.iter().filter(|b| !known.contains(b)).cloned().collect::<Vec<_>>());
            }
            Answered::Refuted(first, None) => {
                let says: &[Phrase] = match (s.of_record, first.verdicts.len()) {
                    (true, _) => &[],
                    (false, 1) => &[["outcome", "结论"]],
                    (false, _) => &SHORT,
                };
                out.push_str(&indented(&shown(first, says, sources, lang)));
            }
            Answered::Refuted(first, Some(second)) => {
                let pairs = [(first, ["as it is", "原状"]), (second, ["with more", "增加之后"])];
                for (exhibit, word) in pairs {
                    out.push_str(&indented(&shown(exhibit, &[word], sources, lang)));
                }
            }
            Answered::Refused(why) => out.push_str(&format!("    {}\n", refused(why, lang))),
            Answered::NotDecided => out.push_str(lang.pick(&[
                "    the budget of steps ended before an answer was found\n",
                "    步数用尽而未得结论\n",
            ])),
            Answered::Unsound(asked) => out.push_str(&format!("    {}\n", clean(asked))),
        }
        if let Some(short) = &s.margin {
            out.push_str(&indented(&margin(short, s.of_record, sources, lang)));
        }
    }
    out.push_str(&limits(&known, lang));
    out
}
