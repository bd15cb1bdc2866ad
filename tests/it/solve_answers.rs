//! The decision procedure: what it finds holds, what it calls impossible is, what it calls least is.

use gravamen::solve::{Answer, Budget, Objective, Problem, Solver, Term};
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
