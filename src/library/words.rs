//! The PGP word list (Juola and Zimmermann, 1995): a byte is one word out of 256 of two syllables where it stands at an even place, out of 256 others of three
//! syllables at an odd one, so that a word that was swapped, doubled or left out shows.

use std::sync::LazyLock;

use super::assets::PGP_WORDS;

/// The two lists: words of even places, words of odd places, each at the place of its byte.
static LISTS: LazyLock<[Vec<&'static str>; 2]> = LazyLock::new(|| {
    let pairs = || PGP_WORDS.lines().filter_map(|line| line.split_once(' '));
    [pairs().map(|(even, _)| even).collect(), pairs().map(|(_, odd)| odd).collect()]
});

/// The words of some bytes.
#[must_use]
pub fn words_of(bytes: &[u8]) -> Vec<&'static str> {
    let word = |(place, byte): (usize, &u8)| LISTS[place % 2].get(usize::from(*byte)).copied();
    bytes.iter().enumerate().filter_map(word).collect()
}

/// What is wrong with words as they were heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misheard {
    /// Which word, counted from one.
    pub place: usize,
    /// The word.
    pub word: String,
    /// Whether it is a word of the other list: one beside it was left out, doubled or swapped.
    pub of_the_other: bool,
}

/// Words as people write them down: any case, apart by whatever is no letter.
#[must_use]
pub fn heard(text: &str) -> Vec<String> {
    let apart = |c: char| !c.is_alphabetic();
    text.split(apart).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The bytes that words stand for.
///
/// # Errors
/// The first word that cannot stand where it does.
pub fn bytes_of(words: &[String]) -> Result<Vec<u8>, Misheard> {
    let byte = |(place, word): (usize, &String)| {
        let find = |list: &Vec<&str>| list.iter().position(|known| known == word);
        let of_the_other = || find(&LISTS[(place + 1) % 2]).is_some();
        let found = find(&LISTS[place % 2]).and_then(|at| u8::try_from(at).ok());
        found.ok_or_else(|| Misheard { place: place + 1, word: word.clone(), of_the_other: of_the_other() })
    };
    words.iter().enumerate().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_lists_are_the_published_ones() {
        // The example that the list's authors give.
        let bytes = crate::journal::from_hex::<20>("e58294f2e9a227486e8b061b31cc528fd7fa3f19").unwrap();
        let words = "topmost istanbul pluto vagabond treadmill pacific brackish dictator goldfish medusa afflict bravado \
                     chatter revolver dupont midsummer stopwatch whimsical cowbell bottomless";
        assert_eq!(words_of(&bytes).join(" "), words);
        assert_eq!(bytes_of(&heard(words)), Ok(bytes.to_vec()));
        let all: std::collections::BTreeSet<&str> = LISTS.iter().flatten().copied().collect();
        assert_eq!((LISTS[0].len(), LISTS[1].len(), all.len()), (256, 256, 512), "no word stands twice");
        assert!(LISTS[0].is_sorted());
    }

    #[test]
    fn swapped_doubled_and_dropped_words_show() {
        let said = heard("Topmost, Istanbul - pluto... VAGABOND");
        assert_eq!(bytes_of(&said), Ok(vec![0xe5, 0x82, 0x94, 0xf2]));
        for wrong in ["topmost pluto istanbul", "topmost topmost istanbul", "istanbul pluto"] {
            assert!(bytes_of(&heard(wrong)).unwrap_err().of_the_other, "{wrong}");
        }
        let unknown = Misheard { place: 2, word: "constantinople".to_owned(), of_the_other: false };
        assert_eq!(bytes_of(&heard("topmost constantinople")), Err(unknown));
    }

    proptest! {
        #[test]
        fn every_bytes_read_back(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let words: Vec<String> = words_of(&bytes).into_iter().map(str::to_owned).collect();
            prop_assert_eq!(bytes_of(&words), Ok(bytes));
        }
    }
}
