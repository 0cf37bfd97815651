//! What belongs to no case.

use super::super::{Act, CommandSpec};
use super::law::PROFILE;
use super::{PRESENCE, PRESENCE_REF, may, must, owed};
use crate::domain::input::FieldKind::{Choice, Line, List, Person, Procedure, Record, Regime, Role, Text, When};
use crate::domain::organisation;

/// Commands that record in the organisation's file.
pub(super) const COMMANDS: &[CommandSpec] = &[
    record!(
        "approve",
        [],
        "Approve the text of procedures as it is at hand (organisation's file)",
        organisation::approvals::approve,
        [must("procedure", Procedure), must("by", Person), PRESENCE, PRESENCE_REF, may("at", When)]
    ),
    record!(
        "retire",
        [],
        "Say that a procedure, or one version of it, is no longer to be used (organisation's file)",
        organisation::approvals::retire,
        [must("procedure", Procedure), must("reason", Line), may("version", Line), may("by", Person), may("at", When)]
    ),
    record!(
        "enrol",
        [],
        "Enrol a person's own public key, with its paper form (organisation's file)",
        organisation::keys::enrol,
        [must("person", Person), must("key", Line), owed("form", Line), owed("witness", Person), may("at", When)]
    ),
    record!(
        "withdraw",
        [],
        "Withdraw an enrolled key, by its fingerprint or its owner (organisation's file)",
        organisation::keys::withdraw,
        [must("key", Line), must("reason", Line), may("at", When)]
    ),
    record!(
        "acknowledge",
        [],
        "A person takes on a role, with what shows the competence (organisation's file)",
        organisation::people::acknowledge,
        [
            must("person", Person),
            must("role", Role),
            owed("words", Line),
            may("trained", When),
            may("until", When),
            may("at", When),
        ]
    ),
    record!(
        "test-call",
        [],
        "A person's number was rung to see whether it is answered (organisation's file)",
        organisation::people::test_call,
        [
            must("person", Person),
            may("number", Line),
            may("rung", Choice("rung", organisation::people::RUNG)),
            may("at", When),
        ]
    ),
    record!(
        "plan",
        [],
        "Put an exercise into the calendar (organisation's file)",
        organisation::exercises::plan,
        [must("title", Line), must("procedure", Procedure), must("on", When)]
    ),
    record!(
        "held",
        [],
        "An exercise was held: who took part, what it showed (organisation's file)",
        organisation::exercises::held,
        [
            may("record", Record),
            may("procedure", Procedure),
            may("at", When),
            owed("participants", List),
            owed("findings", Text),
        ]
    ),
    record!(
        "approve-regime",
        [],
        "Approve entries of the legal register as they are at hand (organisation's file)",
        organisation::counsel::approve_regime,
        [must("regime", Regime), must("by", Person), PRESENCE, PRESENCE_REF, may("at", When)]
    ),
    record!(
        "withdraw-regime",
        [],
        "Say that an approval of an entry of the legal register counts no longer (organisation's file)",
        organisation::counsel::withdraw_regime,
        [must("regime", Regime), must("reason", Line), may("by", Person), may("at", When)]
    ),
    record!(
        "list-source",
        [],
        "The plan lists a detection source: what it covers, who owns it, how its alarms reach the team (organisation's file)",
        organisation::plan::list_source,
        [must("name", Line), must("covers", Line), must("owner", Person), may("reached", Line), may("at", When)]
    ),
    record!(
        "list-ai",
        [],
        "The plan lists an AI asset in scope (organisation's file)",
        organisation::plan::list_ai,
        [
            must("name", Line),
            must("ai-kind", Choice("listed", organisation::plan::ASSETS)),
            must("covers", Line),
            must("owner", Person),
            may("reached", Line),
            may("at", When),
        ]
    ),
    record!(
        "unlist",
        [],
        "Take a detection source or an AI asset from the plan, by its record (organisation's file)",
        organisation::plan::unlist,
        [must("record", Record), must("reason", Line), may("at", When)]
    ),
    record!(
        "plan-text",
        [],
        "Write a section of the plan in the organisation's own words (organisation's file)",
        organisation::plan::text,
        [
            must("plan-section", Choice("plan-section", organisation::plan::SECTIONS)),
            must("text", Text),
            may("by", Person),
            may("at", When),
        ]
    ),
    record!(
        "approve-plan",
        [],
        "Approve the plan as it was printed, by the SHA-256 of the file (organisation's file)",
        organisation::plan::approve,
        [
            must("version", Line),
            must("plan-sha256", Line),
            must("by", Person),
            PRESENCE,
            PRESENCE_REF,
            may("review", When),
            may("at", When),
        ]
    ),
    record!(
        "profile",
        [],
        "Say who the organisation is, as far as law asks, and who may decide for it (organisation's file)",
        organisation::profile::profile,
        [PROFILE[0], PROFILE[1], PROFILE[2], PROFILE[3], PROFILE[4], PROFILE[5], PROFILE[6], PROFILE[7]]
    ),
];
