//! How an answer looks while it is written, and the records that it can cite.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::answer::{Answer, FIELDS, Focus};
use super::cite::Cites;
use crate::domain::msg::Msg;
use crate::domain::notice::fault;
use crate::domain::text;
use crate::domain::time::{TypingContext, parse_when};
use crate::domain::timeline::LineText;
use crate::ui::look::{Look, put};
use crate::ui::panes::words;
use crate::ui::text_field;

/// Columns of the labels.
const LABEL: u16 = 21;
/// Rows of what the item asks for.
const ASK: u16 = 2;
/// Records whose words are shown below the field that names them.
const CITED: u16 = 2;
/// Rows of what does not count.
const VERDICT: u16 = 2;
/// Columns from which a record that is no fact says where it goes.
const ROOMY: u16 = 90;
/// Index of the field with the low number; likely and high stand beside it.
const LOW: usize = 2;
/// Index of the field behind the high number.
const BEHIND: usize = 5;

/// The parts of an answer on the screen.
pub(super) struct Panel {
    ask: Rect,
    rule: Rect,
    pub(super) text: Rect,
    fields: Rect,
    verdict: Rect,
}

impl Panel {
    pub(super) fn of(area: Rect, answer: &Answer) -> Panel {
        let mut left = area;
        let mut take = |rows: u16, from_below: bool| {
            let rows = rows.min(left.height);
            let y = if from_below { left.bottom() - rows } else { left.y };
            let part = Rect { y, height: rows, ..left };
            left = Rect { y: if from_below { left.y } else { left.y + rows }, height: left.height - rows, ..left };
            part
        };
        let ask = take(ASK, false);
        let rule = take(1, false);
        let verdict = take(VERDICT, true);
        let fields = take(rows(answer), true);
        Panel { ask, rule, text: left, fields, verdict }
    }
}

/// Rows of the fields.
fn rows(answer: &Answer) -> u16 {
    let single = (0..FIELDS.len()).filter(|field| !(LOW..BEHIND).contains(field) && answer.shows(*field)).count();
    let numbers = (LOW..BEHIND).any(|field| answer.shows(field));
    let cited = answer.fields[0].text().split(',').filter(|name| !name.trim().is_empty()).count();
    let rows = 1 + single + usize::from(numbers) + cited.min(usize::from(CITED));
    u16::try_from(rows).unwrap_or(0)
}

/// Draws the answer; the real cursor where it has the keys.
pub(super) fn draw(
    answer: &Answer,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
    look: &Look<'_>,
    typing: &TypingContext,
) -> Option<Position> {
    let panel = Panel::of(area, answer);
    let room = usize::from(area.width);
    let mut asked = text::wrap(&answer.item.text, room);
    if asked.len() > usize::from(ASK) {
        asked.truncate(usize::from(ASK));
        if let Some(last) = asked.last_mut() {
            *last = text::fit(&format!("{last} {}", look.glyphs.ellipsis().repeat(2)), room);
        }
    }
    for (row, line) in (0..ASK).zip(&asked) {
        put(buffer, panel.ask, row, 0, line, look.theme.title);
    }
    let line = look.glyphs.border().horizontal_top.repeat(room);
    put(buffer, panel.rule, 0, 0, &line, look.theme.border);
    let label = format!(" {} ", look.code("field", "text"));
    let on_text = focused && answer.focus == Focus::Text;
    put(buffer, panel.rule, 0, 2, &label, if on_text { look.theme.title } else { look.theme.dim });
    if answer.typed() {
        let words = format!(" {} ", look.word("compose-unrecorded"));
        let column = area.width.saturating_sub(u16::try_from(text::width(&words)).unwrap_or(0) + 2);
        put(buffer, panel.rule, 0, column, &words, look.theme.due);
    }
    let cursor = answer.editor.draw(panel.text, buffer, look).filter(|_| on_text);
    let field = draw_fields(answer, focused, panel.fields, buffer, look, typing);
    draw_verdict(answer, panel.verdict, buffer, look);
    cursor.or(field)
}

