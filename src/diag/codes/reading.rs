//! Codes E01…: a text that cannot be read.

rows! {
    Syntax "E0101" { "expected {0} here", "此处应为：{0}" }
        { "an item starts in column 0, its parts are indented; `docs/LANGUAGE.md` has every form", "条目顶格书写，其内容缩进；各种写法见 docs/LANGUAGE.md" }
    TooDeep "E0102" { "brackets are nested too deeply", "括号嵌套过深" }
        { "give the inner condition a name with `definition`; at most {0} levels are read", "请用“定义”给内层条件命名；最多读 {0} 层" }
    TooLarge "E0103" { "the text is larger than the limit of {0}", "文本超过上限 {0}" }
        { "split it into several files", "请分成几个文件" }
    NotUtf8 "E0104" { "`{0}` is not UTF-8 text", "`{0}` 不是 UTF-8 文本" }
        { "save it as UTF-8; a file in GB18030 must be converted first", "请另存为 UTF-8；GB18030 文件须先转换" }
    MixedAndOr "E0105" { "`and` and `or` are mixed without brackets", "“且”与“或者”混用而无括号" }
        { "put brackets around the part that belongs together: there is no precedence to know", "请给应当在一起的部分加括号：本语言没有优先次序" }
    NoConjunction "E0106" { "this list has no `and` or `or`", "此列举没有“且”或者“或者”" }
        { "put `and` or `or` before its last member", "请在最后一项之前写“且”或者“或者”" }
    MixedArithmetic "E0107" { "different operations are mixed without brackets", "不同运算混用而无括号" }
        { "put brackets around the part that is computed first", "请给先算的部分加括号" }
    IsNotLast "E0108" { "a comparison with `is` must stand last in a comma list, or in brackets", "“为”的比较在列举中须居末位，或者加括号" }
        { "write `({0})`", "请写（{0}）" }
    RangeNeedsQuantifier "E0109" { "a range of provisions needs `any of`, `all of`, `none of` or `together`", "条文范围须有“任一”“均”“均未”或者“按比例合计”" }
        { "write for instance `any of` before it", "例如在其后写“任一”" }
    NoSuchDate "E0110" { "there is no such day as {0}", "没有 {0} 这一天" }
        { "check year, month and day", "请核对年、月、日" }
    UnknownItem "E0111" { "`{0}` does not begin an item", "`{0}` 不能作为条目的开头" }
        { "did you mean `{1}`?", "是否为“{1}”？" }
    InclusiveAfterExceeds "E0112" { "`超过` and `不满` exclude the number; `以上` and `以下` include it", "“超过”“不满”不含本数，“以上”“以下”含本数" }
        { "for at or above write `达到`, for at most `不超过` (Criminal Law art. 99)", "含本数请写“达到”或者“不超过”（刑法第九十九条）" }
    BadCharacter "E0113" { "the character {0} may not stand here", "此处不能有字符 {0}" }
        { "it looks like `{1}` or cannot be seen; retype it", "它形似“{1}”或者不可见，请重新键入" }
    GluedKeyword "E0114" { "`{0}` seems to hold the word `{1}`", "`{0}` 中似乎含有“{1}”一词" }
        { "put a space between them", "请在其间加空格" }
}
