//! Every command at a terminal, in both languages: lines of 60 and of 80 cells, a Han character and a full-width sign taking
//! two; and for those who listen, words in place of all that is drawn.

use crate::binary;
use crate::columns::{apart, faults};
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

const RULES: &str = "\
module t | 试验之规则
  source CL \"Criminal Law of a far away country\" | \"某遥远国家之刑法典\"

facts
  gains | 违法所得之数额 yuan
  force_against_persons | 对人使用暴力 yes or no
  known_beforehand_to_the_person | 事先为行为人所明知 yes or no
scale amount | 数额 large | 数额较大 < especially_large_and_grave | 数额特别巨大且情节恶劣
offence theft | 盗窃罪 by CL 264
  conduct force_against_persons or gains reaches 1 yuan
article 1(1) large if any of the following
  (1) gains reaches 100 yuan
  (2) gains reaches 50 yuan and known_beforehand_to_the_person
article 1(2) especially_large_and_grave if any of the following
  (1) gains reaches 1000 yuan
claim more_is_no_lighter | 数额增加不减轻  raising gains never lightens  by CL 264
";
const CHANGED: &str = "\
module t_with_a_long_name_in_english | 试验规则之改动甲
  amends t

set 1(1)(1) at 80 yuan  because \"eighty yuan are a day's wages in that country, as everybody says there\" | \"八十元为该国一日之工资，人所共知，毋庸举证，历来如此\"
";
const CASES: &str = "\
case 甲公司员工在任职期间多次取得财物案 | a-case-with-quite-a-long-name
  unstated facts are absent
  gains 90 yuan   evidence \"inspection record, pages 12 to 14, of the second volume\"
  force_against_persons yes
  expect especially_large_and_grave under t

case 乙案 | b
  gains 60 yuan
  expect no_offence to large under t
";
/// A name that is near another, a sign that the language has not, and a long line.
const WRONG: &str = "\
module wrong | 有误
facts
  gains | 所得 yuan
scale amount | 数额 large | 较大
offence theft | 盗窃罪
  conduct gain reaches 1 yuan
article 1(1) large if gains > 100 yuan
";

/// A command with what is typed at it.
type Asked = (&'static [&'static str], &'static str);

const TYPED: &str = ":help\n:load t.case\n:cases\n:why\n:missing\n:sweep gains 0..2000\n:if gains = 120 yuan\n?1(1)(1)\n\
    :cite 1(1)(1)\n:module\n:diff t t_with_a_long_name_in_english\n:compare t t_with_a_long_name_in_english by gains\n\
    :whynot especially_large_and_grave\nexpect large\nexpect no_offence\n:assert gains reaches 1 yuan\n:undo\n:nothing\n";

/// Every command whose answer is read; what the second of a pair needs is made by the first.
const COMMANDS: &[Asked] = &[
    (&[], ""),
    (&["help"], ""),
    (&["help", "batch"], ""),
    (&["test", "--help"], ""),
    (&["run", "t.case", "-m", "t"], ""),
    (&["run", "t.case", "-m", "t", "--brief"], ""),
    (&["why", "t.case", "-m", "t", "--not", "especially_large_and_grave"], ""),
    (&["why", "t.case", "--both", "-m", "t", "-m", "t_with_a_long_name_in_english"], ""),
    (&["diff", "t", "t_with_a_long_name_in_english", "t.case"], ""),
    (&["diff", "t", "t_with_a_long_name_in_english", "t", "t.case", "--by", "force_against_persons"], ""),
    (&["compare", "t", "t_with_a_long_name_in_english"], ""),
    (&["compare", "t", "t_with_a_long_name_in_english", "--facts", "gains"], ""),
    (
        &["compare", "t", "t_with_a_long_name_in_english", "--facts", "gains,known_beforehand_to_the_person"],
        "",
    ),
    (&["compare", "t", "t_with_a_long_name_in_english", "--variants"], ""),
    (&["prove", "t"], ""),
    (&["vary", "t.case", "-m", "t"], ""),
    (&["vary", "t.case", "gains", "-m", "t"], ""),
    (&["missing", "t.case", "-m", "t"], ""),
    (&["ask", "b.case", "-m", "t", "--dry-run"], "w\nu\nw\nu\n"),
    (&["test", "t.case", "--coverage"], ""),
    (&["lint", "t", "t_with_a_long_name_in_english"], ""),
    (&["check", "t"], ""),
    (&["check", "t", "--deep"], ""),
    (&["check", "wrong.grv"], ""),
    (&["check", "--no-such-option"], ""),
    (&["show"], ""),
    (&["show", "t", "--ours"], ""),
    (&["show", "t_with_a_long_name_in_english", "--redline"], ""),
    (&["explain", "E0305"], ""),
    (&["explain", "L1101"], ""),
    (&["tour", "--step", "2"], ""),
    (
        &[
            "batch",
            "t",
            "t_with_a_long_name_in_english",
            "--in",
            "t.csv",
            "--table",
            "t.grv",
            "--by",
            "force",
        ],
        "",
    ),
    (&["cases", "check", "t.csv", "--table", "t.grv"], ""),
    (&["cases", "check", "bad.csv", "--table", "t.grv"], ""),
    (&["repl", "-m", "t"], TYPED),
];

