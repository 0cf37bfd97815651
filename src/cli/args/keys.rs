//! The keys of the console.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct KeysOf {
    /// Print only what of the file cannot be used, with file and line; exits 1 where anything cannot
    #[arg(long)]
    pub(crate) check: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
