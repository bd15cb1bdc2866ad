//! What the templates show of a set of modules, in one language: plain texts, to be escaped there, and addresses.

use super::addresses::Addresses;
use super::changes::{ChangeView, change};
use super::lines::{Segment, close, limbs, linked};
use super::phrases::fixed;
use crate::diag::{Lang, clean};
use crate::ir::schema::Names;
use crate::render::redline::pieces;
use crate::render::show::choices;
use crate::session::{Documented, Entry, Exercise, Place, Volume};
use crate::syntax::ast::{Item, ItemKind, Literal, Titles};
use crate::syntax::print::{AsWritten, Place as At, Printer, Spelling};
use crate::text::{Span, initials};
use crate::val::{Date, Truth};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What stands on every page.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    t: BTreeMap<&'static str, &'static str>,
    version: &'static str,
    kind: &'static str,
    title: String,
    /// From the page to the folder of all, and to that of its language.
    root: &'static str,
    base: &'static str,
    /// The same page in the other language.
    other: String,
    colon: &'static str,
    comma: &'static str,
    modules: Vec<Row>,
    letters: Vec<Letter>,
    numbers: Vec<Numbered>,
    cases: Vec<CaseView>,
    name: String,
    twin: String,
    file: String,
    hash: String,
    facts: Vec<Fact>,
    contents: Vec<Fact>,
    entries: Vec<EntryView>,
    redline: Vec<ChangeView>,
    ours: Vec<OursView>,
}

#[derive(Debug, Serialize)]
struct Row {
    href: String,
    name: String,
    twin: String,
    title: String,
    source: String,
    time: String,
}

#[derive(Debug, Serialize)]
struct Letter {
    letter: String,
    links: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Numbered {
    module: Link,
    links: Vec<Link>,
}

/// A text that may lead somewhere, with a note beside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Link {
    text: String,
    href: String,
    note: String,
}

#[derive(Debug, Serialize)]
struct Fact {
    label: String,
    /// Whether they stand in one line.
    run: bool,
    links: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    anchor: String,
    sort: &'static str,
    name: String,
    twin: String,
    segs: Vec<Segment>,
    citation: String,
    cites: Vec<Link>,
    refers: Vec<Link>,
    referred: Vec<Link>,
    cited_by: Vec<Link>,
    cases: Vec<Link>,
    limbs: Vec<EntryView>,
    parts: Vec<EntryView>,
}

#[derive(Debug, Serialize)]
struct OursView {
    text: String,
    href: String,
    note: String,
    reason: String,
}

#[derive(Debug, Serialize)]
struct CaseView {
    anchor: String,
    name: String,
    file: String,
    text: String,
    verdicts: Vec<VerdictView>,
}

#[derive(Debug, Serialize)]
struct VerdictView {
    outcome: String,
    rules: Link,
    expected: &'static str,
    mark: &'static str,
    grounds: Vec<Link>,
}

/// Who leads to an entry: what refers to it, what cites it, the cases in which it holds.
#[derive(Default)]
struct Back {
    refers: BTreeSet<Place>,
    cites: BTreeSet<Place>,
    cases: Vec<(usize, usize, usize)>,
}

