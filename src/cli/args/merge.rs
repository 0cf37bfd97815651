//! Laptops that work one case apart.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// The other laptop's case file of this very case, or a case folder of it
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// A case folder; what it withholds stays withheld. Or a file of another tool (timeline, list, chat) whose rows the case takes in, `-` for standard input
    #[arg(value_name = "FOLDER|FILE")]
    pub(crate) folder: PathBuf,
    /// Of a file: say what an import would read and refuse, line by line; nothing is recorded. Exit code 1 while it is refused or a question is open.
    /// Times without a zone are read in the zone that --zone names: UTC, +02:00 or Europe/Berlin
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Of a file: the format it has to be of, such as timesketch-csv; table takes the columns as they are suggested
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Of a file: which column is what, where no format is known: 'time=When, user=Who, what=Said', or @FILE with that
    #[arg(long)]
    pub(crate) columns: Option<String>,
    /// Of a file: how its times are written, where it does not show: iso, day-first, month-first, mail, seconds, millis, micros, nanos
    #[arg(long, value_name = "FORM")]
    pub(crate) times: Option<String>,
    /// Of a file: its encoding: utf8, utf16-le, utf16-be, windows1252, latin1
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// Of a file: what the exhibit is that it becomes; its name where nothing is said
    #[arg(long, value_name = "TEXT")]
    pub(crate) description: Option<String>,
    /// Of a file: host, device or person it came from
    #[arg(long, value_name = "TEXT")]
    pub(crate) origin: Option<String>,
    /// Of a file: tool and version that wrote it
    #[arg(long, value_name = "TEXT")]
    pub(crate) tool: Option<String>,
    /// Of a file: who collected it
    #[arg(long, value_name = "NAME")]
    pub(crate) collected_by: Option<String>,
    /// Of a file: when
    #[arg(long, value_name = "TIME")]
    pub(crate) collected: Option<String>,
    /// Of a file: by how much the clock of its source was ahead: +90s, -2m, +00:01:30. Times stay as written; the correction is shown beside them
    #[arg(long, value_name = "OFFSET", allow_hyphen_values = true)]
    pub(crate) offset: Option<String>,
    /// Of a file: handling mark of the import (TLP 2.0)
    #[arg(long, value_name = "MARK")]
    pub(crate) mark: Option<String>,
    /// Of a file whose rows are in the case already: why they are taken in once more
    #[arg(long, value_name = "REASON")]
    pub(crate) again: Option<String>,
    #[command(flatten)]
    pub(crate) made: Arriving,
}

/// A case file that is put together here.
#[derive(Debug, Args)]
pub(crate) struct Arriving {
    /// The case file to make; without it a free name among the cases of this laptop
    #[arg(long, value_name = "PATH")]
    pub(crate) to: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
