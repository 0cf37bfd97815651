//! What the first bytes of a medium show: its partition table, and encryption that names itself. Pure: reads through a function.

use crate::domain::acquisition::survey::{Encryption, Partition};

/// Partitions looked at, however many a table claims.
const MOST: usize = 256;
const LUKS: &[u8] = b"LUKS\xba\xbe";
const BITLOCKER: &[u8] = b"-FVE-FS-";
const APFS: &[u8] = b"NXSB";
const CORE_STORAGE: &[u8] = b"CS";

/// Fills a buffer from a place in the source; false when that cannot be read.
pub type ReadAt<'r> = dyn Fn(u64, &mut [u8]) -> bool + 'r;

/// The kind of table (`gpt`, `mbr`, `none`, `unread`) and the partitions in it. What the table says is not trusted: a partition beyond the end is left out.
pub fn partitions(read: &ReadAt<'_>, size: u64, sector: u32) -> (&'static str, Vec<Partition>) {
    let mut first = [0; 512];
    if size < 512 || !read(0, &mut first) {
        return (if size < 512 { "none" } else { "unread" }, Vec::new());
    }
    if first.get(510..) != Some(&[0x55, 0xaa]) {
        return ("none", Vec::new());
    }
    let entries: Vec<&[u8]> = first.get(446..510).unwrap_or_default().chunks_exact(16).collect();
    if entries.iter().any(|entry| entry.get(4) == Some(&0xee))
        && let Some(found) = gpt(read, size, u64::from(sector))
    {
        return ("gpt", found);
    }
    // A boot sector of FAT or NTFS ends in the same two bytes: its "entries" are code and do not fit.
    if !entries.iter().all(|entry| matches!(entry.first(), Some(0 | 0x80))) {
        return ("none", Vec::new());
    }
    let found: Vec<Partition> = entries
        .iter()
        .zip(1..)
        .filter_map(|(entry, number)| {
            let kind = *entry.get(4)?;
            let offset = u64::from(le32(entry, 8)?) * u64::from(sector);
            let length = u64::from(le32(entry, 12)?) * u64::from(sector);
            let fits = kind != 0 && length > 0 && offset < size;
            fits.then(|| Partition { number, offset, size: length, kind: format!("{kind:02x}") })
        })
        .collect();
    (if found.is_empty() { "none" } else { "mbr" }, found)
}

fn gpt(read: &ReadAt<'_>, size: u64, sector: u64) -> Option<Vec<Partition>> {
    let mut header = [0; 96];
    if !read(sector, &mut header) || !header.starts_with(b"EFI PART") {
        return None;
    }
    let (start, count, length) = (le64(&header, 72)?, le32(&header, 80)?, le32(&header, 84)?);
    let length = usize::try_from(length).ok().filter(|length| (128..=4096).contains(length))?;
    let count = usize::try_from(count).ok()?.min(MOST);
    let start = start.checked_mul(sector).filter(|start| *start < size)?;
    let mut table = vec![0; count * length];
    if !read(start, &mut table) {
        return None;
    }
    let found = table.chunks_exact(length).zip(1..).filter_map(|(entry, number)| {
        let kind = entry.get(..16)?;
        let (first, last) = (le64(entry, 32)?, le64(entry, 40)?);
        let offset = first.checked_mul(sector)?;
        let length = last.checked_sub(first)?.checked_add(1)?.checked_mul(sector)?;
        let fits = kind.iter().any(|&byte| byte != 0) && offset < size;
        fits.then(|| Partition { number, offset, size: length, kind: guid(kind) })
    });
    Some(found.collect())
}

/// A GUID as it is written: its first three parts stand the other way round on the disk.
fn guid(bytes: &[u8]) -> String {
    const ORDER: [usize; 16] = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    let mut text = String::new();
    for (place, index) in ORDER.into_iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{:02x}", bytes.get(index).copied().unwrap_or_default()));
    }
    text
}

