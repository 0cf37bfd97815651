//! German says everything that English says, with the same places to fill.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Ids with the places that their words fill.
fn messages(texts: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut id = String::new();
    for line in texts.iter().flat_map(|text| text.lines()) {
        if line.starts_with(|c: char| c.is_ascii_lowercase())
            && let Some((name, _)) = line.split_once(" =")
        {
            name.clone_into(&mut id);
            assert_eq!(found.insert(id.clone(), BTreeSet::new()), None, "{id} twice");
        }
        if line.starts_with('#') {
            continue;
        }
        let places = line.split('$').skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
        });
        found.entry(id.clone()).or_default().extend(places);
    }
    found.remove("");
    found
}

#[test]
fn german_has_every_message_and_the_same_places() {
    let (english, german) = (messages(assets::LANG_EN), messages(assets::LANG_DE));
    assert!(english.len() > 4_000, "{}", english.len());
    for (id, places) in &english {
        assert_eq!(german.get(id), Some(places), "{id}");
    }
    // What a command does stands in the table of commands in English.
    for id in german.keys().filter(|id| !id.starts_with("does-")) {
        assert!(english.contains_key(id), "{id} is said in German alone");
    }
}

#[test]
fn every_german_message_can_be_said() {
    for text in assets::LANG_DE {
        assert!(FluentResource::try_new((*text).to_owned()).is_ok(), "{}", text.lines().next().unwrap_or_default());
    }
    let lang = Lang::german();
    for (id, places) in messages(assets::LANG_DE) {
        for number in [0, 1, 2] {
            let mut args = FluentArgs::new();
            for place in &places {
                args.set(place.clone(), FluentValue::from(number));
            }
            let mut errors = Vec::new();
            let message = lang.bundle.get_message(&id).unwrap_or_else(|| panic!("{id}"));
            let said = lang.bundle.format_pattern(message.value().unwrap(), Some(&args), &mut errors);
            assert!(errors.is_empty(), "{id}: {errors:?}");
            assert!(!said.contains('{'), "{id}: {said}");
        }
    }
}

#[test]
fn most_of_it_is_not_the_english_text() {
    let (english, german) = (Lang::english(), Lang::german());
    let sentences: Vec<String> =
        messages(assets::LANG_EN).into_iter().filter(|(_, places)| places.is_empty()).map(|(id, _)| id).collect();
    let long = |id: &&String| english.word(id).split(' ').count() > 3;
    let same: Vec<&String> = sentences.iter().filter(long).filter(|id| english.word(id) == german.word(id)).collect();
    assert!(same.len() < 12, "{same:?}");
}

#[test]
fn comments_are_in_the_language_of_the_project() {
    let comments = |texts: &'static [&str]| -> BTreeSet<&'static str> {
        texts.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with('#')).collect()
    };
    let english = comments(assets::LANG_EN);
    // In English these sentences stand in the table of commands, so that no file of English words begins with this.
    let own =
        "# What each command does, for help and palette. In English the same sentences stand in the table of commands.";
    let german: Vec<&str> = comments(assets::LANG_DE).into_iter().filter(|line| *line != own).collect();
    assert!(german.len() > 50);
    for line in german {
        assert!(english.contains(line), "{line}");
    }
}
