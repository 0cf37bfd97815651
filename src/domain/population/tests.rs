//! Counts in a case, and what is computed from them.

use proptest::prelude::*;

use super::strata::{read, write};
use super::*;
use crate::domain::play::Play;

const ONE: &str = "web text: size=1200000 sample=800 hits=96 hits-checked=96 false-hits=4 rest-checked=200 missed=3 per-1000=900/1000/1500\n\
    audio: size=40000 sample=400 hits=0 rest-checked=100";
pub(super) const TOLD: [(&str, &str); 6] = [
    ("counted", "people in set-9 v3"),
    ("strata", ONE),
    ("frame", "manifest 4f1c of set-9 v3"),
    ("drawn", "sorted by digest, random.sample"),
    ("seed", "20261121"),
    ("detector", "pii-scan 2.4"),
];
const FIRST_ONLY: (&str, &str) = ("disjoint", "yes");
const SECOND: [(&str, &str); 3] =
    [("checked-by", "Jon Sato"), ("presence", "wet-ink"), ("presence-ref", "slip 9, safe 2")];

#[test]
fn two_people_count_and_the_figures_follow_from_what_is_recorded() {
    let mut play = Play::new();
    let (id, rules) = play.run(count, &[&TOLD[..], &SECOND[..]].concat());
    assert_eq!(rules, ["C8-86"], "a remark: nobody said whether a person is in both");
    assert_eq!(play.state.timeline.lines.last().map(|line| said(&line.text)), Some("act-people-counted-overlap"));
    let counted = play.state.populations.count(id).unwrap().clone();
    let figures = counted.stated.unwrap();
    assert!(counted.agrees() && figures == counted.design.people().unwrap());
    // By hand: 12 % flagged, 92 of 96 right, 3 of 200 of the rest missed: 0.115 + 0.0132 of 1.2 million; nothing was seen in the audio.
    assert_eq!(figures.likely, 153_840);
    assert!(figures.low > 80_000 && figures.low < figures.likely && figures.high > 300_000, "{figures:?}");
    assert!(figures.high <= counted.design.population());
    let kept = serde_json::to_string(&counted).unwrap();
    assert_eq!(serde_json::from_str::<Counted>(&kept).unwrap(), counted);
    play.strike(id);
    assert_eq!(play.state.populations.standing(&play.state).count(), 0);
    assert!(play.state.populations.count(id).is_some(), "it stays readable");
}

#[test]
fn what_cannot_be_relied_on_is_recorded_and_says_why() {
    let mut play = Play::new();
    let rules = |play: &mut Play, fields: &[(&str, &str)]| play.run(count, &[fields, &[FIRST_ONLY]].concat()).1;
    assert_eq!(rules(&mut play, &TOLD), ["C8-80"], "nobody checked it");
    let own = [("checked-by", "Ada Morel"), ("presence", "wet-ink"), ("presence-ref", "slip 9, safe 2")];
    assert_eq!(rules(&mut play, &[&TOLD[..], &own[..]].concat()), ["C8-80"], "the same person twice");
    assert_eq!(rules(&mut play, &[&TOLD[..], &[("checked-by", "Jon Sato")]].concat()), ["C8-80"], "not present");
    let given = |strata: &'static str| [&TOLD[..], &SECOND[..], &[("strata", strata)]].concat();
    assert_eq!(rules(&mut play, &given("a: size=100 sample=10 hits=3")), ["C8-83"], "no error rates");
    assert_eq!(rules(&mut play, &given("a: size=100 sample=101 hits=3")), ["C8-83", "C8-81"]);
    assert_eq!(play.state.populations.counts.last().unwrap().1.stated, None);
    let seedless = [&TOLD[..], &SECOND[..], &[("seed", "")]].concat();
    assert_eq!(rules(&mut play, &seedless), ["C8-83"]);
    let stated = [&TOLD[..], &SECOND[..], &[("stated", "10/20/30")]].concat();
    assert_eq!(rules(&mut play, &stated), ["C8-82"]);
    let kept = &play.state.populations.counts.last().unwrap().1;
    assert_eq!((kept.stated.unwrap().likely, kept.agrees()), (20, false), "the truth is kept as it was stated");
    for strata in
        ["", "no colon", "a: size=1 sample=1", "a: size=1 sample=1 hits=x", "a: size=1 size=1 sample=1 hits=0"]
    {
        let refused = play.decide(count, &given(Box::leak(strata.to_owned().into_boxed_str()))).unwrap_err();
        assert!(matches!(refused.rule, Rule::NotACount | Rule::Empty), "{strata}: {refused:?}");
    }
}

