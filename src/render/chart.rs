//! Two rule sets over all cases, told apart by facts, as tables of text; or read out part by part.

use super::columns::{broken, listed, pad};
use super::overall::{Phrase, SHORT, grade, held, limits, name, say, stated};
use crate::diag::{Lang, clean};
use crate::ir::schema::Names;
use crate::prove::{Area, Band, Mover, Outcomes, Status};
use crate::session::{Chart, Exhibit, How, Told};
use crate::val::{Date, Ratio, Unit};
use unicode_width::UnicodeWidthStr;

/// A list of members longer than this stands below its table.
const SHORT_LIST: usize = 2;
/// A table this wide is turned, if it is narrower then.
const WIDE: usize = 100;

/// `compare A B --facts x,y`: a table in lines of so many cells, or with nothing drawn a line for each block of parts.
pub fn chart(c: &Chart, lang: Lang, width: Option<usize>) -> String {
    let page = Page { c, lang };
    let mut out = page.head();
    match (width, c.facts.len()) {
        (Some(width), 2 | 3) => out.push_str(&page.tables(width).unwrap_or_else(|| page.blocks())),
        (Some(width), _) => out.push_str(&page.intervals(width)),
        (None, _) => out.push_str(&page.blocks()),
    }
    out.push_str(&page.key(width.map(|w| w.min(WIDE))));
    out.push_str(&limits(&c.found.limits, lang));
    out
}

/// The letter of a finding: `a` to `z`, then `a2`.
pub(super) fn letter(n: usize) -> String {
    let sign = char::from(b'a' + (n % 26) as u8);
    if n < 26 { sign.to_string() } else { format!("{sign}{}", n / 26 + 1) }
}

/// The sign of a finding in a table.
pub(super) fn sign(status: Status) -> char {
    match status {
        Status::NoCase => '-',
        Status::Same => '=',
        Status::Differs => '!',
        Status::Depends => '~',
        Status::Open => '?',
    }
}

/// How the outcomes lie, in words.
pub(super) fn status(area: &Area) -> Phrase {
    match area.status {
        Status::NoCase => ["no such case", "没有此类案件"],
        Status::Same => ["always the same", "结论总相同"],
        Status::Differs => ["always differs", "结论总不同"],
        Status::Depends => ["depends", "视其他事实而定"],
        Status::Open => ["not decided", "未能判定"],
    }
}

/// What moves an answer: `breach, lots: kind, count`.
pub(super) fn movers(all: &[Mover], lang: Lang) -> String {
    let mut groups: Vec<(Option<&Names>, Vec<String>)> = Vec::new();
    for mover in all {
        let word = name(&mover.names, lang);
        match groups.last_mut().filter(|g| g.0 == mover.list.as_ref()) {
            Some(group) => group.1.push(word),
            None => groups.push((mover.list.as_ref(), vec![word])),
        }
    }
    let comma = lang.pick(&[", ", "、"]);
    let one = |(list, words): &(Option<&Names>, Vec<String>)| match list {
        Some(list) => {
            let (open, close) = if lang == Lang::En { (" (", ")") } else { ("（", "）") };
            format!("{}{open}{}{close}", name(list, lang), words.join(comma))
        }
        None => words.join(comma),
    };
    groups.iter().map(one).collect::<Vec<_>>().join(comma)
}

/// The values of a band as they are read: `under 50`, `50 to under 500`, `500 or more`.
pub(super) fn band(band: &Band, unit: Option<Unit>, lang: Lang) -> String {
    let any = || lang.pick(&["any", "不论"]).to_owned();
    match band {
        Band::Truth(values) => match values.as_slice() {
            [true] => lang.pick(&["yes", "是"]).to_owned(),
            [false] => lang.pick(&["no", "否"]).to_owned(),
            _ => any(),
        },
        Band::Members(all) => {
            all.iter().map(|n| name(n, lang)).collect::<Vec<_>>().join(lang.pick(&[", ", "、"]))
        }
        Band::Number { from, to } => number(from.as_ref(), to.as_ref(), unit, lang),
        Band::Date { from, to } => days(*from, *to, lang),
    }
}

