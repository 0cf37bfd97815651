//! Every message of an error, in one place: `docs/errors.md`. Each says what happened, what it means, and what to do.
//!
//! The list is made from the sources, where each message stands beside the case it is about. `INSTA_UPDATE=always` writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// How far a message has to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// It is all that somebody reads.
    Whole,
    /// It stands within another message, which says what it means and what to do.
    Part,
    /// A line of a report; the report says what to do.
    Finding,
}

/// Files whose messages stand within others, and within which.
const PARTS: &[(&str, &str)] = &[
    ("jobs/bundle.rs", "a problem of a bundle: what is to be done stands below the list of them"),
    ("jobs/source.rs", "`not hashed: …`, `NAME cannot be read (…)`, `not begun, nothing was written: …`"),
    ("jobs/segments.rs", "`not hashed: …`, `not begun, nothing was written: …`"),
    ("jobs/acquire/mod.rs", "the record of an image that failed, which says what is left"),
    ("jobs/acquire/readback.rs", "the record of an image that failed"),
    ("jobs/acquire/reading.rs", "the record of an image that failed"),
    ("jobs/acquire/size.rs", "`not begun, nothing was written: FIELD: …`"),
    ("jobs/manifest/output.rs", "`FILE: …; nothing was written`"),
    ("jobs/manifest/read.rs", "`FILE: …; nothing was compared`"),
    ("jobs/manifest/safetensors.rs", "a remark in a manifest: the file is listed with its digest all the same"),
    ("jobs/mod.rs", "the end of a job, said with what it leaves"),
    ("journal/body.rs", "a line of a report"),
    ("journal/line.rs", "a line of a report"),
    ("journal/writer.rs", "`the journal cannot go on: …`"),
    ("library/sums.rs", "`FILE, line N: …` in a list of sums: the line is passed over and counted"),
    ("domain/id.rs", "the refusal of a field"),
    ("domain/mark.rs", "the refusal of a field"),
    ("domain/time.rs", "the refusal of a field, which keeps what was typed"),
    ("domain/period/mod.rs", "names of messages of the screen"),
    ("export/sealed/mod.rs", "`FILE: …` of `warroom unseal`"),
    ("export/sealed/lock.rs", "`not begun, nothing was written: …`"),
    ("export/typeset/mod.rs", "`the form could not be made: …; nothing was written, ask for it as Markdown`"),
    ("export/folder/writer.rs", "`EXPORT FAILED at STEP: …`, which says what lies there and what to do"),
    ("export/folder/note.rs", "a line of a report"),
    ("app/keys/chord.rs", "`keys.toml, line N: …`"),
    ("jobs/rows/archive.rs", "`FILE: …` of `warroom import --dry-run`, said whole in `cli/rows/words.rs`"),
    ("jobs/rows/opening.rs", "`FILE: …` of `warroom import --dry-run`, said whole in `cli/rows/words.rs`"),
    ("library/foreign/time.rs", "the reason of a refused line, said in `cli/rows/words.rs`"),
];
/// Files whose messages are lines of a report.
const FINDINGS: &[&str] = &["journal/problem.rs"];
/// Messages that are made of a hole and little else: what fills it says what to do, and is held to that itself.
const FRAMES: &[(&str, &str)] = &[
    ("app/failure.rs", "not begun, nothing was written: {0}"),
    ("app/failure.rs", "no copy was made, nothing left the case: {0}"),
    ("app/failure.rs", "safety copy: {0}; the case itself is untouched"),
    ("app/failure.rs", "nothing was written: {0}"),
    ("app/merge/refusal.rs", "{path} is a directory and no case folder, so nothing was taken in; {}"),
    ("app/merge/refusal.rs", "{}"),
    ("app/failure.rs", "{0}"),
    ("jobs/hashing.rs", "not hashed: {0}"),
    ("jobs/acquire/refusal.rs", "the source cannot be read: {0}"),
    ("cli/bundle.rs", "{shown}: {problem}"),
    ("cli/deadline.rs", "{field}: {problem}"),
    ("cli/deadline.rs", "{}: {}{hint}"),
    ("cli/kit.rs", "{} {what}"),
    ("cli/people.rs", "{shown}: {problem}"),
    ("cli/safety.rs", "{path}: {trouble}"),
    ("cli/unseal.rs", "{shown}: {why}"),
    ("cli/unseal.rs", "{shown}: {error}"),
    ("cli/manifest/mod.rs", "{shown}: {failure}"),
    ("cli/manifest/mod.rs", "{}: {problem}"),
];
/// Files whose messages fill such a hole.
const FILLING: &[&str] = &[
    "jobs/source.rs",
    "jobs/segments.rs",
    "store/medium.rs",
    "jobs/manifest/output.rs",
    "export/sealed/lock.rs",
    "export/sealed/mod.rs",
    "domain/time.rs",
];
/// What fills a hole and needs no way on of its own, with the reason.
const PLAIN: &[(&str, &str)] = &[
    ("jobs/source.rs", "size {before} became {after} bytes"),
    ("jobs/source.rs", "{promised} bytes promised, {} read"),
    ("jobs/source.rs", "content written to (mtime)"),
    ("jobs/source.rs", "name, owner, mode or links changed (ctime)"),
    ("jobs/source.rs", "inode or file system changed"),
    ("jobs/source.rs", "the path now names another file"),
    ("jobs/source.rs", "the path names nothing any more"),
    // Filled by one of those above, which says it.
    ("jobs/segments.rs", "part {name}: {problem}"),
    ("export/sealed/mod.rs", "{0}"),
];
/// Kinds of failures whose literal stands within the message of the kind.
const WITHIN: &[&str] = &["Journal", "Broken", "NoKey", "Form", "Drill", "Exchange", "Export", "NotProved", "Entropy"];

