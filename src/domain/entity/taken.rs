//! Assets and indicators of another tool's list are taken over: into the register, and into a set. The rows stay what they are, data of another tool; what is taken
//! over cites their import, and taking it over again brings nothing new.

use super::name::even;
use super::register::Register;
use super::{Described, Listed};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::indicator::{self, Issued};
use crate::domain::input::{Fields, Input};
use crate::domain::rows::{Imported, counted};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::library::foreign::row::Subject;
use crate::library::foreign::{Row, shelf};

/// So many entities one record takes over at most: a line of the journal stays one that can be read.
const MOST: usize = 20_000;

/// What other tools call a type, by a word in it, and what it is here. The first that fits is taken.
const TYPES: &[(&str, &str)] = &[
    ("domain-controller", "domain-controller"),
    ("--dc", "domain-controller"),
    ("firewall", "firewall"),
    ("waf", "firewall"),
    ("router", "network-device"),
    ("switch", "network-device"),
    ("network", "network-device"),
    ("vpn", "network-device"),
    ("mobile", "mobile"),
    ("phone", "mobile"),
    ("tablet", "mobile"),
    ("android", "mobile"),
    ("ios", "mobile"),
    ("database", "database"),
    ("backup", "backup"),
    ("storage", "storage"),
    ("nas", "storage"),
    ("cloud", "cloud"),
    ("container", "container"),
    ("identity", "identity-provider"),
    ("server", "server"),
    ("workstation", "workstation"),
    ("desktop", "workstation"),
    ("laptop", "workstation"),
    ("computer", "workstation"),
    ("client", "workstation"),
];

/// What rows of an import come to.
#[derive(Debug, Default)]
struct Taken {
    entities: Vec<Described>,
    indicators: Vec<String>,
    known: u64,
    refused: u64,
}

/// `rows-entities`: takes the assets and the indicators of an import over.
///
/// # Errors
/// No such import, rows that cannot be read, nothing that is new, an unreadable time.
pub fn take_over(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let import = fields.record("import")?;
    let text = fields.text("import").unwrap_or_default();
    let found = counted(state).find(|(id, _)| *id == import);
    // Words that only counsel releases are not written anew.
    let found = found.filter(|_| !state.privileges.covers(import, false));
    let (_, imported) = found.ok_or_else(|| fields.not_found("import", &text))?;
    let mut taken = read(state, imported, ctx).ok_or_else(|| Refusal::new(Rule::RowsUnread, Some("import")))?;
    let by = fields.person("by").unwrap_or_else(|| ctx.author.clone());
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");

    let sets = indicator::sets(state);
    let name = fields.text("set").map_or_else(|| imported.name.clone(), |name| name.trim().to_owned());
    let set = sets.iter().find(|set| set.name.to_lowercase() == name.to_lowercase());
    let holds = indicator::wanted(state);
    let marks = indicator::recognised(state, &holds, taken.indicators.iter().map(String::as_str));
    taken.known += u64::try_from(marks.known + marks.twice).unwrap_or(u64::MAX);
    if taken.entities.is_empty() && marks.new.is_empty() {
        return Err(Refusal::new(Rule::NothingNew, Some("import"))
            .with("known", taken.known)
            .with("refused", taken.refused));
    }
    if taken.entities.len() > MOST || marks.new.len() > indicator::MOST {
        return Err(Refusal::new(Rule::RowsUnread, Some("import")));
    }
    let mark = state.rows.mark(import);
    let mut short: Vec<Shortfall> = Vec::new();
    if taken.known > 0 || taken.refused > 0 {
        let new = taken.entities.len() + marks.new.len();
        let told = Shortfall::new(Rule::TakenInPart)
            .at("import")
            .with("taken", new)
            .with("known", taken.known)
            .with("refused", taken.refused);
        short.push(told);
    }
    short.extend(time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx));
    let listed = (!taken.entities.is_empty()).then(|| Listed {
        import,
        entities: taken.entities,
        known: taken.known,
        refused: taken.refused,
        by: by.clone(),
        at: at.clone(),
        late_reason: late_reason.clone(),
    });
    let issued = (!marks.new.is_empty()).then(|| Issued {
        set: set.map(|set| set.id),
        name,
        added: marks.new,
        removed: Vec::new(),
        origin: imported.name.clone(),
        file: None,
        import: Some(import),
        by,
        at,
        late_reason,
    });
    let decision = match (listed, issued) {
        (Some(listed), Some(issued)) => Decision::of(listed).and(issued),
        (Some(listed), None) => Decision::of(listed),
        (None, Some(issued)) => Decision::of(issued),
        (None, None) => return Err(Refusal::new(Rule::RowsUnread, Some("import"))),
    };
    Ok(decision.short(short).marked(mark))
}

/// Reads the rows of an import; none where they are not there, or cannot be read.
fn read(state: &Incident, imported: &Imported, ctx: &Ctx<'_>) -> Option<Taken> {
    let register = Register::of(state);
    let mut taken = Taken::default();
    let mut seen = std::collections::BTreeSet::new();
    // Most imports are long, and of events alone.
    let mut mappings = imported.parts.iter().flat_map(|part| &part.mappings);
    if mappings.all(|(_, mapping)| mapping.subject.is_event()) {
        return Some(taken);
    }
    for file in &imported.rows {
        let bytes = ctx.sources.attachment(&file.sha256)?;
        for row in shelf::listed(&bytes)? {
            match row.of {
                Subject::Event => {}
                Subject::Indicator if row.what.trim().is_empty() => taken.refused += 1,
                Subject::Indicator => taken.indicators.push(row.what.trim().to_owned()),
                Subject::Asset => match described(&row) {
                    None => taken.refused += 1,
                    Some(described) => {
                        let known = register.meant_by_name(&described.name).any(|known| known.kind == described.kind);
                        if known || !seen.insert((described.kind.clone(), even(&described.name))) {
                            taken.known += 1;
                        } else {
                            taken.entities.push(described);
                        }
                    }
                },
            }
        }
    }
    Some(taken)
}

/// A row of a list of assets; none where it has no name.
fn described(row: &Row) -> Option<Described> {
    let name = row.what.trim();
    if name.is_empty() {
        return None;
    }
    let said = row.kind.to_lowercase().replace(' ', "-");
    let account = said.contains("account") || said.contains("user") || !row.user.is_empty();
    let of_type = TYPES.iter().find(|(word, _)| said.contains(word)).map_or("", |(_, of_type)| of_type);
    let addresses = row.extra.iter().filter(|(name, _)| name.to_lowercase().contains("ip"));
    let addresses = addresses.map(|(_, value)| value.trim().to_owned());
    let aliases = addresses.filter(|value| value.parse::<core::net::IpAddr>().is_ok() && value != name).collect();
    Some(Described {
        kind: if account { "account" } else { "asset" }.to_owned(),
        asset_type: if account { String::new() } else { of_type.to_owned() },
        name: name.to_owned(),
        aliases,
    })
}
