//! How a form looks: labels, fields, what is offered, and at the field at fault what does not count and the way on.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::form::{CANDIDATE_ROWS, Form, FormField, Stage};
use super::frame::{keys_in, overlay};
use super::look::{Look, put};
use super::text_field;
use crate::app::command::Act;
use crate::domain::entity::INDICATOR;
use crate::domain::incident::Incident;
use crate::domain::indicator;
use crate::domain::input::{FieldKind, Need};
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::domain::time::{Instant, TypingContext, When, parse_coming, parse_when};
use crate::domain::timeline::LineText;

/// Columns of the labels.
const LABEL: u16 = 20;
/// Rows of a field of several lines.
const SEVERAL_ROWS: u16 = 4;

/// One row of a form as it is laid out.
enum Row {
    /// A field by index, with its height.
    Field(usize, u16),
    /// Words below a field, wrapped.
    Note(String, Style),
    /// A candidate by index.
    Offer(usize),
}

impl Row {
    fn height(&self) -> u16 {
        match self {
            Row::Field(_, height) => *height,
            Row::Note(..) | Row::Offer(_) => 1,
        }
    }
}

/// Rows that some rows take together; as many as there can be where they are more.
fn rows_of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> u16 {
    rows.into_iter().fold(0, |sum, row| sum.saturating_add(row.height()))
}

/// Draws a form over the screen; yields where the real cursor belongs.
pub fn draw(form: &Form, area: Rect, buffer: &mut Buffer, look: &Look<'_>, typing: &TypingContext) -> Option<Position> {
    let width = area.width.min(100);
    let inner_width = width.saturating_sub(4);
    let rows = layout(form, look, typing, inner_width);
    let wanted = rows_of(&rows);
    // A long form leaves the status line: what is an exercise says so there, and the clock is there.
    let area = match area.height {
        12.. if wanted.saturating_add(5) >= area.height => Rect { y: area.y + 1, height: area.height - 1, ..area },
        _ => area,
    };
    let height = wanted.saturating_add(4).clamp(6, area.height.max(6));
    let title = look.word(&format!("title-{}", form.spec.name));
    let right = if look.exercise { look.word("exercise") } else { String::new() };
    let inside = overlay(area, buffer, look, width, height, &title, &right);
    if inside.height < 3 || inside.width < 10 {
        return None;
    }
    let body = Rect { x: inside.x + 1, y: inside.y, width: inside.width - 2, height: inside.height - 2 };
    let top = first_row(&rows, form, body.height);
    let mut cursor = None;
    let mut y = 0;
    for row in rows.iter().skip(top) {
        if y + row.height() > body.height {
            break;
        }
        match row {
            Row::Field(index, height) => {
                let place = draw_field(form, *index, Rect { y: body.y + y, height: *height, ..body }, buffer, look);
                cursor = cursor.or(place);
            }
            Row::Note(words, style) => {
                put(buffer, body, y, LABEL + 1, words, *style);
            }
            Row::Offer(index) => draw_offer(form, *index, body, y, buffer, look),
        }
        y += row.height();
    }
    let shown: u16 = y;
    let hidden_below = rows_of(rows.iter().skip(top)) > shown;
    if top > 0 {
        put(buffer, body, 0, body.width - 1, look.more_up(), look.theme.dim);
    }
    if hidden_below {
        put(buffer, body, body.height - 1, body.width - 1, look.more_down(), look.theme.dim);
    }
    draw_foot(form, inside, buffer, look);
    cursor
}

