//! Where a name stands: as a whole word and not as a part of another name.

use proptest::prelude::*;

use super::*;

fn stands(text: &str, name: &str) -> bool {
    names(&even(text), &even(name))
}

#[test]
fn a_name_stands_whole_and_is_no_part_of_another() {
    for (text, name) in [
        ("beacon to 10.0.0.1.", "10.0.0.1"),
        ("beacon to 10.0.0[.]1:443, twice", "10.0.0.1"),
        ("hxxps://evil[.]example/a?b", "evil.example"),
        ("hxxps://evil[.]example/a", "https://evil.example/a"),
        ("on WEB01, then db02", "web01"),
        ("\\\\web01\\share", "web01"),
        ("CORP\\bob signed in", "bob"),
        ("(web01)", "web01"),
        ("web01-", "web01"),
        ("web010 web01", "web01"),
        ("2001:db8::1 answered", "2001:DB8::1"),
        ("mail to bob@evil.example.", "bob[@]evil[.]example"),
        ("the model ranker 7 of May", "ranker 7"),
        ("/tmp/.x ran", "/tmp/.x"),
        ("Über-Server fiel aus", "über-server"),
    ] {
        assert!(stands(text, name), "{name} stands in {text}");
    }
    for (text, name) in [
        ("10.0.0.11", "10.0.0.1"),
        ("110.0.0.1", "10.0.0.1"),
        ("10.0.0.1.5", "10.0.0.1"),
        ("10.0.0.1/24", "10.0.0.1"),
        ("web01.corp.local", "web01"),
        ("web01-old", "web01"),
        ("old_web01", "web01"),
        ("web01$", "web01"),
        ("www.evil.example", "evil.example"),
        ("bob@evil.example", "evil.example"),
        ("bob@evil.example", "bob"),
        ("https://evil.example/ab", "https://evil.example/a"),
        ("https://evil.example/a/b", "https://evil.example/a"),
        ("2001:db8::1:2", "2001:db8::1"),
        ("/var/tmp/.x", "/tmp/.x"),
        ("", "web01"),
        ("web01", ""),
    ] {
        assert!(!stands(text, name), "{name} does not stand in {text}");
    }
}

proptest! {
    /// A name between signs that part words is found, one with a letter or a digit at either end is not, and nothing makes it panic.
    #[test]
    fn a_name_is_found_between_words_and_not_inside_them(
        name in "[a-z0-9]{1,8}([.-][a-z0-9]{1,8}){0,3}",
        before in "[ ,;(\"'!]", after in "[ ,;)\"'!]",
        more in "[a-z0-9]{1,3}", rest in ".{0,20}",
    ) {
        let found = [before.as_str(), &name, &after].concat();
        prop_assert!(names(&found, &name));
        prop_assert!(!names(&[&name, more.as_str()].concat(), &name));
        prop_assert!(!names(&[more.as_str(), &name].concat(), &name));
        for join in [".", "-", "@"] {
            prop_assert!(!names(&[&name, join, &more].concat(), &name) || name == more);
            prop_assert!(!names(&[&more, join, &name].concat(), &name) || name == more);
        }
        let _ = names(&even(&rest), &name);
        let _ = names(&even(&rest), &even(&rest));
    }

    /// What is shown broken is found by the name that is whole, and the other way round.
    #[test]
    fn what_is_broken_for_display_is_the_same_name(a in 0u8..=255, b in 0u8..=255, c in 0u8..=255) {
        let whole = format!("{a}.{b}.0.{c}");
        let broken = crate::domain::indicator::shown(&whole);
        prop_assert!(broken.contains("[.]"));
        let text = format!("seen {broken} twice");
        prop_assert!(stands(&text, &whole));
        let other = format!("{whole}9");
        prop_assert!(!stands(&text, &other));
    }
}

fn heard(bodies: &[(RecordId, &str)]) -> Texts {
    let mut texts = Texts::default();
    for (id, body) in bodies {
        texts.hear(*id, body.as_bytes());
    }
    texts
}

#[test]
fn every_field_of_every_record_is_looked_at_and_none_that_the_state_does_not_hold() {
    use crate::domain::play::Play;
    let mut play = Play::bare();
    let web = play.done(record, &[("entity", "web01")]);
    let said = play.done(crate::domain::timeline::log, &[("text", "odd")]);
    let struck = play.done(crate::domain::timeline::log, &[("text", "odd too")]);
    play.strike(struck);
    let elsewhere = RecordId { station: StationId(7), seq: 9 };
    let deep = r#"{"kind":"x","author":{"name":"web01"},"fact":{"a":[{"b":{"c":"on Web01, twice"}}],"d":"web01"}}"#;
    let points = format!(r#"{{"fact":{{"of":{{"record":"{web}"}},"other":{{"record":"{web}","item":2}}}}}}"#);
    let item = format!(r#"{{"fact":{{"of":{{"record":"{web}","item":2}}}}}}"#);
    let texts = heard(&[(said, deep), (struck, &points), (elsewhere, deep), (web, r#"{"fact":{"name":"web01"}}"#)]);
    let key = [Node::from(web)];
    let found = used(&play.state, &texts, &key, &["web01".to_owned()]);
    let records: Vec<RecordId> = found.iter().map(|one| one.record).collect();
    assert_eq!(records, [web, said, struck], "the record that is not in the state is not told");
    assert_eq!(found[1].fields, ["a.b.c", "d"], "the author's name is no use of it");
    assert_eq!((found[2].struck, found[2].fields.len()), (true, 0), "it points to it");
    let texts = heard(&[(said, &item)]);
    assert!(used(&play.state, &texts, &key, &[]).is_empty(), "the second of a list is another thing");
    assert_eq!(used(&play.state, &texts, &[Node { record: web, item: 2 }], &[]).len(), 1);
    assert!(used(&play.state, &heard(&[(said, "{"), (web, "[]")]), &key, &["web01".to_owned()]).is_empty());
}
