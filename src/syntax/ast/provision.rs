//! Provision numbers: `5(1)(3)` | `第五条第一款第三项`, ranges and citations.

use super::Name;
use crate::text::Span;
use std::fmt;

/// One place of a number, with an inserted part: `8`, `8-1` | `八之一`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The number.
    pub main: u32,
    /// What follows `-` or 之.
    pub inserted: Option<u32>,
}

impl Number {
    /// As statutes write it: `第八项之一`.
    pub fn chinese(self, word: &str) -> String {
        let tail = self.inserted.map(|i| format!("之{}", han_number(i))).unwrap_or_default();
        format!("第{}{word}{tail}", han_number(self.main))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.inserted {
            Some(i) => write!(f, "{}-{i}", self.main),
            None => write!(f, "{}", self.main),
        }
    }
}

/// A provision number within one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provision {
    /// `5` | `第五条`
    pub article: Number,
    /// `(1)` | `第一款`
    pub paragraph: Option<Number>,
    /// `(3)`, or `item (3)` without paragraph | `第三项`
    pub item: Option<Number>,
    /// Whether the work is divided into parts: `第二部分`.
    pub part: bool,
}

impl fmt::Display for Provision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.article)?;
        match (self.paragraph, self.item) {
            (Some(p), Some(i)) => write!(f, "({p})({i})"),
            (Some(p), None) => write!(f, "({p})"),
            (None, Some(i)) => write!(f, " item ({i})"),
            (None, None) => Ok(()),
        }
    }
}

/// Numbers below 100,000,000 in Chinese, as statutes write them.
pub fn han_number(n: u32) -> String {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: u32| digits.get(d as usize).copied().unwrap_or("");
    if n >= 10_000 {
        let rest = n % 10_000;
        let gap = if rest > 0 && rest < 1_000 { "零" } else { "" };
        let tail = if rest > 0 { han_number(rest) } else { String::new() };
        return format!("{}万{gap}{tail}", han_number(n / 10_000));
    }
    if n < 10 {
        return digit(n).to_owned();
    }
    if n < 20 {
        return format!("十{}", if n > 10 { digit(n - 10) } else { "" });
    }
    let mut out = String::new();
    let mut gap = false;
    for (unit, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = n / unit % 10;
        if d == 0 {
            gap = !out.is_empty();
        } else {
            if gap {
                out.push('零');
            }
            gap = false;
            out.push_str(digit(d));
            out.push_str(word);
        }
    }
    out
}

impl Provision {
    /// As statutes write it: `第五条第一款第三项`.
    pub fn chinese(&self) -> String {
        let mut out = self.article.chinese(if self.part { "部分" } else { "条" });
        if let Some(p) = self.paragraph {
            out.push_str(&p.chinese("款"));
        }
        if let Some(i) = self.item {
            out.push_str(&i.chinese("项"));
        }
        out
    }
    /// Both spellings, for a diagnostic.
    pub fn both(&self) -> String {
        format!("{self} | {}", self.chinese())
    }
    /// The same place, whether the source calls it article or part.
    pub fn key(mut self) -> Provision {
        self.part = false;
        self
    }
}

/// A cited provision or range: `FS 5(1)(3) to (8)` | `解释 第五条第一款第三项至第八项`.
/// What was left out (source, first parts) is filled in already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvisionRange {
    /// The short name of the source; none means the first of the module.
    pub source: Option<Name>,
    /// The provision, or the left end.
    pub from: Provision,
    /// The right end, whole.
    pub to: Option<Provision>,
    /// Where.
    pub span: Span,
}
