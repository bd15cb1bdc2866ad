//! Walks through the leaves of an item: its names, its texts in two languages, and its places.

use super::{
    Action, Alias, Article, Body, Case, CasePart, Cell, Cite, Claim, Edit, Effect, Entry, Exception, Expr,
    ExprKind, Field, FieldType, Given, Header, Item, ItemKind, Name, Penalty, ProvisionRange, Table, Target,
    Titles,
};
use crate::text::{FileId, Span};

/// What is done with each leaf; by default nothing.
pub trait Leaves {
    /// A place.
    fn span(&mut self, _span: &mut Span) {}
    /// A name that is used, or one spelling of a declared one.
    fn name(&mut self, _name: &mut Name) {}
    /// A declared name; after its spellings were visited.
    fn alias(&mut self, _alias: &mut Alias) {}
    /// A text with its twin.
    fn titles(&mut self, _titles: &mut Titles) {}
    /// The names of a case.
    fn case_names(&mut self, _names: &mut Vec<String>) {}
    /// An expression, before its parts are visited.
    fn expression(&mut self, _expr: &mut Expr) {}
    /// What takes away from a condition, before its parts are visited.
    fn exception(&mut self, _exception: &mut Exception) {}
    /// Whether an edit was written in Chinese.
    fn spelling(&mut self, _chinese: &mut bool) {}
}

/// Visits every leaf of an item.
pub fn leaves_mut(item: &mut Item, visit: &mut dyn Leaves) {
    Walk { visit }.item(item);
}

/// The item with every place set to the beginning of the first text, and edits as if in English: equal for equal wording.
pub fn without_places(item: &Item) -> Item {
    struct Erase;
    impl Leaves for Erase {
        fn span(&mut self, span: &mut Span) {
            *span = Span { file: FileId(0), start: 0, end: 0 };
        }
        fn spelling(&mut self, chinese: &mut bool) {
            *chinese = false;
        }
    }
    let mut item = item.clone();
    leaves_mut(&mut item, &mut Erase);
    item
}

/// Whether two items say the same, wherever they stand.
pub fn eq_but_places(a: &Item, b: &Item) -> bool {
    without_places(a) == without_places(b)
}

struct Walk<'v> {
    visit: &'v mut dyn Leaves,
}

