//! The time that is shown, narrowed and widened, and the time that is gone to.

use crossterm::event::{KeyCode, KeyEvent};

use super::window::Go;
use super::{Asked, Over, OverTime, terms};
use crate::domain::msg::Msg;
use crate::domain::time::{Instant, TypingContext, parse_when};
use crate::library::foreign::Zone;
use crate::library::query::Query;
use crate::ui::look::Look;
use crate::ui::text_field::TextField;

/// The shortest time that is zoomed into, milliseconds.
const CLOSEST: i64 = 1_000;

impl OverTime {
    /// Half of the time around the cursor, or twice as much.
    pub(super) fn zoom(&mut self, closer: bool, look: &Look<'_>) -> Asked {
        let whole = self.order.as_ref().and_then(|order| order.span().ok().flatten());
        // What is typed as a time is a range as well; an open end is that of everything.
        let set = Query::parse_at(&self.field.text(), Zone::Named(look.zone)).ok().and_then(|query| query.times());
        let set = set.zip(whole).map(|(set, (first, last))| ((*set.start()).max(first), (*set.end()).min(last)));
        let of = match (set, closer) {
            (Some(set), _) => Some(set),
            // Without a range everything is shown that is found: nothing is left to be widened.
            (None, false) => return Asked::Say(Msg::new("over-all-times")),
            (None, true) => self.seen.span,
        };
        let Some((from, to)) = of else { return Asked::Say(Msg::new("over-no-line")) };
        let length = to.saturating_sub(from).max(0);
        if closer && length <= CLOSEST {
            return Asked::Say(Msg::new("over-no-closer"));
        }
        let centre = self.instant().unwrap_or_else(|| from.saturating_add(length / 2));
        let half = if closer { length / 4 } else { length.max(CLOSEST) };
        let (from, to) = (centre.saturating_sub(half.max(CLOSEST / 2)), centre.saturating_add(half.max(CLOSEST / 2)));
        // Further out than everything is everything.
        self.narrow(Some((from, to)).filter(|(from, to)| whole.is_none_or(|(first, last)| first < *from || *to < last)))
    }

    pub(super) fn narrow(&mut self, time: Option<(i64, i64)>) -> Asked {
        let query = terms::between(&self.field.text(), time);
        if query == self.field.text() { Asked::Say(Msg::new("over-all-times")) } else { self.set_query(&query) }
    }

    pub(super) fn jump_key(
        &mut self,
        key: KeyEvent,
        mut field: TextField,
        look: &Look<'_>,
        typing: &TypingContext,
    ) -> Asked {
        let wrong = match key.code {
            KeyCode::Esc => return Asked::Nothing,
            KeyCode::Enter => {
                let typed = field.text();
                let day = self.on_the_day(typed.trim(), look, typing);
                match day.or_else(|| Some((parse_when(typed.trim(), typing).ok()?.at, None))) {
                    Some((at, day)) => {
                        (self.go, self.anchor, self.due) = (Go::Instant(at.millis()), None, true);
                        let said = |day: String| Asked::ReadSaying(Msg::new("over-jumped").with("day", day));
                        return day.map_or(Asked::Read, said);
                    }
                    None => Some(look.word("over-no-time")),
                }
            }
            _ => {
                field.handle(key);
                None
            }
        };
        self.over = Over::Jump(field, wrong);
        Asked::Nothing
    }

    /// A time of day alone means the day of the line under the cursor: whoever looks at February does not ask for today. None where a day was typed too, or no line has one.
    fn on_the_day(&self, typed: &str, look: &Look<'_>, typing: &TypingContext) -> Option<(Instant, Option<String>)> {
        let day = look.local(Instant::from_millis(self.instant()?)).date_iso();
        let when = parse_when(&format!("{day} {typed}"), typing).ok()?;
        Some((when.at, Some(day)))
    }
}
