//! Rows of other tools' files: their lines have the digest and the number that the record of the import states.

use crate::domain::incident::Incident;
use crate::journal::merkle::Hash;
use crate::journal::problem::{Problem, What};
use crate::journal::{hash_from_hex, hex};
use crate::library::foreign::shelf::Account;

/// Holds the kept rows of every import against its record. Where bytes are missing or were taken out there is nothing to hold against it; that they are is said elsewhere.
pub(super) fn check(bytes: &dyn Fn(&Hash) -> Option<Vec<u8>>, state: &Incident, problems: &mut Vec<Problem>) {
    for (record, imported) in &state.rows.imports {
        let mut account = Account::default();
        let read = imported.rows.iter().map(|file| {
            let bytes = hash_from_hex(&file.sha256).and_then(|hash| bytes(&hash))?;
            Some(account.add(bytes.as_slice()).map_err(|error| error.to_string()))
        });
        let Some(read) = read.collect::<Option<Result<Vec<()>, String>>>() else { continue };
        let found = match read {
            Err(why) => why,
            Ok(_) => {
                let (sha256, lines) = account.finish();
                let sha256 = hex(&sha256);
                if sha256 == imported.rows_sha256 && lines == imported.kept() {
                    continue;
                }
                format!("{lines} lines with SHA-256 {sha256}")
            }
        };
        problems.push(Problem::at(record.station, record.seq, What::Rows(found)));
    }
}
