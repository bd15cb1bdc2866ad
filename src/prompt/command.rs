//! The commands of the prompt: their names in both languages, what they do, and an example of each.

use crate::diag::Lang;
use crate::render::pad;
use unicode_width::UnicodeWidthStr;

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// `:help` | `:帮助`
    Help,
    /// `:load PATH` | `:载入 路径`
    Load,
    /// `:reload` | `:重载`
    Reload,
    /// `:watch` | `:监视`
    Watch,
    /// `:module M` | `:模块 名称`
    Module,
    /// `:case NAME` | `:案件 名称`
    Case,
    /// `:cases` | `:案件列表`
    Cases,
    /// `:type EXPR` | `:类型 式`
    Type,
    /// `:info NAME` | `:说明 名称`
    Info,
    /// `:browse MODULE` | `:浏览 模块`
    Browse,
    /// `:cite NAME` | `:引注 名称`
    Cite,
    /// `:why` | `:为何`
    Why,
    /// `:whynot GRADE` | `:为何不 等级`
    Whynot,
    /// `:missing` | `:未明`
    Missing,
    /// `:if FACT = VALUE` | `:假设 事实 = 值`
    If,
    /// `:undo` | `:撤销`
    Undo,
    /// `:sweep FACT a..b` | `:扫描 事实 a..b`
    Sweep,
    /// `:map X Y` | `:界图 甲 乙`
    Map,
    /// `:diff A B` | `:比较 甲 乙`
    Diff,
    /// `:compare A B where C` | `:对照 甲 乙 限于 条件`
    Compare,
    /// `:prove M` | `:证明 模块`
    Prove,
    /// `:amend EDIT` | `:修正 修改`
    Amend,
    /// `:as-of DATE` | `:时点 日期`
    AsOf,
    /// `:lang en|zh` | `:语言 en|zh`
    Lang,
    /// `:set OPTION VALUE` | `:设置 选项 值`
    Set,
    /// `:save FILE` | `:保存 文件`
    Save,
    /// `:edit` | `:编辑`
    Edit,
    /// `:assert CONDITION` | `:断言 条件`
    Assert,
    /// `:quit` | `:退出`
    Quit,
}

impl Command {
    /// Whether nothing can be done without what follows it.
    pub(super) fn wants_more(self) -> bool {
        match self {
            Command::Load
            | Command::Type
            | Command::Info
            | Command::Cite
            | Command::Whynot
            | Command::If
            | Command::Sweep
            | Command::Map
            | Command::Diff
            | Command::Compare
            | Command::Amend
            | Command::Lang
            | Command::Set
            | Command::Save
            | Command::Assert => true,
            Command::Help
            | Command::Reload
            | Command::Watch
            | Command::Module
            | Command::Case
            | Command::Cases
            | Command::Browse
            | Command::Why
            | Command::Missing
            | Command::Undo
            | Command::Prove
            | Command::AsOf
            | Command::Edit
            | Command::Quit => false,
        }
    }
}

