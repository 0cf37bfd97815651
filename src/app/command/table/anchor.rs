//! Checkpoints of the journal, and what carries them out of the room.

use super::super::{Act, CommandSpec};
use crate::domain::anchor;

/// Commands of checkpoints and anchors.
pub(super) const COMMANDS: &[CommandSpec] = &[record!(
    "checkpoint",
    [],
    "Sign a checkpoint over everything that is recorded: what paper, phone and witnesses then carry out of the room",
    anchor::checkpoint,
    []
)];
