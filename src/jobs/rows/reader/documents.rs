//! Documents: objects of the sections that hold rows; the other sections are counted by name.

use std::io::{self, Read};

use super::{Item, Reader, Source, text};
use crate::jobs::rows::elements::{Element, Outcome};
use crate::library::foreign::json;
use crate::library::foreign::mapping::Shape;
use crate::library::foreign::row::{Reason, Refused};

impl<R: Read> Reader<R> {
    pub(super) fn next_element(&mut self) -> io::Result<Option<Item>> {
        loop {
            let Self { source: Source::Elements(elements), .. } = self else { return Ok(None) };
            let found = elements.next_element()?;
            let outside = elements.outside();
            // Of what is outside every object the count only grows; the frame is that and what was put aside.
            let more = outside - std::mem::replace(&mut self.outside, outside);
            self.counts.lines += more;
            self.counts.frame += more;
            let Some(element) = found else { return Ok(None) };
            let lines = u32::try_from(element.ends + 1).unwrap_or(u32::MAX);
            let Some((_, mapper)) = self
                .mappers
                .iter_mut()
                .find(|(section, _)| *section == element.section || self.shape == Shape::Objects)
            else {
                if element.outcome == Outcome::Whole {
                    *self.aside.entry(element.section).or_default() += 1;
                    self.counts.frame += element.ends;
                    self.counts.lines += element.ends;
                    continue;
                }
                return Ok(Some(self.refuse_element(element, None)));
            };
            if element.outcome != Outcome::Whole {
                return Ok(Some(self.refuse_element(element, None)));
            }
            let row = text(&element.raw)
                .and_then(json::object)
                .and_then(|members| mapper.members(element.line, lines, &members));
            return Ok(Some(match row {
                Ok(row) => self.kept(row, element.ends),
                Err(reason) => self.refuse_element(element, Some(reason)),
            }));
        }
    }

    fn refuse_element(&mut self, element: Element, reason: Option<Reason>) -> Item {
        let reason = reason.unwrap_or(match element.outcome {
            Outcome::Long => Reason::TooLong { limit: self.limits.record as u64 },
            Outcome::Broken => Reason::NotJson { at: element.length },
            Outcome::Whole | Outcome::CutShort => Reason::CutShort,
        });
        let lines = u32::try_from(element.ends + 1).unwrap_or(u32::MAX);
        let Element { raw, length, line, ends, .. } = element;
        self.refused(Refused { line, lines, reason, raw, length }, ends)
    }
}
