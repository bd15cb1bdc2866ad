//! Projects: made, amended, packed, added and locked; nothing outside their folder is ever opened or written.

use gravamen::diag::{Lang, Sink, Style, report};
use gravamen::project::{self, Contents, Lock, Manifest};
use gravamen::text::Sources;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

/// An empty folder of a test's own.
pub(crate) fn ground(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("gravamen-project-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder.canonicalize().unwrap()
}

fn gravamen(folder: &Path, args: &[&str]) -> Output {
    crate::binary::start().current_dir(folder).args(args).output().unwrap()
}

/// What a command printed, its code before it.
pub(crate) fn said(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = gravamen(folder, args);
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

pub(crate) fn done(folder: &Path, args: &[&str]) -> String {
    let (code, text) = said(folder, args);
    assert_eq!(code, 0, "{args:?}: {text}");
    text
}

/// The names of the modules that `show` lists.
fn listed(folder: &Path) -> Vec<String> {
    done(folder, &["show"]).lines().filter_map(|l| l.split_whitespace().next()).map(str::to_owned).collect()
}

pub(crate) fn fails(folder: &Path, args: &[&str], code: i32, saying: &str) -> String {
    let (found, text) = said(folder, args);
    assert_eq!(found, code, "{args:?}: {text}");
    assert!(text.contains(saying), "{args:?} does not say {saying}: {text}");
    text
}

pub(crate) fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file below a folder with its bytes, links by where they lead.
pub(crate) fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_string_lossy().into_owned();
            if path.is_symlink() {
                all.insert(name, fs::read_link(&path).unwrap().to_string_lossy().as_bytes().to_vec());
            } else if path.is_dir() {
                all.insert(name, Vec::new());
                open.push(path);
            } else {
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    all
}

/// A rule set that does not amend another: the interpretation with another line, under a name of its own.
pub(crate) fn rival(module: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("stdlib/cn/pi/interpretation_2017.grv");
    let text = fs::read_to_string(path).unwrap();
    let head = "module cn.pi.interpretation_2017 | 现行解释";
    assert!(text.contains(head));
    text.replace(head, &format!("module {module}")).replace("reaches 50 items", "reaches 100 items")
}

pub(crate) fn case(id: &str, items: u32, expectations: &[(&str, &str)]) -> String {
    let expects: String =
        expectations.iter().map(|(grade, module)| format!("  expect {grade} under {module}\n")).collect();
    format!(
        "case {id}\n  unstated facts are absent\n  breach yes\n  conduct_from 2020-06-01\n  conduct_to 2020-06-30\n  \
         lot trajectory, {items} items, purchase, sold_to 1 person\n{expects}"
    )
}

/// A project that can be packed: `a` with the module `a.rule`.
pub(crate) fn sound(folder: &Path, name: &str) {
    put(
        folder,
        "gravamen.toml",
        &format!(
            "name = \"{name}\"\nversion = \"1.0.0\"\nauthors = [\"A. Scholar\", \"王五\"]\nlicense = \"CC-BY-4.0\"\n\
             description = \"Rules & cases_{name}\"\n\n[sources]\nMY = \"a work\"\n"
        ),
    );
    put(folder, &format!("rules/{name}/rule.grv"), &rival(&format!("{name}.rule")));
    let module = format!("{name}.rule");
    let expects = [("no_offence", module.as_str()), ("serious", "cn.pi.interpretation_2017")];
    put(folder, "cases/x.case", &case("x-1", 60, &expects));
    put(folder, "README.md", "# read me\n");
}

/// A packed project of that name, made in a folder beside.
pub(crate) fn packed(ground: &Path, name: &str) -> PathBuf {
    let folder = ground.join(format!("{name}-source"));
    sound(&folder, name);
    done(&folder, &["pack"]);
    folder.join(format!("{name}-1.0.0.gpk"))
}

/// A project that only uses others.
pub(crate) fn user(ground: &Path) -> PathBuf {
    let folder = ground.join("user");
    put(&folder, "gravamen.toml", "# mine\nname = \"user\"\nversion = \"0.1.0\"\n");
    folder
}

// ---- the manifest

/// A manifest and what must be found: code, line and column.
const FAULTY: [(&str, &str); 26] = [
    ("name = \"a\"\nversion = \"1.0.0\"\nlicence = \"x\"\n", "E0702 3:1"),
    ("name = \"a\"\nversion = \"1.0.0\"\n名称 = \"x\"\n", "E0701 3:1"),
    ("name = \"a\"\nversion = \"1.0.0\"\nname = \"b\"\n", "E0703 3:1"),
    ("name = \"a\"\nversion = \"1.0.0\"\n[sources]\nA = \"x\"\nA = \"y\"\n", "E0703 5:1"),
    ("name = \"a\"\n", "E0704 1:1"),
    ("version = \"1.0.0\"\n", "E0704 1:1"),
    ("name = a\nversion = \"1.0.0\"\n", "E0701 1:8"),
    ("name = \"甲\" 乙\nversion = \"1.0.0\"\n", "E0701 1:12"),
    ("name = \"a\nversion = \"1.0.0\"\n", "E0701 1:10"),
    ("name = 1\nversion = \"1.0.0\"\n", "E0402 1:8"),
    ("name = \"a\"\nversion = 1.0\n", "E0402 2:11"),
    ("name = \"a\"\nversion = \"1.0\"\n", "E0402 2:11"),
    ("name = \"a\"\nversion = \"01.0.0\"\n", "E0402 2:11"),
    ("name = \"a\"\nversion = \"1.0.0\"\nauthors = \"me\"\n", "E0402 3:11"),
    ("name = \"a\"\nversion = \"1.0.0\"\nauthors = [\"me\", 2]\n", "E0402 3:18"),
    ("name = \"a\"\nversion = \"1.0.0\"\nlicense = [\"x\"]\n", "E0402 3:11"),
    ("name = \"a\"\nversion = \"1.0.0\"\nlanguage_version = \"9.9\"\n", "E0402 3:20"),
    ("name = \"a\"\nversion = \"1.0.0\"\nsources = \"x\"\n", "E0402 3:11"),
    ("name = \"a\"\nversion = \"1.0.0\"\nmodules = \"../rules\"\n", "E0707 3:11"),
    ("name = \"a\"\nversion = \"1.0.0\"\ncases = \"/etc\"\n", "E0707 3:9"),
    ("name = \"a\"\nversion = \"1.0.0\"\nmodules = \"packages/x\"\n", "E0707 3:11"),
    ("name = \"a\"\nversion = \"1.0.0\"\nmodules = \"x\"\ncases = \"X\"\n", "E0402 4:9"),
    ("name = \"a/b\"\nversion = \"1.0.0\"\n", "E0707 1:8"),
    ("name = \"a\"\nversion = \"1.0.0\"\n[dependencies]\nb = \"1.0.0\"\n", "E0402 4:5"),
    (
        "name = \"a\"\nversion = \"1.0.0\"\n[dependencies]\nb = { version = \"^1.0.0\", sha256 = \"zz\" }\n",
        "E0402 4:17",
    ),
    ("name = \"a\u{202e}\"\nversion = \"1.0.0\"\n", "E0113 1:10"),
];

#[test]
fn a_faulty_manifest_is_refused_where_it_is_faulty() {
    for (text, expected) in FAULTY {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let file = sources.add("gravamen.toml", text);
        assert_eq!(Manifest::from_text(file, text, &mut sink), None, "{text}");
        let first = &sink.found[0];
        let place = sources.place(first.span.unwrap());
        assert_eq!(format!("{} {}:{}", first.code.row().id, place.line, place.column), expected, "{text}");
        let [en, zh] = [Lang::En, Lang::Zh].map(|l| report(&sink.found, &sources, l, Style::Plain));
        assert!(en.is_ascii() || text.contains(|c: char| c > '\u{2000}'), "{en}");
        assert!(zh.contains("错误") && !zh.contains("非法"), "{zh}");
    }
}

#[test]
fn a_manifest_says_what_it_says() {
    let text = "name = \"甲\"\nversion = \"1.20.3\"\nauthors = [\"A\", \"B\"]\nmodules = \"规则\"\ncases = \"案件/一\"\n\
                [sources]\nB = \"b | 乙\"\nA = \"a\"\n[dependencies.x]\nversion = \"1.0.0\"\nsha256 = \"HASH\"\n";
    let text = text.replace("HASH", &"0123456789abcdef".repeat(4));
    let mut sources = Sources::default();
    let file = sources.add("gravamen.toml", &text);
    let m = Manifest::from_text(file, &text, &mut Sink::default()).unwrap();
    assert_eq!((m.name.as_str(), m.version.as_str()), ("甲", "1.20.3"));
    assert_eq!((m.modules.as_str(), m.cases.as_str()), ("规则", "案件/一"));
    assert_eq!(m.sources, [("B".to_owned(), "b | 乙".to_owned()), ("A".to_owned(), "a".to_owned())]);
    assert_eq!((m.dependencies[0].name.as_str(), m.dependencies[0].version.as_str()), ("x", "1.0.0"));
}

#[test]
fn commands_tell_a_faulty_manifest_and_stop() {
    let ground = ground("faulty");
    put(&ground, "gravamen.toml", "name = \"a\"\nversion = \"1.0.0\"\nlicence = \"x\"\n");
    for command in [&["check"][..], &["run"], &["pack"], &["lock"], &["add", "x.gpk"], &["show"]] {
        let text = fails(&ground, command, 2, "E0702");
        assert!(text.contains("gravamen.toml:3:1") && text.contains("license"), "{text}");
    }
    assert!(fails(&ground, &["check", "--lang", "zh"], 2, "此处没有“licence”这个键").contains("license"));
    done(&ground, &["help", "pack"]);
    done(&ground, &["explain", "E0702"]);
}

/// What `new` writes is laid out as `fmt` lays it out, in both languages.
#[test]
fn a_new_project_is_laid_out_as_fmt_would() {
    let ground = ground("laid-out");
    for (name, lang) in [("my-reform", "en"), ("改革甲", "zh")] {
        done(&ground, &["new", name, "--lang", lang]);
        let text = done(&ground.join(name), &["fmt", ".", "--check"]);
        assert!(!text.contains(".case") && !text.contains(".grv"), "{text}");
    }
}

// ---- the folder

#[test]
fn a_project_is_found_from_below_and_its_folders_are_used() {
    let ground = ground("found");
    sound(&ground, "a");
    put(&ground, "rules/a/bad.grv", "module a.bad\n  uses nowhere.such\n");
    fs::create_dir_all(ground.join("drafts/deep")).unwrap();
    for (folder, up) in [("", ""), ("rules", "../"), ("drafts/deep", "../../")] {
        let here = ground.join(folder);
        assert!(listed(&here).contains(&"a.rule".to_owned()));
        assert!(done(&here, &["run", "-m", "a.rule"]).contains("x-1 ── under a.rule"));
        fails(&here, &["check", "a.bad"], 2, &format!("[{up}rules/a/bad.grv:2:8]"));
    }
    assert!(!listed(&std::env::temp_dir()).contains(&"a.rule".to_owned()), "outside the project");
    fails(&std::env::temp_dir(), &["pack"], 2, "E0705");
    fails(&std::env::temp_dir(), &["run"], 2, "give a case file");
    fails(&std::env::temp_dir(), &["lock", "--lang", "zh"], 2, "此处没有项目");
}

#[test]
fn every_command_has_help_with_an_example_in_both_languages() {
    for command in ["new", "amend", "pack", "add", "lock"] {
        let en = done(&std::env::temp_dir(), &["help", command]);
        assert!(en.contains(&format!("Example: gravamen {command}")) && en.is_ascii(), "{en}");
        let zh = done(&std::env::temp_dir(), &["help", command, "--lang", "zh"]);
        assert!(zh.contains(&format!("例：gravamen {command}")), "{zh}");
    }
}

// ---- packing

#[test]
fn the_same_contents_give_the_same_file() {
    let ground = ground("same");
    let (one, two) = (ground.join("one"), ground.join("two"));
    sound(&one, "a");
    sound(&two, "a");
    put(&two, "notes/private.txt", "stays here");
    put(&two, "rules/.DS_Store", "stays here too");
    let text = done(&one, &["pack"]);
    assert!(text.contains("a-1.0.0.gpk") && text.contains("expectations met: 2 of 2"), "{text}");
    assert!(text.contains("@misc{a-1.0.0,") && text.contains("Rules \\& cases\\_a"), "{text}");
    done(&two.join("rules"), &["pack"]);
    let [first, second] = [&one, &two].map(|f| fs::read(f.join("a-1.0.0.gpk")).unwrap());
    assert_eq!(first, second);
    let contents = project::unpack(&first).unwrap();
    let names: Vec<&str> = contents.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["CITATION.bib", "CITATION.json", "README.md", "cases/x.case", "gravamen.toml", "rules/a/rule.grv"]
    );
    let csl: serde_json::Value = serde_json::from_slice(&contents["CITATION.json"]).unwrap();
    assert_eq!(csl[0]["author"][1]["literal"], "王五");
    assert!(text.contains(&project::hash(&contents)));
    assert_eq!(done(&one, &["pack"]), text, "the same again is no harm");
    let zh = done(&one, &["pack", "--lang", "zh"]);
    assert!(zh.contains("每条规则都有依据") && zh.contains("预期相符：2 项"), "{zh}");
    let json: serde_json::Value =
        serde_json::from_slice(&gravamen(&one, &["pack", "-f", "json"]).stdout).unwrap();
    assert_eq!(json["expectations_met"], 2);
    put(&one, "README.md", "changed\n");
    fails(&one, &["pack"], 2, "E0706");
    assert_eq!(fs::read(one.join("a-1.0.0.gpk")).unwrap(), first);
}

#[test]
fn the_hash_is_that_of_the_listing_that_sha256sum_prints() {
    let contents = Contents::from([("b".to_owned(), b"abc".to_vec()), ("a/c".to_owned(), Vec::new())]);
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(project::listing(&contents), format!("{empty}  a/c\n{abc}  b\n"));
    assert_eq!(project::hash(&contents), project::sha256(project::listing(&contents).as_bytes()));
}

#[test]
fn what_is_not_ready_is_not_packed() {
    let faults: [(&str, &str, String, i32, &str); 9] = [
        ("cases/x.case", "an expectation", case("x-1", 60, &[("serious", "a.rule")]), 1, "E0712"),
        ("cases/x.case", "a fact", case("x-1", 60, &[]).replace("breach", "braech"), 2, "E0404"),
        ("cases/x.case", "no module of that name", case("x-1", 60, &[("serious", "b.rule")]), 2, "E0203"),
        (
            "rules/a/rule.grv",
            "a source",
            rival("a.rule").replace("by FS 6(1)\n  counting", "\n  counting"),
            0,
            "",
        ),
        ("rules/a/rule.grv", "a name", rival("a.role"), 2, "E0713"),
        ("rules/a/rule.grv", "the law", "module a.rule\n  uses nowhere.such\n".to_owned(), 2, "E0203"),
        ("rules/a/two words.grv", "a name of a file", rival("a.two"), 2, "E0707"),
        ("rules/a/b.grv", "a hidden sign", format!("{}# \u{202e}x\n", rival("a.b")), 2, "E0113"),
        ("README.md", "a hidden sign", "read\u{200b}me".to_owned(), 2, "E0113"),
    ];
    for (i, (path, what, text, code, saying)) in faults.iter().enumerate() {
        let ground = ground(&format!("ready-{i}"));
        sound(&ground, "a");
        put(&ground, path, text);
        if *code == 0 {
            continue;
        }
        fails(&ground, &["pack"], *code, saying);
        assert!(!ground.join("a-1.0.0.gpk").exists(), "{what}");
    }
    let ground = ground("ready-uncited");
    sound(&ground, "a");
    put(
        &ground,
        "rules/a/rule.grv",
        &format!("{}\ndefinition bare (lot)\n  means disclosed\n", rival("a.rule")),
    );
    let text = fails(&ground, &["pack"], 1, "rules without a source: 1");
    assert!(text.contains("W0601"), "{text}");
}

// ---- adding

#[test]
fn a_package_is_added_locked_and_used() {
    let ground = ground("add");
    let file = packed(&ground, "a");
    let user = user(&ground);
    let text = done(&user, &["add", file.to_str().unwrap()]);
    assert!(text.contains("added a 1.0.0") && text.contains("modules: a.rule"), "{text}");
    let manifest = fs::read_to_string(user.join("gravamen.toml")).unwrap();
    assert!(
        manifest.starts_with("# mine\nname") && manifest.contains("[dependencies]\n\"a\" = "),
        "{manifest}"
    );
    let lock = fs::read_to_string(user.join("gravamen.lock")).unwrap();
    let parsed = {
        let mut sources = Sources::default();
        let id = sources.add("gravamen.lock", &lock);
        Lock::from_text(id, &lock, &mut Sink::default()).unwrap()
    };
    assert_eq!(parsed.text(), lock);
    assert_eq!(parsed.packages["a"].files.len(), 6);
    done(&user, &["check"]);
    assert!(listed(&user).contains(&"a.rule".to_owned()));
    put(&user, "cases/mine.case", &case("mine", 60, &[("no_offence", "a.rule")]));
    assert!(done(&user, &["run", "-m", "a.rule", "--brief"]).contains("no offence"));
    // a module of one's own may not stand before one that was added
    put(&user, "rules/a/rule.grv", &rival("a.rule"));
    let text = fails(&user, &["run", "-m", "a.rule"], 2, "E0711");
    assert!(text.contains("packages/a/rules/a/rule.grv") && text.contains("`rules/a/rule.grv`"), "{text}");
    fs::remove_dir_all(user.join("rules")).unwrap();
    let before = snapshot(&user);
    done(&user, &["add", file.to_str().unwrap()]);
    done(&user, &["lock"]);
    assert_eq!(snapshot(&user), before, "again is no harm");
    // a second one
    let other = packed(&ground, "b");
    assert!(done(&user, &["add", other.to_str().unwrap(), "--lang", "zh"]).contains("已加入 b 1.0.0"));
    assert!(listed(&user).ends_with(&["a.rule".to_owned(), "b.rule".to_owned()]));
    assert!(!snapshot(&user).keys().any(|k| k.contains("unfinished")));
}

#[test]
fn a_changed_package_is_refused_by_every_command_until_it_is_put_back() {
    let ground = ground("changed");
    let file = packed(&ground, "a");
    let user = user(&ground);
    done(&user, &["add", file.to_str().unwrap()]);
    let rule = user.join("packages/a/rules/a/rule.grv");
    let sound = fs::read_to_string(&rule).unwrap();
    fs::write(&rule, sound.replace("100 items", "1 items")).unwrap();
    for command in [&["check"][..], &["run"], &["pack"], &["amend", "a.rule", "--as", "mine"]] {
        let text = fails(&user, command, 2, "E0709");
        assert!(
            text.contains("`rules/a/rule.grv` has changed") && text.contains("gravamen.toml:6:1"),
            "{text}"
        );
    }
    fails(&user, &["check", "--lang", "zh"], 2, "`rules/a/rule.grv` 已改变");
    fails(&user, &["lock"], 2, "its contents have the hash");
    fails(&user, &["add", file.to_str().unwrap()], 2, "E0709");
    fs::write(&rule, &sound).unwrap();
    done(&user, &["check"]);
    // one file more, one less, a link, another lock
    put(&user, "packages/a/rules/a/more.grv", &rival("a.more"));
    fails(&user, &["check"], 2, "was not there before");
    fs::remove_file(user.join("packages/a/rules/a/more.grv")).unwrap();
    fs::remove_file(user.join("packages/a/README.md")).unwrap();
    fails(&user, &["check"], 2, "`README.md` is missing");
    fs::remove_dir_all(user.join("packages/a")).unwrap();
    fails(&user, &["check"], 2, "E0710");
    done(&user, &["add", file.to_str().unwrap()]);
    done(&user, &["check"]);
    fs::remove_file(user.join("gravamen.lock")).unwrap();
    fails(&user, &["check"], 2, "E0710");
    done(&user, &["lock"]);
    done(&user, &["check"]);
    // the lock alone cannot make another content pass: the manifest holds the hash
    fs::write(&rule, sound.replace("100 items", "1 items")).unwrap();
    let lock = fs::read_to_string(user.join("gravamen.lock")).unwrap();
    let hash = |text: &str| project::sha256(text.as_bytes());
    let forged = lock.replace(&hash(&sound), &hash(&sound.replace("100 items", "1 items")));
    assert_ne!(lock, forged);
    fs::write(user.join("gravamen.lock"), forged).unwrap();
    fails(&user, &["check"], 2, "its hash in the lock was changed");
}

#[test]
fn a_package_may_not_take_a_name_that_is_taken() {
    let ground = ground("names");
    let user = user(&ground);
    put(&user, "rules/mine/rule.grv", &rival("mine.rule"));
    done(&user, &["add", packed(&ground, "b").to_str().unwrap()]);
    let before = snapshot(&user);
    let taken = [
        "cn.pi.interpretation_2017",
        "CN.PI.facts",
        "current",
        "interpretation_2017",
        "facts",
        "mine.rule",
        "Mine.Rule",
        "b.rule",
        "现行解释",
    ];
    for (i, name) in taken.iter().enumerate() {
        let contents = Contents::from([
            ("gravamen.toml".to_owned(), format!("name = \"p{i}\"\nversion = \"1.0.0\"\n").into_bytes()),
            (format!("rules/{}.grv", name.replace('.', "/")), rival(name).into_bytes()),
        ]);
        let file = ground.join(format!("p{i}.gpk"));
        fs::write(&file, project::pack(&contents).unwrap()).unwrap();
        fails(&user, &["add", file.to_str().unwrap()], 2, "E0711");
    }
    // as the other spelling of a harmless name, and the package's own name
    let twin = Contents::from([
        ("gravamen.toml".to_owned(), b"name = \"twin\"\nversion = \"1.0.0\"\n".to_vec()),
        ("rules/twin/a.grv".to_owned(), rival("twin.a | 现行解释").into_bytes()),
    ]);
    let file = ground.join("twin.gpk");
    fs::write(&file, project::pack(&twin).unwrap()).unwrap();
    fails(&user, &["add", file.to_str().unwrap(), "--lang", "zh"], 2, "占用了");
    for name in ["user", "B"] {
        fails(&user, &["add", packed(&ground, name).to_str().unwrap()], 2, "E0708");
    }
    assert_eq!(snapshot(&user), before, "nothing was written");
}

#[test]
fn a_package_on_others_wants_them_first_and_exactly() {
    let ground = ground("chain");
    let (a, maker) = (packed(&ground, "a"), ground.join("maker"));
    sound(&maker, "c");
    done(&maker, &["add", a.to_str().unwrap()]);
    done(&maker, &["pack"]);
    let c = maker.join("c-1.0.0.gpk");
    let user = user(&ground);
    fails(&user, &["add", c.to_str().unwrap()], 2, "it is built on a 1.0.0, which must be added first");
    done(&user, &["add", a.to_str().unwrap()]);
    done(&user, &["add", c.to_str().unwrap()]);
    assert!(listed(&user).ends_with(&["a.rule".to_owned(), "c.rule".to_owned()]));
    // another content under the same name and version
    let other = ground.join("other");
    sound(&other, "a");
    put(&other, "README.md", "not the same\n");
    done(&other, &["pack"]);
    let before = snapshot(&user);
    fails(&user, &["add", other.join("a-1.0.0.gpk").to_str().unwrap()], 2, "the manifest wants a 1.0.0");
    assert_eq!(snapshot(&user), before);
}

// ---- new and amend

#[test]
fn a_new_project_checks_runs_and_packs_in_both_languages() {
    for (lang, name, module, folder) in [
        ("en", "my-reform", "my_reform.reform", "rules/my_reform"),
        ("zh", "改革甲", "改革甲.改革", "rules/改革甲"),
        ("en", "half", "project_half.reform", "rules/project_half"),
        ("zh", "2026（草案）", "project_2026_草案_.改革", "rules/project_2026_草案_"),
    ] {
        let ground = ground(&format!("new-{module}"));
        let text = done(&ground, &["new", name, "--lang", lang]);
        assert!(text.contains(&format!("gravamen run -m {module}")), "{text}");
        let project = ground.join(name);
        assert!(project.join(folder).is_dir());
        for readme in ["README.md", "README.zh.md"] {
            assert!(fs::read_to_string(project.join(readme)).unwrap().contains(module));
        }
        done(&project, &["check", module]);
        assert_eq!(said(&project, &["check"]).0, 0, "the whole library with it");
        let brief = done(&project, &["run", "-m", module, "--brief", "--lang", lang]);
        assert!(brief.contains(if lang == "en" { "no offence" } else { "不构成犯罪" }), "{brief}");
        assert!(brief.contains(if lang == "en" { "serious" } else { "情节严重" }), "{brief}");
        let packed = done(&project, &["pack", "--lang", lang]);
        assert!(
            packed.contains(if lang == "en" { "expectations met: 4 of 4" } else { "预期相符：4 项" }),
            "{packed}"
        );
        // what was written is never overwritten
        put(&project, "rules/mine.txt", "my work");
        let before = snapshot(&ground);
        fails(&ground, &["new", name, "--lang", lang], 2, "E0706");
        assert_eq!(snapshot(&ground), before);
    }
    let ground = ground("new-over");
    put(&ground, "a", "a file");
    fs::create_dir(ground.join("b")).unwrap();
    let before = snapshot(&ground);
    fails(&ground, &["new", "a"], 2, "E0706");
    fails(&ground, &["new", "b"], 2, "E0706");
    assert_eq!(snapshot(&ground), before, "not even an empty folder");
}

#[test]
fn each_edit_of_a_skeleton_checks_when_it_is_uncommented() {
    for (lang, base, edit) in [("en", "cn.pi.interpretation_2017", "# set "), ("zh", "现行解释", "# 将 ")]
    {
        let ground = ground(&format!("amend-{lang}"));
        sound(&ground, "a");
        done(&ground, &["amend", base, "--as", "mine.draft", "--lang", lang]);
        let path = ground.join("rules/mine/draft.grv");
        let skeleton = fs::read_to_string(&path).unwrap();
        assert!(
            skeleton.contains(if lang == "en" { "source  MY \"a work\"" } else { "渊源  MY “a work”" }),
            "{skeleton}"
        );
        let standard = if lang == "en" {
            "(3)  class_one reaches 50 items"
        } else {
            "（三）第一类信息 达到 五十条以上"
        };
        assert!(skeleton.contains(standard), "{skeleton}");
        done(&ground, &["check", "mine.draft"]);
        let lines: Vec<&str> = skeleton.lines().collect();
        let edits: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].starts_with(edit)).collect();
        assert!(edits.len() >= 11, "{skeleton}");
        let mut all = lines.clone();
        for at in edits {
            let mut one = lines.clone();
            one[at] = &lines[at][2..];
            all[at] = &lines[at][2..];
            fs::write(&path, one.join("\n")).unwrap();
            let text = done(&ground, &["check", "mine.draft"]);
            assert_eq!(text, "1 of 1 modules without errors\n", "{}", lines[at]);
        }
        fs::write(&path, all.join("\n")).unwrap();
        done(&ground, &["check", "mine.draft"]);
        // an amendment of the amendment shows the text as amended
        let tightened =
            all.join("\n").replace("at 50 items", "at 77 items").replace("定为 五十条", "定为 七十七条");
        fs::write(&path, tightened).unwrap();
        done(&ground, &["amend", "mine.draft", "--as", "mine.second", "--lang", lang]);
        let second = fs::read_to_string(ground.join("rules/mine/second.grv")).unwrap();
        assert!(second.contains("77 items") || second.contains("七十七条以上"), "{second}");
        done(&ground, &["check", "mine.second"]);
    }
}

