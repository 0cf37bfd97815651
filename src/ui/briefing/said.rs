//! A page of a briefing as lines that are read out: whole, its figures as words.

use super::{Briefing, wall};
use crate::domain::attention::Place;
use crate::domain::msg::Msg;
use crate::domain::sheet::briefing::{Item, Kind, pages};
use crate::ui::look::Look;

impl Briefing {
    /// The page that is shown, from its title to its last words. What is said counts as shown.
    pub fn said(&mut self, look: &Look<'_>) -> Vec<String> {
        self.pages = pages(look.state, look.now, wall(look));
        self.part = 0;
        let Some(page) = self.pages.iter().find(|page| page.kind == self.at) else { return Vec::new() };
        let title = Msg::new("plain-briefing-page")
            .with("title", look.code("briefing-page", self.at.code()))
            .with("number", self.at.number())
            .with("count", Kind::ALL.len());
        let mut lines = vec![look.say(&title)];
        if self.at == Kind::Standing {
            let at = look.local(look.now);
            let time = [at.date_iso(), at.hm(), at.zone_abbrev().to_string()].join(" ");
            lines.push(look.say(&Msg::new("plain-time").with("time", time)));
        }
        for section in &page.sections {
            lines.extend(section.heading.as_ref().map(|heading| look.say(heading)));
            lines.extend(section.items.iter().map(|item| words(item, look)));
        }
        let items = page.sections.iter().flat_map(|section| &section.items);
        let records = items.filter_map(|item| match &item.entry.place {
            Some(Place::Timeline(record)) => Some(*record),
            _ => None,
        });
        self.shown.records.extend(records);
        self.shown.pages.insert(self.at);
        lines
    }

    /// The page after this one, or before it; false where there is none.
    pub fn turn(&mut self, forward: bool) -> bool {
        let here = self.at.number() - 1;
        let there = if forward { here.checked_add(1) } else { here.checked_sub(1) };
        let Some(kind) = there.and_then(|there| Kind::ALL.get(there)) else { return false };
        (self.at, self.part) = (*kind, 0);
        true
    }
}

/// One thing of a page; what is drawn in big figures is said behind its words.
fn words(item: &Item, look: &Look<'_>) -> String {
    let text = look.say(&item.entry.text);
    let Some(figures) = &item.figures else { return text };
    let parts: Vec<i64> = figures.trim_start_matches('-').split(':').filter_map(|part| part.parse().ok()).collect();
    let id = match (item.entry.text.id, figures.starts_with('-')) {
        ("briefing-clock", false) => "plain-due-in",
        (_, true) => "plain-late-by",
        (_, false) => "plain-lasts",
    };
    match parts.as_slice() {
        [hours, minutes, _] => {
            look.say(&Msg::new(id).with("words", text).with("hours", *hours).with("minutes", *minutes))
        }
        // A time of day reads as it is.
        _ => look.say(&Msg::new("plain-at").with("words", text).with("time", figures.clone())),
    }
}
