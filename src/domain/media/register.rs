//! The register: handlings of one medium put together, and what shows about it: that it was in several machines, that it came back as another.

use std::collections::BTreeSet;

use super::super::id::{RecordId, StationId};
use super::super::incident::Incident;
use super::{Handling, Identity, named};

/// One medium with all that is on record of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stick<'a> {
    /// Its number in the register, from 1: the order in which media first appear.
    pub number: usize,
    /// The medium as it was last seen; what the last look did not show is as it was seen before.
    pub identity: Identity,
    /// In order.
    pub handled: Vec<&'a Handling>,
    /// What shows about it.
    pub remarks: Vec<Remark>,
}

/// What shows about a medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// It was in more than one machine.
    Machines(Vec<String>),
    /// Nothing tells it from these, by their numbers in the register: they may be one medium.
    NotToldApart(Vec<usize>),
    /// It was another than it had been before.
    Changed {
        /// The record that shows it.
        record: RecordId,
        /// What of it: one of [`CHANGES`].
        what: &'static str,
        /// As it was.
        was: String,
        /// As it is.
        is: String,
    },
}

/// What of a medium can be another than before.
pub const CHANGES: [&str; 5] = ["serial", "file-system", "uuid", "label", "size"];

/// Serial numbers that say nothing, as cheap media have them: one sign again and again.
fn tells(serial: &str) -> bool {
    serial.bytes().collect::<BTreeSet<u8>>().len() > 1
}

fn equal(one: &str, other: &str) -> bool {
    !one.is_empty() && one.eq_ignore_ascii_case(other)
}

impl Identity {
    /// Whether both are one medium: the serial number says so or the file system does, and where neither is known, the label.
    #[must_use]
    pub fn same(&self, other: &Identity) -> bool {
        let (mine, theirs) = (&self.medium, &other.medium);
        let parted = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && !one.eq_ignore_ascii_case(other);
        let model = !parted(&mine.vendor, &theirs.vendor) && !parted(&mine.model, &theirs.model);
        let serial = tells(&mine.serial) && equal(&mine.serial, &theirs.serial) && model;
        let anonymous = |one: &Identity| one.medium.serial.is_empty() && one.uuid.is_empty();
        let label = (anonymous(self) || anonymous(other)) && equal(&self.label, &other.label);
        serial || equal(&self.uuid, &other.uuid) || label
    }

    /// Whether nothing that says which medium it is was to be found out.
    fn anonymous(&self) -> bool {
        !tells(&self.medium.serial) && self.uuid.is_empty()
    }

    /// Whether both may be one medium for all that is known: neither has anything that says which it is, and nothing known of both differs.
    fn not_told_from(&self, other: &Identity) -> bool {
        let parted = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && !one.eq_ignore_ascii_case(other);
        let (mine, theirs) = (&self.medium, &other.medium);
        let texts = [
            (&mine.vendor, &theirs.vendor),
            (&mine.model, &theirs.model),
            (&self.fs, &other.fs),
            (&self.label, &other.label),
        ];
        let size = self.size != 0 && other.size != 0 && self.size != other.size;
        self.anonymous() && other.anonymous() && !size && !texts.iter().any(|(one, other)| parted(one, other))
    }

    /// What of it is known, in the order of [`CHANGES`].
    fn features(&self) -> [String; 5] {
        let size = if self.size == 0 { String::new() } else { self.size.to_string() };
        [self.medium.serial.clone(), self.fs.clone(), self.uuid.clone(), self.label.clone(), size]
    }

    /// This one, with what it does not show taken from what was seen before.
    fn over(&self, before: &Identity) -> Identity {
        let text = |now: &String, was: &String| if now.is_empty() { was.clone() } else { now.clone() };
        let mut medium = self.medium.clone();
        for (now, was) in [
            (&mut medium.vendor, &before.medium.vendor),
            (&mut medium.model, &before.medium.model),
            (&mut medium.serial, &before.medium.serial),
            (&mut medium.bus, &before.medium.bus),
        ] {
            if now.is_empty() {
                now.clone_from(was);
            }
        }
        Identity {
            medium,
            fs: text(&self.fs, &before.fs),
            uuid: text(&self.uuid, &before.uuid),
            label: text(&self.label, &before.label),
            size: if self.size == 0 { before.size } else { self.size },
        }
    }
}

