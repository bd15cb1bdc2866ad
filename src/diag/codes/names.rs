//! Codes E02…: names, sources, provisions and modules.

rows! {
    UnknownName "E0201" { "nothing is called `{0}`", "没有名为“{0}”的事项" }
        { "did you mean `{1}`?", "相近：{1}" }
        => {
            means { "The name is declared nowhere in the modules that take part: it is misspelt, or the module that declares it is not used.",
                "参与的各模块都没有声明此名称：也许写错了字，也许没有援用声明它的模块。" }
            avoid { "definition d by CL 1\n  means breech",
                "定义 丁 依据 刑法 第一条\n  是指 违返规定" }
            prefer { "definition d by CL 1\n  means breach",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定" }
        }
    Duplicate "E0202" { "`{0}` is declared twice", "“{0}”重复声明" }
        { "rename one of them; English and Chinese names share one list", "请改其一；中英文名称同列一表" }
        => {
            means { "Two things have one name. English and Chinese names share one list, because both spellings may stand in one text.",
                "两个事项同名。中英文名称同列一表，因为同一文本可以兼用两种写法。" }
            avoid { "definition breach by CL 1\n  means first_offender",
                "定义 违反规定 依据 刑法 第一条\n  是指 初犯" }
            prefer { "definition breach_in_law by CL 1\n  means first_offender",
                "定义 法律上的违反 依据 刑法 第一条\n  是指 初犯" }
        }
    UnknownModule "E0203" { "there is no module called `{0}`", "没有名为“{0}”的模块" }
        { "did you mean `{1}`? `gravamen show` lists the modules", "相近：{1}。gravamen show 列出全部模块" }
        => {
            means { "No module of that name is in the library or in the folder of modules (`--library`, else `rules`).",
                "标准库与模块文件夹（--library 所指，否则为 rules）中都没有此名称的模块。" }
            avoid { "module example\n  uses cn.pi.fact",
                "模块 例\n  援用 事实词会" }
            prefer { "module example\n  uses cn.pi.facts",
                "模块 例\n  援用 事实词汇" }
        }
    UnknownSource "E0204" { "no source is called `{0}` here", "此处没有名为“{0}”的渊源" }
        { "declare it in the header: `source {0} \"…\"`", "请在模块首部声明：渊源 {0} “……”" }
        => {
            means { "A citation names a source that the head of the module does not declare, or the module declares none at all.",
                "依据所指的渊源没有在模块首部声明，或者模块没有声明任何渊源。" }
            avoid { "definition d by XX 1\n  means breach",
                "定义 丁 依据 某法 第一条\n  是指 违反规定" }
            prefer { "definition d by CL 1\n  means breach",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定" }
            why { "every rule must lead back to a text that can be looked up",
                "每条规则都须能回溯到可以查阅的文本" }
        }
    UnknownProvision "E0205" { "there is no provision {0}", "没有{0}" }
        { "{1}", "{1}" }
        => {
            means { "A rule cites a provision that is not in the text as it applies: another number is meant, or the limb was left out or repealed.",
                "规则援引了适用文本中没有的条文：也许编号有误，也许该项没有写或者已经删去。" }
            avoid { "article 1(1) serious if any of the following\n  (1) illegal_gains reaches 100 yuan\n  (2) any of 1(1)(1), 1(1)(7) reaches half",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 100元\n  （二）第一条第一款第七项 任一 达到 一半" }
            prefer { "article 1(1) serious if any of the following\n  (1) illegal_gains reaches 100 yuan\n  (2) any of 1(1)(1) reaches half",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 100元\n  （二）第一条第一款第一项 任一 达到 一半" }
        }
    DuplicateProvision "E0206" { "provision {0} stands here twice", "{0}重复" }
        { "give one of them another number, or delete it", "请改其一的编号，或者删去" }
        => {
            means { "One number stands on two provisions of one source, so that a citation of it could mean either.",
                "同一渊源的两个条文编号相同，援引该编号时可指其中任一。" }
            avoid { "article 1(1) serious if any of the following\n  (1) illegal_gains reaches 100 yuan\n  (1) breach",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 100元\n  （一）违反规定" }
            prefer { "article 1(1) serious if any of the following\n  (1) illegal_gains reaches 100 yuan\n  (2) breach",
                "第一条第一款 情节严重：有下列情形之一\n  （一）违法所得 达到 100元\n  （二）违反规定" }
        }
    TwoDefinitions "E0207" { "two modules define the open term `{0}`: {1}", "两个模块都定义了待定事项“{0}”：{1}" }
        { "a run holds at most one definition of an open term; use one theory at a time", "一次适用至多有一个定义；请只用一种学说" }
        => {
            means { "An open term is a question that the statute leaves to doctrine. Two modules of this run answer it, and differently applied they would decide differently.",
                "待定事项是制定法留给学说回答的问题。此次适用中有两个模块各作回答，适用结果可能不同。" }
            avoid { "module example\n  uses cn.pi.interpretation_2017\n  source TH \"A treatise\"\n\ndefinition breach_of_rules by TH 1\n  means breach",
                "模块 例\n  援用 现行解释\n  渊源 学说 “某教科书”\n\n定义 违反国家有关规定 依据 学说 第一条\n  是指 违反规定" }
            prefer { "module example\n  uses cn.pi.facts\n  source TH \"A treatise\"\n\ndefinition breach_of_rules by TH 1\n  means breach",
                "模块 例\n  援用 事实词汇\n  渊源 学说 “某教科书”\n\n定义 违反国家有关规定 依据 学说 第一条\n  是指 违反规定" }
            why { "which theory is right is not for the interpreter to pick",
                "哪种学说正确，不由解释器选择" }
        }
    NotAMember "E0208" { "`{0}` is not a member of {1}", "“{0}”不属于{1}" }
        { "{2}", "{2}" }
        => {
            means { "A kind is a closed list of members, and this value is none of them.",
                "种类表是封闭的列举，而此值不在其中。" }
            avoid { "definition d by CL 1\n  means subject is units",
                "定义 丁 依据 刑法 第一条\n  是指 主体 为 单伴" }
            prefer { "definition d by CL 1\n  means subject is unit",
                "定义 丁 依据 刑法 第一条\n  是指 主体 为 单位" }
        }
    Ambiguous "E0209" { "`{0}` can mean two things here: {1}", "“{0}”在此可有两义：{1}" }
        { "write `field is {0}`", "请写“字段 为 {0}”" }
        => {
            means { "A member alone stands for the field of its kind, but here two fields have that kind.",
                "单写一个成员，指的是该种类的字段；而此处有两个字段属于该种类。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nkind colour  red, blue\nrecord car\n  outside  colour\n  inside  colour\nfacts\n  cars  list of car\n\ndefinition d (car) by CL 1\n  means red",
                "模块 例\n  渊源 刑法 “刑法”\n\n种类表 颜色  红, 蓝\n记录 车\n  外色  颜色\n  内色  颜色\n事实\n  各车  若干 车\n\n定义 丁 （车） 依据 刑法 第一条\n  是指 红" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nkind colour  red, blue\nrecord car\n  outside  colour\n  inside  colour\nfacts\n  cars  list of car\n\ndefinition d (car) by CL 1\n  means outside is red",
                "模块 例\n  渊源 刑法 “刑法”\n\n种类表 颜色  红, 蓝\n记录 车\n  外色  颜色\n  内色  颜色\n事实\n  各车  若干 车\n\n定义 丁 （车） 依据 刑法 第一条\n  是指 外色 为 红" }
        }
    NoHeader "E0210" { "the file has no `module` line", "文件没有“模块”一行" }
        { "begin it with `module NAME`", "请以“模块 名称”开头" }
        => {
            means { "Rules stand in modules: the first line gives the name under which they are used, cited and compared.",
                "规则写在模块里：第一行给出供援用、引用、比较的名称。" }
            avoid { "# no `module` line\ndefinition d\n  means breach",
                "# 没有“模块”一行\n定义 丁\n  是指 违反规定" }
            prefer { "module example\n  uses cn.pi.facts",
                "模块 例\n  援用 事实词汇" }
        }
    NotARecord "E0211" { "`{0}` is a list; a record of it is called `{1}`", "“{0}”是列表，其中的记录称“{1}”" }
        { "`some`, `no` and `over` are followed by the name of the record", "“有”“没有”“取自”之后写记录的名称" }
        => {
            means { "A fact holds a list of records, and the two have names of their own. A condition on one of the records, or a number counted over them, names the record.",
                "事实中的列表与列表中的记录各有名称。就其中一件记录说的条件，以及对各件记录的计量，写记录的名称。" }
            avoid { "definition d by CL 1\n  means some lots where private",
                "定义 丁 依据 刑法 第一条\n  是指 有 各批信息 符合 私密" }
            prefer { "definition d by CL 1\n  means some lot where private",
                "定义 丁 依据 刑法 第一条\n  是指 有 信息 符合 私密" }
        }
    MemberAlone "E0212" { "`{0}` alone says nothing: it is a value of the kind `{1}`", "单写“{0}”不成条件：它是种类表“{1}”中的一个值" }
        { "say what has that value: `… is {0}`", "请写明何者为该值：“…… 为 {0}”" }
        => {
            means { "A member of a kind is a value. Of a record it is understood which field has it; of the case the fact must be named.",
                "种类表的成员是值。就记录而言，可知是哪一字段；就案件而言，须写明是哪一事实。" }
            avoid { "definition d by CL 1\n  means death",
                "定义 丁 依据 刑法 第一条\n  是指 死亡" }
            prefer { "definition d by CL 1\n  means victim_harm is death",
                "定义 丁 依据 刑法 第一条\n  是指 后果 为 死亡" }
        }
}
