//! What the template shows, in the language of the reader: plain texts, to be escaped there, and finished pictures.

use super::citation::{Library, Notes};
use super::phrases as say;
use super::reproduction::Reproduction;
use super::sides::{Side, side};
use crate::compare::Side as Direction;
use crate::diag::{Lang, clean};
use crate::ir::schema::Names;
use crate::render::chart;
use crate::render::diff_page::Page as Comparison;
use crate::render::figure::{Figure, Words};
use crate::render::redline::{Change, compared};
use crate::render::text::Page as Screen;
use crate::session::{Report, Seal, Text};
use crate::text::Sources;
use crate::val::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// So many changed cases are argued in full.
const ARGUED: usize = 40;

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    t: BTreeMap<&'static str, &'static str>,
    style: &'static str,
    title: String,
    names: [String; 2],
    question: String,
    summary: Vec<String>,
    sheets: Vec<SheetView>,
    edits: Vec<EditView>,
    unknowns: Vec<String>,
    bounds: Vec<[String; 5]>,
    figures: Vec<FigureView>,
    map_text: Vec<String>,
    regions_text: Vec<String>,
    articles: Vec<ArticleView>,
    articles_key: String,
    changed: Vec<ChangedView>,
    changed_text: String,
    argued: Vec<ArguedView>,
    argued_text: String,
    limits: Vec<String>,
    notes: Vec<String>,
    version: &'static str,
    command: String,
    verify: String,
    seals: Vec<[String; 2]>,
    reproduction: String,
}

#[derive(Debug, Serialize)]
struct SheetView {
    name: String,
    texts: Vec<TextView>,
}

#[derive(Debug, Serialize)]
struct TextView {
    name: String,
    title: String,
    time: String,
    sources: Vec<String>,
}

#[derive(Debug, Serialize)]
struct EditView {
    label: String,
    because: String,
    notes: Vec<usize>,
}

