//! Columns as a person chose them, for a table or a list of objects of no known format: `time=When, user=Who, what=Said`. Written one to a line it is a file that
//! can be kept and used for the next export of the same tool.

use thiserror::Error;

use super::code;
use super::mapping::{Column, Mapping, Role};
use super::time::TimeForm;

/// Roles that a person can give to a column.
pub const ROLES: [Role; 11] = [
    Role::Time,
    Role::Clock,
    Role::Zone,
    Role::What,
    Role::Kind,
    Role::Source,
    Role::Host,
    Role::User,
    Role::Level,
    Role::Tags,
    Role::Techniques,
];

/// The word before how times are written.
const TIMES: &str = "times";

/// Which column is what, and how its times are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Each role that was named with the name of its column; an empty name where no column has it.
    roles: Vec<(Role, String)>,
    /// How times are written, where that was said.
    pub form: Option<TimeForm>,
}

/// Why a choice cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadChoice {
    /// A part without a sign of equality.
    #[error("{0} names no column; write what it holds before it, such as user=Who")]
    NoColumn(String),
    /// A word before the sign that is no role.
    #[error("{0} is nothing that a column can hold; name time, what, host, user or another of the list")]
    NoRole(String),
    /// A role is named twice.
    #[error("{0} is named twice, and only one column can hold it; leave one of them out")]
    Twice(String),
    /// The form of times is not known.
    #[error("{0} is no form of times; name iso, day-first, month-first, mail, seconds, millis, micros or nanos")]
    NoForm(String),
}

impl Choice {
    /// Reads a choice: `ROLE=COLUMN` one to a line, or on one line with commas between. Lines that begin with `#` say something to people. A column whose name holds
    /// a comma is read whole as long as no role stands behind it.
    ///
    /// # Errors
    /// [`BadChoice`].
    pub fn read(text: &str) -> Result<Self, BadChoice> {
        let mut choice = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            // A comma at the end only waits for what comes next.
            for part in Self::cut(line.trim_end_matches([',', ' '])) {
                choice.add(&part)?;
            }
        }
        Ok(choice)
    }

    /// The parts of one line as they stand there, without room around them: a comma parts two only where a sign of equality stands behind it.
    #[must_use]
    pub fn cut(line: &str) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for part in line.split(',') {
            match parts.last_mut().filter(|_| !part.contains('=')) {
                Some(last) => *last = format!("{last},{part}"),
                None => parts.push(part.to_owned()),
            }
        }
        parts.iter().map(|part| part.trim().to_owned()).collect()
    }

    fn add(&mut self, part: &str) -> Result<(), BadChoice> {
        let (role, column) = part.split_once('=').ok_or_else(|| BadChoice::NoColumn(part.to_owned()))?;
        let (role, column) = (role.trim().to_lowercase(), column.trim());
        if role == TIMES {
            let form = TimeForm::of(column).ok_or_else(|| BadChoice::NoForm(column.to_owned()))?;
            self.form = Some(form);
            return Ok(());
        }
        let found = ROLES.into_iter().find(|known| code(known) == role).ok_or(BadChoice::NoRole(role.clone()))?;
        if self.roles.iter().any(|(known, _)| *known == found) {
            return Err(BadChoice::Twice(role));
        }
        self.roles.push((found, column.to_owned()));
        Ok(())
    }

    /// The choice that a mapping is.
    #[must_use]
    pub fn of(mapping: &Mapping) -> Self {
        let column = |role: Role| {
            let at = mapping.column(role)?;
            Some((role, mapping.columns.get(at)?.name.clone()))
        };
        Self { roles: ROLES.into_iter().filter_map(column).collect(), form: mapping.form }
    }

    /// The same with a form of times that was answered beside it.
    #[must_use]
    pub fn with(&self, form: Option<TimeForm>) -> Self {
        Self { roles: self.roles.clone(), form: form.or(self.form) }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.roles.is_empty() && self.form.is_none()
    }

    /// Its parts as they are typed; joined by commas a line, by line feeds a file.
    #[must_use]
    pub fn parts(&self) -> Vec<String> {
        let form = self.form.and_then(TimeForm::name).map(|form| format!("{TIMES}={form}"));
        self.roles.iter().map(|(role, column)| format!("{}={column}", code(role))).chain(form).collect()
    }

    /// Gives the columns the roles that were chosen; roles that were not named stay with the columns that have them. Names are compared without regard to case
    /// where no column has the very letters. Gives the names that no column has.
    #[must_use]
    pub fn apply(&self, columns: &mut [Column]) -> Vec<String> {
        let mut absent = Vec::new();
        for (role, name) in &self.roles {
            for column in columns.iter_mut().filter(|column| column.role == *role) {
                column.role = Role::Extra;
            }
            if name.is_empty() {
                continue;
            }
            let exact = columns.iter().position(|column| column.name.trim() == name);
            let folded = || columns.iter().position(|column| column.name.trim().to_lowercase() == name.to_lowercase());
            match exact.or_else(folded) {
                Some(at) => columns[at].role = *role,
                None => absent.push(name.clone()),
            }
        }
        absent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn columns(names: &[&str]) -> Vec<Column> {
        names.iter().map(|name| Column { name: (*name).to_owned(), role: Role::Extra }).collect()
    }

    #[test]
    fn a_choice_is_read_on_one_line_or_several_and_given_to_columns() {
        let choice =
            Choice::read("time=When, user=who\n# of the door system\nwhat=Said, and how\ntimes=day-first\n").unwrap();
        assert_eq!(choice.form, Some(TimeForm::DayFirst));
        let mut of = columns(&["When", "Who", "Said, and how", "Level"]);
        of[3].role = Role::Level;
        assert!(choice.apply(&mut of).is_empty());
        let roles: Vec<Role> = of.iter().map(|column| column.role).collect();
        assert_eq!(roles, [Role::Time, Role::User, Role::What, Role::Level]);
        assert_eq!(Choice::read("level=").unwrap().apply(&mut of), Vec::<String>::new());
        assert_eq!(of[3].role, Role::Extra);
        assert_eq!(Choice::read("host=Machine").unwrap().apply(&mut of), ["Machine"]);
        assert_eq!(Choice::read("time=When, what=Said, and how, "), Choice::read("time=When\nwhat=Said, and how"));
        assert_eq!(Choice::read("time=When, level=,"), Choice::read("time=When, level="));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert_eq!(Choice::read("When"), Err(BadChoice::NoColumn("When".to_owned())));
        assert_eq!(Choice::read("who=When"), Err(BadChoice::NoRole("who".to_owned())));
        assert_eq!(Choice::read("time=a, TIME=b"), Err(BadChoice::Twice("time".to_owned())));
        assert_eq!(Choice::read("times=soon"), Err(BadChoice::NoForm("soon".to_owned())));
        assert!(Choice::read(" \n#x\n").unwrap().is_empty());
    }

    proptest! {
        /// What was chosen is chosen again by what was kept of it.
        #[test]
        fn a_kept_choice_reads_back(names in proptest::collection::vec("[A-Za-z][A-Za-z0-9 _.-]{0,8}[a-z]", 1..11), from in 0_usize..11, form in prop::sample::select(vec!["iso", "mail", "millis"])) {
            let roles = ROLES.into_iter().cycle().skip(from);
            let choice = Choice { roles: roles.zip(names).collect(), form: TimeForm::of(form) };
            prop_assert_eq!(Choice::read(&choice.parts().join("\n")).unwrap(), choice.clone());
            prop_assert_eq!(Choice::read(&choice.parts().join(", ")).unwrap(), choice);
        }
    }
}
