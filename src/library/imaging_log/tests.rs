use super::*;
use proptest::prelude::*;

const MD5: &str = "d6c1f5d6d505b3217b69fd7fbfcefb62";
const MD5_OTHER: &str = "48513947d72e0fa2dd1dfe3e47492182";
const SHA1: &str = "32b44f708cc0cb8aa013cd77ed04965720551eeb";
const SHA256: &str = "7348a7272bb0ecbb3b28ae297467dfdb11cf26d7632748ba24651b19c0d00021";
const SHA256_OTHER: &str = "43060ea38cc86053fcba721aa81022544cdc15a4ecc95c708d5056bcb51680c9";

use ClaimAlgorithm::{Blake3, Md5, Sha1, Sha256, Sha512};

fn logs() -> Vec<(&'static str, &'static str, String)> {
    let ftk = format!(
        "Created By AccessData\u{ae} FTK\u{ae} Imager 4.5.0.3 \r\n\r\nCase Information: \r\nAcquired using: ADI4.5.0.3\r\nExaminer: M. Okafor\r\n\r\n\
        --------------\r\n\r\nInformation for D:\\cases\\etl02:\r\n\r\nPhysical Evidentiary Item (Source) Information:\r\n[Drive Geometry]\r\n \
        Bytes per Sector: 512\r\n Sector Count: 8.192\r\n[Physical Drive Information]\r\n Source data size: 4 MB\r\n Sector count:    8192\r\n\
        [Computed Hashes]\r\n MD5 checksum:    {MD5}\r\n SHA1 checksum:   {}\r\n\r\nImage Information:\r\n Acquisition started:   Sat Nov 21 20:08:08 2026\r\n \
        Segment list:\r\n  D:\\cases\\etl02.001\r\n\r\n ATTENTION:\r\n The following sector(s) on the source drive could not be read:\r\n  100 through 107\r\n  200\r\n \
        They were filled with zeros.\r\n\r\nImage Verification Results:\r\n Verification started:  Sat Nov 21 20:20:00 2026\r\n \
        MD5 checksum:    {MD5} : verified\r\n SHA1 checksum:   {SHA1} : verified\r\n",
        SHA1.to_uppercase()
    );
    let guymager = format!(
        "\r\nGUYMAGER ACQUISITION INFO FILE\r\n==============================\r\n\r\nGuymager\r\n========\r\n\r\nVersion              : 0.8.13-1\r\n\
        Compiled with        : gcc 12\r\n\r\nAcquisition\r\n===========\r\n\r\nLinux device            : /dev/sdb   \r\nDevice size             : 4194304 (4.2MB)\r\n\
        Image path and file name: /mnt/etl02.xxx\r\nHash calculation        : MD5 and SHA-256\r\n\r\n\
        During acquisition, 12 bad sectors have been encountered. They have been replaced by zeroed sectors. The sector numbers are:\r\n   300-310, 4000\r\n\
        During verification, 12 bad sectors have been encountered. The sector numbers are:\r\n   300-310, 4000\r\nState: Finished successfully (with 12 bad sectors)\r\n\r\n\
        MD5 hash                   : {MD5}\r\nMD5 hash verified source   : {MD5_OTHER}\r\nMD5 hash verified image    : {MD5}\r\nSHA1 hash                  : --\r\n\
        SHA256 hash                : {SHA256}   \r\nSHA256 hash verified source: --\r\nSHA256 hash verified image : {SHA256}\r\n\r\n\
        Acquisition started : 2026-11-21 20:08:08 (ISO format YYYY-MM-DD HH:MM:SS)\r\n\r\nGenerated image files and their MD5 hashes\r\n=====\r\n\r\n\
        MD5                               Image file\r\n{MD5_OTHER}  etl02.000\r\nn/a                               etl02.001\r\n"
    );
    let dc3dd = format!(
        "\ndc3dd 7.2.646 started at 2026-11-22 00:25:12 +0000\ncompiled options:\ncommand line: dc3dd if=good.raw\nsector size: 512 bytes (assumed)\n\n\
        input results for device `/dev/loop0':\n   8192 sectors in\n   3072 bad sectors replaced by zeros\n   {MD5} (md5)\n   {SHA256} (sha256)\n      \
        {SHA256_OTHER}, sectors 0 - 4095\n\noutput results for files `it's.000':\n   8192 sectors out\n   [ok] {MD5} (md5)\n   [!!] {SHA256_OTHER} (sha256)\n      \
        [ok] {SHA256_OTHER}, sectors 0 - 4095, `it's.000'\n      [ok] {SHA256}, sectors 4096 - 8191, `it's.001'\n\ndc3dd completed at 2026-11-22 00:25:12 +0000\n"
    );
    let dcfldd = format!(
        "0 - 1048576: {MD5_OTHER}\n0 - 1048576: {SHA256_OTHER}\n\nTotal (md5): {MD5}\n\nTotal (sha256): {SHA256}\n"
    );
    let ewf = format!(
        "ewfacquire 20140813\n\nStorage media information:\nMedia size:\t\t\t\t4.1 MB (4194304 bytes)\nAcquiry started at: Nov 22, 2026 00:25:17\n\
        Errors reading device:\n\ttotal number: 1\n\tat sector(s): 5120 - 8192 number: 3072 (offset: 0x00280000 of size: 1572864)\n\n\
        MD5 hash calculated over data:\t\t{MD5}\nSHA256 hash calculated over data:\t{SHA256}\newfacquire: SUCCESS\n"
    );
    let ewfverify = format!(
        "ewfverify 20140813\n\nMD5 hash stored in file:\t\t{MD5}\nMD5 hash calculated over data:\t\t{MD5_OTHER}\nSHA256 hash stored in file:\t\tN/A\n\
        SHA256 hash calculated over data:\t{SHA256}\n\nAdditional hash values:\nSHA1:\t{SHA1}\n\newfverify: FAILURE\n"
    );
    let hashdeep = format!(
        "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## Invoked from: /mnt\n## # hashdeep x\n## \n1,{MD5},{SHA256},/mnt/a,b \"q\".bin\n\
        4194304,{MD5_OTHER},{SHA256_OTHER},/mnt/disk.raw\n"
    );
    let uploads = format!(
        "{{\"Timestamp\":\"2026-11-21T20:08:08Z\",\"vfs_path\":\"C:\\\\$MFT\",\"_Components\":[\"C:\",\"$MFT\"],\"file_size\":4096,\"uploaded_size\":2048,\
        \"sha256\":\"{SHA256}\",\"md5\":\"{MD5}\",\"Type\":\"\"}}\n{{\"vfs_path\":\"C:\\\\pagefile.sys\",\"file_size\":9,\"uploaded_size\":9,\"Error\":\"locked\"}}\n"
    );
    let container = format!(
        "{{\"client_time\":1790000000,\"level\":\"INFO\",\"message\":\"Starting collection\"}}\n\
        {{\"client_time\":1790000001,\"level\":\"INFO\",\"message\":\"Container hash {SHA256}\"}}\n"
    );
    let sums =
        format!("{SHA256}  disk.raw\n\\{SHA256_OTHER} *two\\nlines\nMD5 (a) = b.img) = {MD5}\nSHA2-256(x)= {SHA256}\n");
    vec![
        ("ftk-imager", "ftk", ftk),
        ("guymager", "guymager", guymager),
        ("dc3dd", "dc3dd", dc3dd),
        ("dcfldd", "dcfldd", dcfldd),
        ("ewf-tools", "ewf", ewf),
        ("ewf-tools", "ewfverify", ewfverify),
        ("hashdeep", "hashdeep", hashdeep),
        ("velociraptor", "uploads", uploads),
        ("velociraptor", "container", container),
        ("sums", "sums", sums),
    ]
}

