//! Diagnostics as people read them; the only file that names miette.

use super::likeness::is_unseen;
use super::{Also, Diagnostic, Edit, Lang, Mend};
use crate::text::{Source, Sources, Span, limits};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, SourceCode, SourceSpan, SpanContents,
};
use std::fmt;

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// With the source line and a mark under it, in lines of so many cells where words can be cut.
    Fancy(usize),
    /// Sentences only, for screen readers.
    Plain,
}

/// At most so many are printed in full.
const SHOWN: usize = limits::SHOWN;

/// Lines have at most so many cells, however wide a terminal is.
const WIDTH: usize = 100;

/// Source lines with more characters are not drawn.
const WIDEST: usize = 200;

const HERE: [&str; 2] = ["here", "此处"];
const DECLARED: &str = "declared here | 此处声明";
const FIX: [&str; 2] = ["fix: {0}", "改法：{0}"];
const REPLACE: [&str; 2] = ["replace `{0}` with `{1}`", "把 `{0}` 改为 `{1}`"];
const INSERT: [&str; 2] = ["insert `{0}`", "加入 `{0}`"];
const BREAK: [&str; 2] = ["begin a new line here", "在此另起一行"];
const APART: [&str; 2] = ["write each part on a line of its own", "各部分分别另起一行"];
const JOIN: [&str; 2] = ["join it to the line before", "接在上一行之后"];
const INDENT: [&str; 2] = ["indent the line", "将该行缩进"];
const SPACE: [&str; 2] = ["put a space here", "在此加一个空格"];
const CLOSE: [&str; 2] = ["take the space out", "删去此处的空格"];
const DELETE: [&str; 2] = ["delete `{0}`", "删去 `{0}`"];
const MORE: [&str; 2] = ["and {0} more", "另有 {0} 条"];

/// All diagnostics as text.
pub fn report(found: &[Diagnostic], sources: &Sources, lang: Lang, style: Style) -> String {
    let mut out = String::new();
    for d in found.iter().take(SHOWN) {
        let text = match (style, d.span) {
            (Style::Fancy(width), Some(span)) => fancy(d, span, sources, lang, width),
            (Style::Fancy(_), None) | (Style::Plain, _) => None,
        };
        out.push_str(&text.unwrap_or_else(|| plain(d, sources, lang)));
    }
    if let Some(rest) = found.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        out.push_str(&fill(lang.pick(&MORE), &[rest.to_string()]));
        out.push('\n');
    }
    out
}

/// What is wrong, in one sentence.
pub fn title_of(d: &Diagnostic, lang: Lang) -> String {
    clean(&fill(lang.pick(&d.code.row().title), &localised(d, lang)))
}

/// How to mend it; nothing if the catalogue's help speaks of an argument that was not given.
pub fn help_of(d: &Diagnostic, lang: Lang) -> Option<String> {
    let row = d.code.row();
    let template = lang.pick(&row.help);
    let lacks = placeholders(template).any(|n| {
        let argument = d.args.get(n).map(|a| a.trim()).unwrap_or("");
        argument.is_empty() || argument == "-"
    });
    (!lacks && !template.is_empty()).then(|| clean(&fill(template, &localised(d, lang))))
}

/// The half of a text that says the same in both languages, `items | 条`; else the whole.
pub fn half(text: &str, lang: Lang) -> &str {
    match (text.split_once(" | "), lang) {
        (Some((en, _)), Lang::En) => en,
        (Some((_, zh)), Lang::Zh) => zh,
        (None, _) => text,
    }
}

/// The arguments of a diagnostic, each in the right language.
fn localised(d: &Diagnostic, lang: Lang) -> Vec<String> {
    d.args.iter().map(|a| half(a, lang).to_owned()).collect()
}

