//! The shape of the command line.

mod closure;
mod drill;
mod evidence;
mod notice;

pub(crate) use closure::*;
pub(crate) use drill::*;
pub(crate) use evidence::*;
pub(crate) use notice::*;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Runs a cyber incident from a laptop without a network, and leaves a case file that a stranger can check.
///
/// Without a subcommand the console opens on the one open case, or welcomes you.
#[derive(Debug, Parser)]
#[command(name = "warroom", version, propagate_version = false, max_term_width = 110)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Globals {
    /// The case file; also WARROOM_CASE. Without it: the one open case of this laptop
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) case: Option<PathBuf>,
    /// Who is at the keys: a name or initials of the roster; also WARROOM_OPERATOR. Another name is recorded as unproven
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) operator: Option<String>,
    /// Time zone, an IANA name such as Europe/Berlin; once a case is declared its own zone is used
    #[arg(long, global = true, value_name = "ZONE")]
    pub(crate) zone: Option<String>,
    /// Colours of the console: dark, light, projector, mono
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) theme: Option<String>,
    /// Signs of the console: ascii, console, full
    #[arg(long, global = true, value_name = "SET")]
    pub(crate) glyphs: Option<String>,
    /// Show the case as it was known at an instant: 09:04, -2h, "2026-11-24 09:04", or a record such as #48. For what prints, never for what records
    #[arg(long, global = true, value_name = "INSTANT", allow_hyphen_values = true)]
    pub(crate) as_known_at: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Declare an incident: makes a case file and prints its path
    New(New),
    /// Write a line of the timeline; prints the record's id once it is durable
    Log(Log),
    /// Attach a file, or standard input, as proof of a step; prints the record's id
    Attach(Attach),
    /// Run a command in a recorded terminal session, and attach the recording to a step; exits with the command's code
    Record(Record),
    /// Play a recorded session through an emulated screen, or print it as text
    Replay(Replay),
    /// Register exhibits, and compute their digests again
    #[command(subcommand)]
    Evidence(Evidence),
    /// Print SHA-256 digests as sha256sum does, or check them
    Hash(Hash),
    /// Make a bit-for-bit image of a disk or file; exits 1 unless every byte was read
    Acquire(Box<Acquire>),
    /// Write a line of sha256sum for every file below a directory, and one root digest; compare two such manifests
    Manifest(Manifest),
    /// Print a part of the case
    Show(Show),
    /// Print the audit view: the ten controls, the traps, the phases
    Audit(Paper),
    /// Print what a relieving lead has to know
    Watch(Paper),
    /// Print whom to call next, in order
    Callout(Paper),
    /// Print the volatile sources with their commands, the most volatile first
    Sources(Paper),
    /// Print what let it happen: findings, the words that show them and where they stand, reviews
    Cause(Paper),
    /// Print hunts with their denominators, what was removed, what was restored, scanned and released, and what each misses
    Remedies(Paper),
    /// Print who else is to be told, who asks for it, what was decided and what was sent
    Others(Paper),
    /// Print who needs to know, who was told inside, what was agreed in briefings
    Internal(Paper),
    /// Print the decision log: options, choice, reason, who decided, who objected, when it is looked at again
    Decisions(Paper),
    /// Print the suppliers: contact, clause, what was asked, answer or silence, their times, access
    Suppliers(Paper),
    /// Minutes of a briefing to carry: PDF, Markdown or plain text
    Minutes(Minutes),
    /// Print the questions of law: what is asked and why, what was answered, what is open
    Assess(Paper),
    /// Print how the case is closed: what is missing with the command that mends it, the walk, the report, the times, the actions
    Closing(Paper),
    /// The closing report: make, show, export, sign
    #[command(subcommand)]
    Report(Reports),
    /// Improvement actions of every case of this laptop, exercises marked as such; --case PATH for one
    Actions(Actions),
    /// Make a form to print: custody form, labels, evidence log
    #[command(subcommand)]
    Form(Forms),
    /// Check every line, link, signature and attachment of a case file
    Verify(Verify),
    /// List every command of the console with its keys and fields
    Commands(Commands),
    /// List every rule: what it asks, what is said where it is not met, and the way on
    Rules(Rules),
    /// Carry out any recording command of the console: do COMMAND key=value… or do --json -
    Do(Do),
    /// Print what a person signs with a key of their own, when an exhibit changes hands or for a memo: statement release exhibit=E-001 to=NAME
    Statement(Statement),
    /// The address book: import a CSV file, check it, list it
    #[command(subcommand)]
    People(People),
    /// The procedures: list, show, check, approve, export
    #[command(subcommand)]
    Procedure(Procedures),
    /// The legal register: list, show, check, approve
    #[command(subcommand)]
    Regime(Regimes),
    /// Notices of the case: list, what each must say and lacks, export as PDF, Markdown or plain text
    #[command(subcommand)]
    Notice(Notices),
    /// Compute a deadline of the register from an instant, step by step; needs no case
    Deadline(DeadlineOf),
    /// How many people a data set holds: every count of the case computed again, exit 1 where one differs from what is stated; or --strata without a case
    Population(Population),
    /// The organisation's file: approvals, keys, people, exercises
    #[command(subcommand)]
    Org(Org),
    /// Write the scripts for administrators' hosts onto a stick: each wraps one change into one bundle
    Kit(Kit),
    /// Bundles that those scripts made: check, import
    #[command(subcommand)]
    Bundle(Bundle),
    /// Say in peace time what would fail at 02:40, and keep that as a dated record
    Ready(AsJson),
    /// Check this program's own hashing, chain, signature and time arithmetic
    Selftest(AsJson),
    /// Drills: plan, run, judge, print, list; props and injects. In the exercise store alone
    #[command(subcommand)]
    Drill(Drills),
    /// Open the worked example in the exercise store
    Demo(Demo),
    /// Print the manual page (roff)
    Man,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

