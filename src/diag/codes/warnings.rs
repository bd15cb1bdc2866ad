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
}
