//! A verdict on one screen: outcome, decisive grounds, what is near, what is unknown and matters.

use super::columns::pad;
use super::phrases as say;
use crate::diag::{Lang, clean, fill};
use crate::explain::{Because, GroundResult, Verdict};
use crate::ir::program::Penalty;
use crate::ir::schema::Names;
use crate::text::{Sources, Span};
use crate::val::{End, Interval, Ratio, Truth, Unit};
use unicode_width::UnicodeWidthStr;

/// So many entries of a list are printed before it is folded.
const FOLD: usize = 6;

/// What `run` prints for one case under one module.
pub fn text(v: &Verdict, sources: &Sources, lang: Lang, brief: bool) -> String {
    let page = Page { v, sources, lang };
    if brief { page.brief() } else { page.full() }
}

/// A verdict with what it takes to print it.
pub(super) struct Page<'a> {
    pub(super) v: &'a Verdict,
    pub(super) sources: &'a Sources,
    pub(super) lang: Lang,
}

/// An interval in words: a number, `30 to 50`, `30 or more`, or that it is not known.
pub(super) fn interval(n: &Interval, show: fn(&Ratio) -> String, lang: Lang) -> String {
    let say = |phrase: &[&'static str; 2]| lang.pick(phrase).to_owned();
    match (&n.lo, &n.hi) {
        (End::At(a), End::At(b)) if a == b => show(a),
        (End::At(a), End::At(b)) => format!("{}{}{}", show(a), say(&say::BETWEEN), show(b)),
        (End::At(a), _) if *a == Ratio::zero() => say(&say::ANY),
        (End::At(a), _) => format!("{}{}", show(a), say(&say::OR_MORE)),
        (_, End::At(b)) => format!("{}{}", show(b), say(&say::OR_LESS)),
        (End::Above, _) => "∞".to_owned(),
        _ => say(&say::ANY),
    }
}

impl Page<'_> {
    pub(super) fn say(&self, phrase: &[&'static str; 2]) -> &'static str {
        self.lang.pick(phrase)
    }
    pub(super) fn fill(&self, phrase: &[&'static str; 2], args: &[&str]) -> String {
        let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
        fill(self.say(phrase), &args)
    }
    pub(super) fn name(&self, names: &Names) -> String {
        clean(match self.lang {
            Lang::En => &names.en,
            Lang::Zh => &names.zh,
        })
    }
    fn prose(&self, names: &Names) -> String {
        let name = self.name(names);
        if self.lang == Lang::En { name.replace('_', " ") } else { name }
    }
    pub(super) fn grade(&self, grade: usize) -> String {
        self.v.scale.get(grade).map_or_else(|| grade.to_string(), |n| self.prose(n))
    }
    pub(super) fn grades(&self, lo: usize, hi: usize) -> String {
        match lo == hi {
            true => self.grade(lo),
            false => format!("{}{}{}", self.grade(lo), self.say(&say::TO), self.grade(hi)),
        }
    }
    /// A labelled line; later lines of the same block are indented alike.
    pub(super) fn block(&self, out: &mut String, label: &[&'static str; 2], lines: &[String]) {
        let width = if self.lang == Lang::En { 13 } else { 8 };
        for (i, line) in lines.iter().enumerate() {
            let head = if i == 0 { self.say(label) } else { "" };
            out.push_str(&format!("  {}{line}\n", pad(head, width)));
        }
        if !lines.is_empty() {
            out.push('\n');
        }
    }
    pub(super) fn header(&self) -> String {
        let mut out = format!(
            "{} ── {} {}",
            self.name(&self.v.called),
            self.say(&say::UNDER),
            self.name(&self.v.module)
        );
        if !self.v.applied.is_empty() {
            let applied: Vec<String> = self.v.applied.iter().map(|a| self.name(a)).collect();
            let (open, close) = if self.lang == Lang::En { (" (", ")") } else { ("（", "）") };
            out.push_str(&format!("{open}{}{close}", applied.join(self.say(&say::AND))));
        }
        out.push_str("\n\n");
        out
    }

    fn full(&self) -> String {
        let mut out = self.header();
        self.outcome(&mut out);
        let decisive: Vec<&GroundResult> = self.v.grounds.iter().filter(|g| g.decisive).collect();
        let mut lines: Vec<String> = decisive.iter().flat_map(|g| self.ground(g, false)).collect();
        if lines.is_empty() && !self.v.moved.is_empty() {
            let held = self.v.grounds.iter().filter(|g| g.holds == Truth::Yes);
            lines = held.flat_map(|g| self.ground(g, false)).collect();
        }
        if lines.is_empty() {
            lines = self.undecided_grounds();
        }
        self.block(&mut out, &say::GROUNDS, &lines);
        self.rest(&mut out, true, true);
        out
    }

    /// Where no ground surely holds: those that may, and whether one of them must.
    pub(super) fn undecided_grounds(&self) -> Vec<String> {
        let (lo, hi) = self.v.outcome;
        let may =
            self.v.grounds.iter().filter(|g| g.holds == Truth::Unknown && g.grade >= lo && g.grade <= hi);
        let mut lines: Vec<String> = may.flat_map(|g| self.ground(g, false)).collect();
        let head = match (lines.is_empty(), lo) {
            (true, _) => &say::NO_GROUND,
            (false, 0) => &say::MAY_HOLD,
            (false, _) => &say::BY_CASES,
        };
        lines.insert(0, self.say(head).to_owned());
        lines.extend(self.failed_elements());
        lines
    }

    pub(super) fn outcome(&self, out: &mut String) {
        let (lo, hi) = self.v.outcome;
        let mut lines = vec![self.grades(lo, hi)];
        if lo != hi {
            let mut notes = vec![self.say(&say::UNDECIDED)];
            if !self.v.attained.0 {
                notes.push(self.say(&say::LEAST_OPEN));
            }
            if !self.v.attained.1 {
                notes.push(self.say(&say::MOST_OPEN));
            }
            if self.v.settled {
                notes.push(self.say(&say::SETTLED));
            }
            lines.push(notes.join(self.say(&say::SEMICOLON)));
        } else if let Some(first) = lines.first_mut() {
            let (open, close) = if self.lang == Lang::En { (" (", ")") } else { ("（", "）") };
            let mut note = self.say(&say::DECIDED).to_owned();
            if self.v.settled {
                note.push_str(self.say(&say::SEMICOLON));
                note.push_str(self.say(&say::SETTLED));
            }
            first.push_str(&format!("{open}{note}{close}"));
        }
        for (a, b, met) in &self.v.expected {
            if !met {
                lines.push(format!(
                    "✘ {} {} — {}",
                    self.say(&say::EXPECTED),
                    self.grades(*a, *b),
                    self.say(&say::NOT_MET)
                ));
            }
        }
        self.block(out, &say::OUTCOME, &lines);
    }

    /// All that follows the grounds.
    pub(super) fn rest(&self, out: &mut String, fold: bool, missed: bool) {
        let v = self.v;
        let most = if fold { FOLD } else { usize::MAX };
        self.appraisal(out);
        if missed {
            self.block(out, &say::MISSED, &self.folded(self.missed(), most));
        }
        let missing: Vec<String> = v
            .missing
            .iter()
            .map(|m| {
                let gives: Vec<String> = m.could_give.iter().map(|g| self.grade(*g)).collect();
                let arrow = if gives.is_empty() {
                    String::new()
                } else {
                    format!("  → {} {}", self.say(&say::COULD_GIVE), gives.join(self.say(&say::AND)))
                };
                format!("{}{arrow}", self.name(&m.fact))
            })
            .collect();
        self.block(out, &say::MISSING, &self.folded(missing, most));
        self.list(out, &say::UNMADE, &v.unmade, most);
        self.list(out, &say::FINDINGS, &v.open_findings, most);
        self.block(out, &say::ASSUMED, &self.folded(self.assumed(), most));
        if let Some(p) = &v.penalty {
            let mut lines = vec![self.penalty(p)];
            lines.extend(self.cites(&p.cites));
            self.block(out, &say::PENALTY, &lines);
        }
        let notes: Vec<String> = v
            .notes
            .iter()
            .filter(|n| n.2 != Truth::No)
            .map(|(p, s, t)| {
                let maybe = if *t == Truth::Unknown { " ?" } else { "" };
                format!("{}  {}{maybe}", self.name(p), self.name(s))
            })
            .collect();
        self.block(out, &say::NOTE, &notes);
    }

    /// The findings that moved grounds, and the factors weighed.
    fn appraisal(&self, out: &mut String) {
        let moved = self.v.moved.iter().map(|m| {
            let provisions: Vec<String> = m.provisions.iter().map(|p| self.name(p)).collect();
            let phrase = if m.raises { &say::RAISES } else { &say::LOWERS };
            let says = self.fill(phrase, &[&self.name(&m.finding), &provisions.join(self.say(&say::AND))]);
            format!("{says}{}{}", self.say(&say::COLON), clean(&m.because))
        });
        self.block(out, &say::APPRAISED, &moved.collect::<Vec<_>>());
        let (stated, silent): (Vec<_>, Vec<_>) = self.v.weighed.iter().partition(|w| w.place.is_some());
        let mut lines: Vec<String> = stated
            .iter()
            .map(|w| {
                let at = w.place.map(|span| self.places(&[(span, None)])).unwrap_or_default();
                format!("{}{}{}  {at}", self.name(&w.names), self.say(&say::COLON), self.name(&w.says))
            })
            .collect();
        if !silent.is_empty() {
            let names: Vec<String> = silent.iter().map(|w| self.name(&w.names)).collect();
            let head = format!("{}{}", self.say(&say::NOT_STATED), self.say(&say::COLON));
            lines.push(format!("{head}{}", names.join(self.say(&say::AND))));
        }
        self.block(out, &say::WEIGHED, &lines);
    }

    /// What was assumed, a line for the records that assume the same: `lots[0, 1]: identifies, published`.
    fn assumed(&self) -> Vec<String> {
        let mut alone = Vec::new();
        let mut fields: Vec<(String, String, Vec<String>)> = Vec::new();
        for names in &self.v.assumed {
            let name = self.name(names);
            let parts = name.split_once('[').and_then(|(list, rest)| Some((list, rest.split_once("].")?)));
            let Some((list, (number, field))) = parts else {
                alone.push(name);
                continue;
            };
            match fields.iter_mut().find(|f| f.0 == list && f.1 == field) {
                Some(known) => known.2.push(number.to_owned()),
                None => fields.push((list.to_owned(), field.to_owned(), vec![number.to_owned()])),
            }
        }
        let mut lines: Vec<(String, Vec<String>)> = Vec::new();
        for (list, field, numbers) in fields {
            let head = format!("{list}[{}]", numbers.join(", "));
            match lines.iter_mut().find(|l| l.0 == head) {
                Some(line) => line.1.push(field),
                None => lines.push((head, vec![field])),
            }
        }
        let mut out: Vec<String> = lines
            .into_iter()
            .map(|(head, fields)| {
                format!("{head}{}{}", self.say(&say::COLON), fields.join(self.say(&say::AND)))
            })
            .collect();
        if !alone.is_empty() {
            out.push(alone.join(self.say(&say::AND)));
        }
        out
    }

    fn list(&self, out: &mut String, label: &[&'static str; 2], names: &[Names], most: usize) {
        if names.is_empty() {
            return;
        }
        let all: Vec<String> = names.iter().map(|n| self.name(n)).collect();
        let shown = self.folded(all, most).join(self.say(&say::AND));
        self.block(out, label, &[shown]);
    }

    fn folded(&self, mut lines: Vec<String>, most: usize) -> Vec<String> {
        if let Some(rest) = lines.len().checked_sub(most).filter(|n| *n > 0) {
            lines.truncate(most);
            lines.push(self.fill(&say::MORE, &[&rest.to_string()]));
        }
        lines
    }

    pub(super) fn missed(&self) -> Vec<String> {
        self.missed_from(0)
    }

    /// The nearest missed standards of a grade and of those above it.
    pub(super) fn missed_from(&self, grade: usize) -> Vec<String> {
        let line = |m: &crate::explain::Missed| {
            let amount = self.amount(&m.short_by.0, m.short_by.1);
            let short = self.say(&say::SHORT);
            format!("{}  {}  {short} {amount}", self.name(&m.provision), self.name(&m.names))
        };
        self.v.missed.iter().filter(|m| m.grade >= grade).map(line).collect()
    }

    pub(super) fn failed_elements(&self) -> Vec<String> {
        let failed = self.v.elements.iter().filter(|e| e.2 != Truth::Yes);
        failed
            .map(|(o, e, t)| {
                format!("{} {}{}{}", self.name(o), self.name(e), self.say(&say::COLON), self.truth(*t))
            })
            .collect()
    }

    pub(super) fn truth(&self, t: Truth) -> String {
        match t {
            Truth::Yes => format!("✔ {}", self.say(&say::YES)),
            Truth::No => format!("✘ {}", self.say(&say::NO)),
            Truth::Unknown => format!("? {}", self.say(&say::MAYBE)),
        }
    }

    /// A ground with its numbers; `all` also shows shares of nought and conditions that fail.
    pub(super) fn ground(&self, g: &GroundResult, all: bool) -> Vec<String> {
        let dash = if self.lang == Lang::En { " — " } else { "  " };
        let mut lines = vec![format!(
            "{}{dash}{}  {}",
            self.name(&g.provision),
            self.grade(g.grade),
            self.truth(g.holds)
        )];
        let shown: Vec<&Because> = g.because.iter().filter(|b| all || matters(b)).collect();
        let names: Vec<String> = shown.iter().map(|b| self.name(&b.names)).collect();
        let width = names.iter().map(|n| n.width()).max().unwrap_or(0).min(40);
        let values: Vec<String> = shown.iter().map(|b| self.value(b)).collect();
        let wide = values.iter().map(|n| n.width()).max().unwrap_or(0).min(40);
        let total = self.total(g);
        for (i, (b, (name, value))) in shown.iter().zip(names.iter().zip(&values)).enumerate() {
            let last = i + 1 == shown.len() && total.is_none();
            let branch = if last { "└─" } else { "├─" };
            let places = self.places(&b.places);
            let line = format!("{branch} {}  {}  {places}", pad(name, width), pad(value, wide));
            lines.push(line.trim_end().to_owned());
        }
        if let Some(total) = total {
            lines.push(format!("└─ {total}"));
        }
        lines.extend(self.cites(&g.cites));
        lines
    }

    fn cites(&self, cites: &[Names]) -> Vec<String> {
        let all: Vec<String> = cites.iter().map(|c| self.name(c)).collect();
        if all.is_empty() {
            return Vec::new();
        }
        vec![format!(
            "{}{}{}",
            self.say(&say::CITES),
            self.say(&say::COLON),
            all.join(self.say(&say::SEMICOLON))
        )]
    }

    /// The places of facts, with the notes of evidence: `甲案.case:6  证据：勘验笔录`.
    pub(super) fn places(&self, spans: &[(Span, Option<String>)]) -> String {
        let mut all: Vec<String> = Vec::new();
        for (span, note) in spans {
            let p = self.sources.place(*span);
            let mut at = format!("{}:{}", clean(&p.name), p.line);
            if let Some(note) = note {
                at.push_str(&format!("  {}{}", self.say(&say::EVIDENCE), clean(note)));
            }
            if !all.contains(&at) {
                all.push(at);
            }
        }
        self.folded(all, 3).join(", ")
    }

    pub(super) fn total(&self, g: &GroundResult) -> Option<String> {
        let sum = sum_of_shares(g)?;
        let one = Interval::point(Ratio::one());
        let shown = self.fraction(&sum);
        Some(format!("{} {}", self.say(&say::TOTAL), against(&shown, "1", sum.reaches(&one))))
    }

    pub(super) fn value(&self, b: &Because) -> String {
        match (&b.number, &b.standard, b.truth) {
            (Some(n), Some((s, unit)), _) if b.share => {
                let of = format!("{}{}{}", self.range(n), self.say(&say::OF), self.amount(s, *unit));
                match share(n, s) {
                    Some(part) => format!("{of} = {}", self.fraction(&part)),
                    None => of,
                }
            }
            (Some(n), Some((s, unit)), _) => {
                let holds = n.reaches(&Interval::point(s.clone()));
                against(&self.range(n), &self.amount(s, *unit), holds)
            }
            (Some(n), None, _) => self.range(n),
            (None, standard, truth) => {
                let mut out = self.truth(truth.unwrap_or(Truth::Unknown));
                if let Some((s, unit)) = standard {
                    out.push_str(&format!(" ({} {})", self.say(&say::STANDARD), self.amount(s, *unit)));
                }
                out
            }
        }
    }

    fn amount(&self, n: &Ratio, unit: Option<Unit>) -> String {
        match unit.map(|u| self.lang.pick(&u.after(n))) {
            Some(word) => format!("{} {word}", n.decimal()),
            None => n.decimal(),
        }
    }

    fn range(&self, n: &Interval) -> String {
        self.ends(n, Ratio::decimal)
    }

    pub(super) fn fraction(&self, n: &Interval) -> String {
        self.ends(n, Ratio::to_string)
    }

    fn ends(&self, n: &Interval, show: fn(&Ratio) -> String) -> String {
        interval(n, show, self.lang)
    }

    fn penalty(&self, p: &Penalty) -> String {
        let mut parts = Vec::new();
        match p.imprisonment {
            Some((0, most)) => parts.push(self.fill(&say::UP_TO, &[&self.term(most)])),
            Some((least, most)) => {
                parts.push(self.fill(&say::FROM_TO, &[&self.term(least), &self.term(most)]))
            }
            None => {}
        }
        if p.life {
            parts.push(self.say(&say::LIFE).to_owned());
        }
        if p.detention {
            parts.push(self.say(&say::DETENTION).to_owned());
        }
        if p.control {
            parts.push(self.say(&say::CONTROL).to_owned());
        }
        let last = parts.pop();
        let mut out = parts.join(self.say(&say::AND));
        if !parts.is_empty() {
            out.push_str(self.say(&say::OR));
        }
        out.extend(last.as_deref());
        match p.fine {
            Some(_) if last.is_none() => out.push_str(self.say(&say::FINE_ONLY)),
            Some("and") => out.push_str(self.say(&say::FINE_AND)),
            Some("and, or confiscation") => out.push_str(self.say(&say::FINE_OR_CONFISCATION)),
            Some(_) => out.push_str(self.say(&say::FINE_EITHER)),
            None => {}
        }
        out
    }

    fn term(&self, months: u32) -> String {
        match (months / 12, months % 12) {
            (1, 0) => self.say(&say::ONE_YEAR).to_owned(),
            (years, 0) => self.fill(&say::YEARS, &[&self.digits(years)]),
            _ => self.fill(&say::MONTHS, &[&self.digits(months)]),
        }
    }

    fn digits(&self, n: u32) -> String {
        const HAN: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let han = |d: u32| HAN.get(d as usize).copied().unwrap_or("");
        match (self.lang, n) {
            (Lang::Zh, 1..=9) => han(n).to_owned(),
            (Lang::Zh, 10..=19) => format!("十{}", han(n - 10)),
            _ => n.to_string(),
        }
    }

    fn brief(&self) -> String {
        let v = self.v;
        let mut parts =
            vec![self.name(&v.called), self.name(&v.module), self.grades(v.outcome.0, v.outcome.1)];
        if let Some(g) = v.grounds.iter().find(|g| g.decisive) {
            let shares: Vec<String> = g
                .because
                .iter()
                .filter(|b| b.share && matters(b))
                .filter_map(|b| share(b.number.as_ref()?, &b.standard.as_ref()?.0))
                .map(|s| self.fraction(&s))
                .collect();
            let mut by = self.name(&g.provision);
            match sum_of_shares(g) {
                Some(sum) if !shares.is_empty() => {
                    let holds = sum.reaches(&Interval::point(Ratio::one()));
                    let total = against(&self.fraction(&sum), "1", holds);
                    by.push_str(&format!("{}{} = {total}", self.say(&say::COLON), shares.join(" + ")));
                }
                _ => {
                    let first = g.because.iter().find(|b| matters(b) && b.standard.is_some());
                    if let Some(b) = first {
                        by.push_str(&format!(
                            "{}{} {}",
                            self.say(&say::COLON),
                            self.name(&b.names),
                            self.value(b)
                        ));
                    }
                }
            }
            parts.push(by);
        }
        if !v.missing.is_empty() {
            parts.push(self.fill(&say::UNKNOWN_COUNT, &[&v.missing.len().to_string()]));
        }
        if let Some((a, b, _)) = v.expected.iter().find(|e| !e.2) {
            let expected = self.say(&say::EXPECTED);
            parts.push(format!("✘ {expected} {} — {}", self.grades(*a, *b), self.say(&say::NOT_MET)));
        }
        format!("{}\n", parts.join("  "))
    }
}

/// The part of its standard that a number is.
pub(super) fn share(n: &Interval, standard: &Ratio) -> Option<Interval> {
    Some(n.times(&Interval::point(standard.inverse()?)))
}

pub(super) fn sum_of_shares(g: &GroundResult) -> Option<Interval> {
    let mut shares = g.because.iter().filter(|b| b.share);
    let of = |b: &Because| share(b.number.as_ref()?, &b.standard.as_ref()?.0);
    let first = of(shares.next()?)?;
    shares.try_fold(first, |sum, b| Some(sum.plus(&of(b)?)))
}

pub(super) fn against(left: &str, right: &str, holds: Truth) -> String {
    let sign = match holds {
        Truth::Yes => "≥",
        Truth::No => "<",
        Truth::Unknown => "≥?",
    };
    format!("{left} {sign} {right}")
}

/// Nothing that adds nought, nothing that fails.
pub(super) fn matters(b: &Because) -> bool {
    match (&b.number, b.truth) {
        (Some(n), _) => *n != Interval::point(Ratio::zero()),
        (None, Some(t)) => t != Truth::No,
        (None, None) => true,
    }
}
