//! What is typed and not recorded is kept, so that neither Esc nor a pulled battery loses a word.

use super::Console;
use crate::app::command::{COMMANDS, CommandSpec};
use crate::ui::overlay::Overlay;

impl Console {
    /// Keeps what open forms hold and no draft holds yet.
    pub(super) fn keep_drafts(&mut self) {
        let Some(drafts) = &self.drafts else { return };
        let mut failed = None;
        // What is written on the whole screen belongs to the form below it.
        let writing = match self.overlays.last() {
            Some(Overlay::Editor(writing)) if writing.unkept() => {
                Some((writing.field, writing.editor.text().to_owned()))
            }
            _ => self.lines.as_ref().filter(|lines| !lines.kept).map(|lines| (lines.field, lines.text.clone())),
        };
        let below = self.overlays.iter().rposition(|overlay| matches!(overlay, Overlay::Form(_)));
        for (index, overlay) in self.overlays.iter_mut().enumerate() {
            let Overlay::Form(form) = overlay else { continue };
            let written = writing.as_ref().filter(|_| below == Some(index));
            if !form.spec.records() || (!form.unkept() && written.is_none()) {
                continue;
            }
            let mut input = form.input();
            if let Some((field, text)) = written {
                input.set(field, text.as_str());
            }
            if input.iter().next().is_none() {
                drafts.forget(&form.draft);
                form.kept();
            } else {
                match drafts.keep(&form.draft, &input) {
                    Ok(()) => {
                        form.kept();
                        self.draft_failed = false;
                    }
                    Err(error) => failed = Some(error),
                }
            }
        }
        if failed.is_none() {
            if let Some(Overlay::Editor(writing)) = self.overlays.last_mut() {
                writing.kept();
            }
            if let Some(lines) = &mut self.lines {
                lines.kept = true;
            }
        }
        let look = self.look(&[]);
        let answer = self.overlays.iter().find_map(|overlay| match overlay {
            Overlay::Composer(composer) => composer.unkept(&look),
            _ => None,
        });
        if let (Some((key, input)), Some(drafts)) = (answer, &self.drafts) {
            let kept = match input {
                Some(input) => drafts.keep(&key, &input),
                None => {
                    drafts.forget(&key);
                    Ok(())
                }
            };
            match kept {
                Ok(()) => self.answer_kept(),
                Err(error) => failed = Some(error),
            }
        }
        if let Some(error) = failed
            && !self.draft_failed
        {
            self.draft_failed = true;
            self.say_text(error.to_string());
        }
    }

    /// The forms whose drafts were kept, by the titles that people know, each once with how many of its kind there are.
    pub(super) fn titles_of(&self, kept: &[String]) -> String {
        let mut titles: Vec<(&'static str, usize)> = Vec::new();
        for key in kept {
            let of = |spec: &&CommandSpec| {
                key.strip_prefix(spec.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            let Some(spec) = COMMANDS.iter().filter(of).max_by_key(|spec| spec.name.len()) else { continue };
            match titles.iter_mut().find(|(name, _)| *name == spec.name) {
                Some((_, count)) => *count += 1,
                None => titles.push((spec.name, 1)),
            }
        }
        let said = titles.into_iter().map(|(name, count)| {
            let title = self.lang.word(&format!("title-{name}"));
            if count > 1 { format!("{title} ({count})") } else { title }
        });
        said.collect::<Vec<_>>().join("; ")
    }
}
