//! The kit for administrators' hosts: its scripts really run, under the shells that such hosts have, and what they leave is checked and imported.

use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use warroom::app::command::command;
use warroom::domain::input::FieldKind;
use warroom::jobs::bundle::Bundle;

use super::*;

const TOOLS: &str = "/usr/local/bin:/usr/bin:/bin";

/// A shell and the only directories in which commands are found.
struct Host {
    name: &'static str,
    shell: PathBuf,
    path: OsString,
}

/// Where a tool lies on this machine.
fn tool(name: &str) -> Option<PathBuf> {
    TOOLS.split(':').map(|directory| Path::new(directory).join(name)).find(|path| path.exists())
}

/// dash with all tools of this machine, and busybox alone: with none but its own applets.
fn hosts(world: &World) -> Vec<Host> {
    let mut hosts = Vec::new();
    match tool("dash") {
        Some(shell) => hosts.push(Host { name: "dash", shell, path: TOOLS.into() }),
        None => println!("skipped: no dash here"),
    }
    match tool("busybox") {
        Some(busybox) => {
            let applets = world.file("applets");
            std::fs::create_dir(&applets).unwrap();
            let made = Command::new(busybox).args(["--install", "-s"]).arg(&applets).status().unwrap();
            assert!(made.success());
            hosts.push(Host { name: "busybox", shell: applets.join("sh"), path: applets.into_os_string() });
        }
        None => println!("skipped: no busybox here"),
    }
    hosts
}

/// The script as `warroom kit` writes it.
fn script(world: &World) -> PathBuf {
    let stick = world.file("stick/kit");
    let script = stick.join("warroom-change.sh");
    if !script.exists() {
        assert_eq!(run(&world.env, &["kit", stick.to_str().unwrap()]).code, 0);
    }
    script
}

/// Runs the script where `rules` lies, with these answers at its prompts.
fn change(world: &World, host: &Host, work: &Path, args: &[&str], answers: &str) -> Output {
    std::fs::create_dir_all(work).unwrap();
    if !work.join("rules").exists() {
        std::fs::write(work.join("rules"), "10 allow any\n").unwrap();
    }
    let mut child = Command::new(&host.shell)
        .arg(script(world))
        .args(args)
        .current_dir(work)
        .env_clear()
        .env("PATH", &host.path)
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A script that asks nothing may be gone before its answers come.
    let _ = child.stdin.take().unwrap().write_all(answers.as_bytes());
    child.wait_with_output().unwrap()
}

/// The bundles in a directory.
fn bundles(work: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(work).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("bundle-")).collect()
}

const CHANGE: [&str; 12] = [
    "-o",
    "R. N.",
    "-a",
    "fw01/egress",
    "-w",
    "A. Lead",
    "-s",
    "cat rules",
    "-c",
    "sed -e 's/allow/deny/' rules > new",
    "-c",
    "mv new rules && echo replaced",
];

/// A bundle of a real change, made by the first shell there is.
fn made(world: &World) -> Option<PathBuf> {
    let hosts = hosts(world);
    let host = hosts.first()?;
    let work = world.file("made");
    let output = change(world, host, &work, &CHANGE, "");
    assert!(output.status.success(), "{}", text(&output.stderr));
    bundles(&work).pop()
}

#[test]
fn the_kit_is_written_once_and_is_plain_text() {
    let world = World::new(90);
    let stick = world.file("stick");
    let stick = stick.to_str().unwrap();
    let written = run(&world.env, &["kit", stick]);
    assert!(written.code == 0 && written.err.contains("PowerShell"), "{}", written.err);
    let checked =
        run_bytes(&world.env, ["hash", "-c", "-"].map(OsString::from).to_vec(), written.out.as_bytes(), false);
    assert_eq!((checked.code, checked.out.matches(": OK").count()), (0, 3), "{}", checked.err);
    for name in ["README.txt", "warroom-change.sh", "warroom-change.ps1"] {
        let text = std::fs::read_to_string(Path::new(stick).join(name)).unwrap();
        assert!(text.bytes().all(|byte| matches!(byte, b'\n' | 0x20..=0x7e)), "{name} is plain ASCII without tabs");
        assert!(
            text.lines().all(|line| line.len() <= 110) && text.lines().count() < 200,
            "{name} can be read at a sitting"
        );
        assert!(!text.contains("sudo") && !text.contains("http"), "{name}");
    }
    let mode = std::fs::metadata(Path::new(stick).join("warroom-change.sh")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o755);
    let again = run(&world.env, &["kit", stick]);
    assert!(again.code == 1 && again.err.contains("is there already"), "{}", again.err);
}

