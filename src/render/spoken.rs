//! Text for those who listen: no lines drawn with signs, a table as a sentence a row, words in place of marks and arrows.

use crate::diag::Lang;

fn is_drawn(c: char) -> bool {
    ('\u{2500}'..='\u{259f}').contains(&c)
}

/// Marks beside words that say the same.
const MARKS: [&str; 2] = ["✔ ", "✘ "];

/// A line with words for what is shown by signs: what leads where, and what a mark says.
fn worded(line: &str, lang: Lang) -> String {
    let (indent, words) = line.split_at(line.len() - line.trim_start().len());
    let mut out = words.to_owned();
    MARKS.iter().for_each(|mark| out = out.replace(mark, ""));
    if let Some(rest) = out.strip_prefix("→ ") {
        out = format!("{}{rest}", lang.pick(&["then ", "则为"]));
    }
    if let Some(rest) = out.strip_prefix("› ") {
        out = format!("{}{rest}", lang.pick(&["at hand: ", "当前："]));
    }
    out = out.replace("  → ", lang.pick(&[": ", "："])).replace(" → ", lang.pick(&[", then ", "，转为 "]));
    format!("{indent}{out}")
}

/// The cells of a row: apart by an upright line, or by two spaces or more.
fn cells(line: &str) -> Vec<&str> {
    let parts = line.split('│').flat_map(|part| part.split("  "));
    parts.map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

/// The same text without drawing.
pub fn spoken(text: &str, lang: Lang) -> String {
    let (colon, comma) = (lang.pick(&[": ", "："]), lang.pick(&["; ", "；"]));
    let mut out = String::new();
    let mut heads: Vec<&str> = Vec::new();
    for line in text.lines() {
        let drawn = line.trim();
        if !drawn.is_empty() && drawn.chars().all(|c| is_drawn(c) || c == ' ') {
            continue;
        }
        if !line.contains('│') {
            heads.clear();
            // a branch of a tree becomes a dash, a stroke within a line a comma, bars go
            let said = line.replace("├─", "-").replace("└─", "-").replace(" ──", lang.pick(&[",", "，"]));
            let said: String = said.chars().filter(|c| !is_drawn(*c)).collect();
            out.push_str(worded(&said, lang).trim_end());
        } else if heads.is_empty() {
            heads = cells(line);
            // what the rows and the columns are, where the corner says so
            let Some(corner) = heads.first().filter(|c| c.contains('\\')) else { continue };
            out.push_str(&format!("{corner}{}", colon.trim_end()));
        } else {
            let row = cells(line);
            let named = heads.len() == row.len();
            let rest = row.iter().zip(&heads).skip(1);
            let rest =
                rest.map(|(cell, head)| if named { format!("{head} {cell}") } else { (*cell).to_owned() });
            let rest: Vec<String> = rest.collect();
            let said = format!("{}{colon}{}", row.first().unwrap_or(&""), rest.join(comma));
            out.push_str(&worded(&said, lang));
        }
        out.push('\n');
    }
    out
}
