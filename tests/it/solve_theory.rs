//! The linear part of the decision procedure on systems whose answer is known because they were made so: dense ones, numbers
//! beyond machine words, thin bands.

use gravamen::solve::{Answer, Budget, IntVar, Problem, Reason, Solver, Term};
use gravamen::val::Ratio;
use std::time::Instant;

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % u64::try_from(sides).unwrap()).unwrap()
    }
    fn between(&mut self, from: i64, to: i64) -> i64 {
        from + self.below(to - from + 1)
    }
}

type Row = (Vec<Ratio>, Ratio);

fn parts(row: &[Ratio], vars: &[IntVar]) -> Vec<(Ratio, IntVar)> {
    row.iter().cloned().zip(vars.iter().copied()).collect()
}

fn dot(row: &[Ratio], point: &[i64]) -> Ratio {
    row.iter().zip(point).fold(Ratio::zero(), |sum, (by, n)| sum.plus(&by.times(&Ratio::int(*n))))
}

/// So many dense rows of fractions that a point keeps, each by a little; the point need not be the one that is found.
fn rows(dice: &mut Dice, many: usize, columns: usize) -> (Vec<Row>, Vec<i64>) {
    let point: Vec<i64> = (0..columns).map(|_| dice.between(-1_000, 1_000)).collect();
    let row = |dice: &mut Dice| {
        let by = |dice: &mut Dice| {
            Ratio::new([1, -1][dice.below(2) as usize] * dice.between(1, 97), dice.between(1, 12)).unwrap()
        };
        let row: Vec<Ratio> = (0..columns).map(|_| by(dice)).collect();
        let least = dot(&row, &point).minus(&Ratio::new(dice.below(5_000), 7).unwrap());
        (row, least)
    };
    ((0..many).map(|_| row(dice)).collect(), point)
}

/// The rows as questions on so many numbers, each a whole number of thousandths.
fn asked(rows: &[Row], columns: usize) -> (Problem, Vec<IntVar>, Vec<Term>) {
    let mut p = Problem::new();
    let vars: Vec<IntVar> = (0..columns).map(|c| p.add_int(&format!("x{c}"), None, None)).collect();
    let fine = |row: &[Ratio]| row.iter().map(|by| by.times(&thousandth())).collect::<Vec<_>>();
    let terms =
        rows.iter().map(|(row, least)| p.at_least(&parts(&fine(row), &vars), least.clone())).collect();
    (p, vars, terms)
}

fn thousandth() -> Ratio {
    Ratio::new(1, 1_000).unwrap()
}

/// Dense inequalities over twenty amounts in thousandths, as many of them in a release build. Of twice as many a question runs out
/// of its steps.
#[test]
fn dense_systems_of_fractions_have_the_answer_that_was_put_into_them() {
    let many = if cfg!(debug_assertions) { 10 } else { 20 };
    for seed in 0..3 {
        let mut dice = Dice(seed * 31 + 7);
        let (mut rows, point) = rows(&mut dice, many, 20);
        let begun = Instant::now();
        let (p, vars, terms) = asked(&rows, 20);
        let Answer::Model(model) = Solver::new(&p).check(&p, &terms, Budget::default()) else {
            panic!("seed {seed}: {point:?} keeps all rows");
        };
        let found: Vec<Ratio> = vars.iter().map(|v| model.int(*v).times(&thousandth())).collect();
        for (row, least) in &rows {
            let sum = row.iter().zip(&found).fold(Ratio::zero(), |sum, (by, n)| sum.plus(&by.times(n)));
            assert!(sum >= *least, "seed {seed}");
        }
        let possible = begun.elapsed();

        // a positive sum of a few rows, turned round, can be kept only where these rows are not
        let chosen: Vec<usize> = (0..6).map(|n| (n * 23 + seed as usize * 5) % many).collect();
        let (mut sum, mut least) = (vec![Ratio::zero(); 20], Ratio::zero());
        for at in &chosen {
            let by = Ratio::new(dice.between(1, 9), dice.between(1, 5)).unwrap();
            for (place, n) in sum.iter_mut().zip(&rows[*at].0) {
                *place = place.plus(&by.times(n));
            }
            least = least.plus(&by.times(&rows[*at].1));
        }
        let turned: Vec<Ratio> = sum.iter().map(Ratio::negated).collect();
        rows.push((turned, least.negated().plus(&Ratio::new(1, 1_000).unwrap())));
        let begun = Instant::now();
        let (p, _, terms) = asked(&rows, 20);
        let Answer::Impossible(core) = Solver::new(&p).check(&p, &terms, Budget::default()) else {
            panic!("seed {seed}: rows {chosen:?} and the last cannot all be kept");
        };
        println!(
            "seed {seed}: {possible:?} with values, {:?} without, {} rows to blame",
            begun.elapsed(),
            core.len()
        );
        // the rows that are blamed cannot be kept by themselves, and are not all
        let blamed: Vec<Term> = core.iter().map(|at| terms[*at]).collect();
        assert!(core.len() < terms.len() / 2, "seed {seed}: {} rows are blamed", core.len());
        let again = Solver::new(&p).check(&p, &blamed, Budget::default());
        assert!(matches!(again, Answer::Impossible(_)), "seed {seed}: {again:?}");
    }
}

