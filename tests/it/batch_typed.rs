//! Columns that have types answer as their texts do; Parquet and Arrow say what CSV says.

use gravamen::batch::{Engine, Graded, Scratch};
use gravamen::sheet::{Cells, Chunk, Column, Form, Words};

/// The columns of a chunk of texts, each of the narrowest type that holds all its cells.
pub fn typed(chunk: &Chunk, width: usize) -> Vec<Column> {
    let rows = chunk.rows();
    let column = |c: usize| {
        let cells: Vec<&str> = (0..rows).map(|r| chunk.cell(r, c)).collect();
        let stated = || cells.iter().filter(|t| !t.is_empty());
        let digits = |t: &&&str| t.len() < 16 && t.bytes().all(|b| b.is_ascii_digit());
        let day = |t: &str| t.parse::<jiff::civil::Date>().ok().filter(|_| t.contains('-'));
        let first = jiff::civil::Date::constant(1970, 1, 1);
        let whole = |t: &&str| t.parse::<i64>().unwrap_or_default();
        let held = if stated().all(|t| digits(&t)) && c % 3 != 2 {
            Cells::Whole(cells.iter().map(whole).collect())
        } else if stated().all(|t| digits(&t)) {
            // the same numbers with two decimals
            Cells::Decimal(cells.iter().map(|t| i128::from(whole(t)) * 100).collect(), 2)
        } else if stated().all(|t| ["true", "false"].contains(t)) {
            Cells::Bits(cells.iter().map(|t| *t == "true").collect())
        } else if stated().all(|t| day(t).is_some()) {
            let days = |t: &&str| day(t).map_or(0, |d| d.since(first).unwrap().get_days());
            Cells::Days(cells.iter().map(days).collect())
        } else {
            let mut words = Words::default();
            Cells::Words(cells.iter().map(|t| words.place(t)).collect(), words)
        };
        let empty = cells.iter().map(|t| t.is_empty()).collect();
        let empty = if cells.iter().any(|t| t.is_empty()) { empty } else { Vec::new() };
        Column { cells: held, empty }
    };
    (0..width).map(column).collect()
}

/// Grades the rows of a chunk as columns that have types.
pub fn graded(engine: &Engine, chunk: &Chunk) -> Vec<Graded> {
    let columns = typed(chunk, engine.columns().len());
    for (c, column) in columns.iter().enumerate() {
        for row in 0..chunk.rows() {
            let text = column.text(row);
            let same = text.strip_suffix(".00").unwrap_or(&text) == chunk.cell(row, c);
            assert!(same, "{text} for {}", chunk.cell(row, c));
        }
    }
    let chunk = Chunk::typed(columns, 1);
    let (mut block, mut bad) = (engine.block(), Vec::new());
    // in two goes, as from two parts of a file
    let half = chunk.rows() / 2;
    engine.take(&mut block, &chunk, (0, half), &mut bad);
    engine.take(&mut block, &chunk, (half, chunk.rows()), &mut bad);
    assert_eq!(bad, []);
    let (mut scratch, mut out) = (Scratch::default(), vec![Graded::default(); engine.programs().count()]);
    engine.grade(&block, 0, chunk.rows(), &mut scratch, &mut out);
    out
}

