//! Which files may be read at once: as many as there are cores, but one from a disk that spins, whose head would only run to and fro.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Partitions and mapped devices above each other that are followed down to the disk.
const DEPTH: usize = 8;

/// How often progress is told.
const TICK: Duration = Duration::from_millis(250);
/// Buses of virtual machines, which say of every disk that it spins.
const UNTOLD: &[&str] = &["virtio", "xen"];

/// A spinning disk, by its device number in text. None for what does not spin or is not known.
pub type Spinning = Option<String>;

/// Looks disks up in the system's own description of them.
#[derive(Debug, Clone)]
pub struct Disks {
    root: PathBuf,
}

impl Default for Disks {
    fn default() -> Self {
        Self::of_system()
    }
}

impl Disks {
    /// Looks under `/`.
    pub fn of_system() -> Self {
        Self::under(Path::new("/"))
    }

    /// Looks under another root, which tests make.
    pub fn under(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The spinning disk on which a file lies, or which a block device is.
    pub fn spinning(&self, path: &Path) -> Spinning {
        let metadata = fs::metadata(path).ok()?;
        let number = if metadata.file_type().is_block_device() { metadata.rdev() } else { metadata.dev() };
        self.spinning_device(rustix::fs::major(number), rustix::fs::minor(number))
    }

    /// The same by device number.
    pub fn spinning_device(&self, major: u32, minor: u32) -> Spinning {
        let mut device = self.root.join(format!("sys/dev/block/{major}:{minor}"));
        for _ in 0..DEPTH {
            // What is mapped onto another device says nothing of the platters below.
            let below =
                fs::read_dir(device.join("slaves")).into_iter().flatten().flatten().map(|entry| entry.path()).min();
            match below {
                Some(below) => device = below,
                None => break,
            }
        }
        // A partition has no queue of its own: that of its disk is one directory up.
        let disk =
            [device.clone(), device.join("..")].into_iter().find(|disk| disk.join("queue/rotational").exists())?;
        // A loop has no device below it, and a host seldom tells its guest what a disk is made of: the flag is then only a default.
        let bus = fs::canonicalize(disk.join("device/subsystem")).ok()?;
        if UNTOLD.iter().any(|name| bus.ends_with(name)) {
            return None;
        }
        let read = |name: &str| fs::read_to_string(disk.join(name)).ok().map(|text| text.trim().to_owned());
        (read("queue/rotational")? == "1").then(|| read("dev"))?
    }
}

/// Which of those that wait may start now. `waiting` and `running` say on which spinning disk each lies.
pub fn next(waiting: &[Spinning], running: &[Spinning], workers: usize) -> Option<usize> {
    let free = |disk: &Spinning| disk.is_none() || !running.contains(disk);
    (running.len() < workers.max(1)).then(|| waiting.iter().position(free))?
}

/// One reader at a time for each spinning disk, for threads that come upon their files as they go. File systems are known by their device number.
#[derive(Debug)]
pub struct Turns {
    disks: Disks,
    known: Mutex<BTreeMap<u64, Turn>>,
}

/// What is held while a spinning disk is read; none for a disk that does not spin.
type Turn = Option<(String, Arc<Mutex<()>>)>;

impl Turns {
    /// Nobody reads yet.
    pub fn new(disks: Disks) -> Self {
        Self { disks, known: Mutex::default() }
    }

    /// Reads when it is this thread's turn on the disk under a file system, at once where that does not spin.
    pub fn take<T>(&self, device: u64, read: impl FnOnce() -> T) -> T {
        let turn = self.turn(device);
        let _held = turn.as_ref().map(|(_, lock)| lock.lock().unwrap_or_else(PoisonError::into_inner));
        read()
    }