/// A figure with its number; the picture is finished SVG.
#[derive(Debug, Serialize)]
struct FigureView {
    name: &'static str,
    number: usize,
    caption: String,
    svg: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

#[derive(Debug, Serialize)]
struct ArticleView {
    /// The module, where it is another one than before.
    module: String,
    runs: Vec<(&'static str, String)>,
}

#[derive(Debug, Serialize)]
struct ChangedView {
    case: String,
    place: String,
    from: String,
    to: String,
    side: String,
    due_to: Vec<String>,
    argued: bool,
    number: usize,
}

#[derive(Debug, Serialize)]
struct ArguedView {
    number: usize,
    case: String,
    sides: Vec<Side>,
}

impl Page {
    pub(super) fn of(report: &Report, sources: &Sources, lang: Lang, command: &[String]) -> Page {
        Maker {
            report,
            sources,
            words: Words { lang },
            library: Library::of(report),
            notes: Notes::default(),
        }
        .page(command)
    }
}

struct Maker<'a> {
    report: &'a Report,
    sources: &'a Sources,
    words: Words,
    library: Library,
    notes: Notes,
}

impl Maker<'_> {
    fn page(mut self, command: &[String]) -> Page {
        let (report, words) = (self.report, self.words);
        let diff = &report.diff;
        let module = |i: usize| diff.modules.get(i).map(|n| words.name(n)).unwrap_or_default();
        let names = [module(0), module(1)];
        let both = [names[0].as_str(), names[1].as_str()];
        let matrix = diff.matrix(1);
        let count = |s: Direction| matrix.count(s).to_string();
        let total = matrix.total().to_string();
        let mut summary = vec![words.say(
            say::SUMMARY,
            &[
                &total,
                &count(Direction::Same),
                &count(Direction::Heavier),
                &count(Direction::Lighter),
                &count(Direction::Undetermined),
            ],
        )];
        let comparison = Comparison { diff, sources: self.sources, lang: words.lang };
        summary.extend(comparison.notes(1).iter().map(|n| sentence(n, words.lang)));
        if !diff.left_out.is_empty() {
            let names: Vec<String> = diff.left_out.iter().map(|c| clean(c)).collect();
            summary.push(words.say(say::NOT_APPLIED, &[&names.join(", ")]));
        }
        let related = diff.edits.iter().any(|e| e.to == 1);
        let asked = if related { say::ASKED_WHY } else { say::ASKED };
        let asked = words.say(asked, &[both[0], both[1], &total]);
        let sheets = self.sheets();
        let edits = self.edits();
        let changed = self.changed(&comparison);
        let argued = self.argued();
        let figures = super::figures(report, words.lang).into_iter().enumerate().map(numbered).collect();
        let argued_text = match changed.len() > ARGUED {
            true => words.say(say::ARGUMENTS_CUT, &[&ARGUED.to_string(), &changed.len().to_string()]),
            false => String::new(),
        };
        let seals = report.modules.iter().chain(&report.cases);
        Page {
            t: say::fixed(words.lang),
            style: super::STYLE,
            title: words.say(say::TITLE, &both),
            question: report.question.as_ref().map_or(asked, |q| clean(q)),
            summary,
            sheets,
            edits,
            unknowns: self.unknowns(&both),
            bounds: self.bounds(),
            figures,
            map_text: self.map_text(),
            regions_text: self.regions_text(),
            articles: self.articles(),
            articles_key: say::fixed(words.lang)
                .get("articles_key")
                .map(|k| k.replace("{A}", both[0]).replace("{B}", both[1]))
                .unwrap_or_default(),
            changed_text: if changed.is_empty() { words.say(say::NONE_CHANGED, &[]) } else { String::new() },
            changed,
            argued,
            argued_text,
            limits: say::LIMITS.iter().map(|l| words.say(*l, &[])).collect(),
            notes: self.notes.texts,
            version: env!("CARGO_PKG_VERSION"),
            verify: format!("gravamen verify {}", shell(&clean(written_to(command)))),
            command: command.iter().map(|w| shell(&clean(w))).collect::<Vec<_>>().join(" "),
            seals: seals.map(|Seal { name, sha256 }| [clean(name), sha256.clone()]).collect(),
            reproduction: Reproduction::of(report, command).json(),
            names,
        }
    }

    fn date(&self, d: Date) -> String {
        match self.words.lang {
            Lang::En => d.to_string(),
            Lang::Zh => format!("{}年{}月{}日", d.year(), d.month(), d.day()),
        }
    }

    fn sheets(&self) -> Vec<SheetView> {
        let words = self.words;
        let text = |t: &Text| {
            let from = t.in_force.map(|(from, to)| match to {
                None => words.say(say::SINCE, &[&self.date(from)]),
                Some(to) => words.say(say::SINCE_TO, &[&self.date(from), &self.date(to)]),
            });
            let amends = t.amends.as_ref().map(|a| words.say(say::AMENDS, &[&clean(a)]));
            let time: Vec<String> = [from, amends].into_iter().flatten().collect();
            let source = |(short, full): &(Names, Names)| {
                format!("{}{}{}", words.name(short), words.lang.pick(&[": ", "："]), words.name(full))
            };
            TextView {
                name: words.name(&t.name),
                title: t.title.as_ref().map(|n| words.name(n)).unwrap_or_default(),
                time: if time.is_empty() { "–".to_owned() } else { time.join("; ") },
                sources: t.sources.iter().map(source).collect(),
            }
        };
        let name = |i: usize| self.report.diff.modules.get(i).map(|n| words.name(n)).unwrap_or_default();
        let sheets = self.report.sheets.iter().enumerate();
        sheets.map(|(i, s)| SheetView { name: name(i), texts: s.texts.iter().map(text).collect() }).collect()
    }

