//! Which key does what: read from the one table of commands.

use std::collections::HashMap;

use super::input::Chord;
use crate::app::{COMMANDS, CommandSpec, Scope};

/// Commands by scope and key.
#[derive(Debug)]
pub struct Keymap {
    keys: HashMap<(Scope, Chord), &'static CommandSpec>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut keys = HashMap::new();
        for spec in COMMANDS {
            for (scope, text) in spec.keys {
                // A test shows that every key of the table can be read and is given once in its scope.
                if let Ok(chord) = Chord::parse(text) {
                    keys.insert((*scope, chord), spec);
                }
            }
        }
        Keymap { keys }
    }
}

impl Keymap {
    /// The command of a key on a pane: the pane's own before those that hold everywhere.
    #[must_use]
    pub fn command(&self, scope: Scope, chord: Chord) -> Option<&'static CommandSpec> {
        self.keys.get(&(scope, chord)).or_else(|| self.keys.get(&(Scope::Everywhere, chord))).copied()
    }
}

/// The keys of a command on a pane as they are printed: the pane's own first.
#[must_use]
pub fn labels(spec: &CommandSpec, scope: Scope) -> Vec<String> {
    let own = spec.keys.iter().filter(|(known, _)| *known == scope);
    let everywhere = spec.keys.iter().filter(|(known, _)| *known == Scope::Everywhere && scope != Scope::Everywhere);
    own.chain(everywhere).filter_map(|(_, key)| Chord::parse(key).ok()).map(Chord::label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_can_be_read_and_is_given_once_in_its_scope() {
        let mut seen = HashMap::new();
        for spec in COMMANDS {
            for (scope, text) in spec.keys {
                let chord = Chord::parse(text).unwrap_or_else(|_| panic!("{} has the key {text}", spec.name));
                assert_eq!(seen.insert((*scope, chord), spec.name), None, "{text} of {} in {scope:?}", spec.name);
            }
        }
        for (scope, chord) in seen.keys().filter(|(scope, _)| *scope != Scope::Everywhere) {
            assert!(
                !seen.contains_key(&(Scope::Everywhere, *chord)),
                "{chord} of {scope:?} hides a key that holds everywhere"
            );
        }
    }
}
