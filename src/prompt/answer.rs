//! A line answered: a command, a question, an expectation or items.

use super::command::{self, Command, Row};
use super::entry::{entries, item_word};
use super::picture::Ink;
use super::state::{Answer, Prompt};
use crate::diag::{Lang, clean, nearest};
use crate::render::{fitted, spoken};
use crate::session::RuleSet;
use crate::syntax::ITEM_WORDS;

impl Prompt {
    /// Answers what was typed or pasted, entry by entry; stops after the first that is wrong.
    pub fn answer(&mut self, text: &str) -> Answer {
        let mut out = self.drawn_answer(text);
        out.text = match self.state.ink {
            Ink::Nothing => spoken(&out.text, self.state.lang),
            Ink::Ascii | Ink::Dots => fitted(&out.text, self.state.width),
        };
        out
    }

    fn drawn_answer(&mut self, text: &str) -> Answer {
        let mut out = Answer::default();
        let first = text.trim_start_matches(['\u{feff}', '\n', '\r']);
        if self.state.watch {
            out = self.look();
        }
        if matches!(item_word(first), Some("module" | "模块")) {
            self.whole_module(first, &mut out);
            self.close(first, &mut out);
            return out;
        }
        for entry in entries(text) {
            let before = out.text.len();
            self.entry(&entry, &mut out);
            self.close(&entry, &mut out);
            if asks(&entry) && !out.wrong {
                self.last = Some((entry, out.text.get(before..).unwrap_or("").to_owned()));
            }
            if out.wrong || out.ends {
                break;
            }
        }
        out
    }

    /// Reads files that changed again and says what that changes: the outcome, and lines of the last answer.
    pub fn look(&mut self) -> Answer {
        let mut out = Answer::default();
        if self.reread_changed(&mut out)
            && let Some((entry, old)) = self.last.clone()
        {
            let mut again = Answer::default();
            self.entry(&entry, &mut again);
            out.text.push_str(&changed(&entry, &old, &again.text));
            self.last = Some((entry, again.text));
        }
        self.faults(&mut out);
        out
    }

    /// Takes the faults of an entry in; what was right is kept for a script.
    fn close(&mut self, entry: &str, out: &mut Answer) {
        let wrong = self.faults(out);
        let keeps = match entry.strip_prefix([':', '：']) {
            None => true,
            Some(rest) => !matches!(
                command::named(rest.split_whitespace().next().unwrap_or("")).map(|r| r.command),
                Ok(Command::Save | Command::Quit | Command::Help | Command::Edit | Command::Set) | Err(_)
            ),
        };
        if keeps && !wrong {
            self.journal.push(entry.to_owned());
        }
    }

    fn entry(&mut self, entry: &str, out: &mut Answer) {
        self.typed += 1;
        if let Some(rest) = entry.strip_prefix([':', '：']) {
            return self.command(rest, entry, out);
        }
        if let Some(name) = entry.strip_prefix(['?', '？']) {
            return match name.trim() {
                "" => out.text.push_str(&command::page(self.state.lang, self.state.width)),
                name => self.about(name, out),
            };
        }
        match (expected(entry), item_word(entry)) {
            (Some(rest), _) => self.expect(rest, out),
            (None, Some(_)) => self.typed_items(entry, entry, out),
            (None, None) if self.lacks_colon(entry) => {
                let says = [
                    format!("a command begins with a colon: `:{entry}`; `:help` lists them"),
                    format!("命令以冒号开头，如 :{entry}；:帮助 列出全部命令"),
                ];
                self.refuse([&says[0], &says[1]]);
            }
            (None, None) => self.question(entry, out),
        }
    }

    /// Whether a line begins with the name of a command that no rule and no case calls anything.
    fn lacks_colon(&mut self, entry: &str) -> bool {
        let word = entry.split([' ', '\u{3000}']).next().unwrap_or("");
        let is_command = command::COMMANDS.iter().any(|r| r.names.contains(&word));
        is_command && self.index().names().all(|name| name != word)
    }

