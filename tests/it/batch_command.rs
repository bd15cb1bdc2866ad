//! `batch` and `cases` as commands: the same bytes for any number of threads and after any end, tables in several forms.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

pub fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("gravamen-batch-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

pub fn command(args: &[&str]) -> Command {
    command_in("en", args)
}

fn command_in(lang: &str, args: &[&str]) -> Command {
    let mut command = crate::binary::start();
    command.args(args).args(["--lang", lang, "--plain"]);
    command
}

pub fn gravamen(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The files of a folder with what is in them; the lock holds nothing.
pub fn contents(path: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(path).unwrap().map(|f| f.unwrap().path());
    let mut all: Vec<(String, Vec<u8>)> = files
        .map(|f| (f.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&f).unwrap()))
        .filter(|f| f.0 != ".lock" && !f.0.ends_with(".unfinished"))
        .collect();
    all.sort();
    all
}

const CASES: &str = "benches/pi1/cases_10000.csv";

pub fn run<'a>(input: &'a str, out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["batch", "pi1.current", "pi1.reform", "--library", "benches", "--in", input];
    args.extend(["--table", "wide", "--out", out]);
    args.extend(more);
    args
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let root = folder("threads");
    let mut before = None;
    for threads in ["1", "2", "3", "7", "16"] {
        let to = root.join(threads);
        let done = gravamen(&run(CASES, to.to_str().unwrap(), &["--threads", threads, "--part", "3000"]));
        assert_eq!(done.status.code(), Some(0), "{}", err(&done));
        let now = (out(&done), contents(&to));
        assert_eq!(now.1.len(), 4 * 2 + 2);
        assert!(now.0.contains("no_offence 5,060; serious 375; especially_serious 82"), "{}", now.0);
        assert_eq!(*before.get_or_insert_with(|| now.clone()), now, "{threads} threads");
    }
    fs::remove_dir_all(root).unwrap();
}

