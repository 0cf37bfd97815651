use super::*;
use crate::domain::play::Play;
use crate::domain::rules::Rule;

const MD5: &str = "d6c1f5d6d505b3217b69fd7fbfcefb62";
const SHA1: &str = "32b44f708cc0cb8aa013cd77ed04965720551eeb";
const SHA256: &str = "7348a7272bb0ecbb3b28ae297467dfdb11cf26d7632748ba24651b19c0d00021";
const OTHER: &str = "43060ea38cc86053fcba721aa81022544cdc15a4ecc95c708d5056bcb51680c9";

fn with(path: &str) -> Play {
    let mut play = Play::new();
    play.done(register, &[("description", "disk"), ("path", path), ("exhibit-kind", "disk-image")]);
    play
}

fn exhibit(play: &Play) -> &Exhibit {
    &play.state.register.exhibits[0]
}

fn hashed(play: &mut Play, sha256: &str, size: u64) {
    let (id, started) = (exhibit(play).id, play.now);
    let (sha256, path) = (sha256.to_owned(), "/m/disk.raw".to_owned());
    play.fact(Hashed {
        exhibit: id,
        sha256,
        size,
        zero_blocks: 0,
        path,
        started,
        took_ms: 1,
        recheck: false,
        reading: Reading::default(),
    });
}

fn dc3dd(bad: &str) -> String {
    format!(
        "dc3dd 7.2.646 started at 2026-11-22 00:25:12 +0000\nsector size: 512 bytes (probed)\n\ninput results for device `/dev/sdb':\n   8 sectors in\n{bad}   \
        {MD5} (md5)\n   {SHA256} (sha256)\n\noutput results for file `disk.raw':\n   8 sectors out\n"
    )
}

#[test]
fn a_log_is_a_claim_until_the_digest_is_computed_here() {
    let mut play = with("/m/disk.raw");
    play.give_text("file", "disk.raw.log", 900, &dc3dd(""));
    let (record, rules) = play.run(claim, &[("exhibit", "E-001"), ("file", "disk.raw.log")]);
    assert_eq!(rules, ["C3-01"]);
    assert_eq!((play.state.digest_state(exhibit(&play)), exhibit(&play).digest()), (DigestState::Claimed, SHA256));
    assert_eq!(exhibit(&play).size(), 4096);
    let origins: Vec<_> = exhibit(&play).stated().iter().map(|stated| (stated.algorithm, stated.origin)).collect();
    assert_eq!(origins, [(ClaimAlgorithm::Md5, "claimed-by-tool"), (ClaimAlgorithm::Sha256, "claimed-by-tool")]);
    let claimed = &exhibit(&play).claims[0].claimed;
    assert_eq!((claimed.tool.as_str(), claimed.format.as_str()), ("dc3dd 7.2.646", "dc3dd"));
    hashed(&mut play, SHA256, 4096);
    assert_eq!(play.state.digest_state(exhibit(&play)), DigestState::Recomputed);
    assert_eq!(play.state.register.shortfalls(&play.state, exhibit(&play)), []);
    play.strike(record);
    assert!(exhibit(&play).claims[0].struck && exhibit(&play).stated().is_empty());
    assert_eq!(crate::domain::artefact::stored(&play.state).count(), 0, "the desk of these tests stores nothing");
}

#[test]
fn claim_and_computation_of_one_algorithm_that_differ_are_said() {
    let mut play = with("/m/disk.raw");
    hashed(&mut play, OTHER, 4096);
    let (_, rules) = play.run(claim, &[("exhibit", "E-001"), ("digest", SHA256), ("said-by", "Lab")]);
    assert_eq!((rules.as_slice(), exhibit(&play).digest_state()), (&["C3-07"][..], DigestState::Differs));

    // Another algorithm cannot be compared with what was computed; two claims of one algorithm can.
    let mut play = with("/m/disk.raw");
    hashed(&mut play, OTHER, 4096);
    play.done(claim, &[("exhibit", "E-001"), ("digest", MD5)]);
    assert_eq!(exhibit(&play).digest_state(), DigestState::Recomputed);
    play.done(claim, &[("exhibit", "E-001"), ("digest", &MD5.replace('d', "e"))]);
    assert_eq!(exhibit(&play).digest_state(), DigestState::Differs);
    assert_eq!(compare((ClaimAlgorithm::Md5, MD5), &[(ClaimAlgorithm::Md5, MD5)]), Comparison::Same);
}

