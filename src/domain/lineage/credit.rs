//! What earns credit of lineage, and why not; and what descends from what was condemned, with what became of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Condemned, Described, Fated, Graph, Kept, Listed, Made, Node};
use crate::domain::decision::Shortfall;
use crate::domain::exhibit::NOTHING;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, RecordKind};
use crate::domain::msg::{Arg, Msg};
use crate::domain::people::People;
use crate::domain::proof::{Source, is_document};
use crate::domain::restoration::Restored;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;
use crate::domain::time::Instant;

/// Who may condemn: who leads, who answers for models or data, who owns the risk.
const MAY_CONDEMN: &[&str] = &["irt_lead", "ml_lead", "data_lead", "siro"];

/// Whether somebody may condemn: a person of the roster with such a role.
pub(super) fn may_condemn(people: &People, who: &Author) -> bool {
    people.person(who).is_some() && people.roles_of(who).iter().any(|role| MAY_CONDEMN.contains(role))
}

/// Whether somebody may accept that something condemned stays in use: the risk owner.
pub(super) fn may_accept(people: &People, who: &Author) -> bool {
    people.roles_of(who).contains(&"siro")
}

fn empty(text: &str) -> bool {
    text.trim().is_empty()
}

fn label(name: &str) -> Arg {
    Arg::Code("field", name.to_owned())
}

/// What descends from something condemned, with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Descendant<'a> {
    /// Which.
    pub node: Node,
    /// What it is.
    pub what: &'a Described,
    /// What became of it, by the record made last that stands.
    pub fate: Option<(RecordId, &'a Fated)>,
    /// Why that does not count.
    pub short: Vec<Shortfall>,
}

impl Descendant<'_> {
    /// Whether something became of it, and that counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.fate.is_some() && self.short.is_empty()
    }
}

/// A condemnation that stands.
pub type Condemnation<'a> = &'a Kept<Condemned>;

/// The whole family at once: who descends from whom, what is condemned, what became of each.
pub struct Family<'a> {
    state: &'a Incident,
    /// Who descends from whom.
    pub graph: Graph<'a>,
    /// Condemnations that stand, of artefacts that stand.
    pub condemned: Vec<Condemnation<'a>>,
    /// The condemnation recorded last, of each artefact that is condemned or descends from one.
    under: BTreeMap<Node, &'a Kept<Condemned>>,
    last: BTreeMap<Node, &'a Kept<Fated>>,
    /// Artefacts by their digest: those of one digest are one.
    twins: BTreeMap<&'a str, Vec<Node>>,
    /// From when on something could become of what was condemned.
    access: Option<Instant>,
}

impl<'a> Family<'a> {
    /// The family as the records make it now.
    #[must_use]
    pub fn of(state: &'a Incident) -> Self {
        let graph = Graph::of(state);
        let stands = |kept: &&Kept<Condemned>| {
            let node = graph.now(kept.said.artefact);
            !state.struck(kept.id) && (graph.nodes.contains_key(&node) || !graph.children_of(node).is_empty())
        };
        let standing: Vec<&Kept<Condemned>> = state.lineage.condemned.iter().filter(stands).collect();
        let mut twins: BTreeMap<&str, Vec<Node>> = BTreeMap::new();
        for (node, what) in graph.nodes.iter().filter(|(_, what)| !what.digest.is_empty() && what.digest != NOTHING) {
            twins.entry(what.digest.as_str()).or_default().push(*node);
        }
        let mut last: BTreeMap<Node, &Kept<Fated>> = BTreeMap::new();
        for kept in state.lineage.fates.iter().filter(|kept| !state.struck(kept.id)) {
            for node in &kept.said.artefacts {
                let known = last.entry(*node).or_insert(kept);
                if (kept.said.at.at, kept.id) > (known.said.at.at, known.id) {
                    *known = kept;
                }
            }
        }
        let under = BTreeMap::new();
        let access = crate::domain::cause::first_access(state);
        let mut family = Family { state, graph, condemned: standing, under, last, twins, access };
        for kept in family.condemned.clone() {
            let node = family.graph.now(kept.said.artefact);
            for node in family.below(node).into_iter().chain([node]) {
                family.under.insert(node, kept);
            }
        }
        family
    }

