//! A text against the text that it amends: what is deleted and inserted, word by word, and why.

use super::show::heading;
use crate::diag::{Lang, clean};
use crate::hir::{Module, Twins};
use crate::session::{EditInfo, Redline};
use crate::syntax::ast::{Alias, Item, ItemKind};
use crate::syntax::print::Printer;
use crate::text::{FileId, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How deletions and insertions are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// `[-deleted-]`, `{+inserted+}`
    Brackets,
    /// struck out in red, underlined in green, for a terminal
    Colour,
    /// `(deleted: …)`, `（删去：…）`, for those who listen
    Words,
}

/// What tells an item from the others of its module.
type Key = (u8, String);

/// The printed items of a module, in order.
type Texts = Vec<(Key, String)>;

/// The redline of an amendment: only the items that it changes, each under the edits that change it.
pub fn redline(line: &Redline, twins: &Twins, marks: Marks, lang: Lang) -> String {
    let mut out = String::new();
    let mut begun = false;
    for piece in pieces(line, twins, lang) {
        match piece {
            Piece::Module(heading) => {
                if begun {
                    out.push('\n');
                }
                begun = true;
                out.push_str(&clean(&format!("# {heading}\n")));
            }
            Piece::Passage(reasons, runs) => {
                out.push('\n');
                reasons.iter().for_each(|r| out.push_str(&clean(&format!("# {r}\n"))));
                for (change, text) in runs {
                    match change {
                        Change::Same => out.push_str(&clean(&text)),
                        Change::Gone => mark(&text, false, marks, lang, &mut out),
                        Change::New => mark(&text, true, marks, lang, &mut out),
                    }
                }
            }
        }
    }
    if !begun {
        out.push_str(lang.pick(&["# nothing is amended\n", "# 没有修正\n"]));
    }
    out
}

/// A part of a redline.
pub(super) enum Piece {
    /// The heading of a module.
    Module(String),
    /// An item that is changed: why, and its text.
    Passage(Vec<String>, Vec<(Change, String)>),
}

/// What is changed, module by module; a module in which nothing is changed is left out.
pub(super) fn pieces(line: &Redline, twins: &Twins, lang: Lang) -> Vec<Piece> {
    let names = twins.in_language(lang);
    let writer = Writer { printer: Printer::new(lang, &names), lang };
    let mut edits = writer.changed_by(line);
    let amended = line.steps.last().map_or(&line.start, |s| &s.1);
    let gone = line.base.iter().filter(|m| !amended.iter().any(|a| a.file == m.file));
    let find = |all: &[Arc<Module>], file: FileId| -> Texts {
        all.iter().find(|m| m.file == file).map(|m| writer.texts(m)).unwrap_or_default()
    };
    let modules: Vec<&Arc<Module>> = amended.iter().chain(gone).collect();
    let mut texts: Vec<[Texts; 2]> =
        modules.iter().map(|m| [find(&line.base, m.file), find(amended, m.file)]).collect();
    for (from, to, key) in replaced(&texts) {
        let Some(text) = texts.get_mut(to).and_then(|[_, after]| {
            let at = after.iter().position(|t| t.0 == key)?;
            Some(after.remove(at))
        }) else {
            continue;
        };
        if let Some([_, after]) = texts.get_mut(from) {
            after.push(text);
        }
        let [old, new] = [from, to].map(|m| modules.get(m).map(|m| (m.file, key.clone())));
        if let (Some(old), Some(new)) = (old, new) {
            let later = edits.get(&new).cloned().unwrap_or_default();
            let all = edits.entry(old).or_default();
            let known: Vec<Span> = all.iter().map(|e| e.span).collect();
            all.extend(later.into_iter().filter(|e| !known.contains(&e.span)));
        }
    }
    let mut out = Vec::new();
    for (module, [before, after]) in modules.into_iter().zip(&texts) {
        let passages = writer.items(before, after, module, &edits);
        if !passages.is_empty() {
            out.push(Piece::Module(heading(&module.header, lang)));
            out.extend(passages);
        }
    }
    out
}

