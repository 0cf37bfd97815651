//! The incident types of the ENISA Reference Security Incident Taxonomy (RSIT v1003, CC0).

use std::sync::OnceLock;

use super::assets;

/// One incident type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IncidentType {
    /// Class, e.g. `availability`.
    pub class: &'static str,
    /// Type within the class, e.g. `ddos`.
    pub kind: &'static str,
}

/// All types, in the order of the taxonomy.
pub fn all() -> &'static [IncidentType] {
    static ALL: OnceLock<Vec<IncidentType>> = OnceLock::new();
    ALL.get_or_init(|| {
        let pairs = assets::RSIT.lines().filter_map(|line| line.trim().split_once('/'));
        pairs.map(|(class, kind)| IncidentType { class, kind }).collect()
    })
}

/// Whether `text` is a `class/type` of the taxonomy, spelled exactly.
pub fn is_known(text: &str) -> bool {
    text.split_once('/').is_some_and(|(class, kind)| all().iter().any(|t| t.class == class && t.kind == kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_type() {
        assert_eq!(all().len(), 39);
        assert_eq!(all().len(), assets::RSIT.lines().count());
        assert!(assets::RSIT.lines().all(is_known));
    }

    #[test]
    fn near_misses_are_unknown() {
        for text in ["", "/", "availability", "availability/", "availability/DDoS", "fraud/ddos", " availability/ddos"]
        {
            assert!(!is_known(text), "{text}");
        }
    }
}
