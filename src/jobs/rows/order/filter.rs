//! Which blocks may hold a text: every block has a set of the trigrams of its texts, folded as a query compares them, and of the pairs and single bytes that shorter
//! texts are. The sets of up to 64 blocks lie crosswise, one word for each hash, so that a trigram is one small read for 64 blocks.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;

/// Bits of a hash.
const BITS: u32 = 18;
/// The fewest bits that the sets of small blocks are folded to.
const FEWEST: u32 = 10;
/// How thin a set stays: one bit in so many at most.
const THIN: u32 = 12;
/// Blocks of one group.
const GROUP: u32 = 64;
/// Trigrams of a text that are asked for: more of them pass over hardly more.
const ASKED: usize = 32;

fn spread(number: u32) -> u32 {
    number.wrapping_mul(0x9E37_79B1) >> (32 - BITS)
}

fn hash(trigram: &[u8]) -> u32 {
    let [one, two, three] = trigram else { return 0 };
    spread(u32::from(*one) << 16 | u32::from(*two) << 8 | u32::from(*three))
}

/// The hashes of a pair or a single byte. There is one of them in a text where there are many trigrams, so it has three hashes: one would often be that of something else.
fn short(gram: &[u8]) -> [u32; 3] {
    let number = match gram {
        [one, two] => 1 << 16 | u32::from(*one) << 8 | u32::from(*two),
        [one] => u32::from(*one),
        _ => 0,
    };
    [1, 2, 3].map(|part| spread(part << 24 | number))
}

/// Hashes of the trigrams of a folded text, or those of a shorter one; none for an empty one.
pub(super) fn trigrams(folded: &[u8]) -> Vec<u32> {
    let mut hashes: Vec<u32> = match folded {
        [] => Vec::new(),
        [_] | [_, _] => short(folded).to_vec(),
        _ => folded.windows(3).map(hash).collect(),
    };
    hashes.sort_unstable();
    hashes.dedup();
    // Evenly out of all of them: what stands beside each other says the same.
    let step = hashes.len().div_ceil(ASKED).max(1);
    hashes.into_iter().step_by(step).collect()
}

/// The trigrams of one block while it is read, and its pairs and bytes.
#[derive(Debug)]
pub(super) struct Trigrams {
    hashes: Vec<u64>,
    /// A bit for each pair there is: few of them are new, so they are hashed once a block.
    pairs: Vec<u64>,
}

impl Trigrams {
    pub(super) fn new() -> Self {
        Self { hashes: vec![0; 1 << (BITS - 6)], pairs: vec![0; 1 << (16 - 6)] }
    }

    /// Adds a folded text.
    pub(super) fn add(&mut self, folded: &[u8]) {
        for trigram in folded.windows(3) {
            set(&mut self.hashes, hash(trigram));
        }
        for pair in folded.windows(2) {
            set(&mut self.pairs, u32::from(pair[0]) << 8 | u32::from(pair[1]));
        }
        if let [_] = folded {
            set_all(&mut self.hashes, short(folded));
        }
    }

    /// Hashes the pairs, and the bytes that they are of.
    fn hash_pairs(&mut self) {
        for (high, bits) in (0_u32..).zip(&mut self.pairs) {
            while *bits != 0 {
                let [.., one, two] = (high << 6 | bits.trailing_zeros()).to_be_bytes();
                for gram in [&[one, two][..], &[one], &[two]] {
                    set_all(&mut self.hashes, short(gram));
                }
                *bits &= *bits - 1;
            }
        }
    }
}

fn set_all(bits: &mut [u64], hashes: [u32; 3]) {
    for hash in hashes {
        set(bits, hash);
    }
}

fn set(bits: &mut [u64], at: u32) {
    bits[(at >> 6) as usize] |= 1 << (at & 63);
}

/// Where the sets of a group lie in the temporary file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) at: u64,
    /// Its first block, and how many it has.
    pub(super) first: u32,
    pub(super) count: u32,
    /// Bytes of a word.
    pub(super) width: u32,
    /// Of a hash.
    pub(super) bits: u32,
}

impl Group {
    /// The blocks, one bit each, that may hold a text with these trigrams.
    pub(super) fn holding(&self, file: &File, trigrams: &[u32]) -> io::Result<u64> {
        let mut blocks = u64::MAX >> (GROUP - self.count.clamp(1, GROUP));
        for trigram in trigrams {
            let mut word = [0; 8];
            let row = u64::from(trigram & ((1 << self.bits) - 1));
            file.read_exact_at(&mut word[..self.width as usize], self.at + row * u64::from(self.width))?;
            blocks &= u64::from_le_bytes(word);
            if blocks == 0 {
                break;
            }
        }
        Ok(blocks)
    }
}

/// The sets of a group while its blocks are read.
#[derive(Debug)]
pub(super) struct Columns {
    words: Vec<u64>,
    count: u32,
    /// Trigrams of the fullest block.
    fullest: u32,
}

