//! The shape of the command line.

mod anchor;
mod bundles;
mod closure;
mod dossier;
mod drill;
mod evidence;
mod exchange;
mod experiment;
mod export;
mod keys;
mod lineage;
mod lock;
mod media;
mod merge;
mod notice;
mod organisation;
mod reading;
mod recording;
mod safety;
mod sealed;

pub(crate) use anchor::*;
pub(crate) use bundles::*;
pub(crate) use closure::*;
pub(crate) use dossier::*;
pub(crate) use drill::*;
pub(crate) use evidence::*;
pub(crate) use exchange::*;
pub(crate) use experiment::*;
pub(crate) use export::*;
pub(crate) use keys::*;
pub(crate) use lineage::*;
pub(crate) use lock::*;
pub(crate) use media::*;
pub(crate) use merge::*;
pub(crate) use notice::*;
pub(crate) use organisation::*;
pub(crate) use reading::*;
pub(crate) use recording::*;
pub(crate) use safety::*;
pub(crate) use sealed::*;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

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
    /// The console line by line, for a screen reader or a terminal that cannot place text; also screen-reader = true in console.toml
    #[arg(long, global = true)]
    pub(crate) plain: bool,
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
    /// Write the case folder onto a medium: signed, read back, checkable by anybody; exits 1 unless it is whole
    Export(Box<Export>),
    /// Write a copy of the case for other tools: timesketch, iris, stix, misp, case-uco, csv, json, markdown. For work, not evidence; put on record
    Exchange(Exchange),
    /// Print a part of the case
    Show(Show),
    /// Look through the rows of other tools' files and the lines of the timeline
    ///
    /// What stands side by side must hold: words anywhere, "words in this order", ~name (a whole name), field:part, field:=whole, field:10..20, field:>=4624,
    /// time:2026-02-18, time:2026-02-18T13:00..2026-02-18T14:30, /expression/, field:/expression/. NOT before a term, or a dash, means not; OR between two means either.
    /// import:=48 is of one import, row:=48:4711 on one line of it (row:="48:Sheet 1:4711" in a workbook).
    /// Fields of a row: what, host, user, source, kind, level, tag, technique, written, line, sheet; columns that are none of these keep their own names,
    /// and those that are go by the name they had in the file as well.
    /// A field that no row and no line has is told on standard error, with the one that may be meant. Exit code 1 where nothing was found.
    Find(Find),
    /// List the files of other tools whose rows the case holds, write out the lines of one that became no rows, or which column of one is what
    Rows(Rows),
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
    /// Print artefacts as a tree: what each was made from, what is condemned, what became of what descends from it
    Lineage(Lineage),
    /// Print experiments: what was asked, how it was blinded, what the counts come to, what each misses
    Experiments(Experiments),
    /// Print the watch after recovery, day by day: which days count, which do not and why, what came back
    WatchDays(Paper),
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
    /// The dossier: the whole case typeset as PDF/A, or as Markdown; the same bytes for the same head of the case
    Dossier(Dossier),
    /// The incident response plan of the organisation from what was recorded and approved, with what is missing; needs no case
    Plan(PlanOut),
    /// Sign a checkpoint over everything that is recorded, and record it; prints its record and the case head
    Checkpoint(Checkpoint),
    /// Carry the state of the journal out of the room: page to sign, words for the phone, request for a time stamp; list
    #[command(subcommand)]
    Anchor(Anchors),
    /// Print what an auditor and an opposing expert would ask, each with the records that answer it; exit code 1 while one has no answer
    Challenge(Challenge),
    /// Write one record with the proof that it stands in the journal, and a script that checks it without the case
    Prove(Prove),
    /// Check every line, link, signature and attachment of a case file, a case folder, or every folder of a shelf
    Verify(Verify),
    /// Open a sealed case folder (NAME.tar.age) and verify what was in it; exits 1 unless both went well
    Unseal(Unseal),
    /// Take in what another laptop wrote in the same case: verified first, all of it or nothing; says what is new and what is to be settled
    Merge(Merge),
    /// Make a case of this laptop from a case folder, to be read here; prints the path. Or take the rows of another tool's file into the case
    Import(Import),
    /// Name a second medium that every record of the case reaches within seconds, or say how that copy stands
    Safety(Safety),
    /// Print every stick and disk that went out or came in: when, by whom, from and to which machine, with what
    Media(Media),
    /// Set, take away or show the passphrase behind which the screen waits
    Lock(Lock),
    /// Rebuild a case from its safety copy; it goes on as a new station. Prints the path
    Restore(Restore),
    /// List every command of the console with its keys and fields
    Commands(Commands),
    /// List the keys that hold in the console of this laptop, by place; --check looks for faults in keys.toml
    Keys(KeysOf),
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
    /// Take the tour: the first hour step by step, in a practice case of the exercise store; left at any time, taken up where it was left
    Tour(Tour),
    /// Print the manual page (roff)
    Man,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

impl Command {
    /// Whether it reads a file of another tool, whose times may be in a zone that is an offset.
    pub(crate) fn reads_rows(&self) -> bool {
        matches!(self, Command::Import(_))
    }

    /// Whether it prints something of a case, and so can print it as it was known at an instant. What records says by itself that it does not.
    pub(crate) fn reads_a_case(&self) -> bool {
        !matches!(
            self,
            Command::New(_)
                | Command::Hash(_)
                | Command::Manifest(_)
                | Command::Dossier(_)
                | Command::Plan(_)
                | Command::Verify(_)
                | Command::Unseal(_)
                | Command::Lock(_)
                | Command::Merge(_)
                | Command::Import(_)
                | Command::Safety(_)
                | Command::Restore(_)
                | Command::Commands(_)
                | Command::Keys(_)
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
                | Command::Tour(_)
                | Command::Drill(_)
                | Command::Man
                | Command::Completions { .. }
        )
    }
}

#[derive(Debug, Args)]
pub(crate) struct AsJson {
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
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
