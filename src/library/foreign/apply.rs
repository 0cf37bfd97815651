//! From cells or members to the one row, by a mapping.

use std::collections::HashMap;
use std::sync::Arc;

use super::cells::Cells;
use super::format::Format;
use super::json::Members;
use super::mapping::{Mapping, Role};
use super::row::{Notes, Reason, Row, Subject};
use super::time::{BadTime, Moment, TimeForm, Unit, ZoneFrom, read};
use super::zone::Zone;

/// So many names of JSON members are remembered; a file with more only costs more.
const NAMES: usize = 4096;

/// Makes rows of one file, or of one section of a document.
#[derive(Debug)]
pub struct Mapper {
    mapping: Mapping,
    zone: Option<Zone>,
    columns: Vec<(Arc<str>, Role)>,
    names: HashMap<String, (Arc<str>, Role)>,
}

/// What the columns of one record say, gathered by role.
#[derive(Default)]
struct Draft<'a> {
    time: Option<&'a str>,
    time_else: Option<&'a str>,
    clock: Option<&'a str>,
    zone: Option<&'a str>,
    what: Option<&'a str>,
    kind: Option<&'a str>,
    source: Option<&'a str>,
    host: Option<&'a str>,
    user: Option<&'a str>,
    level: Option<&'a str>,
    tags: Vec<String>,
    techniques: Vec<String>,
    semantic: bool,
    extra: Vec<(Arc<str>, String)>,
}

impl Mapper {
    /// A mapper. `zone` is what was declared for times without a zone.
    #[must_use]
    pub fn new(mapping: Mapping, zone: Option<Zone>) -> Self {
        let column = |name: &str, role| (Arc::<str>::from(name), role);
        let columns: Vec<(Arc<str>, Role)> = mapping.columns.iter().map(|of| column(of.name.trim(), of.role)).collect();
        let mut names = HashMap::new();
        for (name, role) in &columns {
            names.entry(name.to_string()).or_insert_with(|| (Arc::clone(name), *role));
        }
        Self { mapping, zone, columns, names }
    }

    /// The mapping.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// A row of cells.
    ///
    /// # Errors
    /// [`Reason::Columns`], [`Reason::Time`].
    pub fn cells(&self, line: u64, lines: u32, cells: &Cells) -> Result<Row, Reason> {
        if cells.len() != self.columns.len() {
            return Err(Reason::Columns { expected: self.columns.len() as u64, found: cells.len() as u64 });
        }
        let mut draft = Draft::default();
        for ((name, role), value) in self.columns.iter().zip(cells.iter()) {
            draft.take(&self.mapping, name, *role, value);
        }
        self.row(line, lines, draft)
    }

    /// A row of the members of an object.
    ///
    /// # Errors
    /// [`Reason::Time`].
    pub fn members(&mut self, line: u64, lines: u32, members: &Members<'_>) -> Result<Row, Reason> {
        let named: Vec<(Arc<str>, Role)> = members.0.iter().map(|(name, _)| self.named(name)).collect();
        let mut draft = Draft::default();
        for ((name, role), (_, value)) in named.iter().zip(&members.0) {
            draft.take(&self.mapping, name, *role, value);
            // Plaso writes a time that is no time as `SemanticTime`, beside the timestamp 0.
            draft.semantic |= self.mapping.format == Format::PlasoJsonLine
                && &**name == "date_time"
                && value.contains("\"SemanticTime\"");
        }
        self.row(line, lines, draft)
    }

    fn named(&mut self, name: &str) -> (Arc<str>, Role) {
        if let Some((name, role)) = self.names.get(name) {
            return (Arc::clone(name), *role);
        }
        let folded = name.trim().to_lowercase();
        let same = self.columns.iter().find(|(of, _)| of.to_lowercase() == folded);
        let known = (Arc::from(name), same.map_or(Role::Extra, |(_, role)| *role));
        if self.names.len() < NAMES {
            self.names.insert(name.to_owned(), known.clone());
        }
        known
    }

    fn row(&self, line: u64, lines: u32, draft: Draft<'_>) -> Result<Row, Reason> {
        let of = self.mapping.subject;
        let (time, notes) = if of == Subject::Event {
            self.time(&draft).map_err(|problem| Reason::Time { problem })?
        } else {
            (Moment::undated(""), Notes::default())
        };
        let own = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let what = own(draft.what);
        let host = if of == Subject::Asset && draft.host.is_none() { what.clone() } else { own(draft.host) };
        Ok(Row {
            sheet: String::new(),
            line,
            lines,
            of,
            time,
            what,
            kind: own(draft.kind),
            source: own(draft.source),
            host,
            user: own(draft.user),
            level: own(draft.level),
            tags: draft.tags,
            techniques: draft.techniques,
            extra: draft.extra,
            notes,
        })
    }

