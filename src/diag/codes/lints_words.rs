//! Codes L31…: names and signs.

rows! {
    TwinMissing "L3101" { "`{0}` has no name in the other language", "“{0}”没有另一语言的名称" }
        { "write `name | 名称`, so that both spellings of a module can be read", "请写“name | 名称”，使模块的两种文本都能读" }
        => {
            means { "A name is declared in one language only. Texts in the other language show it as it is.",
                "名称只有一种语言。以另一语言显示时照原样出现。" }
            avoid { "definition d by CL 1\n  means breach",
                "定义 d                                            依据 刑法 第一条\n  是指  违反规定" }
            prefer { "definition d | 丁 by CL 1\n  means breach",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
        }
    TwinOfOneLanguage "L3102" { "`{0}` and `{1}` are of one language", "“{0}”与“{1}”是同一语言" }
        { "one of the two should be English, the other Chinese", "应当一为英文，一为中文" }
        => {
            means { "The two spellings of a name are both in ASCII letters, or neither is.",
                "一个名称的两种写法都是拉丁字母，或者都不是。" }
            avoid { "definition d | dd by CL 1\n  means breach",
                "定义 d | dd                                       依据 刑法 第一条\n  是指  违反规定" }
            prefer { "definition d | 丁 by CL 1\n  means breach",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
        }
    TraditionalName "L3103" { "`{0}` has traditional characters", "“{0}”含有繁体字" }
        { "write `{1}`: names are matched character by character", "请写“{1}”：名称逐字比对" }
        => {
            means { "A declared name has characters that are written otherwise in the simplified script. Whoever types the simplified ones does not find it.",
                "所声明的名称含有繁体字。用简体输入的人找不到它。" }
            avoid { "definition d | 違規 by CL 1\n  means breach",
                "定义 違規 | d                                     依据 刑法 第一条\n  是指  违反规定" }
            prefer { "definition d | 违规 by CL 1\n  means breach",
                "定义 违规 | d                                     依据 刑法 第一条\n  是指  违反规定" }
        }
    CapitalName "L3104" { "`{0}` has capital letters", "“{0}”含有大写字母" }
        { "write `{1}`: small letters are the custom, and names are matched letter by letter", "请写“{1}”：名称习惯用小写，且逐字母比对" }
        => {
            means { "A declared English name has capital letters. Short names of sources are written so, other names are not.",
                "所声明的英文名称含有大写字母。渊源的简称如此写，其他名称不用。" }
            avoid { "definition Disclosure | 披露 by CL 1\n  means breach",
                "定义 披露 | Disclosure                            依据 刑法 第一条\n  是指  违反规定" }
            prefer { "definition disclosure | 披露 by CL 1\n  means breach",
                "定义 披露 | disclosure                            依据 刑法 第一条\n  是指  违反规定" }
        }
    LookAlike "L3105" { "`{0}` is easily taken for `{1}`", "“{0}”容易看成“{1}”" }
        { "give one of them a name that differs to the eye", "请给其一换一个看得出区别的名称" }
        => {
            means { "Two names of the module differ only in letters or signs that look alike: `l` and `1`, `O` and `0`, capital and small, with and without `_`.",
                "本模块的两个名称只差在形似的字母或者符号：l 与 1、O 与 0、大写与小写、有无下划线。" }
            avoid { "definition rule_l | 规则甲 by CL 1\n  means breach\ndefinition rule_1 | 规则乙 by CL 1\n  means not breach",
                "定义 规则甲 | rule_l                              依据 刑法 第一条\n  是指  违反规定\n定义 规则乙 | rule_1                              依据 刑法 第一条\n  是指  非 违反规定" }
            prefer { "definition rule_first | 规则甲 by CL 1\n  means breach\ndefinition rule_other | 规则乙 by CL 1\n  means not breach",
                "定义 规则甲 | rule_first                          依据 刑法 第一条\n  是指  违反规定\n定义 规则乙 | rule_other                          依据 刑法 第一条\n  是指  非 违反规定" }
        }
    TitleMissing "L3106" { "the module `{0}` has no title", "模块“{0}”没有题名" }
        { "add `title \"…\" | \"…\"` to the head", "请在首部加“题名 “……””" }
        => {
            means { "The head has no `title`: lists of modules and reports show only the name.",
                "首部没有“题名”：模块列表与报告只能显示名称。" }
            avoid { "module example | 例\n  source CL \"Criminal Law\"\n  uses cn.pi.facts\n\ndefinition d | 丁 by CL 1\n  means breach",
                "模块 example | 例\n  渊源  刑法 “刑法”\n  援用  事实词汇\n\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
            prefer { "module example | 例\n  title \"An example\" | \"示例\"\n  source CL \"Criminal Law\"\n  uses cn.pi.facts\n\ndefinition d | 丁 by CL 1\n  means breach",
                "模块 example | 例\n  题名  “示例” | “An example”\n  渊源  刑法 “刑法”\n  援用  事实词汇\n\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
        }
    TitleOfOneLanguage "L3107" { "the title of `{0}` is in one language", "“{0}”的题名只有一种语言" }
        { "add the other one: `title \"…\" | \"…\"`", "请补上另一语言：题名 “……” | “……”" }
        => {
            means { "The title of the module has no twin in the other language.",
                "模块的题名没有另一语言的写法。" }
            avoid { "module example | 例\n  title \"An example\"\n  source CL \"Criminal Law\"\n  uses cn.pi.facts\n\ndefinition d | 丁 by CL 1\n  means breach",
                "模块 example | 例\n  题名  “An example”\n  渊源  刑法 “刑法”\n  援用  事实词汇\n\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
            prefer { "module example | 例\n  title \"An example\" | \"示例\"\n  source CL \"Criminal Law\"\n  uses cn.pi.facts\n\ndefinition d | 丁 by CL 1\n  means breach",
                "模块 example | 例\n  题名  “示例” | “An example”\n  渊源  刑法 “刑法”\n  援用  事实词汇\n\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
        }
    MixedSigns "L3108" { "the sign `{0}` is of the other spelling", "标点“{0}”属于另一种书写方式" }
        { "`gravamen fmt` writes the signs of an item alike", "“gravamen fmt”会统一条目的标点" }
        => {
            means { "An English item has full-width signs, or a Chinese one has ASCII commas, colons or semicolons; quotations and comments apart. It is read all the same.",
                "英文条目用了全角标点，或者中文条目用了半角的逗号、冒号、分号；引号内与注释除外。不影响读取。" }
            avoid { "definition d | 丁 by CL 1\n  means breach， lawful_business and repentance",
                "定义 d | 丁 依据 刑法 第一条\n  是指 违反规定, 合法经营 且 确有悔罪" }
            prefer { "definition d | 丁 by CL 1\n  means breach, lawful_business and repentance",
                "定义 d | 丁 依据 刑法 第一条\n  是指 违反规定、合法经营 且 确有悔罪" }
        }
    ReasonOfOneLanguage "L3109" { "the reason `{0}` is in one language", "理由“{0}”只有一种语言" }
        { "add the other one: `\"…\" | \"…\"`", "请补上另一语言：“……” | “……”" }
        => {
            means { "The title of the module is in both languages, but a reason after `ours` or `because` is in one: readers of the other language get it untranslated in texts and reports.",
                "模块的题名有两种语言，而“自拟”或者“理由”之后的文字只有一种：另一语言的读者在文本与报告中看到的是未译之文。" }
            avoid { "module example | 例\n  title \"An example\" | \"示例\"\n  source CL \"Criminal Law\"\n  uses cn.pi.facts\n\ndefinition d | 丁 ours \"a short name\"\n  means breach",
                "模块 example | 例\n  题名  “示例” | “An example”\n  渊源  刑法 “刑法”\n  援用  事实词汇\n\n定义 丁 | d                                       自拟 “简称”\n  是指  违反规定" }
            prefer { "module example | 例\n  title \"An example\" | \"示例\"\n  source CL \"Criminal Law\"\n  uses cn.pi.facts\n\ndefinition d | 丁 ours \"a short name\" | \"简称\"\n  means breach",
                "模块 example | 例\n  题名  “示例” | “An example”\n  渊源  刑法 “刑法”\n  援用  事实词汇\n\n定义 丁 | d                                       自拟 “简称” | “a short name”\n  是指  违反规定" }
        }
}
