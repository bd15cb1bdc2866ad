//! Questions on unknown facts: what is asked, why, and what each answer does.

use super::json::pretty;
use super::text::Page;
use crate::diag::{Lang, clean};
use crate::explain::Verdict;
use crate::ir::schema::{Names, Type};
use crate::map::Stretch;
use crate::session::Asked;
use crate::suite::{Question, Turn, What};
use crate::text::Sources;
use crate::val::Unit;
use serde::Serialize;

fn name(names: &Names, lang: Lang) -> String {
    clean(lang.pick(&[names.en.as_str(), names.zh.as_str()]))
}

/// The outcome as things are, and how many questions bear on it.
pub fn standing(v: &Verdict, count: usize, sources: &Sources, lang: Lang) -> String {
    let page = Page { v, sources, lang };
    let (case, grades) = (page.name(&v.called), page.grades(v.outcome.0, v.outcome.1));
    match lang {
        Lang::En => format!("{case}  {grades}  questions: {count}\n"),
        Lang::Zh => format!("{case}  {grades}  问题 {count} 个\n"),
    }
}

/// The answers that a question takes.
pub fn takes(q: &Question, lang: Lang) -> String {
    let takes = match q.what {
        What::Finding(_) | What::Value(_, Type::YesNo) => {
            lang.pick(&["y yes, n no", "y 是，n 否"]).to_owned()
        }
        What::Value(_, Type::Number(unit)) => {
            format!("{} {}", lang.pick(&["a number of", "数目："]), lang.pick(&unit.words()))
        }
        What::Value(_, Type::Date) => {
            lang.pick(&["a day, as 2020-06-01", "日期，如 2020年6月1日"]).to_owned()
        }
        What::Value(_, Type::Member(_) | Type::List(_)) => {
            let all = q.members.iter().enumerate().map(|(i, m)| format!("{} {}", i + 1, name(m, lang)));
            all.collect::<Vec<_>>().join(lang.pick(&[", ", "，"]))
        }
    };
    let rest = lang.pick(&["u not known, w why, q stop", "u 不知道，w 为什么问，q 停止"]);
    format!("{takes}{}{rest}", lang.pick(&["; ", "；"]))
}

/// A question with the answers that it takes; what is typed follows it.
pub fn question(q: &Question, lang: Lang) -> String {
    format!("\n? {}\n  {}\n", name(&q.fact, lang), takes(q, lang))
}

/// Why it is asked: the provisions that read it, and what each answer does.
pub fn reasons(v: &Verdict, q: &Question, sources: &Sources, lang: Lang) -> String {
    let page = Page { v, sources, lang };
    let read: Vec<String> = q.read_by.iter().map(|n| name(n, lang)).collect();
    let head = lang.pick(&["read by ", "涉及 "]);
    let mut out = format!("  {head}{}\n", read.join(lang.pick(&[", ", "、"])));
    if q.turns.is_empty() {
        let says = ["what an answer does is told once it is given", "作答之后即告知其影响"];
        out.push_str(&format!("  {}\n", lang.pick(&says)));
    }
    for turn in &q.turns {
        match turn {
            Turn::Said(said, (lo, hi)) => {
                out.push_str(&format!("  {} → {}\n", name(said, lang), page.grades(*lo, *hi)));
            }
            Turn::Numbers(unit, all) => {
                for s in all {
                    let (lo, hi) = s.grade;
                    out.push_str(&format!("  {} → {}\n", stretch(s, *unit, lang), page.grades(lo, hi)));
                }
            }
        }
    }
    out
}

/// `from 50 items below 500 items`.
pub(super) fn stretch(s: &Stretch, unit: Unit, lang: Lang) -> String {
    let amount = |n: &crate::val::Ratio| format!("{} {}", n.decimal(), lang.pick(&unit.after(n)));
    let from = match s.from_included {
        true => format!("{}{}", amount(&s.from), lang.pick(&[" or more", "以上"])),
        false => format!("{}{}", lang.pick(&["more than ", "超过 "]), amount(&s.from)),
    };
    match (&s.to, s.to_included) {
        (None, _) => from,
        (Some(to), true) => format!("{from}{}{}", lang.pick(&[", at most ", "，不超过 "]), amount(to)),
        (Some(to), false) => format!("{from}{}{}", lang.pick(&[", less than ", "，不满 "]), amount(to)),
    }
}

/// What can change the outcome and is not asked for: records that a case has to list, and what the rules leave open.
pub fn unasked(v: &Verdict, questions: &[Question], lang: Lang) -> String {
    let mut out = String::new();
    let heads = [
        (true, ["not known, to be listed in the case: ", "不明，须在案件中列明："]),
        (false, ["left open by the rules: ", "规则未予规定："]),
    ];
    for (lists, head) in heads {
        let others = v.missing.iter().filter(|m| m.is_list == lists);
        let others = others.filter(|m| questions.iter().all(|q| q.fact != m.fact));
        let others: Vec<String> = others.map(|m| name(&m.fact, lang)).collect();
        if !others.is_empty() {
            out.push_str(&format!("\n{}{}\n", lang.pick(&head), others.join(lang.pick(&[", ", "、"]))));
        }
    }
    out
}

/// Every question of a case with its reasons, best first; and what else can change its outcome.
pub fn missing(v: &Verdict, questions: &[Question], sources: &Sources, lang: Lang) -> String {
    let mut out = standing(v, questions.len(), sources, lang);
    for q in questions {
        out.push_str(&format!("\n{}\n{}", name(&q.fact, lang), reasons(v, q, sources, lang)));
    }
    out + &unasked(v, questions, lang)
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
    missing: Vec<Ask>,
}

#[derive(Serialize)]
struct Ask {
    fact: String,
    read_by: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<String>,
    answers: Vec<Answer>,
}

#[derive(Serialize)]
struct Answer {
    answer: String,
    outcome: [String; 2],
}

/// The same for machines.
pub fn missing_json(all: &[Asked]) -> String {
    let one = |a: &Asked| {
        let v = &a.verdict;
        let both = |(lo, hi): (usize, usize)| [super::json::word(v, lo), super::json::word(v, hi)];
        let ask = |q: &Question| {
            let mut answers = Vec::new();
            for turn in &q.turns {
                match turn {
                    Turn::Said(said, to) => {
                        answers.push(Answer { answer: said.en.clone(), outcome: both(*to) })
                    }
                    Turn::Numbers(unit, all) => answers.extend(
                        all.iter()
                            .map(|s| Answer { answer: stretch(s, *unit, Lang::En), outcome: both(s.grade) }),
                    ),
                }
            }
            Ask {
                fact: q.fact.en.clone(),
                read_by: q.read_by.iter().map(|n| n.en.clone()).collect(),
                members: q.members.iter().map(|n| n.en.clone()).collect(),
                answers,
            }
        };
        One {
            case: v.case.clone(),
            module: v.module.en.clone(),
            outcome: both(v.outcome),
            missing: a.questions.iter().map(ask).collect(),
        }
    };
    pretty(&All { cases: all.iter().map(one).collect() })
}
