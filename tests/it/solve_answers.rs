//! The decision procedure: what it finds holds, what it calls impossible is, what it calls least is.

use gravamen::solve::{Answer, Budget, IntVar, Objective, Problem, Reason, Solver, Term};
use gravamen::val::Ratio;

fn n(value: i64) -> Ratio {
    Ratio::int(value)
}

#[test]
fn thresholds_of_one_sum_chain_and_a_core_names_the_clashing_terms() {
    let mut p = Problem::new();
    let (a, b) = (p.add_int("a", Some(n(0)), None), p.add_int("b", Some(n(0)), None));
    let shares = [(Ratio::new(1, 500).unwrap(), a), (Ratio::new(1, 5000).unwrap(), b)];
    let serious = p.at_least(&shares, n(1));
    let grave = p.at_least(&shares, n(10));
    let no_a = p.at_most(&[(n(1), a)], n(0));
    let few_b = p.at_most(&[(n(1), b)], n(4999));
    let mut solver = Solver::new(&p);
    assert_eq!(solver.check(&p, &[grave, serious.not()], Budget::default()), Answer::Impossible(vec![0, 1]));
    let assume = [grave.not(), serious, no_a, few_b];
    assert_eq!(solver.check(&p, &assume, Budget::default()), Answer::Impossible(vec![1, 2, 3]));
    let objective = Objective::Sum(vec![(n(1), a), (n(1), b)]);
    let least = solver.minimise(&mut p, &[serious], &[objective], Budget::default());
    let Answer::Model(model) = least else { panic!("{least:?}") };
    assert_eq!((model.int(a), model.int(b)), (n(500), n(0)));
}

#[test]
fn choices_have_exactly_one_member_and_counts_are_least() {
    let mut p = Problem::new();
    let kind = p.add_choice("kind", 4);
    let is: Vec<Term> = (0..4).map(|member| p.is(kind, member)).collect();
    let bools: Vec<_> = (0..5).map(|at| p.add_bool(&format!("b{at}"))).collect();
    let flags: Vec<Term> = bools.into_iter().map(|b| p.truth(b)).collect();
    let three = p.count_at_least(3, &flags);
    let either = p.either(is[2], is[3]);
    let mut solver = Solver::new(&p);
    let none: Vec<Term> = is.iter().map(|t| t.not()).collect();
    assert_eq!(solver.check(&p, &none, Budget::default()), Answer::Impossible(vec![0, 1, 2, 3]));
    let count = Objective::Count(flags.clone());
    let found = solver.minimise(&mut p, &[three, either], &[count], Budget::default());
    let Answer::Model(model) = found else { panic!("{found:?}") };
    assert!(model.member(kind) >= 2);
    assert_eq!(flags.iter().filter(|t| p.holds(**t, &model)).count(), 3);
}

/// Asks under a budget of so many steps, whatever the bounds.
fn within(steps: u64, high: i64, ask: impl Fn(&mut Problem, [IntVar; 3]) -> Vec<Term>) -> Answer {
    let mut p = Problem::new();
    let vars = ["x", "y", "z"].map(|name| p.add_int(name, Some(n(0)), Some(n(high))));
    let terms = ask(&mut p, vars);
    Solver::new(&p).check(&p, &terms, Budget { steps })
}

#[test]
fn thin_bands_are_not_walked_however_far_the_bounds_are() {
    for high in [1_000, 1_000_000_000, i64::MAX] {
        let residue = within(300, high, |p, [x, y, z]| {
            let equal = p.equals(&[(n(4), y), (n(-4), x), (n(1), z)], n(3));
            vec![equal, p.at_most(&[(n(1), z)], n(2))]
        });
        assert_eq!(residue, Answer::Impossible(vec![0, 1]), "{high}");
        let even = within(300, high, |p, [x, y, _]| vec![p.equals(&[(n(2), x), (n(-2), y)], n(1))]);
        assert_eq!(even, Answer::Impossible(vec![0]), "{high}");
        let thirds = within(300, high, |p, [x, y, z]| {
            let sum = [(n(3), x), (n(6), y), (n(-9), z)];
            vec![p.at_least(&sum, n(1)), p.at_most(&sum, n(2))]
        });
        assert_eq!(thirds, Answer::Impossible(vec![0, 1]), "{high}");
        // the band has points, far out
        let far = within(300, i64::MAX, |p, [x, y, z]| {
            let (first, second) = ([(n(31), x), (n(-47), y)], [(n(53), y), (n(-71), z)]);
            vec![p.equals(&first, n(1)), p.equals(&second, n(1))]
        });
        assert!(matches!(far, Answer::Model(_)), "{far:?}");
    }
}

#[test]
fn a_spent_budget_and_an_endless_sum_are_said() {
    let none = within(0, 9, |p, [x, y, _]| vec![p.at_least(&[(n(2), x), (n(3), y)], n(7))]);
    assert_eq!(none, Answer::NotDecided(Reason::Steps));
    let mut p = Problem::new();
    let x = p.add_int("x", None, None);
    let below = p.at_most(&[(n(1), x)], n(5));
    let sum = Objective::Sum(vec![(n(1), x)]);
    let answer = Solver::new(&p).minimise(&mut p, &[below], &[sum], Budget::default());
    assert_eq!(answer, Answer::NotDecided(Reason::Endless));
}

#[test]
fn a_question_is_written_for_other_solvers() {
    let mut p = Problem::new();
    let (a, b) = (p.add_int("数|量", Some(n(0)), None), p.add_int("数|量", None, Some(n(-2))));
    let (kind, flag) = (p.add_choice("kind", 3), p.add_bool("flag"));
    let (is, flag) = (p.is(kind, 2), p.truth(flag));
    let either = p.either(is, flag);
    let sum = p.at_least(&[(Ratio::new(1, 2).unwrap(), a), (Ratio::new(-1, 3).unwrap(), b)], n(4));
    let expected = "(set-logic QF_LIA)
(declare-const |flag| Bool)
(declare-const |kind| Int)
(assert (and (>= |kind| 0) (< |kind| 3)))
(declare-const |数_量| Int)
(assert (>= |数_量| 0))
(declare-const |数_量~2| Int)
(assert (<= |数_量~2| (- 2)))
(define-fun $1 () Bool (= |kind| 2))
(define-fun $2 () Bool |flag|)
(define-fun $3 () Bool (and (not $1) (not $2)))
(define-fun $4 () Bool (>= (+ (* 3 |数_量|) (* (- 2) |数_量~2|)) 24))
(assert (not $3))
(assert $4)
(check-sat)
";
    assert_eq!(p.to_smtlib(&[either, sum]), expected);
}
