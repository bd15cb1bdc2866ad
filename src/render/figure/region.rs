//! Where two rule sets part over all cases, by one to three facts: a field for each part, with the letter of its finding.

use super::svg::{Anchor, HEAVY, INK, SMALL, SOFT, Svg, TEXT, THIN, VEIL, width};
use super::{Figure, Table, Words};
use crate::ir::schema::Names;
use crate::prove::{Area, Status};
use crate::render::chart;
use crate::session::Chart;

const WIDE: i64 = 768;
const TOP: i64 = 18;
const ROW: i64 = 30;
/// Labels of rows take at most so much, those of upright columns too.
const LABEL: i64 = 230;

/// The regions of two rule sets.
pub fn region(c: &Chart, words: Words) -> Figure {
    let name = |i: usize| c.modules.get(i).map(|n| words.name(n)).unwrap_or_default();
    let told = |i: usize| c.facts.get(i).map(|t| chart::told(t, words.lang)).unwrap_or_default();
    let within = c.within.as_deref().map(crate::diag::clean);
    let settled = c.found.settled.to_string();
    let facts: Vec<String> = (0..c.facts.len()).map(told).collect();
    let facts = facts.join(words.lang.pick(&[", ", "、"]));
    let over = match &within {
        None => words.say(["all possible cases", "一切可能的案件"], &[]),
        Some(only) => words.say(
            ["all possible cases in which {0} has it that {1}", "按{0}符合“{1}”的一切案件"],
            &[&name(0), only],
        ),
    };
    let complete = match c.found.complete() {
        true => words.say(["every one settled by proof", "逐一证明"], &[]),
        false => words.say(["what is not settled says so", "未能判定者已标明"], &[]),
    };
    let caption = words.say(
        [
            "Outcomes under {0} and {1} over {2}, told apart by {3}; {4} parts, {5}. The fields are not drawn to scale; letters lead to the table",
            "{0}与{1}就{2}的结论，按{3}区分；共 {4} 个区域，{5}。各格不按比例；字母见表",
        ],
        &[&name(0), &name(1), &over, &facts, &settled, &complete],
    );
    let picture = Picture { c, words };
    Figure { name: "regions", svg: picture.draw(&caption), caption, table: table(c, words) }
}

/// The pattern of a finding.
fn pattern(status: Status) -> Option<&'static str> {
    match status {
        Status::NoCase => Some("more"),
        Status::Same => None,
        Status::Differs => Some("change"),
        Status::Depends => Some("one"),
        Status::Open => Some("open"),
    }
}

struct Picture<'c> {
    c: &'c Chart,
    words: Words,
}

