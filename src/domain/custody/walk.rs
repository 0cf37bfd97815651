//! Where a chain of custody leads, and what in it is open or wrong. What counts is when things happened, not in which order they were written.

use super::event::Moved;
use super::{Custody, signature_shortfall};
use crate::domain::decision::Shortfall;
use crate::domain::exhibit::Exhibit;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::rules::Rule;
use crate::domain::time::Instant;

/// What is wrong or open in a chain, at one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The event.
    pub event: RecordId,
    /// What it is.
    pub what: What,
    /// The record that settles it in words, if there is one: an explanation, or the event itself where it gives reason and witness. It is printed all the same.
    pub settled: Option<RecordId>,
}

/// Kinds of finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Who gave it is not who had it.
    Gap {
        /// Who held it according to the chain.
        held_by: String,
        /// Who gave it according to the event.
        given_by: String,
    },
    /// Released and not accepted.
    Open {
        /// To whom.
        to: String,
    },
    /// Accepted, and nobody had released it.
    NotReleased,
    /// The seal removed is not the seal last applied.
    Seal {
        /// The seal that should have been there.
        applied: String,
        /// The seal that was removed.
        removed: String,
    },
    /// The seal was found broken.
    SealDamaged,
    /// Nobody computed its digest before it changed hands for the first time.
    UncheckedBefore,
    /// Nobody computed its digest after it changed hands.
    UncheckedAfter,
    /// Its digest was found to differ.
    CheckDiffers,
    /// A check was not possible, and nothing says why.
    CheckOwed,
    /// Disposed of without authority or witness.
    DisposalOwed,
    /// Changed without what, who answers for it, or why.
    ChangeOwed,
    /// Somebody did not want to sign.
    Refused,
    /// Something happened to it after its disposal.
    AfterDisposal,
}

impl What {
    /// Every code of [`What::code`].
    pub const CODES: &'static [&'static str] = &[
        "gap",
        "open",
        "not-released",
        "seal",
        "seal-damaged",
        "unchecked-before",
        "unchecked-after",
        "check-differs",
        "check-owed",
        "disposal-owed",
        "change-owed",
        "refused",
        "after-disposal",
    ];

    /// The code; its words are `finding-CODE`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            What::Gap { .. } => "gap",
            What::Open { .. } => "open",
            What::NotReleased => "not-released",
            What::Seal { .. } => "seal",
            What::SealDamaged => "seal-damaged",
            What::UncheckedBefore => "unchecked-before",
            What::UncheckedAfter => "unchecked-after",
            What::CheckDiffers => "check-differs",
            What::CheckOwed => "check-owed",
            What::DisposalOwed => "disposal-owed",
            What::ChangeOwed => "change-owed",
            What::Refused => "refused",
            What::AfterDisposal => "after-disposal",
        }
    }

    /// The rule it falls under, with the way on.
    #[must_use]
    pub fn shortfall(&self) -> Shortfall {
        match self {
            What::Gap { held_by, .. } => Shortfall::new(Rule::CustodyGap).at("from").with("holder", held_by.clone()),
            What::Open { .. } | What::NotReleased => Shortfall::new(Rule::OpenHandOver).at("exhibit"),
            What::Seal { applied, .. } => {
                Shortfall::new(Rule::SealBroken).at("seal-removed").with("applied", applied.clone())
            }
            What::SealDamaged => Shortfall::new(Rule::SealDamaged).at("seal-state"),
            What::UncheckedBefore | What::UncheckedAfter | What::CheckOwed => {
                Shortfall::new(Rule::NotChecked).at("check")
            }
            What::CheckDiffers => Shortfall::new(Rule::DigestChanged).at("check"),
            What::DisposalOwed => Shortfall::new(Rule::DisposalOwed).at("authority"),
            What::ChangeOwed => Shortfall::new(Rule::ChangeOwed).at("change"),
            What::Refused => Shortfall::new(Rule::SignatureRefused).at("presence"),
            What::AfterDisposal => Shortfall::new(Rule::AfterDisposal).at("event"),
        }
    }

    /// Whether an explanation that names no event may take it.
    fn of_continuity(&self) -> bool {
        matches!(self, What::Gap { .. } | What::Seal { .. } | What::SealDamaged)
    }
}

