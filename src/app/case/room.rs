//! The case as the people before the screen may see it: folded from what is left when every record above their level is withheld, as the readers of a case folder
//! get it. Whatever is made from such a state cannot tell what it never held.

use std::collections::BTreeMap;

use super::Case;
use crate::app::command::CommandSpec;
use crate::app::failure::Failure;
use crate::app::staging::Staged;
use crate::domain::decision::{Decision, Refusal, Shortfall};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::input::{FieldKind, Input};
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::Msg;
use crate::export::folder::withhold::{Beside, Readers, Why, beside, withhold};
use crate::journal::chain::{self, Row};
use crate::journal::writer::Position;

/// A case for a room.
#[derive(Debug)]
pub struct Room {
    audience: Audience,
    state: Incident,
    withheld: BTreeMap<RecordId, Why>,
    position: Position,
    lines: u64,
    readings: u64,
}

impl Case {
    /// The case as an audience may see it; none where nothing is kept from it, so that the case itself can be shown: a second fold of a long case takes as much
    /// time and memory as the first.
    ///
    /// # Errors
    /// The file.
    pub fn room(&self, audience: Audience) -> Result<Option<Room>, Failure> {
        // What was known then does not know what a later record says of whom it is for.
        if self.known.is_none() && self.state.keeps_nothing_from(audience) {
            return Ok(None);
        }
        Room::of(self, audience).map(Some)
    }
}

impl Room {
    fn of(case: &Case, audience: Audience) -> Result<Self, Failure> {
        let (mut rows, heads) = case.rows_and_heads()?;
        // Lines that the case as it is shown does not hold: those of later, and those that another process is writing.
        let held = |station: StationId, seq: u64| case.chains.get(&station).is_some_and(|last| seq <= *last);
        let shown = |row: &Row| {
            row.station.parse().is_ok_and(|station| u64::try_from(row.seq).is_ok_and(|seq| held(station, seq)))
        };
        // In a view of the past the later ones say for whom the earlier ones are by now.
        if case.known.is_none() {
            rows.retain(shown);
        }
        let mut filtered = withhold(rows, &case.state, Readers { audience, phones: true }, &|_| None);
        filtered.rows.retain(shown);
        filtered.withheld.retain(|id, _| held(id.station, id.seq));
        let reading = chain::read(filtered.rows, &heads);
        let counted = reading.records.iter().filter_map(|record| record.content.as_ref());
        let mut state = Incident::knowing(case.station, counted.map(|(meta, fact)| (meta, fact)));
        state.stations.waiting.clone_from(&case.state.stations.waiting);
        state.copy.clone_from(&case.copy);
        for record in &reading.records {
            chain::apply(&mut state, record);
        }
        for (id, why) in &filtered.withheld {
            keep_from(&mut state, *id, *why);
        }
        Ok(Room {
            audience,
            state,
            withheld: filtered.withheld,
            position: case.position.clone(),
            lines: case.lines,
            readings: case.readings,
        })
    }

    /// Who is in it.
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// What they may see.
    #[must_use]
    pub fn state(&self) -> &Incident {
        &self.state
    }

    /// Records that are kept from them.
    #[must_use]
    pub fn withheld(&self) -> usize {
        self.withheld.len()
    }

    /// Which records are kept from them.
    pub fn kept(&self) -> impl Iterator<Item = RecordId> {
        self.withheld.keys().copied()
    }

    /// Brings it up to the case: the next lines one by one, and from the file where more changed.
    ///
    /// # Errors
    /// The file.
    pub fn follow(&mut self, case: &Case) -> Result<(), Failure> {
        if (self.readings, self.lines) == (case.readings, case.lines) {
            return Ok(());
        }
        if self.readings != case.readings || case.lines < self.lines || !self.take(case)? {
            *self = Room::of(case, self.audience)?;
        }
        Ok(())
    }