    /// Everything that descends from an artefact, and what has the digest of it or of one of those; the artefact itself is not among them.
    #[must_use]
    pub fn below(&self, node: Node) -> BTreeSet<Node> {
        let from = self.graph.now(node);
        let (mut found, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(node) = open.pop() {
            let digest = self.state.lineage.any(node).map(|what| what.digest.as_str()).unwrap_or_default();
            let twins = self.twins.get(digest).into_iter().flatten();
            for next in self.graph.children_of(node).iter().chain(twins) {
                if *next != from && found.insert(*next) {
                    open.push(*next);
                }
            }
        }
        found
    }

    /// Whether it is an artefact, or descends from it.
    fn covers(&self, node: Node, from: Node) -> bool {
        let node = self.graph.now(node);
        node == self.graph.now(from) || self.below(from).contains(&node)
    }

    /// What a condemnation lacks; nothing where another of the same artefact has it.
    #[must_use]
    pub fn condemnation_shortfalls(&self, kept: &Kept<Condemned>) -> Vec<Shortfall> {
        let of = |kept: &Kept<Condemned>| condemned_shortfalls(self.state, Some(kept.id), &kept.said, kept.entitled);
        let node = self.graph.now(kept.said.artefact);
        let same = |other: &Kept<Condemned>| other.id != kept.id && self.graph.now(other.said.artefact) == node;
        let short = of(kept);
        let supported = !short.is_empty() && self.condemned.iter().any(|other| same(other) && of(other).is_empty());
        if supported { Vec::new() } else { short }
    }

    /// Whether it is condemned, or descends from something that is.
    #[must_use]
    pub fn tainted(&self, node: Node) -> bool {
        self.under.contains_key(&node)
    }

    /// Whether it is condemned itself.
    #[must_use]
    pub fn is_condemned(&self, node: Node) -> bool {
        self.condemned.iter().any(|kept| self.graph.now(kept.said.artefact) == self.graph.now(node))
    }

    /// How one artefact stands; none where it is not on record.
    #[must_use]
    pub fn member(&self, node: Node) -> Option<Descendant<'a>> {
        let what = self.graph.what(node)?;
        let fate = self.last.get(&node).copied();
        let short =
            fate.map(|kept| self.fate_shortfalls(node, Some((kept.id, kept.lamport)), &kept.said, kept.entitled));
        Some(Descendant { node, what, fate: fate.map(|kept| (kept.id, &kept.said)), short: short.unwrap_or_default() })
    }

