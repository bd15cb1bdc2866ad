//! Codes L11…: what a jurist would look at again: grades, brackets, provisions, edits.

rows! {
    ExcludesNumber "L1101" { "`exceeds` leaves {0} itself out", "“超过”不含本数：{0}" }
        { "write `reaches` if the number itself is enough, as for the other standards in that unit", "本数即已足够的，请写“达到”，与同一单位的其他标准一致" }
        => {
            means { "A limb uses `exceeds` with a written number, while another standard of the module in the same unit uses `reaches`. A case with just that number falls outside the first and inside the second.",
                "某项对写明的数用“超过”，而本模块同一单位的其他标准用“达到”。恰为该数的案件不满足前者，却满足后者。" }
            avoid { "article 5(1) serious if any of the following\n  (1) illegal_gains exceeds 5000 yuan\n  (2) business_profit reaches 50000 yuan",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 超过 五千元；\n  （二）经营获利 达到 五万元以上。" }
            prefer { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) business_profit reaches 50000 yuan",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）经营获利 达到 五万元以上。" }
            why { "in the law of many places a number that is to be reached is itself included; what the cited text says must be looked up",
                "不少法律规定“以上”包括本数；究竟如何，请核对所引条文" }
        }
    NumberInNeither "L1102" { "{0} itself is in neither", "{0}本身两边都不含" }
        { "write `reaches` on one side, or `at most` on the other", "请在一边写“达到”，或者在另一边写“不超过”" }
        => {
            means { "The module compares the same thing with `exceeds` a number and with `below` that number. The number itself meets neither.",
                "同一事项在本模块既有“超过”某数，又有“不满”该数。恰为该数时两者都不成立。" }
            avoid { "article 5(1) serious if any of the following\n  (1) illegal_gains exceeds 5000 yuan and breach\n  (2) illegal_gains below 5000 yuan and repentance",
                "第五条第一款  情节严重：有下列情形之一\n  （一）（违法所得 超过 五千元） 且 违反规定；\n  （二）（违法所得 不满 五千元） 且 确有悔罪。" }
            prefer { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan and breach\n  (2) illegal_gains below 5000 yuan and repentance",
                "第五条第一款  情节严重：有下列情形之一\n  （一）（违法所得 达到 五千元以上） 且 违反规定；\n  （二）（违法所得 不满 五千元） 且 确有悔罪。" }
        }
    NumberInBoth "L1103" { "{0} itself is in both", "{0}本身两边都包含" }
        { "write `below` on one side, or `exceeds` on the other", "请在一边写“不满”，或者在另一边写“超过”" }
        => {
            means { "The module compares the same thing with `reaches` a number and with `at most` that number. The number itself meets both.",
                "同一事项在本模块既有“达到”某数，又有“不超过”该数。恰为该数时两者都成立。" }
            avoid { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan and breach\n  (2) illegal_gains at most 5000 yuan and repentance",
                "第五条第一款  情节严重：有下列情形之一\n  （一）（违法所得 达到 五千元以上） 且 违反规定；\n  （二）（违法所得 不超过 五千元） 且 确有悔罪。" }
            prefer { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan and breach\n  (2) illegal_gains below 5000 yuan and repentance",
                "第五条第一款  情节严重：有下列情形之一\n  （一）（违法所得 达到 五千元以上） 且 违反规定；\n  （二）（违法所得 不满 五千元） 且 确有悔罪。" }
        }
    LadderOutOfOrder "L1104" { "{0} asks for less than the lower grade's {1}", "{0}的要求低于较轻等级的{1}" }
        { "the standard of a higher grade is normally the higher one; exchange the numbers or the grades", "较重等级的标准通常更高；请对调数额或者等级" }
        => {
            means { "Two standards of different grades measure the same thing over the same records; the higher grade has the lower number, and asks for nothing further that the lower one does not ask for too. The lower grade is then never the outcome of its own standard.",
                "两个不同等级的标准就同样的记录计量同一事项，较重等级的数额反而较低，其余条件也不多于较轻等级。较轻等级的标准便永远不起作用。" }
            avoid { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 50000 yuan\n  (2) breach\n\narticle 5(2) especially_serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五万元以上；\n  （二）违反规定。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）其他特别严重情节。" }
            prefer { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) breach\n\narticle 5(2) especially_serious if any of the following\n  (1) illegal_gains reaches 50000 yuan\n  (2) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）违反规定。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）违法所得 达到 五万元以上；\n  （二）其他特别严重情节。" }
        }
    SameStandard "L1105" { "{0} asks for the same as the lower grade's {1}", "{0}与较轻等级的{1}要求相同" }
        { "the greater grade prevails, so the lower limb never decides; give them different numbers", "两者同时成立时从重，较轻的项永不起决定作用；请写不同的数额" }
        => {
            means { "Two standards of different grades measure the same thing over the same records and beside the same further conditions, and have the same number.",
                "两个不同等级的标准就同样的记录计量同一事项，其余条件与数额都相同。" }
            avoid { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) breach\n\narticle 5(2) especially_serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）违反规定。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）其他特别严重情节。" }
            prefer { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) breach\n\narticle 5(2) especially_serious if any of the following\n  (1) illegal_gains reaches 50000 yuan\n  (2) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）违反规定。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）违法所得 达到 五万元以上；\n  （二）其他特别严重情节。" }
        }
    HigherForLess "L1106" { "a higher grade for less than the standard of {0}", "达到{0}标准的一部分即得较重等级" }
        { "a share below the standard belongs to the same or a lower grade", "不足一倍的比例应当属于同一或者较轻的等级" }
        => {
            means { "A limb of a higher grade takes the standards of a lower grade at less than once, and over no narrower set of records. What is too little for the lower grade is then enough for the higher.",
                "较重等级的项以不足一倍的比例援引较轻等级的标准，且没有限于更窄的记录。不足以构成较轻等级的，反而构成较重等级。" }
            avoid { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) breach\n\narticle 5(2) especially_serious if any of the following\n  (1) 5(1)(1) reaches half\n  (2) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）违反规定。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）第五条第一款第一项 达到 一半以上；\n  （二）其他特别严重情节。" }
            prefer { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) breach\n\narticle 5(2) especially_serious if any of the following\n  (1) 5(1)(1) reaches 10 times\n  (2) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）违反规定。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）第五条第一款第一项 达到 十倍以上；\n  （二）其他特别严重情节。" }
        }
    UnevenLadder "L1107" { "{0} is {1} times its lower standard, {2} is {3} times", "{0}是其较低标准的{1}倍，{2}则是{3}倍" }
        { "if the text has one multiple for all, cite it as `any of … reaches 10 times`", "原文对各项规定同一倍数的，可写“……任一 达到 十倍以上”" }
        => {
            means { "Two articles of different grades measure several things, and the ratio of the higher standard to the lower one is not the same for all of them. The text may say so; a slip of a nought looks the same.",
                "两条不同等级的条文计量若干相同事项，较高标准与较低标准之比却不一致。原文也许如此；多写少写一个零也会如此。" }
            avoid { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) business_profit reaches 50000 yuan\n\narticle 5(2) especially_serious if any of the following\n  (1) illegal_gains reaches 50000 yuan\n  (2) business_profit reaches 5000000 yuan\n  (3) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）经营获利 达到 五万元以上。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）违法所得 达到 五万元以上；\n  （二）经营获利 达到 五百万元以上；\n  （三）其他特别严重情节。" }
            prefer { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) business_profit reaches 50000 yuan\n\narticle 5(2) especially_serious if any of the following\n  (1) illegal_gains reaches 50000 yuan\n  (2) business_profit reaches 500000 yuan\n  (3) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）经营获利 达到 五万元以上。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）违法所得 达到 五万元以上；\n  （二）经营获利 达到 五十万元以上；\n  （三）其他特别严重情节。" }
        }
    DeadLimb "L1108" { "{0} adds nothing to {1}", "{0}对{1}没有任何补充" }
        { "drop it, or say what sets it apart", "请删去，或者写明它与彼项的区别" }
        => {
            means { "By its words alone one limb cannot matter beside another: it holds only where the other holds, as `reaches 500` beside `reaches 50`, or `A and B` beside `A`. Standards that other provisions cite still count there.",
                "仅从文字看，该项与另一项并列便不起作用：它成立时另一项必定成立，如“达到 五百”与“达到 五十”并列，或者“甲 且 乙”与“甲”并列。被他处援引的标准在他处仍然有用。" }
            avoid { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) illegal_gains reaches 50000 yuan",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）违法所得 达到 五万元以上。" }
            prefer { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) business_profit reaches 50000 yuan",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）经营获利 达到 五万元以上。" }
        }
    SameLimb "L1109" { "{0} says the same as {1}", "{0}与{1}相同" }
        { "drop one of them, or say what sets them apart", "请删去其一，或者写明二者的区别" }
        => {
            means { "Two limbs of an article have the same wording, whatever spelling they are written in.",
                "同一条的两项文字相同（不论用哪种语言书写）。" }
            avoid { "article 5(1) serious if any of the following\n  (1) breach\n  (2) other_serious\n  (3) breach",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违反规定；\n  （二）其他严重情节；\n  （三）违反规定。" }
            prefer { "article 5(1) serious if any of the following\n  (1) breach\n  (2) other_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违反规定；\n  （二）其他严重情节。" }
        }
    NoResidual "L1110" { "{0} has no closing ground, {1} has one", "{0}没有兜底项，{1}有" }
        { "add the finding that closes the list, if the source has one", "所据文本有兜底规定的，请补上相应的认定事项" }
        => {
            means { "An article lists three or more grounds for a grade and none of them is a bare finding, while another article of the module ends in one. A residual clause is easily forgotten in copying.",
                "某条列举三项以上情形而无单独的认定事项，本模块另一条则以认定事项兜底。抄录时容易遗漏兜底项。" }
            avoid { "article 5(1) serious if any of the following\n  (1) breach\n  (2) other_serious\n\narticle 5(2) especially_serious if any of the following\n  (1) major_economic_loss\n  (2) vile_social_impact\n  (3) victim_harm is death",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违反规定；\n  （二）其他严重情节。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）重大经济损失；\n  （二）恶劣社会影响；\n  （三）后果 为 死亡。" }
            prefer { "article 5(1) serious if any of the following\n  (1) breach\n  (2) other_serious\n\narticle 5(2) especially_serious if any of the following\n  (1) major_economic_loss\n  (2) vile_social_impact\n  (3) victim_harm is death\n  (4) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违反规定；\n  （二）其他严重情节。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）重大经济损失；\n  （二）恶劣社会影响；\n  （三）后果 为 死亡；\n  （四）其他特别严重情节。" }
        }
    BracketsOverlap "L1111" { "the brackets of {0} and {1} overlap", "{0}与{1}的法定刑重叠" }
        { "let the higher bracket begin where the lower one ends", "请使较重一档从较轻一档的上限开始" }
        => {
            means { "The least imprisonment of a higher grade lies below the most of the next lower grade that has a bracket.",
                "较重等级的最低刑期低于相邻较轻等级的最高刑期。" }
            avoid { "offence o | 某罪 by CL 1\n  conduct sell\n  penalty serious imprisonment up to 5 years\n  penalty especially_serious imprisonment 3 to 7 years",
                "罪名 某罪 | o                                     依据 刑法 第一条\n  客观行为  出售\n  法定刑    情节严重      五年以下有期徒刑\n  法定刑    情节特别严重  三年以上七年以下有期徒刑" }
            prefer { "offence o | 某罪 by CL 1\n  conduct sell\n  penalty serious imprisonment up to 3 years\n  penalty especially_serious imprisonment 3 to 7 years",
                "罪名 某罪 | o                                     依据 刑法 第一条\n  客观行为  出售\n  法定刑    情节严重      三年以下有期徒刑\n  法定刑    情节特别严重  三年以上七年以下有期徒刑" }
        }
    BracketsApart "L1112" { "there is a gap between the brackets of {0} and {1}", "{0}与{1}的法定刑之间有空档" }
        { "let the higher bracket begin where the lower one ends", "请使较重一档从较轻一档的上限开始" }
        => {
            means { "The least imprisonment of a higher grade lies above the most of the next lower grade: no grade allows what lies between.",
                "较重等级的最低刑期高于相邻较轻等级的最高刑期：二者之间的刑期无从判处。" }
            avoid { "offence o | 某罪 by CL 1\n  conduct sell\n  penalty serious imprisonment up to 3 years\n  penalty especially_serious imprisonment 5 to 7 years",
                "罪名 某罪 | o                                     依据 刑法 第一条\n  客观行为  出售\n  法定刑    情节严重      三年以下有期徒刑\n  法定刑    情节特别严重  五年以上七年以下有期徒刑" }
            prefer { "offence o | 某罪 by CL 1\n  conduct sell\n  penalty serious imprisonment up to 3 years\n  penalty especially_serious imprisonment 3 to 7 years",
                "罪名 某罪 | o                                     依据 刑法 第一条\n  客观行为  出售\n  法定刑    情节严重      三年以下有期徒刑\n  法定刑    情节特别严重  三年以上七年以下有期徒刑" }
        }
    LighterBracket "L1113" { "the bracket of {0} is lighter than that of {1}", "{0}的法定刑轻于{1}" }
        { "exchange the brackets", "请对调两档法定刑" }
        => {
            means { "The least or the most imprisonment of a higher grade lies below that of the next lower grade.",
                "较重等级的最低或者最高刑期低于相邻较轻等级。" }
            avoid { "offence o | 某罪 by CL 1\n  conduct sell\n  penalty serious imprisonment 3 to 7 years\n  penalty especially_serious imprisonment up to 3 years",
                "罪名 某罪 | o                                     依据 刑法 第一条\n  客观行为  出售\n  法定刑    情节严重      三年以上七年以下有期徒刑\n  法定刑    情节特别严重  三年以下有期徒刑" }
            prefer { "offence o | 某罪 by CL 1\n  conduct sell\n  penalty serious imprisonment up to 3 years\n  penalty especially_serious imprisonment 3 to 7 years",
                "罪名 某罪 | o                                     依据 刑法 第一条\n  客观行为  出售\n  法定刑    情节严重      三年以下有期徒刑\n  法定刑    情节特别严重  三年以上七年以下有期徒刑" }
        }
    GradeWithoutBracket "L1114" { "no bracket for {0}, which lies between", "介于其间的{0}没有法定刑" }
        { "add its `penalty` line, or cite the provision that leaves it out", "请补上该等级的“法定刑”，或者写明其缺省的依据" }
        => {
            means { "An offence has brackets for a lower and for a higher grade, and none for a grade between them.",
                "某罪对较轻和较重的等级都有法定刑，对其间的等级却没有。" }
            avoid { "module example\n  source CL \"Criminal Law\"\n\nrecord item | 物\n  taken | 被取走 yes or no\nfacts\n  items | 各物 list of item\nscale amount | 数额 large | 较大 < huge | 巨大 < extreme | 特别巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taken\n  penalty large imprisonment up to 3 years\n  penalty extreme imprisonment 3 to 10 years",
                "模块 example\n  渊源  刑法 “刑法”\n\n记录 物 | item\n  被取走 | taken  是或否\n事实\n  各物 | items  若干 物\n等级 数额 | amount  较大 | large < 巨大 | huge < 特别巨大 | extreme\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  被取走\n  法定刑    较大      三年以下有期徒刑\n  法定刑    特别巨大  三年以上十年以下有期徒刑" }
            prefer { "module example\n  source CL \"Criminal Law\"\n\nrecord item | 物\n  taken | 被取走 yes or no\nfacts\n  items | 各物 list of item\nscale amount | 数额 large | 较大 < huge | 巨大 < extreme | 特别巨大\noffence theft | 盗窃罪 by CL 264\n  conduct taken\n  penalty large imprisonment up to 3 years\n  penalty huge imprisonment 3 to 10 years\n  penalty extreme imprisonment 10 to 15 years",
                "模块 example\n  渊源  刑法 “刑法”\n\n记录 物 | item\n  被取走 | taken  是或否\n事实\n  各物 | items  若干 物\n等级 数额 | amount  较大 | large < 巨大 | huge < 特别巨大 | extreme\n罪名 盗窃罪 | theft                               依据 刑法 第二百六十四条\n  客观行为  被取走\n  法定刑    较大      三年以下有期徒刑\n  法定刑    巨大      三年以上十年以下有期徒刑\n  法定刑    特别巨大  十年以上十五年以下有期徒刑" }
        }
    MovedTwice "L1115" { "`{0}` moves the grade in two places", "“{0}”在两处变动等级" }
        { "a finding moves the grade at most once; keep one of the lines", "一个认定事项至多变动一等；请只留一处" }
        => {
            means { "The appraisals of a module name the same finding twice in the same direction. It would count once, not for two grades.",
                "本模块的综合评价两次写了同一认定事项，方向相同。它只计一次，不会变动两等。" }
            avoid { "appraisal whole | 整体 by CL 13\n  minor_overall lowers one grade\n  minor_overall lowers one grade",
                "综合评价 整体 | whole                             依据 刑法 第十三条\n  情节显著轻微 降一等\n  情节显著轻微 降一等" }
            prefer { "appraisal whole | 整体 by CL 13\n  minor_overall lowers one grade",
                "综合评价 整体 | whole                             依据 刑法 第十三条\n  情节显著轻微 降一等" }
        }
    MovedBothWays "L1116" { "`{0}` both lowers and raises the grade", "“{0}”既降等又升等" }
        { "keep one direction", "请只留一个方向" }
        => {
            means { "The appraisals of a module let the same finding lower the grade in one place and raise it in another.",
                "本模块的综合评价让同一认定事项在一处降等、在另一处升等。" }
            avoid { "appraisal whole | 整体 by CL 13\n  minor_overall lowers one grade\n  minor_overall raises one grade",
                "综合评价 整体 | whole                             依据 刑法 第十三条\n  情节显著轻微 降一等\n  情节显著轻微 升一等" }
            prefer { "appraisal whole | 整体 by CL 13\n  minor_overall lowers one grade",
                "综合评价 整体 | whole                             依据 刑法 第十三条\n  情节显著轻微 降一等" }
        }
    WeighedTwice "L1117" { "`{0}` is weighed twice", "“{0}”考量了两次" }
        { "keep it once", "请只写一次" }
        => {
            means { "The list after `weigh` names the same fact twice; it is printed twice and weighs no more.",
                "“考量”之后两次列出同一事实；只会打印两次，分量不变。" }
            avoid { "appraisal whole | 整体 by CL 13\n  weigh repentance, breach, repentance\n  minor_overall lowers one grade",
                "综合评价 整体 | whole                             依据 刑法 第十三条\n  考量  确有悔罪、违反规定、确有悔罪\n  情节显著轻微 降一等" }
            prefer { "appraisal whole | 整体 by CL 13\n  weigh repentance, breach\n  minor_overall lowers one grade",
                "综合评价 整体 | whole                             依据 刑法 第十三条\n  考量  确有悔罪、违反规定\n  情节显著轻微 降一等" }
        }
    EditWithoutReason "L1118" { "this edit does not say why", "此处修正没有写理由" }
        { "add `because \"…\"`: it is shown wherever the edit makes a difference", "请加“理由 “……””：凡因此处修正而结论不同之处都会显示" }
        => {
            means { "An edit of an amendment has no `because`, or an empty one. Comparisons attribute each difference to the edits behind it and print their reasons.",
                "修正语句没有“理由”，或者理由为空。比较时，每一处差别都归于相应的修正并打印其理由。" }
            avoid { "module example | 例\n  source TH | 论文 \"A thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 100 items by TH 2",
                "模块 example | 例\n  渊源  论文 | TH “某论文”\n  修正  现行解释\n\n将 第五条第一款第三项 定为 一百条以上             依据 论文 第二条" }
            prefer { "module example | 例\n  source TH | 论文 \"A thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 100 items because \"too low\" by TH 2",
                "模块 example | 例\n  渊源  论文 | TH “某论文”\n  修正  现行解释\n\n将 第五条第一款第三项 定为 一百条以上             理由 “过低”  依据 论文 第二条" }
        }
    EditWithoutCitation "L1119" { "this edit cites nothing", "此处修正没有依据" }
        { "add `by SOURCE …` for who proposes it, or `ours \"reason\"`", "请写明出处“依据 ……”，或者“自拟 “理由””" }
        => {
            means { "An edit of an amendment has neither `by` nor `ours`: a reader cannot tell whose proposal it is.",
                "修正语句既没有“依据”也没有“自拟”：读者不知是谁的主张。" }
            avoid { "module example | 例\n  source TH | 论文 \"A thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 100 items because \"too low\"",
                "模块 example | 例\n  渊源  论文 | TH “某论文”\n  修正  现行解释\n\n将 第五条第一款第三项 定为 一百条以上             理由 “过低”" }
            prefer { "module example | 例\n  source TH | 论文 \"A thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 100 items because \"too low\" by TH 2",
                "模块 example | 例\n  渊源  论文 | TH “某论文”\n  修正  现行解释\n\n将 第五条第一款第三项 定为 一百条以上             理由 “过低”  依据 论文 第二条" }
        }
    SetsTheSame "L1120" { "the standard is that already", "标准本来就是如此" }
        { "drop the edit, or write the new number", "请删去此处修正，或者写新的数额" }
        => {
            means { "`set` gives a limb the number that it has in the amended text as its author wrote it.",
                "“定为”所给的数额，与被修正文本中该项原有的数额相同。" }
            avoid { "module example | 例\n  source TH | 论文 \"A thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 50 items because \"too low\" by TH 2",
                "模块 example | 例\n  渊源  论文 | TH “某论文”\n  修正  现行解释\n\n将 第五条第一款第三项 定为 五十条以上             理由 “过低”  依据 论文 第二条" }
            prefer { "module example | 例\n  source TH | 论文 \"A thesis\"\n  amends cn.pi.interpretation_2017\n\nset 5(1)(3) at 100 items because \"too low\" by TH 2",
                "模块 example | 例\n  渊源  论文 | TH “某论文”\n  修正  现行解释\n\n将 第五条第一款第三项 定为 一百条以上             理由 “过低”  依据 论文 第二条" }
        }
    NoLongerInForce "L1121" { "`{0}` was in force until {1}, this module from {2}", "“{0}”施行至{1}，本模块自{2}施行" }
        { "name the text in force then; if it is still meant for earlier acts, allow this and say so", "请写当时有效的文本；确系针对此前行为的，请写明理由予以允许" }
        => {
            means { "A module uses, interprets or amends another whose time in force ended before its own began, as their heads say.",
                "按两者首部所写，本模块援用、解释或者修正的模块在本模块施行之前已经失效。" }
            avoid { "module example | 例\n  source CR \"Criminal Rules\"\n  in force from 2020-01-01\n  uses cn.pi.statute_2009\n\ndefinition d by CR 1\n  means breach_of_state_rules",
                "模块 example | 例\n  渊源  CR “刑事规则”\n  施行  自2020年1月1日\n  援用  修正案七\n\n定义 d                                            依据 CR 第一条\n  是指  违反国家规定" }
            prefer { "module example | 例\n  source CR \"Criminal Rules\"\n  in force from 2012-01-01\n  uses cn.pi.statute_2009\n\ndefinition d by CR 1\n  means breach_of_state_rules",
                "模块 example | 例\n  渊源  CR “刑事规则”\n  施行  自2012年1月1日\n  援用  修正案七\n\n定义 d                                            依据 CR 第一条\n  是指  违反国家规定" }
        }
    NotYetInForce "L1122" { "`{0}` is in force from {1}, this module until {2}", "“{0}”自{1}施行，本模块施行至{2}" }
        { "name the text that was in force then", "请写当时有效的文本" }
        => {
            means { "A module uses, interprets or amends another that came into force only after its own time had ended, as their heads say.",
                "按两者首部所写，本模块援用、解释或者修正的模块在本模块失效之后才施行。" }
            avoid { "module example | 例\n  source CR \"Criminal Rules\"\n  in force from 2010-01-01 to 2012-01-01\n  uses cn.pi.statute_2015\n\ndefinition d by CR 1\n  means breach",
                "模块 example | 例\n  渊源  CR “刑事规则”\n  施行  自2010年1月1日 至2012年1月1日\n  援用  修正案九\n\n定义 d                                            依据 CR 第一条\n  是指  违反规定" }
            prefer { "module example | 例\n  source CR \"Criminal Rules\"\n  in force from 2016-01-01\n  uses cn.pi.statute_2015\n\ndefinition d by CR 1\n  means breach",
                "模块 example | 例\n  渊源  CR “刑事规则”\n  施行  自2016年1月1日\n  援用  修正案九\n\n定义 d                                            依据 CR 第一条\n  是指  违反规定" }
        }
    ForceBackwards "L1123" { "the module ends before it begins", "模块在施行之前已经失效" }
        { "exchange the dates after `in force`", "请对调“施行”之后的日期" }
        => {
            means { "The second date of `in force` lies before the first.",
                "“施行”的止日早于起日。" }
            avoid { "module example | 例\n  source CL \"Criminal Law\"\n  uses cn.pi.facts\n  in force from 2015-11-01 to 2009-02-28\n\ndefinition d by CL 1\n  means breach",
                "模块 example | 例\n  渊源  刑法 “刑法”\n  施行  自2015年11月1日 至2009年2月28日\n  援用  事实词汇\n\n定义 d                                            依据 刑法 第一条\n  是指  违反规定" }
            prefer { "module example | 例\n  source CL \"Criminal Law\"\n  uses cn.pi.facts\n  in force from 2009-02-28 to 2015-11-01\n\ndefinition d by CL 1\n  means breach",
                "模块 example | 例\n  渊源  刑法 “刑法”\n  施行  自2009年2月28日 至2015年11月1日\n  援用  事实词汇\n\n定义 d                                            依据 刑法 第一条\n  是指  违反规定" }
        }
    LimbsOutOfOrder "L1124" { "limb {0} stands after {1}", "{0}写在{1}之后" }
        { "put the limbs in the order of their numbers: ranges are read by position", "请按编号排列各项：范围按位置理解" }
        => {
            means { "The number of a limb is smaller than that of the limb before it.",
                "某项的编号小于前一项的编号。" }
            avoid { "article 5(1) serious if any of the following\n  (2) breach\n  (1) other_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （二）违反规定；\n  （一）其他严重情节。" }
            prefer { "article 5(1) serious if any of the following\n  (1) breach\n  (2) other_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违反规定；\n  （二）其他严重情节。" }
            why { "`5(1)(3) to (8)` means what stands between the two, whatever the numbers are",
                "“第三项至第八项”指二者之间的各项，不论编号如何" }
        }
    LimbMissing "L1125" { "limb {0} is missing between {1} and {2}", "{1}与{2}之间缺{0}" }
        { "copy it, or say by an allowance why it is left out", "请补上，或者以允许并附理由的方式说明为何省略" }
        => {
            means { "The numbers of two limbs in a row leave one or more out. If a limb was left out on purpose, a reader who compares with the source wants to know.",
                "相邻两项的编号之间有空缺。若系有意省略，与原文对照的读者需要知道。" }
            avoid { "article 5(1) serious if any of the following\n  (1) breach\n  (3) other_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违反规定；\n  （三）其他严重情节。" }
            prefer { "article 5(1) serious if any of the following\n  (1) breach\n  (2) other_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违反规定；\n  （二）其他严重情节。" }
        }
    ArticlesOutOfOrder "L1126" { "{0} stands after {1}", "{0}写在{1}之后" }
        { "put the articles in the order of their numbers: ranges are read by position", "请按编号排列各条：范围按位置理解" }
        => {
            means { "The number of an article is smaller than that of the article before it in the module.",
                "某条的编号小于本模块中前一条的编号。" }
            avoid { "article 6(1) serious if breach\narticle 5(1) serious if other_serious",
                "第六条第一款  情节严重：违反规定。\n第五条第一款  情节严重：其他严重情节。" }
            prefer { "article 5(1) serious if other_serious\narticle 6(1) serious if breach",
                "第五条第一款  情节严重：其他严重情节。\n第六条第一款  情节严重：违反规定。" }
        }
    OneLimb "L1127" { "{0} lists a single limb", "{0}只列了一项" }
        { "write `if …` in one line, or add what is missing", "请写成一行“条件是……”，或者补上所缺各项" }
        => {
            means { "`if any of the following` is followed by one limb only. It works; a list of one often means that the rest was forgotten.",
                "“有下列情形之一”之下只有一项。可以适用；但只有一项往往说明遗漏了其余各项。" }
            avoid { "article 5(1) serious if any of the following\n  (1) breach",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违反规定。" }
            prefer { "article 5(1) serious if breach",
                "第五条第一款  情节严重：违反规定。" }
        }
    RangeSkips "L1128" { "{0} stands between and has a standard too", "其间的{0}也有标准" }
        { "write a range, or say by an allowance why it is left out", "请写成范围，或者说明为何不计入" }
        => {
            means { "A list of provisions that are taken at a multiple leaves out a limb between two of them, which has a standard as they have.",
                "按倍数援引的条文列表跳过了其间同样有标准的一项。" }
            avoid { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) business_profit reaches 50000 yuan\n  (3) victim_harm is death and illegal_gains reaches 100 yuan\n  (4) other_serious\n\narticle 5(2) especially_serious if any of the following\n  (1) any of 5(1)(1), 5(1)(3) reaches 10 times\n  (2) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）经营获利 达到 五万元以上；\n  （三）（后果 为 死亡） 且 违法所得 达到 一百元以上；\n  （四）其他严重情节。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）第五条第一款第一项、第五条第一款第三项 任一 达到 十倍以上；\n  （二）其他特别严重情节。" }
            prefer { "article 5(1) serious if any of the following\n  (1) illegal_gains reaches 5000 yuan\n  (2) business_profit reaches 50000 yuan\n  (3) victim_harm is death and illegal_gains reaches 100 yuan\n  (4) other_serious\n\narticle 5(2) especially_serious if any of the following\n  (1) any of 5(1)(1) to (3) reaches 10 times\n  (2) other_especially_serious",
                "第五条第一款  情节严重：有下列情形之一\n  （一）违法所得 达到 五千元以上；\n  （二）经营获利 达到 五万元以上；\n  （三）（后果 为 死亡） 且 违法所得 达到 一百元以上；\n  （四）其他严重情节。\n\n第五条第二款  情节特别严重：有下列情形之一\n  （一）第五条第一款第一项至第三项 任一 达到 十倍以上；\n  （二）其他特别严重情节。" }
        }
}
