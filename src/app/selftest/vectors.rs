//! Fixed vectors of the self-test.

use crate::journal::chain::Row;
use crate::journal::hash_from_hex;

/// Lines of the stored chain with their bodies.
const LINES: [(&str, &str); 3] = [
    (
        r#"{"v":1,"case":"wr-feb195c9d0b95a2dd1059003","station":"cff7d2bf46744594","seq":1,"lamport":1,"recorded_at":"2026-11-21T02:40:00.000Z","body_sha256":"decc049b798a1ee093ede484cc20cd2e67a6e8c5a599263f7bffe04ce80bd36d","prev":"0000000000000000000000000000000000000000000000000000000000000000"}"#,
        r#"{"salt":"00000000000000000000000000000000","kind":"chain.opened","author":{"name":"A. Vector"},"zone":"Europe/Berlin","mark":"CLEAR","boot":"0123456789abcdef","mono_ms":1000,"fact":{"case":"wr-feb195c9d0b95a2dd1059003","format":1,"program":"warroom 0.1.0","purpose":"exercise","key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOpKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs","nonce":"00112233445566778899aabbccddeeff"}}"#,
    ),
    (
        r#"{"v":1,"case":"wr-feb195c9d0b95a2dd1059003","station":"cff7d2bf46744594","seq":2,"lamport":2,"recorded_at":"2026-11-21T02:40:00.001Z","body_sha256":"8952359d7ecaf139b1bfb66834bcefa4c5be6514eb8ec32e35c13069952c740d","prev":"fa31047862b4d63ef3750bcf9c61ba7b720e733f8f3058fd7bf0562fa035f06a"}"#,
        r#"{"salt":"01010101010101010101010101010101","kind":"station.admitted","author":{"name":"A. Vector"},"zone":"Europe/Berlin","mark":"CLEAR","boot":"0123456789abcdef","mono_ms":1001,"fact":{"station":"cff7d2bf46744594","fingerprint":"SHA256:z/fSv0Z0RZS+Lccbc6ZoOWwt/fbj1VFJGSBKQbo4icE","label":"vector"}}"#,
    ),
    (
        r#"{"v":1,"case":"wr-feb195c9d0b95a2dd1059003","station":"cff7d2bf46744594","seq":3,"lamport":3,"recorded_at":"2026-11-21T02:40:00.002Z","body_sha256":"131a50f52a913ab05b46a8907eae5c1976bdb8cb654ab27cfd67456a77aa39f1","prev":"0da68de85a0e939a3aeaa4c8bd9db405d2beae50ee369b8c90fa34c753d2c652"}"#,
        r#"{"salt":"02020202020202020202020202020202","kind":"clock.unchecked","author":{"name":"A. Vector"},"zone":"Europe/Berlin","mark":"CLEAR","boot":"0123456789abcdef","mono_ms":1002,"fact":{}}"#,
    ),
];
/// Their hashes.
pub(super) const HASHES: [&str; 3] = [
    "fa31047862b4d63ef3750bcf9c61ba7b720e733f8f3058fd7bf0562fa035f06a",
    "0da68de85a0e939a3aeaa4c8bd9db405d2beae50ee369b8c90fa34c753d2c652",
    "c6dd5b7e028c195696c9c80f5a690a7d409f45575dbfc8b145a46e7cc82089f6",
];
/// The signed head of the stored chain.
pub(super) const HEAD_SIGNATURE: &str = "\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg6kpsY+KcUgq+9VB7Ey7F+ZVHdq
6+vnuSQh7qaRRG0iwAAAAdam91cm5hbC1oZWFkQHdhcnJvb20tZXhlcmNpc2UAAAAAAAAA
BnNoYTUxMgAAAFMAAAALc3NoLWVkMjU1MTkAAABA4la7SRcesvtTKjjVB2ypS0z0UrDF2P
fDY5P5vFmLb7HawJEB0PusQ6Co9fhdjaBDti+5PGqP0tuBICMzFTOOBg==
-----END SSH SIGNATURE-----
";
/// What the stored signature is over.
pub(super) const SIGNED: &[u8] = b"warroom self-test\n";
/// The signature, by the key of the seed 07 07 …, as journal head of an incident.
pub(super) const SIGNATURE: &str = "\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg6kpsY+KcUgq+9VB7Ey7F+ZVHdq
6+vnuSQh7qaRRG0iwAAAAUam91cm5hbC1oZWFkQHdhcnJvb20AAAAAAAAABnNoYTUxMgAA
AFMAAAALc3NoLWVkMjU1MTkAAABAEJjMIxDsNdO8NzEnd4CWT2QyeARlT9vHA8d4Iv+VgN
YRqrXmbArONi6bRe4pVtxdP9kw+9QxEA+9ZYarzOqzCA==
-----END SSH SIGNATURE-----
";

