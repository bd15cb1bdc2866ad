//! Rows that hold lists: each item is a record, whether it stands in the row or in a file of its own.

use crate::batch_command::{err, folder, gravamen, out};
use std::fs;
use std::path::Path;

const TABLE: &str = "tests/tables/nested.grv";

struct Lcg(u64);

impl Lcg {
    fn pick(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

struct Lot {
    kind: &'static str,
    count: String,
    how: &'static str,
}

struct Case {
    id: String,
    gains: usize,
    own: usize,
    lots: Vec<Lot>,
    prior: bool,
}

/// Cases with no lots and with few; every fourth has something that is not known.
fn cases() -> Vec<Case> {
    let mut random = Lcg(6);
    let case = |n: usize| {
        let many = [0, 1, 1, 2, 2, 3, 3, 4][random.pick(8)];
        let mut lot = || {
            let open = n.is_multiple_of(4) && random.pick(3) == 0;
            let count = [0, 1, 5, 24, 26, 249, 499][random.pick(7)];
            Lot {
                kind: ["trajectory", "credit", "health", "other", "contact"][random.pick(5)],
                count: if open { String::new() } else { count.to_string() },
                how: if open { "" } else { ["sold", "bought", "bought"][random.pick(3)] },
            }
        };
        Case {
            id: format!("c-{:03}", n),
            gains: [0, 499_999, 500_000][n % 3],
            own: [0, 1, 49, 50][n % 4],
            lots: (0..many).map(|_| lot()).collect(),
            prior: n.is_multiple_of(5),
        }
    };
    let mut all: Vec<Case> = (0..47).map(case).collect();
    // the last has more than any engine takes
    let lot = |n: usize| Lot { kind: ["credit", "health"][n % 2], count: "2".to_owned(), how: "bought" };
    let lots = (0..20).map(lot).collect();
    all.push(Case { id: "c-047".to_owned(), gains: 0, own: 1, lots, prior: false });
    all
}

/// Nothing stands for what is not known.
fn or_null(text: &str, quote: &str) -> String {
    if text.is_empty() { "null".to_owned() } else { format!("{quote}{text}{quote}") }
}

fn lines(cases: &[Case]) -> String {
    let lot = |l: &Lot| {
        format!(
            "{{\"kind\":\"{}\",\"count\":{},\"how\":{}}}",
            l.kind,
            or_null(&l.count, ""),
            or_null(l.how, "\"")
        )
    };
    let line = |c: &Case| {
        let lots: Vec<String> = c.lots.iter().map(lot).collect();
        let prior = if c.prior { r#"{"what":"administrative","day":"2019-05-01"}"# } else { "" };
        format!(
            "{{\"id\":\"{}\", \"gains\":{},\"breach\":true,\"lots\":[{}],\"own\":{},\"priors\":[ {prior} ]}}\n",
            c.id,
            c.gains,
            lots.join(", "),
            c.own
        )
    };
    cases.iter().map(line).collect()
}

/// The same as case files have it.
fn as_cases(cases: &[Case]) -> String {
    let lot = |l: &Lot| {
        let acquired = match l.how {
            "sold" => "\"lawfully\"",
            "bought" => "\"purchase\"",
            _ => "\"unknown\"",
        };
        // what is not known of how it was handled says that it was not sold, as the table has it
        let sold = match l.how {
            "sold" => "1",
            "" => "\"unknown\"",
            _ => "0",
        };
        let count = if l.count.is_empty() { "\"unknown\"" } else { &l.count };
        format!("{{\"kind\":\"{}\",\"count\":{count},\"sold_to\":{sold},\"acquired\":{acquired}}}", l.kind)
    };
    let one = |c: &Case| {
        let mut lots: Vec<String> = c.lots.iter().map(lot).collect();
        if c.own > 0 {
            lots.insert(
                0,
                format!("{{\"kind\":\"trajectory\",\"count\":{},\"acquired\":\"purchase\"}}", c.own),
            );
        }
        let priors = if c.prior { "{\"sanction\":\"administrative\",\"date\":\"2019-05-01\"}" } else { "" };
        format!(
            "{{\"id\":\"{}\",\"unstated\":\"absent\",\"facts\":{{\"breach\":true,\"conduct_from\":\"2020-01-01\",\
             \"illegal_gains\":\"{}.{:02}\",\"lots\":[{}],\"priors\":[{priors}]}}}}",
            c.id,
            c.gains / 100,
            c.gains % 100,
            lots.join(",")
        )
    };
    let all: Vec<String> = cases.iter().map(one).collect();
    format!("{{\"cases\":[{}]}}", all.join(","))
}

fn grade(input: &Path, more: &[&str]) -> std::process::Output {
    let base =
        ["batch", "interpretation_2017", "--table", TABLE, "--in", input.to_str().unwrap(), "--out", "-"];
    gravamen(&[&base[..], more].concat())
}

/// Name, least and greatest outcome of each row.
fn outcomes(text: &str) -> Vec<(String, String, String)> {
    let line = |l: &str| {
        let cells: Vec<&str> = l.split(',').collect();
        (cells[0].to_owned(), cells[2].to_owned(), cells[3].to_owned())
    };
    text.lines().skip(1).map(line).collect()
}

#[test]
fn lists_in_rows_are_graded_as_cases_are() {
    let root = folder("nested");
    let cases = cases();
    assert!(cases.iter().any(|c| c.lots.len() > 16) && cases.iter().any(|c| c.lots.is_empty()));
    let (file, own) = (root.join("cases.jsonl"), root.join("cases.json"));
    fs::write(&file, lines(&cases)).unwrap();
    fs::write(&own, as_cases(&cases)).unwrap();
    let batch = grade(&file, &[]);
    assert!(batch.status.success(), "{}", err(&batch));
    let told = gravamen(&["run", own.to_str().unwrap(), "-m", "interpretation_2017", "-f", "json"]);
    let run: serde_json::Value =
        serde_json::from_str(&out(&told)).unwrap_or_else(|e| panic!("{e} {}", err(&told)));
    let word = |v: &serde_json::Value| v.as_str().unwrap().to_owned();
    let expected: Vec<(String, String, String)> = run["verdicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (word(&v["case"]), word(&v["outcome"][0]), word(&v["outcome"][1])))
        .collect();
    let found = outcomes(&out(&batch));
    assert_eq!(found.len(), 48);
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    // of each outcome, and of what is not decided, there are some
    for low in ["no_offence", "serious", "especially_serious"] {
        assert!(found.iter().any(|f| f.1 == low && f.2 == low), "{low}");
    }
    assert!(found.iter().any(|f| f.1 != f.2));
    // the same bytes for any number of threads and any part
    for more in [["--threads", "1", "--part", "7"], ["--threads", "3", "--part", "48"]] {
        assert_eq!(out(&grade(&file, &more)), out(&batch));
    }
    fs::remove_dir_all(root).unwrap();
}

fn joined(root: &Path, cases: &[Case], order: impl Fn(usize) -> usize) -> (String, String, String) {
    let mut head = "id,gains,breach,own\n".to_owned();
    for c in cases {
        head.push_str(&format!("{},{},yes,{}\n", c.id, c.gains, c.own));
    }
    let mut rows: Vec<(usize, String)> = Vec::new();
    let mut priors = "what,day,of\n".to_owned();
    for (i, c) in cases.iter().enumerate() {
        let lots = c.lots.iter().enumerate();
        rows.extend(
            lots.map(|(n, l)| (order(i * 100 + n), format!("{},{},{},{}\n", l.kind, c.id, l.count, l.how))),
        );
        if c.prior {
            priors.push_str(&format!("administrative,2019-05-01,{}\n", c.id));
        }
    }
    rows.sort();
    let lots = rows.into_iter().map(|r| r.1).collect::<String>();
    let path = |name: &str| root.join(name).to_str().unwrap().to_owned();
    let lots = format!("kind,of,count,how\n{lots}");
    for (name, text) in [("cases.csv", &head), ("lots.csv", &lots), ("priors.csv", &priors)] {
        fs::write(root.join(name), text).unwrap();
    }
    (path("cases.csv"), format!("lots={}", path("lots.csv")), format!("priors={}", path("priors.csv")))
}

/// In memory the rows of the second file may stand in any order; read along, both must be in order.
#[test]
fn lists_in_files_of_their_own_are_those_in_rows() {
    let root = folder("joined");
    let cases = cases();
    let file = root.join("cases.jsonl");
    fs::write(&file, lines(&cases)).unwrap();
    let expected = outcomes(&out(&grade(&file, &[])));
    let backwards = |n: usize| 100_000 - n;
    let (main, lots, priors) = joined(&root, &cases, backwards);
    let more = ["--key", "of", "--join", lots.as_str(), "--join", priors.as_str()];
    let grade = |memory: &str| {
        grade(Path::new(&main), &[&more[..], &["--join-memory", memory, "--part", "5"]].concat())
    };
    let kept = grade("1");
    assert_eq!(outcomes(&out(&kept)), expected, "{}", err(&kept));
    let along = grade("0");
    assert!(
        along.status.code() == Some(2) && err(&along).contains("is not there, or not in this place"),
        "{}",
        err(&along)
    );
    joined(&root, &cases, |n| n);
    let along = grade("0");
    assert_eq!(outcomes(&out(&along)), expected, "{}", err(&along));
    let checked = gravamen(&[&["cases", "check", &main, "--table", TABLE], &more[..]].concat());
    assert!(out(&checked).starts_with("48 rows × 4 columns; 0 cells"), "{}{}", out(&checked), err(&checked));
    // a row of no case, a case that stands there twice, a cell that cannot be read: told with their place
    let lots_path = root.join("lots.csv");
    let text = fs::read_to_string(&lots_path).unwrap();
    fs::write(&lots_path, format!("{text}credit,c-999,5,sold\n")).unwrap();
    let line = text.lines().count() + 1;
    for memory in ["0", "1"] {
        let told = grade(memory);
        let place = format!("lots.csv:{line}");
        assert!(told.status.code() == Some(2) && err(&told).contains(&place), "{}", err(&told));
        assert!(err(&told).contains("it belongs to the case `c-999`, which is not there"), "{}", err(&told));
    }
    fs::write(&lots_path, text.replacen(",5,", ",five,", 1)).unwrap();
    let told = grade("1");
    let at = text.lines().position(|l| l.contains(",5,")).unwrap() + 1;
    assert!(err(&told).contains(&format!("lots.csv:C{at}: `five`")), "{}", err(&told));
    fs::write(&lots_path, &text).unwrap();
    let whole = fs::read_to_string(&main).unwrap();
    let last = whole.lines().last().unwrap().to_owned();
    fs::write(&main, format!("{whole}{last}\n")).unwrap();
    for memory in ["0", "1"] {
        let told = grade(memory);
        assert!(told.status.code() == Some(2) && err(&told).contains("cases.csv:50"), "{}", err(&told));
    }
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn what_is_wrong_with_lists_is_told() {
    let root = folder("nested-wrong");
    let file = root.join("cases.jsonl");
    let row = |lots: &str| {
        format!("{{\"id\":\"a\",\"gains\":0,\"breach\":true,\"own\":0,\"priors\":[],\"lots\":{lots}}}\n")
    };
    let told = |text: &str| {
        fs::write(&file, text).unwrap();
        let told = gravamen(&["cases", "check", file.to_str().unwrap(), "--table", TABLE]);
        format!("{}{}", out(&told), err(&told))
    };
    let lot = |kind: &str, count: &str| format!("{{\"kind\":\"{kind}\",\"count\":{count},\"how\":\"sold\"}}");
    let bad = told(&(row("[]") + &row(&format!("[{},{}]", lot("credit", "1"), lot("credti", "\"x\"")))));
    for place in ["cases.jsonl:2:lots[2].kind", "cases.jsonl:2:lots[2].count", "2 rows × 4 columns; 2 cells"]
    {
        assert!(bad.contains(place), "{bad}");
    }
    assert!(
        told(&row("[{\"kind\":\"credit\",\"how\":\"sold\"}]")).contains("`lots` has items without `count`")
    );
    for lots in ["5", "[5]", "[[]]", "{}", "[{\"kind\":{}}]"] {
        assert!(told(&row(lots)).contains("`lots` is no list of flat objects"), "{lots}");
    }
    assert!(told("{\"id\":\"a\",\"gains\":0,\"breach\":true,\"own\":0,\"lots\":[]}\n").contains("`priors`"));
    // a list that is not stated may hold anything
    fs::write(&file, row("null")).unwrap();
    assert!(
        out(&grade(&file, &[])).contains("a,1,no_offence,especially_serious"),
        "{}",
        out(&grade(&file, &[]))
    );
    // CSV holds no lists; a list that no line speaks of cannot be joined; SQL reads lists of structs
    fs::write(root.join("cases.csv"), "id,gains,breach,own\n").unwrap();
    let csv = grade(&root.join("cases.csv"), &[]);
    assert!(err(&csv).contains("E0802") && err(&csv).contains("`lots`"), "{}", err(&csv));
    let other = grade(&file, &["--join", "lot=lots.csv"]);
    assert!(err(&other).contains("`lot`") && err(&other).contains("lots"), "{}", err(&other));
    let sql = |more: &[&str]| {
        gravamen(&[&["sql", "interpretation_2017", "--table", TABLE, "--partial"], more].concat())
    };
    let query = out(&sql(&["--dialect", "duckdb"]));
    assert!(
        query.contains("list_transform(l0, lambda x: {") && query.contains("\"priors\" AS l1"),
        "{query}"
    );
    // the items of a table of their own are gathered by the case that they name
    let joined = out(&sql(&["--dialect", "duckdb", "--join", "lots=lots_of", "--key", "of"]));
    assert!(joined.contains("FROM \"lots_of\"\n    GROUP BY 1") && joined.contains("AS \"id\""), "{joined}");
    let other = err(&sql(&["--dialect", "duckdb", "--join", "lot=lots_of"]));
    assert!(other.contains("`lot`") && other.contains("lots"), "{other}");
    // an array of JSON has no days that could be read without a fault
    let told = err(&sql(&["--dialect", "postgres"]));
    assert!(told.contains("E0807") && told.contains("`priors.day`"), "{told}");
    // the words are those of the other language, and back
    let item = root.join("item.grv");
    let text = fs::read_to_string(TABLE).unwrap();
    fs::write(&item, &text).unwrap();
    assert!(gravamen(&["fmt", item.to_str().unwrap()]).status.success());
    let own = fs::read_to_string(&item).unwrap();
    let translated = |lang: &str| {
        let to =
            crate::binary::start().args(["fmt", item.to_str().unwrap(), "--lang", lang]).output().unwrap();
        assert!(to.status.success(), "{}", err(&to));
        fs::read_to_string(&item).unwrap()
    };
    assert!(translated("zh").contains("逐项取自 列 “lots”：种类 列 “kind”，"));
    assert_eq!(translated("en"), own);
    fs::remove_dir_all(root).unwrap();
}

#[cfg(feature = "batch")]
#[test]
fn lists_in_typed_columns_are_those_in_lines() {
    use arrow_array::builder::{BooleanBuilder, Int64Builder, ListBuilder, StringBuilder, StructBuilder};
    use arrow_array::{Array, ArrayRef, RecordBatch};
    use arrow_ipc::writer::FileWriter;
    use arrow_schema::{DataType, Field, Fields};
    use parquet::arrow::ArrowWriter;
    use std::sync::Arc;
    let root = folder("nested-typed");
    let cases = cases();
    let file = root.join("cases.jsonl");
    fs::write(&file, lines(&cases)).unwrap();
    let expected = outcomes(&out(&grade(&file, &[])));
    let fields: Fields = vec![
        Field::new("kind", DataType::Utf8, true),
        Field::new("count", DataType::Int64, true),
        Field::new("how", DataType::Utf8, true),
    ]
    .into();
    let past: Fields =
        vec![Field::new("day", DataType::Utf8, true), Field::new("what", DataType::Utf8, true)].into();
    let mut batches = Vec::new();
    for cases in cases.chunks(19) {
        let (mut id, mut gains, mut own) = (StringBuilder::new(), Int64Builder::new(), Int64Builder::new());
        let mut breach = BooleanBuilder::new();
        let mut lots = ListBuilder::new(StructBuilder::from_fields(fields.clone(), 0));
        let mut priors = ListBuilder::new(StructBuilder::from_fields(past.clone(), 0));
        for c in cases {
            id.append_value(&c.id);
            gains.append_value(c.gains as i64);
            own.append_value(c.own as i64);
            breach.append_value(true);
            for lot in &c.lots {
                let item = lots.values();
                item.field_builder::<StringBuilder>(0).unwrap().append_value(lot.kind);
                item.field_builder::<Int64Builder>(1).unwrap().append_option(lot.count.parse().ok());
                let how = Some(lot.how).filter(|h| !h.is_empty());
                item.field_builder::<StringBuilder>(2).unwrap().append_option(how);
                item.append(true);
            }
            lots.append(true);
            if c.prior {
                let item = priors.values();
                item.field_builder::<StringBuilder>(0).unwrap().append_value("2019-05-01");
                item.field_builder::<StringBuilder>(1).unwrap().append_value("administrative");
                item.append(true);
            }
            priors.append(true);
        }
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("lots", Arc::new(lots.finish())),
            ("own", Arc::new(own.finish())),
            ("id", Arc::new(id.finish())),
            ("breach", Arc::new(breach.finish())),
            ("gains", Arc::new(gains.finish())),
            ("priors", Arc::new(priors.finish())),
        ];
        let columns = columns.into_iter().map(|(name, column)| (name, column, true));
        let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
        assert!(batch.column(0).len() >= 10);
        batches.push(batch);
    }
    let (parquet, arrow) = (root.join("cases.parquet"), root.join("cases.arrow"));
    let schema = batches[0].schema();
    let mut to = ArrowWriter::try_new(fs::File::create(&parquet).unwrap(), schema.clone(), None).unwrap();
    let mut ipc = FileWriter::try_new(fs::File::create(&arrow).unwrap(), &schema).unwrap();
    for batch in &batches {
        to.write(batch).unwrap();
        ipc.write(batch).unwrap();
    }
    to.close().unwrap();
    ipc.finish().unwrap();
    for path in [&parquet, &arrow] {
        for part in ["5", "100"] {
            let told = grade(path, &["--part", part]);
            assert_eq!(outcomes(&out(&told)), expected, "{}", err(&told));
        }
    }
    fs::remove_dir_all(root).unwrap();
}
