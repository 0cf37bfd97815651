//! The composer of a notice: opened from its deadline, its answers judged while they are written, recorded, and its forms opened over it.

use std::path::PathBuf;

use crossterm::event::KeyEvent;

use super::Console;
use crate::app::Failure;
use crate::app::command::command;
use crate::app::paper::{Format, Made, Wanted, make, notice_text};
use crate::app::staging::Staged;
use crate::domain::attention::Place;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::ui::compose::{Asked, Composer};
use crate::ui::form::Verdict;
use crate::ui::input::Chord;
use crate::ui::overlay::Overlay;
use crate::ui::panes::PaneView;

impl Console {
    /// Opens the notice of the selected deadline: the last one begun, or the form that begins it.
    pub(super) fn compose(&mut self) {
        let Some(Place::Deadline(key)) = self.panes.deadlines.selected(&self.look(&[])) else {
            return self.say(&Msg::new("compose-nothing"));
        };
        let (regime, deadline) = key.split_once('/').unwrap_or((key.as_str(), ""));
        let state = self.state();
        let notice = state.notices.of(state, regime, deadline).next_back().map(|notice| notice.id);
        match (notice, command("draft")) {
            (Some(notice), _) => self.open_composer(notice),
            (None, Some(spec)) => self.open_form(spec, Input::default().with("deadline", key)),
            (None, None) => {}
        }
    }

    /// Lays the composer of a notice over the panes, in place of one that is there.
    pub(super) fn open_composer(&mut self, notice: RecordId) {
        self.keep_drafts();
        if self.state().notices.notice(notice).is_none() {
            return;
        }
        // What is typed belongs to the present: the past is shown as it was recorded.
        let drafts = self.drafts.as_ref().filter(|_| self.past.is_none());
        let kept = |key: &str| drafts.and_then(|drafts| drafts.kept(key));
        let composer = Composer::open(notice, &self.look(&[]), kept);
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Composer(_)));
        self.overlays.push(Overlay::Composer(Box::new(composer)));
        self.judge_answer();
    }

    /// One key press there.
    pub(super) fn composer_key(&mut self, key: KeyEvent) {
        if self.asks_for_help(Chord::from(key)) && self.help_with_page() {
            return;
        }
        // What is put aside for another item is in its draft by then.
        self.keep_drafts();
        let Some(Overlay::Composer(mut composer)) = self.overlays.pop() else { return };
        let drafts = self.drafts.as_ref().filter(|_| self.past.is_none());
        let kept = |key: &str| drafts.and_then(|drafts| drafts.kept(key));
        let asked = composer.handle(key, &self.look(&[]), kept);
        self.overlays.push(Overlay::Composer(composer));
        self.grant_composer(asked);
    }

    /// Pasted text there.
    pub(super) fn composer_paste(&mut self, pasted: &str) {
        let Some(Overlay::Composer(composer)) = self.overlays.last_mut() else { return };
        let asked = composer.paste(pasted);
        self.grant_composer(asked);
    }

    fn grant_composer(&mut self, asked: Asked) {
        match asked {
            Asked::Nothing => {}
            Asked::Close => {
                self.keep_drafts();
                self.overlays.pop();
                self.ask_at_opening();
            }
            Asked::Check => self.judge_answer(),
            Asked::Record => self.record_answer(),
            Asked::Form(name, input) => {
                if let Some(spec) = command(name) {
                    self.open_form(spec, input);
                }
            }
            Asked::Export(notice) => self.export_notice(notice),
            Asked::Say(msg) => {
                self.say(&msg);
                self.judge_answer();
            }
        }
    }

    /// Judges the answer as it stands: the same decision that recording would make.
    fn judge_answer(&mut self) {
        let Some(Overlay::Composer(composer)) = self.overlays.last() else { return };
        let (Some(input), Some(spec), Some(case)) = (composer.input(), command("fill"), &self.case) else { return };
        let verdict = match case.preview(spec, &input, &Staged::default()) {
            Ok(decision) => Verdict { shortfalls: decision.shortfalls, ..Verdict::default() },
            Err(Failure::Refused(refusal)) => Verdict { refusal: Some(*refusal), ..Verdict::default() },
            Err(other) => Verdict { failure: Some(other.to_string()), ..Verdict::default() },
        };
        if let Some(Overlay::Composer(composer)) = self.overlays.last_mut() {
            composer.judge(verdict);
        }
    }

    /// Records the answer as it is typed: a new version of the text.
    fn record_answer(&mut self) {
        let Some(Overlay::Composer(composer)) = self.overlays.last() else { return };
        if !composer.typed() {
            return self.say(&Msg::new("compose-empty"));
        }
        let (Some(input), Some(spec), Some(case)) = (composer.input(), command("fill"), &mut self.case) else { return };
        match case.execute(spec.name, &input, &Staged::default()) {
            Ok(done) => {
                self.with_composer(|composer, console| composer.recorded(&console.look(&[])));
                self.recorded(spec, &input, &done);
                self.keep_drafts();
                self.judge_answer();
            }
            Err(failure) => {
                self.judge_answer();
                self.say_failure(&failure);
            }
        }
    }

    /// Something was recorded: the composer shows it.
    pub(super) fn refresh_composer(&mut self) {
        self.with_composer(|composer, console| composer.refresh(&console.look(&[])));
    }

    /// A draft holds what is typed in the composer.
    pub(super) fn answer_kept(&mut self) {
        for overlay in &mut self.overlays {
            if let Overlay::Composer(composer) = overlay {
                composer.kept();
            }
        }
    }

    /// Lets the composer look at the case.
    fn with_composer(&mut self, act: impl FnOnce(&mut Composer, &Console)) {
        let Some(index) = self.overlays.iter().position(|overlay| matches!(overlay, Overlay::Composer(_))) else {
            return;
        };
        let mut overlay = self.overlays.remove(index);
        if let Overlay::Composer(composer) = &mut overlay {
            act(composer, self);
        }
        self.overlays.insert(index, overlay);
    }

    /// Writes the notice beside the case file, as pages, as Markdown and as the plain text that was approved: to carry to a machine with a network.
    fn export_notice(&mut self, notice: RecordId) {
        let Some(case) = self.shown() else { return };
        let wanted = Wanted::Notice(notice);
        let mut formats = vec![Format::best(), Format::Markdown];
        formats.dedup();
        let made = formats.into_iter().map(|format| make(case, &wanted, format, case.zone(), &self.paper_lang));
        let written: Result<Vec<(Made, PathBuf)>, Failure> = made
            .chain([notice_text(case, notice)])
            .map(|made| {
                let made = made?;
                made.write_beside(case).map(|path| (made, path))
            })
            .collect();
        match written {
            Ok(written) => {
                let paths: Vec<PathBuf> = written.iter().map(|(_, path)| path.clone()).collect();
                let typed = self.overlays.iter().any(|overlay| match overlay {
                    Overlay::Composer(composer) => composer.unrecorded_anywhere(),
                    _ => false,
                });
                self.say_written(if typed { "compose-saved-without" } else { "compose-saved" }, &paths);
                let papers: Vec<_> = written.iter().map(|(made, path)| (made, Some(path.as_path()))).collect();
                self.record_papers(&papers);
            }
            Err(failure) => self.say_failure(&failure),
        }
    }
}
