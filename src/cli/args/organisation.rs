//! Commands about the organisation in peace time: people, procedures, laws, its own file.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{AsJson, Words};

#[derive(Debug, Subcommand)]
pub(crate) enum People {
    /// Take people from a CSV file into the address book
    Import {
        /// The file; its first line names the columns
        file: PathBuf,
    },
    /// Say who cannot be reached and which roles have nobody or no deputy
    Check(AsJson),
    /// List the people
    List(AsJson),
    /// Print the roster and an empty call sheet, for paper: the night the laptop is still locked
    Sheet,
}

#[derive(Debug, Args)]
pub(crate) struct ProcedureExport {
    /// The procedure; several, with --cacao, are merged over their base into one playbook
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// As CACAO 2.0 JSON
    #[arg(long)]
    pub(crate) cacao: bool,
    /// Write to this new file instead of standard output
    #[arg(long, short = 'o', value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Procedures {
    /// List the procedures with version, status, family, and whether they are approved
    List(AsJson),
    /// Print a procedure whole
    Show {
        /// Its id
        id: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Check every procedure and every pair of them on its base; exit code 1 when anything is found
    Check(AsJson),
    /// Approve the text of procedures as it is at hand; recorded in the organisation's file
    Approve(Approve),
    /// Print a procedure as its TOML file, or as a CACAO 2.0 playbook
    Export(ProcedureExport),
}

#[derive(Debug, Args)]
pub(crate) struct Approve {
    /// Ids
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Who approves: a name or initials of the address book
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// How their presence was shown: wet-ink, call-back
    #[arg(long, value_name = "HOW")]
    pub(crate) presence: Option<String>,
    /// Slip number and where the original lies, or the call's record
    #[arg(long, value_name = "REF")]
    pub(crate) presence_ref: Option<String>,
    /// When it was approved, if not now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Regimes {
    /// List the laws and contracts with status, confidence and the date to look at the source again
    List(AsJson),
    /// Print an entry whole: question, deadlines with their rules, contents of a notice
    Show {
        /// Its id
        id: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Approve entries as they are at hand; recorded in the organisation's file
    Approve(Approve),
    /// Withdraw the approval of an entry; recorded in the organisation's file
    Withdraw(WithdrawEntry),
    /// Check the register and your own entries, or one file; exit code 1 when anything is found
    Check {
        /// A file of entries, wherever it lies
        file: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct WithdrawEntry {
    /// Its id
    pub(crate) id: String,
    /// Why
    #[arg(long, value_name = "WHY")]
    pub(crate) reason: String,
    /// Who decided it, if not the one at the keys
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// When, if not now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Org {
    /// What was recorded, and what is missing or out of date
    Show(AsJson),
    /// Who we are, as far as law asks: countries=DE,US-CA sectors=bank legal-roles=controller holidays=de-national authority-holders=NAME authority-ref=WHERE
    Profile(Words),
    /// Approve procedures: procedure=ID,… by=NAME presence=wet-ink presence-ref=REF
    Approve(Words),
    /// Retire a procedure: procedure=ID reason=WHY [version=V]
    Retire(Words),
    /// Enrol a person's own key: person=NAME key='ssh-ed25519 …' form=NUMBER witness=NAME
    Enrol(Words),
    /// Print the enrolled keys as a list of allowed signers, for ssh-keygen -Y verify -f LIST -I first.last
    Signers,
    /// Withdraw a key: key=FINGERPRINT reason=WHY
    Withdraw(Words),
    /// A person takes on a role: person=NAME role=ROLE words=… [trained=DAY] [until=DAY]
    Acknowledge(Words),
    /// A number was rung in a test: person=NAME [number=N] [rung=not-answered]
    TestCall(Words),
    /// Plan an exercise: title=… procedure=ID on=DAY
    Plan(Words),
    /// A detection source in the plan: name=… covers=… owner=NAME reached=HOW
    ListSource(Words),
    /// An AI asset in the scope of the plan: name=… ai-kind=model|dataset|pipeline|service|agent|supplied covers=… owner=NAME
    ListAi(Words),
    /// Take either from the plan: record=N reason=WHY
    Unlist(Words),
    /// A section of the plan in own words: plan-section=purpose|severity|assessment|communication|evidence text=…
    PlanText(Words),
    /// Approve the plan as printed: version=V plan-sha256=DIGEST by=NAME presence=wet-ink presence-ref=REF [review=DAY]
    ApprovePlan(Words),
    /// An exercise was held: record=N or procedure=ID, participants=A,B findings=…
    Held(Words),
}
