//! The stretch of time that is shown, and which column of the screen an instant falls into.

use crate::domain::time::Instant;

/// The shortest stretch that is shown, milliseconds.
const LEAST: i64 = 240_000;

/// A stretch of time: from its first instant up to, and without, its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    from: i64,
    to: i64,
}

impl Window {
    /// A stretch around two instants, with a margin on either side.
    pub(super) fn around(from: Instant, to: Instant) -> Self {
        let (from, to) = (from.millis(), to.millis());
        let margin = ((to - from) / 24).max(LEAST / 2);
        Window { from: from - margin, to: to + margin + 1 }
    }

    pub(super) fn length(self) -> i64 {
        self.to - self.from
    }

    pub(super) fn first(self) -> Instant {
        Instant::from_millis(self.from)
    }

    pub(super) fn last(self) -> Instant {
        Instant::from_millis(self.to - 1)
    }

    /// The column of an instant among so many; none outside.
    pub(super) fn column(self, at: Instant, columns: u16) -> Option<u16> {
        let into = at.millis() - self.from;
        if into < 0 || at.millis() >= self.to || columns == 0 {
            return None;
        }
        u16::try_from(into * i64::from(columns) / self.length()).ok()
    }

    /// The first millisecond of a column among so many, since 1970; of the column after the last, the end. It may lie outside of the calendar.
    pub(super) fn start(self, column: u16, columns: u16) -> i64 {
        let columns = i64::from(columns.max(1));
        // The next whole millisecond: an instant lies in the column that `column` says.
        self.from + (self.length() * i64::from(column) + columns - 1) / columns
    }

    /// Half or double the stretch, `at` staying where it is, within `whole`.
    pub(super) fn zoomed(self, closer: bool, at: Instant, whole: Window) -> Self {
        let length = self.length();
        let wanted = if closer { length / 2 } else { length.saturating_mul(2) }.max(LEAST);
        if wanted >= whole.length() {
            return if closer { self } else { whole.join(self) };
        }
        let at = at.millis().clamp(self.from, self.to);
        // The product of two lengths of ten thousand years has more than 64 bits.
        let before = i128::from(at - self.from) * i128::from(wanted) / i128::from(length.max(1));
        let from = at - i64::try_from(before).unwrap_or(0);
        Window { from, to: from + wanted }
    }

    /// Moved by a share of its length, in hundredths, but not away from `whole`.
    pub(super) fn moved(self, hundredths: i64, whole: Window) -> Self {
        let by = self.length() / 100 * hundredths + self.length() % 100 * hundredths / 100;
        let by = by.clamp((whole.from - self.from).min(0), (whole.to - self.to).max(0));
        Window { from: self.from + by, to: self.to + by }
    }

    /// Moved just as far as an instant needs to be inside, with a little room beside it.
    pub(super) fn showing(self, at: Instant) -> Self {
        let (at, room) = (at.millis(), self.length() / 8);
        let by = if at < self.from {
            at - self.from - room
        } else if at >= self.to {
            at - self.to + 1 + room
        } else {
            0
        };
        Window { from: self.from + by, to: self.to + by }
    }

    fn join(self, other: Window) -> Self {
        Window { from: self.from.min(other.from), to: self.to.max(other.to) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn instant() -> impl Strategy<Value = Instant> {
        prop_oneof![
            (Instant::MIN.millis()..=Instant::MAX.millis()).prop_map(Instant::from_millis),
            (0..1_000_000_000_i64).prop_map(Instant::from_millis),
        ]
    }

    proptest! {
        #[test]
        fn an_instant_lies_in_its_column_however_the_window_was_moved(
            ends in (instant(), instant()),
            at in instant(),
            columns in 1..600_u16,
            moves in prop::collection::vec((0..4_u8, -200..200_i64), 0..40),
        ) {
            let (from, to) = (ends.0.min(ends.1), ends.0.max(ends.1));
            let whole = Window::around(from, to);
            let mut window = whole;
            for (what, by) in moves {
                window = match what {
                    0 => window.zoomed(true, at, whole),
                    1 => window.zoomed(false, at, whole),
                    2 => window.moved(by, whole),
                    _ => window.showing(at),
                };
                prop_assert!(window.length() >= LEAST);
            }
            let shown = window.showing(at);
            let column = shown.column(at, columns);
            prop_assert!(column.is_some_and(|column| column < columns));
            let column = column.unwrap();
            prop_assert!(shown.start(column, columns) <= at.millis());
            prop_assert!(column + 1 == columns || at.millis() < shown.start(column + 1, columns));
        }
    }

    #[test]
    fn zooming_keeps_the_place_of_the_cursor() {
        let whole = Window::around(Instant::from_millis(0), Instant::from_millis(1_000_000_000));
        let at = Instant::from_millis(250_000_000);
        let before = whole.column(at, 100);
        let mut window = whole;
        for _ in 0..7 {
            window = window.zoomed(true, at, whole);
        }
        assert!(window.length() < whole.length() / 100);
        assert!(window.column(at, 100).unwrap().abs_diff(before.unwrap()) <= 1);
        for _ in 0..9 {
            window = window.zoomed(false, at, whole);
        }
        assert!(window.from <= whole.from && whole.to <= window.to);
    }
}
