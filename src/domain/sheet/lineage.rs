//! The lineage as a tree: every artefact once in full, under the first of those that it was made from, and named again under the others; with what is condemned
//! and what became of what descends from it. Many of one kind that stand alike are told in one line, those that are open never.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Tone};
use crate::domain::attention::Place;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::lineage::{Brought, Descendant, Described, Family, Node, made_shortfalls, open_lists};
use crate::domain::msg::{Arg, Msg};
use crate::domain::sensitive::Sensitive;

/// From so many on those that stand alike are told in one line.
const ALIKE: usize = 4;
/// Deeper than that nothing is moved further in: it would leave no room for the words.
const DEEPEST: usize = 12;

pub(super) fn entries(state: &Incident) -> Vec<Entry> {
    let mut found = vec![Entry::new(Tone::Heading, Msg::new("lineage-h-tree"))];
    let family = Family::of(state);
    let mut desk = Desk { state, family: &family, told: BTreeSet::new(), found: Vec::new() };
    let roots = family.graph.nodes.keys().copied().filter(|node| family.graph.parents_of(*node).is_empty());
    desk.tell(&roots.collect::<Vec<_>>());
    found.append(&mut desk.found);
    if found.len() == 1 {
        found.push(Entry::new(Tone::Due, Msg::new("lineage-none")).by(Some(("artefact", Input::default()))));
        return found;
    }
    condemned(state, &family, &mut found);
    lists(state, &family, &mut found);
    found
}

struct Desk<'a> {
    state: &'a Incident,
    family: &'a Family<'a>,
    told: BTreeSet<Node>,
    found: Vec<Entry>,
}

/// How an artefact stands, in a word and in a tone.
fn standing(state: &Incident, family: &Family<'_>, member: &Descendant<'_>) -> (Tone, Msg) {
    let condemned = family.is_condemned(member.node);
    let told = match (&member.fate, family.tainted(member.node)) {
        (None, false) => return (Tone::Plain, Msg::new("lineage-sound")),
        (None, true) => {
            let id = if condemned { "lineage-condemned-open" } else { "lineage-open" };
            return (Tone::Due, Msg::new(id));
        }
        (Some((id, fated)), _) => {
            Msg::new("lineage-fate").code("fate", "fate", fated.fate.clone()).with("record", state.label(*id))
        }
    };
    match (member.short.first(), condemned) {
        (Some(short), _) => {
            (Tone::Due, Msg::new("lineage-fate-short").with("told", told).with("rule", short.rule.id()))
        }
        (None, true) => (fated_tone(member), Msg::new("lineage-condemned-fate").with("told", told)),
        (None, false) => (fated_tone(member), told),
    }
}

fn fated_tone(member: &Descendant<'_>) -> Tone {
    let kept = member.fate.is_some_and(|(_, fated)| fated.fate == "kept");
    if kept { Tone::Override } else { Tone::Proved }
}

/// By what several are alike: their kind, the record of their fate, what was made from them.
type Alike<'a> = (&'a str, Option<RecordId>, &'a [Node]);

/// What is told at one place of the tree.
enum Told {
    /// One artefact.
    One(Node),
    /// Several that stand alike.
    Alike(Vec<Node>),
}

