//! A thousand mutated modules whose mistakes no table of the program knows: slips of the fingers by the layout of the
//! keyboard, characters of like sound by the order of GB 2312, letters of another width by their numbers in Unicode,
//! keywords of the other language by the table of `docs/LANGUAGE.md`, synonyms from the language of lawyers.
//!
//! Nothing here may be copied into the program: what mends these must be a rule, not a list.

use crate::mutants::{Change, Dice, Mistake, Source, Token, mistakes_are_told_well};

/// The rows of the keyboard.
const KEYS: [&str; 4] = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// What lawyers write for what the language calls otherwise.
const SYNONYMS: [(&str, &[&str]); 40] = [
    ("reaches", &["amounts to", "totals", "attains", "comes up to", "is no less than"]),
    ("exceeds", &["surpasses", "is beyond", "is in excess of"]),
    ("at most", &["no greater than", "not above", "within"]),
    ("below", &["short of", "fewer than"]),
    ("means", &["denotes", "signifies", "comprises", "shall mean"]),
    ("except", &["save for", "with the exception of", "provided that not"]),
    ("unless", &["save where", "if not"]),
    ("and", &["together with", "along with", "also"]),
    ("or", &["alternatively", "respectively"]),
    ("not", &["without", "never", "non"]),
    ("by", &["according to", "in accordance with", "pursuant"]),
    ("article", &["section", "clause", "paragraph"]),
    ("definition", &["concept", "notion", "term"]),
    ("behaviour", &["action", "deed", "act"]),
    ("offence", &["crime", "delict"]),
    ("parameter", &["constant", "variable", "option"]),
    ("classification", &["categories", "grouping"]),
    ("over", &["among", "across"]),
    ("where", &["which", "such that"]),
    ("conduct", &["actus reus", "act"]),
    ("penalty", &["punishment", "sanction"]),
    ("imprisonment", &["custody", "jail"]),
    ("any of", &["at least one of", "whichever of"]),
    ("是指", &["意为", "意思是", "是", "包括"]),
    ("达到", &["大于或等于", "至少达", "在", "累计"]),
    ("超过", &["高于", "多于", "逾"]),
    ("不超过", &["至多", "最多", "以内"]),
    ("不包括", &["除去", "但是不含", "排除"]),
    ("除非", &["但", "例外是"]),
    ("且", &["同时", "而且", "又"]),
    ("或者", &["亦或", "抑或", "或则"]),
    ("依据", &["依", "参照", "见", "据"]),
    ("符合", &["满足", "属于", "具有"]),
    ("有", &["含有", "若有"]),
    ("没有", &["无", "不存在"]),
    ("定义", &["概念", "术语"]),
    ("行为", &["举动", "做法"]),
    ("参数", &["变量", "常数"]),
    ("罪名", &["罪", "犯罪名"]),
    ("法定刑", &["刑罚", "处罚"]),
];

fn letters(source: &Source<'_>, t: Token) -> Vec<char> {
    source.word(t).chars().collect()
}

/// A slip in one random place of every word of that many letters.
fn slips(
    s: &Source<'_>,
    dice: &mut Dice,
    least: usize,
    how: impl Fn(&mut Vec<char>, usize, &mut Dice),
) -> Vec<Change> {
    let mut out = Vec::new();
    for t in s.tokens.iter().filter(|t| s.is_word(**t)) {
        let mut word = letters(s, *t);
        if word.len() >= least {
            let at = dice.below(word.len());
            how(&mut word, at, dice);
            out.push((t.0, t.1, word.into_iter().collect()));
        }
    }
    out
}

/// A key beside that of a letter.
fn beside(c: char, dice: &mut Dice) -> char {
    let low = c.to_ascii_lowercase();
    let place = KEYS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(low)?)));
    let Some((row, column)) = place else { return 'q' };
    let near: Vec<char> =
        [(row, column + 1), (row, column.wrapping_sub(1)), (row + 1, column), (row.wrapping_sub(1), column)]
            .into_iter()
            .filter_map(|(r, c)| KEYS.get(r)?.chars().nth(c))
            .collect();
    near[dice.below(near.len())]
}

