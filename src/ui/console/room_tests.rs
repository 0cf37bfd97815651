//! No string that is withheld from a room is in any frame, message or title, whatever is opened and typed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::Value;

use super::*;
use crate::app::COMMANDS;
use crate::app::demo;
use crate::app::env::{Clock, SystemEntropy};
use crate::app::staging::Staged;
use crate::domain::mark::Mark;
use crate::domain::sensitive::{Sensitive, Shown};
use crate::domain::timeline::LineText;
use crate::store::CaseFile;
use crate::store::places::Places;
use crate::ui::overlay::Question;

const NOW: i64 = 1_795_275_972_000;

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Instant {
        Instant::from_millis(NOW)
    }
    fn mono_ms(&self) -> u64 {
        400 * 3_600_000
    }
    fn boot(&self) -> String {
        "boot".to_owned()
    }
}

/// The worked example with records of every mark, on a laptop of its own.
pub(super) struct Bench {
    pub(super) dir: tempfile::TempDir,
    env: Env,
    path: PathBuf,
}

impl Bench {
    pub(super) fn new() -> Bench {
        let dir = tempfile::tempdir().unwrap();
        let env = Env {
            clock: Arc::new(Fixed),
            entropy: Arc::new(SystemEntropy),
            places: Places {
                data: dir.path().join("data"),
                config: dir.path().join("config"),
                state: dir.path().join("state"),
            },
            zone: chrono_tz::Europe::Berlin,
            vars: BTreeMap::new(),
        };
        let path = demo::make(&env).unwrap();
        let mut case = Case::open(&env, &path, OPERATOR).unwrap();
        for (mark, words) in [
            ("CLEAR", "Quagga was seen at the lake"),
            ("GREEN", "Rhombus told the sector"),
            ("AMBER", "Syzygy holds the contract"),
            ("RED", "Tmesis named the insider Xanthippe"),
        ] {
            let input = Input::default().with("text", words).with("mark", mark).with("tags", words);
            case.execute("log", &input, &Staged::default()).unwrap();
        }
        Bench { dir, env, path }
    }

    pub(super) fn console(&self, level: Mark) -> (Console, Receiver<Event>) {
        std::fs::create_dir_all(&self.env.places.config).unwrap();
        let settings = format!("levels = [\"{}\"]\nidle-minutes = 0\n", level.code());
        std::fs::write(self.env.places.config.join("console.toml"), settings).unwrap();
        let (sender, receiver) = channel();
        let options =
            Options { case: Some(self.path.clone()), operator: Some(OPERATOR.to_owned()), ..Options::default() };
        let console = Console::new(self.env.clone(), &options, &TermEnv::default(), sender).unwrap();
        (console, receiver)
    }

    /// Words that are in bodies above the level and nowhere that the room may look.
    pub(super) fn secrets(&self, level: Mark) -> BTreeSet<String> {
        let mut known = shipped();
        known.extend(words(OPERATOR));
        known.extend(words(&self.path.to_string_lossy()));
        let mut secret = BTreeSet::new();
        let case = Case::open(&self.env, &self.path, OPERATOR).unwrap();
        for row in CaseFile::open_to_read(&self.path).unwrap().rows().unwrap().0 {
            // What was taken out of the case is nowhere.
            let Some(body) = row.body.as_deref() else { continue };
            let body: Value = serde_json::from_slice(body).unwrap();
            let mark: Mark = body["mark"].as_str().unwrap().parse().unwrap();
            let id = RecordId { station: row.station.parse().unwrap(), seq: u64::try_from(row.seq).unwrap() };
            let privileged = case.state().privileges.covers(id, body["privileged"].as_bool().unwrap_or(false));
            let chain =
                body["kind"].as_str().is_some_and(|kind| kind.starts_with("station.") || kind.starts_with("chain."));
            let to = if (Audience(level).sees(mark) && !privileged) || chain { &mut known } else { &mut secret };
            let mut texts = Vec::new();
            strings(&body, &mut texts);
            to.extend(texts.iter().flat_map(|text| words(text)));
        }
        // The case head is computed from a checkpoint, and that is for everybody.
        let heads =
            case.state().anchors.signed.iter().map(|(.., signed)| crate::domain::anchor::case_head(&signed.heads));
        known.extend(heads);
        // A digest that may be seen may be seen in short, too.
        let part = |word: &str| known.iter().any(|known| known.starts_with(word));
        secret.difference(&known).filter(|word| !part(word)).cloned().collect()
    }
}

