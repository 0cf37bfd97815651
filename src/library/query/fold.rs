//! Texts as they are kept to be passed over: whatever a query finds alike is alike here.

/// Adds a text in lower case, letters made one that an expression takes for one another whatever their case. If a query finds a text in another, the one folded lies in
/// the other folded, in one piece.
pub fn fold(text: &str, into: &mut Vec<u8>) {
    if text.is_ascii() {
        into.extend(text.bytes().map(|byte| byte.to_ascii_lowercase()));
    } else {
        alike(&text.to_lowercase(), into);
    }
}

/// Adds a text that is in lower case already.
pub(super) fn alike(lower: &str, into: &mut Vec<u8>) {
    if lower.is_ascii() {
        into.extend_from_slice(lower.as_bytes());
        return;
    }
    for letter in lower.chars() {
        // The long s and the sigma at the end of a word are lower case, and their capitals are those of s and of sigma (CaseFolding.txt of Unicode).
        let letter = match letter {
            '\u{17f}' => 's',
            '\u{3c2}' => '\u{3c3}',
            other => other,
        };
        into.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    }
}