impl Picture<'_> {
    fn bands(&self, axis: usize) -> Vec<String> {
        let unit = self.c.facts.get(axis).and_then(|t| t.unit);
        let all = self.c.found.axes.get(axis).map(Vec::as_slice).unwrap_or_default();
        all.iter().map(|b| chart::band(b, unit, self.words.lang)).collect()
    }

    fn draw(&self, caption: &str) -> String {
        let (rows, columns, panels) = (self.bands(0), self.bands(1), self.bands(2));
        let one = [String::new()];
        let columns: &[String] = if columns.is_empty() { &one } else { &columns };
        let panels: &[String] = if panels.is_empty() { &one } else { &panels };
        let longest = |all: &[String]| all.iter().map(|t| width(t)).max().unwrap_or(0).min(LABEL);
        let left = longest(&rows) + 40;
        let across = ((WIDE - left - 8) / columns.len().max(1) as i64).clamp(28, 150);
        let is_upright = columns.iter().any(|t| width(t) > across - 4);
        let head = 22 + if is_upright { longest(columns) + 8 } else { 18 };
        let tall = ROW * rows.len() as i64;
        let each = head + tall + if panels.len() > 1 { 46 } else { 22 };
        let keys = self.keys();
        let lines = places(&keys).last().map_or(0, |p| p.1 + 1);
        let all = WIDE.max(left + across * columns.len() as i64 + 8);
        let mut svg = Svg::new("regions", caption, all, TOP + each * panels.len() as i64 + 14 + lines * 20);
        for (p, panel) in panels.iter().enumerate() {
            let mut top = TOP + each * p as i64;
            if panels.len() > 1 {
                let told = self.told(2);
                let colon = self.words.lang.pick(&[": ", "："]);
                svg.text(14, top, Anchor::Start, &format!("{told}{colon}{panel}"), TEXT);
                top += 24;
            }
            svg.text(left, top, Anchor::Start, &self.told(1), TEXT);
            for (n, label) in columns.iter().enumerate() {
                let middle = left + across * n as i64 + across / 2;
                match is_upright {
                    true => {
                        let label = super::bars::fitted(label, LABEL);
                        svg.upright(middle + 4, top + (head - 22) / 2 + 12, &label, SMALL);
                    }
                    false => svg.text(middle, top + head - 8, Anchor::Middle, label, SMALL),
                }
            }
            let origin = (left, top + head);
            svg.upright(12, origin.1 + tall / 2, &self.told(0), TEXT);
            for (r, label) in rows.iter().enumerate() {
                let y = origin.1 + ROW * r as i64;
                let label = super::bars::fitted(label, LABEL);
                svg.text(left - 8, y + ROW / 2 + 4, Anchor::End, &label, SMALL);
                for column in 0..columns.len() {
                    let bands: Vec<usize> = [r, column, p].into_iter().take(self.c.facts.len()).collect();
                    self.field(&mut svg, &bands, (left + across * column as i64, y), across);
                }
            }
            self.borders(&mut svg, (rows.len(), columns.len(), p), origin, across);
        }
        let bottom = TOP + each * panels.len() as i64;
        for ((x, line), (pattern, label)) in places(&keys).into_iter().zip(&keys) {
            let y = bottom + line * 20;
            let boxed = format!("M{x} {y}h20v12h-20z");
            if let Some(pattern) = pattern {
                svg.filled(&boxed, pattern);
            }
            svg.path(&boxed, INK);
            svg.text(x + 26, y + 10, Anchor::Start, label, SOFT);
        }
        svg.end()
    }

    fn told(&self, axis: usize) -> String {
        self.c.facts.get(axis).map(|t| chart::told(t, self.words.lang)).unwrap_or_default()
    }

    fn place(&self, bands: &[usize]) -> Option<(usize, &Area)> {
        let area = self.c.found.at(bands)?;
        let place = self.c.found.areas.iter().position(|a| a == area)?;
        Some((place, area))
    }

    fn field(&self, svg: &mut Svg, bands: &[usize], (x, y): (i64, i64), across: i64) {
        let Some((place, area)) = self.place(bands) else { return };
        let boxed = format!("M{x} {y}h{across}v{ROW}h-{across}z");
        if let Some(pattern) = pattern(area.status) {
            svg.filled(&boxed, pattern);
        }
        svg.path(&boxed, THIN);
        if area.status == Status::NoCase {
            return;
        }
        let letter = chart::letter(place);
        let middle = (x + across / 2, y + ROW / 2);
        let wide = width(&letter) + 6;
        if area.status != Status::Same {
            svg.rect(middle.0 - wide / 2, middle.1 - 9, wide, 17, VEIL);
        }
        svg.text(middle.0, middle.1 + 4, Anchor::Middle, &letter, TEXT);
    }

    /// Heavy lines where what was found changes, and around all.
    fn borders(
        &self,
        svg: &mut Svg,
        (rows, columns, panel): (usize, usize, usize),
        (left, top): (i64, i64),
        across: i64,
    ) {
        let place = |r: usize, c: usize| {
            let bands: Vec<usize> = [r, c, panel].into_iter().take(self.c.facts.len()).collect();
            self.place(&bands).map(|p| p.0)
        };
        let mut d = String::new();
        for r in 0..rows {
            for c in 0..columns {
                let (x, y) = (left + across * c as i64, top + ROW * r as i64);
                if c > 0 && place(r, c) != place(r, c - 1) {
                    d.push_str(&format!("M{x} {y}v{ROW}"));
                }
                if r > 0 && place(r, c) != place(r - 1, c) {
                    d.push_str(&format!("M{x} {y}h{across}"));
                }
            }
        }
        svg.path(&d, HEAVY);
        svg.rect(left, top, across * columns as i64, ROW * rows as i64, HEAVY);
    }

    fn keys(&self) -> Vec<(Option<&'static str>, String)> {
        let mut all: Vec<&Area> = self.c.found.areas.iter().collect();
        all.sort_by_key(|a| a.status);
        all.dedup_by_key(|a| a.status);
        all.into_iter().map(|a| (pattern(a.status), self.words.say(chart::status(a), &[]))).collect()
    }
}

/// Where each key stands: from the left, and in which line.
fn places(keys: &[(Option<&'static str>, String)]) -> Vec<(i64, i64)> {
    let (mut x, mut line) = (14, 0);
    let mut out = Vec::new();
    for (_, label) in keys {
        let wide = 46 + width(label);
        if x + wide > WIDE && x > 14 {
            (x, line) = (14, line + 1);
        }
        out.push((x, line));
        x += wide;
    }
    out
}

/// A row for each pair of outcomes of each finding: what it depends on, the outcomes, what decides, and a smallest case.
fn table(c: &Chart, words: Words) -> Table {
    let name = |i: usize| c.modules.get(i).map(|n: &Names| words.name(n)).unwrap_or_default();
    let head = vec![
        words.say(["letter", "字母"], &[]),
        words.say(["outcomes", "结论"], &[]),
        name(0),
        name(1),
        words.say(["a smallest case", "最小案件"], &[]),
    ];
    let page = chart::Page { c, lang: words.lang };
    let mut rows = Vec::new();
    for (n, (area, cases)) in c.found.areas.iter().zip(&c.cases).enumerate() {
        if area.status == Status::NoCase {
            continue;
        }
        for (k, (pair, case)) in area.pairs.iter().zip(cases).enumerate() {
            let says = if k == 0 { chart::says(area, words.lang) } else { String::new() };
            let letter = if k == 0 { chart::letter(n) } else { String::new() };
            let side = |i: usize, outcome: usize| page.side(pair, case.as_deref(), i, outcome);
            let case = case.as_ref().map(|e| page.instance(e)).unwrap_or_default();
            rows.push(vec![letter, says, side(0, pair.from), side(1, pair.to), case]);
        }
    }
    Table { head, rows }
}