pub(super) const OPERATOR: &str = "Zebulon Keyes";

fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        // Names of fields and codes are the program's; the salt is nobody's words.
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "salt").for_each(|(_, item)| strings(item, found));
        }
        _ => {}
    }
}

/// Words long enough to mean something, in lower case.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 5);
    parts.filter(|word| word.chars().any(char::is_alphabetic)).map(str::to_lowercase).collect()
}

/// Words of the program itself: whatever ships with it, but the worked example.
fn shipped() -> BTreeSet<String> {
    fn below(directory: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                below(&entry, found);
            } else if !entry.ends_with("demo.toml") {
                found.extend(std::fs::read_to_string(&entry).iter().flat_map(|text| words(text)));
            }
        }
    }
    let mut found = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    below(&root.join("assets"), &mut found);
    for spec in COMMANDS {
        found.extend(words(&format!("{} {}", spec.name, spec.help)));
    }
    // Codes of the domain and names of zones are the program's, too.
    below(&root.join("src/domain"), &mut found);
    found.extend(chrono_tz::TZ_VARIANTS.iter().flat_map(|zone| words(zone.name())));
    found
}

/// A frame as text.
pub(super) fn frame(console: &mut Console) -> String {
    let (columns, rows) = (120, 40);
    for overlay in &mut console.overlays {
        if let Overlay::Briefing(pages) = overlay {
            pages.set_screen(ratatui::layout::Rect::new(0, 0, columns, rows));
        }
    }
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let jobs = console.job_views();
    terminal.draw(|frame| console.map = console.paint(frame, &jobs)).unwrap();
    let buffer = terminal.backend().buffer();
    let row = |y| (0..columns).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..rows).map(row).collect::<Vec<_>>().join("\n")
}

/// Everything that leaves the console now: a frame, the title, what was said.
fn shown(console: &mut Console) -> String {
    let mut all = vec![console.window_title().unwrap_or_default(), frame(console)];
    all.extend(console.said_here().into_iter().map(|(_, words)| words));
    all.extend(console.copied.clone());
    all.join("\n")
}

pub(super) fn leaks(console: &mut Console, secrets: &BTreeSet<String>) -> Option<(String, String)> {
    let shown = shown(console);
    let found = words(&shown).into_iter().find(|word| secrets.contains(word))?;
    Some((found, shown))
}

pub(super) fn press(console: &mut Console, code: KeyCode) {
    console.key(KeyEvent::new(code, KeyModifiers::NONE));
}

/// What is not walked: it ends the program, hands the terminal over, or lists files of the laptop, which are no records.
const LEFT_OUT: &[&str] = &["quit", "suspend"];

/// Opens whatever there is to open, from each of these panes, and presses a few keys there; the first secret that is shown, where that was and the frame.
pub(super) fn walk(console: &mut Console, panes: &[Pane], secrets: &BTreeSet<String>) -> Option<(String, String)> {
    for spec in COMMANDS.iter().filter(|spec| !LEFT_OUT.contains(&spec.name)) {
        for &pane in panes {
            console.focus = pane;
            if pane != Pane::Timeline && !spec.keys.iter().any(|(scope, _)| *scope == pane.scope()) {
                continue;
            }
            console.run_command(spec);
            for code in [KeyCode::Down, KeyCode::Char('e'), KeyCode::Enter] {
                if let Some((word, shown)) = leaks(console, secrets) {
                    return Some((format!("{} shows {word}", spec.name), shown));
                }
                press(console, code);
            }
            for _ in 0..8 {
                press(console, KeyCode::Esc);
            }
            console.overlays.clear();
            console.blanked = false;
            console.done = None;
        }
    }
    None
}

