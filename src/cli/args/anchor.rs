//! Arguments of checkpoints and anchors.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Checkpoint {
    /// Write the checkpoint, its signature and the text of all chains into this directory, for a witness or a time-stamping authority
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
