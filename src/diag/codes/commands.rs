//! Codes E05… and E09…: commands, files and limits.

rows! {
    CannotRead "E0501" { "cannot read `{0}`: {1}", "不能读取 `{0}`：{1}" }
        { "check the name and the rights to the file", "请核对名称与权限" }
        => {
            means { "The file is not there, or may not be read.",
                "文件不存在，或者无权读取。" }
            avoid { "gravamen run no/such.case",
                "gravamen run 没有/此案.case" }
            prefer { "gravamen run examples/b-001.case",
                "gravamen run examples/甲案.case" }
        }
    Usage "E0502" { "{0}", "{0}" }
        { "`gravamen help` shows every command with an example", "gravamen help 列出每个命令与例子" }
        => {
            means { "The command line asks for something that does not exist, or leaves out what is needed.",
                "命令行要求的事项不存在，或者缺少必要的部分。" }
            avoid { "gravamen explain E9999",
                "gravamen explain E9999" }
            prefer { "gravamen explain E0305",
                "gravamen explain E0305" }
        }
    NoSolver "E0503" { "`{0}` gave no answer: {2}", "`{0}` 没有给出答案：{2}" }
        { "install it with `pip install {1}`, so that `{0}` can be started; the answers do not depend on it", "请用 pip install {1} 安装，使 {0} 可以运行；答案本身不依赖它" }
        => {
            means { "`--check-with` puts each question to another solver as well, a program of its own. It could not be started, or it did not understand the text.",
                "--check-with 另把每个问题交给一个独立的求解程序。该程序不能运行，或者读不懂文本。" }
            avoid { "# fragment: gravamen prove --check-with z3, where no z3 is installed",
                "# 片段：未安装 z3 时 gravamen prove --check-with z3" }
            prefer { "gravamen prove cn.pi.definitions.pipl",
                "gravamen prove cn.pi.definitions.pipl" }
        }
    AtOdds "E0504" { "two answers for case `{0}` cannot both be right: {1} by proof, {2} by evaluation",
        "案件 `{0}` 的两项答案不能同时成立：证明所得为{1}，求值所得为{2}" }
        { "this is an internal error, so no answer is given: please report it with the case and the rules", "此系内部错误，故不作回答：请连同案件与规则一并报告" }
        => {
            means { "Where facts are open, the ends of an outcome may be settled by proof. Evaluation grades a completion for each end and bounds the outcome besides; here it does not bear the proof out. Neither is shown as the answer, and the command ends with exit code 4.",
                "事实不明时，结论的两端可由证明得出。求值对每一端的一种补足定级，并另行限定结论的范围；此处求值与证明不符。两者均不作为答案，命令以退出码 4 结束。" }
            avoid { "# fragment: a fault of the program, which no text brings about on purpose",
                "# 片段：程序本身的错误，并非由文本引起" }
            prefer { "gravamen run examples/b-001.case",
                "gravamen run examples/甲案.case" }
        }
    TooMany "E0901" { "limit reached: {0}", "达到上限：{0}" }
        { "the limits are listed in `docs/LIMITS.md`", "上限见 docs/LIMITS.md" }
        => {
            means { "The text asks for more of something than is allowed. The limits are wide for any real text and keep a hostile one from using up the machine.",
                "文本对某事项的要求超过上限。上限对任何真实文本都很宽，用以防止恶意文本耗尽机器。" }
            avoid { "# fragment: a kind with 129 members",
                "# 片段：有 129 个成员的种类表" }
            prefer { "kind colour  red, blue",
                "种类表 颜色  红, 蓝" }
        }
}
