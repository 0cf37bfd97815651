//! `warroom show`: one part of the case, as JSON for programs or as a plain table.

mod acquisitions;
mod briefing;
mod checklist;
mod closure;
mod controls;
mod deadlines;
mod entities;
mod evidence;
mod kept;
mod needs;
mod roster;
mod techniques;
pub(crate) mod timeline;

use chrono_tz::Tz;
use serde_json::{Value, json};

use super::args::{Part, Show};
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::Case;
use crate::app::case::Room;
use crate::domain::entity::Texts;
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::Msg;
use crate::domain::sensitive::{Sensitive, Shown};
use crate::domain::text::counted;
use crate::domain::time::{Instant, local};
use crate::library::lang::Lang;

/// What a part is printed from.
pub(crate) struct View<'a> {
    /// The case.
    pub(crate) state: &'a Incident,
    /// Who reads it.
    pub(crate) audience: Audience,
    /// The language.
    pub(crate) lang: &'a Lang,
    /// The zone of printed times.
    pub(crate) zone: Tz,
    /// The instant that countdowns use.
    pub(crate) now: Instant,
    /// What the laptop's own clock shows.
    pub(crate) laptop: Instant,
}

/// One part: its JSON document, and its table, header first.
pub(crate) struct Printed {
    /// For programs.
    pub(crate) json: Value,
    /// For people.
    pub(crate) rows: Vec<Vec<String>>,
}

/// Prints one part.
pub(crate) fn run(session: &mut Session<'_>, asked: &Show) -> Result<u8, Stop> {
    if let (Some(name), false) = (&asked.name, asked.part == Part::Entity) {
        return Err(Stop::Usage(format!(
            "only show entity takes a name; leave {} out, or write show entity before it",
            crate::domain::text::visible(name)
        )));
    }
    let case: Case = session.open()?;
    let audience = Audience(asked.audience.unwrap_or(Mark::Red));
    let room = asked.audience.map(|_| case.room(audience)).transpose()?.flatten();
    let view = view(session, &case, room.as_ref(), audience);
    let mut printed = match asked.part {
        Part::Timeline => timeline::print(&view),
        Part::Roster => roster::print(&view),
        Part::Checklist => checklist::print(&view),
        Part::Evidence => evidence::print(&view),
        Part::Deadlines => deadlines::print(&view),
        Part::Needs => needs::print(&view),
        Part::Techniques => techniques::print(&case, &view)?,
        Part::Closure => closure::print(&view),
        Part::Controls => controls::print(&view),
        Part::Entities => entities::all(&view),
        Part::Entity => {
            let Some(name) = asked.name.as_deref() else {
                return Err(Stop::Usage(
                    "show entity asks which: a name, another name, an indicator or a record".to_owned(),
                ));
            };
            let mut texts = Texts::default();
            case.hear(&mut texts)?;
            entities::one(&view, name, &texts)?
        }
        Part::Searches => kept::searches(&view),
        Part::Bookmarks => kept::bookmarks(&view),
        Part::Briefing => {
            // Whether one goes on is seen in the room, whoever may read who was called.
            let called = crate::domain::briefing::open(case.state(), view.now).map(|(id, _)| *id);
            briefing::print(&view, room.as_ref().map_or(0, Room::withheld), called)
        }
    };
    if let (Some(known), Some(document)) = (case.known(), printed.json.as_object_mut()) {
        document.insert("as_known_at".to_owned(), json!(known.cut.at));
    }
    if let (Some(mark), Some(document)) = (asked.audience, printed.json.as_object_mut()) {
        document.insert("audience".to_owned(), json!(mark));
        document.insert("withheld".to_owned(), json!(room.as_ref().map_or(0, Room::withheld)));
    }
    if let (true, Some(document)) = (case.state().copy.is_some(), printed.json.as_object_mut()) {
        document.insert("copy_withholds".to_owned(), json!(case.state().withheld.len()));
    }
    let exercise = crate::domain::drill::exercise(case.state());
    if let (true, Some(document)) = (exercise, printed.json.as_object_mut()) {
        document.insert("exercise".to_owned(), json!(true));
        document.insert("marker".to_owned(), json!(crate::domain::drill::MARKER));
    }
    if case.state().copy.is_some() {
        let msg = Msg::new("copy-withholds").with("count", case.state().withheld.len());
        let words = session.say(&msg);
        session.io.note(&words);
    }
    match &room {
        Some(room) if room.withheld() > 0 => {
            let records = counted(room.withheld() as u64, "record");
            session.io.note(&format!(
                "{records} withheld from readers up to {}; states are computed without",
                audience.0.label()
            ));
        }
        None if asked.audience.is_none() && session.io.stdout_is_terminal => {
            session.io.note("everything is shown, whatever its mark: --audience MARK withholds what is above");
        }
        _ => {}
    }
    if asked.json {
        session.io.json(&printed.json)?;
    } else {
        if exercise {
            let banner = session.exercise_head();
            session.io.line(&banner)?;
        }
        session.io.table(&printed.rows)?;
    }
    Ok(DONE)
}

/// The case, or what a room sees of it, for readers of an audience.
pub(crate) fn view<'a>(
    session: &'a Session<'_>,
    case: &'a Case,
    room: Option<&'a Room>,
    audience: Audience,
) -> View<'a> {
    View {
        state: room.map_or(case.state(), Room::state),
        audience,
        lang: &session.lang,
        zone: if session.globals.zone.is_some() { session.env.zone } else { case.zone() },
        now: case.countdown_now(),
        laptop: if case.known().is_some() { case.countdown_now() } else { session.env.clock.now() },
    }
}

impl View<'_> {
    /// Says a message.
    fn say(&self, msg: &Msg) -> String {
        self.lang.say(msg, self.audience)
    }

    /// A number or handle: under TLP:RED by default, whatever the case's mark. Null where there is none, or for readers who may not see it.
    fn contact(&self, handle: &str) -> Value {
        if self.audience.sees(Mark::Red) { or_null(handle) } else { Value::Null }
    }

    /// Text under a mark, raw: what prints it escapes it.
    fn open(&self, text: &Sensitive) -> String {
        match text.shown(self.audience) {
            Shown::Text(words) => words.to_owned(),
            Shown::Withheld(mark) => self.lang.withheld(mark.label()),
            Shown::Privileged => self.lang.withheld(&self.lang.word("privileged")),
        }
    }

    /// `2026-11-21 14:05 CET`.
    pub(crate) fn stamp(&self, at: Instant) -> String {
        let local = local(at, self.zone);
        format!("{} {} {}", local.date_iso(), local.hm(), local.zone_abbrev())
    }

    /// RFC 3339 with the offset of the zone at that instant.
    fn local(&self, at: Instant) -> String {
        at.rfc3339_at(local(at, self.zone).offset_seconds() / 60)
    }
}

/// A person in JSON: the name, and the record behind it; null where nobody is named.
fn person(who: &Author) -> Value {
    if who.name.is_empty() { Value::Null } else { json!({"name": who.name, "person": who.person}) }
}

/// The header of a table.
fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| name.to_uppercase()).collect()
}

/// A text, or null where it is empty.
fn or_null(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}
