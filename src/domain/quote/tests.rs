//! Words are found where they stand and nowhere else, in every kind of file that can be quoted.

use super::*;

fn ask(place: &str, text: &str) -> Ask {
    let place = (!place.is_empty()).then(|| Locator::parse(place).unwrap_or_else(|| panic!("{place} is a place")));
    Ask { place, text: text.to_owned() }
}

fn look(mut bytes: &[u8], place: &str, text: &str) -> Outcome {
    search(&mut bytes, &ask(place, text))
}

/// The place as it is typed; `-` where the words are not there, `?` where the place is not.
fn found(bytes: &[u8], place: &str, text: &str) -> String {
    match look(bytes, place, text) {
        Outcome::Found(hit) => hit.place.to_string(),
        Outcome::Absent => "-".to_owned(),
        Outcome::NoPlace => "?".to_owned(),
        Outcome::Unread(why) => why.code().to_owned(),
    }
}

fn utf16(text: &str) -> Vec<u8> {
    [vec![0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
}

#[test]
fn places_are_read_as_people_type_them_and_written_so_that_they_read_again() {
    for (typed, shown) in [
        ("line 12", "line 12"),
        ("Lines 12-14", "lines 12-14"),
        ("12 - 14", "lines 12-14"),
        ("7", "line 7"),
        ("bytes 0x10-0x1f", "bytes 16-31"),
        ("offset 4096", "byte 4096"),
        ("frame #12", "frame 12"),
        ("event 4711", "event 4711"),
        ("event 8f3c-0a", "event 8f3c-0a"),
        ("A1B2C3D:src/a b.rs:41-43", "a1b2c3d:src/a b.rs:41-43"),
    ] {
        let place = Locator::parse(typed).unwrap_or_else(|| panic!("{typed}"));
        assert_eq!(place.to_string(), shown);
        assert_eq!(Locator::parse(&place.to_string()), Some(place), "{shown}");
    }
    for wrong in
        ["", "line", "line 0", "14-12", "frame 0", "frames", "lineage 4", "event", "0x10", "xyz:a:4", "a1b2c3d:a:0"]
    {
        assert_eq!(Locator::parse(wrong), None, "{wrong}");
    }
    assert_eq!(Locator::parse("line 9007199254740992"), None, "no JSON reader keeps it");
}

#[test]
fn lines_are_counted_as_editors_count_them_in_every_encoding() {
    let text = "one\ntwo User=svc-backup\nthree\nfour\n";
    for bytes in [text.as_bytes().to_vec(), text.replace('\n', "\r\n").into_bytes(), utf16(text)] {
        assert_eq!(found(&bytes, "line 2", "User=svc-backup"), "line 2");
        assert_eq!(found(&bytes, "lines 1-3", "User=svc-backup"), "line 2");
        assert_eq!(found(&bytes, "line 3", "User=svc-backup"), "-");
        assert_eq!(found(&bytes, "line 9", "User=svc-backup"), "?");
        assert_eq!(found(&bytes, "lines 2-3", "svc-backup\nthree"), "lines 2-3");
        assert_eq!(found(&bytes, "line 2", "svc-backup\nthree"), "-", "it ends on another line");
        assert_eq!(found(&bytes, "", "svc-backup\nthree"), "lines 2-3");
        assert_eq!(found(&bytes, "", "user=svc"), "-", "to the letter");
    }
    assert_eq!(found(b"last", "line 1", "last"), "line 1");
    assert_eq!(found(b"", "line 1", "x"), "?");
}

#[test]
fn bytes_are_quoted_as_text_and_as_what_they_spell() {
    let mut bytes = vec![0_u8; 4096];
    bytes.extend_from_slice(b"\xde\xad\xbe\xefKEY");
    bytes.extend(utf16("geheim").split_off(2));
    assert_eq!(found(&bytes, "bytes 4096-4102", "KEY"), "bytes 4100-4102");
    assert_eq!(found(&bytes, "bytes 4096-4101", "KEY"), "-", "one byte short");
    assert_eq!(found(&bytes, "byte 4100", "KEY"), "bytes 4100-4102");
    assert_eq!(found(&bytes, "byte 4099", "KEY"), "-");
    assert_eq!(found(&bytes, "bytes 4096-4099", "hex:dead beef"), "bytes 4096-4099");
    assert_eq!(found(&bytes, "bytes 4000-5000", "geheim"), "bytes 4103-4114");
    assert_eq!(found(&bytes, "bytes 9000-9001", "KEY"), "?");
}

/// A file of many megabytes that exists nowhere: line after line, with some words at one place.
struct Large {
    size: u64,
    at: u64,
    words: &'static [u8],
    read: u64,
}

impl Bytes for Large {
    fn size(&self) -> u64 {
        self.size
    }

    fn read(&mut self, offset: u64, into: &mut [u8]) -> Result<usize, Unread> {
        for (place, byte) in (offset..self.size).zip(into.iter_mut()) {
            let word = place.checked_sub(self.at).and_then(|from| self.words.get(usize::try_from(from).ok()?));
            *byte = word.copied().unwrap_or(if place % 64 == 63 { b'\n' } else { b'.' });
        }
        let read = usize::try_from(self.size.saturating_sub(offset)).unwrap().min(into.len());
        self.read += read as u64;
        Ok(read)
    }
}

#[test]
fn a_large_file_is_read_in_pieces_and_words_across_their_border_are_found() {
    for at in [(1 << 20) - 5, (3 << 20) + 100, (1 << 20) - 1, 0] {
        let mut large = Large { size: 4 << 20, at, words: b"Accepted password", read: 0 };
        let line = at / 64 + 1;
        let ask = Ask { place: None, text: "Accepted password".to_owned() };
        let Outcome::Found(hit) = search(&mut large, &ask) else { panic!("at {at}") };
        assert_eq!(hit.offset, Some(at));
        let Locator::Lines { from, .. } = hit.place else { panic!() };
        assert_eq!(from, line);
        let ask = Ask { place: Some(Locator::Bytes { from: at, to: at + 16 }), text: ask.text };
        large.read = 0;
        assert!(matches!(search(&mut large, &ask), Outcome::Found(_)));
        assert!(large.read <= 2 << 20, "only the place is read: {}", large.read);
    }
}

#[test]
fn a_search_says_why_it_came_to_no_end() {
    struct Gone;
    impl Bytes for Gone {
        fn size(&self) -> u64 {
            9
        }
        fn read(&mut self, _: u64, _: &mut [u8]) -> Result<usize, Unread> {
            Err(Unread::Changed)
        }
    }
    assert_eq!(search(&mut Gone, &ask("line 1", "x")), Outcome::Unread(Unread::Changed));
}

fn pcap(big: bool, frames: &[&[u8]]) -> Vec<u8> {
    let n = |number: u32| if big { number.to_be_bytes() } else { number.to_le_bytes() };
    let mut bytes = n(0xa1b2_c3d4).to_vec();
    bytes.extend([0; 20]);
    for frame in frames {
        let length = n(u32::try_from(frame.len()).unwrap());
        bytes.extend([n(1), n(2), length, length].concat());
        bytes.extend_from_slice(frame);
    }
    bytes
}

fn pcapng(frames: &[&[u8]]) -> Vec<u8> {
    let block = |kind: u32, body: &[u8]| {
        let mut padded = body.to_vec();
        padded.resize(body.len().next_multiple_of(4), 0);
        let length = u32::try_from(padded.len() + 12).unwrap().to_le_bytes();
        [&kind.to_le_bytes()[..], &length, &padded, &length].concat()
    };
    let mut bytes = block(0x0a0d_0d0a, &[0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]);
    bytes.extend(block(1, &[1, 0, 0, 0, 0, 0, 4, 0]));
    for (number, frame) in frames.iter().enumerate() {
        let length = u32::try_from(frame.len()).unwrap().to_le_bytes();
        let body = if number % 2 == 0 {
            [&[0; 12][..], &length, &length, frame].concat()
        } else {
            [&length[..], frame].concat()
        };
        bytes.extend(block(if number % 2 == 0 { 6 } else { 3 }, &body));
    }
    bytes
}

#[test]
fn words_are_found_in_the_frame_that_is_named() {
    let frames: &[&[u8]] = &[b"GET / HTTP/1.1", b"POST /admin\x00\xff HTTP/1.1", b"\xde\xad"];
    for bytes in [pcap(false, frames), pcap(true, frames), pcapng(frames)] {
        assert_eq!(found(&bytes, "frame 2", "POST /admin"), "frame 2");
        assert_eq!(found(&bytes, "frame 1", "POST /admin"), "-");
        assert_eq!(found(&bytes, "frame 4", "POST /admin"), "?");
        assert_eq!(found(&bytes, "", "POST /admin"), "frame 2");
        assert_eq!(found(&bytes, "frame 3", "hex:dead"), "frame 3");
        assert_eq!(found(&bytes, "", "HTTP/1.1\u{0}"), "-", "never across two frames");
        let cut = &bytes[..bytes.len() - 1];
        assert_eq!(found(cut, "frame 3", "hex:dead"), "?", "a frame that is cut off");
    }
    assert_eq!(found(b"GET / HTTP/1.1", "frame 1", "GET"), "?", "no capture");
}

#[test]
fn events_are_found_by_their_record_id_in_exports() {
    let xml = "<Events><Event xmlns='x'><System><EventID>4624</EventID><EventRecordID>4711</EventRecordID></System>\
               <EventData><Data Name='User'>svc-backup</Data><Data>a &amp; b</Data></EventData></Event>\
               <Event><System><EventRecordID>4712</EventRecordID></System><EventData><Data>jon</Data></EventData></Event></Events>";
    for bytes in [xml.as_bytes().to_vec(), utf16(xml)] {
        assert_eq!(found(&bytes, "event 4711", "svc-backup"), "event 4711");
        assert_eq!(found(&bytes, "event 4711", "a & b"), "event 4711", "as a reader shows it");
        assert_eq!(found(&bytes, "event 4711", "jon"), "-");
        assert_eq!(found(&bytes, "event 4712", "jon"), "event 4712");
        assert_eq!(found(&bytes, "event 4624", "svc-backup"), "?", "the kind of an event is not its record");
        assert_eq!(found(&bytes, "event 471", "svc-backup"), "?");
    }
    let lines = "{\"Event\":{\"System\":{\"EventRecordID\":17,\"Computer\":\"DC01\"},\"Data\":\"C:\\\\x\"}}\n{\"winlog\":{\"record_id\": \"18\"},\"user\":\"jon\"}\n";
    assert_eq!(found(lines.as_bytes(), "event 17", "DC01"), "event 17");
    assert_eq!(found(lines.as_bytes(), "event 17", "C:\\x"), "event 17", "as a reader shows it");
    assert_eq!(found(lines.as_bytes(), "event 17", "jon"), "-");
    assert_eq!(found(lines.as_bytes(), "event 18", "jon"), "event 18");
    let list = "{\"Records\": [\n  {\"eventID\": \"8f3c-1\", \"note\": \"} ]\",\n   \"who\": {\"user\": \"root\"}},\n  {\"eventID\": \"8f3c-2\", \"who\": {\"user\": \"ada\"}}\n]}";
    assert_eq!(found(list.as_bytes(), "event 8f3c-1", "root"), "event 8f3c-1");
    assert_eq!(found(list.as_bytes(), "event 8f3c-1", "ada"), "-", "that is the next one");
    assert_eq!(found(list.as_bytes(), "event 8f3c-2", "ada"), "event 8f3c-2");
    let text = "RecordNumber : 7\nMessage : logon of svc\n\nRecordNumber : 8\nMessage : logoff\n";
    assert_eq!(found(text.as_bytes(), "event 7", "logon of svc"), "event 7");
    assert_eq!(found(text.as_bytes(), "event 8", "logon of svc"), "-");
    let audit = "type=SYSCALL msg=audit(1763772188.123:4711): exe=\"/usr/bin/nc\"\ntype=PATH msg=audit(1763772188.123:4711): name=\"/etc/shadow\"\ntype=EOE msg=audit(1763772188.200:4712): x\n";
    assert_eq!(found(audit.as_bytes(), "event 4711", "/etc/shadow"), "event 4711", "all lines of the event");
    assert_eq!(found(audit.as_bytes(), "event 4712", "/etc/shadow"), "-");
}

#[test]
fn a_binary_log_is_searched_record_by_record() {
    let record = |id: u64, value: &str| {
        let body = utf16(value).split_off(2);
        let size = u32::try_from(28 + body.len()).unwrap().to_le_bytes();
        [&b"\x2a\x2a\0\0"[..], &size, &id.to_le_bytes(), &[0; 8], &body, &size].concat()
    };
    let mut bytes = b"ElfFile\0".to_vec();
    bytes.resize(4096, 0);
    for records in [[record(1, "anna"), record(2, "svc-backup")].concat(), record(3, "nc.exe")] {
        let mut chunk = b"ElfChnk\0".to_vec();
        chunk.resize(512, 0);
        chunk.extend(records);
        chunk.resize(65536, 0);
        bytes.extend(chunk);
    }
    assert_eq!(found(&bytes, "event 2", "svc-backup"), "event 2");
    assert_eq!(found(&bytes, "event 1", "svc-backup"), "-");
    assert_eq!(found(&bytes, "event 3", "nc.exe"), "event 3", "in the second chunk");
    assert_eq!(found(&bytes, "event 4", "nc.exe"), "?");
    assert_eq!(found(&bytes, "", "nc.exe"), "event 3");
    assert_eq!(found(&bytes[..4660], "event 2", "svc-backup"), "?", "cut off");
}

#[test]
fn a_line_of_a_commit_is_read_out_of_what_git_printed() {
    let patch = "commit a1b2c3d4e5f60718293a4b5c6d7e8f9012345678\nAuthor: X\n\n    quote auth.rs 41\n\ndiff --git a/src/auth.rs b/src/auth.rs\nindex 1..2 100644\n--- a/src/auth.rs\n+++ b/src/auth.rs\n@@ -40,3 +40,4 @@ fn login() {\n ctx();\n-    check(token)?;\n+    // --- skip\n+    let _ = token;\n }\ndiff --git a/other.rs b/other.rs\n--- a/other.rs\n+++ b/other.rs\n@@ -1 +1 @@\n-old\n+let _ = token;\n";
    let at = |place: &str, text: &str| found(patch.as_bytes(), place, text);
    assert_eq!(at("a1b2c3d:src/auth.rs:42", "let _ = token;"), "a1b2c3d:src/auth.rs:42");
    assert_eq!(at("a1b2c3d:src/auth.rs:41", "let _ = token;"), "-");
    assert_eq!(at("a1b2c3d:src/auth.rs:41", "check(token)"), "a1b2c3d:src/auth.rs:41", "as it was before");
    assert_eq!(at("a1b2c3d:src/auth.rs:41-42", "skip\n    let _"), "a1b2c3d:src/auth.rs:41-42");
    assert_eq!(at("a1b2c3d:other.rs:1", "let _ = token;"), "a1b2c3d:other.rs:1");
    for wrong in ["b1b2c3d:src/auth.rs:42", "a1b2c3d:src/auth.rs:99", "a1b2c3d:auth.rs:42"] {
        assert_eq!(at(wrong, "let _ = token;"), "?", "{wrong}");
    }
    // The file itself as it was in the commit.
    assert_eq!(found(b"one\ntwo\n", "a1b2c3d:src/x.rs:2", "two"), "a1b2c3d:src/x.rs:2");
    let formatted = patch.replace(
        "commit a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
        "From a1b2c3d4e5f60718293a4b5c6d7e8f9012345678 Mon Sep 17 00:00:00 2001",
    );
    assert_eq!(found(formatted.as_bytes(), "a1b2c3d:other.rs:1", "old"), "a1b2c3d:other.rs:1");
}

#[test]
fn hostile_files_end_a_search_and_stop_nothing() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let heads: [&[u8]; 7] = [
        b"\xd4\xc3\xb2\xa1",
        b"\x0a\x0d\x0d\x0a\xff\xff\xff\xff\x4d\x3c\x2b\x1a",
        b"ElfFile\0",
        b"\xff\xfe",
        b"commit abcd\ndiff --git a b\n@@ -1,9999999999999 +1,99999999999999999999 @@\n",
        b"{\"eventID\":\"4711\",[[[[{{{\"",
        b"",
    ];
    for round in 0..200 {
        let mut bytes = heads[round % heads.len()].to_vec();
        bytes.extend((0..random() % 9000).map(|_| (random() & 0xff) as u8));
        if round % 3 == 0 && bytes.len() > 4700 {
            bytes.splice(4096..4104, b"ElfChnk\0".iter().copied());
            bytes.splice(4608..4612, b"\x2a\x2a\0\0".iter().copied());
        }
        for place in
            ["", "line 3", "lines 1-9007199254740991", "bytes 1-9007199254740991", "frame 3", "event 4711", "abcd:b:1"]
        {
            for words in ["hex:00", "word"] {
                let outcome = search_stored(&bytes, &ask(place, words));
                assert!(!matches!(outcome, Outcome::Unread(_)), "{place}");
            }
        }
    }
}