    /// False where the new lines do more than come after the others.
    fn take(&mut self, case: &Case) -> Result<bool, Failure> {
        let rows: Vec<Row> = case.file().rows_added(self.lines, case.lines - self.lines)?;
        let Some((records, position)) = chain::follow(&self.position, &rows) else { return Ok(false) };
        if records
            .iter()
            .filter_map(|record| record.content.as_ref())
            .any(|(_, fact)| case.state.restates_history(fact))
        {
            return Ok(false);
        }
        for (row, mut record) in rows.iter().zip(records) {
            match beside(row, &case.state, self.audience, &self.withheld) {
                Beside::Changes => return Ok(false),
                Beside::Seen => chain::apply(&mut self.state, &record),
                Beside::Withheld(why) => {
                    record.content = None;
                    chain::apply(&mut self.state, &record);
                    keep_from(&mut self.state, record.order.1, why);
                    self.withheld.insert(record.order.1, why);
                }
            }
        }
        (self.position, self.lines) = (position, case.lines);
        Ok(true)
    }

    /// What the room may be told of a verdict over these fields.
    #[must_use]
    pub fn hearing(&self, case: &Case, spec: &CommandSpec, input: &Input, staged: &Staged) -> Hearing {
        Hearing {
            heard: Some(case.preview_from(&self.state, spec, input, staged)),
            counsel: self.waits_for_counsel(case, spec, input),
        }
    }

    /// Whether what the fields name, or where they name nothing withheld all that is, is withheld for privilege: then no level shows it.
    fn waits_for_counsel(&self, case: &Case, spec: &CommandSpec, input: &Input) -> bool {
        let state = case.state();
        let named = spec.fields.iter().filter_map(|field| {
            let text = input.get(field.name)?.trim();
            match field.kind {
                FieldKind::Record => state.record_named(text),
                FieldKind::Exhibit => state.register.labelled(text).map(|exhibit| exhibit.id),
                _ => None,
            }
        });
        let named: Vec<Why> = named.filter_map(|id| self.withheld.get(&id).copied()).collect();
        if named.is_empty() {
            return self.withheld.values().all(|why| *why == Why::Privileged);
        }
        named.contains(&Why::Privileged)
    }
}

fn keep_from(state: &mut Incident, id: RecordId, why: Why) {
    match why {
        Why::Mark(mark) => state.keep_from(id, mark, false),
        Why::Privileged => state.keep_from(id, Mark::Red, true),
        // Never here: numbers are masked one by one on the screen.
        Why::Phones => state.keep_from(id, Mark::Red, false),
    }
}

/// The verdict that the room would come to by what it sees. A real verdict is said in words where this one says the same; else only its rule is said, for its
/// words may name what is withheld.
#[derive(Debug, Default)]
pub struct Hearing {
    /// What the room would come to; none where nothing is kept from it.
    heard: Option<Result<Decision, Failure>>,
    /// Whether only counsel's release shows what is kept from it.
    counsel: bool,
}

impl Hearing {
    /// Of a room that is told only which rule: what it may see was not made out yet.
    #[must_use]
    pub fn nothing() -> Self {
        Hearing { heard: Some(Ok(Decision::default())), counsel: false }
    }

    /// What stands in the place of words that the room may not be told, and the way to them.
    fn instead(&self) -> (Msg, Msg) {
        let [missing, next] = if self.counsel {
            ["room-missing-privileged", "room-next-privileged"]
        } else {
            ["room-missing", "room-next"]
        };
        (Msg::new(missing), Msg::new(next))
    }
}

impl Hearing {
    /// Takes out of shortfalls what the room may not be told.
    pub fn shortfalls(&self, said: &mut [Shortfall]) {
        let Some(heard) = &self.heard else { return };
        let known = heard.as_ref().map(|decision| decision.shortfalls.as_slice()).unwrap_or_default();
        for short in said.iter_mut().filter(|short| !known.contains(short)) {
            (short.missing, short.next) = self.instead();
        }
    }

    /// The same of a refusal.
    pub fn refusal(&self, said: &mut Refusal) {
        match &self.heard {
            None => {}
            Some(Err(Failure::Refused(known))) if **known == *said => {}
            Some(_) => {
                (said.what, said.next) = self.instead();
            }
        }
    }
}
