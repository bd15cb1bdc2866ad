//! One item's text to pest pairs; faults in plain words, never in names of rules.

use super::habits;
use super::outline::{self, Chunk};
use super::repair::Broken;
use super::words::KEYWORDS;
use crate::diag::{Code, Diagnostic, Edit, nearest};
use crate::text::{FileId, Span, limits};
use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};
use pest::iterators::Pair;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

mod grammar {
    //! What pest makes of `grammar/`.
    #![allow(missing_docs)]
    #[derive(pest_derive::Parser)]
    #[grammar = "grammar/keywords.pest"]
    #[grammar = "grammar/lexis.pest"]
    #[grammar = "grammar/expr.pest"]
    #[grammar = "grammar/module.pest"]
    #[grammar = "grammar/case.pest"]
    pub struct Grammar;
}

use grammar::Grammar;
pub(super) use grammar::Rule;

/// A parsed stretch.
pub(super) type P<'i> = Pair<'i, Rule>;

/// The limit of pest is one for the whole process: it is set and used under this lock.
static LIMIT: Mutex<()> = Mutex::new(());

/// The words with which an item begins.
pub const ITEM_WORDS: &[&str] = &[
    "module",
    "kind",
    "record",
    "facts",
    "findings",
    "open",
    "definition",
    "behaviour",
    "interest",
    "classification",
    "quantity",
    "measure",
    "scale",
    "offence",
    "article",
    "appraisal",
    "parameter",
    "claim",
    "table",
    "case",
    "adopt",
    "repeal",
    "replace",
    "after",
    "set",
    "add",
    "模块",
    "种类表",
    "记录",
    "事实",
    "认定事项",
    "待定",
    "定义",
    "行为",
    "法益",
    "分类",
    "数目",
    "计量",
    "等级",
    "罪名",
    "综合评价",
    "参数",
    "命题",
    "表格",
    "案件",
    "采用",
    "删去",
    "将",
    "在",
    "对",
];

fn run(rule: Rule, text: &str) -> Result<P<'_>, Box<Error<Rule>>> {
    let guard = LIMIT.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_call_limit(NonZeroUsize::new(10_000 + 200 * text.len()));
    let found = Grammar::parse(rule, text).map_err(Box::new);
    drop(guard);
    let empty = || {
        Box::new(Error::new_from_pos(
            ErrorVariant::ParsingError { positives: Vec::new(), negatives: Vec::new() },
            pest::Position::from_start(text),
        ))
    };
    let file = found?.next().ok_or_else(empty)?;
    file.into_inner().next().ok_or_else(empty)
}

/// How a text of rules is laid out.
pub(super) const LAYOUT: &str = "an item starts in column 0, its parts are indented; `docs/LANGUAGE.md` has every form | 条目顶格书写，其内容缩进；各种写法见 docs/LANGUAGE.md";

/// Parses one item; places in the pair count from the chunk's start.
pub(super) fn item<'a>(file: FileId, chunk: &Chunk<'a>, mend: bool) -> Result<P<'a>, Vec<Diagnostic>> {
    read(Rule::item_file, file, chunk, mend)
}

/// Parses one condition or number.
pub(super) fn condition<'a>(file: FileId, chunk: &Chunk<'a>) -> Result<P<'a>, Vec<Diagnostic>> {
    read(Rule::asked_file, file, chunk, true)
}

fn read<'a>(rule: Rule, file: FileId, chunk: &Chunk<'a>, mend: bool) -> Result<P<'a>, Vec<Diagnostic>> {
    let at = |start: usize, end: usize| super::span_of(file, chunk.start + start, chunk.start + end);
    if let Some(deep) = outline::too_deep(chunk.text, limits::NESTING) {
        let width = chunk.text.get(deep..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        let most = limits::NESTING.to_string();
        return Err(vec![Diagnostic::new(Code::TooDeep, at(deep, deep + width), &[&most])]);
    }
    let odd = habits::lookalikes(chunk.text, &at);
    if !odd.is_empty() {
        return Err(odd);
    }
    run(rule, chunk.text).map_err(|error| vec![fault(rule, &error, chunk.text, mend, &at)])
}

