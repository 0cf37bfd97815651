//! `console.toml` beside the address book: how the console starts on this laptop. Written by people, so whatever cannot be used is said and left out, and the rest
//! holds. A console without the file behaves as [`Settings::default`] says.

use std::path::{Path, PathBuf};

use toml::de::DeTable;
use toml::{Table, Value};

use super::env::Env;
use crate::domain::mark::{Audience, Mark};
use crate::domain::text::visible;
use crate::library::lang::Lang;

/// Name of the file in the directory of settings.
pub const FILE: &str = "console.toml";
/// Minutes without a key after which the screen goes back to its lowest level, where nothing else is said.
const IDLE_MINUTES: u64 = 10;
/// More minutes than a day mean never.
const MOST_MINUTES: u64 = 24 * 60;

/// How the console starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The levels that the screen can be set to, lowest first; never empty.
    pub levels: Vec<Mark>,
    /// Minutes without a key after which it goes back to the lowest, and locks where a passphrase is set; 0 is never.
    pub idle_minutes: u64,
    /// Whether the console works line by line, for a screen reader.
    pub screen_reader: bool,
    /// Code of the language of the screen, one that ships.
    pub language: String,
    /// What of the file could not be used, in words.
    pub findings: Vec<String>,
}

impl Default for Settings {
    /// What nobody marked is shown, what is for named people only is not, until somebody asks for it.
    fn default() -> Self {
        Settings {
            levels: vec![Mark::default(), Mark::Red],
            idle_minutes: IDLE_MINUTES,
            screen_reader: false,
            language: "en".to_owned(),
            findings: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads the file of this laptop.
    #[must_use]
    pub fn of(env: &Env) -> Self {
        let path: PathBuf = env.places.config.join(FILE);
        match std::fs::read_to_string(&path) {
            Ok(text) => Settings::read(&path, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Settings::default(),
            Err(error) => Settings {
                findings: vec![format!("{} cannot be read ({error}), so the console starts without it", shown(&path))],
                ..Settings::default()
            },
        }
    }

    /// The level at the start and after idling.
    #[must_use]
    pub fn lowest(&self) -> Audience {
        Audience(self.levels.first().copied().unwrap_or_default())
    }

    fn read(path: &Path, text: &str) -> Self {
        let mut settings = Settings::default();
        let table: Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                settings.findings.push(format!(
                    "{} is no TOML ({}), so the console starts without it; mend the line and start again",
                    place(path, text, error.span().map_or(0, |span| span.start)),
                    visible(error.message())
                ));
                return settings;
            }
        };
        // Where each name stands, which the values alone do not tell.
        let names = DeTable::parse(text).map(toml::Spanned::into_inner).unwrap_or_default();
        let at = |name: &str| names.keys().find(|key| key.get_ref() == name).map_or(0, |key| key.span().start);
        for (name, value) in &table {
            if let Err(why) = settings.take(name, value) {
                settings.findings.push(format!("{}: {} {why}", place(path, text, at(name)), visible(name)));
            }
        }
        settings
    }

    fn take(&mut self, name: &str, value: &Value) -> Result<(), String> {
        match name {
            "levels" => {
                let typed = value.as_array().ok_or("is no list of TLP labels; the usual levels hold")?;
                let read = |value: &Value| value.as_str()?.parse::<Mark>().ok();
                let mut levels = typed
                    .iter()
                    .map(read)
                    .collect::<Option<Vec<_>>>()
                    .filter(|levels| !levels.is_empty())
                    .ok_or("names something that is no TLP label (CLEAR, GREEN, AMBER, AMBER+STRICT, RED); the usual levels hold")?;
                levels.sort_unstable();
                levels.dedup();
                self.levels = levels;
            }
            "idle-minutes" => {
                let minutes = value.as_integer().and_then(|minutes| u64::try_from(minutes).ok());
                let minutes = minutes.filter(|minutes| *minutes <= MOST_MINUTES);
                self.idle_minutes =
                    minutes.ok_or("is no number of minutes from 0 (never) to 1440; ten minutes hold")?;
            }
            "language" => {
                let code = value.as_str().filter(|code| Lang::named(code).is_some());
                code.ok_or("is no language that ships (en, de); English holds")?.clone_into(&mut self.language);
            }
            "screen-reader" => {
                self.screen_reader = value.as_bool().ok_or("is neither true nor false; the screen is drawn")?;
            }
            _ => {
                return Err(
                    "is no setting of this version (language, levels, idle-minutes, screen-reader); it is left out"
                        .to_owned(),
                );
            }
        }
        Ok(())
    }
}

/// File and line of a place in its text, counted from 1.
fn place(path: &Path, text: &str, at: usize) -> String {
    format!("{}:{}", shown(path), text.get(..at).unwrap_or_default().matches('\n').count() + 1)
}

fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Settings {
        Settings::read(Path::new("/c/console.toml"), text)
    }

    #[test]
    fn levels_are_ordered_and_the_lowest_is_where_the_screen_starts() {
        let settings = read("levels = [\"red\", \"TLP:GREEN\", \"RED\"]\nidle-minutes = 0\n");
        assert_eq!(settings.levels, [Mark::Green, Mark::Red]);
        assert_eq!((settings.lowest(), settings.idle_minutes), (Audience(Mark::Green), 0));
        assert_eq!(settings.findings, [""; 0]);
        assert_eq!(Settings::default().lowest(), Audience(Mark::AmberStrict));
    }

    #[test]
    fn what_cannot_be_used_is_said_and_the_rest_holds() {
        for (text, said) in [
            ("levels = [", "no TOML"),
            ("levels = \"RED\"", "list of TLP labels"),
            ("levels = []", "no TLP label"),
            ("levels = [\"PURPLE\"]", "no TLP label"),
            ("idle-minutes = -1", "number of minutes"),
            ("idle-minutes = 1441", "number of minutes"),
            ("colour = \"red\"", "no setting"),
            ("language = \"fr\"", "no language"),
            ("language = 1", "no language"),
            ("screen-reader = \"yes\"", "neither true nor false"),
        ] {
            let settings = read(text);
            let Settings { levels, idle_minutes, language, screen_reader, findings } = &settings;
            assert!(!screen_reader, "{text}");
            assert_eq!((levels.len(), *idle_minutes, language.as_str()), (2, IDLE_MINUTES, "en"), "{text}");
            assert!(findings.len() == 1 && findings[0].contains(said), "{text}: {findings:?}");
        }
        let half = read("levels = [\"RED\"]\nidle-minutes = \"x\"\n");
        assert_eq!((half.levels, half.findings.len()), (vec![Mark::Red], 1));
        assert!(half.findings[0].starts_with("/c/console.toml:2: idle-minutes "), "{:?}", half.findings);
        let broken = read("# the wall\n\nlevels = [\n");
        assert!(broken.findings[0].starts_with("/c/console.toml:") && !broken.findings[0].contains(":1 "));
    }
}