/// A character that stands so near in GB 2312, which orders the common ones by their sound.
fn like_sound(c: char, dice: &mut Dice, near: usize) -> char {
    let common: Vec<u8> =
        (0xb0..=0xd7u8).flat_map(|row| (0xa1..=0xfeu8).flat_map(move |c| [row, c])).collect();
    let (text, ..) = encoding_rs::GBK.decode(&common);
    let all: Vec<char> = text.chars().collect();
    let Some(at) = all.iter().position(|o| *o == c) else { return '的' };
    let step = 1 + dice.below(near);
    let other = if dice.below(2) == 0 { at + step } else { at.saturating_sub(step) };
    all.get(other).copied().filter(|o| *o != c).unwrap_or('的')
}

/// Another letter in its place: of a key beside, or a character of like sound.
fn other(c: char, dice: &mut Dice, near: usize) -> char {
    if c.is_ascii() { beside(c, dice) } else { like_sound(c, dice, near) }
}

/// The other width of a sign, letter or digit.
fn other_width(c: char) -> Option<char> {
    match u32::from(c) {
        n @ 0x21..=0x7e => char::from_u32(n + 0xfee0),
        n @ 0xff01..=0xff5e => char::from_u32(n - 0xfee0),
        _ => None,
    }
}

/// The keywords of both languages, as the table of the language pairs them.
fn keywords() -> Vec<(String, String)> {
    let text = include_str!("../../docs/LANGUAGE.md");
    let table = text.split("| en | zh | en | zh |").nth(1).unwrap();
    let mut out = Vec::new();
    for row in table.lines().skip(2).take_while(|l| l.starts_with('|')) {
        let cells: Vec<&str> =
            row.trim_matches('|').split('|').map(|c| c.trim().trim_end_matches('*')).collect();
        for pair in cells.chunks(2).filter(|p| p.len() == 2) {
            let halves = pair[0].split(" / ").zip(pair[1].split(" / "));
            for (en, zh) in halves {
                let (en, zh) =
                    (en.split([',', '(']).next().unwrap(), zh.split(['，', ',', '（']).next().unwrap());
                if !format!("{en}{zh}").contains('…') && !en.is_empty() && !zh.is_empty() {
                    out.push((en.trim().to_owned(), zh.trim().to_owned()));
                }
            }
        }
    }
    assert!(out.len() > 60, "{out:?}");
    out
}

/// Whole words that are one of these, each with what stands there then.
fn whole(s: &Source<'_>, pairs: &[(String, String)]) -> Vec<Change> {
    let mut out = Vec::new();
    for (right, wrong) in pairs {
        for (at, _) in s.text.match_indices(right.as_str()) {
            let end = at + right.len();
            let edge = |c: Option<char>| c.is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
            let inside = s.tokens.iter().any(|t| t.0 == at);
            if inside && edge(s.text[..at].chars().next_back()) && edge(s.text[end..].chars().next()) {
                out.push((at, end, wrong.clone()));
            }
        }
    }
    out
}

fn gaps(s: &Source<'_>) -> Vec<Token> {
    let pairs = s.tokens.windows(2).map(|w| (w[0].1, w[1].0));
    pairs.filter(|g| !s.text[g.0..g.1].is_empty() && s.text[g.0..g.1].chars().all(|c| c == ' ')).collect()
}

