//! What differs from one SQL to another.

use super::block::days;
use crate::text::limits;
use crate::val::Date;

/// Whose SQL it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Spark SQL
    Spark,
    /// DuckDB
    DuckDb,
    /// PostgreSQL
    Postgres,
}

/// White space, as the reader of cells takes it off.
const BLANKS: [u32; 25] = [
    9, 10, 11, 12, 13, 32, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
    0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
];
impl Dialect {
    pub(super) fn name(self, id: &str) -> String {
        match self {
            Dialect::Spark => format!("`{}`", id.replace('`', "``")),
            Dialect::DuckDb | Dialect::Postgres => format!("\"{}\"", id.replace('"', "\"\"")),
        }
    }
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Dialect::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
            Dialect::DuckDb | Dialect::Postgres => format!("'{}'", text.replace('\'', "''")),
        }
    }
    pub(super) fn trimmed(self, column: &str) -> String {
        let all =
            |one: &dyn Fn(&u32) -> String, with: &str| BLANKS.iter().map(one).collect::<Vec<_>>().join(with);
        match self {
            Dialect::Spark => {
                let blanks = all(&|c| format!("\\u{c:04x}"), "");
                format!("COALESCE(trim(BOTH '{blanks}' FROM CAST({column} AS STRING)), '')")
            }
            Dialect::DuckDb => {
                let blanks = all(&|c| format!("chr({c})"), " || ");
                format!("COALESCE(trim(CAST({column} AS VARCHAR), {blanks}), '')")
            }
            Dialect::Postgres => {
                let blanks = all(&|c| format!("chr({c})"), " || ");
                format!("COALESCE(btrim(CAST({column} AS TEXT), {blanks}), '')")
            }
        }
    }
    /// The text of a number, without decimals that say nothing.
    pub(super) fn shortest(self, text: &str) -> String {
        format!(
            "CASE WHEN {text} LIKE '%.%' THEN trim(TRAILING '.' FROM trim(TRAILING '0' FROM {text})) ELSE {text} END"
        )
    }
    /// Days since the first day that can be written.
    pub(super) fn days(self, column: &str) -> String {
        let shift = Date::new(1970, 1, 1).map_or(0, days);
        match self {
            Dialect::Spark => format!("(CAST(datediff({column}, DATE '1970-01-01') AS BIGINT) + {shift})"),
            Dialect::DuckDb | Dialect::Postgres => {
                format!("(CAST(({column} - DATE '1970-01-01') AS BIGINT) + {shift})")
            }
        }
    }
    pub(super) fn wide(self, number: &str) -> String {
        let ty = match self {
            Dialect::Spark => "DECIMAL(38, 0)",
            Dialect::DuckDb => "HUGEINT",
            Dialect::Postgres => "NUMERIC",
        };
        format!("CAST({number} AS {ty})")
    }
    /// What keeps a planner from copying the columns of a step into each that reads them.
    pub(super) fn fence(self) -> &'static str {
        match self {
            Dialect::Postgres => "\n  OFFSET 0",
            Dialect::Spark | Dialect::DuckDb => "",
        }
    }
    /// A field of the item `x` of a list.
    pub(super) fn field(self, name: &str) -> String {
        match self {
            Dialect::Spark => format!("x.{}", self.name(name)),
            Dialect::DuckDb => format!("struct_extract(x, {})", self.text(name)),
            Dialect::Postgres => format!("(x ->> {})", self.text(name)),
        }
    }
    /// A field that is a number; of JSON, what is none says nothing.
    pub(super) fn number(self, name: &str) -> String {
        let field = self.field(name);
        match self {
            Dialect::Spark | Dialect::DuckDb => field,
            Dialect::Postgres => {
                let text = self.text(name);
                format!("CASE WHEN jsonb_typeof(x -> {text}) = 'number' THEN CAST({field} AS NUMERIC) END")
            }
        }
    }
    /// The rows of a group as a list.
    pub(super) fn gathered(self, columns: &[String]) -> String {
        let (pairs, open, close) = match self {
            Dialect::Spark => (", ", "collect_list(named_struct(", "))"),
            Dialect::DuckDb => (": ", "list({", "})"),
            Dialect::Postgres => (", ", "jsonb_agg(jsonb_build_object(", "))"),
        };
        let pair = |name: &String| format!("{}{pairs}{}", self.text(name), self.name(name));
        let all: Vec<String> = columns.iter().map(pair).collect();
        match all.is_empty() {
            true => open.chars().take_while(|c| *c != '(').chain("(1)".chars()).collect(),
            false => format!("{open}{}{close}", all.join(", ")),
        }
    }
    /// Whether the items of a list, once read, are a list again, which a row can hold as a column.
    pub(super) fn lists_of_lists(self) -> bool {
        match self {
            Dialect::Spark | Dialect::DuckDb => true,
            Dialect::Postgres => false,
        }
    }
    /// The items `y` of a list: the cells of each `x`, and what they say.
    pub(super) fn items(self, list: &str, cells: &[(String, String)], says: &[(String, String)]) -> String {
        let all = |all: &[(String, String)], none: &str, one: &dyn Fn(&str, &str) -> String| match all {
            [] => none.to_owned(),
            _ => all.iter().map(|(name, text)| one(name, text)).collect::<Vec<_>>().join(", "),
        };
        match self {
            Dialect::Spark => {
                let fields = |of| all(of, "'nothing', 1", &|name, text| format!("'{name}', {text}"));
                let (cells, says) = (fields(cells), fields(says));
                format!("transform(transform({list}, x -> named_struct({cells})), z -> named_struct({says}))")
            }
            Dialect::DuckDb => {
                let fields = |of| all(of, "'nothing': 1", &|name, text| format!("'{name}': {text}"));
                let (cells, says) = (fields(cells), fields(says));
                format!("list_transform(list_transform({list}, lambda x: {{{cells}}}), lambda z: {{{says}}})")
            }
            Dialect::Postgres => {
                let columns = |of| all(of, "1 AS nothing", &|name, text| format!("{text} AS {name}"));
                let (cells, says) = (columns(cells), columns(says));
                format!(
                    "(SELECT {says} FROM (SELECT {cells} FROM jsonb_array_elements(CASE WHEN jsonb_typeof({list}) = 'array' THEN {list} END) AS u(x)) AS z) AS y"
                )
            }
        }
    }
    pub(super) fn some(self, items: &str, truth: &str) -> String {
        match self {
            Dialect::Spark => format!("COALESCE(exists({items}, y -> {truth}), FALSE)"),
            Dialect::DuckDb => format!("COALESCE(len(list_filter({items}, lambda y: {truth})) > 0, FALSE)"),
            Dialect::Postgres => format!("EXISTS (SELECT 1 FROM {items} WHERE {truth})"),
        }
    }
    pub(super) fn total(self, items: &str, number: &str) -> String {
        match self {
            Dialect::Spark => format!(
                "COALESCE(aggregate({items}, CAST(0 AS DECIMAL(38, 0)), (s, y) -> CAST(s + ({number}) AS DECIMAL(38, 0))), 0)"
            ),
            Dialect::DuckDb => {
                format!("COALESCE(list_sum(list_transform({items}, lambda y: {number})), 0)")
            }
            Dialect::Postgres => format!("COALESCE((SELECT sum({number}) FROM {items}), 0)"),
        }
    }
    /// That nothing is said of a list, or too much.
    pub(super) fn unstated(self, list: &str, absent: bool) -> String {
        let (is, length) = match self {
            Dialect::Spark => (format!("{list} IS NOT NULL"), format!("size({list})")),
            Dialect::DuckDb => (format!("{list} IS NOT NULL"), format!("len({list})")),
            Dialect::Postgres => {
                (format!("jsonb_typeof({list}) = 'array'"), format!("jsonb_array_length({list})"))
            }
        };
        let none = if absent { "FALSE" } else { "TRUE" };
        format!("CASE WHEN {is} THEN {length} > {} ELSE {none} END", limits::RECORDS)
    }
}
