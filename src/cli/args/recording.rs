//! Commands that record, and what a person signs.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct New {
    /// What happened, in one sentence
    #[arg(long, value_name = "T")]
    pub(crate) title: String,
    /// Innocuous codename, never the victim's; one is chosen when none is given
    #[arg(long, value_name = "C")]
    pub(crate) codename: Option<String>,
    /// sev1 (worst) to sev4
    #[arg(long, value_name = "SEV")]
    pub(crate) severity: Option<String>,
    /// When it was detected
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) detected: Option<String>,
    /// When the organisation became aware
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) aware: Option<String>,
    /// Why awareness is put at that time
    #[arg(long, value_name = "WHY")]
    pub(crate) aware_why: Option<String>,
    /// When it was declared, if not now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) declared: Option<String>,
    /// Handling mark of the case's records (TLP 2.0)
    #[arg(long, value_name = "MARK")]
    pub(crate) mark: Option<String>,
    /// Procedure to take into use; may be given several times
    #[arg(long, value_name = "ID")]
    pub(crate) procedure: Vec<String>,
    /// Class and type of ENISA RSIT, for example malicious-code/infected-system
    #[arg(long, value_name = "CLASS/TYPE")]
    pub(crate) class: Option<String>,
    /// What is known
    #[arg(long, value_name = "TEXT")]
    pub(crate) known: Option<String>,
    /// What is not known
    #[arg(long, value_name = "TEXT")]
    pub(crate) unknown: Option<String>,
    /// Functional impact: none, low, medium, high
    #[arg(long, value_name = "IMPACT")]
    pub(crate) functional: Option<String>,
    /// Information impact, several with commas: none, privacy, proprietary, integrity
    #[arg(long, value_name = "IMPACT")]
    pub(crate) information: Option<String>,
    /// Recoverability: regular, supplemented, extended, not-recoverable
    #[arg(long, value_name = "CODE")]
    pub(crate) recoverability: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Log {
    /// What happened; several words are joined by spaces
    #[arg(required = true, value_name = "TEXT")]
    pub(crate) text: Vec<String>,
    /// When it happened: 14:05, -10m, "yesterday 23:10", "2026-11-21 02:10", RFC 3339
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
    /// Handling mark (TLP 2.0)
    #[arg(long, value_name = "MARK")]
    pub(crate) mark: Option<String>,
    /// How sure: confirmed, suspected, refuted
    #[arg(long, value_name = "STATUS", conflicts_with = "action")]
    pub(crate) status: Option<String>,
    /// A tag; may be given several times
    #[arg(long, value_name = "T")]
    pub(crate) tag: Vec<String>,
    /// A response action, not an incident fact
    #[arg(long)]
    pub(crate) action: bool,
    /// Why the action is recorded more than 15 minutes after it happened
    #[arg(long, value_name = "R", requires = "action")]
    pub(crate) late_reason: Option<String>,
    /// Who said it, if not the one at the keys
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,
    /// Where it comes from: saw, told, exhibit
    #[arg(long, value_name = "SOURCE")]
    pub(crate) source: Option<String>,
    /// Exhibit and line, or who told it
    #[arg(long, value_name = "REF")]
    pub(crate) source_ref: Option<String>,
    /// An asset; may be given several times
    #[arg(long, value_name = "A")]
    pub(crate) asset: Vec<String>,
    /// An indicator; may be given several times
    #[arg(long, value_name = "I")]
    pub(crate) indicator: Vec<String>,
    /// A technique of ATT&CK or ATLAS: its id (T1566.001, AML.T0051) or its whole name; may be given several times
    #[arg(long, value_name = "ID")]
    pub(crate) technique: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Attach {
    /// The file; `-` reads standard input
    #[arg(value_name = "FILE|-")]
    pub(crate) file: PathBuf,
    /// The step it shows
    #[arg(long, value_name = "ID")]
    pub(crate) step: String,
    /// Kind of proof, for example config_diff
    #[arg(long, value_name = "KIND")]
    pub(crate) proof: String,
    /// The state before, for a change that two files show
    #[arg(long, value_name = "FILE")]
    pub(crate) before: Option<PathBuf>,
    /// What it shows
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// Who carried the step out, if not the one at the keys
    #[arg(long, value_name = "NAME")]
    pub(crate) done_by: Option<String>,
    /// When the step was done
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
    /// Handling mark (TLP 2.0)
    #[arg(long, value_name = "MARK")]
    pub(crate) mark: Option<String>,
    /// Why it is recorded late
    #[arg(long, value_name = "R")]
    pub(crate) late_reason: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Record {
    /// The step it belongs to
    #[arg(long, value_name = "ID")]
    pub(crate) step: String,
    /// What it shows
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// Who carries the step out, if not the one at the keys
    #[arg(long, value_name = "NAME")]
    pub(crate) done_by: Option<String>,
    /// When the step was done, if not at the end of the session
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
    /// Why it is recorded late
    #[arg(long, value_name = "R")]
    pub(crate) late_reason: Option<String>,
    /// A word to cover in a copy for showing; the original is attached under RED. May be given several times
    #[arg(long, value_name = "WORD")]
    pub(crate) mask: Vec<String>,
    /// The command and its arguments, after --
    #[arg(required = true, last = true, value_name = "COMMAND")]
    pub(crate) command: Vec<OsString>,
}

#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// A file (asciicast v2), or the record of a session or its proof
    #[arg(value_name = "FILE|RECORD")]
    pub(crate) what: OsString,
    /// So many times as fast as it was
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    pub(crate) speed: f64,
    /// Print the session as plain text
    #[arg(long)]
    pub(crate) text: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Do {
    /// The command and its fields as key=value; `-` reads a JSON object from standard input
    #[arg(value_name = "COMMAND key=value… | -", required = true, allow_hyphen_values = false)]
    pub(crate) words: Vec<OsString>,
    /// Read (with `-`) and print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Statement {
    /// release, accept, custody or memo, and its fields as key=value: the same as for `do`
    #[arg(value_name = "COMMAND key=value…", required = true)]
    pub(crate) words: Vec<OsString>,
}
