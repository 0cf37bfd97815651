//! The documents that the program carries inside itself. Each is the file under `assets/`, byte for byte.

/// A shipped procedure: its id and its TOML text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProcedureText {
    /// Id, which is also the file name without `.toml`.
    pub id: &'static str,
    /// The whole file.
    pub text: &'static str,
}

macro_rules! procedures {
    ($($id:literal),+ $(,)?) => {
        &[$(ProcedureText { id: $id, text: include_str!(concat!("../../assets/procedures/", $id, ".toml")) }),+]
    };
}

/// The shipped procedures: the base first, then classic scenarios, then those of companies that build AI
/// (the order of the list of ids in procedures.md section 4.1).
pub const PROCEDURES: &[ProcedureText] = procedures![
    "generic-incident",
    "ransomware",
    "personal-data-breach",
    "bec-account-takeover",
    "web-app-intrusion",
    "insider",
    "lost-stolen-device",
    "ddos",
    "malware-worm",
    "cloud-key-compromise",
    "software-supply-chain",
    "ai-training-data-poisoning",
    "ai-training-dataset-leak",
    "ai-model-weights-theft",
    "ai-anomalous-model-backdoor",
    "ai-inference-disruption",
    "ai-supplier-model-compromise",
    "ai-prompt-injection-agent-hijack",
];

/// The script that checks the proof of one record.
pub const CHECK_PROOF: &str = include_str!("../../assets/proof/check.py");

/// The PGP word list: two words for each byte, those of even and of odd places.
pub const PGP_WORDS: &str = include_str!("../../assets/words/pgp.txt");

/// What `warroom kit` writes for administrators: name and text of each file.
pub const KIT: [(&str, &str); 3] = [
    ("README.txt", include_str!("../../assets/kit/README.txt")),
    ("warroom-change.sh", include_str!("../../assets/kit/warroom-change.sh")),
    ("warroom-change.ps1", include_str!("../../assets/kit/warroom-change.ps1")),
];

/// MITRE ATT&CK and MITRE ATLAS: ids, names and tactics, with the notices that their terms ask for. See `assets/techniques/README.md`.
pub const ATTACK: &str = include_str!("../../assets/techniques/attack.csv");
/// Tactics of ATT&CK in the order of the matrix.
pub const ATTACK_TACTICS: &str = include_str!("../../assets/techniques/attack_tactics.csv");
/// Ids that ATT&CK retired, and what they became.
pub const ATTACK_RETIRED: &str = include_str!("../../assets/techniques/attack_retired.csv");
/// MITRE ATLAS.
pub const ATLAS: &str = include_str!("../../assets/techniques/atlas.csv");
/// Tactics of ATLAS in the order of the matrix.
pub const ATLAS_TACTICS: &str = include_str!("../../assets/techniques/atlas_tactics.csv");

/// Screen text, English, one file for each part of the program.
pub const LANG_EN: &[&str] = &[
    include_str!("../../assets/lang/en/acts.ftl"),
    include_str!("../../assets/lang/en/codes.ftl"),
    include_str!("../../assets/lang/en/compose.ftl"),
    include_str!("../../assets/lang/en/console.ftl"),
    include_str!("../../assets/lang/en/dossier.ftl"),
    include_str!("../../assets/lang/en/anchor.ftl"),
    include_str!("../../assets/lang/en/drill.ftl"),
    include_str!("../../assets/lang/en/fields.ftl"),
    include_str!("../../assets/lang/en/forms.ftl"),
    include_str!("../../assets/lang/en/graph.ftl"),
    include_str!("../../assets/lang/en/needs.ftl"),
    include_str!("../../assets/lang/en/organisation.ftl"),
    include_str!("../../assets/lang/en/panes.ftl"),
    include_str!("../../assets/lang/en/periods.ftl"),
    include_str!("../../assets/lang/en/plan.ftl"),
    include_str!("../../assets/lang/en/briefing.ftl"),
    include_str!("../../assets/lang/en/internal.ftl"),
    include_str!("../../assets/lang/en/lineage.ftl"),
    include_str!("../../assets/lang/en/media.ftl"),
    include_str!("../../assets/lang/en/entity.ftl"),
    include_str!("../../assets/lang/en/exchange.ftl"),
    include_str!("../../assets/lang/en/experiment.ftl"),
    include_str!("../../assets/lang/en/suppliers.ftl"),
    include_str!("../../assets/lang/en/techniques.ftl"),
    include_str!("../../assets/lang/en/remedy.ftl"),
    include_str!("../../assets/lang/en/rows.ftl"),
    include_str!("../../assets/lang/en/rules.ftl"),
    include_str!("../../assets/lang/en/sheets.ftl"),
    include_str!("../../assets/lang/en/tour.ftl"),
    include_str!("../../assets/lang/en/watch.ftl"),
];