#[test]
fn amend_writes_only_where_nothing_is() {
    let ground = ground("amend-over");
    sound(&ground, "a");
    put(&ground, "rules/there.grv", "my work");
    put(&ground, "rules/file", "a file");
    let before = snapshot(&ground);
    fails(&ground, &["amend", "current", "--as", "there"], 2, "E0");
    fails(&ground, &["amend", "cn.pi.interpretation_2017", "--as", "there"], 2, "E07");
    fails(&ground, &["amend", "cn.pi.interpretation_2017", "--as", "file.under"], 2, "E07");
    fails(&ground, &["amend", "cn.pi.interpretation_2017", "--as", "current"], 2, "E0711");
    fails(&ground, &["amend", "cn.pi.interpretation_2017", "--as", "现行解释", "--lang", "zh"], 2, "占用了");
    fails(&ground, &["amend", "cn.pi.interpretation_2071", "--as", "new"], 2, "cn.pi.interpretation_2017");
    assert_eq!(snapshot(&ground), before);
    // outside a project: in the working folder, or in the library that is named
    let alone = self::ground("amend-alone");
    done(&alone, &["amend", "cn.pi.statute_2015", "--as", "mine"]);
    done(&alone, &["check", "mine.grv"]);
    done(&alone, &["amend", "cn.pi.statute_2015", "--as", "x.mine", "--library", "lib"]);
    done(&alone, &["check", "x.mine", "--library", "lib"]);
}

