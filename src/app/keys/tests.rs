use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::domain::mark::{Audience, Mark};
use crate::library::lang::Lang;

fn read(text: &str) -> Keys {
    file::read(Path::new("/c/keys.toml"), text)
}

fn said(keys: &Keys) -> Vec<String> {
    keys.findings.iter().map(|finding| Lang::english().say(finding, Audience(Mark::Red))).collect()
}

fn chord(text: &str) -> Chord {
    Chord::parse(text).unwrap()
}

/// Every key is given once where it applies, what has to be reachable is, and every command has its way.
fn holds(map: &Keymap) {
    let mut seen: HashSet<(Scope, Chord)> = HashSet::new();
    for spec in COMMANDS {
        for scope in Scope::ALL {
            for chord in map.chords(spec.name, scope) {
                assert!(seen.insert((scope, *chord)), "{chord} of {} in {scope:?} twice", spec.name);
                assert_eq!(map.command(scope, *chord).map(|found| found.name), Some(spec.name), "{chord} in {scope:?}");
            }
        }
    }
    for (scope, chord) in seen.iter().filter(|(scope, _)| *scope != Scope::Everywhere) {
        let above = map.command(Scope::Everywhere, *chord).map(|spec| spec.name);
        let own = map.command(*scope, *chord).map(|spec| spec.name);
        assert!(above.is_none() || above == own, "{chord} of {scope:?} hides a key that holds everywhere");
    }
    assert!(!map.chords("palette", Scope::Everywhere).is_empty());
    for scope in Scope::ALL {
        for (key, name) in [("esc", "back"), ("enter", "open"), ("ctrl-c", "cancel-job")] {
            assert_eq!(map.command(scope, chord(key)).map(|spec| spec.name), Some(name), "{key} in {scope:?}");
        }
    }
    for name in ["blank", "redraw", "suspend"] {
        for chord in Scope::ALL.iter().flat_map(|scope| map.chords(name, *scope)) {
            assert_eq!(chord.typed(), None, "{chord} of {name} would be typed");
        }
    }
}

#[test]
fn the_usual_keys_can_be_read_and_are_given_once_where_they_apply() {
    for spec in COMMANDS {
        for (_, text) in spec.keys {
            assert!(Chord::parse(text).is_ok(), "{} has the key {text}", spec.name);
        }
    }
    holds(&Keymap::default());
    for (spec, scope, text) in
        COMMANDS.iter().flat_map(|spec| spec.keys.iter().map(move |(scope, text)| (spec, *scope, *text)))
    {
        assert_eq!(Keymap::default().command(scope, chord(text)).map(|found| found.name), Some(spec.name), "{text}");
    }
}

#[test]
fn a_key_replaces_the_usual_ones_and_two_can_be_exchanged() {
    let keys =
        read("graph = \"f6\"\n\n[everywhere]\nneeds = [\"W\", \"f7\"]\nwatch = \"!\"\n[timeline]\nlog = \"i\"\n");
    // The declaration has i everywhere: it would be hidden on the timeline.
    assert_eq!(said(&keys).len(), 1, "{:?}", said(&keys));
    let name = |scope, text| keys.map.command(scope, chord(text)).map(|spec| spec.name);
    assert_eq!(name(Scope::Evidence, "f6"), Some("graph"));
    assert_eq!(name(Scope::Roster, "V"), None);
    assert_eq!((name(Scope::Roster, "W"), name(Scope::Roster, "!")), (Some("needs"), Some("watch")));
    assert_eq!(keys.map.labels(crate::app::command::command("needs").unwrap(), Scope::Roster), ["W", "F7"]);
    assert_eq!(keys.map.named().get("needs").map(String::as_str), Some("W"));
    assert_eq!(Keymap::default().named().get("locate").map(String::as_str), Some("F"));
    holds(&keys.map);
    let none = read("[everywhere]\ngraph = []\n");
    assert_eq!(said(&none), [""; 0]);
    assert_eq!(none.map.begun("graph", Scope::Timeline), ":graph");
}

