//! The register of media, a row for each time that one went or came.

use serde_json::json;

use super::{From, Table, name};
use crate::domain::media::{Remark, machine, sticks};

pub(super) fn media(from: &From<'_>) -> Table {
    let columns = &[
        "medium",
        "record",
        "at",
        "direction",
        "way",
        "what",
        "machine",
        "station",
        "by",
        "whom",
        "cites",
        "bus",
        "vendor",
        "model",
        "serial",
        "file_system",
        "uuid",
        "label",
        "bytes",
        "changed",
    ];
    let mut table = Table::new("media", columns);
    for stick in sticks(from.state) {
        for handling in &stick.handled {
            let (known, cites) = (&handling.identity, handling.cites);
            let changes: Vec<String> = stick
                .remarks
                .iter()
                .filter_map(|remark| match remark {
                    Remark::Changed { record, what, was, is } if *record == handling.record => {
                        Some(format!("{what}: {was} -> {is}"))
                    }
                    Remark::Changed { .. } | Remark::Machines(_) | Remark::NotToldApart(_) => None,
                })
                .collect();
            table.row(vec![
                json!(stick.number),
                json!(handling.record),
                json!(handling.at),
                json!(handling.direction.code()),
                json!(handling.way),
                json!(handling.what),
                json!(machine(from.state, handling)),
                json!(handling.record.station),
                name(&handling.by),
                name(&handling.whom),
                json!(cites),
                json!(known.medium.bus),
                json!(known.medium.vendor),
                json!(known.medium.model),
                json!(known.medium.serial),
                json!(known.fs),
                json!(known.uuid),
                json!(known.label),
                json!(known.size),
                json!(changes.join("; ")),
            ]);
        }
    }
    table
}
