//! The least change of words near a fault after which the whole item can be read: it is tried, never guessed.

use super::lexemes::{Lexeme, lexemes};
use super::outline::{first_word, is_han};
use crate::diag::nearest;
use std::collections::BTreeSet;

/// A longer item is not tried over and over.
const LONGEST: usize = 16_384;

/// So many bytes are read in trying the changes of one item.
const WORK: usize = 150_000;

/// So many ways of one kind are offered.
const WAYS: usize = 4;

/// A change: what it does in both languages, from which byte to which, and what stands there then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repair {
    /// `English | 中文`; empty where the replacement says it all.
    pub says: String,
    /// The first byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What to put there.
    pub text: String,
}

/// What people write for a word of the language: the wrong words, the right ones.
const HABITS: &[(&str, &str)] = &[
    ("at least", "reaches"),
    ("not less than", "reaches"),
    ("more than", "exceeds"),
    ("over", "exceeds"),
    ("less than", "below"),
    ("under", "below"),
    ("up to", "at most"),
    ("not more than", "at most"),
    ("equals", "is"),
    ("meaning", "means"),
    ("mean", "means"),
    ("is defined as", "means"),
    ("refers to", "means"),
    ("excluding", "except"),
    ("other than", "except"),
    ("as well as", "and"),
    ("plus also", "and"),
    ("or else", "or"),
    ("one of", "any of"),
    ("either of", "any of"),
    ("each of", "all of"),
    ("neither of", "none of"),
    ("art.", "article"),
    ("under", "by"),
    ("pursuant to", "by"),
    ("per", "by"),
    ("大于", "超过"),
    ("大于等于", "达到"),
    ("不少于", "达到"),
    ("不低于", "达到"),
    ("满", "达到"),
    ("小于", "不满"),
    ("低于", "不满"),
    ("不多于", "不超过"),
    ("不高于", "不超过"),
    ("等于", "为"),
    ("并且", "且"),
    ("和", "且"),
    ("及", "且"),
    ("以及", "且"),
    ("与", "且"),
    ("或是", "或者"),
    ("系指", "是指"),
    ("指", "是指"),
    ("除外", "不包括"),
    ("但", "不包括"),
    ("根据", "依据"),
    ("依照", "依据"),
    ("按照", "依据"),
    ("存在", "有"),
    ("任何", "任一"),
    ("全部", "均"),
    ("圆", "元"),
];

/// Signs of another keyboard or of print, with the ordinary ones.
const SIGNS: &[(&str, &str)] = &[
    ("[", "("),
    ("]", ")"),
    ("{", "("),
    ("}", ")"),
    ("【", "（"),
    ("】", "）"),
    ("〔", "（"),
    ("〕", "）"),
    ("﹙", "("),
    ("﹚", ")"),
    ("〈", "<"),
    ("﹐", ","),
    ("､", "、"),
    ("．", "、"),
    ("·", "、"),
    ("∣", "|"),
    ("丨", "|"),
    ("/", "|"),
    ("＂", "\""),
    ("＝", ":"),
    ("=", ":"),
];

/// What may have been left out, English and Chinese.
const MISSING: &[[&str; 2]] = &[
    [")", "）"],
    ["(", "（"],
    ["and", "且"],
    ["or", "或者"],
    ["means", "是指"],
    ["is", "为"],
    ["reaches", "达到"],
    [",", "、"],
    [":", "："],
    ["|", "|"],
    ["by", "依据"],
    ["if", "条件是"],
    ["with", "修改为"],
    ["where", "符合"],
    ["any of", "任一"],
    ["to", "至"],
    ["of", "取自"],
    ["<", "<"],
    ["yes or no", "是或否"],
    ["over", "取自"],
    ["otherwise", "其余"],
    ["some", "有"],
    ["not", "非"],
    ["no", "没有"],
    ["at", "定为"],
    ["from", "自"],
    ["if any of the following", "：有下列情形之一"],
    ["article", "第"],
];

/// A word or sign: its first byte and one past its last.
type Token = (usize, usize);

fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for lexeme in lexemes(text) {
        match lexeme {
            Lexeme::Quotation(a, b) => out.push((a, b)),
            Lexeme::Comment(..) => {}
            Lexeme::Words(a, b) => {
                let mut open = false;
                for (i, c) in text.get(a..b).unwrap_or("").char_indices() {
                    let letter = c.is_alphanumeric() || c == '_' || c == '.';
                    match (letter && open, out.last_mut()) {
                        (true, Some(last)) => last.1 = a + i + c.len_utf8(),
                        _ => out.push((a + i, a + i + c.len_utf8())),
                    }
                    open = letter;
                }
            }
        }
    }
    out
}