/// Words with which a way on is named, in the imperative.
const ACTS: &[&str] = &[
    "delete", "find", "add", "ask", "attach", "begin", "change", "check", "choose", "close", "compare", "copy",
    "correct", "declare", "divide", "do", "export", "fetch", "fill", "free", "give", "go", "hand", "have", "keep",
    "lead", "leave", "load", "look", "lists", "list", "make", "mend", "merge", "move", "name", "open", "plan", "plug",
    "press", "put", "read", "record", "release", "replace", "report", "restore", "run", "save", "say", "see", "set",
    "shorten", "shows", "sign", "split", "spell", "start", "stop", "take", "try", "type", "unlock", "unmount", "use",
    "wait", "write", "has", "prints", "tells",
];

/// One message.
#[derive(Debug, Clone)]
struct Message {
    file: String,
    id: String,
    words: String,
    reach: Reach,
}

fn sources(below: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(below).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() {
            sources(&entry, found);
        } else if name.ends_with(".rs") && !name.ends_with("_tests.rs") && name != "tests.rs" {
            found.push(entry);
        }
    }
}

/// The text of the literal that begins at a quote, with its line breaks joined as the compiler joins them.
fn literal(from: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = from.strip_prefix('"')?.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => return Some(out),
            '\\' => match rest.next()? {
                '\n' => while rest.next_if(|c| c.is_whitespace()).is_some() {},
                escaped => out.push(escaped),
            },
            c => out.push(c),
        }
    }
    None
}

/// Whatever opens before a place and names a type.
fn type_before(text: &str, at: usize) -> String {
    let named =
        ["enum ", "struct "].iter().filter_map(|word| text[..at].rfind(word).map(|place| place + word.len())).max();
    let name = |from: usize| text[from..].chars().take_while(|c| c.is_alphanumeric()).collect();
    named.map(name).unwrap_or_default()
}

fn reach_of(file: &str) -> Reach {
    match (FINDINGS.contains(&file), PARTS.iter().any(|(part, _)| *part == file)) {
        (true, _) => Reach::Finding,
        (_, true) => Reach::Part,
        _ => Reach::Whole,
    }
}

/// Every message of an error, in the order of the sources.
fn messages() -> Vec<Message> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut found = Vec::new();
    for path in files {
        let file = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for (at, _) in text.match_indices("#[error(") {
            let from = text[at + 8..].trim_start();
            let Some(words) = literal(from) else { continue };
            let behind = &text[at..][text[at..].find(")]").unwrap() + 2..];
            let line = behind.lines().map(str::trim).find(|line| {
                !line.is_empty() && !line.starts_with("#[") && !line.starts_with("///") && !line.starts_with(')')
            });
            let variant: String = line.unwrap_or_default().chars().take_while(|c| c.is_alphanumeric()).collect();
            let id = if variant == "pub" {
                let after = &behind[behind.find("struct ").map_or(0, |place| place + 7)..];
                after.chars().take_while(|c| c.is_alphanumeric()).collect()
            } else {
                format!("{}::{variant}", type_before(text, at))
            };
            found.push(Message { reach: reach_of(&file), file: file.clone(), id, words });
        }
        for (maker, kind) in [("Stop::Said(", ""), ("Stop::Usage(", ""), ("Failure::", "failure")] {
            for (at, _) in text.match_indices(maker) {
                let mut from = &text[at + maker.len()..];
                let mut within = false;
                let mut id = maker.trim_end_matches('(').to_owned();
                if kind == "failure" {
                    let name: String = from.chars().take_while(|c| c.is_alphanumeric()).collect();
                    let Some(rest) = from[name.len()..].strip_prefix('(') else { continue };
                    within = WITHIN.contains(&name.as_str());
                    id = format!("Failure::{name}");
                    from = rest;
                }
                let from = from.trim_start();
                let from = from.strip_prefix("format!(").unwrap_or(from).trim_start();
                let Some(words) = literal(from).filter(|words| words.contains(' ')) else { continue };
                let reach = if within { Reach::Part } else { Reach::Whole };
                found.push(Message { file: file.clone(), id, words, reach });
            }
        }
    }
    found
}

/// Whether a word of it names something to do.
fn acts(words: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric()).any(|word| ACTS.contains(&word.to_lowercase().as_str()))
}

