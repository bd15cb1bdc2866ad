//! Files of texts: what rows and cells they hold, wherever what is read at a time ends.

use crate::batch::{Lcg, rows};
use gravamen::diag::{Diagnostic, Lang, title_of};
use gravamen::session::{NoFiles, RuleSet, Session};
use gravamen::sheet::{Chunk, Form, How, Rows, Source, Wanted};
use std::io::Read;

/// Gives a few bytes at a time.
struct Slow(Vec<u8>, usize, Lcg);

impl Read for Slow {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = (1 + self.2.pick(7)).min(out.len()).min(self.0.len() - self.1);
        out[..n].copy_from_slice(&self.0[self.1..self.1 + n]);
        self.1 += n;
        Ok(n)
    }
}

/// The rows of a file that comes a few bytes at a time, each with its line, or what is wrong.
fn read(
    bytes: &[u8],
    form: Form,
    wanted: &[&str],
    seed: u64,
) -> Result<Vec<(u64, Vec<String>)>, Vec<Diagnostic>> {
    let wanted: Vec<String> = wanted.iter().map(|w| (*w).to_owned()).collect();
    let pipe = Source::Pipe(Box::new(Slow(bytes.to_vec(), 0, Lcg(seed))));
    let mut rows = Rows::open("f", form, pipe, How::default(), Wanted::from(&wanted[..]))?;
    let (mut chunk, mut all) = (Chunk::new(wanted.len()), Vec::new());
    while rows.fill(&mut chunk, 3).map_err(|e| vec![e])? {
        let cells = |row| (0..wanted.len()).map(|c| chunk.cell(row, c).to_owned()).collect();
        all.extend((0..chunk.rows()).map(|row| (chunk.line(row), cells(row))));
    }
    Ok(all)
}

fn told(faults: Result<Vec<(u64, Vec<String>)>, Vec<Diagnostic>>) -> String {
    let faults = faults.expect_err("it cannot be read");
    faults.iter().map(|f| title_of(f, Lang::En)).collect::<Vec<_>>().join("\n")
}

#[test]
fn csv_is_read_as_the_library_for_it_reads_it() {
    let mut random = Lcg(5);
    let (mut same, mut faulty) = (0, 0);
    for seed in 0..6000 {
        let parts = [
            "a",
            "bc",
            ",",
            ",",
            "\"",
            "\"\"",
            "\n",
            "\r\n",
            "\r",
            "是",
            " ",
            "sold for 5",
            ",\"x\ny\",",
            "\"q\"\"r\"\n",
        ];
        // the first two rows have as many cells as the head
        let mut text = "one,two,three\n1,2,3\n".to_owned();
        (0..random.pick(40)).for_each(|_| text.push_str(random.one(&parts)));
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let wrong = records.iter().position(|r| r.len() != 3);
        let got = read(text.as_bytes(), Form::Csv, &["three", "one"], seed);
        match (wrong, got) {
            (None, Ok(rows)) => {
                let cells: Vec<Vec<&str>> = records.iter().skip(1).map(|r| vec![&r[2], &r[0]]).collect();
                let own: Vec<&Vec<String>> = rows.iter().map(|r| &r.1).collect();
                assert_eq!(own, cells.iter().collect::<Vec<_>>(), "{text:?}");
                same += 1;
            }
            (Some(at), Err(faults)) => {
                let says = format!("it has {} cells, the head 3", records[at].len());
                assert!(title_of(&faults[0], Lang::En).contains(&says), "{text:?}: {faults:?}");
                faulty += 1;
            }
            (_, got) => panic!("{text:?}: {got:?}"),
        }
    }
    assert!(same > 300 && faulty > 300, "{same} {faulty}");
}

#[test]
fn rows_of_csv_know_their_lines() {
    let text = "\u{feff}id,note\r\n1,plain\r\n\r\n2,\"two\r\nlines\"\r\n3,\"a \"\"word\"\"\"\r\n\n4,\"\"\n5,old\r6,mac\r7,\"open\nend";
    let lines: Vec<(u64, String, String)> = read(text.as_bytes(), Form::Csv, &["id", "note"], 1)
        .unwrap()
        .into_iter()
        .map(|(line, cells)| (line, cells[0].clone(), cells[1].clone()))
        .collect();
    let expected = [
        (2, "1", "plain"),
        (4, "2", "two\r\nlines"),
        (6, "3", "a \"word\""),
        (8, "4", ""),
        (9, "5", "old"),
        (10, "6", "mac"),
        (11, "7", "open\nend"),
    ];
    assert_eq!(lines, expected.map(|(line, id, note)| (line, id.to_owned(), note.to_owned())));
    // what no rule reads may be anything; what one reads is text
    let bytes = b"id,note\n1,\xff\n2,\xfe\xff\n";
    assert_eq!(read(bytes, Form::Csv, &["id"], 2).unwrap().len(), 2);
    let says = told(read(b"id,note\n1,good\n2,\xff\n", Form::Csv, &["note"], 3));
    assert!(says.contains("f:3") && says.contains("gb18030"), "{says}");
    // a long text that nobody reads is not kept, a long one that somebody reads is whole
    let long = "判决书".repeat(100_000);
    let text = format!("id,note\n1,{long}\n2,\"{long}\n{long}\"\n");
    assert_eq!(read(text.as_bytes(), Form::Csv, &["id"], 4).unwrap()[1].1, ["2"]);
    let rows = read(text.as_bytes(), Form::Csv, &["note", "id"], 5).unwrap();
    assert_eq!(rows, [(2, vec![long.clone(), "1".into()]), (3, vec![format!("{long}\n{long}"), "2".into()])]);
}

