//! What comes from files and goes to them: cases, modules, scripts and tests; and choosing among them.

use super::state::{Answer, Prompt, is_rules};
use crate::diag::{Lang, clean, nearest};
use crate::hir::Twins;
use crate::render::{self, pad};
use crate::session::{Compared, RuleSet};
use crate::syntax::ast::{Case, Expect, Item, ItemKind, Name};
use crate::syntax::print::Printer;

/// How a saved script begins.
pub const SCRIPT: [&str; 2] = ["# gravamen repl < this file\n", "# 重新运行：gravamen repl < 本文件\n"];

impl Prompt {
    /// `:load PATH`
    pub(super) fn load(&mut self, path: &str, line: &str, out: &mut Answer) {
        let files = match self.desk.read(path) {
            Ok(files) => files,
            Err(fault) => return self.session.sink.push(fault),
        };
        if let [(name, text)] = files.as_slice()
            && is_rules(name)
        {
            let Some(module) = self.session.register(name, text) else { return };
            self.state.loaded.push((path.to_owned(), files.clone()));
            return self.switch(RuleSet::of(&module), line, out);
        }
        if let [(_, text)] = files.as_slice()
            && is_script(text)
        {
            let says = [
                format!("`{path}` is a script of the prompt: `gravamen repl < {path}` plays it"),
                format!("“{path}”是交互环境的脚本：gravamen repl < {path} 可运行"),
            ];
            return self.refuse([&says[0], &says[1]]);
        }
        let set = self.set.clone();
        let mut found = Vec::new();
        for (name, text) in &files {
            found.extend(self.session.case_items(&set, name, text));
        }
        if found.is_empty() {
            return;
        }
        self.remember(line);
        let mut state = self.state.clone();
        state.loaded.retain(|(known, _)| known != path);
        state.loaded.push((path.to_owned(), files));
        let first = found.first().map(|c| c.names.clone()).unwrap_or_default();
        let count = found.len();
        for case in found {
            match state.cases.iter_mut().find(|c| c.names == case.names) {
                Some(old) => *old = case,
                None => state.cases.push(case),
            }
        }
        state.current = state.cases.iter().position(|c| c.names == first);
        self.enter(state);
        if count > 1 {
            let says = [
                format!("{count} cases; `:cases` lists them, `:case NAME` chooses one\n"),
                format!("{count} 个案件；:案件列表 列出，:案件 名称 选定\n"),
            ];
            out.text.push_str(self.say([&says[0], &says[1]]));
        }
        self.show_verdict(out);
    }

    /// `:reload`
    pub(super) fn reload(&mut self, out: &mut Answer) {
        if self.state.loaded.is_empty() {
            return self.refuse(["no file was loaded", "没有载入过文件"]);
        }
        let before = self.verdict();
        self.reread(false, out);
        self.show_moved(before, None, out);
    }

    /// `:watch on`
    pub(super) fn watch(&mut self, args: &str, out: &mut Answer) {
        self.state.watch = match args {
            "" | "on" | "开" => true,
            "off" | "关" => false,
            _ => return self.refuse(["write `:watch on` or `:watch off`", "请写 :监视 on 或者 :监视 off"]),
        };
        out.text.push_str(match self.state.watch {
            true => self.say([
                "files that change are read again, and the last question is answered again\n",
                "文件一有变动即重读，并重答上一个问题\n",
            ]),
            false => self.say(["files are left alone\n", "不再监视\n"]),
        });
    }

    /// Whether files are watched.
    pub fn is_watching(&self) -> bool {
        self.state.watch
    }

    /// The watched files as they stand now, if any is not as it was read; a file that cannot be read waits.
    pub fn changed_files(&self) -> Option<Vec<Vec<(String, String)>>> {
        let loaded = self.state.loaded.iter().filter(|_| self.state.watch);
        let now: Vec<_> =
            loaded.map(|(path, old)| self.desk.read(path).unwrap_or_else(|_| old.clone())).collect();
        let same = now.iter().zip(&self.state.loaded).all(|(now, (_, old))| now == old);
        (!same).then_some(now)
    }

    /// Reads again what changed, and shows how the outcome moved; whether anything changed.
    pub(super) fn reread_changed(&mut self, out: &mut Answer) -> bool {
        let before = self.verdict();
        let changed = self.reread(true, out);
        if changed {
            self.show_moved(before, None, out);
        }
        changed
    }

