//! Bit-for-bit images: as files, as faulty devices beside other tools, over full and lying media, and what is refused before anything is read.

use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::support::names;

/// Loop devices and mounts need root and a kernel that has them; without them these tests pass over and say so.
struct Loop {
    device: String,
    mounted: Vec<PathBuf>,
}

impl Loop {
    fn over(file: &Path, read_only: bool) -> Option<Self> {
        if !rustix::process::geteuid().is_root() {
            println!("skipped: loop devices need root");
            return None;
        }
        let mut command = Command::new("losetup");
        command.args(["--find", "--show"]).args(read_only.then_some("--read-only")).arg(file);
        match command.output() {
            Ok(made) if made.status.success() => {
                Some(Loop { device: text(&made.stdout).trim().to_owned(), mounted: Vec::new() })
            }
            Ok(made) => {
                println!("skipped: losetup: {}", text(&made.stderr));
                None
            }
            Err(error) => {
                println!("skipped: losetup: {error}");
                None
            }
        }
    }

    fn mount(&mut self, at: &Path, options: &str) -> bool {
        std::fs::create_dir_all(at).unwrap();
        let done = Command::new("mount").args(["-o", options, &self.device]).arg(at).output().unwrap();
        if done.status.success() {
            self.mounted.push(at.to_owned());
        } else {
            println!("skipped: mount: {}", text(&done.stderr));
        }
        done.status.success()
    }

    fn unmount(&mut self) {
        for at in self.mounted.drain(..) {
            let _ = Command::new("umount").arg(at).status();
        }
    }
}

impl Drop for Loop {
    fn drop(&mut self) {
        self.unmount();
        let _ = Command::new("losetup").args(["-d", &self.device]).status();
    }
}

fn pattern(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_u32;
    let mut bytes = Vec::with_capacity(length + 3);
    while bytes.len() < length {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        bytes.extend(state.to_be_bytes());
    }
    bytes.truncate(length);
    bytes
}

fn sha256sum(path: &Path) -> String {
    let out = Command::new("sha256sum").arg(path).output().unwrap();
    text(&out.stdout).trim_start_matches('\\').split(' ').next().unwrap().to_owned()
}

static NUMBER: AtomicU64 = AtomicU64::new(700);

fn world() -> World {
    World::new(NUMBER.fetch_add(1, Ordering::Relaxed))
}

