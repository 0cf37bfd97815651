//! What attackers do, by the names that everybody uses: the techniques of MITRE ATT&CK (Enterprise) and MITRE ATLAS with their tactics, shipped as lists of ids
//! and names. What the lists do not know is kept as it is written and said to be unknown: a list is older than the next incident.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::OnceLock;

use super::assets;

/// The version of the list of ATT&CK.
pub const ATTACK_VERSION: &str = "19.2";
/// The version of the list of ATLAS: the one that the shipped procedures were written with.
pub const ATLAS_VERSION: &str = "5.6.0";

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Framework {
    /// MITRE ATT&CK, Enterprise.
    Attack,
    /// MITRE ATLAS: attacks on AI systems.
    Atlas,
}

impl Framework {
    /// Both, ATT&CK first.
    pub const ALL: [Framework; 2] = [Framework::Attack, Framework::Atlas];

    /// Its name, which is the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Framework::Attack => "ATT&CK",
            Framework::Atlas => "ATLAS",
        }
    }

    /// The version of the shipped list.
    #[must_use]
    pub fn version(self) -> &'static str {
        match self {
            Framework::Attack => ATTACK_VERSION,
            Framework::Atlas => ATLAS_VERSION,
        }
    }

    /// Its tactics, in the order in which an attack mostly goes.
    #[must_use]
    pub fn tactics(self) -> &'static [Tactic] {
        match self {
            Framework::Attack => &lists().attack,
            Framework::Atlas => &lists().atlas,
        }
    }
}

/// What an attacker wants with a technique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tactic {
    /// Whose.
    pub framework: Framework,
    /// Its place in the order, from 0.
    pub place: usize,
    /// Its id: `TA0001`, `AML.TA0004`.
    pub id: &'static str,
    /// Its short name, as STIX writes it: `initial-access`.
    pub short: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// One technique, or a sub-technique of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Technique {
    /// Whose.
    pub framework: Framework,
    /// Its id: `T1566`, `T1566.001`, `AML.T0051.000`.
    pub id: &'static str,
    /// Its own name; that of a sub-technique does not say of what.
    pub name: &'static str,
    /// Its tactics, in their order; those of its successor where it was retired, none where it has none.
    pub tactics: Vec<Tactic>,
    /// Whether the list knows it only as an id that was given up.
    pub retired: bool,
    /// What it became, where it was retired and became something.
    pub now: Option<&'static str>,
}

impl Technique {
    /// The technique that it is a part of.
    #[must_use]
    pub fn parent(&self) -> Option<&'static Technique> {
        find(parent(self.id)?)
    }

    /// Its name with that of the technique it is a part of: `Phishing: Spearphishing Attachment`.
    #[must_use]
    pub fn full_name(&self) -> String {
        match self.parent() {
            Some(whole) => format!("{}: {}", whole.name, self.name),
            None => self.name.to_owned(),
        }
    }
}

impl fmt::Display for Technique {
    /// Id and name: `T1566.001 Phishing: Spearphishing Attachment`.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} {}", self.id, self.full_name())
    }
}

/// What is parsed once.
struct Lists {
    attack: Vec<Tactic>,
    atlas: Vec<Tactic>,
    /// In the order of the files: ATT&CK, ATLAS, then what was retired.
    all: Vec<Technique>,
    /// How many of them are not retired; these stand first.
    live: usize,
    by_id: HashMap<&'static str, usize>,
}

/// Lines of a shipped table without its notice and its header, in cells: the first, what stands between, the last. Only the middle one may hold a comma, and is
/// quoted then.
fn cells(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(|line| {
        let (first, rest) = line.split_once(',')?;
        let (middle, last) = rest.rsplit_once(',')?;
        Some((first, middle.trim_matches('"'), last))
    })
}

