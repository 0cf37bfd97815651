//! Chats: by lines that begin with a time and a name.

use super::{Detection, RECORDS, ask, lines, mapping_of};
use crate::library::foreign::chat;
use crate::library::foreign::format::{Format, Known};
use crate::library::foreign::mapping::{Role, Shape};
use crate::library::foreign::time::TimeForm;

/// A message whose time can be read: only such a one tells in which form they are written.
fn dated(line: &str, form: TimeForm) -> Option<chat::Message<'_>> {
    chat::message(line, form).filter(|message| message.readable)
}

pub(super) fn chat_of(sample: &str) -> Option<Detection> {
    let all: Vec<(u64, &str)> = lines(sample).take(RECORDS).collect();
    let forms = [TimeForm::Iso, TimeForm::MonthFirst, TimeForm::DayFirst, TimeForm::Mail];
    let counts = forms.map(|form| (all.iter().filter(|(_, line)| dated(line, form).is_some()).count(), form));
    let best = counts.iter().map(|(count, _)| *count).max()?;
    // The first line begins a message, and so do enough of the others that this is no table with a colon in it.
    let form = counts.iter().find(|(count, _)| *count == best && best > 0).map(|(_, form)| *form)?;
    if best * 4 < all.len() || all.first().is_none_or(|(_, line)| dated(line, form).is_none()) {
        return None;
    }
    let mut mapping = mapping_of(&Known::CELLS, &["time".to_owned(), "name".to_owned(), "text".to_owned()], ',');
    (mapping.format, mapping.shape, mapping.header) = (Format::Chat, Shape::Chat, false);
    for (column, role) in mapping.columns.iter_mut().zip([Role::Time, Role::User, Role::What]) {
        column.role = role;
    }
    let messages: Vec<(u64, &str)> =
        all.iter().filter_map(|(line, text)| dated(text, form).map(|message| (*line, message.time))).collect();
    let times: Vec<(&str, Option<&str>)> = messages.iter().map(|(_, time)| (*time, None)).collect();
    let mut questions = Vec::new();
    ask(&mut mapping, &times, |at| messages.get(at).map_or(0, |(line, _)| *line), &mut questions);
    Some(Detection {
        mappings: vec![(String::new(), mapping)],
        nearly: None,
        twice: Vec::new(),
        absent: Vec::new(),
        questions,
    })
}
