use proptest::prelude::*;

use super::*;
use crate::domain::artefact::Artefact;
use crate::domain::closure::Rendered;
use crate::domain::exhibit::HashFailed;
use crate::domain::fact::{Author, Meta};
use crate::domain::station::{Admitted, ChainOpened};
use crate::domain::time::{How, Instant, When};
use crate::domain::timeline::{Basis, Corrected, Judged, Noted, Struck};
use crate::journal::writer::Position;

const STATION: StationId = StationId(7);

fn noted(text: &str) -> Noted {
    let at = Instant::from_millis(1_795_277_220_000);
    Noted {
        lane: "fact".to_owned(),
        text: text.to_owned(),
        happened: When { at, typed: String::new(), zone: "UTC".to_owned(), offset_minutes: 0, how: How::OwnClock },
        speaker: None,
        source: String::new(),
        source_ref: String::new(),
        status: String::new(),
        basis: None,
        tags: Vec::new(),
        assets: Vec::new(),
        indicators: Vec::new(),
        techniques: Vec::new(),
        late_reason: None,
        note: String::new(),
        row: None,
    }
}

fn id(seq: u64) -> RecordId {
    RecordId { station: STATION, seq }
}

/// Lines of one chain, as a case file holds them.
fn rows(facts: Vec<(Fact, Mark, bool)>) -> Vec<Row> {
    let mut position = Position::start("wr-1".to_owned(), STATION);
    let write = |(fact, mark, privileged)| {
        let body = Body {
            salt: [9; 16],
            author: Author::default(),
            zone: "UTC".to_owned(),
            mark,
            privileged,
            boot: "b".to_owned(),
            mono_ms: 1,
            fact,
        };
        let written = position.write(Instant::from_millis(1_795_277_220_000), &body).unwrap();
        Row {
            station: STATION.to_string(),
            seq: i64::try_from(written.envelope.seq).unwrap(),
            hash: written.hash.to_vec(),
            line: written.line,
            body: Some(written.body),
        }
    };
    facts.into_iter().map(write).collect()
}

fn opened() -> (Fact, Mark, bool) {
    let opened = ChainOpened {
        case: "wr-1".to_owned(),
        format: 1,
        program: "p".to_owned(),
        purpose: "incident".to_owned(),
        key: String::new(),
        nonce: String::new(),
    };
    (opened.into(), Mark::Red, false)
}

fn why(facts: Vec<(Fact, Mark, bool)>, audience: Mark) -> BTreeMap<RecordId, Why> {
    let readers = Readers { audience: Audience(audience), phones: false };
    let all = rows(std::iter::once(opened()).chain(facts).collect());
    let filtered = withhold(all.clone(), &Incident::new(STATION), readers, &|_| None);
    for (before, after) in all.iter().zip(&filtered.rows) {
        assert_eq!((&before.line, &before.hash, before.seq), (&after.line, &after.hash, after.seq));
        assert_eq!(after.body.is_none(), filtered.withheld.contains_key(&id(u64::try_from(after.seq).unwrap())));
    }
    filtered.withheld
}

#[test]
fn the_mark_decides_and_what_carries_the_chain_stays() {
    let admitted = Admitted {
        station: StationId(8),
        fingerprint: "SHA256:x".to_owned(),
        label: String::new(),
        compared: String::new(),
    };
    let facts = || {
        vec![
            (admitted.clone().into(), Mark::Red, false),
            (noted("green").into(), Mark::Green, false),
            (noted("red").into(), Mark::Red, false),
            (noted("advice").into(), Mark::Green, true),
        ]
    };
    let strict = why(facts(), Mark::Amber);
    assert_eq!(strict, BTreeMap::from([(id(4), Why::Mark(Mark::Red)), (id(5), Why::Privileged)]));
    assert_eq!(why(facts(), Mark::Red), BTreeMap::from([(id(5), Why::Privileged)]));
    assert_eq!(why(facts(), Mark::Clear).len(), 3);
}

