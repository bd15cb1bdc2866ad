//! Codes L21…: what is declared and read by nothing.

rows! {
    ParameterUnread "L2101" { "no module reads the parameter `{0}`", "没有模块读取参数“{0}”" }
        { "use it where the choice matters, or drop it", "请在相应之处使用，或者删去" }
        => {
            means { "Among the modules that can be found, none names the parameter: setting it changes nothing.",
                "可找到的模块中没有一个用到该参数：改变它毫无影响。" }
            avoid { "parameter p | 参 5000 yuan by CL 1\ndefinition d | 丁 by CL 1\n  means illegal_gains reaches 5000 yuan",
                "参数 参 | p  五千元                               依据 刑法 第一条\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违法所得 达到 五千元以上" }
            prefer { "parameter p | 参 5000 yuan by CL 1\ndefinition d | 丁 by CL 1\n  means illegal_gains reaches p",
                "参数 参 | p  五千元                               依据 刑法 第一条\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违法所得 达到 参" }
        }
    DefinitionUnused "L2102" { "no module uses `{0}`", "没有模块使用“{0}”" }
        { "use it, or drop it", "请使用，或者删去" }
        => {
            means { "Among the modules that can be found, none names what is defined here, and no open term is called so.",
                "可找到的模块中没有一个用到此处所定义的名称，也没有同名的待定事项。" }
            avoid { "definition d | 丁 by CL 1\n  means breach",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
            prefer { "definition d | 丁 by CL 1\n  means breach\narticle 5(1) serious if d",
                "定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定\n第五条第一款  情节严重：丁。" }
        }
    OpenUndefined "L2103" { "no module defines the open term `{0}`", "没有模块定义待定事项“{0}”" }
        { "define it in a theory or an interpretation, or write `presumed yes`", "请在学说或者解释模块中定义，或者写“推定 是”" }
        => {
            means { "The term is left open without a presumption, and among the modules that can be found none defines it: every case stays undecided where it matters.",
                "该事项待定且无推定，可找到的模块中也没有一个定义它：凡涉及它的案件都不能定论。" }
            avoid { "open definition d | 丁 (lot)\n\nbehaviour sell (lot) by CL 1\n  means d",
                "待定 定义 丁 | d（信息）\n\n行为 出售（信息）                                 依据 刑法 第一条\n  是指  丁" }
            prefer { "open definition d | 丁 (lot) presumed yes\n\nbehaviour sell (lot) by CL 1\n  means d",
                "待定 定义 丁 | d（信息）  推定 是\n\n行为 出售（信息）                                 依据 刑法 第一条\n  是指  丁" }
        }
    FindingUnused "L2104" { "no rule weighs the finding `{0}`", "没有规则使用认定事项“{0}”" }
        { "let a limb or an appraisal name it, or drop it", "请在某项或者综合评价中使用，或者删去" }
        => {
            means { "Among the modules that can be found, none names the finding: making it changes nothing.",
                "可找到的模块中没有一个用到该认定事项：作出认定毫无影响。" }
            avoid { "findings\n  cruel | 手段残忍",
                "认定事项  手段残忍 | cruel" }
            prefer { "findings\n  cruel | 手段残忍\narticle 5(1) serious if cruel",
                "认定事项  手段残忍 | cruel\n第五条第一款  情节严重：手段残忍。" }
        }
    FactUnread "L2105" { "no rule reads `{0}`", "没有规则读取“{0}”" }
        { "use it, or drop it: whoever codes cases would collect it in vain", "请使用，或者删去：否则案件编码时白白收集" }
        => {
            means { "Among the modules that can be found, none names this fact or field.",
                "可找到的模块中没有一个用到此事实或者字段。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  weather | 天气 yes or no\n  harm | 损害 yes or no\nscale s | 等级表 grave | 严重\narticle 1 grave if harm",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  天气 | weather  是或否\n  损害 | harm     是或否\n等级 等级表 | s  严重 | grave\n第一条  严重：损害。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  harm | 损害 yes or no\nscale s | 等级表 grave | 严重\narticle 1 grave if harm",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  损害 | harm  是或否\n等级 等级表 | s  严重 | grave\n第一条  严重：损害。" }
        }
    ClassUnused "L2106" { "no rule names the class `{0}`", "没有规则使用类别“{0}”" }
        { "use it, or let the next line take it in", "请使用，或者并入下一行" }
        => {
            means { "Among the modules that can be found, none names this class. The last line of a classification takes what is left and need not be named.",
                "可找到的模块中没有一个用到此类别。分类的最后一行收容其余，可以不被使用。" }
            avoid { "classification c | 类 (lot) by CL 1\n  first | 甲类 health\n  rest | 其他 otherwise",
                "分类 类 | c（信息）                               依据 刑法 第一条\n  甲类 | first  健康生理信息\n  其他 | rest   其余" }
            prefer { "classification c | 类 (lot) by CL 1\n  first | 甲类 health\n  rest | 其他 otherwise\narticle 5(1) serious if some lot where first",
                "分类 类 | c（信息）                               依据 刑法 第一条\n  甲类 | first  健康生理信息\n  其他 | rest   其余\n第五条第一款  情节严重：有 信息 符合 甲类。" }
        }
    KindUnused "L2107" { "nothing is of the kind `{0}`", "没有字段属于种类表“{0}”" }
        { "give a fact or field that kind, or drop it", "请让某个事实或者字段采用它，或者删去" }
        => {
            means { "Among the modules that can be found, no fact or field is of this kind.",
                "可找到的模块中没有事实或者字段采用此种类表。" }
            avoid { "kind weather | 天气 rain | 雨, sun | 晴",
                "种类表 天气 | weather  雨 | rain、晴 | sun" }
            prefer { "kind weather | 天气 rain | 雨, sun | 晴\nfacts\n  sky | 天色 weather\narticle 5(1) serious if sky is rain",
                "种类表 天气 | weather  雨 | rain、晴 | sun\n事实\n  天色 | sky  天气\n第五条第一款  情节严重：天色 为 雨。" }
        }
    GradeUnused "L2108" { "no rule grants the grade `{0}`", "没有规则给予等级“{0}”" }
        { "grant it, give it a bracket, or drop it", "请规定何时给予、写明法定刑，或者删去" }
        => {
            means { "Among the modules that can be found, no article and no bracket names this grade.",
                "可找到的模块中没有条文或者法定刑用到此等级。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  harm | 损害 yes or no\nscale s | 等级表 grave | 严重 < worse | 更严重\narticle 1 grave if harm",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  损害 | harm  是或否\n等级 等级表 | s  严重 | grave < 更严重 | worse\n第一条  严重：损害。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  harm | 损害 yes or no\nscale s | 等级表 grave | 严重\narticle 1 grave if harm",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  损害 | harm  是或否\n等级 等级表 | s  严重 | grave\n第一条  严重：损害。" }
        }
    SourceUnused "L2109" { "no citation names the source `{0}`", "没有引证渊源“{0}”" }
        { "cite it, or drop it", "请引证，或者删去" }
        => {
            means { "The head declares a source that no citation of the module names. The first source is also meant by numbers without one.",
                "首部声明的渊源在本模块没有被引证。没有写渊源的编号指第一个渊源。" }
            avoid { "module example | 例\n  uses cn.pi.facts\n  source CL \"Criminal Law\"\n  source CC \"Civil Code\"\n\ndefinition d | 丁 by CL 1\n  means breach",
                "模块 example | 例\n  渊源  刑法 “刑法”\n  渊源  民法典 “民法典”\n  援用  事实词汇\n\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
            prefer { "module example | 例\n  uses cn.pi.facts\n  source CL \"Criminal Law\"\n\ndefinition d | 丁 by CL 1\n  means breach",
                "模块 example | 例\n  渊源  刑法 “刑法”\n  援用  事实词汇\n\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
        }
    UsesUnused "L2110" { "nothing of `{0}` is named", "没有用到“{0}”中的任何名称" }
        { "drop it from `uses`", "请从“援用”中删去" }
        => {
            means { "The module uses another that uses none itself and states no rules of its own, and names nothing that it declares.",
                "本模块援用的模块既不援用他者，自身也没有规则，而本模块没有用到它声明的任何名称。" }
            avoid { "module other | 另一\n  title \"t\" | \"题\"\n\nfacts\n  weather | 天气 yes or no\n\nmodule example | 例\n  source CL \"Criminal Law\"\n  uses cn.pi.facts, other\n\ndefinition d | 丁 by CL 1\n  means breach",
                "模块 other | 另一\n  题名  “题” | “t”\n\n事实\n  天气 | weather  是或否\n\n模块 example | 例\n  渊源  刑法 “刑法”\n  援用  事实词汇、other\n\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
            prefer { "module other | 另一\n  title \"t\" | \"题\"\n\nfacts\n  weather | 天气 yes or no\n\nmodule example | 例\n  source CL \"Criminal Law\"\n  uses cn.pi.facts, other\n\ndefinition d | 丁 by CL 1\n  means breach and weather",
                "模块 other | 另一\n  题名  “题” | “t”\n\n事实\n  天气 | weather  是或否\n\n模块 example | 例\n  渊源  刑法 “刑法”\n  援用  事实词汇、other\n\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定 且 weather" }
        }
}
