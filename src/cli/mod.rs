//! The command line: one file per subcommand, each a few lines over `app`. The rules are those of the console.
//!
//! Results go to standard output, everything else to standard error with a next step. Exit codes: 0 done, 1 refused or not verified, 2 usage.

mod acquire;
mod actions;
mod anchor;
pub(crate) mod args;
mod attach;
mod beside;
mod bundle;
mod claims;
mod commands;
mod completions;
mod deadline;
mod demo;
mod do_;
mod dossier;
mod drill;
mod evidence;
mod exchange;
mod experiment;
mod export;
mod find;
mod findings;
mod form;
mod hash;
mod hashing;
mod import;
mod keys;
mod kit;
mod lineage;
mod lock;
mod log;
mod man;
mod manifest;
mod media;
mod merge;
mod minutes;
mod new;
mod notice;
mod org;
mod people;
mod people_sheet;
mod plan;
mod population;
mod procedure;
mod procedure_export;
mod ready;
mod record;
mod recording;
mod regime;
mod replay;
mod report;
mod rows;
mod rules;
pub(crate) mod safety;
mod secret;
mod selftest;
pub(crate) mod session;
mod sheet;
mod show;
mod statement;
pub(crate) mod stop;
mod streams;
mod sums;
mod tour;
mod unseal;
mod verify;

pub use streams::Streams;

use crate::domain::sheet::Sheet;
use args::Command;
use session::Session;
use stop::Stop;

/// How a subcommand asks for the console.
pub(crate) type Console<'a> = &'a dyn Fn(&Session<'_>, Show) -> Result<u8, Stop>;

/// What a subcommand asks the screen for.
#[derive(Debug)]
pub(crate) enum Show {
    /// The console, on a case.
    Case(Option<std::path::PathBuf>),
    /// A recorded session, so many times as fast as it was.
    Session(Box<crate::library::transcript::asciicast::Cast>, f64),
}

/// Carries out one subcommand and gives its exit code.
pub(crate) fn dispatch(session: &mut Session<'_>, command: Command, console: Console<'_>) -> Result<u8, Stop> {
    if session.globals.as_known_at.is_some() && !command.reads_a_case() {
        return Err(Stop::Usage("--as-known-at is for what prints a case; leave it out here".to_owned()));
    }
    match command {
        Command::New(asked) => new::run(session, asked),
        Command::Log(asked) => log::run(session, asked),
        Command::Attach(asked) => attach::run(session, asked),
        Command::Record(asked) => recording::run(session, asked),
        Command::Replay(asked) => replay::run(session, &asked, console),
        Command::Evidence(asked) => evidence::run(session, asked),
        Command::Acquire(asked) => acquire::run(session, *asked),
        Command::Hash(asked) => hash::run(session, &asked),
        Command::Manifest(asked) => manifest::run(session, asked),
        Command::Export(asked) => export::run(session, *asked),
        Command::Exchange(asked) => exchange::run(session, asked),
        Command::Show(asked) => show::run(session, &asked),
        Command::Find(asked) => find::run(session, &asked),
        Command::Rows(asked) => rows::listed(session, &asked),
        Command::Audit(asked) => sheet::run(session, Sheet::Audit, &asked),
        Command::Watch(asked) => sheet::run(session, Sheet::Relief, &asked),
        Command::Callout(asked) => sheet::run(session, Sheet::CallOut, &asked),
        Command::Assess(asked) => sheet::run(session, Sheet::Questions, &asked),
        Command::Sources(asked) => sheet::run(session, Sheet::Sources, &asked),
        Command::Internal(asked) => sheet::run(session, Sheet::Internal, &asked),
        Command::Suppliers(asked) => sheet::run(session, Sheet::Suppliers, &asked),
        Command::Decisions(asked) => sheet::run(session, Sheet::Decisions, &asked),
        Command::Cause(asked) => sheet::run(session, Sheet::Cause, &asked),
        Command::Remedies(asked) => sheet::run(session, Sheet::Remedy, &asked),
        Command::Lineage(asked) => lineage::run(session, &asked),
        Command::Experiments(asked) => experiment::run(session, &asked),
        Command::WatchDays(asked) => sheet::run(session, Sheet::Watch, &asked),
        Command::Others(asked) => sheet::run(session, Sheet::Told, &asked),
        Command::Minutes(asked) => minutes::run(session, asked),
        Command::Closing(asked) => sheet::run(session, Sheet::Closing, &asked),
        Command::Report(asked) => report::run(session, asked),
        Command::Actions(asked) => actions::run(session, &asked),
        Command::Form(asked) => form::run(session, asked),
        Command::Dossier(asked) => dossier::run(session, asked),
        Command::Plan(asked) => plan::run(session, &asked),
        Command::Checkpoint(asked) => anchor::checkpoint(session, &asked),
        Command::Anchor(asked) => anchor::run(session, asked),
        Command::Challenge(asked) => anchor::challenge(session, &asked),
        Command::Prove(asked) => anchor::prove(session, &asked),
        Command::Verify(asked) => verify::run(session, asked),
        Command::Unseal(asked) => unseal::run(session, &asked),
        Command::Merge(asked) => merge::run(session, &asked),
        Command::Import(asked) => import::run(session, &asked),
        Command::Lock(asked) => lock::run(session, &asked),
        Command::Media(asked) => media::run(session, &asked),
        Command::Safety(asked) => safety::run(session, &asked),
        Command::Restore(asked) => safety::restore(session, &asked),
        Command::Commands(asked) => commands::run(session, &asked),
        Command::Keys(asked) => keys::run(session, &asked),
        Command::Rules(asked) => rules::run(session, &asked),
        Command::Do(asked) => do_::run(session, asked),
        Command::Statement(asked) => statement::run(session, asked),
        Command::People(asked) => people::run(session, &asked),
        Command::Procedure(asked) => procedure::run(session, asked),
        Command::Regime(asked) => regime::run(session, &asked),
        Command::Notice(asked) => notice::run(session, asked),
        Command::Deadline(asked) => deadline::run(session, &asked),
        Command::Population(asked) => population::run(session, &asked),
        Command::Org(asked) => org::run(session, asked),
        Command::Kit(asked) => kit::run(session, &asked),
        Command::Bundle(asked) => bundle::run(session, &asked),
        Command::Ready(asked) => ready::run(session, &asked),
        Command::Selftest(asked) => selftest::run(session, &asked),
        Command::Drill(asked) => drill::run(session, asked),
        Command::Demo(asked) => demo::run(session, &asked, console),
        Command::Tour(asked) => tour::run(session, &asked, console),
        Command::Man => man::run(session),
        Command::Completions { shell } => completions::run(session, shell),
    }
}

/// The whole command line as a specification, for the manual page and for tests.
#[must_use]
pub fn specification() -> clap::Command {
    use clap::CommandFactory as _;
    args::Cli::command()
}
