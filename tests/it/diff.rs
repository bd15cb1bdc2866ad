//! Rule sets on cases: the matrix, and the edits that make the difference, each checked by ablation.

use gravamen::compare::{Matrix, Side, minimal_sets};

struct Lcg(u64);

impl Lcg {
    fn pick(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// All minimal sets by brute force over a table of outcomes by set (bits).
fn brute(table: &[Option<(usize, usize)>], target: (usize, usize)) -> Vec<Vec<usize>> {
    let gives = |set: usize| table[set] == Some(target);
    let is_minimal = |set: usize| gives(set) && (0..set).all(|s| s & set != s || !gives(s));
    let mut all: Vec<Vec<usize>> = (0..table.len()).filter(|s| is_minimal(*s)).map(members).collect();
    all.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    all
}

fn members(set: usize) -> Vec<usize> {
    (0..usize::BITS as usize).filter(|i| set >> i & 1 == 1).collect()
}

fn bits(set: &[usize]) -> usize {
    set.iter().fold(0, |bits, e| bits | 1 << e)
}

#[test]
fn the_search_agrees_with_brute_force_on_any_function() {
    let mut random = Lcg(20_170_601);
    let mut several = 0;
    for round in 0..400 {
        let n = 1 + random.pick(7);
        let table: Vec<Option<(usize, usize)>> = (0..1usize << n)
            .map(|_| match random.pick(8) {
                0 => None,
                1 => Some((1, 2)),
                k => Some((k % 3, k % 3)),
            })
            .collect();
        let target = [(1, 1), (2, 2), (1, 2)][round % 3];
        let mut runs = 0;
        let found = minimal_sets(n, target, 1 << n, &mut |set| {
            runs += 1;
            table[bits(set)]
        });
        assert_eq!(found.due_to, brute(&table, target), "{table:?}");
        assert!(found.complete && runs <= 1 << n);
        several += usize::from(found.due_to.len() > 1);
    }
    assert!(several > 100, "{several} rounds had several sets");
}

#[test]
fn where_edits_only_add_up_leaving_out_misses_nothing() {
    let mut random = Lcg(7);
    let mut deep = 0;
    for _ in 0..200 {
        let n = 14;
        let kernels: Vec<usize> = (0..1 + random.pick(4))
            .map(|_| (0..1 + random.pick(5)).fold(0, |set, _| set | 1 << random.pick(n)))
            .collect();
        let gives = |s: usize| kernels.iter().any(|k| s & k == *k);
        let mut runs = 0;
        let found = minimal_sets(n, (1, 1), 400, &mut |set| {
            runs += 1;
            Some(if gives(bits(set)) { (1, 1) } else { (0, 0) })
        });
        let is_least = |k: &usize| !kernels.iter().any(|other| other != k && other & k == *other);
        let mut expected: Vec<Vec<usize>> = kernels.iter().copied().filter(is_least).map(members).collect();
        expected.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        expected.dedup();
        deep += usize::from(expected.iter().any(|s| s.len() > 3));
        assert_eq!(found.due_to, expected, "{kernels:?}");
        assert!(!found.complete, "16,384 sets were not all tried");
        assert!(runs <= 400, "{runs}");
    }
    assert!(deep > 60, "{deep} rounds had a set of more than three");
}

#[test]
fn what_a_spent_budget_leaves_is_still_true() {
    let mut random = Lcg(11);
    for budget in [1, 5, 20, 60] {
        for _ in 0..60 {
            let n = 8;
            let table: Vec<Option<(usize, usize)>> =
                (0..1usize << n).map(|_| random.pick(3)).map(|g| Some((g, g))).collect();
            let mut runs = 0;
            let found = minimal_sets(n, (2, 2), budget, &mut |set| {
                runs += 1;
                table[bits(set)]
            });
            let expected = brute(&table, (2, 2));
            assert!(runs <= budget && !found.complete);
            for set in found.due_to {
                assert!(expected.contains(&set), "{set:?} is not minimal");
            }
        }
    }
}

#[test]
fn the_undecided_are_never_folded_into_a_grade() {
    let pairs = [((0, 0), (1, 1)), ((2, 2), (2, 2)), ((2, 2), (0, 0)), ((1, 2), (1, 2)), ((0, 1), (2, 2))];
    let matrix = Matrix::of(3, pairs.into_iter());
    assert_eq!(matrix.decided(), [[0, 1, 0], [0, 0, 0], [1, 0, 1]]);
    let counts = [Side::Same, Side::Heavier, Side::Lighter, Side::Undetermined].map(|s| matrix.count(s));
    assert_eq!(counts, [1, 1, 1, 2]);
    assert_eq!(matrix.total(), 5);
}
