//! The sheet of volatile sources: the most volatile first, with the commands that the procedure names. The program never runs them.

use super::{Entry, Tone};
use crate::domain::attention::Place;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::volatile::{SourceState, sources};

pub(super) fn entries(state: &Incident) -> Vec<Entry> {
    let mut found = Vec::new();
    for listed in sources(state) {
        let (stand, tone, place) = match &listed.state {
            SourceState::Open => ("open", Tone::Due, None),
            SourceState::Captured(record, short) if short.is_empty() => ("captured", Tone::Proved, Some(*record)),
            SourceState::Captured(record, _) => ("short", Tone::Due, Some(*record)),
            SourceState::GivenUp(record, _) => ("given-up", Tone::Override, Some(*record)),
        };
        let text = Msg::new("source-line")
            .with("key", listed.key.clone())
            .code("volatility", "volatility", listed.source.volatility.clone())
            .code("stand", "source-state", stand)
            .with("name", listed.source.name.clone());
        let act = (stand != "captured").then(|| ("capture", Input::default().with("source", listed.key.clone())));
        let entry = Entry::new(tone, text).by(act);
        found.push(match place {
            Some(record) => entry.at(Place::Timeline(record)),
            None => entry,
        });
        for command in &listed.source.capture {
            found.push(Entry::new(Tone::Plain, Msg::new("source-command").with("command", command.clone())));
        }
        if !listed.source.note.is_empty() {
            found.push(Entry::new(Tone::Dim, Msg::new("source-note").with("note", listed.source.note.clone())));
        }
    }
    if found.is_empty() {
        found.push(Entry::new(Tone::Dim, Msg::new("source-none")));
    }
    found
}
