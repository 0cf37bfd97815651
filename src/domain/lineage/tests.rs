//! Descendants are what a naive reading finds, no circle ever enters, and no more fates count than there are descendants; lists in their three shapes.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::list::{Read, read};
use super::*;
use crate::domain::play::Play;

fn node(seq: u64) -> Node {
    Node { record: RecordId { station: StationId(1), seq }, item: 0 }
}

fn links(pairs: &[(u64, u64)]) -> Vec<Crossed> {
    pairs.iter().map(|(child, parent)| (RecordId::default(), node(*child), node(*parent))).collect()
}

/// Everything below, by adding until nothing is added any more.
fn naive(links: &[Crossed], from: Node) -> BTreeSet<Node> {
    let mut found = BTreeSet::new();
    loop {
        let more: Vec<Node> = links
            .iter()
            .filter(|(_, _, parent)| *parent == from || found.contains(parent))
            .map(|(_, child, _)| *child)
            .filter(|child| !found.contains(child))
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

fn taken(graph: &Graph<'_>) -> Vec<Crossed> {
    let of = |(child, parents): (&Node, &Vec<Node>)| {
        parents.iter().map(|parent| (RecordId::default(), *child, *parent)).collect::<Vec<_>>()
    };
    graph.parents.iter().flat_map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn descendants_of_a_dag_are_its_transitive_closure(pairs in prop::collection::vec((0_u64..24, 0_u64..24), 0..60)) {
        // Made from what has a smaller number: no circle is possible.
        let pairs: Vec<(u64, u64)> = pairs.into_iter().filter(|(one, other)| one != other).map(|(one, other)| (one.max(other), one.min(other))).collect();
        let links = links(&pairs);
        let graph = Graph::laid(links.clone().into_iter());
        prop_assert!(graph.crossed.is_empty());
        for from in 0..24 {
            prop_assert_eq!(graph.below([node(from)]), naive(&links, node(from)));
        }
    }

    #[test]
    fn no_circle_enters_and_nothing_else_is_left_out(pairs in prop::collection::vec((0_u64..9, 0_u64..9), 0..40)) {
        let links = links(&pairs);
        let graph = Graph::laid(links.clone().into_iter());
        let taken = taken(&graph);
        for at in 0..9 {
            prop_assert!(!naive(&taken, node(at)).contains(&node(at)), "{at} descends from itself");
        }
        // What was left out would have closed a circle over what came before it.
        let distinct: BTreeSet<(Node, Node)> = links.iter().map(|(_, child, parent)| (*child, *parent)).collect();
        prop_assert_eq!(taken.len() + graph.crossed.len(), distinct.len());
        for (_, child, parent) in &graph.crossed {
            prop_assert!(child == parent || naive(&taken, *child).contains(parent));
        }
    }

    #[test]
    fn every_line_is_accounted_for(lines in prop::collection::vec(("[a-d]{0,2}", "[a-d]{0,2}", 0_u8..8), 0..30)) {
        let text: String = lines
            .iter()
            .map(|(parent, child, shape)| match shape {
                0 => "\n".to_owned(),
                1 => format!("# {parent}\n"),
                2 => format!("{parent}\n"),
                3 => format!("{parent},{child},x\n"),
                _ => format!("{parent},{child}\n"),
            })
            .collect();
        let state = Incident::new(StationId(1));
        let found = read(&state, &text, "other", &[]);
        prop_assert_eq!(found.read, found.kept + found.refused.len() as u64);
        let said = text.lines().filter(|line| line.split(',').any(|cell| !cell.trim().is_empty()) && !line.starts_with('#'));
        prop_assert_eq!(found.read, said.count() as u64);
        let numbers: BTreeSet<u64> = found.refused.iter().map(|line| line.line).collect();
        prop_assert_eq!(numbers.len(), found.refused.len());
        prop_assert!(found.refused.iter().all(|line| REASONS.contains(&line.why.as_str())));
        let ends: Vec<Crossed> = found.links.iter().map(|link| (RecordId::default(), link.child.of(RecordId::default()), link.parent.of(RecordId::default()))).collect();
        prop_assert!(Graph::laid(ends.clone().into_iter()).crossed.is_empty());
        prop_assert!(ends.iter().all(|(_, child, parent)| (1..=found.artefacts.len() as u64).contains(&child.item) && (1..=found.artefacts.len() as u64).contains(&parent.item)));
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_more_fates_count_than_there_are_descendants(
        pairs in prop::collection::vec((0_usize..7, 0_usize..7), 0..12),
        steps in prop::collection::vec((0_usize..7, 0_usize..6, any::<bool>()), 0..14),
    ) {
        let mut play = Play::bare();
        let ids: Vec<RecordId> = (0..7).map(|at| play.done(artefact, &[("artefact", &format!("a{at}")), ("version", "1")])).collect();
        let label = |at: usize| ids[at].seq.to_string();
        for (child, parent) in pairs {
            if let Ok(decision) = play.decide(link, &[("artefact", &label(child)), ("derived-from", &label(parent))]) {
                play.fact(decision.facts[0].clone());
            }
        }
        play.done(condemn, &[("artefact", &label(0))]);
        let mut last = None;
        for (at, fate, strike) in steps {
            if let Some(id) = last.filter(|_| strike) {
                play.strike(id);
                last = None;
            } else {
                last = Some(play.done(super::fate, &[("artefacts", &label(at)), ("fate", FATES[fate])]));
            }
            for from in &ids {
                let list = descendants(&play.state, Node::from(*from));
                let tally = Family::of(&play.state).tally(Node::from(*from));
                prop_assert_eq!(tally.expected, list.len() as u64 + 1);
                prop_assert!(tally.done <= tally.expected);
                prop_assert_eq!(tally.done + tally.open.len() as u64, tally.expected);
                prop_assert!(list.iter().filter(|member| member.counts()).count() as u64 <= tally.done);
            }
        }
    }
}

fn titles(found: &Read) -> Vec<String> {
    found.artefacts.iter().map(Described::title).collect()
}

#[test]
fn a_list_may_be_pairs_a_table_or_a_manifest() {
    let state = Incident::new(StationId(1));
    let pairs = read(&state, "a@1\tb\nb\tc@2\n", "shard", &[]);
    assert_eq!(titles(&pairs), ["b", "c@2", "a@1"]);
    assert!(pairs.artefacts.iter().all(|what| what.kind == "shard") && pairs.links.len() == 2);
    let digest = "ab".repeat(32);
    let table = format!(
        "Name;Kind;SHA256;Path;Made by;Derived from\nset;Data set;{digest};s3://x;me;\nm@2;model;;/m;me;set|base\n"
    );
    let table = read(&state, &table, "other", &[]);
    assert_eq!(titles(&table), ["set", "m@2", "base"]);
    assert_eq!((table.artefacts[0].kind.as_str(), table.artefacts[0].digest.as_str()), ("data-set", digest.as_str()));
    assert_eq!((table.artefacts[1].lies.as_str(), table.links.len(), table.kept), ("/m", 2, 2));
    let manifest = format!("{digest}  shards/0001.bin\n{}  shards/0002.bin\nwhat is this\n", "cd".repeat(32));
    let manifest = read(&state, &manifest, "shard", &[node(3)]);
    assert_eq!((manifest.read, manifest.kept, manifest.links.len()), (3, 2, 2));
    assert!(manifest.links.iter().all(|link| link.parent == End::from(node(3))));
    assert_eq!(manifest.refused[0].why, "unreadable");
    // A version behind a blank is the same artefact, whichever line comes first.
    for rows in ["shard 7,12,\nckpt,1,shard 7 12\n", "ckpt,1,shard 7 12\nshard 7,12,\n"] {
        let spaced = read(&state, &["name,version,parents\n", rows].concat(), "shard", &[]);
        assert_eq!((spaced.artefacts.len(), spaced.links.len()), (2, 1), "{:?}", titles(&spaced));
    }
    for (text, why) in [
        ("name,kind\na,toaster\n", "kind"),
        ("name,digest\na,beef\n", "digest"),
        ("name,kind\na\n", "cells"),
        ("name,version,parents\nm,1,\nm,2,\nx,1,m\n", "several"),
    ] {
        assert_eq!(read(&state, text, "other", &[]).refused[0].why, why, "{text}");
    }
}

#[test]
fn thousands_are_read_and_folded_at_once() {
    let mut play = Play::bare();
    let text: String = (1..=12_000).map(|at| format!("n{},n{at}\n", at / 3)).collect();
    play.give_text("file", "big.csv", 9, &text);
    let started = std::time::Instant::now();
    play.done(list, &[]);
    play.give(&[]);
    let root = play.state.lineage.named(&play.state, "n0")[0];
    play.done(condemn, &[("artefact", &root.label(&play.state))]);
    assert_eq!(descendants(&play.state, root).len(), 12_000);
    // Nothing here is quadratic: it would take minutes.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
