//! Arguments of drills.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{AsJson, Paper};

#[derive(Debug, Subcommand)]
pub(crate) enum Drills {
    /// Plan a drill: makes its file in the exercise store and prints the path
    Plan(Box<DrillPlan>),
    /// Start the drill's clock
    Start(DrillTurn),
    /// Pause it
    Pause(DrillTurn),
    /// Let it run on
    Resume(DrillTurn),
    /// End the drill; its review follows
    End(DrillTurn),
    /// An inject reached the players; without a number the one that waits longest
    Deliver {
        /// Its number
        #[arg(value_name = "N")]
        inject: Option<String>,
        /// Who brought it
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// When, if not now
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        at: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// What was done after an inject, in words or by the record that shows it
    Observe {
        /// Number of the inject
        #[arg(value_name = "N")]
        inject: String,
        /// What was seen
        #[arg(value_name = "TEXT")]
        words: Vec<String>,
        /// The record that shows it
        #[arg(long, value_name = "RECORD")]
        record: Option<String>,
        /// Who saw it; without it the data collector
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// When, if not now or when the record says
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        at: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Judge an inject or an objective: met, partly, not
    Score {
        /// met, partly or not
        #[arg(value_name = "RESULT")]
        result: String,
        /// Number of the inject
        #[arg(long, value_name = "N", conflicts_with = "objective", required_unless_present = "objective")]
        inject: Option<String>,
        /// Number of the objective
        #[arg(long, value_name = "N")]
        objective: Option<String>,
        /// What was missing
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        /// The evaluator
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// The stop word: ends the drill here and now; with --title declares the real incident in a case of its own and prints its path
    RealEmergency {
        /// What the real emergency is
        #[arg(required = true, value_name = "WHAT")]
        what: Vec<String>,
        /// Declare the real incident with this sentence
        #[arg(long, value_name = "T")]
        title: Option<String>,
        /// Codename of the real incident; one is chosen when none is given
        #[arg(long, value_name = "C", requires = "title")]
        codename: Option<String>,
    },
    /// Print the drill as those who take part may see it: nothing that is expected, nothing to come
    Show(Paper),
    /// Make the facilitator's sheet, with what is expected: not for those who take part
    Sheet(DrillPaper),
    /// Make the record of the drill, as evidence that it was held; exit code 1 while something is missing
    Record {
        #[command(flatten)]
        paper: DrillPaper,
        /// Print JSON
        #[arg(long, conflicts_with_all = ["markdown", "text"])]
        json: bool,
    },
    /// List for every procedure when it was last drilled, and from when on it counts as untested; exit code 1 where one does
    List(AsJson),
    /// Build a list of injects from a closed case: times and steps alone, no names, no words
    From {
        /// The case file
        #[arg(value_name = "CASE")]
        source: PathBuf,
        /// Write to a new file of this name
        #[arg(short, long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Write props into a directory: sample logs, a fake memory image with its SHA-256, a wrong copy, a custody gap, a late clock
    Props {
        /// The directory
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        /// Bytes of the fake memory image
        #[arg(long, value_name = "BYTES", default_value_t = 1_048_576)]
        size: u64,
    },
}

#[derive(Debug, Args)]
pub(crate) struct DrillPlan {
    /// What it is called
    #[arg(long, value_name = "T")]
    pub(crate) title: String,
    /// The procedure that is drilled
    #[arg(long, value_name = "ID")]
    pub(crate) procedure: String,
    /// tabletop, functional, call-tree or technical
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// What it is to show; may be given several times
    #[arg(long, value_name = "TEXT")]
    pub(crate) objective: Vec<String>,
    /// Who leads it; takes no part
    #[arg(long, value_name = "NAME")]
    pub(crate) facilitator: Option<String>,
    /// Who writes down what is seen; takes no part
    #[arg(long, value_name = "NAME")]
    pub(crate) collector: Option<String>,
    /// Who takes part; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(crate) participant: Vec<String>,
    /// A list of injects of your own (TOML); without it those of the procedure
    #[arg(long, value_name = "FILE")]
    pub(crate) injects: Option<PathBuf>,
    /// When it is to begin
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) starts: Option<String>,
    /// How many times as fast as the wall clock: 12 puts 72 hours into six
    #[arg(long, value_name = "N")]
    pub(crate) factor: Option<String>,
    /// The screen shows injects as they fall due, instead of a person who delivers them
    #[arg(long)]
    pub(crate) screen: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DrillTurn {
    /// Why
    #[arg(long, value_name = "R")]
    pub(crate) reason: Option<String>,
    /// Who said so
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DrillPaper {
    /// Write to a new file of this name
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// As Markdown, not as PDF
    #[arg(long, conflicts_with = "text")]
    pub(crate) markdown: bool,
    /// As plain text
    #[arg(long)]
    pub(crate) text: bool,
}
