use super::*;
use crate::jobs::Handle;
use crate::jobs::hashing::{Asked, HashFailure, hash_path, hash_segments};
use crate::library::digest::hex;
use std::fs;
use std::process::Command;

fn ordered(first: &str, beside: &[&str]) -> Result<Option<Vec<String>>, SegmentProblem> {
    let beside = beside.iter().map(|name| name.as_bytes().to_vec());
    in_order(first.as_bytes(), beside)
        .map(|names| names.map(|names| names.into_iter().map(|name| String::from_utf8(name).unwrap()).collect()))
}

#[test]
fn parts_are_put_in_order_of_their_numbers() {
    let order = |first: &str, beside: &[&str]| ordered(first, beside).unwrap().unwrap();
    assert_eq!(order("a.001", &["a.003", "b.004", "a.002", "a.txt", "a.0004", "a.001"]), ["a.001", "a.002", "a.003"]);
    assert_eq!(order("a.000", &["a.001", "a.000"]), ["a.000", "a.001"]);
    assert_eq!(order("a.b.s01", &["a.b.s02"]), ["a.b.s01", "a.b.s02"]);
    assert_eq!(order("x.aa", &["x.ab", "x.ac", "x.AC"]), ["x.aa", "x.ab", "x.ac"]);
    assert_eq!(order("d.E01", &[]), ["d.E01"]);
    let long: Vec<String> = (1..=1001).map(|number| format!("d.{number:03}")).collect();
    let beside: Vec<&str> = long.iter().rev().map(String::as_str).collect();
    assert_eq!(order("d.001", &beside), long);
}

#[test]
fn ewf_goes_on_in_letters() {
    for (first, expected) in
        [("E01", ["E99", "EAA", "EAZ", "EBA", "EZZ", "FAA"]), ("e01", ["e99", "eaa", "eaz", "eba", "ezz", "faa"])]
    {
        let (scheme, _) = Scheme::of_first(first.as_bytes()).unwrap();
        for (name, number) in expected.into_iter().zip([99, 100, 125, 126, 775, 776]) {
            assert_eq!(String::from_utf8(scheme.ending(number)).unwrap(), name);
            assert_eq!(scheme.number(name.as_bytes()), Some(number), "{name}");
        }
    }
    let (scheme, _) = Scheme::of_first(b"Ex01").unwrap();
    for (name, number) in [("Ex99", 99), ("ExAA", 100), ("EyAA", 776)] {
        assert_eq!(
            (String::from_utf8(scheme.ending(number)).unwrap().as_str(), scheme.number(name.as_bytes())),
            (name, Some(number))
        );
    }
    for (first, number) in [("E01", 14_000), ("001", 5000), ("aa", 675), ("aaa", 17_000), ("s01", 3000), ("Ex01", 1000)]
    {
        let (scheme, start) = Scheme::of_first(first.as_bytes()).unwrap();
        for number in start..number {
            assert_eq!(scheme.number(&scheme.ending(number)), Some(number), "{first} {number}");
        }
    }
}

#[test]
fn gaps_and_later_parts_are_refused_and_other_names_are_single_files() {
    assert_eq!(ordered("a.001", &["a.002", "a.005"]), Err(SegmentProblem::Gap { first: "a.003".into(), count: 2 }));
    assert_eq!(ordered("a.E01", &["a.E99", "a.EAB"]), Err(SegmentProblem::Gap { first: "a.E02".into(), count: 98 }));
    assert_eq!(ordered("a.001", &["a.000"]), Err(SegmentProblem::NotFirst { first: "a.000".into() }));
    for name in ["a.002", "a", ".001", "a.1", "a.E02", "a.dd", "a.01a", "a.", "ab"] {
        assert_eq!(ordered(name, &["a.001", "a.003"]), Ok(None), "{name}");
    }
    assert!(is_image_part(OsStr::new("d.E01")) && !is_image_part(OsStr::new("app.log.001")));
}

#[test]
fn parts_and_the_whole_have_the_digests_of_cat() {
    let dir = tempfile::tempdir().unwrap();
    let sizes = [3_000_001_usize, 5_000_000, 0, 17];
    let paths: Vec<PathBuf> = (1..=sizes.len()).map(|number| dir.path().join(format!("d.{number:03}"))).collect();
    for (path, size) in paths.iter().zip(sizes) {
        fs::write(path, (0..size).map(|at| u8::try_from(at * at % 251).unwrap()).collect::<Vec<_>>()).unwrap();
    }
    assert_eq!(of_path(&paths[0]).unwrap(), paths);
    for pieces in [false, true] {
        let asked = if pieces { Asked::default().with_pieces() } else { Asked::default() };
        let hashed = hash_segments(&paths, &asked, &Handle::new()).unwrap();
        let script = "cat \"$@\" | sha256sum | cut -c1-64";
        let cat = Command::new("sh").args(["-c", script, "sh"]).args(&paths).output().unwrap();
        assert_eq!(hashed.sha256_hex(), String::from_utf8_lossy(&cat.stdout).trim());
        assert_eq!(hashed.size, sizes.iter().sum::<usize>() as u64);
        assert_eq!(hashed.segments.len(), sizes.len());
        for (path, segment) in paths.iter().zip(&hashed.segments) {
            let alone = hash_path(path, &[], &Handle::new()).unwrap();
            assert_eq!((hex(&segment.sha256), segment.size), (alone.sha256_hex(), alone.size));
            assert_eq!(Some(segment.name.as_os_str()), path.file_name());
        }
    }
    fs::remove_file(&paths[2]).unwrap();
    assert!(matches!(of_path(&paths[0]), Err(SegmentProblem::Gap { .. })));
    fs::create_dir(&paths[2]).unwrap();
    let refused = hash_segments(&paths, &Asked::default(), &Handle::new()).unwrap_err();
    assert!(
        matches!(&refused, HashFailure::Segments(SegmentProblem::Part { name, .. }) if name == "d.003"),
        "{refused}"
    );
}

#[test]
fn words_beside_an_image_are_no_parts_of_it() {
    let order = |first: &str, beside: &[&str]| {
        let beside = beside.iter().map(|name| name.as_bytes().to_vec());
        in_order(first.as_bytes(), beside).map(|names| names.unwrap_or_default().len())
    };
    for (first, beside, parts) in [
        ("d.E01", &["d.E01", "d.E02", "d.LOG", "d.TXT", "d.EXE"][..], 2),
        ("d.s01", &["d.s01", "d.txt"][..], 1),
        ("d.aaa", &["d.aaa", "d.aab", "d.log"][..], 2),
        ("d.aa", &["d.aa", "d.ab", "d.gz"][..], 2),
    ] {
        assert_eq!(order(first, beside), Ok(parts), "{first}");
    }
    assert!(order("d.aa", &["d.aa", "d.ab", "d.ad"]).is_err(), "one that is near is missing");
    assert!(order("d.E01", &["d.E01", "d.E03"]).is_err());
}
