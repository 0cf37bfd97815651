//! Numbers as they are stored and typed.

use super::*;
use crate::domain::play::Play;
use crate::domain::told;

#[test]
fn a_number_of_an_older_journal_is_read_with_the_record_that_it_was_counted_in() {
    let old = r#"{"low":1,"high":3,"method":"read","count":"0000000000000001:7"}"#;
    let id = RecordId { station: crate::domain::id::StationId(1), seq: 7 };
    let written = serde_json::to_string(&Range { counted_in: Some(id), ..Range::default() }).unwrap();
    let named = written.split('"').nth(3).unwrap().to_owned();
    let old = old.replace("0000000000000001:7", &named);
    let read: Range = serde_json::from_str(&old).unwrap();
    assert_eq!((read.low, read.likely, read.high, read.counted_in), (Some(1), None, Some(3), Some(id)));
    assert_eq!(serde_json::from_str::<Range>(&written).unwrap().counted_in, Some(id));
}

#[test]
fn a_number_is_typed_as_people_write_it_and_nothing_else_is_one() {
    let play = Play::bare();
    let typed = |text: &str| {
        let told = [("tell-group", "police"), ("tell-decision", "tell"), ("people-low", text)];
        play.decide(told::decide, &told).map_err(|refusal| refusal.rule.id())
    };
    for text in ["0", "1200", "1 200", "1,200", "1.200", "1'200", "1_200", "9007199254740991"] {
        assert!(typed(text).is_ok(), "{text}");
    }
    for text in ["-1", "1.5", "12 00", "many", "1e3", "9007199254740992", "1,,200"] {
        assert_eq!(typed(text).unwrap_err(), "I-29", "{text}");
    }
}