/// Where a chain leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Walk<'a> {
    /// Who has it, person or place.
    pub holder: Option<Author>,
    /// Where it is, as last said.
    pub place: Option<(RecordId, &'a str)>,
    /// The seal on it; empty for none.
    pub seal: &'a str,
    /// The check-out that was not ended by a return or by storing it.
    pub checked_out: Option<(RecordId, &'a Moved)>,
    /// Its disposal.
    pub disposed: Option<RecordId>,
    /// Releases without a credited second half, by when they happened.
    pub open: Vec<(RecordId, &'a Moved)>,
    /// The last second half that counted.
    pub taken: Option<RecordId>,
    /// What is wrong, but for the open release.
    pub found: Vec<Finding>,
}

/// A hand-over that was completed.
struct Transfer<'a> {
    released: (RecordId, &'a Moved),
    accepted: (RecordId, &'a Moved),
}

/// Goes along the chain of an exhibit, with `next` as if it were recorded already.
pub(super) fn walk<'a>(
    custody: &'a Custody,
    state: &'a Incident,
    exhibit: RecordId,
    next: Option<&'a Moved>,
) -> Walk<'a> {
    let recorded = custody.events.get(&exhibit).into_iter().flatten().map(|(id, moved)| (*id, moved));
    let next = next.map(|moved| (RecordId { station: state.station, seq: u64::MAX }, moved));
    // The place in the order of recording says what an explanation can have known.
    let all: Vec<(usize, RecordId, &Moved)> = recorded
        .chain(next)
        .enumerate()
        .filter(|(_, (id, _))| !state.struck(*id))
        .map(|(order, (id, moved))| (order, id, moved))
        .collect();
    let put_right: Vec<RecordId> = all.iter().filter_map(|(_, _, moved)| moved.corrects).collect();
    let (explanations, mut chain): (Vec<_>, Vec<_>) =
        all.into_iter().filter(|(_, id, _)| !put_right.contains(id)).partition(|(_, _, moved)| moved.explanation());
    chain.sort_by_key(|(_, id, moved)| (moved.at.at, *id));
    let registered = state.register.exhibit(exhibit);
    let mut walk = Walk {
        holder: registered.map(|exhibit| exhibit.registered.collected_by.clone()),
        place: None,
        seal: "",
        checked_out: None,
        disposed: None,
        open: Vec::new(),
        taken: None,
        found: Vec::new(),
    };
    let mut transfers = Vec::new();
    for (_, id, moved) in &chain {
        step(&mut walk, &mut transfers, state, *id, moved);
    }
    if let Some(exhibit) = registered {
        unchecked(&mut walk, exhibit, &transfers);
    }
    settle(&mut walk, &explanations, |event| {
        chain.iter().find(|(_, id, _)| *id == event).map_or(usize::MAX, |(order, ..)| *order)
    });
    walk
}

fn step<'a>(walk: &mut Walk<'a>, transfers: &mut Vec<Transfer<'a>>, state: &Incident, id: RecordId, moved: &'a Moved) {
    let find = |found: &mut Vec<Finding>, what, settled| found.push(Finding { event: id, what, settled });
    if walk.disposed.is_some() {
        find(&mut walk.found, What::AfterDisposal, None);
    }
    // A second half that names no giver takes from whoever released it.
    let release = moved.takes_over().then(|| released_to(walk, state, moved)).flatten();
    let given_by = if moved.from.name.is_empty() { release.map(|(_, open)| &open.from) } else { Some(&moved.from) };
    let given_by = given_by.filter(|giver| !giver.name.is_empty());
    if let Some(held_by) = &walk.holder
        && broken(state, held_by, given_by, moved)
    {
        let what = What::Gap {
            held_by: held_by.name.clone(),
            given_by: given_by.map_or_else(String::new, |giver| giver.name.clone()),
        };
        find(&mut walk.found, what, None);
    }
    if !moved.seal_removed.is_empty() {
        if moved.seal_removed != walk.seal {
            let what = What::Seal { applied: walk.seal.to_owned(), removed: moved.seal_removed.clone() };
            find(&mut walk.found, what, None);
        }
        walk.seal = "";
    }
    if moved.seal_state == "broken" {
        find(&mut walk.found, What::SealDamaged, None);
    }
    if !moved.seal_applied.is_empty() {
        walk.seal = &moved.seal_applied;
    }
    for what in own_faults(moved) {
        find(&mut walk.found, what, None);
    }
    if moved.presence == "refused" {
        let settled = signature_shortfall(state, moved, moved.signer()).is_none().then_some(id);
        find(&mut walk.found, What::Refused, settled);
    }
    let mut moves = moved.event != "released";
    if moved.event == "released" {
        walk.open.push((id, moved));
    } else if moved.event == "accepted" && release.is_none() {
        // Half a hand-over moves nothing.
        moves = false;
        find(&mut walk.found, What::NotReleased, None);
    } else if let Some(open) = release {
        // What earns no credit leaves the release open, and the exhibit with its releaser.
        moves = super::acceptance_shortfalls(state, open.1, moved).is_empty();
        if moves {
            walk.open.retain(|(known, _)| *known != open.0);
            walk.taken = Some(id);
            transfers.push(Transfer { released: open, accepted: (id, moved) });
        }
    }
    if moves && !moved.to.name.is_empty() {
        walk.holder = Some(moved.to.clone());
    }
    if !moved.place.is_empty() {
        walk.place = Some((id, &moved.place));
    }
    match moved.event.as_str() {
        "checked-out" => walk.checked_out = Some((id, moved)),
        "returned" | "stored" => walk.checked_out = None,
        "disposed" => walk.disposed = walk.disposed.or(Some(id)),
        _ => {}
    }
}