/// Numbers of the size of 64 and of 128 bits, and of some that fit into neither.
fn sizes() -> Vec<Ratio> {
    let power = |n: u32| (0..n).fold(Ratio::one(), |m, _| m.times(&Ratio::int(2)));
    [30, 31, 62, 63, 64, 95, 126, 127, 128, 190].map(power).to_vec()
}

#[test]
fn numbers_beyond_machine_words_are_exact() {
    for size in sizes() {
        for off in [-3, -1, 1, 5] {
            let big = size.plus(&Ratio::int(off));
            let mut p = Problem::new();
            let [x, y, z] = ["x", "y", "z"].map(|name| p.add_int(name, None, None));
            let one = Ratio::one();
            // x = big * y + 1, y = big: no rounding on the way to the square
            let (first, second) = ([(one.clone(), x), (big.negated(), y)], [(one.clone(), y)]);
            let at = [p.equals(&first, one.clone()), p.equals(&second, big.clone())];
            let mut solver = Solver::new(&p);
            let Answer::Model(model) = solver.check(&p, &at, Budget::default()) else { panic!("{big}") };
            let square = big.times(&big).plus(&one);
            assert_eq!(model.int(x), square, "{big}");
            // one more cannot be
            let more = p.at_least(&[(one.clone(), x)], square.plus(&one));
            let answer = solver.check(&p, &[at[0], at[1], more], Budget::default());
            assert_eq!(answer, Answer::Impossible(vec![0, 1, 2]), "{big}");
            // neighbouring multiples: big * x - (big + 1) * y = z within less than big has just one way
            let sum = [(big.clone(), x), (big.plus(&one).negated(), y), (one.negated(), z)];
            let terms = [
                p.equals(&sum, Ratio::zero()),
                p.at_least(&[(one.clone(), z)], one.clone()),
                p.at_most(&[(one.clone(), z)], one.clone()),
                p.at_least(&[(one.clone(), x)], Ratio::zero()),
                p.at_most(&[(one.clone(), x)], big.clone()),
            ];
            let Answer::Model(model) = solver.check(&p, &terms, Budget::default()) else { panic!("{big}") };
            assert_eq!(big.times(&model.int(x)).minus(&big.plus(&one).times(&model.int(y))), one, "{big}");
            // all coefficients even, the sum odd
            let two = Ratio::int(2);
            let even = [(big.times(&two), x), (big.times(&two).plus(&two), y)];
            let odd = p.equals(&even, big.times(&two).plus(&one));
            assert_eq!(solver.check(&p, &[odd], Budget::default()), Answer::Impossible(vec![0]), "{big}");
        }
    }
}

/// Sums of some numbers, by their factors, each from and to a bound.
type Bands<'a> = Vec<(&'a [i64], i64, i64)>;

