//! Conditions and numbers: one family of expressions, told apart by types later.

use super::{Name, ProvisionRange};
use crate::syntax::ast::Cite;
use crate::text::Span;
use crate::val::{Date, Ratio, Unit};

/// An expression with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    /// What it says.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// The forms of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprKind {
    /// a declared name, possibly `M.x`
    Name(Name),
    /// a number, date, multiple, yes or no
    Literal(Literal),
    /// `5(1)(3)` | `第五条第一款第三项`: the provision holds
    Provision(ProvisionRange),
    /// `any of 5(1)(3) to (8) reaches 10 times` | `… 任一 达到 十倍以上`; `at` is absent if nothing is reached
    Quantified { quantifier: Quantifier, provisions: Vec<ProvisionRange>, at: Option<Box<Expr>> },
    /// `A and B` | `A 且 B`
    And(Vec<Expr>),
    /// `A or B` | `A 或者 B`
    Or(Vec<Expr>),
    /// `not A` | `非 A`
    Not(Box<Expr>),
    /// `x reaches y` | `x 达到 y` and its kin
    Compare { op: Compare, left: Box<Expr>, right: Box<Expr> },
    /// `x is v, w or u`, `x is not v` | `x 为 v、w 或者 u`, `x 不为 v`
    Is { left: Box<Expr>, negated: bool, values: Vec<Name> },
    /// `some lot where C`, `no lot where C` | `有 信息 符合 C`, `没有 信息 符合 C`
    Some { record: Name, negated: bool, condition: Box<Expr> },
    /// `counting only F: A`, `leaving out F: A` | `仅计 F：A`, `不计 F：A`
    Filtered { keep: bool, filter: Box<Expr>, body: Box<Expr> },
    /// `a plus b`, one operation throughout | `a 加 b`
    Arithmetic { op: Operation, terms: Vec<Expr> },
    /// `(x, at least 1)`, `(x, at most 9)` | `（x，至少 1）`, `（x，不超过 9）`
    Clamp { body: Box<Expr>, at_least: bool, bound: Box<Expr> },
    /// `from d to e`, only before `at most` | `自 d 至 e`
    Between { from: Box<Expr>, to: Box<Expr> },
    /// `(A except B unless C)` | `（A 不包括 B 除非 C）`
    Except { body: Box<Expr>, exceptions: Vec<Exception> },
    /// stands for an expression that could not be read; already reported
    Wrong,
}

/// A literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// `50 items`, `10` | `五十条`
    Number { value: Ratio, unit: Option<Unit> },
    /// `half`, `1/2`, `10 times`, `the standard` | `一半`, `二分之一`, `十倍`, `标准`
    Multiple(Ratio),
    /// `2017-06-01` | `2017年6月1日`
    Date(Date),
    /// `yes`, `no` | `是`, `否`
    Truth(bool),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// `reaches` | `达到`: at or above
    Reaches,
    /// `exceeds` | `超过`: above
    Exceeds,
    /// `below` | `不满`
    Below,
    /// `at most` | `不超过`: at or below
    AtMost,
}

/// An operation on numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// `plus` | `加`
    Plus,
    /// `minus` | `减`
    Minus,
    /// `multiplied by` | `乘以`
    Times,
    /// `divided by` | `除以`
    Divided,
}

/// How many of the provisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    /// one provision alone: `5(1)(3) reaches half`
    Single,
    /// `any of` | `任一`
    Any,
    /// `all of` | `均`
    All,
    /// `none of` | `均未`
    None,
    /// `together` | `按比例合计`
    Together,
}

/// `except A unless B` | `不包括 A 除非 B`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// What takes away.
    pub condition: Expr,
    /// What gives back.
    pub unless: Option<Expr>,
    /// Its citations.
    pub cites: Vec<Cite>,
}

/// A condition with its exceptions and citations, as one line or limb states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The condition.
    pub condition: Expr,
    /// Its exceptions.
    pub exceptions: Vec<Exception>,
    /// Its citations.
    pub cites: Vec<Cite>,
    /// Where.
    pub span: Span,
}
