//! What is known about an exhibit beyond its registration, as a custody form asks for it (NIST SP 800-61r2 section 3.3.2, ISO/IEC 27037).

use serde::{Deserialize, Serialize};

use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;

/// The state a source was in when it was taken: a running one is fixed by its image only.
pub const SYSTEM_STATES: &[&str] = &["powered-off", "running", "suspended", "not-a-system"];
/// Typed where a value was wrong and nothing is known in its place.
const NOTHING_KNOWN: &str = "-";

/// One list: field of the record, name of the field on the form.
macro_rules! details {
    ($($(#[$doc:meta])* $name:ident = $field:literal),* $(,)?) => {
        /// What is known about an exhibit, each as a person wrote it; empty where nothing is known.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        pub struct Details {
            $($(#[$doc])* #[serde(default, skip_serializing_if = "String::is_empty")] pub $name: String),*
        }

        impl Details {
            /// The names of the fields, in the order of the form.
            pub const FIELDS: &'static [&'static str] = &[$($field),*];

            /// Every value that is not empty, with the name of its field.
            pub fn values(&self) -> impl Iterator<Item = (&'static str, &str)> {
                [$(($field, self.$name.as_str())),*].into_iter().filter(|(_, value)| !value.is_empty())
            }

            /// Whether nothing is known.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.values().next().is_none()
            }

            pub(super) fn read(fields: &Fields<'_>) -> Result<Self, Refusal> {
                let state = fields.choice("system-state", SYSTEM_STATES)?;
                let mut read = Details { $($name: fields.text($field).unwrap_or_default()),* };
                read.system_state = state.unwrap_or_default().to_owned();
                Ok(read)
            }

            /// Takes away what was known already.
            fn forget(&mut self, known: &Details) {
                $(if self.$name == known.$name {
                    self.$name.clear();
                })*
            }

            /// Lays what became known later over this; `-` takes a value away.
            pub(super) fn overlay(&mut self, later: &Details) {
                $(match later.$name.trim() {
                    "" => {}
                    NOTHING_KNOWN => self.$name.clear(),
                    _ => self.$name.clone_from(&later.$name),
                })*
            }
        }
    };
}

details! {
    /// The number a court gave it.
    exhibit_no = "exhibit-no",
    /// Maker.
    make = "make",
    /// Model.
    model = "model",
    /// Serial number.
    serial = "serial",
    /// Firmware, where it matters to what was read.
    firmware = "firmware",
    /// State it was found in: damage, switched on, screen.
    condition = "condition",
    /// Marks by which it is known again.
    markings = "markings",
    /// How many, where it is more than one piece.
    quantity = "quantity",
    /// Host name of the source.
    host = "host",
    /// Asset tag of the source.
    asset_tag = "asset-tag",
    /// Hardware address of the source.
    mac = "mac",
    /// Network address of the source.
    ip = "ip",
    /// Where it was found.
    found_at = "found-at",
    /// Whose it is.
    owner = "owner",
    /// Name of the file at its source.
    file_name = "file-name",
    /// One of [`SYSTEM_STATES`].
    system_state = "system-state",
    /// How it was acquired.
    method = "how-acquired",
    /// Write blocker: make, serial, firmware; or why there was none.
    write_blocker = "write-blocker",
    /// How far the clock of the source was from a reference, and how that is known.
    clock_offset = "clock-offset",
    /// Law, contract or order under which it was taken.
    authority = "legal-basis",
    /// Until when it must be kept, and by what rule.
    retention = "retention",
}

/// What became known about an exhibit after it was registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// The exhibit.
    pub exhibit: RecordId,
    /// Only what is new or different.
    pub details: Details,
    /// Why something already known was changed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// `describe`: more about an exhibit. What was known before stays readable in its own record.
///
/// # Errors
/// An unknown exhibit, nothing that is new, an unknown code.
pub fn describe(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let exhibit = fields.exhibit("exhibit")?;
    let mut details = Details::read(&fields)?;
    details.forget(&exhibit.details);
    if details.is_empty() {
        return Err(Refusal::new(Rule::Empty, Some("make")).code("make"));
    }
    Ok(Decision::of(Described { exhibit: exhibit.id, details, reason: fields.text("reason").unwrap_or_default() }))
}
