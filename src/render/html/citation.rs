//! Footnotes: citations in the Chinese manner, `《题名》，文号，第5条第1款第6项`, and in plain English.

use crate::diag::Lang;
use crate::ir::schema::Names;
use crate::session::Report;

/// The notes of a page, each printed once.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) texts: Vec<String>,
}

impl Notes {
    /// The number of a note, from 1.
    pub(super) fn number(&mut self, text: String) -> usize {
        match self.texts.iter().position(|t| *t == text) {
            Some(at) => at + 1,
            None => {
                self.texts.push(text);
                self.texts.len()
            }
        }
    }
}

/// The sources of the rule sets with the title of the module that is each source's text.
pub(super) struct Library {
    sources: Vec<(Names, Option<Names>)>,
}

impl Library {
    pub(super) fn of(report: &Report) -> Library {
        let mut sources: Vec<(Names, Option<Names>)> = Vec::new();
        for text in report.sheets.iter().flat_map(|s| &s.texts) {
            for (i, (_, full)) in text.sources.iter().enumerate() {
                let title = if i == 0 && text.amends.is_none() { text.title.clone() } else { None };
                match sources.iter_mut().find(|s| s.0 == *full) {
                    Some(known) if known.1.is_none() => known.1 = title,
                    Some(_) => {}
                    None => sources.push((full.clone(), title)),
                }
            }
        }
        // the longest name first, so that no name hides another
        sources.sort_by_key(|s| std::cmp::Reverse(s.0.zh.len()));
        Library { sources }
    }

    /// A citation in full, as a footnote has it.
    pub(super) fn note(&self, cite: &Names, lang: Lang) -> String {
        let half = |n: &Names| lang.pick(&[n.en.as_str(), n.zh.as_str()]).to_owned();
        let text = half(cite);
        let found = self.sources.iter().find_map(|(full, title)| {
            let full = half(full);
            let rest = text.strip_prefix(full.as_str()).filter(|_| !full.is_empty())?.to_owned();
            Some((full, title.as_ref().map(half), rest))
        });
        let Some((full, title, rest)) = found else { return text };
        match lang {
            Lang::Zh => {
                let place = arabic(rest.trim());
                match title {
                    _ if full.starts_with('《') => format!("{full}{place}。"),
                    Some(title) => format!("《{title}》，{full}{}。", after("，", &place)),
                    None => format!("{full}{}。", after("，", &place)),
                }
            }
            Lang::En => {
                let place = after(", ", rest.trim());
                match title.filter(|t| *t != full) {
                    Some(title) => format!("{title}, {full}{place}."),
                    None => format!("{full}{place}."),
                }
            }
        }
    }
}

fn after(comma: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{comma}{text}") }
}

/// `第五条第一款第六项` as `第5条第1款第6项`.
fn arabic(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('第') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        out.push('第');
        let tail = tail.strip_prefix('第').unwrap_or(tail);
        let end = tail.find(|c| !"零〇一二三四五六七八九十百千".contains(c)).unwrap_or(tail.len());
        let (digits, after) = tail.split_at(end);
        match value(digits).filter(|_| after.starts_with(['条', '款', '项', '目'])) {
            Some(n) => out.push_str(&n.to_string()),
            None => out.push_str(digits),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn value(digits: &str) -> Option<u32> {
    let (mut sum, mut digit) = (0u32, None);
    for c in digits.chars() {
        let scale = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                digit = "〇一二三四五六七八九".chars().position(|d| d == c).or((c == '零').then_some(0));
                continue;
            }
        };
        sum += digit.take().map_or(1, |d| d as u32) * scale;
    }
    (!digits.is_empty()).then(|| sum + digit.map_or(0, |d| d as u32))
}