impl Columns {
    pub(super) fn new() -> Self {
        Self { words: vec![0; 1 << BITS], count: 0, fullest: 0 }
    }

    /// Takes in the trigrams of the next block and empties them.
    pub(super) fn add(&mut self, trigrams: &mut Trigrams) {
        trigrams.hash_pairs();
        let mut held = 0;
        for (at, bits) in trigrams.hashes.iter_mut().enumerate() {
            held += bits.count_ones();
            while *bits != 0 {
                self.words[at << 6 | bits.trailing_zeros() as usize] |= 1 << self.count;
                *bits &= *bits - 1;
            }
        }
        self.count += 1;
        self.fullest = self.fullest.max(held);
    }

    pub(super) fn is_full(&self) -> bool {
        self.count == GROUP
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The sets as they are written, and what is to be known of them; begins anew.
    pub(super) fn finish(&mut self, first: u32) -> (Vec<u8>, Group) {
        let mut bits = BITS;
        while bits > FEWEST && self.fullest.saturating_mul(THIN) <= 1 << (bits - 1) {
            bits -= 1;
            let (low, high) = self.words[..2 << bits].split_at_mut(1 << bits);
            low.iter_mut().zip(high).for_each(|(low, high)| *low |= *high);
        }
        let width = self.count.div_ceil(8).next_power_of_two();
        let mut bytes = Vec::with_capacity(width as usize * (1 << bits));
        for word in &self.words[..1 << bits] {
            bytes.extend_from_slice(&word.to_le_bytes()[..width as usize]);
        }
        let group = Group { at: 0, first, count: self.count, width, bits };
        self.words.fill(0);
        (self.count, self.fullest) = (0, 0);
        (bytes, group)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_block_that_holds_a_text_is_never_passed_over(
            blocks in proptest::collection::vec(proptest::collection::vec("[ -~\u{e0}-\u{ff}]{0,60}", 0..8), 1..90), from in 0_usize..50, length in 1_usize..20,
        ) {
            let file = tempfile::tempfile().unwrap();
            let (mut columns, mut trigrams_of, mut groups, mut end) = (Columns::new(), Trigrams::new(), Vec::new(), 0);
            for (number, block) in blocks.iter().enumerate() {
                block.iter().for_each(|text| trigrams_of.add(text.as_bytes()));
                columns.add(&mut trigrams_of);
                if columns.is_full() || number + 1 == blocks.len() {
                    let first = u32::try_from(number + 1).unwrap() - columns.count;
                    let (bytes, group) = columns.finish(first);
                    file.write_all_at(&bytes, end).unwrap();
                    groups.push(Group { at: end, ..group });
                    end += bytes.len() as u64;
                }
            }
            prop_assert_eq!(groups.iter().map(|group| group.count as usize).sum::<usize>(), blocks.len());
            for text in blocks.iter().flatten() {
                let Some(needle) = text.as_bytes().get(from.min(text.len())..).map(|rest| &rest[..length.min(rest.len())]) else { continue };
                let asked = trigrams(needle);
                for group in &groups {
                    let holding = group.holding(&file, &asked).unwrap();
                    for column in 0..group.count {
                        let block = &blocks[(group.first + column) as usize];
                        let holds = block.iter().any(|text| memchr::memmem::find(text.as_bytes(), needle).is_some());
                        prop_assert!(!holds || holding >> column & 1 == 1);
                    }
                    prop_assert!(group.count == 64 || holding >> group.count == 0);
                }
            }
        }
    }

    #[test]
    fn a_block_that_does_not_hold_a_text_is_mostly_passed_over() {
        let (mut columns, mut trigrams_of, file) = (Columns::new(), Trigrams::new(), tempfile::tempfile().unwrap());
        for block in 0..40 {
            for row in 0..500 {
                trigrams_of.add(format!("row {} of block {block}", row * 7919).as_bytes());
            }
            columns.add(&mut trigrams_of);
        }
        let (bytes, group) = columns.finish(0);
        assert!(bytes.len() <= 8 << 16, "{}", bytes.len());
        file.write_all_at(&bytes, 0).unwrap();
        assert_eq!(group.holding(&file, &trigrams(b"zqxj-needle")).unwrap(), 0);
        assert_eq!(group.holding(&file, &trigrams(b"of block 33")).unwrap() >> 33 & 1, 1);
        // Shorter ones as well: a pair that stands nowhere, and a letter.
        assert_eq!(group.holding(&file, &trigrams(b"zq")).unwrap(), 0);
        assert_eq!(group.holding(&file, &trigrams(b"z")).unwrap(), 0);
        assert_eq!(group.holding(&file, &trigrams(b"33")).unwrap() >> 33 & 1, 1);
        assert_eq!(group.holding(&file, &trigrams(b"")).unwrap().count_ones(), 40);
    }
}
