//! The scratch of an export: a directory beside the case file, named after the process that uses it, so that what a dead one left behind can be told from what a
//! living one needs.

use std::path::Path;

use tempfile::TempDir;

use crate::app::case::Case;
use crate::app::failure::Failure;
use crate::app::staging::{batch, batch_gone};
use crate::domain::text::visible_bytes;

const PREFIX: &str = ".export-";

/// Makes one. It goes when it is dropped.
pub(super) fn make(case: &Case) -> Result<TempDir, Failure> {
    let beside = beside(case);
    let failed = |error: std::io::Error| Failure::Output {
        path: visible_bytes(beside.as_os_str().as_encoded_bytes()),
        why: error.to_string(),
    };
    let prefix = format!("{PREFIX}{}-", batch(case.env())?);
    tempfile::Builder::new().prefix(&prefix).tempdir_in(beside).map_err(failed)
}

/// Removes what exports left beside the case whose process is gone.
pub(super) fn sweep(case: &Case) {
    for entry in std::fs::read_dir(beside(case)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().and_then(|name| name.strip_prefix(PREFIX)).filter(|rest| is_batch(rest));
        // A link of that name is nothing that was made here.
        let directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if directory && ours.is_some_and(|batch| batch_gone(case.env(), batch)) {
            // What cannot be removed now is tried again when the case is next opened.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether a name is that of a batch with the sign behind it that makes it single: boot, process, two parts of chance.
fn is_batch(rest: &str) -> bool {
    let parts: Vec<&str> = rest.split('-').collect();
    let [boot, process, chance, single] = parts.as_slice() else { return false };
    let hex = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex(boot) && process.parse::<i32>().is_ok() && hex(chance) && !single.is_empty()
}

/// Where files lie until they are written: beside the case, for what stood in an encrypted place is not to pass through another.
pub(super) fn beside(case: &Case) -> &Path {
    case.path().parent().filter(|beside| !beside.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
