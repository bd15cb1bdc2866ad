//! The catalogue: every code with its title, its cause, its help and its page, in English and in Chinese.
//!
//! `{0}`, `{1}` … stand for the arguments of a diagnostic. Messages never use 非法 or "illegal" for bad input.
//! A row stands in the file of its family and is listed here; a row that is in one of them only does not compile.

/// One row of the catalogue; `[English, 中文]` throughout.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The code, as `E0201`; `W…` and `L…` are no errors.
    pub id: &'static str,
    /// What is wrong.
    pub title: [&'static str; 2],
    /// How to mend it, or why it is so.
    pub help: [&'static str; 2],
    /// What `gravamen explain` prints; a test wants one for every code.
    pub page: Option<Page>,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// worth a look
    Note,
    /// probably a slip
    Warning,
    /// cannot be taken in
    Error,
}

impl Level {
    /// In English and in Chinese.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Level::Note => ["note", "提示"],
            Level::Warning => ["warning", "警告"],
            Level::Error => ["error", "错误"],
        }
    }
}

/// The page of a code; the examples are Gravamen, a case, JSON or a command, and are read by a test.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// What it means, in one to three sentences.
    pub means: [&'static str; 2],
    /// A text that raises the code; one that begins with `# …` is a fragment that cannot.
    pub avoid: [&'static str; 2],
    /// The text mended.
    pub prefer: [&'static str; 2],
    /// The provision or the reason behind it; empty where `means` says it all.
    pub why: [&'static str; 2],
}

/// The rows of a family: `Name "E0000" { title, 标题 } { help, 帮助 }`, then its page as
/// `=> { means { …, … } avoid { …, … } prefer { …, … } }`; where there is a reason also `why { …, … }`.
macro_rules! rows {
    (@page) => { None };
    (@page $means:tt $avoid:tt $prefer:tt []) => { rows!(@page $means $avoid $prefer ["", ""]) };
    (@page $means:tt $avoid:tt $prefer:tt $why:tt) => {
        Some(super::Page { means: $means, avoid: $avoid, prefer: $prefer, why: $why })
    };
    ($($code:ident $id:literal { $en:literal, $zh:literal } { $help_en:literal, $help_zh:literal }
        $(=> {
            means { $means_en:literal, $means_zh:literal }
            avoid { $avoid_en:literal, $avoid_zh:literal }
            prefer { $prefer_en:literal, $prefer_zh:literal }
            $(why { $why_en:literal, $why_zh:literal })?
        })?
    )*) => { $(
        #[expect(non_upper_case_globals, reason = "named as its code")]
        pub(super) const $code: super::Row = super::Row {
            id: $id,
            title: [$en, $zh],
            help: [$help_en, $help_zh],
            page: rows!(@page $([$means_en, $means_zh] [$avoid_en, $avoid_zh] [$prefer_en, $prefer_zh]
                [$($why_en, $why_zh)?])?),
        };
    )* };
}

mod reading;
mod names;
mod kinds;
mod cases;
mod projects;
mod commands;
mod amendments;
mod tables;
mod warnings;
mod lints_allowed;
mod lints_law;
mod lints_conditions;
mod lints_usage;
mod lints_words;
mod lints_cases;
mod lints_health;

macro_rules! catalogue {
    ($($family:ident { $($code:ident)* })*) => {
        /// A code of the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[doc = concat!("See `", stringify!($family), "`.")] $code),*),* }

        impl Code {
            /// All codes, in order.
            pub const ALL: &[Code] = &[$($(Code::$code),*),*];
            /// Whether a name, source or provision is not there: one fault, however often it is written.
            pub fn is_of_a_name(self) -> bool {
                matches!(
                    self,
                    Code::UnknownName
                        | Code::UnknownSource
                        | Code::UnknownProvision
                        | Code::UnknownModule
                        | Code::UnknownKey
                        | Code::UnknownGrade
                        | Code::NotAMember
                )
            }
            /// How much it weighs; names, signs, cases and proofs are only noted.
            pub fn level(self) -> Level {
                let id = self.row().id;
                match id.as_bytes() {
                    [b'L', b'3'..=b'5', ..] => Level::Note,
                    [b'L' | b'W', ..] => Level::Warning,
                    _ => Level::Error,
                }
            }
            /// Whether only `check --deep` raises it: it is proved over all cases.
            pub fn is_proved(self) -> bool {
                self.row().id.starts_with("L5")
            }
            /// Its row.
            pub fn row(self) -> Row {
                match self { $($(Code::$code => $family::$code),*),* }
            }
        }
    };
}

catalogue! {
    reading {
        Syntax TooDeep TooLarge NotUtf8 MixedAndOr NoConjunction MixedArithmetic IsNotLast
        RangeNeedsQuantifier NoSuchDate UnknownItem InclusiveAfterExceeds BadCharacter GluedKeyword
        Sign
    }
    names {
        UnknownName Duplicate UnknownModule UnknownSource UnknownProvision DuplicateProvision
        TwoDefinitions NotAMember Ambiguous NoHeader NotARecord MemberAlone
    }
    kinds {
        NotACondition NotANumber UnitMix UnitMissing NeedsSome WrongRecord NoStandard BadStandard
        NotATheory Cycle NonLinear UnknownGrade NoScale NoGround CannotRise ChoosesByDate
    }
    cases {
        WrongUnit WrongValue OutOfRange UnknownKey DuplicateKey BecauseMissing BadJson WhichField
        NoCase
    }
    projects {
        BadManifest UnknownManifestKey ManifestKeyTwice NoManifestKey NoProject Exists UnsafeName
        BadPackage PackageChanged NotInstalled HidesModule NotReady FileNotModule CannotWrite
    }
    commands {
        CannotRead Usage NoSolver AtOdds TooMany
    }
    amendments {
        NoTarget TwoEdits WhichSource NumberTaken NotAfter NothingAdopted StillCited LeftEmpty
        NoStandardToKeep NotCitedThere CitersNeedStandard OneStandard CannotEdit AmendsCycle AmendsChoice NoBase
    }
    tables {
        BadCell NoColumn NoTable PicksByDate OtherRun BadRow NotInSql
    }
    warnings {
        Uncited RangeGrew
    }
    lints_law {
        ExcludesNumber NumberInNeither NumberInBoth LadderOutOfOrder SameStandard HigherForLess UnevenLadder DeadLimb SameLimb NoResidual BracketsOverlap BracketsApart LighterBracket GradeWithoutBracket MovedTwice MovedBothWays WeighedTwice EditWithoutReason EditWithoutCitation SetsTheSame NoLongerInForce NotYetInForce ForceBackwards LimbsOutOfOrder LimbMissing ArticlesOutOfOrder OneLimb RangeSkips
    }
    lints_conditions {
        SaidTwice NeverHolds AlwaysHolds AddsNothing DoubleNegation ConstantComparison AnyRecord RangeOfOne ExceptsAll ExceptsNothing OursWithoutReason
    }
    lints_usage {
        ParameterUnread DefinitionUnused OpenUndefined FindingUnused FactUnread ClassUnused KindUnused GradeUnused SourceUnused UsesUnused
    }
    lints_words {
        TwinMissing TwinOfOneLanguage TraditionalName CapitalName LookAlike TitleMissing TitleOfOneLanguage MixedSigns ReasonOfOneLanguage
    }
    lints_cases {
        NoExpectation ExpectsAnything ExpectedTwice StatedUnread NoEvidence UnstatedUnsaid CaseNameTwice
    }
    lints_health {
        NeverMet NeverDecides Shadowed HigherFirst AlwaysTogether IdlePart LadderHole LeftOut OffenceCovered
    }
    lints_allowed {
        AllowWithoutReason AllowUnknown AllowUnneeded
    }
}
