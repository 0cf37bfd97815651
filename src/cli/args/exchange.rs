//! Arguments of copies for other tools.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Exchange {
    /// timesketch (JSONL), iris (DFIR-IRIS CSV set), stix (2.1 bundle), misp (event), case-uco (JSON-LD), csv, json, markdown (tables)
    #[arg(value_name = "FORMAT")]
    pub(crate) format: String,
    /// The directory; the files have names of their own, which begin with the id of the case
    #[arg(value_name = "DEST")]
    pub(crate) destination: PathBuf,
    /// Who may read it: what is marked above, what is privileged and what carries telephone numbers stays behind. CLEAR, GREEN, AMBER, AMBER+STRICT, RED
    #[arg(long, value_name = "MARK", default_value = "AMBER+STRICT")]
    pub(crate) audience: crate::domain::mark::Mark,
    /// Why it leaves in plain
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) reason: String,
    /// Replace files of these names that are there
    #[arg(long)]
    pub(crate) force: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
