//! A question as SMT-LIB 2 text, in the logic of linear whole numbers, for solvers that are not this one.

use super::formula::{IntVar, Node, Problem, Term};
use crate::val::Ratio;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The names of the variables as the text says them, in bars, each once.
struct Names {
    bools: Vec<String>,
    choices: Vec<String>,
    ints: Vec<String>,
}

impl Names {
    fn of(problem: &Problem) -> Names {
        let mut used: BTreeSet<String> = BTreeSet::new();
        let mut name = |given: &str| {
            let plain: String = given
                .chars()
                .map(|c| if c == '|' || c == '\\' || c.is_control() { '_' } else { c })
                .collect();
            // names that begin with `$` are those of the nodes
            let plain = if plain.starts_with('$') { format!("_{plain}") } else { plain };
            let mut tried = plain.clone();
            let mut count = 1_u64;
            while !used.insert(tried.clone()) {
                count += 1;
                tried = format!("{plain}~{count}");
            }
            format!("|{tried}|")
        };
        Names {
            bools: problem.bools.iter().map(|given| name(given)).collect(),
            choices: problem.choices.iter().map(|(given, _)| name(given)).collect(),
            ints: problem.ints.iter().map(|row| name(&row.name)).collect(),
        }
    }
}

fn at(names: &[String], at: usize) -> &str {
    names.get(at).map_or("|?|", String::as_str)
}

fn number(n: &Ratio) -> String {
    if *n < Ratio::zero() { format!("(- {})", n.negated()) } else { n.to_string() }
}

fn sum(names: &Names, linear: &[(IntVar, Ratio)]) -> String {
    let part = |(var, by): &(IntVar, Ratio)| match by {
        by if *by == Ratio::one() => at(&names.ints, var.0).to_string(),
        by => format!("(* {} {})", number(by), at(&names.ints, var.0)),
    };
    match linear {
        [only] => part(only),
        _ => format!("(+ {})", linear.iter().map(part).collect::<Vec<_>>().join(" ")),
    }
}

fn said(term: Term) -> String {
    let name = format!("${}", term.index());
    if term.is_denied() { format!("(not {name})") } else { name }
}

/// The nodes that the terms rest on.
fn reached(problem: &Problem, terms: &[Term]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = terms.to_vec();
    while let Some(term) = open.pop() {
        if reached.insert(term.index())
            && let Node::All(inner) = problem.node(term)
        {
            open.extend(inner);
        }
    }
    reached
}

impl Problem {
    /// The question whether the terms can hold together with what is required, as a script that ends in `check-sat`.
    /// The text depends on the problem and the terms alone.
    pub fn to_smtlib(&self, asserted: &[Term]) -> String {
        let names = Names::of(self);
        let mut text = String::from("(set-logic QF_LIA)\n");
        let mut line = |parts: std::fmt::Arguments<'_>| {
            // writing to a text does not fail
            let _ = writeln!(text, "{parts}");
        };
        for name in &names.bools {
            line(format_args!("(declare-const {name} Bool)"));
        }
        for (name, (_, count)) in names.choices.iter().zip(&self.choices) {
            line(format_args!("(declare-const {name} Int)\n(assert (and (>= {name} 0) (< {name} {count})))"));
        }
        for (name, row) in names.ints.iter().zip(&self.ints) {
            line(format_args!("(declare-const {name} Int)"));
            for (sign, bound) in [(">=", &row.low), ("<=", &row.high)] {
                if let Some(bound) = bound {
                    line(format_args!("(assert ({sign} {name} {}))", number(bound)));
                }
            }
        }
        let all: Vec<Term> = self.required().iter().chain(asserted).copied().collect();
        for index in reached(self, &all) {
            let body = match self.node(Term::of(index)) {
                Node::Truth => "true".to_string(),
                Node::Bool(var) => at(&names.bools, var.0).to_string(),
                Node::Is(var, member) => format!("(= {} {member})", at(&names.choices, var.0)),
                Node::AtLeast(form, least) => {
                    format!("(>= {} {})", sum(&names, self.form(*form)), number(least))
                }
                Node::All(inner) => {
                    format!("(and {})", inner.iter().map(|term| said(*term)).collect::<Vec<_>>().join(" "))
                }
            };
            line(format_args!("(define-fun ${index} () Bool {body})"));
        }
        for term in &all {
            line(format_args!("(assert {})", said(*term)));
        }
        line(format_args!("(check-sat)"));
        text
    }
}
