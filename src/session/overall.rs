//! What holds over all cases: rule sets compared, claims settled; each witness as a case file that was graded anew.

use super::modules::Session;
use super::scratch::Law;
use super::texts::RuleSet;
use super::vary::{Fewest, fewest};
use crate::case::{CaseFile, Expectation, to_ast};
use crate::diag::{Code, Diagnostic, Lang};
use crate::explain::{Verdict, explain};
use crate::hir::{Module, Twins};
use crate::ir::facts::{Facts, Known, Origin, Slot};
use crate::ir::from_hir::Sort;
use crate::ir::node::NodeId;
use crate::ir::program::{Program, Says};
use crate::ir::schema::{Field, Names, Schema};
use crate::prove::{
    ClaimAnswer, Comparison, Definition, Found, Limit, Penalties, Reach, Refused, Relation, Stopped, Toward,
    Witness, claim_smtlib, compare, margin, pairs_smtlib, settle,
};
use crate::syntax::ast::{Item, ItemKind};
use crate::syntax::parse_condition;
use crate::syntax::print::Printer;
use crate::text::{FileId, Span};
use crate::val::DateRange;
use std::sync::Arc;

/// What a case says of a finding that it only supposes.
const SUPPOSED: [&str; 2] = ["supposed, to show the difference", "为说明差异而假设"];

/// A case that shows something.
#[derive(Debug, Clone)]
pub struct Exhibit {
    /// The case, with what each rule set gives as its expectation.
    pub case: CaseFile,
    /// The vocabulary it is written in.
    pub schema: Schema,
    /// The case as a text, in English and in Chinese.
    pub text: [String; 2],
    /// The answer of each rule set.
    pub verdicts: Vec<Verdict>,
    /// What the prover says of it.
    pub witness: Witness,
}

impl Exhibit {
    /// What the case states, in a line.
    pub fn stated(&self, lang: Lang) -> String {
        let [en, zh] = &self.text;
        // after its name and the word on silence, before what is expected of it
        let lines = lang.pick(&[en.as_str(), zh.as_str()]).lines().skip(2).map(str::trim);
        let lines = lines.take_while(|l| !l.starts_with(lang.pick(&["expect ", "预期 "])));
        let lines = lines.map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
        let lines: Vec<String> = lines.filter(|l| !l.is_empty()).collect();
        lines.join(lang.pick(&["; ", "；"]))
    }
}

/// A question as SMT-LIB text, for a solver that is not this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is called: a pair of outcomes, or a claim.
    pub id: String,
    /// The text.
    pub text: String,
    /// Whether what is asked for was found here: then `sat` agrees; none if it was not decided.
    pub possible: Option<bool>,
}

/// A case on each side, where there is one.
pub type Both = [Option<Box<Exhibit>>; 2];

/// Two rule sets over all cases.
#[derive(Debug, Clone)]
pub struct Contrast {
    /// What was compared.
    pub modules: Vec<Names>,
    /// The condition to which it was confined, as written.
    pub within: Option<String>,
    /// The outcomes in words, from no offence upwards.
    pub scale: Vec<Names>,
    /// How the outcomes lie.
    pub relation: Relation,
    /// Each pair of outcomes, by the first and then the second.
    pub pairs: Vec<(usize, usize, Found<Box<Exhibit>>)>,
    /// How what both define lies, with a case where only the first holds and one where only the second does.
    pub definitions: Vec<(Definition, [Option<Box<Exhibit>>; 2])>,
    /// How penalties lie, with a case where the first is heavier and one where the second is; none if they cannot be put.
    pub penalties: Option<Vec<(Penalties, Both)>>,
    /// Bounds under which all this holds.
    pub limits: Vec<Limit>,
}

impl Question {
    /// Whether some record falls in no cell: what other answers rest on.
    fn lists(id: &str, texts: Vec<String>) -> Vec<Question> {
        let question =
            |(at, text)| Question { id: format!("{id}-lists-{}", at + 1), text, possible: Some(false) };
        texts.into_iter().enumerate().map(question).collect()
    }
}

