//! How an entity stands, computed from what records show of it and never ticked.
//!
//! *Suspected* is what a record says. *Confirmed* rests on a confirmed fact with its basis, a hit of the watch, a counted hunt that names it, or a judgement that
//! cites what shows it. *Contained* takes a containment that counts, its test from outside included, and no confirmation after it. *Clean* takes a clean scan or a
//! restoration that counts, from after all of that; a scan alone is none where the attacker was and was never locked out. What counts is asked of each concern, so a record that is struck, or loses its credit, takes back what it showed.

use super::merged::narrow;
use super::register::Entity;
use super::shows::{Piece, Shows};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::time::Instant;

/// Codes of how an entity stands.
pub const STANDINGS: &[&str] = &["recorded", "suspected", "confirmed", "ruled-out", "contained", "clean"];

/// How an entity stands, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// One of [`STANDINGS`].
    pub code: &'static str,
    /// Everything that is said of it, in the order of what happened.
    pub pieces: Vec<Piece>,
    /// What is missing for the next one; none where nothing is.
    pub next: Option<Next>,
}

/// What is missing until an entity stands better, or more surely.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// How it would stand then.
    pub code: &'static str,
    /// What is missing.
    pub missing: Msg,
    /// The command that supplies it.
    pub command: &'static str,
    /// Its fields, as far as they are known.
    pub input: Input,
}

impl Standing {
    pub(super) fn of(state: &Incident, entity: &Entity, mut pieces: Vec<Piece>) -> Standing {
        narrow(state, entity, &mut pieces);
        let code = code(&pieces);
        let next = next(state, entity, code, &pieces);
        Standing { code, pieces, next }
    }

    /// The last judgement of a person that stands, whatever it comes to.
    #[must_use]
    pub fn judgement(&self) -> Option<&Piece> {
        self.pieces.iter().filter(|piece| piece.via == "judged").max_by_key(|piece| (piece.at, piece.record))
    }

    /// What it stands on: the pieces that count and show just that.
    pub fn because(&self) -> impl Iterator<Item = &Piece> {
        let code = self.code;
        self.pieces.iter().filter(move |piece| piece.shows.code() == code && (piece.counts() || code == "suspected"))
    }
}

/// The last judgement says what people think; an earlier one is overtaken by it. One that shows nothing takes nothing back that was shown, but for a worry: that may
/// always be said anew of what was ruled out.
fn overtaken(pieces: &[Piece], piece: &Piece) -> bool {
    let later = |other: &Piece| other.via == "judged" && (other.at, other.record) > (piece.at, piece.record);
    let worse = |other: &Piece| piece.shows == Shows::RuledOut && other.shows != Shows::RuledOut;
    let overtakes = |other: &&Piece| later(other) && (other.counts() || !piece.counts() || worse(other));
    piece.via == "judged" && pieces.iter().any(|other| overtakes(&other))
}

fn last(pieces: &[Piece], shows: Shows) -> Option<Instant> {
    let of = |piece: &&Piece| piece.shows == shows && piece.counts() && !overtaken(pieces, piece);
    pieces.iter().filter(of).map(|piece| piece.at).max()
}

/// How something stands by what is said of it alone.
pub(super) fn code(pieces: &[Piece]) -> &'static str {
    let [confirmed, contained, clean, ruled_out] =
        [Shows::Confirmed, Shows::Contained, Shows::Clean, Shows::RuledOut].map(|shows| last(pieces, shows));
    // Where the attacker was seen again, nothing that was done before holds.
    if pieces.iter().any(|piece| piece.open) {
        return "confirmed";
    }
    // A scan alone frees nothing of an attacker who was there and was never locked out; what was restored was made anew.
    let restored =
        pieces.iter().any(|piece| piece.via == "restoration" && piece.counts() && Some(piece.at) >= confirmed);
    let held = contained.is_some() && contained >= confirmed;
    let freed = confirmed.is_none() || contained.is_some() || restored;
    if clean.is_some_and(|clean| Some(clean) >= confirmed && Some(clean) >= contained && freed) {
        return "clean";
    }
    if held {
        return "contained";
    }
    if confirmed.is_some() {
        return "confirmed";
    }
    if ruled_out.is_some() {
        return "ruled-out";
    }
    // What is said and not shown is a suspicion.
    let said = |piece: &Piece| matches!(piece.shows, Shows::Suspected | Shows::Confirmed) && !overtaken(pieces, piece);
    if pieces.iter().any(said) { "suspected" } else { "recorded" }
}

