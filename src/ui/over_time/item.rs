//! What one line says, and all that a row says when it is opened: as it was written, where it stands, how its time was read and corrected.

use crate::app::finding::Spoken;
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::rows::words::note;
use crate::domain::rows::{Cited, assets, said, tags, techniques};
use crate::domain::station::signed_seconds;
use crate::domain::text;
use crate::domain::time::Instant;
use crate::domain::timeline::{Lane, LineText};
use crate::jobs::rows::order::Placed;
use crate::library::foreign::{Notes, Precision, ZoneFrom};
use crate::ui::look::Look;
use crate::ui::panes::words::full;

/// Characters of a text that are looked at: a value of megabytes is not cleaned for each frame.
const CHARS: usize = 4_000;

/// One line in words.
pub(super) struct Words {
    /// When, corrected; empty where it has no time.
    pub when: String,
    /// Whether a clock correction moved it.
    pub corrected: bool,
    /// What it is: row, fact or action.
    pub kind: String,
    /// Whether it is a row.
    pub row: bool,
    /// Whether it became a fact, and whether it is bookmarked.
    pub flags: (bool, bool),
    /// The exhibit or the record.
    pub label: String,
    /// Host and account; empty where it names none.
    pub host: String,
    pub user: String,
    /// What it says beside them.
    pub what: String,
    /// Whether that is withheld.
    pub withheld: bool,
}

/// `2026-02-18 13:36:00`, or without the year where there is little room.
pub(super) fn stamp(look: &Look<'_>, at: i64, short: bool) -> String {
    let local = look.local(Instant::from_millis(at));
    let seconds = at.div_euclid(1000).rem_euclid(60);
    let date = local.date_iso();
    let date = if short { date.get(5..).unwrap_or_default() } else { date.as_str() };
    format!("{date} {}:{seconds:02}", local.hm())
}

fn cut(words: &str) -> &str {
    words.char_indices().nth(CHARS).map_or(words, |(end, _)| words.get(..end).unwrap_or_default())
}

/// A line of the timeline.
pub(super) fn of_record(look: &Look<'_>, spoken: &Spoken, short: bool) -> Option<Words> {
    let id = spoken.id;
    let line = look.state.timeline.line(id)?;
    let (what, withheld) = match &line.text {
        LineText::Words(words) => look.open(words),
        LineText::Program(msg) => (look.say(msg), false),
        LineText::Withheld => (look.lang.body_not_here(look.state, id), true),
    };
    let kind = if line.lane == Lane::Fact { "fact" } else { "action" };
    Some(Words {
        when: stamp(look, line.happened.millis(), short),
        corrected: false,
        kind: look.code("over-kind", kind),
        row: false,
        flags: (false, false),
        label: look.state.label(id),
        host: if withheld { String::new() } else { spoken.values("host").join(", ") },
        // Who wrote it is no account that it tells of.
        user: String::new(),
        what: cut(&what).to_owned(),
        withheld,
    })
}

/// A row.
pub(super) fn of_row(look: &Look<'_>, placed: &Placed, flags: (bool, bool), short: bool) -> Words {
    let row = &placed.row;
    let plain = |words: &str| cut(words.trim()).to_owned();
    Words {
        when: placed.at().map(|at| stamp(look, at, short)).unwrap_or_default(),
        corrected: placed.ahead_ms != 0 && row.time.at.is_some(),
        kind: look.code("over-kind", "row"),
        row: true,
        flags,
        label: label(look, placed.import),
        host: plain(&row.host),
        user: plain(&row.user),
        what: plain(&said(row)),
        withheld: false,
    }
}

impl Words {
    /// Host, account and what it says in one: where they have no columns. A record says itself what it is about.
    pub(super) fn together(&self) -> String {
        if !self.row {
            return self.what.clone();
        }
        let parts = [self.host.as_str(), &self.user, &self.what];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
    }
}