/// Ended at any moment, a run goes on where it was, and what comes of it is what an undisturbed run gives.
#[test]
fn killed_at_any_moment_it_loses_at_most_the_part_in_hand() {
    let slow = std::env::var_os("GRAVAMEN_SLOW").is_some_and(|v| v == "1");
    let root = folder("kill");
    let lines: Vec<String> =
        fs::read_to_string(CASES).unwrap().lines().take(601).map(str::to_owned).collect();
    let input = root.join("cases.csv");
    fs::write(&input, lines.join("\n") + "\n").unwrap();
    let input = input.to_str().unwrap();
    let whole = root.join("whole");
    let more = ["--part", "20"];
    let begun = std::time::Instant::now();
    assert!(gravamen(&run(input, whole.to_str().unwrap(), &more)).status.success());
    let time = begun.elapsed().as_millis() as u64;
    let expected = contents(&whole);
    let (mut kills, mut seed) = (0, 7u64);
    while kills < if slow { 500 } else { 8 } {
        let to = root.join("killed");
        loop {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut child = command(&run(input, to.to_str().unwrap(), &more))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(time / 4 + (seed >> 33) % time.max(1)));
            let ended = child.try_wait().unwrap();
            let _ = child.kill();
            let status = child.wait().unwrap();
            if ended.is_some() {
                assert!(status.success());
                break;
            }
            kills += 1;
            // whatever is there is whole, or not there
            if to.is_dir() {
                for (name, bytes) in contents(&to) {
                    let known = expected.iter().find(|e| e.0 == name).map(|e| &e.1);
                    assert_eq!(known, Some(&bytes), "{name} after {kills} kills");
                }
            }
        }
        assert_eq!(contents(&to), expected, "after {kills} kills");
        fs::remove_dir_all(&to).unwrap();
    }
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_damaged_part_is_made_anew_and_another_run_is_refused() {
    let root = folder("resume");
    let to = root.join("out");
    let (path, to) = (root.join("cases.csv"), to.to_str().unwrap());
    let text: String =
        fs::read_to_string(CASES).unwrap().lines().take(301).map(|l| format!("{l}\n")).collect();
    fs::write(&path, &text).unwrap();
    let input = path.to_str().unwrap();
    let part = ["--part", "100"];
    let first = gravamen(&run(input, to, &part));
    assert!(first.status.success(), "{}", err(&first));
    let expected = contents(Path::new(to));
    fs::write(Path::new(to).join("part-000001.csv"), "half a part").unwrap();
    let again = gravamen(&run(input, to, &part));
    assert!(again.status.success() && err(&again).contains("2 parts were there already"), "{}", err(&again));
    assert_eq!((out(&again), contents(Path::new(to))), (out(&first), expected));
    // other options, other rules, other rows
    for (args, says) in [
        (run(input, to, &["--part", "50"]), "other options"),
        (
            vec![
                "batch",
                "pi1.current",
                "--library",
                "benches",
                "--in",
                input,
                "--table",
                "wide",
                "--out",
                to,
                "--part",
                "100",
            ],
            "other rule sets",
        ),
    ] {
        let refused = gravamen(&args);
        assert_eq!(refused.status.code(), Some(2));
        assert!(err(&refused).contains("E0805") && err(&refused).contains(says), "{}", err(&refused));
    }
    fs::write(&path, text.replacen("sell", "store", 1)).unwrap();
    let changed = gravamen(&run(input, to, &part));
    assert!(
        err(&changed).contains("the rows of part-000000.csv are not what they were"),
        "{}",
        err(&changed)
    );
    let fewer: String = text.lines().take(201).map(|l| format!("{l}\n")).collect();
    fs::write(&path, fewer).unwrap();
    let shorter = gravamen(&run(input, to, &part));
    assert!(err(&shorter).contains("fewer rows than before"), "{}", err(&shorter));
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn forms_encodings_and_pipes_say_the_same() {
    let root = folder("forms");
    let good = fs::read_to_string("tests/tables/good.csv").unwrap();
    let table = "tests/tables/example.grv";
    let base = ["batch", "interpretation_2017", "--table", table, "--out", "-"];
    let plain = gravamen(&[&base[..], &["--in", "tests/tables/good.csv"]].concat());
    assert!(plain.status.success(), "{}", err(&plain));
    assert!(out(&plain).contains("a-1,2,serious,serious,5(1)(3)"), "{}", out(&plain));
    // the gains of the second case are not stated: they may be of any amount
    assert!(out(&plain).contains("a-2,3,serious,especially_serious,5(1)(3)"), "{}", out(&plain));
    let gb: Vec<u8> = {
        let encoded = [
            ("是", [0xca_u8, 0xc7].as_slice()),
            ("征信信息", &[0xd5, 0xf7, 0xd0, 0xc5, 0xd0, 0xc5, 0xcf, 0xa2]),
        ];
        let mut bytes = good.clone().into_bytes();
        for (text, code) in encoded {
            let at = bytes.windows(text.len()).position(|w| w == text.as_bytes()).unwrap();
            bytes.splice(at..at + text.len(), code.iter().copied());
        }
        bytes
    };
    let path = root.join("gb.csv");
    fs::write(&path, &gb).unwrap();
    let path = path.to_str().unwrap();
    let decoded = gravamen(&[&base[..], &["--in", path, "--encoding", "gb18030"]].concat());
    assert_eq!((out(&decoded), decoded.status.code()), (out(&plain), Some(0)), "{}", err(&decoded));
    let wrong = gravamen(&[&base[..], &["--in", path]].concat());
    assert!(err(&wrong).contains("E0806") && err(&wrong).contains("--encoding gb18030"), "{}", err(&wrong));
    let json = "{\"id\":\"a-1\",\"gains\":499999,\"breach\":true,\"kind\":\"trajectory\",\"count\":60,\"how\":\"sold\"}\n\
                {\"id\":\"a-2\",\"gains\":null,\"breach\":\"\\u662f\",\"kind\":\"征信信息\",\"count\":\"50..59\",\"how\":\"bought\"}\n\
                {\"how\":null,\"id\":\"a-3\",\"gains\":5000,\"breach\":false,\"kind\":\"-\",\"count\":null}\n";
    let mut piped = command(&[&base[..], &["--in", "-", "--form", "jsonl"]].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut piped.stdin.take().unwrap(), json.as_bytes()).unwrap();
    let piped = piped.wait_with_output().unwrap();
    let words = |t: &str| -> Vec<String> {
        t.lines()
            .skip(1)
            .map(|l| l.split(',').enumerate().filter(|c| c.0 != 1).map(|c| c.1.to_owned()).collect())
            .collect()
    };
    assert_eq!(words(&out(&piped)), words(&out(&plain)), "{}", err(&piped));
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn bad_cells_stop_a_run_unless_it_is_told_to_go_on() {
    let base = [
        "batch",
        "interpretation_2017",
        "--table",
        "tests/tables/example.grv",
        "--in",
        "tests/tables/bad.csv",
    ];
    let stopped = gravamen(&[&base[..], &["--out", "-"]].concat());
    assert_eq!(stopped.status.code(), Some(2));
    for place in ["bad.csv:E2", "bad.csv:C3", "bad.csv:D3"] {
        assert!(err(&stopped).contains(place), "{}", err(&stopped));
    }
    assert!(!out(&stopped).contains("a-1"));
    let on = gravamen(&[&base[..], &["--out", "-", "--keep-going"]].concat());
    assert_eq!(on.status.code(), Some(0));
    assert!(err(&on).contains("3 cells could not be read and count as unknown"), "{}", err(&on));
    // a count that cannot be read is unknown, never nought
    assert!(out(&on).contains("a-1,2,no_offence,especially_serious"), "{}", out(&on));
}

#[test]
fn a_matrix_for_each_value_of_a_column() {
    let root = folder("by");
    let to = root.join("out");
    let done = gravamen(&run(CASES, to.to_str().unwrap(), &["--by", "act"]));
    assert!(done.status.success(), "{}", err(&done));
    let text = out(&done);
    for act in ["sell", "provide", "obtain", "tamper", "misuse", "store"] {
        assert!(text.contains(&format!("\n  {act}")), "{text}");
    }
    let head = contents(&to).into_iter().find(|f| f.0 == "part-000000.csv").unwrap().1;
    assert!(String::from_utf8(head).unwrap().lines().next().unwrap().ends_with(",act"));
    fs::remove_dir_all(root).unwrap();
}

/// The sheet, its codebook and the table item that reads it fit together, in both languages and both forms.
#[test]
fn a_coding_sheet_can_be_filled_in_and_read() {
    let root = folder("coding");
    // the sheet; then for each column what is filled in
    let sheets: [(&str, &str, &[[&str; 2]]); 2] = [
        (
            "en",
            "coding.csv",
            &[
                ["id", "x-1"],
                ["breach", "yes"],
                ["lots", "1"],
                ["lot_1_kind", "trajectory"],
                ["lot_1_count", "60"],
                ["lot_1_acquired", "purchase"],
            ],
        ),
        (
            "zh",
            "编码.csv",
            &[
                ["编号", "x-1"],
                ["违反规定", "是"],
                ["各批信息", "1"],
                ["信息_1_种类", "行踪轨迹信息"],
                ["信息_1_数量", "60"],
                ["信息_1_取得", "购买"],
            ],
        ),
    ];
    for (lang, sheet, row) in sheets {
        let path = root.join(sheet);
        let path = path.to_str().unwrap();
        let made = command_in(lang, &["cases", "template", "current", "-o", path]).output().unwrap();
        assert!(made.status.success(), "{}", err(&made));
        let table = path.replace(".csv", ".grv");
        let head = fs::read_to_string(path).unwrap();
        let columns: Vec<&str> = head.trim_start_matches('\u{feff}').trim().split(',').collect();
        let filled = |row: &[[&str; 2]]| {
            assert!(row.iter().all(|c| columns.contains(&c[0])), "{columns:?}");
            let cell = |c: &&str| row.iter().find(|r| r[0] == *c).map_or("", |r| r[1]);
            columns.iter().map(cell).collect::<Vec<_>>().join(",")
        };
        let graded = |row: &[[&str; 2]]| {
            fs::write(path, format!("{head}{}\n", filled(row))).unwrap();
            let checked = gravamen(&["cases", "check", path, "--table", &table]);
            assert_eq!(checked.status.code(), Some(0), "{}{}", err(&checked), out(&checked));
            let graded =
                gravamen(&["batch", "interpretation_2017", "--in", path, "--table", &table, "--out", "-"]);
            assert!(graded.status.success(), "{}", err(&graded));
            out(&graded)
        };
        let open = "x-1,2,no_offence,especially_serious";
        let said = graded(row);
        assert!(said.contains(open), "{said}");
        // no kind said, no number of lots said, more lots than have columns: none of these is read as "no"
        let with = |column: &str, cell: &'static str| {
            row.iter().map(|c| if c[0] == column { [c[0], cell] } else { *c }).collect::<Vec<_>>()
        };
        let (many, kind) = (row[2][0], row[3][0]);
        for row in [with(kind, ""), with(many, ""), with(many, "7"), with(many, "unknown")] {
            let said = graded(&row);
            assert!(said.contains(open), "{said}");
        }
        // what is no number of lots is told
        fs::write(path, format!("{head}{}\n", filled(&with(many, "two")))).unwrap();
        let wrong = gravamen(&["cases", "check", path, "--table", &table]);
        assert_eq!(wrong.status.code(), Some(2), "{}", out(&wrong));
        assert!(
            err(&wrong).contains("`two` cannot be read; it takes `0`, `1`, `2`, `3`, `4`, …, or"),
            "{}",
            err(&wrong)
        );
        let said = graded(&row[..1]);
        assert!(said.contains(open), "an empty row says nothing: {said}");
        // that there is no information at all must be said
        let said = graded(&with(many, "0")[..3]);
        assert!(said.contains("x-1,2,no_offence,no_offence"), "{said}");
        // never over what is there
        assert_eq!(gravamen(&["cases", "template", "current", "-o", path]).status.code(), Some(2));
    }
    // a workbook as it is made is a sheet without rows, and is read by the item beside it
    let book = root.join("book.xlsx");
    let made = gravamen(&["cases", "template", "current", "-o", book.to_str().unwrap()]);
    assert!(made.status.success(), "{}", err(&made));
    let bytes = fs::read(&book).unwrap();
    let has = |word: &str| bytes.windows(word.len()).any(|w| w == word.as_bytes());
    assert!(bytes.starts_with(b"PK") && has("lot_3_used_for_crime") && has("codebook"));
    let table = root.join("book.grv");
    let read = |more: &[&str]| {
        let args = ["cases", "check", book.to_str().unwrap(), "--table", table.to_str().unwrap()];
        gravamen(&[&args[..], more].concat())
    };
    let checked = read(&[]);
    assert!(out(&checked).starts_with("0 rows"), "{}{}", out(&checked), err(&checked));
    let wrong = read(&["--sheet", "1"]);
    assert!(err(&wrong).contains("there is no sheet `1`; there are 1 coding, 2 codebook"), "{}", err(&wrong));
    fs::remove_dir_all(root).unwrap();
}

/// A workbook as spreadsheets write it: words in a list of their own, days as numbers with a format, rows left out.
#[test]
fn workbooks_say_what_csv_says() {
    let book = "tests/tables/cases.xlsx";
    let base = ["--table", "tests/tables/example.grv"];
    let csv = gravamen(
        &[&["batch", "interpretation_2017", "--out", "-", "--in", "tests/tables/good.csv"], &base[..]]
            .concat(),
    );
    let own = gravamen(&[&["batch", "interpretation_2017", "--out", "-", "--in", book], &base[..]].concat());
    assert!(own.status.success() && out(&own).lines().count() == 4, "{}", err(&own));
    assert_eq!(out(&own), out(&csv));
    // every bad cell by sheet and cell
    let bad = gravamen(&[&["cases", "check", book, "--sheet", "坏的"], &base[..]].concat());
    assert_eq!(bad.status.code(), Some(2));
    for place in ["cases.xlsx:坏的!E2", "cases.xlsx:坏的!C3", "cases.xlsx:坏的!D3", "cases.xlsx:坏的!B5"]
    {
        assert!(err(&bad).contains(place), "{}", err(&bad));
    }
    assert!(out(&bad).starts_with("3 rows × 6 columns; 4 cells cannot be read"), "{}", out(&bad));
    let root = folder("book");
    let dated = root.join("dated.grv");
    let item = fs::read_to_string("tests/tables/example.grv").unwrap();
    let (first, last) = item.split_once("  breach ").unwrap();
    fs::write(&dated, format!("{first}  conduct_from  column \"day\"\n  breach {last}")).unwrap();
    let days = |more: &[&str]| {
        gravamen(&[&["cases", "check", book, "--table", dated.to_str().unwrap()], more].concat())
    };
    assert!(out(&days(&[])).starts_with("3 rows × 7 columns; 0 cells cannot be read"), "{}", err(&days(&[])));
    // a moment of a day is no day
    assert!(
        err(&days(&["--sheet", "坏的"])).contains("cases.xlsx:坏的!G2"),
        "{}",
        err(&days(&["--sheet", "坏的"]))
    );
    let whole = fs::read(book).unwrap();
    for (name, bytes) in [("half.xlsx", &whole[..whole.len() / 2]), ("none.xlsx", b"id,gains".as_slice())] {
        let path = root.join(name);
        fs::write(&path, bytes).unwrap();
        let told = gravamen(&[&["cases", "check", path.to_str().unwrap()], &base[..]].concat());
        assert!(
            told.status.code() == Some(2) && err(&told).contains("the workbook cannot be read"),
            "{}",
            err(&told)
        );
    }
    fs::remove_dir_all(root).unwrap();
}

/// `unknown` in a test of a line is no other word than the one that is asked for: whether the lot is there stays open.
#[test]
fn a_test_of_what_is_unknown_leaves_the_record_open() {
    let root = folder("unknown-test");
    let (table, file) = (root.join("t.grv"), root.join("t.csv"));
    let item = "module t.coding\n  uses cn.pi.facts\n\ntable coded\n  unstated facts are absent\n  case column \"id\"\n  \
                breach yes\n  lot trajectory, count column \"count\", purchase, sold_to column \"how\" (\"sold\" is 1 person, \
                otherwise is 0 persons)\n    if column \"lots\" is not \"0\"\n";
    fs::write(&table, item).unwrap();
    let rows = [
        ("a,50,sold,1", "serious,serious"),
        ("b,50,sold,0", "no_offence,no_offence"),
        ("c,50,sold,", "no_offence,especially_serious"),
        ("d,50,sold,unknown", "no_offence,especially_serious"),
        ("e,50,sold,不明", "no_offence,especially_serious"),
        ("f,50,sold, ? ", "no_offence,especially_serious"),
        // and `otherwise` is no word for what is not known
        ("g,50,kept,1", "serious,serious"),
        ("h,50,unknown,1", "serious,especially_serious"),
    ];
    let text: Vec<&str> = rows.iter().map(|r| r.0).collect();
    fs::write(&file, format!("id,count,how,lots\n{}\n", text.join("\n"))).unwrap();
    let [table, file] = [&table, &file].map(|p| p.to_str().unwrap());
    let graded = gravamen(&["batch", "interpretation_2017", "--in", file, "--table", table, "--out", "-"]);
    assert!(graded.status.success(), "{}", err(&graded));
    for ((row, expected), line) in rows.iter().zip(out(&graded).lines().skip(1)) {
        let said: Vec<&str> = line.split(',').collect();
        assert_eq!(said[2..4].join(","), *expected, "{row}\n{line}");
    }
    fs::remove_dir_all(root).unwrap();
}

/// `cases check` is the list of what is to be mended: each cell is told, however many there are.
#[test]
fn every_bad_cell_is_told() {
    let root = folder("every-cell");
    let file = root.join("bad.csv");
    let rows: String = (0..70).map(|n| format!("c{n},１０００,yes,{n}?,5,sold\n")).collect();
    fs::write(&file, format!("id,gains,breach,kind,count,how\n{rows}")).unwrap();
    let path = file.to_str().unwrap();
    let checked = gravamen(&["cases", "check", path, "--table", "tests/tables/example.grv"]);
    assert_eq!(checked.status.code(), Some(2));
    assert_eq!(out(&checked), "70 rows × 6 columns; 70 cells cannot be read, 0 are empty\n");
    let told = err(&checked);
    assert_eq!(told.lines().count(), 70, "{told}");
    assert!((2..72).all(|line| told.contains(&format!("bad.csv:D{line}: "))), "{told}");
    // a run tells the first of them, how many there are, and what goes on all the same
    let graded =
        gravamen(&["batch", "interpretation_2017", "--in", path, "--table", "tests/tables/example.grv"]);
    assert_eq!(graded.status.code(), Some(2));
    assert!(err(&graded).contains("70 cells in all cannot be read; with --keep-going"), "{}", err(&graded));
    fs::remove_dir_all(root).unwrap();
}
