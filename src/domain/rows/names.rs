//! Names that columns had in their file: whoever saw the file looks for them by those.

use std::collections::BTreeMap;

use super::Imported;
use crate::library::foreign::Role;

/// Which field of a row holds what a column of the file held, by the column's name in lower case and its sheet; and what the import itself is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    columns: BTreeMap<String, Vec<(String, &'static str)>>,
    import: String,
}

impl Names {
    /// Those of an import.
    #[must_use]
    pub fn of(imported: &Imported) -> Self {
        let mut names: BTreeMap<String, Vec<(String, &'static str)>> = BTreeMap::new();
        for part in &imported.parts {
            let columns = part.mappings.iter().flat_map(|(_, mapping)| &mapping.columns);
            for (column, field) in columns.filter_map(|column| Some((column, field(column.role)?))) {
                let name = column.name.to_lowercase();
                let known = names.entry(name.clone()).or_default();
                if name != field && !known.iter().any(|(sheet, other)| *sheet == part.sheet && *other == field) {
                    known.push((part.sheet.clone(), field));
                }
            }
        }
        names.retain(|_, fields| !fields.is_empty());
        Self { columns: names, import: String::new() }
    }

    /// The same, of an import that is called by the label of its record.
    #[must_use]
    pub fn called(self, import: String) -> Self {
        Self { import, ..self }
    }

    /// What the import is called.
    #[must_use]
    pub fn import(&self) -> &str {
        &self.import
    }

    /// The fields that hold what a column of this name (in lower case) held, in rows of a sheet (empty for files without).
    pub fn fields<'a>(&'a self, name: &str, sheet: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let known = self.columns.get(name).map(Vec::as_slice).unwrap_or_default();
        known.iter().filter(move |(of, _)| of == sheet).map(|(_, field)| *field)
    }

    /// Every such name.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().map(String::as_str)
    }
}

/// Where a row stands, in one word: import, sheet where there are sheets, line. A search for the field `row` finds it by that.
#[must_use]
pub fn standing(import: &str, sheet: &str, line: u64) -> String {
    if sheet.is_empty() { format!("{import}:{line}") } else { format!("{import}:{sheet}:{line}") }
}

/// The fields that rows of an import have as its record tells them, in lower case: columns by their names, and what they became.
pub fn fields(imported: &Imported) -> impl Iterator<Item = String> {
    let columns = imported.parts.iter().flat_map(|part| &part.mappings).flat_map(|(_, mapping)| &mapping.columns);
    columns.flat_map(|column| {
        let became = match column.role {
            Role::Tags => Some("tag"),
            Role::Techniques => Some("technique"),
            role => field(role),
        };
        std::iter::once(column.name.to_lowercase()).chain(became.map(str::to_owned))
    })
}

/// The field that a column of this role becomes. Tags and techniques also stay beside the row under their own name.
fn field(role: Role) -> Option<&'static str> {
    match role {
        Role::Time | Role::Clock => Some("written"),
        Role::What => Some("what"),
        Role::Kind => Some("kind"),
        Role::Source => Some("source"),
        Role::Host => Some("host"),
        Role::User => Some("user"),
        Role::Level => Some("level"),
        Role::TimeElse | Role::Zone | Role::Tags | Role::Techniques | Role::Extra => None,
    }
}