#[test]
fn the_script_wraps_a_change_under_dash_and_under_busybox() {
    let world = World::new(91);
    for host in hosts(&world) {
        let work = world.file(host.name);
        let output = change(&world, &host, &work, &CHANGE, "");
        assert!(output.status.success(), "{}: {}{}", host.name, text(&output.stdout), text(&output.stderr));
        assert_eq!(std::fs::read_to_string(work.join("rules")).unwrap(), "10 deny any\n");
        let bundle = bundles(&work).pop().unwrap();
        let name = bundle.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("bundle-fw01_egress-2"), "{name}");
        let file = |name: &str| std::fs::read_to_string(bundle.join(name)).unwrap();
        assert_eq!((file("before.txt"), file("after.txt")), ("10 allow any\n".to_owned(), "10 deny any\n".to_owned()));
        let transcript = file("transcript.txt");
        assert!(
            transcript.contains("mv new rules && echo replaced") && transcript.contains("\nreplaced"),
            "{transcript}"
        );
        assert!(file("clock.txt").contains("== start\nutc: 2") && file("clock.txt").contains("== end\nutc: 2"));
        let mode = std::fs::metadata(bundle.join("meta.txt")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "only for who made it");

        let checked = run(&world.env, &["bundle", "check", bundle.to_str().unwrap(), "--json"]);
        let json = checked.json();
        assert_eq!((checked.code, &json["ok"], &json["differences"]), (0, &json!(true), &json!([])), "{}", host.name);
        assert_eq!((&json["meta"]["operator"], &json["meta"]["exit"]), (&json!("R. N."), &json!("0")));
        // The number on the operator's screen is the one that is compared here.
        assert!(text(&output.stdout).contains(json["sums_sha256"].as_str().unwrap()), "{}", text(&output.stdout));
        let plain = run(&world.env, &["bundle", "check", bundle.to_str().unwrap()]);
        assert!(plain.code == 0 && plain.out.contains("OK: ") && plain.out.contains("mv new rules"), "{}", plain.out);
    }
}

#[test]
fn without_script_and_with_any_tool_for_digests_it_works_all_the_same() {
    let world = World::new(92);
    let Some(dash) = tool("dash") else {
        println!("skipped: no dash here");
        return;
    };
    let needed = ["sh", "date", "tr", "cut", "mkdir", "cat", "tee", "sed", "mv", "cmp", "id", "uname", "sync"];
    for (number, hasher) in ["sha256sum", "shasum", "openssl", "busybox"].into_iter().enumerate() {
        let path = world.file(&format!("bin{number}"));
        std::fs::create_dir(&path).unwrap();
        for name in needed.iter().chain([&hasher]) {
            match tool(name) {
                Some(found) => std::os::unix::fs::symlink(found, path.join(name)).unwrap(),
                None => println!("skipped: no {name} here"),
            }
        }
        if !path.join(hasher).exists() {
            continue;
        }
        let host = Host { name: hasher, shell: dash.clone(), path: path.into_os_string() };
        let work = world.file(hasher);
        let output = change(&world, &host, &work, &CHANGE, "");
        assert!(output.status.success(), "{hasher}: {}", text(&output.stderr));
        let bundle = Bundle::read(&bundles(&work).pop().unwrap()).unwrap();
        assert_eq!((bundle.differences.as_slice(), bundle.files.len()), (&[][..], 6), "{hasher}");
        assert_eq!(bundle.meta["recorder"], "output only");
        let transcript = std::fs::read_to_string(bundle.directory.join("transcript.txt")).unwrap();
        assert!(transcript.contains("mv new rules && echo replaced\nreplaced\n"), "{transcript}");
    }
}