/// A medium in a few words: make, model, serial number, file system, label, as far as they are known.
pub(super) fn words(identity: &Identity) -> String {
    let medium = &identity.medium;
    let parts = [&medium.bus, &medium.vendor, &medium.model, &medium.serial, &identity.fs, &identity.label];
    let known: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if known.is_empty() { identity.uuid.clone() } else { known.join(" ") }
}

impl Stick<'_> {
    /// It in a few words; where no serial number tells it from others of its kind, with its size.
    #[must_use]
    pub fn words(&self) -> String {
        let known = words(&self.identity);
        if tells(&self.identity.medium.serial) || self.identity.size == 0 {
            return known;
        }
        let size = crate::domain::text::decimal_size(self.identity.size);
        if known.is_empty() { size } else { format!("{known} {size}") }
    }
}

/// The machine of a handling: as its record says, else as another record of the same laptop does, else as the laptop was admitted, else its station.
#[must_use]
pub fn machine(state: &Incident, handling: &Handling) -> String {
    if !handling.machine.is_empty() {
        return handling.machine.clone();
    }
    machine_of(state, handling.record.station)
}

fn machine_of(state: &Incident, station: StationId) -> String {
    let admitted = || state.stations.admitted.get(&station).map(|admitted| admitted.label.as_str());
    let known = named(&state.media, station).or_else(admitted).filter(|name| !name.is_empty());
    known.map_or_else(|| station.short(), str::to_owned)
}

/// Every medium of the case, in the order in which they first appear.
#[must_use]
pub fn sticks(state: &Incident) -> Vec<Stick<'_>> {
    let mut groups: Vec<Vec<(usize, &Handling)>> = Vec::new();
    for next in state.media.handled.iter().enumerate() {
        let joins =
            |group: &Vec<(usize, &Handling)>| group.iter().any(|(_, known)| known.identity.same(&next.1.identity));
        let (joined, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(joins);
        groups = others;
        // What were two so far may be one: the serial number of the first and the file system of the second.
        groups.push(joined.into_iter().flatten().chain([next]).collect());
    }
    for group in &mut groups {
        group.sort_by_key(|(index, handling)| (handling.at, *index));
    }
    groups.sort_by_key(|group| group.iter().map(|(index, _)| *index).min());
    let handled = groups.into_iter().map(|group| group.into_iter().map(|(_, handling)| handling).collect());
    let mut found: Vec<Stick<'_>> =
        handled.enumerate().map(|(index, handled)| stick(state, index + 1, handled)).collect();
    let known: Vec<(usize, Identity)> = found.iter().map(|stick| (stick.number, stick.identity.clone())).collect();
    for stick in &mut found {
        let alike =
            known.iter().filter(|(number, other)| *number != stick.number && stick.identity.not_told_from(other));
        let alike: Vec<usize> = alike.map(|(number, _)| *number).collect();
        if !alike.is_empty() {
            stick.remarks.insert(0, Remark::NotToldApart(alike));
        }
    }
    found
}

fn stick<'a>(state: &Incident, number: usize, handled: Vec<&'a Handling>) -> Stick<'a> {
    let mut remarks = Vec::new();
    let mut machines: Vec<String> = Vec::new();
    let mut identity = Identity::default();
    for handling in &handled {
        // Who takes a medium by hand has it in no machine yet.
        if handling.way != "by-hand" {
            let machine = machine(state, handling);
            if !machines.contains(&machine) {
                machines.push(machine);
            }
            let features = identity.features().into_iter().zip(handling.identity.features());
            for (what, (was, is)) in CHANGES.iter().zip(features) {
                if !was.is_empty() && !is.is_empty() && was != is {
                    remarks.push(Remark::Changed { record: handling.record, what, was, is });
                }
            }
        }
        identity = handling.identity.over(&identity);
    }
    if machines.len() > 1 {
        remarks.insert(0, Remark::Machines(machines));
    }
    Stick { number, identity, handled, remarks }
}
