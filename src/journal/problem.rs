//! What a verification finds wrong, in words for people and with the place.

use crate::domain::id::StationId;

/// One problem at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The chain, where the problem is in one.
    pub station: Option<StationId>,
    /// The line, where the problem is in one.
    pub seq: Option<u64>,
    /// What is wrong.
    pub what: What,
}

impl Problem {
    /// Whether something is wrong with what is there. A laptop that nobody admitted yet is none: its lines are whole, they wait.
    #[must_use]
    pub fn damage(&self) -> bool {
        self.what != What::NotAdmitted
    }
}

/// The kinds of problem.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum What {
    /// The line is no envelope.
    #[error("the line cannot be read: {0}")]
    Line(super::line::LineError),
    /// Columns of the row and envelope disagree.
    #[error("the row says {row}, its line says {line}: the row was altered or moved")]
    Misplaced {
        /// From the row's columns.
        row: String,
        /// From the line.
        line: String,
    },
    /// The stored hash is not that of the line.
    #[error("the line does not have the hash stored with it: line or hash was altered")]
    Hash,
    /// The line does not follow the one before.
    #[error("the line does not follow the one before it: a line was altered, removed or put in")]
    Link,
    /// A number is missing.
    #[error("line {0} is missing")]
    Gap(u64),
    /// Two lines share one number.
    #[error(
        "a fork: {0} lines carry this number (a cloned laptop or tampering); from here on this chain is not counted"
    )]
    Fork(usize),
    /// The body is not the one the line names.
    #[error("the body is not the one the line names: it was altered")]
    Body,
    /// The body is as recorded and cannot be read.
    #[error("the body is as recorded but cannot be read")]
    BodyUnreadable,
    /// The first line's body is missing or is no opening.
    #[error("the first line does not open a chain: key and purpose of the station are unknown")]
    NoOpening,
    /// A second opening in one chain.
    #[error("a chain is opened again in its middle")]
    OpenedAgain,
    /// The opening names another case, station or format.
    #[error("the opening of the chain does not fit: {0}")]
    Opening(String),
    /// The station is not admitted.
    #[error("the station is not admitted: its lines are kept and not counted")]
    NotAdmitted,
    /// An admitted station's chain is missing.
    #[error("a station was admitted under fingerprint {0}, and its chain is not in the file or has another key")]
    AdmittedMissing(String),
    /// Time runs backwards without a record of the clock's jump.
    #[error("its counter is not above that of the line before: it was put in, moved, or written by a changed program")]
    Lamport,
    /// The papers of the export that the file was made from.
    #[error(
        "the papers of the export that this case was made from do not hold ({0}): they explain no missing body any more"
    )]
    Origin(String),
    /// The wall clock ran back, and no record says that it was set.
    #[error("the clock went back by {0} s from the line before, and no record says that it was set")]
    ClockBack(i64),
    /// The monotonic clock ran back within one boot.
    #[error(
        "the running time of the machine went back from a line before, within one start of it: the line was not written when it says, or the machine was put back to an earlier state"
    )]
    RunningTimeBack,
    /// The body was taken out and no record says by what order.
    #[error("the body was taken out, and no record says who took it out and by what order")]
    BodyMissing,
    /// A body that was taken out by order is still there.
    #[error("the body was taken out by order, and is in this file: an older line was put back")]
    NotTakenOut,
    /// The chain went on over damage.
    #[error(
        "the journal was damaged before this line was written: line {signed} was signed as the last, line {found} was found; {what}"
    )]
    DamageSeen {
        /// What the signed head named.
        signed: u64,
        /// What was found.
        found: u64,
        /// The first problem of then.
        what: String,
    },
    /// The laptop remembers more than the file holds.
    #[error(
        "this laptop wrote line {kept} of its chain and the file ends at {found} or holds another line there: an older copy was put back, or lines were cut off"
    )]
    RolledBack {
        /// What the laptop remembers.
        kept: u64,
        /// What the file holds.
        found: u64,
    },
    /// There is no signed head.
    #[error("the chain has no signed head: the end of the chain cannot be told")]
    NoHead,
    /// The head is not the last line.
    #[error("the signed head names line {head}, the last line is {last}: lines were cut off or added")]
    Head {
        /// Number in the head.
        head: u64,
        /// Number of the last line.
        last: u64,
    },
    /// The head has another hash than the last line.
    #[error("the signed head fits another last line than the one here, which was altered after it was signed")]
    HeadHash,
    /// A head without a chain.
    #[error("a head names a station that has no lines: its chain was removed")]
    HeadAlone,
    /// The head's signature fails.
    #[error("the signature of the head does not hold: {0}")]
    Signature(String),
    /// The signer is not the one named from outside.
    #[error("the station's key is {found}; the fingerprint given from outside is {given}")]
    Signer {
        /// In the file.
        found: String,
        /// Given.
        given: String,
    },
    /// No chain founds the case.
    #[error("no chain founds this case: the case id does not follow from any station's key")]
    NoFounder,
    /// Two cases in one file.
    #[error("chains in this file found different cases: a chain of another case was put in")]
    SeveralFounders,
    /// A signature of a hand-over or an approval does not hold.
    #[error("the signature by own key in this record does not hold ({0}): it was recorded as one that does")]
    CustodySignature(String),
    /// A checkpoint that is recorded does not fit the lines before it.
    #[error(
        "the checkpoint recorded here does not hold ({0}): lines before it were altered after it was signed, or it was put in"
    )]
    Checkpoint(String),
    /// A time stamp does not hold.
    #[error("the time stamp in this record does not hold ({0}): it was recorded as one that does")]
    Stamp(String),
    /// A cited attachment is missing.
    #[error("the attachment {0} is cited and not in the file")]
    AttachmentMissing(String),
    /// An attachment's bytes are others.
    #[error("the attachment {0} does not have the digest it is cited by: it was altered")]
    AttachmentAltered(String),
    /// An attachment that was taken out by order is still there.
    #[error("an attachment that was taken out by order is in this file: it was put back")]
    AttachmentNotTakenOut,
    /// Bytes that no record cites.
    #[error(
        "attachment bytes that no record cites ({0}): an unfinished attachment, swept when the case is next opened, or something put in"
    )]
    AttachmentStray(String),
    /// Rows of another tool's file are not those of their record.
    #[error(
        "the rows kept of an import are {0}, its record states others: the record was not written by warroom as it is"
    )]
    Rows(String),
    /// A row that a record cites is not what it cites.
    #[error("it cites {place} of an import, and {found}: the record was not written by warroom as it is")]
    RowCited {
        /// Where the record says that the row stands.
        place: String,
        /// What is there.
        found: String,
    },
    /// The database itself.
    #[error("the file is damaged or not as warroom makes it: {0}")]
    Database(String),
    /// Nothing there.
    #[error("the file holds no line")]
    Empty,
}

impl Problem {
    pub(crate) fn at(station: StationId, seq: u64, what: What) -> Self {
        Problem { station: Some(station), seq: Some(seq), what }
    }

    pub(super) fn of(station: StationId, what: What) -> Self {
        Problem { station: Some(station), seq: None, what }
    }

    /// The problem with its place, in one line.
    #[must_use]
    pub fn line(&self) -> String {
        match (self.station, self.seq) {
            (Some(station), Some(seq)) => format!("{station} line {seq}: {}", self.what),
            (Some(station), None) => format!("{station}: {}", self.what),
            _ => self.what.to_string(),
        }
    }

    /// A problem of the whole file.
    #[must_use]
    pub fn file(what: What) -> Self {
        Problem { station: None, seq: None, what }
    }
}