    /// Everything that descends from an artefact, with what became of it; the artefact itself is not among them.
    #[must_use]
    pub fn descendants(&self, node: Node) -> Vec<Descendant<'a>> {
        self.below(node).into_iter().filter_map(|node| self.member(node)).collect()
    }

    /// Why what became of an artefact does not count. `record` is the record with its place in the fold once it has one, `entitled` whether who accepted it
    /// may.
    #[must_use]
    pub fn fate_shortfalls(
        &self,
        node: Node,
        record: Option<(RecordId, u64)>,
        fated: &Fated,
        entitled: bool,
    ) -> Vec<Shortfall> {
        let state = self.state;
        let mut short: Vec<Shortfall> = ahead(state, record.map(|(id, _)| id), &fated.at).into_iter().collect();
        let file = fated.file.as_ref().filter(|file| file.size > 0 && !is_document(&file.name));
        let shown = file.is_some() || fated.record.is_some_and(|record| shows(state, record));
        match fated.fate.as_str() {
            "destroyed" | "quarantined" | "retrained" => {
                if !shown {
                    short.push(Shortfall::new(Rule::FateUnproven).at("file"));
                }
                let clean = fated
                    .clean
                    .filter(|clean| *clean != node && self.graph.nodes.contains_key(clean) && !self.tainted(*clean));
                if fated.fate == "retrained" && clean.is_none() {
                    short.push(Shortfall::new(Rule::RetrainedUnclean).at("clean"));
                }
            }
            "evidence" => {
                let exhibit = fated.exhibit.and_then(|id| state.register.exhibit(id));
                let held = exhibit.is_some_and(|exhibit| {
                    let digest = self.graph.what(node).map(|what| what.digest.as_str()).unwrap_or_default();
                    let same = exhibit.computed().is_none_or(|computed| digest.is_empty() || computed.sha256 == digest);
                    !exhibit.struck && state.digest_holds(exhibit) && same
                });
                if !held {
                    short.push(Shortfall::new(Rule::EvidenceNotHeld).at("exhibit"));
                }
            }
            "kept" => {
                let another = |who: &Author| !state.people.may_be_same(who, &fated.by);
                let accepted = entitled && fated.accepted_by.as_ref().is_some_and(another);
                if empty(&fated.reason) || !accepted {
                    short.push(Shortfall::new(Rule::KeptUnaccepted).at("accepted-by"));
                } else if fated
                    .accepted_by
                    .as_ref()
                    .is_some_and(|who| !state.present(who, &fated.presence, &fated.presence_ref))
                {
                    short.push(Shortfall::new(Rule::Unproven).at("presence"));
                }
                if fated.artefacts.len() > 1 {
                    short.push(Shortfall::new(Rule::KeptInBulk).at("artefacts").with("count", fated.artefacts.len()));
                }
            }
            _ => {
                let manifest = fated.record.is_some_and(|record| shows_unaffected(state, record, node));
                if !(manifest || file.is_some() && fated.listed > 0) {
                    short.push(Shortfall::new(Rule::UnaffectedUnshown).at("record"));
                }
            }
        }
        if self.access.is_some_and(|access| fated.at.at < access) {
            short.push(Shortfall::new(Rule::FateBeforeAccess).at("at"));
        }
        // What was judged before it was condemned was judged without knowing why.
        let judged = matches!(fated.fate.as_str(), "kept" | "unaffected");
        let later = self.under.get(&node).is_some_and(|condemned| {
            condemned.said.at.at > fated.at.at
                || record.is_some_and(|(id, lamport)| (condemned.lamport, condemned.id) > (lamport, id))
        });
        if judged && later {
            short.push(Shortfall::new(Rule::JudgedBefore).at("at"));
        }
        short
    }
}

/// Whether a record shows that something was done: a file that was attached, a session, a line of eradication with its output.
fn shows(state: &Incident, record: RecordId) -> bool {
    let Some(RecordKind::Known(kind)) = state.kinds.get(&record) else { return false };
    if state.struck(record) {
        return false;
    }
    match *kind {
        "session.recorded" | "session.brought" => true,
        "proof.attached" => attached(state, record).is_some(),
        "eradication.removed" => state
            .eradication
            .line(record)
            .is_some_and(|line| line.removed.artefact.as_ref().is_some_and(|file| file.size > 0)),
        _ => false,
    }
}

/// Whether a record shows that something is not concerned: a manifest that was attached as proof, or an experiment without effect of which it was the suspect.
fn shows_unaffected(state: &Incident, record: RecordId, node: Node) -> bool {
    let manifest = || attached(state, record).is_some_and(|kind| kind == "hash_manifest");
    !state.struck(record) && (manifest() || crate::domain::experiment::shows(state, record, node, "negative"))
}

/// The kind of a proof that is a file or an exhibit that holds.
fn attached(state: &Incident, record: RecordId) -> Option<&str> {
    let (_, proof) = state.proofs.attached.values().flatten().find(|(id, _)| *id == record)?;
    let holds = match &proof.source {
        Source::File(file) => file.size > 0,
        Source::Exhibit(id) => {
            state.register.exhibit(*id).is_some_and(|exhibit| !exhibit.struck && state.digest_holds(exhibit))
        }
        Source::Record(_) => false,
    };
    holds.then_some(proof.kind.as_str())
}

/// Everything that descends from an artefact, with what became of it.
#[must_use]
pub fn descendants(state: &Incident, node: Node) -> Vec<Descendant<'_>> {
    Family::of(state).descendants(node)
}