fn next(state: &Incident, entity: &Entity, code: &str, pieces: &[Piece]) -> Option<Next> {
    let key = entity.key().map(|key| key.label(state)).unwrap_or_default();
    let judge = |judgement: &'static str| Input::default().with("entity", key.as_str()).with("judgement", judgement);
    let open = pieces.iter().rfind(|piece| piece.open);
    // What was begun and lacks something is gone on with.
    let begun = |shows: Shows, via: &[&str]| {
        pieces.iter().rev().find(|piece| piece.shows == shows && via.contains(&piece.via) && !piece.counts())
    };
    let lacks = |piece: &Piece| piece.lacks.iter().find(|short| !short.counts()).cloned();
    match code {
        "recorded" => Some(Next {
            code: "suspected",
            missing: Msg::new("entity-lacks-suspicion"),
            command: "entity-judge",
            input: judge("suspected"),
        }),
        "suspected" => {
            let said = begun(Shows::Confirmed, &["judged", "fact", "hunt", "condemned"]).and_then(|piece| {
                let short = lacks(piece)?;
                let record = state.label(piece.record);
                let missing = Msg::new("entity-lacks-in").with("record", record.clone()).with("what", short.missing);
                let (command, input) = match piece.via {
                    "fact" => ("judge", Input::default().with("record", record).with("status", "confirmed")),
                    "hunt" => ("hunt", Input::default().with("again", record)),
                    "condemned" => ("condemn", Input::default().with("artefact", key.as_str())),
                    _ => ("entity-judge", judge("confirmed")),
                };
                Some(Next { code: "confirmed", missing, command, input })
            });
            said.or_else(|| {
                let missing = Msg::new("entity-lacks-confirmation");
                Some(Next { code: "confirmed", missing, command: "entity-judge", input: judge("confirmed") })
            })
        }
        "confirmed" => {
            let contain = Input::default().with("asset", entity.name.as_str());
            if let Some(hit) = open {
                let record = state.label(hit.record);
                return Some(Next {
                    code: "contained",
                    missing: Msg::new("entity-lacks-again").with("record", record.clone()),
                    command: "contain",
                    input: contain.with("answers-hit", record),
                });
            }
            let done = begun(Shows::Contained, &["containment", "fate"]).and_then(|piece| {
                let short = lacks(piece)?;
                let record = state.label(piece.record);
                let missing = Msg::new("entity-lacks-in").with("record", record.clone()).with("what", short.missing);
                let test = matches!(
                    short.rule,
                    Rule::NoOutsideTest
                        | Rule::TestBeforeAction
                        | Rule::TesterIsOperator
                        | Rule::TestFailed
                        | Rule::Unproven
                );
                let (command, input) = match piece.via {
                    "fate" => ("fate", Input::default().with("artefacts", key.as_str())),
                    _ if test => ("outside-test", Input::default().with("containment", record)),
                    _ => ("contain", contain.clone()),
                };
                Some(Next { code: "contained", missing, command, input })
            });
            done.or_else(|| {
                let missing = Msg::new("entity-lacks-containment");
                Some(Next { code: "contained", missing, command: "contain", input: contain })
            })
        }
        "contained" => {
            let restored = if entity.kind == "model" { "model" } else { "system" };
            let restore = Input::default().with("system", entity.name.as_str()).with("restored", restored);
            let done = begun(Shows::Clean, &["restoration", "scan"]).and_then(|piece| {
                let short = lacks(piece)?;
                let record = state.label(piece.record);
                let of = Input::default().with("restoration", record.clone());
                let missing = Msg::new("entity-lacks-in").with("record", record).with("what", short.missing);
                let (command, input) = match short.rule {
                    Rule::NoScan
                    | Rule::ScanOwed
                    | Rule::EmptySet
                    | Rule::SetLaterThanScan
                    | Rule::ScanLogOfAnother
                    | Rule::NotClean
                    | Rule::ScanElsewhere
                    | Rule::ScanBeforeRestore
                    | Rule::ScanAfterLive
                    | Rule::CleanOutdated => ("scan", of),
                    Rule::MergedSince if piece.via == "restoration" => ("scan", of),
                    Rule::NotReleased | Rule::ReleaserIsRestorer | Rule::LiveTooEarly => ("go-live", of),
                    _ => ("restore", restore.clone()),
                };
                Some(Next { code: "clean", missing, command, input })
            });
            done.or_else(|| {
                let missing = Msg::new("entity-lacks-clean");
                Some(Next { code: "clean", missing, command: "restore", input: restore })
            })
        }
        _ => None,
    }
}
