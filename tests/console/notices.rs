//! The notice of a deadline by keys alone: drafted, found in, taken back, cited, approved, sent, supplemented; and nothing typed is lost.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("notices::a_notice_from_draft_to_supplement_by_keys", whole_way),
    ("notices::what_is_not_confirmed_goes_under_not_yet_known_and_why", unconfirmed),
    ("notices::what_is_typed_in_the_composer_survives_escape_and_a_kill", killed),
    ("notices::two_versions_are_told_apart_and_answers_taken_back", versions),
    ("notices::sent_is_filled_alike_from_the_pane_and_from_the_composer", filled_alike),
    ("notices::files_written_over_what_is_not_recorded_say_so", written_without),
    ("notices::no_size_theme_or_glyph_breaks_the_composer", sizes),
];

/// What the notice to the authority must say, beside its nature and the number of people.
const OTHERS: [&str; 7] = ["people", "records", "records-number", "contact", "consequences", "measures", "softening"];

fn command(laptop: &Laptop, args: &[&str]) -> String {
    let case = case_of(laptop);
    let all: Vec<&str> = ["--case", &case, "--operator", "Ada Moran"].iter().chain(args).copied().collect();
    let (code, out, err) = laptop.run(&all);
    assert_eq!(code, 0, "{args:?}: {out}{err}");
    out
}

fn show(laptop: &Laptop, what: &str) -> serde_json::Value {
    serde_json::from_str(&command(laptop, &["show", what, "--json"])).unwrap()
}

/// A case in which the clock towards the authority runs, a fact is confirmed by a person of the roster, and another one is not.
pub fn running(laptop: &Laptop, columns: u16, rows: u16) -> Terminal {
    let mut terminal = declared(laptop, columns, rows);
    for name in ["Ada Moran", "Rosa Nyberg"] {
        command(laptop, &["do", "person", &format!("name={name}")]);
    }
    let confirmed =
        ["do", "log", "text=4 210 labels were altered by one foreign address", "at=-2h", "status=confirmed"];
    let basis = ["sources=access log,model registry", "confirmer=Ada Moran"];
    command(laptop, &[&confirmed[..], &basis].concat());
    command(laptop, &["do", "log", "text=perhaps 900 people are named in set 9", "status=suspected"]);
    command(
        laptop,
        &["do", "clock", "deadline=eu-gdpr/authority-72h", "start=-1h", "why=the altered labels name people"],
    );
    terminal.wait("71:00:00");
    terminal.keys("5g");
    terminal.wait("> GDPR art.33 notice");
    terminal
}

/// Begins the notice of the first deadline.
pub fn begun(laptop: &Laptop, columns: u16, rows: u16) -> Terminal {
    let mut terminal = running(laptop, columns, rows);
    terminal.keys("d");
    terminal.wait("Begin a notice");
    terminal.keys("<ctrl-s>");
    terminal.wait("0 of 9 answered");
    terminal
}

fn fill_others(laptop: &Laptop) {
    for item in OTHERS {
        command(
            laptop,
            &[
                "do",
                "fill",
                "notice=eu-gdpr/authority-72h",
                &format!("item={item}"),
                "item-answer=not-yet-known",
                "text=is being looked into",
                "follows-at=+2d",
            ],
        );
    }
}

/// Answers what happened, from the confirmed fact.
fn nature(terminal: &mut Terminal) {
    terminal.keys("<enter>");
    terminal.wait("Ctrl-S record");
    terminal.keys("Labels of the training data were altered.<f2>");
    terminal.wait("Enter cite");
    terminal.keys("labels");
    terminal.wait("Find labels");
    terminal.keys("<enter>");
    terminal.wait("> [x]");
    terminal.keys("<esc>");
    terminal.wait("F2 cite");
    terminal.keys("<ctrl-s>");
    terminal.wait("1 of 9 answered");
}

