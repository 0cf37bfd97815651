//! The closing report: made once, kept as an attachment, signed over its digest. And the page on which lead and SIRO sign that digest in ink.

use super::words::{Desk, Fields, cell, columns, field_name, heading, labelled, line, value};
use super::{Block, Cell, Form, Line, Paper, Print, Row, Signer, Style, Table};
use crate::domain::closure::{self, Point, Rendered, points, standing_risks};
use crate::domain::control::controls;
use crate::domain::exhibit::Exhibit;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::{Arg, Msg};
use crate::domain::procedure;
use crate::domain::review::{self, measures, regimes};
use crate::domain::time::{Instant, hms_left};
use crate::domain::timeline::{Lane, LineText};

/// The report.
#[must_use]
pub fn report(state: &Incident, print: &Print) -> Form {
    let desk = Desk { state, print };
    let mut form = desk.form(Msg::new("print-report-title"), "CR", "", Paper::A4);
    let section = |id: &'static str, blocks: Vec<Block<Msg>>| std::iter::once(heading(id)).chain(blocks);
    form.blocks.push(what(&desk));
    let sections = [
        section("print-h-summary", said(&desk, &["summary", "detection", "sooner", "supposed", "happened"])),
        section("print-h-impact", vec![impact(&desk)]),
        section("print-h-measures", vec![times(&desk), notices(&desk)]),
        section("print-h-controls", vec![table(CONTROLS, stood(&desk))]),
        section("print-h-points", listed(&desk)),
        section("print-h-walk", vec![table(WALKED, walk(&desk))]),
        section("print-h-evidence", vec![table(EXHIBITS, exhibits(&desk))]),
        section("print-h-lost", lost(&desk)),
        section("print-h-causes", said(&desk, &["cause-technical", "cause-process", "cause-organised"])),
        section("print-h-lessons", lessons(&desk)),
        section("print-h-deviations", vec![table(PROCEDURES, procedures(&desk))]),
        section("print-h-risks", vec![table(RISKS, risks(&desk))]),
        section("print-h-actions", vec![table(ACTIONS, actions(&desk))]),
        section("print-h-messages", said(&desk, &["message-staff", "message-customers"])),
        section("print-h-timeline", vec![table(LINES, timeline(&desk))]),
    ];
    form.blocks.extend(sections.into_iter().flatten());
    form.blocks.extend(dossiers(&desk));
    form.blocks.push(Block::Text { style: Style::Small, words: Msg::new("print-report-signing") });
    form.blocks.push(Block::Text { style: Style::Small, words: Msg::new("print-how-to-match") });
    form
}

const CONTROLS: &[(&str, u16)] =
    &[("print-c-number", 10), ("print-c-control", 40), ("print-c-stood", 22), ("print-c-records", 28)];
pub(super) const WALKED: &[(&str, u16)] =
    &[("print-c-step", 12), ("print-c-how", 50), ("print-c-who", 18), ("print-c-when", 20)];
pub(super) const EXHIBITS: &[(&str, u16)] = &[
    ("print-c-number", 10),
    ("print-c-description", 24),
    ("print-c-digest", 30),
    ("print-c-held", 18),
    ("print-c-kept", 18),
];
pub(super) const PROCEDURES: &[(&str, u16)] = &[("print-c-procedure", 34), ("print-c-deviation", 66)];
pub(super) const RISKS: &[(&str, u16)] =
    &[("print-c-risk", 40), ("print-c-why", 30), ("print-c-owner", 15), ("print-c-accepted", 15)];
pub(super) const ACTIONS: &[(&str, u16)] =
    &[("print-c-record", 8), ("print-c-said", 40), ("print-c-owner", 18), ("print-c-due", 16), ("print-c-stood", 18)];
const DOSSIERS: &[(&str, u16)] = &[
    ("print-c-record", 8),
    ("print-c-part", 22),
    ("print-c-readers", 14),
    ("print-c-number", 24),
    ("print-c-digest", 32),
];
const TIMES: &[(&str, u16)] =
    &[("print-c-measure", 30), ("print-c-when", 34), ("print-c-after", 20), ("print-c-record", 16)];
