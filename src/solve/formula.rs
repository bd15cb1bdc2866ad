//! What is asked: variables, exact linear forms and terms over them, each made once and kept in normal form.

use crate::val::Ratio;
use std::collections::BTreeMap;

/// A variable that is true or false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BoolVar(pub(super) usize);

/// A variable that is exactly one of a fixed number of members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChoiceVar(pub(super) usize);

/// A variable that is a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IntVar(pub(super) usize);

/// A linear form that the problem has seen: coprime whole coefficients, the first positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Form(pub(super) usize);

/// A truth over the variables; the last bit says that the node is denied. Equal terms are the same term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(u32);

/// What an undenied term is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// Always true.
    Truth,
    /// A variable of truth.
    Bool(BoolVar),
    /// A choice is this member.
    Is(ChoiceVar, usize),
    /// A linear form is at least this whole number.
    AtLeast(Form, Ratio),
    /// All of these, at least two; ascending, without one and its denial.
    All(Vec<Term>),
}

/// A linear form: ascending variables, no coefficient nought.
pub type Linear = Vec<(IntVar, Ratio)>;

/// A whole-number variable as it was declared.
#[derive(Debug, Clone)]
pub(super) struct IntRow {
    pub name: String,
    /// The least value, if there is one.
    pub low: Option<Ratio>,
    /// The greatest value, if there is one.
    pub high: Option<Ratio>,
}

/// The variables and terms of one question, and what always holds.
#[derive(Debug, Clone)]
pub struct Problem {
    nodes: Vec<Node>,
    ids: BTreeMap<Node, usize>,
    forms: Vec<Linear>,
    form_ids: BTreeMap<Linear, usize>,
    pub(super) bools: Vec<String>,
    pub(super) choices: Vec<(String, usize)>,
    pub(super) ints: Vec<IntRow>,
    required: Vec<Term>,
}

/// A value for each variable of a problem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Model {
    pub(super) bools: Vec<bool>,
    pub(super) choices: Vec<usize>,
    pub(super) ints: Vec<Ratio>,
}

/// Puts a value in its place; places before it that are still missing hold the default.
fn put<T: Clone + Default>(row: &mut Vec<T>, at: usize, value: T) {
    if row.len() <= at {
        row.resize(at + 1, T::default());
    }
    if let Some(place) = row.get_mut(at) {
        *place = value;
    }
}

impl Model {
    /// Whether the variable is true.
    pub fn truth(&self, var: BoolVar) -> bool {
        self.bools.get(var.0).copied().unwrap_or(false)
    }
    /// The position of the chosen member.
    pub fn member(&self, var: ChoiceVar) -> usize {
        self.choices.get(var.0).copied().unwrap_or(0)
    }
    /// The whole number.
    pub fn int(&self, var: IntVar) -> Ratio {
        self.ints.get(var.0).cloned().unwrap_or(Ratio::zero())
    }
    /// The same with this truth.
    pub fn with_truth(mut self, var: BoolVar, value: bool) -> Model {
        put(&mut self.bools, var.0, value);
        self
    }
    /// The same with this member chosen.
    pub fn with_member(mut self, var: ChoiceVar, member: usize) -> Model {
        put(&mut self.choices, var.0, member);
        self
    }
    /// The same with this whole number.
    pub fn with_int(mut self, var: IntVar, value: Ratio) -> Model {
        put(&mut self.ints, var.0, value);
        self
    }
    /// The value of a sum.
    pub fn sum<'a>(&self, parts: impl IntoIterator<Item = &'a (Ratio, IntVar)>) -> Ratio {
        parts.into_iter().fold(Ratio::zero(), |sum, (by, var)| sum.plus(&by.times(&self.int(*var))))
    }
}

impl Term {
    /// Always true.
    pub const TRUE: Term = Term(0);
    /// Never true.
    pub const FALSE: Term = Term(1);

    /// The denial.
    #[expect(clippy::should_implement_trait, reason = "read as a word beside `all` and `any`")]
    pub fn not(self) -> Term {
        Term(self.0 ^ 1)
    }
    /// Whether the term denies its node.
    pub fn is_denied(self) -> bool {
        self.0 & 1 == 1
    }
    pub(super) fn index(self) -> usize {
        (self.0 >> 1) as usize
    }
    pub(super) fn of(index: usize) -> Term {
        Term(u32::try_from(index << 1).unwrap_or(0))
    }
    /// This term, or its denial.
    pub fn if_not(self, denied: bool) -> Term {
        Term(self.0 ^ u32::from(denied))
    }
}

