//! Codes E02…: names, sources, provisions and modules.

rows! {
    UnknownName "E0201" { "nothing is called `{0}`", "没有名为“{0}”的事项" }
        { "did you mean `{1}`?", "相近：{1}" }
    Duplicate "E0202" { "`{0}` is declared twice", "“{0}”重复声明" }
        { "rename one of them; English and Chinese names share one list", "请改其一；中英文名称同列一表" }
    UnknownModule "E0203" { "there is no module called `{0}`", "没有名为“{0}”的模块" }
        { "did you mean `{1}`? `gravamen show` lists the modules", "相近：{1}。gravamen show 列出全部模块" }
    UnknownSource "E0204" { "no source is called `{0}` here", "此处没有名为“{0}”的渊源" }
        { "declare it in the header: `source {0} \"…\"`", "请在模块首部声明：渊源 {0} “……”" }
    UnknownProvision "E0205" { "there is no provision {0}", "没有{0}" }
        { "{1}", "{1}" }
    DuplicateProvision "E0206" { "provision {0} stands here twice", "{0}重复" }
        { "give one of them another number, or delete it", "请改其一的编号，或者删去" }
    TwoDefinitions "E0207" { "two modules define the open term `{0}`: {1}", "两个模块都定义了待定事项“{0}”：{1}" }
        { "a run holds at most one definition of an open term; use one theory at a time", "一次适用至多有一个定义；请只用一种学说" }
    NotAMember "E0208" { "`{0}` is not a member of {1}", "“{0}”不属于{1}" }
        { "did you mean `{2}`?", "相近：{2}" }
    Ambiguous "E0209" { "`{0}` can mean two things here: {1}", "“{0}”在此可有两义：{1}" }
        { "write `field is {0}`", "请写“字段 为 {0}”" }
    NoHeader "E0210" { "the file has no `module` line", "文件没有“模块”一行" }
        { "begin it with `module NAME`", "请以“模块 名称”开头" }
}