#[test]
fn it_asks_for_what_is_missing_and_changes_nothing_without_a_yes() {
    let world = World::new(93);
    for host in hosts(&world) {
        let work = world.file(host.name);
        let answers = "R. N.\nfw01\nA. Lead\nput the old rule back\ncat rules\nsed -i 's/allow/deny/' rules\n\n";
        let refused = change(&world, &host, &work, &[], &format!("{answers}no\n"));
        assert_eq!((refused.status.code(), text(&refused.stderr).contains("nothing was changed")), (Some(1), true));
        assert_eq!(std::fs::read_to_string(work.join("rules")).unwrap(), "10 allow any\n");
        for bundle in bundles(&work) {
            std::fs::remove_dir_all(bundle).unwrap();
        }
        let done = change(&world, &host, &work, &[], &format!("{answers}yes\n"));
        assert!(done.status.success(), "{}", text(&done.stderr));
        let bundle = Bundle::read(&bundles(&work).pop().unwrap()).unwrap();
        let input = bundle.input();
        assert_eq!((input.get("rollback"), input.get("authority")), (Some("put the old rule back"), Some("A. Lead")));
        assert_eq!(input.get("change"), Some("sed -i 's/allow/deny/' rules"));
        for stray in [&["-o", "R. N."][..], &["-x"], &["-o", "R", "-a", "h", "-s", "cat rules", "-c", "rm", "rules"]] {
            let nothing = change(&world, &host, &work, stray, "");
            assert!(!nothing.status.success(), "{stray:?}");
            assert!(work.join("rules").exists() && bundles(&work).len() == 1, "{}", text(&nothing.stderr));
        }
    }
}

/// What goes wrong is kept as it went: exit codes, the commands that no longer ran, a state that cannot be shown.
#[test]
fn a_change_that_fails_is_kept_as_it_failed() {
    let world = World::new(94);
    for host in hosts(&world) {
        let work = world.file(host.name);
        let failing = ["-o", "R", "-a", "fw01", "-s", "cat rules", "-c", "(exit 3)", "-c", "rm rules"];
        let output = change(&world, &host, &work, &failing, "");
        assert!(
            output.status.success() && text(&output.stdout).contains("shows no change"),
            "{}",
            text(&output.stderr)
        );
        let path = bundles(&work).pop().unwrap();
        let bundle = Bundle::read(&path).unwrap();
        assert_eq!((bundle.meta["exit"].as_str(), bundle.unchanged(), bundle.differences.len()), ("3", true, 0));
        assert!(work.join("rules").exists(), "{}: what follows a command that failed does not run", host.name);
        assert!(run(&world.env, &["bundle", "check", path.to_str().unwrap()]).out.contains("they show no change"));
        std::fs::remove_dir_all(path).unwrap();
        let blind = ["-o", "R", "-a", "fw01", "-s", "no-such-command", "-c", "rm rules"];
        let output = change(&world, &host, &work, &blind, "");
        assert!(!output.status.success() && work.join("rules").exists(), "{}", text(&output.stderr));
    }
}

/// The line drops in the middle of the change: everything of the session gets SIGHUP, as from a terminal that goes away.
#[test]
fn a_line_that_drops_leaves_a_whole_bundle() {
    let world = World::new(98);
    for host in hosts(&world).into_iter().filter(|host| host.name == "busybox") {
        let work = world.file(host.name);
        std::fs::create_dir(&work).unwrap();
        std::fs::write(work.join("rules"), "10 allow any\n").unwrap();
        let args =
            ["-o", "R", "-a", "fw01", "-s", "cat rules", "-c", "sed -i s/allow/deny/ rules", "-c", "kill -HUP 0"];
        let status = Command::new(&host.shell)
            .arg(script(&world))
            .args(args)
            .current_dir(&work)
            .env_clear()
            .env("PATH", &host.path)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .status()
            .unwrap();
        assert!(status.success(), "{status}");
        let bundle = Bundle::read(&bundles(&work).pop().unwrap()).unwrap();
        assert_eq!((bundle.differences.as_slice(), bundle.files.len()), (&[][..], 6));
        assert_eq!((bundle.unchanged(), bundle.meta["exit"].as_str()), (false, "129"));
    }
}

