//! The consolidated text to the flat graph: names resolved, units and types checked, provisions specialised
//! by the lots over which a citing place reads them.

mod compare;
mod degrees;
mod exprs;
mod offences;
mod vocabulary;
mod claims;
mod ask;

pub use ask::{Asked, Sort, ask};
pub use claims::with_claims;

use super::node::{Node, NodeId, Op};
use super::program::{Named, Program};
use super::schema::Names;
use crate::diag::{Code, Diagnostic, Lang, Sink, half};
use crate::hir::{ProvisionKind, Scope, TermKind};
use crate::syntax::ast::{Alias, Cite, Effect, Expr, Name, Provision};
use crate::text::Span;
use crate::val::{Ratio, Unit};
use std::collections::BTreeMap;

/// The type of a lowered expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ty {
    Truth,
    Number(Option<Unit>),
    Date,
    Member(usize),
}

/// Lots in question: their record and a truth of it.
type Lots = Option<(usize, NodeId)>;

/// From where an expression is read.
#[derive(Debug, Clone, Copy)]
struct Ctx {
    /// The module whose first source bare numbers mean.
    module: usize,
    /// The record at hand.
    record: Option<usize>,
    /// The lots in question: their record and a truth of it.
    lots: Lots,
    /// The offence whose outcome `circumstances` means.
    outcome: Option<usize>,
    /// Whether `some RECORD where` speaks of every record, not of those in question alone.
    every: bool,
}

struct Lower<'a> {
    scope: &'a Scope,
    sink: &'a mut Sink,
    program: Program,
    ids: BTreeMap<Node, NodeId>,
    terms: BTreeMap<(usize, Lots), Option<(NodeId, Ty)>>,
    provisions: BTreeMap<(usize, Lots), degrees::Degree>,
    stack: Vec<Span>,
    open_ids: BTreeMap<usize, usize>,
}

/// The program of a consolidated text; faults go to the sink, and a program with faults must not be run.
pub fn lower(scope: &Scope, module: &Alias, sink: &mut Sink) -> Program {
    let mut low = Lower {
        scope,
        sink,
        program: Program { module: names(module), ..Program::default() },
        ids: BTreeMap::new(),
        terms: BTreeMap::new(),
        provisions: BTreeMap::new(),
        stack: Vec::new(),
        open_ids: BTreeMap::new(),
    };
    low.vocabulary();
    low.check_terms();
    low.offences();
    low.program
}

fn names(alias: &Alias) -> Names {
    Names { en: alias.english().to_owned(), zh: alias.chinese().to_owned() }
}

