//! Sums and figures as SQL, each in a type that holds whatever it may come to.

use super::{Shown, Steps, Writer};
use crate::batch::input::Sort;
use crate::batch::logic::{Figure, Leaf, Logic, Term};
use crate::batch::value::Bit;
use crate::text::limits;

/// The greatest whole number that the widest exact type of each dialect holds for sure.
const WIDEST: i128 = 99_999_999_999_999_999_999_999_999_999_999_999_999;

/// A row with a product beyond this is left to the interpreter, so that products can be added up over items.
const LARGE: i128 = 1_000_000_000_000_000_000_000_000;

fn narrow(n: i128) -> bool {
    n < i128::from(i64::MAX)
}

impl Writer<'_> {
    /// The most that a leaf may come to.
    fn most(&self, leaf: Leaf, steps: &Steps) -> i128 {
        match leaf {
            Leaf::One => 1,
            Leaf::Low(input) | Leaf::High(input) => match self.inputs.get(input).map(|i| &i.sort) {
                Some(Sort::Steps(per)) => i128::from(limits::NUMBER) * i128::from(*per),
                Some(Sort::Days) => 1 << 32,
                Some(Sort::Codes(_)) | None => 0,
            },
            Leaf::Figure(figure) => steps.figures.get(figure).and_then(|f| f.as_ref()).map_or(0, |f| f.most),
        }
    }
    /// What no partial sum passes, on either side of nought.
    fn full<'t>(&self, terms: impl IntoIterator<Item = &'t Term>, steps: &Steps) -> i128 {
        let many = |t: &Term| if t.each.is_some() { limits::RECORDS as i128 } else { 1 };
        terms.into_iter().fold(0i128, |s, t| {
            let most = i128::from(t.times).abs().saturating_mul(self.most(t.leaf, steps));
            s.saturating_add(most.saturating_mul(many(t)))
        })
    }
    fn fits(&mut self, most: i128) {
        if most > WIDEST {
            self.refused.insert("a sum that may pass 38 digits | 可能超过 38 位的和".to_owned());
        }
    }

    /// A sum against its bound.
    pub(super) fn least(&mut self, terms: &[Term], bound: i64, steps: &mut Steps) -> String {
        // where nothing is taken off, more than the bound of each makes no difference
        let enough = |times: i64| bound / times.max(1) + 1;
        let capped = terms.iter().fold(0i128, |s, t| s + i128::from(t.times) * i128::from(enough(t.times)));
        let caps = bound > 0 && terms.iter().all(|t| t.times > 0) && narrow(capped);
        let full = self.full(terms, steps);
        let cap = caps && !narrow(full);
        let items = terms.iter().any(|t| t.each.is_some());
        if !cap {
            self.fits(full);
        }
        let sum = self.added(terms, cap.then_some(bound), items || (!narrow(full) && !cap), steps);
        format!("({sum} >= {bound})")
    }

    /// What a sum comes to, in the widest type if `wide`; no leaf counts for more than reaches a bound.
    fn added(&mut self, terms: &[Term], bound: Option<i64>, wide: bool, steps: &mut Steps) -> String {
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
                Leaf::Figure(figure) => {
                    let shown = steps.figures.get(figure).and_then(|f| f.as_ref());
                    shown.map(|f| f.text.clone()).unwrap_or_default()
                }
            };
            let times = format!("CAST({} AS BIGINT)", term.times);
            let number = match term.leaf {
                Leaf::One => times,
                Leaf::Low(_) | Leaf::High(_) | Leaf::Figure(_) => {
                    let leaf = match bound {
                        None => leaf,
                        Some(bound) => {
                            let least = format!("LEAST({leaf}, {})", bound / term.times.max(1) + 1);
                            let long = !narrow(self.most(term.leaf, steps));
                            if long { format!("CAST({least} AS BIGINT)") } else { least }
                        }
                    };
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
        all.join(" + ")
    }

    /// Makes the figures that a sum counts, unless they are made; the first step that can read them all.
    pub(super) fn figures(&mut self, logic: &Logic, terms: &[Term], steps: &mut Steps) -> usize {
        let mut after = 0;
        for term in terms {
            let Leaf::Figure(at) = term.leaf else { continue };
            if steps.figures.get(at).is_some_and(Option::is_none)
                && let Some(figure) = logic.figures.get(at)
            {
                let mut on = Vec::new();
                let mut level = 0;
                for sum in figure.sums() {
                    level = self.figures(logic, sum, steps).max(level);
                    on.extend(sum.iter().map(|t| t.only));
                }
                level = on.iter().map(|b| steps.after(*b)).fold(level, usize::max);
                let mut shown = self.figure(figure, steps);
                shown.after = level;
                // one of an item stands wherever it is read
                let list = self.list_of_figure(logic, figure, &steps.items);
                if list.is_none() {
                    steps.column(level, format!("{} AS f{at}", shown.text));
                    shown = Shown { text: format!("f{at}"), after: level + 1, ..shown };
                }
                if shown.most == LARGE {
                    let large = self.some(list, &format!("{} >= {LARGE}", shown.text));
                    self.beyond.push(large);
                }
                if let Some(place) = steps.figures.get_mut(at) {
                    *place = Some(shown);
                }
            }
            let shown = steps.figures.get(at).and_then(|f| f.as_ref());
            after = shown.map_or(0, |f| f.after).max(after);
        }
        after
    }
    fn figure(&mut self, figure: &Figure, steps: &mut Steps) -> Shown {
        match figure {
            Figure::Above(sum) => {
                let full = self.full(sum, steps);
                self.fits(full);
                let text = format!("GREATEST({}, 0)", self.added(sum, None, !narrow(full), steps));
                Shown { text, most: self.full(sum.iter().filter(|t| t.times > 0), steps), after: 0 }
            }
            Figure::Times(a, b) => {
                let (most_a, most_b) = (self.full(a, steps), self.full(b, steps));
                let most = most_a.saturating_mul(most_b);
                self.fits(most);
                let wide = !narrow(most) || !narrow(most_a) || !narrow(most_b);
                let (a, b) = (self.added(a, None, wide, steps), self.added(b, None, wide, steps));
                let text = format!("({a}) * ({b})");
                match most > LARGE {
                    true => Shown { text: format!("LEAST({text}, {LARGE})"), most: LARGE, after: 0 },
                    false => Shown { text: format!("({text})"), most, after: 0 },
                }
            }
        }
    }
}