// ---- hostile names

/// Names that may be no path in a package, no name of a project, no module: they lead out, or mean other things elsewhere.
fn hostile_names() -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        ".",
        "..",
        "...",
        "../x",
        "x/../y",
        "x/..",
        "../../etc/passwd",
        "/etc/passwd",
        "//x",
        "/",
        "x//y",
        "x/",
        "./x",
        "x/./y",
        "~/x",
        "~root",
        "\\x",
        "..\\x",
        "x\\y",
        "C:\\x",
        "C:x",
        "c:",
        "\\\\server\\share",
        "\\\\?\\C:\\x",
        "\\\\.\\pipe\\x",
        "x:y",
        "x.grv:stream",
        "x.grv::$DATA",
        "x.",
        "x..",
        "x/y.",
        "x ",
        "x/y ",
        " x",
        "x y",
        ".git",
        ".git/config",
        "x/.hidden",
        ".x.unfinished",
        "-x",
        "--help",
        "x\0y",
        "x\ny",
        "x\ty",
        "x\r",
        "x\u{1b}[2Jy",
        "x\u{7f}",
        "x\u{85}",
        "x\u{202e}vrg",
        "x\u{200b}y",
        "x\u{200d}",
        "x\u{feff}",
        "\u{feff}x",
        "x\u{2066}y",
        "x\u{e0041}",
        "cafe\u{301}",
        "caf\u{e9}",
        "\u{f900}",
        "\u{2f800}",
        "\u{2fa1d}",
        "\u{212b}",
        "ﬁ",
        "x\u{2044}y",
        "x\u{ff0f}y",
        "x\u{ff3c}y",
        "x\u{2215}y",
        "．．",
        "x\u{ff1a}y",
        "*",
        "x?",
        "x<y",
        "x>y",
        "x|y",
        "x\"y",
        "x'y",
        "x;y",
        "x&y",
        "$HOME",
        "%PATH%",
        "x%2f..",
        "%2e%2e",
        "`id`",
        "$(id)",
        "{a,b}",
        "!x",
        "#x",
        "@x",
        "x=y",
        "x,y",
        "x+y",
        "PROGRA~1",
        "ⅳ",
        "①",
        "и",
        "ο",
        "😀",
        "\u{3000}",
        "x\u{3000}y",
        "\u{a0}",
    ]
    .map(str::to_owned)
    .to_vec();
    for device in ["con", "CON", "Con", "prn", "aux", "nul", "NUL", "com1", "COM9", "lpt1", "LPT9", "com0"] {
        all.extend([
            device.to_owned(),
            format!("{device}.grv"),
            format!("x/{device}"),
            format!("{device}.tar.gz"),
        ]);
    }
    all.extend(["com¹", "CONIN$", "conout$", "CLOCK$", "nul .grv"].map(str::to_owned));
    all.extend([
        format!("{}x", "a/".repeat(150)),
        "a".repeat(91),
        "汉".repeat(31),
        format!("x{}", "/..".repeat(60)),
    ]);
    all
}

