//! Choices of drafting held against each other: a table of how each two stand, with a smallest case for each difference.

use super::chart::instance;
use super::columns::pad;
use super::json::pretty;
use super::overall::{because, name, say};
use super::overall_json::{case, relation};
use super::refusal::refused;
use crate::diag::{Lang, clean};
use crate::prove::Relation;
use crate::session::{Stand, Variants};
use crate::text::Sources;
use serde::Serialize;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// The letter of a choice.
fn letter(n: usize) -> String {
    super::chart::letter(n).to_uppercase()
}

/// How the one of a row stands to that of a column; equal, stricter, more lenient, now the one and now the other.
fn sign(v: &Variants, row: usize, column: usize) -> &'static str {
    let found = v.pairs.iter().find(|p| (p.0, p.1) == (row.min(column), row.max(column)));
    let relation = match found.map(|p| &p.2) {
        _ if row == column => return ".",
        Some(Stand::Settled(relation, _)) => *relation,
        Some(Stand::Refused(_) | Stand::Unsound(_)) | None => Relation::NotDecided,
    };
    // of a pair the relation tells how the first lies to the second
    match (relation, row < column) {
        (Relation::Equal, _) => "=",
        (Relation::Within, true) | (Relation::Contains, false) => "<",
        (Relation::Contains, true) | (Relation::Within, false) => ">",
        (Relation::Overlapping | Relation::Disjoint, _) => "<>",
        (Relation::NotDecided, _) => "?",
    }
}

/// `compare --variants`; without the table where nothing is drawn, and where lines are too short for it.
pub fn variants(v: &Variants, sources: &Sources, lang: Lang, width: Option<usize>) -> String {
    let mut out = String::new();
    for (n, names) in v.names.iter().enumerate() {
        out.push_str(&format!("{} = {}\n", letter(n), name(names, lang)));
    }
    let field = v.names.len().to_string().width() + 3;
    let is_drawn = width.is_some_and(|w| 2 + field * (v.names.len() + 1) <= w);
    if is_drawn {
        let all = 0..v.names.len();
        let line = |first: &str, fields: Vec<String>| {
            let fields: String = fields.iter().map(|f| pad(f, field)).collect();
            format!("  {}{}\n", pad(first, field), fields.trim_end())
        };
        out.push('\n');
        out.push_str(&line("", all.clone().map(letter).collect()));
        for row in all.clone() {
            let fields = all.clone().map(|column| sign(v, row, column).to_owned());
            out.push_str(&line(&letter(row), fields.collect()));
        }
        out.push_str(lang.pick(&[
            "  = the same outcome in every case; > the one of the row is never lighter; < never heavier;\n  <> now the one is heavier, now the other; ? not decided\n",
            "  = 结论总相同；> 行者从不轻于列者；< 从不重于列者；<> 互有轻重；? 未能判定\n",
        ]));
    }
    for (i, j, stand) in &v.pairs {
        let (a, b) = (letter(*i), letter(*j));
        let says = match stand {
            Stand::Settled(Relation::Equal, _) if is_drawn => continue,
            Stand::Settled(relation, _) => say(lang, &sentence(*relation), &[&a, &b]),
            Stand::Refused(why) => format!("{a}, {b}: {}", refused(why, lang)),
            Stand::Unsound(asked) => format!("{a}, {b}: {}", clean(asked)),
        };
        out.push_str(&format!("\n{says}\n"));
        let Stand::Settled(_, shown) = stand else { continue };
        for exhibit in shown.iter().flatten() {
            out.push_str(&format!("  {}\n", instance(exhibit, lang)));
            for (verdict, short) in exhibit.verdicts.iter().zip([&a, &b]) {
                out.push_str(&format!("    {}\n", because(verdict, short, sources, lang)));
            }
        }
    }
    out
}

fn sentence(relation: Relation) -> super::overall::Phrase {
    match relation {
        Relation::Equal => ["{0} and {1} give every case the same outcome", "{0}与{1}对一切案件结论相同"],
        Relation::Within => ["{1} is stricter than {0}", "{1}严于{0}"],
        Relation::Contains => ["{1} is more lenient than {0}", "{1}宽于{0}"],
        Relation::Overlapping | Relation::Disjoint => ["now {0} is heavier, now {1}", "{0}与{1}互有轻重"],
        Relation::NotDecided => ["not decided how {0} and {1} stand", "{0}与{1}孰严未能判定"],
    }
}

#[derive(Serialize)]
struct All {
    variants: Vec<String>,
    complete: bool,
    pairs: Vec<Pair>,
}

#[derive(Serialize)]
struct Pair {
    a: usize,
    b: usize,
    /// That of `b` to `a`.
    relation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    heavier: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lighter: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

/// `compare --variants -f json`; a witness tells in `heavier` where `b` is heavier, in `lighter` where it is lighter.
pub fn variants_json(v: &Variants) -> String {
    let pair = |(a, b, stand): &(usize, usize, Stand)| {
        let (how, shown, why) = match stand {
            Stand::Settled(how, [x, y]) => {
                (relation(*how), [x, y].map(|e| e.as_ref().map(|e| case(e))), None)
            }
            Stand::Refused(why) => ("not_decided", [None, None], Some(refused(why, Lang::En))),
            Stand::Unsound(asked) => ("not_decided", [None, None], Some(asked.clone())),
        };
        let [heavier, lighter] = shown;
        Pair { a: *a, b: *b, relation: how, heavier, lighter, refused: why }
    };
    pretty(&All {
        variants: v.names.iter().map(|n| n.en.clone()).collect(),
        complete: v.complete(),
        pairs: v.pairs.iter().map(pair).collect(),
    })
}
