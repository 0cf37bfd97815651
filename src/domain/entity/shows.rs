//! What records show of whatever they name. Each piece says what it would show and why it does not, where it does not; what an entity comes to is computed from
//! all of them in [`super::standing`].

use std::collections::HashMap;

use super::judged_shortfalls;
use super::merged::Called;
use super::name::even;
use super::register::Register;
use crate::domain::containment;
use crate::domain::decision::Shortfall;
use crate::domain::eradication::hunt_shortfalls;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::lineage::{Family, Node};
use crate::domain::monitoring;
use crate::domain::restoration;
use crate::domain::rows;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;
use crate::domain::time::Instant;
use crate::domain::timeline::Lane;

/// What a record shows of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shows {
    /// The attacker may have been there.
    Suspected,
    /// The attacker was there.
    Confirmed,
    /// Somebody found that it is not concerned.
    RuledOut,
    /// The attacker was locked out of it.
    Contained,
    /// Nothing of the attacker is left on it.
    Clean,
}

impl Shows {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Shows::Suspected => "suspected",
            Shows::Confirmed => "confirmed",
            Shows::RuledOut => "ruled-out",
            Shows::Contained => "contained",
            Shows::Clean => "clean",
        }
    }
}

/// One record that says something of how an entity stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The record.
    pub record: RecordId,
    /// When what it says happened.
    pub at: Instant,
    /// Who says so.
    pub who: String,
    /// By what it shows it, see the messages `entity-via-…`.
    pub via: &'static str,
    /// What it shows, or would show.
    pub shows: Shows,
    /// Why it does not.
    pub lacks: Vec<Shortfall>,
    /// Whether it is a hit of the watch after which nothing was contained again.
    pub open: bool,
    /// By what it means the entity.
    pub(super) of: Vec<Called>,
}

impl Piece {
    /// Whether it shows what it says.
    #[must_use]
    pub fn counts(&self) -> bool {
        Shortfall::all_count(&self.lacks)
    }
}

/// Pieces by the names in the records, and by the artefacts and entities that they point to.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    names: HashMap<String, Vec<Piece>>,
    nodes: HashMap<Node, Vec<Piece>>,
}

impl Evidence {
    pub(super) fn of(state: &Incident, register: &Register) -> Evidence {
        let mut evidence = Evidence::default();
        evidence.judged(state, register);
        evidence.told(state);
        evidence.contained(state);
        evidence.watched(state);
        evidence.hunted(state);
        evidence.restored(state);
        evidence.descends(state);
        evidence
    }

    /// What is said of one entity, in the order of what happened.
    pub(super) fn about(&self, nodes: &[Node], names: &[String]) -> Vec<Piece> {
        let of_node = |node: &Node| (Called::Record(*node), self.nodes.get(node));
        let of_name = |name: &String| (Called::Name(name.clone()), self.names.get(name));
        let mut found: Vec<Piece> = Vec::new();
        // One record may name it twice, by two of its names.
        let mut places: HashMap<(RecordId, &str, Shows), usize> = HashMap::new();
        for (called, pieces) in nodes.iter().map(of_node).chain(names.iter().map(of_name)) {
            for piece in pieces.into_iter().flatten() {
                let place = *places.entry((piece.record, piece.via, piece.shows)).or_insert(found.len());
                if place == found.len() {
                    found.push(piece.clone());
                }
                if let Some(known) = found.get_mut(place).filter(|known| !known.of.contains(&called)) {
                    known.of.push(called.clone());
                }
            }
        }
        found.sort_by_key(|piece| (piece.at, piece.record, piece.shows));
        found
    }

    fn name(&mut self, name: &str, piece: &Piece) {
        let whole = even(name);
        if whole.is_empty() {
            return;
        }
        // A field of one name in which people wrote several.
        for part in name.split([',', ';']).map(even).filter(|part| !part.is_empty() && *part != whole) {
            self.names.entry(part).or_default().push(piece.clone());
        }
        self.names.entry(whole).or_default().push(piece.clone());
    }

    fn judged(&mut self, state: &Incident, register: &Register) {
        for (id, judged) in state.entities.judged.iter().filter(|(id, _)| !state.struck(*id)) {
            let shows = match judged.judgement.as_str() {
                "confirmed" => Shows::Confirmed,
                "ruled-out" => Shows::RuledOut,
                _ => Shows::Suspected,
            };
            let mut piece = piece(*id, judged.at.at, &judged.by, "judged", shows);
            piece.lacks = judged_shortfalls(state, register, judged);
            piece.lacks.extend(ahead(state, Some(*id), &judged.at));
            self.nodes.entry(judged.entity).or_default().push(piece);
        }
    }

    /// Facts of the timeline that name it.
    fn told(&mut self, state: &Incident) {
        for line in &state.timeline.lines {
            let Some(detail) = line.detail.as_deref().filter(|detail| !detail.assets.is_empty()) else { continue };
            if line.lane != Lane::Fact || line.superseded_by.is_some() || state.struck(line.id) {
                continue;
            }
            let shows = match line.status() {
                "confirmed" => Shows::Confirmed,
                "suspected" => Shows::Suspected,
                _ => continue,
            };
            let said = detail.speaker.as_ref().unwrap_or(&line.scribe);
            let mut piece = piece(line.id, line.happened, said, "fact", shows);
            piece.lacks.extend(line.basis_owed().then(|| Shortfall::new(Rule::BasisOwed).at("status")));
            piece.lacks.extend(rows::struck_import(state, line).map(|import| rows::import_struck(state, import)));
            for name in &detail.assets {
                self.name(name, &piece);
            }
        }
    }

