//! Arguments of checkpoints and anchors.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Checkpoint {
    /// Write the checkpoint, its signature and the text of all chains into this directory, for a witness or a time-stamping authority
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Anchors {
    /// Print what nothing outside the room fixes yet, what is due, checkpoints and anchors with what they lack
    List(super::Paper),
    /// The page with the case head for two signatures in ink; signs a checkpoint first where something was recorded since the last
    Page {
        /// Write to a new file of this name
        #[arg(short, long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// As Markdown, not as PDF
        #[arg(long)]
        markdown: bool,
    },
    /// The words to read over the phone: the answer to the four words of the other side; without them a code of sixteen
    Words {
        /// The four words that the other side said
        #[arg(value_name = "WORD")]
        asked: Vec<String>,
        /// The record of the checkpoint; without it the last, or a new one where something was recorded since
        #[arg(long, value_name = "RECORD")]
        checkpoint: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Four words to ask another laptop that holds this case; hold its answer against `anchor words` with the same four
    Ask,
    /// The request for a time stamp (RFC 3161) over the case head
    Query {
        /// Write to a new file of this name
        #[arg(short, long, value_name = "FILE")]
        out: PathBuf,
        /// The record of the checkpoint; without it the last, or a new one where something was recorded since
        #[arg(long, value_name = "RECORD")]
        checkpoint: Option<String>,
    },
    /// Every anchor as CSV
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Prove {
    /// The record: its number, or its whole identity
    #[arg(value_name = "RECORD")]
    pub(crate) record: String,
    /// The new directory to write; without it `proof-RECORD` here
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Leave the words of the record out: what is proved then is that it was written, when, and by which laptop
    #[arg(long)]
    pub(crate) without_body: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Challenge {
    /// Print Markdown
    #[arg(long)]
    pub(crate) markdown: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
