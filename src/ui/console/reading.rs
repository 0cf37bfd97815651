//! Opening the proofs of the selected step to read.

use super::Console;
use crate::domain::artefact::Artefact;
use crate::domain::attention::Place;
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::proof::{Source, live_proofs};
use crate::domain::text;
use crate::ui::overlay::Overlay;
use crate::ui::pane::Pane;
use crate::ui::panes::words::record_text;
use crate::ui::reader::{Content, Page, Reader};

impl Console {
    /// Opens the files attached to the selected step.
    pub(super) fn read_proofs(&mut self) {
        let selected = self.panes.get(Pane::Checklist).selected(&self.look(&[]));
        let Some(Place::Step(step)) = selected else { return self.say(&Msg::new("reader-no-step")) };
        let mut pages = Vec::new();
        for (record, proof) in live_proofs(self.state(), &step) {
            let Source::File(file) = &proof.source else { continue };
            let look = self.look(&[]);
            let kind = look.code("proof", &proof.kind);
            let label = look.state.label(*record);
            if let Some(before) = &proof.before {
                let title = format!("{label}  {kind}, {}", look.word("reader-before"));
                pages.push(Page { record: None, title, content: self.content(*record, before) });
            }
            let name = text::visible(&record_text(&look, *record, &file.name).0).into_owned();
            pages.push(Page {
                title: format!("{label}  {kind}  {name}"),
                record: Some(label),
                content: self.content(*record, file),
            });
        }
        if pages.is_empty() {
            self.say(&Msg::new("reader-none"));
        } else {
            self.overlays.push(Overlay::Reader(Box::new(Reader::new(step, pages))));
        }
    }

    /// What there is to read of a file, for the room.
    fn content(&self, record: RecordId, file: &Artefact) -> Content {
        let (words, withheld) = record_text(&self.look(&[]), record, &file.name);
        if withheld {
            return Content::Withheld(words);
        }
        if self.state().excisions.bytes(&file.commitment) {
            return Content::Nothing("reader-taken-out");
        }
        if !file.stored {
            return Content::Nothing("reader-outside");
        }
        // Only bytes that have the digest of the record are given out.
        let bytes = self.shown().and_then(|case| case.attachment(&file.sha256));
        bytes.map_or(Content::Nothing("reader-altered"), Content::of)
    }
}
