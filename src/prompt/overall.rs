//! Over all cases at the prompt: two rule sets compared, the claims of a module settled.

use super::state::{Answer, Prompt};
use crate::prove::{Halted, Stopped};
use crate::render;
use crate::session::{RuleSet, facts_named};

/// What parts the rule sets from a condition, and from facts that tell cases apart.
const WHERE: [&str; 2] = [" where ", " 限于 "];
const BY: [&str; 2] = [" by ", " 按 "];

impl Prompt {
    /// `:compare A B where CONDITION by FACT, FACT`; one rule set is held against the present one.
    pub(super) fn compare(&mut self, args: &str, out: &mut Answer) {
        // a word with nothing behind it is that word, and no module
        let args = args.replace('\u{3000}', " ") + " ";
        let (args, facts) = parted(&args, &BY);
        let (args, only) = parted(args, &WHERE);
        if only == Some("") {
            return self.refuse(["a condition follows `where`", "“限于”之后须写条件"]);
        }
        let words: Vec<&str> = args.split_whitespace().collect();
        let sets = match words.as_slice() {
            [b] => [self.set.clone(), RuleSet::of(b)],
            [a, b] => [RuleSet::of(a), RuleSet::of(b)],
            _ => {
                return self.refuse([
                    "name the rule sets: `:compare A B`, or one to hold against the present one; `where CONDITION` and `by FACT, FACT` may follow",
                    "请写规则：:对照 甲 乙，或者只写一套与当前规则比较；其后可写“限于 条件”“按 事实，事实”",
                ]);
            }
        };
        let [a, b] = &sets;
        let lang = self.state.lang;
        let Some(facts) = facts else {
            match self.session.contrast(a, b, only) {
                Some(Ok(found)) => {
                    out.text.push_str(&render::contrast(&found, &self.session.sources, lang));
                }
                Some(Err(Stopped::Refused(why))) => {
                    out.text.push_str(&format!("{}\n", render::refused(&why, lang)));
                }
                Some(Err(Stopped::Unsound(fault))) => self.unsound(&fault.asked, out),
                None => {}
            }
            return;
        };
        let Some(facts) = facts_named(facts) else {
            return self.refuse(["name one to three facts", "请写一至三项事实"]);
        };
        match self.session.chart(a, b, only, &facts) {
            Some(Ok(found)) => {
                let width = (self.state.ink != super::picture::Ink::Nothing).then_some(self.state.width);
                out.text.push_str(&render::chart(&found, lang, width));
            }
            Some(Err(Halted::Stopped(Stopped::Refused(why)))) => {
                out.text.push_str(&format!("{}\n", render::refused(&why, lang)));
            }
            Some(Err(Halted::Stopped(Stopped::Unsound(fault)))) => self.unsound(&fault.asked, out),
            Some(Err(Halted::TooMany(_))) => self.refuse([
                "these facts make more parts than are looked at: name fewer, or confine the cases",
                "此等事实分出的区域超过上限：请减少事实，或者限定案件",
            ]),
            None => {}
        }
    }

    /// `:prove M`; alone: the claims of the present rules.
    pub(super) fn prove(&mut self, args: &str, out: &mut Answer) {
        let set = match args.trim() {
            "" => self.set.clone(),
            name => RuleSet::of(name),
        };
        let Some(claims) = self.session.settle(&set, false) else { return };
        let name = self.session.called(&set);
        out.text.push_str(&render::settled(&name, &claims, &self.session.sources, self.state.lang));
    }

    fn unsound(&mut self, asked: &str, out: &mut Answer) {
        out.unsound = true;
        let says = [
            format!("a fault of the prover: evaluation does not bear out what was found ({asked})"),
            format!("证明程序有误：求值结果与所得答案不符（{asked}）"),
        ];
        let [en, zh] = &says;
        self.refuse([en, zh]);
    }
}

/// A text up to one of two words, and what follows it.
fn parted<'t>(text: &'t str, words: &[&str; 2]) -> (&'t str, Option<&'t str>) {
    let found = words.iter().find_map(|w| text.split_once(w));
    found.map_or((text, None), |(before, after)| (before, Some(after.trim())))
}