impl Contrast {
    /// Whether nothing was left open.
    pub fn complete(&self) -> bool {
        self.relation != Relation::NotDecided && !self.pairs.iter().any(|p| matches!(p.2, Found::NotDecided))
    }
}

/// A claim with its answer.
#[derive(Debug, Clone)]
pub struct Settled {
    /// Its names.
    pub names: Names,
    /// The claim as written, in English and in Chinese.
    pub text: [String; 2],
    /// Its citations.
    pub cites: Vec<Names>,
    /// Where it stands.
    pub at: Span,
    /// The statute under which it was read, where the module interprets several.
    pub under: Option<Names>,
    /// Whether it speaks of records, so that outcomes say nothing of it.
    pub of_record: bool,
    /// Whether it holds.
    pub answer: Answered,
    /// The question whether it can fail, and those that the answer rests on; none if it cannot be put exactly.
    pub questions: Vec<Question>,
    /// Of a refuted claim: how far the case is from the nearest that obeys it.
    pub margin: Option<(Toward, Fewest)>,
}

/// What became of a claim.
#[derive(Debug, Clone)]
pub enum Answered {
    /// It holds of all cases, within these bounds.
    Proved(Vec<Limit>),
    /// It fails here; of a claim on raising, the lesser case first and then the greater.
    Refuted(Box<Exhibit>, Option<Box<Exhibit>>),
    /// Not settled within the budget of steps.
    NotDecided,
    /// It cannot be put exactly.
    Refused(Refused),
    /// Evaluation does not bear the prover out; what was asked.
    Unsound(String),
}

/// Two rule sets held against each other.
pub(super) struct Held {
    /// As they are found.
    pub sets: [RuleSet; 2],
    /// What they come to.
    pub laws: [Law; 2],
    /// The condition to which the cases are confined: the first program with it, and where it is.
    pub asked: Option<(Program, NodeId)>,
}

impl Held {
    /// The first program, with the condition if there is one.
    fn first(&self) -> (&Program, Option<NodeId>) {
        match &self.asked {
            Some((program, node)) => (program, Some(*node)),
            None => (&self.laws[0].program, None),
        }
    }
}

impl Session {
    /// Compares two rule sets over all cases, or over those that meet a condition of the first; a module that picks by
    /// date is taken as of the latest law. None if a rule set is not there or at fault.
    pub fn contrast(
        &mut self,
        a: &RuleSet,
        b: &RuleSet,
        only: Option<&str>,
    ) -> Option<Result<Contrast, Stopped>> {
        let held = self.held(a, b, only)?;
        let (program, node) = held.first();
        let found = match compare(program, &held.laws[1].program, node) {
            Ok(found) => found,
            Err(stopped) => return Some(Err(stopped)),
        };
        let bench = Bench::of(self, &held.laws);
        Some(Ok(bench.contrast(found, only)))
    }

    /// The questions of a comparison with what was found, as SMT-LIB text.
    pub fn questions(&mut self, a: &RuleSet, b: &RuleSet, found: &Contrast) -> Option<Vec<Question>> {
        let held = self.held(a, b, found.within.as_deref())?;
        let (program, node) = held.first();
        let texts = pairs_smtlib(program, &held.laws[1].program, node).ok()?;
        let word = |grade: usize| found.scale.get(grade).map(|n| n.en.clone()).unwrap_or_default();
        let question = |(from, to, text): (usize, usize, String)| {
            let answer = found.pairs.iter().find(|p| (p.0, p.1) == (from, to)).map(|p| &p.2);
            let possible = match answer {
                Some(Found::Possible(_)) => Some(true),
                Some(Found::Impossible) => Some(false),
                Some(Found::NotDecided) | None => None,
            };
            Question { id: format!("{}-to-{}", word(from), word(to)), text, possible }
        };
        let mut all: Vec<Question> = texts.asked.into_iter().map(question).collect();
        all.extend(Question::lists("compare", texts.lists));
        Some(all)
    }

