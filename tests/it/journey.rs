//! The way of a scholar from the first screen to a package, in both languages, with the program itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own, which goes with the test.
pub struct Desk {
    folder: PathBuf,
    lang: &'static str,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn at(folder: &Path, lang: &str) -> Command {
    let mut command = crate::binary::start();
    command.current_dir(folder).env("HOME", folder);
    command.args(["--lang", lang]);
    command
}

impl Desk {
    fn new(name: &str, lang: &'static str) -> Desk {
        let folder = std::env::temp_dir().join(format!("gravamen-{name}-{lang}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Desk { folder, lang }
    }

    /// What a command prints on standard output; it must end with that code.
    fn says(&self, place: &str, words: &[&str], code: i32) -> String {
        let output = at(&self.folder.join(place), self.lang).args(words).output().unwrap();
        self.ended(words, &output, code)
    }

    fn ended(&self, words: &[&str], output: &Output, code: i32) -> String {
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{words:?}\n{out}{err}");
        assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'), "{words:?}: colours at a pipe");
        out.into_owned()
    }

    /// The same with lines on standard input.
    fn typed(&self, place: &str, words: &[&str], lines: &str) -> String {
        let mut command = at(&self.folder.join(place), self.lang);
        self.ended(words, &crate::binary::typed(command.args(words), lines), 0)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap()
    }
}

/// Every part stands in the text, in that order.
fn holds(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at =
            rest.find(part).unwrap_or_else(|| panic!("`{part}` is not there, or not in its turn:\n{text}"));
        rest = &rest[at + part.len()..];
    }
}

fn example(name: &str) -> String {
    fs::read_to_string(format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The twelve steps, a file a language. `$` is a command, and below it, indented, what it says in this order (`p` at a pipe
/// only, `t` at a terminal only), what is typed (`›`, `‹` a file) and the code with which it ends (`!`, else 0). The other
/// lines are what a scholar does with files: `cd`, `copy` an example, `write`, `edit` a line, `remove`, and how one `begins`.
const STEPS: [&str; 2] = [include_str!("journey_en.txt"), include_str!("journey_zh.txt")];

/// A command of a script, until it is given.
#[derive(Default)]
struct Given<'a> {
    words: Vec<&'a str>,
    typed: Vec<String>,
    parts: Vec<String>,
    code: i32,
}

/// How a command is given: its folder, its words and what is typed; what it says and its code come back.
type Way<'a> = &'a dyn Fn(&Desk, &str, &[&str], &[String]) -> (String, i32);

/// Goes through a script to its end; the titles of its steps.
fn walked<'a>(desk: &Desk, script: &'a str, at_terminal: bool, way: Way<'_>) -> Vec<&'a str> {
    let (mut folder, mut titles) = (String::new(), Vec::new());
    let mut given: Option<Given<'_>> = None;
    let mut lines = script.lines().chain(["#"]).peekable();
    while let Some(line) = lines.next() {
        let (head, rest) = line.split_once(' ').unwrap_or((line, ""));
        if let Some(now) = &mut given {
            let part = match (line.strip_prefix("    "), line.get(..4)) {
                (Some(part), _) => Some((part, true)),
                (None, Some("  p ")) => Some((&line[4..], !at_terminal)),
                (None, Some("  t ")) => Some((&line[4..], at_terminal)),
                _ => None,
            };
            match (head, part) {
                (_, Some((part, here))) => {
                    let part = part.replace("{version}", env!("CARGO_PKG_VERSION"));
                    now.parts.extend(here.then_some(part));
                    continue;
                }
                ("›", _) => now.typed.push(rest.to_owned()),
                ("‹", _) => {
                    now.typed.extend(desk.read(&format!("{folder}{rest}")).lines().map(str::to_owned))
                }
                ("!", _) => now.code = rest.parse().unwrap(),
                _ => {
                    let (said, code) = way(desk, &folder, &now.words, &now.typed);
                    assert_eq!(code, now.code, "{:?}\n{said}", now.words);
                    holds(&said, &now.parts.iter().map(String::as_str).collect::<Vec<_>>());
                    given = None;
                }
            }
        }
        let path = format!("{folder}{}", rest.split(' ').next().unwrap());
        let mut text = || -> String {
            std::iter::from_fn(|| lines.next_if(|l| l.starts_with('+')))
                .map(|l| format!("{}\n", l.trim_start_matches("+ ").trim_start_matches('+')))
                .collect()
        };
        match head {
            "$" => {
                let words = rest.split(' ').filter(|w| !w.is_empty()).collect();
                given = Some(Given { words, ..Given::default() });
            }
            "#" => titles.extend((!rest.is_empty()).then_some(rest)),
            "cd" => folder = if rest.is_empty() { String::new() } else { format!("{rest}/") },
            "copy" => {
                let (from, to) = rest.split_once(' ').unwrap();
                desk.write(&format!("{folder}{to}"), &example(from));
            }
            "write" => desk.write(&path, &text()),
            "edit" => {
                let old = lines.next().unwrap().strip_prefix("- ").unwrap();
                let new = lines.next().unwrap().strip_prefix("+ ").unwrap();
                let before = desk.read(&path);
                assert_eq!(before.lines().filter(|l| l.starts_with(old)).count(), 1, "{old}\n{before}");
                let line = |l: &str| format!("{}\n", if l.starts_with(old) { new } else { l });
                desk.write(&path, &before.lines().map(line).collect::<String>());
            }
            "remove" => {
                let path = desk.folder.join(&path);
                if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
            }
            "begins" => {
                let (path, start) = rest.split_once(' ').unwrap();
                assert!(desk.read(&format!("{folder}{path}")).starts_with(start), "{path}");
            }
            "" | "›" | "‹" | "!" => {}
            other => panic!("`{other}` is nothing that a script says"),
        }
    }
    titles
}

fn at_a_pipe(desk: &Desk, folder: &str, words: &[&str], typed: &[String]) -> (String, i32) {
    let lines: String = typed.iter().map(|l| format!("{l}\n")).collect();
    let output = crate::binary::typed(at(&desk.folder.join(folder), desk.lang).args(words), &lines);
    let code = output.status.code().unwrap();
    desk.ended(words, &output, code);
    (String::from_utf8([output.stdout, output.stderr].concat()).unwrap(), code)
}

#[test]
fn twelve_steps_at_a_pipe() {
    for (lang, script) in ["en", "zh"].into_iter().zip(STEPS) {
        assert_eq!(walked(&Desk::new("journey", lang), script, false, &at_a_pipe).len(), 12);
    }
}

/// Neither language is thinner than the other: the same is done and as much is looked at.
#[test]
fn twelve_steps_are_the_same_in_both_languages() {
    let shape = |script: &'static str| -> Vec<String> {
        let line = |l: &'static str| {
            let (head, rest) = l.split_once(' ').unwrap_or((l, ""));
            let word = rest.split(' ').next().unwrap();
            match head {
                "" => l.chars().take(4).collect(),
                "$" => format!("$ {word}"),
                "!" | "#" => format!("{head} {word}"),
                _ => head.to_owned(),
            }
        };
        script.lines().map(line).collect()
    };
    let [en, zh] = STEPS.map(shape);
    assert_eq!(en, zh);
}

#[test]
fn the_tour_runs_to_its_end_at_a_pipe_and_leaves_nothing() {
    for (lang, last) in [("en", "gravamen new my-reform"), ("zh", "gravamen new 改革甲")] {
        let desk = Desk::new("tour", lang);
        let output = at(&desk.folder, lang).env("TMPDIR", &desk.folder).arg("tour").output().unwrap();
        let told = desk.ended(&["tour"], &output, 0);
        // what a step prints comes from its commands: the same words in the same project print the same
        let project = if lang == "en" { "tour" } else { "导览" };
        desk.says("", &["new", project], 0);
        let case = if lang == "en" { "b-001.case" } else { "甲案.case" };
        desk.write(&format!("{project}/cases/{case}"), &example(case));
        let mut commands = 0;
        for line in told.lines().filter_map(|l| l.strip_prefix("$ gravamen ")) {
            let words: Vec<&str> = line.split(' ').collect();
            let said = match words[0] {
                "repl" => {
                    told.lines().filter_map(|l| l.split_once("› ")).map(|l| format!("{}\n", l.1)).collect()
                }
                _ => String::new(),
            };
            let echo = if said.is_empty() { &[][..] } else { &["--echo"][..] };
            let again = desk.typed(project, &[&words[..], echo].concat(), &said);
            holds(&told, &[&format!("$ gravamen {line}\n{again}")]);
            commands += 1;
        }
        assert_eq!(commands, 10, "{told}");
        fs::remove_dir_all(desk.folder.join(project)).unwrap();
        let titles: Vec<&str> = told.lines().filter(|l| l.contains("/8  ")).collect();
        assert_eq!(titles.len(), 8, "{told}");
        holds(&told, &["28/25 ≥ 1", "499/500 < 1", "6/6", last]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!errors.contains("error") && !errors.contains("错误"), "{errors}");
        let left: Vec<_> = fs::read_dir(&desk.folder).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
        let wrong = at(&desk.folder, lang).args(["tour", "--step", "9"]).output().unwrap();
        assert_eq!(wrong.status.code(), Some(2));
    }
}

/// For those who listen nothing is drawn, and a row of a table names its columns.
#[test]
fn plain_output_has_no_drawing() {
    for lang in ["en", "zh"] {
        let desk = Desk::new("listen", lang);
        desk.says("", &["new", "mine"], 0);
        desk.write("mine/cases/b-001.case", &example("b-001.case"));
        let module = if lang == "en" { "mine.reform" } else { "mine.改革" };
        let pair = ["cn.pi.interpretation_2017", module];
        let reference = ["run", "why", "diff", "test", "show"];
        for command in reference {
            let words: Vec<&str> = match command {
                "diff" => vec!["diff", pair[0], pair[1], "cases"],
                "why" => vec!["why", "cases/b-001.case", "--both", "-m", pair[0], "-m", pair[1]],
                "show" => vec!["show", module, "--redline"],
                "run" => vec!["run", "cases/b-001.case"],
                _ => vec![command],
            };
            let drawn = desk.says("mine", &words, 0);
            let plain = desk.says("mine", &[&words[..], &["--plain"]].concat(), 0);
            let signs = |t: &str| t.chars().filter(|c| ('\u{2500}'..='\u{259f}').contains(c)).count();
            assert_eq!(signs(&plain), 0, "{plain}");
            // no number is lost with the lines
            let digits = |t: &str| t.chars().filter(char::is_ascii_digit).count();
            assert!(digits(&plain) >= digits(&drawn), "{command}\n{drawn}\n{plain}");
        }
        let plain = desk.says("mine", &["diff", pair[0], pair[1], "cases", "--plain"], 0);
        let row = [
            "serious: no offence 1; serious 2; especially serious 0; not decided 0; sum 3\n",
            "情节严重：不构成犯罪 1；情节严重 2；情节特别严重 0；未定 0；计 3\n",
        ];
        holds(&plain, &[row[usize::from(lang == "zh")]]);
    }
}

#[cfg(unix)]
mod terminal {
    //! The same at a pseudo-terminal.

