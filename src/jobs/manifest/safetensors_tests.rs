use super::*;
use crate::jobs::Handle;
use crate::jobs::manifest::{Contents, Sink, TensorSummary, compare, read, tensors};
use crate::library::digest::hex;
use proptest::prelude::*;
use serde_json::json;
use sha2::Digest as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

fn parse(json: &str, data: u64) -> Result<Header, HeaderProblem> {
    header(json.as_bytes(), data)
}

fn one(dtype: &str, shape: &str, begin: u64, end: u64) -> String {
    format!(r#"{{"t":{{"dtype":"{dtype}","shape":{shape},"data_offsets":[{begin},{end}]}}}}"#)
}

#[test]
fn a_sound_header_is_read_in_the_order_of_the_data() {
    let text = r#"{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2,3],"data_offsets":[4,28]},"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},"none":{"dtype":"I8","shape":[0,9],"data_offsets":[4,4]},"scalar":{"dtype":"U8","shape":[],"data_offsets":[28,29]}}   "#;
    let header = parse(text, 29).unwrap();
    let shown: Vec<String> =
        header.tensors.iter().map(|tensor| format!("{} {} {}", tensor.name, tensor.described(), tensor.end)).collect();
    assert_eq!(shown, ["a BF16 [2] 4", "none I8 [0,9] 4", "b F32 [2,3] 28", "scalar U8 [] 29"]);
    assert_eq!(header.metadata.get("format").map(String::as_str), Some("pt"));
    assert!(parse("{}", 0).unwrap().tensors.is_empty());
    // Types of less than a byte have to fill whole ones.
    assert!(parse(&one("F4", "[4]", 0, 2), 2).is_ok());
    assert!(matches!(parse(&one("F4", "[3]", 0, 2), 2), Err(HeaderProblem::Size { needed: 12, given: 2, .. })));
}

#[test]
fn every_hostile_header_has_its_reason() {
    use HeaderProblem as P;
    assert_eq!(header_length(&[1, 0, 0], 3), Err(P::TooShort));
    assert_eq!(header_length(&[], 0), Err(P::TooShort));
    assert_eq!(header_length(&u64::MAX.to_le_bytes(), 1 << 40), Err(P::TooLong(u64::MAX)));
    assert_eq!(header_length(&100_000_001_u64.to_le_bytes(), 1 << 40), Err(P::TooLong(100_000_001)));
    assert_eq!(header_length(&9_u64.to_le_bytes(), 16), Err(P::BeyondEnd { claimed: 9, left: 8 }));
    assert_eq!(header_length(&8_u64.to_le_bytes(), 16), Ok(8));
    assert_eq!(header(b"{\xff}", 0), Err(P::NotText));
    for text in ["", "[]", " {}", "\n{}", "null", "{}\n", "{} x", "\u{feff}{}"] {
        assert_eq!(parse(text, 0), Err(P::NotAnObject), "{text:?}");
    }
    let tensor = r#"{"dtype":"U8","shape":[1],"data_offsets":[0,1]}"#;
    for text in [
        "{]}".to_owned(),
        format!(r#"{{"a":{tensor},"a":{tensor}}}"#),
        format!(r#"{{"a":{tensor},"\u0061":{tensor}}}"#),
        r#"{"__metadata__":{"a":"1","a":"2"}}"#.to_owned(),
        r#"{"__metadata__":{"a":1}}"#.to_owned(),
        r#"{"__metadata__":{"a":{"b":"c"}}}"#.to_owned(),
        r#"{"__metadata__":{},"__metadata__":{}}"#.to_owned(),
        r#"{"t":["U8",[1],[0,1]]}"#.to_owned(),
        r#"{"t":{"dtype":"U8","shape":[1]}}"#.to_owned(),
        r#"{"t":{"dtype":"U8","dtype":"I8","shape":[1],"data_offsets":[0,1]}}"#.to_owned(),
        r#"{"t":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"more":1}}"#.to_owned(),
        r#"{"t":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}"#.to_owned(),
        r#"{"t":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}"#.to_owned(),
        r#"{"t":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}}"#.to_owned(),
        r#"{"t":{"dtype":"U8","shape":[18446744073709551616],"data_offsets":[0,1]}}"#.to_owned(),
    ] {
        assert!(matches!(parse(&text, 1), Err(P::Json(_))), "{text}: {:?}", parse(&text, 1));
    }
    assert_eq!(parse(&one("F12", "[1]", 0, 1), 1), Err(P::Dtype("t".into())));
    assert_eq!(parse(&one("f32", "[1]", 0, 4), 4), Err(P::Dtype("t".into())));
    assert_eq!(parse(&one("U8", "[4294967296,4294967296]", 0, 0), 0), Err(P::Overflow("t".into())));
    assert_eq!(parse(&one("U8", "[2]", 0, 1), 1), Err(P::Size { name: "t".into(), needed: 16, given: 1 }));
    assert_eq!(parse(&one("U8", "[1]", 2, 1), 9), Err(P::Backwards("t".into())));
    assert_eq!(parse(&one("U8", "[9]", 0, 9), 8), Err(P::OutOfRange("t".into())));
    assert_eq!(parse(&one("U8", "[1]", 1, 2), 2), Err(P::Gap("t".into())));
    assert_eq!(parse(&one("U8", "[1]", 0, 1), 3), Err(P::Trailing(2)));
    assert_eq!(parse("{}", 1), Err(P::Trailing(1)));
    let overlap =
        r#"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}"#;
    assert_eq!(parse(overlap, 3), Err(P::Overlap("b".into())));
    let dimensions = format!("[{}]", vec!["1"; 65].join(","));
    assert_eq!(parse(&one("U8", &dimensions, 0, 1), 1), Err(P::Dimensions("t".into())));
    let named =
        |name: &str| parse(&json!({ name: {"dtype": "U8", "shape": [], "data_offsets": [0, 1]} }).to_string(), 1);
    assert_eq!(named("a\0b"), Err(P::Nul));
    assert_eq!(named(&"n".repeat(4097)), Err(P::LongName(4097)));
    assert!(named("\u{1b}[2J\n").is_ok());
    let hostile = parse(&one("U8", "[1]", 0, 1).replace("\"t\"", "\"\\u001b[2J\""), 3)
        .and_then(|_| parse(&one("X", "[1]", 0, 1).replace("\"t\"", "\"\\u001b[2J\""), 1));
    assert!(!hostile.unwrap_err().to_string().contains('\u{1b}'));
}

/// Sizes of a few tensors, and a header that describes them without a gap.
fn described(sizes: &[(usize, u8)]) -> (String, u64) {
    let mut object = serde_json::Map::new();
    let mut at = 0;
    for (index, &(dtype, size)) in sizes.iter().enumerate() {
        let (name, bits) = DTYPES[dtype % DTYPES.len()];
        let elements = u64::from(size) * 8;
        let end = at + elements * bits / 8;
        object.insert(format!("t{index}"), json!({"dtype": name, "shape": [8, size], "data_offsets": [at, end]}));
        at = end;
    }
    (serde_json::Value::Object(object).to_string(), at)
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes: Vec<u8>, data in 0_u64..100) {
        let _ = header_length(&bytes, bytes.len() as u64);
        let _ = header(&bytes, data);
    }

    #[test]
    fn what_is_taken_covers_the_data_once(sizes in proptest::collection::vec((0_usize..22, 0_u8..9), 0..12)) {
        let (text, data) = described(&sizes);
        let header = parse(&text, data).unwrap();
        prop_assert_eq!(header.tensors.len(), sizes.len());
        let mut at = 0;
        for tensor in &header.tensors {
            prop_assert_eq!(tensor.begin, at);
            at = tensor.end;
        }
        prop_assert_eq!(at, data);
        prop_assert!(parse(&text, data + 1).is_err());
        if data > 0 {
            prop_assert!(parse(&text, data - 1).is_err());
        }
    }

    /// One changed digit or sign: refused, or still a header that covers the data once.
    #[test]
    fn a_damaged_header_never_leaves_bytes_open(
        sizes in proptest::collection::vec((0_usize..22, 1_u8..9), 1..6),
        at: proptest::sample::Index,
        with in proptest::sample::select(b"0123456789,[]{}\":- tT".to_vec()),
    ) {
        let (text, data) = described(&sizes);
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = with;
        if let Ok(header) = header(&bytes, data) {
            let mut end = 0;
            for tensor in &header.tensors {
                prop_assert_eq!(tensor.begin, end);
                end = tensor.end;
            }
            prop_assert_eq!(end, data);
        }
    }
}

fn file(path: &Path, tensors: &[(&str, &str, &[u8])]) {
    let (mut object, mut data) = (serde_json::Map::new(), Vec::new());
    object.insert("__metadata__".into(), json!({"format": "pt\n# root forged"}));
    for (name, dtype, bytes) in tensors {
        let begin = data.len();
        data.extend_from_slice(bytes);
        object.insert(
            (*name).to_owned(),
            json!({"dtype": dtype, "shape": [bytes.len()], "data_offsets": [begin, data.len()]}),
        );
    }
    let header = serde_json::Value::Object(object).to_string();
    let length = (header.len() as u64).to_le_bytes();
    fs::write(path, [length.as_slice(), header.as_bytes(), &data].concat()).unwrap();
}

#[derive(Default)]
struct Kept(Vec<u8>, Vec<String>);

impl Sink for Kept {
    fn lines(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.extend(bytes);
        Ok(())
    }
    fn problem(&mut self, _name: &[u8], why: &str) {
        self.1.push(why.to_owned());
    }
}

fn listed(path: &Path) -> (TensorSummary, Kept) {
    let mut kept = Kept::default();
    let summary = tensors(path, &mut kept, &Handle::new()).unwrap();
    (summary, kept)
}

fn contents(kept: &Kept) -> Contents {
    let mut file = tempfile::tempfile().unwrap();
    io::Write::write_all(&mut file, &kept.0).unwrap();
    io::Seek::rewind(&mut file).unwrap();
    read(&file, b"", &Handle::new()).unwrap()
}

fn differences(first: &Kept, second: &Kept) -> Vec<String> {
    let mut told = Vec::new();
    compare(contents(first), contents(second), &Handle::new(), &mut |difference| {
        let name = String::from_utf8_lossy(&difference.name).into_owned();
        let new = difference.new_name.as_ref().map(|new| format!(" {}", String::from_utf8_lossy(new)));
        told.push(format!("{} {name}{}", difference.change.name(), new.unwrap_or_default()));
        Ok(())
    })
    .unwrap();
    told
}

#[test]
fn two_checkpoints_are_compared_tensor_by_tensor() {
    let dir = tempfile::tempdir().unwrap();
    let (before, after) = (dir.path().join("before"), dir.path().join("after"));
    let large = vec![7; (3 << 20) + 1];
    file(
        &before,
        &[
            ("emb", "U8", b"1111"),
            ("head\n\u{1b}", "U8", b"22"),
            ("large", "U8", &large),
            ("type", "U8", b"9"),
            ("old", "I8", b"3"),
        ],
    );
    let mut other = large.clone();
    other[2 << 20] = 8;
    file(
        &after,
        &[
            ("large", "U8", &other),
            ("emb", "U8", b"1111"),
            ("head\n\u{1b}", "U8", b"22"),
            ("type", "I8", b"9"),
            ("new", "I8", b"3"),
            ("more", "U8", b""),
        ],
    );
    let (first, second) = (listed(&before), listed(&after));
    assert_eq!((first.0.tensors, first.0.problems, first.0.bytes), (5, 0, large.len() as u64 + 8));
    assert_eq!(
        differences(&first.1, &second.1),
        ["added ::more", "changed ::large", "changed ::type", "renamed ::old ::new"]
    );
    let text = String::from_utf8_lossy(&first.1.0).into_owned();
    assert!(text.contains(&format!("{}  ::large\n", hex(&sha2::Sha256::digest(&large)))));
    assert!(text.contains(&hex(&sha2::Sha256::digest(fs::read(&before).unwrap()))), "the digest of the whole file");
    assert_eq!(contents(&first.1).root, first.0.root);
}

#[test]
fn a_directory_of_shards_is_listed_and_a_hostile_one_is_told() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("a.safetensors")).unwrap();
    file(&dir.path().join("a.safetensors/x.safetensors"), &[("z", "U8", b"1")]);
    file(&dir.path().join("m.safetensors"), &[("z", "U8", b"2"), ("b", "U8", b"")]);
    file(&dir.path().join("m.safetensors.safetensors"), &[("a", "U8", b"4")]);
    fs::write(dir.path().join("config.json"), b"{}").unwrap();
    std::os::unix::fs::symlink("m.safetensors", dir.path().join("l.safetensors")).unwrap();
    let (summary, kept) = listed(dir.path());
    assert_eq!((summary.files, summary.tensors, summary.links, summary.problems), (3, 4, 1, 0), "{:?}", kept.1);
    assert_eq!(contents(&kept).root, summary.root);
    fs::write(dir.path().join("bad.safetensors"), [0xff; 64]).unwrap();
    fs::write(dir.path().join("cut.safetensors"), b"").unwrap();
    let (summary, kept) = listed(dir.path());
    assert_eq!((summary.tensors, summary.problems), (4, 2));
    assert!(kept.1[0].contains("the format allows") && kept.1[1].contains("8 bytes"), "{:?}", kept.1);
    assert!(!contents(&kept).whole());
}