fn layout(form: &Form, look: &Look<'_>, typing: &TypingContext, width: u16) -> Vec<Row> {
    let room = usize::from(width.saturating_sub(LABEL + 1)).max(10);
    let mut rows = Vec::new();
    for (index, field) in form.fields.iter().enumerate().filter(|(index, _)| form.shows(*index)) {
        let several = field.spec.kind.several_lines() && (index == form.focus || !field.field.is_empty());
        rows.push(Row::Field(index, if several { SEVERAL_ROWS } else { 1 }));
        if let Some(refusal) = form.refusal().filter(|refusal| {
            refusal.field == Some(field.spec.name) && (index == form.focus || form.attempted || !field.field.is_empty())
        }) {
            note(&mut rows, &refused(look, &refusal.what, refusal.rule.id()), room, look.theme.refused);
            note(&mut rows, &look.say(&refusal.next), room, look.theme.dim);
        }
        if let Some(failure) = &form.verdict.failure
            && form.verdict.failed_at == Some(field.spec.name)
        {
            note(&mut rows, failure, room, look.theme.refused);
        }
        for short in form.verdict.shortfalls.iter().filter(|short| short.field == Some(field.spec.name)) {
            note(&mut rows, &refused(look, &short.missing, short.rule.id()), room, look.theme.due);
            note(&mut rows, &look.say(&short.next), room, look.theme.dim);
        }
        let record = field.spec.kind == FieldKind::Record;
        if record && index != form.focus {
            reading(field, look, typing).iter().for_each(|words| note(&mut rows, words, room, look.theme.dim));
        }
        if index == form.focus {
            if let Some(reading) = reading(field, look, typing) {
                note(&mut rows, &reading, room, look.theme.dim);
            } else if field.field.is_empty() && (form.candidates.is_empty() || field.spec.kind == FieldKind::People) {
                let own = format!("hint-{}-{}", form.spec.name, field.spec.name);
                let hint = if look.lang.has(&own) { own } else { format!("hint-{}", field.spec.name) };
                if look.lang.has(&hint) {
                    note(&mut rows, &look.word(&hint), room, look.theme.dim);
                }
            }
            form.note.iter().for_each(|words| note(&mut rows, words, room, look.theme.dim));
            let from = form.chosen.map_or(0, |chosen| chosen.saturating_sub(CANDIDATE_ROWS - 1));
            rows.extend((from..form.candidates.len().min(from + CANDIDATE_ROWS)).map(Row::Offer));
        }
    }
    let elsewhere =
        form.verdict.shortfalls.iter().filter(|short| short.field.is_none_or(|name| form.spec.field(name).is_none()));
    for short in elsewhere {
        note(&mut rows, &refused(look, &short.missing, short.rule.id()), room, look.theme.due);
    }
    if let Some(refusal) =
        form.refusal().filter(|refusal| refusal.field.is_none_or(|name| form.spec.field(name).is_none()))
    {
        note(&mut rows, &refused(look, &refusal.what, refusal.rule.id()), room, look.theme.refused);
        note(&mut rows, &look.say(&refusal.next), room, look.theme.dim);
    }
    if let Some(failure) = form.verdict.failure.as_ref().filter(|_| form.verdict.failed_at.is_none()) {
        note(&mut rows, failure, room, look.theme.refused);
    }
    rows
}

/// `! Same file twice: ... (C2-03)`: a sign, the words, the rule.
fn refused(look: &Look<'_>, what: &Msg, rule: &str) -> String {
    format!("! {} ({rule})", look.say(what))
}

fn note(rows: &mut Vec<Row>, words: &str, room: usize, style: Style) {
    rows.extend(text::wrap(words, room).into_iter().map(|line| Row::Note(line, style)));
}

/// How what was typed is read: of a time its date and zone, of a record its words. It is always shown before anything is recorded.
pub(in crate::ui) fn reading(field: &FormField, look: &Look<'_>, typing: &TypingContext) -> Option<String> {
    let typed = field.field.text();
    match field.spec.kind {
        _ if typed.trim().is_empty() => None,
        FieldKind::When | FieldKind::Coming => {
            let read = if field.spec.kind == FieldKind::Coming { parse_coming } else { parse_when };
            let when: When = read(typed.trim(), typing).ok()?;
            Some(look.say(&Msg::new("form-reads").with("time", shown(look, when.at))))
        }
        FieldKind::Record => {
            let line = look.state.timeline.line(look.state.record_named(typed.trim())?)?;
            Some(match &line.text {
                LineText::Words(words) => look.open(words).0,
                LineText::Program(msg) if look.audience.sees(line.mark) => look.say(msg),
                LineText::Program(_) | LineText::Withheld => look.lang.withheld(line.mark.label()),
            })
        }
        _ if field.spec.name == "add" => Some(look.say(&as_indicators(look.state, typed.split(',')))),
        _ if field.spec.name == "pasted" => Some(look.say(&as_indicators(look.state, indicator::lines(&typed)))),
        kind => {
            let (kinds, several) = kind.entities()?;
            let unknown = crate::domain::entity::unknown(look.state, kinds, several, &typed);
            let first = unknown.first()?;
            let (id, name) = match kinds == [INDICATOR] {
                true => ("form-indicator-new", indicator::shown(first)),
                false => ("form-entity-new", first.clone()),
            };
            Some(look.say(&Msg::new(id).with("name", text::visible(&name).into_owned())))
        }
    }
}

