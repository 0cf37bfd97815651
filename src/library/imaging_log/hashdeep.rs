//! hashdeep: `%%%% HASHDEEP-1.0`, a line of columns, then one line a file. The name is the last column and stands there as it is, commas and quotes included.

use super::{Reading, claim, digest, shown_bytes};
use crate::domain::exhibit::{Claim, ClaimAlgorithm, Of};

const HEADER: &str = "%%%% HASHDEEP-";

pub(super) fn looks(beginning: &str) -> bool {
    beginning.starts_with(HEADER)
}

pub(super) fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::of("hashdeep", "hashdeep");
    let mut columns: Vec<Option<ClaimAlgorithm>> = Vec::new();
    let mut broken = 0_u64;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let ended = line.ends_with(b"\n");
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if let Some(names) = line.strip_prefix(b"%%%% ") {
            let names = String::from_utf8_lossy(names);
            if names.starts_with("size,") {
                columns = names.split(',').skip(1).map(ClaimAlgorithm::from_name).collect();
                columns.pop();
            }
        } else if !line.is_empty() && !line.starts_with(b"##") {
            let found = row(line, &columns).filter(|_| ended);
            broken += u64::from(found.is_none());
            reading.claims.extend(found.into_iter().flatten());
        }
    }
    if broken > 0 {
        reading.error(&format!("{broken} lines are damaged or cut off"));
    }
    reading
}

fn row(line: &[u8], columns: &[Option<ClaimAlgorithm>]) -> Option<Vec<Claim>> {
    let mut cells = line.splitn(columns.len() + 2, |&byte| byte == b',');
    let size = std::str::from_utf8(cells.next()?).ok()?.parse().ok()?;
    let mut digests = Vec::new();
    for column in columns {
        let cell = std::str::from_utf8(cells.next()?).ok()?;
        if let Some(algorithm) = column {
            digests.push((*algorithm, digest(*algorithm, cell)?));
        }
    }
    let name = shown_bytes(cells.next().filter(|name| !name.is_empty())?);
    let claim =
        |(algorithm, hex)| Claim { size: Some(size), name: name.clone(), ..claim(algorithm, hex, Of::File, "") };
    Some(digests.into_iter().map(claim).collect())
}