fn log(name: &str) -> Reading {
    let (format, _, text) = logs().into_iter().find(|(_, known, _)| *known == name).unwrap();
    let reading = read(text.as_bytes(), &Hint::default()).unwrap();
    assert_eq!(reading.format, format);
    reading
}

/// Algorithm, digest, what of, name.
fn said(reading: &Reading) -> Vec<(ClaimAlgorithm, &str, Of, &str)> {
    reading.claims.iter().map(|claim| (claim.algorithm, claim.hex.as_str(), claim.of, claim.name.as_str())).collect()
}

#[test]
fn ftk_imager_states_the_source_and_what_it_wrote_it_to() {
    let reading = log("ftk");
    assert_eq!((reading.tool.as_str(), reading.made.as_str()), ("FTK Imager 4.5.0.3", "Sat Nov 21 20:08:08 2026"));
    let name = "D:\\cases\\etl02";
    assert_eq!(said(&reading), [(Md5, MD5, Of::Source, name), (Sha1, SHA1, Of::Source, name)]);
    for claim in &reading.claims {
        assert_eq!((claim.size, claim.verified), (Some(8192 * 512), Some(true)));
        assert_eq!(claim.into, ["D:\\cases\\etl02.001"]);
    }
    assert_eq!(reading.bad.ranges, [BadRange { first: 100, count: 8 }, BadRange { first: 200, count: 1 }]);
    assert_eq!(reading.bad.sectors, 9);
    // The same as Windows writes it.
    let text = logs().remove(0).2;
    for swap in [false, true] {
        let mark = std::iter::once(0xfeff_u16);
        let wide: Vec<u8> = mark
            .chain(text.encode_utf16())
            .flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        assert_eq!(read(&wide, &Hint::default()).unwrap(), reading);
    }
    let failed = text.replace(": verified", ": failed");
    let failed = read(failed.as_bytes(), &Hint::default()).unwrap();
    assert!(failed.claims.iter().all(|claim| claim.verified == Some(false)));
    assert!(failed.errors.iter().any(|line| line.contains("failed")), "{:?}", failed.errors);
    assert!(reading.failed.is_empty() && failed.failed.len() == 2, "{:?}", failed.failed);
    // A verdict that was cut off says nothing; another digest says enough.
    let silent = text.replace(" : verified", "");
    let silent = read(silent.as_bytes(), &Hint::default()).unwrap();
    assert!(silent.failed.is_empty() && silent.claims.iter().all(|claim| claim.verified.is_none()), "{silent:?}");
    let other = text.replace(&format!("{MD5} : verified"), &format!("{MD5_OTHER} : verified"));
    let other = read(other.as_bytes(), &Hint::default()).unwrap();
    assert_eq!((other.claims[0].verified, other.failed.len()), (Some(false), 1));
}

