//! What was known at an instant and who knew it, as one paper: how the case stood, facts, clocks, decisions, notices, people.

use super::tell::{counts, told as people_told};
use super::words::{Desk, Fields, cell, columns, field_name, heading, labelled, line, value};
use super::{Block, Cell, Form, Line, Paper, Print, Row, Style, Table};
use crate::domain::deadline::ClockView;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, RecordKind};
use crate::domain::knowledge::{Knower, who_knew};
use crate::domain::msg::{Arg, Msg};
use crate::domain::phase::phases;
use crate::domain::time::{Instant, hms_left};
use crate::domain::timeline::{Basis, Lane, Line as Entry, LineText};

/// Records that decide, change or teach something: each a line of its own on the page. Every other kind has a table of its own there, or is left out for a
/// reason that the tests name.
pub const LISTED: &[&str] = &[
    "event.assessed",
    "case.declared",
    "case.amended",
    "case.ended",
    "case.scoped",
    "solo.started",
    "conflict.ratified",
    "clash.settled",
    "role.assigned",
    "role.relieved",
    "role.vacant",
    "watch.handed-over",
    "station.admitted",
    "station.renewed",
    "procedure.chosen",
    "step.added",
    "step.skipped",
    "source.skipped",
    "containment.done",
    "containment.tested",
    "host.rebooted",
    "cause.finding",
    "cause.quoted",
    "cause.looked",
    "cause.reviewed",
    "control.memo",
    "regime.assessed",
    "deadline.condition",
    "deadline.counted",
    "clock.started",
    "notice.approved",
    "notice.delayed",
    "memo.filed",
    "memo.reviewed",
    "tell.decided",
    "tell.sent",
    "supplier.notified",
    "population.counted",
    "breach.described",
    "breach.moment",
    "breach.effect",
    "breach.remedy",
    "breach.risk",
    "breach.lesson",
    "indicator.issued",
    "eradication.hunted",
    "eradication.removed",
    "eradication.excepted",
    "eradication.sampled",
    "lineage.artefact",
    "lineage.list",
    "lineage.link",
    "lineage.condemned",
    "lineage.fate",
    "entity.recorded",
    "entity.listed",
    "entity.changed",
    "entity.judged",
    "experiment.designed",
    "experiment.result",
    "restoration.restored",
    "restoration.scanned",
    "restoration.live",
    "restoration.thresholds",
    "restoration.evaluated",
    "restoration.tried",
    "monitoring.planned",
    "monitoring.watched",
    "monitoring.hit",
    "monitoring.cleared",
    "exhibit.loss-accepted",
    "closure.walked",
    "closure.risk",
    "report.rendered",
    "report.signed",
    "closure.closed",
    "closure.reopened",
    "review.written",
    "review.lesson",
    "action.opened",
    "action.changed",
    "action.progressed",
    "action.verified",
    "action.none",
    "decision.made",
    "decision.reviewed",
    "need.entered",
    "need.ended",
    "message.sent",
    "briefing.held",
    "briefing.settled",
    "supplier.entered",
    "supplier.asked",
    "supplier.answered",
    "supplier.silent",
    "supplier.access",
    "supplier.indicators",
    "timeline.judged",
    "record.struck",
    "record.excised",
];

/// How a reading of the past was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Then {
    /// The instant.
    pub at: Instant,
    /// When it was asked for.
    pub printed: Instant,
    /// Records that were folded.
    pub records: usize,
    /// Records that count now and are not in it.
    pub later: usize,
    /// Lines that had been written by then on laptops that were not admitted yet.
    pub unheard: u64,
}

impl Form {
    /// Says on every page that this is the past: which instant, from how many records, and when it was printed.
    #[must_use]
    pub fn of_the_past(mut self, state: &Incident, print: &Print, then: &Then) -> Form {
        let desk = Desk { state, print };
        self.number = ["AK", &self.number].join("-");
        self.case = Msg::new("print-case-then")
            .with("codename", desk.codename())
            .with("at", desk.instant(then.at))
            .with("printed", desk.instant(then.printed));
        let words = Msg::new("print-then")
            .with("at", desk.instant(then.at))
            .with("records", then.records)
            .with("later", then.later);
        let mut said = vec![Block::Text { style: Style::Strong, words }];
        if then.unheard > 0 {
            let words = Msg::new("print-then-unheard").with("lines", then.unheard);
            said.push(Block::Text { style: Style::Strong, words });
        }
        self.blocks.splice(0..0, said);
        self
    }
}