fn number(from: Option<&Ratio>, to: Option<&Ratio>, unit: Option<Unit>, lang: Lang) -> String {
    let step = match unit {
        Some(Unit::Yuan) => Ratio::new(1, 100).unwrap_or_else(Ratio::one),
        _ => Ratio::one(),
    };
    let from = from.filter(|n| !n.is_zero() || to == Some(n));
    // a standard that must be exceeded is read by itself: `over 5000`, not `5000.01 or more`
    let over =
        from.map(|n| n.minus(&step)).filter(|n| n.is_integer() && from.is_some_and(|f| !f.is_integer()));
    let most = to.filter(|n| n.is_integer() && step < Ratio::one());
    let under = to.map(|n| n.plus(&step).decimal()).unwrap_or_default();
    let words = |n: &Ratio| n.decimal();
    if let (Some(a), Some(b)) = (from, to)
        && a == b
    {
        return words(a);
    }
    let low = match (from, &over, lang) {
        (None, ..) => None,
        (Some(_), Some(n), Lang::En) => Some(format!("over {}", words(n))),
        (Some(_), Some(n), Lang::Zh) => Some(format!("超过{}", words(n))),
        (Some(n), None, Lang::En) => Some(words(n)),
        (Some(n), None, Lang::Zh) => Some(format!("{}以上", words(n))),
    };
    let high = match (to, most, lang) {
        (None, ..) => None,
        (Some(_), Some(n), Lang::En) => Some(format!("up to {}", words(n))),
        (Some(_), Some(n), Lang::Zh) => Some(format!("{}以下", words(n))),
        (Some(_), None, Lang::En) => Some(format!("under {under}")),
        (Some(_), None, Lang::Zh) => Some(format!("不满{under}")),
    };
    match (low, high, lang) {
        (None, None, _) => lang.pick(&["any", "不论"]).to_owned(),
        (None, Some(high), _) => high,
        (Some(low), None, Lang::En) if over.is_none() => format!("{low} or more"),
        (Some(low), None, _) => low,
        (Some(low), Some(high), Lang::En) if most.is_none() => format!("{low} to {high}"),
        (Some(low), Some(high), Lang::En) => format!("{low}, {high}"),
        (Some(low), Some(high), Lang::Zh) => format!("{low}{high}"),
    }
}

fn days(from: Option<Date>, to: Option<Date>, lang: Lang) -> String {
    match (from, to, lang) {
        (None, None, _) => lang.pick(&["any", "不论"]).to_owned(),
        (Some(a), None, Lang::En) => format!("from {a}"),
        (Some(a), None, Lang::Zh) => format!("{a}起"),
        (None, Some(b), Lang::En) => format!("up to {b}"),
        (None, Some(b), Lang::Zh) => format!("至{b}"),
        (Some(a), Some(b), Lang::En) => format!("{a} to {b}"),
        (Some(a), Some(b), Lang::Zh) => format!("{a}至{b}"),
    }
}

/// What tells cases apart, with its unit: `illegal_gains (yuan)`.
pub(super) fn told(t: &Told, lang: Lang) -> String {
    let text = name(&t.names, lang);
    let text = match t.how {
        How::Itself => text,
        How::Total => say(lang, &["{0} in all", "{0}合计"], &[&text]),
        How::Number => say(lang, &["records with {0}", "“{0}”的记录数"], &[&text]),
    };
    match t.unit {
        None => text,
        Some(unit) if lang == Lang::En => format!("{text} ({})", lang.pick(&unit.words())),
        Some(unit) => format!("{text}（{}）", lang.pick(&unit.words())),
    }
}

pub(super) struct Page<'c> {
    pub c: &'c Chart,
    pub lang: Lang,
}

