//! Digests that others state: logs beside an image, typed ones, and what real tools write over a device that cannot be read whole.

use super::*;

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_log_beside_an_image_is_offered_kept_and_compared() {
    let world = World::new(61);
    let case = declared(&world);
    let image = world.file("etl 02.raw");
    std::fs::write(&image, b"abc").unwrap();
    let list = world.file("etl 02.raw.sha256");
    std::fs::write(&list, format!("{}  etl 02.raw\r\n{}  other\r\n", sha256(b"abc"), sha256(b"x"))).unwrap();
    let add = ["evidence", "add", image.to_str().unwrap(), "--description", "disk", "--collected-by", "C. Custodian"];
    let added = run(&world.env, &add);
    assert_eq!(added.code, 0, "{}", added.err);
    let offered = format!("warroom evidence claim E-001 --log '{}'", list.to_str().unwrap());
    assert!(added.err.contains(&offered), "{}", added.err);

    let claimed = run(&world.env, &["evidence", "claim", "E-001", "--log", list.to_str().unwrap(), "--by", "Lab"]);
    assert_eq!((claimed.code, claimed.err.as_str()), (0, ""), "{}", claimed.out);
    assert!(claimed.out.starts_with("E-001 ") && claimed.out.trim_end().ends_with(&sha256(b"abc")), "{}", claimed.out);
    let md5 = ["evidence", "claim", "E-001", "--digest", "900150983cd24fb0d6963f7d28e17f72", "--algorithm", "md5"];
    assert_eq!(run(&world.env, &[&md5[..], &["--by", "Lab"]].concat()).code, 0);
    let evidence = show(&world, "evidence");
    let exhibit = &evidence["exhibits"][0];
    assert_eq!(exhibit["digest_state"], "recomputed");
    let digests: Vec<_> = exhibit["digests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|digest| {
            [&digest["algorithm"], &digest["origin"], &digest["compared"]].map(|value| value.as_str().unwrap_or(""))
        })
        .collect();
    assert_eq!(
        digests,
        [
            ["sha256", "computed-by-warroom", ""],
            ["sha256", "claimed-by-tool", "same"],
            ["md5", "claimed-by-person", "open"]
        ]
    );
    assert_eq!(exhibit["claims"][0]["others"].as_array().unwrap().len(), 1);
    assert_eq!(exhibit["claims"][0]["log"]["name"], "etl 02.raw.sha256");
    let verified = run(&world.env, &["verify", case.to_str().unwrap()]);
    assert!(verified.code == 0 && verified.out.contains("1 attachment"), "the log is kept: {}", verified.out);

    // A typed digest that is none is explained, and a file that states nothing is not kept.
    let wrong = run(&world.env, &["evidence", "claim", "E-001", "--digest", "90015098", "--by", "Lab"]);
    assert!(wrong.code == 1 && wrong.err.contains("8 digits"), "{}", wrong.err);
    let nothing = run(&world.env, &["evidence", "claim", "E-001", "--log", image.to_str().unwrap()]);
    assert!(nothing.code == 1 && nothing.err.contains("no list of digests"), "{}", nothing.err);
    assert_eq!(show(&world, "evidence")["exhibits"][0]["claims"].as_array().unwrap().len(), 2);

    // One more statement, and another one: it differs.
    run(&world.env, &["evidence", "claim", "E-001", "--digest", &sha256(b"abd"), "--by", "Lab"]);
    assert_eq!(show(&world, "evidence")["exhibits"][0]["digest_state"], "differs");
}

