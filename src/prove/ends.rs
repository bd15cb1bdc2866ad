//! The ends of an outcome that is open: the least and the greatest that some completion of a case attains, by proof.

use super::analysis::Analysis;
use super::encode::Source;
use super::ground::{Aim, Grounded};
use super::witness::JointCase;
use crate::eval::{Cuts, Outcome, Path, bounds, complete, run, slot_mut};
use crate::ir::facts::{Facts, Known, Origin, Row};
use crate::ir::program::Program;
use crate::ir::schema::Type;
use crate::solve::{Answer, Budget, Model, Term};
use crate::val::Truth;

/// The steps that each question may take.
const STEPS: Budget = Budget { steps: 60_000 };

/// The least and the greatest outcome, each with a completion that attains it, graded by the evaluator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    /// The least; 0 is no offence.
    pub lo: usize,
    /// The greatest.
    pub hi: usize,
    /// The facts completed so that the outcome is the least, and so that it is the greatest.
    pub cases: [Facts; 2],
}

/// Two answers to one question that cannot both be right: a fault of the prover, never a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtOdds {
    /// The least and the greatest outcome by proof.
    pub proved: (usize, usize),
    /// The same by evaluation.
    pub evaluated: (usize, usize),
}

impl Ends {
    /// What is known of an outcome, where the interval that evaluation found bears these ends out.
    pub fn within(&self, found: &Outcome) -> Result<Outcome, AtOdds> {
        let inside = found.lo <= self.lo && self.lo <= self.hi && self.hi <= found.hi;
        let same_lo = !found.lo_attained || self.lo == found.lo;
        let same_hi = !found.hi_attained || self.hi == found.hi;
        match inside && same_lo && same_hi {
            true => Ok(Outcome { lo: self.lo, hi: self.hi, lo_attained: true, hi_attained: true }),
            false => Err(AtOdds { proved: (self.lo, self.hi), evaluated: (found.lo, found.hi) }),
        }
    }
}

/// Both ends of the outcome of a case; none if one cannot be put exactly or was not settled within the budget. Each is
/// graded by the evaluator, on the completion that is said to attain it.
pub fn ends(program: &Program, facts: &Facts) -> Result<Option<Ends>, AtOdds> {
    let grounded = Grounded::of(program, facts, &program.at_least, Aim::Complete, &|_| false);
    let nodes = program.at_least.iter().map(|n| grounded.node(*n));
    let roots: Vec<(usize, _)> = nodes.chain([grounded.within]).map(|n| (0, n)).collect();
    let Ok(analysis) = Analysis::with(&[&grounded.program], &roots) else { return Ok(None) };
    let mut terms: Vec<Term> =
        roots.iter().map(|(_, n)| analysis.truth(0, *n).unwrap_or(Term::FALSE)).collect();
    let within = terms.pop().unwrap_or(Term::FALSE);
    let mut ground = Ground { program, facts, grounded: &grounded, analysis, within, grades: terms };
    let Some((lo, low)) = ground.end(false)? else { return Ok(None) };
    let Some((hi, high)) = ground.end(true)? else { return Ok(None) };
    Ok(Some(Ends { lo, hi, cases: [low, high] }))
}

struct Ground<'g> {
    program: &'g Program,
    facts: &'g Facts,
    grounded: &'g Grounded,
    analysis: Analysis<'g>,
    within: Term,
    grades: Vec<Term>,
}

impl Ground<'_> {
    /// One end: grade after grade, until one is attained.
    fn end(&mut self, greatest: bool) -> Result<Option<(usize, Facts)>, AtOdds> {
        let top = self.grades.len();
        for step in 0..=top {
            let grade = if greatest { top - step } else { step };
            // one grade at least so great, or all that are greater not reached
            let reached = match greatest {
                true if grade == 0 => Term::TRUE,
                true => {
                    let all: Vec<Term> = self.grades.iter().skip(grade - 1).copied().collect();
                    self.analysis.any(&all)
                }
                false => {
                    let all: Vec<Term> = self.grades.iter().skip(grade).map(|t| t.not()).collect();
                    self.analysis.all(&all)
                }
            };
            let assumed = [self.within, reached];
            match self.analysis.solver.check(&self.analysis.main.problem, &assumed, STEPS) {
                Answer::Impossible(_) => {}
                Answer::NotDecided(_) => return Ok(None),
                Answer::Model(model) => {
                    let Some(completed) = self.completed(&model) else { return Ok(None) };
                    let evaluated = bounds(self.program, &run(self.program, &completed));
                    return match evaluated == (grade, grade) {
                        true => Ok(Some((grade, completed))),
                        false => Err(AtOdds { proved: (grade, grade), evaluated }),
                    };
                }
            }
        }
        Ok(None)
    }

    /// The case with what a model settles; what nothing reads is settled somehow.
    fn completed(&mut self, model: &Model) -> Option<Facts> {
        let case = self.analysis.case(model);
        let mut facts = self.facts.clone();
        let placed = self.analysis.joint.programs.first()?.clone();
        for varied in &self.grounded.varied {
            let joint = *placed.facts.get(varied.fact)?;
            // what no question read may be anything
            if !self.analysis.main.vars.contains_key(&(0, Source::Fact(joint))) {
                continue;
            }
            let value = case.facts.get(&joint)?.clone();
            put(&mut facts, varied.path, value);
        }
        for (number, _) in self.grounded.kept.iter().enumerate() {
            self.records(number, &case, &mut facts)?;
        }
        Some(complete(&Cuts::of(self.program), self.program, &facts, false))
    }

    /// Puts the records of a list in their places.
    fn records(&self, number: usize, case: &JointCase, facts: &mut Facts) -> Option<()> {
        let kept = self.grounded.kept.get(number)?;
        let placed = self.analysis.joint.programs.first()?;
        let Type::List(own) = self.grounded.program.schema.facts.get(kept.fact)?.ty else { return None };
        let record = *placed.records.get(own)?;
        let fields = placed.fields.get(own)?;
        let made = case.rows.get(&record).map(Vec::as_slice).unwrap_or_default();
        let Some(rows) = &kept.rows else {
            let of = self.program.schema.record_of(kept.list)?;
            let empty = Row::unknown(of, &self.program.schema);
            let slot = facts.slots.get_mut(kept.list)?;
            slot.value = Known::List(Some(vec![empty; made.len()]));
            let rows: Vec<usize> = (0..made.len()).collect();
            return self.fields(number, &rows, made, fields, facts);
        };
        // nothing asked for how many there are: those that are left are as they may be
        self.fields(number, rows, made, fields, facts)
    }

    fn fields(
        &self,
        number: usize,
        rows: &[usize],
        made: &[std::collections::BTreeMap<usize, Known>],
        fields: &[usize],
        facts: &mut Facts,
    ) -> Option<()> {
        let kept = self.grounded.kept.get(number)?;
        for (row, made) in rows.iter().zip(made) {
            for (field, at) in &kept.fields {
                if let Some(value) = made.get(fields.get(*at)?) {
                    put(facts, Path::Field(kept.list, *row, *field), value.clone());
                }
            }
            for (open, at) in &kept.opens {
                if let Some(value) = made.get(fields.get(*at)?) {
                    put(facts, Path::Open(*open, *row), value.clone());
                }
            }
        }
        Some(())
    }
}

fn put(facts: &mut Facts, path: Path, value: Known) {
    if let Path::Open(open, row) = path {
        facts.opens.insert((open, row), value == Known::Truth(Truth::Yes));
    } else if let Some(slot) = slot_mut(path, facts) {
        slot.value = value;
        slot.origin = Origin::Stated;
    }
}