#[test]
fn guymager_states_source_image_segments_and_bad_sectors() {
    let reading = log("guymager");
    assert_eq!((reading.tool.as_str(), reading.made.as_str()), ("Guymager 0.8.13-1", "2026-11-21 20:08:08"));
    let device = "/dev/sdb";
    let expected = [
        (Md5, MD5, Of::Source, device),
        (Md5, MD5_OTHER, Of::Source, device),
        (Sha256, SHA256, Of::Source, device),
        (Md5, MD5_OTHER, Of::Segment, "etl02.000"),
    ];
    assert_eq!(said(&reading), expected, "the source gave other data the second time: both digests stand");
    assert_eq!((reading.claims[0].verified, reading.claims[2].verified), (Some(false), Some(true)));
    assert_eq!(reading.claims[0].into, ["etl02.000", "etl02.001"]);
    assert_eq!(reading.claims[0].size, Some(4_194_304));
    assert_eq!((reading.bad.sectors, reading.bad.ranges.len()), (12, 2));
    assert!(reading.errors.iter().any(|line| line.starts_with("State: Finished")), "{:?}", reading.errors);
    assert_eq!(reading.failed, ["MD5 hash verified source"], "bad sectors are no failed check");
    let text = logs().remove(1).2;
    for (was, line) in [
        ("State: Finished successfully (with 12 bad sectors)", "State: Aborted by user"),
        ("SHA1 hash    ", "Source verification FAILED. The device didn't deliver the same data.\r\nSHA1 hash    "),
    ] {
        let failed = read(text.replace(was, line).as_bytes(), &Hint::default()).unwrap();
        assert_eq!(failed.failed.len(), 2, "{line}: {:?}", failed.failed);
    }
}

#[test]
fn dc3dd_states_source_image_segments_windows_and_zeros() {
    let reading = log("dc3dd");
    assert_eq!((reading.tool.as_str(), reading.made.as_str()), ("dc3dd 7.2.646", "2026-11-22 00:25:12 +0000"));
    let expected = [
        (Md5, MD5, Of::Source, "/dev/loop0"),
        (Sha256, SHA256, Of::Source, "/dev/loop0"),
        (Sha256, SHA256_OTHER, Of::Window, "sectors 0 - 4095"),
        (Md5, MD5, Of::Image, "it's.000"),
        (Sha256, SHA256_OTHER, Of::Image, "it's.000"),
        (Sha256, SHA256_OTHER, Of::Segment, "it's.000"),
        (Sha256, SHA256, Of::Segment, "it's.001"),
    ];
    assert_eq!(said(&reading), expected);
    assert_eq!((reading.claims[0].size, reading.claims[5].size), (Some(8192 * 512), Some(4096 * 512)));
    assert_eq!(reading.claims[0].into, ["it's.000", "it's.001"]);
    assert_eq!((reading.claims[3].verified, reading.claims[4].verified), (Some(true), Some(false)));
    assert_eq!(reading.bad.sectors, 3072);
    assert_eq!((reading.errors.len(), reading.failed.len()), (2, 1));
}

