//! Names and numbers in the language of the reader.

use crate::diag::{Lang, clean};
use crate::ir::schema::Names;
use crate::val::{Ratio, Unit};

/// Puts names and numbers into one language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// Which one.
    pub lang: Lang,
}

impl Words {
    /// The half of a phrase, with its arguments put in.
    pub fn say(&self, phrase: [&'static str; 2], args: &[&str]) -> String {
        let mut out = self.lang.pick(&phrase).to_owned();
        for (i, a) in args.iter().enumerate() {
            out = out.replace(&format!("{{{i}}}"), a);
        }
        out
    }
    /// A name as it is written in rules.
    pub fn name(&self, names: &Names) -> String {
        clean(self.lang.pick(&[names.en.as_str(), names.zh.as_str()]))
    }
    /// A name as it is read in a sentence.
    pub fn prose(&self, names: &Names) -> String {
        let name = self.name(names);
        if self.lang == Lang::En { name.replace('_', " ") } else { name }
    }
    /// An outcome, or the range from the least to the greatest.
    pub fn outcome(&self, scale: &[Names], (lo, hi): (usize, usize)) -> String {
        let one = |g: usize| scale.get(g).map_or_else(|| g.to_string(), |n| self.prose(n));
        if lo == hi { one(lo) } else { format!("{} … {}", one(lo), one(hi)) }
    }
    /// An amount with its unit.
    pub fn amount(&self, n: &Ratio, unit: Option<Unit>) -> String {
        match unit.map(|u| self.lang.pick(&u.after(n))) {
            Some(word) if self.lang == Lang::En => format!("{} {word}", n.decimal()),
            Some(word) => format!("{}{word}", n.decimal()),
            None => n.decimal(),
        }
    }
    /// A share of a whole in percent, one decimal: `37.5%`; a dash if there is no whole.
    pub fn percent(&self, part: usize, whole: usize) -> String {
        match Ratio::new(part as i64 * 100, whole as i64) {
            Some(share) => format!("{}%", share.rounded(1)),
            None => "–".to_owned(),
        }
    }
}
