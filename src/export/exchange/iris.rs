//! DFIR-IRIS: three CSV files in the order in which it needs them, and a page that says so (`case_assets_routes.py`, `case_ioc_routes.py`,
//! `case_timeline_routes.py`, `post_init.py` of iris-web 2.4).
//!
//! Its traps, and what is done about each: it knows the header of assets and indicators by the very letters of the line, so it stands unquoted; it splits the file
//! at line ends before it reads CSV, so no cell holds one; an event that names an asset, an indicator or a category that the case does not have rejects the whole
//! file, so every name of an event stands in the files before it, letter for letter; names are split at `;` and values at `|`, so one that holds such a sign is not
//! linked, and counted.

use std::collections::BTreeSet;

use serde_json::json;

use super::about::{notice, page, tlp};
use super::matter::{Asset, Event, Known, assets, indicators};
use super::{Desk, Made};
use crate::domain::incident::RecordKind;
use crate::domain::indicator::Indicator;
use crate::domain::text::one_line;
use crate::export::folder::tables::{Table, safe};

const ASSETS: &[&str] =
    &["asset_name", "asset_type_name", "asset_description", "asset_ip", "asset_domain", "asset_tags"];
const IOCS: &[&str] = &["ioc_value", "ioc_type", "ioc_description", "ioc_tags", "ioc_tlp"];
const EVENTS: &[&str] = &[
    "event_date",
    "event_tz",
    "event_title",
    "event_category",
    "event_content",
    "event_raw",
    "event_source",
    "event_assets",
    "event_iocs",
    "event_tags",
];

/// The categories that every installation has.
pub(super) const CATEGORIES: &[&str] = &[
    "Unspecified",
    "Legitimate",
    "Remediation",
    "Initial Access",
    "Execution",
    "Persistence",
    "Privilege Escalation",
    "Defense Evasion",
    "Credential Access",
    "Discovery",
    "Lateral Movement",
    "Collection",
    "Command and Control",
    "Exfiltration",
    "Impact",
];

/// The type of asset for what is no account. There is none for "not known", and the tag says so.
const MACHINE: &str = "Linux - Server";
/// The tag of an asset whose type nobody said.
const TYPE_NOT_KNOWN: &str = "type-not-known";
/// Characters of a title; the content holds all of the text.
const TITLE: usize = 160;

/// Assets, indicators, the timeline, and the page.
pub(super) fn make(desk: &Desk<'_>) -> Made {
    let known_assets = assets(desk.from, desk.events);
    let known_iocs = indicators(desk.from, desk.events);
    let mut made = Made::of(Vec::new());
    let mut asset_names = BTreeSet::new();
    let mut table = Table::new("assets", ASSETS);
    for (name, asset) in &known_assets {
        if asset_names.insert(cell(name)) {
            asset_row(&mut table, name, asset);
        }
    }
    made.files.push(desk.file("iris-1-assets.csv", table.csv_under(&ASSETS.join(","), &[])));
    let mut values = BTreeSet::new();
    let mut table = Table::new("iocs", IOCS);
    for (indicator, known) in &known_iocs {
        if values.insert(cell(&indicator.value)) {
            ioc_row(&mut table, indicator, known);
        }
    }
    made.files.push(desk.file("iris-2-iocs.csv", table.csv_under(&IOCS.join(","), &[])));
    let mut table = Table::new("timeline", EVENTS);
    let mut unlinked = 0;
    for event in desk.events {
        unlinked += event_row(&mut table, desk, event);
    }
    made.files.push(desk.file("iris-3-timeline.csv", table.csv_under(&EVENTS.join(","), &["event_tz"])));
    made.files.push(desk.file("iris-read-me.txt", page(desk.note(), &steps())));
    if unlinked > 0 {
        made.left_out.push(format!("links of events to names that hold `;` or values that hold `|`: {unlinked}"));
    }
    let typed = known_assets.values().filter(|asset| !exact(asset)).count();
    if typed > 0 {
        made.left_out.push(format!(
            "types of assets, which the case or the list of IRIS does not know: {typed} stand as `{MACHINE}` with the tag `{TYPE_NOT_KNOWN}`"
        ));
    }
    made
}

