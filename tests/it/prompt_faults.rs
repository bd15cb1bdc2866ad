//! What people mistype at the prompt, and what it says of it, in both languages; what is wrong changes nothing.

use crate::repl::{ask, prompt};
use gravamen::diag::Lang;

/// Each line is wrong; its answer holds that text, and the session stands where it stood.
fn faults(lang: Lang, module: &str, case: &str, lines: &[(&str, &str)]) {
    let (mut prompt, _) = prompt(lang, module);
    ask(&mut prompt, case);
    for (line, says) in lines {
        let before = (prompt.prompt(), ask(&mut prompt, ":case"));
        let answer = prompt.answer(line);
        assert!(answer.wrong && answer.text.is_empty(), "{line}: {}", answer.text);
        assert!(answer.faults.contains(says), "{line}\n{}", answer.faults);
        assert_eq!((prompt.prompt(), ask(&mut prompt, ":case")), before, "{line}");
    }
}

#[test]
fn typical_mistakes_in_english() {
    faults(
        Lang::En,
        "cn.pi.interpretation_2017",
        ":load examples/b-001.case",
        &[
            ("help", "a command begins with a colon: `:help`"),
            (":expect serious", "`expect …` is typed without the colon"),
            (":definition bulk (lot)", "`definition …` is typed without the colon"),
            (":set 5(1)(3) at 20 items", "an edit of the rules is typed without the colon"),
            (":type", "`:type` wants more: `:type EXPR`, as `:type illegal_gains`"),
            (":if", "`:if` wants more: `:if FACT = V`, as `:if lots[0].count = 20 items`"),
            (":sweep", "`:sweep` wants more"),
            (":save", "`:save` wants more: `:save F`, as `:save what-if.repl`"),
            (":undo 3", "nothing follows `:undo`: `3`"),
            ("serious", "`serious` is an outcome: `expect serious` asks"),
            ("expect", "write the outcome that is expected: no_offence, serious, especially_serious"),
            (":if lots.count = 3 items", "`lots` are several records: write which, as `lots[0].count`"),
            (":if helth = 3 items", "did you mean health"),
            (":map lots[0].items illegal_gains", "`lot` has no field `items`; it has kind, "),
            (":map lots[0].cuont illegal_gains", "is no fact of this case; did you mean count"),
            (":if trajectory = 1.5 items", "what is counted"),
            (":sweep illegal_gains 5000..0", "the range runs backwards: write `0..5000`"),
            (":sweep illegal_gains 0..50 items", "`illegal_gains` is counted in yuan, not in items"),
            (":sweep illegal_gains 5000", "write the range as `0..6000`"),
            (":browse cn.pi.interpretation_2071", "did you mean `cn.pi.interpretation_2017`?"),
            (":compare cn.pi.reform.thesis where", "a condition follows `where`"),
            (":compare cn.pi.reform.thesis by", "name one to three facts"),
            ("conduct_from is before 2020-01-01", "error[E0101] expected"),
            ("case A (1)\n  breach yes", "fix: replace `A (1)` with `A-1`"),
            ("case a\n  unstated facts are missing\n  breach yes", "expected `absent` or `unknown` here"),
        ],
    );
}

