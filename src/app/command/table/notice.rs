//! Notices: drafts, answers, approvals.

use super::super::{Act, CommandSpec};
use super::{LATE, PRESENCE_REF, may, must};
use crate::app::command::Scope::Deadlines;
use crate::domain::input::FieldKind::{Choice, Coming, Deadline, File, Line, List, Person, Text, When};
use crate::domain::notice;

/// Commands of notices.
pub(super) const COMMANDS: &[CommandSpec] = &[
    record!(
        "draft",
        [],
        "Begin the notice of a deadline, with the list of what it must say",
        notice::begin,
        [must("deadline", Deadline), may("notice-kind", Choice("notice-kind", notice::KINDS)), may("follows", Line),]
    ),
    record!(
        "fill",
        [],
        "Answer one item of a notice, citing records; a new version of its text",
        notice::fill,
        [
            must("notice", Line),
            must("item", Line),
            may("item-answer", Choice("item-answer", notice::ANSWERS)),
            may("text", Text),
            may("cites", List),
            may("follows-at", Coming),
            may("low", Line),
            may("likely", Line),
            may("high", Line),
            may("how-counted", Line),
            may("count-record", Line),
            may("by", Person),
        ]
    ),
    record!(
        "approve-notice",
        [(Deadlines, "v")],
        "Approve one exact text of a notice, by somebody who did not write it",
        notice::approve,
        [
            must("notice", Line),
            must("by", Person),
            may("text-sha256", Line),
            may("presence", Choice("presence", notice::PRESENCES)),
            PRESENCE_REF,
            may("signature-file", File),
            may("at", When),
            LATE,
        ]
    ),
];
