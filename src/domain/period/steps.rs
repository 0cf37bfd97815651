//! The steps of a computation, as messages.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{Calendar, Rule};
use crate::domain::msg::Msg;
use crate::domain::time::{Instant, local};

/// `2026-11-25 17:30 EST (-05:00)`: date, time and offset as the clocks of the zone show them.
fn clock(at: Instant, zone: Tz) -> String {
    let shown = local(at, zone);
    let (name, offset) = (shown.zone_abbrev(), shown.offset());
    // Zones without letters are written by their offset alone.
    let named = if name == offset { String::new() } else { format!("{name} ") };
    let seconds = shown.hms();
    let time = seconds.strip_suffix(":00").unwrap_or(&seconds);
    format!("{} {time} {named}{offset}", shown.date_iso())
}

pub(super) fn start(at: Instant, zone: Tz) -> Msg {
    Msg::new("period-start").with("at", clock(at, zone)).with("zone", zone.name())
}

pub(super) fn hours(hours: u32, from: Instant, at: Instant, zone: Tz) -> Msg {
    Msg::new("period-hours").with("count", hours).with("from", clock(from, zone)).with("at", clock(at, zone))
}

pub(super) fn full_hour(at: Instant, zone: Tz) -> Msg {
    Msg::new("period-full-hour").with("at", clock(at, zone))
}

pub(super) fn day_zero(day: NaiveDate, zone: Tz) -> Msg {
    Msg::new("period-day-zero").with("day", day.to_string()).with("zone", zone.name())
}

pub(super) fn year_end(day: NaiveDate) -> Msg {
    Msg::new("period-year-end").with("day", day.to_string())
}

pub(super) fn day_one(day: NaiveDate) -> Msg {
    Msg::new("period-day-one").with("day", day.to_string())
}

pub(super) fn last_day(days: u32, day: NaiveDate) -> Msg {
    Msg::new("period-last-day").with("count", days).with("day", day.to_string())
}

pub(super) fn last_day_of_month_count(months: u32, day: NaiveDate) -> Msg {
    Msg::new("period-last-day-of-months").with("count", months).with("day", day.to_string())
}

pub(super) fn clamped(wanted: u32, day: NaiveDate) -> Msg {
    Msg::new("period-clamped").with("wanted", wanted.to_string()).with("day", day.to_string())
}

pub(super) fn month(months: u32, at: Instant, zone: Tz) -> Msg {
    Msg::new("period-month").with("count", months).with("at", clock(at, zone))
}

pub(super) fn moved(day: NaiveDate, open: NaiveDate, calendar: &Calendar) -> Msg {
    Msg::new("period-moved")
        .with("day", day.to_string())
        .with("open", open.to_string())
        .with("calendar", calendar.id.clone())
}

pub(super) fn two_working_days(day: NaiveDate) -> Msg {
    Msg::new("period-two-working-days").with("day", day.to_string())
}

pub(super) fn end_of_day(day: NaiveDate, at: Instant, zone: Tz) -> Msg {
    Msg::new("period-end-of-day").with("day", day.to_string()).with("at", clock(at, zone))
}

pub(super) fn business_days(count: u32, day: NaiveDate, calendar: &Calendar, skipped: &[NaiveDate]) -> Msg {
    let id = if skipped.is_empty() { "period-business-days" } else { "period-business-days-skipping" };
    let skipped: Vec<String> = skipped.iter().map(ToString::to_string).collect();
    Msg::new(id)
        .with("count", count)
        .with("day", day.to_string())
        .with("calendar", calendar.id.clone())
        .with("skipped", skipped.join(", "))
}

pub(super) fn cutoff(at: Instant, zone: Tz) -> Msg {
    Msg::new("period-cutoff").with("at", clock(at, zone)).with("zone", zone.name())
}

pub(super) fn cap(hours: u32, aware: Instant, at: Instant, zone: Tz) -> Msg {
    Msg::new("period-cap").with("count", hours).with("from", clock(aware, zone)).with("at", clock(at, zone))
}

pub(super) fn cap_passed(hours: u32, aware: Instant, zone: Tz) -> Msg {
    Msg::new("period-cap-passed").with("count", hours).with("from", clock(aware, zone))
}

pub(super) fn earlier_of(one: Instant, other: Instant, earlier: Instant, zone: Tz) -> Msg {
    Msg::new("period-earlier-of")
        .with("one", clock(one, zone))
        .with("other", clock(other, zone))
        .with("at", clock(earlier, zone))
}

pub(super) fn open_day(day: NaiveDate, calendar: &Calendar) -> Msg {
    Msg::new("period-open-day").with("day", day.to_string()).with("calendar", calendar.id.clone())
}

pub(super) fn relief_denied(day: NaiveDate, class: &str) -> Msg {
    Msg::new("period-relief-denied").with("day", day.to_string()).with("class", class)
}

pub(super) fn relief_unsure(day: NaiveDate) -> Msg {
    Msg::new("period-relief-unsure").with("day", day.to_string())
}

pub(super) fn relieved(day: NaiveDate, open: NaiveDate, calendar: &Calendar, at: Instant, zone: Tz) -> Msg {
    Msg::new("period-relieved")
        .with("day", day.to_string())
        .with("open", open.to_string())
        .with("calendar", calendar.id.clone())
        .with("at", clock(at, zone))
}

pub(super) fn no_number(rule: Rule) -> Msg {
    Msg::new("period-no-number").with("rule", rule.id())
}

pub(super) fn internal_target(at: Instant, zone: Tz) -> Msg {
    Msg::new("period-internal-target").with("at", clock(at, zone))
}

pub(super) fn arguable(rule: Rule) -> Msg {
    Msg::new("period-arguable").with("rule", rule.id())
}

pub(super) fn aim(due: Instant, later: Instant, zone: Tz) -> Msg {
    Msg::new("period-aim").with("due", clock(due, zone)).with("later", clock(later, zone))
}

pub(super) fn beyond(calendar: &Calendar, first: i32, last: i32, day: NaiveDate) -> Msg {
    Msg::new("period-beyond-calendar")
        .with("calendar", calendar.id.clone())
        .with("first", first.to_string())
        .with("last", last.to_string())
        .with("day", day.to_string())
}
