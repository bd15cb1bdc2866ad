//! Codes E03…: kinds of things, units, standards, circles.

rows! {
    NotACondition "E0301" { "`{0}` is not a condition: it is {1}", "“{0}”不是条件，而是{1}" }
        { "compare it with something, as `{0} reaches …` or `{0} is …`", "请作比较，如“{0} 达到 ……”或者“{0} 为 ……”" }
        => {
            means { "A condition must be true or not. This is a number, a date, a list or a choice, which is so only when compared with something.",
                "条件须能成立或者不成立。此处是数、日期、列表或者选项，须与他物比较才成为条件。" }
            avoid { "definition d by CL 1\n  means illegal_gains",
                "定义 丁 依据 刑法 第一条\n  是指 违法所得" }
            prefer { "definition d by CL 1\n  means illegal_gains reaches 100 yuan",
                "定义 丁 依据 刑法 第一条\n  是指 违法所得 达到 100元" }
        }
    NotANumber "E0302" { "`{0}` is not a number", "“{0}”不是数" }
        { "only a number can be compared or computed with", "只有数可以比较、计算" }
        => {
            means { "Only numbers can reach a number, be added or be multiplied. This is something else.",
                "只有数才能达到某数、相加、相乘。此处不是数。" }
            avoid { "definition d by CL 1\n  means subject reaches 100 yuan",
                "定义 丁 依据 刑法 第一条\n  是指 主体 达到 100元" }
            prefer { "definition d by CL 1\n  means subject is unit",
                "定义 丁 依据 刑法 第一条\n  是指 主体 为 单位" }
        }
    UnitMix "E0303" { "different units cannot be compared or added: {0} and {1}", "单位不同，不能比较或者相加：{0}与{1}" }
        { "write the number in {0}", "请以{0}为单位" }
        => {
            means { "Two numbers of different units are compared or added, as yuan with items. That has no meaning, whatever the figures are.",
                "单位不同的数被比较或者相加，如元与条。不论数额多少都没有意义。" }
            avoid { "definition d by CL 1\n  means illegal_gains reaches 50 items",
                "定义 丁 依据 刑法 第一条\n  是指 违法所得 达到 50条" }
            prefer { "definition d by CL 1\n  means illegal_gains reaches 50 yuan",
                "定义 丁 依据 刑法 第一条\n  是指 违法所得 达到 50元" }
        }
    UnitMissing "E0304" { "this number needs its unit: {0}", "此数须有单位：{0}" }
        { "write `{1} {0}`", "请写“{1}{0}”" }
        => {
            means { "A number is compared with something that has a unit, but has none itself. Units are written, so that a reader sees what is counted.",
                "与有单位的事项相比的数没有单位。单位应写明，读者才知道计的是什么。" }
            avoid { "definition d by CL 1\n  means illegal_gains reaches 5000",
                "定义 丁 依据 刑法 第一条\n  是指 违法所得 达到 5000" }
            prefer { "definition d by CL 1\n  means illegal_gains reaches 5000 yuan",
                "定义 丁 依据 刑法 第一条\n  是指 违法所得 达到 5000元" }
        }
    NeedsSome "E0305" { "`{0}` speaks of one {1}; say of which", "“{0}”说的是单个{1}，须说明是哪一个" }
        { "write `some {1} where {0}`: which one is never guessed", "请写“有 {1} 符合 {0}”：从不猜测是哪一个" }
        => {
            means { "The name says something of a single record, such as one lot. A condition on the whole case must say of which: of some, or of none.",
                "此名称说的是单个记录，如一批信息。案件层面的条件须说明是哪一个：有某个，还是没有。" }
            avoid { "definition d by CL 1\n  means private and breach",
                "定义 丁 依据 刑法 第一条\n  是指 私密 且 违反规定" }
            prefer { "definition d by CL 1\n  means (some lot where private) and breach",
                "定义 丁 依据 刑法 第一条\n  是指 （有 信息 符合 私密） 且 违反规定" }
            why { "two conditions met by two different records are not met by one",
                "两个条件由两个不同记录分别满足，不等于由一个记录同时满足" }
        }
    WrongRecord "E0306" { "`{0}` speaks of another kind of record", "“{0}”说的是另一种记录" }
        { "inside `some {1} where …` only {1} and the facts of the case can be named", "在“有 {1} 符合……”之内只能说{1}与案件事实" }
        => {
            means { "Inside a condition on one kind of record a predicate of another kind is named.",
                "在说一种记录的条件里，用了说另一种记录的名称。" }
            avoid { "definition e (prior) by CL 1\n  means criminal\n\ndefinition d by CL 1\n  means some lot where e",
                "定义 戊 （前科） 依据 刑法 第一条\n  是指 刑事处罚\n\n定义 丁 依据 刑法 第一条\n  是指 有 信息 符合 戊" }
            prefer { "definition e (prior) by CL 1\n  means criminal\n\ndefinition d by CL 1\n  means some prior where e",
                "定义 戊 （前科） 依据 刑法 第一条\n  是指 刑事处罚\n\n定义 丁 依据 刑法 第一条\n  是指 有 前科 符合 戊" }
        }
    NoStandard "E0307" { "`{0}` has no standard that could be multiplied or shared", "“{0}”没有可以乘以倍数、按比例计算的标准" }
        { "only a limb with `reaches NUMBER` can be taken at half, tenfold or in proportion", "只有“达到 数额”的项才能折半、乘以倍数或者按比例合计" }
        => {
            means { "Half, tenfold or a share of a provision is asked for, but the provision states no number: a plain condition can hold or not, it cannot be halved.",
                "要求折半、十倍或者按比例，而该条文没有数额：单纯的条件只有成立与否，不能折半。" }
            avoid { "article 1(1) serious if any of the following\n  (1) breach\n  (2) any of 1(1)(1) reaches half",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违反规定\n  （二）第一条第一款第一项 任一 达到 一半" }
            prefer { "article 1(1) serious if any of the following\n  (1) illegal_gains reaches 100 yuan\n  (2) any of 1(1)(1) reaches half",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 100元\n  （二）第一条第一款第一项 任一 达到 一半" }
        }
    BadStandard "E0308" { "a standard must be a positive number", "标准必须是正数" }
        { "write a number above nought or the name of a parameter", "请写大于零的数或者参数名" }
        => {
            means { "The degree of a limb is the number divided by its standard. With nought or less it would mean nothing.",
                "项的达标倍数是数额除以标准。标准为零或者负数则没有意义。" }
            avoid { "article 1(1) serious if any of the following\n  (1) illegal_gains reaches 0 yuan",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 0元" }
            prefer { "article 1(1) serious if any of the following\n  (1) illegal_gains exceeds 0 yuan",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 超过 0元" }
        }
    NotATheory "E0309" { "`{0}` is not a number of times", "“{0}”不是倍数" }
        { "write `half`, `1/2`, `10 times` or `the standard`", "请写“一半”“二分之一”“十倍”或者“标准”" }
        => {
            means { "What stands after `reaches` for a provision must be how many times its standard: a number without a unit.",
                "条文“达到”之后须写其标准的倍数：没有单位的数。" }
            avoid { "article 1(1) serious if any of the following\n  (1) illegal_gains reaches 100 yuan\n  (2) any of 1(1)(1) reaches breach",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 100元\n  （二）第一条第一款第一项 任一 达到 违反规定" }
            prefer { "article 1(1) serious if any of the following\n  (1) illegal_gains reaches 100 yuan\n  (2) any of 1(1)(1) reaches 10 times",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 100元\n  （二）第一条第一款第一项 任一 达到 十倍" }
        }
    Cycle "E0310" { "`{0}` refers to itself: {1}", "“{0}”归根到底援引了自己：{1}" }
        { "a definition, number or provision may not depend on itself", "定义、数目、条文不得依赖自身" }
        => {
            means { "To know whether it holds one would first have to know whether it holds. The circle is shown from the name back to the name.",
                "要知道它是否成立，须先知道它是否成立。循环的路径自该名称起，回到该名称止。" }
            avoid { "definition d by CL 1\n  means e\n\ndefinition e by CL 1\n  means d",
                "定义 丁 依据 刑法 第一条\n  是指 戊\n\n定义 戊 依据 刑法 第一条\n  是指 丁" }
            prefer { "definition d by CL 1\n  means e\n\ndefinition e by CL 1\n  means breach",
                "定义 丁 依据 刑法 第一条\n  是指 戊\n\n定义 戊 依据 刑法 第一条\n  是指 违反规定" }
        }
    NonLinear "E0311" { "the records of an offence must be of one kind", "一罪之下的记录须为同一种" }
        { "object, conduct and interest speak of {0} and of {1}", "行为对象、客观行为、侵害法益分别说的是{0}与{1}" }
        => {
            means { "Object, conduct and interest of an offence are judged of one and the same record. Here they speak of records of two kinds.",
                "一罪的行为对象、客观行为、侵害法益就同一记录判断。此处说的是两种记录。" }
            avoid { "offence crime by CL 1\n  breach breach\n  object private\n  conduct criminal\n  penalty serious imprisonment up to 3 years",
                "罪名 某罪 依据 刑法 第一条\n  违法前提 违反规定\n  行为对象 私密\n  客观行为 刑事处罚\n  法定刑 情节严重 三年以下有期徒刑" }
            prefer { "offence crime by CL 1\n  breach breach\n  object private\n  conduct published\n  penalty serious imprisonment up to 3 years",
                "罪名 某罪 依据 刑法 第一条\n  违法前提 违反规定\n  行为对象 私密\n  客观行为 公布\n  法定刑 情节严重 三年以下有期徒刑" }
        }
    UnknownGrade "E0312" { "`{0}` is not a grade of the scale", "“{0}”不是等级表中的等级" }
        { "did you mean `{1}`?", "相近：{1}" }
        => {
            means { "A bracket, an article or an expectation names a grade that the scale of the vocabulary does not have.",
                "法定刑、条文或者预期所写的等级，不在词汇模块的等级表中。" }
            avoid { "offence crime by CL 1\n  breach breach\n  object private\n  conduct published\n  penalty seriuos imprisonment up to 3 years",
                "罪名 某罪 依据 刑法 第一条\n  违法前提 违反规定\n  行为对象 私密\n  客观行为 公布\n  法定刑 情节严里 三年以下有期徒刑" }
            prefer { "offence crime by CL 1\n  breach breach\n  object private\n  conduct published\n  penalty serious imprisonment up to 3 years",
                "罪名 某罪 依据 刑法 第一条\n  违法前提 违反规定\n  行为对象 私密\n  客观行为 公布\n  法定刑 情节严重 三年以下有期徒刑" }
        }
    NoScale "E0313" { "no `scale` of grades is declared", "没有声明“等级”" }
        { "declare it in the vocabulary: `scale NAME` and its grades from the least", "请在词汇模块声明：等级 名称，由轻到重" }
        => {
            means { "An offence attaches punishment to grades, but no module of the run declares the grades and their order.",
                "罪名按等级规定刑罚，而参与的模块都没有声明等级及其次序。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  taken  yes or no\n\noffence crime by CL 1\n  breach taken\n  penalty grave imprisonment up to 3 years",
                "模块 例\n  渊源 刑法 “刑法”\n\n事实\n  拿走  是或否\n\n罪名 某罪 依据 刑法 第一条\n  违法前提 拿走\n  法定刑 严重 三年以下有期徒刑" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nscale gravity\n  grave\nfacts\n  taken  yes or no\n\noffence crime by CL 1\n  breach taken\n  penalty grave imprisonment up to 3 years",
                "模块 例\n  渊源 刑法 “刑法”\n\n等级 轻重\n  严重\n事实\n  拿走  是或否\n\n罪名 某罪 依据 刑法 第一条\n  违法前提 拿走\n  法定刑 严重 三年以下有期徒刑" }
        }
    NoGround "E0314" { "{0} grants no grade", "{0}不赋予任何等级" }
        { "`never together` speaks of articles and limbs that grant a grade", "“不同时成立”说的是赋予等级的条、项" }
        => {
            means { "A claim says that two grounds are never met together. This provision is no ground of an offence: it grants no grade, or it was repealed.",
                "命题断言两个理由不会同时具备。此条文不是任何罪名的理由：它不赋予等级，或者已被删去。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nclaim c  never together FS 5(1)(3), FS 12",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n命题 丙  不同时成立 解释 第五条第一款第三项、解释 第十二条" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nclaim c  never together FS 5(1)(3), FS 6(1)(1)",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n命题 丙  不同时成立 解释 第五条第一款第三项、解释 第六条第一款第一项" }
        }
    CannotRise "E0315" { "`{0}` is nothing that can be raised", "“{0}”不是可以增加的事项" }
        { "name a number, a yes or no or a list that a case states, a field of a record or a finding", "请写案件所载的数、是或否、列表，记录的栏目，或者认定事项" }
        => {
            means { "A claim says that more of something never makes the outcome lighter. Only what a case itself states can be more or less: not a member of a kind, a date, or what a module computes.",
                "命题断言某事项增加不会使结论更轻。只有案件自己载明的事项才有多少：种类的成员、日期、模块算出的数都不是。" }
            avoid { "claim c  raising subject never lightens",
                "命题 丙  增加 主体 不减轻" }
            prefer { "claim c  raising illegal_gains never lightens",
                "命题 丙  增加 违法所得 不减轻" }
            why { "a computed number rises only if a stated one does", "算出的数随所载的数而增加" }
        }
    ChoosesByDate "E0316" { "`{0}` chooses among modules by the date of a case", "“{0}”依案件日期选用模块" }
        { "a statement over all cases needs one text: name one of {1}", "对一切案件的断言须针对一个文本：请写明其中之一：{1}" }
        => {
            means { "Such a module has no rules of its own: which text applies follows from a date of the case. Over all cases one text is compared with another, so that one must be named.",
                "此种模块没有自己的规则：适用何种文本由案件的日期决定。就一切案件作比较时，须写明是哪一个文本。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nclaim c  same outcome as current",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n命题 丙  结论同于 current" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nclaim c  same outcome as cn.pi.interpretation_2017",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n命题 丙  结论同于 现行解释" }
        }
}
