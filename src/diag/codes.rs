//! The catalogue: every code with its title, its cause and its help, in English and in Chinese.
//!
//! `{0}`, `{1}` … stand for the arguments of a diagnostic. Messages never use 非法 or "illegal" for bad input.

/// One row of the catalogue; `[English, 中文]` throughout.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The code, as `E0201`; `W…` is a warning.
    pub id: &'static str,
    /// What is wrong.
    pub title: [&'static str; 2],
    /// How to mend it, or why it is so.
    pub help: [&'static str; 2],
}

macro_rules! catalogue {
    ($($code:ident $id:literal { $en:literal, $zh:literal } { $help_en:literal, $help_zh:literal })*) => {
        /// A code of the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $en] $code),* }

        impl Code {
            /// All codes, in order.
            pub const ALL: &[Code] = &[$(Code::$code),*];
            /// Its row.
            pub fn row(self) -> Row {
                match self { $(Code::$code => Row {
                    id: $id, title: [$en, $zh], help: [$help_en, $help_zh],
                }),* }
            }
        }
    };
}

catalogue! {
    // ---- reading a text
    Syntax "E0101" { "expected {0} here", "此处应为：{0}" }
        { "an item starts in column 0, its parts are indented; `docs/LANGUAGE.md` has every form", "条目顶格书写，其内容缩进；各种写法见 docs/LANGUAGE.md" }
    TooDeep "E0102" { "brackets are nested too deeply", "括号嵌套过深" }
        { "give the inner condition a name with `definition`; at most {0} levels are read", "请用“定义”给内层条件命名；最多读 {0} 层" }
    TooLarge "E0103" { "the text is larger than the limit of {0}", "文本超过上限 {0}" }
        { "split it into several files", "请分成几个文件" }
    NotUtf8 "E0104" { "`{0}` is not UTF-8 text", "`{0}` 不是 UTF-8 文本" }
        { "save it as UTF-8; a file in GB18030 must be converted first", "请另存为 UTF-8；GB18030 文件须先转换" }
    MixedAndOr "E0105" { "`and` and `or` are mixed without brackets", "“且”与“或者”混用而无括号" }
        { "put brackets around the part that belongs together: there is no precedence to know", "请给应当在一起的部分加括号：本语言没有优先次序" }
    NoConjunction "E0106" { "this list has no `and` or `or`", "此列举没有“且”或者“或者”" }
        { "put `and` or `or` before its last member", "请在最后一项之前写“且”或者“或者”" }
    MixedArithmetic "E0107" { "different operations are mixed without brackets", "不同运算混用而无括号" }
        { "put brackets around the part that is computed first", "请给先算的部分加括号" }
    IsNotLast "E0108" { "a comparison with `is` must stand last in a comma list, or in brackets", "“为”的比较在列举中须居末位，或者加括号" }
        { "write `({0})`", "请写（{0}）" }
    RangeNeedsQuantifier "E0109" { "a range of provisions needs `any of`, `all of`, `none of` or `together`", "条文范围须有“任一”“均”“均未”或者“按比例合计”" }
        { "write for instance `any of` before it", "例如在其后写“任一”" }
    NoSuchDate "E0110" { "there is no such day as {0}", "没有 {0} 这一天" }
        { "check year, month and day", "请核对年、月、日" }
    UnknownItem "E0111" { "`{0}` does not begin an item", "`{0}` 不能作为条目的开头" }
        { "did you mean `{1}`?", "是否为“{1}”？" }
    InclusiveAfterExceeds "E0112" { "`超过` and `不满` exclude the number; `以上` and `以下` include it", "“超过”“不满”不含本数，“以上”“以下”含本数" }
        { "for at or above write `达到`, for at most `不超过` (Criminal Law art. 99)", "含本数请写“达到”或者“不超过”（刑法第九十九条）" }
    BadCharacter "E0113" { "the character {0} may not stand here", "此处不能有字符 {0}" }
        { "it looks like `{1}` or cannot be seen; retype it", "它形似“{1}”或者不可见，请重新键入" }
    GluedKeyword "E0114" { "`{0}` seems to hold the word `{1}`", "`{0}` 中似乎含有“{1}”一词" }
        { "put a space between them", "请在其间加空格" }
    // ---- names
    UnknownName "E0201" { "nothing is called `{0}`", "没有名为“{0}”的事项" }
        { "did you mean `{1}`?", "相近：{1}" }
    Duplicate "E0202" { "`{0}` is declared twice", "“{0}”重复声明" }
        { "rename one of them; English and Chinese names share one list", "请改其一；中英文名称同列一表" }
    UnknownModule "E0203" { "there is no module called `{0}`", "没有名为“{0}”的模块" }
        { "did you mean `{1}`? `gravamen show` lists the modules", "相近：{1}。gravamen show 列出全部模块" }
    UnknownSource "E0204" { "no source is called `{0}` here", "此处没有名为“{0}”的渊源" }
        { "declare it in the header: `source {0} \"…\"`", "请在模块首部声明：渊源 {0} “……”" }
    UnknownProvision "E0205" { "there is no provision {0}", "没有{0}" }
        { "{1}", "{1}" }
    DuplicateProvision "E0206" { "provision {0} stands here twice", "{0}重复" }
        { "give one of them another number, or delete it", "请改其一的编号，或者删去" }
    TwoDefinitions "E0207" { "two modules define the open term `{0}`: {1}", "两个模块都定义了待定事项“{0}”：{1}" }
        { "a run holds at most one definition of an open term; use one theory at a time", "一次适用至多有一个定义；请只用一种学说" }
    NotAMember "E0208" { "`{0}` is not a member of {1}", "“{0}”不属于{1}" }
        { "did you mean `{2}`?", "相近：{2}" }
    Ambiguous "E0209" { "`{0}` can mean two things here: {1}", "“{0}”在此可有两义：{1}" }
        { "write `field is {0}`", "请写“字段 为 {0}”" }
    NoHeader "E0210" { "the file has no `module` line", "文件没有“模块”一行" }
        { "begin it with `module NAME`", "请以“模块 名称”开头" }
    // ---- kinds of things, units
    NotACondition "E0301" { "`{0}` is not a condition: it is {1}", "“{0}”不是条件，而是{1}" }
        { "compare it with something, as `{0} reaches …` or `{0} is …`", "请作比较，如“{0} 达到 ……”或者“{0} 为 ……”" }
    NotANumber "E0302" { "`{0}` is not a number", "“{0}”不是数" }
        { "only a number can be compared or computed with", "只有数可以比较、计算" }
    UnitMix "E0303" { "different units cannot be compared or added: {0} and {1}", "单位不同，不能比较或者相加：{0}与{1}" }
        { "write the number in {0}", "请以{0}为单位" }
    UnitMissing "E0304" { "this number needs its unit: {0}", "此数须有单位：{0}" }
        { "write `{1} {0}`", "请写“{1}{0}”" }
    NeedsSome "E0305" { "`{0}` speaks of one {1}; say of which", "“{0}”说的是单个{1}，须说明是哪一个" }
        { "write `some {1} where {0}`: which one is never guessed", "请写“有 {1} 符合 {0}”：从不猜测是哪一个" }
    WrongRecord "E0306" { "`{0}` speaks of another kind of record", "“{0}”说的是另一种记录" }
        { "inside `some {1} where …` only {1} and the facts of the case can be named", "在“有 {1} 符合……”之内只能说{1}与案件事实" }
    NoStandard "E0307" { "`{0}` has no standard that could be multiplied or shared", "“{0}”没有可以乘以倍数、按比例计算的标准" }
        { "only a limb with `reaches NUMBER` can be taken at half, tenfold or in proportion", "只有“达到 数额”的项才能折半、乘以倍数或者按比例合计" }
    BadStandard "E0308" { "a standard must be a positive number", "标准必须是正数" }
        { "write a number above nought or the name of a parameter", "请写大于零的数或者参数名" }
    NotATheory "E0309" { "`{0}` is not a number of times", "“{0}”不是倍数" }
        { "write `half`, `1/2`, `10 times` or `the standard`", "请写“一半”“二分之一”“十倍”或者“标准”" }
    Cycle "E0310" { "`{0}` refers to itself: {1}", "“{0}”归根到底援引了自己：{1}" }
        { "a definition, number or provision may not depend on itself", "定义、数目、条文不得依赖自身" }
    NonLinear "E0311" { "the records of an offence must be of one kind", "一罪之下的记录须为同一种" }
        { "object, conduct and interest speak of {0} and of {1}", "行为对象、客观行为、侵害法益分别说的是{0}与{1}" }
    UnknownGrade "E0312" { "`{0}` is not a grade of the scale", "“{0}”不是等级表中的等级" }
        { "did you mean `{1}`?", "相近：{1}" }
    NoScale "E0313" { "no `scale` of grades is declared", "没有声明“等级”" }
        { "declare it in the vocabulary: `scale NAME` and its grades from the least", "请在词汇模块声明：等级 名称，由轻到重" }
    // ---- cases
    WrongUnit "E0401" { "`{0}` is counted in {1}, not in {2}", "“{0}”以{1}计，不以{2}计" }
        { "write the number in {1}", "请以{1}为单位" }
    WrongValue "E0402" { "`{0}` takes {1}", "“{0}”应填{1}" }
        { "found {2}", "此处为{2}" }
    OutOfRange "E0403" { "{0} is out of range for `{1}`", "{0} 超出“{1}”的范围" }
        { "numbers are not negative, at most 10^15; money has at most two decimals; a range has its lesser end first", "数不为负、不超过 10^15；金额至多两位小数；范围先小后大" }
    UnknownKey "E0404" { "no fact is called `{0}`", "没有名为“{0}”的事实" }
        { "did you mean `{1}`?", "相近：{1}" }
    DuplicateKey "E0405" { "`{0}` is stated twice", "“{0}”重复载明" }
        { "keep one of them, or write `disputed A or B`", "请保留其一，或者写“争议 甲 或者 乙”" }
    BecauseMissing "E0406" { "the finding `{0}` needs its reason", "认定“{0}”须写明理由" }
        { "write `{0} yes because \"…\"`", "请写“{0} 是 理由 “……””" }
    BadJson "E0407" { "this is not JSON: {0}", "不是 JSON：{0}" }
        { "check commas, quotes and brackets near this place", "请检查附近的逗号、引号与括号" }
    WhichField "E0408" { "it is not clear which field of {1} `{0}` is", "“{0}”是{1}的哪一字段，不明确" }
        { "write `field {0}`; fields: {2}", "请写“字段 {0}”；字段有：{2}" }
    NoCase "E0409" { "there is no case in `{0}`", "`{0}` 中没有案件" }
        { "a case begins with `case NAME`, or stands in `\"cases\": […]`", "案件以“案件 名称”开头，或者列于 \"cases\": […]" }
    // ---- commands
    CannotRead "E0501" { "cannot read `{0}`: {1}", "不能读取 `{0}`：{1}" }
        { "check the name and the rights to the file", "请核对名称与权限" }
    Usage "E0502" { "{0}", "{0}" }
        { "`gravamen help` shows every command with an example", "gravamen help 列出每个命令与例子" }
    TooMany "E0901" { "limit reached: {0}", "达到上限：{0}" }
        { "the limits are listed in `docs/LIMITS.md`", "上限见 docs/LIMITS.md" }
    // ---- amendments
    NoTarget "E0601" { "there is no {0} to amend", "没有可供修正的{0}" }
        { "{1}", "{1}" }
    TwoEdits "E0602" { "`{0}` is edited twice in one module", "同一模块两次修正“{0}”" }
        { "write one edit that says the final text; further changes belong in a module that amends this one", "请合为一处，写出最终文本；再行修改的，另立模块修正本模块" }
    WhichSource "E0603" { "two sources have a provision {0}", "两个渊源都有{0}" }
        { "write the source before the number", "请在条文前写明渊源" }
    NumberTaken "E0604" { "the number {0} is taken", "{0}的编号已被使用" }
        { "use a number that is free, as {1}", "请用空闲的编号，如{1}" }
    NotAfter "E0605" { "{0} cannot stand after {1}", "{0}不能接在{1}之后" }
        { "an inserted limb belongs to the same article and paragraph, as {2}", "增加的项须属同一条、同一款，如{2}" }
    NothingAdopted "E0606" { "`{0}` replaces nothing in `{1}`", "“{0}”不替代“{1}”中的任何定义" }
        { "a theory defines terms that the base defines or leaves open; this one defines {2}", "学说所定义的，应是基础模块已定义或者待定的事项；此模块定义的是{2}" }
    StillCited "E0607" { "{0} is repealed, and {1} places still cite it", "删去{0}后，还有 {1} 处援引它" }
        { "say what becomes of the citations", "请说明如何处理这些援引" }
    LeftEmpty "E0608" { "dropping the references to {0} leaves nothing of {1}", "删去对{0}的援引后，{1}没有剩余内容" }
        { "repeal {1} too, or replace its text", "请一并删去{1}，或者修改其文本" }
    NoStandardToKeep "E0609" { "{0} has no standard that could be kept", "{0}没有可保留的标准" }
        { "only a limb with `reaches NUMBER` keeps its standard; write `dropping references`", "只有“达到 数额”的项才能保留标准；请写“并删去援引”" }
    NotCitedThere "E0610" { "{0} does not cite {1}", "{0}没有援引{1}" }
        { "name only provisions that cite what is repealed", "只列出援引被删去条文之处" }
    CitersNeedStandard "E0611" { "the new text of {0} has no standard, and {1} places need one", "{0}的新文本没有标准，而有 {1} 处需要标准" }
        { "those places take it at half, tenfold or in proportion: keep `reaches NUMBER`, or amend them too", "这些地方须折半、乘以倍数或者按比例计算：请保留“达到 数额”，或者一并修正" }
    OneStandard "E0612" { "{0} has {1} standards; `set` changes one", "{0}有 {1} 个标准；“定为”只改一个" }
        { "write `replace {0} with …`", "请写“将 {0} 修改为 ……”" }
    CannotEdit "E0613" { "{0} cannot be changed so", "{0}不能如此修正" }
        { "{1}", "{1}" }
    AmendsCycle "E0614" { "`{0}` amends itself: {1}", "“{0}”归根到底修正了自己：{1}" }
        { "a chain of amendments must end in a module that amends nothing", "修正的链条须止于不修正他者的模块" }
    AmendsChoice "E0615" { "`{0}` picks a module by date and has no text of its own", "“{0}”按日期选用模块，自身没有文本" }
        { "amend one of the modules that it selects: {1}", "请修正它所选用的模块之一：{1}" }
    NoBase "E0616" { "an edit, and no `amends` in the header", "有修正语句，而模块首部没有“修正”" }
        { "write `amends BASE` in the header: the module whose text is edited", "请在模块首部写“修正 基础模块”" }
    // ---- warnings
    Uncited "W0601" { "`{0}` cites nothing", "“{0}”没有依据" }
        { "add `by SOURCE PROVISION`, or `ours \"reason\"` where the sources are silent", "请加“依据 渊源 条文”；渊源未规定的，加“自拟 “理由””" }
    RangeGrew "W0602" { "{0} now falls inside {1}", "{0}落入{1}" }
        { "ranges are read by position; if {0} should not count there, write that range in two parts", "范围按位置理解；若{0}不应计入，请将该范围分写" }
}