/// At a terminal: the questions, a command that asks something itself, and Ctrl-C in the middle of one.
#[test]
fn at_a_terminal_it_asks_and_survives_ctrl_c() {
    let world = World::new(99);
    for host in hosts(&world) {
        let work = world.file(host.name);
        std::fs::create_dir(&work).unwrap();
        std::fs::write(work.join("rules"), "10 allow any\n").unwrap();
        let mut shell = CommandBuilder::new(&host.shell);
        shell.arg(script(&world));
        shell.cwd(&work);
        shell.env_clear();
        shell.env("PATH", &host.path);
        let pty =
            native_pty_system().openpty(PtySize { rows: 24, cols: 100, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut child = pty.slave.spawn_command(shell).unwrap();
        drop(pty.slave);
        let mut output = pty.master.try_clone_reader().unwrap();
        let mut keys = pty.master.take_writer().unwrap();
        let (send, screen) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The far end gone reads as an error.
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                if send.send(text(&bytes[..count])).is_err() {
                    break;
                }
            }
        });
        let mut seen = String::new();
        for (question, answer) in [
            ("(name)? ", "R. N.\n"),
            ("account)? ", "fw01\n"),
            ("nobody named)? ", "\n"),
            ("not said)? ", "\n"),
            ("changing it? ", "cat rules\n"),
            ("> ", "sed -i s/allow/deny/ rules\n"),
            ("> ", "read word; echo got $word\n"),
            ("> ", "tail -f rules\n"),
            ("> ", "rm rules\n"),
            ("> ", "\n"),
            ("the change: ", "yes\n"),
            ("read word", "hello\n"),
            // Printed by the command itself, so it runs: a shell about to start one may lose the signal.
            ("10 deny any", "\u{3}"),
            ("Tell the war room this number", ""),
        ] {
            let rest = loop {
                if let Some((_, rest)) = seen.split_once(question) {
                    break rest.to_owned();
                }
                match screen.recv_timeout(std::time::Duration::from_secs(40)) {
                    Ok(more) => seen += &more,
                    Err(error) => panic!("{}: {error} while waiting for {question:?}: {seen:?}", host.name),
                }
            };
            seen = rest;
            keys.write_all(answer.as_bytes()).unwrap();
        }
        assert!(child.wait().unwrap().success(), "{seen}");
        let bundle = Bundle::read(&bundles(&work).pop().unwrap()).unwrap();
        assert_eq!((bundle.differences.as_slice(), bundle.meta["exit"].as_str()), (&[][..], "130"), "{}", host.name);
        assert!(work.join("rules").exists() && !bundle.unchanged());
        assert!(std::fs::read_to_string(bundle.directory.join("transcript.txt")).unwrap().contains("got hello"));
    }
}

#[test]
fn a_bundle_that_is_there_is_never_written_over() {
    let world = World::new(95);
    for host in hosts(&world) {
        // A clock that stands still gives two bundles one name.
        let clock = world.file(&format!("clock-{}", host.name));
        std::fs::create_dir(&clock).unwrap();
        std::fs::write(clock.join("date"), "#!/bin/sh\necho 2026-11-21T02:40:00Z\n").unwrap();
        std::fs::set_permissions(clock.join("date"), std::fs::Permissions::from_mode(0o755)).unwrap();
        let path = [clock.as_os_str(), host.path.as_os_str()].join(std::ffi::OsStr::new(":"));
        let host = Host { path, ..host };
        let work = world.file(host.name);
        assert!(change(&world, &host, &work, &CHANGE, "").status.success());
        let bundle = bundles(&work).pop().unwrap();
        let before = Bundle::read(&bundle).unwrap();
        let again = change(&world, &host, &work, &CHANGE, "");
        if host.name == "busybox" && again.status.success() {
            println!("skipped: this busybox takes its own date before that of PATH");
            continue;
        }
        assert!(text(&again.stderr).contains("is there already; nothing was done"), "{}", text(&again.stderr));
        assert_eq!((Bundle::read(&bundle).unwrap(), bundles(&work).len()), (before, 1));
    }
}