    fn time(&self, draft: &Draft<'_>) -> Result<(Moment, Notes), BadTime> {
        let form = self.mapping.form.unwrap_or(TimeForm::Iso);
        let zone = if self.mapping.utc { Some(&Zone::UTC) } else { self.zone.as_ref() };
        if draft.semantic {
            return Ok((Moment::undated(draft.time.unwrap_or_default()), Notes::default()));
        }
        let Some(written) = draft.time else {
            return read(draft.time_else.ok_or(BadTime::Empty)?, TimeForm::EpochBySize, None, None);
        };
        let joined = draft.clock.map(|clock| format!("{written} {clock}"));
        let (mut moment, notes) = read(joined.as_deref().unwrap_or(written), form, draft.zone, zone)?;
        if self.mapping.utc && moment.zone_from == ZoneFrom::Declared {
            moment.zone_from = ZoneFrom::Format;
        }
        let other = draft.time_else.is_some_and(|other| !same_instant(&moment, other));
        Ok((moment, if other { notes.with(Notes::OTHER_TIMESTAMP) } else { notes }))
    }
}

/// Whether Timesketch's `timestamp` names the instant of `datetime`, as microseconds (which the format says it is) or in the unit that its size tells, to the second:
/// importers have cut fractions off either (timesketch #3173).
fn same_instant(moment: &Moment, timestamp: &str) -> bool {
    let second = moment.at.map(|at| at.div_euclid(1000));
    [TimeForm::Epoch(Unit::Micros), TimeForm::EpochBySize].into_iter().any(|form| {
        read(timestamp, form, None, None).is_ok_and(|(other, _)| other.at.map(|at| at.div_euclid(1000)) == second)
    })
}

impl<'a> Draft<'a> {
    fn take(&mut self, mapping: &Mapping, name: &Arc<str>, role: Role, value: &'a str) {
        let empty = value.is_empty() || value.trim().is_empty() || (mapping.dash_is_empty && value == "-");
        if role == Role::Time && self.time.is_none() && !value.trim().is_empty() {
            // A dash here says that there is no time, which is not the same as an empty cell.
            self.time = Some(value);
            return;
        }
        if empty {
            return;
        }
        let place = match role {
            Role::TimeElse => {
                self.time_else = self.time_else.or(Some(value));
                None
            }
            Role::Tags => {
                self.tags.extend(tags(value, &mapping.tags_between));
                // Analyzers of Timesketch and rules of Sigma tag with the ids themselves.
                techniques(value, &mut self.techniques);
                None
            }
            Role::Techniques => {
                techniques(value, &mut self.techniques);
                None
            }
            Role::Time | Role::Extra => None,
            Role::Clock => Some(&mut self.clock),
            Role::Zone => Some(&mut self.zone),
            Role::What => Some(&mut self.what),
            Role::Kind => Some(&mut self.kind),
            Role::Source => Some(&mut self.source),
            Role::Host => Some(&mut self.host),
            Role::User => Some(&mut self.user),
            Role::Level => Some(&mut self.level),
        };
        match place {
            Some(place @ None) => *place = Some(value),
            _ => self.extra.push((Arc::clone(name), value.to_owned())),
        }
    }
}

/// Tags of a cell: separated, or written as a list (`['a', 'b']`, `["a","b"]`). The cell itself stays beside the row.
fn tags<'a>(value: &'a str, between: &'a str) -> impl Iterator<Item = String> + 'a {
    let list = value.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let between = if list.is_some() { "," } else { between };
    let parts = list.unwrap_or(value).split(move |c: char| between.contains(c));
    let clean = |part: &str| part.trim().trim_matches(['"', '\'']).trim().to_owned();
    parts.map(clean).filter(|tag| !tag.is_empty())
}

/// Ids of techniques: `T1059`, `T1059.001`, and `AML.T0051` with its sub-techniques (ATLAS), each once, in capitals, as whole words.
pub fn techniques(text: &str, into: &mut Vec<String>) {
    for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.') {
        let word = word.trim_matches('.').to_ascii_uppercase();
        // Sigma writes `attack.t1059.001`.
        let id = word.strip_prefix("ATTACK.").unwrap_or(&word);
        let digits = id.strip_prefix("AML.").unwrap_or(id).strip_prefix('T').unwrap_or_default();
        let (main, sub) = digits.split_once('.').unwrap_or((digits, "000"));
        let number = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        if number(main, 4) && number(sub, 3) && !into.iter().any(|known| known == id) {
            into.push(id.to_owned());
        }
    }
}
