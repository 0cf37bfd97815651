//! Long papers, set in pages: the dossier of the case, and the plan of the organisation.

use super::super::{Act, CommandSpec};
use super::may;
use crate::app::command::Scope::Everywhere;
use crate::domain::closure::FORMATS;
use crate::domain::form::PARTS;
use crate::domain::input::FieldKind::{Choice, Line, Mark};

/// Commands of papers.
pub(super) const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        name: "make-dossier",
        keys: &[(Everywhere, "P")],
        help: "Make the dossier, the whole case on paper, as a file beside the case; what is above the readers' mark is withheld",
        fields: &[
            may("part", Choice("dossier-title", PARTS)),
            may("readers", Mark),
            may("written-as", Choice("report-format", FORMATS)),
            may("new-file", Line),
        ],
        act: Act::Screen,
    },
    CommandSpec {
        name: "make-plan",
        keys: &[],
        help: "Make the incident response plan of the organisation from what has been approved, as a file beside the case",
        fields: &[may("written-as", Choice("report-format", FORMATS)), may("new-file", Line)],
        act: Act::Screen,
    },
];