    fn edits(&mut self) -> Vec<EditView> {
        let (words, report) = (self.words, self.report);
        let edits = report.diff.edits.iter().enumerate().filter(|(_, e)| e.to == 1);
        let comparison = Comparison { diff: &report.diff, sources: self.sources, lang: words.lang };
        let mut out = Vec::new();
        for (i, edit) in edits {
            let notes =
                edit.cites.iter().map(|c| self.notes.number(self.library.note(c, words.lang))).collect();
            let because = edit.because.as_ref().map(|b| clean(&words.name(b))).unwrap_or_default();
            out.push(EditView { label: clean(&comparison.edit(i)), because, notes });
        }
        out
    }

    fn articles(&self) -> Vec<ArticleView> {
        let mut last = String::new();
        let mut out = Vec::new();
        for passage in &self.report.passages {
            let text = |half: &Option<Names>| half.as_ref().map(|n| self.text(n)).unwrap_or_default();
            let name = self.words.name(&passage.module);
            let module = if name == last { String::new() } else { name.clone() };
            last = name;
            out.push(ArticleView { module, runs: runs(&text(&passage.before), &text(&passage.after)) });
        }
        out
    }

    /// A text of several lines, without the blanks that put its citations in a column.
    fn text(&self, names: &Names) -> String {
        let text = clean(self.words.lang.pick(&[names.en.as_str(), names.zh.as_str()]));
        let line = |line: &str| {
            let body = line.trim_start();
            let indent = line.get(..line.len() - body.len()).unwrap_or("");
            let mut out = indent.to_owned();
            for part in body.split("  ").map(str::trim).filter(|p| !p.is_empty()) {
                out.push_str(if out.len() > indent.len() { "  " } else { "" });
                out.push_str(part);
            }
            out
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    fn unknowns(&self, names: &[&str; 2]) -> Vec<String> {
        let (words, report) = (self.words, self.report);
        let (absent, unknown) = report.silence;
        let open = |side: usize| {
            let open = report
                .diff
                .rows
                .iter()
                .filter_map(|r| r.verdicts.get(side))
                .filter(|v| v.outcome.0 != v.outcome.1);
            open.count().to_string()
        };
        let mut text = vec![
            words.say(say::SILENCE, &[&absent.to_string(), &unknown.to_string()]),
            words.say(say::DEFAULTS, &[]),
        ];
        let verdicts = || report.diff.rows.iter().flat_map(|r| &r.verdicts);
        let findings: BTreeSet<&Names> = verdicts().flat_map(|v| &v.open_findings).collect();
        let unmade: BTreeSet<&Names> = verdicts().flat_map(|v| &v.unmade).collect();
        for (phrase, names) in [(say::OPEN_FINDINGS, findings), (say::UNMADE, unmade)] {
            let names: Vec<String> = names.into_iter().map(|n| words.prose(n)).collect();
            if !names.is_empty() {
                text.push(words.say(phrase, &[&names.join(words.lang.pick(&[", ", "、"]))]));
            }
        }
        text.push(words.say(say::UNKNOWN_TABLE, &[&open(0), names[0], &open(1), names[1]]));
        text
    }

    /// An outcome, and how many cases have it as least and as greatest, under each rule set.
    fn bounds(&self) -> Vec<[String; 5]> {
        let diff = &self.report.diff;
        let count = |side: usize, grade: usize, least: bool| {
            let ends = diff.rows.iter().filter_map(|r| r.verdicts.get(side)).map(|v| v.outcome);
            ends.filter(|o| grade == if least { o.0 } else { o.1 }).count().to_string()
        };
        let row = |g: usize| {
            let name = self.words.outcome(&diff.scale, (g, g));
            [name, count(0, g, true), count(0, g, false), count(1, g, true), count(1, g, false)]
        };
        (0..diff.scale.len()).map(row).collect()
    }

    fn map_text(&self) -> Vec<String> {
        let Some(plan) = &self.report.plan else { return Vec::new() };
        let mut text = vec![self.words.say(say::MAP_INTRO, &[&self.words.name(&plan.case)])];
        if plan.map.faces.iter().flat_map(|f| &f.grades).any(|g| g.0 != g.1) {
            text.push(self.words.say(say::MAP_OPEN, &[]));
        }
        text
    }

    /// What the picture of regions shows, and what each of its letters stands for.
    fn regions_text(&self) -> Vec<String> {
        let Some(chart) = &self.report.chart else { return Vec::new() };
        let mut text = vec![self.words.say(say::REGIONS_INTRO, &[])];
        let areas = chart.found.areas.iter().enumerate().filter(|(_, a)| !a.pairs.is_empty());
        let colon = self.words.lang.pick(&[": ", "："]);
        text.extend(areas.map(|(n, area)| {
            format!(
                "{}{colon}{}",
                chart::letter(n),
                sentence(&chart::says(area, self.words.lang), self.words.lang)
            )
        }));
        text
    }

    fn changed(&self, comparison: &Comparison<'_>) -> Vec<ChangedView> {
        let diff = &self.report.diff;
        let view = |(i, row): (usize, &crate::compare::Row)| {
            let (from, to) = row.pair(1).unwrap_or_default();
            ChangedView {
                case: clean(&comparison.case(row)),
                place: clean(&comparison.place(row)),
                from: self.words.outcome(&diff.scale, from),
                to: self.words.outcome(&diff.scale, to),
                side: comparison.side(crate::compare::side(from, to)).to_owned(),
                due_to: row.due_to(1).iter().map(|s| clean(&comparison.set(s))).collect(),
                argued: i < ARGUED,
                number: i + 1,
            }
        };
        diff.changed(1).enumerate().map(view).collect()
    }

    fn argued(&mut self) -> Vec<ArguedView> {
        let (report, words) = (self.report, self.words);
        let mut out = Vec::new();
        for (i, row) in report.diff.changed(1).take(ARGUED).enumerate() {
            let first = row.verdicts.first();
            let case = first.map_or_else(|| clean(&row.case), |v| words.name(&v.called));
            let mut sides = Vec::new();
            for (v, module) in row.verdicts.iter().zip(&report.diff.modules).take(2) {
                let screen = Screen { v, sources: self.sources, lang: words.lang };
                sides.push(side(&screen, words.name(module), &self.library, &mut self.notes));
            }
            out.push(ArguedView { number: i + 1, case, sides });
        }
        out
    }
}

fn numbered((i, figure): (usize, Figure)) -> FigureView {
    FigureView {
        name: figure.name,
        number: i + 1,
        caption: figure.caption,
        svg: figure.svg,
        head: figure.table.head.iter().map(|c| clean(c)).collect(),
        rows: figure.table.rows.iter().map(|r| r.iter().map(|c| clean(c)).collect()).collect(),
    }
}

/// Both texts in one, neighbours of a kind joined.
fn runs(before: &str, after: &str) -> Vec<(&'static str, String)> {
    let mut out: Vec<(&'static str, String)> = Vec::new();
    for (change, text) in compared(before, after) {
        let kind = match change {
            Change::Same => "same",
            Change::Gone => "del",
            Change::New => "ins",
        };
        match out.last_mut().filter(|last| last.0 == kind) {
            Some(last) => last.1.push_str(&text),
            None if text.is_empty() => {}
            None => out.push((kind, text)),
        }
    }
    if let Some(last) = out.last_mut() {
        last.1.truncate(last.1.trim_end().len());
    }
    out
}

/// A note as a sentence of its own.
fn sentence(note: &str, lang: Lang) -> String {
    let mut signs = note.chars();
    let first: String = signs.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}{}", signs.as_str(), lang.pick(&[".", "。"]))
}

/// The file that a command writes to.
fn written_to(command: &[String]) -> &str {
    let named = command.iter().position(|w| w == "-o" || w == "--output").and_then(|at| command.get(at + 1));
    let joined = || command.iter().find_map(|w| w.strip_prefix("--output="));
    named.map(String::as_str).or_else(joined).unwrap_or("report.html")
}

/// A word of a command as a shell reads it.
fn shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,+@%".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