#[test]
fn what_is_inside_a_container_is_no_claim_about_its_file() {
    let mut play = with("/m/etl02.E01");
    hashed(&mut play, OTHER, 4_199_376);
    let log = format!(
        "ewfacquire 20140813\n\nMedia size:\t4.1 MB (4194304 bytes)\nMD5 hash calculated over data:\t{MD5}\nSHA256 hash calculated over data:\t{SHA256}\n"
    );
    play.give_text("file", "etl02.txt", 900, &log);
    let (_, rules) = play.run(claim, &[("exhibit", "E-001"), ("file", "etl02.txt")]);
    assert!(rules.is_empty(), "{rules:?}");
    let claimed = &exhibit(&play).claims[0].claimed;
    assert_eq!((claimed.claims.len(), claimed.content.len()), (0, 2));
    assert_eq!(exhibit(&play).digest_state(), DigestState::Recomputed);
}

#[test]
fn two_proven_people_with_two_tools_are_more_than_a_claim_and_less_than_computed() {
    let mut play = with("/m/disk.raw");
    play.done(claim, &[("exhibit", "E-001"), ("digest", SHA256), ("said-by", "Rosa Nagy"), ("tool", "FTK Imager")]);
    let again = [("exhibit", "E-001"), ("digest", SHA256), ("tool", "sha256sum"), ("presence", "wet-ink")];
    let by = |who, slip| [&again[..], &[("said-by", who), ("presence-ref", slip)]].concat();
    for (who, slip) in [("Rosa Nagy", "slip 9"), ("Nobody Known", "slip 9"), ("Jon Sato", "")] {
        let (_, rules) = play.run(claim, &by(who, slip));
        assert_eq!(
            (rules.as_slice(), play.state.digest_state(exhibit(&play)).code()),
            (&["C3-01"][..], "claimed"),
            "{who}"
        );
    }
    let (_, rules) = play.run(claim, &by("Jon Sato", "slip 9"));
    assert!(rules.is_empty(), "{rules:?}");
    assert_eq!(play.state.digest_state(exhibit(&play)), DigestState::Corroborated);
    assert_eq!(play.waits("need-digest"), 0);
    hashed(&mut play, SHA256, 9);
    assert_eq!(play.state.digest_state(exhibit(&play)), DigestState::Recomputed);

    // MD5 corroborates nothing, nor does one log brought twice.
    let mut play = with("/m/disk.raw");
    play.done(claim, &[("exhibit", "E-001"), ("digest", MD5), ("said-by", "Rosa Nagy")]);
    let second = [("said-by", "Jon Sato"), ("tool", "md5sum"), ("presence", "wet-ink"), ("presence-ref", "slip 9")];
    play.done(claim, &[&[("exhibit", "E-001"), ("digest", MD5)], &second[..]].concat());
    assert_eq!(play.state.digest_state(exhibit(&play)), DigestState::Claimed);
    play.give_text("file", "disk.raw.log", 900, &dc3dd(""));
    play.done(claim, &[("exhibit", "E-001"), ("file", "log"), ("said-by", "Rosa Nagy")]);
    play.done(claim, &[&[("exhibit", "E-001"), ("file", "log")], &second[..]].concat());
    assert_eq!(play.state.digest_state(exhibit(&play)), DigestState::Claimed);
}

