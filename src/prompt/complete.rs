//! Completion by context: commands, names, only the members where a member is wanted; by beginning, by letters in
//! order, by pinyin initials. And the tones in which a line is shown.

use super::command::{self, COMMANDS, Command};
use crate::diag::Lang;
use crate::ir::schema::{Field, Schema, Type};
use crate::session::Law;
use crate::text::initials;
use std::collections::{BTreeMap, BTreeSet};

/// So many candidates are offered.
const MOST: usize = 60;

/// What may stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What is put in.
    pub text: String,
    /// What is shown, with the twin in the other language.
    pub shown: String,
}

/// The tone of a stretch of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// a word of the language
    Keyword,
    /// a name that the rules declare
    Name,
    /// a number or provision
    Number,
    /// a command
    Command,
    /// a text in quotation marks
    Text,
    /// a comment
    Comment,
}

/// What sort of name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Fact,
    Member,
    Name,
    Module,
    Case,
    Keyword,
}

#[derive(Debug, Clone)]
struct Word {
    text: String,
    lower: String,
    initials: String,
    twin: Option<String>,
    sort: Sort,
}

/// All that can be completed.
#[derive(Debug, Clone, Default)]
pub struct Index {
    words: Vec<Word>,
    /// The members of the field or fact called so.
    members: BTreeMap<String, Vec<[String; 2]>>,
    known: BTreeMap<String, Sort>,
    lang: Option<Lang>,
}

const KEYWORDS: [&str; 76] = [
    "and",
    "or",
    "not",
    "except",
    "unless",
    "reaches",
    "exceeds",
    "below",
    "at most",
    "at least",
    "half",
    "times",
    "the standard",
    "any of",
    "all of",
    "none of",
    "together",
    "some",
    "where",
    "counting only",
    "leaving out",
    "is",
    "is not",
    "yes",
    "no",
    "unknown",
    "from",
    "to",
    "plus",
    "minus",
    "multiplied by",
    "divided by",
    "definition",
    "measure",
    "article",
    "case",
    "parameter",
    "repeal",
    "replace",
    "insert",
    "adopt",
    "expect",
    "且",
    "或者",
    "非",
    "不包括",
    "除非",
    "达到",
    "超过",
    "不满",
    "不超过",
    "至少",
    "一半",
    "标准",
    "任一",
    "均",
    "均未",
    "按比例合计",
    "有",
    "符合",
    "仅计",
    "不计",
    "为",
    "不为",
    "是",
    "否",
    "不明",
    "加",
    "减",
    "乘以",
    "除以",
    "定义",
    "计量",
    "删去",
    "采用",
    "预期",
];

impl Index {
    /// Of the rules at hand.
    pub(super) fn of(
        law: Option<&Law>,
        modules: &[[String; 2]],
        cases: impl Iterator<Item = String>,
        lang: Lang,
    ) -> Index {
        let mut index = Index { lang: Some(lang), ..Index::default() };
        if let Some(law) = law {
            index.schema(&law.program.schema);
            for item in law.text.iter().flat_map(|m| &m.items) {
                if let Some(name) = crate::hir::declared(&item.kind) {
                    index.pair(name.english(), name.chinese(), Sort::Name);
                }
                if let crate::syntax::ast::ItemKind::Classification { classes, .. } = &item.kind {
                    for class in classes {
                        index.pair(class.name.english(), class.name.chinese(), Sort::Name);
                    }
                }
            }
            for provision in &law.scope.provisions {
                index.pair(&provision.number.to_string(), &provision.number.chinese(), Sort::Name);
            }
        }
        for [en, zh] in modules {
            index.pair(en, zh, Sort::Module);
        }
        for case in cases {
            index.add(&case, None, Sort::Case);
        }
        for word in KEYWORDS {
            index.add(word, None, Sort::Keyword);
        }
        index
    }

    /// Of plain names; for measuring.
    pub fn of_names(names: impl Iterator<Item = String>) -> Index {
        let mut index = Index::default();
        names.for_each(|name| index.add(&name, None, Sort::Name));
        index
    }

