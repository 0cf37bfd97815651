//! How many people are concerned.

use super::super::{Act, CommandSpec};
use super::{LATE, PRESENCE, PRESENCE_REF, may, must, owed};
use crate::domain::input::FieldKind::{Choice, Line, Person, Text, When};
use crate::domain::population;

/// Commands that count people.
pub(super) const COMMANDS: &[CommandSpec] = &[record!(
    "count",
    [],
    "Count the people in a data set from a stratified sample: low, likely, high; one counts, another checks",
    population::count,
    [
        must("counted", Line),
        must("strata", Text),
        owed("frame", Line),
        owed("drawn", Line),
        owed("seed", Line),
        owed("detector", Line),
        may("disjoint", Choice("disjoint", population::DISJOINT)),
        may("at-most", Line),
        may("stated", Line),
        may("counted-by", Person),
        owed("checked-by", Person),
        PRESENCE,
        PRESENCE_REF,
        may("at", When),
        LATE,
    ]
)];
