//! Codes E04…: what a case states.

rows! {
    WrongUnit "E0401" { "`{0}` is counted in {1}, not in {2}", "“{0}”以{1}计，不以{2}计" }
        { "write the number in {1}", "请以{1}为单位" }
        => {
            means { "The case states a number in another unit than the fact is counted in.",
                "案件所写的数，单位与该事实的单位不同。" }
            avoid { "case a-1\n  illegal_gains 50 items",
                "案件 甲-1\n  违法所得 50条" }
            prefer { "case a-1\n  illegal_gains 50 yuan",
                "案件 甲-1\n  违法所得 50元" }
        }
    WrongValue "E0402" { "`{0}` takes {1}", "“{0}”应填{1}" }
        { "found {2}", "此处为{2}" }
        => {
            means { "The fact takes another sort of value than the case states. Nothing is converted or guessed.",
                "案件所写的值不是该事实所填的一类。从不换算，从不猜测。" }
            avoid { "case a-1\n  breach 5 yuan",
                "案件 甲-1\n  违反规定 5元" }
            prefer { "case a-1\n  breach yes",
                "案件 甲-1\n  违反规定 是" }
        }
    OutOfRange "E0403" { "{0} is out of range for `{1}`", "{0} 超出“{1}”的范围" }
        { "numbers are not negative, at most 10^15; money has at most two decimals, what is counted none; a range has its lesser end first", "数不为负、不超过 10^15；金额至多两位小数，件数无小数；范围先小后大" }
        => {
            means { "The number cannot be right: it is negative or too large, has more decimals than money has, or a range runs backwards.",
                "此数不可能正确：为负、过大、小数位多于金额所有，或者范围前大后小。" }
            avoid { "case a-1\n  illegal_gains 1.234 yuan",
                "案件 甲-1\n  违法所得 1.234元" }
            prefer { "case a-1\n  illegal_gains 1.23 yuan",
                "案件 甲-1\n  违法所得 1.23元" }
        }
    UnknownKey "E0404" { "the vocabulary has no `{0}`", "词汇模块中没有“{0}”" }
        { "did you mean `{1}`?", "相近：{1}" }
        => {
            means { "The case states something the vocabulary does not know. It is not passed over: a misspelt fact would otherwise count as not stated.",
                "案件写了词汇模块没有的事实。不会略过：否则写错的事实会被当作没有载明。" }
            avoid { "case a-1\n  illegal_gain 5 yuan",
                "案件 甲-1\n  违法所的 5元" }
            prefer { "case a-1\n  illegal_gains 5 yuan",
                "案件 甲-1\n  违法所得 5元" }
        }
    DuplicateKey "E0405" { "`{0}` is stated twice", "“{0}”重复载明" }
        { "keep one of them, or write `disputed A or B`", "请保留其一，或者写“争议 甲 或者 乙”" }
        => {
            means { "One fact is stated twice. Which of them is meant is not guessed, even if they agree.",
                "同一事实载明两次。即使相同，也不猜测以哪个为准。" }
            avoid { "case a-1\n  breach yes\n  breach no",
                "案件 甲-1\n  违反规定 是\n  违反规定 否" }
            prefer { "case a-1\n  breach disputed yes or no",
                "案件 甲-1\n  违反规定 争议 是 或者 否" }
        }
    BecauseMissing "E0406" { "the finding `{0}` needs its reason", "认定“{0}”须写明理由" }
        { "write `{0} yes because \"…\"`", "请写“{0} 是 理由 “……””" }
        => {
            means { "A finding is an evaluation that a person makes. The answer prints its reason, so the case must give one.",
                "认定事项是由人作出的评价。结论会印出其理由，所以案件须写明理由。" }
            avoid { "case a-1\n  other_serious yes",
                "案件 甲-1\n  其他严重情节 是" }
            prefer { "case a-1\n  other_serious yes because \"sold again after a warning\"",
                "案件 甲-1\n  其他严重情节 是 理由 “经警告后再次出售”" }
        }
    BadJson "E0407" { "this is not JSON: {0}", "不是 JSON：{0}" }
        { "check commas, quotes and brackets near this place", "请检查附近的逗号、引号与括号" }
        => {
            means { "The text of a case begins as JSON but does not go on as JSON. Nothing of it was read.",
                "案件文本以 JSON 开头，却不合 JSON 的写法，全文均未读入。" }
            avoid { "{\"cases\": [{\"id\": \"a\" \"facts\": {}}]}",
                "{\"cases\": [{\"id\": \"甲\" \"facts\": {}}]}" }
            prefer { "{\"cases\": [{\"id\": \"a\", \"facts\": {}}]}",
                "{\"cases\": [{\"id\": \"甲\", \"facts\": {}}]}" }
        }
    WhichField "E0408" { "it is not clear which field of {1} `{0}` is", "“{0}”是{1}的哪一字段，不明确" }
        { "write the field before it; the fields are {2}", "请在前面写明字段；字段有：{2}" }
        => {
            means { "A value without a name fits several fields of the record, or none.",
                "未写字段的值适合记录的几个字段，或者一个也不适合。" }
            avoid { "case a-1\n  lot purchase, 5 persons",
                "案件 甲-1\n  信息 购买，5人" }
            prefer { "case a-1\n  lot purchase, sold_to 5 persons",
                "案件 甲-1\n  信息 购买，出售对象 5人" }
        }
    NoCase "E0409" { "there is no case in {0}", "{0}中没有案件" }
        { "a case begins with `case NAME`, or stands in `\"cases\": […]`", "案件以“案件 名称”开头，或者列于 \"cases\": […]" }
        => {
            means { "The file or folder was read, but there is no case in it.",
                "文件或者文件夹已读，其中没有案件。" }
            avoid { "{\"cases\": []}",
                "{\"cases\": []}" }
            prefer { "case a-1\n  breach yes",
                "案件 甲-1\n  违反规定 是" }
        }
}
