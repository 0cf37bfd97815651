//! Who else is to be told: the groups, and by which words, laws and duties the register and the procedures ask for them.

use std::sync::OnceLock;

use serde::Deserialize;

use super::assets;

/// One group of people or bodies.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its code.
    pub id: String,
    /// Words by which a line of the register speaks of it, in lower case.
    #[serde(default)]
    pub words: Vec<String>,
    /// Ids of regimes that ask for it as such.
    #[serde(default)]
    pub laws: Vec<String>,
    /// Ids of duties that ask for it.
    #[serde(default)]
    pub duties: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    group: Vec<Group>,
}

/// The groups, in the order in which they are shown; the last takes what fits no other.
#[must_use]
pub fn groups() -> &'static [Group] {
    static SHIPPED: OnceLock<Vec<Group>> = OnceLock::new();
    SHIPPED.get_or_init(|| toml::from_str::<Document>(assets::TELL).map(|document| document.group).unwrap_or_default())
}

/// The groups that a line of the register speaks of; the last one where it speaks of none.
pub fn spoken_of(line: &str) -> Vec<&'static str> {
    let line = line.to_lowercase();
    let named = |group: &&Group| group.words.iter().any(|word| line.contains(word.as_str()));
    let found: Vec<&str> = groups().iter().filter(named).map(|group| group.id.as_str()).collect();
    if found.is_empty() { groups().last().map(|group| group.id.as_str()).into_iter().collect() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Register;
    use crate::library::vocabulary::Vocabulary;

    #[test]
    fn the_groups_name_laws_and_duties_that_exist() {
        assert_eq!(groups().len(), crate::domain::told::GROUPS.len());
        let (register, vocabulary) = (Register::shipped().unwrap(), Vocabulary::of_rules());
        for (group, code) in groups().iter().zip(crate::domain::told::GROUPS) {
            assert_eq!(group.id, *code);
            assert!(group.laws.iter().all(|law| register.regime(law).is_some()), "{group:?}");
            assert!(group.duties.iter().all(|duty| vocabulary.duty.contains(duty)), "{group:?}");
        }
        let known = |duty: &str| groups().iter().any(|group| group.duties.iter().any(|known| known == duty));
        for (_, text) in assets::PROCEDURES.iter().map(|carried| (carried.id, carried.text)) {
            let procedure: toml::Table = toml::from_str(text).unwrap();
            for duty in procedure["duties_to_consider"].as_array().unwrap() {
                assert!(known(duty.as_str().unwrap()), "{duty} belongs to no group");
            }
        }
    }

    #[test]
    fn lines_of_the_register_find_their_groups() {
        for (line, groups) in [
            ("people affected, without undue delay, if high risk (art. 34)", &["data-subjects"][..]),
            ("NCSC, police, Report Fraud as fits", &["police", "csirt"]),
            ("clients, without undue delay, when their financial interests are affected", &["customers"]),
            ("ask consent BEFORE hiring counsel, forensics, or paying a ransom", &["insurer"]),
            ("FDPIC, separately", &["other"]),
            ("management body, at least for major incidents (art. 17(3)(e))", &["board"]),
            ("media, if more than 500 residents of one State", &["data-subjects", "media"]),
        ] {
            assert_eq!(spoken_of(line), groups, "{line}");
        }
        // Nothing that the shipped register asks for goes unheard.
        let register = Register::shipped().unwrap();
        for regime in &register.regimes {
            assert!(regime.tell_also.iter().all(|line| !spoken_of(line).is_empty()), "{}", regime.id);
        }
    }
}
