use super::*;
use crate::domain::mark::Mark;
use crate::domain::play::Play;
use crate::domain::station::Admitted;

const HERE: StationId = StationId(1);
const THERE: StationId = StationId(2);

/// A case that hears of media from two laptops.
struct Room {
    state: Incident,
    seq: u64,
}

impl Room {
    fn new() -> Self {
        let mut room = Room { state: Incident::new(HERE), seq: 0 };
        let label = "the lawyer's laptop".to_owned();
        room.hear(
            HERE,
            Admitted { station: THERE, fingerprint: "SHA256:x".to_owned(), label, compared: String::new() },
        );
        room
    }

    fn hear(&mut self, station: StationId, fact: impl Into<Fact>) -> RecordId {
        self.seq += 1;
        let id = RecordId { station, seq: self.seq };
        let meta = Meta {
            id,
            lamport: self.seq,
            recorded_at: Instant::from_millis(1_795_277_220_000 + i64::try_from(self.seq).unwrap() * 60_000),
            author: Author { name: "A. Lead".to_owned(), person: None },
            zone: "UTC".to_owned(),
            mark: Mark::Amber,
            privileged: false,
        };
        self.state.apply(&meta, &fact.into());
        id
    }

    /// Serial numbers, handlings and remarks of every medium.
    fn register(&self) -> Vec<(String, Vec<String>, Vec<Remark>)> {
        let way = |handling: &&Handling| format!("{} {}", handling.direction.code(), handling.way);
        let row = |stick: Stick<'_>| {
            (stick.identity.medium.serial.clone(), stick.handled.iter().map(way).collect(), stick.remarks)
        };
        sticks(&self.state).into_iter().map(row).collect()
    }
}

fn place(serial: &str, uuid: &str, label: &str) -> Destination {
    let medium = Medium { serial: serial.to_owned(), model: "Ultra".to_owned(), ..Medium::default() };
    Destination { medium, uuid: uuid.to_owned(), label: label.to_owned(), total: 32_000, ..Destination::default() }
}

fn seen(way: &str, place: Destination, machine: &str) -> Seen {
    Seen { way: way.to_owned(), what: "x".to_owned(), place, machine: machine.to_owned(), cites: None }
}

fn named(place: Option<Destination>) -> crate::domain::safety::Named {
    let (directory, medium) = ("/media/x".to_owned(), "blue stick".to_owned());
    crate::domain::safety::Named { directory, medium, reserve: None, place, machine: "desk".to_owned() }
}

#[test]
fn a_stick_that_went_from_one_laptop_to_another_is_one_line_of_the_register_and_says_so() {
    let mut room = Room::new();
    room.hear(HERE, named(Some(place("4C53", "AB-1", "CASE"))));
    room.hear(THERE, seen("merge", place("4C53", "AB-1", "CASE"), ""));
    room.hear(HERE, seen("file", place("9F00", "CD-2", "OTHER"), "desk"));
    let machines = vec!["desk".to_owned(), "the lawyer's laptop".to_owned()];
    assert_eq!(
        room.register(),
        [
            (
                "4C53".to_owned(),
                vec!["out safety-copy".to_owned(), "in merge".to_owned()],
                vec![Remark::Machines(machines)]
            ),
            ("9F00".to_owned(), vec!["in file".to_owned()], Vec::new()),
        ]
    );
}

#[test]
fn a_stick_that_comes_back_formatted_anew_and_one_that_was_copied_are_said_to_be_others() {
    let mut room = Room::new();
    room.hear(HERE, named(Some(place("4C53", "AB-1", "CASE"))));
    let anew = room.hear(HERE, seen("merge", place("4C53", "EF-9", "CASE"), "desk"));
    let copied = room.hear(HERE, seen("merge", place("7777A", "EF-9", "CASE"), "desk"));
    let changed = |record, what, was: &str, is: &str| Remark::Changed { record, what, was: was.into(), is: is.into() };
    let register = room.register();
    assert_eq!(register.len(), 1);
    assert_eq!(register[0].2, [changed(anew, "uuid", "AB-1", "EF-9"), changed(copied, "serial", "4C53", "7777A")]);
}