/// Asks within so many steps whether a band has a point; the numbers go from nought to the bound.
fn band(steps: u64, high: i64, rows: &[(&[i64], i64, i64)]) -> (Answer, u64) {
    let columns = rows.iter().map(|r| r.0.len()).max().unwrap();
    let mut p = Problem::new();
    let (zero, high) = (Some(Ratio::zero()), Some(Ratio::int(high)));
    let vars: Vec<IntVar> =
        (0..columns).map(|c| p.add_int(&format!("x{c}"), zero.clone(), high.clone())).collect();
    let mut terms = Vec::new();
    for (row, from, to) in rows {
        let row: Vec<Ratio> = row.iter().map(|n| Ratio::int(*n)).collect();
        let sum = parts(&row, &vars);
        terms.push(p.at_least(&sum, Ratio::int(*from)));
        terms.push(p.at_most(&sum, Ratio::int(*to)));
    }
    let mut solver = Solver::new(&p);
    let answer = solver.check(&p, &terms, Budget { steps });
    let used = steps - solver.steps_left();
    (answer, used)
}

#[test]
fn thin_bands_without_a_point_end_in_few_steps_however_wide_they_are() {
    for high in [100, 1_000_000, 1_000_000_000_000, i64::MAX / 4] {
        let empty: [(&str, Bands<'_>); 7] = [
            ("2x - 2y = 1", vec![(&[2, -2], 1, 1)]),
            ("6x + 10y - 14z from 1 to 1", vec![(&[6, 10, -14], 1, 1)]),
            ("30x + 50y from 31 to 39", vec![(&[30, 50], 31, 39)]),
            // three and five make every number but 1, 2, 4 and 7
            ("3x + 5y = 7", vec![(&[3, 5], 7, 7)]),
            ("3x + 5y - 15z = 7, z at most 0", vec![(&[3, 5, -15], 7, 7), (&[0, 0, 1], 0, 0)]),
            // an even and an odd sum of the same two numbers
            ("x + y = 2z, x - y = 2w + 1", vec![(&[1, 1, -2, 0], 0, 0), (&[1, -1, 0, -2], 1, 1)]),
            ("x = 3y + 1 = 6z + 3", vec![(&[1, -3, 0], 1, 1), (&[1, 0, -6], 3, 3)]),
        ];
        for (what, rows) in empty {
            let (answer, used) = band(300, high, &rows);
            assert!(matches!(answer, Answer::Impossible(_)), "{what} up to {high}: {answer:?}");
            assert!(used <= 200, "{what} up to {high}: {used} steps");
        }
        // with a point, however far out
        for (what, rows) in [
            ("3x - 5y = 1", vec![(&[3, -5][..], 1, 1)]),
            ("12x - 18y + 7z from 1 to 1", vec![(&[12, -18, 7][..], 1, 1)]),
            ("97x - 89y = 88", vec![(&[97, -89][..], 88, 88)]),
        ] {
            let (answer, used) = band(300, high, &rows);
            assert!(matches!(answer, Answer::Model(_)), "{what} up to {high}: {answer:?}");
            assert!(used <= 200, "{what} up to {high}: {used} steps");
        }
    }
}

/// A band between two slanting lines that come near to one whole point after another: nothing but counting through it helps.
/// It is given up after the steps that were allowed, and never called possible or impossible without a reason.
#[test]
fn a_band_that_must_be_walked_is_given_up_after_its_steps() {
    let mut given_up = 0;
    for slant in [1_009, 100_003, 10_000_019] {
        // x (slant + 1) - slant y is x more than a multiple of slant: from 1 to half of it, with x beyond that half
        let rows: [(&[i64], i64, i64); 2] =
            [(&[slant + 1, -slant], 1, slant / 2), (&[1, 0], slant / 2 + 1, slant - 1)];
        for steps in [0, 10, 1_000] {
            let (answer, used) = band(steps, i64::MAX / 4, &rows);
            assert!(used <= steps, "{used} of {steps}");
            match answer {
                Answer::Impossible(_) => {}
                Answer::NotDecided(Reason::Steps) => given_up += 1,
                other => panic!("{slant} within {steps} steps: {other:?}"),
            }
        }
    }
    assert!(given_up >= 3, "{given_up} are given up");
}
