//! A list of artefacts and links: pairs of what was made from what, a table with a heading, or a manifest as `sha256sum` writes it. Every line is taken or
//! named with the reason why not.

use std::collections::{BTreeMap, BTreeSet};

use super::node::{Meant, meant};
use super::{Crossed, Described, End, Graph, KINDS, Link, Node, RefusedLine};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::text::visible;
use crate::library::digest::Algorithm;
use crate::library::rows::rows;
use crate::library::sums;

/// What a list came to.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Read {
    pub(super) read: u64,
    pub(super) kept: u64,
    pub(super) refused: Vec<RefusedLine>,
    pub(super) artefacts: Vec<Described>,
    pub(super) links: Vec<Link>,
}

/// Columns of a table, by what their heading may say.
const COLUMNS: &[(&str, &[&str])] = &[
    ("name", &["name", "artefact", "child"]),
    ("version", &["version"]),
    ("kind", &["kind", "type"]),
    ("digest", &["digest", "sha256"]),
    ("lies", &["lies", "path", "location", "place"]),
    ("parents", &["parents", "parent", "derived-from", "from"]),
];

/// One line, taken apart.
#[derive(Default)]
struct Line {
    what: Described,
    parents: Vec<String>,
}

/// A list under work. Ends without a record are of this very list.
struct Desk<'a> {
    state: &'a Incident,
    kind: &'a str,
    found: Read,
    /// Artefacts of this list, by name with version and by name alone.
    own: BTreeMap<String, Vec<u64>>,
    /// Links wanted, with the line that wants them.
    wanted: Vec<(u64, Link)>,
}

/// Reads a list. `kind` is what an artefact is where the list does not say, `above` what every artefact was made from that names nothing else.
pub(super) fn read(state: &Incident, text: &str, kind: &str, above: &[Node]) -> Read {
    let mut desk = Desk { state, kind, found: Read::default(), own: BTreeMap::new(), wanted: Vec::new() };
    let lines = lines(text);
    desk.found.read = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    let mut bad: BTreeMap<u64, RefusedLine> = BTreeMap::new();
    let mut refuse = |line: u64, why: &str, about: &str| {
        let about: String = visible(about).chars().take(80).collect();
        bad.entry(line).or_insert_with(|| RefusedLine { line, why: why.to_owned(), about });
    };
    // Artefacts first: a line may name what a later one brings.
    let mut taken: Vec<(u64, End, Vec<String>, bool)> = Vec::new();
    for (number, line) in lines {
        match line.and_then(|line| desk.artefact(&line.what).map(|(end, new)| (end, new, line.parents))) {
            Ok((end, new, parents)) => taken.push((number, end, parents, new)),
            Err((why, about)) => refuse(number, why, &about),
        }
    }
    let mut brought: BTreeMap<u64, bool> = BTreeMap::new();
    for (number, child, parents, new) in taken {
        brought.insert(number, new);
        if parents.is_empty() {
            desk.wanted.extend(above.iter().map(|node| (number, Link { parent: (*node).into(), child })));
        }
        for parent in parents {
            let (name, version) = apart(&parent);
            let what = Described { name, version, ..Described::default() };
            match desk.artefact(&what) {
                Ok((parent, _)) => desk.wanted.push((number, Link { parent, child })),
                Err((why, about)) => refuse(number, why, &about),
            }
        }
    }
    let (links, twice, crossed) = desk.lay();
    for (number, about) in crossed {
        refuse(number, "cycle", &about);
    }
    // A line that brings an artefact, or another link, said something all the same.
    let said: BTreeSet<u64> = links.iter().map(|(line, _)| *line).collect();
    let wanted: BTreeSet<u64> = desk.wanted.iter().map(|(line, _)| *line).collect();
    let repeated = twice.into_iter().filter(|number| !said.contains(number));
    let silent = brought.keys().copied().filter(|number| !wanted.contains(number));
    for number in repeated.chain(silent).filter(|number| !brought.get(number).copied().unwrap_or_default()) {
        refuse(number, "twice", "");
    }
    desk.found.links = links.into_iter().map(|(_, link)| link).collect();
    desk.found.refused = bad.into_values().collect();
    desk.found.kept = desk.found.read - u64::try_from(desk.found.refused.len()).unwrap_or(u64::MAX);
    desk.found
}