#[test]
fn the_entry_that_is_meant_is_found_or_asked_for() {
    let list = format!(
        "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n10,{MD5},{SHA256},/a/disk.raw\n20,{},{OTHER},/b/disk.raw\n30,{MD5},{SHA256},/c/x.bin\n",
        MD5.replace('d', "e")
    );
    let taken = |path: &'static str, size: u64, fields: &[(&'static str, &'static str)]| {
        let mut play = with(path);
        if size > 0 {
            let (id, started) = (exhibit(&play).id, play.now);
            let why = |code: &str| code.to_owned();
            play.fact(HashFailed { exhibit: id, why: why("cancelled"), detail: why(""), offset: 0, started });
            hashed(&mut play, &SHA256.replace('7', "8"), size);
        }
        play.give_text("file", "list.txt", 900, &list);
        let (_, rules) = play.run(claim, &[&[("exhibit", "E-001"), ("file", "list.txt")], fields].concat());
        let claimed = exhibit(&play).claims[0].claimed.clone();
        let names: Vec<String> = claimed.claims.iter().map(|claim| claim.name.clone()).collect();
        (names.first().cloned().unwrap_or_default(), claimed.doubt, claimed.others.len(), rules.contains(&"C3-16"))
    };
    let named = |name: &str| name.to_owned();
    assert_eq!(taken("/b/disk.raw", 0, &[]), (named("/b/disk.raw"), None, 4, false), "by its path");
    assert_eq!(taken("/m/disk.raw", 0, &[]), (named(""), Some(Doubt::SeveralFit), 6, true));
    assert_eq!(taken("/m/disk.raw", 20, &[]), (named("/b/disk.raw"), None, 4, false), "by its size");
    assert_eq!(taken("/m/copy.raw", 0, &[]), (named(""), Some(Doubt::NoneFits), 6, true));
    assert_eq!(taken("/m/copy.raw", 30, &[]), (named("/c/x.bin"), None, 4, false), "the only one of its size");
    assert_eq!(taken("/m/x.bin", 31, &[]), (named(""), Some(Doubt::OtherSize), 6, true));
    assert_eq!(taken("/m/copy.raw", 0, &[("entry", "x.bin")]), (named("/c/x.bin"), None, 4, false));
    assert_eq!(taken("C:\\a\\X.BIN", 0, &[]), (named("/c/x.bin"), None, 4, false));
    assert_eq!(taken("hex:2f6d2f782e62696e", 0, &[]), (named("/c/x.bin"), None, 4, false));
}

#[test]
fn segments_are_claimed_each_and_the_whole_is_content() {
    let log = format!(
        "dc3dd 7.2.646 started at x\ninput results for file `good.raw':\n   4096 sectors in\n   {SHA256} (sha256)\n\noutput results for files `d.000':\n   \
        [ok] {SHA256} (sha256)\n      [ok] {OTHER}, sectors 0 - 2047, `d.000'\n      [ok] {SHA256}, sectors 2048 - 4095, `d.001'\n"
    );
    let mut play = with("/m/d.000");
    play.give_text("file", "d.log", 900, &log);
    play.done(claim, &[("exhibit", "E-001"), ("file", "d.log")]);
    let claimed = &exhibit(&play).claims[0].claimed;
    assert_eq!((claimed.claims.len(), claimed.claims[0].hex.as_str()), (1, OTHER));
    assert_eq!((claimed.content.len(), claimed.others.len()), (2, 1));
}

#[test]
fn unread_sectors_zeros_and_nothing_withhold_credit() {
    let mut play = with("/m/disk.raw");
    play.give_text("file", "disk.raw.log", 900, &dc3dd("   3 bad sectors replaced by zeros\n"));
    let (record, rules) = play.run(claim, &[("exhibit", "E-001"), ("file", "log")]);
    assert_eq!(rules, ["C3-01", "C3-17"]);
    hashed(&mut play, SHA256, 4096);
    let owed = |play: &Play| super::super::play::rules(&play.state.register.shortfalls(&play.state, exhibit(play)));
    assert_eq!(owed(&play), ["C3-17"], "that the digest is right does not make the image whole");
    play.strike(record);
    assert!(owed(&play).is_empty());

    let mut play = with("/m/disk.raw");
    let zeros = "ad7facb2586fc6e966c004d7d1d16b024f5805ff7cb47c7a85dabd8b48892ca7";
    assert_eq!(play.run(claim, &[("exhibit", "E-001"), ("digest", zeros)]).1, ["C3-01", "C3-02"]);
    let refused = play.decide(claim, &[("exhibit", "E-001"), ("digest", NOTHING)]).unwrap_err();
    assert_eq!((refused.rule, refused.what.id), (Rule::NotADigest, "digest-of-nothing"));
    // A log that says so is the truth about the log.
    play.give_text("file", "S", 901, &format!("{NOTHING}  disk.raw\n"));
    let (_, rules) = play.run(claim, &[("exhibit", "E-001"), ("file", "S")]);
    assert!(rules.contains(&"C3-02") && rules.contains(&"C3-07"), "{rules:?}");
}