    fn schema(&mut self, schema: &Schema) {
        let of = |f: &Field| match f.ty {
            Type::Member(kind) => schema.kinds.get(kind).map(|k| k.members.as_slice()),
            _ => None,
        };
        let fields = schema.records.iter().flat_map(|r| &r.fields);
        for field in schema.facts.iter().chain(fields) {
            self.pair(&field.names.en, &field.names.zh, Sort::Fact);
            let members = of(field).unwrap_or_default().iter().map(|m| [m.en.clone(), m.zh.clone()]);
            let mut members: Vec<[String; 2]> = members.collect();
            if field.ty == Type::YesNo {
                members = vec![["yes".into(), "是".into()], ["no".into(), "否".into()]];
            }
            for spelling in [&field.names.en, &field.names.zh] {
                self.members.insert(spelling.clone(), members.clone());
            }
        }
        for member in schema.kinds.iter().flat_map(|k| &k.members) {
            self.pair(&member.en, &member.zh, Sort::Member);
        }
        for names in schema.findings.iter().chain(&schema.scale) {
            self.pair(&names.en, &names.zh, Sort::Name);
        }
        let none = schema.outcome(0);
        self.pair(&none.en, &none.zh, Sort::Name);
        for record in &schema.records {
            self.pair(&record.names.en, &record.names.zh, Sort::Name);
        }
    }

    fn pair(&mut self, en: &str, zh: &str, sort: Sort) {
        self.add(en, Some(zh).filter(|zh| *zh != en), sort);
        if en != zh {
            self.add(zh, Some(en), sort);
        }
    }

    fn add(&mut self, text: &str, twin: Option<&str>, sort: Sort) {
        if text.is_empty() || self.known.contains_key(text) {
            return;
        }
        self.known.insert(text.to_owned(), sort);
        self.words.push(Word {
            text: text.to_owned(),
            lower: text.to_lowercase(),
            initials: initials(text),
            twin: twin.map(str::to_owned),
            sort,
        });
    }