impl Default for Problem {
    fn default() -> Problem {
        Problem::new()
    }
}

impl Problem {
    /// Without variables.
    pub fn new() -> Problem {
        Problem {
            nodes: vec![Node::Truth],
            ids: BTreeMap::from([(Node::Truth, 0)]),
            forms: Vec::new(),
            form_ids: BTreeMap::new(),
            bools: Vec::new(),
            choices: Vec::new(),
            ints: Vec::new(),
            required: Vec::new(),
        }
    }

    /// A new variable of truth. Names are for the text that other solvers read; they need not differ.
    pub fn add_bool(&mut self, name: &str) -> BoolVar {
        self.bools.push(name.to_string());
        BoolVar(self.bools.len() - 1)
    }
    /// A new variable that is one of so many members, at least one.
    pub fn add_choice(&mut self, name: &str, members: usize) -> ChoiceVar {
        self.choices.push((name.to_string(), members.max(1)));
        ChoiceVar(self.choices.len() - 1)
    }
    /// A new whole number, within bounds if any; bounds between whole numbers are narrowed to these.
    pub fn add_int(&mut self, name: &str, low: Option<Ratio>, high: Option<Ratio>) -> IntVar {
        let (low, high) = (low.map(|n| n.ceiling()), high.map(|n| n.floor()));
        self.ints.push(IntRow { name: name.to_string(), low, high });
        IntVar(self.ints.len() - 1)
    }