#[test]
fn one_digest_for_two_exhibits_is_asked_about_in_every_algorithm() {
    for (digest, copy, expected) in [(SHA1, "", true), (SHA256, "", true), (MD5, "E-001", false)] {
        let mut play = with("/m/disk.raw");
        play.done(claim, &[("exhibit", "E-001"), ("digest", digest)]);
        play.done(register, &[("description", "other"), ("path", "/m/x"), ("parent", copy)]);
        let (_, rules) = play.run(claim, &[("exhibit", "E-002"), ("digest", digest)]);
        assert_eq!(rules.contains(&"C3-03"), expected, "{digest}: {rules:?}");
    }
}

#[test]
fn a_log_without_digest_is_kept_and_said_and_nothing_at_all_is_refused() {
    let mut play = with("/m/disk.raw");
    play.give_text("file", "notes.txt", 900, "the disk was warm\n");
    let (_, rules) = play.run(claim, &[("exhibit", "E-001"), ("file", "notes.txt")]);
    assert!(rules.contains(&"C3-16"), "{rules:?}");
    assert_eq!(exhibit(&play).claims[0].claimed.doubt, Some(Doubt::NoDigest));
    assert_eq!(exhibit(&play).digest_state(), DigestState::None);
    play.give(&[("other", "", 0)]);
    let typed = [("exhibit", "E-001"), ("digest", "d6c1f5")];
    assert_eq!(play.decide(claim, &typed).unwrap_err().what.id, "digest-length");
    assert!(play.decide(claim, &[("exhibit", "E-009"), ("digest", MD5)]).is_err());
    let registered = play.decide(register, &[("description", "d"), ("claimed", MD5)]).unwrap_err();
    assert_eq!((registered.what.id, registered.field), ("digest-length-of", Some("claimed")));
    let spaced: String =
        SHA256.as_bytes().chunks(8).map(|part| String::from_utf8_lossy(part).to_uppercase() + " ").collect();
    play.done(register, &[("description", "d"), ("claimed", &spaced)]);
    assert_eq!(play.state.register.exhibits[1].registered.claimed, SHA256);
}

#[test]
fn a_digest_of_an_old_log_is_compared_with_the_same_algorithm_computed_here() {
    for (md5, state) in [("d4".repeat(16), DigestState::Recomputed), ("a0".repeat(16), DigestState::Differs)] {
        let mut play = Play::bare();
        let id = play.done(crate::domain::exhibit::register, &[("description", "disk")]);
        play.done(claim, &[("exhibit", "E-001"), ("digest", &md5), ("algorithm", "md5"), ("tool", "FTK Imager")]);
        let mut reading = Reading::default();
        reading.others.insert("md5".to_owned(), "d4".repeat(16));
        let (path, sha256, started) = ("/m/disk.dd".to_owned(), "9f".repeat(32), play.now);
        let hashed =
            Hashed { exhibit: id, sha256, size: 3, zero_blocks: 0, path, started, took_ms: 1, recheck: false, reading };
        play.fact(hashed);
        assert_eq!(play.state.digest_state(exhibit(&play)), state, "{md5}");
    }
}

#[test]
fn siblings_of_one_image_are_copies_of_each_other() {
    let mut play = Play::bare();
    let register = crate::domain::exhibit::register;
    play.done(register, &[("description", "disk")]);
    for parent in ["E-001", "E-001", "E-002"] {
        play.done(register, &[("description", "copy"), ("parent", parent), ("claimed", SHA256)]);
    }
    play.done(register, &[("description", "another"), ("claimed", SHA256)]);
    let twins: Vec<bool> =
        play.state.register.exhibits.iter().map(|exhibit| play.state.register.twin(exhibit).is_some()).collect();
    assert_eq!(twins, [false, true, true, true, true], "only the last is no copy of the others");
    let labels: Vec<_> = play.state.register.exhibits[1..4]
        .iter()
        .map(|exhibit| play.state.register.twin(exhibit).unwrap().label())
        .collect();
    assert_eq!(labels, ["E-005"; 3]);
}
