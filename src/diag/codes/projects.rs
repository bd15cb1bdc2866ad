//! Codes E07…: a project, its manifest, its packages.

rows! {
    BadManifest "E0701" { "this is not TOML: {0}", "不是 TOML：{0}" }
        { "a line is `key = \"text\"`, a heading `[sources]`; a key in Chinese stands in quotation marks", "每行为 key = \"文本\"，表头为 [sources]；中文的键须加引号：\"本稿\" = \"……\"" }
        => {
            means { "The manifest or the lock of a project cannot be read at this place.",
                "项目的清单或者锁定文件在此处不能读取。" }
            avoid { "name = my-reform\nversion = \"0.1.0\"",
                "name = 改革甲\nversion = \"0.1.0\"" }
            prefer { "name = \"my-reform\"\nversion = \"0.1.0\"",
                "name = \"改革甲\"\nversion = \"0.1.0\"" }
        }
    UnknownManifestKey "E0702" { "`{0}` is not a key here", "此处没有“{0}”这个键" }
        { "did you mean `{1}`?", "相近：{1}" }
        => {
            means { "A manifest has a closed list of keys, so that a misspelt one is never passed over in silence.",
                "清单的键是封闭的列表，写错的键不会被悄悄略过。" }
            avoid { "name = \"my-reform\"\nversion = \"0.1.0\"\nlicence = \"CC-BY-4.0\"",
                "name = \"改革甲\"\nversion = \"0.1.0\"\nlicence = \"CC-BY-4.0\"" }
            prefer { "name = \"my-reform\"\nversion = \"0.1.0\"\nlicense = \"CC-BY-4.0\"",
                "name = \"改革甲\"\nversion = \"0.1.0\"\nlicense = \"CC-BY-4.0\"" }
        }
    ManifestKeyTwice "E0703" { "`{0}` is given twice", "“{0}”重复" }
        { "keep one of them", "请只保留一个" }
        => {
            means { "A key may stand once; which of two was meant is never guessed.",
                "一个键只能写一次；两个之中以何者为准，从不猜测。" }
            avoid { "name = \"my-reform\"\nname = \"other\"\nversion = \"0.1.0\"",
                "name = \"改革甲\"\nname = \"改革乙\"\nversion = \"0.1.0\"" }
            prefer { "name = \"my-reform\"\nversion = \"0.1.0\"",
                "name = \"改革甲\"\nversion = \"0.1.0\"" }
        }
    NoManifestKey "E0704" { "`{0}` is missing", "缺少“{0}”" }
        { "add `{0} = {1}`", "请加 {0} = {1}" }
        => {
            means { "A project needs a name and a version; a dependency needs its exact version and its hash.",
                "项目须有名称与版本；依赖须有确切版本与摘要。" }
            avoid { "name = \"my-reform\"",
                "name = \"改革甲\"" }
            prefer { "name = \"my-reform\"\nversion = \"0.1.0\"",
                "name = \"改革甲\"\nversion = \"0.1.0\"" }
        }
    NoProject "E0705" { "there is no project here", "此处没有项目" }
        { "`gravamen new NAME` makes one; a project is a folder with `gravamen.toml`", "gravamen new 名称 可建立一个；项目是含有 gravamen.toml 的目录" }
        => {
            means { "The command works on a project: on the folder with a manifest, or any folder inside it.",
                "此命令用于项目：含有清单的目录，或者其中的任一目录。" }
            avoid { "gravamen pack",
                "gravamen pack" }
            prefer { "gravamen help new",
                "gravamen help new" }
        }
    Exists "E0706" { "`{0}` is there already", "“{0}”已经存在" }
        { "nothing was overwritten: choose another name, or move it away first", "未作任何覆盖：请另取名称，或者先移走它" }
        => {
            means { "What somebody has written is never overwritten.",
                "已写成的文件从不覆盖。" }
            avoid { "gravamen new docs",
                "gravamen new docs" }
            prefer { "gravamen help new",
                "gravamen help new" }
        }
    UnsafeName "E0707" { "`{0}` may not be a name here: {1}", "此处不能用“{0}”作名称：{1}" }
        { "use letters, figures, `-`, `_` and Han characters, with `/` between folders", "请用字母、数字、-、_ 与汉字，目录之间用 /" }
        => {
            means { "Names of files must mean the same on every system and stay inside the project.",
                "文件名在各系统上的含义须一致，并且不得越出项目。" }
            avoid { "name = \"../elsewhere\"\nversion = \"0.1.0\"",
                "name = \"../别处\"\nversion = \"0.1.0\"" }
            prefer { "name = \"elsewhere\"\nversion = \"0.1.0\"",
                "name = \"别处\"\nversion = \"0.1.0\"" }
        }
    BadPackage "E0708" { "`{0}` may not be added: {1}", "不能加入“{0}”：{1}" }
        { "nothing was written; ask its author for a file that `gravamen pack` made", "未写入任何文件；请向作者索取由 gravamen pack 制成的文件" }
        => {
            means { "A package comes from somebody else. It is taken in only if it is exactly what `gravamen pack` writes.",
                "包来自他人，只有与 gravamen pack 所制完全一致的才予加入。" }
            avoid { "# fragment, in a project: gravamen add downloaded.zip",
                "# 片段，在项目中：gravamen add 下载.zip" }
            prefer { "gravamen help add",
                "gravamen help add" }
        }
    PackageChanged "E0709" { "the package `{0}` is not what was locked: {1}", "包“{0}”与锁定的不一致：{1}" }
        { "delete `packages/{0}` and add its file again; a changed package is a new version", "请删去 packages/{0} 并重新加入其文件；内容改变的包应是新版本" }
        => {
            means { "What a package says enters the outcome of cases, so it must stay what it was when it was added.",
                "包的内容影响案件的结论，必须与加入时一致。" }
            avoid { "# fragment: a threshold edited in packages/other/rules/other/reform.grv",
                "# 片段：改动 packages/他人/rules/他人/改革.grv 中的数额" }
            prefer { "gravamen help amend",
                "gravamen help amend" }
        }
    NotInstalled "E0710" { "the package `{0}` is not installed or not locked", "包“{0}”没有安装或者没有锁定" }
        { "`gravamen add FILE` installs it; `gravamen lock` locks what is installed", "gravamen add 文件 可安装；gravamen lock 锁定已安装的包" }
        => {
            means { "The manifest names a dependency that is not there, or that the lock does not hold in that version.",
                "清单所列的依赖不存在，或者锁定文件中没有该版本。" }
            avoid { "# fragment: the folder packages/other is deleted, its line in the manifest is not",
                "# 片段：删去目录 packages/他人，而未删清单中的相应一行" }
            prefer { "gravamen help add",
                "gravamen help add" }
        }
    HidesModule "E0711" { "the module `{0}` takes a name that {1} has", "模块“{0}”占用了{1}的名称" }
        { "its author must rename it: a name means one module", "须由作者改名：一个名称只指一个模块" }
        => {
            means { "If two modules had one name, a case could be graded under another rule than the reader thinks.",
                "若两个模块同名，案件可能适用读者没有想到的规则。" }
            avoid { "gravamen amend cn.pi.statute_2015 --as current",
                "gravamen amend 修正案九 --as current" }
            prefer { "gravamen help amend",
                "gravamen help amend" }
        }
    NotReady "E0712" { "the project is not ready to be packed: {0}", "项目尚不能打包：{0}" }
        { "mend what is named above and pack again", "请改正以上各处后再打包" }
        => {
            means { "A package is for others: its modules check, its rules say where they come from, its cases come out as expected.",
                "包供他人使用：模块无误，规则有出处，案件的结论与预期一致。" }
            avoid { "# fragment: packing a module with a definition that cites nothing",
                "# 片段：打包的模块中有一条没有依据的定义" }
            prefer { "definition nameless (lot)\n  means anonymised\n  ours \"our own word\"",
                "定义 无名 (信息)\n  是指 匿名化\n  自拟 “自创用语”" }
        }
    FileNotModule "E0713" { "this file must declare the module `{0}`", "此文件须声明模块“{0}”" }
        { "a module stands in the file of its name: rename the file or the module", "模块写在与之同名的文件里：请改文件名或者模块名" }
        => {
            means { "`a.b` is looked for in `a/b.grv`; if the file declared another name, readers and the interpreter would part ways.",
                "a.b 在 a/b.grv 中查找；若文件声明别的名称，读者与解释器便各有所指。" }
            avoid { "# fragment: rules/mine.grv says `module other`",
                "# 片段：rules/mine.grv 中写“模块 other”" }
            prefer { "module mine",
                "模块 mine" }
        }
    CannotWrite "E0714" { "cannot write `{0}`: {1}", "不能写入 `{0}`：{1}" }
        { "check the rights to the folder and the room on the disk", "请核对目录的权限与磁盘空间" }
        => {
            means { "The system refused; what was begun has been taken away again.",
                "系统拒绝写入；已写的部分已经撤回。" }
            avoid { "# fragment: a folder in which you may not write",
                "# 片段：无权写入的目录" }
            prefer { "gravamen help new",
                "gravamen help new" }
        }
}