    /// Reads the loaded files again; whether any differs.
    fn reread(&mut self, quiet: bool, out: &mut Answer) -> bool {
        let mut state = self.state.clone();
        let mut changed = false;
        for (path, files) in &mut state.loaded {
            let read = match self.desk.read(path) {
                Ok(read) => read,
                Err(fault) => {
                    self.session.sink.push(fault);
                    continue;
                }
            };
            if *files == read {
                continue;
            }
            changed = true;
            out.text.push_str(&format!("{}{}\n", self.say(["read again: ", "已重读："]), clean(path)));
            for (name, text) in &read {
                if is_rules(name) {
                    self.session.register(name, text);
                }
            }
            *files = read;
        }
        let set = self.set.clone();
        if changed || !quiet {
            // what was only supposed is given up
            let texts = state.loaded.iter().flat_map(|(_, files)| files);
            let texts: Vec<(String, String)> = texts.filter(|(n, _)| !is_rules(n)).cloned().collect();
            for (name, text) in &texts {
                for case in self.session.case_items(&set, name, text) {
                    match state.cases.iter_mut().find(|c| c.names == case.names) {
                        Some(old) => *old = case,
                        None => state.cases.push(case),
                    }
                }
            }
            self.enter(state);
        }
        changed
    }

    /// `:module M`
    pub(super) fn module(&mut self, args: &str, line: &str, out: &mut Answer) {
        if args.is_empty() {
            let set = self.set.clone();
            out.text.push_str(&format!("{}\n", clean(&self.set_name(&set))));
            for layer in &self.state.layers {
                for text in &layer.texts {
                    out.text.push_str(&format!("  {}\n", clean(text.lines().next().unwrap_or(""))));
                }
            }
            return;
        }
        self.switch(RuleSet::parse(args), line, out);
    }

    /// Takes another rule set on, its typed layers given up.
    pub(super) fn switch(&mut self, set: RuleSet, line: &str, out: &mut Answer) {
        let Some(set) = self.session.resolved(&set) else { return };
        let before = self.verdict();
        let former = self.state.clone();
        let mut state = self.state.clone();
        state.base = set.clone();
        state.layers.clear();
        state.aside = None;
        self.enter(state);
        if self.law().is_none() || self.session.sink.has_errors() {
            if !self.session.sink.has_errors() && self.refused.is_empty() {
                let says = [
                    format!("`{}` has errors; `gravamen check` shows them", set.shown()),
                    format!("“{}”有误；gravamen check 可查看", set.shown()),
                ];
                self.refuse([&says[0], &says[1]]);
            }
            return self.enter(former);
        }
        let state = std::mem::replace(&mut self.state, former);
        self.remember(line);
        self.state = state;
        match self.case().is_some() {
            true => self.show_moved(before, None, out),
            false => out.text.push_str(&format!("{}\n", clean(&self.set_name(&set)))),
        }
    }

    /// A rule set as a reader of the language calls it.
    pub(super) fn set_name(&mut self, set: &RuleSet) -> String {
        let called = |p: &mut Prompt, name: &String| match p.session.called_by(name) {
            Some([en, zh]) => p.say([&en, &zh]).to_owned(),
            None => name.clone(),
        };
        let module = called(self, &set.module);
        let with: Vec<String> = set.with.iter().map(|theory| called(self, theory)).collect();
        match with.is_empty() {
            true => module,
            false => {
                format!("{module}{}{}", self.say([" with ", " 采用 "]), with.join(self.say([", ", "、"])))
            }
        }
    }

    /// `:case NAME`
    pub(super) fn choose_case(&mut self, args: &str, line: &str, out: &mut Answer) {
        if args.is_empty() {
            return match self.case().cloned() {
                Some(case) => {
                    let item = Item { span: case.span, kind: ItemKind::Case(case) };
                    let text = self.printed(&[item], self.state.lang);
                    out.text.push_str(&clean(&text));
                    self.show_verdict(out);
                }
                None => self.no_case(),
            };
        }
        let found = self.state.cases.iter().position(|c| c.names.iter().any(|n| n == args));
        let by_number = || args.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let found = found.or_else(|| by_number().filter(|n| *n < self.state.cases.len()));
        let Some(found) = found else {
            let names = self.state.cases.iter().flat_map(|c| &c.names).map(String::as_str);
            let near = nearest(args, names);
            let tip = |before: &str| near.as_ref().map_or(String::new(), |n| format!("{before}{n}"));
            let says = [
                format!("there is no case `{args}`{}", tip("; did you mean ")),
                format!("没有案件“{args}”{}", tip("；相近：")),
            ];
            return self.refuse([&says[0], &says[1]]);
        };
        self.remember(line);
        let mut state = self.state.clone();
        state.current = Some(found);
        self.enter(state);
        self.show_verdict(out);
    }

