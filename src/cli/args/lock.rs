//! The passphrase of the screen.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Lock {
    #[command(subcommand)]
    pub(crate) what: LockAct,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LockAct {
    /// Set the passphrase, or another in its place; asked for twice
    Set {
        /// A file whose one line is the passphrase
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
    /// Take the passphrase away
    Clear,
    /// Say whether one is set, and when the screen locks
    Show,
}
