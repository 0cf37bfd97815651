//! Scripts for administrators' hosts and the bundles they made.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Kit {
    /// Directory to write into, made where it is missing
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Bundle {
    /// Compute every digest of a bundle again and say what differs
    Check {
        /// The bundle
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Check a bundle and record its change as containment
    Import(BundleImport),
}

#[derive(Debug, Args)]
pub(crate) struct BundleImport {
    /// The bundle
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// The step it shows
    #[arg(long, value_name = "ID")]
    pub(crate) step: String,
    /// Fields that the bundle does not know, or in place of what it says
    #[arg(value_name = "key=value")]
    pub(crate) fields: Vec<OsString>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