#[test]
fn what_speaks_of_a_withheld_exhibit_and_a_report_of_everything_go_with_it() {
    let at = Instant::from_millis(1_795_277_220_000);
    let failed = |exhibit| HashFailed {
        exhibit,
        why: "missing".to_owned(),
        detail: "/media/secret-name.bin".to_owned(),
        offset: 0,
        started: at,
    };
    let file = Artefact {
        name: "report.pdf".to_owned(),
        size: 1,
        sha256: "ab".repeat(32),
        commitment: "cd".repeat(32),
        stored: true,
        path: String::new(),
    };
    let rendered = Rendered {
        file,
        format: "pdf".to_owned(),
        number: "CR-1".to_owned(),
        size: 3,
        head: String::new(),
        until: BTreeMap::new(),
        accepts: Vec::new(),
        at,
    };
    let facts = |mark| {
        vec![
            (noted("an exhibit").into(), mark, false),
            (failed(id(2)).into(), Mark::Green, false),
            (rendered.clone().into(), Mark::Green, false),
        ]
    };
    let red = Why::Mark(Mark::Red);
    assert_eq!(why(facts(Mark::Red), Mark::Amber), BTreeMap::from([(id(2), red), (id(3), red), (id(4), red)]));
    assert_eq!(why(facts(Mark::Green), Mark::Amber), BTreeMap::new());
}

#[test]
fn what_was_corrected_under_a_higher_mark_goes_with_its_correction() {
    let correction = |record| Corrected { record, line: noted("named"), reason: String::new() };
    let facts = vec![(noted("named too").into(), Mark::Green, false), (correction(id(2)).into(), Mark::Red, false)];
    assert_eq!(why(facts, Mark::Amber).keys().copied().collect::<Vec<_>>(), [id(2), id(3)]);
    // The other way round somebody wrote a version for more people.
    let facts = vec![(noted("named").into(), Mark::Red, false), (correction(id(2)).into(), Mark::Green, false)];
    assert_eq!(why(facts, Mark::Amber).keys().copied().collect::<Vec<_>>(), [id(2)]);
    // Privileged words are so in every version.
    let facts = vec![(noted("advice").into(), Mark::Green, true), (correction(id(2)).into(), Mark::Green, false)];
    assert_eq!(why(facts, Mark::Amber), BTreeMap::from([(id(2), Why::Privileged), (id(3), Why::Privileged)]));
}

#[test]
fn nothing_struck_stands_again_because_the_strike_is_withheld() {
    let strike = Struck { record: id(2), reason: "names a witness".to_owned() };
    let facts = vec![(noted("wrong").into(), Mark::Green, false), (strike.into(), Mark::Red, false)];
    assert_eq!(why(facts, Mark::Amber).keys().copied().collect::<Vec<_>>(), [id(2), id(3)]);
}

#[test]
fn what_strikes_or_judges_privileged_words_is_no_more_open_than_they_are() {
    let strike = Struck { record: id(2), reason: "says what counsel said".to_owned() };
    let basis =
        Basis { exhibit: String::new(), exhibit_id: None, place: String::new(), sources: Vec::new(), confirmer: None };
    let judged = Judged { record: id(2), status: "refuted".to_owned(), basis, reason: String::new() };
    let facts = |privileged| {
        vec![
            (noted("advice").into(), Mark::Green, privileged),
            (strike.clone().into(), Mark::Green, false),
            (judged.clone().into(), Mark::Green, false),
        ]
    };
    let all = BTreeMap::from([(id(2), Why::Privileged), (id(3), Why::Privileged), (id(4), Why::Privileged)]);
    assert_eq!(why(facts(true), Mark::Red), all);
    assert_eq!(why(facts(false), Mark::Red), BTreeMap::new());
}

