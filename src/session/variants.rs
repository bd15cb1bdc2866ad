//! Choices of drafting held against each other over all cases: rule sets that are listed, the ways in which a fault of a
//! module can be mended, or the readings that a module leaves to its parameters.

use super::modules::Session;
use super::overall::{Bench, Exhibit};
use super::scratch::{Law, Layer};
use super::texts::RuleSet;
use crate::diag::{Code, Diagnostic, Lang, half, mended};
use crate::ir::schema::Names;
use crate::prove::{Found, Refused, Relation, Stopped, standing};
use crate::syntax::ast::{Alias, ItemKind, Literal};
use crate::text::FileId;
use crate::val::DateRange;

/// Choices held against each other.
#[derive(Debug, Clone)]
pub struct Variants {
    /// What each choice is.
    pub names: Vec<Names>,
    /// The outcomes in words, from no offence upwards.
    pub scale: Vec<Names>,
    /// Each two of them once: the places of the two, and how they stand.
    pub pairs: Vec<(usize, usize, Stand)>,
}

/// How two choices stand.
#[derive(Debug, Clone)]
pub enum Stand {
    /// It was settled: a smallest case in which the second is heavier, and one in which it is lighter.
    Settled(Relation, [Option<Box<Exhibit>>; 2]),
    /// An expression cannot be put exactly.
    Refused(Refused),
    /// Evaluation does not bear the prover out; what was asked.
    Unsound(String),
}

impl Variants {
    /// Whether nothing was left open.
    pub fn complete(&self) -> bool {
        self.pairs.iter().all(|p| matches!(&p.2, Stand::Settled(r, _) if *r != Relation::NotDecided))
    }
    /// What of the prover did not bear checking.
    pub fn unsound(&self) -> Option<&str> {
        self.pairs.iter().find_map(|p| match &p.2 {
            Stand::Unsound(asked) => Some(asked.as_str()),
            Stand::Settled(..) | Stand::Refused(_) => None,
        })
    }
}

impl Session {
    /// Holds rule sets against each other, each two of them; of one alone its own choices. None if one is not there or
    /// at fault, or if one alone leaves nothing to choose.
    pub fn variants(&mut self, sets: &[RuleSet]) -> Option<Variants> {
        let choices = match sets {
            [one] => self.choices(one)?,
            several => {
                let mut all = Vec::new();
                for set in several {
                    let set = self.resolved(set)?;
                    all.push((self.called(&set), self.law(&set, DateRange::any())?));
                }
                all
            }
        };
        let mut pairs = Vec::new();
        let all = choices.len() * choices.len().saturating_sub(1) / 2;
        for (i, (_, a)) in choices.iter().enumerate() {
            for (j, (_, b)) in choices.iter().enumerate().skip(i + 1) {
                self.tell(pairs.len(), all);
                pairs.push((i, j, self.stand([a, b], (i, j), sets.len() > 1)));
            }
        }
        let schema = choices.first().map(|c| c.1.program.schema.clone()).unwrap_or_default();
        Some(Variants {
            names: choices.into_iter().map(|c| c.0).collect(),
            scale: (0..=schema.scale.len()).map(|g| schema.outcome(g)).collect(),
            pairs,
        })
    }

    fn stand(&mut self, [a, b]: [&Law; 2], (i, j): (usize, usize), are_named: bool) -> Stand {
        let found = match standing(&a.program, &b.program) {
            Ok(found) => found,
            Err(Stopped::Refused(why)) => return Stand::Refused(why),
            Err(Stopped::Unsound(fault)) => return Stand::Unsound(fault.asked),
        };
        let mut bench = Bench::of(self, &[a.clone(), b.clone()]);
        // what has no name of its own can be in no expectation
        bench.usual &= are_named;
        let both =
            [("heavier", &found.heavier), ("lighter", &found.lighter)].map(|(word, found)| match found {
                Found::Possible(w) => {
                    Some(Box::new(bench.exhibit(w, &format!("variant-{}-{}-{word}", i + 1, j + 1))))
                }
                Found::Impossible | Found::NotDecided => None,
            });
        Stand::Settled(found.relation, both)
    }