#[test]
fn dcfldd_and_libewf_are_read() {
    let reading = log("dcfldd");
    assert_eq!(reading.claims.iter().filter(|claim| claim.of == Of::Window).count(), 2);
    let whole: Vec<_> = said(&reading).into_iter().filter(|claim| claim.2 == Of::Source).collect();
    assert_eq!(whole, [(Md5, MD5, Of::Source, ""), (Sha256, SHA256, Of::Source, "")]);
    assert_eq!(reading.claims[2].size, Some(1_048_576));

    let reading = log("ewf");
    assert_eq!(said(&reading), [(Md5, MD5, Of::Source, ""), (Sha256, SHA256, Of::Source, "")]);
    assert_eq!((reading.tool.as_str(), reading.claims[0].size), ("ewfacquire 20140813", Some(4_194_304)));
    assert_eq!(reading.bad, Bad { sectors: 3072, ranges: vec![BadRange { first: 5120, count: 3072 }] });

    let reading = log("ewfverify");
    let stands: Vec<_> = said(&reading).iter().map(|claim| (claim.0, claim.1)).collect();
    assert_eq!(stands, [(Md5, MD5_OTHER), (Sha256, SHA256), (Md5, MD5), (Sha1, SHA1)]);
    assert_eq!(reading.claims[0].verified, Some(false));
    assert!(reading.errors.iter().any(|line| line == "ewfverify: FAILURE"));
    assert_eq!(reading.failed, ["ewfverify: FAILURE".to_owned(), format!("MD5 stored {MD5}")]);
    assert!(log("ewf").failed.is_empty());
}

#[test]
fn hashdeep_names_stand_unquoted_and_velociraptor_tells_holes() {
    let reading = log("hashdeep");
    let names: Vec<_> = reading.claims.iter().map(|claim| (claim.name.as_str(), claim.size)).collect();
    let odd = "/mnt/a,b \"q\".bin";
    assert_eq!(
        names,
        [(odd, Some(1)), (odd, Some(1)), ("/mnt/disk.raw", Some(4_194_304)), ("/mnt/disk.raw", Some(4_194_304))]
    );

    let reading = log("uploads");
    assert_eq!(said(&reading), [(Sha256, SHA256, Of::File, "C:\\$MFT"), (Md5, MD5, Of::File, "C:\\$MFT")]);
    assert_eq!(reading.claims[0].size, Some(2048));
    assert_eq!(reading.errors.len(), 2, "{:?}", reading.errors);
    assert_eq!(said(&log("container")), [(Sha256, SHA256, Of::Container, "")]);
    // As the collector prints it on the console.
    let text = format!("[INFO] 2026-11-21T20:08:08Z Starting\n[INFO] 2026-11-21T20:08:09Z Container hash {SHA256}\n");
    assert_eq!(said(&read(text.as_bytes(), &Hint::default()).unwrap()), [(Sha256, SHA256, Of::Container, "")]);
}

#[test]
fn lists_of_digests_are_told_apart_by_length_name_and_word() {
    let reading = log("sums");
    assert_eq!(
        said(&reading),
        [
            (Sha256, SHA256, Of::File, "disk.raw"),
            (Sha256, SHA256_OTHER, Of::File, "two<0A>lines"),
            (Md5, MD5, Of::File, "a) = b.img"),
            (Sha256, SHA256, Of::File, "x"),
        ]
        .map(|(algorithm, hex, of, name)| (
            algorithm,
            hex,
            of,
            if name.contains("0A") { reading.claims[1].name.as_str() } else { name }
        ))
    );
    assert!(!reading.claims[1].name.contains('\n'));
    let line = format!("{SHA256}  disk.raw\r\n");
    let of = |hint: &Hint<'_>| read(line.as_bytes(), hint).unwrap().claims[0].algorithm;
    assert_eq!(of(&Hint { name: "/x/disk.raw.b3", algorithm: None }), Blake3);
    assert_eq!(of(&Hint { name: "B3SUMS", algorithm: None }), Blake3);
    assert_eq!(of(&Hint { name: "disk.md5", algorithm: None }), Sha256, "a name does not change the length");
    assert_eq!(of(&Hint { name: "x", algorithm: Some(Blake3) }), Blake3);
    let tagged = format!("SHA512 (f) = {SHA256}{SHA256_OTHER}\n");
    assert_eq!(read(tagged.as_bytes(), &Hint::default()).unwrap().claims[0].algorithm, Sha512);
}

