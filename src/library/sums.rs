//! Lines that `sha256sum` writes and reads: `<hex>  <name>`, and with `--tag` `SHA256 (<name>) = <hex>`.
//!
//! Names are raw bytes. A name with a backslash, a line feed or a carriage return is escaped and its line begins with a
//! backslash (GNU coreutils manual, `cksum`, output modes; compared with coreutils 9.1 in the tests). Pure: reads no file.
//!
//! A name `-` means standard input to `sha256sum -c`: write the path of such a file as `./-`.

use crate::library::digest::{Algorithm, Digest, from_hex};

/// One line of a check file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The digest written there: a claim until it is computed again.
    pub digest: Digest,
    /// The name of the file, raw bytes, never empty.
    pub name: Vec<u8>,
}

/// Why a line of a check file cannot be read. Holds no part of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineProblem {
    /// Neither of the two formats.
    #[error("not a line of sha256sum: expected 64 hex digits, two spaces and a name, or SHA256 (name) = digest")]
    Format,
    /// Hex digits of a length that no known algorithm has.
    #[error("a digest of {digits} hex digits; only MD5 (32), SHA-1 (40), SHA-256 (64) and SHA-512 (128) are read")]
    Length {
        /// How many hex digits there are.
        digits: usize,
    },
    /// A tagged line of another algorithm.
    #[error("a digest of another algorithm; only MD5, SHA1, SHA256, SHA512 and BLAKE3 are read")]
    Algorithm,
    /// A backslash that escapes nothing known.
    #[error("a backslash in the name that escapes nothing; the line was damaged")]
    Escape,
    /// No name.
    #[error("the name is missing")]
    NoName,
}

/// A line in the default format, with its line feed.
pub fn line(digest: &Digest, name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(digest.bytes().len() * 2 + name.len() + 4);
    out.extend(mark(name));
    out.extend(digest.hex().bytes());
    out.extend(b"  ");
    escape(name, &mut out);
    out.push(b'\n');
    out
}

/// A line in the format of `--zero`: the name as it is, and NUL at the end.
pub fn zero_line(digest: &Digest, name: &[u8]) -> Vec<u8> {
    [digest.hex().as_bytes(), b"  ", name, b"\0"].concat()
}

/// A line in the format of `--tag`, with its line feed.
pub fn tagged_line(digest: &Digest, name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(digest.bytes().len() * 2 + name.len() + 16);
    out.extend(mark(name));
    out.extend(digest.algorithm().name().bytes());
    out.extend(b" (");
    escape(name, &mut out);
    out.extend(b") = ");
    out.extend(digest.hex().bytes());
    out.push(b'\n');
    out
}

fn mark(name: &[u8]) -> &'static [u8] {
    if name.iter().any(|byte| matches!(byte, b'\\' | b'\n' | b'\r')) { b"\\" } else { b"" }
}

fn escape(name: &[u8], out: &mut Vec<u8>) {
    for &byte in name {
        match byte {
            b'\\' => out.extend(b"\\\\"),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            other => out.push(other),
        }
    }
}

/// Reads a whole check file, line by line, with line numbers counted from 1. Empty lines and lines that begin with `#`
/// are left out. A byte order mark and the carriage returns of a CRLF file are dropped.
pub fn entries(text: &[u8]) -> impl Iterator<Item = (usize, Result<Entry, LineProblem>)> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    text.split(|&byte| byte == b'\n').enumerate().filter_map(|(index, line)| {
        // A name never ends in a bare carriage return: it would be escaped.
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let content = line.trim_ascii_start();
        (!content.is_empty() && !line.starts_with(b"#")).then(|| (index + 1, entry(content)))
    })
}

/// Reads one line without its line feed: default format with text (` `) or binary (`*`) marker, or tagged, also as
/// OpenSSL writes it (`SHA2-256(name)= …`).
///
/// # Errors
/// A [`LineProblem`]; the hex of another algorithm is told from a line that is none at all.
pub fn entry(line: &[u8]) -> Result<Entry, LineProblem> {
    let (escaped, line) = line.strip_prefix(b"\\").map_or((false, line), |rest| (true, rest));
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let (digest, name) = match line[digits..] {
        [b' ', b' ' | b'*', ref name @ ..] if digits >= 8 => (plain_digest(&line[..digits])?, name),
        _ => tagged(line)?,
    };
    let name = if escaped { unescape(name)? } else { name.to_owned() };
    if name.is_empty() { Err(LineProblem::NoName) } else { Ok(Entry { digest, name }) }
}

