//! The dossier.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::domain::form::Part;

#[derive(Debug, Args)]
pub(crate) struct Dossier {
    /// Which part of it
    #[arg(long, value_enum, default_value_t = DossierPart::Full)]
    pub(crate) part: DossierPart,
    /// For readers who may see this mark: what is above, privileged or carries telephone numbers is withheld and stands as a black bar
    #[arg(long, value_name = "MARK")]
    pub(crate) audience: Option<crate::domain::mark::Mark>,
    /// Write to this new file; its ending says as what: .pdf or .md. - writes Markdown to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct PlanOut {
    /// Write to this new file; its ending says as what: .pdf or .md. - writes Markdown to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DossierPart {
    /// Everything
    Full,
    /// A few pages for the board
    Summary,
    /// What a regulator asks for
    Regulator,
}

impl From<DossierPart> for Part {
    fn from(part: DossierPart) -> Part {
        match part {
            DossierPart::Full => Part::Full,
            DossierPart::Summary => Part::Summary,
            DossierPart::Regulator => Part::Regulator,
        }
    }
}
