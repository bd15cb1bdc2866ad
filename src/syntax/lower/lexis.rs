//! Names, texts, numbers, dates, provisions and citations.

use super::{Lower, child, children, has};
use crate::diag::{Code, Diagnostic};
use crate::syntax::ast::{Alias, Cite, Literal, Name, Number, Provision, ProvisionRange, Titles};
use crate::syntax::parser::{P, Rule};
use crate::text::{Span, limits};
use crate::val::{Date, Ratio, Unit, parse_iso};

/// Full-width digits as half-width ones.
fn halved(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            '．' => '.',
            _ => c,
        })
        .collect()
}

fn han_digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn han_unit(c: char) -> Option<i64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// A number in Han characters: `二千五百`, `十`, `二〇一七`.
fn han(text: &str) -> Option<i64> {
    let (mut total, mut section, mut digit, mut seen) = (0i64, 0i64, 0i64, false);
    for c in text.chars() {
        if let Some(d) = han_digit(c) {
            digit = digit.checked_mul(10)?.checked_add(d)?;
            seen = true;
            continue;
        }
        let unit = han_unit(c)?;
        if unit < 10_000 {
            let many = if digit == 0 && !(seen && section == 0 && total == 0) { 1 } else { digit };
            section = section.checked_add(many.checked_mul(unit)?)?;
        } else {
            let low = section.checked_add(digit)?;
            let low = if total == 0 && low == 0 { 1 } else { low };
            total = match unit {
                10_000 => total.checked_add(low.checked_mul(unit)?)?,
                _ => total.checked_add(low)?.checked_mul(unit)?,
            };
            section = 0;
        }
        digit = 0;
        seen = true;
    }
    total.checked_add(section)?.checked_add(digit)
}

/// A whole number in either writing.
pub(super) fn whole(text: &str) -> Option<i64> {
    let plain = halved(text);
    if plain.bytes().all(|b| b.is_ascii_digit()) { plain.parse().ok() } else { han(&plain) }
}

/// A number in either writing: `4999.99`, `1.5万`, `五十`.
fn ratio(text: &str) -> Option<Ratio> {
    let plain = halved(text.trim());
    if !plain.starts_with(|c: char| c.is_ascii_digit()) {
        return han(&plain).map(Ratio::int);
    }
    let digits = plain.trim_end_matches(|c| han_unit(c).is_some());
    let mut value = Ratio::parse(digits)?;
    for c in plain.chars().filter_map(han_unit) {
        value = value.times(&Ratio::int(c));
    }
    Some(value)
}

/// The last day of the month that a date names whose day is too great.
fn last_day(text: &str) -> Option<String> {
    let han = text.contains('年');
    let mut parts = text.split(['年', '月', '日', '-']).filter_map(whole);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let written = |d: i64| format!("{year:04}-{month:02}-{d:02}");
    let last = (28..=31).rev().find(|d| parse_iso(&written(*d)).is_some()).filter(|last| *last < day)?;
    Some(if han { format!("{year}年{month}月{last}日") } else { written(last) })
}

/// The unit that a word means.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "items" | "item" | "条" => Unit::Items,
        "persons" | "person" | "人" => Unit::Persons,
        "yuan" | "元" => Unit::Yuan,
        "groups" | "group" | "组" => Unit::Groups,
        "occasions" | "occasion" | "次" => Unit::Occasions,
        "machines" | "machine" | "台" => Unit::Machines,
        "pieces" | "piece" | "个" => Unit::Pieces,
        "years" | "year" | "年" => Unit::Years,
        "months" | "month" | "个月" | "月" => Unit::Months,
        "days" | "day" | "日" | "天" => Unit::Days,
        _ => return None,
    })
}