/// What one module loses and another, which is new, brings under the same name: it stands in the place of the former.
fn replaced(texts: &[[Texts; 2]]) -> Vec<(usize, usize, Key)> {
    let has = |texts: &Texts, key: &Key| texts.iter().any(|t| t.0 == *key);
    let mut out = Vec::new();
    for (from, [before, after]) in texts.iter().enumerate() {
        for (key, _) in before.iter().filter(|t| t.0.0 == TERM && !has(after, &t.0)) {
            let brings = |[before, after]: &[Texts; 2]| before.is_empty() && has(after, key);
            if let Some(to) = texts.iter().position(brings) {
                out.push((from, to, key.clone()));
            }
        }
    }
    out
}

fn mark(text: &str, new: bool, marks: Marks, lang: Lang, out: &mut String) {
    if text.is_empty() {
        return;
    }
    let [open, close] = match (marks, new) {
        (Marks::Brackets, false) => ["[-", "-]"],
        (Marks::Brackets, true) => ["{+", "+}"],
        (Marks::Colour, false) => ["\u{1b}[31;9m", "\u{1b}[0m"],
        (Marks::Colour, true) => ["\u{1b}[32;4m", "\u{1b}[0m"],
        (Marks::Words, false) => [lang.pick(&["(deleted: ", "（删去："]), lang.pick(&[")", "）"])],
        (Marks::Words, true) => [lang.pick(&["(inserted: ", "（增加："]), lang.pick(&[")", "）"])],
    };
    out.push_str(open);
    out.push_str(&clean(text));
    out.push_str(close);
}

struct Writer<'a> {
    printer: Printer<'a>,
    lang: Lang,
}

impl Writer<'_> {
    fn texts(&self, module: &Module) -> Texts {
        let items = module.items.iter().enumerate();
        items.map(|(i, item)| (key(item, i), self.printer.item(item))).collect()
    }

    /// Which edits change each item.
    fn changed_by<'r>(&self, line: &'r Redline) -> BTreeMap<(FileId, Key), Vec<&'r EditInfo>> {
        let all = |modules: &[Arc<Module>]| -> BTreeMap<(FileId, Key), String> {
            let each = modules.iter().flat_map(|m| {
                let texts = self.texts(m).into_iter();
                texts.map(|(key, text)| ((m.file, key), text)).collect::<Vec<_>>()
            });
            each.collect()
        };
        let mut out: BTreeMap<(FileId, Key), Vec<&EditInfo>> = BTreeMap::new();
        let mut before = all(&line.start);
        for (edit, text) in &line.steps {
            let after = all(text);
            let keys = before.keys().chain(after.keys().filter(|k| !before.contains_key(*k)));
            for key in keys.filter(|k| before.get(*k) != after.get(*k)) {
                out.entry(key.clone()).or_default().push(edit);
            }
            before = after;
        }
        out
    }

    fn items(
        &self,
        before: &Texts,
        after: &Texts,
        module: &Module,
        edits: &BTreeMap<(FileId, Key), Vec<&EditInfo>>,
    ) -> Vec<Piece> {
        let mut out = Vec::new();
        let keys = |texts: &Texts| texts.iter().map(|t| t.0.clone()).collect::<Vec<_>>();
        let (old, new) = (keys(before), keys(after));
        let text = |texts: &Texts, key: &Key| texts.iter().find(|t| t.0 == *key).map(|t| t.1.clone());
        let mut order: Vec<&Key> = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            order.extend(old.get(op.old_range()).unwrap_or_default());
            order.extend(new.get(op.new_range()).unwrap_or_default());
        }
        let mut seen: Vec<&Key> = Vec::new();
        for key in order {
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let (a, b) = (text(before, key).unwrap_or_default(), text(after, key).unwrap_or_default());
            if a == b {
                continue;
            }
            let reasons = match edits.get(&(module.file, key.clone())) {
                Some(edits) => edits.iter().map(|e| self.reason(e)).collect(),
                None => vec![self.added(module)],
            };
            out.push(Piece::Passage(reasons, compared(&a, &b)));
        }
        out
    }

    /// Which edit, why and by what.
    fn reason(&self, edit: &EditInfo) -> String {
        let half = |n: &crate::ir::schema::Names| match self.lang {
            Lang::En => n.en.clone(),
            Lang::Zh => n.zh.clone(),
        };
        let mut parts = vec![half(&edit.label)];
        parts.extend(edit.because.as_ref().map(|why| match self.lang {
            Lang::En => format!("because \"{}\"", why.en),
            Lang::Zh => format!("理由 “{}”", why.zh),
        }));
        parts.extend(edit.cites.iter().map(half));
        parts.join(self.lang.pick(&["; ", "；"]))
    }
    fn added(&self, module: &Module) -> String {
        match self.lang {
            Lang::En => format!("added by {}", module.header.name.english()),
            Lang::Zh => format!("{} 所增", module.header.name.chinese()),
        }
    }
}