impl Desk<'_> {
    /// Tells a tree from its roots on. A chain may be thousands deep: nothing here calls itself.
    fn tell(&mut self, roots: &[Node]) {
        let mut open: Vec<(Told, usize)> = self.level(roots, 0);
        while let Some((told, depth)) = open.pop() {
            let below = match told {
                Told::One(node) => self.node(node, depth),
                Told::Alike(group) => self.group(&group, depth),
            };
            open.extend(self.level(&below, depth + 1));
        }
    }

    /// What is told of some artefacts beside each other, the last first. Those of one kind that stand alike and led to the same are told in one line where there
    /// are many; what is open never is.
    fn level(&self, nodes: &[Node], depth: usize) -> Vec<(Told, usize)> {
        let mut groups: BTreeMap<Alike<'_>, Vec<Node>> = BTreeMap::new();
        let mut rest = Vec::new();
        for node in nodes {
            let alone = self.family.graph.parents_of(*node).len() < 2 && !self.told.contains(node);
            match self.family.member(*node).filter(|_| alone) {
                Some(member) if member.counts() || !self.family.tainted(*node) => {
                    let key = (
                        member.what.kind.as_str(),
                        member.fate.map(|(id, _)| id),
                        self.family.graph.children_of(*node),
                    );
                    groups.entry(key).or_default().push(*node);
                }
                _ => rest.push(*node),
            }
        }
        let (many, few): (Vec<_>, Vec<_>) = groups.into_values().partition(|group| group.len() >= ALIKE);
        rest.extend(few.into_iter().flatten());
        rest.sort();
        let many = many.into_iter().map(|group| (Told::Alike(group), depth));
        many.chain(rest.into_iter().rev().map(|node| (Told::One(node), depth))).collect()
    }

    /// Several in one line, and what was made from them.
    fn group(&mut self, group: &[Node], depth: usize) -> Vec<Node> {
        let members: Vec<Descendant<'_>> = group.iter().filter_map(|node| self.family.member(*node)).collect();
        let (Some(first), Some(last)) = (members.first(), members.last()) else { return Vec::new() };
        let (tone, told) = standing(self.state, self.family, first);
        let text = Msg::new("lineage-group")
            .with("indent", indent(depth))
            .with("count", members.len())
            .code("kind", "artefact-kind", first.what.kind.clone())
            .with("first", self.name(first.what))
            .with("last", self.name(last.what))
            .with("told", told);
        self.found.push(Entry::new(tone, text).at(Place::Timeline(first.node.record)));
        self.told.extend(group);
        self.family.graph.children_of(first.node).to_vec()
    }

    /// One artefact, and what was made from it where it was not told before.
    fn node(&mut self, node: Node, depth: usize) -> Vec<Node> {
        let Some(member) = self.family.member(node) else { return Vec::new() };
        if !self.told.insert(node) {
            let text = Msg::new("lineage-again")
                .with("indent", indent(depth))
                .with("name", self.name(member.what))
                .with("label", node.label(self.state));
            self.found.push(Entry::new(Tone::Dim, text).at(Place::Timeline(node.record)));
            return Vec::new();
        }
        let (tone, told) = standing(self.state, self.family, &member);
        let parents = self.family.graph.parents_of(node).len();
        let id = if parents > 1 { "lineage-node-parents" } else { "lineage-node" };
        let text = Msg::new(id)
            .with("indent", indent(depth))
            .with("name", self.name(member.what))
            .with("label", node.label(self.state))
            .code("kind", "artefact-kind", member.what.kind.clone())
            .with("parents", parents)
            .with("told", told);
        let open = self.family.tainted(node) && !member.counts();
        let act = open.then(|| ("fate", Input::default().with("artefacts", node.label(self.state))));
        self.found.push(Entry::new(tone, text).at(Place::Timeline(node.record)).by(act));
        self.family.graph.children_of(node).to_vec()
    }

    fn name(&self, what: &Described) -> Sensitive {
        self.state.sensitive(&what.title())
    }
}

/// Two columns for each step down; where it goes deeper than there is room, the depth as a number.
fn indent(depth: usize) -> String {
    if depth <= DEEPEST {
        return " ".repeat(depth * 2);
    }
    [" ".repeat(DEEPEST * 2).as_str(), &depth.to_string(), " "].concat()
}

/// What is condemned, by whom, on what, and how far its list is done.
fn condemned(state: &Incident, family: &Family<'_>, found: &mut Vec<Entry>) {
    if state.lineage.condemned.is_empty() {
        return;
    }
    found.push(Entry::new(Tone::Heading, Msg::new("lineage-h-condemned")));
    for kept in &state.lineage.condemned {
        let name = state.lineage.any(kept.said.artefact).map(Described::title).unwrap_or_default();
        if state.struck(kept.id) {
            let text = Msg::new("lineage-condemned-struck").with("name", state.sensitive(&name));
            found.push(Entry::new(Tone::Dim, text.with("record", state.label(kept.id))).at(Place::Timeline(kept.id)));
            continue;
        }
        let tally = family.tally(kept.said.artefact);
        let id = if kept.said.cites.is_some() { "lineage-condemned" } else { "lineage-condemned-bare" };
        let text = Msg::new(id)
            .with("name", state.sensitive(&name))
            .with("record", state.label(kept.id))
            .with("why", state.sensitive(&kept.said.why))
            .with("who", kept.said.by.name.clone())
            .with("cites", kept.said.cites.map(|cites| state.label(cites)).unwrap_or_default())
            .with("done", tally.done)
            .with("expected", tally.expected);
        let tone = if tally.open.is_empty() { Tone::Proved } else { Tone::Due };
        found.push(Entry::new(tone, text).at(Place::Timeline(kept.id)));
        super::lacks(&family.condemnation_shortfalls(kept), found);
    }
}