impl Page<'_> {
    fn head(&self) -> String {
        let mut out = held(&self.c.modules, self.c.within.as_deref(), self.lang);
        // a condition is as long as its author likes: the rest goes below it
        let then = if self.c.within.is_some() { ["\n", "\n"] } else { ["; ", "；"] };
        let parts = self.c.found.settled.to_string();
        let says = match self.c.found.complete() {
            true => ["{0} parts, every one settled by proof", "共 {0} 个区域，逐一证明"],
            false => [
                "{0} parts; what was not settled within the budget of steps says so",
                "共 {0} 个区域；步数之内未能判定者已标明",
            ],
        };
        out.push_str(&format!("{}{}\n", self.lang.pick(&then), say(self.lang, &says, &[&parts])));
        out
    }

    fn bands(&self, axis: usize) -> Vec<String> {
        let unit = self.c.facts.get(axis).and_then(|t| t.unit);
        let all = self.c.found.axes.get(axis).map(Vec::as_slice).unwrap_or_default();
        all.iter().map(|b| band(b, unit, self.lang)).collect()
    }

    fn told(&self, axis: usize) -> String {
        self.c.facts.get(axis).map(|t| told(t, self.lang)).unwrap_or_default()
    }

    fn field(&self, bands: &[usize]) -> String {
        let found = &self.c.found;
        let area = found.at(bands);
        let place = area.and_then(|a| found.areas.iter().position(|b| std::ptr::eq(a, b)));
        match area.zip(place) {
            Some((area, _)) if area.status == Status::NoCase => sign(area.status).to_string(),
            Some((area, place)) => format!("{} {}", sign(area.status), letter(place)),
            None => String::new(),
        }
    }

    /// One fact: a line for each of its bands.
    fn intervals(&self, width: usize) -> String {
        let bands = self.bands(0);
        let rows = bands.into_iter().enumerate().map(|(n, text)| vec![text, self.field(&[n])]);
        let lines = listed(&rows.collect::<Vec<_>>(), 2, usize::MAX, width);
        format!("\n{}\n{}", self.told(0), lines.concat())
    }

    /// Two facts: a table; of three, one for each band of the third. None where lines are too short for one.
    fn tables(&self, width: usize) -> Option<String> {
        let mut out = String::new();
        let third = self.bands(2);
        for (n, text) in third.iter().enumerate() {
            out.push_str(&format!("\n{}{}{text}", self.told(2), self.lang.pick(&[": ", "："])));
            out.push_str(&self.table(Some(n), width)?);
        }
        if third.is_empty() {
            out.push_str(&self.table(None, width)?);
        }
        Some(out)
    }

    /// Rows by the first fact and columns by the second, or turned where that is narrower.
    fn table(&self, third: Option<usize>, width: usize) -> Option<String> {
        let grids = [(0, 1), (1, 0)].map(|(down, across)| self.grid(down, across, third));
        let [upright, turned] = grids.each_ref().map(|grid| grid.wide(usize::MAX));
        let [first, second] = &grids;
        let grid = if upright > width.min(WIDE) && turned < upright { second } else { first };
        (grid.wide(width) <= width).then(|| grid.text(width))
    }

    fn grid(&self, down: usize, across: usize, third: Option<usize>) -> Grid {
        let (rows, columns) = (self.bands(down), self.bands(across));
        let (mut notes, mut numbers) = (Vec::new(), 0);
        // members in a list that is too long stand below
        let mut brief = |axis: usize, all: &[String]| -> Vec<String> {
            let bands = self.c.found.axes.get(axis).map(Vec::as_slice).unwrap_or_default();
            let short = bands.iter().zip(all).map(|(b, text)| match b {
                Band::Members(m) if m.len() > SHORT_LIST => {
                    numbers += 1;
                    notes.push(format!("  ({numbers}) {text}\n"));
                    format!("({numbers})")
                }
                _ => text.clone(),
            });
            short.collect()
        };
        let (rows, columns) = (brief(down, &rows), brief(across, &columns));
        let says = ["down: {0}; across: {1}", "行：{0}；列：{1}"];
        let title = say(self.lang, &says, &[&self.told(down), &self.told(across)]);
        // a sign and a letter have room in every column
        let head = columns.iter().map(|c| pad(c, 4));
        let mut lines = vec![std::iter::once(String::new()).chain(head).collect::<Vec<_>>()];
        for (r, row) in rows.iter().enumerate() {
            let field = |c: usize| {
                let (x, y) = if down == 0 { (r, c) } else { (c, r) };
                let bands: Vec<usize> = [x, y].into_iter().chain(third).collect();
                self.field(&bands)
            };
            lines.push(std::iter::once(row.clone()).chain((0..columns.len()).map(field)).collect());
        }
        Grid { title, lines, notes }
    }

    /// A line for each block of parts of which the same was found.
    fn blocks(&self) -> String {
        let mut out = String::from("\n");
        for (ends, area) in self.c.found.blocks() {
            let facts = ends.iter().enumerate().map(|(axis, (from, to))| {
                let all = self.c.found.axes.get(axis).map(Vec::as_slice).unwrap_or_default();
                let own = all.get(*from..=*to).unwrap_or_default();
                let mut joined = own.first().cloned();
                for next in own.iter().skip(1) {
                    joined = joined.and_then(|j| j.with(next));
                }
                let unit = self.c.facts.get(axis).and_then(|t| t.unit);
                let says = joined.map(|j| band(&j, unit, self.lang)).unwrap_or_default();
                format!("{} {says}", self.told(axis))
            });
            let facts: Vec<String> = facts.collect();
            let Some(found) = self.c.found.areas.get(area) else { continue };
            out.push_str(&format!(
                "{}{}{} {}\n",
                facts.join(self.lang.pick(&["; ", "；"])),
                self.lang.pick(&[": ", "："]),
                say(self.lang, &status(found), &[]),
                letter(area)
            ));
        }
        out
    }

    /// What each letter stands for.
    fn key(&self, width: Option<usize>) -> String {
        let mut out = String::new();
        let is_drawn = width.is_some();
        for (n, (area, cases)) in self.c.found.areas.iter().zip(&self.c.cases).enumerate() {
            let sign = if is_drawn { format!("{} ", sign(area.status)) } else { String::new() };
            if area.status == Status::NoCase {
                if is_drawn {
                    out.push_str(&format!("\n{sign}{}\n", say(self.lang, &status(area), &[])));
                }
                continue;
            }
            let line = format!("{sign}{}  {}", letter(n), says(area, self.lang));
            out.push_str(&format!("\n{}\n", broken(&line, width.unwrap_or(usize::MAX)).join("\n")));
            for (pair, case) in area.pairs.iter().zip(cases) {
                out.push_str(&format!("  {}\n", self.pair(pair, case.as_deref())));
                let differs = pair.from != pair.to;
                if let (Some(case), true) = (case, differs) {
                    out.push_str(&format!("    {}\n", instance(case, self.lang)));
                }
            }
        }
        out
    }

    /// `A: serious, by 5(1)(3); B: no offence`.
    fn pair(&self, pair: &Outcomes, case: Option<&Exhibit>) -> String {
        let of = |side: usize, outcome: usize| {
            let short = SHORT.get(side).map(|s| self.lang.pick(s)).unwrap_or_default();
            format!("{short}{}{}", self.lang.pick(&[": ", "："]), self.side(pair, case, side, outcome))
        };
        format!("{}{}{}", of(0, pair.from), self.lang.pick(&["; ", "；"]), of(1, pair.to))
    }

    /// An outcome with the provisions that decide in every such case; else with those of a smallest one.
    pub fn side(&self, pair: &Outcomes, case: Option<&Exhibit>, side: usize, outcome: usize) -> String {
        let word = grade(&self.c.scale, outcome, self.lang);
        let always = pair.always.get(side).map(Vec::as_slice).unwrap_or_default();
        let join = |all: Vec<String>| all.join(self.lang.pick(&[", ", "、"]));
        let by = join(always.iter().map(|n| name(n, self.lang)).collect());
        if !by.is_empty() {
            return format!("{word}{}", say(self.lang, &[", by {0}", "，依{0}"], &[&by]));
        }
        let decisive = case.and_then(|e| e.verdicts.get(side)).map(|v| {
            let all = v.grounds.iter().filter(|g| g.decisive);
            join(all.map(|g| name(&g.provision, self.lang)).collect())
        });
        match decisive.filter(|d| !d.is_empty()) {
            Some(by) => format!("{word}{}", say(self.lang, &[", as by {0}", "，如依{0}"], &[&by])),
            None => word,
        }
    }
}

