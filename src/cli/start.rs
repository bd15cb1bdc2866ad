//! The first screen, for a command line without a command.

use crate::diag::Lang;
use crate::render::listed;

/// What `gravamen` alone prints, in lines of so many cells.
pub(super) fn screen(lang: Lang, width: usize) -> String {
    let head = format!(
        "Gravamen {} — {}\n\n",
        env!("CARGO_PKG_VERSION"),
        lang.pick(&["write, apply and compare legal rule modules", "规则模块的书写、适用与比较"])
    );
    let rows: [([&str; 2], [&str; 2], [&str; 2]); 13] = [
        (
            ["try", "试一试"],
            ["gravamen tour", "gravamen tour"],
            ["five minutes, shown on cases", "五分钟导览"],
        ),
        (
            ["", ""],
            ["gravamen new my-reform", "gravamen new 改革甲"],
            ["a project with a first amendment", "建立项目，附第一份修正"],
        ),
        (
            ["apply", "适用"],
            ["gravamen run my.case", "gravamen run 甲案.case"],
            ["grade a case and say why", "判断一个案件并说明理由"],
        ),
        (
            ["", ""],
            ["gravamen why my.case", "gravamen why 甲案.case"],
            ["the whole argument", "展开全部理由"],
        ),
        (
            ["compare", "比较"],
            ["gravamen diff A B cases/", "gravamen diff 甲 乙 案件/"],
            ["where rule sets part, and why", "规则在案件上的差异与起因"],
        ),
        (
            ["", ""],
            ["gravamen compare A B", "gravamen compare 甲 乙"],
            ["the same over all possible cases", "就一切可能的案件而言的差异"],
        ),
        (
            ["write", "书写"],
            ["gravamen amend BASE --as NEW", "gravamen amend 甲 --as 乙"],
            ["draft an amendment", "起草一份修正"],
        ),
        (
            ["", ""],
            ["gravamen check mine.grv", "gravamen check 改革甲.grv"],
            ["find what is wrong in a module", "检查规则模块"],
        ),
        (
            ["read", "查阅"],
            ["gravamen show", "gravamen show"],
            ["list the modules, or show one", "列出模块，或者显示其一"],
        ),
        (
            ["", ""],
            ["gravamen explain E0201", "gravamen explain E0201"],
            ["what a message means", "解释一条信息"],
        ),
        (
            ["explore", "探索"],
            ["gravamen repl my.case", "gravamen repl 甲案.case"],
            ["change facts and rules, see what moves", "改变事实与规则，看结论如何变动"],
        ),
        (
            ["publish", "发表"],
            ["gravamen report A B cases/", "gravamen report 甲 乙 案件/"],
            ["one page with tables and pictures", "一页报告，附表与图"],
        ),
        (
            ["help", "帮助"],
            ["gravamen help run", "gravamen help run"],
            ["every command has an example", "每个命令都有例子"],
        ),
    ];
    let row = |(group, command, says): ([&str; 2], [&str; 2], [&str; 2])| {
        [group, command, says].map(|words| lang.pick(&words).to_owned()).to_vec()
    };
    let rows: Vec<Vec<String>> = rows.into_iter().map(row).collect();
    let mut out = head + &listed(&rows, 2, usize::MAX, width).concat();
    out.push_str(lang.pick(&["\n--lang zh   中文\n", "\n--lang en   English\n"]));
    out
}
