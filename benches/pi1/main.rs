//! The synthetic cases of PI-1 in memory: the engine against the same rule written by hand, column by column.
//! `cargo bench --bench pi1 -- ROWS`
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::float_arithmetic
)]

use gravamen::batch::{Block, Engine, Graded, Scratch};
use gravamen::session::{NoFiles, RuleSet, Session};
use std::hint::black_box;
use std::time::Instant;

/// The counts, in the order of the columns below; each is mostly small, now and then large.
const COUNTS: [(&str, u64); 9] = [
    ("trajectory", 5),
    ("comm_content", 4),
    ("credit", 4),
    ("property", 4),
    ("accommodation", 40),
    ("comm_records", 60),
    ("health", 35),
    ("transaction", 40),
    ("other", 420),
];
/// Yes or no, and how many rows in a thousand say yes.
const BITS: [(&str, u64); 7] = [
    ("used_for_crime", 60),
    ("knew_crime_use", 30),
    ("in_course_of_duty", 180),
    ("prior_conviction", 60),
    ("prior_admin_2y", 40),
    ("major_loss", 20),
    ("bad_social_impact", 20),
];

struct Cases {
    counts: Vec<Vec<i64>>,
    gains: Vec<i64>,
    act: Vec<u8>,
    consequence: Vec<u8>,
    bits: Vec<Vec<u8>>,
}

fn cases(rows: usize) -> Cases {
    let mut state = 20_240_253u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 11
    };
    let mut heavy = |scale: u64| {
        let (some, tail) = (next() % 100, next() % 10_000 + 1);
        if some < 42 { (scale * (10_000 / tail)).min(2_000_000) as i64 } else { 0 }
    };
    let counts = COUNTS.iter().map(|c| (0..rows).map(|_| heavy(c.1)).collect()).collect();
    let gains = (0..rows).map(|_| heavy(40_000).min(2_000_000) * 100).collect();
    let act = (0..rows).map(|_| (next() % 6) as u8).collect();
    let consequence = (0..rows).map(|_| if next() % 20 == 0 { (next() % 4 + 1) as u8 } else { 0 }).collect();
    let bits = BITS.iter().map(|b| (0..rows).map(|_| u8::from(next() % 1000 < b.1)).collect()).collect();
    Cases { counts, gains, act, consequence, bits }
}

fn block(engine: &Engine, cases: Cases, rows: usize) -> Block {
    let mut block = engine.block();
    block.rows = rows;
    let (mut counts, mut bits) = (cases.counts, cases.bits);
    for (i, column) in block.columns.iter_mut().enumerate() {
        let name = engine.column_of(i).unwrap();
        if let Some(c) = COUNTS.iter().position(|c| c.0 == name) {
            column.low = std::mem::take(&mut counts[c]);
        } else if let Some(b) = BITS.iter().position(|b| b.0 == name) {
            column.codes = std::mem::take(&mut bits[b]);
        } else if name == "gains_fen" {
            column.low = cases.gains.clone();
        } else if name == "act" {
            column.codes = cases.act.clone();
        } else {
            assert_eq!(name, "consequence");
            column.codes = cases.consequence.clone();
        }
    }
    block
}

type Matrix = [[u64; 3]; 3];

