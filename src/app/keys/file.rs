//! `keys.toml` beside `console.toml`: other keys than the usual ones. One table for each place (`[everywhere]`, `[timeline]`, ...), in it a command with its key or
//! a list of keys, which replace its usual keys there. Written by people: what cannot be used is said with file and line and left out, the rest holds.

use std::collections::BTreeMap;
use std::path::Path;

use crossterm::event::{KeyCode, KeyModifiers};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Chord, Entries, Keymap, Keys, usual};
use crate::app::command::{COMMANDS, Scope, near};
use crate::domain::msg::Msg;
use crate::domain::text::visible;

/// Name of the file in the directory of settings.
pub const FILE: &str = "keys.toml";

/// Keys that mean one thing on every screen, with the command they belong to.
const ALWAYS: [(&str, &str); 3] = [("esc", "back"), ("enter", "open"), ("ctrl-c", "cancel-job")];
/// Keys that a terminal sends as others.
const SAME: [(&str, &str); 5] =
    [("ctrl-h", "backspace"), ("ctrl-i", "tab"), ("ctrl-j", "enter"), ("ctrl-m", "enter"), ("ctrl-[", "esc")];
/// Commands that work while somebody types.
const WHILE_TYPING: [&str; 3] = ["blank", "redraw", "suspend"];
/// Keys beside characters that forms, fields, lists and the editor take for themselves.
const OF_FORMS: &str = "tab shift-tab up down left right home end pgup pgdn backspace del ins f2 f3 f4 shift-f3 \
                        ctrl-left ctrl-right ctrl-home ctrl-end ctrl-del ctrl-backspace ctrl-a ctrl-e ctrl-f ctrl-k \
                        ctrl-n ctrl-p ctrl-r ctrl-s ctrl-t ctrl-u ctrl-w ctrl-x ctrl-y ctrl-_";

/// A command where it has a key.
type Given = (Scope, &'static str);
/// What the file asks for: keys of a command in a scope, and where it says so.
type Asked = BTreeMap<Given, (Vec<Chord>, String)>;

/// Reads the text of the file.
pub(super) fn read(path: &Path, text: &str) -> Keys {
    let path = visible(&path.to_string_lossy()).into_owned();
    let place = |at: usize| {
        let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        format!("{path}:{line}")
    };
    let mut findings = Vec::new();
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let at = place(error.span().map_or(0, |span| span.start));
            findings.push(Msg::new("keys-no-toml").with("place", at).with("why", error.message().to_owned()));
            return Keys { findings, ..Keys::default() };
        }
    };
    let mut asked = Asked::new();
    for (name, value) in &table {
        let at = name.span().start;
        match (value.get_ref(), Scope::of_code(name.get_ref())) {
            (DeValue::Table(entries), Some(scope)) => {
                for (command, keys) in entries {
                    take(scope, command.get_ref(), keys, &place(command.span().start), &mut asked, &mut findings);
                }
            }
            (DeValue::Table(_), None) => {
                let places = Scope::ALL.map(Scope::code).join(", ");
                let msg = Msg::new("keys-no-place").with("place", place(at)).with("name", name.get_ref().to_string());
                findings.push(msg.with("places", places));
            }
            // Above the first table there is no place to be meant but everywhere.
            _ => take(Scope::Everywhere, name.get_ref(), value, &place(at), &mut asked, &mut findings),
        }
    }
    let entries = settle(asked, &mut findings);
    Keys { map: Keymap::of_entries(&entries), findings }
}

