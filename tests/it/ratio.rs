//! Exact numbers, small and big, held against fractions of whole numbers without end.

use gravamen::val::Ratio;
use num_bigint::BigInt;
use num_rational::BigRational;
use std::cmp::Ordering;

/// Whole numbers around the ends of machine words, round ones, and what they have in common.
fn numbers() -> Vec<BigInt> {
    let mut all: Vec<BigInt> =
        [0, 1, 2, 3, 6, 7, 50, 97, 500, 5_000, 1 << 31, i64::MAX, i64::MIN, i64::MIN + 1]
            .map(BigInt::from)
            .to_vec();
    for power in [62, 63, 64, 65, 126, 127, 128] {
        for off in [-1, 0, 1, 5] {
            all.push((BigInt::from(1) << power) + off);
        }
    }
    for power in [15, 18, 19, 30, 40] {
        all.push(BigInt::from(10).pow(power));
        all.push(BigInt::from(10).pow(power) * 97 + 50);
    }
    let negative: Vec<BigInt> = all.iter().map(|n| -n).collect();
    all.extend(negative);
    all
}

/// The same number in both, by way of its parts.
fn both(n: &BigInt, d: &BigInt) -> (Ratio, BigRational) {
    let read = |n: &BigInt| {
        let text = n.to_string();
        match text.strip_prefix('-') {
            Some(digits) => Ratio::parse(digits).unwrap().negated(),
            None => Ratio::parse(&text).unwrap(),
        }
    };
    (read(n).times(&read(d).inverse().unwrap()), BigRational::new(n.clone(), d.clone()))
}

#[test]
fn sums_products_and_order_are_exact_and_in_lowest_terms() {
    let numbers = numbers();
    let mut state = 9_u64;
    let mut pick = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        numbers[(state >> 33) as usize % numbers.len()].clone()
    };
    let mut value = || {
        let (n, d) = (pick(), pick());
        // half of them are whole
        if d == BigInt::ZERO || pick() > BigInt::ZERO { both(&n, &BigInt::from(1)) } else { both(&n, &d) }
    };
    let (mut small, mut big) = (0, 0);
    for round in 0..30_000 {
        let ((a, x), (b, y)) = (value(), value());
        assert_eq!(a.to_string(), x.to_string(), "{round}");
        assert_eq!(a.plus(&b).to_string(), (&x + &y).to_string(), "{round}: {a} plus {b}");
        assert_eq!(a.minus(&b).to_string(), (&x - &y).to_string(), "{round}: {a} minus {b}");
        assert_eq!(a.times(&b).to_string(), (&x * &y).to_string(), "{round}: {a} times {b}");
        assert_eq!(a.cmp(&b), x.cmp(&y), "{round}: {a} and {b}");
        // one form for one number
        assert_eq!(a == b, x == y, "{round}: {a} and {b}");
        let back = a.plus(&b).minus(&b);
        assert_eq!((back.cmp(&a), back == a), (Ordering::Equal, true), "{round}: {a} and {b}");
        assert_eq!(a.floor().to_string(), x.floor().to_string(), "{round}: {a}");
        if a.words() == 0 { small += 1 } else { big += 1 }
    }
    assert!(small > 3_000 && big > 3_000, "{small} small, {big} big");
}