/// The page.
#[must_use]
pub fn as_known(state: &Incident, print: &Print) -> Form {
    let desk = Desk { state, print };
    let title = Msg::new("print-known-title").with("at", desk.instant(print.at));
    let mut form = desk.form(title, "K", "", Paper::A4);
    let facts = |status: &'static str| table(FACTS, facts(&desk, status));
    form.blocks.extend([
        heading("print-h-stood"),
        stood(&desk),
        heading("print-h-confirmed"),
        facts("confirmed"),
        heading("print-h-suspected"),
        facts("suspected"),
        heading("print-h-unjudged"),
        facts(""),
        heading("print-h-clocks"),
        table(CLOCKS, clocks(&desk)),
        heading("print-h-decisions"),
        table(LINES, decisions(&desk)),
        heading("print-h-told"),
        table(NOTICES, notices(&desk)),
        heading("print-h-people-told"),
        people_told(&desk),
        heading("print-h-counts"),
        counts(&desk, "print-none-then"),
        heading("print-h-knew"),
        Block::Text { style: Style::Small, words: Msg::new("print-knew-how") },
        table(PEOPLE, who_knew(state).iter().map(|knower| person(&desk, knower)).collect()),
        Block::Text { style: Style::Small, words: Msg::new("print-how-to-match") },
    ]);
    form
}

const FACTS: &[(&str, u16)] =
    &[("print-c-record", 8), ("print-c-happened", 20), ("print-c-said", 44), ("print-c-known-since", 28)];
const CLOCKS: &[(&str, u16)] =
    &[("print-c-clock", 34), ("print-c-stood", 16), ("print-c-start", 25), ("print-c-due", 25)];
const LINES: &[(&str, u16)] =
    &[("print-c-record", 8), ("print-c-happened", 20), ("print-c-said", 44), ("print-c-known-since", 28)];
const NOTICES: &[(&str, u16)] =
    &[("print-c-record", 8), ("print-c-clock", 30), ("print-c-when", 22), ("print-c-by-route", 40)];
const PEOPLE: &[(&str, u16)] = &[("print-c-who", 24), ("print-c-role", 22), ("print-c-shows", 54)];