/// The rule by hand, over the columns of the block, a thousand rows at a time.
fn by_hand(engine: &Engine, block: &Block, rows: usize) -> Matrix {
    const N: usize = 1024;
    let at = |name: &str| (0..block.columns.len()).find(|i| engine.column_of(*i) == Some(name)).unwrap();
    let counts: Vec<&[i64]> = COUNTS.iter().map(|c| block.columns[at(c.0)].low.as_slice()).collect();
    let bits: Vec<&[u8]> = BITS.iter().map(|b| block.columns[at(b.0)].codes.as_slice()).collect();
    let gains = block.columns[at("gains_fen")].low.as_slice();
    let (act, harm) = (&block.columns[at("act")].codes, &block.columns[at("consequence")].codes);
    let mut matrix = [[0u64; 3]; 3];
    let (mut a, mut b) = ([0u8; N], [0u8; N]);
    for from in (0..rows).step_by(N) {
        let n = N.min(rows - from);
        let c: Vec<&[i64]> = counts.iter().map(|c| &c[from..from + n]).collect();
        let f: Vec<&[u8]> = bits.iter().map(|b| &b[from..from + n]).collect();
        let (g, act, harm) = (&gains[from..from + n], &act[from..from + n], &harm[from..from + n]);
        let [c0, c1, c2, c3, c4, c5, c6, c7, c8] = c[..] else { return matrix };
        let [crime, knew, duty, prior, admin, loss, bad] = f[..] else { return matrix };
        for i in 0..n {
            let sp = u8::from(act[i] < 2);
            let twice = sp & duty[i];
            let t1 = c0[i].wrapping_add(c1[i]).wrapping_add(c2[i]).wrapping_add(c3[i]);
            let t2 = c4[i].wrapping_add(c5[i]).wrapping_add(c6[i]).wrapping_add(c7[i]);
            let sum = t1.wrapping_mul(100).wrapping_add(t2.wrapping_mul(10)).wrapping_add(c8[i]);
            let k = i64::from(twice) + 1;
            let (s, gk) = (sum.wrapping_mul(k), g[i].wrapping_mul(k));
            let special = sp & (u8::from(c0[i] > 0) & crime[i] | knew[i]);
            let worse = u8::from(harm[i] != 0) | loss[i] | bad[i];
            let one = special | u8::from(s >= 5000) | u8::from(gk >= 500_000) | prior[i] | admin[i];
            let ten = u8::from(s >= 50_000) | u8::from(gk >= 5_000_000);
            let acts = u8::from(act[i] < 3);
            a[i] = acts & one;
            a[i] += acts & one & (worse | ten);
            let sens = t1.wrapping_add(c4[i]).wrapping_add(c6[i]).wrapping_add(c7[i]);
            let sum = sens.wrapping_mul(10).wrapping_add(c5[i]).wrapping_add(c8[i]);
            let s = sum.wrapping_mul(k).wrapping_mul(i64::from(prior[i]) + 1);
            let one = special | u8::from(s >= 5000);
            let acts = u8::from(act[i] < 5);
            b[i] = acts & one;
            b[i] += acts & one & (worse | u8::from(s >= 50_000));
        }
        for (x, y) in a[..n].iter().zip(&b[..n]) {
            matrix[usize::from(*x)][usize::from(*y)] += 1;
        }
    }
    matrix
}

fn by_engine(engine: &Engine, block: &Block, rows: usize, scratch: &mut Scratch) -> Matrix {
    let mut matrix = [[0u64; 3]; 3];
    let mut out = vec![Graded::default(); 2];
    for from in (0..rows).step_by(8192) {
        out.iter_mut().for_each(|g| {
            g.low.clear();
            g.high.clear();
        });
        engine.grade(block, from, rows.min(from + 8192), scratch, &mut out);
        for (x, y) in out[0].low.iter().zip(&out[1].low) {
            matrix[usize::from(*x)][usize::from(*y)] += 1;
        }
    }
    matrix
}

fn main() {
    let asked = std::env::args().filter_map(|a| a.parse::<usize>().ok()).next();
    let rows = asked.unwrap_or(1_000_000);
    let mut session = Session::new(Box::new(NoFiles));
    for name in ["facts", "current", "reform"] {
        let path = format!("{}/benches/pi1/{name}.grv", env!("CARGO_MANIFEST_DIR"));
        session.register(name, &std::fs::read_to_string(path).unwrap());
    }
    let table = session.table("wide").unwrap();
    let sets = ["pi1.current", "pi1.reform"].map(RuleSet::of);
    let engine = session.engine(&table, &sets, false).unwrap();
    let block = block(&engine, cases(rows), rows);
    let mut scratch = Scratch::default();
    let (mut ours, mut hand) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        let begun = Instant::now();
        let x = black_box(by_hand(&engine, &block, rows));
        hand.push(begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        let y = black_box(by_engine(&engine, &block, rows, &mut scratch));
        ours.push(begun.elapsed().as_secs_f64());
        assert_eq!(x, y);
    }
    assert_eq!(scratch.referred, 0);
    let median = |all: &mut Vec<f64>| {
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let (ours, hand) = (median(&mut ours), median(&mut hand));
    let speed = |t: f64| rows as f64 / t / 1e6;
    println!("{rows} rows, 1 thread, median of 9; {} steps a block", engine.steps());
    println!("by hand   {:7.1} M rows/s", speed(hand));
    println!("gravamen  {:7.1} M rows/s   ratio {:.2}", speed(ours), hand / ours);
}
