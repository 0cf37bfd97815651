//! Why something could not be done: what happened, what it means, what to do.

use crate::domain::decision::Refusal;
use crate::journal::station::KeyError;
use crate::store::StoreError;

/// Why a command was not carried out. Nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A rule of integrity refuses it; said in the language of the screen.
    #[error("refused under rule {}: nothing was recorded; read that rule with `warroom rules`", .0.rule.id())]
    Refused(Box<Refusal>),
    /// There is no such command.
    #[error("there is no command {0}{near}; `warroom commands` lists them all", near = near_words(.0))]
    NoSuchCommand(String),
    /// A field the command does not have.
    #[error("the command {command} has no field {field}; it has: {known}")]
    NoSuchField {
        /// The command.
        command: &'static str,
        /// What was given.
        field: String,
        /// What there is.
        known: String,
    },
    /// The command only moves about in the console.
    #[error("{0} is a command of the console's screen and records nothing; start `warroom` and use it there")]
    OnlyOnScreen(&'static str),
    /// A command of the console that has a command of the shell of its own.
    #[error("{0} is a command of the console's screen and nothing was done; in a shell run `{1}`")]
    ByAnother(&'static str, &'static str),
    /// A command that is no event of custody.
    #[error("{0} has no statement to sign; release, accept, custody and approve-notice have one")]
    NothingToSign(String),
    /// A case that was made from an export which withheld something.
    #[error(
        "this case was made from a folder that withholds something: it is to be read here. It is not exported or copied to a safety medium, because that would pass on its gaps under another signature; hand on the folder itself, or ask the laptop that made it"
    )]
    CopyWithGaps,
    /// The case file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The station's key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The laptop's chain does not count, and what it would do cannot be undone.
    #[error(
        "this laptop is not admitted to the case, so nothing is taken out by it: have a laptop whose chain counts admit it (`admit`), or do it there"
    )]
    NotAdmitted,
    /// The station cannot sign.
    #[error(
        "nothing can be recorded: {0}; the case can be read all the same, run `warroom ready` to see what is wrong with this laptop"
    )]
    NoKey(String),
    /// A file to be attached or hashed.
    #[error("{path} could not be read: {why}; nothing was recorded, choose another file or mend this one")]
    File {
        /// The path, cleaned.
        path: String,
        /// Why.
        why: String,
    },
    /// Something about a drill.
    #[error("{0}; nothing was written, put that right and try again")]
    Drill(String),
    /// A form that could not be made.
    #[error("the form could not be made: {0}; nothing was written, ask for it as Markdown")]
    Form(String),
    /// A file to be written.
    #[error("{path} could not be written: {why}; name another file or put that right (space, permissions)")]
    Output {
        /// The path, cleaned.
        path: String,
        /// Why.
        why: String,
    },
    /// The recording of a session beside the case.
    #[error("{path} could not be written or read: {why}; put that right (space, permissions) and try again")]
    Spool {
        /// The path, cleaned.
        path: String,
        /// Why.
        why: String,
    },
    /// A session is over and could not be written into the case.
    #[error(
        "the session is over (exit code {code}) and is not in the case: {why}. Its recording is kept as {path}; put the cause right, and the next warroom command that records in this case takes it in"
    )]
    SessionKept {
        /// The recording, cleaned.
        path: String,
        /// The command's exit code.
        code: u8,
        /// Why.
        why: String,
    },
    /// A word to be covered that has nothing in it.
    #[error("a word to be masked is empty; nothing was run, give the word itself: --mask WORD")]
    NothingToCover,
    /// A command that could not be recorded.
    #[error(transparent)]
    Recording(#[from] crate::jobs::recording::RecordingError),
    /// Rows that could not be put in order, searched or counted.
    #[error(transparent)]
    Order(#[from] crate::jobs::rows::order::Trouble),
    /// An export that is not begun.
    #[error("not begun, nothing was written: {0}")]
    Export(String),
    /// A copy for another tool that is not made.
    #[error("no copy was made, nothing left the case: {0}")]
    Exchange(String),
    /// A small file of keys or a passphrase that cannot be used.
    #[error("{path}: {why}; nothing was done, name another file")]
    Small {
        /// The path, cleaned.
        path: String,
        /// Why.
        why: String,
    },
    /// An image that is not begun.
    #[error("not begun, nothing was written: {0}")]
    Acquisition(#[from] crate::jobs::acquire::refusal::Refusal),
    /// A field of an acquisition that cannot be read.
    #[error("not begun, nothing was written: {field}: {why}; correct that field and start again")]
    AcquisitionField {
        /// The field.
        field: &'static str,
        /// Why.
        why: String,
    },
    /// Another copy of the case that was not merged.
    #[error(transparent)]
    Merge(#[from] crate::app::merge::NotMerged),
    /// A checkpoint that would contradict one that was signed before.
    #[error(
        "no checkpoint was signed: {0}. Two checkpoints that contradict each other would make both worthless; run `warroom verify` on the case, and look for the newer copy of it"
    )]
    Contradicts(String),
    /// The medium of a safety copy.
    #[error("safety copy: {0}; the case itself is untouched")]
    Safety(#[from] crate::store::medium::Trouble),
    /// Something else was named than what was wanted: what it is, and what to do.
    #[error("{0}")]
    NotThat(String),
    /// Nothing to rebuild a case from.
    #[error("{0} holds no safety copy; name the directory that ends in .copy, or the one it lies in")]
    NoCopy(String),
    /// More than one.
    #[error("several safety copies lie there; name one: {0}")]
    SeveralCopies(String),
    /// A record that cannot be proved.
    #[error("nothing was written: {0}")]
    NotProved(String),
    /// No randomness.
    #[error("the operating system gave no random bytes ({0}); nothing was recorded, try again")]
    Entropy(String),
    /// The journal cannot go on.
    #[error("the journal cannot go on: {0}; nothing was recorded, run `warroom verify` on the case")]
    Journal(String),
    /// The case holds nothing readable.
    #[error("this case cannot be used: {0}; run `warroom verify` on it, and open a copy if there is one")]
    Broken(String),
    /// A case as it was known at an instant takes no record.
    #[error(
        "this is the case as it was known then, and nothing can be recorded in it; go back to the present and record there"
    )]
    OfThePast,
    /// Neither a time nor a record.
    #[error(
        "{given} is neither a time that can be read ({why}) nor a record of this case; give a time such as 09:04, -2h or \"2026-11-24 09:04\", or a record such as #48"
    )]
    NoInstant {
        /// What was given, cleaned.
        given: String,
        /// What is wrong with it as a time.
        why: String,
    },
    /// An instant that has not come.
    #[error("{0} has not come yet; what was known can be shown up to now, give an earlier instant")]
    NotYet(String),
    /// An instant before the case.
    #[error("nothing was known then: the case was opened at {0}; ask for a later instant")]
    BeforeTheCase(String),
    /// A zone that is none.
    #[error("{0} is no time zone; give an IANA name such as Europe/Berlin or UTC")]
    Zone(String),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(Box::new(refusal))
    }
}

/// What may have been meant by a name that is no command.
fn near_words(typed: &str) -> String {
    let near = super::command::near(typed);
    if near.is_empty() { String::new() } else { format!("; near to it: {}", near.join(", ")) }
}