#[test]
fn people_in_several_strata_and_a_known_number_bound_the_figures() {
    let two = "a: size=10 sample=10 hits=4 hits-checked=4 rest-checked=6\nb: size=20 sample=20 hits=5 hits-checked=5 rest-checked=15";
    let mut design = Design { strata: read(two).unwrap(), disjoint: true, at_most: None };
    let all = |figures: Figures| (figures.low, figures.likely, figures.high);
    assert_eq!(all(design.people().unwrap()), (9, 9, 9), "everything was looked at");
    design.disjoint = false;
    assert_eq!(all(design.people().unwrap()), (5, 9, 9));
    design.at_most = Some(7);
    assert_eq!((all(design.people().unwrap()), design.population()), ((5, 7, 7), 7));
    assert_eq!(Design::default().people(), Err(Impossible::NoStrata));
    design.strata[1].name = "a".to_owned();
    assert_eq!(design.people(), Err(Impossible::Twice("a".to_owned())));
}

fn said(text: &crate::domain::timeline::LineText) -> &'static str {
    let crate::domain::timeline::LineText::Program(msg) = text else { panic!("{text:?}") };
    msg.id
}

#[test]
fn whether_a_person_is_in_two_strata_is_asked_where_there_are_two() {
    let mut play = Play::new();
    let rules = |play: &mut Play, more: &[(&str, &str)]| play.run(count, &[&TOLD[..], &SECOND[..], more].concat()).1;
    assert_eq!(rules(&mut play, &[]), ["C8-86"]);
    assert_eq!(rules(&mut play, &[("disjoint", "no")]), Vec::<&str>::new());
    assert_eq!(rules(&mut play, &[FIRST_ONLY]), Vec::<&str>::new());
    assert_eq!(play.state.timeline.lines.last().map(|line| said(&line.text)), Some("act-people-counted"));
    let one = "a: size=10 sample=10 hits=4 hits-checked=4 rest-checked=6";
    assert_eq!(rules(&mut play, &[("strata", one)]), Vec::<&str>::new());
}

/// A stratum whose numbers add up, with a detector that is right more often than it misses.
fn stratum() -> impl Strategy<Value = Stratum> {
    let parts = prop::collection::vec(0_u64..=1000, 6);
    (1_u64..5_000_000, parts, 0_u64..2000, 0_u64..1000, 0_u64..1000).prop_map(|(size, part, low, more, most)| {
        let of = |all: u64, part: u64| all * part / 1000;
        let sample = of(size.min(2000), part[0]);
        let hits = of(sample, part[1]);
        let hits_checked = of(hits, part[2]);
        let rest_checked = of(sample - hits, part[4]);
        Stratum {
            name: "s".to_owned(),
            size,
            sample,
            hits,
            hits_checked,
            false_hits: of(hits_checked, part[3]),
            rest_checked,
            missed: of(rest_checked, part[5]),
            per_1000: Figures { low, likely: low + more, high: low + more + most },
        }
    })
}

fn design() -> impl Strategy<Value = Design> {
    (prop::collection::vec(stratum(), 1..5), any::<bool>(), prop::option::of(0_u64..3_000_000)).prop_map(
        |(mut strata, disjoint, at_most)| {
            for (at, stratum) in strata.iter_mut().enumerate() {
                stratum.name = ["s", &at.to_string()].concat();
            }
            Design { strata, disjoint, at_most }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn low_is_at_most_likely_at_most_high_at_most_everybody(design in design()) {
        let Figures { low, likely, high } = design.people().unwrap();
        prop_assert!(low <= likely && likely <= high && high <= design.population(), "{low} {likely} {high}");
        // Written out and read again it gives the same figures.
        let read = Design { strata: read(&write(&design.strata)).unwrap(), ..design.clone() };
        prop_assert_eq!(&read, &design);
    }

    #[test]
    fn more_seen_never_gives_less(design in design(), at in any::<prop::sample::Index>()) {
        let before = design.people().unwrap();
        let not_less = |changed: &Design| {
            let after = changed.people().unwrap();
            after.low >= before.low && after.likely >= before.likely && after.high >= before.high
        };
        let at = at.index(design.strata.len());
        let stratum = &design.strata[at];
        let mut missed = design.clone();
        if stratum.missed < stratum.rest_checked {
            missed.strata[at].missed += 1;
            prop_assert!(not_less(&missed), "one more was missed: {stratum:?}");
        }
        let mut right = design.clone();
        if stratum.false_hits > 0 {
            right.strata[at].false_hits -= 1;
            prop_assert!(not_less(&right), "one more hit was right: {stratum:?}");
        }
        // A hit more in the sample, where a hit means something: every flagged unit was looked at and right, no other holds anything.
        let mut hit = design.clone();
        let one = &mut hit.strata[at];
        (one.hits_checked, one.false_hits, one.rest_checked, one.missed) = (one.hits, 0, one.sample - one.hits, 0);
        if one.hits < one.sample {
            let before = hit.people().unwrap();
            let one = &mut hit.strata[at];
            (one.hits, one.hits_checked, one.rest_checked) = (one.hits + 1, one.hits + 1, one.rest_checked - 1);
            let after = hit.people().unwrap();
            prop_assert!(after.low >= before.low && after.likely >= before.likely && after.high >= before.high);
        }
    }
}