    /// Two rule sets held against each other, under a condition as the first reads it; None if one of them or the
    /// condition is not there or at fault.
    pub(super) fn held(&mut self, a: &RuleSet, b: &RuleSet, only: Option<&str>) -> Option<Held> {
        let sets = [self.resolved(a)?, self.resolved(b)?];
        let [a, b] = &sets;
        let laws = [self.law(a, DateRange::any())?, self.law(b, DateRange::any())?];
        let asked = match only {
            Some(text) => Some(self.supposing(&laws[0], text)?),
            None => None,
        };
        Some(Held { sets, laws, asked })
    }

    /// A condition of the case under a law: the program with it, and where it is; faults go to the sink.
    pub(super) fn supposing(&mut self, law: &Law, text: &str) -> Option<(Program, NodeId)> {
        let file = self.typed("--where", text);
        let entry = parse_condition(file, text, &mut self.sink)?;
        let asked = self.ask(law, &entry)?;
        if asked.sort == Sort::Truth && asked.record.is_none() {
            return Some((asked.program, asked.node));
        }
        let span = Span { file, start: 0, end: text.len() as u32 };
        let what = match asked.record {
            Some(_) => "a condition on one record | 单条记录的条件",
            None => "no yes or no | 不是能否成立的条件",
        };
        self.sink.push(Diagnostic::new(Code::NotACondition, span, &[text, what]));
        None
    }

    /// Settles every claim that a module states, under each statute that it interprets; with the questions as
    /// SMT-LIB text if they are wanted. None if the module is at fault.
    pub fn settle(&mut self, set: &RuleSet, with_questions: bool) -> Option<Vec<Settled>> {
        let set = self.resolved(set)?;
        let interprets = self.header(&set.module).map(|h| h.interprets).unwrap_or_default();
        let mut statutes: Vec<Option<String>> = vec![None];
        statutes.extend(interprets.iter().skip(1).map(|s| Some(s.text.clone())));
        let mut out = Vec::new();
        for statute in statutes {
            let program = self.claiming(&set, statute.as_deref())?;
            let law = self.law_under(&set, statute.clone())?;
            let shown = match (interprets.len() > 1, &statute) {
                (false, _) => None,
                (true, Some(statute)) => Some(statute.clone()),
                (true, None) => interprets.first().map(|s| s.text.clone()),
            };
            let under = shown.and_then(|s| self.resolve(&s)).map(|s| self.called(&RuleSet::of(&s)));
            let texts = self.claim_texts(&law);
            for (n, claim) in program.claims.iter().enumerate() {
                self.tell(n, program.claims.len());
                let text = texts.iter().find(|t| t.0 == claim.at).map(|t| t.1.clone()).unwrap_or_default();
                let other = match &claim.says {
                    Says::SameOutcome { module, .. } => {
                        let full = self.resolve(module)?;
                        Some(self.law(&RuleSet::of(&full), DateRange::any())?)
                    }
                    Says::Raising { .. } | Says::Implies { .. } => None,
                };
                let beside = other.as_ref().map(|o| o.program.as_ref());
                let asked = match with_questions {
                    true => claim_smtlib(&program, &claim.says, beside).ok(),
                    false => None,
                };
                let mut found = settle(&program, &claim.says, beside);
                let mut missed = None;
                if let Ok(ClaimAnswer::Refuted(first, second)) = &found {
                    match margin(&program, &claim.says, beside, first, second.as_deref()) {
                        Ok(told) => missed = told.map(|m| (m.to, fewest(&program, "nearest", m.nearest))),
                        Err(fault) => found = Err(Stopped::Unsound(fault)),
                    }
                }
                let laws: Vec<Law> = std::iter::once(law.clone()).chain(other.clone()).collect();
                let answer = self.answered(found, &laws, statute.is_none());
                let short = set.module.rsplit('.').next().unwrap_or(&set.module);
                let under_id = under.as_ref().map_or(String::new(), |u| format!("-{}", u.en));
                let possible = match &answer {
                    Answered::Proved(_) => Some(false),
                    Answered::Refuted(..) => Some(true),
                    Answered::NotDecided | Answered::Refused(_) | Answered::Unsound(_) => None,
                };
                let id = format!("{short}-{}{under_id}", claim.names.en);
                let questions = asked.map_or(Vec::new(), |texts| {
                    let lists = Question::lists(&id, texts.lists);
                    std::iter::once(Question { id, text: texts.asked, possible }).chain(lists).collect()
                });
                let of_record = matches!(claim.says, Says::Implies { record: Some(_), .. });
                let (names, cites, at) = (claim.names.clone(), claim.cites.clone(), claim.at);
                out.push(Settled {
                    names,
                    text,
                    cites,
                    at,
                    under: under.clone(),
                    of_record,
                    answer,
                    questions,
                    margin: missed,
                });
            }
        }
        Some(out)
    }

