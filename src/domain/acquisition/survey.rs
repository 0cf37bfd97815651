//! What was seen of a source, and of the place for its image, before the first byte was read. Data only: `jobs::acquire` looks, the record keeps it.

use serde::{Deserialize, Serialize};

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Survey {
    /// The source.
    pub source: SourceSeen,
    /// Every use of it that this system shows: mounts and swap, on its partitions and on what is stacked on them too.
    pub uses: Vec<Use>,
    /// What may mount it by itself.
    pub automount: Automount,
    /// Where the image goes.
    pub destination: DestinationSeen,
}

/// The source. Texts are cleaned; an empty one was not to be found out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceSeen {
    /// The name that was given.
    pub given: String,
    /// The name that was opened, links resolved.
    pub opened: String,
    /// `file` or `block-device`.
    pub kind: String,
    /// Bytes.
    pub size: u64,
    /// The medium it is, or lies on.
    pub medium: Medium,
    /// Bytes in a logical sector; 512 for a file.
    pub logical_sector: u32,
    /// Bytes in a physical sector; 0 where it is not known.
    pub physical_sector: u32,
    /// Whether the kernel holds the device read-only; none for a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_only: Option<bool>,
    /// Whether it was opened for this program alone, so that nothing can mount it meanwhile; none for a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusive: Option<bool>,
    /// `gpt`, `mbr`, `none`, or `unread`.
    pub table: String,
    /// Partitions, by the table on it and by the kernel.
    pub partitions: Vec<Partition>,
    /// Encryption that shows.
    pub encryption: Vec<Encryption>,
    /// Areas that the device may hide (HPA, DCO): `found` where one does, else `not-examined` where one of them was not asked for or did not answer, else
    /// `none`; `not-applicable` for a file and for what is no ATA disk.
    pub hidden: String,
    /// What the disk says of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden_areas: Vec<HiddenArea>,
    /// What is stacked on it: names of the kernel with what they say they are.
    pub holders: Vec<String>,
}

/// An area that an ATA disk may hide from the system.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HiddenArea {
    /// `hpa`, the host protected area, or `dco`, what a device configuration overlay cuts off.
    pub kind: String,
    /// `none`, `found`, `not-examined`.
    pub state: String,
    /// How many sectors are hidden.
    pub sectors: u64,
    /// The tool's answer in one line, or why there is none.
    pub said: String,
}

/// A medium as it describes itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Medium {
    /// The kernel's name of the whole disk.
    pub name: String,
    /// Make.
    pub vendor: String,
    /// Model.
    pub model: String,
    /// Serial number.
    pub serial: String,
    /// `usb`, `ata`, `nvme`, `mmc`, `virtio`, `virtual`, `other`.
    pub bus: String,
    /// Whether it turns; none where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotational: Option<bool>,
}

/// A partition.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Partition {
    /// Its number.
    pub number: u32,
    /// First byte.
    pub offset: u64,
    /// Bytes.
    pub size: u64,
    /// Type: two hex digits (MBR), a GUID (GPT), empty where only the kernel named it.
    pub kind: String,
}

/// Encryption that shows. Its key is an exhibit of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Encryption {
    /// `luks1`, `luks2`, `bitlocker`, `apfs` (may be encrypted), `core-storage` (may be encrypted).
    pub what: String,
    /// Where it begins, bytes from the start of the source.
    pub offset: u64,
}

/// One use of the source, or of something on it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Use {
    /// The device.
    pub device: String,
    /// Where it is mounted; `swap` for swap space.
    pub place: String,
    /// File system.
    pub fs: String,
    /// Whether the file system itself is read-only. A mount that is only shown read-only is not.
    pub read_only: bool,
    /// Whether it is what a file holds that is used, through a loop device, and not the place where the file lies.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_content: bool,
}

/// What may mount a medium by itself, as far as it can be seen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Automount {
    /// `none-seen`, `possible`, `off-for-this-device`, `unknown`.
    pub state: String,
    /// Programs running that mount, or help to.
    pub programs: Vec<String>,
    /// Places that mount on access (autofs, systemd).
    pub points: u32,
}

/// Where the image goes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DestinationSeen {
    /// The directory, links resolved.
    pub directory: String,
    /// File system.
    pub fs: String,
    /// UUID of the file system.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub uuid: String,
    /// Label of the file system.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The medium.
    pub medium: Medium,
    /// Bytes that can be written there.
    pub free: u64,
    /// Bytes of the file system.
    pub total: u64,
    /// Entries of the directory before anything was written; 0 is blank.
    pub entries: u64,
    /// Entries at the root of the medium, without what a file system puts there by itself; 0 is blank, none where it cannot be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium_entries: Option<u64>,
    /// Largest file there, bytes, where that is known to be limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub largest_file: Option<u64>,
}

impl Survey {
    /// Uses through which the source may change while it is read. That a file lies in a writable file system is the rule, and is none.
    pub fn writable_uses(&self) -> impl Iterator<Item = &Use> {
        let device = self.source.kind == "block-device";
        self.uses.iter().filter(move |used| !used.read_only && (device || used.of_content))
    }

    /// Whether the medium is known not to turn: its controller may drop blocks by itself (TRIM).
    #[must_use]
    pub fn solid_state(&self) -> bool {
        self.source.medium.rotational == Some(false)
    }
}

/// A stretch of the source that no attempt could read; the image holds zeros there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRange {
    /// First byte.
    pub offset: u64,
    /// Bytes.
    pub length: u64,
}