#[test]
fn why_words_are_privileged_is_withheld_with_them_until_counsel_releases_them() {
    use crate::domain::privilege::{Claimed, Released, Word};
    let since = noted("").happened;
    let (whose, reason) = ("the company".to_owned(), "advice on the ransom".to_owned());
    let claimed = Claimed { record: id(2), whose, since, reason: reason.clone() };
    let word = |counsel| Word {
        by: Author::default(),
        presence: "none".to_owned(),
        presence_ref: String::new(),
        counsel,
        reason: reason.clone(),
    };
    let withheld = |released: Option<Released>, record_mark| {
        let mut facts =
            vec![opened(), (noted("advice").into(), record_mark, false), (claimed.clone().into(), Mark::Green, false)];
        facts.extend(released.map(|released| (released.into(), Mark::Green, false)));
        let meta = |seq| Meta {
            id: id(seq),
            lamport: seq,
            recorded_at: Instant::from_millis(1_795_277_220_000),
            author: Author::default(),
            zone: "UTC".to_owned(),
            mark: Mark::Green,
            privileged: false,
        };
        let known: Vec<(Meta, Fact)> = (1..).map(meta).zip(facts.iter().map(|(fact, ..)| fact.clone())).collect();
        let state = Incident::knowing(STATION, known.iter().map(|(meta, fact)| (meta, fact)));
        let readers = Readers { audience: Audience(Mark::Amber), phones: true };
        withhold(rows(facts), &state, readers, &|_| None).withheld
    };
    let both = BTreeMap::from([(id(2), Why::Privileged), (id(3), Why::Privileged)]);
    assert_eq!(withheld(None, Mark::Green), both);
    // What somebody says who is not counsel opens nothing, and is no more open itself.
    let all: BTreeMap<_, _> = both.into_iter().chain([(id(4), Why::Privileged)]).collect();
    assert_eq!(withheld(Some(Released { record: id(2), word: word(false) }), Mark::Green), all);
    assert_eq!(withheld(Some(Released { record: id(2), word: word(true) }), Mark::Green), BTreeMap::new());
    // Released, it is still for no more people than the record.
    let red = [2, 3, 4].map(|seq| (id(seq), Why::Mark(Mark::Red)));
    assert_eq!(withheld(Some(Released { record: id(2), word: word(true) }), Mark::Red), BTreeMap::from(red));
}

#[test]
fn a_number_in_any_words_is_withheld_unless_asked_for() {
    let person = crate::domain::people::Person {
        name: "Ada".to_owned(),
        phones: vec!["+49 151 23456789".to_owned()],
        ..crate::domain::people::Person::default()
    };
    let facts = vec![(person.into(), Mark::Green, false), (noted("rang 0151 23456789").into(), Mark::Green, false)];
    assert_eq!(why(facts.clone(), Mark::Red), BTreeMap::from([(id(2), Why::Phones), (id(3), Why::Phones)]));
    let readers = Readers { audience: Audience(Mark::Red), phones: true };
    let all = rows(std::iter::once(opened()).chain(facts).collect());
    assert!(withhold(all, &Incident::new(STATION), readers, &|_| None).withheld.is_empty());
}

/// Who has a telephone number has hands too: what they did to an exhibit goes along, as long as the number is not in it. Who is on the roster
/// under a mark has both under that mark.
#[test]
fn what_names_a_person_does_not_stay_behind_with_their_number() {
    let person = crate::domain::people::Person {
        name: "Ada".to_owned(),
        phones: vec!["+49 151 23456789".to_owned()],
        ..crate::domain::people::Person::default()
    };
    let moved = |note: &str| {
        let mut moved = crate::domain::custody::Moved::bare(id(9), "stored", noted("").happened);
        (moved.from, moved.note) = (Author { name: "Ada".to_owned(), person: Some(id(2)) }, note.to_owned());
        moved
    };
    for (mark, expected) in [
        (Mark::Green, BTreeMap::from([(id(2), Why::Phones), (id(4), Why::Phones)])),
        (Mark::Red, BTreeMap::from([2, 3, 4].map(|record| (id(record), Why::Mark(Mark::Red))))),
    ] {
        let facts = vec![
            opened(),
            (person.clone().into(), mark, false),
            (moved("in the safe").into(), Mark::Green, false),
            (moved("rang 0151 23456789").into(), Mark::Green, false),
        ];
        let mut state = Incident::new(STATION);
        state.kinds.insert(id(2), RecordKind::Known("person.added"));
        let readers = Readers { audience: Audience(Mark::Green), phones: false };
        assert_eq!(withhold(rows(facts), &state, readers, &|_| None).withheld, expected);
    }
}

