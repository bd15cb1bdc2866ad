//! `sql`: rule sets over a table as one query for an engine that people have.

use super::args::{operand, sub, with};
use super::exit::Exit;
use super::rows::{engine, joined, table};
use super::run::Work;
use crate::batch::{Apart, Dialect, Query};
use crate::diag::{Code, Diagnostic, Lang};
use clap::{Arg, ArgAction, Command};

/// The command line of `sql`.
pub(super) fn command(lang: Lang) -> Command {
    sub(
        lang,
        "sql",
        ["Write rule sets over a table as one SQL query", "把规则对表格的适用写成一条 SQL 查询"],
        [
            "Example: gravamen sql interpretation_2017 thesis --table coding.grv --dialect duckdb",
            "例：gravamen sql 现行解释 thesis --table 编码表.grv --dialect duckdb",
        ],
    )
    .arg(operand(lang, "MODULE", ["Rule sets", "规则"]).required(true).num_args(1..))
    .arg(table(lang))
    .arg(
        Arg::new("dialect")
            .long("dialect")
            .value_name("spark|duckdb|postgres")
            .required(true)
            .value_parser(["spark", "duckdb", "postgres"])
            .hide_possible_values(true)
            .help(lang.pick(&["The engine that will run the query", "运行查询的数据库"])),
    )
    .arg(
        Arg::new("from")
            .long("from")
            .value_name("NAME")
            .default_value("cases")
            .hide_default_value(true)
            .help(
                lang.pick(&["The table or view to read (default: cases)", "所读的表或者视图（默认 cases）"]),
            ),
    )
    .arg(Arg::new("join").long("join").value_name("LIST=NAME").action(ArgAction::Append).help(lang.pick(&[
        "The items of a list of the table item stand in a table or view of their own, a row an item",
        "表格条目中某一列表的各项在另一表或者视图中，每行一项",
    ])))
    .arg(Arg::new("key").long("key").value_name("COLUMN").help(lang.pick(&[
        "Its column that names the case (default: as in the table item)",
        "该表中写明案件的列（默认与表格条目相同）",
    ])))
    .arg(Arg::new("matrix").long("matrix").action(ArgAction::SetTrue).help(
        lang.pick(&["Count the rows of each combination of outcomes instead", "改为统计各种结论组合的行数"]),
    ))
    .arg(Arg::new("partial").long("partial").action(ArgAction::SetTrue).help(lang.pick(&[
        "Write the query although a rule needs the interpreter; rows that do are marked not exact",
        "规则需要解释器时仍写出查询；需要解释器的行标为不精确",
    ])))
    .arg(with(lang))
}

/// `sql`
pub(super) fn sql(mut work: Work<'_>) -> Exit {
    let failed = run(&mut work).is_none();
    work.end(failed)
}

fn run(work: &mut Work<'_>) -> Option<()> {
    let lang = work.lang;
    let (sets, _, engine) = engine(work, true)?;
    let dialect = match work.value("dialect").as_deref() {
        Some("spark") => Dialect::Spark,
        Some("postgres") => Dialect::Postgres,
        _ => Dialect::DuckDb,
    };
    let from = work.value("from").unwrap_or_default();
    let joined = joined(work, &engine.wanted(), engine.id())?;
    let apart: Vec<Apart> =
        joined.into_iter().map(|j| Apart { list: j.list, from: j.from, key: j.key }).collect();
    let word = |n: &crate::ir::schema::Names| lang.pick(&[&n.en, &n.zh]).to_owned();
    let modules: Vec<String> = work.session.names_of(&sets).iter().map(word).collect();
    let provisions = |p: &crate::ir::program::Program| {
        let all = p.offences.iter().flat_map(|o| &o.grounds);
        all.map(|g| (g.grade, word(&g.provision))).collect()
    };
    let grounds: Vec<Vec<(usize, String)>> = engine.programs().map(|p| provisions(p)).collect();
    let outcomes: Vec<String> = engine
        .programs()
        .next()
        .map(|p| (0..=p.schema.scale.len()).map(|g| word(&p.schema.outcome(g))).collect())
        .unwrap_or_default();
    let (matrix, partial) = (work.is_set("matrix"), work.is_set("partial"));
    let query = Query {
        dialect,
        from: &from,
        apart: &apart,
        matrix,
        partial,
        modules: &modules,
        outcomes: &outcomes,
        grounds: &grounds,
    };
    match engine.sql(&query) {
        Ok(text) => {
            work.hand_out(&text);
            Some(())
        }
        Err(refused) => {
            for what in refused {
                work.fault(Diagnostic::without_place(Code::NotInSql, &[&what]));
            }
            None
        }
    }
}