/// The open release that a second half can answer: the last one to the one who takes, else the last of all.
fn released_to<'a>(walk: &Walk<'a>, state: &Incident, taken: &Moved) -> Option<(RecordId, &'a Moved)> {
    let to_them = walk.open.iter().rev().find(|(_, open)| state.people.same(&open.to, &taken.to));
    to_them.or(walk.open.last()).copied()
}

/// Whether who gave it is not who had it. One who takes without anybody giving takes from nobody, unless it was theirs.
fn broken(state: &Incident, held_by: &Author, given_by: Option<&Author>, moved: &Moved) -> bool {
    match given_by {
        Some(giver) => !state.people.same(held_by, giver),
        None => moved.event != "released" && !moved.to.name.is_empty() && !state.people.same(held_by, &moved.to),
    }
}

/// What an event lacks by itself.
fn own_faults(moved: &Moved) -> Vec<What> {
    let mut found = Vec::new();
    let check = moved.check.as_ref();
    if moved.event == "verify-failed" || check.is_some_and(|check| check.outcome == "differs") {
        found.push(What::CheckDiffers);
    }
    if check.is_some_and(|check| check.outcome == "not-possible" && check.why.trim().is_empty()) {
        found.push(What::CheckOwed);
    }
    let witness = moved.witness.trim().to_lowercase();
    let others = [&moved.authority, &moved.from.name, &moved.to.name].map(|name| name.trim().to_lowercase());
    if moved.event == "disposed" && (others[0].is_empty() || witness.is_empty() || others.contains(&witness)) {
        found.push(What::DisposalOwed);
    }
    let whole = moved.change.as_ref().is_some_and(|change| {
        let texts = [&change.what, &change.responsible.name, &change.justification];
        texts.iter().all(|text| !text.trim().is_empty())
    });
    if (moved.event == "changed" || moved.change.is_some()) && !whole {
        found.push(What::ChangeOwed);
    }
    found
}

/// Bytes that change hands are computed before and after, or the half says why not (custody rules: verify before and after each transfer that moves bytes).
/// The digest after one hand-over is the one before the next.
fn unchecked(walk: &mut Walk<'_>, exhibit: &Exhibit, transfers: &[Transfer<'_>]) {
    if exhibit.hashes.is_empty() {
        return;
    }
    let within = |from: Option<Instant>, until: Option<Instant>| {
        exhibit.hashes.iter().any(|(_, hashed)| {
            from.is_none_or(|from| hashed.started >= from) && until.is_none_or(|until| hashed.started <= until)
        })
    };
    let said = |moved: &Moved| {
        moved.check.as_ref().is_some_and(|check| match check.outcome.as_str() {
            // A difference has a finding of its own.
            "matches" => !check.digest.is_empty(),
            "differs" => true,
            _ => !check.why.trim().is_empty(),
        })
    };
    if let Some(Transfer { released: (event, released), .. }) = transfers.first()
        && !within(None, Some(released.at.at))
        && !said(released)
    {
        walk.found.push(Finding { event: *event, what: What::UncheckedBefore, settled: None });
    }
    for (index, Transfer { accepted: (event, accepted), .. }) in transfers.iter().enumerate() {
        let next = transfers.get(index + 1).map(|next| next.released.1);
        if !within(Some(accepted.at.at), next.map(|next| next.at.at)) && !said(accepted) && !next.is_some_and(said) {
            walk.found.push(Finding { event: *event, what: What::UncheckedAfter, settled: None });
        }
    }
}

/// An explanation settles what it names. One that names nothing takes the first break of continuity recorded before it that none took yet.
fn settle(walk: &mut Walk<'_>, explanations: &[(usize, RecordId, &Moved)], order_of: impl Fn(RecordId) -> usize) {
    let explanations: Vec<_> = explanations.iter().filter(|(_, _, moved)| !moved.note.trim().is_empty()).collect();
    for (_, id, moved) in &explanations {
        let named = walk.found.iter_mut().filter(|found| Some(found.event) == moved.explains);
        named.filter(|found| found.settled.is_none()).for_each(|found| found.settled = Some(*id));
    }
    for (order, id, _) in explanations.iter().filter(|(_, _, moved)| moved.explains.is_none()) {
        let free = walk
            .found
            .iter_mut()
            .find(|found| found.what.of_continuity() && found.settled.is_none() && order_of(found.event) < *order);
        if let Some(found) = free {
            found.settled = Some(*id);
        }
    }
}