impl Lower<'_> {
    /// A name.
    pub(super) fn name(&self, p: &P<'_>) -> Name {
        Name { text: p.as_str().to_owned(), span: self.span(p) }
    }
    /// The first name inside.
    pub(super) fn name_in(&self, p: &P<'_>) -> Option<Name> {
        child(p, Rule::name).map(|n| self.name(&n))
    }
    /// All names inside a `names`, or of the pair itself.
    pub(super) fn names(&self, p: &P<'_>) -> Vec<Name> {
        match child(p, Rule::names) {
            Some(inner) => children(&inner, Rule::name).map(|n| self.name(&n)).collect(),
            None => children(p, Rule::name).map(|n| self.name(&n)).collect(),
        }
    }
    /// A declared name with its twin.
    pub(super) fn alias(&self, p: &P<'_>) -> Alias {
        let mut names = children(p, Rule::seg_name).map(|n| self.name(&n));
        let name = names.next().unwrap_or_else(|| self.name(p));
        Alias { name, twin: names.next() }
    }
    /// The first alias inside.
    pub(super) fn alias_in(&self, p: &P<'_>) -> Option<Alias> {
        child(p, Rule::alias).map(|a| self.alias(&a))
    }
    /// All aliases inside.
    pub(super) fn aliases(&self, p: &P<'_>) -> Vec<Alias> {
        children(p, Rule::alias).map(|a| self.alias(&a)).collect()
    }
    /// What stands in quotation marks.
    pub(super) fn string(&self, p: &P<'_>) -> String {
        p.clone().into_inner().next().map(|t| t.as_str().to_owned()).unwrap_or_default()
    }
    /// The first quoted text inside.
    pub(super) fn string_in(&self, p: &P<'_>) -> Option<String> {
        child(p, Rule::string).map(|s| self.string(&s))
    }
    /// A quoted text with its twin.
    pub(super) fn titles(&self, p: &P<'_>) -> Titles {
        let mut texts = children(p, Rule::string).map(|s| self.string(&s));
        Titles { first: texts.next().unwrap_or_default(), second: texts.next() }
    }
    /// The first quoted text inside, with its twin.
    pub(super) fn titles_in(&self, p: &P<'_>) -> Option<Titles> {
        child(p, Rule::titles).map(|t| self.titles(&t))
    }
    /// The unit inside, if one is written.
    pub(super) fn unit_in(&self, p: &P<'_>) -> Option<Unit> {
        p.clone()
            .into_inner()
            .filter(|c| matches!(c.as_rule(), Rule::unit_en | Rule::unit_zh))
            .find_map(|c| unit(c.as_str()))
    }
    /// The number inside.
    pub(super) fn number_in(&mut self, p: &P<'_>) -> Option<Ratio> {
        let number = p.clone().into_inner().find(|c| matches!(c.as_rule(), Rule::number | Rule::int))?;
        self.number(&number)
    }
    /// A number.
    pub(super) fn number(&mut self, p: &P<'_>) -> Option<Ratio> {
        let value = ratio(p.as_str()).filter(|n| *n <= Ratio::int(limits::NUMBER));
        if value.is_none() {
            let span = self.span(p);
            self.fault(Code::TooMany, span, &["a number is at most 10^15 | 数不超过 10^15"]);
        }
        value
    }
    /// A day.
    pub(super) fn date(&mut self, p: &P<'_>) -> Option<Date> {
        let text = halved(p.as_str());
        let day = if text.contains('年') {
            let mut parts = text.split(['年', '月', '日']).filter_map(whole);
            match (parts.next(), parts.next(), parts.next()) {
                (Some(y), Some(m), Some(d)) => parse_iso(&format!("{y:04}-{m:02}-{d:02}")),
                _ => None,
            }
        } else {
            parse_iso(&text)
        };
        if day.is_none() {
            let span = self.span(p);
            let d = Diagnostic::new(Code::NoSuchDate, span, &[p.as_str()]);
            self.sink.push(match last_day(&text) {
                Some(last) => d.mend(span, &last),
                None => d,
            });
        }
        day
    }
    /// A literal, or nothing after a fault was reported.
    pub(super) fn literal(&mut self, p: &P<'_>) -> Option<Literal> {
        let inner = if p.as_rule() == Rule::literal { p.clone().into_inner().next()? } else { p.clone() };
        let found = match inner.as_rule() {
            Rule::date => Literal::Date(self.date(&inner)?),
            Rule::half => Literal::Multiple(Ratio::new(1, 2)?),
            Rule::fraction => Literal::Multiple(self.fraction(&inner)?),
            Rule::multiple => Literal::Multiple(self.number_in(&inner)?),
            Rule::qty => Literal::Number { value: self.number_in(&inner)?, unit: self.unit_in(&inner) },
            Rule::kw_the_standard => Literal::Multiple(Ratio::one()),
            Rule::kw_yes => Literal::Truth(true),
            Rule::kw_no => Literal::Truth(false),
            _ => return None,
        };
        Some(found)
    }
    fn fraction(&mut self, p: &P<'_>) -> Option<Ratio> {
        let text = halved(p.as_str());
        let value = match (text.split_once('/'), text.split_once("分之")) {
            (Some((n, d)), _) | (None, Some((d, n))) => {
                whole(n.trim()).zip(whole(d.trim())).and_then(|(n, d)| Ratio::new(n, d))
            }
            (None, None) => None,
        };
        if value.is_none() {
            let span = self.span(p);
            self.fault(Code::Syntax, span, &["a fraction whose lower number is not 0 | 分母不为零的分数"]);
        }
        value
    }

    // ---- provisions

    /// The number made of the first one or two whole numbers inside.
    pub(super) fn place(&mut self, p: &P<'_>) -> Option<Number> {
        let mut ints = children(p, Rule::int);
        let main = self.small(&ints.next()?)?;
        let inserted = match ints.next() {
            Some(i) => Some(self.small(&i)?),
            None => None,
        };
        Some(Number { main, inserted })
    }
    fn small(&mut self, p: &P<'_>) -> Option<u32> {
        let value = whole(p.as_str()).and_then(|n| u32::try_from(n).ok()).filter(|n| *n < 100_000_000);
        if value.is_none() {
            let span = self.span(p);
            self.fault(Code::Syntax, span, &["a number below 100000000 | 小于一亿的数"]);
        }
        value
    }
    fn levels(&mut self, p: &P<'_>) -> Option<Vec<Number>> {
        let mut found = Vec::new();
        for para in children(p, Rule::para) {
            if found.len() == 2 {
                let span = self.span(&para);
                self.fault(
                    Code::Syntax,
                    span,
                    &["at most two numbers in brackets, as `5(1)(3)`, | 至多两个括号内的编号，如 `5(1)(3)`"],
                );
                return None;
            }
            found.push(self.place(&para)?);
        }
        Some(found)
    }
    /// A whole provision.
    pub(super) fn provision(&mut self, p: &P<'_>) -> Option<Provision> {
        let article = self.place(p)?;
        let part = p.as_str().contains("部分") || p.as_str().starts_with("part");
        let mut out = Provision { article, paragraph: None, item: None, part };
        if let Some(kuan) = child(p, Rule::zkuan) {
            out.paragraph = self.place(&kuan);
        }
        if let Some(xiang) = child(p, Rule::zxiang) {
            out.item = self.place(&xiang);
        }
        let levels = self.levels(p)?;
        if has(p, Rule::no_par) {
            out.item = levels.first().copied().or(out.item);
        } else {
            out.paragraph = levels.first().copied().or(out.paragraph);
            out.item = levels.get(1).copied().or(out.item);
        }
        Some(out)
    }
    /// A provision whose first parts may be left out.
    fn provision_after(&mut self, p: &P<'_>, before: Option<Provision>) -> Option<Provision> {
        if p.as_rule() == Rule::prov {
            return self.provision(p);
        }
        let Some(mut out) = before else {
            let span = self.span(p);
            self.fault(
                Code::Syntax,
                span,
                &["a whole provision, as `5(1)(3)`, | 完整的条文编号，如“第五条第一款第三项”"],
            );
            return None;
        };
        if let Some(kuan) = child(p, Rule::zkuan) {
            out.paragraph = Some(self.place(&kuan)?);
            out.item = None;
        }
        if let Some(xiang) = child(p, Rule::zxiang) {
            out.item = Some(self.place(&xiang)?);
        }
        match self.levels(p)?.as_slice() {
            [one] if out.item.is_some() => out.item = Some(*one),
            [one] => out.paragraph = Some(*one),
            [one, two] => {
                out.paragraph = Some(*one);
                out.item = Some(*two);
            }
            _ => {}
        }
        Some(out)
    }
    /// A list of cited provisions; what is left out comes from the one before.
    pub(super) fn provisions(&mut self, p: &P<'_>) -> Vec<ProvisionRange> {
        let mut out: Vec<ProvisionRange> = Vec::new();
        for member in p.clone().into_inner() {
            if matches!(member.as_rule(), Rule::src_range | Rule::csrc_range | Rule::trange | Rule::ctail) {
                let before = out.last().cloned();
                out.extend(self.range(&member, before));
            }
        }
        out
    }
    /// One cited provision or range.
    pub(super) fn range(&mut self, p: &P<'_>, before: Option<ProvisionRange>) -> Option<ProvisionRange> {
        let span: Span = self.span(p);
        let source = self.name_in(p).or_else(|| before.as_ref().and_then(|b| b.source.clone()));
        let inner = p.clone().into_inner().find(|c| matches!(c.as_rule(), Rule::range | Rule::trange));
        let holder = inner.unwrap_or_else(|| p.clone());
        let last = before.map(|b| b.to.unwrap_or(b.from));
        let mut ends = holder.into_inner().filter(|c| matches!(c.as_rule(), Rule::prov | Rule::tail));
        let from = self.provision_after(&ends.next()?, last)?;
        let to = match ends.next() {
            Some(end) => Some(self.provision_after(&end, Some(from))?),
            None => None,
        };
        Some(ProvisionRange { source, from, to, span })
    }

    // ---- citations

    /// The citations directly inside or in a `cites` inside.
    pub(super) fn cites(&mut self, p: &P<'_>) -> Vec<Cite> {
        let mut out = Vec::new();
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::cites => out.extend(self.cites(&c)),
                Rule::by => {
                    if let Some(list) = child(&c, Rule::provs) {
                        out.extend(self.provisions(&list).into_iter().map(Cite::By));
                    }
                }
                Rule::ours => out.push(Cite::Ours(self.titles_in(&c).unwrap_or_default())),
                _ => {}
            }
        }
        out
    }
}
