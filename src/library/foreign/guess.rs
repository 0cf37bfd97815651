//! How the times of a sample are written: every form that reads all of them, and whether one of them lacks a zone.

use super::time::{BadTime, TimeForm, Unit, read, unset};
use super::zone::Zone;

/// What the times of a sample can be.
#[derive(Debug, Default)]
pub(super) struct Written<'a> {
    /// Forms that read every one, the likelier first.
    pub(super) forms: Vec<TimeForm>,
    /// The first without a zone, in the first of those forms, with its number in the sample.
    pub(super) zoneless: Option<(usize, &'a str)>,
    /// The first one at all.
    pub(super) first: Option<(usize, &'a str)>,
    /// Whether they count from 1970 in a unit that nothing names.
    pub(super) counted: Option<Unit>,
}

const FORMS: [TimeForm; 4] = [TimeForm::Iso, TimeForm::MonthFirst, TimeForm::DayFirst, TimeForm::Mail];

/// Looks at the times of a sample. `zones` are what the column of zones says beside each, where there is one.
///
/// A form counts when it reads most of them, none worse than another: one broken date must not turn a known form into a question. Two forms count when they read
/// the same number.
pub(super) fn written<'a>(times: &[(&'a str, Option<&str>)], given: Option<TimeForm>) -> Written<'a> {
    let said = |text: &str| !text.trim().is_empty() && !unset(text.trim());
    let all: Vec<(usize, &'a str, Option<&str>)> = times
        .iter()
        .enumerate()
        .filter(|(_, (text, _))| said(text))
        .map(|(at, (text, zone))| (at, *text, *zone))
        .collect();
    let first = all.first().map(|(at, text, _)| (*at, *text));
    let reads = |form| {
        let fits = |text: &str| {
            !matches!(read(text, form, None, Some(&Zone::UTC)), Err(BadTime::NotUnderstood | BadTime::NoSuchDate))
        };
        all.iter().filter(|(_, text, _)| fits(text)).count()
    };
    let forms = match given {
        Some(form) => vec![form],
        None => {
            let counts = FORMS.map(|form| (reads(form), form));
            let best = counts.iter().map(|(count, _)| *count).max().unwrap_or_default();
            counts.iter().filter(|(count, _)| *count == best && best > 0).map(|(_, form)| *form).collect()
        }
    };
    let counted = if forms.is_empty() && !all.is_empty() && reads(TimeForm::EpochBySize) == all.len() {
        all.iter().filter_map(|(_, text, _)| unit_by_size(text)).max_by_key(|unit| *unit as u8)
    } else {
        None
    };
    let lacks = |form| {
        let no_zone = |text: &str, zone| matches!(read(text, form, zone, None), Err(BadTime::NoZone));
        all.iter().find(|(_, text, zone)| no_zone(text, *zone)).map(|(at, text, _)| (*at, *text))
    };
    Written { zoneless: forms.first().and_then(|form| lacks(*form)), forms, first, counted }
}

fn unit_by_size(text: &str) -> Option<Unit> {
    let whole = text.trim().split('.').next().unwrap_or_default();
    whole.parse::<i128>().ok().map(super::epoch::by_size)
}
