//! The budgets of the design, measured: `cargo bench --bench budgets [WORD]` runs the parts whose name holds the word and prints a table in Markdown.
//!
//! Where another program does the same work, both run here, one after the other, and the ratio is what counts: it travels between machines, seconds do
//! not. A part is never a test: it fails only when it cannot be measured.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a measurement that cannot go on stops")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rusqlite::{Connection, params};
use warroom::app::case::Case;
use warroom::app::env::{Clock, Env, SystemClock, SystemEntropy};
use warroom::app::keys::Keymap;
use warroom::app::paper::{Format, Wanted, make};
use warroom::app::staging::Staged;
use warroom::domain::attention;
use warroom::domain::callout::{Answered, Placed};
use warroom::domain::fact::{Author, Fact};
use warroom::domain::id::RecordId;
use warroom::domain::incident::Incident;
use warroom::domain::input::Input;
use warroom::domain::mark::{Audience, Mark};
use warroom::domain::time::{How, Instant, When};
use warroom::domain::timeline::{Judged, Noted};
use warroom::export::verify::verify;
use warroom::journal::body::Body;
use warroom::journal::chain::{self, Head, Until};
use warroom::journal::signature::{Purpose, Use};
use warroom::journal::station::StationKey;
use warroom::journal::writer::{Position, head_message};
use warroom::library::lang::Lang;
use warroom::store::CaseFile;
use warroom::store::places::Places;
use warroom::ui::footer::Footer;
use warroom::ui::glyphs::GlyphSet;
use warroom::ui::home::{self, Home};
use warroom::ui::look::Look;
use warroom::ui::pane::Pane;
use warroom::ui::panes::timeline::{Filter, View};
use warroom::ui::panes::{PaneView as _, Panes};
use warroom::ui::theme::{Theme, ThemeName};

#[path = "budgets/hash.rs"]
mod digests;
#[path = "budgets/export.rs"]
mod exports;
#[path = "budgets/rows.rs"]
mod imports;
#[path = "budgets/order.rs"]
mod orders;
#[path = "budgets/page.rs"]
mod pages;
#[path = "budgets/program.rs"]
mod programs;
#[path = "budgets/terminal.rs"]
mod terminals;

fn main() {
    if let Some(case) = std::env::var_os(orders::CASE) {
        return orders::child(Path::new(&case));
    }
    let word = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let directory = tempfile::Builder::new().prefix("warroom-bench-").tempdir().unwrap();
    let bench = Bench { root: directory.path().to_owned() };
    println!("| part | measured | compared with | ratio | budget | |\n|---|---|---|---|---|---|");
    type Part = fn(&Bench);
    let parts: [(&str, Part); 10] = [
        ("replay", replay),
        ("known", known),
        ("append", append),
        ("hash", digests::hash),
        ("export", exports::export),
        ("rows", imports::rows),
        ("page", pages::page),
        ("filter", filter_and_sort),
        ("draw", draw),
        ("terminal", terminals::terminal),
    ];
    for (_, part) in parts.iter().filter(|(name, _)| name.contains(word.as_str())) {
        part(&bench);
    }
}

struct Bench {
    root: PathBuf,
}

/// The clock at the founding of a case: a minute before its first line.
struct Founded;

impl Clock for Founded {
    fn now(&self) -> Instant {
        Instant::parse_rfc3339("2026-11-20T02:39:00Z").unwrap()
    }
    fn mono_ms(&self) -> u64 {
        0
    }
    fn boot(&self) -> String {
        "the founding".to_owned()
    }
}

/// One line of the table. `met` is none where the design names no number for it.
fn row(part: &str, measured: &str, compared: &str, ratio: Option<f64>, budget: &str, met: Option<bool>) {
    let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
    let met = met.map_or("", |met| if met { "met" } else { "**not met**" });
    println!("| {part} | {measured} | {compared} | {ratio} | {budget} | {met} |");
}

fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    if ms < 10.0 { format!("{ms:.2} ms") } else { format!("{ms:.0} ms") }
}

/// The middle and the worst percentile of several runs.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed<T>(what: impl FnOnce() -> T) -> (Duration, T) {
    let start = Stopwatch::now();
    let done = what();
    (start.elapsed(), done)
}

impl Bench {
    fn env(&self) -> Env {
        let under = |name: &str| self.root.join(name);
        Env {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            places: Places { data: under("data"), config: under("config"), state: under("state") },
            zone: chrono_tz::Europe::Berlin,
            vars: std::collections::BTreeMap::new(),
        }
    }

