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

#[test]
fn twelve_steps_in_english() {
    let desk = Desk::new("journey", "en");
    // 1 install
    assert_eq!(desk.says("", &["--version"], 0), format!("gravamen {}\n", env!("CARGO_PKG_VERSION")));
    holds(&desk.says("", &[], 0), &["gravamen tour", "gravamen new", "gravamen run", "gravamen repl"]);
    // 2 try
    holds(&desk.says("", &["tour", "--step", "3"], 0), &["3/8  What is not known", "questions: 1"]);
    holds(&desk.says("", &["new", "my-reform"], 0), &["made my-reform/", "cd my-reform"]);
    desk.write("my-reform/cases/b-001.case", &example("b-001.case"));
    // 3 the main job
    let told = desk.says("my-reform", &["run", "cases/b-001.case"], 0);
    holds(
        &told,
        &["outcome      serious (decided)", "5(1)(6) — serious", "28/25 ≥ 1", "cites: Fa Shi [2017] No. 10"],
    );
    // 4 why, and why not
    let told = desk.says("my-reform", &["why", "cases/b-001.case", "--not", "especially_serious"], 0);
    holds(&told, &["elements", "grounds", "why not", "5(2)(3)  class_one  short by 470 items"]);
    // 5 rules of one's own
    holds(
        &desk.says("my-reform", &["amend", "cn.pi.interpretation_2017", "--as", "mine.second"], 0),
        &["mine/second.grv"],
    );
    let draft = desk.read("my-reform/rules/mine/second.grv");
    let edit = "# set 5(1)(7) at 5000 yuan";
    assert!(draft.contains(edit), "{draft}");
    let mended = draft.lines().map(|l| match l.starts_with(edit) {
        true => "set 5(1)(7) at 4000 yuan  because \"a trial\"\n".to_owned(),
        false => l.to_owned() + "\n",
    });
    desk.write("my-reform/rules/mine/second.grv", &mended.collect::<String>());
    // 6 check; first with a slip
    desk.write(
        "my-reform/slip.grv",
        "module slip\n  amends cn.pi.interpretation_2017\n\nrepeal 5(1)(7)  because \"a slip\"\n",
    );
    let slip = at(&desk.folder.join("my-reform"), "en").args(["check", "slip.grv"]).output().unwrap();
    assert_eq!(slip.status.code(), Some(2));
    holds(&String::from_utf8(slip.stderr).unwrap(), &["E0607", "still cited in 2 places", "slip.grv:4:8"]);
    assert_eq!(desk.says("my-reform", &["check", "mine.second"], 0), "1 of 1 modules without errors\n");
    // 7 compare on cases
    let told = desk.says("my-reform", &["diff", "cn.pi.interpretation_2017", "my_reform.reform", "cases"], 0);
    holds(
        &told,
        &[
            "3 cases    unchanged 2",
            "lighter 1",
            "set 5(1)(3)  1 lighter",
            "below-the-new-line  serious → no offence",
        ],
    );
    // 8 compare over all cases: the smallest one that differs is kept, and holds when it is run
    let pair = ["cn.pi.interpretation_2017", "my_reform.reform"];
    let told = desk.says("my-reform", &["compare", pair[0], pair[1], "--save", "witnesses"], 0);
    holds(
        &told,
        &[
            "B is more lenient: never heavier than A, and in some cases lighter.",
            "A: serious; B: no offence",
            "lot     kind trajectory, count 50 items, acquired theft",
            "class_one  short by 50 items",
            "proved never to occur (A → B): no offence → serious;",
        ],
    );
    holds(&desk.says("my-reform", &["test", "witnesses"], 0), &["0 failed · 4 passed · 2 files"]);
    fs::remove_dir_all(desk.folder.join("my-reform/witnesses")).unwrap();
    // 9 explore
    let told = desk.typed("my-reform", &["repl", "cases/b-001.case", "-m", "cn.pi.interpretation_2017"],
        ":if priors[0] = none\n:if health = 199 items\n:sweep health 0..6000\n:map lots[0].count lots[1].count\n:module mine.second\n:save what-if.repl\n");
    holds(
        &told,
        &[
            "serious → no offence",
            "499/500 < 1",
            "break points: 200, 4700",
            "  500_|",
            "\\\\\\",
            "500      600\n",
            "x/50 + y/500 = 1",
            "no offence → serious",
            "5(1)(7)",
            "what-if.repl written, 1 expectation\n",
        ],
    );
    holds(
        &desk.typed("my-reform", &["repl"], &desk.read("my-reform/what-if.repl")),
        &["✔ as expected: serious"],
    );
    // 10 the paper
    desk.says(
        "my-reform",
        &["report", "cn.pi.interpretation_2017", "my_reform.reform", "cases", "-o", "report.html"],
        0,
    );
    assert!(desk.read("my-reform/report.html").starts_with("<!DOCTYPE html>"));
    // 11 replicate
    assert_eq!(
        desk.says("my-reform", &["verify", "report.html"], 0),
        "reproduced: 6/6 verdicts, 0 differences\n"
    );
    // 12 share
    fs::remove_file(desk.folder.join("my-reform/report.html")).unwrap();
    let told = desk.says("my-reform", &["pack"], 0);
    holds(
        &told,
        &[
            "my-reform 0.1.0",
            "every rule with its source",
            "expectations met: 6 of 6",
            "sha256 ",
            "my-reform-0.1.0.gpk",
        ],
    );
    desk.says("", &["new", "another"], 0);
    holds(&desk.says("another", &["add", "../my-reform/my-reform-0.1.0.gpk"], 0), &["my-reform"]);
    holds(
        &desk.says("another", &["run", "-m", "my_reform.reform", "--brief"], 0),
        &["below-the-new-line", "no offence"],
    );
}