#[test]
fn what_cannot_be_read_is_withheld_and_what_was_taken_out_is_counted_apart() {
    let mut all =
        rows(vec![opened(), (noted("x").into(), Mark::Clear, false), (noted("y").into(), Mark::Clear, false)]);
    all[1].body = Some(b"{\n}".to_vec());
    all[2].body = None;
    let readers = Readers { audience: Audience(Mark::Clear), phones: true };
    let filtered = withhold(all, &Incident::new(STATION), readers, &|_| None);
    assert_eq!((filtered.excised, filtered.withheld), (1, BTreeMap::from([(id(2), Why::Mark(Mark::Red))])));
    assert_eq!(filtered.rows[1].body, None);
}

#[test]
fn what_was_taken_out_before_is_not_withheld_a_second_time() {
    let correction = Corrected { record: id(2), line: noted("named"), reason: String::new() };
    let mut all =
        rows(vec![opened(), (noted("named too").into(), Mark::Green, false), (correction.into(), Mark::Red, false)]);
    all[1].body = None;
    let readers = Readers { audience: Audience(Mark::Green), phones: true };
    let filtered = withhold(all, &Incident::new(STATION), readers, &|_| None);
    assert_eq!((filtered.excised, filtered.withheld), (1, BTreeMap::from([(id(3), Why::Mark(Mark::Red))])));
}

/// A record of a random case: words, a correction or a strike of an earlier record, or a claim of privilege.
fn anything() -> impl Strategy<Value = (u8, u64, Mark, bool)> {
    let mark =
        prop_oneof![Just(Mark::Clear), Just(Mark::Green), Just(Mark::Amber), Just(Mark::AmberStrict), Just(Mark::Red)];
    (0_u8..4, 2_u64..9, mark, prop::bool::weighted(0.03))
}

proptest! {
    /// A screen shows the case itself, and not a second fold of it, exactly where an export for the same people would withhold nothing.
    #[test]
    fn a_case_that_keeps_nothing_from_an_audience_withholds_nothing(
        records in prop::collection::vec(anything(), 1..8),
        audience in prop_oneof![Just(Mark::Clear), Just(Mark::Green), Just(Mark::Amber), Just(Mark::AmberStrict), Just(Mark::Red)],
    ) {
        let fact = |(kind, about, mark, privileged): (u8, u64, Mark, bool)| {
            let fact: Fact = match kind {
                0 | 1 => noted("words").into(),
                2 => Corrected { record: id(about), line: noted("other words"), reason: String::new() }.into(),
                _ => Struck { record: id(about), reason: "twice".to_owned() }.into(),
            };
            (fact, mark, privileged)
        };
        let facts: Vec<_> = std::iter::once((opened().0, Mark::Clear, false)).chain(records.into_iter().map(fact)).collect();
        let mut state = Incident::new(STATION);
        for (seq, (fact, mark, privileged)) in (1..).zip(&facts) {
            let meta = Meta {
                id: id(seq),
                lamport: seq,
                recorded_at: Instant::from_millis(1_795_277_220_000),
                author: Author::default(),
                zone: "UTC".to_owned(),
                mark: *mark,
                privileged: *privileged,
            };
            state.apply(&meta, fact);
        }
        let rows = rows(facts);
        let readers = Readers { audience: Audience(audience), phones: true };
        let withheld = withhold(rows, &state, readers, &|_| None).withheld;
        prop_assert_eq!(state.keeps_nothing_from(Audience(audience)), withheld.is_empty());
    }
}
