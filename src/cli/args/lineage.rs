//! Arguments of lineage.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Lineage {
    /// Print JSON: every artefact with what it was made from and what became of it
    #[arg(long)]
    pub(crate) json: bool,
    /// Print Markdown
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,
}