    use super::{Desk, at, example, fs};
    use expectrl::process::unix::WaitStatus;
    use expectrl::session::OsSession;
    use expectrl::{Expect, Session};
    use std::io::Write;
    use std::time::Duration;

    fn start(desk: &Desk, words: &[&str], dumb: bool) -> OsSession {
        start_in(desk, "", words, dumb)
    }

    fn start_in(desk: &Desk, place: &str, words: &[&str], dumb: bool) -> OsSession {
        let mut command = at(&desk.folder.join(place), desk.lang);
        command.env("TMPDIR", &desk.folder).env("TERM", if dumb { "dumb" } else { "xterm" }).args(words);
        let mut session = Session::spawn(command).unwrap();
        session.set_expect_timeout(Some(Duration::from_secs(60)));
        session
    }

    fn ends_well(session: &mut OsSession) {
        session.expect(expectrl::Eof).unwrap();
        let status = session.get_process().wait().unwrap();
        assert!(matches!(status, WaitStatus::Exited(_, 0)), "{status:?}");
    }

    #[test]
    fn the_tour_waits_for_enter_and_can_be_left() {
        let desk = Desk::new("tour-terminal", "en");
        for leave in [&b"q\r"[..], &[4], &[3]] {
            let mut session = start(&desk, &["tour"], true);
            session.expect("1/8  One case, one answer").unwrap();
            session.expect("28/25 ≥ 1").unwrap();
            session.expect("q and Enter leaves › ").unwrap();
            session.write_all(b"\r").unwrap();
            session.expect("2/8  Why not more").unwrap();
            session.expect("q and Enter leaves › ").unwrap();
            session.write_all(leave).unwrap();
            ends_well(&mut session);
            assert_eq!(fs::read_dir(&desk.folder).unwrap().count(), 0);
        }
    }

