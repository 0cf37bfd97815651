//! Which running programs have a file open or mapped. A digest of the file says nothing about the bytes they loaded: those may be older, or changed in memory.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::domain::text::visible_bytes;
use crate::domain::time::Instant;

/// Largest list of mappings that is read, bytes.
const LARGEST_MAPS: usize = 16 << 20;

/// A running program that uses a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Its process number.
    pub pid: u32,
    /// Its name, cleaned.
    pub name: String,
    /// When it was started, as the system tells it.
    pub started: Option<Instant>,
    /// Whether a descriptor of it is open.
    pub open: bool,
    /// Whether it is mapped into memory, as the code of a running program is.
    pub mapped: bool,
    /// Whether what is mapped is another file that had this name before and is deleted: the loaded bytes are surely not these.
    pub replaced: bool,
}

/// What a look at all processes found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Users {
    /// Programs that use the file, by process number.
    pub users: Vec<User>,
    /// Processes that this user may not look into.
    pub hidden: u32,
}

/// The programs that use the file at `path` with this inode on this device, from `proc` under `root`. None where there is no `proc`.
#[must_use]
pub fn users(root: &Path, path: &Path, device: u64, inode: u64) -> Option<Users> {
    let proc = root.join("proc");
    let boot = boot_seconds(&proc);
    let mut found = Users::default();
    for entry in fs::read_dir(&proc).ok()?.flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let directory = entry.path();
        let fds = fs::read_dir(directory.join("fd"));
        let maps = fs::read(directory.join("maps"));
        if fds.is_err() || maps.is_err() {
            // A process that ended meanwhile is not hidden.
            found.hidden += u32::from(directory.join("stat").exists());
        }
        let same = |link: PathBuf| fs::metadata(link).is_ok_and(|it| (it.dev(), it.ino()) == (device, inode));
        let open = fds.into_iter().flatten().flatten().any(|fd| same(fd.path()));
        let (mapped, replaced) = mapping(&maps.unwrap_or_default(), path, device, inode);
        if open || mapped || replaced {
            let (name, started) = identity(&directory, boot);
            found.users.push(User { pid, name, started, open, mapped, replaced });
        }
    }
    found.users.sort_by_key(|user| user.pid);
    Some(found)
}

/// Whether one of the mappings is this file, and whether one is a deleted file of its name.
fn mapping(maps: &[u8], path: &Path, device: u64, inode: u64) -> (bool, bool) {
    let (major, minor) = (rustix::fs::major(device), rustix::fs::minor(device));
    let own = path.as_os_str().as_encoded_bytes();
    let (mut mapped, mut replaced) = (false, false);
    for line in maps.get(..maps.len().min(LARGEST_MAPS)).unwrap_or_default().split(|&byte| byte == b'\n') {
        let mut words = line.splitn(6, |&byte| byte == b' ');
        let word =
            |word: Option<&[u8]>| word.and_then(|word| std::str::from_utf8(word).ok()).unwrap_or_default().to_owned();
        let (at, number) = (word(words.nth(3)), word(words.next()));
        let name = words.next().unwrap_or_default().trim_ascii_start();
        let same_inode = number.parse() == Ok(inode) && inode != 0;
        let same_device = at.split_once(':').is_some_and(|(high, low)| {
            (u32::from_str_radix(high, 16), u32::from_str_radix(low, 16)) == (Ok(major), Ok(minor))
        });
        // Overlay file systems and btrfs name another device here than `stat` does; then the name decides.
        mapped |= same_inode && (same_device || name == own);
        replaced |= !same_inode && name.strip_suffix(b" (deleted)") == Some(own);
    }
    (mapped, replaced)
}

/// When the machine was started, in seconds since 1970.
fn boot_seconds(proc: &Path) -> Option<i64> {
    let text = fs::read_to_string(proc.join("stat")).ok()?;
    text.lines().find_map(|line| line.strip_prefix("btime "))?.trim().parse().ok()
}

