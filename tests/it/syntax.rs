//! Every accept line parses without errors; every reject line gives at least one.

use gravamen::diag::Sink;
use gravamen::syntax::ast::{ExprKind, ItemKind};
use gravamen::syntax::parse;
use gravamen::text::FileId;

const CORPUS: &str = include_str!("syntax_accept_reject.txt");

fn blocks() -> Vec<(bool, String, String)> {
    let mut out: Vec<(bool, String, String)> = Vec::new();
    for line in CORPUS.lines() {
        let title = line.strip_prefix("+ ").map(|t| (true, t)).or(line.strip_prefix("- ").map(|t| (false, t)));
        match (title, out.last_mut()) {
            (Some((accept, t)), _) => out.push((accept, t.to_owned(), String::new())),
            (None, Some(last)) => {
                last.2.push_str(line);
                last.2.push('\n');
            }
            (None, None) => {}
        }
    }
    out
}

fn faults(text: &str) -> Vec<String> {
    let mut sink = Sink::default();
    parse(FileId(0), text, &mut sink);
    sink.found
        .iter()
        .map(|d| {
            let s = d.span.unwrap();
            format!("{:?} {:?} at {:?}", d.code, d.args, text.get(s.start as usize..s.end as usize).unwrap())
        })
        .collect()
}

#[test]
fn accepts_and_rejects() {
    let mut wrong = Vec::new();
    for (accept, title, text) in blocks() {
        for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            let found = faults(&text);
            if found.is_empty() != accept {
                wrong.push(format!("{} {title}\n{text}{found:?}", if accept { '+' } else { '-' }));
            } else if !accept {
                println!("{title}: {found:?}");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn deep_nesting_is_refused() {
    for opening in ["(", "not ", "some a where ", "from "] {
        let text = format!("definition d\n  means {}a", opening.repeat(5_000));
        assert!(!faults(&text).is_empty());
    }
}

#[test]
fn right_ends_inherit() {
    let mut sink = Sink::default();
    let items = parse(FileId(0), "definition d\n  means any of FS 5(1)(3) to (8), 6(1) reaches half\n", &mut sink);
    assert!(!sink.has_errors());
    let ItemKind::Predicate { means, .. } = &items[0].kind else { panic!() };
    let ExprKind::Quantified { provisions, .. } = &means.condition.kind else { panic!() };
    assert_eq!(provisions[0].to.unwrap().to_string(), "5(1)(8)");
    assert_eq!(provisions[1].from.to_string(), "6(1)");
    assert_eq!(provisions[1].source.as_ref().unwrap().text, "FS");
}
