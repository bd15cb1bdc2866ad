//! Codes L51…: what `check --deep` proves of a module over all cases.

rows! {
    NeverMet "L5101" { "{0} holds in no case", "{0}在任何案件中都不成立" }
        { "mend its condition, or drop it", "请改正其条件，或者删去" }
        => {
            means { "Proved over all cases: whatever the facts, this provision or definition does not hold. Each part may be possible; together they are not.",
                "对所有可能的案件证明：无论事实如何，此条款或者定义都不成立。各部分可能分别成立，合在一起则不能。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 100 yuan and gains below 50 yuan\n  (2) force",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）（所得 达到 100元） 且 （所得 不满 50元）；\n  （二）暴力。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 50 yuan and gains below 100 yuan\n  (2) force",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）（所得 达到 50元） 且 （所得 不满 100元）；\n  （二）暴力。" }
        }
    NeverDecides "L5102" { "without {0} every outcome is the same", "没有{0}，所有结论都不变" }
        { "see which provisions hold in its place; drop it if nothing was meant by it", "请查看代替它的条款；确无用意的，请删去" }
        => {
            means { "Proved over all cases: the provision can hold, yet whenever it does others give the same outcome, now this one and now that. Provisions that cite it keep its standard.",
                "对所有可能的案件证明：该条款可以成立，但凡成立时，其他条款（此时或者彼时）都得出同样的结论。引用它的条款仍用其标准。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 50 yuan and force\n  (2) gains reaches 50 yuan and not force\n  (3) gains reaches 100 yuan",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）（所得 达到 50元） 且 暴力；\n  （二）（所得 达到 50元） 且 非 暴力；\n  （三）所得 达到 100元。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 50 yuan and force\n  (2) gains reaches 100 yuan",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）（所得 达到 50元） 且 暴力；\n  （二）所得 达到 100元。" }
        }
    Shadowed "L5103" { "whenever {0} holds, {1} does, and the outcome is the same without it", "{0}成立时{1}总是成立；没有它，结论也不变" }
        { "drop it, or say what it adds", "请删去，或者写明它补充了什么" }
        => {
            means { "Proved over all cases: another provision of the same grade holds wherever this one does, so that this one never decides.",
                "对所有可能的案件证明：凡此条款成立，另一同级条款也成立，因此此条款从不起决定作用。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 50 yuan\n  (2) gains reaches 100 yuan and force",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）所得 达到 50元；\n  （二）（所得 达到 100元） 且 暴力。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 100 yuan\n  (2) gains reaches 50 yuan and force",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）所得 达到 100元；\n  （二）（所得 达到 50元） 且 暴力。" }
        }
    HigherFirst "L5104" { "whenever {0} holds, {1} of a higher grade does", "{0}成立时，更高等级的{1}总是成立" }
        { "put the standards in order: a higher grade asks for more", "请理顺标准：等级越高，要求越高" }
        => {
            means { "Proved over all cases: where the lower grade is reached by this provision, a higher one is reached already. The standards are out of order.",
                "对所有可能的案件证明：凡依此条款达到较轻等级，即已达到较重等级。标准次序颠倒。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 100 yuan\n  (2) force\narticle 1(2) huge if any of the following\n  (1) gains reaches 50 yuan\n  (2) force and gains reaches 20 yuan",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）所得 达到 100元；\n  （二）暴力。\n第一条第二款  巨大：有下列情形之一\n  （一）所得 达到 50元；\n  （二）暴力 且 （所得 达到 20元）。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 50 yuan\n  (2) force\narticle 1(2) huge if any of the following\n  (1) gains reaches 100 yuan\n  (2) force and gains reaches 20 yuan",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）所得 达到 50元；\n  （二）暴力。\n第一条第二款  巨大：有下列情形之一\n  （一）所得 达到 100元；\n  （二）暴力 且 （所得 达到 20元）。" }
        }
    AlwaysTogether "L5105" { "{0} and {1} hold in the same cases", "{0}与{1}在同样的案件中成立" }
        { "keep one of them", "请只留其一" }
        => {
            means { "Proved over all cases: two provisions of one grade, though worded differently, can never be apart.",
                "对所有可能的案件证明：两项同级条款虽措辞不同，却从不分离。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 50 yuan\n  (2) not (gains below 50 yuan)",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）所得 达到 50元；\n  （二）非（所得 不满 50元）。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 50 yuan\n  (2) not (gains reaches 100 yuan)",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）所得 达到 50元；\n  （二）非（所得 达到 100元）。" }
        }
    IdlePart "L5106" { "in {1}, `{0}` changes no outcome", "{1}中的“{0}”不改变任何结论" }
        { "leave it out, or say in an allowance why it is written", "请删去，或者在允许注释中写明保留的理由" }
        => {
            means { "Proved over all cases: a part of a condition (one of several that must hold, one of several alternatives, or an exception) can be left out, and every outcome stays the same.",
                "对所有可能的案件证明：条件的一部分（须同时具备之一、可选之一，或者例外）可以删去，而所有结论都不变。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 100 yuan and gains reaches 50 yuan\n  (2) force",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）（所得 达到 100元） 且 （所得 达到 50元）；\n  （二）暴力。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 100 yuan and force\n  (2) gains reaches 200 yuan",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）（所得 达到 100元） 且 暴力；\n  （二）所得 达到 200元。" }
        }
    LadderHole "L5107" { "more of `{0}` lightens before it weighs again: {2} at {1}, {4} at {3}, {6} at {5}",
        "“{0}”增加时结论先降后升：{1}时{2}，{3}时{4}，{5}时{6}" }
        { "close the gap between the standards, or say in an allowance why it is meant; the case between: {7}", "请补上标准之间的空档，或者在允许注释中写明理由；居中的案件：{7}" }
        => {
            means { "Three cases that differ only in that a number is more and yet more; the one between them has a lighter outcome than both others. Between two standards there is a stretch for which nothing is said. Each of the three was graded.",
                "三个案件仅在一个数额上依次增加，而居中者的结论轻于另外二者：两项标准之间留有空档。三个案件均经求值定级。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 50 yuan and gains at most 100 yuan\n  (2) force\narticle 1(2) huge if any of the following\n  (1) gains reaches 200 yuan",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）（所得 达到 50元） 且 （所得 不超过 100元）；\n  （二）暴力。\n第一条第二款  巨大：有下列情形之一\n  （一）所得 达到 200元。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\narticle 1(1) large if any of the following\n  (1) gains reaches 50 yuan\n  (2) force\narticle 1(2) huge if any of the following\n  (1) gains reaches 200 yuan",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n第一条第一款  较大：有下列情形之一\n  （一）所得 达到 50元；\n  （二）暴力。\n第一条第二款  巨大：有下列情形之一\n  （一）所得 达到 200元。" }
        }
    LeftOut "L5108" { "a record in question can fall in no class of {0}", "所涉记录可以不属于{0}的任何一类" }
        { "add a last class `otherwise`, or say in an allowance why such a record counts nowhere; a case: {1}", "请增加末类“其余”，或者在允许注释中写明此类记录何以不计；例如：{1}" }
        => {
            means { "A classification without a last line `otherwise`, and a record that meets the object, conduct and interest of an offence but none of its lines: no standard of any class counts it, however much there is.",
                "分类没有末行“其余”，而有记录符合某罪的行为对象、客观行为与侵害法益，却不属于任何一类：无论数量多少，各类标准均不计入。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nkind goods | 货物  food | 食品, fuel | 燃料, cloth | 布匹\nrecord parcel | 包裹\n  sort | 品类 goods\n  size | 数量 items\n  counted by size\nfacts\n  taking | 取走 yes or no\n  parcels | 各包裹 list of parcel\nscale amount | 数额 large | 较大\nclassification need | 需要 (parcel)\n  vital | 要紧  food\n  plain | 寻常  cloth\noffence theft | 盗窃罪 by CL 264\n  object size reaches 1 item\n  breach taking\narticle 1 large if any of the following\n  (1) vital reaches 5 items\n  (2) plain reaches 50 items",
                "模块 example\n  渊源  刑法 “刑法”\n\n种类表 货物 | goods  食品 | food, 燃料 | fuel, 布匹 | cloth\n记录 包裹 | parcel\n  品类 | sort  货物\n  数量 | size  条\n  计数按 数量\n事实\n  取走 | taking  是或否\n  各包裹 | parcels  若干 包裹\n等级 数额 | amount  较大 | large\n分类 需要 | need (包裹)\n  要紧 | vital  食品\n  寻常 | plain  布匹\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  行为对象  数量 达到 一条以上\n  违法前提  取走\n第一条  较大：有下列情形之一\n  （一）要紧 达到 五条以上；\n  （二）寻常 达到 五十条以上。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nkind goods | 货物  food | 食品, fuel | 燃料, cloth | 布匹\nrecord parcel | 包裹\n  sort | 品类 goods\n  size | 数量 items\n  counted by size\nfacts\n  taking | 取走 yes or no\n  parcels | 各包裹 list of parcel\nscale amount | 数额 large | 较大\nclassification need | 需要 (parcel)\n  vital | 要紧  food\n  plain | 寻常  otherwise\noffence theft | 盗窃罪 by CL 264\n  object size reaches 1 item\n  breach taking\narticle 1 large if any of the following\n  (1) vital reaches 5 items\n  (2) plain reaches 50 items",
                "模块 example\n  渊源  刑法 “刑法”\n\n种类表 货物 | goods  食品 | food, 燃料 | fuel, 布匹 | cloth\n记录 包裹 | parcel\n  品类 | sort  货物\n  数量 | size  条\n  计数按 数量\n事实\n  取走 | taking  是或否\n  各包裹 | parcels  若干 包裹\n等级 数额 | amount  较大 | large\n分类 需要 | need (包裹)\n  要紧 | vital  食品\n  寻常 | plain  其余\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  行为对象  数量 达到 一条以上\n  违法前提  取走\n第一条  较大：有下列情形之一\n  （一）要紧 达到 五条以上；\n  （二）寻常 达到 五十条以上。" }
        }
    OffenceCovered "L5109" { "whenever {0} is made out, {1} is, and no lighter", "{0}成立时，{1}总是成立，且不轻" }
        { "say what sets the offences apart, or in an allowance that only the name differs", "请写明二罪的区别，或者在允许注释中写明仅罪名不同" }
        => {
            means { "Proved over all cases: one offence is made out only where another is, in no higher grade, so that no outcome depends on it. Of two that coincide the later one is told.",
                "对所有可能的案件证明：一罪成立时另一罪总是成立，等级也不更低，因此结论从不取决于前者。二罪完全重合的，只提示后一罪。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\noffence robbery | 抢劫罪 by CL 263\n  conduct taking and force\narticle 1(1) large if gains reaches 50 yuan\narticle 1(2) huge if gains reaches 200 yuan",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n罪名 抢劫罪 | robbery                             依据 刑法 第二百六十三条\n  客观行为  取走 且 暴力\n第一条第一款  较大：所得 达到 50元。\n第一条第二款  巨大：所得 达到 200元。" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nfacts\n  gains | 所得 yuan\n  force | 暴力 yes or no\n  taking | 取走 yes or no\nscale amount | 数额 large | 较大 < huge | 巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taking\noffence coercion | 强制罪 by CL 263\n  conduct force\narticle 1(1) large if gains reaches 50 yuan\narticle 1(2) huge if gains reaches 200 yuan",
                "模块 example\n  渊源  刑法 “刑法”\n\n事实\n  所得 | gains  元\n  暴力 | force  是或否\n  取走 | taking  是或否\n等级 数额 | amount  较大 | large < 巨大 | huge\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  取走\n罪名 强制罪 | coercion                            依据 刑法 第二百六十三条\n  客观行为  暴力\n第一条第一款  较大：所得 达到 50元。\n第一条第二款  巨大：所得 达到 200元。" }
        }
}
