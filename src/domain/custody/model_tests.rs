//! A second, simpler reading of custody: plain names in a plain list, written without looking at the walk. Both must find the same.

use proptest::prelude::*;

use super::{What, record};
use crate::domain::exhibit;
use crate::domain::id::RecordId;
use crate::domain::play::Play;

const HANDS: [&str; 7] = ["", "Ada Morel", "Rosa Nagy", "Lena Brandt", "Jon Sato", "safe 1", "A Courier"];
const ON_ROSTER: std::ops::RangeInclusive<usize> = 1..=4;
const KINDS: [&str; 9] = [
    "released",
    "accepted",
    "received",
    "returned",
    "stored",
    "checked-out",
    "seal-opened",
    "gap-explained",
    "disposed",
];

/// One event as it is typed: kind, giver, taker, seals, presence, how many minutes ago, and which earlier event it puts right or explains.
#[derive(Debug, Clone)]
struct Typed {
    kind: &'static str,
    from: usize,
    to: usize,
    removed: usize,
    applied: usize,
    shown: bool,
    ago: i64,
    corrects: Option<prop::sample::Index>,
    explains: Option<prop::sample::Index>,
}

fn typed() -> impl Strategy<Value = Typed> {
    let index = || prop::option::weighted(0.15, any::<prop::sample::Index>());
    let what = (prop::sample::select(&KINDS[..]), 0..HANDS.len(), 0..HANDS.len(), 0..3_usize, 0..3_usize);
    (what, prop::bool::weighted(0.8), 0..5_i64, index(), index()).prop_map(
        |((kind, from, to, removed, applied), shown, ago, corrects, explains)| Typed {
            kind,
            from,
            to,
            removed,
            applied,
            shown,
            ago,
            corrects,
            explains,
        },
    )
}

/// The same event as the model knows it: the minute it happened, and the places in the list that it refers to.
#[derive(Debug, Clone)]
struct Known {
    id: RecordId,
    typed: Typed,
    minute: i64,
    corrects: Option<usize>,
    explains: Option<usize>,
    struck: bool,
}

