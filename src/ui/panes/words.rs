//! Words that several panes share: times, spans, sizes, people, and text under the mark of its record.

use crate::app::Scope;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::msg::{Arg, Msg};
use crate::domain::sensitive::Sensitive;
use crate::domain::text;
use crate::domain::time::Instant;
use crate::domain::timeline::LineText;
use crate::ui::look::Look;
use crate::ui::pane::Pane;

/// Characters of a text that a list row looks at: a row is far shorter, and a paste of megabytes is not cleaned for each frame.
const ROW_CHARS: usize = 2_000;

/// The text of a record as the room may see it, and whether it is withheld: its mark and privilege are those of the record's line.
pub(in crate::ui) fn record_text(look: &Look<'_>, record: RecordId, words: &str) -> (String, bool) {
    let line = look.state.timeline.line(record);
    let mark = line.map_or_else(|| look.state.mark(), |line| line.mark);
    let privileged = matches!(line.map(|line| &line.text), Some(LineText::Words(words)) if words.is_privileged());
    look.open(&Sensitive::new(words, mark, privileged))
}

/// As [`record_text`], for one row of a list.
pub(in crate::ui::panes) fn row_text(look: &Look<'_>, record: RecordId, words: &str) -> (String, bool) {
    let end = words.char_indices().nth(ROW_CHARS).map_or(words.len(), |(end, _)| end);
    record_text(look, record, words.get(..end).unwrap_or_default())
}

/// `1 Timeline`.
pub(in crate::ui) fn pane_name(look: &Look<'_>, pane: Pane) -> String {
    format!("{} {}", pane.number(), look.code("pane", pane.name()))
}

/// A message with the key of a command in its place `key`, or how it is begun without one.
pub(in crate::ui) fn with_key(look: &Look<'_>, id: &'static str, name: &str, scope: Scope) -> Msg {
    Msg::new(id).with("key", look.keys.begun(name, scope))
}

/// What stands in an empty pane: how its first record is made. In a copy with gaps its records may be among what is withheld.
pub(in crate::ui::panes) fn empty(look: &Look<'_>, id: &'static str, name: &str, scope: Scope) -> String {
    look.say(&if look.state.copy.is_some() { Msg::new("pane-empty-copy") } else { with_key(look, id, name, scope) })
}

/// `21 Nov 16:41`, and `21 Nov 2025` for another year than the present: exactly 12 columns in languages with months of three letters.
pub(in crate::ui::panes) fn stamp(look: &Look<'_>, at: Instant) -> String {
    let (then, now) = (look.local(at), look.local(look.now));
    let (then_date, now_date) = (then.date_iso(), now.date_iso());
    let year = then_date.split('-').next().unwrap_or_default();
    if now_date.starts_with(year) {
        look.stamp(at)
    } else {
        let months: [&str; 12] = std::array::from_fn(|i| look.months[i].as_str());
        format!("{:>6} {year}", then.day_month(&months))
    }
}

/// `2026-11-21 16:41:07 CET`.
pub(in crate::ui) fn full(look: &Look<'_>, at: Instant) -> String {
    let at = look.local(at);
    format!("{} {} {}", at.date_iso(), at.hms(), at.zone_abbrev())
}

/// `Tue 24 Nov 09:04`, 16 columns.
pub(in crate::ui) fn weekday_stamp(look: &Look<'_>, at: Instant) -> String {
    const DAYS: [&str; 7] = [
        "pane-weekday-1",
        "pane-weekday-2",
        "pane-weekday-3",
        "pane-weekday-4",
        "pane-weekday-5",
        "pane-weekday-6",
        "pane-weekday-7",
    ];
    let day = DAYS.get(look.local(at).weekday_index()).map(|id| look.word(id)).unwrap_or_default();
    format!("{day} {}", stamp(look, at))
}

/// `24 Nov 09:04 CET`, 17 columns at most.
pub(in crate::ui) fn zone_stamp(look: &Look<'_>, at: Instant) -> String {
    format!("{} {}", stamp(look, at).trim_start(), look.local(at).zone_abbrev())
}

/// `Tue 24 Nov 09:04 CET`.
pub(in crate::ui) fn due(look: &Look<'_>, at: Instant) -> String {
    format!("{} {}", weekday_stamp(look, at), look.local(at).zone_abbrev())
}

/// Minutes as `22 min`, `5 h` or `3 d`: rounded down.
pub(in crate::ui) fn span(minutes: i64) -> Msg {
    match minutes {
        ..120 => Msg::new("pane-span-min").with("n", minutes),
        120..2_880 => Msg::new("pane-span-h").with("n", minutes / 60),
        _ => Msg::new("pane-span-d").with("n", minutes / 1_440),
    }
}

/// Bytes as `412 GB`: powers of 1000, rounded down, one decimal below ten.
pub(in crate::ui) fn size(look: &Look<'_>, bytes: u64) -> String {
    const UNITS: [&str; 6] = ["B", "kB", "MB", "GB", "TB", "PB"];
    let (mut unit, mut step) = (0, 1_u64);
    while unit + 1 < UNITS.len() && bytes / step >= 1000 {
        unit += 1;
        step = step.saturating_mul(1000);
    }
    let whole = bytes / step;
    let number =
        if unit > 0 && whole < 10 { format!("{whole}.{}", bytes % step / (step / 10)) } else { whole.to_string() };
    look.say(&Msg::new("pane-size").with("n", number).with("unit", UNITS[unit]))
}

/// A person by name with initials, and whether the identity is unproven.
pub(in crate::ui) fn who(look: &Look<'_>, person: &Author) -> String {
    let name = text::visible(&person.name).into_owned();
    let id = if person.person.is_none() { "pane-who-unproven" } else { "pane-who" };
    look.say(&Msg::new(id).with("name", name).with("initials", look.initials(person)))
}

/// What a form takes for a person: the name, or the record where two people share it.
pub(in crate::ui::panes) fn person_field(look: &Look<'_>, person: &Author) -> String {
    let twins = look.state.people.people.iter().filter(|(_, other)| other.name == person.name).count();
    match person.person {
        Some(id) if twins > 1 => id.to_string(),
        _ => person.name.clone(),
    }
}

/// An inner message as an argument.
pub(in crate::ui::panes) fn inner(msg: Msg) -> Arg {
    Arg::Inner(Box::new(msg))
}
