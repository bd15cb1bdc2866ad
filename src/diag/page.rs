//! The page of a code: what it means, a text to avoid, the text to prefer, and the reason.

use super::report::fill;
use super::{Code, Lang};

const AVOID: [&str; 2] = ["avoid", "不写"];
const PREFER: [&str; 2] = ["prefer", "改写"];
const WHY: [&str; 2] = ["why: ", "理由："];

/// The catalogue's page for a code, as `E0201`; arguments are shown as `…`.
pub fn explain_code(id: &str, lang: Lang) -> Option<String> {
    let wanted = id.trim().to_uppercase();
    let code = Code::ALL.iter().find(|c| c.row().id == wanted)?;
    let (row, kind) = (code.row(), code.level().words());
    let dots = vec!["…".to_owned(); 10];
    let title = fill(lang.pick(&row.title), &dots);
    let mut out = format!("{}[{}] {title}\n", lang.pick(&kind), row.id);
    // a help that is nothing but an argument says nothing here
    let help = fill(lang.pick(&row.help), &dots);
    if help != "…" {
        out.push_str(&folded(&help));
    }
    if let Some(page) = row.page {
        out.push('\n');
        out.push_str(&folded(lang.pick(&page.means)));
        for (word, example) in [(&AVOID, &page.avoid), (&PREFER, &page.prefer)] {
            out.push_str(&format!("\n  {}\n", lang.pick(word)));
            for line in lang.pick(example).lines() {
                out.push_str(format!("      {line}").trim_end());
                out.push('\n');
            }
        }
        let why = lang.pick(&page.why);
        if !why.is_empty() {
            out.push('\n');
            out.push_str(&folded(&format!("{}{why}", lang.pick(&WHY))));
        }
    }
    Some(out)
}

/// Lines of at most 78 columns, indented by two; broken at spaces and after Han characters.
fn folded(text: &str) -> String {
    let mut out = String::from("  ");
    let mut column = 2;
    let mut word = String::new();
    let mut width = 0;
    let mut put = |out: &mut String, word: &mut String, width: &mut usize| {
        if column + word.trim_end().chars().map(columns).sum::<usize>() > 78 {
            out.truncate(out.trim_end().len());
            out.push_str("\n  ");
            column = 2;
        }
        out.push_str(word);
        column += *width;
        word.clear();
        *width = 0;
    };
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        word.push(c);
        width += columns(c);
        // a stop never begins a line
        let stays = rest.peek().is_some_and(|n| "，。、；：”）》".contains(*n));
        if c == ' ' || columns(c) == 2 && !stays && !"“（《".contains(c) {
            put(&mut out, &mut word, &mut width);
        }
    }
    put(&mut out, &mut word, &mut width);
    out.push('\n');
    out
}

/// How many columns of a terminal a character takes.
fn columns(c: char) -> usize {
    match c {
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '“' | '”' => 2,
        _ => 1,
    }
}
