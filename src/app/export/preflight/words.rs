//! What was found before a byte is written, in words: what stands against an export, by which field that is changed, and what it would be.

use std::time::Duration;

use super::{Concern, Preflight};
use crate::domain::export::{FORCED, Ground};
use crate::domain::id::StationId;
use crate::domain::text::{counted, decimal_size};

impl Concern {
    /// Whether it stops the export.
    #[must_use]
    pub fn refuses(&self) -> bool {
        matches!(
            self,
            Concern::OwnDisk { forced: false }
                | Concern::ReadOnly
                | Concern::Space { .. }
                | Concern::Scratch { .. }
                | Concern::TooLarge { .. }
                | Concern::Taken(_)
        )
    }

    /// The code of what was insisted on.
    #[must_use]
    pub fn forced(&self) -> Option<&'static str> {
        matches!(self, Concern::OwnDisk { forced: true }).then(|| FORCED[0])
    }

    /// Fields of the command that the words speak of, for whoever shows them to name as they are called there.
    #[must_use]
    pub fn fields(&self) -> &'static [&'static str] {
        match self {
            Concern::OwnDisk { forced: false } => &["own-disk"],
            Concern::TooLarge { sealed: false, .. } => &["in-parts"],
            Concern::ReasonOwed(_) => &["seal", "reason"],
            Concern::NobodyTakes => &["handed-to"],
            _ => &[],
        }
    }

    /// [`Concern::words`], with the fields that they speak of as `named` calls them.
    #[must_use]
    pub fn words_naming(&self, named: &dyn Fn(&'static str) -> String) -> String {
        let fields = self.fields().iter().map(|field| named(field)).filter(|name| !name.is_empty());
        let fields: Vec<String> = fields.collect();
        if fields.is_empty() { self.words() } else { format!("{} ({})", self.words(), fields.join(", ")) }
    }

    /// What it is, what it means, what to do: the same words wherever it is asked for, so without the names of options and fields.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Concern::OwnDisk { forced: false } => {
                "the destination lies on the same disk as the case file, so one fault loses both; \
                 name another medium, or insist"
                    .to_owned()
            }
            Concern::OwnDisk { forced: true } => {
                "the destination lies on the same disk as the case file, as was insisted: one fault loses both"
                    .to_owned()
            }
            Concern::ReadOnly => {
                "the file system there is mounted read-only; open the write protection of the medium, or name another"
                    .to_owned()
            }
            Concern::Space { needed, free } => format!(
                "{needed} bytes are needed there and {free} are free; make room, name another medium, or leave the bytes of exhibits out"
            ),
            Concern::TooLarge { path, size, largest, fs, sealed: false } => format!(
                "{path} has {size} bytes and a file on {fs} holds at most {largest}; use a medium with exFAT, NTFS or ext4, leave the bytes of exhibits out, or let it go in parts"
            ),
            Concern::TooLarge { path, size, largest, fs, sealed: true } => format!(
                "{path} comes to {size} bytes and a file on {fs} holds at most {largest}; a sealed folder is one file and does not go in parts: use a medium with exFAT, NTFS or ext4, or leave the bytes of exhibits out"
            ),
            Concern::OneFile => {
                "parts were asked for, and a sealed folder is one file: nothing of it goes in parts".to_owned()
            }
            Concern::InParts(files) => {
                let files: Vec<String> = files.iter().map(|(path, count)| format!("{path} ({count})")).collect();
                format!(
                    "these files are larger than the file system takes and go in parts: {}; `cat NAME.*` puts one together again",
                    files.join(", ")
                )
            }
            Concern::Taken(name) => {
                format!("{name} is there already, and nothing is ever written over; name another directory or medium")
            }
            Concern::Leftovers(names) => format!(
                "unfinished exports lie there: {}; they prove nothing, keep them apart or remove them",
                names.join(", ")
            ),
            Concern::Missing(labels) => format!(
                "the bytes of these exhibits are not at hand and are left out: {}; attach their media and export again where they are wanted",
                labels.join(", ")
            ),
            Concern::Unsearched(count) => format!(
                "telephone numbers stay behind, and {} (images, PDF) could not be searched for them; look at these, or export for readers who may have the numbers",
                counted(*count as u64, "attachment")
            ),
            Concern::Numbers(labels) => format!(
                "telephone numbers stay behind and stand in the bytes of these exhibits, which are left out: {}; \
                 export for readers who may have the numbers (--phones) where the bytes are wanted",
                labels.join(", ")
            ),
            Concern::Opaque(labels) => format!(
                "telephone numbers stay behind, and the bytes of {} (images, archives) could not be searched for them: {}; \
                 they go along as they are, so look at these, or export for readers who may have the numbers",
                if labels.len() == 1 { "1 exhibit".to_owned() } else { format!("{} exhibits", labels.len()) },
                labels.join(", ")
            ),
            Concern::Damaged(count) => format!(
                "the journal does not verify ({}) and is exported as it is; the folder will show it too",
                counted(*count as u64, "problem")
            ),
            Concern::NotAdmitted { others, own } => not_admitted(others, own.as_ref()),
            Concern::ReasonOwed(grounds) => {
                let grounds: Vec<String> = grounds.iter().map(ground).collect();
                format!("it leaves in plain, and holds {}; seal it, or say why not", grounds.join(", "))
            }
            Concern::Scratch { needed, free } => format!(
                "it is made beside the case before it is sealed: {needed} bytes are needed there and {free} are free; \
                 make room, or leave the bytes of exhibits out"
            ),
            Concern::OneKey => "it opens for one key alone: if that is lost, nobody ever reads it; \
                 name two, the lead's and that of whoever stores evidence"
                .to_owned(),
            Concern::WeakPassphrase => {
                "its passphrase is short or of few characters, and whoever holds the medium may guess for years; \
                 six words chosen by dice are better"
                    .to_owned()
            }
            Concern::MayBeMemory => "what is read back there may come from memory and not from the medium; \
                 when it is done, unplug it, plug it in again and run `warroom verify` on the folder"
                .to_owned(),
            Concern::NobodyTakes => {
                "nobody holds the role that stores evidence and nobody is named, so no release will be on record: \
                 record it when it is handed over, or name somebody"
                    .to_owned()
            }
        }
    }
}

