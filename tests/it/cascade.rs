//! One slip of the pen gives one message: every word of the library's modules is misspelt in turn.

use gravamen::diag::{Code, Diagnostic, Lang, Style, report};
use gravamen::session::{NoFiles, Session};

/// The words of a text outside comments and texts in quotation marks: first byte, length.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split('#').next().unwrap();
        let mut quoted = false;
        let mut start = None;
        for (i, c) in code.char_indices().chain([(code.len(), '\n')]) {
            let letter = c.is_ascii_alphabetic() || c == '_';
            match (letter, start) {
                (true, None) if !quoted => start = Some(i),
                (false, Some(s)) => {
                    if i - s >= 4 {
                        found.push((at + s, i - s));
                    }
                    start = None;
                }
                _ => {}
            }
            quoted ^= c == '"';
        }
        at += line.len();
    }
    found
}

/// The text with the second and third letter of a word changed about.
fn slip(text: &str, at: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    if bytes[at + 1] == bytes[at + 2] {
        bytes[at + 1] = b'z';
    } else {
        bytes.swap(at + 1, at + 2);
    }
    String::from_utf8(bytes).unwrap()
}

/// What is found in a text that is checked as a module, without warnings.
fn found(text: &str) -> (Session, Vec<Diagnostic>) {
    let mut session = Session::new(Box::new(NoFiles));
    session.check_text("slip.grv", text);
    let found = session.sink.found.iter().filter(|d| !d.is_warning()).cloned().collect();
    (session, found)
}

