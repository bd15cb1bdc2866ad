//! The commands, their options and their help, in both languages.

use crate::diag::Lang;
use crate::render::{fitted, listed};
use clap::{Arg, ArgAction, Command, value_parser};

const TEMPLATE: [&str; 2] = [
    "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
];

/// The whole command line in a language.
pub(super) fn command(lang: Lang) -> Command {
    let root = Command::new("gravamen")
        .version(env!("CARGO_PKG_VERSION"))
        .about(lang.pick(&["Write, apply and compare legal rule modules", "规则模块的书写、适用与比较"]))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .subcommand_help_heading(lang.pick(&["Commands", "命令"]))
        .help_template(match lang {
            Lang::En => "{about-with-newline}\nUsage: gravamen COMMAND …\n\n{all-args}{after-help}",
            Lang::Zh => "{about-with-newline}\n用法：gravamen 命令 …\n\n{all-args}{after-help}",
        })
        .after_help(lang.pick(&["Example: gravamen run my.case", "例：gravamen run 甲案.case"]))
        .next_help_heading(lang.pick(&["Options", "选项"]))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(lang.pick(&["Print the version", "显示版本"])),
        );
    let whole = common(root, lang).subcommands([
        run(lang),
        why(lang),
        check(lang),
        show(lang),
        super::repl::command(lang),
        super::diff::command(lang),
        super::test::command(lang),
        super::compare::command(lang),
        super::compare::prove_command(lang),
        super::vary::command(lang),
        super::ask::missing_command(lang),
        super::ask::ask_command(lang),
        super::cases::command(lang),
        super::batch::command(lang),
        super::sql::command(lang),
        super::fix::command(lang),
        super::tour::command(lang),
        super::new::command(lang),
        super::amend::command(lang),
        super::pack::command(lang),
        super::add::command(lang),
        super::lock::command(lang),
        super::report::command(lang),
        super::verify::command(lang),
        super::doc::command(lang),
        super::fmt::command(lang),
        super::lint::command(lang),
        explain(lang),
        completions(lang),
        help(lang),
    ]);
    match lang {
        Lang::En => whole,
        Lang::Zh => in_chinese(whole).mut_subcommands(in_chinese),
    }
}

/// What stands for the values of arguments, in Chinese.
const VALUES: &[(&str, &str)] = &[
    ("ACTION", "操作"),
    ("CASE", "案件"),
    ("CODE", "编号"),
    ("COLUMN", "列"),
    ("COMMAND", "命令"),
    ("CONDITION", "条件"),
    ("DATE", "日期"),
    ("DIR", "目录"),
    ("FACT", "事实"),
    ("FACT,FACT", "事实,事实"),
    ("FACT,…", "事实,…"),
    ("LIST=FILE", "列表=文件"),
    ("LIST=NAME", "列表=名称"),
    ("MIB", "兆字节"),
    ("FILE", "文件"),
    ("GRADE", "等级"),
    ("ID", "编号"),
    ("MODULE", "模块"),
    ("N", "数"),
    ("NAME", "名称"),
    ("PATH", "路径"),
    ("REPORT", "报告"),
    ("SHELL", "终端"),
    ("TEXT", "文字"),
    ("THEORY", "学说"),
    ("WHAT", "对象"),
];

/// With the Chinese words for the values of its arguments; what is typed as it stands, as `text|json`, stays.
fn in_chinese(command: Command) -> Command {
    command.mut_args(|arg| {
        let own = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
        let word = own.and_then(|own| VALUES.iter().find(|v| v.0 == own));
        match word {
            Some((_, zh)) => arg.value_name(zh),
            None => arg,
        }
    })
}

/// A page of help with the words that the parser puts in by itself in the language of the page; what it lists stands in
/// columns of cells, in lines of so many.
pub(super) fn page(help: &str, lang: Lang, width: usize) -> String {
    let mut out = String::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let help = in_words(help, lang);
    for line in help.lines().chain([""]) {
        let words = line.trim_start();
        match words.split_once("  ").filter(|_| words.len() < line.len()) {
            Some((name, says)) => {
                let lead = " ".repeat(line.len() - words.len());
                rows.push(vec![lead + name, says.trim_start().to_owned()]);
            }
            None => {
                out.extend(listed(&std::mem::take(&mut rows), 0, usize::MAX, width));
                out.push_str(&fitted(line, width));
                out.push('\n');
            }
        }
    }
    out.trim_end().to_owned() + "\n"
}

