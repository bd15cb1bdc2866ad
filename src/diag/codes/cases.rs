//! Codes E04…: what a case states.

rows! {
    WrongUnit "E0401" { "`{0}` is counted in {1}, not in {2}", "“{0}”以{1}计，不以{2}计" }
        { "write the number in {1}", "请以{1}为单位" }
    WrongValue "E0402" { "`{0}` takes {1}", "“{0}”应填{1}" }
        { "found {2}", "此处为{2}" }
    OutOfRange "E0403" { "{0} is out of range for `{1}`", "{0} 超出“{1}”的范围" }
        { "numbers are not negative, at most 10^15; money has at most two decimals; a range has its lesser end first", "数不为负、不超过 10^15；金额至多两位小数；范围先小后大" }
    UnknownKey "E0404" { "no fact is called `{0}`", "没有名为“{0}”的事实" }
        { "did you mean `{1}`?", "相近：{1}" }
    DuplicateKey "E0405" { "`{0}` is stated twice", "“{0}”重复载明" }
        { "keep one of them, or write `disputed A or B`", "请保留其一，或者写“争议 甲 或者 乙”" }
    BecauseMissing "E0406" { "the finding `{0}` needs its reason", "认定“{0}”须写明理由" }
        { "write `{0} yes because \"…\"`", "请写“{0} 是 理由 “……””" }
    BadJson "E0407" { "this is not JSON: {0}", "不是 JSON：{0}" }
        { "check commas, quotes and brackets near this place", "请检查附近的逗号、引号与括号" }
    WhichField "E0408" { "it is not clear which field of {1} `{0}` is", "“{0}”是{1}的哪一字段，不明确" }
        { "write `field {0}`; fields: {2}", "请写“字段 {0}”；字段有：{2}" }
    NoCase "E0409" { "there is no case in `{0}`", "`{0}` 中没有案件" }
        { "a case begins with `case NAME`, or stands in `\"cases\": […]`", "案件以“案件 名称”开头，或者列于 \"cases\": […]" }
}
