//! Names that columns had in their file: whoever saw the file looks for them by those.

use std::collections::BTreeMap;

use super::Imported;
use crate::library::foreign::Role;

/// Which field of a row holds what a column of the file held, by the column's name in lower case and its sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<String, Vec<(String, &'static str)>>);

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
        Self(names)
    }

    /// The fields that hold what a column of this name (in lower case) held, in rows of a sheet (empty for files without).
    pub fn fields<'a>(&'a self, name: &str, sheet: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let known = self.0.get(name).map(Vec::as_slice).unwrap_or_default();
        known.iter().filter(move |(of, _)| of == sheet).map(|(_, field)| *field)
    }

    /// Every such name.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
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
