//! Arguments of everything about evidence: exhibits, digests, images, manifests, forms.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Sheet;
use crate::library::digest::Algorithm;

#[derive(Debug, Subcommand)]
pub(crate) enum Evidence {
    /// Register a file as an exhibit and compute its SHA-256; prints label, record id and digest
    Add(Box<EvidenceAdd>),
    /// Write down a digest that somebody else states: from the log of an imaging tool, or typed
    Claim(Box<EvidenceClaim>),
    /// Print what the log of an imaging tool, or a list of digests, states; needs no case
    ReadLog {
        /// The log; `-` is standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The algorithm of a list that does not name it, for example blake3
        #[arg(long, value_name = "NAME")]
        algorithm: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Compute digests again and compare; without labels every exhibit that is a file
    Verify {
        /// Exhibits, for example E-001
        #[arg(value_name = "E-001")]
        labels: Vec<String>,
        /// Only those whose digest is due to be computed again, or was never computed
        #[arg(long, conflicts_with = "labels")]
        due: bool,
        /// Look for a moved file under this directory, by size and digest, and verify what is found
        #[arg(long, value_name = "DIR")]
        locate: Option<PathBuf>,
        /// Further digests from the same pass: sha512, blake3; md5 and sha1 only to match an old log
        #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = algorithm)]
        also: Vec<Algorithm>,
    },
}

/// A digest by its name.
fn algorithm(name: &str) -> Result<Algorithm, String> {
    Algorithm::from_name(name.trim().as_bytes())
        .ok_or_else(|| "it is none of sha256, sha512, blake3, sha1, md5".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceClaim {
    /// The exhibit, for example E-001
    #[arg(value_name = "E-001")]
    pub(crate) exhibit: String,
    /// The log of the tool; it is kept
    #[arg(long, value_name = "FILE", required_unless_present = "digest")]
    pub(crate) log: Option<PathBuf>,
    /// The file in the log that is meant, where it names several
    #[arg(long, value_name = "NAME")]
    pub(crate) entry: Option<String>,
    /// The digest as somebody states it
    #[arg(long, value_name = "HEX")]
    pub(crate) digest: Option<String>,
    /// sha256, sha512, sha384, sha1, md5, blake3; told from the log or the digits where it is left out
    #[arg(long, value_name = "NAME")]
    pub(crate) algorithm: Option<String>,
    /// Tool and version
    #[arg(long, value_name = "TOOL")]
    pub(crate) tool: Option<String>,
    /// Who states it: ran the tool, or read the digest out
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// How the presence of that person is shown: wet-ink, call-back, none
    #[arg(long, value_name = "HOW")]
    pub(crate) presence: Option<String>,
    /// Slip number and where it lies, or the record of the call
    #[arg(long, value_name = "REF")]
    pub(crate) presence_ref: Option<String>,
    /// When it was stated
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
    /// Remarks
    #[arg(long, value_name = "NOTE")]
    pub(crate) note: Option<String>,
    /// Handling mark (TLP 2.0)
    #[arg(long, value_name = "MARK")]
    pub(crate) mark: Option<String>,
    /// Why it is recorded late
    #[arg(long, value_name = "R")]
    pub(crate) late_reason: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceAdd {
    /// Further digests from the same pass: sha512, blake3; md5 and sha1 only to match an old log
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = algorithm)]
    pub(crate) also: Vec<Algorithm>,
    /// The file
    pub(crate) path: PathBuf,
    /// What it is
    #[arg(long, value_name = "D")]
    pub(crate) description: String,
    /// Who collected it
    #[arg(long, value_name = "NAME")]
    pub(crate) collected_by: Option<String>,
    /// When it was collected
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) collected: Option<String>,
    /// Kind of exhibit, for example disk-image, log
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// Host, device or person it came from
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) origin: Option<String>,
    /// Tool and version that made it
    #[arg(long, value_name = "TOOL")]
    pub(crate) tool: Option<String>,
    /// original, forensic-copy, working-copy, extract
    #[arg(long, value_name = "RELATION")]
    pub(crate) relation: Option<String>,
    /// The exhibit it was made from
    #[arg(long, value_name = "E-001")]
    pub(crate) parent: Option<String>,
    /// A SHA-256 that somebody or some tool stated
    #[arg(long, value_name = "HEX")]
    pub(crate) claimed: Option<String>,
    /// Who or what stated it
    #[arg(long, value_name = "WHO")]
    pub(crate) claimed_by: Option<String>,
    /// Where it is kept now
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// Handling mark (TLP 2.0)
    #[arg(long, value_name = "MARK")]
    pub(crate) mark: Option<String>,
    /// Why it is recorded late
    #[arg(long, value_name = "R")]
    pub(crate) late_reason: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Acquire {
    /// The block device or file to read
    #[arg(value_name = "SOURCE")]
    pub(crate) disk: PathBuf,
    /// The image to make, in an existing directory on another medium
    #[arg(value_name = "DEST")]
    pub(crate) image: PathBuf,
    /// Write segments of this size, for example 2000MiB; by itself where the file system needs it
    #[arg(long, value_name = "SIZE")]
    pub(crate) split: Option<String>,
    /// How often a sector that cannot be read is tried again
    #[arg(long, value_name = "N")]
    pub(crate) retries: Option<String>,
    /// Further digests from the same pass: sha512, blake3; md5 and sha1 only to match an old log
    #[arg(long, value_name = "NAMES")]
    pub(crate) also: Option<String>,
    /// Write blocker: make, serial, firmware; or why there is none
    #[arg(long, value_name = "TEXT")]
    pub(crate) blocker: Option<String>,
    /// Who works, if not the one at the keys
    #[arg(long, value_name = "NAME")]
    pub(crate) examiner: Option<String>,
    /// What makes them competent
    #[arg(long, value_name = "TEXT")]
    pub(crate) competence: Option<String>,
    /// How it is done, beyond what warroom does by itself
    #[arg(long, value_name = "TEXT")]
    pub(crate) method: Option<String>,
    /// What for, and on whose authority
    #[arg(long, value_name = "TEXT")]
    pub(crate) purpose: Option<String>,
    /// What it is an image of
    #[arg(long, value_name = "D")]
    pub(crate) description: Option<String>,
    /// Host, device or person it came from
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) origin: Option<String>,
    /// The exhibit that is copied
    #[arg(long, value_name = "E-001")]
    pub(crate) parent: Option<String>,
    /// Read a source that is mounted read-write all the same, for this reason
    #[arg(long, value_name = "REASON")]
    pub(crate) mounted_anyway: Option<String>,
    /// Record nothing in a case
    #[arg(long)]
    pub(crate) no_record: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, as sha256sum has them")]
pub(crate) struct Hash {
    /// Files or block devices, with --check files of digests; `-` is standard input, and so is no path at all
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read digests from the files and check them, as sha256sum, sha512sum, b3sum --tag, md5sum, sha1sum and --pieces wrote them
    #[arg(long, short = 'c', conflicts_with_all = ["tag", "json", "pieces", "live", "zero"])]
    pub(crate) check: bool,
    /// Further digests from the same pass: sha512, blake3; md5 and sha1 only to match an old log. With --check, blake3 says that plain lines of 64 digits are of b3sum
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = algorithm)]
    pub(crate) also: Vec<Algorithm>,
    /// Print a SHA-256 for every 64 MiB before that of the whole
    #[arg(long, conflicts_with = "zero")]
    pub(crate) pieces: bool,
    /// The paths are first parts of images (.001, .E01, .s01, .aa): hash each part, and all of them as one
    #[arg(long, conflicts_with = "check")]
    pub(crate) segments: bool,
    /// Print lines in the format SHA256 (name) = digest
    #[arg(long, conflicts_with_all = ["json", "zero"])]
    pub(crate) tag: bool,
    /// End lines with NUL and escape no names
    #[arg(long, short = 'z', conflicts_with = "json")]
    pub(crate) zero: bool,
    /// With --check: no OK for each file that verifies
    #[arg(long, requires = "check")]
    pub(crate) quiet: bool,
    /// With --check: print nothing, the exit code says it
    #[arg(long, requires = "check")]
    pub(crate) status: bool,
    /// With --check: no fault of files that are not there
    #[arg(long, requires = "check")]
    pub(crate) ignore_missing: bool,
    /// With --check: exit 1 when a line cannot be read; that is so without it too
    #[arg(long, requires = "check")]
    pub(crate) strict: bool,
    /// With --check: say which lines cannot be read; that is said without it too
    #[arg(long, short = 'w', requires = "check")]
    pub(crate) warn: bool,
    /// Say which running programs have the file open or mapped; what they loaded is not proven by a digest
    #[arg(long)]
    pub(crate) live: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Manifest {
    #[command(subcommand)]
    pub(crate) part: Option<ManifestPart>,
    /// The directory, read only; its symbolic links are named and not followed. With --tensors also one file
    #[arg(required = true, value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,
    /// Write to this new file, outside of the directory, instead of standard output; a run that was cut off is taken up again
    #[arg(long, short = 'o', value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// A digest for every tensor of .safetensors files
    #[arg(long)]
    pub(crate) tensors: bool,
    /// Files hashed at once; without it as many as there are cores. 1 suits a disk that spins
    #[arg(long, value_name = "N", conflicts_with = "tensors")]
    pub(crate) threads: Option<usize>,
    /// Read files again whose digest an earlier run left behind, and say where it differs, instead of taking it over
    #[arg(long, requires = "out", conflicts_with = "tensors")]
    pub(crate) verify_resumed: bool,
    /// Register the manifest as an exhibit of the case, with this description
    #[arg(long, value_name = "DESCRIPTION", requires = "out")]
    pub(crate) register: Option<String>,
    /// Print counts and root as JSON
    #[arg(long, requires = "out")]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ManifestPart {
    /// Compare two manifests, of warroom, sha256sum or hashdeep: removed, added, changed, renamed. Exit code 0: the same, 1: they
    /// differ or one is incomplete, 2: they cannot be compared
    Diff(ManifestDiff),
}