fn steps() -> Vec<String> {
    [
        "Upload in this order, each into the same case of DFIR-IRIS:",
        "  1. Assets: the file whose name ends in iris-1-assets.csv",
        "  2. IOC: iris-2-iocs.csv",
        "  3. Timeline: iris-3-timeline.csv. One asset or indicator that is not there yet rejects the whole file.",
        "The upload dialog of the timeline sets one event source for all events in place of the column; leave it empty, and look into the raw event for ours.",
        "A cell that begins with an apostrophe held text at which a spreadsheet would begin a formula.",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Text on one line, in which no formula begins: what stands in one file must stand in the other letter for letter, so each name is made safe by itself.
fn cell(text: &str) -> String {
    safe(&one_line(text.trim()))
}

/// Tags, joined as IRIS splits them.
fn tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> String {
    let clean = tags.into_iter().map(|tag| one_line(tag).replace(['|', ','], " ").trim().to_owned());
    clean.filter(|tag| !tag.is_empty()).collect::<Vec<_>>().join("|")
}

fn records<'a>(records: impl IntoIterator<Item = &'a crate::domain::id::RecordId>) -> String {
    records.into_iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The type of IRIS for an asset, where its list has one that says no more than the case knows.
fn of_type(asset: &Asset) -> Option<&'static str> {
    match asset.asset_type.as_str() {
        _ if asset.account => Some("Account"),
        "domain-controller" => Some("Windows - DC"),
        "firewall" => Some("Firewall"),
        _ => None,
    }
}

fn exact(asset: &Asset) -> bool {
    of_type(asset).is_some()
}

fn asset_row(table: &mut Table, name: &str, asset: &Asset) {
    let description = format!("Named by records {}", records(&asset.records));
    let contained = if asset.contained.is_empty() {
        String::new()
    } else {
        format!("; contained: {}", asset.contained.iter().map(String::as_str).collect::<Vec<_>>().join(", "))
    };
    let of = [(!exact(asset)).then_some(TYPE_NOT_KNOWN), Some(asset.asset_type.as_str())];
    let contained_tag = (!asset.contained.is_empty()).then_some("contained");
    table.row(vec![
        json!(cell(name)),
        json!(of_type(asset).unwrap_or(MACHINE)),
        json!(format!("{description}{contained}")),
        json!(asset.addresses.iter().map(|address| cell(address)).collect::<Vec<_>>().join(" ")),
        json!(""),
        json!(tags(of.into_iter().flatten().chain(contained_tag))),
    ]);
}

fn ioc_row(table: &mut Table, indicator: &Indicator, known: &Known) {
    let origins: Vec<&str> = known.origins.iter().map(String::as_str).collect();
    let from = if origins.is_empty() { String::new() } else { format!("; from: {}", origins.join("; ")) };
    let back = known.taken_back.then_some("taken-back");
    table.row(vec![
        json!(cell(&indicator.value)),
        json!(ioc_type(indicator)),
        json!(cell(&format!("{}; named by records {}{from}", indicator.kind, records(&known.records)))),
        json!(tags(known.sets.iter().map(String::as_str).chain(back))),
        json!(tlp(known.mark)),
    ]);
}

/// The type of an indicator by its list, which asks of digests that they have their length.
fn ioc_type(indicator: &Indicator) -> &'static str {
    let value = indicator.value.as_str();
    let hex = value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    match (indicator.kind.as_str(), value.len()) {
        ("hash", 32) if hex => "md5",
        ("hash", 40) if hex => "sha1",
        ("hash", 64) if hex => "sha256",
        ("hash", 96) if hex => "sha384",
        ("hash", 128) if hex => "sha512",
        ("ip", _) => "ip-any",
        ("domain", _) => "domain",
        ("url", _) => "url",
        ("file", _) if value.contains(['/', '\\']) => "file-path",
        ("file", _) => "filename",
        ("account", _) => "account",
        ("registry", _) => "regkey",
        _ => "other",
    }
}

/// Adds an event; gives how many of its links could not be written.
fn event_row(table: &mut Table, desk: &Desk<'_>, event: &Event<'_>) -> usize {
    let note = desk.note();
    // Read as UTC whatever zone the reader is in; what was told stands in the raw event.
    let at = event.at.to_string();
    let content = one_line(&event.text).into_owned();
    let content = if content.trim().is_empty() { "-".to_owned() } else { content };
    let (linked_assets, lost_assets) = linked(event.assets(), ';');
    let (linked_iocs, lost_iocs) = linked(event.indicators.iter().map(|indicator| indicator.value.as_str()), '|');
    let raw = json!({
        "record": event.id,
        "mark": event.line.mark.label(),
        "lane": event.lane(),
        "status": event.line.status(),
        "who": event.line.scribe.name,
        "speaker": event.speaker(),
        "told_at": event.written,
        "how_known": event.how(),
        "recorded": event.line.recorded,
        "source": event.source(),
        "case": note.case,
        "case_head": note.case_head,
        "audience": note.audience.label(),
        "notice": notice(note),
    });
    let status = Some(event.line.status()).filter(|status| !status.is_empty());
    let own = [event.line.mark.label(), event.lane()].into_iter().chain(status);
    table.row(vec![
        json!(at.trim_end_matches('Z')),
        json!("+00:00"),
        json!(title(&content)),
        json!(category(desk, event)),
        json!(content),
        json!(raw.to_string()),
        json!(one_line(&event.source())),
        json!(linked_assets),
        json!(linked_iocs),
        json!(tags(event.tags().iter().chain(event.techniques()).map(String::as_str).chain(own))),
    ]);
    lost_assets + lost_iocs
}

/// Names joined, each as it stands in its own file; and how many hold the sign between them.
fn linked<'a>(names: impl Iterator<Item = &'a str>, between: char) -> (String, usize) {
    let (mut seen, mut lost) = (Vec::new(), 0);
    for name in names.map(cell) {
        if name.contains(between) {
            lost += 1;
        } else if !seen.contains(&name) {
            seen.push(name);
        }
    }
    (seen.join(&between.to_string()), lost)
}

fn title(content: &str) -> String {
    if content.chars().count() <= TITLE {
        return content.to_owned();
    }
    let cut: String = content.chars().take(TITLE).collect();
    format!("{}...", cut.trim_end())
}

/// A category of its list: the one that a tag names, `Remediation` for what was contained, removed or restored, else `Unspecified`.
fn category(desk: &Desk<'_>, event: &Event<'_>) -> &'static str {
    let same = |category: &str, tag: &str| {
        let plain = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
        plain(category) == plain(tag)
    };
    let tagged = event.tags().iter().find_map(|tag| CATEGORIES.iter().find(|category| same(category, tag)));
    let remedy = matches!(desk.state().kinds.get(&event.id), Some(RecordKind::Known(kind))
        if ["containment.", "eradication.", "restoration."].iter().any(|concern| kind.starts_with(concern)));
    match tagged {
        Some(category) => category,
        None if remedy => "Remediation",
        None => "Unspecified",
    }
}