fn plain_digest(digits: &[u8]) -> Result<Digest, LineProblem> {
    let problem = LineProblem::Length { digits: digits.len() };
    let bytes = from_hex(digits).ok_or(problem)?;
    let algorithm = Algorithm::ALL.into_iter().find(|algorithm| algorithm.bytes() == bytes.len()).ok_or(problem)?;
    Digest::new(algorithm, bytes).ok_or(problem)
}

fn tagged(line: &[u8]) -> Result<(Digest, &[u8]), LineProblem> {
    let open = line.iter().position(|&byte| byte == b'(').ok_or(LineProblem::Format)?;
    // The name may hold `) = ` too, the digest cannot.
    let close = line.iter().rposition(|&byte| byte == b')').filter(|&close| close > open).ok_or(LineProblem::Format)?;
    let label = line[..open].trim_ascii_end();
    let digits = line[close + 1..].trim_ascii_start().strip_prefix(b"=").ok_or(LineProblem::Format)?.trim_ascii();
    if label.is_empty() || !label.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-/_".contains(byte)) {
        return Err(LineProblem::Format);
    }
    let bytes = from_hex(digits).filter(|bytes| !bytes.is_empty()).ok_or(LineProblem::Format)?;
    let algorithm = Algorithm::from_name(label).ok_or(LineProblem::Algorithm)?;
    let digest = Digest::new(algorithm, bytes).ok_or(LineProblem::Length { digits: digits.len() })?;
    Ok((digest, &line[open + 1..close]))
}