    /// What an undenied term is; ask `is_denied` too.
    pub fn node(&self, term: Term) -> &Node {
        self.nodes.get(term.index()).unwrap_or(&Node::Truth)
    }
    /// The number of nodes so far; each made later has a higher place.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }
    /// Whether nothing was made.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() == 1
    }
    /// The parts of a form.
    pub fn form(&self, form: Form) -> &[(IntVar, Ratio)] {
        self.forms.get(form.0).map_or(&[], |parts| parts)
    }
    /// The declared bounds of a whole number.
    pub fn bounds(&self, var: IntVar) -> (Option<&Ratio>, Option<&Ratio>) {
        self.ints.get(var.0).map_or((None, None), |row| (row.low.as_ref(), row.high.as_ref()))
    }
    /// What holds always.
    pub fn required(&self) -> &[Term] {
        &self.required
    }
    /// From now on this holds always.
    pub fn require(&mut self, term: Term) {
        if term != Term::TRUE && !self.required.contains(&term) {
            self.required.push(term);
        }
    }

    fn intern(&mut self, node: Node) -> Term {
        if let Some(index) = self.ids.get(&node) {
            return Term::of(*index);
        }
        self.nodes.push(node.clone());
        self.ids.insert(node, self.nodes.len() - 1);
        Term::of(self.nodes.len() - 1)
    }

    /// A variable as a term.
    pub fn truth(&mut self, var: BoolVar) -> Term {
        self.intern(Node::Bool(var))
    }
    /// The choice is the member at this position; never, if there is none.
    pub fn is(&mut self, var: ChoiceVar, member: usize) -> Term {
        let count = self.choices.get(var.0).map_or(0, |(_, count)| *count);
        match (count, member) {
            _ if member >= count => Term::FALSE,
            (1, _) => Term::TRUE,
            (2, 1) => self.intern(Node::Is(var, 0)).not(),
            _ => self.intern(Node::Is(var, member)),
        }
    }

    /// The sum is at least the number. Exact for any fractions: scaled, divided by what is common, rounded up.
    pub fn at_least(&mut self, parts: &[(Ratio, IntVar)], number: Ratio) -> Term {
        let mut sum: BTreeMap<IntVar, Ratio> = BTreeMap::new();
        for (by, var) in parts {
            let entry = sum.entry(*var).or_default();
            *entry = entry.plus(by);
        }
        sum.retain(|_, by| *by != Ratio::zero());
        let Some(first) = sum.values().next() else {
            return if number <= Ratio::zero() { Term::TRUE } else { Term::FALSE };
        };
        let is_denied = *first < Ratio::zero();
        // the greatest ratio of which every coefficient is a whole multiple
        let unit = sum.values().fold(Ratio::zero(), |unit, by| unit.common_measure(by));
        let Some(scale) = unit.inverse().map(|n| if is_denied { n.negated() } else { n }) else {
            return Term::FALSE;
        };
        let linear: Linear = sum.into_iter().map(|(var, by)| (var, by.times(&scale))).collect();
        let number = number.times(&scale);
        // -f >= -k is f <= k, the denial of f >= k + 1
        let number = if is_denied { number.floor().plus(&Ratio::one()) } else { number.ceiling() };
        let truth = self.range(&linear);
        let term = match truth {
            (Some(low), _) if low >= number => Term::TRUE,
            (_, Some(high)) if high < number => Term::FALSE,
            _ => {
                let form = self.intern_form(linear);
                self.intern(Node::AtLeast(form, number))
            }
        };
        term.if_not(is_denied)
    }
    /// The sum is at most the number.
    pub fn at_most(&mut self, parts: &[(Ratio, IntVar)], number: Ratio) -> Term {
        let turned: Vec<_> = parts.iter().map(|(by, var)| (by.negated(), *var)).collect();
        self.at_least(&turned, number.negated())
    }
    /// The sum is the number.
    pub fn equals(&mut self, parts: &[(Ratio, IntVar)], number: Ratio) -> Term {
        let (low, high) = (self.at_least(parts, number.clone()), self.at_most(parts, number));
        self.both(low, high)
    }

    fn intern_form(&mut self, linear: Linear) -> Form {
        if let Some(index) = self.form_ids.get(&linear) {
            return Form(*index);
        }
        self.forms.push(linear.clone());
        self.form_ids.insert(linear, self.forms.len() - 1);
        Form(self.forms.len() - 1)
    }
    /// The least and greatest value that declared bounds leave to a form.
    pub(super) fn range(&self, linear: &[(IntVar, Ratio)]) -> (Option<Ratio>, Option<Ratio>) {
        let mut ends = (Some(Ratio::zero()), Some(Ratio::zero()));
        for (var, by) in linear {
            let (low, high) = self.bounds(*var);
            let (low, high) = if *by < Ratio::zero() { (high, low) } else { (low, high) };
            ends.0 = ends.0.zip(low).map(|(sum, n)| sum.plus(&by.times(n)));
            ends.1 = ends.1.zip(high).map(|(sum, n)| sum.plus(&by.times(n)));
        }
        ends
    }

    /// All of them; true if there are none.
    pub fn all(&mut self, terms: impl IntoIterator<Item = Term>) -> Term {
        const FLAT: usize = 16;
        let mut flat: Vec<Term> = Vec::new();
        for term in terms {
            match self.node(term) {
                Node::All(inner) if !term.is_denied() && inner.len() <= FLAT => flat.extend(inner),
                Node::Truth if term == Term::TRUE => {}
                Node::Truth | Node::Bool(_) | Node::Is(..) | Node::AtLeast(..) | Node::All(_) => {
                    flat.push(term)
                }
            }
        }
        flat.sort_unstable();
        flat.dedup();
        let clash = |pair: &[Term]| matches!(pair, [a, b] if a.not() == *b);
        if flat.first() == Some(&Term::FALSE) || flat.windows(2).any(clash) {
            return Term::FALSE;
        }
        match flat.as_slice() {
            [] => Term::TRUE,
            [only] => *only,
            _ => self.intern(Node::All(flat)),
        }
    }
    /// At least one of them; false if there are none.
    pub fn any(&mut self, terms: impl IntoIterator<Item = Term>) -> Term {
        let denied: Vec<Term> = terms.into_iter().map(Term::not).collect();
        self.all(denied).not()
    }
    /// Both.
    pub fn both(&mut self, a: Term, b: Term) -> Term {
        self.all([a, b])
    }
    /// Either, or both.
    pub fn either(&mut self, a: Term, b: Term) -> Term {
        self.any([a, b])
    }
    /// The first only with the second.
    pub fn implies(&mut self, a: Term, b: Term) -> Term {
        self.any([a.not(), b])
    }
    /// The two agree.
    pub fn iff(&mut self, a: Term, b: Term) -> Term {
        let (there, back) = (self.implies(a, b), self.implies(b, a));
        self.both(there, back)
    }
    /// The second if the first, else the third.
    pub fn choose(&mut self, condition: Term, yes: Term, no: Term) -> Term {
        let (yes, no) = (self.implies(condition, yes), self.implies(condition.not(), no));
        self.both(yes, no)
    }
    /// At least so many of the terms.
    pub fn count_at_least(&mut self, count: usize, terms: &[Term]) -> Term {
        // row.get(k): at least k of the terms so far
        let mut row = vec![Term::FALSE; count + 1];
        if let Some(none) = row.first_mut() {
            *none = Term::TRUE;
        }
        for term in terms {
            for k in (1..=count).rev() {
                let one_less = row.get(k - 1).copied().unwrap_or(Term::FALSE);
                let with = self.both(*term, one_less);
                if let Some(cell) = row.get_mut(k) {
                    *cell = self.either(*cell, with);
                }
            }
        }
        row.last().copied().unwrap_or(Term::TRUE)
    }
    /// At most so many of the terms.
    pub fn count_at_most(&mut self, count: usize, terms: &[Term]) -> Term {
        self.count_at_least(count + 1, terms).not()
    }
    /// Exactly so many of the terms.
    pub fn count_is(&mut self, count: usize, terms: &[Term]) -> Term {
        let (low, high) = (self.count_at_least(count, terms), self.count_at_most(count, terms));
        self.both(low, high)
    }

    /// Whether the values keep every declared bound and all that is required.
    pub fn admits(&self, model: &Model) -> bool {
        let in_bounds = self.ints.iter().enumerate().all(|(at, row)| {
            let value = model.int(IntVar(at));
            value.is_integer()
                && row.low.as_ref().is_none_or(|low| *low <= value)
                && row.high.as_ref().is_none_or(|high| value <= *high)
        });
        let members = self.choices.iter().enumerate();
        let in_members = members.into_iter().all(|(at, (_, count))| model.member(ChoiceVar(at)) < *count);
        in_bounds && in_members && self.hold(&self.required, model)
    }
    /// Whether the term is true of the values: plain evaluation.
    pub fn holds(&self, term: Term, model: &Model) -> bool {
        self.hold(&[term], model)
    }
    /// Whether all terms are true of the values.
    pub fn hold(&self, terms: &[Term], model: &Model) -> bool {
        self.truths(terms, model).into_iter().all(|holds| holds)
    }
    /// Which of the terms are true of the values.
    pub fn truths(&self, terms: &[Term], model: &Model) -> Vec<bool> {
        let mut known: Vec<Option<bool>> = vec![None; self.nodes.len()];
        let get = |known: &[Option<bool>], term: Term| {
            known.get(term.index()).copied().flatten().map(|value| value != term.is_denied())
        };
        // of a conjunction the parts are looked at in turn, until one does not hold
        let mut stack: Vec<(Term, usize)> = terms.iter().map(|term| (*term, 0)).collect();
        while let Some((term, from)) = stack.pop() {
            if get(&known, term).is_some() {
                continue;
            }
            let value = match self.node(term) {
                Node::Truth => true,
                Node::Bool(var) => model.truth(*var),
                Node::Is(var, member) => model.member(*var) == *member,
                Node::AtLeast(form, number) => {
                    let parts = self.form(*form).iter();
                    let sum = |sum: Ratio, (var, by): &(IntVar, Ratio)| sum.plus(&by.times(&model.int(*var)));
                    parts.fold(Ratio::zero(), sum) >= *number
                }
                Node::All(inner) => {
                    let next =
                        inner.iter().enumerate().skip(from).find(|(_, t)| get(&known, **t) != Some(true));
                    match next {
                        None => true,
                        Some((_, part)) if get(&known, *part).is_some() => false,
                        Some((at, part)) => {
                            stack.extend([(term, at), (*part, 0)]);
                            continue;
                        }
                    }
                }
            };
            if let Some(place) = known.get_mut(term.index()) {
                *place = Some(value);
            }
        }
        terms.iter().map(|term| get(&known, *term) == Some(true)).collect()
    }
}
