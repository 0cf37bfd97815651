//! Arguments of what follows an incident.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Actions {
    /// Only those that are neither verified nor dropped
    #[arg(long)]
    pub(crate) open: bool,
    /// Only those whose date is past
    #[arg(long)]
    pub(crate) overdue: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