#[test]
fn no_withheld_word_is_on_any_screen_whatever_is_opened() {
    let bench = Bench::new();
    for (level, panes) in [(Mark::Amber, &Pane::ALL[..]), (Mark::AmberStrict, &Pane::ALL[..1])] {
        let secrets = bench.secrets(level);
        assert!(secrets.contains("tmesis") && secrets.contains("xanthippe"), "{level:?}");
        assert_eq!(secrets.contains("syzygy"), level < Mark::Amber);
        let (mut console, _events) = bench.console(level);
        assert!(!matches!(console.showing, room::Showing::Whole));
        if let Some((what, shown)) = walk(&mut console, panes, &secrets) {
            panic!("{what} at {level:?}:\n{shown}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, ..ProptestConfig::default() })]
    #[test]
    fn no_withheld_word_is_on_any_screen_whatever_is_typed(
        keys in prop::collection::vec((0..COMMANDS.len() * 3, 0..40_usize), 40),
    ) {
        let bench = Bench::new();
        let secrets = bench.secrets(Mark::Amber);
        let (mut console, _events) = bench.console(Mark::Amber);
        for (command, key) in keys {
            if let Some(spec) = COMMANDS.get(command).filter(|spec| !LEFT_OUT.contains(&spec.name)) {
                console.run_command(spec);
            }
            match key {
                0..=25 => press(&mut console, KeyCode::Char(char::from(b'a' + u8::try_from(key).unwrap()))),
                26..=27 => press(&mut console, KeyCode::Down),
                28..=29 => press(&mut console, KeyCode::Right),
                30..=32 => press(&mut console, KeyCode::Tab),
                33..=34 => press(&mut console, KeyCode::Enter),
                35 => console.key(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL)),
                _ => press(&mut console, KeyCode::Esc),
            }
            let found = leaks(&mut console, &secrets);
            prop_assert!(found.is_none(), "{}\n{}", found.clone().unwrap().0, found.unwrap().1);
        }
    }
}

/// Goes through every page of a briefing; the first withheld word on one, with its frame.
fn walked(console: &mut Console, secrets: &BTreeSet<String>) -> Option<(String, String)> {
    press(console, KeyCode::Home);
    let mut before = String::new();
    for _ in 0..200 {
        if let Some(found) = leaks(console, secrets) {
            return Some(found);
        }
        let now = frame(console);
        if now == before {
            break;
        }
        before = now;
        press(console, KeyCode::Right);
    }
    None
}

#[test]
fn no_withheld_word_is_on_a_page_of_a_briefing_or_in_its_minutes() {
    let bench = Bench::new();
    let (mut console, _events) = bench.console(Mark::AmberStrict);
    console.settings.levels = vec![Mark::AmberStrict, Mark::Red];
    console.overlays.clear();
    let red = bench.secrets(Mark::AmberStrict);
    console.run_command(crate::app::command::command("brief").unwrap());
    assert!(matches!(console.overlays.last(), Some(Overlay::Form(_))), "the roll call is asked for");
    press(&mut console, KeyCode::Esc);
    assert!(matches!(console.overlays.last(), Some(Overlay::Briefing(_))));
    assert_eq!(walked(&mut console, &red), None);
    console.set_level(Mark::Red);
    assert!(matches!(console.overlays.last(), Some(Overlay::Briefing(_))), "the pages stay whatever the level");
    assert!(walked(&mut console, &red).is_some(), "at its own level it is read");
    console.set_level(Mark::AmberStrict);
    assert!(matches!(console.overlays.last(), Some(Overlay::Briefing(_))));
    assert_eq!(walked(&mut console, &red), None);
    let called = Input::default().with("present", "Aylin Merz, Casper Oduya");
    console.case.as_mut().unwrap().execute("roll-call", &called, &Staged::default()).unwrap();
    console.changed();
    press(&mut console, KeyCode::Esc);
    assert!(matches!(console.overlays.last(), Some(Overlay::Question(Question::EndBriefing(_)))));
    press(&mut console, KeyCode::Char('e'));
    assert!(matches!(console.overlays.last(), Some(Overlay::Editor(_))));
    assert_eq!(leaks(&mut console, &red), None);
    press(&mut console, KeyCode::Esc);
    let Some(Overlay::Form(form)) = console.overlays.last() else { panic!("no form") };
    let input = form.input();
    let said: BTreeSet<String> = input.iter().flat_map(|(_, text)| words(text)).collect();
    assert!(said.is_disjoint(&red) && input.get("agenda").is_some() && input.get("roll").is_some(), "{input:?}");
}

#[test]
fn what_is_shown_line_by_line_is_what_is_shown_when_all_is_read() {
    let bench = Bench::new();
    let mut case = Case::open(&bench.env, &bench.path, OPERATOR).unwrap();
    let mut room = case.room(Audience(Mark::Amber)).unwrap().unwrap();
    for (text, mark) in [("for all", "AMBER"), ("for few", "RED"), ("for all again", "GREEN")] {
        let input = Input::default().with("text", text).with("mark", mark);
        let done = case.execute("log", &input, &Staged::default()).unwrap();
        room.follow(&case).unwrap();
        let label = case.state().label(done.records[0]);
        for (command, mark) in [("correct", "AMBER"), ("correct", "RED"), ("strike", "AMBER")] {
            let input = Input::default().with("record", label.clone()).with("reason", "wrong");
            let input = if command == "correct" { input.with("text", "put right").with("mark", mark) } else { input };
            case.execute(command, &input, &Staged::default()).unwrap();
            room.follow(&case).unwrap();
            let anew = case.room(Audience(Mark::Amber)).unwrap().unwrap();
            assert!(room.state() == anew.state(), "{command} of {text} under {mark}");
            assert_eq!(room.withheld(), anew.withheld());
        }
    }
}

#[test]
fn going_down_closes_what_lay_above_and_loses_no_word() {
    let bench = Bench::new();
    let (mut console, _events) = bench.console(Mark::AmberStrict);
    console.settings.levels = vec![Mark::AmberStrict, Mark::Red];
    console.overlays.clear();
    let red = bench.secrets(Mark::AmberStrict);
    press(&mut console, KeyCode::Char('S'));
    assert!(matches!(console.overlays.last(), Some(Overlay::Levels(..))));
    press(&mut console, KeyCode::Down);
    press(&mut console, KeyCode::Enter);
    let Some(Overlay::Question(Question::Raise { mark: Mark::Red, more })) = console.overlays.last() else {
        panic!("{:?}", console.overlays.last())
    };
    assert!(*more > 0, "it is said how many records more are read then");
    press(&mut console, KeyCode::Enter);
    assert_eq!(console.audience, Audience(Mark::AmberStrict), "Enter is the safe answer");
    console.set_level(Mark::Red);
    assert!(leaks(&mut console, &red).is_some(), "at its own level it is read");
    let spec = crate::app::command::command("log").unwrap();
    console.run_command(spec);
    for letter in "tmesis".chars() {
        press(&mut console, KeyCode::Char(letter));
    }
    press(&mut console, KeyCode::F(12));
    // Blank before anything is read anew, and for whoever presses it again.
    assert!(console.blanked && console.goes_down && words(&frame(&mut console)).is_disjoint(&red));
    press(&mut console, KeyCode::F(12));
    assert!(console.blanked);
    console.goes_down = false;
    console.set_level(Mark::AmberStrict);
    assert!(leaks(&mut console, &red).is_none());
    press(&mut console, KeyCode::Char('x'));
    console.run_command(spec);
    assert!(leaks(&mut console, &red).is_none(), "neither the draft nor what was said comes down with it");
    console.overlays.clear();
    console.set_level(Mark::Red);
    console.run_command(spec);
    let Some(Overlay::Form(form)) = console.overlays.last() else { panic!("no form") };
    assert_eq!(form.input().get("text"), Some("tmesis"));
}

/// The line whose words begin so, where they may be read.
fn named(state: &Incident, start: &str) -> Option<RecordId> {
    let begins =
        |words: &Sensitive| matches!(words.shown(Audience(Mark::Red)), Shown::Text(text) if text.starts_with(start));
    let line = state.timeline.lines.iter().find(|line| matches!(&line.text, LineText::Words(words) if begins(words)));
    line.map(|line| line.id)
}

#[test]
fn what_was_filled_from_a_record_goes_from_the_screen_when_that_becomes_privileged() {
    let bench = Bench::new();
    let (mut console, _events) = bench.console(Mark::AmberStrict);
    console.overlays.clear();
    let line = |state: &Incident| named(state, "Quagga");
    let id = line(console.state()).unwrap();
    let label = console.present().label(id);
    let spec = crate::app::command::command("correct").unwrap();
    console
        .open_form(spec, Input::default().with("record", label.as_str()).with("text", "Quagga was seen at the lake"));
    console.say_text("record of Quagga".to_owned());
    assert!(words(&frame(&mut console)).contains("quagga"));
    // Another process says whose words they are.
    let mut other = Case::open(&bench.env, &bench.path, OPERATOR).unwrap();
    let claim = Input::default().with("record", label.as_str()).with("whose", "counsel").with("reason", "advice");
    other.execute("privilege", &claim, &Staged::default()).unwrap();
    console.tick();
    assert!(!words(&frame(&mut console)).contains("quagga"), "{:?}", console.overlays.last());
    assert!(!console.said_here().iter().any(|(_, words)| words.contains("Quagga")));
    assert!(console.top_form().is_none());
    // Opened again it begins without them; the draft waits for the highest level.
    console.open_form(spec, Input::default().with("record", label.as_str()));
    assert!(!words(&frame(&mut console)).contains("quagga"));
    // Nor does a view of the time before it give them back.
    let past = other.past(crate::journal::chain::Until::Record(id)).open().unwrap();
    let room = past.room(Audience(Mark::Red)).unwrap().expect("something is kept from everybody");
    assert_eq!(line(room.state()), None);
    assert!(past.room(Audience(Mark::AmberStrict)).unwrap().is_some_and(|room| line(room.state()).is_none()));
}

#[test]
fn what_somebody_typed_about_a_record_waits_as_a_draft_once_that_is_withheld() {
    let bench = Bench::new();
    let mut other = Case::open(&bench.env, &bench.path, OPERATOR).unwrap();
    let begun = other.execute("draft", &Input::default().with("deadline", "eu-gdpr/authority-72h"), &Staged::default());
    let notice = begun.unwrap().records[0];
    let (mut console, _events) = bench.console(Mark::AmberStrict);
    console.settings.levels = vec![Mark::AmberStrict, Mark::Red];
    console.overlays.clear();
    let id = named(console.state(), "Quagga").unwrap();
    let label = console.present().label(id);
    let typed = |console: &mut Console, text: &str| {
        for letter in text.chars() {
            press(console, KeyCode::Char(letter));
        }
    };
    // A form over an answer of the notice, that cites the record: nothing of it was filled in from there.
    console.open_composer(notice);
    press(&mut console, KeyCode::Enter);
    typed(&mut console, "halcyon");
    let spec = crate::app::command::command("correct").unwrap();
    console.open_form(spec, Input::default().with("record", label.as_str()));
    typed(&mut console, "ibex");
    // Lines of an answer that are typed one by one stand in no field yet.
    console.lines = Some(forms::Lines { field: "reason", text: "kestrel".to_owned(), kept: false });
    assert_eq!(console.overlays.len(), 2);
    let claim = Input::default().with("record", label.as_str()).with("whose", "counsel").with("reason", "advice");
    other.execute("privilege", &claim, &Staged::default()).unwrap();
    console.tick();
    let text = shown(&mut console);
    assert!(!text.contains("ibex") && !text.contains("halcyon") && !text.contains("Quagga"), "{text}");
    assert!(console.overlays.is_empty());
    let said: Vec<String> = console.said_here().into_iter().map(|(_, words)| words).collect();
    assert!(said.len() == 1 && said[0].contains("2 drafts wait for a higher level"), "{said:?}");
    // Neither comes back at this level, and neither is lost.
    console.open_composer(notice);
    assert!(!frame(&mut console).contains("halcyon"));
    console.overlays.clear();
    console.open_form(spec, Input::default().with("record", label.as_str()));
    assert!(!frame(&mut console).contains("ibex"));
    // What the form lacks is answered with who can show it: no level of the screen does.
    console.submit();
    let refusal = console.top_form().and_then(|form| form.verdict.refusal.clone()).unwrap();
    assert_eq!((refusal.what.id, refusal.next.id), ("room-missing-privileged", "room-next-privileged"));
    console.overlays.clear();
    console.set_level(Mark::Red);
    console.open_composer(notice);
    assert!(frame(&mut console).contains("halcyon"), "{}", frame(&mut console));
    console.overlays.clear();
    console.open_form(spec, Input::default().with("record", label.as_str()));
    let Some(form) = console.top_form() else { panic!("no form") };
    assert!(form.input().iter().any(|(_, text)| text.contains("ibex")));
    assert_eq!(form.input().get("reason"), Some("kestrel"));
}

#[test]
fn what_the_level_keeps_is_answered_with_the_level() {
    let bench = Bench::new();
    let (mut console, _events) = bench.console(Mark::AmberStrict);
    console.overlays.clear();
    let id = named(console.present(), "Tmesis").unwrap();
    let label = console.present().label(id);
    let spec = crate::app::command::command("correct").unwrap();
    console.open_form(spec, Input::default().with("record", label.as_str()));
    console.submit();
    let refusal = console.top_form().and_then(|form| form.verdict.refusal.clone()).unwrap();
    assert_eq!(refusal.next.id, "room-next");
}

#[test]
fn a_setting_that_does_not_hold_is_said_at_the_start_and_stays_until_it_is_read() {
    let bench = Bench::new();
    drop(bench.console(Mark::Amber));
    let text = "idle-minutes = \"never\"\nlevels = [\"PINK\"]\n";
    std::fs::write(bench.env.places.config.join("console.toml"), text).unwrap();
    let options = Options { case: Some(bench.path.clone()), ..Options::default() };
    let (sender, _receiver) = channel();
    let mut console = Console::new(bench.env.clone(), &options, &TermEnv::default(), sender).unwrap();
    let read = |overlay: &Overlay| match overlay {
        Overlay::Question(Question::Read(words)) => {
            words.contains("console.toml:1: idle-minutes") && words.contains("One more line")
        }
        _ => false,
    };
    assert!(console.overlays.iter().any(read), "{:?}", console.overlays);
    let said: Vec<String> = console.said_here().into_iter().map(|(_, words)| words).collect();
    assert!(said.iter().any(|words| words.contains("console.toml:2: levels")), "{said:?}");
    console.overlays.clear();
    assert!(!frame(&mut console).contains("console.toml"));
}

#[test]
fn what_a_form_lacks_is_named_and_what_is_typed_counts_before_it_is_read() {
    let bench = Bench::new();
    let (mut console, _events) = bench.console(Mark::Red);
    console.overlays.clear();
    let spec = crate::app::command::command("proof").unwrap();
    console.open_form(spec, Input::default().with("step", "G-01").with("kind", "decision"));
    console.submit();
    let refused = |console: &mut Console| console.top_form().and_then(|form| form.refusal().map(|it| it.what.id));
    assert_eq!(refused(&mut console), Some("nothing-attached"));
    // Wherever the keys are, the foot names what is missing and the form says why.
    console.top_form().unwrap().focus = 0;
    let text = frame(&mut console);
    assert!(text.contains("Not yet: File") && text.contains("Nothing is attached"), "{text}");
    console.top_form().unwrap().set("text", "said in the room");
    console.check();
    assert_eq!(refused(&mut console), None, "{}", frame(&mut console));
    assert!(!frame(&mut console).contains("Not yet"));
}

#[test]
fn a_paper_carries_the_gravest_mark_of_what_stands_in_it() {
    use crate::app::paper::{Format, Wanted, make};
    let bench = Bench::new();
    let mut case = Case::open(&bench.env, &bench.path, OPERATOR).unwrap();
    let lang = Lang::english();
    let text = |case: &Case, wanted: &Wanted| {
        let made = make(case, wanted, Format::Markdown, case.zone(), &lang).unwrap();
        String::from_utf8(made.bytes).unwrap().replace('\\', "")
    };
    // One record of the case is for named people only, and the page of everything prints it.
    assert!(text(&case, &Wanted::AsKnown).contains("TLP:RED"));
    // A paper of one exhibit does not.
    let exhibit = case.state().register.exhibits[0].id;
    let form = text(&case, &Wanted::Custody(exhibit));
    assert!(form.contains("TLP:AMBER+STRICT") && !form.contains("TLP:RED"), "{form}");
    let few = Input::default()
        .with("path", "/nowhere/few")
        .with("description", "Zeugma of the insider")
        .with("collected-by", OPERATOR)
        .with("mark", "RED");
    let done = case.execute("exhibit", &few, &Staged::default()).unwrap();
    let form = text(&case, &Wanted::Custody(done.records[0]));
    assert!(form.contains("Zeugma") && form.contains("TLP:RED"), "{form}");
    // Words that were marked higher since are no less secret on a page of the time before.
    let path = bench.path.with_file_name("later.warroom");
    let declared = Input::default().with("title", "another one");
    let (mut later, _) = crate::app::opening::open_new(&bench.env, &path, OPERATOR, "declare", &declared).unwrap();
    let line = later.execute("log", &Input::default().with("text", "Anacrusis"), &Staged::default()).unwrap();
    let label = later.state().label(line.records[0]);
    let marked = Input::default().with("record", label).with("text", "Anacrusis").with("reason", "names");
    later.execute("correct", &marked.with("mark", "RED"), &Staged::default()).unwrap();
    let past = later.past(crate::journal::chain::Until::Record(line.records[0])).open().unwrap();
    let page = text(&past, &Wanted::AsKnown);
    assert!(page.contains("Anacrusis") && page.contains("TLP:RED") && !page.contains("TLP:AMBER"), "{page}");
}

#[test]
fn a_view_of_the_past_knows_which_words_were_marked_higher_since() {
    let bench = Bench::new();
    let mut case = Case::open(&bench.env, &bench.path, OPERATOR).unwrap();
    let id = named(case.state(), "Rhombus").unwrap();
    let label = case.state().label(id);
    let correction = Input::default()
        .with("record", label.as_str())
        .with("text", "named")
        .with("reason", "names")
        .with("mark", "RED");
    case.execute("correct", &correction, &Staged::default()).unwrap();
    let past = case.past(crate::journal::chain::Until::Record(id)).open().unwrap();
    let room = past.room(Audience(Mark::AmberStrict)).unwrap().unwrap();
    assert_eq!(named(past.state(), "Rhombus"), Some(id));
    assert_eq!(named(room.state(), "Rhombus"), None, "its words are no less secret than the new ones");
}

#[test]
fn another_case_of_the_same_laptop_hides_nothing_that_was_read_before() {
    let bench = Bench::new();
    let (mut console, _events) = bench.console(Mark::AmberStrict);
    let path = bench.path.with_file_name("second.warroom");
    let title = Input::default().with("title", "another one");
    let (mut second, _) = crate::app::opening::open_new(&bench.env, &path, OPERATOR, "declare", &title).unwrap();
    let red = Input::default().with("text", "Tmesis was here too").with("mark", "RED");
    second.execute("log", &red, &Staged::default()).unwrap();
    drop(second);
    console.tell("to be read first".to_owned());
    let second = Case::open(&bench.env, &path, OPERATOR).unwrap();
    console.take_case(second);
    assert!(console.showing.withheld() > 0);
    assert!(console.said_here().iter().any(|(_, words)| words == "to be read first"), "what was said stays");
    assert!(matches!(console.overlays.first(), Some(Overlay::Question(Question::Read(_)))), "and is still to be read");
}
