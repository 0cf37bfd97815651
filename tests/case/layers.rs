//! The source holds to its own rules: layers, no way to stop dead, files of one concern.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What each module may import besides itself. `lib.rs`, `main.rs` and `run.rs` put everything together.
const MAY: &[(&str, &[&str])] = &[
    ("domain", &["library"]),
    ("library", &["domain"]),
    ("journal", &["domain", "library"]),
    ("store", &["domain", "library", "journal"]),
    ("jobs", &["domain", "library", "journal", "store"]),
    ("export", &["domain", "library", "journal", "store"]),
    ("app", &["domain", "library", "journal", "store", "jobs", "export"]),
    ("ui", &["domain", "library", "journal", "store", "jobs", "export", "app"]),
    ("cli", &["domain", "library", "journal", "store", "jobs", "export", "app"]),
];
/// Files outside the layers: they only start what the layers do.
const TOP: &[&str] = &["lib.rs", "main.rs", "run.rs"];
/// What never stands in the pure layers.
const NOT_IN_DOMAIN: &[&str] = &[
    "std::fs",
    "std::io",
    "std::net",
    "std::thread",
    "SystemTime",
    "std::time::Instant",
    "std::env",
    "rusqlite",
    "ratatui",
    "crossterm",
];
/// What never stands outside tests.
const STOPS_DEAD: &[&str] =
    &[".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!(", "unsafe ", "process::abort"];

struct Source {
    /// Below `src`, with `/`.
    name: String,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    fn walk(directory: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let src = root().join("src");
    let mut found = Vec::new();
    walk(&src, &mut found);
    found.sort();
    assert!(found.len() > 60, "this test reads the source and found {} files", found.len());
    found
        .into_iter()
        .map(|path| Source {
            name: path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/"),
            text: std::fs::read_to_string(&path).unwrap(),
        })
        .collect()
}

/// Files that are tests as a whole: a `mod NAME;` under `#[cfg(test)]` names them, or a `mod` in such a file.
fn tests_of(sources: &[Source]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    loop {
        let before = found.len();
        for source in sources {
            let whole = is_among(&found, &source.name);
            found.extend(modules(source, whole));
        }
        if found.len() == before {
            return found;
        }
    }
}

fn is_among(tests: &BTreeSet<String>, name: &str) -> bool {
    tests.iter().any(|test| name == test || (test.ends_with('/') && name.starts_with(test.as_str())))
}

/// The files of modules that a source declares: under `#[cfg(test)]`, or all of them.
fn modules(source: &Source, all: bool) -> Vec<String> {
    let mut found = Vec::new();
    let directory = source.name.rsplit_once('/').map(|(directory, _)| format!("{directory}/")).unwrap_or_default();
    let base = source.name.strip_suffix("/mod.rs").or(source.name.strip_suffix(".rs")).unwrap_or(&source.name);
    let base = if TOP.contains(&source.name.as_str()) { String::new() } else { format!("{base}/") };
    let (mut test, mut path) = (false, None);
    for line in source.text.lines().map(str::trim) {
        test |= line.starts_with("#[cfg(test)]") || line.starts_with("#[cfg(all(test,");
        path = line.strip_prefix("#[path = \"").and_then(|rest| rest.strip_suffix("\"]")).or(path);
        if line.starts_with("#[") {
            continue;
        }
        let name = line.strip_suffix(';').and_then(|line| line.rsplit_once("mod ")).map(|(_, name)| name);
        match (name.filter(|_| test || all), path) {
            (Some(_), Some(path)) => found.push(format!("{directory}{path}")),
            (Some(name), None) => found.extend([format!("{base}{name}.rs"), format!("{base}{name}/")]),
            (None, _) => {}
        }
        (test, path) = (false, None);
    }
    found
}

/// Sources that ship, with their code.
fn product() -> Vec<(String, String)> {
    let sources = sources();
    let tests = tests_of(&sources);
    assert!(tests.len() > 10, "there are tests beside the source, and {tests:?} were found");
    sources
        .into_iter()
        .filter(|source| !is_among(&tests, &source.name))
        .map(|source| (source.name, code(&source.text)))
        .collect()
}

/// The text without comments, without the words of string and character literals, and without items under `#[cfg(test)]`; lines stay where they are.
fn code(text: &str) -> String {
    let plain = without_literals(text);
    let mut out = String::new();
    let mut rest = plain.as_str();
    while let Some(at) = ["#[cfg(test)]", "#[cfg(all(test,"].iter().filter_map(|attribute| rest.find(attribute)).min() {
        out.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = end_of_item(item);
        out.extend(item[..end].chars().filter(|c| *c == '\n'));
        rest = &item[end..];
    }
    out.push_str(rest);
    out
}

/// Where an item ends: at its `;`, or at the brace that closes its first one.
fn end_of_item(item: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in item.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    item.len()
}

fn without_literals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let mut i = 0;
    let skip = |from: usize, to: usize, out: &mut String| {
        out.extend(chars[from..to.min(chars.len())].iter().filter(|c| **c == '\n'));
        to
    };
    while i < chars.len() {
        let word_before = i > 0 && (at(i - 1).is_alphanumeric() || at(i - 1) == '_');
        match at(i) {
            '/' if at(i + 1) == '/' => {
                let end = (i..chars.len()).find(|j| at(*j) == '\n').unwrap_or(chars.len());
                i = skip(i, end, &mut out);
            }
            '/' if at(i + 1) == '*' => {
                let end =
                    (i + 2..chars.len()).find(|j| at(*j) == '*' && at(j + 1) == '/').map_or(chars.len(), |j| j + 2);
                i = skip(i, end, &mut out);
            }
            'r' if !word_before && (at(i + 1) == '"' || (at(i + 1) == '#' && matches!(at(i + 2), '"' | '#'))) => {
                let hashes = (i + 1..).take_while(|j| at(*j) == '#').count();
                let start = i + 2 + hashes;
                let closes = |j: &usize| at(*j) == '"' && (1..=hashes).all(|k| at(j + k) == '#');
                let end = (start..chars.len()).find(closes).map_or(chars.len(), |j| j + 1 + hashes);
                out.push_str("\"\"");
                i = skip(i, end, &mut out);
            }
            '"' => {
                let mut j = i + 1;
                while j < chars.len() && at(j) != '"' {
                    j += if at(j) == '\\' { 2 } else { 1 };
                }
                out.push_str("\"\"");
                i = skip(i, j + 1, &mut out);
            }
            '\'' if at(i + 1) == '\\' || at(i + 2) == '\'' => {
                let start = if at(i + 1) == '\\' { i + 3 } else { i + 2 };
                let end = (start..chars.len()).find(|j| at(*j) == '\'').map_or(chars.len(), |j| j + 1);
                out.push_str("' '");
                i = skip(i, end, &mut out);
            }
            c => {
                out.push(c);
                i += 1;
            }
        }
    }
    out
}