#[test]
fn read_log_needs_no_case_and_names_what_is_wrong() {
    let world = World::new(62);
    let list = world.file("B3SUMS");
    std::fs::write(&list, format!("{}  \u{1b}[2Jdisk\n", sha256(b"abc"))).unwrap();
    let read = run(&world.env, &["evidence", "read-log", list.to_str().unwrap()]);
    assert!(read.line().contains("claimed: blake3") && !read.out.contains('\u{1b}'), "{}", read.out);
    let json =
        run(&world.env, &["evidence", "read-log", "--json", "--algorithm", "SHA-256", list.to_str().unwrap()]).json();
    assert_eq!((&json["claims"][0]["algorithm"], &json["format"]), (&json!("sha256"), &json!("sums")));
    let piped = run_bytes(
        &world.env,
        ["evidence", "read-log", "-"].map(OsString::from).to_vec(),
        format!("MD5 (x) = {}\n", &sha256(b"abc")[..32]).as_bytes(),
        false,
    );
    assert!(piped.out.contains("claimed: md5"), "{}", piped.out);
    std::fs::write(&list, "Created By Exterro\u{ae} FTK\u{ae} Imager 4.7.1.2\r\n").unwrap();
    let none = run(&world.env, &["evidence", "read-log", list.to_str().unwrap()]);
    assert!(none.code == 1 && none.err.contains("no digest found in it: read as a log of FTK Imager"), "{}", none.err);
    for args in [
        &["evidence", "read-log", "/nowhere"][..],
        &["evidence", "read-log", list.to_str().unwrap(), "--algorithm", "crc32"],
    ] {
        assert_ne!(run(&world.env, args).code, 0);
    }
}

/// What a tool does over a device whose second half cannot be read; none where device or tool are not to be had.
#[cfg(target_os = "linux")]
fn over_a_faulty_device(world: &World, tool: &str, args: &dyn Fn(&str) -> Vec<String>) -> Option<String> {
    struct Loop(String);
    impl Drop for Loop {
        fn drop(&mut self) {
            let _ = Command::new("losetup").args(["-d", &self.0]).status();
        }
    }
    let backing = world.file(&format!("backing-{tool}"));
    std::fs::write(&backing, vec![b'w'; 2 << 20]).unwrap();
    let made = Command::new("losetup").args(["-f", "--show"]).arg(&backing).output();
    let Some(made) = made.ok().filter(|made| made.status.success()) else {
        eprintln!("passed over: no loop device can be made here");
        return None;
    };
    let device = Loop(String::from_utf8_lossy(&made.stdout).trim().to_owned());
    std::fs::File::options().write(true).open(&backing).unwrap().set_len(1 << 20).unwrap();
    let _ = Command::new("blockdev").args(["--flushbufs", &device.0]).status();
    match Command::new(tool).args(args(&device.0)).current_dir(world.file("")).output() {
        Ok(done) => Some(String::from_utf8_lossy(&done.stdout).into_owned()),
        Err(error) => {
            eprintln!("passed over: {tool} cannot be run here: {error}");
            None
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_tool_could_not_read_stands_on_record_with_its_digest() {
    let world = World::new(63);
    declared(&world);
    let words = |line: String| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let Some(_) = over_a_faulty_device(&world, "dc3dd", &|device| {
        words(format!("if={device} of=dc.raw hash=sha256 hash=md5 log=dc.raw.log"))
    }) else {
        return;
    };
    let image = world.file("dc.raw");
    let add = ["evidence", "add", image.to_str().unwrap(), "--description", "disk", "--collected-by", "C. Custodian"];
    let added = run(&world.env, &add);
    assert!(added.err.contains("--log"), "{}", added.err);
    let log = world.file("dc.raw.log");
    let claimed = run(&world.env, &["evidence", "claim", "E-001", "--log", log.to_str().unwrap()]);
    assert_eq!(claimed.code, 0, "{}", claimed.err);
    assert!(claimed.err.contains("2048 unread sectors"), "{}", claimed.err);
    let exhibit = &show(&world, "evidence")["exhibits"][0];
    assert_eq!(
        (&exhibit["claims"][0]["unread_sectors"], &exhibit["digest_state"]),
        (&json!(2048), &json!("incomplete"))
    );
    assert!(exhibit["shortfalls"].as_array().unwrap().contains(&json!("C3-17")), "{exhibit}");
    let libewf =
        over_a_faulty_device(&world, "ewfacquire", &|device| words(format!("-u -c none -d sha256 -t ewf {device}")));
    if let Some(said) = libewf {
        std::fs::write(world.file("ewf.txt"), said).unwrap();
        let read = run(&world.env, &["evidence", "read-log", "--json", world.file("ewf.txt").to_str().unwrap()]).json();
        assert_eq!(read["unread_ranges"], json!([{"first": 2048, "count": 2048}]), "{read}");
    }
}