fn in_words(help: &str, lang: Lang) -> String {
    match lang {
        Lang::En => help.to_owned(),
        Lang::Zh => help
            .replace("[OPTIONS]", "[选项]")
            .replace("\n命令:\n", "\n命令：\n")
            .replace("\n参数:\n", "\n参数：\n")
            .replace("\n选项:\n", "\n选项：\n"),
    }
}

/// Options that every command has.
fn common(root: Command, lang: Lang) -> Command {
    root.arg(
        Arg::new("help")
            .short('h')
            .long("help")
            .global(true)
            .action(ArgAction::Help)
            .help(lang.pick(&["Print this help", "显示帮助"])),
    )
    .arg(
        Arg::new("lang")
            .long("lang")
            .global(true)
            .value_parser(["en", "zh"])
            .hide_possible_values(true)
            .value_name("en|zh")
            .help(lang.pick(&["The language of what is printed", "输出语言"])),
    )
    .arg(
        Arg::new("library").long("library").global(true).value_name("DIR").help(
            lang.pick(&["Where modules are looked for (default: rules)", "查找模块的目录（默认 rules）"]),
        ),
    )
    .arg(
        Arg::new("plain")
            .long("plain")
            .global(true)
            .action(ArgAction::SetTrue)
            .help(lang.pick(&["Nothing drawn, for screen readers", "不用图形与制表符，便于读屏"])),
    )
    .arg(
        Arg::new("no-progress").long("no-progress").global(true).action(ArgAction::SetTrue).hide(true).help(
            lang.pick(&["No progress bar (NO_PROGRESS does the same)", "不显示进度（同 NO_PROGRESS）"]),
        ),
    )
}