type Wrong = (&'static str, String);

/// `NAME@VERSION` taken apart.
fn apart(text: &str) -> (String, String) {
    match text.rsplit_once('@') {
        Some((name, version)) if !name.trim().is_empty() => (name.trim().to_owned(), version.trim().to_owned()),
        _ => (text.trim().to_owned(), String::new()),
    }
}

/// Lines that say something, taken apart.
fn lines(text: &str) -> Vec<(u64, Result<Line, Wrong>)> {
    let first = sums::entries(text.as_bytes()).next();
    if let Some((_, Ok(_))) = first {
        return sums::entries(text.as_bytes())
            .map(|(number, entry)| {
                let entry = entry.map_err(|_| ("unreadable", String::new()));
                let entry = entry.and_then(|entry| {
                    let name = String::from_utf8_lossy(&entry.name).into_owned();
                    if entry.digest.algorithm() != Algorithm::Sha256 {
                        return Err(("digest", name));
                    }
                    let what =
                        Described { lies: name.clone(), name, digest: entry.digest.hex(), ..Described::default() };
                    Ok(Line { what, parents: Vec::new() })
                });
                (u64::try_from(number).unwrap_or(u64::MAX), entry)
            })
            .collect();
    }
    let mut rows = rows(text).into_iter().peekable();
    let heading = rows.peek().and_then(|(_, cells)| heading(cells.as_deref()?));
    if heading.is_some() {
        rows.next();
    }
    let columns = heading.unwrap_or_else(|| vec![Some("parents"), Some("name")]);
    rows.map(|(number, cells)| {
        (number, cells.ok_or(("unreadable", String::new())).and_then(|cells| line(&columns, &cells)))
    })
    .collect()
}

/// The columns of a heading; none where the row is none.
fn heading(cells: &[String]) -> Option<Vec<Option<&'static str>>> {
    let of = |cell: &String| {
        let cell = cell.to_lowercase().replace(['_', ' '], "-");
        COLUMNS.iter().find(|(_, words)| words.contains(&cell.as_str())).map(|(column, _)| *column)
    };
    let columns: Vec<Option<&'static str>> = cells.iter().map(of).collect();
    let named = columns.iter().filter(|column| **column == Some("name")).count() == 1;
    (named && columns.iter().flatten().count() > 1).then_some(columns)
}

