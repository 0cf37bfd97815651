//! A case for the tests of the screen, folded from facts, and a look at it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::artefact::Artefact;
use crate::domain::attention::{Need, needs};
use crate::domain::callout::{Answered, Placed};
use crate::domain::custody::Moved;
use crate::domain::deadline::{Clock, Considered, Started};
use crate::domain::declaration::Declared;
use crate::domain::exhibit::{Hashed, Registered};
use crate::domain::fact::{Author, Fact, Meta};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::people::{Assigned, Person, Vacant};
use crate::domain::procedure::{Chosen, Taken};
use crate::domain::proof::{Attached, Source};
use crate::domain::time::{How, Instant, When};
use crate::domain::timeline::{Noted, Struck};
use crate::library::Catalogue;
use crate::library::lang::Lang;
use crate::ui::glyphs::GlyphSet;
use crate::ui::look::{JobView, Look};
use crate::ui::theme::{Theme, ThemeName};

/// What nobody below TLP:RED may read.
pub(in crate::ui) const SECRET: &str = "XYZZYSECRET";

/// A case and everything a look is made of.
pub(in crate::ui) struct Room {
    pub(in crate::ui) state: Incident,
    pub(in crate::ui) lang: Lang,
    pub(in crate::ui) theme: Theme,
    pub(in crate::ui) glyphs: GlyphSet,
    pub(in crate::ui) keys: crate::app::keys::Keymap,
    pub(in crate::ui) audience: Audience,
    pub(in crate::ui) now: Instant,
    pub(in crate::ui) exercise: bool,
    pub(in crate::ui) operator: Author,
    pub(in crate::ui) needs: Vec<Need>,
    pub(in crate::ui) jobs: Vec<JobView>,
    pub(in crate::ui) uncopied: bool,
    months: [String; 12],
    seq: u64,
}

/// `2026-11-21T16:46:12+01:00`, which is 15:46:12 UTC.
pub(in crate::ui) fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(&format!("2026-11-{text}Z")).unwrap()
}

pub(in crate::ui) fn when(text: &str) -> When {
    When { at: at(text), typed: String::new(), zone: "UTC".to_owned(), offset_minutes: 0, how: How::OwnClock }
}

pub(in crate::ui) fn noted(lane: &str, words: &str, happened: When, status: &str) -> Noted {
    Noted {
        lane: lane.to_owned(),
        text: words.to_owned(),
        happened,
        speaker: None,
        source: String::new(),
        source_ref: String::new(),
        status: status.to_owned(),
        basis: None,
        tags: Vec::new(),
        assets: Vec::new(),
        indicators: Vec::new(),
        techniques: Vec::new(),
        late_reason: None,
        note: String::new(),
        row: None,
    }
}