#[test]
fn what_states_nothing_says_so() {
    let problem = |text: &str| read(text.as_bytes(), &Hint::default()).unwrap_err();
    for text in ["", "hello\n", "deny any\n", "{\"a\":1}\n", &format!("see {SHA256}\nand more\n")] {
        assert_eq!(problem(text), Problem { format: None }, "{text}");
    }
    let ftk = problem("Created By AccessData\u{ae} FTK\u{ae} Imager 4.5.0.3\r\n\r\n[Computed Hashes]\r\n");
    assert_eq!(ftk.to_string(), "no digest found in it: read as a log of FTK Imager");
    // A proper list among chatter is one; a single line in prose is not.
    let prose = format!("line one\nline two\n{SHA256}  disk.raw\n");
    assert_eq!(problem(&prose), Problem { format: None });
}

/// A log that was cut off states fewer digests, never another one.
#[test]
fn no_cut_makes_a_digest_that_is_not_in_the_log() {
    for (format, name, text) in logs() {
        let whole = read(text.as_bytes(), &Hint::default()).unwrap();
        let known: Vec<_> = whole.claims.iter().map(|claim| (claim.algorithm, claim.hex.clone())).collect();
        for end in 0..text.len() {
            // Of every length, in bytes: also in the middle of a sign.
            if let Ok(cut) = read(&text.as_bytes()[..end], &Hint::default()) {
                assert_eq!(cut.format, format, "{name} cut at {end}");
                for claim in &cut.claims {
                    assert!(known.contains(&(claim.algorithm, claim.hex.clone())), "{name} cut at {end}: {claim:?}");
                }
            }
            let _ = read(&text.as_bytes()[end / 2..end], &Hint::default());
        }
    }
}

#[test]
fn long_lines_and_many_entries_are_borne() {
    let mut text = format!("%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n1,{MD5},{SHA256},");
    text.push_str(&"n".repeat(3_000_000));
    text.push('\n');
    let reading = read(text.as_bytes(), &Hint::default()).unwrap();
    assert!(reading.claims[0].name.chars().count() <= LONGEST_NAME);
    let ranges: String = (0..200_000).map(|n| format!("{}-{}, ", n * 4, n * 4 + 1)).collect();
    let text = format!(
        "\r\nGUYMAGER ACQUISITION INFO FILE\r\nDuring acquisition, 400000 bad sectors have been encountered. The sector numbers are:\r\n   {ranges}\r\nMD5 hash : {MD5}\r\n"
    );
    let reading = read(text.as_bytes(), &Hint::default()).unwrap();
    assert_eq!((reading.bad.sectors, reading.bad.ranges.len()), (400_000, MOST_RANGES));
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes: Vec<u8>) {
        let _ = read(&bytes, &Hint::default()).map_err(|problem| problem.to_string());
    }

    #[test]
    fn a_log_with_bytes_changed_is_answered_and_cleaned(which in 0..10_usize, spots in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = logs().remove(which).2.into_bytes();
        for (spot, byte) in spots {
            let at = spot.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(reading) = read(&bytes, &Hint::default()) {
            for claim in &reading.claims {
                prop_assert_eq!(claim.hex.len(), claim.algorithm.digits());
                prop_assert!(claim.hex.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)));
                prop_assert!(!claim.name.chars().any(char::is_control), "{:?}", claim.name);
            }
            prop_assert!(reading.errors.iter().chain([&reading.tool, &reading.made]).all(|text| !text.chars().any(char::is_control)));
        }
    }
}

/// The tools themselves, where they are installed.
mod real {
    use std::path::Path;
    use std::process::Command;

    use super::*;

    /// What a tool writes in a directory with `disk.raw`; none where it is not installed.
    fn run(dir: &Path, tool: &str, args: &[&str]) -> Option<String> {
        match Command::new(tool).args(args).current_dir(dir).output() {
            Ok(done) => Some(String::from_utf8_lossy(&done.stdout).into_owned()),
            Err(error) => {
                eprintln!("passed over: {tool} cannot be run here: {error}");
                None
            }
        }
    }

    fn world() -> (tempfile::TempDir, String) {
        use sha2::Digest as _;
        let dir = tempfile::tempdir().unwrap();
        let content: Vec<u8> = (0..200_017_u32).map(|n| (n * 31 % 251) as u8).collect();
        std::fs::write(dir.path().join("disk.raw"), &content).unwrap();
        (dir, crate::library::digest::hex(&sha2::Sha256::digest(&content)))
    }

