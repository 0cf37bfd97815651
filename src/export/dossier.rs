//! The dossier as bytes: set as PDF/A-2b, or written as Markdown. Nothing but the journal goes in, so the same case head gives the same bytes.

pub use crate::domain::form::{About, Head, Part, Why};

use crate::domain::anchor::Unseen;
use crate::domain::form::{Form, dossier};
use crate::domain::id::StationId;
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::export::folder::gaps::{Gap, Gaps};
use crate::export::folder::layout;
use crate::export::folder::withhold::Why as Withheld;
use crate::journal::chain::Reading;
use crate::journal::hex;
use crate::library::lang::Lang;

/// What was withheld is not in the state; what is in it is for whoever holds this version. Privileged words are shown to nobody.
const READER: Audience = Audience(Mark::Red);

/// The station under whose labels a dossier is written, on whichever laptop it is made: the one that founded the case.
#[must_use]
pub fn founder(reading: &Reading) -> StationId {
    reading.founder.or_else(|| reading.chains.keys().next().copied()).unwrap_or_default()
}

/// What a dossier says of a journal that was read: head, chains, problems. Nothing in it is withheld.
#[must_use]
pub fn about(reading: &Reading, exercise: bool) -> About {
    let counted = reading.chains.values().filter(|chain| chain.admitted && chain.seq > 0);
    let chains = counted.map(|chain| Head {
        station: chain.station,
        size: chain.seq,
        line: hex(&chain.head),
        root: hex(&chain.tree.root()),
        fingerprint: chain.fingerprint.clone(),
    });
    let chains: Vec<Head> = chains.collect();
    About {
        case: reading.opening().map(|opened| opened.case.clone()).unwrap_or_default(),
        exercise,
        head: hex(&reading.case_head()),
        chains,
        problems: reading.problems.len(),
        ..About::default()
    }
}

/// The same for readers from whom something is withheld. `audience` is the mark up to which they may read, `anchors` are the anchors among what is withheld.
#[must_use]
pub fn version(about: About, audience: Mark, gaps: &Gaps, anchors: Unseen) -> About {
    let why = |gap: &Gap| match gap {
        Gap::Withheld(Withheld::Phones) => Some(Why::Phones),
        Gap::Withheld(Withheld::Mark(mark)) => Some(Why::Mark(*mark)),
        Gap::Withheld(Withheld::Privileged) => Some(Why::Privileged),
        Gap::TakenOut => None,
    };
    let withheld = gaps.iter().filter_map(|(record, gap)| Some((*record, why(gap)?))).collect();
    About { audience: (audience < Mark::Red).then_some(audience), withheld, anchors, ..about }
}

/// The dossier in words.
#[must_use]
pub fn said(state: &Incident, about: &About, part: Part, lang: &Lang) -> Form<String> {
    dossier(state, about, part).map(&mut |msg| lang.say(msg, READER))
}

/// The dossier as PDF/A-2b.
///
/// # Errors
/// [`Unset`](crate::export::typeset::Unset).
#[cfg(feature = "dossier")]
pub fn typeset(state: &Incident, about: &About, part: Part) -> Result<Vec<u8>, crate::export::typeset::Unset> {
    let form = said(state, about, part, &Lang::english());
    crate::export::typeset::pdf(&form, crate::domain::form::as_of(state))
}

/// The dossier as Markdown.
#[must_use]
pub fn markdown(state: &Incident, about: &About, part: Part) -> String {
    crate::export::markdown::markdown(&said(state, about, part, &Lang::english()))
}

/// The files of the dossier in a case folder, as far as this build makes them: `state` is what is left of the case, and `about` says what is withheld.
///
/// # Errors
/// The typesetter's fault, in words.
#[cfg_attr(not(feature = "dossier"), expect(clippy::unnecessary_wraps, reason = "a PDF can fail"))]
pub fn files(state: &Incident, about: &About) -> Result<Vec<(String, Vec<u8>)>, String> {
    Ok(vec![
        #[cfg(feature = "dossier")]
        (layout::DOSSIER_PDF.to_owned(), typeset(state, about, Part::Full).map_err(|fault| fault.to_string())?),
        (layout::DOSSIER_MD.to_owned(), markdown(state, about, Part::Full).into_bytes()),
    ])
}

#[cfg(test)]
#[path = "dossier_tests.rs"]
mod tests;