/// Makes the pages of one language.
pub(super) struct Maker<'a> {
    set: &'a Documented,
    lang: Lang,
    addresses: &'a Addresses,
    back: BTreeMap<Place, Back>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(set: &'a Documented, addresses: &'a Addresses, lang: Lang) -> Maker<'a> {
        let mut back: BTreeMap<Place, Back> = BTreeMap::new();
        for (m, volume) in set.modules.iter().enumerate() {
            for (at, entry) in volume.entries.iter().enumerate() {
                for place in &entry.refers {
                    back.entry(*place).or_default().refers.insert((m, at));
                }
                for place in entry.cites.iter().filter_map(|c| c.1) {
                    back.entry(place).or_default().cites.insert((m, at));
                }
            }
        }
        for (c, exercise) in set.cases.iter().enumerate() {
            for (v, (_, places)) in exercise.verdicts.iter().enumerate() {
                for (g, place) in places.iter().enumerate() {
                    if let Some(place) = place {
                        back.entry(*place).or_default().cases.push((c, v, g));
                    }
                }
            }
        }
        Maker { set, lang, addresses, back }
    }

    fn say(&self, pair: [&'static str; 2]) -> &'static str {
        self.lang.pick(&pair)
    }
    fn half(&self, names: &Names) -> String {
        clean(self.lang.pick(&[names.en.as_str(), names.zh.as_str()]))
    }
    fn phrase(&self, key: &str) -> &'static str {
        fixed(self.lang).get(key).copied().unwrap_or_default()
    }
    fn titled(&self, titles: &Titles) -> String {
        clean(self.lang.pick(&[titles.english(), titles.chinese()]))
    }
    fn date(&self, day: Date) -> String {
        Printer::new(self.lang, &AsWritten).value(&Literal::Date(day))
    }

    fn page(&self, kind: &'static str, title: String, file: &str) -> Page {
        let inner = kind == "module";
        let other = self.say(["zh", "en"]);
        Page {
            t: fixed(self.lang),
            version: env!("CARGO_PKG_VERSION"),
            kind,
            title,
            root: if inner { "../../" } else { "../" },
            base: if inner { "../" } else { "" },
            other: match inner {
                true => format!("../../{other}/module/{file}"),
                false => format!("../{other}/{file}"),
            },
            colon: self.say([": ", "："]),
            comma: self.say([", ", "；"]),
            modules: Vec::new(),
            letters: Vec::new(),
            numbers: Vec::new(),
            cases: Vec::new(),
            name: String::new(),
            twin: String::new(),
            file: String::new(),
            hash: String::new(),
            facts: Vec::new(),
            contents: Vec::new(),
            entries: Vec::new(),
            redline: Vec::new(),
            ours: Vec::new(),
        }
    }

    // ---- links

    fn volume(&self, m: usize) -> Option<&'a Volume> {
        self.set.modules.get(m)
    }
    fn entry(&self, place: Place) -> Option<&'a Entry> {
        self.volume(place.0)?.entries.get(place.1)
    }
    /// The name of a module, and its other name if it has one.
    fn module_name(&self, m: usize) -> (String, String) {
        let Some(volume) = self.volume(m) else { return Default::default() };
        let name = &volume.module.header.name;
        let [mine, other] = match self.lang {
            Lang::En => [name.english(), name.chinese()],
            Lang::Zh => [name.chinese(), name.english()],
        };
        (clean(mine), if mine == other { String::new() } else { clean(other) })
    }
    fn module_link(&self, m: usize, folder: &str) -> Link {
        let file = self.addresses.files.get(m).map(String::as_str).unwrap_or_default();
        Link { text: self.module_name(m).0, href: format!("{folder}{file}"), note: String::new() }
    }
    /// What an entry is called: its number, or its name as the language spells it.
    fn called(&self, m: usize, entry: &Entry) -> String {
        if entry.number.is_some() || entry.names.en != entry.names.zh {
            return self.half(&entry.names);
        }
        let spelled = self.volume(m).map(|v| v.twins.in_language(self.lang).spell(&entry.names.en, At::Term));
        clean(&spelled.unwrap_or_else(|| entry.names.en.clone()))
    }
    /// An entry as a link; from another page with the module's name beside it.
    fn link(&self, place: Place, from: Option<usize>, folder: &str) -> Option<Link> {
        let entry = self.entry(place)?;
        let file = self.addresses.files.get(place.0)?;
        let here = from == Some(place.0);
        Some(Link {
            text: self.called(place.0, entry),
            href: if here {
                format!("#{}", entry.anchor)
            } else {
                format!("{folder}{file}#{}", entry.anchor)
            },
            note: if here { String::new() } else { self.module_name(place.0).0 },
        })
    }
    fn links(&self, all: &BTreeSet<Place>, from: usize) -> Vec<Link> {
        // those of the page itself first, in the order in which they stand
        let (here, away): (Vec<Place>, Vec<Place>) = all.iter().partition(|p| p.0 == from);
        here.into_iter().chain(away).filter_map(|p| self.link(p, Some(from), "")).collect()
    }

    // ---- pages

    /// The list of the modules.
    pub(super) fn index(&self) -> Page {
        let mut page = self.page("index", self.phrase("site").to_owned(), "index.html");
        for (m, volume) in self.set.modules.iter().enumerate() {
            let head = &volume.module.header;
            let (name, twin) = self.module_name(m);
            page.modules.push(Row {
                href: self.module_link(m, "module/").href,
                title: head.title.as_ref().map_or_else(|| name.clone(), |t| self.titled(t)),
                source: head.sources.first().map(|s| self.titled(&s.titles)).unwrap_or_default(),
                time: self.time(volume),
                name,
                twin,
            });
        }
        page
    }

    fn time(&self, volume: &Volume) -> String {
        match (volume.module.header.in_force, self.lang) {
            (None, _) => String::new(),
            (Some((from, None)), Lang::En) => format!("from {}", self.date(from)),
            (Some((from, None)), Lang::Zh) => format!("自{}起", self.date(from)),
            (Some((from, Some(to))), Lang::En) => format!("from {} to {}", self.date(from), self.date(to)),
            (Some((from, Some(to))), Lang::Zh) => format!("自{}至{}", self.date(from), self.date(to)),
        }
    }

    /// The list of all names by their letters, and of all numbers by their modules.
    pub(super) fn names(&self) -> Page {
        let mut page = self.page("names", self.phrase("names").to_owned(), "names.html");
        let mut letters: BTreeMap<String, Vec<(String, Link)>> = BTreeMap::new();
        for (m, volume) in self.set.modules.iter().enumerate() {
            let mut numbers = Vec::new();
            for (at, entry) in volume.entries.iter().enumerate() {
                let Some(mut link) = self.link((m, at), None, "module/") else { continue };
                if entry.number.is_some() {
                    numbers.push(link);
                } else if !matches!(entry.sort[0], "edit" | "facts" | "findings") {
                    let key = format!("{} {}", initials(&link.text), link.text);
                    let first = key.chars().next().filter(char::is_ascii_alphanumeric);
                    let letter = first.map_or("…".to_owned(), |c| c.to_uppercase().to_string());
                    link.note = format!("{} · {}", self.say(entry.sort), link.note);
                    letters.entry(letter).or_default().push((key, link));
                }
            }
            if !numbers.is_empty() {
                page.numbers.push(Numbered { module: self.module_link(m, "module/"), links: numbers });
            }
        }
        for (letter, mut links) in letters {
            links.sort();
            page.letters.push(Letter { letter, links: links.into_iter().map(|l| l.1).collect() });
        }
        page
    }

    /// The cases.
    pub(super) fn cases(&self) -> Page {
        let mut page = self.page("cases", self.phrase("cases").to_owned(), "cases.html");
        for (exercise, anchor) in self.set.cases.iter().zip(&self.addresses.cases) {
            let names = exercise.twins.in_language(self.lang);
            let item = Item { kind: ItemKind::Case(exercise.case.clone()), span: exercise.case.span };
            let verdicts = (0..exercise.verdicts.len()).filter_map(|v| self.verdict(exercise, v));
            page.cases.push(CaseView {
                anchor: anchor.clone(),
                name: clean(&exercise.case.names.join(" | ")),
                file: clean(&exercise.file),
                text: clean(&close(Printer::new(self.lang, &names).item(&item).trim_end())),
                verdicts: verdicts.collect(),
            });
        }
        page
    }

    fn outcome(&self, exercise: &Exercise, v: usize) -> String {
        let Some((verdict, _)) = exercise.verdicts.get(v) else { return String::new() };
        let word =
            |g: usize| verdict.scale.get(g).map(|n| self.half(n).replace('_', " ")).unwrap_or_default();
        match verdict.outcome {
            (lo, hi) if lo == hi => word(lo),
            (lo, hi) => format!("{} … {}", word(lo), word(hi)),
        }
    }

    fn verdict(&self, exercise: &Exercise, v: usize) -> Option<VerdictView> {
        let (verdict, places) = exercise.verdicts.get(v)?;
        let called = &verdict.module;
        let named = |m: &Volume| m.module.header.name.english() == called.en;
        let page = self.set.modules.iter().position(named).map(|m| self.module_link(m, "module/").href);
        let met = verdict.expected.iter().all(|e| e.2);
        let own = self.half(called);
        let grounds = verdict.grounds.iter().zip(places).map(|(ground, place)| {
            let link = place.and_then(|p| self.link(p, None, "module/"));
            let word = self.standing(ground.holds, ground.decisive);
            match link {
                Some(link) if link.note == own => Link { note: word.to_owned(), ..link },
                Some(link) => Link { note: format!("{} · {word}", link.note), ..link },
                None => {
                    Link { text: self.half(&ground.provision), href: String::new(), note: word.to_owned() }
                }
            }
        });
        Some(VerdictView {
            outcome: self.outcome(exercise, v),
            rules: Link { text: self.half(called), href: page.unwrap_or_default(), note: String::new() },
            expected: match (verdict.expected.is_empty(), met) {
                (true, _) => "",
                (false, true) => self.phrase("expected"),
                (false, false) => self.phrase("unexpected"),
            },
            mark: if met { "good" } else { "bad" },
            grounds: grounds.collect(),
        })
    }

    fn standing(&self, holds: Truth, decisive: bool) -> &'static str {
        match (holds, decisive) {
            (Truth::Yes, true) => self.phrase("decides"),
            (Truth::Yes, false) => self.phrase("holds"),
            (Truth::Unknown | Truth::No, _) => self.phrase("may"),
        }
    }

    /// The page of a module.
    pub(super) fn module(&self, m: usize) -> Option<Page> {
        let volume = self.volume(m)?;
        let file = self.addresses.files.get(m)?;
        let head = &volume.module.header;
        let (name, twin) = self.module_name(m);
        let title = head.title.as_ref().map_or_else(|| name.clone(), |t| self.titled(t));
        let mut page = self.page("module", title, file);
        page.file = clean(&volume.file);
        page.hash = volume.sha256.clone();
        page.facts = self.facts(m, volume);
        page.entries = self.entries(m, volume);
        for entry in &page.entries {
            let link =
                Link { text: entry.name.clone(), href: format!("#{}", entry.anchor), note: String::new() };
            match page.contents.iter_mut().find(|c| c.label == entry.sort) {
                Some(group) => group.links.push(link),
                None => {
                    page.contents.push(Fact { label: entry.sort.to_owned(), run: true, links: vec![link] })
                }
            }
        }
        if let Some(line) = &volume.redline {
            page.redline = pieces(line, &volume.twins, self.lang).into_iter().map(change).collect();
        }
        for choice in choices(&volume.module, &volume.twins, self.lang) {
            let within = |e: &&Entry| e.within.is_none() || e.number.is_some();
            let covers = |e: &&Entry| {
                let span = volume.module.items.get(e.item).map_or(e.span, |i| i.span);
                inside(choice.span, e.span) || inside(choice.span, span)
            };
            let entry = volume.entries.iter().filter(within).rfind(covers);
            let first = volume.entries.iter().filter(within).find(covers);
            let entry = if entry.is_some_and(|e| e.number.is_some()) {
                named_in(&choice.name, volume).or(first)
            } else {
                first
            };
            page.ours.push(OursView {
                text: clean(&choice.name),
                href: entry.map(|e| format!("#{}", e.anchor)).unwrap_or_default(),
                note: String::new(),
                reason: clean(&choice.reason),
            });
        }
        (page.name, page.twin) = (name, twin);
        Some(page)
    }

    fn facts(&self, m: usize, volume: &Volume) -> Vec<Fact> {
        let mut out = Vec::new();
        let mut add = |key: &str, run: bool, links: Vec<Link>| {
            if !links.is_empty() {
                out.push(Fact { label: self.phrase(key).to_owned(), run, links });
            }
        };
        let plain = |text: String, note: String| Link { text, href: String::new(), note };
        let source = |s: &crate::syntax::ast::Source| {
            let short = self.lang.pick(&[s.name.english(), s.name.chinese()]);
            plain(self.titled(&s.titles), clean(short))
        };
        add("sources", false, volume.module.header.sources.iter().map(source).collect());
        let time = self.time(volume);
        if !time.is_empty() {
            add("in_force", false, vec![plain(time, String::new())]);
        }
        let own = ["uses", "interprets", "amends", "selects"];
        for (key, named) in own.iter().zip(&volume.names) {
            add(key, true, named.iter().map(|n| self.module_link(*n, "")).collect());
        }
        for (n, key) in ["used_by", "interpreted_by", "amended_by", "selected_by"].iter().enumerate() {
            let names = |v: &Volume| v.names.get(n).is_some_and(|all| all.contains(&m));
            let by = self.set.modules.iter().enumerate().filter(|(_, v)| names(v));
            add(key, true, by.map(|(n, _)| self.module_link(n, "")).collect());
        }
        let mut mentions = BTreeSet::new();
        for (n, other) in self.set.modules.iter().enumerate() {
            let speaks = other.entries.iter().enumerate().filter(|(_, e)| e.modules.contains(&m));
            mentions.extend(speaks.map(|(at, _)| (n, at)));
        }
        add("mentioned_by", true, self.links(&mentions, m));
        out
    }

    fn entries(&self, m: usize, volume: &Volume) -> Vec<EntryView> {
        let names = volume.twins.in_language(self.lang);
        let printer = Printer::new(self.lang, &names);
        let mut out: Vec<EntryView> = Vec::new();
        for (at, entry) in volume.entries.iter().enumerate().filter(|(_, e)| e.within.is_none()) {
            let Some(item) = volume.module.items.get(entry.item) else { continue };
            let printed = printer.item(item);
            let inner = volume.entries.iter().enumerate().filter(|(_, e)| e.within == Some(at));
            let (numbered, named): (Vec<_>, Vec<_>) = inner.partition(|(_, e)| e.number.is_some());
            let labels: Vec<String> = numbered
                .iter()
                .filter_map(|(_, e)| e.number.and_then(|n| n.item))
                .map(|n| printer.limb(n))
                .collect();
            let mut texts = limbs(&printed, &labels).into_iter();
            let mut view = self.view(m, at, entry, &texts.next().unwrap_or_default());
            for ((n, limb), text) in numbered.into_iter().zip(texts) {
                view.limbs.push(self.view(m, n, limb, &text));
            }
            view.parts = named.into_iter().map(|(n, part)| self.view(m, n, part, "")).collect();
            out.push(view);
        }
        out
    }

    fn view(&self, m: usize, at: usize, entry: &Entry, text: &str) -> EntryView {
        let name = self.called(m, entry);
        let twin = if name == entry.names.en { &entry.names.zh } else { &entry.names.en };
        let twin = if entry.sort[0] == "edit" || *twin == name { String::new() } else { clean(twin) };
        let refers = self.links(&entry.refers, m);
        let modules = entry.modules.iter().map(|n| self.module_link(*n, ""));
        let refers: Vec<Link> = modules.chain(refers).collect();
        let words = words(&refers, text);
        let cites = entry.cites.iter().map(|(cite, place)| {
            let href = place.and_then(|p| self.link(p, Some(m), "")).map(|l| l.href).unwrap_or_default();
            Link { text: self.half(cite), href, note: String::new() }
        });
        let back = self.back.get(&(m, at));
        EntryView {
            anchor: entry.anchor.clone(),
            sort: self.say(entry.sort),
            name,
            twin,
            segs: linked(text, &words),
            citation: entry.citation.as_ref().map(|c| self.half(c)).unwrap_or_default(),
            cites: cites.collect(),
            refers,
            referred: back.map(|b| self.links(&b.refers, m)).unwrap_or_default(),
            cited_by: back.map(|b| self.links(&b.cites, m)).unwrap_or_default(),
            cases: back.map(|b| b.cases.iter().filter_map(|c| self.case(*c)).collect()).unwrap_or_default(),
            limbs: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// A case of an entry: its outcome, under what, and what the entry does in it.
    fn case(&self, (c, v, g): (usize, usize, usize)) -> Option<Link> {
        let exercise = self.set.cases.get(c)?;
        let (verdict, _) = exercise.verdicts.get(v)?;
        let ground = verdict.grounds.get(g)?;
        let parts = [
            self.outcome(exercise, v),
            self.half(&verdict.module),
            self.standing(ground.holds, ground.decisive).to_owned(),
        ];
        Some(Link {
            text: clean(&exercise.case.names.join(" | ")),
            href: format!("../cases.html#{}", self.addresses.cases.get(c)?),
            note: parts.join(" · "),
        })
    }

    /// The printed text of an entry, for the search.
    pub(super) fn texts(&self, m: usize) -> BTreeMap<usize, String> {
        let mut out = BTreeMap::new();
        let Some(volume) = self.volume(m) else { return out };
        let position = |anchor: &str| volume.entries.iter().position(|e| e.anchor == anchor);
        for view in self.entries(m, volume) {
            for one in std::iter::once(&view).chain(&view.limbs) {
                let text: String = one.segs.iter().map(Segment::text).collect();
                let words: Vec<&str> = text.split_whitespace().collect();
                out.extend(position(&one.anchor).map(|at| (at, words.join(" "))));
            }
        }
        out
    }
}

/// The words of a text that lead somewhere; one that could mean two things leads nowhere unless the text says which.
fn words(refers: &[Link], text: &str) -> Vec<(String, String)> {
    let whole = |l: &Link| format!("{}.{}", l.note, l.text);
    let bare = |l: &Link| l.note.is_empty() || !text.contains(&whole(l));
    let mut out = Vec::new();
    for link in refers {
        let one = refers.iter().filter(|o| o.text == link.text && bare(o)).count() == 1;
        match bare(link) {
            true if one => out.push((link.text.clone(), link.href.clone())),
            true => {}
            false => out.push((whole(link), link.href.clone())),
        }
    }
    out
}

fn inside(inner: Span, outer: Span) -> bool {
    inner.file == outer.file && inner.start >= outer.start && inner.end <= outer.end
}

/// The provision that a choice names.
fn named_in<'v>(name: &str, volume: &'v Volume) -> Option<&'v Entry> {
    volume.entries.iter().find(|e| e.number.is_some() && e.names.is(name))
}