    fn states(text: &str, name: &str, sha256: &str) -> Reading {
        let reading =
            read(text.as_bytes(), &Hint { name, algorithm: None }).unwrap_or_else(|why| panic!("{why}\n{text}"));
        assert!(
            reading.claims.iter().any(|claim| claim.algorithm == Sha256 && claim.hex == sha256),
            "{text}\n{reading:?}"
        );
        reading
    }

    #[test]
    fn logs_of_the_tools_installed_here_are_read() {
        let (dir, sha256) = world();
        let at = dir.path();
        let text = |name: &str| std::fs::read_to_string(at.join(name)).unwrap_or_default();
        if run(at, "dc3dd", &["if=disk.raw", "hofs=out.000", "ofsz=100K", "hash=sha256", "hash=md5", "log=dc3dd.log"])
            .is_some()
        {
            let reading = states(&text("dc3dd.log"), "dc3dd.log", &sha256);
            assert_eq!(reading.format, "dc3dd");
            assert!(reading.claims.iter().any(|claim| claim.of == Of::Segment && claim.name == "out.001"));
            assert_eq!(reading.claims[0].size, Some(200_017));
        }
        let args = ["if=disk.raw", "of=out.raw", "hash=md5,sha256", "hashwindow=64K", "hashlog=dcfldd.log"];
        if run(at, "dcfldd", &args).is_some() {
            assert_eq!(states(&text("dcfldd.log"), "dcfldd.log", &sha256).format, "dcfldd");
        }
        // Whole sectors: of a last part of one, ewfacquire 20140813 stores a digest that ewfverify does not find again.
        std::fs::write(at.join("whole.raw"), vec![7; 200_704]).unwrap();
        if let Some(said) = run(at, "ewfacquire", &["-u", "-c", "none", "-d", "sha256", "-t", "out", "whole.raw"]) {
            let reading = read(said.as_bytes(), &Hint::default()).unwrap();
            assert_eq!((reading.format, reading.claims.len()), ("ewf-tools", 2));
            let held = run(at, "ewfinfo", &["out.E01"]).unwrap_or_default();
            let held = read(held.as_bytes(), &Hint::default()).unwrap();
            assert_eq!(held.claims[0].hex, reading.claims[0].hex);
            let checked = run(at, "ewfverify", &["-d", "sha256", "out.E01"]).unwrap_or_default();
            let checked = read(checked.as_bytes(), &Hint::default()).unwrap();
            assert_eq!((checked.claims[0].verified, &checked.claims[0].hex), (Some(true), &reading.claims[0].hex));
            assert!(checked.failed.is_empty(), "{:?}", checked.failed);
            // One byte of the container turns: the tool says so, and so does what is read of it.
            let mut container = std::fs::read(at.join("out.E01")).unwrap();
            let data = container.windows(64).position(|part| part == [7; 64]).unwrap();
            container[data + 9] ^= 1;
            std::fs::write(at.join("out.E01"), container).unwrap();
            let checked = run(at, "ewfverify", &["-d", "md5", "out.E01"]).unwrap_or_default();
            let checked = read(checked.as_bytes(), &Hint::default()).unwrap();
            assert!(checked.failed.iter().any(|line| line == "ewfverify: FAILURE"), "{checked:?}");
        }
        std::fs::write(at.join("a,\"b\" \n.bin"), "x").unwrap();
        if let Some(said) = run(at, "hashdeep", &["disk.raw", "a,\"b\" \n.bin"]) {
            let reading = states(&said, "list", &sha256);
            assert_eq!(reading.format, "hashdeep");
        }
        for (tool, args) in [("sha256sum", &["disk.raw"][..]), ("sha256sum", &["--tag", "disk.raw"])] {
            if let Some(said) = run(at, tool, args) {
                assert_eq!(states(&said, "SHA256SUMS", &sha256).claims[0].name, "disk.raw");
            }
        }
        for (tool, algorithm, name) in
            [("sha512sum", Sha512, "x"), ("sha1sum", Sha1, "x"), ("md5sum", Md5, "x"), ("b3sum", Blake3, "disk.b3")]
        {
            if let Some(said) = run(at, tool, &["disk.raw"]) {
                let reading = read(said.as_bytes(), &Hint { name, algorithm: None }).unwrap();
                assert_eq!((reading.claims[0].algorithm, reading.claims[0].name.as_str()), (algorithm, "disk.raw"));
            }
        }
    }
}
