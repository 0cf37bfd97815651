//! Arguments of `warroom notice`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::AsJson;

#[derive(Debug, Subcommand)]
pub(crate) enum Notices {
    /// List the notices of the case: how far each is, whether its text is approved, whether it was sent
    List(AsJson),
    /// Print a notice: every item with its answer, what it rests on, what is missing; versions and approvals
    Show {
        /// Its record, or REGIME/DEADLINE for the last one of a deadline
        #[arg(value_name = "NOTICE")]
        notice: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print what the notice of a deadline must say; needs no case
    Contents {
        /// Which deadline, for example eu-gdpr/authority-72h
        #[arg(value_name = "REGIME/DEADLINE")]
        deadline: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Write a notice to carry it to a machine with a network; the plain text is the approved text to the byte
    Export(NoticeExport),
}

#[derive(Debug, Args)]
pub(crate) struct NoticeExport {
    /// Its record, or REGIME/DEADLINE for the last one of a deadline
    #[arg(value_name = "NOTICE")]
    pub(crate) notice: String,
    /// As what
    #[arg(long = "as", value_enum, default_value = "pdf")]
    pub(crate) format: NoticeFormat,
    /// Write to a new file of this name
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NoticeFormat {
    /// Set in pages, with its state, its digest and what each item rests on
    Pdf,
    /// The same as Markdown
    #[value(alias = "md")]
    Markdown,
    /// The text alone
    #[value(alias = "txt")]
    Text,
}
