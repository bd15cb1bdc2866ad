//! A coding sheet for a vocabulary: the sheet to fill in, its codebook, and the table item that reads it.

use super::diff_page::Table;
use super::diff_sheet::{csv, workbook_of};
use crate::diag::Lang;
use crate::ir::schema::{Field, Names, Schema, Type, Value};

/// A coding sheet.
pub struct Coding {
    head: Vec<String>,
    book: Table,
    /// The table item that reads the sheet.
    pub item: String,
}

/// So many records of each list have columns.
const RECORDS: usize = 3;
/// A number of records may be told up to this; beyond it only that there are more.
const MANY: usize = 20;

impl Coding {
    /// The sheet as CSV: its head.
    pub fn csv(&self) -> String {
        let cells: Vec<String> = self.head.iter().map(|c| csv(c)).collect();
        format!("\u{feff}{}\r\n", cells.join(","))
    }
    /// The codebook as CSV.
    pub fn codebook(&self) -> String {
        let mut out = String::from("\u{feff}");
        for row in [&self.book.head].into_iter().chain(&self.book.rows) {
            let cells: Vec<String> = row.iter().map(|c| csv(c)).collect();
            out.push_str(&format!("{}\r\n", cells.join(",")));
        }
        out
    }
    /// Both as a workbook.
    pub fn xlsx(&self, lang: Lang) -> Vec<u8> {
        let title = lang.pick(&["coding", "编码"]).to_owned();
        let sheet = Table { title, head: self.head.clone(), rows: Vec::new(), sums: false };
        let book = Table { title: self.book.title.clone(), head: self.book.head.clone(), ..Table::default() };
        workbook_of(&[sheet, Table { rows: self.book.rows.clone(), ..book }])
    }
}