/// What of the records is not whole: artefacts half told, lines that were not taken, links that contradict each other, what was struck.
fn lists(state: &Incident, family: &Family<'_>, found: &mut Vec<Entry>) {
    let mut rest = Vec::new();
    for (id, brought) in &state.lineage.brought {
        match brought {
            Brought::Made(made) if state.struck(*id) => {
                let text = Msg::new("lineage-struck").with("name", state.sensitive(&made.what.title()));
                rest.push(Entry::new(Tone::Dim, text.with("record", state.label(*id))).at(Place::Timeline(*id)));
            }
            Brought::Made(made) => {
                for short in made_shortfalls(state, made) {
                    let text = Msg::new("lineage-lacks")
                        .with("name", state.sensitive(&made.what.title()))
                        .with("what", short.missing.clone())
                        .with("rule", short.rule.id());
                    rest.push(Entry::new(Tone::Due, text).at(Place::Timeline(*id)));
                }
            }
            Brought::Listed(listed) => {
                let struck = state.struck(*id);
                let text = Msg::new(if struck { "lineage-list-struck" } else { "lineage-list" })
                    .with("file", state.sensitive(&listed.file.name))
                    .with("record", state.label(*id))
                    .with("read", listed.read)
                    .with("kept", listed.kept)
                    .with("refused", listed.refused.len());
                rest.push(Entry::new(if struck { Tone::Dim } else { Tone::Plain }, text).at(Place::Timeline(*id)));
                let open = open_lists(state).any(|(open, ..)| open == *id);
                for line in listed.refused.iter().filter(|_| !struck) {
                    let text = Msg::new("lineage-line")
                        .with("line", line.line)
                        .with("why", Arg::Code("line-why", line.why.clone()))
                        .with("about", state.sensitive(&line.about));
                    let tone = if open && line.why != "twice" { Tone::Due } else { Tone::Dim };
                    let act =
                        (tone == Tone::Due).then(|| ("lineage-list", Input::default().with("mends", state.label(*id))));
                    rest.push(Entry::new(tone, text).at(Place::Timeline(*id)).by(act));
                }
            }
            Brought::Linked(_) => {}
        }
    }
    let title = |node: Node| state.sensitive(&state.lineage.any(node).map(Described::title).unwrap_or_default());
    for (gone, new) in &family.graph.renewed {
        let text = Msg::new("lineage-renewed")
            .with("name", title(*gone))
            .with("record", state.label(gone.record))
            .with("label", new.label(state));
        rest.push(Entry::new(Tone::Plain, text).at(Place::Timeline(new.record)));
    }
    for (gone, children) in &family.graph.held {
        for child in children {
            let text = Msg::new("lineage-held")
                .with("name", title(*child))
                .with("parent", title(*gone))
                .with("record", state.label(gone.record));
            let act = Some(("lineage-link", Input::default().with("artefact", child.label(state))));
            rest.push(Entry::new(Tone::Due, text).at(Place::Timeline(child.record)).by(act));
        }
    }
    for (id, child, parent) in &family.graph.crossed {
        let name = |node: Node| state.sensitive(&state.lineage.any(node).map(Described::title).unwrap_or_default());
        let text = Msg::new("lineage-crossed")
            .with("record", state.label(*id))
            .with("child", name(*child))
            .with("parent", name(*parent));
        rest.push(Entry::new(Tone::Due, text).at(Place::Timeline(*id)));
    }
    if !rest.is_empty() {
        found.push(Entry::new(Tone::Heading, Msg::new("lineage-h-records")));
        found.append(&mut rest);
    }
}