fn table(of: &[(&'static str, u16)], rows: Vec<Row<Msg>>) -> Block<Msg> {
    let rows = if rows.is_empty() {
        vec![Row::Across { style: Style::Plain, words: Msg::new("print-none-then") }]
    } else {
        rows
    };
    Block::Table(Table { columns: columns(of), rows })
}

fn stood(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut fields = Fields::default();
    match (&state.case.declared, state.case.declared_in) {
        (Some(declared), Some(record)) => {
            fields.text(field_name("title"), &desk.marked(record, &declared.title), true);
            fields.short(field_name("severity"), value(declared.severity.clone()));
            fields.short(Msg::new("print-f-declared"), desk.when(&declared.declared));
            fields.short(Msg::new("print-f-declared-by"), desk.person(&declared.by));
            for (name, when) in [("detected", &declared.detected), ("aware", &declared.aware)] {
                if let Some(when) = when {
                    fields.short(field_name(name), desk.when(when));
                }
            }
            for (name, words) in [("known", &declared.known), ("unknown", &declared.unknown)] {
                fields.text(field_name(name), &desk.marked(record, words), true);
            }
        }
        _ => {
            fields.short(Msg::new("print-f-declared"), Msg::new("print-not-declared"));
        }
    }
    let running = phases(state).into_iter().filter(|phase| phase.started.is_some() && phase.ended.is_none());
    for phase in running {
        let words = Msg::new("print-value").code("value", "pane-phase", phase.id);
        fields.short(Msg::new("print-f-phase"), words);
    }
    fields.done()
}

fn facts(desk: &Desk<'_>, status: &str) -> Vec<Row<Msg>> {
    let state = desk.state;
    let standing = state.timeline.standing.iter().filter_map(|(_, id)| state.timeline.line(*id));
    standing.filter(|line| line.lane == Lane::Fact && line.status() == status).map(|line| told(desk, line)).collect()
}

fn decisions(desk: &Desk<'_>) -> Vec<Row<Msg>> {
    let state = desk.state;
    let decides = |line: &&Entry| match state.kinds.get(&line.id) {
        Some(RecordKind::Known(kind)) => LISTED.contains(kind) && !state.struck(line.id),
        _ => false,
    };
    let mut lines: Vec<&Entry> = state.timeline.lines.iter().filter(decides).collect();
    lines.sort_by_key(|line| (line.happened, line.id));
    lines.into_iter().map(|line| told(desk, line)).collect()
}

/// A line of the timeline: what it says, since when it was on record, and by whom.
fn told(desk: &Desk<'_>, entry: &Entry) -> Row<Msg> {
    let words = match &entry.text {
        LineText::Words(words) => value(words.clone()),
        LineText::Program(msg) => value(msg.clone()),
        LineText::Withheld => value(Arg::Code("sheet", "no-words".to_owned())),
    };
    let mut said = vec![line(Style::Plain, words)];
    if let Some(basis) = entry.detail.as_ref().and_then(|detail| detail.basis.as_ref()) {
        said.extend(resting(desk, entry.id, basis));
    }
    if entry.basis_owed() {
        said.push(line(Style::Small, Msg::new("print-basis-owed")));
    }
    let since = vec![line(Style::Plain, desk.instant(entry.recorded)), line(Style::Small, desk.person(&entry.scribe))];
    let cells = vec![
        cell(value(desk.state.label(entry.id))),
        cell(desk.instant(entry.happened)),
        Cell { lines: said },
        Cell { lines: since },
    ];
    Row::Cells { cells }
}

/// What a fact rests on.
fn resting(desk: &Desk<'_>, record: RecordId, basis: &Basis) -> Vec<Line<Msg>> {
    let mut lines = Vec::new();
    if !basis.exhibit.is_empty() {
        let place = desk.marked(record, &basis.place);
        let words = Msg::new("print-rests-on").with("exhibit", basis.exhibit.clone()).with("place", place);
        lines.push(line(Style::Small, words));
    }
    if !basis.sources.is_empty() {
        let words = desk.marked(record, &basis.sources.join(", "));
        lines.push(line(Style::Small, labelled(field_name("sources"), words)));
    }
    if let Some(confirmer) = &basis.confirmer {
        lines.push(line(Style::Small, labelled(field_name("confirmer"), desk.person(confirmer))));
    }
    lines
}

fn clocks(desk: &Desk<'_>) -> Vec<Row<Msg>> {
    let views = desk.state.deadlines.views(desk.state, desk.print.at);
    views.iter().map(|view| clock(desk, view)).collect()
}

fn named(view: &ClockView<'_>) -> Vec<Line<Msg>> {
    let mut lines = vec![line(Style::Plain, value(view.regime.considered.name.clone()))];
    lines.extend(view.clock.map(|clock| line(Style::Small, value(clock.name.clone()))));
    lines
}

fn clock(desk: &Desk<'_>, view: &ClockView<'_>) -> Row<Msg> {
    let at = desk.print.at;
    let start = view.start.as_ref().map(|start| {
        let mut lines = vec![line(Style::Plain, desk.instant(start.at))];
        let why = start.why().unwrap_or_default();
        if !why.is_empty() {
            lines.push(line(Style::Small, value(desk.marked(start.record, why))));
        }
        lines
    });
    let mut due: Vec<Line<Msg>> = view.due.map(|due| line(Style::Plain, desk.instant(due))).into_iter().collect();
    if let Some(left) = view.left(at) {
        let id = if left < 0 { "print-late-by" } else { "print-left" };
        due.push(line(Style::Strong, Msg::new(id).with("time", hms_left(left.abs()))));
    } else if let (None, Some(worst)) = (view.due, view.exposure) {
        due.push(line(Style::Small, Msg::new("print-at-worst").with("at", desk.instant(worst))));
    }
    let cells = vec![
        Cell { lines: named(view) },
        cell(Msg::new("print-value").code("value", "print-clock", view.state.code())),
        Cell { lines: start.unwrap_or_default() },
        Cell { lines: due },
    ];
    Row::Cells { cells }
}

fn notices(desk: &Desk<'_>) -> Vec<Row<Msg>> {
    let state = desk.state;
    let mut rows = Vec::new();
    for regime in &state.deadlines.regimes {
        for (record, sent) in regime.sent.values().flatten().filter(|(id, _)| !state.struck(*id)) {
            let paper = [&sent.route, &sent.reference].map(|text| desk.marked(*record, text));
            let mut by = vec![line(Style::Plain, desk.person(&sent.by))];
            by.extend(paper.into_iter().filter(|text| !text.is_blank()).map(|text| line(Style::Small, value(text))));
            let name = format!("{}/{}", sent.regime, sent.deadline);
            let cells = vec![
                cell(value(state.label(*record))),
                Cell {
                    lines: vec![
                        line(Style::Plain, value(regime.considered.name.clone())),
                        line(Style::Small, value(name)),
                    ],
                },
                cell(desk.when(&sent.at)),
                Cell { lines: by },
            ];
            rows.push(Row::Cells { cells });
        }
    }
    rows
}

fn person(desk: &Desk<'_>, knower: &Knower) -> Row<Msg> {
    let roles =
        knower.roles.iter().map(|role| line(Style::Plain, Msg::new("print-value").code("value", "role", role.clone())));
    let shown = knower.shown.iter().map(|shown| {
        let words = Msg::new("print-knew")
            .with("at", desk.instant(shown.at))
            .with("words", shown.words.clone())
            .with("record", desk.state.label(shown.record));
        line(Style::Small, words)
    });
    let cells = vec![cell(desk.person(&knower.who)), Cell { lines: roles.collect() }, Cell { lines: shown.collect() }];
    Row::Cells { cells }
}

#[cfg(test)]
mod tests;