    /// `:cases`
    pub(super) fn cases(&mut self, out: &mut Answer) {
        if self.state.cases.is_empty() {
            return self.no_case();
        }
        let set = self.set.clone();
        let cases = self.state.cases.clone();
        let names: Vec<String> = cases.iter().map(|c| clean(&self.case_name(c))).collect();
        use unicode_width::UnicodeWidthStr;
        let width = names.iter().map(|n| n.width()).max().unwrap_or(0) + 2;
        for (i, (case, name)) in cases.iter().zip(&names).enumerate() {
            let read = self.session.case_as(&set, case);
            let shown = match read.and_then(|c| self.graded(&c)) {
                Some(v) => render::moved(None, &v, None, &self.session.sources, self.state.lang),
                None => self.say(["cannot be read under these rules\n", "不能按此规则读取\n"]).to_owned(),
            };
            let mark = if Some(i) == self.state.current { "›" } else { " " };
            let first = shown.lines().next().unwrap_or("");
            out.text.push_str(&format!("{mark} {}{first}\n", pad(name, width)));
        }
    }

    /// `:diff A B`, `:diff B`
    pub(super) fn diff(&mut self, args: &str, out: &mut Answer) {
        let words: Vec<&str> = args.split([' ', '\u{3000}']).filter(|w| !w.is_empty()).collect();
        let mut sets = match words.as_slice() {
            [_] => vec![self.set.clone()],
            [_, _] => Vec::new(),
            _ => {
                return self.refuse([
                    "name the rule sets: `:diff A B`, or one to hold against the present one",
                    "请写规则：:比较 甲 乙，或者只写一套与当前规则比较",
                ]);
            }
        };
        sets.extend(words.iter().map(|w| RuleSet::of(w)));
        if self.state.cases.is_empty() {
            return self.no_case();
        }
        let items: Vec<Item> = self
            .state
            .cases
            .iter()
            .map(|c| Item { span: c.span, kind: ItemKind::Case(without_expects(c)) })
            .collect();
        let text = self.printed(&items, self.state.lang);
        let name = self.say(["cases", "案件"]).to_owned();
        let asked = Compared { sets, cases: vec![(name, text)], ..Compared::default() };
        if let Some(found) = self.session.diff(&asked) {
            let text = render::diff_text(&found, &self.session.sources, self.state.lang, self.state.width);
            // a command line would not know these cases
            let lines = text.lines().filter(|l| !l.trim_start().starts_with("gravamen why"));
            out.text.push_str(&lines.map(|l| format!("{l}\n")).collect::<String>());
        }
    }

    /// The twins of all names at hand.
    pub(super) fn twins(&mut self) -> Twins {
        let law = self.apart(Prompt::law).0;
        let mut twins = match &law {
            Some(law) => Twins::from_modules(law.text.iter().map(|m| m.as_ref())),
            None => Twins::default(),
        };
        for name in self.session.module_names() {
            if let Some(header) = self.session.head(&name) {
                twins.module(&header);
            }
        }
        twins
    }

    /// Items in a language, names by their declared twins.
    pub(super) fn printed(&mut self, items: &[Item], lang: Lang) -> String {
        let twins = self.twins();
        let names = twins.in_language(lang);
        Printer::new(lang, &names).items(items)
    }