/// Modules of this crate that code names: `crate::X`, `crate::{X, Y::Z}`.
fn imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with('$') || code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            // `$crate::` in a macro counts as well, a longer word does not.
            if !code[..at].ends_with('$') {
                continue;
            }
        }
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "crate::".len()..];
        let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (i, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && depth == 0 && !c.is_whitespace() => {
                        found.push((line, word(&group[i..])));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            found.push((line, word(rest)));
        }
    }
    found
}

fn layer_breaks(name: &str, code: &str) -> Vec<String> {
    let layer = name.split(['/', '.']).next().unwrap_or_default();
    if TOP.contains(&name) {
        return Vec::new();
    }
    let Some((_, may)) = MAY.iter().find(|(known, _)| *known == layer) else {
        return vec![format!("src/{name}: {layer} is no layer of design section 3")];
    };
    let known = |word: &str| {
        MAY.iter().any(|(module, _)| *module == word) || TOP.iter().any(|top| top.strip_suffix(".rs") == Some(word))
    };
    imports(code)
        .into_iter()
        .filter(|(_, to)| known(to) && to != layer && !may.contains(&to.as_str()))
        .map(|(line, to)| format!("src/{name}:{line}: {layer} must not know {to}"))
        .collect()
}

fn lines_with(name: &str, code: &str, words: &[&str]) -> Vec<String> {
    let hits = code.lines().enumerate().flat_map(|(number, line)| {
        words.iter().filter(|word| line.contains(**word)).map(move |word| format!("src/{name}:{}: {word}", number + 1))
    });
    hits.collect()
}

#[test]
fn a_module_knows_only_those_to_its_left() {
    let broken: Vec<String> = product().iter().flat_map(|(name, code)| layer_breaks(name, code)).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_domain_knows_no_machine() {
    let product = product();
    let pure = product.iter().filter(|(name, _)| name.starts_with("domain/") || name == "domain.rs");
    let broken: Vec<String> = pure.flat_map(|(name, code)| lines_with(name, code, NOT_IN_DOMAIN)).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_product_code_stops_dead() {
    let broken: Vec<String> = product().iter().flat_map(|(name, code)| lines_with(name, code, STOPS_DEAD)).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: toml::Value = toml::from_str(&manifest).unwrap();
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
}

#[test]
fn files_are_of_one_concern() {
    let mut long: Vec<(usize, String)> = sources()
        .into_iter()
        .map(|source| (source.text.lines().count(), source.name))
        .filter(|(lines, _)| *lines > 300)
        .collect();
    long.sort_unstable_by(|a, b| b.cmp(a));
    for (lines, name) in &long {
        println!("{lines} lines: src/{name}");
    }
    let too_long: Vec<_> = long.iter().filter(|(lines, _)| *lines > 800).collect();
    assert!(too_long.is_empty(), "over 800 lines: {too_long:?}");
}

/// The readers above see what they should: a rule that reads nothing holds nothing.
#[test]
fn the_rules_find_what_breaks_them() {
    let source = r##"
use crate::ui::look; // crate::cli::no
use crate::{journal::line, store::{CaseFile, crate_like}};
const TEXT: &str = "crate::app x.unwrap() \" panic!(";
const RAW: &str = r#"crate::app " todo!("#;
fn f<'a>(c: &'a str) -> char { let quote = '"'; let tick = '\''; c.expect("crate::export"); quote }
macro_rules! m { () => { $crate::jobs::Handle } }
#[cfg(test)]
use crate::cli::x;
#[cfg(all(test, target_os = "linux"))]
mod tests {
    fn g() { if true { x.unwrap(); } }
}
fn after() { panic!("here") }
"##;
    let code = code(source);
    let named: Vec<String> = imports(&code).into_iter().map(|(_, to)| to).collect();
    assert_eq!(named, ["ui", "journal", "store", "jobs"]);
    assert_eq!(
        layer_breaks("store/x.rs", &code),
        ["src/store/x.rs:2: store must not know ui", "src/store/x.rs:7: store must not know jobs"]
    );
    assert_eq!(lines_with("x.rs", &code, STOPS_DEAD), ["src/x.rs:6: .expect(", "src/x.rs:14: panic!("]);
    assert_eq!(layer_breaks("export/x.rs", "crate::jobs::Handle").len(), 1);
    assert_eq!(layer_breaks("jobs/x.rs", "crate::export::verify").len(), 1);
    assert_eq!(layer_breaks("elsewhere/x.rs", "").len(), 1);
    assert!(layer_breaks("app/x.rs", "crate::jobs::Handle crate::export::verify crate::app::env").is_empty());
}