#[test]
fn what_tells_nothing_puts_no_two_media_together() {
    let same = |one: Destination, other: Destination| Identity::from(&one).same(&Identity::from(&other));
    assert!(!same(place("", "", ""), place("", "", "")));
    assert!(!same(place("00000000", "A", "X"), place("00000000", "B", "X")), "a serial of one digit is none");
    assert!(
        !same(place("4C53", "A", "NO NAME"), place("5D64", "B", "NO NAME")),
        "a label tells nothing beside serials"
    );
    assert!(same(place("", "", "Blue"), place("4C53", "A", "BLUE")));
    let mut other = place("4C53", "", "");
    other.medium.model = "Cruzer".to_owned();
    assert!(!same(place("4C53", "", ""), other), "two makes may give one number");
    assert!(same(place("4c53", "", ""), place("4C53", "", "")));
}

#[test]
fn media_that_nothing_tells_apart_say_so_and_those_that_differ_in_anything_do_not() {
    let untold = |places: [Destination; 2]| {
        let mut room = Room::new();
        for place in places {
            room.hear(HERE, seen("file", place, "desk"));
        }
        assert_eq!(room.register().len(), 2);
        room.register().into_iter().map(|(_, _, remarks)| remarks).collect::<Vec<_>>()
    };
    let both = [vec![Remark::NotToldApart(vec![2])], vec![Remark::NotToldApart(vec![1])]];
    assert_eq!(untold([place("", "", ""), place("", "", "")]), both);
    assert_eq!(untold([place("0000", "", ""), place("", "", "CASE")]), both, "a label on one of them tells nothing");
    let none: [Vec<Remark>; 2] = Default::default();
    assert_eq!(untold([place("", "", "RED"), place("", "", "BLUE")]), none);
    assert_eq!(untold([place("", "", ""), place("4C53", "", "")]), none);
    assert_eq!(untold([place("", "AB-1", ""), place("", "", "")]), none);
    let larger = Destination { total: 64_000, ..place("", "", "") };
    assert_eq!(untold([place("", "", ""), larger]), none);
    let mut room = Room::new();
    room.hear(HERE, seen("file", place("", "", "RED"), "desk"));
    room.hear(HERE, seen("file", place("4C53", "", "BLUE"), "desk"));
    let words: Vec<String> = sticks(&room.state).iter().map(Stick::words).collect();
    assert_eq!(words, ["Ultra RED 32.0 kB", "Ultra 4C53 BLUE"], "without a serial number the size helps");
}

#[test]
fn two_lines_become_one_medium_as_soon_as_something_ties_them() {
    let mut room = Room::new();
    room.hear(HERE, seen("file", place("4C53", "", ""), "desk"));
    room.hear(HERE, seen("file", place("", "AB-1", ""), "desk"));
    assert_eq!(room.register().len(), 2);
    room.hear(HERE, seen("file", place("4C53", "AB-1", ""), "desk"));
    assert_eq!(room.register().len(), 1);
    assert_eq!(room.register()[0].1.len(), 3);
}

#[test]
fn a_medium_that_went_by_hand_owes_its_serial_number_and_a_name_and_is_recorded_without_both() {
    let mut play = Play::new();
    let bare = [("medium", "blue stick"), ("came-or-went", "released")];
    assert_eq!(play.run(note, &bare).1, ["X-10", "X-10"]);
    let whole =
        [bare[0], ("came-or-went", "received"), ("serial", "4C53"), ("with-whom", "Jon Sato"), ("holds", "logs")];
    let whole = play.done(note, &whole);
    let listed = sticks(&play.state);
    let handled: Vec<_> = listed.iter().flat_map(|stick| &stick.handled).collect();
    assert_eq!(handled.iter().map(|handling| handling.direction.code()).collect::<Vec<_>>(), ["out", "in"]);
    assert_eq!(handled[1].whom.name, "Jon Sato");
    assert!(listed.iter().all(|stick| stick.remarks.is_empty()), "in somebody's hand it is in no machine");
    play.strike(whole);
    assert_eq!(sticks(&play.state).len(), 1, "a struck note leaves the register");
}

#[test]
fn nobody_strikes_from_the_register_what_the_program_saw() {
    let mut play = Play::new();
    let kept = play.fact(seen("merge", place("4C53", "AB-1", "CASE"), "desk"));
    play.strike(kept);
    assert_eq!(sticks(&play.state).len(), 1);
}
