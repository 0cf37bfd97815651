//! A BagIt validator (RFC 8493) that takes the folder for hostile. It knows nothing of cases.

mod algorithm;
mod declaration;
mod flaw;
mod lines;
mod manifest;
pub mod tree;

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

pub use algorithm::Algorithm;
use algorithm::Running;
pub use flaw::Flaw;
use manifest::Manifest;
pub use tree::Tree;

use crate::journal::merkle::Hash;
use crate::journal::{hash_from_hex, hex};

/// The declaration of a bag.
const DECLARATION: &str = "bagit.txt";
/// About the bag.
const INFO: &str = "bag-info.txt";
/// Files that would have to be fetched. A bag that has one is not whole, and this program goes to no network.
const FETCH: &str = "fetch.txt";
/// Largest tag file that is read into memory, bytes.
const LARGEST_TAG_FILE: u64 = 128 * 1024 * 1024;

/// What is asked of a bag beyond RFC 8493.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Version 1.0 only, LF only, digests as `sha256sum` reads them, every file listed by a strong digest, no empty directory, `Payload-Oxum` there.
    pub strict: bool,
    /// Files of the root that a tag manifest cannot list: signatures over it.
    pub unlisted: &'static [&'static str],
}

/// What a bag turned out to be.
#[derive(Debug, Default)]
pub struct Checked {
    /// The version that it declares, where it is one that is read.
    pub version: Option<&'static str>,
    /// Elements of `bag-info.txt`, in order. Words of somebody else's.
    pub info: Vec<(String, String)>,
    /// SHA-256 of every regular file that could be read.
    pub digests: BTreeMap<String, Hash>,
    /// Bytes of the payload.
    pub octets: u64,
    /// Files of the payload.
    pub payload: u64,
    /// Manifests that were read.
    pub manifests: Vec<String>,
    /// What makes it invalid.
    pub flaws: Vec<Flaw>,
    /// What is allowed and worth knowing.
    pub remarks: Vec<Flaw>,
}

impl Checked {
    /// Whether the bag is valid under the rules asked for.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.flaws.is_empty()
    }

    /// The value of an element of `bag-info.txt`.
    #[must_use]
    pub fn about(&self, label: &str) -> Option<&str> {
        self.info.iter().find(|(known, _)| known.eq_ignore_ascii_case(label)).map(|(_, value)| value.as_str())
    }
}

/// Checks a bag: declaration, manifests against files and files against manifests, every digest.
#[must_use]
pub fn check(tree: &Tree, rules: &Rules) -> Checked {
    let mut found = Checked { flaws: tree.flaws.clone(), ..Checked::default() };
    names(tree, rules, &mut found);
    let version = match tag_file(tree, DECLARATION, &mut found.flaws) {
        Some(bytes) => declaration::declaration(DECLARATION, &bytes, rules, &mut found.flaws),
        None => None,
    };
    found.version = version;
    let version = version.unwrap_or("1.0");
    if tree.has(FETCH) {
        let what =
            "the bag is not whole: files of it would have to be fetched from elsewhere, which this program never does";
        found.flaws.push(Flaw::at(FETCH, what));
    }
    if tree.has(INFO)
        && let Some(bytes) = tag_file(tree, INFO, &mut found.flaws)
    {
        found.info = declaration::info(&bytes, version, rules, &mut found.flaws);
    }
    let manifests = manifests(tree, version, rules, &mut found);
    presence(tree, &manifests, version, rules, &mut found);
    digests(tree, &manifests, &mut found);
    amount(tree, rules, &mut found);
    found.flaws.sort();
    found.flaws.dedup();
    found
}

fn tag_file(tree: &Tree, name: &str, flaws: &mut Vec<Flaw>) -> Option<Vec<u8>> {
    match tree.read(name, LARGEST_TAG_FILE) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            flaws.push(Flaw::at(name, "it is missing: this is no bag"));
            None
        }
        Err(error) => {
            flaws.push(Flaw::at(name, format!("it cannot be read ({error})")));
            None
        }
    }
}

/// Names that another system may take for one another, and directories that nothing lists.
fn names(tree: &Tree, rules: &Rules, found: &mut Checked) {
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for path in tree.files.keys() {
        let same: String = path.nfc().flat_map(char::to_lowercase).collect();
        if let Some(other) = folded.insert(same, path) {
            let what = format!(
                "its name differs from {} only in case or in the form of its characters: other systems take them for one",
                crate::domain::text::visible(other)
            );
            if rules.strict { &mut found.flaws } else { &mut found.remarks }.push(Flaw::at(path, what));
        }
    }
    if !tree.directories.contains("data") {
        found.flaws.push(Flaw::at("data", "the directory of the payload is missing"));
    }
    if rules.strict {
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for path in tree.files.keys() {
            used.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        }
        let empty = tree.directories.iter().filter(|path| !used.contains(path.as_str()));
        found.flaws.extend(
            empty.map(|path| Flaw::at(path, "an empty directory, which no manifest can list: somebody put it there")),
        );
    }
}

