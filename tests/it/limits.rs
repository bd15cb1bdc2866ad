//! Every limit one below, at and one above; the page on limits states each of them.

use gravamen::diag::{Lang, Style, report};
use gravamen::session::{Files, NoFiles, Session};
use gravamen::text::limits;
use std::fs;
use std::path::Path;

const LAW: &str = "cn.pi.interpretation_2017";
/// The codes that mean a limit: the command ends with 3.
const CODES: [&str; 3] = ["E0901", "E0102", "E0103"];

/// The limits that a session ran into.
fn met(session: &Session) -> Vec<&'static str> {
    let codes = session.sink.found.iter().map(|d| d.code.row().id);
    codes.filter(|c| CODES.contains(c)).collect()
}

fn rules(text: &str) -> Vec<&'static str> {
    let mut session = Session::new(Box::new(NoFiles));
    session.check_text("t.grv", text);
    met(&session)
}

fn cases(name: &str, text: &str) -> Vec<&'static str> {
    let mut session = Session::new(Box::new(NoFiles));
    let verdicts = session.grade(name, text, &[LAW.to_owned()]);
    assert_eq!(verdicts.is_empty(), session.sink.has_errors());
    met(&session)
}

/// Below and at the limit a text is taken, above it it is refused with the code.
fn edge(limit: usize, code: &str, read: impl Fn(usize) -> Vec<&'static str>) {
    assert_eq!(read(limit - 1), [""; 0], "one below {limit}");
    assert_eq!(read(limit), [""; 0], "at {limit}");
    assert_eq!(read(limit + 1), [code], "one above {limit}");
}

const MODULE: &str = "module t\n  uses cn.pi.facts\n  source S \"x\"\n";
const CASE: &str = "case a\n  unstated facts are absent\n";

/// A text filled with comments up to so many bytes.
fn filled(head: &str, bytes: usize) -> String {
    let mut text = head.to_owned();
    while text.len() < bytes {
        let room = (bytes - text.len()).min(1000);
        text.push_str(&"#".repeat(room - 1));
        text.push('\n');
    }
    text
}

#[test]
fn limits_of_size() {
    edge(limits::RULES_BYTES, "E0103", |n| rules(&filled(MODULE, n)));
    edge(limits::CASE_BYTES, "E0103", |n| cases("t.case", &filled(CASE, n)));
    edge(limits::CASE_BYTES, "E0103", |n| {
        let json = "{\"id\": \"a\", \"unstated\": \"absent\", \"facts\": {}}";
        cases("t.json", &format!("{json}{}", " ".repeat(n - json.len())))
    });
    edge(limits::LINES, "E0103", |n| rules(&format!("{MODULE}{}", "#\n".repeat(n - 3))));
    edge(limits::COLUMNS, "E0103", |n| rules(&format!("{MODULE}#{}\n", "条".repeat(n - 1))));
    edge(limits::COLUMNS, "E0103", |n| cases("t.case", &format!("{CASE}#{}\n", "条".repeat(n - 1))));
    // in Markdown only the rules count
    let mut session = Session::new(Box::new(NoFiles));
    session.check_text("t.md", &format!("{}\n\n```gravamen\n{MODULE}```\n", "条".repeat(limits::COLUMNS)));
    assert_eq!(met(&session), [""; 0]);
}

#[test]
fn limits_of_parts() {
    let definition =
        |name: &str, means: &str| format!("{MODULE}\ndefinition {name} ours \"x\"\n  means {means}\n");
    edge(limits::NESTING, "E0102", |n| {
        rules(&definition("d", &format!("{}breach{}", "(".repeat(n), ")".repeat(n))))
    });
    edge(limits::NAME_BYTES, "E0901", |n| rules(&definition(&"d".repeat(n), "breach")));
    edge(limits::NAME_BYTES / 3, "E0901", |n| rules(&definition(&"甲".repeat(n), "breach")));
    edge(limits::STRING_BYTES, "E0901", |n| {
        let reason = "x".repeat(n);
        let finding = format!("{{\"value\": true, \"because\": \"{reason}\"}}");
        let json = format!(
            "{{\"id\": \"a\", \"facts\": {{}}, \"findings\": {{\"vile_social_impact\": {finding}}}}}"
        );
        let mut session = Session::new(Box::new(NoFiles));
        session.grade("t.json", &json, &[LAW.to_owned()]);
        met(&session)
    });
    edge(limits::MEMBERS, "E0901", |n| {
        let members: Vec<String> = (0..n).map(|i| format!("m{i}")).collect();
        rules(&format!("{MODULE}\nkind k {}\n", members.join(", ")))
    });
    edge(limits::RULES, "E0901", |n| {
        let all: String = (0..n).map(|i| format!("parameter p{i} 5 items ours \"x\"\n")).collect();
        rules(&format!("{MODULE}{all}"))
    });
    let number = limits::NUMBER as usize;
    edge(number, "E0901", |n| rules(&format!("{MODULE}parameter p {n} items ours \"x\"\n")));
}

