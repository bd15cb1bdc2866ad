//! Names, quotations, numbers, dates, provisions and citations.

use super::flow::Flow;
use super::{Place, Printer};
use crate::diag::Lang;
use crate::syntax::ast::{Alias, Cite, Literal, Name, Number, Provision, ProvisionRange, Titles, han_number};
use crate::val::{Date, Ratio, Unit};

/// How whole numbers of things are written in Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    /// `五十条`, in rules
    Han,
    /// `50条`, in cases
    Digits,
}

impl Printer<'_> {
    /// A name that is used.
    pub(super) fn name(&self, name: &Name, at: Place<'_>) -> String {
        self.names.spell(&name.text, at)
    }
    /// Names with commas between them.
    pub(super) fn names(&self, flow: &mut Flow, names: &[Name], at: Place<'_>) {
        for (i, name) in names.iter().enumerate() {
            if i > 0 {
                self.comma(flow);
            }
            flow.put(&self.name(name, at));
        }
    }
    /// A declared name with its twin, the wanted language first.
    pub(super) fn alias(&self, alias: &Alias, at: Place<'_>) -> String {
        let Some(twin) = &alias.twin else { return self.name(&alias.name, at) };
        let wanted = match self.lang {
            Lang::En => alias.english(),
            Lang::Zh => alias.chinese(),
        };
        if wanted == twin.text && wanted != alias.name.text {
            format!("{} | {}", twin.text, alias.name.text)
        } else {
            format!("{} | {}", alias.name.text, twin.text)
        }
    }
    /// A comma of a list, after which the line may be broken.
    pub(super) fn comma(&self, flow: &mut Flow) {
        if self.is_zh() {
            flow.put("、");
            flow.slit();
        } else {
            flow.put(",");
            flow.gap();
        }
    }
    /// A text in quotation marks.
    pub(super) fn quoted(&self, text: &str) -> String {
        let curly = if self.is_zh() { !text.contains('”') } else { text.contains('"') };
        if curly { format!("“{text}”") } else { format!("\"{text}\"") }
    }
    /// A text with its twin, the wanted language first.
    pub(super) fn titles(&self, flow: &mut Flow, titles: &Titles) {
        let Some(second) = &titles.second else { return flow.put(&self.quoted(&titles.first)) };
        let wanted = match self.lang {
            Lang::En => titles.english(),
            Lang::Zh => titles.chinese(),
        };
        let swap = wanted == second && *wanted != titles.first;
        let (a, b) = if swap { (second, &titles.first) } else { (&titles.first, second) };
        flow.put(&self.quoted(a));
        flow.gap();
        flow.put(&format!("| {}", self.quoted(b)));
    }

    // ---- quantities

    /// A literal.
    pub(super) fn literal(&self, literal: &Literal, figures: Figures) -> String {
        match literal {
            Literal::Number { value, unit } => self.quantity(value, *unit, figures),
            Literal::Multiple(m) => self.multiple(m),
            Literal::Date(day) => self.date(*day),
            Literal::Truth(true) => self.say("yes", "是").to_owned(),
            Literal::Truth(false) => self.say("no", "否").to_owned(),
        }
    }
    /// A day.
    pub(super) fn date(&self, day: Date) -> String {
        match self.lang {
            Lang::En => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        }
    }
    /// `50 items` | `五十条`
    pub(super) fn quantity(&self, value: &Ratio, unit: Option<Unit>, figures: Figures) -> String {
        let Some(unit) = unit else { return decimal(value) };
        if self.is_zh() {
            let [_, word] = unit.words();
            return match figures {
                Figures::Han => format!("{}{word}", figure(value)),
                Figures::Digits => format!("{}{word}", decimal(value)),
            };
        }
        format!("{} {}", decimal(value), unit.after(value)[0])
    }
    /// `10 times`, `half`, `1/3` | `十倍`, `一半`, `三分之一`
    pub(super) fn multiple(&self, m: &Ratio) -> String {
        if *m == Ratio::one() {
            return self.say("the standard", "标准").to_owned();
        }
        let text = m.to_string();
        match text.split_once('/') {
            Some(("1", "2")) => self.say("half", "一半").to_owned(),
            Some((n, d)) if n.parse::<i64>().is_ok() && d.parse::<i64>().is_ok() => match self.lang {
                Lang::En => text,
                Lang::Zh => format!("{}分之{}", han_or_digits(d), han_or_digits(n)),
            },
            _ => self.times(m),
        }
    }
    /// A multiple with its word, once too: `1 times` | `一倍`.
    pub(super) fn times(&self, m: &Ratio) -> String {
        match self.lang {
            Lang::En => format!("{} times", decimal(m)),
            Lang::Zh => format!("{}倍", figure(m)),
        }
    }

    // ---- provisions

    /// A provision number; `bare` says that a number alone may stand for an article.
    pub(super) fn provision(&self, p: &Provision, bare: bool) -> String {
        match self.lang {
            Lang::Zh => p.chinese(),
            Lang::En if p.part => format!("part {p}"),
            Lang::En if !bare && p.paragraph.is_none() && p.item.is_none() => format!("article {p}"),
            Lang::En => p.to_string(),
        }
    }
    /// The number of a limb with its bracket.
    pub fn limb(&self, n: Number) -> String {
        match self.lang {
            Lang::En => format!("({n})"),
            Lang::Zh => {
                let inserted = n.inserted.map(|i| format!("之{}", han_number(i))).unwrap_or_default();
                format!("（{}{inserted}）", han_number(n.main))
            }
        }
    }
    /// The right end of a range, without what it shares with the left end.
    fn right_end(&self, from: &Provision, to: &Provision) -> String {
        if to.article != from.article || to.part != from.part {
            return self.provision(to, true);
        }
        let zh = |n: Number, word: &str| {
            let inserted = n.inserted.map(|i| format!("之{}", han_number(i))).unwrap_or_default();
            format!("第{}{word}{inserted}", han_number(n.main))
        };
        match (self.lang, to.paragraph, to.item) {
            (Lang::Zh, p, Some(i)) if p == from.paragraph => zh(i, "项"),
            (Lang::Zh, Some(p), Some(i)) => format!("{}{}", zh(p, "款"), zh(i, "项")),
            (Lang::Zh, Some(p), None) => zh(p, "款"),
            (Lang::En, p, Some(i)) if p == from.paragraph && from.item.is_some() => format!("({i})"),
            (Lang::En, Some(p), Some(i)) => format!("({p})({i})"),
            (Lang::En, Some(p), None) if from.item.is_none() => format!("({p})"),
            _ => self.provision(to, true),
        }
    }
    /// A provision or range; the source is left out if the one before it has the same.
    pub(super) fn range(&self, r: &ProvisionRange, before: Option<&ProvisionRange>, bare: bool) -> String {
        let shared =
            before.is_some_and(|b| b.source.as_ref().map(|n| &n.text) == r.source.as_ref().map(|n| &n.text));
        let source = r.source.as_ref().filter(|_| !shared).map(|n| self.name(n, Place::Source));
        let mut out = source.as_ref().map(|s| format!("{s} ")).unwrap_or_default();
        out.push_str(&self.provision(&r.from, bare || r.source.is_some()));
        if let Some(to) = &r.to {
            out.push_str(self.say(" to ", "至"));
            out.push_str(&self.right_end(&r.from, to));
        }
        out
    }
    /// Provisions with commas between them.
    pub(super) fn ranges(&self, flow: &mut Flow, all: &[&ProvisionRange], bare: bool) {
        flow.enter();
        let mut before = None;
        for r in all {
            if before.is_some() {
                self.comma(flow);
            }
            flow.put(&self.range(r, before, bare));
            before = Some(r);
        }
        flow.leave();
    }

    /// Citations, each on the line or below it.
    pub(super) fn cites(&self, flow: &mut Flow, cites: &[Cite]) {
        let mut at = 0;
        while let Some(cite) = cites.get(at) {
            flow.cites();
            match cite {
                Cite::Ours(reason) => {
                    flow.put(self.say("ours ", "自拟 "));
                    self.titles(flow, reason);
                    at += 1;
                }
                Cite::By(first) => {
                    let mut group = vec![first];
                    at += 1;
                    while let Some(Cite::By(next)) = cites.get(at) {
                        // after a source, a provision without one would take that source
                        if next.source.is_none() && group.iter().any(|r| r.source.is_some()) {
                            break;
                        }
                        group.push(next);
                        at += 1;
                    }
                    flow.put(self.say("by ", "依据 "));
                    self.ranges(flow, &group, true);
                }
            }
        }
    }
}

fn han_or_digits(digits: &str) -> String {
    match digits.parse::<u32>() {
        Ok(n) if n < 100_000_000 => han_number(n),
        _ => digits.to_owned(),
    }
}

/// A whole number below a hundred million in Chinese, else digits.
fn figure(value: &Ratio) -> String {
    match value.as_i64() {
        Some(_) => han_or_digits(&value.to_string()),
        None => decimal(value),
    }
}

/// All decimals, exactly; every number that was read has an end.
fn decimal(value: &Ratio) -> String {
    let mut scaled = value.clone();
    let mut places = 0usize;
    while !scaled.is_integer() && places < 60 {
        scaled = scaled.times(&Ratio::int(10));
        places += 1;
    }
    let digits = scaled.to_string();
    if places == 0 {
        return digits;
    }
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, part) = digits.split_at_checked(digits.len() - places).unwrap_or((&digits, ""));
    format!("{whole}.{part}")
}