/// Why the record of an artefact does not say enough.
#[must_use]
pub fn made_shortfalls(state: &Incident, made: &Made) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let owed = [
        ("version", empty(&made.what.version)),
        ("artefact-digest", empty(&made.what.digest)),
        ("lies", empty(&made.what.lies)),
        ("owner", empty(&made.owner.name)),
    ];
    if let Some((name, _)) = owed.into_iter().find(|(_, missing)| *missing) {
        short.push(Shortfall::new(Rule::ArtefactOwed).at(name).with("field", label(name)));
    }
    if !empty(&made.what.digest) && read_digest(state, made).is_some_and(|read| read != made.what.digest) {
        short.push(Shortfall::new(Rule::ArtefactDiffers).at("artefact-digest"));
    }
    if made.parents.is_empty() && empty(&made.origin) {
        short.push(Shortfall::new(Rule::ParentOwed).at("derived-from"));
    }
    short
}

/// The digest of an artefact as it was computed here, from its file or its exhibit.
fn read_digest<'a>(state: &'a Incident, made: &'a Made) -> Option<&'a str> {
    let exhibit = made.exhibit.and_then(|id| state.register.exhibit(id)).filter(|exhibit| !exhibit.struck);
    let exhibit = exhibit.filter(|exhibit| state.digest_holds(exhibit)).and_then(|exhibit| exhibit.computed());
    made.file.as_ref().map(|file| file.sha256.as_str()).or_else(|| exhibit.map(|hashed| hashed.sha256.as_str()))
}

/// Whether a record is an artefact told in full whose digest was computed here: then it stands for a frozen copy.
#[must_use]
pub fn artefact_counts(state: &Incident, record: RecordId) -> bool {
    let made = state.lineage.brought.iter().find(|(id, _)| *id == record);
    let Some((id, super::Brought::Made(made))) = made else { return false };
    !state.struck(*id)
        && made_shortfalls(state, made).is_empty()
        && read_digest(state, made).is_some()
        && ahead(state, Some(*id), &made.at).is_none()
}

/// Lists of which lines were not taken and that no later list mends, with how many.
pub fn open_lists(state: &Incident) -> impl Iterator<Item = (RecordId, &Listed, usize)> {
    let mended = |id: RecordId, open: usize| {
        let mut mending = state.lineage.lists(state).filter(move |(_, listed)| listed.mends == Some(id));
        mending.any(|(_, listed)| usize::try_from(listed.kept).unwrap_or(usize::MAX) >= open)
    };
    state.lineage.lists(state).filter_map(move |(id, listed)| {
        let open = listed.refused.iter().filter(|line| line.why != "twice").count();
        (open > 0 && !mended(id, open)).then_some((id, listed, open))
    })
}

/// Why a condemnation rests on nothing. It condemns all the same: what it lacks is its own support.
#[must_use]
pub fn condemned_shortfalls(
    state: &Incident,
    record: Option<RecordId>,
    condemned: &Condemned,
    entitled: bool,
) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &condemned.at).into_iter().collect();
    if empty(&condemned.why) {
        short.push(Shortfall::new(Rule::CondemnedWhy).at("reason"));
    }
    let shows = |cited| {
        let finding = !state.struck(cited) && crate::domain::cause::counts(state, cited);
        finding || crate::domain::experiment::shows(state, cited, condemned.artefact, "positive")
    };
    if !condemned.cites.is_some_and(shows) {
        short.push(Shortfall::new(Rule::CondemnedCites).at("record"));
    }
    if !entitled {
        short.push(Shortfall::new(Rule::CondemnedBy).at("by"));
    }
    short
}

/// What eradication is counted against: an artefact that was condemned and all that descends from it, with what became of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally<'a> {
    /// How many there are.
    pub expected: u64,
    /// Of how many something became that counts.
    pub done: u64,
    /// Names of all.
    pub all: Vec<String>,
    /// Names of those of which nothing became that counts.
    pub open: Vec<(Node, String)>,
    /// Names of those that somebody accepted to stay in use.
    pub kept: Vec<(RecordId, String, String)>,
    /// Whose hands were on them.
    pub hands: Vec<&'a Author>,
    /// When the last of it was done.
    pub last: Option<Instant>,
}

/// The count of an artefact; none where it is not condemned, or no longer.
#[must_use]
pub fn tally(state: &Incident, node: Node) -> Option<Tally<'_>> {
    let family = Family::of(state);
    family.is_condemned(node).then(|| family.tally(node))
}