/// Takes over one line of the file, or says why not.
fn take(
    scope: Scope,
    command: &str,
    keys: &Spanned<DeValue<'_>>,
    place: &str,
    asked: &mut Asked,
    findings: &mut Vec<Msg>,
) {
    let say = |id: &'static str| Msg::new(id).with("place", place.to_owned()).with("name", command.to_owned());
    let Some(spec) = COMMANDS.iter().find(|spec| spec.name == command) else {
        let near = near(command);
        findings.push(if near.is_empty() {
            say("keys-no-command")
        } else {
            say("keys-no-command-near").with("near", near.join(", "))
        });
        return;
    };
    let texts: Option<Vec<&str>> = match keys.get_ref() {
        DeValue::String(text) => Some(vec![text]),
        DeValue::Array(list) => list.iter().map(|one| one.get_ref().as_str()).collect(),
        _ => None,
    };
    let Some(texts) = texts else { return findings.push(say("keys-no-list")) };
    let mut chords = Vec::new();
    for text in texts {
        let why = match Chord::parse(text) {
            Err(_) => Some(say("keys-no-key")),
            Ok(chord) => match unfit(spec.name, chord) {
                None => {
                    if !chords.contains(&chord) {
                        chords.push(chord);
                    }
                    continue;
                }
                Some((id, means)) => Some(say(id).with("means", means)),
            },
        };
        findings.extend(why.map(|why| why.with("key", text.to_owned())));
        return;
    }
    let always = ALWAYS.iter().find(|(_, owner)| *owner == spec.name && scope == Scope::Everywhere);
    chords.extend(always.and_then(|(key, _)| Chord::parse(key).ok()).filter(|chord| !chords.contains(chord)));
    if chords.is_empty() && spec.name == "palette" && scope == Scope::Everywhere {
        return findings.push(say("keys-palette"));
    }
    asked.insert((scope, spec.name), (chords, place.to_owned()));
}

/// Why a key cannot be given to a command: the message, and what the key is.
fn unfit(command: &str, chord: Chord) -> Option<(&'static str, String)> {
    let is = |text: &str| Chord::parse(text) == Ok(chord);
    let label = |text: &str| Chord::parse(text).map(Chord::label).unwrap_or_default();
    if let Some((_, owner)) = ALWAYS.iter().find(|(key, owner)| is(key) && *owner != command) {
        return Some(("keys-always", (*owner).to_owned()));
    }
    if let Some((_, other)) = SAME.iter().find(|(key, _)| is(key)) {
        return Some(("keys-same", label(other)));
    }
    let modified = chord.modifiers().intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    let typed = matches!(chord.code(), KeyCode::Char(_)) && !modified;
    if WHILE_TYPING.contains(&command) && (typed || OF_FORMS.split_whitespace().any(is)) {
        return Some(("keys-typed", String::new()));
    }
    None
}

/// The usual keys with what the file asks for over them. Where two commands would have one key, those that the file changed go back to their usual keys:
/// that ends, since each round takes something of the file back and the usual keys are without conflict.
fn settle(mut asked: Asked, findings: &mut Vec<Msg>) -> Entries {
    let usual = usual();
    loop {
        let mut entries = usual.clone();
        entries.extend(asked.iter().map(|(key, (chords, _))| (*key, chords.clone())));
        let Some((chord, one, other)) = conflict(&entries) else { return entries };
        let said = |key: &Given| asked.get(key).map(|(_, place)| place.clone());
        // The one that the file changed is named first.
        let (one, other) = if said(&one).is_some() { (one, other) } else { (other, one) };
        let msg = |id: &'static str| {
            Msg::new(id)
                .with("key", chord.label())
                .with("name", one.1)
                .code("in", "keys-in", one.0.code())
                .with("other", other.1)
                .code("there", "keys-in", other.0.code())
        };
        findings.push(match (said(&one), said(&other)) {
            (Some(place), Some(second)) => msg("keys-both").with("place", place).with("second", second),
            (place, _) => msg("keys-taken").with("place", place.unwrap_or_default()),
        });
        let before = asked.len();
        asked.remove(&one);
        asked.remove(&other);
        if asked.len() == before {
            // Cannot be: the usual keys have no conflict, as a test shows. They hold.
            return usual;
        }
    }
}

/// The first key that two commands would have in one place: what holds everywhere holds on each pane, too.
fn conflict(entries: &Entries) -> Option<(Chord, Given, Given)> {
    let all: Vec<_> = entries.iter().flat_map(|(key, chords)| chords.iter().map(move |chord| (*chord, *key))).collect();
    for (at, (chord, one)) in all.iter().enumerate() {
        let meets = |two: &Given| {
            two.1 != one.1 && (two.0 == one.0 || two.0 == Scope::Everywhere || one.0 == Scope::Everywhere)
        };
        if let Some((_, two)) = all.iter().skip(at + 1).find(|(other, two)| other == chord && meets(two)) {
            return Some((*chord, *one, *two));
        }
    }
    None
}
