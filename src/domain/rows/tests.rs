use std::collections::BTreeMap;

use super::*;
use crate::domain::play::Play;

fn imported(exhibit: RecordId, sha256: &str, rows_sha256: &str, refused: u64) -> Imported {
    let counts = Counts { read: 3 + refused, kept: 3, refused, ..Counts::default() };
    let part = Part {
        sheet: String::new(),
        format: "tln".to_owned(),
        mappings: Vec::new(),
        counts,
        aside: BTreeMap::new(),
        first: None,
        last: None,
        undated: 0,
        noted: BTreeMap::new(),
    };
    Imported {
        exhibit,
        name: "x.tln".to_owned(),
        sha256: sha256.to_owned(),
        size: 9,
        packed: String::new(),
        encoding: "utf8".to_owned(),
        zone: String::new(),
        parts: vec![part.clone(), Part { sheet: "b".to_owned(), ..part }],
        rows_sha256: rows_sha256.to_owned(),
        rows: Vec::new(),
        refused: Vec::new(),
        ahead_ms: Some(90_000),
        again: String::new(),
        took_ms: 1,
    }
}

fn rules(state: &Incident, imported: &Imported) -> Vec<&'static str> {
    shortfalls(state, imported).iter().map(|short| short.rule.id()).collect()
}

#[test]
fn the_same_file_and_the_same_rows_are_noticed_until_the_first_is_struck() {
    let mut play = Play::new();
    let exhibit = RecordId::default();
    assert_eq!(rules(&play.state, &imported(exhibit, "aa", "11", 0)), [""; 0]);
    let first = play.fact(imported(exhibit, "aa", "11", 0));
    assert_eq!(rules(&play.state, &imported(exhibit, "aa", "22", 0)), ["R-01"]);
    assert_eq!(rules(&play.state, &imported(exhibit, "bb", "11", 2)), ["R-01", "R-02"]);
    assert_eq!(rules(&play.state, &imported(exhibit, "bb", "22", 0)), [""; 0]);
    assert_eq!(twice(&play.state, "aa").map(|(record, _)| record), Some(first));
    play.strike(first);
    assert_eq!(rules(&play.state, &imported(exhibit, "aa", "11", 0)), [""; 0]);
    assert_eq!((counted(&play.state).count(), play.state.rows.imports.len()), (0, 1));
}

#[test]
fn the_clock_that_was_declared_last_and_not_struck_is_the_one_that_corrects() {
    let mut play = Play::new();
    let import = play.fact(imported(RecordId::default(), "aa", "11", 0));
    assert_eq!(offset(&play.state, import), 90_000);
    let (record, why) = (import.to_string(), ("reason", "compared by telephone"));
    let declare = |play: &mut Play, offset: &str| play.done(declare, &[("import", &record), ("offset", offset), why]);
    declare(&mut play, "-2m");
    assert_eq!(offset(&play.state, import), -120_000);
    let wrong = declare(&mut play, "1h");
    assert_eq!(offset(&play.state, import), 3_600_000);
    play.strike(wrong);
    assert_eq!(offset(&play.state, import), -120_000);
    let refused = |fields: &[(&str, &str)]| play.decide(super::declare, fields).unwrap_err().rule.id();
    assert_eq!(refused(&[("import", "1"), ("offset", "1s"), why]), "I-06");
    assert_eq!(refused(&[("import", &record), ("offset", "soon"), why]), "I-04");
}

#[test]
fn counts_and_formats_are_those_of_all_parts() {
    let imported = imported(RecordId::default(), "aa", "11", 2);
    assert_eq!((imported.kept(), imported.lost(), imported.formats().as_str()), (6, 4, "tln"));
}

#[test]
fn a_column_goes_by_the_name_it_had_in_the_rows_of_its_sheet() {
    use crate::library::foreign::{Column, Format, Mapping, Quoting, Role, Shape, Subject};
    let mapping = |columns: &[(&str, Role)]| Mapping {
        format: Format::Table,
        shape: Shape::Cells,
        subject: Subject::Event,
        separator: ',',
        quoting: Quoting::Doubled,
        header: true,
        columns: columns.iter().map(|(name, role)| Column { name: (*name).to_owned(), role: *role }).collect(),
        form: None,
        utc: false,
        dash_is_empty: false,
        tags_between: String::new(),
    };
    let mut file = imported(RecordId::default(), "aa", "11", 0);
    let first = [
        ("Message", Role::What),
        ("host", Role::Host),
        ("Date", Role::Time),
        ("Clock", Role::Clock),
        ("x", Role::Extra),
    ];
    file.parts[0].mappings = vec![(String::new(), mapping(&first))];
    file.parts[1].mappings = vec![(String::new(), mapping(&[("message", Role::User), ("tag", Role::Tags)]))];
    let names = Names::of(&file);
    let fields = |name: &str, sheet: &str| names.fields(name, sheet).collect::<Vec<_>>();
    assert_eq!(fields("message", ""), ["what"]);
    assert_eq!(fields("message", "b"), ["user"]);
    assert_eq!((fields("date", ""), fields("clock", "")), (vec!["written"], vec!["written"]));
    for other in ["host", "x", "tag", "zone"] {
        assert_eq!((fields(other, ""), fields(other, "b")), (vec![], vec![]), "{other}");
    }
    assert_eq!(names.all().collect::<Vec<_>>(), ["clock", "date", "message"]);
}