/// Whether a chunk is a part of the one before it that lacks its indent, or the rest of its last line: the length of
/// its first word or sign, and whether it only lacks the indent.
pub(super) fn unindented(text: &str, before: &Chunk<'_>, chunk: &Chunk<'_>) -> Option<(usize, bool)> {
    let head = outline::first_word(chunk.text);
    let item = ITEM_WORDS.contains(&head) && head != "interest" || head.starts_with('第');
    let both = text.get(before.start..chunk.start)?;
    if item || both.len() + chunk.text.len() > 16_384 || !both.ends_with('\n') {
        return None;
    }
    if run(Rule::item_file, chunk.text).is_ok() {
        return None;
    }
    let joined =
        |before: &str, gap: &str| run(Rule::item_file, &format!("{before}{gap}{}", chunk.text)).is_ok();
    let line = joined(both, "  ");
    (line || joined(both.trim_end(), " ")).then(|| (stretch(chunk.text), line))
}

/// The place of a name that is too long.
pub(super) fn long_name(item: &P<'_>) -> Option<(usize, usize)> {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    // most texts have no word so long, and need no second look
    item.as_str().split(|c| !word(c)).find(|w| w.len() > limits::NAME_BYTES)?;
    let name = |rule: Rule| matches!(rule, Rule::name | Rule::seg_name | Rule::case_name);
    let mut inside = item.clone().into_inner().flatten();
    let long = inside.find(|p| name(p.as_rule()) && p.as_str().len() > limits::NAME_BYTES)?;
    Some((long.as_span().start(), long.as_span().end()))
}

fn start_of(error: &Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(p) => p,
        InputLocation::Span((p, _)) => p,
    }
}

