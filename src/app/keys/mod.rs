//! Which key does what: the usual keys of the one table of commands, and over them what `keys.toml` says on this laptop.
//!
//! A map is made once, at the start. Whatever the file says, a map has every key at most once where it applies, Esc, Enter and Ctrl-C mean what they always
//! mean, and the palette has a key: so every command can be reached.

mod chord;
mod file;

use std::collections::{BTreeMap, HashMap};

pub use chord::{BadChord, Chord};
pub use file::FILE;

use super::command::{COMMANDS, CommandSpec, Scope};
use super::env::Env;
use crate::domain::msg::Msg;

/// Commands by scope and key.
#[derive(Debug, Clone)]
pub struct Keymap {
    keys: HashMap<(Scope, Chord), &'static CommandSpec>,
    /// Keys of a command in a scope, in the order in which they are shown.
    of: HashMap<(Scope, &'static str), Vec<Chord>>,
}

/// The keys that hold, and what of the file could not be used.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    /// The keys.
    pub map: Keymap,
    /// What could not be used, each with file and line.
    pub findings: Vec<Msg>,
}

impl Default for Keymap {
    fn default() -> Self {
        Keymap::of_entries(&usual())
    }
}

/// Keys of one command in one scope.
type Entries = BTreeMap<(Scope, &'static str), Vec<Chord>>;

/// The keys of the table.
fn usual() -> Entries {
    let mut entries = Entries::new();
    for spec in COMMANDS {
        for (scope, text) in spec.keys {
            // A test shows that every key of the table can be read and is given once in its scope.
            if let Ok(chord) = Chord::parse(text) {
                entries.entry((*scope, spec.name)).or_default().push(chord);
            }
        }
    }
    entries
}

impl Keys {
    /// The keys of this laptop.
    #[must_use]
    pub fn of(env: &Env) -> Self {
        let path = env.places.config.join(FILE);
        match std::fs::read_to_string(&path) {
            Ok(text) => file::read(&path, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Keys::default(),
            Err(error) => {
                let path = crate::domain::text::visible(&path.to_string_lossy()).into_owned();
                let finding = Msg::new("keys-unread").with("path", path).with("why", error.to_string());
                Keys { findings: vec![finding], ..Keys::default() }
            }
        }
    }
}

impl Keymap {
    fn of_entries(entries: &Entries) -> Self {
        let mut map = Keymap { keys: HashMap::new(), of: HashMap::new() };
        for spec in COMMANDS {
            for scope in Scope::ALL {
                let Some(chords) = entries.get(&(scope, spec.name)) else { continue };
                for chord in chords {
                    map.keys.insert((scope, *chord), spec);
                }
                map.of.insert((scope, spec.name), chords.clone());
            }
        }
        map
    }

    /// The command of a key on a pane: the pane's own before those that hold everywhere.
    #[must_use]
    pub fn command(&self, scope: Scope, chord: Chord) -> Option<&'static CommandSpec> {
        self.keys.get(&(scope, chord)).or_else(|| self.keys.get(&(Scope::Everywhere, chord))).copied()
    }

    /// The keys of a command in one scope, in the order in which they are shown.
    #[must_use]
    pub fn chords(&self, name: &str, scope: Scope) -> &[Chord] {
        COMMANDS
            .iter()
            .find(|spec| spec.name == name)
            .and_then(|spec| self.of.get(&(scope, spec.name)))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether a command has a key in a scope.
    #[must_use]
    pub fn has(&self, spec: &CommandSpec, scope: Scope) -> bool {
        !self.chords(spec.name, scope).is_empty()
    }

    /// The keys of a command on a pane as they are printed: the pane's own first.
    #[must_use]
    pub fn labels(&self, spec: &CommandSpec, scope: Scope) -> Vec<String> {
        let everywhere: &[Chord] =
            if scope == Scope::Everywhere { &[] } else { self.chords(spec.name, Scope::Everywhere) };
        let own = self.chords(spec.name, scope);
        own.iter().chain(everywhere).map(|chord| chord.label()).collect()
    }

    /// The first key of a command on a pane, as it is printed.
    #[must_use]
    pub fn label(&self, name: &str, scope: Scope) -> Option<String> {
        let everywhere = || self.chords(name, Scope::Everywhere).first();
        self.chords(name, scope).first().or_else(everywhere).map(|chord| chord.label())
    }

    /// How a command is begun on a pane, for sentences that say so: its first key, or the palette's with its name behind it.
    #[must_use]
    pub fn begun(&self, name: &str, scope: Scope) -> String {
        self.label(name, scope).unwrap_or_else(|| {
            let palette = self.label("palette", Scope::Everywhere).unwrap_or_default();
            format!("{palette}{name}")
        })
    }

    /// How each command is begun, everywhere or where it has a key, for [`crate::library::lang::Lang::with_keys`].
    #[must_use]
    pub fn named(&self) -> HashMap<String, String> {
        let somewhere = |spec: &CommandSpec| Scope::ALL.into_iter().find(|scope| self.has(spec, *scope));
        let begun = |spec: &CommandSpec| self.begun(spec.name, somewhere(spec).unwrap_or(Scope::Everywhere));
        COMMANDS.iter().map(|spec| (spec.name.to_owned(), begun(spec))).collect()
    }
}

#[cfg(test)]
mod tests;
