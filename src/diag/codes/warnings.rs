//! Codes W06…: what runs, yet is not as it should be.

rows! {
    Uncited "W0601" { "`{0}` cites nothing", "“{0}”没有依据" }
        { "add `by SOURCE PROVISION`, or `ours \"reason\"` where the sources are silent", "请加“依据 渊源 条文”；渊源未规定的，加“自拟 “理由””" }
}