    fn command(&mut self, rest: &str, entry: &str, out: &mut Answer) {
        let end = rest.find(|c: char| c.is_whitespace() || c == '\u{3000}').unwrap_or(rest.len());
        let (word, args) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let args = without_remark(args).trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}');
        let row = match command::named(&word.to_lowercase()) {
            Ok(row) => row,
            Err(several) => return self.no_command(word, &several),
        };
        if row.takes[0].is_empty() && !args.is_empty() {
            let [en, zh] = row.names;
            let says =
                [format!("nothing follows `:{en}`: `{args}`"), format!("“:{zh}”之后不写内容：“{args}”")];
            return self.refuse([&says[0], &says[1]]);
        }
        if args.is_empty() && row.command.wants_more() {
            return self.wants(row);
        }
        // where the argument begins among the bytes of the entry
        let from = if args.is_empty() { entry.len() } else { entry.find(args).unwrap_or(entry.len()) };
        match row.command {
            Command::Help => self.help(args, out),
            Command::Load => self.load(args, entry, out),
            Command::Reload => self.reload(out),
            Command::Watch => self.watch(args, out),
            Command::Module => self.module(args, entry, out),
            Command::Case => self.choose_case(args, entry, out),
            Command::Cases => self.cases(out),
            Command::Type => self.type_of(args, out),
            Command::Info => self.about(args, out),
            Command::Browse => self.browse(args, out),
            Command::Cite => self.cite(args, out),
            Command::Why => self.why(args, out),
            Command::Whynot => self.whynot(args, out),
            Command::Missing => self.missing(out),
            Command::If => self.suppose(args, from, entry, out),
            Command::Undo => self.take_back(out),
            Command::Sweep => self.sweep(args, out),
            Command::Map => self.map(args, out),
            Command::Diff => self.diff(args, out),
            Command::Compare => self.compare(args, out),
            Command::Prove => self.prove(args, out),
            Command::Amend => self.typed_items(args, entry, out),
            Command::AsOf => self.as_of(args, entry, out),
            Command::Lang => self.language(args, out),
            Command::Set => self.option(args, out),
            Command::Save => self.save(args, out),
            Command::Edit => self.edit(out),
            Command::Assert => self.assert(args, out),
            Command::Quit => out.ends = true,
        }
    }

    /// Says what a command takes, with an example.
    fn wants(&mut self, row: &Row) {
        let lang = self.state.lang;
        let example = self.example(lang.pick(&row.example).lines().next().unwrap_or(""));
        let example = without_remark(&example).trim_end();
        let (name, takes) = (lang.pick(&row.names), lang.pick(&row.takes));
        let says = [
            format!("`:{name}` wants more: `:{name} {takes}`, as `{example}`"),
            format!("“:{name}”之后须写 {takes}，如 {example}"),
        ];
        self.refuse([&says[0], &says[1]]);
    }

    fn no_command(&mut self, word: &str, several: &[&Row]) {
        let list = |i: usize| {
            several.iter().filter_map(|r| r.names.get(i)).map(|n| format!(":{n}")).collect::<Vec<_>>()
        };
        if several.len() > 1 {
            let [en, zh] = [list(0).join(", "), list(1).join("、")];
            let says = [format!("`:{word}` may mean {en}"), format!("“:{word}”可能是 {zh}")];
            return self.refuse([&says[0], &says[1]]);
        }
        if item_word(word).is_some() || ITEM_WORDS.contains(&word) || EXPECT.contains(&word) {
            let says = [format!("`{word} …` is typed without the colon"), format!("“{word}……”前面不写冒号")];
            return self.refuse([&says[0], &says[1]]);
        }
        let names = command::COMMANDS.iter().flat_map(|r| r.names);
        let near = nearest(word, names);
        let tip = |open: &str| near.as_ref().map_or(String::new(), |n| format!("{open}:{n}"));
        let says = [
            format!("there is no command `:{word}`{}; `:help` lists them", tip("; did you mean ")),
            format!("没有命令“:{word}”{}；:帮助 列出全部命令", tip("；相近：")),
        ];
        self.refuse([&says[0], &says[1]]);
    }

    fn help(&mut self, args: &str, out: &mut Answer) {
        let word = args.trim_start_matches([':', '：']);
        if word.is_empty() {
            return out.text.push_str(&command::page(self.state.lang, self.state.width));
        }
        match command::named(word) {
            Ok(row) => {
                let lang = self.state.lang;
                out.text.push_str(&clean(&command::one(row, lang, |pattern| self.example(pattern))));
            }
            Err(several) => self.no_command(word, &several),
        }
    }

    fn language(&mut self, args: &str, out: &mut Answer) {
        self.state.lang = match args {
            "zh" | "中文" => Lang::Zh,
            "en" | "英文" => Lang::En,
            _ => return self.refuse(["write `:lang en` or `:lang zh`", "请写 :语言 zh 或者 :语言 en"]),
        };
        self.forget();
        out.text.push_str(self.say(["answers are in English\n", "以中文回答\n"]));
    }

    fn option(&mut self, args: &str, out: &mut Answer) {
        let mut words = args.split_whitespace();
        let (name, value) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let on = match value {
            "on" | "开" => true,
            "off" | "关" => false,
            _ if value == "at" || value == "定为" => {
                return self.refuse([
                    "an edit of the rules is typed without the colon: `set … at …`",
                    "修改规则前面不写冒号，如：将……定为……",
                ]);
            }
            _ => {
                return self.refuse([
                    "write `:set brief on`, `:set brief off`, `:set history on` or `:set history off`",
                    "请写 :设置 brief on、brief off、history on 或者 history off",
                ]);
            }
        };
        let name = match name {
            "brief" | "简略" => {
                self.state.brief = on;
                self.say(["brief", "简略"])
            }
            "history" | "历史" => {
                out.history = Some(on);
                self.say(["history", "历史"])
            }
            _ => {
                let says = [
                    format!("there is no option `{name}`: brief and history are options"),
                    format!("没有选项“{name}”，可设 brief、history"),
                ];
                return self.refuse([&says[0], &says[1]]);
            }
        };
        let state = self.say(if on { [" on", "：开"] } else { [" off", "：关"] });
        out.text.push_str(&format!("{name}{state}\n"));
    }

    fn take_back(&mut self, out: &mut Answer) {
        let Some((line, state)) = self.undo.pop() else {
            return self.refuse(["there is nothing to take back", "没有可以撤回的改动"]);
        };
        let before = self.verdict();
        let lang = self.state.lang;
        self.enter(state);
        self.state.lang = lang;
        let says = [format!("taken back: {line}\n"), format!("已撤回“{line}”\n")];
        out.text.push_str(self.say([&says[0], &says[1]]));
        self.show_moved(before, None, out);
    }

    fn as_of(&mut self, args: &str, line: &str, out: &mut Answer) {
        let day = match args {
            "" => {
                self.day_of_law(out);
                return;
            }
            "off" | "取消" => None,
            _ => match self.day(args) {
                Some(day) => Some(day),
                None => {
                    let says = [
                        format!("`{args}` is no date; write it as 2016-01-01"),
                        format!("“{args}”不是日期，请写 2016年1月1日 或者 2016-01-01"),
                    ];
                    return self.refuse([&says[0], &says[1]]);
                }
            },
        };
        let before = self.verdict();
        self.remember(line);
        let mut state = self.state.clone();
        state.day = day;
        match day {
            // a single module is the law of no day: the law in force is chosen among all
            Some(_) if !self.session.picks_by_date(&self.set) => {
                state.aside = Some((state.base.clone(), std::mem::take(&mut state.layers)));
                state.base.module = crate::stdlib::DEFAULT_MODULE.to_owned();
                if self.state.layers.iter().any(|l| !l.items.is_empty()) {
                    out.text.push_str(self.say([
                        "what was typed is left aside until `:as-of off`\n",
                        "所写的规则暂不适用，:时点 取消 即恢复\n",
                    ]));
                }
            }
            None => {
                if let Some((base, layers)) = state.aside.take() {
                    (state.base, state.layers) = (base, layers);
                }
            }
            Some(_) => {}
        }
        self.enter(state);
        if self.day_of_law(out) {
            self.show_moved(before, None, out);
        }
    }

    /// Says which law applies; whether there is one.
    fn day_of_law(&mut self, out: &mut Answer) -> bool {
        let Some(law) = self.law() else {
            out.text.push_str(self.say(["no statute was in force\n", "当时没有施行的法律\n"]));
            return false;
        };
        let mut names = self.set_name(&law.set);
        if let Some(statute) = &law.statute {
            names = format!("{names} + {}", self.set_name(&RuleSet::of(statute)));
        }
        if let Some(day) = self.state.day {
            names.push_str(&format!("{}{day}", self.say([" as of ", "，时点 "])));
        }
        out.text.push_str(&(clean(&names) + "\n"));
        true
    }
}

