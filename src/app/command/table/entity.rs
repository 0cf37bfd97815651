//! Entities: assets, accounts, data sets, models; how they are judged, and the page that shows where each is used.

use super::super::{Act, CommandSpec};
use super::{LATE, may, must, owed};
use crate::app::command::Scope::Everywhere;
use crate::domain::entity;
use crate::domain::input::FieldKind::{Choice, Entity, Exhibit, Line, List, Person, Record, Text, When};

/// Commands of entities.
pub(super) const COMMANDS: &[CommandSpec] = &[
    screen!(
        "entities",
        [(Everywhere, "E")],
        "Assets, accounts, data sets, models and indicators: how each stands by what was proved, and where it is used"
    ),
    record!(
        "entity",
        [],
        "Put an asset, account, data set or model into the register, with its type, other names, owner and importance",
        entity::record,
        [
            must("entity", Line),
            may("entity-kind", Choice("entity-kind", entity::KINDS)),
            may("asset-type", Choice("asset-type", entity::TYPES)),
            may("aliases", List),
            may("owner", Person),
            may("importance", Choice("importance", entity::IMPORTANCE)),
            may("note", Text),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "entity-change",
        [],
        "Write down what else is known of an entity: another name, its owner, its type, how much hangs on it",
        entity::change,
        [
            must("entity", Entity(entity::KINDS)),
            may("aliases", List),
            may("not-aliases", List),
            may("new-name", Line),
            may("asset-type", Choice("asset-type", entity::TYPES)),
            may("owner", Person),
            may("importance", Choice("importance", entity::IMPORTANCE)),
            may("note", Text),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "entity-judge",
        [],
        "Judge an entity suspected, confirmed or ruled out, with the reason and what shows it; proof of more is other records",
        entity::judge,
        [
            must("entity", Entity(entity::KINDS)),
            must("judgement", Choice("judgement", entity::JUDGEMENTS)),
            owed("reason", Line),
            owed("record", Record),
            may("exhibit", Exhibit),
            may("place", Line),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
];