/// What stands in a field, as it is said where it is not being typed: indicators are broken there as everywhere.
pub(in crate::ui) fn said(field: &FormField) -> String {
    let typed = field.field.text();
    let own = field.spec.kind.entities().is_some_and(|(kinds, _)| kinds == [INDICATOR]);
    // The fields of a set of indicators.
    if !own && !matches!(field.spec.name, "add" | "remove" | "pasted") {
        return typed;
    }
    let broken = |part: &str| {
        let value = part.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';'));
        if value.is_empty() { part.to_owned() } else { part.replacen(value, &indicator::shown(value), 1) }
    };
    typed.split_inclusive([',', ';', '\n']).map(broken).collect()
}

/// What pasted lines are read as, said before they are recorded.
fn as_indicators<'a>(state: &Incident, given: impl Iterator<Item = &'a str>) -> Msg {
    let found = indicator::recognised(state, &indicator::wanted(state), given);
    let kinds = found.kinds.iter().fold(None, |before: Option<Msg>, (kind, count)| {
        let before =
            before.map_or_else(|| Msg::new("entity-no-more"), |before| Msg::new("pasted-and").with("before", before));
        Some(Msg::new("pasted-kind").with("before", before).with("count", *count).code(
            "kind",
            "indicator",
            kind.clone(),
        ))
    });
    Msg::new("pasted-reads")
        .with("kinds", kinds.unwrap_or_else(|| Msg::new("pasted-none")))
        .with("twice", found.twice)
        .with("known", found.known)
}

fn shown(look: &Look<'_>, at: Instant) -> String {
    let local = look.local(at);
    format!(
        "{} {} {} {}",
        look.word(&format!("weekday-{}", local.weekday_index())),
        local.date_iso(),
        local.hms(),
        local.zone_abbrev()
    )
}

/// The first row to show so that the focused field and what hangs below it are in sight.
fn first_row(rows: &[Row], form: &Form, height: u16) -> usize {
    let Some(focus) = rows.iter().position(|row| matches!(row, Row::Field(index, _) if *index == form.focus)) else {
        return 0;
    };
    let end = rows
        .iter()
        .enumerate()
        .skip(focus + 1)
        .find(|(_, row)| matches!(row, Row::Field(..)))
        .map_or(rows.len(), |(i, _)| i);
    let mut top = focus;
    let mut used = rows_of(&rows[focus..end]);
    while top > 0 && used.saturating_add(rows[top - 1].height()) <= height {
        top -= 1;
        used += rows[top].height();
    }
    top
}

