//! Truths as SQL: those that are used more than once are columns of a step of their own.

use super::{Steps, Writer};
use crate::batch::logic::{Logic, Op, Roots};
use crate::batch::plan::parts;
use crate::batch::value::Bit;

/// No expression longer than this is repeated or nested.
const LONG: usize = 2000;
/// No condition on items is longer.
const LONGEST: usize = 40_000;

impl Writer<'_> {
    pub(super) fn steps(&mut self, logic: &Logic, roots: &[Roots]) -> Steps {
        let mut out = Steps {
            texts: vec![String::new(); logic.ops.len()],
            named: vec![false; logic.ops.len()],
            figures: vec![None; logic.figures.len()],
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
        out.level = vec![0; logic.ops.len()];
        for (at, used) in uses.iter().enumerate().filter(|u| *u.1 > 0) {
            let bit = Bit(at as u32);
            let here = parts(logic, bit).iter().map(|b| out.after(*b)).max().unwrap_or(0);
            let (text, here) = self.truth(logic, bit, here, &mut out);
            let constant = matches!(logic.op(bit), Op::No | Op::Yes);
            let cheap = matches!(logic.op(bit), Op::Among(..) | Op::Endless(_) | Op::Not(_));
            let item = out.items.get(at).copied().flatten().is_some();
            let named = !constant && !item && ((*used > 1 && !cheap) || text.len() > LONG);
            if item && text.len() > LONGEST {
                self.refused.insert("a condition on items that is too long | 对各项的条件过长".to_owned());
            }
            if let Some(l) = out.level.get_mut(at) {
                *l = here;
            }
            if named {
                out.column(here, format!("{text} AS b{}", bit.0));
            }
            if let (Some(n), Some(t)) = (out.named.get_mut(at), out.texts.get_mut(at)) {
                (*n, *t) = (named, text);
            }
        }
        out
    }
    /// The truth, and the step in which it can be told.
    fn truth(&mut self, logic: &Logic, bit: Bit, here: usize, steps: &mut Steps) -> (String, usize) {
        let several = |bits: &[Bit], with: &str, steps: &Steps| {
            format!("({})", bits.iter().map(|b| steps.name(*b)).collect::<Vec<_>>().join(with))
        };
        let text = match logic.op(bit) {
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
                let after = self.figures(logic, terms, steps);
                return (self.least(terms, *bound, steps), here.max(after));
            }
        };
        (text, here)
    }
}

impl Steps {
    /// The first step that can read it.
    pub(super) fn after(&self, bit: Bit) -> usize {
        let named = self.named.get(bit.0 as usize).copied().unwrap_or(false);
        self.level.get(bit.0 as usize).copied().unwrap_or(0) + usize::from(named)
    }
    /// Adds a column to a step.
    pub(super) fn column(&mut self, level: usize, text: String) {
        self.levels.resize(self.levels.len().max(level + 1), Vec::new());
        if let Some(columns) = self.levels.get_mut(level) {
            columns.push(text);
        }
    }
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