fn line(columns: &[Option<&'static str>], cells: &[String]) -> Result<Line, Wrong> {
    if cells.len() != columns.len() {
        return Err(("cells", cells.len().to_string()));
    }
    let mut line = Line::default();
    for (column, cell) in columns.iter().zip(cells).filter_map(|(column, cell)| Some(((*column)?, cell))) {
        match column {
            "name" => (line.what.name, line.what.version) = apart(cell),
            "version" if !cell.is_empty() => line.what.version.clone_from(cell),
            "kind" if !cell.is_empty() => {
                let code = cell.to_lowercase().replace(['_', ' '], "-");
                let code = if code == "dataset" { "data-set".to_owned() } else { code };
                let known = KINDS.iter().find(|kind| **kind == code).ok_or_else(|| ("kind", cell.clone()))?;
                (*known).clone_into(&mut line.what.kind);
            }
            "digest" if !cell.is_empty() => {
                line.what.digest = digest(cell).ok_or_else(|| ("digest", cell.clone()))?;
            }
            "lies" => line.what.lies.clone_from(cell),
            "parents" => {
                let parts = cell.split(['|', ';', ',']).map(str::trim).filter(|part| !part.is_empty());
                line.parents.extend(parts.map(str::to_owned));
            }
            _ => {}
        }
    }
    // What has no heading is a pair, and a pair has two ends.
    if line.what.name.is_empty() || (columns == [Some("parents"), Some("name")] && line.parents.is_empty()) {
        return Err(("no-name", String::new()));
    }
    Ok(line)
}

/// A SHA-256 as people and tools write it.
pub(in crate::domain) fn digest(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let hex = text.strip_prefix("sha256:").unwrap_or(&text);
    (hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| hex.to_owned())
}

impl Desk<'_> {
    /// The artefact that is meant: of this list, on record, or new; and whether it is new.
    fn artefact(&mut self, what: &Described) -> Result<(End, bool), Wrong> {
        let title = what.title();
        let mut keys = vec![title.to_lowercase()];
        // As people type it elsewhere: name and version with a blank between.
        let spaced = [&what.name, " ", &what.version].concat().to_lowercase();
        if what.version.is_empty() {
            keys.push(what.name.to_lowercase());
        } else {
            keys.push(spaced.clone());
        }
        for key in keys {
            match self.own.get(&key).map(Vec::as_slice) {
                Some([one]) => {
                    let at = usize::try_from(one.saturating_sub(1)).unwrap_or(usize::MAX);
                    let known = self.found.artefacts.get_mut(at).ok_or_else(|| ("several", title.clone()))?;
                    return fill(known, what).map(|()| (End { record: None, item: *one }, false));
                }
                Some([_, _, ..]) => return Err(("several", title)),
                Some([]) | None => {}
            }
        }
        match meant(self.state, &title) {
            Meant::One(node) => {
                let known = self.state.lineage.described(self.state, node);
                let digest = known.map(|known| known.digest.as_str()).unwrap_or_default();
                if !what.digest.is_empty() && !digest.is_empty() && digest != what.digest {
                    return Err(("digest", title));
                }
                Ok((node.into(), false))
            }
            Meant::Several(_) => Err(("several", title)),
            Meant::None => {
                let mut new = what.clone();
                if new.kind.is_empty() {
                    self.kind.clone_into(&mut new.kind);
                }
                self.found.artefacts.push(new);
                let item = u64::try_from(self.found.artefacts.len()).unwrap_or(u64::MAX);
                self.own.entry(title.to_lowercase()).or_default().push(item);
                if !what.version.is_empty() {
                    self.own.entry(spaced).or_default().push(item);
                    self.own.entry(what.name.to_lowercase()).or_default().push(item);
                }
                Ok((End { record: None, item }, true))
            }
        }
    }

    /// Lays the wanted links: those that are taken with their lines, lines whose links were there before, and lines that would make something descend from
    /// itself, with what that is.
    #[expect(clippy::type_complexity, reason = "three lists of one pass")]
    fn lay(&self) -> (Vec<(u64, Link)>, Vec<u64>, Vec<(u64, String)>) {
        let this = RecordId::default();
        let standing: BTreeSet<Node> = self.state.lineage.standing(self.state).map(|(node, _)| node).collect();
        let known = self.state.lineage.links(self.state);
        let known: Vec<Crossed> =
            known.filter(|(_, child, parent)| standing.contains(child) && standing.contains(parent)).collect();
        let mut at: BTreeMap<(Node, Node), u64> = BTreeMap::new();
        let mut there: BTreeSet<(Node, Node)> = known.iter().map(|(_, child, parent)| (*child, *parent)).collect();
        let (mut new, mut twice) = (Vec::new(), Vec::new());
        for (number, link) in &self.wanted {
            let ends = (link.child.of(this), link.parent.of(this));
            if there.insert(ends) {
                at.insert(ends, *number);
                new.push((this, ends.0, ends.1));
            } else {
                twice.push(*number);
            }
        }
        let graph = Graph::laid(known.into_iter().chain(new));
        let mut wrong = Vec::new();
        for (_, child, parent) in graph.crossed.iter().filter(|(id, ..)| *id == this) {
            let number = at.remove(&(*child, *parent)).unwrap_or_default();
            wrong.push((number, self.title(*parent)));
        }
        let mut links: Vec<(u64, Link)> = Vec::new();
        for (number, link) in &self.wanted {
            if at.remove(&(link.child.of(this), link.parent.of(this))).is_some() {
                links.push((*number, *link));
            }
        }
        (links, twice, wrong)
    }

    fn title(&self, node: Node) -> String {
        let own = node.item.checked_sub(1).filter(|_| node.record == RecordId::default());
        let own = own.and_then(|at| self.found.artefacts.get(usize::try_from(at).unwrap_or(usize::MAX)));
        own.or_else(|| self.state.lineage.any(node)).map(Described::title).unwrap_or_default()
    }
}

/// What a later line says of an artefact that an earlier one only named.
fn fill(known: &mut Described, what: &Described) -> Result<(), Wrong> {
    if !what.digest.is_empty() && !known.digest.is_empty() && known.digest != what.digest {
        return Err(("digest", what.title()));
    }
    for (field, given) in
        [(&mut known.digest, &what.digest), (&mut known.lies, &what.lies), (&mut known.kind, &what.kind)]
    {
        if !given.is_empty() {
            field.clone_from(given);
        }
    }
    Ok(())
}