/// The place and the words of a fault.
fn fault(
    rule: Rule,
    error: &Error<Rule>,
    text: &str,
    mend: bool,
    at: &dyn Fn(usize, usize) -> Span,
) -> Diagnostic {
    let first = outline::first_word(text);
    let head = text.chars().next().unwrap_or(' ');
    let numbered = head == '第' || head.is_numeric() && first.chars().all(char::is_numeric);
    let glued =
        ["删去", "将", "在"].iter().any(|w| text.strip_prefix(w).is_some_and(|t| t.starts_with('第')));
    let is_item = rule == Rule::item_file;
    if is_item && !first.is_empty() && !numbered && !glued && !ITEM_WORDS.contains(&first) {
        let han = outline::is_han(first);
        let near = nearest(first, ITEM_WORDS.iter().copied().filter(|w| outline::is_han(w) == han));
        let span = at(0, first.len());
        // what begins it must let the rest be read, if anything does
        let reads =
            |w: &str| mend && run(rule, &format!("{w}{}", text.get(first.len()..).unwrap_or(""))).is_ok();
        let fits: Vec<&str> =
            ITEM_WORDS.iter().copied().filter(|w| outline::is_han(w) == han && reads(w)).collect();
        let near = near.filter(|n| fits.is_empty() || fits.contains(&n.as_str()));
        let glued = ITEM_WORDS.iter().find(|w| first.len() > w.len() && first.starts_with(**w));
        let split = glued
            .map(|w| format!("{w} "))
            .filter(|w| run(rule, &format!("{w}{}", text.get(w.len() - 1..).unwrap_or(""))).is_ok());
        // the first two words may have changed places
        let swapped =
            second_word(text, first.len()).filter(|(_, w)| ITEM_WORDS.contains(w)).and_then(|(at, word)| {
                let gap = text.get(first.len()..at)?;
                let after = text.get(at + word.len()..)?;
                run(rule, &format!("{word}{gap}{first}{after}")).ok().map(|_| (at + word.len(), word, gap))
            });
        let shown = split.as_deref().map(str::trim).or(swapped.map(|s| s.1)).or(near.as_deref());
        let shown = shown.or(fits.first().copied());
        let meant = match shown {
            Some(word) => format!("did you mean `{word}`? | 是否为“{word}”？"),
            None => {
                let words = ITEM_WORDS.iter().copied().filter(|w| outline::is_han(w) == han);
                let words: Vec<&str> = words.collect();
                let [en, zh] = [words.join(", "), words.join("、")];
                format!("an item begins with one of: {en} | 条目以下列词语之一开头：{zh}")
            }
        };
        let d = Diagnostic::new(Code::UnknownItem, span, &[first, &meant]);
        if let Some((end, word, gap)) = swapped {
            return d.mend(at(0, end), &format!("{word}{gap}{first}"));
        }
        return match (split, &near) {
            (Some(word), _) => d.mend(at(word.len() - 1, word.len() - 1), " "),
            (None, Some(near)) => d.mend(span, near),
            (None, None) if fits.len() <= 5 => fits.iter().fold(d, |d, w| d.mend(span, w)),
            (None, None) => d,
        };
    }
    let mut place = start_of(error);
    if place <= text.find('\n').unwrap_or(text.len())
        && let Some(d) = habits::case_name(text, at).filter(|_| is_item)
    {
        return d;
    }
    let han = habits::is_chinese(text);
    if is_item && first.is_empty() && habits::odd(text, at(0, 0)).is_none() {
        let word = "an item (its parts are indented) | 条目（其内容须缩进）";
        return Diagnostic::new(Code::Syntax, at(0, head.len_utf8()), &[word, LAYOUT]);
    }
    let positives = match &error.variant {
        ErrorVariant::CustomError { .. } => {
            return Diagnostic::new(Code::TooDeep, at(place, place), &[&limits::NESTING.to_string()]);
        }
        ErrorVariant::ParsingError { positives, .. } => positives.clone(),
    };
    let mut positives = positives;
    if positives.is_empty() {
        // the line before is unfinished: say what it still needs
        let cut =
            text.get(..place).and_then(|t| t.rfind('\n')).and_then(|n| text.get(..n)).map(str::trim_end);
        if let Some(Err(inner)) = cut.filter(|c| !c.is_empty()).map(|t| run(rule, t)) {
            place = start_of(&inner);
            if let ErrorVariant::ParsingError { positives: more, .. } = inner.variant {
                positives = more;
            }
        }
    }
    if let Some(at) = head_end(rule, text).filter(|_| is_item && place == 0) {
        (place, positives) = (at, vec![Rule::EOI]);
    }
    if place >= text.len() {
        // the item ends too early: what could the next line bring?
        let longer = format!("{text}\n  ?");
        if let Err(inner) = run(rule, &longer)
            && start_of(&inner) > text.len()
            && let ErrorVariant::ParsingError { positives: more, .. } = inner.variant
        {
            positives = more;
        }
    }
    // the mark goes to the word, not to the gap before it
    let gap = text.get(place..).map_or(0, |t| t.len() - t.trim_start_matches([' ', '\t', '\u{3000}']).len());
    if text.get(place + gap..).is_some_and(|t| !t.is_empty() && !t.starts_with(['\r', '\n', '#'])) {
        place += gap;
    }
    let rest = text.get(place..).unwrap_or("");
    let end = place + stretch(rest);
    let own = habits::inclusive(text, place, at)
        .or_else(|| habits::silence(text, place, at).filter(|_| is_item))
        .or_else(|| habits::half_a_date(text, place, at))
        .or_else(|| habits::sign(text, place, han, at))
        .or_else(|| habits::odd(rest, at(place, end)));
    own.unwrap_or_else(|| {
        let open = outline::is_open(text.get(..place).unwrap_or(""));
        // what is asked at a prompt is no item
        let help = if is_item { LAYOUT } else { "-" };
        let d = Diagnostic::new(Code::Syntax, at(place, end), &[&expected(&positives, open), help]);
        if let Some((word, right)) = respelt(rule, text, place) {
            return d.mend(at(place, place + word.len()), &right);
        }
        if !mend {
            return d;
        }
        let named = |p: &P<'_>, at: usize| {
            let name = matches!(p.as_rule(), Rule::name | Rule::seg_name);
            name && (p.as_span().start() == at || KEYWORDS.contains(&p.as_str()))
        };
        let reads = |t: &str, word: Option<usize>| {
            let read = run(rule, t).ok();
            read.is_some_and(|p| word.is_none_or(|at| !p.into_inner().flatten().any(|p| named(&p, at))))
        };
        let repairs = Broken::new(text, place, han, &reads).repairs(KEYWORDS);
        let alone = repairs.len() == 1;
        repairs.into_iter().fold(d, |d, r| {
            let says = if alone { "" } else { r.says.as_str() };
            d.choice(says, vec![Edit::new(at(r.start, r.end), &r.text)])
        })
    })
}

