//! Exhibits: the list, then for each the hands it went through as boxes, and every event in full.

use super::Dossier;
use crate::domain::custody::{Finding, Moved};
use crate::domain::exhibit::Exhibit;
use crate::domain::form::drawn::{Chain, Link};
use crate::domain::form::words::{Desk, value};
use crate::domain::form::{Block, Style, events, report};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::time::{Instant, local};

impl Dossier<'_> {
    pub(super) fn exhibits(&mut self) {
        let (desk, state) = (&self.desk, self.desk.state);
        let mut blocks = vec![report::table(report::EXHIBITS, report::exhibits(desk))];
        for exhibit in &state.register.exhibits {
            let words = Msg::new("dossier-exhibit")
                .with("label", desk.label(exhibit))
                .with("what", desk.marked(exhibit.id, &exhibit.registered.description));
            blocks.push(Block::Heading { words });
            blocks.extend(desk.struck(exhibit.id).map(|words| Block::Text { style: Style::Strong, words }));
            let chain = chain(desk, exhibit);
            if !chain.links.is_empty() {
                blocks.push(Block::Chain(chain));
            }
            blocks.push(events::table(desk, exhibit));
        }
        blocks.extend(report::lost(desk));
        self.blocks.extend(blocks);
    }
}

fn short(desk: &Desk<'_>, at: Instant) -> Msg {
    let there = local(at, desk.print.zone);
    value([there.date_iso(), there.hm(), there.offset()].join(" "))
}

/// The hands in the order in which things happened; what was struck or put right is in the table alone.
fn chain(desk: &Desk<'_>, exhibit: &Exhibit) -> Chain<Msg> {
    let state = desk.state;
    let findings = state.custody.findings(state, exhibit.id);
    let of = |record: RecordId| findings.iter().filter(move |finding: &&Finding| finding.event == record);
    let registered = &exhibit.registered;
    let first = Link {
        what: Msg::new("print-value").code("value", "custody", "collected"),
        when: short(desk, registered.collected.at),
        who: value(registered.collected_by.name.clone()),
        place: place(desk, exhibit.id, &registered.place),
        broken: None,
        open: false,
    };
    let mut links = vec![first];
    let all = state.custody.chain(exhibit.id);
    let standing = all.iter().filter(|(id, _)| {
        let put_right = all.iter().any(|(other, moved)| moved.corrects == Some(*id) && !state.struck(*other));
        !state.struck(*id) && !put_right
    });
    for (record, moved) in standing.filter(|(_, moved)| moved.event != "collected") {
        let mut broken = None;
        let mut open = false;
        for finding in of(*record) {
            let (words, unsettled) = desk.finding(finding);
            if broken.is_none() || (unsettled && !open) {
                (broken, open) = (Some(words), unsettled);
            }
        }
        links.push(Link {
            what: Msg::new("print-value").code("value", "custody", &*moved.event),
            when: short(desk, moved.at.at),
            who: who(moved),
            place: place(desk, *record, &moved.place),
            broken,
            open,
        });
    }
    Chain { name: value(desk.label(exhibit)), links }
}

/// Who has it after an event: whom it went to, else who did something with it.
fn who(moved: &Moved) -> Msg {
    let name = [&moved.to, &moved.from].into_iter().find(|who| !who.name.is_empty());
    match (name, moved.from.name.is_empty() || moved.to.name.is_empty()) {
        (None, _) => Msg::new("print-nobody"),
        (Some(one), true) => value(one.name.clone()),
        (Some(_), false) => {
            Msg::new("dossier-hands").with("from", moved.from.name.clone()).with("to", moved.to.name.clone())
        }
    }
}

fn place(desk: &Desk<'_>, record: RecordId, place: &str) -> Msg {
    let label = desk.state.label(record);
    match place.trim() {
        "" => Msg::new("print-by-record").with("record", label),
        place => Msg::new("dossier-place").with("place", desk.marked(record, place)).with("record", label),
    }
}