fn manifests(tree: &Tree, version: &str, rules: &Rules, found: &mut Checked) -> Vec<Manifest> {
    let mut manifests = Vec::new();
    for name in tree.files.keys().filter(|path| !path.contains('/')) {
        match manifest::named(name) {
            Some((payload, Ok(algorithm))) => {
                if let Some(bytes) = tag_file(tree, name, &mut found.flaws) {
                    manifests.push(manifest::read(
                        name,
                        (payload, algorithm),
                        &bytes,
                        version,
                        rules,
                        &mut found.flaws,
                    ));
                }
            }
            Some((_, Err(_))) => {
                found.flaws.push(Flaw::at(name, "a manifest by a digest that is not known here: it cannot be checked"))
            }
            None => {}
        }
    }
    if !manifests.iter().any(|manifest| manifest.payload) {
        found.flaws.push(Flaw::at("", "there is no manifest of the payload"));
    }
    for (payload, what) in [(true, "the payload"), (false, "the tag files")] {
        let mut of = manifests.iter().filter(|manifest| manifest.payload == payload).peekable();
        let weak = of.peek().is_some() && !of.any(|manifest| manifest.algorithm.is_strong());
        if weak || (rules.strict && !payload && !manifests.iter().any(|manifest| !manifest.payload)) {
            let flaw = Flaw::at(
                "",
                format!("no manifest lists {what} by SHA-256 or SHA-512: on purpose, they can be changed unseen"),
            );
            if rules.strict { &mut found.flaws } else { &mut found.remarks }.push(flaw);
        }
    }
    found.manifests = manifests.iter().map(|manifest| manifest.name.clone()).collect();
    manifests
}

/// Every listed file is there, and every file is listed: of the payload in each payload manifest (RFC 8493, section 3).
fn presence(tree: &Tree, manifests: &[Manifest], version: &str, rules: &Rules, found: &mut Checked) {
    for manifest in manifests {
        for (path, (line, _)) in &manifest.entries {
            if !tree.has(path) {
                let other = path.nfc().collect::<String>();
                let twin = tree.files.keys().any(|name| name.nfc().eq(other.chars()));
                let why = if twin { "; a file whose name has the same characters in another form is" } else { "" };
                let what = format!("{} is listed and not there{why}", crate::domain::text::visible(path));
                found.flaws.push(Flaw::in_line(&manifest.name, *line, what));
            }
        }
        // Before version 1.0 it was enough that one of them lists it.
        let by_another = |path: &str| {
            version == "0.97" && manifests.iter().any(|other| other.payload && other.entries.contains_key(path))
        };
        if manifest.payload {
            let missing =
                tree.files.keys().filter(|path| path.starts_with("data/") && !manifest.entries.contains_key(*path));
            let missing = missing.filter(|path| !by_another(path));
            found.flaws.extend(missing.map(|path| {
                Flaw::at(path, format!("not listed in {}: it was put in, or its line taken out", manifest.name))
            }));
        }
    }
    let of_tags: Vec<&Manifest> = manifests.iter().filter(|manifest| !manifest.payload).collect();
    for path in tree.files.keys().filter(|path| !path.starts_with("data/")) {
        let excepted = path.starts_with("tagmanifest-") && manifest::named(path).is_some()
            || rules.unlisted.contains(&path.as_str());
        // A tag manifest, where there is one, lists every payload manifest; of the other files of the root it should list all.
        let must = rules.strict || manifest::named(path).is_some();
        for manifest in of_tags.iter().filter(|manifest| !excepted && !manifest.entries.contains_key(path)) {
            let flaw = Flaw::at(path, format!("not listed in {}: it was put in, or its line taken out", manifest.name));
            if must { &mut found.flaws } else { &mut found.remarks }.push(flaw);
        }
    }
}

/// Reads every file once and holds it against each manifest that lists it.
fn digests(tree: &Tree, manifests: &[Manifest], found: &mut Checked) {
    for path in tree.files.keys() {
        let listing: Vec<&Manifest> = manifests.iter().filter(|manifest| manifest.entries.contains_key(path)).collect();
        let algorithms: BTreeSet<Algorithm> =
            listing.iter().map(|manifest| manifest.algorithm).chain([Algorithm::Sha256]).collect();
        let mut running: BTreeMap<Algorithm, Running> =
            algorithms.into_iter().map(|algorithm| (algorithm, Running::new(algorithm))).collect();
        let read = tree.stream(path, |bytes| running.values_mut().for_each(|state| state.update(bytes)));
        match read {
            Ok(octets) if path.starts_with("data/") => {
                found.octets = found.octets.saturating_add(octets);
                found.payload += 1;
            }
            Ok(_) => {}
            Err(error) => {
                found.flaws.push(Flaw::at(path, format!("it cannot be read ({error})")));
                continue;
            }
        }
        let digests: BTreeMap<Algorithm, String> =
            running.into_iter().map(|(algorithm, state)| (algorithm, hex(&state.finish()))).collect();
        if let Some(hash) = digests.get(&Algorithm::Sha256).and_then(|text| hash_from_hex(text)) {
            found.digests.insert(path.clone(), hash);
        }
        for manifest in listing {
            let stated = manifest.entries.get(path).map(|(line, digest)| (*line, digest.as_str()));
            if let (Some((line, stated)), Some(actual)) = (stated, digests.get(&manifest.algorithm))
                && stated != actual
            {
                let what = format!(
                    "it is not the file that {} line {line} lists: its content was changed, or the line",
                    manifest.name
                );
                found.flaws.push(Flaw::at(path, what));
            }
        }
    }
}

/// Octets and files of the payload against what the bag says of itself.
fn amount(tree: &Tree, rules: &Rules, found: &mut Checked) {
    match declaration::oxum(&found.info, &mut found.flaws) {
        Some(stated) if stated != (found.octets, found.payload) => {
            let what = format!(
                "Payload-Oxum says {}.{}, and {}.{} are there",
                stated.0, stated.1, found.octets, found.payload
            );
            found.flaws.push(Flaw::at(INFO, what));
        }
        Some(_) => {}
        None if rules.strict && tree.has(INFO) => {
            found.flaws.push(Flaw::at(INFO, "Payload-Oxum is missing or cannot be read"))
        }
        None if rules.strict => found.flaws.push(Flaw::at(INFO, "it is missing")),
        None => {}
    }
}

#[cfg(test)]
mod tests;
