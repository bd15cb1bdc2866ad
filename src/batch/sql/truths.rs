//! Truths as SQL: those that are used more than once are columns of a step of their own.

use super::{Steps, Writer};
use crate::batch::input::Sort;
use crate::batch::logic::{Leaf, Logic, Op, Roots, Term};
use crate::batch::plan::parts;
use crate::batch::value::Bit;
use crate::text::limits;

/// No expression longer than this is repeated or nested.
const LONG: usize = 2000;
/// No condition on items is longer.
const LONGEST: usize = 40_000;
/// No list has more items.
const ITEMS: i128 = 1 << 31;
/// The greatest whole number that the widest exact type of each dialect holds for sure.
const WIDEST: i128 = 99_999_999_999_999_999_999_999_999_999_999_999_999;

impl Writer<'_> {
    pub(super) fn steps(&mut self, logic: &Logic, roots: &[Roots]) -> Steps {
        let mut out = Steps {
            texts: vec![String::new(); logic.ops.len()],
            named: vec![false; logic.ops.len()],
            ..Steps::default()
        };
        let mut uses = vec![0usize; logic.ops.len()];
        let mut todo: Vec<Bit> = roots.iter().flat_map(Roots::bits).collect();
        while let Some(bit) = todo.pop() {
            let Some(count) = uses.get_mut(bit.0 as usize) else { continue };
            *count += 1;
            if *count == 1 {
                todo.extend(parts(logic, bit));
            }
        }
        out.items = self.of_items(logic);
        let mut level = vec![0usize; logic.ops.len()];
        for (at, used) in uses.iter().enumerate().filter(|u| *u.1 > 0) {
            let bit = Bit(at as u32);
            let of = |b: &Bit| {
                let named = out.named.get(b.0 as usize).copied().unwrap_or(false);
                level.get(b.0 as usize).copied().unwrap_or(0) + usize::from(named)
            };
            let here = parts(logic, bit).iter().map(of).max().unwrap_or(0);
            let text = self.truth(logic, bit, &mut out);
            let constant = matches!(logic.op(bit), Op::No | Op::Yes);
            let cheap = matches!(logic.op(bit), Op::Among(..) | Op::Endless(_) | Op::Not(_));
            let item = out.items.get(at) == Some(&true);
            let named = !constant && !item && ((*used > 1 && !cheap) || text.len() > LONG);
            if item && text.len() > LONGEST {
                self.refused.insert("a condition on items that is too long | 对各项的条件过长".to_owned());
            }
            if let Some(l) = level.get_mut(at) {
                *l = here;
            }
            if named {
                out.levels.resize(out.levels.len().max(here + 1), Vec::new());
                if let Some(bits) = out.levels.get_mut(here) {
                    bits.push(bit);
                }
            }
            if let (Some(n), Some(t)) = (out.named.get_mut(at), out.texts.get_mut(at)) {
                (*n, *t) = (named, text);
            }
        }
        out
    }
    fn truth(&mut self, logic: &Logic, bit: Bit, steps: &mut Steps) -> String {
        let several = |bits: &[Bit], with: &str, steps: &Steps| {
            format!("({})", bits.iter().map(|b| steps.name(*b)).collect::<Vec<_>>().join(with))
        };
        match logic.op(bit) {
            Op::No => "FALSE".to_owned(),
            Op::Yes => "TRUE".to_owned(),
            Op::Among(input, mask) => {
                steps.codes.insert(*input);
                let codes: Vec<String> =
                    (0..128).filter(|c| mask & (1u128 << c) != 0).map(|c: u32| c.to_string()).collect();
                format!("({} IN ({}))", self.at("c", *input), codes.join(", "))
            }
            Op::Endless(input) => {
                steps.numbers.insert(*input);
                format!("({} IS NULL)", self.at("hi", *input))
            }
            Op::Not(of) => format!("(NOT {})", steps.name(*of)),
            Op::All(of) => several(of, " AND ", steps),
            Op::Any(of) => several(of, " OR ", steps),
            Op::Some(list, of) => self.some(Some(*list), &steps.name(*of)),
            Op::Least(sum, bound) => {
                let terms = logic.sums.get(*sum).map(Vec::as_slice).unwrap_or_default();
                self.sum(terms, *bound, steps)
            }
        }
    }
    /// A sum against its bound, in a type that holds whatever it may come to.
    fn sum(&mut self, terms: &[Term], bound: i64, steps: &mut Steps) -> String {
        let most = |leaf: &Leaf| match leaf {
            Leaf::One => 1i128,
            Leaf::Low(input) | Leaf::High(input) => match self.inputs.get(*input).map(|i| &i.sort) {
                Some(Sort::Steps(per)) => i128::from(limits::NUMBER) * i128::from(*per),
                Some(Sort::Days) => 1 << 32,
                Some(Sort::Codes(_)) | None => 0,
            },
        };
        let narrow = |n: i128| n < i128::from(i64::MAX);
        let many = |t: &Term| if t.each.is_some() { ITEMS } else { 1 };
        let items = terms.iter().any(|t| t.each.is_some());
        let full = terms.iter().fold(0i128, |s, t| {
            s.saturating_add((i128::from(t.times).abs() * most(&t.leaf)).saturating_mul(many(t)))
        });
        // where nothing is taken off, more than the bound of each makes no difference
        let enough = |times: i64| bound / times.max(1) + 1;
        let capped = terms.iter().fold(0i128, |s, t| s + i128::from(t.times) * i128::from(enough(t.times)));
        let cap = !items && !narrow(full) && bound > 0 && terms.iter().all(|t| t.times > 0) && narrow(capped);
        let wide = items || (!narrow(full) && !cap);
        if full > WIDEST {
            self.refused.insert("a sum that may pass 38 digits | 可能超过 38 位的和".to_owned());
        }
        let mut all = Vec::new();
        let mut by_list = vec![Vec::new(); self.lists()];
        for term in terms {
            let leaf = match term.leaf {
                Leaf::One => String::new(),
                Leaf::Low(input) => {
                    steps.numbers.insert(input);
                    self.at("lo", input)
                }
                Leaf::High(input) => {
                    steps.numbers.insert(input);
                    format!("COALESCE({}, {})", self.at("hi", input), self.at("lo", input))
                }
            };
            let times = format!("CAST({} AS BIGINT)", term.times);
            let number = match term.leaf {
                Leaf::One => times,
                _ => {
                    let leaf = if cap { format!("LEAST({leaf}, {})", enough(term.times)) } else { leaf };
                    let leaf = if wide { self.dialect.wide(&leaf) } else { leaf };
                    if term.times == 1 { leaf } else { format!("{leaf} * {times}") }
                }
            };
            let number = match term.only {
                Bit::YES => number,
                only => format!("CASE WHEN {} THEN {number} ELSE 0 END", steps.name(only)),
            };
            match term.each.and_then(|list| by_list.get_mut(list)) {
                Some(of_item) => of_item.push(number),
                None => all.push(number),
            }
        }
        let totals = by_list.iter().enumerate().filter(|l| !l.1.is_empty());
        all.extend(totals.map(|(list, numbers)| self.total(list, &numbers.join(" + "))));
        if all.is_empty() {
            all.push("0".to_owned());
        }
        format!("({} >= {bound})", all.join(" + "))
    }
}

impl Steps {
    pub(super) fn text(&self, bit: Bit) -> &str {
        self.texts.get(bit.0 as usize).map(String::as_str).unwrap_or("FALSE")
    }
    pub(super) fn name(&self, bit: Bit) -> String {
        match self.named.get(bit.0 as usize) {
            Some(true) => format!("b{}", bit.0),
            _ => self.text(bit).to_owned(),
        }
    }
}