fn make(world: &World, name: &str) -> PathBuf {
    let path = world.file(name);
    std::fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn an_image_becomes_an_exhibit_with_everything_known() {
    let world = world();
    let case = declared(&world);
    let (source, to) = (world.file("disk.bin"), make(&world, "to"));
    std::fs::write(&source, pattern(3_000_000)).unwrap();
    let image = to.join("E.dd");
    let done = run(
        &world.env,
        &[
            "acquire",
            source.to_str().unwrap(),
            image.to_str().unwrap(),
            "--blocker",
            "Tableau T8, serial 77",
            "--examiner",
            "K. Adeyemi",
            "--competence",
            "GCFE 2025",
            "--origin",
            "etl-02",
        ],
    );
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let sha256 = sha256sum(&source);
    assert!(done.out.starts_with("state: whole") && done.out.contains(&format!("sha256: {sha256}")), "{}", done.out);
    assert!(done.out.contains("exhibit: E-001 "), "{}", done.out);
    assert_eq!(names(&to), ["E.dd", "E.dd.log.txt", "E.dd.sha256"]);
    let checked = Command::new("sha256sum").args(["--strict", "-c", "E.dd.sha256"]).current_dir(&to).output().unwrap();
    assert!(checked.status.success());
    let shown = show(&world, "evidence");
    let exhibit = &shown["exhibits"][0];
    assert_eq!((&exhibit["sha256"], &exhibit["digest_state"]), (&json!(sha256), &json!("recomputed")));
    assert_eq!((&exhibit["kind"], &exhibit["relation"]), (&json!("disk-image"), &json!("forensic-copy")));
    assert_eq!((&exhibit["path"], &exhibit["origin"]), (&json!(image.to_str().unwrap()), &json!("etl-02")));
    assert_eq!(exhibit["details"]["write-blocker"], "Tableau T8, serial 77");
    assert_eq!(exhibit["collected_by"]["name"], "K. Adeyemi");
    assert!(exhibit["tool"].as_str().unwrap().starts_with("warroom "));
    let made = &shown["acquisitions"][0];
    assert_eq!((&made["state"], &made["source_sha256"]), (&json!("whole"), &json!(sha256)));
    assert_eq!((&made["competence"], &made["exhibit"]), (&json!("GCFE 2025"), &exhibit["id"]));
    assert_eq!(made["log_sha256"], json!(sha256sum(&to.join("E.dd.log.txt"))));
    assert_eq!(made["survey"]["source"]["size"], 3_000_000);
    let log = std::fs::read_to_string(to.join("E.dd.log.txt")).unwrap();
    assert!(log.contains("Tableau T8") && log.contains("GCFE 2025") && log.contains(&sha256), "{log}");
    // The digest taken while reading is that of the file as it lies there.
    assert_eq!(run(&world.env, &["evidence", "verify", "E-001"]).line(), format!("E-001: OK {sha256}"));
    // The console's command, by name.
    let fields = [format!("disk={}", source.display()), format!("image={}", to.join("F.dd").display())];
    let done = run(&world.env, &["do", "acquire", &fields[0], &fields[1], "parent=E-001", "split=1MiB", "--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(done.json()["records"].as_array().unwrap().len(), 4, "begun, registered, ended, hashed: {}", done.out);
    let second = &show(&world, "evidence")["exhibits"][1];
    assert_eq!((&second["sha256"], &second["parent"]), (&json!(sha256), &exhibit["id"]));
    assert_eq!(run(&world.env, &["verify", case.to_str().unwrap()]).code, 0);
}

#[test]
fn without_a_case_it_works_and_says_what_to_record() {
    let world = world();
    let (source, to) = (world.file("disk.bin"), make(&world, "to"));
    std::fs::write(&source, pattern(2_000_000)).unwrap();
    let out = to.join("i.dd");
    let args = ["acquire", source.to_str().unwrap(), out.to_str().unwrap(), "--split", "512K"];
    let done = run(&world.env, &args);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert!(done.err.contains("no case heard of this"), "{}", done.err);
    let together: Vec<u8> = (1..=4).flat_map(|n| std::fs::read(to.join(format!("i.dd.{n:03}"))).unwrap()).collect();
    assert!(together == pattern(2_000_000));
    assert!(
        Command::new("sha256sum").args(["-c", "--quiet", "i.dd.sha256"]).current_dir(&to).status().unwrap().success()
    );
    let again = run(&world.env, &args);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert!(again.err.contains("is there already"), "{}", again.err);
    for bad in [["--split", "much"], ["--retries", "-1"], ["--split", "1000"]] {
        let to = to.join("other.dd");
        let both = [bad[0].to_owned(), bad[1].to_owned()].join("=");
        let refused = run(&world.env, &["acquire", source.to_str().unwrap(), to.to_str().unwrap(), &both]);
        assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{}", refused.err);
    }
    let declared = declared(&world);
    let apart = to.join("apart.dd");
    let done = run(&world.env, &["acquire", "--no-record", source.to_str().unwrap(), apart.to_str().unwrap()]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(show(&world, "evidence")["acquisitions"], json!([]));
    assert!(declared.exists());
}

#[test]
fn a_sparse_source_of_more_than_four_gibibytes_is_split_for_fat() {
    if std::env::var_os("WARROOM_SOAK").is_none() {
        println!("skipped: four gibibytes are written and read back only with WARROOM_SOAK set");
        return;
    }
    let world = world();
    let (source, to) = (world.file("sparse"), make(&world, "to"));
    let file = std::fs::File::create(&source).unwrap();
    file.set_len((4 << 30) + 1).unwrap();
    std::os::unix::fs::FileExt::write_all_at(&file, b"end", (4 << 30) - 2).unwrap();
    let done =
        run(&world.env, &["acquire", source.to_str().unwrap(), to.join("i.dd").to_str().unwrap(), "--split", "2000M"]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert!(done.out.contains(&sha256sum(&source)), "{}", done.out);
    assert_eq!(std::fs::metadata(to.join("i.dd.003")).unwrap().len(), (4 << 30) + 1 - 2 * (2000 << 20));
    assert!(
        Command::new("sha256sum").args(["-c", "--quiet", "i.dd.sha256"]).current_dir(&to).status().unwrap().success()
    );
}

/// Starts an image of many gibibytes of nothing with the real binary, and waits until its first file is there. None where there is no room for it.
fn long_one(home: &Path, to: &Path, name: &str) -> Option<std::process::Child> {
    let room = rustix::fs::statvfs(to).map(|room| room.f_bavail * room.f_frsize).unwrap_or(0);
    if room < 8 << 30 {
        println!("skipped: 8 GiB of free space are needed to stop it in good time");
        return None;
    }
    let source = home.join("large");
    std::fs::File::create(&source).unwrap().set_len(6 << 30).unwrap();
    let image = to.join(name);
    let mut command = binary(home, &["acquire", source.to_str().unwrap(), image.to_str().unwrap()]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    while !to.join(format!("{name}.partial")).exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it was stopped");
        std::thread::yield_now();
    }
    Some(child)
}

fn shown(home: &Path) -> Value {
    let shown = ok(&binary(home, &["show", "evidence", "--json"]).output().unwrap());
    serde_json::from_str::<Value>(&shown).unwrap()["acquisitions"].clone()
}

#[test]
fn what_was_killed_shows_as_aborted() {
    let world = world();
    let (home, to) = (make(&world, "home"), make(&world, "to"));
    ok(&binary(&home, &["new", "--title", "Data copied out", "--codename", "orchid"]).output().unwrap());
    let Some(mut child) = long_one(&home, &to, "i.dd") else { return };
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(names(&to), ["i.dd.partial"]);
    let made = shown(&home);
    assert_eq!(
        (&made[0]["state"], &made[0]["end"], &made[0]["exhibit"]),
        (&json!("aborted"), &Value::Null, &Value::Null)
    );
    // The next command that records puts the end on record.
    ok(&binary(&home, &["log", "the laptop lost its power"]).output().unwrap());
    let made = shown(&home);
    assert_eq!(made[0]["state"], "aborted");
    assert!(made[0]["end"].is_string(), "{made}");
}

#[test]
fn a_signal_cancels_and_that_is_recorded() {
    let world = world();
    let (home, to) = (make(&world, "home"), make(&world, "to"));
    ok(&binary(&home, &["new", "--title", "Data copied out", "--codename", "orchid"]).output().unwrap());
    let Some(child) = long_one(&home, &to, "i.dd") else { return };
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(1), "{}", text(&done.stdout));
    assert!(text(&done.stdout).starts_with("state: CANCELLED"), "{}", text(&done.stdout));
    assert_eq!(names(&to), ["i.dd.log.txt.partial", "i.dd.partial"]);
    let made = shown(&home);
    assert_eq!((&made[0]["state"], &made[0]["exhibit"]), (&json!("cancelled"), &Value::Null));
}

#[test]
fn the_same_faulty_device_given_to_three_tools() {
    let world = world();
    declared(&world);
    let backing = world.file("backing");
    let bytes = pattern(8 << 20);
    std::fs::write(&backing, &bytes).unwrap();
    let Some(disk) = Loop::over(&backing, true) else { return };
    let cut = (5 << 20) + 512;
    std::fs::File::options().write(true).open(&backing).unwrap().set_len(cut as u64).unwrap();
    let to = make(&world, "to");
    let (mut others, device) = (Vec::new(), disk.device.as_str());
    let paths = |name: &str| to.join(name).to_str().unwrap().to_owned();
    let dc3dd = [
        format!("if={device}"),
        format!("of={}", paths("dc3dd.dd")),
        "hash=sha256".into(),
        format!("log={}", paths("dc3dd.log")),
    ];
    let dcfldd = [
        format!("if={device}"),
        format!("of={}", paths("dcfldd.dd")),
        "conv=noerror,sync".into(),
        "hash=sha256".into(),
        format!("hashlog={}", paths("dcfldd.log")),
    ];
    for (tool, args) in [("dc3dd", &dc3dd[..]), ("dcfldd", &dcfldd[..])] {
        match Command::new(tool).args(args).output() {
            Ok(done) => {
                let digest = std::fs::read_to_string(to.join(format!("{tool}.log"))).unwrap_or_default();
                let shows = digest
                    .split_whitespace()
                    .any(|word| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit()));
                println!("{tool}: exit {:?}, a SHA-256 in its log: {shows}", done.status.code());
                others.push((tool, done.status.code(), shows));
            }
            Err(error) => println!("skipped: {tool}: {error}"),
        }
    }
    let image = to.join("i.dd");
    let done = run(
        &world.env,
        &["acquire", device, image.to_str().unwrap(), "--retries", "1", "--blocker", "loop, read-only"],
    );
    println!("warroom: exit {}\n{}", done.code, done.out);
    // What the others do with it is the reason for this test.
    for (tool, code, shows) in others {
        assert_eq!((code, shows), (Some(0), true), "{tool} no longer exits 0 over unreadable sectors");
    }
    assert_eq!(done.code, 1);
    assert!(done.out.starts_with("state: INCOMPLETE: 1 ranges, 3145216 bytes could not be read"), "{}", done.out);
    assert!(!image.exists() && !to.join("i.dd.log.txt").exists());
    let whole = (8 << 20) as usize;
    let made = std::fs::read(to.join("i.dd.incomplete")).unwrap();
    assert!(made.len() == whole && made[..cut] == bytes[..cut] && made[cut..].iter().all(|byte| *byte == 0));
    let own = sha256sum(&to.join("i.dd.incomplete"));
    let log = std::fs::read_to_string(to.join("i.dd.incomplete.log.txt")).unwrap();
    assert!(!done.out.contains(&own) && !done.err.contains(&own), "a digest on the screen looks like the source's");
    assert!(log.contains("SHA-256 of the source     none: it was not read whole") && log.contains(&own), "{log}");
    let rows: Vec<String> = log.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert!(rows.contains(&format!("{cut} {} {} {}", whole - cut, cut / 512, (whole - cut) / 512)), "{log}");
    let shown = show(&world, "evidence");
    let (exhibit, record) = (&shown["exhibits"][0], &shown["acquisitions"][0]);
    assert_eq!((&record["state"], &record["source_sha256"]), (&json!("incomplete"), &Value::Null));
    assert_eq!(
        (&record["image_sha256"], &record["map"]),
        (&json!(own), &json!([{"offset": cut, "length": whole - cut}]))
    );
    assert_eq!((&exhibit["sha256"], &exhibit["digest_state"]), (&Value::Null, &json!("incomplete")));
    assert!(exhibit["shortfalls"].as_array().unwrap().contains(&json!("C3-18")), "{exhibit}");
    assert!(exhibit["description"].as_str().unwrap().starts_with("INCOMPLETE"), "{exhibit}");
    let table = run(&world.env, &["show", "evidence"]).out;
    assert!(table.contains("incomplete") && !table.contains("recomputed"), "{table}");
    // Nor does a record that cites it earn anything.
    run(&world.env, &["do", "procedure", "procedure=ransomware"]);
    let cited = run(&world.env, &["do", "capture", "source=ransomware/1", "exhibit=E-001", "--json"]);
    assert!(cited.out.contains("C3-18"), "{}{}", cited.out, cited.err);
    // Computing the image's own digest again does not make it whole.
    assert_eq!(run(&world.env, &["evidence", "verify", "E-001"]).code, 0);
    let exhibit = &show(&world, "evidence")["exhibits"][0];
    assert!(exhibit["shortfalls"].as_array().unwrap().contains(&json!("C3-18")), "{exhibit}");
}

#[test]
fn a_device_by_a_link_keeps_both_names() {
    let world = world();
    let backing = world.file("backing");
    std::fs::write(&backing, pattern(1 << 20)).unwrap();
    let Some(disk) = Loop::over(&backing, true) else { return };
    let (link, to) = (world.file("usb-Acme_Stick_123"), make(&world, "to"));
    std::os::unix::fs::symlink(&disk.device, &link).unwrap();
    let done = run(&world.env, &["acquire", link.to_str().unwrap(), to.join("i.dd").to_str().unwrap()]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert!(std::fs::read(to.join("i.dd")).unwrap() == pattern(1 << 20));
    let log = std::fs::read_to_string(to.join("i.dd.log.txt")).unwrap();
    assert!(
        log.contains("usb-Acme_Stick_123") && log.contains(&format!("Name opened               {}", disk.device)),
        "{log}"
    );
    assert!(log.contains("Set read-only             yes") && log.contains("Held for this tool alone  yes"), "{log}");
    // A loop device is no ATA disk: nothing could be hidden that way.
    assert!(log.contains("Hidden areas (HPA, DCO)   not-applicable"), "{log}");
}

#[test]
fn a_source_in_use_and_a_destination_on_it_are_refused() {
    let world = world();
    declared(&world);
    let backing = world.file("backing");
    std::fs::File::create(&backing).unwrap().set_len(32 << 20).unwrap();
    let Some(mut disk) = Loop::over(&backing, false) else { return };
    let made = Command::new("mkfs.ext4").args(["-q", &disk.device]).output();
    if !made.is_ok_and(|made| made.status.success()) {
        println!("skipped: no mkfs.ext4");
        return;
    }
    let (at, to) = (world.file("mnt"), make(&world, "to"));
    if !disk.mount(&at, "rw") {
        return;
    }
    let (device, image) = (disk.device.clone(), to.join("i.dd"));
    let refused = run(&world.env, &["acquire", &device, image.to_str().unwrap()]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("mounted read-write") && refused.err.contains("--mounted-anyway"), "{}", refused.err);
    let inside = at.join("i.dd");
    let over = run(&world.env, &["acquire", &device, inside.to_str().unwrap(), "--mounted-anyway", "no other way"]);
    assert_eq!(over.code, 1);
    assert!(over.err.contains("destination lies on"), "{}", over.err);
    assert_eq!(show(&world, "evidence")["acquisitions"], json!([]), "nothing was begun");
    assert_eq!((names(&to), inside.exists()), (Vec::<String>::new(), false));
    let live =
        run(&world.env, &["acquire", &device, image.to_str().unwrap(), "--mounted-anyway", "server cannot stop"]);
    assert_eq!(live.code, 0, "{}{}", live.out, live.err);
    assert!(live.err.contains("no sign of tampering"), "{}", live.err);
    let log = std::fs::read_to_string(to.join("i.dd.log.txt")).unwrap();
    assert!(
        log.contains("server cannot stop") && log.contains("read-write") && log.contains("no sign of tampering"),
        "{log}"
    );
    let shown = show(&world, "evidence");
    assert_eq!(shown["exhibits"][0]["details"]["system-state"], "running");
    assert!(shown["acquisitions"][0]["meaning"].as_array().unwrap().contains(&json!("live")));
    // Mounted read-only it is read without further words.
    disk.unmount();
    if disk.mount(&at, "ro") {
        let quiet = run(&world.env, &["acquire", &device, to.join("ro.dd").to_str().unwrap()]);
        assert_eq!(quiet.code, 0, "{}{}", quiet.out, quiet.err);
        let log = std::fs::read_to_string(to.join("ro.dd.log.txt")).unwrap();
        assert!(log.contains("(ext4, read-only)") && log.contains("Set read-only             no"), "{log}");
        assert!(log.contains("blockdev --setro"), "{log}");
    }
}

#[test]
fn a_destination_too_small_is_seen_first_and_one_that_lies_later() {
    let world = world();
    declared(&world);
    if !rustix::process::geteuid().is_root() {
        println!("skipped: mounting needs root");
        return;
    }
    let source = world.file("disk.bin");
    std::fs::write(&source, pattern(40 << 20)).unwrap();
    let small = make(&world, "small");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"]).arg(&small).status();
    if !mounted.is_ok_and(|mounted| mounted.success()) {
        println!("skipped: no tmpfs can be mounted");
        return;
    }
    let refused = run(&world.env, &["acquire", source.to_str().unwrap(), small.join("i.dd").to_str().unwrap()]);
    let (found, said) = (names(&small), refused.err.clone());
    // A stick of false size: a file system that promises 200 MiB on what holds 24.
    let image = small.join("stick");
    std::fs::File::create(&image).unwrap().set_len(200 << 20).unwrap();
    let lied = Loop::over(&image, false).and_then(|mut disk| {
        let made = Command::new("mkfs.ext4").args(["-q", &disk.device]).output();
        let at = world.file("stick");
        if !made.is_ok_and(|made| made.status.success()) || !disk.mount(&at, "rw") {
            println!("skipped: no mkfs.ext4");
            return None;
        }
        let done = run(&world.env, &["acquire", source.to_str().unwrap(), at.join("i.dd").to_str().unwrap()]);
        let left = names(&at);
        Some((done, left))
    });
    let _ = Command::new("umount").arg(&small).status();
    assert_eq!((refused.code, found), (1, Vec::new()));
    assert!(said.contains("too little space"), "{said}");
    if let Some((done, left)) = lied {
        assert_eq!(done.code, 1, "{}", done.out);
        assert!(done.out.starts_with("state: FAILED"), "{}", done.out);
        assert!(!done.out.contains("sha256"), "{}", done.out);
        assert!(left.contains(&"i.dd.partial".to_owned()), "{left:?}");
        assert!(left.iter().all(|name| name.ends_with(".partial") || name == "lost+found"), "{left:?}");
        let made = &show(&world, "evidence")["acquisitions"][0];
        assert_eq!((&made["state"], &made["exhibit"]), (&json!("failed"), &Value::Null));
    }
}

/// One pass over the medium gives every digest asked for, and the piece list says later where the image rotted.
#[test]
fn an_image_has_further_digests_and_a_piece_list_that_says_where_it_rotted() {
    let world = world();
    let case = declared(&world);
    let (source, to) = (world.file("disk.bin"), make(&world, "to"));
    std::fs::write(&source, pattern(130 << 20)).unwrap();
    let image = to.join("E.dd");
    let done = run(
        &world.env,
        &[
            "acquire",
            source.to_str().unwrap(),
            image.to_str().unwrap(),
            "--also",
            "sha512,md5",
            "--case",
            case.to_str().unwrap(),
        ],
    );
    assert_eq!(done.code, 0, "{}", done.err);
    let stock = |tool: &str| {
        let out = Command::new(tool).arg(&source).output().unwrap();
        text(&out.stdout).split(' ').next().unwrap().to_owned()
    };
    for (name, tool) in [("sha256", "sha256sum"), ("sha-512", "sha512sum"), ("md5", "md5sum")] {
        let wanted = stock(tool);
        let line = done.out.lines().find(|line| line.contains(&wanted));
        let line = line.unwrap_or_else(|| panic!("no {name} in {}", done.out));
        assert_eq!(line.contains("only to match an old log"), name == "md5", "{line}");
    }
    let log = std::fs::read_to_string(to.join("E.dd.log.txt")).unwrap_or_else(|_| panic!("{:?}", names(&to)));
    assert!(log.contains(&stock("sha512sum")) && log.contains("only to match an old log"), "{log}");

    let bytes = std::fs::OpenOptions::new().write(true).open(&image).unwrap();
    std::os::unix::fs::FileExt::write_all_at(&bytes, b"rot", 70 << 20).unwrap();
    drop(bytes);
    let checked = run(&world.env, &["evidence", "verify", "E-001", "--case", case.to_str().unwrap()]);
    assert_eq!(checked.code, 1, "{}", checked.out);
    let told = format!("{}{}", checked.out, checked.err);
    assert!(told.contains("67108864"), "{told}");
}