    /// All names, for suggestions.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.words.iter().filter(|w| w.sort != Sort::Keyword).map(|w| w.text.as_str())
    }

    /// What may stand where the cursor is, the best first, and the byte from which it takes the place of what is there.
    pub fn complete(&self, line: &str, cursor: usize) -> (usize, Vec<Candidate>) {
        let before = line.get(..cursor).unwrap_or(line);
        if let Some(word) = before.strip_prefix([':', '：']).filter(|w| !w.contains([' ', '\u{3000}'])) {
            let start = before.len() - word.len();
            return (start, self.commands(word));
        }
        let start = start_of_word(before);
        let typed = before.get(start..).unwrap_or("");
        let head = before.get(..start).unwrap_or("");
        if let Some(field) = asked_member(head, &self.members) {
            let members = self.members.get(field).map(Vec::as_slice).unwrap_or_default();
            return (start, self.ranked(typed, self.of_members(members, field).iter(), true));
        }
        let wanted: Option<&[Sort]> = match command_of(head) {
            Some(Command::Module | Command::Diff | Command::Browse | Command::Prove) => Some(&[Sort::Module]),
            Some(Command::Compare) if is_named(head) => Some(&[Sort::Module]),
            Some(Command::Case) => Some(&[Sort::Case]),
            Some(Command::If | Command::Sweep | Command::Map) if !head.contains('=') => {
                Some(&[Sort::Fact, Sort::Member])
            }
            Some(Command::Help) => return (start, self.commands(typed)),
            Some(Command::Lang) => return (start, plain(&["en", "zh"], typed)),
            Some(Command::Watch) => return (start, plain(&["on", "off"], typed)),
            Some(Command::Set) => {
                let named = head.split([' ', '\u{3000}']).filter(|w| !w.is_empty()).nth(1).is_some();
                let words: &[&str] = if named { &["on", "off"] } else { &["brief", "history"] };
                return (start, plain(words, typed));
            }
            Some(Command::Load | Command::Save) => return (start, Vec::new()),
            _ => None,
        };
        let fits = |w: &&Word| match wanted {
            Some(sorts) => sorts.contains(&w.sort),
            None => w.sort != Sort::Case,
        };
        (start, self.ranked(typed, self.words.iter().filter(fits), wanted.is_some()))
    }

    fn commands(&self, word: &str) -> Vec<Candidate> {
        let en =
            word.is_ascii() && self.lang != Some(Lang::Zh) || word.chars().any(|c| c.is_ascii_alphabetic());
        let rows = COMMANDS.iter().map(|r| {
            let [a, b] = r.names;
            let name = if en { a } else { b };
            (name, r.takes, r.says, initials(b))
        });
        let lang = self.lang.unwrap_or(Lang::En);
        let fits = |(name, _, _, sounds): &(&str, [&str; 2], [&str; 2], String)| {
            name.starts_with(word) || !word.is_empty() && sounds.starts_with(word) && lang == Lang::Zh
        };
        let shown = |(name, takes, says, _): (&str, [&str; 2], [&str; 2], String)| Candidate {
            text: name.to_owned(),
            shown: format!("{} {}  {}", name, lang.pick(&takes), lang.pick(&says)),
        };
        rows.filter(fits).map(shown).collect()
    }

    fn of_members(&self, members: &[[String; 2]], field: &str) -> Vec<Word> {
        let han = !field.is_ascii();
        let word = |[en, zh]: &[String; 2]| {
            let (text, twin) = if han { (zh, en) } else { (en, zh) };
            [(text, twin), (twin, text)].map(|(text, twin)| Word {
                text: text.clone(),
                lower: text.to_lowercase(),
                initials: initials(text),
                twin: Some(twin.clone()),
                sort: Sort::Member,
            })
        };
        members.iter().flat_map(word).collect()
    }

    /// The words that fit what is typed, the best first; of both spellings that of the language being typed.
    fn ranked<'w>(
        &self,
        typed: &str,
        words: impl Iterator<Item = &'w Word>,
        empty_too: bool,
    ) -> Vec<Candidate> {
        let typed = typed.to_lowercase();
        if typed.is_empty() && !empty_too {
            return Vec::new();
        }
        let letters = typed.chars().all(|c| c.is_ascii_alphanumeric());
        let zh = self.lang == Some(Lang::Zh);
        let mut found: Vec<(u8, bool, usize, usize, &Word)> = Vec::new();
        let several = typed.chars().nth(1).is_some();
        let mut best = u8::MAX;
        for (place, word) in words.enumerate() {
            let rank = match () {
                () if word.lower == typed => 0,
                () if typed.is_empty() || word.lower.starts_with(&typed) => 1,
                () if letters && word.initials.starts_with(&typed) && !word.text.is_ascii() => 2,
                // what begins so hides what merely holds the letters
                () if best <= 2 => continue,
                () if word.lower.contains(&typed) => 3,
                () if best < 4 => continue,
                () if letters && word.initials.contains(&typed) && !word.text.is_ascii() => 4,
                () if best < 5 => continue,
                () if several && in_order(&typed, &word.lower) => 5,
                () => continue,
            };
            best = best.min(rank);
            let other = word.text.is_ascii() == zh;
            // the shorter first, else as the rules declare them: provisions stay in order
            let length = if typed.is_empty() { 0 } else { word.lower.len() };
            found.push((rank, other, length, place, word));
        }
        found.retain(|f| f.0 <= best.max(2));
        let order = |a: &(u8, bool, usize, usize, &Word), b: &(u8, bool, usize, usize, &Word)| {
            (a.0, a.1, a.2, a.3).cmp(&(b.0, b.1, b.2, b.3))
        };
        if !typed.is_empty() && found.len() > MOST {
            // no more than are offered need stand in order
            found.select_nth_unstable_by(MOST, order);
            found.truncate(MOST);
        }
        found.sort_by(order);
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut out = Vec::new();
        for (.., word) in found {
            // without a letter typed each is offered once, in the language of answers
            let twin_known = typed.is_empty() && word.twin.as_deref().is_some_and(|t| seen.contains(t));
            if twin_known || !seen.insert(word.text.as_str()) {
                continue;
            }
            let shown = match &word.twin {
                Some(twin) => format!("{}  {twin}", word.text),
                None => word.text.clone(),
            };
            out.push(Candidate { text: word.text.clone(), shown });
            if out.len() == MOST {
                break;
            }
        }
        out
    }

    /// The rest of the word at the cursor, where just one way leads on; or what a command takes.
    pub fn hint(&self, line: &str, cursor: usize) -> Option<String> {
        if cursor < line.len() || line.is_empty() {
            return None;
        }
        let lang = self.lang.unwrap_or(Lang::En);
        if let Some(rest) = line.strip_prefix([':', '：'])
            && let Some(word) = rest.strip_suffix([' ', '\u{3000}'])
            && let Ok(row) = command::named(word)
        {
            return Some(lang.pick(&row.takes).to_owned()).filter(|t| !t.is_empty());
        }
        let (start, found) = self.complete(line, cursor);
        let typed = line.get(start..)?;
        let first = found.first().filter(|_| !typed.is_empty())?;
        first.text.strip_prefix(typed).filter(|rest| !rest.is_empty()).map(str::to_owned)
    }

    /// The stretches of a line that are shown in a tone of their own, in order.
    pub fn tones(&self, line: &str) -> Vec<(std::ops::Range<usize>, Tone)> {
        let mut out = Vec::new();
        let mut chars = line.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let close = match c {
                '#' => Some('\n'),
                '"' => Some('"'),
                '“' => Some('”'),
                _ => None,
            };
            if let Some(close) = close {
                let mut end = line.len();
                for (i, d) in chars.by_ref() {
                    if d == close {
                        end = i + d.len_utf8();
                        break;
                    }
                }
                out.push((at..end, if c == '#' { Tone::Comment } else { Tone::Text }));
                continue;
            }
            if at == 0 && matches!(c, ':' | '：' | '?' | '？') {
                let end = line.find([' ', '\u{3000}']).unwrap_or(line.len());
                let end = if matches!(c, ':' | '：') { end } else { c.len_utf8() };
                while chars.next_if(|(i, _)| *i < end).is_some() {}
                out.push((at..end, Tone::Command));
                continue;
            }
            if !is_word(c) {
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some((i, d)) = chars.next_if(|(_, d)| is_word(*d)) {
                end = i + d.len_utf8();
            }
            let word = line.get(at..end).unwrap_or("");
            let tone = match self.known.get(word) {
                _ if c.is_numeric() || word.starts_with('第') => Some(Tone::Number),
                Some(Sort::Keyword) => Some(Tone::Keyword),
                Some(_) => Some(Tone::Name),
                None => KEYWORDS.iter().any(|k| k.split(' ').any(|p| p == word)).then_some(Tone::Keyword),
            };
            out.extend(tone.map(|t| (at..end, t)));
        }
        out
    }
}

