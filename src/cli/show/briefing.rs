//! The pages of a briefing, as the console walks through them.

use serde_json::{Value, json};

use super::{Printed, View, header};
use crate::domain::attention::Place;
use crate::domain::id::RecordId;
use crate::domain::sheet::briefing::{Item, Page, Wall, pages};

pub(super) fn print(view: &View<'_>, withheld: usize, called: Option<RecordId>) -> Printed {
    let found = pages(view.state, view.now, Wall { audience: view.audience, withheld, zone: view.zone, called });
    let mut rows = vec![header(&["page", "part", "what"])];
    for page in &found {
        for section in &page.sections {
            let part = section.heading.as_ref().map(|heading| view.say(heading)).unwrap_or_default();
            rows.extend(section.items.iter().map(|item| vec![title(view, page), part.clone(), words(view, item)]));
        }
    }
    Printed { json: json!({"pages": found.iter().map(|page| json_of(view, page)).collect::<Vec<_>>()}), rows }
}

/// `3 What we know`.
fn title(view: &View<'_>, page: &Page) -> String {
    format!("{} {}", page.kind.number(), view.lang.code("briefing-page", page.kind.code()))
}

/// The sign that reads without colour, the figures of the wall, the words.
fn words(view: &View<'_>, item: &Item) -> String {
    let parts = [
        item.entry.tone.sign().trim().to_owned(),
        item.figures.clone().unwrap_or_default(),
        view.say(&item.entry.text),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn json_of(view: &View<'_>, page: &Page) -> Value {
    let item = |item: &Item| {
        let record = match &item.entry.place {
            Some(Place::Timeline(record)) => json!(record),
            _ => Value::Null,
        };
        json!({
            "text": view.say(&item.entry.text),
            "figures": item.figures,
            "sign": item.entry.tone.sign().trim(),
            "record": record,
        })
    };
    let section = |section: &crate::domain::sheet::briefing::Section| {
        json!({
            "heading": section.heading.as_ref().map(|heading| view.say(heading)),
            "items": section.items.iter().map(item).collect::<Vec<_>>(),
        })
    };
    json!({
        "number": page.kind.number(),
        "page": page.kind.code(),
        "title": view.lang.code("briefing-page", page.kind.code()),
        "sections": page.sections.iter().map(section).collect::<Vec<_>>(),
    })
}
