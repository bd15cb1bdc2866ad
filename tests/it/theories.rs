//! Theories of the notion and of the interest, and the wrongs of the PIPL: what each covers, and that one line swaps them.

use crate::reform::{edited, under};
use gravamen::session::{NoFiles, Session};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const LAW: &str = "cn.pi.interpretation_2017";
const NONE: (usize, usize) = (0, 0);
const SERIOUS: (usize, usize) = (1, 1);
const ESPECIALLY: (usize, usize) = (2, 2);

/// The base with one theory in the place of its own reading.
fn with(theory: &str, lot: &str) -> (usize, usize) {
    under(&format!("{LAW} with {theory}"), &format!("lot trajectory, 50 items, {lot}"))
}

#[test]
fn each_theory_draws_its_own_line_round_personal_information() {
    const THEORIES: [&str; 5] = ["identification", "association", "privacy", "mixed_2017", "pipl"];
    // which of the theories cover the lot, in the order above
    for (lot, covered) in [
        ("purchase, identifies alone", [true, true, false, true, true]),
        ("purchase, identifies combined", [true, true, false, true, true]),
        ("purchase, not_identifying, reflects_activity", [false, true, false, true, true]),
        ("purchase, not_identifying", [false, true, false, false, true]),
        ("purchase, not_identifying, not relates_to_person", [false, false, false, false, false]),
        ("purchase, private", [true, true, true, true, true]),
        ("purchase, private, not_identifying, not relates_to_person", [false, false, true, false, false]),
        ("purchase, private, self_published", [true, true, false, true, true]),
        ("purchase, deidentified", [true, true, false, true, true]),
        ("purchase, private, anonymised", [false, false, false, false, false]),
    ] {
        for (theory, yes) in THEORIES.iter().zip(covered) {
            let found = with(&format!("cn.pi.definitions.{theory}"), lot);
            assert_eq!(found, if yes { SERIOUS } else { NONE }, "{theory}: {lot}");
        }
    }
}

#[test]
fn consent_and_self_publication_exclude_the_offence_for_the_personal_interest_only() {
    for (lot, own) in [
        ("purchase", SERIOUS),
        ("purchase, consent none", SERIOUS),
        ("purchase, consent limited", SERIOUS),
        ("purchase, consent valid", NONE),
        ("purchase, self_published", NONE),
        ("purchase, self_published, misused", SERIOUS),
        ("purchase, self_published, tampered", SERIOUS),
        ("lawfully, consent limited, sold_to 1 person", SERIOUS),
    ] {
        assert_eq!(with("cn.pi.interest.self_determination", lot), own, "{lot}");
        assert_eq!(with("cn.pi.interest.public_order", lot), SERIOUS, "{lot}");
        assert_eq!(with("cn.pi.definitions.mixed_2017", lot), SERIOUS, "the text is silent: {lot}");
    }
    // what FS 3(2) itself says is no providing is none under either
    let given = "lawfully, consent valid, provided_to 1 person";
    assert_eq!(with("cn.pi.interest.public_order", given), NONE);
}

#[test]
fn the_mixed_theory_is_the_text_of_2017() {
    let mut session = Session::new(Box::new(NoFiles));
    let text = std::fs::read_to_string(format!("{ROOT}/examples/published.json")).unwrap();
    let both = [LAW.to_owned(), format!("{LAW} with cn.pi.definitions.mixed_2017")];
    let verdicts = session.grade("published.json", &text, &both);
    assert!(!session.sink.has_errors(), "{:?}", session.sink.found);
    let mut pairs = 0;
    for pair in verdicts.chunks(2) {
        assert_eq!(pair[0].case, pair[1].case);
        assert_eq!(pair[0].outcome, pair[1].outcome, "{}", pair[0].case);
        pairs += 1;
    }
    assert!(pairs >= 26, "{pairs}");
}