/// A case in one line.
pub(super) fn instance(case: &Exhibit, lang: Lang) -> String {
    let line = |l: &&str| clean(&l.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut text = stated(case, lang).iter().map(line).collect::<Vec<_>>().join(lang.pick(&["; ", "；"]));
    if text.is_empty() {
        text = lang.pick(&["a case that states nothing", "一无所载的案件"]).to_owned();
    }
    let opens: Vec<String> = case.witness.opens.iter().filter(|o| o.2).map(|o| name(&o.0, lang)).collect();
    if !opens.is_empty() {
        let says = ["; with {0}, which nobody has evaluated", "；另设尚无人评价的{0}"];
        text.push_str(&say(lang, &says, &[&opens.join(lang.pick(&[", ", "、"]))]));
    }
    let head = match case.witness.is_smallest {
        true => ["least: {0}", "最小者：{0}"],
        false => ["as: {0}", "如：{0}"],
    };
    say(lang, &head, &[&text])
}

/// A table of two facts.
struct Grid {
    title: String,
    lines: Vec<Vec<String>>,
    /// The members that have no room in it.
    notes: Vec<String>,
}

impl Grid {
    fn rows(&self, width: usize) -> String {
        listed(&self.lines, 2, usize::MAX, width).concat()
    }
    /// The cells of its longest line where it is to have so many.
    fn wide(&self, width: usize) -> usize {
        self.rows(width).lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
    }
    fn text(&self, width: usize) -> String {
        format!("\n{}\n{}{}", self.title, self.rows(width), self.notes.concat())
    }
}

/// What was found of some part: `depends on breach, lots (kind, count)`.
pub(super) fn says(area: &Area, lang: Lang) -> String {
    let mut out = match (area.status, area.moved_by.is_empty()) {
        (Status::Depends, false) => {
            say(lang, &["depends on {0}", "视下列事实而定：{0}"], &[&movers(&area.moved_by, lang)])
        }
        _ => say(lang, &status(area), &[]),
    };
    if !area.perhaps_by.is_empty() {
        let says = ["; not settled whether also on {0}", "；是否亦视{0}而定，未能判定"];
        out.push_str(&say(lang, &says, &[&movers(&area.perhaps_by, lang)]));
    }
    if area.is_open {
        out.push_str(lang.pick(&["; other pairs of outcomes may occur", "；可能另有其他结论组合"]));
    }
    out
}
