//! Text cut into entries: a command or a question is a line, an item goes on as long as lines are indented.

use crate::syntax::{ITEM_WORDS, is_open};

/// Those of one line as a rule.
const SHORT: [&str; 20] = [
    "kind",
    "open",
    "parameter",
    "claim",
    "adopt",
    "repeal",
    "replace",
    "after",
    "set",
    "add",
    "种类表",
    "待定",
    "参数",
    "命题",
    "采用",
    "删去",
    "将",
    "在",
    "对",
    "scale",
];

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// Words that make a question of what begins like an item: `kind is health`, `article 10 reaches half`.
const VERBS: [&str; 22] = [
    "is", "are", "reaches", "reach", "exceeds", "exceed", "below", "at", "plus", "minus", "and", "or",
    "together", "any", "all", "为", "达到", "超过", "不满", "且", "或者", "均",
];

/// The word of an item with which a text begins.
pub(super) fn item_word(text: &str) -> Option<&'static str> {
    let line = text.lines().next().unwrap_or("");
    let found = ITEM_WORDS.iter().find(|w| **w == first_word(line)).copied();
    let mut words = line.split([' ', '\t', '\u{3000}']).filter(|w| !w.is_empty()).skip(1);
    let (second, third) = (words.next(), words.next());
    let asks = |word: Option<&str>| word.is_some_and(|w| VERBS.contains(&w));
    match found {
        Some("article") if third.is_none() || asks(third) => None,
        Some(_) if asks(second) => None,
        Some(word) => Some(word),
        None if ["删去第", "将第", "在第"].iter().any(|w| line.starts_with(w)) => Some("删去"),
        None if line.starts_with('第') && is_article(line) => Some("article"),
        None => None,
    }
}

/// `第五条第一款  情节严重：有下列情形之一` is an item, `第五条第一款 达到 一半` a question.
fn is_article(line: &str) -> bool {
    let head = line.split(['：', ':']).next().unwrap_or(line);
    let opens = ["有下列情形之一", "同时具备下列条件", "：", ":", "条件是"].iter().any(|w| line.contains(w));
    opens && !["任一", "均", "达到", "按比例合计"].iter().any(|w| head.contains(w))
}

/// The entries of a text, each with its lines; comments and blank lines between them are left out.
pub fn entries(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut blank = true;
    for line in text.lines() {
        let line = line.trim_end();
        let indented = line.starts_with([' ', '\t', '\u{3000}']);
        let goes_on = out.last().is_some_and(|last| {
            is_open(last) && !last.starts_with([':', '：']) || !blank && indented && item_word(last).is_some()
        });
        if line.trim().is_empty() {
            blank = true;
            continue;
        }
        match out.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.push('\n');
                last.push_str(line);
            }
            None if line.trim_start().starts_with('#') => continue,
            None => out.push(line.trim_start().to_owned()),
        }
        blank = false;
    }
    out
}

/// Whether what was typed so far wants another line: a bracket is open, or an item has no body yet or may go on.
pub fn is_unfinished(text: &str) -> bool {
    let body = text.trim_start();
    if body.starts_with([':', '：', '?', '？']) {
        return false;
    }
    let ended = text.ends_with("\n") || text.lines().last().is_some_and(|l| l.trim().is_empty());
    if is_open(body) {
        return !ended;
    }
    match item_word(body) {
        None => false,
        Some(word) if SHORT.contains(&word) => false,
        Some(_) => !ended,
    }
}