/// What the library that defines the format says of files given in hex: a line for each, `refused` or digest and name of every tensor.
fn judged(files: &[Vec<u8>]) -> Option<Vec<String>> {
    let script = "
import sys, hashlib
from safetensors import deserialize
for line in sys.stdin:
    try:
        found = deserialize(bytes.fromhex(line.strip()))
        print(' '.join(sorted(hashlib.sha256(bytes(t['data'])).hexdigest() + ':' + n.encode().hex() for n, t in found)))
    except Exception as refused:
        print('refused')
";
    let lines: String = files.iter().map(|file| hex(file) + "\n").collect();
    // A file, not a pipe: the judge answers while it is still being asked.
    let mut asked = tempfile::tempfile().unwrap();
    io::Write::write_all(&mut asked, lines.as_bytes()).unwrap();
    io::Seek::rewind(&mut asked).unwrap();
    let Ok(out) = Command::new("python3").args(["-c", script]).stdin(asked).output() else {
        eprintln!("passed over: there is no python3");
        return None;
    };
    let errors = String::from_utf8_lossy(&out.stderr);
    if !out.status.success() && errors.contains("No module named 'safetensors'") {
        eprintln!("passed over: Python has no package safetensors");
        return None;
    }
    assert!(out.status.success(), "{errors}");
    Some(String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned).collect())
}

