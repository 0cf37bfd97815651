//! What people call a command who do not know its name: the palette and the command line find it by these words.

use super::table::COMMANDS;
use super::{CommandSpec, command};

/// Phrases, and the commands they mean, the likeliest first.
const SOUGHT: &[(&str, &[&str])] = &[
    ("root cause", &["finding", "cause"]),
    ("time axis", &["graph"]),
    ("chronology", &["graph", "timeline"]),
    ("swimlane", &["graph"]),
    ("why it happened", &["finding", "cause"]),
    ("poison poisoned", &["condemn", "lineage"]),
    ("contaminated", &["condemn", "lineage"]),
    ("lessons learned", &["review", "review-lesson"]),
    ("post-incident review", &["review"]),
    ("postmortem", &["review"]),
    ("post mortem", &["review"]),
    ("quote a log", &["quote", "finding"]),
    ("log excerpt", &["quote", "finding"]),
    ("backup", &["restore"]),
    ("recover from backup", &["restore"]),
    ("malware scan", &["scan", "hunt"]),
    ("vendor", &["supplier", "suppliers"]),
    ("monitor monitoring", &["watch-day", "plan-watch"]),
    ("cleanup", &["eradicate"]),
    ("clean up", &["eradicate"]),
    ("false alarm", &["end"]),
    ("stand down", &["end"]),
    ("ioc iocs", &["indicators", "entities"]),
    ("host hosts", &["entities", "entity"]),
    ("asset assets", &["entities", "entity"]),
    ("where used", &["entities"]),
    ("compromised systems", &["entities"]),
    ("exercise", &["drill", "drill-plan"]),
    ("mitre att&ck attack atlas", &["techniques"]),
    ("ttp ttps", &["techniques"]),
    ("heat map heatmap", &["techniques"]),
    ("tactics tactic", &["techniques"]),
];
/// The least that is typed before these words are looked through.
const LEAST: usize = 3;

/// Commands that what was typed means by another word, likeliest first.
#[must_use]
pub fn sought(typed: &str) -> Vec<&'static CommandSpec> {
    let plain = typed.trim().to_lowercase().replace(['-', '_'], " ");
    if plain.chars().count() < LEAST {
        return Vec::new();
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    // Whoever types goes on from the beginning: of the phrase, or of one of its words where it is one word alone.
    let means = |phrase: &str| {
        let phrase = phrase.replace('-', " ");
        phrase.starts_with(&plain) || phrase.split_whitespace().any(|word| words == [word])
    };
    let mut found: Vec<&'static CommandSpec> = Vec::new();
    for name in SOUGHT.iter().filter(|(phrase, _)| means(phrase)).flat_map(|(_, names)| names.iter()) {
        found.extend(command(name).filter(|spec| found.iter().all(|known| known.name != spec.name)));
    }
    found
}

/// Names near to one that is no command: what it means by another word, else those that share a part with it.
#[must_use]
pub fn near(typed: &str) -> Vec<&'static str> {
    let meant: Vec<&'static str> = sought(typed).iter().map(|spec| spec.name).collect();
    if !meant.is_empty() {
        return meant;
    }
    let lower = typed.to_lowercase();
    let parts: Vec<&str> = lower.split(['-', '_', ' ']).filter(|part| part.chars().count() >= LEAST).collect();
    let shares = |name: &str| {
        parts
            .iter()
            .any(|part| name.split('-').any(|of| of.starts_with(part) || part.starts_with(of) && of.len() > LEAST))
    };
    COMMANDS.iter().map(|spec| spec.name).filter(|name| shares(name)).take(5).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_leads_to_a_command() {
        for (phrase, names) in SOUGHT {
            for name in *names {
                assert!(command(name).is_some(), "{name}");
            }
            let first = phrase.split(' ').next().unwrap_or_default();
            assert!(!sought(first).is_empty(), "{phrase}");
        }
        let first = |typed: &str| sought(typed).first().map(|spec| spec.name);
        assert_eq!(first("root cause"), Some("finding"));
        assert_eq!(first("post-incident"), Some("review"));
        assert_eq!(
            [first("why"), first("IOC"), first("stand down")],
            [Some("finding"), Some("indicators"), Some("end")]
        );
        assert!(sought("ro").is_empty() && sought("log of the day").is_empty());
        assert_eq!(near("root-cause"), ["finding", "cause"]);
        assert!(near("watch-dya").contains(&"watch-day"));
        assert!(near("zzzz").is_empty());
    }
}
