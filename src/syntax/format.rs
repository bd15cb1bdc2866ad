//! Source text laid out anew: every item through the printer, comments and blank lines back at their places.

use super::ast::{Alias, Item, ItemKind, Leaves, Name, Titles, leaves_mut, without_places};
use super::lexemes::{Lexeme, blank_lines, lexemes};
use super::outline::{self, Chunk};
use super::print::{AsWritten, Printer, Spelling, column, pad_to};
use crate::diag::{Lang, Sink};
use crate::text::{FileId, Span};

/// The column at which a comment behind a line begins where there is room, as citations do.
const ASIDE: usize = 50;

/// Lays a text out; with a language and its names, in that spelling, else each item in its own.
/// The text must be one that can be read; an item that cannot be laid out without loss stays as it is.
pub fn format(text: &str, rewrite: Option<(Lang, &dyn Spelling)>) -> String {
    let outline = outline::cut(text);
    if outline.stray.is_some() {
        return text.to_owned();
    }
    let mut out = Pile::default();
    let first = outline.chunks.first().map_or(text.len(), |c| c.start);
    out.between(text.get(..first).unwrap_or(""));
    for chunk in &outline.chunks {
        let (content, rest) = content_of(chunk.text);
        let (laid, head) = laid_out(content, rewrite);
        out.item(&laid, head);
        out.between(rest);
        // the blank lines that were cut off the chunk
        let end = chunk.start + chunk.text.len();
        let tail = text.get(end..).unwrap_or("");
        let gap = tail.len() - tail.trim_start_matches([' ', '\t', '\r', '\n', '\u{3000}']).len();
        out.between(tail.get(..gap).unwrap_or(""));
    }
    let done = out.finish();
    if text.contains("\r\n") { done.replace('\n', "\r\n") } else { done }
}

