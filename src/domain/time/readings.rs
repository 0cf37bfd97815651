//! Which instants a local time can be: one, two where clocks went back, none where they went forward.

use chrono::{
    DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone,
};
use chrono_tz::{GapInfo, Tz};

use super::{Instant, Reading, TimeProblem, letters, local, offset_text};

/// A time of day with everything that says which instant it is on a given date.
pub(super) struct Clock {
    pub(super) time: NaiveTime,
    pub(super) choice: Option<Choice>,
    pub(super) zone: Zone,
}

/// Which of two readings is meant.
pub(super) enum Choice {
    First,
    Second,
    /// By the letters of the context's own zone (`CET`).
    Letters(String),
}

#[derive(Clone, Copy)]
pub(super) enum Zone {
    Named(Tz),
    Fixed(FixedOffset),
}

impl Zone {
    pub(super) fn name(self) -> String {
        match self {
            Self::Named(zone) => zone.name().to_owned(),
            Self::Fixed(offset) => offset_text(i64::from(offset.local_minus_utc())),
        }
    }
}

/// The readings of one local time.
pub(super) enum Readings {
    One(Reading),
    Two(Reading, Reading),
    Gap { local: NaiveDateTime, before: Reading, after: Reading },
}

impl Readings {
    pub(super) fn earliest(&self) -> Instant {
        match self {
            Self::One((at, _)) | Self::Two((at, _), _) => *at,
            Self::Gap { before, .. } => before.0,
        }
    }
}

impl Clock {
    /// The date that the clocks of this zone show at `now`.
    pub(super) fn today(&self, now: Instant) -> NaiveDate {
        match self.zone {
            Zone::Named(zone) => now.utc().with_timezone(&zone).date_naive(),
            Zone::Fixed(offset) => now.utc().with_timezone(&offset).date_naive(),
        }
    }

    pub(super) fn readings(&self, date: NaiveDate) -> Result<Readings, TimeProblem> {
        let local = date.and_time(self.time);
        match self.zone {
            Zone::Fixed(offset) => {
                let at = offset.from_local_datetime(&local).single().ok_or(TimeProblem::OutOfRange)?;
                Ok(Readings::One(reading(&at)?))
            }
            Zone::Named(zone) => match zone.from_local_datetime(&local) {
                MappedLocalTime::Single(at) => Ok(Readings::One(reading(&at)?)),
                MappedLocalTime::Ambiguous(one, other) => {
                    let (first, second) = if one <= other { (one, other) } else { (other, one) };
                    Ok(Readings::Two(reading(&first)?, reading(&second)?))
                }
                MappedLocalTime::None => gap(local, zone),
            },
        }
    }

    /// The one reading that was meant, or why there is none.
    pub(super) fn settle(&self, readings: Readings) -> Result<Reading, TimeProblem> {
        let zone = self.zone.name();
        match (readings, &self.choice) {
            (Readings::One(reading), None) => Ok(reading),
            (Readings::One(_), Some(Choice::First | Choice::Second)) => Err(TimeProblem::NotTwice),
            (Readings::One(reading), Some(Choice::Letters(name))) => self.with_letters(&[reading], name),
            (Readings::Two(first, _), Some(Choice::First)) => Ok(first),
            (Readings::Two(_, second), Some(Choice::Second)) => Ok(second),
            (Readings::Two(first, second), Some(Choice::Letters(name))) => self.with_letters(&[first, second], name),
            (Readings::Two(first, second), None) => {
                let local = self.written(first);
                Err(TimeProblem::Twice { local, zone, first, second })
            }
            (Readings::Gap { local, before, after }, _) => {
                let local = local.format("%Y-%m-%d %H:%M:%S").to_string();
                Err(TimeProblem::DoesNotExist { local, zone, before, after })
            }
        }
    }

    fn with_letters(&self, readings: &[Reading], name: &str) -> Result<Reading, TimeProblem> {
        let Zone::Named(zone) = self.zone else { return Err(TimeProblem::UnknownZone) };
        let fits = |reading: &&Reading| {
            let at = reading.0.utc().with_timezone(&zone);
            letters(at.offset()).is_some_and(|known| known.eq_ignore_ascii_case(name))
        };
        readings.iter().find(fits).copied().ok_or(TimeProblem::UnknownZone)
    }

    fn written(&self, reading: Reading) -> String {
        let Zone::Named(zone) = self.zone else { return reading.0.rfc3339_at(reading.1) };
        let at = local(reading.0, zone);
        format!("{} {}", at.date_iso(), at.hms())
    }
}

fn reading<Z: TimeZone>(at: &DateTime<Z>) -> Result<Reading, TimeProblem> {
    Ok((Instant::checked_from_millis(at.timestamp_millis())?, at.offset().fix().local_minus_utc() / 60))
}

/// The two readings around a gap: the missing local time taken with the offset after the gap lies before it, and taken
/// with the offset before the gap it lies after it. Both show the missing time shifted by the length of the gap.
fn gap(local: NaiveDateTime, zone: Tz) -> Result<Readings, TimeProblem> {
    let info = GapInfo::new(&local, &zone).ok_or(TimeProblem::NoSuchDate)?;
    let (_, before) = info.begin.ok_or(TimeProblem::NoSuchDate)?;
    let after = info.end.ok_or(TimeProblem::NoSuchDate)?;
    let (before, after) = (before.fix().local_minus_utc(), after.offset().fix().local_minus_utc());
    let taken_with = |offset: i32| {
        let at = local.checked_sub_signed(TimeDelta::seconds(i64::from(offset))).ok_or(TimeProblem::OutOfRange)?;
        Instant::checked_from_millis(at.and_utc().timestamp_millis())
    };
    Ok(Readings::Gap { local, before: (taken_with(after)?, before / 60), after: (taken_with(before)?, after / 60) })
}
