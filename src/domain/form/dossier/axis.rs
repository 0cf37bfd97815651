//! The time axis: phases as bands, the points that are measured as numbers, every record as a stroke.

use super::Dossier;
use crate::domain::form::drawn::{Axis, Band, Break, Mark, Strokes, Tick, WIDTH};
use crate::domain::form::words::value;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::phase::phases;
use crate::domain::review::measures;
use crate::domain::time::{Instant, local};
use crate::domain::timeline::Lane;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// One stretch without a record takes at most this share of the width, in hundredths; what is longer is cut short.
const SHARE: i64 = 4;
/// Between two times named under the axis.
const TICK: u16 = 800;
/// Between two numbers on one level.
const NUMBER: u16 = 260;
/// Steps at which times are named.
const STEPS: [i64; 9] = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY];
/// Times that are tried, at most.
const TRIED: i64 = 4_000;

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

/// Records by when they happened, without what was struck, put right or withheld.
fn strokes(state: &Incident, lane: Lane) -> Vec<Instant> {
    let lines = state.timeline.lines.iter().filter(|line| line.lane == lane && line.superseded_by.is_none());
    lines.filter(|line| !state.struck(line.id)).map(|line| line.happened).collect()
}

impl Dossier<'_> {
    /// The axis; none for a case in which nothing has a time yet.
    pub(super) fn axis(&self) -> Option<Axis<Msg>> {
        let state = self.desk.state;
        let lanes = [(Lane::Fact, "dossier-facts"), (Lane::Action, "dossier-actions")];
        let lanes = lanes.map(|(lane, name)| (strokes(state, lane), name));
        let mut points = self.points();
        points.sort_by_key(|(at, ..)| *at);
        let phases = phases(state);
        let bounds = phases.iter().flat_map(|phase| phase.started.into_iter().chain(phase.ended));
        let all = lanes.iter().flat_map(|(at, _)| at.iter().copied()).chain(points.iter().map(|(at, ..)| *at));
        let scale = Scale::of(all.chain(bounds).chain([self.desk.print.at]))?;
        let mut last: Vec<u16> = Vec::new();
        let mark = |(number, (at, what, record)): (usize, (Instant, Msg, Option<RecordId>))| {
            let place = scale.place(at);
            let level = last.iter().position(|before| place >= before.saturating_add(NUMBER)).unwrap_or(last.len());
            match last.get_mut(level) {
                Some(before) => *before = place,
                None => last.push(place),
            }
            let record = record.map_or_else(|| "-".to_owned(), |record| state.label(record));
            Mark {
                at: place,
                level: u16::try_from(level).unwrap_or(u16::MAX),
                number: (number + 1).to_string(),
                when: self.desk.instant(at),
                what,
                record: value(record),
            }
        };
        let marks = points.into_iter().enumerate().map(mark).collect();
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
        let strokes = lanes.into_iter().map(|(at, name)| {
            let count = at.len();
            let mut places: Vec<u16> = at.into_iter().map(|at| scale.place(at)).collect();
            places.sort_unstable();
            places.dedup();
            Strokes { name: Msg::new(name).with("count", count), at: places }
        });
        let strokes = strokes.collect();
        Some(Axis { ticks: self.ticks(&scale), breaks, bands, marks, strokes })
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
        let (first, last) = (*first, *last);
        let step = STEPS.into_iter().find(|step| (last - first) / step <= TRIED).unwrap_or(7 * DAY);
        let offset = i64::from(local(Instant::from_millis(first), zone).offset_seconds()) * 1_000;
        let start = (first + offset).div_euclid(step) * step - offset;
        let cuts: Vec<(Instant, Instant)> = scale.cuts().collect();
        let mut found: Vec<(u16, Msg)> = Vec::new();
        let mut day = String::new();
        // Where a stretch that was cut short ends has a name too.
        let inner = (0..).map(|n| start + n * step).take_while(|at| *at < last).skip_while(|at| *at <= first);
        let ends = cuts.iter().map(|(_, to)| to.millis());
        let mut tried: Vec<i64> = std::iter::once(first).chain(inner).chain(ends).collect();
        tried.sort_unstable();
        for at in tried.into_iter().map(Instant::from_millis) {
            let place = scale.place(at);
            let near = found.last().is_some_and(|(before, _)| place < before.saturating_add(TICK));
            let ends = WIDTH.saturating_sub(place) < TICK;
            if near || ends || cuts.iter().any(|(from, to)| *from < at && at < *to) {
                continue;
            }
            let there = local(at, zone);
            let date = there.date_iso();
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