impl Command {
    /// Whether it prints something of a case, and so can print it as it was known at an instant. What records says by itself that it does not.
    pub(crate) fn reads_a_case(&self) -> bool {
        !matches!(
            self,
            Command::New(_)
                | Command::Hash(_)
                | Command::Manifest(_)
                | Command::Verify(_)
                | Command::Commands(_)
                | Command::Actions(_)
                | Command::Rules(_)
                | Command::People(_)
                | Command::Procedure(_)
                | Command::Regime(_)
                | Command::Deadline(_)
                | Command::Org(_)
                | Command::Kit(_)
                | Command::Bundle(_)
                | Command::Statement(_)
                | Command::Ready(_)
                | Command::Selftest(_)
                | Command::Demo(_)
                | Command::Drill(_)
                | Command::Man
                | Command::Completions { .. }
        )
    }
}

#[derive(Debug, Args)]
pub(crate) struct Population {
    /// Compute the strata of this file, one to a line; - reads standard input. Needs no case
    #[arg(long, value_name = "FILE|-")]
    pub(crate) strata: Option<PathBuf>,
    /// Nobody is in two strata
    #[arg(long, requires = "strata")]
    pub(crate) disjoint: bool,
    /// How many people there are at most, where that is known
    #[arg(long, value_name = "N", requires = "strata")]
    pub(crate) at_most: Option<u64>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct AsJson {
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

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
pub(crate) struct Show {
    /// Which part
    pub(crate) part: Part,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// What happened and what was done
    Timeline,
    /// People, roles, calls
    Roster,
    /// Steps and their proofs
    Checklist,
    /// Exhibits, digests, custody
    Evidence,
    /// Regimes and clocks
    Deadlines,
    /// What waits for a person
    Needs,
    /// The ten controls of A.5.26: what meets each, what is missing
    Controls,
    /// How the case is closed: what is missing, the walk, reports, signatures, times, the review, actions
    Closure,
}

#[derive(Debug, Args)]
pub(crate) struct Sheet {
    /// Write to this new file. Without it: on a terminal a new file in this directory, else standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// As Markdown
    #[arg(long)]
    pub(crate) markdown: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Minutes {
    /// The record of the briefing; without it the last one
    #[arg(value_name = "RECORD")]
    pub(crate) briefing: Option<String>,
    /// As Markdown
    #[arg(long, conflicts_with = "text")]
    pub(crate) markdown: bool,
    /// As plain text, to read out or to send
    #[arg(long)]
    pub(crate) text: bool,
    /// Write to this new file. Without it: PDF on a terminal into a new file of this directory, else to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The case file; without it the one that --case names
    pub(crate) path: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Fingerprint of the station's key (SHA256:…) that came another way than the file
    #[arg(long, value_name = "FINGERPRINT")]
    pub(crate) signer: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Commands {
    /// Print JSON
    #[arg(long, conflicts_with = "markdown")]
    pub(crate) json: bool,
    /// Print a table in Markdown
    #[arg(long)]
    pub(crate) markdown: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// Print JSON
    #[arg(long, conflicts_with = "markdown")]
    pub(crate) json: bool,
    /// Print docs/rules.md
    #[arg(long)]
    pub(crate) markdown: bool,
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

#[derive(Debug, Args)]
pub(crate) struct Kit {
    /// Directory to write into, made where it is missing
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Bundle {
    /// Compute every digest of a bundle again and say what differs
    Check {
        /// The bundle
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Check a bundle and record its change as containment
    Import(BundleImport),
}

#[derive(Debug, Args)]
pub(crate) struct BundleImport {
    /// The bundle
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// The step it shows
    #[arg(long, value_name = "ID")]
    pub(crate) step: String,
    /// Fields that the bundle does not know, or in place of what it says
    #[arg(value_name = "key=value")]
    pub(crate) fields: Vec<OsString>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Only make the example and print its path
    #[arg(long)]
    pub(crate) no_console: bool,
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

#[derive(Debug, Args)]
pub(crate) struct DeadlineOf {
    /// Which deadline, for example eu-gdpr/authority-72h
    #[arg(value_name = "REGIME/DEADLINE")]
    pub(crate) deadline: String,
    /// When it started: an instant, a local time of the zone, or a day where days are counted
    #[arg(long, value_name = "INSTANT", allow_hyphen_values = true)]
    pub(crate) at: String,
    /// aware=INSTANT, classified=INSTANT, class=CLASS, holidays=CALENDAR, calendar=CALENDAR
    #[arg(long, value_name = "key=value")]
    pub(crate) set: Vec<String>,
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
    /// Withdraw a key: key=FINGERPRINT reason=WHY
    Withdraw(Words),
    /// A person takes on a role: person=NAME role=ROLE words=… [trained=DAY] [until=DAY]
    Acknowledge(Words),
    /// A number was rung in a test: person=NAME [number=N] [rung=not-answered]
    TestCall(Words),
    /// Plan an exercise: title=… procedure=ID on=DAY
    Plan(Words),
    /// An exercise was held: record=N or procedure=ID, participants=A,B findings=…
    Held(Words),
}

#[derive(Debug, Args)]
pub(crate) struct Words {
    /// The fields as key=value; `-` reads a JSON object from standard input
    #[arg(value_name = "key=value… | -", required = true, allow_hyphen_values = false)]
    pub(crate) words: Vec<OsString>,
    /// Read (with `-`) and print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