/// Encryption that names itself, at the start of the source and of each partition. What has no mark of its own (VeraCrypt, a self-encrypting disk, files
/// encrypted one by one) does not show.
pub fn encryption(read: &ReadAt<'_>, size: u64, partitions: &[Partition]) -> Vec<Encryption> {
    let mut starts = vec![0];
    starts.extend(partitions.iter().map(|partition| partition.offset));
    starts.sort_unstable();
    starts.dedup();
    let mut found = Vec::new();
    for offset in starts {
        let mut head = [0; 512];
        if offset.checked_add(512).is_none_or(|end| end > size) || !read(offset, &mut head) {
            continue;
        }
        let what = if head.starts_with(LUKS) {
            if head.get(6..8) == Some(&[0, 1]) { "luks1" } else { "luks2" }
        } else if head.get(3..11) == Some(BITLOCKER) {
            "bitlocker"
        } else if head.get(32..36) == Some(APFS) {
            "apfs"
        } else if head.get(88..90) == Some(CORE_STORAGE) && head.get(8..10) == Some(&[1, 0]) {
            "core-storage"
        } else {
            continue;
        };
        found.push(Encryption { what: what.to_owned(), offset });
    }
    found
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn le64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn over(bytes: &[u8]) -> impl Fn(u64, &mut [u8]) -> bool {
        move |offset, buffer| {
            let start = usize::try_from(offset).unwrap_or(usize::MAX);
            let Some(found) = start.checked_add(buffer.len()).and_then(|end| bytes.get(start..end)) else {
                return false;
            };
            buffer.copy_from_slice(found);
            true
        }
    }

    fn mbr(entries: &[(u8, u32, u32)]) -> Vec<u8> {
        let mut disk = vec![0; 4 << 20];
        for (index, (kind, first, length)) in entries.iter().enumerate() {
            let at = 446 + index * 16;
            disk[at + 4] = *kind;
            disk[at + 8..at + 12].copy_from_slice(&first.to_le_bytes());
            disk[at + 12..at + 16].copy_from_slice(&length.to_le_bytes());
        }
        disk[510..512].copy_from_slice(&[0x55, 0xaa]);
        disk
    }

    #[test]
    fn a_table_of_the_old_kind_and_what_is_encrypted_in_it() {
        let mut disk = mbr(&[(0x83, 2048, 1024), (0x07, 4096, 2048), (0x0c, 1 << 30, 1)]);
        disk[2048 * 512..][..8].copy_from_slice(b"LUKS\xba\xbe\x00\x02");
        disk[4096 * 512 + 3..][..8].copy_from_slice(b"-FVE-FS-");
        let size = disk.len() as u64;
        let (table, found) = partitions(&over(&disk), size, 512);
        assert_eq!((table, found.len()), ("mbr", 2), "the one beyond the end is left out");
        let encrypted = encryption(&over(&disk), size, &found);
        let seen: Vec<_> = encrypted.iter().map(|found| (found.what.as_str(), found.offset)).collect();
        assert_eq!(seen, [("luks2", 2048 * 512), ("bitlocker", 4096 * 512)]);
    }

    #[test]
    fn a_guid_table_and_an_apple_container() {
        let mut disk = mbr(&[(0xee, 1, u32::MAX)]);
        disk[512..520].copy_from_slice(b"EFI PART");
        disk[512 + 72..][..8].copy_from_slice(&2_u64.to_le_bytes());
        disk[512 + 80..][..4].copy_from_slice(&128_u32.to_le_bytes());
        disk[512 + 84..][..4].copy_from_slice(&128_u32.to_le_bytes());
        let entry = 1024 + 128;
        disk[entry..entry + 16]
            .copy_from_slice(&[0xef, 0x57, 0x34, 0x7c, 0, 0, 0xaa, 0x11, 0xaa, 0x11, 0, 0x30, 0x65, 0x43, 0xec, 0xac]);
        disk[entry + 32..][..8].copy_from_slice(&40_u64.to_le_bytes());
        disk[entry + 40..][..8].copy_from_slice(&47_u64.to_le_bytes());
        disk[40 * 512 + 32..][..4].copy_from_slice(b"NXSB");
        let size = disk.len() as u64;
        let (table, found) = partitions(&over(&disk), size, 512);
        assert_eq!(table, "gpt");
        let kind = "7c3457ef-0000-11aa-aa11-00306543ecac".to_owned();
        assert_eq!(found, [Partition { number: 2, offset: 40 * 512, size: 8 * 512, kind }]);
        assert_eq!(encryption(&over(&disk), size, &found)[0].what, "apfs");
    }

    #[test]
    fn no_table_and_an_unreadable_one_are_told_apart() {
        assert_eq!(partitions(&over(&[0; 4096]), 4096, 512).0, "none");
        assert_eq!(partitions(&|_, _| false, 4096, 512).0, "unread");
        let mut boot = vec![0x90; 512];
        boot[510..].copy_from_slice(&[0x55, 0xaa]);
        assert_eq!(partitions(&over(&boot), 512, 512), ("none", Vec::new()));
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(mut bytes in proptest::collection::vec(any::<u8>(), 1024..4096), gpt: bool) {
            bytes[510..512].copy_from_slice(&[0x55, 0xaa]);
            if gpt {
                bytes[450] = 0xee;
                bytes[512..520].copy_from_slice(b"EFI PART");
            }
            let size = bytes.len() as u64;
            let (_, found) = partitions(&over(&bytes), size, 512);
            prop_assert!(found.iter().all(|partition| partition.offset < size));
            encryption(&over(&bytes), size, &found);
        }
    }
}
