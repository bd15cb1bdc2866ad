//! Packages from strangers: whatever is wrong with one, it is refused and nothing is written.

use crate::project::{done, ground, packed, put, rival, said, snapshot, user};
use gravamen::project::{self, Refusal};
use std::fs;

/// One entry of a tar, with whatever its header says.
struct Entry {
    name: Vec<u8>,
    kind: u8,
    link: &'static str,
    data: Vec<u8>,
    size: Option<u64>,
    mode: u32,
    time: u64,
}

fn file(name: &str, data: &str) -> Entry {
    Entry {
        name: name.as_bytes().to_vec(),
        kind: b'0',
        link: "",
        data: data.as_bytes().to_vec(),
        size: None,
        mode: 0o644,
        time: 0,
    }
}

fn special(name: &str, kind: u8, link: &'static str) -> Entry {
    Entry { kind, link, ..file(name, "") }
}

/// A tar written by hand, so that nothing is too bad to be written.
fn tar(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    for e in entries {
        let mut h = [0u8; 512];
        let mut field = |at: usize, bytes: &[u8]| h[at..at + bytes.len()].copy_from_slice(bytes);
        field(0, &e.name[..e.name.len().min(100)]);
        field(100, format!("{:07o}", e.mode).as_bytes());
        field(108, b"0000000");
        field(116, b"0000000");
        field(124, format!("{:011o}", e.size.unwrap_or(e.data.len() as u64)).as_bytes());
        field(136, format!("{:011o}", e.time).as_bytes());
        field(156, &[e.kind]);
        field(157, e.link.as_bytes());
        field(257, b"ustar\x0000");
        field(148, b"        ");
        let sum: u32 = h.iter().map(|b| u32::from(*b)).sum();
        h[148..156].copy_from_slice(format!("{sum:07o}\0").as_bytes());
        out.extend(h);
        out.extend(&e.data);
        out.resize(out.len().div_ceil(512) * 512, 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

const MINE: &str = "name = \"p\"\nversion = \"1.0.0\"\n";

/// A small package that is sound, sorted, with these entries besides.
fn with(more: Vec<Entry>) -> Vec<u8> {
    let mut all = vec![file("gravamen.toml", MINE), file("rules/p/rule.grv", &rival("p.rule"))];
    all.extend(more);
    all.sort_by(|a, b| a.name.cmp(&b.name));
    tar(&all)
}

/// The packages that only the comparison with what `pack` writes refuses.
const FORMS: [&str; 9] = [
    "a time",
    "a mode",
    "another order",
    "more after the end",
    "another archive after the end",
    "an end cut off",
    "noughts",
    "nothing",
    "an old kind",
];

/// What is wrong with a package, and its bytes.
fn hostile_packages() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |what: &str, bytes: Vec<u8>| all.push((what.to_owned(), bytes));
    // kinds of entries
    for (what, kind, link) in [
        ("a hard link", b'1', "/etc/passwd"),
        ("a symbolic link", b'2', "../../outside"),
        ("a character device", b'3', ""),
        ("a block device", b'4', ""),
        ("a folder", b'5', ""),
        ("a pipe", b'6', ""),
        ("a contiguous file", b'7', ""),
        ("a sparse file", b'S', ""),
        ("a long name", b'L', ""),
        ("a long link", b'K', ""),
        ("extended headers", b'x', ""),
        ("global headers", b'g', ""),
        ("a volume label", b'V', ""),
        ("an unheard-of kind", b'Z', ""),
        ("an old kind", 0, ""),
    ] {
        add(what, with(vec![special("rules/p/x.grv", kind, link)]));
    }
    let pax = file("PaxHeaders/x", "30 path=../../../outside/pwned\n");
    add(
        "a path in an extended header",
        tar(&[Entry { kind: b'x', ..pax }, file("rules/p/x.grv", &rival("p.x"))]),
    );
    let long = Entry { kind: b'L', ..file("././@LongLink", "../../../outside/pwned\0") };
    add("a path in a long name", tar(&[long, file("rules/p/x.grv", &rival("p.x"))]));
    // names
    for name in [
        "/etc/passwd",
        "../x.grv",
        "rules/../../x.grv",
        "rules/p/..",
        "rules//x.grv",
        "./gravamen.toml",
        "rules/p/./x.grv",
        "C:\\x.grv",
        "C:x.grv",
        "rules\\p\\x.grv",
        "rules/p/x.grv:ads",
        "rules/p/CON",
        "rules/p/con.grv",
        "rules/p/NUL.grv",
        "rules/p/LPT1.grv",
        "rules/p/x.grv.",
        "rules/p/x.grv ",
        "rules/p/.x.grv",
        ".git/hooks/post-checkout",
        "-rf",
        "rules/p/x\u{202e}vrg.grv",
        "rules/p/\u{200b}.grv",
        "rules/p/cafe\u{301}.grv",
        "rules/p/caf\u{e9}.grv",
        "rules/p/\u{f900}.grv",
        "rules/p/x\ny.grv",
        "rules/p/x\u{1b}[2J.grv",
        "\\\\?\\C:\\x.grv",
        "~/x.grv",
    ] {
        add(&format!("the name {name:?}"), with(vec![file(name, &rival("p.x"))]));
    }
    let latin = Entry { name: b"rules/p/\xff.grv".to_vec(), ..file("", "x") };
    add("a name that is not UTF-8", with(vec![latin]));
    // two that are one
    add("a file twice", with(vec![file("rules/p/rule.grv", &rival("p.rule"))]));
    add("a manifest twice", with(vec![file("gravamen.toml", MINE)]));
    add("capitals", with(vec![file("rules/p/RULE.grv", &rival("p.RULE"))]));
    add("capitals of a folder", with(vec![file("rules/P/x.grv", &rival("P.x"))]));
    add("a file and a folder", with(vec![file("rules/p/rule.grv/x.grv", &rival("p.x"))]));
    // kinds of files
    for name in [
        "run.sh",
        "rules/p/x.exe",
        "rules/p/x.dll",
        "cases/x.grv",
        "rules/p/x.case",
        "build.rs",
        "x.grv",
        "gravamen.lock",
        "packages/q/gravamen.toml",
    ] {
        add(&format!("the file {name}"), with(vec![file(name, "x")]));
    }
    // what is inside
    add("no manifest", tar(&[file("rules/p/rule.grv", &rival("p.rule"))]));
    add("a faulty manifest", tar(&[file("gravamen.toml", "name = \"p\"\n")]));
    add(
        "a manifest that leads out",
        tar(&[file("gravamen.toml", &format!("{MINE}modules = \"../rules\"\n"))]),
    );
    add(
        "a manifest of brackets",
        tar(&[file("gravamen.toml", &format!("{MINE}authors = {}\n", "[".repeat(100_000)))]),
    );
    add(
        "a name that leads out",
        tar(&[file("gravamen.toml", "name = \"../../outside\"\nversion = \"1.0.0\"\n")]),
    );
    add("a version that leads out", tar(&[file("gravamen.toml", "name = \"p\"\nversion = \"1/../..\"\n")]));
    add(
        "a module that does not parse",
        with(vec![file("rules/p/x.grv", "module p.x\narticle article article\n")]),
    );
    add(
        "a module that does not check",
        with(vec![file("rules/p/x.grv", "module p.x\n  uses nowhere.else\n")]),
    );
    add("a module under another name", with(vec![file("rules/p/x.grv", &rival("p.other"))]));
    add("a module without a head", with(vec![file("rules/p/x.grv", "# nothing\n")]));
    add(
        "a module of brackets",
        with(vec![file(
            "rules/p/x.grv",
            &format!("module p.x\ndefinition d\n  means {}a\n", "(".repeat(50_000)),
        )]),
    );
    add("a module that is too large", with(vec![file("rules/p/x.grv", &"# x\n".repeat(300_000))]));
    add("a direction sign", with(vec![file("rules/p/x.grv", &format!("{}# \u{202e}\n", rival("p.x")))]));
    add("a hidden sign in a case", with(vec![file("cases/x.case", "case x\u{200b}\n  breach yes\n")]));
    add("a control sign in the readme", with(vec![file("README.md", "\u{1b}]52;c;x\u{7}")]));
    add("text that is not UTF-8", with(vec![Entry { data: vec![0xff, 0xfe], ..file("README.md", "") }]));
    add("the name of the law", with(vec![file("rules/current.grv", &rival("current"))]));
    // sizes
    add("a size beyond the end", with(vec![Entry { size: Some(1 << 30), ..file("README.md", "x") }]));
    add(
        "a size beyond all numbers",
        with(vec![Entry { size: Some(0o77_777_777_777), ..file("README.md", "x") }]),
    );
    add(
        "a thousand and one files",
        with((0..1001).map(|i| file(&format!("cases/{i:04}.case"), "case x\n")).collect()),
    );
    add("seventeen mebibytes", with(vec![file("README.md", &"x".repeat(17 << 20))]));
    // the form
    let sound = with(Vec::new());
    add("a time", with(vec![Entry { time: 1, ..file("README.md", "x") }]));
    add("a mode", with(vec![Entry { mode: 0o4755, ..file("README.md", "x") }]));
    add("another order", tar(&[file("rules/p/rule.grv", &rival("p.rule")), file("gravamen.toml", MINE)]));
    add("more after the end", [sound.clone(), vec![0; 512]].concat());
    add("another archive after the end", [sound.clone(), sound.clone()].concat());
    add("an end cut off", sound[..sound.len() - 512].to_vec());
    add("a middle cut off", sound[..1500].to_vec());
    let mut wrong = sound.clone();
    wrong[148] ^= 1;
    add("a wrong checksum", wrong);
    add("nothing", Vec::new());
    add("not a tar", b"PK\x03\x04 and so on".to_vec());
    add("compressed", [b"\x1f\x8b\x08".to_vec(), vec![7; 600]].concat());
    add("noughts", vec![0; 10_240]);
    all
}

#[test]
fn no_hostile_package_is_added_and_nothing_is_written() {
    let ground = ground("packages");
    let user = user(&ground);
    put(&ground, "outside/here", "untouched");
    let packages = hostile_packages();
    assert!(packages.len() >= 90, "{}", packages.len());
    let path = ground.join("given.gpk");
    for (what, bytes) in &packages {
        fs::write(&path, bytes).unwrap();
        let before = snapshot(&ground);
        let (code, text) = said(&user, &["add", "../given.gpk"]);
        assert!(code == 2 || code == 3, "{what}: {code} {text}");
        let by_form = text.contains("not in the form");
        assert_eq!(by_form, FORMS.contains(&what.as_str()), "{what}: {text}");
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{what}: {text:?}");
        assert_eq!(snapshot(&ground), before, "{what}");
    }
    // the same shape without the fault is taken, so each refusal above has its own cause
    fs::write(&path, with(vec![file("README.md", "x"), file("rules/p/x.grv", &rival("p.x"))])).unwrap();
    let text = done(&user, &["add", "../given.gpk"]);
    assert!(text.contains("p.rule, p.x"), "{text}");
}

#[test]
fn unpacking_says_in_which_way_a_package_is_refused() {
    let refusal = |entries: Vec<Entry>| match project::unpack(&with(entries)) {
        Err(Refusal::Form(says) | Refusal::Limit(says)) => says,
        Ok(contents) => panic!("{:?}", contents.keys()),
    };
    for (entry, says) in [
        (special("a", b'2', "/etc"), "a link"),
        (special("a", b'1', "/etc"), "a link"),
        (special("a", b'4', ""), "a device"),
        (special("a", b'5', ""), "a folder"),
        (special("a", b'x', ""), "not taken"),
        (file("../a", ""), "lead elsewhere"),
        (file("/a", ""), "begins at the root"),
        (file("a:b", ""), "holds `:`"),
        (file("a\\b", ""), "holds `\\`"),
        (file("a.", ""), "ends with"),
        (file("aux.grv", ""), "Windows"),
        (file("rules/p/rule.grv", ""), "twice"),
        (file("rules/p/Rule.grv", ""), "capitals"),
        (Entry { time: 9, ..file("a", "") }, "not in the form"),
    ] {
        let name = String::from_utf8_lossy(&entry.name).into_owned();
        let found = refusal(vec![entry]);
        assert!(found.contains(says) && found.contains(" | "), "{name}: {found}");
    }
    let many = (0..1000).map(|i| file(&format!("x{i:04}"), "")).collect();
    assert!(refusal(many).contains("1000 files"));
}

/// Any single changed byte of a package is noticed: by its form, by its texts or by its hash.
#[test]
fn a_package_with_a_changed_byte_is_another_package() {
    let ground = ground("bytes");
    let bytes = fs::read(packed(&ground, "a")).unwrap();
    let sound = project::unpack(&bytes).unwrap();
    let hash = project::hash(&sound);
    let mut refused = 0;
    for at in (0..bytes.len()).step_by(37) {
        let mut other = bytes.clone();
        other[at] ^= 0x15;
        match project::unpack(&other) {
            Err(_) => refused += 1,
            Ok(contents) => assert_ne!(project::hash(&contents), hash, "byte {at}"),
        }
    }
    assert!(refused > 50, "{refused}");
}