#[test]
fn typical_mistakes_in_chinese() {
    faults(
        Lang::Zh,
        "现行解释",
        ":载入 examples/甲案.case",
        &[
            ("帮助", "命令以冒号开头，如 :帮助"),
            ("：预期 情节严重", "“预期……”前面不写冒号"),
            (":定义 大批（信息）", "“定义……”前面不写冒号"),
            (":设置 第五条第一款第三项 定为 三十条以上", "修改规则前面不写冒号"),
            ("：类型", "“:类型”之后须写 式，如 :类型 违法所得"),
            (":假设", "如 :假设 各批信息[0].数量 = 20条"),
            (":撤销 2", "“:撤销”之后不写内容：“2”"),
            ("情节严重", "“情节严重”是结论"),
            ("预期", "请写所预期的结论：不构成犯罪、情节严重、情节特别严重"),
            (":为何不 严重", "没有等级“严重”；有 不构成犯罪、情节严重、情节特别严重"),
            (":假设 各批信息.数量 = 3条", "“各批信息”有多条记录，请写明其一，如 各批信息[0].数量"),
            (":假设 行踪轨蹟信息 = 5条", "相近：行踪轨迹信息"),
            (":假设 违法所得 = 5,000元", "把 `5,000元` 改为 `5000元`"),
            (":假设 健康生理信息 = 50组", "“50组”是信息的哪一字段，不明确"),
            (":假设 违反规定 = 不是", "“违反规定”应填是或否"),
            (":扫描 违法所得 五千元至零元", "范围前大后小，请写 0..5000"),
            (":扫描 违法所得 0..5000条", "“违法所得”以元计，不以条计"),
            ("？没有", "“现行解释”中没有“没有”"),
            (":对照 论文改革方案 限于", "“限于”之后须写条件"),
            ("案件 丙案（一）\n  违反规定 是", "改法：把 `丙案（一）` 改为 `丙案-一`"),
            ("案件 丙案 | C (1)\n  违反规定 是", "改法：把 `C (1)` 改为 `C-1`"),
            ("案件 丙\n  未载明事实视为 未知\n  违反规定 是", "此处应为：“不存在”或者“不明”"),
            ("违法所得 ≥ 5000元", "把 `≥` 改为 `达到`"),
        ],
    );
}

/// A script is no case file, and a folder that is not there takes no file.
#[test]
fn a_script_is_played_and_not_loaded() {
    let (mut en, papers) = prompt(Lang::En, "current");
    papers.keep("s.repl", "# what if\n:load examples/b-001.case\n");
    assert_eq!(
        ask(&mut en, ":load s.repl"),
        "`s.repl` is a script of the prompt: `gravamen repl < s.repl` plays it\n"
    );
    let output = crate::binary::typed(
        crate::binary::start().args(["--lang", "zh", "repl"]),
        ":保存 /没有/假设.repl\n",
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("E0714") && said.contains("没有这个文件夹"), "{said}");
}

#[test]
fn ranges_are_read_as_the_language_writes_numbers() {
    let (mut zh, _) = prompt(Lang::Zh, "现行解释");
    ask(&mut zh, ":载入 examples/甲案.case");
    let said = ask(&mut zh, ":扫描 健康生理信息 0..6000条");
    assert!(said.contains("拐点：4700"), "{said}");
    for range in ["零至六千条", "０～６０００条", "从0至六千", "0-6000", "0 to 6,000 items", "0..０．６万条"]
    {
        assert_eq!(ask(&mut zh, &format!("：扫描　健康生理信息　{range}")), said, "{range}");
    }
    let map = ask(&mut zh, ":界图 各批信息[0].数量 违法所得");
    assert!(map.contains("x = 474"), "{map}");
    assert_eq!(ask(&mut zh, "：界图 各批信息［０］．数量，违法所得"), map);
}

#[test]
fn lists_records_and_fields_have_a_type() {
    let (mut en, _) = prompt(Lang::En, "cn.pi.interpretation_2017");
    let typed = |p: &mut _, text: &str| ask(p, &format!(":type {text}")).lines().next().unwrap().to_owned();
    for (text, says) in [
        ("lots", "a list of lot"),
        ("lots[0]", "a record: lot"),
        ("lots[0].count", "a number of items"),
        ("lots[0].kind", "a member of information"),
        ("lots[0].published", "a condition: yes, no or unknown"),
        ("kind", "a member of information, of each lot"),
    ] {
        assert_eq!(typed(&mut en, text), says);
    }
    assert!(ask(&mut en, ":type lots[0].count").contains("stdlib/cn/pi/facts.grv:"));
}