/// Name and start of a process, from its `stat`: the name stands in parentheses and may hold anything.
fn identity(directory: &Path, boot: Option<i64>) -> (String, Option<Instant>) {
    let stat = fs::read(directory.join("stat")).unwrap_or_default();
    let open = stat.iter().position(|&byte| byte == b'(');
    let close = stat.iter().rposition(|&byte| byte == b')');
    let (Some(open), Some(close)) = (open, close) else { return (String::new(), None) };
    let name = visible_bytes(stat.get(open + 1..close).unwrap_or_default());
    let rest = String::from_utf8_lossy(stat.get(close + 1..).unwrap_or_default()).into_owned();
    // Field 22 of proc_pid_stat(5), the third being the first behind the name.
    let ticks = rest.split_whitespace().nth(19).and_then(|text| text.parse::<i64>().ok());
    let a_second = i64::try_from(rustix::param::clock_ticks_per_second()).unwrap_or(100).max(1);
    let started = boot.zip(ticks).and_then(|(boot, ticks)| {
        let millis = boot.checked_mul(1000)?.checked_add(ticks.checked_mul(1000)? / a_second)?;
        Instant::checked_from_millis(millis).ok()
    });
    (name, started)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn who_has_it_open_or_mapped_is_found() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("lib.so");
        fs::write(&file, b"x").unwrap();
        let it = fs::metadata(&file).unwrap();
        let put = |pid: &str, maps: &str, open: bool| {
            let directory = root.path().join("proc").join(pid);
            fs::create_dir_all(directory.join("fd")).unwrap();
            fs::write(directory.join("maps"), maps).unwrap();
            let zeros = "0 ".repeat(18);
            fs::write(directory.join("stat"), format!("{pid} (a) \u{1b}b) S {zeros}250 0")).unwrap();
            symlink("/dev/null", directory.join("fd/0")).unwrap();
            if open {
                symlink(&file, directory.join("fd/7")).unwrap();
            }
        };
        let (device, inode) = (it.dev(), it.ino());
        let at = format!("{:02x}:{:02x}", rustix::fs::major(device), rustix::fs::minor(device));
        let name = file.display();
        put("9", &format!("7f-8f r-xp 00000000 {at} {inode}      {name}\n"), false);
        put("10", "", true);
        put("11", &format!("7f-8f r-xp 00000000 {at} {}      {name} (deleted)\n", inode + 1), false);
        put("12", &format!("7f-8f r-xp 00000000 {at} {}      /other\n", inode + 1), false);
        // Another device than `stat` names, as overlays have it.
        put("13", &format!("7f-8f r-xp 00000000 fd:ee {inode}      {name}\n"), false);
        put("14", &format!("7f-8f r-xp 00000000 fd:ee {inode}      /other\n"), false);
        fs::write(root.path().join("proc/stat"), "cpu 1\nbtime 1000\n").unwrap();
        fs::create_dir(root.path().join("proc/15")).unwrap();
        fs::write(root.path().join("proc/15/stat"), "15 (hidden) S").unwrap();
        let found = users(root.path(), &file, device, inode).unwrap();
        let brief: Vec<_> = found.users.iter().map(|user| (user.pid, user.open, user.mapped, user.replaced)).collect();
        assert_eq!(
            brief,
            [(9, false, true, false), (10, true, false, false), (11, false, false, true), (13, false, true, false)]
        );
        assert_eq!(found.hidden, 1);
        let ticks = i64::try_from(rustix::param::clock_ticks_per_second()).unwrap();
        assert_eq!(found.users[0].started.unwrap().millis(), 1_000_000 + 250_000 / ticks);
        assert!(found.users[0].name.starts_with("a) ") && !found.users[0].name.contains('\u{1b}'));
        assert_eq!(users(&root.path().join("none"), &file, device, inode), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_program_is_found_with_a_file_it_holds_open() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("held");
        let held = fs::File::create(&path).unwrap();
        let it = held.metadata().unwrap();
        let found = users(Path::new("/"), &path, it.dev(), it.ino()).unwrap();
        let own = found.users.iter().find(|user| user.pid == std::process::id()).unwrap();
        assert!(own.open && !own.mapped && own.started.is_some(), "{own:?}");
    }
}
