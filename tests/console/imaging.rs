//! A bit-for-bit image by keys: whole, cancelled, cut off by leaving, and refused while the form keeps what was typed.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("imaging::an_image_is_made_cancelled_and_cut_off_while_the_console_is_used", imaging),
    ("imaging::what_an_image_lacks_is_accepted_by_its_key", lost),
];

fn acquisitions(laptop: &Laptop) -> serde_json::Value {
    let (code, out, err) = laptop.run(&["--case", &case_of(laptop), "show", "evidence", "--json"]);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

fn ask(terminal: &mut Terminal, source: &str, image: &str) {
    terminal.keys("4b");
    terminal.wait("Make an image of a disk or file");
    terminal.keys(&format!("<ctrl-u>{source}<tab><ctrl-u>{image}<enter>"));
}

fn imaging() {
    let laptop = Laptop::new();
    std::fs::write(laptop.path("stick.bin"), vec![7; 300_000]).unwrap();
    std::fs::File::create(laptop.path("large.bin")).unwrap().set_len(6 << 30).unwrap();
    std::fs::create_dir(laptop.path("to")).unwrap();
    let path = |name: &str| laptop.path(name).display().to_string();
    let mut terminal = declared(&laptop, 120, 40);
    ask(&mut terminal, &path("stick.bin"), &path("to/stick.dd"));
    terminal.wait("whole: every byte read");
    terminal.wait("E-001");
    // A name that is taken is refused, and the form stays with what was typed.
    ask(&mut terminal, &path("stick.bin"), &path("to/stick.dd"));
    terminal.wait("is there already");
    terminal.wait("Make an image of a disk or file");
    terminal.keys("<ctrl-x>");
    terminal.wait_gone("Make an image of a disk or file");
    // The console goes on meanwhile; Ctrl-C stops the job and not the console.
    ask(&mut terminal, &path("large.bin"), &path("to/large.dd"));
    terminal.wait("%");
    terminal.keys("1a");
    terminal.wait("Write a line");
    terminal.keys("the console goes on meanwhile<enter>");
    terminal.wait("the console goes on meanwhile");
    terminal.keys("<ctrl-c>");
    terminal.wait("There is no image of");
    terminal.keys("<esc>");
    terminal.wait_gone("There is no image of");
    ask(&mut terminal, &path("large.bin"), &path("to/again.dd"));
    terminal.wait("%");
    terminal.keys("q");
    terminal.wait("is being");
    terminal.keys("y");
    assert_eq!(terminal.wait_end(), 0);
    let evidence = acquisitions(&laptop);
    let states: Vec<&str> =
        evidence["acquisitions"].as_array().unwrap().iter().map(|made| made["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["whole", "cancelled", "aborted"], "{evidence}");
    assert!(evidence["acquisitions"][2]["end"].is_string(), "the abort is recorded: {evidence}");
    assert_eq!(evidence["exhibits"].as_array().unwrap().len(), 1, "{evidence}");
    assert_eq!(evidence["exhibits"][0]["digest_state"], "recomputed");
    assert!(!laptop.path("to/large.dd").exists() && !laptop.path("to/again.dd").exists());
    assert!(laptop.path("to/large.dd.partial").exists() && laptop.path("to/again.dd.partial").exists());
    let (code, out, err) = laptop.run(&["verify", &case_of(&laptop), "--json"]);
    assert_eq!(code, 0, "{out}{err}");
}

/// What nobody could read of a disk: its exhibit says so, names the key, and the form is there for the lead who presses it.
fn lost() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 160, 48);
    let case = case_of(&laptop);
    let image = laptop.path("disk.raw");
    std::fs::write(&image, vec![7; 4096]).unwrap();
    let summed = std::process::Command::new("sha256sum").arg(&image).output().unwrap();
    let summed = String::from_utf8(summed.stdout).unwrap();
    let digest = summed.split(' ').next().unwrap();
    let log = format!(
        "GUYMAGER ACQUISITION INFO FILE\nVersion : 0.8.13\nLinux device : /dev/sdb\nDevice size : 4096 (4.1kB)\n\
        During acquisition, 11 bad sectors have been encountered. The sector numbers are:\n 300-310\nSHA256 hash : {digest}\n\
        Generated image files and their MD5 hashes\nn/a  disk.raw\n"
    );
    std::fs::write(laptop.path("disk.info"), log).unwrap();
    let file = format!("file={}", laptop.path("disk.info").display());
    let path = format!("path={}", image.display());
    for words in
        [&["exhibit", "description=disk", "exhibit-kind=disk-image", &path][..], &["claim", "exhibit=E-001", &file]]
    {
        let (code, out, err) = laptop.run(&[&["--case", &case, "do"], words].concat());
        assert_eq!(code, 0, "{words:?}: {out}{err}");
    }
    terminal.keys("4");
    terminal.wait("E-001");
    terminal.keys("<enter>");
    terminal.wait("accept what it lacks, with a second person");
    terminal.keys("L");
    terminal.wait("Accept what an image lacks");
    terminal.keys("the platter is scratched<ctrl-s>");
    terminal.wait_gone("Accept what an image lacks");
    let (_, shown, _) = laptop.run(&["--case", &case, "show", "timeline"]);
    assert!(shown.contains("E-001") && shown.to_lowercase().contains("accept"), "{shown}");
    // The palette has it by name as well.
    terminal.keys(":");
    terminal.wait("Commands");
    terminal.keys("accept-loss");
    terminal.wait("Lead or holder of authority accept");
}
