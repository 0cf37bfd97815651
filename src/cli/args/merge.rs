//! Laptops that work one case apart.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// The other laptop's case file of this very case, or a case folder of it
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// A case folder; what it withholds stays withheld
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) made: Arriving,
}

/// A case file that is put together here.
#[derive(Debug, Args)]
pub(crate) struct Arriving {
    /// The case file to make; without it a free name among the cases of this laptop
    #[arg(long, value_name = "PATH")]
    pub(crate) to: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
