//! The rules of the register, by their ids.

use serde::{Deserialize, Serialize};

macro_rules! rules_of_count {
    ($($(#[$doc:meta])+ $name:ident $id:literal,)+) => {
        /// A way of computing an instant from a start, or of moving one. The ids and their words stand in the register.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Rule {
            $($(#[$doc])+ #[serde(rename = $id)] $name,)+
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The id in the register.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }
        }
    };
}

rules_of_count! {
    /// Elapsed hours of UTC.
    HoursExact "hours-exact",
    /// The clock hour of the event is not counted; full hours follow.
    Hours1182 "hours-1182-71",
    /// Two days as 48 elapsed hours.
    HoursExact48 "hours-exact-48",
    /// The day of the event is not counted; ends with a day.
    DaysEndOfDay "days-end-of-day",
    /// As before, moved off closed days, at least two working days.
    Days1182 "days-1182-71",
    /// Same date and time, or the last day of the month.
    MonthSameDate "month-same-date-clamped",
    /// Ends with that date, moved off closed days.
    Month1182 "month-1182-71",
    /// The day of the event is day zero; ends with a day.
    CalendarDays "calendar-days-end-of-day",
    /// The day of the event is day one.
    CalendarDaysInclusive "calendar-days-inclusive",
    /// Open days of a calendar after the day of the event.
    BusinessDays "business-days-day-zero",
    /// From classification, capped from awareness unless classified late.
    DoraInitial "dora-initial",
    /// Moves a limit on a closed day to noon of the next open one.
    NoonNextWorkingDay "noon-next-working-day",
    /// Moves a last day that is closed to the end of the next open one.
    NextWorkingDay "next-working-day",
    /// No number.
    WithoutUndueDelay "without-undue-delay",
    /// No number.
    Promptly "promptly",
    /// No number; an internal target of one hour.
    Immediately "immediately",
    /// No number.
    AsSoonAsFeasible "as-soon-as-feasible",
    /// No number.
    AsSoonAsPracticable "as-soon-as-practicable",
    /// No number.
    AsSoonAsPossible "as-soon-as-possible",
    /// No number; starts when the authority asks.
    OnRequest "on-request",
}

impl Rule {
    /// The rule of an id.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.id() == id)
    }

    /// Whether it names no number, so that there is nothing to count down.
    #[must_use]
    pub const fn open(self) -> bool {
        matches!(
            self,
            Self::WithoutUndueDelay
                | Self::Promptly
                | Self::Immediately
                | Self::AsSoonAsFeasible
                | Self::AsSoonAsPracticable
                | Self::AsSoonAsPossible
                | Self::OnRequest
        )
    }

    /// Whether it moves a limit and makes none.
    #[must_use]
    pub const fn moves(self) -> bool {
        matches!(self, Self::NoonNextWorkingDay | Self::NextWorkingDay)
    }

    /// Whether it counts from a day, so that the time of day of the start does not matter.
    #[must_use]
    pub const fn by_day(self) -> bool {
        matches!(
            self,
            Self::DaysEndOfDay
                | Self::Days1182
                | Self::CalendarDays
                | Self::CalendarDaysInclusive
                | Self::BusinessDays
                | Self::Month1182
        )
    }

    /// The unit of its amount as the register writes it; empty where there is no number.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::HoursExact | Self::Hours1182 | Self::DoraInitial => "hours",
            Self::HoursExact48
            | Self::DaysEndOfDay
            | Self::Days1182
            | Self::CalendarDays
            | Self::CalendarDaysInclusive => "days",
            Self::BusinessDays => "business_days",
            Self::MonthSameDate | Self::Month1182 => "months",
            _ => "",
        }
    }
}
