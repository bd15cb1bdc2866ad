//! Codes E03…: kinds of things, units, standards, circles.

rows! {
    NotACondition "E0301" { "`{0}` is not a condition: it is {1}", "“{0}”不是条件，而是{1}" }
        { "compare it with something, as `{0} reaches …` or `{0} is …`", "请作比较，如“{0} 达到 ……”或者“{0} 为 ……”" }
    NotANumber "E0302" { "`{0}` is not a number", "“{0}”不是数" }
        { "only a number can be compared or computed with", "只有数可以比较、计算" }
    UnitMix "E0303" { "different units cannot be compared or added: {0} and {1}", "单位不同，不能比较或者相加：{0}与{1}" }
        { "write the number in {0}", "请以{0}为单位" }
    UnitMissing "E0304" { "this number needs its unit: {0}", "此数须有单位：{0}" }
        { "write `{1} {0}`", "请写“{1}{0}”" }
    NeedsSome "E0305" { "`{0}` speaks of one {1}; say of which", "“{0}”说的是单个{1}，须说明是哪一个" }
        { "write `some {1} where {0}`: which one is never guessed", "请写“有 {1} 符合 {0}”：从不猜测是哪一个" }
    WrongRecord "E0306" { "`{0}` speaks of another kind of record", "“{0}”说的是另一种记录" }
        { "inside `some {1} where …` only {1} and the facts of the case can be named", "在“有 {1} 符合……”之内只能说{1}与案件事实" }
    NoStandard "E0307" { "`{0}` has no standard that could be multiplied or shared", "“{0}”没有可以乘以倍数、按比例计算的标准" }
        { "only a limb with `reaches NUMBER` can be taken at half, tenfold or in proportion", "只有“达到 数额”的项才能折半、乘以倍数或者按比例合计" }
    BadStandard "E0308" { "a standard must be a positive number", "标准必须是正数" }
        { "write a number above nought or the name of a parameter", "请写大于零的数或者参数名" }
    NotATheory "E0309" { "`{0}` is not a number of times", "“{0}”不是倍数" }
        { "write `half`, `1/2`, `10 times` or `the standard`", "请写“一半”“二分之一”“十倍”或者“标准”" }
    Cycle "E0310" { "`{0}` refers to itself: {1}", "“{0}”归根到底援引了自己：{1}" }
        { "a definition, number or provision may not depend on itself", "定义、数目、条文不得依赖自身" }
    NonLinear "E0311" { "the records of an offence must be of one kind", "一罪之下的记录须为同一种" }
        { "object, conduct and interest speak of {0} and of {1}", "行为对象、客观行为、侵害法益分别说的是{0}与{1}" }
    UnknownGrade "E0312" { "`{0}` is not a grade of the scale", "“{0}”不是等级表中的等级" }
        { "did you mean `{1}`?", "相近：{1}" }
    NoScale "E0313" { "no `scale` of grades is declared", "没有声明“等级”" }
        { "declare it in the vocabulary: `scale NAME` and its grades from the least", "请在词汇模块声明：等级 名称，由轻到重" }
}
