use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::*;

const WHOLE: &str = "\n/dev/sdz:\n max sectors   = 1953525168/1953525168, HPA is disabled\n";
const CUT: &str = "\n/dev/sdz:\n max sectors   = 1950000000/1953525168, HPA is enabled\n";
const LATER: &str = "\n/dev/sdz:\n max sectors   = 3907029168/3907029168, ACCESSIBLE MAX ADDRESS disabled\n";
const OVERLAY: &str = "\n/dev/sdz:\nDCO Checksum verified.\nDCO Revision: 0x0002\nThe following features can be selectively disabled via DCO:\n\
                       \tReal max sectors: 1953525268\n";

/// A system with a tool that answers each question as given.
fn asked(max: &str, overlay: &str) -> Vec<(String, String, u64)> {
    let root = tempfile::tempdir().unwrap();
    let tool = root.path().join("usr/sbin/hdparm");
    fs::create_dir_all(tool.parent().unwrap()).unwrap();
    for (name, text) in [("max", max), ("dco", overlay)] {
        fs::write(root.path().join(name), text).unwrap();
    }
    let at = root.path().display();
    let script = format!("#!/bin/sh\ncase \"$1\" in -N) /bin/cat '{at}/max';; *) /bin/cat '{at}/dco' >&2;; esac\n");
    fs::write(&tool, script).unwrap();
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).unwrap();
    let found = areas(root.path(), Path::new("/dev/sdz"));
    found.into_iter().map(|area| (area.kind, area.state, area.sectors)).collect()
}

fn area(kind: &str, state: &str, sectors: u64) -> (String, String, u64) {
    (kind.to_owned(), state.to_owned(), sectors)
}

#[test]
fn what_a_drive_hides_is_counted_from_its_own_numbers() {
    assert_eq!(asked(WHOLE, OVERLAY), [area("hpa", "none", 0), area("dco", "found", 100)]);
    assert_eq!(asked(CUT, OVERLAY), [area("hpa", "found", 3_525_168), area("dco", "found", 100)]);
    let same = OVERLAY.replace("1953525268", "1953525168");
    assert_eq!(asked(CUT, &same), [area("hpa", "found", 3_525_168), area("dco", "none", 0)]);
    assert_eq!(asked(LATER, "")[0], area("hpa", "none", 0));
}

#[test]
fn an_answer_that_is_not_known_examines_nothing() {
    let refused = "/dev/sdz:\nSG_IO: bad/missing sense data, sb[]:  70 00 05\n HDIO_DRIVE_CMD(dco_identify) failed: Input/output error\n";
    let invalid = WHOLE
        .replace("1953525168/1953525168, HPA is disabled", "18446744073321613488/14715056, HPA setting seems invalid");
    for max in [
        refused,
        invalid.as_str(),
        "",
        "max sectors = 5/5, HPA is enabled",
        "max sectors = 4/5, HPA is disabled",
        "max sectors = a/b, HPA is disabled",
    ] {
        let found = asked(max, OVERLAY);
        assert_eq!(found[0], area("hpa", "not-examined", 0), "{max}");
    }
    // The overlay is held against what the drive has: where that is not known, or is more, nothing is said about it.
    assert_eq!(asked("", OVERLAY)[1], area("dco", "not-examined", 0));
    assert_eq!(asked(LATER, OVERLAY)[1], area("dco", "not-examined", 0));
    assert_eq!(asked(WHOLE, refused)[1], area("dco", "not-examined", 0));
}

#[test]
fn without_the_tool_nothing_was_examined_and_its_words_are_cleaned() {
    let empty = tempfile::tempdir().unwrap();
    let found = areas(empty.path(), Path::new("/dev/sdz"));
    assert!(
        found.len() == 2
            && found.iter().all(|area| area.state == "not-examined" && area.said.contains("not installed"))
    );
    let said = kept(b"a\x1b[2J\n\tb");
    assert!(said.starts_with("a<U+001B>[2J") && said.ends_with('b') && !said.contains('\n'), "{said}");
    assert_eq!(kept(&[b'x'; 500]).len(), KEPT);
}