fn whole_way() {
    let laptop = Laptop::new();
    let mut terminal = begun(&laptop, 80, 24);
    // Written, found in, taken back.
    terminal.keys("<enter>");
    terminal.wait("Ctrl-S record");
    terminal.keys("Labels were altered. Labels of set 9, by a key that was lost.");
    terminal.wait("that was lost.");
    terminal.keys("<ctrl-f>lost");
    terminal.wait("Find lost");
    terminal.keys("<esc>");
    terminal.wait_gone("Find lost");
    terminal.keys("<ctrl-k>");
    terminal.wait_gone("was lost.");
    terminal.keys("<ctrl-_>");
    terminal.wait("was lost.");
    terminal.keys("<ctrl-k>stolen.<f2>");
    terminal.wait("Enter cite");
    terminal.keys("4 210<enter>");
    terminal.wait("> [x]");
    terminal.keys("<esc>");
    terminal.wait("F2 cite");
    terminal.keys("<ctrl-s>");
    terminal.wait("1 of 9 answered");
    terminal.keys("<esc>");
    terminal.wait("> [x]");
    // A number as a range, with its method.
    terminal.keys("jj<enter>");
    terminal.wait("At least");
    terminal.keys("<tab><tab><f2>");
    terminal.wait("Enter cite");
    terminal.keys("4 210<enter>");
    terminal.wait("> [x]");
    terminal.keys("<esc>");
    terminal.wait("F2 cite");
    terminal.keys("<tab>800<tab>900<tab>1200<tab>distinct names in 200 rows of 4 210");
    terminal.wait("distinct names");
    terminal.keys("<ctrl-s>");
    terminal.wait("2 of 9 answered");
    fill_others(&laptop);
    terminal.wait("9 of 9 answered");
    terminal.keys("<esc>");
    terminal.wait("Enter write");
    terminal.wait("complete, not approved");
    terminal.keys("p");
    terminal.wait("As it would go out now");
    terminal.wait("by a key that was stolen.");
    terminal.keys("<esc>");
    terminal.wait("Enter write");

    terminal.keys("v");
    terminal.wait("Approve a notice");
    terminal.keys("Rosa Nyberg<tab><tab>wet-ink<tab>slip 12, in the safe<ctrl-s>");
    terminal.wait_gone("Approve a notice");
    terminal.wait("approved");
    terminal.wait_gone("not approved");

    laptop.pass(60_000);
    terminal.keys("n");
    terminal.wait("A notice was sent");
    terminal.keys("<tab>online form of the authority<tab>DE-2026-17<ctrl-s>");
    terminal.wait_gone("A notice was sent");
    terminal.wait("sent  9 of 9 answered");
    let deadlines = show(&laptop, "deadlines");
    assert!(deadlines.to_string().contains("DE-2026-17"), "{deadlines}");

    terminal.keys("x");
    terminal.wait("Written: NT-17-");
    let folder = std::path::PathBuf::from(case_of(&laptop)).with_extension("");
    let folder = folder.with_file_name(format!("{}-forms", folder.file_name().unwrap().to_str().unwrap()));
    let text = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let text = text.into_iter().find(|path| path.extension().is_some_and(|end| end == "txt")).unwrap();
    let text = std::fs::read_to_string(text).unwrap();
    assert!(text.contains("by a key that was stolen.") && text.contains("at least 800"), "{text}");

    terminal.keys("s");
    terminal.wait("Begin a notice");
    terminal.wait("supplement");
    terminal.keys("<ctrl-s>");
    terminal.wait("notice 2 of 2");
    terminal.wait("supplement");
    terminal.keys("q");
    terminal.wait_gone("notice 2 of 2");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let (code, out, err) = laptop.run(&["verify", &case_of(&laptop), "--json"]);
    assert_eq!(code, 0, "{out}{err}");
}

/// The rows of the form that lies over the panes.
fn form(terminal: &Terminal, title: &str) -> Vec<String> {
    let text = terminal.text();
    let rows = text.lines().skip_while(|line| !line.contains(title)).skip(1);
    rows.take_while(|line| !line.starts_with('└')).map(|line| line.trim_matches(['│', ' ']).to_owned()).collect()
}