const NOTICES: &[(&str, u16)] = &[
    ("print-c-clock", 34),
    ("print-c-start", 20),
    ("print-c-decided", 16),
    ("print-c-when", 16),
    ("print-c-took", 14),
];
const LINES: &[(&str, u16)] =
    &[("print-c-record", 8), ("print-c-happened", 24), ("print-c-said", 44), ("print-c-source", 24)];

pub(super) fn table(of: &[(&'static str, u16)], rows: Vec<Row<Msg>>) -> Block<Msg> {
    let empty = || vec![Row::Across { style: Style::Plain, words: Msg::new("print-not-recorded") }];
    Block::Table(Table { columns: columns(of), rows: if rows.is_empty() { empty() } else { rows } })
}

fn cells(cells: Vec<Cell<Msg>>) -> Row<Msg> {
    Row::Cells { cells }
}

fn label_of(desk: &Desk<'_>, record: Option<RecordId>) -> Cell<Msg> {
    cell(value(record.map_or_else(|| "-".to_owned(), |record| desk.state.label(record))))
}

/// What the incident was: title, class, severity, when it was declared, by whom, and how it stands.
pub(super) fn what(desk: &Desk<'_>) -> Block<Msg> {
    let mut fields = Fields::default();
    if let Some(declared) = &desk.state.case.declared {
        fields.wide(field_name("title"), Style::Strong, value(desk.state.sensitive(&declared.title)));
        fields.short(
            field_name("severity"),
            Msg::new("print-value").code("value", "severity", declared.severity.clone()),
        );
        if !declared.class.is_empty() {
            fields.short(field_name("class"), value(declared.class.clone()));
        }
        fields.wide(field_name("declared"), Style::Plain, desk.when(&declared.declared));
        fields.wide(field_name("declared-by"), Style::Plain, desk.person(&declared.by));
    }
    for role in ["irt_lead", "siro"] {
        let holder = desk.state.people.holders.get(role);
        let who = holder.map_or_else(|| Msg::new("print-nobody"), |holder| desk.person(&holder.assigned.person));
        fields.wide(Msg::new("print-value").code("value", "role", role), Style::Plain, who);
    }
    fields.done()
}

/// What the review says under some of its fields.
pub(super) fn said(desk: &Desk<'_>, of: &[&'static str]) -> Vec<Block<Msg>> {
    let review = &desk.state.review;
    let mut fields = Fields::default();
    for field in of {
        let text = review.said(field);
        let words = if text.trim().is_empty() {
            Msg::new("print-not-recorded")
        } else {
            value(review.last.map_or_else(|| desk.state.sensitive(text), |record| desk.marked(record, text)))
        };
        fields.wide(field_name(field), Style::Plain, words);
    }
    vec![fields.done()]
}

pub(super) fn impact(desk: &Desk<'_>) -> Block<Msg> {
    let mut fields = Fields::default();
    for field in review::NUMBERS {
        let text = desk.state.review.said(field);
        let words = if text.is_empty() { Msg::new("print-not-recorded") } else { value(desk.state.sensitive(text)) };
        fields.short(field_name(field), words);
    }
    fields.done()
}

pub(super) fn times(desk: &Desk<'_>) -> Block<Msg> {
    let row = |measure: &review::Measure| {
        let at = measure.at.map_or_else(|| Msg::new("print-not-recorded"), |at| desk.instant(at));
        cells(vec![
            cell(Msg::new("print-value").code("value", "measure", measure.id)),
            cell(at),
            cell(value(measure.since_sign.map_or_else(|| "-".to_owned(), hms_left))),
            label_of(desk, measure.record),
        ])
    };
    table(TIMES, measures(desk.state).iter().map(row).collect())
}

pub(super) fn notices(desk: &Desk<'_>) -> Block<Msg> {
    let at = |found: Option<(Instant, RecordId)>| match found {
        Some((at, record)) => Cell {
            lines: vec![
                line(Style::Plain, value(desk.zoned(at))),
                line(Style::Small, Msg::new("print-by-record").with("record", desk.state.label(record))),
            ],
        },
        None => cell(Msg::new("print-not-recorded")),
    };
    let row = |regime: &review::Regime| {
        let name = [line(Style::Plain, value(regime.name.clone())), line(Style::Small, value(regime.key.clone()))];
        let took = regime.took.map_or_else(|| "-".to_owned(), hms_left);
        cells(vec![
            Cell { lines: name.into() },
            at(regime.aware),
            at(regime.decided),
            at(regime.sent),
            cell(value(took)),
        ])
    };
    table(NOTICES, regimes(desk.state).iter().map(row).collect())
}

fn stood(desk: &Desk<'_>) -> Vec<Row<Msg>> {
    let row = |control: &crate::domain::control::Control| {
        let records = Msg::new("print-control-counts")
            .with("records", control.records.len())
            .with("missing", control.missing.len())
            .with("overrides", control.overrides.len());
        cells(vec![
            cell(value(control.id.to_string())),
            cell(Msg::new("print-value").code("value", "control", control.id.to_string())),
            cell(Msg::new("print-value").code("value", "standing", control.standing.code())),
            cell(records),
        ])
    };
    controls(desk.state).iter().map(row).collect()
}

/// One point of the list, for the report and for the page that is signed in ink.
fn point(point: &Point) -> Block<Msg> {
    let words = Msg::new("print-point")
        .with("number", point.number)
        .with("control", point.control.to_string())
        .with("what", point.what.clone())
        .with("about", joined(&point.about));
    Block::Text { style: Style::Plain, words }
}

/// Several names in a row, the first few of them.
pub(super) fn joined(about: &[Arg]) -> Arg {
    const SHOWN: usize = 12;
    let mut names = about.iter().take(SHOWN).filter(|name| **name != Arg::Label(String::new()));
    let Some(first) = names.next() else { return Arg::Label("-".to_owned()) };
    let all = names.fold(first.clone(), |front, back| {
        Msg::new("audit-and").with("front", front).with("back", back.clone()).into()
    });
    match about.len().saturating_sub(SHOWN) {
        0 => all,
        more => Msg::new("print-and-more").with("names", all).with("count", more).into(),
    }
}

pub(super) fn listed(desk: &Desk<'_>) -> Vec<Block<Msg>> {
    let points = points(desk.state);
    let id = if points.is_empty() { "print-points-none" } else { "print-points-how" };
    let mut blocks = vec![Block::Text { style: Style::Small, words: Msg::new(id) }];
    blocks.extend(points.iter().map(point));
    blocks
}

pub(super) fn walk(desk: &Desk<'_>) -> Vec<Row<Msg>> {
    let mut rows = Vec::new();
    for step in closure::remediation(desk.state) {
        let walks = &desk.state.closure.walked;
        match walks.iter().rfind(|walk| walk.walked.step == step.id && walk.counts(desk.state)) {
            Some(walk) => rows.push(cells(vec![
                cell(value(step.id.clone())),
                cell(value(desk.marked(walk.id, &walk.walked.how))),
                cell(desk.person(&walk.walked.by)),
                cell(desk.instant(walk.walked.at.at)),
            ])),
            None => {
                let words = Msg::new("print-unwalked").with("step", step.id.clone());
                rows.push(Row::Across { style: Style::Strong, words });
            }
        }
    }
    rows
}

pub(super) fn exhibits(desk: &Desk<'_>) -> Vec<Row<Msg>> {
    let row = |exhibit: &Exhibit| {
        let walk = desk.state.custody.walk(desk.state, exhibit.id);
        let held = walk.holder.as_ref().map_or_else(|| Msg::new("print-nobody"), |who| value(who.name.clone()));
        let mut place = vec![line(Style::Plain, held)];
        place.extend(walk.place.map(|(record, place)| line(Style::Small, value(desk.marked(record, place)))));
        let kept = exhibit.details.retention.clone();
        let kept = if kept.is_empty() { Msg::new("print-not-recorded") } else { value(desk.marked(exhibit.id, &kept)) };
        let digest = vec![
            line(Style::Fixed, value(exhibit.digest())),
            line(
                Style::Small,
                Msg::new("print-value").code("value", "digest", desk.state.digest_state(exhibit).code()),
            ),
        ];
        cells(vec![
            cell(value(desk.label(exhibit))),
            cell(value(desk.marked(exhibit.id, &exhibit.registered.description))),
            Cell { lines: digest },
            Cell { lines: place },
            cell(kept),
        ])
    };
    desk.state.register.exhibits.iter().filter(|exhibit| !exhibit.struck).map(row).collect()
}

/// Evidence that was given up, with why and who accepted it; and what the review says of it.
pub(super) fn lost(desk: &Desk<'_>) -> Vec<Block<Msg>> {
    let given_up = desk.state.volatile.given_up.values().flatten().filter(|(id, _)| !desk.state.struck(*id));
    let mut blocks: Vec<Block<Msg>> = given_up
        .map(|(id, given_up)| {
            let words = Msg::new("print-given-up")
                .with("source", given_up.source.clone())
                .with("reason", desk.marked(*id, &given_up.reason))
                .with("who", desk.person(&given_up.accepted_by))
                .with("record", desk.state.label(*id));
            Block::Text { style: Style::Plain, words }
        })
        .collect();
    blocks.extend(said(desk, &["evidence-lost"]));
    blocks
}

pub(super) fn lessons(desk: &Desk<'_>) -> Vec<Block<Msg>> {
    let mut blocks = said(desk, &["went-well", "lucky"]);
    blocks.extend(desk.state.review.standing(desk.state).map(|(id, learned)| {
        let words = Msg::new("print-lesson")
            .with("number", learned.control.to_string())
            .with("what", desk.marked(*id, &learned.text));
        Block::Text { style: Style::Plain, words }
    }));
    blocks
}

/// Procedures by version, and where the response went another way.
pub(super) fn procedures(desk: &Desk<'_>) -> Vec<Row<Msg>> {
    let state = desk.state;
    let mut rows: Vec<Row<Msg>> = state
        .work
        .chosen
        .iter()
        .map(|(_, chosen)| {
            let name = labelled(value(chosen.procedure.id.clone()), chosen.procedure.version.clone());
            let how = procedure::standing(state, chosen).code();
            cells(vec![cell(name), cell(Msg::new("print-value").code("value", "standing", how))])
        })
        .collect();
    for (step, (id, skipped)) in state.work.skipped.iter().filter(|(_, (id, _))| !state.struck(*id)) {
        let why = desk.marked(*id, &skipped.reason);
        let words = Msg::new("print-skipped").with("who", skipped.lead.name.clone()).with("reason", why);
        rows.push(cells(vec![cell(value(step.clone())), cell(words)]));
    }
    for (_, step) in &state.work.added {
        let words = Msg::new("print-added").with("title", state.sensitive(&step.title));
        rows.push(cells(vec![cell(value(step.id.clone())), cell(words)]));
    }
    for field in ["steps-skipped", "steps-wrong", "steps-missing"] {
        let text = state.review.said(field);
        if !text.is_empty() {
            rows.push(cells(vec![cell(field_name(field)), cell(value(state.sensitive(text)))]));
        }
    }
    rows
}

pub(super) fn risks(desk: &Desk<'_>) -> Vec<Row<Msg>> {
    let row = |(id, risk): &(RecordId, closure::Residual)| {
        cells(vec![
            cell(value(desk.marked(*id, &risk.risk))),
            cell(value(desk.marked(*id, &risk.reason))),
            cell(desk.person(&risk.owner)),
            cell(desk.person(&risk.accepted_by)),
        ])
    };
    standing_risks(desk.state).map(row).collect()
}

pub(super) fn actions(desk: &Desk<'_>) -> Vec<Row<Msg>> {
    let row = |action: &crate::domain::action::Action| {
        let now = action.now(desk.state);
        let due = now.due.as_ref().map_or_else(|| Msg::new("print-not-recorded"), |due| value(desk.zoned(due.at)));
        cells(vec![
            cell(value(desk.state.label(action.id))),
            cell(value(desk.marked(action.id, &action.opened.statement))),
            cell(desk.person(&now.owner)),
            cell(due),
            cell(Msg::new("print-value").code("value", "action-state", now.standing.code())),
        ])
    };
    desk.state.actions.standing(desk.state).map(row).collect()
}

/// The dossiers that were made of the case: which part, for whom, and the digest that each is known by. Nothing where none was.
fn dossiers(desk: &Desk<'_>) -> Vec<Block<Msg>> {
    let papers = desk.state.papers.printed.iter();
    let made = papers.filter(|(id, printed)| printed.paper == "dossier" && !desk.state.struck(*id));
    let rows: Vec<Row<Msg>> = made
        .map(|(id, printed)| {
            let part = if printed.part.is_empty() {
                Msg::new("print-not-recorded")
            } else {
                Msg::new("print-value").code("value", "dossier-title", printed.part.clone())
            };
            let readers = printed.readers.map_or_else(|| Msg::new("print-everybody"), |mark| value(mark.label()));
            let digest = vec![line(Style::Fixed, value(printed.sha256.clone()))];
            cells(vec![
                label_of(desk, Some(*id)),
                cell(part),
                cell(readers),
                cell(labelled(value(printed.number.clone()), printed.format.clone())),
                Cell { lines: digest },
            ])
        })
        .collect();
    if rows.is_empty() { Vec::new() } else { vec![heading("print-h-dossiers"), table(DOSSIERS, rows)] }
}

/// The facts that stand, each with where it comes from.
fn timeline(desk: &Desk<'_>) -> Vec<Row<Msg>> {
    let facts = desk.state.timeline.standing.iter().filter_map(|(_, id)| desk.state.timeline.line(*id));
    let facts = facts.filter(|entry| entry.lane == Lane::Fact);
    let row = |entry: &crate::domain::timeline::Line| {
        let words = match &entry.text {
            LineText::Words(words) => value(words.clone()),
            LineText::Program(msg) => msg.clone(),
            LineText::Withheld => Msg::new("print-not-recorded"),
        };
        let source = entry.detail.as_ref().map(|noted| (noted.source.clone(), noted.source_ref.clone()));
        let source: Vec<Line<Msg>> = match source {
            Some((source, place)) if !source.is_empty() => {
                let mut lines = vec![line(Style::Plain, Msg::new("print-value").code("value", "source", source))];
                if !place.is_empty() {
                    lines.push(line(Style::Small, value(desk.marked(entry.id, &place))));
                }
                lines
            }
            _ => vec![line(Style::Small, Msg::new("print-not-recorded"))],
        };
        let when = vec![line(Style::Plain, desk.instant(entry.happened))];
        cells(vec![label_of(desk, Some(entry.id)), Cell { lines: when }, cell(words), Cell { lines: source }])
    };
    facts.map(row).collect()
}

/// The page on which lead and SIRO sign the digest of a report in ink.
#[must_use]
pub fn report_page(state: &Incident, id: RecordId, rendered: &Rendered, print: &Print) -> Form {
    let desk = Desk { state, print };
    let mut form = desk.form(Msg::new("print-page-title"), "RS", &state.label(id), Paper::A4);
    let mut fields = Fields::default();
    let format = Msg::new("print-value").code("value", "report-format", rendered.format.clone());
    fields.short(Msg::new("print-f-report"), value(rendered.number.clone()));
    fields.short(Msg::new("print-f-format"), format);
    fields.wide(Msg::new("print-f-sha256"), Style::Fixed, value(rendered.file.sha256.clone()));
    fields.wide(
        Msg::new("print-f-head"),
        Style::Fixed,
        value([rendered.size.to_string().as_str(), " ", &rendered.head].concat()),
    );
    form.code = Some(["sha256=", &rendered.file.sha256].concat());
    form.blocks.push(fields.done());
    form.blocks.push(Block::Text { style: Style::Plain, words: Msg::new("print-page-how") });
    let now = points(state);
    let same = |point: &&Point| {
        rendered
            .accepts
            .iter()
            .any(|known| known.number == point.number && known.key == point.key && known.count == point.count)
    };
    let whole = now.len() == rendered.accepts.len() && now.iter().all(|known| same(&known));
    form.blocks.push(heading("print-h-points"));
    if whole {
        form.blocks.extend(now.iter().map(point));
    } else {
        // What the report lists stands in the report: the case has moved on since.
        let words = Msg::new("print-page-points").with("count", rendered.accepts.len());
        form.blocks.push(Block::Text { style: Style::Plain, words });
    }
    form.blocks.push(heading("print-h-signed"));
    let asks = ["print-ask-name", "print-ask-when", "print-ask-read", "print-ask-signature"].map(Msg::new).into();
    let witness = Signer { role: Msg::new("print-witness"), name: None };
    let signers = vec![desk.signer("irt_lead"), desk.signer("siro"), witness];
    form.blocks.push(Block::Signatures { asks, signers });
    form
}