    /// A case with so many facts; made in one transaction, line by line as the program writes them.
    fn case_of(&self, facts: u64) -> PathBuf {
        let path = self.root.join(format!("{facts}.warroom"));
        if path.exists() {
            return path;
        }
        // Founded before its lines were written, whatever day it is on this machine.
        let env = Env { clock: Arc::new(Founded), ..self.env() };
        drop(Case::create(&env, &path, Purpose::Incident, "A. Lead").unwrap());
        let case = Case::open(&env, &path, "A. Lead").unwrap();
        let id = case.id().to_owned();
        drop(case);
        let key = StationKey::load(&env.places.station_key()).unwrap();
        let file = CaseFile::open(&path).unwrap();
        let (rows, _) = file.rows().unwrap();
        let mut position = Position::start(id, key.station_id().parse().unwrap());
        for row in rows {
            // The position after the founding lines, by the same arithmetic as everywhere.
            position.seq = u64::try_from(row.seq).unwrap();
            position.lamport = position.seq;
            position.head = warroom::journal::line::line_hash(&row.line);
            position.tree.push(warroom::journal::merkle::leaf_hash(&row.line));
        }
        let start = Instant::parse_rfc3339("2026-11-20T02:40:00Z").unwrap();
        file.begin().unwrap();
        while position.seq < facts {
            let number = position.seq;
            let at = start.plus_millis(i64::try_from(number).unwrap() * 1_700);
            let body = body(number, at, &position);
            let written = position.write(at, &body).unwrap();
            file.add(&written).unwrap();
        }
        let message = head_message(&position.case, position.station, position.seq, &position.head);
        let sig = key.sign(Use::JournalHead, Purpose::Incident, &message).unwrap();
        let seq = i64::try_from(position.seq).unwrap();
        let head =
            Head { station: position.station.to_string(), seq, hash: position.head.to_vec(), sig: sig.into_bytes() };
        file.set_head(&head).unwrap();
        file.commit().unwrap();
        drop(file);
        let report = verify(&path, None).unwrap();
        assert!(report.ok(), "the case that is measured must be a good one: {report:?}");
        path
    }
}

/// What a night writes: mostly lines, some calls with their answers, some judgements.
fn body(number: u64, at: Instant, position: &Position) -> Body {
    let when =
        When { at, typed: "-2m".to_owned(), zone: "Europe/Berlin".to_owned(), offset_minutes: 60, how: How::Told };
    let author = Author { name: "A. Lead".to_owned(), person: None };
    let earlier = |back: u64| RecordId { station: position.station, seq: number + 1 - back };
    let fact: Fact = match number % 10 {
        7 => Placed {
            callee: Author { name: format!("Person {}", number % 40), person: None },
            role: "technical_lead".to_owned(),
            channel: "phone".to_owned(),
            number: "+49 30 1234567".to_owned(),
            caller: author.clone(),
            at: when,
            late_reason: None,
        }
        .into(),
        8 => Answered {
            call: earlier(1),
            outcome: "acknowledged".to_owned(),
            identity: "call-back".to_owned(),
            words: "on my way".to_owned(),
            ack_at: None,
            late_reason: None,
            at: when,
        }
        .into(),
        9 => Judged {
            record: earlier(5),
            status: "suspected".to_owned(),
            basis: warroom::domain::timeline::Basis::default(),
            reason: "told twice".to_owned(),
        }
        .into(),
        _ => Noted {
            lane: if number.is_multiple_of(3) { "action" } else { "fact" }.to_owned(),
            text: format!(
                "Beacon from HR-LT-{:04} to 185.220.101.{} seen again by the proxy",
                number % 9_999,
                number % 255
            ),
            happened: when,
            speaker: None,
            source: "saw".to_owned(),
            source_ref: String::new(),
            status: if number.is_multiple_of(3) { "" } else { "suspected" }.to_owned(),
            basis: None,
            tags: vec!["c2".to_owned()],
            assets: vec![format!("HR-LT-{:04}", number % 9_999)],
            indicators: Vec::new(),
            techniques: Vec::new(),
            late_reason: None,
            note: String::new(),
            row: None,
        }
        .into(),
    };
    let mut salt = [0; 16];
    salt[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes());
    Body {
        salt,
        author,
        zone: "Europe/Berlin".to_owned(),
        mark: Mark::AmberStrict,
        privileged: false,
        boot: "0123456789abcdef".to_owned(),
        mono_ms: number * 1_700,
        fact,
    }
}

