//! Control 4, the cause: what let it happen, since when, and which lines show it (procedures.md section 2, control 4).

use super::deadline::earliest_sign;
use super::incident::Incident;
use super::time::Instant;

/// The earliest first access that stands: nothing from then on is taken for clean. As long as no finding names one it is the first sign of the incident.
#[must_use]
pub fn first_access(state: &Incident) -> Option<Instant> {
    earliest_sign(state)
}
