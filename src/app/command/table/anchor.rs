//! Checkpoints of the journal, and what carries them out of the room.

use super::super::{Act, CommandSpec};
use super::{LATE, may, must, owed};
use crate::app::command::Scope::Everywhere;
use crate::domain::anchor;
use crate::domain::input::FieldKind::{Choice, File, Line, Person, Record, When};

/// Commands of checkpoints and anchors.
pub(super) const COMMANDS: &[CommandSpec] = &[
    screen!(
        "anchors",
        [(Everywhere, "J")],
        "What nothing outside the room fixes yet: checkpoint, paper, phone words, witnesses, time stamps"
    ),
    record!(
        "checkpoint",
        [],
        "Sign a checkpoint over everything that is recorded: what paper, phone and witnesses then carry out of the room",
        anchor::checkpoint,
        []
    ),
    screen!(
        "challenge",
        [],
        "What an auditor and an opposing expert would ask, with the records that answer it, or no answer"
    ),
    screen!("checkpoint-page", [], "The page with the case head for two signatures in ink, as a file to print"),
    screen!("phone-words", [], "Words to read over the phone: they say four, this laptop answers with eight"),
    screen!(
        "checkpoint-code",
        [],
        "The checkpoint as a QR code on the screen for a camera, and its request for a time stamp"
    ),
    record!(
        "anchor-paper",
        [],
        "Two people signed the page with the case head: its number, who, and where the original lies",
        anchor::paper,
        [
            must("slip", Line),
            owed("signed-by", Person),
            owed("second", Person),
            owed("read-off", Line),
            owed("lies", Line),
            may("checkpoint", Record),
            may("scan", File),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "anchor-phone",
        [],
        "The case head went over the phone as words: the other side asks with four words, this laptop answers with eight",
        anchor::phone,
        [
            owed("asked-words", Line),
            must("spoke-with", Person),
            owed("called-number", Line),
            may("way", Choice("way", anchor::WAYS)),
            may("answer-words", Line),
            may("by", Person),
            may("checkpoint", Record),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "anchor-witness",
        [],
        "A witness signed the text of the checkpoint on another machine, with ssh-keygen and a key of their own",
        anchor::witness,
        [
            must("signature-file", File),
            must("by", Person),
            owed("fingerprint", Line),
            may("machine", Line),
            may("checkpoint", Record),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "anchor-stamp",
        [],
        "The reply of a time-stamping authority (RFC 3161), which is checked",
        anchor::stamp,
        [must("reply", File), may("ca", File), owed("stamped-by", Line), may("checkpoint", Record)]
    ),
];