/// Opening reads, checks and folds every line.
fn replay(bench: &Bench) {
    let env = bench.env();
    for (facts, limit) in [(10_000, None), (100_000, Some(500))] {
        let path = bench.case_of(facts);
        let time = median((0..7).map(|_| timed(|| Case::open(&env, &path, "A. Lead").unwrap()).0).collect());
        let met = limit.map(|limit| time < Duration::from_millis(limit));
        let budget = limit.map_or(String::new(), |limit| format!("{limit} ms"));
        row(&format!("replay and verify of {facts} facts, to the open case"), &ms(time), "", None, &budget, met);
        let file = CaseFile::open(&path).unwrap();
        let heads = file.heads().unwrap();
        let station = heads[0].station.parse().unwrap();
        let (mut reading, mut checking, mut folding, mut dropping) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..5 {
            let (time, (rows, _)) = timed(|| file.rows().unwrap());
            reading.push(time);
            let (time, read) = timed(|| chain::read(rows, &heads));
            checking.push(time);
            let (time, state) = timed(|| read.fold(station));
            folding.push(time);
            dropping.push(timed(|| drop(read)).0);
            black_box(state);
        }
        let parts = [
            ("rows out of SQLite", reading),
            ("lines checked", checking),
            ("facts folded", folding),
            ("memory given back", dropping),
        ];
        for (part, times) in parts {
            row(&format!("of that: {part}"), &ms(median(times)), "", None, "", None);
        }
        let time = median((0..3).map(|_| timed(|| assert!(verify(&path, None).unwrap().ok())).0).collect());
        row(&format!("`verify` of {facts} lines"), &ms(time), "", None, "", None);
    }
}

/// The case as it was known at an instant, and the page of it: what somebody waits for who presses `@`, while the present stays on the screen.
fn known(bench: &Bench) {
    let env = bench.env();
    for facts in [10_000, 100_000] {
        let case = Case::open(&env, &bench.case_of(facts), "A. Lead").unwrap();
        let lines = &case.state().timeline.lines;
        for (part, share) in [("as known after half of", 2), ("as known after all of", 1)] {
            let line = &lines[lines.len() / share - 1];
            let until = Until::Record(line.id);
            let time = median((0..5).map(|_| timed(|| black_box(case.past(until).open().unwrap())).0).collect());
            row(&format!("{part} {facts} facts, to the open case"), &ms(time), "", None, "", None);
            let past = case.past(until).open().unwrap();
            let zone = chrono_tz::Europe::Berlin;
            let page = || make(&past, &Wanted::AsKnown, Format::Markdown, zone, &Lang::english()).unwrap();
            let time = median((0..3).map(|_| timed(|| black_box(page())).0).collect());
            row("of that: the page of what was known, as Markdown", &ms(time), "", None, "", None);
        }
    }
}

/// One record, durable, against one row of the same bytes put into the same kind of file by SQLite alone.
fn append(bench: &Bench) {
    let env = bench.env();
    for facts in [10_000, 100_000] {
        let copy = bench.root.join(format!("append-{facts}.warroom"));
        std::fs::copy(bench.case_of(facts), &copy).unwrap();
        let mut case = Case::open(&env, &copy, "A. Lead").unwrap();
        let bare_path = bench.root.join(format!("bare-{facts}.sqlite"));
        std::fs::copy(&copy, &bare_path).unwrap();
        let bare = bare_database(&bare_path);
        let (station, hash, line, body): (String, Vec<u8>, Vec<u8>, Vec<u8>) = bare
            .query_row("SELECT station, hash, line, body FROM journal WHERE seq = 4321", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .unwrap();
        let text = Input::default().with("text", "Beacon from HR-LT-4321 to 185.220.101.7 seen again by the proxy");
        let mut ours = Vec::new();
        let mut theirs = Vec::new();
        let last = i64::try_from(facts).unwrap();
        // In turn, so that whatever else the machine does falls on both.
        for seq in last + 1..=last + 400 {
            ours.push(timed(|| case.execute("log", &text, &Staged::default()).unwrap()).0);
            theirs.push(
                timed(|| {
                    let mut insert = bare
                        .prepare_cached(
                            "INSERT INTO journal(station, seq, hash, line, body) VALUES(?1, ?2, ?3, ?4, ?5)",
                        )
                        .unwrap();
                    insert.execute(params![station, seq, hash, line, body]).unwrap();
                })
                .0,
            );
        }
        let (ours, theirs) = (median(ours), median(theirs));
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        let part = format!("append to {facts} lines, acknowledged durable");
        row(
            &part,
            &ms(ours),
            &format!("bare SQLite insert {}", ms(theirs)),
            Some(ratio),
            "at most 1.3",
            Some(ratio <= 1.3),
        );
    }
}

/// The same tables and the same promises to the disk, and nothing else.
fn bare_database(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection
}

/// What a look at a folded case is made of.
struct Room {
    state: Incident,
    lang: Lang,
    theme: Theme,
    operator: Author,
    keys: Keymap,
    months: [String; 12],
}

impl Room {
    fn of(case: &Case) -> Self {
        Room {
            state: case.state().clone(),
            lang: Lang::english(),
            theme: Theme::new(ThemeName::Dark),
            operator: case.operator(),
            keys: Keymap::default(),
            months: Default::default(),
        }
    }

    fn look(&self) -> Look<'_> {
        let now = SystemClock.now();
        Look {
            rows: warroom::domain::technique::Rows::None,
            state: &self.state,
            lang: &self.lang,
            theme: &self.theme,
            glyphs: GlyphSet::Full,
            audience: Audience(Mark::Red),
            now,
            as_known: None,
            wall: now,
            zone: chrono_tz::Europe::Berlin,
            exercise: false,
            operator: &self.operator,
            needs: &[],
            jobs: &[],
            uncopied: false,
            keys: &self.keys,
            months: &self.months,
            spoken: false,
            withheld: 0,
            texts: None,
            named: warroom::domain::entity::NamedRows::None,
            called: None,
        }
    }
}

