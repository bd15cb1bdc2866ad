//! Codes L01…: findings that a comment allows in place.

rows! {
    AllowWithoutReason "L0101" { "an allowance without a reason", "允许而没有理由" }
        { "write `# allow CODE: reason`", "请写“# 允许 编号：理由”" }
        => {
            means { "A comment allows a finding in place and does not say why. It has no effect.",
                "注释在原处允许某项发现而没有写理由。它不起作用。" }
            avoid { "# allow L1129\ndefinition d | 丁 by CL 1\n  means breach and breach",
                "# 允许 L1129\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定 且 违反规定" }
            prefer { "# allow L1129: the text repeats it\ndefinition d | 丁 by CL 1\n  means breach and breach",
                "# 允许 L1129：原文如此\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定 且 违反规定" }
        }
    AllowUnknown "L0102" { "`{0}` cannot be allowed", "“{0}”不能允许" }
        { "only codes that begin with L or W; `gravamen explain CODE` says what a code means", "只能允许以 L 或者 W 开头的编号；“gravamen explain 编号”可查其含义" }
        => {
            means { "A comment allows a code that is not in the catalogue, or an error: an error cannot be allowed.",
                "注释所允许的编号不存在，或者是错误：错误不能允许。" }
            avoid { "# allow L9999: so\ndefinition d | 丁 by CL 1\n  means breach",
                "# 允许 L9999：如此\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
            prefer { "# so\ndefinition d | 丁 by CL 1\n  means breach",
                "# 如此\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
        }
    AllowUnneeded "L0103" { "nothing here raises {0}", "此处没有{0}" }
        { "drop the comment", "请删去该注释" }
        => {
            means { "A comment allows a finding that the lines for which it holds do not raise: what it spoke of was mended, or it stands in the wrong place.",
                "注释允许的发现在其所及各行并不存在：问题已经改正，或者注释位置有误。" }
            avoid { "# allow L1129: the text repeats it\ndefinition d | 丁 by CL 1\n  means breach",
                "# 允许 L1129：原文如此\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定" }
            prefer { "# allow L1129: the text repeats it\ndefinition d | 丁 by CL 1\n  means breach and breach",
                "# 允许 L1129：原文如此\n定义 丁 | d                                       依据 刑法 第一条\n  是指  违反规定 且 违反规定" }
        }
}
