//! Media that came and went.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Media {
    /// As Markdown
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
