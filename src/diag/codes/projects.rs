//! Codes E07…: a project, its manifest, its packages.

rows! {
    BadManifest "E0701" { "this is not TOML: {0}", "不是 TOML：{0}" }
        { "a line is `key = \"text\"`, a heading `[sources]`; a key in Chinese stands in quotation marks", "每行为 key = \"文本\"，表头为 [sources]；中文的键须加引号：\"本稿\" = \"……\"" }
    UnknownManifestKey "E0702" { "`{0}` is not a key here", "此处没有“{0}”这个键" }
        { "did you mean `{1}`?", "相近：{1}" }
    ManifestKeyTwice "E0703" { "`{0}` is given twice", "“{0}”重复" }
        { "keep one of them", "请只保留一个" }
    NoManifestKey "E0704" { "`{0}` is missing", "缺少“{0}”" }
        { "add `{0} = {1}`", "请加 {0} = {1}" }
    NoProject "E0705" { "there is no project here", "此处没有项目" }
        { "`gravamen new NAME` makes one; a project is a folder with `gravamen.toml`", "gravamen new 名称 可建立一个；项目是含有 gravamen.toml 的目录" }
    Exists "E0706" { "`{0}` is there already", "“{0}”已经存在" }
        { "nothing was overwritten: choose another name, or move it away first", "未作任何覆盖：请另取名称，或者先移走它" }
    UnsafeName "E0707" { "`{0}` may not be a name here: {1}", "此处不能用“{0}”作名称：{1}" }
        { "use letters, figures, `-`, `_` and Han characters, with `/` between folders", "请用字母、数字、-、_ 与汉字，目录之间用 /" }
    BadPackage "E0708" { "`{0}` may not be added: {1}", "不能加入“{0}”：{1}" }
        { "nothing was written; ask its author for a file that `gravamen pack` made", "未写入任何文件；请向作者索取由 gravamen pack 制成的文件" }
    PackageChanged "E0709" { "the package `{0}` is not what was locked: {1}", "包“{0}”与锁定的不一致：{1}" }
        { "delete `packages/{0}` and add its file again; a changed package is a new version", "请删去 packages/{0} 并重新加入其文件；内容改变的包应是新版本" }
    NotInstalled "E0710" { "the package `{0}` is not installed or not locked", "包“{0}”没有安装或者没有锁定" }
        { "`gravamen add FILE` installs it; `gravamen lock` locks what is installed", "gravamen add 文件 可安装；gravamen lock 锁定已安装的包" }
    HidesModule "E0711" { "the module `{0}` takes a name that {1} has", "模块“{0}”占用了{1}的名称" }
        { "its author must rename it: a name means one module", "须由作者改名：一个名称只指一个模块" }
    NotReady "E0712" { "the project is not ready to be packed: {0}", "项目尚不能打包：{0}" }
        { "mend what is named above and pack again", "请改正以上各处后再打包" }
    FileNotModule "E0713" { "this file must declare the module `{0}`", "此文件须声明模块“{0}”" }
        { "a module stands in the file of its name: rename the file or the module", "模块写在与之同名的文件里：请改文件名或者模块名" }
    CannotWrite "E0714" { "cannot write `{0}`: {1}", "不能写入 `{0}`：{1}" }
        { "check the rights to the folder and the room on the disk", "请核对目录的权限与磁盘空间" }
}