/// A command as people read of it; `[English, 中文]` throughout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// The command.
    pub(super) command: Command,
    /// Its names, without the colon.
    pub(super) names: [&'static str; 2],
    /// What follows it.
    pub(super) takes: [&'static str; 2],
    /// What it does, in a few words.
    pub(super) says: [&'static str; 2],
    /// Examples.
    pub(super) example: [&'static str; 2],
}

macro_rules! table {
    ($($command:ident $names:tt $takes:tt $says:tt $example:tt)*) => {
        /// All commands, in the order of the help.
        pub(super) const COMMANDS: &[Row] = &[$(Row {
            command: Command::$command, names: $names, takes: $takes, says: $says, example: $example,
        }),*];
    };
}

table! {
    Help ["help", "帮助"] ["CMD", "命令"] ["all commands or one", "全部命令或一个"]
        [":help if", ":帮助 假设"]
    Load ["load", "载入"] ["PATH", "路径"] ["cases or rules", "案件或者规则"]
        [":load cases/b-001.case", ":载入 案件/甲案.case"]
    Reload ["reload", "重载"] ["", ""] ["read files again", "重新读取文件"]
        [":reload", ":重载"]
    Watch ["watch", "监视"] ["on|off", "on|off"] ["reread what changes", "有变动即重读"]
        [":watch on", ":监视 on"]
    Module ["module", "模块"] ["M", "模块"] ["the rules to apply", "适用的规则"]
        [":module {module}", ":模块 {module}"]
    Case ["case", "案件"] ["NAME", "名称"] ["the case at hand", "当前案件"]
        [":case b-001", ":案件 甲案"]
    Cases ["cases", "案件列表"] ["", ""] ["all cases, outcomes", "全部案件及结论"]
        [":cases", ":案件列表"]
    Type ["type", "类型"] ["EXPR", "式"] ["its type and unit", "类型与单位"]
        [":type {number}", ":类型 {number}"]
    Info ["info", "说明"] ["NAME", "名称"] ["what it is (?NAME)", "含义；亦可 ?名称"]
        ["?{limb}", "?{limb}"]
    Browse ["browse", "浏览"] ["M", "模块"] ["names of a module", "模块中的名称"]
        [":browse", ":浏览"]
    Cite ["cite", "引注"] ["NAME", "名称"] ["citations in full", "完整引注"]
        [":cite {limb}", ":引注 {limb}"]
    Why ["why", "为何"] ["DEPTH", "层次"] ["the whole argument", "展开全部理由"]
        [":why 2", ":为何 2"]
    Whynot ["whynot", "为何不"] ["GRADE", "等级"] ["why it is not that", "为何不是该等级"]
        [":whynot {grade}", ":为何不 {grade}"]
    Missing ["missing", "未明"] ["", ""] ["unknowns in play", "有影响的不明事实"]
        [":missing", ":未明"]
    Compare ["compare", "对照"] ["A B", "甲 乙"] ["over all cases", "就一切案件比较"]
        [
            ":compare {module} cn.pi.reform.thesis\n:compare cn.pi.reform.thesis where {yes}    # the present rules and one more\n:compare cn.pi.reform.thesis by {number}    # a table",
            ":对照 {module} 论文改革方案\n:对照 论文改革方案 限于 {yes}    # 当前规则与另一套\n:对照 论文改革方案 按 {number}    # 列表"
        ]
    Prove ["prove", "证明"] ["M", "模块"] ["claims, all cases", "就一切案件证明命题"]
        [":prove {module}", ":证明 {module}"]
    If ["if", "假设"] ["FACT = V", "事实 = 值"] ["change a fact", "改变一项事实"]
        [
            ":if {list}[0].{count} = 20 {of}\n:if {member} = 20 {of}    # the one record of that kind\n:if {yes} = no\n:if {record} {member}, 20 {of}    # one record more, as in a case file\n:if {list}[0] = none    # one record less",
            ":假设 {list}[0].{count} = 20{of}\n:假设 {member} = 20{of}    # 该种类的唯一记录\n:假设 {yes} = 否\n:假设 {record} {member}，20{of}    # 如案件文件，增加一条记录\n:假设 {list}[0] = 无    # 减去一条记录"
        ]
    Undo ["undo", "撤销"] ["", ""] ["take a change back", "撤回上一改动"]
        [":undo", ":撤销"]
    Sweep ["sweep", "扫描"] ["FACT a..b", "事实 a..b"] ["exact break points", "精确拐点"]
        [":sweep {list}[0].{count} 0..6000", ":扫描 {list}[0].{count} 0..6000"]
    Map ["map", "界图"] ["X Y", "甲 乙"] ["exact borders", "精确界线"]
        [":map {list}[0].{count} {number}", ":界图 {list}[0].{count} {number}"]
    Diff ["diff", "比较"] ["A B", "甲 乙"] ["two rule sets", "两套规则的差异"]
        [":diff {module} current", ":比较 {module} current"]
    Amend ["amend", "修正"] ["EDIT", "修改"] ["edit the rules", "修改规则"]
        [":amend repeal {limb}", ":修正 删去{limb}"]
    AsOf ["as-of", "时点"] ["DATE", "日期"] ["law of a day; off", "该日法律；off 取消"]
        [":as-of 2016-01-01", ":时点 2016年1月1日"]
    Lang ["lang", "语言"] ["en|zh", "en|zh"] ["language of answers", "回答所用语言"]
        [":lang zh", ":语言 en"]
    Set ["set", "设置"] ["OPT on|off", "选项 on|off"] ["brief, history", "brief、history"]
        [":set brief on", ":设置 history off"]
    Save ["save", "保存"] ["F", "文件"] ["a script; --as-test", "脚本；--as-test"]
        [":save what-if.repl    # a script that leads here again\n:save what-if.case --as-test    # a case file that expects what was shown", ":保存 假设.repl    # 可重新运行的脚本\n:保存 假设.case --as-test    # 以所示结论为预期的案件文件"]
    Edit ["edit", "编辑"] ["", ""] ["rules in an editor", "在编辑器中修改"]
        [":edit", ":编辑"]
    Assert ["assert", "断言"] ["COND", "条件"] ["fails unless true", "不成立即失败"]
        [":assert {number} below 10 {unit}\nexpect {grade}", ":断言 {number} 不满 10{unit}\n预期 {grade}"]
    Quit ["quit", "退出"] ["", ""] ["leave", "离开"]
        [":quit", ":退出"]
}

/// The command of a word, which may be shortened as long as only one begins so; else those that do.
pub(super) fn named(word: &str) -> Result<&'static Row, Vec<&'static Row>> {
    if let Some(row) = COMMANDS.iter().find(|r| r.names.contains(&word)) {
        return Ok(row);
    }
    let begins = |r: &&Row| !word.is_empty() && r.names.iter().any(|n| n.starts_with(word));
    let all: Vec<&Row> = COMMANDS.iter().filter(begins).collect();
    match all.as_slice() {
        [one] => Ok(one),
        _ => Err(all),
    }
}

/// From so many columns on two commands stand side by side, and from so many with what follows them.
const WIDE: [usize; 2] = [60, 80];

/// The page of all commands, on one screen of 60 columns; on a narrower one a command a line.
pub(super) fn page(lang: Lang, width: usize) -> String {
    let [narrow, wide] = WIDE.map(|w| width >= w);
    let cell = |r: &Row| {
        let takes = if narrow && !wide { "" } else { lang.pick(&r.takes) };
        format!(":{} {takes}", lang.pick(&r.names)).trim_end().to_owned()
    };
    let rows = if narrow { COMMANDS.len().div_ceil(2) } else { COMMANDS.len() };
    let (left, right) = COMMANDS.split_at(rows);
    // a blank at least between what stands side by side
    let widest = |rows: &[Row], of: &dyn Fn(&Row) -> usize| rows.iter().map(of).max().unwrap_or(0) + 1;
    let names = [left, right].map(|rows| widest(rows, &|r| cell(r).width()));
    let says = widest(left, &|r| lang.pick(&r.says).width());
    let mut out = String::from(lang.pick(&[
        "a condition, number, provision or name is evaluated over the case\n",
        "条件、数目、条文或者名称：就当前案件求值\n",
    ]));
    out.push_str(lang.pick(&[
        "an item (definition …, article …, case …) joins the rules; a blank line ends it\n",
        "条目（定义……、第…条……、案件……）：加入规则；空行结束\n",
    ]));
    for (i, row) in left.iter().enumerate() {
        let one = |r: &Row, width: usize| format!("{}{}", pad(&cell(r), width), lang.pick(&r.says));
        let mut line = format!("  {}", pad(&one(row, names[0]), names[0] + says));
        if let Some(other) = right.get(i) {
            line.push_str(&one(other, names[1]));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.push_str(lang.pick(&[
        "commands may be shortened, as :mo or :sw; an example: `:help if`\nTab completes, also by pinyin initials; Ctrl-C stops a computation\n",
        "命令可以缩写，如 :mo、:sw；例子：:帮助 假设\nTab 补全，亦可用拼音首字母；Ctrl-C 停止计算\n",
    ]));
    out
}

/// The page of one command.
pub(super) fn one(row: &Row, lang: Lang, mut example: impl FnMut(&str) -> String) -> String {
    let usage = format!(":{} {}", lang.pick(&row.names), lang.pick(&row.takes));
    let other = match lang {
        Lang::En => row.names.last(),
        Lang::Zh => row.names.first(),
    };
    let other = other.map(|o| format!("  (:{o})")).unwrap_or_default();
    let examples: String = lang.pick(&row.example).lines().map(|l| format!("  {}\n", example(l))).collect();
    let head = lang.pick(&["example:", "例："]);
    format!("{}{other}\n  {}\n{head}\n{examples}", usage.trim_end(), lang.pick(&row.says))
}