fn draw_field(form: &Form, index: usize, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
    let field = form.fields.get(index)?;
    let focused = index == form.focus;
    let sign = match field.spec.need {
        Need::Required if field.field.is_empty() => "*",
        Need::Owed if field.field.is_empty() => "?",
        _ => " ",
    };
    let label_style = if focused { look.theme.title } else { look.theme.text };
    let label = look.lang.label(form.spec.name, field.spec.name);
    let label = text::fit(&label, usize::from(LABEL) - 2);
    put(buffer, area, 0, 0, &label, label_style);
    put(buffer, area, 0, LABEL - 2, sign, look.theme.due);
    let place = Rect { x: area.x + LABEL, width: area.width.saturating_sub(LABEL), ..area };
    if place.width == 0 {
        return None;
    }
    let style = if focused { look.theme.field_focus } else { look.theme.field };
    let drawn = text_field::Look { text: style, sign: look.theme.withheld, glyphs: look.glyphs };
    // Pasted lines stand as they came: they may be megabytes, and are not gone through for a frame.
    let shown = Some(field).filter(|field| !focused && !field.spec.kind.several_lines());
    let words = shown.map(said).filter(|said| *said != field.field.text());
    let cursor = match words {
        Some(words) => {
            let mut shown = field.field.clone();
            shown.set_text(&words);
            shown.render(place, buffer, &drawn)
        }
        None => field.field.render(place, buffer, &drawn),
    };
    let words = match field.spec.kind {
        FieldKind::Choice(prefix, codes) => {
            codes.contains(&field.field.text().trim()).then(|| look.code(prefix, field.field.text().trim()))
        }
        _ => None,
    };
    if let Some(words) = words.filter(|words| *words != field.field.text().trim()) {
        let column = LABEL + u16::try_from(text::width(&field.field.text())).unwrap_or(0) + 2;
        put(buffer, area, 0, column, &words, look.theme.dim);
    }
    if focused { cursor } else { None }
}

fn draw_offer(form: &Form, index: usize, body: Rect, y: u16, buffer: &mut Buffer, look: &Look<'_>) {
    let Some(candidate) = form.candidates.get(index) else { return };
    let chosen = form.chosen == Some(index);
    let pointer = if chosen { look.glyphs.pointer() } else { " " };
    let style = if chosen { look.theme.selection } else { look.theme.dim };
    let width = usize::from(body.width.saturating_sub(LABEL + 2));
    let words = if candidate.words == candidate.value { String::new() } else { candidate.words.clone() };
    let value = text::fit(&candidate.value, text::width(&candidate.value).clamp(22, 34).min(width));
    let line = text::fit(&format!("{value}  {words}"), width.saturating_sub(2));
    put(buffer, body, y, LABEL, &format!("{pointer} {line}"), style);
    if index + 1
        == form.candidates.len().min(form.chosen.map_or(0, |c| c.saturating_sub(CANDIDATE_ROWS - 1)) + CANDIDATE_ROWS)
        && index + 1 < form.candidates.len()
    {
        put(buffer, body, y, body.width - 1, look.more_down(), look.theme.dim);
    }
}

/// The field that keeps a form from being recorded, where it is one of its own.
fn at_fault(form: &Form) -> Option<&'static str> {
    form.refusal()?.field.filter(|name| form.spec.field(name).is_some())
}

fn draw_foot(form: &Form, inside: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let row = inside.height - 1;
    let blocked = form.refusal().is_some();
    let short = form.verdict.shortfalls.iter().any(|short| !short.counts());
    let several = form.focused().is_some_and(|field| field.spec.kind.several_lines());
    let id = match (form.stage, blocked, short, several) {
        (Stage::Reading, ..) => "form-foot-reading",
        (_, true, ..) => "form-foot-blocked",
        (_, _, true, true) => "form-foot-several-short",
        (_, _, true, false) => "form-foot-short",
        (_, _, _, true) => "form-foot-several",
        // Nothing is recorded before it was seen what the file is.
        _ if matches!(form.spec.act, Act::Rows) => "form-foot-look",
        _ => "form-foot",
    };
    let id = if form.spec.records() || form.stage == Stage::Reading { id } else { "form-foot-screen" };
    let words = match at_fault(form).filter(|_| id == "form-foot-blocked") {
        Some(name) => look.say(&Msg::new("form-foot-lacks").with("field", look.lang.label(form.spec.name, name))),
        None => look.word(id),
    };
    let keys = keys_in(&words, usize::from(inside.width.saturating_sub(2)));
    put(buffer, inside, row, 1, &keys, look.theme.dim);
    let restored = form.restored.then(|| look.word("form-restored"));
    if let Some(words) = restored {
        let width = u16::try_from(text::width(&words)).unwrap_or(0);
        put(buffer, inside, row - 1, inside.width.saturating_sub(width + 1), &words, look.theme.due);
    }
}
