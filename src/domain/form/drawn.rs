//! Parts of a paper that are drawn, not written: a time axis, a chain of custody, a digest in groups. What is drawn can be read as words too: Markdown and plain
//! text say the same.

use serde::Serialize;

use super::Style;

/// The whole width of an axis; places on it are counted from its left end.
pub const WIDTH: u16 = 10_000;

/// A time axis. Long stretches in which nothing stands are cut short, and say how long they were.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Axis<T> {
    /// Where the axis names a time.
    pub ticks: Vec<Tick<T>>,
    /// What was cut short.
    pub breaks: Vec<Break<T>>,
    /// Phases, one under the other.
    pub bands: Vec<Band<T>>,
    /// Numbered points.
    pub marks: Vec<Mark<T>>,
    /// Rows of thin strokes: each row has a name, each stroke is a record.
    pub strokes: Vec<Strokes<T>>,
    /// Clocks at the instants they are due.
    pub flags: Vec<Flag<T>>,
    /// The instant of the paper, where it has a place.
    pub now: Option<u16>,
    /// How many lines are not on it because they do not stand.
    pub fallen: Option<T>,
}

/// A time named under an axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick<T> {
    /// Where.
    pub at: u16,
    /// The time.
    pub words: T,
}

/// A stretch cut short.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Break<T> {
    /// From.
    pub from: u16,
    /// To.
    pub to: u16,
    /// How long it was.
    pub words: T,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Band<T> {
    /// Its name.
    pub name: T,
    /// Beginning and end; none where it did not begin.
    pub place: Option<(u16, u16)>,
    /// Whether it has not ended.
    pub open: bool,
    /// From when to when, in words.
    pub words: T,
}

/// A numbered point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark<T> {
    /// Where.
    pub at: u16,
    /// On which level, so that numbers do not lie on each other.
    pub level: u16,
    /// Its number.
    pub number: String,
    /// When.
    pub when: T,
    /// What.
    pub what: T,
    /// The record that says so.
    pub record: T,
}

/// A clock at the instant it is due.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flag<T> {
    /// Where.
    pub at: u16,
    /// On which level, so that flags do not lie on each other.
    pub level: u16,
    /// The letter by which it is named.
    pub letter: String,
    /// Whether it is late, or its notice was: drawn full, and named so in words.
    pub late: bool,
    /// When it is due.
    pub when: T,
    /// Which clock, and how it stands.
    pub words: T,
}

/// A row of strokes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strokes<T> {
    /// What they are, and how many.
    pub name: T,
    /// Whether it hangs under the axis: what was done; what happened stands over it.
    pub below: bool,
    /// Where each stands, in order, each place once.
    pub at: Vec<u16>,
}

/// The hands that an exhibit went through, each as a box with an arrow to the next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chain<T> {
    /// The exhibit.
    pub name: T,
    /// What happened to it, in order.
    pub links: Vec<Link<T>>,
}

/// One event of a chain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link<T> {
    /// What happened.
    pub what: T,
    /// When.
    pub when: T,
    /// Who has it then.
    pub who: T,
    /// Where, and by which record.
    pub place: T,
    /// What is wrong between the one before and this one.
    pub broken: Option<T>,
    /// Whether that is open: nothing on record explains it.
    pub open: bool,
}

/// An entry of a list, with the sign before it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item<T> {
    /// One sign, or none.
    pub sign: String,
    /// Whether it is a heading over those that follow.
    pub heading: bool,
    /// How it is set.
    pub style: Style,
    /// The words.
    pub words: T,
}

impl<T> Axis<T> {
    pub(super) fn map<U>(&self, say: &mut impl FnMut(&T) -> U) -> Axis<U> {
        Axis {
            ticks: self.ticks.iter().map(|tick| Tick { at: tick.at, words: say(&tick.words) }).collect(),
            breaks: self
                .breaks
                .iter()
                .map(|cut| Break { from: cut.from, to: cut.to, words: say(&cut.words) })
                .collect(),
            bands: self
                .bands
                .iter()
                .map(|band| Band { name: say(&band.name), place: band.place, open: band.open, words: say(&band.words) })
                .collect(),
            marks: self
                .marks
                .iter()
                .map(|mark| Mark {
                    at: mark.at,
                    level: mark.level,
                    number: mark.number.clone(),
                    when: say(&mark.when),
                    what: say(&mark.what),
                    record: say(&mark.record),
                })
                .collect(),
            strokes: self
                .strokes
                .iter()
                .map(|row| Strokes { name: say(&row.name), below: row.below, at: row.at.clone() })
                .collect(),
            flags: self
                .flags
                .iter()
                .map(|flag| Flag {
                    at: flag.at,
                    level: flag.level,
                    letter: flag.letter.clone(),
                    late: flag.late,
                    when: say(&flag.when),
                    words: say(&flag.words),
                })
                .collect(),
            now: self.now,
            fallen: self.fallen.as_ref().map(&mut *say),
        }
    }
}

impl<T> Chain<T> {
    pub(super) fn map<U>(&self, say: &mut impl FnMut(&T) -> U) -> Chain<U> {
        let mut link = |link: &Link<T>| Link {
            what: say(&link.what),
            when: say(&link.when),
            who: say(&link.who),
            place: say(&link.place),
            broken: link.broken.as_ref().map(&mut *say),
            open: link.open,
        };
        let links = self.links.iter().map(&mut link).collect();
        Chain { name: say(&self.name), links }
    }
}

impl<T> Item<T> {
    pub(super) fn map<U>(&self, say: &mut impl FnMut(&T) -> U) -> Item<U> {
        Item { sign: self.sign.clone(), heading: self.heading, style: self.style, words: say(&self.words) }
    }
}

/// A digest in groups that can be read aloud: eight signs each.
#[must_use]
pub fn groups(hex: &str) -> Vec<String> {
    hex.as_bytes().chunks(8).map(|group| String::from_utf8_lossy(group).into_owned()).collect()
}
