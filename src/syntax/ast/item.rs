//! Items: what stands in column 0 with its indented body.

use super::{Alias, Edit, Entry, Expr, Literal, Name, Number, Provision, ProvisionRange, Table, Titles};
use crate::text::Span;
use crate::val::{Date, Ratio, Unit};

/// An item with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it states.
    pub kind: ItemKind,
    /// Where.
    pub span: Span,
}

/// The items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// `module NAME` | `模块 名称`
    Module(Header),
    /// `kind NAME  member, …` | `种类表 名称 成员、……`
    Kind { name: Alias, members: Vec<Alias> },
    /// `record NAME` with fields | `记录 名称`
    Record { name: Alias, fields: Vec<Field>, counted_by: Option<Name> },
    /// `facts` with fields | `事实`
    Facts(Vec<Field>),
    /// `findings NAME, …` | `认定事项`
    Findings(Vec<Alias>),
    /// `open definition NAME (record) presumed yes` | `待定 定义 …… 推定 是`
    Open { role: Role, name: Alias, record: Option<Name>, presumed: Option<bool>, cites: Vec<Cite> },
    /// `definition/behaviour/interest NAME (record)` with `means` | `定义/行为/法益 …… 是指`
    Predicate { role: Role, name: Alias, record: Option<Name>, means: Entry, cites: Vec<Cite> },
    /// `classification NAME (record)` with classes | `分类`
    Classification { name: Alias, record: Option<Name>, classes: Vec<Class>, cites: Vec<Cite> },
    /// `quantity NAME (record) unit` with `is` | `数目 …… 为`
    Quantity { name: Alias, record: Option<Name>, unit: Unit, is: Expr, cites: Vec<Cite> },
    /// `measure NAME` with `total … over …` | `计量 …… 总计 …… 取自 ……`
    Measure {
        name: Alias,
        how: MeasureKind,
        of: Option<Name>,
        over: Name,
        condition: Option<Expr>,
        cites: Vec<Cite>,
    },
    /// `scale NAME  least < … < greatest` | `等级`
    Scale { name: Alias, grades: Vec<Alias> },
    /// `offence NAME` with elements and brackets | `罪名`
    Offence { name: Alias, elements: Vec<Element>, penalties: Vec<Penalty>, cites: Vec<Cite> },
    /// `article P EFFECT if …` | `第…条 …`
    Article(Article),
    /// `appraisal NAME` | `综合评价`
    Appraisal(Appraisal),
    /// `parameter NAME VALUE` | `参数 名称 值`
    Parameter { name: Alias, value: Literal, span: Span, cites: Vec<Cite> },
    /// `claim NAME …` | `命题`
    Claim { name: Alias, says: Claim, cites: Vec<Cite> },
    /// an amendment: `adopt`, `repeal`, `replace`, `after … insert`, `set`, `add to`
    Edit(Edit),
    /// `table NAME` | `表格`
    Table(Table),
    /// `case NAME` | `案件`
    Case(Case),
}

impl ItemKind {
    /// Every citation of an item, those of its lines too.
    pub fn citations(&self) -> Vec<Cite> {
        fn of(entry: &Entry) -> impl Iterator<Item = &Cite> {
            entry.cites.iter().chain(entry.exceptions.iter().flat_map(|e| &e.cites))
        }
        let mut out: Vec<&Cite> = Vec::new();
        match self {
            ItemKind::Predicate { cites, means, .. } => out.extend(cites.iter().chain(of(means))),
            ItemKind::Classification { cites, classes, .. } => {
                let lines = classes.iter().flat_map(|c| c.when.iter().flat_map(of).chain(&c.cites));
                out.extend(cites.iter().chain(lines));
            }
            ItemKind::Offence { cites, elements, penalties, .. } => {
                out.extend(cites.iter().chain(elements.iter().flat_map(|e| of(&e.entry))));
                out.extend(penalties.iter().flat_map(|p| &p.cites));
            }
            ItemKind::Article(article) => {
                out.extend(&article.cites);
                match &article.body {
                    Body::Empty => {}
                    Body::Single(entry) => out.extend(of(entry)),
                    Body::Limbs { lots, limbs, .. } => {
                        out.extend(lots.iter().flat_map(|l| &l.cites));
                        out.extend(limbs.iter().flat_map(|l| of(&l.entry)));
                    }
                }
            }
            ItemKind::Appraisal(a) => out.extend(a.cites.iter().chain(a.moves.iter().flat_map(|m| &m.cites))),
            ItemKind::Edit(edit) => return edit.citations(),
            ItemKind::Open { cites, .. }
            | ItemKind::Quantity { cites, .. }
            | ItemKind::Measure { cites, .. }
            | ItemKind::Parameter { cites, .. }
            | ItemKind::Claim { cites, .. } => out.extend(cites),
            ItemKind::Module(_)
            | ItemKind::Kind { .. }
            | ItemKind::Record { .. }
            | ItemKind::Facts(_)
            | ItemKind::Findings(_)
            | ItemKind::Scale { .. }
            | ItemKind::Table(_)
            | ItemKind::Case(_) => {}
        }
        out.into_iter().cloned().collect()
    }
}

