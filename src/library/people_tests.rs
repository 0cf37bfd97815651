//! The list of people.

use proptest::prelude::*;

use super::*;
use crate::library::assets;

fn example() -> Vec<Person> {
    parse("people.example.toml", assets::PEOPLE_EXAMPLE).unwrap()
}

fn found(people: &[Person]) -> Vec<(String, Code, String)> {
    let findings = check(people, Vocabulary::shipped().unwrap());
    findings.into_iter().map(|f| (f.subject, f.code, f.item)).collect()
}

#[test]
fn the_example_is_sound() {
    let people = example();
    assert_eq!(people.len(), 9);
    assert_eq!(found(&people), []);
}

#[test]
fn each_fault_is_found() {
    type Fault = fn(&mut Vec<Person>);
    let faults: &[(Fault, &str, Code, &str)] = &[
        (|p| p[1].name = " marta  QUILLFEATHER".into(), "person 2 (OB)", Code::DuplicateName, ""),
        (|p| p[1].initials = "mq".into(), "person 2 (mq)", Code::DuplicateInitials, "mq"),
        (|p| p[1].name = " ".into(), "person 2 (OB)", Code::NoName, ""),
        (|p| p[2].phones.truncate(1), "person 3 (TV)", Code::FewNumbers, "1"),
        (|p| p[2].phones[1] = "+44 (7700) 900103".into(), "person 3 (TV)", Code::FewNumbers, "1"),
        (|p| p[2].phones[1] = "ask the desk".into(), "person 3 (TV)", Code::NotANumber, "phone 2"),
        (|p| p[3].handle = None, "person 4 (IC)", Code::NoHandle, ""),
        (|p| p[3].roles.push("wizard".into()), "person 4 (IC)", Code::UnknownPersonRole, "wizard"),
        (|p| p[0].roles.clear(), "people", Code::NoDeputy, "irt_lead"),
        (|p| drop(p.drain(..2)), "people", Code::RoleUnfilled, "irt_lead"),
    ];
    for (fault, subject, code, item) in faults {
        let mut people = example();
        fault(&mut people);
        let found = found(&people);
        assert!(found.contains(&((*subject).into(), *code, (*item).into())), "{code:?}: {found:?}");
    }
}

#[test]
fn telephone_numbers() {
    for good in [
        "+44 7700 900101",
        "112",
        "(020) 7946-0101",
        "+1.202.555.0101",
        "030/123456",
        "+44 20 7946 0101 ext. 12",
        "555 0101 x3",
    ] {
        assert!(is_number(good), "{good}");
    }
    for bad in [
        "",
        "+",
        "12",
        "call me",
        "+44+7700900101",
        "1234567890123456",
        "55501 x",
        "555 0101 xabc",
        "７７００９００",
        "1\u{1b}234",
    ] {
        assert!(!is_number(bad), "{bad:?}");
    }
}

#[test]
fn neither_findings_nor_the_debug_form_show_contact_details() {
    let mut people = example();
    people[0].phones = vec!["secret-number".into()];
    let shown = format!("{people:?} {:?}", check(&people, Vocabulary::shipped().unwrap()));
    assert!(!shown.contains("secret-number") && !shown.contains("marta.quill.11") && !shown.contains("@"), "{shown}");
}

#[test]
fn errors_name_line_and_column() {
    let text = "schema = \"warroom.people/1\"\n[[person]]\nname = \"A\"\ninitials = \"A\"\nphone = \"1\"\n";
    let error = parse("people.toml", text).unwrap_err();
    assert_eq!(error.place().map(|p| (p.line, p.column)), Some((5, 1)), "{error}");
    assert!(error.to_string().contains("unknown field `phone`"));
    assert!(matches!(parse("people.toml", "[[person]]\n"), Err(LibraryError::Schema { .. })));
    assert_eq!(parse("people.toml", "schema = \"warroom.people/1\"\n").unwrap(), []);
}

fn person() -> impl Strategy<Value = Person> {
    let optional = || prop::option::of(any::<String>());
    let list = || prop::collection::vec(any::<String>(), 0..3);
    let handle = prop::option::of((any::<String>(), any::<String>()).prop_map(|(kind, value)| Handle { kind, value }));
    let texts = (any::<String>(), any::<String>(), any::<String>(), any::<String>());
    (texts, list(), handle, optional(), list(), optional(), optional()).prop_map(
        |((name, initials, title, organisation), phones, handle, email, roles, language, zone)| Person {
            name,
            initials,
            title,
            organisation,
            phones,
            handle,
            email,
            roles,
            language,
            zone,
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_reads_back(people in prop::collection::vec(person(), 0..4)) {
        let text = to_toml(&people).unwrap();
        prop_assert!(parse("t", &text).unwrap() == people, "{text}");
    }
}
