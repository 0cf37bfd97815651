//! Reading a case on a machine that never had it: a case file made from a folder that verifies. What the folder withholds stays withheld, and the folder's signed
//! papers go along, so that the file verifies as a copy with gaps ([`Origin`]).

use std::path::Path;

use super::{NotMerged, Place, Side, in_the_way, union};
use crate::app::arriving::Arriving;
use crate::app::case::Case;
use crate::app::env::Env;
use crate::app::failure::Failure;
use crate::app::staging;
use crate::domain::id::StationId;
use crate::export::origin::Origin;
use crate::journal::chain::Reader;
use crate::journal::signature::Purpose;

/// What an import brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Lines.
    pub lines: u64,
    /// Attachments.
    pub attachments: u64,
    /// Bodies that the folder withholds: they never come here.
    pub withheld: u64,
}

/// Makes a case file from a case folder, in `to` or under a free name among this laptop's cases, and opens it. This laptop's station is not admitted in it.
///
/// # Errors
/// A folder that does not verify, the disk. Then nothing is there under the case's name.
pub fn import(env: &Env, folder: &Path, to: Option<&Path>, operator: &str) -> Result<(Case, Imported), Failure> {
    super::kind::folder(folder)?;
    let side = Side::of_folder(folder)?;
    if side.purpose == Purpose::Organisation {
        return Err(NotMerged::Organisation.into());
    }
    let origin = Origin::of(&side.papers).map_err(NotMerged::Papers)?;
    let reader = origin.as_ref().map_or_else(Reader::default, Origin::reader);
    let reading = union::read(reader, &side.rows, &side.heads, StationId::default());
    let problems = in_the_way(&reading.problems);
    if !problems.is_empty() {
        return Err(NotMerged::Damaged { place: Place::There, problems }.into());
    }
    let withheld = reading.unexplained.len() as u64;
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
        if !side.papers.is_empty() {
            file.set_origin(&side.papers)?;
        }
        file.commit()?;
        Imported { lines, attachments: side.attachments.len() as u64, withheld }
    };
    let path = arriving.settle()?;
    Ok((Case::open(env, &path, operator)?, imported))
}