/// Screen text, German, one file for each part of the program.
pub const LANG_DE: &[&str] = &[
    include_str!("../../assets/lang/de/acts.ftl"),
    include_str!("../../assets/lang/de/codes.ftl"),
    include_str!("../../assets/lang/de/commands.ftl"),
    include_str!("../../assets/lang/de/compose.ftl"),
    include_str!("../../assets/lang/de/console.ftl"),
    include_str!("../../assets/lang/de/dossier.ftl"),
    include_str!("../../assets/lang/de/anchor.ftl"),
    include_str!("../../assets/lang/de/drill.ftl"),
    include_str!("../../assets/lang/de/fields.ftl"),
    include_str!("../../assets/lang/de/forms.ftl"),
    include_str!("../../assets/lang/de/needs.ftl"),
    include_str!("../../assets/lang/de/organisation.ftl"),
    include_str!("../../assets/lang/de/panes.ftl"),
    include_str!("../../assets/lang/de/periods.ftl"),
    include_str!("../../assets/lang/de/plan.ftl"),
    include_str!("../../assets/lang/de/briefing.ftl"),
    include_str!("../../assets/lang/de/internal.ftl"),
    include_str!("../../assets/lang/de/lineage.ftl"),
    include_str!("../../assets/lang/de/media.ftl"),
    include_str!("../../assets/lang/de/entity.ftl"),
    include_str!("../../assets/lang/de/exchange.ftl"),
    include_str!("../../assets/lang/de/experiment.ftl"),
    include_str!("../../assets/lang/de/suppliers.ftl"),
    include_str!("../../assets/lang/de/techniques.ftl"),
    include_str!("../../assets/lang/de/remedy.ftl"),
    include_str!("../../assets/lang/de/rows.ftl"),
    include_str!("../../assets/lang/de/rules.ftl"),
    include_str!("../../assets/lang/de/sheets.ftl"),
    include_str!("../../assets/lang/de/graph.ftl"),
    include_str!("../../assets/lang/de/tour.ftl"),
    include_str!("../../assets/lang/de/watch.ftl"),
];

/// Phases, controls, volatility, proof kinds, roles and duties (schema `warroom.vocabulary/1`).
pub const VOCABULARY: &str = include_str!("../../assets/vocabulary.toml");
/// The ENISA incident types, one `class/type` a line (RSIT v1003, CC0).
pub const RSIT: &str = include_str!("../../assets/rsit.txt");
/// The register of notification deadlines.
pub const REGIMES: &str = include_str!("../../assets/regimes.toml");
/// Who else is to be told, and by which words the register asks for it.
pub const TELL: &str = include_str!("../../assets/tell.toml");
/// What notices must say, where the register names another list or leaves the kind of an item open.
pub const CONTENTS: &str = include_str!("../../assets/contents.toml");
/// Which of them an organisation and a case suggest.
pub const SUGGEST: &str = include_str!("../../assets/suggest.toml");
/// Codenames to offer, one upper-case word a line.
pub const CODENAMES: &str = include_str!("../../assets/codenames.txt");
/// A list of made-up people to copy and fill in (schema `warroom.people/1`).
pub const PEOPLE_EXAMPLE: &str = include_str!("../../assets/people.example.toml");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_carried() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/procedures");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap().replace(".toml", ""))
            .collect();
        files.sort();
        let mut carried: Vec<&str> = PROCEDURES.iter().map(|p| p.id).collect();
        carried.sort_unstable();
        assert_eq!(files, carried);
    }
}
