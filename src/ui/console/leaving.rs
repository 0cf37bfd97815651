//! What leaves the room from a key: papers beside the case file, the closing report, a checkpoint in words for the phone or as a code to scan.

use std::path::{Path, PathBuf};

use base64ct::{Base64, Encoding as _};

use super::Console;
use crate::app::anchor;
use crate::app::paper::{Format, Made, Wanted, make, record};
use crate::domain::msg::Msg;
use crate::domain::text::visible_bytes;
use crate::ui::code::CheckpointCode;
use crate::ui::overlay::Overlay;
use crate::ui::phone::Phone;

impl Console {
    /// A checkpoint over what is recorded; a new one where something was recorded since the last.
    pub(super) fn current_checkpoint(&mut self) -> Option<anchor::Made> {
        self.leave_the_past();
        let made = anchor::current(self.case.as_mut()?);
        match made {
            Ok(made) => {
                self.changed();
                Some(made)
            }
            Err(failure) => {
                self.say_failure(&failure);
                None
            }
        }
    }

    /// Lays the words for the phone over the screen.
    pub(super) fn phone_words(&mut self) {
        let Some(made) = self.current_checkpoint() else { return };
        let ours = match self.case.as_ref().map(|case| anchor::question(case.env())) {
            Some(Ok(ours)) => ours,
            Some(Err(failure)) => return self.say_failure(&failure),
            None => return,
        };
        let record = self.state().label(made.record);
        let page = Phone::new(record, made.signed.heads, made.case_head, ours);
        self.overlays.push(Overlay::Phone(Box::new(page)));
    }

    /// Lays a checkpoint over the screen as a code to scan.
    pub(super) fn checkpoint_code(&mut self) {
        let Some(made) = self.current_checkpoint() else { return };
        let request = match anchor::query(&made.signed) {
            Ok(request) => Base64::encode_string(&request),
            Err(failure) => return self.say_failure(&failure),
        };
        let record = self.state().label(made.record);
        let page = CheckpointCode::new(record, made.signed.heads, made.case_head, request);
        self.overlays.push(Overlay::Code(Box::new(page)));
    }

    /// Makes the closing report and keeps it in the case.
    pub(super) fn make_report(&mut self) {
        self.leave_the_past();
        let Some(case) = self.case.as_mut() else { return };
        match crate::app::report::render(case, Format::best(), &self.paper_lang) {
            Ok(_) => {
                self.say(&Msg::new("report-made"));
                self.changed();
            }
            Err(failure) => self.say_failure(&failure),
        }
    }

    /// Writes a form beside the case file, and says where.
    pub(super) fn print(&mut self, wanted: &Wanted) {
        let Some(case) = self.shown() else { return };
        let made = make(case, wanted, Format::best(), case.zone(), &self.paper_lang);
        match made.and_then(|made| made.write_beside(case).map(|path| (made, path))) {
            Ok((made, path)) => {
                self.say_written("print-written", std::slice::from_ref(&path));
                self.record_papers(&[(&made, Some(&path))]);
            }
            Err(failure) => self.say_failure(&failure),
        }
    }

    /// Says which files were written: their names first, so that they are read where there is no room for the folder.
    pub(super) fn say_written(&mut self, message: &'static str, paths: &[PathBuf]) {
        let names: Vec<String> = paths
            .iter()
            .filter_map(|path| path.file_name())
            .map(|name| visible_bytes(name.as_encoded_bytes()))
            .collect();
        let folder = paths.first().and_then(|path| path.parent()).map(|path| path.as_os_str().as_encoded_bytes());
        let folder = folder.map(visible_bytes).unwrap_or_default();
        self.say(&Msg::new(message).with("names", names.join(", ")).with("path", folder));
    }

    /// Puts on record that papers left the case; what is printed of the past is not of the case as it is.
    pub(super) fn record_papers(&mut self, papers: &[(&Made, Option<&Path>)]) {
        let Some(case) = self.case.as_mut().filter(|_| self.past.is_none()) else { return };
        match record(case, papers) {
            Ok(()) => self.changed(),
            Err(failure) => self.say_failure(&failure),
        }
    }
}
