//! Codes E08…: tables of cases.

rows! {
    BadCell "E0801" { "{0}: `{1}` cannot be read; it takes {2}", "{0}：“{1}”不能读取；应填{2}" }
        { "correct the cell, or say in the table what the text means: (\"{1}\" is …). {3}", "请改正该格，或者在表格条目中写明其含义：（“{1}” 为 ……）。{3}" }
        => {
            means { "A cell of a table is none of the values that its column may hold. Nothing is guessed, and no case is graded unless you ask for it with --keep-going; then the cell counts as unknown.",
                "表格的一格不是该列可以填写的值。从不猜测；除非以 --keep-going 要求继续，否则不适用任何案件；要求继续时，该格视为不明。" }
            avoid { "gravamen cases check tests/tables/bad.csv --table tests/tables/example.grv",
                "gravamen cases check tests/tables/bad.csv --table tests/tables/example.grv" }
            prefer { "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv",
                "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv" }
        }
    NoColumn "E0802" { "the file has no column `{0}`", "文件没有“{0}”列" }
        { "did you mean `{1}`? the head of the file names its columns", "相近：{1}。列名见文件首行" }
        => {
            means { "The table item reads a column that the head of the file does not name. The column is not taken to be empty.",
                "表格条目所读的列，文件首行没有。不会把该列当作空白。" }
            avoid { "gravamen cases check tests/tables/other.csv --table tests/tables/example.grv",
                "gravamen cases check tests/tables/other.csv --table tests/tables/example.grv" }
            prefer { "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv",
                "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv" }
        }
    NoTable "E0803" { "there is no single table `{0}`", "没有唯一的表格“{0}”" }
        { "name a module or .grv file with one table, or `MODULE.TABLE`; near: {1}", "请写只有一个表格的模块或者 .grv 文件，或者“模块.表格”；相近：{1}" }
        => {
            means { "No table item is called so, or several are.",
                "没有如此命名的表格条目，或者有几个。" }
            avoid { "gravamen cases check tests/tables/good.csv --table nothing",
                "gravamen cases check tests/tables/good.csv --table nothing" }
            prefer { "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv",
                "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv" }
        }
    PicksByDate "E0804" { "`{0}` picks among modules by the date of each case", "“{0}”按各案日期选用模块" }
        { "name the module to apply: {1}", "请写明所适用的模块：{1}" }
        => {
            means { "A batch applies one text to all rows. A module that selects another one for each case has no such text.",
                "批量适用以同一文本适用全部各行。逐案选用的模块没有这样的文本。" }
            avoid { "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv --module current",
                "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv --module current" }
            prefer { "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv --module cn.pi.interpretation_2017",
                "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv --module cn.pi.interpretation_2017" }
        }
    OtherRun "E0805" { "`{0}` holds the results of another run: {1}", "`{0}` 中是另一次运行的结果：{1}" }
        { "results of different runs are never mixed: give another folder with --out, or delete this one", "不同运行的结果从不混在一起：请以 --out 另写目录，或者删去此目录" }
        => {
            means { "A run is taken up again only if the rule sets, the table, the rows and the version are what they were.",
                "规则、表格、各行与版本均与先前相同，才能接续运行。" }
            avoid { "gravamen batch interpretation_2017 --in tests/tables/good.csv --table tests/tables/example.grv --out tests/tables",
                "gravamen batch interpretation_2017 --in tests/tables/good.csv --table tests/tables/example.grv --out tests/tables" }
            prefer { "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv",
                "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv" }
        }
    NotInSql "E0807" { "{0} cannot be said exactly in SQL", "{0}不能以 SQL 准确表达" }
        { "grade the rows with `gravamen batch`, which asks the interpreter where columns do not do; where it is a rule that needs it, --partial writes the query all the same, and rows that turn on it are not `exact`", "请用 gravamen batch 处理各行；按列不能处理的，由解释器处理。若系规则所需，写明 --partial 仍可得到查询，取决于此的各行不标为 exact" }
        => {
            means { "A query answers only what databases compute alike: whole numbers, days, texts and truths. A rule or a table that needs more is refused rather than approximated.",
                "查询只回答各数据库计算一致的内容：整数、日期、文字与真假。规则或者表格需要更多的，宁可拒绝，不作近似。" }
            avoid { "gravamen sql interpretation_2017 --table tests/tables/reading.grv --dialect duckdb",
                "gravamen sql interpretation_2017 --table tests/tables/reading.grv --dialect duckdb" }
            prefer { "gravamen sql interpretation_2017 --table tests/tables/example.grv --dialect duckdb",
                "gravamen sql interpretation_2017 --table tests/tables/example.grv --dialect duckdb" }
        }
    BadRow "E0806" { "{0}: the row cannot be read: {1}", "{0}：该行不能读取：{1}" }
        { "{2}", "{2}" }
        => {
            means { "The file breaks its own form at this row, so that it is not clear which cell belongs to which column.",
                "文件在该行不合格式，无从确定各格属于哪一列。" }
            avoid { "gravamen cases check tests/tables/ragged.csv --table tests/tables/example.grv",
                "gravamen cases check tests/tables/ragged.csv --table tests/tables/example.grv" }
            prefer { "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv",
                "gravamen cases check tests/tables/good.csv --table tests/tables/example.grv" }
        }
}
