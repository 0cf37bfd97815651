//! What every form says in the same way: times, people, text under the mark of its record, the lines around the page.

use super::{Block, Cell, Column, Field, Form, Line, PAGE, PAGES, Paper, Print, Signer, Style};
use crate::domain::custody::{Finding, What};
use crate::domain::exhibit::Exhibit;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::{Arg, Msg};
use crate::domain::sensitive::Sensitive;
use crate::domain::time::{How, Instant, When, local};
use crate::domain::timeline::LineText;

/// Hex digits of the journal's head in the number of a form.
const HEAD_DIGITS: usize = 4;

/// The case and the journal as a form is made from them.
pub(super) struct Desk<'a> {
    pub(super) state: &'a Incident,
    pub(super) print: &'a Print,
}

impl Desk<'_> {
    /// A form without blocks yet. `letters` says of which kind it is, `about` whose it is.
    pub(super) fn form(&self, title: Msg, letters: &str, about: &str, paper: Paper) -> Form {
        let Print { case, size, head, at, exercise, problems, .. } = self.print;
        let damaged = (*problems > 0 && paper != Paper::Label)
            .then(|| Block::Text { style: Style::Strong, words: Msg::new("print-problems").with("count", *problems) });
        let short = head.get(..HEAD_DIGITS).unwrap_or_default();
        let about = about.replace('/', "-");
        let size_said = size.to_string();
        let parts = [if *exercise { "DRILL" } else { "" }, letters, about.as_str(), &size_said, short];
        Form {
            title,
            number: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-"),
            paper,
            mark: self.state.mark().label().to_owned(),
            banner: exercise.then(|| Msg::new("print-exercise")),
            case: Msg::new("print-case").with("codename", self.codename()).with("at", self.instant(*at)),
            foot: Msg::new("print-foot")
                .with("case", case.clone())
                .with("size", size.to_string())
                .with("head", head.clone()),
            pages: Msg::new("print-pages").with("page", PAGE).with("pages", PAGES),
            code: None,
            blocks: damaged.into_iter().collect(),
        }
    }

    /// The codename, else the id of the case.
    pub(super) fn codename(&self) -> String {
        let declared = self.state.case.declared.as_ref().map(|declared| declared.codename.as_str());
        declared.filter(|name| !name.is_empty()).unwrap_or(&self.print.case).to_owned()
    }

    /// `2026-11-22 14:05:09 +01:00`, and `UTC` where there is no offset.
    pub(super) fn zoned(&self, at: Instant) -> String {
        let there = local(at, self.print.zone);
        if there.offset_seconds() == 0 {
            return Desk::utc(at);
        }
        format!("{} {} {}", there.date_iso(), there.hms(), there.offset())
    }

    /// `2026-11-22 13:05:09 UTC`.
    pub(super) fn utc(at: Instant) -> String {
        let there = local(at, chrono_tz::UTC);
        format!("{} {} UTC", there.date_iso(), there.hms())
    }

    /// Local with offset, and UTC where it differs.
    pub(super) fn instant(&self, at: Instant) -> Msg {
        let there = local(at, self.print.zone);
        if there.offset_seconds() == 0 {
            return value(Desk::utc(at));
        }
        let utc = local(at, chrono_tz::UTC);
        let utc = if utc.date_iso() == there.date_iso() { format!("{} UTC", utc.hms()) } else { Desk::utc(at) };
        Msg::new("print-instant").with("local", self.zoned(at)).with("utc", utc)
    }

    /// A time and how it is known, where that is another way than this laptop's clock.
    pub(super) fn when(&self, when: &When) -> Msg {
        match when.how {
            How::OwnClock => self.instant(when.at),
            how => Msg::new("print-when").with("at", self.instant(when.at)).code("how", "how", how.code()),
        }
    }

    /// Text as recorded: its mark and privilege are those of its record.
    pub(super) fn marked(&self, record: RecordId, text: &str) -> Sensitive {
        let line = self.state.timeline.line(record);
        let mark = line.map_or_else(|| self.state.mark(), |line| line.mark);
        let own = matches!(line.map(|line| &line.text), Some(LineText::Words(words)) if words.is_privileged());
        Sensitive::new(text, mark, self.state.privileges.covers(record, own))
    }

    /// A name with title and organisation where the roster knows them.
    pub(super) fn person(&self, who: &Author) -> Msg {
        if who.name.is_empty() {
            return Msg::new("print-nobody");
        }
        let known = self.state.people.person(who);
        let more = known.map(|person| [person.title.as_str(), person.organisation.as_str()].map(str::to_owned));
        let more: Vec<String> = more.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        if more.is_empty() {
            return value(who.name.clone());
        }
        Msg::new("print-person").with("name", who.name.clone()).with("more", more.join(", "))
    }

    /// Who holds a role now, for a signature; without a name where nobody does.
    pub(super) fn signer(&self, role: &'static str) -> Signer<Msg> {
        let holder = self.state.people.holders.get(role);
        Signer {
            role: Msg::new("print-value").code("value", "role", role),
            name: holder.map(|holder| self.person(&holder.assigned.person)),
        }
    }

    /// Boxes to sign in, for the holders of roles.
    pub(super) fn signatures(&self, roles: &[&'static str]) -> Block<Msg> {
        Block::Signatures {
            asks: ["print-ask-name", "print-ask-when", "print-ask-signature"].map(Msg::new).into(),
            signers: roles.iter().map(|role| self.signer(role)).collect(),
        }
    }

    /// The label of an exhibit.
    pub(super) fn label(&self, exhibit: &Exhibit) -> String {
        self.state.register.shown_label(exhibit)
    }

    /// What a QR code of an exhibit says: case, exhibit, digest.
    pub(super) fn code(&self, exhibit: &Exhibit) -> String {
        let digest = exhibit.digest();
        let parts = [("case", self.print.case.as_str()), ("exhibit", &self.label(exhibit)), ("sha256", digest)]
            .map(|(name, value)| if value.is_empty() { String::new() } else { format!("{name}={value}") });
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What is open or wrong at an event, in one sentence, and whether nothing settles it.
    pub(super) fn finding(&self, finding: &Finding) -> (Msg, bool) {
        let at = self.state.label(finding.event);
        let by = finding.settled.map(|by| self.state.label(by));
        let msg = match &finding.what {
            What::Gap { held_by, given_by } if given_by.is_empty() => {
                Msg::new("print-gap-nobody").with("held", held_by.clone())
            }
            What::Gap { held_by, given_by } => {
                Msg::new("print-gap").with("held", held_by.clone()).with("given", given_by.clone())
            }
            What::Open { to } => Msg::new("print-open").with("to", to.clone()),
            What::Seal { applied, removed } => {
                let seal = |seal: &str| -> Arg {
                    if seal.is_empty() {
                        Msg::new("print-no-seal").into()
                    } else {
                        self.marked(finding.event, seal).into()
                    }
                };
                Msg::new("print-seal").with("applied", seal(applied)).with("removed", seal(removed))
            }
            what => Msg::new("print-finding").code("what", "finding", what.code()),
        };
        match by {
            Some(by) => (Msg::new("print-settled").with("by", by).with("at", at).with("what", msg), false),
            None => (Msg::new("print-unsettled").with("at", at).with("what", msg), true),
        }
    }

    /// Who struck a record and why, where it is struck.
    pub(super) fn struck(&self, record: RecordId) -> Option<Msg> {
        let (by, struck) = self.state.timeline.struck.get(&record)?;
        let reason = self.marked(*by, &struck.reason);
        Some(Msg::new("print-struck").with("record", self.state.label(*by)).with("reason", reason))
    }
}

/// A value alone.
pub(super) fn value(arg: impl Into<Arg>) -> Msg {
    Msg::new("print-value").with("value", arg)
}

/// `label: value`.
pub(super) fn labelled(label: Msg, arg: impl Into<Arg>) -> Msg {
    Msg::new("print-labelled").with("label", label).with("value", arg)
}

/// The label of a field of a command, as its form names it.
pub(super) fn field_name(name: &str) -> Msg {
    Msg::new("print-value").code("value", "field", name)
}

/// A line.
pub(super) fn line(style: Style, words: Msg) -> Line<Msg> {
    Line { style, words }
}

/// A cell of one line.
pub(super) fn cell(words: Msg) -> Cell<Msg> {
    Cell { lines: vec![line(Style::Plain, words)] }
}

/// Columns with their shares of the width.
pub(super) fn columns(of: &[(&'static str, u16)]) -> Vec<Column<Msg>> {
    of.iter().map(|(id, share)| Column { title: Msg::new(id), share: *share }).collect()
}

/// A heading.
pub(super) fn heading(id: &'static str) -> Block<Msg> {
    Block::Heading { words: Msg::new(id) }
}

/// Fields as they are put together; what is empty is left out.
#[derive(Default)]
pub(super) struct Fields(Vec<Field<Msg>>);

impl Fields {
    /// A short value.
    pub(super) fn short(&mut self, label: Msg, value: Msg) -> &mut Self {
        self.0.push(Field { label, value: cell(value), wide: false });
        self
    }

    /// A value that takes a line of its own.
    pub(super) fn wide(&mut self, label: Msg, style: Style, value: Msg) -> &mut Self {
        self.0.push(Field { label, value: Cell { lines: vec![line(style, value)] }, wide: true });
        self
    }

    /// Several lines under one label.
    pub(super) fn lines(&mut self, label: Msg, lines: Vec<Line<Msg>>) -> &mut Self {
        self.0.push(Field { label, value: Cell { lines }, wide: true });
        self
    }

    /// Text, unless it is blank: on a line of its own where it is long.
    pub(super) fn text(&mut self, label: Msg, text: &Sensitive, long: bool) -> &mut Self {
        if text.is_blank() {
            return self;
        }
        let words = value(text.clone());
        if long { self.wide(label, Style::Plain, words) } else { self.short(label, words) }
    }

    pub(super) fn done(self) -> Block<Msg> {
        Block::Fields { fields: self.0 }
    }
}
