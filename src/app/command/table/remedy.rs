//! What removes the cause and brings systems back: indicators, hunts, eradication, restoration, going live.

use super::super::{Act, CommandSpec};
use super::{LATE, may};
use crate::domain::indicator;
use crate::domain::input::FieldKind::{File, Line, List, Person, When};

/// Commands of eradication and restoration.
pub(super) const COMMANDS: &[CommandSpec] = &[record!(
    "indicators",
    [],
    "Begin a set of indicators, or its next version; what was scanned before is scanned again for what is new",
    indicator::issue,
    [
        may("add", List),
        may("list", File),
        may("remove", List),
        may("set", Line),
        may("origin", Line),
        may("by", Person),
        may("at", When),
        LATE,
    ]
)];
