//! Codes L41…: case files.

rows! {
    NoExpectation "L4101" { "the case `{0}` expects nothing", "案件“{0}”没有预期" }
        { "add `expect GRADE under MODULE`, so that a change of the rules is noticed", "请加“预期 等级，适用 模块”，规则变动时才会察觉" }
        => {
            means { "A case has no `expect` line: it can be run, but it tests nothing.",
                "案件没有“预期”：可以适用，但不检验任何东西。" }
            avoid { "case a\n  unstated facts are absent\n  breach yes",
                "案件 a\n  未载明事实视为 不存在\n  违反规定  是" }
            prefer { "case a\n  unstated facts are absent\n  breach yes\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不存在\n  违反规定  是\n  预期  不构成犯罪，适用 现行解释" }
        }
    ExpectsAnything "L4102" { "this expectation holds whatever the rules say", "此预期无论规则如何都成立" }
        { "state what can be known; an interval narrower than the scale", "请写能够确定的范围，应窄于整个等级表" }
        => {
            means { "The expected interval runs from no offence to the highest grade.",
                "预期的区间从不构成犯罪直至最高等级。" }
            avoid { "case a\n  unstated facts are unknown\n  breach yes\n  expect no_offence to especially_serious under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不明\n  违反规定  是\n  预期  不构成犯罪 至 情节特别严重，适用 现行解释" }
            prefer { "case a\n  unstated facts are absent\n  breach yes\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不存在\n  违反规定  是\n  预期  不构成犯罪，适用 现行解释" }
        }
    ExpectedTwice "L4103" { "the outcome under `{0}` is expected twice", "两次写了适用“{0}”的预期" }
        { "keep one of the lines", "请只留一行" }
        => {
            means { "A case has two `expect` lines for the same module and theories.",
                "同一案件对同一模块与学说写了两个预期。" }
            avoid { "case a\n  unstated facts are absent\n  breach yes\n  expect no_offence under cn.pi.interpretation_2017\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不存在\n  违反规定  是\n  预期  不构成犯罪，适用 现行解释\n  预期  不构成犯罪，适用 现行解释" }
            prefer { "case a\n  unstated facts are absent\n  breach yes\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不存在\n  违反规定  是\n  预期  不构成犯罪，适用 现行解释" }
        }
    StatedUnread "L4104" { "no rule that is applied reads `{0}`", "所适用的规则不读取“{0}”" }
        { "it may stay for the record; the outcome does not depend on it", "可以作为记录保留；结论与它无关" }
        => {
            means { "The case states a fact that none of the modules under which it expects an outcome, nor what they build on, names in a rule.",
                "案件写了某事实，而其预期所适用的模块及其所依的模块没有一条规则用到它。" }
            avoid { "case a\n  unstated facts are absent\n  breach no\n  illegal_gains 5000 yuan evidence \"bank records\"\n  expect no_offence under cn.pi.statute_2015",
                "案件 a\n  未载明事实视为 不存在\n  违反规定  否\n  违法所得  5000元                                证据 “银行流水”\n  预期  不构成犯罪，适用 修正案九" }
            prefer { "case a\n  unstated facts are absent\n  breach yes\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不存在\n  违反规定  是\n  预期  不构成犯罪，适用 现行解释" }
        }
    NoEvidence "L4105" { "no evidence for the amount of `{0}`", "“{0}”的数额没有证据" }
        { "add `evidence \"…\"`: it is printed with the reasons", "请加“证据 “……””：它会随理由一起打印" }
        => {
            means { "An amount of the case is stated without the evidence for it.",
                "案件写了数额而没有写证据。" }
            avoid { "case a\n  unstated facts are absent\n  illegal_gains 5000 yuan\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不存在\n  违法所得  5000元\n  预期  不构成犯罪，适用 现行解释" }
            prefer { "case a\n  unstated facts are absent\n  illegal_gains 5000 yuan evidence \"bank records\"\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不存在\n  违法所得  5000元                                证据 “银行流水”\n  预期  不构成犯罪，适用 现行解释" }
        }
    UnstatedUnsaid "L4106" { "`{0}` does not say what unstated facts are", "“{0}”没有写明未载明的事实如何看待" }
        { "add `unstated facts are unknown`, or `absent` if silence means that there is nothing", "请加“未载明事实视为 不明”；沉默即表示没有的，写“不存在”" }
        => {
            means { "A case leaves it to the reader whether a fact that it does not state is unknown or absent; it is taken as unknown.",
                "案件没有写明未载明的事实是不明还是不存在；按不明处理。" }
            avoid { "case a\n  breach no\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  违反规定  否\n  预期  不构成犯罪，适用 现行解释" }
            prefer { "case a\n  unstated facts are unknown\n  breach no\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不明\n  违反规定  否\n  预期  不构成犯罪，适用 现行解释" }
        }
    CaseNameTwice "L4107" { "two cases are called `{0}`", "有两个案件都叫“{0}”" }
        { "give each case of a file its own name", "请给每个案件不同的名称" }
        => {
            means { "Two cases of one file share a name: their results cannot be told apart.",
                "同一文件的两个案件同名：结果无从区分。" }
            avoid { "case a\n  unstated facts are absent\n  breach yes\n  expect no_offence under cn.pi.interpretation_2017\ncase a\n  unstated facts are absent\n  breach no\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不存在\n  违反规定  是\n  预期  不构成犯罪，适用 现行解释\n案件 a\n  未载明事实视为 不存在\n  违反规定  否\n  预期  不构成犯罪，适用 现行解释" }
            prefer { "case a\n  unstated facts are absent\n  breach yes\n  expect no_offence under cn.pi.interpretation_2017\ncase b\n  unstated facts are absent\n  breach no\n  expect no_offence under cn.pi.interpretation_2017",
                "案件 a\n  未载明事实视为 不存在\n  违反规定  是\n  预期  不构成犯罪，适用 现行解释\n案件 b\n  未载明事实视为 不存在\n  违反规定  否\n  预期  不构成犯罪，适用 现行解释" }
        }
}