    fn answered(&mut self, found: Result<ClaimAnswer, Stopped>, laws: &[Law], usual: bool) -> Answered {
        match found {
            Err(Stopped::Refused(refused)) | Ok(ClaimAnswer::Refused(refused)) => Answered::Refused(refused),
            Err(Stopped::Unsound(fault)) => Answered::Unsound(fault.asked),
            Ok(ClaimAnswer::Proved(limits)) => Answered::Proved(limits),
            Ok(ClaimAnswer::NotDecided) => Answered::NotDecided,
            Ok(ClaimAnswer::Refuted(first, second)) => {
                let mut bench = Bench::of(self, laws);
                bench.usual = usual;
                let both = second.is_some();
                let id = |n: usize| if both { format!("witness-{}", n + 1) } else { "witness".to_owned() };
                let first = Box::new(bench.exhibit(&first, &id(0)));
                Answered::Refuted(first, second.map(|w| Box::new(bench.exhibit(&w, &id(1)))))
            }
        }
    }

    /// Each claim of a law's own module as written, in English and in Chinese, by the place of its name.
    fn claim_texts(&mut self, law: &Law) -> Vec<(Span, [String; 2])> {
        let twins = self.twins(&law.text);
        let Some(own) = law.text.last() else { return Vec::new() };
        let claims = own.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Claim { name, .. } => Some((name.name.span, item)),
            _ => None,
        });
        claims.map(|(at, item)| (at, both(&twins, item))).collect()
    }
}

/// An item in English and in Chinese.
fn both(twins: &Twins, item: &Item) -> [String; 2] {
    [Lang::En, Lang::Zh].map(|lang| Printer::new(lang, &twins.in_language(lang)).item(item))
}

/// What it takes to put a witness before people.
pub(super) struct Bench {
    sets: Vec<RuleSet>,
    names: Vec<Names>,
    programs: Vec<Arc<Program>>,
    twins: Twins,
    /// Whether each rule set is read as its name alone says, so that its outcome can be an expectation.
    pub(super) usual: bool,
}

impl Bench {
    pub(super) fn of(session: &mut Session, laws: &[Law]) -> Bench {
        let texts: Vec<Arc<Module>> = laws.iter().flat_map(|l| l.text.iter().cloned()).collect();
        Bench {
            sets: laws.iter().map(|l| l.set.clone()).collect(),
            names: laws.iter().map(|l| session.called(&l.set)).collect(),
            programs: laws.iter().map(|l| l.program.clone()).collect(),
            twins: session.twins(&texts),
            usual: laws.iter().all(|l| l.statute.is_none()),
        }
    }