#[test]
fn no_hostile_name_is_a_path() {
    let names = hostile_names();
    assert!(names.len() >= 150, "{}", names.len());
    for name in &names {
        assert!(project::path(name).is_err(), "{name:?}");
        assert!(project::path(&format!("rules/{name}")).is_err(), "rules/{name:?}");
        assert!(project::part(name).is_err(), "{name:?}");
        assert!(!project::is_module(name), "{name:?}");
        let manifest = format!("name = \"a\"\nversion = \"1.0.0\"\nmodules = '''{name}'''\n");
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let file = sources.add("gravamen.toml", &manifest);
        assert_eq!(Manifest::from_text(file, &manifest, &mut sink), None, "{name:?}");
    }
    for name in [
        "rules/a.grv",
        "规则/改革甲（一）.grv",
        "a-b_c.1/x.case",
        "console",
        "company",
        "com10",
        "nulls",
        "〇",
    ] {
        assert_eq!(project::path(name), Ok(()), "{name}");
    }
}

#[test]
fn no_hostile_name_reaches_a_file_by_any_command() {
    let ground = ground("hostile");
    let inner = ground.join("inner");
    sound(&inner, "a");
    // what must never be read: a sound module beside the project, and links to it
    put(&ground, "outside/secret.grv", &rival("secret").replace("第一类信息", "绝密"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(ground.join("outside"), inner.join("rules/linked")).unwrap();
        std::os::unix::fs::symlink(ground.join("outside/secret.grv"), inner.join("rules/direct.grv"))
            .unwrap();
    }
    let before = snapshot(&ground);
    let mut reached = 0;
    let names = hostile_names();
    for (i, name) in names.iter().filter(|n| !n.contains('\0')).enumerate() {
        let making = if i % 2 == 0 {
            vec!["new", "--", name]
        } else {
            vec!["amend", "cn.pi.interpretation_2017", "--as", name]
        };
        for (command, code) in [(making, 2), (vec!["show", "--", name], 2)] {
            // a word that begins with a dash is no value of `--as`: the command line refuses it
            let output = gravamen(&inner, &command);
            assert_eq!(output.status.code(), Some(code), "{command:?}: {output:?}");
            assert!(!String::from_utf8_lossy(&output.stdout).contains("绝密"), "{command:?}");
            reached += 1;
        }
    }
    for name in ["linked.secret", "direct", "secret", "outside.secret"] {
        let text = fails(&inner, &["show", name], 2, "E0203");
        assert!(!text.contains("绝密"));
        put(&inner, "rules/importer.grv", &format!("module importer\n  uses {name}\n"));
        fails(&inner, &["check", "importer"], 2, "E0203");
    }
    fs::remove_file(inner.join("rules/importer.grv")).unwrap();
    assert!(reached >= 200, "{reached}");
    assert_eq!(snapshot(&ground), before, "nothing was written");
}

/// Every folder and file of a project that may be a link to somewhere else.
#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_never_followed() {
    use std::os::unix::fs::symlink;
    /// What is linked, how, and the commands that must refuse.
    type Maker<'a> = (&'a str, &'a dyn Fn(&Path, &Path), &'a [&'a [&'a str]]);
    let makers: [Maker<'_>; 7] = [
        (
            "modules",
            &|p, out| {
                fs::rename(p.join("rules"), out.join("rules")).unwrap();
                symlink(out.join("rules"), p.join("rules")).unwrap();
            },
            &[&["check"], &["run"], &["pack"], &["amend", "cn.pi.statute_2015", "--as", "x"]],
        ),
        (
            "cases",
            &|p, out| {
                fs::rename(p.join("cases"), out.join("cases")).unwrap();
                symlink(out.join("cases"), p.join("cases")).unwrap();
            },
            &[&["run"], &["pack"]],
        ),
        (
            "packages",
            &|p, out| symlink(out, p.join("packages")).unwrap(),
            &[&["check"], &["add", "../b-source/b-1.0.0.gpk"]],
        ),
        (
            "one package",
            &|p, out| {
                fs::create_dir(p.join("packages")).unwrap();
                symlink(out, p.join("packages/b")).unwrap();
            },
            &[&["add", "../b-source/b-1.0.0.gpk"]],
        ),
        (
            "a case",
            &|p, out| {
                fs::write(out.join("y.case"), case("y", 1, &[])).unwrap();
                symlink(out.join("y.case"), p.join("cases/y.case")).unwrap();
            },
            &[&["run"], &["pack"]],
        ),
        (
            "the readme",
            &|p, out| {
                fs::remove_file(p.join("README.md")).unwrap();
                fs::write(out.join("secret"), "secret").unwrap();
                symlink(out.join("secret"), p.join("README.md")).unwrap();
            },
            &[&["pack"]],
        ),
        (
            "the manifest",
            &|p, out| {
                fs::rename(p.join("gravamen.toml"), out.join("gravamen.toml")).unwrap();
                symlink(out.join("gravamen.toml"), p.join("gravamen.toml")).unwrap();
            },
            &[&["check"], &["pack"], &["add", "../b-source/b-1.0.0.gpk"]],
        ),
    ];
    for (i, (what, make, commands)) in makers.iter().enumerate() {
        let ground = ground(&format!("links-{i}"));
        packed(&ground, "b");
        let (inner, out) = (ground.join("inner"), ground.join("out"));
        sound(&inner, "a");
        fs::create_dir(&out).unwrap();
        make(&inner, &out);
        let before = snapshot(&ground);
        for command in *commands {
            let text = fails(&inner, command, 2, "E0707");
            assert!(
                text.contains("leads out of the project") || text.contains("it is a link"),
                "{what}: {text}"
            );
        }
        assert_eq!(snapshot(&ground), before, "{what}");
    }
    // a link where our own file is written is replaced, not followed
    let ground = ground("links-lock");
    let (file, user) = (packed(&ground, "b"), user(&ground));
    put(&ground, "victim", "not yours");
    symlink(ground.join("victim"), user.join("gravamen.lock")).unwrap();
    said(&user, &["add", file.to_str().unwrap()]);
    said(&user, &["lock"]);
    assert_eq!(fs::read_to_string(ground.join("victim")).unwrap(), "not yours");
}

