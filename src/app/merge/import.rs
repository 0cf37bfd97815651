//! Reading a case on a machine that never had it: a case file made from a folder that verifies.

use std::path::Path;

use super::{NotMerged, Side, in_the_way, union};
use crate::app::arriving::Arriving;
use crate::app::case::Case;
use crate::app::env::Env;
use crate::app::failure::Failure;
use crate::app::staging;
use crate::domain::id::StationId;
use crate::journal::problem::What;
use crate::journal::signature::Purpose;

/// What an import brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Lines.
    pub lines: u64,
    /// Attachments.
    pub attachments: u64,
}

/// Makes a case file from a case folder, in `to` or under a free name among this laptop's cases, and opens it. This laptop's station is not admitted in it.
///
/// # Errors
/// A folder that does not verify or withholds something, the disk. Then nothing is there under the case's name.
pub fn import(env: &Env, folder: &Path, to: Option<&Path>, operator: &str) -> Result<(Case, Imported), Failure> {
    let side = Side::of_folder(folder)?;
    if side.purpose == Purpose::Organisation {
        return Err(NotMerged::Organisation.into());
    }
    let reading = union::read(&side.rows, &side.heads, StationId::default());
    let withheld = reading.problems.iter().filter(|problem| problem.what == What::BodyMissing).count();
    if withheld > 0 && in_the_way(&reading.problems).len() == withheld {
        return Err(NotMerged::ImportWithheld(withheld).into());
    }
    let arriving = Arriving::new(env, side.purpose, &side.case, to)?;
    let imported = {
        let file = arriving.create()?;
        let batch = staging::batch(env)?;
        for listed in &side.attachments {
            file.bring(listed, &side.bytes(listed)?, &batch)?;
        }
        file.begin()?;
        let lines = file.join(&side.rows)?;
        file.join_heads(&side.heads)?;
        file.commit()?;
        Imported { lines, attachments: side.attachments.len() as u64 }
    };
    let path = arriving.settle()?;
    Ok((Case::open(env, &path, operator)?, imported))
}