pub(super) fn unescape(name: &[u8]) -> Result<Vec<u8>, LineProblem> {
    let mut out = Vec::with_capacity(name.len());
    let mut bytes = name.iter();
    while let Some(&byte) = bytes.next() {
        out.push(match (byte, byte == b'\\') {
            (plain, false) => plain,
            (_, true) => match bytes.next() {
                Some(b'\\') => b'\\',
                Some(b'n') => b'\n',
                Some(b'r') => b'\r',
                _ => return Err(LineProblem::Escape),
            },
        });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::process::Command;

    use sha2::Digest as _;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    const HOSTILE: [&[u8]; 16] = [
        b"plain",
        b"two\nlines",
        b"back\\slash",
        b"\\leading",
        b"ends\\",
        b"not utf8 \xff\xfe\x80",
        b"-dash",
        b"--help",
        b"ends in cr\r",
        b" leading space",
        b"*star",
        b"# comment",
        b"a) = b",
        b"SHA256 (x) = 00",
        b"\x1b[2J\x07",
        b"trailing space ",
    ];

    fn abc() -> Digest {
        Digest::sha256(sha2::Sha256::digest(b"abc").into())
    }

    fn read(text: &[u8]) -> Vec<Result<Entry, LineProblem>> {
        entries(text).map(|(_, entry)| entry).collect()
    }

    /// A directory with one file per hostile name, each with content of its own.
    fn hostile_files() -> (tempfile::TempDir, Vec<Entry>) {
        let dir = tempfile::tempdir().unwrap();
        let entries = HOSTILE
            .iter()
            .map(|&name| {
                fs::write(dir.path().join(OsStr::from_bytes(name)), name).unwrap();
                Entry { digest: Digest::sha256(sha2::Sha256::digest(name).into()), name: name.to_owned() }
            })
            .collect();
        (dir, entries)
    }

    fn sha256sum(dir: &std::path::Path, arguments: &[&[u8]]) -> std::process::Output {
        let arguments = arguments.iter().map(|argument| OsStr::from_bytes(argument));
        Command::new("sha256sum").current_dir(dir).args(arguments).env("LC_ALL", "C").output().unwrap()
    }

    #[test]
    fn sha256sum_checks_our_lines() {
        let (dir, entries) = hostile_files();
        for write in [line, tagged_line] {
            let text: Vec<u8> = entries.iter().flat_map(|entry| write(&entry.digest, &entry.name)).collect();
            fs::write(dir.path().join("SUMS"), &text).unwrap();
            let checked = sha256sum(dir.path(), &[b"--strict", b"--status", b"-c", b"SUMS"]);
            assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
            // The check can fail: one changed byte in a file is noticed.
            fs::write(dir.path().join("plain"), b"plaim").unwrap();
            assert!(!sha256sum(dir.path(), &[b"--strict", b"--status", b"-c", b"SUMS"]).status.success());
            fs::write(dir.path().join("plain"), b"plain").unwrap();
        }
    }

    #[test]
    fn our_lines_are_those_of_sha256sum_and_are_read_back() {
        let (dir, entries) = hostile_files();
        type Write = fn(&Digest, &[u8]) -> Vec<u8>;
        let modes: [(&[u8], Option<Write>); 3] =
            [(b"--text", Some(line)), (b"--tag", Some(tagged_line)), (b"--binary", None)];
        for (mode, write) in modes {
            let arguments: Vec<&[u8]> = [mode, b"--"].into_iter().chain(HOSTILE).collect();
            let printed = sha256sum(dir.path(), &arguments);
            assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
            let parsed: Vec<Entry> = read(&printed.stdout).into_iter().map(Result::unwrap).collect();
            assert_eq!(parsed, entries);
            if let Some(write) = write {
                let ours: Vec<u8> = entries.iter().flat_map(|entry| write(&entry.digest, &entry.name)).collect();
                assert_eq!(ours.escape_ascii().to_string(), printed.stdout.escape_ascii().to_string());
            }
        }
    }

    #[test]
    fn other_tools_lines_are_read() {
        let entry = Entry { digest: abc(), name: b"a b".to_vec() };
        let text = format!(
            "\u{feff}# made by a tool\r\n{ABC}  a b\r\n\r\n{} *a b\r\nSHA2-256(a b)= {ABC}\r\n  {ABC}  a b",
            ABC.to_uppercase()
        );
        let numbered: Vec<_> = entries(text.as_bytes()).collect();
        assert_eq!(numbered.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 4, 5, 6]);
        assert!(numbered.iter().all(|(_, read)| read.as_ref() == Ok(&entry)), "{numbered:?}");
        let long = Digest::sha512(sha2::Sha512::digest(b"abc").into());
        for text in [line(&long, b"x"), tagged_line(&long, b"x")] {
            assert_eq!(read(&text), [Ok(Entry { digest: long.clone(), name: b"x".to_vec() })]);
        }
    }

    #[test]
    fn lines_that_cannot_be_read_say_why() {
        let problem = |text: String| entry(text.as_bytes()).unwrap_err();
        assert_eq!(problem("hello".into()), LineProblem::Format);
        assert_eq!(problem(ABC.into()), LineProblem::Format);
        assert_eq!(problem(format!("{ABC} name")), LineProblem::Format);
        assert_eq!(problem(format!("{ABC}  ")), LineProblem::NoName);
        assert_eq!(problem(format!("{}  sha224", &ABC[..56])), LineProblem::Length { digits: 56 });
        assert_eq!(problem(format!("{}  odd", &ABC[..63])), LineProblem::Length { digits: 63 });
        assert_eq!(problem(format!("RMD160 (x) = {}", &ABC[..40])), LineProblem::Algorithm);
        assert_eq!(problem(format!("SHA256 (x) = {}", &ABC[..62])), LineProblem::Length { digits: 62 });
        assert_eq!(problem(format!("SHA256 () = {ABC}")), LineProblem::NoName);
        assert_eq!(problem(format!("\\{ABC}  a\\tb")), LineProblem::Escape);
        assert_eq!(problem(format!("\\{ABC}  a\\")), LineProblem::Escape);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            digest: [u8; 32],
            name in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(b"\\\n\r ()=*#".to_vec())], 1..40),
        ) {
            let entry = Entry { digest: Digest::sha256(digest), name };
            for write in [line, tagged_line] {
                let text = write(&entry.digest, &entry.name);
                prop_assert_eq!(text.iter().filter(|&&byte| byte == b'\n').count(), 1);
                prop_assert_eq!(read(&text), [Ok(entry.clone())]);
            }
        }

        #[test]
        fn any_bytes_are_answered(text: Vec<u8>) {
            entries(&text).for_each(drop);
        }
    }
}
