//! Chats: a message begins with a time and goes on with the lines right below that have none.

use std::io::{self, Read};

use super::{Item, Reader, Source, Step, text};
use crate::library::foreign::cells::Cells;
use crate::library::foreign::chat;
use crate::library::foreign::row::{Reason, Refused};
use crate::library::foreign::time::TimeForm;

/// A message of a chat that may go on with the next line.
pub(super) struct Pending {
    line: u64,
    lines: u32,
    raw: String,
    time: String,
    name: String,
    text: String,
}

impl<R: Read> Reader<R> {
    pub(super) fn next_message(&mut self) -> io::Result<Option<Item>> {
        loop {
            let span = match self.line()? {
                Step::End => return Ok(self.finish_message()),
                Step::Refused(refused) => {
                    let item = self.refused(refused, 1);
                    return Ok(Some(self.after_message(item)));
                }
                Step::Line(span) => span,
            };
            let form = self.mappers.first().and_then(|(_, mapper)| mapper.mapping().form).unwrap_or(TimeForm::Iso);
            let most = self.limits;
            let Self { source: Source::Lines(lines), pending, .. } = self else { return Ok(None) };
            let line = match text(lines.bytes(span)) {
                Ok(line) => line,
                Err(reason) => {
                    let item = self.refuse_line(span, reason);
                    return Ok(Some(self.after_message(item)));
                }
            };
            if let Some(message) = chat::message(line, form) {
                let begun = Pending {
                    line: lines.number(),
                    lines: 1,
                    raw: line.to_owned(),
                    time: message.time.to_owned(),
                    name: message.name.to_owned(),
                    text: message.text.to_owned(),
                };
                lines.take(span.next, 1);
                let done = self.finish_message();
                self.pending = Some(begun);
                match done {
                    Some(item) => return Ok(Some(item)),
                    None => continue,
                }
            }
            // Only a line right below goes on with a message: what was blank or refused between them has ended it.
            let adjacent = |pending: &&mut Pending| {
                pending.line + u64::from(pending.lines) == lines.number()
                    && pending.lines < most.lines
                    && pending.raw.len() + line.len() < most.record
            };
            let Some(pending) = pending.as_mut().filter(adjacent) else {
                let item = self.refuse_line(span, Reason::NotChat);
                return Ok(Some(self.after_message(item)));
            };
            for part in [&mut pending.raw, &mut pending.text] {
                part.push('\n');
                part.push_str(line);
            }
            pending.lines += 1;
            lines.take(span.next, 1);
        }
    }

    /// The message before an item, which then waits for its turn.
    fn after_message(&mut self, item: Item) -> Item {
        match self.finish_message() {
            Some(message) => {
                self.ready = Some(item);
                message
            }
            None => item,
        }
    }

    pub(super) fn finish_message(&mut self) -> Option<Item> {
        let Pending { line, lines, raw, time, name, text } = self.pending.take()?;
        let (_, mapper) = self.mappers.first()?;
        let mut cells = Cells::default();
        for cell in [&time, &name, &text] {
            cells.put(cell);
        }
        Some(match mapper.cells(line, lines, &cells) {
            Ok(row) => self.kept(row, u64::from(lines)),
            Err(reason) => {
                let length = raw.len() as u64;
                self.refused(Refused { line, lines, reason, raw: raw.into_bytes(), length }, u64::from(lines))
            }
        })
    }
}