#[test]
fn a_conflict_names_both_with_the_line_and_takes_nothing_away() {
    let keys = read("[everywhere]\nneeds = \"V\"\n");
    let words = said(&keys).join("\n");
    for part in ["/c/keys.toml:2", "V for needs", "graph", "keeps its usual keys"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert_eq!(keys.map.command(Scope::Everywhere, chord("V")).map(|spec| spec.name), Some("graph"));
    assert_eq!(keys.map.command(Scope::Everywhere, chord("!")).map(|spec| spec.name), Some("needs"));
    // Both from the file: both are named with their lines, across a pane and everywhere too.
    let keys = read("[everywhere]\nneeds = \"f6\"\n[roster]\nwatch = \"f6\"\n");
    let words = said(&keys).join("\n");
    for part in ["/c/keys.toml:2", "/c/keys.toml:4", "needs", "watch", "everywhere", "on the roster"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    // What took a key that comes back that way goes back as well, and says so.
    let keys = read("needs = \"V\"\nwatch = \"!\"\n");
    let words = said(&keys);
    assert!(words.len() == 2 && words[1].contains("watch") && words[1].contains("needs"), "{words:?}");
    holds(&keys.map);
}

#[test]
fn what_cannot_be_used_is_said_with_its_line_and_the_rest_holds() {
    for (line, says) in [
        ("needz = \"x\"", "there is no command needz"),
        ("zzzzz = \"x\"", "`warroom keys` lists them"),
        ("needs = 7", "needs a key in quotes"),
        ("needs = [\"f6\", 7]", "needs a key in quotes"),
        ("needs = \"hyper-x\"", "hyper-x of needs is no key"),
        ("needs = \"esc\"", "esc always means back"),
        ("needs = \"Enter\"", "Enter always means open"),
        ("needs = \"ctrl-c\"", "ctrl-c always means cancel-job"),
        ("needs = \"ctrl-m\"", "sends ctrl-m as Enter"),
        ("needs = \"ctrl-I\"", "sends ctrl-I as Tab"),
        ("blank = \"b\"", "works while somebody types"),
        ("redraw = \"ctrl-s\"", "a key of forms"),
        ("suspend = \"f2\"", "a key of forms"),
        ("palette = []", "palette keeps its usual keys"),
    ] {
        let keys = read(&format!("# mine\n[everywhere]\ngraph = \"f7\"\n{line}\n"));
        let words = said(&keys);
        let [one] = words.as_slice() else { panic!("{line}: {words:?}") };
        assert!(one.starts_with("/c/keys.toml:4: ") && one.contains(says), "{line}: {one}");
        assert!(!one.contains('{'), "{one}");
        assert_eq!(keys.map.command(Scope::Roster, chord("f7")).map(|spec| spec.name), Some("graph"), "{line}");
        assert_eq!(keys.map.command(Scope::Roster, chord("!")).map(|spec| spec.name), Some("needs"), "{line}");
        holds(&keys.map);
    }
    let keys = read("[kitchen]\nneeds = \"x\"\n");
    assert!(said(&keys)[0].contains("kitchen is no place; there are everywhere, timeline"), "{:?}", said(&keys));
    for broken in ["[everywhere", "needs = \"x", "needs = \"x\"\nneeds = \"y\""] {
        let keys = read(broken);
        assert!(said(&keys)[0].contains("this is no TOML"), "{:?}", said(&keys));
        holds(&keys.map);
    }
    // Esc and Enter stay with their commands, whatever else these get.
    let keys = read("back = \"f6\"\nopen = [\"f7\"]\n");
    assert_eq!(said(&keys), [""; 0]);
    assert_eq!(keys.map.command(Scope::Roster, chord("f6")).map(|spec| spec.name), Some("back"));
    holds(&keys.map);
}

#[test]
fn sentences_name_the_keys_that_hold() {
    let keys = read("level = \"f6\"\nneeds = []\n");
    let lang = Lang::english().with_keys(keys.map.named());
    assert!(lang.word("room-next").contains("(F6)"), "{}", lang.word("room-next"));
    assert!(Lang::english().word("room-next").contains("(S)"));
    let german = Lang::german().with_keys(keys.map.named());
    assert!(german.word("room-next").contains("F6"), "{}", german.word("room-next"));
    // What stands in the words as the usual key is the usual key.
    let usual = Keymap::default().named();
    for text in crate::library::assets::LANG_EN.iter().chain(crate::library::assets::LANG_DE) {
        for call in text.split("KEY(\"").skip(1) {
            let mut parts = call.split('"');
            let (name, key) = (parts.next().unwrap(), parts.nth(1).unwrap());
            assert_eq!(usual.get(name).map(String::as_str), Some(key), "{name}");
        }
    }
}

/// A message without the keys that it takes from the table.
fn without_calls(text: &str) -> String {
    let mut parts = text.split("{ KEY(");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('}').map_or("", |(_, rest)| rest))
}

#[test]
fn a_sentence_takes_the_keys_that_it_names_from_the_table() {
    let usual = Keymap::default();
    let labels: BTreeSet<String> = COMMANDS
        .iter()
        .flat_map(|spec| Scope::ALL.into_iter().flat_map(|scope| usual.chords(spec.name, scope)))
        .map(|chord| chord.label())
        .collect();
    let in_quotes: Vec<String> = labels.iter().map(|label| format!("`{label}`")).collect();
    let by_name: Vec<String> = COMMANDS.iter().map(|spec| format!("`:{}`", spec.name)).collect();
    // Keys with a modifier and function keys stand for nothing else in a sentence. Forms and fields have some of them for themselves, and Ctrl-C is nobody's.
    let own = ["Ctrl-C", "Ctrl-U", "Shift-Tab"];
    let bare: Vec<&String> = labels
        .iter()
        .filter(|label| label.contains('-') && label.len() > 1 || label.starts_with('F') && label.len() > 1)
        .filter(|label| !own.contains(&label.as_str()))
        .collect();
    assert!(bare.iter().any(|label| *label == "Ctrl-B") && in_quotes.iter().any(|label| label == "`m`"));
    for text in crate::library::assets::LANG_EN.iter().chain(crate::library::assets::LANG_DE) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let said = without_calls(line);
            let quoted = in_quotes.iter().chain(&by_name).find(|label| said.contains(label.as_str()));
            assert_eq!(quoted, None, "{line}");
            let words: Vec<&str> = said.split(|sign: char| !sign.is_alphanumeric() && sign != '-').collect();
            // The key that says that an inject was played is the question's own, whatever else F9 is elsewhere, and the one that shows hidden names the picker's.
            let named = bare
                .iter()
                .find(|label| words.contains(&label.as_str()))
                .filter(|_| !["ask-inject-keys", "picker-keys"].iter().any(|own| line.starts_with(own)));
            assert_eq!(named, None, "{line}");
        }
    }
}

