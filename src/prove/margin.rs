//! Whether an outcome stays on a stretch of one fact, all else being as the case says: proved, not sampled.

use super::analysis::Analysis;
use super::encode::{Source, Var};
use super::ground::{Aim, Grounded};
use crate::eval::{Cuts, Path};
use crate::ir::facts::Facts;
use crate::ir::node::NodeId;
use crate::ir::program::Program;
use crate::solve::{Answer, Budget, Term};
use crate::val::{DateRange, Ratio};

/// The steps that one stretch may take.
const STEPS: Budget = Budget { steps: 20_000 };

/// A stretch of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// numbers from the first, to the second if there is one; each with whether it belongs to the stretch
    Numbers((Ratio, bool), Option<(Ratio, bool)>),
    /// days, both included
    Days(DateRange),
}

/// Whether it is proved that the outcome is so on each stretch; never of a case of which anything else is open.
pub fn stays(program: &Program, facts: &Facts, path: Path, spans: &[(Span, usize)]) -> bool {
    if Cuts::of(program).undecided(program, facts).iter().any(|p| *p != path) {
        return false;
    }
    let grounded = Grounded::of(program, facts, &program.at_least, Aim::Change, &|p| p == path);
    let Some(fact) = grounded.varied.first().map(|v| v.fact) else {
        // nothing reads it: one outcome for all
        let first = spans.first().map(|s| s.1);
        return spans.iter().all(|s| Some(s.1) == first);
    };
    let grades: Vec<NodeId> = program.at_least.iter().map(|n| grounded.node(*n)).collect();
    let roots: Vec<(usize, NodeId)> = grades.iter().map(|n| (0, *n)).collect();
    let Ok(mut analysis) = Analysis::with(&[&grounded.program], &roots) else { return false };
    let joint = analysis.joint.programs.first().and_then(|p| p.facts.get(fact)).copied();
    let var = joint.and_then(|joint| analysis.main.vars.get(&(0, Source::Fact(joint))).copied());
    let grades: Vec<Term> = grades.iter().map(|n| analysis.truth(0, *n).unwrap_or(Term::FALSE)).collect();
    spans.iter().all(|(span, grade)| {
        let Some(mut assumed) = inside(&mut analysis, var, span) else { return false };
        let reached = grade.checked_sub(1).and_then(|g| grades.get(g)).copied().unwrap_or(Term::TRUE);
        let above = grades.get(*grade).copied().unwrap_or(Term::FALSE);
        let other = analysis.any(&[reached.not(), above]);
        assumed.push(other);
        let answer = analysis.solver.check(&analysis.main.problem, &assumed, STEPS);
        matches!(answer, Answer::Impossible(_))
    })
}

/// The fact lies in the stretch; none if its values are of another kind.
fn inside(analysis: &mut Analysis<'_>, var: Option<Var>, span: &Span) -> Option<Vec<Term>> {
    let one = Ratio::one;
    let problem = &mut analysis.main.problem;
    match (span, var) {
        // the fact is read by nothing that is left
        (_, None) => Some(Vec::new()),
        (Span::Numbers((from, from_in), to), Some(Var::Int(of, parts))) => {
            let parts = Ratio::int(parts);
            let whole = |n: &Ratio| n.times(&parts);
            let mut all = Vec::new();
            all.push(match from_in {
                true => problem.at_least(&[(one(), of)], whole(from)),
                false => problem.at_most(&[(one(), of)], whole(from)).not(),
            });
            if let Some((to, to_in)) = to {
                all.push(match to_in {
                    true => problem.at_most(&[(one(), of)], whole(to)),
                    false => problem.at_least(&[(one(), of)], whole(to)).not(),
                });
            }
            Some(all)
        }
        (Span::Days(range), Some(Var::Day(day))) => {
            let key = |d: crate::val::Date| {
                Ratio::int(384 * i64::from(d.year()) + 32 * i64::from(d.month()) + i64::from(d.day()))
            };
            let low = problem.at_least(&[(one(), day.key)], key(range.lo));
            let high = problem.at_most(&[(one(), day.key)], key(range.hi));
            Some(vec![low, high])
        }
        (Span::Numbers(..) | Span::Days(_), Some(_)) => None,
    }
}