impl Room {
    /// A room with an empty case.
    pub(in crate::ui) fn empty() -> Self {
        let months =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].map(str::to_owned);
        Room {
            state: Incident::new(StationId(0xb7 << 56)),
            lang: Lang::english(),
            theme: Theme::new(ThemeName::Dark),
            glyphs: GlyphSet::Console,
            keys: crate::app::keys::Keymap::default(),
            audience: Audience(Mark::Red),
            now: at("21T15:46:12"),
            exercise: false,
            operator: Author { name: "Anna Meier".to_owned(), person: None },
            needs: Vec::new(),
            jobs: Vec::new(),
            uncopied: false,
            months,
            seq: 0,
        }
    }

    /// Records a fact under a mark at an instant.
    pub(in crate::ui) fn record(&mut self, fact: impl Into<Fact>, mark: Mark, recorded: Instant) -> RecordId {
        self.seq += 1;
        let id = RecordId { station: self.state.station, seq: self.seq };
        let meta = Meta {
            id,
            lamport: self.seq,
            recorded_at: recorded,
            author: self.operator.clone(),
            zone: "Europe/Berlin".to_owned(),
            mark,
            privileged: false,
        };
        self.state.apply(&meta, &fact.into());
        id
    }

    /// Records a fact under the mark of the case, at an instant of November 2026.
    pub(in crate::ui) fn add(&mut self, fact: impl Into<Fact>, recorded: &str) -> RecordId {
        self.record(fact, Mark::AmberStrict, at(recorded))
    }

    /// A look at the case.
    pub(in crate::ui) fn look(&self) -> Look<'_> {
        Look {
            state: &self.state,
            lang: &self.lang,
            theme: &self.theme,
            glyphs: self.glyphs,
            keys: &self.keys,
            audience: self.audience,
            now: self.now,
            as_known: None,
            rows: crate::domain::technique::Rows::None,
            wall: self.now,
            zone: chrono_tz::Europe::Berlin,
            exercise: self.exercise,
            operator: &self.operator,
            needs: &self.needs,
            jobs: &self.jobs,
            uncopied: self.uncopied,
            spoken: false,
            months: &self.months,
            withheld: 0,
            texts: None,
            named: crate::domain::entity::NamedRows::None,
            called: crate::domain::briefing::open(&self.state, self.now).map(|(id, _)| *id),
        }
    }

    fn person(&mut self, name: &str, initials: &str) -> Author {
        let person = Person { name: name.to_owned(), initials: initials.to_owned(), ..Person::default() };
        let id = self.add(person, "21T08:10:00");
        Author { name: name.to_owned(), person: Some(id) }
    }

    fn assign(&mut self, role: &str, person: &Author, deputy: Option<&Author>) {
        let role = role.to_owned();
        let (person, deputy) = (person.clone(), deputy.cloned());
        self.add(Assigned { role, person, deputy, at: when("21T08:11:00"), late_reason: None }, "21T08:11:10");
    }

    fn call(&mut self, callee: &Author, role: &str, placed: &str, answer: Option<(&str, &str)>) {
        let call = Placed {
            callee: callee.clone(),
            role: role.to_owned(),
            channel: "phone".to_owned(),
            number: "+49 30 5550100".to_owned(),
            caller: Author { name: "the desk".to_owned(), person: None },
            at: when(placed),
            late_reason: None,
        };
        let call = self.add(call, placed);
        if let Some((at, outcome)) = answer {
            let answered = Answered {
                call,
                outcome: outcome.to_owned(),
                at: when(at),
                identity: "challenge".to_owned(),
                words: "I am the lead".to_owned(),
                ack_at: None,
                late_reason: None,
            };
            self.add(answered, at);
        }
    }

    fn exhibit(&mut self, number: u32, description: &str, claimed: &str, mark: Mark) -> RecordId {
        let registered = Registered {
            number,
            description: description.to_owned(),
            kind: "log".to_owned(),
            path: format!("/media/stick/{description}.img"),
            origin: "etl-02".to_owned(),
            collected_by: self.operator.clone(),
            collected: when("21T10:00:00"),
            tool: String::new(),
            relation: "original".to_owned(),
            parent: None,
            claimed: claimed.to_owned(),
            claimed_by: String::new(),
            claimed_size: 0,
            place: "shelf 3".to_owned(),
            acquired: None,
            details: crate::domain::exhibit::Details::default(),
            late_reason: None,
        };
        self.record(registered, mark, at("21T10:01:00"))
    }

    /// A case in the middle of its first day.
    pub(in crate::ui) fn day_one() -> Self {
        let mut room = Self::empty();
        room.declare();
        room.people();
        room.lines();
        room.work();
        room.evidence();
        room.needs = needs(&room.state, room.now);
        room
    }

    /// Declares sev1 at 09:04 local time and takes the base procedure and two regimes into use.
    pub(in crate::ui) fn declare(&mut self) {
        let declared = Declared {
            title: "Labels of the training set were altered".to_owned(),
            codename: "ORCHID".to_owned(),
            known: String::new(),
            unknown: String::new(),
            detected: Some(when("21T07:51:00")),
            aware: Some(when("21T08:04:00")),
            aware_why: "SOC call".to_owned(),
            declared: when("21T08:04:00"),
            severity: "sev1".to_owned(),
            class: String::new(),
            functional: String::new(),
            information: Vec::new(),
            recoverability: String::new(),
            mark: Mark::AmberStrict,
            zone: "Europe/Berlin".to_owned(),
            by: self.operator.clone(),
            late_reason: None,
        };
        self.add(declared, "21T08:04:10");
        let catalogue = Catalogue::shipped();
        let base = catalogue.get("generic-incident").unwrap().unwrap();
        self.add(
            Chosen { procedure: base.procedure.clone(), sha256: base.sha256.clone(), approvals: Vec::new() },
            "21T08:04:11",
        );
        let clock = |deadline: &str, name: &str, hours: u32| Clock {
            deadline: deadline.to_owned(),
            name: name.to_owned(),
            hours,
            from: "controller_aware".to_owned(),
            citation: "art. 33(1)".to_owned(),
            ..Clock::default()
        };
        let regime = |id: &str, name: &str, clocks: Vec<Clock>| Considered {
            regime: id.to_owned(),
            name: name.to_owned(),
            question: "Were personal data affected?".to_owned(),
            clock_start: "The controller is aware".to_owned(),
            citation: "Regulation (EU) 2016/679".to_owned(),
            confidence: "verified-primary".to_owned(),
            clocks,
            ..Considered::default()
        };
        let gdpr = regime("eu-gdpr", "GDPR: personal data breach", vec![clock("authority-72h", "Notice", 72)]);
        let nis2 = regime(
            "eu-nis2",
            "NIS2: significant incident",
            vec![clock("early-warning-24h", "Early warning", 24), clock("notification-72h", "Notification", 72)],
        );
        let insurer = regime("contract-insurance", "Cyber insurance policy", Vec::new());
        for regime in [gdpr, nis2, insurer] {
            self.add(regime, "21T08:04:12");
        }
        let started = Started {
            regime: "eu-gdpr".to_owned(),
            deadline: "authority-72h".to_owned(),
            event: "controller_aware".to_owned(),
            start: when("21T08:04:00"),
            why: "SOC call".to_owned(),
            second: None,
            presence: String::new(),
            presence_ref: String::new(),
        };
        self.add(started, "21T08:04:13");
    }

    fn people(&mut self) {
        let anna = self.person("Anna Meier", "A.M.");
        let lars = self.person("Lars Berg", "L.B.");
        let rosa = self.person("Rosa Nowak", "R.N.");
        self.person("Hana Kim", "H.K.");
        self.operator = anna.clone();
        self.assign("irt_lead", &anna, Some(&lars));
        self.assign("technical_lead", &anna, None);
        self.assign("dpo", &rosa, None);
        self.add(Vacant { role: "verifier".to_owned(), reason: String::new() }, "21T08:12:00");
        self.call(&anna, "irt_lead", "21T08:09:00", Some(("21T08:11:00", "acknowledged")));
        self.call(&rosa, "dpo", "21T15:30:00", None);
    }

    fn lines(&mut self) {
        self.add(noted("fact", "first access, key AK..7Q", when("21T01:58:00"), "confirmed"), "21T09:00:00");
        let wrong = self.add(noted("fact", "wrong line", when("21T02:00:00"), "suspected"), "21T09:01:00");
        self.add(Struck { record: wrong, reason: "typed into the wrong case".to_owned() }, "21T09:02:00");
        self.add(noted("action", "egress blocked on fw01", when("21T08:30:00"), ""), "21T09:30:00");
        let secret = noted("fact", SECRET, when("21T14:31:00"), "suspected");
        let secret = Noted { tags: vec![format!("tag{SECRET}")], source_ref: format!("told {SECRET}"), ..secret };
        self.record(secret, Mark::Red, at("21T14:32:00"));
    }

    fn work(&mut self) {
        let by = self.operator.clone();
        self.add(Taken { step: "G-01".to_owned(), by, at: when("21T08:05:00"), late_reason: None }, "21T08:05:00");
        let file = Artefact {
            name: format!("{SECRET}.txt"),
            path: String::new(),
            size: 4_118,
            sha256: "77aa".repeat(16),
            commitment: String::new(),
            stored: true,
        };
        let attached = Attached {
            step: "G-01".to_owned(),
            kind: "oob_thread".to_owned(),
            source: Source::File(file),
            before: None,
            note: format!("note {SECRET}"),
            operator: self.operator.clone(),
            at: when("21T08:20:00"),
            late_reason: None,
        };
        self.record(attached, Mark::Red, at("21T08:20:30"));
    }

    fn evidence(&mut self) {
        let memory = self.exhibit(1, "memory gpu-train-01", "", Mark::AmberStrict);
        self.exhibit(2, &format!("disk {SECRET}"), &"b7e0".repeat(16), Mark::Red);
        let hashed = Hashed {
            exhibit: memory,
            sha256: format!("9f2c{}61ab", "0".repeat(56)),
            size: 68_719_476_736,
            zero_blocks: 0,
            path: "/media/stick/memory.lime".to_owned(),
            started: at("21T10:02:00"),
            took_ms: 60_000,
            recheck: false,
            reading: Default::default(),
        };
        self.add(hashed, "21T10:03:00");
        let moved = Moved {
            from: self.operator.clone(),
            to: Author { name: "courier".to_owned(), person: None },
            purpose: "to the evidence store".to_owned(),
            seal_applied: "00417".to_owned(),
            ..Moved::bare(memory, "released", when("21T14:20:00"))
        };
        self.add(moved, "21T14:21:00");
    }
}

/// The text of a buffer, a line each, without spaces at the end.
pub(in crate::ui) fn lines(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (area.y..area.bottom())
        .map(|y| {
            let line: String = (area.x..area.right()).map(|x| buffer[(x, y)].symbol()).collect();
            line.trim_end().to_owned()
        })
        .collect()
}

/// An empty buffer of a size.
pub(in crate::ui) fn sheet(width: u16, height: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, height))
}
