//! Codes L11…: conditions that say a thing twice, cancel themselves or never matter.

rows! {
    SaidTwice "L1129" { "this is said twice", "同一内容写了两次" }
        { "drop one of them", "请删去其一" }
        => {
            means { "The same condition, or the same value, stands twice in one list.",
                "同一列表中同一条件或者同一取值写了两次。" }
            avoid { "definition d | 丁 by CL 1\n  means breach and lawful_business and breach",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定、合法经营 且 违反规定" }
            prefer { "definition d | 丁 by CL 1\n  means breach and lawful_business",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定 且 合法经营" }
        }
    NeverHolds "L1130" { "these two cannot both hold", "这两者不能同时成立" }
        { "one of them is a slip, or the list wants `or`", "其一有误，或者应当用“或者”" }
        => {
            means { "Two members of a list joined by `and` exclude each other by their words: `A` and `not A`, two values of one fact, or two ranges of numbers that do not meet.",
                "以“且”相连的两部分按文字互相排斥：“甲”与“非 甲”、同一事实的两个值，或者不相交的两段数额。" }
            avoid { "definition d | 丁 by CL 1\n  means (victim_harm is death) and victim_harm is none",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  （后果 为 死亡） 且 后果 为 无" }
            prefer { "definition d | 丁 by CL 1\n  means victim_harm is death",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  后果 为 死亡" }
        }
    AlwaysHolds "L1131" { "one of these two always holds", "二者必有其一成立" }
        { "drop both: the condition says nothing", "请一并删去：此条件等于没有条件" }
        => {
            means { "A list joined by `or` contains a condition and its negation.",
                "以“或者”相连的列表中既有某条件，又有其否定。" }
            avoid { "definition d | 丁 by CL 1\n  means breach or lawful_business or not breach",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定、合法经营 或者 非 违反规定" }
            prefer { "definition d | 丁 by CL 1\n  means breach or lawful_business",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定 或者 合法经营" }
        }
    AddsNothing "L1132" { "this adds nothing to the rest of its list", "此部分对列表其余部分没有补充" }
        { "drop it, or write what was meant", "请删去，或者改为本意" }
        => {
            means { "By its words alone a member of a list cannot matter: `A or (A and B)` is `A`; `reaches 50 and reaches 5` is `reaches 50`.",
                "仅从文字看，该部分不起作用：“甲 或者 （甲 且 乙）”就是“甲”；“达到 五十 且 达到 五”就是“达到 五十”。" }
            avoid { "definition d | 丁 by CL 1\n  means breach or (breach and lawful_business)",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定 或者 （违反规定 且 合法经营）" }
            prefer { "definition d | 丁 by CL 1\n  means breach",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
        }
    DoubleNegation "L1133" { "`not` twice", "双重否定" }
        { "say it without negation", "请改用肯定的说法" }
        => {
            means { "`not` stands before something that is itself a negation.",
                "“非”之后又是一个否定。" }
            avoid { "definition d | 丁 by CL 1\n  means not not breach",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  非 非 违反规定" }
            prefer { "definition d | 丁 by CL 1\n  means breach",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
        }
    ConstantComparison "L1134" { "this comparison does not depend on the case", "此比较与案件无关" }
        { "name the fact that was meant on one side", "请在一侧写所指的事实" }
        => {
            means { "Both sides are written numbers, or both are the same: the answer is the same in every case.",
                "两侧都是写定的数，或者两侧相同：任何案件的答案都一样。" }
            avoid { "definition d | 丁 by CL 1\n  means illegal_gains reaches illegal_gains",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违法所得 达到 违法所得" }
            prefer { "definition d | 丁 by CL 1\n  means illegal_gains reaches 5000 yuan",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违法所得 达到 五千元以上" }
        }
    AnyRecord "L1135" { "`where` with a mere yes or no", "“符合”之后只有是或否" }
        { "say what the record must be", "请写明该记录须具备什么条件" }
        => {
            means { "`some … where yes` holds as soon as there is a record, and `where no` never: the condition after `where` was probably forgotten.",
                "“有……符合 是”只要有记录就成立，“符合 否”永不成立：多半是忘了写条件。" }
            avoid { "definition d | 丁 by CL 1\n  means some lot where yes",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  有 信息 符合 是" }
            prefer { "definition d | 丁 by CL 1\n  means some lot where private",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  有 信息 符合 私密" }
        }
    RangeOfOne "L1136" { "a quantifier over a single provision", "只有一个条文而用了“任一”之类" }
        { "write the provision alone", "请只写该条文" }
        => {
            means { "`any of`, `all of` or `together` stands with one provision: it says no more than the provision alone.",
                "“任一”“均”“按比例合计”只涉及一个条文：与单独写该条文没有区别。" }
            avoid { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) other_serious\n\narticle 5(2) especially_serious if any of the following\n  (1) any of 5(1)(1) reaches 10 times\n  (2) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）其他严重情节。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）第五条第一款第一项 任一 达到 十倍以上；\n  （二）其他特别严重情节。" }
            prefer { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) other_serious\n\narticle 5(2) especially_serious if any of the following\n  (1) 5(1)(1) reaches 10 times\n  (2) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）其他严重情节。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）第五条第一款第一项 达到 十倍以上；\n  （二）其他特别严重情节。" }
        }
    ExceptsAll "L1137" { "the exception takes everything away", "例外把全部都排除了" }
        { "the exception must be narrower than what it is taken from", "例外应当窄于被排除的范围" }
        => {
            means { "By its words the condition cannot hold without its exception, so that nothing is left of it.",
                "按文字，条件成立时例外必定成立，因而什么也不剩。" }
            avoid { "definition d | 丁 by CL 1\n  means breach and lawful_business\n  except breach",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指   违反规定 且 合法经营\n  不包括 违反规定" }
            prefer { "definition d | 丁 by CL 1\n  means breach and lawful_business\n  except repentance",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指   违反规定 且 合法经营\n  不包括 确有悔罪" }
        }
    ExceptsNothing "L1138" { "the exception never applies", "例外永不适用" }
        { "drop it, or write what was meant to be taken away", "请删去，或者改写要排除的内容" }
        => {
            means { "By its words the exception cannot hold together with the condition, or its `unless` holds whenever it does.",
                "按文字，例外不可能与条件同时成立，或者例外成立时其“除非”必定成立。" }
            avoid { "definition d | 丁 by CL 1\n  means victim_harm is death\n  except victim_harm is none",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指   后果 为 死亡\n  不包括 后果 为 无" }
            prefer { "definition d | 丁 by CL 1\n  means victim_harm is death\n  except repentance",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指   后果 为 死亡\n  不包括 确有悔罪" }
        }
    OursWithoutReason "L1139" { "`ours` without a reason", "“自拟”没有理由" }
        { "say between the quotation marks why it is so", "请在引号内写明理由" }
        => {
            means { "A choice is marked as the author's own, and the reason is empty. The list of such choices is read by those who judge the model.",
                "标为自拟，理由却是空的。评判模型的人会读自拟之处的清单。" }
            avoid { "definition d | 丁 ours \"\"\n  means breach",
                "定义 丁 | d                                       自拟 “”\n  是指  违反规定" }
            prefer { "definition d | 丁 ours \"a short name\"\n  means breach",
                "定义 丁 | d                                       自拟 “简称”\n  是指  违反规定" }
        }
}
