//! One cell: its kind, its text, and a number that is shown as a date.

use quick_xml::events::Event;

use super::events::broken;
use crate::jobs::rows::archive::ArchiveRefusal;

/// How numbers are shown.
pub(super) struct Shown {
    /// For each style whether it shows a date.
    pub(super) dates: Vec<bool>,
    /// Whether days count from 1904.
    pub(super) from_1904: bool,
}

/// A cell while it is read.
#[derive(Default)]
pub(super) struct Cell {
    /// Column, from 0.
    pub(super) place: usize,
    pub(super) formula: bool,
    kind: String,
    style: usize,
    text: String,
    taking: bool,
}

impl Cell {
    pub(super) fn new(place: usize, kind: Option<String>, style: Option<String>) -> Self {
        let style = style.and_then(|text| text.parse().ok()).unwrap_or_default();
        Self { place, kind: kind.unwrap_or_default(), style, ..Self::default() }
    }

    pub(super) fn inside(&mut self, tag: &str) {
        self.formula |= tag == "f";
        self.taking = matches!(tag, "v" | "t");
    }

    pub(super) fn outside(&mut self) {
        self.taking = false;
    }

    pub(super) fn text(&mut self, event: &Event<'_>) -> Result<(), ArchiveRefusal> {
        if self.taking { put(&mut self.text, event) } else { Ok(()) }
    }

    /// What it says; `None` where it names a string that is not there.
    pub(super) fn said(&mut self, strings: &[Box<str>], shown: &Shown) -> Option<String> {
        let text = std::mem::take(&mut self.text);
        match self.kind.as_str() {
            "s" => strings.get(text.trim().parse::<usize>().ok()?).map(ToString::to_string),
            "" | "n" if shown.dates.get(self.style) == Some(&true) => {
                Some(date(&text, shown.from_1904).unwrap_or(text))
            }
            _ => Some(text),
        }
    }
}

/// Adds what an event says to a text.
pub(super) fn put(into: &mut String, event: &Event<'_>) -> Result<(), ArchiveRefusal> {
    match event {
        Event::Text(text) => into.push_str(&text.xml10_content()),
        Event::CData(text) => into.push_str(&text.xml10_content()),
        Event::GeneralRef(name) => {
            let character = name.resolve_char_ref().map_err(|error| broken(&error.to_string()))?;
            match (character, name.xml10_content().as_ref()) {
                (Some(character), _) => into.push(character),
                (None, "amp") => into.push('&'),
                (None, "lt") => into.push('<'),
                (None, "gt") => into.push('>'),
                (None, "quot") => into.push('"'),
                (None, "apos") => into.push('\''),
                (None, _) => return Err(broken("an entity that is not defined")),
            }
        }
        _ => {}
    }
    Ok(())
}

/// The column of `BC12`, from 0.
pub(super) fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters
        .take(4)
        .fold(0_usize, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

/// Days since 1899-12-30 or 1904-01-01 as date and time, to the millisecond. Before 1900-03-01 the format counts a day that never was: such numbers stay numbers.
pub(super) fn date(serial: &str, from_1904: bool) -> Option<String> {
    let days: f64 = serial.trim().parse().ok()?;
    let known = if from_1904 { 0.0..2_957_004.0 } else { 61.0..2_958_466.0 };
    if !known.contains(&days) {
        return None;
    }
    let epoch = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    let shift = if from_1904 { chrono::TimeDelta::days(1462) } else { chrono::TimeDelta::zero() };
    // Within the range above the product is far below 2^53.
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    let millis = (days * 86_400_000.0).round() as i64;
    let at = epoch + shift + chrono::TimeDelta::milliseconds(millis);
    let pattern = if millis % 1000 == 0 { "%Y-%m-%d %H:%M:%S" } else { "%Y-%m-%d %H:%M:%S%.3f" };
    Some(at.format(pattern).to_string())
}

#[cfg(test)]
mod tests {
    use super::{column, date};

    #[test]
    fn days_of_a_workbook_are_dates() {
        assert_eq!(date("46071.5666666667", false).as_deref(), Some("2026-02-18 13:36:00"));
        assert_eq!(date("61", false).as_deref(), Some("1900-03-01 00:00:00"));
        assert_eq!(date("0.5", true).as_deref(), Some("1904-01-01 12:00:00"));
        assert_eq!(date("25569.000001157", false).as_deref(), Some("1970-01-01 00:00:00.100"));
        for text in ["59", "0.5", "-1", "x", "NaN", "1e300", "2958466"] {
            assert_eq!(date(text, false), None, "{text}");
        }
    }

    #[test]
    fn columns_are_counted_in_letters() {
        assert_eq!(["A1", "Z9", "AA3", "XFD1"].map(column), [Some(0), Some(25), Some(26), Some(16_383)]);
        assert_eq!(column("12"), None);
    }
}
