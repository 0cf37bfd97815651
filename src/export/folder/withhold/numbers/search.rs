//! The search for telephone numbers as a stream: letter by letter with a state of a few words, so that files of any size are searched in bounded memory.

use super::{LEAST, Numbers, TAIL};

/// What may stand between the digits of any number.
const BETWEEN: &str = " -/().*_~[]\u{a0}\u{ad}\u{b7}\u{2007}\u{2009}\u{200b}\u{200c}\u{200d}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2022}\u{202f}\u{2060}\u{2212}\u{feff}";
/// What parts columns and thousands as well: it stands only between the digits of a number that a record names, else `+12,345,678 bytes` would be one.
const COLUMNS: &str = ",;|\t\\";
/// Noughts of the scripts whose ten digits follow each other (Unicode, general category Nd, and the forms raised and lowered).
const NOUGHTS: [u32; 13] =
    [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xe50, 0x2080, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2];

/// What a digit of any of these scripts counts.
pub(super) fn digit(letter: char) -> Option<u32> {
    let code = u32::from(letter);
    NOUGHTS.iter().find_map(|nought| code.checked_sub(*nought).filter(|digit| *digit < 10))
}

/// The narrow letter for a full-width one.
fn narrow(letter: char) -> char {
    match letter {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

fn between(letter: char) -> bool {
    BETWEEN.contains(narrow(letter))
}

/// Whether a letter may stand between the digits of a number that a record names.
pub(super) fn parts(letter: char) -> bool {
    between(letter) || COLUMNS.contains(narrow(letter))
}

/// The search in letters.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    numbers: &'a Numbers,
    /// Digits of the run so far, no more than are compared, and what the last of them make.
    run: (usize, u32),
    before: char,
    /// After a plus sign of its own: digits so far, and whether the first is nought.
    plus: Option<(usize, bool)>,
}

impl<'a> Scan<'a> {
    pub(super) fn of(numbers: &'a Numbers) -> Self {
        Scan { numbers, run: (0, 0), before: ' ', plus: None }
    }

    /// Takes the next letter: whether a number has been found.
    pub(super) fn letter(&mut self, letter: char) -> bool {
        let digit = digit(letter);
        let found = self.named(digit, letter) || self.international(digit, letter);
        let letter = narrow(letter);
        if letter == '+' && !self.before.is_alphanumeric() && self.before != '+' {
            self.plus = Some((0, false));
        }
        self.before = letter;
        found
    }

    /// One of the numbers that records name.
    fn named(&mut self, digit: Option<u32>, letter: char) -> bool {
        let Some(digit) = digit else {
            if self.run.0 > 0 && !parts(letter) {
                self.run = (0, 0);
            }
            return false;
        };
        let (count, value) = self.run;
        // Eight digits fit.
        self.run = ((count + 1).min(TAIL), (value % 10_u32.pow(7)) * 10 + digit);
        let (count, value) = self.run;
        (LEAST..=count).any(|length| {
            let tail = u32::try_from(length).map_or(value, |length| value % 10_u32.pow(length));
            self.numbers.tails.contains(&(length, tail))
        })
    }

    /// A number with its country: a plus sign of its own and 8 to 15 digits, the first of them not nought (ITU-T E.164).
    fn international(&mut self, digit: Option<u32>, letter: char) -> bool {
        let Some((count, nought)) = self.plus else { return false };
        match digit {
            Some(digit) => self.plus = Some(((count + 1).min(16), if count == 0 { digit == 0 } else { nought })),
            None if count > 0 && between(letter) => {}
            None => return self.end(),
        }
        false
    }

    /// The text ends, or the number does: whether that makes it one.
    pub(super) fn end(&mut self) -> bool {
        self.plus.take().is_some_and(|(count, nought)| (8..=15).contains(&count) && !nought)
    }
}

/// How the bytes are letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    Unknown,
    Utf8,
    /// UTF-16, whether the greater byte comes first.
    Wide(bool),
}

/// The search in bytes: UTF-8, or UTF-16 that says so.
#[derive(Debug)]
pub struct Search<'a> {
    scan: Scan<'a>,
    letters: Letters,
    /// Bytes of a letter that is not there whole.
    rest: Vec<u8>,
    found: bool,
    text: bool,
}

impl<'a> Search<'a> {
    pub(super) fn of(numbers: &'a Numbers) -> Self {
        Search { scan: Scan::of(numbers), letters: Letters::Unknown, rest: Vec::new(), found: false, text: true }
    }

    /// Takes the next bytes: whether more of them can change what is known.
    pub fn feed(&mut self, bytes: &[u8]) -> bool {
        if self.found || !self.text {
            return false;
        }
        let mut all = std::mem::take(&mut self.rest);
        all.extend_from_slice(bytes);
        if self.letters == Letters::Unknown {
            let (letters, mark) = match all.as_slice() {
                [0xff, 0xfe, ..] => (Letters::Wide(false), 2),
                [0xfe, 0xff, ..] => (Letters::Wide(true), 2),
                [] | [0xff | 0xfe] => {
                    self.rest = all;
                    return true;
                }
                _ => (Letters::Utf8, 0),
            };
            self.letters = letters;
            all.drain(..mark);
        }
        match self.letters {
            Letters::Wide(big) => self.wide(all, big),
            _ => self.utf8(&all),
        }
        !self.found && self.text
    }

    fn utf8(&mut self, bytes: &[u8]) {
        let (text, broken) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(error) => {
                let (good, rest) = bytes.split_at(error.valid_up_to());
                if error.error_len().is_none() {
                    self.rest = rest.to_vec();
                }
                (std::str::from_utf8(good).unwrap_or_default(), error.error_len().is_some())
            }
        };
        self.letters(text.chars());
        self.text &= !broken;
    }

    fn wide(&mut self, mut bytes: Vec<u8>, big: bool) {
        let mut whole = bytes.len() / 2 * 2;
        let order = if big { u16::from_be_bytes } else { u16::from_le_bytes };
        let unit = |pair: &[u8]| if let [one, other] = pair { order([*one, *other]) } else { 0 };
        // The first half of a pair waits for the second.
        if bytes.get(whole.saturating_sub(2)..whole).is_some_and(|last| (0xd800..0xdc00).contains(&unit(last))) {
            whole -= 2;
        }
        self.rest = bytes.split_off(whole);
        let mut broken = false;
        let letters = char::decode_utf16(bytes.chunks_exact(2).map(unit)).map_while(|letter| {
            broken = letter.is_err();
            letter.ok()
        });
        self.letters(letters);
        self.text &= !broken;
    }

    fn letters(&mut self, letters: impl Iterator<Item = char>) {
        for letter in letters {
            if letter == '\0' {
                self.text = false;
                return;
            }
            if self.scan.letter(letter) {
                self.found = true;
                return;
            }
        }
    }

    /// Whether a number stands in the bytes; none where none was found and they are no text to their end.
    #[must_use]
    pub fn finish(mut self) -> Option<bool> {
        // Half a letter at the end; one odd byte behind UTF-16 is no letter's.
        let cut = match self.letters {
            Letters::Wide(_) => self.rest.len() > 1,
            _ => !self.rest.is_empty(),
        };
        let found = self.found || (self.text && !cut && self.scan.end());
        if found { Some(true) } else { (self.text && !cut).then_some(false) }
    }
}