#[test]
fn json_lines_are_read_wherever_a_block_ends() {
    let text = "\u{feff}{\"n\": 1, \"word\" : \"a\", \"more\": 1e+5}\r\n\n  {\"word\":\"b\\u662f\\\"\",\"n\":-2.5}\n\
                {\"more\":1e+5,\"n\":null ,\"word\":\"判}]\"}\n{}\n{\"n\":true,\"\\u0077ord\":\"\\\\\"}";
    let rows = read(text.as_bytes(), Form::JsonLines, &["word", "n", "more"], 1).unwrap();
    let expected: [(u64, [&str; 3]); 5] = [
        (1, ["a", "1", "1e+5"]),
        (3, ["b是\"", "-2.5", ""]),
        (4, ["判}]", "", "1e+5"]),
        (5, ["", "", ""]),
        (6, ["\\", "true", ""]),
    ];
    assert_eq!(rows, expected.map(|(line, cells)| (line, cells.map(str::to_owned).to_vec())));
    let bad = [
        ("{\"n\":1,\"n\":2}", "a key stands there twice"),
        ("{\"n\":1,}", "not one flat JSON object"),
        ("{\"n\":1} {\"n\":2}", "not one flat JSON object"),
        ("{\"n\":{\"m\":1}}", "not one flat JSON object"),
        ("{\"n\":tru}", "not one flat JSON object"),
        ("{\"n\":1", "not one flat JSON object"),
        ("{\"n\":\"\\x\"}", "not one flat JSON object"),
        ("{\"n\":\"1}", "not one flat JSON object"),
        ("{\"m\":1 2}", "not one flat JSON object"),
    ];
    for (line, says) in bad {
        let text = format!("{{\"n\":0}}\n\n{line}\n{{\"n\":0}}\n");
        let found = told(read(text.as_bytes(), Form::JsonLines, &["n"], 2));
        assert!(found.contains("f:3") && found.contains(says), "{line}: {found}");
    }
}

/// A cell of digits or of a word that is read by columns says what it says when it is read alone.
#[test]
fn cells_say_by_columns_what_they_say_alone() {
    let mut session = Session::new(Box::new(NoFiles));
    session.register("example.coding", &std::fs::read_to_string("tests/tables/example.grv").unwrap());
    let table = session.table("example.coding").unwrap();
    let engine = session.engine(&table, &[RuleSet::parse("interpretation_2017")], false).unwrap();
    let mut random = Lcg(11);
    let numbers = [
        "0",
        "7",
        "00",
        "60",
        "12345678",
        "123456789",
        "999999999999999",
        "1234567890123456",
        "5000",
        "-1",
        "5 ",
        " 5",
        "4.5",
        "1,000",
        "50..59",
        "60x",
        "6/0",
        "6:0",
        "９",
        "",
        "unknown",
    ];
    let words =
        ["trajectory", "credit", "征信信息", "-", "", "trajectori", " credit", "credit ", "trajectory x"];
    let cell = |random: &mut Lcg, name: &str| match name {
        "kind" => random.one(&words).to_owned(),
        "count" | "gains" => random.one(&numbers).to_owned(),
        "how" => random.one(&["sold", "bought", "给", ""]).to_owned(),
        "breach" => random.one(&["yes", "true", "TRUE", "0", "maybe", "是", ""]).to_owned(),
        _ => "a".to_owned(),
    };
    let columns = engine.columns().to_vec();
    let mut text = columns.join(",") + "\n";
    for _ in 0..3000 {
        let row: Vec<String> = columns
            .iter()
            .map(|c| cell(&mut random, c))
            .map(|c| if c.contains(',') { format!("\"{c}\"") } else { c })
            .collect();
        text += &(row.join(",") + "\n");
    }
    let chunk = rows(text, Form::Csv, &columns);
    let (mut all, mut bad) = (engine.block(), Vec::new());
    engine.take(&mut all, &chunk, (0, chunk.rows()), &mut bad);
    let (mapping, program) = session.mapping(&table, &RuleSet::parse("interpretation_2017")).unwrap();
    let mut told = Vec::new();
    for row in 0..chunk.rows() {
        let (facts, faults) = mapping.read(&|c| chunk.cell(row, c), &program.schema);
        assert_eq!(
            engine.facts(&all, row, 0).slots,
            facts.slots,
            "{:?}",
            (0..columns.len()).map(|c| chunk.cell(row, c)).collect::<Vec<_>>()
        );
        told.extend(faults.into_iter().map(|f| (row, f.column, f.text)));
    }
    let bad: Vec<_> = bad.into_iter().map(|(row, f)| (row, f.column, f.text)).collect();
    assert_eq!(bad, told);
    assert!(bad.len() > 500, "{}", bad.len());
}
