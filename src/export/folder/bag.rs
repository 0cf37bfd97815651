//! The texts that make a directory a bag (RFC 8493): manifests and `bag-info.txt`.

use crate::domain::text::one_line;
use crate::journal::hex;

/// One file of the folder as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Its path inside the folder.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256.
    pub sha256: [u8; 32],
    /// SHA-512, where it was asked for.
    pub sha512: Option<[u8; 64]>,
}

/// A manifest (RFC 8493, section 2.1.3): digest, two spaces, path; sorted by the bytes of the path; LF. `sha256sum -c` reads it.
#[must_use]
pub fn manifest<'a>(files: impl Iterator<Item = &'a Filed>, digest: impl Fn(&Filed) -> Option<String>) -> Vec<u8> {
    let mut lines: Vec<(&str, String)> = files.filter_map(|file| Some((file.path.as_str(), digest(file)?))).collect();
    lines.sort_unstable();
    lines.into_iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect::<String>().into_bytes()
}

/// The digest of a SHA-256 manifest.
#[must_use]
pub fn sha256(file: &Filed) -> Option<String> {
    Some(hex(&file.sha256))
}

/// The digest of a SHA-512 manifest.
#[must_use]
pub fn sha512(file: &Filed) -> Option<String> {
    file.sha512.as_ref().map(|digest| hex(digest))
}

/// `bag-info.txt` (RFC 8493, section 2.2.2): the fields given, then what follows from the payload.
#[must_use]
pub fn info(fields: &[(String, String)], payload: &[Filed]) -> Vec<u8> {
    let bytes: u64 = payload.iter().map(|file| file.size).sum();
    let mut text = String::new();
    let own = [("Bag-Size", human(bytes)), ("Payload-Oxum", format!("{bytes}.{}", payload.len()))];
    let own = own.map(|(label, value)| (label.to_owned(), value));
    for (label, value) in fields.iter().chain(&own) {
        let value = one_line(value);
        let value = value.trim();
        // A line of its own is the end of a value; none of these needs more than one.
        if !value.is_empty() {
            text.push_str(&format!("{label}: {value}\n"));
        }
    }
    text.into_bytes()
}

/// A size in words, as the field asks for it.
fn human(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["B", "KB", "MB", "GB", "TB"];
    let mut tenths = u128::from(bytes) * 10;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    let unit = UNITS.get(unit).copied().unwrap_or_default();
    if unit == "B" { format!("{bytes} B") } else { format!("{}.{} {unit}", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filed(path: &str, size: u64) -> Filed {
        Filed { path: path.to_owned(), size, sha256: [0xab; 32], sha512: None }
    }

    #[test]
    fn a_manifest_is_sorted_by_bytes_and_a_value_stays_on_its_line() {
        let files = [filed("data/b", 1), filed("data/a-1", 2), filed("data/a/x", 3)];
        let text = String::from_utf8(manifest(files.iter(), sha256)).unwrap();
        let digest = "ab".repeat(32);
        assert_eq!(text, format!("{digest}  data/a-1\n{digest}  data/a/x\n{digest}  data/b\n"));
        assert!(manifest(files.iter(), sha512).is_empty());
        let fields = [
            ("Source-Organization".to_owned(), "Acme\nPayload-Oxum: 1.1".to_owned()),
            ("Empty".to_owned(), String::new()),
        ];
        let text = String::from_utf8(info(&fields, &files)).unwrap();
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.ends_with("Bag-Size: 6 B\nPayload-Oxum: 6.3\n"), "{text}");
        assert_eq!(
            (human(999), human(1_500_000), human(u64::MAX)),
            ("999 B".into(), "1.5 MB".into(), "18446744.0 TB".into())
        );
    }
}