    fn contained(&mut self, state: &Incident) {
        for action in state.containment.standing(state) {
            let mut piece = piece(action.id, action.done.at.at, &action.done.operator, "containment", Shows::Contained);
            piece.lacks = containment::shortfalls(state, action);
            self.name(&action.done.asset, &piece);
        }
    }

    /// What came back, as the watch after recovery saw it.
    fn watched(&mut self, state: &Incident) {
        for hit in monitoring::hits(state).iter().filter(|hit| hit.cleared.is_none()) {
            let mut piece = piece(hit.of.record, hit.at.at, &hit.by, "hit", Shows::Confirmed);
            piece.open = hit.open();
            self.name(&hit.asset, &piece);
        }
    }

    fn hunted(&mut self, state: &Incident) {
        for hunt in state.eradication.hunts(state) {
            let again = hunt.again.iter().filter(|(id, _)| !state.struck(*id)).map(|(id, hunted)| (*id, hunted));
            for (id, hunted) in std::iter::once((hunt.id, &hunt.hunted)).chain(again) {
                let mut piece = piece(id, hunted.at.at, &hunted.operator, "hunt", Shows::Confirmed);
                piece.lacks = hunt_shortfalls(hunted);
                piece.lacks.extend(ahead(state, Some(id), &hunted.at));
                for name in &hunted.hits {
                    self.name(name, &piece);
                }
            }
        }
    }

    fn restored(&mut self, state: &Incident) {
        let owed = restoration::rescan_owed(state);
        for item in state.restoration.standing(state) {
            // What was looked for is behind what is known by now: nobody can call it clean until it is looked for again.
            let missing = owed.iter().find(|owed| owed.restoration == item.id).map(|owed| owed.missing);
            let outdated = missing.map(|missing| {
                Shortfall::new(Rule::CleanOutdated).with("count", missing).with("record", state.label(item.id))
            });
            let at = item.last_live(state).map_or(item.restored.ended.at, |(_, live)| live.at.at);
            let mut whole = piece(item.id, at, &item.restored.operator, "restoration", Shows::Clean);
            whole.lacks = restoration::shortfalls(state, item);
            whole.lacks.extend(outdated.clone());
            let lineage = item.restored.lineage.map(|record| Node { record, item: item.restored.lineage_item });
            let own = |evidence: &mut Evidence, piece: &Piece| {
                evidence.name(&item.restored.system, piece);
                if let Some(node) = lineage {
                    evidence.nodes.entry(node).or_default().push(piece.clone());
                }
            };
            own(self, &whole);
            for (id, scanned) in
                item.scans.iter().filter(|(id, scanned)| !state.struck(*id) && scanned.result == "clean")
            {
                let mut scan = piece(*id, scanned.ended.at, &scanned.operator, "scan", Shows::Clean);
                scan.lacks = restoration::scan_shortfalls(state, item, scanned);
                scan.lacks.extend(ahead(state, Some(*id), &scanned.ended));
                scan.lacks.extend(outdated.clone());
                let system = even(&item.restored.system);
                own(self, &scan);
                for target in scanned.targets.iter().filter(|target| even(target) != system) {
                    self.name(target, &scan);
                }
            }
        }
    }

    /// What the lineage says of its artefacts.
    fn descends(&mut self, state: &Incident) {
        if state.lineage.is_empty() {
            return;
        }
        let family = Family::of(state);
        for kept in &family.condemned {
            let said = &kept.said;
            let node = family.graph.now(said.artefact);
            let mut condemned = piece(kept.id, said.at.at, &said.by, "condemned", Shows::Confirmed);
            condemned.lacks = family.condemnation_shortfalls(kept);
            self.nodes.entry(node).or_default().push(condemned);
            for member in family.descendants(node).iter().filter(|member| !family.is_condemned(member.node)) {
                let below = piece(kept.id, said.at.at, &said.by, "descends", Shows::Suspected);
                self.nodes.entry(member.node).or_default().push(below);
            }
        }
        let fated = family.graph.nodes.keys().filter_map(|node| family.member(*node));
        for member in fated.filter(|member| family.tainted(member.node)) {
            let Some((id, said)) = member.fate else { continue };
            let shows = match said.fate.as_str() {
                "destroyed" | "quarantined" | "evidence" | "retrained" => Shows::Contained,
                "unaffected" => Shows::Clean,
                _ => continue,
            };
            let mut fate = piece(id, said.at.at, &said.by, "fate", shows);
            fate.lacks.clone_from(&member.short);
            self.nodes.entry(member.node).or_default().push(fate);
        }
    }
}

fn piece(record: RecordId, at: Instant, who: &Author, via: &'static str, shows: Shows) -> Piece {
    Piece { record, at, who: who.name.clone(), via, shows, lacks: Vec::new(), open: false, of: Vec::new() }
}
