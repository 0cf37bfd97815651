//! Whose days count when nobody names a zone and a start is given as a bare date: those of the seat of the law.

use chrono_tz::Tz;

use super::Regime;

/// Beginnings of jurisdictions, the longer before the shorter. Laws of several zones (EU, Canada's provinces apart) have no seat to go by.
const SEATS: &[(&str, Tz)] = &[
    ("US California", Tz::America__Los_Angeles),
    ("US Texas", Tz::America__Chicago),
    ("US", Tz::America__New_York),
    ("Canada", Tz::America__Toronto),
    ("UK", Tz::Europe__London),
    ("Switzerland", Tz::Europe__Zurich),
    ("Brazil", Tz::America__Sao_Paulo),
    ("Australia", Tz::Australia__Sydney),
    ("Singapore", Tz::Asia__Singapore),
    ("Japan", Tz::Asia__Tokyo),
    ("India", Tz::Asia__Kolkata),
    ("China", Tz::Asia__Shanghai),
    ("Hong Kong", Tz::Asia__Hong_Kong),
    ("South Korea", Tz::Asia__Seoul),
    ("South Africa", Tz::Africa__Johannesburg),
    ("UAE", Tz::Asia__Dubai),
];

impl Regime {
    /// The zone of the authority's seat, where the law has one.
    pub fn seat(&self) -> Option<Tz> {
        let named = |name: &str| {
            self.jurisdiction.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        SEATS.iter().find(|(name, _)| named(name)).map(|(_, zone)| *zone)
    }
}
