//! The second medium of a case.

use std::path::PathBuf;

use clap::Args;

use super::merge::Arriving;

#[derive(Debug, Args)]
pub(crate) struct Safety {
    /// A directory on another disk or stick: every record reaches it from here on. Without it: how the copy stands, brought up to date
    #[arg(value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,
    /// Which stick it is and where it is kept
    #[arg(long, value_name = "TEXT", requires = "directory")]
    pub(crate) medium: Option<String>,
    /// Keep no copy from here on, and say why
    #[arg(long, value_name = "REASON", conflicts_with = "directory")]
    pub(crate) end: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The safety copy, or the directory it lies in
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) made: Arriving,
}
