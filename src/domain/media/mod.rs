//! Media: every stick and disk that went out or came in, from and to which machine, when, by whom, and with what. What exports, safety copies and images say of
//! where they went is heard from their own records; what came in on a medium, and what came or went by hand, has records of its own.

mod register;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::acquisition::AcquisitionFact;
use super::acquisition::survey::{DestinationSeen, Medium};
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::exchange::ExchangeFact;
use super::export::{Destination, ExportFact};
use super::fact::{Author, Fact, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::rules::Rule;
use super::safety::SafetyFact;
use super::station::time_shortfalls;
use super::time::{Instant, When};
pub use register::{CHANGES, Remark, Stick, machine, sticks};

facts! {
    /// Facts about media.
    MediumFact {
        /// Something came from a medium that this laptop saw.
        Seen(Seen) = "medium.seen" [listed],
        /// Somebody says that a medium came or went.
        Noted(Noted) = "medium.noted",
    }
}

/// What brought a medium into the register.
pub const WAYS: &[&str] = &[
    "export",
    "exchange",
    "safety-copy",
    "restore",
    "image",
    "source",
    "merge",
    "import",
    "exhibit",
    "witness",
    "stamp",
    "file",
    "by-hand",
];

/// What somebody says of a medium that they had in their hands.
pub const MOVES: &[&str] = &["received", "released"];

/// A medium from which something came into the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// One of [`WAYS`].
    pub way: String,
    /// What came: the name of the file or folder.
    pub what: String,
    /// Where it lay.
    pub place: Destination,
    /// Name of the machine that read it.
    pub machine: String,
    /// The record that it came in with, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cites: Option<RecordId>,
}

/// A medium that came or went by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Which, in people's words.
    pub medium: String,
    /// One of [`MOVES`].
    pub moved: String,
    /// Its serial number.
    pub serial: String,
    /// What its file system is called.
    pub label: String,
    /// Who gave it, or took it.
    pub whom: Author,
    /// What is on it.
    pub holds: String,
    /// The exhibit that it is, or carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<RecordId>,
    /// When.
    pub at: When,
    /// Why it is recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Which way a medium went, as seen from this case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It left, or something left on it.
    Out,
    /// It came, or something came from it.
    In,
}

impl Direction {
    /// The code: `out` or `in`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Direction::Out => "out",
            Direction::In => "in",
        }
    }
}

/// By what a medium is told from others. What is empty was not to be found out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// The medium as it describes itself.
    pub medium: Medium,
    /// File system.
    pub fs: String,
    /// UUID of the file system.
    pub uuid: String,
    /// Label of the file system, or what people call it.
    pub label: String,
    /// Bytes of the file system.
    pub size: u64,
}

impl From<&Destination> for Identity {
    fn from(place: &Destination) -> Self {
        let Destination { fs, uuid, label, total, medium, .. } = place.clone();
        Identity { medium, fs, uuid, label, size: total }
    }
}

impl From<&DestinationSeen> for Identity {
    fn from(place: &DestinationSeen) -> Self {
        let DestinationSeen { fs, uuid, label, total, medium, .. } = place.clone();
        Identity { medium, fs, uuid, label, size: total }
    }
}

/// One time that a medium was used or changed hands.
#[derive(Debug, Clone, PartialEq)]
pub struct Handling {
    /// The record that says so.
    pub record: RecordId,
    /// When.
    pub at: Instant,
    /// Who was at the keys.
    pub by: Author,
    /// Name of the machine; empty where the record does not say.
    pub machine: String,
    /// Which way.
    pub direction: Direction,
    /// One of [`WAYS`].
    pub way: String,
    /// What went or came.
    pub what: String,
    /// The record or exhibit that it belongs to.
    pub cites: Option<RecordId>,
    /// Who gave or took it, where it went by hand.
    pub whom: Author,
    /// The medium as it was then.
    pub identity: Identity,
}

/// Media, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Media {
    /// In order.
    pub handled: Vec<Handling>,
}

