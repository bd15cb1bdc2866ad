//! Codes E06…: edits of amendments.

rows! {
    NoTarget "E0601" { "there is no {0} to amend", "没有可供修正的{0}" }
        { "{1}", "{1}" }
    TwoEdits "E0602" { "`{0}` is edited twice in one module", "同一模块两次修正“{0}”" }
        { "write one edit that says the final text; further changes belong in a module that amends this one", "请合为一处，写出最终文本；再行修改的，另立模块修正本模块" }
    WhichSource "E0603" { "two sources have a provision {0}", "两个渊源都有{0}" }
        { "write the source before the number", "请在条文前写明渊源" }
    NumberTaken "E0604" { "the number {0} is taken", "{0}的编号已被使用" }
        { "use a number that is free, as {1}", "请用空闲的编号，如{1}" }
    NotAfter "E0605" { "{0} cannot stand after {1}", "{0}不能接在{1}之后" }
        { "an inserted limb belongs to the same article and paragraph, as {2}", "增加的项须属同一条、同一款，如{2}" }
    NothingAdopted "E0606" { "`{0}` replaces nothing in `{1}`", "“{0}”不替代“{1}”中的任何定义" }
        { "a theory defines terms that the base defines or leaves open; this one defines {2}", "学说所定义的，应是基础模块已定义或者待定的事项；此模块定义的是{2}" }
    StillCited "E0607" { "{0} is repealed, but still cited in {1}", "删去{0}后，还有 {1}援引它" }
        { "say what becomes of the citations", "请说明如何处理这些援引" }
    LeftEmpty "E0608" { "dropping the references to {0} leaves nothing of {1}", "删去对{0}的援引后，{1}没有剩余内容" }
        { "repeal {1} too, or replace its text", "请一并删去{1}，或者修改其文本" }
    NoStandardToKeep "E0609" { "{0} has no standard that could be kept", "{0}没有可保留的标准" }
        { "only a limb with `reaches NUMBER` keeps its standard; write `dropping references`", "只有“达到 数额”的项才能保留标准；请写“并删去援引”" }
    NotCitedThere "E0610" { "{0} does not cite {1}", "{0}没有援引{1}" }
        { "name only provisions that cite what is repealed", "只列出援引被删去条文之处" }
    CitersNeedStandard "E0611" { "the new text of {0} has no standard, but one is needed in {1}", "{0}的新文本没有标准，而有 {1}需要标准" }
        { "those places take it at half, tenfold or in proportion: keep `reaches NUMBER`, or amend them too", "这些地方须折半、乘以倍数或者按比例计算：请保留“达到 数额”，或者一并修正" }
    OneStandard "E0612" { "`set` changes one standard, and {0} has {1}", "“定为”只改一个标准，而{0}有 {1} 个" }
        { "write `replace {0} with …`", "请写“将 {0} 修改为 ……”" }
    CannotEdit "E0613" { "{0} cannot be changed so", "{0}不能如此修正" }
        { "{1}", "{1}" }
    AmendsCycle "E0614" { "`{0}` amends itself: {1}", "“{0}”归根到底修正了自己：{1}" }
        { "a chain of amendments must end in a module that amends nothing", "修正的链条须止于不修正他者的模块" }
    AmendsChoice "E0615" { "`{0}` picks a module by date and has no text of its own", "“{0}”按日期选用模块，自身没有文本" }
        { "amend one of the modules that it selects: {1}", "请修正它所选用的模块之一：{1}" }
    NoBase "E0616" { "an edit, and no `amends` in the header", "有修正语句，而模块首部没有“修正”" }
        { "write `amends BASE` in the header: the module whose text is edited", "请在模块首部写“修正 基础模块”" }
}
