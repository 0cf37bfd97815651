//! Commands that print a part of the case, or what the program knows.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
pub(crate) struct Show {
    /// Which part
    pub(crate) part: Part,
    /// Which entity, for `show entity`: a name, another name, an indicator, or the record that brought it
    pub(crate) name: Option<String>,
    /// For readers who may see this mark: what is above or privileged, and telephone numbers below TLP:RED, is withheld. Without it everything is printed
    #[arg(long, value_name = "MARK")]
    pub(crate) audience: Option<crate::domain::mark::Mark>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Find {
    /// What is looked for; several words are joined by spaces. Behind -- a term may begin with a dash
    #[arg(required_unless_present_any = ["saved", "count_by", "histogram"])]
    pub(crate) query: Vec<String>,
    /// A search that is kept under this name (`show searches`); words beside it narrow it down
    #[arg(long, value_name = "NAME")]
    pub(crate) saved: Option<String>,
    /// Count what is found by a field instead: host, user, kind, tag, any column by its name. The most frequent values first, twenty without --limit
    #[arg(long, value_name = "FIELD", conflicts_with = "histogram")]
    pub(crate) count_by: Option<String>,
    /// Count what is found over time instead, in so many buckets
    #[arg(long, value_name = "BUCKETS", num_args = 0..=1, default_missing_value = "24",
        value_parser = clap::value_parser!(u16).range(1..=2000), conflicts_with = "limit")]
    pub(crate) histogram: Option<u16>,
    /// At most so many rows, and so many lines of the timeline; without it all
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u64>,
    /// For readers who may see this mark
    #[arg(long, value_name = "MARK")]
    pub(crate) audience: Option<crate::domain::mark::Mark>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Rows {
    #[command(subcommand)]
    pub(crate) asked: Option<RowsAsked>,
    /// For readers who may see this mark
    #[arg(long, value_name = "MARK")]
    pub(crate) audience: Option<crate::domain::mark::Mark>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RowsAsked {
    /// Write which column of an import is what, for `warroom import --columns @FILE` of the next file of the same tool
    Columns {
        /// The record of the import: 48
        import: String,
    },
    /// Write the lines of an import that became no rows below the header of their file, to be mended and imported; with --json each with its number and reason
    Refused {
        /// The record of the import: 48
        import: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Assets, accounts, data sets, models, indicators: how each stands, and what its next status takes
    Entities,
    /// One of them: how it stands, by which records, and where it is used
    Entity,
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
    /// The pages of a briefing: where we are, what is due, known, done, wanted, who does what next, the next one
    Briefing,
    /// Techniques of ATT&CK and ATLAS by tactic: which records name them, and how many imported rows
    Techniques,
    /// How the case is closed: what is missing, the walk, reports, signatures, times, the review, actions
    Closure,
    /// Searches that are kept, by name; `warroom find --saved NAME` asks one again
    Searches,
    /// Imported rows that are bookmarked
    Bookmarks,
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
    /// A case file, a case folder or a sealed one (NAME.tar.age); several folders, or a directory of them, give a table. Without it the case that --case names
    #[arg(value_name = "CASE|FOLDER…")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Fingerprint of the station's key (SHA256:…) that came another way than the file or folder
    #[arg(long, value_name = "FINGERPRINT")]
    pub(crate) signer: Option<String>,
    #[command(flatten)]
    pub(crate) opening: super::Opening,
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
pub(crate) struct Demo {
    /// Only make the example and print its path
    #[arg(long)]
    pub(crate) no_console: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Tour {
    /// Begin anew, in a practice case of its own
    #[arg(long)]
    pub(crate) new: bool,
    /// Only make or find the practice case and print its path
    #[arg(long)]
    pub(crate) no_console: bool,
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