fn plain(words: &[&str], typed: &str) -> Vec<Candidate> {
    let one = |w: &&str| Candidate { text: (*w).to_owned(), shown: (*w).to_owned() };
    words.iter().filter(|w| w.starts_with(typed)).map(one).collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn start_of_word(before: &str) -> usize {
    let dotted = |c: char| is_word(c) || c == '.';
    let module = command_of(before).is_some_and(|c| {
        matches!(c, Command::Module | Command::Diff | Command::Browse | Command::Prove)
            || c == Command::Compare && is_named(before)
    });
    let inside = |c: char| if module { dotted(c) } else { is_word(c) };
    before.char_indices().rev().find(|(_, c)| !inside(*c)).map_or(0, |(i, c)| i + c.len_utf8())
}

/// Whether rule sets are named still, and no condition and no fact.
fn is_named(head: &str) -> bool {
    ![" where ", " by ", " 限于 ", " 按 "].iter().any(|w| head.contains(w))
}

fn command_of(head: &str) -> Option<Command> {
    let rest = head.strip_prefix([':', '：'])?;
    let (word, _) = rest.split_once([' ', '\u{3000}'])?;
    command::named(word).ok().map(|row| row.command)
}

/// The field after which only its members may stand: `kind is `, `kind is health or `, `lots[0].kind = `.
fn asked_member<'h>(head: &'h str, members: &BTreeMap<String, Vec<[String; 2]>>) -> Option<&'h str> {
    let mut rest = head.trim_end_matches([' ', '\u{3000}']);
    if rest.len() == head.len() && !rest.ends_with(['=', '＝', ',', '，', '、']) {
        return None;
    }
    loop {
        for verb in ["is not", "is", "不为", "为", "=", "＝"] {
            if let Some(before) = rest.strip_suffix(verb) {
                let before = before.trim_end_matches([' ', '\u{3000}']);
                let field = before.get(start_of_word(before)..)?;
                return members.get(field).filter(|m| !m.is_empty()).map(|_| field);
            }
        }
        // back over `member ,` or `member or`
        let cut = [",", "，", "、", " or", "或者", " 或"].iter().find_map(|w| rest.strip_suffix(w))?;
        let cut = cut.trim_end_matches([' ', '\u{3000}', ',', '，', '、']);
        let word = cut.get(start_of_word(cut)..)?;
        let is_member = members.values().flatten().any(|[en, zh]| en == word || zh == word);
        if !is_member {
            return None;
        }
        rest = cut.get(..cut.len() - word.len())?.trim_end_matches([' ', '\u{3000}']);
    }
}

fn in_order(letters: &str, word: &str) -> bool {
    let mut chars = word.chars();
    letters.chars().all(|c| chars.any(|d| d == c))
}
