//! Tables of the case, made from the state that is folded from what leaves it: as CSV for spreadsheets and as JSON for programs. The same state and note give the
//! same bytes, so that a verifier makes them again and compares.

mod control;
mod evidence;
mod media;
mod notices;
mod people;
mod timeline;
mod write;

pub use write::Table;
pub(in crate::export) use write::safe;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde_json::{Value, json};

use super::layout;
use super::note::Note;
use crate::domain::fact::Author;
use crate::domain::form::{self, Form, Print};
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::Msg;
use crate::domain::sensitive::{Sensitive, Shown};
use crate::domain::time::Instant;
use crate::library::lang::Lang;

/// What of the case the readers may not see is not in the state any more; privileged text that was released is.
const AUDIENCE: Audience = Audience(Mark::Red);

/// What tables are made from.
pub(in crate::export) struct From<'a> {
    pub(in crate::export) state: &'a Incident,
    pub(in crate::export) note: &'a Note,
    pub(in crate::export) lang: Lang,
    /// The instant of the export: what is due or overdue is so at that instant.
    pub(super) now: Instant,
}

impl<'a> From<'a> {
    pub(in crate::export) fn new(state: &'a Incident, note: &'a Note) -> Self {
        let now = Instant::parse_rfc3339(&note.made_at).unwrap_or(Instant::from_millis(0));
        From { state, note, lang: Lang::english(), now }
    }

    pub(in crate::export) fn say(&self, msg: &Msg) -> String {
        self.lang.say(msg, AUDIENCE)
    }

    pub(in crate::export) fn open(&self, text: &Sensitive) -> String {
        match text.shown(AUDIENCE) {
            Shown::Text(words) => words.to_owned(),
            Shown::Withheld(mark) => self.lang.withheld(mark.label()),
            Shown::Privileged => self.lang.withheld(&self.lang.word("privileged")),
        }
    }

    /// Papers of the case as it was exported: they name the first station's last line.
    fn print(&self) -> Print {
        let own = self.state.station.to_string();
        let station = self.note.stations.iter().find(|station| station.station == own);
        Print {
            case: self.note.case.clone(),
            size: station.map_or(0, |station| station.seq),
            head: station.map(|station| station.head.clone()).unwrap_or_default(),
            at: self.now,
            zone: self.zone(),
            exercise: self.note.purpose == "exercise",
            problems: 0,
        }
    }

    /// How many records whatever is computed from the state knows nothing of: their bodies are not in the folder.
    pub(super) fn without(&self) -> Value {
        json!(self.state.withheld.len())
    }

    pub(in crate::export) fn zone(&self) -> Tz {
        self.state.case.declared.as_ref().and_then(|declared| declared.zone.parse().ok()).unwrap_or(Tz::UTC)
    }
}

/// What a line of the timeline reads.
pub(in crate::export) use timeline::text;

/// Every table.
#[must_use]
pub fn tables(state: &Incident, note: &Note) -> Vec<Table> {
    let from = From::new(state, note);
    vec![
        timeline::timeline(&from),
        timeline::records(&from),
        people::people(&from),
        people::roles(&from),
        people::calls(&from),
        control::steps(&from),
        control::proofs(&from),
        control::controls(&from),
        control::missing(&from),
        control::overrides(&from),
        evidence::exhibits(&from),
        evidence::digests(&from),
        evidence::custody(&from),
        notices::deadlines(&from),
        notices::sent(&from),
        notices::decisions(&from),
        notices::exports(&from),
        media::media(&from),
        stations(&from),
    ]
}

/// Every file of the folder that follows from state and note alone: tables, lists and forms of evidence. Sorted by path.
#[must_use]
pub fn all(state: &Incident, note: &Note) -> Vec<(String, Vec<u8>)> {
    let from = From::new(state, note);
    let mut files = Vec::new();
    for table in tables(state, note) {
        match table.name {
            "custody" => files.push((layout::CUSTODY.to_owned(), table.csv())),
            "exhibits" => files.push((layout::EVIDENCE.to_owned(), table.csv())),
            _ => {}
        }
        files.push((format!("{}{}.csv", layout::TABLES, table.name), table.csv()));
        files.push((format!("{}{}.json", layout::TABLES, table.name), table.json()));
    }
    files.push((layout::ANCHORS.to_owned(), crate::export::anchors::anchors_csv(state)));
    files.extend(evidence::check_files(&from));
    files.extend(procedures(&from));
    for (name, form) in forms(state, note) {
        let text = crate::export::plain::plain(&form).into_bytes();
        files.push((format!("{}{name}-form.txt", layout::CUSTODY_FORMS), text));
    }
    files.sort();
    files
}

/// The forms of custody, by the plain name of their exhibit. Two exhibits of two laptops may carry one label until somebody settles it; then their names carry
/// the station too.
pub(super) fn forms(state: &Incident, note: &Note) -> BTreeMap<String, Form<String>> {
    let from = From::new(state, note);
    let print = from.print();
    let one = |exhibit| {
        let form = form::custody(state, exhibit, &print).map(&mut |msg| from.say(msg));
        (layout::plain(&evidence::label(&from, exhibit)), form)
    };
    state.register.exhibits.iter().map(one).collect()
}

fn procedures(from: &From<'_>) -> Vec<(String, Vec<u8>)> {
    let files = from.state.work.chosen.iter().filter_map(|(id, chosen)| {
        let mut bytes = serde_json::to_vec_pretty(&chosen.procedure).ok()?;
        bytes.push(b'\n');
        let name = layout::plain(&format!("{}-{}-{}", id.station.short(), id.seq, chosen.procedure.id));
        Some((format!("{}{name}.json", layout::PROCEDURES), bytes))
    });
    files.collect()
}

fn stations(from: &From<'_>) -> Table {
    let mut table = Table::new("stations", &["station", "lines", "head", "fingerprint"]);
    for station in &from.note.stations {
        table.row(vec![json!(station.station), json!(station.seq), json!(station.head), json!(station.fingerprint)]);
    }
    table
}

/// A person by name.
pub(super) fn name(who: &Author) -> Value {
    Value::from(who.name.as_str())
}

#[cfg(test)]
mod tests;
