//! Items with their lines and columns.

use super::flow::{Flow, WIDTH, column, pad_to};
use super::lexis::Figures;
use super::{Place, Printer};
use crate::syntax::ast::{
    Alias, Appraisal, Article, Body, Cite, Class, Effect, Element, ElementKind, Entry, Expr, Field,
    FieldType, Fine, Given, Header, ItemKind, Limb, MeasureKind, Name, Penalty, Role,
};
use crate::val::{Ratio, Unit};
use unicode_width::UnicodeWidthStr;

impl Printer<'_> {
    /// An item without its last line end.
    pub(super) fn item_into(&self, item: &ItemKind, out: &mut String) {
        match item {
            ItemKind::Module(header) => self.header(header, out),
            ItemKind::Kind { name, members } => {
                self.title(out, "kind ", "种类表 ", name, Place::Type);
                self.listed(out, members, None, Place::Member(&name.name.text));
            }
            ItemKind::Scale { name, grades } => {
                self.title(out, "scale ", "等级 ", name, Place::Term);
                self.listed(out, grades, Some(" <"), Place::Term);
            }
            ItemKind::Record { name, fields, counted_by } => {
                self.title(out, "record ", "记录 ", name, Place::Type);
                self.fields(out, fields);
                if let Some(counted) = counted_by {
                    let by = self.say("counted by", "计数按");
                    out.push_str(&format!("\n  {by} {}", self.name(counted, Place::Term)));
                }
            }
            ItemKind::Facts(fields) => {
                out.push_str(self.say("facts", "事实"));
                self.fields(out, fields);
            }
            ItemKind::Findings(names) => {
                out.push_str(self.say("findings", "认定事项"));
                self.listed(out, names, None, Place::Term);
            }
            ItemKind::Open { role, name, record, presumed, cites } => {
                out.push_str(self.say("open ", "待定 "));
                self.declared(out, role_words(*role), name, record.as_ref());
                let mut flow = Flow::new();
                if let Some(yes) = presumed {
                    flow.put(self.say("  presumed ", "  推定 "));
                    flow.put(if *yes { self.say("yes", "是") } else { self.say("no", "否") });
                }
                self.cites(&mut flow, cites);
                flow.lay(out, 2);
            }
            ItemKind::Predicate { role, name, record, means, cites } => {
                self.declared(out, role_words(*role), name, record.as_ref());
                self.cited(out, cites);
                self.labelled(out, self.say("means", "是指"), self.say("means  ", "是指  "), means);
            }
            ItemKind::Classification { name, record, classes, cites } => {
                self.declared(out, ["classification ", "分类 "], name, record.as_ref());
                self.cited(out, cites);
                self.classes(out, classes);
            }
            ItemKind::Quantity { name, record, unit, is, cites } => {
                self.declared(out, ["quantity ", "数目 "], name, record.as_ref());
                out.push_str(&format!("  {}", self.unit(*unit)));
                self.cited(out, cites);
                out.push_str(self.say("\n  is  ", "\n  为  "));
                self.flowing(out, |flow| self.sum(flow, is));
            }
            ItemKind::Measure { name, how, of, over, condition, cites } => {
                self.title(out, "measure ", "计量 ", name, Place::Term);
                self.cited(out, cites);
                self.measure(out, *how, of.as_ref(), over, condition.as_ref());
            }
            ItemKind::Offence { name, elements, penalties, cites } => {
                self.title(out, "offence ", "罪名 ", name, Place::Term);
                self.cited(out, cites);
                elements.iter().for_each(|e| self.element(out, e));
                self.penalties(out, penalties);
            }
            ItemKind::Article(article) => self.article(out, article),
            ItemKind::Appraisal(appraisal) => self.appraisal(out, appraisal),
            ItemKind::Parameter { name, value, cites, .. } => {
                self.title(out, "parameter ", "参数 ", name, Place::Term);
                out.push_str(&format!("  {}", self.literal(value, Figures::Han)));
                self.cited(out, cites);
            }
            ItemKind::Claim { name, says, cites } => {
                self.title(out, "claim ", "命题 ", name, Place::Term);
                self.claim(out, says, cites);
            }
            ItemKind::Edit(edit) => self.edit(out, edit),
            ItemKind::Table(table) => self.table(out, table),
            ItemKind::Case(case) => self.case(out, case),
        }
    }

    // ---- parts that several items share

    /// Text that may be broken, from where the line stands.
    pub(super) fn flowing(&self, out: &mut String, fill: impl FnOnce(&mut Flow)) {
        let hang = column(out);
        let mut flow = Flow::new();
        fill(&mut flow);
        flow.lay(out, hang.min(40));
    }
    fn title(&self, out: &mut String, en: &'static str, zh: &'static str, name: &Alias, at: Place<'_>) {
        out.push_str(self.say(en, zh));
        out.push_str(&self.alias(name, at));
    }
    fn declared(&self, out: &mut String, word: [&'static str; 2], name: &Alias, record: Option<&Name>) {
        self.title(out, word[0], word[1], name, Place::Term);
        if let Some(record) = record {
            let record = self.name(record, Place::Type);
            out.push_str(&if self.is_zh() { format!("（{record}）") } else { format!(" ({record})") });
        }
    }
    /// Citations behind a heading.
    fn cited(&self, out: &mut String, cites: &[Cite]) {
        let mut flow = Flow::new();
        self.cites(&mut flow, cites);
        flow.lay(out, 2);
    }
    /// `means`, an element: the label, then the entry with its exceptions.
    fn labelled(&self, out: &mut String, label: &str, padded: &str, entry: &Entry) {
        out.push_str("\n  ");
        let except = self.say("except", "不包括");
        // the conditions of `means` and of its exceptions stand below each other
        let gap = (except.width() + 1).saturating_sub(label.width());
        match entry.exceptions.is_empty() || padded.width() > except.width() + 2 {
            true => out.push_str(padded),
            false => {
                out.push_str(label);
                out.extend(std::iter::repeat_n(' ', gap));
            }
        }
        let body = Entry { exceptions: Vec::new(), ..entry.clone() };
        self.flowing(out, |flow| self.entry(flow, &body));
        let indent = if padded.width() > except.width() + 2 { 2 + padded.width() } else { 2 };
        for e in &entry.exceptions {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            let mut flow = Flow::new();
            self.exception(&mut flow, e);
            flow.lay(out, indent + except.width() + 1);
        }
    }
    /// Declared names, on the heading's line if they all fit.
    fn listed(&self, out: &mut String, names: &[Alias], sign: Option<&str>, at: Place<'_>) {
        let mut flow = Flow::new();
        for (i, name) in names.iter().enumerate() {
            match sign {
                _ if i == 0 => {}
                Some(sign) => {
                    flow.put(sign);
                    flow.gap();
                }
                None => self.comma(&mut flow),
            }
            flow.put(&self.alias(name, at));
        }
        let mut line = format!("{out}  ");
        flow.lay(&mut line, 2);
        let fits = !line.get(out.len()..).unwrap_or("").contains('\n') && column(&line) <= WIDTH;
        if fits {
            *out = line;
        } else {
            out.push_str("\n  ");
            flow.lay(out, 2);
        }
    }

    // ---- vocabulary

    fn fields(&self, out: &mut String, fields: &[Field]) {
        let rows: Vec<(String, String)> =
            fields.iter().map(|f| (self.alias(&f.name, Place::Term), self.ty(&f.ty))).collect();
        let name = rows.iter().map(|r| r.0.width()).max().unwrap_or(0).min(44);
        let ty = rows.iter().map(|r| r.1.width()).max().unwrap_or(0).min(20);
        for (field, row) in fields.iter().zip(&rows) {
            out.push_str("\n  ");
            out.push_str(&row.0);
            pad_to(out, name + 4);
            out.push_str(&row.1);
            let given = field.default.as_ref().map(|g| (self.say("default ", "默认 "), g));
            let given =
                given.or_else(|| field.if_silent.as_ref().map(|g| (self.say("if silent ", "未载时 "), g)));
            if let Some((word, given)) = given {
                pad_to(out, name + ty + 6);
                out.push_str(word);
                out.push_str(&self.preset(given, &field.ty));
            }
        }
    }
    fn preset(&self, given: &Given, ty: &FieldType) -> String {
        let at = match ty {
            FieldType::Kind(kind) => Place::Member(&kind.text),
            FieldType::YesNo | FieldType::Number(_) | FieldType::Date | FieldType::List(_) => Place::Term,
        };
        self.given(given, at, Figures::Han)
    }
    pub(super) fn unit(&self, unit: Unit) -> &'static str {
        self.lang.pick(&unit.words())
    }
    fn ty(&self, ty: &FieldType) -> String {
        match ty {
            FieldType::YesNo => self.say("yes or no", "是或否").to_owned(),
            FieldType::Number(unit) => self.unit(*unit).to_owned(),
            FieldType::Date => self.say("date", "日期").to_owned(),
            FieldType::List(name) => {
                format!("{}{}", self.say("list of ", "若干 "), self.name(name, Place::Type))
            }
            FieldType::Kind(name) => self.name(name, Place::Type),
        }
    }

    pub(super) fn header(&self, header: &Header, out: &mut String) {
        // the dotted name is the one under which a module is kept: it comes first in both spellings
        out.push_str(self.say("module ", "模块 "));
        let (en, zh) = (header.name.english(), header.name.chinese());
        out.push_str(en);
        if let Some(twin) = &header.name.twin {
            let other = if en == twin.text { header.name.name.text.as_str() } else { zh };
            out.push_str(&format!(" | {}", if other == en { &twin.text } else { other }));
        }
        let mut lines: Vec<(&str, Flow)> = Vec::new();
        let mut flow;
        if let Some(title) = &header.title {
            flow = Flow::new();
            self.titles(&mut flow, title);
            lines.push((self.say("title", "题名"), flow));
        }
        for source in &header.sources {
            flow = Flow::new();
            flow.put(&self.alias(&source.name, Place::Source));
            flow.gap();
            self.titles(&mut flow, &source.titles);
            lines.push((self.say("source", "渊源"), flow));
        }
        if let Some((from, to)) = header.in_force {
            flow = Flow::new();
            flow.put(&format!("{}{}", self.say("from ", "自"), self.date(from)));
            if let Some(to) = to {
                flow.put(&format!("{}{}", self.say(" to ", " 至"), self.date(to)));
            }
            lines.push((self.say("in force", "施行"), flow));
        }
        let relations = [
            (self.say("uses", "援用"), &header.uses),
            (self.say("interprets", "解释对象"), &header.interprets),
        ];
        for (label, names) in relations {
            if !names.is_empty() {
                flow = Flow::new();
                self.names(&mut flow, names, Place::Module);
                lines.push((label, flow));
            }
        }
        if let Some(base) = &header.amends {
            flow = Flow::new();
            flow.put(&self.name(base, Place::Module));
            lines.push((self.say("amends", "修正"), flow));
        }
        if let Some(s) = &header.selects {
            flow = Flow::new();
            self.names(&mut flow, &s.among, Place::Module);
            flow.gap();
            flow.put(self.say("according to ", "依照 "));
            flow.put(&self.name(&s.by, Place::Term));
            let label = match s.lenient {
                true => self.say("selects the more lenient of", "择轻选用"),
                false => self.say("selects", "选用"),
            };
            lines.push((label, flow));
        }
        let width = lines.iter().map(|l| l.0.width()).filter(|w| *w <= 10).max().unwrap_or(0);
        for (label, flow) in lines {
            out.push_str(&format!("\n  {label}"));
            pad_to(out, width + 4);
            flow.lay(out, 4);
        }
    }

    // ---- terms

    fn classes(&self, out: &mut String, classes: &[Class]) {
        let names: Vec<String> = classes.iter().map(|c| self.alias(&c.name, Place::Term)).collect();
        let width = names.iter().map(|n| n.width()).max().unwrap_or(0).min(34);
        for (class, name) in classes.iter().zip(&names) {
            out.push_str("\n  ");
            out.push_str(name);
            pad_to(out, width + 4);
            self.flowing(out, |flow| match &class.when {
                Some(entry) => self.entry(flow, entry),
                None => {
                    flow.put(self.say("otherwise", "其余"));
                    self.cites(flow, &class.cites);
                }
            });
        }
    }
    fn measure(
        &self,
        out: &mut String,
        how: MeasureKind,
        of: Option<&Name>,
        over: &Name,
        condition: Option<&Expr>,
    ) {
        out.push_str("\n  ");
        out.push_str(match how {
            MeasureKind::Total => self.say("total", "总计"),
            MeasureKind::Greatest => self.say("greatest", "最大"),
            MeasureKind::Least => self.say("least", "最小"),
            MeasureKind::Number => self.say("number", "个数"),
        });
        if let Some(of) = of {
            out.push_str(&format!(" {}", self.name(of, Place::Term)));
        }
        out.push_str(&format!(" {} {}", self.say("over", "取自"), self.name(over, Place::Type)));
        if let Some(condition) = condition {
            out.push_str(self.say(" where ", " 符合 "));
            self.flowing(out, |flow| self.list(flow, condition));
        }
    }

    // ---- offences and articles

    fn element(&self, out: &mut String, element: &Element) {
        let [en, zh] = match element.kind {
            ElementKind::Subject => ["subject  ", "犯罪主体  "],
            ElementKind::Breach => ["breach   ", "违法前提  "],
            ElementKind::Object => ["object   ", "行为对象  "],
            ElementKind::Conduct => ["conduct  ", "客观行为  "],
            ElementKind::Interest => ["interest ", "侵害法益  "],
        };
        let padded = self.say(en, zh);
        self.labelled(out, padded.trim_end(), padded, &element.entry);
    }
    fn penalties(&self, out: &mut String, penalties: &[Penalty]) {
        let grades: Vec<String> = penalties.iter().map(|p| self.name(&p.grade, Place::Term)).collect();
        let width = grades.iter().map(|g| g.width()).max().unwrap_or(0).min(30);
        for (penalty, grade) in penalties.iter().zip(&grades) {
            out.push_str(self.say("\n  penalty  ", "\n  法定刑    "));
            let start = column(out);
            out.push_str(grade);
            pad_to(out, start + width + 2);
            self.flowing(out, |flow| {
                flow.put(&self.punishment(penalty));
                self.cites(flow, &penalty.cites);
            });
        }
    }
    /// What a bracket consists of.
    pub(super) fn punishment(&self, p: &Penalty) -> String {
        let mut terms = Vec::new();
        if let Some((from, to)) = p.imprisonment {
            terms.push(self.imprisonment(from, to));
        }
        if p.life {
            terms.push(self.say("life imprisonment", "无期徒刑").to_owned());
        }
        if p.detention {
            terms.push(self.say("detention", "拘役").to_owned());
        }
        if p.control {
            terms.push(self.say("control", "管制").to_owned());
        }
        let last = terms.pop().unwrap_or_default();
        let mut out = terms.join(self.say(", ", "、"));
        if !terms.is_empty() {
            out.push_str(self.say(" or ", "或者"));
        }
        out.push_str(&last);
        out.push_str(match p.fine {
            None => "",
            Some(Fine::And) => self.say(", and fine", "，并处罚金"),
            Some(Fine::OrConfiscation) => self.say(", and fine or confiscation", "，并处罚金或者没收财产"),
            Some(Fine::WithOrOnly) => self.say(", with or only fine", "，并处或者单处罚金"),
        });
        out
    }
    fn imprisonment(&self, from: u32, to: u32) -> String {
        let amount = |months: u32| {
            let (n, unit) =
                if months.is_multiple_of(12) { (months / 12, Unit::Years) } else { (months, Unit::Months) };
            (Ratio::int(i64::from(n)), unit)
        };
        let written = |months: u32| {
            let (n, unit) = amount(months);
            self.quantity(&n, Some(unit), Figures::Han)
        };
        if self.is_zh() {
            let least = if from == 0 { String::new() } else { format!("{}以上", written(from)) };
            return format!("{least}{}以下有期徒刑", written(to));
        }
        match from {
            0 => format!("imprisonment up to {}", written(to)),
            _ if amount(from).1 == amount(to).1 => {
                format!("imprisonment {} to {}", amount(from).0, written(to))
            }
            _ => format!("imprisonment {} to {}", written(from), written(to)),
        }
    }

    fn article(&self, out: &mut String, article: &Article) {
        if article.standing {
            return self.standing_article(out, article);
        }
        let mut own = String::new();
        self.standing_article(&mut own, article);
        out.push_str(self.kept());
        for line in own.lines() {
            out.push_str("\n# ");
            out.push_str(line);
        }
    }
    /// What stands above a provision that was repealed while its standard is kept.
    fn kept(&self) -> &'static str {
        self.say("# repealed; its standard is kept where it is cited:", "# 已删去；援引之处保留其标准：")
    }
    fn standing_article(&self, out: &mut String, article: &Article) {
        let number = self.provision(&article.number, true);
        out.push_str(&match self.is_zh() {
            true => format!("{number}  "),
            false => format!("article {number}  "),
        });
        match &article.effect {
            Effect::Grade(name) => out.push_str(&self.name(name, Place::Term)),
            Effect::Heavier => out.push_str(self.say("heavier", "从重")),
            Effect::Lenient => out.push_str(self.say("lenient", "从宽")),
            Effect::MayExempt => out.push_str(self.say("may exempt", "可以免予处罚")),
            Effect::Fine { of, from, to } => {
                let (least, most) = (self.times(from), self.times(to));
                let least = if self.is_zh() { least } else { least.trim_end_matches(" times").to_owned() };
                out.push_str(&format!("{}{} ", self.say("fine ", "罚金 "), self.name(of, Place::Term)));
                out.push_str(&match self.is_zh() {
                    true => format!("{least}以上{most}以下"),
                    false => format!("from {least} to {most}"),
                });
            }
        }
        match &article.body {
            Body::Empty => self.cited(out, &article.cites),
            Body::Single(entry) => {
                out.push_str(self.say(" if ", "："));
                let mut flow = Flow::new();
                self.entry(&mut flow, entry);
                if self.is_zh() {
                    flow.put("。");
                }
                flow.lay(out, 2);
            }
            Body::Limbs { all, lots, limbs } => {
                out.push_str(match all {
                    true => self.say(" if all of the following", "：同时具备下列条件"),
                    false => self.say(" if any of the following", "：有下列情形之一"),
                });
                self.cited(out, &article.cites);
                for filter in lots {
                    out.push_str("\n  ");
                    self.flowing(out, |flow| {
                        self.filter(flow, filter.keep, &filter.condition);
                        self.cites(flow, &filter.cites);
                    });
                }
                self.limbs(out, limbs);
            }
        }
    }
    fn limbs(&self, out: &mut String, limbs: &[Limb]) {
        let numbers: Vec<String> = limbs.iter().map(|l| self.limb(l.number)).collect();
        let width = numbers.iter().map(|n| n.width()).max().unwrap_or(0).max(4);
        for (i, (limb, number)) in limbs.iter().zip(&numbers).enumerate() {
            let mut own = format!("\n  {number}");
            if !self.is_zh() {
                pad_to(&mut own, width + 3);
            }
            self.flowing(&mut own, |flow| {
                self.entry(flow, &limb.entry);
                if self.is_zh() {
                    flow.put(if i + 1 == limbs.len() { "。" } else { "；" });
                }
            });
            if !limb.standing {
                own = format!("\n  {}{}", self.kept(), own.replace("\n  ", "\n  # "));
            }
            out.push_str(&own);
        }
    }

    fn appraisal(&self, out: &mut String, a: &Appraisal) {
        self.title(out, "appraisal ", "综合评价 ", &a.name, Place::Term);
        self.cited(out, &a.cites);
        if !a.weigh.is_empty() {
            out.push_str(self.say("\n  weigh  ", "\n  考量  "));
            self.flowing(out, |flow| self.names(flow, &a.weigh, Place::Term));
        }
        for one in &a.moves {
            out.push_str(&format!("\n  {}", self.name(&one.finding, Place::Term)));
            out.push_str(match one.raises {
                true => self.say(" raises one grade", " 升一等"),
                false => self.say(" lowers one grade", " 降一等"),
            });
            if let Some(spared) = &one.spared {
                out.push_str(self.say(" except ", " 不包括 "));
                self.flowing(out, |flow| self.list(flow, spared));
            }
            self.cited(out, &one.cites);
        }
    }
}

fn role_words(role: Role) -> [&'static str; 2] {
    match role {
        Role::Definition => ["definition ", "定义 "],
        Role::Behaviour => ["behaviour ", "行为 "],
        Role::Interest => ["interest ", "法益 "],
    }
}