/// The head of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: Alias,
    /// `title "…" | "…"` | `题名`
    pub title: Option<Titles>,
    /// `source FS | 解释 "…" | "…"` | `渊源`
    pub sources: Vec<Source>,
    /// `in force from DATE to DATE` | `施行 自…至…`
    pub in_force: Option<(Date, Option<Date>)>,
    /// `uses M, …` | `援用`
    pub uses: Vec<Name>,
    /// `interprets S, …` | `解释对象`
    pub interprets: Vec<Name>,
    /// `amends BASE` | `修正`
    pub amends: Option<Name>,
    /// `selects M, … according to FACT` | `选用 …… 依照 ……`
    pub selects: Option<Selection>,
}

impl Header {
    /// A head that says nothing but the name.
    pub fn empty(name: &Name) -> Header {
        Header {
            name: Alias { name: name.clone(), twin: None },
            title: None,
            sources: Vec::new(),
            in_force: None,
            uses: Vec::new(),
            interprets: Vec::new(),
            amends: None,
            selects: None,
        }
    }
}

/// A module that picks among others by date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The candidates.
    pub among: Vec<Name>,
    /// The fact whose date decides.
    pub by: Name,
    /// `selects the more lenient of` | `择轻选用`
    pub lenient: bool,
}

/// A declared source of law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Short names.
    pub name: Alias,
    /// Full names.
    pub titles: Titles,
}

/// A field of a record or a fact of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: Alias,
    /// Its type.
    pub ty: FieldType,
    /// `default VALUE` | `默认`: taken whenever it is not stated
    pub default: Option<Given>,
    /// `if silent VALUE` | `未载时`: taken where silence means absent
    pub if_silent: Option<Given>,
    /// Where.
    pub span: Span,
}

/// The type of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// `yes or no` | `是或否`
    YesNo,
    /// a unit: `items` | `条`
    Number(Unit),
    /// `date` | `日期`
    Date,
    /// `list of RECORD` | `若干 记录`
    List(Name),
    /// a kind
    Kind(Name),
}

/// Which word declares a predicate; only reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `definition` | `定义`
    Definition,
    /// `behaviour` | `行为`
    Behaviour,
    /// `interest` | `法益`
    Interest,
}

/// One line of a classification; no condition means `otherwise` | `其余`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The class.
    pub name: Alias,
    /// Its condition.
    pub when: Option<Entry>,
    /// Citations of an `otherwise` line.
    pub cites: Vec<Cite>,
}

/// What a measure computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureKind {
    /// `total` | `总计`
    Total,
    /// `greatest` | `最大`
    Greatest,
    /// `least` | `最小`
    Least,
    /// `number` | `个数`
    Number,
}

/// An element of an offence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Which one.
    pub kind: ElementKind,
    /// Its condition.
    pub entry: Entry,
}

/// The elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ElementKind {
    /// `subject` | `犯罪主体`
    Subject,
    /// `breach` | `违法前提`
    Breach,
    /// `object` | `行为对象`
    Object,
    /// `conduct` | `客观行为`
    Conduct,
    /// `interest` | `侵害法益`
    Interest,
}

impl ElementKind {
    /// Its label in English and in Chinese.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            ElementKind::Subject => ["subject", "犯罪主体"],
            ElementKind::Breach => ["breach", "违法前提"],
            ElementKind::Object => ["object", "行为对象"],
            ElementKind::Conduct => ["conduct", "客观行为"],
            ElementKind::Interest => ["interest", "侵害法益"],
        }
    }
}

/// `penalty GRADE …` | `法定刑 等级 ……`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penalty {
    /// The grade.
    pub grade: Name,
    /// Months of imprisonment, least and most.
    pub imprisonment: Option<(u32, u32)>,
    /// `life imprisonment` | `无期徒刑`
    pub life: bool,
    /// `detention` | `拘役`
    pub detention: bool,
    /// `control` | `管制`
    pub control: bool,
    /// The fine.
    pub fine: Option<Fine>,
    /// Citations.
    pub cites: Vec<Cite>,
}

/// A fine beside or instead of imprisonment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fine {
    /// `and fine` | `并处罚金`
    And,
    /// `with or only fine` | `并处或者单处罚金`
    WithOrOnly,
    /// `and fine or confiscation` | `并处罚金或者没收财产`
    OrConfiscation,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number.
    pub number: Provision,
    /// Where the number stands.
    pub span: Span,
    /// What it attaches.
    pub effect: Effect,
    /// Its content.
    pub body: Body,
    /// Citations.
    pub cites: Vec<Cite>,
    /// Whether it still grants its effect: not once it was repealed and its standard kept for those that cite it.
    pub standing: bool,
}

/// What an article attaches to its conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// a grade of the scale
    Grade(Name),
    /// `heavier` | `从重`
    Heavier,
    /// `lenient` | `从宽`
    Lenient,
    /// `may exempt` | `可以免予处罚`
    MayExempt,
    /// `fine FACT from 1 to 5 times` | `罚金 …… 一倍以上五倍以下`
    Fine { of: Name, from: Ratio, to: Ratio },
}