    fn contrast(&self, found: Comparison, only: Option<&str>) -> Contrast {
        let schema = self.programs.first().map(|p| p.schema.clone()).unwrap_or_default();
        let word = |grade: usize| schema.outcome(grade).en;
        let pairs = found.pairs.iter().map(|pair| {
            let id = format!("{}-to-{}", word(pair.from), word(pair.to));
            let shown = match &pair.found {
                Found::Possible(witness) => Found::Possible(Box::new(self.exhibit(witness, &id))),
                Found::Impossible => Found::Impossible,
                Found::NotDecided => Found::NotDecided,
            };
            (pair.from, pair.to, shown)
        });
        let pairs = pairs.collect();
        let definitions = found.definitions.into_iter().map(|d| {
            let shown = |w: &Option<Witness>, which: &str| {
                let id = format!("{}-{which}", d.names.en);
                w.as_ref().map(|w| Box::new(self.exhibit(w, &id)))
            };
            let both = [shown(&d.only_first, "only-first"), shown(&d.only_second, "only-second")];
            (d, both)
        });
        let penalties = |p: Penalties| {
            let shown = |w: &Option<Witness>, id: &str| w.as_ref().map(|w| Box::new(self.exhibit(w, id)));
            let ids = match p.reach {
                Reach::Most => ["penalty-most-first", "penalty-most-second"],
                Reach::Least => ["penalty-least-first", "penalty-least-second"],
                Reach::Fine => ["penalty-fine-first", "penalty-fine-second"],
            };
            let [first, second] = ids;
            let both = [shown(&p.heavier_first, first), shown(&p.heavier_second, second)];
            (p, both)
        };
        Contrast {
            modules: self.names.clone(),
            within: only.map(str::to_owned),
            scale: (0..=schema.scale.len()).map(|g| schema.outcome(g)).collect(),
            relation: found.relation,
            pairs,
            definitions: definitions.collect(),
            penalties: found.penalties.ok().map(|all| all.into_iter().map(penalties).collect()),
            limits: found.limits,
        }
    }

    /// A witness as a case, graded under each rule set.
    pub(super) fn exhibit(&self, witness: &Witness, id: &str) -> Exhibit {
        let empty = Program::default();
        let program = self.programs.first().map_or(&empty, Arc::as_ref);
        let schema = &program.schema;
        let span = Span { file: FileId(0), start: 0, end: 0 };
        let expected =
            self.sets.iter().zip(&self.programs).zip(&witness.outcomes).map(|((set, program), grade)| {
                let word = program.schema.outcome(*grade).en;
                Expectation {
                    low: word.clone(),
                    high: word,
                    module: set.module.clone(),
                    with: set.with.clone(),
                    span,
                }
            });
        let expects: Vec<Expectation> = expected.filter(|_| self.usual).collect();
        let facts = witness.facts.first().cloned().unwrap_or_else(|| Facts::unstated(true, schema));
        let mut case = CaseFile { expects, ..CaseFile::made(id, stated(facts, schema)) };
        let text = [Lang::En, Lang::Zh].map(|lang| {
            for (_, because) in case.facts.findings.iter_mut().flatten() {
                *because = lang.pick(&SUPPOSED).to_owned();
            }
            let item = Item { kind: ItemKind::Case(to_ast(&case, schema)), span };
            Printer::new(lang, &self.twins.in_language(lang)).item(&item)
        });
        let graded =
            self.programs.iter().zip(&witness.facts).zip(&self.names).map(|((program, facts), names)| {
                let mut verdict = explain(program, facts, id);
                verdict.module = names.clone();
                verdict
            });
        Exhibit { schema: schema.clone(), text, verdicts: graded.collect(), witness: witness.clone(), case }
    }
}

/// The same facts, stated only where silence does not mean them already.
fn stated(mut facts: Facts, schema: &Schema) -> Facts {
    let say = |slot: &mut Slot, field: &Field| {
        let silent = Slot::unstated(field, true, schema);
        match slot.value == silent.value {
            true => *slot = silent,
            false => slot.origin = Origin::Stated,
        }
    };
    for (slot, field) in facts.slots.iter_mut().zip(&schema.facts) {
        if let (Known::List(Some(rows)), crate::ir::schema::Type::List(record)) = (&mut slot.value, field.ty)
        {
            let fields = schema.records.get(record).map(|r| r.fields.as_slice()).unwrap_or_default();
            for row in rows {
                row.slots.iter_mut().zip(fields).for_each(|(slot, field)| say(slot, field));
            }
        }
        say(slot, field);
    }
    facts
}
