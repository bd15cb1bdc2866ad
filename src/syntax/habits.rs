//! What people write out of habit and no rule takes: signs of arithmetic and logic, characters that only look right.

use super::outline;
use crate::diag::{Code, Diagnostic, Edit, is_unseen, ordinary};
use crate::text::Span;
use crate::val::parse_iso;

/// Signs with the words for them, the longer first.
const SIGNS: &[(&str, [&str; 2])] = &[
    (">=", ["reaches", "达到"]),
    ("＞＝", ["reaches", "达到"]),
    ("=>", ["reaches", "达到"]),
    ("≥", ["reaches", "达到"]),
    ("≧", ["reaches", "达到"]),
    ("⩾", ["reaches", "达到"]),
    ("<=", ["at most", "不超过"]),
    ("＜＝", ["at most", "不超过"]),
    ("=<", ["at most", "不超过"]),
    ("≤", ["at most", "不超过"]),
    ("≦", ["at most", "不超过"]),
    ("⩽", ["at most", "不超过"]),
    ("!=", ["is not", "不为"]),
    ("<>", ["is not", "不为"]),
    ("≠", ["is not", "不为"]),
    ("==", ["is", "为"]),
    ("=", ["is", "为"]),
    ("＝", ["is", "为"]),
    (">", ["exceeds", "超过"]),
    ("＞", ["exceeds", "超过"]),
    ("<", ["below", "不满"]),
    ("＜", ["below", "不满"]),
    ("&&", ["and", "且"]),
    ("&", ["and", "且"]),
    ("＆", ["and", "且"]),
    ("∧", ["and", "且"]),
    ("||", ["or", "或者"]),
    ("∨", ["or", "或者"]),
    ("!", ["not", "非"]),
    ("！", ["not", "非"]),
    ("¬", ["not", "非"]),
    ("+", ["plus", "加"]),
    ("＋", ["plus", "加"]),
    ("*", ["multiplied by", "乘以"]),
    ("×", ["multiplied by", "乘以"]),
    ("÷", ["divided by", "除以"]),
    ("/", ["divided by", "除以"]),
    ("- ", ["minus", "减"]),
    ("− ", ["minus", "减"]),
    ("– ", ["minus", "减"]),
    ("— ", ["minus", "减"]),
    ("－ ", ["minus", "减"]),
];

/// What else a sign may stand for.
const OTHERS: &[(&str, [&str; 2])] = &[
    ("/", ["or", "或者"]),
    ("+", ["and", "且"]),
    ("＋", ["and", "且"]),
    ("-", ["to", "至"]),
    ("–", ["to", "至"]),
    ("—", ["to", "至"]),
    ("−", ["to", "至"]),
    ("－", ["to", "至"]),
];

/// A place in the chunk as a place in the text.
type At<'a> = &'a dyn Fn(usize, usize) -> Span;

/// The fault that a sign stands where a word is wanted, with the word in the language of the source.
pub(super) fn sign(text: &str, place: usize, han: bool, at: At<'_>) -> Option<Diagnostic> {
    let (before, rest) = text.split_at_checked(place)?;
    let (sign, [en, zh]) = SIGNS.iter().find(|(s, _)| rest.starts_with(s))?;
    let sign = sign.trim_end();
    let end = place + sign.len();
    let [left, right] = [before.chars().next_back(), text.get(end..)?.chars().next()]
        .map(|c| if c.is_none_or(char::is_whitespace) { "" } else { " " });
    let word = if han { zh } else { en };
    let d = Diagnostic::new(Code::Sign, at(place, end), &[sign]);
    let others = OTHERS.iter().filter(|(s, _)| *s == sign).map(|(_, [en, zh])| if han { zh } else { en });
    let all = std::iter::once(word).chain(others);
    Some(all.fold(d, |d, word| d.mend(at(place, end), &format!("{left}{word}{right}"))))
}