/// Lays out the fenced `gravamen` blocks of a Markdown text; all else stays as it is.
pub fn format_markdown(text: &str, rewrite: Option<(Lang, &dyn Spelling)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end) in outline::fenced(text) {
        let block = text.get(start..end).unwrap_or("");
        out.push_str(text.get(at..start).unwrap_or(""));
        out.push_str(&format(block, rewrite));
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// Lines as they gather.
#[derive(Default)]
struct Pile {
    text: String,
    /// A blank line is due before what comes next.
    gap: bool,
    /// The last thing was the head of a module.
    head: bool,
    /// The last thing was an item, or a comment that belongs to it.
    inside: bool,
}

impl Pile {
    /// Comments and blank lines between items.
    fn between(&mut self, text: &str) {
        let lines: Vec<&str> = text.split('\n').collect();
        for (i, line) in lines.iter().enumerate() {
            let words = line.trim_matches([' ', '\t', '\r', '\u{3000}']);
            let ends = i + 1 == lines.len();
            if words.is_empty() {
                // the first and the last stretch are the ends of other lines
                self.gap |= i > 0 && !ends && !self.text.is_empty();
                continue;
            }
            let indented = line.starts_with([' ', '\t', '\u{3000}']);
            self.flush();
            let belongs = indented && self.inside;
            self.text.push_str(if belongs { "  " } else { "" });
            self.text.push_str(words);
            self.text.push('\n');
            self.inside = belongs;
            self.head = false;
        }
    }
    fn flush(&mut self) {
        if std::mem::take(&mut self.gap) {
            self.text.push('\n');
            self.inside = false;
        }
    }
    fn item(&mut self, laid: &str, head: bool) {
        self.gap |= self.head;
        self.flush();
        self.text.push_str(laid);
        self.head = head;
        self.inside = true;
    }
    fn finish(self) -> String {
        self.text
    }
}

/// An item's own text with the comment behind its last line, and the comments after it.
fn content_of(chunk: &str) -> (&str, &str) {
    let last = lexemes(chunk).into_iter().rfind(|l| !l.is_comment()).map_or(0, |l| l.span().1);
    let end = chunk.get(last..).and_then(|t| t.find('\n')).map_or(chunk.len(), |n| last + n);
    chunk.split_at_checked(end).unwrap_or((chunk, ""))
}

/// An item laid out, with the line end; and whether it is the head of a module.
fn laid_out(content: &str, rewrite: Option<(Lang, &dyn Spelling)>) -> (String, bool) {
    let as_it_is = || {
        let lines: Vec<&str> = content.lines().map(|l| l.trim_end_matches([' ', '\t', '\r'])).collect();
        lines.join("\n") + "\n"
    };
    let Some(item) = read(content) else { return (as_it_is(), false) };
    let head = matches!(item.kind, ItemKind::Module(_));
    let own = if content.starts_with(|c: char| c.is_ascii()) { Lang::En } else { Lang::Zh };
    let printed = match rewrite {
        Some((lang, names)) => Printer::new(lang, names).item(&item),
        None => Printer::new(own, &AsWritten).item(&item),
    };
    let renamed = rewrite.is_some();
    let same = |other: &Item| compared(&item, renamed) == compared(other, renamed);
    let Some(again) = read(&printed).filter(same) else { return (as_it_is(), head) };
    let woven = Weave::new(content, &item, &printed, &again).woven();
    let notes = |text: &str| lexemes(text).iter().filter(|l| l.is_comment()).count();
    let sound = notes(&woven) == notes(content) && read(&woven).is_some_and(|o| same(&o));
    (if sound { woven } else { as_it_is() }, head)
}

fn read(text: &str) -> Option<Item> {
    let mut sink = Sink::default();
    let chunk = Chunk { text: text.trim_end_matches([' ', '\t', '\r', '\n', '\u{3000}']), start: 0 };
    super::item(FileId(0), &chunk, &mut sink).filter(|_| !sink.has_errors())
}

/// An item without places, its twins in one order; without names if they may be spelled anew.
fn compared(item: &Item, renamed: bool) -> Item {
    struct Even {
        renamed: bool,
    }
    impl Leaves for Even {
        fn name(&mut self, name: &mut Name) {
            if self.renamed {
                name.text.clear();
            }
        }
        fn alias(&mut self, alias: &mut Alias) {
            if let Some(twin) = &mut alias.twin
                && twin.text < alias.name.text
            {
                std::mem::swap(twin, &mut alias.name);
            }
        }
        fn titles(&mut self, titles: &mut Titles) {
            if let Some(second) = &mut titles.second
                && *second < titles.first
            {
                std::mem::swap(second, &mut titles.first);
            }
        }
        fn case_names(&mut self, names: &mut Vec<String>) {
            names.sort();
        }
    }
    let mut item = without_places(item);
    leaves_mut(&mut item, &mut Even { renamed });
    item
}

/// The places of all leaves and quotations of an item: the same number in the same order for the same tree.
fn anchors(text: &str, item: &Item) -> Vec<(usize, usize)> {
    #[derive(Default)]
    struct Places(Vec<(usize, usize)>);
    impl Leaves for Places {
        fn span(&mut self, span: &mut Span) {
            self.0.push((span.start as usize, span.end as usize));
        }
    }
    let mut places = Places::default();
    leaves_mut(&mut item.clone(), &mut places);
    let strings = lexemes(text).into_iter().filter(|l| matches!(l, Lexeme::Quotation(..)));
    places.0.extend(strings.map(|l| l.span()));
    places.0
}

/// The text and the print of an item, place by place.
struct Weave<'t> {
    source: &'t str,
    printed: &'t str,
    pairs: Vec<((usize, usize), (usize, usize))>,
}