/// A template with its arguments put in; an argument is never read as a template.
pub fn fill(template: &str, args: &[String]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let inside = after.split_once('}');
        match inside.and_then(|(n, tail)| Some((args.get(n.parse::<usize>().ok()?)?, tail))) {
            Some((argument, tail)) => {
                out.push_str(argument);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Text that cannot steer a terminal: control and direction characters are written out.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            _ if steers(c) => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

/// Whether a character steers the terminal or the direction of writing.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn placeholders(template: &str) -> impl Iterator<Item = usize> {
    template.split('{').skip(1).filter_map(|p| p.split_once('}')?.0.parse().ok())
}

fn headline(d: &Diagnostic, lang: Lang) -> String {
    format!("{}[{}]", lang.pick(&d.code.level().words()), d.code.row().id)
}

/// The ways to mend it: one as a fix, several as numbered choices.
fn fixes(d: &Diagnostic, sources: &Sources, lang: Lang) -> Vec<String> {
    let many = d.mends.len() > 1;
    let one = |(i, mend): (usize, &Mend)| {
        let mut edits: Vec<String> = mend.edits.iter().map(|e| replacement(e, sources, lang)).collect();
        // the same change in several places is said once
        edits.dedup();
        let edits = edits.join(lang.pick(&["; ", "；"]));
        let says = clean(half(&mend.says, lang));
        let dash = lang.pick(&[" — ", "："]);
        match (many, says.is_empty()) {
            (false, true) => fill(lang.pick(&FIX), &[edits]),
            (false, false) => fill(lang.pick(&FIX), &[format!("{says}{dash}{edits}")]),
            (true, true) => format!("{}) {edits}", i + 1),
            (true, false) => format!("{}) {says}{dash}{edits}", i + 1),
        }
    };
    d.mends.iter().enumerate().map(one).collect()
}

fn replacement(edit: &Edit, sources: &Sources, lang: Lang) -> String {
    let old = sources.slice(edit.span);
    // what cannot be seen is named
    let old = match old.chars().next() {
        Some(c) if is_unseen(c) => format!("U+{:04X}", u32::from(c)),
        _ => old,
    };
    let blank = |t: &str| t.trim().is_empty();
    let bare = |t: &str| t.replace([',', '，', '、', ' ', '\u{3000}', '\n'], "");
    let apart = !blank(&old) && edit.text.starts_with('\n') && bare(&old) == bare(&edit.text);
    let text = match (old.is_empty(), edit.text.is_empty()) {
        _ if apart => lang.pick(&APART).to_owned(),
        _ if blank(&old) && blank(&edit.text) && edit.text.contains('\n') => lang.pick(&BREAK).to_owned(),
        _ if blank(&old) && blank(&edit.text) && old.contains('\n') => lang.pick(&JOIN).to_owned(),
        (true, _) if blank(&edit.text) && sources.place(edit.span).column == 1 => {
            lang.pick(&INDENT).to_owned()
        }
        (true, _) if blank(&edit.text) => lang.pick(&SPACE).to_owned(),
        (false, true) if blank(&old) => lang.pick(&CLOSE).to_owned(),
        (true, _) => fill(lang.pick(&INSERT), &[edit.text.trim().to_owned()]),
        (false, true) => fill(lang.pick(&DELETE), &[old.trim().to_owned()]),
        (false, false) => fill(lang.pick(&REPLACE), &[old, edit.text.clone()]),
    };
    clean(&text)
}

fn place(span: Span, sources: &Sources) -> String {
    let p = sources.place(seen(span, sources));
    format!("{}:{}:{}", clean(&p.name), p.line, p.column)
}

fn plain(d: &Diagnostic, sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    if let Some(span) = d.span {
        out.push_str(&format!("{}: ", place(span, sources)));
    }
    let colon = lang.pick(&[": ", "："]);
    out.push_str(&format!("{}{colon}{}", headline(d, lang), title_of(d, lang)));
    let (stop, semicolon) = (lang.pick(&[". ", "。"]), lang.pick(&[": ", "："]));
    for line in help_of(d, lang).into_iter().chain(fixes(d, sources, lang)) {
        out.push_str(if ends(&out) { " " } else { stop });
        out.push_str(&line);
    }
    for other in &d.also {
        out.push_str(if ends(&out) { " " } else { stop });
        out.push_str(&format!("{}{semicolon}{}", reason(other, lang), place(other.span, sources)));
    }
    if !ends(&out) {
        out.push_str(lang.pick(&[".", "。"]));
    }
    out.push('\n');
    out
}

fn reason(other: &Also, lang: Lang) -> String {
    clean(half(reason_of(other), lang))
}

/// Why another place matters, `English | 中文`.
pub fn reason_of(other: &Also) -> &str {
    if other.says.is_empty() { DECLARED } else { &other.says }
}

fn ends(sentence: &str) -> bool {
    sentence.ends_with(['.', '?', '。', '？'])
}

/// A mark after the last line break is drawn at the end of the last line that can be seen.
fn seen(span: Span, sources: &Sources) -> Span {
    let text = sources.get(span.file).text;
    let last = text.trim_end_matches(['\n', '\r']).len() as u32;
    if span.start > last { Span { start: last, end: last, ..span } } else { span }
}

/// Whether a line around a span is too long to be shown.
fn too_wide(text: &str, span: Span) -> bool {
    let (before, after) = match (text.get(..span.start as usize), text.get(span.end as usize..)) {
        (Some(before), Some(after)) => (before, after),
        _ => return true,
    };
    let from = before.rmatch_indices('\n').nth(1).map_or(0, |(at, _)| at + 1);
    let to = after.match_indices('\n').nth(1).map_or(text.len(), |(at, _)| span.end as usize + at);
    text.get(from..to).unwrap_or("").lines().any(|line| line.chars().count() > WIDEST)
}

fn fancy(d: &Diagnostic, span: Span, sources: &Sources, lang: Lang, width: usize) -> Option<String> {
    let source = sources.get(span.file);
    if source.text.is_empty() || too_wide(&source.text, span) {
        return None;
    }
    let mut help: Vec<String> = help_of(d, lang).into_iter().collect();
    help.extend(fixes(d, sources, lang));
    let mut labels = vec![(span, lang.pick(&HERE).to_owned())];
    for other in d.also.iter().filter(|o| o.span != span) {
        let says = reason(other, lang);
        if other.span.file == span.file {
            labels.push((other.span, says));
        } else {
            help.push(format!("{says}{}{}", lang.pick(&[": ", "："]), place(other.span, sources)));
        }
    }
    let text = Text::new(&source);
    let labels = labels
        .into_iter()
        .enumerate()
        .map(|(i, (s, says))| {
            let at = text.within(seen(s, sources));
            let says = Some(says);
            if i == 0 {
                LabeledSpan::new_primary_with_span(says, at)
            } else {
                LabeledSpan::new_with_span(says, at)
            }
        })
        .collect();
    let page = Page {
        title: format!("{} {}", headline(d, lang), title_of(d, lang)),
        warning: d.is_warning(),
        help: (!help.is_empty()).then(|| help.join("\n")),
        labels,
        text,
    };
    let mut out = String::new();
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor())
        .with_width(width.min(WIDTH))
        .with_context_lines(1)
        .with_links(false)
        .without_syntax_highlighting();
    handler.render_report(&mut out, &page).ok()?;
    if lang == Lang::Zh {
        out = out.replace("\n  help: ", "\n  提示: ");
    }
    Some(out)
}

/// One diagnostic as miette wants it.
#[derive(Debug)]
struct Page {
    title: String,
    warning: bool,
    help: Option<String>,
    labels: Vec<LabeledSpan>,
    text: Text,
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for Page {}

impl miette::Diagnostic for Page {
    fn severity(&self) -> Option<miette::Severity> {
        Some(if self.warning { miette::Severity::Warning } else { miette::Severity::Error })
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.text)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// A text whose columns are counted in characters.
#[derive(Debug)]
struct Text {
    name: String,
    text: String,
}

impl Text {
    /// Characters that steer a terminal give way to visible ones of the same length in bytes.
    fn new(source: &Source) -> Text {
        // a carriage return alone would write over the line; a tab stands where the place is counted
        let visible = |(c, next): (char, Option<char>)| match c {
            '\n' | '\t' => c,
            '\r' if next == Some('\n') => c,
            _ if steers(c) => match c.len_utf8() {
                1 => '?',
                2 => '¿',
                _ => '\u{fffd}',
            },
            _ => c,
        };
        let nexts = source.text.chars().skip(1).map(Some).chain([None]);
        Text { name: clean(&source.name), text: source.text.chars().zip(nexts).map(visible).collect() }
    }
    fn boundary(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
    fn within(&self, span: Span) -> SourceSpan {
        let (start, end) = (self.boundary(span.start as usize), self.boundary(span.end as usize));
        (start, end.saturating_sub(start)).into()
    }
}

/// Whole lines of a [`Text`].
struct Lines<'a> {
    data: &'a [u8],
    span: SourceSpan,
    name: &'a str,
    line: usize,
    column: usize,
    count: usize,
}

impl<'a> SpanContents<'a> for Lines<'a> {
    fn data(&self) -> &'a [u8] {
        self.data
    }
    fn span(&self) -> &SourceSpan {
        &self.span
    }
    fn name(&self) -> Option<&str> {
        Some(self.name)
    }
    fn line(&self) -> usize {
        self.line
    }
    fn column(&self) -> usize {
        self.column
    }
    fn line_count(&self) -> usize {
        self.count
    }
}

impl SourceCode for Text {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.text.as_str();
        let start = self.boundary(span.offset());
        let end = self.boundary(span.offset().saturating_add(span.len())).max(start);
        let upto = text.get(..start).unwrap_or("");
        let mut from = upto.rfind('\n').map_or(0, |i| i + 1);
        let column = text.get(from..start).unwrap_or("").chars().count();
        for _ in 0..before {
            let Some(last) = from.checked_sub(1) else { break };
            from = text.get(..last).unwrap_or("").rfind('\n').map_or(0, |i| i + 1);
        }
        let line_end =
            |at: usize| text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |i| at + i + 1);
        // a span that ends with its line break ends in that line
        let last =
            if end > start && text.get(..end).is_some_and(|t| t.ends_with('\n')) { end - 1 } else { end };
        let mut to = line_end(last);
        for _ in 0..after {
            to = line_end(to);
        }
        let alone = before == 0 && after == 0;
        let data = if alone { text.get(start..to) } else { text.get(from..to) }.unwrap_or("");
        let begins = if alone { start } else { from };
        Ok(Box::new(Lines {
            data: data.as_bytes(),
            span: (begins, data.len()).into(),
            name: &self.name,
            line: text.get(..begins).unwrap_or("").matches('\n').count(),
            column: if alone { column } else { 0 },
            count: data.matches('\n').count() + 1,
        }))
    }
}