/// What became of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// it stands in both texts
    Same,
    /// it stands in the first text only
    Gone,
    /// it stands in the second text only
    New,
}

/// Two texts in one. Lines that are alike are compared word by word, the others are gone or new.
pub(super) fn compared(before: &str, after: &str) -> Vec<(Change, String)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let bare = |all: &[&str]| -> Vec<Vec<String>> { all.iter().map(|l| comparable(&tokens(l))).collect() };
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &bare(&old), &bare(&new)) {
        let a = old.get(op.old_range()).unwrap_or_default();
        let b = new.get(op.new_range()).unwrap_or_default();
        if let DiffOp::Equal { .. } = op {
            out.extend(b.iter().map(|l| (Change::Same, format!("{l}\n"))));
            continue;
        }
        for pair in paired(a, b) {
            match pair {
                (Some(a), Some(b)) => words(a, b, &mut out),
                (Some(a), None) => line(a, Change::Gone, &mut out),
                (None, Some(b)) => line(b, Change::New, &mut out),
                (None, None) => {}
            }
        }
    }
    out
}

/// A whole line that is gone or new; its indent stays outside the mark.
fn line(line: &str, change: Change, out: &mut Vec<(Change, String)>) {
    let words = line.trim_start();
    out.push((Change::Same, line.get(..line.len() - words.len()).unwrap_or("").to_owned()));
    out.push((change, words.to_owned()));
    out.push((Change::Same, "\n".to_owned()));
}

/// A single sign, or a blank, that both lines share between changes belongs to what changes.
fn words(before: &str, after: &str, out: &mut Vec<(Change, String)>) {
    let (old, new) = (tokens(before), tokens(after));
    let ops = capture_diff_slices(Algorithm::Myers, &comparable(&old), &comparable(&new));
    let (mut gone, mut inserted) = (String::new(), String::new());
    for (i, op) in ops.iter().enumerate() {
        let a = old.get(op.old_range()).unwrap_or_default().concat();
        let b = new.get(op.new_range()).unwrap_or_default().concat();
        let inside = i > 0 && i + 1 < ops.len();
        let changed = |i: Option<usize>| matches!(i.and_then(|i| ops.get(i)), Some(DiffOp::Replace { .. }));
        let blank = b.trim().is_empty() && changed(i.checked_sub(1)) && changed(Some(i + 1));
        let one = b.trim().chars().count() == 1 && b.trim().chars().all(char::is_alphanumeric);
        let sign = inside && (one || blank);
        match op {
            DiffOp::Equal { .. } if !sign => {
                out.push((Change::Gone, std::mem::take(&mut gone)));
                out.push((Change::New, std::mem::take(&mut inserted)));
                out.push((Change::Same, b));
            }
            DiffOp::Equal { .. } | DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                gone.push_str(&a);
                inserted.push_str(&b);
            }
        }
    }
    out.extend([(Change::Gone, gone), (Change::New, inserted), (Change::Same, "\n".to_owned())]);
}

/// Tokens of which every stretch of blanks counts as one.
fn comparable(tokens: &[&str]) -> Vec<String> {
    tokens.iter().map(|t| if t.trim().is_empty() { " ".to_owned() } else { (*t).to_owned() }).collect()
}

/// How much two lines share, of a thousand.
fn likeness(a: &str, b: &str) -> usize {
    let (a, b) = (comparable(&tokens(a)), comparable(&tokens(b)));
    let ops = capture_diff_slices(Algorithm::Myers, &a, &b);
    let shared: usize =
        ops.iter().filter(|op| matches!(op, DiffOp::Equal { .. })).map(|op| op.old_range().len()).sum();
    2000 * shared / (a.len() + b.len()).max(1)
}

