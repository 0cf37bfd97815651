//! What the keys of the panes do that no other flow presses: a containment with its proof and its test, people and others to tell, the register of breaches;
//! and that the last row shows the keys of the selected row.

use crate::flows::{case_of, declared};
use crate::notices::running;
use crate::terminal::Laptop;

pub const TESTS: &[(&str, fn())] = &[
    ("panes::a_containment_by_keys_is_proved_and_tested_by_somebody_else", contain),
    ("panes::people_and_others_to_tell_are_decided_by_keys", others),
    ("panes::the_breach_register_is_printed_by_its_key", breach_register),
    ("panes::the_last_row_shows_the_keys_of_the_selected_row", last_row),
];

fn contain() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 44);
    for name in ["Ada Moran", "Rosa Nyberg"] {
        let (code, _, err) = laptop.run(&["--case", &case_of(&laptop), "do", "person", &format!("name={name}")]);
        assert_eq!(code, 0, "{err}");
    }
    let before = laptop.path("fw01-before.txt");
    let after = laptop.path("fw01-after.txt");
    std::fs::write(&before, "rule 117 allow any\n").unwrap();
    std::fs::write(&after, "rule 117 allow any\nrule 118 deny 198.51.100.0/24\n").unwrap();
    terminal.keys("/g-05");
    terminal.wait("1 found");
    terminal.keys("<enter>");
    terminal.wait("> [ ] G-05");
    terminal.keys("b");
    terminal.wait("What was contained");
    terminal.keys("fw01<tab>rule<tab>rule 118 denies 198.51.100.0/24<tab>Ada Moran<tab>Rosa Nyberg<tab><tab><tab>");
    terminal.keys(&format!("{}<tab>{}", before.display(), before.display()));
    terminal.keys("<tab><tab>delete rule 118<tab>research mirrors<ctrl-s>");
    // The same file twice shows no change: that is said before it is recorded.
    terminal.wait("C2-03");
    terminal.wait("What was contained");
    terminal.keys("<back-tab><back-tab><back-tab>");
    terminal.keys(&format!("<ctrl-u>{}", after.display()));
    terminal.wait("fw01-after.txt");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("What was contained");
    terminal.wait("G-05 proved");
    // The one who did it tests it: that counts for nothing; somebody else does.
    for (tester, rule) in [("Rosa Nyberg", Some("C2-05")), ("Ada Moran", None)] {
        laptop.pass(60_000);
        terminal.keys("3e");
        terminal.wait("Test from outside");
        let typed = format!("holds<tab>{tester}<tab>telephone<tab>ping<tab><tab>wet-ink<tab>slip 4, in the safe");
        terminal.keys(&typed);
        if let Some(rule) = rule {
            terminal.wait(rule);
        }
        terminal.keys("<ctrl-s>");
        terminal.wait_gone("Test from outside");
    }
    let (_, out, _) = laptop.run(&["--case", &case_of(&laptop), "show", "checklist", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(shown.to_string().contains("fw01-after.txt"), "{shown:#}");
    let (code, out, err) = laptop.run(&["verify", &case_of(&laptop)]);
    assert_eq!(code, 0, "{out}{err}");
}

fn others() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    terminal.keys("5u");
    terminal.wait("People and others to tell");
    terminal.keys("ja");
    terminal.wait("Whether somebody is told");
    let group = terminal.text();
    terminal.keys("not<tab><tab>Ada Moran<tab><tab>nobody of them is concerned<ctrl-s>");
    terminal.wait_gone("Whether somebody is told");
    terminal.wait("they are not told; Ada Moran");
    assert!(terminal.text().contains("People and others to tell"), "{group}\n{}", terminal.text());
    let (_, out, _) = laptop.run(&["--case", &case_of(&laptop), "show", "timeline", "--json"]);
    assert!(out.contains("tell"), "{out}");
    terminal.keys("<esc>");
    terminal.wait_gone("People and others to tell");
}

fn breach_register() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    terminal.keys("5b");
    terminal.wait("Written: ");
    let name = terminal.text();
    let name = name.split("Written: ").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let forms = laptop.path("data/cases").read_dir().unwrap().map(|entry| entry.unwrap().path());
    let folder = forms.into_iter().find(|path| path.to_str().unwrap().ends_with("-forms")).unwrap();
    assert!(std::fs::metadata(folder.join(&name)).unwrap().len() > 500, "{name}");
}

fn last_row() {
    let laptop = Laptop::new();
    let mut terminal = running(&laptop, 80, 24);
    laptop.pass(7_000);
    let last = |terminal: &crate::terminal::Terminal| terminal.text().lines().last().unwrap().to_owned();
    terminal.wait_until("the keys of a running clock", |terminal| {
        let row = last(terminal);
        ["a assess", "d draft", "v approve", "n sent", "m memo", "? all keys"].iter().all(|key| row.contains(key))
    });
    terminal.keys("G");
    terminal.wait_until("those of one that nobody was asked about", |terminal| {
        last(terminal).trim_start().starts_with("a assess")
    });
    // What the row has no room for, the help has.
    terminal.keys("?");
    terminal.wait("Help");
    terminal.keys("jjjjjjjjjjjj");
    terminal.wait("Breach register entry of the case");
    terminal.keys("<esc>");
    terminal.resize(160, 48);
    terminal.wait_until("every key of the pane", |terminal| {
        let row = last(terminal);
        let own =
            ["a assess", "s start", "n sent", "r why late", "m memo", "o applies", "v approve", "u tell", "b register"];
        own.iter().all(|key| row.contains(key)) && row.contains("? all keys")
    });
}
