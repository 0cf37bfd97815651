//! Every worked case of the reference, played through a case: it gives the instant that the command line gives without one.

use std::collections::HashMap;

use super::*;
use crate::domain::play::Play;
use crate::domain::time::Instant;

const VECTORS: &str = include_str!("../../../tests/data/deadline-vectors.csv");

fn instant(text: &str) -> Instant {
    // The reference leaves the seconds out, and sometimes writes Z.
    let (date, rest) = text.split_at(16);
    let rest = if rest.starts_with(':') { rest.to_owned() } else { format!(":00{rest}") };
    Instant::parse_rfc3339(&format!("{date}{rest}")).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

#[test]
fn a_case_counts_what_the_command_line_counts() {
    let mut reader = csv::Reader::from_reader(VECTORS.as_bytes());
    let (mut played, mut with_choice) = (0, 0);
    for row in reader.deserialize::<HashMap<String, String>>() {
        let row = row.unwrap();
        let get = |column: &str| row[column].as_str();
        let id = get("id");
        // A local time that does not exist, and the month function alone.
        if ["V15", "V79"].contains(&id) {
            continue;
        }
        let key = format!("{}/{}", get("regime"), get("deadline"));
        let mut play = Play::bare();
        let mut chosen = vec![("deadline", get("regime")), ("reason", "as the reference says")];
        chosen.extend(Some(("zone", get("zone"))).filter(|(_, zone)| !zone.is_empty()));
        let params = get("params").split(';').filter_map(|word| word.trim().split_once('='));
        let mut aware = None;
        for (name, value) in params {
            match name {
                "class" => chosen.push(("reporter-class", value)),
                "holidays" | "calendar" => chosen.push((name, value)),
                "aware" => aware = Some(value),
                _ => {}
            }
        }
        let start =
            if id == "V56" { "2026-12-31T00:00:00-05:00".to_owned() } else { instant(get("start_utc")).to_string() };
        if chosen.len() > 2 {
            play.done(count, &chosen);
            with_choice += 1;
        }
        // Recorded the day after, whichever event is the later one.
        let given = [Instant::parse_rfc3339(&start).ok(), aware.map(instant)];
        play.now = given.into_iter().flatten().fold(play.now, Instant::max).plus_hours(24);
        play.done(super::start, &[("deadline", &key), ("start", &start), ("why", "known")]);
        if let Some(aware) = aware {
            let aware = instant(aware).to_string();
            let cap = &play.state.deadlines.regimes[0].considered.clock(get("deadline")).unwrap().cap_from.clone();
            if !cap.is_empty() {
                play.done(super::start, &[("deadline", &key), ("anchor", cap), ("start", &aware), ("why", "known")]);
            }
        }
        let views = play.state.deadlines.views(&play.state, play.now);
        let view = views.iter().find(|view| view.key() == key).unwrap();
        let counted = view.counted().unwrap_or_else(|| panic!("{id} {:?}", view.computed));
        assert_eq!(view.due, Some(instant(get("expected_utc"))), "{id} {key}: {:?}", counted.steps);
        assert_eq!(counted.end.code(), get("expected_kind"), "{id}");
        let latest = Some(get("latest_arguable_utc")).filter(|text| !text.is_empty()).map(instant);
        assert_eq!(counted.latest.and_then(|later| later.end.at()), latest, "{id} {key}, the later reading");
        played += 1;
    }
    assert_eq!(played, 54);
    assert!(with_choice > 10, "{with_choice}");
}
