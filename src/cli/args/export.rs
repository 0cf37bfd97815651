//! Arguments of the case folder.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The directory, best on a medium of its own, in which the folder is made
    #[arg(value_name = "DEST")]
    pub(crate) destination: PathBuf,
    /// Who may read it: records above this mark are withheld and counted. CLEAR, GREEN, AMBER, AMBER+STRICT, RED
    #[arg(long, value_name = "MARK", default_value = "RED")]
    pub(crate) audience: crate::domain::mark::Mark,
    /// Take the bytes of exhibits along, where they are at hand and are those on record
    #[arg(long)]
    pub(crate) with_evidence: bool,
    /// Take records along that carry telephone numbers
    #[arg(long)]
    pub(crate) phones: bool,
    /// For a court: SHA-512 beside SHA-256
    #[arg(long)]
    pub(crate) court: bool,
    /// Leave the dossier out
    #[arg(long)]
    pub(crate) without_dossier: bool,
    #[command(flatten)]
    pub(crate) seal: super::Seal,
    /// Why it leaves in plain
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) reason: String,
    /// Whom it is handed to; else whoever holds the role that stores evidence
    #[arg(long, value_name = "PERSON")]
    pub(crate) to: Option<String>,
    /// A person's own private key (OpenSSH, without a passphrase) that signs the folder too
    #[arg(long, value_name = "FILE")]
    pub(crate) sign_key: Option<PathBuf>,
    /// Let files of exhibits that the medium does not take whole (FAT32: 4 GiB) go in parts: NAME.000, NAME.001 and so on
    #[arg(long)]
    pub(crate) split: bool,
    /// Export also onto the disk of the case file itself
    #[arg(long)]
    pub(crate) force: bool,
    /// Only look: what it would be and what stands against it; nothing is written or recorded
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
