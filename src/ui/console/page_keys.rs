//! Help for a page that lies over the panes: its own keys, as it draws them itself. They are fixed, so no table of commands knows them.

use super::Console;
use crate::app::Scope;
use crate::ui::input::Chord;
use crate::ui::list::ListState;
use crate::ui::overlay::{Overlay, PageKeys};

impl Console {
    /// Whether a key is the one that shows all keys.
    pub(super) fn asks_for_help(&self, chord: Chord) -> bool {
        self.keymap.command(Scope::Everywhere, chord).is_some_and(|spec| spec.name == "help")
    }

    /// Lays the keys of the topmost page over it. False where no page is on top, or it is being typed into.
    pub(super) fn help_with_page(&mut self) -> bool {
        let Some(page) = self.page_keys() else { return false };
        self.overlays.push(Overlay::PageKeys(page, ListState::default()));
        true
    }

    fn page_keys(&self) -> Option<PageKeys> {
        let look = self.look(&[]);
        let (page, keys): (String, &[&str]) = match self.overlays.last()? {
            Overlay::Briefing(_) => (look.word("title-brief"), &["briefing-keys", "briefing-keys-more"]),
            Overlay::Graph(_) => (look.word("title-graph"), &["graph-keys", "graph-keys-more"]),
            Overlay::OverTime(page) if !page.typing() => {
                (look.word("title-over-time"), &["over-keys", "over-keys-more"])
            }
            Overlay::Reader(reader) if !reader.typing() => (look.word("help-reader"), &["help-reader-keys"]),
            Overlay::Composer(composer) if composer.on_contents() => {
                (look.word("help-composer"), &["help-composer-keys"])
            }
            Overlay::Asking(_) => (look.word("title-assessment"), &["question-keys"]),
            Overlay::Code(_) => (look.word("title-checkpoint-code"), &["code-keys"]),
            Overlay::Board(board) => (board.title(&look), &[board.keys()]),
            _ => return None,
        };
        // Pages part their keys by two spaces or three.
        let parted = |id: &&str| look.word(id).split("  ").map(|one| one.trim().to_owned()).collect::<Vec<_>>();
        let keys = keys.iter().flat_map(parted).filter_map(|one| {
            let (key, words) = one.split_once(' ')?;
            Some((key.to_owned(), words.to_owned()))
        });
        let keys = keys.collect();
        Some(PageKeys { page, keys })
    }
}
