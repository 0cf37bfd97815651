//! The time axis: phases as bands, the points that are measured as numbers, every record as a stroke.

use super::Dossier;
use crate::domain::axis::{self, Axis as TimeAxis, Point, Seen, Step, between, fitting};
use crate::domain::deadline::ClockState;
use crate::domain::form::drawn::{self, Axis, Band, Break, Flag, Strokes, Tick, WIDTH};
use crate::domain::form::words::value;
use crate::domain::id::RecordId;
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::Msg;
use crate::domain::phase::phases;
use crate::domain::review::measures;
use crate::domain::time::{Instant, local};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// One stretch without a record takes at most this share of the width, in hundredths; what is longer is cut short.
const SHARE: i64 = 4;
/// Between two times named under the axis, the first without and with its date.
const TICK: u16 = 800;
const DATED: u16 = 1_150;
/// Between two numbers on one level.
const NUMBER: u16 = 260;
/// Between two flags on one level: at the right end they fly towards each other.
const FLAG: u16 = 600;
/// Times that are tried, at most.
const TRIED: usize = 4_000;

/// Where instants stand on the axis.
struct Scale {
    /// Instants with their places, both rising.
    points: Vec<(i64, f64)>,
    /// What was cut short, as indices of the point before it.
    cut: Vec<usize>,
}

impl Scale {
    /// A scale on which every one of `instants` has a place; none for fewer than two.
    fn of(instants: impl Iterator<Item = Instant>) -> Option<Scale> {
        let mut at: Vec<i64> = instants.map(Instant::millis).collect();
        at.sort_unstable();
        at.dedup();
        let gaps: Vec<i64> = at.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?)).collect();
        let longest = gaps.iter().copied().max()?;
        let count = i64::try_from(gaps.len()).ok()?;
        let share = SHARE.max(150 / count);
        // The longest limit under which no stretch takes more than its share.
        let fits = |limit: i64| {
            let whole: i64 = gaps.iter().map(|gap| (*gap).min(limit)).sum();
            limit.saturating_mul(100) <= whole.saturating_mul(share)
        };
        let (mut low, mut high) = (1, longest);
        while low < high {
            let middle = low + (high - low + 1) / 2;
            if fits(middle) { low = middle } else { high = middle - 1 }
        }
        let limit = if fits(longest) { longest } else { low };
        let whole: i64 = gaps.iter().map(|gap| (*gap).min(limit)).sum();
        let mut points = Vec::with_capacity(at.len());
        let (mut run, mut cut) = (0_i64, Vec::new());
        for (index, instant) in at.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a place on paper, not a time")]
            points.push((*instant, run as f64 / whole.max(1) as f64 * f64::from(WIDTH)));
            if let Some(gap) = gaps.get(index) {
                run += (*gap).min(limit);
                if *gap > limit + limit / 2 {
                    cut.push(index);
                }
            }
        }
        Some(Scale { points, cut })
    }

    fn place(&self, at: Instant) -> u16 {
        let after = self.points.partition_point(|(known, _)| *known < at.millis());
        let place = match (after.checked_sub(1).and_then(|before| self.points.get(before)), self.points.get(after)) {
            (_, Some((known, place))) if *known == at.millis() => *place,
            (Some((t0, x0)), Some((t1, x1))) => {
                #[expect(clippy::cast_precision_loss, reason = "a place on paper, not a time")]
                let share = (at.millis() - t0) as f64 / (t1 - t0).max(1) as f64;
                x0 + share * (x1 - x0)
            }
            (Some((_, last)), None) => *last,
            (None, _) => 0.0,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within the width")]
        {
            place.clamp(0.0, f64::from(WIDTH)).round() as u16
        }
    }

    /// The stretches that were cut short: from where to where, and how long they were.
    fn cuts(&self) -> impl Iterator<Item = (Instant, Instant)> + '_ {
        self.cut.iter().filter_map(|index| {
            let (from, to) = (self.points.get(*index)?, self.points.get(index + 1)?);
            Some((Instant::from_millis(from.0), Instant::from_millis(to.0)))
        })
    }
}

/// How long a stretch was, in its largest unit.
fn span(millis: i64) -> Msg {
    let (id, unit) = match millis {
        day if day >= DAY => ("dossier-days", DAY),
        hour if hour >= HOUR => ("dossier-hours", HOUR),
        _ => ("dossier-minutes", MINUTE),
    };
    Msg::new(id).with("count", (millis + unit / 2) / unit)
}

/// A level for each of some places, so that what stands at them does not lie on each other.
struct Levels(u16, Vec<u16>);

