//! An exact decision procedure for truths, choices and whole numbers in linear relations. It knows no law.
//!
//! A `Problem` holds variables and terms; a `Solver` finds values under which terms hold, or says that there are none
//! and which of the assumed terms are to blame, or that the budget of steps was too small. Nothing reads a clock, nothing
//! is rounded, and the same questions in the same order get the same answers.

mod formula;
mod answer;
mod lazy;
mod simplex;
mod lattice;
mod integer;
mod solver;
mod least;
mod smtlib;

pub use answer::{Answer, Budget, Objective, Reason};
pub use formula::{BoolVar, ChoiceVar, Form, IntVar, Linear, Model, Node, Problem, Term};
pub use solver::Solver;
