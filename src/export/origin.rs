//! Where a case file came from that was made from an export which withheld something. Its signed papers travel inside it and say which bodies were never here:
//! these are gaps and no damage, and every other body that is missing was taken out.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::RecordId;
use crate::domain::incident::Copied;
use crate::export::folder::gaps;
use crate::export::folder::layout::{MANIFEST, NOTE, SIGNATURE, TAG_MANIFEST, WITHHELD};
use crate::export::folder::note::{Note, StationNote};
use crate::journal::chain::{Reader, Withholding};
use crate::journal::line::sha256;
use crate::journal::problem::{Problem, What};
use crate::journal::signature::{self, Purpose, Use};
use crate::journal::{hash_from_hex, hex};
use crate::store::origin::Papers;
use crate::store::{CaseFile, StoreError};

/// The papers that are kept: what was left out, and how the exporter's signature reaches it.
pub const PAPERS: [&str; 5] = [SIGNATURE, TAG_MANIFEST, MANIFEST, NOTE, WITHHELD];

/// The export that a case file was made from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// What that export says of itself.
    pub note: Note,
    /// Fingerprint of the key that signed it.
    pub signer: String,
    withholding: Withholding,
    taken_out: BTreeSet<RecordId>,
}

impl Origin {
    /// Reads papers and checks the way from the signature down to the list. None where there are none. Whether the key is that of a station which counts is
    /// held against the journal by [`Reader::finish`], and so is that the export's lines are the first ones of this journal.
    ///
    /// # Errors
    /// What does not hold, in words.
    pub fn of(papers: &Papers) -> Result<Option<Self>, String> {
        if papers.is_empty() {
            return Ok(None);
        }
        let paper = |path: &str| papers.get(path).ok_or_else(|| format!("{path} is missing"));
        if let Some(other) = papers.keys().find(|path| !PAPERS.contains(&path.as_str())) {
            return Err(format!("{} is none of them", crate::domain::text::one_line(other)));
        }
        let (tags, manifest, note, list) = (paper(TAG_MANIFEST)?, paper(MANIFEST)?, paper(NOTE)?, paper(WITHHELD)?);
        for (listing, path, bytes) in [(tags, MANIFEST, manifest), (manifest, NOTE, note), (manifest, WITHHELD, list)] {
            if !lists(listing, path, bytes) {
                return Err(format!("{path} is not the one that was signed"));
            }
        }
        let note = Note::parse(note).map_err(|error| error.to_string())?;
        let purpose = Purpose::parse(&note.purpose).ok_or("it is for no purpose that is known")?;
        let pem = std::str::from_utf8(paper(SIGNATURE)?).map_err(|_| format!("{SIGNATURE} is no text"))?;
        let signer = signature::verify(pem, Use::CaseExport, purpose, tags).map_err(|error| error.to_string())?;
        let gaps = gaps::parse(list).map_err(|line| format!("line {line} of {WITHHELD} cannot be read"))?;
        let taken_out = gaps::copied(&gaps).taken_out;
        let bodies: BTreeSet<_> = gaps.into_keys().collect();
        let head =
            |station: &StationNote| Some((station.station.parse().ok()?, (station.seq, hash_from_hex(&station.head)?)));
        let heads = note.stations.iter().map(head).collect::<Option<BTreeMap<_, _>>>();
        let heads = heads.filter(|heads| !heads.is_empty()).ok_or("it names a chain or a line that cannot be one")?;
        let withholding = Withholding { case: note.case.clone(), key: signer.public_key, bodies, heads };
        Ok(Some(Origin { note, signer: signer.fingerprint, withholding, taken_out }))
    }

    /// What whoever reads the copy is told of its gaps.
    #[must_use]
    pub fn copied(&self) -> Copied {
        Copied { taken_out: self.taken_out.clone() }
    }

    /// A reader of the rows that this origin explains the gaps of.
    #[must_use]
    pub fn reader(&self) -> Reader {
        Reader::withholding(self.withholding.clone())
    }
}

/// The reader for a case file's rows, where the file came from, and what is wrong with its papers: then they explain nothing.
///
/// # Errors
/// The file.
pub fn reader(file: &CaseFile) -> Result<(Reader, Option<Origin>, Option<Problem>), StoreError> {
    Ok(match Origin::of(&file.origin()?) {
        Ok(Some(origin)) => (origin.reader(), Some(origin), None),
        Ok(None) => (Reader::default(), None, None),
        Err(why) => (Reader::default(), None, Some(Problem::file(What::Origin(why)))),
    })
}

/// Whether a manifest lists a file with these bytes (RFC 8493, section 2.1.3, as `sha256sum` writes it).
fn lists(manifest: &[u8], path: &str, bytes: &[u8]) -> bool {
    let line = format!("{}  {path}", hex(&sha256(bytes)));
    manifest.split(|byte| *byte == b'\n').any(|known| known == line.as_bytes())
}