impl Levels {
    fn of(&mut self, place: u16) -> u16 {
        let Levels(apart, last) = self;
        let level = last.iter().position(|before| place >= before.saturating_add(*apart)).unwrap_or(last.len());
        match last.get_mut(level) {
            Some(before) => *before = place,
            None => last.push(place),
        }
        u16::try_from(level).unwrap_or(u16::MAX)
    }
}

/// `A` to `Z`, then `A2` and so on.
fn letter(index: usize) -> String {
    let letter = u8::try_from(index % 26).map_or('A', |n| char::from(b'A' + n));
    match index / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round + 1),
    }
}

impl Dossier<'_> {
    /// The axis; none for a case in which nothing has a time yet.
    pub(super) fn axis(&self) -> Option<Axis<Msg>> {
        let (state, now) = (self.desk.state, self.desk.print.at);
        let audience = Audience(self.about.audience.unwrap_or(Mark::Red));
        let model = TimeAxis::of(state, audience, now);
        let mut points = self.points();
        points.sort_by_key(|(at, ..)| *at);
        let phases = phases(state);
        let ends = model.whole().into_iter().flat_map(|(from, to)| [from, to]);
        let bounds = phases.iter().flat_map(|phase| phase.started.into_iter().chain(phase.ended));
        let records = model.facts.all().iter().chain(model.actions.all()).map(|point| point.at);
        let dues = model.flags.iter().map(|flag| flag.due);
        let all = records.chain(dues).chain(ends).chain(points.iter().map(|(at, ..)| *at));
        let scale = Scale::of(all.chain(bounds).chain([now]))?;
        let mut levels = Levels(NUMBER, Vec::new());
        let mark = |(number, (at, what, record)): (usize, (Instant, Msg, Option<RecordId>))| {
            let place = scale.place(at);
            let record = record.map_or_else(|| "-".to_owned(), |record| state.label(record));
            drawn::Mark {
                at: place,
                level: levels.of(place),
                number: (number + 1).to_string(),
                when: self.desk.instant(at),
                what,
                record: value(record),
            }
        };
        let marks = points.into_iter().enumerate().map(mark).collect();
        let mut levels = Levels(FLAG, Vec::new());
        let flag = |(index, flag): (usize, &axis::Flag)| {
            let place = scale.place(flag.due);
            let words = match flag.late && flag.state != ClockState::Late {
                true => Msg::new("dossier-clock-sent-late"),
                false => Msg::new("dossier-clock").code("state", "clock", flag.state.code()),
            };
            Flag {
                at: place,
                level: levels.of(place),
                letter: letter(index),
                late: flag.late,
                when: self.desk.instant(flag.due),
                words: words.with("name", flag.name.clone()),
            }
        };
        let flags = model.flags.iter().enumerate().map(flag).collect();
        let bands = phases.iter().map(|phase| Band {
            name: Msg::new("print-value").code("value", "pane-phase", phase.id.clone()),
            place: phase
                .started
                .map(|start| (scale.place(start), scale.place(phase.ended.unwrap_or(self.desk.print.at)))),
            open: phase.started.is_some() && phase.ended.is_none(),
            words: self.band(phase),
        });
        let bands = bands.collect();
        let cut = |(from, to): (Instant, Instant)| Break {
            from: scale.place(from),
            to: scale.place(to),
            words: span(to.millis_since(from)),
        };
        let breaks = scale.cuts().map(cut).collect();
        // Of what is withheld it is not known whether it was a fact or an action: it has a row of its own.
        let known = |point: &&Point| point.seen != Seen::Absent;
        let instants = |points: Vec<&Point>| points.into_iter().map(|point| point.at).collect::<Vec<_>>();
        let facts = instants(model.facts.all().iter().collect());
        let (actions, withheld): (Vec<&Point>, Vec<&Point>) = model.actions.all().iter().partition(known);
        let rows = [
            (facts, "dossier-facts", false),
            (instants(actions), "dossier-actions", true),
            (instants(withheld), "dossier-not-here", true),
        ];
        let strokes = rows.into_iter().filter(|(at, name, _)| *name != "dossier-not-here" || !at.is_empty());
        let strokes = strokes.map(|(at, name, below)| {
            let count = at.len();
            let mut places: Vec<u16> = at.into_iter().map(|at| scale.place(at)).collect();
            places.sort_unstable();
            places.dedup();
            Strokes { name: Msg::new(name).with("count", count), below, at: places }
        });
        let strokes = strokes.collect();
        let now = Some(scale.place(now));
        let fallen = (model.fallen > 0).then(|| Msg::new("dossier-fallen").with("count", model.fallen));
        Some(Axis { ticks: self.ticks(&scale), breaks, bands, marks, strokes, flags, now, fallen })
    }

    /// What is measured, and every notice that went out.
    fn points(&self) -> Vec<(Instant, Msg, Option<RecordId>)> {
        let state = self.desk.state;
        let measured = measures(state).into_iter().filter_map(|measure| {
            let what = Msg::new("print-value").code("value", "measure", measure.id);
            Some((measure.at?, what, measure.record))
        });
        let views = state.deadlines.views(state, self.desk.print.at);
        let sent = views.iter().filter_map(|view| {
            let what = Msg::new("dossier-sent").with("notice", view.short());
            Some((view.sent_at?, what, view.sent_in))
        });
        measured.chain(sent).collect()
    }

    fn band(&self, phase: &crate::domain::phase::Phase) -> Msg {
        let said = |id| Msg::new(id).with("steps", phase.steps).with("open", phase.open);
        match (phase.started, phase.ended) {
            (None, _) => said("dossier-phase-none"),
            (Some(from), None) => said("dossier-phase-open").with("from", self.desk.zoned(from)),
            (Some(from), Some(to)) => said("dossier-phase")
                .with("from", self.desk.zoned(from))
                .with("to", self.desk.zoned(to))
                .with("span", span(to.millis_since(from).max(0))),
        }
    }

    /// Round times that stand far enough apart to be read, none inside of what was cut short; the date with the first of each day.
    fn ticks(&self, scale: &Scale) -> Vec<Tick<Msg>> {
        let zone = self.desk.print.zone;
        let (Some((first, _)), Some((last, _))) = (scale.points.first(), scale.points.last()) else {
            return Vec::new();
        };
        let (first, last) = (Instant::from_millis(*first), Instant::from_millis(*last));
        let step = match fitting(first, last, |_| TRIED) {
            Step::Minutes(1) => Step::Minutes(5),
            step => step,
        };
        let cuts: Vec<(Instant, Instant)> = scale.cuts().collect();
        let mut apart = TICK;
        let mut found: Vec<(u16, Msg)> = Vec::new();
        let mut day = String::new();
        // Where a stretch that was cut short ends has a name too.
        let inner = between(first, last, step, zone).into_iter().filter(|at| first < *at && *at < last);
        let mut tried: Vec<Instant> =
            std::iter::once(first).chain(inner).chain(cuts.iter().map(|(_, to)| *to)).collect();
        tried.sort_unstable();
        for at in tried {
            let place = scale.place(at);
            let near = found.last().is_some_and(|(before, _)| place < before.saturating_add(apart));
            let ends = WIDTH.saturating_sub(place) < TICK;
            if near || ends || cuts.iter().any(|(from, to)| *from < at && at < *to) {
                continue;
            }
            let there = local(at, zone);
            let date = there.date_iso();
            apart = if day == date { TICK } else { DATED };
            let words = match day == date {
                true => value(there.hm()),
                false => {
                    Msg::new("dossier-tick").with("date", date.get(5..).unwrap_or_default()).with("at", there.hm())
                }
            };
            day = date;
            found.push((place, words));
        }
        found.into_iter().map(|(at, words)| Tick { at, words }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Instant {
        Instant::from_millis(minutes * MINUTE)
    }

    #[test]
    fn places_rise_with_time_and_fill_the_width() {
        let instants = [0, 3, 4, 9, 60, 61, 90, 24 * 60, 24 * 60 + 5, 30 * 24 * 60];
        let scale = Scale::of(instants.into_iter().map(at)).unwrap();
        let places: Vec<u16> = instants.into_iter().map(|minutes| scale.place(at(minutes))).collect();
        assert_eq!((places[0], places[9]), (0, WIDTH));
        assert!(places.windows(2).all(|pair| pair[0] <= pair[1]), "{places:?}");
        let between = scale.place(at(30));
        assert!(places[3] < between && between < places[4]);
        assert_eq!((scale.place(at(-9)), scale.place(at(99_999))), (0, WIDTH));
    }

    #[test]
    fn a_week_of_silence_is_cut_short_and_says_how_long_it_was() {
        let busy = (0..100).chain(7 * 24 * 60..7 * 24 * 60 + 100);
        let scale = Scale::of(busy.map(at)).unwrap();
        let cuts: Vec<_> = scale.cuts().collect();
        assert_eq!(cuts, [(at(99), at(7 * 24 * 60))]);
        let width = scale.place(cuts[0].1) - scale.place(cuts[0].0);
        assert!(width <= WIDTH / 20, "{width}");
        assert_eq!(span(cuts[0].1.millis_since(cuts[0].0)), Msg::new("dossier-days").with("count", 7));
    }

    #[test]
    fn one_instant_has_no_axis_and_two_have_one() {
        assert!(Scale::of([at(1), at(1)].into_iter()).is_none());
        let scale = Scale::of([at(1), at(2)].into_iter()).unwrap();
        assert_eq!((scale.place(at(1)), scale.place(at(2)), scale.cut.len()), (0, WIDTH, 0));
    }
}