/// What has faults, so that messages are printed.
const WRONG_INPUT: [&str; 3] = ["wrong.grv", "bad.csv", "--no-such-option"];

/// What is printed is law or a page of it, in the lines that it has.
const AS_IT_STANDS: [&str; 1] = ["--redline"];

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("gravamen-terminal-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("rules")).unwrap();
    let table = "module table_of_t | 试验之表格\n  uses t\n\ntable rows | 各行\n  unstated facts are absent\n  \
                 empty cells are unknown\n  case column \"case\"\n  gains column \"gains\"\n  \
                 force_against_persons column \"force\"\n";
    for (path, text) in [
        ("rules/t.grv", RULES),
        ("rules/t_with_a_long_name_in_english.grv", CHANGED),
        ("t.case", CASES),
        ("b.case", CASES.split_once("\n\n").unwrap().1),
        ("wrong.grv", WRONG),
        ("t.grv", table),
        ("t.csv", "case,gains,force\na,90,yes\nb,60,\nc,85,yes\nd,5000,no\n"),
        ("bad.csv", "case,gains,force\na,about ninety,yes\nb,60,perhaps\n"),
    ] {
        std::fs::write(folder.join(path), text).unwrap();
    }
    folder
}

/// What a command prints, data and all else.
fn said(folder: &Path, (words, typed): Asked, lang: &str, width: usize, more: &[&str]) -> String {
    let mut command = binary::start();
    command.args(words).args(["--lang", lang]).args(more).current_dir(folder);
    command.env("TERM", "xterm").env("COLUMNS", width.to_string());
    let output = binary::typed(&mut command, typed);
    let code = output.status.code();
    let err = String::from_utf8_lossy(&output.stderr);
    let faulty = WRONG_INPUT.iter().any(|w| words.contains(w)) || !typed.is_empty();
    assert!(matches!(code, Some(0 | 1)) || faulty && code == Some(2), "{words:?} {lang} {code:?} {err}");
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(!out.is_empty() || !err.is_empty(), "{words:?} {lang} says nothing");
    out + "\n" + &err
}

/// A line of a source that is shown, or a command to be copied, is as long as it is.
fn is_whole(line: &str) -> bool {
    let line = line.trim_start();
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let source = numbered.len() < line.len() && numbered.trim_start().starts_with('│');
    source
        || line.starts_with("gravamen ")
        || line.starts_with("$ gravamen ")
        || line.contains("╭─[")
        || line.starts_with("· ")
}

#[test]
fn lines_fit_and_columns_stand_at_60_and_80_cells() {
    let folder = folder("width");
    for asked in COMMANDS {
        if asked.0.iter().any(|w| AS_IT_STANDS.contains(w)) {
            continue;
        }
        for lang in ["en", "zh"] {
            for width in [60, 80] {
                let text = said(&folder, *asked, lang, width, &[]);
                for line in text.lines().filter(|l| !is_whole(l)) {
                    let wide = line.width();
                    assert!(wide <= width, "{:?} {lang}: {wide} cells of {width}\n{line}\n{text}", asked.0);
                }
                let (_, wrong) = faults(&text, width);
                assert!(wrong.is_empty(), "{:?} {lang} {width}\n{}\n{text}", asked.0, wrong.join("\n"));
            }
        }
    }
    let _ = std::fs::remove_dir_all(folder);
}

