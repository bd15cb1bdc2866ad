//! Codes W06…: what runs, yet is not as it should be.

rows! {
    Uncited "W0601" { "`{0}` cites nothing", "“{0}”没有依据" }
        { "add `by SOURCE PROVISION`, or `ours \"reason\"` where the sources are silent", "请加“依据 渊源 条文”；渊源未规定的，加“自拟 “理由””" }
        => {
            means { "A rule says neither where it comes from nor that it is your own. It runs, but a reader cannot check it.",
                "规则既没有写依据，也没有写明是自拟。可以适用，但读者无从核对。" }
            avoid { "definition d\n  means breach",
                "定义 丁\n  是指 违反规定" }
            prefer { "definition d by CL 1\n  means breach",
                "定义 丁 依据 刑法 第一条\n  是指 违反规定" }
        }
    RangeGrew "W0602" { "{0} now falls inside {1}", "{0}落入{1}" }
        { "ranges are read by position; if {0} should not count there, write that range in two parts", "范围按位置理解；若{0}不应计入，请将该范围分写" }
        => {
            means { "A provision was inserted between the ends of a range that others cite, so it now takes part in what they say. That may be meant; it is told so that it is never unnoticed.",
                "增加的条文位于他处援引的范围之内，从此包含在该援引中。这也许正是本意；提示是为了不致无人察觉。" }
            avoid { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nafter 5(1)(5) insert 5(1)(5-1): class_one reaches 30 items by TH 5",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n在第五条第一款第五项后增加第五条第一款第五项之一：第一类信息 达到 三十条 依据 论文 第五条" }
            prefer { "module example\n  source TH \"The thesis\"\n  amends cn.pi.interpretation_2017\n\nafter 5(1)(8) insert 5(1)(8-1): class_one reaches 30 items by TH 5",
                "模块 例\n  渊源 论文 “某论文”\n  修正 现行解释\n\n在第五条第一款第八项后增加第五条第一款第八项之一：第一类信息 达到 三十条 依据 论文 第五条" }
        }
}
