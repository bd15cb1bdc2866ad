//! Strong Kleene truth: unknown is never read as no.

/// A truth value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// `no` | `否`
    No,
    /// `unknown` | `不明`
    Unknown,
    /// `yes` | `是`
    Yes,
}

impl Truth {
    /// Both hold.
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }
    /// One holds.
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }
    /// It does not hold.
    #[expect(clippy::should_implement_trait, reason = "reads as the word of the language")]
    pub fn not(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
            Truth::Yes => Truth::No,
        }
    }
    /// From what is surely so and what is possibly so.
    pub fn from_bounds(surely: bool, possibly: bool) -> Truth {
        match (surely, possibly) {
            (true, _) => Truth::Yes,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::No,
        }
    }
    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Truth::No => "no",
            Truth::Unknown => "unknown",
            Truth::Yes => "yes",
        }
    }
}

impl From<bool> for Truth {
    fn from(yes: bool) -> Truth {
        if yes { Truth::Yes } else { Truth::No }
    }
}