#[test]
fn limits_of_a_case() {
    edge(limits::RECORDS, "E0901", |n| {
        cases("t.case", &format!("{CASE}{}", "  lot trajectory, 1 items\n".repeat(n)))
    });
    edge(limits::RECORDS, "E0901", |n| {
        let lots = vec!["{\"kind\": \"trajectory\", \"count\": 1}"; n].join(",");
        cases(
            "t.json",
            &format!("{{\"id\": \"a\", \"unstated\": \"absent\", \"facts\": {{\"lots\": [{lots}]}}}}"),
        )
    });
    let number = limits::NUMBER as usize;
    for (count, fits) in [(number - 1, true), (number, true), (number + 1, false)] {
        let mut session = Session::new(Box::new(NoFiles));
        session.grade("t.case", &format!("{CASE}  lot trajectory, {count} items\n"), &[LAW.to_owned()]);
        assert_eq!(!session.sink.has_errors(), fits, "{count}");
    }
}

/// Modules `m0`, `m1` …, of which the first `wide` are used by `t`, or each by the one before it.
struct Many {
    count: usize,
    chain: bool,
}

impl Files for Many {
    fn module(&self, name: &str) -> Option<(String, String)> {
        let i: usize = name.strip_prefix('m')?.parse().ok().filter(|i| *i < self.count)?;
        let next =
            if self.chain && i + 1 < self.count { format!("  uses m{}\n", i + 1) } else { String::new() };
        Some((format!("{name}.grv"), format!("module {name}\n{next}")))
    }
    fn names(&self) -> Vec<String> {
        (0..self.count).map(|i| format!("m{i}")).collect()
    }
}

fn with_modules(count: usize, chain: bool) -> Vec<&'static str> {
    let mut session = Session::new(Box::new(Many { count, chain }));
    let uses: Vec<String> = (0..if chain { 1 } else { count }).map(|i| format!("  uses m{i}\n")).collect();
    session.check_text("t.grv", &format!("module t\n{}", uses.concat()));
    let mut met = met(&session);
    met.dedup();
    met
}

#[test]
fn limits_of_modules() {
    // the module itself is one of them
    edge(limits::MODULES, "E0901", |n| with_modules(n - 1, false));
    edge(limits::MODULE_LEVELS, "E0901", |n| with_modules(n - 1, true));
}

#[test]
fn limits_of_what_is_shown() {
    for more in [0, 1] {
        let mut session = Session::new(Box::new(NoFiles));
        let bad = "nonsense x\n".repeat(limits::SHOWN + more);
        session.check_text("t.grv", &format!("{MODULE}{bad}"));
        assert_eq!(session.sink.found.len(), limits::SHOWN + more);
        let shown = report(&session.sink.found, &session.sources, Lang::En, Style::Plain);
        assert_eq!(shown.matches("error[E0111]").count(), limits::SHOWN, "{shown}");
        assert_eq!(shown.contains("1 more"), more == 1, "{shown}");
    }
}

#[test]
fn limits_end_with_three() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("limits");
    fs::create_dir_all(&folder).unwrap();
    let deep = "(".repeat(limits::NESTING + 1);
    for (name, text) in [
        ("large.case", filled(CASE, limits::CASE_BYTES + 1)),
        ("many.case", format!("{CASE}{}", "  lot trajectory, 1 items\n".repeat(limits::RECORDS + 1))),
        ("deep.grv", format!("{MODULE}\ndefinition d ours \"x\"\n  means {deep}breach\n")),
    ] {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        let command = if name.ends_with(".grv") { "check" } else { "run" };
        let output = crate::binary::start().arg(command).arg(&path).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{name}");
    }
}

/// A number as the page writes it: `1,000`.
fn written(n: usize) -> String {
    let digits = n.to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|c| std::str::from_utf8(c).unwrap()).collect();
    parts.join(",")
}

#[test]
fn limits_stand_on_their_page() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/LIMITS.md");
    let page = fs::read_to_string(page).unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/limits.rs");
    let constants = fs::read_to_string(source).unwrap().matches("pub const ").count();
    let rows: Vec<&str> = page.lines().filter(|l| l.starts_with("| ") && !l.starts_with("| what")).collect();
    let mib = |bytes: usize| format!("{} MiB", bytes >> 20);
    let expected = [
        ("a file of rules: bytes", mib(limits::RULES_BYTES)),
        ("a file of cases: bytes", mib(limits::CASE_BYTES)),
        ("a file of rules: lines", written(limits::LINES)),
        ("a line: characters", written(limits::COLUMNS)),
        ("brackets within brackets", written(limits::NESTING)),
        ("a name: bytes", written(limits::NAME_BYTES)),
        ("a text in quotation marks", format!("{} KiB", limits::STRING_BYTES >> 10)),
        ("rules of a module", written(limits::RULES)),
        ("modules of a run", written(limits::MODULES)),
        ("modules that use one another: levels", written(limits::MODULE_LEVELS)),
        ("lots, or other records of one list", written(limits::RECORDS)),
        ("members of a kind", written(limits::MEMBERS)),
        ("a number", format!("10^{}", (limits::NUMBER as usize).to_string().len() - 1)),
        ("a package: files", written(limits::PACKAGE_FILES)),
        ("a package: bytes", mib(limits::PACKAGE_BYTES)),
        ("errors shown", written(limits::SHOWN)),
    ];
    assert_eq!(rows.len(), constants, "{rows:#?}");
    for (what, most) in &expected {
        let row = rows.iter().find(|r| r.starts_with(&format!("| {what}")));
        assert!(row.is_some_and(|r| r.contains(&format!("| {most} |"))), "{what}: {most}\n{row:?}");
    }
    assert_eq!(expected.len(), constants);
}