#[test]
fn a_bundle_that_was_touched_is_told_and_not_imported() {
    let world = World::new(96);
    declared(&world);
    let Some(bundle) = made(&world) else { return };
    let path = bundle.to_str().unwrap();
    type Touch = fn(&Path);
    let touches: [(Touch, &str); 4] = [
        (
            |b| {
                let mut bytes = std::fs::read(b.join("transcript.txt")).unwrap();
                bytes[0] ^= 1;
                std::fs::write(b.join("transcript.txt"), bytes).unwrap();
            },
            "transcript.txt was changed",
        ),
        (|b| std::fs::remove_file(b.join("before.txt")).unwrap(), "before.txt is missing"),
        (|b| std::fs::write(b.join("policy.pdf"), "%PDF").unwrap(), "policy.pdf was added"),
        (
            |b| {
                std::fs::rename(b.join("after.txt"), b.with_extension("after")).unwrap();
                std::os::unix::fs::symlink(b.with_extension("after"), b.join("after.txt")).unwrap();
            },
            "after.txt is a symbolic link",
        ),
    ];
    for (touch, said) in touches {
        let copy = world.file("copy");
        let copied = Command::new("cp").arg("-r").arg(&bundle).arg(&copy).status().unwrap();
        assert!(copied.success());
        touch(&copy);
        let copy_text = copy.to_str().unwrap();
        let checked = run(&world.env, &["bundle", "check", copy_text]);
        assert!(checked.code == 1 && checked.out.contains(said), "{said}: {}", checked.out);
        assert_eq!(run(&world.env, &["bundle", "check", copy_text, "--json"]).json()["ok"], false);
        let imported = run(&world.env, &["bundle", "import", copy_text, "--step", "G-05"]);
        assert!(imported.code == 1 && imported.err.contains(said), "{}", imported.err);
        assert!(imported.err.contains("nothing was recorded") && imported.out.is_empty());
        std::fs::remove_dir_all(copy).unwrap();
    }
    assert_eq!(run(&world.env, &["bundle", "check", path]).code, 0, "the one it was copied from");
    assert_eq!(run(&world.env, &["bundle", "check", "/nonexistent"]).code, 1);
}

/// The form that a bundle fills is that of the command `contain`: every field it fills is one of that command's, and the files end in the case.
#[test]
fn a_bundle_is_imported_through_the_table_of_commands() {
    let world = World::new(97);
    declared(&world);
    let Some(bundle) = made(&world) else { return };
    let imported =
        run(&world.env, &["bundle", "import", bundle.to_str().unwrap(), "--step", "G-05", "blast-radius=egress only"]);
    let input = Bundle::read(&bundle).unwrap().input().with("step", "G-05").with("blast-radius", "egress only");
    let spec = command("contain").unwrap();
    for (field, _) in input.iter() {
        assert!(spec.field(field).is_some(), "contain has no field {field}");
    }
    assert_eq!(imported.code, 0, "{}", imported.err);
    let checklist = show(&world, "checklist").to_string();
    for file in Bundle::read(&bundle).unwrap().files.iter().filter(|file| {
        spec.field(file.name.trim_end_matches(".txt")).is_some_and(|field| field.kind == FieldKind::File)
    }) {
        assert!(checklist.contains(&file.sha256), "{} is cited", file.name);
    }
    let twice = run(&world.env, &["bundle", "import", bundle.to_str().unwrap(), "--step", "G-05", "no-such=x"]);
    assert_eq!(twice.code, 2, "{}", twice.err);
}