impl Lower<'_> {
    fn node(&mut self, scope: Option<usize>, op: Op) -> NodeId {
        let node = Node { scope, op };
        if let Some(id) = self.ids.get(&node) {
            return *id;
        }
        let id = NodeId(self.program.nodes.len() as u32);
        self.program.nodes.push(node.clone());
        self.ids.insert(node, id);
        id
    }

    fn op(&self, id: NodeId) -> Option<&Node> {
        self.program.nodes.get(id.0 as usize)
    }

    fn scope_of(&self, ids: &[NodeId]) -> Option<usize> {
        ids.iter().find_map(|i| self.op(*i).and_then(|n| n.scope))
    }

    fn truth_node(&mut self, yes: bool) -> NodeId {
        self.node(None, Op::Truth(yes))
    }

    fn number_node(&mut self, n: Ratio) -> NodeId {
        self.node(None, Op::Number(n))
    }

    fn not(&mut self, id: NodeId) -> NodeId {
        match self.op(id).map(|n| n.op.clone()) {
            Some(Op::Truth(b)) => self.truth_node(!b),
            Some(Op::Not(inner)) => inner,
            _ => self.node(self.scope_of(&[id]), Op::Not(id)),
        }
    }

    fn junction(&mut self, all: bool, mut ids: Vec<NodeId>) -> NodeId {
        ids.sort();
        ids.dedup();
        let absorbing = self.truth_node(!all);
        let neutral = self.truth_node(all);
        if ids.contains(&absorbing) {
            return absorbing;
        }
        ids.retain(|i| *i != neutral);
        match ids.as_slice() {
            [] => neutral,
            [one] => *one,
            _ => self.node(self.scope_of(&ids), if all { Op::And(ids) } else { Op::Or(ids) }),
        }
    }

    fn and(&mut self, ids: Vec<NodeId>) -> NodeId {
        self.junction(true, ids)
    }

    fn or(&mut self, ids: Vec<NodeId>) -> NodeId {
        self.junction(false, ids)
    }

    fn error(&mut self, code: Code, span: Span, args: &[&str]) {
        self.sink.push(Diagnostic::new(code, span, args));
    }

    /// Reports a name that is no grade, with the nearest one that is.
    fn unknown_grade(&mut self, name: &Name, near: Option<&str>) {
        let d = Diagnostic::new(Code::UnknownGrade, name.span, &[&name.text, near.unwrap_or("-")]);
        self.sink.push(match near {
            Some(near) => d.mend(name.span, near),
            None => d,
        });
    }

    /// Reports what leads back to itself, with the way there: `d → e → d`.
    fn circle(&mut self, span: Span, name: &str) {
        let scope = self.scope;
        let called = |at: &Span| {
            let term = scope.terms.iter().find(|t| t.name.name.span == *at).map(|t| t.name.both());
            term.or_else(|| scope.provisions.iter().find(|p| p.span == *at).map(|p| p.number.both()))
        };
        let mut way: Vec<String> =
            self.stack.iter().skip_while(|at| **at != span).filter_map(called).collect();
        way.push(name.to_owned());
        let path = [Lang::En, Lang::Zh].map(|lang| {
            let names: Vec<&str> = way.iter().map(|w| half(w, lang)).collect();
            names.join(" → ")
        });
        self.error(Code::Cycle, span, &[name, &path.join(" | ")]);
    }

    /// The full citation of a provision of a source.
    fn citation(&self, source: usize, number: Provision) -> Names {
        let [en, zh] = self.scope.citation(source, number, None);
        Names { en, zh }
    }

    fn citations(&mut self, module: usize, cites: &[Cite]) -> Vec<Names> {
        let each = cites.iter().filter_map(|c| self.scope.cite(module, c, self.sink));
        each.map(|[en, zh]| Names { en, zh }).collect()
    }

    /// Lowers every term once, so that faults are found even where no offence reads it.
    fn check_terms(&mut self) {
        for (i, term) in self.scope.terms.iter().enumerate() {
            if !self.scope.takes_part(term.module) {
                continue;
            }
            let ctx =
                Ctx { module: term.module, record: term.record, lots: None, outcome: None, every: false };
            let lowered = self.term(i, ctx);
            if let (Some((node, Ty::Truth)), TermKind::Predicate(_) | TermKind::Class(..)) =
                (lowered, &term.kind)
            {
                self.program.named.push(Named { names: names(&term.name), record: term.record, node });
            }
            self.citations(term.module, &term.cites);
            let own = !term.cites.is_empty() || !term.needs_citation();
            if !own {
                self.error(Code::Uncited, term.name.name.span, &[&term.name.name.text]);
            }
        }
        for article in &self.scope.articles {
            self.citations(article.module, &article.article.cites);
        }
        // every limb once over all records, so that faults show even where no offence reads it
        for (i, provision) in self.scope.provisions.iter().enumerate() {
            let (ProvisionKind::Article(a) | ProvisionKind::Limb(a, _)) = provision.kind;
            let Some(decl) = self.scope.articles.get(a) else { continue };
            if let Effect::Grade(name) = &decl.article.effect {
                // without a scale there is nothing to compare the grade with
                if !self.program.schema.scale.is_empty() {
                    self.grade(name);
                }
                self.provision(
                    i,
                    Ctx { module: decl.module, record: None, lots: None, outcome: None, every: false },
                );
            }
        }
    }
}

/// Whether an expression is the bare name, for messages.
fn shown(expr: &Expr) -> String {
    match &expr.kind {
        crate::syntax::ast::ExprKind::Name(name) => name.text.clone(),
        _ => "…".to_owned(),
    }
}