#[test]
fn pages_and_the_tour_name_remapped_keys() {
    let keys = read(
        "[everywhere]\nbrief = \"f6\"\npalette = \"f7\"\ntimeline = \"f4\"\n[roster]\nbriefing = \"B\"\n[timeline]\ndecisions = []\n",
    );
    assert_eq!(said(&keys), [""; 0]);
    for lang in [Lang::english(), Lang::german()] {
        let lang = lang.with_keys(keys.map.named());
        for (id, key) in [
            ("briefing-minuted", "`B`"),
            ("briefing-more-decided", "`F7decisions`"),
            ("briefing-more-agreed", "`F7internal`"),
            ("briefing-keys-more", "F6"),
            ("briefing-only-looking", "F6"),
            ("welcome-keys", "F7"),
            ("needs-none", "F7"),
            ("tour-log", "F4"),
            ("tour-checkpoint", "F7"),
        ] {
            assert!(lang.word(id).contains(key), "{id}: {}", lang.word(id));
        }
    }
}

fn line() -> impl Strategy<Value = (Scope, String, Vec<String>)> {
    let scope = proptest::sample::select(&Scope::ALL[..]);
    let name = prop_oneof![
        9 => proptest::sample::select(COMMANDS).prop_map(|spec| spec.name.to_owned()),
        1 => "[a-z-]{1,8}",
    ];
    // Few keys, so that many meet.
    let key = prop_oneof![
        6 => proptest::sample::select(vec!["a", "b", "o", "V", "!", "S", ":", "?", "f6", "f7", "f12", "ctrl-p", "tab"]).prop_map(str::to_owned),
        1 => proptest::sample::select(vec!["esc", "enter", "ctrl-c", "ctrl-m", "ctrl-z", "ctrl-l", "space"]).prop_map(str::to_owned),
        1 => "[!-~&&[^\"\\\\]]{1,3}",
    ];
    (scope, name, proptest::collection::vec(key, 0..3))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn any_file_leaves_every_command_reachable_and_no_key_twice(lines in proptest::collection::vec(line(), 0..40)) {
        let mut tables: BTreeMap<&str, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for (scope, name, keys) in lines {
            tables.entry(scope.code()).or_default().insert(name, keys);
        }
        let text: String = tables
            .iter()
            .map(|(scope, entries)| {
                let lines: String = entries.iter().map(|(name, keys)| format!("\"{name}\" = {keys:?}\n")).collect();
                format!("[{scope}]\n{lines}")
            })
            .collect();
        let keys = read(&text);
        prop_assert!(!said(&keys).iter().any(|words| words.contains("no TOML")), "{text}");
        holds(&keys.map);
        // Whatever is not said to be left out holds as it was asked for.
        if keys.findings.is_empty() {
            for (scope, entries) in &tables {
                let scope = Scope::of_code(scope).unwrap();
                for (name, wanted) in entries {
                    for key in wanted {
                        let found = keys.map.command(scope, chord(key)).map(|spec| spec.name);
                        prop_assert_eq!(found, Some(name.as_str()), "{}", key);
                    }
                }
            }
        }
    }
}