fn draw_fields(
    answer: &Answer,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
    look: &Look<'_>,
    typing: &TypingContext,
) -> Option<Position> {
    let style = |on: bool| if on { look.theme.title } else { look.theme.text };
    let on_kind = focused && answer.focus == Focus::Kind;
    put(buffer, area, 0, 0, &label("item-answer", look), style(on_kind));
    let kind = look.code("item-answer", answer.code());
    let end = put(buffer, area, 0, LABEL, &kind, if on_kind { look.theme.field_focus } else { look.theme.field });
    if on_kind {
        put(buffer, area, 0, end + 2, &look.word("compose-turn"), look.theme.dim);
    }
    let mut cursor = on_kind.then(|| Position::new((area.x + LABEL).min(area.right().saturating_sub(1)), area.y));
    let mut row = 1;
    for (index, name) in FIELDS.iter().enumerate().filter(|(index, _)| answer.shows(*index)) {
        let on = focused && answer.focus == Focus::Field(index);
        let numbers = (LOW..BEHIND).contains(&index);
        let place = if numbers {
            // Low, likely and high in one row: they are read together.
            let third = area.width / 3;
            let x = area.x + third * u16::try_from(index - LOW).unwrap_or(0);
            let width = put(buffer, Rect { x, width: third, ..area }, row, 0, &look.code("field", name), style(on)) + 1;
            Rect { x: x + width, y: area.y + row, width: third.saturating_sub(width + 1), height: 1 }
        } else {
            put(buffer, area, row, 0, &label(name, look), style(on));
            Rect { x: area.x + LABEL, y: area.y + row, width: area.width.saturating_sub(LABEL), height: 1 }
        };
        if place.y >= area.bottom() {
            break;
        }
        let text = if on { look.theme.field_focus } else { look.theme.field };
        let at = answer.fields[index].render(
            place,
            buffer,
            &text_field::Look { text, sign: look.theme.withheld, glyphs: look.glyphs },
        );
        if on {
            cursor = at;
        }
        if *name == "follows-at" {
            reading(&answer.fields[index].text(), place, buffer, look, typing);
        }
        row += u16::from(!numbers || index + 1 == BEHIND);
        if index == 0 {
            row += draw_cited(
                answer,
                Rect { y: area.y + row, height: area.height.saturating_sub(row), ..area },
                buffer,
                look,
            );
        }
    }
    cursor
}

fn label(name: &str, look: &Look<'_>) -> String {
    text::fit(&look.code("field", name), usize::from(LABEL) - 2)
}

/// How a typed time is read, beside it.
fn reading(typed: &str, place: Rect, buffer: &mut Buffer, look: &Look<'_>, typing: &TypingContext) {
    let Ok(when) = parse_when(typed.trim(), typing) else { return };
    let words = look.say(&Msg::new("form-reads").with("time", words::due(look, when.at)));
    let column = u16::try_from(text::width(typed)).unwrap_or(u16::MAX).saturating_add(2);
    put(buffer, place, 0, column, &words, look.theme.dim);
}