/// Where the head of an item ends and its parts go on in the same line: what follows reads further on a line of its own.
fn head_end(rule: Rule, text: &str) -> Option<usize> {
    let line = text.lines().next()?;
    let starts = |at: &usize| {
        let behind = line.get(..*at).is_some_and(|t| t.ends_with([' ', '\t', '\u{3000}']));
        behind && line.get(*at..).is_some_and(|t| t.starts_with(char::is_alphabetic))
    };
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).filter(starts).take(8).collect();
    places.into_iter().find(|at| {
        let Some((head, parts)) = text.split_at_checked(*at) else { return false };
        let head = format!("{}\n  ", head.trim_end());
        match run(rule, &format!("{head}{parts}")) {
            Ok(_) => true,
            Err(error) => start_of(&error) > head.len(),
        }
    })
}

/// The word after the first, with its place.
fn second_word(text: &str, from: usize) -> Option<(usize, &str)> {
    let rest = text.get(from..)?;
    let at = from + (rest.len() - rest.trim_start_matches([' ', '\t', '\u{3000}']).len());
    Some((at, outline::first_word(text.get(at..)?)))
}

/// The word at a place and the keyword it is nearest to, if the text can then be read further.
fn respelt(rule: Rule, text: &str, place: usize) -> Option<(&str, String)> {
    let (before, rest) = text.split_at_checked(place)?;
    let word = outline::first_word(rest);
    let han = outline::is_han(word);
    let least = if han { 2 } else { 3 };
    if word.chars().count() < least {
        return None;
    }
    let right = nearest(word, KEYWORDS.iter().copied().filter(|w| outline::is_han(w) == han))?;
    let tried = format!("{before}{right}{}", rest.get(word.len()..)?);
    match run(rule, &tried) {
        Err(further) if start_of(&further) <= place + right.len() => None,
        Ok(_) | Err(_) => Some((word, right)),
    }
}

/// The bytes of the word, or else the character, with which a text begins.
fn stretch(rest: &str) -> usize {
    match outline::first_word(rest).len() {
        0 => rest.chars().next().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8),
        n => n,
    }
}

/// What the rules would have taken, in plain words of both languages.
fn expected(positives: &[Rule], open: bool) -> String {
    let mut words: Vec<[&str; 2]> = Vec::new();
    for word in positives.iter().filter_map(|rule| plain(*rule)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.sort_by_key(|[en, _]| *en == "the end of the line");
    if words.len() > 5 {
        words.drain(4..words.len() - 1);
    }
    if open && positives.contains(&Rule::sep) {
        words.insert(0, ["`)`", "右括号"]);
    }
    if words.is_empty() {
        let bare = if positives.contains(&Rule::int) {
            ["a provision", "条文"]
        } else {
            ["a condition or the end of the line", "条件或者行末"]
        };
        words.push(bare);
    }
    let joined = |i: usize, comma: &str, or: &str| {
        let half: Vec<&str> = words.iter().filter_map(|w| w.get(i).copied()).collect();
        match half.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, rest)) => format!("{}{or}{last}", rest.join(comma)),
            None => String::new(),
        }
    };
    format!("{} | {}", joined(0, ", ", " or "), joined(1, "、", "或者"))
}