#[derive(Debug, Args)]
pub(crate) struct ManifestDiff {
    /// The earlier one
    #[arg(value_name = "A")]
    pub(crate) first: PathBuf,
    /// The later one
    #[arg(value_name = "B")]
    pub(crate) second: PathBuf,
    /// Taken off the beginning of names that have it, in both; for manifests with absolute paths
    #[arg(long, value_name = "PREFIX")]
    pub(crate) strip: Option<OsString>,
    /// Print a JSON object in a line for each difference, then one for the whole
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Paper {
    /// Print Markdown
    #[arg(long)]
    pub(crate) markdown: bool,
    /// How many hours back the relief is told
    #[arg(long, value_name = "N")]
    pub(crate) hours: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Forms {
    /// The custody form of an exhibit: data, digests, every event with both halves, room for the next hand-over
    Custody {
        /// The exhibit, for example E-001
        #[arg(value_name = "EXHIBIT")]
        exhibit: String,
        #[command(flatten)]
        sheet: Sheet,
    },
    /// Labels of 100 by 60 mm with a QR code of case, exhibit and digest, each on a page of its own
    Label {
        /// The exhibits, for example E-001 E-002
        #[arg(required = true, value_name = "EXHIBIT")]
        exhibits: Vec<String>,
        #[command(flatten)]
        sheet: Sheet,
    },
    /// The label of a medium with a case folder on it: case, number, mark, head in groups, date, QR code
    Stick {
        /// The number of the export, for example 3; without it the last one that was finished
        #[arg(value_name = "NUMBER")]
        number: Option<u32>,
        #[command(flatten)]
        sheet: Sheet,
    },
    /// The evidence log over all exhibits, with lines for the signatures of custodian and lead
    EvidenceLog {
        #[command(flatten)]
        sheet: Sheet,
    },
    /// The entry of the register of breaches (GDPR art. 33(5)), notified or not: ten parts made from the records
    BreachRegister {
        #[command(flatten)]
        sheet: Sheet,
    },
    /// A memo why a notice is not sent, or not yet: one page, with a place to sign
    Memo {
        /// Its record, or a law or deadline, for example eu-gdpr/authority-72h: the last memo over it
        #[arg(value_name = "MEMO")]
        memo: String,
        #[command(flatten)]
        sheet: Sheet,
    },
    /// One page of what was known at the instant of --as-known-at, and who knew it; without that option as of now
    AsKnown {
        #[command(flatten)]
        sheet: Sheet,
    },
}
