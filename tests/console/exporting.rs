//! The case folder by keys: refused where it may not go, shown before it is written, written while the console goes on.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[("exporting::a_folder_is_refused_shown_written_and_recorded", export)];

fn ask(terminal: &mut Terminal, destination: &str, own_disk: bool) {
    terminal.keys("X");
    terminal.wait("Export the case folder");
    terminal.keys(&format!("<ctrl-u>{destination}"));
    if own_disk {
        terminal.keys("<tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab>yes");
    }
    terminal.keys("<enter>");
}

fn export() {
    let laptop = Laptop::new();
    std::fs::create_dir(laptop.path("stick")).unwrap();
    let stick = laptop.path("stick").display().to_string();
    let mut terminal = declared(&laptop, 120, 40);
    // The disk of the case itself: refused, and the form stays with what was typed.
    ask(&mut terminal, &stick, false);
    terminal.wait("lies on the same disk");
    terminal.wait("Export the case folder");
    terminal.keys("<ctrl-x>");
    terminal.wait_gone("Export the case folder");
    // Shown first: Esc goes back, and nothing was written.
    ask(&mut terminal, &stick, true);
    terminal.wait("Enter write it");
    terminal.wait("for readers up to TLP:RED");
    terminal.keys("<esc>");
    terminal.wait_gone("Enter write it");
    assert_eq!(std::fs::read_dir(laptop.path("stick")).unwrap().count(), 0);
    terminal.keys("<enter>");
    terminal.wait("Enter write it");
    terminal.keys("<enter>");
    terminal.wait("Unmount the medium");
    terminal.keys("<enter>");
    terminal.wait_gone("Unmount the medium");
    // Read and gone from the screen, it stands among the messages.
    terminal.keys("M");
    terminal.wait("The case folder is on the medium, read back and signed");
    terminal.keys("<esc>");
    terminal.wait_gone("read back and signed");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let folders: Vec<String> = std::fs::read_dir(laptop.path("stick"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(folders.len() == 1 && folders[0].ends_with("_x0001"), "{folders:?}");
    let (code, out, err) = laptop.run(&["--case", &case_of(&laptop), "show", "timeline"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("export 1 finished and signed"), "{out}");
    let (code, out, err) = laptop.run(&["verify", &case_of(&laptop), "--json"]);
    assert_eq!(code, 0, "{out}{err}");
}
