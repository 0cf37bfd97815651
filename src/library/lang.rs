//! The language of the screen: words for message ids, from `assets/lang/`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::assets;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::Audience;
use crate::domain::msg::{Arg, Msg};
use crate::domain::sensitive::Shown;

/// A language, ready to say messages to an audience.
pub struct Lang {
    bundle: FluentBundle<Arc<FluentResource>>,
    name: &'static str,
    resources: &'static [Arc<FluentResource>],
    spoken: bool,
}

impl std::fmt::Debug for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lang").finish_non_exhaustive()
    }
}

impl Default for Lang {
    fn default() -> Self {
        Self::english()
    }
}

/// A fault in the carried file is found by a test; here what can be read is used.
fn parsed(texts: &[&str]) -> Vec<Arc<FluentResource>> {
    let one = |text: &&str| FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
    texts.iter().map(one).map(Arc::new).collect()
}

impl Lang {
    /// English, the language the program is written in.
    #[must_use]
    pub fn english() -> Self {
        // Parsed once: a verifier that makes the tables of a folder again asks for it several times.
        static PARSED: LazyLock<Vec<Arc<FluentResource>>> = LazyLock::new(|| parsed(assets::LANG_EN));
        Self::of("en", &PARSED, HashMap::new())
    }

    /// German.
    #[must_use]
    pub fn german() -> Self {
        static PARSED: LazyLock<Vec<Arc<FluentResource>>> = LazyLock::new(|| parsed(assets::LANG_DE));
        Self::of("de", &PARSED, HashMap::new())
    }

    /// A language by its code; none that does not ship.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::english()),
            "de" => Some(Self::german()),
            _ => None,
        }
    }

    /// The same language where sentences name the keys that hold here. A sentence names a key by `{ KEY("level", "S") }`: the command, and the key that it
    /// usually has.
    #[must_use]
    pub fn with_keys(self, keys: HashMap<String, String>) -> Self {
        Self::of(self.name, self.resources, keys)
    }

    /// The same language where everything is read out: what a drawn screen says with its keys is said with words that are typed, where the message
    /// `plain-said-ID` has them.
    #[must_use]
    pub fn spoken(self) -> Self {
        Lang { spoken: true, ..self }
    }

    /// Whether everything is read out.
    #[must_use]
    pub fn is_spoken(&self) -> bool {
        self.spoken
    }

    fn of(name: &'static str, resources: &'static [Arc<FluentResource>], keys: HashMap<String, String>) -> Self {
        let id = name.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![id]);
        // Isolation marks are control characters: none may reach the terminal. Direction is kept by cleaning what comes from outside.
        bundle.set_use_isolating(false);
        let _ = bundle.add_function("KEY", move |given, _| match given {
            [FluentValue::String(command), usual] => match keys.get(command.as_ref()) {
                Some(key) => FluentValue::String(Cow::Owned(key.clone())),
                None => usual.clone(),
            },
            _ => FluentValue::Error,
        });
        for resource in resources {
            let _ = bundle.add_resource(Arc::clone(resource));
        }
        Lang { bundle, name, resources, spoken: false }
    }

    /// Says a message to an audience. An id without words is shown as itself, so that nothing is silently left out.
    #[must_use]
    pub fn say(&self, msg: &Msg, audience: Audience) -> String {
        let mut args = FluentArgs::with_capacity(msg.args.len());
        for (name, arg) in &msg.args {
            // Where nobody is named a sentence says so: "by :" would read as something that went wrong.
            let nobody = *name == "who" && matches!(arg, Arg::Label(text) if text.trim().is_empty());
            args.set(*name, if nobody { self.word("nobody-named").into() } else { self.value(arg, audience) });
        }
        self.words(msg.id, Some(&args)).unwrap_or_else(|| msg.id.to_owned())
    }

    /// The words of an id that takes no arguments.
    #[must_use]
    pub fn word(&self, id: &str) -> String {
        self.words(id, None).unwrap_or_else(|| id.to_owned())
    }

    /// The words of a code: of the message `PREFIX-CODE`, else the code itself.
    #[must_use]
    pub fn code(&self, prefix: &str, code: &str) -> String {
        self.words(&format!("{prefix}-{}", code.replace(['/', '+', '.'], "-")), None)
            .unwrap_or_else(|| crate::domain::text::visible(code).into_owned())
    }

    /// What a field is called: in one command where that has a name of its own for it, else everywhere.
    #[must_use]
    pub fn label(&self, command: &str, field: &str) -> String {
        let own = self.words(&format!("label-{command}-{field}"), None);
        own.unwrap_or_else(|| self.code("field", field))
    }

    /// What a command does: `english` is what the table of commands says of it.
    #[must_use]
    pub fn help(&self, name: &str, english: &'static str) -> Cow<'static, str> {
        self.words(&format!("does-{name}"), None).map_or(Cow::Borrowed(english), Cow::Owned)
    }

    /// Whether an id has words.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    fn words(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let spoken = self.spoken.then(|| self.bundle.get_message(&format!("plain-said-{id}"))).flatten();
        let pattern = spoken.or_else(|| self.bundle.get_message(id))?.value()?;
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, args, &mut errors).into_owned())
    }

    fn value(&self, arg: &Arg, audience: Audience) -> FluentValue<'static> {
        match arg {
            Arg::Label(text) => FluentValue::String(Cow::Owned(crate::domain::text::visible(text).into_owned())),
            Arg::Number(n) => FluentValue::from(*n),
            Arg::Code(prefix, code) => FluentValue::String(Cow::Owned(self.code(prefix, code))),
            Arg::Inner(msg) => FluentValue::String(Cow::Owned(self.say(msg, audience))),
            Arg::Text(text) => FluentValue::String(Cow::Owned(match text.shown(audience) {
                Shown::Text(words) => crate::domain::text::one_line(words).into_owned(),
                Shown::Withheld(mark) => self.withheld(&format!("TLP:{}", mark.code())),
                Shown::Privileged => self.withheld(&self.word("privileged")),
            })),
        }
    }

    /// The words that stand for withheld text.
    #[must_use]
    pub fn withheld(&self, why: &str) -> String {
        let mut args = FluentArgs::new();
        args.set("why", why.to_owned());
        self.words("withheld", Some(&args)).unwrap_or_else(|| why.to_owned())
    }

    /// Why the body of a record is not here, where no record that is here says so: this copy was made without it, it had been taken out before, or it is missing.
    #[must_use]
    pub fn body_not_here(&self, state: &Incident, record: RecordId) -> String {
        self.word(match &state.copy {
            Some(copy) if copy.taken_out.contains(&record) => "body-taken-out",
            Some(_) => "body-withheld",
            None => "body-missing",
        })
    }
}

#[cfg(test)]
#[path = "lang_german_tests.rs"]
mod german_tests;

#[cfg(test)]
#[path = "lang_tests.rs"]
mod tests;
