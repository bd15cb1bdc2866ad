//! Exact rational numbers: machine integers while they fit, big ones beyond; never a float, never a wrap.

use num_bigint::BigInt;
use num_rational::BigRational;
use std::cmp::Ordering;
use std::fmt;

/// An exact number. Always in lowest terms, always small if it fits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ratio(Repr);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i64, i64),
    Big(Box<BigRational>),
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        // a machine word divides many times faster
        if let (Ok(a), Ok(b)) = (u64::try_from(a.unsigned_abs()), u64::try_from(b.unsigned_abs())) {
            return i128::from(gcd_of_words(a, b)).max(1);
        }
        (a, b) = (b, a % b);
    }
    a.abs().max(1)
}

fn gcd_of_words(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The greatest factor that a number has in common with a machine word other than nought.
fn shared(n: &BigInt, word: i64) -> u64 {
    if word.unsigned_abs() == 1 {
        return 1;
    }
    // what is left is below the word
    let rest = i64::try_from(n % word).map_or(1, i64::unsigned_abs);
    gcd_of_words(word.unsigned_abs(), rest).max(1)
}

impl Ratio {
    /// Nought.
    pub fn zero() -> Ratio {
        Ratio(Repr::Small(0, 1))
    }
    /// One.
    pub fn one() -> Ratio {
        Ratio(Repr::Small(1, 1))
    }
    /// A whole number.
    pub fn int(n: i64) -> Ratio {
        Ratio(Repr::Small(n, 1))
    }
    /// `n / d`; `None` if `d` is nought.
    pub fn new(n: i64, d: i64) -> Option<Ratio> {
        (d != 0).then(|| Ratio::from_parts(i128::from(n), i128::from(d)))
    }
    fn from_parts(n: i128, d: i128) -> Ratio {
        let g = if d == 1 { 1 } else { gcd(n, d) * if d < 0 { -1 } else { 1 } };
        let (n, d) = if g == 1 { (n, d) } else { (n / g, d / g) };
        match (i64::try_from(n), i64::try_from(d)) {
            (Ok(n), Ok(d)) => Ratio(Repr::Small(n, d)),
            _ => Ratio(Repr::Big(Box::new(BigRational::new_raw(BigInt::from(n), BigInt::from(d))))),
        }
    }
    fn big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(n, d) => BigRational::new_raw(BigInt::from(*n), BigInt::from(*d)),
            Repr::Big(b) => (**b).clone(),
        }
    }
    /// A fraction that is in lowest terms as it is, the lower number above nought.
    fn lowest(n: BigInt, d: BigInt) -> Ratio {
        Ratio::shrink(BigRational::new_raw(n, d))
    }
    fn shrink(b: BigRational) -> Ratio {
        match (i64::try_from(b.numer()), i64::try_from(b.denom())) {
            (Ok(n), Ok(d)) => Ratio(Repr::Small(n, d)),
            _ => Ratio(Repr::Big(Box::new(b))),
        }
    }
    /// Reads digits with at most one point, as `4999.99`; nothing else.
    pub fn parse(text: &str) -> Option<Ratio> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || (text.contains('.') && !digits(part)) || text.len() > 60 {
            return None;
        }
        let n: BigInt = format!("{whole}{part}").parse().ok()?;
        Some(Ratio::shrink(BigRational::new(n, BigInt::from(10).pow(part.len() as u32))))
    }
    /// The sum.
    pub fn plus(&self, other: &Ratio) -> Ratio {
        match (&self.0, &other.0) {
            (Repr::Small(a, 1), Repr::Small(b, 1)) => match a.checked_add(*b) {
                Some(sum) => Ratio::int(sum),
                None => Ratio::from_parts(i128::from(*a) + i128::from(*b), 1),
            },
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                let (a, b, c, d) = (i128::from(*a), i128::from(*b), i128::from(*c), i128::from(*d));
                // products of two 64-bit numbers and their sum fit 128 bits
                Ratio::from_parts(a * d + c * b, b * d)
            }
            // a whole number has no factor in common with the lower number of what it is added to
            (Repr::Big(whole), Repr::Small(n, d)) | (Repr::Small(n, d), Repr::Big(whole))
                if whole.is_integer() =>
            {
                Ratio::lowest(whole.numer() * *d + *n, BigInt::from(*d))
            }
            (Repr::Big(b), Repr::Small(n, 1)) | (Repr::Small(n, 1), Repr::Big(b)) => {
                Ratio::lowest(b.numer() + b.denom() * *n, b.denom().clone())
            }
            (Repr::Big(a), Repr::Big(b)) if a.is_integer() && b.is_integer() => {
                Ratio::lowest(a.numer() + b.numer(), BigInt::from(1))
            }
            _ => Ratio::shrink(self.big() + other.big()),
        }
    }
    /// The opposite.
    pub fn negated(&self) -> Ratio {
        match &self.0 {
            Repr::Small(n, d) => match n.checked_neg() {
                Some(n) => Ratio(Repr::Small(n, *d)),
                None => Ratio::from_parts(-i128::from(*n), i128::from(*d)),
            },
            Repr::Big(b) => Ratio::shrink(-(**b).clone()),
        }
    }
    /// The difference.
    pub fn minus(&self, other: &Ratio) -> Ratio {
        self.plus(&other.negated())
    }
    /// The product.
    pub fn times(&self, other: &Ratio) -> Ratio {
        match (&self.0, &other.0) {
            (Repr::Small(a, 1), Repr::Small(b, 1)) => match a.checked_mul(*b) {
                Some(product) => Ratio::int(product),
                None => Ratio::from_parts(i128::from(*a) * i128::from(*b), 1),
            },
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                Ratio::from_parts(i128::from(*a) * i128::from(*c), i128::from(*b) * i128::from(*d))
            }
            (Repr::Small(0, _), _) | (_, Repr::Small(0, _)) => Ratio::zero(),
            (Repr::Big(b), Repr::Small(n, d)) | (Repr::Small(n, d), Repr::Big(b)) => {
                let (over, under) = (shared(b.numer(), *d), shared(b.denom(), *n));
                let (n, d) = (i128::from(*n) / i128::from(under), i128::from(*d) / i128::from(over));
                Ratio::lowest(b.numer() / over * n, b.denom() / under * d)
            }
            (Repr::Big(a), Repr::Big(b)) if a.is_integer() && b.is_integer() => {
                Ratio::lowest(a.numer() * b.numer(), BigInt::from(1))
            }
            _ => Ratio::shrink(self.big() * other.big()),
        }
    }
    /// One divided by it; `None` for nought.
    pub fn inverse(&self) -> Option<Ratio> {
        match &self.0 {
            Repr::Small(0, _) => None,
            Repr::Small(n, d) => Some(Ratio::from_parts(i128::from(*d), i128::from(*n))),
            Repr::Big(b) => Some(Ratio::shrink(b.recip())),
        }
    }
    /// The greatest whole number not above it.
    pub fn floor(&self) -> Ratio {
        match &self.0 {
            Repr::Small(n, d) => Ratio::int(n.div_euclid(*d)),
            Repr::Big(b) => Ratio::shrink(b.floor()),
        }
    }
    /// The least whole number not below it.
    pub fn ceiling(&self) -> Ratio {
        self.negated().floor().negated()
    }
    /// The greatest number of which both are whole multiples; nought only for two noughts.
    pub fn common_measure(&self, other: &Ratio) -> Ratio {
        let (mut a, mut b) = (self.clone(), other.clone());
        while let Some(inverse) = b.inverse() {
            let rest = a.minus(&b.times(&a.times(&inverse).floor()));
            (a, b) = (b, rest);
        }
        a.magnitude()
    }
    /// Whether it is nought.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }
    /// Without its sign.
    pub fn magnitude(&self) -> Ratio {
        if self.is_positive() { self.clone() } else { self.negated() }
    }
    /// Whether it is above nought.
    pub fn is_positive(&self) -> bool {
        match &self.0 {
            Repr::Small(n, _) => *n > 0,
            Repr::Big(b) => *b.numer() > BigInt::ZERO,
        }
    }
    /// How many machine words it takes beyond the ordinary: none while it is small.
    pub fn words(&self) -> u64 {
        match &self.0 {
            Repr::Small(..) => 0,
            Repr::Big(b) => (b.numer().bits() + b.denom().bits()) / 64,
        }
    }
    /// Whether it is one or minus one.
    pub fn is_unit(&self) -> bool {
        matches!(self.0, Repr::Small(1 | -1, 1))
    }
    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(_, d) => *d == 1,
            Repr::Big(b) => b.is_integer(),
        }
    }
    /// Whether it is a multiple of `1 / parts`.
    pub fn is_multiple_of(&self, parts: i64) -> bool {
        self.times(&Ratio::int(parts)).is_integer()
    }
    /// The value as a machine integer, if it is one.
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(n, 1) => Some(*n),
            Repr::Small(..) | Repr::Big(_) => None,
        }
    }
    /// The lower number of the fraction in lowest terms, if it is a machine integer.
    pub fn denominator(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(_, d) => Some(*d),
            Repr::Big(b) => i64::try_from(b.denom()).ok(),
        }
    }
    /// With so many decimals, halves rounded upwards: `22.52`. For reading only.
    pub fn rounded(&self, places: usize) -> String {
        let scale = BigRational::from_integer(BigInt::from(10).pow(places as u32));
        let half = BigRational::new_raw(BigInt::from(1), BigInt::from(2));
        let n = (self.big() * scale + half).floor().to_integer();
        let (sign, digits) = (n.sign(), n.magnitude().to_string());
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        let sign = if sign == num_bigint::Sign::Minus { "-" } else { "" };
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }
    /// As an amount with decimals where they end, else as a fraction: `0.01`, `28/25` prints `1.12`.
    pub fn decimal(&self) -> String {
        for (places, scale) in [(0usize, 1i64), (1, 10), (2, 100)] {
            let scaled = self.times(&Ratio::int(scale));
            if let Some(n) = scaled.as_i64() {
                let sign = if n < 0 { "-" } else { "" };
                let n = n.unsigned_abs();
                let s = scale.unsigned_abs();
                return match places {
                    0 => format!("{sign}{n}"),
                    _ => format!("{sign}{}.{:0places$}", n / s, n % s),
                };
            }
        }
        self.to_string()
    }
}

impl Default for Ratio {
    fn default() -> Ratio {
        Ratio::zero()
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) if b == d => a.cmp(c),
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            (Repr::Big(b), Repr::Small(n, d)) => (b.numer() * *d).cmp(&(b.denom() * *n)),
            (Repr::Small(n, d), Repr::Big(b)) => (b.denom() * *n).cmp(&(b.numer() * *d)),
            (Repr::Big(a), Repr::Big(b)) => a.cmp(b),
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(n, 1) => write!(f, "{n}"),
            Repr::Small(n, d) => write!(f, "{n}/{d}"),
            Repr::Big(b) => write!(f, "{b}"),
        }
    }
}