/// What is put back into the print.
#[derive(Default)]
struct Added<'t> {
    /// What stands before each line: comments, and blank lines as empty texts.
    before: Vec<(usize, &'t str)>,
    /// What stands behind each line.
    behind: Vec<(usize, &'t str)>,
}

impl<'t> Weave<'t> {
    fn new(source: &'t str, item: &Item, printed: &'t str, again: &Item) -> Weave<'t> {
        let (from, to) = (anchors(source, item), anchors(printed, again));
        let pairs = if from.len() == to.len() { from.into_iter().zip(to).collect() } else { Vec::new() };
        Weave { source, printed, pairs }
    }

    /// The printed line that a place in the source belongs to: behind it, or before which it stands.
    fn line_for(&self, at: usize, behind: bool) -> (usize, bool) {
        let before = self.pairs.iter().filter(|p| p.0.1 <= at).max_by_key(|p| (p.0.1, p.1.1));
        let after = self.pairs.iter().filter(|p| p.0.0 >= at).min_by_key(|p| (p.0.0, p.1.0));
        let printed_line = |at: usize| line_of(self.printed, at);
        let next = after.map(|p| printed_line(p.1.0));
        let (from, base) = match before {
            Some(p) => (p.0.1, printed_line(p.1.1.saturating_sub(1))),
            None => (0, 0),
        };
        // lines without any place of their own, up to this one
        let stretch = self.source.get(from..at).unwrap_or("");
        let lines = stretch.split('\n').skip(1);
        let bare = lines.filter(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#')).count();
        let last = self.printed.lines().count();
        let inner = next.is_some_and(|n| n == base && before.is_some());
        if behind {
            let most = next.map_or(last, |n| n.max(base + 1)).saturating_sub(1);
            return ((base + bare).min(most), inner);
        }
        ((base + 1 + bare).min(next.unwrap_or(last)), inner)
    }

    fn woven(&self) -> String {
        let mut added = Added::default();
        for lexeme in lexemes(self.source) {
            let Lexeme::Comment(start, end) = lexeme else { continue };
            let words = self.source.get(start..end).unwrap_or("").trim_end();
            let line = self.source.get(..start).and_then(|t| t.rsplit('\n').next()).unwrap_or("");
            if line.trim().is_empty() {
                added.before.push((self.line_for(start, false).0, words));
            } else {
                added.behind.push((self.line_for(start, true).0, words));
            }
        }
        for at in blank_lines(self.source) {
            let (line, inner) = self.line_for(at, false);
            if !inner && line < self.printed.lines().count() {
                // among comments of one line a blank one stands where it stood
                let earlier = lexemes(self.source.get(..at).unwrap_or(""));
                let own = earlier.iter().filter(|l| l.is_comment() && self.is_alone(l.span().0)).count();
                let mut seen = 0;
                let place = added.before.iter().position(|b| {
                    seen += usize::from(!b.1.is_empty());
                    seen > own
                });
                added.before.insert(place.unwrap_or(added.before.len()), (line, ""));
            }
        }
        added.into(self.printed)
    }

    fn is_alone(&self, at: usize) -> bool {
        self.source.get(..at).and_then(|t| t.rsplit('\n').next()).unwrap_or("").trim().is_empty()
    }
}

impl Added<'_> {
    fn into(self, printed: &str) -> String {
        let lines: Vec<&str> = printed.lines().collect();
        let mut out = String::with_capacity(printed.len());
        for (i, line) in lines.iter().enumerate() {
            let indent: String = line.chars().take_while(|c| *c == ' ').collect();
            let indent = if i == 0 || indent.is_empty() { "  " } else { indent.as_str() };
            let mut note = |words: &str| {
                if words.is_empty() {
                    if !out.ends_with("\n\n") {
                        out.push('\n');
                    }
                } else {
                    out.push_str(&format!("{indent}{words}\n"));
                }
            };
            self.before.iter().filter(|b| b.0 == i && i > 0).for_each(|b| note(b.1));
            let behind: Vec<&str> = self.behind.iter().filter(|b| b.0 == i).map(|b| b.1).collect();
            // one comment a line: the others stand above it, or below the heading
            let (last, others) = behind.split_last().map_or((None, [].as_slice()), |(l, o)| (Some(l), o));
            if i > 0 {
                others.iter().for_each(|o| note(o));
            }
            out.push_str(line);
            if let Some(words) = last {
                if column(&out) + 2 <= ASIDE {
                    pad_to(&mut out, ASIDE);
                } else {
                    out.push_str("  ");
                }
                out.push_str(words);
            }
            out.push('\n');
            if i == 0 {
                for words in others {
                    out.push_str(&format!("  {words}\n"));
                }
            }
        }
        for (_, words) in self.before.iter().filter(|b| b.0 >= lines.len() && !b.1.is_empty()) {
            out.push_str(&format!("  {words}\n"));
        }
        out
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count()
}
