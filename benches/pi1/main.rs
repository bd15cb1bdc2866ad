//! PI-1: the engine, the same rule written by hand, DuckDB, polars and numpy over the same cases, in one run.
//! `cargo bench --bench pi1 -- ROWS`: the cases are made and the others installed below `target/pi1` (Python 3 with venv).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::float_arithmetic
)]

mod by_hand;

use by_hand::{BITS, Columns, Matrix, by_hand, count};
use gravamen::batch::{Block, Engine, Graded, Scratch};
use gravamen::session::{NoFiles, RuleSet, Session};
use gravamen::sheet::{Chunk, Form, How, Rows, Source};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const ROUNDS: usize = 9;
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// What the cases come to, by their number.
const MATRICES: [(usize, Matrix); 2] = [
    (10_000, [[5060, 375, 82], [1903, 1487, 14], [292, 333, 454]]),
    (1_000_000, [[505_615, 36_949, 9309], [191_202, 147_630, 1228], [28_308, 35_230, 44_529]]),
];

/// The processor's time of this thread in seconds: what others run at the same time does not count. Elsewhere the clock's.
fn now(begun: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|t| t.split(' ').next()?.parse::<f64>().ok());
    nanos.map_or_else(|| begun.elapsed().as_secs_f64(), |n| n / 1e9)
}

fn run(command: &mut Command) -> String {
    let out = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    assert!(out.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// A Python with the libraries that make the cases and that are held against the engine.
fn python(folder: &Path) -> PathBuf {
    let python = folder.join("python/bin/python");
    if !python.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(folder.join("python")));
        let wanted = ["install", "--quiet", "numpy", "pyarrow", "duckdb", "polars"];
        run(Command::new(&python).args(["-m", "pip"]).args(wanted));
    }
    python
}

fn block(engine: &Engine, cases: &Columns) -> Block {
    let mut block = engine.block();
    block.rows = cases.act.len();
    for (i, column) in block.columns.iter_mut().enumerate() {
        match engine.column_of(i).unwrap() {
            "gains_fen" => column.low = cases.gains.iter().copied().collect(),
            "act" => column.codes = cases.act.clone(),
            "consequence" => column.codes = cases.harm.clone(),
            name => match BITS.iter().position(|b| *b == name) {
                Some(b) => column.codes = cases.bits[b].clone(),
                None => column.low = cases.count(name).iter().copied().collect(),
            },
        }
    }
    block
}

fn by_engine(
    engine: &Engine,
    block: &Block,
    (from, to): (usize, usize),
    scratch: &mut Scratch,
    matrix: &mut Matrix,
) {
    let mut out = vec![Graded::default(); 2];
    for at in (from..to).step_by(8192) {
        out.iter_mut().for_each(|g| {
            g.low.clear();
            g.high.clear();
        });
        engine.grade(block, at, to.min(at + 8192), scratch, &mut out);
        count(matrix, &out[0].low, &out[1].low);
    }
    assert_eq!(scratch.referred, 0);
}

fn by_threads(engine: &Engine, block: &Block, threads: usize) -> Matrix {
    let share = block.rows.div_ceil(threads);
    let one = |t: usize| {
        let mut matrix = Matrix::default();
        let ends = (block.rows.min(t * share), block.rows.min((t + 1) * share));
        by_engine(engine, block, ends, &mut Scratch::default(), &mut matrix);
        matrix
    };
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|t| scope.spawn(move || one(t))).collect();
        handles.into_iter().map(|h| h.join().unwrap()).fold(Matrix::default(), |mut all, one| {
            all.iter_mut().flatten().zip(one.iter().flatten()).for_each(|(a, n)| *a += n);
            all
        })
    })
}

