//! The life of an exhibit as a vertical chain: what happened to it, oldest first, with what is open or wrong at the place where it is.

use super::say;
use crate::domain::acquisition::{Acquisition, Ended};
use crate::domain::custody::{Finding, Moved};
use crate::domain::exhibit::{
    Beat, ClaimRecord, Comparison, Exhibit, HashFailed, Hashed, LossAccepted, OLD_LOG, Reading, compare, life,
};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::timeline::LineText;
use crate::ui::look::Look;
use crate::ui::panes::detail::Detail;
use crate::ui::panes::words;

/// Writes the chain.
pub(super) fn chain(detail: &mut Detail<'_, '_>, exhibit: &Exhibit, findings: &[(RecordId, Finding)], look: &Look<'_>) {
    detail.heading(&look.word("pane-h-life"));
    let life = life(look.state, exhibit);
    let last = life.len().saturating_sub(1);
    for (index, (at, record, beat)) in life.into_iter().enumerate() {
        let struck = look.state.struck(record);
        let style = if struck { look.theme.dim } else { look.theme.text };
        detail.link(index == last, style, |link| {
            let number = look.say(&Msg::new("pane-life-record").with("record", look.state.label(record)));
            let mut head = format!("{}  {}  {number}", words::stamp(look, at).trim_start(), act(record, look));
            if struck {
                head.push_str(&format!("  {}", look.word("pane-sign-struck")));
            }
            link.words(&head, style);
            match beat {
                Beat::Registered => {
                    link.marked("pane-f-origin", record, &exhibit.registered.origin);
                }
                Beat::Described(said) => {
                    for (field, value) in said.details.values() {
                        described(link, record, field, value, look);
                    }
                    link.marked("pane-f-reason", record, &said.reason);
                }
                Beat::Hashed(hashed) => computed(link, record, hashed, look),
                Beat::Begun(made) => begun(link, record, made, look),
                Beat::Ended(made) => ended(link, record, made, look),
                Beat::Claimed(claim) => claims(link, exhibit, claim, look),
                Beat::HashFailed(failed) => not_computed(link, record, failed, look),
                Beat::LossAccepted(accepted) => loss(link, record, accepted, look),
                Beat::Moved(moved) => custody(link, record, moved, look),
            }
            let own = findings.iter().filter(|(id, finding)| *id == exhibit.id && finding.event == record);
            for (words, style) in own.filter_map(|(id, finding)| say(*id, finding, look)) {
                link.words(&words, style);
            }
        });
    }
}

/// What the timeline says of a record.
fn act(record: RecordId, look: &Look<'_>) -> String {
    match look.state.timeline.line(record).map(|line| &line.text) {
        Some(LineText::Program(msg)) => look.say(msg),
        _ => String::new(),
    }
}

/// One value of what is known about an exhibit.
pub(super) fn described(detail: &mut Detail<'_, '_>, record: RecordId, field: &str, value: &str, look: &Look<'_>) {
    match field {
        "system-state" => detail.plain("pane-f-system-state", &look.code("system-state", value)),
        _ => detail.marked(&format!("pane-f-{field}"), record, value),
    };
}

fn computed(detail: &mut Detail<'_, '_>, record: RecordId, hashed: &Hashed, look: &Look<'_>) {
    detail.plain("pane-f-sha256", &hashed.sha256);
    let size = Msg::new("pane-size-bytes").with("size", words::size(look, hashed.size));
    detail.plain("pane-f-size", &look.say(&size.with("bytes", hashed.size.to_string())));
    if hashed.size > 0 {
        let share = format!("{}.{:02}", hashed.zero_blocks / 100, hashed.zero_blocks % 100);
        detail.plain("pane-f-zeros", &look.say(&Msg::new("pane-zeros").with("share", share)));
    }
    detail.marked("pane-f-path", record, &hashed.path);
    reading(detail, record, &hashed.reading, look);
}