/// Bad cells are the same, told in the same order, whatever the file.
#[test]
fn bad_cells_of_typed_columns_are_those_of_texts() {
    use gravamen::session::{NoFiles, RuleSet, Session};
    let mut session = Session::new(Box::new(NoFiles));
    let text = std::fs::read_to_string("tests/tables/example.grv").unwrap();
    session.register("example.coding", &text);
    let table = session.table("example.coding").unwrap();
    let sets = [RuleSet::parse("interpretation_2017")];
    let engine = session.engine(&table, &sets, false).unwrap();
    // every second row is one of these
    let rows: [(&str, [&str; 4]); 6] = [
        ("gains", ["trajectory", "60", "sold", "-5"]),
        ("kind", ["trajectori", "60", "sold", "0"]),
        ("-", ["-", "many", "sold", "5"]),
        ("count", ["credit", "many", "sold", "5"]),
        ("breach", ["credit", "7", "kept", "maybe"]),
        ("-", ["", "", "", ""]),
    ];
    let mut columns: Vec<(Vec<u32>, Words)> = vec![Default::default(); engine.columns().len()];
    let mut texts: Vec<Vec<String>> = Vec::new();
    for (at, [kind, count, how, more]) in rows {
        let cell = |name: &String| match name.as_str() {
            "kind" => kind,
            "count" => count,
            "how" => how,
            "gains" if at == "gains" => more,
            "gains" => "100",
            "breach" if at == "breach" => more,
            "breach" => "yes",
            _ => "a",
        };
        let row: Vec<String> = engine.columns().iter().map(|c| cell(c).to_owned()).collect();
        for (text, (codes, words)) in row.iter().zip(&mut columns) {
            codes.push(words.place(text));
        }
        texts.push(row);
    }
    let words = |(codes, words)| Column { cells: Cells::Words(codes, words), empty: Vec::new() };
    let chunk = Chunk::typed(columns.into_iter().map(words).collect(), 1);
    let (mut block, mut bad) = (engine.block(), Vec::new());
    engine.take(&mut block, &chunk, (0, chunk.rows()), &mut bad);
    let (mut other, mut told) = (engine.block(), Vec::new());
    let head = engine.columns().join(",");
    let texts: Vec<String> = texts.iter().map(|row| row.join(",")).collect();
    let texts = crate::batch::rows(format!("{head}\n{}\n", texts.join("\n")), Form::Csv, engine.columns());
    engine.take(&mut other, &texts, (0, texts.rows()), &mut told);
    assert_eq!(bad, told);
    let places: Vec<(usize, &str)> =
        bad.iter().map(|(row, b)| (*row, engine.columns()[b.column].as_str())).collect();
    assert_eq!(places, [(0, "gains"), (1, "kind"), (3, "count"), (4, "breach")]);
}

#[cfg(feature = "batch")]
mod files {
    use super::typed;
    use crate::batch_command::{contents, err, folder, gravamen, out, run};
    use arrow_array::{
        ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int32Array, Int64Array,
        LargeStringArray, RecordBatch, StringArray, TimestampMillisecondArray,
    };
    use arrow_ipc::writer::{FileWriter, StreamWriter};
    use gravamen::sheet::{Chunk, Form, How, Rows, Source, parquet};
    use std::fs::{self, File};
    use std::path::Path;
    use std::process::Stdio;
    use std::sync::Arc;

    const CASES: &str = "benches/pi1/cases_10000.csv";

    fn chunk(path: &Path, form: Form, head: &[String]) -> Chunk {
        let source = Source::File(Box::new(File::open(path).unwrap()));
        let mut rows = Rows::open("rows", form, source, How::default(), head).unwrap();
        let mut chunk = Chunk::new(head.len());
        assert!(rows.fill(&mut chunk, usize::MAX).unwrap());
        chunk
    }

    fn head(path: &Path) -> Vec<String> {
        let text = fs::read_to_string(path).unwrap();
        let first = text.lines().next().unwrap().trim_start_matches('\u{feff}');
        first.split(',').map(|c| c.trim_matches('"').to_owned()).collect()
    }

    /// The rows of a part without the line, which is one less where there is no head.
    fn rows(bytes: &[u8]) -> Vec<String> {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let no_line = |l: &str| {
            l.split(',').enumerate().filter(|c| c.0 != 1).map(|c| c.1).collect::<Vec<_>>().join(",")
        };
        text.lines().map(no_line).collect()
    }