fn plain(rule: Rule) -> Option<[&'static str; 2]> {
    Some(match rule {
        Rule::name | Rule::alias | Rule::seg_name | Rule::names => ["a name", "名称"],
        Rule::case_name => ["the name of the case", "案件名称"],
        Rule::item
        | Rule::list
        | Rule::comparison
        | Rule::quantified
        | Rule::exists
        | Rule::entry
        | Rule::wording
        | Rule::bracket => ["a condition", "条件"],
        Rule::sum | Rule::literal | Rule::number | Rule::qty | Rule::amount | Rule::multiple => {
            ["a number", "数"]
        }
        Rule::sep | Rule::kw_and | Rule::kw_or => ["`and`/`or`", "“且”“或者”"],
        Rule::kw_plus
        | Rule::kw_minus
        | Rule::kw_times_by
        | Rule::kw_divided_by
        | Rule::kw_reaches
        | Rule::kw_exceeds
        | Rule::kw_below
        | Rule::kw_is
        | Rule::kw_is_not
        | Rule::reach
        | Rule::exceeds
        | Rule::below
        | Rule::at_most
        | Rule::is
        | Rule::is_not => ["a comparison", "比较"],
        Rule::values | Rule::value => ["a value", "值"],
        Rule::means | Rule::kw_means => ["`means`", "“是指”"],
        Rule::exception | Rule::kw_except => ["`except`", "“不包括”"],
        Rule::kw_unless => ["`unless`", "“除非”"],
        Rule::by | Rule::ours | Rule::cites | Rule::kw_by | Rule::kw_ours => ["`by`/`ours`", "“依据”“自拟”"],
        Rule::prov
        | Rule::range
        | Rule::src_range
        | Rule::provs
        | Rule::cprovs
        | Rule::csrc_range
        | Rule::trange
        | Rule::tail => ["a provision", "条文"],
        Rule::para | Rule::zkuan | Rule::zxiang => ["a paragraph or item", "款、项"],
        Rule::limb | Rule::limb_no => ["a numbered limb", "项号"],
        Rule::string | Rule::titles => ["a text in quotation marks", "引号内的文字"],
        Rule::date => ["a date", "日期"],
        Rule::ftype | Rule::unit_en | Rule::unit_zh => ["a type or unit", "类型或者单位"],
        Rule::field => ["a field", "字段"],
        Rule::class => ["a class", "类别"],
        Rule::kw_where => ["`where`", "“符合”"],
        Rule::kw_over => ["`over`", "“取自”"],
        Rule::kw_to | Rule::kw_rto | Rule::kw_rto2 => ["`to`", "“至”"],
        Rule::kw_from => ["`from`", "“自”"],
        Rule::kw_if | Rule::single => ["`if`", "“条件是”或者冒号"],
        Rule::limbs => ["`if any of the following`", "“有下列情形之一”"],
        Rule::effect | Rule::guideline => ["a grade or effect", "等级或者效果"],
        Rule::penalty | Rule::element => ["an element or a penalty", "构成要件或者法定刑"],
        Rule::punish | Rule::term | Rule::years => ["a punishment", "刑罚"],
        Rule::fine => ["a fine", "罚金"],
        Rule::of_record => ["a record in brackets", "括号内的记录"],
        Rule::kw_under => ["`under`", "“适用”"],
        Rule::kw_run_with | Rule::kw_with => ["`with`", "“采用”"],
        Rule::kw_because => ["`because`", "“理由”"],
        Rule::kw_according => ["`according to`", "“依照”"],
        Rule::evidence | Rule::kw_evidence => ["`evidence`", "“证据”"],
        Rule::part | Rule::given => ["a value", "值"],
        Rule::target | Rule::places => ["a provision or a name", "条文或者名称"],
        Rule::kw_at => ["`at`", "“定为”"],
        Rule::kw_insert => ["`insert`", "“后增加”"],
        Rule::title
        | Rule::source
        | Rule::in_force
        | Rule::uses
        | Rule::interprets
        | Rule::amends
        | Rule::selects => ["a line of the module's head", "模块首部的一行"],
        Rule::EOI => ["the end of the line", "行末"],
        _ => return None,
    })
}