/// What the pass gave beside the SHA-256: old algorithms always with the word that they prove nothing.
fn reading(detail: &mut Detail<'_, '_>, id: RecordId, reading: &Reading, look: &Look<'_>) {
    detail.marked("pane-f-given", id, &reading.given);
    for (name, digest) in &reading.others {
        let old = OLD_LOG.contains(&name.as_str());
        let msg = Msg::new(if old { "pane-other-old" } else { "pane-other" });
        let msg = msg.with("name", name.to_uppercase()).with("digest", digest.clone());
        detail.field("pane-f-other", &look.say(&msg), if old { look.theme.dim } else { look.theme.text });
    }
    if let Some(file) = &reading.file {
        let msg = Msg::new("pane-file-identity").with("inode", file.inode.clone()).with("device", file.device.clone());
        detail.plain("pane-f-inode", &look.say(&msg));
        detail.plain("pane-f-modified", &file.modified).plain("pane-f-changed", &file.changed);
        detail.plain("pane-f-atime", &look.word(if file.atime_kept { "pane-atime-kept" } else { "pane-atime-free" }));
    }
    for user in &reading.users {
        let msg = Msg::new("pane-file-user").with("pid", user.pid.to_string()).with("name", user.name.clone());
        let msg = msg.code("how", "file-user", &*user.how);
        detail.field("pane-f-in-use", &look.say(&msg), look.theme.due);
        if let Some(started) = user.started {
            detail.instant("pane-f-started", started);
        }
    }
    if let Some(pieces) = &reading.pieces {
        detail.plain("pane-f-pieces", &pieces.sha256);
    }
    if let Some(record) = reading.compared {
        detail.plain("pane-f-compared", &look.state.label(record));
    }
    for range in &reading.differing {
        let msg = Msg::new("pane-differing").with("length", range.length.to_string());
        let words = look.say(&msg.with("offset", range.offset.to_string()));
        detail.field("pane-f-differing", &words, look.theme.late);
    }
    for part in &reading.segments {
        let msg = Msg::new("pane-segment").with("size", part.size.to_string()).with("digest", part.sha256.clone());
        let (name, withheld) = words::row_text(look, id, &part.name);
        let style = if withheld { look.theme.withheld } else { look.theme.text };
        detail.field("pane-f-segment", &name, style).plain("pane-f-sha256", &look.say(&msg));
    }
}

fn not_computed(detail: &mut Detail<'_, '_>, record: RecordId, failed: &HashFailed, look: &Look<'_>) {
    detail.field("pane-f-reason", &look.code("hash-failed", &failed.why), look.theme.late);
    detail.marked("pane-f-note", record, &failed.detail).plain("pane-f-offset", &failed.offset.to_string());
}

/// What was seen and said before an image was made.
fn begun(detail: &mut Detail<'_, '_>, record: RecordId, made: &Acquisition, look: &Look<'_>) {
    let (begun, medium) = (&made.begun, &made.begun.survey.source.medium);
    detail.marked("pane-f-device", record, &begun.survey.source.opened);
    let named = [&medium.vendor, &medium.model, &medium.serial].map(String::as_str);
    detail.marked("pane-f-medium", record, named.join(" ").trim());
    detail.marked("pane-f-write-blocker", record, &begun.blocker).person("pane-f-examiner", &begun.examiner);
    detail.marked("pane-f-competence", record, &begun.competence).marked("pane-f-purpose", record, &begun.purpose);
    for code in &begun.meaning {
        detail.words(&look.code("meaning", code), look.theme.dim);
    }
}

/// How the image ended; the stretches that could not be read are named where they are few.
fn ended(detail: &mut Detail<'_, '_>, record: RecordId, ended: &Ended, look: &Look<'_>) {
    let style = if ended.state == "whole" { look.theme.proved } else { look.theme.late };
    detail.field("pane-f-state", &look.code("acquisition", &ended.state), style);
    if ended.ranges > 0 {
        let lost = Msg::new("pane-unreadable").with("count", ended.ranges).with("bytes", ended.unreadable.to_string());
        detail.field("pane-f-unreadable", &look.say(&lost), look.theme.late);
    }
    detail.plain("pane-f-sha256-image", &ended.image_sha256).marked("pane-f-log", record, &ended.log);
    let map = ended.map.iter().take(6).map(|range| format!("{}+{}", range.offset, range.length));
    detail.field("pane-f-unread", &map.collect::<Vec<_>>().join(" "), look.theme.late);
    detail.marked("pane-f-reason", record, &ended.why);
}