#[test]
fn nothing_is_taken_that_the_library_refuses_and_digests_are_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("model.safetensors");
    file(&path, &[("a", "U8", b"123"), ("b\n\u{fc}", "I8", b"4567"), ("none", "BOOL", b"")]);
    let sound = fs::read(&path).unwrap();
    let mut files = vec![sound.clone(), sound[..sound.len() - 1].to_vec(), [sound.as_slice(), b"x"].concat()];
    for at in 0..sound.len() {
        for with in *b"0 9,{}\"a" {
            let mut damaged = sound.clone();
            damaged[at] = with;
            files.push(damaged);
        }
    }
    let Some(judgements) = judged(&files) else { return };
    assert_eq!(judgements.len(), files.len());
    let mut taken = 0;
    for (bytes, judgement) in files.iter().zip(&judgements) {
        fs::write(&path, bytes).unwrap();
        let Ok((_, header, digests)) = crate::jobs::manifest::tensors::read(
            crate::jobs::source::Source::open(&path).unwrap(),
            &Handle::new(),
            &mut || {},
        ) else {
            continue;
        };
        taken += 1;
        let tensors = header.tensors.iter().zip(digests);
        let mut ours: Vec<String> =
            tensors.map(|(tensor, digest)| format!("{}:{}", hex(&digest), hex(tensor.name.as_bytes()))).collect();
        ours.sort();
        assert_eq!(&ours.join(" "), judgement, "{}", String::from_utf8_lossy(bytes));
    }
    assert!(taken > 20 && judgements[0] != "refused", "{taken}");
}