/// Every word with a character that cannot be seen or only looks like the right one; texts in quotation marks and
/// comments may hold any but those that turn the direction of writing.
pub(super) fn lookalikes(text: &str, at: At<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut closing: Option<char> = None;
    let mut in_word = false;
    for (place, c) in text.char_indices() {
        match (closing, c) {
            (_, '\n') => closing = None,
            (Some(end), _) if c == end => closing = None,
            (None, '#') => closing = Some('\n'),
            (None, '"') => closing = Some('"'),
            (None, '“') => closing = Some('”'),
            _ => {}
        }
        let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let like = ordinary(c);
        let odd = turns || closing.is_none() && (is_unseen(c) || like.is_some());
        if odd {
            let span = at(place, place + c.len_utf8());
            let right = like.map(String::from).unwrap_or_default();
            match found.last_mut().and_then(|d| d.mends.first_mut()).filter(|_| in_word) {
                Some(mend) => mend.edits.push(Edit::new(span, &right)),
                None => found.push(odd_character(c, like, span).mend(span, &right)),
            }
        }
        in_word = odd || in_word && (c.is_alphanumeric() || c == '_');
    }
    found
}

/// The fault of a character that only looks right.
fn odd_character(c: char, like: Option<char>, span: Span) -> Diagnostic {
    let why = match like {
        Some(like) => {
            format!("it looks like `{like}`, but is another character | 它形似“{like}”，实为另一字符")
        }
        None => "it cannot be seen; delete it | 它看不见，请删去".to_owned(),
    };
    Diagnostic::new(Code::BadCharacter, span, &[&format!("U+{:04X}", u32::from(c)), &why])
}

/// A quotation mark, dash or blank of another keyboard, at the place where reading stopped.
pub(super) fn odd(rest: &str, span: Span) -> Option<Diagnostic> {
    let c = rest.chars().next()?;
    let like = match c {
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => ' ',
        '\u{2018}' | '\u{2019}' | '＂' | '„' | '«' | '»' => '"',
        '–' | '—' | '−' | '－' | '‐' | '‑' => '-',
        '．' => '.',
        _ => return None,
    };
    Some(odd_character(c, Some(like), span).mend(span, &like.to_string()))
}

/// `超过 … 以上`: one word leaves the number out, the other takes it in. The ways out are to say one of both.
pub(super) fn inclusive(text: &str, place: usize, at: At<'_>) -> Option<Diagnostic> {
    let (before, rest) = text.split_at_checked(place)?;
    let word = ["以上", "以下", "以内"].into_iter().find(|w| rest.starts_with(w))?;
    let line = before.rfind('\n').map_or(0, |n| n + 1);
    let last = |words: [&'static str; 4]| {
        let line = before.get(line..).unwrap_or("");
        words.into_iter().filter_map(|w| line.rfind(w).map(|p| (p + w.len(), w))).max()
    };
    let (end, leaving) = last(["超过", "不满", "exceeds", "below"])?;
    if last(["达到", "不超过", "reaches", "at most"]).is_some_and(|(other, _)| other >= end) {
        return None;
    }
    let d = Diagnostic::new(Code::InclusiveAfterExceeds, at(place, place + word.len()), &[]);
    let taking = match (leaving, word) {
        ("超过", "以上") => "达到",
        ("exceeds", "以上") => "reaches",
        ("不满", "以下" | "以内") => "不超过",
        ("below", "以下" | "以内") => "at most",
        _ => return Some(d),
    };
    let leaving = at(line + end - leaving.len(), line + end);
    let edit = |span, text: &str| vec![Edit::new(span, text)];
    let d = d.choice("with the number itself | 含本数", edit(leaving, taking));
    Some(d.choice("without it | 不含本数", edit(at(place, place + word.len()), "")))
}

/// Whether an item is written in Chinese, by the words it begins with.
pub(super) fn is_chinese(text: &str) -> bool {
    outline::is_han(outline::first_word(text)) || text.starts_with(['第', '（'])
}