impl Preflight {
    /// Why it cannot begin, if so.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        self.refusal_naming(&|_| String::new())
    }

    /// Whether it cannot begin.
    #[must_use]
    pub fn refuses(&self) -> bool {
        self.concerns.iter().any(Concern::refuses)
    }

    /// Why it cannot begin, if so, with fields as `named` calls them.
    #[must_use]
    pub fn refusal_naming(&self, named: &dyn Fn(&'static str) -> String) -> Option<String> {
        let refusing: Vec<&Concern> = self.concerns.iter().filter(|found| found.refuses()).collect();
        let words: Vec<String> = refusing.iter().map(|found| found.words_naming(named)).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }

    /// What it would be, line by line: shown before anything is written. `named` says how a field of the command is called where it is shown.
    #[must_use]
    pub fn said(&self, named: &dyn Fn(&'static str) -> String) -> Vec<String> {
        let place = &self.destination;
        let mut lines = vec![format!(
            "{}: {}, {}, about {}; for readers up to {}",
            self.name,
            counted(self.records, "record"),
            counted(self.files, "file"),
            decimal_size(self.needed),
            self.asked.audience.label()
        )];
        let withheld = self.withheld();
        if !withheld.is_empty() {
            lines.push(format!("withheld: {withheld}"));
        }
        let label = if place.label.is_empty() { String::new() } else { format!(", label {}", place.label) };
        let medium = &place.medium;
        let parts = [medium.bus.as_str(), medium.vendor.as_str(), medium.model.as_str(), medium.serial.as_str()];
        let medium = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let medium = if medium.is_empty() { medium } else { format!(", {medium}") };
        let free = decimal_size(place.free);
        lines.push(format!("destination: {} ({}{label}), {free} free{medium}", place.directory, place.fs));
        lines.push(format!("on a common stick about {}, written and read back", span(self.takes)));
        for concern in &self.concerns {
            let sign = if concern.refuses() { "refused" } else { "note" };
            lines.push(format!("{sign}: {}", concern.words_naming(named)));
        }
        lines
    }

    fn withheld(&self) -> String {
        let counts = &self.withheld;
        let mut parts: Vec<String> = counts.by_mark.iter().map(|(mark, count)| format!("{count} TLP:{mark}")).collect();
        let more = [
            (counts.privileged, "privileged"),
            (counts.phones, "with telephone numbers"),
            (counts.attachments, "attachments"),
            (counts.exhibits.len() as u64, "exhibits' bytes for telephone numbers"),
        ];
        parts.extend(more.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
        parts.join(", ")
    }
}

/// What comes of laptops that nobody admitted, and the way on.
fn not_admitted(others: &[(StationId, String)], own: Option<&(StationId, String)>) -> String {
    let shown = |(station, fingerprint): &(StationId, String)| format!("station {station}, fingerprint {fingerprint}");
    let mut named: Vec<String> = own.map(|own| format!("this one ({})", shown(own))).into_iter().collect();
    named.extend(others.iter().map(shown));
    let way = match own {
        Some(_) => "have this one admitted on a laptop that counts, merge what that one recorded, and export then",
        None => "compare the fingerprint by phone or side by side, `admit` the laptop, and export then",
    };
    format!(
        "the folder will read NOT VERIFIED, and neither `import` nor `merge` takes it: lines are in it of {} that nobody admitted, and they count for nothing: {}; {way}",
        counted(named.len() as u64, "laptop"),
        named.join("; ")
    )
}

fn ground(ground: &Ground) -> String {
    match ground {
        Ground::People(1) => "one person by name".to_owned(),
        Ground::People(count) => format!("{count} people by name"),
        Ground::Phones => "telephone numbers".to_owned(),
        Ground::Mark(mark) => format!("records up to {}", mark.label()),
    }
}

/// How long something takes, in the words of a guess.
fn span(takes: Duration) -> String {
    match takes.as_secs() {
        0..=1 => "a second".to_owned(),
        seconds @ 2..=119 => format!("{seconds} s"),
        seconds @ 120..=7199 => format!("{} min", seconds / 60),
        seconds => format!("{} h {:02} min", seconds / 3600, seconds % 3600 / 60),
    }
}