/// The coding sheet of a vocabulary, its table item called so.
pub fn coding(schema: &Schema, lang: Lang) -> Coding {
    let say = |pair: [&'static str; 2]| lang.pick(&pair);
    let name = |n: &Names| lang.pick(&[&n.en, &n.zh]).to_owned();
    let id = say(["id", "编号"]);
    let mut out = Coding {
        head: vec![id.to_owned()],
        book: Table {
            title: say(["codebook", "编码说明"]).to_owned(),
            head: [["column", "列"], ["stands for", "含义"], ["takes", "填写"], ["empty", "空格"]]
                .map(|p| say(p).to_owned())
                .to_vec(),
            ..Table::default()
        },
        item: format!(
            "{}\n  {}\n  {}\n  {} {} \"{id}\"\n",
            say(["table coding | 编码表", "表格 编码表 | coding"]),
            say(["unstated facts are unknown", "未载明事实视为 不明"]),
            say(["empty cells are unknown", "空格视为 不明"]),
            say(["case", "案件"]),
            say(["column", "列"]),
        ),
    };
    let what = say(["what the case is called", "案件的名称"]);
    out.book.rows.push(vec![
        id.to_owned(),
        what.to_owned(),
        String::new(),
        say(["line number", "行号"]).to_owned(),
    ]);
    let column = say(["column", "列"]);
    for fact in &schema.facts {
        let Type::List(record) = fact.ty else {
            let title = name(&fact.names);
            out.item.push_str(&format!("  {title}  {column} \"{title}\"\n"));
            out.add(title, fact.names.both(), fact, schema, lang);
            continue;
        };
        let Some(shape) = schema.records.get(record) else { continue };
        let (of, many) = (name(&shape.names), name(&fact.names));
        out.head.push(many.clone());
        let more = say(["more", "更多"]);
        let takes = match lang {
            Lang::En => {
                format!(
                    "how many there are: 0 to {MANY}, or {more}; of those beyond {RECORDS} nothing is known"
                )
            }
            Lang::Zh => format!("个数：0 至 {MANY}，或者“{more}”；超出 {RECORDS} 的，其内容视为不明"),
        };
        let unknown = say(["unknown", "不明"]).to_owned();
        out.book.rows.push(vec![many.clone(), fact.names.both(), takes, unknown]);
        let [comma, is_not, if_, and, or] =
            [[",\n    ", "，\n    "], ["is not", "不为"], ["if", "条件是"], [", ", "、"], [" or ", " 或者 "]]
                .map(say);
        // an empty number leaves open which records there are
        let beyond = |n: usize| {
            let fewer = (1..n).fold("\"0\"".to_owned(), |all, k| match k + 1 == n {
                true => format!("{all}{or}\"{k}\""),
                false => format!("{all}{and}\"{k}\""),
            });
            format!("\n    {if_} {column} \"{many}\" {is_not} {fewer}\n")
        };
        for n in 1..=RECORDS {
            let mut parts = Vec::new();
            for field in &shape.fields {
                let title = format!("{of}_{n}_{}", name(&field.names));
                parts.push(format!("{} {column} \"{title}\"", name(&field.names)));
                let means = format!("{} {n}: {}", shape.names.both(), field.names.both());
                out.add(title, means, field, schema, lang);
            }
            out.item.push_str(&format!("  {of}  {}{}", parts.join(comma), beyond(n)));
        }
        if let Some(field) = shape.fields.first() {
            // any other text is no number of records, and is told
            let [is, comma] = [["is unknown", "为 不明"], [", ", "，"]].map(say);
            let numbers = (0..=MANY).map(|n| n.to_string()).chain([more.to_owned()]);
            let numbers = numbers.map(|n| format!("\"{n}\" {is}")).collect::<Vec<_>>().join(comma);
            let field = name(&field.names);
            out.item
                .push_str(&format!("  {of}  {field} {column} \"{many}\" ({numbers}){}", beyond(RECORDS + 1)));
        }
    }
    for finding in &schema.findings {
        let title = name(finding);
        out.item.push_str(&format!("  {title}  {column} \"{title}\"\n"));
        let field = Field { names: finding.clone(), ty: Type::YesNo, default: None, if_silent: None };
        out.add(title, finding.both(), &field, schema, lang);
    }
    out
}

impl Coding {
    fn add(&mut self, title: String, means: String, field: &Field, schema: &Schema, lang: Lang) {
        let say = |pair: [&'static str; 2]| lang.pick(&pair).to_owned();
        let name = |n: &Names| lang.pick(&[&n.en, &n.zh]).to_owned();
        let takes = match field.ty {
            Type::YesNo => say(["yes or no", "是或否"]),
            Type::Number(unit) => {
                let word = lang.pick(&unit.words()).to_owned();
                match lang {
                    Lang::En => format!("a number of {word}, or a range: 50..59, 50.., ..59"),
                    Lang::Zh => format!("数（{word}），或者区间：50..59、50..、..59"),
                }
            }
            Type::Date => say(["a day, as 2017-06-01", "日期，如 2017-06-01"]),
            Type::Member(kind) => {
                let members = schema.kinds.get(kind).map(|k| k.members.as_slice()).unwrap_or_default();
                members.iter().map(name).collect::<Vec<_>>().join(lang.pick(&[", ", "、"]))
            }
            Type::List(_) => String::new(),
        };
        let mut empty = say(["unknown", "不明"]);
        if let Some(default) = &field.default {
            let value = match default {
                Value::Truth(true) => say(["yes", "是"]),
                Value::Truth(false) => say(["no", "否"]),
                Value::Number(n) => n.decimal(),
                Value::Date(d) => d.to_string(),
                Value::Member(m) => match field.ty {
                    Type::Member(kind) => {
                        schema.kinds.get(kind).and_then(|k| k.members.get(*m)).map(name).unwrap_or_default()
                    }
                    _ => String::new(),
                },
            };
            empty.push_str(&match lang {
                Lang::En => format!("; mostly {value}"),
                Lang::Zh => format!("；通常为 {value}"),
            });
        }
        self.head.push(title.clone());
        self.book.rows.push(vec![title, means, takes, empty]);
    }
}
