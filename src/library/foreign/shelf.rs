//! How kept rows lie in a case: their lines, in order, as gzip files of many members (RFC 1952 section 2.2), one for each block. So `zcat` of the files one after
//! another gives exactly the lines that the digest of the import covers, and a block can be read without those before it.

use std::io::{self, BufRead, BufReader, Read, Write as _};

use flate2::Compression;
use flate2::bufread::{GzDecoder, MultiGzDecoder};
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use super::row::Row;

/// Bytes of lines in one block, before it is packed.
const BLOCK: usize = 512 << 10;
/// Bytes of one packed file: small enough to be held whole, and far below the largest attachment.
const FILE: usize = 4 << 20;

/// Packs lines into blocks and blocks into files.
#[derive(Debug, Default)]
pub struct Packer {
    block: Vec<u8>,
    packed: Vec<u8>,
}

impl Packer {
    /// Takes in a line (without its line feed), and gives a file once one is full.
    ///
    /// # Errors
    /// None that bytes can cause; the signature is that of the writer.
    pub fn add(&mut self, line: &[u8]) -> io::Result<Option<Vec<u8>>> {
        self.block.extend_from_slice(line);
        self.block.push(b'\n');
        if self.block.len() < BLOCK {
            return Ok(None);
        }
        self.pack()?;
        Ok((self.packed.len() >= FILE).then(|| std::mem::take(&mut self.packed)))
    }

    /// The last file; none where nothing is left.
    ///
    /// # Errors
    /// As [`Packer::add`].
    pub fn finish(mut self) -> io::Result<Option<Vec<u8>>> {
        self.pack()?;
        Ok(Some(self.packed).filter(|packed| !packed.is_empty()))
    }

    fn pack(&mut self) -> io::Result<()> {
        if self.block.is_empty() {
            return Ok(());
        }
        // No time and no name in its header: the same rows are the same bytes.
        let mut member = GzEncoder::new(std::mem::take(&mut self.packed), Compression::fast());
        member.write_all(&self.block)?;
        self.packed = member.finish()?;
        self.block.clear();
        Ok(())
    }
}

/// Reads the lines of such files one after another.
pub fn lines(packed: impl Read) -> impl BufRead {
    BufReader::with_capacity(64 << 10, MultiGzDecoder::new(BufReader::new(packed)))
}

/// Bytes of the longest block that is unpacked: a line is at most a record and its names, and a damaged file must not fill the memory.
const LONGEST: u64 = 64 << 20;

/// Puts the lines of the first block in the place of what `into` held, and gives what comes behind it.
///
/// # Errors
/// It is no gzip, ends early, or its last line has no end.
pub fn unpack<'a>(packed: &'a [u8], into: &mut Vec<u8>) -> io::Result<&'a [u8]> {
    into.clear();
    let mut block = GzDecoder::new(packed).take(LONGEST);
    block.read_to_end(into)?;
    if into.last().is_some_and(|last| *last != b'\n') {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a block ends within a line"));
    }
    Ok(block.into_inner().into_inner())
}

/// Rows of a packed file that are of lists, and no events; none where it is not what was packed.
#[must_use]
pub fn listed(packed: &[u8]) -> Option<Vec<Row>> {
    let mut found = Vec::new();
    for line in lines(packed).lines() {
        let row: Row = serde_json::from_str(&line.ok()?).ok()?;
        if !row.of.is_event() {
            found.push(row);
        }
    }
    Some(found)
}

/// SHA-256 over all lines with their line feeds, and how many there are: what the record of an import states.
#[derive(Debug, Default)]
pub struct Account {
    sha256: Sha256,
    lines: u64,
}

impl Account {
    /// Takes in the next file.
    ///
    /// # Errors
    /// It is no gzip, or ends early.
    pub fn add(&mut self, packed: impl Read) -> io::Result<()> {
        let mut lines = lines(packed);
        loop {
            let piece = lines.fill_buf()?;
            let length = piece.len();
            if length == 0 {
                return Ok(());
            }
            self.sha256.update(piece);
            self.lines += memchr::memchr_iter(b'\n', piece).count() as u64;
            lines.consume(length);
        }
    }

    /// The digest, and how many lines.
    #[must_use]
    pub fn finish(self) -> ([u8; 32], u64) {
        (self.sha256.finalize().into(), self.lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn what_is_packed_comes_out_line_by_line(texts in proptest::collection::vec("[a-z \u{e9}]{0,2000}", 0..400), times in 1_usize..6) {
            let mut packer = Packer::default();
            let mut files = Vec::new();
            for text in texts.iter().cycle().take(texts.len() * times) {
                files.extend(packer.add(text.as_bytes()).unwrap());
            }
            files.extend(packer.finish().unwrap());
            let mut account = Account::default();
            let mut found = Vec::new();
            for file in &files {
                account.add(file.as_slice()).unwrap();
                found.extend(lines(file.as_slice()).lines().map(Result::unwrap));
            }
            let wanted: Vec<&String> = texts.iter().cycle().take(texts.len() * times).collect();
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), wanted.clone());
            let mut plain = Sha256::new();
            wanted.iter().for_each(|line| plain.update([line.as_bytes(), b"\n"].concat()));
            prop_assert_eq!(account.finish(), (plain.finalize().into(), wanted.len() as u64));
        }
    }

    #[test]
    fn a_file_is_given_once_it_is_full_and_a_cut_one_is_told() {
        let mut packer = Packer::default();
        let mut state = 1_u64;
        let full = loop {
            // Digits that do not pack to nothing.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let line: Vec<u8> = (0..64).flat_map(|at| format!("{:x}", state.rotate_left(at)).into_bytes()).collect();
            if let Some(full) = packer.add(&line).unwrap() {
                break full;
            }
        };
        assert!((FILE..FILE + BLOCK).contains(&full.len()), "{}", full.len());
        assert!(Account::default().add(&full[..full.len() - 9]).is_err());
    }
}
