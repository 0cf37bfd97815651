//! Everything that drawing needs and nothing that it can change.

use chrono_tz::Tz;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::GlyphSet;
use super::theme::Theme;
use crate::app::keys::Keymap;
use crate::domain::attention::Need;
use crate::domain::entity::{NamedRows, Texts};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::Audience;
use crate::domain::msg::Msg;
use crate::domain::sensitive::{Sensitive, Shown};
use crate::domain::technique;
use crate::domain::text;
use crate::domain::time::{Instant, LocalTime, local};
use crate::library::lang::Lang;

/// A running job as the screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobView {
    /// The exhibit it reads, if it reads one.
    pub exhibit: Option<RecordId>,
    /// What it works on, cleaned.
    pub name: String,
    /// Bytes done.
    pub done: u64,
    /// Bytes in all, where known.
    pub total: Option<u64>,
    /// Bytes per second.
    pub rate: Option<u64>,
    /// Seconds left.
    pub left_seconds: Option<u64>,
    /// Whether it moves.
    pub state: JobState,
}

/// Whether a job moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum JobState {
    /// It reads an exhibit.
    #[default]
    Running,
    /// It looks for a file that was moved.
    Searching,
    /// Somebody holds it.
    Paused,
    /// It waits for a core, or for the disk that another job reads.
    Waiting,
}

/// What a frame is drawn from.
pub struct Look<'a> {
    /// The case.
    pub state: &'a Incident,
    /// Words.
    pub lang: &'a Lang,
    /// Styles.
    pub theme: &'a Theme,
    /// Glyphs.
    pub glyphs: GlyphSet,
    /// Keys.
    pub keys: &'a Keymap,
    /// Who may read the screen.
    pub audience: Audience,
    /// The instant that countdowns use.
    pub now: Instant,
    /// The laptop's wall clock.
    pub wall: Instant,
    /// The instant as of which everything is shown, where that is not the present.
    pub as_known: Option<Instant>,
    /// Zone of the war room.
    pub zone: Tz,
    /// Whether this is a drill: said on every screen.
    pub exercise: bool,
    /// Who is at the keys.
    pub operator: &'a Author,
    /// Everything that waits for a person, most urgent first.
    pub needs: &'a [Need],
    /// Running jobs.
    pub jobs: &'a [JobView],
    /// Whether the safety copy of this laptop is not kept up, as it was last seen: also where that cannot be on record.
    pub uncopied: bool,
    /// Short names of the months, January first.
    pub months: &'a [String; 12],
    /// Records that are kept from the room.
    pub withheld: usize,
    /// Whether what is drawn is read out: then signs that only help the eye are left out.
    pub spoken: bool,
    /// What is known of the imported rows that name techniques, while a page asks for it.
    pub rows: technique::Rows<'a>,
    /// What the records say, while a page needs it.
    pub texts: Option<&'a Texts>,
    /// What is known of the imported rows that name the entity whose page is open.
    pub named: NamedRows,
    /// The roll call of the briefing that goes on, whoever may read it.
    pub called: Option<RecordId>,
}

impl Look<'_> {
    /// One cell that says: more above. Nothing where the rows are read out.
    #[must_use]
    pub fn more_up(&self) -> &'static str {
        if self.spoken { " " } else { self.glyphs.more_up() }
    }

    /// One cell that says: more below. Nothing where the rows are read out.
    #[must_use]
    pub fn more_down(&self) -> &'static str {
        if self.spoken { " " } else { self.glyphs.more_down() }
    }

    /// Says a message to the room.
    #[must_use]
    pub fn say(&self, msg: &Msg) -> String {
        self.lang.say(msg, self.audience)
    }

    /// The words of an id without arguments.
    #[must_use]
    pub fn word(&self, id: &str) -> String {
        self.lang.word(id)
    }

    /// The keys that a page draws below itself. Where everything is read out there are none: the console says what can be typed there.
    #[must_use]
    pub fn drawn_keys(&self, id: &str) -> String {
        if self.lang.is_spoken() { String::new() } else { self.lang.word(id) }
    }

    /// The words of a code.
    #[must_use]
    pub fn code(&self, prefix: &str, code: &str) -> String {
        self.lang.code(prefix, code)
    }

    /// Text under a mark, as the room may see it, cleaned, on one line; and whether it is withheld.
    #[must_use]
    pub fn open(&self, sensitive: &Sensitive) -> (String, bool) {
        match sensitive.shown(self.audience) {
            Shown::Text(words) => (text::one_line(words).into_owned(), false),
            Shown::Withheld(mark) => (self.lang.withheld(mark.label()), true),
            Shown::Privileged => (self.lang.withheld(&self.lang.word("privileged")), true),
        }
    }

    /// An instant in the zone of the war room.
    #[must_use]
    pub fn local(&self, at: Instant) -> LocalTime {
        local(at, self.zone)
    }

    /// `21 Nov 16:41`.
    #[must_use]
    pub fn stamp(&self, at: Instant) -> String {
        let at = self.local(at);
        let months: [&str; 12] = std::array::from_fn(|i| self.months[i].as_str());
        format!("{:>6} {}", at.day_month(&months), at.hm())
    }

    /// Initials of a person for the wall.
    #[must_use]
    pub fn initials(&self, who: &Author) -> String {
        text::visible(&self.state.people.initials(who)).into_owned()
    }

    /// A contact handle: under TLP:RED by default, whatever the case's mark.
    #[must_use]
    pub fn contact(&self, handle: &str) -> String {
        let handle = Sensitive::new(handle, crate::domain::mark::Mark::Red, false);
        self.open(&handle).0
    }
}

/// Writes text into exactly one row of an area, cut with a sign where it does not fit. Text is cleaned here once more: nothing raw reaches a cell.
pub fn put(buffer: &mut Buffer, area: Rect, row: u16, column: u16, words: &str, style: Style) -> u16 {
    if row >= area.height || column >= area.width {
        return column;
    }
    let room = usize::from(area.width - column);
    let words = text::one_line(words);
    let width = text::width(&words).min(room);
    let shown = text::fit(&words, width);
    buffer.set_string(area.x + column, area.y + row, shown, style);
    column + u16::try_from(width).unwrap_or(area.width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panes::fixture::Room;

    #[test]
    fn words_in_brackets_are_nobodys_initials() {
        let room = Room::day_one();
        let initials = |name: &str| room.look().initials(&Author { name: name.to_owned(), person: None });
        assert_eq!(initials("(nobody named)"), "?");
        assert_eq!(initials("Anna Meier"), "A.M.");
    }
}
