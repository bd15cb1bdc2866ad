//! Projects: made, amended, packed, added and locked; nothing outside their folder is ever opened or written.

use gravamen::diag::{Lang, Sink, Style, report};
use gravamen::project::{self, Contents, Lock, Manifest, Refusal};
use gravamen::text::Sources;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty folder of a test's own.
fn ground(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("gravamen-project-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder.canonicalize().unwrap()
}

fn gravamen(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gravamen"))
        .current_dir(folder)
        .env_remove("GRAVAMEN_LANG")
        .env("LANG", "C")
        .env_remove("LC_ALL")
        .args(args)
        .output()
        .unwrap()
}

/// What a command printed, its code before it.
fn said(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = gravamen(folder, args);
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

fn done(folder: &Path, args: &[&str]) -> String {
    let (code, text) = said(folder, args);
    assert_eq!(code, 0, "{args:?}: {text}");
    text
}

fn fails(folder: &Path, args: &[&str], code: i32, saying: &str) -> String {
    let (found, text) = said(folder, args);
    assert_eq!(found, code, "{args:?}: {text}");
    assert!(text.contains(saying), "{args:?} does not say {saying}: {text}");
    text
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file below a folder with its bytes, links by where they lead.
fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
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
fn rival(module: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("stdlib/cn/pi/interpretation_2017.grv");
    let text = fs::read_to_string(path).unwrap();
    let head = "module cn.pi.interpretation_2017 | 现行解释";
    assert!(text.contains(head));
    text.replace(head, &format!("module {module}")).replace("reaches 50 items", "reaches 100 items")
}

fn case(id: &str, items: u32, expectations: &[(&str, &str)]) -> String {
    let expects: String =
        expectations.iter().map(|(grade, module)| format!("  expect {grade} under {module}\n")).collect();
    format!(
        "case {id}\n  unstated facts are absent\n  breach yes\n  conduct_from 2020-06-01\n  conduct_to 2020-06-30\n  \
         lot trajectory, {items} items, purchase, sold_to 1 person\n{expects}"
    )
}

/// A project that can be packed: `a` with the module `a.rule`.
fn sound(folder: &Path, name: &str) {
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
fn packed(ground: &Path, name: &str) -> PathBuf {
    let folder = ground.join(format!("{name}-source"));
    sound(&folder, name);
    done(&folder, &["pack"]);
    folder.join(format!("{name}-1.0.0.gpk"))
}

/// A project that only uses others.
fn user(ground: &Path) -> PathBuf {
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
    ("name = \"a\"\nversion = \"1.0.0\"\n[dependencies]\nb = { version = \"^1.0.0\", sha256 = \"zz\" }\n", "E0402 4:17"),
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

// ---- the folder

#[test]
fn a_project_is_found_from_below_and_its_folders_are_used() {
    let ground = ground("found");
    sound(&ground, "a");
    fs::create_dir_all(ground.join("drafts/deep")).unwrap();
    for (folder, up) in [("", ""), ("rules", "../"), ("drafts/deep", "../../")] {
        let here = ground.join(folder);
        assert!(done(&here, &["show"]).contains("a.rule\n"));
        assert!(done(&here, &["run", "-m", "a.rule"]).contains("x-1 ── under a.rule"));
        assert!(done(&here, &["show", "a.rule"]).contains(&format!("# from {up}rules/a/rule.grv")));
    }
    assert!(!done(&std::env::temp_dir(), &["show"]).contains("a.rule"), "outside the project");
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
    let json: serde_json::Value = serde_json::from_slice(&gravamen(&one, &["pack", "-f", "json"]).stdout).unwrap();
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
        ("rules/a/rule.grv", "a source", rival("a.rule").replace("by FS 6(1)\n  counting", "\n  counting"), 0, ""),
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
    put(&ground, "rules/a/rule.grv", &format!("{}\ndefinition bare (lot)\n  means disclosed\n", rival("a.rule")));
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
    assert!(manifest.starts_with("# mine\nname") && manifest.contains("[dependencies]\n\"a\" = "), "{manifest}");
    let lock = fs::read_to_string(user.join("gravamen.lock")).unwrap();
    let parsed = {
        let mut sources = Sources::default();
        let id = sources.add("gravamen.lock", &lock);
        Lock::from_text(id, &lock, &mut Sink::default()).unwrap()
    };
    assert_eq!(parsed.text(), lock);
    assert_eq!(parsed.packages["a"].files.len(), 6);
    done(&user, &["check"]);
    assert!(done(&user, &["show"]).contains("a.rule"));
    put(&user, "cases/mine.case", &case("mine", 60, &[("no_offence", "a.rule")]));
    assert!(done(&user, &["run", "-m", "a.rule", "--brief"]).contains("no offence"));
    let before = snapshot(&user);
    done(&user, &["add", file.to_str().unwrap()]);
    done(&user, &["lock"]);
    assert_eq!(snapshot(&user), before, "again is no harm");
    // a second one
    let other = packed(&ground, "b");
    assert!(done(&user, &["add", other.to_str().unwrap(), "--lang", "zh"]).contains("已加入 b 1.0.0"));
    assert!(done(&user, &["show"]).contains("a.rule\nb.rule"));
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
        assert!(text.contains("`rules/a/rule.grv` has changed") && text.contains("gravamen.toml:6:1"), "{text}");
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
    assert!(done(&user, &["show"]).contains("a.rule\nc.rule"));
    // another content under the same name and version
    let other = ground.join("other");
    sound(&other, "a");
    put(&other, "README.md", "not the same\n");
    done(&other, &["pack"]);
    let before = snapshot(&user);
    fails(&user, &["add", other.join("a-1.0.0.gpk").to_str().unwrap()], 2, "the manifest wants a 1.0.0");
    assert_eq!(snapshot(&user), before);
}
