//! Small files that hold a key, keys or a passphrase: read whole, in one place, and wiped from memory once they are dropped.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use zeroize::Zeroizing;

use super::failure::Failure;
use crate::domain::text::visible_bytes;
use crate::export::sealed::LONGEST_KEY_FILE;

/// The text of a small file; `what` says what it was to be, in words that follow "no".
///
/// # Errors
/// It is not there, no regular file, larger than any such file, or no text.
pub fn small(path: &Path, what: &str) -> Result<Zeroizing<String>, Failure> {
    let said = |why: String| Failure::Small { path: visible_bytes(path.as_os_str().as_encoded_bytes()), why };
    // Looked at before it is opened: a pipe would wait for somebody to write.
    let seen = std::fs::metadata(path).map_err(|error| said(error.to_string()))?;
    if !seen.is_file() || seen.len() > LONGEST_KEY_FILE {
        return Err(said(format!("it is no {what}: such a file is small")));
    }
    let mut text = Zeroizing::new(String::new());
    let read = File::open(path).and_then(|file| file.take(LONGEST_KEY_FILE).read_to_string(&mut text));
    read.map_err(|error| said(error.to_string()))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_file_is_read_and_what_cannot_be_one_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("words");
        let why = |path: &Path| small(path, "passphrase").unwrap_err().to_string();
        assert!(why(&path).contains("nothing was done"), "{}", why(&path));
        std::fs::write(&path, "six words\n").unwrap();
        assert_eq!(small(&path, "passphrase").unwrap().as_str(), "six words\n");
        std::fs::write(&path, vec![b'a'; usize::try_from(LONGEST_KEY_FILE).unwrap() + 1]).unwrap();
        assert!(why(&path).contains("it is no passphrase: such a file is small"), "{}", why(&path));
        assert!(why(dir.path()).contains("it is no passphrase"));
        std::fs::write(&path, [0xff, 0xfe]).unwrap();
        assert!(small(&path, "passphrase").is_err());
    }
}