#[test]
fn markdown_modules_and_json_cases_are_packed_too() {
    let ground = ground("formats");
    sound(&ground, "a");
    let text = format!("# A rule explained\n\nWords.\n\n```gravamen\n{}\n```\n", rival("a.told"));
    put(&ground, "rules/a/told.md", &text);
    put(&ground, "rules/a/notes.md", "# only words\n");
    let json = r#"{"cases":[{"id":"j-1","unstated":"absent","facts":{"breach":true,"conduct_from":"2020-06-01","conduct_to":"2020-06-30",
        "lots":[{"kind":"trajectory","count":60,"acquired":"purchase","sold_to":1}]},"expect":{"a.told":"no_offence","cn.pi.interpretation_2017":"serious"}}]}"#;
    put(&ground, "cases/j.json", json);
    let text = done(&ground, &["pack"]);
    assert!(text.contains("2 modules without errors") && text.contains("expectations met: 4 of 4"), "{text}");
    put(&ground, "cases/j.json", &json.replace("no_offence", "serious"));
    let text = fails(&ground, &["pack"], 1, "E0712");
    assert!(text.contains("`j-1` (cases/j.json)"), "{text}");
    put(&ground, "cases/j.json", &json.replace("trajectory", "trajectories"));
    fails(&ground, &["pack"], 2, "E0208");
}