/// The exhibit that the file of an import is.
pub(super) fn label(look: &Look<'_>, import: RecordId) -> String {
    let imported = look.state.rows.import(import);
    let exhibit = imported.and_then(|imported| look.state.register.exhibit(imported.exhibit));
    exhibit.map(|exhibit| look.state.register.shown_label(exhibit)).unwrap_or_default()
}

/// Everything that a row says, as names and values.
pub(super) fn whole(
    look: &Look<'_>,
    placed: &Placed,
    facts: &[RecordId],
    bookmark: Option<&str>,
) -> Vec<(String, String)> {
    let row = &placed.row;
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |name: String, value: &str| {
        if !value.trim().is_empty() {
            all.push((text::one_line(&name).into_owned(), cut(value).to_owned()));
        }
    };
    let imported = look.state.rows.import(placed.import);
    let cited =
        Cited { import: placed.import, sheet: row.sheet.clone(), line: row.line, number: 1, sha256: String::new() };
    let file = imported.map(|imported| imported.name.clone()).unwrap_or_default();
    add(look.word("over-f-from"), &format!("{} {file}, {}", label(look, placed.import), cited.place()));
    add(look.word("over-f-at"), &placed.at().map(|at| full(look, Instant::from_millis(at))).unwrap_or_default());
    if placed.ahead_ms != 0 {
        let words = Msg::new("over-corrected").with("by", signed_seconds(-placed.ahead_ms));
        add(look.word("over-f-corrected"), &look.say(&words));
    }
    add(look.word("over-f-written"), &row.time.text);
    let zone = match row.time.zone_from {
        ZoneFrom::Written => "over-zone-written",
        ZoneFrom::Declared => "over-zone-declared",
        ZoneFrom::Format => "over-zone-format",
        ZoneFrom::None => "over-zone-none",
    };
    add(look.word("over-f-zone"), &look.say(&Msg::new(zone).with("zone", row.time.zone.clone())));
    let precision = match row.time.precision {
        Precision::Undated => "undated",
        Precision::Day => "day",
        Precision::Minute => "minute",
        Precision::Second => "second",
        Precision::Digits(_) => "digits",
    };
    add(look.word("pane-f-row-precision"), &look.code("rows-precision", precision));
    let notes = [Notes::TWICE, Notes::OTHER_TIMESTAMP, Notes::FAR, Notes::LEAP, Notes::ROWS_INSIDE];
    for of in notes.into_iter().filter(|of| row.notes.has(*of)) {
        add(look.word("over-f-noted"), &look.say(&note(of)));
    }
    add(look.word("over-f-facts"), &facts.iter().map(|id| look.state.label(*id)).collect::<Vec<_>>().join(", "));
    if let Some(why) = bookmark {
        let plain = look.word("over-bookmarked");
        add(look.word("over-f-bookmark"), if why.is_empty() { &plain } else { why });
    }
    for (id, value) in [
        ("over-f-what", &row.what),
        ("over-f-kind", &row.kind),
        ("over-f-source", &row.source),
        ("over-f-host", &row.host),
        ("over-f-user", &row.user),
        ("over-f-level", &row.level),
    ] {
        add(look.word(id), value);
    }
    add(look.word("over-f-tags"), &row.tags.join(", "));
    add(look.word("over-f-techniques"), &row.techniques.join(", "));
    for (name, value) in &row.extra {
        add((**name).to_owned(), value);
    }
    all
}

/// What a mark of a row begins with: the fields of its form.
pub(super) fn prefill(placed: &Placed, several: bool, of_a_fact: bool) -> crate::domain::input::Input {
    let row = &placed.row;
    let mut input = crate::domain::input::Input::default()
        .with("import", placed.import.to_string())
        .with("line", row.line.to_string())
        .with("worksheet", row.sheet.clone());
    if several {
        let digest = crate::library::foreign::pick::digest(row);
        input.set("which", digest.get(..12).unwrap_or_default());
    }
    if of_a_fact {
        input.set("text", text::one_line(&said(row)).into_owned());
        input.set("tags", tags(row).join(", "));
        input.set("assets", assets(row).join(", "));
        input.set("technique", techniques(row).join(", "));
    }
    input
}
