//! The least change of words near a fault after which the whole item can be read: it is tried, never guessed.

use super::lexemes::{Lexeme, lexemes};
use super::outline::{first_word, is_han};
use super::words::{HABITS, INSTEAD, MISSING, SIGNS, SMALL};
use crate::diag::{nearest, simplified};
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

/// The end of the head of an item, and from where to where its parts about a place go.
fn window(text: &str, place: usize) -> (usize, Token) {
    let mut lines: Vec<Token> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if at > 0 && !line.trim().is_empty() {
            lines.push((at, indent));
        }
        at += line.len();
    }
    let least = lines.iter().map(|l| l.1).min().unwrap_or(0);
    let parts: Vec<usize> = lines.iter().filter(|l| l.1 == least).map(|l| l.0).collect();
    let Some(head) = parts.first().copied().filter(|_| parts.len() > 5) else { return (0, (0, text.len())) };
    let at = parts.iter().filter(|p| **p <= place).count().saturating_sub(1);
    let from = parts.get(at.saturating_sub(2)).copied().unwrap_or(head);
    (head, (from, parts.get(at + 3).copied().unwrap_or(text.len())))
}

/// An item that cannot be read at a place, and the means to try whether a changed one can.
pub(super) struct Broken<'t> {
    text: &'t str,
    han: bool,
    tokens: Vec<Token>,
    /// The first word at or after the fault.
    here: usize,
    reads: &'t dyn Fn(&str, Option<usize>) -> bool,
    /// One past the head of the item, and the lines about the fault: a change is tried in these before all is read.
    head: usize,
    about: Token,
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
        let (head, about) = window(text, place);
        let (found, tried) = (Vec::new(), BTreeSet::new());
        Broken { text, han, tokens, here, reads, head, about, found, tried, left: WORK }
    }

    /// The changes that make the item readable: those that can hardly be wrong, else those of more than one meaning.
    pub(super) fn repairs(mut self, keywords: &[&str]) -> Vec<Repair> {
        if self.text.len() > LONGEST {
            return Vec::new();
        }
        let near = self.here.saturating_sub(4)..(self.here + 2).min(self.tokens.len());
        self.quotations();
        // a bracket is missed only after what stands in it
        let after = near.end..(near.end + 2).min(self.tokens.len());
        for at in near.clone().rev().chain(after.clone()) {
            self.sign(at);
            self.pair(at);
            self.twice(at);
            self.habit(at);
        }
        if self.found.is_empty() {
            near.clone().rev().for_each(|at| self.traditional(at));
            near.clone().rev().for_each(|at| self.spelling(at, keywords));
        }
        if self.found.is_empty() {
            near.clone().rev().for_each(|at| self.glued(at, keywords));
            near.clone().rev().for_each(|at| self.torn(at, keywords));
            near.clone().rev().for_each(|at| self.dotted(at));
            near.clone().rev().for_each(|at| self.numbered(at));
        }
        if !self.found.is_empty() {
            self.found.truncate(WAYS);
            return self.found;
        }
        near.clone().rev().for_each(|at| self.swapped(at));
        near.clone().rev().for_each(|at| self.late(at));
        self.found.truncate(2);
        let swapped = self.found.len();
        self.line(self.here);
        for at in near.clone().rev().chain(after).chain([self.tokens.len()]) {
            self.left_out(at, MISSING);
        }
        if self.found.is_empty() {
            self.left_out(self.here, INSTEAD);
        }
        self.found.truncate(swapped + 3);
        let kept = self.found.len();
        // a sign is sooner too much than a word
        let (words, signs): (Vec<usize>, Vec<usize>) =
            near.clone().rev().partition(|at| self.word(*at).starts_with(char::is_alphanumeric));
        signs.into_iter().chain(words).for_each(|at| self.too_much(at));
        self.found.truncate(kept + 2);
        if kept == 0 {
            let few = self.found.len();
            self.left = WORK;
            for at in [self.here, self.here.saturating_sub(1)] {
                (1..=3).rev().for_each(|words| self.another(at, words));
            }
            self.found.truncate(few + WAYS);
            // a word that is meant comes before the thought that none is
            self.found.rotate_left(few);
        }
        self.found
    }

    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|t| self.text.get(t.0..t.1)).unwrap_or("")
    }
    fn say<'a>(&self, pair: &[&'a str; 2]) -> &'a str {
        if self.han { pair[1] } else { pair[0] }
    }
    fn attempt(&mut self, says: &str, place: Token, text: &str) {
        self.attempt_as(place.0 == place.1, says, place, text);
    }
    /// Tries a change that is a keyword, or may be a name as well.
    fn attempt_as(&mut self, keyword: bool, says: &str, (start, end): Token, text: &str) {
        if !self.tried.insert((start, end, text.to_owned())) {
            return;
        }
        // neither a keyword that is put in nor one that stood there must be read as a name
        let word = text.trim_start();
        let put_in = keyword && word.starts_with(char::is_alphabetic);
        let at = put_in.then(|| start + text.len() - word.len());
        let (from, to) = self.about;
        let inside = from <= start && end <= to;
        if inside && !self.read(self.head, (from, to), (start, end), text, at) {
            return;
        }
        let part = inside && (from, to) != (self.head, self.text.len());
        if (!part && inside) || self.read(0, (0, self.text.len()), (start, end), text, at) {
            self.found.push(Repair { says: says.to_owned(), start, end, text: text.to_owned() });
        }
    }
    /// Whether the head and a stretch can be read after a change.
    fn read(
        &mut self,
        head: usize,
        (from, to): Token,
        (start, end): Token,
        text: &str,
        at: Option<usize>,
    ) -> bool {
        let parts = [self.text.get(..head), self.text.get(from..start), Some(text), self.text.get(end..to)];
        let whole: String = parts.into_iter().flatten().collect();
        let Some(left) = self.left.checked_sub(whole.len()) else { return false };
        self.left = left;
        (self.reads)(&whole, at.map(|at| at + head - from))
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
                // any other sign may be a quotation mark of another keyboard
                let strange =
                    |c: char| !(c.is_alphanumeric() || c.is_whitespace() || "_.|｜\"“”#".contains(c));
                let gone = |c: char| c.is_whitespace() || strange(c);
                for (i, m) in inside.match_indices(strange) {
                    let edge = |c: Option<char>| c.is_none_or(gone);
                    let before = inside.get(..i).and_then(|t| t.chars().next_back());
                    let after = inside.get(i + m.len()..).and_then(|t| t.chars().next());
                    for right in marks.iter().filter(|_| edge(before) || edge(after)) {
                        if self.found.is_empty() {
                            self.attempt("", (at + i, at + i + m.len()), right);
                        }
                    }
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
    /// Two brackets of another kind.
    fn pair(&mut self, at: usize) {
        let kinds =
            [["[", "]"], ["{", "}"], ["【", "】"], ["〔", "〕"], ["<", ">"], ["《", "》"], ["〈", "〉"]];
        let Some([open, close]) = kinds.into_iter().find(|k| k[0] == self.word(at)) else { return };
        let closing = (at + 1..(at + 24).min(self.tokens.len())).find(|i| self.word(*i) == close);
        let (Some(a), Some(b)) = (self.tokens.get(at), closing.and_then(|i| self.tokens.get(i))) else {
            return;
        };
        let inside = self.text.get(a.0 + open.len()..b.0).unwrap_or("");
        self.attempt("", (a.0, b.1), &format!("({inside})"));
    }
    /// A stop that is no part of the word before it.
    fn dotted(&mut self, at: usize) {
        let Some(token) = self.tokens.get(at).copied() else { return };
        let bare = self.word(at).trim_matches('.');
        if bare != self.word(at) && !bare.is_empty() {
            self.attempt("", token, bare);
        }
    }
    /// One of the four characters of a Chinese provision left out.
    fn numbered(&mut self, at: usize) {
        let Some(token) = self.tokens.get(at).copied().filter(|_| self.word(at).contains('第')) else {
            return;
        };
        let ends = self.word(at).char_indices().map(|(i, _)| token.0 + i).chain([token.1]);
        for (place, sign) in ends.flat_map(|p| ["条", "款", "项", "第"].map(|s| (p, s))) {
            if self.found.is_empty() {
                self.attempt_as(false, "", (place, place), sign);
            }
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
        for key in keywords.iter().chain(SMALL) {
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
    /// A word with a blank in it: a keyword, or a name that can then be read.
    fn torn(&mut self, at: usize, keywords: &[&str]) {
        let (Some(a), Some(b)) = (self.tokens.get(at).copied(), self.tokens.get(at + 1).copied()) else {
            return;
        };
        let gap = self.text.get(a.1..b.0).unwrap_or("");
        let (left, right) = (self.word(at), self.word(at + 1));
        let letters = left.ends_with(char::is_alphanumeric) && right.starts_with(char::is_alphanumeric);
        if gap.is_empty() || gap.contains('\n') || !letters {
            return;
        }
        let whole = format!("{left}{right}");
        // two words that both mean something were hardly one
        if keywords.contains(&whole.as_str())
            || ![left, right].iter().any(|w| keywords.contains(w) || SMALL.contains(w))
        {
            self.attempt("", (a.0, b.1), &whole);
            if whole.is_ascii() {
                self.attempt("", (a.0, b.1), &format!("{left}_{right}"));
            }
        }
    }
    /// The line may end before a word.
    fn line(&mut self, at: usize) {
        let (Some(token), Some(before)) =
            (self.tokens.get(at), at.checked_sub(1).and_then(|b| self.tokens.get(b)))
        else {
            return;
        };
        let gap = (before.1, token.0);
        if self.text.get(gap.0..gap.1).is_some_and(|g| !g.contains('\n')) {
            self.attempt("", gap, "\n  ");
            // the parts after it may stand in a row, each of which wants a line
            let rest = self.text.get(gap.1..).and_then(|t| t.lines().next()).unwrap_or("");
            let parts: Vec<&str> =
                rest.split([',', '，', '、']).map(str::trim).filter(|p| !p.is_empty()).collect();
            if rest.contains([',', '，', '、']) {
                let lines: String = parts.iter().map(|p| format!("\n  {p}")).collect();
                self.attempt("", (gap.0, gap.1 + rest.len()), &lines);
            }
        }
    }
    /// A word or sign that stands two places too late or too early.
    fn late(&mut self, at: usize) {
        let three = [at, at + 1, at + 2].map(|i| self.tokens.get(i).copied());
        let [Some(a), Some(b), Some(c)] = three else { return };
        let (Some(first), Some(last)) = (self.text.get(a.0..b.1), self.text.get(b.0..c.1)) else { return };
        if first.contains('\n') || last.contains('\n') {
            return;
        }
        let says = |word: &str| format!("move `{word}` | 移动“{word}”");
        let (one, three) = (self.word(at), self.word(at + 2));
        self.attempt(&says(three), (a.0, c.1), &format!("{three} {first}"));
        self.attempt(&says(one), (a.0, c.1), &format!("{last} {one}"));
    }
    /// Whether it is a text in quotation marks.
    fn quoted(&self, at: usize) -> bool {
        self.word(at).starts_with(['"', '“'])
    }
    /// A word in traditional characters.
    fn traditional(&mut self, at: usize) {
        let Some(token) = self.tokens.get(at).copied().filter(|_| !self.quoted(at)) else { return };
        let plain = simplified(self.word(at));
        if plain != self.word(at) {
            self.attempt("", token, &plain);
        }
    }
    /// Another word of the language in the place of one or more.
    fn another(&mut self, at: usize, words: usize) {
        let (Some(first), Some(last)) =
            (self.tokens.get(at).copied(), self.tokens.get(at + words - 1).copied())
        else {
            return;
        };
        let old = self.text.get(first.0..last.1).unwrap_or("");
        let said = old.starts_with(char::is_alphabetic);
        if old.contains('\n') || !said && words > 1 || self.quoted(at) {
            return;
        }
        // a number that was written is not given up for a word
        if words > 1 && old.contains(char::is_numeric) {
            return;
        }
        for pair in INSTEAD.iter().chain(MISSING) {
            let word = self.say(pair);
            if word.starts_with(char::is_alphabetic) {
                self.attempt_as(true, "", (first.0, last.1), word);
            }
        }
    }
    fn swapped(&mut self, at: usize) {
        let (Some(a), Some(b)) = (self.tokens.get(at).copied(), self.tokens.get(at + 1).copied()) else {
            return;
        };
        let gap = self.text.get(a.1..b.0).unwrap_or("");
        let words = [at, at + 1].iter().all(|i| self.word(*i).starts_with(char::is_alphanumeric));
        if words && !gap.contains('\n') {
            let text = format!("{}{gap}{}", self.word(at + 1), self.word(at));
            self.attempt("change them about | 对调", (a.0, b.1), &text);
        }
    }
    fn left_out(&mut self, at: usize, words: &[[&str; 2]]) {
        let place = match (self.tokens.get(at), at.checked_sub(1).and_then(|b| self.tokens.get(b))) {
            (_, Some(before)) => before.1,
            (Some(token), None) => token.0,
            (None, None) => return,
        };
        let next = self.tokens.get(at).map_or(place, |t| t.0);
        let before = at.checked_sub(1).map_or("", |b| self.word(b)).to_owned();
        let says = format!("after `{before}` | 在“{before}”之后");
        let typed = ["facts", "record", "quantity", "事实", "记录", "数目"];
        let typed = typed.contains(&first_word(self.text));
        // `no` alone is no condition
        let named = self.word(at).starts_with(char::is_alphabetic);
        let fits = |p: &&[&str; 2]| (typed || p[0] != "yes or no") && (named || p[0] != "no");
        for pair in words.iter().filter(fits) {
            let word = self.say(pair);
            let sign = !word.starts_with(char::is_alphabetic);
            // on its own line if the next word begins one; no line begins with a comma
            let begins = !sign || matches!(word, "(" | "（" | "|" | "<");
            if begins && self.text.get(place..next).is_some_and(|gap| gap.contains('\n')) {
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
        let end = end + self.text.get(end..).map_or(0, |t| t.len() - t.trim_start_matches(' ').len());
        self.attempt("", (start, end), "");
    }
}
