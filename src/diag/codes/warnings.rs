//! Codes W06…: what runs, yet is not as it should be.

rows! {
    Uncited "W0601" { "`{0}` cites nothing", "“{0}”没有依据" }
        { "add `by SOURCE PROVISION`, or `ours \"reason\"` where the sources are silent", "请加“依据 渊源 条文”；渊源未规定的，加“自拟 “理由””" }
    RangeGrew "W0602" { "{0} now falls inside {1}", "{0}落入{1}" }
        { "ranges are read by position; if {0} should not count there, write that range in two parts", "范围按位置理解；若{0}不应计入，请将该范围分写" }
}