/// An item that cannot be read at a place, and the means to try whether a changed one can.
pub(super) struct Broken<'t> {
    text: &'t str,
    han: bool,
    tokens: Vec<Token>,
    /// The first word at or after the fault.
    here: usize,
    reads: &'t dyn Fn(&str, Option<usize>) -> bool,
    found: Vec<Repair>,
    tried: BTreeSet<(usize, usize, String)>,
    /// So many bytes may still be read in trying.
    left: usize,
}

impl<'t> Broken<'t> {
    /// For the fault at a byte of an item.
    pub(super) fn new(
        text: &'t str,
        place: usize,
        han: bool,
        reads: &'t dyn Fn(&str, Option<usize>) -> bool,
    ) -> Broken<'t> {
        let tokens = tokens(text);
        let here = tokens.iter().position(|t| t.1 > place).unwrap_or(tokens.len());
        Broken { text, han, tokens, here, reads, found: Vec::new(), tried: BTreeSet::new(), left: WORK }
    }

    /// The changes that make the item readable: those that can hardly be wrong, else those of more than one meaning.
    pub(super) fn repairs(mut self, keywords: &[&str]) -> Vec<Repair> {
        if self.text.len() > LONGEST {
            return Vec::new();
        }
        let near = self.here.saturating_sub(4)..(self.here + 2).min(self.tokens.len());
        self.quotations();
        for at in near.clone().rev() {
            self.sign(at);
            self.twice(at);
            self.habit(at);
        }
        if self.found.is_empty() {
            near.clone().rev().for_each(|at| self.spelling(at, keywords));
        }
        if self.found.is_empty() {
            near.clone().rev().for_each(|at| self.glued(at, keywords));
        }
        if !self.found.is_empty() {
            self.found.truncate(WAYS);
            return self.found;
        }
        near.clone().rev().for_each(|at| self.swapped(at));
        self.found.truncate(2);
        let swapped = self.found.len();
        for at in near.clone().rev().chain([self.tokens.len()]) {
            self.left_out(at);
        }
        self.found.truncate(swapped + 3);
        let kept = self.found.len();
        near.rev().for_each(|at| self.too_much(at));
        self.found.truncate(kept + 2);
        self.found
    }

    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|t| self.text.get(t.0..t.1)).unwrap_or("")
    }
    fn say<'a>(&self, pair: &[&'a str; 2]) -> &'a str {
        if self.han { pair[1] } else { pair[0] }
    }
    fn attempt(&mut self, says: &str, (start, end): Token, text: &str) {
        let Some(left) = self.left.checked_sub(self.text.len()) else { return };
        self.left = left;
        if !self.tried.insert((start, end, text.to_owned())) {
            return;
        }
        let (Some(before), Some(after)) = (self.text.get(..start), self.text.get(end..)) else { return };
        // neither a keyword that is put in nor one that stood there must be read as a name
        let word = text.trim_start();
        let put_in = start == end && word.starts_with(char::is_alphabetic);
        let at = put_in.then(|| start + text.len() - word.len());
        if (self.reads)(&format!("{before}{text}{after}"), at) {
            self.found.push(Repair { says: says.to_owned(), start, end, text: text.to_owned() });
        }
    }

    /// A quotation mark that is missing, in the line of the fault or those about it.
    fn quotations(&mut self) {
        let place = self.tokens.get(self.here.saturating_sub(1)).map_or(0, |t| t.0);
        let mut at = 0;
        let text = self.text;
        for line in text.split_inclusive('\n') {
            let end = at + line.trim_end().len();
            let near = at <= place + line.len() + 200 && place <= end + 200;
            let odd =
                line.matches('"').count() % 2 == 1 || line.matches('“').count() != line.matches('”').count();
            if near && odd {
                let marks = if line.contains(['“', '”']) { ["“", "”"] } else { ["\"", "\""] };
                let curly = line.contains(['“', '”']) && line.contains('"');
                let inside = text.get(at..end).unwrap_or("");
                if curly {
                    for (i, m) in inside.match_indices('"') {
                        marks.iter().for_each(|right| self.attempt("", (at + i, at + i + m.len()), right));
                    }
                }
                for (i, m) in inside.match_indices(['＂', '\u{201e}', '«', '»']) {
                    self.attempt("", (at + i, at + i + m.len()), "\"");
                }
                let gaps = inside.char_indices().filter(|(_, c)| c.is_whitespace() || "|｜".contains(*c));
                let ends: Vec<usize> = gaps.map(|(i, _)| at + i).chain([end]).rev().collect();
                for gap in ends.into_iter().take(40) {
                    if self.found.is_empty() {
                        self.attempt("", (gap, gap), marks[1]);
                    }
                    let next = text.get(gap..).map_or(0, |t| t.len() - t.trim_start_matches(' ').len());
                    if self.found.is_empty() {
                        self.attempt("", (gap + next, gap + next), marks[0]);
                    }
                }
            }
            at += line.len();
        }
    }
    fn sign(&mut self, at: usize) {
        let Some(token) = self.tokens.get(at).copied() else { return };
        let word = self.word(at);
        for (_, right) in SIGNS.iter().filter(|s| s.0 == word) {
            self.attempt("", token, right);
        }
    }
    /// A word or sign that stands there twice.
    fn twice(&mut self, at: usize) {
        let (Some(token), true) = (self.tokens.get(at).copied(), at > 0) else { return };
        let before = self.tokens.get(at - 1).map_or(0, |t| t.1);
        if self.word(at) == self.word(at - 1) {
            self.attempt("it stands there twice | 重复", (before, token.1), "");
        }
    }
    /// Words of everyday language for a word of this one.
    fn habit(&mut self, at: usize) {
        let Some(token) = self.tokens.get(at).copied() else { return };
        let rest = self.text.get(token.0..).unwrap_or("");
        for (wrong, right) in HABITS {
            let ends = |r: &str| r.is_empty() || !r.starts_with(|c: char| c.is_alphanumeric() || c == '_');
            if rest.strip_prefix(wrong).is_some_and(ends) {
                self.attempt("", (token.0, token.0 + wrong.len()), right);
            }
        }
    }
    /// A misspelt keyword.
    fn spelling(&mut self, at: usize, keywords: &[&str]) {
        let Some(token) = self.tokens.get(at).copied() else { return };
        let word = self.word(at);
        if word.chars().count() < 2 || first_word(word) != word {
            return;
        }
        let han = is_han(word);
        let near = nearest(word, keywords.iter().copied().filter(|w| is_han(w) == han));
        if let Some(right) = near {
            self.attempt("", token, &right);
        }
    }
    /// A keyword and its neighbour without the space between them.
    fn glued(&mut self, at: usize, keywords: &[&str]) {
        let Some((start, end)) = self.tokens.get(at).copied() else { return };
        let word = self.word(at);
        let small =
            ["or", "by", "is", "to", "if", "at", "no", "且", "为", "有", "自", "至", "非", "均", "或者"];
        for key in keywords.iter().chain(&small) {
            if word.len() <= key.len() {
                continue;
            }
            if word.starts_with(key) {
                self.attempt("", (start + key.len(), start + key.len()), " ");
            }
            if word.ends_with(key) {
                self.attempt("", (end - key.len(), end - key.len()), " ");
            }
        }
    }
    fn swapped(&mut self, at: usize) {
        let (Some(a), Some(b)) = (self.tokens.get(at).copied(), self.tokens.get(at + 1).copied()) else {
            return;
        };
        let gap = self.text.get(a.1..b.0).unwrap_or("");
        if !gap.contains('\n') {
            let text = format!("{}{gap}{}", self.word(at + 1), self.word(at));
            self.attempt("change them about | 对调", (a.0, b.1), &text);
        }
    }
    fn left_out(&mut self, at: usize) {
        let place = match (self.tokens.get(at), at.checked_sub(1).and_then(|b| self.tokens.get(b))) {
            (_, Some(before)) => before.1,
            (Some(token), None) => token.0,
            (None, None) => return,
        };
        let next = self.tokens.get(at).map_or(place, |t| t.0);
        for pair in MISSING {
            let word = self.say(pair);
            let says = format!("put in `{0}` | 加“{0}”", word);
            let sign = !word.starts_with(char::is_alphabetic);
            // on its own line if the next word begins one
            if self.text.get(place..next).is_some_and(|gap| gap.contains('\n')) {
                self.attempt(&says, (next, next), &format!("{word} "));
            }
            let text = match (sign, word) {
                (true, "(" | "（") => format!(" {word}"),
                (true, "|" | "<") => format!(" {word} "),
                (true, _) => word.to_owned(),
                (false, _) if place == next => format!(" {word} "),
                (false, _) => format!(" {word}"),
            };
            self.attempt(&says, (place, place), &text);
            if sign && matches!(word, "(" | "（") {
                self.attempt(&says, (next, next), word);
            }
        }
    }
    fn too_much(&mut self, at: usize) {
        let Some((start, end)) = self.tokens.get(at).copied() else { return };
        let says = format!("take out `{0}` | 删去“{0}”", self.word(at));
        let end = end + self.text.get(end..).map_or(0, |t| t.len() - t.trim_start_matches(' ').len());
        self.attempt(&says, (start, end), "");
    }
}