/// What the timeline does when somebody sorts or filters; a key press waits for it.
fn filter_and_sort(bench: &Bench) {
    let case = Case::open(&bench.env(), &bench.case_of(100_000), "A. Lead").unwrap();
    let room = Room::of(&case);
    let look = room.look();
    let lines = room.state.timeline.lines.len();
    let mut view = View::default();
    view.refresh(&look);
    let measure = |view: &mut View, part: &str, change: &dyn Fn(&mut View, usize)| {
        let times = (0..9).map(|run| {
            change(view, run);
            timed(|| view.refresh(&look)).0
        });
        let time = median(times.collect());
        row(
            &format!("{part}, {lines} lines"),
            &ms(time),
            "",
            None,
            "10 ms a key",
            Some(time < Duration::from_millis(10)),
        );
    };
    measure(&mut view, "timeline: nothing changed", &|_, _| {});
    measure(&mut view, "timeline: sort by the other time", &|view, _| view.toggle_sort());
    let texts = ["hr-lt-43", "proxy", "nothing of the kind"];
    measure(&mut view, "timeline: filter by text", &|view, run| {
        view.set_filter(Filter { text: Some(texts[run % 3].to_owned()), ..Filter::default() });
    });
    measure(&mut view, "timeline: filter by tag", &|view, run| {
        view.set_filter(Filter { tag: Some(["c2", "exfil"][run % 2].to_owned()), ..Filter::default() });
    });
}

/// What a key press costs on the drawing thread: rows and needs brought up to date after a record, and a frame of the home screen at 160x48.
fn draw(bench: &Bench) {
    let case = Case::open(&bench.env(), &bench.case_of(100_000), "A. Lead").unwrap();
    let room = Room::of(&case);
    let look = room.look();
    let lines = room.state.timeline.lines.len();
    let mut panes = Panes::default();
    panes.refresh(&look);
    let area = Rect::new(0, 0, 160, 48);
    let mut buffer = Buffer::empty(area);
    let footer = Footer::of(Pane::Timeline, &panes, &look);
    let mut frame = |panes: &mut Panes, run: usize| {
        let list = panes.timeline.list();
        list.selected = run * 97;
        list.top = list.selected;
        let home = Home {
            panes,
            focus: Pane::Timeline,
            zoomed: false,
            split: None,
            footer: &footer,
            head: "",
            notice: None,
            read_only: false,
        };
        timed(|| black_box(home::draw(area, &mut buffer, &look, &home))).0
    };
    let mut times: Vec<Duration> = (0..200).map(|run| frame(&mut panes, run)).collect();
    times.sort_unstable();
    let worst = times[times.len() * 99 / 100];
    let part = format!("home screen, one frame at 160x48, {lines} lines, 99th of 100");
    row(&part, &ms(worst), "", None, "10 ms a key", Some(worst < Duration::from_millis(10)));
    let needs = median((0..9).map(|_| timed(|| black_box(attention::needs(&room.state, look.now))).0).collect());
    let part = format!("what needs a person, computed anew, {lines} lines");
    row(&part, &ms(needs), "", None, "10 ms a key", Some(needs < Duration::from_millis(10)));
}