pub(super) fn sub(
    lang: Lang,
    name: &'static str,
    about: [&'static str; 2],
    example: [&'static str; 2],
) -> Command {
    Command::new(name)
        .about(lang.pick(&about))
        .after_help(lang.pick(&example))
        .help_template(lang.pick(&TEMPLATE))
        .next_help_heading(lang.pick(&["Options", "选项"]))
}

pub(super) fn operand(lang: Lang, id: &'static str, says: [&'static str; 2]) -> Arg {
    Arg::new(id).value_name(id).help_heading(lang.pick(&["Arguments", "参数"])).help(lang.pick(&says))
}

pub(super) fn module(lang: Lang) -> Arg {
    Arg::new("module").short('m').long("module").value_name("MODULE").action(ArgAction::Append).help(
        lang.pick(&[
            "A module by name, or a .grv or .md file; may be repeated (default: current)",
            "模块名，或者 .grv、.md 文件；可多次使用（默认 current）",
        ]),
    )
}

pub(super) fn with(lang: Lang) -> Arg {
    Arg::new("with").short('w').long("with").value_name("THEORY").action(ArgAction::Append).help(
        lang.pick(&["A theory to adopt for this run; may be repeated", "本次适用所采用的学说；可多次使用"]),
    )
}

pub(super) fn format(lang: Lang) -> Arg {
    Arg::new("format")
        .short('f')
        .long("format")
        .value_parser(["text", "json"])
        .hide_possible_values(true)
        .hide_default_value(true)
        .default_value("text")
        .value_name("text|json")
        .help(lang.pick(&["The form of what is printed", "输出格式"]))
}

fn run(lang: Lang) -> Command {
    sub(
        lang,
        "run",
        ["Grade cases and say why", "判断案件并说明理由"],
        [
            "Example: gravamen run cases/ --module current --brief",
            "例：gravamen run 案件/ --module current --brief",
        ],
    )
    .arg(
        operand(
            lang,
            "PATH",
            [
                "Case files (.case, .json) or folders (default: the project's cases)",
                "案件文件（.case、.json）或者目录（默认项目的案件）",
            ],
        )
        .num_args(0..),
    )
    .arg(module(lang))
    .arg(with(lang))
    .arg(
        Arg::new("brief")
            .long("brief")
            .action(ArgAction::SetTrue)
            .help(lang.pick(&["One line a case", "每案一行"])),
    )
    .arg(format(lang))
}

fn why(lang: Lang) -> Command {
    sub(
        lang,
        "why",
        ["Unfold the whole argument", "展开全部理由"],
        [
            "Example: gravamen why my.case --not especially_serious",
            "例：gravamen why 甲案.case --not 情节特别严重",
        ],
    )
    .arg(operand(lang, "CASE", ["A case file", "案件文件"]).required(true))
    .arg(module(lang))
    .arg(with(lang))
    .arg(
        Arg::new("not")
            .long("not")
            .value_name("GRADE")
            .help(lang.pick(&["Why that grade is not the outcome", "为何不是该等级"])),
    )
    .arg(Arg::new("both").long("both").action(ArgAction::SetTrue).help(lang.pick(&[
        "Two rule sets side by side (-m A -m B), and which edits make the difference",
        "两套规则并列（-m 甲 -m 乙），并说明差异由哪些修改引起",
    ])))
    .arg(
        Arg::new("depth")
            .long("depth")
            .value_name("N")
            .value_parser(value_parser!(u8))
            .hide_default_value(true)
            .default_value("0")
            .help(lang.pick(&[
                "1 elements, 2 grounds, 3 numbers (default: all)",
                "1 要件，2 理由，3 数目（默认全部）",
            ])),
    )
}

fn check(lang: Lang) -> Command {
    sub(
        lang,
        "check",
        ["Find what is wrong in modules", "检查规则模块"],
        ["Example: gravamen check rules/mine.grv", "例：gravamen check rules/改革甲.grv"],
    )
    .arg(
        operand(lang, "MODULE", ["Modules or files (default: every module)", "模块或者文件（默认全部模块）"])
            .num_args(0..),
    )
    .arg(Arg::new("deep").long("deep").action(ArgAction::SetTrue).help(lang.pick(&[
        "Prove over all cases which provisions and conditions do no work",
        "对所有可能的案件证明哪些条款和条件不起作用",
    ])))
    .arg(format(lang))
}

fn show(lang: Lang) -> Command {
    let switch = |id: &'static str, says: [&'static str; 2]| {
        Arg::new(id).long(id).action(ArgAction::SetTrue).requires("MODULE").help(lang.pick(&says))
    };
    sub(
        lang,
        "show",
        ["Show a module's consolidated text, or list the modules", "显示模块的合并文本，或者列出模块"],
        [
            "Example: gravamen show current --as-of 2016-05-01",
            "例：gravamen show current --as-of 2016-05-01 --lang zh",
        ],
    )
    .arg(operand(lang, "MODULE", ["The module, or a .grv or .md file", "模块，或者 .grv、.md 文件"]))
    .arg(with(lang))
    .arg(Arg::new("as-of").long("as-of").value_name("DATE").requires("MODULE").help(
        lang.pick(&["The law that applies to a day, as 2016-05-01", "适用于某日的法律，如 2016-05-01"]),
    ))
    .arg(
        switch(
            "redline",
            ["What an amendment deletes and inserts, and why", "修正所删去与增加的文字及其理由"],
        )
        .conflicts_with_all(["ours", "as-of"]),
    )
    .arg(switch("ours", ["List the choices that are ours, with their reasons", "列出自拟之处及其理由"]))
    .arg(format(lang))
}

fn explain(lang: Lang) -> Command {
    sub(
        lang,
        "explain",
        ["Say what a code means", "解释信息的编号"],
        ["Example: gravamen explain E0201", "例：gravamen explain E0201"],
    )
    .arg(operand(lang, "CODE", ["The code, as E0201", "编号，如 E0201"]).required(true))
}

fn completions(lang: Lang) -> Command {
    sub(
        lang,
        "completions",
        ["Print a completion script for a shell", "输出命令行补全脚本"],
        [
            "Example: gravamen completions bash > gravamen.bash",
            "例：gravamen completions bash > gravamen.bash",
        ],
    )
    .arg(
        operand(
            lang,
            "SHELL",
            ["bash, elvish, fish, powershell or zsh", "bash、elvish、fish、powershell 或者 zsh"],
        )
        .required(true)
        .hide_possible_values(true)
        .value_parser(value_parser!(clap_complete::Shell)),
    )
}

fn help(lang: Lang) -> Command {
    sub(
        lang,
        "help",
        ["Help on a command", "命令的帮助"],
        ["Example: gravamen help run", "例：gravamen help run"],
    )
    .arg(operand(lang, "COMMAND", ["The command", "命令"]))
}