    fn turn(&self, device: u64) -> Turn {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = known.get(&device) {
            return turn.clone();
        }
        let disk = self.disks.spinning_device(rustix::fs::major(device), rustix::fs::minor(device));
        // Two partitions of one disk have one head between them.
        let turn = disk.map(|disk| {
            let beside = known.values().flatten().find(|(other, _)| *other == disk);
            beside.cloned().unwrap_or_else(|| (disk, Arc::default()))
        });
        known.insert(device, turn.clone());
        turn
    }
}

/// How many files are read at once on this machine.
pub fn workers() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// What [`in_order`] tells.
pub enum Told<R> {
    /// The result of the item with this index; indices come in order.
    Done(usize, R),
    /// Some time went by: progress can be shown.
    Tick,
}

/// Does `work` for each item, several at once as [`next`] allows, and tells the results in the order of the items, with a tick in between every now and then.
///
/// # Errors
/// What `tell` answers; then nothing more is started.
///
/// # Panics
/// Only passes on a panic of `work`.
pub fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    disks: &[Spinning],
    workers: usize,
    work: impl Fn(&T) -> R + Sync,
    mut tell: impl FnMut(Told<R>) -> Result<(), E>,
) -> Result<(), E> {
    let disk = |index: usize| disks.get(index).cloned().flatten();
    thread::scope(|scope| {
        let (done, results) = channel::<(usize, thread::Result<R>)>();
        let mut waiting: VecDeque<usize> = (0..items.len()).collect();
        let mut running: Vec<usize> = Vec::new();
        let mut kept: Vec<Option<R>> = items.iter().map(|_| None).collect();
        let mut told = 0;
        while told < items.len() {
            loop {
                let waits: Vec<Spinning> = waiting.iter().copied().map(disk).collect();
                let runs: Vec<Spinning> = running.iter().copied().map(disk).collect();
                let Some(index) = next(&waits, &runs, workers).and_then(|at| waiting.remove(at)) else { break };
                let Some(item) = items.get(index) else { break };
                running.push(index);
                let (done, work) = (done.clone(), &work);
                // A panic must reach the caller, who would wait for a result for ever.
                let caught = move || catch_unwind(AssertUnwindSafe(|| work(item)));
                scope.spawn(move || done.send((index, caught())));
            }
            let (index, result) = match results.recv_timeout(TICK) {
                Ok(result) => result,
                Err(RecvTimeoutError::Timeout) => {
                    tell(Told::Tick)?;
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            };
            running.retain(|&other| other != index);
            if let Some(place) = kept.get_mut(index) {
                *place = Some(result.unwrap_or_else(|panic| resume_unwind(panic)));
            }
            while let Some(result) = kept.get_mut(told).and_then(Option::take) {
                tell(Told::Done(told, result))?;
                told += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn on(disk: &str) -> Spinning {
        Some(disk.to_owned())
    }

    /// A machine with disks of every kind: `sda` spins and has a partition and a map upon it, the others do not or do not say.
    fn machine() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("sys/devices/sda/queue/rotational", "1\n");
        put("sys/devices/sda/dev", "8:0\n");
        put("sys/devices/sda/sda1/dev", "8:1\n");
        put("sys/devices/nvme/queue/rotational", "0\n");
        put("sys/devices/nvme/dev", "259:0\n");
        put("sys/devices/dm-0/queue/rotational", "0\n");
        fs::create_dir_all(root.path().join("sys/devices/dm-0/slaves")).unwrap();
        fs::create_dir_all(root.path().join("sys/dev/block")).unwrap();
        symlink("../../sda/sda1", root.path().join("sys/devices/dm-0/slaves/sda1")).unwrap();
        for bus in ["scsi", "virtio", "nvme"] {
            fs::create_dir_all(root.path().join("sys/bus").join(bus)).unwrap();
        }
        put("sys/devices/vda/queue/rotational", "1\n");
        put("sys/devices/vda/dev", "254:0\n");
        put("sys/devices/loop0/queue/rotational", "1\n");
        put("sys/devices/loop0/dev", "7:0\n");
        for (disk, bus) in [("sda", "scsi"), ("nvme", "nvme"), ("vda", "virtio")] {
            let device = root.path().join("sys/devices").join(disk).join("device");
            fs::create_dir(&device).unwrap();
            symlink(root.path().join("sys/bus").join(bus), device.join("subsystem")).unwrap();
        }
        for (number, device) in [
            ("254:0", "vda"),
            ("7:0", "loop0"),
            ("8:0", "sda"),
            ("8:1", "sda/sda1"),
            ("259:0", "nvme"),
            ("253:0", "dm-0"),
        ] {
            let link = root.path().join("sys/dev/block").join(number);
            symlink(format!("../../devices/{device}"), link).unwrap();
        }
        root
    }

    #[test]
    fn a_disk_is_found_below_its_partitions_and_maps() {
        let root = machine();
        let disks = Disks::under(root.path());
        let numbers = [(8, 0), (8, 1), (253, 0), (259, 0), (254, 0), (7, 0), (7, 7)];
        let found = numbers.map(|(major, minor)| disks.spinning_device(major, minor));
        assert_eq!(found, [on("8:0"), on("8:0"), on("8:0"), None, None, None, None]);
    }

    #[test]
    fn threads_take_turns_on_a_spinning_disk_and_on_no_other() {
        let root = machine();
        let turns = Turns::new(Disks::under(root.path()));
        let device = |(major, minor)| rustix::fs::makedev(major, minor);
        let [disk, partition, solid] = [(8, 0), (8, 1), (259, 0)].map(device);
        let (inside, waited) = (std::sync::atomic::AtomicUsize::new(0), std::sync::Barrier::new(3));
        let enter = || {
            let before = inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            thread::yield_now();
            inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
            before
        };
        thread::scope(|scope| {
            let threads = [disk, partition, disk].map(|device| {
                let (turns, waited) = (&turns, &waited);
                scope.spawn(move || {
                    waited.wait();
                    (0..200).map(|_| turns.take(device, enter)).max()
                })
            });
            assert_eq!(threads.map(|thread| thread.join().unwrap()), [Some(0); 3], "two readers on one spinning disk");
        });
        // Three that must all be inside before any leaves: none waits for the others' turn.
        let together = std::sync::Barrier::new(3);
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| turns.take(solid, || together.wait().is_leader()));
            }
        });
        assert_eq!(turns.known.lock().unwrap().values().flatten().count(), 2);
    }

    #[test]
    fn one_reader_for_a_spinning_disk_and_no_more_than_cores() {
        assert_eq!(next(&[None, None], &[], 1), Some(0));
        assert_eq!(next(&[None], &[None], 1), None);
        assert_eq!(next(&[on("a"), on("a"), on("b")], &[on("a")], 4), Some(2));
        assert_eq!(next(&[on("a"), None], &[on("a"), None], 4), Some(1));
        assert_eq!(next(&[on("a")], &[on("a")], 4), None);
        assert_eq!(next(&[], &[], 4), None);
    }

    #[test]
    fn results_come_in_order_and_a_spinning_disk_has_one_reader() {
        let items: Vec<usize> = (0..40).collect();
        let disks: Vec<Spinning> = items.iter().map(|item| [None, on("a"), on("b")][item % 3].clone()).collect();
        let busy: Mutex<BTreeMap<usize, usize>> = Mutex::default();
        let work = |item: &usize| {
            let count = |by: i8| {
                let mut busy = busy.lock().unwrap();
                let now = busy.entry(item % 3).or_default();
                *now = now.checked_add_signed(by.into()).unwrap();
                (*now, busy.values().sum::<usize>())
            };
            let (own, all) = count(1);
            thread::yield_now();
            count(-1);
            assert!(item.is_multiple_of(3) || own == 1, "two readers on one spinning disk");
            assert!(all <= 4, "{all} at once");
            item * 2
        };
        let mut told = Vec::new();
        let tell = |what| {
            if let Told::Done(index, result) = what {
                told.push((index, result));
            }
            Ok::<_, ()>(())
        };
        in_order(&items, &disks, 4, work, tell).unwrap();
        assert_eq!(told, items.iter().map(|item| (*item, item * 2)).collect::<Vec<_>>());
        let third = |what| if let Told::Done(3, _) = what { Err(3) } else { Ok(()) };
        assert_eq!(in_order(&items, &disks, 4, |item| *item, third), Err(3));
    }
}
