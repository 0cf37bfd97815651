//! Why two copies of a case were not merged: what happened, what it means, what to do.

use crate::domain::text::{counted, visible};
use crate::journal::signature::Purpose;

/// Where something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the case that was to take the other one in.
    Here,
    /// In the other one.
    There,
    /// In neither alone, in both together.
    Together,
}

/// Why nothing was taken in.
#[derive(Debug, thiserror::Error)]
pub enum NotMerged {
    /// The organisation's file.
    #[error(
        "the organisation's file belongs to no case and is not merged; nothing was taken in, take over what it holds by `warroom org` and `warroom people import`"
    )]
    Organisation,
    /// A drill and an incident.
    #[error(
        "the other side is {there} and this is {here}: an exercise never comes into a real case, nor the other way round; nothing was taken in, name a copy of the same kind",
        here = purpose(*.here), there = purpose(*.there)
    )]
    Purpose {
        /// This case's.
        here: Purpose,
        /// The other side's.
        there: Purpose,
    },
    /// Another case.
    #[error(
        "the other side is case {there} and this is case {here}: only copies of one case are merged; nothing was taken in, take a copy of this one, or open the other case by itself",
        there = visible(.there), here = visible(.here)
    )]
    AnotherCase {
        /// This case.
        here: String,
        /// The other side's.
        there: String,
    },
    /// Nothing there.
    #[error("{0} is not there, so nothing was taken in; attach the medium, or look at the path")]
    NotThere(String),
    /// A sealed folder.
    #[error(
        "{0} is a sealed folder: it shows nothing before it is opened, so nothing was taken in; open it first (`warroom unseal FILE DIRECTORY`), then name the case folder that comes out of it"
    )]
    Sealed(String),
    /// A safety copy.
    #[error(
        "{0} is a safety copy, which is neither merged nor imported, so nothing was taken in; a case is rebuilt from it (`warroom restore DIRECTORY`)"
    )]
    SafetyCopy(String),
    /// A case file where a folder is wanted.
    #[error(
        "{0} is a case file and no case folder: it is a case already, so nothing was made; open it by its path, or merge it where the same case is open"
    )]
    CaseFile(String),
    /// Any other file where a folder is wanted.
    #[error(
        "{0} is a file and no case folder, so nothing was made; name the folder itself: it holds `tagmanifest-sha256.txt`, and its name begins with that of the case"
    )]
    File(String),
    /// A directory that is no case folder.
    #[error("{path} is a directory and no case folder, so nothing was taken in; {}", instead(.within))]
    NoFolder {
        /// The directory.
        path: String,
        /// Case folders in it.
        within: Vec<String>,
    },
    /// A side does not verify.
    #[error("{}", damaged(*.place, .problems))]
    Damaged {
        /// Which.
        place: Place,
        /// What is wrong, each with its place.
        problems: Vec<String>,
    },
    /// The other side withholds what is new here.
    #[error(
        "the other side withholds {} of lines that are new here: their words could never be filled in afterwards; nothing was taken in, ask for the case file itself or an export for this laptop that withholds nothing, or read the folder by itself (`warroom import`)",
        counted(*.0 as u64, "body")
    )]
    Withheld(usize),
    /// What a folder says of what it withholds.
    #[error(
        "the papers of the folder that say what it withholds do not hold ({0}); nothing was made, run `warroom verify` on it"
    )]
    Papers(String),
    /// The other side changed while it was read.
    #[error("the other side changed while it was read; nothing was taken in, close it there and try again")]
    Changed,
    /// An attachment of the other side.
    #[error(
        "an attachment of the other side ({0}) could not be read; nothing was taken in, run `warroom verify` on it"
    )]
    Attachment(String),
    /// Somebody keeps recording.
    #[error(
        "somebody recorded in this case again and again while it was merged; nothing was taken in, try again in a quiet moment"
    )]
    Busy,
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Incident => "a real case",
        Purpose::Exercise => "an exercise",
        Purpose::Organisation => "the organisation's file",
    }
}

/// What to name in place of a directory.
fn instead(within: &[String]) -> String {
    match within {
        [] => "name the folder itself: it holds `tagmanifest-sha256.txt`, and its name begins with that of the case"
            .to_owned(),
        within => format!("name the case folder in it: {}", within.join(" or ")),
    }
}

/// Problems that are named; the verifier names them all.
const MOST_NAMED: usize = 5;

fn damaged(place: Place, problems: &[String]) -> String {
    let mut said = match place {
        Place::Here => "this case does not verify, and merging would carry that on".to_owned(),
        Place::There => "the other side does not verify".to_owned(),
        Place::Together => "each side verifies, the two together do not".to_owned(),
    };
    // One line: what shows it keeps no line breaks.
    let named: Vec<&str> = problems.iter().take(MOST_NAMED).map(String::as_str).collect();
    said.push_str(&format!("; nothing was taken in ({}", named.join("; ")));
    if problems.len() > MOST_NAMED {
        said.push_str(&format!("; and {} more", problems.len() - MOST_NAMED));
    }
    said.push_str("); run `warroom verify` on it, and take a copy that verifies");
    said
}