impl Media {
    /// Hears of media in the records of every concern.
    pub(super) fn hear(&mut self, meta: &Meta, fact: &Fact) {
        match fact {
            Fact::Export(ExportFact::Started(started)) => {
                let handling = handling(meta, Direction::Out, "export", &started.name, &started.destination);
                self.handled.push(Handling { machine: started.machine.clone(), ..handling });
            }
            Fact::Exchange(ExchangeFact::Written(written)) => {
                let names: Vec<&str> = written.files.iter().map(|file| file.name.as_str()).collect();
                let handling = handling(meta, Direction::Out, "exchange", &names.join("; "), &written.destination);
                self.handled.push(Handling { machine: written.machine.clone(), ..handling });
            }
            Fact::Safety(SafetyFact::Named(named)) => {
                let unseen = || Destination { label: named.medium.clone(), ..Destination::default() };
                let place = named.place.clone().unwrap_or_else(unseen);
                let handling = handling(meta, Direction::Out, "safety-copy", &named.medium, &place);
                self.handled.push(Handling { machine: named.machine.clone(), ..handling });
            }
            Fact::Safety(SafetyFact::Restored(restored)) => {
                let Some(place) = &restored.place else { return };
                let handling = handling(meta, Direction::In, "restore", &restored.of.to_string(), place);
                self.handled.push(Handling { machine: restored.machine.clone(), ..handling });
            }
            Fact::Acquisition(AcquisitionFact::Begun(begun)) => {
                let source = &begun.survey.source;
                if source.kind == "block-device" {
                    let seen =
                        Destination { medium: source.medium.clone(), total: source.size, ..Destination::default() };
                    self.handled.push(handling(meta, Direction::In, "source", &begun.description, &seen));
                }
                let identity = Identity::from(&begun.survey.destination);
                let handling = handling(meta, Direction::Out, "image", &begun.image, &Destination::default());
                self.handled.push(Handling { identity, ..handling });
            }
            Fact::Medium(MediumFact::Seen(seen)) => {
                let handling = handling(meta, Direction::In, &seen.way, &seen.what, &seen.place);
                self.handled.push(Handling { machine: seen.machine.clone(), cites: seen.cites, ..handling });
            }
            Fact::Medium(MediumFact::Noted(noted)) => {
                let direction = if noted.moved == "released" { Direction::Out } else { Direction::In };
                let medium = Medium { serial: noted.serial.clone(), ..Medium::default() };
                let label = if noted.label.is_empty() { &noted.medium } else { &noted.label };
                let seen = Destination { medium, label: label.clone(), ..Destination::default() };
                let what = [noted.medium.as_str(), noted.holds.as_str()];
                let what: Vec<&str> = what.into_iter().filter(|part| !part.is_empty()).collect();
                let handling = handling(meta, direction, "by-hand", &what.join("; "), &seen);
                self.handled.push(Handling {
                    at: noted.at.at,
                    cites: noted.exhibit,
                    whom: noted.whom.clone(),
                    ..handling
                });
            }
            _ => {}
        }
    }
}

impl MediumFact {
    /// The line of the timeline. A file that came with a record of its own has that record's.
    pub(super) fn act(&self, meta: &Meta) -> Option<Act> {
        match self {
            MediumFact::Seen(seen) if seen.cites.is_some() => None,
            MediumFact::Seen(seen) => {
                let msg = Msg::new("act-medium-seen").code("way", "medium-way", seen.way.clone());
                Some(Act::at(meta.recorded_at, msg.with("what", seen.what.clone()).with("name", called(&seen.place))))
            }
            MediumFact::Noted(noted) => {
                let msg = Msg::new("act-medium-noted").code("moved", "medium-move", noted.moved.clone());
                let whom = if noted.whom.name.is_empty() { "-".to_owned() } else { noted.whom.name.clone() };
                let msg = msg.with("medium", noted.medium.clone()).with("whom", whom);
                Some(Act::response(&noted.at, noted.late_reason.as_ref(), msg))
            }
        }
    }
}

fn handling(meta: &Meta, direction: Direction, way: &str, what: &str, place: &Destination) -> Handling {
    Handling {
        record: meta.id,
        at: meta.recorded_at,
        by: meta.author.clone(),
        machine: String::new(),
        direction,
        way: way.to_owned(),
        what: what.to_owned(),
        cites: (direction == Direction::Out).then_some(meta.id),
        whom: Author::default(),
        identity: Identity::from(place),
    }
}

/// A medium in a few words.
fn called(place: &Destination) -> String {
    register::words(&Identity::from(place))
}

/// `medium-note`: a medium came or went by hand, without this program.
///
/// # Errors
/// Neither medium nor direction is named; an exhibit that is not in the case.
pub fn note(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = |field| fields.text(field).unwrap_or_default();
    let medium = fields.required("medium")?;
    fields.required("came-or-went")?;
    let moved = fields.choice("came-or-went", MOVES)?.unwrap_or_default();
    let exhibit = match fields.text("exhibit") {
        Some(_) => Some(fields.exhibit("exhibit")?.id),
        None => None,
    };
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    let noted = Noted {
        medium,
        moved: moved.to_owned(),
        serial: text("serial"),
        label: text("label"),
        whom: fields.person("with-whom").unwrap_or_default(),
        holds: text("holds"),
        exhibit,
        at,
        late_reason,
    };
    for (missing, field) in [(noted.serial.is_empty(), "serial"), (noted.whom.name.is_empty(), "with-whom")] {
        if missing {
            short.push(Shortfall::new(Rule::MediumUntold).at(field));
        }
    }
    Ok(Decision::of(noted).short(short))
}

/// Machines by station, as far as any record names them.
fn named(media: &Media, station: StationId) -> Option<&str> {
    let of = media.handled.iter().rev().filter(|handling| handling.record.station == station);
    of.map(|handling| handling.machine.as_str()).find(|name| !name.is_empty())
}