    #[test]
    fn parquet_says_what_csv_says() {
        let root = folder("parquet");
        let head = head(Path::new(CASES));
        let text = chunk(Path::new(CASES), Form::Csv, &head);
        let columns = typed(&text, head.len());
        let file = root.join("cases.parquet");
        fs::write(&file, parquet(&head, &columns).unwrap()).unwrap();
        let input = file.to_str().unwrap();
        let (a, b) = (root.join("a"), root.join("b"));
        let more = ["--part", "2999", "--by", "act"];
        let csv = gravamen(&run(CASES, a.to_str().unwrap(), &more));
        let own = gravamen(&run(input, b.to_str().unwrap(), &more));
        assert!(csv.status.success() && own.status.success(), "{}{}", err(&csv), err(&own));
        assert!(out(&own).contains("no_offence 5,060; serious 375; especially_serious 82"), "{}", out(&own));
        for part in 0..4 {
            let name = format!("part-{part:06}.csv");
            // without an id a case is called by its line
            let of = |at: &Path| -> Vec<String> {
                let all = rows(&fs::read(at.join(&name)).unwrap());
                all.iter().map(|l| l.split_once(',').unwrap().1.to_owned()).collect()
            };
            let (a, b) = (of(&a), of(&b));
            assert!(a.len() > 1000);
            a.iter().zip(&b).for_each(|(a, b)| assert_eq!(a, b, "{name}"));
            assert_eq!(a.len(), b.len());
        }
        // the matrix alone, with any number of threads
        for threads in ["1", "3"] {
            let args = [
                "batch",
                "pi1.current",
                "pi1.reform",
                "--library",
                "benches",
                "--in",
                input,
                "--table",
                "wide",
                "--threads",
                threads,
            ];
            let told = gravamen(&args);
            assert!(
                out(&told).contains("no_offence 5,060; serious 375; especially_serious 82"),
                "{}{}",
                out(&told),
                err(&told)
            );
        }
        // again, from where it ended
        fs::remove_file(b.join("part-000002.json")).unwrap();
        let before = contents(&b);
        let again = gravamen(&run(input, b.to_str().unwrap(), &more));
        assert!(err(&again).contains("3 parts were there already"), "{}", err(&again));
        assert_eq!(contents(&b).len(), before.len() + 1);
        // a file that ends too early
        let whole = fs::read(&file).unwrap();
        fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        let half = gravamen(&run(input, root.join("c").to_str().unwrap(), &[]));
        assert!(half.status.code() == Some(2) && err(&half).contains("E0806"), "{}", err(&half));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn results_in_parquet_are_those_in_csv() {
        let root = folder("results");
        let (a, b) = (root.join("a"), root.join("b"));
        let more = ["--part", "4000", "--by", "act"];
        assert!(gravamen(&run(CASES, a.to_str().unwrap(), &more)).status.success());
        let done =
            gravamen(&run(CASES, b.to_str().unwrap(), &[&more[..], &["--results", "parquet"]].concat()));
        assert!(done.status.success(), "{}", err(&done));
        let mut seen = 0;
        for part in 0..3 {
            let csv = a.join(format!("part-{part:06}.csv"));
            let head = head(&csv);
            let texts = chunk(&csv, Form::Csv, &head);
            let own = chunk(&b.join(format!("part-{part:06}.parquet")), Form::Parquet, &head);
            for row in 0..texts.rows() {
                for (column, name) in head.iter().enumerate() {
                    assert_eq!(texts.said(row, column), own.said(row, column), "{part} {row} {name}");
                }
                seen += 1;
            }
        }
        assert_eq!(seen, 10_000);
        // taken up again, and not mixed with the other form
        let again =
            gravamen(&run(CASES, b.to_str().unwrap(), &[&more[..], &["--results", "parquet"]].concat()));
        assert!(err(&again).contains("3 parts were there already"), "{}", err(&again));
        let other = gravamen(&run(CASES, b.to_str().unwrap(), &more));
        assert!(err(&other).contains("E0805"), "{}", err(&other));
        let nowhere = gravamen(&run(CASES, "-", &["--results", "parquet"]));
        assert!(err(&nowhere).contains("--out DIR"), "{}", err(&nowhere));
        fs::remove_dir_all(root).unwrap();
    }

    /// The cases of `good.csv` in many types of columns.
    fn batches() -> Vec<RecordBatch> {
        let batch =
            |ids: &[&str], gains: ArrayRef, breach: &[Option<bool>], kinds: ArrayRef, counts: ArrayRef| {
                let how: ArrayRef = Arc::new(StringArray::from(vec!["sold"; ids.len()]));
                let columns: Vec<(&str, ArrayRef)> = vec![
                    ("unread", Arc::new(Date32Array::from(vec![17_318; ids.len()]))),
                    ("how", how),
                    ("count", counts),
                    ("kind", kinds),
                    ("id", Arc::new(LargeStringArray::from(ids.to_vec()))),
                    ("gains", gains),
                    ("breach", Arc::new(BooleanArray::from(breach.to_vec()))),
                ];
                let columns = columns.into_iter().map(|(name, column)| (name, column, true));
                RecordBatch::try_from_iter_with_nullable(columns).unwrap()
            };
        let words: ArrayRef = Arc::new(StringArray::from(vec!["trajectory", "征信信息", "-"]));
        let kinds = |all: &[i32]| -> ArrayRef {
            let keys = Int32Array::from(all.to_vec());
            Arc::new(arrow_array::DictionaryArray::new(keys, words.clone()))
        };
        let gains = |all: &[Option<i128>]| -> ArrayRef {
            let all = all.iter().copied().collect::<Decimal128Array>();
            Arc::new(all.with_precision_and_scale(20, 0).unwrap())
        };
        let count = |all: &[Option<f64>]| -> ArrayRef { Arc::new(Float64Array::from(all.to_vec())) };
        vec![
            batch(
                &["a-1", "a-2"],
                gains(&[Some(499_999), None]),
                &[Some(true), Some(true)],
                kinds(&[0, 1]),
                count(&[Some(60.0), Some(f64::NAN)]),
            ),
            batch(
                &["a-3", "a-4", "a-5"],
                gains(&[Some(5000), Some(1), Some(2)]),
                &[Some(false), None, Some(true)],
                kinds(&[2, 0, 0]),
                count(&[None, Some(50.0), Some(49.0)]),
            ),
        ]
    }

    #[test]
    fn arrow_says_what_csv_says() {
        let root = folder("arrow");
        let csv = "id,gains,breach,kind,count,how\na-1,499999,yes,trajectory,60,sold\na-2,,yes,征信信息,,sold\n\
                   a-3,5000,no,-,,sold\na-4,1,,trajectory,50,sold\na-5,2,yes,trajectory,49,sold\n";
        fs::write(root.join("cases.csv"), csv).unwrap();
        let batches = batches();
        let schema = batches[0].schema();
        let (file, stream) = (root.join("cases.arrow"), root.join("stream.arrows"));
        let mut writer = FileWriter::try_new(File::create(&file).unwrap(), &schema).unwrap();
        let mut to = StreamWriter::try_new(File::create(&stream).unwrap(), &schema).unwrap();
        for batch in &batches {
            writer.write(batch).unwrap();
            to.write(batch).unwrap();
        }
        writer.finish().unwrap();
        to.finish().unwrap();
        let base =
            ["batch", "interpretation_2017", "--table", "tests/tables/example.grv", "--out", "-", "--in"];
        let grade = |path: &Path| gravamen(&[&base[..], &[path.to_str().unwrap()]].concat());
        let expected = grade(&root.join("cases.csv"));
        let expected = rows(out(&expected).as_bytes());
        assert!(expected.len() == 6 && expected[5].starts_with("a-5,no_offence,no_offence"), "{expected:?}");
        for path in [&file, &stream] {
            let told = grade(path);
            assert_eq!(rows(out(&told).as_bytes()), expected, "{}", err(&told));
        }
        // a stream through a pipe, and parts that do not end where batches do
        let args = [&base[..], &["-", "--form", "arrow", "--part", "3"]].concat();
        let piped = crate::batch_command::command(&args)
            .stdin(Stdio::from(File::open(&stream).unwrap()))
            .output()
            .unwrap();
        assert_eq!(rows(out(&piped).as_bytes()), expected, "{}", err(&piped));
        let args = [&base[..], &["-", "--form", "parquet"]].concat();
        let piped = crate::batch_command::command(&args).stdin(Stdio::null()).output().unwrap();
        assert!(err(&piped).contains("Parquet cannot be read from a pipe"), "{}", err(&piped));
        fs::remove_dir_all(root).unwrap();
    }

    /// What cannot be read is told with its row and column.
    #[test]
    fn cells_and_types_that_cannot_be_read_are_named() {
        let root = folder("unread");
        let file = root.join("cases.arrow");
        let write = |name: &str, gains: ArrayRef, kind: ArrayRef| {
            let words = |word: &str| -> ArrayRef { Arc::new(StringArray::from(vec![word; 2])) };
            let columns: Vec<(&str, ArrayRef)> = vec![
                ("id", words("x")),
                ("gains", gains),
                ("breach", words("yes")),
                (name, kind),
                ("count", Arc::new(Int32Array::from(vec![1, -1]))),
                ("how", words("sold")),
            ];
            let batch = RecordBatch::try_from_iter(columns).unwrap();
            let mut writer = FileWriter::try_new(File::create(&file).unwrap(), &batch.schema()).unwrap();
            writer.write(&batch).unwrap();
            writer.finish().unwrap();
            let told =
                gravamen(&["cases", "check", file.to_str().unwrap(), "--table", "tests/tables/example.grv"]);
            assert_eq!(told.status.code(), Some(2), "{}{}", out(&told), err(&told));
            err(&told) + &out(&told)
        };
        let whole = || -> ArrayRef { Arc::new(Int64Array::from(vec![1, 2])) };
        let words = || -> ArrayRef { Arc::new(StringArray::from(vec!["trajectory", "trajectori"])) };
        let told = write("kind", whole(), words());
        for what in ["cases.arrow:2:kind", "cases.arrow:2:count", "2 cells cannot be read"] {
            assert!(told.contains(what), "{told}");
        }
        let moments = Arc::new(TimestampMillisecondArray::from(vec![0, 1]));
        assert!(write("kind", moments, words()).contains("moments, not days"));
        assert!(write("knd", whole(), words()).contains("`kind`"));
        let bytes = Arc::new(arrow_array::BinaryArray::from(vec![b"a".as_slice(), b"b"]));
        assert!(write("kind", bytes, words()).contains("the type Binary is not read"));
        fs::remove_dir_all(root).unwrap();
    }
}

/// A build that does not know the forms says so before it makes a folder.
#[cfg(not(feature = "batch"))]
#[test]
fn forms_that_are_not_built_are_named_first() {
    use crate::batch_command::{err, folder, gravamen, run};
    let root = folder("not-built");
    let to = root.join("results");
    let told = gravamen(&run("benches/pi1/cases_10000.csv", to.to_str().unwrap(), &["--results", "parquet"]));
    assert!(told.status.code() == Some(2) && err(&told).contains("--features batch"), "{}", err(&told));
    assert!(!to.exists());
    let file = root.join("cases.parquet");
    std::fs::write(&file, "PAR1").unwrap();
    let told = gravamen(&run(file.to_str().unwrap(), "-", &[]));
    assert!(told.status.code() == Some(2) && err(&told).contains("--features batch"), "{}", err(&told));
    std::fs::remove_dir_all(root).unwrap();
}