/// What somebody else states of its digest, each with its origin and how it compares.
fn claims(detail: &mut Detail<'_, '_>, exhibit: &Exhibit, record: &ClaimRecord, look: &Look<'_>) {
    let (id, claimed, theme) = (record.id, &record.claimed, look.theme);
    detail
        .plain("pane-f-origin-of", &look.code("claim-origin", claimed.origin()))
        .person("pane-f-claimed-by", &claimed.by)
        .marked("pane-f-tool", id, &claimed.tool);
    let computed = exhibit.computed_digests();
    for claim in &claimed.claims {
        let compared = compare((claim.algorithm, &claim.hex), &computed);
        let style = match compared {
            _ if record.struck => theme.dim,
            Comparison::Open => theme.claimed,
            Comparison::Same => theme.proved,
            Comparison::Differs => theme.late,
        };
        let msg = Msg::new("pane-claim-line")
            .with("digest", format!("{} {}", claim.algorithm.name(), claim.hex))
            .code("of", "claim-of", claim.of.code())
            .code("compared", "claim-compared", compared.code());
        detail.words(&look.say(&msg), style);
    }
    for claim in &claimed.content {
        let digest = format!("{} {}", claim.algorithm.name(), claim.hex);
        detail.words(&look.say(&Msg::new("pane-claim-content").with("digest", digest)), theme.dim);
    }
    if let Some(doubt) = claimed.doubt {
        detail.words(&look.code("claim-doubt", doubt.code()), theme.due);
    }
    let others = u64::try_from(claimed.others.len()).unwrap_or(u64::MAX).saturating_add(claimed.left_out);
    if others > 0 {
        detail.words(&look.say(&Msg::new("pane-claim-others").with("count", others)), theme.dim);
    }
    if !claimed.bad.is_none() {
        let sectors = claimed.bad.ranges.iter().take(6).map(|range| format!("{}+{}", range.first, range.count));
        let ranges = sectors.collect::<Vec<_>>().join(" ");
        detail.field("pane-f-unread", format!("{} {ranges}", claimed.unread()).trim(), theme.late);
    }
    for line in claimed.failed.iter().take(3) {
        let (words, withheld) = words::row_text(look, id, line);
        detail.field("pane-f-failed", &words, if withheld { theme.withheld } else { theme.late });
    }
    for error in claimed.errors.iter().filter(|line| !claimed.failed.contains(line)).take(3) {
        detail.marked("pane-f-reported", id, error);
    }
    detail.marked("pane-f-log", id, claimed.log.as_ref().map_or("", |log| &log.name)).marked(
        "pane-f-made",
        id,
        &claimed.made,
    );
    detail.late_line(id).plain("pane-f-presence", &look.code("presence", &claimed.presence));
    detail.marked("pane-f-presence-ref", id, &claimed.presence_ref).marked("pane-f-note", id, &claimed.note);
}

/// Who answers for what the image lacks.
fn loss(detail: &mut Detail<'_, '_>, id: RecordId, accepted: &LossAccepted, look: &Look<'_>) {
    detail.late_line(id).marked("pane-f-unread", id, &accepted.mapped).marked("pane-f-lost", id, &accepted.named);
    detail.marked("pane-f-reason", id, &accepted.reason);
    if !accepted.capacity.is_empty() {
        detail.plain("pane-f-capacity", &look.code("capacity", &accepted.capacity));
    }
    detail.plain("pane-f-presence", &look.code("presence", &accepted.presence));
    detail.marked("pane-f-presence-ref", id, &accepted.presence_ref).person("pane-f-second", &accepted.second);
    detail.plain("pane-f-presence", &look.code("presence", &accepted.second_presence));
    detail.marked("pane-f-presence-ref", id, &accepted.second_presence_ref);
}

fn custody(detail: &mut Detail<'_, '_>, record: RecordId, moved: &Moved, look: &Look<'_>) {
    // Who gave it, who took it and where stand in the line above.
    detail.late_line(record);
    for (name, value) in [
        ("pane-f-purpose", &moved.purpose),
        ("pane-f-seal-removed", &moved.seal_removed),
        ("pane-f-seal-applied", &moved.seal_applied),
        ("pane-f-authority", &moved.authority),
        ("pane-f-witness", &moved.witness),
        ("pane-f-container", &moved.container),
        ("pane-f-condition", &moved.condition),
        ("pane-f-transport", &moved.transport),
        ("pane-f-photo", &moved.photo),
        ("pane-f-note", &moved.note),
    ] {
        detail.marked(name, record, value);
    }
    if !moved.seal_state.is_empty() {
        detail.plain("pane-f-seal-state", &look.code("seal-state", &moved.seal_state));
    }
    if let Some(check) = &moved.check {
        let outcome = look.code("custody-check", &check.outcome);
        detail.plain("pane-f-check", &outcome).plain("pane-f-sha256", &check.digest);
        detail.marked("pane-f-reason", record, &check.why);
    }
    if let Some(change) = &moved.change {
        detail.marked("pane-f-change", record, &change.what).person("pane-f-responsible", &change.responsible);
        detail.marked("pane-f-justification", record, &change.justification);
    }
    for (name, other) in [("pane-f-corrects", moved.corrects), ("pane-f-explains", moved.explains)] {
        if let Some(other) = other {
            detail.plain(name, &look.state.label(other));
        }
    }
    detail.plain("pane-f-presence", &look.code("presence", &moved.presence));
    detail.marked("pane-f-presence-ref", record, &moved.presence_ref);
    if let Some(signature) = &moved.signature {
        if signature.problem.is_empty() {
            let msg = Msg::new("pane-signed-by-key").with("owner", signature.owner.clone());
            let msg = msg.with("fingerprint", signature.fingerprint.clone()).with("form", signature.form.clone());
            detail.field("pane-f-signature", &look.say(&msg), look.theme.proved);
        } else {
            let msg = Msg::new("pane-signature-holds-not").with("why", signature.problem.clone());
            detail.field("pane-f-signature", &look.say(&msg), look.theme.due);
        }
    }
}
