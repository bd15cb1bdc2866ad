//! What is printed of a text, in both languages: diagnostics and verdicts; nothing of it steers a terminal.

#![no_main]

use gravamen::diag::{Lang, Style, report};
use gravamen::render;
use gravamen_fuzz::{check, grade, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(text) = text(bytes) else { return };
    let name = match text.chars().next() {
        Some('{' | '[') => "t.json",
        Some('c' | '案') => "t.case",
        _ => "t.grv",
    };
    let (session, verdicts) = match name {
        "t.grv" => (check(name, text), Vec::new()),
        _ => grade(name, text),
    };
    let mut shown = Vec::new();
    for lang in [Lang::En, Lang::Zh] {
        for style in [Style::Fancy, Style::Plain] {
            shown.push(report(&session.sink.found, &session.sources, lang, style));
        }
        for verdict in &verdicts {
            shown.push(render::text(verdict, &session.sources, lang, false));
            shown.push(render::why(verdict, &session.sources, lang, None, 0));
        }
    }
    render::json(&verdicts, &session.sources);
    for text in shown {
        let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(!text.chars().any(steers), "{text:?}");
    }
});
