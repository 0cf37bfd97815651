//! Arguments of sealed case folders.

use std::path::PathBuf;

use clap::Args;

/// How an export is sealed.
#[derive(Debug, Args)]
pub(crate) struct Seal {
    /// Seal it: one encrypted file (age) instead of a folder. Without a key a passphrase is asked for, twice
    #[arg(long)]
    pub(crate) seal: bool,
    /// A public key (age1…) that opens it; repeat it: two are advised, the lead's and that of whoever stores evidence
    #[arg(long, value_name = "KEY", requires = "seal")]
    pub(crate) recipient: Vec<String>,
    /// A file of public keys, one a line
    #[arg(long, value_name = "FILE", requires = "seal")]
    pub(crate) recipients_file: Option<PathBuf>,
    /// A file whose one line is the passphrase
    #[arg(long, value_name = "FILE", requires = "seal", conflicts_with_all = ["recipient", "recipients_file"])]
    pub(crate) passphrase_file: Option<PathBuf>,
}

/// What a sealed file is opened with.
#[derive(Debug, Default, Args)]
pub(crate) struct Opening {
    /// A file of private keys of age, as age-keygen writes it; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) identity: Vec<PathBuf>,
    /// A file whose one line is the passphrase
    #[arg(long, value_name = "FILE", conflicts_with = "identity")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Unseal {
    /// The sealed folder, NAME.tar.age
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The directory in which the folder is made; nothing appears under its name unless every byte proved authentic
    #[arg(value_name = "DEST")]
    pub(crate) destination: PathBuf,
    #[command(flatten)]
    pub(crate) opening: Opening,
    /// Fingerprint of the station's key (SHA256:…) that came another way than the file
    #[arg(long, value_name = "FINGERPRINT")]
    pub(crate) signer: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
