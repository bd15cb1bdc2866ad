//! The rule of PI-1 by hand over its columns, a thousand rows at a time, in plain Rust that any compiler makes wide.

pub(crate) type Matrix = [[u64; 3]; 3];

/// The counts, in the order of the columns.
const COUNTS: [&str; 9] = [
    "trajectory",
    "comm_content",
    "credit",
    "property",
    "accommodation",
    "comm_records",
    "health",
    "transaction",
    "other",
];
/// What is yes or no.
pub(crate) const BITS: [&str; 7] = [
    "used_for_crime",
    "knew_crime_use",
    "in_course_of_duty",
    "prior_conviction",
    "prior_admin_2y",
    "major_loss",
    "bad_social_impact",
];

/// The cases by column.
pub(crate) struct Columns {
    counts: Vec<Vec<i64>>,
    pub(crate) gains: Vec<i64>,
    pub(crate) act: Vec<u8>,
    pub(crate) harm: Vec<u8>,
    pub(crate) bits: Vec<Vec<u8>>,
}

impl Columns {
    /// From what `cases.py` writes.
    pub(crate) fn read(bytes: &[u8], rows: usize) -> Columns {
        let (numbers, codes) = bytes.split_at((COUNTS.len() + 1) * rows * 8);
        let number = |b: &[u8]| i64::from_le_bytes(b.try_into().unwrap());
        let column = |c: &[u8]| c.chunks_exact(8).map(number).collect::<Vec<i64>>();
        let mut counts: Vec<Vec<i64>> = numbers.chunks_exact(rows * 8).map(column).collect();
        let mut codes = codes.chunks_exact(rows).map(<[u8]>::to_vec);
        let gains = counts.pop().unwrap();
        let (act, harm) = (codes.next().unwrap(), codes.next().unwrap());
        Columns { counts, gains, act, harm, bits: codes.collect() }
    }
    pub(crate) fn count(&self, name: &str) -> &[i64] {
        &self.counts[COUNTS.iter().position(|c| *c == name).unwrap()]
    }
}

/// Counts pairs of outcomes.
pub(crate) fn count(matrix: &mut Matrix, from: &[u8], to: &[u8]) {
    for (from, to) in from.chunks(128).zip(to.chunks(128)) {
        for (x, row) in (0u8..).zip(matrix.iter_mut()) {
            for (y, cell) in (0u8..).zip(row.iter_mut()) {
                let here = from.iter().zip(to).map(|(a, b)| u8::from(*a == x) & u8::from(*b == y));
                *cell += u64::from(here.fold(0u8, u8::wrapping_add));
            }
        }
    }
}

const N: usize = 1024;

/// The matrix of the cases.
pub(crate) fn by_hand(cases: &Columns) -> Matrix {
    let mut matrix = Matrix::default();
    let rows = cases.act.len();
    let (mut a, mut b) = ([0u8; N], [0u8; N]);
    for from in (0..rows).step_by(N) {
        let to = rows.min(from + N);
        let counts: [&[i64]; 9] = std::array::from_fn(|i| &cases.counts[i][from..to]);
        let bits: [&[u8]; 7] = std::array::from_fn(|i| &cases.bits[i][from..to]);
        let (gains, act, harm) = (&cases.gains[from..to], &cases.act[from..to], &cases.harm[from..to]);
        let (a, b) = (&mut a[..to - from], &mut b[..to - from]);
        grade(counts, gains, act, harm, bits, (a, b));
        count(&mut matrix, a, b);
    }
    matrix
}

fn grade(
    [c0, c1, c2, c3, c4, c5, c6, c7, c8]: [&[i64]; 9],
    gains: &[i64],
    act: &[u8],
    harm: &[u8],
    [crime, knew, duty, prior, admin, loss, bad]: [&[u8]; 7],
    (a, b): (&mut [u8], &mut [u8]),
) {
    let n = a.len();
    // so that the loop needs no checks
    assert!([c0, c1, c2, c3, c4, c5, c6, c7, c8, gains].iter().all(|c| c.len() == n) && b.len() == n);
    assert!([act, harm, crime, knew, duty, prior, admin, loss, bad].iter().all(|c| c.len() == n));
    for i in 0..n {
        let sp = u8::from(act[i] < 2);
        let twice = sp & duty[i];
        let t1 = c0[i].wrapping_add(c1[i]).wrapping_add(c2[i]).wrapping_add(c3[i]);
        let t2 = c4[i].wrapping_add(c5[i]).wrapping_add(c6[i]).wrapping_add(c7[i]);
        // each tier alone is reached where the mixed sum is
        let mixed = t1.wrapping_mul(100).wrapping_add(t2.wrapping_mul(10)).wrapping_add(c8[i]);
        let (mixed, gained) = (mixed << twice, gains[i] << twice);
        let special = sp & ((u8::from(c0[i] > 0) & crime[i]) | knew[i]);
        let worse = u8::from(harm[i] != 0) | loss[i] | bad[i];
        let one = special | u8::from(mixed >= 5000) | u8::from(gained >= 500_000) | prior[i] | admin[i];
        let ten = worse | u8::from(mixed >= 50_000) | u8::from(gained >= 5_000_000);
        let serious = u8::from(act[i] < 3) & one;
        a[i] = serious.wrapping_add(serious & ten);
        let sensitive = t1.wrapping_add(c4[i]).wrapping_add(c6[i]).wrapping_add(c7[i]);
        let mixed = sensitive.wrapping_mul(10).wrapping_add(c5[i]).wrapping_add(c8[i]) << twice << prior[i];
        let serious = u8::from(act[i] < 5) & (special | u8::from(mixed >= 5000));
        b[i] = serious.wrapping_add(serious & (worse | u8::from(mixed >= 50_000)));
    }
}