    /// `:save FILE`, `:save FILE --as-test`
    pub(super) fn save(&mut self, args: &str, out: &mut Answer) {
        let test = args.split_whitespace().any(|w| w == "--as-test");
        let path = args.replace("--as-test", "");
        let path = path.trim();
        if path.is_empty() {
            return self.refuse(["name a file: `:save what-if.repl`", "请写文件：:保存 假设.repl"]);
        }
        let ends = |ending: &str| path.ends_with(ending);
        if test && !ends(".case") {
            return self.refuse([
                "what `--as-test` writes are cases: `:save what-if.case --as-test`",
                "--as-test 写出的是案件：:保存 假设.case --as-test",
            ]);
        }
        if !test && [".case", ".json", ".grv", ".md"].into_iter().any(ends) {
            return self.refuse([
                "what is written is a script: `:save what-if.repl`; `--as-test` writes cases",
                "写出的是脚本：:保存 假设.repl；案件用 --as-test 写出",
            ]);
        }
        let (text, count, left) = if test { self.as_test() } else { self.script() };
        if count == 0 && test {
            return self
                .refuse(["no outcome was shown that a case file can expect", "没有可以写入案件文件的结论"]);
        }
        match self.desk.write(path, &text) {
            Ok(()) => {
                let plural = if count == 1 { "" } else { "s" };
                let says = [
                    format!("{} written, {count} expectation{plural}\n", clean(path)),
                    format!("已写入 {}，{count} 个断言\n", clean(path)),
                ];
                out.text.push_str(self.say([&says[0], &says[1]]));
            }
            Err(fault) => self.session.sink.push(fault),
        }
        if left > 0 {
            let (many, are) = match left {
                1 => ("one outcome".to_owned(), "is"),
                n => (format!("{n} outcomes"), "are"),
            };
            let says = [
                format!(
                    "  {many} under typed rules or a chosen day {are} left out; `:save F` keeps what was typed\n"
                ),
                format!("  未写入 {left} 个在所写规则或者所选时点之下的结论；:保存 文件 可保留\n"),
            ];
            out.text.push_str(self.say([&says[0], &says[1]]));
        }
    }

    /// A case file that expects what was shown.
    fn as_test(&mut self) -> (String, usize, usize) {
        let (kept, left): (Vec<_>, Vec<_>) = self.shown.iter().cloned().partition(|s| !s.typed);
        let mut items: Vec<Item> = Vec::new();
        let mut cases: Vec<Case> = Vec::new();
        for shown in &kept {
            let span = shown.case.span;
            let name = |text: &String| Name { text: text.clone(), span };
            let (low, high) = &shown.outcome;
            let expect = Expect {
                low: name(low),
                high: (low != high).then(|| name(high)),
                module: name(&shown.set.module),
                with: shown.set.with.iter().map(name).collect(),
            };
            match cases.iter_mut().find(|c| c.lines == shown.case.lines && c.absent == shown.case.absent) {
                Some(known) => known.expects.push(expect),
                None => cases.push(Case { expects: vec![expect], ..shown.case.clone() }),
            }
        }
        for n in 0..cases.len() {
            let earlier = cases.get(..n).unwrap_or_default();
            let first = cases.get(n).and_then(|c| c.names.first()).cloned();
            let twins = earlier.iter().filter(|c| begins(c, first.as_deref())).count();
            if let Some(case) = cases.get_mut(n).filter(|_| twins > 0) {
                case.names.iter_mut().for_each(|name| *name = format!("{name}-{}", twins + 1));
            }
        }
        items.extend(cases.into_iter().map(|c| Item { span: c.span, kind: ItemKind::Case(c) }));
        let text = self.printed(&items, self.state.lang);
        (text, kept.len(), left.len())
    }

    /// A script that leads here again and asserts the last outcome.
    fn script(&mut self) -> (String, usize, usize) {
        let mut text = String::from(self.say(SCRIPT));
        for entry in &self.journal {
            text.push_str(entry.trim_end());
            text.push('\n');
            if entry.contains('\n') {
                text.push('\n');
            }
        }
        let mut count =
            self.journal.iter().filter(|e| ["expect ", "预期 "].iter().any(|w| e.starts_with(w))).count();
        if let Some(v) = self.verdict() {
            let word =
                |g: usize| v.scale.get(g).map(|n| self.say([&n.en, &n.zh]).to_owned()).unwrap_or_default();
            let (lo, hi) = (word(v.outcome.0), word(v.outcome.1));
            let expect = self.say(["expect", "预期"]);
            let to = self.say(["to", "至"]);
            text.push_str(&match lo == hi {
                true => format!("{expect} {lo}\n"),
                false => format!("{expect} {lo} {to} {hi}\n"),
            });
            count += 1;
        }
        (text, count, 0)
    }
}

/// Whether a text begins as a script of the prompt does.
fn is_script(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_start);
    lines
        .find(|l| !l.is_empty() && !l.starts_with('#'))
        .is_some_and(|l| l.starts_with([':', '：', '?', '？']))
}

/// Whether a case is called so, or so with a number behind.
fn begins(case: &Case, name: Option<&str>) -> bool {
    let Some(name) = name else { return false };
    case.names.first().is_some_and(|n| {
        n == name || n.strip_prefix(name).and_then(|r| r.strip_prefix('-')?.parse::<usize>().ok()).is_some()
    })
}

fn without_expects(case: &Case) -> Case {
    Case { expects: Vec::new(), ..case.clone() }
}