/// What is wrong with a message that somebody reads by itself; nothing when it says all three.
fn lacks(words: &str) -> Option<&'static str> {
    let clauses: Vec<&str> =
        words.split([';', ':', '.', ',', '(']).map(str::trim).filter(|clause| clause.contains(' ')).collect();
    if clauses.len() < 2 && !words.contains(';') {
        return Some("it says one thing: what it means, or what to do, is missing");
    }
    if !clauses.iter().skip(1).any(|clause| acts(clause)) {
        return Some("no way on: what is to be done is missing");
    }
    None
}

/// What happened, and the rest: what it means and what to do.
fn halves(words: &str) -> (&str, &str) {
    let cut = [";", ". ", ", so ", ": "].iter().filter_map(|sign| words.find(sign)).min();
    let (first, rest) = words.split_at(cut.unwrap_or(words.len()));
    (first, rest.trim_start_matches([';', '.', ',', ':', ' ']))
}

fn page(messages: &[Message]) -> String {
    let mut out = String::from(
        "# Errors\n\nEvery message with which the program says that something cannot be done, in one place. Each says what happened, what it means, and what to do. \
         What a rule refuses or\nwithholds credit for stands in [rules.md](rules.md), in the same three parts. `{…}` is filled in. Whatever comes from outside is cleaned before it is \
         shown.\n\nThis file is made from the sources by a test; after a change renew it and read it:\n\n```\nINSTA_UPDATE=always cargo test --test case -- errors\n```\n",
    );
    let sections = [
        (Reach::Whole, "Read by themselves", "These stand alone, on the command line or in a message of the screen."),
        (
            Reach::Part,
            "Within another message",
            "These are the reason within another message, which says what it means and what to do.",
        ),
        (
            Reach::Finding,
            "Lines of a report",
            "`warroom verify` lists these with the line they are about; the report says what they mean together and exits with 1.",
        ),
    ];
    for (reach, title, what) in sections {
        let _ = write!(out, "\n## {title}\n\n{what}\n");
        let mut by_file: BTreeMap<&str, Vec<&Message>> = BTreeMap::new();
        for message in messages.iter().filter(|message| message.reach == reach) {
            by_file.entry(&message.file).or_default().push(message);
        }
        for (file, all) in by_file {
            let _ = write!(out, "\n### {}\n\n", file.trim_end_matches(".rs"));
            if let (Reach::Part, Some((_, within))) = (reach, PARTS.iter().find(|(part, _)| *part == file)) {
                let _ = write!(out, "Within {within}.\n\n");
            }
            out.push_str("| error | what happened | what it means, what to do |\n|---|---|---|\n");
            for message in all {
                let (first, rest) = halves(&message.words);
                let cell = |words: &str| words.replace('|', "\\|");
                let _ = writeln!(out, "| {} | {} | {} |", message.id, cell(first), cell(rest));
            }
        }
    }
    out
}

#[test]
fn every_error_says_what_happened_what_it_means_and_what_to_do() {
    let all = messages();
    assert!(all.len() > 400, "{} messages were found", all.len());
    let problems: Vec<String> = all
        .iter()
        .filter(|message| message.reach == Reach::Whole)
        .filter(|message| !FRAMES.contains(&(message.file.as_str(), message.words.as_str())))
        .filter_map(|message| {
            lacks(&message.words).map(|why| format!("{} {}: {why}: {}", message.file, message.id, message.words))
        })
        .collect();
    assert!(problems.is_empty(), "{} of {}:\n{}", problems.len(), all.len(), problems.join("\n"));
    let listed =
        |(file, words): &&(&str, &str)| all.iter().any(|message| message.file == *file && message.words == *words);
    let gone: Vec<_> = FRAMES.iter().chain(PLAIN).filter(|one| !listed(one)).collect();
    assert!(gone.is_empty(), "excepted and no longer there: {gone:?}");
    let silent: Vec<&Message> = all
        .iter()
        .filter(|message| FILLING.contains(&message.file.as_str()))
        .filter(|message| !PLAIN.contains(&(message.file.as_str(), message.words.as_str())))
        .filter(|message| !acts(&message.words))
        .collect();
    assert!(silent.is_empty(), "what fills the hole of a message names no way on: {silent:#?}");
    for (part, _) in PARTS {
        assert!(all.iter().any(|message| message.file == *part), "{part} has no message any more");
    }
    let loud: Vec<&Message> = all.iter().filter(|message| message.words.contains('!')).collect();
    assert!(loud.is_empty(), "{loud:#?}");
}

#[test]
fn a_message_that_only_says_what_happened_is_found() {
    for weak in ["the file cannot be read", "could not open {path}: {source}", "{shown}: {error}", "no such thing"] {
        assert!(lacks(weak).is_some(), "{weak}");
    }
    for good in [
        "the disk is full: nothing was recorded; free some space and try again",
        "{0} is no time zone; give an IANA name such as Europe/Berlin or UTC",
    ] {
        assert_eq!(lacks(good), None, "{good}");
    }
}

#[test]
fn the_list_of_errors_is_that_of_the_sources() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors.md");
    let made = page(&messages());
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let first = made.lines().zip(kept.lines()).find(|(made, kept)| made != kept);
    assert!(made == kept, "docs/errors.md is not of these sources; INSTA_UPDATE=always renews it. First: {first:?}");
}
