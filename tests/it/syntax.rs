//! Every accept line parses without errors; every reject line gives at least one.

use gravamen::diag::Sink;
use gravamen::syntax::ast::{ExprKind, ItemKind};
use gravamen::syntax::parse;
use gravamen::text::FileId;

const CORPUS: &str = include_str!("syntax_accept_reject.txt");

fn blocks() -> Vec<(bool, String, String)> {
    let mut out: Vec<(bool, String, String)> = Vec::new();
    for line in CORPUS.lines() {
        let title =
            line.strip_prefix("+ ").map(|t| (true, t)).or(line.strip_prefix("- ").map(|t| (false, t)));
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
    let items =
        parse(FileId(0), "definition d\n  means any of FS 5(1)(3) to (8), 6(1) reaches half\n", &mut sink);
    assert!(!sink.has_errors());
    let ItemKind::Predicate { means, .. } = &items[0].kind else { panic!() };
    let ExprKind::Quantified { provisions, .. } = &means.condition.kind else { panic!() };
    assert_eq!(provisions[0].to.unwrap().to_string(), "5(1)(8)");
    assert_eq!(provisions[1].from.to_string(), "6(1)");
    assert_eq!(provisions[1].source.as_ref().unwrap().text, "FS");
}

fn lowered(text: &str) -> ItemKind {
    let mut sink = Sink::default();
    let mut items = parse(FileId(0), text, &mut sink);
    assert!(sink.found.is_empty(), "{text}: {:?}", sink.found);
    items.pop().unwrap().kind
}

#[test]
fn both_spellings_of_numbers_agree() {
    let value = |words: &str| match lowered(words) {
        ItemKind::Parameter { value, .. } => format!("{value:?}"),
        other => panic!("{other:?}"),
    };
    for (en, zh) in [
        ("50 items", "五十条"),
        ("50 items", "５０条"),
        ("2500 items", "二千五百条"),
        ("2000 yuan", "两千元"),
        ("10 days", "十天"),
        ("15000 yuan", "1.5万元"),
        ("50000 yuan", "五万元"),
        ("3 months", "三个月"),
        ("1005 items", "一千零五条"),
        ("120000000 yuan", "一亿二千万元"),
        ("half", "一半"),
        ("1/3", "三分之一"),
        ("10 times", "十倍"),
        ("the standard", "标准"),
        ("2017-06-01", "2017年6月1日"),
        ("2017-06-01", "二〇一七年六月一日"),
        ("2017-10-31", "二〇一七年十月三十一日"),
        ("yes", "是"),
    ] {
        assert_eq!(value(&format!("parameter p {en}")), value(&format!("参数 甲 {zh}")), "{en} {zh}");
    }
    assert!(faults("parameter p 2017-02-30")[0].starts_with("NoSuchDate"));
}

#[test]
fn case_parts() {
    let text = "case x-1\n  lot trajectory, 30 to 50 items, not published, acquired theft, acquired disputed purchase or theft\n  other_serious yes because \"r\"\n  expect no offence to serious under M with T, U\n";
    let ItemKind::Case(case) = lowered(text) else { panic!() };
    assert_eq!(case.expects[0].low.text, "no_offence");
    assert_eq!(case.expects[0].with.len(), 2);
    assert_eq!(case.lines[1].because.as_deref(), Some("r"));
    assert!(case.lines[0].parts[2].negated && case.lines[0].parts[2].field.is_none());
    assert_eq!(case.lines[0].parts[3].field.as_ref().unwrap().text, "acquired");
    let chinese = "案件 甲\n  违反规定 是\n  预期 不构成犯罪，适用 现行解释 采用 识别说\n";
    let ItemKind::Case(case) = lowered(chinese) else { panic!() };
    assert_eq!(case.expects[0].low.text, "no_offence");
    assert_eq!(case.expects[0].with.len(), 1);
}

#[test]
fn faults_do_not_hide_each_other() {
    let text = "definition a\n  means b and\n\ndefnition c\n  means d\n\ndefinition e\n  means x or (y\n";
    assert_eq!(faults(text).len(), 3, "{:?}", faults(text));
    println!("{:?}\n{:?}", faults(text), faults("definition d"));
    assert!(!faults("  means a\n").is_empty());
    let page = "# T “q”\n```gravamen\ndefinition d\n  means a\n```\ntext\n```\nother\n```\n";
    let kept = gravamen::syntax::markdown(page);
    assert_eq!(kept.len(), page.len());
    assert!(faults(&kept).is_empty() && !kept.contains("other"));
}
