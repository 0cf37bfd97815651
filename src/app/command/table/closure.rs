//! The end of an incident and what follows it: the walk, the report and its signatures, closing and opening again, the review, improvement actions.

use super::super::{Act, CommandSpec};
use super::{LATE, PRESENCE, PRESENCE_REF, may, must, owed};
use crate::domain::input::FieldKind::{Choice, Coming, File, Line, List, Person, Record, Step, Text, When};
use crate::domain::proof::PRESENCES;
use crate::domain::{action, closure, review};

/// Commands of the end and of what follows it.
pub(super) const COMMANDS: &[CommandSpec] = &[
    screen!("closing", [], "How the case is closed: what is missing, the walk, the report, the times, the actions"),
    screen!("make-report", [], "Make the closing report at the head of the journal as it is, and keep it in the case"),
    screen!(
        "report-page",
        [],
        "The page on which lead and SIRO sign the digest of the report in ink, as a file to print"
    ),
    record!(
        "confirm-step",
        [],
        "The lead confirms one remediation step and says how it was confirmed",
        closure::confirm,
        [
            must("step", Step),
            owed("how-seen", Text),
            may("record", Record),
            may("by", Person),
            may("presence", Choice("presence", PRESENCES)),
            may("presence-ref", Line),
            may("at", When),
            LATE
        ]
    ),
    record!(
        "residual-risk",
        [],
        "A risk that stays when the case is closed, or that none does, and who accepts it",
        closure::residual,
        [
            must("statement", Line),
            owed("reason", Line),
            owed("owner", Person),
            owed("accepted-by", Person),
            may("review", Coming),
        ]
    ),
    record!(
        "sign-report",
        [],
        "Lead or SIRO signed the closing report: a signature of their own key, or the scan of the signed page",
        closure::sign,
        [
            must("capacity", Choice("signs-as", closure::CAPACITIES)),
            must("by", Person),
            may("record", Record),
            may("presence", Choice("presence", closure::MEANS)),
            owed("signature-file", File),
            may("scan", File),
            may("report-sha256", Line),
            may("witness", Person),
            PRESENCE_REF,
            may("copy", File),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "close",
        [],
        "The lead closes the case, once nothing is missing; nothing closes by itself",
        closure::close,
        [
            must("statement", Text),
            may("by", Person),
            may("presence", Choice("presence", PRESENCES)),
            may("presence-ref", Line),
            may("at", When),
            LATE
        ]
    ),
    record!(
        "reopen",
        [],
        "Open a closed case again, and say why; its report counts no longer",
        closure::reopen,
        [must("reason", Line), may("by", Person), may("at", When), LATE]
    ),
    record!(
        "review",
        [],
        "Plan, hold and write the review after the incident; what is left empty stays as it was written before",
        review::write,
        [
            owed("owner", Person),
            may("scheduled", Coming),
            owed("held", When),
            owed("attendees", List),
            owed("summary", Text),
            owed("hit-people", Line),
            owed("hit-records", Line),
            owed("hit-systems", Line),
            owed("hit-hours", Line),
            owed("hit-money", Line),
            owed("hit-outputs", Line),
            owed("detection", Text),
            owed("sooner", Text),
            owed("supposed", Text),
            owed("happened", Text),
            owed("cause-technical", Text),
            owed("cause-process", Text),
            owed("cause-organised", Text),
            owed("went-well", Text),
            owed("lucky", Text),
            owed("evidence-lost", Text),
            owed("steps-skipped", Text),
            owed("steps-wrong", Text),
            owed("steps-missing", Text),
            owed("message-staff", Text),
            owed("message-customers", Text),
            may("review-status", Choice("review-status", review::STATUSES)),
        ]
    ),
    record!(
        "review-lesson",
        [],
        "What was learned about one of the ten controls",
        review::learn,
        [must("control", Line), must("description", Text), may("record", Record)]
    ),
    record!(
        "action",
        [],
        "Agree an improvement action: what is done to what, by whom, until when, and who will look",
        action::open,
        [
            must("statement", Line),
            owed("owner", Person),
            owed("due", When),
            owed("area", Choice("action-area", action::AREAS)),
            owed("verifier", Person),
            owed("accepted-by", Person),
            may("action-kind", Choice("action-kind", action::KINDS)),
            may("aim", Choice("action-aim", action::AIMS)),
            may("priority", Choice("action-priority", action::PRIORITIES)),
            may("effort", Line),
            may("raised-by", Choice("action-from", action::FROM)),
            may("raised-ref", Line),
            may("control-ref", Line),
            may("risk-link", Line),
        ]
    ),
    record!(
        "change-action",
        [],
        "Give an improvement action another owner, date, verifier or priority, and say why",
        action::change,
        [
            must("improvement", Record),
            may("owner", Person),
            may("due", When),
            may("verifier", Person),
            may("priority", Choice("action-priority", action::PRIORITIES)),
            owed("reason", Line),
        ]
    ),
    record!(
        "action-progress",
        [],
        "An improvement action was begun, done, dropped or opened again; done is shown by a file or a record",
        action::progress,
        [
            must("improvement", Record),
            must("progress", Choice("action-progress", action::PROGRESS)),
            owed("file", File),
            may("record", Record),
            may("note", Line),
            may("reason", Line),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "verify-action",
        [],
        "Somebody other than its owner saw that an improvement action was done",
        action::verify,
        [
            must("improvement", Record),
            must("person", Person),
            owed("how-seen", Line),
            PRESENCE,
            PRESENCE_REF,
            may("retest", Line),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "no-action",
        [],
        "Say why nothing is to be done in process, technical controls or policy",
        action::nothing,
        [must("area", Choice("action-area", action::AREAS)), owed("reason", Line), may("by", Person)]
    ),
];