#[test]
fn each_wrong_of_processing_is_told_apart() {
    const WRONGS: [&str; 7] = [
        "unlawful_collection",
        "unlawful_use",
        "unlawful_trade",
        "unlawful_provision",
        "unlawful_disclosure",
        "breach_of_integrity",
        "unlawful_storage",
    ];
    // which of them the lot shows, in the order above
    for (lot, shows) in [
        ("lawfully", [false; 7]),
        ("theft", [true, false, false, false, false, false, false]),
        ("purchase", [true, false, true, false, false, false, false]),
        ("lawfully, misused", [false, true, false, false, false, false, false]),
        ("lawfully, misused, consent valid", [false; 7]),
        ("lawfully, misused, consent limited", [false, true, false, false, false, false, false]),
        ("lawfully, sold_to 1 person", [false, false, true, false, false, false, false]),
        ("lawfully, sold_to 1 person, consent valid", [false; 7]),
        ("lawfully, provided_to 1 person", [false, false, false, true, false, false, false]),
        ("lawfully, published", [false, false, false, false, true, false, false]),
        ("lawfully, published, self_published", [false; 7]),
        ("lawfully, tampered", [false, false, false, false, false, true, false]),
        ("lawfully, stored_unlawfully", [false, false, false, false, false, false, true]),
    ] {
        let lot = format!("lot trajectory, 50 items, {lot}");
        for (wrong, shown) in WRONGS.iter().zip(shows) {
            let conduct =
                format!("replace infringing_personal_information.conduct with cn.pi.pipl_2021.{wrong}");
            assert_eq!(edited(&conduct, &lot), if shown { SERIOUS } else { NONE }, "{wrong}: {lot}");
        }
        let any = "replace infringing_personal_information.conduct with cn.pi.pipl_2021.processing_wrong";
        assert_eq!(edited(any, &lot) == SERIOUS, shows.contains(&true), "{lot}");
    }
    // what is anonymised is no longer personal; what is de-identified is
    let object = |what: &str, lot: &str| {
        let edit = format!("replace infringing_personal_information.object with cn.pi.pipl_2021.{what}");
        edited(&edit, &format!("lot trajectory, 50 items, theft, {lot}"))
    };
    assert_eq!(object("only_deidentified", "deidentified"), SERIOUS);
    assert_eq!(object("only_deidentified", "anonymised"), NONE);
    assert_eq!(object("beyond_restoring", "anonymised"), SERIOUS);
    assert_eq!(object("beyond_restoring", "deidentified"), NONE);
    assert_eq!(object("personal_information", "deidentified"), SERIOUS);
    assert_eq!(object("personal_information", "anonymised"), NONE);
    assert_eq!(object("consented", "consent valid"), SERIOUS);
    assert_eq!(object("consented", "consent limited"), NONE);
}

#[test]
fn theories_swap_in_any_module() {
    let stolen = |more: &str| format!("lot trajectory, 500 items, theft{more}");
    for (rules, more, at) in [
        ("current with cn.pi.definitions.privacy", "", NONE),
        ("current with cn.pi.definitions.privacy", ", private", ESPECIALLY),
        ("lenient with cn.pi.interest.self_determination", ", consent valid", NONE),
        ("cn.pi.reform.thesis with cn.pi.interest.public_order", ", consent valid", SERIOUS),
        ("cn.pi.reform.thesis with cn.pi.definitions.association", ", not_identifying", SERIOUS),
        ("cn.pi.reform.liu_lu with cn.pi.definitions.identification", ", not_identifying", NONE),
        ("cn.pi.interpretation_2017 with cn.pi.pipl_2021", ", not_identifying", ESPECIALLY),
        (
            "cn.pi.interpretation_2017 with cn.pi.definitions.privacy, cn.pi.interest.self_determination",
            ", private, consent valid",
            NONE,
        ),
    ] {
        assert_eq!(under(rules, &stolen(more)), at, "{rules}{more}");
    }
    // without a theory the law in force has an offence in each of these
    assert_eq!(under(LAW, &stolen("")), ESPECIALLY);
}