#[test]
fn one_slip_gives_one_message() {
    let (mut told, mut mended, mut several, mut away) = (0, 0, Vec::new(), 0);
    for file in ["interpretation_2017", "statute_2015", "facts"] {
        let path = format!("{}/stdlib/cn/pi/{file}.grv", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        for (at, len) in words(&text).into_iter().step_by(4) {
            let wrong = slip(&text, at);
            let (session, found) = found(&wrong);
            let line = text[..at].matches('\n').count() + 1;
            match found.as_slice() {
                // a name that is declared and nowhere used may be called anything
                [] => {}
                [one] => {
                    told += 1;
                    mended += usize::from(one.mends.len() == 1);
                    let there = one.span.map_or(0, |s| session.sources.place(s).line);
                    // a slip in a declaration is told where the name is used first
                    let used = matches!(one.code, Code::UnknownName | Code::NotAMember) && there > line;
                    away += usize::from(there.abs_diff(line) > 1 && !used);
                }
                more => {
                    let codes: Vec<_> = more.iter().map(|d| d.code.row().id).collect();
                    several.push(format!("{file}:{line} {}: {codes:?}", &wrong[at..at + len]));
                }
            }
        }
    }
    assert!(several.is_empty(), "several messages for one slip:\n{}", several.join("\n"));
    assert!(told > 60, "{told} slips were told");
    assert_eq!(away, 0, "slips told on another line");
    assert!(mended * 100 >= told * 75, "{mended} of {told} come with the change that mends them");
}

const CHINESE: &str = "模块 例 | example\n  援用 事实词汇\n  渊源 刑法 “刑法”\n\n定义 丁 依据 刑法 第一条\n  是指 违反规定 且 （初犯 或者 确有悔罪）\n\n分类 批别 （信息） 依据 刑法 第二条\n  私密批 私密\n  其他批 其余\n\n第三条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 一百元\n  （二）有 信息 符合 私密批\n  （三）第三条第一款第一项 任一 达到 一半\n  （四）丁 且 主体 为 单位\n";

#[test]
fn one_slip_gives_one_message_in_chinese() {
    assert!(found(CHINESE).1.is_empty(), "{:?}", found(CHINESE).1);
    for (right, wrong, code) in [
        ("援用", "援佣", Code::Syntax),
        ("事实词汇", "事实词会", Code::UnknownModule),
        ("定义 丁", "定意 丁", Code::UnknownItem),
        ("依据 刑法 第二条", "依据 形法 第二条", Code::UnknownSource),
        ("是指", "系指", Code::Syntax),
        ("违反规定 且", "違反規定 且", Code::UnknownName),
        ("初犯 或者", "初犯 且 重大经济损失 或者", Code::MixedAndOr),
        ("（初犯", "（（初犯", Code::Syntax),
        ("（信息）", "（信息息）", Code::UnknownName),
        ("私密\n", "私秘\n", Code::UnknownName),
        ("第三条第一款 情节", "第三条第一款 情結", Code::UnknownGrade),
        ("有下列情形之一", "有下列情形之", Code::Syntax),
        ("达到 一百元", "达到 一百条", Code::UnitMix),
        ("达到 一百元", "达到 一百", Code::UnitMissing),
        ("达到 一百元", "≥ 一百元", Code::Sign),
        ("达到 一百元", "超过 一百元以上", Code::InclusiveAfterExceeds),
        ("有 信息 符合 私密批", "私密批", Code::NeedsSome),
        ("第一项 任一", "第九项 任一", Code::UnknownProvision),
        ("（二）有", "（一）有", Code::DuplicateProvision),
        ("丁 且 主体", "丁且初犯 且 主体", Code::GluedKeyword),
        ("为 单位", "为 单⼈", Code::BadCharacter),
        ("为 单位", "为 单伴", Code::NotAMember),
    ] {
        let text = CHINESE.replacen(right, wrong, 1);
        assert_ne!(text, CHINESE, "{right}");
        let codes: Vec<_> = found(&text).1.iter().map(|d| d.code).collect();
        assert_eq!(codes, [code], "{right} → {wrong}");
    }
}

#[test]
fn an_unknown_name_is_one_fault_however_often_it_is_written() {
    let head = "module m\n  uses cn.pi.facts\n  source S \"S\"\n\n";
    let rules = (1..=30).map(|i| format!("definition d{i} by S {i}\n  means breech\n\n"));
    let (_, same) = found(&format!("{head}{}", rules.collect::<String>()));
    assert_eq!(same.len(), 1, "{same:?}");
    assert_eq!(same[0].mends.len(), 1);
    assert_eq!(same[0].mends[0].edits.len(), 30, "all of them are mended together");
    let rules = (1..=30).map(|i| format!("definition d{i} by S {i}\n  means nothing_of_this_sort_{i}\n\n"));
    let (session, each) = found(&format!("{head}{}", rules.collect::<String>()));
    assert_eq!(each.len(), 30, "different names are different faults");
    let text = report(&each, &session.sources, Lang::En, Style::Plain);
    assert_eq!(text.matches("E0201").count(), 20);
    assert!(text.ends_with("and 10 more\n"), "{text}");
}

/// Radicals and compatibility characters copied from a printed page, Cyrillic and Greek letters, what cannot be seen.
#[test]
fn every_lookalike_is_a_fault_with_its_mend() {
    let radicals = ('\u{2f00}'..='\u{2fd5}').chain('\u{f900}'..='\u{fa0d}').chain('\u{fa70}'..='\u{fad9}');
    let letters = "аеорсухіѕАВЕКМНОРСТХοανιρκΑΒΕΖΗΙΚΜΝΟΡΤΥΧＡｚ".chars();
    let unseen = "\u{ad}\u{200b}\u{200d}\u{202e}\u{2066}\u{2060}\u{fe0f}\u{e0001}\u{e0101}".chars();
    let mut seen = 0;
    for c in radicals.chain(letters).chain(unseen) {
        let (session, found) =
            found(&format!("module m\n  uses cn.pi.facts\n\ndefinition d\n  means brea{c}ch\n"));
        let codes: Vec<_> = found.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::BadCharacter], "U+{:04X}", u32::from(c));
        let edit = &found[0].mends[0].edits[0];
        assert_eq!(session.sources.slice(edit.span), c.to_string());
        assert_ne!(edit.text, c.to_string());
        seen += 1;
    }
    assert!(seen > 600, "{seen}");
}