/// A class cites what its own line cites, not what its classification does.
#[test]
fn a_class_is_cited_by_its_own_line() {
    let (mut en, _) = prompt(Lang::En, "cn.pi.interpretation_2017");
    assert_eq!(ask(&mut en, ":cite class_two"), "  cites  Fa Shi [2017] No. 10 art. 5(1)(4)\n");
    assert!(ask(&mut en, "?class_two").contains("  cites  Fa Shi [2017] No. 10 art. 5(1)(4)\n"));
}

/// A chosen day leaves a single rule set and what was typed aside; without a day both apply again.
#[test]
fn the_law_of_a_day_is_given_up_again() {
    let (mut en, _) = prompt(Lang::En, "cn.pi.interpretation_2017");
    ask(&mut en, ":load examples/b-001.case");
    ask(&mut en, ":amend set 5(1)(3) at 20 items");
    let there = en.prompt();
    let said = ask(&mut en, ":as-of 2016-01-01");
    assert!(said.starts_with("what was typed is left aside until `:as-of off`\n"), "{said}");
    assert!(said.contains("cn.pi.interpretation_2017 + cn.pi.statute_2015 as of 2016-01-01\n"), "{said}");
    assert_eq!(en.prompt(), "current·b-001› ");
    // asking which law applies changes nothing
    assert_eq!(ask(&mut en, ":as-of"), "cn.pi.interpretation_2017 + cn.pi.statute_2015 as of 2016-01-01\n");
    ask(&mut en, ":as-of 2012-05-01");
    ask(&mut en, ":as-of off");
    assert_eq!(en.prompt(), there);
    assert!(ask(&mut en, "5(1)(3)").starts_with("yes"));
    // another rule set takes the place of both
    ask(&mut en, ":as-of 2012-05-01");
    ask(&mut en, ":module cn.pi.reform.thesis");
    ask(&mut en, ":as-of off");
    assert_eq!(en.prompt(), "thesis·b-001› ");
}

/// The prompt asks what `gravamen missing` asks: findings too, best first, with what each answer does.
#[test]
fn what_is_missing_is_what_the_interview_asks() {
    let root = std::env::temp_dir().join(format!("gravamen-missing-{}", std::process::id()));
    std::fs::create_dir_all(&root).unwrap();
    let text = "case open\n  unstated facts are unknown\n  breach yes\n  lot trajectory, 30 items, purchase, sold_to 1 person\n";
    std::fs::write(root.join("open.case"), text).unwrap();
    let module = ["-m", "cn.pi.interpretation_2017"];
    for lang in ["en", "zh"] {
        let run = |words: &[&str], lines: &str| {
            let mut command = crate::binary::start();
            command.current_dir(&root).args(words).args(module).args(["--lang", lang]);
            String::from_utf8(crate::binary::typed(&mut command, lines).stdout).unwrap()
        };
        let asked = run(&["missing", "open.case"], "");
        assert!(asked.contains(["read by 5(2)(1)", "涉及 第五条第二款第一项"][usize::from(lang == "zh")]));
        assert!(asked.contains(["other_serious", "其他严重情节"][usize::from(lang == "zh")]));
        // a list that the case does not give is not what the rules leave open
        std::fs::write(root.join("none.case"), "case none\n  unstated facts are unknown\n  breach yes\n")
            .unwrap();
        let none = ["not known, to be listed in the case: lots", "不明，须在案件中列明：各批信息"];
        for (command, lines) in
            [(&["missing", "none.case"][..], ""), (&["ask", "none.case", "--dry-run"], "u\nu\nu\nu\nu\nu\n")]
        {
            let told = run(command, lines);
            assert!(told.contains(none[usize::from(lang == "zh")]), "{told}");
            assert!(!told.contains("left open") && !told.contains("未予规定"), "{told}");
        }
        let typed = run(&["repl", "open.case"], ":missing\n");
        assert!(typed.ends_with(&asked), "{asked}\n{typed}");
    }
    std::fs::remove_dir_all(root).unwrap();
}
