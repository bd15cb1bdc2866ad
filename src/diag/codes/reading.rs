//! Codes E01…: a text that cannot be read.

rows! {
    Syntax "E0101" { "expected {0} here", "此处应为：{0}" }
        { "{1}", "{1}" }
        => {
            means { "The text stops making sense at the place that is marked: something that must stand there is missing, or something stands there that cannot.",
                "文本读到所标之处不能再读：该有的没有写，或者写了不能写的。" }
            avoid { "definition late by CL 1\n  means breach and",
                "定义 迟延 依据 刑法 第一条\n  是指 违反规定 且" }
            prefer { "definition late by CL 1\n  means breach and first_offender",
                "定义 迟延 依据 刑法 第一条\n  是指 违反规定 且 初犯" }
            why { "items begin in column 0 and what belongs to them is indented, so one faulty item never hides the next",
                "条目顶格、内容缩进，所以一个条目有误不影响下一个" }
        }
    TooDeep "E0102" { "brackets are nested too deeply", "括号嵌套过深" }
        { "give the inner condition a name with `definition`; at most {0} levels are read", "请用“定义”给内层条件命名；最多读 {0} 层" }
        => {
            means { "Brackets are opened inside brackets more often than is read. Nobody can check such a condition by eye either.",
                "括号套括号，超过可读的层数。这样的条件，人也无法核对。" }
            avoid { "# fragment: 65 brackets inside each other\ndefinition d by CL 1\n  means ((( … breach … )))",
                "# 片段：括号套了 65 层\n定义 丁 依据 刑法 第一条\n  是指 （（（……违反规定……）））" }
            prefer { "definition inner by CL 1\n  means breach and (first_offender or repentance)\n\ndefinition d by CL 1\n  means inner or vile_social_impact",
                "定义 内层 依据 刑法 第一条\n  是指 违反规定 且 （初犯 或者 确有悔罪）\n\n定义 丁 依据 刑法 第一条\n  是指 内层 或者 恶劣社会影响" }
        }
    TooLarge "E0103" { "the text is larger than the limit of {0}", "文本超过上限 {0}" }
        { "split it into several files", "请分成几个文件" }
        => {
            means { "The text has more bytes than are read at once. Nothing of it was read.",
                "文本的字节数超过一次可读的上限，全文均未读入。" }
            avoid { "# fragment: one file of 2 MiB",
                "# 片段：一个 2 MiB 的文件" }
            prefer { "module example.part_one\n  uses cn.pi.facts",
                "模块 例一\n  援用 事实词汇" }
            why { "a limit keeps a hostile or broken file from using up the machine",
                "有上限，恶意或者损坏的文件才不会耗尽机器" }
        }
    NotUtf8 "E0104" { "`{0}` is not UTF-8 text", "`{0}` 不是 UTF-8 文本" }
        { "save it as UTF-8; a file in GB18030 must be converted first", "请另存为 UTF-8；GB18030 文件须先转换" }
        => {
            means { "The bytes of the file are not UTF-8. Guessing another encoding could change a name or a number unnoticed, so nothing is read.",
                "文件的字节不是 UTF-8。猜测编码可能在不知不觉间改变名称或者数字，所以不读。" }
            avoid { "# fragment: a case file saved as GB18030",
                "# 片段：以 GB18030 保存的案件文件" }
            prefer { "case a-1\n  breach yes",
                "案件 甲-1\n  违反规定 是" }
        }
    MixedAndOr "E0105" { "`and` and `or` are mixed without brackets", "“且”与“或者”混用而无括号" }
        { "put brackets around the part that belongs together: there is no precedence to know", "请给应当在一起的部分加括号：本语言没有优先次序" }
        => {
            means { "`and` and `or` stand side by side without brackets. Read from the left or from the right they mean different things, and this language has no rule of precedence that a reader would have to know.",
                "“且”与“或者”并列而无括号。从左读与从右读含义不同，而本语言不设读者须另行知道的优先次序。" }
            avoid { "definition d by CL 1\n  means breach and first_offender or repentance",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定 且 初犯 或者 确有悔罪" }
            prefer { "definition d by CL 1\n  means breach and (first_offender or repentance)",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定 且 （初犯 或者 确有悔罪）" }
            why { "which reading a statute has is a question of interpretation; the brackets say how it was answered",
                "法条应作何种读法是解释问题，括号写明如何回答" }
        }
    NoConjunction "E0106" { "this list has no `and` or `or`", "此列举没有“且”或者“或者”" }
        { "put `and` or `or` before its last member", "请在最后一项之前写“且”或者“或者”" }
        => {
            means { "A list of conditions has commas only: whether all or one of them must hold is not said.",
                "条件只用顿号列举：须全部具备还是具备其一，没有说明。" }
            avoid { "definition d by CL 1\n  means breach, first_offender, repentance",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定、初犯、确有悔罪" }
            prefer { "definition d by CL 1\n  means breach, first_offender or repentance",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定、初犯 或者 确有悔罪" }
        }
    MixedArithmetic "E0107" { "different operations are mixed without brackets", "不同运算混用而无括号" }
        { "put brackets around the part that is computed first", "请给先算的部分加括号" }
        => {
            means { "Two kinds of arithmetic stand side by side without brackets: it is not said which is done first.",
                "两种运算并列而无括号：没有说明先算哪一个。" }
            avoid { "quantity q (lot) items by CL 1\n  is count plus not_genuine multiplied by 2",
                "数目 量 （信息） 条 依据 刑法 第一条\n  为 数量 加 不实或重复 乘以 2" }
            prefer { "quantity q (lot) items by CL 1\n  is count plus (not_genuine multiplied by 2)",
                "数目 量 （信息） 条 依据 刑法 第一条\n  为 数量 加 （不实或重复 乘以 2）" }
        }
    IsNotLast "E0108" { "a comparison with `is` must stand last in a comma list, or in brackets", "“为”的比较在列举中须居末位，或者加括号" }
        { "write `({0})`", "请写（{0}）" }
        => {
            means { "In a comma list the values after `is` would run into the next conditions: `x is a, b or c` lists values of x. So such a comparison comes last or in brackets.",
                "列举中“为”之后的值会与后面的条件相混：“某项 为 甲、乙 或者 丙”列举的是该项的值。所以此种比较居末位，或者加括号。" }
            avoid { "definition d by CL 1\n  means subject is unit, breach and repentance",
                "定义 丁 依据 刑法 第一条\n  是指 主体 为 单位、违反规定 且 确有悔罪" }
            prefer { "definition d by CL 1\n  means (subject is unit), breach and repentance",
                "定义 丁 依据 刑法 第一条\n  是指 （主体 为 单位）、违反规定 且 确有悔罪" }
        }
    RangeNeedsQuantifier "E0109" { "a range of provisions needs `any of`, `all of`, `none of` or `together`", "条文范围须有“任一”“均”“均未”或者“按比例合计”" }
        { "write for instance `any of` before it", "例如在其后写“任一”" }
        => {
            means { "Several provisions are cited as a condition, but not how many of them must hold.",
                "援引多个条文作为条件，却没有说明须有几个成立。" }
            avoid { "article 1(1) serious if any of the following\n  (1) illegal_gains reaches 100 yuan\n  (2) major_economic_loss\n  (3) 1(1)(1) to (2)",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 100元\n  （二）重大经济损失\n  （三）第一条第一款第一项至第二项" }
            prefer { "article 1(1) serious if any of the following\n  (1) illegal_gains reaches 100 yuan\n  (2) major_economic_loss\n  (3) all of 1(1)(1) to (2)",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 100元\n  （二）重大经济损失\n  （三）第一条第一款第一项至第二项 均" }
        }
    NoSuchDate "E0110" { "`{0}` does not name a day", "“{0}”不是日历上的一天" }
        { "write year, month and day, as `2020-06-01`; a month as `2020-06-01 to 2020-06-30`", "请写年、月、日，如“2020年6月1日”；某月写“2020年6月1日 至 2020年6月30日”" }
        => {
            means { "The calendar has no such day. It is not moved to the nearest one: dates decide which law applies and whether a period has run.",
                "日历上没有这一天。不会改作邻近的一天：日期决定适用何法、期间是否届满。" }
            avoid { "case a-1\n  conduct_from 2021-02-29",
                "案件 甲-1\n  行为开始日 2021年2月29日" }
            prefer { "case a-1\n  conduct_from 2021-02-28",
                "案件 甲-1\n  行为开始日 2021年2月28日" }
        }
    UnknownItem "E0111" { "`{0}` does not begin an item", "`{0}` 不能作为条目的开头" }
        { "{1}", "{1}" }
        => {
            means { "A line in column 0 begins an item, and this word begins none. Perhaps it is misspelt, or the line should be indented.",
                "顶格的一行是条目的开头，而此词不能开头。也许写错了字，也许此行应当缩进。" }
            avoid { "definiton d by CL 1\n  means breach",
                "定意 丁 依据 刑法 第一条\n  是指 违反规定" }
            prefer { "definition d by CL 1\n  means breach",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定" }
        }
    InclusiveAfterExceeds "E0112" { "`超过` and `不满` exclude the number; `以上` and `以下` include it", "“超过”“不满”不含本数，“以上”“以下”含本数" }
        { "for at or above write `达到`, for at most `不超过` (Criminal Law art. 99)", "含本数请写“达到”或者“不超过”（刑法第九十九条）" }
        => {
            means { "`exceeds` (超过) and `below` (不满) leave the number itself out, 以上 and 以下 take it in. Together they contradict each other at exactly that number.",
                "“超过”“不满”不含本数，“以上”“以下”含本数。两者同用，恰好等于该数时自相矛盾。" }
            avoid { "definition d by CL 1\n  means illegal_gains exceeds 100元以上",
                "定义 丁 依据 刑法 第一条\n  是指 违法所得 超过 100元以上" }
            prefer { "definition d by CL 1\n  means illegal_gains reaches 100 yuan",
                "定义 丁 依据 刑法 第一条\n  是指 违法所得 达到 100元以上" }
            why { "Criminal Law art. 99: in this law 以上, 以下 and 以内 include the number",
                "刑法第九十九条：本法所称以上、以下、以内，包括本数" }
        }
    BadCharacter "E0113" { "the character {0} may not stand here", "此处不能有字符 {0}" }
        { "{1}", "{1}" }
        => {
            means { "A character looks like another one, or cannot be seen at all. To the eye the text is right; a search, a comparison or this program reads something else.",
                "某字符形似另一字符，或者根本看不见。看上去无误，检索、比对与本程序读到的却是另一个字。" }
            avoid { "definition d by CL 1\n  means br\u{435}ach",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定 且 重\u{2f24}经济损失" }
            prefer { "definition d by CL 1\n  means breach",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定 且 重大经济损失" }
            why { "two names that look the same must be the same, else a rule could say one thing and do another",
                "看来相同的两个名称必须相同，否则规则可能写的是一回事、做的是另一回事" }
        }
    GluedKeyword "E0114" { "`{0}` seems to hold the word `{1}`", "`{0}` 中似乎含有“{1}”一词" }
        { "put a space between them", "请在其间加空格" }
        => {
            means { "A keyword and a name stand together without a space, so they were read as one long name.",
                "关键词与名称之间没有空格，被读成一个长名称。" }
            avoid { "definition d by CL 1\n  means 违反规定且初犯",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定且初犯" }
            prefer { "definition d by CL 1\n  means 违反规定 且 初犯",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定 且 初犯" }
            why { "a name may itself hold 且 or 为, so words are cut at spaces and never by guessing",
                "名称本身可能含有“且”“为”，所以按空格分词，从不猜测" }
        }
    Sign "E0115" { "`{0}` is no word of this language", "本语言不用符号 `{0}`" }
        { "comparisons and connectives are words, as in a statute", "比较与连接用文字，与法条相同" }
        => {
            means { "Comparisons and connectives are words here, as in a statute, and not the signs of a programming language or of mathematics.",
                "比较与连接在此用文字，与法条相同，不用编程语言或者数学的符号。" }
            avoid { "definition d by CL 1\n  means illegal_gains >= 100 yuan",
                "定义 丁 依据 刑法 第一条\n  是指 违法所得 ≥ 100元" }
            prefer { "definition d by CL 1\n  means illegal_gains reaches 100 yuan",
                "定义 丁 依据 刑法 第一条\n  是指 违法所得 达到 100元" }
            why { "the words say whether the number itself is included (Criminal Law art. 99): `reaches` and `at most` include it, `exceeds` and `below` do not",
                "文字写明是否含本数（刑法第九十九条）：“达到”“不超过”含本数，“超过”“不满”不含本数" }
        }
}