/// A file of rows to its matrix, on one thread.
fn by_file(engine: &Engine, file: &Path) -> Matrix {
    let form = Form::of(file.to_str().unwrap()).unwrap();
    let source = Source::File(Box::new(std::fs::File::open(file).unwrap()));
    let mut rows = Rows::open("cases", form, source, How::default(), engine.columns()).unwrap();
    let (mut chunk, mut block) = (Chunk::new(engine.columns().len()), engine.block());
    let (mut scratch, mut out) = (Scratch::default(), vec![Graded::default(); 2]);
    let (mut matrix, mut bad) = (Matrix::default(), Vec::new());
    while rows.fill(&mut chunk, 4096).unwrap() {
        block.clear();
        engine.take(&mut block, &chunk, (0, chunk.rows()), &mut bad);
        out.iter_mut().for_each(|g| {
            g.low.clear();
            g.high.clear();
        });
        engine.grade(&block, 0, chunk.rows(), &mut scratch, &mut out);
        count(&mut matrix, &out[0].low, &out[1].low);
    }
    assert!(bad.is_empty());
    matrix
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// The median seconds of so many rounds of so many runs, each of which must come to the same.
fn timed(expected: &Matrix, rounds: usize, runs: usize, mut f: impl FnMut() -> Matrix) -> f64 {
    let one = |_| {
        let begun = Instant::now();
        let start = now(begun);
        for _ in 0..runs {
            assert_eq!(black_box(f()), *expected);
        }
        (now(begun) - start) / runs as f64
    };
    median((0..rounds).map(one).collect())
}

fn main() {
    let asked = std::env::args().filter_map(|a| a.parse::<usize>().ok()).next();
    let rows = asked.unwrap_or(1_000_000);
    let folder = Path::new(ROOT).join("target/pi1");
    std::fs::create_dir_all(&folder).unwrap();
    let python = python(&folder);
    let own = |name: &str| Path::new(ROOT).join("benches/pi1").join(name);
    let file = |ending: &str| folder.join(format!("cases_{rows}.{ending}"));
    if !file("parquet").exists() {
        run(Command::new(&python).arg(own("cases.py")).arg(&folder).arg(rows.to_string()));
    }
    let mut session = Session::new(Box::new(NoFiles));
    for name in ["facts", "current", "reform"] {
        session.register(name, &std::fs::read_to_string(own(&format!("{name}.grv"))).unwrap());
    }
    let table = session.table("wide").unwrap();
    let sets = ["pi1.current", "pi1.reform"].map(RuleSet::of);
    let engine = session.engine(&table, &sets, false).unwrap();
    let cases = Columns::read(&std::fs::read(file("columns")).unwrap(), rows);
    let block = block(&engine, &cases);

    let mut matrix = Matrix::default();
    by_engine(&engine, &block, (0, rows), &mut Scratch::default(), &mut matrix);
    if let Some((_, known)) = MATRICES.iter().find(|m| m.0 == rows) {
        assert_eq!(matrix, *known);
    }
    for threads in [1, 2, 3, 7] {
        assert_eq!(by_threads(&engine, &block, threads), matrix);
    }
    // the system tells a thread's time only now and then
    let again = 16_000_000_usize.div_ceil(rows);
    // taken in turn, so that both meet the same load
    let (mut ours, mut hand) = (Vec::new(), Vec::new());
    let mut scratch = Scratch::default();
    for _ in 0..ROUNDS {
        hand.push(timed(&matrix, 1, again, || by_hand(&cases)));
        ours.push(timed(&matrix, 1, again, || {
            let mut matrix = Matrix::default();
            by_engine(&engine, &block, (0, rows), &mut scratch, &mut matrix);
            matrix
        }));
    }
    let mut lines = vec![
        ("in memory", "by hand, portable Rust".to_owned(), median(hand)),
        ("in memory", "gravamen".to_owned(), median(ours)),
    ];
    let typed = cfg!(feature = "batch").then_some(("Parquet", "parquet"));
    for (what, ending) in [("CSV", "csv"), ("JSON Lines", "jsonl")].into_iter().chain(typed) {
        lines.push((what, "gravamen".to_owned(), timed(&matrix, 7, 1, || by_file(&engine, &file(ending)))));
    }
    let said = run(Command::new(&python).arg(own("peers.py")).arg(&folder).arg(rows.to_string()));
    for line in said.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let [what, who, took, cells] = parts[..] else { panic!("{line}") };
        let cells: Vec<u64> = cells.split(' ').map(|n| n.parse().unwrap()).collect();
        assert_eq!(cells, matrix.as_flattened(), "{who}, {what}");
        let what = ["in memory", "CSV", "JSON Lines", "Parquet"].into_iter().find(|w| *w == what).unwrap();
        lines.push((what, who.to_owned(), took.parse().unwrap()));
    }
    println!("{rows} rows; {} steps a run of rows; matrix {matrix:?}", engine.steps());
    println!("One thread each, processor time, medians of at least 7; ratio: gravamen's speed by theirs.\n");
    println!("| cases from | graded by | M rows/s | ratio |\n|---|---|---|---|");
    for what in ["in memory", "CSV", "JSON Lines", "Parquet"] {
        let of: Vec<_> = lines.iter().filter(|l| l.0 == what).collect();
        let ours = of.iter().find(|l| l.1 == "gravamen").map(|l| l.2);
        for (_, who, took) in of {
            let ratio = ours.map_or_else(String::new, |ours| format!("{:.2}", took / ours));
            println!("| {what} | {who} | {:.2} | {ratio} |", rows as f64 / took / 1e6);
        }
    }
}