/// What an expectation begins with.
const EXPECT: [&str; 2] = ["expect", "预期"];

/// What follows `expect`, if a line begins so.
fn expected(entry: &str) -> Option<&str> {
    let rest = EXPECT.iter().find_map(|w| entry.strip_prefix(w))?;
    (rest.is_empty() || rest.starts_with([' ', '\u{3000}'])).then_some(rest)
}

/// Whether an entry asks something that another text of the files may answer otherwise.
fn asks(entry: &str) -> bool {
    let Some(rest) = entry.strip_prefix([':', '：']) else {
        return expected(entry).is_none() && item_word(entry).is_none();
    };
    let row = command::named(&rest.split_whitespace().next().unwrap_or("").to_lowercase());
    matches!(
        row.map(|r| r.command),
        Ok(Command::Cases
            | Command::Type
            | Command::Info
            | Command::Browse
            | Command::Cite
            | Command::Why
            | Command::Whynot
            | Command::Missing
            | Command::Sweep
            | Command::Map
            | Command::Diff
            | Command::Compare
            | Command::Prove)
    )
}

/// The lines that came and went between two answers to the same question; nothing if it is answered alike.
fn changed(entry: &str, old: &str, new: &str) -> String {
    let lost = old.lines().filter(|l| !new.lines().any(|n| n == *l)).map(|l| format!("- {l}\n"));
    let come = new.lines().filter(|l| !old.lines().any(|o| o == *l)).map(|l| format!("+ {l}\n"));
    let lines: String = lost.chain(come).collect();
    let head = clean(entry.lines().next().unwrap_or(""));
    if lines.is_empty() { lines } else { format!("{head}\n{lines}") }
}

/// What stands before ` # a remark`, if the sign is not inside quotation marks.
fn without_remark(text: &str) -> &str {
    let (mut quoted, mut gap) = (false, true);
    for (at, c) in text.char_indices() {
        match c {
            '"' | '“' | '”' => quoted = !quoted,
            '#' if gap && !quoted => return text.get(..at).unwrap_or(text),
            _ => {}
        }
        gap = c.is_whitespace();
    }
    text
}