fn tactics(framework: Framework, text: &'static str) -> Vec<Tactic> {
    let listed = cells(text).enumerate();
    listed.map(|(place, (id, short, name))| Tactic { framework, place, id, short, name }).collect()
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let attack = tactics(Framework::Attack, assets::ATTACK_TACTICS);
        let atlas = tactics(Framework::Atlas, assets::ATLAS_TACTICS);
        let mut all = Vec::new();
        for (framework, text, known) in
            [(Framework::Attack, assets::ATTACK, &attack), (Framework::Atlas, assets::ATLAS, &atlas)]
        {
            all.extend(cells(text).map(|(id, name, of)| {
                let of: Vec<&str> = of.split(' ').collect();
                let tactics = known.iter().filter(|tactic| of.contains(&tactic.id)).copied().collect();
                Technique { framework, id, name, tactics, retired: false, now: None }
            }));
        }
        let live = all.len();
        for (id, name, now) in cells(assets::ATTACK_RETIRED) {
            let now = (!now.is_empty()).then_some(now);
            let tactics = all.iter().find(|known| Some(known.id) == now).map(|known| known.tactics.clone());
            let tactics = tactics.unwrap_or_default();
            all.push(Technique { framework: Framework::Attack, id, name, tactics, retired: true, now });
        }
        let by_id = all.iter().enumerate().map(|(place, known)| (known.id, place)).collect();
        Lists { attack, atlas, all, live, by_id }
    })
}

/// Every technique that is not retired: ATT&CK, then ATLAS, by id.
#[must_use]
pub fn all() -> &'static [Technique] {
    let lists = lists();
    lists.all.get(..lists.live).unwrap_or_default()
}

/// The technique of an id, written as the lists write it. One that was retired is known too.
#[must_use]
pub fn find(id: &str) -> Option<&'static Technique> {
    let lists = lists();
    lists.all.get(*lists.by_id.get(id)?)
}

/// The id that a sub-technique's begins with: `T1566` of `T1566.001`. It says nothing about the lists.
#[must_use]
pub fn parent(id: &str) -> Option<&str> {
    let (whole, part) = id.rsplit_once('.')?;
    (whole != "AML" && part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(whole)
}

/// All that something counts for which names these techniques: each of them, what it is a part of, and their tactics, each once however many lead to it.
#[must_use]
pub fn counts_for(ids: &[String]) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for id in ids {
        found.insert(id.as_str());
        found.extend(parent(id));
        found.extend(find(id).into_iter().flat_map(|known| &known.tactics).map(|tactic| tactic.id));
    }
    found
}

/// Whether a text is written as an id: `T1566`, `T1566.001`, `AML.T0051`, `AML.T0051.000`.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let text = text.strip_prefix("AML.").unwrap_or(text);
    let Some(digits) = text.strip_prefix('T') else { return false };
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let all = |text: &str, len: usize| text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit());
    all(whole, 4) && part.is_none_or(|part| all(part, 3))
}

/// What is meant by an entry as people type or paste it: an id whatever its case, `attack.t1566` as Sigma writes it, `T1566/001` as in addresses, an id with words
/// behind it, or a name that is the name of one technique alone. Else the text as it is, without space around it.
#[must_use]
pub fn read(typed: &str) -> String {
    let text = typed.trim();
    let first = text.split([' ', '\u{a0}', ':']).next().unwrap_or_default().to_uppercase().replace('/', ".");
    let id = first.strip_prefix("ATTACK.").unwrap_or(&first);
    if is_id(id) {
        return id.to_owned();
    }
    let same =
        |known: &&Technique| known.name.eq_ignore_ascii_case(text) || known.full_name().eq_ignore_ascii_case(text);
    let mut named = all().iter().filter(same);
    match (named.next(), named.next()) {
        (Some(one), None) => one.id.to_owned(),
        _ => text.to_owned(),
    }
}

/// Techniques by what was typed: a part of the id, or beginnings of words of the name, all of them. An id that is typed whole comes first, then ids that begin
/// so, then names that begin so.
#[must_use]
pub fn search(typed: &str) -> Vec<&'static Technique> {
    let typed = typed.trim().to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let mut found: Vec<(u8, &Technique)> = Vec::new();
    for known in all() {
        let (id, name) = (known.id.to_lowercase(), known.full_name().to_lowercase());
        let begins = |word: &str| name.split(|sign: char| !sign.is_alphanumeric()).any(|part| part.starts_with(word));
        if !words.iter().all(|word| id.contains(word) || begins(word)) {
            continue;
        }
        let rank = match () {
            () if id == typed => 0,
            () if id.starts_with(&typed) => 1,
            () if known.name.to_lowercase().starts_with(&typed) => 2,
            () => 3,
        };
        found.push((rank, known));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, known)| known).collect()
}

#[cfg(test)]
#[path = "technique_tests.rs"]
mod tests;