    /// The choices that a module leaves: how its first fault with several mends may be mended, else each of its
    /// parameters that is yes or no the other way.
    fn choices(&mut self, set: &RuleSet) -> Option<Vec<(Names, Law)>> {
        let set = self.resolved(set)?;
        let outer = std::mem::take(&mut self.sink);
        let law = self.law(&set, DateRange::any());
        let found = std::mem::replace(&mut self.sink, outer);
        let several = found.found.iter().find(|d| d.mends.len() > 1 && !d.is_warning()).cloned();
        let choices = match (several, law) {
            (Some(fault), _) => self.mends(&set, &fault)?,
            (None, Some(law)) => self.parameters(&law)?,
            (None, None) => {
                found.found.into_iter().for_each(|d| self.sink.push(d));
                return None;
            }
        };
        if choices.len() < 2 {
            self.sink.push(Diagnostic::without_place(Code::Usage, &[NOTHING]));
            return None;
        }
        Some(choices)
    }

    /// A module mended in each of the ways that a diagnostic offers, other faults in it by their one mend.
    fn mends(&mut self, set: &RuleSet, fault: &Diagnostic) -> Option<Vec<(Names, Law)>> {
        let file: FileId = fault.span?.file;
        let (name, text) = self.text_of(&set.module)?;
        let mut choices = Vec::new();
        for (n, mend) in fault.mends.iter().enumerate() {
            let new = mended(std::slice::from_ref(fault), file, &text, Some(n + 1)).text;
            let mut quiet = std::mem::take(&mut self.sink);
            let registered = self.register(&name, &new);
            let law = registered.and_then(|_| self.law(set, DateRange::any()));
            std::mem::swap(&mut quiet, &mut self.sink);
            match law {
                Some(law) => {
                    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| half(&mend.says, lang).to_owned());
                    choices.push((Names { en, zh }, law));
                }
                // mended so, the module still has a fault: that is what to tell
                None => quiet.found.into_iter().for_each(|d| self.sink.push(d)),
            }
        }
        self.register(&name, &text)?;
        Some(choices)
    }

    /// A module as written, and with each of its parameters that is yes or no taken the other way.
    fn parameters(&mut self, law: &Law) -> Option<Vec<(Names, Law)>> {
        let mut choices = vec![(AS_WRITTEN.map(str::to_owned), law.clone())];
        let mut parameters: Vec<(Alias, bool)> = Vec::new();
        for item in law.text.iter().flat_map(|module| &module.items) {
            if let ItemKind::Parameter { name, value: Literal::Truth(yes), .. } = &item.kind
                && !parameters.iter().any(|known| known.0.english() == name.english())
            {
                parameters.push((name.clone(), *yes));
            }
        }
        for (name, yes) in parameters {
            let [word, zh] = if yes { ["no", "否"] } else { ["yes", "是"] };
            let text = format!("set {} at {word}\n  because \"the other reading\"", name.english());
            let file = self.typed("--variants", &text);
            let outer = std::mem::take(&mut self.sink);
            let items = self.items(file, &text);
            let law = items.and_then(|items| {
                let set = self.layered(&law.set, &[Layer { items, texts: vec![text.clone()] }]);
                self.law(&set, DateRange::any())
            });
            self.sink = outer;
            if let Some(law) = law {
                let names = [format!("{} {word}", name.english()), format!("{} {zh}", name.chinese())];
                choices.push((names, law));
            }
        }
        Some(choices.into_iter().map(|([en, zh], law)| (Names { en, zh }, law)).collect())
    }
}

/// The choice that is taken where nothing is changed.
const AS_WRITTEN: [&str; 2] = ["as written", "原文"];

/// What is told where one module leaves no choice.
const NOTHING: &str = "this module leaves nothing to choose: it has no fault with several mends, and no parameter that is yes or no; name two or more rule sets | 该模块没有可选写法：既无多种改法的错误，也无“是或否”的参数；请写明两套以上规则";