type Found = (RecordId, &'static str, Option<RecordId>);

fn model(events: &[Known]) -> Vec<Found> {
    let alive: Vec<usize> = (0..events.len()).filter(|&at| !events[at].struck).collect();
    let corrected: Vec<usize> = alive.iter().filter_map(|&at| events[at].corrects).collect();
    let alive: Vec<usize> = alive.into_iter().filter(|at| !corrected.contains(at)).collect();
    let mut by_time: Vec<usize> =
        alive.iter().copied().filter(|&at| events[at].typed.kind != "gap-explained").collect();
    by_time.sort_by_key(|&at| (events[at].minute, at));
    let (mut holder, mut seal, mut open, mut gone) = (1, 0, Vec::<usize>::new(), false);
    let mut found: Vec<(usize, &'static str, Option<usize>)> = Vec::new();
    for at in by_time {
        let event = &events[at].typed;
        if gone {
            found.push((at, "after-disposal", None));
        }
        let takes = matches!(event.kind, "accepted" | "received" | "returned");
        let answered =
            open.iter().rev().copied().find(|&release| events[release].typed.to == event.to && event.to != 0);
        let answered = answered.or(open.last().copied()).filter(|_| takes);
        let giver = if event.from == 0 { answered.map_or(0, |release| events[release].typed.from) } else { event.from };
        let from_nobody = giver == 0 && event.kind != "released" && event.to != 0 && event.to != holder;
        if from_nobody || (giver != 0 && giver != holder) {
            found.push((at, "gap", None));
        }
        if event.removed != 0 && event.removed != seal {
            found.push((at, "seal", None));
        }
        if event.removed != 0 {
            seal = 0;
        }
        if event.applied != 0 {
            seal = event.applied;
        }
        gone |= event.kind == "disposed";
        if event.kind == "released" {
            open.push(at);
            continue;
        }
        if event.kind == "accepted" && answered.is_none() {
            found.push((at, "not-released", None));
            continue;
        }
        if let Some(answered) = answered {
            let release = &events[answered].typed;
            let credited = event.to == release.to
                && release.from != 0
                && event.to != release.from
                && event.shown
                && ON_ROSTER.contains(&event.to);
            if !credited {
                continue;
            }
            open.retain(|&known| known != answered);
        }
        if event.to != 0 {
            holder = event.to;
        }
    }
    let explaining = |at: &&usize| events[**at].typed.kind == "gap-explained";
    for &at in alive.iter().filter(explaining) {
        if let Some(target) = events[at].explains {
            found
                .iter_mut()
                .filter(|found| found.0 == target && found.2.is_none())
                .for_each(|found| found.2 = Some(at));
        }
    }
    for &at in alive.iter().filter(explaining).filter(|&&at| events[at].explains.is_none()) {
        let free =
            found.iter_mut().find(|found| matches!(found.1, "gap" | "seal") && found.2.is_none() && found.0 < at);
        if let Some(found) = free {
            found.2 = Some(at);
        }
    }
    found.extend(open.into_iter().map(|at| (at, "open", None)));
    found.into_iter().map(|(at, what, by)| (events[at].id, what, by.map(|by| events[by].id))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn the_walk_finds_what_a_simple_model_finds(
        typed in prop::collection::vec(typed(), 1..14),
        strikes in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    ) {
        let mut play = Play::bare();
        play.done(exhibit::register, &[("description", "disk"), ("collected-by", "Ada Morel")]);
        let mut known: Vec<Known> = Vec::new();
        for (minute, typed) in typed.into_iter().enumerate() {
            let earlier = |index: &Option<prop::sample::Index>| {
                index.as_ref().filter(|_| !known.is_empty()).map(|index| index.index(known.len()))
            };
            let (corrects, explains) = (earlier(&typed.corrects), earlier(&typed.explains));
            let seal = |number: usize| if number == 0 { String::new() } else { format!("0{number}") };
            let record_of = |at: Option<usize>| at.map_or_else(String::new, |at| known[at].id.to_string());
            let texts = [
                ("exhibit", "E-001".to_owned()),
                ("event", typed.kind.to_owned()),
                ("from", HANDS[typed.from].to_owned()),
                ("to", HANDS[typed.to].to_owned()),
                ("seal-removed", seal(typed.removed)),
                ("seal-applied", seal(typed.applied)),
                ("presence", if typed.shown { "wet-ink" } else { "none" }.to_owned()),
                ("presence-ref", "slip 1".to_owned()),
                ("authority", "prosecutor".to_owned()),
                ("witness", "Z".to_owned()),
                ("note", "why".to_owned()),
                ("at", format!("-{}m", typed.ago)),
                ("corrects", record_of(corrects)),
                ("explains", record_of(explains)),
            ];
            let fields: Vec<(&str, &str)> =
                texts.iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (*name, text.as_str())).collect();
            let id = play.done(record, &fields);
            let minute = i64::try_from(minute).unwrap() - typed.ago;
            known.push(Known { id, typed, minute, corrects, explains, struck: false });
        }
        for index in strikes {
            let at = index.index(known.len());
            if !std::mem::replace(&mut known[at].struck, true) {
                play.strike(known[at].id);
            }
        }
        let exhibit = play.state.register.exhibits[0].id;
        let found: Vec<Found> = play
            .state
            .custody
            .findings(&play.state, exhibit)
            .into_iter()
            .filter(|found| matches!(found.what, What::Gap { .. } | What::Open { .. } | What::NotReleased | What::Seal { .. } | What::AfterDisposal))
            .map(|found| (found.event, found.what.code(), found.settled))
            .collect();
        prop_assert_eq!(found, model(&known), "{:?}", known);
    }
}