/// The content of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// nothing but the effect (a guideline)
    Empty,
    /// `if COND`, `: COND` | `：……`
    Single(Entry),
    /// `if any of the following`, `if all of the following` | `有下列情形之一`, `同时具备下列条件`
    Limbs { all: bool, lots: Vec<Filter>, limbs: Vec<Limb> },
}

/// `counting only C`, `leaving out C` under a heading | `仅计`, `不计`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Whether it keeps.
    pub keep: bool,
    /// Which records.
    pub condition: Expr,
    /// Citations.
    pub cites: Vec<Cite>,
}

/// A numbered limb: `(3) …` | `（三）……`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limb {
    /// Its number.
    pub number: Number,
    /// Where the number stands.
    pub span: Span,
    /// Its condition.
    pub entry: Entry,
    /// Whether it still grants its article's effect: not once it was repealed and its standard kept for those that cite it.
    pub standing: bool,
}

/// Overall weighing: `weigh FACT, …` | `考量`, and findings that move the grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal {
    /// Its names.
    pub name: Alias,
    /// The facts weighed.
    pub weigh: Vec<Name>,
    /// What moves the grade.
    pub moves: Vec<Move>,
    /// Citations.
    pub cites: Vec<Cite>,
}

/// `FINDING lowers one grade except 5(1)(1)` | `…… 降一等 不包括 第五条第一款第一项`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The finding.
    pub finding: Name,
    /// Whether it raises.
    pub raises: bool,
    /// The provisions whose grade it does not move, as a bare list.
    pub spared: Option<Expr>,
    /// Citations.
    pub cites: Vec<Cite>,
}

/// A statement over all cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// `raising x, y never lightens if C` | `增加 x、y 不减轻：C`
    Raising { names: Vec<Name>, condition: Option<Expr> },
    /// `same outcome as M if C` | `结论同于 M 条件是 C`
    SameOutcome { module: Name, condition: Option<Expr> },
    /// `no offence if C` | `不构成犯罪 条件是 C`
    NoOffence(Expr),
    /// `at most GRADE if C`, `at least GRADE if C` | `不超过 等级：C`, `至少 等级：C`
    Bound { least: bool, grade: Name, condition: Option<Expr> },
    /// `never together 5(1)(3), 6(1)(1)` | `不同时成立 第五条第一款第三项、第六条第一款第一项`
    NeverTogether(Vec<ProvisionRange>),
    /// `P within M.P` | `P 不超出 M.P`
    Within(Expr, Name),
    /// `C implies D` | `C 则 D`
    Implies(Expr, Expr),
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cite {
    /// `by FS 5(1)(3)` | `依据 解释 第五条第一款第三项`
    By(ProvisionRange),
    /// `ours "reason" | "理由"` | `自拟 “理由” | “reason”`
    Ours(Titles),
}

/// A case file's item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its names.
    pub names: Vec<String>,
    /// Where the name stands.
    pub span: Span,
    /// `unstated facts are unknown/absent` | `未载明事实视为 不明/不存在`
    pub absent: Option<bool>,
    /// The facts and lots, a line each.
    pub lines: Vec<CaseLine>,
    /// `expect GRADE to GRADE under M with T` | `预期 ……，适用 ……`
    pub expects: Vec<Expect>,
}

/// A line of a case: `illegal_gains 4999.99 yuan evidence "…"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// The fact, finding or record.
    pub name: Name,
    /// Its parts; a fact has one.
    pub parts: Vec<CasePart>,
    /// `because "…"` | `理由 “……”`
    pub because: Option<String>,
    /// `evidence "…"` | `证据 “……”`
    pub evidence: Option<String>,
    /// Where.
    pub span: Span,
}

/// A part of a line: a member, `30 items`, `FIELD VALUE`, `not FIELD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePart {
    /// `not` | `非`
    pub negated: bool,
    /// The field, if one is named before the value.
    pub field: Option<Name>,
    /// The value; a bare name is [`Given::Name`].
    pub value: Option<Given>,
    /// Where.
    pub span: Span,
}

/// A stated value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// `unknown` | `不明`
    Unknown,
    /// a number, date, yes or no
    Value(Literal),
    /// a member
    Name(Name),
    /// `at least X` | `至少 X`
    AtLeast(Literal),
    /// `at most X` | `不超过 X`
    AtMost(Literal),
    /// `A to B` | `A 至 B`
    Between(Literal, Literal),
    /// `disputed A or B` | `争议 A 或者 B`
    Disputed(Box<Given>, Box<Given>),
    /// a value that could not be read and was reported
    Wrong,
}

/// An expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expect {
    /// The least outcome; `no_offence` or a grade.
    pub low: Name,
    /// The greatest outcome.
    pub high: Option<Name>,
    /// The module.
    pub module: Name,
    /// `with T, …`
    pub with: Vec<Name>,
}
