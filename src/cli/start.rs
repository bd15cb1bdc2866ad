//! The first screen, for a command line without a command.

use crate::diag::Lang;

/// What `gravamen` alone prints.
pub(super) fn screen(lang: Lang) -> String {
    let head = format!(
        "Gravamen {} — {}\n\n",
        env!("CARGO_PKG_VERSION"),
        lang.pick(&["write and apply legal rule modules", "规则模块的书写与适用"])
    );
    let rows: [([&str; 2], &str, [&str; 2]); 8] = [
        (["apply", "适用"], "gravamen run my.case", ["grade a case and say why", "判断一个案件并说明理由"]),
        (["", ""], "gravamen why my.case", ["the whole argument", "展开全部理由"]),
        (
            ["compare", "比较"],
            "gravamen diff A B cases/",
            ["where rule sets part, and why", "规则在案件上的差异与起因"],
        ),
        (["write", "书写"], "gravamen check rules.grv", ["find what is wrong in a module", "检查规则模块"]),
        (["read", "查阅"], "gravamen show", ["list the modules, or show one", "列出模块，或者显示其一"]),
        (["", ""], "gravamen explain E0201", ["what a message means", "解释一条信息"]),
        (
            ["explore", "探索"],
            "gravamen repl my.case",
            ["change facts and rules, see what moves", "改变事实与规则，看结论如何变动"],
        ),
        (["help", "帮助"], "gravamen help run", ["every command has an example", "每个命令都有例子"]),
    ];
    let width = if lang == Lang::En { 9 } else { 6 };
    let mut out = head;
    for (group, command, says) in rows {
        let group = crate::render::pad(lang.pick(&group), width);
        out.push_str(&format!("  {group}{command:<26}{}\n", lang.pick(&says)));
    }
    out.push_str(lang.pick(&["\n--lang zh   中文\n", "\n--lang en   English\n"]));
    out
}