/// The label or the number with which a line begins.
fn head(line: &str) -> &str {
    let words = line.trim_start();
    let end = words.find(|c: char| c.is_whitespace() || c == '）').unwrap_or(words.len());
    words.get(..end).unwrap_or("")
}

/// The lines side by side, in order, so that as much as possible is shared; unlike lines stand alone.
fn paired<'l>(old: &[&'l str], new: &[&'l str]) -> Vec<(Option<&'l str>, Option<&'l str>)> {
    // best[i][j]: the most that the lines from i and from j on can share
    let mut best = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    let at =
        |best: &[Vec<usize>], i: usize, j: usize| best.get(i).and_then(|r| r.get(j)).copied().unwrap_or(0);
    let alike = |i: usize, j: usize| match (old.get(i), new.get(j)) {
        (Some(a), Some(b)) => {
            let least = if head(a) == head(b) { 200 } else { 600 };
            Some(likeness(a, b)).filter(|l| *l > least).unwrap_or(0)
        }
        _ => 0,
    };
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let pair = alike(i, j);
            let both = if pair > 0 { pair + at(&best, i + 1, j + 1) } else { 0 };
            let most = both.max(at(&best, i + 1, j)).max(at(&best, i, j + 1));
            if let Some(cell) = best.get_mut(i).and_then(|r| r.get_mut(j)) {
                *cell = most;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < old.len() || j < new.len() {
        let pair = alike(i, j);
        if pair > 0 && at(&best, i, j) == pair + at(&best, i + 1, j + 1) {
            out.push((old.get(i).copied(), new.get(j).copied()));
            i += 1;
            j += 1;
        } else if i < old.len() && (j >= new.len() || at(&best, i + 1, j) >= at(&best, i, j + 1)) {
            out.push((old.get(i).copied(), None));
            i += 1;
        } else {
            out.push((None, new.get(j).copied()));
            j += 1;
        }
    }
    out
}

/// Words, numbers, signs, and stretches of blanks. Han characters make one word as far as the next step of a provision:
/// `第五条`, `第一款`, `至`; a number stays whole, else `五十条` and `第十条` would share their end.
fn tokens(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        c if c.is_whitespace() => 0,
        c if c.is_ascii_alphanumeric() || c == '_' => 1,
        c if "零〇一二三四五六七八九十百千万亿两".contains(c) => 3,
        c if c.is_alphanumeric() => 4,
        _ => 2,
    };
    let steps = |c: Option<char>| c.is_some_and(|c| "条款项至".contains(c));
    let mut out = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|b| b != class(c) || b == 2)
            || steps(text.get(..at).and_then(|t| t.chars().last()))
        {
            out.extend(text.get(start..at));
            start = at;
        }
        before = Some(class(c));
    }
    out.extend(text.get(start..).filter(|t| !t.is_empty()));
    out
}

/// The sort of a term that is defined.
const TERM: u8 = 5;

fn key(item: &Item, position: usize) -> Key {
    let named = |sort: u8, alias: &Alias| (sort, alias.english().to_owned());
    match &item.kind {
        ItemKind::Module(h) => named(0, &h.name),
        ItemKind::Kind { name, .. } | ItemKind::Record { name, .. } => named(1, name),
        ItemKind::Facts(_) => (2, position.to_string()),
        ItemKind::Findings(_) => (3, position.to_string()),
        ItemKind::Open { name, .. } => named(4, name),
        ItemKind::Predicate { name, .. }
        | ItemKind::Classification { name, .. }
        | ItemKind::Quantity { name, .. }
        | ItemKind::Measure { name, .. }
        | ItemKind::Parameter { name, .. } => named(TERM, name),
        ItemKind::Scale { name, .. } => named(6, name),
        ItemKind::Offence { name, .. } => named(7, name),
        // an article may stand several times, once for each effect
        ItemKind::Article(a) => {
            let effect = format!("{:?}", std::mem::discriminant(&a.effect));
            (8, format!("{} {effect}", a.number))
        }
        ItemKind::Appraisal(a) => named(9, &a.name),
        ItemKind::Claim { name, .. } => named(10, name),
        ItemKind::Table(table) => named(12, &table.name),
        ItemKind::Edit(_) => (11, position.to_string()),
        ItemKind::Case(_) => (12, position.to_string()),
    }
}
