//! Arguments of what follows an incident.

use std::path::PathBuf;

use clap::{Args, Subcommand};

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

#[derive(Debug, Subcommand)]
pub(crate) enum Reports {
    /// Make the closing report at the head of the journal as it is, and keep it in the case file
    Make {
        /// As Markdown, not as PDF
        #[arg(long)]
        markdown: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List the reports with format, head, SHA-256 and who signed; exit code 1 until lead and SIRO signed the last one
    Show,
    /// Write the stored report, to the byte
    Export {
        /// Its record; without it the last one
        #[arg(value_name = "REPORT")]
        report: Option<String>,
        /// Write to a new file of this name
        #[arg(short, long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Write the page on which lead and SIRO sign the digest in ink
    Page {
        /// The record of the report; without it the last one
        #[arg(value_name = "REPORT")]
        report: Option<String>,
        /// Write to a new file of this name
        #[arg(short, long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// As Markdown, not as PDF
        #[arg(long)]
        markdown: bool,
    },
    /// Record a signature: with a key at hand, with a signature of ssh-keygen, or with the scan of the signed page
    Sign(Box<SignReport>),
}

#[derive(Debug, Args)]
pub(crate) struct SignReport {
    /// lead or siro
    #[arg(long = "as", value_name = "CAPACITY")]
    pub(crate) capacity: String,
    /// Who signs: a name or initials of the roster
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// The record of the report; without it the last one
    #[arg(long, value_name = "REPORT")]
    pub(crate) report: Option<String>,
    /// Sign here with this OpenSSH private key
    #[arg(long, value_name = "FILE", conflicts_with_all = ["signature", "scan"])]
    pub(crate) key: Option<PathBuf>,
    /// The signature that ssh-keygen made over the text of `statement sign-report`
    #[arg(long, value_name = "FILE", conflicts_with = "scan")]
    pub(crate) signature: Option<PathBuf>,
    /// The signed page, scanned
    #[arg(long, value_name = "FILE", requires = "sha256")]
    pub(crate) scan: Option<PathBuf>,
    /// The digest as it stands on the signed page, at least 16 digits
    #[arg(long, value_name = "HEX")]
    pub(crate) sha256: Option<String>,
    /// Who saw them sign
    #[arg(long, value_name = "NAME")]
    pub(crate) witness: Option<String>,
    /// Number of the page and where the original lies
    #[arg(long = "ref", value_name = "WHERE")]
    pub(crate) reference: Option<String>,
    /// The copy of the report that was read, to be compared
    #[arg(long, value_name = "FILE")]
    pub(crate) copy: Option<PathBuf>,
    /// When, if not now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
    /// Why it is recorded late
    #[arg(long, value_name = "R")]
    pub(crate) late_reason: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
