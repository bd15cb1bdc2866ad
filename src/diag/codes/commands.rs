//! Codes E05… and E09…: commands, files and limits.

rows! {
    CannotRead "E0501" { "cannot read `{0}`: {1}", "不能读取 `{0}`：{1}" }
        { "check the name and the rights to the file", "请核对名称与权限" }
    Usage "E0502" { "{0}", "{0}" }
        { "`gravamen help` shows every command with an example", "gravamen help 列出每个命令与例子" }
    TooMany "E0901" { "limit reached: {0}", "达到上限：{0}" }
        { "the limits are listed in `docs/LIMITS.md`", "上限见 docs/LIMITS.md" }
}