/// A date that lacks its day, or is written with strokes or points: `2019-05`, `2019年5月`, `2019/05/03`.
pub(super) fn half_a_date(text: &str, place: usize, at: At<'_>) -> Option<Diagnostic> {
    let ends = |c: char| c.is_whitespace() || "，,、；;。(（)）".contains(c);
    let start = text.get(..place)?.rfind(ends).map_or(0, |p| p + text.get(p..).map_or(1, first_length));
    // a keyword may stand right before it: `自2021年`
    let start = start + text.get(start..)?.find(|c: char| c.is_ascii_digit())?;
    let end = text.get(place..)?.find(ends).map_or(text.len(), |p| place + p);
    let word = text.get(start..end)?;
    let numbers: Vec<u32> = word
        .split(['-', '/', '.', '年', '月', '日', '号'])
        .filter(|p| !p.is_empty())
        .map(|p| p.parse().ok())
        .collect::<Option<_>>()?;
    let day = |y: u32, m: u32, d: u32| parse_iso(&format!("{y:04}-{m:02}-{d:02}"));
    let han = word.contains(['年', '月', '日']);
    let written = |y: u32, m: u32, d: u32| match han {
        true => format!("{y}年{m}月{d}日"),
        false => format!("{y:04}-{m:02}-{d:02}"),
    };
    let meant = match *numbers.as_slice() {
        [y @ 1000..=9999, m] => {
            let last = (28..=31).rev().find(|d| day(y, m, *d).is_some())?;
            format!("{} {} {}", written(y, m, 1), if han { "至" } else { "to" }, written(y, m, last))
        }
        [y @ 1000..=9999, m, d] => {
            day(y, m, d)?;
            written(y, m, d)
        }
        _ => return None,
    };
    // a day that is written well stands where none is wanted: that is another fault
    if meant == word {
        return None;
    }
    let span = at(start, end);
    Some(Diagnostic::new(Code::NoSuchDate, span, &[word]).mend(span, &meant))
}

/// What a case leaves unsaid is one of two things: `unstated facts are missing`.
pub(super) fn silence(text: &str, place: usize, at: At<'_>) -> Option<Diagnostic> {
    let start = text.get(..place)?.rfind('\n').map_or(0, |n| n + 1);
    let line = text.get(start..)?.lines().next()?;
    let heads = ["unstated facts are", "未载明事实视为"];
    let (from, head) = heads.into_iter().find_map(|h| Some((line.find(h)? + h.len(), h)))?;
    let rest = line.get(from..)?.split(['#', '；', ';', '。']).next()?;
    let word = rest.trim_matches([' ', '\t', '\u{3000}', ':', '：']);
    if ["absent", "unknown", "不存在", "不明"].contains(&word) {
        return None;
    }
    let from = start + from + rest.find(word)?;
    let span = at(from, from + word.len());
    let d = Diagnostic::new(Code::Syntax, span, &["`absent` or `unknown` | “不存在”或者“不明”"]);
    let words = if head.is_ascii() { ["absent", "unknown"] } else { ["不存在", "不明"] };
    let gap = if word.is_empty() { " " } else { "" };
    Some(words.into_iter().fold(d, |d, w| d.mend(span, &format!("{gap}{w}"))))
}

/// A case whose name holds a bracket, a blank or a quotation mark: `case A (1)`.
pub(super) fn case_name(text: &str, at: At<'_>) -> Option<Diagnostic> {
    let line = text.lines().next()?;
    let word = ["case", "案件"].into_iter().find(|w| line.starts_with(w))?;
    let end = line.find(['#', '；', ';', '。']).unwrap_or(line.len());
    let own = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let mut from = word.len();
    for name in line.get(from..end)?.split(['|', '｜']) {
        let blank = [' ', '\t', '\u{3000}'];
        let start = from + (name.len() - name.trim_start_matches(blank).len());
        from += name.len() + text.get(from + name.len()..)?.chars().next().map_or(0, char::len_utf8);
        let name = name.trim_matches(blank);
        let parts: Vec<&str> = name.split(|c| !own(c)).filter(|p| !p.is_empty()).collect();
        if name.chars().all(own) || parts.is_empty() {
            continue;
        }
        let span = at(start, start + name.len());
        let wanted = "a name of letters, digits and `-` | 由文字、数字与“-”组成的名称";
        return Some(Diagnostic::new(Code::Syntax, span, &[wanted]).mend(span, &parts.join("-")));
    }
    None
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}