#[test]
fn twelve_steps_in_chinese() {
    let desk = Desk::new("journey", "zh");
    assert_eq!(desk.says("", &["--version"], 0), format!("gravamen {}\n", env!("CARGO_PKG_VERSION")));
    holds(
        &desk.says("", &[], 0),
        &["gravamen tour", "gravamen new 改革甲", "gravamen run 甲案.case", "gravamen repl 甲案.case"],
    );
    holds(&desk.says("", &["tour", "--step", "3"], 0), &["3/8  尚未查明的事实", "甲案  情节严重  问题 1 个"]);
    holds(&desk.says("", &["new", "改革甲"], 0), &["已建立 改革甲/", "cd 改革甲"]);
    desk.write("改革甲/cases/甲案.case", &example("甲案.case"));
    let told = desk.says("改革甲", &["run", "cases/甲案.case"], 0);
    holds(
        &told,
        &[
            "甲案 ── 适用 现行法",
            "结论    情节严重（确定）",
            "第五条第一款第六项",
            "合计 28/25 ≥ 1",
            "引注：法释〔2017〕10号",
        ],
    );
    let told = desk.says("改革甲", &["why", "cases/甲案.case", "--not", "情节特别严重"], 0);
    holds(&told, &["要件", "理由", "为何不是情节特别严重", "第五条第二款第三项  第一类信息  差 470 条"]);
    holds(&desk.says("改革甲", &["amend", "现行解释", "--as", "我的.第二稿"], 0), &["rules/我的/第二稿.grv"]);
    let draft = desk.read("改革甲/rules/我的/第二稿.grv");
    let edit = "# 将 第五条第一款第七项 定为 五千元以上";
    assert!(draft.contains(edit), "{draft}");
    let mended = draft.lines().map(|l| match l.starts_with(edit) {
        true => "将 第五条第一款第七项 定为 四千元以上  理由 “试拟”\n".to_owned(),
        false => l.to_owned() + "\n",
    });
    desk.write("改革甲/rules/我的/第二稿.grv", &mended.collect::<String>());
    desk.write("改革甲/笔误.grv", "模块 笔误\n  修正  现行解释\n\n删去 第五条第一款第七项  理由 “笔误”\n");
    let slip = at(&desk.folder.join("改革甲"), "zh").args(["check", "笔误.grv"]).output().unwrap();
    assert_eq!(slip.status.code(), Some(2));
    holds(&String::from_utf8(slip.stderr).unwrap(), &["E0607", "笔误.grv:4:4"]);
    assert_eq!(desk.says("改革甲", &["check", "我的.第二稿"], 0), "1 个模块中 1 个无误\n");
    let told = desk.says("改革甲", &["diff", "现行解释", "改革甲.改革", "cases"], 0);
    holds(
        &told,
        &["3 件    不变 2", "减轻 1", "重定 第五条第一款第三项  1 减轻", "低于新标准  情节严重 → 不构成犯罪"],
    );
    let told = desk.says("改革甲", &["compare", "现行解释", "改革甲.改革"], 0);
    holds(
        &told,
        &[
            "乙更宽：从不重于甲，且有案件更轻。",
            "甲：情节严重；乙：不构成犯罪",
            "种类 行踪轨迹信息，数量 50条，取得 窃取",
            "第一类信息  差 50 条",
            "已证明不会出现（甲 → 乙）：不构成犯罪 → 情节严重；",
        ],
    );
    let told = desk.typed("改革甲", &["repl", "cases/甲案.case", "-m", "现行解释"],
        ":假设 前科[0] = 无\n:假设 健康生理信息 = 199条\n:扫描 健康生理信息 0..6000条\n:界图 各批信息[0].数量 各批信息[1].数量\n:模块 我的.第二稿\n:保存 假设.repl\n");
    holds(
        &told,
        &[
            "情节严重 → 不构成犯罪",
            "499/500 < 1",
            "拐点：200、4700",
            "  500_|",
            "\\\\\\",
            "500      600\n",
            "x/50 + y/500 = 1",
            "不构成犯罪 → 情节严重",
            "第五条第一款第七项",
            "已写入 假设.repl",
        ],
    );
    holds(&desk.typed("改革甲", &["repl"], &desk.read("改革甲/假设.repl")), &["✔ 符合预期：情节严重"]);
    desk.says("改革甲", &["report", "现行解释", "改革甲.改革", "cases", "-o", "报告.html"], 0);
    assert_eq!(desk.says("改革甲", &["verify", "报告.html"], 0), "复现：6/6 个结论，0 处不同\n");
    fs::remove_file(desk.folder.join("改革甲/报告.html")).unwrap();
    holds(
        &desk.says("改革甲", &["pack"], 0),
        &["改革甲 0.1.0", "每条规则都有依据", "预期相符：6 项，共 6 项", "sha256 ", "改革甲-0.1.0.gpk"],
    );
    desk.says("", &["new", "另一项目"], 0);
    holds(&desk.says("另一项目", &["add", "../改革甲/改革甲-0.1.0.gpk"], 0), &["改革甲"]);
    holds(&desk.says("另一项目", &["run", "-m", "改革甲.改革", "--brief"], 0), &["低于新标准", "不构成犯罪"]);
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
        let mut command = at(&desk.folder, desk.lang);
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

    /// Steps 2, 3, 5, 6, 7 and 9 of the journey with someone at the keyboard.
    #[test]
    fn a_journey_at_a_terminal() {
        let desk = Desk::new("journey-terminal", "zh");
        ends_well(&mut start(&desk, &["new", "改革甲"], false));
        desk.write("甲案.case", &example("甲案.case"));
        let mut session = start(&desk, &["run", "甲案.case", "-m", "现行解释"], false);
        session.expect("甲案 ── 适用 现行解释").unwrap();
        session.expect("合计 28/25 ≥ 1").unwrap();
        ends_well(&mut session);
        let library = ["--library", "改革甲/rules"];
        let mut session = start(&desk, &[&["check", "改革甲.改革"], &library[..]].concat(), false);
        session.expect("1 个模块中 1 个无误").unwrap();
        ends_well(&mut session);
        let words = ["diff", "现行解释", "改革甲.改革", "改革甲/cases"];
        let mut session = start(&desk, &[&words, &library[..]].concat(), false);
        session.expect("减轻 1").unwrap();
        ends_well(&mut session);
        let mut session = start(&desk, &[&["repl", "甲案.case"], &library[..]].concat(), false);
        session.expect("现行法·甲案› ").unwrap();
        session.write_all(":界图 各批信息[0].数量 违法所得\r".as_bytes()).unwrap();
        // dots, not the signs of the keyboard
        session.expect("50000_").unwrap();
        session.expect("⠶").unwrap();
        session.expect("x = 474").unwrap();
        session.expect("现行法·甲案› ").unwrap();
        session.write_all(":模块 改革甲.改革\r".as_bytes()).unwrap();
        session.expect("情节严重").unwrap();
        session.expect("改革·甲案› ").unwrap();
        session.write_all(":退出\r".as_bytes()).unwrap();
        ends_well(&mut session);
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
        desk.write("published.json", &example("published.json"));
        let words = ["diff", "cn.pi.interpretation_2017", "cn.pi.reform.thesis", "published.json"];
        let mut session = start(&desk, &words, false);
        session.expect(expectrl::Regex("\\[[=> ]{30}\\] [0-9]+/52")).unwrap();
        session.write_all(&[3]).unwrap();
        session.expect(expectrl::Eof).unwrap();
        let quick = ["run", "published.json", "--brief"];
        let output = at(&desk.folder, "en").args(quick).env("TERM", "xterm").output().unwrap();
        assert!(output.stderr.is_empty() && !output.stdout.is_empty());
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