impl Walk<'_> {
    fn span(&mut self, span: &mut Span) {
        self.visit.span(span);
    }
    fn name(&mut self, name: &mut Name) {
        self.visit.span(&mut name.span);
        self.visit.name(name);
    }
    fn names(&mut self, names: &mut [Name]) {
        names.iter_mut().for_each(|n| self.name(n));
    }
    fn alias(&mut self, alias: &mut Alias) {
        self.name(&mut alias.name);
        if let Some(twin) = &mut alias.twin {
            self.name(twin);
        }
        self.visit.alias(alias);
    }
    fn aliases(&mut self, all: &mut [Alias]) {
        all.iter_mut().for_each(|a| self.alias(a));
    }
    fn record(&mut self, record: &mut Option<Name>) {
        if let Some(name) = record {
            self.name(name);
        }
    }
    fn range(&mut self, range: &mut ProvisionRange) {
        self.record(&mut range.source);
        self.span(&mut range.span);
    }
    fn cites(&mut self, cites: &mut [Cite]) {
        for cite in cites {
            match cite {
                Cite::By(range) => self.range(range),
                Cite::Ours(reason) => self.visit.titles(reason),
            }
        }
    }
    fn exceptions(&mut self, all: &mut [Exception]) {
        for e in all {
            self.visit.exception(e);
            self.expr(&mut e.condition);
            if let Some(unless) = &mut e.unless {
                self.expr(unless);
            }
            self.cites(&mut e.cites);
        }
    }
    fn entry(&mut self, entry: &mut Entry) {
        self.expr(&mut entry.condition);
        self.exceptions(&mut entry.exceptions);
        self.cites(&mut entry.cites);
        self.span(&mut entry.span);
    }
    fn expr(&mut self, expr: &mut Expr) {
        self.visit.expression(expr);
        self.span(&mut expr.span);
        match &mut expr.kind {
            ExprKind::Name(name) => self.name(name),
            ExprKind::Literal(_) | ExprKind::Wrong => {}
            ExprKind::Provision(range) => self.range(range),
            ExprKind::Quantified { provisions, at, .. } => {
                provisions.iter_mut().for_each(|r| self.range(r));
                if let Some(at) = at {
                    self.expr(at);
                }
            }
            ExprKind::And(parts) | ExprKind::Or(parts) | ExprKind::Arithmetic { terms: parts, .. } => {
                parts.iter_mut().for_each(|p| self.expr(p));
            }
            ExprKind::Not(inner) => self.expr(inner),
            ExprKind::Compare { left: a, right: b, .. }
            | ExprKind::Filtered { filter: a, body: b, .. }
            | ExprKind::Clamp { body: a, bound: b, .. }
            | ExprKind::Between { from: a, to: b } => {
                self.expr(a);
                self.expr(b);
            }
            ExprKind::Is { left, values, .. } => {
                self.expr(left);
                self.names(values);
            }
            ExprKind::Some { record, condition, .. } => {
                self.name(record);
                self.expr(condition);
            }
            ExprKind::Except { body, exceptions } => {
                self.expr(body);
                self.exceptions(exceptions);
            }
        }
    }
    fn given(&mut self, given: &mut Given) {
        match given {
            Given::Name(name) => self.name(name),
            Given::Disputed(a, b) => {
                self.given(a);
                self.given(b);
            }
            Given::Unknown
            | Given::Value(_)
            | Given::AtLeast(_)
            | Given::AtMost(_)
            | Given::Between(..)
            | Given::Wrong => {}
        }
    }
    fn fields(&mut self, fields: &mut [Field]) {
        for field in fields {
            self.alias(&mut field.name);
            match &mut field.ty {
                FieldType::List(name) | FieldType::Kind(name) => self.name(name),
                FieldType::YesNo | FieldType::Number(_) | FieldType::Date => {}
            }
            for given in [&mut field.default, &mut field.if_silent].into_iter().flatten() {
                self.given(given);
            }
            self.span(&mut field.span);
        }
    }
    fn header(&mut self, header: &mut Header) {
        self.alias(&mut header.name);
        if let Some(title) = &mut header.title {
            self.visit.titles(title);
        }
        for source in &mut header.sources {
            self.alias(&mut source.name);
            self.visit.titles(&mut source.titles);
        }
        self.names(&mut header.uses);
        self.names(&mut header.interprets);
        self.record(&mut header.amends);
        if let Some(selection) = &mut header.selects {
            self.names(&mut selection.among);
            self.name(&mut selection.by);
        }
    }
    fn penalty(&mut self, penalty: &mut Penalty) {
        self.name(&mut penalty.grade);
        self.cites(&mut penalty.cites);
    }
    fn article(&mut self, article: &mut Article) {
        self.span(&mut article.span);
        match &mut article.effect {
            Effect::Grade(name) | Effect::Fine { of: name, .. } => self.name(name),
            Effect::Heavier | Effect::Lenient | Effect::MayExempt => {}
        }
        match &mut article.body {
            Body::Empty => {}
            Body::Single(entry) => self.entry(entry),
            Body::Limbs { lots, limbs, .. } => {
                for filter in lots {
                    self.expr(&mut filter.condition);
                    self.cites(&mut filter.cites);
                }
                for limb in limbs {
                    self.span(&mut limb.span);
                    self.entry(&mut limb.entry);
                }
            }
        }
        self.cites(&mut article.cites);
    }
    fn claim(&mut self, claim: &mut Claim) {
        match claim {
            Claim::Raising { names, condition } => {
                self.names(names);
                if let Some(condition) = condition {
                    self.expr(condition);
                }
            }
            Claim::SameOutcome { module, condition } => {
                self.name(module);
                if let Some(condition) = condition {
                    self.expr(condition);
                }
            }
            Claim::Bound { grade, condition, .. } => {
                self.name(grade);
                if let Some(condition) = condition {
                    self.expr(condition);
                }
            }
            Claim::NeverTogether(ranges) => ranges.iter_mut().for_each(|r| self.range(r)),
            Claim::NoOffence(expr) => self.expr(expr),
            Claim::Within(expr, name) => {
                self.expr(expr);
                self.name(name);
            }
            Claim::Implies(a, b) => {
                self.expr(a);
                self.expr(b);
            }
        }
    }
    fn target(&mut self, target: &mut Target) {
        match target {
            Target::Provision(range) => self.range(range),
            Target::Name(name) => self.name(name),
        }
    }
    fn edit(&mut self, edit: &mut Edit) {
        match &mut edit.action {
            Action::Adopt(name) => self.name(name),
            Action::Repeal { targets, endings } => {
                targets.iter_mut().for_each(|t| self.target(t));
                for ending in endings {
                    ending.places.iter_mut().for_each(|t| self.target(t));
                    self.span(&mut ending.span);
                }
            }
            Action::Replace { target, with } => {
                self.target(target);
                self.entry(with);
            }
            Action::Punish { target, with } => {
                self.target(target);
                self.penalty(with);
            }
            Action::Insert { after, span, text, .. } => {
                self.target(after);
                self.span(span);
                self.entry(text);
            }
            Action::Set { target, value } => {
                self.target(target);
                self.expr(value);
            }
            Action::Add { target, alternative, exceptions } => {
                self.target(target);
                if let Some(alternative) = alternative {
                    self.expr(alternative);
                }
                self.exceptions(exceptions);
            }
        }
        if let Some(because) = &mut edit.because {
            self.visit.titles(because);
        }
        self.cites(&mut edit.cites);
        self.visit.spelling(&mut edit.chinese);
    }
    fn case_part(&mut self, part: &mut CasePart) {
        self.record(&mut part.field);
        if let Some(value) = &mut part.value {
            self.given(value);
        }
        self.span(&mut part.span);
    }
    fn table(&mut self, table: &mut Table) {
        self.alias(&mut table.name);
        if let Some(id) = &mut table.id {
            self.span(&mut id.span);
        }
        for line in &mut table.lines {
            self.name(&mut line.name);
            if let Some(each) = &mut line.each {
                self.span(&mut each.span);
            }
            for cell in &mut line.cells {
                match cell {
                    Cell::Same(part) => self.case_part(part),
                    Cell::Read(read) => {
                        self.record(&mut read.field);
                        self.span(&mut read.column.span);
                        if let Some(scale) = &mut read.scale {
                            self.span(&mut scale.span);
                        }
                        for reading in &mut read.readings {
                            self.given(&mut reading.value);
                            self.span(&mut reading.span);
                        }
                        self.span(&mut read.span);
                    }
                }
            }
            line.tests.iter_mut().for_each(|t| self.span(&mut t.column.span));
            self.span(&mut line.span);
        }
    }
    fn case(&mut self, case: &mut Case) {
        self.visit.case_names(&mut case.names);
        self.span(&mut case.span);
        for line in &mut case.lines {
            self.name(&mut line.name);
            line.parts.iter_mut().for_each(|p| self.case_part(p));
            self.span(&mut line.span);
        }
        for expect in &mut case.expects {
            self.name(&mut expect.low);
            self.record(&mut expect.high);
            self.name(&mut expect.module);
            self.names(&mut expect.with);
        }
    }
    fn item(&mut self, item: &mut Item) {
        self.span(&mut item.span);
        match &mut item.kind {
            ItemKind::Module(header) => self.header(header),
            ItemKind::Kind { name, members: all } | ItemKind::Scale { name, grades: all } => {
                self.alias(name);
                self.aliases(all);
            }
            ItemKind::Record { name, fields, counted_by } => {
                self.alias(name);
                self.fields(fields);
                self.record(counted_by);
            }
            ItemKind::Facts(fields) => self.fields(fields),
            ItemKind::Findings(names) => self.aliases(names),
            ItemKind::Open { name, record, cites, .. } => {
                self.alias(name);
                self.record(record);
                self.cites(cites);
            }
            ItemKind::Predicate { name, record, means, cites, .. } => {
                self.alias(name);
                self.record(record);
                self.entry(means);
                self.cites(cites);
            }
            ItemKind::Classification { name, record, classes, cites } => {
                self.alias(name);
                self.record(record);
                for class in classes {
                    self.alias(&mut class.name);
                    if let Some(when) = &mut class.when {
                        self.entry(when);
                    }
                    self.cites(&mut class.cites);
                }
                self.cites(cites);
            }
            ItemKind::Quantity { name, record, is, cites, .. } => {
                self.alias(name);
                self.record(record);
                self.expr(is);
                self.cites(cites);
            }
            ItemKind::Measure { name, of, over, condition, cites, .. } => {
                self.alias(name);
                self.record(of);
                self.name(over);
                if let Some(condition) = condition {
                    self.expr(condition);
                }
                self.cites(cites);
            }
            ItemKind::Offence { name, elements, penalties, cites } => {
                self.alias(name);
                elements.iter_mut().for_each(|e| self.entry(&mut e.entry));
                penalties.iter_mut().for_each(|p| self.penalty(p));
                self.cites(cites);
            }
            ItemKind::Article(article) => self.article(article),
            ItemKind::Appraisal(appraisal) => {
                self.alias(&mut appraisal.name);
                self.names(&mut appraisal.weigh);
                for one in &mut appraisal.moves {
                    self.name(&mut one.finding);
                    if let Some(spared) = &mut one.spared {
                        self.expr(spared);
                    }
                    self.cites(&mut one.cites);
                }
                self.cites(&mut appraisal.cites);
            }
            ItemKind::Parameter { name, span, cites, .. } => {
                self.alias(name);
                self.span(span);
                self.cites(cites);
            }
            ItemKind::Claim { name, says, cites } => {
                self.alias(name);
                self.claim(says);
                self.cites(cites);
            }
            ItemKind::Edit(edit) => self.edit(edit),
            ItemKind::Table(table) => self.table(table),
            ItemKind::Case(case) => self.case(case),
        }
    }
}
