//! Items and their lines.

use super::{Lower, child, children, has};
use crate::diag::Code;
use crate::syntax::ast::{
    Appraisal, Article, Body, Class, Effect, Element, ElementKind, Field, FieldType, Filter, Fine, Given,
    Header, Item, ItemKind, Limb, MeasureKind, Move, Penalty, Role, Selection, Source,
};
use crate::syntax::parser::{P, Rule};
use crate::val::{Date, Ratio, Unit};

impl Lower<'_> {
    /// The item of a chunk; none if a part without which it means nothing was at fault.
    pub(in crate::syntax) fn item(mut self, p: P<'_>) -> Option<Item> {
        let span = self.span(&p);
        let kind = self.kind_of_item(&p)?;
        Some(Item { kind, span })
    }
    fn kind_of_item(&mut self, p: &P<'_>) -> Option<ItemKind> {
        Some(match p.as_rule() {
            Rule::module => ItemKind::Module(self.header(p)?),
            Rule::kind => {
                let (name, members) = self.named_list(p)?;
                ItemKind::Kind { name, members }
            }
            Rule::scale => {
                let (name, grades) = self.named_list(p)?;
                ItemKind::Scale { name, grades }
            }
            Rule::record => {
                let counted_by = child(p, Rule::counted_by).and_then(|c| self.name_in(&c));
                ItemKind::Record { name: self.alias_in(p)?, fields: self.fields(p), counted_by }
            }
            Rule::facts => ItemKind::Facts(self.fields(p)),
            Rule::findings => ItemKind::Findings(self.aliases(p)),
            Rule::open_item => {
                let presumed = child(p, Rule::presumed).map(|c| has(&c, Rule::kw_yes));
                let (role, name, record, cites) =
                    (role(p)?, self.alias_in(p)?, self.record_of(p), self.cites(p));
                ItemKind::Open { role, name, record, presumed, cites }
            }
            Rule::predicate => {
                let (role, name, record, cites) =
                    (role(p)?, self.alias_in(p)?, self.record_of(p), self.cites(p));
                let means = self.entry_in(&child(p, Rule::means)?)?;
                ItemKind::Predicate { role, name, record, means, cites }
            }
            Rule::classification => {
                let (name, record, cites) = (self.alias_in(p)?, self.record_of(p), self.cites(p));
                let mut classes = Vec::new();
                for c in children(p, Rule::class) {
                    let (when, cites) = (self.entry_in(&c), self.cites(&c));
                    classes.extend(self.alias_in(&c).map(|name| Class { name, when, cites }));
                }
                ItemKind::Classification { name, record, classes, cites }
            }
            Rule::quantity => {
                let (name, record, cites) = (self.alias_in(p)?, self.record_of(p), self.cites(p));
                let ty = child(p, Rule::ftype)?;
                let Some(unit) = self.unit_in(&ty) else {
                    let span = self.span(&ty);
                    self.fault(Code::Syntax, span, &["a unit | 单位"]);
                    return None;
                };
                let is = self.sum(&child(p, Rule::sum)?, false);
                ItemKind::Quantity { name, record, unit, is, cites }
            }
            Rule::measure => self.measure(p)?,
            Rule::offence => {
                let (name, cites) = (self.alias_in(p)?, self.cites(p));
                let mut elements = Vec::new();
                for e in children(p, Rule::element) {
                    elements.extend(self.element(&e));
                }
                let mut penalties = Vec::new();
                for e in children(p, Rule::penalty) {
                    penalties.extend(self.penalty(&e));
                }
                ItemKind::Offence { name, elements, penalties, cites }
            }
            Rule::article => ItemKind::Article(self.article(p)?),
            Rule::appraisal => self.appraisal(p)?,
            Rule::parameter => {
                let (name, cites) = (self.alias_in(p)?, self.cites(p));
                let Some(value) = child(p, Rule::literal) else {
                    let span = child(p, Rule::name).map_or_else(|| self.span(p), |n| self.span(&n));
                    self.fault(
                        Code::Syntax,
                        span,
                        &["a number, a date, `yes` or `no` | 数、日期、“是”或者“否”"],
                    );
                    return None;
                };
                let span = self.span(&value);
                ItemKind::Parameter { name, value: self.literal(&value)?, span, cites }
            }
            Rule::claim => self.claim(p)?,
            Rule::edit => self.edit(p)?,
            Rule::table => ItemKind::Table(self.table(p)?),
            Rule::case => ItemKind::Case(self.case(p)),
            _ => return None,
        })
    }
    fn named_list(
        &mut self,
        p: &P<'_>,
    ) -> Option<(crate::syntax::ast::Alias, Vec<crate::syntax::ast::Alias>)> {
        let mut all = self.aliases(p).into_iter();
        Some((all.next()?, all.collect()))
    }
    fn record_of(&mut self, p: &P<'_>) -> Option<crate::syntax::ast::Name> {
        child(p, Rule::of_record).and_then(|r| self.name_in(&r))
    }

    fn header(&mut self, p: &P<'_>) -> Option<Header> {
        let mut out = Header {
            name: self.alias_in(p)?,
            title: None,
            sources: Vec::new(),
            in_force: None,
            uses: Vec::new(),
            interprets: Vec::new(),
            amends: None,
            selects: None,
        };
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::title => out.title = child(&c, Rule::titles).map(|t| self.titles(&t)),
                Rule::source => {
                    let titles = child(&c, Rule::titles).map(|t| self.titles(&t)).unwrap_or_default();
                    out.sources.extend(self.alias_in(&c).map(|name| Source { name, titles }));
                }
                Rule::in_force => {
                    let days: Vec<Option<Date>> = children(&c, Rule::date).map(|d| self.date(&d)).collect();
                    if let Some(Some(from)) = days.first() {
                        out.in_force = Some((*from, days.get(1).copied().flatten()));
                    }
                }
                Rule::uses => out.uses.extend(self.names(&c)),
                Rule::interprets => out.interprets.extend(self.names(&c)),
                Rule::amends => out.amends = self.name_in(&c),
                Rule::selects => {
                    let (among, lenient) = (self.names(&c), has(&c, Rule::kw_selects_lenient));
                    out.selects = self.name_in(&c).map(|by| Selection { among, by, lenient });
                }
                _ => {}
            }
        }
        Some(out)
    }

    fn fields(&mut self, p: &P<'_>) -> Vec<Field> {
        let mut out = Vec::new();
        for f in children(p, Rule::field) {
            let ty = child(&f, Rule::ftype).and_then(|t| self.field_type(&t));
            let default = child(&f, Rule::default).and_then(|d| self.value_in(&d));
            let if_silent = child(&f, Rule::silent).and_then(|d| self.value_in(&d));
            let span = self.span(&f);
            out.extend(self.alias_in(&f).zip(ty).map(|(name, ty)| Field {
                name,
                ty,
                default,
                if_silent,
                span,
            }));
        }
        out
    }
    fn field_type(&mut self, p: &P<'_>) -> Option<FieldType> {
        if has(p, Rule::kw_yes_or_no) {
            return Some(FieldType::YesNo);
        }
        if has(p, Rule::kw_date) {
            return Some(FieldType::Date);
        }
        if let Some(unit) = self.unit_in(p) {
            return Some(FieldType::Number(unit));
        }
        let name = self.name_in(p)?;
        Some(if has(p, Rule::kw_list_of) { FieldType::List(name) } else { FieldType::Kind(name) })
    }
    fn value_in(&mut self, p: &P<'_>) -> Option<Given> {
        let value = child(p, Rule::value)?;
        let inner = value.into_inner().next()?;
        match inner.as_rule() {
            Rule::kw_unknown => Some(Given::Unknown),
            Rule::name => Some(Given::Name(self.name(&inner))),
            _ => self.literal(&inner).map(Given::Value),
        }
    }

    fn measure(&mut self, p: &P<'_>) -> Option<ItemKind> {
        let (name, cites) = (self.alias_in(p)?, self.cites(p));
        let how = p.clone().into_inner().find_map(|c| match c.as_rule() {
            Rule::kw_total => Some(MeasureKind::Total),
            Rule::kw_greatest => Some(MeasureKind::Greatest),
            Rule::kw_least => Some(MeasureKind::Least),
            Rule::kw_number => Some(MeasureKind::Number),
            _ => None,
        })?;
        let mut names = self.names(p).into_iter();
        let of = if how == MeasureKind::Number { None } else { Some(names.next()?) };
        let over = names.next()?;
        let condition = child(p, Rule::list).map(|l| self.list(&l));
        Some(ItemKind::Measure { name, how, of, over, condition, cites })
    }

    fn element(&mut self, p: &P<'_>) -> Option<Element> {
        let kind = match p.clone().into_inner().next()?.as_rule() {
            Rule::kw_subject => ElementKind::Subject,
            Rule::kw_breach => ElementKind::Breach,
            Rule::kw_object => ElementKind::Object,
            Rule::kw_conduct => ElementKind::Conduct,
            _ => ElementKind::Interest,
        };
        Some(Element { kind, entry: self.entry_in(p)? })
    }
    fn penalty(&mut self, p: &P<'_>) -> Option<Penalty> {
        let (grade, cites) = (self.name_in(p)?, self.cites(p));
        Some(self.punishment(grade, &child(p, Rule::punish)?, cites))
    }
    /// What a bracket consists of.
    pub(super) fn punishment(
        &mut self,
        grade: crate::syntax::ast::Name,
        punish: &P<'_>,
        cites: Vec<crate::syntax::ast::Cite>,
    ) -> Penalty {
        let mut out = Penalty {
            grade,
            imprisonment: None,
            life: false,
            detention: false,
            control: false,
            fine: None,
            cites,
        };
        for term in children(punish, Rule::term) {
            out.life |= has(&term, Rule::p_life);
            out.detention |= has(&term, Rule::p_detention);
            out.control |= has(&term, Rule::p_control);
            if let Some(years) = child(&term, Rule::years) {
                out.imprisonment = self.months(&years);
            }
        }
        if let Some(fine) = child(punish, Rule::fine) {
            out.fine = Some(match () {
                () if has(&fine, Rule::fine_either) => Fine::WithOrOnly,
                () if has(&fine, Rule::fine_or_more) => Fine::OrConfiscation,
                () => Fine::And,
            });
        }
        out
    }
    /// The quantities inside, each with its unit if it has one.
    fn amounts(&mut self, p: &P<'_>, out: &mut Vec<(Ratio, Option<Unit>)>) {
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::number | Rule::int => out.extend(self.number(&c).map(|n| (n, None))),
                Rule::unit_en | Rule::unit_zh => {
                    if let Some(last) = out.last_mut() {
                        last.1 = super::lexis::unit(c.as_str());
                    }
                }
                Rule::qty | Rule::multiple | Rule::span_q => self.amounts(&c, out),
                _ => {}
            }
        }
    }
    fn months(&mut self, p: &P<'_>) -> Option<(u32, u32)> {
        let mut found = Vec::new();
        self.amounts(p, &mut found);
        let unit = found.last().and_then(|(_, u)| *u);
        let ends: Vec<Option<u32>> = found
            .iter()
            .map(|(n, own)| {
                let months = match own.or(unit)? {
                    Unit::Years => n.times(&Ratio::int(12)),
                    Unit::Months => n.clone(),
                    _ => return None,
                };
                months.as_i64().and_then(|m| u32::try_from(m).ok())
            })
            .collect();
        let out = match ends.as_slice() {
            [Some(to)] => Some((0, *to)),
            [Some(from), Some(to)] if from <= to => Some((*from, *to)),
            _ => None,
        };
        if out.is_none() {
            let span = self.span(p);
            self.fault(
                Code::Syntax,
                span,
                &["a term in years or months, the lesser first, | 以年或者月计、先小后大的刑期"],
            );
        }
        out
    }

    fn article(&mut self, p: &P<'_>) -> Option<Article> {
        let heading = child(p, Rule::prov)?;
        let (number, span) = (self.provision(&heading)?, self.span(&heading));
        if let Some(guideline) = child(p, Rule::guideline) {
            let mut ends = Vec::new();
            self.amounts(&child(&guideline, Rule::span_q)?, &mut ends);
            let mut ends = ends.into_iter().map(|(n, _)| n);
            let (of, from, to) = (self.name_in(&guideline)?, ends.next()?, ends.next()?);
            let cites = self.cites(&guideline);
            return Some(Article {
                number,
                span,
                effect: Effect::Fine { of, from, to },
                body: Body::Empty,
                cites,
                standing: true,
            });
        }
        let inner = child(p, Rule::effect)?.into_inner().next()?;
        let effect = match inner.as_rule() {
            Rule::kw_may_exempt => Effect::MayExempt,
            Rule::kw_heavier => Effect::Heavier,
            Rule::kw_lenient => Effect::Lenient,
            _ => Effect::Grade(self.name(&inner)),
        };
        if let Some(single) = child(p, Rule::single) {
            let body = Body::Single(self.entry_in(&single)?);
            return Some(Article { number, span, effect, body, cites: Vec::new(), standing: true });
        }
        let limbs = child(p, Rule::limbs)?;
        let (cites, body) = self.limbs(&limbs);
        Some(Article { number, span, effect, body, cites, standing: true })
    }
    /// The parts after the heading; the first `cites` is the heading's, each later one its filter's.
    fn limbs(&mut self, p: &P<'_>) -> (Vec<crate::syntax::ast::Cite>, Body) {
        let mut heading = Vec::new();
        let mut lots: Vec<Filter> = Vec::new();
        let mut limbs = Vec::new();
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::cites => {
                    let cites = self.cites(&c);
                    match lots.last_mut() {
                        Some(filter) => filter.cites.extend(cites),
                        None => heading.extend(cites),
                    }
                }
                Rule::filter => {
                    let (keep, condition) = self.filter(&c);
                    lots.push(Filter { keep, condition, cites: Vec::new() });
                }
                Rule::limb => {
                    let number =
                        child(&c, Rule::limb_no).and_then(|n| self.place(&n).map(|k| (k, self.span(&n))));
                    let entry = self.entry_in(&c);
                    limbs.extend(number.zip(entry).map(|((number, span), entry)| Limb {
                        number,
                        span,
                        entry,
                        standing: true,
                    }));
                }
                _ => {}
            }
        }
        (heading, Body::Limbs { all: has(p, Rule::kw_all_following), lots, limbs })
    }

    fn appraisal(&mut self, p: &P<'_>) -> Option<ItemKind> {
        let (name, mut cites) = (self.alias_in(p)?, self.cites(p));
        let (mut weigh, mut moves) = (Vec::new(), Vec::new());
        for c in p.clone().into_inner() {
            match c.as_rule() {
                Rule::weigh => {
                    weigh.extend(self.names(&c));
                    cites.extend(self.cites(&c));
                }
                Rule::moves => {
                    let (raises, cites) = (has(&c, Rule::kw_raises), self.cites(&c));
                    let spared = child(&c, Rule::spared).and_then(|s| child(&s, Rule::cprovs));
                    let spared = spared.map(|s| self.listed(&s));
                    moves.extend(self.name_in(&c).map(|finding| Move { finding, raises, spared, cites }));
                }
                _ => {}
            }
        }
        Some(ItemKind::Appraisal(Appraisal { name, weigh, moves, cites }))
    }
}

fn role(p: &P<'_>) -> Option<Role> {
    p.clone().into_inner().find_map(|c| match c.as_rule() {
        Rule::kw_definition => Some(Role::Definition),
        Rule::kw_behaviour => Some(Role::Behaviour),
        Rule::kw_interest_item => Some(Role::Interest),
        _ => None,
    })
}