/// Tables without lines: of two facts, of choices, of moved cases, of the modules.
#[test]
fn columns_without_lines_stand_too() {
    let folder = folder("columns");
    const LONG: &str = "t_with_a_long_name_in_english";
    let tables: [(&'static [&'static str], [&str; 2]); 4] = [
        (&["compare", "t", LONG, "--facts", "gains,known_beforehand_to_the_person"], ["down:", "行："]),
        (&["compare", "t", LONG, "--facts", "gains"], ["gains (yuan)", "违法所得之数额（元）"]),
        (&["compare", "t", LONG, "--variants"], ["B =", "B ="]),
        (&["diff", "t", LONG, "t.case"], ["cases that change", "结论有变的案件"]),
    ];
    for (words, heads) in tables {
        for (lang, head) in ["en", "zh"].into_iter().zip(heads) {
            for width in [60, 80] {
                let text = said(&folder, (words, ""), lang, width, &[]);
                let behind = text.lines().skip_while(|l| !l.starts_with(head)).skip(1);
                let rows = behind.skip_while(|l| l.is_empty()).take_while(|l| !l.is_empty());
                // the key below a table and the causes below a case are sentences
                let rows: Vec<&str> = rows
                    .filter(|l| !l.starts_with("    ") || l.trim_start().starts_with(['A', '否', 'n']))
                    .filter(|l| {
                        !["  =", "  <>", "    ", "    due", "    起因"].iter().any(|w| l.starts_with(w))
                    })
                    .collect();
                let found = apart(&rows).unwrap_or_else(|e| panic!("{words:?} {lang} {width}\n{e}\n{text}"));
                assert!(found > 0, "{words:?} {lang} {width}: no table\n{text}");
            }
        }
    }
    let _ = std::fs::remove_dir_all(folder);
}

/// What is only looked at: lines, blocks, arrows, ticks, dots of Braille, and what steers a terminal.
fn is_drawn(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{25ff}' | '\u{2600}'..='\u{27bf}' | '\u{2800}'..='\u{28ff}')
        || matches!(c, '›' | '\u{1b}' | '\r')
}

#[test]
fn nothing_is_drawn_for_those_who_listen() {
    let folder = folder("plain");
    for asked in COMMANDS {
        for lang in ["en", "zh"] {
            let text = said(&folder, *asked, lang, 60, &["--plain"]);
            let drawn: Vec<&str> = text.lines().filter(|l| l.contains(is_drawn)).collect();
            assert!(drawn.is_empty(), "{:?} {lang}\n{}\n{text}", asked.0, drawn.join("\n"));
            // words that stood behind a mark still begin where they should
            assert!(!text.lines().any(|l| l.trim_start().starts_with([',', ';', '，', '；'])), "{text}");
        }
    }
    // the marks that went were said in words
    let plain =
        |lang: &str, words: &'static [&'static str]| said(&folder, (words, ""), lang, 60, &["--plain"]);
    let redline: &[&str] = &["show", "t_with_a_long_name_in_english", "--redline"];
    assert!(plain("en", redline).contains("(deleted: 100") && plain("en", redline).contains("(inserted: 80"));
    assert!(plain("zh", redline).contains("（删去：一百") && plain("zh", redline).contains("（增加：八十"));
    let test: &[&str] = &["test", "t.case"];
    assert!(plain("en", test).contains("t.case  1 / 2 met"), "{}", plain("en", test));
    assert!(plain("zh", test).contains("t.case  1 / 2 符合"), "{}", plain("zh", test));
    let prove: &[&str] = &["prove", "t"];
    assert!(plain("en", prove).contains("  proved  claim") && plain("zh", prove).contains("  已证明  命题"));
    let _ = std::fs::remove_dir_all(folder);
}