    /// What a terminal shows, without what steers it.
    fn seen(bytes: &[u8]) -> String {
        let text = String::from_utf8_lossy(bytes);
        let mut out = String::new();
        let mut signs = text.chars();
        while let Some(c) = signs.next() {
            match c {
                // ESC [ … letter
                '\u{1b}' => drop(signs.by_ref().skip(1).find(|c| c.is_ascii_alphabetic())),
                '\r' => {}
                c => out.push(c),
            }
        }
        out
    }

    fn at_a_keyboard(desk: &Desk, folder: &str, words: &[&str], typed: &[String]) -> (String, i32) {
        let mut command = at(&desk.folder.join(folder), desk.lang);
        command.env("TMPDIR", &desk.folder).env("TERM", "xterm").env("COLUMNS", "100").args(words);
        let mut session = Session::spawn(command).unwrap();
        session.set_expect_timeout(Some(Duration::from_secs(120)));
        let mut bytes = Vec::new();
        for line in typed {
            match session.expect("› ") {
                Ok(told) => bytes.extend_from_slice(told.as_bytes()),
                Err(e) => panic!("{words:?}: no prompt for {line:?}: {e}\n{}", seen(&bytes)),
            }
            session.write_all(format!("{line}\r").as_bytes()).unwrap();
        }
        bytes.extend_from_slice(session.expect(expectrl::Eof).unwrap().as_bytes());
        match session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, code) => (seen(&bytes), code),
            other => panic!("{words:?} {other:?}"),
        }
    }

    #[test]
    fn twelve_steps_at_a_terminal() {
        for (lang, script) in ["en", "zh"].into_iter().zip(super::STEPS) {
            let desk = Desk::new("journey-terminal", lang);
            assert_eq!(super::walked(&desk, script, true, &at_a_keyboard).len(), 12);
        }
    }

    /// What is typed, or pasted, before an answer is there is answered in its turn.
    #[test]
    fn lines_typed_ahead_are_not_lost() {
        let desk = Desk::new("ahead", "en");
        desk.write("b-001.case", &example("b-001.case"));
        let mut session = start(&desk, &["repl", "b-001.case", "-m", "cn.pi.interpretation_2017"], false);
        session.expect("b-001› ").unwrap();
        session.write_all(b":if health = 199 items\rexpect serious\r:undo\r:quit\r").unwrap();
        let told = session.expect(expectrl::Eof).unwrap();
        let told = seen(told.as_bytes());
        super::holds(&told, &["serious (unchanged)", "✔ as expected: serious", "taken back", ":quit"]);
    }

    /// A file is changed while nothing is typed: the outcome moves and the last question is answered again.
    #[test]
    fn watched_files_are_told_of_while_a_line_is_waited_for() {
        let desk = Desk::new("watch", "en");
        let case = |count: u32| {
            let text = "case w\n  unstated facts are absent\n  breach yes\n  illegal_gains 7 yuan\n";
            desk.write("w.case", &format!("{text}  lot trajectory, {count} items, purchase\n"));
        };
        case(30);
        let mut session = start(&desk, &["repl", "w.case", "-m", "cn.pi.interpretation_2017"], false);
        session.expect("no offence").unwrap();
        session.expect("w› ").unwrap();
        session.write_all(b":watch on\r").unwrap();
        session.expect("read again").unwrap();
        // a blank keeps the place of the sign of an open outcome
        session.expect("w › ").unwrap();
        session.write_all(b"5(1)(3) reaches half\r").unwrap();
        session.expect("yes").unwrap();
        session.expect("w › ").unwrap();
        // half a line is typed and stays
        session.write_all(b"illegal_").unwrap();
        session.expect("illegal_").unwrap();
        case(20);
        session.expect("read again: w.case").unwrap();
        session.expect("no offence (unchanged)").unwrap();
        session.expect("5(1)(3) reaches half").unwrap();
        session.expect("- yes").unwrap();
        session.expect("+ no").unwrap();
        case(60);
        session.expect("no offence → serious").unwrap();
        session.expect("+ yes").unwrap();
        // the sign comes at once, before the line that is typed
        let text = fs::read_to_string(desk.folder.join("w.case")).unwrap();
        desk.write("w.case", &text.replace("absent", "unknown"));
        session.expect("serious → serious … especially serious").unwrap();
        session.expect("w?› ").unwrap();
        session.expect("illegal_").unwrap();
        desk.write("w.case", &text);
        session.expect("serious … especially serious → serious").unwrap();
        session.expect("w › ").unwrap();
        session.write_all(b"gains\r").unwrap();
        session.expect("7 yuan").unwrap();
        session.expect("w › ").unwrap();
        session.write_all(&[4]).unwrap();
        ends_well(&mut session);
    }

    /// The same where no editor draws the line again: what was typed of it still counts.
    #[test]
    fn watched_files_are_told_of_in_a_plain_session_too() {
        for (words, dumb) in [(&["--plain", "repl"][..], false), (&["repl"], true)] {
            let desk = Desk::new(if dumb { "watch-dumb" } else { "watch-plain" }, "zh");
            let text = "案件 甲\n  未载明事实视为 不存在\n  违反规定 是\n  违法所得 7元\n";
            desk.write("甲.case", text);
            let mut session = start(&desk, &[words, &["甲.case", "-m", "现行解释"]].concat(), dumb);
            session.expect("不构成犯罪").unwrap();
            let sign = if dumb { '›' } else { '>' };
            session.expect(format!("甲{sign} ")).unwrap();
            session.write_all("：监视 开\r".as_bytes()).unwrap();
            session.expect(format!("甲 {sign} ")).unwrap();
            session.write_all("违法".as_bytes()).unwrap();
            desk.write("甲.case", &text.replace("7元", "9元"));
            session.expect("已重读：甲.case").unwrap();
            session.expect(format!("甲 {sign} ")).unwrap();
            session.write_all("所得\r".as_bytes()).unwrap();
            session.expect("9 元").unwrap();
            session.write_all(&[4]).unwrap();
            ends_well(&mut session);
        }
    }

    #[test]
    fn typed_rules_go_through_the_editor() {
        use std::os::unix::fs::PermissionsExt;
        let desk = Desk::new("edit", "en");
        desk.write("b-001.case", &example("b-001.case"));
        desk.write("editor", "#!/bin/sh\ntest \"$1\" = --wait && sed -i 's/200 items/20 items/' \"$2\"\n");
        let editor = desk.folder.join("editor");
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).unwrap();
        let lines = "definition bulk (lot)\n  means count reaches 200 items\n\nbulk\n:edit\nbulk\n";
        for (program, after) in [(format!("{} --wait", editor.display()), "yes"), ("false".to_owned(), "no")]
        {
            let mut command = at(&desk.folder, "en");
            command.env("EDITOR", program).env("TMPDIR", &desk.folder);
            command.args(["repl", "b-001.case", "-m", "cn.pi.interpretation_2017"]);
            let input = desk.folder.join("lines");
            fs::write(&input, lines).unwrap();
            let output = command.stdin(fs::File::open(&input).unwrap()).output().unwrap();
            let told = desk.ended(&["repl"], &output, 0);
            assert!(told.contains("lots[0]  no\nlots[1]  yes\n"), "{told}");
            assert!(
                told.ends_with(&format!(
                    "lots[0]  {after}\nlots[1]  yes\ntotal of those in question  {} items\n",
                    if after == "yes" { 290 } else { 260 }
                )),
                "{told}"
            );
            assert!(
                !fs::read_dir(&desk.folder).unwrap().any(|e| e
                    .unwrap()
                    .file_name()
                    .to_string_lossy()
                    .ends_with(".grv"))
            );
        }
    }

    /// What lasts shows how far it is; not where it is not wanted.
    #[test]
    fn long_work_shows_a_bar_at_a_terminal_only() {
        let desk = Desk::new("progress", "en");
        desk.says("", &["new", "mine"], 0);
        desk.write("mine/cases/b-001.case", &example("b-001.case"));
        let pair = ["cn.pi.interpretation_2017", "mine.reform"];
        let report = [&["report"], &pair[..], &["cases", "--plain"]].concat();
        desk.says("mine", &report, 0);
        // how a page was made is not how it must be looked at again
        let reproduced = "reproduced: 6/6 verdicts, 0 differences\n";
        for shown in [&["--plain"][..], &["--plain", "--no-progress"], &[]] {
            assert_eq!(desk.says("mine", &[&["verify", "report.html"], shown].concat(), 0), reproduced);
        }
        // then there is far more to do: nothing is stated of what is not written
        let case = example("b-001.case")
            .replace("facts are absent", "facts are unknown")
            .replace("expect serious", "expect serious to especially_serious")
            .replace("expect no_offence", "expect no_offence to especially_serious");
        for file in 0..30 {
            let all: String =
                (0..240).map(|n| case.replace("b-001 | 甲案", &format!("c-{file}-{n}")) + "\n").collect();
            desk.write(&format!("mine/cases/more-{file}.case"), &all);
        }
        desk.write("published.json", &example("published.json"));
        let diff = [&["diff"], &pair[..], &["cases"]].concat();
        for words in [&diff[..], &["verify", "report.html"], &["pack"], &["run"], &["test"]] {
            let mut session = start_in(&desk, "mine", words, false);
            session.expect(expectrl::Regex("\\[[=> ]{30}\\] [0-9]+/[0-9]{2,}")).unwrap();
            session.write_all(&[3]).unwrap();
            session.expect(expectrl::Eof).unwrap();
        }
        let quick = ["run", "published.json", "--brief"];
        let output = at(&desk.folder, "en").args(quick).env("TERM", "xterm").output().unwrap();
        assert!(output.stderr.is_empty() && !output.stdout.is_empty());
    }

    /// At the prompt too, and it leaves the screen to an editor; what lasts can be given up.
    #[test]
    fn a_line_that_lasts_shows_that_it_is_worked_on() {
        use std::os::unix::fs::PermissionsExt;
        let desk = Desk::new("working", "en");
        let case = example("b-001.case").replace("facts are absent", "facts are unknown");
        let cases: String =
            (0..2000).map(|n| case.replace("b-001 | 甲案", &format!("c-{n}")) + "\n").collect();
        desk.write("b-001.case", &cases);
        desk.write("editor", "#!/bin/sh\nprintf 'opened '; sleep 3; printf 'closed '\n");
        let editor = desk.folder.join("editor");
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).unwrap();
        for (more, shown) in [(&[][..], true), (&["--no-progress"], false)] {
            let mut command = at(&desk.folder, desk.lang);
            command.env("TMPDIR", &desk.folder).env("TERM", "xterm").env("EDITOR", &editor);
            command.args([more, &["repl", "b-001.case"]].concat());
            let mut session = Session::spawn(command).unwrap();
            session.set_expect_timeout(Some(Duration::from_secs(60)));
            session.expect("› ").unwrap();
            session.write_all(b":diff current reform.thesis\r").unwrap();
            session.expect("reform.thesis").unwrap();
            if shown {
                session.expect(expectrl::Regex("[-\\\\|/] [1-9][0-9]*s")).unwrap();
            } else {
                std::thread::sleep(Duration::from_millis(1500));
            }
            session.write_all(&[3]).unwrap();
            let told = session.expect("stopped").unwrap();
            assert!(shown || !String::from_utf8_lossy(told.before()).contains("1s"));
            session.expect("› ").unwrap();
            session.write_all(b":edit\r").unwrap();
            session.expect("opened ").unwrap();
            let told = session.expect("closed ").unwrap();
            assert!(told.before().is_empty(), "{:?}", String::from_utf8_lossy(told.before()));
            session.expect("› ").unwrap();
            session.write_all(&[4]).unwrap();
            ends_well(&mut session);
        }
    }

    /// Where a line is waited for, `--plain` shows the sign of the keyboard.
    #[test]
    fn plain_questions_end_in_a_plain_sign() {
        let desk = Desk::new("plain-sign", "zh");
        desk.write(
            "甲.case",
            "案件 甲\n  未载明事实视为 不明\n  违反规定 是\n  信息 行踪轨迹信息，30条，窃取\n",
        );
        for plain in [true, false] {
            let sign = if plain { "> " } else { "› " };
            let end = if plain { &["--plain"][..] } else { &[] };
            for (words, before) in
                [(&["tour"][..], "离开 "), (&["ask", "甲.case", "--dry-run", "-m", "现行解释"], "\n")]
            {
                let mut session = start(&desk, &[words, end].concat(), false);
                let told = session.expect(sign).unwrap();
                let told = seen(told.as_bytes());
                assert!(told.ends_with(&format!("{before}{sign}")) && told.contains('›') != plain, "{told}");
                session.write_all(b"q\r").unwrap();
                ends_well(&mut session);
            }
        }
    }

    #[test]
    fn a_plain_session_moves_no_cursor() {
        let desk = Desk::new("plain", "en");
        desk.write("b-001.case", &example("b-001.case"));
        let mut session =
            start(&desk, &["--plain", "repl", "b-001.case", "-m", "cn.pi.interpretation_2017"], false);
        session.expect("interpretation_2017·b-001> ").unwrap();
        session.write_all(b"definition bulk (lot)\r  means count reaches 200 items\r\rbulk\r").unwrap();
        session.expect("bulk added").unwrap();
        session.expect("lots[1]  yes").unwrap();
        session.write_all(b":map lots[0].count illegal_gains\r").unwrap();
        let told = session.expect("2 borders, all there are").unwrap();
        let told = String::from_utf8_lossy(told.as_bytes()).into_owned();
        assert!(!told.contains('\u{1b}') && !told.contains("50000_"), "{told}");
        session.write_all(&[4]).unwrap();
        ends_well(&mut session);
    }
}
