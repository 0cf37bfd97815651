//! The one table of commands, in parts by concern. It feeds dispatch, footer, help, palette, command line, manual page and documents.

use super::CommandSpec;
use crate::domain::input::FieldKind::{Choice, Line};
use crate::domain::input::{FieldKind, FieldSpec, Need};
use crate::domain::proof;

macro_rules! record {
    ($name:literal, [$($key:expr),*], $help:literal, $decide:expr, [$($field:expr),* $(,)?]) => {
        CommandSpec { name: $name, keys: &[$($key),*], help: $help, fields: &[$($field),*], act: Act::Record($decide) }
    };
}
macro_rules! screen {
    ($name:literal, [$($key:expr),*], $help:literal) => {
        CommandSpec { name: $name, keys: &[$($key),*], help: $help, fields: &[], act: Act::Screen }
    };
}

mod ai;
mod anchor;
mod case;
mod cause;
mod closure;
mod communication;
mod drill;
mod entity;
mod evidence;
mod law;
mod monitoring;
mod notice;
mod organisation;
mod paper;
mod population;
mod remedy;
mod response;
mod screen;
mod supplier;
mod told;
mod words;

const fn must(name: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { name, kind, need: Need::Required }
}
const fn may(name: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { name, kind, need: Need::Optional }
}
const fn owed(name: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { name, kind, need: Need::Owed }
}

/// A field that names one asset, account, data set or model.
const ENTITY: FieldKind = FieldKind::Entity(crate::domain::entity::KINDS);
/// A field that names several.
const ENTITIES: FieldKind = FieldKind::Entities(crate::domain::entity::KINDS);
/// A field of indicators.
const INDICATORS: FieldKind = FieldKind::Entities(&[crate::domain::entity::INDICATOR]);

const LATE: FieldSpec = may("late-reason", Line);
const PRESENCE: FieldSpec = may("presence", Choice("presence", proof::PRESENCES));
const PRESENCE_REF: FieldSpec = may("presence-ref", Line);

/// The parts of the table, each with its concern; the concern's words are the message `plain-group-NAME`.
pub const GROUPS: &[(&str, &[CommandSpec])] = &[
    ("words", words::COMMANDS),
    ("response", response::COMMANDS),
    ("cause", cause::COMMANDS),
    ("evidence", evidence::COMMANDS),
    ("entity", entity::COMMANDS),
    ("notice", notice::COMMANDS),
    ("law", law::COMMANDS),
    ("case", case::COMMANDS),
    ("organisation", organisation::COMMANDS),
    ("population", population::COMMANDS),
    ("remedy", remedy::COMMANDS),
    ("ai", ai::COMMANDS),
    ("monitoring", monitoring::COMMANDS),
    ("told", told::COMMANDS),
    ("communication", communication::COMMANDS),
    ("supplier", supplier::COMMANDS),
    ("closure", closure::COMMANDS),
    ("anchor", anchor::COMMANDS),
    ("paper", paper::COMMANDS),
    ("drill", drill::COMMANDS),
    ("screen", screen::COMMANDS),
];

const COUNT: usize = {
    let (mut count, mut part) = (0, 0);
    while part < GROUPS.len() {
        count += GROUPS[part].1.len();
        part += 1;
    }
    count
};

/// The parts, one after the other.
const fn joined() -> [CommandSpec; COUNT] {
    let mut all = [GROUPS[0].1[0]; COUNT];
    let (mut at, mut part) = (0, 0);
    while part < GROUPS.len() {
        let mut index = 0;
        while index < GROUPS[part].1.len() {
            all[at] = GROUPS[part].1[index];
            at += 1;
            index += 1;
        }
        part += 1;
    }
    all
}

static ALL: [CommandSpec; COUNT] = joined();

/// Every command.
pub static COMMANDS: &[CommandSpec] = &ALL;

/// Fields that the form of a command asks for only with some answers to another field.
pub(super) struct Only {
    pub(super) command: &'static str,
    /// The other field.
    pub(super) of: &'static str,
    /// Each field with the answers that ask for it.
    pub(super) fields: &'static [(&'static str, &'static [&'static str])],
}

/// All of them.
pub(super) const ONLY_FOR: &[Only] = &[Only { command: "finding", of: "cause-type", fields: cause::ONLY_FOR }];

/// Commands with a field that a form does not record without, although the command line may: what was filled in beforehand would otherwise be let through
/// by a key pressed once too often.
pub(super) const BY_HAND: &[(&str, &str)] = &[("admit", "compared")];

/// Commands that record in the exercise store and nowhere else.
pub const OF_A_DRILL: &[&str] = &[
    "drill-plan",
    "drill-start",
    "drill-pause",
    "drill-resume",
    "drill-end",
    "drill-deliver",
    "drill-observe",
    "drill-score",
    "real-emergency",
];

/// Commands that record in the organisation's file and nowhere else.
pub const OF_THE_ORGANISATION: &[&str] = &[
    "approve",
    "retire",
    "enrol",
    "withdraw",
    "acknowledge",
    "test-call",
    "plan",
    "held",
    "approve-regime",
    "withdraw-regime",
    "profile",
    "list-source",
    "list-ai",
    "unlist",
    "plan-text",
    "approve-plan",
];