/// The rows of the stored chain.
pub(super) fn rows() -> Vec<Row> {
    let station =
        |line: &str| line.split("\"station\":\"").nth(1).and_then(|rest| rest.get(..16)).unwrap_or_default().to_owned();
    LINES
        .iter()
        .zip(HASHES)
        .zip(1..)
        .map(|(((line, body), hash), seq)| Row {
            station: station(line),
            seq,
            hash: hash_from_hex(hash).unwrap_or_default().to_vec(),
            line: line.as_bytes().to_vec(),
            body: Some(body.as_bytes().to_vec()),
        })
        .collect()
}

/// The eight inputs with which implementations of RFC 6962 are checked.
pub(super) const MERKLE_INPUTS: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];
/// Their root.
pub(super) const MERKLE_ROOT: &str = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";

/// Start with offset, hours, zone, due in UTC, due as that zone's clocks show it. Elapsed hours are hours of UTC: adding on the wall clock would be an
/// hour off in each of the first five.
pub(super) const DEADLINES: [(&str, u32, &str, &str, &str); 8] = [
    ("2026-10-23T18:30:00+02:00", 72, "Europe/Berlin", "2026-10-26T16:30:00Z", "2026-10-26T17:30:00+01:00"),
    ("2027-03-26T18:30:00+01:00", 72, "Europe/Berlin", "2027-03-29T17:30:00Z", "2027-03-29T19:30:00+02:00"),
    ("2027-03-27T11:40:00+00:00", 72, "Europe/London", "2027-03-30T11:40:00Z", "2027-03-30T12:40:00+01:00"),
    ("2026-10-31T21:00:00-04:00", 36, "America/New_York", "2026-11-02T13:00:00Z", "2026-11-02T08:00:00-05:00"),
    ("2027-04-03T20:00:00+11:00", 72, "Australia/Lord_Howe", "2027-04-06T09:00:00Z", "2027-04-06T19:30:00+10:30"),
    ("2028-02-27T23:00:00+01:00", 72, "Europe/Rome", "2028-03-01T22:00:00Z", "2028-03-01T23:00:00+01:00"),
    ("2026-11-20T21:30:00+05:30", 6, "Asia/Kolkata", "2026-11-20T22:00:00Z", "2026-11-21T03:30:00+05:30"),
    ("2026-12-11T16:45:00Z", 24, "UTC", "2026-12-12T16:45:00Z", "2026-12-12T16:45:00+00:00"),
];

/// The present of the typed times.
pub(super) const NOW: &str = "2026-11-21T01:40:00Z";

/// What is typed, the zone, and the instant it means; `twice` and `none` where it means two or no instants.
pub(super) const TIMES: [(&str, &str, &str); 10] = [
    ("02:30", "Europe/Berlin", "2026-11-21T01:30:00Z"),
    ("23:50", "Europe/Berlin", "2026-11-20T22:50:00Z"),
    ("-10m", "Europe/Berlin", "2026-11-21T01:30:00Z"),
    ("yesterday 23:10", "Europe/Berlin", "2026-11-20T22:10:00Z"),
    ("2026-11-21 02:10", "America/New_York", "2026-11-21T07:10:00Z"),
    ("2026-11-21T02:10:00+01:00", "UTC", "2026-11-21T01:10:00Z"),
    ("2026-10-25 02:30", "Europe/Berlin", "twice"),
    ("2026-10-25 02:30b", "Europe/Berlin", "2026-10-25T01:30:00Z"),
    ("2027-03-28 02:30", "Europe/Berlin", "none"),
    ("2026-10-25 02:30 UTC", "Europe/Berlin", "2026-10-25T02:30:00Z"),
];
