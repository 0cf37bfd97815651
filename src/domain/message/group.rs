//! Addresses that stand for more than one reader, or for readers whom nobody named.

/// Words that mean everybody of something where they stand alone as a part of an address, or as a word of what was typed in place of a name.
const WORDS: &[&str] = &[
    "all",
    "alle",
    "everyone",
    "everybody",
    "staff",
    "team",
    "teams",
    "group",
    "list",
    "lists",
    "company",
    "employees",
    "mitarbeiter",
    "department",
    "departments",
    "office",
    "distribution",
    "announce",
    "announcements",
    "users",
    "members",
    "channel",
    "here",
    "worldwide",
    "global",
    "managers",
    "executives",
    "board",
    "info",
    "it",
    "security",
    "soc",
    "helpdesk",
    "support",
    "committee",
];
/// Signs before the name of a channel, and before whoever is named in it.
const MENTIONS: &[char] = &['#', '@'];

/// Whether what was given as a recipient, or as the way a message went, stands for a group: `all@`, `everyone`, `*`, `@here`, `#general`.
#[must_use]
pub fn is_group(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.contains('*') || text.split_whitespace().any(|word| mention(word) || address(word))
}

/// The same for what stands in the place of a name: there a bare word is enough.
pub(super) fn in_place_of_a_name(text: &str) -> bool {
    is_group(text) || words(&text.to_lowercase()).any(|word| WORDS.contains(&word))
}

/// The name of a channel, or of whoever is called in it.
fn mention(word: &str) -> bool {
    word.strip_prefix(MENTIONS).is_some_and(|name| name.starts_with(char::is_alphanumeric))
}

/// An address whose part before the sign names no person.
fn address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(local, _)| words(local).any(|part| WORDS.contains(&part)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}
