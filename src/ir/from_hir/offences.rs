//! Offences: elements, the lots in question, grounds by grade, appraisals, brackets and notes.

use super::{Ctx, Lower, names};
use crate::diag::{Code, nearest};
use crate::hir::{Decl, OffenceDecl, ProvisionKind};
use crate::ir::node::{NodeId, Op};
use crate::ir::program::{Element, Ground, Note, Offence, Penalty, Term};
use crate::ir::schema::Names;
use crate::syntax::ast::{self, Body, Effect, ElementKind, ExprKind, Fine, Name};

/// Names of the vocabulary mean the same to every module.
const RUN: usize = usize::MAX;

fn element_names(kind: ElementKind) -> Names {
    let [en, zh] = kind.words();
    Names { en: en.to_owned(), zh: zh.to_owned() }
}

/// A finding that moves grades one step.
struct Moving {
    finding: usize,
    raises: bool,
    /// The provisions it does not move, by position.
    spared: Vec<usize>,
}

impl Lower<'_> {
    pub(super) fn offences(&mut self) {
        let scope = self.scope;
        let top = self.program.schema.scale.len();
        if let Some(offence) = scope.offences.first().filter(|_| top == 0) {
            self.error(Code::NoScale, offence.name.name.span, &[]);
            return;
        }
        for (i, offence) in scope.offences.iter().enumerate() {
            self.offence(i, offence, top);
        }
        for grade in 0..top {
            let each = self.program.offences.iter().filter_map(|o| o.at_least.get(grade).copied()).collect();
            let any = self.or(each);
            self.program.at_least.push(any);
        }
        for (_, appraisal) in &scope.appraisals {
            for name in &appraisal.weigh {
                match scope.get(RUN, &name.text) {
                    Some(Decl::Fact(f)) => {
                        if !self.program.weighed.contains(&f) {
                            self.program.weighed.push(f);
                        }
                    }
                    _ => scope.unknown(name, scope.all_names(), self.sink),
                }
            }
        }
    }

    pub(super) fn grade(&mut self, name: &Name) -> Option<usize> {
        match self.scope.get(RUN, &name.text) {
            Some(Decl::Grade(g)) => Some(g),
            _ => {
                let grades = self.program.schema.scale.iter();
                let near = nearest(&name.text, grades.flat_map(|n| [n.en.as_str(), n.zh.as_str()]));
                self.unknown_grade(name, near.as_deref());
                None
            }
        }
    }

    fn offence(&mut self, index: usize, decl: &OffenceDecl, top: usize) {
        let scope = self.scope;
        let base = Ctx { module: decl.module, record: None, lots: None, outcome: None, every: false };
        let mut record = None;
        for element in &decl.elements {
            let own = match element.kind {
                ElementKind::Subject | ElementKind::Breach => None,
                ElementKind::Object | ElementKind::Conduct | ElementKind::Interest => {
                    self.record_in(&element.entry.condition, decl.module)
                }
            };
            if let (Some(a), Some(b)) = (record, own)
                && a != b
            {
                let name = |low: &Self, r: usize| {
                    low.program.schema.records.get(r).map(|r| r.names.both()).unwrap_or_default()
                };
                let (a, b) = (name(self, a), name(self, b));
                self.error(Code::NonLinear, element.entry.span, &[&a, &b]);
            }
            record = record.or(own);
        }
        let mut elements = Vec::new();
        let mut of_case = Vec::new();
        let mut of_record = Vec::new();
        for element in &decl.elements {
            self.citations(decl.module, &element.entry.cites);
            let speaks = self
                .record_in(&element.entry.condition, decl.module)
                .filter(|_| !matches!(element.kind, ElementKind::Subject | ElementKind::Breach));
            let id = self.entry(&element.entry, Ctx { record: speaks, ..base });
            let holds = match speaks {
                Some(r) => {
                    of_record.push(id);
                    self.node(None, Op::Some(r, id))
                }
                None => {
                    of_case.push(id);
                    id
                }
            };
            elements.push(Element {
                names: element_names(element.kind),
                holds,
                of_record: speaks.map(|_| id),
            });
        }
        let in_question = record.map(|_| self.and(of_record));
        let penalties = self.penalties(decl, top);
        let bracket = penalties.iter().rposition(Option::is_some).map_or(top, |g| g + 1);
        let lots = record.zip(in_question);
        let mut grounds = Vec::new();
        for (a, article) in scope.articles.iter().enumerate() {
            if let Effect::Grade(name) = &article.article.effect
                && article.grants()
                && let Some(grade) = self.grade(name)
            {
                let ctx = Ctx { module: article.module, record: None, lots, outcome: None, every: false };
                self.grounds(a, grade.min(bracket), ctx, &of_case, &mut grounds);
            }
        }
        for grade in 1..=bracket {
            let granted = scope.articles.iter().any(|a| match &a.article.effect {
                Effect::Grade(n) => a.grants() && scope.get(RUN, &n.text) == Some(Decl::Grade(grade)),
                _ => false,
            });
            if !granted {
                self.unmade_grade(grade, lots, &of_case, &mut grounds);
            }
        }
        let moves = self.moves();
        for ground in &mut grounds {
            let touch = moves.iter().filter(|m| !self.spares(m, ground));
            ground.moved_by = touch.map(|m| (m.finding, m.raises)).collect();
        }
        let at_least = (1..=top).map(|grade| self.reached(grade, bracket, &grounds)).collect();
        self.program.offences.push(Offence {
            names: names(&decl.name),
            elements,
            record,
            in_question,
            grounds,
            at_least,
            penalties,
            notes: Vec::new(),
        });
        let notes = self.notes(index, lots);
        if let Some(offence) = self.program.offences.get_mut(index) {
            offence.notes = notes;
        }
    }

    fn grounds(&mut self, a: usize, grade: usize, ctx: Ctx, of_case: &[NodeId], grounds: &mut Vec<Ground>) {
        let scope = self.scope;
        let Some(decl) = scope.articles.get(a) else { return };
        let mut ctx = ctx;
        let whole = match &decl.article.body {
            Body::Limbs { all, lots, .. } => {
                for filter in lots {
                    self.citations(decl.module, &filter.cites);
                    let Some(record) =
                        ctx.lots.map(|l| l.0).or_else(|| self.record_in(&filter.condition, decl.module))
                    else {
                        continue;
                    };
                    let inner = self.truth(&filter.condition, Ctx { record: Some(record), ..ctx });
                    let wanted = if filter.keep { inner } else { self.not(inner) };
                    let kept = self.within_lots(record, wanted, ctx);
                    ctx.lots = Some((record, kept));
                }
                *all
            }
            Body::Single(_) => true,
            Body::Empty => return,
        };
        let mut guard = of_case.to_vec();
        if let Some((record, lots)) = ctx.lots {
            guard.push(self.node(None, Op::Some(record, lots)));
        }
        for (i, provision) in scope.provisions.iter().enumerate() {
            let wanted = match provision.kind {
                ProvisionKind::Article(x) => whole && x == a,
                ProvisionKind::Limb(x, l) => !whole && x == a && decl.stands(Some(l)),
            };
            if !wanted {
                continue;
            }
            let degree = self.provision(i, ctx);
            let reached = self.holds(degree.id);
            let mut all = guard.clone();
            all.push(reached);
            let holds = self.and(all);
            let number = Names { en: provision.number.to_string(), zh: provision.number.chinese() };
            let mut cites = vec![self.citation(provision.source, provision.number)];
            let own = match (&decl.article.body, provision.kind) {
                (Body::Limbs { limbs, .. }, ProvisionKind::Limb(_, l)) => {
                    limbs.get(l).map(|l| l.entry.cites.clone()).unwrap_or_default()
                }
                (Body::Single(entry), _) => entry.cites.clone(),
                _ => Vec::new(),
            };
            cites.extend(self.citations(decl.module, &own));
            grounds.push(Ground {
                at: Some(i),
                provision: number,
                cites,
                grade,
                degree: degree.id,
                holds,
                terms: degree.terms,
                moved_by: Vec::new(),
            });
        }
    }

    /// A grade that no article grants is an evaluation nobody has made.
    fn unmade_grade(
        &mut self,
        grade: usize,
        lots: Option<(usize, NodeId)>,
        of_case: &[NodeId],
        grounds: &mut Vec<Ground>,
    ) {
        let called = self.program.schema.outcome(grade);
        let open = match self.program.opens.iter().position(|o| o.0 == called) {
            Some(i) => i,
            None => {
                self.program.opens.push((called.clone(), None));
                self.program.opens.len() - 1
            }
        };
        let node = self.node(None, Op::Open(open));
        let mut all = of_case.to_vec();
        all.push(node);
        if let Some((record, lots)) = lots {
            all.push(self.node(None, Op::Some(record, lots)));
        }
        let holds = self.and(all);
        let degree = self.node(None, Op::Plain(node));
        let term = Term { names: called.clone(), node, standard: None, unit: None, share: false, gate: None };
        let provision = Names { en: "-".into(), zh: "-".into() };
        grounds.push(Ground {
            at: None,
            provision,
            cites: Vec::new(),
            grade,
            degree,
            holds,
            terms: vec![term],
            moved_by: Vec::new(),
        });
    }

    /// The findings that move grades, each with the grounds it leaves alone.
    fn moves(&mut self) -> Vec<Moving> {
        let scope = self.scope;
        let mut out = Vec::new();
        for (module, appraisal) in &scope.appraisals {
            for step in &appraisal.moves {
                self.citations(*module, &step.cites);
                let Some(Decl::Finding(f)) = scope.get(*module, &step.finding.text) else {
                    scope.unknown(&step.finding, scope.all_names(), self.sink);
                    continue;
                };
                let ranges = match step.spared.as_ref().map(|s| &s.kind) {
                    Some(ExprKind::Quantified { provisions, .. }) => provisions.as_slice(),
                    _ => &[],
                };
                let spared: Vec<usize> =
                    ranges.iter().flat_map(|r| scope.cited(*module, r, self.sink)).collect();
                out.push(Moving { finding: f, raises: step.raises, spared });
            }
        }
        out
    }

    /// Whether a grade is reached: each ground's grade is moved by at most one step by the findings that touch it;
    /// those that lower and those that raise undo each other; nothing rises above the highest bracket.
    fn reached(&mut self, grade: usize, bracket: usize, grounds: &[Ground]) -> NodeId {
        let mut each = Vec::new();
        for ground in grounds.iter().filter(|g| g.grade + 1 >= grade) {
            let moved = |low: &mut Self, raises: bool| {
                let touch = ground.moved_by.iter().filter(|m| m.1 == raises);
                let found = touch.map(|m| low.node(None, Op::Finding(m.0))).collect();
                low.or(found)
            };
            let (down, up) = (moved(self, false), moved(self, true));
            let not_down = self.not(down);
            let stays = match ground.grade {
                g if g > grade => self.truth_node(true),
                g if g == grade => self.or(vec![not_down, up]),
                _ if grade <= bracket => self.and(vec![up, not_down]),
                _ => continue,
            };
            each.push(self.and(vec![ground.holds, stays]));
        }
        self.or(each)
    }

    /// Whether a finding leaves a ground alone: its limb, or the article in which it stands, is named.
    fn spares(&self, moving: &Moving, ground: &Ground) -> bool {
        let kind = |i: &usize| self.scope.provisions.get(*i).map(|p| p.kind);
        let at = ground.at.as_ref();
        moving.spared.iter().any(|s| {
            at == Some(s)
                || matches!((kind(s), at.and_then(kind)),
                    (Some(ProvisionKind::Article(a)), Some(ProvisionKind::Limb(b, _))) if a == b)
        })
    }

    fn penalties(&mut self, decl: &OffenceDecl, top: usize) -> Vec<Option<Penalty>> {
        let mut out: Vec<Option<Penalty>> = vec![None; top];
        for p in &decl.penalties {
            let cites = self.citations(decl.module, &p.cites);
            let Some(grade) = self.grade(&p.grade) else { continue };
            let fine = p.fine.map(|f| match f {
                Fine::And => "and",
                Fine::WithOrOnly => "with or alone",
                Fine::OrConfiscation => "and, or confiscation",
            });
            let penalty = Penalty {
                imprisonment: p.imprisonment,
                life: p.life,
                detention: p.detention,
                control: p.control,
                fine,
                cites,
            };
            if let Some(slot) = grade.checked_sub(1).and_then(|g| out.get_mut(g)) {
                if slot.is_some() {
                    self.error(Code::Duplicate, p.grade.span, &[&p.grade.text]);
                }
                *slot = Some(penalty);
            }
        }
        out
    }

    fn notes(&mut self, offence: usize, lots: Option<(usize, NodeId)>) -> Vec<Note> {
        let scope = self.scope;
        let mut out = Vec::new();
        for decl in &scope.articles {
            let says = match &decl.article.effect {
                Effect::Grade(_) => continue,
                Effect::Heavier => {
                    Names { en: "heavier within the bracket".into(), zh: "从重处罚".into() }
                }
                Effect::Lenient => Names { en: "lenient".into(), zh: "从宽处罚".into() },
                Effect::MayExempt => Names { en: "may be exempted".into(), zh: "可以免予处罚".into() },
                Effect::Fine { of, from, to } => self.fine(of, from, to),
            };
            let ctx = Ctx { module: decl.module, record: None, lots, outcome: Some(offence), every: false };
            let holds = match &decl.article.body {
                Body::Empty => None,
                Body::Single(entry) => Some(self.entry(entry, ctx)),
                Body::Limbs { all, limbs, .. } => {
                    let each = limbs.iter().map(|l| self.entry(&l.entry, ctx)).collect();
                    Some(self.junction(*all, each))
                }
            };
            let number = decl.article.number;
            let provision = self.citation(decl.source, number);
            out.push(Note { provision, says, holds });
        }
        out
    }

    fn fine(&mut self, of: &Name, from: &crate::val::Ratio, to: &crate::val::Ratio) -> Names {
        let fact = match self.scope.get(RUN, &of.text) {
            Some(Decl::Fact(i)) => self.program.schema.facts.get(i).map(|f| f.names.clone()),
            _ => {
                self.scope.unknown(of, self.scope.all_names(), self.sink);
                None
            }
        }
        .unwrap_or_default();
        let han = |r: &crate::val::Ratio| {
            let n = r.as_i64().and_then(|n| u32::try_from(n).ok());
            n.map_or_else(|| r.decimal(), ast::han_number)
        };
        Names {
            en: format!("fine generally {} to {} times {}", from.decimal(), to.decimal(), fact.en),
            zh: format!("罚金一般为{}{}倍以上{}倍以下", fact.zh, han(from), han(to)),
        }
    }
}
