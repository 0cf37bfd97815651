use super::apply::techniques;
use super::detect::detect;
use super::format::{Format, KNOWN};
use super::mapping::Role;

#[test]
fn names_of_columns_are_matched_trimmed_and_folded() {
    let detection = detect("\u{feff} Message , DATETIME,Timestamp_Desc\nx,2026-01-01T00:00:00Z,y\n").unwrap();
    assert_eq!(detection.format(), Format::TimesketchCsv);
    assert_eq!(detection.mapping().unwrap().column(Role::What), Some(0));
}

#[test]
fn a_name_that_comes_twice_is_told() {
    let detection = detect("message,datetime,timestamp_desc,Host,host\n").unwrap();
    assert_eq!(detection.twice, ["host"]);
}

#[test]
fn a_format_whose_column_is_missing_is_named() {
    let detection = detect("datetime,timestamp,timestamp_desc,strings\n2026-01-01T00:00:00Z,1,x,y\n").unwrap();
    assert_eq!(detection.nearly, Some((Format::TimesketchCsv, vec!["message".to_owned()])));
}

#[test]
fn the_columns_of_a_table_and_of_objects_are_told_with_the_first_thing_that_each_says() {
    let of = |sample: &str| super::columns(sample, &detect(sample).unwrap());
    let named = |names: &[(&str, &str)]| -> Vec<(String, String)> {
        names.iter().map(|(name, said)| ((*name).to_owned(), (*said).to_owned())).collect()
    };
    let table = "\u{feff}sep=;\nWhen;Who;Said\n24.11.2026 09:04;;\"open; and shut\"\n24.11.2026 09:05;mara;x\n";
    assert_eq!(of(table), named(&[("When", "24.11.2026 09:04"), ("Who", "mara"), ("Said", "open; and shut")]));
    let objects = "{\"when\":\"2026-11-24\",\"who\":\"\"}\n{\"who\":\"mara\",\"door\":7}\n";
    assert_eq!(of(objects), named(&[("when", "2026-11-24"), ("who", "mara"), ("door", "7")]));
    assert_eq!(of("{\n \"when\": \"2026\",\n \"door\": 7\n}\n"), named(&[("when", ""), ("door", "")]));
    assert_eq!(of("[2026-11-24, 09:04] Mara: hello\n[2026-11-24, 09:05] Jon: yes\n"), named(&[]));
}

#[test]
fn nothing_is_known_of_nothing() {
    assert_eq!(detect("\n \n"), None);
}

/// No format can hide another: what a file with exactly the needed columns is taken for is that format.
#[test]
fn every_format_with_cells_is_found_by_what_it_needs() {
    for known in KNOWN.iter().filter(|known| known.shape == super::Shape::Cells) {
        let mut columns: Vec<&str> = known.needs.to_vec();
        columns.extend(known.any.first());
        let header = columns.join(&known.separator.to_string());
        assert_eq!(detect(&header).unwrap().format(), known.format, "{header}");
    }
}

#[test]
fn techniques_are_whole_words() {
    let mut found = Vec::new();
    techniques("attack.t1059.001 ¦ T1059 ¦ T10591 XT1078 (T1078), AML.T0051.000 G0016 T1059.", &mut found);
    assert_eq!(found, ["T1059.001", "T1059", "T1078", "AML.T0051.000"]);
}
