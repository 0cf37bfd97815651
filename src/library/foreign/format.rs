//! The formats: by which columns each is known, and what its columns mean. One table.
//!
//! Where the columns are from: Timesketch `timesketch/lib/utils.py` and its import guide; plaso `plaso/output/{dynamic,l2t_csv,tln,json_line}.py`; Hayabusa
//! `config/profiles.yaml`, `src/detections/utils.rs`; Chainsaw `src/cli.rs`; forensic-timeliner README; Kanvas v0.4.7 `sod.xlsx`; DFIR-IRIS `case/*_routes.py`, `case.timeline.js`,
//! `reporter/report_db.py`; Aurora `src/data_template.js`; Velociraptor's collector files.

use serde::{Deserialize, Serialize};

use super::mapping::{Quoting, Role, Shape};
use super::row::Subject;
use super::time::TimeForm;
pub use known::KNOWN;

mod known;

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Timesketch CSV.
    TimesketchCsv,
    /// Timesketch JSONL.
    TimesketchJsonl,
    /// Redline CSV, as Timesketch takes it.
    Redline,
    /// Plaso `dynamic`, any columns in any order.
    PlasoDynamic,
    /// Plaso `l2tcsv`.
    PlasoL2tcsv,
    /// TLN.
    Tln,
    /// L2TTLN.
    L2tTln,
    /// Plaso `json_line`.
    PlasoJsonLine,
    /// Hayabusa CSV: minimal, standard, verbose and their like.
    HayabusaCsv,
    /// Hayabusa CSV, the profiles for Timesketch.
    HayabusaTimesketch,
    /// Chainsaw CSV.
    Chainsaw,
    /// forensic-timeliner.
    ForensicTimeliner,
    /// DFIR-IRIS timeline, the form it imports.
    IrisTimeline,
    /// DFIR-IRIS timeline, the form it exports: its quotes are not escaped, and it does not take it back.
    IrisTimelineExport,
    /// DFIR-IRIS assets.
    IrisAssets,
    /// DFIR-IRIS indicators.
    IrisIocs,
    /// DFIR-IRIS case as JSON.
    IrisCase,
    /// Aurora `.fox`.
    Aurora,
    /// Sheets of Kanvas' workbook, as a table each.
    Kanvas,
    /// Velociraptor JSONL.
    Velociraptor,
    /// A chat: `time name: text`, Signal and its like.
    Chat,
    /// A table with a chosen mapping.
    Table,
    /// JSON objects, one for each line, with a chosen mapping.
    JsonLines,
}

/// What is known of a format.
#[derive(Debug)]
pub struct Known {
    /// Which.
    pub format: Format,
    /// How it is divided into records.
    pub shape: Shape,
    /// The section of a document, else empty.
    pub section: &'static str,
    /// What its rows tell of.
    pub subject: Subject,
    /// Columns that have to be there, in lower case.
    pub needs: &'static [&'static str],
    /// Of these, one has to be there.
    pub any: &'static [&'static str],
    /// Of these, none.
    pub without: &'static [&'static str],
    /// What columns mean; the others stay beside the row.
    pub roles: &'static [(&'static str, Role)],
    /// How times are written, where the format says so.
    pub form: Option<TimeForm>,
    /// Whether times without a zone are UTC by definition.
    pub utc: bool,
    /// How cells are quoted.
    pub quoting: Quoting,
    /// Between cells.
    pub separator: char,
    /// Between tags.
    pub tags_between: &'static str,
}

impl Known {
    /// A table of no known format.
    pub const CELLS: Self = Self {
        format: Format::Table,
        shape: Shape::Cells,
        section: "",
        subject: Subject::Event,
        needs: &[],
        any: &[],
        without: &[],
        roles: &[],
        form: None,
        utc: false,
        quoting: Quoting::Doubled,
        separator: ',',
        tags_between: ",",
    };

    /// Whether `-` means an empty cell.
    #[must_use]
    pub fn dash_is_empty(&self) -> bool {
        use Format::{L2tTln, PlasoDynamic, PlasoL2tcsv, Tln};
        matches!(self.format, PlasoDynamic | PlasoL2tcsv | Tln | L2tTln)
    }

    /// Whether these columns, in lower case, are of this format.
    #[must_use]
    pub fn fits(&self, columns: &[String]) -> bool {
        let has = |name: &&str| columns.iter().any(|column| column == name);
        self.needs.iter().all(has) && (self.any.is_empty() || self.any.iter().any(has)) && !self.without.iter().any(has)
    }

    /// Whether one needed column is all that is missing: the file was meant to be of this format.
    #[must_use]
    pub fn nearly_fits(&self, columns: &[String]) -> bool {
        let has = |name: &&str| columns.iter().any(|column| column == name);
        let others = (self.any.is_empty() || self.any.iter().any(has)) && !self.without.iter().any(has);
        others && self.needs.len() > 1 && self.missing(columns).len() == 1
    }

    /// The needed columns that are not there.
    #[must_use]
    pub fn missing(&self, columns: &[String]) -> Vec<&'static str> {
        self.needs.iter().filter(|name| !columns.iter().any(|column| column == *name)).copied().collect()
    }

    /// The role of a column, in lower case.
    #[must_use]
    pub fn role(&self, column: &str) -> Role {
        self.roles.iter().find(|(name, _)| *name == column).map_or(Role::Extra, |(_, role)| *role)
    }
}