impl<'a> Family<'a> {
    /// The count of an artefact with all that descends from it.
    #[must_use]
    pub fn tally(&self, node: Node) -> Tally<'a> {
        let mut found = Tally {
            expected: 0,
            done: 0,
            all: Vec::new(),
            open: Vec::new(),
            kept: Vec::new(),
            hands: Vec::new(),
            last: None,
        };
        let below = self.below(node);
        for member in std::iter::once(self.graph.now(node)).chain(below).filter_map(|node| self.member(node)) {
            found.expected += 1;
            found.all.push(member.what.title());
            if let Some((_, fated)) = member.fate {
                found.hands.push(&fated.by);
                found.last = found.last.max(Some(fated.at.at));
            }
            match member.fate {
                Some((id, fated)) if member.counts() => {
                    found.done += 1;
                    if fated.fate == "kept" {
                        let who = fated.accepted_by.as_ref().map(|who| who.name.clone()).unwrap_or_default();
                        found.kept.push((id, member.what.title(), who));
                    }
                }
                _ => found.open.push((member.node, member.what.title())),
            }
        }
        found
    }
}

/// Condemned artefacts that no line of eradication covers: neither one of their own, nor one of something that they descend from.
#[must_use]
pub fn uncovered<'a>(family: &Family<'a>) -> Vec<Condemnation<'a>> {
    let state = family.state;
    let lines: Vec<Node> = state.eradication.lines(state).filter_map(|line| line.removed.lineage).collect();
    let covered = |node: Node| lines.iter().any(|line| family.is_condemned(*line) && family.covers(node, *line));
    family.condemned.iter().filter(|kept| !covered(kept.said.artefact)).copied().collect()
}

/// Why what was restored rests on no lineage that is good.
#[must_use]
pub fn restore_shortfalls(state: &Incident, restored: &Restored) -> Vec<Shortfall> {
    let Some(record) = restored.lineage.filter(|record| !state.struck(*record)) else {
        let model = restored.kind == "model";
        let owed = model.then(|| Shortfall::new(Rule::LineageOwed).at("lineage"));
        // Whatever it is called: what has the digest of something condemned is that.
        let same = |node: &&Node| {
            let digest = state.lineage.any(**node).map(|what| what.digest.as_str()).unwrap_or_default();
            !digest.is_empty() && crate::domain::restoration::same_value(digest, &restored.computed)
        };
        let family = (!state.lineage.condemned.is_empty() && !empty(&restored.computed)).then(|| Family::of(state));
        let name = family.and_then(|family| family.under.keys().find(same).and_then(|node| state.lineage.any(*node)));
        let is_condemned = name.map(|what| {
            let name = state.sensitive(&what.title());
            Shortfall::new(Rule::LineageCondemned).at("computed").with("name", name)
        });
        return owed.into_iter().chain(is_condemned).collect();
    };
    let node = Node { record, item: restored.lineage_item };
    let family = Family::of(state);
    let Some(what) = family.graph.what(node) else {
        return vec![Shortfall::new(Rule::LineageNotAnArtefact).at("lineage").with("record", state.label(record))];
    };
    let mut short = Vec::new();
    if family.tainted(node) {
        let name = state.sensitive(&what.title());
        short.push(Shortfall::new(Rule::LineageCondemned).at("lineage").with("name", name));
    }
    if !empty(&restored.computed) && !crate::domain::restoration::same_value(&what.digest, &restored.computed) {
        short.push(Shortfall::new(Rule::LineageOfAnother).at("lineage"));
    }
    let origin =
        state.lineage.brought.iter().any(
            |(id, brought)| matches!(brought, super::Brought::Made(made) if *id == record && !empty(&made.origin)),
        );
    if family.graph.parents_of(node).is_empty() && !origin {
        short.push(Shortfall::new(Rule::LineageBare).at("lineage"));
    }
    short
}

/// The first names of a list, and how many more there are.
pub(in crate::domain) fn some_names(state: &Incident, names: &[(Node, String)]) -> Msg {
    let shown = names.iter().take(NAMED).map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
    Msg::new("lineage-names").with("names", state.sensitive(&shown)).with("more", names.len().saturating_sub(NAMED))
}

/// So many names stand in a line.
const NAMED: usize = 12;