fn filled_alike() {
    let laptop = Laptop::new();
    let mut terminal = begun(&laptop, 80, 30);
    nature(&mut terminal);
    terminal.keys("<esc>");
    terminal.wait("Enter write");
    for (key, title) in [("n", "A notice was sent"), ("v", "Approve a notice")] {
        let mut seen = Vec::new();
        for from_the_pane in [false, true] {
            terminal.keys(key);
            terminal.wait(title);
            terminal.redrawn();
            seen.push(form(&terminal, title));
            terminal.keys("<esc>");
            terminal.wait_gone(title);
            if !from_the_pane {
                terminal.wait("Enter write");
                terminal.keys("<esc>");
            }
            terminal.wait("> GDPR art.33 notice");
        }
        assert_eq!(seen[0], seen[1]);
        let digest = |word: &str| {
            let word = word.trim_matches('«');
            word.len() >= 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        assert!(seen[1].join(" ").split_whitespace().any(digest), "{:#?}", seen[1]);
        terminal.keys("d");
        terminal.wait("Enter write");
    }
}

fn written_without() {
    let laptop = Laptop::new();
    let mut terminal = begun(&laptop, 80, 24);
    terminal.keys("<enter>");
    terminal.wait("Ctrl-S record");
    terminal.keys("Words that nobody recorded yet.");
    terminal.wait("recorded yet.");
    terminal.keys("<esc>");
    terminal.wait("[ ]~ 1");
    terminal.keys("jx");
    terminal.wait("WITHOUT what is typed and not recorded");
    terminal.wait(".txt");
    laptop.pass(7_000);
    terminal.wait_gone("WITHOUT");
    terminal.keys("k<enter>");
    terminal.wait("Ctrl-S record");
    terminal.keys("<ctrl-s>");
    terminal.wait("does not count: No record is cited");
    laptop.pass(7_000);
    terminal.keys("<esc>");
    terminal.wait("Enter write");
    terminal.keys("x");
    terminal.wait("Written: NT-");
}

fn unconfirmed() {
    let laptop = Laptop::new();
    let mut terminal = begun(&laptop, 80, 24);
    terminal.keys("jj<enter>");
    terminal.wait("At least");
    terminal.keys("some people<f2>");
    terminal.wait("Enter cite");
    terminal.keys("perhaps");
    terminal.wait("! it is not confirmed");
    terminal.keys("<enter>");
    terminal.wait("Now not yet known: 15 cannot be stated as fact");
    terminal.keys("<esc>");
    terminal.wait("not yet known");
    terminal.wait("Follows by");
    terminal.wait("(it is not confirmed)");
    // Without the time by which it follows it is half said.
    terminal.wait("C8-42");
    terminal.keys("<tab><tab><tab>+2d");
    terminal.wait("+2d  Mon 23 Nov");
    terminal.wait_gone("C8-42");
    terminal.keys("<ctrl-s>");
    terminal.wait("1 of 9 answered");
    terminal.keys("<esc>");
    terminal.wait("[?]  3");
}

fn killed() {
    let laptop = Laptop::new();
    let mut terminal = begun(&laptop, 80, 24);
    terminal.keys("<enter>");
    terminal.wait("Ctrl-S record");
    terminal.keys("First words of the nature.");
    terminal.wait("First words of the nature.");
    terminal.keys("<esc>");
    terminal.wait("[ ]~ 1");
    terminal.keys("j<enter>");
    terminal.wait("Ctrl-S record");
    terminal.keys("Employees of the labelling firm.<tab><tab>14");
    terminal.wait("[14] 4 210 labels");
    terminal.kill();
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 80, 24);
    terminal.wait("drafts kept");
    terminal.wait("71:00:00");
    terminal.keys("5g");
    terminal.wait("> GDPR art.33 notice");
    terminal.keys("d");
    terminal.wait("0 of 9 answered");
    terminal.wait("[ ]~ 1");
    terminal.wait("[ ]~ 2");
    terminal.wait("First words of the nature.");
    terminal.keys("j<enter>");
    terminal.wait("Employees of the labelling firm.");
    terminal.wait("[14] 4 210 labels");
    // What is on record comes back where that is asked for, and even then the words can be had again.
    terminal.keys("<ctrl-x>");
    terminal.wait_gone("Employees of the labelling firm.");
    terminal.keys("<ctrl-_>");
    terminal.wait("Employees of the labelling firm.");
}

fn versions() {
    let laptop = Laptop::new();
    let mut terminal = begun(&laptop, 80, 24);
    nature(&mut terminal);
    terminal.keys(" And read.<ctrl-s>");
    terminal.wait("And read.");
    terminal.wait_gone("typed, not recorded");
    terminal.keys("<esc>");
    terminal.wait("d versions");
    terminal.keys("d");
    terminal.wait("From version 1 to 2");
    terminal.wait("- Labels of the training data were altered.");
    terminal.wait("+ Labels of the training data were altered. And read.");
    terminal.keys("k");
    terminal.wait("The first version");
    terminal.keys("<esc>");
    terminal.wait("Enter write");
    // An answer is taken back, and the item is open again.
    terminal.keys("<enter>");
    terminal.wait("Ctrl-S record");
    terminal.keys("<tab>   ");
    terminal.wait("taken back");
    terminal.keys("<ctrl-s>");
    terminal.wait("0 of 9 answered");
}

fn sizes() {
    for args in [&["--theme", "mono", "--glyphs", "ascii"][..], &["--theme", "projector"], &["--theme", "light"]] {
        let laptop = Laptop::new();
        begun(&laptop, 80, 24).kill();
        let all: Vec<&str> = ["--operator", "Ada Moran"].iter().chain(args).copied().collect();
        let mut terminal = Terminal::console(&laptop, &all, 80, 24);
        terminal.wait("71:00:00");
        terminal.keys("5g");
        terminal.wait("> GDPR art.33 notice");
        terminal.keys("d");
        terminal.wait("0 of 9 answered");
        if args.contains(&"ascii") {
            assert!(terminal.text().is_ascii(), "{}", terminal.text());
        }
        for (columns, rows) in [(20, 5), (1, 1), (60, 10), (119, 24), (120, 30), (300, 90), (10, 40), (80, 24)] {
            terminal.resized(columns, rows);
            for keys in
                ["<enter>", "words", "<tab>", "<f2>", "<escape>", "<escape>", "p", "<escape>", "d", "<escape>", "j"]
            {
                terminal.keys(keys);
                terminal.redrawn();
            }
        }
        assert!(terminal.child.try_wait().unwrap().is_none(), "the program goes on");
        // Wherever the keys led, Esc leads back.
        terminal.keys(&"<escape>".repeat(4));
        terminal.redrawn();
        assert!(terminal.shows("GDPR"), "{}", terminal.text());
    }
}
