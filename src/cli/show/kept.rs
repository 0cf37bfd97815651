//! What is kept of looking through rows: searches by name, and bookmarks.

use serde_json::json;

use super::{Printed, View, header, or_null};
use crate::domain::rows::offset;
use crate::domain::text::one_line;

/// Searches, by name.
pub(super) fn searches(view: &View<'_>) -> Printed {
    let searches = &view.state.rows.searches;
    let mut rows = vec![header(&["name", "query", "record"])];
    rows.extend(searches.iter().map(|(id, search)| {
        vec![one_line(&search.name).into_owned(), one_line(&search.query).into_owned(), view.state.label(*id)]
    }));
    let documents = searches.iter().map(|(id, search)| json!({"id": id, "name": search.name, "query": search.query}));
    Printed { json: json!({"searches": documents.collect::<Vec<_>>()}), rows }
}

/// Bookmarks, in the order in which they were made.
pub(super) fn bookmarks(view: &View<'_>) -> Printed {
    let bookmarks = &view.state.rows.bookmarks;
    let register = &view.state.register;
    let mut rows = vec![header(&["record", "exhibit", "file", "place", "note"])];
    let mut documents = Vec::new();
    for (id, bookmark) in bookmarks {
        let import = view.state.rows.import(bookmark.row.import);
        let exhibit = import.and_then(|imported| register.exhibit(imported.exhibit));
        let exhibit = exhibit.map(|exhibit| register.shown_label(exhibit)).unwrap_or_default();
        let file = import.map(|imported| imported.name.clone()).unwrap_or_default();
        documents.push(json!({
            "id": id,
            "exhibit": or_null(&exhibit),
            "file": or_null(&file),
            "row": bookmark.row,
            "note": or_null(&bookmark.note),
            "clock_ahead_ms": offset(view.state, bookmark.row.import),
            "import_struck": view.state.struck(bookmark.row.import),
        }));
        let struck = if view.state.struck(bookmark.row.import) { "[import struck] " } else { "" };
        let texts = [file, bookmark.row.place(), [struck, &bookmark.note].concat().trim_end().to_owned()];
        let mut row = vec![view.state.label(*id), exhibit];
        row.extend(texts.iter().map(|text| one_line(text).into_owned()));
        rows.push(row);
    }
    Printed { json: json!({"bookmarks": documents}), rows }
}
