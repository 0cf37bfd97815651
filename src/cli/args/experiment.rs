//! Arguments of experiments.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Experiments {
    /// Print JSON: every design with its results, their limits and what they lack
    #[arg(long)]
    pub(crate) json: bool,
    /// Print Markdown
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,
}
