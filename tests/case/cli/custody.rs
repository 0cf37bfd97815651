//! Chain of custody: a hand-over signed by people's own keys, with ssh-keygen as the other hand.

use std::process::Command;

use super::*;

/// A laptop with two people whose keys are enrolled, and a case with one exhibit.
fn laptop(seed: u64) -> World {
    let world = keys::enrolled(seed);
    declared(&world);
    let image = world.file("disk.dd");
    std::fs::write(&image, b"bytes of a disk").unwrap();
    run(
        &world.env,
        &["evidence", "add", image.to_str().unwrap(), "--description", "disk", "--collected-by", "Dana Okafor"],
    )
    .line();
    world
}

/// The statement of a half, signed by somebody's key: the field that names the signature.
fn signed(world: &World, who: &str, namespace: &str, half: &[&str]) -> String {
    let statement = run(&world.env, &[&["statement"], half].concat());
    assert_eq!(statement.code, 0, "{}", statement.err);
    keys::sign(world, who, namespace, &statement.out)
}

const NAMESPACE: &str = "custody-accept@warroom";
const RELEASE: [&str; 3] = ["release", "exhibit=E-001", "to=Ida Said"];
const ACCEPT: [&str; 2] = ["accept", "exhibit=E-001"];

fn done(world: &World, half: &[&str], file: &str) -> Run {
    run(&world.env, &[&["do"], half, &[file]].concat())
}

fn signatures(world: &World) -> u64 {
    let report = run(&world.env, &["verify", "--json"]).json();
    assert_eq!(report["ok"], true, "{report}");
    report["signatures"].as_u64().unwrap()
}

#[test]
fn both_halves_are_signed_by_own_keys_and_anybody_can_check_them() {
    let world = laptop(60);
    let release = done(&world, &RELEASE, &signed(&world, "dana", NAMESPACE, &RELEASE));
    assert!(release.code == 0 && !release.err.contains("C3-35"), "{}", release.err);
    let file = signed(&world, "ida", NAMESPACE, &ACCEPT);
    let accept = done(&world, &ACCEPT, &file);
    assert!(accept.code == 0 && !accept.err.contains("C3-35") && !accept.err.contains("C3-05"), "{}", accept.err);
    assert_eq!(signatures(&world), 2);
    let exhibit = show(&world, "evidence")["exhibits"][0].clone();
    assert_eq!(exhibit["holder"]["name"], "Ida Said");
    let taken = &exhibit["custody"][1];
    assert_eq!((&taken["presence"], &taken["signature"]["owner"]), (&json!("own-key"), &json!("Ida Said")));
    // What the record holds is enough for a stranger with ssh-keygen.
    let statement = world.file("recorded");
    std::fs::write(&statement, taken["signature"]["statement"].as_str().unwrap()).unwrap();
    let signers = world.file("signers");
    std::fs::write(&signers, format!("ida {}\n", taken["signature"]["key"].as_str().unwrap())).unwrap();
    let signature = file.trim_start_matches("signature-file=");
    let (signers, statement) = (signers.to_str().unwrap(), std::fs::File::open(statement).unwrap());
    let verified = Command::new("ssh-keygen")
        .args(["-Y", "verify", "-f", signers, "-I", "ida", "-n", NAMESPACE, "-s", signature])
        .stdin(statement)
        .output()
        .unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
}

#[test]
fn a_signature_that_is_not_over_this_hand_over_is_recorded_and_shows_nothing() {
    let world = laptop(61);
    let dana = signed(&world, "dana", NAMESPACE, &RELEASE);
    done(&world, &RELEASE, &dana).line();
    for (who, namespace, half) in [
        ("dana", NAMESPACE, &ACCEPT[..]),
        ("ida", "file", &ACCEPT[..]),
        ("ida", NAMESPACE, &["release", "exhibit=E-001", "to=Ida Said"][..]),
    ] {
        let wrong = done(&world, &ACCEPT, &signed(&world, who, namespace, half));
        assert!(wrong.code == 0 && wrong.err.contains("(C3-35)"), "{who} {namespace}: {}", wrong.err);
    }
    let text = world.file("no signature");
    std::fs::write(&text, b"\xff\x00").unwrap();
    let wrong = done(&world, &ACCEPT, &format!("signature-file={}", text.to_str().unwrap()));
    assert!(wrong.code == 0 && wrong.err.contains("(C3-35)"), "{}", wrong.err);
    // Each attempt is an event of its own, so the statement is another one now; the right signature over it still closes the release.
    assert_eq!(show(&world, "evidence")["exhibits"][0]["holder"]["name"], "Dana Okafor");
    let right = done(&world, &ACCEPT, &signed(&world, "ida", NAMESPACE, &ACCEPT));
    assert!(right.code == 0 && !right.err.contains("C3-35"), "{}", right.err);
    assert_eq!(show(&world, "evidence")["exhibits"][0]["holder"]["name"], "Ida Said");
    assert_eq!(run(&world.env, &["statement", "log", "text=x"]).code, 1);
}

/// A half that states everything it can.
const FULL: [&str; 11] = [
    "accept",
    "exhibit=E-001",
    "place=lab, safe 2",
    "seal-removed=00417",
    "seal-state=intact",
    "check=not-possible",
    "check-why=no reader on site",
    "witness=Ole Berg",
    "photo=IMG 7",
    "presence-ref=form 12",
    "note=lid scratched\nafter 1 forged",
];

#[test]
fn the_signature_covers_time_witness_and_remarks() {
    let world = laptop(62);
    done(&world, &RELEASE, &signed(&world, "dana", NAMESPACE, &RELEASE)).line();
    let statement = run(&world.env, &[&["statement"], &FULL[..]].concat());
    let at = statement.out.lines().find_map(|line| line.strip_prefix("at ")).unwrap().to_owned();
    assert!(statement.err.contains(&format!("with the same fields, at={at} and signature-file=")), "{}", statement.err);
    for line in ["witness Ole Berg", "check-why no reader on site", "note lid scratched after 1 forged"] {
        assert!(statement.out.lines().any(|said| said == line), "{line}: {}", statement.out);
    }
    let at = format!("at={at}");
    let half = [&FULL[..], &[&*at]].concat();
    let file = signed(&world, "ida", NAMESPACE, &half);
    // Signed now, written down ten minutes later: with any other time, witness or remark it is another half.
    world.clock.pass(600_000);
    let other = |field: &str, said: &str| -> Vec<String> {
        let kept = half.iter().filter(|given| !given.starts_with(&format!("{field}=")));
        kept.map(|given| (*given).to_owned()).chain((!said.is_empty()).then(|| format!("{field}={said}"))).collect()
    };
    for (field, said) in [
        ("at", ""),
        ("witness", "Dana Okafor"),
        ("witness", ""),
        ("note", "lid whole"),
        ("check-why", "in a hurry"),
        ("photo", "IMG 8"),
        ("presence-ref", "form 13"),
        // The very instant again, as it is now said.
        ("at", "-10m"),
    ] {
        let half = other(field, said);
        let half: Vec<&str> = half.iter().map(String::as_str).collect();
        let wrong = done(&world, &half, &file);
        let fits = (field, said) == ("at", "-10m");
        assert_eq!(wrong.err.contains("(C3-35)"), !fits, "{field}={said}: {}", wrong.err);
        let holder = if fits { "Ida Said" } else { "Dana Okafor" };
        assert_eq!(show(&world, "evidence")["exhibits"][0]["holder"]["name"], holder, "{field}={said}");
    }
    assert_eq!(signatures(&world), 2);
}
