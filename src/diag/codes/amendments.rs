//! Codes E06…: edits of amendments.

rows! {
    NoTarget "E0601" { "there is no {0} to amend", "没有可供修正的{0}" }
        { "{1}", "{1}" }
        => {
            means { "An edit names a provision or a name that the text does not have, as it stands after the edits before it.",
                "修正所指的条文或者名称，在前面各项修正之后的文本中并不存在。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(17) at 100 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将第五条第一款第十七项定为 一百条以上" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 100 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将第五条第一款第三项定为 一百条以上" }
            why { "an edit that changes nothing would be taken for one that has no effect on the law",
                "改不到任何文本的修正，会被误认为对法律没有影响" }
        }
    TwoEdits "E0602" { "`{0}` is edited twice in one module", "同一模块两次修正“{0}”" }
        { "write one edit that says the final text; further changes belong in a module that amends this one", "请合为一处，写出最终文本；再行修改的，另立模块修正本模块" }
        => {
            means { "One module edits the same thing twice, so the second edit would undo the first. Each edit is a cause to which differences are attributed, so each must stand.",
                "同一模块两次修正同一处，后一项会抵消前一项。每项修正都是归因的单位，所以都须有效。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 100 items\nset 5(1)(3) at 60 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将第五条第一款第三项定为 一百条以上\n将第五条第一款第三项定为 六十条以上" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 60 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将第五条第一款第三项定为 六十条以上" }
        }
    WhichSource "E0603" { "two sources have a provision {0}", "两个渊源都有{0}" }
        { "write the source before the number", "请在条文前写明渊源" }
        => {
            means { "Two sources of the text both have a provision of this number, and the edit does not say which is meant.",
                "文本中有两个渊源都有此编号的条文，修正没有说明是哪一个。" }
            avoid { "module base\n  source GL \"Guidelines\"\n  uses cn.pi.interpretation_2017\n\narticle 5(1)  serious if any of the following\n  (3)  class_one reaches 70 items\n\nmodule example\n  source TH \"The thesis\"\n  amends base\n\nset 5(1)(3) at 100 items",
                "模块 基础\n  渊源 意见 “指导意见”\n  援用 现行解释\n\n第五条第一款 情节严重：有下列情形之一\n  （三）第一类信息 达到 七十条\n\n模块 例\n  渊源 论文 “某论文”\n  修正 基础\n\n将第五条第一款第三项定为 一百条以上" }
            prefer { "module base\n  source GL \"Guidelines\"\n  uses cn.pi.interpretation_2017\n\narticle 5(1)  serious if any of the following\n  (3)  class_one reaches 70 items\n\nmodule example\n  source TH \"The thesis\"\n  amends base\n\nset GL 5(1)(3) at 100 items",
                "模块 基础\n  渊源 意见 “指导意见”\n  援用 现行解释\n\n第五条第一款 情节严重：有下列情形之一\n  （三）第一类信息 达到 七十条\n\n模块 例\n  渊源 论文 “某论文”\n  修正 基础\n\n将 意见 第五条第一款第三项 定为 一百条以上" }
        }
    NumberTaken "E0604" { "the number {0} is taken", "{0}的编号已被使用" }
        { "use a number that is free, as {1}", "请用空闲的编号，如{1}" }
        => {
            means { "The inserted provision has a number that is in use. Later numbers are not moved, so that what cites them stays right.",
                "增加的条文所用编号已被使用。其后的编号不顺延，以免援引它们的地方出错。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nafter 5(1)(8) insert 5(1)(9): knew_crime_use",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n在第五条第一款第八项后增加第五条第一款第九项：明知用于犯罪" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nafter 5(1)(8) insert 5(1)(8-1): knew_crime_use",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n在第五条第一款第八项后增加第五条第一款第八项之一：明知用于犯罪" }
            why { "legislatures number what they insert in the same way, as 8-1",
                "立法增加条文即如此编号：第八项之一" }
        }
    NotAfter "E0605" { "{0} cannot stand after {1}", "{0}不能接在{1}之后" }
        { "an inserted limb belongs to the same article and paragraph, as {2}", "增加的项须属同一条、同一款，如{2}" }
        => {
            means { "A limb is inserted after one of another paragraph, where a reader would not look for it.",
                "增加的项接在另一款的项之后，读者不会到那里去找。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nafter 5(1)(8) insert 5(2)(8-1): knew_crime_use",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n在第五条第一款第八项后增加第五条第二款第八项之一：明知用于犯罪" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nafter 5(1)(8) insert 5(1)(8-1): knew_crime_use",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n在第五条第一款第八项后增加第五条第一款第八项之一：明知用于犯罪" }
        }
    NothingAdopted "E0606" { "`{0}` replaces nothing in `{1}`", "“{0}”不替代“{1}”中的任何定义" }
        { "a theory defines terms that the base defines or leaves open; this one defines {2}", "学说所定义的，应是基础模块已定义或者待定的事项；此模块定义的是{2}" }
        => {
            means { "To adopt a theory is to put its definitions in the place of those of the text. This one defines nothing that the text defines or leaves open.",
                "采用学说，是以其定义取代文本的定义。此模块的定义，都不是文本已定义或者待定的事项。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nadopt cn.pi.statute_2015",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n采用 修正案九" }
            prefer { "module theory\n  uses cn.pi.facts\n  source TB \"A textbook\"\n\ndefinition breach_of_rules by TB 1\n  means breach\n\nmodule example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nadopt theory",
                "模块 某学说\n  援用 事实词汇\n  渊源 教科书 “某教科书”\n\n定义 breach_of_rules | 违反国家有关规定 依据 教科书 第一条\n  是指 违反规定\n\n模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n采用 某学说" }
        }
    StillCited "E0607" { "{0} is repealed, but still cited in {1}", "删去{0}后，还有 {1}援引它" }
        { "say what becomes of the citations", "请说明如何处理这些援引" }
        => {
            means { "A provision is repealed that others cite. What they then mean is a choice that the drafter must make, and the choices are listed.",
                "删去的条文仍被其他条文援引。援引此后作何理解，须由起草者选择；可选的写法一并列出。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nrepeal 5(1)(7)",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n删去第五条第一款第七项" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nrepeal 5(1)(7), dropping references",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n删去第五条第一款第七项，并删去援引" }
            why { "cases just at the repealed standard would otherwise fall under no rule, or under an unknown one",
                "否则恰在被删标准上的案件没有规则可适用，或者不知适用何者" }
        }
    LeftEmpty "E0608" { "dropping the references to {0} leaves nothing of {1}", "删去对{0}的援引后，{1}没有剩余内容" }
        { "repeal {1} too, or replace its text", "请一并删去{1}，或者修改其文本" }
        => {
            means { "With the references dropped a provision that cites only what is repealed would say nothing at all.",
                "删去援引之后，只援引被删条文的条文便没有内容。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nrepeal 5(1)(3) to (5), dropping references",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n删去第五条第一款第三项至第五项，并删去援引" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nrepeal 5(1)(3), dropping references",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n删去第五条第一款第三项，并删去援引" }
        }
    NoStandardToKeep "E0609" { "{0} has no standard that could be kept", "{0}没有可保留的标准" }
        { "only a limb with `reaches NUMBER` keeps its standard; write `dropping references`", "只有“达到 数额”的项才能保留标准；请写“并删去援引”" }
        => {
            means { "What is repealed states no number, so there is no standard that could live on where it is cited.",
                "被删去的没有数额，援引处没有标准可以保留。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nrepeal class_one, keeping its standard where cited",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n删去 第一类信息，并保留标准于援引处" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nrepeal 5(1)(7), keeping its standard where cited",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n删去第五条第一款第七项，并保留标准于援引处" }
        }
    NotCitedThere "E0610" { "{0} does not cite {1}", "{0}没有援引{1}" }
        { "name only provisions that cite what is repealed", "只列出援引被删去条文之处" }
        => {
            means { "The edit says what becomes of a citation in a place that has no such citation.",
                "修正说明了某处援引如何处理，而该处并无此援引。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nrepeal 5(1)(7), dropping references in 5(1)(8), keeping its standard in 5(2)(3), 5(1)(3)",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n删去第五条第一款第七项，并删去援引于第五条第一款第八项，并保留标准于第五条第二款第三项、第五条第一款第三项" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nrepeal 5(1)(7), dropping references in 5(1)(8), keeping its standard in 5(2)(3)",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n删去第五条第一款第七项，并删去援引于第五条第一款第八项，并保留标准于第五条第二款第三项" }
        }
    CitersNeedStandard "E0611" { "the new text of {0} has no standard, but one is needed in {1}", "{0}的新文本没有标准，而有 {1}需要标准" }
        { "those places take it at half, tenfold or in proportion: keep `reaches NUMBER`, or amend them too", "这些地方须折半、乘以倍数或者按比例计算：请保留“达到 数额”，或者一并修正" }
        => {
            means { "Other provisions take this one at half, tenfold or in proportion. Its new text is a plain condition, of which there is no half.",
                "其他条文对此条文折半、乘以倍数或者按比例计算。其新文本是单纯的条件，无从折半。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nreplace 5(1)(3) with knew_crime_use",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将第五条第一款第三项修改为 明知用于犯罪" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nreplace 5(1)(3) with class_one reaches 60 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将第五条第一款第三项修改为 第一类信息 达到 六十条" }
        }
    OneStandard "E0612" { "`set` changes one standard, and {0} has {1}", "“定为”只改一个标准，而{0}有 {1} 个" }
        { "write `replace {0} with …`", "请写“将 {0} 修改为 ……”" }
        => {
            means { "`set` changes the one number that a provision states. This one states none, or several.",
                "“定为”改的是条文中唯一的数额。此条文没有数额，或者有几个。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(8) at 100 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将第五条第一款第八项定为 一百条以上" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 100 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将第五条第一款第三项定为 一百条以上" }
        }
    CannotEdit "E0613" { "{0} cannot be changed so", "{0}不能如此修正" }
        { "{1}", "{1}" }
        => {
            means { "The thing exists, but not this change of it: a parameter keeps its kind of value, and an open term is defined or adopted, not replaced.",
                "该事项存在，但不能作此种修正：参数须保持其值的类型；待定事项应予定义或者采用学说，而非修改。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nset prior_window at 2 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将 行政处罚期间 定为 2条" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nset prior_window at 3 years",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将 行政处罚期间 定为 3年" }
        }
    AmendsCycle "E0614" { "`{0}` amends itself: {1}", "“{0}”归根到底修正了自己：{1}" }
        { "a chain of amendments must end in a module that amends nothing", "修正的链条须止于不修正他者的模块" }
        => {
            means { "Following what each module amends one comes back to the first: none of them has a text to begin with.",
                "循着各模块所修正的模块，又回到第一个：没有一个模块有可供修正的原文。" }
            avoid { "module first\n  source A \"A\"\n  amends second\n\nset 5(1)(3) at 60 items\n\nmodule second\n  source B \"B\"\n  amends first\n\nset 5(1)(3) at 70 items",
                "模块 甲案\n  渊源 甲 “甲”\n  修正 乙案\n\n将第五条第一款第三项定为 六十条以上\n\n模块 乙案\n  渊源 乙 “乙”\n  修正 甲案\n\n将第五条第一款第三项定为 七十条以上" }
            prefer { "module first\n  source A \"A\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 60 items\n\nmodule second\n  source B \"B\"\n  amends first\n\nset 5(1)(3) at 70 items",
                "模块 甲案\n  渊源 甲 “甲”\n  修正 现行解释\n\n将第五条第一款第三项定为 六十条以上\n\n模块 乙案\n  渊源 乙 “乙”\n  修正 甲案\n\n将第五条第一款第三项定为 七十条以上" }
        }
    AmendsChoice "E0615" { "`{0}` picks a module by date and has no text of its own", "“{0}”按日期选用模块，自身没有文本" }
        { "amend one of the modules that it selects: {1}", "请修正它所选用的模块之一：{1}" }
        => {
            means { "The base picks one of several texts by the date of the act. An edit would have to fit all of them, and it is not said how.",
                "基础模块按行为日期在几个文本中选用其一。修正须对每个文本都适合，而如何适合没有说明。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends current\n\nset 5(1)(3) at 100 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行法\n\n将第五条第一款第三项定为 一百条以上" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 100 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将第五条第一款第三项定为 一百条以上" }
        }
    NoBase "E0616" { "an edit, and no `amends` in the header", "有修正语句，而模块首部没有“修正”" }
        { "write `amends BASE` in the header: the module whose text is edited", "请在模块首部写“修正 基础模块”" }
        => {
            means { "The module holds edits, but does not say whose text they change.",
                "模块中有修正语句，却没有说明修正的是哪个文本。" }
            avoid { "module example\n  source TH \"The thesis\"\n\nset 5(1)(3) at 100 items",
                "模块 例\n  渊源 论文 “某论文”\n\n将第五条第一款第三项定为 一百条以上" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 100 items",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n将第五条第一款第三项定为 一百条以上" }
        }
}