/// The words of what is cited, each with why it does not stand where it does not.
fn draw_cited(answer: &Answer, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> u16 {
    let cited = answer.cited(look.state);
    let rows = CITED.min(u16::try_from(cited.len()).unwrap_or(u16::MAX));
    // The last ones: what was just picked is seen.
    let first = cited.len() - usize::from(rows);
    for (row, (name, known)) in (0..rows).zip(cited.iter().skip(first)) {
        let fault = known.map_or_else(
            || Some(look.word("compose-no-record")),
            |id| fault(look.state, id).map(|fault| look.code("cite", fault.code())),
        );
        let words = known.map(|id| words_of(id, look)).unwrap_or_default();
        let sign = if fault.is_some() { "!" } else { " " };
        let style = if fault.is_some() { look.theme.due } else { look.theme.dim };
        let why = fault.map(|why| format!(" ({why})")).unwrap_or_default();
        let room = usize::from(area.width.saturating_sub(LABEL)).saturating_sub(text::width(&why) + 2);
        let head = format!("[{}] {words}", name.trim_start_matches(['[', '#']).trim_end_matches(']'));
        let head = text::fit(&head, text::width(&head).min(room.max(12)));
        put(buffer, area, row, LABEL, &format!("{sign} {head}{why}"), style);
    }
    rows
}

fn words_of(record: crate::domain::id::RecordId, look: &Look<'_>) -> String {
    let Some(line) = look.state.timeline.line(record) else { return String::new() };
    match &line.text {
        LineText::Words(words) => look.open(words).0,
        LineText::Program(msg) if look.audience.sees(line.mark) => look.say(msg),
        LineText::Program(_) | LineText::Withheld => look.lang.withheld(line.mark.label()),
    }
}

/// What recording would lead to: what is missing for credit, or why it cannot be recorded.
fn draw_verdict(answer: &Answer, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let verdict = &answer.verdict;
    let (what, next, style) = match (&verdict.refusal, &verdict.failure, verdict.shortfalls.first()) {
        (Some(refusal), ..) => {
            let what = format!("! {} ({})", look.say(&refusal.what), refusal.rule.id());
            (what, look.say(&refusal.next), look.theme.refused)
        }
        (None, Some(failure), _) => (format!("! {failure}"), String::new(), look.theme.refused),
        (None, None, Some(short)) => {
            let what = format!("! {} ({})", look.say(&short.missing), short.rule.id());
            (what, look.say(&short.next), look.theme.due)
        }
        (None, None, None) => return,
    };
    put(buffer, area, 0, 0, &what, style);
    put(buffer, area, 1, 0, &next, look.theme.dim);
}

/// Draws the records to cite.
pub(super) fn draw_cites(
    cites: &Cites,
    answer: &Answer,
    area: Rect,
    buffer: &mut Buffer,
    look: &Look<'_>,
) -> Option<Position> {
    put(buffer, area, 0, 0, &text::fit(&answer.item.text, usize::from(area.width)), look.theme.title);
    let column = put(buffer, area, 1, 0, &look.word("compose-cite"), look.theme.text) + 1;
    let place = Rect { x: area.x + column, y: area.y + 1, width: area.width.saturating_sub(column), height: 1 };
    let style = text_field::Look { text: look.theme.field_focus, sign: look.theme.withheld, glyphs: look.glyphs };
    let cursor = if area.height > 1 { cites.finder.field.render(place, buffer, &style) } else { None };
    let list = Rect { y: area.y + 2.min(area.height), height: area.height.saturating_sub(2), ..area };
    let shown = cites.shown();
    let (len, page) = (shown.len(), usize::from(list.height));
    if len == 0 {
        put(buffer, list, 0, 0, &look.word("compose-cite-none"), look.theme.due);
        return cursor;
    }
    let cited = answer.cited(look.state);
    let top = cites.finder.list.top_for(len, page);
    for (row, (index, known)) in (0_u16..).zip(shown.enumerate().skip(top).take(page)) {
        let selected = index == cites.finder.list.selected;
        let pointer = if selected { look.glyphs.pointer() } else { " " };
        let sign = if cited.iter().any(|(_, id)| *id == Some(known.record)) { "[x]" } else { "[ ]" };
        let why = known.fault.map(|fault| {
            let why = look.code("cite", fault.code());
            let whole = look.say(&Msg::new("compose-not-fact").with("why", why.clone()));
            format!("  ! {}", if list.width >= ROOMY { whole } else { why })
        });
        let why = why.unwrap_or_default();
        // The last column is for the sign that there is more.
        let room = usize::from(list.width.saturating_sub(8)).saturating_sub(text::width(&why));
        let style = if known.fault.is_some() { look.theme.dim } else { look.theme.text };
        let style = if selected { style.patch(look.theme.selection) } else { style };
        let column = put(buffer, list, row, 0, &format!("{pointer} {sign} {}", text::fit(&known.words, room)), style);
        put(buffer, list, row, column, &why, look.theme.due);
    }
    let edge = list.width.saturating_sub(1);
    if top > 0 {
        put(buffer, list, 0, edge, look.more_up(), look.theme.dim);
    }
    if top + page < len {
        put(buffer, list, list.height.saturating_sub(1), edge, look.more_down(), look.theme.dim);
    }
    cursor
}