const MISTAKES: [Mistake; 25] = [
    ("two letters exchanged", |s, dice| {
        slips(s, dice, 2, |w, at, _| {
            let at = at.min(w.len() - 2);
            w.swap(at, at + 1);
        })
    }),
    ("a letter missing", |s, dice| {
        slips(s, dice, 3, |w, at, _| {
            w.remove(at);
        })
    }),
    ("a letter put in", |s, dice| {
        slips(s, dice, 2, |w, at, dice| {
            let c = other(w[at], dice, 3);
            w.insert(at, c);
        })
    }),
    ("the key beside, or a like sound", |s, dice| {
        slips(s, dice, 2, |w, at, dice| w[at] = other(w[at], dice, 2))
    }),
    ("a key further off, or another sound", |s, dice| {
        slips(s, dice, 2, |w, at, dice| {
            let near = other(w[at], dice, 9);
            w[at] = other(near, dice, 9);
        })
    }),
    ("two slips in one word", |s, dice| {
        let least = if s.han { 4 } else { 7 };
        slips(s, dice, least, |w, at, dice| {
            w[at] = other(w[at], dice, 3);
            let at = dice.below(w.len() - 1);
            w.swap(at, at + 1);
        })
    }),
    ("the shift key held, or a word of one sound", |s, dice| match s.han {
        true => slips(s, dice, 1, |w, at, dice| w[at] = other(w[at], dice, 1)),
        false => slips(s, dice, 2, |w, _, _| w.iter_mut().for_each(|c| *c = c.to_ascii_uppercase())),
    }),
    ("a sign, letter or digit of the other width", |s, _| {
        let of = |(at, c): (usize, char)| other_width(c).map(|o| (at, at + c.len_utf8(), o.to_string()));
        s.tokens
            .iter()
            .flat_map(|t| s.word(*t).char_indices().map(|(i, c)| (t.0 + i, c)))
            .filter_map(of)
            .collect()
    }),
    ("a sign missing", |s, _| {
        s.tokens
            .iter()
            .filter(|t| !s.is_word(**t) && !s.word(**t).starts_with(char::is_numeric))
            .map(|t| (t.0, t.1, String::new()))
            .collect()
    }),
    ("a sign too many", |s, dice| {
        let signs: Vec<char> = if s.han { "，、；：（）。" } else { ",;:()." }.chars().collect();
        gaps(s).into_iter().map(|g| (g.0, g.0, signs[dice.below(signs.len())].to_string())).collect()
    }),
    ("a word two places late", |s, _| {
        let threes = s.tokens.windows(3).filter(|w| !s.text[w[0].0..w[2].1].contains(['\n', '"', '“']));
        threes
            .filter(|w| s.is_word(w[0]))
            .map(|w| (w[0].0, w[2].1, format!("{} {}", &s.text[w[1].0..w[2].1], s.word(w[0]))))
            .collect()
    }),
    ("the unit left out", |s, _| match s.han {
        true => {
            let unit = |(at, c): (usize, char)| {
                let number = s.text[..at]
                    .chars()
                    .next_back()
                    .is_some_and(|b| "一二三四五六七八九十百千万半0123456789".contains(b));
                (number && "条元人年次倍月组个".contains(c)).then(|| (at, at + c.len_utf8(), String::new()))
            };
            s.tokens
                .iter()
                .flat_map(|t| s.word(*t).char_indices().map(|(i, c)| (t.0 + i, c)))
                .filter_map(unit)
                .collect()
        }
        false => {
            let digits = |t: Token| s.word(t).chars().all(|c| c.is_ascii_digit());
            let pairs = s.tokens.windows(2).filter(|w| digits(w[0]) && &s.text[w[0].1..w[1].0] == " ");
            pairs.filter(|w| s.is_word(w[1])).map(|w| (w[0].1, w[1].1, String::new())).collect()
        }
    }),
    ("a keyword of the other language", |s, _| {
        let pairs = keywords().into_iter().map(|(en, zh)| if s.han { (zh, en) } else { (en, zh) });
        whole(s, &pairs.collect::<Vec<_>>())
    }),
    ("a synonym of lawyers", |s, dice| {
        let pairs = SYNONYMS
            .iter()
            .map(|(right, wrong)| ((*right).to_owned(), wrong[dice.below(wrong.len())].to_owned()));
        whole(s, &pairs.collect::<Vec<_>>())
    }),
    ("another form of the word", |s, dice| {
        let ends = if s.han { ["的", "了", "者", "们"] } else { ["s", "ed", "ing", "d"] };
        let words = s.tokens.iter().filter(|t| s.is_word(**t));
        words
            .map(|t| match s.word(*t).strip_suffix('s').filter(|_| dice.below(2) == 0) {
                Some(bare) => (t.0, t.1, bare.to_owned()),
                None => (t.1, t.1, ends[dice.below(4)].to_owned()),
            })
            .collect()
    }),
    ("a word too many", |s, dice| {
        let words =
            if s.han { ["应当", "的", "该", "所", "之"] } else { ["the", "shall", "such", "any", "a"] };
        gaps(s).into_iter().map(|g| (g.0, g.0, format!(" {}", words[dice.below(5)]))).collect()
    }),
    ("a blank inside a word", |s, dice| slips(s, dice, 2, |w, at, _| w.insert(at.max(1), ' '))),
    ("a line run into the one before", |s, _| {
        let ends = s.text.match_indices('\n').map(|(at, _)| at);
        let next = |at: &usize| s.tokens.iter().find(|t| t.0 > *at).map(|t| t.0);
        let joined = ends.filter_map(|at| Some((at, next(&at)?)));
        let blank = |j: &(usize, usize)| s.text[j.0..j.1].chars().all(char::is_whitespace);
        joined.filter(blank).map(|(a, b)| (a, b, " ".to_owned())).collect()
    }),
    ("a line broken off at the margin", |s, _| {
        gaps(s).into_iter().map(|g| (g.0, g.1, "\n".to_owned())).collect()
    }),
    ("a joint of another kind", |s, dice| {
        let signs = if s.han { ["·", "-", "_", " "] } else { ["-", " ", "", "."] };
        let joint = |t: &Token| {
            let sign = signs[dice.below(4)];
            let word = s.word(*t);
            match s.han {
                true => {
                    let at = word.char_indices().nth(1 + dice.below(3)).map(|(i, _)| i)?;
                    Some((t.0 + at, t.0 + at, sign.to_owned()))
                }
                false => word.contains('_').then(|| (t.0, t.1, word.replacen('_', sign, 1))),
            }
        };
        s.tokens.iter().filter(|t| s.is_word(**t)).filter_map(joint).collect()
    }),
    ("quotation marks of another press", |s, dice| {
        let marks = [["‘", "’"], ["'", "'"], ["«", "»"], ["「", "」"], ["『", "』"], ["``", "''"]];
        let mut out = Vec::new();
        for line in s.text.lines() {
            let start = line.as_ptr() as usize - s.text.as_ptr() as usize;
            let open = line.find(['"', '“']);
            let close = open.and_then(|o| {
                Some(o + 1 + line.get(o + 1..).or_else(|| line.get(o + 3..))?.find(['"', '”'])?)
            });
            if let (Some(open), Some(_)) = (open, close) {
                let [left, _] = marks[dice.below(marks.len())];
                let width = line[open..].chars().next().map_or(1, char::len_utf8);
                out.push((start + open, start + open + width, left.to_owned()));
            }
        }
        out
    }),
    ("a number written otherwise", |s, dice| {
        let capital = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
        let digits = "〇一二三四五六七八九";
        match s.han {
            true => {
                let of = |(at, c): (usize, char)| {
                    let n = digits.chars().position(|d| d == c)?;
                    Some((at, at + c.len_utf8(), capital[n].to_owned()))
                };
                s.tokens
                    .iter()
                    .flat_map(|t| s.word(*t).char_indices().map(|(i, c)| (t.0 + i, c)))
                    .filter_map(of)
                    .collect()
            }
            false => {
                let numbers = s.tokens.iter().filter(|t| s.word(**t).chars().all(|c| c.is_ascii_digit()));
                numbers
                    .map(|t| {
                        let word = s.word(*t);
                        let wrong = match dice.below(4) {
                            0 => word.replace('0', "o"),
                            1 => word.replace('1', "l"),
                            2 => format!("{word},000"),
                            _ => format!("{word}k"),
                        };
                        (t.0, t.1, wrong)
                    })
                    .collect()
            }
        }
    }),
    ("a provision written otherwise", |s, _| match s.han {
        true => s.anywhere(&[
            ("条第", "条"),
            ("款第", "款"),
            ("项、", "目、"),
            ("项至第", "项到第"),
            ("条第一款", "条1款"),
            ("第二款", "第2.1款"),
        ]),
        false => s.anywhere(&[
            (")(", "."),
            (")(", ")"),
            (")(", ")-("),
            ("(1)", "[1]"),
            ("(1)", " para 1"),
            ("article ", "article no. "),
            ("article ", "§"),
        ]),
    }),
    ("a bracket of any other kind, or one word late", |s, dice| {
        let all: Vec<char> = "()[]{}<>（）【】《》〈〉".chars().collect();
        let brackets =
            s.tokens.iter().enumerate().filter(|(_, t)| ["(", ")", "（", "）"].contains(&s.word(**t)));
        brackets
            .map(|(i, t)| match s.tokens.get(i + 1).filter(|_| dice.below(2) == 0) {
                Some(next) => (t.0, next.1, format!("{}{}", &s.text[t.1..next.1], s.word(*t))),
                None => (t.0, t.1, all[dice.below(all.len())].to_string()),
            })
            .collect()
    }),
    ("a word from another place", |s, dice| {
        let words: Vec<Token> = s.tokens.iter().copied().filter(|t| s.is_word(*t)).collect();
        words.iter().map(|t| (t.0, t.1, s.word(words[dice.below(words.len())]).to_owned())).collect()
    }),
];

#[test]
fn a_mistake_that_no_table_knows_is_told_as_well() {
    mistakes_are_told_well("unseen", &MISTAKES, 4_001);
}
